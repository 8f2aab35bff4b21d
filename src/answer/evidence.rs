//! Evidence: every sentence of the retrieved passages, judged as an answer to the question.
//!
//! A sentence is judged by a few features, each between 0 and 1 and each with a meaning of its own; [`super::Weights`]
//! says what each is worth. All that is known about a sentence is computed here, once.

mod among;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

pub(super) use among::OTHER_ROUND;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::Weights;
use super::facts::{self, Facts};
use super::outcome::{self, Stage};
use super::part;
use super::person;
use super::reason;
use super::value::{self, FIRST_PERSON, Value};
use super::voice;
use crate::article::{Article, Provenance};
use crate::layoff::{CountIs, Status};
use crate::names::{self, Mode, Names};
use crate::question::{Asks, Counted, Order, Question, Role};
use crate::sense::{self, Sense};
use crate::text::amount::{self, Kind};
use crate::text::sentence;
use crate::text::term::{self, Terms, Word};
use crate::time::{self, Bounds, Precision, Relation};
use crate::vocabulary::{Group, Vocabulary};

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

/// A sentence with what was read in it.
struct Sketch {
    range: Range<usize>,
    words: Vec<Word>,
    /// For each term of the question, how well it is matched here.
    matched: Vec<f32>,
    /// For each word, whether the question has it, or what says the same, among its content.
    asked: Vec<bool>,
    mentions: Vec<names::Mention>,
    groups: Vec<Group>,
    /// The stem of each word.
    stem_of: Vec<String>,
    stems: Vec<u64>,
    starts_paragraph: bool,
    /// It asks, so that what follows answers it.
    asks: bool,
    /// It has somebody's words in quotation marks.
    quotes: bool,
}

/// Reads sentences with the question in mind.
struct Reader<'a> {
    question: &'a Question,
    lists: Lists<'a>,
    stemmer: Terms,
    /// From a stem to the terms of the question that it matches, and how well.
    wanted: FxHashMap<String, Vec<(usize, f32)>>,
    layoff: Option<Group>,
    /// The times that may be meant.
    times: Vec<(Bounds, f32)>,
    /// The words of the question that say which office somebody comes into.
    of_successor: Vec<usize>,
    /// Those that name a part of the company.
    part: Vec<usize>,
}

/// What company, time and topic of a question weigh beside its other words: as much as one rather rare word.
const GIVEN: f32 = 1.5;

/// Bytes of articles whose figures are read closely, the best found first: all that are found where they are of the usual
/// length; it bounds what long ones take.
const READ_CLOSELY: usize = 200_000;
/// What a figure is worth in an article that is not read closely, since nobody has checked what it counts.
const UNREAD: f32 = 0.7;

/// How much of the topic a number has that is said to be what came of what was spoken of before.
const OF_THOSE_BEFORE: f32 = 0.8;

/// How much a word of the question counts that stands in the sentence before, or in the title.
const AROUND: f32 = 0.6;
/// The same, where the sentence before is a question that this one answers.
const ANSWERING: f32 = 0.9;
/// The same, where it stands beside a quotation and says whose it is.
const SPOKEN: f32 = 0.9;
/// The same, where the sentence implies it.
const IMPLIED: f32 = 0.9;
/// A layoff that the reading did not find, where a sentence seems to tell of it.
const TOLD: f32 = 0.75;
/// A number that only looks like one of a layoff.
const UNPROVEN: f32 = 0.5;
/// Without a value, where one is asked for.
const UNSTATED: f32 = 0.5;
/// A number that the question itself gives is no answer to it.
const STALE: f32 = 0.3;
/// A sentence that asks, or says what a picture shows.
const ASKING: f32 = 0.5;
/// What the words of a sentence say of its company is worth, where the layoff found in it is another one's.
const BY_WORDS: f32 = 0.5;
/// The same, where the sentence names that other company as well.
const BESIDE: f32 = 0.3;
/// A figure that is of the company asked about less surely than this is another one's.
const OTHERS: f32 = 0.1;
/// How much of a word of the question a synonym stands for.
const SYNONYM: f32 = 0.75;
/// How much of the name of a country a place within it stands for.
const OF_COUNTRY: f32 = 0.7;

