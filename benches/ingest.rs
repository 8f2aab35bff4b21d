//! Importing, rebuilding and opening.
//!
//! `PINKSLIP_BENCH_ARTICLES=100000 PINKSLIP_BENCH_HOME=/somewhere cargo bench --bench ingest`

mod generate;

use std::time::Instant;

use criterion::{BatchSize, Criterion, Throughput};
use generate::{Home, World};
use pinkslip::app::{App, Opening, Progress};
use pinkslip::layoff;
use pinkslip::names::Names;
use pinkslip::text::sentence;

/// Articles of one measured import.
const IMPORTED: usize = 2_000;

fn main() {
    let world = World::default();
    let wanted = generate::articles();
    let started = Instant::now();
    let home = Home::with_articles(&world, wanted);
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "home of {wanted} articles: ready after {seconds:.1} s ({:.0} articles/s if it was made now)",
        wanted as f64 / seconds
    );

    // In a process of its own, so that what was used before does not count.
    if let Ok(what) = std::env::var("PINKSLIP_BENCH_ONLY") {
        return only(&what, &home);
    }
    for what in ["open", "rebuild"] {
        let program = std::env::current_exe().expect("this program");
        let mut itself = std::process::Command::new(program);
        let done = itself.env("PINKSLIP_BENCH_ONLY", what).env("PINKSLIP_BENCH_HOME", &home.path).status().expect("itself");
        assert!(done.success(), "{what}");
    }

    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let mut group = criterion.benchmark_group("import");
    group.throughput(Throughput::Elements(IMPORTED as u64));
    group.bench_function("with index", |b| {
        let empty = || {
            let home = Home::passing();
            (App::open(&home.path, Opening::Create, false, &|_| {}).expect("a home"), home)
        };
        b.iter_batched(empty, |(app, _home)| generate::import(&app, &world, 0, IMPORTED), BatchSize::PerIteration);
    });
    group.finish();

    reading(&world);

    // What reading a page takes of adding it: the fetch aside, the rest is the import above.
    let page = page();
    let today = jiff::civil::date(2026, 11, 20);
    let mut group = criterion.benchmark_group("extraction");
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("a news page", |b| {
        b.iter(|| pinkslip::ingest::page::read(page.as_bytes(), Some("text/html"), None, today).expect("a page"));
    });
    group.finish();
    criterion.final_summary();
}

/// How much of the CPU time of an import is for finding layoffs and names in what is imported; it shall be a fifth at most.
fn reading(world: &World) {
    let names = Names::load(None).expect("the built-in list");
    let made: Vec<_> = (0..IMPORTED).map(|n| world.article(n)).collect();
    for _ in 0..3 {
        let home = Home::passing();
        let app = App::open(&home.path, Opening::Create, false, &|_| {}).expect("a home");
        let before = generate::cpu_seconds();
        generate::import(&app, world, 0, IMPORTED);
        let imported = generate::cpu_seconds();
        for m in &made {
            let sentences = sentence::boundaries(&m.body);
            let (title, body, source) = (m.title.as_str(), m.body.as_str(), Some(m.source));
            let text = layoff::Text { title, body, sentences: &sentences, published: Some(m.published), source };
            std::hint::black_box(layoff::read(&text, &names));
        }
        let (import, read) = (imported - before, generate::cpu_seconds() - imported);
        println!("CPU time of importing {import:.2} s, of which reading {read:.2} s: {:.1}%", read / import * 100.0);
    }
}

/// A page as news sites send them: an article among menus, teasers and scripts.
fn page() -> String {
    let teasers: String = (0..60)
        .map(|n| format!("<li class=teaser><a href=/a/{n}>Another story, number {n}, that is told elsewhere</a></li>"))
        .collect();
    let paragraphs: String = (0..30)
        .map(|n| {
            format!("<p>In paragraph {n} the company says that 300 jobs go, or 12% of its staff, and that nobody else will.</p>")
        })
        .collect();
    let script = "window.state = {\"a\": [1, 2, 3]};".repeat(500);
    format!(
        "<!doctype html><html><head><title>Zorbex cuts 300 jobs</title><meta property=\"article:published_time\" \
         content=\"2024-03-05T08:00:00Z\"><script>{script}</script></head><body><nav><ul>{teasers}</ul></nav><article>\
         <h1>Zorbex cuts 300 jobs</h1>{paragraphs}</article><aside><ul>{teasers}</ul></aside></body></html>"
    )
}

fn only(what: &str, home: &Home) {
    if what == "open" {
        let opened = (0..20).map(|_| {
            let started = Instant::now();
            drop(home.open());
            started.elapsed().as_secs_f64()
        });
        generate::distribution("open", opened.collect());
        let app = home.open();
        println!("anonymous memory when opened: {} MB", generate::memory("RssAnon") >> 20);
        let _ = app.ask(&generate::ask("How many people did Google lay off in 2023?".into()));
        println!("anonymous memory after a question: {} MB", generate::memory("RssAnon") >> 20);
    } else {
        let app = home.open();
        let started = Instant::now();
        app.rebuild(&Progress::none()).expect("a new index");
        let seconds = started.elapsed().as_secs_f64();
        println!("rebuild: {seconds:.1} s, most memory {} MB", generate::memory("VmHWM") >> 20);
        println!("of which anonymous afterwards: {} MB", generate::memory("RssAnon") >> 20);
    }
}
