//! One JSON object to an article: which field is which, and what is wrong with it in words for a person.

use serde_json::{Map, Value};

use crate::article::{BasedOn, Provenance};
use crate::ingest::{RawArticle, Warning};

/// What is said of an article that is cut off.
pub(super) const HALF: &str = "it ends in the middle of an article: half-written?";

/// The article that an object describes. Only a title and a body are required; unknown fields and nulls mean nothing.
pub(super) fn article(bytes: &[u8]) -> Result<RawArticle, String> {
    if std::str::from_utf8(bytes).is_err() {
        return Err("not valid UTF-8: save the file as UTF-8".into());
    }
    match parse(bytes) {
        Ok(Value::Object(object)) => from_object(object),
        Ok(other) => Err(format!("{}, not an article", kind(&other))),
        Err(err) if err.is_eof() => Err(HALF.into()),
        Err(err) => {
            let told = err.to_string();
            let reason = told.rsplit_once(" at line ").map_or(told.as_str(), |(reason, _)| reason);
            Err(format!("not JSON: {reason} at column {}", err.column()))
        }
    }
}

/// Any JSON value. Its line break is no part of it: within a text cut off, it would be an error of another kind.
pub(super) fn parse(bytes: &[u8]) -> serde_json::Result<Value> {
    serde_json::from_slice(bytes.trim_ascii_end())
}

fn from_object(mut object: Map<String, Value>) -> Result<RawArticle, String> {
    let title = required(&mut object, &["title"])?;
    let body = required(&mut object, &["body", "text"])?;
    let mut warnings = Vec::new();
    let raw = RawArticle {
        title,
        body,
        url: text(&mut object, "url", &mut warnings),
        source: text(&mut object, "source", &mut warnings),
        author: author(&mut object, &mut warnings),
        published: date(&mut object, &mut warnings),
        provenance: provenance(&mut object, &mut warnings),
        based_on: based_on(&mut object, &mut warnings),
        earlier: earlier(&mut object, &mut warnings),
        warnings,
    };
    Ok(raw)
}

/// The first of the names that holds something.
fn required(object: &mut Map<String, Value>, names: &[&str]) -> Result<String, String> {
    match names.iter().find_map(|name| take(object, name)) {
        Some(Value::String(text)) => Ok(text),
        Some(other) => Err(format!("its {} is {}, not a text", names[0], kind(&other))),
        None => Err(format!("it has no {}", names[0])),
    }
}

fn take(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    object.remove(name).filter(|value| !value.is_null())
}

fn text(object: &mut Map<String, Value>, name: &str, warnings: &mut Vec<Warning>) -> Option<String> {
    match take(object, name)? {
        Value::String(text) => Some(text),
        _ => {
            warnings.push(Warning::Ignored(name.to_owned()));
            None
        }
    }
}

/// One author, or a list of them.
fn author(object: &mut Map<String, Value>, warnings: &mut Vec<Warning>) -> Option<String> {
    if let Some(Value::Array(names)) = object.get("author") {
        let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
        return Some(names.join(", "));
    }
    text(object, "author", warnings)
}

/// A date that is not a text is handed on as it is written, so that the warning about it can show it.
fn date(object: &mut Map<String, Value>, warnings: &mut Vec<Warning>) -> Option<String> {
    let name = if holds(object, "published") { "published" } else { "published_at" };
    match object.get(name) {
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => text(object, name, warnings),
    }
}

fn holds(object: &Map<String, Value>, name: &str) -> bool {
    object.get(name).is_some_and(|value| !value.is_null())
}

fn provenance(object: &mut Map<String, Value>, warnings: &mut Vec<Warning>) -> Option<Provenance> {
    let read = text(object, "provenance", warnings)?.parse();
    if read.is_err() {
        warnings.push(Warning::Ignored("provenance".into()));
    }
    read.ok()
}

/// What marks a brief is never lost, even where it does not say all it should.
fn based_on(object: &mut Map<String, Value>, warnings: &mut Vec<Warning>) -> Option<BasedOn> {
    match take(object, "based_on")? {
        Value::String(source) => Some(BasedOn { source, url: None, author: None }),
        Value::Object(mut fields) => Some(BasedOn {
            source: text(&mut fields, "source", warnings).unwrap_or_default(),
            url: text(&mut fields, "url", warnings),
            author: author(&mut fields, warnings),
        }),
        _ => Some(BasedOn { source: String::new(), url: None, author: None }),
    }
}

fn earlier(object: &mut Map<String, Value>, warnings: &mut Vec<Warning>) -> Vec<RawArticle> {
    let versions = match take(object, "versions") {
        None => return Vec::new(),
        Some(Value::Array(versions)) => versions,
        Some(_) => vec![Value::Null],
    };
    let given = versions.len();
    // Versions of versions do not exist; without this, a file could nest them as deep as it likes.
    let read: Vec<RawArticle> = versions
        .into_iter()
        .filter_map(|version| match version {
            Value::Object(mut fields) => {
                fields.remove("versions");
                from_object(fields).ok()
            }
            _ => None,
        })
        .collect();
    if read.len() < given {
        warnings.push(Warning::Ignored("versions".into()));
    }
    read
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
