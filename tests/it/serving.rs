//! The bot as an operator runs it: the real program against the fake Discord, started, stopped, killed and cut off.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::adding::{Site, page};
use crate::fake_discord::{APPLICATION, Ask, FakeDiscord, Fault, File, GUILD, Heard, Member, Post, TOKEN, route};
use crate::program::{Program, numbered, word};

const LOG: &str = "log.txt";

/// Starts the bot; what it logs goes to a file of the home.
fn start(program: &Program, discord: &FakeDiscord, settings: &[(&str, &str)]) -> Running {
    let log = std::fs::File::create(program.path(LOG)).expect("it can be written");
    let mut command = program.command(&["serve"]);
    command.env("PINKSLIP_DISCORD_API", discord.base()).env("DISCORD_TOKEN", TOKEN).envs(settings.iter().copied());
    Running(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().expect("it starts"))
}

/// A program that is killed where a test fails.
struct Running(Child);

impl Running {
    fn signal(&self, signal: &str) {
        let told = std::process::Command::new("kill").args([signal, &self.0.id().to_string()]).status();
        assert!(told.expect("kill is there").success());
    }

    /// Waits for its end and gives its exit code.
    async fn ends(&mut self) -> Option<i32> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait().expect("it can be asked") {
                return status.code();
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "it does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended long ago.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn log(program: &Program) -> String {
    std::fs::read_to_string(program.path(LOG)).expect("it is there")
}

fn asked(n: usize) -> Ask {
    Ask::question(&format!("What did the chief executive of Acme{} say?", word(n)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_stops_on_either_signal_and_starts_again() {
    let program = Program::with(&[numbered(1)]);
    let discord = FakeDiscord::start().await;
    for signal in ["-INT", "-TERM", "-KILL", "-TERM"] {
        let mut bot = start(&program, &discord, &[]);
        let reply = discord.interaction(asked(1)).await;
        assert!(reply.text().contains(&word(1)), "{signal}: {reply:?}");
        bot.signal(signal);
        let expected = if signal == "-KILL" { None } else { Some(0) };
        assert_eq!(bot.ends().await, expected, "{signal}: {}", log(&program));
        program.assert_sound();
    }
    let goodbyes = discord.heard().iter().filter(|heard| **heard == Heard::Goodbye).count();
    assert_eq!(goodbyes, 3, "{:?}", discord.heard());
    // They were registered at the first start alone.
    assert_eq!(discord.sent_to("PUT", route::COMMANDS).len(), 1);
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_under_way_is_finished_unless_it_is_told_twice() {
    let program = Program::with(&[numbered(1)]);
    let discord = FakeDiscord::start().await;
    let mut bot = start(&program, &discord, &[]);
    discord.interaction(asked(1)).await;
    discord.upset("POST", route::CALLBACK, Fault::Limited { after: 1.0, global: false }, 1);
    let token = discord.send(asked(1)).await;
    discord.wait_for("POST", route::CALLBACK, 2).await;
    bot.signal("-TERM");
    assert!(discord.reply(&token).await.text().contains(&word(1)));
    assert_eq!(bot.ends().await, Some(0));

    let mut bot = start(&program, &discord, &[]);
    discord.interaction(asked(1)).await;
    discord.upset("POST", route::CALLBACK, Fault::Slow(Duration::from_secs(15)), 1);
    discord.send(asked(1)).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    bot.signal("-INT");
    tokio::time::sleep(Duration::from_millis(500)).await;
    let told = Instant::now();
    bot.signal("-INT");
    assert_eq!(bot.ends().await, Some(3), "{}", log(&program));
    assert!(told.elapsed() < Duration::from_secs(2));
    program.assert_sound();
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_is_away_is_tried_until_it_is_back() {
    let program = Program::with(&[numbered(1)]);
    let discord = FakeDiscord::start().await;
    let mut bot = start(&program, &discord, &[]);
    discord.interaction(asked(1)).await;
    discord.gateway_away(true);
    discord.close_sockets();
    // Long enough that whatever counts attempts has counted several, and not so many that it is a storm.
    tokio::time::sleep(Duration::from_secs(25)).await;
    assert!(bot.0.try_wait().expect("it can be asked").is_none(), "it gave up: {}", log(&program));
    let attempts = discord.heard().iter().filter(|heard| **heard == Heard::TurnedAway).count();
    assert!((3..40).contains(&attempts), "{attempts} attempts: {:?}", discord.heard());
    discord.gateway_away(false);
    assert!(discord.interaction(asked(1)).await.text().contains(&word(1)));
    bot.signal("-TERM");
    assert_eq!(bot.ends().await, Some(0), "{}", log(&program));
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_says_what_happened_and_not_what_was_asked() {
    let program = Program::with(&[numbered(1)]);
    program.write("token", TOKEN);
    program.write("pinkslip.toml", "token_file = 'token'\nlog_format = 'json'\n");
    let discord = FakeDiscord::start().await;
    let mut bot = start(&program, &discord, &[("DISCORD_TOKEN", "")]);
    discord.interaction(asked(1).with("company", "Zebrasecret")).await;
    discord.interaction(Ask::question("a confidential pineapple").with("since", "soonish")).await;
    // By mention and in direct messages, and what is written into forms, files, links and notes.
    for post in [Post::new("whispered mango").mentioning_bot(), Post::new("whispered mango").directly()] {
        let asked = discord.post(post).await;
        discord.answer_to(&asked).await;
    }
    let curator = |command: &str| Ask::command(command).by(Member::manager());
    let form = discord.open_form(curator("article add text")).await;
    let filled = form.fill(&[("title", "Hidden papaya"), ("text", "Papayaco quietly cut 12 jobs. Nobody was told.")]);
    assert!(discord.interaction(filled.by(Member::manager())).await.text().contains("papaya"));
    for file in [File::new("quince.txt", "Quinceco\n\nQuinceco cut 3 jobs."), File::new("quince.txt", "%PDF-1.7")] {
        discord.interaction(curator("article add file").with("file", file)).await;
    }
    discord.interaction(curator("article add link").with("links", "http://10.0.0.1/lychee")).await;
    let suggest = Ask::command("articles suggest").with("link", "https://lychee.example/").with("note", "a guava note");
    discord.interaction(suggest).await;
    discord.autocomplete(curator("article remove"), "article", "papay").await;
    bot.signal("-TERM");
    assert_eq!(bot.ends().await, Some(0));
    let log = log(&program);
    for secret in [
        TOKEN,
        "interaction-token",
        &word(1),
        "chief executive",
        "Zebrasecret",
        "pineapple",
        "soonish",
        "mango",
        "apaya",
        "uince",
        "lychee",
        "guava",
    ] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    let lines: Vec<Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect();
    let with =
        |text: &str| lines.iter().filter(|line| line["message"].as_str().is_some_and(|message| message.contains(text))).count();
    assert_eq!((with("everybody on this machine can read the token"), with("stopping")), (1, 1), "{log}");
    let invite = format!("client_id={APPLICATION}&permissions=274878024704&integration_type=0&scope=bot+applications.commands");
    assert!(log.contains(&invite), "{log}");
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_added_before_a_stop_or_a_kill_stays() {
    let program = Program::with(&[numbered(1)]);
    let discord = FakeDiscord::start().await;
    let site = Site::start();
    for n in 0..20 {
        let page = page(&format!("Zorbex {n} cuts jobs")).replace("300 jobs", &format!("{} jobs", 300 + n));
        site.put(&format!("/{n}"), "200 OK\r\nContent-Type: text/html", page.into_bytes());
    }
    let links: Vec<_> = (0..20).map(|n| site.link(&format!("/{n}"))).collect();
    let add = Ask::command("article add link").by(Member::manager()).with("links", links.join(" "));
    let host = site.host();
    let settings = [("PINKSLIP_FETCH_ALLOW", host.as_str()), ("PINKSLIP_CHANGES_PER_MINUTE", "60")];
    for (nth, (signal, code)) in [("-KILL", None), ("-TERM", Some(0))].into_iter().enumerate() {
        let mut bot = start(&program, &discord, &settings);
        discord.interaction(asked(1)).await;
        let token = discord.send(add.clone()).await;
        // Its first word on how far it is.
        discord.wait_for("PATCH", route::ORIGINAL, nth + 1).await;
        bot.signal(signal);
        assert_eq!(bot.ends().await, code, "{}", log(&program));
        program.assert_sound();
        if code.is_some() {
            // A clean stop waits for what is under way, and its outcome is told.
            assert!(discord.reply_with(&token, "articles were read").await.text().contains("20 articles"));
        }
    }
    let own = program.run(&["--server", &GUILD.to_string(), "status", "--json"]).expect(0).json().remove(0);
    assert_eq!(own["articles"], 21, "{own}");
    // Whoever was cut off adds the same again, and nothing is there twice.
    let mut bot = start(&program, &discord, &settings);
    let token = discord.send(add).await;
    assert!(discord.reply_with(&token, "articles were read").await.text().contains("It was here already"));
    bot.signal("-TERM");
    assert_eq!(bot.ends().await, Some(0), "{}", log(&program));
    let own = program.run(&["--server", &GUILD.to_string(), "status", "--json"]).expect(0).json().remove(0);
    assert_eq!(own["articles"], 21, "{own}");
    program.assert_sound();
    discord.assert_clean();
}

#[test]
fn a_mistake_in_the_configuration_is_told_with_its_place() {
    let program = Program::empty();
    for (file, expected) in [
        ("stater = false", "pinkslip: pinkslip.toml, line 1: there is no key 'stater'; the keys are token,"),
        ("\nlog_format = 'xml'", "log_format in pinkslip.toml, line 2, is 'xml'; it can be 'text' or 'json'"),
        ("log = 'a=b=c'\ntoken = 'x'", "the log filter 'a=b=c'"),
        ("starter = [", "pinkslip.toml, line 1: "),
    ] {
        program.write("pinkslip.toml", file);
        let ran = program.run(&["serve"]).expect(2);
        assert!(ran.err.contains(expected), "{ran:?}");
    }
}
