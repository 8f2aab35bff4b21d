//! Suggestions: made by members, put before the curators with buttons, decided once.
//!
//! What was suggested and decided stands in the library; the buttons carry its number alone and work after a restart.

use ::serenity::all as serenity;
use reqwest::Method;
use tokio::time::timeout;

use super::Options;
use super::add::links_in;
use super::linked::links_of;
use crate::app::{Adding, Additions};
use crate::discord::component::Form;
use crate::discord::limits::Doing;
use crate::discord::message::Message;
use crate::discord::program::Failure;
use crate::discord::reply::Shown;
use crate::discord::rest::{Call, RestError};
use crate::discord::using::{GIVEN_UP, Use, ended};
use crate::discord::{chain, forms, render, texts};
use crate::library::{Decision, NewSuggestion, Suggestion, SuggestionState};

pub(super) async fn command(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    make(used, options.required("link")?, options.text("note")?.unwrap_or_default()).await
}

/// "Suggest article" in the menu of a message: its link, or the form where it has none, or several to choose from.
pub(super) async fn linked(used: &Use, message: &serenity::Message) -> Result<(), Failure> {
    match links_of(message).as_slice() {
        [link] => make(used, link, "").await,
        _ => open_form(used).await,
    }
}

/// Opens the form.
///
/// # Errors
/// Where there is no server to suggest anything to.
pub async fn open_form(used: &Use) -> Result<(), Failure> {
    let server = used.server()?;
    Ok(used.reply.form(forms::suggestion(Form::Suggestion { server })).await?)
}

/// Keeps a suggestion and puts it before the curators: in their channel, or where it was made.
///
/// # Errors
/// Where it holds no link, or cannot be kept.
pub async fn make(used: &Use, link: &str, note: &str) -> Result<(), Failure> {
    let server = used.server()?;
    let [link] = links_in(link).try_into().map_err(|_| Failure::User(texts::ONE_LINK.to_owned()))?;
    used.count(Doing::Changing)?;
    let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    let new = NewSuggestion { link, note, by: used.from.user };
    let (suggestion, settings) =
        used.within(Shown::ToAsker, move |program| Ok((program.suggest(server, new)?, program.settings(server)?))).await?;
    tracing::info!(server, user = used.from.user, suggestion = suggestion.id, "article suggested");

    let shown = render::suggestion(&suggestion);
    if let Some(channel) = settings.curators_channel {
        match post(used, channel, &suggestion, shown.clone()).await {
            Ok(()) => return Ok(used.reply.send(Message::text(texts::SUGGESTED), Shown::ToAsker).await?),
            Err(error) => {
                tracing::warn!(server, error = %chain(&error), "a suggestion could not be put into the curators' channel")
            }
        }
    }
    used.reply.send(Message::text(texts::SUGGESTED_HERE), Shown::ToAsker).await?;
    Ok(used.reply.follow_up(shown, false).await?)
}

async fn post(used: &Use, channel: u64, suggestion: &Suggestion, shown: Message) -> Result<(), RestError> {
    let send = |shown: Message| async {
        let mut body = shown.post(None);
        // With this, sending again what seemed lost does not show it twice.
        body["nonce"] = format!("s-{}", suggestion.id).into();
        body["enforce_nonce"] = true.into();
        let call = Call {
            method: Method::POST,
            path: format!("/channels/{channel}/messages"),
            body: Some(serde_json::to_vec(&body)?),
            file: None,
            purpose: "putting a suggestion before the curators",
            patience: std::time::Duration::from_secs(10),
        };
        used.bot.rest.send(call).await
    };
    match send(shown.clone()).await {
        Err(error) if error.is_forbidden() => send(shown.without_embeds()).await.map(|_| ()),
        other => other.map(|_| ()),
    }
}

/// A curator pressed Accept or Decline.
///
/// # Errors
/// For those who do not curate, where there is no such suggestion, and where what was suggested cannot be read: then it
/// goes on waiting.
pub async fn decide(used: &Use, id: u64, decision: Decision) -> Result<(), Failure> {
    let server = used.curator("a button of a suggestion").await?;
    let known = used.program(move |program| program.suggestion(server, id)).await?;
    let suggestion = known.ok_or_else(|| Failure::User(texts::NO_SUCH_SUGGESTION.to_owned()))?;
    if suggestion.state != SuggestionState::Waiting {
        // Pressed a second time, or where the post was not edited then.
        return Ok(used.reply.send(render::decided(&suggestion, None), Shown::InPlace).await?);
    }
    let mut additions = None;
    if decision == Decision::Accept {
        used.count(Doing::Changing)?;
        used.reply.defer(Shown::InPlace).await?;
        let link = suggestion.link.clone();
        let work = used.bot.start(move |program| program.add(server, Adding::Link(link)));
        let added: Additions = timeout(GIVEN_UP, async { ended(work.await) })
            .await
            .unwrap_or_else(|_| Err(Failure::User(texts::ADDING_TOOK_TOO_LONG.to_owned())))?;
        if added.added.is_empty() {
            // Still waiting: it can be tried again, or declined.
            return Ok(used.reply.aside(render::not_accepted(&added)).await?);
        }
        additions = Some(added);
    }
    let by = used.from.user;
    let decided = used.program(move |program| program.decide(server, id, decision, by)).await?;
    if !decided.already {
        tracing::info!(server, user = by, suggestion = id, ?decision, "suggestion decided");
    }
    let shown = render::decided(&decided.suggestion, additions.as_ref());
    Ok(used.reply.send(shown, Shown::InPlace).await?)
}
