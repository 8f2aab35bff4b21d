//! Time as questions and news texts speak of it: phrases ("last January", "Q3 2024", "since March") to civil dates.
//!
//! Pure: the present, or the day an article was published, is an argument.

use jiff::civil::Date;

/// Days from `start` to `end`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}
