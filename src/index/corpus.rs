//! The index of one corpus: a Tantivy index of its own.
//!
//! A corpus never shares an index with another one, so that its words cannot shift anybody else's ranking.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::UserOperation;
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::IndexError;
use super::Teacher;
use super::schema::{self, Fields};
use crate::article::{Article, ArticleId};
use crate::layoff::Learnt;
use crate::passage;
use crate::text::{boundary, sentence, term};

/// Longer texts, in bytes, are no articles to learn names from.
const LEARNT_FROM: usize = 200_000;
/// The files of a corpus are checked as they are opened if they have no more bytes than this: it takes milliseconds, and what
/// is damaged might otherwise be found only by what is not found. `pinkslip doctor` checks larger ones.
const CHECKED: u64 = 16 << 20;
/// Memory for indexing a handful of articles, in bytes.
const SMALL: usize = 20_000_000;
/// Memory for indexing many, in bytes, over all threads.
const LARGE: usize = 240_000_000;
/// Updates that wait to be cut into passages.
const QUEUE: usize = 64;

/// The index of one corpus.
pub(super) struct CorpusIndex {
    index: Index,
    /// Says which companies an article teaches, beside those that are known.
    known: Arc<dyn Teacher>,
    reader: IndexReader,
    pub(super) fields: Fields,
}

/// What an article is replaced by in the index.
pub(super) enum Update {
    /// These are its passages now.
    Put(Box<Article>),
    /// It has none.
    Remove(ArticleId),
}

impl CorpusIndex {
    pub(super) fn in_memory(known: Arc<dyn Teacher>) -> Result<Self, IndexError> {
        let (schema, fields) = schema::schema();
        let index = Index::builder().schema(schema).tokenizers(schema::tokenizers()).create_in_ram()?;
        Self::with(index, fields, known)
    }

    pub(super) fn create(dir: &Path, known: Arc<dyn Teacher>) -> Result<Self, IndexError> {
        std::fs::create_dir_all(dir).map_err(|e| IndexError::Folder(e, dir.to_owned()))?;
        let (schema, fields) = schema::schema();
        let directory = MmapDirectory::open(dir).map_err(tantivy::TantivyError::from)?;
        let index = Index::create(directory, schema, IndexSettings::default())?;
        Self::with(index, fields, known)
    }

    pub(super) fn open(dir: &Path, known: Arc<dyn Teacher>) -> Result<Self, IndexError> {
        let (schema, fields) = schema::schema();
        let index = Index::open_in_dir(dir)?;
        if index.schema() != schema {
            return Err(IndexError::Damaged("its fields are not those of this version".into()));
        }
        if size(dir) <= CHECKED
            // A file that has gone meanwhile was replaced by another process; the reader will say if one is missing.
            && let Ok(damaged) = index.validate_checksum()
            && let Some(file) = damaged.iter().next()
        {
            return Err(IndexError::Damaged(format!("{} is not as it was written", file.display())));
        }
        Self::with(index, fields, known)
    }

    fn with(mut index: Index, fields: Fields, known: Arc<dyn Teacher>) -> Result<Self, IndexError> {
        index.set_tokenizers(schema::tokenizers());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(0).try_into()?;
        Ok(CorpusIndex { index, known, reader, fields })
    }

    /// What can be searched at the moment.
    pub(super) fn searcher(&self) -> tantivy::Searcher {
        self.reader.searcher()
    }

