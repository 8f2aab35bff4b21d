//! How the bot answers interactions: the callback, the message that came of it, and further messages.

use std::time::Duration;

use serde_json::{Value, json};

use super::files::File;
use super::interaction::{AUTOCOMPLETE, COMMAND, COMPONENT, MODAL};
use super::message::{self, Message};
use super::people::EMBED_LINKS;
use super::rest::Answer;
use super::{APPLICATION, State, files, route, since};

/// Discord forgets an interaction that has not been answered by then.
const FORGOTTEN: Duration = Duration::from_secs(3);
/// So long the token of an interaction can be used.
const LIFE: Duration = Duration::from_secs(15 * 60);

/// The first answer.
pub fn callback(state: &mut State, params: &[String], body: &Value, sent: Vec<(usize, File)>) -> Answer {
    let unknown = (404, json!({"message": "Unknown interaction", "code": 10062}));
    let patience = state.patience.unwrap_or(FORGOTTEN);
    let token = &params[1];
    let Some(interaction) = state.interactions.get(token).filter(|known| known.id == params[0]) else {
        return unknown;
    };
    if interaction.callback.is_some() {
        return (400, json!({"message": "Interaction has already been acknowledged.", "code": 40060}));
    }
    let age = since(interaction.created);
    if interaction.expired || age > patience {
        return unknown;
    }
    let kind = body["type"].as_u64().unwrap_or(0);
    let on_message = interaction.on.is_some();
    let fits = match interaction.kind {
        COMMAND => matches!(kind, 4 | 5 | 9),
        COMPONENT => matches!(kind, 4..=7 | 9),
        AUTOCOMPLETE => kind == 8,
        MODAL => matches!(kind, 4 | 5) || on_message && matches!(kind, 6 | 7),
        _ => false,
    };
    if !fits {
        state.problem(format!("a callback of type {kind} is no answer to an interaction of type {}", interaction.kind));
        return (400, json!({"message": "Invalid Form Body", "code": 50035}));
    }
    let on = interaction.on.clone();
    let ephemeral = body["data"]["flags"].as_u64().unwrap_or(0) & 64 != 0;
    let mut original = None;
    let channel = interaction.channel;
    match kind {
        4 | 5 => {
            let shown = if kind == 4 { body["data"].clone() } else { json!({}) };
            let id = show(state, token, &shown, ephemeral);
            attach(state, &id, channel, &shown, sent);
            if kind == 4 {
                message::tell(state, &id);
            }
            original = Some(id);
        }
        6 => original = on,
        7 => {
            if let Some(message) = on.as_ref().and_then(|on| state.messages.get_mut(on)) {
                message.change(&body["data"]);
            }
            if let Some(on) = &on {
                attach(state, on, channel, &body["data"], sent);
            }
            original = on;
            embeds_are_seen(state, token, &body["data"]);
        }
        _ => {}
    }
    let Some(interaction) = state.interactions.get_mut(token) else { return unknown };
    interaction.callback = Some((body.clone(), age));
    interaction.original = original;
    if matches!(kind, 4 | 7) {
        interaction.answered = Some(age);
    }
    (204, Value::Null)
}

/// Everything after the callback.
pub fn webhook(
    state: &mut State,
    method: &str,
    route: &str,
    params: &[String],
    body: &Value,
    sent: Vec<(usize, File)>,
) -> Answer {
    let life = state.life.unwrap_or(LIFE);
    let token = &params[1];
    let interaction = state.interactions.get(token);
    let Some(interaction) = interaction.filter(|known| params[0] == APPLICATION && known.callback.is_some()) else {
        return (404, json!({"message": "Unknown Webhook", "code": 10015}));
    };
    if interaction.expired || since(interaction.created) > life {
        return (401, json!({"message": "Invalid Webhook Token", "code": 50027}));
    }
    let channel = interaction.channel;
    let thinking = interaction.answered.is_none();
    let target = match route {
        route::ORIGINAL => interaction.original.clone(),
        route::FOLLOWUP => {
            Some(params[2].clone()).filter(|id| interaction.followups.contains(id) || interaction.original.as_ref() == Some(id))
        }
        _ => None,
    };
    let target = target.filter(|id| state.messages.get(id).is_some_and(|message| !message.deleted));
    if method == "POST" {
        let ephemeral = body["flags"].as_u64().unwrap_or(0) & 64 != 0;
        let id = show(state, token, body, ephemeral);
        attach(state, &id, channel, body, sent);
        message::tell(state, &id);
        if let Some(interaction) = state.interactions.get_mut(token) {
            interaction.followups.push(id.clone());
            // After "I am on it" without a word, this is the answer.
            if interaction.callback.as_ref().is_some_and(|(callback, _)| callback["type"] == 6) {
                interaction.is_answered();
            }
        }
        return (200, state.messages[&id].payload());
    }
    let Some(target) = target else {
        return (404, json!({"message": "Unknown Message", "code": 10008}));
    };
    match method {
        "GET" if thinking && route == route::ORIGINAL && state.messages[&target].body == json!({}) => {
            let mut payload = state.messages[&target].payload();
            payload["flags"] = json!(128);
            return (200, payload);
        }
        "PATCH" => {
            attach(state, &target, channel, body, sent);
            embeds_are_seen(state, token, body);
            if let Some(message) = state.messages.get_mut(&target) {
                message.change(body);
            }
            if let Some(interaction) = state.interactions.get_mut(token) {
                interaction.is_answered();
            }
        }
        "DELETE" => {
            if let Some(message) = state.messages.get_mut(&target) {
                message.deleted = true;
            }
            return (204, Value::Null);
        }
        _ => {}
    }
    (200, state.messages[&target].payload())
}

/// Puts a message into the channel of the interaction.
fn show(state: &mut State, token: &str, body: &Value, ephemeral: bool) -> String {
    embeds_are_seen(state, token, body);
    let id = state.new_id().to_string();
    let interaction = &state.interactions[token];
    let message = Message::by_bot(id.clone(), interaction.place, interaction.channel, body, ephemeral);
    state.messages.insert(id.clone(), message);
    id
}

/// Files that came with a message stand in it; without a list of attachments those from before stay.
pub fn attach(state: &mut State, id: &str, channel: u64, body: &Value, sent: Vec<(usize, File)>) {
    for (number, _) in &sent {
        let listed = body["attachments"]
            .as_array()
            .is_none_or(|all| all.iter().any(|one| one["id"].to_string().trim_matches('"') == number.to_string()));
        if !listed {
            state.problem(format!("files[{number}] is not listed among the attachments"));
        }
    }
    let kept: Vec<Value> = sent.into_iter().map(|(_, file)| files::keep(state, channel, file)).collect();
    if let Some(message) = state.messages.get_mut(id) {
        if let Some(listed) = body["attachments"].as_array() {
            message.attachments.retain(|old| listed.iter().any(|one| one["id"] == old["id"]));
        }
        message.attachments.extend(kept);
    }
}

/// Where the bot may not show embeds Discord leaves them out, and people see nothing.
fn embeds_are_seen(state: &mut State, token: &str, body: &Value) {
    let shows = body["embeds"].as_array().is_some_and(|embeds| !embeds.is_empty());
    if shows && state.interactions[token].permissions & EMBED_LINKS == 0 {
        state.problem("an embed where the bot may not show any: nobody sees it".to_owned());
    }
}
