//! The folder: homes that are missing, cannot be written, are full, newer or damaged; the index as something that can always
//! be made again.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use jiff::civil::date;
use pinkslip::app::{App, Ask, Opening};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;
use rusqlite::Connection;
use serde_json::json;

use crate::fake_discord::{FakeDiscord, Heard, TOKEN};
use crate::program::{Program, Ran, bare, copy, lines, numbered, ran, word};

const QUESTION: &str = "How many jobs is Amazon cutting at One Medical?";

/// A long text: noise that is always the same.
fn noise(bytes: usize) -> Vec<u8> {
    (0..bytes as u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

#[test]
fn a_mistyped_home_is_told_and_nothing_is_created() {
    let program = Program::empty();
    program.write("file", "not a folder");
    for home in ["nowhere", "nowhere/deep/down", "file", "file/below", "."] {
        for command in [
            vec!["ask", "x"],
            vec!["search", "x"],
            vec!["status"],
            vec!["doctor"],
            vec!["rebuild"],
            vec!["export", "-"],
            vec!["backup", "b.db"],
            vec!["article", "list"],
        ] {
            let mut run = bare(&command);
            run.args(["--home", home]).current_dir(program.path("."));
            let ran = ran(run, b"").expect(2);
            assert!(ran.err.contains("there is no library in ") && ran.err.contains("is --home right?"), "{home}: {ran:?}");
            assert_eq!(ran.out, "");
        }
    }
    let left: Vec<_> = std::fs::read_dir(program.path(".")).expect("it is there").collect();
    assert_eq!(left.len(), 1, "{left:?}");
    // A file that is mistyped creates no library either.
    program.run(&["import", "nowhere.jsonl"]).expect(2);
    assert!(!program.path("data").exists());
}

#[test]
fn a_home_that_cannot_be_written_is_named() {
    let program = Program::empty();
    program.write("file", "not a folder");
    program.write("taken/data", "a file where the folder should be");
    for home in ["file/below", "/proc/pinkslip", "taken"] {
        let mut run = bare(&["import", "-", "--home", home]);
        run.current_dir(program.path("."));
        let ran = ran(run, lines(&[numbered(1)]).as_bytes()).expect(3);
        assert!(ran.err.starts_with("pinkslip: ") && ran.err.contains(home), "{home}: {ran:?}");
        assert_eq!(ran.err.matches("os error").count(), 1, "told once: {}", ran.err);
    }
    // The library can be written, but the index cannot.
    let program = Program::with(&[numbered(1)]);
    std::fs::remove_dir_all(program.path("index")).expect("it is there");
    program.write("index", "a file where the folder should be");
    let told = program.import(&[numbered(2)]).expect(3);
    assert!(told.err.contains("/index"), "{told:?}");
    std::fs::remove_file(program.path("index")).expect("it is there");
    program.run(&["search", &word(1)]).expect(0);
}

/// Runs the program with files limited to so many blocks, as a full disk would.
fn on_a_full_disk(program: &Program, blocks: u32, arguments: &[&str]) -> Ran {
    let mut command = Command::new("sh");
    // Without the trap the system ends whoever writes too much.
    command.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""));
    command.arg(env!("CARGO_BIN_EXE_pinkslip")).args(arguments).arg("--home").arg(program.path("."));
    ran(command, b"")
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let first: Vec<_> = (0..40).map(numbered).collect();
    let program = Program::with(&first);
    // Of words that have little in common: an index is good at words that do.
    let mut long = Vec::new();
    for n in 100..700 {
        let mut article = numbered(n);
        let body = article["body"].as_str().expect("a text").to_owned();
        let words: Vec<String> = (0..40).map(|k| word((n * 40 + k) * 7_919_777 % 99_999_989)).collect();
        article["body"] = json!(format!("{body} They sang {}.", words.join(" ")));
        long.push(article);
    }
    let file = program.write("long.jsonl", lines(&long));
    for blocks in [8, 100, 300] {
        let full = on_a_full_disk(&program, blocks, &["import", &file]).expect(3);
        assert!(full.err.contains("room"), "{full:?}");
        program.assert_sound();
        program.run(&["search", &word(7)]).expect(0);
    }
    program.run(&["import", &file]).expect(0);
    assert_eq!(program.status()["articles"], 640);
    // An index for which there is no room leaves the one in service.
    let before = generation(&program);
    for blocks in [8, 100] {
        let full = on_a_full_disk(&program, blocks, &["rebuild"]).expect(3);
        assert!(full.err.starts_with("pinkslip: "), "{full:?}");
        assert_eq!(generation(&program), before, "{full:?}");
        program.assert_sound();
    }
    program.run(&["search", &word(650)]).expect(0);
    let copy = program.path("copy.db").display().to_string();
    on_a_full_disk(&program, 8, &["backup", &copy]).expect(3);
    assert!(!Path::new(&copy).exists(), "half a backup is none");
}

