//! Totals, rankings, lists, comparisons and trends as answers: the lines from the events, then the words that prove them.
//!
//! Pure. The figures are those of [`tally`], so that a question and the `layoffs` command give the same. A sum of ours
//! stands in no quote, so no headline states it: it is the first line of the answer and a claim of the kind `total`.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::grouped;
use crate::article::{Article, Provenance};
use crate::layoff::event::{Event, Events};
use crate::layoff::tally::{self, Filter, Group, Total};
use crate::layoff::{CountIs, Fact, Proof, Status};
use crate::question::{Of, Order, Table};
use crate::time::{Bounds, Period};

mod compose;
mod held;
mod quote;
mod stated;

pub use compose::compose;
pub use held::facts;
pub use stated::{is_together, stated};

/// Lines of an answer, unless more were asked for.
const LINES: usize = 10;
/// Layoffs that are quoted for a sum.
const QUOTED: usize = 10;
/// Layoffs that are quoted for a line that is a sum beside others.
const QUOTED_BESIDE: usize = 2;
/// Layoffs whose sum says something about all companies: fewer are what happens to be here.
const MANY: usize = 30;
/// Lines of a trend: the latest.
const PIECES: usize = 24;

/// The lines of a table, not yet proven.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines<'e> {
    /// One after the other.
    pub lines: Vec<Line<'e>>,
    /// What has to be said of them.
    pub notes: Vec<String>,
    /// Which layoffs they are of: what was asked for, where a place may have turned out to be a country.
    pub filter: Filter,
    /// What the sum over them is, where that was asked for.
    total: Option<Total>,
    /// The beginning of a headline of a ranking: "Most jobs cut in 2024, of the layoffs here".
    lead: Option<String>,
    /// The time asked about has an end.
    closed: bool,
    /// One company was asked about, and the headline has its name.
    of_one: bool,
    /// They are ranked by their shares, which the headline has.
    of_shares: bool,
    /// The figures say little about what was asked: a sentence that answers it is better.
    pub weak: bool,
}

impl<'e> Lines<'e> {
    /// Lines without a sum and a headline.
    fn of(filter: &Filter, lines: Vec<Line<'e>>, notes: Vec<String>) -> Lines<'e> {
        Lines {
            lines,
            notes,
            filter: filter.clone(),
            total: None,
            lead: None,
            closed: false,
            of_one: false,
            of_shares: false,
            weak: false,
        }
    }

    /// The sum, where one was asked for.
    pub fn jobs(&self) -> Option<u64> {
        self.total.as_ref().map(|total| total.jobs)
    }
}

/// A line, with the events that it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'e> {
    company: String,
    count: Option<u64>,
    percent: Option<f64>,
    date: Option<Date>,
    label: Option<String>,
    /// Those to quote, the most important first.
    pub events: Vec<&'e Event>,
}

/// A fact with the words that prove it.
#[derive(Debug, Clone)]
pub struct Proven {
    /// The fact.
    pub fact: Fact,
    /// Its article, or the row like one.
    pub article: Article,
    /// Where its values stand.
    pub proof: Proof,
}

