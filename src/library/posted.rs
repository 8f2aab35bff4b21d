//! Which messages showed which articles and rows, so that an answer that was posted can be edited when what it shows is
//! corrected or removed. Only the newest of each server are kept.

use rusqlite::{Row, params};

use super::error::LibraryError;
use super::{Library, row};
use crate::article::{ArticleId, Corpus};

/// A message that showed something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Where: a server, or the shared corpus for direct messages.
    pub corpus: Corpus,
    /// The channel.
    pub channel: u64,
    /// The message.
    pub message: u64,
    /// The token of the interaction, where the message can only be edited with it.
    pub token: Option<String>,
    /// What was asked, in a form that whoever posted it understands: to do it again.
    pub request: String,
    /// When, in seconds since 1970.
    pub at: i64,
}

/// How many messages of a server are remembered.
const KEPT: i64 = 500;

impl Library {
    /// Remembers a message with the articles and rows that it shows, in place of what it showed before. The oldest of
    /// the same server go.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn note_posted(&self, posted: &Posted, shows: &[ArticleId]) -> Result<(), LibraryError> {
        self.write(|transaction| {
            let corpus = posted.corpus.to_string();
            let (channel, message) = (posted.channel as i64, posted.message as i64);
            transaction
                .prepare_cached("DELETE FROM posted WHERE channel = ?1 AND message = ?2")?
                .execute(params![channel, message])?;
            transaction
                .prepare_cached(
                    "INSERT INTO posted (corpus, channel, message, token, request, posted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![corpus, channel, message, posted.token, posted.request, posted.at])?;
            let id = transaction.last_insert_rowid();
            let mut insert = transaction.prepare_cached("INSERT OR IGNORE INTO posted_shows VALUES (?1, ?2)")?;
            for article in shows {
                insert.execute(params![row::bits(*article), id])?;
            }
            transaction
                .prepare_cached(
                    "DELETE FROM posted WHERE corpus = ?1
                     AND id <= (SELECT id FROM posted WHERE corpus = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
                )?
                .execute(params![corpus, KEPT])?;
            Ok(())
        })
    }

    /// Forgets a message: it was deleted, or can no longer be edited.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn forget_posted(&self, channel: u64, message: u64) -> Result<(), LibraryError> {
        self.write(|transaction| {
            transaction
                .prepare_cached("DELETE FROM posted WHERE channel = ?1 AND message = ?2")?
                .execute(params![channel as i64, message as i64])?;
            Ok(())
        })
    }

    /// The messages that showed any of these, the newest first: all of them where the operator changed something of the
    /// shared corpus, those of the server alone where it was a server.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn posted_showing(&self, changed_by: Corpus, articles: &[ArticleId]) -> Result<Vec<Posted>, LibraryError> {
        self.read(|connection| {
            let ids: Vec<i64> = articles.iter().map(|id| row::bits(*id)).collect();
            let mut statement = connection.prepare_cached(
                "SELECT corpus, channel, message, token, request, posted_at FROM posted
                 WHERE id IN (SELECT posted_id FROM posted_shows WHERE article_id IN (SELECT value FROM json_each(?1)))
                 AND (?2 = 'shared' OR corpus = ?2) ORDER BY id DESC",
            )?;
            let found = statement.query_map(params![serde_json::json!(ids).to_string(), changed_by.to_string()], posted)?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// The messages that show something which was corrected, changed or removed after this number of the log of facts, by
    /// whatever process, the newest first; and the number of the last change. Begin with the last number there is.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn posted_outdated_since(&self, seq: u64) -> Result<(Vec<Posted>, u64), LibraryError> {
        self.read(|connection| {
            let moment = connection.unchecked_transaction()?;
            let last = moment
                .prepare_cached("SELECT coalesce(max(seq), 0) FROM fact_changes")?
                .query_row([], |row| row::count(row, 0))?;
            let mut statement = moment.prepare_cached(
                "SELECT DISTINCT posted.corpus, channel, message, token, request, posted_at, posted.id
                 FROM fact_changes JOIN posted_shows USING (article_id) JOIN posted ON posted.id = posted_id
                 WHERE seq > ?1 AND seq <= ?2 AND kind IN ('article', 'corrected')
                 AND (fact_changes.corpus = 'shared' OR fact_changes.corpus = posted.corpus)
                 ORDER BY posted.id DESC",
            )?;
            let range = params![i64::try_from(seq).unwrap_or(i64::MAX), i64::try_from(last).unwrap_or(i64::MAX)];
            let found = statement.query_map(range, posted)?.collect::<Result<_, _>>()?;
            Ok((found, last))
        })
    }
}

fn posted(row: &Row<'_>) -> rusqlite::Result<Posted> {
    Ok(Posted {
        corpus: row::corpus(row, 0)?,
        channel: row.get::<_, i64>(1)? as u64,
        message: row.get::<_, i64>(2)? as u64,
        token: row.get(3)?,
        request: row.get(4)?,
        at: row.get(5)?,
    })
}
