//! The change log: what happened to articles since somebody last looked, so that an index can catch up.

use rusqlite::{Connection, Transaction, params};

use super::Library;
use super::error::LibraryError;
use super::fact_log::{self, FactChange};
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

impl Library {
    /// A mark of the log up to this number: another library's log, or another continuation of this one from a backup, has
    /// another. `None` where the log does not reach so far. Never changes once the change has been made, and takes
    /// microseconds.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn mark(&self, seq: u64) -> Result<Option<String>, LibraryError> {
        self.read(|connection| {
            let mut hasher = blake3::Hasher::new();
            let mut newest = None;
            let mut statement = connection.prepare_cached(&format!(
                "SELECT seq, article_id, version, kind,
                        coalesce((SELECT stored_at FROM articles WHERE id = article_id AND version = changes.version),
                                 (SELECT stored_at FROM versions WHERE id = article_id AND version = changes.version),
                                 (SELECT stored_at FROM removed WHERE id = article_id AND version = changes.version))
                 FROM changes WHERE seq <= ?1 ORDER BY seq DESC LIMIT {MARKED}"
            ))?;
            let mut rows = statement.query([i64::try_from(seq).unwrap_or(i64::MAX)])?;
            while let Some(row) = rows.next()? {
                let (at, id, version) = (row::count(row, 0)?, row::id(row, 1)?, row.get::<_, u32>(2)?);
                newest = newest.or(Some((at, id, version)));
                let (kind, stored_at): (String, Option<i64>) = (row.get(3)?, row.get(4)?);
                hasher.update(format!("{at} {id} {version} {kind} {stored_at:?}\n").as_bytes());
            }
            let Some((at, id, version)) = newest else { return Ok((seq == 0).then(String::new)) };
            let columns = row::COLUMNS;
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {columns} FROM articles WHERE id = ?1 AND version = ?2
                 UNION ALL SELECT {columns} FROM versions WHERE id = ?1 AND version = ?2
                 UNION ALL SELECT {columns} FROM removed WHERE id = ?1 AND version = ?2"
            ))?;
            let mut texts = statement.query(params![row::bits(id), version])?;
            if let Some(text) = texts.next()? {
                let article = row::article(text)?;
                for part in [Some(article.title), Some(article.body), article.source, article.author].into_iter().flatten() {
                    hasher.update(part.as_bytes());
                    hasher.update(b"\n");
                }
            }
            Ok((at == seq).then(|| hasher.finalize().to_hex()[..16].to_owned()))
        })
    }
}

/// Changes that a mark covers, from its number back: two continuations of one backup that end alike begin differently.
const MARKED: usize = 32;

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
    // Its layoffs went with it, or were those of the earlier version.
    fact_log::note(transaction, corpus, Some(id), FactChange::Article)
}
