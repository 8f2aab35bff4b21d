//! The requests that we send to Discord ourselves: answers to interactions, the gateway's address, the command list.
//!
//! Why not serenity's client for these: it drops the `Retry-After` of a 429 from its errors, never repeats a callback
//! (its limiter leaves that route out), and with a host of our choosing its limiter must be off altogether. So these
//! few requests have a sender of their own that waits as long as it is told to, repeats what failed on Discord's
//! side, and gives up when an answer would come too late. Interactions do not count towards the global limit and each
//! has a bucket of its own; reacting to a 429 is enough for them.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER, USER_AGENT};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, Response};
use serde_json::Value;
use tokio::time::{Instant, sleep, sleep_until};

use super::Settings;
use super::message::Picture;

/// Discord's own address.
const DISCORD: &str = "https://discord.com";
/// No single request lasts longer.
const TIMEOUT: Duration = Duration::from_secs(20);
/// The first pause before a request is repeated that failed on Discord's side; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// "Interaction has already been acknowledged": an earlier attempt got through after all.
const ALREADY_ACKNOWLEDGED: u64 = 40060;
const UNKNOWN_INTERACTION: u64 = 10062;
const UNKNOWN_WEBHOOK: u64 = 10015;
const INVALID_WEBHOOK_TOKEN: u64 = 50027;
const NO_REPLY_WITHOUT_HISTORY: u64 = 160_002;

/// One request.
pub struct Call {
    /// GET, POST, …
    pub method: Method,
    /// Below `/api/v10`, beginning with "/".
    pub path: String,
    /// What is sent, if anything.
    pub body: Option<Vec<u8>>,
    /// A file that goes with it, which the body lists as its attachment 0.
    pub file: Option<Picture>,
    /// What it is for. Stands in logs, where the path must not: it may hold the token of an interaction.
    pub purpose: &'static str,
    /// How long repeating it makes sense.
    pub patience: Duration,
}

/// Why a request came to nothing. Holds no address and no token.
#[derive(Debug, thiserror::Error)]
pub enum RestError {
    /// Discord said no.
    #[error("{purpose}: Discord answered {status}{}: {message}", code.map(|code| format!(" (code {code})")).unwrap_or_default())]
    Refused {
        /// What was tried.
        purpose: &'static str,
        /// The HTTP status.
        status: u16,
        /// Discord's own code, where it gives one.
        code: Option<u64>,
        /// Its words.
        message: String,
    },
    /// No answer, or none that could be read.
    #[error("{purpose}: no answer from Discord")]
    Unreachable {
        /// What was tried.
        purpose: &'static str,
        /// What happened.
        source: reqwest::Error,
    },
    /// What was to be sent cannot be written as JSON.
    #[error("a message could not be written as JSON")]
    Unwritable(#[from] serde_json::Error),
}

impl RestError {
    /// Discord has forgotten the interaction: it was answered too late, or somebody else has answered it.
    pub fn is_too_late(&self) -> bool {
        let RestError::Refused { code: Some(code), .. } = self else { return false };
        [UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN, ALREADY_ACKNOWLEDGED].contains(code)
    }

    /// The bot may not do this there.
    pub fn is_forbidden(&self) -> bool {
        matches!(self, RestError::Refused { status: 403, .. })
    }

    /// The bot may write there, but not reply, as it may not read what was written before.
    pub fn is_about_replying(&self) -> bool {
        matches!(self, RestError::Refused { code: Some(NO_REPLY_WITHOUT_HISTORY), .. })
    }

    /// The channel or message is gone.
    pub fn is_gone(&self) -> bool {
        matches!(self, RestError::Refused { status: 404, .. })
    }
}

/// Sends requests to Discord's REST interface.
pub struct Rest {
    client: reqwest::Client,
    base: String,
    authorization: HeaderValue,
    /// After a global 429 nothing is sent before this.
    held_until: Mutex<Option<Instant>>,
}

impl Rest {
    /// A sender for this bot.
    ///
    /// # Errors
    /// When the token holds characters that no token has, or TLS cannot be set up.
    pub fn new(settings: &Settings) -> Result<Self, super::ServeError> {
        let client = reqwest::Client::builder().timeout(TIMEOUT).no_proxy().build();
        let mut authorization =
            HeaderValue::from_str(&format!("Bot {}", settings.token.reveal().trim())).map_err(|_| super::ServeError::Token)?;
        authorization.set_sensitive(true);
        let base = settings.api_base.as_ref().map_or(DISCORD, |url| url.as_str()).trim_end_matches('/');
        Ok(Rest {
            client: client.map_err(super::ServeError::Client)?,
            base: format!("{base}/api/v10"),
            authorization,
            held_until: Mutex::new(None),
        })
    }