#[test]
fn a_library_of_a_newer_version_is_left_alone() {
    let program = Program::with(&[numbered(1)]);
    let file = program.path("data/pinkslip.db");
    Connection::open(&file).and_then(|c| c.pragma_update(None, "user_version", 999)).expect("it can be changed");
    let before = std::fs::read(&file).expect("it is there");
    for command in [vec!["ask", "x"], vec!["import", "-"], vec!["doctor"], vec!["rebuild"], vec!["backup", "b.db"]] {
        let ran = program.run(&command).expect(3);
        assert!(ran.err.contains("update the program"), "{command:?}: {ran:?}");
    }
    assert_eq!(std::fs::read(&file).expect("it is there"), before);
    assert!(!program.path("b.db").exists());
}

#[test]
fn a_damaged_library_is_told_and_the_doctor_says_what_to_do() {
    let whole = Program::with(&(0..300).map(numbered).collect::<Vec<_>>());
    let good = std::fs::read(whole.path("data/pinkslip.db")).expect("it is there");
    let spoilt = |from: usize| [&good[..from], &noise(20_000), &good[from + 20_000..]].concat();
    let cases = [("middle", spoilt(good.len() / 2)), ("beginning", spoilt(0)), ("half", good[..good.len() / 2].to_vec())];
    for (name, bytes) in cases {
        let program = Program::empty();
        copy(&whole.path("."), &program.path("."));
        program.write("data/pinkslip.db", &bytes);
        let doctor = program.run(&["doctor"]).expect(3);
        assert!(!doctor.out.is_empty() && !doctor.out.contains("All is well"), "{name}: {doctor:?}");
        assert!(doctor.err.contains("put the last backup in its place"), "{name}: {doctor:?}");
        let export = program.run(&["export", "-"]).expect(3);
        assert!(export.err.contains("damaged") && export.err.contains("pinkslip doctor"), "{name}: {export:?}");
        assert_eq!(std::fs::read(program.path("data/pinkslip.db")).expect("it is there").len(), bytes.len(), "left as it is");
    }
}

/// The files of the generation in service, and the one that names it.
fn index_files(program: &Program) -> Vec<PathBuf> {
    fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(dir).expect("it is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() { walk(&path, files) } else { files.push(path) }
        }
    }
    let mut files = Vec::new();
    walk(&program.path("index"), &mut files);
    files.retain(|path| !path.ends_with("writer.lock") && path.extension().is_none_or(|e| e != "lock"));
    files.sort();
    files
}

/// What becomes of a file.
type Damage = fn(Vec<u8>) -> Option<Vec<u8>>;

