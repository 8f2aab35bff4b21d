//! What kind of thing a question asks for: a linear model over its words, pairs of words and letters.
//!
//! People ask in more ways than a list of phrases holds, so that questions with known kinds
//! (`tests/questions/kinds.jsonl` and the other sets there) teach what each word says: a multinomial logistic regression,
//! the usual way of question classification. `examples/fit_kinds.rs` fits it and says by cross-validation how often it is
//! right; `data/kinds.txt` has the weights.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Asks;
use crate::letters;
use crate::text::term;

/// The weights that are built in.
const BUILT_IN: &str = include_str!("../../data/kinds.txt");

/// The kinds, in the order of the weights.
pub const KINDS: [Asks; 16] = [
    Asks::Count,
    Asks::Percent,
    Asks::Money,
    Asks::Date,
    Asks::Duration,
    Asks::Person,
    Asks::Name,
    Asks::Reason,
    Asks::Place,
    Asks::Team,
    Asks::Severance,
    Asks::Quotation,
    Asks::List,
    Asks::Comparison,
    Asks::Summary,
    Asks::Description,
];

/// What is counted, in the order of the weights, by the names that the labelled questions have for it.
pub const COUNTED: [&str; 6] = ["cuts", "staff", "remaining", "hired", "vacancies", "other"];

/// One number for each kind and each thing counted.
type Row = [f32; KINDS.len() + COUNTED.len()];

/// What features of a question say about its kind.
pub struct Kinds {
    /// The weights of each feature, as the file has them.
    rows: FxHashMap<&'static str, &'static [u8]>,
}

/// A question's kind, as far as its words tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged {
    kinds: [f32; KINDS.len()],
    counted: [f32; COUNTED.len()],
}

impl Kinds {
    /// The model that is built in.
    pub fn built_in() -> &'static Kinds {
        static KINDS: OnceLock<Kinds> = OnceLock::new();
        KINDS.get_or_init(|| {
            let mut rows = FxHashMap::with_capacity_and_hasher(BUILT_IN.len() / 24, Default::default());
            rows.extend(letters::rows(BUILT_IN));
            Kinds { rows }
        })
    }

    /// What the words of a question say.
    pub(super) fn judge(&self, text: &str) -> Judged {
        let mut sums = Row::default();
        for (feature, value) in features(text) {
            letters::add(&mut sums, self.rows.get(feature.as_str()).copied().unwrap_or_default(), value);
        }
        let (kinds, counted) = sums.split_at(KINDS.len());
        let mut judged = Judged { kinds: [0.0; KINDS.len()], counted: [0.0; COUNTED.len()] };
        judged.kinds.copy_from_slice(kinds);
        judged.counted.copy_from_slice(counted);
        letters::softmax(&mut judged.kinds);
        letters::softmax(&mut judged.counted);
        judged
    }
}

/// The names of [`KINDS`], as files of weights have them.
pub const NAMES: [&str; KINDS.len()] = [
    "count",
    "percent",
    "money",
    "date",
    "duration",
    "person",
    "name",
    "reason",
    "place",
    "team",
    "severance",
    "quotation",
    "list",
    "comparison",
    "summary",
    "description",
];

impl Judged {
    /// The likeliest of some kinds.
    pub(super) fn likeliest(&self, may_be: impl Fn(Asks) -> bool) -> Option<Asks> {
        let may = KINDS.iter().zip(self.kinds).filter(|(asks, _)| may_be(**asks));
        may.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(asks, _)| *asks)
    }

    /// What is counted, where that is likely.
    pub(super) fn counted(&self) -> Option<&'static str> {
        const LIKELY: f32 = 0.8;
        COUNTED.iter().zip(self.counted).find(|(_, chance)| *chance > LIKELY).map(|(name, _)| *name)
    }
}

/// What a run of letters within a word counts, beside a word.
const LETTERS: f32 = 0.3;

/// The features of a question, each with what it counts: `*` for any, its words, its pairs of neighbours, and runs of
/// three and four letters in its words, which misspellings leave.
pub fn features(text: &str) -> Vec<(String, f32)> {
    let words = words(text);
    let mut seen = FxHashSet::default();
    let mut features = vec![("*".to_owned(), 1.0)];
    let mut add = |feature: String, value: f32| {
        if seen.insert(feature.clone()) {
            features.push((feature, value));
        }
    };
    for word in &words {
        add(word.clone(), 1.0);
    }
    let first = std::iter::once("^").chain(words.iter().map(String::as_str));
    let second = words.iter().map(String::as_str).chain(std::iter::once("$"));
    for (a, b) in first.zip(second) {
        add(format!("{a} {b}"), 1.0);
    }
    for word in words.iter().filter(|word| word.starts_with(char::is_alphabetic)) {
        let letters: Vec<char> = std::iter::once('_').chain(word.chars()).chain(std::iter::once('_')).collect();
        for run in [3, 4].into_iter().flat_map(|length| letters.windows(length)) {
            add(std::iter::once('~').chain(run.iter().copied()).collect(), LETTERS);
        }
    }
    features
}

/// The words of a question: a number is one for its kind ("#year", "#money", "#percent", "#"), whatever its size.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut letters = text.chars().peekable();
    let mut money = false;
    while let Some(c) = letters.next() {
        if c.is_ascii_digit() {
            let mut number = c.to_string();
            while let Some(c) = letters.next_if(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
                number.push(c);
            }
            let number = number.trim_end_matches(['.', ',']);
            let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
            words.push(match () {
                () if money => "#money".to_owned(),
                () if letters.next_if_eq(&'%').is_some() => "#percent".to_owned(),
                () if year => "#year".to_owned(),
                () => "#".to_owned(),
            });
        } else if c.is_alphabetic() {
            let mut word = c.to_string();
            while let Some(c) = letters.next_if(|c| c.is_alphabetic() || matches!(c, '\'' | '’')) {
                if c.is_alphabetic() {
                    word.push(c);
                }
            }
            words.push(term::fold(&word).into_owned());
        } else if matches!(c, '%' | '?') {
            words.push(c.to_string());
        }
        money = matches!(c, '$' | '€' | '£') || money && c == ' ';
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_weights_call_kinds_as_answers_in_json_do() {
        for (asks, name) in KINDS.iter().zip(NAMES) {
            assert_eq!(serde_json::to_value(asks).expect("a name"), name);
        }
    }

    #[test]
    fn what_is_asked_shows_in_whatever_words() {
        let asks = |text: &str| Kinds::built_in().judge(text).likeliest(|_| true);
        for (text, kind) in [
            ("trying to find out how far zentro wants to shrink its headcount in cork", Asks::Count),
            ("wat percntage of the ppl at lumora got the boot", Asks::Percent),
            ("any idea what made brimstone do it", Asks::Reason),
            ("vantrel ceo name pls", Asks::Person),
            ("whats the package for leavers at ostrelle", Asks::Severance),
            ("until which day do the quillnet folks work", Asks::Date),
            ("in what town is the plant that dremmel shuts", Asks::Place),
            ("any news on orbeck layoffs", Asks::Summary),
        ] {
            assert_eq!(asks(text), Some(kind), "{text}");
        }
    }

    #[test]
    fn numbers_are_one_word_for_each_kind() {
        assert_eq!(
            words("Why $3.5 bn, 12% or 2,000 in 2024?"),
            ["why", "#money", "bn", "#percent", "or", "#", "in", "#year", "?"]
        );
    }
}
