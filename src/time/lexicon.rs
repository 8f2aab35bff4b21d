//! The words that time phrases are made of, and the cutting of a text into them.
//!
//! Every word that the grammar knows stands once in [`WORDS`] with what it means; anything else is [`Word::Other`]. A text
//! without a single word that can carry a date is given up at once: most sentences are of that kind.

use std::sync::LazyLock;

use jiff::civil::Date;

/// What a word can mean in a time phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Other,
    /// Digits: their value, how many, and whether they are an ordinal (`20th`) or a short year (`'22`).
    Number {
        value: u16,
        digits: u8,
        form: Form,
    },
    /// A date in one piece: `20.01.2023`.
    Full(Date),
    Month(i8),
    /// Days after Monday.
    Weekday(i8),
    Season(Season),
    Unit(Unit),
    /// Several units at once: `weeks`.
    Units(Unit),
    /// `q3`, `h1`.
    Quarter(i8),
    Half(i8),
    /// How many, at least and at most: `two`, `few`, `a`.
    Amount(i16, i16),
    Ordinal(i8),
    Which(Which),
    Part(Part),
    Yesterday,
    Today,
    Tomorrow,
    /// `morning`, `night`.
    DayPart,
    YearToDate,
    Fiscal,
    In,
    Since,
    Until,
    By,
    Before,
    After,
    From,
    To,
    Between,
    And,
    Of,
    The,
    Ago,
    Prior,
    Onward,
    So,
    Far,
    DateWord,
    /// Those who are counted: `2023 jobs` is no year.
    People,
    /// What follows `2023 staff` when that is a year after all.
    Cuts,
    /// Announces something to come: `will`, `expects`.
    Ahead,
}

/// How digits are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Ordinal,
    Short,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Winter,
    Spring,
    Summer,
    Autumn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    /// As `last`, but always counted back from today: `the past year`.
    Past,
    This,
    Next,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    Start,
    End,
    /// What of it lies behind: `earlier this year`.
    Earlier,
    /// What of it lies ahead: `later this year`.
    Later,
}

