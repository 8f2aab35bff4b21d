//! Charts of layoffs as PNG: rankings, trends, the timeline of a company, comparisons.
//!
//! Pure: it draws the figures it is given, with the words it is given; only [`of`] knows what events are. Every
//! figure stands in the picture as a number, so that nobody has to guess the length of a bar, and in the alternative
//! text, so that nobody has to see it. The background is the picture's own, as it is shown on dark and on light themes.

use jiff::civil::Date;

use crate::time::{Period, Step};

mod bars;
mod canvas;
mod columns;
mod frame;
mod letters;
mod line;
pub mod of;

/// Bars shown, unless another number of rows is asked for; the others are summed up in a line below.
const BARS_SHOWN: usize = 12;
/// The most bars that are shown, whatever is asked for: more cannot be read on a phone.
const MOST_BARS: usize = 25;

/// A discord upload's alternative text may have 1024 characters; the last ones are kept free.
const ALT_TEXT: usize = 1000;

/// A chart, ready to be drawn or told.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows: "Layoffs by company, 2024".
    pub title: String,
    /// What is counted, and what is left out.
    pub note: String,
    /// Where the figures come from and how far they reach.
    pub source: String,
    /// The figures.
    pub drawing: Drawing,
}

/// The figures of a chart, and how they are drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// A ranking or a comparison: a bar a name, in the order given.
    Bars {
        /// The bars that are shown.
        bars: Vec<Bar>,
        /// Words for what is not shown: "89 more with 41,000 jobs".
        rest: Option<String>,
    },
    /// A trend: a column for each piece of the calendar.
    Columns {
        /// What a column stands for.
        step: Step,
        /// The columns, in order of time.
        columns: Vec<Column>,
    },
    /// The layoffs of one company along the time.
    Timeline(Vec<Point>),
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Whose it is.
    pub name: String,
    /// What tells it from others of that name, "Jan 2023"; it is written in full where the name is cut.
    pub when: Option<String>,
    /// A second line below the name.
    pub note: Option<String>,
    /// Its length.
    pub value: f64,
    /// The number in words: "at least 12,000".
    pub words: String,
    /// What it is made of, in order; the bar is divided there. Empty for a plain bar.
    pub parts: Vec<f64>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The time it stands for.
    pub period: Period,
    /// Its height.
    pub value: f64,
    /// The number in words.
    pub words: String,
    /// Layoffs are reported, but none with a number: its height is unknown, not nothing.
    pub unknown: bool,
    /// Not all of this time is covered by the sources.
    pub partial: bool,
}

/// One layoff of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When.
    pub day: Date,
    /// How many; none where no number is known.
    pub value: Option<f64>,
    /// The number in words: "12,000", "no number".
    pub words: String,
    /// Why it may not have happened.
    pub unsure: Option<Unsure>,
}

/// Why a layoff that is reported may not have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsure {
    /// It is planned.
    Planned,
    /// It is a rumour.
    Rumour,
}

impl Unsure {
    fn word(self) -> &'static str {
        match self {
            Unsure::Planned => "planned",
            Unsure::Rumour => "rumour",
        }
    }
}

impl Bar {
    /// Whose it is and when: "Amazon, Jan 2023".
    fn label(&self) -> String {
        match &self.when {
            Some(when) => format!("{}, {when}", self.name),
            None => self.name.clone(),
        }
    }
}

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// A built-in font could not be read, or the picture has a size that cannot be.
    #[error("the chart cannot be drawn: {0}")]
    Drawing(&'static str),
    /// The picture could not be written as PNG.
    #[error("the chart cannot be written as PNG: {0}")]
    Encoding(String),
}

impl Chart {
    /// The chart as a PNG file.
    ///
    /// # Errors
    /// Only for what is a defect of the program: see [`ChartError`].
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        match &self.drawing {
            _ if self.is_empty() => frame::empty(self, &bars::nothing(self.rest())),
            Drawing::Bars { bars, rest } => bars::draw(self, bars, rest.as_deref()),
            Drawing::Columns { step, columns } => columns::draw(self, *step, columns),
            Drawing::Timeline(points) => line::draw(self, points),
        }
    }

    fn rest(&self) -> Option<&str> {
        match &self.drawing {
            Drawing::Bars { rest, .. } => rest.as_deref(),
            _ => None,
        }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        match &self.drawing {
            Drawing::Bars { bars, .. } => bars.is_empty(),
            Drawing::Columns { columns, .. } => columns.is_empty(),
            Drawing::Timeline(points) => points.is_empty(),
        }
    }

    /// The chart in words, for those who do not see it: at most 1,000 characters. Where not everything has room, the first
    /// bars are told, since they are the largest, but the last columns and points; and then which is the highest.
    pub fn alt_text(&self) -> String {
        let (kind, items, rest) = match &self.drawing {
            Drawing::Bars { bars, rest } => {
                let items = bars.iter().map(|b| format!("{}: {}", b.label(), b.words)).collect();
                ("Bar chart", items, rest.as_ref())
            }
            Drawing::Columns { columns, .. } => {
                let part = |c: &Column| if c.partial { " (not complete)" } else { "" };
                let item = |c: &Column| format!("{}: {}{}", c.period.label(), c.words, part(c));
                ("Column chart", columns.iter().map(item).collect::<Vec<_>>(), None)
            }
            Drawing::Timeline(points) => {
                let unsure = |p: &Point| p.unsure.map(|u| format!(" ({})", u.word())).unwrap_or_default();
                let item = |p: &Point| format!("{}: {}{}", Period::day(p.day).label(), p.words, unsure(p));
                ("Timeline", points.iter().map(item).collect(), None)
            }
        };
        let highest = self.highest().and_then(|at| items.get(at)).map(|item| format!("Highest: {item}. "));
        // Along the time, the latest say most.
        let along = highest.is_some();
        for shown in (1..=items.len()).rev() {
            let left = items.len() - shown;
            let more = crate::text::number::grouped(left as u64);
            let said = match (left, along) {
                (0, _) => items.join("; "),
                (_, true) => {
                    format!("{}{more} earlier ones; {}", highest.as_deref().unwrap_or_default(), items[left..].join("; "))
                }
                (_, false) => format!("{}; and {more} more", items[..shown].join("; ")),
            };
            let rest = rest.map(|rest| format!("; and {rest}")).unwrap_or_default();
            let text = clean(&format!("{kind}. {}. {said}{rest}. {}", self.title, self.source));
            if text.chars().count() <= ALT_TEXT {
                return text;
            }
        }
        let only = items.first().map_or_else(|| bars::nothing(rest.map(String::as_str)), String::clone);
        let text = clean(&format!("{kind}. {}. {only}. {}", self.title, self.source));
        if text.chars().count() <= ALT_TEXT { text } else { text.chars().take(ALT_TEXT - 1).chain(['…']).collect() }
    }

    /// The place of the highest column or point, the first of several; none for bars, the first of which it is.
    fn highest(&self) -> Option<usize> {
        let values: Vec<f64> = match &self.drawing {
            Drawing::Bars { .. } => return None,
            Drawing::Columns { columns, .. } => columns.iter().map(|c| c.value).collect(),
            Drawing::Timeline(points) => points.iter().map(|p| p.value.unwrap_or(0.0)).collect(),
        };
        (0..values.len()).max_by(|&a, &b| values[a].total_cmp(&values[b]).then(b.cmp(&a)))
    }
}

/// One line, without characters that are not seen.
fn clean(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control() || crate::text::clean::is_invisible(c))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
