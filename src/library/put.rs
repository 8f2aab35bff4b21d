//! Writing articles: what is new, what changes, and what stays as it is.

use rusqlite::{OptionalExtension, Transaction, params};

use super::changes::{ChangeKind, note};
use super::error::LibraryError;
use super::{Library, row};
use crate::article::{Article, ArticleId, Corpus, Provenance};
use crate::ingest::Draft;

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Put {
    /// Its article.
    pub article_id: ArticleId,
    /// What was done.
    pub outcome: Outcome,
}

/// What was done with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There was no such article; now there is.
    New,
    /// The article was different; its earlier version is kept.
    Changed,
    /// It says nothing that the article does not say: nothing was written.
    Same,
    /// The article was left as it is, since the draft is worth less: a brief or a list row where the report itself is
    /// held, or a starter article where somebody has added, or removed, one of the same address.
    Kept,
}

/// Why an article is in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Somebody added it.
    Added,
    /// It came with the program, and goes when the program no longer brings it.
    Starter,
}

impl Library {
    /// Stores an article. `now` is the time of storing, in seconds since 1970.
    ///
    /// What a draft does not say (publisher, author, date) stays as it was. A mere respelling of the address, or a
    /// weaker provenance of the same text, is no change.
    ///
    /// # Errors
    /// When the library cannot be written; then nothing of it was stored.
    pub fn put(&self, corpus: Corpus, draft: Draft, origin: Origin, now: i64) -> Result<Put, LibraryError> {
        self.write(|transaction| put(transaction, corpus, draft, origin, now))
    }

    /// Stores articles as [`Library::put`] does, in one transaction: all of them or none, on one wait for the disk.
    /// What became of each is given in their order.
    ///
    /// # Errors
    /// When the library cannot be written; then none of them was stored.
    pub fn put_all(
        &self,
        corpus: Corpus,
        drafts: impl IntoIterator<Item = Draft>,
        origin: Origin,
        now: i64,
    ) -> Result<Vec<Put>, LibraryError> {
        self.write(|transaction| drafts.into_iter().map(|draft| put(transaction, corpus, draft, origin, now)).collect())
    }

    /// Removes an article; says whether there was one in this corpus. It can be restored.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn remove(&self, corpus: Corpus, id: ArticleId) -> Result<bool, LibraryError> {
        self.write(|transaction| remove(transaction, corpus, id, false))
    }

    /// Brings back an article that was removed from this corpus, as it was, as an added one. Says whether there was one
    /// to bring back: not where the same article has been stored again since.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn restore(&self, corpus: Corpus, id: ArticleId) -> Result<bool, LibraryError> {
        self.write(|transaction| {
            let columns = row::COLUMNS;
            let moved = transaction
                .prepare_cached(&format!(
                    "INSERT INTO articles ({columns}) SELECT {columns} FROM removed WHERE id = ?1 AND corpus = ?2 RETURNING version"
                ))?
                .query_row(params![row::bits(id), corpus.to_string()], |row| row.get(0))
                .optional()?;
            let Some(version) = moved else { return Ok(false) };
            transaction.prepare_cached("DELETE FROM removed WHERE id = ?1")?.execute([row::bits(id)])?;
            note(transaction, corpus, id, version, ChangeKind::Put)?;
            Ok(true)
        })
    }
}

/// What is known of an article before a draft of it is stored.
struct Held {
    key: String,
    starter: bool,
    article: Article,
}

pub(super) fn put(
    transaction: &Transaction<'_>,
    corpus: Corpus,
    draft: Draft,
    origin: Origin,
    now: i64,
) -> Result<Put, LibraryError> {
    let key = draft.key();
    let article_id = ArticleId::new(corpus, &key);
    let outcome = match held(transaction, article_id)? {
        None => add(transaction, corpus, (article_id, &key), &draft, origin, now)?,
        Some(held) if held.key != key || held.article.corpus != corpus => return Err(LibraryError::SameId(held.key, key)),
        Some(held) => update(transaction, held, draft, origin, now)?,
    };
    Ok(Put { article_id, outcome })
}

fn held(transaction: &Transaction<'_>, id: ArticleId) -> Result<Option<Held>, LibraryError> {
    let columns = row::COLUMNS;
    let mut statement =
        transaction.prepare_cached(&format!("SELECT {columns}, id IN (SELECT id FROM starter) FROM articles WHERE id = ?1"))?;
    let held = statement
        .query_row([row::bits(id)], |row| Ok(Held { key: row.get(2)?, starter: row.get(13)?, article: row::article(row)? }))
        .optional()?;
    Ok(held)
}

