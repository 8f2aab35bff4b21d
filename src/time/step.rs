//! The calendar cut into equal pieces: months, quarters, years.

use jiff::civil::Date;
use serde::Serialize;

use super::Period;

/// How long a piece of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

impl Step {
    /// How many months a piece has.
    fn months(self) -> i8 {
        match self {
            Step::Month => 1,
            Step::Quarter => 3,
            Step::Year => 12,
        }
    }

    /// The piece that holds this day.
    pub fn of(self, day: Date) -> Period {
        let first = (day.month() - 1) / self.months() * self.months() + 1;
        // The month of a day that exists always exists.
        Period::months(day.year(), first, self.months()).unwrap_or(Period::day(day))
    }

    /// The number of the piece that holds this day, counted from the year 0.
    pub fn number(self, day: Date) -> i32 {
        (i32::from(day.year()) * 12 + i32::from(day.month()) - 1).div_euclid(i32::from(self.months()))
    }

    /// The piece after the one that holds this day; none at the end of the calendar.
    pub fn after(self, day: Date) -> Option<Period> {
        Some(self.of(self.of(day).end.tomorrow().ok()?))
    }

    /// The piece that the period is, or lies within; none where it spreads over more than one.
    pub fn holding(self, period: Period) -> Option<Period> {
        let whole = self.of(period.start);
        whole.contains(period.end).then_some(whole)
    }

    /// The word for one piece.
    pub fn word(self) -> &'static str {
        match self {
            Step::Month => "month",
            Step::Quarter => "quarter",
            Step::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn two_days_of_one_number_are_of_one_piece(years in (1i16..9999, 0i16..2), months in (1i8..=12, 1i8..=12), step in 0..3usize) {
            let step = [Step::Month, Step::Quarter, Step::Year][step];
            let (a, b) = (date(years.0, months.0, 5), date((years.0 + years.1).min(9999), months.1, 28));
            prop_assert_eq!(step.number(a) == step.number(b), step.of(a) == step.of(b));
            prop_assert_eq!(step.number(step.after(a).unwrap_or(step.of(a)).start) - step.number(a), i32::from(step.after(a).is_some()));
        }
    }

    #[test]
    fn pieces_of_the_calendar() {
        let labels = |step: Step, day| (step.of(day).label(), step.after(day).unwrap().label());
        assert_eq!(labels(Step::Month, date(2024, 12, 31)), ("December 2024".into(), "January 2025".into()));
        assert_eq!(labels(Step::Quarter, date(2024, 2, 29)), ("Q1 2024".into(), "Q2 2024".into()));
        assert_eq!(labels(Step::Year, date(2024, 2, 29)), ("2024".into(), "2025".into()));
        assert_eq!(Step::Month.after(date(9999, 12, 1)), None);
        let spring = Period::months(2024, 3, 2).unwrap();
        assert_eq!(Step::Quarter.holding(spring), None);
        assert_eq!(Step::Year.holding(spring), Period::year(2024));
    }
}
