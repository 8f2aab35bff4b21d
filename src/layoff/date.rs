//! When a sentence says it was: days, months and years by token, resolved against the day of publication.
//!
//! Only what the extraction needs: whether a clause speaks of something earlier, and the day of the event.

use std::ops::Range;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::line::{Line, Token};
use super::vocabulary::*;
use super::{DateBasis, Layoff};
use crate::text::amount::Kind;
use crate::time::{Period, Thread};

/// A time that a line names.
#[derive(Debug, Clone)]
pub struct Time {
    /// Its tokens.
    pub toks: Range<usize>,
    /// The days meant, as far as they can be known.
    pub period: Option<Period>,
    /// Written out with its year, or counted from the publication.
    pub relative: bool,
    /// Precise to the day.
    pub day: bool,
    /// Lies ahead, or is a term ("by June 30").
    pub ahead: bool,
    /// Lies well before the publication.
    pub past: bool,
    /// "since …": opens a span.
    pub since: bool,
    /// Names a year, alone or in a date.
    pub year: bool,
    /// Where its words stand, where these only point back at them: "then". A line and its tokens.
    pub stated: Option<(usize, Range<usize>)>,
}

impl Time {
    /// Dates a layoff by this time of one of the lines.
    pub fn date(&self, layoff: &mut Layoff, lines: &[Line<'_>], line: usize) {
        layoff.date = self.period;
        layoff.date_basis = Some(if self.relative { DateBasis::Relative } else { DateBasis::Stated });
        let (line, toks) = self.stated.as_ref().map_or((line, &self.toks), |(line, toks)| (*line, toks));
        let line = &lines[line];
        layoff.proof.date.push(line.place(line.toks[toks.start].start..line.toks[toks.end - 1].end));
    }
}

/// The times of a line. `year` is the article's year where only a stated date elsewhere tells it.
fn times(line: &Line, published: Option<Date>, year: Option<i16>) -> Vec<Time> {
    let mut times = Vec::new();
    let mut i = 0;
    while i < line.toks.len() {
        let tok = &line.toks[i];
        let may_be = match tok.kind {
            Token::Word => tok.cue & (MONTH | DAY | EARLIER | SPAN) != 0,
            Token::Amount(_) => true,
            _ => false,
        };
        // "a Sunday paper", "the Friday briefing": named after a day, not of one.
        let named_after = tok.cue & DAY != 0
            && line
                .is(i + 1, words!["paper", "papers", "newspaper", "edition", "supplement", "magazine", "briefing", "newsletter"]);
        if !may_be || named_after {
            i += 1;
            continue;
        }
        match time(line, i, published, year) {
            Some(time) => {
                i = time.toks.end.max(i + 1);
                times.push(time);
            }
            None => i += 1,
        }
    }
    times
}

/// The times of all lines of an article, each in the light of those before it.
pub fn all_times(lines: &[Line], published: Option<Date>, year: Option<i16>, breaks: impl Fn(usize) -> bool) -> Vec<Vec<Time>> {
    let mut thread = Thread::of(published);
    // The last year that was written out.
    let mut told = None;
    // The last time of the line before.
    let mut before: Option<Time> = None;
    let each = lines.iter().enumerate().map(|(l, line)| {
        if breaks(l) {
            thread.paragraph();
            before = None;
        }
        let mut times = times(line, published, year);
        if times.is_empty()
            && let (Some(at), Some(time)) = (points_back(line), before.take().filter(|time| time.past && !time.since))
        {
            let stated = Some((l - 1, time.toks.clone()));
            times.push(Time { toks: at..at + 1, stated, ..time });
            return times;
        }
        let mut last = None;
        for time in &mut times {
            let listed = last.replace(time.toks.end).is_some_and(|end| is_listed(line, end, time.toks.start));
            let Some(period) = time.period else { continue };
            if let Some(end) = of_that_year(line, time.toks.end).filter(|_| !time.year && !time.relative) {
                let then = told.and_then(|year| period.in_year(year));
                (time.period, time.toks.end, time.past) = (then, end, true);
                continue;
            }
            // "It had 590 people at the start of 2023 and let 88 go that January"
            if line.is(time.toks.start.wrapping_sub(1), words!["that"])
                && !(time.year || time.relative || time.day)
                && let Some(then) = told.and_then(|year| period.in_year(year))
            {
                (time.period, time.past) = (Some(then), true);
                continue;
            }
            told = Some(period.start.year()).filter(|_| time.year).or(told);
            if time.year || time.relative {
                thread.stated(period);
            } else if let Some(moved) =
                if listed { thread.listed(period) } else { thread.implied(period) }.filter(|_| !time.ahead)
            {
                (time.period, time.past) = (Some(moved), true);
            }
        }
        before = times.last().cloned();
        times
    });
    each.collect()
}

/// Whether what stands between two times makes them items of a list, each with its number: "in April 2022, 220 in August".
fn is_listed(line: &Line, from: usize, to: usize) -> bool {
    const ITEM: usize = 6;
    let counts = |i: usize| line.amount(i).is_some_and(|a| a.kind == Kind::Number);
    let separates = matches!(line.mark(from), Some(',' | ';')) || line.is(from, words!["and", "then"]);
    // "cut 200 in April 2022, laid off 90 in August": told one by one.
    let verb = |i: usize| line.has(i, CUT | LAY | LET | GOING | DISMISS | STRONG);
    separates && to - from <= ITEM && (from..to).any(counts) && !(from..to).any(verb)
}

/// The word of a line that means a time named before: "It let 40 people go then", "at that time 40 people had to go".
fn points_back(line: &Line) -> Option<usize> {
    (0..line.toks.len()).find(|&i| {
        // Where it ends its clause: "the company then cut 40 jobs" is later, "then chief executive" was an office.
        let ends = i + 1 == line.toks.len() || line.mark(i + 1).is_some();
        let then = line.is(i, words!["then"]) && i > 1 && ends && !line.is(i - 1, words!["since", "by", "until", "from"]);
        let time = line.is(i, words!["time"])
            && line.is(i.wrapping_sub(1), words!["the", "that"])
            && line.is(i.wrapping_sub(2), words!["at"])
            && !line.is(i + 1, words!["of", "when"]);
        then || time
    })
}

/// Where "of that year", "the same year" ends, which begins at `i`.
fn of_that_year(line: &Line, i: usize) -> Option<usize> {
    let i = i + usize::from(line.is(i, words!["of", "in"]));
    let i = i + usize::from(line.is(i, words!["the"]) && line.is(i + 1, words!["same"]));
    (line.is(i, words!["that", "same"]) && line.is(i + 1, words!["year"])).then_some(i + 2)
}

/// So many days later; the day itself where no calendar goes that far, as for "100,000 years ago".
fn days(date: Date, days: i64) -> Date {
    Span::new().try_days(days).and_then(|span| date.checked_add(span)).unwrap_or(date)
}

fn month(year: i16, month: i8) -> Option<Period> {
    let start = Date::new(year, month, 1).ok()?;
    Some(Period { start, end: start.last_of_month() })
}

fn one(date: Date) -> Period {
    Period { start: date, end: date }
}

/// The year that a token states.
fn year_at(line: &Line, i: usize) -> Option<i16> {
    let a = line.amount(i).filter(|a| a.kind == Kind::Date && (1900.0..2100.0).contains(&a.value))?;
    Some(a.value as i16)
}

fn day_at(line: &Line, i: usize) -> Option<i8> {
    let a = line.amount(i).filter(|a| matches!(a.kind, Kind::Date | Kind::Ordinal | Kind::Number))?;
    (a.max.is_none() && (1.0..=31.0).contains(&a.value) && a.value.fract() == 0.0).then_some(a.value as i8)
}

/// The day of a month that a token spells out.
fn ordinal_at(line: &Line, i: usize) -> Option<i8> {
    const DAYS: [&str; 31] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
        "twenty-second",
        "twenty-third",
        "twenty-fourth",
        "twenty-fifth",
        "twenty-sixth",
        "twenty-seventh",
        "twenty-eighth",
        "twenty-ninth",
        "thirtieth",
        "thirty-first",
    ];
    let of = line.is(i.wrapping_add(1), words!["of"]).then(|| line.word(i))?;
    let day = DAYS.iter().position(|day| day.eq_ignore_ascii_case(of))?;
    i8::try_from(day + 1).ok()
}

