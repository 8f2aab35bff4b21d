//! Rows of imported lists. A row is no article: it never replaces one, nor is it looked through for sentences; but its
//! words can be read, and quoted, like an article's.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use rustc_hash::FxHashSet;

use super::error::LibraryError;
use super::fact_log::{self, FactChange};
use super::tellings::{proof_at, proof_text, stored, word};
use super::{Library, row};
use crate::article::{Article, ArticleId, Corpus, Provenance};
use crate::ingest::list::Entry;
use crate::layoff::{Proof, Status};
use crate::text::term;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOutcome {
    /// There was none of this layoff; now there is.
    New,
    /// It said something else before.
    Changed,
    /// It is there already, to the letter.
    Same,
}

/// A row with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct ListRow {
    /// Its words as those of an article: the columns' names and values.
    pub article: Article,
    /// Which of them state what.
    pub proof: Proof,
}

/// The rows that one import has met: what it has met twice are two rows, or one that stands there twice.
#[derive(Debug, Default)]
pub struct Met(FxHashSet<i64>);

/// The columns of a row that its fact is made of.
pub(super) const FACTS: &str = "
    SELECT id, list, link, added, company, count, count_max, count_is, percent, since, until, status, place, industry, country,
           stage
    FROM list_rows";

impl Library {
    /// Stores rows of a list of this name, in one transaction, and says what became of each. A row is known again by
    /// company, day and country; of several the one that is most alike and that this import has not met yet.
    ///
    /// # Errors
    /// When the library cannot be written; then none of them was stored.
    pub fn put_rows(
        &self,
        corpus: Corpus,
        list: &str,
        rows: &[Entry],
        met: &mut Met,
        now: i64,
    ) -> Result<Vec<RowOutcome>, LibraryError> {
        self.write(|transaction| {
            let mut outcomes = Vec::with_capacity(rows.len());
            for entry in rows {
                outcomes.push(put(transaction, corpus, list, entry, met, now)?);
            }
            if outcomes.contains(&RowOutcome::New) {
                fact_log::note(transaction, corpus, None, FactChange::Rows)?;
            }
            Ok(outcomes)
        })
    }

    /// How many rows a corpus has.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn count_rows(&self, corpus: Corpus) -> Result<u64, LibraryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT count(*) FROM list_rows WHERE corpus = ?1")?;
            Ok(statement.query_row([corpus.to_string()], |row| row::count(row, 0))?)
        })
    }

    /// Whether a corpus has rows of lists at all.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn has_rows(&self, corpus: Corpus) -> Result<bool, LibraryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM list_rows WHERE corpus = ?1)")?;
            Ok(statement.query_row([corpus.to_string()], |row| row.get(0))?)
        })
    }

    /// The rows of these ids, in their order; those that do not exist or are not visible are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn get_rows(&self, ids: &[ArticleId], visible: &[Corpus]) -> Result<Vec<ListRow>, LibraryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, corpus, link, title, list, added, version, body, proof FROM list_rows WHERE id = ?1",
            )?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                let held = statement.query_row([row::bits(*id)], whole).optional()?;
                found.extend(held.filter(|held| visible.contains(&held.article.corpus)));
            }
            Ok(found)
        })
    }
}

