//! Discord in a terminal, for trying the bot by hand without an account:
//!
//! ```text
//! cargo run --example fake_discord
//! DISCORD_TOKEN=MTA.fake.token-for-tests PINKSLIP_DISCORD_API=http://127.0.0.1:8377 cargo run --release     (elsewhere)
//! ```
//!
//! What is typed here reaches the bot as Discord would tell it; what it answers is printed as people would see it. It is
//! the stand-in of the tests, so it is as strict: whatever Discord would refuse is complained about.

// What only the tests use of it.
#[allow(dead_code, unused_imports)]
#[path = "../tests/it/fake_discord/mod.rs"]
mod fake_discord;

use std::io::{BufRead, Write, stdin, stdout};
use std::sync::Arc;
use std::time::Duration;

use fake_discord::command::Given;
use fake_discord::form::Filled;
use fake_discord::interaction::Deed;
use fake_discord::{Ask, FakeDiscord, File, Form, GUILD, Member, OTHER_GUILD, Place, Post, Press, Reply, TOKEN};
use serde_json::Value;

const PORT: u16 = 8377;
const HELP: &str = "\
  how many people did Lyft lay off         a question (/ask)
  /articles list containing=\"x y\"          any command; file=@/path attaches a file, role=&7 channel=#9 user=!5
  /ask company~ly                          what is offered while 'ly' stands in the option company
  press Next                               a button of the last message that has one
  fill title=\"A title\" text=\"…\" text=@/path  the form that is open (a file's text with @)
  say hello     mention how many …     dm how many …      messages; with +/path for a file
  menu Add linked articles                 a command of the menu of the last message said
  as member|manager|owner|role 7           who you are       in 1|2|foreign|dm    where you are";

/// Who types, where, and what is on the screen.
struct Screen {
    discord: Arc<FakeDiscord>,
    me: Member,
    place: Place,
    last: Option<Reply>,
    form: Option<Form>,
    said: Option<String>,
}

#[tokio::main]
async fn main() {
    // What Discord's own forms and menus would not let a person do is told in a line, not as a crash.
    std::panic::set_hook(Box::new(|panic| {
        let said = panic.payload();
        let said = said.downcast_ref::<String>().map(String::as_str).or(said.downcast_ref::<&str>().copied());
        println!("Not possible: {}", said.unwrap_or("see above"));
    }));
    let discord = Arc::new(FakeDiscord::listen(PORT).await);
    println!("Start the bot with DISCORD_TOKEN={TOKEN} PINKSLIP_DISCORD_API={}\n{HELP}", discord.base());
    let (me, place) = (Member::asker(), Place::Guild(GUILD));
    let mut screen = Screen { discord, me, place, last: None, form: None, said: None };
    loop {
        print!("\n{}> ", screen.me.name);
        drop(stdout().flush());
        let mut line = String::new();
        if stdin().lock().read_line(&mut line).unwrap_or(0) == 0 {
            // Nothing else holds it between two lines.
            return Arc::into_inner(screen.discord).into_iter().for_each(FakeDiscord::assert_clean);
        }
        screen.obey(line.trim()).await;
    }
}