fn month_at(line: &Line, i: usize) -> Option<i8> {
    let tok = line.toks.get(i)?;
    if tok.cue & MONTH == 0 || !tok.cap && !line.word(i).starts_with("mid-") {
        return None;
    }
    let word = line.word(i);
    let word = word.strip_prefix("mid-").unwrap_or(word);
    let three = word.get(..3)?.to_ascii_lowercase();
    let at =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].iter().position(|m| *m == three)?;
    // "May" opening a sentence is a verb more often than a month.
    if word == "May" && i == 0 && day_at(line, 1).is_none() && year_at(line, 1).is_none() {
        return None;
    }
    Some(at as i8 + 1)
}

fn weekday_at(line: &Line, i: usize) -> Option<Weekday> {
    if !line.has(i, DAY) || !line.toks[i].cap {
        return None;
    }
    Some(match line.word(i).get(..3)?.to_ascii_lowercase().as_str() {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        _ => Weekday::Sunday,
    })
}

fn time(line: &Line, i: usize, published: Option<Date>, known_year: Option<i16>) -> Option<Time> {
    let before = i.wrapping_sub(1);
    // A stop after an abbreviated month is a token of its own.
    let dot = |j: usize| if line.mark(j) == Some('.') { j + 1 } else { j };
    let term = line
        .is(before, words!["by", "until", "till", "through", "effective", "before", "next", "starting", "from", "end", "late-"])
        || line.is(i.wrapping_sub(2), words!["by", "until", "effective", "through"])
            && line.is(before, words!["the", "end", "of", "early", "late", "on"])
        || line.is(before, words!["of"]) && line.is(i.wrapping_sub(2), words!["end", "middle"]);
    let since = line.is(before, words!["since"]) || line.is(i.wrapping_sub(2), words!["since"]);
    let found = |toks: Range<usize>, period: Option<Period>, relative: bool, day: bool, year: bool| {
        let ahead = term || period.zip(published).is_some_and(|(p, at)| p.start > at);
        let past = !ahead && period.zip(published).is_some_and(|(p, at)| p.end < days(at, -13));
        Some(Time { toks, period, relative, day, ahead, past, since, year, stated: None })
    };
    if let Some(m) = month_at(line, i) {
        // "Feb. 9, 2024", "9 February 2024", "February 2024", "mid-February".
        let next = dot(i + 1);
        let (day, end, start) = match day_at(line, next) {
            Some(d) => (Some(d), next + 1, i),
            None => {
                // "the seventeenth of July"
                let of = if line.is(before, words!["of"]) { i.wrapping_sub(2) } else { before };
                match day_at(line, of).or_else(|| ordinal_at(line, of)) {
                    Some(d) if i > 0 => (Some(d), next.min(i + 1), of),
                    _ => (None, i + 1, i),
                }
            }
        };
        let after = if line.mark(end) == Some(',') { end + 1 } else { dot(end) };
        let of = usize::from(line.is(after, words!["of"]) || line.mark(after) == Some(','));
        let stated = year_at(line, after).map(|y| (y, after + 1)).or_else(|| {
            (line.is(after, words!["of"]) || line.is(after, words!["last"]))
                .then(|| year_at(line, after + 1).map(|y| (y, after + 2)))
                .flatten()
        });
        // "in July last year", "in May of this year".
        let stated = stated.or_else(|| {
            let at = published.filter(|_| line.is(after + of + 1, words!["year"]))?;
            let back = match () {
                () if line.is(after + of, words!["last"]) => 1,
                () if line.is(after + of, words!["this"]) => 0,
                () => return None,
            };
            Some((at.year() - back, after + of + 2))
        });
        let last = line.is(before, words!["last"]);
        let year = match (stated, published) {
            (Some((y, _)), _) => Some(y),
            (None, Some(at)) => {
                // The nearest such day, but a month without a day is rather past than to come.
                let this = Date::new(at.year(), m, day.unwrap_or(1)).ok()?;
                let ahead = this > at;
                let far = if day.is_some() { 200 } else { 20 };
                Some(if ahead && (last || (!term && days(at, far) < this)) {
                    at.year() - 1
                } else if !ahead && (term && days(this, 200) < at || day.is_some() && days(this, 245) < at && !last) {
                    at.year() + 1
                } else {
                    at.year()
                })
            }
            (None, None) => day.zip(known_year).and_then(|(d, year)| {
                // "On Tuesday, May 10" is of the year in which that is a Tuesday.
                let comma = usize::from(line.mark(start.wrapping_sub(1)) == Some(','));
                let Some(weekday) = weekday_at(line, start.wrapping_sub(1 + comma)) else { return Some(year) };
                let falls = |year: &i16| Date::new(*year, m, d).is_ok_and(|day| day.weekday() == weekday);
                [year, year + 1, year - 1].into_iter().find(falls)
            }),
        };
        let end = stated.map_or(end, |(_, e)| e);
        let period = year.and_then(|y| match day {
            Some(d) => Date::new(y, m, d).ok().map(one),
            None => month(y, m),
        });
        return found(start..end, period, false, day.is_some(), stated.is_some());
    }
    if let Some(weekday) = weekday_at(line, i) {
        // "Thursday, Jan. 9": the date that follows says more.
        let after = if line.mark(i + 1) == Some(',') || line.mark(i + 1) == Some('(') { i + 2 } else { i + 1 };
        if month_at(line, after).is_some() || (day_at(line, after).is_some() && month_at(line, after + 1).is_some()) {
            return None;
        }
        // "That Thursday": the one that was spoken of.
        let period = published.filter(|_| !term && !line.is(before, words!["next", "that"])).map(|at| {
            let back = i64::from(at.weekday().to_monday_zero_offset() - weekday.to_monday_zero_offset()).rem_euclid(7);
            let back = if line.is(before, words!["last"]) && back == 0 { 7 } else { back };
            one(days(at, -back))
        });
        return found(i..i + 1, period, true, true, false);
    }
    if let Some(y) = year_at(line, i) {
        let period = Date::new(y, 1, 1).ok().zip(Date::new(y, 12, 31).ok()).map(|(start, end)| Period { start, end });
        return found(i..i + 1, period, false, false, true);
    }
    if let Some(a) = line.amount(i) {
        if a.kind == Kind::Date
            && a.value == 0.0
            && let Some(date) = numeric(&line.text[a.range.clone()])
        {
            return found(i..i + 1, Some(one(date)), false, true, true);
        }
        if a.kind == Kind::Duration && line.is(i + 1, words!["ago", "earlier", "before"]) {
            let unit = line.text[a.range.clone()].to_ascii_lowercase();
            let each = if unit.contains("year") {
                365
            } else if unit.contains("month") {
                30
            } else if unit.contains("week") {
                7
            } else if unit.contains("day") {
                1
            } else {
                0
            };
            let period = published.map(|at| one(days(at, (a.value as i64).saturating_mul(-each))));
            return found(i..i + 2, period, true, false, false).map(|t| Time { past: t.past || each >= 30, ..t });
        }
        return None;
    }
    if line.toks[i].kind != Token::Word {
        return None;
    }
    let found_now = |t: Range<usize>, p: Option<Period>| {
        Some(Time {
            toks: t,
            period: p,
            relative: true,
            day: true,
            ahead: false,
            past: false,
            since: false,
            year: false,
            stated: None,
        })
    };
    if line.is(i, words!["today"]) || line.is(i, words!["morning", "afternoon", "evening"]) && line.is(before, words!["this"]) {
        return found_now(i..i + 1, published.map(one));
    }
    if line.is(i, words!["last"]) && line.is(i + 1, words!["night"]) {
        return found_now(i..i + 2, published.map(|at| one(days(at, -1))));
    }
    if line.is(i, words!["yesterday"]) {
        return found_now(i..i + 1, published.map(|at| one(days(at, -1))));
    }
    if line.has(i, SPAN)
        && line.is(before, words!["that"])
        && line.is(i, words!["spring", "summer", "autumn", "fall", "winter", "year", "month"])
    {
        return found(before..i + 1, None, true, false, false).map(|t| Time { past: true, ..t });
    }
    // "The year before", "a month earlier": some other time than the one spoken of.
    if line.is(i, words!["year", "month", "summer", "spring", "autumn", "winter", "quarter"])
        && line.is(before, words!["the", "a"])
        && line.is(i + 1, words!["before", "earlier"])
        && !line.has(i + 2, STAFF | DAY | MONTH)
    {
        return found(before..i + 2, None, true, false, false).map(|t| Time { past: true, ..t });
    }
    if line.is(i, words!["last"]) && line.has(i + 1, SPAN) && !line.is(i + 1, words!["day", "days"]) {
        let back = if line.is(i + 1, words!["week", "weeks"]) {
            7
        } else if line.is(i + 1, words!["month"]) {
            30
        } else {
            200
        };
        // "in the last quarter", "over the last weeks" count up to now.
        let running = line.is(before, words!["the", "this"]) || line.is(i + 1, words!["weeks", "months", "years"]);
        let period = published.and_then(|at| match () {
            // "last month" is that month, "last year" that year.
            () if running => Some(one(days(at, -back))),
            () if line.is(i + 1, words!["month"]) => {
                month(days(at.first_of_month(), -1).year(), days(at.first_of_month(), -1).month())
            }
            () if line.is(i + 1, words!["year"]) => Date::new(at.year() - 1, 1, 1)
                .ok()
                .zip(Date::new(at.year() - 1, 12, 31).ok())
                .map(|(start, end)| Period { start, end }),
            () => Some(one(days(at, -back))),
        });
        return found(i..i + 2, period, true, false, false).map(|t| Time { past: !running && back > 7, since: running, ..t });
    }
    if line.is(i, words!["ago"]) && line.has(before, SPAN) && line.is(i.wrapping_sub(2), words!["a", "an"]) {
        let back = if line.is(before, words!["week", "day"]) { 7 } else { 300 };
        return found(i..i + 1, published.map(|at| one(days(at, -back))), true, false, false)
            .map(|t| Time { past: back > 7, ..t });
    }
    None
}

/// "2024-03-12" or "12/03/2024", where only one reading is possible or the day comes first.
fn numeric(text: &str) -> Option<Date> {
    let parts: Vec<i16> = text.split(['-', '/']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [a, b, c] = parts[..] else { return None };
    if a > 31 {
        return Date::new(a, b as i8, c as i8).ok();
    }
    if c < 1900 {
        return None;
    }
    let (day, month) = if b > 12 { (b, a) } else { (a, b) };
    if a <= 12 && b <= 12 && a != b {
        // Third of April or fourth of March: nobody can tell.
        return None;
    }
    Date::new(c, month as i8, day as i8).ok()
}
