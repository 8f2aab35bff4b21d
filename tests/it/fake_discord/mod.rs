//! A stand-in for Discord on loopback: its REST interface and its gateway, as far as the bot uses them.
//!
//! It behaves as Discord's documentation says and is strict about what it is sent: an unknown route, a body that
//! breaks Discord's published schema or its limits, a message that could mention somebody, is a problem, and
//! [`FakeDiscord::assert_clean`] fails on any. Tests drive it as people and as Discord's own weather would: they ask
//! ([`FakeDiscord::interaction`]), and they let requests fail, stall or be limited ([`FakeDiscord::upset`]) and
//! sockets break.
//!
//! `people`, `command`, `component`, `form`, `message` and `files` hold what people do; `play` is how a test does it.
//! To grow it: a REST route is a line in [`rest::ROUTES`] and an arm in `rest::handle`; another kind of interaction is
//! another payload in [`interaction`]; another gateway event is a call of [`FakeDiscord::dispatch`].

mod channel;
pub mod command;
pub mod component;
pub mod files;
pub mod form;
mod gateway;
pub mod interaction;
mod limits;
pub mod message;
pub mod people;
mod play;
mod respond;
mod rest;
mod schema;
#[cfg(test)]
mod strictness;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

pub use channel::Forbidden;
pub use command::Ask;
pub use component::Press;
pub use files::File;
pub use form::Form;
pub use gateway::Heard;
pub use interaction::{Deed, Reply};
pub use message::Post;
pub use people::{Member, Place};
pub use rest::{Fault, Sent, route};

/// The only token that it accepts.
pub const TOKEN: &str = "MTA.fake.token-for-tests";
/// The application's id.
pub const APPLICATION: &str = "900000000000000001";
/// A server that the bot was added to.
pub const GUILD: u64 = 700_000_000_000_000_001;
/// Another server that the bot was added to.
pub const OTHER_GUILD: u64 = 700_000_000_000_000_002;
/// How long a test waits for anything.
const PATIENCE: Duration = Duration::from_secs(20);

/// A Discord for one test.
pub struct FakeDiscord {
    shared: Arc<Shared>,
    address: SocketAddr,
    server: tokio::task::JoinHandle<()>,
    checked: bool,
}

/// What the REST side, the gateway and the test share.
pub(crate) struct Shared {
    state: Mutex<State>,
    /// Ticks whenever the state has changed.
    ticks: watch::Sender<u64>,
    schema: schema::Schema,
}

#[derive(Default)]
pub(crate) struct State {
    address: String,
    last_id: u64,
    /// Everything that was sent by REST, in order.
    sent: Vec<Sent>,
    /// Everything that a correct bot would not have done.
    problems: Vec<String>,
    faults: Vec<rest::Upset>,
    /// The registered commands, as GET gives them.
    commands: Vec<Value>,
    /// By token.
    interactions: HashMap<String, interaction::Interaction>,
    gateway: gateway::Gateway,
    /// By id: ids are given in order.
    messages: BTreeMap<String, message::Message>,
    /// By id.
    files: HashMap<String, files::File>,
    forbidden: HashSet<(u64, Forbidden)>,
    /// The channels where "typing…" was shown.
    typing: Vec<u64>,
    /// How long Discord waits for a callback, and how long a token lives, if not the usual time.
    patience: Option<Duration>,
    life: Option<Duration>,
}

impl Shared {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes whoever waits for that.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.state());
        self.ticks.send_modify(|ticks| *ticks += 1);
        result
    }

    /// Waits until `look` finds something.
    ///
    /// # Panics
    /// When that takes too long; `what` says what was waited for.
    pub(crate) async fn wait<T>(&self, what: &str, mut look: impl FnMut(&mut State) -> Option<T>) -> T {
        let mut ticks = self.ticks.subscribe();
        let found = tokio::time::timeout(PATIENCE, async {
            loop {
                if let Some(found) = look(&mut self.state()) {
                    return found;
                }
                ticks.changed().await.expect("the sender lives as long as this");
            }
        });
        match found.await {
            Ok(found) => found,
            Err(_) => {
                let state = self.state();
                panic!("waited in vain for {what}; sent: {:#?}; problems: {:#?}", state.sent, state.problems)
            }
        }
    }
}

impl State {
    pub(crate) fn new_id(&mut self) -> u64 {
        self.last_id += 1;
        800_000_000_000_000_000 + self.last_id
    }

    pub(crate) fn problem(&mut self, problem: String) {
        eprintln!("fake Discord: {problem}");
        self.problems.push(problem);
    }
}

impl FakeDiscord {
    /// One that listens on a free port.
    pub async fn start() -> Self {
        Self::listen(0).await
    }

