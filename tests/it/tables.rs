//! Questions answered from facts: totals, rankings, lists, timelines, comparisons and trends, each line with its proof.

use std::sync::LazyLock;

use jiff::civil::date;
use pinkslip::answer::Answer;
use pinkslip::app::{App, Ask, Explained, Progress};
use pinkslip::article::Corpus;
use pinkslip::layoff::tally::{self, By, Filter};
use pinkslip::question::Filters;
use pinkslip::time::{Bounds, Period, Step};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::program::lines;

const A: Corpus = Corpus::Server(11);
const B: Corpus = Corpus::Server(22);

const LIST: &str = "company,location,total_laid_off,date,percentage_laid_off,industry,source,country,date_added\n\
    Ostrava,Brno,1200,1/9/2023,,Retail,https://list.example/2,Czechia,1/10/2023\n\
    Brassfield,Leeds,90,2/2/2023,0.30,Finance,https://list.example/4,United Kingdom,2/3/2023\n\
    Nurrel,Oslo,,5/20/2023,0.25,Finance,https://list.example/5,Norway,5/21/2023\n\
    Penvale,Berlin,2500,1/20/2023,0.10,Finance,https://list.example/6,Germany,1/21/2023\n\
    Penvale,Berlin,400,7/3/2023,,Finance,https://list.example/7,Germany,7/4/2023\n\
    Kestrin,Berlin,60,3/3/2024,0.50,Food,https://list.example/8,Germany,3/4/2024\n";

fn article(url: &str, day: &str, title: &str, body: &str) -> Value {
    json!({"url": format!("https://{url}.example/q"), "title": title, "source": "The Wire", "published": day, "body": body})
}

fn articles() -> Vec<Value> {
    vec![
        article(
            "a",
            "2022-06-07",
            "Zorbex cuts 150 jobs",
            "Zorbex is laying off 150 people, or 5% of its staff, the company said on 7 June 2022.",
        ),
        article(
            "b",
            "2023-03-05",
            "Zorbex cuts 300 jobs",
            "Zorbex, a maker of lamps, is laying off 300 people, it said on 5 March 2023. The company blamed artificial intelligence.",
        ),
        article(
            "c",
            "2023-11-09",
            "Zorbex lays off staff again",
            "Zorbex laid off about 1,000 employees on 9 November 2023, the company confirmed. Ada Venn is its chief executive.",
        ),
        article(
            "d",
            "2023-03-06",
            "Quillmark cuts jobs",
            "Quillmark is cutting 700 jobs because of artificial intelligence, it said on 6 March 2023.",
        ),
    ]
}

