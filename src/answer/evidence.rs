//! Evidence: every sentence of the retrieved passages, judged as an answer to the question.
//!
//! A sentence is judged by a few features, each between 0 and 1 and each with a meaning of its own; [`super::Weights`]
//! says what each is worth. All that is known about a sentence is computed here, once.

mod about;
mod among;
mod article;
mod covered;
mod quoted;
mod reader;
mod section;
mod sense;
mod told;
mod when;

use std::ops::Range;

pub(super) use among::OTHER_ROUND;
use article::Page;
use reader::{Reader, hash};
pub(super) use told::sums_rounds;

use super::Weights;
use super::facts::{self, Facts};
use super::person;
use super::value::Value;
use crate::article::Article;
use crate::layoff::Status;
use crate::names::Names;
use crate::question::outcome::Stage;
use crate::question::{Asks, Counted, Question};
use crate::text::sentence;
use crate::time;
use crate::vocabulary::Vocabulary;

/// A retrieved article with the passages that were found in it, best first: byte ranges and retrieval scores.
#[derive(Debug, Clone)]
pub struct Retrieved {
    /// The article.
    pub article: Article,
    /// Its passages.
    pub passages: Vec<(Range<usize>, f32)>,
}

/// What evidence is judged with.
#[derive(Clone, Copy)]
pub struct Lists<'a> {
    /// Known companies.
    pub names: &'a Names,
    /// Synonyms.
    pub vocabulary: &'a Vocabulary,
    /// Weights of the features.
    pub weights: &'a Weights,
}

/// How well a sentence answers, by feature. 1 is best; 0 is never reached, so that logarithms exist.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// It speaks of the company asked about.
    pub company: f32,
    /// What it tells happened at the time asked about.
    pub time: f32,
    /// It holds a value of the kind asked for.
    pub kind: f32,
    /// Share of the question's content that it covers, each word weighing as much as it is rare.
    pub coverage: f32,
    /// It speaks of layoffs, where the question does.
    pub topic: f32,
    /// It is the event meant, where the question says which of several.
    pub order: f32,
    /// Its passage ranks high in retrieval.
    pub retrieval: f32,
    /// It stands early in its article.
    pub position: f32,
    /// It is a report rather than a summary of ours.
    pub provenance: f32,
    /// Its value stands near the words of the question's content.
    pub near: f32,
    /// Share of the question's content that its article covers anywhere, as far as it was read.
    pub article: f32,
    /// Its number, where one of a layoff is asked for, was found to be of one.
    pub proven: f32,
    /// The articles tell of a layoff such as the question takes for granted.
    pub premise: f32,
    /// It has a value to point at, where the question asks for one.
    pub stated: f32,
    /// That value is not one that the question itself names.
    pub fresh: f32,
    /// It tells something, rather than asking.
    pub tells: f32,
    /// Its words are those of sentences that state what is asked for.
    pub sense: f32,
    /// Its number, where one of a layoff is asked for, is the one in the headline of its article.
    pub titled: f32,
}

