//! What articles tell of layoffs: derived from their texts by whoever reads them, and kept beside them. Knows nothing of
//! how a text is read; `rules` names the way it was done.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::LibraryError;
use super::fact_log::{self, FactChange};
use super::{Library, row};
use crate::article::{Article, ArticleId, BasedOn, Corpus};
use crate::layoff::{Fact, FactId, Layoff, Proof, Report, Sketch, Where};
use crate::time::Period;

/// What one version of an article tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// The article.
    pub article: ArticleId,
    /// The version that was read.
    pub version: u32,
    /// What copies of its text share.
    pub sketch: Sketch,
    /// The layoffs, each with the company it is a unit of.
    pub layoffs: Vec<(Layoff, Option<String>)>,
}

impl Library {
    /// Of these articles, or with `None` of all, those that have not been read as they are by these rules. By no rules
    /// ("") none has been read.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unread(&self, of: Option<&[ArticleId]>, rules: &str) -> Result<Vec<ArticleId>, LibraryError> {
        self.read(|connection| {
            // The index holds the ids, so that not every page with a text on it is visited only for them.
            let all = of.is_none().then(|| {
                let mut statement = connection.prepare_cached("SELECT id FROM articles INDEXED BY articles_by_day")?;
                let ids = statement.query_map([], |row| row::id(row, 0))?;
                ids.collect::<Result<Vec<_>, rusqlite::Error>>()
            });
            let all = all.transpose()?;
            let of = of.or(all.as_deref()).unwrap_or_default();
            let mut statement = connection.prepare_cached(
                "SELECT 1 FROM articles LEFT JOIN tellings ON article_id = id
                 WHERE id = ?1 AND (tellings.version IS NOT articles.version OR rules IS NOT ?2)",
            )?;
            let mut unread = Vec::new();
            for id in of {
                if statement.exists(params![row::bits(*id), rules])? {
                    unread.push(*id);
                }
            }
            Ok(unread)
        })
    }

    /// Keeps what articles tell, in place of what was kept of them. Where an article has changed or gone since it was
    /// read, what it told is passed over. `mark` is remembered with them, all in one transaction; see
    /// [`Library::told_up_to`].
    ///
    /// # Errors
    /// When the library cannot be written; then nothing of it was kept.
    pub fn tell(&self, tellings: &[Telling], rules: &str, mark: Option<&str>) -> Result<(), LibraryError> {
        self.write(|transaction| {
            for telling in tellings {
                tell(transaction, telling, rules)?;
            }
            match mark {
                Some(mark) => super::settings::set(transaction, TOLD, Some(mark)),
                None => Ok(()),
            }
        })
    }

    /// What was given to [`Library::tell`] last as a mark of how far the articles have been read.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn told_up_to(&self) -> Result<Option<String>, LibraryError> {
        self.setting(TOLD)
    }

    /// The facts of a corpus, of all its articles and rows or only of these, as they were read: corrections lie over
    /// them. In the order of their articles' ids.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn facts(&self, corpus: Corpus, of: Option<&[ArticleId]>) -> Result<Vec<Fact>, LibraryError> {
        self.read(|connection| {
            let moment = connection.unchecked_transaction()?;
            let mut reading = Reading { corpus, strings: HashMap::new(), facts: Vec::new(), report: None };
            match of {
                None => {
                    let sql = format!("{TOLD_BY_ARTICLES} ORDER BY articles.id, n");
                    reading.articles(moment.prepare_cached(&sql)?.query([corpus.to_string()])?)?;
                    let sql = format!("{} WHERE corpus = ?1", super::list_rows::FACTS);
                    reading.rows(moment.prepare_cached(&sql)?.query([corpus.to_string()])?)?;
                }
                Some(ids) => {
                    for id in ids {
                        let key = params![corpus.to_string(), row::bits(*id)];
                        let sql = format!("{TOLD_BY_ARTICLES} AND articles.id = ?2 ORDER BY n");
                        reading.articles(moment.prepare_cached(&sql)?.query(key)?)?;
                        let sql = format!("{} WHERE corpus = ?1 AND id = ?2", super::list_rows::FACTS);
                        reading.rows(moment.prepare_cached(&sql)?.query(key)?)?;
                    }
                }
            }
            let mut facts = reading.facts;
            facts.sort_by_key(|fact| fact.report.article);
            Ok(facts)
        })
    }

    /// The words that prove a fact of an article; none where the article has changed since it was read.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn proof(&self, fact: FactId) -> Result<Option<Proof>, LibraryError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT proof FROM layoffs JOIN tellings USING (article_id) JOIN articles ON articles.id = article_id
                 WHERE layoffs.id = ?1 AND articles.version = tellings.version",
            )?;
            let found = statement.query_row([fact.bits() as i64], |row| proof_at(row, 0)).optional()?;
            Ok(found)
        })
    }
}

