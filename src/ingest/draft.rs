//! An article on its way in: cleaned once, here, so that nothing downstream has to clean again.
//!
//! Pure: the present day is an argument.

use std::fmt;

use jiff::civil::Date;
use jiff::fmt::rfc2822;

use super::canonical::canonical;
use crate::article::{BasedOn, Provenance};
use crate::text::{clean, term};

/// A cleaned article that has no id yet: only [`Draft::clean`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its address, as it was given.
    pub url: Option<String>,
    /// Its title: one line, never empty, at most [`Draft::LONGEST_TITLE`] characters.
    pub title: String,
    /// Its publisher.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day it was published, never after the day it was cleaned.
    pub published: Option<Date>,
    /// Its text, never empty.
    pub body: String,
    /// How it got here.
    pub provenance: Provenance,
    /// What it summarises, for a brief.
    pub based_on: Option<BasedOn>,
    /// Its earlier versions, oldest first, where it comes from another library.
    pub earlier: Vec<Draft>,
    /// Keeps drafts from being made without cleaning.
    cleaned: Cleaned,
}

/// Says that a draft came through [`Draft::clean`]; nothing else can say it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cleaned;

/// An article as somebody gave it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawArticle {
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: String,
    /// Its publisher.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, in any of the forms that [`Draft::clean`] reads.
    pub published: Option<String>,
    /// Its text.
    pub body: String,
    /// How it got here; without one, it came in a file.
    pub provenance: Option<Provenance>,
    /// The report it summarises; marks a brief of ours.
    pub based_on: Option<BasedOn>,
    /// Its earlier versions, oldest first.
    pub earlier: Vec<RawArticle>,
    /// What its reader could not use and left out.
    pub warnings: Vec<Warning>,
}

/// Something that was left out or looks wrong; the article is taken all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The title was cut.
    TitleCut,
    /// The named value was cut.
    Cut(&'static str),
    /// The text is long for one article. Holds its bytes.
    Long(usize),
    /// The address cannot be opened as a web page.
    NotAnAddress(String),
    /// The date lies after today and was dropped.
    FutureDate(Date),
    /// The date lies before anything that a date of news can be, as zeros of computers do, and was dropped.
    EarlyDate(Date),
    /// The date could not be read and was dropped.
    UnreadableDate(String),
    /// A brief that does not say what it is based on.
    BasedOnNothing,
    /// The named field holds something else than it should and was left out.
    Ignored(String),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::TitleCut => write!(f, "the title is longer than {} characters and was cut", Draft::LONGEST_TITLE),
            Warning::Cut(what) => write!(f, "the {what} is longer than {LONGEST_NAME} characters and was cut"),
            Warning::Long(bytes) => write!(f, "the text has {} kB: is it one article?", bytes / 1000),
            Warning::NotAnAddress(url) => write!(f, "'{url}' is not an http or https address"),
            Warning::FutureDate(date) => write!(f, "the date {date} lies in the future and was left out"),
            Warning::EarlyDate(date) => write!(f, "the date {date} is too early to be the article's and was left out"),
            Warning::UnreadableDate(given) => write!(f, "the date '{given}' could not be read and was left out"),
            Warning::BasedOnNothing => f.write_str("based_on names no source"),
            Warning::Ignored(field) => write!(f, "{field} is not usable and was left out"),
        }
    }
}

/// Why something cannot become an article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No title, or nothing visible in it.
    #[error("it has no title")]
    NoTitle,
    /// No text, or nothing visible in it.
    #[error("it has no text")]
    NoBody,
    /// More than [`Draft::LONGEST_BODY`]. Holds its bytes.
    #[error("its text has {} MB, more than an article can have ({} MiB): split it", .0 / 1_000_000, Draft::LONGEST_BODY >> 20)]
    TooLong(usize),
}

/// The longest publisher, author or address of a brief's report, in characters.
const LONGEST_NAME: usize = 500;

/// No news of the web is older. Dates of 1900 and 1970 are zeros of a table or a computer.
pub(super) const FIRST_YEAR: i16 = 1990;

/// A text of more bytes than this is asked about: the longest newspaper reports have about 100 kB.
const LONG_BODY: usize = 200_000;

impl Draft {
    /// The longest title, in characters; a longer one is cut.
    pub const LONGEST_TITLE: usize = 1000;
    /// The longest text, in bytes; a longer one is refused.
    pub const LONGEST_BODY: usize = 10 << 20;

