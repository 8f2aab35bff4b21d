//! Asking, end to end, beside SQLite's full-text search doing the retrieval alone over the same passages.
//!
//! `PINKSLIP_BENCH_ARTICLES=100000 PINKSLIP_BENCH_HOME=/somewhere cargo bench --bench ask`; `PINKSLIP_BENCH_FTS5=0` leaves
//! SQLite out.

mod generate;

use std::hint::black_box;
use std::time::Instant;

use criterion::Criterion;
use generate::{Home, World};
use pinkslip::app::App;
use pinkslip::article::Corpus;
use pinkslip::library::Library;
use pinkslip::text::{sentence, term};
use rusqlite::Connection;

/// What the retrieval of an answer reads, too.
const PASSAGES: i64 = 60;

fn main() {
    let world = World::default();
    let wanted = generate::articles();
    let home = Home::with_articles(&world, wanted);
    let app = home.open();
    let wanted = generate::setting("PINKSLIP_BENCH_QUESTIONS", 400);
    let questions: Vec<String> = (0..wanted).map(|n| world.question(n)).collect();

    let started = Instant::now();
    let _ = app.ask(&generate::ask(questions[0].clone()));
    println!("first ask after opening: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    let ours = asking("ask", &app, &questions);
    asking("ask, describing a company", &app, &(0..wanted).map(|n| world.describing(n)).collect::<Vec<_>>());
    asking("ask, for people, places, words", &app, &(0..wanted).map(|n| world.whose(n)).collect::<Vec<_>>());
    println!("anonymous memory: {} MB", generate::memory("RssAnon") >> 20);

    if generate::setting("PINKSLIP_BENCH_FTS5", 1) != 0 {
        let fts = full_text(&home, app.library());
        let theirs = looking_up(&fts, &questions);
        println!("ratio of the medians, FTS5's retrieval alone to the whole of ask: {:.1}", theirs / ours);
    }

    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let mut next = (0..).map(|n| &questions[n % questions.len()]);
    criterion.bench_function("ask", |b| b.iter(|| app.ask(&generate::ask(next.next().cloned().unwrap_or_default()))));
    criterion.final_summary();
}

/// Twice over all questions, of which the second time counts.
fn asking(what: &str, app: &App, questions: &[String]) -> f64 {
    let mut slowest = (0.0, "");
    let mut seconds = Vec::new();
    for round in 0..2 {
        for question in questions {
            let ask = generate::ask(question.clone());
            let started = Instant::now();
            black_box(app.ask(&ask).expect("an answer"));
            let took = started.elapsed().as_secs_f64();
            if round == 1 {
                seconds.push(took);
                slowest = if took > slowest.0 { (took, question) } else { slowest };
            }
        }
    }
    println!("slowest question: {}", slowest.1);
    generate::distribution(what, seconds)
}

/// The passages of the library in a full-text table of SQLite, beside the home so that it is built once.
fn full_text(home: &Home, library: &Library) -> Connection {
    let (articles, change) =
        (library.coverage(&[Corpus::Shared]).expect("a count").articles, library.last_change().expect("a number"));
    let path = home.path.join(format!("fts5-{articles}-{change}.db"));
    let ready = path.exists();
    let mut fts = Connection::open(&path).expect("a file");
    fts.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA mmap_size = 4294967296;",
    )
    .expect("settings");
    if !ready {
        let filling = fts.transaction().expect("a transaction");
        filling
            .execute_batch("CREATE VIRTUAL TABLE passages USING fts5 (title, text, tokenize = 'porter unicode61')")
            .expect("a table");
        {
            let mut add = filling.prepare("INSERT INTO passages VALUES (?1, ?2)").expect("a statement");
            let each = library.each_article::<pinkslip::library::LibraryError>(Some(&[Corpus::Shared]), |article| {
                for passage in pinkslip::passage::cut(&article.body, &sentence::boundaries(&article.body)) {
                    add.execute([article.title.as_str(), &article.body[passage]])?;
                }
                Ok(())
            });
            each.expect("articles");
            filling.execute("INSERT INTO passages (passages) VALUES ('optimize')", []).expect("one segment");
        }
        filling.commit().expect("a table");
    }
    fts
}

fn looking_up(fts: &Connection, questions: &[String]) -> f64 {
    let mut find = fts
        .prepare("SELECT rowid, bm25(passages) FROM passages WHERE passages MATCH ?1 ORDER BY rank LIMIT ?2")
        .expect("a statement");
    let mut seconds = Vec::new();
    // Once for every so many: it takes long, and its spread is of no interest.
    for question in questions.iter().step_by((questions.len() / 60).max(1)) {
        let words: Vec<String> = term::words(question).into_iter().map(|w| format!("\"{}\"", w.folded)).collect();
        let started = Instant::now();
        let rows = find.query_map(rusqlite::params![words.join(" OR "), PASSAGES], |row| row.get::<_, i64>(0)).expect("rows");
        black_box(rows.collect::<Result<Vec<_>, _>>().expect("rows"));
        seconds.push(started.elapsed().as_secs_f64());
    }
    generate::distribution("FTS5 retrieval", seconds)
}
