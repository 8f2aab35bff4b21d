//! A page, as fetched or saved, to an article: text and what is known about it, and where each value came from.
//!
//! Pure, and safe for any bytes: a page is decoded (`charset`), read into a tree of bounded depth (`tree`), its text is
//! found by where real paragraphs stand (`body`), and what it says about itself is looked up (`metadata`). Nothing in
//! here takes more than linear time or a stack deeper than the tree.

mod body;
mod boilerplate;
mod charset;
mod entity;
mod metadata;
mod refusal;
mod tree;

use jiff::civil::Date;
use url::Url;

use super::draft::RawArticle;
use super::markdown;
use crate::text::{clean, sentence};
use metadata::Metadata;
use tree::Tree;

/// What was found on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The article, as far as there is one.
    pub article: RawArticle,
    /// Which signal each of its values comes from, as field and signal.
    pub signals: Vec<(&'static str, &'static str)>,
    /// Why `add` would not take it, in words for a person.
    pub refused: Option<String>,
}

/// Why bytes cannot be read as a page at all, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing.
    #[error("it is empty")]
    Empty,
    /// A kind of file that holds no page. Names it.
    #[error("it is {0}, not a web page or a text: copy its text and add that")]
    Other(&'static str),
    /// It says so itself. Holds the content type.
    #[error("its type is {0}, not a web page or a text")]
    Type(String),
    /// Bytes that are no text in any encoding.
    #[error("it is not a web page or a text")]
    NotText,
}

/// Reads a web page or a plain text. `content_type` is what came with it, if anything did; `address` is where it is from.
/// A date after `today` is not believed.
///
/// A text's first line is its title and the rest its body; a Markdown heading loses its marks.
///
/// # Errors
/// If the bytes are neither a web page nor a text, whatever their content type says.
pub fn read(bytes: &[u8], content_type: Option<&str>, address: Option<&str>, today: Date) -> Result<Page, Unreadable> {
    if bytes.trim_ascii().is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(kind) = other_kind(bytes) {
        return Err(Unreadable::Other(kind));
    }
    let kind = content_type.and_then(|value| value.split(';').next()).map(|kind| kind.trim().to_ascii_lowercase());
    let kind = kind.as_deref().filter(|kind| !kind.is_empty());
    let is_generic = kind.is_none_or(|kind| matches!(kind, "application/octet-stream" | "binary/octet-stream"));
    let is_text = kind.is_some_and(|kind| matches!(kind, "text/plain" | "text/markdown" | "text/x-markdown"));
    let is_markdown = kind.is_some_and(|kind| matches!(kind, "text/markdown" | "text/x-markdown"));
    let is_html = kind.is_some_and(|kind| matches!(kind, "text/html" | "application/xhtml+xml"));
    let is_xml = kind.is_some_and(|kind| matches!(kind, "text/xml" | "application/xml"));
    if !(is_generic || is_text || is_html || is_xml) {
        return Err(Unreadable::Type(clean::line(kind.unwrap_or_default()).chars().take(80).collect()));
    }
    let (text, encoding) = charset::decode(bytes, content_type);
    // Text has no zero bytes; a picture or a program has many.
    if text.chars().take(4096).filter(|c| *c == '\0').count() > 2 {
        return Err(Unreadable::NotText);
    }
    let mut page = if is_html || begins_as_html(&text) || (!is_text && has_tags(&text)) {
        web_page(&text, address, today)
    } else if is_markdown {
        plain_text(&markdown::plain(&text), address)
    } else {
        plain_text(&text, address)
    };
    page.signals.push(("encoding", encoding));
    Ok(page)
}

/// What a file is that begins like this and is neither a page nor a text, in words.
pub(super) fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    OTHER_KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

/// How files begin that are no pages, and what they are.
const OTHER_KINDS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an office document"),
    (b"ID3", "a recording"),
    (b"\x00\x00\x00", "a film"),
    (b"SQLite format 3", "a database"),
];

/// Whether a text can only be a web page, whatever it is called.
pub(super) fn begins_as_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("<?xml") && start.contains("<html"))
}

/// Whether a text of unknown kind is full of tags.
fn has_tags(text: &str) -> bool {
    let start: String = text.chars().take(20_000).collect::<String>().to_ascii_lowercase();
    ["<html", "<head", "<body", "<div", "<p>", "<p ", "<article", "<meta ", "<title"].iter().any(|tag| start.contains(tag))
}

fn web_page(html: &str, address: Option<&str>, today: Date) -> Page {
    let tree = Tree::parse(html);
    let metadata = Metadata::read(&tree, address);
    let mut signals = Vec::new();
    let mut take = |field, found: metadata::Signalled| {
        found.map(|(value, signal)| {
            signals.push((field, signal));
            value
        })
    };
    let title = take("title", metadata.title()).unwrap_or_default();
    let source = take("source", metadata.source());
    let author = take("author", metadata.author());
    let published = take("published", metadata.published(today));
    // The address that was given is the one to show; the page's own is for a saved file.
    let url = address.map(|address| (address.to_owned(), "given")).or_else(|| metadata.canonical());
    let url = take("url", url);
    let found = clean::body(&body::body(&tree, &title));
    let linked = metadata.body().map(|text| clean::body(&text)).unwrap_or_default();
    // JSON-LD has no paragraphs and sometimes only the beginning: it helps where the page shows little.
    let is_little = found.len() < refusal::SHORTEST || found.len() * 3 < linked.len();
    let body = if is_little && linked.len() > found.len() {
        take("body", Some((linked, "JSON-LD articleBody")))
    } else {
        take("body", (!found.is_empty()).then_some((found, "paragraphs")))
    };
    let body = body.unwrap_or_default();
    let mut refused = refusal::refusal(&tree, &metadata, &body);
    if refused.is_none() && title.trim().is_empty() {
        refused = Some("it has no title: give the text with a title on its first line".to_owned());
    }
    Page { article: RawArticle { url, title, source, author, published, body, ..RawArticle::default() }, signals, refused }
}

/// A first line of more characters than this is no title but a paragraph, which must not be lost.
pub(super) const LONGEST_TITLE_LINE: usize = 300;

fn plain_text(text: &str, address: Option<&str>) -> Page {
    let text = clean::body(text);
    let text = text.trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (title, body, signal) = if first.chars().nth(LONGEST_TITLE_LINE).is_some() {
        let sentence = sentence::boundaries(first).into_iter().next().map_or(first, |range| &first[range]);
        (sentence.to_owned(), text.trim_end().to_owned(), "first sentence")
    } else {
        (first.trim_start_matches('#').trim().to_owned(), rest.trim().to_owned(), "first line")
    };
    let mut signals = vec![("title", signal)];
    let refused = if body.is_empty() && title.is_empty() {
        Some("it is empty, or holds nothing that can be seen: give a file with the text in it".to_owned())
    } else if body.is_empty() {
        Some("it has only one line: put the title on the first line and the text below it".to_owned())
    } else {
        signals.push(("body", "the lines below the first"));
        None
    };
    let host = address
        .and_then(|address| Url::parse(address).ok())
        .and_then(|url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned()));
    if host.is_some() {
        signals.push(("source", "domain"));
    }
    if address.is_some() {
        signals.push(("url", "given"));
    }
    Page {
        article: RawArticle { url: address.map(str::to_owned), title, source: host, body, ..RawArticle::default() },
        signals,
        refused,
    }
}

#[cfg(test)]
mod tests;
