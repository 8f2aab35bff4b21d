//! Layoffs as facts: what one article says about who cut how many, when and why, each value with the words that say so.
//!
//! Pure and deterministic. Nothing is guessed: a value has its range in the title or the body, or is absent. An article
//! is about one layoff at most, the `primary` one; earlier rounds, other companies' cuts and totals over a span that it
//! mentions are kept apart. An article that is about something else gives no layoff of its own, only what it recalls.
//!
//! The way there: [`line`] breaks title and sentences into tokens marked with what the word table (`vocabulary`) says
//! of them; `company` finds the names and decides whom the article is about; `date` reads times; `figure` decides
//! which amounts are tied to a cut by a word; [`score`] weighs what speaks for and against every name, number, share and
//! day, and chooses; `extract` makes layoffs of what was chosen; `status` and `reason` add how and why.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::time::Period;

#[macro_use]
mod line;

mod company;
mod date;
pub mod event;
mod extract;
mod fact;
mod figure;
mod learn;
mod reason;
pub mod score;
mod status;
pub mod tally;
mod vocabulary;

pub use extract::{Observed, extract, extract_all, observe, read, speaks_of_cuts};
pub use fact::{Change, Correction, Fact, FactId, Facts, Report, Sketch, Stated};
pub use learn::{Learnt, learn};

/// The number of the rules by which articles are read: raised with every change of them, so that what is stored of older
/// ones is read anew.
pub const RULES: u32 = 19;

/// An article as the extraction reads it.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its text.
    pub body: &'a str,
    /// The sentences of the body, from [`crate::text::sentence::boundaries`].
    pub sentences: &'a [Range<usize>],
    /// The day it was published.
    pub published: Option<Date>,
    /// Its publisher, which is not the company it writes about.
    pub source: Option<&'a str>,
}

/// Whoever knows company names.
pub trait Mentions {
    /// The names in a text, in order and without overlaps.
    fn mentions(&self, text: &str) -> Vec<Mention>;
}

/// A company's name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub range: Range<usize>,
    /// The name the company is known under.
    pub company: String,
    /// Whether the name is in a list, not only learnt from a text.
    pub known: bool,
}

impl Mentions for crate::names::Names {
    fn mentions(&self, text: &str) -> Vec<Mention> {
        let found = self.mentions_in_news(text);
        found.into_iter().map(|m| Mention { range: m.range, company: m.company.to_string(), known: m.known }).collect()
    }
}

/// A place in an article, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Where {
    /// In its title.
    Title(Range<usize>),
    /// In its body.
    Body(Range<usize>),
}

/// How firmly a count is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountIs {
    /// As it is.
    Exact,
    /// "about", "nearly".
    About,
    /// "more than", "at least".
    AtLeast,
    /// "up to", "as many as".
    AtMost,
    /// Between two ends.
    Range,
    /// Only "hundreds", "dozens".
    Vague,
}

/// What a date rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// The text names the day or the month.
    Stated,
    /// The text says "Tuesday" or "yesterday", counted from the day of publication.
    Relative,
    /// Nothing is said; the day of publication stands in.
    Published,
}

/// How certain the layoff is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Sources say it may come.
    Rumoured,
    /// Intended, not yet under way.
    Planned,
    /// Made public by the company; what a layoff is taken for where nothing says otherwise.
    #[default]
    Announced,
    /// Confirmed after reports.
    Confirmed,
    /// Has happened.
    CarriedOut,
    /// The company says it is not so.
    Denied,
}

/// The kind of reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonClass {
    /// Saving money.
    Cost,
    /// Too many were hired before.
    OverHiring,
    /// Work done by software, or money moved to it.
    Ai,
    /// Two companies or units became one.
    Merger,
    /// Another structure, another focus.
    Reorganisation,
    /// A site, a product or the company closes.
    Shutdown,
    /// Fewer orders, customers or funds.
    LowDemand,
    /// Anything else.
    Other,
}

/// Which words say what. Empty where nothing was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// The company's name.
    pub company: Vec<Where>,
    /// The number, with its hedge.
    pub count: Vec<Where>,
    /// The share, with its hedge.
    pub percent: Vec<Where>,
    /// What it is a share of.
    pub percent_of: Vec<Where>,
    /// The day. Empty when the day of publication stands in.
    pub date: Vec<Where>,
    /// The reason.
    pub reason: Vec<Where>,
    /// The division.
    pub division: Vec<Where>,
    /// The place.
    pub place: Vec<Where>,
    /// Who says so.
    pub said_by: Vec<Where>,
}

impl Proof {
    /// All of its places.
    pub fn places(&self) -> impl Iterator<Item = &Where> {
        let Proof { company, count, percent, percent_of, date, reason, division, place, said_by } = self;
        [company, count, percent, percent_of, date, reason, division, place, said_by].into_iter().flatten()
    }
}

/// A layoff that an article states.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layoff {
    /// The company whose people go.
    pub company: String,
    /// How many; the lower end of a range; none when vague.
    pub count: Option<u64>,
    /// The upper end of a range.
    pub count_max: Option<u64>,
    /// How firmly the count is stated; none without any.
    pub count_is: Option<CountIs>,
    /// The share in points: 13 means 13 %; the lower end of a range.
    pub percent: Option<f64>,
    /// The upper end of a range.
    pub percent_max: Option<f64>,
    /// How firmly the share is stated; none without any.
    pub percent_is: Option<CountIs>,
    /// The words for what it is a share of.
    pub percent_of: Option<String>,
    /// When: one day, or a month where no more is said.
    pub date: Option<Period>,
    /// What the date rests on.
    pub date_basis: Option<DateBasis>,
    /// How certain it is.
    pub status: Status,
    /// The reason given, in the article's words.
    pub reason: Option<String>,
    /// Its kind.
    pub reason_class: Option<ReasonClass>,
    /// The article says that this is not the reason.
    pub reason_denied: bool,
    /// The part of the company that is hit.
    pub division: Option<String>,
    /// Where the jobs are.
    pub place: Option<String>,
    /// Who states it.
    pub said_by: Option<String>,
    /// The one layoff that the article is about.
    pub primary: bool,
    /// A sum over several rounds or years.
    pub span_total: bool,
    /// A share of the article's own layoff, of one place, division or earlier time: its number is within that of the primary
    /// one.
    pub part: bool,
    /// An earlier figure of the article's own layoff: the number of the primary one stands in its place.
    pub replaced: bool,
    /// An entry of a list of several companies' layoffs.
    pub listed: bool,
    /// An earlier round, told with company, number and time.
    pub recalled: bool,
    /// Sentences of the body that may give the reason, with how likely each does. Not kept: it is found again where it is
    /// needed.
    pub causes: Vec<(Range<usize>, f64)>,
    /// The words behind each value.
    pub proof: Proof,
}

impl Layoff {
    /// The date as `2023-01-20`, or `2023-01` where only the month is known.
    pub fn date_text(&self) -> Option<String> {
        self.date.map(date_text)
    }
}

/// The first year of lists of layoffs in technology. Dates of 1900 and 1970 are zeros of a table or a computer.
pub const FIRST_YEAR: i16 = 1995;

/// A day as `2023-01-20`, a month as `2023-01`.
pub fn date_text(period: Period) -> String {
    if period.start == period.end {
        period.start.to_string()
    } else {
        format!("{:04}-{:02}", period.start.year(), period.start.month())
    }
}

#[cfg(test)]
mod tests;
