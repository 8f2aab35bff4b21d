//! The headline: a direct answer in one line, every value of which stands in a cited quote.

use super::compose::day_of;
use super::evidence::Evidence;
use super::value::Value;
use super::{Citation, Claim};
use crate::question::{Asks, Question};
use crate::text::amount::Hedge;

/// A value is only stated when its sentence speaks of the right company, at the right time, this surely.
const SURE: f32 = 0.75;

/// The line and what it claims, where the first citation proves a value.
pub(super) fn headline(question: &Question, chosen: &[&Evidence], citations: &[Citation]) -> Option<(String, Vec<Claim>)> {
    let (evidence, citation) = (chosen.first()?, citations.first()?);
    let f = &evidence.features;
    if f.company < SURE || f.time < SURE || f.kind < 0.8 || f.coverage < 0.6 || f.order < 1.0 {
        return None;
    }
    let stated = matches!(
        question.asks,
        Asks::Count | Asks::Percent | Asks::Date | Asks::Person | Asks::Severance | Asks::Money | Asks::Duration
    );
    let value = evidence.value.as_ref().filter(|_| stated)?;
    let company = question.companies.first().map(|c| c.name.clone());
    let said = &citation.text()[value.range.clone()];
    let mut line = String::new();
    if let Some(company) = &company {
        line.push_str(company);
        if question.asks != Asks::Date
            && let Some(day) = day_of(evidence, citation).filter(|d| is_proven(*d, citation))
        {
            line.push_str(&day.strftime(", %B %Y").to_string());
        }
        line.push_str(": ");
    }
    line.push_str(&worded(question.asks, value, said));
    let claim = Claim {
        kind: value.kind,
        value: value.number.filter(|_| matches!(value.kind, "count" | "percent")).map_or_else(|| said.into(), number),
        is: hedge(value.hedge),
        company,
        said_by: None,
        citations: vec![1],
    };
    Some((line, vec![claim]))
}

/// Whether the year of a day stands in the quote or is that of its publication.
fn is_proven(day: jiff::civil::Date, citation: &Citation) -> bool {
    citation.published.is_some_and(|p| p.year() == day.year() && p.month() == day.month())
        || citation.text().contains(&day.year().to_string())
}

fn worded(asks: Asks, value: &Value, said: &str) -> String {
    match (asks, value.kind) {
        (Asks::Count, "count") if value.hedge != Hedge::Vague => format!("{said} jobs"),
        (Asks::Percent, "percent") => format!("{said} of staff"),
        _ => said.to_owned(),
    }
}

fn number(value: f64) -> serde_json::Value {
    // Counts are whole numbers and are written as such.
    if value.fract() == 0.0 && value.abs() < 9e15 { (value as i64).into() } else { value.into() }
}

fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::Exact => "exact",
        Hedge::About => "about",
        Hedge::AtLeast => "at_least",
        Hedge::AtMost => "at_most",
        Hedge::Range => "range",
        Hedge::Vague => "vague",
    }
}
