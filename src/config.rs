//! Configuration: read once from `pinkslip.toml` and the environment, then passed on as a value.
//!
//! Each key has a name in the file and one in the environment, which wins. What is unknown or means nothing is told with
//! its place; nothing is guessed.

mod file;

use std::fmt;
use std::path::Path;

use crate::ingest::fetch::Allowed;
use file::File;

/// What is configured.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The bot's token.
    pub token: Option<Secret>,
    /// Another address than Discord's own, for trying the bot without Discord.
    pub discord_api: Option<String>,
    /// Whether the starter articles are part of the shared corpus.
    pub starter: bool,
    /// Hosts with ports that links may lead to although they are not public.
    pub fetch_allow: Vec<Allowed>,
    /// Which log lines to write, in tracing's filter syntax; `info` by default.
    pub log: String,
    /// How log lines are written.
    pub log_format: LogFormat,
    /// How often users and servers may do what.
    pub per_minute: PerMinute,
    /// What the operator should hear at the start.
    pub warnings: Vec<String>,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// How often something may be done in a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerMinute {
    /// Questions of one user.
    pub questions: u32,
    /// Questions in one server.
    pub questions_of_server: u32,
    /// Additions, removals, suggestions and rebuilds by one user.
    pub changes: u32,
    /// The same in one server.
    pub changes_of_server: u32,
}

impl Default for PerMinute {
    fn default() -> Self {
        PerMinute { questions: 20, questions_of_server: 240, changes: 4, changes_of_server: 20 }
    }
}

/// The file in the home.
pub const FILE: &str = "pinkslip.toml";

/// All keys: in the file and in the environment.
const KEYS: [(&str, &str); 11] = [
    ("token", TOKEN),
    ("token_file", TOKEN_FILE),
    ("starter", "PINKSLIP_STARTER"),
    ("log", "PINKSLIP_LOG"),
    ("log_format", "PINKSLIP_LOG_FORMAT"),
    ("fetch_allow", "PINKSLIP_FETCH_ALLOW"),
    ("discord_api", "PINKSLIP_DISCORD_API"),
    ("questions_per_minute", "PINKSLIP_QUESTIONS_PER_MINUTE"),
    ("server_questions_per_minute", "PINKSLIP_SERVER_QUESTIONS_PER_MINUTE"),
    ("changes_per_minute", "PINKSLIP_CHANGES_PER_MINUTE"),
    ("server_changes_per_minute", "PINKSLIP_SERVER_CHANGES_PER_MINUTE"),
];
const TOKEN: &str = "DISCORD_TOKEN";
const TOKEN_FILE: &str = "DISCORD_TOKEN_FILE";

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

/// A value that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct BadValue {
    name: &'static str,
    value: String,
    allowed: &'static str,
}

/// Why the configuration cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A value that means nothing.
    #[error("{place} is '{value}'; it can be {allowed}")]
    Value {
        /// The variable, or the key with its file and line.
        place: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: &'static str,
    },
    /// A key that there is not.
    #[error("{FILE}, line {line}: there is no key '{key}'; the keys are {known}", known = file::known())]
    UnknownKey {
        /// The key.
        key: String,
        /// Where.
        line: usize,
    },
    /// A value of another kind than text, number or a list of texts.
    #[error("{FILE}, line {line}: {key} cannot be {kind}; write {expected}")]
    Kind {
        /// The key.
        key: String,
        /// Where.
        line: usize,
        /// What stands there.
        kind: &'static str,
        /// What should.
        expected: &'static str,
    },
    /// The file is no TOML.
    #[error("{FILE}, line {line}: {why}")]
    Syntax {
        /// Where.
        line: usize,
        /// What the parser says.
        why: String,
    },
    /// A file cannot be read.
    #[error("{path} cannot be read: {why}")]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        why: String,
    },
}

