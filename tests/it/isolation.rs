//! What one server gets is, byte for byte, the same with and without the articles of another.

use jiff::civil::date;
use pinkslip::app::{Adding, App, Ask, Known, Progress};
use pinkslip::article::{ArticleId, Corpus};
use pinkslip::library::{Decision, Listing, NewSuggestion, Outcome, ServerSettings};
use pinkslip::question::Filters;
use serde_json::{Value, json};

use crate::program::lines;

const A: Corpus = Corpus::Server(11);
const B: Corpus = Corpus::Server(22);

const QUESTIONS: [&str; 12] = [
    "How many jobs is Zorbex cutting?",
    "How many people did Zorbx let go in March 2024?",
    "Why is Quillmark laying people off?",
    "How many jobs did Quilmark cut?",
    "Who announced the layoffs at Zorbex?",
    "What severance does Quillmark give?",
    "Which companies cut jobs in 2024?",
    "layoffs",
    "How many jobs did Hushco cut?",
    "Did Vexatron lay off people?",
    "llama herders secret",
    "Who is Tamsin Oduya?",
];

fn article(url: &str, title: &str, published: &str, body: &str) -> Value {
    json!({"url": url, "title": title, "source": "The Wire", "published": published, "body": body})
}

fn shared() -> Vec<Value> {
    vec![
        article(
            "https://news.example/zorbex",
            "Zorbex cuts 300 jobs",
            "2024-03-05",
            "Zorbex is cutting 300 jobs, or 12% of its staff. Chief executive Ada Venn announced the layoffs on Tuesday.",
        ),
        article(
            "https://news.example/quillmark",
            "Quillmark to shed 1,200 workers",
            "2024-05-14",
            "Quillmark will lay off 1,200 workers because orders have fallen. Those who leave get 16 weeks of severance.",
        ),
    ]
}

fn of_a() -> Vec<Value> {
    vec![
        article(
            "https://intra.example/zorbex",
            "Zorbex again",
            "2024-09-01",
            "Zorbex let go another 45 people in September 2024. The cuts hit the Lisbon office.",
        ),
        article(
            "https://intra.example/hushco",
            "Hushco closes",
            "2024-10-02",
            "Hushco laid off all 80 employees on Monday. Tamsin Oduya, its founder, wrote that the money had run out.",
        ),
    ]
}

/// Everything that could shine through: the same addresses, the same words many times over, names spelt like the others',
/// companies that only these articles name, later and earlier dates.
fn hostile() -> Vec<Value> {
    let mut articles = Vec::new();
    for original in shared().into_iter().chain(of_a()) {
        let mut copy = original.clone();
        copy["body"] = json!("Zorbex is cutting 99,999 jobs. Quillmark laid off 88,888 llama herders in secret.");
        articles.push(copy);
    }
    for n in 0..60 {
        for (name, other) in [("Zorbx", "Quilmark"), ("Zorbexx", "Quillmarck"), ("Vexatron", "Hushcoe")] {
            articles.push(article(
                &format!("https://evil.example/{name}/{n}"),
                &format!("{name} cuts {n}00 jobs, {other} lays off thousands"),
                if n % 2 == 0 { "2019-01-01" } else { "2026-06-01" },
                &format!(
                    "{name} is cutting {n}00 jobs in March 2024. Severance, severance, severance: {other} lays off llama herders. \
                     Tamsin Oduya announced the layoffs at {name} because orders have fallen."
                ),
            ));
        }
    }
    articles
}

