//! The tables, version by version. A version that has been released is never edited: the next one changes it.
//!
//! The version of a file is in its `user_version`, and `application_id` says that the file is ours.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::error::LibraryError;
use super::transfer;

/// The version that this program reads and writes.
pub(super) const VERSION: u32 = STEPS.len() as u32;

/// "PSLP": marks a SQLite file as a library of ours.
const APPLICATION_ID: i32 = 0x5053_4c50;

/// From each version to the next; the first makes an empty file version 1.
///
/// `body` is the last column everywhere: SQLite then reads the others without walking through the text.
const STEPS: &[&str] = &[
    // 1: articles, what they were before, those that were removed, and the change log.
    "
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY,        -- the bits of the ArticleId: a hash over corpus and key
        corpus TEXT NOT NULL,          -- 'shared' or 'server-…'
        key TEXT NOT NULL,             -- canonical address, or 'text:' and a hash
        url TEXT,
        title TEXT NOT NULL,
        source TEXT,
        author TEXT,
        published TEXT,                -- YYYY-MM-DD
        provenance TEXT NOT NULL,
        based_on TEXT,                 -- JSON
        version INTEGER NOT NULL,      -- from 1
        stored_at INTEGER NOT NULL,    -- seconds since 1970
        body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX articles_by_day ON articles (corpus, published);
    CREATE INDEX articles_by_storing ON articles (corpus, stored_at);
    CREATE TABLE versions (
        id INTEGER NOT NULL, corpus TEXT NOT NULL, key TEXT NOT NULL, url TEXT, title TEXT NOT NULL, source TEXT,
        author TEXT, published TEXT, provenance TEXT NOT NULL, based_on TEXT, version INTEGER NOT NULL,
        stored_at INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (id, version)
    ) STRICT;
    CREATE TABLE removed (
        id INTEGER PRIMARY KEY, corpus TEXT NOT NULL, key TEXT NOT NULL, url TEXT, title TEXT NOT NULL, source TEXT,
        author TEXT, published TEXT, provenance TEXT NOT NULL, based_on TEXT, version INTEGER NOT NULL,
        stored_at INTEGER NOT NULL, body TEXT NOT NULL
    ) STRICT;
    CREATE TABLE changes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used twice, whatever is deleted
        corpus TEXT NOT NULL,
        article_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('put', 'remove'))
    ) STRICT;
    ",
    // 2: which articles came with the program, which of the removed ones went because it no longer brings them, and
    // settings. Articles of version 1 were all added by somebody.
    "
    CREATE TABLE starter (
        id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
    ) STRICT;
    ALTER TABLE removed ADD COLUMN by_sync INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    ",
    // 3: what members of a server suggest and what its curators have set; removed articles and publishers can be listed
    // without reading every article. Snowflakes are stored as the same bits, signed.
    "
    CREATE TABLE suggestions (
        server INTEGER NOT NULL,
        id INTEGER NOT NULL,           -- from 1 within a server: a number says nothing about others
        link TEXT NOT NULL,
        note TEXT,
        by INTEGER NOT NULL,
        made_at INTEGER NOT NULL,      -- seconds since 1970
        state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined')),
        decided_by INTEGER,
        PRIMARY KEY (server, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE servers (
        server INTEGER PRIMARY KEY,
        curator_role INTEGER,
        curators_channel INTEGER
    ) STRICT;
    CREATE INDEX removed_by_storing ON removed (corpus, stored_at);
    CREATE INDEX articles_by_source ON articles (corpus, source);
    ",
    LAYOFFS,
    // 5: parts of a layoff. What articles tell is read anew.
    "
    ALTER TABLE layoffs ADD COLUMN is_part INTEGER NOT NULL DEFAULT 0;
    ",
    // 6: figures that a later one replaced. What articles tell is read anew.
    "
    ALTER TABLE layoffs ADD COLUMN is_replaced INTEGER NOT NULL DEFAULT 0;
    ",
    // 7: how firmly a share is stated. What articles tell is read anew.
    "
    ALTER TABLE layoffs ADD COLUMN percent_is TEXT;
    ALTER TABLE layoffs ADD COLUMN percent_max REAL;
    ",
];

/// Layoffs: what articles tell (derived: read again at any time), rows of imported lists and corrections (not derived), a
/// log of what changed about them, and which messages showed which articles.
const LAYOFFS: &str = "
    -- The articles that have been read for layoffs: which version, by which rules. Goes with the article.
    CREATE TABLE tellings (
        article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        rules TEXT NOT NULL,
        sketch BLOB NOT NULL
    ) STRICT;
    CREATE TABLE layoffs (
        id INTEGER PRIMARY KEY,        -- the bits of the FactId
        article_id INTEGER NOT NULL REFERENCES tellings (article_id) ON DELETE CASCADE,
        n INTEGER NOT NULL,            -- its place among the layoffs of its article
        company TEXT NOT NULL, parent TEXT,
        count INTEGER, count_max INTEGER, count_is TEXT, percent REAL, percent_of TEXT,
        since TEXT, until TEXT,        -- YYYY-MM-DD, first and last day
        date_basis TEXT, status TEXT NOT NULL, reason TEXT, reason_class TEXT, reason_denied INTEGER NOT NULL,
        said_by TEXT, division TEXT, place TEXT, is_primary INTEGER NOT NULL, span_total INTEGER NOT NULL,
        proof TEXT NOT NULL
    ) STRICT;
    CREATE INDEX layoffs_by_article ON layoffs (article_id, n);
    CREATE TABLE list_rows (
        id INTEGER PRIMARY KEY,        -- the bits of the ArticleId under which its words can be read
        corpus TEXT NOT NULL,
        key INTEGER NOT NULL,          -- a hash of company, day and country: rows of one layoff have the same
        digest INTEGER NOT NULL,       -- a hash of all its words: changes when the row does
        list TEXT NOT NULL,            -- the name of the file
        company TEXT NOT NULL,         -- as the list has it, like everything below
        count INTEGER, count_max INTEGER, count_is TEXT, percent REAL,
        since TEXT, until TEXT, status TEXT NOT NULL,
        place TEXT, industry TEXT, country TEXT, stage TEXT, link TEXT, added TEXT,
        proof TEXT NOT NULL,
        version INTEGER NOT NULL,
        stored_at INTEGER NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX list_rows_by_key ON list_rows (corpus, key);
    CREATE TABLE corrections (
        corpus TEXT NOT NULL,          -- whose word it is
        fact_id INTEGER NOT NULL,
        article_id INTEGER NOT NULL,
        correction TEXT NOT NULL,      -- JSON
        PRIMARY KEY (corpus, fact_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE fact_changes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        corpus TEXT NOT NULL,
        article_id INTEGER,            -- none: any row of the corpus
        kind TEXT NOT NULL CHECK (kind IN ('article', 'told', 'corrected', 'rows'))
    ) STRICT;
    CREATE INDEX fact_changes_by_corpus ON fact_changes (corpus, seq);
    CREATE TABLE posted (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        corpus TEXT NOT NULL,          -- where it was posted: a server, or 'shared' for direct messages
        channel INTEGER NOT NULL,
        message INTEGER NOT NULL,
        token TEXT,
        request TEXT NOT NULL,
        posted_at INTEGER NOT NULL,
        UNIQUE (channel, message)
    ) STRICT;
    CREATE INDEX posted_by_corpus ON posted (corpus, id);
    CREATE TABLE posted_shows (
        article_id INTEGER NOT NULL,
        posted_id INTEGER NOT NULL REFERENCES posted (id) ON DELETE CASCADE,
        PRIMARY KEY (article_id, posted_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX posted_shows_by_posted ON posted_shows (posted_id);
    ";

/// What is known of a file before it is used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing has been written to it yet.
    Empty,
    /// A library of this version, which this program knows.
    Version(u32),
}

/// Looks at a file.
///
/// # Errors
/// When it is not ours, newer than this program, or damaged.
pub(super) fn state(connection: &Connection, path: &Path) -> Result<State, LibraryError> {
    // Of one moment: another process that creates the library between two of these would make it look like another's.
    let _moment = if connection.is_autocommit() { Some(connection.unchecked_transaction()?) } else { None };
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (id, version, tables) = (number("application_id")?, number("user_version")?, number("schema_version")?);
    match u32::try_from(version) {
        _ if id == 0 && version == 0 && tables == 0 => Ok(State::Empty),
        _ if id != i64::from(APPLICATION_ID) => Err(LibraryError::Foreign(path.to_owned())),
        Ok(found) if found > VERSION => Err(LibraryError::Newer { found, known: VERSION }),
        Ok(found) if found > 0 => Ok(State::Version(found)),
        _ => Err(LibraryError::Damaged(format!("its version is {version}"))),
    }
}

/// Brings a file to [`VERSION`], in one transaction. Before an older library is changed, a backup of it is written
/// beside it. Does nothing where another process has done it in the meantime.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), LibraryError> {
    migrate_to(connection, path, VERSION)
}

fn migrate_to(connection: &mut Connection, path: &Path, target: u32) -> Result<(), LibraryError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = match state(&transaction, path)? {
        State::Empty => 0,
        State::Version(version) => version,
    };
    if from >= target {
        return Ok(());
    }
    if from > 0 {
        // Read through a second connection, as SQLite backs up no connection that is writing. Nobody else can write
        // meanwhile: the transaction above holds the lock.
        transfer::copy(&Connection::open(path)?, &backup_name(path, from))?;
    }
    for step in &STEPS[from as usize..target as usize] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", target)?;
    transaction.commit()?;
    Ok(())
}

/// `pinkslip.db.v1.backup`, or with a number after it where that exists: a backup is never overwritten.
fn backup_name(path: &Path, version: u32) -> PathBuf {
    let named = |suffix: String| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let mut name = named(format!(".v{version}.backup"));
    let mut number = 2;
    while name.exists() {
        name = named(format!(".v{version}.backup{number}"));
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, Corpus, Provenance};
    use crate::library::Library;
    use rusqlite::params;

    /// A library as version 1 of the schema left it: an article with an earlier version, one removed, their changes.
    fn version_1(path: &Path) -> [ArticleId; 2] {
        let mut connection = Connection::open(path).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        migrate_to(&mut connection, path, 1).unwrap();
        let ids = ["https://example.com/a", "https://example.com/b"].map(|key| ArticleId::new(Corpus::Shared, key));
        let insert = |table: &str, id: ArticleId, key: &str, version: u32, body: &str| {
            let sql = format!(
                "INSERT INTO {table} (id, corpus, key, url, title, source, author, published, provenance, based_on, version, stored_at, body)
                 VALUES (?1, 'shared', ?2, ?2, 'Title', 'The Post', NULL, '2023-01-20', 'brief', '{{\"source\":\"Wire\"}}', ?3, 5, ?4)"
            );
            connection.execute(&sql, params![id.bits() as i64, key, version, body]).unwrap();
        };
        insert("articles", ids[0], "https://example.com/a", 2, "New text.");
        insert("versions", ids[0], "https://example.com/a", 1, "Old text.");
        insert("removed", ids[1], "https://example.com/b", 1, "Removed text.");
        for (id, version, kind) in [(0, 1, "put"), (1, 1, "put"), (0, 2, "put"), (1, 1, "remove")] {
            let sql = "INSERT INTO changes (corpus, article_id, version, kind) VALUES ('shared', ?1, ?2, ?3)";
            connection.execute(sql, params![ids[id].bits() as i64, version, kind]).unwrap();
        }
        ids
    }

    #[test]
    fn version_1_becomes_version_2_with_all_it_held() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pinkslip.db");
        let [kept, removed] = version_1(&path);

        let library = Library::open(&path).unwrap();
        let visible = [Corpus::Shared];
        let articles = library.get(&[kept, removed], &visible).unwrap();
        assert_eq!(articles.len(), 1);
        assert_eq!((articles[0].body.as_str(), articles[0].version), ("New text.", 2));
        assert_eq!(articles[0].provenance, Provenance::Brief);
        assert_eq!(articles[0].based_on.as_ref().unwrap().source, "Wire");
        assert_eq!(library.history(kept, &visible).unwrap()[0].body, "Old text.");
        assert_eq!(library.last_change().unwrap(), 4);
        library.set_setting("a", Some("b")).unwrap();
        assert!(library.restore(Corpus::Shared, removed).unwrap());
        assert_eq!(library.check().unwrap(), [""; 0]);

        let backup = folder.path().join("pinkslip.db.v1.backup");
        let backup = Connection::open(backup).unwrap();
        assert_eq!(state(&backup, &path).unwrap(), State::Version(1));
        let rows: i64 = backup.query_row("SELECT count(*) FROM changes", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 4);
        drop((backup, library));
        Library::open(&path).unwrap();
        let names =
            std::fs::read_dir(&folder).unwrap().filter(|e| e.as_ref().unwrap().path().to_string_lossy().contains("backup"));
        assert_eq!(names.count(), 1, "a second opening takes no second backup");
    }

    #[test]
    fn version_2_becomes_version_3_with_all_it_held() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pinkslip.db");
        let [kept, removed] = version_1(&path);
        let mut connection = Connection::open(&path).unwrap();
        migrate_to(&mut connection, &path, 2).unwrap();
        connection.execute("INSERT INTO settings VALUES ('a', 'b')", []).unwrap();
        drop(connection);

        let library = Library::open(&path).unwrap();
        assert_eq!(library.get(&[kept], &[Corpus::Shared]).unwrap()[0].body, "New text.");
        assert_eq!(library.setting("a").unwrap().as_deref(), Some("b"));
        assert_eq!(library.removed(Corpus::Shared, None, 10).unwrap()[0].id, removed);
        assert_eq!(library.sources(&[Corpus::Shared], "the", 10).unwrap(), ["The Post"]);
        let new = crate::library::NewSuggestion { link: "https://example.com/c".into(), note: None, by: u64::MAX };
        assert_eq!(library.suggest(u64::MAX, &new, 1, 5).unwrap().unwrap().id, 1);
        assert_eq!(library.check().unwrap(), [""; 0]);
        let backup = Connection::open(folder.path().join("pinkslip.db.v2.backup")).unwrap();
        assert_eq!(state(&backup, &path).unwrap(), State::Version(2));
    }

    #[test]
    fn a_newer_library_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pinkslip.db");
        let open = Library::create(&path).unwrap();
        Connection::open(&path).unwrap().pragma_update(None, "user_version", VERSION + 1).unwrap();
        for refused in [Library::open(&path).err(), Library::create(&path).err(), open.set_setting("a", Some("b")).err()] {
            let refused = refused.unwrap();
            assert!(matches!(refused, LibraryError::Newer { .. }), "{refused:?}");
            assert!(refused.to_string().ends_with("update the program"), "{refused}");
        }
    }

    #[test]
    fn a_database_of_something_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pinkslip.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
        assert!(matches!(Library::create(&path).err(), Some(LibraryError::Foreign(_))));
        assert!(matches!(Library::open(&path).err(), Some(LibraryError::Foreign(_))));
    }

    #[test]
    fn backups_are_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pinkslip.db");
        version_1(&path);
        std::fs::write(folder.path().join("pinkslip.db.v1.backup"), "mine").unwrap();
        Library::open(&path).unwrap();
        assert_eq!(std::fs::read(folder.path().join("pinkslip.db.v1.backup")).unwrap(), b"mine");
        assert!(folder.path().join("pinkslip.db.v1.backup2").exists());
    }
}
