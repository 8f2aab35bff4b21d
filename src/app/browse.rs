//! Looking through what a corpus may see: lists of articles, single ones, names and publishers to choose from.

use super::{App, AppError, Progress};
use crate::article::{Article, ArticleId, Corpus};
use crate::library::{Entry, Listing};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The articles, the last stored first.
    pub entries: Vec<Entry>,
    /// How many there are on all pages.
    pub total: u64,
}

impl App {
    /// The articles that this corpus may see, shared and its own: those with `containing` in title, publisher or address.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn articles(&self, corpus: Corpus, containing: Option<&str>, offset: usize, limit: usize) -> Result<Listed, AppError> {
        let visible = corpus.visible();
        let containing = containing.map(str::trim).filter(|text| !text.is_empty());
        let entries = self.library.list(&visible, Listing { containing, offset, limit })?;
        Ok(Listed { entries, total: self.library.count(&visible, containing)? })
    }

    /// What was removed from this one corpus and can be restored.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn removed(&self, corpus: Corpus, containing: Option<&str>, limit: usize) -> Result<Vec<Entry>, AppError> {
        let containing = containing.map(str::trim).filter(|text| !text.is_empty());
        Ok(self.library.removed(corpus, containing, limit)?)
    }

    /// One article, if this corpus may see it.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn article(&self, corpus: Corpus, id: ArticleId) -> Result<Option<Article>, AppError> {
        Ok(self.library.get(&[id], &corpus.visible())?.pop())
    }

    /// Brings back an article that was removed from this one corpus; says whether there was one to bring back.
    ///
    /// # Errors
    /// When the library or the index cannot be written.
    pub fn restore(&self, corpus: Corpus, id: ArticleId) -> Result<bool, AppError> {
        let restored = self.library.restore(corpus, id)?;
        self.catch_up(&Progress::none())?;
        Ok(restored)
    }

    /// Companies to choose from while somebody types: of the lists, and those that the articles this corpus may see taught.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn companies(&self, corpus: Corpus, starting: &str, limit: usize) -> Result<Vec<String>, AppError> {
        Ok(self.names_of(corpus)?.starting(starting, limit).iter().map(ToString::to_string).collect())
    }

    /// Publishers to choose from while somebody types, of the articles that this corpus may see.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn sources(&self, corpus: Corpus, starting: &str, limit: usize) -> Result<Vec<String>, AppError> {
        Ok(self.library.sources(&corpus.visible(), starting.trim(), limit)?)
    }
}
