//! The bot against a stand-in for Discord: what people see, what Discord is sent, and how it weathers failures.

mod asking;
mod curating;
mod isolation;
mod layoffs;
mod suggesting;
mod trouble;

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use jiff::civil::date;
use pinkslip::answer::{Answer, Citation, Coverage};
use pinkslip::app::App;
use pinkslip::article::{Article, ArticleId, Corpus, Provenance};
use pinkslip::config::Secret;
use pinkslip::discord::{AskedInDiscord, Failure, Limits, OverApp, Program, Rate, ServeError, Settings, serve};
use pinkslip::question::{Asks, Understood};
use serde_json::json;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::fake_discord::interaction::Place;
use crate::fake_discord::{Ask, FakeDiscord, Fault, GUILD, Heard, TOKEN, route};

/// A program that answers as the test says.
struct Answers<F>(F);

impl<F: Fn(AskedInDiscord) -> Result<Answer, Failure> + Send + Sync + 'static> Program for Answers<F> {
    fn ask(&self, question: AskedInDiscord) -> Result<Answer, Failure> {
        (self.0)(question)
    }
}

/// A running bot.
struct Bot {
    stop: oneshot::Sender<()>,
    running: JoinHandle<Result<(), ServeError>>,
}

impl Bot {
    fn start(discord: &FakeDiscord, program: impl Fn(AskedInDiscord) -> Result<Answer, Failure> + Send + Sync + 'static) -> Self {
        Self::with_token(discord, TOKEN, program)
    }

    fn with_token(
        discord: &FakeDiscord,
        token: &str,
        program: impl Fn(AskedInDiscord) -> Result<Answer, Failure> + Send + Sync + 'static,
    ) -> Self {
        Self::over(discord, token, Arc::new(Answers(program)), generous())
    }

    /// Over a home of its own, with a day that is always the same.
    fn over_app(discord: &FakeDiscord, app: &Arc<App>) -> Self {
        Self::over(discord, TOKEN, Arc::new(OverApp::new(Arc::clone(app), Some(date(2026, 11, 20)))), generous())
    }

    fn over(discord: &FakeDiscord, token: &str, program: Arc<dyn Program>, limits: Limits) -> Self {
        log();
        let (stop, stopped) = oneshot::channel();
        let api_base = Some(discord.base().parse().expect("an address"));
        let settings = Settings { token: Secret::new(token), api_base, limits };
        let stopped = async move { drop(stopped.await) };
        Bot { stop, running: tokio::spawn(serve(settings, program, stopped)) }
    }

    async fn stop(self) {
        self.stop.send(()).expect("it runs");
        self.running.await.expect("no panic").expect("it stops in peace");
    }

    /// For one that should end by itself.
    async fn ends(self) -> ServeError {
        let ended = tokio::time::timeout(Duration::from_secs(25), self.running).await.expect("it ends by itself");
        ended.expect("no panic").expect_err("it ends with an error")
    }
}

/// Limits that no test meets by accident.
fn generous() -> Limits {
    let much = Rate { burst: 1_000, every: Duration::from_millis(1) };
    Limits { questions: much, questions_of_server: much, looks: much, changes: much, changes_of_server: much }
}

/// Everything logged by all tests so far.
fn log() -> String {
    static LOG: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();

    struct Writer(Arc<Mutex<Vec<u8>>>);
    impl Write for Writer {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("no test panics while it holds this").extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    let log = LOG.get_or_init(|| {
        let log = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&log);
        tracing_subscriber::fmt().with_ansi(false).with_writer(move || Writer(Arc::clone(&into))).init();
        log
    });
    String::from_utf8_lossy(&log.lock().expect("no test panics while it holds this")).into_owned()
}

/// An answer that cites `body` as a whole.
fn answer(headline: &str, body: &str) -> Answer {
    let article = Article {
        id: ArticleId::new(Corpus::Shared, "x"),
        corpus: Corpus::Shared,
        url: Some("https://news.example/lyft".to_owned()),
        title: "Lyft cuts".to_owned(),
        source: Some("Tech Startups".to_owned()),
        author: None,
        published: Some(date(2023, 5, 1)),
        body: body.to_owned(),
        provenance: Provenance::Fetched,
        based_on: None,
        version: 1,
    };
    let quote = article.quote(0..body.len()).expect("whole sentences");
    Answer {
        question: String::new(),
        abstained: false,
        confidence: 0.9,
        headline: Some(headline.to_owned()),
        claims: Vec::new(),
        rows: Vec::new(),
        notes: Vec::new(),
        why_not: None,
        nearest: Vec::new(),
        understood: Understood {
            asks: Asks::Count,
            companies: vec!["Lyft".to_owned()],
            since: Some(date(2023, 4, 1)),
            until: Some(date(2023, 4, 30)),
            source: None,
        },
        citations: vec![Citation::new(1, &article, &quote, 1.0)],
        coverage: Coverage { articles: 71, from: Some(date(2022, 6, 1)), to: Some(date(2026, 1, 20)) },
        took_ms: 3.1,
        doubts: Default::default(),
        candidate: None,
    }
}