#[test]
fn an_index_that_is_missing_or_damaged_is_made_again() {
    let whole = Program::with(&(0..40).map(numbered).collect::<Vec<_>>());
    let find = |program: &Program| program.run(&["search", "--json", &word(33)]).expect(0);
    let (right, status) = (find(&whole).out, whole.status());
    let home = whole.path(".");
    let names = index_files(&whole).into_iter().map(|path| path.strip_prefix(&home).expect("within").to_owned());
    let names: Vec<PathBuf> = names.collect();
    assert!(names.len() > 8, "{names:?}");
    let damage: [(&str, Damage); 5] = [
        ("removed", |_| None),
        ("emptied", |_| Some(Vec::new())),
        ("cut in half", |bytes| Some(bytes[..bytes.len() / 2].to_vec())),
        ("overwritten", |bytes| Some(noise(bytes.len()))),
        ("changed in the middle", |mut bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x55;
            Some(bytes)
        }),
    ];
    let program = Program::empty();
    for name in &names {
        for (how, damage) in damage {
            let _ = std::fs::remove_dir_all(program.path("index"));
            copy(&home, &program.path("."));
            let path = program.path(".").join(name);
            match damage(std::fs::read(&path).expect("it is there")) {
                Some(bytes) => std::fs::write(path, bytes).expect("it can be written"),
                None => std::fs::remove_file(path).expect("it is there"),
            }
            assert_eq!(find(&program).out, right, "{} {how}", name.display());
            let after = program.status();
            assert_eq!(
                [&after["passages"], &after["indexed"]],
                [&status["passages"], &status["indexed"]],
                "{} {how}",
                name.display()
            );
        }
    }
    std::fs::remove_dir_all(program.path("index")).expect("it is there");
    let again = find(&program);
    assert!(again.err.contains("Building the index") && again.out == right, "{again:?}");
}

/// The answer to a question, without the time that it took.
fn without_time(program: &Program) -> serde_json::Value {
    let mut answer = program.ask(QUESTION);
    answer["took_ms"] = json!(0);
    answer
}

#[test]
fn an_index_of_an_older_version_is_made_again() {
    let program = Program::ready();
    let right = without_time(&program);
    let state = program.path("index/generation-1/state.json");
    let mut older: serde_json::Value = serde_json::from_slice(&std::fs::read(&state).expect("it is there")).expect("JSON");
    older["version"] = json!(0);
    std::fs::write(&state, older.to_string()).expect("it can be written");
    let told = program.run(&["ask", QUESTION]).expect(0);
    assert!(told.err.contains("Building the index (") && told.err.contains("version 0"), "{}", told.err);
    assert_eq!(without_time(&program), right);
    assert!(!state.exists(), "the older one is gone");
}

#[test]
fn a_library_restored_from_a_backup_gets_an_index_of_its_own() {
    let program = Program::with(&[numbered(1), numbered(2)]);
    let backup = program.path("backup.db");
    program.run(&["backup", &backup.display().to_string()]).expect(0);
    let restore = || {
        std::fs::copy(&backup, program.path("data/pinkslip.db")).expect("it can be copied");
    };
    // Lower than what the index has seen.
    program.import(&[numbered(3), numbered(4)]).expect(0);
    restore();
    let told = program.run(&["search", &word(3)]).expect(1);
    assert!(told.err.contains("restored from a backup"), "{}", told.err);
    program.run(&["search", &word(2)]).expect(0);
    program.assert_sound();

    // As high as what the index has seen, but other articles; then another text of the same article; then only an earlier
    // change that differs.
    let other = |body: &str| {
        let mut article = numbered(2);
        article["body"] = json!(body);
        article
    };
    for (then, instead, found) in [
        (vec![numbered(5)], vec![numbered(6)], word(6)),
        (vec![other("It was zqthen.")], vec![other("It was zqinstead.")], "zqinstead".to_owned()),
        (vec![numbered(7), numbered(9)], vec![numbered(8), numbered(9)], word(8)),
    ] {
        restore();
        program.import(&then).expect(0);
        let index = program.path("kept");
        copy(&program.path("index"), &index);
        restore();
        program.import(&instead).expect(0);
        // The index as it was when the backup was put in place, while the library went on without it.
        std::fs::remove_dir_all(program.path("index")).expect("it is there");
        std::fs::rename(&index, program.path("index")).expect("it can be moved");
        let hits = program.run(&["search", &found]);
        assert!(hits.code == 0 && hits.err.contains("restored from a backup"), "{found}: {hits:?}");
        program.assert_sound();
    }
}