fn put(app: &App, corpus: Corpus, articles: &[Value], list: &str) {
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(corpus, lines(articles).as_bytes(), date(2026, 11, 20), note, &mut |_| {}).expect("it imports");
    app.import_list(corpus, "list.csv", list.as_bytes(), date(2026, 11, 20), note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
}

static HOME: LazyLock<App> = LazyLock::new(|| {
    let app = App::temporary().expect("a folder for temporary files");
    put(&app, Corpus::Shared, &articles(), LIST);
    app
});

fn explain(app: &App, corpus: Corpus, question: &str) -> Explained {
    let ask = Ask { text: question.to_owned(), corpus, now: date(2026, 11, 23), filters: Filters::default() };
    app.explain(&ask).expect("it answers")
}

/// An answer from facts. Whatever it says has to be proven.
fn table(question: &str) -> Answer {
    let explained = explain(&HOME, Corpus::Shared, question);
    assert!(explained.table.is_some(), "{question}: {:?}", explained.answer);
    let answer = explained.answer;
    assert!(!answer.abstained && answer.confidence >= 0.6 && answer.why_not.is_none(), "{answer:?}");
    assert!(!answer.notes.is_empty() && !answer.citations.is_empty(), "{answer:?}");
    for (n, citation) in (1..).zip(&answer.citations) {
        assert_eq!(citation.n, n, "{answer:?}");
    }
    for row in &answer.rows {
        let nothing = row.label.as_deref().is_some_and(|label| label.contains("no reported event"));
        assert!(nothing || !row.citations.is_empty(), "{row:?}");
        assert!(row.citations.iter().all(|n| (1..=answer.citations.len()).contains(n)), "{row:?}");
    }
    let proof: String = answer.citations.iter().map(|c| format!("{} {:?} ", c.text().replace(',', ""), c.published)).collect();
    for number in answer.headline.iter().flat_map(|line| line.split(|c: char| !c.is_ascii_digit() && c != ',')) {
        let number = number.replace(',', "");
        assert!(proof.contains(&number), "{number} of {:?} stands in no quote", answer.headline);
    }
    answer
}

/// What is shown: company, number and share of each line.
fn rows(answer: &Answer) -> Vec<String> {
    let number = |row: &pinkslip::answer::Row| row.count.map_or("-".to_owned(), |n| n.to_string());
    answer.rows.iter().map(|row| format!("{} {}", row.company, number(row))).collect()
}

fn check(question: &str, expected: &[&str]) {
    assert_eq!(rows(&table(question)), expected, "{question}");
}

fn year(year: i16) -> Bounds {
    Period::year(year).expect("a year").into()
}

#[test]
fn a_total_is_the_one_of_the_events_and_shows_its_parts() {
    let events = HOME.events(Corpus::Shared).expect("it reads");
    let check = |question: &str, filter: Filter, company: &str| {
        let (answer, total) = (table(question), tally::total(events.all(), &filter));
        let label = answer.rows[0].label.clone().expect("a sum says what it rests on");
        assert!(label.ends_with(&total.words()), "{question}: {label} is not {}", total.words());
        assert_eq!((answer.rows[0].company.as_str(), answer.rows[0].count), (company, Some(total.jobs)), "{question}");
        let claim = answer.claims.iter().find(|c| c.kind == "total").expect("the sum is claimed");
        assert_eq!((&claim.value, claim.citations.len()), (&json!(total.jobs), total.events), "{question}");
    };
    check("total at zorbex", Filter::company("Zorbex"), "Zorbex");
    let since = Bounds { since: Some(date(2023, 1, 1)), until: None };
    check("total at zorbex since 2023", Filter { time: since, ..Filter::company("Zorbex") }, "Zorbex");
    check("all rounds at zorbex added up", Filter::company("Zorbex"), "Zorbex");
    check("how many tech workers were laid off in 2023", Filter { time: year(2023), ..Filter::default() }, "All companies");
    // A sum stands in no quote, so no headline states it.
    assert_eq!(table("total at zorbex").headline, None);
}

#[test]
fn companies_are_counted_where_they_are_asked_for() {
    let answer = table("how many companies cut jobs in 2023");
    let first = answer.rows.first().and_then(|row| row.label.clone()).unwrap_or_default();
    assert_eq!(first, "2023: 6 companies with 8 reported events here");
    assert!(answer.headline.is_none(), "{answer:?}");
    assert!(answer.rows.iter().skip(1).all(|row| !row.citations.is_empty()));
}

#[test]
fn rankings_are_by_sum_or_by_layoff() {
    let events = HOME.events(Corpus::Shared).expect("it reads");
    let groups = tally::groups(&events, &Filter { time: year(2023), ..Filter::default() }, By::Company);
    let best: Vec<String> = groups.iter().filter(|g| g.total.jobs > 0).map(|g| format!("{} {}", g.name, g.total.jobs)).collect();
    let answer = table("who cut most jobs in 2023");
    assert_eq!(rows(&answer), best);
    assert_eq!(answer.headline.as_deref(), Some("Most jobs cut in 2023, of the layoffs here: Penvale"));
    check("top 3 layoffs of 2023", &["Penvale 2500", "Ostrava 1200", "Zorbex 1000"]);
    let largest = table("biggest round at zorbex");
    assert_eq!(rows(&largest)[0], "Zorbex 1000");
    assert_eq!(largest.headline.as_deref(), Some("Largest layoff at Zorbex, of those here: about 1,000 jobs"));
    check("smallest layoff at zorbex", &["Zorbex 150", "Zorbex 300", "Zorbex 1000"]);
    assert_eq!(rows(&table("which industry had the most layoffs in 2023"))[0], "Finance 2990");
    assert_eq!(rows(&table("which country had the most layoffs"))[0], "Germany 2960");
}

#[test]
fn lists_hold_what_fits_every_condition() {
    check("fintechs that cut over 20%", &["Brassfield 90", "Nurrel -"]);
    check("fintechs that cut at least 30%", &["Brassfield 90"]);
    check("which companies laid off more than 1,000 in january 2023", &["Penvale 2500", "Ostrava 1200"]);
    check("companies that laid off 1,000 or more in november 2023", &["Zorbex 1000"]);
    check("layoffs in berlin", &["Penvale 2500", "Penvale 400", "Kestrin 60"]);
    check("which companies cut jobs in germany", &["Penvale 2500", "Kestrin 60"]);
    check("layoffs in the uk in 2023", &["Brassfield 90"]);
    check("layoffs because of AI", &["Quillmark 700", "Zorbex 300"]);
    check("which companies cut between 50 and 100 jobs", &["Brassfield 90", "Kestrin 60"]);
    check("companies that cut less than 100 jobs in 2024", &["Kestrin 60"]);
}

#[test]
fn timelines_and_comparisons() {
    check("timeline of zorbex layoffs", &["Zorbex 150", "Zorbex 300", "Zorbex 1000"]);
    check("all rounds at zorbex", &["Zorbex 150", "Zorbex 300", "Zorbex 1000"]);
    check("zorbex vs quillmark 2023", &["Zorbex 1300", "Quillmark 700"]);
    check("zorbex 2022 vs 2023", &["Zorbex 150", "Zorbex 1300"]);
    check("compare total layoffs zorbex quillmark 2023", &["Zorbex 1300", "Quillmark 700"]);
    check("zorbex 2022 and zorbex 2023", &["Zorbex 150", "Zorbex 1300"]);
    let first = table("first round at zorbex");
    assert_eq!(rows(&first), ["Zorbex 150"]);
    assert!(first.citations[0].text().contains("150 people"), "{first:?}");
    assert_eq!(rows(&table("latest layoffs at zorbex")), ["Zorbex 1000"]);
}

#[test]
fn a_trend_ends_where_the_sources_end() {
    let events = HOME.events(Corpus::Shared).expect("it reads");
    let filter = Filter { time: year(2023), ..Filter::default() };
    let trend = tally::trend(&events, &filter, Step::Quarter);
    let of = |jobs: u64| format!("All companies {jobs}");
    let expected: Vec<String> =
        trend.groups.iter().map(|g| if g.total.events > 0 { of(g.total.jobs) } else { "All companies -".into() }).collect();
    let asked = explain(&HOME, Corpus::Shared, "layoffs by quarter in 2023").answer;
    assert_eq!(rows(&asked), expected);
    let zorbex = table("zorbex layoffs per year");
    assert!(zorbex.rows[0].label.as_deref().is_some_and(|l| l.starts_with("2022") && l.contains("150")), "{zorbex:?}");
}

#[test]
fn a_line_of_a_list_is_quoted_whole_and_marked() {
    let answer = table("fintechs that cut at least 30%");
    let citation = &answer.citations[0];
    assert!(citation.text().contains("Brassfield") && citation.text().contains("0.30"), "{citation:?}");
    assert!(citation.attribution().ends_with("a line of a list"), "{}", citation.attribution());
    assert!(answer.notes.iter().any(|n| n.contains("1 list row") && n.contains("The sources cover")), "{:?}", answer.notes);
    assert!(answer.notes.iter().any(|n| n == "Dates: 1 stated."), "{:?}", answer.notes);
}

#[test]
fn every_value_of_a_line_stands_in_one_of_its_quotes() {
    let app = App::temporary().expect("a folder for temporary files");
    let articles = [
        article("v1", "2024-03-06", "Vellmont cuts jobs", "Vellmont is laying off 700 people, it said on 6 March 2024."),
        article("v2", "2024-03-06", "Vellmont in trouble", "Vellmont is laying off 12% of its staff, it said on 6 March 2024."),
        article(
            "v3",
            "2024-05-07",
            "Ostrand cuts 90 jobs, 8% of staff",
            "Ostrand is laying off 90 people, it said on 7 May 2024.",
        ),
    ];
    let list = "company,location,total_laid_off,date,industry,country\nVellmont,Oslo,700,3/6/2024,Food,Norway\n";
    put(&app, Corpus::Shared, &articles, list);
    let answer = explain(&app, Corpus::Shared, "biggest layoffs of 2024").answer;
    assert_eq!(answer.rows[0].percent, Some(12.0), "{answer:?}");
    let quotes = |answer: &Answer, row: usize| -> String {
        answer.rows[row].citations.iter().map(|n| answer.citations[n - 1].text()).collect()
    };
    assert!(quotes(&answer, 0).contains("700 people") && quotes(&answer, 0).contains("12% of its staff"), "{answer:?}");
    // What only a title states is in no quote.
    let ostrand = answer.rows.iter().find(|row| row.company == "Ostrand").expect("it is listed");
    assert_eq!((ostrand.count, ostrand.percent, ostrand.citations.len()), (Some(90), None, 1), "{answer:?}");
    // Only the list says where and in which industry.
    let answer = explain(&app, Corpus::Shared, "food companies that cut more than 100 jobs").answer;
    assert!(quotes(&answer, 0).contains("industry: Food") && quotes(&answer, 0).contains("700 people"), "{answer:?}");
    let answer = explain(&app, Corpus::Shared, "largest layoffs in norway").answer;
    assert!(quotes(&answer, 0).contains("country: Norway"), "{answer:?}");
}

#[test]
fn what_no_quote_holds_is_said_or_left_out() {
    let app = App::temporary().expect("a folder for temporary files");
    let articles = [
        article(
            "u1",
            "2024-03-06",
            "Brasken cuts 60 jobs because of artificial intelligence",
            "Brasken is laying off 60 people, it said on 6 March 2024.",
        ),
        article(
            "u2",
            "2024-04-06",
            "Tarvel cuts jobs",
            "Tarvel is laying off 70 people because of artificial intelligence, it said on 6 April 2024.",
        ),
    ];
    put(&app, Corpus::Shared, &articles, "company,total_laid_off,date\nPenvale,9,1/3/2022\n");
    let answer = explain(&app, Corpus::Shared, "layoffs because of ai").answer;
    for row in &answer.rows {
        let quotes: String = row.citations.iter().map(|n| answer.citations[n - 1].text()).collect();
        let said = row.label.as_deref().unwrap_or_default().contains("no quote here says the reason");
        assert_eq!(said, !quotes.contains("artificial intelligence"), "{answer:?}");
    }
    assert!(answer.rows.iter().any(|row| row.company == "Tarvel"), "{answer:?}");
}

fn told() -> App {
    let app = App::temporary().expect("a folder for temporary files");
    let articles = [
        article("d1", "2024-05-06", "Ostrand denies cuts", "Ostrand denied on 6 May 2024 that it is laying off 500 people."),
        article("d2", "2023-05-06", "Ostrand cuts 80 jobs", "Ostrand laid off 80 people on 6 May 2023, it confirmed."),
        article(
            "d3",
            "2024-03-06",
            "Vellmont cuts jobs",
            "Vellmont, a ferry company, is laying off 700 people, it said on 6 March 2024.",
        ),
        article(
            "d4",
            "2024-04-06",
            "Quarrin cuts jobs",
            "Quarrin, a ferry company, is laying off 20 people, it said on 6 April 2024.",
        ),
    ];
    put(&app, Corpus::Shared, &articles, "company,total_laid_off,date\nPenvale,9,1/3/2022\n");
    app
}

#[test]
fn what_is_denied_is_shown_to_whom_asks_for_it_and_as_denied() {
    let app = told();
    let check = |question: &str| {
        let Explained { answer, table, .. } = explain(&app, Corpus::Shared, question);
        assert!(table.is_some() && answer.headline.is_none() && answer.claims.is_empty(), "{question}: {answer:?}");
        assert_eq!(rows(&answer), ["Ostrand 500"], "{question}");
        assert_eq!(answer.rows[0].label.as_deref(), Some("denied"), "{question}");
    };
    check("did ostrand deny layoffs");
    check("which companies denied layoffs in 2024");
    check("denied layoffs");
    let events = app.events(Corpus::Shared).expect("it reads");
    let denied = Filter { statuses: vec![pinkslip::layoff::Status::Denied], ..Filter::default() };
    let ranked = tally::ranked(events.asked(&denied.statuses), &denied, tally::Order::Latest);
    assert_eq!(ranked.iter().map(|e| e.count.map(|c| c.low)).collect::<Vec<_>>(), [Some(500)]);
    for question in [
        "layoffs in 2024",
        "biggest layoffs of 2024",
        "total at ostrand",
        "timeline of ostrand layoffs",
        "latest layoffs at ostrand",
        "ostrand layoffs may 2024",
        "how many people did ostrand lay off in may 2024",
        "ostrand 2023 vs 2024",
    ] {
        let answer = explain(&app, Corpus::Shared, question).answer;
        let denied = |row: &pinkslip::answer::Row| row.company == "Ostrand" && row.count == Some(500);
        assert!(
            !answer.rows.iter().any(denied) && !answer.claims.iter().any(|c| c.value == json!(500)),
            "{question}: {answer:?}"
        );
        assert!(!answer.headline.as_deref().unwrap_or_default().contains("500"), "{question}: {answer:?}");
    }
}

#[test]
fn a_list_from_sentences_holds_what_fits_its_bounds_and_says_what_was_not_understood() {
    let app = told();
    let answer = explain(&app, Corpus::Shared, "ferry companies that cut more than 10 jobs").answer;
    assert!(!answer.abstained && answer.citations.iter().all(|c| c.text().contains("ferry company")), "{answer:?}");
    assert!(answer.notes.iter().any(|note| note.contains("“ferry” is no condition")), "{answer:?}");
    let none = explain(&app, Corpus::Shared, "ferry companies that cut more than 5,000 jobs").answer;
    assert!(none.abstained && none.rows.is_empty() && none.citations.is_empty(), "{none:?}");
}

#[test]
fn other_questions_stay_with_the_sentences() {
    for question in [
        "how many people did zorbex lay off in march 2023",
        "how many did zorbex cut in november 2023?",
        "why did zorbex cut jobs",
        "who is the ceo of zorbex",
        "total severance at zorbex",
        "which zorbex engineers were laid off in 2023",
        "top secret zorbex memo",
        "how many offices did zorbex close in 2023",
        "companies with over 1,000 employees that cut jobs",
        "who will be laid off next",
        "best pizza in naples",
        "layoffs in wakanda",
        "hello",
    ] {
        let explained = explain(&HOME, Corpus::Shared, question);
        assert!(explained.table.is_none(), "{question}: {:?}", explained.answer);
    }
}

#[test]
fn where_facts_hold_nothing_it_is_said() {
    for question in
        ["total at zorbex since 2025", "fintechs that cut over 90%", "timeline of hushco layoffs", "who cut most jobs in 2021"]
    {
        let explained = explain(&HOME, Corpus::Shared, question);
        assert!(explained.table.is_none(), "{question}: {:?}", explained.answer);
        assert!(explained.answer.abstained == explained.answer.why_not.is_some(), "{question}");
    }
    assert!(explain(&HOME, Corpus::Shared, "total at zorbex since 2025").answer.abstained);
}

#[test]
fn a_server_counts_what_it_may_see() {
    let (alone, with) = (App::temporary().expect("a folder"), App::temporary().expect("a folder"));
    let own = [article("s", "2023-04-04", "Zorbex cuts more", "Zorbex is laying off 2,000 people, it said on 4 April 2023.")];
    for app in [&alone, &with] {
        put(app, Corpus::Shared, &articles(), LIST);
    }
    put(&with, B, &own, "company,total_laid_off,date,industry\nHushco,9000,5/5/2023,Finance\n");
    let answer = |app: &App, corpus, question: &str| {
        let mut answer = explain(app, corpus, question).answer;
        answer.took_ms = 0.0;
        serde_json::to_string(&answer).expect("it serialises")
    };
    for question in [
        "total at zorbex",
        "who cut most jobs in 2023",
        "all rounds at zorbex",
        "layoffs by year",
        "fintechs that cut over 20%",
        "top 10 layoffs",
    ] {
        for corpus in [A, Corpus::Shared] {
            assert_eq!(answer(&alone, corpus, question), answer(&with, corpus, question), "{question}");
        }
    }
    assert!(answer(&with, B, "total at zorbex").contains("3450"), "{}", answer(&with, B, "total at zorbex"));
    assert!(answer(&with, B, "who cut most jobs in 2023").contains("Hushco"));
}

const WORDS: &[&str] = &[
    "total",
    "at",
    "zorbex",
    "since",
    "2023",
    "who",
    "cut",
    "most",
    "in",
    "berlin",
    "over",
    "20%",
    "more",
    "than",
    "1,000",
    "between",
    "and",
    "top",
    "10",
    "layoffs",
    "by",
    "month",
    "because",
    "of",
    "ai",
    "fintechs",
    "vs",
    "quillmark",
    "or",
    "all",
    "rounds",
    "at least",
    "per",
    "year",
    "first",
    "latest",
    "smallest",
    "%",
    "99999999999999999999",
    "–",
    "é",
    "timeline",
    "share",
    "the uk",
    "0",
    "thousand",
    "to",
    "january",
    "how many",
    "which",
    "companies",
    "up to",
    "between 5 and",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 150 } else { 600 }))]

    #[test]
    fn no_question_breaks_it(words in prop::collection::vec(prop::sample::select(WORDS), 1..12), odd in "\\PC{0,12}") {
        for text in [words.join(" "), format!("{} {odd}", words.join(" "))] {
            let ask = Ask { text, corpus: Corpus::Shared, now: date(2026, 11, 23), filters: Filters::default() };
            if let Ok(answer) = HOME.ask(&ask) {
                prop_assert!(answer.rows.iter().flat_map(|row| &row.citations).all(|n| (1..=answer.citations.len()).contains(n)));
            }
        }
    }
}

