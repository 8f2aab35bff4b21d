//! Companies that a question describes instead of naming them: "the norwegian payments firm", "which chip companies cut jobs".

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::ask::{idf, stems_of};
use super::{App, AppError};
use crate::answer::Retrieved;
use crate::article::{ArticleId, Corpus};
use crate::index::{Query, Weighted};
use crate::names::{Mode, Names};
use crate::question::{Company, Question, QuestionTerm, Role, Table};
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

/// Nouns for a company that say all of what it does.
const TRADES: &[&str] = &["telco", "fintech", "edtech", "insurtech", "proptech", "healthtech", "biotech", "airline", "neobank"];

/// Words before the noun that may describe a company.
const LONGEST: usize = 5;
/// Passages that are looked at for the company.
const PASSAGES: usize = 24;
/// Sentences in which an article says what its company is, without naming it.
const LEAD: usize = 3;
/// Passages that are looked at for all companies of a kind.
const PASSAGES_OF_MANY: usize = 150;
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
/// How many times better the passages of one company have to match what else is asked than those of the next.
const TOLD_APART: f32 = 1.3;
/// Days after the time asked about within which a report tells of it.
const REPORTED_WITHIN: i32 = 60;
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

/// Companies of which the articles say what a question asks for, each with a sentence that says it.
pub(super) struct DescribedCompanies {
    /// The name, the article and the bytes of the sentence in its body.
    pub(super) companies: Vec<(Arc<str>, ArticleId, Range<usize>)>,
    /// The list that is asked for, without their names.
    pub(super) table: Table,
    /// What describes them, as it was typed.
    pub(super) said: String,
}

/// The terms of a question that describe any number of companies: "chip companies", "phone carriers", "telcos". Empty where it
/// describes none.
fn description_of_many(question: &Question) -> Vec<usize> {
    let terms = &question.terms;
    let one = |i: usize| singular(&term::bare(&terms[i].word));
    let describes = |i: &usize| terms[*i].role == Role::Content && one(*i).as_deref().is_none_or(|noun| !is_company_noun(noun));
    for head in 0..terms.len() {
        let Some(noun) = one(head).filter(|_| terms[head].role != Role::Company) else { continue };
        let says_what = KINDS.contains(&&*noun) || TRADES.contains(&&*noun);
        if !says_what && !is_company_noun(&noun) {
            continue;
        }
        let before = (head.saturating_sub(LONGEST)..head).rev().take_while(describes).count();
        let mut found: Vec<usize> = (head - before..head).collect();
        if says_what {
            found.push(head);
        }
        // One word has to be one that describes, as "indian" and "crypto" do.
        let telling = |i: &usize| !(terms[*i].synonyms.is_empty() && terms[*i].within.is_empty());
        if found.len() >= 2 || found.iter().any(telling) {
            return found;
        }
    }
    Vec::new()
}

/// A noun in the plural as it stands in the singular.
fn singular(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s'))?;
    Some(stem.strip_suffix("ie").map_or_else(|| stem.to_owned(), |stem| format!("{stem}y")))
}