/// The number of the generation in service.
pub fn generation(program: &Program) -> u64 {
    let current = std::fs::read_to_string(program.path("index/current")).expect("it is there");
    current.trim().parse().expect("a number")
}

/// The home, open in this process.
pub fn app(program: &Program) -> App {
    App::open(&program.path("."), Opening::Create, true, &|_| {}).expect("it opens")
}

/// A question in the shared corpus.
pub fn about(text: &str) -> Ask {
    Ask { text: text.to_owned(), corpus: Corpus::Shared, now: date(2026, 11, 20), filters: Filters::default() }
}

#[test]
fn an_index_that_is_found_damaged_while_it_is_used_is_made_again() {
    let program = Program::ready();
    let app = app(&program);
    for path in index_files(&program) {
        if path.extension().is_some_and(|e| e == "idx" || e == "term") {
            // In place, as a failing disk does it; a file that were cut short would end the process.
            let length = std::fs::metadata(&path).expect("it is there").len() as usize;
            let mut file = std::fs::File::options().write(true).open(&path).expect("it can be written");
            std::io::Write::write_all(&mut file, &vec![0; length]).expect("it can be written");
        }
    }
    let answer = app.ask(&about(QUESTION)).expect("it answers all the same");
    assert!(answer.citations[0].text().contains("few hundred"), "{answer:?}");
    assert_eq!(app.check().expect("it can be read"), [""; 0]);

    // The folder is taken away while the program runs.
    std::fs::remove_dir_all(program.path("index")).expect("it is there");
    std::thread::sleep(Duration::from_millis(250));
    let answer = app.ask(&about(QUESTION)).expect("it answers all the same");
    assert!(answer.citations[0].text().contains("few hundred"), "{answer:?}");
    drop(app);
    program.assert_sound();
}

#[test]
fn remains_of_an_interrupted_rebuild_are_cleared_away_by_the_next() {
    let program = Program::with(&[numbered(1)]);
    program.write("index/generation-7/shared/half.idx", "half-written");
    let found = program.run(&["search", &word(1)]).expect(0);
    assert_eq!(found.err, "");
    program.run(&["rebuild"]).expect(0);
    let mut names: Vec<_> = std::fs::read_dir(program.path("index"))
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    program.assert_sound();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_token_or_none_is_told() {
    let discord = FakeDiscord::start().await;
    let base = discord.base();
    tokio::task::spawn_blocking(move || {
        let program = Program::with(&[numbered(1)]);
        let mut serve = program.command(&["serve"]);
        serve.env("DISCORD_TOKEN", "a.wrong.one").env("PINKSLIP_DISCORD_API", base);
        let wrong = ran(serve, b"").expect(2);
        assert!(wrong.err.contains("DISCORD_TOKEN") && !wrong.err.contains("a.wrong.one"), "{wrong:?}");
        let none = program.run(&["serve"]).expect(2);
        assert!(none.err.contains("DISCORD_TOKEN is not set"), "{none:?}");
        for (name, value) in [("PINKSLIP_DISCORD_API", "not an address"), ("PINKSLIP_STARTER", "no")] {
            let mut serve = program.command(&["serve"]);
            serve.env("DISCORD_TOKEN", TOKEN).env(name, value);
            assert!(ran(serve, b"").expect(2).err.contains(name));
        }
    })
    .await
    .expect("all of it holds");
    assert!(!discord.heard().contains(&Heard::Connect));
    discord.assert_clean();
}

#[test]
fn starter_articles_can_be_switched_off() {
    let program = Program::cloned();
    program.import(&[numbered(1)]).expect(0);
    let all = program.status()["articles"].as_u64().expect("a number");
    assert!(all > 80);
    let mut off = program.command(&["status", "--json"]);
    off.env("PINKSLIP_STARTER", "off");
    assert_eq!(ran(off, b"").expect(0).json()[0]["articles"], 1);
    program.run(&["search", &word(1)]).expect(0);
    assert_eq!(program.status()["articles"], all, "and on again");
    program.assert_sound();
}
