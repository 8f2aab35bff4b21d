//! Days, and how long something lasts.

use super::{ABSENT, Found, Sentence, Value, any, around, best, fits, has};
use crate::question::{Asks, Question, QuestionTerm};
use crate::text::amount::{self, Amount, Hedge, Kind};
use crate::text::term::Word;
use crate::time::{self, Basis, Precision, Relation};
use crate::vocabulary::{Group, Vocabulary};

/// A date. Where it is the day on which those who go are gone, the sentence has to speak of that.
pub(super) fn date(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let other = asks_leaving(question, vocabulary)
        && !vocabulary.group("leaving_day").is_some_and(|g| s.groups.contains(&g))
        && !has(s, LEAVING);
    let found = date_in(s);
    // "until when are dismissals ruled out": nobody leaves then.
    let until = question.terms.windows(2).any(|w| matches!(&*w[0].word, "until" | "till") && w[1].word == "when");
    if until {
        let last = s.times.iter().find(|m| lasts_until(s.text, m)).map(|m| Found { fit: 1.0, value: Some(of_date(m)) });
        return last.unwrap_or(Found { fit: found.fit * OTHER_DAY, ..found });
    }
    if other { Found { fit: found.fit * OTHER_DAY, ..found } } else { found }
}

/// The end of something, where its length is asked for.
const UNTIL: f32 = 0.6;

/// A length of time, rather than how long before or after something was.
pub(super) fn duration(s: &Sentence<'_>) -> Found {
    let judge = |a: &Amount| {
        let (before, after) = around(s, &a.range, 2, 1);
        match () {
            () if any(after, &["later", "ago", "earlier", "before", "old"]) => ABSENT * 3.0,
            () if any(before, &["past", "last", "next"]) => 0.7,
            () => 1.0,
        }
    };
    let amounts = amount::amounts(s.text);
    let found = best(s, amounts.iter().filter(|a| a.kind == Kind::Duration).map(|a| (judge(a), a)), "duration");
    // "insurance runs until the end of July": its end says how long.
    let until = s.times.iter().find(|m| lasts_until(s.text, m)).filter(|_| found.fit < UNTIL);
    until.map_or(found, |m| Found { fit: UNTIL, value: Some(of_date(m)) })
}

/// Whether something is said to last until a time: "until the end of July", "enough cash to fund it into the first quarter of 2026".
fn lasts_until(text: &str, m: &time::Mention) -> bool {
    let before = text[..m.range.start].trim_end().trim_end_matches(" the");
    m.relation == Relation::Until || ["into", "through", "until", "till"].iter().any(|word| before.ends_with(word))
}

/// Whether the question asks when those who go are gone, not when that was said.
pub(in crate::answer) fn asks_leaving(question: &Question, vocabulary: &Vocabulary) -> bool {
    let leaving = vocabulary.group("leaving_day");
    let staff = vocabulary.group("staff");
    // "when do the first people leave"
    let is = |group: Option<Group>| move |t: &QuestionTerm| group.is_some_and(|g| t.groups.contains(&g));
    let people_leave = || {
        question.terms.iter().any(is(staff))
            && question.terms.iter().any(|t| matches!(&*t.word, "leave" | "depart"))
            && question.terms.iter().any(|t| matches!(&*t.word, "do" | "will" | "would"))
    };
    question.asks == Asks::Date && (question.terms.iter().any(is(leaving)) || people_leave())
}

/// Words of those who go, where a date is of the day on which they are gone.
const LEAVING: &[&str] = &["departures", "departure", "depart", "leave", "leaves", "leaving", "gone"];

/// What is left of a date in a sentence that does not say that somebody leaves then.
const OTHER_DAY: f32 = 0.5;

fn date_in(s: &Sentence<'_>) -> Found {
    let judge = |m: &time::Mention| match (m.precision, m.basis) {
        (Precision::Day, Basis::Stated | Basis::YearImplied) => 1.0,
        (Precision::Month, _) => 0.95,
        (Precision::Day, Basis::Relative) => 0.7,
        (_, Basis::Relative) => 0.6,
        (Precision::Year, _) => 0.6,
        // "at the end of January"
        (Precision::Span, _) if m.period.days() <= PART_OF_A_MONTH => 0.9,
        _ => 0.7,
    };
    let asked: Vec<&Word> = s.asked_words().collect();
    let far = |m: &time::Mention| {
        let gap = |w: &&Word| w.range.start.saturating_sub(m.range.end).max(m.range.start.saturating_sub(w.range.end));
        // Only the words next to it on either side can be the nearest.
        let next = asked.partition_point(|w| w.range.start < m.range.start);
        asked[next.saturating_sub(1)..asked.len().min(next + 1)].iter().map(gap).min().unwrap_or(0)
    };
    // "In June it told the state, and on October 20 he stepped down": a day and a month are as good beside what is asked about.
    let nearer = |(fit, m): &(f32, &time::Mention), (best, b): &(f32, &time::Mention)| {
        let as_well = !asked.is_empty() && (fit - best).abs() <= AS_WELL;
        if as_well && far(m) != far(b) { far(m) < far(b) } else { fit > best }
    };
    // "TURIN, Oct 19 (Europa Wire) —": the day of the report, where the sentence names another.
    let heads = |m: &time::Mention| {
        let rest = &s.text[m.range.end..];
        m.range.end <= DATELINE
            && rest.starts_with([' ', '.'])
            && rest.trim_start_matches(['.', ' ']).starts_with(['(', '—', '–', '-'])
    };
    let told = s.times.iter().filter(|m| s.times.len() == 1 || !heads(m));
    let best = told.map(|m| (judge(m), m)).reduce(|best, next| if nearer(&next, &best) { next } else { best });
    match best {
        Some((fit, m)) => Found { fit, value: Some(of_date(m)) },
        None if s.times.is_empty() => day_without_year(s.text),
        None => fits(0.35),
    }
}

/// How much surer a day is than a month of being what is asked for.
const AS_WELL: f32 = 0.1;

/// The day or month that a sentence names whose article says nowhere when it was written, so that no year is known: "It ends on
/// 16 May".
fn day_without_year(text: &str) -> Found {
    // Any year will do: what is found that way is only quoted.
    let found = time::find_in(text, Some(jiff::civil::date(2000, 6, 30)));
    let named = |m: &&time::Mention| m.basis == Basis::YearImplied && matches!(m.precision, Precision::Day | Precision::Month);
    found.iter().find(named).map_or(fits(0.35), |m| Found { fit: WITHOUT_YEAR, value: Some(of_date(m)) })
}

/// How surely a day is the one asked for whose year is not known.
const WITHOUT_YEAR: f32 = 0.9;

/// Days of a part of a month, at most.
const PART_OF_A_MONTH: i32 = 12;

/// Bytes at the beginning of a report within which its place and day stand.
const DATELINE: usize = 40;

/// A time phrase as a value.
pub(in crate::answer) fn of_date(m: &time::Mention) -> Value {
    Value { kind: "date", range: m.range.clone(), number: None, hedge: Hedge::Exact }
}