#[test]
fn a_company_that_only_a_list_tells_of_can_be_asked_about_where_the_list_is() {
    let app = App::temporary().expect("a folder for temporary files");
    put(&app, A, &[], LIST);
    let answer = explain(&app, A, "how many did ostrava let go in 2023").answer;
    assert!(answer.headline.as_deref().is_some_and(|h| h.starts_with("Ostrava") && h.contains("1,200")), "{answer:?}");
    assert!(answer.citations[0].text().contains("1200"), "{answer:?}");
    let both = explain(&app, A, "compare brassfield and kestrin").answer;
    assert_eq!(both.rows.iter().map(|row| row.company.as_str()).collect::<Vec<_>>(), ["Brassfield", "Kestrin"]);
    for (corpus, question) in [(B, "how many did ostrava let go in 2023"), (A, "ostrava layoffs 2021"), (A, "who runs ostrava")] {
        let answer = explain(&app, corpus, question).answer;
        assert!(answer.abstained && answer.nearest.is_empty(), "{question}: {answer:?}");
    }
}

#[test]
fn nothing_is_counted_twice_and_no_rumour_at_all() {
    let app = App::temporary().expect("a folder for temporary files");
    let articles = [
        article(
            "t1",
            "2024-02-27",
            "Lanterna lets 900 go",
            "Lanterna lets 900 people go, it said on Tuesday, 8 per cent of its staff.",
        ),
        article(
            "t2",
            "2024-01-24",
            "Ulverton to restructure 8,000 jobs",
            "Ulverton said on 24 January 2024 that it would cut 8,000 jobs.",
        ),
        article(
            "t3",
            "2024-04-06",
            "Newspaper: 2,600 of the Ulverton job cuts fall on Germany",
            "Ulverton will cut 2,600 jobs in its home country Germany as part of its worldwide restructuring, a newspaper reported. \
             Its chief had said in January 2024 that around 8,000 Ulverton jobs were affected.",
        ),
        article(
            "t4",
            "2024-08-08",
            "Marrick reported to be laying off 12,500",
            "Marrick is to lay off thousands of people, it was reported in August 2024. Reports put the number at 12,500, an estimate \
             that Marrick has not confirmed.",
        ),
        article(
            "t5",
            "2024-09-03",
            "Marrick cuts 600",
            "Marrick is cutting 600 jobs, less than 5% of its workforce, it said on Tuesday.",
        ),
    ];
    put(&app, A, &articles, LIST);
    let answer = explain(&app, A, "ulverton total layoffs").answer;
    assert!(answer.rows[0].values().concat().contains("8,000"), "{answer:?}");
    let answer = explain(&app, A, "marrick total layoffs").answer;
    assert!(answer.rows.iter().all(|row| !row.values().concat().contains("12,500")), "{answer:?}");
    let answer = explain(&app, A, "timeline of layoffs at marrick").answer;
    assert!(answer.rows.iter().any(|row| row.values().concat().contains("up to 5% of staff")), "{answer:?}");
    // Less than 5% is not 5% and more; half a staff is.
    let answer = explain(&app, A, "which companies cut a tenth of their staff").answer;
    assert!(answer.rows.iter().all(|row| row.company != "Marrick"), "{answer:?}");
}

