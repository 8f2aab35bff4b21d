//! The change log: whoever follows it knows what is there.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

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
