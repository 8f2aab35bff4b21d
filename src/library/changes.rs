//! The change log: what happened to articles since somebody last looked, so that an index can catch up.

use rusqlite::{Connection, Transaction, params};

use super::Library;
use super::error::LibraryError;
use super::row;
use crate::article::{ArticleId, Corpus};

/// One write or removal of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its number, which rises with every change and is never used twice.
    pub seq: u64,
    /// Whose article.
    pub corpus: Corpus,
    /// Which article.
    pub article_id: ArticleId,
    /// The version that was written, or that was removed.
    pub version: u32,
    /// What happened.
    pub kind: ChangeKind,
}

/// What happened to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was added, changed or restored.
    Put,
    /// It was removed.
    Remove,
}

impl Library {
    /// The number of the last change, by whatever process; 0 before the first. Takes microseconds.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn last_change(&self) -> Result<u64, LibraryError> {
        self.read(last)
    }

    /// The changes after this number, in order, at most `limit` of them.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn changes_since(&self, seq: u64, limit: usize) -> Result<Vec<Change>, LibraryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT seq, corpus, article_id, version, kind FROM changes WHERE seq > ?1 ORDER BY seq LIMIT ?2",
            )?;
            // SQLite counts in signed numbers; no library has 2^63 changes.
            let after = i64::try_from(seq).unwrap_or(i64::MAX);
            let changes = statement.query_map(params![after, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
                Ok(Change {
                    seq: row::count(row, 0)?,
                    corpus: row::corpus(row, 1)?,
                    article_id: row::id(row, 2)?,
                    version: row.get(3)?,
                    kind: if row.get_ref(4)?.as_str()? == "put" { ChangeKind::Put } else { ChangeKind::Remove },
                })
            })?;
            Ok(changes.collect::<Result<_, _>>()?)
        })
    }
}

/// The number of the last change as this connection sees it.
pub(super) fn last(connection: &Connection) -> Result<u64, LibraryError> {
    let mut statement = connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM changes")?;
    Ok(statement.query_row([], |row| row::count(row, 0))?)
}

/// Notes a change within the transaction that makes it.
pub(super) fn note(
    transaction: &Transaction<'_>,
    corpus: Corpus,
    id: ArticleId,
    version: u32,
    kind: ChangeKind,
) -> Result<(), LibraryError> {
    let kind = match kind {
        ChangeKind::Put => "put",
        ChangeKind::Remove => "remove",
    };
    transaction
        .prepare_cached("INSERT INTO changes (corpus, article_id, version, kind) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![corpus.to_string(), row::bits(id), version, kind])?;
    Ok(())
}
