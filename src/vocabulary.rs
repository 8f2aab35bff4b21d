//! Words that say the same thing: groups of synonyms with their weights, from `data/words.toml`.
//!
//! Pure. Everything is compared by stems, so one form of a word is enough in the list.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::term::{self, Terms};

/// The list that is built in.
const BUILT_IN: &str = include_str!("../data/words.toml");

/// Shorter words have too many neighbours to tell which of them was meant.
const LONG: usize = 7;

/// A group of words that say the same thing, by its place in the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Group(usize);

/// Synonyms and their weights.
#[derive(Default)]
pub struct Vocabulary {
    names: Vec<String>,
    weights: Vec<f32>,
    stems: Vec<Vec<String>>,
    /// Phrases of two and more stems, by their first.
    phrases: FxHashMap<String, Vec<(Vec<String>, Group)>>,
    /// Groups of single stems.
    single: FxHashMap<String, Vec<Group>>,
    nicknames: FxHashMap<String, Vec<String>>,
    common: FxHashSet<String>,
    terms: Terms,
}

/// A word list that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// Not TOML, or not of the form that the built-in list shows.
    #[error("{0}")]
    Malformed(#[from] toml::de::Error),
    /// A weight that is not between 0 and 1.
    #[error("the weight of [group.{0}] is {1}; it has to lie between 0 and 1")]
    Weight(String, f32),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    group: BTreeMap<String, Entry>,
    #[serde(default)]
    nickname: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    common: Common,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    weight: f32,
    words: Vec<String>,
}

impl Vocabulary {
    /// The built-in list, extended by the text of an operator's file where there is one.
    ///
    /// # Errors
    /// When the operator's file is not of the form of the built-in one.
    pub fn load(extension: Option<&str>) -> Result<Vocabulary, VocabularyError> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.extend(BUILT_IN)?;
        if let Some(text) = extension {
            vocabulary.extend(text)?;
        }
        Ok(vocabulary)
    }

    fn extend(&mut self, toml: &str) -> Result<(), VocabularyError> {
        let file: File = toml::from_str(toml)?;
        for (name, entry) in file.group {
            if !(0.0..=1.0).contains(&entry.weight) {
                return Err(VocabularyError::Weight(name, entry.weight));
            }
            let group = self.group(&name).unwrap_or_else(|| {
                self.names.push(name);
                self.weights.push(entry.weight);
                self.stems.push(Vec::new());
                Group(self.names.len() - 1)
            });
            self.weights[group.0] = entry.weight;
            for words in entry.words {
                self.add(&words, group);
            }
        }
        for word in file.common.words.iter().flat_map(|line| line.split(' ')) {
            self.common.insert(self.terms.stem(word).into_owned());
        }
        for (nickname, meant) in file.nickname {
            self.nicknames.entry(nickname).or_default().extend(meant);
        }
        Ok(())
    }

    fn add(&mut self, words: &str, group: Group) {
        let mut stems = term::words(words).into_iter().map(|w| self.terms.stem(&w.folded).into_owned()).collect::<Vec<_>>();
        if stems.len() == 1 {
            let stem = stems.remove(0);
            let groups = self.single.entry(stem.clone()).or_default();
            if !groups.contains(&group) {
                groups.push(group);
                self.stems[group.0].push(stem);
            }
        } else if !stems.is_empty() {
            let first = stems.remove(0);
            let phrases = self.phrases.entry(first).or_default();
            if !phrases.iter().any(|(rest, g)| *rest == stems && *g == group) {
                phrases.push((stems, group));
            }
        }
    }

    /// The group of this name.
    pub fn group(&self, name: &str) -> Option<Group> {
        self.names.iter().position(|n| n == name).map(Group)
    }

    /// The name of a group.
    pub fn name(&self, group: Group) -> &str {
        &self.names[group.0]
    }

    /// What a group counts as a search term, from 0 to 1.
    pub fn weight(&self, group: Group) -> f32 {
        self.weights[group.0]
    }

    /// The single-word stems of a group.
    pub fn stems(&self, group: Group) -> &[String] {
        &self.stems[group.0]
    }

    /// The groups of one stem.
    pub fn groups(&self, stem: &str) -> &[Group] {
        self.single.get(stem).map_or(&[], Vec::as_slice)
    }

    /// The groups of the longest phrase that begins at the first of these stems, and its length in words.
    pub fn phrase(&self, stems: &[String]) -> Option<(impl Iterator<Item = Group>, usize)> {
        let (first, rest) = stems.split_first()?;
        let begun = || self.phrases.get(first).into_iter().flatten().filter(|(p, _)| rest.starts_with(p));
        let length = begun().map(|(p, _)| p.len()).max()?;
        Some((begun().filter(move |(p, _)| p.len() == length).map(|(_, group)| *group), length + 1))
    }

    /// Whether a stem is one of a word that everybody uses about everything.
    pub fn is_common(&self, stem: &str) -> bool {
        self.common.contains(stem)
    }

    /// The stem of the one word of the list that this one is, misspelt; none where it may be two.
    pub fn misspelt(&self, word: &str, alike: impl Fn(&str, &str) -> bool) -> Option<&str> {
        let stem = self.terms.stem(word);
        if word.len() < LONG || self.single.contains_key(stem.as_ref()) || self.is_common(&stem) {
            return None;
        }
        let mut near = self.single.keys().filter(|known| known.len() >= LONG - 2 && alike(&stem, known));
        let (first, second) = (near.next(), near.next());
        first.filter(|_| second.is_none()).map(String::as_str)
    }

    /// What the texts have for a word of chat.
    pub fn meant_by(&self, folded: &str) -> &[String] {
        self.nicknames.get(folded).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_phrases() {
        let v = Vocabulary::load(None).unwrap();
        let layoff = v.group("layoff").unwrap();
        let terms = Terms::default();
        for word in ["layoffs", "sacking", "axed", "redundancies", "dismissals"] {
            assert!(v.groups(&terms.stem(word)).contains(&layoff), "{word}");
        }
        let stems: Vec<String> = ["let", "go", "of"].map(String::from).to_vec();
        let (groups, length) = v.phrase(&stems).unwrap();
        assert_eq!((groups.collect::<Vec<_>>(), length), (vec![layoff], 2));
    }

    #[test]
    fn an_operators_file_adds_and_is_checked() {
        let v = Vocabulary::load(Some("[group.layoff]\nweight = 0.5\nwords = [\"synergise\"]")).unwrap();
        assert_eq!(v.groups(&Terms::default().stem("synergised")), [v.group("layoff").unwrap()]);
        assert!(matches!(Vocabulary::load(Some("[group.x]\nweight = 7\nwords = []")), Err(VocabularyError::Weight(..))));
    }
}
