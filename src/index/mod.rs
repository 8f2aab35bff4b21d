//! The full-text index over passages: the only module that speaks Tantivy.
//!
//! Derived and disposable: the library is the truth, and everything here can be made from it again. The index lives
//! in generations. `index/current` names the one in service; a rebuild makes the next one beside it and swaps the
//! name. Within a generation every corpus has a Tantivy index of its own.

mod corpus;
mod generation;
mod schema;
mod search;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

pub use generation::{Applied, Freshness};
use generation::{Generation, Home};
pub use search::{Hit, Query, Weighted, Written, alike};

use crate::article::{Article, ArticleId, Corpus};
use crate::layoff::{self, Learnt};
use crate::names::Names;
use corpus::{CorpusIndex, Update};

/// Why the index could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Tantivy's own words. The index may be damaged.
    #[error("the index cannot be used: {0}")]
    Tantivy(tantivy::TantivyError),
    /// Something that should be there is not, or makes no sense.
    #[error("the index is damaged: {0}")]
    Damaged(String),
    /// A folder or a file of the index cannot be used.
    #[error("cannot use {path}: {0}", path = .1.display())]
    Folder(std::io::Error, PathBuf),
    /// Another process holds the writer.
    #[error("another process is writing the index")]
    Busy,
    /// The articles could not be read while they were indexed.
    #[error("cannot read the articles: {0}")]
    Source(Box<dyn std::error::Error + Send + Sync>),
    /// A new generation did not hold what it should, and was thrown away.
    #[error("the new index does not hold what it should, so the old one stays: {0}")]
    Unverified(String),
}

/// Not its source: it is part of the message, and would be told twice.
impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        IndexError::Tantivy(error)
    }
}

impl IndexError {
    /// Whether a new index would help.
    pub fn is_damage(&self) -> bool {
        matches!(self, IndexError::Tantivy(_) | IndexError::Damaged(_) | IndexError::Folder(..))
    }
}

/// Where a rebuild reads the articles from.
pub trait Source {
    /// The corpora that hold articles, and how many; and how far the log went before they were counted.
    ///
    /// # Errors
    /// What went wrong while reading.
    fn corpora(&self) -> Result<(Vec<(Corpus, u64)>, Applied), IndexError>;
    /// Gives every article of a corpus. Changes after the number given by [`Source::corpora`] may or may not be in it.
    ///
    /// # Errors
    /// What went wrong while reading, or what `give` returned.
    fn each(&self, corpus: Corpus, give: &mut dyn FnMut(Article) -> Result<(), IndexError>) -> Result<(), IndexError>;
}

/// Whoever tells which companies an article teaches that are on no list.
pub trait Teacher: Send + Sync {
    /// The companies of an article with these sentences. The same article always gives the same.
    fn learnt(&self, article: &Article, sentences: &[Range<usize>]) -> Vec<Learnt>;
}

impl Teacher for Names {
    fn learnt(&self, article: &Article, sentences: &[Range<usize>]) -> Vec<Learnt> {
        let (title, body, source) = (article.title.as_str(), article.body.as_str(), article.source.as_deref());
        layoff::learn(&layoff::Text { title, body, sentences, published: article.published, source }, self)
    }
}

/// From so many articles on, memory and threads are spent on speed.
const MANY: usize = 200;

/// The index of a home.
pub struct Index {
    home: Home,
    live: RwLock<Arc<Generation>>,
    /// Held by whoever writes, within this process.
    writing: Mutex<()>,
}

impl Index {
    /// An index that lives and dies with the process. Always up to date with what is applied to it.
    ///
    /// # Errors
    /// When Tantivy refuses.
    pub fn in_memory(known: Arc<dyn Teacher>) -> Result<Index, IndexError> {
        let live = Generation::in_memory(known.clone());
        Ok(Index { home: Home::Memory { known }, live: RwLock::new(Arc::new(live)), writing: Mutex::new(()) })
    }

