//! Fetching a link that somebody gave, through a guard.
//!
//! Whoever gives a link decides where this process dials, so nothing about the link is trusted. Every hop is checked by
//! itself: `http` or `https`, no user or password, a port of the web, and an address that all the world may dial
//! (`guard`), looked at in the moment of dialling, after the name was looked up. Redirects are followed here, not by the
//! HTTP client. No proxy of the environment, no cookies, no referrer. All of it together has twenty seconds, and a page
//! has ten mebibytes once decompressed; no more than that is ever held.
//!
//! Knows nothing of articles: what was fetched is read by [`page`].

mod error;
mod guard;

#[cfg(test)]
mod tests;

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::{Host, Url};

pub use error::FetchError;
pub use guard::{Allowed, BadAllowed, is_public};

use super::page;
use guard::{Doorkeeper, LookUp, Undialled};

/// The longest page, in bytes, after decompression.
pub const LONGEST: usize = 10 << 20;
/// Redirects that are followed for one link. Browsers follow twenty; news sites need two or three.
const REDIRECTS: usize = 8;
/// What sites are told about who asks. Honest: a site that does not want programs can say so.
const USER_AGENT: &str = concat!("Pinkslip/", env!("CARGO_PKG_VERSION"), " (reads single articles that people give links to)");

/// How links are fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchSettings {
    /// What may be dialled although it is not public: an operator's own news server, for instance.
    pub allow: Vec<Allowed>,
    /// How long a fetch may take: looking up names, connecting, all redirects, headers and body together.
    pub patience: Duration,
}

impl Default for FetchSettings {
    fn default() -> Self {
        FetchSettings { allow: Vec::new(), patience: Duration::from_secs(20) }
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The page, decompressed.
    pub bytes: Vec<u8>,
    /// What its sender says it is.
    pub content_type: Option<String>,
    /// Where it came from in the end, after redirects.
    pub address: Url,
}

/// Fetches links.
#[derive(Debug, Clone)]
pub struct Fetcher {
    settings: FetchSettings,
    look_up: LookUp,
}

impl Default for Fetcher {
    fn default() -> Self {
        Fetcher::new(FetchSettings::default())
    }
}

impl Fetcher {
    /// One with these settings.
    pub fn new(settings: FetchSettings) -> Fetcher {
        Fetcher { settings, look_up: guard::ask_the_system }
    }

    /// Fetches a link. Blocks; not to be called from asynchronous code, but from a thread of its own.
    ///
    /// # Errors
    /// Whatever the reason, told in words for the person who gave the link.
    pub fn fetch(&self, link: &str) -> Result<Fetched, FetchError> {
        let url = parse(link)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|_| FetchError::Failed)?;
        let patience = self.settings.patience;
        let fetched = runtime.block_on(async {
            let late = || FetchError::TimedOut(patience.as_secs());
            tokio::time::timeout(patience, self.follow(url)).await.unwrap_or_else(|_| Err(late()))
        });
        // The system may still be looking a name up, which cannot be interrupted; nobody waits for it.
        runtime.shutdown_background();
        fetched
    }

    async fn follow(&self, mut url: Url) -> Result<Fetched, FetchError> {
        for _ in 0..=REDIRECTS {
            let response = self.hop(&url).await?;
            match redirect(&url, &response)? {
                Some(next) => url = next,
                None => return take(url, response).await,
            }
        }
        Err(FetchError::Redirects)
    }

