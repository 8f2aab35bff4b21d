//! Messages: what stands in the channels, written by people and by the bot.

use serde_json::{Value, json};

use super::people::{Member, Place};
use super::{State, files, gateway};

/// A message as it stands.
#[derive(Debug, Clone)]
pub struct Message {
    pub(super) id: String,
    pub(super) channel: u64,
    pub(super) place: Place,
    /// None: the bot.
    pub(super) author: Option<Member>,
    /// What was sent, edits merged in: `content`, `embeds`, `components`, `flags`, …
    pub(super) body: Value,
    pub(super) attachments: Vec<Value>,
    /// What each edit made of it, the first state included.
    pub(super) states: Vec<Value>,
    pub(super) ephemeral: bool,
    /// The message that this one answers.
    pub(super) answers: Option<String>,
    pub(super) mentions_bot: bool,
    pub(super) deleted: bool,
}

impl Message {
    /// One by the bot.
    pub(super) fn by_bot(id: String, place: Place, channel: u64, body: &Value, ephemeral: bool) -> Self {
        let mut message = Message {
            id,
            channel,
            place,
            author: None,
            body: json!({}),
            attachments: Vec::new(),
            states: Vec::new(),
            ephemeral,
            answers: body["message_reference"]["message_id"].as_str().map(str::to_owned),
            mentions_bot: false,
            deleted: false,
        };
        message.change(body);
        message
    }

    /// Edits it: what the body does not name stays.
    pub(super) fn change(&mut self, body: &Value) {
        if let (Some(message), Some(changes)) = (self.body.as_object_mut(), body.as_object()) {
            message.extend(changes.clone());
        }
        self.states.push(self.body.clone());
    }

    /// As Discord gives it, to whoever may see its content.
    pub fn payload(&self) -> Value {
        let mut message = json!({
            "id": self.id, "channel_id": self.channel.to_string(), "author": self.author.as_ref().map_or_else(gateway::bot_user, Member::user),
            "content": self.body["content"].as_str().unwrap_or_default(), "timestamp": "2026-01-01T00:00:00+00:00",
            "edited_timestamp": null, "tts": false, "mention_everyone": false,
            "mentions": if self.mentions_bot { json!([gateway::bot_user()]) } else { json!([]) },
            "mention_roles": [], "attachments": self.attachments, "embeds": list(&self.body["embeds"]), "pinned": false,
            "type": if self.answers.is_some() { 19 } else { 0 },
            "flags": self.body["flags"].as_u64().unwrap_or(0) | if self.ephemeral { 64 } else { 0 },
            "components": list(&self.body["components"]),
        });
        for embed in message["embeds"].as_array_mut().into_iter().flatten() {
            embed["type"] = json!("rich");
        }
        if let Some(answered) = &self.answers {
            message["message_reference"] = json!({"type": 0, "message_id": answered, "channel_id": self.channel.to_string()});
        }
        message
    }

    /// As the gateway tells of it to a bot without the right to read all messages.
    pub(super) fn event(&self) -> Value {
        let mut event = self.payload();
        if let Some(guild) = self.place.guild() {
            event["guild_id"] = json!(guild.to_string());
            event["member"] = self.author.as_ref().map_or_else(|| Member::new(0, "").partial(), Member::partial);
        }
        let readable = self.author.is_none() || self.mentions_bot || self.place.guild().is_none();
        if !readable {
            event["content"] = json!("");
            for part in ["attachments", "embeds", "components"] {
                event[part] = json!([]);
            }
        }
        event
    }
}

fn list(value: &Value) -> Value {
    if value.is_array() { value.clone() } else { json!([]) }
}

/// A message that somebody writes.
#[derive(Debug, Clone)]
pub struct Post {
    content: String,
    place: Place,
    channel: Option<u64>,
    by: Member,
    mentions_bot: bool,
    answers: Option<String>,
    files: Vec<files::File>,
    embeds: Value,
}

impl Post {
    /// In a server, without a mention: its content is hidden from the bot.
    pub fn new(content: &str) -> Self {
        Post {
            content: content.to_owned(),
            place: Place::Guild(super::GUILD),
            channel: None,
            by: Member::asker(),
            mentions_bot: false,
            answers: None,
            files: Vec::new(),
            embeds: json!([]),
        }
    }

    /// With a mention of the bot before its words.
    pub fn mentioning_bot(mut self) -> Self {
        self.content = format!("<@{}> {}", super::APPLICATION, self.content);
        self.mentions_bot = true;
        self
    }

    /// Directly to the bot.
    pub fn directly(self) -> Self {
        self.at(Place::DirectMessage)
    }

    /// Somewhere else.
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// In another channel.
    pub fn in_channel(mut self, channel: u64) -> Self {
        self.channel = Some(channel);
        self
    }

    /// By somebody else.
    pub fn by(mut self, member: Member) -> Self {
        self.by = member;
        self
    }

    /// In reply to another message; Discord then mentions its author.
    pub fn in_reply_to(mut self, message: &str, mentioning: bool) -> Self {
        self.answers = Some(message.to_owned());
        self.mentions_bot |= mentioning;
        self
    }

    /// With a file.
    pub fn with_file(mut self, file: files::File) -> Self {
        self.files.push(file);
        self
    }

    /// With an embed, such as the preview of a link.
    pub fn with_embed(mut self, embed: Value) -> Self {
        self.embeds.as_array_mut().expect("it is one").push(embed);
        self
    }
}

/// Writes a message into its channel, without telling the bot of it. Gives its id.
pub fn write(state: &mut State, post: &Post) -> String {
    let id = state.new_id().to_string();
    let channel = post.channel.unwrap_or_else(|| post.place.channel());
    let attachments = post.files.iter().map(|file| files::keep(state, channel, file.clone())).collect();
    let body = json!({"content": post.content, "embeds": post.embeds});
    let message = Message {
        author: Some(post.by.clone()),
        answers: post.answers.clone(),
        mentions_bot: post.mentions_bot,
        attachments,
        ..Message::by_bot(id.clone(), post.place, channel, &body, false)
    };
    state.messages.insert(id.clone(), message);
    id
}

/// Tells the bot of a message, if it asked for such.
pub fn tell(state: &mut State, id: &str) {
    let message = &state.messages[id];
    let wanted = if message.place.guild().is_some() { gateway::GUILD_MESSAGES } else { gateway::DIRECT_MESSAGES };
    if !message.ephemeral && state.gateway.intents & wanted != 0 {
        let event = message.event();
        state.gateway.dispatch("MESSAGE_CREATE", event);
    }
}
