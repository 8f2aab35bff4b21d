//! Amounts: every quantity that a text states, with its place, its kind and how firmly it is stated.
//!
//! Knows nothing of layoffs. It tells a number of things from money, shares, spans of time, ordinals and dates, so
//! that whoever looks for a headcount never meets "$340" or "October 17". Hand-written and without regular
//! expressions, as it runs over a thousand sentences for every question.

mod digits;
mod hedge;
mod written;

use digits::{glued_currency, in_digits};
use hedge::{hedge, words_before};
use std::ops::Range;
use written::in_words;

pub(crate) use digits::is_month;

/// A quantity as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The bytes of the number with its unit (`13%`, `NOK 120 million`), without its hedge.
    pub range: Range<usize>,
    /// The number, or the lower end of a range. Percents and fractions are in points: `13%` is 13, `a fifth` is 20.
    /// For [`Hedge::Vague`] amounts it is only the order of magnitude (`hundreds` is 100).
    pub value: f64,
    /// The upper end of a range.
    pub max: Option<f64>,
    /// What it measures.
    pub kind: Kind,
    /// How firmly it is stated.
    pub hedge: Hedge,
    /// The words that hedge it (`more than`, `or so`).
    pub hedge_range: Option<Range<usize>>,
}

/// What an amount measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A number of things, or a bare number.
    Number,
    /// Per cent.
    Percent,
    /// Percentage or basis points.
    Points,
    /// A part in words: "one in five", "two thirds", "half".
    Fraction,
    /// An amount of money in any currency.
    Money,
    /// A span of time or an age: "10 weeks", "18-year-old".
    Duration,
    /// A place in an order: "3rd", "No. 3".
    Ordinal,
    /// A year, a day or a time of day.
    Date,
    /// Any other use of digits: versions, product names, ages in apposition.
    Other,
}

/// How firmly an amount is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// As it is.
    Exact,
    /// "about", "nearly", "or so".
    About,
    /// "more than", "at least", "or more".
    AtLeast,
    /// "up to", "fewer than".
    AtMost,
    /// Two ends: "between 5 and 7".
    Range,
    /// Only an order of magnitude: "hundreds", "a few dozen".
    Vague,
}

/// Whether a number is the end of a name that acts: "Kerbal Space Program 2 will go on", "Destiny 2 shedding players". "In
/// Dublin 45 will go" counts people.
pub fn ends_a_name(text: &str, amount: &Amount) -> bool {
    const PLACED: [&str; 7] = ["in", "at", "from", "near", "around", "across", "for"];
    const ACTS: [&str; 12] =
        ["will", "would", "has", "had", "is", "was", "shed", "sheds", "shedding", "lost", "losing", "continues"];
    let small = amount.kind == Kind::Number && amount.hedge == Hedge::Exact && amount.value < 100.0 && amount.max.is_none();
    let next = text[amount.range.end..].strip_prefix(' ').and_then(|rest| rest.split([' ', ',', '.']).next());
    let acts = next.is_some_and(|word| ACTS.contains(&word));
    if !small || !acts || !text[amount.range.clone()].bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut before = text[..amount.range.start].strip_suffix(' ').unwrap_or_default().rsplit(' ');
    let is_name = |word: &str| word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let name = before.next().is_some_and(is_name);
    let is_placed = |word: &str| PLACED.contains(&word.to_lowercase().as_str());
    let opens = before.by_ref().take(LONGEST_NAME).find(|word| is_placed(word) || !is_name(word));
    // "Engineering 12 will go": the first word of a sentence is no name for certain.
    let first = opens.is_none_or(|word| word.is_empty() || word.ends_with(['.', '\n', '!', '?']));
    name && !first && !opens.is_some_and(is_placed)
}

/// Words of a name that a number ends, at most.
const LONGEST_NAME: usize = 6;

/// The amounts of a text in order; their ranges do not overlap.
///
/// Digits whose grouping is wrong (`1,2000`) are left out: nobody can say what number was meant.
pub fn amounts(text: &str) -> Vec<Amount> {
    let bytes = text.as_bytes();
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_digit() {
            let (amount, end) = in_digits(text, at);
            if let Some(mut amount) = amount {
                // A currency in front belongs to the number, unless it closed the number before ("5$ 3").
                let free = found.last().is_none_or(|last: &Amount| last.range.end <= amount.range.start);
                if !free {
                    amount.range.start = at;
                }
                found.push(amount);
            }
            at = end;
        } else if b.is_ascii_alphabetic() || b >= 0x80 {
            let end = word_end(bytes, at);
            if bytes[end - 1].is_ascii_digit()
                && let Some(digits) = glued_currency(text, at, end)
            {
                at = digits;
                continue;
            }
            match in_words(text, at, end) {
                Some((amount, end)) => {
                    found.push(amount);
                    at = end;
                }
                None => at = end,
            }
        } else {
            at += 1;
        }
    }
    if !found.is_empty() {
        join_ranges(text, &mut found);
        for amount in &mut found {
            hedge(text, amount);
        }
    }
    found
}

