//! Tables at a terminal: columns that line up whatever letters are in them, and fit the width there is.

use std::io::{self, IsTerminal, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::options::By;
use crate::article::Provenance;
use crate::cli::show::Style;
use crate::layoff::event::{Event, Kind};
use crate::layoff::tally::Group;
use crate::layoff::{Fact, Status};

/// Columns are not made narrower than this.
const NARROWEST: usize = 8;
/// Between columns.
const GAP: &str = "  ";

/// A table of texts.
pub(super) struct Table {
    head: Vec<&'static str>,
    /// Which columns hold numbers, and stand at the right.
    right: Vec<bool>,
    /// Which columns may be cut where the terminal is narrow.
    elastic: Vec<bool>,
    rows: Vec<Vec<String>>,
}

/// How wide the terminal is; none where the output goes elsewhere, which is never cut.
pub(super) fn terminal_width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).max(40))
}

pub(super) fn of_events(events: &[&Event]) -> Table {
    let row = |e: &&Event| {
        vec![
            e.date_text().unwrap_or_else(|| "undated".to_owned()),
            clean(&e.company),
            e.count.map(|c| c.to_string()).unwrap_or_default(),
            e.share().unwrap_or_default(),
            clean(&remarks(e)),
            clean(&told_by(e)),
        ]
    };
    Table {
        head: vec!["Date", "Company", "Jobs", "Share", "Remarks", "Told by"],
        right: vec![false, false, true, true, false, false],
        elastic: vec![false, true, false, false, true, true],
        rows: events.iter().map(row).collect(),
    }
}

pub(super) fn of_groups(by: Option<By>, groups: &[Group<'_>]) -> Table {
    let row = |g: &Group<'_>| {
        let sources: usize = g.events.iter().map(|e| e.told_by()).sum();
        let latest = g.events.iter().max_by_key(|e| (e.at_least, e.day())).map(|e| told_by(e)).unwrap_or_default();
        let told = match sources {
            0 => String::new(),
            n if n == g.events.first().map_or(0, |e| e.told_by()) => latest,
            n => format!("{n} reports and rows; of the largest: {latest}"),
        };
        let name = if g.partial { format!("{} (in part)", g.name) } else { g.name.to_string() };
        let without = g.total.without_number + g.total.upper_bound_only;
        vec![
            clean(&name),
            if g.total.events == 0 { String::new() } else { g.total.number() },
            g.total.events.to_string(),
            if without == 0 { String::new() } else { without.to_string() },
            clean(&told),
        ]
    };
    let name = by.map_or("", |by| match by {
        By::Company => "Company",
        By::Month => "Month",
        By::Quarter => "Quarter",
        By::Year => "Year",
        By::Industry => "Industry",
        By::Country => "Country",
    });
    Table {
        head: vec![name, "Jobs", "Events", "Without number", "Told by"],
        right: vec![false, true, true, true, false],
        elastic: vec![true, false, false, false, true],
        rows: groups.iter().map(row).collect(),
    }
}

/// Who tells an event: the report that gives the figure, and how many there are.
pub(super) fn told_by(event: &Event) -> String {
    let Some(lead) = event.lead() else { return String::new() };
    let day = lead.report.published.map(|d| d.strftime(", %-d %b %Y").to_string()).unwrap_or_default();
    let more = match event.told_by() {
        1 => String::new(),
        n => format!(" (+{})", n - 1),
    };
    format!("{}{day}{more}", publisher(lead))
}

/// The publisher of a report, with what it is where it is no report.
pub(super) fn publisher(fact: &Fact) -> String {
    let source = fact.report.source.as_deref().unwrap_or("publisher unknown");
    match fact.report.provenance {
        Provenance::Brief => match &fact.report.based_on {
            Some(based_on) => format!("our summary, after {based_on}"),
            None => "our summary".to_owned(),
        },
        Provenance::Row => format!("list {source}"),
        _ => source.to_owned(),
    }
}

