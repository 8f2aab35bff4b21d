//! Questions in plain messages: by mentioning the bot, or in a direct message to it.
//!
//! Discord gives the content of such messages without a privileged intent.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use ::serenity::all as serenity;
use regex::Regex;
use reqwest::Method;
use serenity::MessageType;
use tokio::time::{sleep, timeout};

use super::message::Message;
use super::posted::{self, Request};
use super::program::{AskedInDiscord, Failure};
use super::rest::{Call, RestError};
use super::using::{AT_ONCE, Bot, GIVEN_UP, TooSlow, ended};
use super::{asking, chain, handler, limits, markdown, texts};

/// "Typing…" is shown for ten seconds.
const TYPING: Duration = Duration::from_secs(8);
/// How long sending an answer is tried.
const PATIENCE: Duration = Duration::from_secs(60);

/// Mentions of users, roles and channels, and emoji of servers.
static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    // The pattern is a constant, and valid.
    Regex::new(r"<(?:@[!&]?|#|a?:\w+:)\d+>").expect("a valid pattern")
});

/// Answers a message, if it is a question to the bot.
pub async fn answer(bot: &Arc<Bot>, me: u64, message: serenity::Message) {
    if !is_for(me, &message) {
        return;
    }
    let _answering = Arc::clone(&bot.in_flight).read_owned().await;
    let server = message.guild_id.map(serenity::GuildId::get);
    let user = message.author.id.get();
    if let Err(wait) = bot.limiter.count(limits::Doing::Asking, user, server) {
        if bot.limiter.should_tell(user) {
            let _ = send(bot, &message, Message::text(texts::too_quick(wait))).await;
        }
        return;
    }
    let text = TOKENS.replace_all(&message.content, " ").trim().to_owned();
    if markdown::plain(&text).is_empty() {
        let _ = send(bot, &message, Message::text(texts::HOW_TO_ASK)).await;
        return;
    }
    let asked = AskedInDiscord { text, guild: server, ..AskedInDiscord::default() };
    let question = asked.clone();
    // A task of its own, so that a panic in it is a failure like any other.
    let work = bot.start(move |program| program.answer(question));
    let channel = message.channel_id.get();
    let mut shows = Vec::new();
    let reply = match timeout(GIVEN_UP, typing_meanwhile(bot, channel, async { ended(work.await) })).await {
        Ok(Ok(answered)) => {
            tracing::info!(abstained = answered.answer.abstained, took_ms = answered.answer.took_ms, "answered a message");
            shows = posted::shown_in(&answered);
            asking::message(&bot.questions, &asked, &answered)
        }
        Ok(Err(failure)) => handler::words(failure),
        Err(_) => handler::words(Failure::Internal(Box::new(TooSlow))),
    };
    if let Some((id, embeds)) = send(bot, &message, reply).await {
        posted::note_message(bot, server, channel, id, &Request::Ask(asked), embeds, &shows).await;
    }
}

/// Whether it is written by a person, to the bot itself: not to everybody, not to a role that it has.
fn is_for(me: u64, message: &serenity::Message) -> bool {
    let by_a_person = !message.author.bot && !message.author.system && message.webhook_id.is_none();
    let written = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    let to_us = message.guild_id.is_none() || message.mentions.iter().any(|user| user.id.get() == me);
    by_a_person && written && to_us && message.author.id.get() != me
}

/// Shows that an answer is coming, where it does not come at once.
async fn typing_meanwhile<T>(bot: &Bot, channel: u64, work: impl Future<Output = T>) -> T {
    let typing = async {
        sleep(AT_ONCE).await;
        loop {
            let call = Call {
                method: Method::POST,
                path: format!("/channels/{channel}/typing"),
                body: None,
                file: None,
                purpose: "showing that an answer is coming",
                patience: Duration::from_secs(2),
            };
            if let Err(error) = bot.rest.send(call).await {
                tracing::debug!(%error, "typing could not be shown");
            }
            sleep(TYPING).await;
        }
    };
    tokio::select! {
        done = work => done,
        () = typing => unreachable!("it is shown until the work is done"),
    }
}

/// Replies to a message; as text where embeds are not allowed, without the reference where replying is not. Where the bot
/// may not write at all, it stays silent. Gives the message, and whether it shows embeds.
async fn send(bot: &Bot, to: &serenity::Message, reply: Message) -> Option<(u64, bool)> {
    let (mut reply, mut referring) = (reply, true);
    let sent = loop {
        match post(bot, to, reply.clone(), referring).await {
            Err(error) if referring && error.is_about_replying() => referring = false,
            Err(error) if error.is_forbidden() && !reply.embeds.is_empty() => reply = reply.without_embeds(),
            done => break done,
        }
    };
    match sent {
        Ok(id) => return id.map(|id| (id, !reply.embeds.is_empty())),
        Err(error) if error.is_forbidden() || error.is_gone() => {
            tracing::debug!(%error, channel = to.channel_id.get(), "a message could not be answered there");
        }
        Err(error) => tracing::warn!(error = %chain(&error), "an answer to a message could not be sent"),
    }
    None
}

async fn post(bot: &Bot, to: &serenity::Message, reply: Message, referring: bool) -> Result<Option<u64>, RestError> {
    let mut body = reply.post(referring.then_some((to.channel_id.get(), to.id.get())));
    // With this, sending again what seemed lost does not show it twice.
    body["nonce"] = to.id.get().to_string().into();
    body["enforce_nonce"] = true.into();
    let call = Call {
        method: Method::POST,
        path: format!("/channels/{}/messages", to.channel_id),
        body: Some(serde_json::to_vec(&body)?),
        file: None,
        purpose: "answering a message",
        patience: PATIENCE,
    };
    let sent = bot.rest.send(call).await?;
    Ok(sent["id"].as_str().and_then(|id| id.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_no_part_of_a_question() {
        let text = TOKENS.replace_all("<@12> how many <@!3> jobs <#4> at <@&5> Lyft<a:x:6>, 3 < 4", " ");
        assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), "how many jobs at Lyft , 3 < 4");
    }
}
