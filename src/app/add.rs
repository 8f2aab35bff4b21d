//! Adding: a link, a file or a text becomes an article of a corpus, durable and searchable when it is told to be there.
//!
//! What cannot be taken is no error of the program: it comes back with the reason and the way out.

use jiff::civil::Date;

use super::import::now_seconds;
use super::{App, AppError, Imported, Progress};
use crate::article::{Article, Corpus, Provenance};
use crate::ingest::fetch::{FetchSettings, Fetcher};
use crate::ingest::page::Page;
use crate::ingest::read::{self, Held};
use crate::ingest::{Articles, Draft, RawArticle, canonical};
use crate::library::{Origin, Outcome};
use crate::text::clean;

/// Something to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adding {
    /// The address of a page.
    Link(String),
    /// A file: a page (.html), a text (.txt, .md) or articles (.json, .jsonl). What it is, its content says first and its
    /// name second.
    File {
        /// Its name.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
        /// What is known about it; for a file of one article alone.
        known: Known,
    },
    /// A text.
    Text {
        /// Its words. Without a title in `known`, its first line is the title.
        text: String,
        /// What is known about it.
        known: Known,
    },
}

/// What the person who adds says about an article. Counts more than what is found in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its publisher.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<String>,
}

/// What was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The article as it is held now.
    pub article: Article,
    /// What was done.
    pub outcome: Outcome,
    /// The first sentence of its text, so that a bad reading is seen at once.
    pub first_sentence: String,
    /// What is odd about it, in words.
    pub warnings: Vec<String>,
}

/// What could not be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAdded {
    /// What was meant: the link, the file's name, the line.
    pub what: String,
    /// Why, and the way out, in words.
    pub why: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Additions {
    /// What was added, the first [`Additions::LISTED`].
    pub added: Vec<Added>,
    /// What was not, the first [`Additions::LISTED`].
    pub refused: Vec<NotAdded>,
    /// What became of all that is listed in neither: zeros, unless it was a file of many articles.
    pub more: Imported,
}

impl Additions {
    /// How many articles and refusals are listed one by one.
    pub const LISTED: usize = 25;
}

/// What is to be stored, and what is not.
#[derive(Default)]
struct Taken {
    drafts: Vec<(Draft, Vec<String>)>,
    refused: Vec<NotAdded>,
}

impl Taken {
    fn refuse(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.refused.push(NotAdded { what: what.into(), why: why.into() });
    }

    fn clean(&mut self, what: &str, raw: RawArticle, today: Date) {
        match Draft::clean(raw, today) {
            Ok((draft, warnings)) => self.drafts.push((draft, warnings.iter().map(ToString::to_string).collect())),
            Err(refused) => self.refuse(what, refused.to_string()),
        }
    }

    fn page(&mut self, what: &str, page: Page, known: Known, today: Date) {
        match page.refused {
            Some(why) => self.refuse(what, why),
            None => self.clean(what, known.over(page.article), today),
        }
    }
}

impl Known {
    fn over(self, raw: RawArticle) -> RawArticle {
        let said = |value: Option<String>| value.filter(|value| !clean::line(value).is_empty());
        RawArticle {
            title: said(self.title).unwrap_or(raw.title),
            url: said(self.url).or(raw.url),
            source: said(self.source).or(raw.source),
            published: said(self.published).or(raw.published),
            ..raw
        }
    }
}

impl App {
    /// This home, fetching links by these settings.
    #[must_use]
    pub fn fetching(mut self, settings: FetchSettings) -> App {
        self.fetcher = Fetcher::new(settings);
        self
    }

    /// Adds something to a corpus. What comes back as added is durable and can be found. Blocks, for a link as long as the
    /// fetch may take; not to be called from asynchronous code.
    ///
    /// # Errors
    /// When the library or the index cannot be written. What is wrong with the thing itself is told in [`Additions`].
    pub fn add(&self, corpus: Corpus, what: Adding, today: Date) -> Result<Additions, AppError> {
        let mut taken = Taken::default();
        match what {
            Adding::Link(link) => match read::link(&self.fetcher, &link, today) {
                Ok((page, address)) => {
                    taken.page(&link, page, Known::default(), today);
                    if canonical(address.as_str()) != canonical(&link) {
                        self.warn_of_same(corpus, address.as_str(), &mut taken)?;
                    }
                }
                Err(error) => taken.refuse(link, error.to_string()),
            },
            Adding::File { name, bytes, known } => match read::file(&name, &bytes, known.url.as_deref(), today) {
                Ok(Held::Page(page)) => taken.page(&name, *page, known, today),
                Ok(Held::Articles) => take_articles(&mut taken, &name, &bytes, today),
                Err(error) => taken.refuse(name, error.to_string()),
            },
            Adding::Text { text, known } => take_text(&mut taken, &text, known, today),
        }
        self.take(corpus, taken)
    }

