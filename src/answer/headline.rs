//! The headline: a direct answer in one line, every value of which stands in a cited quote.

mod against;
mod phrase;

use std::ops::Range;

use jiff::civil::Date;

use super::evidence::{Evidence, Features, Standing};
use super::{Citation, Claim, Lists};
use crate::layoff::Status;
use crate::names::Names;
use crate::places;
use crate::question::{Asks, Company, Order, Question, Role};
use crate::text::amount::{Hedge, Kind};
use crate::text::term;
use crate::time::Period;

pub use against::RESERVATIONS;
use against::{another_is_nearer, is_elsewhere, is_of_another, is_only, may_move_either_way, reservations};
use phrase::{in_digits, is_with_another_place, part_of, phrase, place_of, with_part, with_terms, within, word_of};

/// What a headline would be, and what speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The line.
    pub line: String,
    pub(super) claims: Vec<Claim>,
    /// The features of the sentence that has the value.
    pub features: Features,
    /// How far each of the [`RESERVATIONS`] holds, from 0 to 1.
    pub reservations: [f32; RESERVATIONS.len()],
    /// How likely it is that the value is the one that is asked for.
    pub sure: f64,
}

/// A value whose sentence speaks less surely of the company is another's.
const ITS_OWN: f32 = 0.5;

/// The same of the time.
const OF_THEN: f32 = 0.75;

/// A value that fits less is not of the kind that is asked for.
const FITS: f32 = 0.55;

/// Days after which a plan is an old one.
const OLD: i32 = 180;

