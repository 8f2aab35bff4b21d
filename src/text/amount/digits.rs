//! Numbers in digits, and what the signs and words beside them make of them.

use std::ops::Range;

use super::written::small;
use super::{
    Amount, Kind, amount, currency_after, duration, is_one_of, last_word, magnitude, next_word, percent, points, word_end,
};

/// What the digits at `at` say, and where to read on.
pub(super) fn in_digits(text: &str, at: usize) -> (Option<Amount>, usize) {
    let bytes = text.as_bytes();
    let digits = Digits::read(text, at);
    let end = digits.end;
    let rest = &bytes[end..];
    // "8:05", "15/04/2024", "2024-03-12": times and dates, taken whole.
    if matches!(rest, [b':' | b'/', d, ..] if d.is_ascii_digit()) || is_iso_date(&bytes[at..]) {
        let mut stop = end;
        while stop < bytes.len()
            && (bytes[stop].is_ascii_digit()
                || (matches!(bytes[stop], b':' | b'/' | b'-') && bytes.get(stop + 1).is_some_and(u8::is_ascii_digit)))
        {
            stop += 1;
        }
        return (Some(amount(at..stop, 0.0, Kind::Date)), stop);
    }
    let Some(mut value) = digits.value else { return (None, end) };
    // "COVID-19", "F-150": part of a name. "mid-2026" is a year.
    let glued = at >= 2 && bytes[at - 1] == b'-' && bytes[at - 2].is_ascii_alphabetic();
    let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let mut stop = end;
    let mut scaled = false;
    if letters > 0 {
        let suffix = &text[end..end + letters];
        stop += letters;
        match suffix {
            "k" | "K" => (value, scaled) = (value * 1e3, true),
            // "£4.2million", as British tabloids write it.
            "m" | "M" | "mn" | "mln" | "million" => (value, scaled) = (value * 1e6, true),
            "bn" | "b" | "B" | "bln" | "billion" => (value, scaled) = (value * 1e9, true),
            "st" | "nd" | "rd" | "th" => return (Some(amount(at..stop, value, Kind::Ordinal)), stop),
            "pc" => return (Some(amount(at..stop, value, Kind::Percent)), stop),
            "am" | "pm" => return (Some(amount(at..stop, value, Kind::Date)), stop),
            "s" if (1900.0..2100.0).contains(&value) => return (Some(amount(at..stop, value, Kind::Date)), stop),
            _ => {
                let stop = word_end(bytes, end);
                return (Some(amount(at..stop, value, Kind::Other)), stop);
            }
        }
    }
    let start = currency_before(text, at);
    while let Some((factor, next)) = magnitude(text, stop) {
        (value, stop, scaled) = (value * factor, next, true);
    }
    if let Some(next) = percent(text, stop) {
        return match points(text, next) {
            Some(end) => (Some(amount(at..end, value, Kind::Points)), end),
            None => (Some(amount(at..next, value, Kind::Percent)), next),
        };
    }
    if let Some(end) = points(text, stop) {
        return (Some(amount(at..end, value, Kind::Points)), end);
    }
    if let Some(start) = start {
        return (Some(amount(start..stop, value, Kind::Money)), stop);
    }
    if let Some(end) = currency_after(text, stop) {
        return (Some(amount(at..end, value, Kind::Money)), end);
    }
    if let Some(end) = duration(text, stop) {
        return (Some(amount(at..end, value, Kind::Duration)), end);
    }
    let (before, after) = (last_word(text, at), next_word(text, stop));
    let kind = if glued && !scaled {
        if digits.plain && (1900.0..2100.0).contains(&value) { Kind::Date } else { Kind::Other }
    } else if scaled || digits.grouped {
        Kind::Number
    } else if before.clone().is_some_and(|w| is_month(&text[w])) && (value <= 99.0 || (1900.0..=2100.0).contains(&value))
        || after.clone().is_some_and(|w| is_month(&text[w])) && value <= 31.0
        || after.clone().is_some_and(|w| is_clock(&text[w]))
        || digits.plain
            && end - at == 4
            && (1900.0..2100.0).contains(&value)
            && (!counts(text, stop) || before.is_some_and(|w| opens_with_year(text, w)))
    {
        Kind::Date
    } else if numbers_a_thing(text, at) || digits.plain && is_address(&text[stop..]) {
        Kind::Ordinal
    } else if is_age(text, at, stop, value) {
        Kind::Other
    } else if let Some((share, end)) = one_in(text, value, stop) {
        return (Some(amount(at..end, share, Kind::Fraction)), end);
    } else {
        Kind::Number
    };
    (Some(amount(at..stop, value, kind)), stop)
}

