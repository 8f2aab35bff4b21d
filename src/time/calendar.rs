//! The arithmetic behind the phrases: calendar parts without a year, units counted from a day, parts of a period.

use jiff::ToSpan;
use jiff::civil::Date;

use super::lexicon::{Part, Season, Unit, Which};
use super::{Basis, Period, Precision};

/// A part of any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cal {
    Day(i8, i8),
    /// From one day of a month to another of the same.
    Days(i8, i8, i8),
    Month(i8),
    Quarter(i8),
    Half(i8),
    Season(Season),
    Year,
}

/// How many days ahead news speak of a day without its year: measured on whole articles, where eleven months back is rarer.
const SOON: i32 = 45;

/// Which of its occurrences a part without a year means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// The latest that has begun.
    Past,
    /// The latest that has begun or begins soon: days in news.
    Recent,
    /// The nearest: deadlines in news.
    Near,
    /// The next, if it is not far off: after `will`.
    Ahead,
}

impl Cal {
    pub(super) fn in_year(self, year: i16) -> Option<Period> {
        match self {
            Cal::Day(month, day) => Date::new(year, month, day).ok().map(Period::day),
            Cal::Days(month, first, last) => {
                let (start, end) = (Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
                (start <= end).then_some(Period { start, end })
            }
            Cal::Month(month) => Period::month(year, month),
            Cal::Quarter(quarter) => Period::months(year, quarter * 3 - 2, 3),
            Cal::Half(half) => Period::months(year, half * 6 - 5, 6),
            // A winter is named after the year in which most of it lies.
            Cal::Season(Season::Winter) => Period::months(year.checked_sub(1)?, 12, 3),
            Cal::Season(season) => Period::months(year, season as i8 * 3, 3),
            Cal::Year => Period::year(year),
        }
    }

    pub(super) fn precision(self) -> Precision {
        match self {
            Cal::Day(..) => Precision::Day,
            Cal::Days(..) => Precision::Span,
            Cal::Month(_) => Precision::Month,
            Cal::Quarter(_) => Precision::Quarter,
            Cal::Half(_) => Precision::Half,
            Cal::Season(_) => Precision::Season,
            Cal::Year => Precision::Year,
        }
    }

    /// The occurrence that is meant, seen from a day.
    pub(super) fn seen_from(self, today: Date, which: Option<Which>, lean: Lean) -> Option<Period> {
        // Leap days need up to eight years.
        let years = (today.year().saturating_sub(8)..=today.year().saturating_add(8)).filter_map(|year| self.in_year(year));
        let begun = |latest: Date| years.clone().rfind(|p| p.start <= latest);
        // What lies ahead counts as twice as near: a deadline is rather to come than past.
        let near = || years.clone().rev().min_by_key(|p| p.distance(today) * if p.start > today { 1 } else { 2 });
        match which {
            Some(Which::Last | Which::Past) => years.clone().rfind(|p| p.end < today),
            Some(Which::Next) => years.clone().find(|p| p.start > today),
            Some(Which::This) => match self {
                Cal::Season(Season::Winter) => near(),
                _ => self.in_year(today.year()),
            },
            None => match lean {
                Lean::Past => begun(today),
                Lean::Recent => begun(today.saturating_add(SOON.days())),
                Lean::Near => near(),
                Lean::Ahead => {
                    years.clone().find(|p| p.end >= today).filter(|p| p.distance(today) <= 200).or_else(|| begun(today))
                }
            },
        }
    }
}

/// The calendar unit a day lies in, moved by so many.
pub(super) fn unit(today: Date, unit: Unit, by: i16) -> Option<Period> {
    let months = |size: i16| {
        let index = today.year().checked_mul(12 / size)?.checked_add((i16::from(today.month()) - 1) / size)?.checked_add(by)?;
        let per_year = 12 / size;
        Period::months(index.div_euclid(per_year), (index.rem_euclid(per_year) * size + 1) as i8, size as i8)
    };
    match unit {
        Unit::Day => today.checked_add(i32::from(by).days()).ok().map(Period::day),
        Unit::Week => {
            let into = i32::from(today.weekday().to_monday_zero_offset());
            let start = today.checked_add((i32::from(by) * 7 - into).days()).ok()?;
            Some(Period { start, end: start.checked_add(6.days()).ok()? })
        }
        Unit::Month => months_wide(today, by),
        Unit::Quarter => months(3),
        Unit::Half => months(6),
        Unit::Year => Period::year(today.year().checked_add(by)?),
        Unit::Decade => {
            let first = (today.year() / 10).checked_add(by)?.checked_mul(10)?;
            Some(Period { start: Period::year(first)?.start, end: Period::year(first.checked_add(9)?)?.end })
        }
    }
}

/// Months have no index that fits sixteen bits for every year.
fn months_wide(today: Date, by: i16) -> Option<Period> {
    let index = i32::from(today.year()) * 12 + i32::from(today.month()) - 1 + i32::from(by);
    Period::month(i16::try_from(index.div_euclid(12)).ok()?, index.rem_euclid(12) as i8 + 1)
}

pub(super) fn unit_precision(unit: Unit) -> Precision {
    match unit {
        Unit::Day => Precision::Day,
        Unit::Week => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Quarter,
        Unit::Half => Precision::Half,
        Unit::Year => Precision::Year,
        Unit::Decade => Precision::Span,
    }
}

/// So many units before or after a day.
pub(super) fn shift(day: Date, unit: Unit, by: i16) -> Option<Date> {
    let by = i32::from(by);
    let span = match unit {
        Unit::Day => by.days(),
        Unit::Week => by.weeks(),
        Unit::Month => by.months(),
        Unit::Quarter => (by * 3).months(),
        Unit::Half => (by * 6).months(),
        // More years than the calendar has are refused by `Span`.
        Unit::Year => return day.checked_add(jiff::Span::new().try_years(by).ok()?).ok(),
        Unit::Decade => return day.checked_add(jiff::Span::new().try_years(by * 10).ok()?).ok(),
    };
    day.checked_add(span).ok()
}

/// `the last 6 months`, `the next two weeks`.
pub(super) fn rolling(today: Date, which: Which, count: i16, of: Unit) -> Option<Period> {
    match (which, of) {
        // Quarters are reported whole.
        (Which::Last | Which::Past, Unit::Quarter) => {
            Some(Period { start: unit(today, of, count.checked_neg()?)?.start, end: unit(today, of, -1)?.end })
        }
        (Which::Last | Which::Past, _) => Some(Period { start: shift(today, of, count.checked_neg()?)?, end: today }),
        (Which::Next, _) => Some(Period { start: today, end: shift(today, of, count)? }),
        (Which::This, _) => None,
    }
}

/// What is taken of a period.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cut {
    Part(Part),
    /// So many units from its start, after skipping some.
    First {
        skip: i16,
        count: i16,
        unit: Unit,
    },
    Last {
        count: i16,
        unit: Unit,
    },
}

