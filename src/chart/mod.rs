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

/// Bars shown; the others are summed up in a line below.
pub const BARS_SHOWN: usize = 12;

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
        /// The bars.
        bars: Vec<Bar>,
        /// Words for what stands behind the bars that are not shown; "89 more with 41,000 jobs" by default.
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
    /// Whether it is only planned.
    pub planned: bool,
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
            _ if self.is_empty() => frame::empty(self),
            Drawing::Bars { bars, rest } => bars::draw(self, bars, rest.as_deref()),
            Drawing::Columns { step, columns } => columns::draw(self, *step, columns),
            Drawing::Timeline(points) => line::draw(self, points),
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

    /// The chart in words, for those who do not see it: at most 1,000 characters.
    pub fn alt_text(&self) -> String {
        let (kind, mut items, rest): (_, Vec<String>, _) = match &self.drawing {
            Drawing::Bars { bars, rest } => {
                let items = bars.iter().take(BARS_SHOWN).map(|b| format!("{}: {}", b.name, b.words)).collect();
                ("Bar chart", items, bars::rest_words(bars, rest.as_deref()))
            }
            Drawing::Columns { columns, .. } => {
                let part = |c: &Column| if c.partial { " (not complete)" } else { "" };
                let items = columns.iter().map(|c| format!("{}: {}{}", c.period.label(), c.words, part(c))).collect();
                ("Column chart", items, None)
            }
            Drawing::Timeline(points) => {
                let plan = |p: &Point| if p.planned { " (planned)" } else { "" };
                let day = |p: &Point| Period::day(p.day).label();
                let items = points.iter().map(|p| format!("{}: {}{}", day(p), p.words, plan(p))).collect();
                ("Timeline", items, None)
            }
        };
        if items.is_empty() {
            items.push("nothing to show".to_owned());
        }
        let all = items.len();
        loop {
            let shown = items.join("; ");
            let left = match all - items.len() {
                0 => rest.as_ref().map(|r| format!("; and {r}")).unwrap_or_default(),
                n => format!("; and {n} more"),
            };
            let text = clean(&format!("{kind}. {}. {shown}{left}. {}", self.title, self.source));
            if text.chars().count() <= ALT_TEXT {
                return text;
            }
            if items.len() <= 1 {
                return text.chars().take(ALT_TEXT - 1).chain(['…']).collect();
            }
            items.pop();
        }
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
