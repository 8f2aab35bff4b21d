//! `pinkslip layoffs`.

use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::{DONE, Home, WrongUse};
use crate::app::{Opening, Proved};
use crate::layoff::{Correction, Fact, Where, date_text};

/// Layoffs whose words are read at once.
const CHUNK: usize = 200;

pub(super) fn run(home: &Home<'_>, json: bool) -> anyhow::Result<u8> {
    if !json {
        return Err(WrongUse("tables are not built yet: `pinkslip layoffs --json` prints what was extracted".to_owned()).into());
    }
    let app = home.open(Opening::Existing)?;
    let corpus = home.args.corpus();
    let facts = app.facts(corpus)?;
    let all: Vec<&Fact> = facts.all().collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for chunk in all.chunks(CHUNK) {
        for proved in app.prove(corpus, chunk.iter().copied())? {
            writeln!(out, "{}", line(&proved))?;
        }
    }
    out.flush()?;
    Ok(DONE)
}

fn line(proved: &Proved) -> Value {
    let Proved { fact, article, proof: p } = proved;
    let mut line = json!({
        "id": fact.id, "url": article.url, "company": *fact.company, "parent": fact.parent.as_deref(),
        "count": fact.count, "count_max": fact.count_max, "count_is": fact.count_is,
        "percent": fact.percent, "percent_of": fact.percent_of.as_deref(), "date": fact.date.map(date_text),
        "date_basis": fact.date_basis, "status": fact.status, "reason": fact.reason.as_deref(), "reason_class": fact.reason_class,
        "reason_denied": fact.reason_denied, "division": fact.division.as_deref(), "place": fact.place.as_deref(),
        "said_by": fact.said_by.as_deref(), "primary": fact.primary, "span_total": fact.span_total,
        "article_id": article.id, "provenance": article.provenance, "source": article.source, "published": article.published,
        "proof": {
            "company": ranges(&p.company), "count": ranges(&p.count), "percent": ranges(&p.percent), "percent_of": ranges(&p.percent_of),
            "date": ranges(&p.date), "reason": ranges(&p.reason), "division": ranges(&p.division), "place": ranges(&p.place),
            "said_by": ranges(&p.said_by),
        },
    });
    for (key, value) in [("industry", &fact.industry), ("country", &fact.country), ("stage", &fact.stage)] {
        if let Some(value) = value {
            line[key] = json!(**value);
        }
    }
    if let Some(correction) = &fact.correction {
        line["correction"] = corrected(correction);
    }
    line
}

/// What was corrected: the values above are the corrected ones, these are the report's.
fn corrected(correction: &Correction) -> Value {
    let was = &correction.was;
    json!({
        "rejected": correction.rejected, "note": correction.note, "by": correction.by.map(|by| by.to_string()),
        "was": {"company": was.company, "count": was.count, "percent": was.percent, "date": was.date.map(date_text)},
    })
}

/// Where the words stand: `[start, end]` in the body, `["title", start, end]` in the title.
fn ranges(places: &[Where]) -> Vec<Value> {
    let range = |place: &Where| match place {
        Where::Title(r) => json!(["title", r.start, r.end]),
        Where::Body(r) => json!([r.start, r.end]),
    };
    places.iter().map(range).collect()
}