/// The setting that holds the mark.
const TOLD: &str = "layoffs.told";

fn tell(transaction: &Transaction<'_>, telling: &Telling, rules: &str) -> Result<(), LibraryError> {
    let id = row::bits(telling.article);
    let corpus = transaction
        .prepare_cached("SELECT corpus FROM articles WHERE id = ?1 AND version = ?2")?
        .query_row(params![id, telling.version], |row| row::corpus(row, 0))
        .optional()?;
    let Some(corpus) = corpus else { return Ok(()) };
    let sketch: Vec<u8> = telling.sketch.hashes().iter().flat_map(|hash| hash.to_le_bytes()).collect();
    // Its layoffs go with the old one.
    transaction.prepare_cached("DELETE FROM tellings WHERE article_id = ?1")?.execute([id])?;
    transaction.prepare_cached("INSERT INTO tellings VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        id,
        telling.version,
        rules,
        sketch
    ])?;
    // Two that tell the same have the same id, and are one.
    let mut insert = transaction.prepare_cached(
        "INSERT OR IGNORE INTO layoffs VALUES
         (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
    )?;
    for (n, (layoff, parent)) in telling.layoffs.iter().enumerate() {
        insert.execute(params![
            FactId::of(telling.article, layoff).bits() as i64,
            id,
            n as i64,
            layoff.company,
            parent,
            layoff.count.map(stored),
            layoff.count_max.map(stored),
            layoff.count_is.map(word),
            layoff.percent,
            layoff.percent_of,
            layoff.date.map(|p| p.start.to_string()),
            layoff.date.map(|p| p.end.to_string()),
            layoff.date_basis.map(word),
            word(layoff.status),
            layoff.reason,
            layoff.reason_class.map(word),
            layoff.reason_denied,
            layoff.said_by,
            layoff.division,
            layoff.place,
            layoff.primary,
            layoff.span_total,
            proof_text(&layoff.proof),
            layoff.part,
            layoff.replaced,
            layoff.percent_is.map(word),
            layoff.percent_max,
        ])?;
    }
    fact_log::note(transaction, corpus, Some(telling.article), FactChange::Told)
}

/// A number of people as SQLite counts: no text states more than that.
pub(super) fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The word of a plain enum, as it is in JSON.
pub(super) fn word(value: impl Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Some(word),
        _ => None,
    }
}

fn worded<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};
    let Some(word) = row.get_ref(column)?.as_str_or_null()? else { return Ok(None) };
    let deserializer: StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(deserializer).map(Some).map_err(|err| row::unreadable(column, err))
}

/// The layoffs of articles as they are now, in the order in which [`Reading::articles`] takes them.
const TOLD_BY_ARTICLES: &str = "
    SELECT layoffs.id, articles.id, company, parent, count, count_max, count_is, percent, percent_of, since, until, date_basis,
           status, reason, reason_class, reason_denied, said_by, division, place, is_primary, span_total,
           provenance, source, based_on, url, published, sketch, is_part, is_replaced, percent_is, percent_max
    FROM layoffs JOIN tellings USING (article_id) JOIN articles ON articles.id = tellings.article_id
    WHERE articles.corpus = ?1 AND articles.version = tellings.version";

/// Facts as they are read, with strings that stand many times kept once.
struct Reading {
    corpus: Corpus,
    strings: HashMap<Box<str>, Arc<str>>,
    facts: Vec<Fact>,
    /// The report of the last fact: the next one is often of the same.
    report: Option<Arc<Report>>,
}

