//! Interactions: what people do, as Discord tells the bot, and what the bot makes of it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::command::Ask;
use super::component::Press;
use super::form::{Filled, Form};
use super::people::Member;
pub use super::people::Place;
use super::{APPLICATION, State, since};

/// Something that somebody does.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Uses a command.
    Ask(Ask),
    /// Types into an option of a command.
    Type(Ask, String),
    /// Presses a button or chooses.
    Press(Press),
    /// Sends a form off.
    Submit(Filled),
}

impl From<Ask> for Deed {
    fn from(ask: Ask) -> Self {
        Deed::Ask(ask)
    }
}

impl From<&Ask> for Deed {
    fn from(ask: &Ask) -> Self {
        Deed::Ask(ask.clone())
    }
}

impl From<Press> for Deed {
    fn from(press: Press) -> Self {
        Deed::Press(press)
    }
}

impl From<Filled> for Deed {
    fn from(filled: Filled) -> Self {
        Deed::Submit(filled)
    }
}

/// The kinds of interactions.
pub const COMMAND: u64 = 2;
pub const COMPONENT: u64 = 3;
pub const AUTOCOMPLETE: u64 = 4;
pub const MODAL: u64 = 5;

/// An interaction from its creation to its answer.
pub struct Interaction {
    pub(super) id: String,
    pub(super) kind: u64,
    pub(super) created: Instant,
    pub(super) place: Place,
    pub(super) channel: u64,
    pub(super) by: Member,
    /// What the bot may do there.
    pub(super) permissions: u64,
    /// The message with the button or, for a form, with the button that opened it.
    pub(super) on: Option<String>,
    /// The body of the callback and when it came.
    pub(super) callback: Option<(Value, Duration)>,
    /// The message that `@original` is.
    pub(super) original: Option<String>,
    /// When there was more to see than "thinking…".
    pub(super) answered: Option<Duration>,
    /// The ids of further messages.
    pub(super) followups: Vec<String>,
    pub(super) expired: bool,
}

/// What the person who asked sees in the end.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Whether "thinking…" was shown first.
    pub deferred: bool,
    /// Whether only they see it.
    pub ephemeral: bool,
    /// The message: `content`, `embeds`, `components`, `allowed_mentions`, …
    pub message: Value,
    /// How long they saw nothing at all.
    pub first_after: Duration,
    /// How long until the answer.
    pub after: Duration,
    /// The message's id.
    pub id: String,
    /// The interaction's token; empty for an answer to a message.
    pub token: String,
    /// Where it is.
    pub place: Place,
    /// In which channel.
    pub channel: u64,
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

    /// Everything that can be read in it, part by part on lines of its own.
    pub fn text(&self) -> String {
        let mut parts = vec![self.content()];
        for embed in self.message["embeds"].as_array().into_iter().flatten() {
            parts.extend(["/author/name", "/title", "/description"].map(|part| text_at(embed, part)));
            for field in embed["fields"].as_array().into_iter().flatten() {
                parts.extend([text_at(field, "/name"), text_at(field, "/value")]);
            }
            parts.push(text_at(embed, "/footer/text"));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    /// The labels of its buttons; those that cannot be pressed in brackets.
    pub fn buttons(&self) -> Vec<String> {
        let label = |button: &Value| {
            let label = button["label"].as_str().unwrap_or_default();
            if button["disabled"] == true { format!("({label})") } else { label.to_owned() }
        };
        super::component::all(&self.message).iter().filter(|part| part["type"] == 2).map(label).collect()
    }
}

fn text_at<'a>(value: &'a Value, place: &str) -> &'a str {
    value.pointer(place).and_then(Value::as_str).unwrap_or_default()
}