    /// The client below, with its time limit and without proxies, for serenity to share.
    pub fn client(&self) -> reqwest::Client {
        self.client.clone()
    }

    /// Sends a request until it is answered, and gives the answer (null for an empty one).
    ///
    /// # Errors
    /// When Discord refuses it, or has not answered within the call's patience.
    pub async fn send(&self, call: Call) -> Result<Value, RestError> {
        let deadline = Instant::now() + call.patience;
        let mut pause = FIRST_PAUSE;
        let mut attempt = 0;
        loop {
            attempt += 1;
            self.hold().await;
            let (error, wait) = match self.attempt(&call, deadline).await {
                Ok(answer) => return Ok(answer),
                Err((RestError::Refused { code: Some(ALREADY_ACKNOWLEDGED), .. }, _)) if attempt > 1 => return Ok(Value::Null),
                Err((error, Again::Never)) => return Err(error),
                Err((error, Again::After(wait))) => (error, wait),
                Err((error, Again::Soon)) => (error, pause),
            };
            if Instant::now() + wait >= deadline {
                return Err(error);
            }
            tracing::debug!(purpose = call.purpose, attempt, wait_ms = wait.as_millis() as u64, %error, "sending again");
            sleep(wait).await;
            pause *= 2;
        }
    }

    async fn hold(&self) {
        let until = *self.held_until.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = until {
            sleep_until(until).await;
        }
    }

    async fn attempt(&self, call: &Call, deadline: Instant) -> Result<Value, (RestError, Again)> {
        let purpose = call.purpose;
        // The address may hold an interaction's token, which has no place in a log.
        let unreachable = |source: reqwest::Error| RestError::Unreachable { purpose, source: source.without_url() };

        let mut request = self
            .client
            .request(call.method.clone(), format!("{}{}", self.base, call.path))
            .header(USER_AGENT, concat!("DiscordBot (pinkslip, ", env!("CARGO_PKG_VERSION"), ")"))
            .header(AUTHORIZATION, self.authorization.clone())
            .timeout(deadline.saturating_duration_since(Instant::now()).clamp(Duration::from_millis(100), TIMEOUT));
        request = match (&call.body, &call.file) {
            (Some(body), Some(file)) => request.multipart(form(body, file).map_err(|error| (unreachable(error), Again::Never))?),
            (Some(body), None) => request.header(CONTENT_TYPE, "application/json").body(body.clone()),
            (None, _) => request,
        };
        let response = request.send().await.map_err(|error| (unreachable(error), Again::Soon))?;

        let status = response.status();
        let told_to_wait = retry_after(&response);
        let text = response.bytes().await.map_err(|error| (unreachable(error), Again::Soon))?;
        let answer: Value = serde_json::from_slice(&text).unwrap_or_default();
        if status.is_success() {
            return Ok(answer);
        }
        let error = RestError::Refused {
            purpose,
            status: status.as_u16(),
            code: answer["code"].as_u64(),
            message: answer["message"].as_str().unwrap_or("no reason given").to_owned(),
        };
        let again = match status.as_u16() {
            429 => {
                let wait = answer["retry_after"].as_f64().or(told_to_wait).unwrap_or(1.0).clamp(0.0, 3_600.0);
                let wait = Duration::from_secs_f64(wait);
                if answer["global"] == true {
                    *self.held_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + wait);
                }
                Again::After(wait)
            }
            500.. => Again::Soon,
            _ => Again::Never,
        };
        Err((error, again))
    }
}

/// A message with a file, as Discord takes it.
fn form(body: &[u8], file: &Picture) -> Result<Form, reqwest::Error> {
    let message = Part::bytes(body.to_vec()).mime_str("application/json")?;
    let file = Part::bytes(file.bytes.clone()).file_name(file.name).mime_str("image/png")?;
    Ok(Form::new().part("payload_json", message).part("files[0]", file))
}

/// Whether a failed request is worth repeating.
enum Again {
    Never,
    Soon,
    After(Duration),
}

fn retry_after(response: &Response) -> Option<f64> {
    response.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok()
}
