//! Importing lists of layoffs.

use std::io::BufRead;

use jiff::civil::Date;

use super::import::now_seconds;
use super::{App, AppError, Note};
use crate::article::Corpus;
use crate::ingest::list::Entries;
use crate::library::{Met, RowOutcome};

/// Rows that are stored in one transaction: as many are acknowledged at once.
const BATCH: usize = 5_000;

/// What the import of a list did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportedList {
    /// Rows that were not there before.
    pub new: u64,
    /// Rows that said something else before.
    pub changed: u64,
    /// Rows that were there already, to the letter; also those that stand in the file twice.
    pub same: u64,
    /// Rows that make no sense.
    pub refused: u64,
    /// Rows of this corpus that this list does not have. They stay: it may be another list, or a shorter one.
    pub missing: u64,
}

impl App {
    /// Imports a list of layoffs into a corpus. Every row is taken or refused by itself; `note` is told, with the line it
    /// begins at, what was refused; `stored` how many rows of the file, from its beginning, have been dealt with for
    /// good. `name` is what its rows are shown to be from.
    ///
    /// # Errors
    /// [`AppError::User`] when the file is no list; otherwise when it cannot be read or the library cannot be written.
    /// What `stored` was told stays stored.
    pub fn import_list(
        &self,
        corpus: Corpus,
        name: &str,
        reader: impl BufRead,
        today: Date,
        note: &mut dyn FnMut(&str, Note),
        stored: &mut dyn FnMut(u64),
    ) -> Result<ImportedList, AppError> {
        let user = |why: String| AppError::User(format!("{name} cannot be imported as a list of layoffs: {why}"));
        let mut entries = Entries::new(reader, today).map_err(|e| user(e.to_string()))?;
        for missing in entries.missing() {
            note("columns", Note::Warning(missing));
        }
        let mut imported = ImportedList::default();
        let mut batch = Vec::with_capacity(BATCH);
        let mut met = Met::default();
        let mut read = 0;
        loop {
            let next = entries.next().map_err(|e| user(format!("it cannot be read any further: {e}")))?;
            let at_end = next.is_none();
            match next {
                Some(Ok(entry)) => batch.push(entry),
                Some(Err(bad)) => {
                    imported.refused += 1;
                    note(&format!("line {}", bad.line), Note::Refused(bad.reason));
                }
                None => {}
            }
            read += u64::from(!at_end);
            if batch.len() == BATCH || at_end {
                for outcome in self.library.put_rows(corpus, name, &batch, &mut met, now_seconds())? {
                    match outcome {
                        RowOutcome::New => imported.new += 1,
                        RowOutcome::Changed => imported.changed += 1,
                        RowOutcome::Same => imported.same += 1,
                    }
                }
                batch.clear();
                stored(read);
            }
            if at_end {
                imported.missing = self.library.count_rows(corpus)?.saturating_sub(met.len() as u64);
                return Ok(imported);
            }
        }
    }
}
