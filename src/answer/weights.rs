//! What each feature of a sentence is worth, from `data/weights.toml`.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::doubts::{DOUBTS, Doubts};
use super::evidence::{FEATURES, Features};
use super::headline::{Candidate, RESERVATIONS};
use crate::question::Question;
use crate::question::kind::{self, KINDS};

/// The weights that are built in.
const BUILT_IN: &str = include_str!("../../data/weights.toml");

/// Weights for ranking sentences, and for judging whether the first one answers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    rank: Exponents,
    confidence: Confidence,
    answer: Decision,
    headline: Stating,
    search: SearchWeights,
}

/// What counts in the ranking of a search, beside BM25.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchWeights {
    /// Added for two neighbouring words of the query that are neighbours in the passage, by the rarer one's weight.
    pub(super) pair: f32,
    /// Factor for a passage that is not from a publisher named in the query, where one is.
    pub(super) other_source: f32,
    /// Factor for a passage published within a day of one named in the query.
    pub(super) day: f32,
    /// Exponent of the share of the query that the best sentence covers.
    pub(super) sentence: f32,
    /// Added for the part of the query that speaks of the passage's own publisher, against 1 for the whole query.
    pub(super) part: f32,
}

/// A score is the product of the features, each raised to its exponent.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "BTreeMap<String, f32>")]
struct Exponents([f32; FEATURES.len()]);

/// A logistic regression over the logarithms of the features: what comes out is a probability.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Confidence {
    /// The log-odds of a sentence whose every feature is 1.
    bias: f32,
    /// What a question that names neither a company nor anything of layoffs takes from the log-odds.
    adrift: f32,
    /// What is added for the kind of thing that is asked for: some are found more surely than others.
    #[serde(deserialize_with = "by_kind")]
    kinds: [f32; KINDS.len()],
    features: Exponents,
    /// What is added for each feature by which it is ahead of those that follow it.
    ahead: Exponents,
    /// What each doubt takes.
    #[serde(deserialize_with = "by_doubt")]
    doubts: [f32; DOUBTS.len()],
}

/// Whether the value of an answer is stated in a line of its own: as [`Confidence`], over what is known of the value.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stating {
    threshold: f64,
    bias: f32,
    /// What is added for each unit of the log-odds of the answer.
    confidence: f32,
    #[serde(deserialize_with = "by_kind")]
    kinds: [f32; KINDS.len()],
    features: Exponents,
    /// What each reservation takes.
    #[serde(deserialize_with = "by_reservation")]
    reservations: [f32; RESERVATIONS.len()],
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    threshold: f64,
}

/// Whether a question may be about anything, and the sentence leaves much of it uncovered.
pub fn is_adrift(question: &Question, best: &Features) -> bool {
    const COVERED: f32 = 0.8;
    question.is_adrift() && best.coverage < COVERED
}

impl Weights {
    /// The built-in weights, or those of an operator's file.
    ///
    /// # Errors
    /// When the file is not of the form of the built-in one.
    pub fn load(replacement: Option<&str>) -> Result<Weights, toml::de::Error> {
        toml::from_str(replacement.unwrap_or(BUILT_IN))
    }

    /// How well a sentence ranks against others of the same question, from 0 to 1.
    pub(super) fn score(&self, features: &Features) -> f32 {
        self.rank.product(features)
    }

    /// How likely it is that a sentence answers a question, from 0 to 1.
    /// `ahead` is what [`super::evidence::ahead`] gives.
    pub(super) fn confidence(
        &self,
        question: &Question,
        features: &Features,
        ahead: &[f32; FEATURES.len()],
        doubts: &Doubts,
    ) -> f64 {
        let c = &self.confidence;
        let adrift = if is_adrift(question, features) { c.adrift } else { 0.0 };
        let doubted = sum_of(&c.doubts, &doubts.each());
        let ahead: f32 = c.ahead.0.iter().zip(ahead).map(|(weight, by)| weight * by).sum();
        let odds = c.bias + of_kind(&c.kinds, question) + c.features.log(features) + ahead - adrift - doubted;
        probability(odds)
    }

