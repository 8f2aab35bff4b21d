//! Files that users attach: read from where Discord keeps them, and from nowhere else.

use std::time::Duration;

use url::Url;

use super::program::Failure;
use super::texts;

/// The largest file that is read.
pub const LARGEST: u64 = 10 << 20;
/// How long that may take.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Where Discord keeps attachments.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// Reads attachments.
pub struct Attachments {
    client: reqwest::Client,
    /// Where Discord is played, if it is.
    stand_in: Option<Url>,
}

impl Attachments {
    /// A reader. `stand_in` is where Discord is, if not at its own address.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(stand_in: Option<Url>) -> Result<Self, reqwest::Error> {
        let none = reqwest::redirect::Policy::none();
        let client = reqwest::Client::builder().timeout(TIMEOUT).no_proxy().redirect(none).build()?;
        Ok(Attachments { client, stand_in })
    }

    /// The bytes of an attachment that Discord says has this size.
    ///
    /// # Errors
    /// [`Failure::User`] where it is too large or cannot be had.
    pub async fn read(&self, name: &str, url: &str, size: u64) -> Result<Vec<u8>, Failure> {
        if size > LARGEST {
            return Err(Failure::User(texts::file_too_large(name)));
        }
        let unreadable = |why: &dyn std::fmt::Display| {
            tracing::warn!(%why, "an attachment could not be read");
            Failure::User(texts::file_unreadable(name))
        };
        let address = Url::parse(url).ok().filter(|address| self.is_discords(address));
        let address = address.ok_or_else(|| unreadable(&"it is not where Discord keeps attachments"))?;
        let failed = |error: reqwest::Error| unreadable(&error.without_url());
        let mut response = self.client.get(address).send().await.map_err(failed)?;
        if !response.status().is_success() {
            return Err(unreadable(&response.status()));
        }
        let mut bytes = Vec::new();
        // Whatever size was given, no more than that is kept.
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if (bytes.len() + chunk.len()) as u64 > LARGEST {
                return Err(Failure::User(texts::file_too_large(name)));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    fn is_discords(&self, address: &Url) -> bool {
        match &self.stand_in {
            Some(stand_in) => address.origin() == stand_in.origin(),
            None => address.scheme() == "https" && address.host_str().is_some_and(|host| HOSTS.contains(&host)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_discord_is_asked() {
        let real = Attachments::new(None).expect("TLS");
        let at = |address: &str| real.is_discords(&Url::parse(address).expect("an address"));
        assert!(at("https://cdn.discordapp.com/attachments/1/2/a.txt?ex=1"));
        for other in ["http://cdn.discordapp.com/a", "https://cdn.discordapp.com.evil.example/a", "https://127.0.0.1/a"] {
            assert!(!at(other), "{other}");
        }
    }
}
