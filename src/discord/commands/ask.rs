//! `/ask`: a question, with what it may be narrowed to.

use super::Options;
use crate::discord::limits::Doing;
use crate::discord::posted::{self, Request};
use crate::discord::program::{AskedInDiscord, Failure};
use crate::discord::reply::Shown;
use crate::discord::using::Use;
use crate::discord::{asking, markdown, texts};

pub(super) async fn run(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    let question = options.required("question")?;
    let given = |name| -> Result<Option<String>, Failure> {
        Ok(options.text(name)?.filter(|text| !markdown::plain(text).is_empty()).map(str::to_owned))
    };
    let asked = AskedInDiscord {
        text: question.to_owned(),
        guild: used.from.server,
        company: given("company")?,
        since: given("since")?,
        until: given("until")?,
        source: given("source")?,
    };
    let private = options.yes("private")?;
    if markdown::plain(question).is_empty() {
        return Err(Failure::User(texts::EMPTY_QUESTION.to_owned()));
    }
    used.count(Doing::Asking)?;

    let shown = Shown::privately(private);
    let question = asked.clone();
    let answered = used.within(shown, move |program| program.answer(question)).await?;
    tracing::info!(abstained = answered.answer.abstained, took_ms = answered.answer.took_ms, private, "answered");
    used.reply.send(asking::message(&used.bot.questions, &asked, &answered), shown).await?;
    if !private {
        posted::note(used, &Request::Ask(asked), &posted::shown_in(&answered)).await;
    }
    Ok(())
}
