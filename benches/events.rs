//! Events and totals: 100,000 facts put together, and totals over 100,000 events, which shall take 50 ms at most.

use std::hint::black_box;
use std::sync::Arc;

use criterion::Criterion;
use jiff::civil::date;
use pinkslip::answer::table;
use pinkslip::article::{ArticleId, Corpus, Provenance};
use pinkslip::chart::of;
use pinkslip::layoff::event::Events;
use pinkslip::layoff::tally::{self, By, Filter};
use pinkslip::layoff::{CountIs, DateBasis, Fact, FactId, Facts, Report, Sketch};
use pinkslip::question::{Of, Table};
use pinkslip::time::{Bounds, Period, Step};

/// Facts of made-up companies: `reports` for each of their rounds, which lie too far apart to be one.
fn facts(events: u32, reports: u32) -> Facts {
    let industries: Vec<Arc<str>> = ["Finance", "Retail", "Hardware", "Media"].map(Into::into).to_vec();
    let mut facts = Vec::new();
    for event in 0..events {
        let company: Arc<str> = format!("Company {}", event / 6).into();
        let days = i64::from(event % 6) * 365 + i64::from(event.wrapping_mul(2_654_435_761) % 300);
        for n in 0..reports {
            let day =
                date(2019, 1, 1).checked_add(jiff::Span::new().days(days + i64::from(n * 2))).expect("a day of this century");
            let article = ArticleId::new(Corpus::Shared, &format!("{event} {n}"));
            let report = Report {
                article,
                corpus: Corpus::Shared,
                provenance: if n == 0 { Provenance::Row } else { Provenance::Fetched },
                source: Some(format!("Publisher {n}").into()),
                based_on: None,
                url: None,
                published: Some(day),
                sketch: Sketch::from_hashes(&[event, event + 7, event + 11 * n]),
            };
            let mut fact = Fact::new(FactId::of_row(article), Arc::new(report), company.clone());
            fact.primary = true;
            fact.count = (event % 5 != 0).then_some(u64::from(event % 997) * 13 + 20);
            fact.count_is = fact.count.map(|_| CountIs::Exact);
            fact.percent = (event % 3 == 0).then_some(f64::from(event % 40));
            fact.date = Some(Period::day(day));
            fact.date_basis = Some(DateBasis::Stated);
            fact.industry = Some(industries[event as usize % industries.len()].clone());
            facts.push(fact);
        }
    }
    facts.into_iter().collect()
}

fn main() {
    let single = facts(100_000, 1);
    let told = facts(25_000, 4);
    let events = Events::merge(&single);
    println!("{} events of 100,000 rows, {} of 4 reports each", events.all().len(), Events::merge(&told).all().len());
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    criterion.bench_function("Events::merge, 100,000 rows of 16,667 companies", |b| b.iter(|| Events::merge(black_box(&single))));
    criterion.bench_function("Events::merge, 25,000 events of four reports", |b| b.iter(|| Events::merge(black_box(&told))));
    let all = Filter::default();
    let since = Bounds { since: Some(date(2021, 1, 1)), until: None };
    let narrow = Filter { industry: Some("fintech".into()), min_percent: Some(20.0), time: since, ..Filter::default() };
    let one = Filter::company("Company 777");
    for (name, filter) in [("all", &all), ("by industry, share and time", &narrow), ("one company", &one)] {
        criterion.bench_function(&format!("total, {name}"), |b| b.iter(|| tally::total(black_box(events.all()), filter)));
    }
    criterion.bench_function("groups by company", |b| b.iter(|| tally::groups(black_box(&events), &all, By::Company).len()));
    criterion.bench_function("trend by month", |b| b.iter(|| tally::trend(black_box(&events), &all, Step::Month).groups.len()));
    for (name, of, filter) in [
        ("total", Of::Total, &one),
        ("ranking", Of::Sums(By::Company), &all),
        ("list", Of::List { companies: true }, &narrow),
        ("largest", Of::Largest { share: false, smallest: false }, &all),
        ("trend", Of::Trend(Step::Month), &all),
    ] {
        let table = Table { of, filter: filter.clone(), conditions: Vec::new(), limit: None };
        criterion.bench_function(&format!("lines of an answer, {name}"), |b| {
            b.iter(|| table::lines(black_box(&table), &events).map(|lines| lines.lines.len()))
        });
    }
    let groups = tally::groups(&events, &all, By::Company);
    let chart = of::ranking("Layoffs by company".into(), "Made up.".into(), &groups, 0);
    criterion.bench_function("Chart::png, a ranking", |b| b.iter(|| chart.png().expect("a picture").len()));
    let trend = tally::trend(&events, &all, Step::Month);
    let chart = of::trend("Layoffs by month".into(), "Made up.".into(), &trend);
    criterion.bench_function("Chart::png, a trend by month", |b| b.iter(|| chart.png().expect("a picture").len()));
    criterion.final_summary();
}
