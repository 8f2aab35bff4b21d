//! The REST interface: which routes there are, what they answer, and how they can go wrong.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{APPLICATION, Shared, State, TOKEN, gateway, since};

/// Discord forgets an interaction that has not been answered by then.
const FORGOTTEN: Duration = Duration::from_secs(3);

/// Routes by name, written as in Discord's schema.
pub mod route {
    pub const GATEWAY: &str = "/gateway";
    pub const GATEWAY_BOT: &str = "/gateway/bot";
    pub const USER: &str = "/users/@me";
    pub const APPLICATION: &str = "/applications/@me";
    pub const OAUTH_APPLICATION: &str = "/oauth2/applications/@me";
    pub const COMMANDS: &str = "/applications/{application_id}/commands";
    pub const CALLBACK: &str = "/interactions/{interaction_id}/{interaction_token}/callback";
    pub const ORIGINAL: &str = "/webhooks/{webhook_id}/{webhook_token}/messages/@original";
    pub const FOLLOWUPS: &str = "/webhooks/{webhook_id}/{webhook_token}";
    pub const FOLLOWUP: &str = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}";
    pub const CHANNEL_MESSAGES: &str = "/channels/{channel_id}/messages";
}

/// All that exist here. More specific ones stand first.
const ROUTES: &[(&str, &str)] = &[
    ("GET", route::GATEWAY),
    ("GET", route::GATEWAY_BOT),
    ("GET", route::USER),
    ("GET", route::APPLICATION),
    ("GET", route::OAUTH_APPLICATION),
    ("GET", route::COMMANDS),
    ("PUT", route::COMMANDS),
    ("POST", route::CALLBACK),
    ("GET", route::ORIGINAL),
    ("PATCH", route::ORIGINAL),
    ("DELETE", route::ORIGINAL),
    ("POST", route::FOLLOWUPS),
    ("PATCH", route::FOLLOWUP),
    ("DELETE", route::FOLLOWUP),
    ("POST", route::CHANNEL_MESSAGES),
];

/// Those that need no token in the header: they are public, or have one in their path.
const OPEN: &[&str] = &[route::GATEWAY, route::CALLBACK, route::ORIGINAL, route::FOLLOWUPS, route::FOLLOWUP];

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Sent {
    /// GET, POST, …
    pub method: String,
    /// As in [`route`]; for an unknown one, the path.
    pub route: String,
    /// Null without one.
    pub body: Value,
    /// The status it was answered with.
    pub status: u16,
}

/// How a request goes wrong.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Answered with this status, and nothing done.
    Status(u16),
    /// Too many requests: after so many seconds the next may come; for all routes if `global`.
    Limited { after: f64, global: bool },
    /// Done, but answered only after this long.
    Slow(Duration),
    /// Done, but the answer is lost: the status is 502.
    AnswerLost,
}

/// A fault waiting for its requests.
pub struct Upset {
    pub(super) method: &'static str,
    pub(super) route: &'static str,
    pub(super) fault: Fault,
    pub(super) times: usize,
}

type Answer = (u16, Value);

/// A request comes.
pub async fn receive(Extract(shared): Extract<Arc<Shared>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let method = head.method.as_str().to_owned();
    let path = head.uri.path().to_owned();
    let bytes = to_bytes(body, 32 << 20).await.unwrap_or_default();

    let below = path.strip_prefix("/api/v10");
    let Some((route, params)) = below.and_then(|path| find(&method, path)) else {
        let sent = Sent { method: method.clone(), route: path.clone(), body: Value::Null, status: 404 };
        shared.change(|state| {
            state.sent.push(sent);
            state.problem(format!("there is no route {method} {path}"));
        });
        return answer((404, json!({"message": "404: Not Found", "code": 0})));
    };

    let body = shared.change(|state| read(state, &method, route, &head.headers, &bytes));
    let fault = shared.change(|state| take_fault(state, &method, route));
    let reply = match &fault {
        Some(Fault::Status(status)) => (*status, json!({"message": format!("{status}: upset"), "code": 0})),
        Some(Fault::Limited { after, global }) => {
            (429, json!({"message": "You are being rate limited.", "retry_after": after, "global": global}))
        }
        _ if !OPEN.contains(&route) && !authorised(&head.headers) => (401, json!({"message": "401: Unauthorized", "code": 0})),
        _ => {
            let problems = shared.schema.problems(&method, route, &body);
            shared.change(|state| {
                if problems.is_empty() {
                    return handle(state, &method, route, &params, &body);
                }
                let body: String = body.to_string().chars().take(400).collect();
                state.problem(format!("{method} {route}: {problems:?} in {body}"));
                (400, json!({"message": "Invalid Form Body", "code": 50035, "errors": {}}))
            })
        }
    };
    let reply = match fault {
        Some(Fault::AnswerLost) => (502, json!({})),
        Some(Fault::Slow(by)) => {
            tokio::time::sleep(by).await;
            reply
        }
        _ => reply,
    };
    shared.change(|state| state.sent.push(Sent { method, route: route.to_owned(), body, status: reply.0 }));
    answer(reply)
}