/// What can be stated, where the first citation holds a value of the kind asked for. `judged` is all that was found, `newest` the
/// day of the latest article.
pub(super) fn candidate(
    question: &Question,
    chosen: &[Evidence],
    citations: &[Citation],
    (judged, lists): (&[Evidence], Lists<'_>),
    newest: Option<Date>,
) -> Option<Candidate> {
    let (evidence, citation) = (chosen.first()?, citations.first()?);
    let (f, text) = (&evidence.features, citation.text());
    let another_round = |n: u8| n > 1 && evidence.nth != Some(n) && !is_of_its_month(question, evidence, text);
    // With several companies, it would have to be told of which one the value is.
    if question.companies.len() > 1 && !is_of_the_first(question, evidence)
        || f.company < ITS_OWN
        || f.time < OF_THEN
        || f.kind < FITS
        || f.order < 1.0
        // A number that the question gives is no answer to it.
        || f.fresh < 1.0
        || matches!(question.order, Some(Order::Nth(n)) if another_round(n))
        || is_of_another(question, evidence, text)
        || is_elsewhere(question, evidence, &citation.title)
        // "Over 6%" does not say whether the shares rose or fell; pay is asked about where it is cut.
        || question.share_of.is_some_and(|of| Some(of) != lists.vocabulary.group("pay")) && may_move_either_way(question, text)
        || another_is_nearer(question, evidence, text)
    {
        return None;
    }
    let stated = matches!(
        question.asks,
        Asks::Count | Asks::Percent | Asks::Date | Asks::Person | Asks::Severance | Asks::Money | Asks::Duration
    ) || question.asks == Asks::Summary && !question.companies.is_empty() && evidence.whose.is_some();
    let value = evidence.value.as_ref().filter(|_| stated)?;
    let values = match &evidence.beside {
        // Of what is reported of a layoff, the number stands before the share.
        Some(beside) if question.asks == Asks::Summary && beside.kind == "count" => vec![beside, value],
        Some(beside) if beside.kind == value.kind => vec![value],
        Some(beside) => vec![value, beside],
        None => vec![value],
    };
    let company = question.companies.first().map(|asked| whose(asked, evidence, text, lists.names));
    let (mut line, mut claims) = (String::new(), Vec::new());
    if let Some(company) = &company {
        line.push_str(company);
        if question.asks != Asks::Date
            && let Some(when) = when(question, evidence, citation)
        {
            line.push_str(", ");
            line.push_str(&when);
        }
        line.push_str(": ");
    }
    let part = match question.share_of {
        // "Around 9%" alone would be taken for a share of the staff.
        Some(group) => Some(word_of(group, lists.vocabulary, text)?),
        None if evidence.part => Some(part_of(question, text)?),
        None => place_of(question, evidence, text),
    };
    let several = |part: &Range<usize>| is_with_another_place(part, text) && places_asked(question) < 2;
    if part.as_ref().is_some_and(several) {
        return None;
    }
    let alone = values.len() == 1;
    for value in values {
        let value = &in_digits(value, text);
        let terms = with_terms(evidence, text).filter(|_| value.kind == "severance");
        let said = terms.unwrap_or_else(|| phrase(question, value, text));
        let said = match &part {
            Some(part) if alone => with_part(said, part, text),
            _ => said,
        };
        let said = text[said].trim_end();
        if !claims.is_empty() {
            line.push_str(", ");
        }
        line.push_str(&within(said));
        claims.push(Claim {
            kind: value.kind,
            value: value.number.filter(|_| matches!(value.kind, "count" | "percent")).map_or_else(|| said.into(), number),
            is: hedge(value.hedge),
            company: company.clone(),
            said_by: evidence.standing.as_ref().and_then(|s| s.said_by.clone()),
            citations: vec![1],
        });
    }
    // Of a part, it is said of which: "74 in Manchester", "about 1,200 jobs (Sweden)".
    if let Some(part) = part.map(|part| &text[part]).filter(|part| !line.contains(part)) {
        line.push_str(&format!(" ({part})"));
    }
    if let Some(standing) = evidence.standing.as_ref().filter(|_| !matches!(question.asks, Asks::Person | Asks::Severance)) {
        line.push_str(&how_firm(standing, company.as_deref(), is_left(evidence, judged, newest), text));
    }
    let reservations = reservations(question, evidence, (judged, lists), text);
    Some(Candidate { line, claims, features: *f, reservations, sure: 0.0 })
}

/// Whose round it is, as a headline names it: a unit's is not its owner's ("Uber Freight: 150" for Uber), and an owner's not that
/// of what it makes ("Intuit: 1,800" for TurboTax), unless the quote says that it is there.
fn whose(asked: &Company, evidence: &Evidence, text: &str, names: &Names) -> String {
    let Some(told) = evidence.whose.as_deref().filter(|told| *told != asked.name && text.contains(told)) else {
        return asked.name.clone();
    };
    let owns = |owner: &str, unit: &str| names.parent(unit).is_some_and(|parent| *parent == *owner);
    let there = |name: &str| {
        ["at ", "in ", "of ", "from ", "its ", "the ", "'s ", "’s "].iter().any(|led| text.contains(&format!("{led}{name}")))
    };
    if owns(&asked.name, told) || owns(told, &asked.name) && !there(&asked.name) { told.to_owned() } else { asked.name.clone() }
}

/// Whether of several companies that a question names it asks about the first, and the value is of that one: "how many did Zorbex
/// let go after the Brimmick deal", not "Zorbex and Brimmick".
fn is_of_the_first(question: &Question, evidence: &Evidence) -> bool {
    const JOINS: [&str; 9] = ["and", "or", "vs", "versus", "than", "both", "together", "with", "plus"];
    let joined = question.text.contains(['/', '&', '+']) || question.terms.iter().any(|t| JOINS.contains(&t.word.as_str()));
    let first = question.companies.first().map(|c| c.name.as_str());
    !joined && first.is_some() && evidence.whose.as_deref() == first
}

/// Whether the question says in which month it was, and the evidence is of that month: which round it is need not be said then.
fn is_of_its_month(question: &Question, evidence: &Evidence, text: &str) -> bool {
    let month = |from: Date, to: Date| (to - from).get_days() <= 31;
    let asked = question.bounds.since.zip(question.bounds.until).is_some_and(|(from, to)| month(from, to));
    asked && evidence.features.time >= 0.9 && is_only(evidence, text, Kind::Number)
}

/// How firm a layoff is that has not happened, as far as its article tells: " (planned)", " (rumour; union)", " (planned; no later
/// report here)".
fn how_firm(standing: &Standing, company: Option<&str>, is_left: bool, text: &str) -> String {
    let status = match standing.status {
        Status::Planned if !is_told_as_done(text) => "planned",
        Status::Rumoured => "rumour",
        _ => return String::new(),
    };
    let by = standing.said_by.as_deref().filter(|by| standing.status == Status::Rumoured && Some(*by) != company);
    let parts = [Some(status), by, is_left.then_some("no later report here")];
    format!(" ({})", parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// Whether a quote tells of people who are gone, whatever its article plans besides: "lost their jobs with immediate effect".
fn is_told_as_done(text: &str) -> bool {
    const DONE: [&str; 12] = [
        "lost their job",
        "have lost",
        "has lost",
        "out of a job",
        "out of work",
        "with immediate effect",
        "were laid off",
        "was laid off",
        "has laid off",
        "were let go",
        "has dismissed",
        "were dismissed",
    ];
    DONE.iter().any(|said| text.contains(said))
}

/// Whether a plan is old and nothing of what was found tells what became of it.
fn is_left(plan: &Evidence, judged: &[Evidence], newest: Option<Date>) -> bool {
    let Some((told, newest)) = plan.event.zip(newest) else { return false };
    let later = |e: &Evidence| {
        e.article != plan.article
            && e.whose.is_some()
            && e.whose == plan.whose
            && e.event.is_some_and(|event| event.end >= told.start)
            && e.standing.as_ref().is_some_and(|s| !matches!(s.status, Status::Planned | Status::Rumoured))
    };
    (newest - told.end).get_days() > OLD && !judged.iter().any(later)
}

/// When it happened, as far as the quote or its date of publication proves it: "January 2023", "2022 – 2023".
fn when(question: &Question, evidence: &Evidence, citation: &Citation) -> Option<String> {
    // Who holds an office is told of the day of the report, whatever else its sentence names.
    let of_report = question.asks == Asks::Person && !question.is_dated();
    let event = evidence.event.filter(|_| !of_report).or_else(|| citation.published.map(Period::day))?;
    // "Once valued at $22 billion": of the day of the report it is told, not true.
    let of_its_day = citation.published.map(Period::day) == Some(event);
    if of_its_day && matches!(question.asks, Asks::Money | Asks::Person) && looks_back(citation.text()) {
        return None;
    }
    let published = citation.published.is_some_and(|p| p.year() == event.start.year() && p.month() == event.start.month());
    let written = |year: i16| citation.text().contains(&year.to_string());
    if event.days() <= 31 {
        let proven = published || written(event.start.year());
        return proven.then(|| event.start.strftime("%B %Y").to_string());
    }
    // A season or a span is named by its years alone.
    let (first, last) = (event.start.year(), event.end.year());
    let years = if first == last { first.to_string() } else { format!("{first} – {last}") };
    // Where the quote names other years too, it speaks of more than these.
    let other = (1990..2100).any(|year: i16| !(first..=last).contains(&year) && written(year));
    (written(first) && written(last) && !other).then_some(years)
}

/// How many places a question names.
fn places_asked(question: &Question) -> usize {
    question.terms.iter().filter(|t| t.role == Role::Content && places::is_place(&t.word)).count()
}

/// Whether a quote tells of something that was, or is only wanted: "had raised", "once valued at", "departed", "seeking".
fn looks_back(text: &str) -> bool {
    const BEFORE: &[&str] = &[
        "once",
        "had",
        "previously",
        "formerly",
        "earlier",
        "before",
        "ago",
        "former",
        "departed",
        "looking",
        "seeking",
        "trying",
        "wanted",
    ];
    term::words(text).iter().any(|w| BEFORE.contains(&w.folded.as_str()))
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
