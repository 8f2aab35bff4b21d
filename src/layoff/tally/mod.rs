//! Totals, rankings, timelines, comparisons and trends over events.
//!
//! Pure, and the same for the command line and Discord. A sum is a lower bound that the events shown can prove: it takes
//! each event once, at the lowest number that its reports allow, and says what it leaves out. Nothing here is estimated.

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::event::{Differing, Event, EventId, Kind, Reach, Value, short_name};
use super::{CountIs, DateBasis, ReasonClass, Status};
use crate::text::term;
use crate::time::{Bounds, Period};

use group::Companies;

mod group;
mod values;
mod words;

pub use group::{By, Group, NOT_STATED, Trend, compare, groups, trend};
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
        let mut companies: Vec<String> = self.companies.iter().map(|c| term::fold(c.trim()).into_owned()).collect();
        // "Perrault Systems" is found as "Perrault", where events write it so.
        let written = |name: &str| events.iter().any(|e| same(&e.company, name));
        let short = companies.iter().filter_map(|c| short_name(c).filter(|_| !written(c)).map(str::to_owned));
        companies.extend(short.collect::<Vec<_>>());
        let (wanted_industry, wanted_country, place) = (folded(&self.industry), folded(&self.country), folded(&self.place));
        // What people call it, or as a list that has words of its own gives it.
        let of_industry = |event: &Event| {
            let Some(wanted) = &wanted_industry else { return true };
            event.industry.as_deref().is_some_and(|given| has_words(given, industry(wanted)) || has_words(given, wanted))
        };
        let in_country = |event: &Event| {
            let Some(wanted) = &wanted_country else { return true };
            event.country.as_deref().is_some_and(|given| same(country_name(given), country(wanted)) || same(given, wanted))
        };
        let of_company = |event: &Event| {
            let named = |name: &str| companies.iter().any(|company| same(name, company));
            companies.is_empty() || named(&event.company) || event.parent.as_deref().is_some_and(named)
        };
        let text = |wanted: &Option<String>, given: Option<&str>| match (wanted, given) {
            (None, _) => true,
            (Some(wanted), Some(given)) => has_words(given, wanted),
            (Some(_), None) => false,
        };
        let size = |event: &Event| {
            let least = self.min.is_none_or(|min| event.at_least.is_some_and(|n| n >= min));
            let most = self.max.is_none_or(|max| event.count.is_some_and(|n| n.high.unwrap_or(n.low) <= max));
            // "Up to 15%" may be less than that.
            let surely = event.percent.filter(|_| event.percent_is != Some(CountIs::AtMost));
            let share = self.min_percent.is_none_or(|min| surely.is_some_and(|p| p >= min && p <= 100.0));
            let most_of_staff = event.percent_max.or(event.percent).filter(|_| event.percent_is != Some(CountIs::AtLeast));
            let small = self.max_percent.is_none_or(|max| most_of_staff.is_some_and(|p| (0.0..=max).contains(&p)));
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

    /// The events that are meant and counted: no rumours unless asked for, nothing that is denied, no totals over several
    /// rounds, nothing that another of these events covers or may cover, nothing that is only mentioned.
    pub fn counted<'e>(&self, events: &'e [Event]) -> Vec<&'e Event> {
        let selected = self.select(events);
        let mut counted: Vec<&Event> = selected.iter().copied().filter(|e| self.left_out(e).is_none()).collect();
        let covering = covering(&selected, &counted);
        if !covering.is_empty() {
            counted.retain(|e| !e.beside().is_some_and(|whole| covering.contains(&whole)));
        }
        counted
    }

    /// As [`Filter::counted`], with what another of the events covers or may cover.
    pub(super) fn countable<'e>(&self, events: &'e [Event]) -> Vec<&'e Event> {
        let mut countable = self.select(events);
        countable.retain(|e| self.left_out(e).is_none());
        countable
    }

    /// Why an event is not added, whatever other events there are.
    fn left_out(&self, event: &Event) -> Option<LeftOut> {
        let unasked = |status| event.status == status && !self.statuses.contains(&status);
        match () {
            () if event.span_total => Some(LeftOut::Span),
            () if event.status == Status::Denied => Some(LeftOut::Denied),
            () if unasked(Status::Rumoured) => Some(LeftOut::Rumoured),
            () if event.mentioned => Some(LeftOut::Mentioned),
            () => None,
        }
    }
}

