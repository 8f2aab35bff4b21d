//! One point in time: a date, a month, "last week", "early 2024", "three months ago". The form, not the place in the
//! sentence.

use jiff::civil::Date;

use super::calendar::{Cal, Cut, Lean, What, YearOf, resolve, rolling, unit, unit_precision};
use super::lexicon::{Form, Part, Season, Unit, Which, Word};
use super::token::{Gap, Token};
use super::{Basis, Period, Precision};

/// The words of one text and the day they are read from.
pub(super) struct Grammar<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub today: Option<Date>,
    pub news: bool,
}

/// What was read: from token `first` up to, not including, `next`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub what: What,
    pub cut: Option<Cut>,
    pub first: usize,
    pub next: usize,
}

/// A form and where it ends.
pub(super) type Read = Option<(What, Option<Cut>, usize)>;

impl Grammar<'_> {
    pub(super) fn word(&self, at: usize) -> Word {
        self.tokens.get(at).map_or(Word::Other, |token| token.word)
    }

    pub(super) fn gap(&self, at: usize) -> Option<Gap> {
        self.tokens.get(at).map(|token| token.before)
    }

    /// The word, if it follows the one before without a mark that parts them; a dot after a short month does not.
    pub(super) fn near(&self, at: usize) -> Word {
        match self.gap(at) {
            Some(Gap::Space | Gap::Dash) => self.word(at),
            Some(Gap::Dot) if self.short_month(at) => self.word(at),
            _ => Word::Other,
        }
    }

    pub(super) fn short_month(&self, after: usize) -> bool {
        let Some(token) = after.checked_sub(1).and_then(|at| self.tokens.get(at)) else { return false };
        matches!(token.word, Word::Month(_)) && token.end - token.start <= 4
    }

    pub(super) fn raw(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.raw(at).eq_ignore_ascii_case(word))
    }

    /// The word before, if only a space parts them.
    pub(super) fn back(&self, at: usize) -> Word {
        match self.gap(at) {
            Some(Gap::Space) if at > 0 => self.word(at - 1),
            _ => Word::Other,
        }
    }

    pub(super) fn point(&self, first: usize) -> Option<Point> {
        let at = first + usize::from(self.word(first) == Word::The && self.gap(first + 1) == Some(Gap::Space));
        let (what, cut, next) = match self.word(at) {
            Word::Other => return None,
            Word::Part(part) => self.part(at, part)?,
            _ => self.plain(at)?,
        };
        Some(Point { what, cut, first, next })
    }

    /// `early 2024`, `the end of the year`, `earlier this month`, `late Monday`.
    fn part(&self, at: usize, part: Part) -> Read {
        let mut next = at + 1;
        let of = match self.near(next) {
            Word::Of => true,
            Word::In => matches!(part, Part::Early | Part::Late | Part::Earlier | Part::Later),
            _ => false,
        };
        // "layoffs start this week" is a verb; "end-2024" is not.
        if !of && matches!(part, Part::Start | Part::End) && self.gap(next) != Some(Gap::Dash) {
            return None;
        }
        next += usize::from(of);
        let the = self.near(next) == Word::The;
        next += usize::from(the);
        let (what, inner, next) = match self.near(next) {
            Word::Other => return None,
            Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year)) if of || the => {
                (self.unit(unit, 0)?, None, next + 1)
            }
            _ => self.plain(next)?,
        };
        Some((what, inner.or(Some(Cut::Part(part))), next))
    }

    fn plain(&self, at: usize) -> Read {
        let today = self.today;
        let day = |by| Some((self.unit(Unit::Day, by)?, None, at + 1 + usize::from(self.near(at + 1) == Word::DayPart)));
        match self.word(at) {
            Word::Full(date) => Some((What::Fixed(Period::day(date), Precision::Day, Basis::Stated), None, at + 1)),
            Word::Number { value, form: Form::Ordinal, .. } if value <= 4 => {
                self.ordinal(at, value as i8).or_else(|| self.number(at))
            }
            Word::Number { .. } => self.number(at).or_else(|| self.ago(at)),
            Word::Month(month) => self.month(at, month, false),
            Word::Weekday(day) => self.weekday(at, day, None),
            Word::Season(season) => self.season(at, season, None),
            Word::Quarter(quarter) => self.of_year(Cal::Quarter(quarter), at + 1),
            Word::Half(half) => self.of_year(Cal::Half(half), at + 1),
            Word::Ordinal(n) => self.ordinal(at, n),
            Word::Which(which) => self.which(at, which),
            Word::Amount(..) => self.ago(at),
            Word::Unit(Unit::Year) if self.gap(at + 1) == Some(Gap::Dash) && self.word(at + 1) == Word::Part(Part::End) => {
                Some((self.unit(Unit::Year, 0)?, Some(Cut::Part(Part::End)), at + 2))
            }
            Word::Unit(Unit::Year) if self.near(at + 1) == Word::To && self.near(at + 2) == Word::Calendar => {
                Some((self.this_year_so_far()?, None, at + 3))
            }
            Word::Unit(Unit::Year) if self.is_year(at + 1) => self.number(at + 1),
            Word::Unit(Unit::Week) if self.near(at + 1) == Word::Of && self.near(at + 2) != Word::Other => self.week_of(at + 2),
            Word::Unit(_) | Word::Units(_) => self.ago(at),
            Word::Fiscal => {
                let at = at + 1 + usize::from(self.near(at + 1) == Word::Unit(Unit::Year));
                self.is_year(at).then(|| self.number(at)).flatten()
            }
            Word::Yesterday => day(-1),
            // Newspapers.
            Word::Today if at > 0 && self.is(at - 1, &["usa", "india", "business"]) => None,
            Word::Today => day(0),
            // "to present", but not "to present a plan".
            Word::Now if self.news && self.is(at, &["present"]) && self.gap(at + 1) == Some(Gap::Space) => None,
            Word::Now if matches!(self.back(at), Word::To | Word::And | Word::Until) => day(0),
            Word::Tomorrow => day(1),
            Word::YearToDate => Some((self.this_year_so_far()?, None, at + 1)),
            Word::So if self.near(at + 1) == Word::Far => {
                let at = at + 2 + usize::from(self.near(at + 2) == Word::In);
                let (what, _, next) = self.plain(at).filter(|_| self.near(at) != Word::Other && today.is_some())?;
                Some((what, Some(Cut::Part(Part::Earlier)), next))
            }
            _ => None,
        }
    }

    fn unit(&self, of: Unit, by: i16) -> Option<What> {
        Some(What::Fixed(unit(self.today?, of, by)?, unit_precision(of), Basis::Relative))
    }

    /// `the week of jan 16 2023`
    fn week_of(&self, at: usize) -> Read {
        let point = self.point(at)?;
        let (day, precision, basis) = resolve(point.what, self.today, Lean::Past)?;
        let week = unit(day.start, Unit::Week, 0).filter(|_| precision == Precision::Day)?;
        Some((What::Fixed(week, Precision::Week, basis), None, point.next))
    }

    fn this_year_so_far(&self) -> Option<What> {
        let today = self.today?;
        Some(What::Fixed(Period { start: today.first_of_year(), end: today }, Precision::Span, Basis::Relative))
    }

    fn weekday(&self, at: usize, day: i8, which: Option<Which>) -> Read {
        let next = at + 1;
        // A day of shopping, not of the week that was.
        if (at > 0 && self.is(at - 1, &["black", "cyber", "good"])) || self.is(at + 1, &["times", "telegraph"]) {
            return None;
        }
        if matches!(self.gap(next), Some(Gap::Space | Gap::Comma | Gap::Dot)) {
            let dated = match self.word(next) {
                Word::Month(month) if self.day_at(next + 1).is_some() => self.month(next, month, true),
                Word::Number { value, form, digits: 1 | 2 } => self.day_first(next, value, form),
                _ => None,
            };
            if dated.is_some() {
                return dated;
            }
        }
        Some((What::Weekday(day, which), None, next + usize::from(self.near(next) == Word::DayPart)))
    }

    fn season(&self, at: usize, season: Season, which: Option<Which>) -> Read {
        let next = at + 1;
        let cal = Cal::Season(season);
        // "winter 2022-23", "winter of 2022/23"
        let number = next + usize::from(self.near(next) == Word::Of);
        if let (Some(year), true) = (self.year_at(number), self.near(number) != Word::Other)
            && let Some(second) = self.joined(number + 1, Gap::Dash).or_else(|| self.joined(number + 1, Gap::Slash))
            && i32::from(second) % 100 == (i32::from(year) + 1) % 100
        {
            let year = if season == Season::Winter { year.checked_add(1)? } else { year };
            return Some((What::Cal { cal, year: Some(YearOf { year, basis: Basis::Stated }), which: None }, None, number + 2));
        }
        if let Some((year, next)) = self.year_after(next) {
            return Some((What::Cal { cal, year: Some(year), which: None }, None, next));
        }
        // "summer 24", as people type it.
        if let Word::Number { value: value @ 15..=40, form: Form::Plain, digits: 2 } = self.near(next)
            && !self.news
            && which.is_none()
            && next + 1 == self.tokens.len()
            && !self.is(at, &["fall", "spring"])
        {
            let year = Some(YearOf { year: 2000 + value as i16, basis: Basis::Stated });
            return Some((What::Cal { cal, year, which: None }, None, next + 1));
        }
        let before = if self.back(at) == Word::The { self.back(at - 1) } else { self.back(at) };
        let sure = match before {
            Word::In
            | Word::Since
            | Word::Until
            | Word::By
            | Word::Before
            | Word::After
            | Word::From
            | Word::Part(_)
            | Word::Of => true,
            _ => {
                which.is_some()
                    || !self.is(at, &["fall", "spring"])
                    || (!self.news && self.is(at, &["spring"]) && next == self.tokens.len())
            }
        };
        let noun = self.near(next) == Word::Of;
        (sure && !noun).then_some((What::Cal { cal, year: None, which }, None, next))
    }

    /// `third quarter of 2024`, `first half`, `first week of May`, `first three months of 2023`.
    fn ordinal(&self, at: usize, n: i8) -> Read {
        let next = at + 1;
        let cal = match self.near(next) {
            Word::Unit(Unit::Quarter) if n <= 4 => Cal::Quarter(n),
            Word::Unit(Unit::Half) if n <= 2 => Cal::Half(n),
            Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month)) => {
                return self.cut_of(next + 1, Cut::First { skip: i16::from(n) - 1, count: 1, unit });
            }
            _ if n == 1 => {
                let (_, count, of) = self.amount(next)?;
                let Word::Units(unit) = self.near(of) else { return None };
                return self.cut_of(of + 1, Cut::First { skip: 0, count, unit });
            }
            _ => return None,
        };
        let read = self.of_year(cal, next + 1)?;
        // "for a third quarter in a row", "the first half of the staff", "first quarter of its staff"
        let no_time = self.is(at.wrapping_sub(1), &["a"]) || self.near(read.2) == Word::Of;
        (!no_time).then_some(read)
    }

    /// The period after `of`, cut.
    fn cut_of(&self, at: usize, cut: Cut) -> Read {
        let point = self.point(at + 1).filter(|_| self.near(at) == Word::Of && self.near(at + 1) != Word::Other)?;
        if let (Cut::Last { count: 1, unit: Unit::Quarter }, What::Cal { cal: Cal::Year, year, which }) = (cut, point.what) {
            return Some((What::Cal { cal: Cal::Quarter(4), year, which }, None, point.next));
        }
        Some((point.what, point.cut.or(Some(cut)), point.next))
    }

    /// `two`, `a few`, `a couple of`, `90`: at least, at most, and where it ends.
    fn amount(&self, at: usize) -> Option<(i16, i16, usize)> {
        match self.word(at) {
            Word::Number { value: value @ 1..=999, form: Form::Plain, .. } => Some((value as i16, value as i16, at + 1)),
            Word::Amount(1, 1) if matches!(self.near(at + 1), Word::Amount(..)) => self.amount(at + 1),
            Word::Amount(low, high) => Some((low, high, at + 1 + usize::from(self.near(at + 1) == Word::Of))),
            _ => None,
        }
    }

    /// `two years ago`, `a few weeks ago`, `months ago`, `a year earlier`.
    fn ago(&self, at: usize) -> Read {
        let (low, high, next) = match self.word(at) {
            Word::Units(_) => (2, 11, at),
            _ => self.amount(at)?,
        };
        let of = match if next == at { self.word(at) } else { self.near(next) } {
            Word::Unit(unit) | Word::Units(unit) if unit != Unit::Half => unit,
            _ => return None,
        };
        if !matches!(self.near(next + 1), Word::Ago | Word::Prior | Word::Part(Part::Earlier)) {
            return None;
        }
        // A decade ago is a year.
        let (of, size) = if of == Unit::Decade { (Unit::Year, 10) } else { (of, 1) };
        let near = unit(self.today?, of, -low * size)?;
        let far = unit(self.today?, of, -high * size)?;
        let precision = if low == high { unit_precision(of) } else { Precision::Span };
        Some((What::Fixed(far.hull(near), precision, Basis::Relative), None, next + 2))
    }

    /// `last week`, `this january`, `the past 90 days`, `next Monday`.
    fn which(&self, at: usize, which: Which) -> Read {
        let next = at + 1;
        let last = |cut: Cut, from: usize| if which == Which::Last { self.cut_of(from, cut) } else { None };
        match self.near(next) {
            Word::Which(inner) if which == Which::This => self.which(next, inner),
            Word::Fiscal if matches!(self.near(next + 1), Word::Unit(Unit::Year | Unit::Quarter)) => {
                self.which_unit(at, which, next + 1)
            }
            Word::Unit(unit) => last(Cut::Last { count: 1, unit }, next + 1).or_else(|| self.which_unit(at, which, next)),
            Word::Month(month) => {
                if which == Which::This && !self.surely_month(next) {
                    return None;
                }
                match self.month(next, month, true)? {
                    (What::Cal { cal, year: None, .. }, cut, end) => {
                        Some((What::Cal { cal, year: None, which: Some(which) }, cut, end))
                    }
                    read => Some(read),
                }
            }
            Word::Weekday(day) => self.weekday(next, day, Some(which)),
            Word::Season(season) => self.season(next, season, Some(which)),
            Word::Quarter(quarter) => {
                Some((What::Cal { cal: Cal::Quarter(quarter), year: None, which: Some(which) }, None, next + 1))
            }
            Word::Half(half) => Some((What::Cal { cal: Cal::Half(half), year: None, which: Some(which) }, None, next + 1)),
            Word::DayPart if which == Which::This => Some((self.unit(Unit::Day, 0)?, None, next + 1)),
            Word::DayPart if which == Which::Last && self.is(next, &["night"]) => {
                Some((self.unit(Unit::Day, -1)?, None, next + 1))
            }
            Word::Amount(..) | Word::Number { .. } => {
                // "the talks will last five days"
                if self.is(at, &["last"]) && matches!(self.back(at), Word::To | Word::Ahead) {
                    return None;
                }
                let (_, count, of) = self.amount(next)?;
                let (unit, count) = match self.near(of) {
                    Word::Units(unit) | Word::Unit(unit) => (unit, count),
                    _ if self.is(of, &["hours"]) => (Unit::Day, (count + 23) / 24),
                    _ => return None,
                };
                last(Cut::Last { count, unit }, of + 1).or_else(|| {
                    let period = rolling(self.today?, which, count, unit)?;
                    Some((What::Fixed(period, Precision::Span, Basis::Relative), None, of + 1))
                })
            }
            _ => None,
        }
    }

    /// A calendar unit; a stretch counted back from today after `the past`, `the last`.
    fn which_unit(&self, at: usize, which: Which, of: usize) -> Read {
        let Word::Unit(unit) = self.word(of) else { return None };
        if unit == Unit::Day {
            return None;
        }
        let counted = which == Which::Past || (self.is(at, &["last"]) && self.back(at) == Word::The && unit != Unit::Quarter);
        if counted {
            let period = rolling(self.today?, which, 1, unit)?;
            return Some((What::Fixed(period, Precision::Span, Basis::Relative), None, of + 1));
        }
        let by = match which {
            Which::Last | Which::Past => -1,
            Which::This => 0,
            Which::Next => 1,
        };
        let what = self.unit(unit, by)?;
        if self.near(of + 1) == Word::So && self.near(of + 2) == Word::Far {
            return Some((what, Some(Cut::Part(Part::Earlier)), of + 3));
        }
        Some((what, None, of + 1))
    }
}
