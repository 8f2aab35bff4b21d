//! Puts facts together, company by company, in an order of their own, so that the order in which they come says nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::alike::{FURTHEST, Verdict, View, day_number, division};
use super::figure::{self, tier};
use super::source::independent;
use super::{DateBasis, Event, EventId, Fact, ReasonClass, Status};
use crate::article::Corpus;
use crate::text::term;
use crate::time::Period;

/// Days that share a bucket.
const BUCKET: i32 = 128;
/// Events that a fact is compared with at most, the nearest in time: a company that has more within a year and a half is
/// not one.
const NEAREST: usize = 256;
/// Facts of an event that a fact is compared with at most.
const MEMBERS: usize = 64;

/// The events that these facts tell, by company and time.
pub(super) fn events(facts: &[&Fact]) -> Vec<Event> {
    let mut folded: FxHashMap<&Arc<str>, Arc<str>> = FxHashMap::default();
    for fact in facts {
        for name in std::iter::once(&fact.company).chain(&fact.parent) {
            folded.entry(name).or_insert_with(|| term::fold(name).into());
        }
    }
    // "Perrault" and "Perrault Systems" are one where both are written, unless lists have them in different countries.
    let mut countries: FxHashMap<&Arc<str>, Vec<&str>> = FxHashMap::default();
    for fact in facts {
        countries.entry(&folded[&fact.company]).or_default().extend(fact.country.as_deref());
    }
    let apart = |a: &Arc<str>, b: &Arc<str>| {
        let [a, b] = [a, b].map(|name| countries.get(name).map_or(&[] as &[&str], Vec::as_slice));
        !a.is_empty() && !b.is_empty() && !a.iter().any(|country| b.contains(country))
    };
    let mut named: FxHashMap<Arc<str>, Arc<str>> = FxHashMap::default();
    for fact in facts {
        let name = named.entry(folded[&fact.company].clone()).or_insert_with(|| fact.company.clone());
        if fact.company < *name {
            *name = fact.company.clone();
        }
    }
    let shortened: FxHashMap<Arc<str>, Arc<str>> = named
        .keys()
        .filter_map(|name| Some((name.clone(), named.get_key_value(short_name(name)?)?.0.clone())))
        .filter(|(name, short)| !apart(name, short))
        .collect();
    let short = |name: &Arc<str>| shortened.get(name).unwrap_or(name).clone();
    // "Amazon's Twitch division" and "Twitch, a unit of Amazon" are one.
    let units: FxHashMap<(Arc<str>, String), Arc<str>> = facts
        .iter()
        .filter_map(|f| {
            Some(((folded[f.parent.as_ref()?].clone(), division(&f.company).into_owned()), folded[&f.company].clone()))
        })
        .collect();
    let mut groups: FxHashMap<Arc<str>, Vec<View<'_>>> = FxHashMap::default();
    for fact in facts {
        let mut view = View::of(fact);
        let mut company = short(&folded[&fact.company]);
        if !units.is_empty()
            && let Some(part) = &view.division
            && let Some(unit) = units.get(&(company.clone(), part.to_string()))
        {
            company = unit.clone();
            view.division = None;
        }
        groups.entry(company).or_default().push(view);
    }
    let mut groups: Vec<(Arc<str>, Vec<View<'_>>)> = groups.into_iter().collect();
    groups.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let mut events = Vec::with_capacity(facts.len());
    for (company, views) in groups {
        let from = events.len();
        events.extend(with_replaced(clusters(views)).into_iter().map(event));
        for event in &mut events[from..] {
            if shortened.contains_key(&folded[&event.company])
                && let Some(name) = named.get(&company)
            {
                event.company = name.clone();
            }
        }
        name_industry(&mut events[from..]);
        events[from..].sort_by_key(|e| (e.day().is_none(), e.day(), e.id));
        share_names(&mut events[from..]);
    }
    events
}

/// A company's name without a last word that says nothing of it, folded: "perrault" of "perrault systems".
pub(in crate::layoff) fn short_name(folded: &str) -> Option<&str> {
    const LAST: &[&str] = &[
        "group",
        "holding",
        "holdings",
        "systems",
        "technologies",
        "technology",
        "software",
        "inc",
        "corp",
        "corporation",
        "ltd",
        "plc",
    ];
    let (short, last) = folded.rsplit_once(' ')?;
    (LAST.contains(&last.trim_end_matches('.')) && short.len() > 2).then_some(short)
}

/// Events of one company hold its name together, so that comparing names reads one place in memory and not thousands.
fn share_names(events: &mut [Event]) {
    for at in 1..events.len() {
        if events[at - 1].company == events[at].company {
            events[at].company = events[at - 1].company.clone();
        }
    }
}

/// The facts of one company, put together.
fn clusters(mut views: Vec<View<'_>>) -> Vec<Vec<View<'_>>> {
    if views.len() == 1 {
        return vec![views];
    }
    // What is surest comes first, so that what is told with fewer words joins it, not the other way round.
    views.sort_by_cached_key(|v| {
        let phase = match (v.when.is_some(), v.fact.count.is_some()) {
            (true, true) => u8::from(!v.fact.primary),
            (true, false) => 2,
            (false, _) => 3,
        };
        let vague = v.when.is_some_and(|p| p.start != p.end);
        (phase, !v.is_row, v.when.map(|p| p.start), vague, v.fact.id)
    });
    let mut clusters: Vec<Vec<View<'_>>> = Vec::new();
    let mut buckets: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for view in views {
        let day = view.when.map(|p| day_number(p.start));
        let at = best(&view, day, &clusters, &buckets).unwrap_or_else(|| {
            clusters.push(Vec::new());
            clusters.len() - 1
        });
        clusters[at].push(view);
        if let Some(day) = day {
            let bucket = buckets.entry(day.div_euclid(BUCKET)).or_default();
            if !bucket.contains(&at) {
                bucket.push(at);
            }
        }
    }
    clusters
}

/// Days between a figure and the one that is said to stand in its place.
const SAID: i32 = 366;

/// Where an article says that its number stands in the place of an earlier one, what tells the earlier one is of its event.
fn with_replaced(mut clusters: Vec<Vec<View<'_>>>) -> Vec<Vec<View<'_>>> {
    let of_article = |clusters: &[Vec<View<'_>>], article| {
        clusters.iter().position(|c| c.iter().any(|v| v.fact.primary && v.fact.report.article == article))
    };
    let day = |cluster: &[View<'_>]| cluster.iter().filter_map(|v| v.when).map(|p| day_number(p.start)).min();
    let mut at = 0;
    while at < clusters.len() {
        let replacing = clusters[at].iter().filter(|v| v.fact.replaced).map(|v| v.fact.report.article).min();
        let whole = replacing.and_then(|article| of_article(&clusters, article)).filter(|&whole| whole != at);
        let near = |whole: &usize| day(&clusters[at]).zip(day(&clusters[*whole])).is_none_or(|(a, b)| (a - b).abs() <= SAID);
        match whole.filter(near) {
            Some(whole) => {
                let earlier = std::mem::take(&mut clusters[at]);
                clusters[whole].extend(earlier);
                clusters.remove(at);
            }
            None => at += 1,
        }
    }
    clusters
}

/// The event that a fact joins: the one that it is surest of.
fn best(view: &View<'_>, day: Option<i32>, clusters: &[Vec<View<'_>>], buckets: &BTreeMap<i32, Vec<usize>>) -> Option<usize> {
    let mut near: Vec<usize> = match day {
        Some(day) if clusters.len() > 32 => {
            let reach = (day - FURTHEST).div_euclid(BUCKET)..=(day + FURTHEST).div_euclid(BUCKET);
            buckets.range(reach).flat_map(|(_, at)| at.iter().copied()).collect()
        }
        _ => (0..clusters.len()).collect(),
    };
    if near.len() > NEAREST {
        let far = |at: usize| clusters[at].iter().filter_map(|v| Some((day_number(v.when?.start) - day?).abs())).min();
        near.sort_by_cached_key(|&at| (far(at).is_none(), far(at), at));
        near.truncate(NEAREST);
    }
    near.sort_unstable();
    near.dedup();
    let sure = near.into_iter().filter_map(|at| Some((joins(view, &clusters[at])?, at)));
    // An undated mention joins the latest event that fits; else the surest, and of equals the first.
    match day {
        Some(_) => sure.max_by_key(|&(sure, at)| (sure, Reverse(at))).map(|(_, at)| at),
        None => {
            let start = |at: usize| clusters[at].iter().filter_map(|v| v.when).map(|p| p.start).max();
            sure.max_by_key(|&(sure, at)| (sure, start(at), Reverse(at))).map(|(_, at)| at)
        }
    }
}

/// How sure it is that the fact belongs to these; none where nothing speaks for it or anything against it.
fn joins(view: &View<'_>, members: &[View<'_>]) -> Option<i32> {
    let mut surest = None;
    for member in members.iter().take(MEMBERS) {
        match view.compare(member) {
            Verdict::Apart => return None,
            Verdict::Same(sure) => surest = surest.max(Some(sure)),
            Verdict::Silent => {}
        }
    }
    surest
}

/// What the facts of one event say together.
fn event(views: Vec<View<'_>>) -> Event {
    let mut facts: Vec<Fact> = views.iter().map(|v| v.fact.clone()).collect();
    facts.sort_by_key(|f| (tier(f), !f.primary, f.count.is_none(), f.report.published.is_none(), f.report.published, f.id));
    let figure = figure::choose(&mut facts);
    // The shared corpus first: what a server adds to a shared event does not rename it.
    let first = facts
        .iter()
        .min_by_key(|f| (f.report.corpus != Corpus::Shared, tier(f), f.report.published.is_none(), f.report.published, f.id));
    let id = EventId::of(first.map_or(super::FactId::from_bits(0), |f| f.id));
    let lead = &facts[0];
    let (date, date_basis) = date(&figure::standing(&facts));
    let all_parts = facts.iter().filter(|f| tier(f) <= 1).all(|f| f.division.is_some());
    let stated = |get: fn(&Fact) -> &Option<Arc<str>>, row: bool| {
        let from = |f: &&Fact| (f.report.provenance == crate::article::Provenance::Row) == row;
        facts.iter().filter(from).find_map(|f| get(f).clone())
    };
    Event {
        id,
        company: lead.company.clone(),
        parent: facts.iter().find_map(|f| f.parent.clone()),
        division: lead.division.clone().filter(|_| all_parts && views.iter().all(|v| v.division.is_some())),
        place: stated(|f| &f.place, false).or_else(|| stated(|f| &f.place, true)),
        industry: stated(|f| &f.industry, true),
        country: stated(|f| &f.country, true).or_else(|| stated(|f| &f.country, false)),
        count: figure.count,
        at_least: figure.at_least,
        percent: figure.percent,
        percent_is: figure.percent_is,
        percent_max: figure.percent_max,
        share_of_part: figure.of_part,
        date,
        date_basis,
        status: status(&facts),
        reason_class: reason(&facts),
        span_total: lead.span_total,
        mentioned: date.is_none() && facts.iter().all(|f| !f.primary),
        part_of: None,
        may_overlap: None,
        sources: independent(&facts),
        only_rows: facts.iter().all(|f| f.report.provenance == crate::article::Provenance::Row),
        differing: figure.differing,
        facts,
    }
}

/// When: a day that is stated before one that is counted from publication, the earliest of equals; reports before rows.
fn date(facts: &[&Fact]) -> (Option<Period>, Option<DateBasis>) {
    let rank = |f: &Fact, period: Period| {
        let month = period.start != period.end;
        let basis = match f.date_basis {
            _ if f.correction.as_ref().is_some_and(|c| c.date != super::super::Change::Same) => 0,
            Some(DateBasis::Stated) if !month => 1,
            Some(DateBasis::Relative) => 2,
            Some(DateBasis::Stated) => 3,
            _ => 4,
        };
        // A day that a row gives is nearer than the day on which something was published.
        let row = tier(f) > 2;
        // What is only looked back on is dated by its own report where there is one.
        (!f.primary, if row && basis < 4 { 3 } else { basis }, tier(f), period.start, f.id)
    };
    let dated = facts.iter().filter_map(|f| {
        let published = f.report.published.filter(|_| f.primary).map(Period::day);
        let (period, basis) = f.date.map(|d| (d, f.date_basis)).or(published.map(|p| (p, Some(DateBasis::Published))))?;
        Some((rank(f, period), period, basis))
    });
    dated.min_by_key(|(rank, ..)| *rank).map_or((None, None), |(_, period, basis)| (Some(period), basis))
}

/// The surest that is told. A denial stands only against rumours.
fn status(facts: &[Fact]) -> Status {
    let best = facts.iter().map(tier).min().unwrap_or(0).max(1);
    let rank = |s: Status| match s {
        Status::Rumoured => 0,
        Status::Denied => 1,
        Status::Planned => 2,
        Status::Announced => 3,
        Status::Confirmed => 4,
        Status::CarriedOut => 5,
    };
    // Rows and summaries of ours say how sure it is only where no report does.
    facts.iter().filter(|f| tier(f) <= best).map(|f| f.status).max_by_key(|s| rank(*s)).unwrap_or(Status::Announced)
}

/// The kind of reason that most facts give and none denies; of equals, the first fact's.
fn reason(facts: &[Fact]) -> Option<ReasonClass> {
    let given = || facts.iter().filter(|f| !f.reason_denied).filter_map(|f| f.reason_class);
    let times = |class: ReasonClass| given().filter(|c| *c == class).count();
    let mut best: Option<(usize, ReasonClass)> = None;
    for class in given() {
        let n = times(class);
        if best.is_none_or(|(most, _)| n > most) {
            best = Some((n, class));
        }
    }
    best.map(|(_, class)| class)
}

/// A list gives an industry for a company; it holds for the company's other events too.
fn name_industry(events: &mut [Event]) {
    let mut times: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for industry in events.iter().filter_map(|e| e.industry.clone()) {
        *times.entry(industry).or_default() += 1;
    }
    let Some((most, _)) = times.into_iter().max_by_key(|(name, n)| (*n, Reverse(name.clone()))) else { return };
    for event in events.iter_mut().filter(|e| e.industry.is_none()) {
        event.industry = Some(most.clone());
    }
}