/// Whether a number is that of a house: "5200 Emerald Pkwy.", "40 W. Second St.: 45 employees".
fn is_address(after: &str) -> bool {
    const STREETS: &[&str] = &[
        "St",
        "Street",
        "Ave",
        "Avenue",
        "Blvd",
        "Boulevard",
        "Rd",
        "Road",
        "Pkwy",
        "Parkway",
        "Dr",
        "Drive",
        "Ln",
        "Lane",
        "Way",
        "Hwy",
        "Highway",
        "Plaza",
        "Quay",
    ];
    let mut rest = after;
    for _ in 0..4 {
        let Some(next) = rest.strip_prefix(' ') else { return false };
        let word = &next[..next.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(next.len())];
        if !word.starts_with(char::is_uppercase) && !word.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        rest = next[word.len()..].trim_start_matches('.');
        if STREETS.contains(&word) {
            // "200 Wall Street bankers" are none.
            return !rest.trim_start().starts_with(char::is_lowercase) || rest.starts_with(" in ");
        }
    }
    false
}

/// Digits with their separators.
struct Digits {
    end: usize,
    /// None when the grouping makes no sense.
    value: Option<f64>,
    grouped: bool,
    /// Digits only.
    plain: bool,
}

impl Digits {
    fn read(text: &str, at: usize) -> Digits {
        let bytes = text.as_bytes();
        let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let first = run(at);
        let mut end = at + first;
        let mut groups: Vec<(u8, usize)> = Vec::new();
        loop {
            let (mark, width) = match &bytes[end..] {
                // "6, 000 employees": a slip.
                [b',', b' ', b'0', b'0', b'0', ..] if run(end + 2) == 3 && first <= 3 => (b',', 2),
                [m @ (b',' | b'.' | b'\''), ..] => (*m, 1),
                [b' ', ..] => (b' ', 1),
                [0xC2, 0xA0, ..] => (b' ', 2),
                [0xE2, 0x80, 0x89 | 0xAF, ..] => (b' ', 3),
                [0xE2, 0x80, 0x99, ..] => (b'\'', 3),
                _ => break,
            };
            let next = run(end + width);
            if next == 0 {
                break;
            }
            // A plain space only groups where nothing else can be meant: "12 000", not "on May 30 120 people".
            if mark == b' ' || mark == b'\'' {
                let dated = last_word(text, at).is_some_and(|w| is_month(&text[w]));
                let starts = groups.is_empty() && first <= 3 && bytes[at] != b'0' && !dated;
                if next != 3 || !(starts || groups.last().is_some_and(|g| g.0 == mark)) {
                    break;
                }
            }
            groups.push((mark, next));
            end += width + next;
        }
        let plain: f64 = text[at..at + first].parse().unwrap_or(f64::INFINITY);
        if first > 15 {
            return Digits { end, value: None, grouped: false, plain: false };
        }
        let Some(&(mark, last)) = groups.last() else {
            return Digits { end, value: Some(plain), grouped: false, plain: true };
        };
        let joined = |upto: usize| -> f64 {
            let digits: String = text[at..upto].chars().filter(char::is_ascii_digit).collect();
            digits.parse().unwrap_or(f64::INFINITY)
        };
        // All groups but the last are of three, or of two as lakh are written; a last group after another mark, or
        // after a single mark that cannot group, is a fraction.
        let uniform = groups.iter().all(|g| g.0 == mark);
        let middle = &groups[..groups.len() - 1];
        let sound = |gs: &[(u8, usize)]| gs.iter().all(|g| g.1 == 3 || (g.1 == 2 && g.0 == b','));
        let followed = magnitude(text, end).is_some() || percent(text, end).is_some() || currency_before(text, at).is_some();
        let (value, grouped) = if uniform && last == 3 && sound(middle) && first <= 3 && bytes[at] != b'0' {
            if mark == b'.' && groups.len() == 1 && followed {
                (text[at..end].parse().ok(), false)
            } else {
                (Some(joined(end)), true)
            }
        } else if uniform && groups.len() == 1 && (mark == b'.' || (mark == b',' && last <= 2)) {
            (text[at..end].replace(',', ".").parse().ok(), false)
        } else if !uniform && middle.iter().all(|g| g.0 != mark && g.1 == 3) && matches!(mark, b'.' | b',') {
            let whole = joined(end - last - 1);
            let fraction: f64 = format!("0.{}", &text[end - last..end]).parse().unwrap_or(0.0);
            (Some(whole + fraction), true)
        } else {
            (None, false)
        };
        Digits { end, value, grouped, plain: false }
    }
}

