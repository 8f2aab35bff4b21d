//! Asking and searching.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use jiff::civil::Date;
use serde::Serialize;

use super::described::is_company_noun;
use super::{App, AppError};
use crate::answer::{self, Answer, Evidence, Retrieved};
use crate::article::{Article, ArticleId, Corpus, Provenance};
use crate::index::{self, Hit, Query, Weighted};
use crate::layoff::Learnt;
use crate::names::Names;
use crate::places;
use crate::question::{self, Asks, Company, Filters, Order, Question, QuestionTerm, Role};
use crate::text::term::{self, Terms};

/// Passages that are read closely for an answer.
const PASSAGES: usize = 24;

/// Passages from which those are taken, where the question is for the first or the latest of several rounds: the rank says
/// nothing of the day.
const OF_ANY_DAY: usize = 72;

/// Of these, as many are read for their rank, the others for their day.
const BY_RANK: usize = 16;

/// Passages that a search ranks, at least.
const RANKED: usize = 100;

/// How many corpora's names are kept ready.
const NAMES_HELD: usize = 16;

/// A question with who asks it, when, and about what part of the articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The words.
    pub text: String,
    /// Whose articles may be used, beside the shared ones.
    pub corpus: Corpus,
    /// The day on which it is asked.
    pub now: Date,
    /// What was asked for by options.
    pub filters: Filters,
}

/// An answer with all that led to it.
pub struct Explained {
    /// The answer.
    pub answer: Answer,
    /// The question as it was understood.
    pub question: Question,
    /// What each of its words weighs.
    pub rarity: Vec<f32>,
    /// The articles that were read.
    pub retrieved: Vec<Retrieved>,
    /// Their sentences, best first.
    pub judged: Vec<Evidence>,
    /// The request for a table and the events it was answered from, where it was.
    pub table: Option<super::tables::FromFacts>,
}

/// A ranked passage, as `search --json` prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchHit {
    /// Its words.
    pub text: String,
    /// Address of its article.
    pub url: Option<String>,
    /// Title of its article.
    pub title: String,
    /// Publisher.
    pub source: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// How the text got here.
    pub provenance: Provenance,
    /// Its article.
    pub article_id: ArticleId,
    /// First byte in the body.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its score.
    pub score: f32,
}

impl App {
    /// Answers a question.
    ///
    /// # Errors
    /// [`AppError::User`] when there are no words in it; otherwise when library or index cannot be used.
    pub fn ask(&self, ask: &Ask) -> Result<Answer, AppError> {
        Ok(self.explain(ask)?.answer)
    }

    /// Answers a question and keeps what led to the answer.
    ///
    /// # Errors
    /// As [`App::ask`].
    pub fn explain(&self, ask: &Ask) -> Result<Explained, AppError> {
        self.mending(|| self.explain_once(ask))
    }

    /// Answers a question, and gives the evidence beyond what the answer cites; none where it has no answer.
    ///
    /// # Errors
    /// As [`App::ask`].
    pub fn ask_further(&self, ask: &Ask) -> Result<(Answer, Vec<answer::Citation>), AppError> {
        let Explained { answer, question, retrieved, judged, .. } = self.explain(ask)?;
        if answer.abstained {
            return Ok((answer, Vec::new()));
        }
        let further = answer::further(&question, &retrieved, &judged, &answer).map_err(|e| AppError::Defect(e.to_string()))?;
        Ok((answer, further))
    }

    fn understand(&self, ask: &Ask, names: &Names) -> Question {
        question::understand(&ask.text, &ask.filters, ask.now, names, &self.vocabulary, &self.ask_words)
    }

