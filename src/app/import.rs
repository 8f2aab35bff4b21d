//! Importing files of articles.

use std::io::BufRead;

use jiff::civil::Date;

use super::keep::Progress;
use super::{App, AppError};
use crate::article::Corpus;
use crate::ingest::{Articles, Draft};
use crate::library::{Origin, Outcome, Put};

/// Articles that are stored in one transaction: as many are acknowledged at once.
const BATCH: usize = 250;
/// A batch is closed when its texts have this many bytes, so that long ones do not fill the memory.
const BATCH_BYTES: usize = 8 << 20;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Articles that were not there before.
    pub new: u64,
    /// Articles that were different; their earlier version is kept.
    pub changed: u64,
    /// Articles that were there already, as they are.
    pub same: u64,
    /// Articles that were left as they are, since what is held is worth more.
    pub kept: u64,
    /// Lines that were refused.
    pub refused: u64,
}

impl Imported {
    pub(super) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Same => self.same += 1,
            Outcome::Kept => self.kept += 1,
        }
    }
}

/// Something to tell about a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// It was not taken.
    Refused(String),
    /// It was taken, but something about it is odd.
    Warning(String),
}

impl App {
    /// Imports articles into a corpus. Every line is taken or refused by itself; `note` is told, with a word that
    /// says which article is meant, what was refused or is odd; `stored` how many entries of the file,
    /// from its beginning, have been dealt with for good: what was taken of them outlives any crash.
    ///
    /// # Errors
    /// When the library or the index cannot be written. What `stored` was told stays stored.
    pub fn import(
        &self,
        corpus: Corpus,
        reader: impl BufRead,
        today: Date,
        note: &mut dyn FnMut(&str, Note),
        stored: &mut dyn FnMut(u64),
    ) -> Result<Imported, AppError> {
        let mut imported = Imported::default();
        let mut batch = Vec::with_capacity(BATCH);
        let (mut lines, mut bytes, mut told) = (0, 0, 0);
        let mut articles = Articles::new(reader);
        while let Some(article) = articles.next() {
            let line = articles.began();
            lines += 1;
            let raw = match article {
                Ok(raw) => raw,
                Err(bad) => {
                    imported.refused += 1;
                    note(&format!("line {}", bad.line), Note::Refused(bad.reason));
                    continue;
                }
            };
            match Draft::clean(raw, today) {
                Ok((draft, warnings)) => {
                    for warning in warnings {
                        note(&format!("line {line} ({})", short(&draft.title)), Note::Warning(warning.to_string()));
                    }
                    bytes += draft.body.len();
                    batch.push(draft);
                }
                Err(refused) => {
                    imported.refused += 1;
                    note(&format!("line {line}"), Note::Refused(refused.to_string()));
                }
            }
            if batch.len() == BATCH || bytes >= BATCH_BYTES {
                bytes = 0;
                self.store(corpus, std::mem::take(&mut batch), &mut imported)?;
                stored(lines);
                told = lines;
            }
        }
        // Also where the last ones were refused: they have been dealt with too.
        self.store(corpus, batch, &mut imported)?;
        if lines > told {
            stored(lines);
        }
        Ok(imported)
    }

    fn store(&self, corpus: Corpus, batch: Vec<Draft>, imported: &mut Imported) -> Result<(), AppError> {
        for Put { outcome, .. } in self.library.put_all(corpus, batch, Origin::Added, now_seconds())? {
            imported.count(outcome);
        }
        Ok(())
    }

    /// Takes an article out of a corpus; says whether it was there.
    ///
    /// # Errors
    /// When the library or the index cannot be written.
    pub fn remove(&self, corpus: Corpus, id: crate::article::ArticleId) -> Result<bool, AppError> {
        let removed = self.library.remove(corpus, id)?;
        self.catch_up(&Progress::none())?;
        Ok(removed)
    }
}

fn short(title: &str) -> String {
    let mut short: String = title.chars().take(60).collect();
    if short.len() < title.len() {
        short.push('…');
    }
    short
}

/// Seconds since 1970: only for the record of when something was stored.
pub(super) fn now_seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// The present day, where nobody said which to take.
pub(super) fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}