fn is_iso_date(bytes: &[u8]) -> bool {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    (0..4).all(digit) && bytes.get(4) == Some(&b'-') && digit(5) && digit(6) && bytes.get(7) == Some(&b'-') && digit(8)
}

/// Whether a word is the name of a month, in full or shortened, with its capital.
pub(crate) fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
    ];
    word.starts_with(|c: char| c.is_ascii_uppercase()) && is_one_of(word, MONTHS)
}

fn is_clock(word: &str) -> bool {
    matches!(word, "a" | "p")
        || is_one_of(word, &["am", "pm", "gmt", "cet", "est", "et", "pt", "ist", "utc", "cest", "edt", "pdt"])
}

/// Where a currency sign or code directly before the number starts.
fn currency_before(text: &str, at: usize) -> Option<usize> {
    let before = &text[..at];
    let trimmed = before.trim_end_matches([' ', '\u{a0}']);
    if let Some(c) = trimmed.chars().next_back()
        && matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩')
    {
        // "US$", "A$".
        let sign = trimmed.len() - c.len_utf8();
        let letters = trimmed[..sign].bytes().rev().take_while(u8::is_ascii_uppercase).count();
        return Some(if letters <= 3 { sign - letters } else { sign });
    }
    if trimmed.len() == before.len() && !before.ends_with('.') {
        let start = before
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        return (glued_currency(text, start, word_end(text.as_bytes(), start)) == Some(at)).then_some(start);
    }
    let code = last_word(text, at)?;
    CODES.contains(&&text[code.clone()]).then_some(code.start)
}

/// Codes and signs of currencies in letters.
const CODES: &[&str] = &[
    "NOK", "SEK", "DKK", "USD", "EUR", "GBP", "INR", "JPY", "CNY", "RMB", "CHF", "CAD", "AUD", "SGD", "HKD", "KRW", "BRL", "ZAR",
    "NGN", "KES", "Rs", "kr", "ISK", "PLN", "AED", "RM", "Rp", "IDR", "MYR", "THB", "PHP", "VND", "TWD", "ILS", "NIS", "TRY",
    "CZK", "HUF", "MXN", "EGP", "NZD",
];

/// Where the digits start in a word that opens with a currency: "Rs1,000", "NOK120", "N62 million". A single letter is one
/// only before a sum that is large or grouped.
pub(super) fn glued_currency(text: &str, start: usize, end: usize) -> Option<usize> {
    let word = &text[start..end];
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (code, digits) = word.split_at(letters);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let large = || {
        let rest = &text[start + letters..];
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
        rest[..digits].contains(',') || magnitude(text, start + letters + digits).is_some()
    };
    (CODES.contains(&code) || matches!(code, "N" | "R" | "K" | "P") && large()).then_some(start + letters)
}

/// Whether the word before four digits makes them a year: "In 2024 people were cut off", but "resulted in 2000 layoffs".
fn opens_with_year(text: &str, before: Range<usize>) -> bool {
    let leads = is_one_of(&text[before.clone()], &["in", "since", "during", "until"]);
    let results = |w: Range<usize>| {
        let word = text[w].to_ascii_lowercase();
        ["result", "end", "culminat", "bring", "brought"].iter().any(|start| word.starts_with(start))
    };
    leads && !last_word(text, before.start).is_some_and(results)
}