impl<'a> Reader<'a> {
    fn new(question: &'a Question, lists: Lists<'a>) -> Self {
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
    fn matched(&self, text: &str) -> Vec<f32> {
        let mut matched = vec![0.0f32; self.question.terms.len()];
        for word in &term::words(text) {
            self.stemmer.each(word, |stem| self.note(stem, &mut matched));
        }
        matched
    }

    /// Notes which terms of the question a stem matches, and how well.
    fn note(&self, stem: &str, matched: &mut [f32]) {
        for (i, strength) in self.wanted.get(stem).into_iter().flatten() {
            matched[*i] = matched[*i].max(*strength);
        }
    }

    /// The number that a sentence gives of the part that is asked about.
    fn of_part(&self, read: &value::Sentence<'_>, sketch: &Sketch) -> Option<Value> {
        if self.part.is_empty() {
            return None;
        }
        let is_part = |stem: &String| self.wanted.get(stem).into_iter().flatten().any(|(i, _)| self.part.contains(i));
        let names: Vec<bool> = sketch.stem_of.iter().map(is_part).collect();
        part::told(self.question, read, &names, self.lists.vocabulary)
    }

    fn sketch(&self, text: &str, range: Range<usize>, starts_paragraph: bool) -> Sketch {
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

/// Whether a sentence tells of a whole industry: "100,000 technology workers were laid off across the industry".
fn is_of_the_industry(words: &[Word]) -> bool {
    words.windows(3).any(|w| {
        matches!(&*w[0].folded, "across" | "in")
            && matches!(&*w[1].folded, "the" | "tech" | "technology" | "our")
            && matches!(&*w[2].folded, "industry" | "sector")
    })
}

/// How surely the number of a whole industry is one company's.
const OF_THE_INDUSTRY: f32 = 0.15;

/// Months, folded; those that are words as well are left out.
const MONTHS: [&str; 10] =
    ["january", "february", "april", "june", "july", "august", "september", "october", "november", "december"];

/// Whether a word that may be of layoffs is of something else here: "laying the foundation stone", "the work goes on", "a
/// funding round".
fn is_no_layoff(words: &[Word], at: usize, stem: &str) -> bool {
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
fn stands_aside(text: &str, words: &[Word], mention: &names::Mention) -> bool {
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
const SAID_NEAR: usize = 6;

fn hash(stem: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = FxHasher::default();
    stem.hash(&mut hasher);
    hasher.finish()
}

/// Judges every sentence of the retrieved passages; best first. `rarity` has, for each term of the question, what it
/// weighs: its inverse document frequency times its own weight.
pub fn judge(question: &Question, rarity: &[f32], retrieved: &[Retrieved], lists: Lists<'_>) -> Vec<Evidence> {
    let reader = Reader::new(question, lists);
    let best = retrieved.iter().flat_map(|r| &r.passages).map(|p| p.1).fold(f32::MIN_POSITIVE, f32::max);
    let mut judged = Vec::new();
    let sentences: Vec<Vec<Range<usize>>> = retrieved.iter().map(|r| sentence::boundaries(&r.article.body)).collect();
    let facts = read_closely(question, retrieved, &sentences, lists);
    let called = called(&reader, retrieved);
    for (n, (found, sentences)) in retrieved.iter().zip(&sentences).enumerate() {
        judge_article(&reader, rarity, (n, found, sentences), (facts[n].as_ref(), &called), best, &mut judged);
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

/// The words of the question beside the company's name that say what it is ("graupel scooter layoffs"), as an article calls it
/// so: "Scooter operator Graupel", "Graupel, a scooter firm". Whatever is told of it need not say so again.
fn called(reader: &Reader<'_>, retrieved: &[Retrieved]) -> Vec<usize> {
    let question = reader.question;
    let terms = &question.terms;
    let teams: Vec<Group> = part::TEAMS.iter().filter_map(|name| reader.lists.vocabulary.group(name)).collect();
    let is_content = |i: usize| {
        let describes =
            |t: &crate::question::QuestionTerm| t.role == Role::Content && !t.groups.iter().any(|g| teams.contains(g));
        let other = |word: &str| matches!(word, "ex" | "former" | "rival" | "rivals" | "parent" | "owner" | "new" | "old");
        terms.get(i).is_some_and(|t| describes(t) && !other(&t.word)) && !reader.part.contains(&i)
    };
    let names = (0..terms.len()).filter(|&i| terms[i].role == Role::Company);
    let mut beside: Vec<usize> =
        names.flat_map(|i| [i.checked_sub(1), Some(i + 1)]).flatten().filter(|&i| is_content(i)).collect();
    beside.sort_unstable();
    beside.dedup();
    if beside.is_empty() || question.companies.is_empty() {
        return Vec::new();
    }
    let (mut called, mut units) = (Vec::new(), Vec::new());
    let matched = |word: &Word| {
        let mut matched = vec![0.0; terms.len()];
        reader.stemmer.each(word, |stem| reader.note(stem, &mut matched));
        beside.iter().copied().filter(move |&i| matched[i] > 0.0)
    };
    for found in retrieved {
        let body = &found.article.body;
        let lead = sentence::first(body, 2).into_iter().map(|range| &body[range]);
        for text in std::iter::once(found.article.title.as_str()).chain(lead) {
            let words = term::words(text);
            let mentions = reader.lists.names.mentions(text, &words, Mode::Text);
            for mention in mentions.iter().filter(|m| question.asks_about(m, reader.lists.names)) {
                let first = words.partition_point(|w| w.range.end <= mention.range.start);
                let last = words.partition_point(|w| w.range.start < mention.range.end);
                // "Graupel, a Hamburg scooter firm"; what a clause goes on to tell is more than what it is.
                let article = words.get(last).is_some_and(|w| matches!(&*w.folded, "a" | "an" | "the"));
                let apposed = article && text[mention.range.end..].starts_with(',');
                let ends =
                    |w: &&Word| matches!(&*w.folded, "that" | "which" | "who" | "whose" | "said" | "says" | "with" | "in" | "of");
                let after = words[last..].iter().take(if apposed { CALLED_AFTER } else { 0 }).take_while(|w| !ends(w));
                // Not "the gaming division of Graupel", nor "After the gaming cuts, Graupel": only what stands right before it.
                let joined = |i: &usize| {
                    let next = words.get(i + 1).map_or(mention.range.start, |w| w.range.start.min(mention.range.start));
                    &text[words[*i].range.end..next] == " " && !JOINS.contains(&&*words[*i].folded)
                };
                let before = (first.saturating_sub(CALLED_BEFORE)..first).rev().take_while(joined).map(|i| &words[i]);
                before.chain(after).for_each(|word| called.extend(matched(word)));
                // "Google Cloud" is a part of it.
                let capital = |w: &Word| text[w.range.clone()].starts_with(char::is_uppercase);
                let unit = words.get(last).filter(|w| capital(w) && text[mention.range.end..].starts_with(' '));
                units.extend(unit.into_iter().flat_map(matched));
            }
        }
    }
    called.sort_unstable();
    called.dedup();
    called.retain(|i| !units.contains(i));
    called
}

/// Words that join a name to what stands before it: that says what something else is.
const JOINS: &[&str] = &["of", "at", "for", "by", "from", "after", "in", "to", "and", "with", "on"];
/// Words before and after a company's name that say what it is, at most.
const CALLED_BEFORE: usize = 3;
const CALLED_AFTER: usize = 8;

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
    let wanted = facts::about_cuts(question) || takes_figures(question);
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

/// Whether a sentence that answers the question has a value to point at.
fn takes_value(question: &Question) -> bool {
    match question.asks {
        Asks::Count | Asks::Percent | Asks::Money | Asks::Duration | Asks::Date | Asks::Person | Asks::Severance => true,
        Asks::Summary => question.about_cuts,
        _ => false,
    }
}

/// Whether the digits of a value stand in the question.
fn names(question: &Question, value: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let value = digits(value);
    !value.is_empty() && question.terms.iter().any(|t| t.role != Role::Time && digits(&t.word) == value)
}

/// Whether the question has a number, of those whose day is asked for.
fn names_number(question: &Question) -> bool {
    question.terms.iter().any(|t| t.role != Role::Time && t.word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether figures that were found to be cuts answer the question.
fn takes_figures(question: &Question) -> bool {
    let kinds = [Asks::Count, Asks::Percent, Asks::Summary, Asks::List, Asks::Comparison, Asks::Reason, Asks::Date];
    let counts_others = question.asks == Asks::Count && question.counted != Counted::Cuts;
    // A share of the staff is asked of those who go, whatever the words.
    let of_cuts = question.about_cuts || !question.about_layoffs || question.asks == Asks::Percent;
    of_cuts && !counts_others && kinds.contains(&question.asks)
}

fn judge_article(
    reader: &Reader<'_>,
    rarity: &[f32],
    (n, found, sentences): (usize, &Retrieved, &[Range<usize>]),
    (facts, called): (Option<&Facts>, &[usize]),
    best: f32,
    judged: &mut Vec<Evidence>,
) {
    let (question, article) = (reader.question, &found.article);
    let body = article.body.as_str();
    let sketch_at = |i: usize| {
        let range = sentences[i].clone();
        reader.sketch(&body[range.clone()], range, starts_paragraph(body, sentences, i))
    };
    let wants_figures = takes_figures(question);
    let read_closely = facts;
    let facts = facts.filter(|_| wants_figures);
    let wants_number = wants_figures && matches!(question.asks, Asks::Count | Asks::Percent | Asks::Summary);
    let wants_value = takes_value(question);
    let title = reader.sketch(&article.title, 0..article.title.len(), true);
    let lead: Vec<Sketch> = (0..sentences.len().min(2)).map(&sketch_at).collect();
    let mut focus = focus(&title, &lead);
    if title.mentions.is_empty()
        && let Some(own) = facts.and_then(Facts::own_company)
        && !focus.iter().any(|name| **name == *own)
    {
        focus.push(Arc::from(own));
    }
    let quoted = if question.asks == Asks::Quotation || !question.voice.is_empty() { quotations(body) } else { Vec::new() };
    let places = if question.asks == Asks::Place { places(body) } else { FxHashSet::default() };
    let told_here = told_in(reader, found, &title, &lead);
    let in_article = share(question, rarity, |i| told_here[i]);
    let written = Written::of(article, question);
    let interviewed = voice::is_of(question, |i| title.matched[i]);
    let described = question.described.iter().all(|i| told_here[*i] > 0.0);
    let asked_then = !question.is_dated()
        || article.published.is_some_and(|day| reader.times.iter().any(|(bounds, _)| bounds.distance(day) == 0));
    let of_title = wants_number
        && asked_then
        && !matches!(question.order, Some(Order::Nth(_) | Order::Previous))
        && !facts::wants_sum(question, reader.lists)
        && share(question, rarity, |i| title.matched[i]) >= OF_TITLE;
    let headline = match facts.filter(|_| of_title) {
        Some(facts) => headline_numbers(question, &article.title, facts),
        None => Vec::new(),
    };
    let own_nth = question.order.and_then(|_| among::own_nth(&title, &lead, body, sentences));
    // What stands behind the last passage says nothing of those before.
    let end = found.passages.iter().map(|(range, _)| range.end).max().unwrap_or(0);
    let dates = dates(reader, article, &sentences[..sentences.partition_point(|s| s.end <= end)]);
    let sections = sections(reader, &article.title, body, sentences);
    let mut done = Vec::new();
    for (passage, retrieval) in &found.passages {
        let first = sentences.partition_point(|s| s.start < passage.start);
        let last = sentences.partition_point(|s| s.end <= passage.end);
        if first >= last || done.contains(&first) {
            continue;
        }
        done.push(first);
        // What was last spoken of before the passage carries into it.
        let before = first.checked_sub(1).map(&sketch_at);
        let mut subject: Option<Arc<str>> = None;
        let mut named: Option<Arc<str>> = None;
        let mut previous = before;
        // How well the time fits that was spoken of last.
        let mut spoken_of = 0.0f32;
        for i in first..last {
            let sketch = sketch_at(i);
            if leads_away(&body[sketch.range.clone()]) {
                continue;
            }
            let section = sections.get(i).and_then(Option::as_ref);
            let heading = previous.as_ref().filter(|p| is_heading(p, body));
            if sketch.starts_paragraph {
                let here =
                    subject.take().or_else(|| previous.as_ref().and_then(|p| p.mentions.first()).map(|m| m.company.clone()));
                named = here.filter(|_| heading.is_none() && !is_heading(&sketch, body));
            }
            let headed = heading.is_some_and(|p| p.starts_paragraph);
            if sketch.starts_paragraph && heading.is_none() {
                subject = section.cloned();
            } else if let Some(named) = previous.as_ref().and_then(|p| p.mentions.first()) {
                subject = Some(named.company.clone());
            }
            let text = &body[sketch.range.clone()];
            let times = dates.get(i).cloned().unwrap_or_else(|| time::find_in(text, article.published));
            let read = value::Sentence {
                text,
                words: &sketch.words,
                mentions: &sketch.mentions,
                times: &times,
                groups: &sketch.groups,
                quoted: quoted.iter().any(|q| q.start < sketch.range.end && sketch.range.start < q.end),
                is_place: &|word| places.contains(word),
                asked: &sketch.asked,
                says_why: previous.as_ref().is_some_and(|p| reason::leads_to(&p.words, p.asks))
                    && !reason::leads_to(&sketch.words, false)
                    && !reason::says_nothing(&sketch.words),
            };
            let about = About { subject: subject.as_ref(), spoken_of: named.as_ref(), section, focus: &focus };
            let told = Told::by_words(reader, &read, &sketch, &about, written);
            let stage = |value: Option<&Value>| {
                let value = value.filter(|v| question.in_the_end && matches!(v.kind, "count" | "percent"))?;
                outcome::stage(text, &sketch.words, &value.range)
            };
            let settled = (stage(told.value.as_ref()) == Some(Stage::Settled)).then(|| told.clone());
            let told = match facts {
                Some(facts) => told.or_by_facts(reader, facts, &sketch, &times),
                None if wants_figures => vec![Told { fit: told.fit * UNREAD, ..told }],
                None => vec![told],
            };
            // "Of the 190 roles at risk, 141 were made redundant in the end": the number found to be a layoff's is the first.
            let settled = settled.filter(|settled| told.iter().all(|told| told.value != settled.value));
            let told: Vec<Told> = told.into_iter().chain(settled).collect();
            let told: Vec<Told> = told.into_iter().map(|told| leave_out_cuts(question, read_closely, told)).collect();
            let of_part = reader.of_part(&read, &sketch);
            let part = of_part.is_some();
            let told = match of_part {
                Some(value) => Told::of_part(told, value),
                None => told,
            };
            let topic_here = reader.layoff.is_some_and(|g| sketch.groups.contains(&g));
            let topic = match (question.about_layoffs, topic_here) {
                (false, _) | (_, true) => 1.0,
                // Those who stay or come are told of without a word of those who go.
                _ if question.asks == Asks::Count && question.counted != Counted::Cuts => 1.0,
                _ if previous.as_ref().is_some_and(|p| reader.layoff.is_some_and(|g| p.groups.contains(&g))) => 0.8,
                _ => 0.5,
            };
            let speaker = if read.quoted {
                let parts = attributions(body, &quoted, &sketch.range).map(|part| reader.matched(part));
                parts.fold(vec![0.0f32; question.terms.len()], |all, part| all.iter().zip(part).map(|(a, b)| a.max(b)).collect())
            } else {
                Vec::new()
            };
            // A sentence is also of whoever the words beside its quotation or the sentence before it name.
            let carried = previous.as_ref().filter(|_| !sketch.starts_paragraph);
            let voiced = voice::is_of(question, |i| {
                let before = carried.map_or(0.0, |before| before.matched[i]);
                sketch.matched[i].max(before).max(speaker.get(i).copied().unwrap_or(0.0))
            });
            // Who comes after somebody comes into that one's office, whether or not the sentence says which that is.
            let successor = if told.iter().any(|t| t.fit == 1.0) { &reader.of_successor[..] } else { &[] };
            let called = if told.iter().any(|t| t.company >= 0.6) { called } else { &[] };
            let implied = [successor, called].concat();
            let coverage = coverage(question, rarity, &sketch, (previous.as_ref(), headed), &title, &speaker, &implied);
            let tokens = sense::Tokens::of(text, &sketch.words, &sketch.stem_of);
            let denied = read_closely.is_some_and(|facts| facts.denied_in(&sketch.range));
            let tells_cut = read_closely.is_some_and(|facts| !facts.in_sentence(Asks::Summary, &sketch.range).is_empty());
            let before = |i: usize| previous.as_ref().map_or(0.0, |p| p.matched[i]);
            let around: Vec<f32> =
                (0..question.terms.len()).map(|i| sketch.matched[i].max(title.matched[i]).max(before(i))).collect();
            if sketch.starts_paragraph {
                spoken_of = 0.0;
            }
            let (then, dated) = (told.iter().map(|told| told.time).fold(0.0, f32::max), !times.is_empty());
            for mut told in told {
                // In an interview nothing else says whose words they are.
                let fit = voice::fit(question, told.fit, voiced, &read);
                told.fit = if interviewed { told.fit.max(fit) } else { fit };
                let stage = stage(told.value.as_ref());
                // "In May it put 190 jobs at risk. In the end 141 went.": the end of what was told before.
                // "In 2023 it let 40 go. They were given five weeks' pay."
                if (stage == Some(Stage::Settled) || goes_on(text, &sketch.words)) && !dated && told.whose.is_none() {
                    told.time = told.time.max(spoken_of);
                }
                let said_nth = question.order.and_then(|_| {
                    let before = told
                        .value
                        .as_ref()
                        .filter(|v| v.kind == "count" && !times.is_empty())
                        .and_then(|v| among::nth_before(&sketch.words, v));
                    before.or_else(|| among::nth(&sketch.words))
                });
                let features = Features {
                    // "Founded by Ada Venn": who did what is asked stands beside it, in whatever words.
                    sense: if question.asks == Asks::Person
                        && told.fit == 1.0
                        && told
                            .value
                            .as_ref()
                            .is_some_and(|v| v.kind == "person" || v.kind == "company" && question.asks_for_owner())
                    {
                        1.0
                    } else {
                        let chance = if question.asks == Asks::Reason && question.about_cuts {
                            facts.and_then(|facts| facts.reason_chance(&sketch.range))
                        } else {
                            None
                        };
                        // "When do the 600 go": not those of another number.
                        let told_of = coverage >= TOLD_OF || !names_number(question);
                        let dated = question.asks == Asks::Date && told.whose.is_some() && told.value.is_some() && told_of;
                        let day = if dated { OF_A_CUT } else { 0.0 };
                        let why = if question.asks == Asks::Reason && read.says_why { ASKED_WHY } else { 0.0 };
                        let lists =
                            question.asks == Asks::Team && value::teams_named(question, &read, reader.lists.vocabulary) > 1;
                        let teams = if lists { LISTS_TEAMS } else { 0.0 };
                        let openings = if counts_openings(reader, text, &sketch, told.value.as_ref()) { 1.0 } else { 0.0 };
                        let sense =
                            senses(question, &tokens, told.value.as_ref(), if told.company >= 0.6 { told.fit } else { 0.0 });
                        sense.max(chance.unwrap_or(0.0)).max(why).max(teams).max(day).max(openings)
                    },
                    company: told.company,
                    time: told.time,
                    kind: told.fit,
                    coverage,
                    // What states a layoff that was found of the company speaks of layoffs in whatever words.
                    topic: match stage {
                        _ if told.whose.is_some() && told.company > BY_WORDS => 1.0,
                        // "In the end it was 388": those of whom it was spoken.
                        Some(Stage::Settled) => OF_THOSE_BEFORE.max(topic),
                        _ => topic,
                    },
                    order: 1.0,
                    retrieval: (retrieval / best).clamp(0.05, 1.0),
                    position: 1.0 / (1.0 + i as f32 * 0.05),
                    provenance: if article.provenance == Provenance::Brief { 0.8 } else { 1.0 },
                    article: in_article,
                    proven: if wants_number
                        && !part
                        && told.whose.is_none()
                        && stage != Some(Stage::Settled)
                        && !names_part(text, &sketch, told.value.as_ref())
                    {
                        UNPROVEN
                    } else {
                        1.0
                    },
                    near: near(text, &sketch, told.value.as_ref()),
                    premise: 1.0,
                    stated: if wants_value && told.value.is_none() { UNSTATED } else { 1.0 },
                    fresh: if told.value.as_ref().is_some_and(|v| names(question, &text[v.range.clone()])) { STALE } else { 1.0 },
                    tells: if sketch.asks || is_caption(text) { ASKING } else { 1.0 },
                    titled: match told.value.as_ref().and_then(|value| value.number).filter(|_| wants_number && !part) {
                        Some(number) if !headline.is_empty() && !headline.iter().any(|titled| is_about(*titled, number)) => {
                            NOT_TITLED
                        }
                        _ => 1.0,
                    },
                };
                judged.push(Evidence {
                    article: n,
                    sentence: i,
                    range: sketch.range.clone(),
                    features,
                    score: 0.0,
                    value: told.value,
                    event: told.event,
                    whose: told.whose,
                    standing: told.standing,
                    beside: told.beside,
                    whole: told.whole,
                    matched: sketch.matched.clone(),
                    nth: said_nth.or(own_nth.filter(|_| told.own)),
                    follows: question.order.is_some() && among::follows_another(&sketch.words),
                    stage,
                    voiced,
                    described,
                    around: around.clone(),
                    denied,
                    tells_cut,
                    part,
                    placed: told.placed,
                    stems: sketch.stems.clone(),
                });
            }
            if dated {
                spoken_of = then;
            }
            previous = Some(sketch);
        }
    }
}

/// The numbers of a headline that were found to be those of a layoff.
fn headline_numbers(question: &Question, title: &str, facts: &Facts) -> Vec<f64> {
    let (percent, kind) = (question.asks == Asks::Percent, if question.asks == Asks::Percent { "percent" } else { "count" });
    let wanted = |a: &&amount::Amount| matches!(a.kind, Kind::Percent | Kind::Fraction) == percent;
    let amounts = amount::amounts(title);
    let of_cut = |a: &&amount::Amount| facts.repeated(&value::of_amount(a, kind)).is_some();
    amounts.iter().filter(wanted).filter(of_cut).map(|a| a.value).collect()
}

/// Whether numbers are about the same: a headline rounds ("almost 300", "284").
fn is_about(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.1 * a.max(b)
}

/// A headline that has so much of the question is what it asks about.
const OF_TITLE: f32 = 0.7;

/// What is left of another number than the one in the headline.
const NOT_TITLED: f32 = 0.5;

/// The times that each sentence of an article names, where the question asks for one or names one: what a date without
/// its year means may stand far above it.
fn dates(reader: &Reader<'_>, article: &Article, sentences: &[Range<usize>]) -> Vec<Vec<time::Mention>> {
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

/// Whether openings are asked for, and the noun behind a number says that it counts them: "withdrew 95 vacancies".
fn counts_openings(reader: &Reader<'_>, text: &str, sketch: &Sketch, value: Option<&Value>) -> bool {
    let asked = reader.question.asks == Asks::Count && reader.question.counted == Counted::Openings;
    let (Some(value), Some(group)) = (value.filter(|_| asked), reader.lists.vocabulary.group("vacancy")) else { return false };
    let next = sketch.words.partition_point(|w| w.range.start < value.range.end);
    let beside = |at: &usize| !text[value.range.end..sketch.words[*at].range.start].contains([',', ';', ':', '(', '—']);
    let counted = (next..sketch.words.len().min(next + COUNTED_NEAR)).take_while(beside);
    counted.take_while(|at| sketch.words[*at].folded != "and").any(|at| {
        let said = reader.lists.vocabulary.phrase(&sketch.stem_of[at..]).is_some_and(|(mut said, _)| said.any(|g| g == group));
        said || reader.lists.vocabulary.groups(&sketch.stem_of[at]).contains(&group)
    })
}

/// Words between a number and the noun for what it counts, at most.
const COUNTED_NEAR: usize = 3;

/// How much a sentence's words are those of sentences that state what is asked for.
fn senses(question: &Question, tokens: &sense::Tokens<'_>, value: Option<&Value>, fit: f32) -> f32 {
    let sense = Sense::built_in();
    let states = |what: &[&str]| what.iter().map(|what| sense.states(tokens, what)).fold(0.0, f32::max);
    let role = |kind: Kind, role: &str| value.map_or(0.0, |value| sense.role(tokens, &value.range, kind, role));
    let likely = match question.asks {
        Asks::Count => match question.counted {
            Counted::Cuts => role(Kind::Number, "cut"),
            Counted::Staff => role(Kind::Number, "staff"),
            Counted::Remaining => role(Kind::Number, "remaining").max(role(Kind::Number, "staff") * OF_ALL),
            // A verb of taking people on beside the number says it, whatever the rest.
            Counted::Hired => role(Kind::Number, "hired").max(if fit >= 0.8 { SAID_TO_COME } else { 0.0 }),
            Counted::Moved => role(Kind::Number, "moved"),
            Counted::Openings => role(Kind::Number, "vacancy"),
            Counted::Things(_) => 1.0,
        },
        Asks::Percent if question.about_layoffs => role(Kind::Percent, "share_cut"),
        Asks::Severance => states(&["severance"]),
        Asks::Reason => states(&["reason"]),
        Asks::Place => states(&["place"]),
        Asks::Team => states(&["team"]),
        Asks::Person => states(&["person"]),
        Asks::Date if question.about_layoffs => states(&["date_out", "date_told"]),
        Asks::Summary if question.about_layoffs => states(&["layoff"]),
        _ => 1.0,
    };
    likely.max(SENSELESS)
}

/// How likely a number is of those who come that a verb says so of.
const SAID_TO_COME: f32 = 0.6;

/// A number of all who work there may be that of those who are left.
const OF_ALL: f32 = 0.4;

/// A sentence that has so much of the question tells of what it asks about.
const TOLD_OF: f32 = 0.8;

/// How likely a day that stands beside the figure of a layoff is its own.
const OF_A_CUT: f32 = 0.5;

/// How likely a sentence that names several teams says which ones are meant.
const LISTS_TEAMS: f32 = 0.7;

/// How likely a sentence that follows "Why now?" gives a reason, whatever its words.
const ASKED_WHY: f32 = 0.9;

/// Whether a line says what a picture shows: "Image: the sign at its Denver office".
fn is_caption(text: &str) -> bool {
    const LABELS: [&str; 8] =
        ["image", "photo", "picture", "file photo", "photograph", "caption", "image credit", "photo credit"];
    text.split_once(':').is_some_and(|(label, _)| LABELS.iter().any(|known| label.trim().eq_ignore_ascii_case(known)))
}

/// Whether a line only leads to something else on the page: "Read next: …", "Related: …", "All times are Central."
fn leads_away(text: &str) -> bool {
    const LABELS: [&str; 9] =
        ["read next", "read more", "also read", "see also", "related", "more interviews", "more from", "sign up", "recommended"];
    let label = text.split_once(':').map(|(label, _)| label.trim());
    label.is_some_and(|label| LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))) || text.starts_with("All times are")
}

/// What is left of a sentence whose words are never those of what is asked for.
const SENSELESS: f32 = 0.05;

/// What a sentence tells, as far as company, time and value go.
#[derive(Clone)]
struct Told {
    company: f32,
    /// Where its section says whom it is about, without naming anybody: whether that is the company asked about.
    section: Option<bool>,
    time: f32,
    fit: f32,
    value: Option<Value>,
    event: Option<time::Period>,
    whose: Option<String>,
    standing: Option<Standing>,
    beside: Option<Value>,
    whole: bool,
    /// It is of the layoff that the article itself is about.
    own: bool,
    /// It is of a layoff that is told of one place.
    placed: bool,
}

impl Told {
    /// As its words say.
    fn by_words(reader: &Reader<'_>, read: &value::Sentence<'_>, sketch: &Sketch, about: &About<'_>, written: Written) -> Told {
        let question = reader.question;
        let value::Found { fit, value } = value::find(question, read, reader.lists.vocabulary);
        let company = company(question, reader.lists.names, sketch, value.as_ref().map(|v| &v.range), about);
        let own_times = without_asides(read, value.as_ref());
        let times = reader.times.iter().map(|(bounds, likely)| {
            let all = when(bounds, read.times, written);
            let own = if own_times.len() < read.times.len() { when(bounds, &own_times, written) } else { all };
            let (fit, event) = if own.0 > all.0 { (own.0, if own_times.is_empty() { all.1 } else { own.1 }) } else { all };
            (fit * likely, event)
        });
        let (time, event) = times.reduce(|best, next| if next.0 > best.0 { next } else { best }).unwrap_or((1.0, None));
        let is = |name: &str| {
            question.companies.iter().any(|asked| *name == *asked.name || reader.lists.names.are_one(name, &asked.name))
        };
        let section = about.section.filter(|_| sketch.mentions.is_empty()).map(|name| is(name));
        Told {
            company,
            section,
            time,
            fit,
            value,
            event,
            whose: None,
            standing: None,
            beside: None,
            whole: false,
            own: false,
            placed: false,
        }
    }

    /// As the layoffs found in the article say, where one of them has its figure here. Where the article tells of
    /// layoffs and no figure of this sentence is among them, a number here counts something else.
    fn or_by_facts(self, reader: &Reader<'_>, facts: &Facts, sketch: &Sketch, times: &[time::Mention]) -> Vec<Told> {
        let question = reader.question;
        let names_unit = |asked: &crate::question::Company| sketch.mentions.iter().any(|m| *m.company == *asked.name);
        if question.asks == Asks::Reason {
            let stated = facts.reason_in(&sketch.range).is_some();
            let surely = if self.fit > super::doubts::WITHOUT_CAUSE { 1.0 } else { WITHOUT_A_WORD };
            return vec![if stated { Told { fit: self.fit.max(surely), ..self } } else { self }];
        }
        let in_body = |m: &names::Mention| sketch.range.start + m.range.start..sketch.range.start + m.range.end;
        let asked: Vec<Range<usize>> =
            sketch.mentions.iter().filter(|m| question.asks_about(m, reader.lists.names)).map(in_body).collect();
        // Where a section says whom a sentence is about, no figure of it is anybody else's.
        let of = |figure: &facts::Figure<'_>| match self.section {
            Some(own) if own => self.company,
            Some(_) => OTHER_SECTION,
            None => {
                let fit = figure.company(question, reader.lists, names_unit);
                let others = fit <= OTHERS && !asked.is_empty() && figure.is_named_in(&sketch.range, &asked);
                fit.max(self.company * if others { BESIDE } else { BY_WORDS })
            }
        };
        let time_of = |figure: &facts::Figure<'_>| {
            if !question.is_dated() {
                return 1.0;
            }
            let fits = reader.times.iter().filter_map(|(bounds, likely)| Some(figure.time(bounds)? * likely));
            // "It had already let about 1,000 people go in the summer of 2022": an earlier round is not of the day of the report.
            let earlier = !figure.layoff.primary && !times.is_empty() && self.time <= BACKGROUND;
            fits.reduce(f32::max).unwrap_or(if earlier { ANOTHER_TIME } else { self.time })
        };
        if question.asks == Asks::Date {
            let figures = facts.in_sentence(Asks::Summary, &sketch.range);
            // The day on which people are gone is not that of the report.
            if value::asks_leaving(question, reader.lists.vocabulary) {
                return vec![self];
            }
            if figures.is_empty() {
                return vec![Told { fit: self.fit * 0.9, ..self }];
            }
            // Of several rounds each has its own day.
            let told = figures.iter().map(|figure| {
                // "On Tuesday (June 6)": the date says more than the day of the week.
                let same = times.iter().filter(|m| figure.event().is_some_and(|event| event == m.period));
                let stated = same.min_by_key(|m| m.basis == time::Basis::Relative);
                let value = stated.map(value::of_date).or_else(|| self.value.clone());
                Told {
                    section: self.section,
                    company: of(figure),
                    time: time_of(figure),
                    fit: self.fit,
                    value,
                    event: figure.event().or(self.event),
                    whose: Some(figure.layoff.company.clone()),
                    standing: Some(figure.standing(&sketch.range)),
                    beside: None,
                    whole: true,
                    own: figure.layoff.primary,
                    placed: figure.layoff.place.is_some(),
                }
            });
            return told.collect();
        }
        let mut figures = facts.in_sentence(question.asks, &sketch.range);
        if figures.is_empty() && self.fit >= 0.6 {
            figures.extend(self.value.as_ref().and_then(|value| facts.repeated(value)));
        }
        let figures = figures.into_iter();
        let told: Vec<Told> = figures
            .map(|figure| Told {
                section: self.section,
                company: of(&figure),
                time: time_of(&figure),
                fit: figure.found.fit * figure.scope(question, reader.lists) * unsettled(question, &figure),
                event: figure.event().or(self.event),
                whose: Some(figure.layoff.company.clone()),
                standing: Some(figure.standing(&sketch.range)),
                whole: !figure.part && figure.layoff.division.is_none(),
                own: figure.layoff.primary,
                placed: figure.layoff.place.is_some(),
                beside: figure.beside,
                value: figure.found.value,
            })
            .collect();
        if !told.is_empty() {
            // "Now 1,000 jobs go; in 2020 it was nearly 360": of the time asked about, another number is told.
            let of_then = question.is_dated() && self.time >= 0.9 && told.iter().all(|t| t.time < OTHER_TIME);
            let number = |t: &Told| t.value.as_ref().and_then(|value| value.number);
            if of_then && self.value.is_some() && told.iter().all(|t| number(t) != number(&self)) {
                return vec![Told { fit: self.fit * 0.85, ..self }];
            }
            return told;
        }
        if facts.any() && question.asks == Asks::Count {
            let one_round = match facts::wants_sum(question, reader.lists) {
                true => 0.75,
                false if sums_rounds(&sketch.words) => OF_SEVERAL_ROUNDS,
                false => 1.0,
            };
            return vec![Told { fit: self.fit * 0.85 * one_round, ..self }];
        }
        vec![self]
    }

    /// As a number of the part that is asked about: the one that has it, or else what the first says of company and time.
    fn of_part(mut told: Vec<Told>, value: Value) -> Vec<Told> {
        let own = told.iter().position(|t| t.value.as_ref().is_some_and(|v| v.range == value.range));
        if told.is_empty() {
            return told;
        }
        let first = told.swap_remove(own.unwrap_or(0));
        let part = match own {
            Some(_) => Told { fit: first.fit.max(OF_PART), whole: false, ..first },
            None => Told {
                fit: OF_PART,
                value: Some(value),
                whose: None,
                standing: None,
                beside: None,
                whole: false,
                own: false,
                ..first
            },
        };
        vec![part]
    }
}

/// Whether a sentence counts several rounds together: "675 jobs gone in two rounds", "over three waves".
pub(super) fn sums_rounds(words: &[Word]) -> bool {
    words.windows(3).any(|w| {
        matches!(&*w[0].folded, "in" | "over" | "across" | "both")
            && matches!(&*w[1].folded, "two" | "three" | "four" | "five" | "both" | "several")
            && matches!(&*w[2].folded, "rounds" | "waves" | "cuts" | "layoffs" | "steps")
    })
}

/// What is left of the number of several rounds, where one is asked for.
const OF_SEVERAL_ROUNDS: f32 = 0.6;

/// How surely a sentence gives the reason that the reading of its article found there, and that no word of causes tells.
const WITHOUT_A_WORD: f32 = 0.7;

/// How surely a number beside the name of a part is what is asked for.
const OF_PART: f32 = 0.95;

/// A figure that fits the time asked about less is of another time.
const OTHER_TIME: f32 = 0.3;

/// Where it is asked how many work there or stay, the number of those who go is not it.
fn leave_out_cuts(question: &Question, facts: Option<&Facts>, told: Told) -> Told {
    let counts_staff = question.asks == Asks::Count && matches!(question.counted, Counted::Staff | Counted::Remaining);
    let is_cut = || told.value.as_ref().zip(facts).is_some_and(|(value, facts)| facts.repeated(value).is_some());
    if counts_staff && is_cut() { Told { fit: told.fit * GONE, ..told } } else { told }
}

/// What is left of such a number.
const GONE: f32 = 0.4;

/// Where the figure that held in the end is asked for, one that is only rumoured is hardly it.
fn unsettled(question: &Question, figure: &facts::Figure<'_>) -> f32 {
    let open = figure.layoff.status == Status::Rumoured || figure.layoff.count_is == Some(CountIs::AtMost);
    let rumoured = question.order == Some(Order::Final) && open;
    if rumoured { UNSETTLED } else { 1.0 }
}

/// What is left of such a figure.
const UNSETTLED: f32 = 0.7;

/// Whom a sentence may be about that it does not name.
struct About<'a> {
    /// The company that the sentences before it were about.
    subject: Option<&'a Arc<str>>,
    /// The company that was named last in the paragraphs before its own.
    spoken_of: Option<&'a Arc<str>>,
    /// The company that heads its section, in an article with one section each for several companies.
    section: Option<&'a Arc<str>>,
    /// The companies that the article is about.
    focus: &'a [Arc<str>],
}

/// For each sentence the company that heads its section; none where fewer than two companies have sections of their own.
fn sections(reader: &Reader<'_>, title: &str, body: &str, sentences: &[Range<usize>]) -> Vec<Option<Arc<str>>> {
    if reader.question.companies.is_empty() {
        return Vec::new();
    }
    let mut heads: Vec<Arc<str>> = Vec::new();
    let mut section: Option<Arc<str>> = None;
    let ends_line = |i: usize| i + 1 == sentences.len() || starts_paragraph(body, sentences, i + 1);
    // Where one paragraph is headed by whom the question is about, the others are headed by others.
    let asked_heads = (0..sentences.len()).any(|i| {
        let asked = |heading: &str| reader.question.companies.iter().any(|c| c.name.eq_ignore_ascii_case(heading));
        starts_paragraph(body, sentences, i) && run_in(&body[sentences[i].clone()]).is_some_and(asked)
    });
    let each = (0..sentences.len()).map(|i| {
        let range = sentences[i].clone();
        let text = &body[range.clone()];
        let opens = starts_paragraph(body, sentences, i);
        let stamped = opens && without_stamp(text).len() < text.len();
        let text = if opens { without_number(without_stamp(text)) } else { text };
        let alone = opens && ends_line(i) && text.len() <= LONGEST_HEADING && !ends_sentence(text);
        if let Some(heading) = if alone { Some(text) } else { run_in(text).filter(|_| opens) } {
            let words = term::words(heading);
            let named = reader.lists.names.mentions(heading, &words, Mode::Text);
            let first = words.first().map_or(0, |w| w.range.start);
            let known = named.first().filter(|m| m.range.start <= first).map(|m| m.company.clone());
            // A name that no list has, and the title does.
            let titled = || heading.starts_with(char::is_uppercase) && title.contains(heading.trim());
            // "13:20 — Severance in Canada": an entry of a live blog may be headed by anything. "A." in a paper of questions and
            // answers is no name, though its title is "Q&A".
            let may_name = !stamped && heading.trim().len() > 2;
            let name = known.or_else(|| (may_name && (titled() || asked_heads)).then(|| Arc::from(heading.trim())));
            // What runs into its paragraph may be the beginning of any sentence.
            if alone || name.is_some() {
                section = name;
                heads.extend(section.iter().filter(|head| !heads.contains(head)).cloned().collect::<Vec<_>>());
            }
        }
        section.clone()
    });
    let each: Vec<Option<Arc<str>>> = each.collect();
    if heads.len() < 2 { Vec::new() } else { each }
}

/// A line without the number that a list puts before it: "1. Zorbex does it again", "3) Orbiva".
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.len() - rest.len();
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    rest.filter(|_| (1..=LIST_NUMBER).contains(&number)).map_or(line, str::trim_start)
}

/// Digits of a number before an item of a list, at most.
const LIST_NUMBER: usize = 2;

/// A line without the time that a live blog puts before it: "08:01 — Orbiva", "Dec. 4: Alpenrow".
fn without_stamp(line: &str) -> &str {
    let stamp = |(at, mark): (usize, &str)| {
        let before = line.get(..at).filter(|_| at <= LONGEST_STAMP)?;
        let timed = before.bytes().any(|b| b.is_ascii_digit()) && before.split([' ', ',']).all(is_of_time);
        timed.then_some(&line[at + mark.len()..])
    };
    [" — ", " – ", " - ", ": ", " | "].iter().filter_map(|mark| stamp((line.find(mark)?, mark))).next().unwrap_or(line)
}

/// Whether a word may stand in a time: "08:01", "4.05pm", "Dec.", "5th", "CET".
fn is_of_time(word: &str) -> bool {
    let plain = word.trim_end_matches('.');
    let number = plain.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &plain[number.len()..];
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    let zone = (2..=4).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_uppercase());
    let named = || {
        let folded = plain.to_lowercase();
        const NAMES: [&str; 19] = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
            "fri", "sat", "sun",
        ];
        folded.get(..3).is_some_and(|start| NAMES.contains(&start))
            && folded.len() <= 9
            && folded.bytes().all(|b| b.is_ascii_lowercase())
    };
    digits && matches!(ending, "" | "am" | "pm" | "st" | "nd" | "rd" | "th") || word.is_empty() || zone || word == "at" || named()
}

/// Bytes of the time before a heading, at most.
const LONGEST_STAMP: usize = 24;

/// The heading that a paragraph opens with in its first line: "Orbiva. The satellite firm …", "Alpenrow: The payroll firm …".
fn run_in(text: &str) -> Option<&str> {
    let heading = text.strip_suffix('.').or_else(|| Some(text.split_once(": ")?.0))?;
    let words = heading.split(' ').count();
    let capitals = heading.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&'));
    (words <= RUN_IN && capitals).then_some(heading)
}

/// Words of a heading that runs into its paragraph, at most.
const RUN_IN: usize = 4;
/// Bytes of a heading that names a company, at most.
const LONGEST_HEADING: usize = 80;
/// What is said of nobody by name in another company's section.
const OTHER_SECTION: f32 = 0.03;
/// What is said of nobody by name in a paragraph of its own, where the ones before speak of the company.
const STILL: f32 = 0.5;

/// The companies that an article is about: those of its title, else of its first sentences.
fn focus(title: &Sketch, lead: &[Sketch]) -> Vec<Arc<str>> {
    let mentions = if title.mentions.is_empty() {
        // "After Amazon it is Salesforce's turn."
        let old_news = |s: &Sketch, m: &names::Mention| {
            let at = s.words.partition_point(|w| w.range.end <= m.range.start);
            at.checked_sub(1).is_some_and(|i| matches!(&*s.words[i].folded, "after" | "following" | "like" | "unlike"))
        };
        let named = lead.iter().flat_map(|s| s.mentions.iter().map(move |m| (s, m)));
        named.filter(|(s, m)| !old_news(s, m)).map(|(_, m)| m).take(1).collect::<Vec<_>>()
    } else {
        title.mentions.iter().collect()
    };
    let mut focus: Vec<Arc<str>> = Vec::new();
    for m in mentions {
        for name in [Some(&m.company), m.parent.as_ref()].into_iter().flatten() {
            if !focus.contains(name) {
                focus.push(name.clone());
            }
        }
    }
    focus
}

/// How surely a sentence speaks of a company asked about.
fn company(question: &Question, names: &Names, sketch: &Sketch, value: Option<&Range<usize>>, about: &About<'_>) -> f32 {
    let About { subject, spoken_of, section, focus } = *about;
    if question.companies.is_empty() {
        return 1.0;
    }
    let one = |asked: &crate::question::Company| -> f32 {
        let is = |name: &str| *name == *asked.name || names.are_one(name, &asked.name);
        let of = |m: &names::Mention| m.is_of(&asked.name) || is(&m.company);
        let in_focus = focus.iter().any(|f| is(f)) || section.is_some_and(|s| is(s));
        // Who bought a company is named beside it.
        let sold = || sketch.words.iter().any(|w| matches!(&*w.folded, "purchase" | "acquisition" | "bought" | "sold" | "sale"));
        let buyer = question.asks == Asks::Person && person::asks_for_buyer(question) || question.asks == Asks::Money && sold();
        if let Some(value) = value.filter(|_| sketch.mentions.len() > 1 && !buyer) {
            // With several companies in a sentence, a value belongs to the one named last before it, else to the first.
            // "a few hundred jobs at One Medical": to the one it is placed at.
            let after = sketch.mentions.iter().find(|m| m.range.start >= value.end);
            let placed = after.filter(|m| {
                let mut between = sketch.words.iter().filter(|w| w.range.start >= value.end && w.range.end <= m.range.start);
                let last = between.clone().next_back();
                between.by_ref().count() <= PLACED && last.is_some_and(|w| matches!(&*w.folded, "at" | "from" | "by"))
            });
            // "two former Amazon engineers, Wei-Lin Tao and Marcus Odom": of Amazon no more.
            let formerly = |m: &names::Mention| {
                let before = sketch.words.partition_point(|w| w.range.end <= m.range.start).checked_sub(1);
                before.is_some_and(|i| matches!(&*sketch.words[i].folded, "former" | "ex" | "formerly"))
            };
            let before = sketch.mentions.iter().rev().find(|m| m.range.end <= value.start && !formerly(m));
            let owner = placed.or(before).or(sketch.mentions.first());
            if sketch.mentions.iter().any(of) && !owner.is_some_and(of) {
                return 0.45;
            }
        }
        let ours = sketch.mentions.iter().any(of) || sketch.mentions.is_empty() && subject.is_some_and(|s| is(s));
        if section.is_some_and(|s| !is(s)) && !ours {
            return OTHER_SECTION;
        }
        // "After Acme gave up we let 90 go": who speaks is of the company that the article is about.
        let speaks = || !sketch.quotes && sketch.words.iter().any(|w| FIRST_PERSON.contains(&&*w.folded));
        if in_focus && !sketch.mentions.iter().any(of) && speaks() {
            return 0.85;
        }
        if let Some(m) = sketch.mentions.iter().find(|m| of(m)) {
            // What is said of a unit is not said of the whole.
            return if is(&m.company) { 1.0 } else { 0.8 };
        }
        let subject_is = |name: &Arc<str>| is(name);
        if sketch.mentions.is_empty() {
            if question.about_cuts && value.is_some() && is_of_the_industry(&sketch.words) {
                return OF_THE_INDUSTRY;
            }
            return match subject {
                Some(s) if subject_is(s) => 0.95,
                None if in_focus => 0.9,
                Some(_) if section.is_some() && in_focus => 0.85,
                Some(_) if in_focus => 0.6,
                None if spoken_of.is_some_and(subject_is) => STILL,
                _ if asked.parent.as_deref().is_some_and(|p| focus.iter().any(|f| **f == *p)) => 0.3,
                _ => 0.05,
            };
        }
        // "It has 64 customers, a fifth of Tarnovek's": it goes on about whoever was spoken of.
        let goes_on = sketch.words.first().is_some_and(|w| matches!(&*w.folded, "it" | "its" | "they" | "their"));
        if goes_on && subject.is_some_and(subject_is) {
            return 0.85;
        }
        // "Owner Haneul says there will be no more cuts": whose it is says another name.
        let owned = || sketch.words.iter().any(|w| matches!(&*w.folded, "owner" | "owners" | "owned" | "parent"));
        if question.asks == Asks::Person && question.asks_for_owner() && owned() && (in_focus || subject.is_some_and(subject_is))
        {
            return 0.85;
        }
        // Another company is named: the sentence is about that one, unless the article is about ours alone.
        let parent_named = asked.parent.as_deref().is_some_and(|p| sketch.mentions.iter().any(|m| *m.company == *p));
        match (in_focus, parent_named) {
            (true, true) => 0.8,
            (true, false) => 0.35,
            (false, true) => 0.25,
            (false, false) => 0.03,
        }
    };
    let fits = question.companies.iter().map(one);
    fits.fold(0.03, f32::max)
}

/// Words between a number and the company it is placed at, at most.
const PLACED: usize = 4;

/// What stands in quotation marks, as byte ranges. A quotation that goes on in the next paragraph opens again there.
fn quotations(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in body.char_indices() {
        match (c, open) {
            ('“' | '„', None) | ('"', None) => open = Some(at),
            ('”', Some(start)) | ('"', Some(start)) => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            ('\n', Some(start)) => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| start..body.len()));
    found
}

/// The first words, folded, of what a text names after a word that stands before places only.
fn places(body: &str) -> FxHashSet<String> {
    let words = term::words(body);
    let pairs = words.windows(2).filter(|pair| {
        let beside = body[pair[0].range.end..pair[1].range.start] == *" ";
        beside && matches!(&*pair[0].folded, "in" | "near") && body[pair[1].range.clone()].starts_with(char::is_uppercase)
    });
    pairs.map(|pair| pair[1].folded.clone()).collect()
}

/// Bytes before and after a quotation within which somebody is said to have said it.
const WITHIN: usize = 600;

/// For each of a text's quotations, what stands around them in its paragraph: whose words they are.
fn attributions<'a>(body: &'a str, quoted: &[Range<usize>], sentence: &Range<usize>) -> impl Iterator<Item = &'a str> {
    let (before, after) = (boundary(body, sentence.start.saturating_sub(WITHIN)), boundary(body, sentence.end + WITHIN));
    let start = body[before..sentence.start].rfind('\n').map_or(before, |at| before + at + 1);
    let end = body[sentence.end..after].find('\n').map_or(after, |at| sentence.end + at);
    let inside = quoted.iter().filter(|q| q.start < end && start < q.end);
    let mut at = start;
    let mut parts = Vec::new();
    for quote in inside {
        parts.push(at..quote.start.max(at));
        at = at.max(quote.end.min(end));
    }
    parts.push(at..end);
    parts.into_iter().map(move |part| &body[part])
}

