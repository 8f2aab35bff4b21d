//! Answering an interaction: at once, or later in place of "thinking…".
//!
//! Knows how to answer, not what. All answers go through here, so that none mentions anybody or is lost to a single
//! failed request.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use poise::serenity_prelude as serenity;
use reqwest::Method;

use super::message::{Message, nobody};
use super::rest::{Call, Rest, RestError};

/// Discord forgets an interaction that is not answered within three seconds.
const FIRST_ANSWER: Duration = Duration::from_secs(3);
/// An answer that was promised is worth more patience; Discord takes it for fifteen minutes.
const LATER_ANSWER: Duration = Duration::from_secs(60);

/// The way back to whoever used a command.
#[derive(Clone, Copy)]
pub struct Reply<'a> {
    rest: &'a Rest,
    interaction: &'a serenity::CommandInteraction,
    /// Set once the interaction has its first response; afterwards that one is edited.
    begun: &'a AtomicBool,
}

impl<'a> Reply<'a> {
    /// The way back for this interaction; `begun` is poise's own note of whether it has been responded to.
    pub fn new(rest: &'a Rest, interaction: &'a serenity::CommandInteraction, begun: &'a AtomicBool) -> Self {
        Reply { rest, interaction, begun }
    }

    /// Shows "thinking…", to the asker alone if `private`; [`Self::send`] replaces it.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn defer(&self, private: bool) -> Result<(), RestError> {
        let later = serenity::CreateInteractionResponseMessage::new().ephemeral(private).allowed_mentions(nobody());
        self.respond(serenity::CreateInteractionResponse::Defer(later)).await
    }

    /// Answers. `private` decides who sees it unless [`Self::defer`] has decided that already.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn send(&self, message: Message, private: bool) -> Result<(), RestError> {
        if !self.begun.load(Ordering::SeqCst) {
            return self.respond(message.response(private)).await;
        }
        let serenity::CommandInteraction { application_id, token, .. } = self.interaction;
        self.rest
            .send(Call {
                method: Method::PATCH,
                path: format!("/webhooks/{application_id}/{token}/messages/@original"),
                body: Some(serde_json::to_vec(&message.edit())?),
                purpose: "completing an answer",
                patience: LATER_ANSWER,
            })
            .await?;
        Ok(())
    }

    async fn respond(&self, response: serenity::CreateInteractionResponse) -> Result<(), RestError> {
        let serenity::CommandInteraction { id, token, .. } = self.interaction;
        self.rest
            .send(Call {
                method: Method::POST,
                path: format!("/interactions/{id}/{token}/callback"),
                body: Some(serde_json::to_vec(&response)?),
                purpose: "answering a command",
                patience: FIRST_ANSWER,
            })
            .await?;
        self.begun.store(true, Ordering::SeqCst);
        Ok(())
    }
}
