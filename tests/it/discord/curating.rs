//! What curators do, who they are, and what everybody else sees of it.

use std::sync::Arc;

use pinkslip::app::App;
use pinkslip::article::Corpus;

use super::Bot;
use crate::adding::{Site, page};
use crate::fake_discord::command::Given;
use crate::fake_discord::interaction::Reply;
use crate::fake_discord::{Ask, FakeDiscord, File, GUILD, Member, OTHER_GUILD, Place, Post, Press, route};

const ROLE: u64 = 650_000_000_000_000_001;

async fn started() -> (FakeDiscord, Site, Arc<App>, Bot) {
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    let app = Arc::new(site.app());
    let bot = Bot::over_app(&discord, &app);
    (discord, site, app, bot)
}

fn curator(command: &str) -> Ask {
    Ask::command(command).by(Member::manager())
}

/// Everything that a curator does to the articles, as a forger without the right would send it.
fn forged() -> Vec<Ask> {
    let commands = [
        Ask::command("article add link").with("links", "https://x.example/a"),
        Ask::command("article add file").with("file", File::new("a.txt", "Title\n\nJobs go.")),
        Ask::command("article add text"),
        Ask::command("article remove").with("article", "x"),
        Ask::command("article restore").with("article", "x"),
        Ask::command("index rebuild"),
        Ask::command("index status"),
        Ask::command("curators"),
        Ask::command("curators").with("role", Given::Role(ROLE)),
    ];
    commands.into()
}

