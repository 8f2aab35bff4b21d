//! The cutting of a text into the words of the lexicon. A text without a single word that can carry a date is given up at
//! once: most sentences are of that kind.

use jiff::civil::Date;

use super::lexicon::{Form, Word, can_carry, look_up};

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    Comma,
    Dash,
    Slash,
    Dot,
    /// Anything else: no phrase goes across.
    Break,
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub word: Word,
    pub before: Gap,
    pub capital: bool,
}

/// The words of a text; none at all if no word can carry a date.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(bytes.len() / 5 + 2);
    let mut carries = false;
    let mut at = 0;
    let mut last = 0;
    while at < bytes.len() {
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let (word, end) = if bytes[at].is_ascii_digit() { number(bytes, at) } else { letters(bytes, at) };
        at = end;
        carries |= can_carry(word);
        let before = gap(&bytes[last..start]);
        tokens.push(Token { start, end, word, before, capital: bytes[start].is_ascii_uppercase() });
        last = end;
    }
    if !carries {
        tokens.clear();
    }
    tokens
}

/// Every word of the grammar is in ASCII, so that a token always begins and ends on a character boundary.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn letters(bytes: &[u8], start: usize) -> (Word, usize) {
    let run = |from: usize| from + bytes[from..].iter().take_while(|b| is_word(**b)).count();
    let end = run(start);
    let glued = start > 0 && !bytes[start - 1].is_ascii();
    let typographic = (start >= 3 && bytes[start - 3] == 0xE2) || (start >= 2 && bytes[start - 2] == 0xC2);
    let rest = &bytes[end..];
    let apostrophe = match rest {
        [b'\'', ..] => 1,
        [0xE2, 0x80, 0x99, ..] => 3,
        _ => 0,
    };
    // "today's" is today; "don't" is nothing. A name such as "monday.com" is no weekday.
    if apostrophe > 0 && rest.get(apostrophe).is_some_and(|b| is_word(*b)) {
        let after = run(end + apostrophe);
        let possessive = bytes[end + apostrophe..after].eq_ignore_ascii_case(b"s");
        let short_year = bytes[end + apostrophe].is_ascii_digit();
        return match (possessive, short_year) {
            (true, _) => (look_up(&bytes[start..end]), after),
            (_, true) => (look_up(&bytes[start..end]), end),
            _ => (Word::Other, after),
        };
    }
    if rest.first() == Some(&b'.') && rest.get(1).is_some_and(u8::is_ascii_lowercase) {
        return (Word::Other, run(end + 1));
    }
    let accented = rest.first().is_some_and(|b| !b.is_ascii() && *b != 0xE2 && *b != 0xC2) || (glued && !typographic);
    if accented || (start > 0 && matches!(bytes[start - 1], b'@' | b'#' | b'_')) {
        return (Word::Other, end);
    }
    let raw = &bytes[start..end];
    // "fy2024", "fy24"
    if let [b'f' | b'F', b'y' | b'Y', year @ ..] = raw
        && matches!(year.len(), 2 | 4)
        && year.iter().all(u8::is_ascii_digit)
    {
        let form = if year.len() == 2 { Form::Short } else { Form::Plain };
        return (Word::Number { value: value(year), digits: year.len() as u8, form }, end);
    }
    (look_up(raw), end)
}

fn value(digits: &[u8]) -> u16 {
    digits.iter().fold(0u16, |sum, d| sum.saturating_mul(10).saturating_add(u16::from(d - b'0')))
}

/// A number: only one that could be a day, a month, a year or a small amount is worth a meaning.
fn number(bytes: &[u8], start: usize) -> (Word, usize) {
    let run = |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(start);
    let digits = end - start;
    let mut groups = 1;
    loop {
        match bytes.get(end) {
            // "12,000", but not "jan 20,2023"
            Some(b',') if run(end + 1) - end - 1 == 3 => end = run(end + 1),
            Some(b'.') if run(end + 1) > end + 1 => end = run(end + 1),
            _ => break,
        }
        groups += 1;
    }
    let letters = end + bytes[end..].iter().take_while(|b| is_word(**b)).count();
    let raw = &bytes[start..letters];
    if groups > 1 {
        return (dotted(raw).map_or(Word::Other, Word::Full), letters);
    }
    let before = start.checked_sub(1).map(|at| bytes[at]);
    // "$2024", "£2000", "12%", "-5", "#3"
    if matches!(before, Some(b'$' | b'#' | b'.' | b'_' | b':'))
        || matches!(&bytes[..start], [.., 0xC2, 0xA2..=0xA5] | [.., 0x82, 0xAC])
    {
        return (Word::Other, letters);
    }
    if bytes.get(letters) == Some(&b'%') || digits > 4 {
        return (Word::Other, letters);
    }
    let value = value(&bytes[start..end]);
    let form = match &bytes[end..letters] {
        [] if digits == 2 && (before == Some(b'\'') || bytes[..start].ends_with(&[0xE2, 0x80, 0x99])) => Form::Short,
        [] => Form::Plain,
        suffix if digits < 3 && [&b"st"[..], b"nd", b"rd", b"th"].iter().any(|s| suffix.eq_ignore_ascii_case(s)) => Form::Ordinal,
        _ => return (look_up(raw), letters),
    };
    (Word::Number { value, digits: digits as u8, form }, letters)
}

/// `20.01.2023`
fn dotted(raw: &[u8]) -> Option<Date> {
    let mut parts = raw.split(|b| *b == b'.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return None;
    }
    let all = [day, month, year];
    let [day, month, year] = all.iter().all(|part| part.iter().all(u8::is_ascii_digit)).then(|| all.map(value))?;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn gap(between: &[u8]) -> Gap {
    match between {
        [b' '] => return Gap::Space,
        [b',', b' '] => return Gap::Comma,
        _ => {}
    }
    let mut gap = Gap::Space;
    let mut at = 0;
    while let Some(&byte) = between.get(at) {
        let (found, length) = match &between[at..] {
            [0xE2, 0x80, 0x90..=0x95, ..] => (Gap::Dash, 3),
            // Quotation marks and the short year's apostrophe do not end a phrase; other spaces are spaces.
            [0xE2, 0x80, 0x80..=0x99, ..] => (Gap::Space, 3),
            [0xC2, 0xA0, ..] => (Gap::Space, 2),
            _ => match byte {
                b'-' => (Gap::Dash, 1),
                b'/' => (Gap::Slash, 1),
                b',' => (Gap::Comma, 1),
                b'.' => (Gap::Dot, 1),
                b'\'' | b' ' | b'\t' => (Gap::Space, 1),
                b'\n' if !between[at + 1..].contains(&b'\n') => (Gap::Space, 1),
                _ => return Gap::Break,
            },
        };
        at += length;
        gap = match (gap, found) {
            (gap, Gap::Space) => gap,
            (Gap::Space, found) => found,
            // "Sept., 2023"
            (Gap::Dot, Gap::Comma) => Gap::Comma,
            _ => return Gap::Break,
        };
    }
    gap
}