/// The first boundary between characters at or before a byte.
fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A line of its own that is no sentence: what it names is what the text below it is about.
fn is_heading(sketch: &Sketch, body: &str) -> bool {
    sketch.words.len() <= 12 && !ends_sentence(&body[sketch.range.clone()])
}

/// Whether a text ends as sentences and quotations do.
fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '”', '"', ':'])
}

/// Whether a sentence opens a paragraph.
fn starts_paragraph(body: &str, sentences: &[Range<usize>], i: usize) -> bool {
    i == 0 || body[sentences[i - 1].end..sentences[i].start].contains('\n')
}

/// How well the time fits of a sentence that names another one, in a report from the time asked about, and in any other.
const BACKGROUND: f32 = 0.4;
const ANOTHER_TIME: f32 = 0.05;

/// How well the time that a sentence speaks of fits the time asked about, and what that time is.
fn when(asked: &Bounds, times: &[time::Mention], written: Written) -> (f32, Option<time::Period>) {
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
fn without_asides<'a>(read: &value::Sentence<'a>, value: Option<&Value>) -> Cow<'a, [time::Mention]> {
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
const ASIDE_NEAR: usize = 4;

/// When an article was written.
#[derive(Clone, Copy)]
struct Written {
    /// The day of publication.
    published: Option<jiff::civil::Date>,
    /// The last year that it names, where it says nowhere when it was published, and a time is asked about.
    last_year: Option<i16>,
}