    /// The index in `dir`, with how fresh it is. One that is missing, damaged or of another version is opened empty:
    /// the caller then rebuilds it. `known` says what articles teach beside the companies that are known.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn open(dir: &Path, known: Arc<dyn Teacher>) -> Result<(Index, Freshness), IndexError> {
        let home = Home::folder(dir, known)?;
        let (generation, freshness) = home.open_live();
        Ok((Index { home, live: RwLock::new(Arc::new(generation)), writing: Mutex::new(()) }, freshness))
    }

    /// Whether this process may write: it does already, or nobody else did and now it does.
    ///
    /// # Errors
    /// When the lock file cannot be used.
    pub fn try_become_writer(&self) -> Result<bool, IndexError> {
        self.home.try_lock()
    }

    /// Lets others write.
    pub fn stop_writing(&self) {
        self.home.unlock();
    }

    /// Number of the last change of the library that is searchable.
    pub fn applied(&self) -> u64 {
        self.live().applied().number
    }

    /// How far the library's log is searchable.
    pub fn followed(&self) -> Applied {
        self.live().applied()
    }

    /// Makes searchable what another process wrote. Cheap when there is nothing new.
    ///
    /// # Errors
    /// When what the other process left cannot be opened.
    pub fn refresh(&self) -> Result<(), IndexError> {
        // A rebuild may swap generations between two steps of this; then it is the new one that is wanted.
        let mut tries = 3;
        loop {
            tries -= 1;
            match self.refresh_once() {
                Err(e) if tries == 0 => return Err(e),
                Err(_) => {}
                done => return done,
            }
        }
    }

    fn refresh_once(&self) -> Result<(), IndexError> {
        let live = self.live();
        match self.home.newer_than(&live)? {
            Some(generation) => *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(generation),
            None => guarded(|| live.refresh())?,
        }
        Ok(())
    }

    /// Applies changes of the library, with how far they take the index, and commits: `changed` are the articles they
    /// concern, each once. `read` gives how an article reads now, or nothing where it is gone; it is asked when its turn
    /// comes, so that only a few articles are in memory.
    ///
    /// # Errors
    /// [`IndexError::Busy`] when another process writes; else what Tantivy, the disk or `read` said. Applying the same
    /// changes again is harmless.
    pub fn apply(
        &self,
        changed: &BTreeSet<(Corpus, ArticleId)>,
        applied: Applied,
        read: &mut dyn FnMut(Corpus, ArticleId) -> Result<Option<Article>, IndexError>,
    ) -> Result<(), IndexError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.try_become_writer()? {
            return Err(IndexError::Busy);
        }
        let live = self.live();
        for corpus in changed.iter().map(|(corpus, _)| *corpus).collect::<BTreeSet<_>>() {
            let own = || changed.range((corpus, ArticleId::FIRST)..=(corpus, ArticleId::LAST));
            // By what this corpus has to do alone: others' articles must not decide how its index is laid out.
            let many = own().nth(MANY).is_some();
            let mut updates =
                own().map(|(corpus, id)| Ok(read(*corpus, *id)?.map_or(Update::Remove(*id), |now| Update::Put(Box::new(now)))));
            live.corpus_or_new(corpus)?.apply(&mut updates, many)?;
        }
        live.set_applied(applied)
    }

    /// Builds the next generation from `source` beside the one in service, verifies it, and swaps it in. `progress`
    /// is told how many articles are done.
    ///
    /// # Errors
    /// [`IndexError::Busy`] when another process writes, [`IndexError::Unverified`] when the new one does not hold
    /// what it should; the old generation stays in service whatever happens.
    pub fn rebuild(&self, source: &dyn Source, progress: &dyn Fn(u64)) -> Result<(), IndexError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.try_become_writer()? {
            return Err(IndexError::Busy);
        }
        let next = self.home.next_generation(&self.live())?;
        let built = fill(&next, source, progress).and_then(|applied| next.set_applied(applied));
        if let Err(e) = built {
            next.discard();
            return Err(e);
        }
        self.home.put_in_service(&next)?;
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        self.home.clear_others();
        Ok(())
    }

    /// Builds the index of one corpus anew from `source` beside the one in service, verifies it, and swaps it in. The other
    /// corpora are not touched, and what has been applied stays so: applying it once more is harmless.
    ///
    /// # Errors
    /// As [`Index::rebuild`].
    pub fn rebuild_corpus(&self, corpus: Corpus, source: &dyn Source, progress: &dyn Fn(u64)) -> Result<(), IndexError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.try_become_writer()? {
            return Err(IndexError::Busy);
        }
        let live = self.live();
        let next = live.beside(corpus)?;
        let built = source.corpora().and_then(|(corpora, _)| {
            let expected = corpora.iter().find(|(other, _)| *other == corpus).map_or(0, |(_, articles)| *articles);
            let indexed = fill_corpus(next.index(), source, corpus, &mut 0, progress)?;
            verify(next.index(), expected, &indexed)
        });
        if let Err(e) = built {
            live.discard_beside(&next);
            return Err(e);
        }
        live.put_in_service(corpus, next)
    }

    /// The best passages of the corpora that this one may see, best first.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn search(&self, corpus: Corpus, query: &Query, limit: usize) -> Result<Vec<Hit>, IndexError> {
        guarded(|| self.live().view(corpus)?.search(query, limit))
    }

    /// In how many of the passages that this corpus may see each term stands, and how many passages there are.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn frequencies(&self, corpus: Corpus, terms: &[String]) -> Result<(Vec<u64>, u64), IndexError> {
        guarded(|| {
            let view = self.live().view(corpus)?;
            let frequencies = terms.iter().map(|term| view.frequency(term)).collect::<Result<_, _>>()?;
            Ok((frequencies, view.passages()))
        })
    }

    /// How words, each with its stem, are written in the articles that this corpus may see.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn written(&self, corpus: Corpus, words: &[(String, String)]) -> Result<Vec<Written>, IndexError> {
        guarded(|| {
            let view = self.live().view(corpus)?;
            words.iter().map(|(word, stem)| view.written(word, stem)).collect()
        })
    }

    /// Names in the articles that this corpus may see that are spelt like this word (folded, without marks), the
    /// likeliest first, each with the number of passages it stands in.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn similar_names(&self, corpus: Corpus, word: &str) -> Result<Vec<(String, u64)>, IndexError> {
        guarded(|| self.live().view(corpus)?.similar_names(word))
    }

    /// The companies, not known before, that the articles of this one corpus taught.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn learnt(&self, corpus: Corpus) -> Result<Vec<Learnt>, IndexError> {
        guarded(|| self.live().learnt(corpus))
    }

    /// Stands for what the index of this one corpus holds: the same as long as it does not change.
    pub fn stamp(&self, corpus: Corpus) -> u64 {
        self.live().stamp(corpus)
    }

    /// How many passages each corpus has.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn sizes(&self) -> Vec<(Corpus, u64)> {
        self.live().sizes()
    }

    /// Files of the index that are not as they were written.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn damaged_files(&self) -> Result<Vec<String>, IndexError> {
        self.live().damaged_files()
    }

    fn live(&self) -> Arc<Generation> {
        self.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads from the index. Tantivy trusts its files: where their bytes are wrong it may panic instead of saying so. As nothing
/// is written meanwhile, nothing is left half-done.
fn guarded<T>(read: impl FnOnce() -> Result<T, IndexError>) -> Result<T, IndexError> {
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    done.unwrap_or_else(|_| Err(IndexError::Damaged("it could not be read to the end".into())))
}

/// Fills a new generation and proves that it holds what it should. Returns how far along the log it surely goes.
fn fill(next: &Generation, source: &dyn Source, progress: &dyn Fn(u64)) -> Result<Applied, IndexError> {
    let mut done = 0;
    let (corpora, applied) = source.corpora()?;
    for (corpus, expected) in corpora {
        let index = next.corpus_or_new(corpus)?;
        let probes = fill_corpus(&index, source, corpus, &mut done, progress)?;
        verify(&index, expected, &probes)?;
    }
    Ok(applied)
}

/// An article that must be found again, with words to find it by.
struct Probe {
    id: ArticleId,
    words: String,
}

/// What was indexed, for comparison.
struct Indexed {
    articles: u64,
    passages: u64,
    probes: Vec<Probe>,
}

fn fill_corpus(
    index: &CorpusIndex,
    source: &dyn Source,
    corpus: Corpus,
    done: &mut u64,
    progress: &dyn Fn(u64),
) -> Result<Indexed, IndexError> {
    // The library pushes articles, Tantivy pulls them: a short queue joins the two and keeps memory steady.
    let (give, take) = std::sync::mpsc::sync_channel::<Article>(64);
    let mut indexed = Indexed { articles: 0, passages: 0, probes: Vec::new() };
    std::thread::scope(|scope| {
        let writer =
            scope.spawn(move || index.apply(&mut take.into_iter().map(|article| Ok(Update::Put(Box::new(article)))), true));
        let read = source.each(corpus, &mut |article| {
            indexed.articles += 1;
            // Every power of two: a few probes whatever the size, spread over the whole.
            if indexed.articles.is_power_of_two() {
                indexed.probes.push(Probe { id: article.id, words: article.title.clone() });
            }
            *done += 1;
            progress(*done);
            give.send(article).map_err(|_| IndexError::Damaged("the writer stopped".into()))
        });
        drop(give);
        // What the writer says explains why reading stopped, if both failed.
        match writer.join() {
            Ok(written) => indexed.passages = written?,
            Err(_) => return Err(IndexError::Damaged("the writer panicked".into())),
        }
        read
    })?;
    Ok(indexed)
}

fn verify(index: &CorpusIndex, expected: u64, indexed: &Indexed) -> Result<(), IndexError> {
    let searcher = index.searcher();
    // Some may have been removed since they were counted; most cannot have been.
    if indexed.articles * 2 < expected {
        return Err(IndexError::Unverified(format!("{} of {expected} articles were read", indexed.articles)));
    }
    if searcher.num_docs() != indexed.passages {
        return Err(IndexError::Unverified(format!("{} of {} passages are there", searcher.num_docs(), indexed.passages)));
    }
    let view = search::View { searchers: vec![searcher], fields: index.fields };
    let terms = crate::text::term::Terms::default();
    for probe in &indexed.probes {
        let all: Vec<String> = terms.of(&probe.words);
        if all.is_empty() {
            continue;
        }
        let weighted = all.into_iter().map(|term| Weighted { term, body: 0.0, context: 1.0 }).collect();
        // Titles may be shared by many articles; then finding any of them is proof enough.
        let hits = view.search(&Query { terms: weighted, any_of: Vec::new() }, 50)?;
        if hits.is_empty() || (hits.len() < 50 && !hits.iter().any(|hit| hit.article == probe.id)) {
            return Err(IndexError::Unverified(format!("article {} is not found by its title", probe.id)));
        }
    }
    Ok(())
}
