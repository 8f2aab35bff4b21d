//! Commands: slash commands with their options, and those of a message's menu.

use serde_json::{Value, json};

use super::files::{self, File};
use super::people::{ATTACH_FILES, EMBED_LINKS, Member, Place, usual_permissions};
use super::{GUILD, State};

/// The value of an option.
#[derive(Debug, Clone)]
pub enum Given {
    /// A text, a number, yes or no.
    Plain(Value),
    /// Somebody.
    User(Member),
    /// A role.
    Role(u64),
    /// A channel.
    Channel(u64),
    /// A file.
    File(File),
}

impl<T: Into<Value>> From<T> for Given {
    fn from(value: T) -> Self {
        Given::Plain(value.into())
    }
}

impl From<Member> for Given {
    fn from(member: Member) -> Self {
        Given::User(member)
    }
}

impl From<File> for Given {
    fn from(file: File) -> Self {
        Given::File(file)
    }
}

/// A use of a command.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The command's name; for one with subcommands all words, such as "articles list".
    pub command: String,
    /// Its options, as typed.
    pub options: Vec<(String, Given)>,
    /// Where.
    pub place: Place,
    /// In which channel, if not the usual one of the place.
    pub in_channel: Option<u64>,
    /// By whom.
    pub by: Member,
    /// What the bot may do there.
    pub app_permissions: u64,
    /// The message from whose menu the command was chosen.
    pub on: Option<String>,
}

impl Ask {
    /// A command by all its words, in a server that the bot was added to.
    pub fn command(words: &str) -> Self {
        Ask {
            command: words.to_owned(),
            options: Vec::new(),
            place: Place::Guild(GUILD),
            in_channel: None,
            by: Member::asker(),
            app_permissions: usual_permissions(),
            on: None,
        }
    }

    /// `/ask question`.
    pub fn question(question: &str) -> Self {
        Ask::command("ask").with("question", question)
    }

    /// A command of the menu of a message.
    pub fn of_message(command: &str, message: &str) -> Self {
        Ask { on: Some(message.to_owned()), ..Ask::command(command) }
    }

    /// With an option.
    pub fn with(mut self, option: &str, value: impl Into<Given>) -> Self {
        self.options.push((option.to_owned(), value.into()));
        self
    }

    /// Somewhere else.
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// In another channel of the place.
    pub fn in_channel(mut self, channel: u64) -> Self {
        self.in_channel = Some(channel);
        self
    }

    /// By somebody else.
    pub fn by(mut self, member: Member) -> Self {
        self.by = member;
        self
    }

    /// Where the bot may not show embeds.
    pub fn without_embeds(mut self) -> Self {
        self.app_permissions &= !EMBED_LINKS;
        self
    }

    /// Where it may not attach files.
    pub fn without_files(mut self) -> Self {
        self.app_permissions &= !ATTACH_FILES;
        self
    }

    pub(super) fn channel(&self) -> u64 {
        self.in_channel.unwrap_or_else(|| self.place.channel())
    }

    /// The part `data` of the interaction. `typing` is the option that the cursor is in.
    pub(super) fn data(&self, state: &mut State, typing: Option<&str>) -> Value {
        let mut resolved = json!({});
        if let Some(target) = &self.on {
            let message = state.messages.get(target).expect("the message was written").payload();
            let id = id_of(state, &self.command);
            return json!({"id": id, "name": self.command, "type": 3, "target_id": target, "resolved": {"messages": {target: message}}});
        }
        let mut words = self.command.split(' ');
        let name = words.next().unwrap_or_default();
        let id = id_of(state, name);
        let mut options: Vec<Value> = Vec::new();
        for (name, given) in &self.options {
            let (kind, value) = self.resolve(state, given, &mut resolved);
            let mut option = json!({"name": name, "type": kind, "value": value});
            if typing == Some(name) {
                option["focused"] = json!(true);
            }
            options.push(option);
        }
        // From the last word to the first: a subcommand is 1, a group of them 2.
        for (depth, word) in words.rev().enumerate() {
            options = vec![json!({"name": word, "type": depth + 1, "options": options})];
        }
        let mut data = json!({"id": id, "name": name, "type": 1, "options": options});
        if resolved != json!({}) {
            data["resolved"] = resolved;
        }
        data
    }

    fn resolve(&self, state: &mut State, given: &Given, resolved: &mut Value) -> (u64, Value) {
        match given {
            Given::Plain(value) => {
                let kind = match value {
                    Value::Bool(_) => 5,
                    Value::Number(number) if number.is_f64() => 10,
                    Value::Number(_) => 4,
                    _ => 3,
                };
                (kind, value.clone())
            }
            Given::User(member) => {
                let id = member.id.to_string();
                resolved["users"][&id] = member.user();
                if self.place.guild().is_some() {
                    let mut partial = member.partial();
                    partial["permissions"] = json!(member.permissions.to_string());
                    resolved["members"][&id] = partial;
                }
                (6, json!(id))
            }
            Given::Channel(channel) => {
                let id = channel.to_string();
                resolved["channels"][&id] =
                    json!({"id": id, "name": "curators", "type": 0, "permissions": self.by.permissions.to_string()});
                (7, json!(id))
            }
            Given::Role(role) => {
                let id = role.to_string();
                resolved["roles"][&id] = json!({
                    "id": id, "name": "a role", "color": 0, "colors": {"primary_color": 0}, "hoist": false, "position": 1,
                    "permissions": "0", "managed": false, "mentionable": false, "flags": 0,
                });
                (8, json!(id))
            }
            Given::File(file) => {
                let told = files::keep(state, self.channel(), file.clone());
                let id = told["id"].as_str().unwrap_or_default().to_owned();
                resolved["attachments"][&id] = told;
                (11, json!(id))
            }
        }
    }
}

fn id_of(state: &State, name: &str) -> String {
    let known = state.commands.iter().find(|command| command["name"] == name);
    known.and_then(|command| command["id"].as_str()).unwrap_or("400000000000000001").to_owned()
}