impl Written {
    fn of(article: &Article, question: &Question) -> Written {
        let year = |text: &str| text.parse().ok().filter(|year: &i16| text.len() == 4 && (1990..2100).contains(year));
        let named = || article.body.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(year).max();
        let undated = article.published.is_none() && question.is_dated();
        Written { published: article.published, last_year: if undated { named() } else { None } }
    }
}

/// How well an article fits that says nowhere when it was published: by the last year that it names, in which, or soon after
/// which, it was written.
fn undated(asked: &Bounds, last: Option<i16>) -> f32 {
    let Some(last) = last else { return UNDATED };
    let asked = |year: i16| time::Period::year(year).is_some_and(|year| asked.overlaps(&year));
    match () {
        () if asked(last) => 0.4,
        () if asked(last + 1) => 0.2,
        () => 0.08,
    }
}

/// What an article without a day that names no year tells of the time asked about.
const UNDATED: f32 = 0.09;

/// How well each term of the question is matched by what was found of an article as a whole.
fn told_in(reader: &Reader<'_>, found: &Retrieved, title: &Sketch, lead: &[Sketch]) -> Vec<f32> {
    let passages = found.passages.iter().map(|(range, _)| reader.matched(&found.article.body[range.clone()]));
    let parts = passages.chain(lead.iter().map(|s| s.matched.clone()));
    parts.fold(title.matched.clone(), |all, part| all.iter().zip(part).map(|(a, b)| a.max(b)).collect())
}

