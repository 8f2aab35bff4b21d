//! What comes at the wrong time or in the wrong shape: long work, restarts, answers too late, hostile titles.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use pinkslip::answer::Answer;
use pinkslip::app::App;
use pinkslip::article::Corpus;
use pinkslip::discord::{AskedInDiscord, Failure, Program, Status};

use super::{Bot, generous, lyft};
use crate::adding::{Site, page};
use crate::fake_discord::command::Given;
use crate::fake_discord::interaction::Reply;
use crate::fake_discord::{Ask, FakeDiscord, File, Forbidden, GUILD, Member, OTHER_GUILD, Place, Post, Press, TOKEN, route};

const CHANNEL: u64 = 500_000_000_000_001_001;

/// A program whose index takes as long to rebuild as the test wants.
#[derive(Default)]
struct Rebuilding {
    done: AtomicBool,
    fails: AtomicBool,
    begun: Mutex<Vec<u64>>,
}

impl Program for Rebuilding {
    fn ask(&self, _: AskedInDiscord) -> Result<Answer, Failure> {
        Ok(lyft())
    }

    fn rebuild(&self, server: u64, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<(), Failure> {
        self.begun.lock().expect("unpoisoned").push(server);
        progress(1_234, 5_678);
        let begun = std::time::Instant::now();
        while server == GUILD && !self.done.load(Ordering::Relaxed) && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(20));
        }
        if self.fails.load(Ordering::Relaxed) { Err(Failure::Internal("no space on the device".into())) } else { Ok(()) }
    }

    fn status(&self, _: u64) -> Result<Status, Failure> {
        Ok(Status { articles: 5_678, passages: 11_000, up_to_date: true })
    }

    fn coverage(&self, _: Option<u64>) -> Result<pinkslip::answer::Coverage, Failure> {
        Ok(lyft().coverage)
    }
}

fn curator(command: &str) -> Ask {
    Ask::command(command).by(Member::manager())
}

