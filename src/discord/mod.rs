//! The Discord side: commands in, messages out.
//!
//! The only module that knows serenity and poise. It asks the rest of the program through [`Answers`] and decides
//! nothing about articles; what it adds is that every question is answered, that nothing from an article or a user
//! can mention anybody or break the markup, and that a failure shows a reference and no internals.
//!
//! [`serve`] connects and runs. `commands` holds the commands, `render` makes messages of answers, `message` keeps
//! them within Discord's limits, `markdown` escapes, `texts` holds all words of ours, `reply` and `rest` send.

mod commands;
mod invite;
mod markdown;
mod message;
mod register;
mod render;
mod reply;
mod rest;
mod texts;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use reqwest::Method;
use serde_json::Value;
use tokio::sync::RwLock;
use tokio::time::timeout;
use url::Url;

use crate::answer::Answer;
use crate::config::Secret;
use rest::{Call, Rest, RestError};

/// What the Discord side needs of the program.
pub trait Answers: Send + Sync + 'static {
    /// Answers in at most some tens of milliseconds; blocking (called on a thread for that).
    ///
    /// # Errors
    /// [`Failure::User`] where the question cannot be understood as it is, [`Failure::Internal`] where answering failed.
    /// That there is no answer is no failure: then [`Answer::abstained`] is set.
    fn ask(&self, question: AskedInDiscord) -> Result<Answer, Failure>;
}

/// A question as it came from Discord.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedInDiscord {
    /// The question, as typed; not empty.
    pub text: String,
    /// The server whose corpus is searched beside the shared one; none in direct messages and for people who use the
    /// bot in a server that it was not added to.
    pub guild: Option<u64>,
    /// Only about this company.
    pub company: Option<String>,
    /// Only from then on, as typed.
    pub since: Option<String>,
    /// Only up to then, as typed.
    pub until: Option<String>,
    /// Only from this publisher.
    pub source: Option<String>,
}

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something the user can put right; shown to them as it is.
    #[error("{0}")]
    User(String),
    /// Anything else: logged with a short reference, of which the user gets the reference alone. An `anyhow::Error`
    /// becomes one by `.into()`.
    #[error("{0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<RestError> for Failure {
    fn from(error: RestError) -> Self {
        Failure::Internal(Box::new(error))
    }
}

/// What is needed to connect.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The bot's token.
    pub token: Secret,
    /// Where Discord is, if not at its own address: scheme and host, for trying the bot against a stand-in.
    pub api_base: Option<Url>,
}

