//! The file: opening, copying, damage, and several who use it at once.

use std::path::Path;

use super::*;
use crate::ingest::{Articles, export};

#[test]
fn what_is_stored_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = Library::file_in(folder.path());
    let missing = Library::open(&path).err().unwrap();
    assert!(matches!(missing, LibraryError::Missing(_)), "{missing:?}");
    assert!(missing.to_string().starts_with(&format!("there is no library in {}:", folder.path().display())), "{missing}");
    assert!(!path.exists(), "looking for a library creates none");
    let (id, _) = put(&Library::create(&path).unwrap(), Corpus::Shared, draft(URL, "One."));
    assert_eq!(one(&Library::open(&path).unwrap(), id).body, "One.");
    assert_eq!(one(&Library::create(&path).unwrap(), id).body, "One.");
}

#[test]
fn an_export_gives_the_same_articles_and_versions_elsewhere() {
    let (here, there) = (Library::temporary().unwrap(), Library::temporary().unwrap());
    put(&here, A, brief(URL, "Ours."));
    put(&here, A, fetched(URL, "The report."));
    put(&here, A, clean(RawArticle { url: None, ..raw("", "No address.") }));
    let dump = |library: &Library| {
        let mut file = String::new();
        let each = |article: Article| -> Result<(), LibraryError> {
            file += &(export::line(&article, &library.history(article.id, &[article.corpus])?) + "\n");
            Ok(())
        };
        library.each_article(None, each).unwrap();
        file
    };
    let file = dump(&here);
    let drafts: Vec<Draft> = Articles::new(file.as_bytes()).map(|raw| clean(raw.unwrap())).collect();
    there.put_all(A, drafts.clone(), Origin::Added, 9).unwrap();
    assert_eq!(dump(&there), file);
    assert_eq!(file.lines().count(), 2);
    let again = there.put_all(A, drafts, Origin::Added, 9).unwrap();
    assert!(again.iter().all(|put| put.outcome == Outcome::Same));
    assert_eq!(there.check().unwrap(), [""; 0]);
}

#[test]
fn reading_all_shows_one_moment_while_others_write() {
    let library = Library::temporary().unwrap();
    for n in 0..5 {
        put(&library, A, draft(&format!("https://example.com/{n}"), "One."));
    }
    let mut seen = 0;
    let each = |article: Article| -> Result<(), LibraryError> {
        seen += 1;
        put(&library, A, draft(&format!("https://example.com/new{seen}"), "One."));
        library.remove(A, article.id)?;
        Ok(())
    };
    assert_eq!(library.each_article(Some(&[A]), each).unwrap(), 5);
    assert_eq!(seen, 5);
    assert_eq!(library.coverage(&[A]).unwrap().articles, 5);
    let stopped = library.each_article(None, |_| Err(LibraryError::Full));
    assert!(matches!(stopped, Err(LibraryError::Full)));
}

#[test]
fn a_backup_is_a_library_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::temporary().unwrap();
    let (id, _) = put(&library, Corpus::Shared, draft(URL, "One."));
    let to = folder.path().join("backup.db");
    library.backup(&to).unwrap();
    assert_eq!(one(&Library::open(&to).unwrap(), id).body, "One.");
    let again = library.backup(&to).unwrap_err();
    assert!(matches!(again, LibraryError::Exists(_)), "{again:?}");
    let nowhere = library.backup(&folder.path().join("no such folder/backup.db")).unwrap_err();
    assert!(matches!(nowhere, LibraryError::Denied(_) | LibraryError::Io { .. }), "{nowhere:?}");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing half-written is left");
}

fn filled(path: &Path, articles: usize) -> Vec<ArticleId> {
    let library = Library::create(path).unwrap();
    let drafts = (0..articles).map(|n| draft(&format!("https://example.com/{n}"), &format!("Sentence {n}. ").repeat(400)));
    library.put_all(Corpus::Shared, drafts, Origin::Added, 1).unwrap().into_iter().map(|put| put.article_id).collect()
}