impl Config {
    /// Reads `pinkslip.toml` in the home, if it is there, and the environment, of which `variable` gives the values.
    ///
    /// # Errors
    /// When something cannot be read, or means nothing.
    pub fn load(home: &Path, variable: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
        let path = home.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => Some(text),
            // A home that is no folder is told by whoever opens it, in better words.
            Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => None,
            Err(error) => return Err(unreadable(&path, &error)),
        };
        let mut config = Config::read(text.as_deref(), &variable)?;
        let file = File::parse(text.as_deref().unwrap_or_default())?;
        let set = |name| given(&variable, name).or_else(|| file.value(name));
        // The environment wins as a whole: a token there is not overruled by the name of a file in the file.
        let direct = given(&variable, TOKEN);
        let named = if given(&variable, TOKEN_FILE).is_some() || file.value(TOKEN).is_none() { set(TOKEN_FILE) } else { None };
        if let (None, Some(named)) = (&direct, named) {
            let path = home.join(named);
            let token = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            config.token = Some(token.trim()).filter(|token| !token.is_empty()).map(Secret::new);
            config.warn_if_open(&path);
        } else if direct.is_none() && config.token.is_some() {
            config.warn_if_open(&path);
        }
        Ok(config)
    }

    /// Reads the configuration, but for a file with the token: `file` is the text of `pinkslip.toml`.
    ///
    /// # Errors
    /// When something means nothing.
    pub fn read(file: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
        let file = File::parse(file.unwrap_or_default())?;
        let set = |name: &str| given(&variable, name).or_else(|| file.value(name));
        Config::from_values(set).map_err(|BadValue { name, value, allowed }| {
            let place = if given(&variable, name).is_some() { name.to_owned() } else { file.place(name) };
            ConfigError::Value { place, value, allowed }
        })
    }

    /// `set` gives the value of a key by its name in the environment.
    fn from_values(set: impl Fn(&str) -> Option<String>) -> Result<Config, BadValue> {
        let starter = match set("PINKSLIP_STARTER").as_deref() {
            None | Some("on" | "true") => true,
            Some("off" | "false") => false,
            Some(other) => return Err(BadValue { name: "PINKSLIP_STARTER", value: other.to_owned(), allowed: "'on' or 'off'" }),
        };
        let log_format = match set("PINKSLIP_LOG_FORMAT").as_deref() {
            None | Some("text") => LogFormat::Text,
            Some("json") => LogFormat::Json,
            Some(other) => {
                return Err(BadValue { name: "PINKSLIP_LOG_FORMAT", value: other.to_owned(), allowed: "'text' or 'json'" });
            }
        };
        let rate = |name: &'static str, usual: u32| match set(name) {
            None => Ok(usual),
            Some(value) => match value.parse() {
                Ok(rate @ 1..=100_000) => Ok(rate),
                _ => Err(BadValue { name, value, allowed: "a whole number from 1 to 100000" }),
            },
        };
        let usual = PerMinute::default();
        let per_minute = PerMinute {
            questions: rate("PINKSLIP_QUESTIONS_PER_MINUTE", usual.questions)?,
            questions_of_server: rate("PINKSLIP_SERVER_QUESTIONS_PER_MINUTE", usual.questions_of_server)?,
            changes: rate("PINKSLIP_CHANGES_PER_MINUTE", usual.changes)?,
            changes_of_server: rate("PINKSLIP_SERVER_CHANGES_PER_MINUTE", usual.changes_of_server)?,
        };
        let log = set("PINKSLIP_LOG").unwrap_or_else(|| "info".to_owned());
        let discord_api = set("PINKSLIP_DISCORD_API");
        if let Some(value) = discord_api.as_ref().filter(|address| url::Url::parse(address).is_err()) {
            let allowed = "an address such as http://127.0.0.1:8377";
            return Err(BadValue { name: "PINKSLIP_DISCORD_API", value: value.clone(), allowed });
        }
        let fetch_allow = set("PINKSLIP_FETCH_ALLOW").unwrap_or_default();
        let fetch_allow = fetch_allow.split(',').map(str::trim).filter(|text| !text.is_empty()).map(|text| {
            let allowed = "hosts with ports, such as 10.0.0.5:8080 or news.intern:80";
            text.parse().map_err(|_| BadValue { name: "PINKSLIP_FETCH_ALLOW", value: text.to_owned(), allowed })
        });
        Ok(Config {
            token: set(TOKEN).map(Secret::new),
            discord_api,
            starter,
            fetch_allow: fetch_allow.collect::<Result<_, _>>()?,
            log,
            log_format,
            per_minute,
            warnings: Vec::new(),
        })
    }

    #[cfg(unix)]
    fn warn_if_open(&mut self, path: &Path) {
        use std::os::unix::fs::PermissionsExt;
        if std::fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o007 != 0) {
            let path = path.display();
            self.warnings.push(format!("everybody on this machine can read the token in {path}: chmod 600 {path}"));
        }
    }

    #[cfg(not(unix))]
    fn warn_if_open(&mut self, _: &Path) {}
}

