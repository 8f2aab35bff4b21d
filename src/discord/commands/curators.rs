//! `/curators`: who curates, and where suggestions go.

use super::Options;
use crate::discord::limits::Doing;
use crate::discord::program::Failure;
use crate::discord::reply::Shown;
use crate::discord::using::Use;
use crate::discord::{render, texts};
use crate::library::ServerSettings;

pub(super) async fn run(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    // Not for curators: whoever could make curators of others would give away more than they have.
    let server = used.manager("curators")?;
    let (role, channel, reset) = (options.role("role")?, options.channel("channel")?, options.yes("reset")?);
    // @everyone is a role that has the server's own id, and that members are not told to have.
    if role == Some(server) {
        return Err(Failure::User(texts::EVERYBODY.to_owned()));
    }
    let changes = reset || role.is_some() || channel.is_some();
    used.count(if changes { Doing::Changing } else { Doing::Looking })?;
    let settings = used
        .within(Shown::ToAsker, move |program| {
            let before = if reset { ServerSettings::default() } else { program.settings(server)? };
            let settings = ServerSettings {
                curator_role: role.or(before.curator_role),
                curators_channel: channel.or(before.curators_channel),
            };
            if changes {
                program.set_settings(server, &settings)?;
            }
            Ok(settings)
        })
        .await?;
    if changes {
        tracing::info!(server, user = used.from.user, ?settings, "who curates was set");
    }
    Ok(used.reply.send(render::curators(&settings, changes), Shown::ToAsker).await?)
}