impl App {
    /// The companies of which the articles say what a question for a list asks for; none where it asks for no such list.
    ///
    /// # Errors
    /// When library or index cannot be used.
    pub(super) fn described_companies(
        &self,
        question: &Question,
        corpus: Corpus,
    ) -> Result<Option<DescribedCompanies>, AppError> {
        if !question.lists_cuts() {
            return Ok(None);
        }
        let described = description_of_many(question);
        if described.is_empty() {
            return Ok(None);
        }
        let Some(table) = Table::of_described(question, &self.table_words, &described) else { return Ok(None) };
        let names = self.names_of(corpus)?;
        let named = |text: &str| names.mentions(text, &term::words(text), Mode::Text);
        let terms: Vec<&QuestionTerm> = described.iter().map(|&i| &question.terms[i]).collect();
        let weights = self.weights_of(&terms, corpus)?;
        let mut best: BTreeMap<Arc<str>, (f32, ArticleId, Range<usize>)> = BTreeMap::new();
        for found in self.passages_on(&terms, corpus, question, PASSAGES_OF_MANY)? {
            let body = found.article.body.as_str();
            let titled = named(&found.article.title);
            let one = titled.first().filter(|own| titled.iter().all(|m| m.company == own.company));
            let mut lead = sentence::first(body, LEAD);
            lead.retain(|s| one.is_some() && named(&body[s.clone()]).is_empty());
            for sentence in sentences_of(body, &found.passages) {
                let text = &body[sentence.clone()];
                let mut said: BTreeMap<Arc<str>, Said> = BTreeMap::new();
                note(&terms, &weights, text, &names, &mut said);
                // "The luxury carmaker cuts 1,300 jobs": the one that the title names.
                if let (Some(own), true) = (one, lead.contains(&sentence)) {
                    let words = term::words(text);
                    let called = Calling { terms: &terms, text, words: &words }.opens();
                    let here = matched(&terms, &words, text);
                    said.insert(own.company.clone(), Said { at_once: share(&here, &weights), anywhere: here, called });
                }
                for (name, said) in said.into_iter().filter(|(_, said)| said.called && said.at_once >= SAID) {
                    if best.get(&name).is_none_or(|(most, ..)| said.at_once > *most) {
                        best.insert(name, (said.at_once, found.article.id, sentence.clone()));
                    }
                }
            }
        }
        let said = described.iter().map(|&i| question.terms[i].word.as_str()).collect::<Vec<_>>().join(" ");
        let companies: Vec<_> = best.into_iter().map(|(name, (_, article, sentence))| (name, article, sentence)).collect();
        Ok((!companies.is_empty()).then_some(DescribedCompanies { companies, table, said }))
    }

    /// What the words of a description weigh: the more, the rarer they are.
    fn weights_of(&self, terms: &[&QuestionTerm], corpus: Corpus) -> Result<Vec<f32>, AppError> {
        let firsts: Vec<String> = terms.iter().map(|t| t.terms.first().cloned().unwrap_or_default()).collect();
        let (frequencies, passages) = self.index.frequencies(corpus, &firsts)?;
        // A word that stands nowhere may be one of chat, so that the others have to tell.
        let rarity = |(t, n): (&&QuestionTerm, &u64)| {
            let known = if *n == 0 && t.synonyms.is_empty() { UNKNOWN } else { 1.0 };
            known * t.weight.max(0.3) * idf((*n).max(1), passages)
        };
        Ok(terms.iter().zip(&frequencies).map(rarity).collect())
    }

