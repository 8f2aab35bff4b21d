//! What somebody who uses the library would notice, through its public face.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::article::{Article, ArticleId, BasedOn, Provenance};
use crate::ingest::{Articles, Draft, RawArticle, export};

const A: Corpus = Corpus::Server(1);
const B: Corpus = Corpus::Server(2);

fn clean(raw: RawArticle) -> Draft {
    Draft::clean(raw, date(2026, 11, 20)).unwrap().0
}

fn raw(url: &str, body: &str) -> RawArticle {
    RawArticle {
        url: Some(url.into()),
        title: format!("Title of {url}"),
        source: Some("The Post".into()),
        published: Some("2023-01-20".into()),
        body: body.into(),
        ..RawArticle::default()
    }
}

fn draft(url: &str, body: &str) -> Draft {
    clean(raw(url, body))
}

fn brief(url: &str, body: &str) -> Draft {
    let based_on = BasedOn { source: "Wire".into(), url: None, author: None };
    clean(RawArticle { based_on: Some(based_on), ..raw(url, body) })
}

fn fetched(url: &str, body: &str) -> Draft {
    clean(RawArticle { provenance: Some(Provenance::Fetched), ..raw(url, body) })
}

fn put(library: &Library, corpus: Corpus, draft: Draft) -> (ArticleId, Outcome) {
    let put = library.put(corpus, draft, Origin::Added, 100).unwrap();
    (put.article_id, put.outcome)
}

fn one(library: &Library, id: ArticleId) -> Article {
    library.get(&[id], &[Corpus::Shared]).unwrap().remove(0)
}

fn all() -> Listing<'static> {
    Listing { containing: None, offset: 0, limit: 100 }
}

const URL: &str = "https://example.com/a";

