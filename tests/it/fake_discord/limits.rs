//! Discord's limits, as its documentation gives them, and ours: no message mentions anybody.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{component, route};

/// Everything that is wrong with a body sent to a route.
pub fn problems(method: &str, route: &str, body: &Value) -> Vec<String> {
    let mut found = Found(Vec::new());
    match (method, route) {
        ("POST", route::CALLBACK) => match body["type"].as_u64() {
            Some(4 | 7) => found.message(&body["data"], body["type"] == 4),
            Some(5 | 6) => {
                if body["data"].get("content").is_some() || body["data"].get("embeds").is_some() {
                    found.say("a deferred answer has no content yet".to_owned());
                }
            }
            Some(8) => found.choices(&body["data"]),
            Some(9) => found.form(&body["data"]),
            other => found.say(format!("there is no callback of type {other:?}")),
        },
        ("POST", route::CHANNEL_MESSAGES | route::FOLLOWUPS) => found.message(body, true),
        ("PATCH", route::CHANNEL_MESSAGE | route::ORIGINAL | route::FOLLOWUP) => found.message(body, false),
        ("PUT", route::COMMANDS) => found.commands(body),
        _ => {}
    }
    found.0
}

struct Found(Vec<String>);

impl Found {
    fn say(&mut self, problem: String) {
        self.0.push(problem);
    }

    fn at_most(&mut self, what: &str, value: &Value, limit: usize) -> usize {
        let length = value.as_str().unwrap_or_default().chars().count();
        if length > limit {
            self.say(format!("{what} has {length} characters, more than {limit}"));
        }
        length
    }

    fn between(&mut self, what: &str, value: &Value, limit: usize) {
        if self.at_most(what, value, limit) == 0 {
            self.say(format!("{what} is empty"));
        }
    }

    /// A message: a whole one, or changes to one.
    fn message(&mut self, message: &Value, whole: bool) {
        self.at_most("content", &message["content"], 2_000);
        let embeds = list(&message["embeds"]);
        let altogether: usize = embeds.iter().map(|embed| self.embed(embed)).sum();
        if altogether > 6_000 {
            self.say(format!("the embeds have {altogether} characters, more than 6,000"));
        }
        if embeds.len() > 10 {
            self.say(format!("{} embeds, more than 10", embeds.len()));
        }
        self.components(message);
        let nothing = message["content"].as_str().unwrap_or_default().trim().is_empty()
            && embeds.is_empty()
            && list(&message["attachments"]).is_empty();
        let clears = !whole && (message.get("content").is_none() || message.get("embeds").is_none());
        if nothing && !clears {
            self.say("an empty message".to_owned());
        }
        let allowed = &message["allowed_mentions"];
        let nobody = |key: &str| allowed[key].as_array().is_none_or(Vec::is_empty);
        if allowed["parse"] != json!([]) || !nobody("users") || !nobody("roles") || allowed["replied_user"] == true {
            self.say(format!("a message that may mention somebody: allowed_mentions {allowed}"));
        }
    }

    /// Gives how many characters count towards the limit of all.
    fn embed(&mut self, embed: &Value) -> usize {
        let mut length = self.at_most("title", &embed["title"], 256);
        length += self.at_most("description", &embed["description"], 4_096);
        length += self.at_most("footer", &embed["footer"]["text"], 2_048);
        length += self.at_most("author", &embed["author"]["name"], 256);
        let fields = list(&embed["fields"]);
        for field in fields {
            self.between("the name of a field", &field["name"], 256);
            self.between("the value of a field", &field["value"], 1_024);
            length += [&field["name"], &field["value"]]
                .map(|text| text.as_str().unwrap_or_default().chars().count())
                .iter()
                .sum::<usize>();
        }
        if fields.len() > 25 {
            self.say("more than 25 fields".to_owned());
        }
        length
    }

    fn components(&mut self, message: &Value) {
        let rows = list(&message["components"]);
        if rows.len() > 5 {
            self.say(format!("{} rows of components, more than 5", rows.len()));
        }
        for row in rows {
            let parts = list(&row["components"]);
            let menus = parts.iter().filter(|part| part["type"] != 2).count();
            if parts.is_empty() || parts.len() > 5 || menus > 1 || menus == 1 && parts.len() > 1 {
                self.say(format!("a row holds one to five buttons, or one menu, not {} parts", parts.len()));
            }
        }
        let parts = component::all(message);
        for part in &parts {
            match part["type"].as_u64() {
                Some(2) => {
                    self.at_most("the label of a button", &part["label"], 80);
                    if part["label"].as_str().unwrap_or_default().is_empty() && part.get("emoji").is_none() {
                        self.say("a button without a label".to_owned());
                    }
                    if part["style"] == 5 {
                        self.between("the address of a button", &part["url"], 512);
                    } else {
                        self.between("the custom_id of a button", &part["custom_id"], 100);
                    }
                }
                Some(3) => {
                    self.between("the custom_id of a menu", &part["custom_id"], 100);
                    self.at_most("the hint of a menu", &part["placeholder"], 150);
                    let options = list(&part["options"]);
                    if options.is_empty() || options.len() > 25 {
                        self.say(format!("a menu of {} options", options.len()));
                    }
                    for option in options {
                        self.between("the label of an option", &option["label"], 100);
                        self.between("the value of an option", &option["value"], 100);
                        self.at_most("the description of an option", &option["description"], 100);
                    }
                }
                _ => {}
            }
        }
        self.unique("custom_id", &parts, "custom_id");
    }