    /// Asks for one address, with a client of its own, so that no connection and no looked up name outlives the check.
    async fn hop(&self, url: &Url) -> Result<Response, FetchError> {
        check(url)?;
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(FetchError::not_a_link(url.as_str()));
        };
        let doorkeeper = Doorkeeper::new(host.clone(), port, self.settings.allow.clone(), self.look_up);
        doorkeeper.check_port()?;
        // The client looks up names alone; a literal address is dialled as it stands.
        match host {
            Host::Ipv4(ip) => doorkeeper.check(ip.into())?,
            Host::Ipv6(ip) => doorkeeper.check(ip.into())?,
            // Not every system knows it in every spelling, and none of its addresses is public.
            Host::Domain(name) if is_localhost(name) => doorkeeper.check(Ipv4Addr::LOCALHOST.into())?,
            Host::Domain(_) => {}
        }
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .dns_resolver(Arc::new(doorkeeper))
            .build()
            .map_err(|_| FetchError::Failed)?;
        let request = client
            .get(url.clone())
            .header(ACCEPT, "text/html, application/xhtml+xml, text/plain;q=0.9, text/markdown;q=0.8")
            .header(ACCEPT_LANGUAGE, "en, *;q=0.5");
        request.send().await.map_err(|error| failed(&error, url))
    }
}

/// The address in what somebody gave; `<…>` around it is how Discord is told to show no preview.
fn parse(link: &str) -> Result<Url, FetchError> {
    let link = link.trim();
    let bare = link.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(link);
    Url::parse(bare).map_err(|_| FetchError::not_a_link(link))
}

/// What can be told from the words of an address alone.
fn check(url: &Url) -> Result<(), FetchError> {
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(FetchError::not_a_link(url.as_str()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::Credentials);
    }
    Ok(())
}

fn is_localhost(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name == "localhost" || name.ends_with(".localhost")
}

/// Where a response sends on to, if it does.
fn redirect(from: &Url, response: &Response) -> Result<Option<Url>, FetchError> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let to = response.headers().get(LOCATION).and_then(|to| std::str::from_utf8(to.as_bytes()).ok());
    let to = to.and_then(|to| from.join(to).ok()).ok_or(FetchError::BadRedirect)?;
    if from.scheme() == "https" && to.scheme() == "http" {
        return Err(FetchError::Downgrade);
    }
    Ok(Some(to))
}

/// Takes the page in, no more of it than a page may have, and no file of another kind.
async fn take(address: Url, mut response: Response) -> Result<Fetched, FetchError> {
    if let Some(error) = FetchError::of_status(response.status().as_u16(), response.headers()) {
        return Err(error);
    }
    let content_type = response.headers().get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    if let Some(kind) = content_type.as_deref().and_then(error::unfit) {
        return Err(FetchError::NotAPage(kind));
    }
    if response.content_length().is_some_and(|length| length > LONGEST as u64) {
        return Err(FetchError::TooLong);
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failed(&error, &address))? {
        if bytes.len() + chunk.len() > LONGEST {
            return Err(FetchError::TooLong);
        }
        let is_first = bytes.len() < 16;
        bytes.extend_from_slice(&chunk);
        // Whatever it says it is: there is no need to wait for the end of a film.
        if is_first && let Some(kind) = page::other_kind(&bytes) {
            return Err(FetchError::NotAPage(kind.to_owned()));
        }
    }
    if bytes.trim_ascii().is_empty() {
        return Err(FetchError::Empty);
    }
    Ok(Fetched { bytes, content_type, address })
}

/// What went wrong on the way, as far as the person who gave the link can use it.
fn failed(error: &reqwest::Error, url: &Url) -> FetchError {
    let host = || url.host_str().unwrap_or_default().chars().take(100).collect::<String>();
    let mut said = String::new();
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(now) = cause {
        if let Some(undialled) = now.downcast_ref::<Undialled>() {
            return match undialled {
                Undialled::Private => FetchError::Private,
                Undialled::Unknown => FetchError::UnknownHost(host()),
            };
        }
        said.push_str(&now.to_string().to_lowercase());
        said.push('\n');
        cause = now.source();
    }
    // The errors of TLS have no type that can be seen from here.
    if ["certificate", "tls", "handshake", "fatal alert"].iter().any(|word| said.contains(word)) {
        FetchError::Tls(host())
    } else if error.is_connect() {
        FetchError::Unreachable(host())
    } else {
        FetchError::BrokenOff
    }
}