    fn explain_once(&self, ask: &Ask) -> Result<Explained, AppError> {
        let started = Instant::now();
        self.look()?;
        let mut names = self.names_of(ask.corpus)?;
        let mut question = self.understand(ask, &names);
        let described = self.name_described(&mut question, ask.corpus, &names)?;
        if described {
            // As it is typed it names none.
        } else if let Some(company) = self.unlisted(&question, ask.corpus, &names)? {
            let mut with = if may_be_place(&question, &company) { Names::asked_over(names) } else { Names::over(names) };
            with.learn(&company);
            names = Arc::new(with);
            question = self.understand(ask, &names);
        }
        if question.terms.is_empty() {
            return Err(AppError::User(
                "Ask a question in words, for example: how many people did Google let go in January 2023?".into(),
            ));
        }
        let side = |text: &str| self.understand(&Ask { text: text.to_owned(), ..ask.clone() }, &names);
        let sides = question::sides(&question, side);
        let of_kind = self.described_companies(&question, ask.corpus)?;
        let mut explained = self.answer(question, ask.corpus, &names)?;
        if !sides.is_empty() {
            let answers = sides.into_iter().map(|side| Ok(self.answer(side, ask.corpus, &names)?.answer));
            explained.answer = answer::combine(explained.answer, answers.collect::<Result<_, AppError>>()?);
        }
        let listed = match &of_kind {
            Some(of_kind) => self.answer_described(&mut explained, of_kind, ask.corpus)?,
            None => false,
        };
        if !listed {
            self.answer_from_facts(&mut explained, ask.corpus)?;
        }
        if explained.answer.abstained
            && let Some(with) = self.names_of_lists(&explained.question, ask.corpus, &names)?
        {
            let question = self.understand(ask, &with);
            explained = self.answer(question, ask.corpus, &with)?;
            self.answer_from_facts(&mut explained, ask.corpus)?;
        }
        if let Some(company) = explained.question.companies.first().filter(|_| described) {
            explained.answer.notes.push(format!("“{}” is taken for {}.", company.typed, company.name));
        }
        if explained.table.is_none() {
            self.keep_what_fits(&mut explained);
        }
        explained.answer.question = ask.text.clone();
        explained.answer.took_ms = (started.elapsed().as_secs_f64() * 1e6).round() / 1e3;
        Ok(explained)
    }

    /// The names with those companies that only lists tell of and that the question names, if there are any.
    fn names_of_lists(&self, question: &Question, corpus: Corpus, names: &Arc<Names>) -> Result<Option<Arc<Names>>, AppError> {
        // Without lists all events need not be gone through, which takes seconds the first time in a large library.
        let mut has_lists = false;
        for visible in corpus.visible() {
            has_lists |= self.library.has_rows(visible)?;
        }
        if !has_lists {
            return Ok(None);
        }
        let typed: HashSet<&str> = question.terms.iter().filter(|t| t.role == Role::Content).map(|t| t.word.as_str()).collect();
        let folded: Vec<&str> = question.terms.iter().map(|t| t.word.as_str()).collect();
        let events = self.events(corpus)?;
        // Of the names of long lists nearly all begin with another letter.
        let begins = |name: &str| {
            let first = name.as_bytes().first().map(u8::to_ascii_lowercase);
            first.is_some_and(|first| {
                !first.is_ascii_alphanumeric() || typed.iter().any(|word| word.as_bytes().first() == Some(&first))
            })
        };
        let stands = |name: &str| {
            let words = term::words(name);
            let first = words.first().filter(|first| typed.contains(&*first.folded));
            first.is_some()
                && folded.windows(words.len()).any(|w| w.iter().zip(&words).all(|(typed, word)| **typed == *word.folded))
        };
        let listed = events.all().iter().filter(|e| e.only_rows && begins(&e.company) && stands(&e.company));
        let found: BTreeSet<&str> = listed.map(|e| &*e.company).collect();
        if found.is_empty() {
            return Ok(None);
        }
        let mut with = Names::over(names.clone());
        for name in found {
            with.learn(&Learnt { name: name.to_owned(), short: None });
        }
        Ok(Some(Arc::new(with)))
    }

