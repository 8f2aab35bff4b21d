//! How a test plays people and waits for what they see.

use serde_json::Value;

use super::interaction::{self, Deed};
use super::{Ask, FakeDiscord, Forbidden, Form, Post, Press, Reply, State, message};

impl FakeDiscord {
    /// Does something, and waits for the whole answer.
    pub async fn interaction(&self, deed: impl Into<Deed>) -> Reply {
        let token = self.send(deed).await;
        self.reply(&token).await
    }

    /// Does something, without waiting. Gives what [`Self::reply`] needs.
    pub async fn send(&self, deed: impl Into<Deed>) -> String {
        let deed = deed.into();
        self.connected().await;
        let (token, payload) = self.shared.change(|state| interaction::create(state, &deed));
        self.dispatch("INTERACTION_CREATE", payload);
        token
    }

    /// Waits for the whole answer to what was done.
    pub async fn reply(&self, token: &str) -> Reply {
        self.shared.wait("an answer", |state| interaction::reply(state, token)).await
    }

    /// The answer so far, if there is one.
    pub fn reply_of(&self, token: &str) -> Option<Reply> {
        interaction::reply(&self.shared.state(), token)
    }

    /// The form that something has opened, if it has.
    pub fn form_of(&self, token: &str) -> Option<Form> {
        interaction::opened(&self.shared.state(), token)
    }

    /// Waits until the answer holds this text: what comes before is progress.
    pub async fn reply_with(&self, token: &str, text: &str) -> Reply {
        let what = format!("an answer with '{text}'");
        self.shared.wait(&what, |state| interaction::reply(state, token).filter(|reply| reply.text().contains(text))).await
    }

    /// Presses the button with this label and waits for what comes of it: the message as it is then, or a new one.
    pub async fn press(&self, on: &Reply, label: &str) -> Reply {
        self.interaction(Press::button(on, label)).await
    }

    /// Does something that opens a form, and waits for that.
    pub async fn open_form(&self, deed: impl Into<Deed>) -> Form {
        let token = self.send(deed).await;
        self.form(&token).await
    }

    /// Waits for the form that something opens.
    pub async fn form(&self, token: &str) -> Form {
        self.shared.wait("a form", |state| interaction::opened(state, token)).await
    }

    /// What is offered while `typed` stands in an option of a command: what is shown, and what is then sent.
    pub async fn autocomplete(&self, ask: Ask, option: &str, typed: &str) -> Vec<(String, Value)> {
        let token = self.send(Deed::Type(ask.with(option, typed), option.to_owned())).await;
        self.shared.wait("something offered", |state| interaction::offered(state, &token)).await
    }

    /// Waits for a further message to an interaction, the first with number 0.
    pub async fn followup(&self, token: &str, number: usize) -> Reply {
        let find = |state: &mut State| {
            let id = state.interactions.get(token)?.followups.get(number)?;
            let mut reply = interaction::shown(state.messages.get(id)?);
            token.clone_into(&mut reply.token);
            Some(reply)
        };
        self.shared.wait(&format!("further message {number}"), find).await
    }

    /// How many further messages there are.
    pub fn followups(&self, token: &str) -> usize {
        self.shared.state().interactions.get(token).map_or(0, |interaction| interaction.followups.len())
    }

    /// Writes a message; if the bot may know of it, it is told. Gives the message's id.
    pub async fn post(&self, post: Post) -> String {
        self.connected().await;
        self.shared.change(|state| {
            let id = message::write(state, &post);
            message::tell(state, &id);
            id
        })
    }

    /// Waits for the bot's reply to a message.
    pub async fn answer_to(&self, message: &str) -> Reply {
        let find = |state: &mut State| {
            let answer = state.messages.values().find(|one| one.author.is_none() && one.answers.as_deref() == Some(message))?;
            Some(interaction::shown(answer))
        };
        self.shared.wait("an answer to a message", find).await
    }

    /// Waits for a message of the bot's with this text in a channel.
    pub async fn wait_for_message(&self, channel: u64, text: &str) -> Reply {
        let find = |state: &mut State| {
            let mut here = state.messages.values().filter(|one| one.author.is_none() && one.channel == channel && !one.ephemeral);
            here.find_map(|one| Some(interaction::shown(one)).filter(|reply| reply.text().contains(text)))
        };
        self.shared.wait(&format!("a message with '{text}'"), find).await
    }

    /// Waits for a message of the bot's with this text that only one person sees.
    pub async fn wait_for_aside(&self, text: &str) -> Reply {
        let find = |state: &mut State| {
            let mut private = state.messages.values().filter(|one| one.author.is_none() && one.ephemeral);
            private.find_map(|one| Some(interaction::shown(one)).filter(|reply| reply.text().contains(text)))
        };
        self.shared.wait(&format!("a private message with '{text}'"), find).await
    }

    /// All messages of the bot's in a channel that everybody there sees, in order.
    pub fn messages_in(&self, channel: u64) -> Vec<Reply> {
        let state = self.shared.state();
        let here = state.messages.values().filter(|one| one.author.is_none() && one.channel == channel);
        here.filter(|one| !one.ephemeral && !one.deleted).map(interaction::shown).collect()
    }

    /// A message as it is now; none if it was deleted.
    pub fn current(&self, reply: &Reply) -> Option<Reply> {
        let state = self.shared.state();
        let mut now = interaction::shown(state.messages.get(&reply.id).filter(|message| !message.deleted)?);
        reply.token.clone_into(&mut now.token);
        Some(now)
    }

    /// Everything that a message has shown, one after the other.
    pub fn history(&self, reply: &Reply) -> Vec<Value> {
        self.shared.state().messages.get(&reply.id).map_or_else(Vec::new, |message| message.states.clone())
    }

    /// Somebody deletes a message.
    pub fn delete(&self, message: &str) {
        self.shared.change(|state| state.messages.get_mut(message).expect("it was written").deleted = true);
    }

    /// Takes a right from the bot in a channel, or gives it back.
    pub fn forbid(&self, channel: u64, what: Forbidden, yes: bool) {
        self.shared
            .change(|state| if yes { state.forbidden.insert((channel, what)) } else { state.forbidden.remove(&(channel, what)) });
    }

    /// How long Discord waits for the first answer to an interaction: three seconds, unless a test is in a hurry.
    pub fn patience(&self, time: std::time::Duration) {
        self.shared.change(|state| state.patience = Some(time));
    }

    /// How long answers can be edited and further ones sent: fifteen minutes, unless a test is in a hurry.
    pub fn tokens_live(&self, time: std::time::Duration) {
        self.shared.change(|state| state.life = Some(time));
    }

    /// Ends the life of one interaction now.
    pub fn expire(&self, token: &str) {
        self.shared.change(|state| state.interactions.get_mut(token).expect("it was begun").expired = true);
    }

    /// The channels where "typing…" was shown, in order.
    pub fn typing(&self) -> Vec<u64> {
        self.shared.state().typing.clone()
    }

    /// The intents that the bot has asked for.
    pub fn intents(&self) -> u64 {
        self.shared.state().gateway.intents
    }

    /// The file that an attachment of the bot's holds.
    pub fn file(&self, attachment: &Value) -> super::File {
        self.shared.state().files[attachment["id"].as_str().expect("an id")].clone()
    }

    /// Waits until the bot that was stopped is gone, so that what is done next reaches the one that comes after it.
    pub async fn left(&self) {
        self.shared.wait("the bot to leave", |state| (!state.gateway.is_ready()).then_some(())).await;
    }

    async fn connected(&self) {
        self.shared.wait("the bot to connect", |state| state.gateway.is_ready().then_some(())).await;
    }
}
