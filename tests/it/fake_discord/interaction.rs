//! Interactions: what people do, as Discord tells the bot, and what the bot makes of it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{APPLICATION, GUILD, State, since};

/// Where something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a server that the bot was added to.
    Guild(u64),
    /// In a server that it was not added to, by somebody who has the bot for themselves.
    ForeignGuild(u64),
    /// In a direct message to the bot.
    DirectMessage,
}

/// A use of a slash command.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The command's name.
    pub command: String,
    /// Its options, as typed.
    pub options: Vec<(String, Value)>,
    /// Where.
    pub place: Place,
}

impl Ask {
    /// `/ask question` in a server that the bot was added to.
    pub fn question(question: &str) -> Self {
        Ask { command: "ask".to_owned(), options: Vec::new(), place: Place::Guild(GUILD) }.with("question", question)
    }

    /// With an option.
    pub fn with(mut self, option: &str, value: impl Into<Value>) -> Self {
        self.options.push((option.to_owned(), value.into()));
        self
    }

    /// Somewhere else.
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }
}

/// An interaction from its creation to its answer.
pub struct Interaction {
    pub(super) id: String,
    pub(super) created: Instant,
    /// The body of the callback and when it came.
    pub(super) callback: Option<(Value, Duration)>,
    /// The message as it stands, once it is no longer "thinking…", and when it came.
    pub(super) message: Option<(Value, Duration)>,
    pub(super) deleted: bool,
    /// By id, in order.
    pub(super) followups: Vec<(String, Value)>,
}

/// What the person who asked sees in the end.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Whether "thinking…" was shown first.
    pub deferred: bool,
    /// Whether only they see it.
    pub ephemeral: bool,
    /// The message: `content`, `embeds`, `allowed_mentions`, …
    pub message: Value,
    /// How long they saw nothing at all.
    pub first_after: Duration,
    /// How long until the answer.
    pub after: Duration,
}

impl Reply {
    /// Its text above the embeds.
    pub fn content(&self) -> &str {
        self.message["content"].as_str().unwrap_or_default()
    }

    /// A part of its first embed, such as "title", "description", "footer/text".
    pub fn embed(&self, part: &str) -> &str {
        self.message.pointer(&format!("/embeds/0/{part}")).and_then(Value::as_str).unwrap_or_default()
    }
}

impl Interaction {
    /// The answer, once it is there.
    pub(super) fn reply(&self) -> Option<Reply> {
        let (callback, first_after) = self.callback.as_ref()?;
        let (message, after) = self.message.as_ref()?;
        Some(Reply {
            deferred: callback["type"] == 5,
            ephemeral: callback["data"]["flags"].as_u64().unwrap_or(0) & 64 != 0,
            message: message.clone(),
            first_after: *first_after,
            after: *after,
        })
    }

    /// The callback: 4 is a message, 5 "thinking…".
    pub(super) fn respond(&mut self, body: &Value) {
        let now = since(self.created);
        if body["type"] == 4 {
            self.message = Some((body["data"].clone(), now));
        }
        self.callback = Some((body.clone(), now));
    }

    /// An edit of the first response.
    pub(super) fn edit(&mut self, body: &Value) -> Value {
        let mut message = self.message.as_ref().map_or_else(|| json!({}), |(message, _)| message.clone());
        if let (Some(message), Some(changes)) = (message.as_object_mut(), body.as_object()) {
            message.extend(changes.clone());
        }
        self.message = Some((message.clone(), since(self.created)));
        message
    }
}

/// Notes an interaction and gives its token and the payload of INTERACTION_CREATE.
pub fn create(state: &mut State, ask: &Ask) -> (String, Value) {
    let id = state.new_id().to_string();
    let token = format!("interaction-token-{id}");
    state.interactions.insert(
        token.clone(),
        Interaction {
            id: id.clone(),
            created: Instant::now(),
            callback: None,
            message: None,
            deleted: false,
            followups: Vec::new(),
        },
    );

    let options: Vec<Value> = ask
        .options
        .iter()
        .map(|(name, value)| {
            let kind = match value {
                Value::Bool(_) => 5,
                Value::Number(_) => 4,
                _ => 3,
            };
            json!({"name": name, "type": kind, "value": value})
        })
        .collect();
    let user = json!({
        "id": "600000000000000002", "username": "asker", "discriminator": "0", "global_name": "Asker", "avatar": null, "public_flags": 0,
    });
    let mut payload = json!({
        "id": id, "application_id": APPLICATION, "type": 2, "token": token, "version": 1, "locale": "en-US",
        "channel_id": "500000000000000001", "channel": {"id": "500000000000000001", "type": 0, "name": "general"},
        "app_permissions": "2147567616", "entitlements": [], "attachment_size_limit": 10_485_760,
        "data": {"id": "400000000000000001", "name": ask.command, "type": 1, "options": options},
    });
    let guild = match ask.place {
        Place::Guild(guild) => {
            payload["authorizing_integration_owners"] = json!({"0": guild.to_string()});
            Some(guild)
        }
        Place::ForeignGuild(guild) => {
            payload["authorizing_integration_owners"] = json!({"1": user["id"]});
            Some(guild)
        }
        Place::DirectMessage => {
            // Discord says "0" where a bot that was added to a server is written to directly.
            payload["authorizing_integration_owners"] = json!({"0": "0"});
            None
        }
    };
    if let Some(guild) = guild {
        payload["guild_id"] = json!(guild.to_string());
        payload["guild"] = json!({"id": guild.to_string(), "locale": "en-US", "features": []});
        payload["guild_locale"] = json!("en-US");
        payload["context"] = json!(0);
        payload["member"] = json!({
            "user": user, "nick": null, "avatar": null, "roles": [], "joined_at": "2024-01-01T00:00:00+00:00", "deaf": false, "mute": false,
            "flags": 0, "pending": false, "permissions": "2147483648", "premium_since": null, "communication_disabled_until": null,
        });
    } else {
        payload["context"] = json!(1);
        payload["channel"]["type"] = json!(1);
        payload["user"] = user;
    }
    (token, payload)
}
