//! How well the time that a sentence speaks of fits the time asked about.

use std::borrow::Cow;
use std::ops::Range;

use super::super::value::{self, Value};
use super::READ_CLOSELY;
use super::reader::{Reader, starts_paragraph};
use crate::article::Article;
use crate::question::{Asks, Question};
use crate::time::{self, Bounds, Precision, Relation};

/// The times that each sentence of an article names, where the question asks for one or names one: what a date without
/// its year means may stand far above it.
pub(super) fn dates(reader: &Reader<'_>, article: &Article, sentences: &[Range<usize>]) -> Vec<Vec<time::Mention>> {
    let question = reader.question;
    if !question.is_dated() && question.asks != Asks::Date && question.order.is_none() || article.body.len() > READ_CLOSELY {
        return Vec::new();
    }
    let mut thread = time::Thread::of(article.published);
    let each = sentences.iter().enumerate().map(|(i, range)| {
        if starts_paragraph(&article.body, sentences, i) {
            thread.paragraph();
        }
        let mut times = time::find_in(&article.body[range.clone()], article.published);
        thread.settle(&mut times);
        times
    });
    each.collect()
}

/// How well the time fits of a sentence that names another one, in a report from the time asked about, and in any other.
pub(super) const BACKGROUND: f32 = 0.4;

pub(super) const ANOTHER_TIME: f32 = 0.05;

/// How well the time that a sentence speaks of fits the time asked about, and what that time is.
pub(super) fn when(asked: &Bounds, times: &[time::Mention], written: Written) -> (f32, Option<time::Period>) {
    let published = written.published.map(time::Period::day);
    let told: Vec<&time::Mention> = times.iter().filter(|m| m.relation != Relation::Until).collect();
    let event = told.iter().min_by_key(|m| (m.precision, m.range.start)).map(|m| m.period).or(published);
    if asked.since.is_none() && asked.until.is_none() {
        return (1.0, event);
    }
    let inside = told.iter().filter(|m| asked.overlaps(&m.period)).map(|m| {
        // A longer time than was asked about only may be meant.
        let wider = asked.period().is_some_and(|p| m.period.days() > 2 * p.days() + 31);
        if wider
            || m.precision == Precision::Span
                && asked.period().is_some_and(|p| !(p.contains(m.period.start) && p.contains(m.period.end)))
        {
            0.7
        } else {
            1.0
        }
    });
    if let Some(fit) = inside.reduce(f32::max) {
        let period = told.iter().find(|m| asked.overlaps(&m.period)).map(|m| m.period).or(event);
        return (fit, period);
    }
    let by_publication = match written.published {
        None => undated(asked, written.last_year),
        Some(day) => match asked.distance(day) {
            0 => 0.95,
            late @ 1..=30 if asked.until.is_some_and(|u| day > u) => 0.6 - late as f32 * 0.017,
            early @ 1..=45 if asked.since.is_some_and(|s| day < s) => 0.35 - early as f32 * 0.004,
            _ => 0.06,
        },
    };
    // "Vacancies that have been open since the spring will not be filled": told of the day it is written.
    let lasts = |m: &&time::Mention| m.relation == Relation::Since && written.published.is_some_and(|day| m.period.start <= day);
    if told.iter().all(lasts) {
        // What has come together since an earlier time is not that of the time asked about.
        let before = told.iter().any(|m| asked.since.is_some_and(|since| m.period.start < since.first_of_year()));
        return (if before { by_publication.min(0.5) } else { by_publication }, published);
    }
    // It names another time: background, unless it stands in a report from the time asked about.
    (if by_publication > 0.9 { BACKGROUND } else { ANOTHER_TIME }, event)
}

/// The times of a sentence but those that are not its value's: of a clause that only says more of what is counted ("withdrew 95
/// vacancies that were advertised in the autumn"), and of what the value is compared with ("three months' pay against 45 days
/// in 2024").
pub(super) fn without_asides<'a>(read: &value::Sentence<'a>, value: Option<&Value>) -> Cow<'a, [time::Mention]> {
    let whole = || Cow::Borrowed(read.times);
    let Some(value) = value.filter(|v| matches!(v.kind, "count" | "severance" | "percent") && !read.times.is_empty()) else {
        return whole();
    };
    let next = read.words.partition_point(|w| w.range.start < value.range.end);
    let word = |at: usize| read.words.get(at).map_or("", |w| w.folded.as_str());
    let end = read.words.len().min(next + ASIDE_NEAR);
    let cut = |at: usize| value::CUTTING.contains(&word(at)) || word(at) == "announced";
    let clause = (next..end).find(|&at| {
        let opens = matches!(word(at), "that" | "which") && matches!(word(at + 1), "were" | "was" | "had" | "it" | "they");
        opens && !(at..at + ASIDE_NEAR).any(cut)
    });
    let compared = (next..end + ASIDE_NEAR).find(|&at| match word(at) {
        "against" | "than" | "versus" | "compared" => true,
        "from" => matches!(word(at.wrapping_sub(1)), "up" | "down"),
        _ => false,
    });
    let Some(opens) = clause.or(compared).and_then(|at| read.words.get(at)).map(|w| w.range.start) else { return whole() };
    let closes = read.text[opens..].find([',', ';']).map_or(read.text.len(), |at| opens + at);
    Cow::Owned(read.times.iter().filter(|m| m.range.start < opens || m.range.start > closes).cloned().collect())
}

/// Words between a number and a clause on what it counts, at most.
pub(super) const ASIDE_NEAR: usize = 4;

/// When an article was written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    /// The day of publication.
    pub(super) published: Option<jiff::civil::Date>,
    /// The last year that it names, where it says nowhere when it was published, and a time is asked about.
    pub(super) last_year: Option<i16>,
}

impl Written {
    pub(super) fn of(article: &Article, question: &Question) -> Written {
        let year = |text: &str| text.parse().ok().filter(|year: &i16| text.len() == 4 && (1990..2100).contains(year));
        let named = || article.body.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(year).max();
        let undated = article.published.is_none() && question.is_dated();
        Written { published: article.published, last_year: if undated { named() } else { None } }
    }
}

/// How well an article fits that says nowhere when it was published: by the last year that it names, in which, or soon after
/// which, it was written.
pub(super) fn undated(asked: &Bounds, last: Option<i16>) -> f32 {
    let Some(last) = last else { return UNDATED };
    let asked = |year: i16| time::Period::year(year).is_some_and(|year| asked.overlaps(&year));
    match () {
        () if asked(last) => 0.4,
        () if asked(last + 1) => 0.2,
        () => 0.08,
    }
}

/// What an article without a day that names no year tells of the time asked about.
pub(super) const UNDATED: f32 = 0.09;
