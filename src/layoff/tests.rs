use std::ops::Range;

use serde::Deserialize;

use super::*;
use crate::text::sentence;

/// A list of one company and its old name; everything else has to be found.
struct List;

impl Mentions for List {
    fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        for alias in ["Facebook", "Meta"] {
            for (at, _) in text.match_indices(alias) {
                if !text[at + alias.len()..].starts_with(char::is_alphanumeric) {
                    found.push(Mention { range: at..at + alias.len(), company: "Meta".to_owned(), known: true });
                }
            }
        }
        found.sort_by_key(|m| m.range.start);
        found
    }
}

fn read(title: &str, body: &str, published: Option<&str>, source: Option<&str>) -> Vec<Layoff> {
    let sentences: Vec<Range<usize>> = sentence::boundaries(body);
    let published = published.and_then(|d| d.parse().ok());
    extract(&Text { title, body, sentences: &sentences, published, source }, &List)
}

/// Company, count, percent and date of the primary layoff.
fn check(title: &str, body: &str, published: Option<&str>, expected: &str) {
    let got = read(title, body, published, None).first().map_or("none".to_owned(), |l| {
        let number = |n: Option<String>| n.unwrap_or_else(|| "-".to_owned());
        format!(
            "{} {} {} {}",
            l.company,
            number(l.count.map(|c| c.to_string())),
            number(l.percent.map(|p| p.to_string())),
            number(l.date_text())
        )
    });
    assert_eq!(got, expected, "{title}");
}

#[test]
fn a_plain_report() {
    check(
        "Skald to shed about 340 jobs",
        "Payments group Skald said on Thursday it would cut about 340 jobs, roughly 13% of its workforce. It employs 2,600 people.",
        Some("2023-02-10"),
        "Skald 340 13 2023-02-09",
    );
}

#[test]
fn parts_and_old_names() {
    check(
        "Reality Labs cuts loom",
        "Facebook is laying off 10% of its Reality Labs division, some 1,500 people.",
        Some("2026-01-14"),
        "Meta 1500 10 -",
    );
}

#[test]
fn fractions_and_ranges() {
    check(
        "Tarvel dismisses one in five",
        "App maker Tarvel has laid off a fifth of its staff, between 40 and 50 people.",
        None,
        "Tarvel 40 20 -",
    );
}

#[test]
fn the_headline_may_round() {
    check("Quill cuts more than 500 jobs", "Quill, the contracts company, is dismissing 528 people.", None, "Quill 528 - -");
}

#[test]
fn not_about_a_layoff() {
    let day = Some("2024-05-05");
    check("Quill to hire 500", "Quill will add 500 jobs. Its rival Tarvel laid off 40 people in March.", day, "none");
    check("Quill denies plan to cut 500 jobs", "Quill has denied that it will cut 500 jobs.", day, "none");
    check("Quill shares jump 8%", "Quill sold 20% more. It has 3,000 employees.", day, "none");
}

#[test]
fn who_and_why() {
    let body =
        "Chip maker Quill said on Monday it would lay off 40 people in Dublin because of falling orders. In 2021 it cut 25 jobs.";
    let layoffs = read("Quill lays off 40", body, Some("2024-05-07"), None);
    let first = &layoffs[0];
    assert_eq!(first.reason.as_deref(), Some("falling orders"));
    assert_eq!(first.reason_class, Some(ReasonClass::LowDemand));
    assert_eq!(first.place.as_deref(), Some("Dublin"));
    assert_eq!(first.date_basis, Some(DateBasis::Relative));
    assert_eq!((layoffs[1].count, layoffs[1].primary), (Some(25), false));
}

/// A line of `tests/facts/articles.jsonl`: a whole article and what it says.
#[derive(Deserialize)]
struct Case {
    id: String,
    title: String,
    source: String,
    published: Option<String>,
    body: String,
    layoff: Option<Fact>,
}

#[derive(Deserialize)]
struct Fact {
    company: String,
    count: Option<u64>,
    percent: Option<f64>,
    date: Option<String>,
}

