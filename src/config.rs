//! Configuration: read once from the environment, then passed on as a value.

use std::fmt;

use crate::ingest::fetch::Allowed;

/// What the environment sets.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// `DISCORD_TOKEN`: the bot's token.
    pub token: Option<Secret>,
    /// `PINKSLIP_DISCORD_API`: another address than Discord's own, for trying the bot without Discord.
    pub discord_api: Option<String>,
    /// `PINKSLIP_STARTER`: `off` leaves the starter articles out.
    pub starter: bool,
    /// `PINKSLIP_FETCH_ALLOW`: hosts with ports, separated by commas, that links may lead to although they are not public.
    pub fetch_allow: Vec<Allowed>,
    /// `PINKSLIP_LOG`: which log lines to write, in tracing's filter syntax; `info` by default.
    pub log: String,
}

/// Something that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text, for the one who needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A value of the environment that means nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} is '{value}'; it can be {allowed}")]
pub struct BadValue {
    name: &'static str,
    value: String,
    allowed: &'static str,
}

impl Config {
    /// Reads the configuration; `variable` gives the value of an environment variable.
    ///
    /// # Errors
    /// When a variable has a value that means nothing.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Config, BadValue> {
        let set = |name: &str| variable(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let starter = match set("PINKSLIP_STARTER").as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(other) => return Err(BadValue { name: "PINKSLIP_STARTER", value: other.to_owned(), allowed: "'on' or 'off'" }),
        };
        let fetch_allow = set("PINKSLIP_FETCH_ALLOW").unwrap_or_default();
        let fetch_allow = fetch_allow.split(',').map(str::trim).filter(|text| !text.is_empty()).map(|text| {
            let bad = |_| BadValue {
                name: "PINKSLIP_FETCH_ALLOW",
                value: text.to_owned(),
                allowed: "hosts with ports, separated by commas, such as 10.0.0.5:8080,news.intern:80",
            };
            text.parse().map_err(bad)
        });
        Ok(Config {
            fetch_allow: fetch_allow.collect::<Result<_, _>>()?,
            token: set("DISCORD_TOKEN").map(Secret::new),
            discord_api: set("PINKSLIP_DISCORD_API"),
            starter,
            log: set("PINKSLIP_LOG").unwrap_or_else(|| "info".to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_printed() {
        let config = Config::read(|name| (name == "DISCORD_TOKEN").then(|| "abc.def".to_owned())).unwrap();
        assert!(!format!("{config:?}").contains("abc"));
        assert_eq!(config.token.unwrap().reveal(), "abc.def");
    }

    #[test]
    fn hosts_that_may_be_fetched_from_are_listed() {
        let read = |value: &str| Config::read(|name| (name == "PINKSLIP_FETCH_ALLOW").then(|| value.to_owned()));
        assert_eq!(read(" 10.0.0.5:8080, [::1]:80 ,").unwrap().fetch_allow.len(), 2);
        assert!(read("10.0.0.5").unwrap_err().to_string().contains("PINKSLIP_FETCH_ALLOW is '10.0.0.5'"));
    }

    #[test]
    fn a_mistyped_value_is_told() {
        let error = Config::read(|name| (name == "PINKSLIP_STARTER").then(|| "no".to_owned())).unwrap_err();
        assert_eq!(error.to_string(), "PINKSLIP_STARTER is 'no'; it can be 'on' or 'off'");
    }
}
