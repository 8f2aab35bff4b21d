//! Reading articles for the layoffs they tell, keeping what they tell beside them, and giving it as facts.
//!
//! Derived like the index, and kept up in the same places: after every import, at every start, where another process
//! wrote. What is kept says which version of the article it was read from and by which rules, and counts only for that
//! version, so a process that is killed anywhere leaves facts that are late, never ones that are wrong.
//!
//! Articles are read with the names of the lists alone, not with those that other articles taught: what an article tells
//! does not depend on what else is in the library, or on when it came.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::keep::Progress;
use super::{App, AppError};
use crate::article::{Article, ArticleId, Corpus, Provenance};
use crate::index::Teacher;
use crate::layoff::{self, Fact, FactId, Facts, Layoff, Learnt, Proof, Sketch};
use crate::library::{FactChanges, Telling};
use crate::names::Names;
use crate::text::sentence;

/// Articles that are read before what they tell is stored: a transaction each.
const CHUNK: usize = 1_000;

/// Articles of which nobody waits for so long that it has to be said.
const MANY: u64 = 5_000;

/// How many corpora's facts are kept in memory.
const HELD: usize = 8;

/// A fact with the words that prove it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proved {
    /// The fact.
    pub fact: Fact,
    /// The article that tells it. A list row is given as one: its body has the names of the columns and the values.
    pub article: Article,
    /// Which words of it prove what.
    pub proof: Proof,
}

/// The facts of a corpus as of a number of the log of facts, with the corrections of that corpus.
#[derive(Clone)]
struct HeldOf {
    corpus: Corpus,
    seq: u64,
    /// As they were read.
    read: Arc<Vec<Fact>>,
    /// With the corrections over them; the same where there are none.
    corrected: Arc<Vec<Fact>>,
}

/// What a server corrected of the shared facts: whose, as of which numbers of both logs, and the facts as corrected.
type HeldOver = (Corpus, [u64; 2], Arc<HashMap<FactId, Fact>>);

/// A company by the name it is known under, with what it is a unit of.
type Known = (Arc<str>, Option<Arc<str>>);

/// The facts of those who asked last.
#[derive(Default)]
pub(super) struct HeldFacts {
    of: Vec<HeldOf>,
    over: Vec<HeldOver>,
}

impl App {
    /// The layoffs that an article tells of.
    pub fn layoffs_of(&self, article: &Article) -> Vec<Layoff> {
        self.telling(article).layoffs.into_iter().map(|(layoff, _)| layoff).collect()
    }

    fn telling(&self, article: &Article) -> Telling {
        let sentences = sentence::boundaries(&article.body);
        let parent = |layoff: &Layoff| self.names.parent(&layoff.company).map(|parent| parent.to_string());
        let text = text(article, &sentences);
        // A text of that length is no single article; what it tells cannot be told apart.
        let (layoffs, learnt) = match article.body.len() {
            ..=LONGEST => layoff::read(&text, self.names.as_ref()),
            _ => Default::default(),
        };
        if article.body.len() <= LONGEST {
            self.lessons.note(article, learnt);
        }
        let layoffs = layoffs.into_iter().map(|layoff| (parent(&layoff), layoff));
        Telling {
            article: article.id,
            version: article.version,
            sketch: Sketch::of(sentences.iter().map(|range| &article.body[range.clone()])),
            layoffs: layoffs.map(|(parent, layoff)| (layoff, parent)).collect(),
        }
    }

    /// How articles are read: changes with the rules of the program and with the lists of names.
    fn rules(&self) -> String {
        format!("{} {}", layoff::RULES, self.names.digest())
    }

    /// Reads the articles that have come or changed since this was last done.
    pub(super) fn follow_tellings(&self) -> Result<(), AppError> {
        let last = self.library.last_change()?;
        let told = self.told()?;
        if told.as_ref().is_some_and(|told| told.up_to >= last) {
            return Ok(());
        }
        let Some(told) = told else { return self.read_all(&Progress::none()) };
        let changes = self.library.changes_since(told.up_to, usize::MAX)?;
        let mut changed: Vec<ArticleId> = changes.iter().map(|change| change.article_id).collect();
        changed.sort_unstable();
        changed.dedup();
        // By the rules that the others were read by: whoever opens the library with newer ones reads them all.
        self.read_articles(&changed, Told { up_to: last, ..told }, &Progress::none())
    }

