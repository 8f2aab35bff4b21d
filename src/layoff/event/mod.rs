//! Events: the same layoff as all its reports and list rows tell it.
//!
//! Pure. [`Events::merge`] puts facts together; what it makes of them does not depend on their order. Two mistakes are
//! possible: two rounds taken for one lose a number, two reports of one round taken for two double it. So a fact joins
//! an event only where something speaks for it and nothing speaks against it (`alike`), and what is likely to be covered
//! by another event's number is kept apart but marked as a part of it (`parts`), so that a sum does not count it twice.
//!
//! No value is averaged. An event shows one figure, chosen by rules that can be said (`figure`), and beside it every
//! other one with the kind of the difference.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{CountIs, DateBasis, Fact, FactId, Facts, ReasonClass, Status};
use crate::article::Provenance;
use crate::time::Period;

mod alike;
mod figure;
mod merge;
mod overlap;
mod parts;
mod reach;
mod source;

pub use figure::{Count, Differing, Kind, Value};
pub(in crate::layoff) use merge::short_name;
pub use reach::{Reach, Told};

/// A layoff with all its reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id: made from its earliest report, so that reports that come later, and other servers' articles, leave it.
    pub id: EventId,
    /// The company whose people go.
    pub company: Arc<str>,
    /// What that company is a unit of.
    pub parent: Option<Arc<str>>,
    /// The part of the company that is hit, where all reports speak of a part.
    pub division: Option<Arc<str>>,
    /// Where the jobs are, as reports say; else where a list puts the company.
    pub place: Option<Arc<str>>,
    /// The industry that a list gives for the company.
    pub industry: Option<Arc<str>>,
    /// The country that a list gives.
    pub country: Option<Arc<str>>,
    /// The number of jobs that is shown.
    pub count: Option<Count>,
    /// The lowest number that a sum may count on: lower than `count` where reports contradict each other; none where
    /// only an upper bound is known.
    pub at_least: Option<u64>,
    /// The share of the company's staff in points; the lower end of a range.
    pub percent: Option<f64>,
    /// How firmly the share is stated; none where a list gives it.
    pub percent_is: Option<CountIs>,
    /// The upper end of a range.
    pub percent_max: Option<f64>,
    /// The share of a part of it, with the words for that part, where none of the whole is told.
    pub share_of_part: Option<(f64, Arc<str>)>,
    /// When.
    pub date: Option<Period>,
    /// What that rests on.
    pub date_basis: Option<DateBasis>,
    /// How certain it is, as the reports taken together say.
    pub status: Status,
    /// The kind of reason that is given, by most reports.
    pub reason_class: Option<ReasonClass>,
    /// A sum over several rounds or years: shown, never added.
    pub span_total: bool,
    /// Only mentioned in passing, and nothing says when: shown, never added.
    pub mentioned: bool,
    /// The event whose number most likely covers this one.
    pub part_of: Option<EventId>,
    /// An event that may count some of the same people: a list's row that nothing tells from what an article reports, or from
    /// the whole. Shown, but not added beside it.
    pub may_overlap: Option<EventId>,
    /// What tells it, the fact that gives the figure first.
    pub facts: Vec<Fact>,
    /// How many sources report it that do not copy each other; our own summaries and list rows are none.
    pub sources: usize,
    /// Only list rows tell it.
    pub only_rows: bool,
    /// The other figures that are told.
    pub differing: Vec<Differing>,
}

impl Event {
    /// The event beside which this one is not added, as that one's number covers it or may do so.
    pub fn beside(&self) -> Option<EventId> {
        self.part_of.or(self.may_overlap)
    }

    /// The day for sorting: the first one of a month.
    pub fn day(&self) -> Option<Date> {
        self.date.map(|p| p.start)
    }

    /// The date as `2023-01-20`, or `2023-01` where only the month is known.
    pub fn date_text(&self) -> Option<String> {
        self.date.map(|p| match p.start == p.end {
            true => p.start.to_string(),
            false => p.start.strftime("%Y-%m").to_string(),
        })
    }

    /// How many articles and list rows tell it: one may tell more than one of its figures.
    pub fn told_by(&self) -> usize {
        let mut articles: Vec<_> = self.facts.iter().map(|f| f.report.article).collect();
        articles.sort_unstable();
        articles.dedup();
        articles.len()
    }

    /// The fact that gives the figure.
    pub fn lead(&self) -> Option<&Fact> {
        self.facts.first()
    }

    /// The facts that prove what it shows, at most so many: the one that gives the figure, one that tells the share and one
    /// that tells the day where it does not, then others.
    pub fn proving(&self, most: usize) -> Vec<&Fact> {
        let mut proving: Vec<&Fact> = self.facts.iter().take(1).collect();
        let share = |fact: &&Fact| self.percent.is_none() || fact.percent == self.percent;
        let day = |fact: &&Fact| self.date.is_none_or(|day| fact.date.is_some_and(|told| told.overlaps(&day)));
        for tells in [&share as &dyn Fn(&&Fact) -> bool, &day] {
            if !proving.iter().any(tells) {
                proving.extend(self.facts.iter().find(tells));
            }
        }
        for fact in &self.facts {
            if proving.len() >= most {
                break;
            }
            if proving.iter().all(|known| known.id != fact.id) {
                proving.push(fact);
            }
        }
        proving.truncate(most);
        proving
    }

    /// The facts from articles that are reports: neither summaries of ours nor list rows.
    pub fn reports(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(|f| is_report(f))
    }

