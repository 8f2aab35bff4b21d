//! Layoffs, events and groups as JSON, one object a line.

use std::collections::HashSet;
use std::io::Write;

use serde_json::{Value, json};

use super::Found;
use crate::app::{App, Proved};
use crate::article::{ArticleId, Corpus};
use crate::layoff::event::{Event, EventId, Kind, Value as Figure};
use crate::layoff::tally::Group;
use crate::layoff::{Correction, Fact, FactId, Status, Where, date_text};

/// Layoffs whose words are read at once.
const CHUNK: usize = 200;

/// Each layoff of each article: those of the events that were found, or all, also those that somebody rejected. What is
/// denied, or only recalled by an article on something else, is shown only where it was asked for.
pub(super) fn facts(out: &mut impl Write, app: &App, corpus: Corpus, found: &Found<'_>, all: bool) -> anyhow::Result<()> {
    let facts = app.facts(corpus)?;
    let own: HashSet<ArticleId> = facts.all().filter(|f| f.primary).map(|f| f.report.article).collect();
    let recalled = |f: &Fact| f.status == Status::CarriedOut && !own.contains(&f.report.article);
    let meant: HashSet<FactId> = found.selected.iter().flat_map(|e| e.facts.iter().map(|f| f.id)).collect();
    let is_meant = |f: &&Fact| match all {
        true => f.status != Status::Denied && !recalled(f),
        false => meant.contains(&f.id),
    };
    let meant: Vec<&Fact> = facts.all().filter(is_meant).collect();
    for chunk in meant.chunks(CHUNK) {
        for proved in app.prove(corpus, chunk.iter().copied())? {
            writeln!(out, "{}", line(&proved, found.events.of(proved.fact.id).map(|e| e.id)))?;
        }
    }
    Ok(())
}

/// An event with all its reports.
pub(super) fn event(event: &Event) -> Value {
    let count = event.count;
    let report = |f: &Fact| {
        json!({
            "id": f.id, "article_id": f.report.article, "source": f.report.source.as_deref(), "based_on": f.report.based_on.as_deref(),
            "provenance": f.report.provenance, "url": f.report.url.as_deref(), "published": f.report.published,
            "count": f.count, "count_max": f.count_max, "count_is": f.count_is, "percent": f.percent,
            "percent_max": f.percent_max, "percent_is": f.percent_is, "percent_of": f.percent_of.as_deref(), "date": f.date.map(date_text), "date_basis": f.date_basis, "status": f.status,
            "division": f.division.as_deref(), "place": f.place.as_deref(), "said_by": f.said_by.as_deref(),
            "reason": f.reason.as_deref(), "reason_class": f.reason_class, "corrected": f.correction.is_some(),
        })
    };
    let differing = |(id, value, kind): (FactId, Figure, Kind)| {
        let (what, value) = match value {
            Figure::Count(count) => ("count", json!(count)),
            Figure::Percent(percent) => ("percent", json!(percent)),
        };
        json!({ "report": id, "what": what, "value": value, "kind": kind, "sentence": kind.sentence() })
    };
    json!({
        "event_id": event.id, "company": *event.company, "parent": event.parent.as_deref(), "division": event.division.as_deref(),
        "place": event.place.as_deref(), "industry": event.industry.as_deref(), "country": event.country.as_deref(),
        "count": count.map(|c| c.low), "count_max": count.and_then(|c| c.high), "count_is": count.map(|c| c.is),
        "at_least": event.at_least, "percent": event.percent,
        "percent_max": event.percent_max, "percent_is": event.percent_is, "percent_of_part": event.share_of_part.as_ref().map(|(percent, of)| json!({ "percent": percent, "of": &**of })), "date": event.date_text(), "date_basis": event.date_basis,
        "status": event.status, "reason_class": event.reason_class, "span_total": event.span_total, "mentioned": event.mentioned,
        "part_of": event.part_of, "may_overlap": event.may_overlap, "sources": event.sources, "corrected": event.is_corrected(),
        "reports": event.facts.iter().map(report).collect::<Vec<_>>(),
        "differing": event.differing.iter().map(|d| differing((d.fact, d.value, d.kind))).collect::<Vec<_>>(),
    })
}

/// Each row of a table of groups.
pub(super) fn groups(out: &mut impl Write, groups: &[Group<'_>]) -> anyhow::Result<()> {
    for group in groups {
        let mut line = json!({
            "name": group.name, "since": group.period.map(|p| p.start), "until": group.period.map(|p| p.end),
            "complete": !group.partial, "words": group.total.words(), "events": group.events.iter().map(|e| e.id).collect::<Vec<EventId>>(),
        });
        line["total"] = serde_json::to_value(&group.total)?;
        line["total"]["is_lower_bound"] = json!(group.total.is_lower_bound());
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn line(proved: &Proved, event: Option<EventId>) -> Value {
    let Proved { fact, article, proof: p } = proved;
    let mut line = json!({
        "id": fact.id, "url": article.url, "company": *fact.company, "parent": fact.parent.as_deref(),
        "count": fact.count, "count_max": fact.count_max, "count_is": fact.count_is,
        "percent": fact.percent, "percent_max": fact.percent_max, "percent_is": fact.percent_is, "percent_of": fact.percent_of.as_deref(), "date": fact.date.map(date_text),
        "date_basis": fact.date_basis, "status": fact.status, "reason": fact.reason.as_deref(), "reason_class": fact.reason_class,
        "reason_denied": fact.reason_denied, "division": fact.division.as_deref(), "place": fact.place.as_deref(),
        "said_by": fact.said_by.as_deref(), "primary": fact.primary, "span_total": fact.span_total, "part": fact.part,
        "replaced": fact.replaced,
        "event_id": event,
        "article_id": article.id, "provenance": article.provenance, "source": article.source, "published": article.published,
        "proof": {
            "company": ranges(&p.company), "count": ranges(&p.count), "percent": ranges(&p.percent), "percent_of": ranges(&p.percent_of),
            "date": ranges(&p.date), "reason": ranges(&p.reason), "division": ranges(&p.division), "place": ranges(&p.place),
            "said_by": ranges(&p.said_by),
        },
    });
    for (key, value) in [("industry", &fact.industry), ("country", &fact.country), ("stage", &fact.stage)] {
        if let Some(value) = value {
            line[key] = json!(**value);
        }
    }
    if let Some(correction) = &fact.correction {
        line["correction"] = corrected(correction);
    }
    line
}

/// What was corrected: the values above are the corrected ones, these are the report's.
fn corrected(correction: &Correction) -> Value {
    let was = &correction.was;
    json!({
        "rejected": correction.rejected, "note": correction.note, "by": correction.by.map(|by| by.to_string()),
        "was": {"company": was.company, "count": was.count, "percent": was.percent, "date": was.date.map(date_text)},
    })
}

/// Where the words stand: `[start, end]` in the body, `["title", start, end]` in the title.
fn ranges(places: &[Where]) -> Vec<Value> {
    let range = |place: &Where| match place {
        Where::Title(r) => json!(["title", r.start, r.end]),
        Where::Body(r) => json!([r.start, r.end]),
    };
    places.iter().map(range).collect()
}