    /// Reads all articles anew where they were read by older rules, or with other names.
    pub(super) fn read_anew_where_rules_changed(&self, report: &dyn Fn(&str)) -> Result<(), AppError> {
        let Some(told) = self.told()? else {
            // A library from before layoffs were kept.
            if self.library.last_change()? > MANY {
                report("Reading the articles for layoffs…");
            }
            return self.read_all(&Progress::none());
        };
        // A program of yesterday that is still running must not undo what today's has read.
        let newer = told.rules.split(' ').next().and_then(|rules| rules.parse::<u32>().ok()).is_some_and(|n| n > layoff::RULES);
        if told.rules == self.rules() || newer {
            return Ok(());
        }
        report("Reading the articles anew for layoffs (the rules or the names have changed)…");
        self.read_all(&Progress::none())
    }

    /// Reads every article that was not read as it is by the present rules.
    pub(super) fn read_all(&self, progress: &Progress<'_>) -> Result<(), AppError> {
        let told = Told { up_to: self.library.last_change()?, rules: self.rules() };
        let unread = self.library.unread(None, &told.rules)?;
        self.read_articles(&unread, told, progress)
    }

    /// Reads every article anew, however it was read before.
    pub(super) fn read_again(&self, progress: &Progress<'_>) -> Result<(), AppError> {
        let told = Told { up_to: self.library.last_change()?, rules: self.rules() };
        let all = self.library.unread(None, "")?;
        self.read_articles(&all, told, progress)
    }

    fn read_articles(&self, ids: &[ArticleId], told: Told, progress: &Progress<'_>) -> Result<(), AppError> {
        let rules = self.rules();
        let mut done = 0;
        let mut chunks = ids.chunks(CHUNK).peekable();
        if ids.is_empty() {
            self.library.tell(&[], &rules, Some(&told.to_string()))?;
        }
        while let Some(chunk) = chunks.next() {
            let tellings = self.tellings(chunk)?;
            let mark = chunks.peek().is_none().then(|| told.to_string());
            self.library.tell(&tellings, &rules, mark.as_deref())?;
            done += chunk.len() as u64;
            progress.tell(done, ids.len() as u64);
        }
        Ok(())
    }

