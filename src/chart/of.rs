//! From events and their sums to charts: the one place where a chart is told what layoffs are.

use super::{BARS_SHOWN, Bar, Chart, Column, Drawing, Point};
use crate::layoff::Status;
use crate::layoff::event::Event;
use crate::layoff::tally::{Group, Total, Trend, plural};
use crate::text::number::grouped;

/// What every chart says of its figures.
const NOTE: &str = "Jobs in reported events, each at the lowest number that its reports allow";

/// A ranking of groups: companies, industries, countries.
pub fn ranking(title: String, source: String, groups: &[Group<'_>]) -> Chart {
    let numbered: Vec<&Group<'_>> = groups.iter().filter(|g| g.total.events > 0).collect();
    let bars = numbered.iter().map(|g| bar(g, false)).collect();
    let hidden = numbered.get(BARS_SHOWN..).unwrap_or_default();
    let jobs = hidden.iter().fold(0u64, |sum, g| sum.saturating_add(g.total.jobs));
    let unnumbered = groups.len() - numbered.len();
    let mut rest = Vec::new();
    if !hidden.is_empty() {
        rest.push(format!("{} more with {} jobs", grouped(hidden.len() as u64), grouped(jobs)));
    }
    if unnumbered > 0 {
        rest.push(format!("{} without a number", grouped(unnumbered as u64)));
    }
    let rest = (!rest.is_empty()).then(|| rest.join(", and "));
    Chart { title, note: NOTE.to_owned(), source, drawing: Drawing::Bars { bars, rest } }
}

/// Companies side by side, each bar divided into its events.
pub fn comparison(title: String, source: String, groups: &[Group<'_>]) -> Chart {
    let bars = groups.iter().map(|g| bar(g, true)).collect();
    let note = format!("{NOTE}; a bar is divided where one event ends and the next begins");
    Chart { title, note, source, drawing: Drawing::Bars { bars, rest: None } }
}

/// Single events by the jobs they cost, or by their share of the staff.
pub fn largest(title: String, source: String, events: &[&Event], by_share: bool) -> Chart {
    let name = |e: &Event| match e.day() {
        Some(day) => format!("{}, {}", e.company, day.strftime("%b %Y")),
        None => e.company.to_string(),
    };
    let bar = |e: &&Event| {
        let (value, words) = match by_share {
            true => (e.percent?, format!("{}%", e.percent?)),
            false => (e.at_least? as f64, e.count?.to_string()),
        };
        Some(Bar { name: name(e), note: None, value, words, parts: Vec::new() })
    };
    let note = if by_share { "Share of the staff, as reports state it".to_owned() } else { NOTE.to_owned() };
    Chart { title, note, source, drawing: Drawing::Bars { bars: events.iter().filter_map(bar).collect(), rest: None } }
}

fn bar(group: &Group<'_>, divided: bool) -> Bar {
    let Total { events, without_number, .. } = group.total;
    let mut note = plural(events, "event");
    if without_number > 0 {
        note.push_str(&format!(", {without_number} without a number"));
    }
    let mut parts: Vec<&&Event> = group.events.iter().collect();
    parts.sort_by_key(|e| (e.day(), e.id));
    Bar {
        name: group.name.to_string(),
        note: divided.then_some(note),
        value: group.total.jobs as f64,
        words: group.total.number(),
        parts: if divided { parts.iter().filter_map(|e| e.at_least).map(|n| n as f64).collect() } else { Vec::new() },
    }
}

/// Columns along the time.
pub fn trend(title: String, source: String, trend: &Trend<'_>) -> Chart {
    let column = |g: &Group<'_>| {
        // A sum is a lower bound everywhere; the note says so once.
        let words = grouped(g.total.jobs);
        Some(Column { period: g.period?, value: g.total.jobs as f64, words, partial: g.partial })
    };
    let columns = trend.groups.iter().filter_map(column).collect();
    Chart { title, note: NOTE.to_owned(), source, drawing: Drawing::Columns { step: trend.step, columns } }
}

/// The events of one company along the time. Undated ones cannot be placed.
pub fn timeline(title: String, source: String, events: &[&Event]) -> Chart {
    let mut points: Vec<Point> = events
        .iter()
        .filter(|e| !e.span_total && e.status != Status::Denied)
        .filter(|e| e.part_of.is_none_or(|whole| events.iter().all(|other| other.id != whole)))
        .filter_map(|e| {
            Some(Point {
                day: e.day()?,
                value: e.count.map(|c| c.low as f64),
                words: e.count.map_or_else(|| "no number".to_owned(), |c| c.to_string()),
                planned: matches!(e.status, Status::Planned | Status::Rumoured),
            })
        })
        .collect();
    points.sort_by_key(|p| p.day);
    Chart { title, note: "Jobs in reported events".to_owned(), source, drawing: Drawing::Timeline(points) }
}
