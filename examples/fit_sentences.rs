//! Fits `data/sentences.txt`: what the words of a sentence say about its amounts and about what it states.
//!
//! `cargo run --release --example fit_sentences`
//!
//! Logistic regressions over the features of [`pinkslip::sense`], trained on the labelled sentences of
//! `tests/sentences`. Writes the weights, and says to standard error how good each is on the sentences of each hand when
//! trained on the other hands alone: the share of amounts of each kind whose role is right, and for each role and each
//! thing stated how often a sentence that has it is ranked above one that has not (AUROC).

#[path = "fitting/regression.rs"]
mod regression;

use std::collections::BTreeMap;
use std::ops::Range;

use pinkslip::letters::line;
use pinkslip::sense::{ROLES, STATES, Tokens, stems};
use pinkslip::text::term;
use serde_json::Value;

use regression::{Regression, Row};

/// A feature has to occur so often.
const LEAST: usize = 2;

/// A feature none of whose weights reaches this says nothing.
const SLIGHT: f64 = 0.2;

/// Something labelled, with its features.
struct Labelled {
    hand: String,
    features: Vec<(String, f32)>,
    labels: Vec<usize>,
}

fn main() -> anyhow::Result<()> {
    let (mut amounts, mut sentences) = (Vec::new(), Vec::new());
    for text in std::fs::read_to_string("tests/sentences/sentences.jsonl")?.lines() {
        read(&serde_json::from_str(text)?, &mut amounts, &mut sentences);
    }
    let mut hands: Vec<&str> = sentences.iter().map(|l: &Labelled| l.hand.as_str()).collect();
    hands.sort_unstable();
    hands.dedup();
    let mut judged: Vec<(Vec<f64>, &Labelled)> = Vec::new();
    let mut stated: Vec<(Vec<f64>, &Labelled)> = Vec::new();
    for hand in &hands {
        let parts = |all: &'_ [Labelled]| -> (Vec<usize>, Vec<usize>) { (0..all.len()).partition(|i| all[*i].hand == **hand) };
        let (test, train) = parts(&amounts);
        let model = Model::roles(&train.iter().map(|i| &amounts[*i]).collect::<Vec<_>>());
        judged.extend(test.iter().map(|i| (model.chances(&amounts[*i]), &amounts[*i])));
        let (test, train) = parts(&sentences);
        let model = Model::states(&train.iter().map(|i| &sentences[*i]).collect::<Vec<_>>());
        stated.extend(test.iter().map(|i| (model.odds(&sentences[*i]), &sentences[*i])));
    }
    for (what, kinds) in [("people and things", 0..8), ("shares", 8..10), ("money", 10..16), ("time", 16..19)] {
        accuracy(what, &kinds, &judged);
    }
    for (i, state) in STATES.iter().enumerate() {
        eprintln!("states {state:12} {:.3}", auroc(stated.iter().map(|(odds, l)| (odds[i], l.labels.contains(&i)))));
    }
    let roles = Model::roles(&amounts.iter().collect::<Vec<_>>());
    let states = Model::states(&sentences.iter().collect::<Vec<_>>());
    let mut lines: Vec<String> = roles.lines('n').chain(states.lines('s')).collect();
    lines.sort();
    lines.insert(0, "# What the words of a sentence say: see src/answer/sense.rs. Made by examples/fit_sentences.rs.".into());
    std::fs::write("data/sentences.txt", lines.join("\n") + "\n")?;
    Ok(())
}