/// Nothing of a hostile text works in this message.
fn harmless(reply: &Reply) {
    let all = reply.message.to_string();
    for hidden in ['\u{202e}', '\u{200b}', '\u{2066}'] {
        assert!(!all.contains(hidden), "{hidden:?} in {all}");
    }
    let text = reply.text();
    for works in [" @everyone", "[@everyone", "\n@everyone", "](https://evil", " <@1>", " ```"] {
        assert!(!text.contains(works), "{works:?} in {text}");
    }
    assert_eq!(reply.message["allowed_mentions"]["parse"], serde_json::json!([]), "{all}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_rebuild_tells_how_far_it_is_and_runs_once() {
    let discord = FakeDiscord::start().await;
    let program = Arc::new(Rebuilding::default());
    let bot = Bot::over(&discord, TOKEN, Arc::clone(&program) as Arc<dyn Program>, generous());
    let token = discord.send(curator("index rebuild")).await;
    let told = discord.reply_with(&token, "1,234 of 5,678 articles").await;
    assert!(told.ephemeral && told.content().contains("Questions are answered meanwhile"), "{told:?}");

    let again = discord.interaction(curator("index rebuild")).await;
    assert!(again.ephemeral && again.content().starts_with("This server's index is being rebuilt already"), "{again:?}");
    let status = discord.interaction(curator("index status")).await;
    assert!(status.text().to_lowercase().contains("being rebuilt"), "{}", status.text());
    // Neither another server nor a question waits for it.
    let other = discord.interaction(curator("index rebuild").at(Place::Guild(OTHER_GUILD))).await;
    assert!(other.content().starts_with("Rebuilt: 5,678"), "{other:?}");
    assert!(discord.interaction(Ask::question("x")).await.embed("title").starts_with("Lyft"));

    program.done.store(true, Ordering::Relaxed);
    let done = discord.reply_with(&token, "Rebuilt: 5,678 of this server's own articles, 11,000 passages.").await;
    assert!(discord.history(&done).len() >= 2, "progress was told in the same message");
    assert_eq!(*program.begun.lock().expect("unpoisoned"), [GUILD, OTHER_GUILD]);

    // One that fails is told with a reference, and the next one may begin.
    program.fails.store(true, Ordering::Relaxed);
    let failed = discord.interaction(curator("index rebuild")).await;
    assert!(failed.content().starts_with("Something went wrong on our side."), "{failed:?}");
    assert!(!failed.content().contains("device"), "{failed:?}");
    program.fails.store(false, Ordering::Relaxed);
    assert!(discord.interaction(curator("index rebuild")).await.content().starts_with("Rebuilt"));
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_button_works_after_a_restart() {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    for n in 0..12 {
        site.put(&format!("/{n}"), "200 OK\r\nContent-Type: text/html", page(&format!("Acme{n} cuts {n} jobs")).into_bytes());
    }
    let app: Arc<App> = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    let added = discord.interaction(curator("article add link").with("links", site.link("/0"))).await;
    let links: Vec<_> = (1..12).map(|n| site.link(&format!("/{n}"))).collect();
    let token = discord.send(curator("article add link").with("links", links.join(" "))).await;
    discord.reply_with(&token, "articles were read").await;
    let listed = discord.interaction(Ask::command("articles list").with("containing", "cuts")).await;
    let removed = discord.interaction(curator("article remove").with("article", "Acme7 ")).await;
    let refused = discord.interaction(Ask::question("How many jobs did Lyft cut?")).await;
    let token = discord.send(Ask::command("articles suggest").with("link", site.link("/news"))).await;
    let suggested = discord.followup(&token, 0).await;
    let form = discord.open_form(curator("article add text")).await;
    bot.stop().await;
    discord.left().await;

    let bot = Bot::over_app(&discord, &app);
    let managing = |press: Press| press.by(Member::manager());
    let undone = discord.interaction(managing(Press::button(&removed, "Undo"))).await;
    assert!(undone.content().starts_with("Restored: Acme7"), "{undone:?}");
    let taken = discord.interaction(managing(Press::button(&added, "Remove again"))).await;
    assert!(taken.content().starts_with("Removed: Acme0") && taken.buttons() == ["Undo"], "{taken:?}");
    let turned = discord.press(&listed, "Next").await;
    assert!(turned.embed("footer/text").starts_with("cuts · 11 articles · page 2"), "{turned:?}");
    assert!(discord.press(&turned, "Previous").await.embed("footer/text").contains("page 1"));
    assert_eq!(discord.open_form(Press::button(&refused, "Suggest article")).await.title(), "Suggest article");
    let declined = discord.interaction(managing(Press::button(&suggested, "Decline"))).await;
    assert!(declined.text().contains("Declined by"), "{}", declined.text());
    // A form that was open meanwhile can still be sent off.
    let reply = discord.interaction(form.fill(&[("text", "Hushco closes\n\nHushco laid off all 80 people.")])).await;
    assert!(reply.text().contains("Hushco closes"), "{}", reply.text());
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_answered_too_late_is_done_or_not_and_harms_nothing() {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    let app: Arc<App> = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    let added = discord.interaction(curator("article add link").with("links", site.link("/news"))).await;
    let own = || app.coverage(Corpus::Server(GUILD)).expect("it counts").articles;
    let before = discord.sent_to("POST", route::CALLBACK).len();
    assert_eq!(own(), 1);

    // Discord has forgotten each of them when the answer comes: 10062.
    discord.patience(Duration::ZERO);
    discord.send(curator("index status")).await;
    discord.send(Press::button(&added, "Remove again").by(Member::manager())).await;
    discord.wait_for("POST", route::CALLBACK, before + 2).await;
    discord.patience(Duration::from_secs(3));
    let status = discord.interaction(curator("index status")).await;
    assert!(status.text().contains("This server's own: 0 articles"), "what was pressed was done: {}", status.text());
    // Pressed again, as nothing was seen of it, it says what there is; and the way back works.
    let again = discord.interaction(Press::button(&added, "Remove again").by(Member::manager())).await;
    assert!(again.content().starts_with("This article is not among"), "{again:?}");
    let restored = discord.interaction(curator("article restore").with("article", "zorbex")).await;
    assert!(restored.content().starts_with("Restored"), "{restored:?}");
    assert_eq!(own(), 1);
    discord.wait_for("POST", route::CALLBACK, before + 5).await;
    assert_eq!(discord.sent_to("POST", route::CALLBACK).len(), before + 5, "nothing is tried again");
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_title_of_ten_thousand_hostile_characters_is_only_a_title() {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    let hostile = "Quillmark @everyone <@1> [free](https://evil.example) ```sh``` \u{202e}abc\u{2066}\u{200b} **b** ||s|| ";
    let title: String = hostile.chars().cycle().take(10_000).collect();
    let escaped = title.replace('<', "&lt;").replace('>', "&gt;");
    site.put("/long", "200 OK\r\nContent-Type: text/html; charset=utf-8", page(&escaped).into_bytes());
    let app: Arc<App> = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    let json = serde_json::json!({"title": title.replace("Quillmark", "Vexlo"), "body": "Vexlo cut 41 jobs. It said so.",
                                  "source": hostile, "author": hostile})
    .to_string();
    let mut seen = Vec::new();
    seen.push(discord.interaction(curator("article add link").with("links", site.link("/long"))).await);
    seen.push(discord.interaction(curator("article add file").with("file", File::new("a.jsonl", json))).await);
    let form = discord.open_form(curator("article add text")).await;
    let filled = form.fill(&[("title", &title.chars().take(900).collect::<String>()), ("text", "Dremlo cut 17 jobs.")]);
    seen.push(discord.interaction(filled.by(Member::manager())).await);
    assert_eq!(app.coverage(Corpus::Server(GUILD)).expect("it counts").articles, 3, "{seen:#?}");

    seen.push(discord.interaction(Ask::command("articles list")).await);
    assert_eq!(seen[3].embed("footer/text"), "3 articles");
    seen.push(discord.interaction(Ask::question("How many jobs did Vexlo cut?")).await);
    assert!(seen[4].text().contains("**41**"), "{}", seen[4].text());
    let offered = discord.autocomplete(curator("article remove"), "article", "vexlo").await;
    assert_eq!(offered.len(), 1, "{offered:?}");
    assert!(offered[0].0.chars().count() <= 100 && !offered[0].0.contains('\u{202e}'), "{offered:?}");
    seen.push(discord.interaction(Ask::command("articles show").with("article", offered[0].1.clone())).await);
    seen.push(discord.interaction(curator("article remove").with("article", offered[0].1.clone())).await);
    seen.push(discord.interaction(curator("article restore").with("article", offered[0].1.clone())).await);
    for reply in &seen {
        harmless(reply);
    }
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_link_leads_to_is_refused_with_its_reason() {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    let app: Arc<App> = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    for (link, why) in [
        (site.link("/bomb"), "10 MiB"),
        (site.link("/large"), "10 MiB"),
        (site.link("/endless"), "10 MiB"),
        (site.link("/report.pdf"), "a PDF"),
        (site.link("/lies"), "a PDF"),
        (site.link("/login"), "login page"),
        (site.link("/metadata"), "not on the public internet"),
        ("http://169.254.169.254/latest".to_owned(), "not on the public internet"),
        ("http://[::ffff:127.0.0.1]/".to_owned(), "not on the public internet"),
        ("http://2130706433/".to_owned(), "not on the public internet"),
    ] {
        let reply = discord.interaction(curator("article add link").with("links", link.clone())).await;
        assert!(reply.text().starts_with("Nothing was added") && reply.text().contains(why), "{link}: {}", reply.text());
    }
    // Attachments: too large by their own word, too large whatever they say, and of another kind than they say.
    let picture = [&b"\x89PNG\r\n\x1a\n"[..], &[0; 64]].concat();
    for (file, why) in [
        (File::new("huge.html", vec![b'a'; 12_000_000]).of_kind("text/html"), "larger than 10 MiB"),
        (File::new("sly.html", vec![b'a'; 12_000_000]).of_kind("text/html").claiming(100), "larger than 10 MiB"),
        (File::new("news.html", picture).of_kind("text/html"), "picture"),
        (File::new("news.txt", b"PK\x03\x04 and so on".to_vec()), "copy its text"),
        (File::new("empty.txt", ""), "it is empty"),
        (File::new("unseen.txt", " \u{200b}\n\u{2066}\n "), "it is empty"),
    ] {
        let name = file.name.clone();
        let reply = discord.interaction(curator("article add file").with("file", file)).await;
        assert!(reply.text().starts_with("Nothing was added") && reply.text().contains(why), "{name}: {}", reply.text());
    }
    assert_eq!(app.coverage(Corpus::Server(GUILD)).expect("it counts").articles, 0);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_right_to_embed_all_is_said_in_words() {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    let app: Arc<App> = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    let add = curator("article add link").with("links", site.link("/news")).without_embeds();
    let added = discord.interaction(add).await;
    assert!(added.content().contains("Zorbex cuts 300 jobs") && added.embed("title").is_empty(), "{added:?}");
    assert_eq!(added.buttons(), ["Remove again"]);
    for command in ["articles list", "help", "about"] {
        let reply = discord.interaction(Ask::command(command).without_embeds()).await;
        assert!(reply.content().chars().count() > 20 && reply.embed("title").is_empty(), "{command}: {reply:?}");
    }
    // The curators' channel is one where it may not.
    discord.interaction(curator("curators").with("channel", Given::Channel(CHANNEL))).await;
    discord.forbid(CHANNEL, Forbidden::Embedding, true);
    discord.interaction(Ask::command("articles suggest").with("link", site.link("/moved")).with("note", "see this")).await;
    let post = discord.wait_for_message(CHANNEL, "Suggestion 1").await;
    assert!(post.content().contains("see this") && post.buttons() == ["Accept", "Decline"], "{post:?}");
    let asked = discord.post(Post::new("How many jobs is Zorbex cutting?").mentioning_bot()).await;
    assert!(discord.answer_to(&asked).await.text().contains("300"));
    bot.stop().await;
    discord.assert_clean();
}