    /// From a question as understood to its answer.
    fn answer(&self, mut question: Question, corpus: Corpus, names: &Names) -> Result<Explained, AppError> {
        let idf = self.idf(&mut question, corpus, names)?;
        let rarity = rarity(&question, &idf);
        let order = question.order.filter(|_| !question.companies.is_empty());
        let wanted = if order.is_some() { OF_ANY_DAY } else { PASSAGES };
        let hits = self.index.search(corpus, &query(&question, &rarity, names, true), wanted)?;
        let mut retrieved = self.read(hits, corpus, question.source.as_deref())?;
        if let Some(order) = order {
            keep_by_day(&mut retrieved, order);
        }
        let lists = self.lists(names);
        let mut judged = answer::judge(&question, &rarity, &retrieved, lists);
        let corrected = self.corrected_in(corpus, &retrieved)?;
        judged.retain(|e| !corrected.iter().any(|c| c.withdraws(retrieved[e.article].article.id, e)));
        let coverage = self.library.coverage(&corpus.visible())?;
        let listed = self.listed(&question);
        let mut answer = answer::compose(&question, &rarity, &retrieved, &judged, lists, coverage, &listed)
            .map_err(|e| AppError::Defect(e.to_string()))?;
        corrected.iter().for_each(|correction| correction.mark(&mut answer));
        Ok(Explained { answer, question, rarity, retrieved, judged, table: None })
    }

    /// The best passages for some words.
    ///
    /// # Errors
    /// As [`App::ask`].
    pub fn search(&self, ask: &Ask, limit: usize) -> Result<Vec<SearchHit>, AppError> {
        self.mending(|| self.search_once(ask, limit))
    }

