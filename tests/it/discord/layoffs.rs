//! `/layoffs`: tables and charts, the proof of every row, corrections, and what was posted kept true.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::date;
use pinkslip::app::{App, Progress};
use pinkslip::article::{ArticleId, Corpus};
use pinkslip::layoff::Change;
use pinkslip::layoff::tally::{self, Filter};
use serde_json::{Value, json};

use super::Bot;
use crate::fake_discord::{Ask, FakeDiscord, GUILD, Heard, Member, OTHER_GUILD, Place, Post, Press, Reply, route};
use crate::program::lines;

fn article(url: &str, source: &str, day: &str, title: &str, body: &str) -> Value {
    json!({"url": format!("https://{url}"), "title": title, "source": source, "published": day, "body": body})
}

fn articles() -> Vec<Value> {
    vec![
        article(
            "a.example/q",
            "The Wire",
            "2024-03-05",
            "Quill cuts 300 jobs",
            "Quill is laying off 300 people, it said on Monday. Orders have fallen.",
        ),
        article(
            "b.example/q",
            "The Herald",
            "2024-03-06",
            "Quill lays off about 300",
            "Quill, a payments firm, laid off about 300 employees this week, the company confirmed.",
        ),
        article(
            "a.example/z",
            "The Wire",
            "2024-06-11",
            "Zorbex cuts 1,200 jobs",
            "Zorbex is cutting 1,200 jobs, the company said on Tuesday.",
        ),
        article(
            "a.example/q2",
            "The Wire",
            "2025-02-04",
            "Quill cuts 90 jobs",
            "Quill is laying off 90 people, it said on Tuesday.",
        ),
    ]
}

