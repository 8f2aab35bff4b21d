//! Values: whether a sentence holds the kind of thing that is asked for, and where.

mod count;
mod date;
mod money;
mod named;
mod percent;
mod said;
mod severance;
mod staff;

use std::ops::Range;

use super::{person, reason};
use crate::names;
use crate::question::{Asks, Question};
use crate::text::amount::{Amount, Hedge};
use crate::text::term::{Terms, Word};
use crate::time;
use crate::vocabulary::{Group, Vocabulary};
use count::count;
use date::{date, duration};
use money::money;
use named::{called, place, team};
use percent::percent;
use said::said;
use severance::severance;

pub(super) use count::{UNITS, is_of_staff, leaves_open, may_be_cut};
pub(super) use date::{asks_leaving, of_date};
pub(super) use named::{proper_names, teams_named};
pub(super) use said::{FIRST_PERSON, SPEECH, WORDLESS};
pub(super) use staff::is_part;

/// How a sentence without a value of the kind asked for is judged.
pub(super) const ABSENT: f32 = 0.12;

/// A value in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// `count`, `percent`, `date`, …: the kind of claim.
    pub kind: &'static str,
    /// Its bytes in the sentence, with its hedge.
    pub range: Range<usize>,
    /// Its number, for counts and percentages.
    pub number: Option<f64>,
    /// How exact it is.
    pub hedge: Hedge,
}

/// What a sentence has of the kind asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How well it fits, from [`ABSENT`] to 1.
    pub fit: f32,
    /// The value itself, where there is one to point at.
    pub value: Option<Value>,
}

/// A sentence, read.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) mentions: &'a [names::Mention],
    pub(super) times: &'a [time::Mention],
    /// The groups of synonyms that its words belong to.
    pub(super) groups: &'a [Group],
    /// Whether it stands, at least in part, in quotation marks.
    pub(super) quoted: bool,
    /// Whether its article has this word after one that stands before places, in any of its sentences.
    pub(super) is_place: &'a dyn Fn(&str) -> bool,
    /// Whether a number was found to be of those who go, where it is asked how many work there or stay.
    pub(super) is_cut: &'a dyn Fn(&Amount) -> bool,
    /// Whether a word, folded, is the last of a full name that the article has: reports give that once.
    pub(super) is_surname: &'a dyn Fn(&str) -> bool,
    /// For each of its words, whether the question has it, or a phrase it belongs to, among its content.
    pub(super) asked: &'a [bool],
    /// Whether the sentence before asks why, or says that reasons follow.
    pub(super) says_why: bool,
}

impl<'a> Sentence<'a> {
    /// Its words that the question has among its content.
    pub(super) fn asked_words(&self) -> impl Iterator<Item = &'a Word> {
        self.words.iter().zip(self.asked).filter_map(|(word, asked)| asked.then_some(word))
    }
}

/// Verbs that make the number after them one of people who go.
pub(super) const CUTTING: &[&str] = &[
    "cut",
    "cuts",
    "cutting",
    "shed",
    "sheds",
    "shedding",
    "laid",
    "lay",
    "laying",
    "eliminate",
    "eliminated",
    "eliminating",
    "reduce",
    "axe",
    "axed",
    "axing",
    "dismiss",
    "dismissed",
    "dismissing",
    "fire",
    "fired",
    "firing",
    "sack",
    "sacked",
    "sacking",
    "lose",
    "loses",
    "losing",
    "dropping",
    "slash",
    "slashed",
    "slashing",
    "let",
    "redundant",
];

const PEOPLE: &[&str] = &[
    "people",
    "employees",
    "employee",
    "workers",
    "worker",
    "staff",
    "staffers",
    "jobs",
    "job",
    "roles",
    "role",
    "positions",
    "position",
    "posts",
    "personnel",
    "engineers",
    "recruiters",
    "members",
    "colleagues",
    "contractors",
    "couriers",
    "drivers",
    "moderators",
    "managers",
    "teachers",
    "developers",
    "persons",
    "redundancies",
    "layoffs",
    "cuts",
    "dismissals",
    "reductions",
    "hands",
    "heads",
];

/// What the sentence holds of the kind asked for.
pub(super) fn find(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    match question.asks {
        Asks::Count => count(question, s, vocabulary),
        Asks::Percent => percent(question, s, vocabulary),
        Asks::Money => money(question, s, vocabulary),
        Asks::Duration => duration(s),
        Asks::Date => date(question, s, vocabulary),
        Asks::Person => person::find(question, s, vocabulary),
        Asks::Reason => fits(if s.says_why { 1.0 } else { reason::fit(s, vocabulary) }),
        Asks::Place => place(question, s, vocabulary),
        Asks::Severance => severance(s, vocabulary),
        Asks::Quotation => fits(said(s)),
        Asks::Name => called(s),
        Asks::Summary => summary(question, s, vocabulary),
        Asks::Team => fits(team(question, s, vocabulary)),
        Asks::List | Asks::Comparison | Asks::Description => fits(1.0),
    }
}

pub(super) fn fits(fit: f32) -> Found {
    Found { fit, value: None }
}

pub(super) fn has(s: &Sentence<'_>, list: &[&str]) -> bool {
    s.words.iter().any(|w| list.contains(&w.folded.as_str()))
}