fn answer((status, body): Answer) -> Response {
    let code = StatusCode::from_u16(status).expect("a status");
    if status == 204 {
        return code.into_response();
    }
    let mut response = (code, Json(body.clone())).into_response();
    if let Some(after) = body.get("retry_after") {
        let after = after.to_string().parse().expect("a number is a header");
        response.headers_mut().insert("retry-after", after);
        if body["global"] == true {
            response.headers_mut().insert("x-ratelimit-global", "true".parse().expect("a header"));
        }
    }
    response
}

/// The route of a path, and what stands in its brackets.
fn find(method: &str, path: &str) -> Option<(&'static str, Vec<String>)> {
    ROUTES.iter().filter(|(of, _)| *of == method).find_map(|(_, route)| {
        let (expected, given): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), path.split('/').collect());
        let fits = |(expected, given): (&&str, &&str)| expected == given || (expected.starts_with('{') && !given.is_empty());
        let all = expected.len() == given.len() && expected.iter().zip(&given).all(fits);
        let params = expected.iter().zip(&given).filter(|(expected, _)| expected.starts_with('{'));
        all.then(|| (*route, params.map(|(_, given)| (*given).to_owned()).collect()))
    })
}

fn authorised(headers: &HeaderMap) -> bool {
    headers.get("authorization").is_some_and(|given| given.as_bytes() == format!("Bot {TOKEN}").as_bytes())
}

fn read(state: &mut State, method: &str, route: &str, headers: &HeaderMap, bytes: &Bytes) -> Value {
    if headers.get("user-agent").is_none_or(|agent| !agent.as_bytes().starts_with(b"DiscordBot (")) {
        state.problem(format!("{method} {route}: Discord wants a User-Agent of DiscordBot (url, version)"));
    }
    if bytes.is_empty() {
        return Value::Null;
    }
    // Files come as multipart; nothing sends any yet.
    if headers.get("content-type").is_none_or(|kind| kind != "application/json") {
        state.problem(format!("{method} {route}: the body is not declared as JSON"));
    }
    serde_json::from_slice(bytes).unwrap_or_else(|error| {
        state.problem(format!("{method} {route}: the body is not JSON: {error}"));
        Value::Null
    })
}

fn take_fault(state: &mut State, method: &str, route: &str) -> Option<Fault> {
    let at = state.faults.iter().position(|upset| upset.method == method && upset.route == route)?;
    let fault = state.faults[at].fault.clone();
    state.faults[at].times -= 1;
    if state.faults[at].times == 0 {
        state.faults.remove(at);
    }
    Some(fault)
}