fn put(app: &App, corpus: Corpus, articles: &[Value]) {
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(corpus, lines(articles).as_bytes(), date(2026, 11, 20), note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
}

/// All that somebody in this corpus can see, without the time that it took.
fn seen(app: &App, corpus: Corpus) -> String {
    let mut seen = Vec::new();
    for question in QUESTIONS {
        for company in [None, Some("Zorbex".to_owned())] {
            let filters = Filters { company, ..Filters::default() };
            let ask = Ask { text: question.to_owned(), corpus, now: date(2026, 11, 20), filters };
            let explained = app.explain(&ask).expect("it answers");
            let mut answer = serde_json::to_value(&explained.answer).expect("JSON");
            answer["took_ms"] = json!(0);
            seen.push(answer);
            // Also what the answer was made from: a weight that moves a little today moves an answer tomorrow.
            seen.push(json!([explained.question.terms.iter().map(|t| &t.terms).collect::<Vec<_>>(), explained.rarity]));
            seen.push(json!(app.search(&ask, 50).expect("it searches")));
        }
    }
    let visible = corpus.visible();
    let list = |containing| {
        let entries = app.library().list(&visible, Listing { containing, offset: 0, limit: 1_000 }).expect("it lists");
        let mut entries: Vec<_> = entries.iter().map(|e| json!([e.id, e.url, e.title, e.version, e.bytes])).collect();
        entries.sort_by_key(Value::to_string);
        json!(entries)
    };
    seen.extend([list(None), list(Some("zorb")), list(Some("evil"))]);
    seen.push(json!(app.coverage(corpus).expect("it counts")));
    for typed in ["", "z", "zorb", "quil", "vex", "hush", "the", "evil", "a"] {
        seen.push(json!(app.companies(corpus, typed, 25).expect("it looks")));
        seen.push(json!(app.sources(corpus, typed, 25).expect("it looks")));
        let listed = app.articles(corpus, Some(typed), 0, 25).expect("it lists");
        let titles: std::collections::BTreeSet<_> = listed.entries.iter().map(|e| (e.corpus.to_string(), &e.title)).collect();
        seen.push(json!([listed.total, titles]));
        let removed = app.removed(corpus, Some(typed), 25).expect("it lists");
        seen.push(json!(removed.iter().map(|e| (e.id, &e.title)).collect::<Vec<_>>()));
    }
    // A direct message belongs to no server: it sees what one does in which nothing was ever set or suggested.
    let server = if let Corpus::Server(server) = corpus { server } else { 0 };
    seen.push(json!(format!("{:?}", app.server_settings(server).expect("it looks"))));
    for id in 0..5 {
        let mut suggestion = app.suggestion(server, id).expect("it looks");
        suggestion.iter_mut().for_each(|s| s.made_at = 0);
        seen.push(json!(format!("{suggestion:?}")));
    }
    seen.push(json!(app.waiting_suggestions(server, 100).expect("it looks").len()));
    for url in ["https://news.example/zorbex", "https://intra.example/hushco", "https://evil.example/Zorbx/1"] {
        let found = app.library().find_by_url(url, &visible).expect("it looks");
        seen.push(json!(found.iter().map(|article| &article.body).collect::<Vec<_>>()));
        let ids = [Corpus::Shared, A, B].map(|corpus| ArticleId::new(corpus, url));
        seen.push(json!(app.library().get(&ids, &visible).expect("it looks").iter().map(|a| &a.body).collect::<Vec<_>>()));
        for id in ids {
            seen.push(json!(app.library().history(id, &visible).expect("it looks").len()));
        }
    }
    seen.iter().map(|value| format!("{value}\n")).collect()
}

/// Suggestions, settings, additions and removals in a server.
fn live_in(app: &App, corpus: Corpus, suggestions: u64) {
    let Corpus::Server(server) = corpus else { panic!("a server") };
    for n in 0..suggestions {
        let link = format!("https://suggested.example/{n}");
        let made = app.suggest(server, NewSuggestion { link, note: Some("read this".into()), by: 7 }).expect("it is kept");
        assert_eq!(made.id, n + 1, "numbers rise from 1 in every server");
        if n == 1 {
            app.decide(server, 2, Decision::Decline, server).expect("it decides");
        }
    }
    let settings = ServerSettings { curator_role: Some(server + 1), curators_channel: Some(suggestions) };
    app.set_server_settings(server, &settings).expect("it is kept");
    let known = Known { url: Some("https://added.example/a".into()), source: Some(format!("Of {server}")), ..Known::default() };
    let text = "Hushco closes for good\nHushco let the last 3 people go in November 2024. Nobody is left.".to_owned();
    let additions = app.add(corpus, Adding::Text { text, known }, date(2026, 11, 20)).expect("it adds");
    assert_eq!(additions.added[0].outcome, Outcome::New, "whatever others have");
    assert_eq!(additions.added[0].warnings, [""; 0]);
    assert!(app.remove(corpus, additions.added[0].article.id).expect("it removes"));
}

fn assert_same(one: &str, other: &str) {
    for (n, (one, other)) in one.lines().zip(other.lines()).enumerate() {
        assert_eq!(one, other, "the {n}th thing seen");
    }
    assert_eq!(one.len(), other.len());
}

#[test]
fn a_server_sees_the_same_with_and_without_the_articles_of_another() {
    let alone = App::temporary().expect("a folder for temporary files");
    put(&alone, Corpus::Shared, &shared());
    put(&alone, A, &of_a());
    live_in(&alone, A, 2);
    let with = App::temporary().expect("a folder for temporary files");
    put(&with, B, &hostile()[..90]);
    put(&with, Corpus::Shared, &shared());
    live_in(&with, B, 4);
    put(&with, B, &hostile());
    put(&with, A, &of_a());
    live_in(&with, A, 2);
    let first = seen(&alone, A);
    assert_same(&first, &seen(&with, A));
    assert!(!first.contains("99,999") && !first.contains("evil.example/Zorbx/1\""), "{first}");
    // A sees its own, and B sees its own, so there was something to hide.
    assert!(first.contains("Hushco laid off all 80 employees") && seen(&with, B).contains("99,999"));

    // Nor by what is removed from there, or by a rebuild.
    let removed = with.library().list(&[B], Listing { containing: Some("evil"), offset: 0, limit: 70 }).expect("it lists");
    for entry in removed {
        assert!(with.remove(B, entry.id).expect("it removes"));
    }
    assert_same(&first, &seen(&with, A));
    with.rebuild(&Progress::none()).expect("it rebuilds");
    assert_same(&first, &seen(&with, A));
    for corpus in [B, A, Corpus::Shared] {
        with.rebuild_corpus(corpus, &Progress::none()).expect("it rebuilds");
        assert_same(&first, &seen(&with, A));
    }
    for entry in with.removed(B, None, 1_000).expect("it lists") {
        assert!(!with.restore(A, entry.id).expect("it looks"), "one server restores another's article");
    }
    assert!(with.decide(11, 3, Decision::Accept, 1).is_err(), "one server decides about another's suggestion");
    for entry in with.library().list(&[B], Listing { containing: None, offset: 0, limit: 1_000 }).expect("it lists") {
        assert!(!with.remove(A, entry.id).expect("it looks"), "one server removes another's article");
        assert!(with.article(A, entry.id).expect("it looks").is_none(), "one server shows another's article");
    }
}

#[test]
fn direct_messages_see_the_shared_articles_alone() {
    let alone = App::temporary().expect("a folder for temporary files");
    put(&alone, Corpus::Shared, &shared());
    let with = App::temporary().expect("a folder for temporary files");
    put(&with, A, &of_a());
    put(&with, B, &hostile());
    put(&with, Corpus::Shared, &shared());
    assert_same(&seen(&alone, Corpus::Shared), &seen(&with, Corpus::Shared));
    // A server without articles of its own sees what a direct message does.
    assert_same(&seen(&alone, Corpus::Shared), &seen(&with, Corpus::Server(33)));
}