/// Bytes from a range to the nearest of some words, which stand in order; none where there are no words.
pub(super) fn distance(words: &[&Word], range: &Range<usize>) -> Option<usize> {
    let at = words.partition_point(|w| w.range.start < range.start);
    let gap = |w: &&Word| w.range.start.saturating_sub(range.end).max(range.start.saturating_sub(w.range.end));
    let beside = [at.checked_sub(1), Some(at)];
    beside.into_iter().flatten().filter_map(|i| words.get(i)).map(gap).min()
}

/// How far a number stands from the nearest of some words, which stand in order; none where there are no words. "460 because of
/// their performance, and 80 are managers": what stands behind a comma is said of another number.
pub(super) fn apart(words: &[&Word], range: &Range<usize>, text: &str) -> Option<usize> {
    let gap = |w: &&Word| {
        let between = if w.range.end <= range.start { w.range.end..range.start } else { range.end..w.range.start.max(range.end) };
        // What is far off anyway need not be looked at.
        let marks = if between.len() < FAR_OFF { text[between.clone()].matches([',', ';']).count() } else { 0 };
        between.len() + APART * marks
    };
    let at = words.partition_point(|w| w.range.start < range.start);
    [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|i| words.get(i)).map(gap).min()
}

/// Bytes beyond which it makes no difference what stands between a number and a word.
const FAR_OFF: usize = 400;

/// Bytes that a comma is worth between a number and what is said of it.
const APART: usize = 40;

/// The candidate that fits best; of several that fit as well, the one that stands nearest to what the question names.
fn best<'a>(s: &Sentence<'_>, candidates: impl Iterator<Item = (f32, &'a Amount)>, kind: &'static str) -> Found {
    best_within(0.0, s, candidates, kind)
}

/// The candidate that stands nearest to what the question names, of those that fit hardly less than the best one.
fn best_within<'a>(
    room: f32,
    s: &Sentence<'_>,
    candidates: impl Iterator<Item = (f32, &'a Amount)>,
    kind: &'static str,
) -> Found {
    let named: Vec<&Word> = s.asked_words().collect();
    let candidates: Vec<(f32, &Amount)> = candidates.collect();
    let most = candidates.iter().map(|(fit, _)| *fit).fold(ABSENT, f32::max);
    let least = if named.is_empty() || most - room < 0.5 { most } else { most - room };
    let good = candidates.into_iter().filter(|(fit, _)| *fit >= least);
    let nearest = good.min_by(|(fit, a), (other, b)| {
        let far = |amount: &Amount| apart(&named, &amount.range, s.text).unwrap_or(0);
        far(a).cmp(&far(b)).then_with(|| other.total_cmp(fit))
    });
    nearest.map_or(fits(ABSENT), |(fit, amount)| Found {
        fit,
        value: Some(Value { kind, range: hedged(amount), number: Some(amount.value), hedge: amount.hedge }),
    })
}

/// The bytes of an amount together with the words that hedge it.
fn hedged(amount: &Amount) -> Range<usize> {
    match &amount.hedge_range {
        Some(hedge) => hedge.start.min(amount.range.start)..hedge.end.max(amount.range.end),
        None => amount.range.clone(),
    }
}

/// The words around an amount: up to `n` before it and after it.
fn around<'a>(s: &'a Sentence<'_>, range: &Range<usize>, before: usize, after: usize) -> (&'a [Word], &'a [Word]) {
    let first = s.words.partition_point(|w| w.range.end <= range.start);
    let last = s.words.partition_point(|w| w.range.start < range.end);
    (&s.words[first.saturating_sub(before)..first], &s.words[last..(last + after).min(s.words.len())])
}

pub(super) fn speaks_of_cuts(s: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    let Some(layoff) = vocabulary.group("layoff") else { return false };
    s.groups.contains(&layoff)
}

/// The value of an amount.
pub(super) fn of_amount(a: &Amount, kind: &'static str) -> Value {
    Value { kind, range: hedged(a), number: Some(a.value), hedge: a.hedge }
}

fn any(words: &[Word], list: &[&str]) -> bool {
    words.iter().any(|w| list.contains(&w.folded.as_str()))
}

/// Whether a word belongs to a group of synonyms.
fn vocabulary_has(vocabulary: &Vocabulary, group: &str, word: &Word) -> bool {
    vocabulary.group(group).is_some_and(|g| vocabulary.groups(&Terms::default().stem(&word.folded)).contains(&g))
}

/// Whether a word stands in a sentence only as a title or a name, with a capital.
fn is_title(s: &Sentence<'_>, word: &str) -> bool {
    let mut found = s.words.iter().enumerate().filter(|(_, w)| w.folded == word).peekable();
    found.peek().is_some() && found.all(|(i, w)| i > 0 && s.text[w.range.clone()].starts_with(char::is_uppercase))
}

fn summary(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    if !question.about_layoffs {
        return fits(1.0);
    }
    let (count, percent) = (count(question, s, vocabulary), percent(question, s, vocabulary));
    let best = if count.fit >= percent.fit { count } else { percent };
    Found { fit: 0.35 + 0.65 * best.fit, value: best.value.filter(|_| best.fit >= 0.8) }
}
