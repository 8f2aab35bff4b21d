//! What can go wrong with the library, said so that a person knows what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the library could not do what it was asked to. Whatever the error, what was acknowledged before is kept.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// There is no library in this folder.
    #[error("there is no library in {}: is --home right? `pinkslip add` and `pinkslip import` create one", .0.display())]
    Missing(PathBuf),
    /// The file is a database, but of something else.
    #[error("{} is not a Pinkslip library: move it away, or choose another folder with --home", .0.display())]
    Foreign(PathBuf),
    /// A newer version of the program has written it.
    #[error(
        "the library was written by a newer Pinkslip (its version is {found}, this program knows {known}): update the program"
    )]
    Newer {
        /// The version of the library.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file does not hold what it should. Holds what was found.
    #[error("the library is damaged ({0}): run `pinkslip doctor`, and restore the last backup if it finds problems")]
    Damaged(String),
    /// The file or its folder cannot be written or read.
    #[error(
        "the library cannot be opened or written ({0}): check that its folder exists, belongs to the user who runs this, and has room"
    )]
    Denied(String),
    /// No space is left.
    #[error("the disk is full: nothing of this was stored; make room and try again")]
    Full,
    /// Another process has been writing for longer than [`Library`](super::Library) waits.
    #[error("another process is writing to the library and does not end: try again, or see which one it is")]
    Busy,
    /// A backup would overwrite a file.
    #[error("{} exists already: choose another name, or move it away", .0.display())]
    Exists(PathBuf),
    /// Two keys of one corpus share an id: as likely as a lottery won twice in a row, but never to be passed over.
    #[error("'{0}' and '{1}' cannot be stored together: their ids are the same")]
    SameId(String, String),
    /// A file beside the library could not be handled.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What went wrong. Part of the message, so not its source as well: it would be told twice.
        error: std::io::Error,
    },
    /// A fault of the program: a statement that SQLite did not take.
    #[error("the library failed ({0}): this is a fault of the program")]
    Internal(rusqlite::Error),
}

impl LibraryError {
    /// For `map_err` on what is done with this file.
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        |error| match error.kind() {
            std::io::ErrorKind::StorageFull => LibraryError::Full,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                LibraryError::Denied(format!("{}: {error}", path.display()))
            }
            _ => LibraryError::Io { path, error },
        }
    }
}

impl From<rusqlite::Error> for LibraryError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => LibraryError::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => LibraryError::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LibraryError::Busy,
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure) => {
                LibraryError::Denied(error.to_string())
            }
            // A value that is not what this program writes: not UTF-8, no date, a word that is none of ours.
            None if matches!(error, rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::Utf8Error(..)) => {
                LibraryError::Damaged(error.to_string())
            }
            _ => LibraryError::Internal(error),
        }
    }
}
