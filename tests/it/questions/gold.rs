//! Whether a text holds an accepted answer, however a number or a share is written.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d)[,\x{202f}\x{a0}](\d{2,3})"));
static THOUSANDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d+)k\b"));
static PERCENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*(?:per\s?cent|percent|pct)\b"));
static BLANK_PERCENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d)\s+%"));

/// A text in the one form in which texts are compared: small letters, plain quotation marks and dashes, numbers without
/// separators, shares with a sign.
pub fn plain(text: &str) -> String {
    let mut text: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '‐' | '‑' | '–' | '—' | '−' => '-',
            c => c,
        })
        .collect();
    // Twice, as the groups of 1,234,567 overlap.
    for _ in 0..2 {
        text = SEPARATOR.replace_all(&text, "$1$2").into_owned();
    }
    text = THOUSANDS.replace_all(&text, "${1}000").into_owned();
    text = PERCENT.replace_all(&text, "%").into_owned();
    text = BLANK_PERCENT.replace_all(&text, "$1%").into_owned();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an accepted answer stands in a text, not as a part of a longer word or number.
pub fn holds(text: &str, gold: &str) -> bool {
    let (text, gold) = (plain(text), plain(gold));
    let part = |c: char, edge: char| {
        if edge.is_ascii_digit() { c.is_ascii_digit() } else { edge.is_alphanumeric() && c.is_alphanumeric() }
    };
    let (Some(first), Some(last)) = (gold.chars().next(), gold.chars().last()) else { return false };
    text.match_indices(&gold).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + gold.len()..].chars();
        let next = after.next();
        let decimal =
            last.is_ascii_digit() && (next == Some('%') || next == Some('.') && after.next().is_some_and(|c| c.is_ascii_digit()));
        !before.is_some_and(|c| part(c, first)) && !next.is_some_and(|c| part(c, last)) && !decimal
    })
}

#[test]
fn numbers_and_shares_are_compared_however_they_are_written() {
    for (text, gold) in
        [("cut 12,000 jobs", "12000"), ("12k jobs", "12,000"), ("13 per cent of staff", "13%"), ("“Hm,” he said", "\"hm")]
    {
        assert!(holds(text, gold), "{text} | {gold}");
    }
    for (text, gold) in [("112,000 jobs", "12,000"), ("6.5% of staff", "6"), ("Amazonian", "Amazon")] {
        assert!(!holds(text, gold), "{text} | {gold}");
    }
}