const WORDS: &[(Word, &str)] = &[
    (Word::Month(1), "january jan janaury januray janury jaunary janurary"),
    (Word::Month(2), "february feb febuary feburary febrary febuery"),
    (Word::Month(3), "march mar"),
    (Word::Month(4), "april apr apirl arpil aprl"),
    (Word::Month(5), "may"),
    (Word::Month(6), "june jun"),
    (Word::Month(7), "july jul"),
    (Word::Month(8), "august aug agust augest"),
    (Word::Month(9), "september sept sep septmber setpember septemeber septembre"),
    (Word::Month(10), "october oct octobr octobre ocotber"),
    (Word::Month(11), "november nov novemeber novmber novembre"),
    (Word::Month(12), "december dec decemeber decmber decembre"),
    (Word::Weekday(0), "monday"),
    (Word::Weekday(1), "tuesday tues tue"),
    (Word::Weekday(2), "wednesday weds wensday"),
    (Word::Weekday(3), "thursday thurs thu thur"),
    (Word::Weekday(4), "friday fri"),
    (Word::Weekday(5), "saturday"),
    (Word::Weekday(6), "sunday"),
    (Word::Season(Season::Winter), "winter"),
    (Word::Season(Season::Spring), "spring"),
    (Word::Season(Season::Summer), "summer"),
    (Word::Season(Season::Autumn), "autumn fall"),
    (Word::Unit(Unit::Day), "day"),
    (Word::Unit(Unit::Week), "week wk"),
    (Word::Unit(Unit::Month), "month mth"),
    (Word::Unit(Unit::Quarter), "quarter qtr"),
    (Word::Unit(Unit::Half), "half"),
    (Word::Unit(Unit::Year), "year yr"),
    (Word::Unit(Unit::Decade), "decade"),
    (Word::Units(Unit::Day), "days"),
    (Word::Units(Unit::Week), "weeks wks"),
    (Word::Units(Unit::Month), "months mths"),
    (Word::Units(Unit::Quarter), "quarters"),
    (Word::Units(Unit::Year), "years yrs"),
    (Word::Units(Unit::Decade), "decades"),
    (Word::Quarter(1), "q1 1q"),
    (Word::Quarter(2), "q2 2q"),
    (Word::Quarter(3), "q3 3q"),
    (Word::Quarter(4), "q4 4q"),
    (Word::Half(1), "h1 1h"),
    (Word::Half(2), "h2 2h"),
    (Word::Amount(1, 1), "a an one"),
    (Word::Amount(2, 2), "two couple"),
    (Word::Amount(3, 3), "three"),
    (Word::Amount(4, 4), "four"),
    (Word::Amount(5, 5), "five"),
    (Word::Amount(6, 6), "six"),
    (Word::Amount(7, 7), "seven"),
    (Word::Amount(8, 8), "eight"),
    (Word::Amount(9, 9), "nine"),
    (Word::Amount(10, 10), "ten"),
    (Word::Amount(11, 11), "eleven"),
    (Word::Amount(12, 12), "twelve"),
    (Word::Amount(18, 18), "eighteen"),
    (Word::Amount(2, 5), "few"),
    (Word::Amount(3, 8), "several"),
    (Word::Ordinal(1), "first"),
    (Word::Ordinal(2), "second"),
    (Word::Ordinal(3), "third"),
    (Word::Ordinal(4), "fourth"),
    (Word::Which(Which::Last), "last previous lst"),
    (Word::Which(Which::Past), "past"),
    (Word::Which(Which::This), "this current"),
    (Word::Which(Which::Next), "next coming upcoming"),
    (Word::Part(Part::Early), "early"),
    (Word::Part(Part::Mid), "mid middle"),
    (Word::Part(Part::Late), "late"),
    (Word::Part(Part::Start), "start beginning begining"),
    (Word::Part(Part::End), "end"),
    (Word::Part(Part::Earlier), "earlier"),
    (Word::Part(Part::Later), "later"),
    (Word::Yesterday, "yesterday yesterdays"),
    (Word::Today, "today todays tonight"),
    (Word::Tomorrow, "tomorrow"),
    (Word::DayPart, "morning afternoon evening night"),
    (Word::YearToDate, "ytd"),
    (Word::Fiscal, "fiscal fy financial"),
    (Word::In, "in on during at within over throughout for"),
    (Word::Since, "since"),
    (Word::Until, "until till til through thru"),
    (Word::By, "by"),
    (Word::Before, "before"),
    (Word::After, "after"),
    (Word::From, "from"),
    (Word::To, "to"),
    (Word::Between, "between btw"),
    (Word::And, "and or vs versus"),
    (Word::Of, "of"),
    (Word::The, "the"),
    (Word::Ago, "ago"),
    (Word::Prior, "prior"),
    (Word::Onward, "onward onwards"),
    (Word::So, "so"),
    (Word::Far, "far"),
    (Word::DateWord, "date"),
    (Word::People, "people ppl jobs employees workers staff staffers positions roles engineers persons folks posts employes"),
    (Word::Cuts, "cuts cut layoffs layoff reduction reductions losses redundancies round firings dismissals"),
    (Word::Ahead, "will expects expected plans planned due scheduled anticipated shall begin begins"),
];

/// Longer words are in no table.
const LONGEST: usize = 12;

/// The words by first letter and length.
static TABLE: LazyLock<Vec<Vec<(&'static [u8], Word)>>> = LazyLock::new(|| {
    let mut table = vec![Vec::new(); 36 * (LONGEST + 1)];
    for (word, spellings) in WORDS {
        for spelling in spellings.split(' ').map(str::as_bytes) {
            if let Some(slot) = slot(spelling).and_then(|slot| table.get_mut(slot)) {
                slot.push((spelling, *word));
            }
        }
    }
    table
});

fn slot(lower: &[u8]) -> Option<usize> {
    let first = match *lower.first()? {
        b @ b'a'..=b'z' => b - b'a',
        b @ b'0'..=b'9' => b - b'0' + 26,
        _ => return None,
    };
    (lower.len() <= LONGEST).then_some(usize::from(first) * (LONGEST + 1) + lower.len())
}

fn look_up(raw: &[u8]) -> Word {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..raw.len()) else { return Word::Other };
    lower.copy_from_slice(raw);
    lower.make_ascii_lowercase();
    let found = slot(lower).and_then(|slot| TABLE.get(slot));
    found.and_then(|words| words.iter().find(|(spelling, _)| *spelling == lower)).map_or(Word::Other, |&(_, word)| word)
}

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

/// Whether there is no time phrase without such a word.
fn can_carry(word: Word) -> bool {
    use Word::*;
    matches!(
        word,
        Number { .. }
            | Full(_)
            | Month(_)
            | Weekday(_)
            | Season(_)
            | Unit(_)
            | Units(_)
            | Quarter(_)
            | Half(_)
            | Yesterday
            | Today
            | Tomorrow
            | DayPart
            | YearToDate
    )
}

/// Letters, digits and every byte of a character outside ASCII but the typographic marks (U+2000 to U+207F), so that
/// a token always ends on a character boundary.
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