fn handle(state: &mut State, method: &str, route: &str, params: &[String], body: &Value) -> Answer {
    match (method, route) {
        (_, route::GATEWAY) => (200, json!({"url": format!("ws://{}", state.address)})),
        (_, route::GATEWAY_BOT) => {
            let limit = json!({"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1});
            (200, json!({"url": format!("ws://{}", state.address), "shards": 1, "session_start_limit": limit}))
        }
        (_, route::USER) => (200, gateway::bot_user()),
        (_, route::APPLICATION | route::OAUTH_APPLICATION) => (200, application()),
        ("GET", route::COMMANDS) => (200, Value::from(state.commands.clone())),
        ("PUT", route::COMMANDS) => register(state, params, body),
        (_, route::CALLBACK) => callback(state, params, body),
        (_, route::CHANNEL_MESSAGES) => {
            let id = state.new_id().to_string();
            (200, message(&id, &params[0], body))
        }
        _ => webhook(state, method, route, params, body),
    }
}

fn application() -> Value {
    json!({
        "id": APPLICATION, "name": "Pinkslip", "icon": null, "description": "", "bot_public": true, "bot_require_code_grant": false,
        "verify_key": "00", "flags": 0, "hook": true, "is_monetized": false, "team": null, "summary": "",
        "owner": {"id": "600000000000000001", "username": "owner", "discriminator": "0", "global_name": null, "avatar": null},
    })
}

/// Takes the commands and keeps them as Discord gives them back: with ids, and without what is not set.
fn register(state: &mut State, params: &[String], body: &Value) -> Answer {
    let mut kept = Vec::new();
    for command in body.as_array().into_iter().flatten() {
        let mut command = command.clone();
        if let Some(command) = command.as_object_mut() {
            command.retain(|_, value| !value.as_object().is_some_and(serde_json::Map::is_empty));
            for option in command.get_mut("options").and_then(Value::as_array_mut).into_iter().flatten() {
                if let Some(option) = option.as_object_mut() {
                    option.retain(|_, value| !value.is_null() && *value != false && *value != json!([]) && *value != json!({}));
                }
            }
            let added = [
                ("id", json!(state.new_id().to_string())),
                ("application_id", json!(params[0])),
                ("version", json!(state.new_id().to_string())),
                ("dm_permission", json!(true)),
                ("name_localizations", Value::Null),
                ("description_localizations", Value::Null),
                ("default_member_permissions", Value::Null),
                ("type", json!(1)),
            ];
            for (key, value) in added {
                command.entry(key).or_insert(value);
            }
        }
        kept.push(command);
    }
    state.commands = kept;
    (200, Value::from(state.commands.clone()))
}

fn callback(state: &mut State, params: &[String], body: &Value) -> Answer {
    let Some(interaction) = state.interactions.get_mut(&params[1]).filter(|known| known.id == params[0]) else {
        return unknown_interaction();
    };
    if interaction.callback.is_some() {
        return (400, json!({"message": "Interaction has already been acknowledged.", "code": 40060}));
    }
    if since(interaction.created) > FORGOTTEN {
        return unknown_interaction();
    }
    interaction.respond(body);
    (204, Value::Null)
}

fn unknown_interaction() -> Answer {
    (404, json!({"message": "Unknown interaction", "code": 10062}))
}

fn webhook(state: &mut State, method: &str, route: &str, params: &[String], body: &Value) -> Answer {
    let new = state.new_id().to_string();
    let interaction = state.interactions.get_mut(&params[1]);
    let Some(interaction) = interaction.filter(|known| params[0] == APPLICATION && known.callback.is_some()) else {
        return (404, json!({"message": "Unknown Webhook", "code": 10015}));
    };
    let unknown = (404, json!({"message": "Unknown Message", "code": 10008}));
    let channel = "500000000000000001";
    match (method, route) {
        (_, route::ORIGINAL) if interaction.deleted => unknown,
        ("GET", route::ORIGINAL) => match &interaction.message {
            Some((original, _)) => (200, message(&interaction.id, channel, original)),
            None => unknown,
        },
        ("PATCH", route::ORIGINAL) => {
            let edited = interaction.edit(body);
            (200, message(&interaction.id, channel, &edited))
        }
        ("DELETE", route::ORIGINAL) => {
            interaction.deleted = true;
            (204, Value::Null)
        }
        ("POST", _) => {
            interaction.followups.push((new.clone(), body.clone()));
            (200, message(&new, channel, body))
        }
        ("PATCH", _) => match interaction.followups.iter_mut().find(|(id, _)| *id == params[2]) {
            Some((id, old)) => {
                old.clone_from(body);
                (200, message(id, channel, body))
            }
            None => unknown,
        },
        _ => {
            let before = interaction.followups.len();
            interaction.followups.retain(|(id, _)| *id != params[2]);
            if interaction.followups.len() < before { (204, Value::Null) } else { unknown }
        }
    }
}

/// A message as Discord gives it back.
fn message(id: &str, channel: &str, body: &Value) -> Value {
    json!({
        "id": id, "channel_id": channel, "author": gateway::bot_user(), "content": body["content"].as_str().unwrap_or_default(),
        "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": null, "tts": false, "mention_everyone": false, "mentions": [],
        "mention_roles": [], "attachments": [], "embeds": body.get("embeds").cloned().unwrap_or_else(|| json!([])), "pinned": false,
        "type": 0, "flags": 0, "components": [],
    })
}
