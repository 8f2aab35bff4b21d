//! What somebody gave, a link, a file or a text, to what is found in it.
//!
//! What a file is, its content says first and its name second: a page called `notes.txt` is read as a page.

use jiff::civil::Date;

use super::fetch::{FetchError, Fetcher};
use super::page::{self, Page, Unreadable};
use crate::article::Provenance;
use crate::text::{clean, sentence};

/// The largest file, in bytes: as much as an article's text can have, and as a link is read.
pub const LARGEST: usize = super::fetch::LONGEST;

/// Why nothing could be read, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The link could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What was fetched or given is no page and no text.
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    /// More than [`LARGEST`].
    #[error("it is larger than {} MiB, which an article is not: give its text alone", LARGEST >> 20)]
    TooLarge,
    /// A kind of file that is not read. Holds the ending.
    #[error("files that end in .{0} are not read: give a .html, .txt, .md, .json or .jsonl file, or paste the text")]
    Ending(String),
}

/// What a file holds.
#[derive(Debug)]
pub enum Held {
    /// One article, as page or text.
    Page(Box<Page>),
    /// Articles as JSON, for [`Articles`](super::Articles).
    Articles,
}

/// Fetches a link and reads the page. Its address stays as it was given; the one it leads to after redirects comes with it.
///
/// # Errors
/// When it cannot be fetched, or is neither page nor text.
pub fn link(fetcher: &Fetcher, link: &str, today: Date) -> Result<(Page, url::Url), ReadError> {
    let fetched = fetcher.fetch(link)?;
    let mut page = page::read(&fetched.bytes, fetched.content_type.as_deref(), Some(fetched.address.as_str()), today)?;
    let given = link.trim();
    let bare = given.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(given);
    page.article.url = Some(bare.to_owned());
    page.article.provenance = Some(Provenance::Fetched);
    Ok((page, fetched.address))
}

/// Reads a file of this name. `address` is where it is from, if that is known.
///
/// # Errors
/// When it is too large, or neither page nor text nor JSON.
pub fn file(name: &str, bytes: &[u8], address: Option<&str>, today: Date) -> Result<Held, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge);
    }
    let ending = name.rsplit(['/', '\\']).next().unwrap_or(name).rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_json = looks_like_json(bytes);
    let content_type = match ending.as_deref() {
        Some("json" | "jsonl" | "ndjson") if !bytes.trim_ascii_start().starts_with(b"<") && page::other_kind(bytes).is_none() => {
            return Ok(Held::Articles);
        }
        Some("html" | "htm" | "xhtml") => Some("text/html"),
        _ if is_json => return Ok(Held::Articles),
        Some("txt" | "text") => Some("text/plain"),
        Some("md" | "markdown") => Some("text/markdown"),
        _ => None,
    };
    let mut page = page::read(bytes, content_type, address, today)?;
    let known = content_type.is_some() || ending.is_none() || page.signals.iter().any(|(_, signal)| *signal == "paragraphs");
    if let Some(ending) = ending.filter(|_| !known) {
        return Err(ReadError::Ending(clean::line(&ending).chars().take(20).collect()));
    }
    page.article.provenance = Some(Provenance::Attached);
    Ok(Held::Page(Box::new(page)))
}

/// Title and text of what somebody pasted. Without a title it is the first line; where that is the only one, or more of a
/// paragraph, it is the first sentence, and nothing is taken from the text.
pub fn text(title: Option<&str>, text: &str) -> (String, String) {
    if let Some(title) = title.filter(|title| !clean::line(title).is_empty()) {
        return (title.to_owned(), text.to_owned());
    }
    let text = clean::body(text);
    let text = text.trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if rest.trim().is_empty() || first.chars().nth(page::LONGEST_TITLE_LINE).is_some() {
        return (first_sentence(first).to_owned(), text.to_owned());
    }
    (first.trim_start_matches('#').trim().to_owned(), rest.trim().to_owned())
}

/// The first sentence of a text, or all of it where none can be told.
pub fn first_sentence(text: &str) -> &str {
    sentence::boundaries(text).into_iter().next().map_or(text, |range| &text[range])
}

