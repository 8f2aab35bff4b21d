//! Events and groups as CSV, for spreadsheets.

use std::io::Write;

use crate::layoff::event::Event;
use crate::layoff::tally::Group;

pub(super) fn events(out: &mut impl Write, events: &[&Event]) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "date",
        "date_basis",
        "company",
        "parent",
        "division",
        "count",
        "count_max",
        "count_is",
        "at_least",
        "percent",
        "percent_max",
        "percent_is",
        "status",
        "reason",
        "industry",
        "country",
        "place",
        "sources",
        "reports",
        "told_by",
        "links",
        "part_of",
        "may_overlap",
        "event_id",
    ])?;
    for e in events {
        let text = |t: &Option<std::sync::Arc<str>>| t.as_deref().map(safe).unwrap_or_default();
        let links: Vec<&str> = e.facts.iter().filter_map(|f| f.report.url.as_deref()).collect();
        let publishers: Vec<String> = e.facts.iter().map(super::table::publisher).collect();
        csv.write_record([
            e.date_text().unwrap_or_default(),
            e.date_basis.map(word).unwrap_or_default(),
            safe(&e.company),
            text(&e.parent),
            text(&e.division),
            e.count.map(|c| c.low.to_string()).unwrap_or_default(),
            e.count.and_then(|c| c.high).map(|n| n.to_string()).unwrap_or_default(),
            e.count.map(|c| word(c.is)).unwrap_or_default(),
            e.at_least.map(|n| n.to_string()).unwrap_or_default(),
            e.percent.map(|p| p.to_string()).unwrap_or_default(),
            e.percent_max.map(|p| p.to_string()).unwrap_or_default(),
            e.percent_is.map(word).unwrap_or_default(),
            word(e.status),
            e.reason_class.map(word).unwrap_or_default(),
            text(&e.industry),
            text(&e.country),
            text(&e.place),
            e.sources.to_string(),
            e.told_by().to_string(),
            safe(&publishers.join("; ")),
            safe(&links.join(" ")),
            e.part_of.map(|id| id.to_string()).unwrap_or_default(),
            e.may_overlap.map(|id| id.to_string()).unwrap_or_default(),
            e.id.to_string(),
        ])?;
    }
    Ok(csv.flush()?)
}

pub(super) fn groups(out: &mut impl Write, groups: &[Group<'_>]) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "name",
        "complete",
        "jobs",
        "is_lower_bound",
        "events",
        "without_number",
        "upper_bound_only",
        "planned_jobs",
        "event_ids",
    ])?;
    for g in groups {
        let ids: Vec<String> = g.events.iter().map(|e| e.id.to_string()).collect();
        let t = &g.total;
        csv.write_record([
            safe(&g.name),
            (!g.partial).to_string(),
            t.jobs.to_string(),
            t.is_lower_bound().to_string(),
            t.events.to_string(),
            t.without_number.to_string(),
            t.upper_bound_only.to_string(),
            t.planned_jobs.to_string(),
            ids.join(" "),
        ])?;
    }
    Ok(csv.flush()?)
}

/// The word that JSON has for a value.
pub(super) fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A text that no spreadsheet takes for a formula: a company may be called "=HYPERLINK(…)" by whoever wrote the list.
fn safe(text: &str) -> String {
    let text = super::table::clean(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}
