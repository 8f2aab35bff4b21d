//! What a sentence states, by its words: what its numbers are numbers of, and whether it gives a reason, terms of severance,
//! a place.
//!
//! News has more wordings for a layoff than lists of words hold ("88 desks will be empty by Friday"), so that labelled
//! sentences (`tests/sentences`) teach what each word says: a multinomial logistic regression for the amounts and one
//! logistic regression for each thing that a sentence may state, over stems and where they stand.
//! `examples/fit_sentences.rs` fits them and says by cross-validation how often they are right; `data/sentences.txt` has
//! the weights.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::letters;
use crate::text::amount::Kind;
use crate::text::term::{Terms, Word};

/// The weights that are built in.
const BUILT_IN: &str = include_str!("../data/sentences.txt");

/// What an amount may be an amount of, by the names that the labelled sentences have for it.
pub const ROLES: [&str; 19] = [
    "cut",
    "staff",
    "remaining",
    "hired",
    "vacancy",
    "moved",
    "people",
    "thing",
    "share_cut",
    "share_other",
    "cost",
    "saving",
    "deal",
    "result",
    "pay",
    "money",
    "severance",
    "notice",
    "time",
];

/// What a sentence may state, likewise.
pub const STATES: [&str; 12] =
    ["layoff", "severance", "reason", "denial", "hiring", "plan", "place", "team", "person", "quote", "date_out", "date_told"];

/// The roles that an amount of a kind may have.
fn roles_of(kind: Kind) -> Range<usize> {
    match kind {
        Kind::Percent | Kind::Fraction => 8..10,
        Kind::Money => 10..16,
        Kind::Duration => 16..19,
        _ => 0..8,
    }
}

/// The models.
pub struct Sense {
    /// The weights of each feature of an amount, as the file has them.
    roles: FxHashMap<u64, &'static [u8]>,
    /// The same of a sentence.
    states: FxHashMap<u64, &'static [u8]>,
}