/// What has to be said of an event beside its figures.
fn remarks(event: &Event) -> String {
    let mut remarks = Vec::new();
    match event.status {
        Status::Rumoured => remarks.push("rumour".to_owned()),
        Status::Planned => remarks.push("planned".to_owned()),
        Status::Denied => remarks.push("denied".to_owned()),
        Status::Announced | Status::Confirmed | Status::CarriedOut => {}
    }
    if event.span_total {
        remarks.push("total over several rounds".to_owned());
    }
    if event.mentioned {
        remarks.push("only mentioned".to_owned());
    }
    remarks.extend(event.division.iter().map(|d| d.to_string()));
    remarks.extend(event.parent.iter().map(|p| format!("unit of {p}")));
    if event.part_of.is_some() {
        remarks.push("part of another event".to_owned());
    } else if event.may_overlap.is_some() {
        remarks.push("may overlap another event".to_owned());
    }
    if event.is_corrected() {
        remarks.push("corrected".to_owned());
    }
    for (kind, words) in [(Kind::Conflict, "reports contradict each other"), (Kind::Replaced, "replaces an earlier figure")] {
        if event.differing.iter().any(|d| d.kind == kind) {
            remarks.push(words.to_owned());
        }
    }
    remarks.join(", ")
}

/// One line without characters that a terminal acts on or does not show.
pub(super) fn clean(text: &str) -> String {
    let shown = |c: char| !c.is_control() && !crate::text::clean::is_invisible(c);
    text.split_whitespace().map(|word| word.chars().filter(|&c| shown(c)).collect::<String>()).collect::<Vec<_>>().join(" ")
}

impl Table {
    /// Prints it; with a width, columns that may be cut give way until it fits.
    pub(super) fn print(mut self, out: &mut impl Write, style: Style, width: Option<usize>) -> io::Result<()> {
        self.drop_empty_columns();
        let mut widths: Vec<usize> = self.head.iter().map(|h| h.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        if let Some(width) = width {
            self.fit(&mut widths, width);
        }
        let head: Vec<String> = self.head.iter().map(|h| (*h).to_owned()).collect();
        writeln!(out, "{}", style.bold(&self.line(&head, &widths)))?;
        for row in &self.rows {
            writeln!(out, "{}", self.line(row, &widths))?;
        }
        Ok(())
    }

    /// A column in which nothing stands is not shown.
    fn drop_empty_columns(&mut self) {
        for column in (0..self.head.len()).rev() {
            if !self.rows.is_empty() && self.rows.iter().all(|row| row[column].is_empty()) {
                self.head.remove(column);
                self.right.remove(column);
                self.elastic.remove(column);
                for row in &mut self.rows {
                    row.remove(column);
                }
            }
        }
    }

    fn fit(&self, widths: &mut [usize], width: usize) {
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > width {
            let widest = (0..widths.len()).filter(|&i| self.elastic[i] && widths[i] > NARROWEST).max_by_key(|&i| widths[i]);
            let Some(widest) = widest else { break };
            widths[widest] -= 1;
        }
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (i, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let cell = cut(cell, width);
            let pad = " ".repeat(width - cell.width().min(width));
            if i > 0 {
                line.push_str(GAP);
            }
            if self.right[i] {
                line.push_str(&pad);
                line.push_str(&cell);
            } else {
                line.push_str(&cell);
                line.push_str(&pad);
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// A text cut to this many columns of the terminal.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        cut.push(c);
    }
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(rows: &[[&str; 3]], width: Option<usize>) -> String {
        let table = Table {
            head: vec!["Company", "Jobs", "Told by"],
            right: vec![false, true, false],
            elastic: vec![true, false, true],
            rows: rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect(),
        };
        let mut out = Vec::new();
        table.print(&mut out, Style::plain(), width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_line_up() {
        let rows = [["腾讯", "5,500", "A"], ["Vantor", "90", "The Post"]];
        assert_eq!(printed(&rows, None), "Company   Jobs  Told by\n腾讯     5,500  A\nVantor      90  The Post\n");
    }

    #[test]
    fn narrow_terminals_and_empty_columns() {
        let rows = [["A company with a long name", "", "A publisher with a long name"]];
        assert_eq!(printed(&rows, Some(40)), "Company              Told by\nA company with a l…  A publisher with a…\n");
        assert!(printed(&rows, Some(1)).lines().all(|line| line.width() <= 18));
    }

    #[test]
    fn nothing_that_a_terminal_acts_on() {
        assert_eq!(clean("Van\u{1b}[31mtor\n\u{202e}x"), "Van[31mtor x");
    }
}
