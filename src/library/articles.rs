//! Reading articles. Whatever is asked for, nothing of a corpus that is not visible comes back.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::LibraryError;
use super::put::Origin;
use super::{Library, changes, lock, row};
use crate::answer::Coverage;
use crate::article::{Article, ArticleId, Corpus, Provenance};
use crate::ingest::canonical;

/// An article in a list: all but its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: ArticleId,
    /// Whose it is.
    pub corpus: Corpus,
    /// Its address, as it was given.
    pub url: Option<String>,
    /// Its title.
    pub title: String,
    /// Its publisher.
    pub source: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// How it got here.
    pub provenance: Provenance,
    /// Its version.
    pub version: u32,
    /// When this version was stored, in seconds since 1970.
    pub stored_at: i64,
    /// Length of its text in bytes.
    pub bytes: u64,
    /// Why it is in the library.
    pub origin: Origin,
}

/// Which articles to list.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    /// Only those with this in title, publisher or address, upper or lower case of ASCII letters alike.
    pub containing: Option<&'a str>,
    /// How many to skip.
    pub offset: usize,
    /// How many to give at the most.
    pub limit: usize,
}

impl Library {
    /// The articles with these ids, in their order; those that do not exist or are not visible are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn get(&self, ids: &[ArticleId], visible: &[Corpus]) -> Result<Vec<Article>, LibraryError> {
        self.read(|connection| {
            let columns = row::COLUMNS;
            let mut statement = connection.prepare_cached(&format!("SELECT {columns} FROM articles WHERE id = ?1"))?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                let mut rows = statement.query([row::bits(*id)])?;
                if let Some(row) = rows.next()?
                    && visible.contains(&row::corpus(row, 1)?)
                {
                    found.push(row::article(row)?);
                }
            }
            Ok(found)
        })
    }

    /// The articles with these ids, in their order, whosever they are: for what is derived from each article alone.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn get_any(&self, ids: &[ArticleId]) -> Result<Vec<Article>, LibraryError> {
        self.read(|connection| {
            let columns = row::COLUMNS;
            let mut statement = connection.prepare_cached(&format!("SELECT {columns} FROM articles WHERE id = ?1"))?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                found.extend(statement.query_row([row::bits(*id)], row::article).optional()?);
            }
            Ok(found)
        })
    }

    /// The articles with this address, however it is spelled: at most one of each visible corpus, in their order.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn find_by_url(&self, url: &str, visible: &[Corpus]) -> Result<Vec<Article>, LibraryError> {
        let Some(key) = canonical(url) else { return Ok(Vec::new()) };
        let ids: Vec<ArticleId> = visible.iter().map(|corpus| ArticleId::new(*corpus, &key)).collect();
        self.get(&ids, visible)
    }

    /// The earlier versions of an article, oldest first; also of one that was removed.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn history(&self, id: ArticleId, visible: &[Corpus]) -> Result<Vec<Article>, LibraryError> {
        self.read(|connection| {
            let columns = row::COLUMNS;
            let sql = format!("SELECT {columns} FROM versions WHERE id = ?1 ORDER BY version");
            let mut statement = connection.prepare_cached(&sql)?;
            let versions = statement.query_map([row::bits(id)], row::article)?.collect::<Result<Vec<_>, _>>()?;
            Ok(versions.into_iter().filter(|version| visible.contains(&version.corpus)).collect())
        })
    }

    /// Lists articles, the last stored first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn list(&self, visible: &[Corpus], listing: Listing<'_>) -> Result<Vec<Entry>, LibraryError> {
        // The page is chosen from an index alone where nothing is searched for; only its rows are read.
        let sql = format!(
            "SELECT {ENTRY}, id IN (SELECT id FROM starter)
             FROM articles
             WHERE id IN (SELECT id FROM articles WHERE corpus IN (SELECT value FROM json_each(?1)) AND {}
                          ORDER BY stored_at DESC, id LIMIT ?2 OFFSET ?3)
             ORDER BY stored_at DESC, id",
            filter(listing.containing)
        );
        let (limit, offset) = (signed(listing.limit), signed(listing.offset));
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let entries = statement.query_map(params![names(visible), limit, offset, listing.containing.map(pattern)], entry)?;
            Ok(entries.collect::<Result<_, _>>()?)
        })
    }

    /// How many articles [`Library::list`] would give without a limit.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn count(&self, visible: &[Corpus], containing: Option<&str>) -> Result<u64, LibraryError> {
        if containing.is_none() {
            return Ok(self.coverage(visible)?.articles);
        }
        let sql = format!(
            "SELECT count(*) FROM articles WHERE corpus IN (SELECT value FROM json_each(?1)) AND {} AND ?2 = ?2 AND ?3 = ?3",
            filter(containing)
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_row(params![names(visible), 0, 0, containing.map(pattern)], |row| row::count(row, 0))?)
        })
    }

    /// The articles that somebody removed from this one corpus and that can be restored, the last stored first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn removed(&self, corpus: Corpus, containing: Option<&str>, limit: usize) -> Result<Vec<Entry>, LibraryError> {
        let sql = format!(
            "SELECT {ENTRY}, 0 FROM removed
             WHERE corpus = ?1 AND by_sync = 0 AND ?3 = ?3 AND {} ORDER BY stored_at DESC, id LIMIT ?2",
            filter(containing)
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let entries = statement.query_map(params![corpus.to_string(), signed(limit), 0, containing.map(pattern)], entry)?;
            Ok(entries.collect::<Result<_, _>>()?)
        })
    }

    /// The publishers of visible articles whose name begins like this or has a word that does, upper or lower case of
    /// ASCII letters alike, those with the most articles first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn sources(&self, visible: &[Corpus], starting: &str, limit: usize) -> Result<Vec<String>, LibraryError> {
        let (first, later) = (format!("{}%", literal(starting)), format!("% {}%", literal(starting)));
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT source FROM articles
                 WHERE corpus IN (SELECT value FROM json_each(?1)) AND (source LIKE ?2 ESCAPE '\\' OR source LIKE ?3 ESCAPE '\\')
                 GROUP BY source ORDER BY source LIKE ?2 ESCAPE '\\' DESC, count(*) DESC, source LIMIT ?4",
            )?;
            let sources = statement.query_map(params![names(visible), first, later, signed(limit)], |row| row.get(0))?;
            Ok(sources.collect::<Result<_, _>>()?)
        })
    }

    /// How many articles are visible, and from when to when they were published. Counted once after each change;
    /// otherwise it takes microseconds.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn coverage(&self, visible: &[Corpus]) -> Result<Coverage, LibraryError> {
        self.read(|connection| {
            // Read first: what is written while this counts makes the count outdated, never wrong for good.
            let change = changes::last(connection)?;
            let mut all = Coverage { articles: 0, from: None, to: None };
            for (n, corpus) in visible.iter().enumerate() {
                if visible[..n].contains(corpus) {
                    continue;
                }
                let known = lock(&self.counted).get(corpus).filter(|(at, _)| *at == change).map(|(_, coverage)| *coverage);
                let own = match known {
                    Some(known) => known,
                    None => {
                        let own = count(connection, *corpus)?;
                        lock(&self.counted).insert(*corpus, (change, own));
                        own
                    }
                };
                all.articles += own.articles;
                all.from = [all.from, own.from].into_iter().flatten().min();
                all.to = [all.to, own.to].into_iter().flatten().max();
            }
            Ok(all)
        })
    }

    /// Every corpus with an article in it, and how many it has: for the operator, who alone may see all of them.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn corpora(&self) -> Result<Vec<(Corpus, u64)>, LibraryError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT corpus, count(*) FROM articles GROUP BY corpus ORDER BY corpus")?;
            let counts = statement.query_map([], |row| Ok((row::corpus(row, 0)?, row::count(row, 1)?)))?;
            Ok(counts.collect::<Result<_, _>>()?)
        })
    }
}