/// The answer to an interaction, once it is there.
pub fn reply(state: &State, token: &str) -> Option<Reply> {
    let interaction = state.interactions.get(token)?;
    let (callback, first_after) = interaction.callback.as_ref()?;
    let after = interaction.answered?;
    let message = state.messages.get(interaction.original.as_ref()?)?;
    let mut reply = shown(message);
    reply.deferred = callback["type"] == 5 || callback["type"] == 6;
    reply.first_after = *first_after;
    reply.after = after;
    reply.token = token.to_owned();
    Some(reply)
}

/// A message as somebody sees it.
pub fn shown(message: &super::message::Message) -> Reply {
    let mut body = message.body.clone();
    if !message.attachments.is_empty() {
        body["attachments"] = json!(message.attachments);
    }
    Reply {
        deferred: false,
        ephemeral: message.ephemeral,
        message: body,
        first_after: Duration::ZERO,
        after: Duration::ZERO,
        id: message.id.clone(),
        token: String::new(),
        place: message.place,
        channel: message.channel,
    }
}

/// The form that an interaction has opened.
pub fn opened(state: &State, token: &str) -> Option<Form> {
    let interaction = state.interactions.get(token)?;
    let (callback, _) = interaction.callback.as_ref()?;
    (callback["type"] == 9).then(|| Form {
        data: callback["data"].clone(),
        place: interaction.place,
        channel: interaction.channel,
        by: interaction.by.clone(),
        on: interaction.on.clone(),
    })
}

/// The values that were offered while typing: what is shown, and what is then sent.
pub fn offered(state: &State, token: &str) -> Option<Vec<(String, Value)>> {
    let (callback, _) = state.interactions.get(token)?.callback.as_ref()?;
    let choices = callback["data"]["choices"].as_array().into_iter().flatten();
    Some(choices.map(|choice| (choice["name"].as_str().unwrap_or_default().to_owned(), choice["value"].clone())).collect())
}

/// Notes what somebody does and gives its token and the payload of INTERACTION_CREATE.
pub fn create(state: &mut State, deed: &Deed) -> (String, Value) {
    let id = state.new_id().to_string();
    let token = format!("interaction-token-{id}");
    let (kind, data, place, channel, by, permissions, on) = match deed {
        Deed::Ask(ask) => (COMMAND, ask.data(state, None), ask.place, ask.channel(), &ask.by, ask.app_permissions, None),
        Deed::Type(ask, option) => {
            (AUTOCOMPLETE, ask.data(state, Some(option)), ask.place, ask.channel(), &ask.by, ask.app_permissions, None)
        }
        Deed::Press(press) => {
            let permissions = super::people::usual_permissions();
            (COMPONENT, press.data(), press.place, press.channel, &press.by, permissions, Some(press.on.clone()))
        }
        Deed::Submit(filled) => {
            let Form { place, channel, on, .. } = &filled.form;
            (MODAL, filled.data(), *place, *channel, &filled.by, super::people::usual_permissions(), on.clone())
        }
    };
    let mut payload = place.describe(by, channel);
    let more = json!({
        "id": id, "application_id": APPLICATION, "type": kind, "token": token, "version": 1, "locale": "en-US",
        "app_permissions": permissions.to_string(), "entitlements": [], "attachment_size_limit": 10_485_760, "data": data,
    });
    if let (Some(payload), Some(more)) = (payload.as_object_mut(), more.as_object()) {
        payload.extend(more.clone());
    }
    if let Some(message) = on.as_ref().and_then(|on| state.messages.get(on)) {
        payload["message"] = message.payload();
    }
    let interaction = Interaction {
        id,
        kind,
        created: Instant::now(),
        place,
        channel,
        by: by.clone(),
        permissions,
        on,
        callback: None,
        original: None,
        answered: None,
        followups: Vec::new(),
        expired: false,
    };
    state.interactions.insert(token.clone(), interaction);
    (token, payload)
}

impl Interaction {
    /// There is something to see now.
    pub(super) fn is_answered(&mut self) {
        self.answered.get_or_insert_with(|| since(self.created));
    }
}
