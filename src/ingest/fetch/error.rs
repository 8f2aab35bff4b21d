//! Why a link could not be fetched, in words for the person who gave it: what happened, and the way out.

use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::LONGEST;
use crate::text::clean;

/// Why a link could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// No address of the web. Holds what was given, shortened.
    #[error("'{0}' is not a link to a web page: give the whole address, beginning with https://")]
    NotALink(String),
    /// A user or a password in the address.
    #[error("the link holds a user name or a password: give the address without it")]
    Credentials,
    /// A port that is not of the web.
    #[error(
        "pages are read on ports 80, 443, 8080 and 8443 only, not on {0}: save the page and give the file, or paste its text"
    )]
    Port(u16),
    /// Leads inside a network, at once or by a redirect.
    #[error(
        "the link leads to an address that is not on the public internet, and such are never opened: save the page and give the file, or paste its text"
    )]
    Private,
    /// The name has no address.
    #[error("there is no site {0}: check the spelling of the link")]
    UnknownHost(String),
    /// Nobody answers there.
    #[error("{0} does not answer: try again later, or paste the text")]
    Unreachable(String),
    /// No secure connection.
    #[error(
        "no secure connection to {0} is possible (its certificate is not valid, or it speaks no modern TLS): open it in a browser, save the page and give the file"
    )]
    Tls(String),
    /// Longer than the time for a fetch. Holds it, in seconds.
    #[error("the page did not arrive within {0} seconds: try again later, or paste the text")]
    TimedOut(u64),
    /// More than a page may have.
    #[error("the page is larger than {} MiB, which an article is not: paste the text", LONGEST >> 20)]
    TooLong,
    /// The connection broke or what came was no proper answer.
    #[error("the connection broke off before the page was complete: try again, or paste the text")]
    BrokenOff,
    /// Another kind of file. Names it.
    #[error("the link leads to {0}, not to a web page or a text: copy its text and paste it, or give it as a .txt file")]
    NotAPage(String),
    /// Nothing in it.
    #[error("the page is empty: open the link in a browser, save the page and give the file, or paste the text")]
    Empty,
    /// A circle, or a long way.
    #[error("the link is sent on from one address to the next without end: give the address at which the article is shown")]
    Redirects,
    /// A redirect to nowhere.
    #[error("the link is sent on to something that is no address: give the address at which the article is shown")]
    BadRedirect,
    /// From an encrypted address to one that is not.
    #[error(
        "the link is sent on from a secure to an insecure address: give the address at which the article is shown, or paste the text"
    )]
    Downgrade,
    /// There is no such page.
    #[error("there is no page at this address (the site answers {0}): check the link, or paste the text")]
    Missing(u16),
    /// For those who log in or for people alone.
    #[error(
        "the site does not let programs read the page (it answers {0}): open it in a browser, save the page and give the file, or paste the text"
    )]
    Forbidden(u16),
    /// For subscribers.
    #[error("the page is for subscribers: paste the text if you may use it")]
    Paid,
    /// Asked too often. Holds when to come back, if the site says.
    #[error("the site asks to come back later{}: try again then, or paste the text", .0.as_deref().map(|when| format!(" ({when})")).unwrap_or_default())]
    TooMany(Option<String>),
    /// The site has a fault.
    #[error("the site has a problem of its own (it answers {0}): try again later, or paste the text")]
    SiteFailed(u16),
    /// An answer that holds no page.
    #[error(
        "the site answers {0} instead of the page: open the link in a browser, save the page and give the file, or paste the text"
    )]
    Status(u16),
    /// Nothing to do with the link.
    #[error("links cannot be fetched at the moment: paste the text, or give the page as a file")]
    Failed,
}

impl FetchError {
    pub(super) fn not_a_link(given: &str) -> FetchError {
        FetchError::NotALink(short(given))
    }

    /// What a status other than success says.
    pub(super) fn of_status(status: u16, headers: &HeaderMap) -> Option<FetchError> {
        Some(match status {
            // Nothing new and a part of it are no pages, though they are successes.
            200..=203 => return None,
            204 | 205 => FetchError::Empty,
            401 | 403 | 405 | 406 | 407 | 451 => FetchError::Forbidden(status),
            402 => FetchError::Paid,
            404 | 410 => FetchError::Missing(status),
            429 => FetchError::TooMany(come_back(headers)),
            503 if headers.contains_key(RETRY_AFTER) => FetchError::TooMany(come_back(headers)),
            500..=599 => FetchError::SiteFailed(status),
            _ => FetchError::Status(status),
        })
    }
}

/// When to come back, in words: the site says it in seconds or as a date.
fn come_back(headers: &HeaderMap) -> Option<String> {
    let given = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = given.parse::<u32>() {
        return Some(match seconds {
            0..=1 => "in a second".to_owned(),
            2..=119 => format!("in {seconds} seconds"),
            120..=7199 => format!("in {} minutes", seconds.div_ceil(60)),
            _ => format!("in {} hours", seconds.div_ceil(3600)),
        });
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(given).ok()?;
    Some(date.with_time_zone(jiff::tz::TimeZone::UTC).strftime("after %-d %b %Y, %H:%M UTC").to_string())
}

/// What a content type says that is neither a page nor a text, in words.
pub(super) fn unfit(content_type: &str) -> Option<String> {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let fit = ["", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"];
    if fit.contains(&kind.as_str()) {
        return None;
    }
    Some(match kind.split('/').next().unwrap_or_default() {
        "image" => "a picture".to_owned(),
        "video" => "a film".to_owned(),
        "audio" => "a recording".to_owned(),
        _ if kind == "application/pdf" => "a PDF".to_owned(),
        _ if kind.ends_with("json") => "data (JSON)".to_owned(),
        _ => format!("a file of type {}", short(&kind)),
    })
}

fn short(text: &str) -> String {
    let line = clean::line(text);
    let mut short: String = line.chars().take(100).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}