fn harmless(reply: &Reply) {
    let shown = reply.message.to_string();
    assert!(!shown.contains('\u{202e}') && !shown.contains('\u{200b}'), "{shown}");
    assert!(!reply.text().contains(" @everyone") && !reply.text().contains("](https://evil"), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_are_added_asked_about_removed_and_restored() {
    let (discord, site, app, bot) = started().await;
    let reply = discord.interaction(curator("article add link").with("links", site.link("/news"))).await;
    assert!(reply.ephemeral);
    let text = reply.text();
    for part in [
        "Zorbex cuts 300 jobs",
        "Added",
        "The Wire",
        "5 Mar 2024",
        "read at its address",
        "words",
        "> Zorbex is cutting 300 jobs",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let answered = discord.interaction(Ask::question("How many jobs is Zorbex cutting?")).await;
    assert!(answered.text().contains("is cutting **300** jobs"), "{}", answered.text());
    let elsewhere = Ask::question("How many jobs is Zorbex cutting?").at(Place::Guild(OTHER_GUILD));
    assert!(!discord.interaction(elsewhere).await.text().contains("300"));

    let offered = discord.autocomplete(curator("article remove"), "article", "zorb").await;
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].0, "Zorbex cuts 300 jobs · The Wire · 5 Mar 2024");
    let nothing = discord.autocomplete(Ask::command("article remove"), "article", "zorb").await;
    assert!(nothing.is_empty(), "a member learns nothing: {nothing:?}");
    let removed = discord.interaction(curator("article remove").with("article", offered[0].1.clone())).await;
    assert!(removed.content().starts_with("Removed: Zorbex cuts 300 jobs") && removed.buttons() == ["Undo"], "{removed:?}");
    let left = |app: &App| app.coverage(Corpus::Server(GUILD)).expect("it counts").articles;
    assert_eq!(left(&app), 0);

    let forged = discord.press(&removed, "Undo").await;
    assert!(forged.content().starts_with("This is for this server's curators"), "{forged:?}");
    let undone = discord.interaction(Press::button(&removed, "Undo").by(Member::manager())).await;
    assert!(undone.content().starts_with("Restored: Zorbex cuts 300 jobs"), "{undone:?}");
    let twice = discord.interaction(Press::button(&removed, "Undo").by(Member::manager())).await;
    assert!(twice.content().contains("it is here already"), "{twice:?}");
    assert_eq!(left(&app), 1);

    // The button under what was added, and then once more on an article that is gone.
    for expected in ["Removed:", "This article is not among"] {
        let reply = discord.interaction(Press::button(&reply, "Remove again").by(Member::manager())).await;
        assert!(reply.content().starts_with(expected), "{reply:?}");
    }
    let offered = discord.autocomplete(curator("article restore"), "article", "").await;
    assert_eq!(offered.len(), 1);
    let restored = discord.interaction(curator("article restore").with("article", "zorbex")).await;
    assert!(restored.content().starts_with("Restored:"), "{restored:?}");
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_links_are_told_one_by_one_and_bad_ones_with_the_way_out() {
    let (discord, site, app, bot) = started().await;
    let good = site.link("/news");
    let bad = ["/report.pdf", "/login", "/gone", "/inside", "/metadata", "/large", "/bomb"].map(|path| site.link(path));
    let links = format!("{good} <{good}> http://127.0.0.1:9/ http://[::1]/ {}", bad.join("\n"));
    let message = discord.post(Post::new(&format!("Read {links}"))).await;
    let token = discord.send(Ask::of_message("Add linked articles", &message).by(Member::manager())).await;
    let reply = discord.reply_with(&token, "Not added").await;
    let text = reply.text();
    assert!(text.contains("Zorbex cuts 300 jobs"), "{text}");
    assert_eq!(reply.message["content"], "");
    assert!(text.matches("127.0.0.1").count() >= bad.len(), "each is told: {text}");
    assert_eq!(app.coverage(Corpus::Server(GUILD)).expect("it counts").articles, 1);
    assert!(discord.history(&reply).len() > 1, "progress was told");

    let none = discord.post(Post::new("no link")).await;
    let reply = discord.interaction(Ask::of_message("Add linked articles", &none).by(Member::manager())).await;
    assert!(reply.content().starts_with("There is no link in that message"), "{reply:?}");
    let many: String = (0..21).map(|n| format!("https://x.example/{n} ")).collect();
    let reply = discord.interaction(curator("article add link").with("links", many)).await;
    assert!(reply.content().contains("at most 20"), "{reply:?}");
    let forged = discord.interaction(Ask::of_message("Add linked articles", &message)).await;
    assert!(forged.content().starts_with("This is for this server's curators"), "{forged:?}");
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_added_and_bad_ones_refused() {
    let (discord, _site, app, bot) = started().await;
    let text = File::new("memo.txt", "Hushco closes\n\nHushco laid off all 80 employees on Monday. Nobody was warned.");
    let html = File::new("page.html", page("Quillmark cuts 12 jobs")).of_kind("text/html");
    let token = discord.send(curator("article add file").with("file", text).with("file_2", html)).await;
    let shown = discord.reply_with(&token, "articles were read").await.text();
    assert!(shown.contains("Hushco closes") && shown.contains("Quillmark cuts 12 jobs"), "{shown}");

    let json = concat!(r#"{"title":"A","body":"Acme cut 5 jobs."}"#, "\n", r#"{"title":"B"}"#, "\n");
    let reply = discord.interaction(curator("article add file").with("file", File::new("two.jsonl", json))).await;
    assert!(reply.text().contains("Not added"), "{}", reply.text());

    let lies = File::new("a.txt", b"%PDF-1.7\n\x00\x01\x02".to_vec());
    let large = File::new("big.txt", "x").claiming(12_000_000);
    let larger = File::new("larger.txt", vec![b'a'; 11 << 20]).claiming(10);
    for (file, why) in [(lies, "PDF"), (large, "larger than 10 MiB"), (larger, "larger than 10 MiB")] {
        let reply = discord.interaction(curator("article add file").with("file", file)).await;
        assert!(reply.text().starts_with("Nothing was added") && reply.text().contains(why), "{}", reply.text());
    }
    assert_eq!(app.coverage(Corpus::Server(GUILD)).expect("it counts").articles, 3);
    discord.upset("GET", route::ATTACHMENT, crate::fake_discord::Fault::Status(404), 1);
    let reply = discord.interaction(curator("article add file").with("file", File::new("gone.txt", "T\n\nx."))).await;
    assert!(reply.text().contains("Please attach it again"), "{}", reply.text());
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pasted_text_is_added_by_its_form() {
    let (discord, _site, app, bot) = started().await;
    let form = discord.open_form(curator("article add text")).await;
    assert_eq!(form.labels().len(), 5);
    let filled = form.fill(&[
        ("title", "Hushco closes"),
        ("about", "The Wire\n2024-10-02\nhttps://intra.example/hushco"),
        ("text", "Hushco laid off all 80 employees on Monday. Its founder wrote that the money"),
        ("text_2", "had run out. Nobody was warned."),
    ]);
    let reply = discord.interaction(filled.by(Member::manager())).await;
    for part in ["Hushco closes", "The Wire", "2 Oct 2024", "pasted by a curator"] {
        assert!(reply.text().contains(part), "{part} in {}", reply.text());
    }
    let answered = discord.interaction(Ask::question("How many people did Hushco lay off?")).await;
    assert!(answered.text().contains("laid off all **80** employees"), "{}", answered.text());

    let hostile = "@everyone <@1> [free](https://evil.example) ```sh``` \u{202e}abc\u{200b} ".repeat(100);
    let hostile = hostile.chars().take(4_000).collect::<String>();
    let title = &hostile[..900];
    let filled = form.fill(&[("title", title), ("text", &hostile), ("text_2", &hostile), ("text_3", &hostile)]);
    let reply = discord.interaction(filled.by(Member::manager())).await;
    harmless(&reply);
    assert!(reply.text().contains(".txt file"), "a full form says so: {}", reply.text());

    let empty = discord.interaction(form.forge(&[("text", " \u{200b} ")]).by(Member::manager())).await;
    assert!(empty.content().starts_with("There was no text in the form"), "{empty:?}");
    let before = app.coverage(Corpus::Server(GUILD)).expect("it counts").articles;
    let foreign = form.forge(&[("text", "Jobs go.")]).by(Member::asker());
    let reply = discord.interaction(foreign.clone()).await;
    assert!(reply.content().starts_with("This is for this server's curators"), "{reply:?}");
    let reply = discord.interaction(foreign.by(Member::manager()).at(Place::Guild(OTHER_GUILD))).await;
    assert!(reply.ephemeral && reply.content().starts_with("The bot was not added"), "{reply:?}");
    assert_eq!(app.coverage(Corpus::Server(GUILD)).expect("it counts").articles, before);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_curators_curate() {
    let (discord, _site, app, bot) = started().await;
    for ask in forged() {
        let command = ask.command.clone();
        let reply = discord.interaction(ask.clone()).await;
        assert!(reply.ephemeral && reply.content().starts_with("This is for"), "{command}: {reply:?}");
        // Not even a manager where the bot was not added, or in a direct message.
        for (place, words) in
            [(Place::ForeignGuild(GUILD), "The bot was not added"), (Place::DirectMessage, "This works in servers only")]
        {
            let reply = discord.interaction(ask.clone().by(Member::manager()).at(place)).await;
            assert!(reply.content().starts_with(words), "{command}: {reply:?}");
        }
    }
    assert!(super::log().contains("refused: not a curator"));
    assert_eq!(app.coverage(Corpus::Server(GUILD)).expect("it counts").articles, 0);

    let shown = discord.interaction(curator("curators")).await;
    assert!(shown.text().contains("Curators: members with Manage Server"), "{}", shown.text());
    let set = discord.interaction(curator("curators").with("role", Given::Role(ROLE)).with("channel", Given::Channel(5))).await;
    assert!(set.text().contains("Saved.") && set.text().contains(&format!("<@&{ROLE}>")), "{}", set.text());
    assert!(set.text().contains("Server Settings > Integrations"), "{}", set.text());
    let everybody = discord.interaction(curator("curators").with("role", Given::Role(GUILD))).await;
    assert!(everybody.content().contains("everyone cannot be"), "{everybody:?}");

    let with_role = Member::asker().with_role(ROLE);
    let status = discord.interaction(Ask::command("index status").by(with_role.clone())).await;
    assert!(status.text().contains("This server's own: 0 articles"), "{}", status.text());
    // The role makes curators here alone, and none who could make others.
    let elsewhere = Ask::command("index status").by(with_role.clone()).at(Place::Guild(OTHER_GUILD));
    assert!(discord.interaction(elsewhere).await.content().starts_with("This is for"));
    let reply = discord.interaction(Ask::command("curators").with("reset", true).by(with_role)).await;
    assert!(reply.content().starts_with("This is for members with Manage Server"), "{reply:?}");
    let reset = discord.interaction(curator("curators").with("reset", true)).await;
    assert!(!reset.text().contains("<@&"), "{}", reset.text());
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_index_is_rebuilt_while_questions_are_answered() {
    let (discord, site, _app, bot) = started().await;
    discord.interaction(curator("article add link").with("links", site.link("/news"))).await;
    let token = discord.send(curator("index rebuild")).await;
    let answered = discord.interaction(Ask::question("How many jobs is Zorbex cutting?")).await;
    assert!(answered.text().contains("300 jobs"));
    let done = discord.reply_with(&token, "Rebuilt").await;
    assert!(done.content().starts_with("Rebuilt: 1 of this server's own articles, 1 passage"), "{done:?}");
    let status = discord.interaction(curator("index status")).await;
    assert!(status.text().contains("Everything stored can be found"), "{}", status.text());
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_looks_at_what_they_may_see() {
    let (discord, site, _app, bot) = started().await;
    let empty = discord.interaction(Ask::command("articles list")).await;
    assert!(empty.ephemeral && empty.content().starts_with("There are no articles here yet"), "{empty:?}");
    for n in 0..23 {
        site.put(&format!("/{n}"), "200 OK\r\nContent-Type: text/html", page(&format!("Acme{n} cuts {n} jobs")).into_bytes());
    }
    for links in [0..12, 12..23].map(|numbers| numbers.map(|n| site.link(&format!("/{n}"))).collect::<Vec<_>>().join(" ")) {
        let token = discord.send(curator("article add link").with("links", links)).await;
        discord.reply_with(&token, "articles were read").await;
    }
    let first = discord.interaction(Ask::command("articles list")).await;
    assert_eq!((first.embed("footer/text"), first.buttons()), ("23 articles · page 1 of 3", vec!["Next".to_owned()]));
    assert!(first.embed("description").contains("this server's own"));
    bot.stop().await;
    discord.left().await;

    // The buttons work after a restart.
    let bot = Bot::over_app(&discord, &_app);
    let last = discord.press(&discord.press(&first, "Next").await, "Next").await;
    assert_eq!((last.id.as_str(), last.embed("footer/text")), (first.id.as_str(), "23 articles · page 3 of 3"));
    assert_eq!(last.embed("description").lines().count(), 3);
    let found = discord.interaction(Ask::command("articles list").with("containing", "Acme22 ")).await;
    assert_eq!(found.embed("footer/text"), "Acme22 · 1 article");
    let none = discord.interaction(Ask::command("articles list").with("containing", "nowhere*")).await;
    assert!(none.content().contains("“nowhere\\*”"), "{none:?}");

    let offered = discord.autocomplete(Ask::command("articles show"), "article", "Acme7 ").await;
    let shown = discord.interaction(Ask::command("articles show").with("article", offered[0].1.clone())).await;
    assert!(!shown.ephemeral && shown.embed("title") == "Acme7 cuts 7 jobs", "{shown:?}");
    for part in ["The Wire", "5 Mar 2024", "read at its address", "words", "this server's own", "> Zorbex is cutting 300 jobs"] {
        assert!(shown.text().contains(part), "{part} in {}", shown.text());
    }
    let elsewhere = Ask::command("articles show").with("article", offered[0].1.clone()).at(Place::Guild(OTHER_GUILD));
    assert!(discord.interaction(elsewhere).await.content().starts_with("No article here fits"));
    let several = discord.interaction(Ask::command("articles show").with("article", "Acme")).await;
    assert!(several.content().starts_with("23 articles fit"), "{several:?}");

    let sources = discord.autocomplete(Ask::question("x"), "source", "the").await;
    assert_eq!(sources.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["The Wire"]);
    let companies = discord.autocomplete(Ask::question("x"), "company", "goog").await;
    assert!(companies.iter().any(|(name, _)| name == "Google"), "{companies:?}");

    let help = discord.interaction(Ask::command("help")).await;
    assert!(
        help.ephemeral && help.text().contains("/articles suggest") && !help.text().contains("/article add"),
        "{}",
        help.text()
    );
    assert!(discord.interaction(curator("help")).await.text().contains("/article add"));
    let about = discord.interaction(Ask::command("about")).await;
    assert!(about.text().contains("23 articles") && !about.text().contains("http"), "{}", about.text());
    bot.stop().await;
    discord.assert_clean();
}
