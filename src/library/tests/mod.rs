//! What somebody who uses the library would notice, through its public face.

mod file;
mod log;
mod starter;

use jiff::civil::{Date, date};

use super::*;
use crate::article::{Article, ArticleId, BasedOn, Provenance};
use crate::ingest::{Draft, RawArticle};

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
fn settings_last() {
    let library = Library::temporary().unwrap();
    assert_eq!(library.setting("a").unwrap(), None);
    library.set_setting("a", Some("1")).unwrap();
    library.set_setting("a", Some("2")).unwrap();
    assert_eq!(library.setting("a").unwrap().as_deref(), Some("2"));
    for name in ["a.2", "a.1", "b", "A.3"] {
        library.set_setting(name, Some("x")).unwrap();
    }
    let beginning = |with: &str| library.settings_beginning(with).unwrap();
    assert_eq!(beginning("a."), [("a.1".into(), "x".into()), ("a.2".into(), "x".into())]);
    assert_eq!(beginning("%"), []);
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
