//! The whole library at once: copied to a file, or article by article for an index or an export.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::LibraryError;
use super::{Library, changes, row};
use crate::article::{Article, Corpus};

/// Pages copied before others get their turn.
const PAGES: i32 = 1000;

impl Library {
    /// Calls `each` with every article, of the visible corpora or, with `None`, of all, in the order of their ids. They
    /// are as they were at one moment, however long it takes; returned is the number of the last change before it, so
    /// that an index can catch up from there. One article is in memory at a time.
    ///
    /// Others may write meanwhile, and `each` may use the library too; but what is written stays in the log until this
    /// ends, so it should not wait for a person.
    ///
    /// # Errors
    /// When the library cannot be read, or what `each` returns; then it stops there.
    pub fn each_article<E: From<LibraryError>>(
        &self,
        visible: Option<&[Corpus]>,
        mut each: impl FnMut(Article) -> Result<(), E>,
    ) -> Result<u64, E> {
        self.read(|connection| {
            let sql = |err: rusqlite::Error| E::from(LibraryError::from(err));
            // Ends when it is dropped; as nothing is written, there is nothing to commit.
            let moment = connection.unchecked_transaction().map_err(sql)?;
            let change = changes::last(&moment)?;
            let columns = row::COLUMNS;
            let mut statement = moment.prepare_cached(&format!("SELECT {columns} FROM articles ORDER BY id")).map_err(sql)?;
            let mut rows = statement.query([]).map_err(sql)?;
            while let Some(row) = rows.next().map_err(sql)? {
                let corpus = row::corpus(row, 1).map_err(sql)?;
                if visible.is_none_or(|visible| visible.contains(&corpus)) {
                    each(row::article(row).map_err(sql)?)?;
                }
            }
            Ok(change)
        })
    }

    /// Copies the whole library to a new file while others use it. The file is complete or not there.
    ///
    /// # Errors
    /// When the file exists or cannot be written, or the library cannot be read.
    pub fn backup(&self, to: &Path) -> Result<(), LibraryError> {
        // A connection of its own: a copy takes as long as the disk does.
        copy(&self.reader()?, to)
    }
}

/// Copies a database to a file that does not exist yet.
pub(super) fn copy(from: &Connection, to: &Path) -> Result<(), LibraryError> {
    if to.try_exists().map_err(LibraryError::io(to))? {
        return Err(LibraryError::Exists(to.to_owned()));
    }
    let mut name = to.as_os_str().to_owned();
    name.push(format!(".part-{}", std::process::id()));
    let part = Part(PathBuf::from(name));
    // SQLite would take a file of that name for a database to go on with.
    let _ = fs::remove_file(&part.0);
    {
        let mut target = Connection::open(&part.0)?;
        // Read within one transaction: otherwise every write of others would make the copy start again.
        let moment = from.unchecked_transaction()?;
        moment.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        let backup = Backup::new(&moment, &mut target)?;
        loop {
            match backup.step(PAGES)? {
                StepResult::Done => break,
                StepResult::More => {}
                _ => std::thread::sleep(Duration::from_millis(10)),
            }
        }
    }
    fs::File::open(&part.0).and_then(|file| file.sync_all()).map_err(LibraryError::io(&part.0))?;
    // Unlike a rename, a link does not replace a file that somebody has put there in the meantime. Not every file system
    // has links.
    match fs::hard_link(&part.0, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(LibraryError::Exists(to.to_owned())),
        Err(_) => fs::rename(&part.0, to).map_err(LibraryError::io(to)),
    }
}

/// A file that is still being written: gone when this is dropped.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
