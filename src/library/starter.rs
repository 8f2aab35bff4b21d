//! Starter articles: those that come with the program and follow what it brings.

use std::collections::HashSet;

use super::error::LibraryError;
use super::put::{self, Origin, Outcome};
use super::{Library, row, settings};
use crate::article::{ArticleId, Corpus, Provenance};
use crate::ingest::Draft;

/// What a synchronisation of the starter articles did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Synced {
    /// Articles that were not there.
    pub new: usize,
    /// Articles that were different.
    pub changed: usize,
    /// Articles that are no longer brought.
    pub removed: usize,
}

/// The setting that holds the digest of what was last synchronised.
const DIGEST: &str = "starter.digest";

impl Library {
    /// Whether the starter articles of this digest are the ones that were last synchronised: one short query, so that an
    /// unchanged folder need not be read.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn starter_is(&self, digest: &str) -> Result<bool, LibraryError> {
        Ok(self.setting(DIGEST)?.as_deref() == Some(digest))
    }

    /// Makes these the starter articles of the shared corpus: stores them as briefs, removes those no longer among them,
    /// and remembers their digest, all in one transaction. What somebody has added themselves, or has removed, stays as
    /// they left it.
    ///
    /// # Errors
    /// When the library cannot be written; then nothing was changed.
    pub fn sync_starter(&self, drafts: Vec<Draft>, digest: &str, now: i64) -> Result<Synced, LibraryError> {
        if self.starter_is(digest)? {
            return Ok(Synced::default());
        }
        self.write(|transaction| {
            let mut synced = Synced::default();
            let mut brought = HashSet::new();
            for mut draft in drafts {
                draft.provenance = Provenance::Brief;
                let put = put::put(transaction, Corpus::Shared, draft, Origin::Starter, now)?;
                match put.outcome {
                    Outcome::New => synced.new += 1,
                    Outcome::Changed => synced.changed += 1,
                    Outcome::Same | Outcome::Kept => {}
                }
                brought.insert(put.article_id);
            }
            for id in held(transaction)?.into_iter().filter(|id| !brought.contains(id)) {
                synced.removed += usize::from(put::remove(transaction, Corpus::Shared, id, true)?);
            }
            settings::set(transaction, DIGEST, Some(digest))?;
            Ok(synced)
        })
    }

    /// Removes all starter articles; says how many. The next [`Library::sync_starter`] brings them back.
    ///
    /// # Errors
    /// When the library cannot be written; then none was removed.
    pub fn drop_starter(&self) -> Result<usize, LibraryError> {
        self.write(|transaction| {
            let mut removed = 0;
            for id in held(transaction)? {
                removed += usize::from(put::remove(transaction, Corpus::Shared, id, true)?);
            }
            settings::set(transaction, DIGEST, None)?;
            Ok(removed)
        })
    }
}

fn held(connection: &rusqlite::Connection) -> Result<Vec<ArticleId>, LibraryError> {
    let mut statement = connection.prepare_cached("SELECT id FROM starter ORDER BY id")?;
    let ids = statement.query_map([], |row| row::id(row, 0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
