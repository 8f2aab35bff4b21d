//! Totals, rankings, timelines, comparisons and trends over events.
//!
//! Pure, and the same for the command line and Discord. A sum is a lower bound that the events shown can prove: it takes
//! each event once, at the lowest number that its reports allow, and says what it leaves out. Nothing here is estimated.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::event::{Differing, Event, EventId, Events, Kind, Reach, Value};
use super::{CountIs, DateBasis, FactId, ReasonClass, Status};
use crate::text::term;
use crate::time::{Bounds, Period, Step};

mod values;
mod words;

pub use values::{Field, values};
pub use words::{REASONS, STATUSES, dates_words, plural, sources_words};

/// Which events are meant. Empty conditions admit all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Names of companies, any of which; a company's units belong to it.
    pub companies: Vec<String>,
    /// When; an event of which only the month is known belongs to every part of it.
    pub time: Bounds,
    /// The industry of the company, as a list gives it, a word of it, or what people call it.
    pub industry: Option<String>,
    /// The country, as a list gives it, or what people call it.
    pub country: Option<String>,
    /// The place, or a word of it.
    pub place: Option<String>,
    /// The kind of reason.
    pub reason: Option<ReasonClass>,
    /// How certain it is, any of these.
    pub statuses: Vec<Status>,
    /// At least so many jobs.
    pub min: Option<u64>,
    /// At most so many jobs.
    pub max: Option<u64>,
    /// At least this share, in points.
    pub min_percent: Option<f64>,
    /// At most this share, in points.
    pub max_percent: Option<f64>,
}

impl Filter {
    /// Only these companies.
    pub fn company(name: impl Into<String>) -> Filter {
        Filter { companies: vec![name.into()], ..Filter::default() }
    }

    /// The events that are meant, in their order.
    pub fn select<'e>(&self, events: &'e [Event]) -> Vec<&'e Event> {
        let folded = |text: &Option<String>| text.as_deref().map(|t| term::fold(t.trim()).into_owned());
        let companies: Vec<String> = self.companies.iter().map(|c| term::fold(c.trim()).into_owned()).collect();
        let (wanted_industry, wanted_country, place) = (folded(&self.industry), folded(&self.country), folded(&self.place));
        // What people call it, or as a list that has words of its own gives it.
        let of_industry = |event: &Event| {
            let Some(wanted) = &wanted_industry else { return true };
            let Some(given) = event.industry.as_deref().map(term::fold) else { return false };
            has_words(&given, industry(wanted)) || has_words(&given, wanted)
        };
        let in_country = |event: &Event| {
            let Some(wanted) = &wanted_country else { return true };
            event.country.as_deref().is_some_and(|given| same(given, country(wanted)) || same(given, wanted))
        };
        let of_company = |event: &Event| {
            let named = |name: &str| companies.iter().any(|company| same(name, company));
            companies.is_empty() || named(&event.company) || event.parent.as_deref().is_some_and(named)
        };
        let text = |wanted: &Option<String>, given: Option<&str>| match (wanted, given) {
            (None, _) => true,
            (Some(wanted), Some(given)) => has_words(&term::fold(given), wanted),
            (Some(_), None) => false,
        };
        let size = |event: &Event| {
            let least = self.min.is_none_or(|min| event.at_least.is_some_and(|n| n >= min));
            let most = self.max.is_none_or(|max| event.count.is_some_and(|n| n.high.unwrap_or(n.low) <= max));
            let share = self.min_percent.is_none_or(|min| event.percent.is_some_and(|p| p >= min && p <= 100.0));
            let small = self.max_percent.is_none_or(|max| event.percent.is_some_and(|p| (0.0..=max).contains(&p)));
            least && most && share && small
        };
        let dated = self.time.since.is_some() || self.time.until.is_some();
        events
            .iter()
            .filter(|e| !dated || e.date.is_some_and(|d| self.time.overlaps(&d)))
            .filter(|e| self.reason.is_none_or(|r| e.reason_class == Some(r)))
            .filter(|e| self.statuses.is_empty() || self.statuses.contains(&e.status))
            .filter(|e| size(e) && of_company(e))
            .filter(|e| of_industry(e) && in_country(e) && text(&place, e.place.as_deref()))
            .collect()
    }

    /// The events that are meant and counted: no rumours and denials unless asked for, no totals over several rounds,
    /// nothing that another of these events covers, nothing that is only mentioned.
    pub fn counted<'e>(&self, events: &'e [Event]) -> Vec<&'e Event> {
        let selected = self.select(events);
        let covering = covering(&selected);
        selected.into_iter().filter(|e| self.left_out(e, &covering).is_none()).collect()
    }

    fn left_out(&self, event: &Event, covering: &FxHashSet<EventId>) -> Option<LeftOut> {
        let unasked = |status| event.status == status && !self.statuses.contains(&status);
        match () {
            () if event.span_total => Some(LeftOut::Span),
            () if unasked(Status::Denied) => Some(LeftOut::Denied),
            () if unasked(Status::Rumoured) => Some(LeftOut::Rumoured),
            () if event.mentioned => Some(LeftOut::Mentioned),
            () if event.part_of.is_some_and(|whole| covering.contains(&whole)) => Some(LeftOut::Part),
            () => None,
        }
    }
}

