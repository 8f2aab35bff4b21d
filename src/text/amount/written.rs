//! Numbers in words: "twelve hundred", "half", "a dozen", "one in five".

use super::digits::one_in;
use super::{
    Amount, Hedge, Kind, amount, currency_after, duration, is_one_of, last_word, lower, magnitude, next_word, part_of_unit,
    percent, points,
};

/// What the word at `start..end` begins, and where to read on.
pub(super) fn in_words(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
    // Most words are turned away here, by first letter and length.
    match (text.as_bytes()[start].to_ascii_lowercase(), end - start) {
        (b'a', 1..=2) | (b'c' | b'd', 6) | (b'h', 4 | 8) | (b'm', 4) | (b'o', 3) => {}
        (b'e', 5..=8) | (b'f', 3..=8) | (b'n', 4..=8) | (b's' | b't', 3..=9) => {}
        _ => return None,
    }
    let mut buffer = [0; 16];
    let length = lower(&text[start..end], &mut buffer);
    match &buffer[..length] {
        b"a" | b"an" => article(text, start, end),
        b"half" => half(text, start, end),
        b"every" => every(text, start, end),
        b"few" | b"several" | b"many" | b"couple" => vague(text, start, end),
        b"hundreds" | b"thousands" | b"dozens" | b"scores" | b"tens" => vague(text, start, end),
        word => written(text, start, end, count(word)?),
    }
}

/// A written number below a hundred, without its compounds.
pub(super) fn small(word: &str) -> Option<f64> {
    let mut buffer = [0; 16];
    let length = lower(word, &mut buffer);
    count(&buffer[..length])
}

/// The same of a word in lower case.
fn count(word: &[u8]) -> Option<f64> {
    Some(match word {
        b"one" => 1.0,
        b"two" => 2.0,
        b"three" => 3.0,
        b"four" => 4.0,
        b"five" => 5.0,
        b"six" => 6.0,
        b"seven" => 7.0,
        b"eight" => 8.0,
        b"nine" => 9.0,
        b"ten" => 10.0,
        b"eleven" => 11.0,
        b"twelve" => 12.0,
        b"thirteen" => 13.0,
        b"fourteen" => 14.0,
        b"fifteen" => 15.0,
        b"sixteen" => 16.0,
        b"seventeen" => 17.0,
        b"eighteen" => 18.0,
        b"nineteen" => 19.0,
        b"twenty" => 20.0,
        b"thirty" => 30.0,
        b"forty" => 40.0,
        b"fifty" => 50.0,
        b"sixty" => 60.0,
        b"seventy" => 70.0,
        b"eighty" => 80.0,
        b"ninety" => 90.0,
        _ => return None,
    })
}

/// The denominator of a part: "third", "quarters", "tenth".
fn denominator(word: &str) -> Option<f64> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "half" | "halve" => 2.0,
        "third" => 3.0,
        "quarter" | "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        "twelfth" => 12.0,
        "twentieth" => 20.0,
        _ => return None,
    })
}

/// "a dozen", "a third of", "a few hundred", "a hundred and fifty".
fn article(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
    let word = next_word(text, end)?;
    match &text[word.clone()] {
        "few" | "couple" => {
            let (mut found, stop) = vague(text, word.start, word.end)?;
            found.range.start = start;
            Some((found, stop))
        }
        "handful" => Some((Amount { hedge: Hedge::Vague, ..amount(start..word.end, 1.0, Kind::Number) }, word.end)),
        "half" => Some((amount(start..word.end, 50.0, Kind::Fraction), word.end)),
        "dozen" | "hundred" | "thousand" | "million" | "billion" | "lakh" | "crore" => written(text, start, end, 1.0),
        "week" | "month" | "year" if is_paid_for(text, word.end) => {
            Some((amount(start..word.end, 1.0, Kind::Duration), word.end))
        }
        "quarter" if part_of_unit(text, word.end + " of".len()).is_some() && text[word.end..].starts_with(" of") => {
            let stop = part_of_unit(text, word.end + " of".len())?;
            Some((amount(start..stop, 0.25, Kind::Duration), stop))
        }
        w => {
            let parts = denominator(w)?;
            is_part(text, start, word.end).then(|| (amount(start..word.end, 100.0 / parts, Kind::Fraction), word.end))
        }
    }
}