impl Reading {
    fn string(&mut self, row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Arc<str>>> {
        let Some(text) = row.get_ref(column)?.as_str_or_null()? else { return Ok(None) };
        if let Some(held) = self.strings.get(text) {
            return Ok(Some(held.clone()));
        }
        let new: Arc<str> = text.into();
        self.strings.insert(text.into(), new.clone());
        Ok(Some(new))
    }

    fn articles(&mut self, mut rows: rusqlite::Rows<'_>) -> Result<(), LibraryError> {
        while let Some(row) = rows.next()? {
            let article = row::id(row, 1)?;
            let report = match &self.report {
                Some(last) if last.article == article => last.clone(),
                _ => Arc::new(self.report(row, article)?),
            };
            self.report = Some(report.clone());
            let company = self.string(row, 2)?.unwrap_or_default();
            let mut fact = Fact::new(FactId::from_bits(row.get::<_, i64>(0)? as u64), report, company);
            fact.parent = self.string(row, 3)?;
            (fact.count, fact.count_max) = (number(row, 4)?, number(row, 5)?);
            fact.count_is = worded(row, 6)?;
            fact.percent = row.get(7)?;
            fact.percent_of = self.string(row, 8)?;
            fact.date = period(row, 9)?;
            fact.date_basis = worded(row, 11)?;
            fact.status = worded(row, 12)?.unwrap_or(fact.status);
            fact.reason = self.string(row, 13)?;
            fact.reason_class = worded(row, 14)?;
            fact.reason_denied = row.get(15)?;
            fact.said_by = self.string(row, 16)?;
            fact.division = self.string(row, 17)?;
            fact.place = self.string(row, 18)?;
            (fact.primary, fact.span_total) = (row.get(19)?, row.get(20)?);
            (fact.part, fact.replaced) = (row.get(27)?, row.get(28)?);
            (fact.percent_is, fact.percent_max) = (worded(row, 29)?, row.get(30)?);
            self.facts.push(fact);
        }
        Ok(())
    }

    fn report(&mut self, row: &Row<'_>, article: ArticleId) -> rusqlite::Result<Report> {
        let based_on = row.get_ref(23)?.as_str_or_null()?;
        let based_on = based_on.and_then(|json| Some(serde_json::from_str::<BasedOn>(json).ok()?.source.into()));
        let sketch = row.get_ref(26)?.as_blob()?;
        let hashes: Vec<u32> = sketch.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        Ok(Report {
            article,
            corpus: self.corpus,
            provenance: row::parsed(row, 21)?,
            source: self.string(row, 22)?,
            based_on,
            url: row.get_ref(24)?.as_str_or_null()?.map(Arc::from),
            published: row::parsed_if_some(row, 25)?,
            sketch: Sketch::from_hashes(&hashes),
        })
    }

    fn rows(&mut self, mut rows: rusqlite::Rows<'_>) -> Result<(), LibraryError> {
        while let Some(row) = rows.next()? {
            let article = row::id(row, 0)?;
            let report = Report {
                article,
                corpus: self.corpus,
                provenance: crate::article::Provenance::Row,
                source: self.string(row, 1)?,
                based_on: None,
                url: row.get::<_, Option<String>>(2)?.map(Arc::from),
                published: row::parsed_if_some(row, 3)?,
                sketch: Sketch::default(),
            };
            let company = self.string(row, 4)?.unwrap_or_default();
            let mut fact = Fact::new(FactId::of_row(article), Arc::new(report), company);
            (fact.count, fact.count_max) = (number(row, 5)?, number(row, 6)?);
            fact.count_is = worded(row, 7)?;
            fact.percent = row.get(8)?;
            fact.date = period(row, 9)?;
            fact.date_basis = fact.date.map(|_| crate::layoff::DateBasis::Stated);
            fact.status = worded(row, 11)?.unwrap_or(fact.status);
            fact.place = self.string(row, 12)?;
            fact.industry = self.string(row, 13)?;
            fact.country = self.string(row, 14)?;
            fact.stage = self.string(row, 15)?;
            fact.primary = true;
            self.facts.push(fact);
        }
        Ok(())
    }
}

fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<u64>> {
    Ok(row.get::<_, Option<i64>>(column)?.and_then(|n| u64::try_from(n).ok()))
}

/// First and last day, in this column and the next.
fn period(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Period>> {
    let (start, end): (Option<Date>, Option<Date>) = (row::parsed_if_some(row, column)?, row::parsed_if_some(row, column + 1)?);
    Ok(start.zip(end).map(|(start, end)| Period { start, end }))
}

/// The parts of a proof with their letters, in the order in which they are written.
fn parts(proof: &mut Proof) -> [(char, &mut Vec<Where>); 9] {
    let Proof { company, count, percent, percent_of, date, reason, division, place, said_by } = proof;
    [
        ('c', company),
        ('n', count),
        ('p', percent),
        ('o', percent_of),
        ('d', date),
        ('r', reason),
        ('v', division),
        ('l', place),
        ('s', said_by),
    ]
}

/// `c:b12-20,t3-9 n:b30-33`: for each value its letter and the places in title or body.
pub(super) fn proof_text(proof: &Proof) -> String {
    let mut proof = proof.clone();
    let mut text = String::new();
    for (letter, places) in parts(&mut proof).into_iter().filter(|(_, places)| !places.is_empty()) {
        let places: Vec<String> = places
            .iter()
            .map(|place| match place {
                Where::Title(r) => format!("t{}-{}", r.start, r.end),
                Where::Body(r) => format!("b{}-{}", r.start, r.end),
            })
            .collect();
        if !text.is_empty() {
            text.push(' ');
        }
        text.push(letter);
        text.push(':');
        text.push_str(&places.join(","));
    }
    text
}

pub(super) fn proof_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Proof> {
    let text = row.get_ref(column)?.as_str()?;
    read_proof(text).ok_or_else(|| row::unreadable(column, format!("'{text}' is no proof")))
}

fn read_proof(text: &str) -> Option<Proof> {
    let mut proof = Proof::default();
    for part in text.split(' ').filter(|part| !part.is_empty()) {
        let (letter, places) = part.split_once(':')?;
        let (_, into) = parts(&mut proof).into_iter().find(|(known, _)| letter.chars().eq([*known]))?;
        for place in places.split(',') {
            let (start, end) = place.get(1..)?.split_once('-')?;
            let range: Range<usize> = start.parse().ok()?..end.parse().ok()?;
            into.push(if place.starts_with('t') { Where::Title(range) } else { Where::Body(range) });
        }
    }
    Some(proof)
}

/// Whether everything that is kept of articles stands in them: for `pinkslip doctor`.
pub(super) fn check(connection: &Connection, most: usize) -> Result<Vec<String>, LibraryError> {
    let mut problems = Vec::new();
    let columns: Vec<String> = row::COLUMNS.split(", ").map(|column| format!("articles.{column}")).collect();
    let sql = format!(
        "SELECT {}, proof, layoffs.id FROM layoffs JOIN tellings USING (article_id) JOIN articles ON articles.id = article_id
         WHERE articles.version = tellings.version",
        columns.join(", ")
    );
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let article: Article = row::article(row)?;
        let fact = FactId::from_bits(row.get::<_, i64>(14)? as u64);
        let mut proof = proof_at(row, 13)?;
        let stands = parts(&mut proof).into_iter().flat_map(|(_, places)| places.iter()).all(|place| match place {
            Where::Title(range) => article.title.get(range.clone()).is_some(),
            Where::Body(range) => article.body.get(range.clone()).is_some(),
        });
        if !stands {
            problems.push(format!("layoff {fact} points outside its article: run `pinkslip rebuild`"));
        }
        if problems.len() >= most {
            break;
        }
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_written_and_read() {
        let proof = Proof {
            company: vec![Where::Title(0..6), Where::Body(12..20)],
            said_by: vec![Where::Body(100..120)],
            ..Proof::default()
        };
        assert_eq!(proof_text(&proof), "c:t0-6,b12-20 s:b100-120");
        assert_eq!(read_proof(&proof_text(&proof)), Some(proof));
        assert_eq!(read_proof(""), Some(Proof::default()));
        assert_eq!(read_proof("x:b1-2"), None);
        assert_eq!(read_proof("c:b1"), None);
    }
}
