//! Stretches of days: [`Period`] with both ends, [`Bounds`] with either end open.

use jiff::civil::Date;

/// Days from `start` to `end`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

impl Period {
    /// One day.
    pub fn day(day: Date) -> Period {
        Period { start: day, end: day }
    }

    /// A whole year; none for a year that the calendar does not have.
    pub fn year(year: i16) -> Option<Period> {
        Self::months(year, 1, 12)
    }

    /// A whole month, counted from 1.
    pub fn month(year: i16, month: i8) -> Option<Period> {
        Self::months(year, month, 1)
    }

    /// Whole months: `count` of them from that one on, into the next year if need be.
    pub fn months(year: i16, first: i8, count: i8) -> Option<Period> {
        let start = Date::new(year, first, 1).ok()?;
        let months = i16::from(first) - 1 + i16::from(count) - 1;
        let last = Date::new(year.checked_add(months.div_euclid(12))?, months.rem_euclid(12) as i8 + 1, 1).ok()?;
        (start <= last).then(|| Period { start, end: last.last_of_month() })
    }

    /// The same days of another year; none where it does not have them.
    pub fn in_year(self, year: i16) -> Option<Period> {
        let longer = self.end.year() - self.start.year();
        let start = self.start.with().year(year).build().ok()?;
        let end = self.end.with().year(year.checked_add(longer)?).build().ok()?;
        Some(Period { start, end })
    }

    /// Whether the day is one of its days.
    pub fn contains(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// Whether they share a day.
    pub fn overlaps(&self, other: &Period) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// How many days the day lies outside; 0 within.
    pub fn distance(&self, day: Date) -> i32 {
        days(self.end, day).max(days(day, self.start)).max(0)
    }

    /// How many days it has.
    pub fn days(&self) -> i32 {
        days(self.start, self.end) + 1
    }

    /// From the first day of the earlier to the last day of the later.
    pub fn hull(self, other: Period) -> Period {
        Period { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The days they share.
    pub fn intersection(self, other: Period) -> Option<Period> {
        let shared = Period { start: self.start.max(other.start), end: self.end.min(other.end) };
        (shared.start <= shared.end).then_some(shared)
    }

    /// For people: `2023`, `Q3 2024`, `January 2023`, `20 January 2023`, `March – May 2023`.
    pub fn label(&self) -> String {
        let Period { start, end } = *self;
        if start == end {
            return day_label(start);
        }
        if start.day() != 1 || end != end.last_of_month() {
            return match start.year() == end.year() {
                true if start.month() == end.month() => format!("{} – {}", start.day(), day_label(end)),
                true => format!("{} {} – {}", start.day(), name(start.month()), day_label(end)),
                false => format!("{} – {}", day_label(start), day_label(end)),
            };
        }
        let (year, first, last) = (start.year(), start.month(), end.month());
        if year != end.year() {
            return match (first, last) {
                (1, 12) => format!("{year} – {}", end.year()),
                _ => format!("{} {year} – {} {}", name(first), name(last), end.year()),
            };
        }
        match (first, last) {
            (1, 12) => year.to_string(),
            (1, 6) => format!("H1 {year}"),
            (7, 12) => format!("H2 {year}"),
            (first, last) if first == last => format!("{} {year}", name(first)),
            (first, last) if first % 3 == 1 && last == first + 2 => format!("Q{} {year}", last / 3),
            _ => format!("{} – {} {year}", name(first), name(last)),
        }
    }
}

/// Days from `since` to `until`, both included, either of them open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Bounds {
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl From<Period> for Bounds {
    fn from(period: Period) -> Self {
        Bounds { since: Some(period.start), until: Some(period.end) }
    }
}

impl Bounds {
    /// Both ends, if there are.
    pub fn period(&self) -> Option<Period> {
        Some(Period { start: self.since?, end: self.until? })
    }

    /// Whether the day lies within.
    pub fn contains(&self, day: Date) -> bool {
        self.distance(day) == 0
    }

    /// Whether they share a day with the period.
    pub fn overlaps(&self, period: &Period) -> bool {
        self.since.is_none_or(|since| since <= period.end) && self.until.is_none_or(|until| period.start <= until)
    }

    /// How many days the day lies outside; 0 within.
    pub fn distance(&self, day: Date) -> i32 {
        let early = self.since.map_or(0, |since| days(day, since));
        let late = self.until.map_or(0, |until| days(until, day));
        early.max(late).max(0)
    }

    /// For people: as [`Period::label`], or `since October 2025`, `until 3 June 2026`, `any time`.
    pub fn label(&self) -> String {
        match (self.since, self.until) {
            (Some(start), Some(end)) => Period { start, end }.label(),
            (Some(since), None) if since.day() == 1 => format!("since {} {}", name(since.month()), since.year()),
            (Some(since), None) => format!("since {}", day_label(since)),
            (None, Some(until)) if until == until.last_of_month() => format!("until {} {}", name(until.month()), until.year()),
            (None, Some(until)) => format!("until {}", day_label(until)),
            (None, None) => "any time".to_owned(),
        }
    }
}

/// Days from one day to another; negative if that lies before.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn day_label(day: Date) -> String {
    format!("{} {} {}", day.day(), name(day.month()), day.year())
}

fn name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(month.unsigned_abs().saturating_sub(1) as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn labels_read_as_people_write() {
        let check = |start, end, label: &str| assert_eq!(Period { start, end }.label(), label);
        check(date(2023, 1, 1), date(2023, 12, 31), "2023");
        check(date(2022, 1, 1), date(2024, 12, 31), "2022 – 2024");
        check(date(2023, 1, 1), date(2023, 1, 31), "January 2023");
        check(date(2024, 7, 1), date(2024, 9, 30), "Q3 2024");
        check(date(2024, 7, 1), date(2024, 12, 31), "H2 2024");
        check(date(2023, 1, 20), date(2023, 1, 20), "20 January 2023");
        check(date(2023, 3, 1), date(2023, 5, 31), "March – May 2023");
        check(date(2022, 11, 1), date(2023, 5, 31), "November 2022 – May 2023");
        check(date(2023, 3, 14), date(2023, 3, 16), "14 – 16 March 2023");
        check(date(2023, 3, 14), date(2023, 4, 2), "14 March – 2 April 2023");
        let label = |since, until| Bounds { since, until }.label();
        assert_eq!(label(Some(date(2025, 10, 1)), None), "since October 2025");
        assert_eq!(label(Some(date(2025, 10, 3)), None), "since 3 October 2025");
        assert_eq!(label(None, Some(date(2024, 12, 31))), "until December 2024");
        assert_eq!(label(None, Some(date(2024, 12, 30))), "until 30 December 2024");
        assert_eq!(label(None, None), "any time");
    }

    #[test]
    fn distance_counts_days_outside() {
        let period = Period { start: date(2023, 1, 10), end: date(2023, 1, 20) };
        assert_eq!(period.distance(date(2023, 1, 8)), 2);
        assert_eq!(period.distance(date(2023, 1, 15)), 0);
        assert_eq!(period.distance(date(2024, 1, 20)), 365);
        assert_eq!(period.days(), 11);
        assert!(period.contains(period.start) && period.contains(period.end));
        assert!(Bounds { since: None, until: Some(date(2023, 1, 1)) }.contains(date(1999, 1, 1)));
        assert!(!Bounds { since: None, until: Some(date(2023, 1, 1)) }.overlaps(&period));
    }
}
