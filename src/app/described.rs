//! Companies that a question describes instead of naming them: "the norwegian payments firm".

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::ask::idf;
use super::{App, AppError};
use crate::article::Corpus;
use crate::index::{Query, Weighted};
use crate::names::{Mode, Names};
use crate::question::{Company, Question, QuestionTerm, Role};
use crate::text::sentence;
use crate::text::term::{self, Terms, Word};

/// Nouns for a company that say nothing about what it does.
const ANY_COMPANY: &[&str] = &[
    "firm", "company", "co", "startup", "start-up", "group", "business", "outfit", "giant", "maker", "provider", "operator",
    "arm",
];

/// Nouns for a company that say what it does.
const KINDS: &[&str] = &[
    "app",
    "studio",
    "platform",
    "developer",
    "publisher",
    "lender",
    "bank",
    "insurer",
    "retailer",
    "grocer",
    "carrier",
    "exchange",
    "chipmaker",
    "carmaker",
    "automaker",
    "lab",
    "marketplace",
    "network",
    "broker",
    "agency",
    "service",
    "site",
    "store",
    "shop",
    "chain",
    "vendor",
    "seller",
    "renter",
    "manufacturer",
    "producer",
    "builder",
];

/// Words before the noun that may describe a company.
const LONGEST: usize = 5;
/// Passages that are looked at for the company.
const PASSAGES: usize = 24;
/// What is said of a company stands within as many words of its name.
const BEFORE: usize = 9;
/// See [`BEFORE`].
const AFTER: usize = 14;
/// What is said at once counts as much; the rest is for what is said of a company anywhere.
const AT_ONCE: f32 = 0.6;
/// How much of the description has to be said of a company, each word weighing as much as it is rare.
const SAID: f32 = 0.65;
/// How much more has to be said of it than of any other.
const AHEAD: f32 = 0.2;
/// What a word weighs that stands in no article.
const UNKNOWN: f32 = 0.4;
/// How much of a word a synonym stands for.
const SYNONYM: f32 = 0.75;

/// Whether a word stands for a company without being its name.
pub(super) fn is_company_noun(word: &str) -> bool {
    ANY_COMPANY.contains(&word) || KINDS.contains(&word)
}

/// The terms of a question that describe a company: what stands before a noun for one, with a place after it. Empty where
/// it describes none.
fn description(question: &Question) -> Vec<usize> {
    let terms = &question.terms;
    let bare = |t: &QuestionTerm| term::bare(&t.word);
    let describes = |i: &usize| {
        terms[*i].role == Role::Content && !is_company_noun(&bare(&terms[*i])) && terms[*i].terms.iter().any(|t| t.len() > 1)
    };
    for head in (0..terms.len()).filter(|&i| is_company_noun(&bare(&terms[i]))) {
        let before = (head.saturating_sub(LONGEST)..head).rev().take_while(describes).count();
        let mut found: Vec<usize> = (head - before..head).collect();
        if KINDS.contains(&bare(&terms[head]).as_str()) && before > 0 {
            found.push(head);
        }
        let place = terms.get(head + 1).is_some_and(|t| matches!(t.word.as_str(), "from" | "in" | "of"));
        if place {
            found.extend((head + 2..terms.len().min(head + 4)).take_while(describes));
        }
        let the = head.checked_sub(before + 1).is_some_and(|i| matches!(terms[i].word.as_str(), "the" | "that" | "this"));
        // One word has to be one that describes, as "norwegian" does: another may be a name.
        let describing = the && found.first().is_some_and(|&i| !terms[i].synonyms.is_empty());
        if found.len() >= 2 || found.len() == 1 && describing {
            return found;
        }
    }
    Vec::new()
}