/// The lines that the events give for a table; none where they hold nothing that fits.
pub fn lines<'e>(table: &Table, events: &'e Events) -> Option<Lines<'e>> {
    let filter = placed(&table.filter, events)?;
    let limit = table.limit.unwrap_or(LINES);
    let all = events.asked(&filter.statuses);
    let mut lines = match &table.of {
        Of::Total => of_total(&filter, &table.conditions, all)?,
        Of::Sums(by) => {
            let groups = tally::groups(events, &filter, *by);
            let groups: Vec<Group<'_>> = groups.into_iter().filter(|g| g.total.jobs > 0 && g.name != tally::NOT_STATED).collect();
            let lead = format!("Most jobs cut{}, of the layoffs here", when(&filter));
            Lines { lead: Some(lead), ..of_groups(&filter, &groups[..groups.len().min(limit)], groups.len()) }
        }
        Of::Largest { share, smallest } => of_ranking(&filter, all, *share, *smallest, limit),
        Of::List { companies } => of_list(&filter, all, *companies, limit),
        Of::Latest { companies } => of_latest(&filter, all, *companies, limit),
        Of::Timeline => of_timeline(&filter, all, limit),
        Of::Nth(order) => of_nth(&filter, all, *order)?,
        Of::Comparison(periods) => of_comparison(&filter, all, periods)?,
        Of::Trend(step) => of_trend(&filter, events, *step),
        Of::Companies => of_companies(&filter, &table.conditions, all, limit)?,
    };
    if lines.lines.is_empty() {
        return None;
    }
    let counted = filter.counted(all);
    let everyone = filter.companies.is_empty() && matches!(table.of, Of::Total | Of::Trend(_));
    let rows = |e: &&&Event| e.facts.iter().any(|f| f.report.provenance == Provenance::Row);
    // What is only recalled says little of how much is covered.
    let told = counted.iter().filter(|e| e.facts.iter().any(|f| f.primary)).count();
    lines.closed = filter.time.since.is_some() && filter.time.until.is_some();
    lines.weak = everyone && told < MANY && counted.iter().filter(rows).count() * 2 <= counted.len();
    // One round is no course of things: the sentences may know of more.
    lines.weak |= matches!(table.of, Of::Timeline) && lines.lines.len() < 2;
    let meant = if counted.is_empty() { filter.select(all) } else { counted };
    if let Some(covered) = tally::coverage(events.reach(), &meant) {
        let months = Period { start: covered.start.first_of_month(), end: covered.end.last_of_month() };
        lines.notes.push(format!("{} The sources cover {}.", tally::sources_words(&meant), months.label()));
    }
    lines.notes.push(tally::dates_words(&meant));
    lines.notes.retain(|note| !note.is_empty());
    Some(lines)
}

/// A name of a place may be that of a country, as lists have it. None where no event has it as either.
fn placed(filter: &Filter, events: &Events) -> Option<Filter> {
    let Some(place) = &filter.place else { return Some(filter.clone()) };
    let country = Filter { country: filter.country.clone().or(Some(place.clone())), place: None, ..filter.clone() };
    let is_there = |filter: &Filter| !filter.select(events.asked(&filter.statuses)).is_empty();
    if filter.country.is_none() && is_there(&country) {
        return Some(country);
    }
    is_there(filter).then(|| filter.clone())
}

/// " in 2024", " since March 2023", or nothing.
fn when(filter: &Filter) -> String {
    match (filter.time.since, filter.time.until) {
        (None, None) => String::new(),
        (Some(_), Some(_)) => format!(" in {}", filter.time.label()),
        _ => format!(" {}", filter.time.label()),
    }
}

fn whose(filter: &Filter) -> String {
    if filter.companies.is_empty() { "All companies".to_owned() } else { filter.companies.join(", ") }
}

fn of_total<'e>(filter: &Filter, conditions: &[String], all: &'e [Event]) -> Option<Lines<'e>> {
    let selected = filter.select(all);
    let total = tally::sum(&selected, filter);
    let mut counted = filter.counted(all);
    counted.sort_by_key(|e| (std::cmp::Reverse(e.at_least), e.id));
    if total.all_events() == 0 {
        return None;
    }
    let bounds = bounds(filter, conditions);
    let company = company_of(filter, &counted);
    let mut lines = vec![Line {
        company,
        count: (total.events > 0).then_some(total.jobs),
        percent: None,
        date: None,
        label: Some(format!("{bounds}{}", total.words())),
        events: Vec::new(),
    }];
    let shown = counted.len().min(QUOTED);
    lines.extend(counted.iter().take(shown).map(|event| line(event)));
    let mut notes = total.details();
    if counted.len() > shown {
        notes.push(format!("The {shown} largest are shown; {} more are counted.", grouped((counted.len() - shown) as u64)));
    }
    // A total over several rounds that somebody states, for the time that is asked about.
    let within = |e: &&&Event| {
        let inside = |p: Period| filter.time.contains(p.start) && filter.time.contains(p.end);
        e.span_total && e.count.is_some() && !filter.companies.is_empty() && (is_open(filter.time) || e.date.is_some_and(inside))
    };
    let stated = selected.iter().filter(within).max_by_key(|e| (e.count.map(|c| c.low), e.day()));
    if let Some(stated) = stated {
        lines.insert(1, Line { label: Some("a total over several rounds, as reported".to_owned()), ..line(stated) });
    }
    Some(Lines { total: Some(total), ..Lines::of(filter, lines, notes) })
}

