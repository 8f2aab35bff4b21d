//! From events and their sums to charts: the one place where a chart is told what layoffs are.

use super::{BARS_SHOWN, Bar, Chart, Column, Drawing, MOST_BARS, Point, Unsure};
use crate::layoff::Status;
use crate::layoff::event::Event;
use crate::layoff::tally::{Group, Order, Total, Trend, plural};
use crate::text::number::grouped;

/// What every chart says of its figures.
const NOTE: &str = "Jobs in reported events, each at the lowest number that its reports allow";

/// How many bars there are where so many rows are asked for; 0 for as many as suit.
fn shown(rows: usize) -> usize {
    if rows == 0 { BARS_SHOWN } else { rows.min(MOST_BARS) }
}

/// "84 more with 112,173 jobs, and 13 without a number": what a chart leaves out; none where that is nothing.
fn rest(parts: impl IntoIterator<Item = (usize, String)>) -> Option<String> {
    let said: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{} {words}", grouped(n as u64))).collect();
    (!said.is_empty()).then(|| said.join(", and "))
}

/// A ranking of groups: companies, industries, countries; with so many bars, or 0 for as many as suit.
pub fn ranking(title: String, source: String, groups: &[Group<'_>], rows: usize) -> Chart {
    let numbered: Vec<&Group<'_>> = groups.iter().filter(|g| g.total.events > 0).collect();
    let (bars, hidden) = numbered.split_at(numbered.len().min(shown(rows)));
    let jobs = hidden.iter().fold(0u64, |sum, g| sum.saturating_add(g.total.jobs));
    let rest = rest([
        (hidden.len(), format!("more with {} jobs", grouped(jobs))),
        (groups.len() - numbered.len(), "without a number".to_owned()),
    ]);
    let bars = bars.iter().map(|g| bar(g, false)).collect();
    Chart { title, note: NOTE.to_owned(), source, drawing: Drawing::Bars { bars, rest } }
}

/// Companies side by side, each bar divided into its events.
pub fn comparison(title: String, source: String, groups: &[Group<'_>]) -> Chart {
    let bars: Vec<Bar> = groups.iter().map(|g| bar(g, true)).collect();
    let mut note = NOTE.to_owned();
    if groups.iter().any(|g| g.events.iter().any(|e| *e.company != *g.name)) {
        note.push_str(", those of a company's units with it");
    }
    if bars.iter().any(|bar| bar.parts.len() > 1) {
        note.push_str("; a bar is divided where one event ends and the next begins");
    }
    Chart { title, note, source, drawing: Drawing::Bars { bars, rest: None } }
}

/// Single events by the jobs they cost, or by their share of the staff; with so many bars, or 0 for as many as suit.
pub fn largest(title: String, source: String, events: &[&Event], order: Order, rows: usize) -> Chart {
    let by_share = order == Order::Percent;
    let bar = |e: &&Event| {
        let (value, words) = match by_share {
            true => (e.percent?, format!("{}%", e.percent?)),
            false => (e.at_least? as f64, e.count?.to_string()),
        };
        let when = e.day().map(|day| day.strftime("%b %Y").to_string());
        Some(Bar { name: e.company.to_string(), when, note: None, value, words, parts: Vec::new() })
    };
    let (note, without) = match by_share {
        true => ("Share of the staff, as sources state it", "without a share"),
        false => (NOTE, "without a number"),
    };
    let mut bars: Vec<Bar> = events.iter().filter_map(bar).collect();
    let lacking = events.len() - bars.len();
    let hidden = bars.split_off(bars.len().min(shown(rows)));
    let rest = rest([(hidden.len(), "more".to_owned()), (lacking, without.to_owned())]);
    Chart { title, note: note.to_owned(), source, drawing: Drawing::Bars { bars, rest } }
}

fn bar(group: &Group<'_>, divided: bool) -> Bar {
    let total: &Total = &group.total;
    let mut note = plural(total.all_events(), "event");
    let without = total.without_number + total.upper_bound_only;
    if without > 0 {
        note.push_str(&format!(", {without} without a number"));
    }
    let mut parts: Vec<&&Event> = group.events.iter().collect();
    parts.sort_by_key(|e| (e.day(), e.id));
    Bar {
        name: group.name.to_string(),
        when: None,
        note: divided.then_some(note),
        value: total.jobs as f64,
        words: if total.all_events() == 0 { "nothing reported here".to_owned() } else { total.number() },
        parts: if divided { parts.iter().filter_map(|e| e.at_least).map(|n| n as f64).collect() } else { Vec::new() },
    }
}

/// Columns along the time.
pub fn trend(title: String, source: String, trend: &Trend<'_>) -> Chart {
    let column = |g: &Group<'_>| {
        let unknown = g.total.events == 0 && g.total.all_events() > 0;
        // A sum is a lower bound everywhere; the note says so once.
        let words = if unknown { g.total.number() } else { grouped(g.total.jobs) };
        Some(Column { period: g.period?, value: g.total.jobs as f64, words, unknown, partial: g.partial })
    };
    let columns = trend.groups.iter().filter_map(column).collect();
    Chart { title, note: NOTE.to_owned(), source, drawing: Drawing::Columns { step: trend.step, columns } }
}

/// The events of one company along the time. Undated ones cannot be placed.
pub fn timeline(title: String, source: String, events: &[&Event]) -> Chart {
    let mut points: Vec<Point> = events
        .iter()
        .filter(|e| !e.span_total && e.status != Status::Denied)
        .filter(|e| e.beside().is_none_or(|whole| events.iter().all(|other| other.id != whole)))
        .filter_map(|e| {
            Some(Point {
                day: e.day()?,
                value: e.count.map(|c| c.low as f64),
                words: e.count.map_or_else(|| "no number".to_owned(), |c| c.to_string()),
                unsure: match e.status {
                    Status::Planned => Some(Unsure::Planned),
                    Status::Rumoured => Some(Unsure::Rumour),
                    _ => None,
                },
            })
        })
        .collect();
    points.sort_by_key(|p| p.day);
    Chart { title, note: "Jobs in reported events".to_owned(), source, drawing: Drawing::Timeline(points) }
}
