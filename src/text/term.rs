//! Terms: the units that are looked up in the index, the same for articles and for questions.
//!
//! A term is a folded word: lower case, no accents, stemmed. Numbers keep their value however they are written
//! (`12,000`, `12.000`, `12k`), and names with marks inside them are found in every spelling (`AT&T` and `att`, `C3.ai`
//! and `c3ai`, `Byju's` and `byjus`).

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word of a text, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Its folded form, not stemmed: `google's` for `Google's`, `12000` for `12,000`.
    pub folded: String,
    /// Whether it is a number.
    pub number: bool,
}

/// The words of a text, in order. Marks that belong to a name (`AT&T`, `C3.ai`, `Byju's`) stay within the word;
/// a hyphen separates.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    ranges(text, |range| {
        let (folded, number) = folded(&text[range.clone()]);
        words.push(Word { range, folded: folded.into_owned(), number });
    });
    words
}

/// Calls `each` with every word of [`words`]: where it stands, its folded form, and whether it is a number.
pub fn each_word(text: &str, mut each: impl FnMut(Range<usize>, &str, bool)) {
    ranges(text, |range| {
        let (folded, number) = folded(&text[range.clone()]);
        each(range, &folded, number);
    });
}

/// The folded form of one word, as [`Word`] has it.
pub fn folded_word(raw: &str) -> Cow<'_, str> {
    folded(raw).0
}

/// Calls `give` with each place where a word of [`words`] stands.
#[inline]
pub fn ranges(text: &str, mut give: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // Most words are plain letters between spaces.
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
            at += 1;
        }
        match bytes.get(at) {
            None | Some(b' ' | b'\n' | b'-' | b'"' | b'(' | b')' | b':' | b';' | b'!' | b'?') => {
                if at > start {
                    give(start..at);
                }
                at += 1;
            }
            Some(_) => {
                let (word, next) = marked(text, start);
                if let Some(end) = word {
                    give(start..end);
                }
                at = next;
            }
        }
    }
}

/// The end of the word at `start`, if one begins there, whatever characters it is made of; and where to read on.
fn marked(text: &str, start: usize) -> (Option<usize>, usize) {
    let bytes = text.as_bytes();
    let mut chars = text[start..].char_indices().map(|(i, c)| (start + i, c)).peekable();
    let Some((_, c)) = chars.next() else { return (None, text.len()) };
    let mut end = start + c.len_utf8();
    if !c.is_alphanumeric() {
        return (None, end);
    }
    let mut last = c;
    while let Some(&(i, c)) = chars.peek() {
        if c.is_alphanumeric() || is_combining_mark(c) {
            last = c;
        } else {
            let next = text[i + c.len_utf8()..].chars().next();
            if !next.is_some_and(|next| joins(last, c, next, &bytes[i + c.len_utf8()..])) {
                break;
            }
        }
        end = i + c.len_utf8();
        chars.next();
    }
    (Some(end), end)
}

/// Whether a mark between two characters stands inside one word.
fn joins(before: char, mark: char, after: char, rest: &[u8]) -> bool {
    match mark {
        '\'' | '’' | '&' => before.is_alphabetic() && after.is_alphabetic(),
        '.' if before.is_ascii_digit() && after.is_ascii_digit() => true,
        // "C3.ai", "U.S.", "Booking.com"; but not "end.Next", a missing space.
        '.' => {
            before.is_alphanumeric()
                && after.is_alphanumeric()
                && (after.is_lowercase() || before.is_uppercase() || before.is_ascii_digit())
        }
        ',' => before.is_ascii_digit() && digits(rest) >= 2,
        _ => false,
    }
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// The folded form of a word, and whether it is a number.
fn folded(raw: &str) -> (Cow<'_, str>, bool) {
    number(raw).map_or_else(|| (fold(raw), false), |value| (value.into(), true))
}

/// The digits of a number without separators, thousands written out: `1.5k` is `1500`, `12.000` is `12000`.
fn number(raw: &str) -> Option<String> {
    if !raw.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mantissa, zeros) = match raw.char_indices().find(|(_, c)| !c.is_ascii_digit() && *c != ',' && *c != '.') {
        None => (raw, 0),
        Some((at, 'k' | 'K')) if at + 1 == raw.len() => (&raw[..at], 3),
        Some(_) => return None,
    };
    let grouped = |mark: char| {
        let mut groups = mantissa.split(mark);
        groups.next().is_some_and(|g| (1..=3).contains(&g.len())) && {
            let rest: Vec<_> = groups.collect();
            // Groups of three, or of two before a last three as lakh are written: 1,00,000.
            rest.split_last().is_some_and(|(last, middle)| last.len() == 3 && middle.iter().all(|g| (2..=3).contains(&g.len())))
        }
    };
    if grouped(',') || (zeros == 0 && grouped('.') && !mantissa.starts_with('0')) {
        return Some(mantissa.replace([',', '.'], "") + &"0".repeat(zeros));
    }
    let mut parts = mantissa.split('.');
    let (whole, fraction) = (parts.next()?, parts.next().unwrap_or(""));
    if mantissa.contains(',') || parts.next().is_some() {
        return Some(mantissa.to_owned());
    }
    if fraction.len() > zeros {
        return Some(mantissa.to_owned());
    }
    Some(format!("{whole}{fraction}{}", "0".repeat(zeros - fraction.len())))
}

