//! Prints, for every question of a file, the features of its best sentences: what weights are fitted to.
//!
//! `cargo run --release --example features -- HOME QUESTIONS.jsonl > features.jsonl`

use std::io::BufRead;

use pinkslip::app::{App, Ask, Opening};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (home, questions) = (args.next().ok_or("HOME is missing")?, args.next().ok_or("QUESTIONS is missing")?);
    let app = App::open(home.as_ref(), Opening::Existing, true, &|line| eprintln!("{line}"))?;
    for line in std::io::BufReader::new(std::fs::File::open(questions)?).lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let text = line["question"].as_str().unwrap_or_default().to_owned();
        let now = jiff::civil::date(2026, 11, 23);
        let explained = app.explain(&Ask { text, corpus: Corpus::Shared, now, filters: Filters::default() })?;
        let candidates = explained.judged.iter().take(400).map(|e| {
            let (f, article) = (&e.features, &explained.retrieved[e.article].article);
            serde_json::json!({
                "quote": article.body[e.range.clone()], "url": article.url,
                "f": [f.company, f.time, f.kind, f.coverage, f.topic, f.order, f.retrieval, f.position, f.provenance, f.near, f.premise, f.article, f.proven],
            })
        });
        let candidates: Vec<_> = candidates.collect();
        println!(
            "{}",
            serde_json::json!({ "id": line["id"], "asks": explained.question.asks, "absent": explained.question.terms.iter().filter(|t| t.absent).count(), "confidence": explained.answer.confidence, "candidates": candidates })
        );
    }
    Ok(())
}
