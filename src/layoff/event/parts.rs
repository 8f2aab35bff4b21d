//! Which events another one's number most likely covers: they stay events of their own, but are not added to it.
//!
//! A sum that says "at least" may leave out what it cannot be sure of; it may not count anything twice.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::alike::{day_number, division, divisions_alike};
use super::{Event, Fact, Status};
use crate::article::{ArticleId, Provenance};
use crate::text::term;

/// Days between a division's or a place's share and the company's round.
const DIVISION: i32 = 21;
/// Days between a unit's round and its parent's.
const UNIT: i32 = 14;
/// Days between a number and a much larger one of the same company.
const SAME: i32 = 5;
/// Days between a plan and the larger round that it became.
const GROWN: i32 = 60;
/// Days between the steps in which a list counts what was reported as one number.
const STEPS: i32 = 90;
/// Events of one family that are looked at, the nearest in time.
const NEAREST: usize = 64;

/// Marks every event that is a part of another.
pub(super) fn link(events: &mut [Event]) {
    let mut families: FxHashMap<Arc<str>, Vec<usize>> = FxHashMap::default();
    let mut folded: FxHashMap<Arc<str>, Arc<str>> = FxHashMap::default();
    for (at, event) in events.iter().enumerate() {
        let head = event.parent.as_ref().unwrap_or(&event.company);
        let head = folded.entry(head.clone()).or_insert_with(|| term::fold(head).into()).clone();
        families.entry(head).or_default().push(at);
    }
    for (head, mut family) in families {
        if family.len() == 1 {
            continue;
        }
        family.retain(|&at| !events[at].span_total && events[at].date.is_some());
        family.sort_by_key(|&at| (events[at].day(), events[at].id));
        let days: Vec<i32> = family.iter().map(|&at| events[at].day().map_or(0, day_number)).collect();
        for i in 0..family.len() {
            // A month's events are looked for from its first day on.
            let from = days.partition_point(|d| *d < days[i] - 62).max(i.saturating_sub(NEAREST));
            let to = days.partition_point(|d| *d <= days[i] + 62).min(i + NEAREST);
            let covers = (from..to).filter(|&j| j != i).filter_map(|j| {
                let gap = covered(&events[family[i]], &events[family[j]], &head)?;
                Some((gap, std::cmp::Reverse(events[family[j]].at_least), events[family[j]].id))
            });
            events[family[i]].part_of = covers.min().map(|(_, _, id)| id);
        }
        steps(events, &family, &days);
    }
    told(events);
}

/// What an article itself tells as a share of its layoff is a part of the event that the article is about.
fn told(events: &mut [Event]) {
    let parts = |e: &Event| -> Vec<ArticleId> { e.facts.iter().filter(|f| f.part).map(|f| f.report.article).collect() };
    let mut wanted: FxHashMap<ArticleId, Option<usize>> = FxHashMap::default();
    wanted.extend(events.iter().flat_map(parts).map(|article| (article, None)));
    if wanted.is_empty() {
        return;
    }
    // An article may be about a part itself: then the whole is the larger number that it recalls.
    let own: FxHashMap<ArticleId, (Arc<str>, Option<u64>)> = events
        .iter()
        .flat_map(|e| e.facts.iter().filter(|f| f.part && f.primary))
        .map(|f| (f.report.article, (f.company.clone(), f.count)))
        .collect();
    for (at, event) in events.iter().enumerate() {
        let is_whole = |f: &&Fact| match own.get(&f.report.article) {
            Some((company, part)) => !f.primary && f.company == *company && f.count > *part,
            None => f.primary,
        };
        for fact in event.facts.iter().filter(is_whole) {
            if let Some(whole) = wanted.get_mut(&fact.report.article) {
                *whole = Some(at);
            }
        }
    }
    for at in 0..events.len() {
        let whole = parts(&events[at]).into_iter().find_map(|article| *wanted.get(&article)?).filter(|&whole| whole != at);
        if let Some(whole) = whole.filter(|&whole| events[whole].part_of != Some(events[at].id)) {
            events[at].part_of = Some(events[whole].id);
        }
    }
}

