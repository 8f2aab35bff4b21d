//! One point in time: a date, a month, "last week", "early 2024", "three months ago". The form, not the place in the
//! sentence.

use jiff::civil::Date;

use super::calendar::{Cal, Cut, What, YearOf, rolling, unit, unit_precision};
use super::lexicon::{Form, Gap, Part, Season, Token, Unit, Which, Word};
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
type Read = Option<(What, Option<Cut>, usize)>;

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

    fn short_month(&self, after: usize) -> bool {
        let Some(token) = after.checked_sub(1).and_then(|at| self.tokens.get(at)) else { return false };
        matches!(token.word, Word::Month(_)) && token.end - token.start <= 4
    }

    fn raw(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.raw(at).eq_ignore_ascii_case(word))
    }

    /// The word before, if only a space parts them.
    fn back(&self, at: usize) -> Word {
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
            Word::Unit(Unit::Year) if self.near(at + 1) == Word::To && self.near(at + 2) == Word::DateWord => {
                Some((self.this_year_so_far()?, None, at + 3))
            }
            Word::Unit(Unit::Year) if self.is_year(at + 1) => self.number(at + 1),
            Word::Unit(_) | Word::Units(_) => self.ago(at),
            Word::Fiscal => {
                let at = at + 1 + usize::from(self.near(at + 1) == Word::Unit(Unit::Year));
                self.is_year(at).then(|| self.number(at)).flatten()
            }
            Word::Yesterday => day(-1),
            Word::Today => day(0),
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

    fn this_year_so_far(&self) -> Option<What> {
        let today = self.today?;
        Some(What::Fixed(Period { start: today.first_of_year(), end: today }, Precision::Span, Basis::Relative))
    }

    /// Whether a number can be a year at all; the future is bounded when there is a present.
    fn plausible(&self, year: u16) -> Option<i16> {
        let last = self.today.map_or(2050, |today| i32::from(today.year()) + 2);
        (1995..=last).contains(&i32::from(year)).then(|| i16::try_from(year).ok()).flatten()
    }

    /// The year that the number at this place writes, if it writes one.
    fn year_at(&self, at: usize) -> Option<i16> {
        match self.word(at) {
            Word::Number { value, digits: 4, form: Form::Plain } => self.plausible(value).filter(|_| !self.counts(at)),
            Word::Number { value, digits: 2, form: Form::Short } => self.plausible(value + 2000),
            _ => None,
        }
    }

    fn is_year(&self, at: usize) -> bool {
        self.near(at) != Word::Other && self.year_at(at).is_some()
    }

    /// Whether a number counts what follows: "2023 jobs", not "2023 staff cuts", "in 2023 people were".
    fn counts(&self, at: usize) -> bool {
        match self.near(at + 1) {
            Word::People => self.near(at + 2) != Word::Cuts && !(at > 0 && self.is(at - 1, &["in", "during", "since"])),
            Word::Units(_) => true,
            _ => false,
        }
    }

    /// `2024`, `of 2024`, `, 2024`, `last year`, `of the year` after a part of a year.
    fn year_after(&self, at: usize) -> Option<(YearOf, usize)> {
        let of = self.near(at) == Word::Of;
        let mut at = at + usize::from(of);
        at += usize::from(of && self.near(at) == Word::The);
        at += usize::from(self.near(at) == Word::Fiscal);
        if self.near(at) == Word::Unit(Unit::Year) {
            if self.is_year(at + 1) {
                at += 1;
            } else if of {
                return Some((YearOf { year: self.today?.year(), basis: Basis::Relative }, at + 1));
            }
        }
        if let Word::Which(which) = self.near(at) {
            let unit = at + 1 + usize::from(self.near(at + 1) == Word::Fiscal);
            if self.near(unit) != Word::Unit(Unit::Year) {
                return None;
            }
            let by = match which {
                Which::Last | Which::Past => -1,
                Which::This => 0,
                Which::Next => 1,
            };
            return Some((YearOf { year: self.today?.year().checked_add(by)?, basis: Basis::Relative }, unit + 1));
        }
        let joined = matches!(self.gap(at)?, Gap::Space | Gap::Comma | Gap::Dash)
            || (self.gap(at) == Some(Gap::Dot) && self.short_month(at));
        let year = self.year_at(at).filter(|_| joined)?;
        Some((YearOf { year, basis: Basis::Stated }, at + 1))
    }

    fn of_year(&self, cal: Cal, next: usize) -> Read {
        let year = self.year_after(next);
        let next = year.map_or(next, |(_, next)| next);
        Some((What::Cal { cal, year: year.map(|(year, _)| year), which: None }, None, next))
    }

    /// A number of two digits at most, tightly joined to the one before by such a mark.
    fn joined(&self, at: usize, mark: Gap) -> Option<u16> {
        match self.word(at) {
            Word::Number { value, form: Form::Plain, .. } if self.gap(at) == Some(mark) => {
                let tight = at > 0 && self.tokens[at].start - self.tokens[at - 1].end == 1;
                tight.then_some(value)
            }
            _ => None,
        }
    }

    fn number(&self, at: usize) -> Read {
        let Word::Number { value, digits, form } = self.word(at) else { return None };
        if digits <= 2 && form != Form::Short {
            return self.day_first(at, value, form);
        }
        let year = self.year_at(at)?;
        let stated =
            |cal, next| Some((What::Cal { cal, year: Some(YearOf { year, basis: Basis::Stated }), which: None }, None, next));
        for mark in [Gap::Dash, Gap::Slash] {
            let Some(second) = self.joined(at + 1, mark).filter(|_| digits == 4) else { continue };
            let month = i8::try_from(second).ok().filter(|month| (1..=12).contains(month));
            if let (Some(month), Some(day)) = (month, self.joined(at + 2, mark)) {
                let cal = Cal::Day(month, i8::try_from(day).ok()?);
                return cal.in_year(year).and_then(|_| stated(cal, at + 3));
            }
            if let Some(month) = month.filter(|_| self.tokens[at + 1].end - self.tokens[at + 1].start == 2) {
                return stated(Cal::Month(month), at + 2);
            }
            // "2022-23"
            if i32::from(second) == (i32::from(year) + 1) % 100 {
                let period = Period::year(year)?.hull(Period::year(year.checked_add(1)?)?);
                return Some((What::Fixed(period, Precision::Span, Basis::Stated), None, at + 2));
            }
        }
        match self.near(at + 1) {
            Word::Quarter(quarter) => return stated(Cal::Quarter(quarter), at + 2),
            Word::Half(half) => return stated(Cal::Half(half), at + 2),
            _ => {}
        }
        let bare = year == 2000 && !(at > 0 && self.is(at - 1, &["in", "since", "before", "after", "during", "from", "until"]));
        if bare { None } else { stated(Cal::Year, at + 1) }
    }

    /// `20 January 2023`, `20th of january`, `1/20/2023`, `20-01-2023`, `16–20 January`, `01/2023`.
    fn day_first(&self, at: usize, value: u16, form: Form) -> Read {
        let first = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
        for mark in [Gap::Slash, Gap::Dash] {
            let Some(second) = self.joined(at + 1, mark) else { continue };
            if let Some(third) = self.joined(at + 2, mark) {
                let year = self.plausible(if third < 100 { third + 2000 } else { third })?;
                let second = i8::try_from(second).ok()?;
                // Month first as in America, unless that cannot be.
                let cal = if first > 12 { Cal::Day(second, first) } else { Cal::Day(first, second) };
                let day = cal.in_year(year)?;
                return Some((What::Fixed(day, Precision::Day, Basis::Stated), None, at + 3));
            }
            if mark == Gap::Slash && first <= 12 && second > 100 {
                return self.of_year(Cal::Month(first), at + 1).filter(|_| false).or_else(|| {
                    let year = YearOf { year: self.year_at(at + 1)?, basis: Basis::Stated };
                    Some((What::Cal { cal: Cal::Month(first), year: Some(year), which: None }, None, at + 2))
                });
            }
            break;
        }
        let mut next = at + 1;
        let mut last = first;
        if self.gap(next) == Some(Gap::Dash)
            && let Word::Number { value, digits: 1 | 2, .. } = self.word(next)
        {
            last = i8::try_from(value).ok()?;
            next += 1;
        }
        let of = self.near(next) == Word::Of;
        next += usize::from(of);
        let Word::Month(month) = self.near(next) else { return None };
        let ambiguous = self.is(next, &["may", "march"]) && !of && form == Form::Plain && self.year_after(next + 1).is_none();
        // "of 20 may lose": only a capital or a year makes it a month.
        if ambiguous && !self.tokens.get(next).is_some_and(|token| token.capital) {
            return None;
        }
        let cal = if last == first { Cal::Day(month, first) } else { Cal::Days(month, first, last) };
        // 2024 is a leap year: whatever day there is, it has.
        cal.in_year(2024)?;
        self.of_year(cal, next + 1)
    }

    /// `Jan 20, 2023`, `Jan. 20-22`, `january 2023`, `january last year`, `january`.
    fn month(&self, at: usize, month: i8, certain: bool) -> Read {
        if !certain && !self.surely_month(at) {
            return None;
        }
        if let Some(first) = self.day_at(at + 1) {
            let mut next = at + 2;
            let mut cal = Cal::Day(month, first);
            if self.gap(next) == Some(Gap::Dash)
                && let Word::Number { value, digits: 1 | 2, .. } = self.word(next)
                && let Some(days) =
                    i8::try_from(value).ok().map(|last| Cal::Days(month, first, last)).filter(|c| c.in_year(2024).is_some())
            {
                (cal, next) = (days, next + 1);
            }
            cal.in_year(2024)?;
            return self.of_year(cal, next);
        }
        self.of_year(Cal::Month(month), at + 1)
    }

    /// The day of the month at this place: a small number that counts nothing.
    fn day_at(&self, at: usize) -> Option<i8> {
        match self.near(at) {
            Word::Number { value: value @ 1..=31, digits: 1 | 2, form: Form::Plain | Form::Ordinal } => {
                let counts = matches!(self.near(at + 1), Word::People | Word::Units(_) | Word::Unit(_) | Word::Month(_));
                (!counts).then_some(value as i8)
            }
            _ => None,
        }
    }

    /// Whether a word that may be a verb is a month here.
    fn surely_month(&self, at: usize) -> bool {
        if !self.is(at, &["may", "march", "mar"]) {
            return true;
        }
        let capital = self.tokens.get(at).is_some_and(|token| token.capital);
        if self.year_after(at + 1).is_some() || (self.day_at(at + 1).is_some() && (capital || !self.news)) {
            return true;
        }
        if self.news && !capital {
            return false;
        }
        let follows = |at: usize| matches!(self.word(at), Word::Month(_) | Word::Number { .. });
        let joined = matches!(self.gap(at), Some(Gap::Slash | Gap::Dash)) && at > 0 && follows(at - 1);
        let paired = |other: usize| {
            let verb = self.is(other, &["may", "march"]) && self.year_after(other + 1).is_none();
            matches!(self.word(other), Word::Month(_)) && !verb
        };
        let context = match self.back(at) {
            // "at May Mobility"
            Word::In if self.is(at - 1, &["at"]) => false,
            Word::In | Word::Since | Word::Until | Word::By | Word::Before | Word::After | Word::From | Word::Between => true,
            Word::Of | Word::The | Word::Part(_) => true,
            Word::Which(Which::This) => {
                capital || matches!(self.near(at + 1), Word::Other) && self.gap(at + 1) != Some(Gap::Space)
            }
            Word::Which(_) => true,
            Word::And | Word::To => at > 1 && follows(at - 2),
            _ => false,
        };
        let leads = match self.gap(at + 1) {
            Some(Gap::Slash | Gap::Dash) => matches!(self.word(at + 1), Word::Month(_)),
            _ => matches!(self.near(at + 1), Word::And | Word::To) && paired(at + 2),
        };
        // "Meta's May round", but neither "May Mobility" nor "May it please".
        let named = capital && at > 0 && !self.tokens.get(at + 1).is_some_and(|next| next.capital && next.word == Word::Other);
        let starts = matches!(self.gap(at), Some(Gap::Break | Gap::Dot));
        joined || context || leads || (named && !starts)
    }

    fn weekday(&self, at: usize, day: i8, which: Option<Which>) -> Read {
        let next = at + 1;
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
                let (_, count, of) = self.amount(next)?;
                let (Word::Units(unit) | Word::Unit(unit)) = self.near(of) else { return None };
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