/// Whether a text without a name is a page or articles in JSON, rather than a text as somebody pastes it.
pub fn is_marked_up(text: &str) -> bool {
    looks_like_json(text.as_bytes()) || page::begins_as_html(text)
}

/// Whether a file begins as articles in JSON do: an object, or an array of such.
fn looks_like_json(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let object = |text: &[u8]| text.strip_prefix(b"{").is_some_and(|inside| inside.trim_ascii_start().starts_with(b"\""));
    object(start) || start.strip_prefix(b"[").is_some_and(|inside| object(inside.trim_ascii_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(name: &str, bytes: &[u8]) -> Result<Held, ReadError> {
        file(name, bytes, None, date(2026, 11, 20))
    }

    const PAGE: &str = "<!doctype html><html><head><title>Acme cuts jobs</title></head><body><article><h1>Acme cuts jobs</h1>\
        <p>Acme is cutting 300 jobs, it said on Monday. The cuts are the third in a year, and they fall on sales above all.</p>\
        <p>Those who leave get sixteen weeks of pay, and those who stay get a new office, which they did not ask for.</p>\
        <p>The chief executive called the decision hard. Nobody who had to leave was asked about how hard it was for them.</p>\
        </article></body></html>";

    #[test]
    fn content_counts_before_the_name() {
        for name in ["a.html", "a.txt", "a.md", "a.json", "a.csv", "-", "a"] {
            let Ok(Held::Page(page)) = read(name, PAGE.as_bytes()) else { panic!("{name}") };
            assert_eq!((page.article.title.as_str(), page.refused.as_deref()), ("Acme cuts jobs", None), "{name}");
        }
        for name in ["a.json", "a.jsonl", "a.txt", "a.csv", "-"] {
            assert!(matches!(read(name, b" {\"title\":\"A\",\"body\":\"B\"}"), Ok(Held::Articles)), "{name}");
            assert!(matches!(read(name, b"[\n{ \"title\":\"A\"}]"), Ok(Held::Articles)), "{name}");
        }
        for name in ["a.html", "a.txt", "a.md", "a.json", "-", "a.pdf"] {
            let refused = read(name, b"%PDF-1.7 \x00\x01").err().map(|e| e.to_string());
            assert_eq!(refused.as_deref(), Some("it is a PDF, not a web page or a text: copy its text and add that"), "{name}");
        }
        assert_eq!(read("a.b/list.csv", b"company,jobs\nAcme,3\n").err(), Some(ReadError::Ending("csv".into())));
        assert_eq!(read("a.txt", &vec![b'a'; LARGEST + 1]).err(), Some(ReadError::TooLarge));
    }

    #[test]
    fn markdown_loses_its_marks_and_text_does_not() {
        let title_and_body = |name: &str| {
            let Ok(Held::Page(page)) = read(name, b"# Acme *cuts*\n\nIt is [true](https://a.example).\n") else { panic!() };
            (page.article.title, page.article.body)
        };
        assert_eq!(title_and_body("a.md"), ("Acme cuts".into(), "It is true.".into()));
        assert_eq!(title_and_body("a.txt"), ("Acme *cuts*".into(), "It is [true](https://a.example).".into()));
    }

    #[test]
    fn a_title_is_found_and_nothing_lost() {
        let long = format!("Acme cuts jobs. {}", "More of it follows. ".repeat(30));
        for (given, title, body) in [
            ("Title\n\nBody.", "Title", "Body."),
            ("## Title\nBody.", "Title", "Body."),
            ("Acme cut 5 jobs. It said so.", "Acme cut 5 jobs.", "Acme cut 5 jobs. It said so."),
            (long.trim(), "Acme cuts jobs.", long.trim()),
        ] {
            assert_eq!(text(None, given), (title.into(), body.into()));
            assert_eq!(text(Some(" \u{200b}"), given), (title.into(), body.into()));
        }
        assert_eq!(text(Some("T"), "x"), ("T".into(), "x".into()));
    }
}
