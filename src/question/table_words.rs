//! The words of totals, rankings and lists, from `data/tables.toml`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::layoff::ReasonClass;

/// The list that is built in.
const BUILT_IN: &str = include_str!("../../data/tables.toml");

/// What people call industries, countries and reasons, and the words that say nothing beside them.
pub struct TableWords {
    industries: Phrases<String>,
    countries: Phrases<String>,
    reasons: Phrases<ReasonClass>,
    plain: FxHashSet<String>,
}

/// Phrases, each word by word, with what they stand for.
type Phrases<T> = Vec<(Vec<String>, T)>;

/// A list that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TableWordsError(#[from] toml::de::Error);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    industry: BTreeMap<String, Vec<String>>,
    country: BTreeMap<String, Vec<String>>,
    reason: BTreeMap<ReasonClass, Vec<String>>,
    plain: Plain,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    words: Vec<String>,
}

impl TableWords {
    /// The built-in list, extended by the text of an operator's file where there is one.
    ///
    /// # Errors
    /// When the operator's file is not of the form of the built-in one.
    pub fn load(extension: Option<&str>) -> Result<TableWords, TableWordsError> {
        let mut words =
            TableWords { industries: Vec::new(), countries: Vec::new(), reasons: Vec::new(), plain: FxHashSet::default() };
        for text in [Some(BUILT_IN), extension].into_iter().flatten() {
            let file: File = toml::from_str(text)?;
            add(&mut words.industries, file.industry, |name| Some(name.to_lowercase()));
            add(&mut words.countries, file.country, |name| Some(name.to_lowercase()));
            add(&mut words.reasons, file.reason, |_| None);
            words.plain.extend(file.plain.words.iter().flat_map(|line| line.split_whitespace()).map(str::to_owned));
        }
        Ok(words)
    }

    /// The industry that is named from this word on, with the number of words.
    pub(super) fn industry(&self, words: &[&str]) -> Option<(String, usize)> {
        longest(&self.industries, words)
    }

    /// The country.
    pub(super) fn country(&self, words: &[&str]) -> Option<(String, usize)> {
        longest(&self.countries, words)
    }

    /// The kind of reason.
    pub(super) fn reason(&self, words: &[&str]) -> Option<(ReasonClass, usize)> {
        longest(&self.reasons, words)
    }

    /// Whether a word changes nothing about what is meant.
    pub(super) fn is_plain(&self, word: &str) -> bool {
        self.plain.contains(word)
    }
}

fn add<T: Clone>(to: &mut Phrases<T>, from: BTreeMap<T, Vec<String>>, own: impl Fn(&T) -> Option<String>) {
    for (meant, phrases) in from {
        for phrase in phrases.into_iter().chain(own(&meant)) {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
            if !words.is_empty() {
                to.push((words, meant.clone()));
            }
        }
    }
}

fn longest<T: Clone>(phrases: &Phrases<T>, words: &[&str]) -> Option<(T, usize)> {
    let begins = |phrase: &[String]| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| a == b);
    let found = phrases.iter().filter(|(phrase, _)| begins(phrase)).max_by_key(|(phrase, _)| phrase.len())?;
    Some((found.1.clone(), found.0.len()))
}