    /// "50% of its marketing team", where that is all that is told of a share.
    pub fn part_words(&self) -> Option<String> {
        self.share_of_part.as_ref().map(|(percent, of)| format!("{percent}% of {of}"))
    }

    /// The share with its bounds: "13%", "up to 15%", "5% to 7%".
    pub fn share(&self) -> Option<String> {
        let percent = self.percent?;
        Some(match (self.percent_is, self.percent_max) {
            (Some(CountIs::AtMost), _) => format!("up to {percent}%"),
            (Some(CountIs::AtLeast), _) => format!("at least {percent}%"),
            (_, Some(most)) => format!("{percent}% to {most}%"),
            _ => format!("{percent}%"),
        })
    }

    /// "13% of staff", "up to 15% of staff", "5% to 7% of staff".
    pub fn share_words(&self) -> Option<String> {
        self.share().map(|share| format!("{share} of staff"))
    }

    /// Whether the share is a bound or a range, which its number alone does not say.
    pub fn is_share_bounded(&self) -> bool {
        self.percent.is_some()
            && (self.percent_max.is_some() || matches!(self.percent_is, Some(CountIs::AtMost | CountIs::AtLeast)))
    }

    /// Whether somebody corrected a value that it shows.
    pub fn is_corrected(&self) -> bool {
        self.facts.iter().any(|f| f.correction.is_some())
    }
}

/// Whether a fact comes from a report, which can confirm or contradict another.
fn is_report(fact: &Fact) -> bool {
    !matches!(fact.report.provenance, Provenance::Brief | Provenance::Row)
}

/// Names an event: 64 bits of a hash over the id of its earliest report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(u64);

impl EventId {
    fn of(fact: FactId) -> EventId {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"event\n");
        hasher.update(&fact.bits().to_le_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        EventId(u64::from_le_bytes(first))
    }
}

/// Shown as 16 hexadecimal digits.
impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for EventId {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match u64::from_str_radix(s, 16) {
            Ok(bits) if s.len() == 16 => Ok(EventId(bits)),
            _ => Err(format!("'{s}' is not the id of an event: 16 hexadecimal digits are")),
        }
    }
}

impl Serialize for EventId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Days within which a layoff is called off that was told of; later the same number is of another one.
const CALLED_OFF: i32 = 180;

/// What a later report says will not come after all is denied, whoever told of it before.
fn call_off(events: &mut [Event], denied: &[&Fact]) {
    let mut days: FxHashMap<(&str, u64), Vec<Date>> = FxHashMap::default();
    for fact in denied.iter().filter(|fact| fact.replaced) {
        if let (Some(count), Some(date)) = (fact.count, fact.date) {
            days.entry((&*fact.company, count)).or_default().push(date.start);
        }
    }
    // What is done cannot be called off.
    for event in events.iter_mut().filter(|event| !matches!(event.status, Status::CarriedOut | Status::Confirmed)) {
        let (Some(count), Some(told)) = (event.count, event.day()) else { continue };
        let called_off = days.get(&(&*event.company, count.low));
        let after = |day: &Date| (0..=CALLED_OFF).contains(&(*day - told).get_days());
        if called_off.is_some_and(|days| days.iter().any(after)) {
            event.status = Status::Denied;
        }
    }
}

/// All events that somebody may see.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// Those that somebody denies come last.
    events: Vec<Event>,
    /// How many are not denied.
    told: usize,
    by_fact: FxHashMap<FactId, u32>,
    reach: Reach,
}

impl Events {
    /// Puts the facts together that tell the same layoff. Rejected facts are left out. Denied ones are put together by
    /// themselves: what did not happen adds nothing to what did, neither a report nor a figure nor a day.
    pub fn merge(facts: &Facts) -> Events {
        let (denied, facts): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(|fact| fact.status == Status::Denied);
        let reach = Reach::of(&facts);
        let mut events = merge::events(&facts);
        parts::link(&mut events);
        overlap::mark(&mut events, &reach);
        call_off(&mut events, &denied);
        events.sort_by_key(|event| event.status == Status::Denied);
        let told = events.partition_point(|event| event.status != Status::Denied);
        events.extend(merge::events(&denied));
        let mut by_fact = FxHashMap::with_capacity_and_hasher(facts.len() + denied.len(), Default::default());
        for (at, event) in (0..).zip(&events) {
            by_fact.extend(event.facts.iter().map(|f| (f.id, at)));
        }
        Events { events, told, by_fact, reach }
    }

    /// The events, by company and time, without those that somebody denies.
    pub fn all(&self) -> &[Event] {
        self.events.get(..self.told).unwrap_or_default()
    }

    /// The events among which somebody looks who asks for these statuses: denied ones only where they are named.
    pub fn asked(&self, statuses: &[Status]) -> &[Event] {
        if statuses.contains(&Status::Denied) { &self.events } else { self.all() }
    }

    /// The event that a fact tells of; none for a rejected fact.
    pub fn of(&self, fact: FactId) -> Option<&Event> {
        self.events.get(*self.by_fact.get(&fact)? as usize)
    }

    /// The event of this id.
    pub fn get(&self, id: EventId) -> Option<&Event> {
        self.events.iter().find(|e| e.id == id)
    }

    /// What time the sources of all these events cover.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The names of the companies, each once, in order.
    pub fn companies(&self) -> BTreeSet<&str> {
        self.events.iter().map(|e| &*e.company).collect()
    }
}

#[cfg(test)]
mod tests;