/// Why the bot could not run, for its operator to read.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The token is wrong.
    #[error(
        "Discord did not accept the token: open https://discord.com/developers/applications, choose the application, \
         take a new one under Bot > Reset Token, and set DISCORD_TOKEN to it"
    )]
    Token,
    /// Discord cannot be reached, or does not work.
    #[error("Discord could not be reached: check the network and https://discordstatus.com, then start again")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Discord ended the connection for good.
    #[error("Discord ended the connection and would not take it up again")]
    Ended(#[source] Box<serenity::Error>),
    /// No HTTP client, for want of TLS.
    #[error("a connection to Discord could not be prepared")]
    Client(#[source] reqwest::Error),
}

/// How long connecting is tried at the start.
const CONNECTING: Duration = Duration::from_secs(15);
/// How long a stop waits for the gateway to say goodbye, and for answers that are under way.
const STOPPING: Duration = Duration::from_secs(10);

/// Runs the bot until `stop` is ready, then finishes the answers under way.
///
/// Lost connections are taken up again by themselves, for as long as it takes. The token is checked, and the
/// gateway's address is known, before anything connects: there is no falling back to another address.
///
/// # Errors
/// See [`ServeError`]. `stop` ends it without one.
pub async fn serve(settings: Settings, answers: Arc<dyn Answers>, stop: impl Future<Output = ()>) -> Result<(), ServeError> {
    let mut stop = pin!(stop);
    let Connection { mut client, shards, registering, in_flight } = tokio::select! {
        prepared = prepare(&settings, answers) => prepared?,
        () = &mut stop => return Ok(()),
    };
    let manager = Arc::clone(&client.shard_manager);
    let registering = tokio::spawn(registering);
    let ended = tokio::select! {
        ended = client.start_shards(shards) => ended.map_err(why_ended),
        () = &mut stop => {
            tracing::info!("stopping");
            // Nothing new comes in after this. What is under way goes on: answers do not use the gateway.
            if timeout(STOPPING, manager.shutdown_all()).await.is_err() {
                tracing::warn!("the gateway did not say goodbye");
            }
            Ok(())
        }
    };
    registering.abort();
    if timeout(STOPPING, in_flight.write()).await.is_err() {
        tracing::warn!("stopped before all questions were answered");
    }
    ended
}

/// Everything at hand that is needed to run.
struct Connection<R> {
    client: serenity::Client,
    shards: u32,
    /// Registers the commands.
    registering: R,
    /// Held by each command under way.
    in_flight: Arc<RwLock<()>>,
}

/// Checks the token and learns where to connect.
async fn prepare(
    settings: &Settings,
    answers: Arc<dyn Answers>,
) -> Result<Connection<impl Future<Output = ()> + Send + 'static>, ServeError> {
    let missing = |what: &str| ServeError::Unreachable(format!("Discord's answer holds no {what}").into());
    let rest = Arc::new(Rest::new(settings)?);
    let gateway = first(&rest, "/gateway/bot", "asking for the gateway").await?;
    let address = gateway["url"].as_str().ok_or_else(|| missing("address of the gateway"))?;
    let shards = gateway["shards"].as_u64().and_then(|shards| u32::try_from(shards).ok()).unwrap_or(1).max(1);
    let application = first(&rest, "/applications/@me", "asking who we are").await?;
    let id = application["id"].as_str().ok_or_else(|| missing("application id"))?.to_owned();
    tracing::info!(link = invite::to_server(&id), "to add the bot to a server, open this link");
    tracing::info!(link = invite::for_oneself(&id), "to use it anywhere without a server, open this link");

    let commands = commands::all();
    let to_register = commands::to_register(&commands).map_err(|error| ServeError::Unreachable(error.into()))?;
    let in_flight = Arc::new(RwLock::new(()));
    let data = commands::Data { answers, rest: Arc::clone(&rest), in_flight: Arc::clone(&in_flight) };

    let client = client(settings, &rest, framework(commands, data)).await?;
    // serenity has asked for the address a second time and would fall back to its own if that failed.
    address.clone_into(&mut *client.ws_url.lock().await);

    let registering = async move { register::until_done(&rest, &id, &to_register).await };
    Ok(Connection { client, shards, registering, in_flight })
}

/// One of the first requests, by which it shows whether we may and can connect.
async fn first(rest: &Rest, path: &str, purpose: &'static str) -> Result<Value, ServeError> {
    let call = Call { method: Method::GET, path: path.to_owned(), body: None, purpose, patience: CONNECTING };
    rest.send(call).await.map_err(|error| match error {
        RestError::Refused { status: 401, .. } => ServeError::Token,
        other => ServeError::Unreachable(Box::new(other)),
    })
}

type Framework = poise::Framework<commands::Data, Failure>;

fn framework(commands: Vec<commands::Command>, data: commands::Data) -> Framework {
    let options = poise::FrameworkOptions {
        commands,
        on_error: |error| Box::pin(commands::on_error(error)),
        allowed_mentions: Some(message::nobody()),
        // Nobody needs to be known as owner yet, and it would be one more request that can fail.
        initialize_owners: false,
        prefix_options: poise::PrefixFrameworkOptions { mention_as_prefix: false, ..Default::default() },
        ..Default::default()
    };
    // poise never answers anything if this fails, so nothing happens here that could.
    poise::Framework::builder().options(options).setup(|_, _, _| Box::pin(async { Ok(data) })).build()
}

async fn client(settings: &Settings, rest: &Rest, framework: Framework) -> Result<serenity::Client, ServeError> {
    let mut http = serenity::HttpBuilder::new(settings.token.reveal()).client(rest.client());
    if let Some(base) = &settings.api_base {
        // With its limiter on, serenity sends to Discord's own address whatever it is told.
        http = http.proxy(base.as_str()).ratelimiter_disabled(true);
    }
    // Commands come without any intent; this one keeps the list of servers. None is privileged.
    let intents = serenity::GatewayIntents::GUILDS;
    let built = serenity::ClientBuilder::new_with_http(http.build(), intents).framework(framework).await;
    built.map_err(|error| ServeError::Unreachable(Box::new(error)))
}

fn why_ended(error: serenity::Error) -> ServeError {
    match error {
        serenity::Error::Gateway(serenity::GatewayError::InvalidAuthentication) => ServeError::Token,
        other => ServeError::Ended(Box::new(other)),
    }
}

/// An error and what caused it, on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        // Some errors repeat their cause.
        if !line.ends_with(&words) {
            line = format!("{line}: {words}");
        }
        cause = error.source();
    }
    line
}
