//! Corrections: the form that a button of the proof opens, and what becomes of it. For curators.

use crate::app::Correcting;
use crate::discord::component::{Button, Form};
use crate::discord::limits::Doing;
use crate::discord::message::Press;
use crate::discord::program::Failure;
use crate::discord::reply::Shown;
use crate::discord::using::Use;
use crate::discord::{forms, render, texts};
use crate::layoff::{Change, FactId};
use crate::time::{Period, parse_bound};

/// Opens the form for a layoff.
///
/// # Errors
/// For those who do not curate, and where it is gone.
pub async fn open_form(used: &Use, fact: FactId) -> Result<(), Failure> {
    let server = used.curator("a button to correct").await?;
    let known = used.program(move |program| program.fact(server, fact)).await?;
    let known = known.ok_or_else(|| Failure::User(texts::FACT_GONE.to_owned()))?;
    Ok(used.reply.form(forms::correction(Form::Correction { server, fact }, &known)).await?)
}

/// What was filled in.
#[derive(Debug, Default)]
pub struct Filled {
    /// The company.
    pub company: String,
    /// How many.
    pub count: String,
    /// The share.
    pub percent: String,
    /// When.
    pub date: String,
    /// Why.
    pub note: String,
}

/// Corrects a layoff as the form says.
///
/// # Errors
/// For those who do not curate, and where what was filled in cannot be read.
pub async fn correct(used: &Use, fact: FactId, filled: &Filled) -> Result<(), Failure> {
    let server = used.curator("a form to correct").await?;
    let correcting = Correcting { by: Some(used.from.user), ..read(filled)? };
    used.count(Doing::Changing)?;
    let rejected = correcting.reject;
    let (before, after) = used
        .within(Shown::ToAsker, move |program| {
            let before = program.fact(server, fact)?.ok_or_else(|| Failure::User(texts::FACT_GONE.to_owned()))?;
            Ok((before, program.correct(server, fact, correcting)?))
        })
        .await?;
    tracing::info!(server, user = used.from.user, %fact, rejected, "layoff corrected");
    let undo = Press::plain(texts::UNDO, Button::Uncorrect(fact));
    Ok(used.reply.send(render::corrected(&before, &after).with_buttons([undo]), Shown::ToAsker).await?)
}

/// Takes a correction back.
///
/// # Errors
/// For those who do not curate, and where there is none.
pub async fn undo(used: &Use, fact: FactId) -> Result<(), Failure> {
    let server = used.curator("a button to take a correction back").await?;
    used.count(Doing::Changing)?;
    if !used.within(Shown::ToAsker, move |program| program.uncorrect(server, fact)).await? {
        return Err(Failure::User(texts::NOT_CORRECTED.to_owned()));
    }
    tracing::info!(server, user = used.from.user, %fact, "a correction was taken back");
    Ok(used.reply.send(crate::discord::message::Message::text(texts::UNCORRECTED), Shown::ToAsker).await?)
}

fn read(filled: &Filled) -> Result<Correcting, Failure> {
    let bad = |words: &str| Failure::User(words.to_owned());
    let count = filled.count.trim();
    let reject = count.eq_ignore_ascii_case(texts::REJECT_WORD);
    let count = if reject { "" } else { count };
    let none = |text: &str| text.eq_ignore_ascii_case(texts::NONE_WORD);
    let percent = filled.percent.trim();
    let date = filled.date.trim();
    let company = filled.company.trim();
    Ok(Correcting {
        reject,
        company: (!company.is_empty()).then(|| company.to_owned()),
        count: match count {
            "" => Change::Same,
            text if none(text) => Change::Nothing,
            text => Change::To(text.replace([',', ' '], "").parse().map_err(|_| bad(texts::BAD_COUNT))?),
        },
        percent: match percent {
            "" => Change::Same,
            text if none(text) => Change::Nothing,
            text => Change::To(text.trim_end_matches('%').trim().parse().map_err(|_| bad(texts::BAD_PERCENT))?),
        },
        date: match date {
            "" => Change::Same,
            text if none(text) => Change::Nothing,
            text => Change::To(day_or_month(text).ok_or_else(|| bad(texts::BAD_DATE))?),
        },
        note: filled.note.clone(),
        by: None,
    })
}

fn day_or_month(text: &str) -> Option<Period> {
    let period = Period { start: parse_bound(text, false).ok()?, end: parse_bound(text, true).ok()? };
    (period.start.first_of_month() == period.end.first_of_month()).then_some(period)
}
