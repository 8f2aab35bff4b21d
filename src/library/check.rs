//! Is the library what it should be? For `pinkslip doctor`.

use rusqlite::Connection;

use super::error::LibraryError;
use super::{Library, row, tellings};
use crate::article::ArticleId;

/// The most problems of one kind that are told.
const MOST: usize = 20;

impl Library {
    /// Reads everything and returns what is wrong with it, in words; nothing where all is well. Takes as long as reading
    /// the file does.
    ///
    /// # Errors
    /// When the library cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, LibraryError> {
        self.read(|connection| {
            let mut problems = Vec::new();
            for part in [file, texts, log, layoffs] {
                match part(connection) {
                    Ok(found) => problems.extend(found),
                    Err(LibraryError::Damaged(what)) => problems.push(what),
                    Err(err) => return Err(err),
                }
            }
            Ok(problems)
        })
    }
}

/// Whether SQLite finds its own structures in order.
fn file(connection: &Connection) -> Result<Vec<String>, LibraryError> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({MOST})"))?;
    let told = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut problems: Vec<String> = told.into_iter().filter(|line| line != "ok").collect();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        problems.push(format!("a row of {} points to nothing", row.get::<_, String>(0)?));
    }
    Ok(problems)
}

/// Whether every article can be read and has the id of its key.
fn texts(connection: &Connection) -> Result<Vec<String>, LibraryError> {
    let mut problems = Vec::new();
    for table in ["articles", "versions", "removed"] {
        let mut statement = connection.prepare(&format!("SELECT {} FROM {table}", row::COLUMNS))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = row::id(row, 0)?;
            match row::article(row) {
                Ok(article) if ArticleId::new(article.corpus, row.get_ref(2)?.as_str().unwrap_or_default()) != id => {
                    problems.push(format!("{table}: {id} is not the id of its key"));
                }
                Ok(_) => {}
                Err(err) => problems.push(format!("{table}: {id} cannot be read: {err}")),
            }
            if problems.len() >= MOST {
                return Ok(problems);
            }
        }
    }
    Ok(problems)
}

/// Whether what is kept of articles stands in them.
fn layoffs(connection: &Connection) -> Result<Vec<String>, LibraryError> {
    tellings::check(connection, MOST)
}

/// Whether the change log leads to the articles that are there: an index that follows it would otherwise miss some.
fn log(connection: &Connection) -> Result<Vec<String>, LibraryError> {
    let mut statement = connection.prepare(&format!(
        "WITH last AS (SELECT article_id, max(seq), version, kind FROM changes GROUP BY article_id)
         SELECT id, 'is not in the change log as it is' FROM articles
         WHERE NOT EXISTS (SELECT 1 FROM last WHERE article_id = id AND last.version = articles.version AND kind = 'put')
         UNION ALL
         SELECT article_id, 'is in the change log, but is not there' FROM last
         WHERE kind = 'put' AND article_id NOT IN (SELECT id FROM articles)
         LIMIT {MOST}"
    ))?;
    let problems = statement.query_map([], |row| Ok(format!("{} {}", row::id(row, 0)?, row.get::<_, String>(1)?)))?;
    Ok(problems.collect::<Result<_, _>>()?)
}
