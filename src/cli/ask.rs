//! `pinkslip ask`.

use std::io::{self, BufRead, BufWriter, Write};

use serde::Deserialize;

use super::args::AskArgs;
use super::show::{self, Style};
use super::{DONE, Home, NO_ANSWER, open_file};
use crate::app::{App, Ask, Opening};

pub(super) fn run(home: &Home<'_>, args: &AskArgs) -> anyhow::Result<u8> {
    let app = home.open(Opening::Existing)?;
    if let Some(file) = &args.batch {
        return batch(home, &app, args, open_file(file)?);
    }
    let ask = ask(home, args, args.question());
    let mut out = BufWriter::new(io::stdout().lock());
    let abstained = if args.explain {
        let explained = app.explain(&ask)?;
        show::explained(&mut out, &explained, Style::of_stdout())?;
        explained.answer.abstained
    } else {
        let answer = app.ask(&ask)?;
        if args.json {
            writeln!(out, "{}", serde_json::to_string(&answer)?)?;
        } else {
            show::answer(&mut out, &answer, Style::of_stdout())?;
        }
        answer.abstained
    };
    out.flush()?;
    Ok(if abstained { NO_ANSWER } else { DONE })
}

fn ask(home: &Home<'_>, args: &AskArgs, text: String) -> Ask {
    Ask { text, corpus: home.args.corpus(), now: home.args.today(), filters: args.filters.filters() }
}

/// A line of a batch.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    question: String,
}

/// One answer a line, in the order of the questions; a line that holds no question gets an answer that says so.
fn batch(home: &Home<'_>, app: &App, args: &AskArgs, lines: impl BufRead) -> anyhow::Result<u8> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in super::search::numbered(lines) {
        let (n, line) = line?;
        let answer = match serde_json::from_slice::<Line>(&line) {
            Err(e) => serde_json::json!({ "id": null, "error": format!("line {n} is not {{\"id\", \"question\"}}: {e}") }),
            Ok(Line { id, question }) => match app.ask(&ask(home, args, question.clone())) {
                Ok(answer) => {
                    let mut value = serde_json::to_value(answer)?;
                    value["id"] = id;
                    value
                }
                Err(e) => serde_json::json!({ "id": id, "question": question, "abstained": true, "error": e.to_string() }),
            },
        };
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(DONE)
}
