//! Suggestions: links that members of a server ask its curators to add, and what was decided about them.
//!
//! Numbered from 1 within each server, so that a number tells nothing about any other.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::LibraryError;
use super::{Library, row};

/// What a member suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its number within its server, from 1.
    pub id: u64,
    /// The link.
    pub link: String,
    /// What the member said about it.
    pub note: Option<String>,
    /// Who suggested it: a user's snowflake.
    pub by: u64,
    /// When, in seconds since 1970.
    pub made_at: i64,
    /// What became of it.
    pub state: SuggestionState,
}

/// A suggestion that has no number yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewSuggestion {
    /// The link.
    pub link: String,
    /// What the member says about it.
    pub note: Option<String>,
    /// Who suggests it: a user's snowflake.
    pub by: u64,
}

/// What became of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestionState {
    /// Nobody has decided yet.
    Waiting,
    /// A curator took it.
    Accepted {
        /// Who: a user's snowflake.
        by: u64,
    },
    /// A curator did not want it.
    Declined {
        /// Who: a user's snowflake.
        by: u64,
    },
}

/// What a curator decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The link is to be added.
    Accept,
    /// It is not.
    Decline,
}

/// A suggestion after somebody decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// As it is now.
    pub suggestion: Suggestion,
    /// Whether it had been decided before: then that decision stands, whatever this one was.
    pub already: bool,
}

const COLUMNS: &str = "id, link, note, by, made_at, state, decided_by";

impl Library {
    /// Keeps a suggestion for the curators of a server. `now` is in seconds since 1970. With `most` or more waiting in
    /// this server already it is not kept, and `None` given.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn suggest(&self, server: u64, new: &NewSuggestion, most: u64, now: i64) -> Result<Option<Suggestion>, LibraryError> {
        self.write(|transaction| {
            let waiting = transaction
                .prepare_cached("SELECT count(*) FROM suggestions WHERE server = ?1 AND state = 'waiting'")?
                .query_row([server as i64], |row| row::count(row, 0))?;
            if waiting >= most {
                return Ok(None);
            }
            let id = transaction
                .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM suggestions WHERE server = ?1")?
                .query_row([server as i64], |row| row::count(row, 0))?;
            transaction
                .prepare_cached(
                    "INSERT INTO suggestions (server, id, link, note, by, made_at, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting')",
                )?
                .execute(params![server as i64, id as i64, new.link, new.note, new.by as i64, now])?;
            find(transaction, server, id)
        })
    }

    /// A suggestion of this server, if there is one of this number.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn suggestion(&self, server: u64, id: u64) -> Result<Option<Suggestion>, LibraryError> {
        self.read(|connection| find(connection, server, id))
    }

    /// The suggestions of this server that wait, the oldest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn waiting_suggestions(&self, server: u64, limit: usize) -> Result<Vec<Suggestion>, LibraryError> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM suggestions WHERE server = ?1 AND state = 'waiting' ORDER BY id LIMIT ?2");
            let mut statement = connection.prepare_cached(&sql)?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let waiting = statement.query_map(params![server as i64, limit], suggestion)?;
            Ok(waiting.collect::<Result<_, _>>()?)
        })
    }

    /// Decides about a suggestion of this server. The first decision stands: a later one changes nothing and is told so.
    /// `None` where there is no such suggestion.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn decide(&self, server: u64, id: u64, decision: Decision, by: u64) -> Result<Option<Decided>, LibraryError> {
        let state = match decision {
            Decision::Accept => "accepted",
            Decision::Decline => "declined",
        };
        self.write(|transaction| {
            // SQLite counts in signed numbers; no server has 2^63 suggestions.
            let Ok(number) = i64::try_from(id) else { return Ok(None) };
            let decided = transaction
                .prepare_cached(
                    "UPDATE suggestions SET state = ?3, decided_by = ?4 WHERE server = ?1 AND id = ?2 AND state = 'waiting'",
                )?
                .execute(params![server as i64, number, state, by as i64])?;
            Ok(find(transaction, server, id)?.map(|suggestion| Decided { suggestion, already: decided == 0 }))
        })
    }
}

fn find(connection: &Connection, server: u64, id: u64) -> Result<Option<Suggestion>, LibraryError> {
    let Ok(id) = i64::try_from(id) else { return Ok(None) };
    let sql = format!("SELECT {COLUMNS} FROM suggestions WHERE server = ?1 AND id = ?2");
    Ok(connection.prepare_cached(&sql)?.query_row(params![server as i64, id], suggestion).optional()?)
}

fn suggestion(row: &Row<'_>) -> rusqlite::Result<Suggestion> {
    let by = row.get::<_, Option<i64>>(6)?.unwrap_or_default() as u64;
    Ok(Suggestion {
        id: row::count(row, 0)?,
        link: row.get(1)?,
        note: row.get(2)?,
        by: row.get::<_, i64>(3)? as u64,
        made_at: row.get(4)?,
        state: match row.get_ref(5)?.as_str()? {
            "accepted" => SuggestionState::Accepted { by },
            "declined" => SuggestionState::Declined { by },
            _ => SuggestionState::Waiting,
        },
    })
}