    /// The passages that have words of a description, best first.
    fn passages_on(
        &self,
        terms: &[&QuestionTerm],
        corpus: Corpus,
        question: &Question,
        most: usize,
    ) -> Result<Vec<Retrieved>, AppError> {
        let own = terms.iter().flat_map(|t| t.terms.iter().map(|term| (term, 1.0)));
        let like = terms.iter().flat_map(|t| t.synonyms.iter().map(|term| (term, 0.4)));
        // Of all the towns of a country few stand in any article: they must not take the place of its name.
        let within = terms.iter().flat_map(|t| t.within.iter().map(|term| (term, 0.04)));
        let looked_up =
            own.chain(like).chain(within).map(|(term, weight)| Weighted { term: term.clone(), body: weight, context: weight });
        let hits = self.index.search(corpus, &Query { terms: looked_up.collect(), any_of: Vec::new() }, most)?;
        self.read(hits, corpus, question.source.as_deref())
    }

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
        let ranked = self.fitting(question, &described, (corpus, PASSAGES), names)?;
        let Some((best, name)) = ranked.first().filter(|(best, _)| *best >= SAID) else {
            // Whoever is meant has to be described so by what answers.
            question.described = described;
            return Ok(false);
        };
        let rival = ranked.iter().skip(1).find(|(_, other)| !names.are_one(other, name)).map_or(0.0, |(share, _)| *share);
        let ahead = *best >= rival + AHEAD;
        let name = if ahead { Some(name.clone()) } else { self.told_apart(question, &described, corpus, names)? };
        if let Some(name) = &name {
            take_for(question, &described, name, names);
        }
        Ok(name.is_some())
    }

    /// The companies of which the articles say what a description does, each with how well it fits, the best first.
    fn fitting(
        &self,
        question: &Question,
        described: &[usize],
        (corpus, passages): (Corpus, usize),
        names: &Names,
    ) -> Result<Vec<(f32, Arc<str>)>, AppError> {
        let terms: Vec<&QuestionTerm> = described.iter().map(|&i| &question.terms[i]).collect();
        let weights = self.weights_of(&terms, corpus)?;
        let mut said: BTreeMap<Arc<str>, Said> = BTreeMap::new();
        for found in self.passages_on(&terms, corpus, question, passages)? {
            note(&terms, &weights, &found.article.title, names, &mut said);
            let body = found.article.body.as_str();
            for sentence in sentences_of(body, &found.passages) {
                note(&terms, &weights, &body[sentence], names, &mut said);
            }
        }
        let fits = |said: &Said| AT_ONCE * said.at_once + (1.0 - AT_ONCE) * share(&said.anywhere, &weights);
        let mut ranked: Vec<(f32, Arc<str>)> = said.iter().map(|(name, said)| (fits(said), name.clone())).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        Ok(ranked)
    }

    /// Which of several companies that a description fits is told of what else the question asks: "how many open jobs did the
    /// norwegian payments firm take down in feb 2023", where articles tell of many such firms.
    fn told_apart(
        &self,
        question: &Question,
        described: &[usize],
        corpus: Corpus,
        names: &Names,
    ) -> Result<Option<Arc<str>>, AppError> {
        let rest: Vec<&QuestionTerm> =
            question.terms.iter().enumerate().filter(|(i, _)| !described.contains(i)).map(|(_, term)| term).collect();
        if !question.is_dated() && !rest.iter().any(|term| term.is_telling()) {
            return Ok(None);
        }
        let ranked = self.fitting(question, described, (corpus, PASSAGES_OF_MANY), names)?;
        let least = ranked.first().map_or(SAID, |(best, _)| (best - AHEAD).max(SAID));
        let fitting: Vec<Arc<str>> = ranked.into_iter().filter(|(fits, _)| *fits >= least).map(|(_, name)| name).collect();
        let looked_up = rest.iter().filter(|term| term.role != Role::Asking).flat_map(|term| {
            let weight = if term.role == Role::Content { 1.0 } else { 0.25 };
            let like = if term.role == Role::Content { term.synonyms.as_slice() } else { &[] };
            let weighted = move |stem: &String, weight: f32| Weighted { term: stem.clone(), body: weight, context: 0.7 * weight };
            let own = term.terms.iter().map(move |stem| weighted(stem, weight));
            own.chain(like.iter().map(move |stem| weighted(stem, 0.4 * weight)))
        });
        let any_of = fitting.iter().flat_map(|name| stems_of(name, names)).collect();
        let hits = self.index.search(corpus, &Query { terms: looked_up.collect(), any_of }, PASSAGES_OF_MANY)?;
        let then = |day: Option<Date>| match (day, question.bounds.since, question.bounds.until) {
            (Some(day), Some(since), Some(until)) => since <= day && (day - until).get_days() <= REPORTED_WITHIN,
            _ => true,
        };
        let named = |text: &str| names.mentions(text, &term::words(text), Mode::Text);
        let mut told: BTreeMap<Arc<str>, f32> = BTreeMap::new();
        for found in self.read(hits, corpus, question.source.as_deref())?.iter().filter(|found| then(found.article.published)) {
            let titled = named(&found.article.title);
            for (range, score) in &found.passages {
                let here = named(&found.article.body[range.clone()]);
                for mention in titled.iter().chain(&here).filter(|m| fitting.contains(&m.company)) {
                    let most = told.entry(mention.company.clone()).or_default();
                    *most = most.max(*score);
                }
            }
        }
        let mut told: Vec<(Arc<str>, f32)> = told.into_iter().collect();
        told.sort_by(|a, b| b.1.total_cmp(&a.1));
        let next = told.get(1).map_or(0.0, |(_, score)| *score);
        Ok(told.into_iter().next().filter(|(_, score)| *score >= TOLD_APART * next).map(|(name, _)| name))
    }
}

/// Takes the description of a company for its name.
fn take_for(question: &mut Question, described: &[usize], name: &Arc<str>, names: &Names) {
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
}

