//! The Discord side: commands, buttons, forms and messages in, messages out.
//!
//! The only module that knows serenity. It asks the rest of the program through [`Program`] and decides nothing about
//! articles; what it adds is that everything asked is answered, by those who may, that nothing from an article or a user
//! can mention anybody or break the markup, and that a failure shows a reference and no internals.
//!
//! [`serve`] connects and runs. `handler` takes what comes, as `incoming` (who and where), and passes it to `commands`,
//! `buttons`, `forms` and `mention`, each of which gets what it needs as a `Use`. `render` makes messages, `message` keeps
//! them within Discord's limits, `markdown` escapes, `texts` holds all words of ours, `component` is what buttons carry,
//! `reply` and `rest` send, `posted` edits what was sent when it is no longer true.

mod asking;
mod attachment;
mod buttons;
mod commands;
mod component;
mod forms;
mod handler;
mod incoming;
mod invite;
mod limits;
mod markdown;
mod mention;
mod message;
mod posted;
mod program;
mod register;
mod remembered;
mod render;
mod reply;
mod rest;
mod texts;
mod using;

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::serenity::all as serenity;
use reqwest::Method;
use serde_json::Value;
use tokio::sync::RwLock;
use tokio::time::timeout;
use url::Url;

use crate::config::Secret;
use rest::{Call, Rest, RestError};

pub use limits::{Limits, Rate};
pub use program::{AskedInDiscord, AskedLayoffs, Failure, Layoffs, OverApp, Program, ProofPage, Status, Table, Which};

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
    /// How often users and servers may do what.
    pub limits: Limits,
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
pub async fn serve(settings: Settings, program: Arc<dyn Program>, stop: impl Future<Output = ()>) -> Result<(), ServeError> {
    let mut stop = pin!(stop);
    let Connection { mut client, shards, registering, in_flight } = tokio::select! {
        prepared = prepare(&settings, program) => prepared?,
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
    /// Registers the commands, and edits posted answers.
    registering: R,
    /// Held by each command under way.
    in_flight: Arc<RwLock<()>>,
}

/// Checks the token and learns where to connect.
async fn prepare(
    settings: &Settings,
    program: Arc<dyn Program>,
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

    let in_flight = Arc::new(RwLock::new(()));
    let bot = using::Bot {
        program,
        rest: Arc::clone(&rest),
        in_flight: Arc::clone(&in_flight),
        limiter: limits::Limiter::new(&settings.limits),
        questions: asking::Questions::default(),
        tables: commands::layoffs::Tables::default(),
        application: id.parse().unwrap_or_default(),
        attachments: attachment::Attachments::new(settings.api_base.clone()).map_err(ServeError::Client)?,
        rebuilding: Mutex::default(),
    };
    let bot = Arc::new(bot);
    let keeping = posted::keep_true(Arc::clone(&bot));
    let client = client(settings, &rest, handler::Handler::new(bot)).await?;
    // serenity has asked for the address a second time and would fall back to its own if that failed.
    address.clone_into(&mut *client.ws_url.lock().await);

    let commands = commands::definitions();
    // Beside what comes in: registering the commands once, and editing what was posted for as long as the bot runs.
    let registering = async move {
        tokio::join!(register::until_done(&rest, &id, &commands), keeping);
    };
    Ok(Connection { client, shards, registering, in_flight })
}

/// One of the first requests, by which it shows whether we may and can connect.
async fn first(rest: &Rest, path: &str, purpose: &'static str) -> Result<Value, ServeError> {
    let call = Call { method: Method::GET, path: path.to_owned(), body: None, file: None, purpose, patience: CONNECTING };
    rest.send(call).await.map_err(|error| match error {
        RestError::Refused { status: 401, .. } => ServeError::Token,
        other => ServeError::Unreachable(Box::new(other)),
    })
}

async fn client(settings: &Settings, rest: &Rest, handler: handler::Handler) -> Result<serenity::Client, ServeError> {
    let mut http = serenity::HttpBuilder::new(settings.token.reveal()).client(rest.client());
    if let Some(base) = &settings.api_base {
        // With its limiter on, serenity sends to Discord's own address whatever it is told.
        http = http.proxy(base.as_str()).ratelimiter_disabled(true);
    }
    // Commands come without any intent. The first keeps the list of servers, the others bring messages, of which the
    // content comes only where the bot is mentioned or written to. None is privileged.
    let intents =
        serenity::GatewayIntents::GUILDS | serenity::GatewayIntents::GUILD_MESSAGES | serenity::GatewayIntents::DIRECT_MESSAGES;
    let built = serenity::ClientBuilder::new_with_http(http.build(), intents).event_handler(handler).await;
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
