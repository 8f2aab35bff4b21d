//! The project's own sets of questions, with the libraries that they are asked over.

use std::path::Path;

use jiff::civil::{Date, date};
use pinkslip::app::{App, Progress};
use pinkslip::article::Corpus;
use serde::Deserialize;
use serde_json::{Value, json};

use super::gold;

/// The day on which all questions are asked.
pub const NOW: Date = date(2026, 11, 23);

/// A question with what a careful person would accept.
#[derive(Debug, Clone, Deserialize)]
pub struct Asked {
    pub id: String,
    pub set: String,
    pub batch: Option<String>,
    pub split: Option<String>,
    pub question: String,
    pub r#type: String,
    pub gold: Vec<String>,
    pub gold_urls: Vec<String>,
    pub r#match: String,
    pub answerable: bool,
}

/// A citation counts by its first characters: as many as a reader takes in.
const SEEN: usize = 400;

impl Asked {
    /// Whether one quote can answer it; comparisons, lists and sums need several.
    pub fn is_single(&self) -> bool {
        !matches!(self.r#type.as_str(), "compare" | "list" | "aggregate")
    }

    /// Whether a line states an accepted answer, or the heart of one: "half" of "cut its workforce in half".
    pub fn is_stated(&self, line: &str) -> bool {
        let value = line.rsplit_once(": ").map_or(line, |(_, value)| value);
        self.answerable && self.gold.iter().any(|gold| gold::holds(line, gold) || gold::holds(gold, value))
    }

    /// Whether these quotes, each with the address of its article, hold an accepted answer, in an article that supports it.
    pub fn is_answered<'a>(&self, quotes: impl Iterator<Item = (Option<&'a str>, &'a str)>) -> bool {
        let quotes: Vec<String> = quotes
            .filter(|(url, _)| url.is_some_and(|url| self.gold_urls.iter().any(|gold| gold == url)))
            .map(|(_, text)| text.chars().take(SEEN).collect())
            .collect();
        let stands = |gold: &String| quotes.iter().any(|quote| gold::holds(quote, gold));
        if self.r#match == "all" { self.gold.iter().all(stands) } else { self.gold.iter().any(stands) }
    }
}

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn lines(name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(path(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// All questions.
pub fn questions() -> Vec<Asked> {
    let files =
        ["questions", "more", "whole", "guises", "reports", "briefs"].map(|name| lines(&format!("tests/questions/{name}.jsonl")));
    files.into_iter().flatten().map(|line| serde_json::from_value(line).expect("a question")).collect()
}

/// A library of these articles and nothing else.
fn library(articles: impl IntoIterator<Item = Value>) -> App {
    let app = App::temporary().expect("a folder for temporary files");
    let lines: String = articles.into_iter().map(|article| format!("{article}\n")).collect();
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(Corpus::Shared, lines.as_bytes(), NOW, note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
    app
}

/// The starter articles.
pub fn starter() -> App {
    let files = std::fs::read_dir(path("data/starter")).expect("the starter articles are there");
    let mut names: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    names.sort();
    library(names.iter().flat_map(|name| {
        let text = std::fs::read_to_string(name).expect("it can be read");
        match serde_json::from_str(&text).expect("JSON") {
            Value::Array(articles) => articles,
            article => vec![article],
        }
    }))
}

/// Articles of invented companies, with an address where they have none.
pub fn facts(name: &str, split: Option<&str>, batch: Option<&str>) -> App {
    let wanted = |article: &Value| {
        split.is_none_or(|split| article["split"] == split) && batch.is_none_or(|batch| article["batch"] == batch)
    };
    library(lines(name).into_iter().filter(wanted).map(|mut article| {
        if article["url"].is_null() {
            article["url"] = json!(format!("https://facts.example/{}", article["id"].as_str().expect("an id")));
        }
        article
    }))
}
