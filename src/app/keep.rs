//! Keeping the index in step with the library.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

use super::{App, AppError};
use crate::article::{Article, ArticleId, Corpus};
use crate::index::{Applied, IndexError, Source};
use crate::library::Library;

/// Changes that are taken from the log at once.
const CHUNK: usize = 200_000;
/// Articles after which progress is told.
const TOLD_EVERY: u64 = 500;
/// How often it is looked whether another process has written.
const LOOK: Duration = Duration::from_millis(200);
/// How long a command waits for the process that writes the index to catch up before it answers from what there is.
const PATIENCE: Duration = Duration::from_secs(3);
/// What the settings begin with through which rebuilds are asked of the process that holds the writer. The corpus follows, or
/// [`WHOLE`], and what tells this request from others: each is answered by itself, so that none is taken for another.
const ASKED_REBUILD: &str = "rebuild.asked/";
/// In place of a corpus: the whole.
const WHOLE: &str = "whole";
/// The value of such a setting until it is answered.
const ASKED: &str = "asked";
/// What the value begins with where it could not be done. Where it was, the setting is gone.
const FAILED: &str = "failed: ";

/// Who is told how far long work has come.
pub struct Progress<'a>(Option<&'a (dyn Fn(u64, u64) + Sync)>);

impl<'a> Progress<'a> {
    /// Nobody.
    pub fn none() -> Progress<'a> {
        Progress(None)
    }

    /// Told how many of how many articles are done.
    pub fn to(tell: &'a (dyn Fn(u64, u64) + Sync)) -> Progress<'a> {
        Progress(Some(tell))
    }

    pub(super) fn tell(&self, done: u64, all: u64) {
        if let Some(tell) = self.0 {
            tell(done, all);
        }
    }
}

/// The library as what a rebuild reads.
struct FromLibrary<'a>(&'a Library);

impl Source for FromLibrary<'_> {
    fn corpora(&self) -> Result<(Vec<(Corpus, u64)>, Applied), IndexError> {
        let number = self.0.last_change()?;
        Ok((self.0.corpora()?, applied(self.0, number)?))
    }

    fn each(&self, corpus: Corpus, give: &mut dyn FnMut(Article) -> Result<(), IndexError>) -> Result<(), IndexError> {
        self.0.each_article(Some(&[corpus]), give).map(|_| ())
    }
}

/// How far an index goes that has followed the log up to this number.
fn applied(library: &Library, number: u64) -> Result<Applied, crate::library::LibraryError> {
    Ok(Applied { number, mark: library.mark(number)?.unwrap_or_default() })
}

fn source(error: crate::library::LibraryError) -> IndexError {
    IndexError::Source(Box::new(error))
}

impl From<crate::library::LibraryError> for IndexError {
    fn from(error: crate::library::LibraryError) -> Self {
        source(error)
    }
}

impl App {
    /// Indexes what the index lacks, or, where another process writes the index, waits a little for that one to do it.
    ///
    /// # Errors
    /// When library or index cannot be used.
    pub fn catch_up(&self, progress: &Progress<'_>) -> Result<(), AppError> {
        self.mending(|| self.follow(progress))
    }

    /// Does something with the index. Where that turns out to be damaged, it is built anew and the thing done once more.
    pub(super) fn mending<T>(&self, work: impl Fn() -> Result<T, AppError>) -> Result<T, AppError> {
        match work() {
            Err(AppError::Index(e)) if e.is_damage() => {
                tracing::warn!("{e}: it is built anew");
                self.rebuild(&Progress::none())?;
                work()
            }
            done => done,
        }
    }

    /// Whether the index was made from this library, as far as it goes: not where the library was restored from a backup.
    pub(super) fn index_fits(&self) -> Result<bool, AppError> {
        let followed = self.index.followed();
        Ok(self.library.mark(followed.number)?.is_some_and(|mark| mark == followed.mark))
    }

    fn follow(&self, progress: &Progress<'_>) -> Result<(), AppError> {
        let started = Instant::now();
        while self.library.last_change()? > self.index.applied() {
            if self.index.try_become_writer()? {
                self.apply_changes(progress)?;
            } else if started.elapsed() > PATIENCE {
                return Ok(());
            } else {
                std::thread::sleep(Duration::from_millis(50));
                self.index.refresh()?;
            }
        }
        self.follow_tellings()
    }

    fn apply_changes(&self, progress: &Progress<'_>) -> Result<(), AppError> {
        // Another process may have written since, and may have rebuilt.
        self.index.refresh()?;
        // First: what they teach on the way need not be found again.
        self.follow_tellings()?;
        let (first, all) = (self.index.applied(), self.library.last_change()?);
        loop {
            let log = self.library.changes_since(self.index.applied(), CHUNK)?;
            let Some(last) = log.last() else {
                self.lessons.forget();
                return Ok(());
            };
            let number = last.seq;
            // What counts is how an article reads now, whatever was done to it before.
            let changed: BTreeSet<(Corpus, ArticleId)> = log.iter().map(|change| (change.corpus, change.article_id)).collect();
            let before = self.index.applied().saturating_sub(first);
            let mut done = 0;
            self.index.apply(&changed, applied(&self.library, number)?, &mut |corpus, id| {
                done += 1;
                if done % TOLD_EVERY == 0 {
                    progress.tell(before + done, all.saturating_sub(first));
                }
                Ok(self.library.get(&[id], &[corpus])?.pop())
            })?;
            progress.tell(number.saturating_sub(first), all.saturating_sub(first));
        }
    }

