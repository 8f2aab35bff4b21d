//! Corrections of facts: not derived from anything, so they outlive new versions of an article, new rules and a removal.

use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::error::LibraryError;
use super::fact_log::{self, FactChange};
use super::{Library, row};
use crate::article::{ArticleId, Corpus};
use crate::layoff::{Change, Correction, FactId, Stated};
use crate::time::Period;

impl Library {
    /// Keeps what a corpus says about a fact of this article, in place of what it said before.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn correct(&self, corpus: Corpus, fact: FactId, article: ArticleId, correction: &Correction) -> Result<(), LibraryError> {
        self.write(|transaction| {
            transaction.prepare_cached("INSERT OR REPLACE INTO corrections VALUES (?1, ?2, ?3, ?4)")?.execute(params![
                corpus.to_string(),
                fact.bits() as i64,
                row::bits(article),
                to_json(correction).to_string()
            ])?;
            fact_log::note(transaction, corpus, Some(article), FactChange::Corrected)
        })
    }

    /// Takes back what a corpus said about a fact; says whether there was anything.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn uncorrect(&self, corpus: Corpus, fact: FactId) -> Result<bool, LibraryError> {
        self.write(|transaction| {
            let article = transaction
                .prepare_cached("DELETE FROM corrections WHERE corpus = ?1 AND fact_id = ?2 RETURNING article_id")?
                .query_row(params![corpus.to_string(), fact.bits() as i64], |row| row::id(row, 0))
                .optional()?;
            let Some(article) = article else { return Ok(false) };
            fact_log::note(transaction, corpus, Some(article), FactChange::Corrected)?;
            Ok(true)
        })
    }

    /// What a corpus says about facts, by the fact's id.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn corrections(&self, corpus: Corpus) -> Result<Vec<(FactId, Correction)>, LibraryError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT fact_id, correction FROM corrections WHERE corpus = ?1 ORDER BY fact_id")?;
            let mut rows = statement.query([corpus.to_string()])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let id = FactId::from_bits(row.get::<_, i64>(0)? as u64);
                let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
                let correction = serde_json::from_str(text).ok().and_then(|json| from_json(&json, corpus));
                found.push((id, correction.ok_or_else(|| LibraryError::Damaged(format!("the correction of {id}")))?));
            }
            Ok(found)
        })
    }
}

fn to_json(correction: &Correction) -> Value {
    let mut json = json!({
        "rejected": correction.rejected,
        "company": correction.company,
        "note": correction.note,
        "by": correction.by,
        "at": correction.at,
        "was": {
            "company": correction.was.company,
            "count": correction.was.count,
            "percent": correction.was.percent,
            "date": correction.was.date.map(period_text),
        },
    });
    // What is left as it is has no key; what is taken away has null.
    let mut set = |key: &str, value: Change<Value>| match value {
        Change::Same => {}
        Change::To(value) => json[key] = value,
        Change::Nothing => json[key] = Value::Null,
    };
    set("count", map(correction.count, |count| json!(count)));
    set("percent", map(correction.percent, |percent| json!(percent)));
    set("date", map(correction.date, |date| json!(period_text(date))));
    json
}

fn map<T, U>(change: Change<T>, to: impl FnOnce(T) -> U) -> Change<U> {
    match change {
        Change::Same => Change::Same,
        Change::To(value) => Change::To(to(value)),
        Change::Nothing => Change::Nothing,
    }
}

fn from_json(json: &Value, corpus: Corpus) -> Option<Correction> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    fn change<T>(value: Option<&Value>, read: impl Fn(&Value) -> Option<T>) -> Option<Change<T>> {
        Some(match value {
            None => Change::Same,
            Some(Value::Null) => Change::Nothing,
            Some(value) => Change::To(read(value)?),
        })
    }
    let was = &json["was"];
    Some(Correction {
        by_server: match corpus {
            Corpus::Shared => None,
            Corpus::Server(id) => Some(id),
        },
        rejected: json["rejected"].as_bool()?,
        company: text(&json["company"]),
        count: change(json.get("count"), Value::as_u64)?,
        percent: change(json.get("percent"), Value::as_f64)?,
        date: change(json.get("date"), read_period)?,
        note: text(&json["note"])?,
        by: json["by"].as_u64(),
        at: json["at"].as_i64()?,
        was: Stated {
            company: text(&was["company"])?,
            count: was["count"].as_u64(),
            percent: was["percent"].as_f64(),
            date: read_period(&was["date"]),
        },
    })
}

fn period_text(period: Period) -> String {
    format!("{}/{}", period.start, period.end)
}

fn read_period(value: &Value) -> Option<Period> {
    let (start, end) = value.as_str()?.split_once('/')?;
    Some(Period { start: start.parse().ok()?, end: end.parse().ok()? })
}
