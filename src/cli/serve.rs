//! `pinkslip serve`: the Discord bot.

use super::{Home, WrongUse};

pub(super) fn run(home: &Home<'_>) -> anyhow::Result<u8> {
    if home.config.token.is_none() {
        return Err(WrongUse("DISCORD_TOKEN is not set: create a bot at https://discord.com/developers/applications and give its token".to_owned()).into());
    }
    Ok(super::FAILED)
}