/// Share of the question's content that a sentence covers; what stands around it counts in part.
/// A question that the sentence answers and the heading under which it stands say nearly as much as it does itself.
/// `speaker` has what is matched by the words that say whose quotation it is, `implied` is what it says without a word.
fn coverage(
    question: &Question,
    rarity: &[f32],
    sketch: &Sketch,
    (previous, headed): (Option<&Sketch>, bool),
    title: &Sketch,
    speaker: &[f32],
    implied: &[usize],
) -> f32 {
    // What stands before somebody's words says what they are about.
    let answers = headed || sketch.quotes && question.asks == Asks::Quotation;
    let carried = previous.map_or(0.0, |p| if p.asks || answers { ANSWERING } else { AROUND });
    let spoken = |i: usize| speaker.get(i).copied().unwrap_or(0.0) * SPOKEN;
    let around = |i: usize| {
        previous
            .map_or(0.0, |p| p.matched[i] * carried)
            .max(title.matched[i] * AROUND)
            .max(spoken(i))
            .max(if implied.contains(&i) { IMPLIED } else { 0.0 })
    };
    share(question, rarity, |i| sketch.matched[i].max(around(i)))
}

/// Whether a sentence goes on about those of whom the one before tells: "They were given five weeks' pay".
fn goes_on(text: &str, words: &[Word]) -> bool {
    let opens = |w: &Word| w.range.start == 0 && matches!(&*w.folded, "they" | "those" | "each" | "all");
    // In a quotation "they" are anybody.
    words.first().is_some_and(opens) && !text.contains(['"', '“'])
}

