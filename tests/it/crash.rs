//! `kill -9` at any moment of an import or a rebuild: nothing that was acknowledged is lost, the library is sound, and the
//! next start answers from everything that is stored.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::date;
use pinkslip::app::{App, Ask, Opening};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;

use crate::program::{Program, lines, numbered, word};

/// Kills of each kind.
const KILLS: usize = 60;

/// Always the same numbers, so that a failure can be seen again: xorshift, from Marsaglia, "Xorshift RNGs" (2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Starts the program, waits until it has come so far, and kills it so long after that. Says whether that interrupted it, and
/// how many it had acknowledged.
///
/// How far it has come is seen by what it has acknowledged or written, and not by the clock alone: how quick a machine is
/// changes from one second to the next, and kills that all come before the first acknowledgement would prove nothing.
fn kill_once(program: &Program, arguments: &[&str], so_far: impl Fn(usize) -> bool, then: Duration) -> (bool, usize) {
    let mut command = program.command(arguments);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    let printed = BufReader::new(child.stderr.take().expect("it is piped"));
    let acknowledged = AtomicUsize::new(0);
    let killed = std::thread::scope(|scope| {
        scope.spawn(|| {
            for line in printed.lines().map(|line| line.expect("it prints UTF-8")) {
                if let Some(stored) = line.strip_prefix("stored ").and_then(|stored| stored.parse().ok()) {
                    acknowledged.fetch_max(stored, Ordering::Relaxed);
                }
            }
        });
        let mut reached = None;
        while reached.is_none_or(|reached: Instant| reached.elapsed() < then)
            && child.try_wait().expect("it can be asked").is_none()
        {
            if reached.is_none() && so_far(acknowledged.load(Ordering::Relaxed)) {
                reached = Some(Instant::now());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        let killed = child.try_wait().expect("it can be asked").is_none();
        child.kill().expect("it can be killed");
        let status = child.wait().expect("it ends");
        assert!(killed || status.success(), "{status:?}");
        killed && status.code().is_none()
    });
    (killed, acknowledged.into_inner())
}

/// The next start. Gives what it had to say.
fn open(home: &Path) -> (App, Vec<String>) {
    let said = std::cell::RefCell::new(Vec::new());
    let app = App::open(home, Opening::Existing, true, &|line| said.borrow_mut().push(line.to_owned()));
    (app.unwrap_or_else(|e| panic!("the next start fails: {e}")), said.into_inner())
}

/// How long something takes that is left alone, in milliseconds: kills come within a share of that, as machines and builds
/// differ.
fn millis(work: impl FnOnce()) -> u64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_millis() as u64
}

fn assert_found(app: &App, n: usize) {
    let ask = Ask { text: word(n), corpus: Corpus::Shared, now: date(2026, 11, 20), filters: Filters::default() };
    let hits = app.search(&ask, 3).expect("it searches");
    assert!(hits.len() == 1 && hits[0].text.contains(&word(n)), "article {n}: {hits:?}");
}

/// Every article of [`numbered`] has one passage, so the index has everything if it has as many.
fn assert_whole(app: &App) -> u64 {
    assert_eq!(app.check().expect("it can be read"), [""; 0]);
    let stored = app.coverage(Corpus::Shared).expect("it can be read").articles;
    let (sizes, _) = app.index_sizes();
    assert_eq!(sizes.iter().map(|(_, passages)| passages).sum::<u64>(), stored);
    // And each tells one layoff, of as many people as its address says.
    let facts = app.facts(Corpus::Shared).expect("it can be read");
    assert_eq!(facts.iter().count() as u64, stored);
    for fact in facts.iter() {
        let n = fact.report.url.as_deref().and_then(|url| url.rsplit('/').next()?.parse::<u64>().ok());
        assert_eq!(fact.count, n.map(|n| n + 100));
    }
    stored
}

#[test]
fn an_import_that_is_killed_keeps_what_it_acknowledged() {
    let articles: Vec<_> = (0..2_000).map(numbered).collect();
    let whole = millis(|| drop(Program::with(&articles)));
    let mut random = Random(0x5eed);
    let (mut kills, mut in_the_middle) = (0, 0);
    while kills < KILLS {
        let program = Program::empty();
        let file = program.write("articles.jsonl", lines(&articles));
        let mut acknowledged = 0;
        loop {
            // From the start or from any acknowledgement on, about as long as until the next.
            let so_far = random.below(articles.len() as u64) as usize / 250 * 250;
            let then = Duration::from_millis(random.below((whole / 8).max(1)));
            let (killed, stored) = kill_once(&program, &["import", &file], |stored| stored >= so_far, then);
            acknowledged = acknowledged.max(stored);
            if program.path("data/pinkslip.db").exists() && acknowledged > 0 {
                let (app, _) = open(&program.path("."));
                let stored = assert_whole(&app) as usize;
                assert!(stored >= acknowledged, "{stored} of {acknowledged} acknowledged articles are there");
                // They are stored in order, so the last and any one before it stand for all.
                assert_found(&app, acknowledged - 1);
                assert_found(&app, random.below(stored as u64) as usize);
                in_the_middle += usize::from(killed && acknowledged < articles.len());
            }
            kills += usize::from(killed);
            if !killed || kills == KILLS || acknowledged == articles.len() {
                break;
            }
        }
    }

    assert!(in_the_middle > 5, "only {in_the_middle} of {kills} kills came between two acknowledgements");
}

#[test]
fn an_import_of_a_list_that_is_killed_keeps_what_it_acknowledged() {
    let mut list = "company,total_laid_off,date\n".to_owned();
    list.extend((0..40_000).map(|n| format!("Acme{},{},1/2/2024\n", word(n), n + 1)));
    let mut random = Random(0x1157);
    let mut in_the_middle = 0;
    for _ in 0..KILLS / 3 {
        let program = Program::empty();
        let file = program.write("list.csv", &list);
        let mut acknowledged = 0;
        while acknowledged < 40_000 {
            let so_far = random.below(40_000) as usize / 5_000 * 5_000;
            let then = Duration::from_millis(random.below(500));
            let (killed, stored) = kill_once(&program, &["import", &file], |stored| stored >= so_far, then);
            acknowledged = acknowledged.max(stored);
            in_the_middle += usize::from(killed && acknowledged > 0 && acknowledged < 40_000);
            if killed && acknowledged > 0 {
                break;
            }
        }
        let (app, _) = open(&program.path("."));
        assert_eq!(app.library().check().expect("it can be read"), [""; 0]);
        let counts: std::collections::BTreeSet<u64> =
            app.facts(Corpus::Shared).expect("it can be read").iter().filter_map(|fact| fact.count).collect();
        let stored = counts.len() as u64;
        assert!(stored >= acknowledged as u64 && counts.iter().copied().eq(1..=stored), "{stored} of {acknowledged}");
    }
    assert!(in_the_middle > 2, "only {in_the_middle} kills came between two acknowledgements");
}

/// How many indexes there are: the one in service, and one that is being made.
fn generations(program: &Program) -> usize {
    let entries = std::fs::read_dir(program.path("index")).expect("it is there");
    let names = entries.map(|entry| entry.expect("it can be read").file_name());
    names.filter(|name| name.to_string_lossy().starts_with("generation-")).count()
}

#[test]
fn a_rebuild_that_is_killed_leaves_the_old_index_in_service() {
    let articles: Vec<_> = (0..1_500).map(numbered).collect();
    let program = Program::with(&articles);
    let whole = millis(|| drop(program.run(&["rebuild"]).expect(0)));
    let mut random = Random(0xcafe);
    let (mut kills, mut done) = (0, 0);
    let mut unfinished = 0;
    while kills < KILLS {
        // From its start on, or from where it has begun with the new index.
        let begun = kills % 2 == 1;
        let then = Duration::from_millis(random.below(if begun { whole / 2 } else { whole }.max(1)));
        let (killed, _) = kill_once(&program, &["rebuild"], |_| !begun || generations(&program) == 2, then);
        kills += usize::from(killed);
        done += usize::from(!killed);
        let generations = generations(&program);
        assert!((1..=2).contains(&generations), "{generations}");
        unfinished += usize::from(generations == 2);
        let (app, said) = open(&program.path("."));
        assert_eq!(said, [""; 0], "the index in service was of no use");
        assert_eq!(assert_whole(&app), 1_500);
        assert_found(&app, random.below(1_500) as usize);
    }

    assert!(unfinished > 5, "{unfinished} of {kills} kills left something behind; {done} rebuilds ended");
    program.run(&["rebuild"]).expect(0);
    program.assert_sound();
}
