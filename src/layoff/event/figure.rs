//! The figure that an event shows, and the others that are told of it, each with the kind of the difference.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::alike::Sizes;
use super::{CountIs, Fact, FactId, Status};
use crate::article::Provenance;
use crate::layoff::Change;
use crate::text::number::grouped;
use crate::text::term;

/// A number of jobs, with how firmly it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The number; the lower end of a range.
    pub low: u64,
    /// The upper end of a range.
    pub high: Option<u64>,
    /// How firmly.
    pub is: CountIs,
}

/// "12,000", "about 12,000", "at least 12,000", "up to 12,000", "3,000 to 4,500".
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = grouped(self.low);
        match (self.is, self.high) {
            (CountIs::Range, Some(high)) => write!(f, "{low} to {}", grouped(high)),
            (CountIs::Exact, _) => f.write_str(&low),
            (CountIs::About | CountIs::Vague, _) => write!(f, "about {low}"),
            (CountIs::AtLeast | CountIs::Range, _) => write!(f, "at least {low}"),
            (CountIs::AtMost, _) => write!(f, "up to {low}"),
        }
    }
}

/// A figure beside the one that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Differing {
    /// Who tells it.
    pub fact: FactId,
    /// What is told.
    pub value: Value,
    /// What kind of difference it is.
    pub kind: Kind,
}

/// A figure of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// A number of jobs.
    Count(Count),
    /// A share in points.
    Percent(f64),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Count(count) => count.fmt(f),
            Value::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

/// Why a report may tell another figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One is the other rounded, or as the other's hedge allows.
    Rounding,
    /// Not the company's figure, but an outlet's, an analyst's or a tracker's.
    Estimate,
    /// An earlier figure, which a later one replaced.
    Replaced,
    /// It counts another part of the company, or another place.
    Scope,
    /// The reports contradict each other.
    Conflict,
    /// Somebody corrected the figure that is shown; this report still has another one.
    Corrected,
    /// A list or a summary of ours has it, which neither confirms nor contradicts a report.
    NotAReport,
}

impl Kind {
    /// The kind in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Kind::Rounding => "The figures agree, one of them is rounded or hedged.",
            Kind::Estimate => "This one is an estimate, not the company's figure.",
            Kind::Replaced => "A later report replaced this figure.",
            Kind::Scope => "This one counts another part of the company or another place.",
            Kind::Conflict => "The reports contradict each other.",
            Kind::Corrected => "A curator corrected the figure that is shown; this report has another one.",
            Kind::NotAReport => "This one is from a list or a summary, which neither confirms nor contradicts a report.",
        }
    }
}

/// What was chosen.
#[derive(Default)]
pub(super) struct Figure {
    pub count: Option<Count>,
    pub at_least: Option<u64>,
    pub percent: Option<f64>,
    /// How firmly it is stated, and the upper end of a range.
    pub percent_is: Option<CountIs>,
    pub percent_max: Option<f64>,
    /// The share of a part of the company, where none is told of the whole.
    pub of_part: Option<(f64, Arc<str>)>,
    pub differing: Vec<Differing>,
}

/// How much a fact's figure weighs: what somebody corrected, reports, our summaries, list rows.
pub(super) fn tier(fact: &Fact) -> u8 {
    match fact.report.provenance {
        _ if fact.correction.is_some() => 0,
        Provenance::Brief => 2,
        Provenance::Row => 3,
        _ => 1,
    }
}

fn has_corrected_count(fact: &Fact) -> bool {
    fact.correction.as_ref().is_some_and(|c| c.count != Change::Same)
}

