//! The gateway: HELLO, IDENTIFY or RESUME, READY, heartbeats, events, and ways to end.
//!
//! Payloads are sent as text. The bot offers to take compressed ones (`compress` in IDENTIFY); Discord may send either.

use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use axum::extract::{State as Extract, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{APPLICATION, GUILD, OTHER_GUILD, Shared, Socket, State, TOKEN, people};

/// Discord's usual interval.
const HEARTBEAT: u64 = 41_250;
/// Message content, server members, presences: they must be asked for and reasoned.
const PRIVILEGED: u64 = 1 << 15 | 1 << 1 | 1 << 8;

/// Messages in servers; their content is given only where it is addressed to the bot.
pub const GUILD_MESSAGES: u64 = 1 << 9;
/// Messages to the bot itself.
pub const DIRECT_MESSAGES: u64 = 1 << 12;

/// What a client said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It connected.
    Connect,
    /// It wanted to, and the gateway was away.
    TurnedAway,
    /// It began a session.
    Identify,
    /// It took one up again.
    Resume,
    /// It is alive.
    Heartbeat,
    /// It closed the connection properly.
    Goodbye,
}

/// What a connection is told to do.
#[derive(Debug, Clone)]
pub enum Order {
    /// Send this.
    Send(Value),
    /// Close with this code.
    Close(u16),
    /// End without a word.
    Break,
}

/// The gateway's side of the state.
#[derive(Default)]
pub struct Gateway {
    pub(super) heard: Vec<Heard>,
    pub(super) silent: bool,
    pub(super) away: bool,
    /// What the bot asked to be told of.
    pub(super) intents: u64,
    pub(super) heartbeat_interval: Option<u64>,
    session: Option<Session>,
    /// The connection of the session, once it is identified or resumed.
    live: Option<Socket>,
    all: Vec<Socket>,
}

struct Session {
    id: String,
    /// Every event sent, the first with sequence number 1.
    events: Vec<Value>,
}

impl Gateway {
    /// True while events are delivered at once.
    pub(super) fn is_ready(&self) -> bool {
        self.session.is_some() && self.live.as_ref().is_some_and(|socket| !socket.is_closed())
    }

    /// Numbers an event, keeps it for a RESUME, and sends it if there is a connection.
    pub(super) fn dispatch(&mut self, event: &str, data: Value) {
        let Some(session) = &mut self.session else { return };
        let payload = json!({"op": 0, "t": event, "s": session.events.len() + 1, "d": data});
        session.events.push(payload.clone());
        if let Some(socket) = &self.live {
            drop(socket.send(Order::Send(payload)));
        }
    }

    pub(super) fn forget_session(&mut self) {
        self.session = None;
        self.live = None;
    }

    pub(super) fn tell(&mut self, order: Order) {
        self.all.retain(|socket| socket.send(order.clone()).is_ok());
        if !matches!(order, Order::Send(_)) {
            self.live = None;
        }
    }
}

