//! What comes from the gateway, and what becomes of failures.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Arc, OnceLock};

use ::serenity::all as serenity;
use ::serenity::async_trait;
use serenity::Interaction;

use super::incoming::Incoming;
use super::message::Message;
use super::program::Failure;
use super::reply::Reply;
use super::rest::RestError;
use super::using::{Bot, TooSlow, Use, ended};
use super::{buttons, chain, commands, forms, mention, render, texts};

/// Takes what the gateway sends.
pub struct Handler {
    bot: Arc<Bot>,
    /// The bot's own user, once the gateway has said who that is.
    me: OnceLock<u64>,
}

impl Handler {
    /// One for this bot.
    pub fn new(bot: Arc<Bot>) -> Self {
        Handler { bot, me: OnceLock::new() }
    }
}

#[async_trait]
impl serenity::EventHandler for Handler {
    async fn ready(&self, _: serenity::Context, ready: serenity::Ready) {
        self.me.get_or_init(|| ready.user.id.get());
        tracing::info!(servers = ready.guilds.len(), "connected");
    }

    async fn resume(&self, _: serenity::Context, _: serenity::ResumedEvent) {
        tracing::info!("connected again");
    }

    async fn message(&self, _: serenity::Context, message: serenity::Message) {
        if let Some(me) = self.me.get() {
            mention::answer(&self.bot, *me, message).await;
        }
    }

    async fn interaction_create(&self, _: serenity::Context, interaction: Interaction) {
        let from = match &interaction {
            Interaction::Command(command) | Interaction::Autocomplete(command) => Incoming::from(command),
            Interaction::Component(component) => Incoming::from(component),
            Interaction::Modal(modal) => Incoming::of_form(modal, forms::opened_for(modal)),
            _ => return,
        };
        let _answering = Arc::clone(&self.bot.in_flight).read_owned().await;
        let reply = Reply::new(Arc::clone(&self.bot.rest), &from);
        let used = Arc::new(Use { bot: Arc::clone(&self.bot), from, reply });
        // A task of its own, so that a panic in it is a failure like any other.
        let done = tokio::spawn({
            let used = Arc::clone(&used);
            async move { run(&used, &interaction).await }
        });
        if let Err(failure) = ended(done.await) {
            tell(&used, failure).await;
        }
    }
}

async fn run(used: &Use, interaction: &Interaction) -> Result<(), Failure> {
    match interaction {
        Interaction::Command(command) => commands::run(used, command).await,
        Interaction::Autocomplete(command) => {
            commands::complete(used, command).await;
            Ok(())
        }
        Interaction::Component(component) => buttons::run(used, component).await,
        Interaction::Modal(modal) => forms::run(used, modal).await,
        _ => Ok(()),
    }
}

/// Tells the user what went wrong: their own failure in its own words, ours as a reference that stands in the log.
async fn tell(used: &Use, failure: Failure) {
    if is_too_late(&failure) {
        // There is nobody left to tell.
        tracing::info!(why = %failure, "an interaction was answered too late");
        return;
    }
    if let Err(error) = used.reply.aside(words(failure)).await {
        if error.is_too_late() {
            tracing::info!("a failure was told too late");
        } else {
            tracing::warn!(error = %chain(&error), "a failure could not be told to the user");
        }
    }
}

/// What is said of a failure. One of ours goes to the log, with the reference that is shown.
pub fn words(failure: Failure) -> Message {
    match failure {
        Failure::User(words) => render::user_failure(&words),
        Failure::Internal(error) => {
            let reference = reference();
            tracing::error!(reference, error = %chain(&*error), "something asked for was not done");
            let slow = error.downcast_ref::<TooSlow>().is_some();
            Message::text(if slow { texts::too_slow(&reference) } else { texts::went_wrong(&reference) })
        }
    }
}

fn is_too_late(failure: &Failure) -> bool {
    let Failure::Internal(error) = failure else { return false };
    error.downcast_ref::<RestError>().is_some_and(RestError::is_too_late)
}

/// Six characters by which a failure is found in the log.
fn reference() -> String {
    let random = RandomState::new().build_hasher().finish();
    format!("{:06x}", random & 0xff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_differ() {
        assert_ne!(reference(), reference());
    }
}
