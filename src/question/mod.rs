//! Words to [`Question`]: what somebody asks, understood.
//!
//! Pure. The present is an argument; names and words come from lists.

mod ask_words;
mod asks;
mod condition;
pub mod kind;
pub mod outcome;
mod sides;
mod table;
mod table_words;
mod understand;
mod voice;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::names::{Mention, Names};
use crate::text::term;
use crate::time::Bounds;
use crate::vocabulary::Group;

pub use ask_words::{AskWords, AskWordsError};
pub use sides::sides;
pub use table::{Conditions, Of, Table};
pub use table_words::{TableWords, TableWordsError};
pub use understand::{Filters, understand};

/// Longest question that is read, in characters; what comes after is left out.
pub const LONGEST: usize = 2_000;

/// How likely the second reading of a time is, beside the first.
const OR_ELSE: f32 = 0.9;

/// What kind of thing is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// A length of time.
    Duration,
    /// Somebody's name.
    Person,
    /// What something is called: a plan, a scheme, a product.
    Name,
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
    /// What became of something, how it is, whether it is so: an answer of any kind.
    Description,
    /// Whatever the articles say about it.
    Summary,
}

impl Asks {
    /// For people: "how many", "why".
    pub fn label(self) -> &'static str {
        match self {
            Asks::Count => "how many",
            Asks::Percent => "what share",
            Asks::Money => "how much",
            Asks::Date => "when",
            Asks::Duration => "how long",
            Asks::Person => "who",
            Asks::Name => "what it is called",
            Asks::Reason => "why",
            Asks::Place => "where",
            Asks::Team => "which teams",
            Asks::Severance => "severance",
            Asks::Quotation => "in whose words",
            Asks::List => "list",
            Asks::Comparison => "comparison",
            Asks::Description => "what about it",
            Asks::Summary => "what is reported",
        }
    }
}

/// What a number is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Of those who go.
    Cuts,
    /// Of all who work there: before a layoff, or as it stands.
    Staff,
    /// Of those who are left after a layoff.
    Remaining,
    /// Of those who are taken on.
    Hired,
    /// Of those who keep a job, but elsewhere.
    Moved,
    /// Of vacancies.
    Openings,
    /// Of something else ("how many offices"): the word for it, by its place among the terms.
    Things(usize),
}

/// Which of several events is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// The n-th, from 1.
    Nth(u8),
    /// The most recent.
    Latest,
    /// The one before the most recent.
    Previous,
    /// The figure that held in the end.
    Final,
}

/// What a word of the question is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It says what the question is about, and has to be found.
    Content,
    /// It says that this is about layoffs, or about staff: nearly every article has it.
    Topic,
    /// It names a company.
    Company,
    /// It names a time.
    Time,
    /// It asks ("how many"), or says nothing.
    Asking,
}

/// A word of the question, ready to be looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionTerm {
    /// The word as it was typed, folded.
    pub word: String,
    /// The terms that stand for it in the index: usually its stem.
    pub terms: Vec<String>,
    /// Other terms that say the same.
    pub synonyms: Vec<String>,
    /// Terms for what lies within the country or state that it names.
    pub within: Vec<String>,
    /// Its groups of synonyms.
    pub groups: Vec<Group>,
    /// What it is there for.
    pub role: Role,
    /// Whether it stands in no article at all, in no spelling: then none can answer what it asks.
    pub absent: bool,
    /// What it counts before its rarity is taken into account, from 0 to 1.
    pub weight: f32,
}

impl QuestionTerm {
    /// Whether it is a number: those are written in too many ways to be missed.
    pub fn is_number(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it says which layoff, or which part of one, is meant: words that weigh less say little.
    pub fn is_telling(&self) -> bool {
        const TELLING: f32 = 0.8;
        self.role == Role::Content && self.weight >= TELLING
    }
}

/// A company that the question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// The name it is known under.
    pub name: String,
    /// For a unit, what it is part of.
    pub parent: Option<String>,
    /// As it was typed.
    pub typed: String,
}

/// A question, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The words as they were typed, cleaned.
    pub text: String,
    /// What is asked for.
    pub asks: Asks,
    /// What is compared, where a comparison is asked for.
    pub compares: Asks,
    /// What is counted, where a number is asked for.
    pub counted: Counted,
    /// Of whom a number is asked, where they are not simply people ("how many engineers"): the word, by its place among
    /// the terms.
    pub of_whom: Option<usize>,
    /// What a share is asked of, where that is not the staff: shares, revenue, profit, pay.
    pub share_of: Option<Group>,
    /// In whose words the answer is wanted ("what does the union think is behind it"): the words that say so, by their places
    /// among the terms.
    pub voice: Vec<usize>,
    /// The words whose speaker is asked for ("who said we are getting leaner"), folded; none where it asks for nobody's words.
    pub wording: Vec<String>,
    /// The companies it names.
    pub companies: Vec<Company>,
    /// Where it describes a company that no name was found for: the words that do, by their places among the terms.
    pub described: Vec<usize>,
    /// The time it asks about; open where it names none.
    pub bounds: Bounds,
    /// Which of several events it means.
    pub order: Option<Order>,
    /// Whether it asks for the number that held in the end, or for the one that was planned or feared at first.
    pub stage: Option<outcome::Stage>,
    /// The publisher it wants.
    pub source: Option<String>,
    /// Its words.
    pub terms: Vec<QuestionTerm>,
    /// Whether it speaks of layoffs, staff or severance at all.
    pub about_layoffs: bool,
    /// Whether it speaks of people who go, not only of people.
    pub about_cuts: bool,
    /// What is said to it where articles can be no help.
    pub out_of_reach: Option<&'static str>,
    /// Whether the time it names leaves open which year is meant.
    pub year_implied: bool,
    /// Another time that its words may mean: "november 23" is a month of 2023, or else a day of November.
    pub or_else: Option<Bounds>,
    /// The times it names, one by one.
    pub periods: Vec<Bounds>,
}

