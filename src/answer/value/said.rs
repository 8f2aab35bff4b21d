//! Whether a sentence gives somebody's words.

use super::{Sentence, has};

/// How surely somebody's words are given: in quotation marks, in the first person, or told with a word of speech.
pub(super) fn said(s: &Sentence<'_>) -> f32 {
    const TOLD: &[&str] = &[
        "said",
        "says",
        "replied",
        "told",
        "tells",
        "wrote",
        "writes",
        "answered",
        "added",
        "argued",
        "insisted",
        "insists",
        "called",
        "calls",
        "posted",
        "tweeted",
        "claimed",
        "claims",
        "asked",
        "warned",
        "promised",
        "joked",
        "quipped",
        "stated",
        "explained",
        "admitted",
        "acknowledged",
        "noted",
        "announced",
        "confirmed",
        "denied",
        "apologised",
        "apologized",
        "blamed",
        "conceded",
        "according",
        "saying",
        "phrase",
        "predicted",
        "predicts",
        "described",
        "describes",
    ];
    let told = has(s, TOLD);
    match s.quoted.then(|| Quoted::of(s.text)) {
        Some(Quoted::Words) => 1.0,
        Some(Quoted::Scraps) if told => 0.8,
        _ if has(s, FIRST_PERSON) => 0.7,
        _ if told => 0.6,
        _ => WORDLESS,
    }
}

pub(in crate::answer) const SPEECH: &[&str] = &[
    "said",
    "says",
    "wrote",
    "writes",
    "told",
    "announced",
    "confirmed",
    "added",
    "executive",
    "officer",
    "president",
    "chairman",
    "founder",
    "cofounder",
    "ceo",
    "chief",
    "head",
    "boss",
    "director",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "analyst",
    "manager",
    "memo",
    "named",
    "led",
    "leads",
    "runs",
    "according",
];

/// Words of somebody who speaks of themselves.
pub(in crate::answer) const FIRST_PERSON: &[&str] =
    &["i", "i'm", "i've", "i'd", "i'll", "my", "me", "myself", "we", "we're", "we've", "our", "us", "ourselves"];

/// How surely a sentence gives somebody's words that has none, and tells of none.
pub(in crate::answer) const WORDLESS: f32 = 0.3;

/// What stands in the quotation marks of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Quoted {
    /// Nothing but names: a scheme called "Project Heron".
    Names,
    /// A few words: a "correction".
    Scraps,
    /// What somebody says.
    Words,
}

impl Quoted {
    /// Words of a quotation that says something.
    const SAYING: usize = 4;

    /// The most that any of the quotations in a text is. Where a mark has no second one, what stands before it or after it
    /// is somebody's words.
    fn of(text: &str) -> Quoted {
        let parts: Vec<&str> = text.split(['"', '“', '”']).collect();
        if parts.len().is_multiple_of(2) || parts.len() == 1 {
            return Quoted::Words;
        }
        let is_name = |word: &str| !word.starts_with(char::is_lowercase);
        let kind = |part: &&str| match part.split_whitespace().count() {
            Self::SAYING.. => Quoted::Words,
            2.. if part.split_whitespace().all(is_name) => Quoted::Names,
            _ => Quoted::Scraps,
        };
        parts.iter().skip(1).step_by(2).map(kind).max().unwrap_or(Quoted::Words)
    }
}
