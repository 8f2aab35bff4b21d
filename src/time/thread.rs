//! The time that a text has been telling of: what a date without its year is a date of.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{Basis, Mention, Period};

/// Follows a news text from date to date.
///
/// A month without its year is the latest before the day of publication, unless the text has just told of a time long
/// gone: "On April 12, 2001, … In July another 4,000 went."
#[derive(Debug, Clone, Copy)]
pub struct Thread {
    published: Option<Date>,
    told: Option<Period>,
    /// How many dates of times long gone it has told in a row.
    steps: usize,
}

impl Thread {
    /// At the beginning of a text.
    pub fn of(published: Option<Date>) -> Thread {
        Thread { published, told: None, steps: 0 }
    }

    /// A new paragraph begins: it goes on with what is far in the past, and else speaks of the present again.
    pub fn paragraph(&mut self) {
        let far = |day: Date| self.before(FAR.years()).is_some_and(|limit| day < limit);
        self.told = self.told.filter(|told| far(told.end));
    }

    /// A date with its year, or one that counts from the day of publication. A year alone is rather an aside ("founded in
    /// 2015") than what is told of.
    pub fn stated(&mut self, period: Period) {
        if period.days() <= SEASON {
            self.told = Some(period).filter(|p| self.before(1.year()).is_some_and(|limit| p.end < limit));
            self.steps = if self.told.is_some() { self.steps + 1 } else { 0 };
        }
    }

    /// A date without its year, as read from the day of publication: the same in the time that was told of, if it is one
    /// of that time.
    pub fn implied(&mut self, period: Period) -> Option<Period> {
        self.moved(period, false)
    }

    /// The same for an item of a list of times: "200 in April 2022, 220 in August" is all of one history, however soon after
    /// August it was written.
    pub fn listed(&mut self, period: Period) -> Option<Period> {
        self.moved(period, true)
    }

    fn moved(&mut self, period: Period, listed: bool) -> Option<Period> {
        let told = self.told?;
        let year = told.start.year();
        let moved = [year, year + 1].into_iter().filter_map(|year| period.in_year(year)).find(|p| p.end >= told.start)?;
        let history = listed || moved.overlaps(&told) || self.steps >= HISTORY;
        let recent = !history && self.before(RECENT.days()).is_none_or(|limit| period.end >= limit);
        let follows = told.end.checked_add(11.months()).is_ok_and(|limit| moved.start <= limit);
        if recent || !follows || moved.end >= period.end {
            return None;
        }
        self.told = Some(moved);
        self.steps += 1;
        Some(moved)
    }

    /// Reads the dates of the next sentence in the light of what came before.
    pub fn settle(&mut self, mentions: &mut [Mention]) {
        for mention in mentions {
            match mention.basis {
                Basis::Stated | Basis::Relative => self.stated(mention.period),
                Basis::YearImplied => {
                    if let Some(moved) = self.implied(mention.period) {
                        (mention.period, mention.basis) = (moved, Basis::Stated);
                    }
                }
            }
        }
    }

    fn before(&self, span: Span) -> Option<Date> {
        self.published?.checked_sub(span).ok()
    }
}

/// Years after which a text that tells of a time is taken to go on with it in the next paragraph.
const FAR: i64 = 3;
/// What is told of takes no more days than half a year.
const SEASON: i32 = 200;
/// So many dates in a row make a history, in which no date is of the present.
const HISTORY: usize = 2;
/// Elsewhere, a date of so many days before the publication needs no year, unless it repeats what was told of.
const RECENT: i64 = 90;
