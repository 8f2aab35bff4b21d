//! `pinkslip correct`.

use super::args::CorrectArgs;
use super::{DONE, Home, WrongUse};
use crate::app::{Correcting, Opening};

pub(super) fn run(home: &Home<'_>, args: &CorrectArgs) -> anyhow::Result<u8> {
    let app = home.open(Opening::Existing)?;
    let corpus = home.args.corpus();
    if args.undo {
        if !app.uncorrect_fact(corpus, args.id)? {
            return Err(WrongUse(format!("nothing was corrected about the layoff {} here", args.id)).into());
        }
        eprintln!("Taken back.");
        return Ok(DONE);
    }
    let correcting = Correcting {
        reject: args.reject,
        company: args.company.clone(),
        count: args.count.unwrap_or_default(),
        percent: args.percent.unwrap_or_default(),
        date: args.date.unwrap_or_default(),
        note: args.note.clone(),
        by: None,
    };
    let fact = app.correct_fact(corpus, args.id, correcting)?;
    if fact.is_rejected() {
        eprintln!("Rejected: the layoff at {} is left out of every answer. --undo takes this back.", fact.company);
    } else {
        let number = |n: Option<String>| n.unwrap_or_else(|| "none".to_owned());
        eprintln!(
            "Corrected: {}, count {}, percent {}, date {}. --undo takes this back.",
            fact.company,
            number(fact.count.map(|n| n.to_string())),
            number(fact.percent.map(|p| p.to_string())),
            number(fact.date.map(|p| p.label())),
        );
    }
    Ok(DONE)
}