/// What a first line is bound to: "over 20%, March 2025: ", or nothing.
fn bounds(filter: &Filter, conditions: &[String]) -> String {
    let when = (!is_open(filter.time)).then(|| filter.time.label());
    let bounds: Vec<String> = conditions.iter().cloned().chain(when).collect();
    if bounds.is_empty() { String::new() } else { format!("{}: ", bounds.join(", ")) }
}

/// How many companies there are of which layoffs are known; then each of them.
fn of_companies<'e>(filter: &Filter, conditions: &[String], all: &'e [Event], limit: usize) -> Option<Lines<'e>> {
    let counted = filter.counted(all);
    let companies: BTreeSet<&str> = counted.iter().map(|e| &*e.company).collect();
    let number = match companies.len() {
        0 => return None,
        1 => "1 company".to_owned(),
        n => format!("{} companies", grouped(n as u64)),
    };
    let events = tally::plural(counted.len(), "reported event");
    let label = format!("{}{number} with {events} here", bounds(filter, conditions));
    let mut lines = of_list(filter, all, true, limit);
    lines.lines.insert(
        0,
        Line { company: whose(filter), count: None, percent: None, date: None, label: Some(label), events: Vec::new() },
    );
    Some(lines)
}

fn is_open(time: Bounds) -> bool {
    time.since.is_none() && time.until.is_none()
}

/// The company that a sum is of, as the events write it.
fn company_of(filter: &Filter, events: &[&Event]) -> String {
    match (filter.companies.as_slice(), events.first()) {
        ([one], Some(event)) if event.company.eq_ignore_ascii_case(one) => event.company.to_string(),
        _ => whose(filter),
    }
}

fn of_groups<'e>(filter: &Filter, groups: &[Group<'e>], all: usize) -> Lines<'e> {
    let lines: Vec<Line<'_>> = groups.iter().map(of_group).collect();
    let notes = more(all - lines.len());
    Lines::of(filter, lines, notes)
}

fn of_group<'e>(group: &Group<'e>) -> Line<'e> {
    let mut events = group.events.clone();
    events.sort_by_key(|e| (std::cmp::Reverse(e.at_least), e.id));
    let one = (events.len() == 1).then(|| events[0]);
    events.truncate(QUOTED_BESIDE);
    match one {
        Some(event) if *event.company == *group.name => line(event),
        _ => Line {
            company: group.name.to_string(),
            count: (group.total.events > 0).then_some(group.total.jobs),
            percent: None,
            date: None,
            label: Some(group.total.words()),
            events,
        },
    }
}

fn more(hidden: usize) -> Vec<String> {
    if hidden == 0 { Vec::new() } else { vec![format!("{} more fit; the command `layoffs` shows all.", grouped(hidden as u64))] }
}

fn of_ranking<'e>(filter: &Filter, all: &'e [Event], share: bool, smallest: bool, limit: usize) -> Lines<'e> {
    let order = if share { tally::Order::Percent } else { tally::Order::Jobs };
    let mut ranked = tally::ranked(all, filter, order);
    ranked.retain(|e| if share { e.percent.is_some_and(|p| (0.0..=100.0).contains(&p)) } else { e.at_least.is_some() });
    if smallest {
        ranked.reverse();
    }
    let what = match (share, smallest) {
        (false, false) => "Largest layoff",
        (false, true) => "Smallest layoff",
        (true, false) => "Largest share cut",
        (true, true) => "Smallest share cut",
    };
    let at = if filter.companies.is_empty() { String::new() } else { format!(" at {}", whose(filter)) };
    let hidden = ranked.len().saturating_sub(limit);
    ranked.truncate(limit);
    let lead = format!("{what}{at}{}, of those here", when(filter));
    let lines = Lines::of(filter, ranked.into_iter().map(line).collect(), more(hidden));
    Lines { lead: Some(lead), of_one: filter.companies.len() == 1, of_shares: share, ..lines }
}