impl Features {
    /// Every feature with its name.
    pub fn named(&self) -> [(&'static str, f32); FEATURES.len()] {
        let values = [
            self.company,
            self.time,
            self.kind,
            self.coverage,
            self.topic,
            self.order,
            self.retrieval,
            self.position,
            self.provenance,
            self.near,
            self.article,
            self.proven,
            self.premise,
            self.stated,
            self.fresh,
            self.tells,
            self.sense,
            self.titled,
        ];
        std::array::from_fn(|i| (FEATURES[i], values[i]))
    }
}

/// The names of the features, as `data/weights.toml` has them.
pub const FEATURES: [&str; 18] = [
    "company",
    "time",
    "kind",
    "coverage",
    "topic",
    "order",
    "retrieval",
    "position",
    "provenance",
    "near",
    "article",
    "proven",
    "premise",
    "stated",
    "fresh",
    "tells",
    "sense",
    "titled",
];

/// A judged sentence.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Which of the retrieved articles.
    pub article: usize,
    /// Which of its sentences.
    pub sentence: usize,
    /// Its bytes in the body.
    pub range: Range<usize>,
    /// The judgement, by feature.
    pub features: Features,
    /// All features together.
    pub score: f32,
    /// The value that answers, where a kind of value is asked for.
    pub value: Option<Value>,
    /// The days it speaks of, as far as they can be told.
    pub event: Option<time::Period>,
    /// Whose figure the value is, where that was found.
    pub whose: Option<String>,
    /// How certain that layoff is, and who states it.
    pub standing: Option<Standing>,
    /// The same as a share, where the value was found to be the number of a layoff, and the other way round.
    pub beside: Option<Value>,
    /// Whether the value was found to be of a whole layoff, not of a part of one.
    pub whole: bool,
    /// How well it has each word of the question, itself or in what says the same.
    pub matched: Vec<f32>,
    /// Which round it says it tells of, where one is asked for and it says so ("its third reduction").
    pub nth: Option<u8>,
    /// Whether it says that what it tells follows another round ("a fresh round", "another 300").
    pub follows: bool,
    /// How far the round had come of which its value tells, where it is asked for what came of it in the end.
    pub stage: Option<Stage>,
    /// Whether it is of whoever's words are asked for.
    pub voiced: bool,
    /// Whether its article has the name of whoever's words are asked for, if anybody's are.
    pub heard: bool,
    /// Whether what was found of its article has every word by which the question describes a company.
    pub described: bool,
    /// How well it, the sentence before it or the title has each word of the question.
    pub around: Vec<f32>,
    /// Whether it tells of a layoff that the company denies.
    pub denied: bool,
    /// Whether a layoff was found in it, in whatever words.
    pub tells_cut: bool,
    /// Whether its value is of the part of the company that is asked about.
    pub part: bool,
    /// Whether its value is of a layoff that is told of one place.
    pub placed: bool,
    /// Its words, for telling quotes apart.
    pub stems: Vec<u64>,
}

/// How a layoff stands, as its article tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// How certain it is.
    pub status: Status,
    /// Who states it, where the sentence itself names somebody.
    pub said_by: Option<String>,
}

impl Evidence {
    /// Whether it has a word of this stem.
    pub(super) fn has_stem(&self, stem: &str) -> bool {
        self.stems.binary_search(&hash(stem)).is_ok()
    }

    /// Whether it has a word of the question (by its place among the terms), or what says the same.
    pub fn speaks_of(&self, term: usize) -> bool {
        self.matched[term] > 0.0
    }
}

/// Bytes of articles whose figures are read closely, the best found first: all that are found where they are of the usual
/// length; it bounds what long ones take.
const READ_CLOSELY: usize = 200_000;

/// A layoff that the reading did not find, where a sentence seems to tell of it.
const TOLD: f32 = 0.75;

/// Judges every sentence of the retrieved passages; best first. `rarity` has, for each term of the question, what it
/// weighs: its inverse document frequency times its own weight.
pub fn judge(question: &Question, rarity: &[f32], retrieved: &[Retrieved], lists: Lists<'_>) -> Vec<Evidence> {
    let reader = Reader::new(question, lists);
    let best = retrieved.iter().flat_map(|r| &r.passages).map(|p| p.1).fold(f32::MIN_POSITIVE, f32::max);
    let mut judged = Vec::new();
    let sentences: Vec<Vec<Range<usize>>> = retrieved.iter().map(|r| sentence::boundaries(&r.article.body)).collect();
    let facts = read_closely(question, retrieved, &sentences, lists);
    let called = about::called(&reader, retrieved);
    for (n, (found, sentences)) in retrieved.iter().zip(&sentences).enumerate() {
        Page::of(&reader, rarity, (n, found, sentences), (facts[n].as_ref(), &called)).judge(best, &mut judged);
    }
    among::order(question, retrieved, &mut judged);
    among::settle(question, &mut judged);
    among::whose_number(question, &mut judged);
    among::staff_now(question, retrieved, &mut judged);
    among::parts(&mut judged);
    if question.asks == Asks::Person {
        if !question.is_dated() && !person::asks_of_the_past(question) {
            among::leavers(retrieved, &mut judged);
        }
        if person::asks_for_successor(question) {
            among::successors(&mut judged);
        }
    }
    among::wording(question, retrieved, &mut judged);
    among::places(question, &mut judged);
    let premise = facts::premise(question, &reader.times, facts.iter().flatten(), lists);
    for evidence in &mut judged {
        // What a sentence says itself is not taken for granted.
        let f = &evidence.features;
        let told = f.company >= 0.9 && f.topic == 1.0 && f.kind >= 0.8 && (!question.is_dated() || f.time >= 0.9);
        evidence.features.premise = if told { premise.max(TOLD) } else { premise };
        evidence.score = lists.weights.score(&evidence.features);
    }
    judged.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)).then(a.sentence.cmp(&b.sentence)));
    judged
}

