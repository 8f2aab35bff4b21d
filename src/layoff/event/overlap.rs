//! Which events may count the same people without anything that says so. They stay events of their own, but a sum that says
//! "at least" does not add both.
//!
//! A list gives its rows the days and numbers of the reports that it knows. What it has of a layoff that articles report
//! otherwise may be the same layoff, and so may the filings for single sites that it has beside the whole.

use std::cmp::Reverse;
use std::sync::Arc;

use super::alike::day_number;
use super::{Event, Reach, Status};
use crate::article::Provenance;

/// Days between two reports of one plan: a quarter, after which a company tells with its results what became of it.
const PLAN: i32 = 100;
/// Days between a round as articles tell it and as a list does, or what the list has of its sites.
const ROUND: i32 = 21;
/// Days between two rows of one list, the second of which may be a site of the first.
const BESIDE: i32 = 5;
/// Events of one company that are looked at, the nearest in time.
const NEAREST: usize = 64;

/// Jobs, and the share of the staff, from which a round is carried out over months.
const MASS: (u64, f64) = (10_000, 10.0);

/// Marks every event that may overlap another one. The events are those of [`super::merge::events`], by company and time.
pub(super) fn mark(events: &mut [Event], reach: &Reach) {
    let mut from = 0;
    while from < events.len() {
        let company = events[from].company.clone();
        let together = events[from..].iter().take_while(|e| Arc::ptr_eq(&e.company, &company) || e.company == company).count();
        if together > 1 {
            mark_in(&mut events[from..from + together], reach);
        }
        from += together;
    }
}

fn mark_in(events: &mut [Event], reach: &Reach) {
    let days: Vec<Option<i32>> = events.iter().map(|e| e.day().map(day_number)).collect();
    for at in 0..events.len() {
        let row = &events[at];
        // What somebody corrected has been looked at.
        if !row.only_rows || row.part_of.is_some() || row.at_least.is_none() || row.is_corrected() {
            continue;
        }
        let near = at.saturating_sub(NEAREST)..(at + NEAREST).min(events.len());
        let gap = |other: usize| Some(days[other]? - days[at]?).filter(|gap| other != at && gap.abs() <= PLAN);
        let others = near.filter_map(|other| Some((gap(other)?, &events[other])));
        let overlapping = others.filter(|(gap, other)| may_overlap(row, other, *gap, reach));
        // Of several the whole, not another site.
        let found = overlapping.map(|(gap, other)| (Reverse(other.at_least), gap.abs(), other.id)).min();
        events[at].may_overlap = found.map(|(_, _, id)| id);
    }
}

/// Whether an event of rows alone may count the same people as one that comes so many days after it.
fn may_overlap(row: &Event, other: &Event, gap: i32, reach: &Reach) -> bool {
    let (Some(small), Some(large), Some(day)) = (row.at_least, other.at_least, other.day()) else { return false };
    let doubtful = other.span_total || other.mentioned || matches!(other.status, Status::Rumoured | Status::Denied);
    if doubtful || other.part_of.is_some() || row.division.is_some() || other.division.is_some() {
        return false;
    }
    let list = row.facts.first().and_then(|f| f.report.source.as_ref());
    let has_a_row = other.facts.iter().any(|f| f.report.provenance == Provenance::Row && f.report.source.as_ref() == list);
    // The list covers that time and has no row for what articles report: it has it otherwise, or not at all.
    let lacks = !has_a_row && list.and_then(|list| reach.lists.get(list)).is_some_and(|told| told.time.contains(day));
    let alike = small.max(large).saturating_mul(4) <= small.min(large).saturating_mul(5);
    // So many do not go in a day: what is counted later, without a share of its own, may be those who went by then.
    let steps = is_mass(other) && gap < 0 && row.percent.is_none() && small.saturating_mul(3) <= large;
    let window = match () {
        () if lacks && alike || steps => PLAN,
        () if lacks && small <= large.saturating_mul(2) => ROUND,
        () if has_a_row && small.saturating_mul(4) <= large => BESIDE,
        () => return false,
    };
    gap.abs() <= window
}

fn is_mass(event: &Event) -> bool {
    event.at_least.is_some_and(|n| n >= MASS.0) && event.percent.is_some_and(|share| share >= MASS.1)
}