    /// Changes whenever what can be searched does.
    pub(super) fn stamp(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for segment in self.searcher().segment_readers() {
            (segment.segment_id(), segment.num_docs()).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Makes what others committed searchable.
    pub(super) fn reload(&self) -> Result<(), IndexError> {
        Ok(self.reader.reload()?)
    }

    /// Files whose checksum is wrong.
    pub(super) fn damaged_files(&self) -> Result<Vec<String>, IndexError> {
        let mut files: Vec<String> = self.index.validate_checksum()?.into_iter().map(|p| p.display().to_string()).collect();
        files.sort();
        Ok(files)
    }

    /// Applies updates, of which there is one for each article, and commits. `many` spends memory and threads on speed.
    /// Returns the number of passages written.
    pub(super) fn apply(
        &self,
        updates: &mut dyn Iterator<Item = Result<Update, IndexError>>,
        many: bool,
    ) -> Result<u64, IndexError> {
        // What is there already has to be taken out first; to know it, look at the last commit, whoever made it.
        self.reader.reload()?;
        let threads = if many { std::thread::available_parallelism().map_or(1, usize::from).min(4) } else { 1 };
        let mut writer: IndexWriter = self.index.writer_with_num_threads(threads, if many { LARGE } else { SMALL })?;
        let mut written = 0;
        if many {
            written = self.apply_many(&writer, threads, updates)?;
        } else {
            for update in updates {
                written += self.update(&writer, &self.searcher(), update?)?;
            }
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        self.reader.reload()?;
        Ok(written)
    }

    /// Cuts articles into passages in several threads. The updates come from this one: they are read from the library.
    fn apply_many(
        &self,
        writer: &IndexWriter,
        threads: usize,
        updates: &mut dyn Iterator<Item = Result<Update, IndexError>>,
    ) -> Result<u64, IndexError> {
        let (give, take) = sync_channel::<Update>(QUEUE);
        // Held by the workers alone: when all of them have failed, nothing waits for them.
        let take = Arc::new(Mutex::new(take));
        let work = &|take: Arc<Mutex<Receiver<Update>>>| -> Result<u64, IndexError> {
            let searcher = self.searcher();
            let mut written = 0;
            loop {
                let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(update) = next else { return Ok(written) };
                written += self.update(writer, &searcher, update)?;
            }
        };
        std::thread::scope(|scope| {
            let workers = std::iter::repeat_n(take, threads);
            let working: Vec<_> = workers.map(|take| scope.spawn(move || work(take))).collect();
            let mut read = Ok(());
            for update in updates {
                match update.map(|update| give.send(update)) {
                    Ok(Ok(())) => {}
                    // Every worker has failed, and says why below.
                    Ok(Err(_)) => break,
                    Err(e) => {
                        read = Err(e);
                        break;
                    }
                }
            }
            drop(give);
            let mut written = 0;
            for worker in working {
                written += worker.join().map_err(|_| IndexError::Damaged("a writer panicked".into()))??;
            }
            read.map(|()| written)
        })
    }

    /// Replaces the passages of one article; returns how many it has now.
    fn update(&self, writer: &IndexWriter, before: &Searcher, update: Update) -> Result<u64, IndexError> {
        let (id, documents) = match &update {
            Update::Put(article) => (article.id, self.documents(article)),
            Update::Remove(id) => (*id, Vec::new()),
        };
        let term = Term::from_field_u64(self.fields.article, id.bits());
        // Looking is much cheaper than taking out, and most articles are new.
        if before.doc_freq(&term)? > 0 {
            writer.delete_term(term);
        }
        let written = documents.len() as u64;
        // All at once: they go to one thread, which keeps the terms of what stands around them.
        writer.run(documents.into_iter().map(UserOperation::Add))?;
        Ok(written)
    }

    fn documents(&self, article: &Article) -> Vec<TantivyDocument> {
        let f = &self.fields;
        let sentences = sentence::boundaries(&article.body);
        let (context, lead) = (context(article), lead_names(article, &sentences));
        let passages = passage::cut(&article.body, &sentences);
        let learnt = self.learn(article, &sentences);
        let documents = passages.into_iter().enumerate().map(|(n, range)| {
            let mut document = TantivyDocument::default();
            let text = &article.body[range.clone()];
            document.add_u64(f.article, article.id.bits());
            document.add_u64(f.version, u64::from(article.version));
            document.add_u64(f.start, range.start as u64);
            document.add_u64(f.end, range.end as u64);
            document.add_text(f.body, text);
            document.add_text(f.context, &context);
            document.add_text(f.lead, &lead);
            document.add_text(f.names, schema::names(text));
            if n == 0 {
                document.add_text(f.names, schema::names(&article.title));
                for company in &learnt {
                    document.add_text(f.company, schema::company(company));
                }
            }
            document
        });
        documents.collect()
    }
}

impl CorpusIndex {
    fn learn(&self, article: &Article, sentences: &[Range<usize>]) -> Vec<Learnt> {
        if article.body.len() > LEARNT_FROM { Vec::new() } else { self.known.learnt(article, sentences) }
    }

    /// The companies that the articles of this corpus taught.
    pub(super) fn learnt(&self) -> Result<Vec<Learnt>, IndexError> {
        let mut learnt = Vec::new();
        for segment in self.searcher().segment_readers() {
            let index = segment.inverted_index(self.fields.company)?;
            let mut companies = index.terms().stream().map_err(tantivy::TantivyError::from)?;
            while companies.advance() {
                learnt.extend(std::str::from_utf8(companies.key()).ok().map(schema::learnt));
            }
        }
        Ok(learnt)
    }
}

/// Bytes of all files of a folder.
fn size(dir: &Path) -> u64 {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|about| about.len()).sum()
}

/// First sentences of an article that say whom it is about.
const LEAD: usize = 2;
/// Bytes of them that are looked at, and names that are kept: they are indexed with each passage.
const LEAD_BYTES: usize = 1_200;
const LEAD_NAMES: usize = 40;

/// The words with a capital of an article's first sentences: an interview or a letter names its company there, and then
/// hardly again.
fn lead_names(article: &Article, sentences: &[Range<usize>]) -> String {
    let end = sentences.get(LEAD - 1).or(sentences.last()).map_or(0, |sentence| sentence.end.min(LEAD_BYTES));
    let text = &article.body[..boundary(&article.body, end)];
    let mut names: Vec<&str> = Vec::new();
    term::ranges(text, |range| {
        let word = &text[range];
        let name = word.len() > 2 || word.bytes().all(|b| b.is_ascii_uppercase()) && word.len() == 2;
        if name && names.len() < LEAD_NAMES && word.starts_with(char::is_uppercase) && !names.contains(&word) {
            names.push(word);
        }
    });
    names.join(" ")
}

/// What stands around the words of an article and is searched with them.
fn context(article: &Article) -> String {
    let mut context = article.title.clone();
    let based_on = article.based_on.as_ref().map(|b| b.source.as_str());
    for part in [article.source.as_deref(), based_on, article.author.as_deref()].into_iter().flatten() {
        context.push('\n');
        context.push_str(part);
    }
    if let Some(date) = article.published {
        context.push('\n');
        context.push_str(&date_words(date));
    }
    context
}

/// A day as people write it, so that it is found by month and year.
fn date_words(date: Date) -> String {
    date.strftime("%B %-d %Y").to_string()
}