fn add(
    transaction: &Transaction<'_>,
    corpus: Corpus,
    (id, key): (ArticleId, &str),
    draft: &Draft,
    origin: Origin,
    now: i64,
) -> Result<Outcome, LibraryError> {
    let mut version = 1;
    let removed = transaction
        .prepare_cached("SELECT version, by_sync FROM removed WHERE id = ?1")?
        .query_row([row::bits(id)], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, bool>(1)?)))
        .optional()?;
    if let Some((last, by_sync)) = removed {
        if origin == Origin::Starter && !by_sync {
            return Ok(Outcome::Kept);
        }
        // A version never comes twice with another text: the one that was removed takes its place among the earlier ones.
        archive(transaction, "removed", id)?;
        transaction.prepare_cached("DELETE FROM removed WHERE id = ?1")?.execute([row::bits(id)])?;
        version = last + 1;
    } else {
        let sql = format!("INSERT INTO versions ({}) VALUES ({})", row::COLUMNS, row::VALUES);
        for earlier in &draft.earlier {
            row::fill(&mut *transaction.prepare_cached(&sql)?, (id, corpus, key, version, now), earlier)?;
            version += 1;
        }
    }
    let sql = format!("INSERT INTO articles ({}) VALUES ({})", row::COLUMNS, row::VALUES);
    row::fill(&mut *transaction.prepare_cached(&sql)?, (id, corpus, key, version, now), draft)?;
    if origin == Origin::Starter {
        transaction.prepare_cached("INSERT INTO starter VALUES (?1)")?.execute([row::bits(id)])?;
    }
    note(transaction, corpus, id, version, ChangeKind::Put)?;
    Ok(Outcome::New)
}

fn update(transaction: &Transaction<'_>, held: Held, draft: Draft, origin: Origin, now: i64) -> Result<Outcome, LibraryError> {
    let Held { key, starter, article } = held;
    if (origin == Origin::Starter && !starter) || worth(draft.provenance) < worth(article.provenance) {
        return Ok(Outcome::Kept);
    }
    let id = article.id;
    if starter && origin == Origin::Added {
        transaction.prepare_cached("DELETE FROM starter WHERE id = ?1")?.execute([row::bits(id)])?;
    }
    let Some(draft) = merged(&article, draft) else { return Ok(Outcome::Same) };
    archive(transaction, "articles", id)?;
    // Not deleted and inserted anew: its mark as a starter article would go with it.
    let sql = format!("UPDATE articles SET ({}) = ({}) WHERE id = ?1", row::COLUMNS, row::VALUES);
    let version = article.version + 1;
    row::fill(&mut *transaction.prepare_cached(&sql)?, (id, article.corpus, &key, version, now), &draft)?;
    note(transaction, article.corpus, id, version, ChangeKind::Put)?;
    Ok(Outcome::Changed)
}

/// The draft completed with what it does not say, or `None` where nothing would change.
fn merged(article: &Article, mut draft: Draft) -> Option<Draft> {
    draft.source = draft.source.or_else(|| article.source.clone());
    draft.author = draft.author.or_else(|| article.author.clone());
    draft.published = draft.published.or(article.published);
    draft.url = draft.url.or_else(|| article.url.clone());
    let same_text = draft.title == article.title && draft.body == article.body;
    // The same text is as good as its best provenance: read from its address beats a file that says the same. But a text
    // that is known as a brief of ours, or as a list row, is no report only because a file does not say so.
    let proven = draft.provenance == Provenance::Fetched && worth(article.provenance) == worth(Provenance::Fetched);
    if same_text && !proven {
        draft.provenance = article.provenance;
    }
    if draft.provenance == Provenance::Brief {
        draft.based_on = draft.based_on.or_else(|| article.based_on.clone());
    }
    let same = same_text
        && draft.source == article.source
        && draft.author == article.author
        && draft.published == article.published
        && draft.provenance == article.provenance
        && draft.based_on == article.based_on;
    (!same).then_some(draft)
}

/// How much a text of this provenance proves: a list row less than a brief, a brief less than the report.
fn worth(provenance: Provenance) -> u8 {
    match provenance {
        Provenance::Row => 0,
        Provenance::Brief => 1,
        Provenance::Pasted | Provenance::Attached | Provenance::Fetched => 2,
    }
}

/// Copies an article as it is to the earlier versions.
fn archive(transaction: &Transaction<'_>, table: &str, id: ArticleId) -> Result<(), LibraryError> {
    let columns = row::COLUMNS;
    transaction
        .prepare_cached(&format!("INSERT INTO versions ({columns}) SELECT {columns} FROM {table} WHERE id = ?1"))?
        .execute([row::bits(id)])?;
    Ok(())
}

pub(super) fn remove(transaction: &Transaction<'_>, corpus: Corpus, id: ArticleId, by_sync: bool) -> Result<bool, LibraryError> {
    let columns = row::COLUMNS;
    let version = transaction
        .prepare_cached(&format!(
            "INSERT INTO removed ({columns}, by_sync) SELECT {columns}, ?3 FROM articles WHERE id = ?1 AND corpus = ?2 RETURNING version"
        ))?
        .query_row(params![row::bits(id), corpus.to_string(), by_sync], |row| row.get(0))
        .optional()?;
    let Some(version) = version else { return Ok(false) };
    // Its mark as a starter article goes with it.
    transaction.prepare_cached("DELETE FROM articles WHERE id = ?1")?.execute([row::bits(id)])?;
    note(transaction, corpus, id, version, ChangeKind::Remove)?;
    Ok(true)
}
