//! Answering an interaction: at once, or later in place of "thinking…"; with a message, a form or choices.
//!
//! Knows how to answer, not what. All answers go through here, so that none mentions anybody or is lost to a single
//! failed request.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::incoming::Incoming;
use super::message::{Message, Picture, nobody};
use super::rest::{Call, Rest, RestError};

/// Discord forgets an interaction that is not answered within three seconds.
const FIRST_ANSWER: Duration = Duration::from_secs(3);
/// An answer that was promised is worth more patience; Discord takes it for fifteen minutes.
const LATER_ANSWER: Duration = Duration::from_secs(60);
/// An edit that only tells how far something has come is not.
const PROGRESS: Duration = Duration::from_secs(5);

/// Where an answer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// To everybody in the channel.
    ToAll,
    /// To the one who asked.
    ToAsker,
    /// In place of the message whose button was pressed.
    InPlace,
}

impl Shown {
    /// To the asker alone, if so.
    pub fn privately(private: bool) -> Shown {
        if private { Shown::ToAsker } else { Shown::ToAll }
    }
}

/// The way back to whoever used a command, a button or a form.
pub struct Reply {
    rest: Arc<Rest>,
    id: u64,
    application: u64,
    token: String,
    /// Whether embeds may be shown.
    embeds: bool,
    /// Whether files may be attached.
    files: bool,
    /// How the interaction was first responded to; afterwards that response is edited.
    begun: Mutex<Option<Shown>>,
}

impl Reply {
    /// The way back for this interaction.
    pub fn new(rest: Arc<Rest>, incoming: &Incoming) -> Self {
        let Incoming { id, application, ref token, embeds, files, .. } = *incoming;
        Reply { rest, id, application, token: token.clone(), embeds, files, begun: Mutex::default() }
    }

    /// Shows "thinking…", or nothing yet where the answer goes in place of a message; [`Self::send`] follows.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn defer(&self, shown: Shown) -> Result<(), RestError> {
        if self.begun().is_some() {
            return Ok(());
        }
        let response = match shown {
            Shown::ToAll => json!({"type": 5, "data": {"allowed_mentions": nobody()}}),
            Shown::ToAsker => json!({"type": 5, "data": {"allowed_mentions": nobody(), "flags": 64}}),
            Shown::InPlace => json!({"type": 6}),
        };
        self.respond(response, shown).await
    }

    /// Answers. `shown` decides who sees it unless [`Self::defer`] has decided that already.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn send(&self, message: Message, shown: Shown) -> Result<(), RestError> {
        let message = self.allowed(message);
        if self.begun().is_some() {
            return self.edit(message, "completing an answer", LATER_ANSWER).await;
        }
        let picture = message.picture.clone();
        let response = match shown {
            Shown::InPlace => json!({"type": 7, "data": message.edit()}),
            Shown::ToAll | Shown::ToAsker => json!({"type": 4, "data": message.response(shown == Shown::ToAsker)}),
        };
        self.respond_with(response, picture, shown).await
    }

    /// Tells how far something has come, in place of what was sent. That this fails does no harm.
    pub async fn progress(&self, message: Message) {
        if let Err(error) = self.edit(self.allowed(message), "telling of progress", PROGRESS).await {
            tracing::debug!(%error, "progress could not be told");
        }
    }

    /// Says something beside what was, or will be, sent, to the asker alone.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn aside(&self, message: Message) -> Result<(), RestError> {
        match self.begun() {
            // Both are seen by others: a message of ours that stays, and a "thinking…" that has become one.
            Some(Shown::InPlace) => self.follow_up(message, true).await,
            Some(Shown::ToAll | Shown::ToAsker) | None => self.send(message, Shown::ToAsker).await,
        }
    }

    /// A further message.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn follow_up(&self, message: Message, private: bool) -> Result<(), RestError> {
        let path = format!("/webhooks/{}/{}", self.application, self.token);
        let message = self.allowed(message);
        let picture = message.picture.clone();
        self.call(Method::POST, path, &message.response(private), picture, "following up", LATER_ANSWER).await.map(|_| ())
    }

    /// Opens a form. Only as the first response.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn form(&self, form: Value) -> Result<(), RestError> {
        self.respond(json!({"type": 9, "data": form}), Shown::ToAsker).await
    }

    /// Offers values for an option that is being typed: what is shown, and what is then sent.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn choices(&self, choices: &[(String, String)]) -> Result<(), RestError> {
        let choices: Value = choices.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.respond(json!({"type": 8, "data": {"choices": choices}}), Shown::ToAsker).await
    }

    fn begun(&self) -> Option<Shown> {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn allowed(&self, message: Message) -> Message {
        message.allowed(self.embeds, self.files)
    }

    /// Which message the answer is, once it was sent: its channel and its own id.
    ///
    /// # Errors
    /// When Discord does not say.
    pub async fn original(&self) -> Result<Option<(u64, u64)>, RestError> {
        let path = format!("/webhooks/{}/{}/messages/@original", self.application, self.token);
        let purpose = "asking which message an answer is";
        let call = Call { method: Method::GET, path, body: None, file: None, purpose, patience: PROGRESS };
        let message = self.rest.send(call).await?;
        let id = |key: &str| message[key].as_str().and_then(|id| id.parse().ok());
        Ok(id("channel_id").zip(id("id")))
    }

    async fn edit(&self, message: Message, purpose: &'static str, patience: Duration) -> Result<(), RestError> {
        let path = format!("/webhooks/{}/{}/messages/@original", self.application, self.token);
        let picture = message.picture.clone();
        self.call(Method::PATCH, path, &message.edit(), picture, purpose, patience).await.map(|_| ())
    }

    async fn respond(&self, response: Value, shown: Shown) -> Result<(), RestError> {
        self.respond_with(response, None, shown).await
    }

    async fn respond_with(&self, response: Value, picture: Option<Picture>, shown: Shown) -> Result<(), RestError> {
        let path = format!("/interactions/{}/{}/callback", self.id, self.token);
        self.call(Method::POST, path, &response, picture, "answering an interaction", FIRST_ANSWER).await?;
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
        Ok(())
    }

    async fn call(
        &self,
        method: Method,
        path: String,
        body: &Value,
        file: Option<Picture>,
        purpose: &'static str,
        patience: Duration,
    ) -> Result<Value, RestError> {
        self.rest.send(Call { method, path, body: Some(serde_json::to_vec(body)?), file, purpose, patience }).await
    }
}
