//! `/index rebuild` and `/index status`: the index of the server's own articles.

use std::collections::HashSet;
use std::sync::{MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio::time::sleep;

use super::add::BETWEEN_EDITS;
use crate::discord::limits::Doing;
use crate::discord::message::Message;
use crate::discord::program::Failure;
use crate::discord::reply::Shown;
use crate::discord::using::{Bot, Use, ended};
use crate::discord::{render, texts};

pub(super) async fn rebuild(used: &Use) -> Result<(), Failure> {
    let server = used.curator("index rebuild").await?;
    let running = Running::begin(&used.bot, server).ok_or_else(|| Failure::User(texts::REBUILDING_ALREADY.to_owned()))?;
    used.count(Doing::Changing)?;
    used.reply.defer(Shown::ToAsker).await?;
    tracing::info!(server, user = used.from.user, "rebuilding the index of a server");

    let (tell, told) = watch::channel((0, 0));
    let work = used.bot.start(move |program| {
        program.rebuild(server, &|done, all| {
            tell.send_replace((done, all));
        })
    });
    let mut work = std::pin::pin!(async { ended(work.await) });
    loop {
        tokio::select! {
            finished = &mut work => {
                finished?;
                break;
            }
            () = sleep(BETWEEN_EDITS) => {
                let (done, all) = *told.borrow();
                used.reply.progress(Message::text(texts::rebuilding(done, all))).await;
            }
        }
    }
    let status = used.program(move |program| program.status(server)).await?;
    // Before it is told: whoever has seen that it is done may begin another.
    drop(running);
    Ok(used.reply.send(render::rebuilt(&status), Shown::ToAsker).await?)
}

pub(super) async fn status(used: &Use) -> Result<(), Failure> {
    let server = used.curator("index status").await?;
    used.count(Doing::Looking)?;
    let (status, coverage, settings) = used
        .within(Shown::ToAsker, move |program| {
            Ok((program.status(server)?, program.coverage(Some(server))?, program.settings(server)?))
        })
        .await?;
    let rebuilding = servers(&used.bot).contains(&server);
    Ok(used.reply.send(render::status(&status, &coverage, &settings, rebuilding), Shown::ToAsker).await?)
}

/// Held while a server's index is being rebuilt.
struct Running<'a> {
    bot: &'a Bot,
    server: u64,
}

impl<'a> Running<'a> {
    fn begin(bot: &'a Bot, server: u64) -> Option<Self> {
        // Made only where it was not held: one that is dropped lets go of what the other holds.
        if servers(bot).insert(server) { Some(Running { bot, server }) } else { None }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        servers(self.bot).remove(&self.server);
    }
}

fn servers(bot: &Bot) -> MutexGuard<'_, HashSet<u64>> {
    bot.rebuilding.lock().unwrap_or_else(PoisonError::into_inner)
}