#[test]
fn an_article_comes_back_as_it_was_put() {
    let library = Library::temporary().unwrap();
    let given = RawArticle {
        author: Some("A. Writer".into()),
        based_on: Some(BasedOn { source: "Wire".into(), url: Some("https://wire.example/x".into()), author: Some("W".into()) }),
        ..raw("https://example.com/a?utm_source=x#part", "One “quoted” line.\n\nÄnother \u{1f600}.")
    };
    let draft = clean(given);
    let (id, outcome) = put(&library, Corpus::Shared, draft.clone());
    assert_eq!((outcome, id), (Outcome::New, ArticleId::new(Corpus::Shared, URL)));
    let expected = Article {
        id,
        corpus: Corpus::Shared,
        url: draft.url,
        title: draft.title,
        source: draft.source,
        author: draft.author,
        published: draft.published,
        body: draft.body,
        provenance: Provenance::Brief,
        based_on: draft.based_on,
        version: 1,
    };
    assert_eq!(one(&library, id), expected);
    assert_eq!(library.find_by_url("http://EXAMPLE.com/a/", &[Corpus::Shared]).unwrap(), [expected]);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

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
fn a_change_keeps_the_earlier_version() {
    let library = Library::temporary().unwrap();
    let (id, _) = put(&library, Corpus::Shared, draft(URL, "One."));
    assert_eq!(put(&library, Corpus::Shared, draft(URL, "One.")), (id, Outcome::Same));
    assert_eq!(
        put(&library, Corpus::Shared, draft("http://example.com/a/?utm_source=x", "One.")).1,
        Outcome::Changed,
        "its title"
    );
    assert_eq!(put(&library, Corpus::Shared, draft(URL, "Two.")), (id, Outcome::Changed));
    assert_eq!(library.last_change().unwrap(), 3);
    let article = one(&library, id);
    assert_eq!((article.body.as_str(), article.version), ("Two.", 3));
    let history = library.history(id, &[Corpus::Shared]).unwrap();
    assert_eq!(history.iter().map(|v| (v.version, v.body.as_str())).collect::<Vec<_>>(), [(1, "One."), (2, "One.")]);
    assert_eq!(history[0].title, "Title of https://example.com/a");
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn a_respelled_address_or_a_missing_field_is_no_change() {
    let library = Library::temporary().unwrap();
    let (id, _) = put(&library, Corpus::Shared, fetched(URL, "One."));
    let bare = clean(RawArticle {
        url: Some("http://example.com/a?fbclid=1".into()),
        source: None,
        published: None,
        ..raw(URL, "One.")
    });
    assert_eq!(put(&library, Corpus::Shared, bare.clone()), (id, Outcome::Same));
    assert_eq!(library.last_change().unwrap(), 1);
    let changed = clean(RawArticle { body: "Two.".into(), source: None, published: None, ..raw(URL, "") });
    assert_eq!(put(&library, Corpus::Shared, changed), (id, Outcome::Changed));
    let article = one(&library, id);
    assert_eq!((article.source.as_deref(), article.published), (Some("The Post"), Some(date(2023, 1, 20))));
    assert_eq!(article.provenance, Provenance::Attached, "the new text was not fetched");
}

#[test]
fn a_brief_never_takes_the_place_of_a_report() {
    let library = Library::temporary().unwrap();
    let (id, _) = put(&library, Corpus::Shared, brief(URL, "Ours."));
    // The text of our brief, come back from somewhere, is still our brief.
    assert_eq!(put(&library, Corpus::Shared, draft(URL, "Ours.")), (id, Outcome::Same));
    assert_eq!(one(&library, id).provenance, Provenance::Brief);
    assert_eq!(put(&library, Corpus::Shared, fetched(URL, "The report.")), (id, Outcome::Changed));
    assert_eq!(one(&library, id).based_on, None);
    assert_eq!(put(&library, Corpus::Shared, brief(URL, "Ours.")), (id, Outcome::Kept));
    let row = clean(RawArticle { provenance: Some(Provenance::Row), ..raw(URL, "A row.") });
    assert_eq!(put(&library, Corpus::Shared, row), (id, Outcome::Kept));
    let article = one(&library, id);
    assert_eq!((article.body.as_str(), article.provenance, article.version), ("The report.", Provenance::Fetched, 2));
    // Read from its address, the same text proves more than a file did.
    let (other, _) = put(&library, Corpus::Shared, draft("https://example.com/b", "One."));
    assert_eq!(put(&library, Corpus::Shared, fetched("https://example.com/b", "One.")), (other, Outcome::Changed));
}

#[test]
fn no_server_sees_anything_of_another() {
    let library = Library::temporary().unwrap();
    let (a, _) = put(&library, A, draft(URL, "Ours alone."));
    put(&library, A, draft(URL, "Ours alone, corrected."));
    let before = (library.coverage(&B.visible()).unwrap(), library.coverage(&[Corpus::Shared]).unwrap());
    for visible in [B.visible(), Corpus::Shared.visible(), vec![]] {
        assert_eq!(library.get(&[a], &visible).unwrap(), []);
        assert_eq!(library.find_by_url(URL, &visible).unwrap(), []);
        assert_eq!(library.history(a, &visible).unwrap(), []);
        assert_eq!(library.list(&visible, all()).unwrap(), []);
        assert_eq!(library.coverage(&visible).unwrap(), Coverage { articles: 0, from: None, to: None });
        library.each_article(Some(&visible), |article| -> Result<(), LibraryError> { panic!("{article:?}") }).unwrap();
    }
    for other in [B, Corpus::Shared] {
        assert!(!library.remove(other, a).unwrap());
    }
    assert!(library.remove(A, a).unwrap());
    for other in [B, Corpus::Shared] {
        assert!(!library.restore(other, a).unwrap());
    }
    assert!(library.restore(A, a).unwrap());
    // The same address elsewhere is another article.
    let (b, outcome) = put(&library, B, draft(URL, "Theirs."));
    assert!(outcome == Outcome::New && b != a);
    assert_eq!(library.get(&[a, b], &A.visible()).unwrap().len(), 1);
    assert_eq!(library.coverage(&A.visible()).unwrap().articles, 1);
    assert_eq!(before.0, before.1);
    assert_eq!(library.corpora().unwrap(), [(A, 1), (B, 1)]);
}

#[test]
fn a_removed_article_can_be_restored_or_stored_again() {
    let library = Library::temporary().unwrap();
    let (id, _) = put(&library, Corpus::Shared, draft(URL, "One."));
    assert!(library.remove(Corpus::Shared, id).unwrap());
    assert!(!library.remove(Corpus::Shared, id).unwrap());
    assert_eq!(library.get(&[id], &[Corpus::Shared]).unwrap(), []);
    assert!(library.restore(Corpus::Shared, id).unwrap());
    assert!(!library.restore(Corpus::Shared, id).unwrap());
    assert_eq!(one(&library, id).body, "One.");
    library.remove(Corpus::Shared, id).unwrap();
    assert_eq!(put(&library, Corpus::Shared, draft(URL, "Two.")), (id, Outcome::New));
    assert!(!library.restore(Corpus::Shared, id).unwrap(), "it is there again");
    assert_eq!(one(&library, id).version, 2, "a version never comes twice");
    assert_eq!(library.history(id, &[Corpus::Shared]).unwrap()[0].body, "One.");
    let kinds: Vec<ChangeKind> = library.changes_since(0, 10).unwrap().into_iter().map(|c| c.kind).collect();
    assert_eq!(kinds, [ChangeKind::Put, ChangeKind::Remove, ChangeKind::Put, ChangeKind::Remove, ChangeKind::Put]);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn change_numbers_rise_with_every_write_and_removal() {
    let library = Library::temporary().unwrap();
    assert_eq!(library.last_change().unwrap(), 0);
    let (id, _) = put(&library, A, draft(URL, "One."));
    put(&library, A, draft(URL, "One."));
    assert_eq!(library.last_change().unwrap(), 1, "what changes nothing has no number");
    put(&library, A, draft(URL, "Two."));
    library.remove(A, id).unwrap();
    library.set_setting("x", Some("y")).unwrap();
    let changes = library.changes_since(1, 10).unwrap();
    assert_eq!(
        changes.iter().map(|c| (c.seq, c.version, c.kind)).collect::<Vec<_>>(),
        [(2, 2, ChangeKind::Put), (3, 2, ChangeKind::Remove)]
    );
    assert!(changes.iter().all(|c| c.corpus == A && c.article_id == id));
    assert_eq!(library.changes_since(0, 1).unwrap().len(), 1);
    assert_eq!(library.changes_since(3, 10).unwrap(), []);
    assert_eq!(library.changes_since(u64::MAX, 10).unwrap(), []);
}

#[test]
fn coverage_follows_every_change() {
    let library = Library::temporary().unwrap();
    let dated = |url: &str, day: Option<&str>| clean(RawArticle { published: day.map(str::to_owned), ..raw(url, "One.") });
    let coverage = || library.coverage(&[A, Corpus::Shared, A]).unwrap();
    let is = |articles, from: Option<Date>, to: Option<Date>| Coverage { articles, from, to };
    assert_eq!(coverage(), is(0, None, None));
    put(&library, A, dated("https://example.com/1", None));
    assert_eq!(coverage(), is(1, None, None));
    let (id, _) = put(&library, Corpus::Shared, dated("https://example.com/2", Some("2022-03-01")));
    put(&library, A, dated("https://example.com/3", Some("2024-03-01")));
    put(&library, B, dated("https://example.com/4", Some("2020-03-01")));
    assert_eq!(coverage(), is(3, Some(date(2022, 3, 1)), Some(date(2024, 3, 1))));
    assert_eq!(coverage(), is(3, Some(date(2022, 3, 1)), Some(date(2024, 3, 1))));
    library.remove(Corpus::Shared, id).unwrap();
    assert_eq!(coverage(), is(2, Some(date(2024, 3, 1)), Some(date(2024, 3, 1))));
}

#[test]
fn lists_the_last_stored_first() {
    let library = Library::temporary().unwrap();
    for (at, url) in ["https://example.com/1", "https://example.com/2", "https://example.com/3_%"].into_iter().enumerate() {
        library.put(Corpus::Shared, draft(url, "Zwölf."), Origin::Added, at as i64).unwrap();
    }
    let titles = |listing| -> Vec<String> {
        let entries = library.list(&A.visible(), listing).unwrap();
        entries.into_iter().map(|entry| entry.title.rsplit('/').next().unwrap().to_owned()).collect()
    };
    assert_eq!(titles(all()), ["3_%", "2", "1"]);
    assert_eq!(titles(Listing { offset: 1, limit: 1, ..all() }), ["2"]);
    assert_eq!(titles(Listing { containing: Some("title OF"), ..all() }).len(), 3);
    assert_eq!(titles(Listing { containing: Some("_%"), ..all() }), ["3_%"], "no wildcards");
    assert_eq!(titles(Listing { containing: Some("post"), offset: 2, limit: 5 }), ["1"]);
    assert_eq!(titles(Listing { containing: Some("'; DROP TABLE articles"), ..all() }), [""; 0]);
    let entry = &library.list(&[Corpus::Shared], all()).unwrap()[0];
    assert_eq!((entry.bytes, entry.stored_at, entry.origin), ("Zwölf.".len() as u64, 2, Origin::Added));
}

#[test]
fn starter_articles_follow_what_is_brought() {
    let library = Library::temporary().unwrap();
    let url = |n: u32| format!("https://example.com/{n}");
    let bring = |bodies: &[(u32, &str)], digest: &str| {
        let drafts = bodies.iter().map(|(n, body)| draft(&url(*n), body)).collect();
        let synced = library.sync_starter(drafts, digest, 5).unwrap();
        (synced.new, synced.changed, synced.removed)
    };
    let bodies = || {
        let mut bodies = Vec::new();
        library
            .each_article::<LibraryError>(None, |article| {
                bodies.push(article.body);
                Ok(())
            })
            .unwrap();
        bodies.sort();
        bodies
    };
    // Somebody has added the third already: it stays theirs, whatever is brought.
    put(&library, Corpus::Shared, brief(&url(3), "mine"));
    assert_eq!(bring(&[(1, "one"), (2, "two"), (3, "three")], "x"), (2, 0, 0));
    assert!(library.starter_is("x").unwrap() && !library.starter_is("y").unwrap());
    let change = library.last_change().unwrap();
    assert_eq!(bring(&[(1, "never read")], "x"), (0, 0, 0));
    assert_eq!(library.last_change().unwrap(), change);
    let entries = library.list(&[Corpus::Shared], all()).unwrap();
    assert_eq!(entries.iter().filter(|e| e.origin == Origin::Starter).count(), 2);
    assert!(entries.iter().all(|e| e.provenance == Provenance::Brief));

    assert_eq!(bring(&[(1, "one, corrected"), (4, "four")], "y"), (1, 1, 1));
    assert_eq!(bodies(), ["four", "mine", "one, corrected"]);
    // What comes back is stored again; what somebody has removed stays away; what somebody has fetched stays theirs.
    library.remove(Corpus::Shared, ArticleId::new(Corpus::Shared, &url(1))).unwrap();
    put(&library, Corpus::Shared, fetched(&url(4), "the report"));
    assert_eq!(bring(&[(1, "one"), (2, "two"), (4, "four")], "z"), (1, 0, 0));
    assert_eq!(bodies(), ["mine", "the report", "two"]);
    assert_eq!(library.check().unwrap(), [""; 0]);

    assert_eq!(library.drop_starter().unwrap(), 1);
    assert_eq!(bodies(), ["mine", "the report"]);
    assert_eq!(bring(&[(2, "two")], "z"), (1, 0, 0));
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn settings_last() {
    let library = Library::temporary().unwrap();
    assert_eq!(library.setting("a").unwrap(), None);
    library.set_setting("a", Some("1")).unwrap();
    library.set_setting("a", Some("2")).unwrap();
    assert_eq!(library.setting("a").unwrap().as_deref(), Some("2"));
    library.set_setting("a", None).unwrap();
    assert_eq!(library.setting("a").unwrap(), None);
}

#[test]
fn a_batch_is_stored_as_a_whole() {
    let library = Library::temporary().unwrap();
    let drafts = (0..500).map(|n| draft(&format!("https://example.com/{}", n % 400), "One."));
    let puts = library.put_all(A, drafts, Origin::Added, 1).unwrap();
    let count = |outcome| puts.iter().filter(|put| put.outcome == outcome).count();
    assert_eq!((count(Outcome::New), count(Outcome::Same)), (400, 100));
    let broken = std::panic::AssertUnwindSafe(|| {
        let drafts = (0..3).map(|n| if n < 2 { draft(&format!("https://x.example/{n}"), "One.") } else { panic!("torn") });
        library.put_all(A, drafts, Origin::Added, 1)
    });
    std::panic::catch_unwind(broken).unwrap_err();
    assert_eq!(library.coverage(&[A]).unwrap().articles, 400);
    put(&library, A, draft("https://x.example/1", "One."));
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

fn check_send_sync<T: Send + Sync>(_: &T) {}

#[test]
fn is_shared_between_threads() {
    check_send_sync(&Library::temporary().unwrap());
}

#[derive(Debug, Clone)]
enum Step {
    Put(usize, usize, usize),
    Remove(usize, usize),
    Restore(usize, usize),
    Sync(Vec<(usize, usize)>),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..2usize, 0..4usize, 0..3usize).prop_map(|(c, k, b)| Step::Put(c, k, b)),
        2 => (0..2usize, 0..4usize).prop_map(|(c, k)| Step::Remove(c, k)),
        1 => (0..2usize, 0..4usize).prop_map(|(c, k)| Step::Restore(c, k)),
        1 => proptest::collection::vec((0..4usize, 0..3usize), 0..4).prop_map(Step::Sync),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whoever follows the change log, from any point on, ends with the articles that are there.
    #[test]
    fn the_change_log_leads_to_the_live_articles(steps in proptest::collection::vec(step(), 1..25)) {
        let library = Library::temporary().unwrap();
        let corpora = [Corpus::Shared, A];
        let url = |k: usize| format!("https://example.com/{k}");
        let id = |c: usize, k: usize| ArticleId::new(corpora[c], &url(k));
        let mut followed = BTreeMap::new();
        let mut at = 0;
        for (n, step) in steps.into_iter().enumerate() {
            let before = library.last_change().unwrap();
            let wrote = match step {
                Step::Put(c, k, b) => !matches!(put(&library, corpora[c], draft(&url(k), &format!("Body {b}."))).1, Outcome::Same | Outcome::Kept),
                Step::Remove(c, k) => library.remove(corpora[c], id(c, k)).unwrap(),
                Step::Restore(c, k) => library.restore(corpora[c], id(c, k)).unwrap(),
                Step::Sync(list) => {
                    let drafts = list.iter().map(|(k, b)| draft(&url(*k), &format!("Starter {b}."))).collect();
                    let _ = library.sync_starter(drafts, &n.to_string(), 1).unwrap();
                    library.last_change().unwrap() > before
                }
            };
            prop_assert_eq!(library.last_change().unwrap() > before, wrote);
            if n % 3 == 0 {
                continue;
            }
            for change in library.changes_since(at, 1000).unwrap() {
                prop_assert!(change.seq > at);
                at = change.seq;
                match change.kind {
                    ChangeKind::Put => followed.insert(change.article_id, (change.corpus, change.version)),
                    ChangeKind::Remove => followed.remove(&change.article_id),
                };
            }
            let mut live = BTreeMap::new();
            let last = library.each_article::<LibraryError>(None, |article| {
                live.insert(article.id, (article.corpus, article.version));
                Ok(())
            }).unwrap();
            prop_assert_eq!(last, at);
            prop_assert_eq!(&live, &followed);
            prop_assert_eq!(library.coverage(&corpora).unwrap().articles, live.len() as u64);
        }
        prop_assert_eq!(library.check().unwrap(), [""; 0]);
    }
}

#[test]
fn zz_speed() {
    let folder = tempfile::tempdir_in("/tmp/wt").unwrap();
    let path = folder.path().join("pinkslip.db");
    let library = Library::create(&path).unwrap();
    let body = "The company said on Monday it would cut jobs. ".repeat(170);
    let template = draft(URL, &body);
    for batch in 0..5 {
        let drafts: Vec<Draft> = (0..20_000).map(|n| {
            let mut d = template.clone();
            d.url = Some(format!("https://example.com/{batch}/{n}"));
            d.published = Some(date(2020, 1, 1).checked_add(jiff::Span::new().days(n as i64 % 2000)).unwrap());
            d
        }).collect();
        let t = Instant::now();
        library.put_all(Corpus::Shared, drafts, Origin::Added, batch).unwrap();
        eprintln!("batch {batch}: {:?}", t.elapsed());
    }
    for what in ["first", "again"] {
        let t = Instant::now();
        library.coverage(&[Corpus::Shared]).unwrap();
        eprintln!("coverage {what} {:?}", t.elapsed());
        let t = Instant::now();
        library.list(&A.visible(), Listing { containing: None, offset: 0, limit: 25 }).unwrap();
        eprintln!("list {:?}", t.elapsed());
        let t = Instant::now();
        library.list(&A.visible(), Listing { containing: Some("5/199"), offset: 0, limit: 25 }).unwrap();
        eprintln!("list filtered {:?}", t.elapsed());
        let ids: Vec<_> = (0..50).map(|n| ArticleId::new(Corpus::Shared, &format!("https://example.com/3/{}", n * 37))).collect();
        let t = Instant::now();
        assert_eq!(library.get(&ids, &A.visible()).unwrap().len(), 50);
        eprintln!("get 50 {:?}", t.elapsed());
        let t = Instant::now();
        library.last_change().unwrap();
        eprintln!("last_change {:?}", t.elapsed());
        let t = Instant::now();
        library.each_article(None, |_| Ok::<_, LibraryError>(())).unwrap();
        eprintln!("each {:?}", t.elapsed());
    }
    let t = Instant::now();
    for n in 0..50 { put(&library, A, draft(&format!("https://x.example/{n}"), "One.")); }
    eprintln!("50 single puts {:?}", t.elapsed());
    let t = Instant::now();
    library.coverage(&[Corpus::Shared]).unwrap();
    eprintln!("coverage after {:?}", t.elapsed());
    let t = Instant::now();
    library.check().unwrap();
    eprintln!("check {:?}", t.elapsed());
    eprintln!("size {}", std::fs::metadata(&path).unwrap().len());
}