/// Whether what follows can be counted in people or posts, so that four digits are not a year.
fn counts(text: &str, at: usize) -> bool {
    let mut at = at;
    for _ in 0..2 {
        let Some(word) = next_word(text, at) else { return false };
        const COUNTED: &[&str] = &[
            "employees",
            "jobs",
            "people",
            "workers",
            "staff",
            "positions",
            "roles",
            "posts",
            "staffers",
            "layoffs",
            "engineers",
            "cuts",
            "redundancies",
            "dismissals",
            "departures",
            "persons",
        ];
        if is_one_of(&text[word.clone()], COUNTED) {
            return true;
        }
        if is_one_of(&text[word.clone()], &["and", "to", "as", "in", "the", "with", "when", "after", "its"]) {
            return false;
        }
        at = word.end;
    }
    false
}

/// "No. 3", "Phase 2", "iPhone 15": a number that names one thing.
fn numbers_a_thing(text: &str, at: usize) -> bool {
    if text[..at].ends_with('#') {
        return true;
    }
    let Some(word) = last_word(text, at) else { return false };
    let word = &text[word];
    matches!(word, "No" | "Nos" | "no" | "Fab" | "Phase" | "Series" | "Chapter" | "Section" | "Article" | "Level" | "Page" | "page"
        | "Part" | "Room" | "Building" | "Windows" | "Local" | "Version" | "Gen" | "Act" | "Tier" | "Q" | "Channel" | "Route")
        // A small letter before a capital ("iPhone", "iOS", "eBay") is a product's or a firm's own spelling.
        || (word.starts_with(|c: char| c.is_ascii_lowercase()) && word.bytes().skip(1).take(2).any(|b| b.is_ascii_uppercase()))
}

/// ", 48," after a name, or "aged 50".
fn is_age(text: &str, at: usize, end: usize, value: f64) -> bool {
    (16.0..=99.0).contains(&value)
        && (text[..at].ends_with(", ") && text[end..].starts_with(',')
            || last_word(text, at).is_some_and(|w| is_one_of(&text[w], &["aged", "age"])))
}

/// The share in points and the end of "in five" after a number: "one in five", "6 in every 10", "one of every eight".
pub(super) fn one_in(text: &str, value: f64, at: usize) -> Option<(f64, usize)> {
    let mut word = next_word(text, at)?;
    if (1.0..10.0).contains(&value)
        && let Some(next) = next_word(text, word.end)
        && &text[next.clone()] == "in"
        && text[word.clone()].starts_with(|c: char| c.is_lowercase())
    {
        // "four times in six years" is no share.
        if matches!(&text[word.clone()], "times" | "time" | "once" | "rounds") {
            return None;
        }
        // "one job in ten"
        word = next;
    }
    let of = match &text[word.clone()] {
        "in" | "out" => false,
        "of" => true,
        _ => return None,
    };
    let mut next = next_word(text, word.end);
    let mut every = false;
    while let Some(w) = next.clone()
        && matches!(&text[w.clone()], "every" | "of")
    {
        every = true;
        next = next_word(text, w.end);
    }
    if of && !every {
        return None;
    }
    let (whole, end) = match next {
        Some(w) => (small(&text[w.clone()])?, w.end),
        None => {
            // Digits: "1 in 10".
            let start = word.end + if every { text[word.end..].find(|c: char| c.is_ascii_digit())? } else { 1 };
            if !text.as_bytes().get(start)?.is_ascii_digit() {
                return None;
            }
            let digits = Digits::read(text, start);
            if percent(text, digits.end).is_some() || text.as_bytes().get(digits.end).is_some_and(u8::is_ascii_alphabetic) {
                return None;
            }
            (digits.value?, digits.end)
        }
    };
    // "250 in 2023" is no share: only small parts are said this way.
    (value >= 1.0 && value < whole && whole <= 100.0).then(|| (value / whole * 100.0, end))
}
