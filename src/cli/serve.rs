//! `pinkslip serve`: the Discord bot.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use super::{DONE, Home, TEND, WrongUse};
use crate::app::{App, Opening};
use crate::article::Corpus;
use crate::discord::{self, Limits, OverApp, Settings};

/// How long the end waits for what is still running in the background.
const ENDING: Duration = Duration::from_secs(5);

pub(super) fn run(home: &Home<'_>) -> anyhow::Result<u8> {
    let Some(token) = home.config.token.clone() else {
        return Err(WrongUse(
            "DISCORD_TOKEN is not set: make a bot at https://discord.com/developers/applications and set its token".to_owned(),
        )
        .into());
    };
    let api_base = match &home.config.discord_api {
        Some(address) => Some(address.parse().map_err(|e| WrongUse(format!("PINKSLIP_DISCORD_API is no address: {e}")))?),
        None => None,
    };
    start_logging(&home.config.log)?;
    let app = App::open(home.dir(), Opening::Create, home.config.starter, &|line| tracing::info!("{line}"))?;
    let app = Arc::new(app.fetching(home.fetching()));
    tracing::info!("{}", app.coverage(Corpus::Shared)?.label());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the runtime could not start")?;
    let served = runtime.block_on(async {
        let tending = tokio::spawn(tend(app.clone()));
        let served = {
            let settings = Settings { token, api_base, limits: Limits::default() };
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

fn start_logging(filter: &str) -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_new(filter).map_err(|e| WrongUse(format!("PINKSLIP_LOG: {e}")))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    lines.try_init().map_err(|e| anyhow::anyhow!("the log could not start: {e}"))
}

/// Ready when the process is asked to end.
async fn stopped() {
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