/// Chooses the figure of an event and puts the fact that gives it first.
pub(super) fn choose(facts: &mut [Fact]) -> Figure {
    if let Some(lead) = lead(facts) {
        facts[..=lead].rotate_right(1);
    }
    let Some(lead) = facts.first() else { return Figure::default() };
    let count = count(lead);
    let with_share = lead.share_of_staff().is_some().then_some(lead);
    let share = with_share
        .or_else(|| standing(facts).into_iter().filter(|f| f.share_of_staff().is_some()).min_by_key(|f| (tier(f), f.id)));
    let of_part = facts.iter().filter(|_| share.is_none()).find_map(|f| f.share_of_part().map(|(p, of)| (p, of.clone())));
    let mut differing = Vec::new();
    let replaced = replaced(facts);
    for fact in facts.iter() {
        let kind = |kind: Kind| if is_superseded(fact, &replaced) { Kind::Replaced } else { kind };
        if let (Some(shown), Some(told)) = (count, self::count(fact))
            && told != shown
        {
            differing.push(Differing { fact: fact.id, value: Value::Count(told), kind: kind(self::kind(lead, fact)) });
        }
        if let Some(told) = fact.share_of_staff()
            && let Some(shown) = share
            && shown.percent.is_some_and(|p| (p - told).abs() > 0.05)
        {
            differing.push(Differing { fact: fact.id, value: Value::Percent(told), kind: share_kind(shown, fact) });
        }
    }
    let lowest = differing.iter().filter(|d| d.kind == Kind::Conflict).filter_map(|d| match d.value {
        Value::Count(count) => Some(count.low),
        Value::Percent(_) => None,
    });
    // "Up to 6,000" has no lower bound of its own, but "4,000 to 6,000" in a source of the same weight is one.
    let bound = |f: &&Fact| tier(f) == tier(lead) && f.count_is != Some(CountIs::AtMost) && agree(lead, f);
    let least = match count {
        Some(c) if c.is == CountIs::AtMost => facts.iter().filter(bound).filter_map(|f| f.count).min(),
        count => count.map(|c| c.low),
    };
    let at_least = least.map(|least| lowest.fold(least, u64::min));
    let (percent, percent_is) = (share.and_then(|f| f.percent), share.and_then(|f| f.percent_is));
    Figure { count, at_least, percent, percent_is, percent_max: share.and_then(|f| f.percent_max), of_part, differing }
}

fn count(fact: &Fact) -> Option<Count> {
    Some(Count { low: fact.count?, high: fact.count_max, is: fact.count_is.unwrap_or(CountIs::Exact) })
}

fn size(fact: &Fact) -> Option<(u64, Option<u64>, CountIs)> {
    count(fact).map(|c| (c.low, c.high, c.is))
}

fn agree(a: &Fact, b: &Fact) -> bool {
    matches!((size(a), size(b)), (Some(x), Some(y)) if Sizes::of(x, y) != Sizes::Unlike)
}

/// Days by which a report has to be later for its figure to replace another; beyond the second, it looks back.
const LATER: std::ops::RangeInclusive<i32> = 2..=120;

fn is_later(a: &Fact, b: &Fact) -> bool {
    let (Some(a), Some(b)) = (a.report.published, b.report.published) else { return false };
    LATER.contains(&b.until(a).map_or(0, |span| span.get_days()))
}

/// The figures in whose place an article says that its own stands.
fn replaced(facts: &[Fact]) -> Vec<&Fact> {
    facts.iter().filter(|f| f.replaced).take(REPLACED).collect()
}

/// Replaced figures of one event that are looked at; nobody tells of more.
const REPLACED: usize = 50;

/// Whether a fact's number is one of these. A summary of ours does not say it of a report.
fn is_superseded(fact: &Fact, replaced: &[&Fact]) -> bool {
    fact.correction.is_none() && replaced.iter().any(|r| r.id == fact.id || tier(r) <= tier(fact) && agree(r, fact))
}

/// The facts whose number nothing stands in the place of; all, where there is none.
pub(super) fn standing(facts: &[Fact]) -> Vec<&Fact> {
    let replaced = replaced(facts);
    let standing: Vec<&Fact> = facts.iter().filter(|f| !is_superseded(f, &replaced)).collect();
    if standing.is_empty() { facts.iter().collect() } else { standing }
}

