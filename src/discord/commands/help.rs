//! `/help`: what the bot does, how to ask, and the commands that this person may use.

use crate::discord::limits::Doing;
use crate::discord::program::Failure;
use crate::discord::render;
use crate::discord::reply::Shown;
use crate::discord::using::Use;

pub(super) async fn run(used: &Use) -> Result<(), Failure> {
    used.count(Doing::Looking)?;
    let curates = match used.from.server {
        Some(_) if used.from.manages() => true,
        Some(server) => {
            let settings = used.within(Shown::ToAsker, move |program| program.settings(server)).await?;
            used.from.curates(settings.curator_role)
        }
        None => false,
    };
    let help = render::help(used.from.server.is_some(), curates, used.from.server.is_some() && used.from.manages());
    Ok(used.reply.send(help, Shown::ToAsker).await?)
}
