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