impl Met {
    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn whole(row: &Row<'_>) -> rusqlite::Result<ListRow> {
    let article = Article {
        id: row::id(row, 0)?,
        corpus: row::corpus(row, 1)?,
        url: row.get(2)?,
        title: row.get(3)?,
        source: row.get(4)?,
        author: None,
        published: row::parsed_if_some(row, 5)?,
        body: row.get(7)?,
        provenance: Provenance::Row,
        based_on: None,
        version: row.get(6)?,
    };
    Ok(ListRow { article, proof: proof_at(row, 8)? })
}

/// A stored row with the key of a new one.
struct Held {
    id: i64,
    digest: i64,
    link: Option<String>,
    place: Option<String>,
}

fn put(
    transaction: &Transaction<'_>,
    corpus: Corpus,
    list: &str,
    entry: &Entry,
    met: &mut Met,
    now: i64,
) -> Result<RowOutcome, LibraryError> {
    let (key, digest) = (key(entry), digest(entry));
    let held = transaction
        .prepare_cached("SELECT id, digest, link, place FROM list_rows WHERE corpus = ?1 AND key = ?2 ORDER BY stored_at, id")?
        .query_map(params![corpus.to_string(), key], |row| {
            Ok(Held { id: row.get(0)?, digest: row.get(1)?, link: row.get(2)?, place: row.get(3)? })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(same) = held.iter().find(|held| held.digest == digest) {
        met.0.insert(same.id);
        return Ok(RowOutcome::Same);
    }
    let alike = |held: &&Held| (held.link == entry.link && entry.link.is_some(), held.place == entry.place);
    // Of those that are equally alike the first.
    let before = held.iter().rev().filter(|held| !met.0.contains(&held.id)).max_by_key(alike);
    let outcome = if let Some(before) = before {
        write(transaction, corpus, before.id, key, digest, list, entry, now)?;
        fact_log::note(transaction, corpus, Some(ArticleId::from_bits(before.id as u64)), FactChange::Article)?;
        met.0.insert(before.id);
        RowOutcome::Changed
    } else {
        let taken: FxHashSet<i64> = held.iter().map(|held| held.id).collect();
        let mut n = held.len();
        let id = loop {
            let id = row::bits(ArticleId::new(corpus, &format!("row:{key:016x}:{n}")));
            if !taken.contains(&id) {
                break id;
            }
            n += 1;
        };
        write(transaction, corpus, id, key, digest, list, entry, now)?;
        met.0.insert(id);
        RowOutcome::New
    };
    Ok(outcome)
}

#[expect(clippy::too_many_arguments, reason = "the columns of one statement")]
fn write(
    transaction: &Transaction<'_>,
    corpus: Corpus,
    id: i64,
    key: i64,
    digest: i64,
    list: &str,
    entry: &Entry,
    now: i64,
) -> Result<(), LibraryError> {
    transaction
        .prepare_cached(
            "INSERT INTO list_rows
             (id, corpus, key, digest, list, company, count, count_max, count_is, percent, since, until, status, place, industry,
              country, stage, link, added, proof, version, stored_at, title, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, 1, ?21, ?22, ?23)
             ON CONFLICT (id) DO UPDATE SET
             (digest, list, company, count, count_max, count_is, percent, since, until, status, place, industry, country, stage,
              link, added, proof, version, stored_at, title, body) =
             (?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, version + 1, ?21, ?22, ?23)",
        )?
        .execute(params![
            id,
            corpus.to_string(),
            key,
            digest,
            list,
            entry.company,
            entry.count.map(stored),
            entry.count_max.map(stored),
            entry.count_is.map(word),
            entry.percent,
            entry.date.map(|p| p.start.to_string()),
            entry.date.map(|p| p.end.to_string()),
            word(entry.status),
            entry.place,
            entry.industry,
            entry.country,
            entry.stage,
            entry.link,
            entry.added.map(|day| day.to_string()),
            proof_text(&entry.proof),
            now,
            entry.title,
            entry.body,
        ])?;
    Ok(())
}

fn key(entry: &Entry) -> i64 {
    let country = entry.country.as_deref().unwrap_or_default();
    let day = entry.date.map(|p| p.start.to_string()).unwrap_or_default();
    hash(&[term::fold(&entry.company).trim(), &day, term::fold(country).as_ref()])
}

fn digest(entry: &Entry) -> i64 {
    // What a row's words say of its status was not always read.
    let status = word(entry.status).filter(|_| !matches!(entry.status, Status::Announced | Status::Planned));
    let mut told = vec![entry.title.as_str(), &entry.body, entry.link.as_deref().unwrap_or_default()];
    told.extend(status.as_deref());
    hash(&told)
}

fn hash(parts: &[&str]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(b"\n");
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    i64::from_le_bytes(first)
}