/// The shares that a text states as per cent, in points; of a range both ends.
pub fn shares(text: &str) -> Vec<f64> {
    values(text, Kind::Percent)
}

/// The numbers of things that a text states, without money, spans of time, shares and years; of a range both ends.
pub fn numbers(text: &str) -> Vec<f64> {
    values(text, Kind::Number)
}

fn values(text: &str, kind: Kind) -> Vec<f64> {
    let of_kind = amounts(text).into_iter().filter(|a| a.kind == kind && a.hedge != Hedge::Vague);
    of_kind.flat_map(|a| std::iter::once(a.value).chain(a.max)).collect()
}

/// The end of the word that starts here: letters, digits and anything beyond ASCII but typographic marks.
fn word_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < bytes.len() {
        match bytes[end] {
            b if b.is_ascii_alphanumeric() => end += 1,
            // General punctuation (dashes, quotes, thin spaces) and signs such as the no-break space or the pound.
            0xE2 if end > at => break,
            0xC2 if end > at => break,
            0xE2 => {
                end += 3;
                break;
            }
            0xC2 => {
                end += 2;
                break;
            }
            b if b >= 0x80 => end += 1,
            _ => break,
        }
    }
    end.min(bytes.len())
}

fn amount(range: Range<usize>, value: f64, kind: Kind) -> Amount {
    Amount { range, value, max: None, kind, hedge: Hedge::Exact, hedge_range: None }
}

/// The word after `at`, across one space or hyphen.
fn next_word(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = match bytes.get(at..)? {
        [b' ' | b'-' | b'\n', ..] => at + 1,
        [0xC2, 0xA0, ..] => at + 2,
        [0xE2, 0x80, 0x91, ..] => at + 3,
        _ => return None,
    };
    let end = bytes[start..].iter().take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80).count() + start;
    (end > start && text.is_char_boundary(end)).then_some(start..end)
}

/// The word that ends before `at`, across white space and an abbreviation's stop.
fn last_word(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut end = at;
    while end > 0 && matches!(bytes[end - 1], b' ' | b'.' | b'\n') {
        end -= 1;
    }
    if end == at {
        return None;
    }
    let mut start = end;
    while start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] >= 0x80 || bytes[start - 1] == b'\'') {
        start -= 1;
    }
    (start < end).then_some(start..end)
}

fn lower(word: &str, buffer: &mut [u8; 16]) -> usize {
    let length = word.len().min(16);
    buffer[..length].copy_from_slice(&word.as_bytes()[..length]);
    buffer[..length].make_ascii_lowercase();
    length
}

/// Compares without regard to the case of ASCII letters.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

fn magnitude(text: &str, at: usize) -> Option<(f64, usize)> {
    let word = next_word(text, at)?;
    let mut buffer = [0; 16];
    let length = lower(&text[word.clone()], &mut buffer);
    let factor = match &buffer[..length] {
        b"hundred" => 1e2,
        b"thousand" => 1e3,
        b"million" | b"mn" | b"millionen" | b"mln" => 1e6,
        b"billion" | b"bn" | b"milliarden" => 1e9,
        b"trillion" | b"trn" => 1e12,
        b"lakh" | b"lakhs" | b"lac" => 1e5,
        b"crore" | b"crores" => 1e7,
        // "In January 2025 Dozen cut 40 jobs": behind a year it is a name.
        b"dozen" if text[word.start..].starts_with('d') || !ends_in_year(&text[..at]) => 12.0,
        _ => return None,
    };
    Some((factor, word.end))
}

/// Whether a text ends in a year.
fn ends_in_year(text: &str) -> bool {
    let text = text.trim_end();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && text[text.len() - digits..].starts_with(['1', '2'])
}

/// The end of a percent sign or word after `at`.
fn percent(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with('%') {
        return Some(at + 1);
    }
    if rest.starts_with(" %") {
        return Some(at + 2);
    }
    let word = next_word(text, at)?;
    match &text[word.clone()] {
        w if is_one_of(w, &["percent", "prozent", "pct"]) => Some(word.end),
        "pc" => Some(word.end),
        w if w.eq_ignore_ascii_case("per") => {
            let cent = next_word(text, word.end)?;
            text[cent.clone()].eq_ignore_ascii_case("cent").then_some(cent.end)
        }
        _ => None,
    }
}

fn points(text: &str, at: usize) -> Option<usize> {
    let word = next_word(text, at)?;
    match &text[word.clone()] {
        "percentage" | "basis" => {
            let next = next_word(text, word.end)?;
            text[next.clone()].starts_with("point").then_some(next.end)
        }
        "points" | "point" => Some(word.end),
        _ => None,
    }
}

