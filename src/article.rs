//! What is stored and what is shown of it: articles, the corpora they belong to, and quotes.
//!
//! Pure: knows neither the database nor the index. A [`Quote`] can only be made from an article and a range that
//! lies on sentence boundaries of its body, so that a citation that was never written does not compile.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::sentence;

/// Whose an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Corpus {
    /// The operator's, seen by every server.
    Shared,
    /// One Discord server's own, seen there alone. Holds the server's (guild's) snowflake.
    Server(u64),
}

impl Corpus {
    /// The corpora that somebody in this corpus may see: the shared one, and their own.
    pub fn visible(self) -> Vec<Corpus> {
        match self {
            Corpus::Shared => vec![Corpus::Shared],
            own => vec![Corpus::Shared, own],
        }
    }
}

impl fmt::Display for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Corpus::Shared => f.write_str("shared"),
            Corpus::Server(id) => write!(f, "server-{id}"),
        }
    }
}

impl FromStr for Corpus {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s.strip_prefix("server-") {
            None if s == "shared" => Ok(Corpus::Shared),
            Some(id) => id.parse().map(Corpus::Server).map_err(|_| format!("'{s}' is not a corpus")),
            None => Err(format!("'{s}' is not a corpus")),
        }
    }
}

/// Names an article for good: 64 bits of a hash over its corpus and its key.
///
/// A counter would tell one server how many articles the others add; a hash tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(u64);

impl ArticleId {
    /// None comes before it.
    pub const FIRST: ArticleId = ArticleId(0);
    /// None comes after it.
    pub const LAST: ArticleId = ArticleId(u64::MAX);

    /// The id of the article with this key (its canonical address, or what stands in for one) in this corpus.
    pub fn new(corpus: Corpus, key: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(corpus.to_string().as_bytes());
        hasher.update(b"\n");
        hasher.update(key.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        ArticleId(u64::from_le_bytes(first))
    }

    /// The bits, for storage.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The id with these bits, as read back from storage.
    pub fn from_bits(bits: u64) -> Self {
        ArticleId(bits)
    }
}

/// Shown as 16 hexadecimal digits.
impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match u64::from_str_radix(s, 16) {
            Ok(bits) if s.len() == 16 => Ok(ArticleId(bits)),
            _ => Err(format!("'{s}' is not an article id: 16 hexadecimal digits are")),
        }
    }
}

impl Serialize for ArticleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How a text got here. A byte-exact quote proves only what is stored, so every citation says this too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// Read from its address.
    Fetched,
    /// Pasted by a curator.
    Pasted,
    /// Came in a file.
    Attached,
    /// Our own summary of somebody else's report.
    Brief,
    /// A line of an imported list.
    Row,
}

impl Provenance {
    /// The word used in JSON and in the library.
    pub fn as_str(self) -> &'static str {
        match self {
            Provenance::Fetched => "fetched",
            Provenance::Pasted => "pasted",
            Provenance::Attached => "attached",
            Provenance::Brief => "brief",
            Provenance::Row => "row",
        }
    }
}

impl FromStr for Provenance {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        [Provenance::Fetched, Provenance::Pasted, Provenance::Attached, Provenance::Brief, Provenance::Row]
            .into_iter()
            .find(|p| p.as_str() == s)
            .ok_or_else(|| format!("'{s}' is not a provenance"))
    }
}

/// The report that a brief of ours summarises.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BasedOn {
    /// Its publisher.
    pub source: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}

/// One publication, cleaned and stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its id, which outlives its versions.
    pub id: ArticleId,
    /// Whose it is.
    pub corpus: Corpus,
    /// Its address, exactly as it was given.
    pub url: Option<String>,
    /// Its title, one line.
    pub title: String,
    /// Its publisher.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Its text: cleaned, NFC, paragraphs separated by newlines.
    pub body: String,
    /// How it got here.
    pub provenance: Provenance,
    /// What it summarises, for a brief.
    pub based_on: Option<BasedOn>,
    /// Counts from 1; rises with every change of its text or of what is known about it.
    pub version: u32,
}

impl Article {
    /// The quote at `range` of the body.
    ///
    /// # Errors
    /// When the range is empty, leaves the body, or does not start and end at sentence boundaries.
    pub fn quote(&self, range: Range<usize>) -> Result<Quote, NotAQuote> {
        let sentences = sentence::boundaries(&self.body);
        let starts = sentences.binary_search_by_key(&range.start, |s| s.start).is_ok();
        let ends = sentences.binary_search_by_key(&range.end, |s| s.end).is_ok();
        if range.is_empty() || !starts || !ends {
            return Err(NotAQuote { article: self.id, start: range.start, end: range.end });
        }
        Ok(Quote { article: self.id, text: self.body[range.clone()].to_owned(), range })
    }
}

/// One or more whole sentences of a stored article, to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quote {
    article: ArticleId,
    range: Range<usize>,
    text: String,
}

impl Quote {
    /// The article it stands in.
    pub fn article(&self) -> ArticleId {
        self.article
    }

    /// Where it stands: bytes of the body.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Its words.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A range that is not made of whole sentences of the article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("bytes {start}..{end} of article {article} are not whole sentences")]
pub struct NotAQuote {
    article: ArticleId,
    start: usize,
    end: usize,
}
