//! The REST interface: which routes there are, what they answer, and how they can go wrong.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::files::{self, File};
use super::{APPLICATION, Shared, State, TOKEN, channel, gateway, respond};

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
    pub const CHANNEL: &str = "/channels/{channel_id}";
    pub const CHANNEL_MESSAGES: &str = "/channels/{channel_id}/messages";
    pub const CHANNEL_MESSAGE: &str = "/channels/{channel_id}/messages/{message_id}";
    pub const TYPING: &str = "/channels/{channel_id}/typing";
    pub const REACTION: &str = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me";
    pub const DIRECT_CHANNELS: &str = "/users/@me/channels";
    /// Where attachments are kept; not a part of the REST interface.
    pub const ATTACHMENT: &str = "/attachments/{channel}/{id}/{name}";
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
    ("GET", route::FOLLOWUP),
    ("PATCH", route::FOLLOWUP),
    ("DELETE", route::FOLLOWUP),
    ("GET", route::CHANNEL),
    ("POST", route::CHANNEL_MESSAGES),
    ("GET", route::CHANNEL_MESSAGE),
    ("PATCH", route::CHANNEL_MESSAGE),
    ("DELETE", route::CHANNEL_MESSAGE),
    ("POST", route::TYPING),
    ("PUT", route::REACTION),
    ("DELETE", route::REACTION),
    ("POST", route::DIRECT_CHANNELS),
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

/// A status and a body.
pub type Answer = (u16, Value);

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

    let (body, mut sent_files) = shared.change(|state| read(state, &method, route, &head.headers, &bytes));
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
                    return handle(state, &method, route, &params, &body, std::mem::take(&mut sent_files));
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
        let scope = if body["global"] == true { "global" } else { "user" };
        response.headers_mut().insert("x-ratelimit-scope", scope.parse().expect("a header"));
    }
    let left = if status == 429 { "0" } else { "4" };
    for (name, value) in [("limit", "5"), ("remaining", left), ("reset-after", "1"), ("bucket", "abcd1234")] {
        let name = axum::http::HeaderName::try_from(format!("x-ratelimit-{name}")).expect("a header");
        response.headers_mut().insert(name, value.parse().expect("a header"));
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

fn read(state: &mut State, method: &str, route: &str, headers: &HeaderMap, bytes: &Bytes) -> (Value, Vec<(usize, File)>) {
    if headers.get("user-agent").is_none_or(|agent| !agent.as_bytes().starts_with(b"DiscordBot (")) {
        state.problem(format!("{method} {route}: Discord wants a User-Agent of DiscordBot (url, version)"));
    }
    let none = Vec::new();
    if bytes.is_empty() {
        return (Value::Null, none);
    }
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return files::parts(kind, bytes).unwrap_or_else(|why| {
            state.problem(format!("{method} {route}: {why}"));
            (Value::Null, none)
        });
    }
    if kind != "application/json" {
        state.problem(format!("{method} {route}: the body is not declared as JSON"));
    }
    let body = serde_json::from_slice(bytes).unwrap_or_else(|error| {
        state.problem(format!("{method} {route}: the body is not JSON: {error}"));
        Value::Null
    });
    (body, none)
}

/// The fault that this request is to meet, if any.
pub fn take_fault(state: &mut State, method: &str, route: &str) -> Option<Fault> {
    let at = state.faults.iter().position(|upset| upset.method == method && upset.route == route)?;
    let fault = state.faults[at].fault.clone();
    state.faults[at].times -= 1;
    if state.faults[at].times == 0 {
        state.faults.remove(at);
    }
    Some(fault)
}

fn handle(state: &mut State, method: &str, route: &str, params: &[String], body: &Value, sent: Vec<(usize, File)>) -> Answer {
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
        (_, route::CALLBACK) => respond::callback(state, params, body, sent),
        (_, route::DIRECT_CHANNELS) => {
            let id = super::interaction::Place::DirectMessage.channel();
            (200, json!({"id": id.to_string(), "type": 1, "recipients": []}))
        }
        (_, route) if route.starts_with("/channels/") => channel::handle(state, method, route, params, body, sent),
        _ => respond::webhook(state, method, route, params, body, sent),
    }
}

fn application() -> Value {
    json!({
        "id": APPLICATION, "name": "Pinkslip", "icon": null, "description": "", "bot_public": true, "bot_require_code_grant": false,
        "verify_key": "00", "flags": 0, "hook": true, "is_monetized": false, "team": null, "summary": "",
        "owner": {"id": "600000000000000001", "username": "owner", "discriminator": "0", "global_name": null, "avatar": null},
    })
}

/// Discord does not give back what an option leaves as it is anyway.
fn forget_defaults(option: &mut Value) {
    option["options"].as_array_mut().into_iter().flatten().for_each(forget_defaults);
    if let Some(option) = option.as_object_mut() {
        option.retain(|_, value| !value.is_null() && *value != false && *value != json!([]) && *value != json!({}));
    }
}

/// Takes the commands and keeps them as Discord gives them back: with ids, and without what is not set.
fn register(state: &mut State, params: &[String], body: &Value) -> Answer {
    let mut kept = Vec::new();
    for command in body.as_array().into_iter().flatten() {
        let mut command = command.clone();
        command["options"].as_array_mut().into_iter().flatten().for_each(forget_defaults);
        if let Some(command) = command.as_object_mut() {
            command.retain(|_, value| !value.as_object().is_some_and(serde_json::Map::is_empty));
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