fn lyft() -> Answer {
    answer("Lyft, April 2023: 1,072 people", "1,072 people are being dismissed by Lyft.")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_answered_at_once() {
    let discord = FakeDiscord::start().await;
    let asked = Arc::new(Mutex::new(Vec::new()));
    let note = Arc::clone(&asked);
    let bot = Bot::start(&discord, move |question| {
        note.lock().expect("unpoisoned").push(question);
        Ok(lyft())
    });

    let ask = Ask::question("a very secret question").with("company", "Lyft").with("since", "2023").with("source", " ");
    let reply = discord.interaction(ask).await;
    assert!(!reply.deferred && !reply.ephemeral, "{reply:?}");
    assert!(reply.first_after < Duration::from_secs(1), "{reply:?}");
    assert_eq!(reply.embed("title"), "Lyft, April 2023: 1,072 people");
    assert_eq!(
        reply.embed("description"),
        "> 1,072 people are being dismissed by Lyft.\n\n\\[1\\] [Tech Startups](https://news.example/lyft) · 1 May 2023"
    );
    assert_eq!(reply.embed("footer/text"), "Lyft · how many · April 2023 · 71 articles, June 2022 – January 2026");
    assert_eq!(reply.message["allowed_mentions"]["parse"], json!([]));
    assert_eq!(
        asked.lock().expect("unpoisoned").clone(),
        [AskedInDiscord {
            text: "a very secret question".into(),
            guild: Some(GUILD),
            company: Some("Lyft".into()),
            since: Some("2023".into()),
            until: None,
            source: None,
        }]
    );
    bot.stop().await;
    assert!(discord.heard().contains(&Heard::Goodbye));
    let log = log();
    for secret in ["very secret", TOKEN, "interaction-token"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_server_with_the_bot_has_its_own_corpus() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |question| Ok(answer(&format!("{:?}", question.guild), "Jobs go.")));
    for (place, expected) in [
        (Place::Guild(GUILD), format!("Some\\({GUILD}\\)")),
        (Place::ForeignGuild(GUILD), "None".to_owned()),
        (Place::DirectMessage, "None".to_owned()),
    ] {
        let reply = discord.interaction(Ask::question("x").at(place)).await;
        assert_eq!(reply.embed("title"), expected, "{place:?}");
    }
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_answer_is_announced_and_then_given_even_while_stopping() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |_| {
        std::thread::sleep(Duration::from_millis(3_200));
        Ok(lyft())
    });
    let public = discord.send(&Ask::question("x")).await;
    let private = discord.send(&Ask::question("x").with("private", true)).await;
    discord.wait_for("POST", route::CALLBACK, 2).await;
    bot.stop().await;
    for (token, ephemeral) in [(public, false), (private, true)] {
        let reply = discord.reply(&token).await;
        assert!(reply.deferred && reply.ephemeral == ephemeral, "{reply:?}");
        assert!(reply.first_after < Duration::from_millis(2_900) && reply.after > Duration::from_millis(3_000), "{reply:?}");
        assert_eq!(reply.embed("title"), "Lyft, April 2023: 1,072 people");
    }
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_answer_is_for_the_asker_alone() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    let reply = discord.interaction(Ask::question("x").with("private", true)).await;
    assert!(reply.ephemeral && !reply.deferred);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_text_arrives_harmless() {
    let discord = FakeDiscord::start().await;
    let hostile = "@everyone <@1> <#2> <t:3> ```sh``` [free](https://evil.example) \u{202e}abc\u{200b} # **big** ||x||";
    let bot = Bot::start(&discord, move |question| {
        if question.text == "fail" {
            return Err(Failure::User(format!("'{hostile}' is no date")));
        }
        let mut answer = answer(hostile, &pinkslip::text::clean::body(&format!("{hostile}.")));
        answer.understood.companies = vec![hostile.to_owned()];
        Ok(answer)
    });
    let shown =
        r"\@everyone \<\@1\> \<\#2\> \<t\:3\> \`\`\`sh\`\`\` \[free\]\(https\://evil.example\) abc \# \*\*big\*\* \|\|x\|\|";
    let reply = discord.interaction(Ask::question(hostile)).await;
    assert_eq!(reply.embed("title"), shown);
    assert!(reply.embed("description").starts_with(&format!("> {shown}.\n")), "{}", reply.embed("description"));
    assert!(!reply.message.to_string().contains('\u{202e}'));
    let reply = discord.interaction(Ask::question("fail")).await;
    assert_eq!(reply.content(), format!("'{shown}' is no date"));
    assert_eq!(reply.message["allowed_mentions"]["parse"], json!([]));
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_of_every_size_are_answered() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |question| Ok(answer(&question.text, &format!("{}.", "Long ".repeat(3_000).trim_end()))));
    for question in ["*".repeat(6_000), "é😀".repeat(6_000), "👍".to_owned()] {
        let reply = discord.interaction(Ask::question(&question)).await;
        assert!(!reply.embed("title").is_empty());
    }
    let reply = discord.interaction(Ask::question(" \u{200b} ")).await;
    assert!(reply.ephemeral && reply.content().starts_with("Please ask in a few words"), "{reply:?}");
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_of_ours_shows_a_reference_and_nothing_else() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |question| match question.text.as_str() {
        "panic" => panic!("the disk is full of secrets"),
        "slow" => {
            std::thread::sleep(Duration::from_millis(2_100));
            Err(Failure::Internal("table articles is broken".into()))
        }
        _ => Err(Failure::Internal(Box::new(std::io::Error::other("table articles is broken")))),
    });
    for (question, cause) in
        [("x", "table articles is broken"), ("slow", "table articles is broken"), ("panic", "full of secrets")]
    {
        let reply = discord.interaction(Ask::question(question)).await;
        assert!(!reply.message.to_string().contains(cause), "{reply:?}");
        let (words, reference) = reply.content().rsplit_once(' ').expect("several words");
        assert!(words.starts_with("Something went wrong on our side."), "{words}");
        assert_eq!(reference.len(), 6, "{reference}");
        let log = log();
        let line = log.lines().find(|line| line.contains(reference)).unwrap_or_else(|| panic!("{reference} is not in {log}"));
        assert!(line.contains("ERROR") && line.contains(cause), "{line}");
    }
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_of_the_user_is_told_in_its_own_words() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |_| Err(Failure::User("'soon' is not a date. Try 2023 or March 2023.".to_owned())));
    let reply = discord.interaction(Ask::question("x").with("since", "soon")).await;
    assert_eq!(reply.content(), "'soon' is not a date. Try 2023 or March 2023.");
    assert!(reply.ephemeral);

    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_of_another_version_are_answered() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    let gone = Ask { command: "fire".to_owned(), ..Ask::question("x") };
    let without_question = Ask { options: Vec::new(), ..Ask::question("x") };
    let other_kind = Ask::question("x").with("private", "yes");
    for ask in [gone, without_question, other_kind] {
        let reply = discord.interaction(ask).await;
        assert!(reply.ephemeral && reply.content().starts_with("This command is not known any more."), "{reply:?}");
    }
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_token_is_said_so() {
    for token in ["wrong", "", "line\nbreak"] {
        let discord = FakeDiscord::start().await;
        let error = Bot::with_token(&discord, token, |_| Ok(lyft())).ends().await;
        assert!(matches!(error, ServeError::Token), "{error:?}");
        assert!(error.to_string().contains("DISCORD_TOKEN"), "{error}");
        assert!(!discord.heard().contains(&Heard::Connect));
        discord.assert_clean();
    }
    // Revoked while it runs.
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.interaction(Ask::question("x")).await;
    discord.close_sockets_with(4004);
    let error = bot.ends().await;
    assert!(matches!(error, ServeError::Token), "{error:?}");
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_can_be_stopped_while_it_connects() {
    let discord = FakeDiscord::start().await;
    discord.upset("GET", route::GATEWAY_BOT, Fault::Slow(Duration::from_secs(30)), 1);
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    tokio::time::sleep(Duration::from_millis(200)).await;
    tokio::time::timeout(Duration::from_secs(2), bot.stop()).await.expect("it stops at once");
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_gateway_nothing_connects_anywhere() {
    let discord = FakeDiscord::start().await;
    discord.upset("GET", route::GATEWAY_BOT, Fault::Status(403), 1);
    let error = Bot::start(&discord, |_| Ok(lyft())).ends().await;
    assert!(matches!(error, ServeError::Unreachable(_)), "{error:?}");
    assert!(discord.heard().is_empty());

    // serenity's own question for the address fails: it would go to the real Discord.
    discord.upset("GET", route::GATEWAY, Fault::Status(500), 9);
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.interaction(Ask::question("x")).await;
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_are_registered_only_when_they_changed() {
    let discord = FakeDiscord::start().await;
    // It answers although registering fails at first.
    discord.upset("PUT", route::COMMANDS, Fault::Status(403), 1);
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.interaction(Ask::question("x")).await;
    discord.wait_for("PUT", route::COMMANDS, 2).await;
    bot.stop().await;
    let ask = discord.commands().remove(0);
    assert_eq!((&ask["name"], &ask["contexts"], &ask["integration_types"]), (&json!("ask"), &json!([0, 1, 2]), &json!([0, 1])));
    assert_eq!(ask["options"][0]["max_length"], 6_000);

    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.wait_for("GET", route::COMMANDS, 3).await;
    discord.interaction(Ask::question("x")).await;
    bot.stop().await;
    let put = discord.sent_to("PUT", route::COMMANDS);
    assert_eq!(put.iter().map(|sent| sent.status).collect::<Vec<_>>(), [403, 200]);
    assert_eq!(put[0].body, put[1].body);
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_connection_is_resumed() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.interaction(Ask::question("x")).await;

    let breaks: [&dyn Fn(); 4] =
        [&|| discord.close_sockets(), &|| discord.close_sockets_with(4000), &|| discord.request_reconnect(), &|| {
            discord.invalidate_session(true)
        }];
    for (times, lose) in breaks.iter().enumerate() {
        lose();
        discord.wait_to_hear(Heard::Resume, times + 1).await;
        discord.interaction(Ask::question("x")).await;
    }
    assert_eq!(discord.heard().iter().filter(|heard| **heard == Heard::Identify).count(), 1);
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_is_gone_is_begun_again() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.interaction(Ask::question("x")).await;
    discord.invalidate_session(false);
    discord.wait_to_hear(Heard::Identify, 2).await;
    discord.interaction(Ask::question("x")).await;
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_falls_silent_or_goes_away_is_found_again() {
    let discord = FakeDiscord::start().await;
    discord.heartbeat_interval(400);
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.wait_to_hear(Heard::Heartbeat, 2).await;
    discord.acknowledge_heartbeats(false);
    // Nothing takes connections for a while, which is when the bot wants to reconnect.
    discord.gateway_away(true);
    tokio::time::sleep(Duration::from_secs(2)).await;
    discord.acknowledge_heartbeats(true);
    discord.gateway_away(false);
    discord.wait_to_hear(Heard::Identify, 2).await;
    discord.interaction(Ask::question("x")).await;
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_survives_limits_errors_and_stalls() {
    let discord = FakeDiscord::start().await;
    let work = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&work);
    let bot = Bot::start(&discord, move |question| {
        count.fetch_add(1, Ordering::SeqCst);
        if question.text == "slow" {
            std::thread::sleep(Duration::from_millis(2_100));
        }
        Ok(lyft())
    });
    let limited = |after, global| Fault::Limited { after, global };
    for (fault, times) in [
        (limited(0.4, false), 1),
        (limited(0.4, true), 2),
        (Fault::Status(500), 2),
        (Fault::AnswerLost, 1),
        (Fault::Slow(Duration::from_millis(500)), 1),
    ] {
        discord.upset("POST", route::CALLBACK, fault.clone(), times);
        let begun = Instant::now();
        let reply = discord.interaction(Ask::question("x")).await;
        assert_eq!(reply.embed("title"), "Lyft, April 2023: 1,072 people", "{fault:?}");
        if let Fault::Limited { .. } = fault {
            assert!(begun.elapsed() >= Duration::from_millis(400) * times as u32, "{fault:?}: it did not wait");
        }
    }
    assert_eq!(work.load(Ordering::SeqCst), 5, "a question is asked once, however often its answer is sent");

    discord.upset("PATCH", route::ORIGINAL, limited(0.4, false), 1);
    discord.upset("PATCH", route::ORIGINAL, Fault::Status(503), 1);
    let reply = discord.interaction(Ask::question("slow")).await;
    assert!(reply.deferred && reply.embed("title").starts_with("Lyft"), "{reply:?}");
    bot.stop().await;
    discord.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_comes_too_late_harms_nothing() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord, |_| Ok(lyft()));
    discord.upset("POST", route::CALLBACK, Fault::Status(404), 2);
    discord.send(&Ask::question("x")).await;
    discord.wait_for("POST", route::CALLBACK, 2).await;
    let reply = discord.interaction(Ask::question("x")).await;
    assert!(reply.embed("title").starts_with("Lyft"));
    bot.stop().await;
    discord.assert_clean();
}
