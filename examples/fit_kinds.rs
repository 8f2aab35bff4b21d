//! Fits `data/kinds.txt`: what the words of a question say about the kind of thing it asks for, and what it counts.
//!
//! `cargo run --release --example fit_kinds`
//!
//! A multinomial logistic regression over the features of [`pinkslip::question::kind`], trained on the questions of
//! `tests/questions` that are not held back. Writes the weights, and says to standard error how often it is right on each
//! set when trained on the others alone, and on the questions held back.

#[path = "fitting/regression.rs"]
mod regression;

use std::collections::BTreeMap;

use pinkslip::letters::line;
use pinkslip::question::kind::{COUNTED, KINDS, features};
use serde_json::Value;

use regression::{Regression, Row};

/// A question with its features and its labels.
struct Labelled {
    /// Where it comes from: a cross-validation leaves all of one source out.
    source: String,
    held: bool,
    features: Vec<(String, f32)>,
    kind: Option<usize>,
    counted: Option<usize>,
}

/// A feature none of whose weights reaches this says nothing.
const SLIGHT: f64 = 0.2;
/// A feature has to occur in so many questions.
const LEAST: usize = 2;

fn main() -> anyhow::Result<()> {
    let mut all = Vec::new();
    for file in ["kinds", "questions", "more", "whole", "guises", "reports"] {
        let path = format!("tests/questions/{file}.jsonl");
        for text in std::fs::read_to_string(&path)?.lines() {
            all.extend(labelled(file, &serde_json::from_str(text)?));
        }
    }
    let sources: Vec<String> = all.iter().filter(|l| !l.held).map(|l| l.source.clone()).collect();
    let mut each = sources;
    each.sort();
    each.dedup();
    for source in &each {
        let (test, train): (Vec<_>, Vec<_>) = all.iter().filter(|l| !l.held).partition(|l| l.source == *source);
        tell(source, &Model::fit(&train), &test);
    }
    let train: Vec<_> = all.iter().filter(|l| !l.held).collect();
    let model = Model::fit(&train);
    tell("held back", &model, &all.iter().filter(|l| l.held).collect::<Vec<_>>());
    let mut lines: Vec<String> = model.rows().map(|(feature, weights)| line(feature, &weights)).collect();
    lines.sort();
    lines.insert(
        0,
        "# What words say about the kind of a question: see src/question/kind.rs. Made by examples/fit_kinds.rs.".into(),
    );
    std::fs::write("data/kinds.txt", lines.join("\n") + "\n")?;
    Ok(())
}

/// What a type of the question sets is as a kind.
fn kind_of(question: &Value) -> Option<usize> {
    let named = question["kind"].as_str().or_else(|| question["type"].as_str())?;
    let kind = match named {
        "who" => "person",
        "when" => "date",
        "why" => "reason",
        "where" => "place",
        "quote" => "quotation",
        "compare" => "comparison",
        "aggregate" => "count",
        "yesno" => "summary",
        // Off-topic questions are "other", too, elsewhere.
        "other" if question["set"] == "reports" && question["answerable"] == true => "description",
        kind => kind,
    };
    KINDS.iter().position(|asks| serde_json::to_value(asks).is_ok_and(|v| v == kind))
}

fn labelled(file: &str, question: &Value) -> Option<Labelled> {
    let text = question["question"].as_str()?;
    let kind = kind_of(question);
    let counted = question["of"].as_str().and_then(|of| COUNTED.iter().position(|name| *name == of));
    let part = question["batch"].as_str().or_else(|| question["set"].as_str()).unwrap_or_default();
    Some(Labelled {
        source: format!("{file} {part}"),
        held: question["split"] == "held",
        features: features(text),
        kind,
        counted,
    })
}

/// One model for the kinds and one for what is counted.
struct Model {
    names: BTreeMap<String, usize>,
    kinds: Regression,
    counted: Regression,
}

impl Model {
    fn fit(train: &[&Labelled]) -> Model {
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        for (feature, _) in train.iter().flat_map(|l| &l.features) {
            *often.entry(feature).or_default() += 1;
        }
        let often: Vec<(&str, usize)> = often.into_iter().filter(|(_, n)| *n >= LEAST).collect();
        let names: BTreeMap<String, usize> = often.iter().enumerate().map(|(i, (f, _))| ((*f).to_owned(), i)).collect();
        let counts: Vec<usize> = often.iter().map(|(_, n)| *n).collect();
        let rows = |label: fn(&Labelled) -> Option<usize>| -> Vec<Row> {
            train.iter().filter_map(|l| Some((known(&names, l), label(l)?))).collect()
        };
        let kinds = Regression::fit(&rows(|l| l.kind), &counts, KINDS.len());
        let counted = Regression::fit(&rows(|l| l.counted), &counts, COUNTED.len());
        Model { names, kinds, counted }
    }

    fn rows(&self) -> impl Iterator<Item = (&str, Vec<f32>)> {
        let says = |i: usize| self.kinds.weights[i].iter().chain(&self.counted.weights[i]).any(|w| w.abs() >= SLIGHT);
        self.names.iter().filter(move |(_, i)| says(**i)).map(|(name, i)| {
            let weights = self.kinds.weights[*i].iter().chain(&self.counted.weights[*i]);
            (name.as_str(), weights.map(|w| *w as f32).collect())
        })
    }
}

/// The features of a question that have weights.
fn known(names: &BTreeMap<String, usize>, question: &Labelled) -> Vec<(usize, f64)> {
    question.features.iter().filter_map(|(f, v)| Some((*names.get(f)?, f64::from(*v)))).collect()
}

fn likeliest(regression: &Regression, features: &[(usize, f64)], classes: usize) -> usize {
    let chances = regression.chances(features, classes);
    (0..classes).max_by(|a, b| chances[*a].total_cmp(&chances[*b])).unwrap_or(0)
}

fn tell(source: &str, model: &Model, test: &[&Labelled]) {
    let right = |label: fn(&Labelled) -> Option<usize>, regression: &Regression, classes: usize| {
        let judged = test.iter().filter_map(|l| Some((label(l)?, likeliest(regression, &known(&model.names, l), classes))));
        let (right, all) = judged.fold((0, 0), |(right, all), (is, said)| (right + usize::from(is == said), all + 1));
        format!("{right}/{all}")
    };
    let kinds = right(|l| l.kind, &model.kinds, KINDS.len());
    let counted = right(|l| l.counted, &model.counted, COUNTED.len());
    eprintln!("{source:20} kind {kinds:10} counted {counted}");
}