    /// Builds the index anew beside the one in service and swaps it in, and reads all articles anew for the layoffs they
    /// tell. Where another process writes the index, that one is asked to do it, and this waits until it has.
    ///
    /// # Errors
    /// When library or index cannot be used; the old index then stays in service.
    pub fn rebuild(&self, progress: &Progress<'_>) -> Result<(), AppError> {
        let all = self.library.corpora()?.iter().map(|(_, n)| n).sum();
        if !self.index.try_become_writer()? {
            return self.ask_for_rebuild(None, all, progress);
        }
        // The one in service may be beyond opening: all the more reason to go on.
        let _ = self.index.refresh();
        self.read_again(progress)?;
        // Told at every hundredth, so that telling costs nothing.
        let step = (all / 100).max(1);
        self.index.rebuild(&FromLibrary(&self.library), &|done| {
            if done % step == 0 || done == all {
                progress.tell(done, all);
            }
        })?;
        self.lessons.forget();
        self.follow(&Progress::none())
    }

    /// Builds the index of one corpus anew beside the one in service and swaps it in; the others are not touched. Where
    /// another process writes the index, that one is asked to do it, and this waits until it has.
    ///
    /// # Errors
    /// When library or index cannot be used; the old index then stays in service.
    pub fn rebuild_corpus(&self, corpus: Corpus, progress: &Progress<'_>) -> Result<(), AppError> {
        let all = self.library.coverage(&[corpus])?.articles;
        if !self.index.try_become_writer()? {
            return self.ask_for_rebuild(Some(corpus), all, progress);
        }
        // Another process may have swapped generations while it was the writer.
        self.index.refresh()?;
        let step = (all / 100).max(1);
        self.index.rebuild_corpus(corpus, &FromLibrary(&self.library), &|done| {
            if done % step == 0 || done == all {
                progress.tell(done, all);
            }
        })?;
        self.follow(&Progress::none())
    }

    /// Asks the process that holds the writer: for the index of one corpus, or for the whole.
    fn ask_for_rebuild(&self, corpus: Option<Corpus>, all: u64, progress: &Progress<'_>) -> Result<(), AppError> {
        let what = corpus.map_or_else(|| WHOLE.to_owned(), |corpus| corpus.to_string());
        let request = format!("{ASKED_REBUILD}{what}/{:016x}", RandomState::new().build_hasher().finish());
        self.library.set_setting(&request, Some(ASKED))?;
        loop {
            progress.tell(0, all);
            std::thread::sleep(Duration::from_millis(200));
            match self.library.setting(&request)? {
                None => break,
                Some(answer) if answer.starts_with(FAILED) => {
                    self.library.set_setting(&request, None)?;
                    let why = answer.trim_start_matches(FAILED);
                    return Err(AppError::User(format!("the running bot could not rebuild the index: {why}")));
                }
                // The process that was asked may have ended without an answer; then this one does it.
                Some(_) if self.index.try_become_writer()? => {
                    self.library.set_setting(&request, None)?;
                    return match corpus {
                        Some(corpus) => self.rebuild_corpus(corpus, progress),
                        None => self.rebuild(progress),
                    };
                }
                Some(_) => {}
            }
        }
        self.index.refresh()?;
        Ok(())
    }

    /// Does what other processes asked for: each corpus once, however many asked.
    fn rebuild_as_asked(&self) -> Result<(), AppError> {
        let mut asked = BTreeMap::<String, Vec<String>>::new();
        for (request, value) in self.library.settings_beginning(ASKED_REBUILD)? {
            if let Some((what, _)) = request[ASKED_REBUILD.len()..].split_once('/')
                && value == ASKED
            {
                asked.entry(what.to_owned()).or_default().push(request);
            }
        }
        for (what, requests) in asked {
            let done = match what.parse() {
                Ok(corpus) => self.rebuild_corpus(corpus, &Progress::none()),
                Err(_) => self.rebuild(&Progress::none()),
            };
            let answer = done.as_ref().err().map(|e| format!("{FAILED}{e}"));
            for request in requests {
                self.library.set_setting(&request, answer.as_deref())?;
            }
            done?;
        }
        Ok(())
    }

    /// For an index that is of no use: rebuilds it, or waits for the process that is doing so.
    pub(super) fn rebuild_or_wait(&self) -> Result<(), AppError> {
        let started = Instant::now();
        loop {
            if self.index.try_become_writer()? {
                // Whoever held the writer may have finished meanwhile.
                if self.is_ready()? {
                    return self.follow(&Progress::none());
                }
                return self.rebuild(&Progress::none());
            }
            if started.elapsed() > Duration::from_secs(120) {
                return Err(AppError::User(
                    "another process has been building the index for two minutes; try again later".into(),
                ));
            }
            std::thread::sleep(Duration::from_millis(100));
            if self.is_ready()? {
                return Ok(());
            }
        }
    }

    fn is_ready(&self) -> Result<bool, AppError> {
        Ok(self.index.refresh().is_ok() && self.index.applied() > 0 && self.index_fits()?)
    }

    /// Looks, now and then, whether another process has written, and makes that searchable.
    pub(super) fn look(&self) -> Result<(), AppError> {
        let Ok(mut looked) = self.looked.try_lock() else { return Ok(()) };
        if looked.elapsed() < LOOK {
            return Ok(());
        }
        *looked = Instant::now();
        Ok(self.index.refresh()?)
    }

    /// What the process that serves does about once in half a second: indexes what others wrote, and rebuilds when asked.
    ///
    /// # Errors
    /// When library or index cannot be used.
    pub fn tend(&self) -> Result<(), AppError> {
        if !self.index.try_become_writer()? {
            return self.look();
        }
        self.rebuild_as_asked()?;
        self.catch_up(&Progress::none())
    }

    /// Lets another process write the index.
    pub fn stop_writing(&self) {
        self.index.stop_writing();
    }
}