    fn search_once(&self, ask: &Ask, limit: usize) -> Result<Vec<SearchHit>, AppError> {
        self.look()?;
        let names = self.names_of(ask.corpus)?;
        let mut question = self.understand(ask, &names);
        if question.terms.is_empty() {
            return Err(AppError::User("Give words to search for".into()));
        }
        let idf = self.idf(&mut question, ask.corpus, &names)?;
        let found =
            self.index.search(ask.corpus, &query(&question, &rarity(&question, &idf), &names, false), limit.max(RANKED))?;
        let retrieved = self.read(found, ask.corpus, question.source.as_deref())?;
        let found: Vec<answer::Found<'_>> = retrieved
            .iter()
            .flat_map(|r| r.passages.iter().map(|(range, _)| answer::Found { article: &r.article, range }))
            .collect();
        let scores = answer::rank(&question, &idf, &found, self.weights.search());
        let mut hits: Vec<SearchHit> = found.iter().zip(scores).map(|(found, score)| search_hit(found, score)).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article_id.cmp(&b.article_id)).then(a.start.cmp(&b.start)));
        hits.truncate(limit);
        Ok(hits)
    }

    /// The known names, with those that the articles visible to this corpus taught: what a server's own taught lies
    /// over what all share.
    pub(super) fn names_of(&self, corpus: Corpus) -> Result<Arc<Names>, AppError> {
        let mut names = self.names.clone();
        let mut stamps = Vec::new();
        for corpus in corpus.visible() {
            stamps.push(self.index.stamp(corpus));
            names = self.names_over(names, corpus, &stamps)?;
        }
        Ok(names)
    }

    /// The names of a corpus over those it builds on. Only those of an index that has changed are read again.
    fn names_over(&self, base: Arc<Names>, corpus: Corpus, stamps: &[u64]) -> Result<Arc<Names>, AppError> {
        let held = || self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., names)) = held().iter().find(|(c, at, _)| *c == corpus && at == stamps) {
            return Ok(names.clone());
        }
        let learnt = self.index.learnt(corpus)?;
        let names = if learnt.is_empty() {
            base
        } else {
            let mut names = Names::over(base);
            for learnt in &learnt {
                names.learn(learnt);
            }
            Arc::new(names)
        };
        let mut held = held();
        held.retain(|(c, ..)| *c != corpus);
        // A few servers ask most of the time; the others' names are read again when they ask. What all share stays.
        held.truncate(NAMES_HELD - 1);
        let at = usize::from(held.first().is_some_and(|(c, ..)| *c == Corpus::Shared));
        held.insert(at, (corpus, stamps.to_vec(), names.clone()));
        Ok(names)
    }

    /// The company that a question names, where no list has it and no article taught it: words that the articles write
    /// with a capital wherever they have them, and, where the question is not about layoffs, in a title. What stands after
    /// "in" is a place.
    fn unlisted(&self, question: &Question, corpus: Corpus, names: &Names) -> Result<Option<Learnt>, AppError> {
        if !question.companies.is_empty() {
            return Ok(None);
        }
        let stems = |t: &QuestionTerm| t.terms.first().cloned().unwrap_or_default();
        let mut bare: Vec<String> = question.terms.iter().map(|t| term::bare(&t.word)).collect();
        let with_stems =
            |bare: &[String]| -> Vec<(String, String)> { bare.iter().cloned().zip(question.terms.iter().map(stems)).collect() };
        let mut written = self.index.written(corpus, &with_stems(&bare))?;
        // "lojavivas plan": a possessive without its mark.
        let owner = |word: &String| word.strip_suffix('s').map_or_else(|| word.clone(), str::to_owned);
        let owners: Vec<String> = bare.iter().map(owner).collect();
        let of_owners = self.index.written(corpus, &with_stems(&owners))?;
        for i in 0..bare.len() {
            if written[i].capitalised == 0 && of_owners[i].capitalised > 0 {
                (bare[i], written[i]) = (owners[i].clone(), of_owners[i]);
            }
        }
        let may_name = |i: usize| {
            let term = &question.terms[i];
            term.role == Role::Content && term.weight >= 0.9 && term.synonyms.is_empty()
        };
        // "what did daniel ek say": who speaks is no company.
        let is_name = |&i: &usize| {
            if question.voice.contains(&i) || question.voice.contains(&(i + 1)) && question.asks == Asks::Quotation {
                return false;
            }
            let written = &written[i];
            may_name(i)
                && bare[i].len() >= 3
                && !bare[i].starts_with(|c: char| c.is_ascii_digit())
                && written.capitalised > 0
                && written.capitalised * 10 >= written.all * 9
                && (question.about_cuts || written.titled && written.all > 0)
        };
        let word = |i: usize| question.terms.get(i).map(|t| t.word.as_str());
        let announce = self.vocabulary.group("announce");
        // "in leeds"; "the coventry parcel firm", "the ghent plant": named after the place.
        let is_place = |i: usize| {
            let before = i.checked_sub(1).and_then(word);
            let described = |words: Range<usize>| words.filter_map(word).any(|w| is_company_noun(w) || DESCRIBING.contains(&w));
            // "acme announced its layoffs": done by it, not named after it.
            let acts = question.terms.get(i + 1).is_some_and(|t| announce.is_some_and(|g| t.groups.contains(&g)));
            matches!(before, Some("in" | "near" | "across" | "around"))
                || before == Some("the") && described(i + 1..i + 4)
                || !acts && described(i + 2..i + 5)
        };
        let Some(first) = (0..bare.len()).find(|i| is_name(i) && !is_place(*i)) else { return Ok(None) };
        let length = (first..bare.len()).take_while(|i| is_name(i)).count();
        // "kesarine aachen": a town, beside a name that is not spelt as any article has it.
        let misspelt = |i: usize| may_name(i) && written[i].all == 0;
        if length == 1 && places::is_place(&bare[first]) && (0..bare.len()).any(misspelt) {
            return Ok(None);
        }
        // "League of Legends maker": not the company itself.
        let next = question.terms.get(first + length).map(|t| t.word.as_str());
        if next.is_some_and(|word| matches!(word, "of" | "maker" | "owner" | "parent" | "boss" | "founder" | "ceo")) {
            return Ok(None);
        }
        let mut name = bare[first..first + length].iter().map(|word| capitals(word)).collect::<Vec<_>>().join(" ");
        let mut short = (length > 1).then(|| capitals(&bare[first]));
        // "goldman": the first word of a longer name that the articles write.
        if length == 1
            && let Some(full) = names.shortened(&bare[first])
        {
            return Ok(Some(Learnt { name: full.to_string(), short: Some(name) }));
        }
        // "sable and finch": written with a sign between them.
        let other = first + length + 1;
        if length == 1 && word(first + 1) == Some("and") && other < bare.len() && is_name(&other) {
            short = Some(std::mem::replace(&mut name, format!("{} & {}", capitals(&bare[first]), capitals(&bare[other]))));
        }
        Ok(Some(Learnt { name, short }))
    }

    /// The inverse document frequency of each term of a question. Words that stand in no article are taken for misspelt
    /// names, where they are like one.
    fn idf(&self, question: &mut Question, corpus: Corpus, names: &Names) -> Result<Vec<f32>, AppError> {
        let (mut frequencies, passages) = self.frequencies(question, corpus)?;
        let unknown: Vec<usize> = (0..question.terms.len())
            .filter(|&i| frequencies[i] == 0 && question.terms[i].role == Role::Content && question.terms[i].synonyms.is_empty())
            .collect();
        let mut corrected = false;
        for i in unknown {
            let known = self.correct(question, i, corpus, names)?;
            // Numbers are written in too many ways to be missed.
            question.terms[i].absent = !known && question.terms[i].weight >= 0.9 && !question.terms[i].is_number();
            corrected |= known;
        }
        if corrected {
            (frequencies, _) = self.frequencies(question, corpus)?;
        }
        Ok(frequencies.into_iter().map(|n| idf(n, passages)).collect())
    }

    fn frequencies(&self, question: &Question, corpus: Corpus) -> Result<(Vec<u64>, u64), AppError> {
        let firsts: Vec<String> = question.terms.iter().map(|t| t.terms.first().cloned().unwrap_or_default()).collect();
        Ok(self.index.frequencies(corpus, &firsts)?)
    }

    /// Reads a word as the name it is like: first one of the articles, then one of the list.
    fn correct(&self, question: &mut Question, i: usize, corpus: Corpus, names: &Names) -> Result<bool, AppError> {
        let word = term::bare(&question.terms[i].word);
        let listed = names.misspelt(&word, index::alike);
        let told = self.index.similar_names(corpus, &word)?;
        if let Some((company, name)) = listed {
            let company =
                Company { parent: names.parent(&company).map(|p| p.to_string()), name: company.to_string(), typed: word };
            if !question.companies.contains(&company) {
                question.companies.push(company);
            }
            question.terms[i].role = Role::Company;
            question.terms[i].terms = Terms::default().of(&name);
            return Ok(true);
        }
        let term = &mut question.terms[i];
        if let Some((name, _)) = told.first() {
            term.terms = Terms::default().of(name);
            name_with_neighbours(question, i, name, names);
            return Ok(true);
        }
        let Some(stem) = self.vocabulary.misspelt(&word, index::alike) else { return Ok(false) };
        term.groups = self.vocabulary.groups(stem).to_vec();
        term.synonyms = term.groups.iter().flat_map(|group| self.vocabulary.stems(*group)).cloned().collect();
        term.weight = term.groups.iter().map(|group| self.vocabulary.weight(*group)).fold(0.0, f32::max);
        term.terms = vec![stem.to_owned()];
        // "sevrance": what is asked for, as if it were spelt right.
        if question.asks == Asks::Severance && self.vocabulary.group("severance").is_some_and(|g| term.groups.contains(&g)) {
            term.role = Role::Topic;
        }
        Ok(true)
    }

    /// The articles of the passages found, those of the best passage first. A passage whose article has changed since it
    /// was indexed is left out: the index will catch up.
    pub(super) fn read(&self, hits: Vec<Hit>, corpus: Corpus, source: Option<&str>) -> Result<Vec<Retrieved>, AppError> {
        let mut order: Vec<ArticleId> = Vec::new();
        let mut passages: BTreeMap<ArticleId, Vec<Hit>> = BTreeMap::new();
        for hit in hits {
            if !passages.contains_key(&hit.article) {
                order.push(hit.article);
            }
            passages.entry(hit.article).or_default().push(hit);
        }
        let articles = self.library.get(&order, &corpus.visible())?;
        let mut by_id: HashMap<ArticleId, Article> = articles.into_iter().map(|a| (a.id, a)).collect();
        let mut retrieved = Vec::with_capacity(order.len());
        for id in order {
            let Some(article) = by_id.remove(&id) else { continue };
            if source.is_some_and(|wanted| !is_from(&article, wanted)) {
                continue;
            }
            let current = passages.remove(&id).into_iter().flatten().filter(|hit| hit.version == article.version);
            let passages: Vec<_> =
                current.filter(|hit| article.body.get(hit.range.clone()).is_some()).map(|hit| (hit.range, hit.score)).collect();
            if !passages.is_empty() {
                retrieved.push(Retrieved { article, passages });
            }
        }
        Ok(retrieved)
    }
}

