//! Settings: small values that last, by name.

use rusqlite::{Connection, OptionalExtension, params};

use super::Library;
use super::error::LibraryError;

impl Library {
    /// The value of a setting, if it has one.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, LibraryError> {
        self.read(|connection| get(connection, name))
    }

    /// The settings whose names begin so, with their values.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn settings_beginning(&self, with: &str) -> Result<Vec<(String, String)>, LibraryError> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT name, value FROM settings WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name")?;
            let rows = statement.query_map([with], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Sets a setting, or with `None` forgets it. Changes no article and has no change number.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_setting(&self, name: &str, value: Option<&str>) -> Result<(), LibraryError> {
        self.write(|transaction| set(transaction, name, value))
    }
}

pub(super) fn get(connection: &Connection, name: &str) -> Result<Option<String>, LibraryError> {
    let mut statement = connection.prepare_cached("SELECT value FROM settings WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

pub(super) fn set(connection: &Connection, name: &str, value: Option<&str>) -> Result<(), LibraryError> {
    match value {
        Some(value) => connection
            .prepare_cached("INSERT INTO settings VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2")?
            .execute(params![name, value])?,
        None => connection.prepare_cached("DELETE FROM settings WHERE name = ?1")?.execute([name])?,
    };
    Ok(())
}