    /// How likely it is that a headline states what is asked for, from 0 to 1, given the confidence in the answer.
    pub(super) fn headline(&self, question: &Question, candidate: &Candidate, confidence: f64) -> f64 {
        let h = &self.headline;
        let known = h.confidence * (confidence / (1.0 - confidence).max(f64::MIN_POSITIVE)).ln() as f32;
        let reserved: f32 = h.reservations.iter().zip(&candidate.reservations).map(|(weight, holds)| weight * holds).sum();
        let odds = h.bias + known + of_kind(&h.kinds, question) + h.features.log(&candidate.features) - reserved;
        probability(odds)
    }

    /// A headline that is less likely is not shown.
    pub(super) fn headline_threshold(&self) -> f64 {
        self.headline.threshold
    }

    /// What counts in the ranking of a search.
    pub fn search(&self) -> &SearchWeights {
        &self.search
    }

    /// An answer whose confidence is lower is refused.
    pub(super) fn threshold(&self) -> f64 {
        self.answer.threshold
    }
}

impl TryFrom<BTreeMap<String, f32>> for Exponents {
    type Error = String;

    fn try_from(given: BTreeMap<String, f32>) -> Result<Exponents, String> {
        by_name(given, FEATURES, "feature").map(Exponents)
    }
}

fn by_kind<'de, D: Deserializer<'de>>(table: D) -> Result<[f32; KINDS.len()], D::Error> {
    by_name(BTreeMap::deserialize(table)?, kind::NAMES, "kind").map_err(D::Error::custom)
}

fn by_doubt<'de, D: Deserializer<'de>>(table: D) -> Result<[f32; DOUBTS.len()], D::Error> {
    by_name(BTreeMap::deserialize(table)?, DOUBTS, "doubt").map_err(D::Error::custom)
}

fn by_reservation<'de, D: Deserializer<'de>>(table: D) -> Result<[f32; RESERVATIONS.len()], D::Error> {
    by_name(BTreeMap::deserialize(table)?, RESERVATIONS, "reservation").map_err(D::Error::custom)
}

/// The probability whose log-odds these are.
fn probability(odds: f32) -> f64 {
    1.0 / (1.0 + f64::from(-odds).exp())
}

/// The weights of those that hold.
fn sum_of(weights: &[f32], hold: &[bool]) -> f32 {
    weights.iter().zip(hold).filter(|(_, holds)| **holds).map(|(weight, _)| weight).sum()
}

/// The weights of a table in the order of these names, each of which it has to have.
fn by_name<const N: usize>(mut given: BTreeMap<String, f32>, names: [&str; N], what: &str) -> Result<[f32; N], String> {
    let mut weights = [0.0; N];
    for (weight, name) in weights.iter_mut().zip(names) {
        *weight = given.remove(name).ok_or_else(|| format!("there is no weight for `{name}`"))?;
    }
    match given.keys().next() {
        Some(unknown) => Err(format!("`{unknown}` is no {what}; these are: {}", names.join(", "))),
        None => Ok(weights),
    }
}

/// The weight of the kind that a question asks for.
fn of_kind(weights: &[f32; KINDS.len()], question: &Question) -> f32 {
    KINDS.iter().zip(weights).find(|(asks, _)| **asks == question.asks).map_or(0.0, |(_, weight)| *weight)
}

impl Exponents {
    fn product(&self, features: &Features) -> f32 {
        self.log(features).exp()
    }

    fn log(&self, features: &Features) -> f32 {
        self.0.iter().zip(features.named()).map(|(exponent, (_, value))| exponent * value.ln()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_has_every_weight_and_no_other() {
        assert!(Weights::load(None).is_ok());
        let renamed = BUILT_IN.replacen("near = ", "nearer = ", 1);
        let error = Weights::load(Some(&renamed)).unwrap_err().to_string();
        assert!(error.contains("no weight for `near`"), "{error}");
        let error = Weights::load(Some(&BUILT_IN.replacen("[rank]\n", "[rank]\nluck = 1.0\n", 1))).unwrap_err().to_string();
        assert!(error.contains("`luck` is no feature"), "{error}");
    }
}
