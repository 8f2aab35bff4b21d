//! Reading sentences with the question in mind: which of its words they have, whom they name, what groups of words they are of.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::super::part;
use super::super::person;
use super::super::value::{self, Value};
use super::Lists;
use crate::names::{self, Mode};
use crate::question::{Asks, Question, Role};
use crate::text::term::{self, Terms, Word};
use crate::time::Bounds;
use crate::vocabulary::Group;

/// A sentence with what was read in it.
pub(super) struct Sketch {
    pub(super) range: Range<usize>,
    pub(super) words: Vec<Word>,
    /// For each term of the question, how well it is matched here.
    pub(super) matched: Vec<f32>,
    /// For each word, whether the question has it, or what says the same, among its content.
    pub(super) asked: Vec<bool>,
    pub(super) mentions: Vec<names::Mention>,
    pub(super) groups: Vec<Group>,
    /// The stem of each word.
    pub(super) stem_of: Vec<String>,
    pub(super) stems: Vec<u64>,
    pub(super) starts_paragraph: bool,
    /// It asks, so that what follows answers it.
    pub(super) asks: bool,
    /// It has somebody's words in quotation marks.
    pub(super) quotes: bool,
}

/// Reads sentences with the question in mind.
pub(super) struct Reader<'a> {
    pub(super) question: &'a Question,
    pub(super) lists: Lists<'a>,
    pub(super) stemmer: Terms,
    /// From a stem to the terms of the question that it matches, and how well.
    pub(super) wanted: FxHashMap<String, Vec<(usize, f32)>>,
    pub(super) layoff: Option<Group>,
    /// The times that may be meant.
    pub(super) times: Vec<(Bounds, f32)>,
    /// The words of the question that say which office somebody comes into.
    pub(super) of_successor: Vec<usize>,
    /// Those that name a part of the company.
    pub(super) part: Vec<usize>,
}

/// How much of a word of the question a synonym stands for.
pub(super) const SYNONYM: f32 = 0.75;

/// How much of the name of a country a place within it stands for.
pub(super) const OF_COUNTRY: f32 = 0.7;

impl<'a> Reader<'a> {
    pub(super) fn new(question: &'a Question, lists: Lists<'a>) -> Self {
        let mut wanted: FxHashMap<String, Vec<(usize, f32)>> = FxHashMap::default();
        for (i, term) in question.terms.iter().enumerate() {
            if matches!(term.role, Role::Asking) {
                continue;
            }
            for own in &term.terms {
                wanted.entry(own.clone()).or_default().push((i, 1.0));
            }
            for synonym in &term.synonyms {
                wanted.entry(synonym.clone()).or_default().push((i, SYNONYM));
            }
            for place in &term.within {
                wanted.entry(place.clone()).or_default().push((i, OF_COUNTRY));
            }
        }
        Reader {
            question,
            lists,
            stemmer: Terms::default(),
            wanted,
            layoff: lists.vocabulary.group("layoff"),
            times: question.times(),
            part: part::asked(question),
            of_successor: if question.asks == Asks::Person { person::said_of_successor(question) } else { Vec::new() },
        }
    }

    /// How well each term of the question is matched somewhere in a text.
    pub(super) fn matched(&self, text: &str) -> Vec<f32> {
        let mut matched = vec![0.0f32; self.question.terms.len()];
        for word in &term::words(text) {
            self.stemmer.each(word, |stem| self.note(stem, &mut matched));
        }
        matched
    }

    /// Notes which terms of the question a stem matches, and how well.
    pub(super) fn note(&self, stem: &str, matched: &mut [f32]) {
        for (i, strength) in self.wanted.get(stem).into_iter().flatten() {
            matched[*i] = matched[*i].max(*strength);
        }
    }

    /// The number that a sentence gives of the part that is asked about.
    pub(super) fn of_part(&self, read: &value::Sentence<'_>, sketch: &Sketch) -> Option<Value> {
        if self.part.is_empty() {
            return None;
        }
        let is_part = |stem: &String| self.wanted.get(stem).into_iter().flatten().any(|(i, _)| self.part.contains(i));
        let names: Vec<bool> = sketch.stem_of.iter().map(is_part).collect();
        part::told(self.question, read, &names, self.lists.vocabulary)
    }

