//! Ranking passages for a search: what retrieval found, judged once more with the passages at hand.
//!
//! Retrieval scores text and context apart, by words alone. With the passages read, more can be told: what the two say
//! together, whether words of the query stand side by side or in one sentence, whether the passage is from a publisher
//! or a day that the query names, and, where it names several publishers, which part of it speaks of this one.

use std::ops::Range;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::weights::SearchWeights;
use crate::article::Article;
use crate::question::{Question, Role};
use crate::text::sentence;
use crate::text::term::{self, Terms, Word};

/// Saturation and length normalisation of BM25, as Robertson and Zaragoza give them ("The Probabilistic Relevance
/// Framework", 2009) and as the index has them.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// A word that only asks, or says nothing, against another.
const EMPTY_WORD: f32 = 0.3;
/// A synonym, against the word itself: nearly every word of business has some, so each says little.
const SYNONYM: f32 = 0.2;
/// What a passage keeps of its score for a sentence that covers nothing of the query.
const UNCOVERED: f32 = 0.3;
/// A publisher's name shorter than this, in bytes, is too easily another word.
const SHORTEST_NAME: usize = 4;

/// A passage as a search found it.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Its article.
    pub article: &'a Article,
    /// Its bytes in the body.
    pub range: &'a Range<usize>,
}

/// A passage as it is judged.
struct Passage {
    /// How often each term of the query stands in text and context.
    matched: Vec<f32>,
    /// Words in text and context.
    length: f32,
    /// Pairs of neighbouring words of the query that are neighbours here.
    pairs: FxHashSet<usize>,
    /// Share of the query that its best sentence covers.
    sentence: f32,
    /// Whether it is of a day that the query names.
    of_day: bool,
}

struct Query<'a> {
    question: &'a Question,
    /// Inverse document frequency of each term.
    idf: &'a [f32],
    /// From a stem to the terms that it matches, and how well.
    wanted: FxHashMap<&'a str, Vec<(usize, f32)>>,
    words: Vec<Word>,
    /// The single days that it names.
    days: Vec<Date>,
    stemmer: Terms,
}

