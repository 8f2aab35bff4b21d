//! The commands, and what becomes of their failures.
//!
//! A command turns what Discord sends into a call of [`Answers`] and its result into a message. It
//! decides nothing about articles or answers.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use serde_json::Value;
use serenity::AuthorizingIntegrationOwner::GuildInstall;
use tokio::sync::RwLock;
use tokio::time::{sleep, timeout};

use super::message::Message;
use super::reply::Reply;
use super::rest::Rest;
use super::{Answers, AskedInDiscord, Failure, chain, markdown, render, texts};

/// Until then an answer is sent at once. Afterwards "thinking…" is shown: Discord waits for three seconds in all.
const AT_ONCE: Duration = Duration::from_secs(2);
/// After that an answer is given up. It takes milliseconds; what takes this long will never come.
const GIVEN_UP: Duration = Duration::from_secs(60);

/// What every command has at hand.
pub struct Data {
    /// The program.
    pub answers: Arc<dyn Answers>,
    /// The way to Discord.
    pub rest: Arc<Rest>,
    /// Held for reading by each command that is being answered, so that a stop can wait for them.
    pub in_flight: Arc<RwLock<()>>,
}

/// A command as poise knows it.
pub type Command = poise::Command<Data, Failure>;
type Context<'a> = poise::ApplicationContext<'a, Data, Failure>;

/// All commands.
pub fn all() -> Vec<Command> {
    let mut commands = vec![ask()];
    for command in &mut commands {
        command.description = description(&command.name).map(Into::into);
        for option in &mut command.parameters {
            option.description = description(&format!("{} {}", command.name, option.name)).map(Into::into);
        }
    }
    commands
}

/// The commands as Discord is told of them.
///
/// # Errors
/// Never for commands that poise can build.
pub fn to_register(commands: &[Command]) -> Result<Value, serde_json::Error> {
    serde_json::to_value(poise::builtins::create_application_commands(commands))
}

fn description(of: &str) -> Option<&'static str> {
    texts::DESCRIPTIONS.iter().find(|(name, _)| *name == of).map(|(_, text)| *text)
}

// What the options are for stands in `texts`. 6,000 characters are the most that Discord lets anybody type.
#[poise::command(slash_command, install_context = "Guild|User", interaction_context = "Guild|BotDm|PrivateChannel")]
async fn ask(
    ctx: Context<'_>,
    #[max_length = 6000] question: String,
    #[max_length = 100] company: Option<String>,
    #[max_length = 100] since: Option<String>,
    #[max_length = 100] until: Option<String>,
    #[max_length = 100] source: Option<String>,
    private: Option<bool>,
) -> Result<(), Failure> {
    let data = ctx.framework.user_data;
    let _answering = data.in_flight.read().await;
    let reply = reply(&ctx);
    let private = private.unwrap_or(false);

    if markdown::plain(&question).is_empty() {
        return Err(Failure::User(texts::EMPTY_QUESTION.to_owned()));
    }
    let given = |option: Option<String>| option.filter(|text| !markdown::plain(text).is_empty());
    let asked = AskedInDiscord {
        text: question,
        guild: guild(ctx.interaction),
        company: given(company),
        since: given(since),
        until: given(until),
        source: given(source),
    };

    let answers = Arc::clone(&data.answers);
    let mut work = tokio::task::spawn_blocking(move || answers.ask(asked));
    let finished = tokio::select! {
        finished = &mut work => finished,
        () = sleep(AT_ONCE) => {
            reply.defer(private).await?;
            match timeout(GIVEN_UP, &mut work).await {
                Ok(finished) => finished,
                Err(_) => {
                    let reference = reference();
                    tracing::error!(reference, seconds = GIVEN_UP.as_secs(), "an answer was given up");
                    return Ok(reply.send(Message::text(texts::too_slow(&reference)), true).await?);
                }
            }
        }
    };
    // A panic below is a failure like any other.
    let answer = finished.map_err(|panic| Failure::Internal(Box::new(panic)))??;
    tracing::info!(abstained = answer.abstained, took_ms = answer.took_ms, private, "answered");
    Ok(reply.send(render::answer(&answer), private).await?)
}

/// The server whose corpus may be searched: the one where it is asked, if the bot was added to that server. Somebody
/// who added the bot for themselves alone brings it along into servers whose articles are not theirs to see.
fn guild(interaction: &serenity::CommandInteraction) -> Option<u64> {
    let here = interaction.guild_id?;
    let owners = &interaction.authorizing_integration_owners.0;
    owners.iter().any(|owner| matches!(owner, GuildInstall(Some(there)) if *there == here)).then_some(here.get())
}

fn reply<'a>(ctx: &Context<'a>) -> Reply<'a> {
    Reply::new(&ctx.framework.user_data.rest, ctx.interaction, ctx.has_sent_initial_response)
}

/// Tells the user what went wrong: their own failure in its own words, ours as a reference that stands in the log.
pub async fn on_error(error: poise::FrameworkError<'_, Data, Failure>) {
    use poise::FrameworkError as Error;

    // Nothing was sent for a command that was never begun.
    let not_begun = Default::default();
    let (reply, message) = match &error {
        Error::Command { error: Failure::User(words), ctx: poise::Context::Application(ctx), .. } => {
            (reply(ctx), render::user_failure(words))
        }
        Error::UnknownInteraction { interaction, framework, .. } => {
            tracing::warn!(command = interaction.data.name, "an unknown command was used");
            (Reply::new(&framework.user_data.rest, interaction, &not_begun), Message::text(texts::UNKNOWN_COMMAND))
        }
        // Discord holds an older list of options than this version, or somebody forges.
        Error::CommandStructureMismatch { ctx, description, .. } => {
            tracing::warn!(command = ctx.command().name.as_ref(), description, "a command came with other options");
            (self::reply(ctx), Message::text(texts::UNKNOWN_COMMAND))
        }
        other => {
            let reference = reference();
            tracing::error!(reference, error = %details(other), "a command failed");
            let Some(poise::Context::Application(ctx)) = other.ctx() else { return };
            (self::reply(&ctx), Message::text(texts::went_wrong(&reference)))
        }
    };
    if let Err(error) = reply.send(message, true).await {
        tracing::warn!(error = %chain(&error), "a failure could not be told to the user");
    }
}

fn details(error: &poise::FrameworkError<'_, Data, Failure>) -> String {
    match error {
        poise::FrameworkError::Command { error, .. } => chain(error),
        poise::FrameworkError::CommandPanic { payload, .. } => {
            format!("panic: {}", payload.as_deref().unwrap_or("no words"))
        }
        // Its display would repeat what the user typed.
        poise::FrameworkError::ArgumentParse { error, .. } => format!("an option was not understood: {error}"),
        other => other.to_string(),
    }
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
    fn everything_has_a_description() {
        for command in all() {
            assert!(command.description.is_some(), "{}", command.name);
            assert!(command.parameters.iter().all(|option| option.description.is_some()), "{}", command.name);
        }
    }

    #[test]
    fn references_differ() {
        assert_ne!(reference(), reference());
    }
}
