//! The text of `pinkslip.toml`: which keys stand in it with what values, and on which lines.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::{ConfigError, FILE, KEYS};

/// The keys that are set.
pub struct File {
    /// By name in the environment: the name in the file, its line, its value.
    set: HashMap<&'static str, (&'static str, usize, String)>,
}

impl File {
    /// Reads the text.
    ///
    /// # Errors
    /// When it is no TOML, or sets what there is not.
    pub fn parse(text: &str) -> Result<File, ConfigError> {
        let line = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        let table = DeTable::parse(text).map_err(|error| ConfigError::Syntax {
            line: line(error.span().map_or(0, |span| span.start)),
            // The message alone: the whole error shows the line, which may hold the token.
            why: error.message().to_owned(),
        })?;
        let mut set = HashMap::new();
        for (key, value) in table.into_inner() {
            let line = line(key.span().start);
            let Some((name, variable)) = KEYS.into_iter().find(|(name, _)| *name == key.get_ref().as_ref()) else {
                return Err(ConfigError::UnknownKey { key: key.into_inner().into_owned(), line });
            };
            let wrong = |kind| ConfigError::Kind { key: name.to_owned(), line, kind, expected: expected(name) };
            set.insert(variable, (name, line, written(value.into_inner(), name == "fetch_allow").map_err(wrong)?));
        }
        Ok(File { set })
    }

    /// The value of a key by its name in the environment.
    pub fn value(&self, variable: &str) -> Option<String> {
        self.set.get(variable).map(|(_, _, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// Where that stands.
    pub fn place(&self, variable: &str) -> String {
        match self.set.get(variable) {
            Some((name, line, _)) => format!("{name} in {FILE}, line {line},"),
            None => variable.to_owned(),
        }
    }
}

/// The names of all keys.
pub fn known() -> String {
    KEYS.map(|(name, _)| name).join(", ")
}

fn expected(name: &str) -> &'static str {
    match name {
        "fetch_allow" => "a list of texts in double quotes",
        _ if name.ends_with("per_minute") => "a whole number",
        _ => "a text in double quotes",
    }
}

/// The value as it would stand in the environment.
///
/// # Errors
/// What it is instead.
fn written(value: DeValue<'_>, may_be_list: bool) -> Result<String, &'static str> {
    match value {
        DeValue::String(text) => Ok(text.into_owned()),
        DeValue::Integer(number) => Ok(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Ok(yes.to_string()),
        DeValue::Array(list) if may_be_list => {
            let all: Result<Vec<String>, _> = list.into_iter().map(|one| written(one.into_inner(), false)).collect();
            Ok(all?.join(","))
        }
        DeValue::Array(_) => Err("a list"),
        DeValue::Float(_) => Err("a fraction"),
        DeValue::Datetime(_) => Err("a date"),
        DeValue::Table(_) => Err("a table"),
    }
}
