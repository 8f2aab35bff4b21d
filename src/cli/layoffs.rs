//! `pinkslip layoffs`.

use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::{DONE, Home, WrongUse};
use crate::app::Opening;
use crate::article::Article;
use crate::layoff::{Layoff, Where};
use crate::library::LibraryError;

pub(super) fn run(home: &Home<'_>, json: bool) -> anyhow::Result<u8> {
    if !json {
        return Err(WrongUse("tables are not built yet: `pinkslip layoffs --json` prints what was extracted".to_owned()).into());
    }
    let app = home.open(Opening::Existing)?;
    let mut out = BufWriter::new(io::stdout().lock());
    app.library().each_article(Some(&home.args.corpus().visible()), |article| -> Result<(), PrintError> {
        for layoff in app.layoffs_of(&article) {
            writeln!(out, "{}", line(&article, &layoff))?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(DONE)
}

#[derive(Debug, thiserror::Error)]
enum PrintError {
    #[error(transparent)]
    Library(#[from] LibraryError),
    #[error(transparent)]
    Io(#[from] io::Error),
}

fn line(article: &Article, layoff: &Layoff) -> Value {
    let p = &layoff.proof;
    json!({
        "url": article.url, "company": layoff.company, "count": layoff.count, "count_max": layoff.count_max, "count_is": layoff.count_is,
        "percent": layoff.percent, "percent_of": layoff.percent_of, "date": layoff.date_text(), "date_basis": layoff.date_basis,
        "status": layoff.status, "reason": layoff.reason, "reason_class": layoff.reason_class, "division": layoff.division,
        "place": layoff.place, "said_by": layoff.said_by, "primary": layoff.primary, "span_total": layoff.span_total,
        "article_id": article.id,
        "proof": {
            "company": ranges(&p.company), "count": ranges(&p.count), "percent": ranges(&p.percent), "date": ranges(&p.date),
            "reason": ranges(&p.reason), "division": ranges(&p.division), "place": ranges(&p.place), "said_by": ranges(&p.said_by),
        },
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