/// Lower case, without accents, typographic apostrophes made plain.
pub fn fold(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(raw);
    }
    if raw.is_ascii() {
        return Cow::Owned(raw.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(raw.len());
    for c in raw.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '’' => folded.push('\''),
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// A word without its marks and its possessive: `byju` for `byju's`, `att` for `at&t`, `c3ai` for `c3.ai`.
pub fn bare(folded: &str) -> String {
    let stem = folded.strip_suffix("'s").unwrap_or(folded);
    stem.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Turns words into the terms under which they are indexed and looked up.
pub struct Terms {
    stemmer: Stemmer,
}

thread_local! {
    /// Stems found before: looking one up takes a fraction of finding it, and texts say the same words again and again.
    static STEMS: RefCell<FxHashMap<Box<str>, Stem>> = RefCell::default();
}

/// About 2 MB a thread; beyond that all are forgotten and found anew.
const STEMS_KEPT: usize = 20_000;

/// The stem of a word.
enum Stem {
    /// So many of its first bytes.
    Begins(usize),
    Other(Box<str>),
}

impl Stem {
    fn of<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match self {
            Stem::Begins(length) => Cow::Borrowed(&word[..*length]),
            Stem::Other(stem) => Cow::Owned(stem.to_string()),
        }
    }
}

impl Default for Terms {
    fn default() -> Self {
        Terms { stemmer: Stemmer::new(Algorithm::English) }
    }
}

impl Terms {
    /// The one term that stands for a plain word.
    pub fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        STEMS.with_borrow_mut(|stems| {
            if let Some(stem) = stems.get(folded) {
                return stem.of(folded);
            }
            // The stemmer takes "several" and "severance" for one word.
            let stem = if folded == "several" { Cow::Borrowed(folded) } else { self.stemmer.stem(folded) };
            if stems.len() == STEMS_KEPT {
                stems.clear();
            }
            let kept = if folded.starts_with(&*stem) { Stem::Begins(stem.len()) } else { Stem::Other((*stem).into()) };
            stems.insert(folded.into(), kept);
            stem
        })
    }

    /// Every term of one word: one for most, several for a name with marks inside.
    pub fn each(&self, word: &Word, give: impl FnMut(&str)) {
        self.each_of(&word.folded, word.number, give);
    }

    fn each_of(&self, folded: &str, number: bool, mut give: impl FnMut(&str)) {
        if number || folded.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return give(if number { folded.into() } else { self.stem(folded) }.as_ref());
        }
        let joined: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let joined = self.stem(&joined).into_owned();
        give(&joined);
        for part in folded.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 1) {
            let part = self.stem(part);
            if part != joined {
                give(&part);
            }
        }
    }

    /// The terms of a whole text, in order.
    pub fn of(&self, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        self.each_in(text, |term| terms.push(term.to_owned()));
        terms
    }

    /// Calls `give` with each term of a whole text, in order.
    pub fn each_in(&self, text: &str, mut give: impl FnMut(&str)) {
        each_word(text, |_, folded, number| self.each_of(folded, number, &mut give));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares_a_term(written: &str, typed: &str) -> bool {
        let (terms, written) = (Terms::default(), written);
        let stored = terms.of(written);
        terms.of(typed).iter().any(|t| stored.contains(t))
    }

    #[test]
    fn every_spelling_finds_the_others() {
        for spellings in [
            &["AT&T", "at&t", "ATT", "att"][..],
            &["C3.ai", "c3.ai", "c3ai"],
            &["Byju's", "byju’s", "byjus", "BYJU'S"],
            &["12,000", "12000", "12k", "12.000"],
            &["1.5k", "1,500", "1500"],
            &["Étoile Brûlée", "etoile", "ÉTOILE"],
            &["layoffs", "layoff", "Layoff's"],
            &["1,00,000", "100000", "100k"],
        ] {
            for written in spellings {
                for typed in spellings {
                    assert!(shares_a_term(written, typed), "{typed} does not find {written}");
                }
            }
        }
    }

    #[test]
    fn numbers_stay_apart() {
        assert!(!shares_a_term("12,000 and 5", "120005"));
        assert!(!shares_a_term("6.5", "65"));
        assert!(!shares_a_term("2,023", "20230"));
    }

    #[test]
    fn several_is_no_severance() {
        let terms = Terms::default();
        assert_eq!(terms.stem("severances"), terms.stem("severance"));
        assert_ne!(terms.stem("several"), terms.stem("severance"));
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "Byju’s cut 2,500, he said.";
        let found: Vec<&str> = words(text).into_iter().map(|w| &text[w.range]).collect();
        assert_eq!(found, ["Byju’s", "cut", "2,500", "he", "said"]);
    }
}
