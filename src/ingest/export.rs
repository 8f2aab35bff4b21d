//! An article as one line of JSON, from which an import elsewhere makes the same article again.

use jiff::civil::Date;
use serde::Serialize;

use crate::article::{Article, BasedOn, Provenance};

/// One line, without its line break: the article as it is, and its earlier versions, oldest first.
pub fn line(article: &Article, earlier: &[Article]) -> String {
    let exported = Exported {
        text: Text::of(article),
        corpus: article.corpus.to_string(),
        versions: earlier.iter().map(Text::of).collect(),
    };
    // Texts, dates and lists of them: nothing in here can fail to be written as JSON.
    serde_json::to_string(&exported).expect("plain data is always valid JSON")
}

#[derive(Serialize)]
struct Exported<'a> {
    #[serde(flatten)]
    text: Text<'a>,
    corpus: String,
    versions: Vec<Text<'a>>,
}

#[derive(Serialize)]
struct Text<'a> {
    url: Option<&'a str>,
    title: &'a str,
    source: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<Date>,
    body: &'a str,
    provenance: Provenance,
    based_on: Option<&'a BasedOn>,
}

impl<'a> Text<'a> {
    fn of(article: &'a Article) -> Self {
        Text {
            url: article.url.as_deref(),
            title: &article.title,
            source: article.source.as_deref(),
            author: article.author.as_deref(),
            published: article.published,
            body: &article.body,
            provenance: article.provenance,
            based_on: article.based_on.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, Corpus};
    use crate::ingest::{Articles, Draft};
    use jiff::civil::date;

    #[test]
    fn what_is_exported_is_read_back_the_same() {
        let article = Article {
            id: ArticleId::new(Corpus::Server(7), "k"),
            corpus: Corpus::Server(7),
            url: Some("https://example.com/a?utm_source=x".into()),
            title: "Cuts \"at\" Acme".into(),
            source: None,
            author: Some("A".into()),
            published: Some(date(2023, 1, 20)),
            body: "One \u{1f600}.\n\nTwo.".into(),
            provenance: Provenance::Brief,
            based_on: Some(BasedOn { source: "The Post".into(), url: None, author: None }),
            version: 2,
        };
        let earlier = Article { body: "One.".into(), based_on: None, provenance: Provenance::Row, ..article.clone() };
        let line = line(&article, std::slice::from_ref(&earlier));
        assert!(!line.contains('\n') && line.contains(r#""corpus":"server-7""#), "{line}");
        let raw = Articles::new(line.as_bytes()).next().unwrap().unwrap();
        let (draft, warnings) = Draft::clean(raw, date(2026, 11, 20)).unwrap();
        assert_eq!(warnings, []);
        let back = |draft: &Draft| Article {
            url: draft.url.clone(),
            title: draft.title.clone(),
            source: draft.source.clone(),
            author: draft.author.clone(),
            published: draft.published,
            body: draft.body.clone(),
            provenance: draft.provenance,
            based_on: draft.based_on.clone(),
            ..article.clone()
        };
        assert_eq!(back(&draft), article);
        assert_eq!(draft.earlier.iter().map(back).collect::<Vec<_>>(), [earlier]);
    }
}
