//! The commands as Discord is told of them: names, options, who sees them and where.
//!
//! `default_member_permissions` and contexts only decide what Discord shows; the handlers look again.

use serde_json::{Value, json};

use crate::discord::texts::DESCRIPTIONS;

mod layoffs;

/// In the menu of a message.
pub const SUGGEST_LINKED: &str = "Suggest article";
/// In the menu of a message.
pub const ADD_LINKED: &str = "Add linked articles";

/// Manage Server, as Discord writes permissions.
const MANAGE_GUILD: &str = "32";

// Kinds of options.
const SUBCOMMAND: u8 = 1;
const GROUP: u8 = 2;
const TEXT: u8 = 3;
const NUMBER: u8 = 4;
const YES_OR_NO: u8 = 5;
const CHANNEL: u8 = 7;
const ROLE: u8 = 8;
const DECIMAL: u8 = 10;
const FILE: u8 = 11;

/// Whom a command is for.
#[derive(Clone, Copy, PartialEq)]
enum For {
    /// Everybody, everywhere.
    All,
    /// Members of servers that the bot was added to.
    Members,
    /// Their curators.
    Curators,
}

/// All commands, as they are registered.
pub fn definitions() -> Value {
    json!([
        command(
            "ask",
            For::All,
            vec![
                text("ask question", 6_000).required(),
                text("ask company", 100).completed(),
                text("ask since", 100),
                text("ask until", 100),
                text("ask source", 100).completed(),
                option("ask private", YES_OR_NO),
            ]
        ),
        layoffs::layoffs(),
        command(
            "articles",
            For::All,
            vec![
                group("articles list", SUBCOMMAND, vec![text("articles list containing", 40)]),
                group("articles show", SUBCOMMAND, vec![text("articles show article", 100).required().completed()]),
                group(
                    "articles suggest",
                    SUBCOMMAND,
                    vec![text("articles suggest link", 1_000).required(), text("articles suggest note", 500),]
                ),
            ]
        ),
        command(
            "article",
            For::Curators,
            vec![
                group(
                    "article add",
                    GROUP,
                    vec![
                        group("article add link", SUBCOMMAND, vec![text("article add link links", 6_000).required()]),
                        group(
                            "article add file",
                            SUBCOMMAND,
                            vec![
                                option("article add file file", FILE).required(),
                                option("article add file file_2", FILE),
                                option("article add file file_3", FILE),
                                option("article add file file_4", FILE),
                                option("article add file file_5", FILE),
                                text("article add file link", 1_000),
                            ]
                        ),
                        group("article add text", SUBCOMMAND, vec![]),
                    ]
                ),
                group("article remove", SUBCOMMAND, vec![text("article remove article", 100).required().completed()]),
                group("article restore", SUBCOMMAND, vec![text("article restore article", 100).required().completed()]),
            ]
        ),
        command(
            "index",
            For::Curators,
            vec![group("index rebuild", SUBCOMMAND, vec![]), group("index status", SUBCOMMAND, vec![]),]
        ),
        command(
            "curators",
            For::Curators,
            vec![
                option("curators role", ROLE),
                // Text and announcement channels.
                option("curators channel", CHANNEL).with("channel_types", json!([0, 5])),
                option("curators reset", YES_OR_NO),
            ]
        ),
        command("help", For::All, vec![]),
        command("about", For::All, vec![]),
        in_message_menu(SUGGEST_LINKED, For::Members),
        in_message_menu(ADD_LINKED, For::Curators),
    ])
}

/// An option on its way.
struct Option_(Value);

impl Option_ {
    fn with(mut self, key: &str, value: Value) -> Self {
        self.0[key] = value;
        self
    }

    fn required(self) -> Self {
        self.with("required", json!(true))
    }

    fn completed(self) -> Self {
        self.with("autocomplete", json!(true))
    }
}

fn command(name: &str, whom: For, options: Vec<Option_>) -> Value {
    let mut command = json!({"type": 1, "name": name, "description": description(name)});
    if !options.is_empty() {
        command["options"] = options.into_iter().map(|option| option.0).collect();
    }
    seen_by(command, whom)
}

fn in_message_menu(name: &str, whom: For) -> Value {
    seen_by(json!({"type": 3, "name": name}), whom)
}

fn seen_by(mut command: Value, whom: For) -> Value {
    // Added to a server 0, to a user 1; in a server 0, in a direct message to the bot 1, in one with others 2.
    let (installed, contexts) = if whom == For::All { (json!([0, 1]), json!([0, 1, 2])) } else { (json!([0]), json!([0])) };
    command["integration_types"] = installed;
    command["contexts"] = contexts;
    if whom == For::Curators {
        command["default_member_permissions"] = json!(MANAGE_GUILD);
    }
    command
}

/// The last word of `path` is its name; the whole is how its description is found.
fn option(path: &str, kind: u8) -> Option_ {
    let name = path.rsplit(' ').next().unwrap_or(path);
    Option_(json!({"type": kind, "name": name, "description": description(path)}))
}

fn text(path: &str, longest: u16) -> Option_ {
    option(path, TEXT).with("max_length", json!(longest))
}

/// Words to choose from, each sent as it is shown.
fn choices(words: &[&str]) -> Value {
    words.iter().map(|word| json!({"name": word, "value": word})).collect()
}

fn group(path: &str, kind: u8, options: Vec<Option_>) -> Option_ {
    let group = option(path, kind);
    if options.is_empty() { group } else { group.with("options", options.into_iter().map(|option| option.0).collect()) }
}

/// Its own, or the one that an option has in every table of layoffs. A test holds that each has one.
fn description(of: &str) -> &'static str {
    let described = |of: &str| DESCRIPTIONS.iter().find(|(name, _)| *name == of).map(|(_, text)| *text);
    let in_every_table = || match of.split(' ').collect::<Vec<_>>()[..] {
        ["layoffs", _, option] => described(&format!("layoffs * {option}")),
        _ => None,
    };
    described(of).or_else(in_every_table).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn descriptions(value: &Value, found: &mut Vec<String>) {
        if let Some(description) = value.get("description") {
            found.push(description.as_str().unwrap_or_default().to_owned());
        }
        for option in value["options"].as_array().into_iter().flatten() {
            descriptions(option, found);
        }
    }

    #[test]
    fn everything_has_a_description_and_every_description_is_used() {
        let all = definitions();
        let mut found = Vec::new();
        for command in all.as_array().expect("a list") {
            descriptions(command, &mut found);
        }
        assert!(found.iter().all(|description| !description.is_empty()), "{all:#}");
        for (of, text) in DESCRIPTIONS {
            assert!(found.iter().any(|description| description == text), "{of} is no command");
        }
    }

    #[test]
    fn what_curators_do_is_hidden_from_others_and_stays_in_servers() {
        for command in definitions().as_array().expect("a list") {
            let name = command["name"].as_str().expect("a name");
            let for_curators = ["article", "index", "curators", ADD_LINKED].contains(&name);
            assert_eq!(command.get("default_member_permissions").is_some(), for_curators, "{name}");
            assert_eq!(command["contexts"] == json!([0]), for_curators || name == SUGGEST_LINKED, "{name}");
        }
    }
}
