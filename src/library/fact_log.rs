//! The log of what changed about layoffs, by corpus: whoever keeps facts in memory, or has shown some, reads here what
//! became of them. It is cut at its beginning: who comes too late reads everything anew.

use rusqlite::{Connection, Transaction, params};

use super::Library;
use super::error::LibraryError;
use super::row;
use crate::article::{ArticleId, Corpus};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactChange {
    /// The article was added, changed, restored or removed.
    Article,
    /// The article was read for its layoffs.
    Told,
    /// A fact of the article was corrected, or a correction taken back.
    Corrected,
    /// Rows of a list were stored.
    Rows,
}

/// What a corpus has to read anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactChanges {
    /// The facts of these articles.
    Of(Vec<ArticleId>),
    /// Everything.
    All,
}

/// Entries that are kept.
const KEPT: i64 = 50_000;

/// More articles than this are read anew together with all others.
const MANY: usize = 5_000;

impl Library {
    /// The number of the last change to the layoffs of a corpus; 0 before the first. Takes microseconds.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn last_fact_change(&self, corpus: Corpus) -> Result<u64, LibraryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM fact_changes WHERE corpus = ?1")?;
            Ok(statement.query_row([corpus.to_string()], |row| row::count(row, 0))?)
        })
    }

    /// What has changed about the layoffs of a corpus after this number.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn fact_changes_since(&self, corpus: Corpus, seq: u64) -> Result<FactChanges, LibraryError> {
        self.read(|connection| {
            if is_cut(connection, seq)? {
                return Ok(FactChanges::All);
            }
            let mut statement = connection.prepare_cached(
                "SELECT DISTINCT article_id FROM fact_changes WHERE corpus = ?1 AND seq > ?2 ORDER BY article_id LIMIT ?3",
            )?;
            let after = i64::try_from(seq).unwrap_or(i64::MAX);
            let ids = statement.query_map(params![corpus.to_string(), after, MANY as i64 + 1], |row| {
                Ok(row.get::<_, Option<i64>>(0)?.map(|bits| ArticleId::from_bits(bits as u64)))
            })?;
            let ids: Option<Vec<ArticleId>> = ids.collect::<Result<_, _>>()?;
            Ok(match ids {
                Some(ids) if ids.len() <= MANY => FactChanges::Of(ids),
                _ => FactChanges::All,
            })
        })
    }
}

/// Whether entries after this number may have been cut off: only those that are [`KEPT`] behind the last ever are.
fn is_cut(connection: &Connection, seq: u64) -> Result<bool, LibraryError> {
    let last =
        connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM fact_changes")?.query_row([], |row| row::count(row, 0))?;
    Ok(seq.saturating_add(KEPT as u64) < last)
}

/// Notes a change within the transaction that makes it.
pub(super) fn note(
    transaction: &Transaction<'_>,
    corpus: Corpus,
    article: Option<ArticleId>,
    change: FactChange,
) -> Result<(), LibraryError> {
    let kind = match change {
        FactChange::Article => "article",
        FactChange::Told => "told",
        FactChange::Corrected => "corrected",
        FactChange::Rows => "rows",
    };
    transaction.prepare_cached("INSERT INTO fact_changes (corpus, article_id, kind) VALUES (?1, ?2, ?3)")?.execute(params![
        corpus.to_string(),
        article.map(row::bits),
        kind
    ])?;
    let seq = transaction.last_insert_rowid();
    // Now and then is enough.
    if seq % 1_000 == 0 {
        // The last of each corpus stays: it says how far that corpus has come.
        transaction
            .prepare_cached(
                "DELETE FROM fact_changes WHERE seq <= ?1 AND seq NOT IN (SELECT max(seq) FROM fact_changes GROUP BY corpus)",
            )?
            .execute([seq - KEPT])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_too_late_reads_everything() {
        let library = Library::temporary().unwrap();
        let (a, b) = (Corpus::Server(1), Corpus::Server(2));
        let ids: Vec<ArticleId> = (0..3).map(ArticleId::from_bits).collect();
        let noted = |corpus, id| {
            library.write(|transaction| note(transaction, corpus, Some(id), FactChange::Told)).unwrap();
            library.last_fact_change(corpus).unwrap()
        };
        let quiet = noted(b, ids[0]);
        let early = noted(a, ids[1]);
        assert_eq!(library.fact_changes_since(a, 0).unwrap(), FactChanges::Of(vec![ids[1]]));
        assert_eq!(library.fact_changes_since(a, early).unwrap(), FactChanges::Of(vec![]));
        library
            .write(|transaction| {
                for _ in 0..KEPT + 2_000 {
                    note(transaction, a, Some(ids[2]), FactChange::Told)?;
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(library.fact_changes_since(a, early).unwrap(), FactChanges::All);
        assert_eq!(library.last_fact_change(b).unwrap(), quiet);
        let last = library.last_fact_change(a).unwrap();
        assert_eq!(library.fact_changes_since(a, last - 1).unwrap(), FactChanges::Of(vec![ids[2]]));
    }
}
