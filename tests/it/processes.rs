//! Several processes on one home: one of them writes the index, the others follow, and none waits in vain.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use pinkslip::app::{App, Ask, Progress};
use pinkslip::article::Corpus;

use crate::fake_discord::{Ask as Asked, FakeDiscord, Heard, TOKEN};
use crate::home::{about, app, generation};
use crate::program::{Program, lines, numbered, word};

#[test]
fn answers_go_on_while_the_index_is_rebuilt() {
    let program = Program::with(&(0..400).map(numbered).collect::<Vec<_>>());
    let writer = app(&program);
    let (reader, rebuilding) = (app(&program), AtomicBool::new(true));
    std::thread::scope(|scope| {
        let answered = scope.spawn(|| {
            let mut answered = 0;
            while rebuilding.load(Ordering::Relaxed) {
                for app in [&writer, &reader] {
                    let hits = app.search(&about(&word(answered % 400)), 3).expect("it answers");
                    assert_eq!(hits.len(), 1, "{answered}");
                    answered += 1;
                }
            }
            answered
        });
        for _ in 0..4 {
            writer.rebuild(&Progress::none()).expect("it rebuilds");
        }
        rebuilding.store(false, Ordering::Relaxed);
        assert!(answered.join().expect("no answer failed") > 20);
    });
}

/// The folders of the generation in service, sorted: one for each corpus.
fn folders(program: &Program) -> Vec<String> {
    let dir = program.path(&format!("index/generation-{}", generation(program)));
    let entries = std::fs::read_dir(dir).expect("it is there").map(|entry| entry.expect("it can be read"));
    let mut names: Vec<_> =
        entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A home with an article that is shared, and one each that is the own of two servers.
fn with_servers() -> Program {
    let program = Program::with(&[numbered(1)]);
    for (server, n) in [("7", 2), ("77", 3)] {
        program.run_with(&["--server", server, "import", "-"], lines(&[numbered(n)]).as_bytes()).expect(0);
    }
    assert_eq!(folders(&program), ["server-7", "server-77", "shared"]);
    program
}

/// What a search within a server finds.
fn finds(app: &App, server: u64, n: usize) -> bool {
    let ask = Ask { corpus: Corpus::Server(server), ..about(&word(n)) };
    app.search(&ask, 3).expect("it searches").len() == 1
}

#[test]
fn a_server_is_rebuilt_by_itself_and_others_follow() {
    let program = with_servers();
    let reader = app(&program);
    reader.stop_writing();
    assert!(finds(&reader, 7, 1) && finds(&reader, 7, 2) && !finds(&reader, 7, 3));
    let before = generation(&program);
    // Left over from one that was interrupted.
    program.write(&format!("index/generation-{before}/server-7.1/half.idx"), "half-written");
    for n in 1..4 {
        let rebuilt = program.run(&["--server", "7", "rebuild"]).expect(0);
        assert!(rebuilt.err.contains("1 passage of this server's own articles"), "{rebuilt:?}");
        // The others' folders stay, and so does the generation; what was replaced is gone.
        assert_eq!(folders(&program), [&format!("server-7.{n}"), "server-77", "shared"]);
        assert_eq!(generation(&program), before);
        // The folder that this one has open is gone; what it reads is still there until it follows.
        assert!(finds(&reader, 7, 1) && finds(&reader, 7, 2) && finds(&reader, 77, 3) && !finds(&reader, 77, 2));
        std::thread::sleep(Duration::from_millis(250));
        assert!(finds(&reader, 7, 1) && finds(&reader, 7, 2) && finds(&reader, 77, 3) && !finds(&reader, 77, 2));
    }
    program.assert_sound();

    // What is added afterwards goes into the new folder, which who follows finds; a removal likewise.
    program.run_with(&["--server", "7", "import", "-"], lines(&[numbered(4)]).as_bytes()).expect(0);
    within_a_second("what was added after a rebuild", || finds(&reader, 7, 4));
    assert!(!finds(&reader, 77, 4));
    let ask = Ask { corpus: Corpus::Server(7), ..about(&word(4)) };
    let id = reader.search(&ask, 1).expect("it searches")[0].article_id.to_string();
    program.run(&["--server", "7", "article", "remove", &id]).expect(0);
    within_a_second("what was removed after a rebuild", || !finds(&reader, 7, 4));
    // A server that has nothing loses nothing by it, and the whole gives all of them folders of their own name again.
    program.run(&["--server", "99", "rebuild"]).expect(0);
    program.assert_sound();
    program.run(&["rebuild"]).expect(0);
    assert_eq!(folders(&program), ["server-7", "server-77", "shared"]);
    assert!(generation(&program) > before && finds(&app(&program), 7, 2));
    program.assert_sound();
}

#[test]
fn the_process_that_writes_rebuilds_a_server_when_another_asks() {
    let program = with_servers();
    let running = app(&program);
    running.tend().expect("it holds the writer from here on");
    let stopped = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stopped.load(Ordering::Relaxed) {
                running.tend().expect("it tends");
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        // Two of them at once: one waits for the other, and both are done.
        let mut asked = program.start(&["--server", "77", "rebuild"]);
        program.run(&["--server", "7", "rebuild"]).expect(0);
        assert!(asked.wait().expect("it ends").success());
        assert!(finds(&running, 7, 2) && finds(&running, 77, 3));
        stopped.store(true, Ordering::Relaxed);
    });
    assert_eq!(folders(&program), ["server-7.1", "server-77.1", "shared"]);
    assert!(finds(&running, 7, 1) && finds(&running, 7, 2) && !finds(&running, 7, 3));
    drop(running);
    program.assert_sound();
}

