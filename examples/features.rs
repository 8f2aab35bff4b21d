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
                "quote": article.body[e.range.clone()], "url": article.url, "a": e.article, "s": e.sentence,
                "value": e.value.as_ref().map(|v| serde_json::json!([v.range.start, v.range.end, v.number, v.kind])), "whose": e.whose,
                "event": e.event.map(|p| [p.start.to_string(), p.end.to_string()]),
                "f": [f.company, f.time, f.kind, f.coverage, f.topic, f.order, f.retrieval, f.position, f.provenance, f.near, f.premise, f.article, f.proven],
            })
        });
        let candidates: Vec<_> = candidates.collect();
        println!(
            "{}",
            serde_json::json!({ "id": line["id"], "asks": explained.question.asks, "terms": explained.question.terms.iter().zip(&explained.rarity).map(|(t, r)| serde_json::json!({"w": t.word, "t": t.terms, "syn": t.synonyms, "role": format!("{:?}", t.role), "weight": t.weight, "rarity": r, "absent": t.absent})).collect::<Vec<_>>(),
            "question": line["question"], "companies": explained.question.companies.iter().map(|c| [c.name.clone(), c.typed.clone()]).collect::<Vec<_>>(), "counted": format!("{:?}", explained.question.counted), "dated": explained.question.is_dated(), "order": explained.question.order.is_some(), "about_cuts": explained.question.about_cuts, "about_layoffs": explained.question.about_layoffs,
            "articles": explained.retrieved.iter().map(|r| serde_json::json!({"url": r.article.url, "title": r.article.title, "published": r.article.published, "brief": r.article.provenance == pinkslip::article::Provenance::Brief, "sentences": pinkslip::text::sentence::boundaries(&r.article.body).into_iter().map(|b| r.article.body[b].to_owned()).collect::<Vec<_>>() })).collect::<Vec<_>>(),
            "abstained": explained.answer.abstained, "absent": explained.question.terms.iter().filter(|t| t.absent).count(), "confidence": explained.answer.confidence, "candidates": candidates })
        );
    }
    Ok(())
}
