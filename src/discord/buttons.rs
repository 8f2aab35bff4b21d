//! What pressing a button does.

use ::serenity::all as serenity;

use super::commands::{articles, correct, layoffs, remove, suggest};
use super::component::{Asked, Button};
use super::limits::Doing;
use super::program::Failure;
use super::reply::Shown;
use super::using::Use;
use super::{asking, texts};
use crate::library::Decision;

/// Does what a button is for.
///
/// # Errors
/// As what it does, and where this version does not know it.
pub async fn run(used: &Use, pressed: &serenity::ComponentInteraction) -> Result<(), Failure> {
    match Button::parse(&pressed.data.custom_id) {
        Some(Button::Evidence { page, question }) => {
            // Below an answer it opens a message of its own, for the one who pressed; there it turns the page.
            let own = pressed.message.flags.is_some_and(|flags| flags.contains(serenity::MessageFlags::EPHEMERAL));
            let turned =
                own && pressed.message.embeds.first().is_some_and(|embed| embed.title.as_deref() == Some(texts::MORE_EVIDENCE));
            evidence(used, page, question, if turned { Shown::InPlace } else { Shown::ToAsker }).await
        }
        Some(Button::List { page, containing }) => articles::page(used, page, containing, Shown::InPlace).await,
        Some(Button::Suggest) => suggest::open_form(used).await,
        Some(Button::Accept(id)) => suggest::decide(used, id, Decision::Accept).await,
        Some(Button::Decline(id)) => suggest::decide(used, id, Decision::Decline).await,
        Some(Button::Remove(id)) => remove::by_button(used, id).await,
        Some(Button::Restore(id)) => remove::restore_by_button(used, id).await,
        Some(Button::Proof { page, turns, table }) => {
            let own = pressed.message.flags.is_some_and(|flags| flags.contains(serenity::MessageFlags::EPHEMERAL));
            layoffs::proof(used, page, table, if turns && own { Shown::InPlace } else { Shown::ToAsker }).await
        }
        Some(Button::Correct(fact)) => correct::open_form(used, fact).await,
        Some(Button::Uncorrect(fact)) => correct::undo(used, fact).await,
        None => {
            tracing::warn!("a button was pressed that this version does not know");
            Err(Failure::User(texts::UNKNOWN_BUTTON.to_owned()))
        }
    }
}

async fn evidence(used: &Use, page: u32, question: Asked, shown: Shown) -> Result<(), Failure> {
    let asked = used.bot.questions.recall(&question, used.from.server);
    let asked = asked.ok_or_else(|| Failure::User(texts::ASK_AGAIN.to_owned()))?;
    used.count(Doing::Looking)?;
    let citations = used.within(shown, move |program| program.evidence(asked)).await?;
    if citations.is_empty() {
        // Articles were removed since.
        return Err(Failure::User(texts::NO_MORE_EVIDENCE.to_owned()));
    }
    Ok(used.reply.send(asking::page(&citations, page, &question), shown).await?)
}