/// What a passage scores at least of the best score for the day of its article to count.
const OF_WEIGHT: f32 = 0.25;

/// Keeps the best passages, and the best one of each of the articles that come last, or first, as the order says.
fn keep_by_day(retrieved: &mut Vec<Retrieved>, order: Order) {
    let mut scores: Vec<f32> = retrieved.iter().flat_map(|r| &r.passages).map(|(_, score)| *score).collect();
    if scores.len() <= PASSAGES {
        return;
    }
    scores.sort_by(|a, b| b.total_cmp(a));
    let sure = scores[BY_RANK - 1];
    let least = scores[0] * OF_WEIGHT;
    let mut others: Vec<(Date, ArticleId)> = retrieved
        .iter()
        .filter(|r| r.passages.iter().all(|(_, score)| *score < sure))
        .filter(|r| r.passages.iter().any(|(_, score)| *score >= least))
        .filter_map(|r| Some((r.article.published?, r.article.id)))
        .collect();
    others.sort_unstable();
    if !matches!(order, Order::Nth(_)) {
        others.reverse();
    }
    others.truncate(PASSAGES - BY_RANK);
    for r in retrieved.iter_mut() {
        let id = r.article.id;
        let best = r.passages.iter().map(|(_, score)| *score).fold(f32::MIN, f32::max);
        let of_day = others.iter().any(|(_, other)| *other == id);
        r.passages.retain(|(_, score)| *score >= sure || of_day && *score >= best);
    }
    retrieved.retain(|r| !r.passages.is_empty());
}

