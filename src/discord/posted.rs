//! Answers that were posted: noted with what they show, and edited when that is corrected, removed or replaced.
//!
//! What a message answers is kept as a short text from which it can be answered anew. Messages for one person alone are
//! not noted: nobody else relies on them, and they cannot be edited for long. That an edit fails does no harm: the message
//! then stands as of the day it was posted.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Method;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::asking;
use super::chain;
use super::commands::layoffs;
use super::message::Message;
use super::program::{Answered, AskedInDiscord, AskedLayoffs, Failure};
use super::rest::{Call, RestError};
use super::using::{Bot, Use, ended};
use crate::article::{ArticleId, Corpus};
use crate::library::Posted;

/// How often it is looked whether something has changed.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);
/// So many messages are edited at once.
const AT_ONCE: usize = 3;
/// How long one edit is tried.
const PATIENCE: Duration = Duration::from_secs(60);
/// The token of an interaction lives for fifteen minutes, in seconds; a little less is safe.
const TOKEN_LIVES: i64 = 14 * 60 + 30;

/// What a posted message answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// A question.
    Ask(AskedInDiscord),
    /// A table of layoffs.
    Layoffs(AskedLayoffs),
}

impl Request {
    /// As it is kept, with what may be shown where it was posted.
    fn words(&self, embeds: bool, files: bool) -> String {
        let rights = format!("{}{}", if embeds { "e" } else { "-" }, if files { "f" } else { "-" });
        match self {
            Request::Ask(asked) => {
                let AskedInDiscord { text, guild: _, company, since, until, source } = asked;
                format!("{rights} ask {}", serde_json::json!([text, company, since, until, source]))
            }
            Request::Layoffs(asked) => format!("{rights} layoffs {}", asked.code()),
        }
    }