/// Whether a value stands near the name of a place or a team that the question asks about: a number there is that of the
/// part, which is seldom told as a layoff of its own.
fn names_part(text: &str, sketch: &Sketch, value: Option<&Value>) -> bool {
    let Some(value) = value else { return false };
    let named = |(i, word): (usize, &Word)| {
        let gap = word.range.start.saturating_sub(value.range.end).max(value.range.start.saturating_sub(word.range.end));
        i > 0 && sketch.asked[i] && gap < PART_NEAR && text[word.range.clone()].starts_with(char::is_uppercase)
    };
    sketch.words.iter().enumerate().any(named)
}

/// Bytes between the name of a part and its number, at most.
const PART_NEAR: usize = 60;

/// Share of the question's content that is matched, each word weighing as much as it is rare.
fn share(question: &Question, rarity: &[f32], matched: impl Fn(usize) -> f32) -> f32 {
    let (mut covered, mut all) = (0.0, 0.0);
    for (i, _) in question.terms.iter().enumerate().filter(|(_, term)| term.role == Role::Content) {
        covered += rarity[i] * matched(i);
        all += rarity[i];
    }
    ((covered + GIVEN) / (all + GIVEN)).max(0.02)
}

/// How near a value stands to the words of the question's content: in a sentence that tells of several parts, each
/// number belongs to what stands beside it. Without a value, or without such words here, nothing can be said.
fn near(text: &str, sketch: &Sketch, value: Option<&Value>) -> f32 {
    let Some(value) = value else { return UNKNOWN_DISTANCE };
    let at = |place: usize| sketch.words.partition_point(|w| w.range.end <= place);
    let (first, last) = (at(value.range.start), at(value.range.end));
    let asked = sketch.words.iter().enumerate().filter(|(i, _)| sketch.asked[*i]);
    // "Ada Venn, who succeeded Bo Lind as chief executive": all of the clause is about the name before it.
    let told_who = value.kind == "person" && text[value.range.end..].starts_with(", who ");
    let reach = if told_who { 30.0 } else { 10.0 };
    let nearness = |(i, word): (usize, &Word)| {
        let words = first.saturating_sub(i).max((i + 1).saturating_sub(last)) as f32;
        // A place or a team takes the number right beside it; other words may stand anywhere in the clause.
        let is_name = i > 0 && text[word.range.clone()].starts_with(char::is_uppercase);
        1.0 / (1.0 + words / if is_name { 4.0 } else { reach })
    };
    // The part that is asked about has to be near, whatever else is.
    let (names, others): (Vec<_>, Vec<_>) =
        asked.partition(|(i, w)| *i > 0 && text[w.range.clone()].starts_with(char::is_uppercase));
    let nearest = |words: Vec<(usize, &Word)>| words.into_iter().map(nearness).reduce(f32::max);
    nearest(names).or_else(|| nearest(others)).unwrap_or(UNKNOWN_DISTANCE)
}

/// As if the words of the question stood five words from the value.
const UNKNOWN_DISTANCE: f32 = 0.67;