fn put(app: &App, corpus: Corpus, articles: &[Value]) {
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(corpus, lines(articles).as_bytes(), date(2026, 11, 20), note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
}

async fn started(articles: &[Value]) -> (FakeDiscord, Arc<App>, Bot) {
    let discord = FakeDiscord::start().await;
    let app = Arc::new(App::temporary().expect("a folder for temporary files"));
    put(&app, Corpus::Shared, articles);
    let bot = Bot::over_app(&discord, &app);
    (discord, app, bot)
}

fn layoffs(which: &str) -> Ask {
    Ask::command(&format!("layoffs {which}"))
}

/// Waits until the message has this text.
async fn becomes(discord: &FakeDiscord, reply: &Reply, text: &str) -> Reply {
    for _ in 0..150 {
        let now = discord.current(reply).expect("it is there");
        if now.text().contains(text) {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no '{text}' in {}", discord.current(reply).expect("it is there").text());
}

fn chart(discord: &FakeDiscord, reply: &Reply) -> Vec<u8> {
    let attachment = &reply.message["attachments"][0];
    assert_eq!(reply.embed("image/url"), "attachment://chart.png");
    assert_eq!(attachment["filename"], "chart.png");
    discord.file(attachment).bytes
}

/// The alternative text that was sent with the chart.
fn alt_text(discord: &FakeDiscord, reply: &Reply) -> String {
    let states = discord.history(reply);
    let last = states.last().expect("it was sent");
    last["attachments"][0]["description"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_table_shows_its_rows_its_total_and_a_chart() {
    let (discord, app, bot) = started(&articles()).await;
    let events = app.events(Corpus::Shared).expect("events");
    for (ask, parts, alt) in [
        (
            layoffs("company").with("company", "quill"),
            vec!["Layoffs at Quill", "**Quill** · 90 jobs · Feb 2025 \\[1\\]\n**Quill** · 300 jobs · Mar 2024 \\[2\\]"],
            "Timeline. Layoffs at Quill",
        ),
        (layoffs("timeline").with("company", "Quill"), vec!["300 jobs · Mar 2024 \\[1\\]\n"], "Timeline. "),
        (
            layoffs("top"),
            vec!["**Zorbex** · 1,200 jobs · 1 event \\[1\\]\n**Quill** · 390 jobs · 2 events \\[2\\]"],
            "Bar chart. ",
        ),
        (
            layoffs("top").with("of", "layoffs").with("n", 1),
            vec!["**Zorbex** · 1,200 jobs · Jun 2024 \\[1\\]", "and 2 more"],
            "Bar chart. ",
        ),
        (layoffs("top").with("of", "industries"), vec!["not stated"], "Bar chart. "),
        (
            layoffs("compare").with("company", "Quill").with("company_2", "zorbex"),
            vec!["Layoffs at Quill, Zorbex", "**Quill** · 390 jobs", "**Zorbex** · 1,200 jobs"],
            "Bar chart. ",
        ),
        (
            layoffs("trend").with("by", "year"),
            vec!["**2024** · 1,500 jobs · 2 events", "**2025** · 90 jobs", "not complete"],
            "Column chart. ",
        ),
        (layoffs("trend"), vec!["**Q2 2024** · 1,200 jobs"], "Column chart. "),
        (
            layoffs("trend").with("by", "month").with("company", "Quill").with("since", "2025"),
            vec!["February 2025"],
            "Column chart. ",
        ),
    ] {
        let reply = discord.interaction(ask).await;
        assert!(!reply.ephemeral && reply.message["embeds"].is_array(), "{reply:?}");
        for part in parts {
            assert!(reply.text().contains(part), "{part} in {}", reply.text());
        }
        assert!(chart(&discord, &reply).starts_with(b"\x89PNG\r\n\x1a\n"));
        assert!(alt_text(&discord, &reply).starts_with(alt), "{}", alt_text(&discord, &reply));
        assert!(
            reply.embed("footer/text").contains("From ") && reply.embed("footer/text").contains("Dates: "),
            "{}",
            reply.text()
        );
        assert_eq!(reply.buttons(), ["Proof"]);
    }
    // The same sentence that the command line prints.
    let total = tally::total(events.all(), &Filter::company("Quill")).words();
    let reply = discord.interaction(layoffs("company").with("company", "Quill")).await;
    assert!(reply.text().contains(&format!("**{total}.**")), "{total} in {}", reply.text());
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_found_is_said_and_what_makes_no_sense_too() {
    let (discord, _app, bot) = started(&articles()).await;
    let reply = discord.interaction(layoffs("company").with("company", "Nobody")).await;
    assert!(reply.text().contains("No layoff here that fits what you asked for \\(3 events in all"), "{}", reply.text());
    assert!(reply.text().contains("does not prove that there was none"));
    assert!(reply.message["attachments"].is_null() && reply.buttons().is_empty(), "{reply:?}");
    for (ask, words) in [
        (layoffs("top").with("since", "soon"), "is not a date"),
        (layoffs("top").with("since", "2025").with("until", "2024"), "ends before it begins"),
        (layoffs("compare").with("company", "Quill").with("company_2", "Quill"), "at least two"),
        (layoffs("top").with("min_jobs", 500).with("max_jobs", 100), "make min\\_jobs the smaller number"),
        (layoffs("top").with("max_jobs", -3), "1 or more"),
        (layoffs("top").with("min_percent", 120.0), "give min\\_percent from 0 to 100"),
        (layoffs("top").with("min_percent", -0.5), "give min\\_percent from 0 to 100"),
        (layoffs("top").with("reason", "boredom"), "not known any more"),
        (layoffs("top").with("min_percent", "many"), "not known any more"),
    ] {
        let reply = discord.interaction(ask).await;
        assert!(reply.ephemeral && reply.text().contains(words), "{}", reply.text());
    }
    bot.stop().await;
    discord.assert_clean();
}

/// A list with industries, countries, places and shares.
fn list(app: &App, corpus: Corpus, rows: &str) {
    let list = format!("company,location,total_laid_off,percentage_laid_off,date,industry,country\n{rows}");
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    let name = format!("{corpus:?}.csv");
    app.import_list(corpus, &name, list.as_bytes(), date(2026, 11, 20), note, &mut |_| {}).expect("it imports");
}

const ROWS: &str = "Ostrava,Brno,1200,30%,4/2/2024,Finance,Czechia\nVltava,Prague,80,5%,4/9/2024,Finance,Czechia\n\
                    Havel,SF Bay Area,400,,5/1/2024,Retail,United States\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tables_can_be_narrowed_and_say_by_what_also_in_the_proof() {
    let mut articles = articles();
    articles.push(article(
        "a.example/p",
        "The Wire",
        "2024-07-01",
        "Plinth plans to cut 60 jobs",
        "Plinth plans to cut 60 jobs because of high costs, a letter to its people shows.",
    ));
    let (discord, app, bot) = started(&articles).await;
    list(&app, Corpus::Shared, ROWS);
    for (ask, only, rows) in [
        (layoffs("top").with("min_percent", 12.5), "at least 12.5% of staff", vec!["Ostrava"]),
        (layoffs("top").with("industry", "fintech"), "industry: fintech", vec!["Ostrava", "Vltava"]),
        (layoffs("top").with("country", "usa"), "country: usa", vec!["Havel"]),
        (layoffs("top").with("of", "layoffs").with("place", "bay area"), "place: bay area", vec!["Havel"]),
        (layoffs("trend").with("by", "year").with("place", "Prague"), "place: Prague", vec!["2024"]),
        (layoffs("top").with("reason", "cost"), "reason: cost", vec!["Plinth"]),
        (layoffs("top").with("status", "planned"), "status: planned", vec!["Plinth"]),
        (layoffs("top").with("min_jobs", 1_200), "at least 1,200 jobs", vec!["Ostrava", "Zorbex"]),
        (layoffs("top").with("min_jobs", 80).with("max_jobs", 399), "80 to 399 jobs", vec!["Quill", "Vltava"]),
        (layoffs("company").with("company", "Quill").with("max_jobs", 99), "at most 99 jobs", vec!["Quill"]),
        (
            layoffs("compare").with("company", "Ostrava").with("company_2", "Vltava").with("min_percent", 6.0),
            "at least 6% of staff",
            vec!["Ostrava", "Vltava"],
        ),
        (
            layoffs("timeline").with("company", "Ostrava").with("country", "Czechia").with("max_jobs", 2_000),
            "country: Czechia · at most 2,000 jobs",
            vec!["Ostrava"],
        ),
    ] {
        let reply = discord.interaction(ask).await;
        assert!(reply.text().contains(&format!("Only with {only}\n\n")), "{only} in {}", reply.text());
        let text = reply.text();
        let mut names: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("**")?.split_once("** ·")).map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names, rows, "{only}: {}", reply.text());
        assert!(alt_text(&discord, &reply).contains(&only.replace(" · ", ", ")), "{}", alt_text(&discord, &reply));
        let proof = discord.press(&reply, "Proof").await;
        assert!(rows.iter().any(|row| proof.text().contains(row) || *row == "2024"), "{only}: {}", proof.text());
        assert!(!proof.text().contains("Zorbex") || rows.contains(&"Zorbex"), "{only}: {}", proof.text());
    }
    // All at once stands in the button; with names too long for it, they are remembered with them.
    let place = format!("Brno {}", "x".repeat(90));
    let all = |place: &str| {
        let conditions = layoffs("top").with("of", "layoffs").with("industry", "Finance").with("country", "Czechia");
        conditions.with("place", place).with("status", "announced").with("min_jobs", 1_000).with("max_jobs", 1_300)
    };
    let table = discord.interaction(all("Brno").with("min_percent", 10.0).with("since", "2024").with("until", "2024")).await;
    assert!(discord.press(&table, "Proof").await.text().contains("Row 1: **Ostrava**"), "{}", table.text());
    let compared = layoffs("compare").with("company", "Quill").with("company_2", "x".repeat(90)).with("max_jobs", 99);
    let table = discord.interaction(compared).await;
    let proof = discord.press(&table, "Proof").await;
    assert!(proof.text().contains("Row 1: **Quill** · 90 jobs") && !proof.buttons().contains(&"Next".into()), "{proof:?}");
    let nothing = discord.interaction(all(&place)).await;
    assert!(nothing.text().contains("No layoff here that fits") && nothing.text().contains("Only with industry: Finance"));
    let _ = discord
        .interaction(layoffs("company").with("company", "Ostrava").with("place", format!("Brno {}", "é".repeat(90))))
        .await;
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_be_chosen_is_offered_from_what_may_be_seen() {
    let (discord, app, bot) = started(&articles()).await;
    list(&app, Corpus::Shared, ROWS);
    list(&app, Corpus::Server(OTHER_GUILD), "Hushco,Lisbon,7,,4/2/2024,Secrets,Portugal\n");
    let offered = async |which: &str, option: &str, typed: &str| -> Vec<String> {
        discord.autocomplete(layoffs(which), option, typed).await.into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(offered("top", "industry", "").await, ["Finance", "Retail"]);
    assert_eq!(offered("trend", "industry", "ret").await, ["Retail"]);
    assert_eq!(offered("top", "country", "states").await, ["United States"]);
    assert_eq!(offered("compare", "country", "port").await, [""; 0]);
    assert_eq!(offered("company", "place", "bay").await, ["SF Bay Area"]);
    assert_eq!(offered("timeline", "company", "amazon g").await, ["Amazon Games"]);
    let there = layoffs("top").at(Place::Guild(OTHER_GUILD));
    assert_eq!(discord.autocomplete(there, "industry", "se").await.len(), 1);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_rights_the_table_is_still_told() {
    let (discord, _app, bot) = started(&articles()).await;
    let reply = discord.interaction(layoffs("top").without_files()).await;
    assert!(reply.text().contains("**Zorbex** · 1,200 jobs") && reply.message["attachments"].is_null(), "{reply:?}");
    assert_eq!(reply.embed("image/url"), "");
    let reply = discord.interaction(layoffs("top").without_embeds()).await;
    assert!(reply.content().contains("**Zorbex** · 1,200 jobs") && reply.message["embeds"].is_null(), "{reply:?}");
    assert!(discord.file(&reply.message["attachments"][0]).bytes.starts_with(b"\x89PNG"));
    let reply = discord.interaction(layoffs("top").without_embeds().without_files()).await;
    assert!(reply.content().contains("**Zorbex** · 1,200 jobs") && reply.message["attachments"].is_null());
    let reply = discord.interaction(layoffs("top").with("private", true)).await;
    assert!(reply.ephemeral);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_proof_of_every_row_is_quoted_page_by_page_also_after_a_restart() {
    let (discord, app, bot) = started(&articles()).await;
    let table = discord.interaction(layoffs("top")).await;
    bot.stop().await;
    let bot = Bot::over_app(&discord, &app);
    discord.wait_to_hear(Heard::Identify, 2).await;
    let proof = discord.press(&table, "Proof").await;
    assert!(proof.ephemeral && proof.id != table.id);
    assert!(proof.text().contains("Row 1: **Zorbex** · 1,200 jobs · Jun 2024"), "{}", proof.text());
    assert!(proof.text().contains("> Zorbex is cutting **1,200** jobs, the company said on Tuesday."), "{}", proof.text());
    assert!(proof.text().contains("[The Wire](https://a.example/z) · 11 Jun 2024"), "{}", proof.text());
    assert_eq!(proof.buttons(), ["Next", "Correct"]);
    let next = discord.press(&proof, "Next").await;
    assert_eq!(next.id, proof.id, "in its place");
    assert!(next.text().contains("Row 2: **Quill** · 300 jobs"), "{}", next.text());
    assert!(next.text().contains("about 300") && next.text().contains("one of them is rounded or hedged"), "{}", next.text());
    assert_eq!(next.buttons(), ["Previous", "Next", "Correct 1", "Correct 2"]);
    let last = discord.press(&next, "Next").await;
    assert_eq!(last.buttons(), ["Previous", "Correct"]);
    let forged = discord.interaction(Press::forged(&table, "proof:4294967295:w:t0;;;;")).await;
    assert!(forged.text().contains("Page 3 of 3"), "{}", forged.text());
    for unknown in ["proof:0:w:?", "proof:0:r:00000000000000ff", "correct:zz"] {
        let reply = discord.interaction(Press::forged(&table, unknown)).await;
        assert!(reply.ephemeral && reply.message["embeds"].is_null(), "{unknown}: {reply:?}");
    }
    // Where there is no server, there is nobody to correct anything.
    let table = discord.interaction(layoffs("top").at(Place::DirectMessage)).await;
    assert_eq!(discord.press(&table, "Proof").await.buttons(), ["Next"]);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_of_lists_are_proved_by_their_own_words() {
    let (discord, app, bot) = started(&[]).await;
    let list = "company,total_laid_off,date,source,country\nOstrava,1200,4/2/2024,https://list.example/2,Czechia\n";
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import_list(Corpus::Shared, "list.csv", list.as_bytes(), date(2026, 11, 20), note, &mut |_| {}).expect("it imports");
    let table = discord.interaction(layoffs("top").with("country", "Czechia")).await;
    let proof = discord.press(&table, "Proof").await;
    assert!(proof.text().contains("from a list") && proof.text().contains("https://list.example/2"), "{}", proof.text());
    assert!(proof.text().contains("> ") && proof.text().contains("1200"), "{}", proof.text());
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_correction_is_shown_as_one_and_edits_what_was_posted() {
    let (discord, app, bot) = started(&articles()).await;
    let table = discord.interaction(layoffs("top")).await;
    let late = discord.interaction(layoffs("company").with("company", "Zorbex")).await;
    // Only then is it known which message it is.
    discord.wait_for("GET", route::ORIGINAL, 2).await;
    discord.expire(&late.token);
    let elsewhere = discord.interaction(layoffs("top").at(Place::Guild(OTHER_GUILD))).await;
    let question = discord.post(Post::new("How many jobs is Zorbex cutting?").mentioning_bot()).await;
    let answered = discord.answer_to(&question).await;
    let gone = discord.interaction(layoffs("timeline").with("company", "Zorbex")).await;
    discord.delete(&gone.id);
    let proof = discord.press(&table, "Proof").await;

    // Not by everybody, whatever is forged.
    let refused = discord.press(&proof, "Correct").await;
    assert!(refused.text().starts_with("This is for this server's curators"), "{refused:?}");
    let correct = || Press::button(&proof, "Correct").by(Member::manager());
    let form = discord.open_form(correct()).await;
    assert_eq!(form.title(), "Correct this layoff");
    let filled = form.fill(&[("count", "1,100"), ("note", "The filing says 1,100 @everyone")]);
    let forged = discord.interaction(filled.clone().by(Member::asker())).await;
    assert!(forged.text().starts_with("This is for this server's curators"), "{forged:?}");
    let forged = discord.interaction(filled.clone().at(Place::Guild(OTHER_GUILD))).await;
    assert!(!forged.text().contains("Now:"), "{forged:?}");
    for (count, note, words) in
        [("lots", "x", "cannot be read"), ("0", "x", "lies between"), ("", "x", "say what is right"), ("5", " ", "note")]
    {
        let form = discord.open_form(correct()).await;
        let reply = discord.interaction(form.forge(&[("count", count), ("note", note)])).await;
        assert!(reply.ephemeral && reply.text().contains(words), "{words} in {}", reply.text());
    }
    let done = discord.interaction(filled.by(Member::manager())).await;
    assert!(
        done.ephemeral && done.text().contains("Before: Zorbex · 1,200 jobs") && done.text().contains("Now: Zorbex · 1,100 jobs"),
        "{done:?}"
    );

    let edited = becomes(&discord, &table, "1,100 jobs · 1 event · corrected").await;
    assert!(chart(&discord, &edited).starts_with(b"\x89PNG"));
    assert!(alt_text(&discord, &edited).contains("1,100"), "{}", alt_text(&discord, &edited));
    assert_eq!(edited.message["attachments"].as_array().map(Vec::len), Some(1));
    // Its token is no longer taken; as a message of ours it can be edited.
    becomes(&discord, &late, "**Zorbex** · 1,100 jobs").await;
    discord.wait_for("PATCH", route::CHANNEL_MESSAGE, 2).await;
    let proof = discord.press(&edited, "Proof").await;
    assert!(
        proof.text().contains("Corrected by this server's curators:** The filing says 1,100 \\@everyone"),
        "{}",
        proof.text()
    );
    assert!(proof.text().contains("read as: Zorbex · 1,200 jobs"), "{}", proof.text());
    // Another server's table stands, and what it is shown anew is the same.
    assert!(discord.current(&elsewhere).expect("it is there").text().contains("1,200 jobs"));
    assert!(discord.interaction(layoffs("top").at(Place::Guild(OTHER_GUILD))).await.text().contains("1,200 jobs"));
    assert!(discord.history(&answered).len() > 1, "the answer to the message was answered anew");

    // Rejected, and taken back.
    let form = discord.open_form(Press::button(&proof, "Correct").by(Member::manager())).await;
    let done = discord.interaction(form.fill(&[("count", "Reject"), ("note", "satire")])).await;
    assert!(done.text().starts_with("**Rejected:**"), "{done:?}");
    becomes(&discord, &late, "No layoff here that fits").await;
    let nothing = discord.current(&late).expect("it is there");
    assert!(
        nothing.message["attachments"].is_null() || nothing.message["attachments"] == json!([]),
        "no chart is left: {nothing:?}"
    );
    let refused = discord.press(&done, "Undo").await;
    assert!(refused.text().starts_with("This is for this server's curators"), "{refused:?}");
    let undone = discord.interaction(Press::button(&done, "Undo").by(Member::manager())).await;
    assert!(undone.text().starts_with("Taken back"), "{undone:?}");
    becomes(&discord, &table, "**Zorbex** · 1,200 jobs").await;

    // What the operator removes goes from what was posted.
    app.remove(Corpus::Shared, ArticleId::new(Corpus::Shared, "https://a.example/z")).expect("it is removed");
    for _ in 0..150 {
        if !discord.current(&elsewhere).expect("it is there").text().contains("Zorbex") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(!discord.current(&elsewhere).expect("it is there").text().contains("Zorbex"));
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_corrected_while_the_bot_was_away_is_edited_when_it_is_back() {
    let (discord, app, bot) = started(&articles()).await;
    let table = discord.interaction(layoffs("company").with("company", "Zorbex")).await;
    let private = discord.interaction(layoffs("company").with("company", "Zorbex").with("private", true)).await;
    discord.wait_for("GET", route::ORIGINAL, 1).await;
    // What changed up to here has been seen to.
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    bot.stop().await;
    discord.left().await;
    let id = app
        .events(Corpus::Shared)
        .expect("events")
        .all()
        .iter()
        .find(|e| &*e.company == "Zorbex")
        .and_then(|e| e.lead().map(|f| f.id));
    let correcting = pinkslip::app::Correcting { count: Change::To(1_000), note: "said so".into(), ..Default::default() };
    app.correct_fact(Corpus::Shared, id.expect("it is there"), correcting).expect("it is corrected");
    let bot = Bot::over_app(&discord, &app);
    becomes(&discord, &table, "1,000 jobs · Jun 2024 · corrected").await;
    assert_eq!(discord.history(&private).len(), 1, "nobody else relies on it");
    // One that is gone, or where we may not write, is left alone, and all else goes on.
    discord.delete(&table.id);
    app.uncorrect_fact(Corpus::Shared, id.expect("it is there")).expect("it is taken back");
    discord.wait_for("PATCH", route::ORIGINAL, 2).await;
    let reply = discord.interaction(layoffs("company").with("company", "Zorbex")).await;
    assert!(reply.text().contains("**Zorbex** · 1,200 jobs"), "{}", reply.text());
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn companies_with_hostile_names_arrive_harmless() {
    let hostile = "Zor@everyone [free](https://evil.example) ;%1\u{202e}x";
    let (discord, app, bot) = started(&articles()).await;
    let id = app
        .events(Corpus::Server(GUILD))
        .expect("events")
        .all()
        .iter()
        .find(|e| &*e.company == "Zorbex")
        .and_then(|e| e.lead().map(|f| f.id));
    let correcting = pinkslip::app::Correcting { company: Some(hostile.into()), note: hostile.into(), ..Default::default() };
    app.correct_fact(Corpus::Server(GUILD), id.expect("it is there"), correcting).expect("it is corrected");
    for ask in [layoffs("top"), layoffs("top").with("of", "layoffs"), layoffs("company").with("company", hostile)] {
        let table = discord.interaction(ask).await;
        let proof = discord.press(&table, "Proof").await;
        for reply in [&table, &proof] {
            let text = format!("{}{}{}", reply.embed("title"), reply.embed("description"), reply.content());
            assert!(!text.contains('\u{202e}') && !text.contains("](https://evil") && !text.contains("r@everyone"), "{text}");
            assert_eq!(reply.message["allowed_mentions"]["parse"], json!([]));
        }
        assert!(proof.text().contains("1,200"), "{}", proof.text());
    }
    // Names too long for a button are remembered.
    let long = |n: usize| format!("{n} {}", "x".repeat(90));
    let ask = layoffs("compare").with("company", "Quill").with("company_2", long(2)).with("company_3", long(3));
    let table = discord.interaction(ask).await;
    assert!(discord.press(&table, "Proof").await.text().contains("Row 1: **Quill**"));
    bot.stop().await;
    discord.assert_clean();
}