    /// Reads such words for this server; none where another version wrote them.
    fn read(words: &str, guild: Option<u64>) -> Option<(Request, bool, bool)> {
        let mut parts = words.splitn(3, ' ');
        let (rights, kind, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let request = match kind {
            "ask" => {
                let (text, company, since, until, source) = serde_json::from_str(rest).ok()?;
                Request::Ask(AskedInDiscord { text, guild, company, since, until, source })
            }
            "layoffs" => Request::Layoffs(AskedLayoffs::from_code(rest, guild)?),
            _ => return None,
        };
        Some((request, rights.starts_with('e'), rights.ends_with('f')))
    }
}

/// The articles that an answer shows.
pub fn shown_in(answered: &Answered) -> Vec<ArticleId> {
    let answer = &answered.answer;
    answer.citations.iter().chain(&answer.nearest).map(|citation| citation.article_id()).collect()
}

/// Notes the public answer that was just given to an interaction.
pub async fn note(used: &Use, request: &Request, shows: &[ArticleId]) {
    if shows.is_empty() {
        return;
    }
    let (channel, message) = match used.reply.original().await {
        Ok(Some(message)) => message,
        Ok(None) => return,
        Err(error) => return tracing::debug!(error = %chain(&error), "which message an answer is was not learnt"),
    };
    let (embeds, files) = (used.from.embeds, used.from.files);
    let place = Where { server: used.from.server, channel, message, token: Some(used.from.token.clone()) };
    keep(&used.bot, place, request.words(embeds, files), shows.to_vec()).await;
}

/// Notes an answer that was posted as a message of its own.
pub async fn note_message(
    bot: &Bot,
    server: Option<u64>,
    channel: u64,
    message: u64,
    request: &Request,
    embeds: bool,
    shows: &[ArticleId],
) {
    if !shows.is_empty() {
        let place = Where { server, channel, message, token: None };
        keep(bot, place, request.words(embeds, true), shows.to_vec()).await;
    }
}

/// Where a message is, and how it can be edited.
struct Where {
    server: Option<u64>,
    channel: u64,
    message: u64,
    token: Option<String>,
}

async fn keep(bot: &Bot, place: Where, request: String, shows: Vec<ArticleId>) {
    let Where { server, channel, message, token } = place;
    let corpus = server.map_or(Corpus::Shared, Corpus::Server);
    let posted = Posted { corpus, channel, message, token, request, at: now() };
    if let Err(error) = ended(bot.start(move |program| program.note_posted(&posted, &shows)).await) {
        tracing::warn!(error = %chain(&error), "a posted answer was not noted; it will not be edited");
    }
}

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// Edits posted answers when what they show changes, for as long as the bot runs.
pub async fn keep_true(bot: Arc<Bot>) {
    // First what changed while no bot was running.
    let mut seq = None;
    loop {
        let outdated = match ended(bot.start(move |program| program.outdated(seq)).await) {
            Ok((outdated, last)) => {
                seq = Some(last);
                outdated
            }
            Err(error) => {
                tracing::warn!(error = %chain(&error), "what has changed could not be looked at");
                Vec::new()
            }
        };
        let mut editing = JoinSet::new();
        for posted in outdated {
            while editing.len() >= AT_ONCE {
                editing.join_next().await;
            }
            let bot = Arc::clone(&bot);
            editing.spawn(async move { edit(&bot, posted).await });
        }
        while editing.join_next().await.is_some() {}
        sleep(BETWEEN_LOOKS).await;
    }
}

/// Answers a request anew, in place of what was posted.
async fn edit(bot: &Arc<Bot>, posted: Posted) {
    let _editing = Arc::clone(&bot.in_flight).read_owned().await;
    let server = match posted.corpus {
        Corpus::Shared => None,
        Corpus::Server(server) => Some(server),
    };
    let Some((request, embeds, files)) = Request::read(&posted.request, server) else {
        return forget(bot, &posted).await;
    };
    let (message, shows) = match again(bot, request).await {
        Ok(answered) => answered,
        Err(error) => return tracing::warn!(error = %chain(&error), "a posted answer could not be answered anew"),
    };
    match send(bot, &posted, message.allowed(embeds, files)).await {
        Ok(()) => {
            tracing::info!(channel = posted.channel, "a posted answer was edited");
            let noted = ended(bot.start(move |program| program.note_posted(&posted, &shows)).await);
            if let Err(error) = noted {
                tracing::warn!(error = %chain(&error), "an edited answer was not noted");
            }
        }
        Err(error) if error.is_gone() || error.is_forbidden() || error.is_too_late() => {
            tracing::info!(%error, channel = posted.channel, "a posted answer cannot be edited any more");
            forget(bot, &posted).await;
        }
        Err(error) => tracing::warn!(error = %chain(&error), "a posted answer could not be edited"),
    }
}

/// The answer as of now, with what it shows.
async fn again(bot: &Arc<Bot>, request: Request) -> Result<(Message, Vec<ArticleId>), Failure> {
    match request {
        Request::Ask(asked) => {
            let question = asked.clone();
            let answered = ended(bot.start(move |program| program.answer(question)).await)?;
            Ok((asking::message(&bot.questions, &asked, &answered), shown_in(&answered)))
        }
        Request::Layoffs(asked) => {
            let question = asked.clone();
            let table = ended(bot.start(move |program| program.layoffs(question)).await)?;
            Ok((layoffs::message(&bot.tables, &asked, &table), table.shows))
        }
    }
}

/// By the token of the interaction while it lives, else as any message of ours in its channel.
async fn send(bot: &Bot, posted: &Posted, message: Message) -> Result<(), RestError> {
    let by_channel = format!("/channels/{}/messages/{}", posted.channel, posted.message);
    let token = posted.token.as_deref().filter(|_| now() - posted.at < TOKEN_LIVES);
    if let Some(token) = token {
        let path = format!("/webhooks/{}/{token}/messages/@original", bot.application);
        match patch(bot, path, message.clone()).await {
            Err(error) if error.is_too_late() => {}
            done => return done,
        }
    }
    patch(bot, by_channel, message).await
}

async fn patch(bot: &Bot, path: String, message: Message) -> Result<(), RestError> {
    let file = message.picture.clone();
    let body = Some(serde_json::to_vec(&message.edit())?);
    let call = Call { method: Method::PATCH, path, body, file, purpose: "editing a posted answer", patience: PATIENCE };
    bot.rest.send(call).await.map(|_| ())
}

async fn forget(bot: &Bot, posted: &Posted) {
    let (channel, message) = (posted.channel, posted.message);
    if let Err(error) = ended(bot.start(move |program| program.forget_posted(channel, message)).await) {
        tracing::warn!(error = %chain(&error), "a posted answer was not forgotten");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layoff::tally::Filter;

    #[test]
    fn a_request_comes_back_for_the_server_it_was_made_in() {
        let ask = AskedInDiscord {
            text: "how \"many\"\n jobs?".into(),
            guild: Some(7),
            since: Some("2023".into()),
            ..AskedInDiscord::default()
        };
        let filter = Filter { min: Some(5), place: Some("Bad Ems".into()), ..Filter::company("A; b") };
        let table = AskedLayoffs { filter, guild: Some(7), ..AskedLayoffs::default() };
        for request in [Request::Ask(ask), Request::Layoffs(table)] {
            assert_eq!(Request::read(&request.words(true, false), Some(7)), Some((request, true, false)));
        }
        for bad in ["", "ef", "ef ask", "ef ask {}", "ef other x", "ef layoffs ?"] {
            assert_eq!(Request::read(bad, None), None, "{bad}");
        }
    }
}