/// The events among these that others among these are parts of.
fn covering(selected: &[&Event]) -> FxHashSet<EventId> {
    let wanted: FxHashSet<EventId> = selected.iter().filter_map(|e| e.part_of).collect();
    match wanted.is_empty() {
        true => wanted,
        false => selected.iter().map(|e| e.id).filter(|id| wanted.contains(id)).collect(),
    }
}

/// Whether a name is this folded one.
fn same(name: &str, folded: &str) -> bool {
    if name.is_ascii() { name.eq_ignore_ascii_case(folded) } else { term::fold(name) == folded }
}

/// Whether all the words stand among the others.
fn has_words(text: &str, words: &str) -> bool {
    let of =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let text = of(text);
    of(words).iter().all(|word| text.contains(word))
}

/// What people call industries, in the words of lists.
fn industry(name: &str) -> &str {
    match name {
        "fintech" | "fintechs" | "banking" | "banks" | "financial" => "finance",
        "ecommerce" | "e-commerce" | "e commerce" | "shops" => "retail",
        "proptech" | "property" => "real estate",
        "edtech" => "education",
        "health" | "healthtech" | "biotech" => "healthcare",
        "cybersecurity" => "security",
        "cryptocurrency" | "blockchain" => "crypto",
        "gaming" | "games" => "consumer",
        other => other,
    }
}

/// What people call countries, in the words of lists.
fn country(name: &str) -> &str {
    match name {
        "us" | "usa" | "u.s." | "u.s" | "america" | "united states of america" | "the us" => "united states",
        "uk" | "u.k." | "britain" | "great britain" | "england" => "united kingdom",
        "uae" => "united arab emirates",
        other => other,
    }
}

/// Why an event is not added to a sum.
enum LeftOut {
    Span,
    Denied,
    Rumoured,
    Mentioned,
    Part,
}

/// A sum over events. [`Total::words`] says it in a sentence.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Total {
    /// The jobs, at the lowest number that the reports of each event allow.
    pub jobs: u64,
    /// How many of them are planned only.
    pub planned_jobs: u64,
    /// The events that are added.
    pub events: usize,
    /// The events that would be added, had they a number.
    pub without_number: usize,
    /// Those of which only an upper bound is known ("up to 500"); not added.
    pub upper_bound_only: usize,
    /// Some numbers are lower bounds.
    pub at_least: bool,
    /// Some numbers are said to be approximate.
    pub about: bool,
    /// Left out: rumours.
    pub rumoured: usize,
    /// Left out: denied.
    pub denied: usize,
    /// Left out: totals over several rounds.
    pub spans: usize,
    /// Left out: what another of the events covers.
    pub parts: usize,
    /// Left out: mentioned only, without a date.
    pub mentioned: usize,
    /// The companies whose events are added or would be.
    pub companies: usize,
    /// The fact that gives each number that is added.
    #[serde(skip)]
    pub facts: Vec<FactId>,
}

/// The sum over the events that are meant.
pub fn total(events: &[Event], filter: &Filter) -> Total {
    sum(&filter.select(events), filter)
}

