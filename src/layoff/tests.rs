use std::ops::Range;

use super::*;
use crate::text::sentence;

/// A list of two names, so that aliases and owners are tried out too.
struct List;

impl Mentions for List {
    fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut found = Vec::new();
        for (alias, company) in [("Facebook", "Meta"), ("Meta", "Meta")] {
            for (at, _) in text.match_indices(alias) {
                found.push(Mention { range: at..at + alias.len(), company: company.to_owned(), known: true });
            }
        }
        found.sort_by_key(|m: &Mention| m.range.start);
        found
    }
}

fn read(title: &str, body: &str, published: Option<&str>) -> Vec<Layoff> {
    let sentences: Vec<Range<usize>> = sentence::boundaries(body);
    let published = published.and_then(|d| d.parse().ok());
    extract(&Text { title, body, sentences: &sentences, published, source: None }, &List)
}

/// Company, count, percent and date of the primary layoff.
fn check(title: &str, body: &str, published: Option<&str>, expected: &str) {
    let got = read(title, body, published).first().map_or("none".to_owned(), |l| {
        format!("{} {:?} {:?} {}", l.company, l.count, l.percent, l.date_text().unwrap_or_default())
    });
    assert_eq!(got, expected, "{title}");
}

#[test]
fn a_plain_report() {
    check(
        "Skald to shed about 340 jobs",
        "Payments group Skald said on Thursday it would cut about 340 jobs, roughly 13% of its workforce. It employs 2,600 people.",
        Some("2023-02-10"),
        "Skald Some(340) Some(13.0) 2023-02-09",
    );
}
