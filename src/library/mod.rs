//! The library: the durable store of articles and of every change to them. The only module that speaks SQL.
//!
//! One SQLite file, `HOME/data/pinkslip.db`, in WAL mode: readers never wait, and several processes may use it at once.
//! Commits are synchronous (`synchronous=FULL`): with the usual `NORMAL` a killed process loses nothing, but a power cut
//! could take back what was already acknowledged. The price is one `fsync` a commit, which batches share.
//!
//! Everything that reads takes the corpora that may be seen and gives nothing of any other. There is no clock in here:
//! the time of storing is an argument.

mod articles;
mod changes;
mod check;
mod corrections;
mod error;
mod fact_log;
mod list_rows;
mod posted;
mod put;
mod row;
mod schema;
mod servers;
mod settings;
mod starter;
mod suggestions;
mod tellings;
mod transfer;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use articles::{Entry, Listing};
pub use changes::{Change, ChangeKind};
pub use error::LibraryError;
pub use fact_log::{FactChange, FactChanges};
pub use list_rows::{ListRow, Met, RowOutcome};
pub use posted::Posted;
pub use put::{Origin, Outcome, Put};
pub use servers::ServerSettings;
pub use starter::Synced;
pub use suggestions::{Decided, Decision, NewSuggestion, Suggestion, SuggestionState};
pub use tellings::Telling;

use crate::answer::Coverage;
use crate::article::Corpus;

/// An open library. Shared freely between threads; any number of processes may have the same one open.
pub struct Library {
    path: PathBuf,
    /// SQLite has one writer at a time. Within the process the mutex queues them, between processes `BEGIN IMMEDIATE`.
    writer: Mutex<Connection>,
    /// Connections to read with that nobody is using.
    readers: Mutex<Vec<Connection>>,
    /// What [`Library::coverage`] counted last, and at which change.
    counted: Mutex<HashMap<Corpus, (u64, Coverage)>>,
    /// Comes last, so that the files go after the connections have been closed.
    _scratch: Option<Scratch>,
}

/// How long a process waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of the file readers map, in bytes; SQLite allows no more than 2 GiB. What lies beyond is read as usual.
const MAPPED: i64 = 256 << 20;

/// Idle connections that are kept. More are opened where more threads read at once.
const IDLE_READERS: usize = 8;

impl Library {
    /// Where the library of a home folder is.
    pub fn file_in(home: &Path) -> PathBuf {
        home.join("data").join("pinkslip.db")
    }

    /// Opens the library in this file, or creates it and its folder. An older one is brought up to date, after a backup
    /// `pinkslip.db.vN.backup` has been put beside it.
    ///
    /// # Errors
    /// When the folder cannot be written, or the file is no library, a damaged or a newer one.
    pub fn create(path: &Path) -> Result<Self, LibraryError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(LibraryError::io(folder))?;
        }
        Self::connect(path, None)
    }

    /// Opens the library in this file, brought up to date as by [`Library::create`].
    ///
    /// # Errors
    /// [`LibraryError::Missing`] when there is none; otherwise as [`Library::create`].
    pub fn open(path: &Path) -> Result<Self, LibraryError> {
        let missing = || {
            let folder = path.parent().unwrap_or(path);
            let home = if folder.ends_with("data") { folder.parent().unwrap_or(folder) } else { folder };
            LibraryError::Missing(if home.as_os_str().is_empty() { ".".into() } else { home.to_owned() })
        };
        match std::fs::metadata(path) {
            Ok(file) if file.len() > 0 => Self::connect(path, None),
            // A process was killed while it created the library: there has never been anything in it.
            Ok(_) => Err(missing()),
            // A file where a folder should be: a mistyped name as well.
            Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
                Err(missing())
            }
            Err(error) => Err(LibraryError::io(path)(error)),
        }
    }

    /// A new library in a temporary file of its own, deleted when it is dropped: for tests and trials. It behaves as any
    /// other, except that it does not wait for the disk.
    ///
    /// # Errors
    /// When the system's folder for temporary files cannot be written.
    pub fn temporary() -> Result<Self, LibraryError> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("pinkslip-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        // Left over from a process of the same number that was killed.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).map_err(LibraryError::io(&folder))?;
        let path = folder.join("pinkslip.db");
        let library = Self::connect(&path, Some(Scratch(folder)))?;
        lock(&library.writer).pragma_update(None, "synchronous", "OFF")?;
        Ok(library)
    }

    /// The file it is in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connect(path: &Path, scratch: Option<Scratch>) -> Result<Self, LibraryError> {
        let mut writer = connection(path)?;
        let state = schema::state(&writer, path)?;
        // Also for a library that is up to date: one restored from a copy may have lost it. Otherwise it costs nothing.
        use_wal(&writer)?;
        if state != schema::State::Version(schema::VERSION) {
            schema::migrate(&mut writer, path)?;
        }
        writer.pragma_update(None, "synchronous", "FULL")?;
        // A batch that does not fit is written twice, so there is room for a large one; and the log shrinks after it.
        writer.pragma_update(None, "cache_size", -65_536)?;
        writer.pragma_update(None, "journal_size_limit", 64 << 20)?;
        Ok(Library {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            counted: Mutex::default(),
            _scratch: scratch,
        })
    }

    /// Reads, with a connection that nobody else uses meanwhile.
    fn read<T, E: From<LibraryError>>(&self, read: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let idle = lock(&self.readers).pop();
        let reader = match idle {
            Some(reader) => reader,
            None => self.reader()?,
        };
        let result = read(&reader);
        let mut readers = lock(&self.readers);
        if readers.len() < IDLE_READERS {
            readers.push(reader);
        }
        result
    }

    fn reader(&self) -> Result<Connection, LibraryError> {
        let reader = connection(&self.path)?;
        reader.pragma_update(None, "query_only", true)?;
        // An answer reads some sixty articles from all over the file: mapped, that is no system call a page.
        reader.pragma_update(None, "mmap_size", MAPPED)?;
        Ok(reader)
    }

    /// Writes, in one transaction: all of it or nothing. When this returns, it is on the disk.
    fn write<T>(&self, write: impl FnOnce(&Transaction<'_>) -> Result<T, LibraryError>) -> Result<T, LibraryError> {
        // A panic while writing has rolled its transaction back: the connection is as good as before.
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // A newer program may have migrated the file since it was opened.
        match schema::state(&transaction, &self.path)? {
            schema::State::Version(schema::VERSION) => {}
            other => return Err(LibraryError::Damaged(format!("it was replaced while in use: {other:?}"))),
        }
        let result = write(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connection(path: &Path) -> Result<Connection, LibraryError> {
    let named = |error: rusqlite::Error| match LibraryError::from(error) {
        LibraryError::Denied(why) => LibraryError::Denied(format!("{}: {why}", path.display())),
        other => other,
    };
    let connection = Connection::open(path).map_err(named)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Turns the write-ahead log on, which lasts. SQLite does not wait for others here, so this does.
fn use_wal(connection: &Connection) -> Result<(), LibraryError> {
    let start = Instant::now();
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL").map_err(LibraryError::from) {
            Err(LibraryError::Busy) if start.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(10)),
            done => return done,
        }
    }
}

/// The folder of a temporary library.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be deleted is left to the system, which empties its temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