/// Scores passages against a query: one score for each, higher is better. `idf` has the inverse document frequency of
/// each term of the question.
pub fn rank(question: &Question, idf: &[f32], found: &[Found<'_>], weights: &SearchWeights) -> Vec<f32> {
    let query = Query::new(question, idf);
    let passages: Vec<Passage> = found.iter().map(|f| query.read(f)).collect();
    let usual = passages.iter().map(|p| p.length).sum::<f32>() / passages.len().max(1) as f32;
    let named = query.publishers(found);
    let whole: Vec<usize> = (0..question.terms.len()).collect();
    let base = passages.iter().zip(found).map(|(p, f)| {
        let pairs: f32 = p.pairs.iter().map(|&i| idf[i].max(idf[i + 1])).sum();
        let from_named = named.is_empty() || named.iter().any(|n| n.is(f));
        (query.bm25(p, &whole, usual) + weights.pair * pairs)
            * if from_named { 1.0 } else { weights.other_source }
            * if p.of_day { weights.day } else { 1.0 }
            * (UNCOVERED + p.sentence).powf(weights.sentence)
    });
    let base: Vec<f32> = base.collect();
    let part = query.parts(&passages, found, &named, usual);
    let best = base.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    base.iter().zip(part).map(|(base, part)| base / best + weights.part * part).collect()
}

/// A publisher that the query names.
struct Publisher {
    name: String,
    /// Its words in the query.
    words: Range<usize>,
}

impl Publisher {
    fn is(&self, found: &Found<'_>) -> bool {
        found.article.source.as_deref() == Some(&self.name)
    }
}

impl<'a> Query<'a> {
    fn new(question: &'a Question, idf: &'a [f32]) -> Self {
        let mut wanted: FxHashMap<&str, Vec<(usize, f32)>> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for (i, term) in question.terms.iter().enumerate() {
            // A word that is repeated counts once.
            if !seen.insert(&term.terms) {
                continue;
            }
            for stem in &term.terms {
                wanted.entry(stem).or_default().push((i, 1.0));
            }
            for stem in &term.synonyms {
                wanted.entry(stem).or_default().push((i, SYNONYM));
            }
        }
        let words = term::words(&question.text);
        let days =
            question.periods.iter().filter_map(|bounds| bounds.period()).filter(|p| p.days() <= 1).map(|p| p.start).collect();
        Query { question, idf, wanted, words, days, stemmer: Terms::default() }
    }

    fn read(&self, found: &Found<'_>) -> Passage {
        let (article, text) = (found.article, &found.article.body[found.range.clone()]);
        let terms = self.question.terms.len();
        let mut passage =
            Passage { matched: vec![0.0; terms], length: 0.0, pairs: FxHashSet::default(), sentence: 0.0, of_day: false };
        let weight = |i: usize| if self.question.terms[i].role == Role::Asking { 0.0 } else { self.idf[i] };
        let all: f32 = (0..terms).map(weight).sum();
        let sentences = sentence::boundaries(text);
        for range in sentences {
            let mut covered = vec![0.0f32; terms];
            let mut before: Vec<usize> = Vec::new();
            for word in term::words(&text[range]) {
                passage.length += 1.0;
                let mut here = Vec::new();
                self.stemmer.each(&word, |stem| {
                    for (i, strength) in self.wanted.get(stem).into_iter().flatten() {
                        passage.matched[*i] += strength;
                        covered[*i] = covered[*i].max(*strength);
                        here.push(*i);
                    }
                });
                let empty = |i: &usize| self.question.terms[*i].role == Role::Asking;
                let pair = |i: &&usize| here.contains(&(**i + 1)) && !(empty(i) && empty(&(**i + 1)));
                passage.pairs.extend(before.iter().filter(pair));
                before = here;
            }
            let share = covered.iter().enumerate().map(|(i, c)| c * weight(i)).sum::<f32>() / all.max(f32::MIN_POSITIVE);
            passage.sentence = passage.sentence.max(share);
        }
        let context = [Some(article.title.as_str()), article.source.as_deref(), article.author.as_deref()];
        let date = article.published.map(|day| day.strftime("%B %-d %Y").to_string());
        for text in context.into_iter().flatten().chain(date.as_deref()) {
            for word in term::words(text) {
                passage.length += 1.0;
                self.stemmer.each(&word, |stem| {
                    for (i, strength) in self.wanted.get(stem).into_iter().flatten() {
                        passage.matched[*i] += strength;
                    }
                });
            }
        }
        passage.of_day = article.published.is_some_and(|day| self.days.iter().any(|asked| self.is_about(*asked, day)));
        passage
    }

    /// Whether an article of this day is one of the day asked for: what is told of a day stands in the paper of the next.
    fn is_about(&self, asked: Date, published: Date) -> bool {
        // Where the query leaves the year out, any is meant.
        let year_is_written = self.question.text.contains(&asked.year().to_string());
        let asked = if year_is_written { Some(asked) } else { asked.with().year(published.year()).build().ok() };
        asked.is_some_and(|asked| (asked - published).get_days().abs() <= 1)
    }

    /// BM25 of a passage for some terms of the query, text and context taken as one.
    fn bm25(&self, passage: &Passage, terms: &[usize], usual: f32) -> f32 {
        let norm = K1 * (1.0 - B + B * passage.length / usual.max(1.0));
        let score = |&i: &usize| {
            let (frequency, role) = (passage.matched[i], self.question.terms[i].role);
            let weight = if role == Role::Asking { EMPTY_WORD } else { 1.0 };
            weight * self.idf[i] * frequency * (K1 + 1.0) / (frequency + norm)
        };
        terms.iter().map(score).sum()
    }

    /// The publishers of these passages that the query names, in the order in which it does.
    fn publishers(&self, found: &[Found<'_>]) -> Vec<Publisher> {
        let mut sources: Vec<&str> = found.iter().filter_map(|f| f.article.source.as_deref()).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut named = Vec::new();
        for source in sources {
            for name in known_as(source) {
                let name: Vec<String> = term::words(name).iter().map(|w| term::bare(&w.folded)).collect();
                if name.is_empty() {
                    continue;
                }
                let is_here = |at: &usize| {
                    self.words[*at..].iter().zip(&name).filter(|(word, name)| own(&word.folded) == **name).count() == name.len()
                };
                let places = (0..self.words.len()).filter(is_here);
                named.extend(places.map(|at| Publisher { name: source.to_owned(), words: at..at + name.len() }));
            }
        }
        // "Fox News - Health" and "Fox News": the longer name is meant where both stand.
        let longer = |p: &Publisher, q: &Publisher| {
            q.words.len() > p.words.len() && q.words.start <= p.words.start && p.words.end <= q.words.end
        };
        let keep: Vec<bool> = named.iter().map(|p| !named.iter().any(|q| longer(p, q))).collect();
        let mut keep = keep.into_iter();
        named.retain(|_| keep.next().unwrap_or(true));
        named.sort_by(|a, b| a.words.start.cmp(&b.words.start).then_with(|| a.name.cmp(&b.name)));
        named
    }

    /// Where the query names several publishers: how well each passage fits what is said around the name of its own.
    fn parts(&self, passages: &[Passage], found: &[Found<'_>], named: &[Publisher], usual: f32) -> Vec<f32> {
        let mut fits = vec![0.0f32; passages.len()];
        let mut places: Vec<&Range<usize>> = named.iter().map(|n| &n.words).collect();
        places.dedup();
        if places.len() < 2 {
            return fits;
        }
        for publisher in named {
            let place = places.iter().position(|p| **p == publisher.words).unwrap_or(0);
            let start = place.checked_sub(1).map_or(0, |before| places[before].end);
            let end = places.get(place + 1).map_or(self.words.len(), |after| after.start);
            let terms: Vec<usize> =
                (start..end).filter(|i| !publisher.words.contains(i) && *i < self.question.terms.len()).collect();
            let scores = passages.iter().zip(found).map(|(p, f)| publisher.is(f).then(|| self.bm25(p, &terms, usual)));
            let scores: Vec<Option<f32>> = scores.collect();
            let best = scores.iter().flatten().copied().fold(f32::MIN_POSITIVE, f32::max);
            for (fit, score) in fits.iter_mut().zip(&scores) {
                *fit = fit.max(score.unwrap_or(0.0) / best);
            }
        }
        fits
    }
}

/// A word of the query without the mark of a genitive.
fn own(folded: &str) -> String {
    term::bare(folded.strip_suffix("'s").or_else(|| folded.strip_suffix("s'")).unwrap_or(folded))
}

/// What a publisher may be called: by its whole name, its parts ("Cnbc | World Business News Leader",
/// "FOX News - Health"), or without the ending of its address.
fn known_as(source: &str) -> Vec<&str> {
    let mut names = vec![source];
    names.extend(source.split(" | "));
    names.extend(source.split(" - ").next());
    names.extend(source.strip_suffix(".com"));
    names.sort_unstable();
    names.dedup();
    names.retain(|name| name.len() >= SHORTEST_NAME);
    names
}