    /// What some articles tell, read on as many threads as there are.
    fn tellings(&self, ids: &[ArticleId]) -> Result<Vec<Telling>, AppError> {
        let read = |ids: &[ArticleId]| -> Result<Vec<Telling>, AppError> {
            let mut tellings = Vec::with_capacity(ids.len());
            // A few at a time: texts can be long.
            for ids in ids.chunks(20) {
                tellings.extend(self.library.get_any(ids)?.iter().map(|article| self.telling(article)));
            }
            Ok(tellings)
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        if ids.len() < 20 || threads < 2 {
            return read(ids);
        }
        std::thread::scope(|scope| {
            let parts: Vec<_> = ids.chunks(ids.len().div_ceil(threads)).map(|part| scope.spawn(move || read(part))).collect();
            let mut tellings = Vec::with_capacity(ids.len());
            for part in parts {
                let part = part.join().map_err(|_| AppError::Defect("reading an article for layoffs failed".into()))?;
                tellings.extend(part?);
            }
            Ok(tellings)
        })
    }

    fn told(&self) -> Result<Option<Told>, AppError> {
        Ok(self.library.told_up_to()?.and_then(|mark| mark.parse().ok()))
    }

    /// The facts that somebody in this corpus may see: what articles and list rows tell, shared and their own, with the
    /// operator's corrections and their own. Read once, then kept up with what changes.
    ///
    /// # Errors
    /// When the library cannot be used.
    pub fn facts(&self, corpus: Corpus) -> Result<Facts, AppError> {
        self.follow_tellings()?;
        let held: Vec<HeldOf> = corpus.visible().into_iter().map(|c| self.facts_of(c)).collect::<Result<_, _>>()?;
        let stamp: Vec<u64> = held.iter().map(|held| held.seq).collect();
        let over = match held.as_slice() {
            [shared, own] => self.facts_over(shared, own)?,
            _ => Arc::default(),
        };
        Ok(Facts::new(held.into_iter().map(|held| held.corrected).collect(), over, stamp))
    }

    fn facts_of(&self, corpus: Corpus) -> Result<HeldOf, AppError> {
        let held = self.held_facts(|held| held.of.iter().find(|held| held.corpus == corpus).cloned());
        // Read first: what is written while this reads makes it outdated, never wrong for good.
        let seq = self.library.last_fact_change(corpus)?;
        let read = match &held {
            Some(held) if held.seq == seq => return Ok(held.clone()),
            Some(held) => match self.library.fact_changes_since(corpus, held.seq)? {
                FactChanges::All => self.library.facts(corpus, None)?,
                FactChanges::Of(ids) => {
                    let changed: HashSet<ArticleId> = ids.iter().copied().collect();
                    let kept = held.read.iter().filter(|fact| !changed.contains(&fact.report.article)).cloned();
                    let mut facts: Vec<Fact> = kept.collect();
                    facts.extend(self.library.facts(corpus, Some(&ids))?);
                    facts.sort_by_key(|fact| fact.report.article);
                    facts
                }
            },
            None => self.library.facts(corpus, None)?,
        };
        let read: Arc<Vec<Fact>> = Arc::new(self.named(read));
        let corrections = self.library.corrections(corpus)?;
        let corrected = if corrections.is_empty() {
            read.clone()
        } else {
            let corrections: HashMap<FactId, Arc<layoff::Correction>> =
                corrections.into_iter().map(|(id, correction)| (id, Arc::new(correction))).collect();
            let corrected = read.iter().map(|fact| match corrections.get(&fact.id) {
                Some(correction) => fact.clone().corrected(correction),
                None => fact.clone(),
            });
            Arc::new(corrected.collect())
        };
        let now = HeldOf { corpus, seq, read, corrected };
        self.held_facts(|held| {
            held.of.retain(|held| held.corpus != corpus);
            // A few servers ask most of the time; what all share stays.
            held.of.truncate(HELD - 1);
            let at = usize::from(held.of.first().is_some_and(|first| first.corpus == Corpus::Shared));
            held.of.insert(at, now.clone());
        });
        Ok(now)
    }

    /// What a server corrected of the shared facts.
    fn facts_over(&self, shared: &HeldOf, own: &HeldOf) -> Result<Arc<HashMap<FactId, Fact>>, AppError> {
        let at = [shared.seq, own.seq];
        let held = self.held_facts(|held| held.over.iter().find(|(c, seqs, _)| *c == own.corpus && *seqs == at).cloned());
        if let Some((.., over)) = held {
            return Ok(over);
        }
        let corrections = self.library.corrections(own.corpus)?;
        let mut over = HashMap::new();
        if !corrections.is_empty() {
            let corrections: HashMap<FactId, _> = corrections.into_iter().collect();
            for fact in shared.corrected.iter() {
                if let Some(correction) = corrections.get(&fact.id) {
                    over.insert(fact.id, fact.clone().corrected(&Arc::new(correction.clone())));
                }
            }
        }
        let over = Arc::new(over);
        self.held_facts(|held| {
            held.over.retain(|(corpus, ..)| *corpus != own.corpus);
            held.over.truncate(HELD - 1);
            held.over.insert(0, (own.corpus, at, over.clone()));
        });
        Ok(over)
    }

    fn held_facts<T>(&self, with: impl FnOnce(&mut HeldFacts) -> T) -> T {
        with(&mut Mutex::lock(&self.facts).unwrap_or_else(PoisonError::into_inner))
    }

    /// Rows name companies in whatever spelling: here they get the names that articles have them under.
    fn named(&self, mut facts: Vec<Fact>) -> Vec<Fact> {
        let mut known: HashMap<Arc<str>, Known> = HashMap::new();
        for fact in facts.iter_mut().filter(|fact| fact.report.provenance == Provenance::Row) {
            let (company, parent) = known.entry(fact.company.clone()).or_insert_with(|| {
                let company = self.names.canonical(&fact.company).unwrap_or_else(|| fact.company.clone());
                let parent = self.names.parent(&fact.company);
                (company, parent)
            });
            (fact.company, fact.parent) = (company.clone(), parent.clone());
        }
        facts
    }

    /// Facts with the words that prove them, in the order asked for; what is not there, or not visible, is left out.
    ///
    /// # Errors
    /// When the library cannot be used.
    pub fn proofs(&self, corpus: Corpus, ids: &[FactId]) -> Result<Vec<Proved>, AppError> {
        let facts = self.facts(corpus)?;
        let wanted: HashSet<FactId> = ids.iter().copied().collect();
        let found: HashMap<FactId, &Fact> =
            facts.all().filter(|fact| wanted.contains(&fact.id)).map(|fact| (fact.id, fact)).collect();
        self.prove(corpus, ids.iter().filter_map(|id| found.get(id).copied()))
    }

    /// The words that prove these facts, in their order. Left out is what is not visible, and what has changed since the
    /// facts were read: it tells something else now.
    ///
    /// # Errors
    /// When the library cannot be used.
    pub fn prove<'a>(&self, corpus: Corpus, facts: impl IntoIterator<Item = &'a Fact>) -> Result<Vec<Proved>, AppError> {
        let visible = corpus.visible();
        let mut proved: Vec<Proved> = Vec::new();
        for fact in facts {
            let id = fact.report.article;
            let told = if fact.report.provenance == Provenance::Row {
                self.library.get_rows(&[id], &visible)?.pop().map(|row| (row.article, row.proof))
            } else {
                // Facts of one article often follow each other.
                let last = proved.last().filter(|last| last.article.id == id).map(|last| last.article.clone());
                let article = match last {
                    Some(article) => Some(article),
                    None => self.library.get(&[id], &visible)?.pop(),
                };
                article.zip(self.library.proof(fact.id)?)
            };
            if let Some((article, proof)) = told.filter(|(article, proof)| stands(article, proof)) {
                proved.push(Proved { fact: fact.clone(), article, proof });
            }
        }
        Ok(proved)
    }
}