fn of_list<'e>(filter: &Filter, all: &'e [Event], companies: bool, limit: usize) -> Lines<'e> {
    let share = filter.min_percent.is_some() || filter.max_percent.is_some();
    let mut ranked = tally::ranked(all, filter, if share { tally::Order::Percent } else { tally::Order::Jobs });
    if companies {
        retain_one_each(&mut ranked);
    }
    let hidden = ranked.len().saturating_sub(limit);
    ranked.truncate(limit);
    Lines::of(filter, ranked.into_iter().map(line).collect(), more(hidden))
}

/// Keeps the first of every company.
fn retain_one_each(events: &mut Vec<&Event>) {
    let mut seen = rustc_hash::FxHashSet::default();
    events.retain(|e| seen.insert(&e.company));
}

/// Denied and undated mentions tell nothing of the course of things.
fn has_a_place(event: &Event) -> bool {
    event.status != Status::Denied && !event.mentioned && event.date.is_some()
}

/// The latest first: of every company the latest alone, where companies are asked for.
fn of_latest<'e>(filter: &Filter, all: &'e [Event], companies: bool, limit: usize) -> Lines<'e> {
    let mut ranked = tally::ranked(all, filter, tally::Order::Earliest);
    ranked.retain(|e| has_a_place(e));
    ranked.reverse();
    if companies {
        retain_one_each(&mut ranked);
    }
    let hidden = ranked.len().saturating_sub(limit);
    ranked.truncate(limit);
    let notes = match hidden {
        0 => Vec::new(),
        n => vec![format!("{} earlier ones are not shown; the command `layoffs` shows all.", grouped(n as u64))],
    };
    let lead = Some(format!("Latest layoff{}, of those here", when(filter)));
    Lines { lead, ..Lines::of(filter, ranked.into_iter().map(line).collect(), notes) }
}

fn of_timeline<'e>(filter: &Filter, all: &'e [Event], limit: usize) -> Lines<'e> {
    let mut ranked = tally::ranked(all, filter, tally::Order::Earliest);
    ranked.retain(|e| has_a_place(e));
    let mut notes = tally::total(all, filter).details();
    let mut hide = |hidden: usize, what: &str| {
        if hidden > 0 {
            notes.insert(0, format!("{} {what} not shown; the command `layoffs` shows all.", grouped(hidden as u64)));
        }
    };
    if ranked.len() > limit {
        let known = ranked.len();
        ranked.retain(|e| e.count.is_some() || e.percent.is_some());
        hide(known - ranked.len(), "without a number are");
    }
    // The latest ones are asked for more often.
    let hidden = ranked.len().saturating_sub(limit);
    ranked.drain(..hidden);
    hide(hidden, "earlier ones are");
    Lines::of(filter, ranked.into_iter().map(line).collect(), notes)
}

fn of_nth<'e>(filter: &Filter, all: &'e [Event], order: Order) -> Option<Lines<'e>> {
    let mut counted = filter.counted(all);
    counted.retain(|e| has_a_place(e));
    counted.sort_by_key(|e| (e.day(), e.id));
    let event = match order {
        Order::Nth(n) => *counted.get(usize::from(n).checked_sub(1)?)?,
        Order::Latest => counted.last()?,
        Order::Previous => counted.get(counted.len().checked_sub(2)?)?,
        Order::Final => return None,
    };
    Some(Lines::of(filter, vec![line(event)], Vec::new()))
}

