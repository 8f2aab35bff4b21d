//! What the curators of a server have set for it.

use rusqlite::{OptionalExtension, params};

use super::Library;
use super::error::LibraryError;

/// A server's settings. Nothing is set to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServerSettings {
    /// The role whose members are curators, beside those who may manage the server.
    pub curator_role: Option<u64>,
    /// The channel in which suggestions are put before the curators.
    pub curators_channel: Option<u64>,
}

impl Library {
    /// The settings of a server.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn server_settings(&self, server: u64) -> Result<ServerSettings, LibraryError> {
        self.read(|connection| {
            // Snowflakes are stored as the same bits, signed.
            let id = |value: Option<i64>| value.map(|bits| bits as u64);
            let mut statement =
                connection.prepare_cached("SELECT curator_role, curators_channel FROM servers WHERE server = ?1")?;
            let settings = statement
                .query_row([server as i64], |row| {
                    Ok(ServerSettings { curator_role: id(row.get(0)?), curators_channel: id(row.get(1)?) })
                })
                .optional()?;
            Ok(settings.unwrap_or_default())
        })
    }

    /// Sets the settings of a server, all of them.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_server_settings(&self, server: u64, settings: &ServerSettings) -> Result<(), LibraryError> {
        self.write(|transaction| {
            let bits = |id: Option<u64>| id.map(|id| id as i64);
            transaction
                .prepare_cached("INSERT OR REPLACE INTO servers (server, curator_role, curators_channel) VALUES (?1, ?2, ?3)")?
                .execute(params![server as i64, bits(settings.curator_role), bits(settings.curators_channel)])?;
            Ok(())
        })
    }
}
