//! `pinkslip search`.

use std::io::{self, BufRead, BufWriter, Write};

use serde::Deserialize;

use super::args::SearchArgs;
use super::show::{self, Style};
use super::{DONE, Home, NO_ANSWER, open_file};
use crate::app::{App, Ask, Opening};
use crate::question::Filters;

pub(super) fn run(home: &Home<'_>, args: &SearchArgs) -> anyhow::Result<u8> {
    let app = home.open(Opening::Existing)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(file) = &args.batch {
        batch(home, &app, args, open_file(file)?, &mut out)?;
        return Ok(DONE);
    }
    let hits = app.search(&words(home, args.words()), args.k.into())?;
    for (n, hit) in hits.iter().enumerate() {
        if args.json {
            writeln!(out, "{}", serde_json::to_string(hit)?)?;
        } else {
            show::hit(&mut out, n + 1, hit, Style::of_stdout())?;
        }
    }
    out.flush()?;
    if hits.is_empty() {
        eprintln!("Nothing found.");
        return Ok(NO_ANSWER);
    }
    Ok(DONE)
}

fn words(home: &Home<'_>, text: String) -> Ask {
    Ask { text, corpus: home.args.corpus(), now: home.args.today(), filters: Filters::default() }
}

/// A line of a batch.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    query: String,
}

fn batch(home: &Home<'_>, app: &App, args: &SearchArgs, lines: impl BufRead, out: &mut impl Write) -> anyhow::Result<()> {
    for line in numbered(lines) {
        let (n, line) = line?;
        let found = match serde_json::from_slice::<Line>(&line) {
            Err(e) => {
                serde_json::json!({ "id": null, "hits": [], "error": format!("line {n} is not {{\"id\", \"query\"}}: {e}") })
            }
            Ok(Line { id, query }) => match app.search(&words(home, query.clone()), args.k.into()) {
                Ok(hits) => serde_json::json!({ "id": id, "query": query, "hits": hits }),
                Err(e) => serde_json::json!({ "id": id, "query": query, "hits": [], "error": e.to_string() }),
            },
        };
        serde_json::to_writer(&mut *out, &found)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

/// The lines of a batch that are not empty, with their numbers.
pub(super) fn numbered(lines: impl BufRead) -> impl Iterator<Item = io::Result<(usize, Vec<u8>)>> {
    lines.split(b'\n').enumerate().filter_map(|(n, line)| match line {
        Ok(line) if line.trim_ascii().is_empty() => None,
        Ok(line) => Some(Ok((n + 1, line))),
        Err(e) => Some(Err(e)),
    })
}