impl Screen {
    async fn obey(&mut self, line: &str) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "" | "help" => println!("{HELP}"),
            "as" => match rest.split_once(' ') {
                Some(("role", role)) => self.me.roles.extend(role.parse::<u64>()),
                _ if rest == "manager" => self.me = Member::manager(),
                _ if rest == "owner" => self.me = Member::owner(),
                _ => self.me = Member::asker(),
            },
            "in" => {
                self.place = match rest {
                    "2" => Place::Guild(OTHER_GUILD),
                    "foreign" => Place::ForeignGuild(700_000_000_000_000_003),
                    "dm" => Place::DirectMessage,
                    _ => Place::Guild(GUILD),
                }
            }
            "press" => match self.last.clone().and_then(|last| self.discord.current(&last)) {
                Some(on) if on.buttons().iter().any(|label| label == rest) => {
                    self.act(Press::button(&on, rest).by(self.me.clone())).await;
                }
                on => println!("There is no such button, only {:?}.", on.map(|on| on.buttons()).unwrap_or_default()),
            },
            "fill" => match self.form.take() {
                Some(form) => match filled(&form, rest) {
                    Some(filled) => self.act(filled).await,
                    None => self.form = Some(form),
                },
                None => println!("No form is open."),
            },
            "say" | "mention" | "dm" => self.write(word, rest).await,
            "menu" => match &self.said {
                Some(message) => self.act(Ask::of_message(rest, message).by(self.me.clone()).at(self.place)).await,
                None => println!("Say something first."),
            },
            _ => {
                let Some(typed) = line.strip_prefix('/') else {
                    return self.act(Ask::question(line).by(self.me.clone()).at(self.place)).await;
                };
                match command(typed) {
                    Some((ask, None)) => self.act(ask.by(self.me.clone()).at(self.place)).await,
                    Some((ask, Some((option, text)))) => {
                        let (discord, ask) = (Arc::clone(&self.discord), ask.by(self.me.clone()).at(self.place));
                        let offered = tokio::spawn(async move { discord.autocomplete(ask, &option, &text).await });
                        for (name, value) in offered.await.unwrap_or_default() {
                            println!("  {name}  ({value})");
                        }
                    }
                    None => {}
                }
            }
        }
    }

    /// Writes a message and waits for an answer, where one may come.
    async fn write(&mut self, how: &str, text: &str) {
        let (text, path) = text.split_once('+').unwrap_or((text, ""));
        let mut post = Post::new(text.trim()).by(self.me.clone()).at(self.place);
        if how == "mention" {
            post = post.mentioning_bot();
        } else if how == "dm" {
            post = post.directly();
        }
        if !path.is_empty() {
            let Some(file) = file(path) else { return };
            post = post.with_file(file);
        }
        let id = self.discord.post(post).await;
        self.said = Some(id.clone());
        if how != "say" {
            let discord = Arc::clone(&self.discord);
            match tokio::spawn(async move { discord.answer_to(&id).await }).await {
                Ok(reply) => self.show(reply),
                Err(_) => println!("No answer."),
            }
        }
    }

    /// Does something and shows what comes of it as it comes: a form, or a message and what it becomes.
    async fn act(&mut self, deed: impl Into<Deed>) {
        let token = self.discord.send(deed).await;
        let (mut shown, mut further, mut quiet) = (None, 0, 0);
        // It ends when nothing has changed for a second and a half after an answer, or when none has come for half a minute.
        while quiet < if shown.is_some() || further > 0 { 15 } else { 300 } {
            if let Some(form) = self.discord.form_of(&token) {
                println!("A form: {} {:?}", form.title(), form.labels());
                self.form = Some(form);
                return;
            }
            quiet += 1;
            if let Some(reply) =
                self.discord.reply_of(&token).and_then(|reply| Some((reply.clone(), self.discord.current(&reply)?.message)))
                && shown.as_ref() != Some(&reply.1)
            {
                shown = Some(reply.1.clone());
                self.show(Reply { message: reply.1, ..reply.0 });
                quiet = 0;
            }
            while further < self.discord.followups(&token) {
                let reply = self.discord.followup(&token, further).await;
                self.show(reply);
                further += 1;
                quiet = 0;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        if shown.is_none() && further == 0 {
            println!("No answer. Is the bot running?");
        }
    }

    fn show(&mut self, reply: Reply) {
        let seen = if reply.ephemeral { "seen by you alone" } else { "seen by all" };
        println!("({seen}, after {} ms{})", reply.after.as_millis(), if reply.deferred { ", announced before" } else { "" });
        println!("{}", reply.text());
        for file in reply.message["attachments"].as_array().into_iter().flatten() {
            println!("[file {}]", file["filename"]);
        }
        let buttons = reply.buttons();
        if !buttons.is_empty() {
            println!("[{}]", buttons.join("] ["));
            self.last = Some(reply);
        }
    }
}

/// What stands between spaces, where quotes hold together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("there is one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn file(path: &str) -> Option<File> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let kind = match name.rsplit('.').next() {
        Some("html" | "htm") => "text/html; charset=utf-8",
        Some("json" | "jsonl") => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    let bytes = std::fs::read(path).inspect_err(|error| println!("{path}: {error}")).ok()?;
    Some(File::new(name, bytes).of_kind(kind))
}

/// A command as typed; with what stands in an option that is being typed.
fn command(typed: &str) -> Option<(Ask, Option<(String, String)>)> {
    let mut ask = Ask::command("");
    let mut typing = None;
    for word in words(typed) {
        if let Some((option, value)) = word.split_once('=') {
            let given = match value.split_at_checked(1) {
                Some(("@", path)) if path.starts_with(['/', '.']) => file(path)?.into(),
                Some(("&", role)) if role.parse::<u64>().is_ok() => Given::Role(role.parse().ok()?),
                Some(("#", channel)) if channel.parse::<u64>().is_ok() => Given::Channel(channel.parse().ok()?),
                Some(("!", user)) if user.parse::<u64>().is_ok() => Member::new(user.parse().ok()?, "somebody").into(),
                _ => match value {
                    "true" | "false" => Given::from(value == "true"),
                    _ => Given::from(Value::from(value)),
                },
            };
            ask = ask.with(option, given);
        } else if let Some((option, text)) = word.split_once('~') {
            typing = Some((option.to_owned(), text.to_owned()));
        } else {
            ask.command = format!("{} {word}", ask.command).trim().to_owned();
        }
    }
    Some((ask, typing))
}

fn filled(form: &Form, typed: &str) -> Option<Filled> {
    let mut values = Vec::new();
    for word in words(typed) {
        let (field, value) = word.split_once('=')?;
        let value = match value.strip_prefix('@') {
            Some(path) if path.starts_with(['/', '.']) => String::from_utf8_lossy(&file(path)?.bytes).into_owned(),
            _ => value.to_owned(),
        };
        values.push((field.to_owned(), value));
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    // It has said itself what is wrong.
    std::panic::catch_unwind(|| form.fill(&values)).ok()
}
