//! The time a question asks about: its phrases combined, and the dates of the command line.

use jiff::civil::Date;

use super::{Basis, Bounds, Mention, Period, Precision, Relation, find};

/// The time a question asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The first day; open for `before 2023`.
    pub since: Option<Date>,
    /// The last day; open for `since 2023`.
    pub until: Option<Date>,
    /// The phrases it was read from, in order.
    pub mentions: Vec<Mention>,
}

impl Asked {
    /// Both ends as one value.
    pub fn bounds(&self) -> Bounds {
        Bounds { since: self.since, until: self.until }
    }
}

/// Reads the time that a question asks about; none if it speaks of none.
///
/// Several phrases make one time that holds them all (`2023 vs 2024`), except that a year said apart from a month is that
/// month's (`the 2024 layoffs in march`).
pub fn asked(question: &str, now: Date) -> Option<Asked> {
    let mut mentions = find(question, now);
    let said = only_year(&mentions);
    if let Some(year) = said {
        for mention in mentions.iter_mut().filter(|mention| mention.basis == Basis::YearImplied) {
            if let Some(period) = in_year(mention.period, year.start.year()) {
                (mention.period, mention.basis) = (period, Basis::Stated);
            }
        }
    }
    let within =
        |mention: &Mention, year: Period| mention.period != year && mention.period.intersection(year) == Some(mention.period);
    let narrowed = said.filter(|year| mentions.iter().any(|mention| within(mention, *year)));
    let counted = |mention: &&Mention| narrowed.is_none_or(|year| mention.period != year);
    let (closed, open): (Vec<&Mention>, Vec<&Mention>) =
        mentions.iter().filter(counted).partition(|mention| matches!(mention.relation, Relation::In | Relation::Between));

    let hull = closed.iter().map(|mention| mention.period).reduce(Period::hull).or(narrowed);
    let since = open.iter().filter_map(|mention| mention.bounds().since).max();
    let until = open.iter().filter_map(|mention| mention.bounds().until).min();
    let (since, until) = match (hull, since, until) {
        (None, since, until) => (since, until),
        (Some(hull), None, None) => (Some(hull.start), Some(hull.end)),
        // "in 2024 before june": the year bounds what the month leaves open.
        (Some(hull), since, until) if narrowed.is_some() && closed.is_empty() => {
            (since.max(Some(hull.start)), Some(until.map_or(hull.end, |until| until.min(hull.end))))
        }
        // "since october, incl. the january ones": what is named lies within, or widens it.
        (Some(hull), since, until) => (since.map(|day| day.min(hull.start)), until.map(|day| day.max(hull.end))),
    };
    // "before 2022 and after 2024" excludes what lies between, which no single stretch can say: anything goes.
    let (since, until) = if since.zip(until).is_some_and(|(since, until)| since > until) { (None, None) } else { (since, until) };
    (since.is_some() || until.is_some()).then_some(Asked { since, until, mentions })
}

/// The one year that a question names on its own.
fn only_year(mentions: &[Mention]) -> Option<Period> {
    let mut years = mentions.iter().filter(|mention| mention.precision == Precision::Year && mention.relation == Relation::In);
    let year = years.next()?.period;
    (years.all(|other| other.period == year) && mentions.iter().any(|m| m.basis == Basis::YearImplied)).then_some(year)
}

/// The same days of another year.
fn in_year(period: Period, year: i16) -> Option<Period> {
    let by = year.checked_sub(period.end.year())?;
    let whole = period.end == period.end.last_of_month();
    let moved = |day: Date| {
        let first = Date::new(day.year().checked_add(by)?, day.month(), 1).ok()?;
        first.with().day(day.day().min(first.days_in_month())).build().ok()
    };
    let end = moved(period.end)?;
    let period = Period { start: moved(period.start)?, end: if whole { end.last_of_month() } else { end } };
    (period.start <= period.end).then_some(period)
}

/// A date of the command line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, for example 2023, 2023-01 or 2023-01-20")]
pub struct BadDate(pub String);

/// Reads `2023`, `2023-01` or `2023-01-20`: the first day of it, or the last with `end`.
pub fn parse_bound(s: &str, end: bool) -> Result<Date, BadDate> {
    let period = || {
        let text = s.trim();
        let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = text.split('-');
        let year = parts.next().filter(|part| digits(part, 4))?.parse().ok()?;
        let mut two = || match parts.next() {
            None => Some(None),
            Some(part) if digits(part, 2) => part.parse::<i8>().ok().map(Some),
            Some(_) => None,
        };
        match (two()?, two()?) {
            (None, _) => Period::year(year),
            (Some(month), None) => Period::month(year, month),
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Period::day),
        }
        .filter(|_| parts.next().is_none())
    };
    period().map(|period| if end { period.end } else { period.start }).ok_or_else(|| BadDate(s.to_owned()))
}