/// Takes a word that was misspelt, with those beside it, for the name of a company that they are: "ganet & crow".
fn name_with_neighbours(question: &mut Question, i: usize, name: &str, names: &Names) {
    let last = question.terms.len() - 1;
    let spans = [(i, i + 2), (i, i + 1), (i.saturating_sub(2), i), (i.saturating_sub(1), i)];
    for (from, to) in spans.into_iter().filter(|(from, to)| from < to && *to <= last) {
        let word = |at: usize| if at == i { name } else { question.terms[at].word.as_str() };
        let joined: Vec<&str> = (from..=to).map(word).filter(|word| *word != "and").collect();
        let Some(company) = names.canonical(&joined.join(" ")).filter(|_| joined.len() > 1) else { continue };
        // "Crow" alone is another name, or none.
        let within = |typed: &str| question.terms[from..=to].iter().any(|t| t.word == term::fold(typed));
        let others: Vec<String> = question.companies.iter().filter(|c| within(&c.typed)).map(|c| c.name.clone()).collect();
        question.companies.retain(|c| !others.contains(&c.name));
        let typed = question.terms[from..=to].iter().map(|t| t.word.as_str()).collect::<Vec<_>>().join(" ");
        let parent = names.parent(&company).map(|p| p.to_string());
        if question.companies.iter().all(|c| c.name != *company) {
            question.companies.push(Company { name: company.to_string(), parent, typed });
        }
        question.terms[from..=to].iter_mut().for_each(|t| t.role = Role::Company);
        return;
    }
}