/// The first sentences of an article and those of some passages of it.
fn sentences_of(body: &str, passages: &[(Range<usize>, f32)]) -> Vec<Range<usize>> {
    let passages = passages.iter().flat_map(|(range, _)| {
        sentence::boundaries(&body[range.clone()]).into_iter().map(|s| s.start + range.start..s.end + range.start)
    });
    let mut sentences: Vec<Range<usize>> = sentence::first(body, 2).into_iter().chain(passages).collect();
    sentences.sort_unstable_by_key(|s| (s.start, s.end));
    sentences.dedup();
    sentences
}

/// What is said of a company, as far as it fits a description.
struct Said {
    /// How well each term is matched near its name, wherever that is.
    anywhere: Vec<f32>,
    /// The share of the description that stands near one of its mentions.
    at_once: f32,
    /// Whether it is called so.
    called: bool,
}

/// The share of a description that is matched, each word weighing as much as it is rare.
fn share(matched: &[f32], weights: &[f32]) -> f32 {
    let all: f32 = weights.iter().sum();
    matched.iter().zip(weights).map(|(m, w)| m * w).sum::<f32>() / all.max(f32::MIN_POSITIVE)
}

/// Words between what describes a company and the noun for it, at most.
const CALLED: usize = 5;

/// Words with which something else begins than what a noun is described by.
const BREAKS: &[&str] = &[
    "a", "an", "the", "its", "their", "his", "her", "in", "at", "of", "on", "for", "to", "from", "by", "that", "which", "who",
    "said", "says", "has", "have", "had", "is", "was", "will", "hit", "cut", "cuts",
];

/// Words of a sentence within which it says what the company is that its title names.
const OPENING: usize = 8;

/// A text that may call somebody what a description does.
struct Calling<'a> {
    terms: &'a [&'a QuestionTerm],
    text: &'a str,
    words: &'a [Word],
}

impl Calling<'_> {
    fn noun(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| is_company_noun(&term::bare(&w.folded)))
    }

    /// Whether a word says what a term of the description does. "Exchange" may stand for crypto, but of a company it says
    /// nothing, and what is asked for as a bank has to be called one.
    fn says_term(&self, i: usize, term: &QuestionTerm) -> bool {
        let word = &self.words[i];
        let typed = term.terms.contains(&Terms::default().stem(&word.folded).into_owned());
        let kind = singular(&term::bare(&term.word)).is_some_and(|noun| KINDS.contains(&&*noun));
        let compound = word.folded.len() > "maker".len() && word.folded.ends_with("maker");
        (typed || !kind && !self.noun(i) || compound) && strength(term, word, self.text) > 0.0
    }

    fn says(&self, i: usize) -> bool {
        self.terms.iter().any(|term| self.says_term(i, term))
    }

    /// Whether nothing else begins between a word and the one before it.
    fn goes_on(&self, i: usize) -> bool {
        let Some(word) = self.words.get(i) else { return false };
        !self.is_apart(i) && !BREAKS.contains(&&*word.folded)
    }

    /// Whether a mark stands between a word and the one before it.
    fn is_apart(&self, i: usize) -> bool {
        self.text[self.words[i - 1].range.end..self.words[i].range.start].contains([',', ';', ':', '.', '('])
    }

    /// Whether a word describes what a noun for a company stands for: "crypto exchange", "developer of self-driving trucks".
    fn describes(&self, i: usize) -> bool {
        let of = || (i.saturating_sub(4)..i).any(|j| self.words[j].folded == "of" && j > 0 && self.noun(j - 1));
        self.noun(i) || (i + 1..=i + CALLED).take_while(|j| self.goes_on(*j)).any(|j| self.noun(j)) || of()
    }

    /// Whether as much of the description is said as tells a kind of company: two of its words, where it has so many.
    fn enough(&self, within: Range<usize>) -> bool {
        let said = |term: &&&QuestionTerm| within.clone().any(|i| self.says_term(i, term));
        self.terms.iter().filter(said).count() >= self.terms.len().min(2)
    }

    /// Whether a sentence opens with what its company is: "The luxury EV maker cuts 1,300 jobs".
    fn opens(&self) -> bool {
        let opening = 0..self.words.len().min(OPENING);
        self.enough(opening.clone()) && opening.into_iter().any(|i| self.says(i) && self.describes(i))
    }

    /// Whether the name at these words is called so, right before it ("crypto exchange Kessel") or behind a comma or "is"
    /// ("Kessel, a crypto exchange"), as far as the text is about it.
    fn names(&self, name: Range<usize>, within: Range<usize>) -> bool {
        // "Crypto.com" has it in its name.
        let whole = |i: usize| self.terms.iter().any(|term| strength(term, &self.words[i], self.text) >= 1.0);
        if self.terms.len() == 1 && name.clone().any(whole) {
            return true;
        }
        let start = (within.start.max(1)..name.start).rev().find(|&i| !self.goes_on(i)).unwrap_or(within.start);
        let joined = name.start > within.start && !self.is_apart(name.start);
        let before = start..name.start;
        if joined && self.enough(before.clone()) {
            return true;
        }
        let Some(last) = self.words.get(name.end.wrapping_sub(1)) else { return false };
        let rest = &self.text[last.range.end..];
        let said_of = rest.trim_start().starts_with([',', '(', '—', '–'])
            || self.words.get(name.end).is_some_and(|w| matches!(&*w.folded, "is" | "was" | "remains"));
        let apart = |i: &usize| {
            *i == name.end || !self.text[self.words[*i - 1].range.end..self.words[*i].range.start].contains([',', ';', '.'])
        };
        let after = name.end..(name.end..within.end).take_while(apart).last().map_or(name.end, |last| last + 1);
        said_of && self.enough(after.clone()) && after.into_iter().any(|i| self.says(i) && self.describes(i))
    }
}

