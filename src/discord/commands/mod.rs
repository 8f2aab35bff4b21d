//! The commands: which there are, and the way to each.
//!
//! A command turns what Discord sends into a call of [`Program`](super::program::Program) and its result into a message.
//! It decides nothing about articles or answers.

mod about;
pub mod add;
pub mod articles;
mod ask;
mod complete;
pub mod correct;
mod curators;
mod definitions;
mod help;
mod index;
pub mod layoffs;
mod linked;
pub mod remove;
pub mod suggest;

use ::serenity::all as serenity;
use serenity::{ResolvedOption, ResolvedTarget, ResolvedValue};

use super::program::Failure;
use super::texts;
use super::using::Use;

pub use complete::complete;
pub use definitions::definitions;

/// Runs a command.
///
/// # Errors
/// As the command, and where this version does not know it.
pub async fn run(used: &Use, command: &serenity::CommandInteraction) -> Result<(), Failure> {
    let (path, options) = Options::of(&command.data);
    let target = || match command.data.target() {
        Some(ResolvedTarget::Message(message)) => Ok(message),
        _ => unknown(&path, "no message came with it"),
    };
    match path.as_str() {
        "ask" => ask::run(used, &options).await,
        "layoffs company" | "layoffs top" | "layoffs timeline" | "layoffs compare" | "layoffs trend" => {
            layoffs::run(used, path.rsplit(' ').next().unwrap_or_default(), &options).await
        }
        "articles list" => articles::list(used, &options).await,
        "articles show" => articles::show(used, &options).await,
        "articles suggest" => suggest::command(used, &options).await,
        "article add link" => add::links(used, &options).await,
        "article add file" => add::files(used, &options).await,
        "article add text" => add::open_form(used).await,
        "article remove" => remove::remove(used, &options).await,
        "article restore" => remove::restore(used, &options).await,
        "index rebuild" => index::rebuild(used).await,
        "index status" => index::status(used).await,
        "curators" => curators::run(used, &options).await,
        "help" => help::run(used).await,
        "about" => about::run(used).await,
        definitions::SUGGEST_LINKED => suggest::linked(used, target()?).await,
        definitions::ADD_LINKED => linked::run(used, target()?).await,
        _ => unknown(&path, "there is none"),
    }
}

/// Discord holds an older list of commands or options than this version, or somebody forges.
fn unknown<T>(path: &str, why: &str) -> Result<T, Failure> {
    tracing::warn!(command = path, why, "a command came that is not known like this");
    Err(Failure::User(texts::UNKNOWN_COMMAND.to_owned()))
}

/// What was given to a command.
pub struct Options<'a> {
    /// Name of the command, with its group and subcommand.
    path: String,
    given: Vec<ResolvedOption<'a>>,
}

impl<'a> Options<'a> {
    /// The command with its group and subcommand, and what was given to it.
    fn of(data: &'a serenity::CommandData) -> (String, Options<'a>) {
        let mut path = data.name.clone();
        let mut given = data.options();
        while let [ResolvedOption { name, value: ResolvedValue::SubCommand(_) | ResolvedValue::SubCommandGroup(_), .. }] =
            given.as_slice()
        {
            path = format!("{path} {name}");
            let Some(ResolvedOption { value: ResolvedValue::SubCommand(inner) | ResolvedValue::SubCommandGroup(inner), .. }) =
                given.pop()
            else {
                break;
            };
            given = inner;
        }
        (path.clone(), Options { path, given })
    }

    fn get(&self, name: &str) -> Option<&ResolvedValue<'a>> {
        self.given.iter().find(|option| option.name == name).map(|option| &option.value)
    }

    fn other<T>(&self, name: &str) -> Result<T, Failure> {
        unknown(&self.path, &format!("option {name} is of another kind"))
    }

    /// A text, if one was given.
    pub fn text(&self, name: &str) -> Result<Option<&'a str>, Failure> {
        match self.get(name) {
            None => Ok(None),
            Some(ResolvedValue::String(text)) => Ok(Some(text)),
            Some(_) => self.other(name),
        }
    }

    /// A text that has to be given.
    pub fn required(&self, name: &str) -> Result<&'a str, Failure> {
        match self.text(name)? {
            Some(text) => Ok(text),
            None => unknown(&self.path, &format!("option {name} is missing")),
        }
    }

    /// Yes or no; no where nothing was said.
    pub fn yes(&self, name: &str) -> Result<bool, Failure> {
        match self.get(name) {
            None => Ok(false),
            Some(ResolvedValue::Boolean(yes)) => Ok(*yes),
            Some(_) => self.other(name),
        }
    }

    /// A whole number, if one was given.
    pub fn number(&self, name: &str) -> Result<Option<i64>, Failure> {
        match self.get(name) {
            None => Ok(None),
            Some(ResolvedValue::Integer(number)) => Ok(Some(*number)),
            Some(_) => self.other(name),
        }
    }

    /// A number with or without a fraction, if one was given.
    pub fn decimal(&self, name: &str) -> Result<Option<f64>, Failure> {
        match self.get(name) {
            None => Ok(None),
            Some(ResolvedValue::Number(number)) => Ok(Some(*number)),
            Some(_) => self.other(name),
        }
    }

    /// A file, if one was given.
    pub fn file(&self, name: &str) -> Result<Option<&'a serenity::Attachment>, Failure> {
        match self.get(name) {
            None => Ok(None),
            Some(ResolvedValue::Attachment(file)) => Ok(Some(file)),
            Some(_) => self.other(name),
        }
    }

    /// A role, if one was given.
    pub fn role(&self, name: &str) -> Result<Option<u64>, Failure> {
        match self.get(name) {
            None => Ok(None),
            Some(ResolvedValue::Role(role)) => Ok(Some(role.id.get())),
            Some(_) => self.other(name),
        }
    }

    /// A channel, if one was given.
    pub fn channel(&self, name: &str) -> Result<Option<u64>, Failure> {
        match self.get(name) {
            None => Ok(None),
            Some(ResolvedValue::Channel(channel)) => Ok(Some(channel.id.get())),
            Some(_) => self.other(name),
        }
    }
}
