//! The links by which the bot is added to servers and for oneself.

/// See channels, write, write in threads, show embeds, attach charts; read back, without which no message can be replied to.
const PERMISSIONS: u64 = 1 << 10 | 1 << 11 | 1 << 38 | 1 << 14 | 1 << 15 | 1 << 16;

/// Adds the bot to a server, with exactly the rights that it uses.
pub fn to_server(application: &str) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&permissions={PERMISSIONS}\
         &integration_type=0&scope=bot+applications.commands"
    )
}

/// Adds it for oneself, to use it anywhere.
pub fn for_oneself(application: &str) -> String {
    format!("https://discord.com/oauth2/authorize?client_id={application}&integration_type=1&scope=applications.commands")
}
