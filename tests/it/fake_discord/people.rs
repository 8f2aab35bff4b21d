//! Who does something, and where.

use serde_json::{Value, json};

use super::{GUILD, OTHER_GUILD};

/// See channels, write, show embeds, attach files, read back, use commands, write in threads.
const USUAL: u64 = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 31 | 1 << 38;
/// The right to manage a server.
pub const MANAGE_GUILD: u64 = 1 << 5;
/// The right to show embeds.
pub const EMBED_LINKS: u64 = 1 << 14;

/// The right to attach files.
pub const ATTACH_FILES: u64 = 1 << 15;

/// Somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their user id.
    pub id: u64,
    /// Their name.
    pub name: String,
    /// What they may do where they are.
    pub permissions: u64,
    /// Their roles in the server.
    pub roles: Vec<u64>,
    /// Whether they are a program themselves.
    pub bot: bool,
}

impl Member {
    /// A member without special rights.
    pub fn new(id: u64, name: &str) -> Self {
        Member { id, name: name.to_owned(), permissions: USUAL, roles: Vec::new(), bot: false }
    }

    /// Who acts where the test says nothing.
    pub fn asker() -> Self {
        Member::new(600_000_000_000_000_002, "asker")
    }

    /// One with the right to manage the server.
    pub fn manager() -> Self {
        let member = Member::new(600_000_000_000_000_003, "manager");
        Member { permissions: member.permissions | MANAGE_GUILD, ..member }
    }

    /// The owner of the application; no special rights in the server.
    pub fn owner() -> Self {
        Member::new(600_000_000_000_000_001, "owner")
    }

    /// With a role.
    pub fn with_role(mut self, role: u64) -> Self {
        self.roles.push(role);
        self
    }

    /// The user, as Discord tells of them.
    pub(super) fn user(&self) -> Value {
        json!({
            "id": self.id.to_string(), "username": self.name, "discriminator": "0", "global_name": self.name, "avatar": null,
            "public_flags": 0, "bot": self.bot,
        })
    }

    /// The member of a server. `user` and `permissions` are left out where Discord leaves them out.
    pub(super) fn partial(&self) -> Value {
        let roles: Vec<String> = self.roles.iter().map(u64::to_string).collect();
        json!({
            "nick": null, "avatar": null, "roles": roles, "joined_at": "2024-01-01T00:00:00+00:00", "deaf": false, "mute": false,
            "flags": 0, "pending": false, "premium_since": null, "communication_disabled_until": null,
        })
    }

    /// The member who uses something.
    pub(super) fn whole(&self) -> Value {
        let mut member = self.partial();
        member["user"] = self.user();
        member["permissions"] = json!(self.permissions.to_string());
        member
    }
}

/// Where something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a server that the bot was added to.
    Guild(u64),
    /// In a server that it was not added to, by somebody who has the bot for themselves.
    ForeignGuild(u64),
    /// In a direct message to the bot.
    DirectMessage,
    /// In a direct message between people, one of whom has the bot for themselves.
    Private,
}

impl Place {
    /// The server, if it is in one.
    pub fn guild(self) -> Option<u64> {
        match self {
            Place::Guild(guild) | Place::ForeignGuild(guild) => Some(guild),
            Place::DirectMessage | Place::Private => None,
        }
    }

    /// The channel where things happen there, unless the test names another.
    pub fn channel(self) -> u64 {
        match self {
            Place::Guild(OTHER_GUILD) => 500_000_000_000_000_002,
            Place::Guild(_) => 500_000_000_000_000_001,
            Place::ForeignGuild(_) => 500_000_000_000_000_003,
            Place::DirectMessage => 500_000_000_000_000_004,
            Place::Private => 500_000_000_000_000_005,
        }
    }

    /// What every interaction says of where it happens and who acts.
    pub(super) fn describe(self, by: &Member, channel: u64) -> Value {
        let kind = match self {
            Place::Guild(_) | Place::ForeignGuild(_) => 0,
            Place::DirectMessage => 1,
            Place::Private => 3,
        };
        let mut told = json!({
            "channel_id": channel.to_string(),
            "channel": {"id": channel.to_string(), "type": kind, "name": "general"},
            "context": match self { Place::Guild(_) | Place::ForeignGuild(_) => 0, Place::DirectMessage => 1, Place::Private => 2 },
            // Discord says "0" where a bot that was added to a server is written to directly.
            "authorizing_integration_owners": match self {
                Place::Guild(guild) => json!({"0": guild.to_string()}),
                Place::DirectMessage => json!({"0": "0"}),
                Place::ForeignGuild(_) | Place::Private => json!({"1": by.id.to_string()}),
            },
        });
        match self.guild() {
            Some(guild) => {
                told["guild_id"] = json!(guild.to_string());
                told["guild"] = json!({"id": guild.to_string(), "locale": "en-US", "features": []});
                told["guild_locale"] = json!("en-US");
                told["member"] = by.whole();
            }
            None => told["user"] = by.user(),
        }
        told
    }
}

/// What the bot may do where it is used, unless the test says otherwise.
pub fn usual_permissions() -> u64 {
    USUAL
}

/// A server, as Discord tells of it when the bot connects.
pub fn guild(id: u64) -> Value {
    let channel = |id: u64, position: u8| json!({"id": id.to_string(), "type": 0, "name": format!("channel-{position}"), "position": position, "permission_overwrites": []});
    let here = Place::Guild(id).channel();
    json!({
        "id": id.to_string(), "name": if id == GUILD { "A server" } else { "Another server" }, "icon": null, "splash": null,
        "discovery_splash": null, "owner_id": "600000000000000003", "afk_channel_id": null, "afk_timeout": 300,
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "emojis": [], "features": [],
        "mfa_level": 0, "application_id": null, "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
        "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0, "preferred_locale": "en-US",
        "public_updates_channel_id": null, "nsfw_level": 0, "premium_progress_bar_enabled": false, "stickers": [],
        "safety_alerts_channel_id": null, "incidents_data": null,
        "roles": [{
            "id": id.to_string(), "name": "@everyone", "color": 0, "colors": {"primary_color": 0}, "hoist": false, "position": 0,
            "permissions": USUAL.to_string(), "managed": false, "mentionable": false, "flags": 0,
        }],
        "joined_at": "2024-01-01T00:00:00+00:00", "large": false, "unavailable": false, "member_count": 2, "voice_states": [],
        "members": [], "channels": [channel(here, 0), channel(here + 1_000, 1)], "threads": [], "presences": [],
        "stage_instances": [], "guild_scheduled_events": [],
    })
}