    fn take(&self, corpus: Corpus, taken: Taken) -> Result<Additions, AppError> {
        let (drafts, warnings): (Vec<Draft>, Vec<Vec<String>>) = taken.drafts.into_iter().unzip();
        let mut additions = Additions { refused: taken.refused, ..Additions::default() };
        let addresses: Vec<Option<String>> = drafts.iter().map(|draft| draft.url.clone()).collect();
        let put = self.library.put_all(corpus, drafts, Origin::Added, now_seconds())?;
        self.catch_up(&Progress::none())?;
        for (n, ((put, mut warnings), address)) in put.into_iter().zip(warnings).zip(addresses).enumerate() {
            let article = if n < Additions::LISTED { self.library.get(&[put.article_id], &[corpus])?.pop() } else { None };
            let Some(article) = article else {
                additions.more.count(put.outcome);
                continue;
            };
            if let Some(same) = address.map(|address| self.shared_with(corpus, &address)).transpose()?.flatten() {
                warnings.push(same);
            }
            let first_sentence = read::first_sentence(&article.body).to_owned();
            additions.added.push(Added { article, outcome: put.outcome, first_sentence, warnings });
        }
        additions.more.refused = additions.refused.len().saturating_sub(Additions::LISTED) as u64;
        additions.refused.truncate(Additions::LISTED);
        Ok(additions)
    }

    /// A word about an article of the same address among those that all share. Nothing is ever said of other servers'.
    fn shared_with(&self, corpus: Corpus, address: &str) -> Result<Option<String>, AppError> {
        if corpus == Corpus::Shared {
            return Ok(None);
        }
        let same = self.library.find_by_url(address, &[Corpus::Shared])?.pop();
        Ok(same.map(|same| format!("the articles that all share have one of this address already: {}", same.title)))
    }

    /// The link was given as one address and led to another, under which an article may be held.
    fn warn_of_same(&self, corpus: Corpus, address: &str, taken: &mut Taken) -> Result<(), AppError> {
        let same = self.library.find_by_url(address, &corpus.visible())?.pop();
        if let (Some(same), Some((_, warnings))) = (same, taken.drafts.last_mut()) {
            warnings.push(format!(
                "the link leads to an address of which there is an article already ({}): remove one of the two",
                same.title
            ));
        }
        Ok(())
    }
}

fn take_text(taken: &mut Taken, text: &str, known: Known, today: Date) {
    let (title, body) = read::text(known.title.as_deref(), text);
    let line = clean::line(&title);
    let what = if line.is_empty() { "the text".to_owned() } else { line.chars().take(80).collect() };
    if clean::body(text).is_empty() {
        return taken.refuse(what, "there is no text: paste the text of the article");
    }
    let raw = RawArticle { title, body, provenance: Some(Provenance::Pasted), ..RawArticle::default() };
    taken.clean(&what, Known { title: None, ..known }.over(raw), today);
}

fn take_articles(taken: &mut Taken, name: &str, bytes: &[u8], today: Date) {
    let mut articles = Articles::new(bytes);
    while let Some(article) = articles.next() {
        match article {
            Ok(mut raw) => {
                // How a text got here is not for the file to say, unless it says that it proves less.
                raw.provenance = raw.provenance.filter(|said| matches!(said, Provenance::Brief | Provenance::Row));
                raw.earlier.clear();
                taken.clean(&format!("{name}, line {}", articles.began()), raw, today);
            }
            Err(bad) => taken.refuse(format!("{name}, line {}", bad.line), bad.reason),
        }
    }
    if taken.drafts.is_empty() && taken.refused.is_empty() {
        taken.refuse(name, "it holds no article");
    }
}
