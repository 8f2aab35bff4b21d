//! Words to [`Question`]: what somebody asks, understood.
//!
//! Pure. The present is an argument.

use jiff::civil::Date;
use serde::Serialize;

use crate::time::Period;

/// What kind of thing is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Asks {
    /// A number of people or jobs.
    Count,
    /// A share of the staff.
    Percent,
    /// An amount of money.
    Money,
    /// A day, a month.
    Date,
    /// Somebody's name.
    Person,
    /// A cause, stated or suspected.
    Reason,
    /// A country, a town, an office.
    Place,
    /// A division, a team, a product.
    Team,
    /// What those who leave are given.
    Severance,
    /// Somebody's own words.
    Quotation,
    /// Several companies, places, rounds.
    List,
    /// Two things side by side.
    Comparison,
    /// Whatever the articles say about it.
    Summary,
}

/// What was understood of the words, as shown to the person who asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// What is asked for.
    pub asks: Asks,
    /// The companies it is about, by the names they are known under.
    pub companies: Vec<String>,
    /// First day of the time asked about.
    pub since: Option<Date>,
    /// Last day of the time asked about.
    pub until: Option<Date>,
    /// The publisher asked for.
    pub source: Option<String>,
}

impl Understood {
    /// The time asked about, as far as both ends are known.
    pub fn period(&self) -> Option<Period> {
        Some(Period { start: self.since?, end: self.until? })
    }
}
