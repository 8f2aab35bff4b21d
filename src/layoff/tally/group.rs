//! Groups of events with their sums: by company, industry, country or time.
//!
//! Events are many and large, and stand in memory one after the other: each is looked at once, in that order, and added to
//! its group while it is at hand.

use std::borrow::Cow;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Filter, Total, country_name, same};
use crate::layoff::event::{Event, EventId, Events};
use crate::text::term;
use crate::time::{Period, Step};

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

/// Groups by company, industry or country, the largest sum first; for time, [`trend`] says more. What may overlap an event of
/// another industry, country or time is added within its own, which has nothing twice; so the sums of groups may together be
/// more than that of all. Of companies a unit's part is not added beside the whole that covers it.
pub fn groups<'e>(events: &'e Events, filter: &Filter, by: By) -> Vec<Group<'e>> {
    if let By::Time(step) = by {
        return trend(events, filter, step).groups;
    }
    let mut found: Vec<(&str, Gathered<'_>)> = Vec::new();
    let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
    let mut companies = Companies::default();
    let mut at = 0;
    let asked = events.asked(&filter.statuses);
    let counted = if by == By::Company { filter.counted(asked) } else { filter.countable(asked) };
    for event in counted {
        let name = match by {
            By::Industry => event.industry.as_deref().unwrap_or(NOT_STATED),
            By::Country => event.country.as_deref().map_or(NOT_STATED, country_name),
            By::Company | By::Time(_) => &event.company,
        };
        // Most events stand beside another one of the same company.
        if found.get(at).is_none_or(|(known, _)| *known != name) {
            at = *by_name.entry(name).or_insert(found.len());
            if at == found.len() {
                found.push((name, Gathered::default()));
            }
        }
        if let Some((_, gathered)) = found.get_mut(at) {
            gathered.add(event, &mut companies);
        }
    }
    let mut groups: Vec<Group<'_>> = found.into_iter().map(|(name, gathered)| gathered.into_group(name.into())).collect();
    groups.sort_unstable_by(|a, b| {
        (a.name == NOT_STATED)
            .cmp(&(b.name == NOT_STATED))
            .then(b.total.jobs.cmp(&a.total.jobs))
            .then(b.total.all_events().cmp(&a.total.all_events()))
            .then_with(|| a.name.cmp(&b.name))
    });
    groups
}

/// The companies of the filter side by side, in its order, each with its units.
pub fn compare<'e>(events: &'e [Event], filter: &Filter) -> Vec<Group<'e>> {
    let side = |company: &String| {
        let filter = Filter { companies: vec![company.clone()], ..filter.clone() };
        let (mut side, mut companies) = (Gathered::default(), Companies::default());
        for event in filter.counted(events) {
            side.add(event, &mut companies);
        }
        // As the events write it, not as it was typed.
        let folded = term::fold(company).into_owned();
        let mut names = side.events.iter().flat_map(|e| std::iter::once(&e.company).chain(&e.parent));
        let written = names.find(|name| same(name, &folded)).map(|name| Cow::Borrowed(&**name));
        side.into_group(written.unwrap_or_else(|| company.clone().into()))
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
    let counted = filter.countable(events.asked(&filter.statuses));
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
    let (first, last) = (step.number(window.start), step.number(window.end));
    let mut pieces: Vec<Gathered<'_>> = Vec::new();
    pieces.resize_with(usize::try_from(last - first).map_or(0, |more| more + 1).min(PIECES), Gathered::default);
    let mut companies = Companies::default();
    for event in counted {
        match event.date.map(|date| (step.number(date.start), step.number(date.end))) {
            Some((piece, end)) if piece == end && (first..=last).contains(&piece) => {
                let piece = usize::try_from(piece - first).ok().and_then(|at| pieces.get_mut(at));
                piece.into_iter().for_each(|piece| piece.add(event, &mut companies));
            }
            Some((piece, end)) if piece == end => trend.outside += 1,
            _ => trend.undated += 1,
        }
    }
    let mut at = Some(step.of(window.start));
    for gathered in pieces {
        let Some(piece) = at else { break };
        let partial = piece.intersection(window) != Some(piece);
        trend.groups.push(Group { period: Some(piece), partial, ..gathered.into_group(piece.label().into()) });
        at = step.after(piece.start);
    }
    trend
}

/// A group on its way: events that are counted, each added as it comes.
#[derive(Default)]
struct Gathered<'e> {
    events: Vec<&'e Event>,
    total: Total,
    /// Those that are not added beside another event, if that one is in the group.
    beside: Vec<&'e Event>,
    /// The highest number of a company so far.
    highest: Option<usize>,
    /// An event came after one of a company with a higher number.
    mixed: bool,
}

impl<'e> Gathered<'e> {
    fn add(&mut self, event: &'e Event, companies: &mut Companies<'e>) {
        if event.beside().is_some() {
            self.beside.push(event);
            return;
        }
        let company = companies.number(event);
        self.mixed |= self.highest.is_some_and(|highest| company < highest);
        if self.highest.is_none_or(|highest| company > highest) {
            self.highest = Some(company);
            self.total.companies += 1;
        }
        self.total.add(event);
        self.events.push(event);
    }

    fn into_group(mut self, name: Cow<'e, str>) -> Group<'e> {
        let beside = std::mem::take(&mut self.beside);
        if !beside.is_empty() {
            let here: FxHashSet<EventId> = self.events.iter().chain(&beside).map(|event| event.id).collect();
            let covered = |event: &Event| event.beside().is_some_and(|whole| here.contains(&whole));
            let added: Vec<&Event> = beside.iter().copied().filter(|event| !covered(event)).collect();
            self.total.at_least |= added.len() < beside.len();
            for event in added {
                self.total.add(event);
                self.events.push(event);
            }
            self.mixed = true;
        }
        // As good as never: the events of a company stand side by side.
        if self.mixed {
            self.total.companies = self.events.iter().map(|e| &*e.company).collect::<FxHashSet<&str>>().len();
        }
        Group { name, period: None, partial: false, total: self.total, events: self.events }
    }
}

/// Numbers companies in the order in which they come.
#[derive(Default)]
pub(super) struct Companies<'e> {
    numbers: FxHashMap<&'e str, usize>,
    last: Option<(&'e str, usize)>,
}

impl<'e> Companies<'e> {
    pub(super) fn number(&mut self, event: &'e Event) -> usize {
        let company = &*event.company;
        if let Some((last, number)) = self.last
            && last == company
        {
            return number;
        }
        let next = self.numbers.len();
        let number = *self.numbers.entry(company).or_insert(next);
        self.last = Some((company, number));
        number
    }

    /// How many there were.
    pub(super) fn count(&self) -> usize {
        self.numbers.len()
    }
}