/// The end of a currency's name after the number, one adjective allowed ("Norwegian crowns", "US dollars").
fn currency_after(text: &str, at: usize) -> Option<usize> {
    const NAMES: &[&str] = &[
        "euros",
        "euro",
        "dollars",
        "dollar",
        "pounds",
        "pound",
        "crowns",
        "kronor",
        "kroner",
        "rupees",
        "yen",
        "yuan",
        "won",
        "francs",
        "cents",
        "cent",
        "pence",
        "reais",
        "rand",
        "naira",
        "shillings",
        "zloty",
        "roubles",
        "rubles",
        "rupiah",
        "ringgit",
        "baht",
        "dirhams",
        "pesos",
        "lira",
        "shekels",
        "kr",
    ];
    let rest = &text[at..];
    for sign in ["€", "$", "£", " €", " $", " £"] {
        if rest.starts_with(sign) {
            return Some(at + sign.len());
        }
    }
    let word = next_word(text, at)?;
    if NAMES.contains(&&text[word.clone()]) || &text[word.clone()] == "Euro" {
        return Some(word.end);
    }
    if text[word.clone()].starts_with(|c: char| c.is_uppercase()) || text[word.clone()].starts_with("US") {
        let next = next_word(text, word.end)?;
        return NAMES.contains(&&text[next.clone()]).then_some(next.end);
    }
    None
}

fn duration(text: &str, at: usize) -> Option<usize> {
    let word = next_word(text, at)?;
    let mut buffer = [0; 16];
    let length = lower(&text[word.clone()], &mut buffer);
    let unit = matches!(
        &buffer[..length],
        b"week"
            | b"weeks"
            | b"month"
            | b"months"
            | b"day"
            | b"days"
            | b"year"
            | b"years"
            | b"hour"
            | b"hours"
            | b"minute"
            | b"minutes"
            | b"seconds"
            | b"quarters"
            | b"decade"
            | b"decades"
            | b"fortnights"
    );
    if !unit {
        return if &buffer[..length] == b"of" { part_of_unit(text, word.end) } else { None };
    }
    // "60 day notices" measures days all the same; "18-year-old" takes its "old".
    let end = word.end;
    Some(if text[end..].starts_with("-old") { end + 4 } else { end })
}

/// "of a month" after "0.9", "three quarters of an hour".
fn part_of_unit(text: &str, at: usize) -> Option<usize> {
    let one = next_word(text, at).filter(|w| matches!(&text[w.clone()], "a" | "an" | "one"))?;
    let unit = next_word(text, one.end)?;
    matches!(&text[unit.clone()], "month" | "week" | "year" | "hour" | "day").then_some(unit.end)
}

/// Joins "between 5% and 7%", "120 to 150", "10-15%" into one amount with two ends.
fn join_ranges(text: &str, found: &mut Vec<Amount>) {
    let mut i = 0;
    while i + 1 < found.len() {
        let (a, b) = (&found[i], &found[i + 1]);
        let gap = text[a.range.end..b.range.start].trim();
        let link = match gap {
            "to" | "-" | "–" | "—" | "bis" | "or" => true,
            "and" => {
                last_word(text, a.range.start).is_some_and(|w| text[w].eq_ignore_ascii_case("between"))
                    || words_before(text, a.range.start).iter().flatten().any(|w| text[w.clone()].eq_ignore_ascii_case("between"))
            }
            _ => false,
        };
        let measured = |k: Kind| matches!(k, Kind::Number | Kind::Percent | Kind::Money | Kind::Fraction | Kind::Duration);
        // "5 to 7 million": the unit stands at the second end only.
        let mut low = a.value;
        if a.kind == Kind::Number && b.value >= 1e5 && low < 1000.0 && b.kind != Kind::Percent {
            for factor in [1e9, 1e6, 1e5] {
                if b.value >= factor && low * factor < b.value * 1.0001 {
                    low *= factor;
                    break;
                }
            }
        }
        let fits = a.kind == b.kind || a.kind == Kind::Number || (a.kind == Kind::Money && b.kind == Kind::Number);
        let alternatives = gap != "or" || (b.value <= a.value * 3.0 && a.kind == b.kind);
        if link && fits && alternatives && measured(a.kind) && measured(b.kind) && a.hedge != Hedge::Vague && low < b.value {
            let kind = if a.kind == Kind::Money { Kind::Money } else { b.kind };
            let joined = Amount {
                range: a.range.start..b.range.end,
                value: low,
                max: Some(b.value),
                kind,
                hedge: Hedge::Range,
                hedge_range: None,
            };
            found[i] = joined;
            found.remove(i + 1);
        } else {
            i += 1;
        }
    }
}

#[cfg(test)]
mod tests;