fn given(variable: &impl Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn unreadable(path: &Path, error: &std::io::Error) -> ConfigError {
    ConfigError::Unreadable { path: path.display().to_string(), why: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(file: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let variable = |name: &str| variables.iter().find(|(of, _)| *of == name).map(|(_, value)| (*value).to_owned());
        Config::read(Some(file), variable).map_err(|error| error.to_string())
    }

    #[test]
    fn secrets_are_not_printed() {
        let config = from("", &[("DISCORD_TOKEN", "abc.def")]).unwrap();
        assert!(!format!("{config:?}").contains("abc"));
        assert_eq!(config.token.unwrap().reveal(), "abc.def");
        assert!(!from("token = [\"abc.def\", 5]", &[]).unwrap_err().contains("abc"));
        assert!(!from("token = \"abc.def\" x", &[]).unwrap_err().contains("abc"));
    }

    #[test]
    fn a_mistyped_value_is_told_with_its_place() {
        for (file, variables, expected) in [
            ("", &[("PINKSLIP_STARTER", "no")][..], "PINKSLIP_STARTER is 'no'; it can be 'on' or 'off'"),
            ("\nstarter = 'no'", &[], "starter in pinkslip.toml, line 2, is 'no'; it can be 'on' or 'off'"),
            ("questions_per_minute = 0", &[], "questions_per_minute in pinkslip.toml, line 1, is '0'; it can be a whole number"),
            ("log = 'x'\nlog = 'y'", &[], "pinkslip.toml, line 2: duplicate key"),
            ("log = 1979-05-27", &[], "pinkslip.toml, line 1: log cannot be a date; write"),
            ("# x\n[server]\nx = 1", &[], "pinkslip.toml, line 2: there is no key 'server'; the keys are token, token_file,"),
            ("stater = true", &[], "there is no key 'stater'"),
        ] {
            let error = from(file, variables).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let file = "log = 'warn'\nlog_format = 'json'\nstarter = false\nquestions_per_minute = 7\nfetch_allow = ['a:1', 'b:2']";
        let config = from(file, &[("PINKSLIP_LOG", "debug"), ("PINKSLIP_LOG_FORMAT", " ")]).unwrap();
        assert_eq!((config.log.as_str(), config.log_format, config.starter), ("debug", LogFormat::Json, false));
        assert_eq!(config.per_minute, PerMinute { questions: 7, ..PerMinute::default() });
    }

    #[test]
    fn the_token_may_stand_in_a_file_of_its_own() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("secret"), "abc.def\n").unwrap();
        std::fs::write(home.path().join(FILE), "token_file = 'secret'").unwrap();
        let token = |name: &'static str, value: &'static str| {
            let config = Config::load(home.path(), |of| (of == name).then(|| value.to_owned()));
            config.map(|config| config.token.map(|token| token.reveal().to_owned()))
        };
        assert_eq!(token("", "").unwrap().unwrap(), "abc.def");
        assert_eq!(token("DISCORD_TOKEN", "other").unwrap().unwrap(), "other");
        assert!(token("DISCORD_TOKEN_FILE", "nowhere").unwrap_err().to_string().contains("nowhere cannot be read"));
    }
}