fn cases() -> Vec<Case> {
    include_str!("../../tests/facts/articles.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of the test set is a case"))
        .collect()
}

/// Counts right, given and wanted values.
#[derive(Default)]
struct Score {
    right: usize,
    given: usize,
    wanted: usize,
}

impl Score {
    fn add<T>(&mut self, got: Option<T>, want: Option<T>, same: impl Fn(&T, &T) -> bool) {
        self.given += usize::from(got.is_some());
        self.wanted += usize::from(want.is_some());
        self.right += usize::from(got.zip(want).is_some_and(|(g, w)| same(&g, &w)));
    }

    fn at_least(&self, precision: f64, recall: f64, what: &str) {
        let (p, r) = (self.right as f64 / self.given as f64, self.right as f64 / self.wanted as f64);
        assert!(p >= precision && r >= recall, "{what}: precision {p:.3}, recall {r:.3}");
    }
}

#[test]
fn facts_of_whole_articles() {
    let (mut company, mut count, mut percent, mut date) = <(Score, Score, Score, Score)>::default();
    for case in cases() {
        let layoffs = read(&case.title, &case.body, case.published.as_deref(), Some(&case.source));
        let Some(fact) = case.layoff else {
            assert!(layoffs.is_empty(), "{} is about no layoff", case.id);
            continue;
        };
        assert!(layoffs.iter().filter(|l| l.primary).count() <= 1);
        let got = layoffs.first();
        company.add(got.map(|l| l.company.clone()), Some(fact.company), |g, w| g == w);
        count.add(got.and_then(|l| l.count), fact.count, |g, w| g == w);
        percent.add(got.and_then(|l| l.percent), fact.percent, |g, w| (g - w).abs() <= 0.5);
        date.add(got.and_then(Layoff::date_text), fact.date, |g, w| g == w);
    }
    company.at_least(0.95, 0.95, "company");
    count.at_least(0.90, 0.92, "count");
    percent.at_least(0.95, 0.92, "percent");
    date.at_least(0.90, 0.92, "date");
}

/// Each value leads to words of the article: the number to digits or number words, the name to the name.
#[test]
fn every_value_has_its_words() {
    for case in cases() {
        for layoff in read(&case.title, &case.body, case.published.as_deref(), None) {
            let words = |place: &Where| match place {
                Where::Title(r) => case.title[r.clone()].to_owned(),
                Where::Body(r) => case.body[r.clone()].to_owned(),
            };
            let proof = &layoff.proof;
            assert!(!proof.company.is_empty(), "{}", case.id);
            assert_eq!(layoff.count_is.is_some(), !proof.count.is_empty(), "{}", case.id);
            assert_eq!(layoff.percent.is_some(), !proof.percent.is_empty(), "{}", case.id);
            assert_eq!(layoff.reason, proof.reason.first().map(words), "{}", case.id);
            assert_eq!(layoff.percent_of, proof.percent_of.first().map(words), "{}", case.id);
            assert_eq!(layoff.place, proof.place.first().map(words), "{}", case.id);
            let dated = matches!(layoff.date_basis, Some(DateBasis::Stated | DateBasis::Relative));
            assert_eq!(dated, !proof.date.is_empty(), "{}", case.id);
            for place in &proof.count {
                let text = words(place);
                assert!(!crate::text::amount::amounts(&text).is_empty(), "{}: {text}", case.id);
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(title in "\\PC{0,60}", body in "([A-Za-z]{1,9} |Quill |laid off |cut |[0-9]{1,5} |jobs |12% of |in May |on Friday |, |\\. |\n|é’s |\u{201c}){0,60}") {
        for layoff in read(&title, &body, Some("2024-02-29"), Some("Wire")) {
            let proof = layoff.proof;
            for place in proof.company.into_iter().chain(proof.count).chain(proof.percent).chain(proof.date).chain(proof.reason) {
                let stands = match place {
                    Where::Title(r) => title.get(r).is_some(),
                    Where::Body(r) => body.get(r).is_some(),
                };
                proptest::prop_assert!(stands);
            }
        }
    }
}
