//! Channels: what the bot writes there by itself, or in reply to a message.

use serde_json::{Value, json};

use super::files::File;
use super::message::{self, Message};
use super::people::Place;
use super::rest::Answer;
use super::{GUILD, OTHER_GUILD, State, respond, route};

/// What the bot may not do in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Forbidden {
    /// See it at all: 50001.
    Seeing,
    /// Write there: 50013.
    Writing,
    /// Show embeds there: 50013 for a message with one.
    Embedding,
    /// Reply to messages there, as it may not read back: 50013, or 160002 for the reply.
    ReadingBack,
    /// Write to somebody who takes no direct messages: 50007.
    DirectMessages,
}

fn refused(code: u64) -> Answer {
    let message = match code {
        50001 => "Missing Access",
        50007 => "Cannot send messages to this user",
        160_002 => "Cannot reply without permission to read message history",
        _ => "Missing Permissions",
    };
    (403, json!({"message": message, "code": code}))
}

/// A request to a channel.
pub fn handle(state: &mut State, method: &str, route: &str, params: &[String], body: &Value, sent: Vec<(usize, File)>) -> Answer {
    let channel: u64 = params[0].parse().unwrap_or(0);
    let forbidden = |what| state.forbidden.contains(&(channel, what));
    if forbidden(Forbidden::Seeing) {
        return refused(50001);
    }
    if forbidden(Forbidden::DirectMessages) {
        return refused(50007);
    }
    match (method, route) {
        ("GET", route::CHANNEL) => {
            let (place, kind) = (place_of(channel), if place_of(channel) == Place::DirectMessage { 1 } else { 0 });
            let guild = place.guild().map(|guild| guild.to_string());
            (
                200,
                json!({"id": channel.to_string(), "type": kind, "name": "a-channel", "guild_id": guild, "permission_overwrites": []}),
            )
        }
        ("POST", route::TYPING) => {
            if forbidden(Forbidden::Writing) {
                return refused(50013);
            }
            state.typing.push(channel);
            (204, Value::Null)
        }
        ("POST", _) => post(state, channel, body, sent),
        (_, route::REACTION) => (204, Value::Null),
        _ => existing(state, method, &params[1], body, sent),
    }
}

fn post(state: &mut State, channel: u64, body: &Value, sent: Vec<(usize, File)>) -> Answer {
    let forbidden = |what| state.forbidden.contains(&(channel, what));
    let embeds = body["embeds"].as_array().is_some_and(|embeds| !embeds.is_empty());
    if forbidden(Forbidden::Writing) || embeds && forbidden(Forbidden::Embedding) {
        return refused(50013);
    }
    if body["flags"].as_u64().unwrap_or(0) & 64 != 0 {
        state.problem("a message in a channel cannot be for one person alone".to_owned());
        return (400, json!({"message": "Invalid Form Body", "code": 50035}));
    }
    if let Some(nonce) = body["nonce"].as_str().filter(|_| body["enforce_nonce"] == true) {
        let before = state
            .messages
            .values()
            .find(|message| message.author.is_none() && message.channel == channel && message.body["nonce"] == nonce);
        if let Some(before) = before {
            return (200, before.payload());
        }
    }
    let mut body = body.clone();
    if let Some(answered) = body["message_reference"]["message_id"].as_str() {
        if state.forbidden.contains(&(channel, Forbidden::ReadingBack)) {
            return refused(160_002);
        }
        let is_there = state.messages.get(answered).is_some_and(|message| message.channel == channel && !message.deleted);
        if !is_there && body["message_reference"]["fail_if_not_exists"] == false {
            body["message_reference"] = Value::Null;
        } else if !is_there {
            return (
                400,
                json!({"message": "Invalid Form Body", "code": 50035, "errors": {"message_reference": "Unknown message"}}),
            );
        }
    }
    let id = state.new_id().to_string();
    let place = state
        .messages
        .values()
        .find(|message| message.channel == channel)
        .map_or_else(|| place_of(channel), |message| message.place);
    let message = Message::by_bot(id.clone(), place, channel, &body, false);
    state.messages.insert(id.clone(), message);
    respond::attach(state, &id, channel, &body, sent);
    message::tell(state, &id);
    (200, state.messages[&id].payload())
}

fn existing(state: &mut State, method: &str, id: &str, body: &Value, sent: Vec<(usize, File)>) -> Answer {
    let Some(message) = state.messages.get_mut(id).filter(|message| !message.deleted && !message.ephemeral) else {
        return (404, json!({"message": "Unknown Message", "code": 10008}));
    };
    if method != "GET" && message.author.is_some() {
        let code = if method == "PATCH" { 50005 } else { 50013 };
        return (403, json!({"message": "Cannot edit a message authored by another user", "code": code}));
    }
    match method {
        "PATCH" => {
            message.change(body);
            let channel = message.channel;
            respond::attach(state, id, channel, body, sent);
        }
        "DELETE" => {
            message.deleted = true;
            return (204, Value::Null);
        }
        _ => {}
    }
    (200, state.messages[id].payload())
}

fn place_of(channel: u64) -> Place {
    let places = [Place::Guild(GUILD), Place::Guild(OTHER_GUILD), Place::DirectMessage];
    let near = |place: &Place| channel == place.channel() || channel == place.channel() + 1_000;
    places.into_iter().find(near).unwrap_or(Place::Guild(GUILD))
}
