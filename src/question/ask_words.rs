//! The phrases that say what kind of thing is asked for, from `data/asks.toml`.

use serde::Deserialize;

use super::{Asks, Counted};

/// The list that is built in.
const BUILT_IN: &str = include_str!("../../data/asks.toml");

/// What people say when they ask for a number, a person, a reason.
pub struct AskWords {
    phrases: Vec<(Phrase, Asks)>,
    counted: Vec<(Phrase, Counted)>,
    numbers: Vec<String>,
}

/// Words in a row; none stands for one to three words of any kind.
type Phrase = Vec<Option<String>>;

/// A list that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct AskWordsError(#[from] toml::de::Error);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    kind: Vec<Kind>,
    counted: Vec<Of>,
    numbers: Numbers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    asks: Asks,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Of {
    of: CountedOf,
    phrases: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CountedOf {
    Staff,
    Remaining,
    Hired,
    Moved,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    words: Vec<String>,
}

impl AskWords {
    /// The built-in list, extended by the text of an operator's file where there is one.
    ///
    /// # Errors
    /// When the operator's file is not of the form of the built-in one.
    pub fn load(extension: Option<&str>) -> Result<AskWords, AskWordsError> {
        let (mut phrases, mut counted, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        // What an operator adds decides before what is built in.
        for text in [extension, Some(BUILT_IN)].into_iter().flatten() {
            let file: File = toml::from_str(text)?;
            phrases.extend(file.kind.iter().flat_map(|kind| kind.phrases.iter().map(|words| (phrase(words), kind.asks))));
            counted.extend(file.counted.iter().flat_map(|of| of.phrases.iter().map(|words| (phrase(words), of.of.into()))));
            numbers.extend(file.numbers.words);
        }
        Ok(AskWords { phrases, counted, numbers })
    }

    /// What the words ask for, where one of the phrases stands among them.
    pub(super) fn asked_for(&self, words: &[&str]) -> Option<Asks> {
        self.phrases.iter().find(|(phrase, _)| occurs(phrase, words)).map(|(_, asks)| *asks)
    }

    /// Whether one of the words says that a number is wanted.
    pub(super) fn say_number(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.numbers.iter().any(|number| number == word))
    }

    /// Of whom or what a number is asked, where the words say that it is not of those who go.
    pub(super) fn counted(&self, words: &[&str]) -> Option<Counted> {
        self.counted.iter().find(|(phrase, _)| occurs(phrase, words)).map(|(_, counted)| *counted)
    }
}

impl From<CountedOf> for Counted {
    fn from(of: CountedOf) -> Counted {
        match of {
            CountedOf::Staff => Counted::Staff,
            CountedOf::Remaining => Counted::Remaining,
            CountedOf::Hired => Counted::Hired,
            CountedOf::Moved => Counted::Moved,
        }
    }
}

fn phrase(words: &str) -> Phrase {
    words.split_whitespace().map(|word| (word != "*").then(|| word.to_owned())).collect()
}

fn occurs(phrase: &[Option<String>], words: &[&str]) -> bool {
    (0..words.len()).any(|at| begins(phrase, &words[at..]))
}

fn begins(phrase: &[Option<String>], words: &[&str]) -> bool {
    match phrase.split_first() {
        None => true,
        Some((None, rest)) => (1..=3).any(|skip| words.len() >= skip && begins(rest, &words[skip..])),
        Some((Some(first), rest)) => words.first() == Some(&first.as_str()) && begins(rest, &words[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_adds_phrases() {
        let added = "[[kind]]\nasks = \"severance\"\nphrases = [\"what * parachute\"]";
        let words = AskWords::load(Some(added)).unwrap();
        let asked = |text: &str| words.asked_for(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(asked("what is the parachute at acme"), Some(Asks::Severance));
        assert_eq!(asked("acme layoffs"), None);
        assert!(AskWords::load(Some("[[kind]]\nasks = \"nothing\"\nphrases = []")).is_err());
    }
}
