//! `pinkslip serve`: the Discord bot.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use super::{DONE, FAILED, Home, TEND, WrongUse};
use crate::app::{App, Opening};
use crate::article::Corpus;
use crate::config::{Config, LogFormat, PerMinute};
use crate::discord::{self, Limits, OverApp, Rate, Settings};

/// How long the end waits for what is still running in the background.
const ENDING: Duration = Duration::from_secs(5);

pub(super) fn run(home: &Home<'_>) -> anyhow::Result<u8> {
    let Some(token) = home.config.token.clone() else {
        return Err(WrongUse(
            "DISCORD_TOKEN is not set: make a bot at https://discord.com/developers/applications, and set its token there or \
             as token in pinkslip.toml"
                .to_owned(),
        )
        .into());
    };
    let api_base = match &home.config.discord_api {
        Some(address) => Some(address.parse().map_err(|e| WrongUse(format!("PINKSLIP_DISCORD_API is no address: {e}")))?),
        None => None,
    };
    start_logging(home.config)?;
    home.config.warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
    let app = App::open(home.dir(), Opening::Create, home.config.starter, &|line| tracing::info!("{line}"))?;
    let app = Arc::new(app.fetching(home.fetching()));
    tracing::info!("{}", app.coverage(Corpus::Shared)?.label());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the runtime could not start")?;
    let served = runtime.block_on(async {
        let tending = tokio::spawn(tend(app.clone()));
        let served = {
            let settings = Settings { token, api_base, limits: limits(home.config.per_minute) };
            discord::serve(settings, Arc::new(OverApp::new(app, home.args.now())), stopped()).await
        };
        tending.abort();
        served
    });
    // A gateway that never says goodbye must not keep the program from ending.
    runtime.shutdown_timeout(ENDING);
    served?;
    Ok(DONE)
}

fn start_logging(config: &Config) -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log)
        .map_err(|e| WrongUse(format!("the log filter '{}' (PINKSLIP_LOG, or log in pinkslip.toml): {e}", config.log)))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match config.log_format {
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    started.map_err(|e| anyhow::anyhow!("the log could not start: {e}"))
}

/// Ready when the process is asked to end. Who asks a second time does not want to wait for answers under way.
async fn stopped() {
    asked_to_end().await;
    tokio::spawn(async {
        asked_to_end().await;
        tracing::warn!("asked to stop a second time: stopping at once");
        // What is stored is stored: the library and the index are made for this.
        std::process::exit(i32::from(FAILED));
    });
}

async fn asked_to_end() {
    use tokio::signal;
    #[cfg(unix)]
    {
        let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) else {
            // Without this signal there is still the other.
            let _ = signal::ctrl_c().await;
            return;
        };
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = signal::ctrl_c().await;
    }
}

/// Keeps the index in step for as long as the bot runs.
async fn tend(app: Arc<App>) {
    loop {
        tokio::time::sleep(TEND).await;
        let app = app.clone();
        match tokio::task::spawn_blocking(move || app.tend()).await {
            Ok(Ok(())) => {}
            Ok(Err(e)) => tracing::error!("the index could not be brought up to date: {e}"),
            Err(_) => return,
        }
    }
}

/// The limits as configured: so many at once as in a quarter of a minute, then evenly over the minute.
fn limits(per_minute: PerMinute) -> Limits {
    let rate = |count: u32| Rate { burst: count.div_ceil(4), every: Duration::from_secs(60) / count.max(1) };
    Limits {
        questions: rate(per_minute.questions),
        questions_of_server: rate(per_minute.questions_of_server),
        // Whoever may change little at once may still add a handful of articles one by one.
        changes: Rate { burst: per_minute.changes.max(6), ..rate(per_minute.changes) },
        changes_of_server: Rate { burst: per_minute.changes_of_server.max(12), ..rate(per_minute.changes_of_server) },
        ..Limits::default()
    }
}