#[test]
fn a_layoff_that_was_called_off_is_in_no_total() {
    let app = App::temporary().expect("a folder for temporary files");
    let told = [
        article("x1", "2024-03-05", "Zorbex to cut 310 jobs", "Zorbex will cut 310 jobs, it said on 5 March 2024."),
        article(
            "x2",
            "2024-05-07",
            "Zorbex calls off job cuts",
            "Zorbex has called off the 310 job cuts that it announced in March 2024, it said on Tuesday.",
        ),
        article("x3", "2024-09-03", "Zorbex lets 90 go", "Zorbex laid off 90 people on 3 September 2024."),
    ];
    put(&app, Corpus::Shared, &told, LIST.lines().next().unwrap_or_default());
    let answer = explain(&app, Corpus::Shared, "total at zorbex in 2024").answer;
    assert!(answer.rows.iter().all(|row| row.count.is_none_or(|n| n == 90)), "{answer:#?}");
    // What was said and taken back is still quoted to whoever asks for it.
    let answer = explain(&app, Corpus::Shared, "did zorbex call off the job cuts").answer;
    assert!(answer.citations.iter().any(|c| c.text().contains("called off")), "{answer:#?}");
}

#[test]
fn the_most_rounds_are_not_the_most_jobs() {
    let explained = explain(&HOME, Corpus::Shared, "which company had the most rounds in 2023");
    let ranked = explained.answer.rows.first().is_some_and(|row| row.company == "Penvale" && row.count == Some(2900));
    assert!(!ranked, "{:#?}", explained.answer);
}

#[test]
fn what_is_done_cannot_be_called_off_nor_can_anything_else_of_the_same_number() {
    let app = App::temporary().expect("a folder for temporary files");
    let told = [
        article("y1", "2025-09-02", "Wexo lays off 240", "Wexo laid off 240 people on 2 September 2025."),
        article(
            "y2",
            "2025-11-04",
            "Wexo drops store plan",
            "Wexo has cancelled its plan to open 240 stores, it said. It had laid off staff in September.",
        ),
        article("y3", "2025-11-05", "Wexo will not cut more", "Wexo will not lay off 240 more people, it said on Monday."),
    ];
    put(&app, Corpus::Shared, &told, LIST.lines().next().unwrap_or_default());
    let answer = explain(&app, Corpus::Shared, "total at wexo in 2025").answer;
    assert_eq!(answer.rows.first().and_then(|row| row.count), Some(240), "{answer:#?}");
}
