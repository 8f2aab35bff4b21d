//! Whatever is stored and asked: every quote is, byte for byte, whole sentences of the article that it names.

use jiff::civil::date;
use pinkslip::answer::Citation;
use pinkslip::app::{App, Ask, Progress};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;
use proptest::prelude::*;
use serde_json::json;

use crate::program::lines;

const NAMES: &str = "(Google|Meta|AT&T|Byju's|C3\\.ai|Yahoo!|Zorbex Inc\\.|Crédit Ünïon)";

fn sentence() -> impl Strategy<Value = String> {
    let part = "(said Dr\\. No|, or 6\\.5% of its staff,|on Jan\\. 5|\u{2026}|because of \"weak\" demand|in the U\\.S\\.|\u{1f525}|in 2024)";
    let layoff = format!(
        "{NAMES} (is cutting|laid off|let go) (12,000|1\\.5k|about 300|a few hundred) (jobs|people)( {part}){{0,3}}[.!?]"
    );
    prop_oneof![
        3 => proptest::string::string_regex(&layoff).expect("a pattern"),
        1 => "\\PC{0,60}[.!?\u{3002}]?",
        1 => "[\\s\\S]{0,40}",
    ]
}

fn body() -> impl Strategy<Value = String> {
    let join = prop_oneof![Just(" "), Just("\n\n"), Just("\r\n"), Just("")];
    prop::collection::vec((sentence(), join), 1..25).prop_map(|parts| parts.into_iter().map(|(s, join)| s + join).collect())
}

fn question() -> impl Strategy<Value = String> {
    let usual =
        format!("(How many jobs|Why|When|Who|How many people) did {NAMES} (cut|lay off|let go)( in (2024|January 2023|Q3))?\\?");
    prop_oneof![3 => proptest::string::string_regex(&usual).expect("a pattern"), 1 => "\\PC{1,80}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn every_citation_is_whole_sentences_of_its_article(
        bodies in prop::collection::vec(body(), 1..6),
        questions in prop::collection::vec(question(), 1..6),
    ) {
        let app = App::temporary().expect("a folder for temporary files");
        let articles: Vec<_> = bodies.iter().enumerate().map(|(n, body)| json!({
            "url": format!("https://news.example/{n}"), "title": format!("Layoffs {n}"), "published": "2024-01-09", "body": body,
        })).collect();
        let today = date(2026, 11, 20);
        // A body with nothing visible in it is refused, and that is right.
        app.import(Corpus::Shared, lines(&articles).as_bytes(), today, &mut |_, _| {}, &mut |_| {}).expect("it imports");
        app.catch_up(&Progress::none()).expect("it indexes");
        for text in questions {
            let ask = Ask { text: text.clone(), corpus: Corpus::Shared, now: today, filters: Filters::default() };
            let answer = match app.ask(&ask) {
                Ok(answer) => answer,
                Err(pinkslip::app::AppError::User(_)) => continue,
                Err(e) => return Err(TestCaseError::fail(format!("{text}: {e}"))),
            };
            for citation in answer.citations.iter().chain(&answer.nearest) {
                prop_assert!(is_exact(&app, citation), "{text}: {citation:?}");
            }
        }
    }
}

fn is_exact(app: &App, citation: &Citation) -> bool {
    let article = app.library().get(&[citation.article_id()], &[Corpus::Shared]).expect("it reads").remove(0);
    let range = citation.range();
    article.body.get(range.clone()) == Some(citation.text())
        && article.quote(range).is_ok_and(|quote| quote.text() == citation.text())
        && citation.emphasis.clone().is_none_or(|within| citation.text().get(within).is_some())
}
