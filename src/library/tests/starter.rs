//! Starter articles, and those who changed them.

use super::*;

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