/// "18,000, more than the 10,000 planned before" is told as 10,000 and 8,000 by a list that counts what was added: where
/// two events of one list sum up to the number of another that the list does not have, they are its parts. So is the second
/// where the first is known to be replaced by that number.
fn steps(events: &mut [Event], family: &[usize], days: &[i32]) {
    for whole in 0..family.len() {
        let all = &events[family[whole]];
        let (Some(total), None) = (all.at_least, all.part_of) else { continue };
        // What the list has of it already: the number that the whole replaced.
        let held = all.facts.iter().filter(|f| f.report.provenance == Provenance::Row).map(|f| f.count);
        let held: Vec<u64> = held.map(|count| count.unwrap_or(total)).collect();
        if total < 100 || all.division.is_some() || held.iter().any(|n| *n >= total) {
            continue;
        }
        let near = |i: &usize, reach: i32| (days[whole] - days[*i]).abs() <= reach;
        let from = days.partition_point(|d| *d < days[whole] - STEPS).max(whole.saturating_sub(NEAREST));
        let to = days.partition_point(|d| *d <= days[whole] + DIVISION).min(whole + NEAREST);
        let fits = |&(i, j): &(usize, usize)| {
            let (a, b) = (&events[family[i]], &events[family[j]]);
            let sum = a.at_least.zip(b.at_least).map(|(x, y)| x.saturating_add(y));
            a.company == all.company && b.company == all.company && sum == Some(total) && one_list(a, b)
        };
        let mut last = (from..to).filter(|i| *i != whole && near(i, UNIT));
        if !held.is_empty() {
            let rest = |i: &usize| {
                let step = &events[family[*i]];
                let sums = |n: &u64| step.at_least.is_some_and(|added| n.saturating_add(added) == total);
                step.company == all.company && one_list(step, all) && held.iter().any(sums)
            };
            if let Some(rest) = last.find(rest) {
                let id = all.id;
                events[family[rest]].part_of = Some(id);
            }
            continue;
        }
        let found = last.flat_map(|j| (from..j).filter(|i| *i != whole).map(move |i| (i, j))).find(fits);
        if let Some((i, j)) = found {
            let id = all.id;
            events[family[i]].part_of = Some(id);
            events[family[j]].part_of = Some(id);
        }
    }
}

/// The days between two events, the first of which is covered by the second.
fn covered(part: &Event, whole: &Event, head: &str) -> Option<i32> {
    let (a, b) = (part.date?, whole.date?);
    let gap = a.distance(b.start).min(a.distance(b.end)).min(b.distance(a.start));
    let (small, large) = (part.at_least, whole.at_least?);
    let head_of = |e: &Event| e.parent.is_none() || term::fold(&e.company) == head;
    // "Sony cuts 900 jobs in its PlayStation division" is the round of that unit.
    let of_unit = |named: &str| head_of(whole) && !head_of(part) && divisions_alike(&division(named), &term::fold(&part.company));
    if whole.division.as_deref().is_some_and(|named| !of_unit(named)) || whole.count.is_none() || one_list(part, whole) {
        return None;
    }
    let window = match (head_of(part), head_of(whole)) {
        // A unit's round within its parent's; the parent may tell the very same number.
        (false, true) if small.is_none_or(|n| n <= large) => UNIT,
        (false, false) if term::fold(&part.company) != term::fold(&whole.company) => return None,
        _ if part.division.is_some() && small.is_none_or(|n| n < large) => DIVISION,
        _ if is_local(part) && !is_local(whole) && small.is_some_and(|n| n < large) => DIVISION,
        _ if small.is_some_and(|n| n.saturating_mul(2) < large) => SAME,
        _ if small.is_some_and(|n| n < large && n.saturating_mul(3) >= large) && grew(part, whole) => GROWN,
        _ => return None,
    };
    (gap <= window).then_some(gap)
}

/// Whether the first was a plan that the second, later one carried on. A number that was first told as a plan stays one as
/// long as nobody says that so many have gone.
fn grew(part: &Event, whole: &Event) -> bool {
    let ahead = |status| matches!(status, Status::Planned | Status::Rumoured);
    let same = |f: &&Fact| f.count.is_some() && f.count == part.count.map(|c| c.low);
    let planned =
        ahead(part.status) || part.status != Status::CarriedOut && part.facts.iter().filter(same).any(|f| ahead(f.status));
    let firm = matches!(whole.status, Status::Announced | Status::Confirmed | Status::CarriedOut);
    planned && firm && part.day() < whole.day() && part.division.is_none()
}

/// Whether reports say where the jobs are; a list only says where the company is.
fn is_local(event: &Event) -> bool {
    event.reports().next().is_some() && event.reports().all(|f| f.place.is_some())
}

/// A list that has a row for each of two events says that they are two.
fn one_list(a: &Event, b: &Event) -> bool {
    let rows = |e: &Event| -> Vec<Option<Arc<str>>> {
        let row = |f: &&Fact| f.report.provenance == Provenance::Row;
        e.facts.iter().filter(row).map(|f| f.report.source.clone()).collect()
    };
    let (a, b) = (rows(a), rows(b));
    a.iter().any(|list| b.contains(list))
}
