//! Choosing by weighed features: which number says how many go, which share, which day, and whether the article has a
//! layoff of its own at all.
//!
//! Every number of an article is a candidate; what stands around it is put into named features, each of which a reader
//! could check. Weights come from `data/figures.toml`, fitted by `examples/fit_figures.rs` on labelled articles. No text is
//! made up here: what is chosen stands in the article.

use std::sync::OnceLock;

use serde::Deserialize;

mod about;
mod company;
mod day;
mod figure;
mod reason;
mod sums;

pub(super) use about::about;
pub(super) use company::{companies, company};
pub(super) use day::days;
pub(super) use figure::{counts, shares};
pub(super) use reason::reasons;
pub(super) use sums::Sums;

/// The weights that are built in.
const BUILT_IN: &str = include_str!("../../../data/figures.toml");

/// Weights by the names of features.
pub type Table = rustc_hash::FxHashMap<String, f64>;

/// Names of features with their weights, by what is decided.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Whose staff go.
    #[serde(default)]
    pub company: Table,
    /// Which number says how many go.
    #[serde(default)]
    pub count: Table,
    /// Which share is that of the staff who go.
    #[serde(default)]
    pub percent: Table,
    /// Which day it was made known or done.
    #[serde(default)]
    pub day: Table,
    /// Whether the article has a layoff of its own.
    #[serde(default)]
    pub about: Table,
    /// Which sentence gives the reason.
    #[serde(default)]
    pub reason: Table,
}

impl Weights {
    /// The built-in weights.
    pub fn built_in() -> &'static Weights {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| toml::from_str(BUILT_IN).unwrap_or_default())
    }
}

/// What speaks for or against something: named features and how strongly each holds, mostly 1.
#[derive(Debug, Clone)]
pub struct Signs(pub Vec<(&'static str, f64)>);

impl Default for Signs {
    /// None yet, with room for those that most candidates have.
    fn default() -> Signs {
        Signs(Vec::with_capacity(32))
    }
}

impl Signs {
    /// Adds a sign that holds or not.
    pub(super) fn set(&mut self, name: &'static str, holds: bool) {
        if holds {
            self.0.push((name, 1.0));
        }
    }

    /// Adds a sign by its strength.
    pub(super) fn put(&mut self, name: &'static str, value: f64) {
        if value != 0.0 {
            self.0.push((name, value));
        }
    }

    /// Their sum by these weights.
    pub fn score(&self, weights: &Table) -> f64 {
        self.0.iter().map(|(name, value)| weights.get(*name).copied().unwrap_or(0.0) * value).sum()
    }
}

/// One thing that may be chosen.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its line.
    pub line: usize,
    /// Its token there.
    pub tok: usize,
    /// The lower end of a number that has two, or else the number.
    pub low: f64,
    /// The number, its upper end where it has two.
    pub value: f64,
    /// The words by which a day is written; empty for numbers.
    pub said: String,
    /// What speaks for it.
    pub signs: Signs,
}

/// The probabilities of candidates that exclude each other, the last one that none of them is meant.
pub fn softmax(scores: &[f64]) -> Vec<f64> {
    let top = scores.iter().copied().fold(0.0, f64::max);
    let raised: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
    let none = (-top).exp();
    let sum: f64 = raised.iter().sum::<f64>() + none;
    raised.into_iter().chain([none]).map(|r| r / sum).collect()
}

/// The value that is most likely meant, by all the places that state it: the best of these places and the probability.
pub fn choose(candidates: &[Candidate], weights: &Table) -> Option<(usize, f64, f64)> {
    let scores: Vec<f64> = candidates.iter().map(|c| c.signs.score(weights)).collect();
    let chances = softmax(&scores);
    let none = chances.last().copied().unwrap_or(1.0);
    let same = |a: &Candidate, b: &Candidate| a.value == b.value && a.said == b.said;
    let total = |of: &Candidate| -> f64 { candidates.iter().zip(&chances).filter(|(c, _)| same(c, of)).map(|(_, p)| p).sum() };
    let totals: Vec<f64> = candidates.iter().map(total).collect();
    let best = (0..candidates.len())
        .max_by(|&a, &b| totals[a].total_cmp(&totals[b]).then(scores[a].total_cmp(&scores[b])).then(b.cmp(&a)))?;
    Some((best, totals[best], none))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_weights_can_be_read() {
        let read: Weights = toml::from_str(BUILT_IN).unwrap();
        for table in [&read.company, &read.count, &read.percent, &read.day, &read.about] {
            assert!(table.len() > 5);
        }
    }

    #[test]
    fn what_several_places_state_is_chosen() {
        let at = |line: usize, value: f64, strength: f64| Candidate {
            line,
            tok: 0,
            low: value,
            value,
            said: String::new(),
            signs: Signs(vec![("sure", strength)]),
        };
        let weights = Table::from_iter([("sure".to_owned(), 1.0)]);
        let found = [at(0, 40.0, 1.0), at(1, 25.0, 1.2), at(2, 40.0, 1.0)];
        let (best, chance, none) = choose(&found, &weights).unwrap();
        assert_eq!(found[best].value, 40.0);
        assert!(chance > none);
        assert!(choose(&[], &weights).is_none());
        assert!(choose(&[at(0, 40.0, -3.0)], &weights).is_some_and(|(_, chance, none)| chance < none));
    }
}