/// Takes a part of a period; the period itself where that has no parts.
pub(super) fn cut(period: Period, cut: Cut, today: Option<Date>) -> Period {
    let taken = match cut {
        Cut::Part(Part::Earlier) => {
            today.and_then(|end| (period.start <= end).then(|| Period { end: end.min(period.end), ..period }))
        }
        Cut::Part(Part::Later) => {
            today.and_then(|start| (start <= period.end).then(|| Period { start: start.max(period.start), ..period }))
        }
        Cut::Part(part) => part_of(period, part),
        Cut::First { skip, count, unit } => first(period, skip, count, unit),
        Cut::Last { count, unit } => last(period, count, unit),
    };
    taken.and_then(|taken| taken.intersection(period)).unwrap_or(period)
}

fn first(period: Period, skip: i16, count: i16, unit: Unit) -> Option<Period> {
    let start = shift(period.start, unit, skip)?;
    Some(Period { start, end: shift(start, unit, count)?.yesterday().ok()? })
}

fn last(period: Period, count: i16, unit: Unit) -> Option<Period> {
    let after = period.end.tomorrow().ok()?;
    Some(Period { start: shift(after, unit, count.checked_neg()?)?, end: period.end })
}

/// Thirds, of months where there are at least three, else of days; the start and the end of a year are three months.
fn part_of(period: Period, part: Part) -> Option<Period> {
    let months = (period.end.year() - period.start.year()) * 12 + i16::from(period.end.month() - period.start.month()) + 1;
    let whole = period.start.day() == 1 && period.end == period.end.last_of_month() && months >= 3;
    let (size, unit) = match whole {
        true => (months / 3, Unit::Month),
        false => ((period.days() / 3).clamp(0, 10).try_into().ok()?, Unit::Day),
    };
    if size == 0 {
        return None;
    }
    let edge = if months == 12 && whole { 3 } else { size };
    match part {
        Part::Early => first(period, 0, size, unit),
        Part::Start => first(period, 0, edge, unit),
        Part::Mid => first(period, size, size, unit),
        // The last third has what is left over.
        Part::Late => Some(Period { start: shift(period.start, unit, size * 2)?, end: period.end }),
        Part::End if edge != size => last(period, edge, unit),
        Part::End => Some(Period { start: shift(period.start, unit, size * 2)?, end: period.end }),
        Part::Earlier | Part::Later => None,
    }
}

/// What a phrase names, before it is known from where it is seen.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Fixed(Period, Precision, Basis),
    Cal { cal: Cal, year: Option<YearOf>, which: Option<Which> },
    Weekday(i8, Option<Which>),
}

/// The year that goes with a part of a year.
#[derive(Debug, Clone, Copy)]
pub(super) struct YearOf {
    pub year: i16,
    /// `Stated` for 2023, `Relative` for last year.
    pub basis: Basis,
}

/// The days that are meant.
pub(super) fn resolve(what: What, today: Option<Date>, lean: Lean) -> Option<(Period, Precision, Basis)> {
    match what {
        What::Fixed(period, precision, basis) => Some((period, precision, basis)),
        What::Cal { cal, year: Some(YearOf { year, basis }), .. } => Some((cal.in_year(year)?, cal.precision(), basis)),
        What::Cal { cal, year: None, which } => {
            let basis = if which.is_some() { Basis::Relative } else { Basis::YearImplied };
            Some((cal.seen_from(today?, which, lean)?, cal.precision(), basis))
        }
        What::Weekday(day, which) => {
            let today = today?;
            let back = i32::from((today.weekday().to_monday_zero_offset() - day).rem_euclid(7));
            let by = match which {
                Some(Which::Next) => 7 - back,
                Some(Which::Last) if back == 0 => -7,
                _ if matches!(lean, Lean::Ahead | Lean::Near) && back > 0 => 7 - back,
                _ => -back,
            };
            Some((Period::day(today.checked_add(by.days()).ok()?), Precision::Day, Basis::Relative))
        }
    }
}