/// Those of the selected events beside which some of `parts` are not added.
fn covering(selected: &[&Event], parts: &[&Event]) -> FxHashSet<EventId> {
    let wanted: FxHashSet<EventId> = parts.iter().filter_map(|e| e.beside()).collect();
    match wanted.is_empty() {
        true => wanted,
        false => selected.iter().map(|e| e.id).filter(|id| wanted.contains(id)).collect(),
    }
}

/// Whether a name is this folded one.
fn same(name: &str, folded: &str) -> bool {
    if name.is_ascii() { name.eq_ignore_ascii_case(folded) } else { term::fold(name) == folded }
}

/// Whether all the folded words stand among those of the text.
fn has_words(text: &str, wanted: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    }
    if text.is_ascii() {
        return words(wanted).all(|wanted| words(text).any(|word| word.eq_ignore_ascii_case(wanted)));
    }
    let text = term::fold(text);
    words(wanted).all(|wanted| words(&text).any(|word| word == wanted))
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

/// The name of a country that lists write in several ways.
fn country_name(given: &str) -> &str {
    match given {
        "US" | "USA" | "U.S." | "America" => "United States",
        "UK" | "U.K." | "Great Britain" | "Britain" => "United Kingdom",
        "UAE" => "United Arab Emirates",
        _ => given,
    }
}

/// Why an event is not added to a sum.
enum LeftOut {
    Span,
    Denied,
    Rumoured,
    Mentioned,
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
    /// Left out: what may count the same people as another of the events.
    pub overlapping: usize,
    /// Left out: mentioned only, without a date.
    pub mentioned: usize,
    /// The companies whose events are added or would be.
    pub companies: usize,
}

/// The sum over the events that are meant.
pub fn total(events: &[Event], filter: &Filter) -> Total {
    sum(&filter.select(events), filter)
}

/// The sum over these events, of which the filter says what was asked for.
pub fn sum(selected: &[&Event], filter: &Filter) -> Total {
    let mut total = Total::default();
    let mut companies = Companies::default();
    let mut parts: Vec<&Event> = Vec::new();
    for &event in selected {
        match filter.left_out(event) {
            Some(LeftOut::Span) => total.spans += 1,
            Some(LeftOut::Denied) => total.denied += 1,
            Some(LeftOut::Rumoured) => total.rumoured += 1,
            Some(LeftOut::Mentioned) => total.mentioned += 1,
            None if event.beside().is_some() => parts.push(event),
            None => {
                companies.number(event);
                total.add(event);
            }
        }
    }
    let covering = covering(selected, &parts);
    for event in parts {
        match event.beside().is_some_and(|whole| covering.contains(&whole)) {
            true if event.part_of.is_some() => total.parts += 1,
            true => total.overlapping += 1,
            false => {
                companies.number(event);
                total.add(event);
            }
        }
    }
    total.companies = companies.count();
    total.at_least |= total.overlapping > 0;
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
    }

    /// All events that are added or would be.
    pub fn all_events(&self) -> usize {
        self.events + self.without_number + self.upper_bound_only
    }
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
/// rounds does not lead a ranking of rounds; and what is denied, where it is asked for.
pub fn ranked<'e>(events: &'e [Event], filter: &Filter, order: Order) -> Vec<&'e Event> {
    let mut ranked = match order {
        Order::Latest | Order::Earliest => filter.select(events),
        Order::Jobs | Order::Percent => filter.counted(events),
    };
    if matches!(order, Order::Jobs | Order::Percent) && filter.statuses.contains(&Status::Denied) {
        ranked.extend(filter.select(events).into_iter().filter(|e| e.status == Status::Denied));
    }
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