/// Nouns for a part of a company, which a place before them describes.
const DESCRIBING: &[&str] = &["plant", "office", "site", "factory", "hub", "cuts", "layoffs"];

/// Whether a name that no list has may be that of a place: "how many jobs go at redcar".
fn may_be_place(question: &Question, name: &Learnt) -> bool {
    let begins = |word: &str| name.name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    question.terms.windows(2).any(|pair| matches!(&*pair[0].word, "at" | "in" | "from" | "near") && begins(&pair[1].word))
}

/// A word with a capital.
fn capitals(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_from(article: &Article, wanted: &str) -> bool {
    let wanted = term::fold(wanted);
    let based_on = article.based_on.as_ref().map(|b| b.source.as_str());
    [article.source.as_deref(), based_on].into_iter().flatten().any(|source| term::fold(source).contains(wanted.as_ref()))
}

/// What each term of a question weighs: its inverse document frequency times its own weight.
fn rarity(question: &Question, idf: &[f32]) -> Vec<f32> {
    let weight = |(term, idf): (&QuestionTerm, &f32)| term.weight * idf.min(if term.absent { NOWHERE } else { RAREST });
    question.terms.iter().zip(idf).map(weight).collect()
}

/// A word that stands in one of fifty passages says as much of what is asked as one that stands in one of a hundred thousand:
/// without a bound, one rare word would outweigh all others in a large library.
const RAREST: f32 = 4.0;
/// The same of a word that stands in none: what nobody tells is missed the more.
const NOWHERE: f32 = 6.5;

/// Inverse document frequency, as BM25 has it, of what stands in `n` of the passages.
pub(super) fn idf(n: u64, passages: u64) -> f32 {
    let (n, all) = (n.min(passages) as f32, passages as f32);
    (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
}

fn search_hit(found: &answer::Found<'_>, score: f32) -> SearchHit {
    let (article, range) = (found.article, found.range);
    SearchHit {
        text: article.body[range.clone()].to_owned(),
        url: article.url.clone(),
        title: article.title.clone(),
        source: article.source.clone(),
        published: article.published,
        provenance: article.provenance,
        article_id: article.id,
        start: range.start,
        end: range.end,
        score,
    }
}

/// What is looked up for a question. `strict` wants a company that is asked about to be named.
fn query(question: &Question, rarity: &[f32], names: &Names, strict: bool) -> Query {
    let mut terms = Vec::new();
    let heaviest = rarity.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    for (term, rarity) in question.terms.iter().zip(rarity) {
        let (body, context) = match term.role {
            Role::Company => (1.0, 1.0),
            Role::Content => (1.0, 0.7),
            // Nearly every passage has one of these: looked up once, in the text, where they say something.
            Role::Topic => (0.25, 0.0),
            Role::Time => (0.3, 0.5),
            Role::Asking => continue,
        };
        for own in &term.terms {
            terms.push(Weighted {
                term: own.clone(),
                body: body * term.weight.max(0.2),
                context: context * term.weight.max(0.2),
            });
        }
        // Synonyms help where the word itself says much; for others they only cost time.
        if term.role == Role::Content && *rarity > 0.3 * heaviest {
            for synonym in &term.synonyms {
                terms.push(Weighted { term: synonym.clone(), body: 0.4 * term.weight, context: 0.3 * term.weight });
            }
        }
    }
    let any_of = if strict { question.companies.iter().flat_map(|c| stems_of(&c.name, names)).collect() } else { Vec::new() };
    Query { terms, any_of }
}

/// The stems of all names of a company.
pub(super) fn stems_of(company: &str, names: &Names) -> Vec<Vec<String>> {
    let stemmer = Terms::default();
    let mut all = names.all_names_of(company);
    if all.is_empty() {
        all.push(term::words(company).iter().map(|w| term::bare(&w.folded)).collect());
    }
    all.into_iter().map(|name| name.iter().map(|word| stemmer.stem(word).into_owned()).collect()).collect()
}
