//! Time as questions and news texts speak of it: phrases ("last January", "Q3 2024", "since March") to civil dates.
//!
//! Pure: the present, or the day an article was published, is an argument. [`asked`] reads a question, [`find_in`] a news
//! text; both go through one grammar, which knows words from one table. What a phrase means is a [`Period`] and how the
//! sentence relates to it a [`Relation`]; both together give [`Bounds`], which may be open.

mod asked;
mod calendar;
mod find;
mod lexicon;
mod period;
mod point;
mod step;
mod thread;
mod token;
mod written;

pub use asked::{Asked, BadDate, asked, parse_bound};
pub use find::{find, find_in};
pub use period::{Bounds, Period};
pub use step::Step;
pub use thread::Thread;

use std::ops::Range;

/// A time phrase of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes, with the preposition that belongs to it.
    pub range: Range<usize>,
    /// The days it names, whatever its relation: `since March 2023` names March 2023.
    pub period: Period,
    /// How exactly it says so.
    pub precision: Precision,
    /// How the sentence relates to those days.
    pub relation: Relation,
    /// How far the phrase can be read without knowing when it was written.
    pub basis: Basis,
}

impl Mention {
    /// The days that the phrase admits, open at one end for `since`, `until`, `before` and `after`.
    pub fn bounds(&self) -> Bounds {
        let Period { start, end } = self.period;
        match self.relation {
            Relation::In | Relation::Between => Bounds { since: Some(start), until: Some(end) },
            Relation::Since => Bounds { since: Some(start), until: None },
            Relation::Until => Bounds { since: None, until: Some(end) },
            Relation::Before => Bounds { since: None, until: start.yesterday().ok() },
            Relation::After => Bounds { since: end.tomorrow().ok(), until: None },
        }
    }
}

/// The unit in which a phrase speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// One day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A season: three months.
    Season,
    /// A year.
    Year,
    /// A stretch that is none of these: `late 2022`, `the past 90 days`, `from March to May`.
    Span,
}

/// How a sentence relates to the days that a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Within them.
    In,
    /// From the first of them on.
    Since,
    /// Up to the last of them.
    Until,
    /// Before the first of them.
    Before,
    /// After the last of them.
    After,
    /// Within them, and both ends are named.
    Between,
}

/// How far a phrase can be read without knowing when it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Its year is written.
    Stated,
    /// A calendar date without its year: `on Jan. 20`.
    YearImplied,
    /// Counted from the day of writing: `yesterday`, `last week`, a weekday.
    Relative,
}

#[cfg(test)]
mod tests;