/// Whether "a week", "a month" is a length of time that is paid: "a month's salary", "a week for each year".
fn is_paid_for(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let own = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("’s "));
    own.or_else(|| rest.strip_prefix(" of "))
        .is_some_and(|r| ["pay", "salary", "wages", "base", "gross"].iter().any(|w| r.starts_with(w)))
        || [" for every", " for each", " per year"].iter().any(|w| rest.starts_with(w))
}

/// Whether "a third", "a quarter" is a part and not a rank or three months: "a third of staff", "by a quarter".
fn is_part(text: &str, start: usize, end: usize) -> bool {
    let rest = &text[end..];
    if let Some(next) = next_word(text, end) {
        if &text[next.clone()] == "of" {
            return !next_word(text, next.end).is_some_and(|w| is_one_of(&text[w], &["fiscal"]));
        }
        return &text[next] != "straight" && last_word(text, start).is_some_and(|w| is_one_of(&text[w], PART_LEADS));
    }
    (rest.is_empty() || rest.starts_with([',', '.', ';', ')', '—']))
        && last_word(text, start).is_some_and(|w| is_one_of(&text[w], PART_LEADS))
        || rest.starts_with(',')
}

/// Words before "a third" that make it a part.
const PART_LEADS: &[&str] = &[
    "by",
    "about",
    "around",
    "nearly",
    "almost",
    "roughly",
    "than",
    "over",
    "some",
    "under",
    "or",
    "least",
    "approximately",
    "to",
];

/// "every fourth employee".
pub(super) fn every(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
    let rank = next_word(text, end)?;
    let parts = denominator(&text[rank.clone()]).filter(|_| !text[rank.clone()].ends_with('s'))?;
    let counted = next_word(text, rank.end)?;
    let people = matches!(&text[counted], "person" | "employee" | "worker" | "job" | "position" | "role" | "post" | "colleague");
    people.then(|| (amount(start..rank.end, 100.0 / parts, Kind::Fraction), rank.end))
}

/// "half of", "half its", "half a million", "in half".
pub(super) fn half(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
    let before = last_word(text, start).map(|w| &text[w]);
    if before.is_some_and(|w| is_one_of(w, &["first", "second", "last", "latter", "other", "next", "and", "a"])) {
        return None;
    }
    if before == Some("in") && !next_word(text, end).is_some_and(|w| matches!(&text[w], "a" | "an" | "the" | "of")) {
        return Some((amount(start..end, 50.0, Kind::Fraction), end));
    }
    let next = next_word(text, end)?;
    match &text[next.clone()] {
        "a" | "an" => {
            if let Some(stop) = duration(text, next.end) {
                return Some((amount(start..stop, 0.5, Kind::Duration), stop));
            }
            let (factor, stop) = magnitude(text, next.end)?;
            Some((amount(start..stop, factor / 2.0, Kind::Number), stop))
        }
        "of" | "its" | "the" | "their" | "his" | "our" | "all" => Some((amount(start..end, 50.0, Kind::Fraction), end)),
        _ => None,
    }
}