    /// Cleans an article and reads its date. Dates are understood as `YYYY-MM-DD`, with or without a time after it
    /// (RFC 3339), and as in mail and feeds (RFC 2822); the day is taken as written, whatever the time zone.
    ///
    /// An address that is not one of the web is kept, with a warning: it may still tell a reader where the text is from.
    ///
    /// # Errors
    /// Without a title or a text, or with a text of more than [`Draft::LONGEST_BODY`] bytes.
    pub fn clean(raw: RawArticle, today: Date) -> Result<(Draft, Vec<Warning>), Refused> {
        let mut warnings = raw.warnings;
        let title = cut(clean::line(&raw.title), Self::LONGEST_TITLE, || warnings.push(Warning::TitleCut));
        if title.is_empty() {
            return Err(Refused::NoTitle);
        }
        if raw.body.len() > Self::LONGEST_BODY {
            return Err(Refused::TooLong(raw.body.len()));
        }
        let body = clean::body(&raw.body);
        match body.len() {
            0 => return Err(Refused::NoBody),
            // Composing accents can make a text longer.
            bytes if bytes > Self::LONGEST_BODY => return Err(Refused::TooLong(bytes)),
            bytes if bytes > LONG_BODY => warnings.push(Warning::Long(bytes)),
            _ => {}
        }
        let url = raw.url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
        if let Some(url) = url.as_ref().filter(|url| canonical(url).is_none()) {
            warnings.push(Warning::NotAnAddress(cut(clean::line(url), 100, || {})));
        }
        let mut name = |value: Option<String>, what| {
            let value = cut(clean::line(&value?), LONGEST_NAME, || warnings.push(Warning::Cut(what)));
            (!value.is_empty()).then_some(value)
        };
        let (source, author) = (name(raw.source, "source"), name(raw.author, "author"));
        let mut provenance = raw.provenance.unwrap_or(Provenance::Attached);
        let based_on = raw.based_on.and_then(|based_on| {
            // Whatever else is said: a text that says it is based on a report must not count as a report itself.
            provenance = Provenance::Brief;
            let url = name(based_on.url, "address in based_on");
            let host = url.as_ref().and_then(|url| Some(url::Url::parse(url).ok()?.host_str()?.to_owned()));
            let source = name(Some(based_on.source), "source in based_on").or(host)?;
            Some(BasedOn { source, url, author: name(based_on.author, "author in based_on") })
        });
        if provenance == Provenance::Brief && based_on.is_none() {
            warnings.push(Warning::BasedOnNothing);
        }
        let published = raw.published.filter(|given| !given.trim().is_empty()).and_then(|given| match read_date(&given) {
            Some(date) if date > today => {
                warnings.push(Warning::FutureDate(date));
                None
            }
            Some(date) if date.year() < FIRST_YEAR => {
                warnings.push(Warning::EarlyDate(date));
                None
            }
            Some(date) => Some(date),
            None => {
                warnings.push(Warning::UnreadableDate(cut(clean::line(&given), 100, || {})));
                None
            }
        });
        // An earlier version that cannot be used is no reason to refuse the article.
        let earlier = raw.earlier.into_iter().filter_map(|raw| Some(Draft::clean(raw, today).ok()?.0)).collect();
        Ok((Draft { url, title, source, author, published, body, provenance, based_on, earlier, cleaned: Cleaned }, warnings))
    }