    /// One that listens on this port.
    pub async fn listen(port: u16) -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("a port on loopback");
        let address = listener.local_addr().expect("it is bound");
        let state = State { address: address.to_string(), ..State::default() };
        let shared = Arc::new(Shared { state: Mutex::new(state), ticks: watch::Sender::new(0), schema: schema::Schema::load() });
        let router = Router::new()
            .route("/", axum::routing::get(gateway::connect))
            .route(route::ATTACHMENT, axum::routing::get(files::serve))
            .fallback(rest::receive)
            .with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("the server runs") });
        FakeDiscord { shared, address, server, checked: false }
    }

    /// What the bot is told as Discord's address.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sends an event. Without a connection it waits for the session to be resumed.
    pub fn dispatch(&self, event: &str, data: Value) {
        self.shared.change(|state| state.gateway.dispatch(event, data));
    }

    /// Everything that was sent by REST so far, in order.
    pub fn responses(&self) -> Vec<Sent> {
        self.shared.state().sent.clone()
    }

    /// What was sent to one route.
    pub fn sent_to(&self, method: &str, route: &str) -> Vec<Sent> {
        let mut sent = self.responses();
        sent.retain(|sent| sent.method == method && sent.route == route);
        sent
    }

    /// Waits until so many requests went to one route.
    pub async fn wait_for(&self, method: &str, route: &str, count: usize) {
        let enough = |state: &mut State| {
            let to_it = state.sent.iter().filter(|sent| sent.method == method && sent.route == route);
            (to_it.count() >= count).then_some(())
        };
        self.shared.wait(&format!("{count} × {method} {route}"), enough).await;
    }

    /// Lets the next `times` requests to a route go wrong.
    pub fn upset(&self, method: &'static str, route: &'static str, fault: Fault, times: usize) {
        self.shared.change(|state| state.faults.push(rest::Upset { method, route, fault, times }));
    }

    /// What the gateway has heard so far.
    pub fn heard(&self) -> Vec<Heard> {
        self.shared.state().gateway.heard.clone()
    }

    /// Waits until the gateway has heard this so many times.
    pub async fn wait_to_hear(&self, what: Heard, count: usize) {
        let enough =
            |state: &mut State| (state.gateway.heard.iter().filter(|heard| **heard == what).count() >= count).then_some(());
        self.shared.wait(&format!("{count} × {what:?}"), enough).await;
    }

    /// Breaks all connections to the gateway without a word.
    pub fn close_sockets(&self) {
        self.tell_sockets(gateway::Order::Break);
    }

    /// Closes all connections to the gateway with this code.
    pub fn close_sockets_with(&self, code: u16) {
        self.tell_sockets(gateway::Order::Close(code));
    }

    /// Asks the bot to reconnect.
    pub fn request_reconnect(&self) {
        self.tell_sockets(gateway::Order::Send(json!({"op": 7, "d": null})));
    }

    /// Declares the session invalid; it cannot be resumed unless `resumable`.
    pub fn invalidate_session(&self, resumable: bool) {
        self.shared.change(|state| {
            if !resumable {
                state.gateway.forget_session();
            }
        });
        self.tell_sockets(gateway::Order::Send(json!({"op": 9, "d": resumable})));
    }

    /// Whether heartbeats are acknowledged.
    pub fn acknowledge_heartbeats(&self, yes: bool) {
        self.shared.change(|state| state.gateway.silent = !yes);
    }

    /// Milliseconds between heartbeats, for connections from now on.
    pub fn heartbeat_interval(&self, milliseconds: u64) {
        self.shared.change(|state| state.gateway.heartbeat_interval = Some(milliseconds));
    }

    /// Whether the gateway takes connections.
    pub fn gateway_away(&self, away: bool) {
        self.shared.change(|state| state.gateway.away = away);
    }

    /// The commands that are registered.
    pub fn commands(&self) -> Vec<Value> {
        self.shared.state().commands.clone()
    }

    /// Fails if the bot did anything that it should not have.
    ///
    /// # Panics
    /// With everything that it did.
    pub fn assert_clean(mut self) {
        self.checked = true;
        let problems = self.take_problems();
        assert!(problems.is_empty(), "the bot did what it should not: {problems:#?}");
    }

    /// What the bot did that it should not have; forgotten by this.
    pub fn take_problems(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.state().problems)
    }

    fn tell_sockets(&self, order: gateway::Order) {
        self.shared.change(|state| state.gateway.tell(order));
    }
}

impl Drop for FakeDiscord {
    fn drop(&mut self) {
        self.server.abort();
        self.tell_sockets(gateway::Order::Break);
        if !self.checked && !std::thread::panicking() {
            panic!("a test must end with assert_clean()");
        }
    }
}

/// Towards one connection of the gateway.
pub(crate) type Socket = mpsc::UnboundedSender<gateway::Order>;

/// How long ago.
pub(crate) fn since(then: Instant) -> Duration {
    then.elapsed()
}
