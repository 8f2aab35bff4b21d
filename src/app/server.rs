//! What belongs to a Discord server beside its articles: suggestions of its members, settings of its curators.

use super::import::now_seconds;
use super::{App, AppError};
use crate::ingest::canonical;
use crate::library::{Decided, Decision, NewSuggestion, ServerSettings, Suggestion};
use crate::text::clean;

/// Suggestions that may wait in one server. More would be a flood, not a list that somebody goes through.
const WAITING: u64 = 200;
/// The longest link, in characters: no more fits into a message of Discord.
const LONGEST_LINK: usize = 2000;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 1000;

impl App {
    /// Keeps a member's suggestion for the curators of a server.
    ///
    /// # Errors
    /// [`AppError::User`] where it holds no link or too many wait already; otherwise when the library cannot be written.
    pub fn suggest(&self, server: u64, new: NewSuggestion) -> Result<Suggestion, AppError> {
        let link = clean::line(&new.link);
        if canonical(&link).is_none() || link.chars().count() > LONGEST_LINK {
            return Err(AppError::User("That is no link to a web page: give the whole address, beginning with https://".into()));
        }
        let note = new.note.map(|note| clean::body(&note).chars().take(LONGEST_NOTE).collect::<String>());
        let new = NewSuggestion { link, note: note.filter(|note| !note.is_empty()), by: new.by };
        self.library.suggest(server, &new, WAITING, now_seconds())?.ok_or_else(|| {
            AppError::User(format!(
                "{WAITING} suggestions are waiting for the curators of this server: try again when they have caught up"
            ))
        })
    }

    /// A suggestion made in this server.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn suggestion(&self, server: u64, id: u64) -> Result<Option<Suggestion>, AppError> {
        Ok(self.library.suggestion(server, id)?)
    }

    /// The suggestions of this server that wait, the oldest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn waiting_suggestions(&self, server: u64, limit: usize) -> Result<Vec<Suggestion>, AppError> {
        Ok(self.library.waiting_suggestions(server, limit)?)
    }

    /// Decides about a suggestion. The first decision stands; a later one is told what it was.
    ///
    /// # Errors
    /// [`AppError::User`] where this server has no such suggestion; otherwise when the library cannot be written.
    pub fn decide(&self, server: u64, id: u64, decision: Decision, by: u64) -> Result<Decided, AppError> {
        let decided = self.library.decide(server, id, decision, by)?;
        decided.ok_or_else(|| AppError::User(format!("There is no suggestion {id} in this server.")))
    }

    /// What the curators of a server have set.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn server_settings(&self, server: u64) -> Result<ServerSettings, AppError> {
        Ok(self.library.server_settings(server)?)
    }

    /// Sets what the curators of a server set, all of it.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_server_settings(&self, server: u64, settings: &ServerSettings) -> Result<(), AppError> {
        Ok(self.library.set_server_settings(server, settings)?)
    }
}
