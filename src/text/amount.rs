//! Amounts: every quantity that a text states, with its place, its kind and how firmly it is stated.
//!
//! Knows nothing of layoffs. It tells a number of things from money, shares, spans of time, ordinals and dates, so
//! that whoever looks for a headcount never meets "$340" or "October 17". Hand-written and without regular
//! expressions, as it runs over a thousand sentences for every question.

use std::ops::Range;

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

/// What the digits at `at` say, and where to read on.
fn in_digits(text: &str, at: usize) -> (Option<Amount>, usize) {
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
fn glued_currency(text: &str, start: usize, end: usize) -> Option<usize> {
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
fn one_in(text: &str, value: f64, at: usize) -> Option<(f64, usize)> {
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

/// A written number below a hundred, without its compounds.
fn small(word: &str) -> Option<f64> {
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

/// What the word at `start..end` begins, and where to read on.
fn in_words(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
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
fn every(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
    let rank = next_word(text, end)?;
    let parts = denominator(&text[rank.clone()]).filter(|_| !text[rank.clone()].ends_with('s'))?;
    let counted = next_word(text, rank.end)?;
    let people = matches!(&text[counted], "person" | "employee" | "worker" | "job" | "position" | "role" | "post" | "colleague");
    people.then(|| (amount(start..rank.end, 100.0 / parts, Kind::Fraction), rank.end))
}

/// "half of", "half its", "half a million", "in half".
fn half(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
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
fn vague(text: &str, start: usize, end: usize) -> Option<(Amount, usize)> {
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
fn written(text: &str, start: usize, end: usize, first: f64) -> Option<(Amount, usize)> {
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

/// Up to four words before `at` in the same clause, nearest first.
fn words_before(text: &str, at: usize) -> [Option<Range<usize>>; 4] {
    let bytes = text.as_bytes();
    let mut words = [const { None }; 4];
    let mut end = at;
    for slot in &mut words {
        while end > 0 && matches!(bytes[end - 1], b' ' | b'\n' | b'-') {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] >= 0x80) {
            start -= 1;
        }
        if start == end {
            break;
        }
        *slot = Some(start..end);
        end = start;
    }
    words
}

/// Finds the words that hedge an amount, before and after it.
fn hedge(text: &str, amount: &mut Amount) {
    let start = amount.range.start;
    if text[..start].ends_with(['~', '≈']) {
        let sign = if text[..start].ends_with('~') { 1 } else { '≈'.len_utf8() };
        return set(amount, Hedge::About, start - sign..start);
    }
    let words = words_before(text, start);
    let word = |i: usize| words.get(i).and_then(|w| w.clone()).map_or("", |w| &text[w]);
    let (w0, w1, w2) = (word(0), word(1), word(2));
    let is = |w: &str, list: &[&str]| is_one_of(w, list);
    let (hedge, taken) = if is(w0, &["than"])
        && is(w1, &["more", "greater", "higher", "larger", "bigger", "less", "fewer", "lower"])
    {
        let more = is(w1, &["more", "greater", "higher", "larger", "bigger"]);
        let no = is(w2, &["no", "not"]);
        (if more != no { Hedge::AtLeast } else { Hedge::AtMost }, if no { 3 } else { 2 })
    } else if is(w0, &["least"]) && is(w1, &["at"]) {
        (Hedge::AtLeast, 2)
    } else if is(w0, &["most"]) && is(w1, &["at"]) || is(w0, &["to"]) && is(w1, &["up"]) {
        (Hedge::AtMost, 2)
    } else if is(w0, &["to"]) && is(w1, &["close"]) {
        (Hedge::About, 2)
    } else if is(w0, &["as"]) && is(w1, &["many", "much"]) {
        (Hedge::AtMost, 3)
    } else if is(w0, &["of"]) && is(w1, &["excess", "upwards", "upward", "region", "maximum", "minimum"]) {
        let (hedge, taken) = if is(w1, &["excess"]) {
            (Hedge::AtLeast, 3)
        } else if is(w1, &["upwards", "upward", "minimum"]) {
            (Hedge::AtLeast, 2)
        } else if is(w1, &["maximum"]) {
            (Hedge::AtMost, 2)
        } else {
            (Hedge::About, 4)
        };
        (hedge, taken)
    } else if is(w0, &["over", "above", "exceeding"]) {
        (Hedge::AtLeast, if is(w1, &["just", "well", "slightly"]) { 2 } else { 1 })
    } else if is(w0, &["under", "below"]) {
        if is(w1, &["just"]) { (Hedge::About, 2) } else { (Hedge::AtMost, 1) }
    } else if is(
        w0,
        &["about", "around", "roughly", "some", "nearly", "approximately", "almost", "circa", "estimated", "perhaps", "maybe"],
    ) {
        (Hedge::About, if is(w0, &["estimated"]) && is(w1, &["an"]) { 2 } else { 1 })
    } else {
        (Hedge::Exact, 0)
    };
    if hedge != Hedge::Exact
        && let Some(Some(first)) = words.get(..taken).and_then(|w| w.iter().flatten().next_back().map(|w| Some(w.clone())))
    {
        set(amount, hedge, first.start..start_of_gap(text, start));
    }
    if amount.hedge == Hedge::Exact {
        let end = amount.range.end;
        let rest = &text[end..];
        for (words, hedge) in [
            (" or more", Hedge::AtLeast),
            ("-plus", Hedge::AtLeast),
            (" plus ", Hedge::AtLeast),
            ("+", Hedge::AtLeast),
            (" or so", Hedge::About),
            (" or thereabouts", Hedge::About),
            (" or fewer", Hedge::AtMost),
            (" or less", Hedge::AtMost),
        ] {
            if rest.starts_with(words) {
                let end = end + words.trim_end().len();
                return set(amount, hedge, amount.range.end..end);
            }
        }
    }
}

/// The end of the word before `at`.
fn start_of_gap(text: &str, at: usize) -> usize {
    text[..at].trim_end_matches([' ', '\n', '-']).len()
}

fn set(amount: &mut Amount, hedge: Hedge, range: Range<usize>) {
    // A range keeps its ends, hundreds stay vague; the words are kept either way.
    if !matches!(amount.hedge, Hedge::Range | Hedge::Vague) {
        amount.hedge = hedge;
    }
    amount.hedge_range = Some(range);
}

#[cfg(test)]
mod tests;