/// How well each term of a description is said by some words of a text.
fn matched(terms: &[&QuestionTerm], words: &[Word], text: &str) -> Vec<f32> {
    terms.iter().map(|term| words.iter().map(|word| strength(term, word, text)).fold(0.0, f32::max)).collect()
}

/// How well a word of a text says what a term of a description does.
fn strength(term: &QuestionTerm, word: &Word, text: &str) -> f32 {
    let written = &text[word.range.clone()];
    // "chipmaker" says what "chip" does.
    if term.word.len() > 3 && word.folded.strip_prefix(&*term.word).is_some_and(|rest| matches!(rest, "maker" | "makers")) {
        return 1.0;
    }
    // "India's biggest firm", "the Pune-based lender", but not "cut jobs in India".
    let from = written.ends_with("'s") || written.ends_with("\u{2019}s") || text[word.range.end..].starts_with("-based");
    let mut best = 0.0f32;
    let stemmer = Terms::default();
    stemmer.each(word, |stem| {
        let own = term.terms.iter().any(|t| t == stem);
        let like = term.synonyms.iter().any(|t| t == stem);
        let like = if term.within.is_empty() { like } else { from && (like || term.within.iter().any(|t| t == stem)) };
        best = best.max(if own {
            1.0
        } else if like {
            SYNONYM
        } else {
            0.0
        });
    });
    best
}

/// Notes how well each term is matched near each company that a text names.
fn note(terms: &[&QuestionTerm], weights: &[f32], text: &str, names: &Names, said: &mut BTreeMap<Arc<str>, Said>) {
    let words = term::words(text);
    let mentions = names.mentions(text, &words, Mode::Text);
    if mentions.is_empty() {
        return;
    }
    let place = |at: usize| words.partition_point(|w| w.range.end <= at);
    for (n, mention) in mentions.iter().enumerate() {
        // What stands on the other side of another company is said of that one.
        let floor = n.checked_sub(1).map_or(0, |before| place(mentions[before].range.end));
        let ceiling = mentions.get(n + 1).map_or(words.len(), |next| place(next.range.start));
        let (first, last) = (place(mention.range.start), place(mention.range.end));
        let around = first.saturating_sub(BEFORE).max(floor)..(last + AFTER).min(ceiling);
        let here = matched(terms, &words[around.clone()], text);
        let said = said.entry(mention.company.clone()).or_insert_with(|| Said {
            anywhere: vec![0.0; terms.len()],
            at_once: 0.0,
            called: false,
        });
        said.at_once = said.at_once.max(share(&here, weights));
        said.called |= Calling { terms, text, words: &words }.names(first..last, around);
        said.anywhere.iter_mut().zip(here).for_each(|(all, here)| *all = all.max(here));
    }
}