/// A client comes.
pub async fn connect(Extract(shared): Extract<Arc<Shared>>, upgrade: WebSocketUpgrade) -> Response {
    if shared.state().gateway.away {
        shared.change(|state| state.gateway.heard.push(Heard::TurnedAway));
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    upgrade.on_upgrade(async move |socket| {
        let (orders, received) = mpsc::unbounded_channel();
        converse(&shared, socket, &orders, received).await;
        shared.change(|state| state.gateway.live.take_if(|live| live.same_channel(&orders)));
    })
}

async fn converse(shared: &Shared, mut socket: WebSocket, orders: &Socket, mut received: mpsc::UnboundedReceiver<Order>) {
    let interval = shared.change(|state| {
        state.gateway.heard.push(Heard::Connect);
        state.gateway.all.push(orders.clone());
        state.gateway.heartbeat_interval.unwrap_or(HEARTBEAT)
    });
    drop(orders.send(Order::Send(json!({"op": 10, "d": {"heartbeat_interval": interval}}))));

    loop {
        tokio::select! {
            order = received.recv() => match order {
                Some(Order::Send(payload)) => {
                    if socket.send(Message::Text(payload.to_string().into())).await.is_err() {
                        return;
                    }
                }
                Some(Order::Close(code)) => {
                    drop(socket.send(Message::Close(Some(CloseFrame { code, reason: "".into() }))).await);
                    return;
                }
                Some(Order::Break) | None => return,
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => {
                    let Ok(payload) = serde_json::from_str::<Value>(&text) else {
                        shared.change(|state| state.problem(format!("not JSON, to the gateway: {text}")));
                        return;
                    };
                    shared.change(|state| hear(state, &payload, orders));
                }
                Some(Ok(Message::Close(_))) => {
                    shared.change(|state| {
                        state.gateway.heard.push(Heard::Goodbye);
                        state.gateway.live.take_if(|live| live.same_channel(orders));
                    });
                    // axum answers the closing handshake.
                    drop(socket.recv().await);
                    return;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
        }
    }
}

fn hear(state: &mut State, payload: &Value, socket: &Socket) {
    let say = |payload: Value| drop(socket.send(Order::Send(payload)));
    let data = &payload["d"];
    match payload["op"].as_u64() {
        Some(1) => {
            state.gateway.heard.push(Heard::Heartbeat);
            if !state.gateway.silent {
                say(json!({"op": 11, "d": null}));
            }
        }
        Some(2) => identify(state, data, socket),
        Some(3) => {}
        Some(6) => {
            state.gateway.heard.push(Heard::Resume);
            let seen = data["seq"].as_u64().and_then(|seq| usize::try_from(seq).ok()).unwrap_or(0);
            let gateway = &mut state.gateway;
            match &gateway.session {
                Some(session) if data["token"] == authorised() && data["session_id"] == session.id.as_str() => {
                    session.events.iter().skip(seen).cloned().for_each(say);
                    gateway.live = Some(socket.clone());
                    gateway.dispatch("RESUMED", json!({}));
                }
                _ => say(json!({"op": 9, "d": false})),
            }
        }
        op => state.problem(format!("the gateway knows no op {op:?}: {payload}")),
    }
}

fn identify(state: &mut State, data: &Value, socket: &Socket) {
    state.gateway.heard.push(Heard::Identify);
    if data["token"] != authorised() {
        drop(socket.send(Order::Close(4004)));
        return;
    }
    match data["intents"].as_u64() {
        Some(intents) if intents & PRIVILEGED == 0 => state.gateway.intents = intents,
        intents => state.problem(format!("intents {intents:?} hold a privileged one")),
    }
    let id = format!("session-{}", state.new_id());
    state.gateway.session = Some(Session { id: id.clone(), events: Vec::new() });
    state.gateway.live = Some(socket.clone());
    let ready = json!({
        "v": 10,
        "user": bot_user(),
        "guilds": [{"id": GUILD.to_string(), "unavailable": true}, {"id": OTHER_GUILD.to_string(), "unavailable": true}],
        "session_id": id,
        "resume_gateway_url": format!("ws://{}", state.address),
        "shard": data["shard"],
        "application": {"id": APPLICATION, "flags": 0},
    });
    state.gateway.dispatch("READY", ready);
    for guild in [GUILD, OTHER_GUILD] {
        state.gateway.dispatch("GUILD_CREATE", people::guild(guild));
    }
}

/// serenity sends the token to the gateway as it does to REST, "Bot " included, which Discord takes.
fn authorised() -> String {
    format!("Bot {TOKEN}")
}

/// The bot itself.
pub fn bot_user() -> Value {
    json!({
        "id": APPLICATION, "username": "pinkslip", "discriminator": "0", "global_name": null, "avatar": null, "bot": true,
        "mfa_enabled": false, "flags": 0, "verified": true, "email": null,
    })
}