    pub(super) fn sketch(&self, text: &str, range: Range<usize>, starts_paragraph: bool) -> Sketch {
        let words = term::words(text);
        let mut matched = vec![0.0f32; self.question.terms.len()];
        let mut stems = Vec::with_capacity(words.len());
        let mut groups = Vec::new();
        let mut last_stems: Vec<String> = Vec::with_capacity(words.len());
        let is_content = |i: usize| self.question.terms[i].role == Role::Content;
        let mut asked = vec![false; words.len()];
        for (at, (word, asked)) in words.iter().zip(&mut asked).enumerate() {
            self.stemmer.each(word, |stem| {
                self.note(stem, &mut matched);
                *asked |= self.wanted.get(stem).into_iter().flatten().any(|(i, _)| is_content(*i));
                stems.push(hash(stem));
            });
            let stem = self.stemmer.stem(&word.folded).into_owned();
            if !is_no_layoff(&words, at, &stem) {
                groups.extend_from_slice(self.lists.vocabulary.groups(&stem));
            }
            last_stems.push(stem);
        }
        for at in 0..last_stems.len() {
            let Some((said, length)) = self.lists.vocabulary.phrase(&last_stems[at..]) else { continue };
            for group in said {
                groups.push(group);
                for (i, term) in self.question.terms.iter().enumerate() {
                    if term.role != Role::Asking && term.groups.contains(&group) {
                        matched[i] = matched[i].max(SYNONYM);
                        if is_content(i) {
                            asked[at..at + length].fill(true);
                        }
                    }
                }
            }
        }
        groups.sort_unstable();
        groups.dedup();
        stems.sort_unstable();
        stems.dedup();
        let mut mentions = self.lists.names.mentions(text, &words, Mode::Text);
        mentions.retain(|m| !stands_aside(text, &words, m));
        let asks = text.trim_end_matches(['"', '”', '*', '_', ' ']).ends_with('?');
        Sketch {
            range,
            words,
            matched,
            asked,
            mentions,
            groups,
            stem_of: last_stems,
            stems,
            starts_paragraph,
            asks,
            quotes: text.contains(['"', '“', '”']),
        }
    }
}

/// Months, folded; those that are words as well are left out.
pub(super) const MONTHS: [&str; 10] =
    ["january", "february", "april", "june", "july", "august", "september", "october", "november", "december"];

/// Whether a word that may be of layoffs is of something else here: "laying the foundation stone", "the work goes on", "a
/// funding round".
pub(super) fn is_no_layoff(words: &[Word], at: usize, stem: &str) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    let before = |back: usize| at.checked_sub(back).map_or("", word);
    match stem {
        "lay" | "laid" => !words.iter().any(|w| w.folded == "off"),
        "go" => match word(at + 1) {
            // "About 300 will go on 31 March", "another 200 will go on top of that"
            "on" => !words
                .get(at + 2)
                .is_some_and(|w| w.number || w.folded == "top" || w.folded.ends_with("day") || MONTHS.contains(&&*w.folded)),
            next => matches!(next, "ahead" | "public" | "live" | "well" | "further" | "wrong"),
        },
        "round" => {
            matches!(before(1), "funding" | "financing" | "investment" | "seed" | "fundraising" | "bridge" | "equity")
                || before(2) == "series"
        }
        _ => false,
    }
}

/// Whether a company is named only for who reported it ("…, Sky News Australia reported") or for where somebody was before
/// ("who has worked at Netflix and Spotify"): the sentence is not about it.
pub(super) fn stands_aside(text: &str, words: &[Word], mention: &names::Mention) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    let first = words.partition_point(|w| w.range.end <= mention.range.start);
    let last = words.partition_point(|w| w.range.start < mention.range.end);
    let after_comma = text[..mention.range.start].trim_end_matches(' ').ends_with([',', '”', '"']);
    let capital = |i: &usize| words.get(*i).is_some_and(|w| text[w.range.clone()].starts_with(char::is_uppercase));
    let verb = (last..last + 3).find(|i| !capital(i)).map_or("", word);
    let reports = after_comma && matches!(verb, "reported" | "reports" | "learned" | "learnt" | "calculates" | "calculated");
    // "who has worked at Netflix and Spotify"
    let at = (first.saturating_sub(4)..first).rev().find(|&i| matches!(word(i), "at" | "for" | "from"));
    let worked = at.and_then(|at| at.checked_sub(2)).is_some_and(|i| {
        word(i + 1) == "worked" && matches!(word(i), "has" | "had" | "once" | "previously" | "formerly")
            || matches!(word(i + 1), "previously" | "formerly")
    });
    // "says on LinkedIn", "wrote in a post on X": where it was said.
    const PLATFORMS: [&str; 10] =
        ["linkedin", "twitter", "x", "facebook", "reddit", "medium", "slack", "discord", "youtube", "instagram"];
    const SAID: [&str; 10] = ["says", "said", "wrote", "writes", "posted", "post", "posts", "tweeted", "announced", "message"];
    let on = first.checked_sub(1).is_some_and(|i| matches!(word(i), "on" | "via"));
    let channel =
        on && PLATFORMS.contains(&word(first)) && (first.saturating_sub(SAID_NEAR)..first).any(|i| SAID.contains(&word(i)));
    reports || worked || channel
}

/// Words between what somebody said and where it was said, at most.
pub(super) const SAID_NEAR: usize = 6;

pub(super) fn hash(stem: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = FxHasher::default();
    stem.hash(&mut hasher);
    hasher.finish()
}

/// A line of its own that is no sentence: what it names is what the text below it is about.
pub(super) fn is_heading(sketch: &Sketch, body: &str) -> bool {
    sketch.words.len() <= 12 && !ends_sentence(&body[sketch.range.clone()])
}

/// Whether a text ends as sentences and quotations do.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '”', '"', ':'])
}

/// Whether a sentence opens a paragraph.
pub(super) fn starts_paragraph(body: &str, sentences: &[Range<usize>], i: usize) -> bool {
    i == 0 || body[sentences[i - 1].end..sentences[i].start].contains('\n')
}
