//! The phrases that say what kind of thing is asked for, from `data/asks.toml`.

use serde::Deserialize;

use super::{Asks, Counted};

/// The list that is built in.
const BUILT_IN: &str = include_str!("../../data/asks.toml");

/// What people say when they ask for a number, a person, a reason.
pub struct AskWords {
    first: Vec<(Phrase, Asks)>,
    general: Vec<(Phrase, Asks)>,
    last: Vec<(Phrase, Asks)>,
    counted: Vec<(Phrase, Counted)>,
    offices: Vec<String>,
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
    first: Vec<Kind>,
    general: Vec<Kind>,
    last: Vec<Kind>,
    counted: Vec<Of>,
    offices: Offices,
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
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Offices {
    words: Vec<String>,
}

impl AskWords {
    /// The built-in list, extended by the text of an operator's file where there is one.
    ///
    /// # Errors
    /// When the operator's file is not of the form of the built-in one.
    pub fn load(extension: Option<&str>) -> Result<AskWords, AskWordsError> {
        let (mut first, mut general, mut last, mut counted, mut offices) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        // What an operator adds decides before what is built in.
        for text in [extension, Some(BUILT_IN)].into_iter().flatten() {
            let file: File = toml::from_str(text)?;
            for (to, kinds) in [(&mut first, file.first), (&mut general, file.general), (&mut last, file.last)] {
                to.extend(kinds.iter().flat_map(|kind| kind.phrases.iter().map(|words| (phrase(words), kind.asks))));
            }
            counted.extend(file.counted.iter().flat_map(|of| of.phrases.iter().map(|words| (phrase(words), of.of.into()))));
            offices.extend(file.offices.words);
        }
        Ok(AskWords { first, general, last, counted, offices })
    }

    /// What the words ask for. `is_empty` tells words that say nothing.
    pub(super) fn asked_for(&self, words: &[&str], is_empty: impl Fn(&str) -> bool) -> Option<Asks> {
        self.first_of(words, |_| true).or_else(|| self.otherwise(words, is_empty))
    }

    /// What is compared, in a comparison.
    pub(super) fn compared(&self, words: &[&str], is_empty: impl Fn(&str) -> bool) -> Option<Asks> {
        let of_sides = |asks| !matches!(asks, Asks::Comparison | Asks::List);
        self.first_of(words, of_sides).or_else(|| self.otherwise(words, is_empty)).filter(|asks| of_sides(*asks))
    }

    fn first_of(&self, words: &[&str], may_be: impl Fn(Asks) -> bool) -> Option<Asks> {
        self.first.iter().find(|(phrase, asks)| may_be(*asks) && occurs(phrase, words)).map(|(_, asks)| *asks)
    }

    fn otherwise(&self, words: &[&str], is_empty: impl Fn(&str) -> bool) -> Option<Asks> {
        // "freelancers who work for": tells of whom, and asks nothing.
        let relative = |at: usize| words[at] == "who" && at > 0 && words[at - 1].ends_with('s') && !is_empty(words[at - 1]);
        let place = |phrase: &Phrase| {
            let at = (0..words.len()).find(|&at| begins(phrase, &words[at..]) && !relative(at))?;
            Some((at, std::cmp::Reverse(phrase.len())))
        };
        let general = self.general.iter().filter_map(|(phrase, asks)| Some((place(phrase)?, *asks)));
        general
            .min_by_key(|(place, _)| *place)
            .map(|(_, asks)| asks)
            .or_else(|| self.names_office(words).then_some(Asks::Person))
            .or_else(|| self.last.iter().find(|(phrase, _)| occurs(phrase, words)).map(|(_, asks)| *asks))
    }

    /// Of whom or what a number is asked, where the words say that it is not of those who go.
    pub(super) fn counted(&self, words: &[&str]) -> Option<Counted> {
        self.counted.iter().find(|(phrase, _)| occurs(phrase, words)).map(|(_, counted)| *counted)
    }

    fn is_office(&self, word: &str) -> bool {
        self.offices.iter().any(|office| office == word)
    }

    /// Whether the words are little more than an office: it begins them, after whatever describes it, or closes a few of
    /// them ("solenne ceo").
    fn names_office(&self, words: &[&str]) -> bool {
        let begins = words.iter().take(4).position(|word| self.is_office(word)).and_then(|at| words.get(at + 1));
        let few = words.len() <= FEW;
        begins.is_some_and(|next| matches!(*next, "of" | "at" | "executive" | "for"))
            || few
                && (words.last().is_some_and(|word| self.is_office(word))
                    || begins.is_some_and(|next| matches!(*next, "in" | "that" | "who")))
    }
}

/// A question of so few words that names an office asks for nothing else.
const FEW: usize = 6;

impl From<CountedOf> for Counted {
    fn from(of: CountedOf) -> Counted {
        match of {
            CountedOf::Staff => Counted::Staff,
            CountedOf::Remaining => Counted::Remaining,
            CountedOf::Hired => Counted::Hired,
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
        let added = "[[first]]\nasks = \"severance\"\nphrases = [\"what * parachute\"]";
        let words = AskWords::load(Some(added)).unwrap();
        let asked = |text: &str| words.asked_for(&text.split(' ').collect::<Vec<_>>(), |_| false);
        assert_eq!(asked("what is the parachute at acme"), Some(Asks::Severance));
        assert_eq!(asked("how many at acme"), Some(Asks::Count));
        assert_eq!(asked("acme ceo"), Some(Asks::Person));
        assert_eq!(asked("acme layoffs"), None);
        assert!(AskWords::load(Some("[[first]]\nasks = \"nothing\"\nphrases = []")).is_err());
    }
}
