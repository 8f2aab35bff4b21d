//! Dates as a calendar has them: "Jan. 20, 2023", "2023-01-20", "20th of january", "march", "2024".

use super::calendar::{Cal, What, YearOf};
use super::lexicon::{Form, Unit, Which, Word};
use super::point::{Grammar, Read};
use super::token::Gap;
use super::{Basis, Period, Precision};

impl Grammar<'_> {
    /// Whether a number can be a year at all; the future is bounded when there is a present.
    fn plausible(&self, year: u16) -> Option<i16> {
        let last = self.today.map_or(2050, |today| i32::from(today.year()) + 2);
        (1900..=last).contains(&i32::from(year)).then(|| i16::try_from(year).ok()).flatten()
    }

    /// The year that the number at this place writes, if it writes one.
    pub(super) fn year_at(&self, at: usize) -> Option<i16> {
        match self.word(at) {
            Word::Number { value, digits: 4, form: Form::Plain } => self.plausible(value).filter(|_| !self.counts(at)),
            Word::Number { value, digits: 2, form: Form::Short } => self.plausible(value + 2000),
            _ => None,
        }
    }

    pub(super) fn is_year(&self, at: usize) -> bool {
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
    pub(super) fn year_after(&self, at: usize) -> Option<(YearOf, usize)> {
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

    pub(super) fn of_year(&self, cal: Cal, next: usize) -> Read {
        let year = self.year_after(next);
        let next = year.map_or(next, |(_, next)| next);
        Some((What::Cal { cal, year: year.map(|(year, _)| year), which: None }, None, next))
    }

    /// A number of two digits at most, tightly joined to the one before by such a mark.
    pub(super) fn joined(&self, at: usize, mark: Gap) -> Option<u16> {
        match self.word(at) {
            Word::Number { value, form: Form::Plain, .. } if self.gap(at) == Some(mark) => {
                let tight = at > 0 && self.tokens[at].start - self.tokens[at - 1].end == 1;
                tight.then_some(value)
            }
            _ => None,
        }
    }

    pub(super) fn number(&self, at: usize) -> Read {
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
        // Round numbers, and those of years in which nobody reported on the web, are years only where a word says so.
        const SAID: &[&str] = &["in", "since", "before", "after", "during", "from", "until", "year", "of", "by"];
        let bare = (year == 2000 || year < 1990) && !(at > 0 && self.is(at - 1, SAID));
        if bare { None } else { stated(Cal::Year, at + 1) }
    }

    /// `20 January 2023`, `20th of january`, `1/20/2023`, `20-01-2023`, `16–20 January`, `01/2023`.
    pub(super) fn day_first(&self, at: usize, value: u16, form: Form) -> Read {
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
                let year = YearOf { year: self.year_at(at + 1)?, basis: Basis::Stated };
                return Some((What::Cal { cal: Cal::Month(first), year: Some(year), which: None }, None, at + 2));
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
    pub(super) fn month(&self, at: usize, month: i8, certain: bool) -> Read {
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
    pub(super) fn day_at(&self, at: usize) -> Option<i8> {
        match self.near(at) {
            Word::Number { value: value @ 1..=31, digits: 1 | 2, form: Form::Plain | Form::Ordinal } => {
                let counts = matches!(self.near(at + 1), Word::People | Word::Units(_) | Word::Unit(_) | Word::Month(_));
                (!counts).then_some(value as i8)
            }
            _ => None,
        }
    }

    /// Whether a word that may be a verb is a month here.
    pub(super) fn surely_month(&self, at: usize) -> bool {
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
        let job = usize::from(self.is(at + 1, &["job"]));
        let noun = at + 1 + job;
        let leads = match self.gap(at + 1) {
            // "may layoffs", "march job cuts"; but "may cut", "may layoff staff".
            Some(Gap::Space) if self.near(noun) == Word::Cuts && !self.is(noun, &["cut", "layoff"]) => true,
            Some(Gap::Slash | Gap::Dash) => matches!(self.word(at + 1), Word::Month(_)),
            _ => matches!(self.near(at + 1), Word::And | Word::To) && paired(at + 2),
        };
        // "Meta's May round", but neither "May Mobility" nor "May it please".
        let named = capital && at > 0 && !self.tokens.get(at + 1).is_some_and(|next| next.capital && next.word == Word::Other);
        let starts = matches!(self.gap(at), Some(Gap::Break | Gap::Dot));
        joined || context || leads || (named && !starts)
    }
}