/// The fact whose number is shown: of what weighs most, the one for the whole company, not estimated, that most facts
/// agree with, and of these the finest; unless a later report of the same weight replaced it.
fn lead(facts: &[Fact]) -> Option<usize> {
    let replaced = replaced(facts);
    let stands = |f: &Fact| f.count.is_some() && !is_superseded(f, &replaced);
    let any = facts.iter().any(stands);
    let may_lead = |f: &Fact| if any { stands(f) } else { f.count.is_some() };
    let best = facts.iter().filter(|f| may_lead(f)).map(tier).min()?;
    let candidates: Vec<usize> = (0..facts.len()).filter(|&i| tier(&facts[i]) == best && may_lead(&facts[i])).collect();
    if let [only] = candidates[..] {
        return Some(only);
    }
    let of_its_day = |f: &Fact| f.primary && !is_estimate(f) && f.division.is_none();
    // What looks back tells of what it needs: "161 layoffs there", of more than 300. What agrees with the article of the day does not.
    let needs_less = |f: &Fact| {
        let own: Vec<&usize> = candidates.iter().take(50).filter(|&&j| of_its_day(&facts[j])).collect();
        !f.primary && !own.is_empty() && !own.into_iter().any(|&j| agree(f, &facts[j]))
    };
    let rank = |&i: &usize| {
        let fact = &facts[i];
        let support = candidates.iter().take(50).filter(|&&j| agree(fact, &facts[j])).count();
        let exact = fact.count_is == Some(CountIs::Exact);
        let fine = fact.count.map_or(0, |c| c.checked_ilog10().unwrap_or(0) + 1 - trailing(c));
        (
            !has_corrected_count(fact),
            is_estimate(fact),
            fact.division.is_some(),
            needs_less(fact),
            usize::MAX - support,
            !exact,
            u32::MAX - fine,
            fact.report.published,
            fact.id,
        )
    };
    let first = candidates.iter().copied().min_by_key(rank)?;
    let firm = |f: &Fact| !is_estimate(f) && f.division.is_some() == facts[first].division.is_some() && f.primary;
    let replaces = |&i: &usize| {
        let fact = &facts[i];
        let others = candidates.iter().filter(|&&j| agree(&facts[j], &facts[first]));
        best > 0 && firm(fact) && !agree(fact, &facts[first]) && others.map(|&j| &facts[j]).all(|other| is_later(fact, other))
    };
    Some(candidates.iter().copied().filter(replaces).max_by_key(|&i| (facts[i].report.published, facts[i].id)).unwrap_or(first))
}

fn trailing(mut value: u64) -> u32 {
    let mut n = 0;
    while value > 0 && value.is_multiple_of(10) {
        (value, n) = (value / 10, n + 1);
    }
    n
}

/// Words in the name of whoever states a figure that is not the company's own.
const ESTIMATING: &[&str] =
    &["analyst", "estimate", "familiar", "source", "sources", "tracker", "layoffs.fyi", "insider", "insiders"];

fn is_estimate(fact: &Fact) -> bool {
    let said = fact.said_by.as_deref().map(term::fold).unwrap_or_default();
    fact.status == Status::Rumoured
        || ESTIMATING.iter().any(|word| said.split(' ').any(|w| w.trim_end_matches('s') == word.trim_end_matches('s')))
}

fn kind(lead: &Fact, fact: &Fact) -> Kind {
    let narrower = fact.division.is_some() != lead.division.is_some()
        || matches!((&fact.place, &lead.place), (Some(a), Some(b)) if a != b && tier(fact) < 2 && tier(lead) < 2);
    match () {
        () if has_corrected_count(lead) && !has_corrected_count(fact) => Kind::Corrected,
        () if agree(lead, fact) => Kind::Rounding,
        () if tier(fact) > 1 && tier(lead) < tier(fact) => Kind::NotAReport,
        () if is_estimate(fact) && !is_estimate(lead) => Kind::Estimate,
        () if narrower || lead.primary && !fact.primary && fact.count < lead.count => Kind::Scope,
        () if is_later(lead, fact) => Kind::Replaced,
        () => Kind::Conflict,
    }
}

fn share_kind(lead: &Fact, fact: &Fact) -> Kind {
    let (a, b) = (lead.percent.unwrap_or(0.0), fact.percent.unwrap_or(0.0));
    match () {
        () if (a - b).abs() <= 1.0 => Kind::Rounding,
        () if tier(fact) > 1 && tier(lead) < tier(fact) => Kind::NotAReport,
        () if lead.percent_of != fact.percent_of || fact.division.is_some() != lead.division.is_some() => Kind::Scope,
        () if is_estimate(fact) && !is_estimate(lead) => Kind::Estimate,
        () if is_later(lead, fact) => Kind::Replaced,
        () => Kind::Conflict,
    }
}
