//! Discord in a terminal, for trying the bot by hand without an account:
//!
//! ```text
//! cargo run --example fake_discord
//! DISCORD_TOKEN=MTA.fake.token-for-tests PINKSLIP_DISCORD_API=http://127.0.0.1:8377 cargo run --release     (elsewhere)
//! ```
//!
//! Each line typed here is a question to the bot; what it answers is printed as Discord would be sent it. It is the
//! stand-in of the tests, so it is as strict: whatever Discord would refuse is complained about.

// What only the tests use of it.
#[allow(dead_code, unused_imports)]
#[path = "../tests/it/fake_discord/mod.rs"]
mod fake_discord;

use std::io::{BufRead, Write, stdin, stdout};
use std::sync::Arc;

use fake_discord::interaction::Place;
use fake_discord::{Ask, FakeDiscord, GUILD, Reply, TOKEN};

const PORT: u16 = 8377;
const HELP: &str =
    "Type a question. Before it may stand: dm (in a direct message), private, company=Lyft, since=2023, until=…, source=….";

#[tokio::main]
async fn main() {
    let discord = Arc::new(FakeDiscord::listen(PORT).await);
    println!("Start the bot with DISCORD_TOKEN={TOKEN} PINKSLIP_DISCORD_API={}\n{HELP}", discord.base());
    loop {
        print!("\n/ask ");
        drop(stdout().flush());
        let mut line = String::new();
        if stdin().lock().read_line(&mut line).unwrap_or(0) == 0 {
            // Nothing else holds it between two questions.
            return Arc::into_inner(discord).into_iter().for_each(FakeDiscord::assert_clean);
        }
        if line.trim().is_empty() {
            println!("{HELP}");
            continue;
        }
        let (to, ask) = (Arc::clone(&discord), ask(line.trim()));
        match tokio::spawn(async move { to.interaction(ask).await }).await {
            Ok(reply) => show(&reply),
            Err(_) => println!("No answer. Is the bot running?"),
        }
    }
}

fn ask(line: &str) -> Ask {
    let mut rest = line;
    let mut options = Vec::new();
    let mut place = Place::Guild(GUILD);
    while let Some((word, after)) = rest.split_once(' ') {
        match word.split_once('=') {
            _ if word == "dm" => place = Place::DirectMessage,
            _ if word == "private" => options.push(("private", serde_json::json!(true))),
            Some((option @ ("company" | "since" | "until" | "source"), value)) => {
                options.push((option, serde_json::json!(value)))
            }
            _ => break,
        }
        rest = after;
    }
    options.into_iter().fold(Ask::question(rest).at(place), |ask, (option, value)| ask.with(option, value))
}

fn show(reply: &Reply) {
    let seen = if reply.ephemeral { "seen by you alone" } else { "seen by all" };
    println!("({seen}, after {} ms{})", reply.after.as_millis(), if reply.deferred { ", announced before" } else { "" });
    for part in [reply.content(), reply.embed("title"), reply.embed("description"), reply.embed("footer/text")] {
        if !part.is_empty() {
            println!("{part}");
        }
    }
}