/// How far the first of the judged sentences is ahead of those that follow it and say something else, by feature: the
/// logarithm of its feature less the mean over the first few. Where others have nearly all that it has, any may be meant.
/// In a list of those who cut all of them are, so that none is a rival.
pub fn ahead(question: &Question, judged: &[Evidence]) -> [f32; FEATURES.len()] {
    let mut ahead = [0.0; FEATURES.len()];
    let Some(best) = judged.first() else { return ahead };
    let number = |e: &Evidence| e.value.as_ref().and_then(|v| v.number);
    let same = |e: &Evidence| number(best).is_some() && number(e) == number(best) || overlap(&best.stems, &e.stems) > SAME_WORDS;
    let rivals = judged.iter().skip(1).filter(|e| !question.lists_cuts() && !same(e));
    let rivals = rivals.map(|e| e.features.named().map(|(_, value)| value));
    for rival in rivals.chain(std::iter::repeat([NO_RIVAL; FEATURES.len()])).take(RIVALS) {
        for (ahead, ((_, best), rival)) in ahead.iter_mut().zip(best.features.named().into_iter().zip(rival)) {
            *ahead += (best / rival).ln() / RIVALS as f32;
        }
    }
    ahead
}

/// Sentences that the first is compared with.
const RIVALS: usize = 4;

/// What each feature of a rival is taken to be where there is none: about what most have.
const NO_RIVAL: f32 = 0.8;

/// Sentences whose words overlap by more than this say the same.
pub(super) const SAME_WORDS: f32 = 0.6;

/// Share of the words of the shorter sentence that the other has too.
pub(super) fn overlap(a: &[u64], b: &[u64]) -> f32 {
    let both = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    both as f32 / a.len().min(b.len()).max(1) as f32
}

/// The layoffs that the articles tell of, the best found first, for questions that take a layoff for granted. None for
/// articles beyond what may be read.
fn read_closely(
    question: &Question,
    retrieved: &[Retrieved],
    sentences: &[Vec<Range<usize>>],
    lists: Lists<'_>,
) -> Vec<Option<Facts>> {
    // How many work there is told apart from those who go.
    let wanted = facts::about_cuts(question) || takes_figures(question) || question.counts_staff();
    let mut read = 0;
    let each = retrieved.iter().zip(sentences).map(|(found, sentences)| {
        let closely = wanted && read < READ_CLOSELY;
        read += found.article.body.len();
        closely.then(|| Facts::read(&found.article, sentences, lists))
    });
    let mut facts: Vec<Option<Facts>> = each.collect();
    Facts::date_by_each_other(&mut facts, lists);
    facts
}

/// Whether figures that were found to be cuts answer the question.
fn takes_figures(question: &Question) -> bool {
    let kinds = [Asks::Count, Asks::Percent, Asks::Summary, Asks::List, Asks::Comparison, Asks::Reason, Asks::Date];
    let counts_others = question.asks == Asks::Count && question.counted != Counted::Cuts;
    // A share of the staff is asked of those who go, whatever the words.
    let of_cuts = question.about_cuts || !question.about_layoffs || question.asks == Asks::Percent;
    of_cuts && !counts_others && question.share_of.is_none() && kinds.contains(&question.asks)
}

/// A sentence that has so much of the question tells of what it asks about.
const TOLD_OF: f32 = 0.8;
