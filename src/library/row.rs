//! A row of an article table to an [`Article`] and back.

use std::str::FromStr;

use rusqlite::types::Type;
use rusqlite::{Row, Statement, params};

use crate::article::{Article, ArticleId, Corpus};
use crate::ingest::Draft;

/// The columns of `articles`, `versions` and `removed`, in the order in which [`article`] and [`fill`] use them.
pub(super) const COLUMNS: &str =
    "id, corpus, key, url, title, source, author, published, provenance, based_on, version, stored_at, body";

/// The parameters that [`fill`] fills in.
pub(super) const VALUES: &str = "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13";

/// What a row says about its article, without the parts a reader asks for by number.
pub(super) fn article(row: &Row<'_>) -> rusqlite::Result<Article> {
    Ok(Article {
        id: id(row, 0)?,
        corpus: corpus(row, 1)?,
        url: row.get(3)?,
        title: row.get(4)?,
        source: row.get(5)?,
        author: row.get(6)?,
        published: parsed_if_some(row, 7)?,
        provenance: parsed(row, 8)?,
        based_on: match row.get_ref(9)?.as_str_or_null()? {
            Some(json) => Some(serde_json::from_str(json).map_err(|err| unreadable(9, err))?),
            None => None,
        },
        version: row.get(10)?,
        body: row.get(12)?,
    })
}

/// Runs a statement with [`VALUES`] in it.
pub(super) fn fill(
    statement: &mut Statement<'_>,
    (id, corpus, key, version, stored_at): (ArticleId, Corpus, &str, u32, i64),
    draft: &Draft,
) -> rusqlite::Result<usize> {
    statement.execute(params![
        bits(id),
        corpus.to_string(),
        key,
        draft.url,
        draft.title,
        draft.source,
        draft.author,
        draft.published.map(|date| date.to_string()),
        draft.provenance.as_str(),
        draft.based_on.as_ref().map(|based_on| serde_json::json!(based_on).to_string()),
        version,
        stored_at,
        draft.body,
    ])
}

/// An id as SQLite holds it: the same bits, signed.
pub(super) fn bits(id: ArticleId) -> i64 {
    id.bits() as i64
}

pub(super) fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<ArticleId> {
    Ok(ArticleId::from_bits(row.get::<_, i64>(column)? as u64))
}

pub(super) fn corpus(row: &Row<'_>, column: usize) -> rusqlite::Result<Corpus> {
    parsed(row, column)
}

/// A number that is never negative.
pub(super) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

/// A text that this program wrote in a form of its own.
pub(super) fn parsed<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T::Err: std::fmt::Display,
{
    row.get_ref(column)?.as_str()?.parse().map_err(|err: T::Err| unreadable(column, err))
}

pub(super) fn parsed_if_some<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T::Err: std::fmt::Display,
{
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| text.parse().map_err(|err: T::Err| unreadable(column, err))).transpose()
}

pub(super) fn unreadable(column: usize, err: impl std::fmt::Display) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, err.to_string().into())
}