impl App {
    /// Names the company that a question describes, where what the articles say of their companies leaves one only; whether
    /// it now names one.
    ///
    /// # Errors
    /// When library or index cannot be used.
    pub(super) fn name_described(&self, question: &mut Question, corpus: Corpus, names: &Names) -> Result<bool, AppError> {
        if !question.companies.is_empty() {
            return Ok(false);
        }
        let described = description(question);
        if described.is_empty() {
            return Ok(false);
        }
        let terms: Vec<&QuestionTerm> = described.iter().map(|&i| &question.terms[i]).collect();
        let firsts: Vec<String> = terms.iter().map(|t| t.terms.first().cloned().unwrap_or_default()).collect();
        let (frequencies, passages) = self.index.frequencies(corpus, &firsts)?;
        // A word that stands nowhere may be one of chat, so that the others have to tell.
        let rarity = |(t, n): (&&QuestionTerm, &u64)| {
            let known = if *n == 0 && t.synonyms.is_empty() { UNKNOWN } else { 1.0 };
            known * t.weight.max(0.3) * idf((*n).max(1), passages)
        };
        let weights: Vec<f32> = terms.iter().zip(&frequencies).map(rarity).collect();
        let own = terms.iter().flat_map(|t| t.terms.iter().map(|term| (term, 1.0)));
        let like = terms.iter().flat_map(|t| t.synonyms.iter().map(|term| (term, 0.4)));
        let looked_up = own.chain(like).map(|(term, weight)| Weighted { term: term.clone(), body: weight, context: weight });
        let hits = self.index.search(corpus, &Query { terms: looked_up.collect(), any_of: Vec::new() }, PASSAGES)?;
        let mut said: BTreeMap<Arc<str>, Said> = BTreeMap::new();
        for found in self.read(hits, corpus, question.source.as_deref())? {
            note(&terms, &weights, &found.article.title, names, &mut said);
            let body = found.article.body.as_str();
            let lead = sentence::first(body, 2).into_iter();
            let passages = found.passages.iter().flat_map(|(range, _)| {
                sentence::boundaries(&body[range.clone()]).into_iter().map(|s| s.start + range.start..s.end + range.start)
            });
            let mut sentences: Vec<Range<usize>> = lead.chain(passages).collect();
            sentences.sort_unstable_by_key(|s| (s.start, s.end));
            sentences.dedup();
            for sentence in sentences {
                note(&terms, &weights, &body[sentence], names, &mut said);
            }
        }
        let fits = |said: &Said| AT_ONCE * said.at_once + (1.0 - AT_ONCE) * share(&said.anywhere, &weights);
        let mut ranked: Vec<(f32, &Arc<str>)> = said.iter().map(|(name, said)| (fits(said), name)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let Some(&(best, name)) = ranked.first().filter(|(best, _)| *best >= SAID) else {
            // Whoever is meant has to be described so by what answers.
            question.described = described;
            return Ok(false);
        };
        let rival = ranked.iter().skip(1).find(|(_, other)| !names.are_one(other, name)).map_or(0.0, |(share, _)| *share);
        if best < rival + AHEAD {
            return Ok(false);
        }
        let typed = described.iter().map(|&i| question.terms[i].word.as_str()).collect::<Vec<_>>().join(" ");
        let parent = names.parent(name).map(|p| p.to_string());
        question.companies.push(Company { name: name.to_string(), parent, typed });
        for (n, &i) in described.iter().enumerate() {
            let term = &mut question.terms[i];
            (term.role, term.synonyms) = (if n == 0 { Role::Company } else { Role::Asking }, Vec::new());
            if n == 0 {
                (term.terms, term.weight) = (Terms::default().of(name), 1.0);
            }
        }
        Ok(true)
    }
}

/// What is said of a company, as far as it fits a description.
struct Said {
    /// How well each term is matched near its name, wherever that is.
    anywhere: Vec<f32>,
    /// The share of the description that stands near one of its mentions.
    at_once: f32,
}

/// The share of a description that is matched, each word weighing as much as it is rare.
fn share(matched: &[f32], weights: &[f32]) -> f32 {
    let all: f32 = weights.iter().sum();
    matched.iter().zip(weights).map(|(m, w)| m * w).sum::<f32>() / all.max(f32::MIN_POSITIVE)
}

/// Notes how well each term is matched near each company that a text names.
fn note(terms: &[&QuestionTerm], weights: &[f32], text: &str, names: &Names, said: &mut BTreeMap<Arc<str>, Said>) {
    let words = term::words(text);
    let mentions = names.mentions(text, &words, Mode::Text);
    if mentions.is_empty() {
        return;
    }
    let stemmer = Terms::default();
    let strength = |term: &QuestionTerm, word: &Word| {
        let mut best = 0.0f32;
        stemmer.each(word, |stem| {
            let own = term.terms.iter().any(|t| t == stem);
            let like = term.synonyms.iter().any(|t| t == stem);
            best = best.max(if own {
                1.0
            } else if like {
                SYNONYM
            } else {
                0.0
            });
        });
        best
    };
    let place = |at: usize| words.partition_point(|w| w.range.end <= at);
    for (n, mention) in mentions.iter().enumerate() {
        // What stands on the other side of another company is said of that one.
        let floor = n.checked_sub(1).map_or(0, |before| place(mentions[before].range.end));
        let ceiling = mentions.get(n + 1).map_or(words.len(), |next| place(next.range.start));
        let (first, last) = (place(mention.range.start), place(mention.range.end));
        let near = &words[first.saturating_sub(BEFORE).max(floor)..(last + AFTER).min(ceiling)];
        let here = terms.iter().map(|term| near.iter().map(|word| strength(term, word)).fold(0.0, f32::max));
        let here: Vec<f32> = here.collect();
        let said = said.entry(mention.company.clone()).or_insert_with(|| Said { anywhere: vec![0.0; terms.len()], at_once: 0.0 });
        said.at_once = said.at_once.max(share(&here, weights));
        said.anywhere.iter_mut().zip(here).for_each(|(all, here)| *all = all.max(here));
    }
}