impl Question {
    /// Whether it names a time.
    pub fn is_dated(&self) -> bool {
        self.bounds.since.is_some() || self.bounds.until.is_some()
    }

    /// Whether it asks who let people go: "which companies cut more than 100". Of a company that it names, a list is one of
    /// towns or of rounds.
    pub fn lists_cuts(&self) -> bool {
        self.asks == Asks::List && self.about_cuts && self.companies.is_empty()
    }

    /// Whether a name in a text is that of a company it asks about, or of a unit of one.
    pub fn asks_about(&self, mention: &Mention, names: &Names) -> bool {
        self.companies.iter().any(|asked| mention.is_of(&asked.name) || names.are_one(&mention.company, &asked.name))
    }

    /// Whether it is asked whose a company is: "who owns acme".
    pub fn asks_for_owner(&self) -> bool {
        asks::asks_for_owner(self.terms.iter().map(|t| &*t.word))
    }

    /// Whether a text has the very words whose speaker is asked for.
    pub fn is_worded_in(&self, words: &[term::Word]) -> bool {
        !self.wording.is_empty()
            && words.windows(self.wording.len()).any(|said| said.iter().zip(&self.wording).all(|(a, b)| a.folded == *b))
    }

    /// Whether it asks how many work there, or stay.
    pub fn counts_staff(&self) -> bool {
        self.asks == Asks::Count && matches!(self.counted, Counted::Staff | Counted::Remaining)
    }

    /// Whether it says that the present is meant: "acme ceo now".
    pub fn says_now(&self) -> bool {
        self.terms.iter().any(|t| asks::says_now(&t.word))
    }

    /// Whether it is small talk: a greeting, and nothing that could be looked for ("hey hows it going").
    pub fn is_chat(&self) -> bool {
        const GREETINGS: &[&str] = &[
            "hello",
            "hi",
            "hey",
            "heya",
            "help",
            "yo",
            "sup",
            "thanks",
            "thank",
            "thx",
            "test",
            "ping",
            "morning",
            "evening",
            "howdy",
            "greetings",
            "bye",
            "goodbye",
            "cheers",
            "lol",
        ];
        const CHAT: &[&str] = &[
            "going", "doing", "up", "there", "everyone", "all", "guys", "folks", "good", "bot", "pinkslip", "day", "much", "ok",
            "helped", "whats", "hows",
        ];
        // "how's it going" greets nobody by a word of its own.
        const OPENINGS: &[&[&str]] = &[
            &["hows", "it", "going"],
            &["how's", "it", "going"],
            &["how\u{2019}s", "it", "going"],
            &["how", "are", "you"],
            &["whats", "up"],
            &["what's", "up"],
            &["who", "are", "you"],
            &["what", "can", "you", "do"],
        ];
        let words: Vec<&str> = self.terms.iter().map(|t| &*t.word).collect();
        let greets = |t: &QuestionTerm| GREETINGS.contains(&&*t.word);
        let idle = |t: &QuestionTerm| greets(t) || t.role == Role::Asking || CHAT.contains(&&*t.word);
        let said = self.terms.iter().any(greets);
        let short = said && self.terms.len() <= 3 && !self.about_layoffs;
        let talk = said && self.terms.iter().all(idle) || OPENINGS.contains(&words.as_slice());
        self.companies.is_empty() && !self.is_dated() && (short || talk)
    }

    /// Whether it names neither a company nor anything of layoffs, so that it may be about anything.
    pub fn is_adrift(&self) -> bool {
        self.companies.is_empty() && !self.about_layoffs
    }

    /// The times it may mean, with how likely each is. Where it names a month without a year, an earlier year may be
    /// meant; else there is one.
    pub fn times(&self) -> Vec<(Bounds, f32)> {
        if let Some(day) = self.or_else {
            return vec![(self.bounds, 1.0), (day, OR_ELSE)];
        }
        if !self.year_implied {
            return vec![(self.bounds, 1.0)];
        }
        let back = |years: i16| {
            let shift = |day: Date| {
                day.with()
                    .year(day.year() - years)
                    .build()
                    .or_else(|_| day.checked_sub(jiff::Span::new().days(366 * i64::from(years))))
                    .ok()
            };
            Bounds { since: self.bounds.since.and_then(shift), until: self.bounds.until.and_then(shift) }
        };
        (0..6).map(|years| (back(years), 1.0 - 0.04 * f32::from(years))).collect()
    }

    /// Whether one of its words of content belongs to this group of synonyms.
    pub fn is_about(&self, group: Option<Group>) -> bool {
        group.is_some_and(|group| self.terms.iter().any(|t| t.role == Role::Content && t.groups.contains(&group)))
    }

    /// What is shown of it.
    pub fn understood(&self) -> Understood {
        Understood {
            asks: self.asks,
            companies: self.companies.iter().map(|c| c.name.clone()).collect(),
            since: self.bounds.since,
            until: self.bounds.until,
            source: self.source.clone(),
        }
    }
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
    /// The time asked about.
    pub fn bounds(&self) -> Bounds {
        Bounds { since: self.since, until: self.until }
    }
}
