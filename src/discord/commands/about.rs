//! `/about`: what this is, and what somebody there may see of it.

use crate::discord::limits::Doing;
use crate::discord::program::Failure;
use crate::discord::render;
use crate::discord::reply::Shown;
use crate::discord::using::Use;

pub(super) async fn run(used: &Use) -> Result<(), Failure> {
    used.count(Doing::Looking)?;
    let server = used.from.server;
    let coverage = used.within(Shown::ToAsker, move |program| program.coverage(server)).await?;
    Ok(used.reply.send(render::about(&coverage), Shown::ToAsker).await?)
}
