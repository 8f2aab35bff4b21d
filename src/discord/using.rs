//! A use of a command, button or form, with what every one of them needs: the program, the way back, rights, limits.

use std::collections::HashSet;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::RwLock;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::{sleep, timeout};

use super::asking::Questions;
use super::attachment::Attachments;
use super::commands::layoffs::Tables;
use super::incoming::Incoming;
use super::limits::{Doing, Limiter};
use super::program::{Failure, Program};
use super::reply::{Reply, Shown};
use super::rest::Rest;
use super::texts;

/// Until then an answer is sent at once. Afterwards "thinking…" is shown: Discord waits for three seconds in all.
pub const AT_ONCE: Duration = Duration::from_secs(2);
/// After that an answer is given up. It takes milliseconds, a link half a minute; what takes this long will never come.
pub const GIVEN_UP: Duration = Duration::from_secs(60);

/// The bot, as everything that it does sees it.
pub struct Bot {
    /// The program.
    pub program: Arc<dyn Program>,
    /// The way to Discord.
    pub rest: Arc<Rest>,
    /// Held for reading by everything that is being answered, so that a stop can wait for it.
    pub in_flight: Arc<RwLock<()>>,
    /// How often who may do what.
    pub limiter: Limiter,
    /// Questions for which further evidence may be asked.
    pub questions: Questions,
    /// Tables of which the proof may be asked.
    pub tables: Tables,
    /// The bot's application.
    pub application: u64,
    /// Files that users attach.
    pub attachments: Attachments,
    /// Servers whose index is being rebuilt.
    pub rebuilding: Mutex<HashSet<u64>>,
}

impl Bot {
    /// Lets the program do something on a thread that may block. A panic of it is a failure like any other.
    pub fn start<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Program) -> Result<T, Failure> + Send + 'static,
    ) -> JoinHandle<Result<T, Failure>> {
        let program = Arc::clone(&self.program);
        tokio::task::spawn_blocking(move || work(&*program))
    }
}

/// What a task ended with.
///
/// # Errors
/// Its own, and a panic.
pub fn ended<T>(finished: Result<Result<T, Failure>, JoinError>) -> Result<T, Failure> {
    finished.unwrap_or_else(|error| {
        let words = match error.try_into_panic() {
            Ok(payload) => match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
                (Some(words), _) => format!("panic: {words}"),
                (_, Some(words)) => format!("panic: {words}"),
                _ => "panic without words".to_owned(),
            },
            Err(error) => error.to_string(),
        };
        Err(Failure::Internal(words.into()))
    })
}

/// Something took too long.
#[derive(Debug, thiserror::Error)]
#[error("given up after {} s", GIVEN_UP.as_secs())]
pub struct TooSlow;

/// A use of a command, button or form.
pub struct Use {
    /// The bot.
    pub bot: Arc<Bot>,
    /// Who and where.
    pub from: Incoming,
    /// The way back.
    pub reply: Reply,
}

impl Use {
    /// Lets the program do something that takes no time to speak of.
    ///
    /// # Errors
    /// As what is done.
    pub async fn program<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Program) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        ended(self.bot.start(work).await)
    }

    /// Lets the program do something. Where that takes longer than an answer may, "thinking…" is shown meanwhile, as
    /// `shown` says.
    ///
    /// # Errors
    /// As what is done, and where it takes too long.
    pub async fn within<T: Send + 'static>(
        &self,
        shown: Shown,
        work: impl FnOnce(&dyn Program) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let work = self.bot.start(work);
        self.patiently(shown, async { ended(work.await) }).await
    }

    /// As [`Use::within`], for what is not only the program's doing.
    ///
    /// # Errors
    /// As what is done, and where it takes too long.
    pub async fn patiently<T>(&self, shown: Shown, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        let mut work = std::pin::pin!(work);
        tokio::select! {
            finished = &mut work => finished,
            () = sleep(AT_ONCE) => {
                self.reply.defer(shown).await?;
                match timeout(GIVEN_UP, &mut work).await {
                    Ok(finished) => finished,
                    Err(_) => Err(Failure::Internal(Box::new(TooSlow))),
                }
            }
        }
    }

    /// The server whose own articles are meant.
    ///
    /// # Errors
    /// In direct messages, and in servers that the bot was not added to.
    pub fn server(&self) -> Result<u64, Failure> {
        let words = if self.from.in_a_server { texts::NOT_INSTALLED } else { texts::ONLY_IN_A_SERVER };
        self.from.server.ok_or_else(|| Failure::User(words.to_owned()))
    }

    /// The server, for one of its curators. Discord hides their commands from others, but whoever forges one comes here.
    ///
    /// # Errors
    /// For everybody else.
    pub async fn curator(&self, what: &'static str) -> Result<u64, Failure> {
        let server = self.server()?;
        if self.from.manages() {
            return Ok(server);
        }
        let settings = self.program(move |program| program.settings(server)).await?;
        if self.from.curates(settings.curator_role) {
            return Ok(server);
        }
        tracing::warn!(server, user = self.from.user, what, "refused: not a curator");
        Err(Failure::User(texts::NOT_A_CURATOR.to_owned()))
    }

    /// The server, for somebody who may change its settings.
    ///
    /// # Errors
    /// For everybody else.
    pub fn manager(&self, what: &'static str) -> Result<u64, Failure> {
        let server = self.server()?;
        if self.from.manages() {
            return Ok(server);
        }
        tracing::warn!(server, user = self.from.user, what, "refused: may not manage the server");
        Err(Failure::User(texts::NOT_A_MANAGER.to_owned()))
    }

    /// Counts one more of what this user does.
    ///
    /// # Errors
    /// When that is too much, with a word on when to try again.
    pub fn count(&self, doing: Doing) -> Result<(), Failure> {
        self.bot.limiter.count(doing, self.from.user, self.from.server).map_err(|wait| Failure::User(texts::too_quick(wait)))
    }
}