    /// What names it within its corpus: the canonical form of its address, or, without an address of the web, a hash
    /// of its folded title, its source and its date.
    pub fn key(&self) -> String {
        if let Some(key) = self.url.as_deref().and_then(canonical) {
            return key;
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(term::fold(&self.title).as_bytes());
        hasher.update(b"\n");
        hasher.update(term::fold(self.source.as_deref().unwrap_or("")).as_bytes());
        hasher.update(b"\n");
        hasher.update(self.published.map(|date| date.to_string()).unwrap_or_default().as_bytes());
        format!("text:{}", hasher.finalize().to_hex())
    }
}

/// At most `longest` characters, cut after a whole word where there is one; `warn` is called if anything was cut.
fn cut(mut text: String, longest: usize, warn: impl FnOnce()) -> String {
    if let Some((end, _)) = text.char_indices().nth(longest) {
        warn();
        // The first blank may stand right where the cut falls.
        let end = text[..end].rfind(' ').filter(|_| !text[end..].starts_with(' ')).unwrap_or(end);
        text.truncate(end);
    }
    text
}

fn read_date(given: &str) -> Option<Date> {
    let given = given.trim();
    if let (Some(day), Some(rest)) = (given.get(..10), given.get(10..)) {
        let time_follows = rest.strip_prefix(['T', 't', ' ']).is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()));
        let digits = day.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if digits && (rest.is_empty() || time_follows) {
            return day.parse().ok();
        }
    }
    // Feeds often get the day of the week wrong; the date counts.
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    parser.parse_zoned_datetime(given).ok().map(|zoned| zoned.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn raw(title: &str, body: &str) -> RawArticle {
        RawArticle { title: title.into(), body: body.into(), ..RawArticle::default() }
    }

    fn cleaned(raw: RawArticle) -> (Draft, Vec<Warning>) {
        Draft::clean(raw, date(2026, 11, 20)).unwrap()
    }

    fn published(given: &str) -> (Option<Date>, Vec<Warning>) {
        let (draft, warnings) = cleaned(RawArticle { published: Some(given.into()), ..raw("T", "B") });
        (draft.published, warnings)
    }

    #[test]
    fn cleans_every_field() {
        let (draft, warnings) = cleaned(RawArticle {
            url: Some(" https://example.com/a?utm_source=x ".into()),
            source: Some("The\u{200b} Post\n".into()),
            author: Some(" ".into()),
            ..raw(" Cuts \n at  Acme", "One.\r\n\r\n\r\n\r\nTwo.\u{202e} ")
        });
        assert_eq!(draft.url.as_deref(), Some("https://example.com/a?utm_source=x"));
        assert_eq!((draft.title.as_str(), draft.body.as_str()), ("Cuts at Acme", "One.\n\nTwo."));
        assert_eq!((draft.source.as_deref(), draft.author), (Some("The Post"), None));
        assert_eq!((draft.provenance, warnings), (Provenance::Attached, vec![]));
    }

    #[test]
    fn a_title_and_a_text_are_required() {
        let today = date(2026, 11, 20);
        assert_eq!(Draft::clean(raw("\u{200b} \n", "B"), today), Err(Refused::NoTitle));
        assert_eq!(Draft::clean(raw("T", " \u{feff}\n "), today), Err(Refused::NoBody));
        let long = "x".repeat(Draft::LONGEST_BODY + 1);
        assert_eq!(Draft::clean(raw("T", &long), today), Err(Refused::TooLong(long.len())));
        let (_, warnings) = cleaned(raw("T", &"word ".repeat(50_000)));
        assert_eq!(warnings, [Warning::Long(249_999)]);
        assert_eq!(warnings[0].to_string(), "the text has 249 kB: is it one article?");
    }

    #[test]
    fn a_long_title_is_cut_after_a_word() {
        let (draft, warnings) = cleaned(raw(&"déjà vu ".repeat(200), "B"));
        assert_eq!(warnings, [Warning::TitleCut]);
        assert!(draft.title.chars().count() <= Draft::LONGEST_TITLE && draft.title.ends_with("vu"), "{}", draft.title);
        let (draft, _) = cleaned(raw(&"é".repeat(1200), "B"));
        assert_eq!(draft.title.chars().count(), Draft::LONGEST_TITLE);
    }

    #[test]
    fn dates_are_taken_as_written() {
        for given in [
            "2023-01-20",
            " 2023-01-20T23:30:00-08:00 ",
            "2023-01-20T00:30:00.123Z",
            "2023-01-20 08:00",
            "Fri, 20 Jan 2023 23:59:00 -0800",
            "20 Jan 2023 08:00:00 GMT",
            "Mon, 20 Jan 2023 08:00:00 +0000",
        ] {
            assert_eq!(published(given), (Some(date(2023, 1, 20)), vec![]), "{given}");
        }
    }

    #[test]
    fn a_date_that_cannot_be_right_is_left_out() {
        assert_eq!(published("2026-11-21"), (None, vec![Warning::FutureDate(date(2026, 11, 21))]));
        assert_eq!(published("1970-01-01"), (None, vec![Warning::EarlyDate(date(1970, 1, 1))]));
        assert_eq!(published("2026-11-20"), (Some(date(2026, 11, 20)), vec![]));
        for given in ["yesterday", "2023-02-30", "2023-1-2", "1674172800", "2023-01-20x", "20/01/2023", "é2023-01-20"] {
            assert_eq!(published(given), (None, vec![Warning::UnreadableDate(given.into())]), "{given}");
        }
        assert_eq!(published("  "), (None, vec![]));
    }

    #[test]
    fn what_is_based_on_a_report_is_a_brief() {
        let based_on = |source: &str, url: Option<&str>| {
            let based_on = BasedOn { source: source.into(), url: url.map(str::to_owned), author: None };
            cleaned(RawArticle { based_on: Some(based_on), provenance: Some(Provenance::Fetched), ..raw("T", "B") })
        };
        let (draft, warnings) = based_on(" The  Post ", None);
        assert_eq!((draft.provenance, draft.based_on.unwrap().source.as_str()), (Provenance::Brief, "The Post"));
        assert_eq!(warnings, []);
        let (draft, _) = based_on("", Some("https://post.example/a"));
        assert_eq!((draft.provenance, draft.based_on.unwrap().source.as_str()), (Provenance::Brief, "post.example"));
        let (draft, warnings) = based_on("", None);
        assert_eq!((draft.provenance, draft.based_on, warnings), (Provenance::Brief, None, vec![Warning::BasedOnNothing]));
    }

    #[test]
    fn the_address_is_the_key_or_else_title_source_and_date() {
        let key = |url: Option<&str>, title: &str, source: &str, body: &str| {
            cleaned(RawArticle { url: url.map(str::to_owned), source: Some(source.into()), ..raw(title, body) }).0.key()
        };
        assert_eq!(key(Some("http://Example.com/a/#x"), "T", "S", "B"), "https://example.com/a");
        let plain = key(None, "Cuts at Acme", "S", "B");
        assert!(plain.starts_with("text:"));
        assert_eq!(key(None, "CUTS at Acmé", "s", "another text"), plain);
        assert_eq!(key(Some("see the printed edition"), "Cuts at Acme", "S", "B"), plain);
        assert_ne!(key(None, "Cuts at Acme", "T", "B"), plain);
        let (_, warnings) = cleaned(RawArticle { url: Some("javascript:x".into()), ..raw("T", "B") });
        assert_eq!(warnings, [Warning::NotAnAddress("javascript:x".into())]);
    }
}