/// "hundreds", "several hundred", "few dozen", "tens of thousands".
pub(super) fn vague(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
    let size = |word: &str| -> Option<f64> {
        Some(match word {
            "hundred" | "hundreds" | "Hundreds" => 100.0,
            "thousand" | "thousands" | "Thousands" => 1000.0,
            "dozen" | "dozens" | "Dozens" => 12.0,
            "million" | "millions" => 1e6,
            "scores" | "Scores" => 20.0,
            "tens" | "Tens" => 10.0,
            _ => return None,
        })
    };
    let word = &text[start..end];
    let (mut value, mut stop) = match size(word) {
        Some(value) => (value, end),
        None => {
            let mut next = next_word(text, end)?;
            if &text[next.clone()] == "of" {
                next = next_word(text, next.end)?;
            }
            (size(&text[next.clone()])?, next.end)
        }
    };
    // "tens of thousands", "hundreds of thousands".
    if let Some(of) = next_word(text, stop)
        && &text[of.clone()] == "of"
        && let Some(next) = next_word(text, of.end)
        && let Some(factor) = size(&text[next.clone()])
        && factor >= 1000.0
    {
        (value, stop) = (value * factor, next.end);
    }
    // A bare "tens" or "scores" is too often something else ("she scores").
    if matches!(word, "tens" | "Tens" | "scores") && value < 1000.0 && !(word == "scores" && text[stop..].starts_with(" of")) {
        return None;
    }
    let kind = if currency_after(text, stop).is_some() || last_sign_is_money(text, start) { Kind::Money } else { Kind::Number };
    let kind = if duration(text, stop).is_some() { Kind::Duration } else { kind };
    Some((Amount { hedge: Hedge::Vague, ..amount(start..stop, value, kind) }, stop))
}

fn last_sign_is_money(text: &str, at: usize) -> bool {
    text[..at].ends_with(['$', '€', '£'])
}

/// A written number from its first word on: "twenty-five", "four hundred and fifty", "two thirds", "one in five".
pub(super) fn written(text: &str, start: usize, end: usize, first: f64) -> Option<(Amount, usize)> {
    let (mut total, mut part, mut stop, mut words) = (0.0, first, end, 1);
    loop {
        if let Some((factor, next)) = magnitude(text, stop) {
            if factor == 100.0 || factor == 12.0 {
                part *= factor;
            } else {
                total += part * factor;
                part = 0.0;
            }
            (stop, words) = (next, words + 1);
            continue;
        }
        let Some(mut next) = next_word(text, stop) else { break };
        if words > 1 && &text[next.clone()] == "and" {
            match next_word(text, next.end) {
                Some(after) => next = after,
                None => break,
            }
        }
        let Some(value) = small(&text[next.clone()]) else { break };
        let tail = part % 100.0;
        let room = tail == 0.0 || (tail >= 20.0 && tail % 10.0 == 0.0 && value < 10.0);
        if !room || (words == 1 && part < 20.0) {
            break;
        }
        (part, stop, words) = (part + value, next.end, words + 1);
    }
    let value = total + part;
    if let Some(word) = next_word(text, stop) {
        let noun = &text[word.clone()];
        if words == 1
            && let Some(parts) = denominator(noun)
            && (noun.ends_with('s') && noun != "quarters" || first == 1.0 || text[word.end..].starts_with(" of"))
            && first < parts
        {
            // "one third of", "two thirds"; "three quarters" alone are nine months.
            let rank = first == 1.0 && !is_part(text, start, word.end) && !text[stop..].starts_with('-');
            if !rank {
                return Some((amount(start..word.end, first / parts * 100.0, Kind::Fraction), word.end));
            }
        }
    }
    if let Some((share, end)) = one_in(text, value, stop) {
        return Some((amount(start..end, share, Kind::Fraction), end));
    }
    if let Some(next) = percent(text, stop) {
        return Some(match points(text, next) {
            Some(end) => (amount(start..end, value, Kind::Points), end),
            None => (amount(start..next, value, Kind::Percent), next),
        });
    }
    if let Some(end) = points(text, stop) {
        return Some((amount(start..end, value, Kind::Points), end));
    }
    if let Some(end) = currency_after(text, stop) {
        return Some((amount(start..end, value, Kind::Money), end));
    }
    if let Some(end) = duration(text, stop) {
        return Some((amount(start..end, value, Kind::Duration), end));
    }
    // A lone "one" is a pronoun far more often than a number.
    (value > 1.0 || words > 1).then(|| (amount(start..stop, value, Kind::Number), stop))
}