#[test]
fn what_one_process_imports_another_finds_within_a_second() {
    let program = Program::with(&[numbered(1)]);
    let running = app(&program);
    assert!(running.tend().is_ok(), "it holds the writer from here on");
    let stopped = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stopped.load(Ordering::Relaxed) {
                running.tend().expect("it tends");
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        program.import(&[numbered(2)]).expect(0);
        within_a_second("the one that runs finds it", || running.search(&about(&word(2)), 3).expect("it searches").len() == 1);
        program.run(&["search", &word(2)]).expect(0);
        program.run(&["rebuild"]).expect(0);
        assert!(!program.path("index/generation-1").exists() && program.path("index/generation-2").exists());
        let id = running.search(&about(&word(2)), 1).expect("it searches")[0].article_id.to_string();
        program.run(&["article", "remove", &id]).expect(0);
        within_a_second("what is removed is gone", || running.search(&about(&word(2)), 3).expect("it searches").is_empty());
        stopped.store(true, Ordering::Relaxed);
    });
    drop(running);
    program.assert_sound();
}

fn within_a_second(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(1), "{what}: not within a second");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn several_imports_at_once_lose_nothing() {
    let program = Program::empty();
    let files: Vec<String> = (0..4)
        .map(|n| {
            let articles: Vec<_> = (n * 50..n * 50 + 60).map(numbered).collect();
            program.write(&format!("{n}.jsonl"), lines(&articles))
        })
        .collect();
    let running: Vec<_> = files.iter().map(|file| program.start(&["import", file])).collect();
    for mut import in running {
        assert!(import.wait().expect("it ends").success());
    }
    let status = program.status();
    assert_eq!([&status["articles"], &status["passages"]], [210, 210]);
    program.assert_sound();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_running_bot_finds_what_is_imported_and_rebuilds_when_asked() {
    let discord = FakeDiscord::start().await;
    let program = Program::with(&[numbered(1)]);
    let mut command = program.command(&["serve"]);
    command.env("DISCORD_TOKEN", TOKEN).env("PINKSLIP_DISCORD_API", discord.base());
    let mut bot = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let reply = discord.interaction(Asked::question(&format!("How many jobs did Acme{} cut?", word(1)))).await;
    assert!(reply.embed("description").contains("is cutting **101** jobs"), "{reply:?}");

    let (program, first) = tokio::task::spawn_blocking(move || {
        let begun = Instant::now();
        program.import(&[numbered(2)]).expect(0);
        program.run(&["search", &word(2)]).expect(0);
        (program, begun.elapsed())
    })
    .await
    .expect("it imports");
    assert!(first < Duration::from_secs(3), "{first:?}");
    // It may take a second, and no longer.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let reply = discord.interaction(Asked::question(&format!("How many jobs did Acme{} cut?", word(2)))).await;
    assert!(reply.embed("description").contains("is cutting **102** jobs"), "{reply:?}");

    let program = tokio::task::spawn_blocking(move || {
        let before = generation(&program);
        program.run(&["rebuild"]).expect(0);
        assert!(generation(&program) > before);
        program
    })
    .await
    .expect("it rebuilds");
    let reply = discord.interaction(Asked::question(&format!("How many jobs did Acme{} cut?", word(2)))).await;
    assert!(reply.embed("description").contains("is cutting **102** jobs"), "{reply:?}");

    assert!(Command::new("kill").arg(bot.id().to_string()).status().expect("every Unix has it").success());
    let ended = tokio::task::spawn_blocking(move || bot.wait().expect("it ends")).await.expect("it ends");
    assert_eq!(ended.code(), Some(0));
    assert!(discord.heard().contains(&Heard::Goodbye));
    discord.assert_clean();
    program.assert_sound();
}
