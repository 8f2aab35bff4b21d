//! Corrections of facts by curators, and the messages that have to be edited for them.

use super::import::{now_seconds, today};
use super::{App, AppError};
use crate::article::{ArticleId, Corpus};
use crate::layoff::{Change, Correction, FIRST_YEAR, Fact, FactId};
use crate::library::Posted;
use crate::time::Period;

/// What is to be corrected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Correcting {
    /// It is no layoff, or not told by that report.
    pub reject: bool,
    /// Another company.
    pub company: Option<String>,
    /// Another number.
    pub count: Change<u64>,
    /// Another share, in points.
    pub percent: Change<f64>,
    /// Another day or month.
    pub date: Change<Period>,
    /// Why.
    pub note: String,
    /// Who: a Discord user, none at the command line.
    pub by: Option<u64>,
}

/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// Years ahead for which a layoff may be planned.
const YEARS_AHEAD: i16 = 10;

fn may_be_of_a_layoff(day: Period) -> bool {
    day.start.year() >= FIRST_YEAR && day.end.year() <= today().year() + YEARS_AHEAD
}

impl App {
    /// Corrects a fact that this corpus sees, for this corpus alone: what the operator corrects of a shared fact holds
    /// for all, what a server corrects for that server. Replaces what the same corpus corrected before. Gives the fact
    /// as it is now.
    ///
    /// # Errors
    /// [`AppError::User`] when there is no such fact, or the correction says nothing or something impossible; otherwise
    /// when the library cannot be written.
    pub fn correct_fact(&self, corpus: Corpus, id: FactId, correcting: Correcting) -> Result<Fact, AppError> {
        let Correcting { reject, company, count, percent, date, note, by } = correcting;
        let user = |text: &str| Err(AppError::User(text.to_owned()));
        let changes = company.is_some() || count != Change::Same || percent != Change::Same || date != Change::Same;
        if !reject && !changes {
            return user("say what is right (company, count, percent or date), or reject it");
        }
        if reject && changes {
            return user("either reject it or correct it");
        }
        let note = crate::text::clean::line(&note);
        if note.is_empty() {
            return user("say in a note why: everybody who sees the correction will read it");
        }
        if note.chars().count() > LONGEST_NOTE {
            return Err(AppError::User(format!("the note has more than {LONGEST_NOTE} characters: make it shorter")));
        }
        if matches!(percent, Change::To(p) if !(p > 0.0 && p <= 100.0)) {
            return user("a share lies between 0 and 100 %");
        }
        if matches!(count, Change::To(n) if n == 0 || n > 10_000_000) {
            return user("a number of people lies between 1 and 10,000,000");
        }
        if matches!(date, Change::To(day) if !may_be_of_a_layoff(day)) {
            return Err(AppError::User(format!("a layoff is of {FIRST_YEAR} or later, and at most {YEARS_AHEAD} years ahead")));
        }
        let company = match company.map(|name| crate::text::clean::line(&name)) {
            Some(name) if name.is_empty() => return user("a company has a name"),
            Some(name) => Some(self.names.canonical(&name).map_or(name, |known| known.to_string())),
            None => None,
        };
        let before = self.fact(corpus, id)?;
        // What the report states, without what was corrected of it.
        let was = before.correction.as_ref().map_or_else(|| before.stated(), |earlier| earlier.was.clone());
        let by_server = match corpus {
            Corpus::Shared => None,
            Corpus::Server(server) => Some(server),
        };
        let correction =
            Correction { by_server, rejected: reject, company, count, percent, date, note, by, at: now_seconds(), was };
        self.library.correct(corpus, id, before.report.article, &correction)?;
        self.fact(corpus, id)
    }

    /// Takes back what this corpus corrected about a fact; says whether there was anything.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn uncorrect_fact(&self, corpus: Corpus, id: FactId) -> Result<bool, AppError> {
        Ok(self.library.uncorrect(corpus, id)?)
    }

    /// A fact that this corpus sees, also one that was rejected.
    ///
    /// # Errors
    /// [`AppError::User`] when there is none; otherwise when the library cannot be used.
    pub fn fact(&self, corpus: Corpus, id: FactId) -> Result<Fact, AppError> {
        let missing = || AppError::User(format!("there is no layoff {id} here; `pinkslip layoffs --json` shows their ids"));
        self.facts(corpus)?.get(id).cloned().ok_or_else(missing)
    }

    /// Remembers a message that shows these articles and rows, so that it can be edited; the newest of each server are
    /// kept.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn note_posted(&self, posted: &Posted, shows: &[ArticleId]) -> Result<(), AppError> {
        Ok(self.library.note_posted(posted, shows)?)
    }

    /// Forgets a message that cannot be edited any more.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn forget_posted(&self, channel: u64, message: u64) -> Result<(), AppError> {
        Ok(self.library.forget_posted(channel, message)?)
    }

    /// The messages that show any of these, the newest first: those of every server where the operator changed something
    /// shared, else those of the server alone.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn posted_showing(&self, changed_by: Corpus, articles: &[ArticleId]) -> Result<Vec<Posted>, AppError> {
        Ok(self.library.posted_showing(changed_by, articles)?)
    }

    /// The messages that show what was corrected, changed or removed since this number, by whatever process, and the
    /// number to give next time. Begin with what [`App::posted_outdated_since`] gives for `u64::MAX`.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn posted_outdated_since(&self, seq: u64) -> Result<(Vec<Posted>, u64), AppError> {
        Ok(self.library.posted_outdated_since(seq)?)
    }
}