    fn choices(&mut self, data: &Value) {
        let choices = list(&data["choices"]);
        if choices.len() > 25 {
            self.say(format!("{} choices, more than 25", choices.len()));
        }
        for choice in choices {
            self.between("the name of a choice", &choice["name"], 100);
            if choice["value"].is_string() {
                self.between("the value of a choice", &choice["value"], 100);
            }
        }
        self.unique("name of a choice", choices, "name");
    }

    fn form(&mut self, form: &Value) {
        self.between("the title of a form", &form["title"], 45);
        self.between("the custom_id of a form", &form["custom_id"], 100);
        let rows = list(&form["components"]);
        if rows.is_empty() || rows.len() > 5 {
            self.say(format!("a form of {} parts, not one to five", rows.len()));
        }
        if rows.iter().any(|row| list(&row["components"]).len() > 1) {
            self.say("a row of a form holds one field".to_owned());
        }
        let fields = component::all(form);
        for field in fields.iter().filter(|field| field["type"] == 4) {
            self.between("the label of a field of a form", &field["label"], 45);
            self.between("the custom_id of a field of a form", &field["custom_id"], 100);
            self.at_most("the hint of a field of a form", &field["placeholder"], 100);
            self.at_most("the value of a field of a form", &field["value"], 4_000);
            let (least, most) = (field["min_length"].as_u64().unwrap_or(0), field["max_length"].as_u64().unwrap_or(4_000));
            if most > 4_000 || least > most || most == 0 {
                self.say(format!("a field of a form takes {least} to {most} characters"));
            }
        }
        self.unique("custom_id", &fields, "custom_id");
    }

    fn commands(&mut self, commands: &Value) {
        let commands = list(commands);
        for (kind, most) in [(1, 100), (2, 15), (3, 15)] {
            let of_kind: Vec<Value> =
                commands.iter().filter(|command| command["type"].as_u64().unwrap_or(1) == kind).cloned().collect();
            if of_kind.len() > most {
                self.say(format!("{} commands of type {kind}, more than {most}", of_kind.len()));
            }
            self.unique("name of a command", &of_kind, "name");
        }
        for command in commands {
            if command["type"].as_u64().unwrap_or(1) == 1 {
                let length = self.option(command, 0);
                if length > 8_000 {
                    self.say(format!("{} has {length} characters in all its texts, more than 8,000", command["name"]));
                }
            } else {
                self.between("the name of a command", &command["name"], 32);
                if !command["description"].as_str().unwrap_or_default().is_empty() || command.get("options").is_some() {
                    self.say(format!("{} stands in a menu: it has neither description nor options", command["name"]));
                }
            }
        }
    }

    /// A command or an option; `depth` is how many it stands below.
    fn option(&mut self, option: &Value, depth: u8) -> usize {
        let name = option["name"].as_str().unwrap_or_default();
        self.between("the name of a command or option", &option["name"], 32);
        let plain = |c: char| c.is_alphanumeric() && !c.is_uppercase() || c == '-' || c == '_';
        if !name.chars().all(plain) {
            self.say(format!("{name} is no name of a command or option"));
        }
        self.between(&format!("the description of {name}"), &option["description"], 100);
        let mut length = name.chars().count() + option["description"].as_str().unwrap_or_default().chars().count();
        let options = list(&option["options"]);
        if options.len() > 25 {
            self.say(format!("{name} has {} options, more than 25", options.len()));
        }
        self.unique("name of an option", options, "name");
        let is_group = |option: &Value| matches!(option["type"].as_u64(), Some(1 | 2));
        if options.iter().any(is_group) && !options.iter().all(is_group) {
            self.say(format!("{name} has both subcommands and options"));
        }
        let mut required = options.iter().map(|option| option["required"] == true);
        if required.by_ref().any(|required| !required) && required.any(|required| required) {
            self.say(format!("{name}: what is required stands before what is not"));
        }
        if depth > 3 {
            self.say(format!("{name} stands too deep"));
        } else {
            length += options.iter().map(|option| self.option(option, depth + 1)).sum::<usize>();
        }
        let choices = list(&option["choices"]);
        let texts = choices.iter().flat_map(|choice| [&choice["name"], &choice["value"]]);
        length += texts.map(|text| text.as_str().unwrap_or_default().chars().count()).sum::<usize>();
        self.choices(&json!({"choices": choices}));
        if !choices.is_empty() && option["autocomplete"] == true {
            self.say(format!("{name} has both choices and autocomplete"));
        }
        length
    }

    fn unique(&mut self, what: &str, parts: &[Value], key: &str) {
        let mut seen = HashSet::new();
        for part in parts {
            if let Some(value) = part[key].as_str()
                && !seen.insert(value)
            {
                self.say(format!("{what} {value} is there twice"));
            }
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