/// The columns that [`entry`] reads, but for the last, whether it is a starter article.
const ENTRY: &str = "id, corpus, url, title, source, published, provenance, version, stored_at, octet_length(body)";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row::id(row, 0)?,
        corpus: row::corpus(row, 1)?,
        url: row.get(2)?,
        title: row.get(3)?,
        source: row.get(4)?,
        published: row::parsed_if_some(row, 5)?,
        provenance: row::parsed(row, 6)?,
        version: row.get(7)?,
        stored_at: row.get(8)?,
        bytes: row::count(row, 9)?,
        origin: if row.get(10)? { Origin::Starter } else { Origin::Added },
    })
}

/// The condition for what is searched for, which is the fourth parameter.
fn filter(containing: Option<&str>) -> &'static str {
    match containing {
        None => "?4 IS NULL",
        Some(_) => "(title LIKE ?4 ESCAPE '\\' OR source LIKE ?4 ESCAPE '\\' OR url LIKE ?4 ESCAPE '\\')",
    }
}

fn pattern(containing: &str) -> String {
    format!("%{}%", literal(containing))
}

/// For LIKE, so that it stands for itself.
fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Corpora as a parameter for `json_each`.
fn names(corpora: &[Corpus]) -> String {
    serde_json::json!(corpora.iter().map(Corpus::to_string).collect::<Vec<_>>()).to_string()
}

fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn count(connection: &Connection, corpus: Corpus) -> Result<Coverage, LibraryError> {
    // Three look-ups in one index: an aggregate over all three would walk through it with every date.
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM articles WHERE corpus = ?1),
                (SELECT min(published) FROM articles WHERE corpus = ?1),
                (SELECT max(published) FROM articles WHERE corpus = ?1)",
    )?;
    let counted = statement
        .query_row([corpus.to_string()], |row| {
            Ok(Coverage { articles: row::count(row, 0)?, from: row::parsed_if_some(row, 1)?, to: row::parsed_if_some(row, 2)? })
        })
        .optional()?;
    Ok(counted.unwrap_or(Coverage { articles: 0, from: None, to: None }))
}