/// Reads everything of a file, as far as it goes.
fn read_all(path: &Path) -> Result<Vec<String>, LibraryError> {
    let library = Library::open(path)?;
    let problems = library.check()?;
    library.each_article(None, |_| Ok::<_, LibraryError>(()))?;
    Ok(problems)
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pinkslip.db");
    filled(&path, 50);
    let good = std::fs::read(&path).unwrap();
    assert_eq!(read_all(&path).unwrap(), [""; 0]);

    std::fs::write(&path, &good[..good.len() / 2]).unwrap();
    let truncated = read_all(&path).unwrap_err();
    assert!(matches!(truncated, LibraryError::Damaged(_)), "{truncated:?}");
    assert!(truncated.to_string().contains("run `pinkslip doctor`"), "{truncated}");

    let noise: Vec<u8> = (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for start in [0, 100, good.len() / 3, good.len() / 2] {
        let mut bad = good.clone();
        bad[start..start + noise.len()].copy_from_slice(&noise);
        let _ = std::fs::remove_file(folder.path().join("pinkslip.db-wal"));
        std::fs::write(&path, &bad).unwrap();
        match read_all(&path) {
            Err(LibraryError::Damaged(_)) => {}
            other => panic!("at {start}: {other:?}"),
        }
        if let Ok(library) = Library::open(&path) {
            assert!(!library.check().unwrap().is_empty(), "at {start}: doctor finds it");
        }
    }
    std::fs::write(&path, "not a database, but long enough to look at: ".repeat(100)).unwrap();
    assert!(matches!(Library::create(&path).err(), Some(LibraryError::Damaged(_))));
}

#[test]
fn several_processes_and_threads_write_to_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pinkslip.db");
    // Two of them: connections of their own, as two processes have. They also create the file together.
    std::thread::scope(|scope| {
        for process in 0..2 {
            let path = &path;
            scope.spawn(move || {
                let library = Library::create(path).unwrap();
                std::thread::scope(|scope| {
                    for thread in 0..2 {
                        let library = &library;
                        scope.spawn(move || {
                            for n in 0..20 {
                                put(library, A, draft(&format!("https://example.com/{process}/{thread}/{n}"), "One."));
                                put(library, A, draft("https://example.com/same", &format!("{process} {thread} {n}")));
                                assert!(library.coverage(&[A]).unwrap().articles > 0);
                            }
                        });
                    }
                });
            });
        }
    });
    let library = Library::open(&path).unwrap();
    assert_eq!(library.coverage(&[A]).unwrap().articles, 81);
    assert_eq!(library.last_change().unwrap(), 160);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("data"), "a file where the folder should be").unwrap();
    let path = Library::file_in(folder.path());
    let error = Library::create(&path).err().unwrap().to_string();
    assert!(error.contains("data"), "{error}");
}

#[test]
fn is_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Library::temporary().unwrap());
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pinkslip.db");
    let library = Library::create(&path).unwrap();
    let (id, _) = put(&library, Corpus::Shared, draft(URL, "One."));
    // What a killed process leaves: the files as they are, nothing closed, the log not yet in the main file.
    let after = tempfile::tempdir().unwrap();
    for name in ["pinkslip.db", "pinkslip.db-wal"] {
        std::fs::copy(folder.path().join(name), after.path().join(name)).unwrap();
    }
    let reopened = Library::open(&after.path().join("pinkslip.db")).unwrap();
    assert_eq!(one(&reopened, id).body, "One.");
    assert_eq!(reopened.check().unwrap(), [""; 0]);
    let level: i64 = lock(&library.writer).pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
    assert_eq!(level, 2, "FULL: also a power cut takes nothing back");
}

#[test]
fn a_full_disk_stores_nothing_of_a_batch_and_loses_nothing() {
    let library = Library::temporary().unwrap();
    let (id, _) = put(&library, Corpus::Shared, draft(URL, "One."));
    let limit = |pages: i64| {
        // The pragma answers with the new limit.
        let sql = format!("PRAGMA max_page_count = {pages}");
        lock(&library.writer).query_row(&sql, [], |_| Ok(())).unwrap();
    };
    limit(30);
    let batch = || (0..100).map(|n| draft(&format!("https://example.com/{n}"), &"Long text. ".repeat(500)));
    let full = library.put_all(Corpus::Shared, batch(), Origin::Added, 1).unwrap_err();
    assert!(matches!(full, LibraryError::Full), "{full:?}");
    assert_eq!(library.coverage(&[Corpus::Shared]).unwrap().articles, 1);
    assert_eq!(one(&library, id).body, "One.");
    limit(1_000_000);
    assert_eq!(library.put_all(Corpus::Shared, batch(), Origin::Added, 1).unwrap().len(), 100);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn an_article_under_a_wrong_id_is_found_and_never_overwritten() {
    let library = Library::temporary().unwrap();
    put(&library, Corpus::Shared, draft(URL, "One."));
    lock(&library.writer).execute("UPDATE articles SET key = 'https://example.com/other'", []).unwrap();
    let refused = library.put(Corpus::Shared, draft(URL, "Two."), Origin::Added, 1).unwrap_err();
    assert!(matches!(refused, LibraryError::SameId(..)), "{refused:?}");
    assert_eq!(library.check().unwrap().len(), 1);
    lock(&library.writer).execute("DELETE FROM changes", []).unwrap();
    assert_eq!(library.check().unwrap().len(), 2, "an index that follows the log would miss it");
}
