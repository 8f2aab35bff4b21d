//! The words that time phrases are made of: each stands once in [`WORDS`] with what it means; anything else is
//! [`Word::Other`].

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
    /// `up to`.
    Up,
    Than,
    /// The end of `2023 to now`; on its own it asks for nothing.
    Now,
    And,
    Of,
    The,
    Ago,
    Prior,
    Onward,
    So,
    Far,
    /// `date`, as in `year to date`.
    Calendar,
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
    (Word::Before, "before pre"),
    (Word::After, "after post"),
    (Word::Up, "up"),
    (Word::Than, "than"),
    (Word::Now, "now present"),
    (Word::From, "from"),
    (Word::To, "to"),
    (Word::Between, "between btw"),
    (Word::And, "and or vs versus"),
    (Word::Of, "of"),
    (Word::The, "the"),
    (Word::Ago, "ago back"),
    (Word::Prior, "prior"),
    (Word::Onward, "onward onwards"),
    (Word::So, "so"),
    (Word::Far, "far"),
    (Word::Calendar, "date"),
    (Word::People, "people ppl jobs employees workers staff staffers positions roles engineers persons folks posts employes"),
    (Word::Cuts, "cuts cut layoffs layoff reduction reductions losses redundancies round firings dismissals"),
    (Word::Ahead, "will expects expected plans planned due scheduled anticipated shall begin begins"),
];

/// Longer words are in no table.
const LONGEST: usize = 12;

/// A spelling and its meaning.
type Entry = (&'static [u8], Word);

/// The words by first letter and length.
static TABLE: LazyLock<Vec<Vec<Entry>>> = LazyLock::new(|| {
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

/// What a word means, in whatever case.
pub(super) fn look_up(raw: &[u8]) -> Word {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..raw.len()) else { return Word::Other };
    lower.copy_from_slice(raw);
    lower.make_ascii_lowercase();
    let found = slot(lower).and_then(|slot| TABLE.get(slot));
    found.and_then(|words| words.iter().find(|(spelling, _)| *spelling == lower)).map_or(Word::Other, |&(_, word)| word)
}

/// Whether there is no time phrase without such a word.
pub(super) fn can_carry(word: Word) -> bool {
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