/// The sum over these events, of which the filter says what was asked for.
pub fn sum(selected: &[&Event], filter: &Filter) -> Total {
    let covering = covering(selected);
    let mut total = Total::default();
    let mut companies: FxHashSet<&str> = FxHashSet::default();
    for event in selected {
        match filter.left_out(event, &covering) {
            Some(LeftOut::Span) => total.spans += 1,
            Some(LeftOut::Denied) => total.denied += 1,
            Some(LeftOut::Rumoured) => total.rumoured += 1,
            Some(LeftOut::Mentioned) => total.mentioned += 1,
            Some(LeftOut::Part) => total.parts += 1,
            None => {
                companies.insert(&event.company);
                total.add(event);
            }
        }
    }
    total.companies = companies.len();
    total
}

impl Total {
    fn add(&mut self, event: &Event) {
        let Some(count) = event.count else {
            self.without_number += 1;
            return;
        };
        let Some(jobs) = event.at_least else {
            self.upper_bound_only += 1;
            return;
        };
        self.jobs = self.jobs.saturating_add(jobs);
        self.events += 1;
        let contradicted = |d: &Differing| d.kind == Kind::Conflict && matches!(d.value, Value::Count(_));
        self.at_least |= matches!(count.is, CountIs::AtLeast | CountIs::Range | CountIs::Vague) || jobs < count.low;
        self.at_least |= event.differing.iter().any(contradicted);
        self.about |= count.is == CountIs::About;
        if event.status == Status::Planned {
            self.planned_jobs = self.planned_jobs.saturating_add(jobs);
        }
        self.facts.extend(event.lead().map(|f| f.id));
    }

    /// All events that are added or would be.
    pub fn all_events(&self) -> usize {
        self.events + self.without_number + self.upper_bound_only
    }
}

/// Events that belong together, with their sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<'e> {
    /// The company, the industry, the country or the time.
    pub name: Cow<'e, str>,
    /// The time, for groups by time.
    pub period: Option<Period>,
    /// Not all of that time is covered by the sources, or was asked for.
    pub partial: bool,
    /// Their sum.
    pub total: Total,
    /// The events that are counted.
    pub events: Vec<&'e Event>,
}

/// What events are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The company.
    Company,
    /// The industry that a list gives.
    Industry,
    /// The country that a list gives.
    Country,
    /// The time.
    Time(Step),
}

/// The name of the group of events whose industry or country nobody states.
pub const NOT_STATED: &str = "not stated";

/// Groups by company, industry or country, the largest sum first; for time, [`trend`] says more.
pub fn groups<'e>(events: &'e Events, filter: &Filter, by: By) -> Vec<Group<'e>> {
    if let By::Time(step) = by {
        return trend(events, filter, step).groups;
    }
    let mut by_name: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in filter.counted(events.all()) {
        let name = match by {
            By::Industry => event.industry.as_deref().unwrap_or(NOT_STATED),
            By::Country => event.country.as_deref().unwrap_or(NOT_STATED),
            By::Company | By::Time(_) => &event.company,
        };
        by_name.entry(name).or_default().push(event);
    }
    let mut groups: Vec<Group<'_>> = by_name.into_iter().map(|(name, events)| group(name.into(), events, filter)).collect();
    groups.sort_by(|a, b| {
        (a.name == NOT_STATED)
            .cmp(&(b.name == NOT_STATED))
            .then(b.total.jobs.cmp(&a.total.jobs))
            .then(b.total.all_events().cmp(&a.total.all_events()))
    });
    groups
}

fn group<'e>(name: Cow<'e, str>, events: Vec<&'e Event>, filter: &Filter) -> Group<'e> {
    Group { name, period: None, partial: false, total: sum(&events, filter), events }
}

/// The companies of the filter side by side, in its order, each with its units.
pub fn compare<'e>(events: &'e [Event], filter: &Filter) -> Vec<Group<'e>> {
    let side = |company: &String| {
        let filter = Filter { companies: vec![company.clone()], ..filter.clone() };
        let counted = filter.counted(events);
        // As the events write it, not as it was typed.
        let folded = term::fold(company).into_owned();
        let written = counted.iter().flat_map(|e| std::iter::once(&e.company).chain(&e.parent)).find(|name| same(name, &folded));
        group(written.map_or_else(|| company.clone().into(), |name| (&**name).into()), counted, &filter)
    };
    filter.companies.iter().map(side).collect()
}