impl Sense {
    /// The models that are built in.
    pub fn built_in() -> &'static Sense {
        static SENSE: OnceLock<Sense> = OnceLock::new();
        SENSE.get_or_init(|| {
            let map = || FxHashMap::with_capacity_and_hasher(BUILT_IN.len() / 64, Default::default());
            let mut sense = Sense { roles: map(), states: map() };
            for (feature, letters) in letters::rows(BUILT_IN) {
                if let Some(feature) = feature.strip_prefix('n') {
                    sense.roles.insert(hash([feature]), letters);
                } else if let Some(feature) = feature.strip_prefix('s') {
                    sense.states.insert(hash([feature]), letters);
                }
            }
            sense
        })
    }

    /// How likely an amount of a sentence has a role.
    pub(crate) fn role(&self, tokens: &Tokens<'_>, amount: &Range<usize>, kind: Kind, role: &str) -> f32 {
        let mut sums = [0.0f32; ROLES.len()];
        tokens.around(amount, |feature, value| {
            letters::add(&mut sums, self.roles.get(&feature).copied().unwrap_or_default(), value);
        });
        let of_kind = roles_of(kind);
        letters::softmax(&mut sums[of_kind.clone()]);
        let at = ROLES.iter().position(|name| *name == role).filter(|at| of_kind.contains(at));
        at.map_or(0.0, |at| sums[at])
    }

    /// How likely a sentence states something.
    pub(crate) fn states(&self, tokens: &Tokens<'_>, what: &str) -> f32 {
        let Some(at) = STATES.iter().position(|name| *name == what) else { return 0.0 };
        let mut sum = 0.0;
        tokens.all(|feature, value| {
            sum += self.states.get(&feature).and_then(|row| row.get(at)).map_or(0.0, |letter| letters::weight(*letter) * value)
        });
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The FNV-1a hash of some texts in a row, as if they were one.
fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let bytes = parts.into_iter().flat_map(str::bytes);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A sentence as the models see it: stems, marks, and "#" for a number ("#y" for a year).
pub struct Tokens<'a> {
    tokens: Vec<(Range<usize>, &'a str)>,
}

/// Words to either side of an amount that stand near it.
const NEAR: usize = 6;
/// What a word that stands farther off counts.
const FAR: f32 = 0.2;
/// What a word counts wherever it stands.
const ANYWHERE: f32 = 0.3;
/// What a word within the amount counts.
const INSIDE: f32 = 0.5;

impl<'a> Tokens<'a> {
    /// Of a sentence with its words and their stems.
    pub fn of(text: &'a str, words: &[Word], stems: &'a [String]) -> Tokens<'a> {
        let mut tokens = Vec::with_capacity(words.len() + 8);
        let mut end = 0;
        let marks = |tokens: &mut Vec<(Range<usize>, &'a str)>, from: usize, to: usize| {
            let marks = text[from..to].char_indices().filter(|(_, c)| !c.is_whitespace());
            tokens.extend(marks.map(|(at, c)| (from + at..from + at + c.len_utf8(), &text[from + at..from + at + c.len_utf8()])));
        };
        for (word, stem) in words.iter().zip(stems) {
            marks(&mut tokens, end, word.range.start);
            let year = word.folded.len() == 4 && (word.folded.starts_with("19") || word.folded.starts_with("20"));
            let token = match (word.number, year) {
                (true, true) => "#y",
                (true, false) => "#",
                _ => stem.as_str(),
            };
            tokens.push((word.range.clone(), token));
            end = word.range.end;
        }
        marks(&mut tokens, end, text.len());
        Tokens { tokens }
    }

    /// The features of an amount: what stands beside it, near it and anywhere.
    fn around(&self, amount: &Range<usize>, mut give: impl FnMut(u64, f32)) {
        self.features_around(amount, |parts, value| give(hash(parts.iter().copied()), value));
    }

    /// The features of the sentence.
    fn all(&self, mut give: impl FnMut(u64, f32)) {
        self.features(|parts, value| give(hash(parts.iter().copied()), value));
    }

    /// The same, spelt out.
    pub fn named_around(&self, amount: &Range<usize>) -> Vec<(String, f32)> {
        let mut features = Vec::new();
        self.features_around(amount, |parts, value| features.push((parts.concat(), value)));
        features
    }

    /// The same, spelt out.
    pub fn named(&self) -> Vec<(String, f32)> {
        let mut features = Vec::new();
        self.features(|parts, value| features.push((parts.concat(), value)));
        features
    }

    fn features_around(&self, amount: &Range<usize>, mut give: impl FnMut(&[&str], f32)) {
        let first = self.tokens.partition_point(|(range, _)| range.end <= amount.start);
        let last = self.tokens.partition_point(|(range, _)| range.start < amount.end).max(first);
        let (before, inside, after) = (&self.tokens[..first], &self.tokens[first..last], &self.tokens[last..]);
        for (i, (_, token)) in before.iter().rev().enumerate() {
            if i < NEAR {
                give(&["l ", token], 1.0 - 0.1 * i as f32)
            } else {
                give(&["L ", token], FAR)
            }
            if i < 2 {
                give(&[["l0 ", "l1 "][i], token], 1.0);
            }
        }
        for (i, (_, token)) in after.iter().enumerate() {
            if i <= NEAR {
                give(&["r ", token], 1.0 - 0.1 * i as f32)
            } else {
                give(&["R ", token], FAR)
            }
            if i < 2 {
                give(&[["r0 ", "r1 "][i], token], 1.0);
            }
        }
        let close = &before[before.len().saturating_sub(4)..];
        for pair in close.windows(2) {
            give(&["lb ", pair[0].1, " ", pair[1].1], 1.0);
        }
        for pair in after[..after.len().min(6)].windows(2) {
            give(&["rb ", pair[0].1, " ", pair[1].1], 1.0);
        }
        if let (Some((_, left)), Some((_, right))) = (before.last(), after.first()) {
            give(&["x ", left, " ", right], 1.0);
        }
        for (_, token) in inside {
            give(&["m ", token], INSIDE);
        }
        for (_, token) in before.iter().chain(after) {
            give(&["s ", token], ANYWHERE);
        }
        give(&["*"], 1.0);
        if before.is_empty() {
            give(&["^"], 1.0);
        }
        if after.is_empty() {
            give(&["$"], 1.0);
        }
    }

    fn features(&self, mut give: impl FnMut(&[&str], f32)) {
        give(&["*"], 1.0);
        for (_, token) in &self.tokens {
            give(&[token], 1.0);
        }
        let first = std::iter::once("^").chain(self.tokens.iter().map(|t| t.1));
        let second = self.tokens.iter().map(|t| t.1).chain(std::iter::once("$"));
        for (a, b) in first.zip(second) {
            give(&[a, " ", b], 1.0);
        }
    }
}

/// The stems of a sentence's words, as [`Tokens`] takes them.
pub fn stems(words: &[Word]) -> Vec<String> {
    let terms = Terms::default();
    words.iter().map(|word| terms.stem(&word.folded).into_owned()).collect()
}