/// Every side has to have a number, or there is nothing to compare.
fn of_comparison<'e>(filter: &Filter, all: &'e [Event], periods: &[Bounds]) -> Option<Lines<'e>> {
    let side = |filter: Filter, label: Option<String>| {
        let sum = if filter.companies.is_empty() {
            let total = tally::total(all, &filter);
            let mut events = filter.counted(all);
            events.sort_by_key(|e| (std::cmp::Reverse(e.at_least), e.id));
            events.truncate(QUOTED_BESIDE);
            let company = whose(&filter);
            let count = (total.events > 0).then_some(total.jobs)?;
            Line { company, count: Some(count), percent: None, date: None, label: Some(total.words()), events }
        } else {
            let group = tally::compare(all, &filter).pop()?;
            (group.total.events > 0).then_some(())?;
            of_group(&group)
        };
        let label = match (label, &sum.label) {
            (Some(when), Some(words)) => Some(format!("{when}: {words}")),
            (when, words) => when.or_else(|| words.clone()),
        };
        Some(Line { label, ..sum })
    };
    let lines: Option<Vec<Line<'_>>> = if periods.is_empty() {
        let of = |company: &String| side(Filter { companies: vec![company.clone()], ..filter.clone() }, None);
        filter.companies.iter().map(of).collect()
    } else {
        periods.iter().map(|time| side(Filter { time: *time, ..filter.clone() }, Some(time.label()))).collect()
    };
    Some(Lines::of(filter, lines?, Vec::new()))
}

fn of_trend<'e>(filter: &Filter, events: &'e Events, step: crate::time::Step) -> Lines<'e> {
    let trend = tally::trend(events, filter, step);
    let whose = whose(filter);
    let hidden = trend.groups.len().saturating_sub(PIECES);
    let of_piece = |group: &Group<'e>| {
        let partial = if group.partial { " (not complete)" } else { "" };
        let mut events = group.events.clone();
        events.sort_by_key(|e| (std::cmp::Reverse(e.at_least), e.id));
        events.truncate(1);
        Line {
            company: whose.clone(),
            count: (group.total.events > 0).then_some(group.total.jobs),
            percent: None,
            date: group.period.map(|p| p.start),
            label: Some(format!("{}{partial}: {}", group.name, group.total.words())),
            events,
        }
    };
    let any = trend.groups.iter().any(|g| g.total.events > 0);
    let lines = if any { trend.groups[hidden..].iter().map(of_piece).collect() } else { Vec::new() };
    let mut notes = Vec::new();
    if hidden > 0 {
        notes.push(format!("The latest {PIECES} are shown, {} earlier ones are not.", grouped(hidden as u64)));
    }
    if trend.outside + trend.undated > 0 {
        notes.push(format!(
            "In no line: {} outside of the time that the sources cover or without a date that fits one.",
            tally::plural(trend.outside + trend.undated, "event")
        ));
    }
    Lines::of(filter, lines, notes)
}

fn line(event: &Event) -> Line<'_> {
    Line {
        company: event.company.to_string(),
        count: event.count.map(|c| c.low),
        percent: event.percent,
        date: event.day(),
        label: label(event),
        events: vec![event],
    }
}

/// What the values alone do not say: how firm the number is, how certain the layoff, what part of the company.
fn label(event: &Event) -> Option<String> {
    let mut said = Vec::new();
    said.extend(event.count.filter(|c| c.is != CountIs::Exact || c.high.is_some()).map(|c| c.to_string()));
    said.extend(event.share_words().filter(|_| event.is_share_bounded()));
    said.extend(event.part_words().or_else(|| event.division.as_deref().map(str::to_owned)));
    said.extend(match event.status {
        Status::Planned => Some("planned".to_owned()),
        Status::Rumoured => Some("rumoured".to_owned()),
        Status::Denied => Some("denied".to_owned()),
        _ => None,
    });
    if event.span_total {
        said.push("a total over several rounds".to_owned());
    } else if event.part_of.is_some() {
        said.push("most likely a part of another one here".to_owned());
    } else if event.may_overlap.is_some() {
        said.push("may overlap another one here".to_owned());
    }
    if event.is_corrected() {
        said.push("corrected by a curator".to_owned());
    }
    (!said.is_empty()).then(|| said.join(", "))
}