/// Sums along the time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend<'e> {
    /// What a group stands for.
    pub step: Step,
    /// One after the other, without gaps; those at the ends may be partial.
    pub groups: Vec<Group<'e>>,
    /// The time that the sources of these events cover.
    pub covered: Option<Period>,
    /// Events outside of that time, in no group.
    pub outside: usize,
    /// Events without a date, or with one that spreads over several groups.
    pub undated: usize,
}

/// Pieces of the calendar that a trend may have.
const PIECES: usize = 1_200;

/// Sums by month, quarter or year, for the time that the sources cover: where a list ends, nothing is said of the time
/// after, and a piece of the calendar that is covered in part is marked.
pub fn trend<'e>(events: &'e Events, filter: &Filter, step: Step) -> Trend<'e> {
    let counted = filter.counted(events.all());
    let covered = events.reach().covering(&counted);
    let mut trend = Trend { step, groups: Vec::new(), covered, outside: 0, undated: 0 };
    let Some(covered) = covered else {
        trend.undated = counted.len();
        return trend;
    };
    let asked = Period { start: filter.time.since.unwrap_or(Date::MIN), end: filter.time.until.unwrap_or(Date::MAX) };
    let Some(window) = covered.intersection(asked) else {
        trend.outside = counted.len();
        return trend;
    };
    let mut pieces: BTreeMap<Date, Vec<&Event>> = BTreeMap::new();
    for event in counted {
        match event.date.map(|d| step.holding(d)) {
            Some(Some(piece)) if piece.overlaps(&window) => pieces.entry(piece.start).or_default().push(event),
            Some(Some(_)) => trend.outside += 1,
            _ => trend.undated += 1,
        }
    }
    let mut at = Some(step.of(window.start));
    while let Some(piece) = at.filter(|p| p.start <= window.end) {
        let events = pieces.remove(&piece.start).unwrap_or_default();
        let partial = piece.intersection(window) != Some(piece);
        let group = group(piece.label().into(), events, filter);
        trend.groups.push(Group { period: Some(piece), partial, ..group });
        at = step.after(piece.start).filter(|_| trend.groups.len() < PIECES);
    }
    trend
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The latest first.
    Latest,
    /// The earliest first.
    Earliest,
    /// The most jobs first; those without a number last.
    Jobs,
    /// The largest share first; those without last.
    Percent,
}

/// The events that are meant, in this order. By jobs and share those that are counted only, so that a total over several
/// rounds does not lead a ranking of rounds.
pub fn ranked<'e>(events: &'e [Event], filter: &Filter, order: Order) -> Vec<&'e Event> {
    let mut ranked = match order {
        Order::Latest | Order::Earliest => filter.select(events),
        Order::Jobs | Order::Percent => filter.counted(events),
    };
    let share = |e: &Event| e.percent.filter(|p| (0.0..=100.0).contains(p)).unwrap_or(-1.0);
    match order {
        Order::Earliest => ranked.sort_by_key(|e| (e.date.is_none(), e.day(), e.id)),
        Order::Latest => ranked.sort_by_key(|e| (e.date.is_none(), std::cmp::Reverse(e.day()), e.id)),
        Order::Jobs => ranked.sort_by_key(|e| (std::cmp::Reverse(e.at_least), std::cmp::Reverse(e.day()), e.id)),
        Order::Percent => {
            ranked.sort_by(|a, b| share(b).total_cmp(&share(a)).then(b.at_least.cmp(&a.at_least)).then(a.id.cmp(&b.id)));
        }
    }
    ranked
}

/// How the dates of these events are known: stated, counted from the day of publication, that day itself, not at all.
pub fn date_bases(events: &[&Event]) -> [usize; 4] {
    let mut bases = [0; 4];
    for event in events {
        let at = match event.date_basis {
            Some(DateBasis::Stated) => 0,
            Some(DateBasis::Relative) => 1,
            Some(DateBasis::Published) => 2,
            None => 3,
        };
        bases[at] += 1;
    }
    bases
}

/// The time that the sources of these events cover, for people.
pub fn coverage(reach: &Reach, events: &[&Event]) -> Option<Period> {
    reach.covering(events)
}

#[cfg(test)]
mod tests;