fn read(labelled: &Value, amounts: &mut Vec<Labelled>, sentences: &mut Vec<Labelled>) {
    let (Some(text), Some(hand)) = (labelled["sentence"].as_str(), labelled["set"].as_str()) else { return };
    let words = term::words(text);
    let stems = stems(&words);
    let tokens = Tokens::of(text, &words, &stems);
    let mut end = 0;
    for number in labelled["numbers"].as_array().into_iter().flatten() {
        let (Some(amount), Some(role)) = (number["text"].as_str(), number["role"].as_str()) else { continue };
        let Some(start) = text[end..].find(amount).map(|at| end + at).or_else(|| text.find(amount)) else { continue };
        end = start + amount.len();
        let labels = ROLES.iter().position(|name| *name == role).into_iter().collect();
        amounts.push(Labelled { hand: hand.to_owned(), features: tokens.named_around(&(start..end)), labels });
    }
    let states = labelled["states"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let labels = states.filter_map(|state| STATES.iter().position(|name| *name == state)).collect();
    sentences.push(Labelled { hand: hand.to_owned(), features: tokens.named(), labels });
}

/// The hands whose sentences teach nothing but [`FROM_LATER`]: most have none of the usual words, and what is rare in news is common
/// among them.
const LATER: [&str; 3] = ["hand 11", "hand 12", "hand 13"];
const FROM_LATER: [&str; 1] = ["reason"];

/// Whether a sentence is one to learn this state from; roles are no state.
fn teaches(labelled: &Labelled, state: Option<&str>) -> bool {
    !LATER.contains(&&*labelled.hand) || state.is_some_and(|state| FROM_LATER.contains(&state))
}

/// Features that occur often enough, and weights for each of them and each label.
struct Model {
    names: BTreeMap<String, usize>,
    weights: Vec<Vec<f64>>,
}

impl Model {
    fn names(train: &[&Labelled]) -> (BTreeMap<String, usize>, Vec<usize>) {
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        for (feature, _) in train.iter().flat_map(|l| &l.features) {
            *often.entry(feature).or_default() += 1;
        }
        let often: Vec<(&str, usize)> = often.into_iter().filter(|(_, n)| *n >= LEAST).collect();
        let names = often.iter().enumerate().map(|(i, (feature, _))| ((*feature).to_owned(), i)).collect();
        (names, often.iter().map(|(_, n)| *n).collect())
    }

    /// One role for each amount.
    fn roles(train: &[&Labelled]) -> Model {
        let train: Vec<&Labelled> = train.iter().copied().filter(|l| teaches(l, None)).collect();
        let (names, counts) = Model::names(&train);
        let rows: Vec<Row> = train.iter().filter_map(|l| Some((known(&names, l), *l.labels.first()?))).collect();
        let fitted = Regression::fit(&rows, &counts, ROLES.len());
        Model { names, weights: fitted.weights }
    }

    /// Whatever a sentence states, each by itself.
    fn states(train: &[&Labelled]) -> Model {
        let (names, counts) = Model::names(train);
        let mut weights = vec![vec![0.0; STATES.len()]; counts.len()];
        for (state, name) in STATES.iter().enumerate() {
            let train: Vec<&Labelled> = train.iter().copied().filter(|l| teaches(l, Some(name))).collect();
            let (known_here, counts) = Model::names(&train);
            let rows: Vec<Row> = train.iter().map(|l| (known(&known_here, l), usize::from(l.labels.contains(&state)))).collect();
            let fitted = Regression::fit(&rows, &counts, 2);
            for (feature, at) in &known_here {
                weights[names[feature]][state] = fitted.weights[*at][1] - fitted.weights[*at][0];
            }
        }
        Model { names, weights }
    }

    fn sums(&self, labelled: &Labelled) -> Vec<f64> {
        let mut sums = vec![0.0; self.weights.first().map_or(0, Vec::len)];
        for (feature, value) in known(&self.names, labelled) {
            sums.iter_mut().zip(&self.weights[feature]).for_each(|(sum, weight)| *sum += weight * value);
        }
        sums
    }

    fn chances(&self, labelled: &Labelled) -> Vec<f64> {
        let sums = self.sums(labelled);
        let all: f64 = sums.iter().map(|sum| sum.exp()).sum();
        sums.iter().map(|sum| sum.exp() / all).collect()
    }

    fn odds(&self, labelled: &Labelled) -> Vec<f64> {
        self.sums(labelled)
    }

    fn lines(&self, prefix: char) -> impl Iterator<Item = String> {
        self.names.iter().filter(|(_, i)| self.weights[**i].iter().any(|w| w.abs() >= SLIGHT)).map(move |(name, i)| {
            line(&format!("{prefix}{name}"), &self.weights[*i].iter().map(|w| *w as f32).collect::<Vec<_>>())
        })
    }
}

fn known(names: &BTreeMap<String, usize>, labelled: &Labelled) -> Vec<(usize, f64)> {
    labelled.features.iter().filter_map(|(f, v)| Some((*names.get(f)?, f64::from(*v)))).collect()
}

fn accuracy(what: &str, roles: &Range<usize>, judged: &[(Vec<f64>, &Labelled)]) {
    let of_kind: Vec<_> = judged.iter().filter(|(_, l)| l.labels.first().is_some_and(|role| roles.contains(role))).collect();
    let best = |chances: &[f64]| roles.clone().max_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let right = of_kind.iter().filter(|(chances, l)| best(chances) == l.labels.first().copied()).count();
    eprintln!("{what}: role right {right}/{}", of_kind.len());
    for role in roles.clone() {
        let among = |chances: &[f64]| chances[role] / chances[roles.clone()].iter().sum::<f64>();
        eprintln!("  {:12} {:.3}", ROLES[role], auroc(of_kind.iter().map(|(c, l)| (among(c), l.labels.contains(&role)))));
    }
}

/// How often one that has something is ranked above one that has not.
fn auroc(judged: impl Iterator<Item = (f64, bool)>) -> f64 {
    let mut all: Vec<(f64, bool)> = judged.collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut without, mut above) = (0usize, 0usize);
    for (_, has) in &all {
        if *has { above += without } else { without += 1 }
    }
    let with = all.len() - without;
    above as f64 / (with * without).max(1) as f64
}