fn text<'a>(article: &'a Article, sentences: &'a [Range<usize>]) -> layoff::Text<'a> {
    let (title, body, source) = (article.title.as_str(), article.body.as_str(), article.source.as_deref());
    layoff::Text { title, body, sentences, published: article.published, source }
}

/// What articles teach, from their reading for layoffs to their indexing: both need the same look at every word.
pub(super) struct Lessons {
    names: Arc<Names>,
    learnt: Mutex<FxHashMap<(ArticleId, u32), Vec<Learnt>>>,
}

/// Articles whose lessons wait to be indexed. Those of others are found again.
const WAITING: usize = 100_000;

impl Lessons {
    pub(super) fn new(names: Arc<Names>) -> Lessons {
        Lessons { names, learnt: Mutex::default() }
    }

    fn note(&self, article: &Article, learnt: Vec<Learnt>) {
        let mut waiting = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < WAITING {
            waiting.insert((article.id, article.version), learnt);
        }
    }

    /// What was not asked for until now will not be.
    pub(super) fn forget(&self) {
        *self.learnt.lock().unwrap_or_else(PoisonError::into_inner) = FxHashMap::default();
    }
}

impl Teacher for Lessons {
    fn learnt(&self, article: &Article, sentences: &[Range<usize>]) -> Vec<Learnt> {
        let waiting = self.learnt.lock().unwrap_or_else(PoisonError::into_inner).remove(&(article.id, article.version));
        waiting.unwrap_or_else(|| self.names.learnt(article, sentences))
    }
}

/// Texts longer than this, in bytes, are no single article.
const LONGEST: usize = 100_000;

/// Whether every place of a proof is one of the article.
fn stands(article: &Article, proof: &Proof) -> bool {
    proof.places().all(|place| match place {
        layoff::Where::Title(range) => article.title.get(range.clone()).is_some(),
        layoff::Where::Body(range) => article.body.get(range.clone()).is_some(),
    })
}

/// How far the articles have been read, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    up_to: u64,
    rules: String,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.up_to, self.rules)
    }
}

impl std::str::FromStr for Told {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let (up_to, rules) = s.split_once(' ').ok_or(())?;
        Ok(Told { up_to: up_to.parse().map_err(|_| ())?, rules: rules.to_owned() })
    }
}
