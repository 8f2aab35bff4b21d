//! What Discord is sent for one server is, byte for byte, the same with and without the articles of another.

use std::sync::Arc;

use jiff::civil::date;
use pinkslip::app::{App, Progress};
use pinkslip::article::Corpus;
use serde_json::{Value, json};

use super::Bot;
use crate::fake_discord::{Ask, FakeDiscord, GUILD, Member, OTHER_GUILD, Place, Reply};
use crate::program::lines;

fn article(url: &str, title: &str, source: &str, body: &str) -> Value {
    json!({"url": url, "title": title, "source": source, "published": "2024-03-05", "body": body})
}

fn shared() -> Vec<Value> {
    vec![article(
        "https://news.example/zorbex",
        "Zorbex cuts 300 jobs",
        "The Wire",
        "Zorbex is cutting 300 jobs. Orders have fallen.",
    )]
}

fn of_a() -> Vec<Value> {
    let own = |n: usize| {
        article(
            &format!("https://a.example/{n}"),
            &format!("Hushco {n}"),
            "The Page",
            &format!("Hushco laid off {n}0 people in Lisbon. Hushco said so on day {n}."),
        )
    };
    (1..15).map(own).collect()
}

fn hostile() -> Vec<Value> {
    let mut all: Vec<Value> = shared().into_iter().chain(of_a()).collect();
    all.iter_mut().for_each(|article| article["body"] = json!("Zorbex is cutting 99,999 jobs. Hushco laid off 88,888 people."));
    for n in 0..80 {
        all.push(article(
            &format!("https://b.example/{n}"),
            "Hushcoe Zorbexx Zorb",
            "The Pagan Wire",
            "Zorbx Hushko laid off 77,777 people because orders have fallen.",
        ));
    }
    all
}

fn put(app: &App, corpus: Corpus, articles: &[Value]) {
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(corpus, lines(articles).as_bytes(), date(2026, 11, 20), note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
}

/// All that a member and a curator of the server see of a fixed set of things.
async fn seen(discord: &FakeDiscord, place: Place) -> Vec<String> {
    let mut seen = Vec::new();
    let mut note = |what: &str, reply: &Reply| {
        let mut message = reply.message.clone();
        for attachment in message["attachments"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            // Where Discord keeps a file is its own affair.
            attachment.retain(|key, _| !["id", "url", "proxy_url"].contains(&key.as_str()));
        }
        seen.push(format!("{what}: {message}"));
    };
    for question in [
        "How many jobs is Zorbex cutting?",
        "How many people did Hushco lay off?",
        "Hushko layoffs",
        "Which companies cut jobs in 2024?",
        "orders",
    ] {
        let mut reply = discord.interaction(Ask::question(question).at(place)).await;
        note(question, &reply);
        if reply.buttons().contains(&"More evidence".to_owned()) {
            reply = discord.press(&reply, "More evidence").await;
            note("more evidence", &reply);
            while reply.buttons().contains(&"Next".to_owned()) {
                reply = discord.press(&reply, "Next").await;
                note("next", &reply);
            }
        }
    }
    for ask in [
        Ask::command("layoffs top"),
        Ask::command("layoffs top").with("of", "layoffs"),
        Ask::command("layoffs company").with("company", "Zorbex"),
        Ask::command("layoffs timeline").with("company", "Hushco"),
        Ask::command("layoffs company").with("company", "Zorbx Hushko"),
        Ask::command("layoffs compare").with("company", "Zorbex").with("company_2", "Hushco"),
        Ask::command("layoffs trend").with("by", "month"),
        Ask::command("layoffs top").with("min_jobs", 50),
    ] {
        let mut reply = discord.interaction(ask.at(place)).await;
        note("layoffs", &reply);
        // The picture's place in the store has a number of its own; its bytes have not.
        if let Some(attachment) =
            reply.message["attachments"].as_array().and_then(|all| all.iter().find(|one| one["url"].is_string()))
        {
            let bytes = discord.file(attachment).bytes;
            reply.message["attachments"] = json!([bytes.len(), bytes.iter().map(|b| u64::from(*b)).sum::<u64>()]);
            note("chart", &reply);
        }
        if reply.buttons().contains(&"Proof".to_owned()) {
            reply = discord.press(&reply, "Proof").await;
            note("proof", &reply);
            while reply.buttons().contains(&"Next".to_owned()) {
                reply = discord.press(&reply, "Next").await;
                note("next proof", &reply);
            }
        }
    }
    for containing in [None, Some("zorb"), Some("pag"), Some("b.example")] {
        let list = Ask::command("articles list").at(place);
        let mut reply = discord.interaction(if let Some(text) = containing { list.with("containing", text) } else { list }).await;
        note("list", &reply);
        while reply.buttons().contains(&"Next".to_owned()) {
            reply = discord.press(&reply, "Next").await;
            note("next", &reply);
        }
    }
    for wanted in ["Zorbex", "Hushco 3", "Hushcoe", "b.example"] {
        note("show", &discord.interaction(Ask::command("articles show").with("article", wanted).at(place)).await);
    }
    for (command, by) in [
        ("about", Member::asker()),
        ("help", Member::asker()),
        ("index status", Member::manager()),
        ("curators", Member::manager()),
    ] {
        note(command, &discord.interaction(Ask::command(command).by(by).at(place)).await);
    }
    for (command, option) in [
        ("ask", "company"),
        ("ask", "source"),
        ("layoffs company", "company"),
        ("layoffs compare", "company_2"),
        ("layoffs top", "industry"),
        ("layoffs trend", "place"),
        ("articles show", "article"),
        ("article remove", "article"),
        ("article restore", "article"),
    ] {
        for typed in ["", "z", "hus", "the", "the pa", "b.ex"] {
            let ask = Ask::command(command).by(Member::manager()).at(place);
            seen.push(format!("{command} {option} {typed}: {:?}", discord.autocomplete(ask, option, typed).await));
        }
    }
    // Numbers of suggestions count within a server.
    let token = discord.send(Ask::command("articles suggest").with("link", "https://s.example/").at(place)).await;
    seen.push(discord.followup(&token, 0).await.text());
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn discord_is_sent_the_same_with_and_without_another_servers_articles() {
    let mut all = Vec::new();
    for with_other in [false, true] {
        let app = Arc::new(App::temporary().expect("a folder for temporary files"));
        put(&app, Corpus::Shared, &shared());
        // Lists show what was stored last first, to the second.
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
        if with_other {
            put(&app, Corpus::Server(OTHER_GUILD), &hostile());
        }
        put(&app, Corpus::Server(GUILD), &of_a());
        let discord = FakeDiscord::start().await;
        let bot = Bot::over_app(&discord, &app);
        if with_other {
            let there = Place::Guild(OTHER_GUILD);
            discord.send(Ask::command("articles suggest").with("link", "https://b.example/s").at(there)).await;
            let reply = discord.interaction(Ask::command("articles list").with("containing", "pagan").at(there)).await;
            assert!(reply.text().contains("80 articles"), "there was something to hide: {}", reply.text());
        }
        all.push(seen(&discord, Place::Guild(GUILD)).await);
        bot.stop().await;
        discord.assert_clean();
    }
    for (without, with) in all[0].iter().zip(&all[1]) {
        assert_eq!(without, with);
    }
    assert_eq!(all[0].len(), all[1].len());
    let first = all[0].join("\n");
    assert!(first.contains("Hushco laid off") && first.contains("300 jobs") && !first.contains("Pagan"), "{first}");
}
