//! Questions as people type them, answered with sentences: whom they are about, what they are for, and what is refused.

use jiff::civil::date;
use pinkslip::answer::Answer;
use pinkslip::app::{App, Ask, Progress};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;
use serde_json::json;

const A: Corpus = Corpus::Server(11);
const B: Corpus = Corpus::Server(22);

fn article(url: &str, day: &str, title: &str, body: &str) -> String {
    let url = format!("https://{url}.example/q");
    json!({"url": url, "title": title, "source": "The Wire", "published": day, "body": body}).to_string()
}

/// A library whose articles only server A may see.
fn library() -> App {
    let app = App::temporary().expect("a folder for temporary files");
    let articles = [
        article(
            "a",
            "2024-02-06",
            "Zorbex cuts 150 jobs",
            "Zorbex, the Norwegian payments group, is laying off 150 people in Oslo, it said on Tuesday.\n\n\
             \"The terminals have to pay for themselves,\" Chief Executive Ada Venn told staff. Finance chief Olaf Berg stays.\n\n\
             Those who leave get 12 weeks of pay plus one week for each year of service.",
        ),
        article(
            "b",
            "2024-03-05",
            "Ember & Oak lets 90 go",
            "Ember & Oak, a maker of lamps, is laying off 90 people, it said on 5 March 2024. A further 20 leave in Brno.",
        ),
    ];
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(A, articles.join("\n").as_bytes(), date(2026, 11, 23), note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
    app
}

fn ask(app: &App, corpus: Corpus, text: &str) -> Answer {
    let ask = Ask { text: text.to_owned(), corpus, now: date(2026, 11, 23), filters: Filters::default() };
    app.ask(&ask).unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn first(answer: &Answer) -> &str {
    answer.citations.first().map_or("", |c| c.text())
}

#[test]
fn a_company_may_be_described_and_the_answer_says_whom_that_was_taken_for() {
    let app = library();
    let answer = ask(&app, A, "how many did the norwegian payments firm let go");
    assert!(first(&answer).contains("150 people"), "{answer:?}");
    assert_eq!(answer.understood.companies, ["Zorbex"]);
    assert!(answer.notes.iter().any(|note| note == "“norwegian payments” is taken for Zorbex."), "{:?}", answer.notes);
    // Sums and lines say so too.
    for text in ["total at the norwegian payments firm", "timeline of layoffs at the norwegian payments firm"] {
        let answer = ask(&app, A, text);
        assert!(answer.notes.iter().any(|note| note == "“norwegian payments” is taken for Zorbex."), "{text}: {answer:?}");
    }
    // No company is described so, and a server learns nothing from what it may not see.
    for (corpus, text) in
        [(A, "how many did the brazilian payments firm let go"), (B, "how many did the norwegian payments firm let go")]
    {
        let answer = ask(&app, corpus, text);
        assert!(answer.abstained && answer.understood.companies.is_empty() && answer.notes.is_empty(), "{text}: {answer:?}");
    }
}

#[test]
fn a_sign_in_a_name_may_be_typed_as_a_word() {
    let answer = ask(&library(), A, "how many did ember and oak lay off");
    assert_eq!(answer.understood.companies, ["Ember & Oak"]);
    assert!(first(&answer).contains("90 people"), "{answer:?}");
}

#[test]
fn who_holds_an_office_is_whoever_is_named_with_it() {
    let app = library();
    let answer = ask(&app, A, "who is the ceo of zorbex");
    assert!(first(&answer).contains("Ada Venn"), "{answer:?}");
    // A finance chief is no chairman, and nobody else is named as one.
    assert!(ask(&app, A, "who is the founder of zorbex").abstained);
}

#[test]
fn terms_of_severance_are_given_whole_or_not_at_all() {
    let answer = ask(&library(), A, "zorbex severance");
    let headline = answer.headline.as_deref().unwrap_or_default();
    assert!(headline.contains("12 weeks of pay plus one week for each year of service"), "{answer:?}");
}

#[test]
fn half_a_comparison_is_none_and_what_was_found_is_shown() {
    let answer = ask(&library(), A, "zorbex vs quillmark layoffs 2024, who cut more");
    assert!(answer.abstained && answer.headline.is_none() && answer.rows.is_empty(), "{answer:?}");
}

/// A library whose articles say as much by the way as to the point.
fn by_the_way() -> App {
    let app = App::temporary().expect("a folder for temporary files");
    let articles = [
        article(
            "quandor",
            "2025-03-04",
            "Quandor denies plan to cut 900 jobs",
            "Software maker Quandor on Tuesday rejected as false a report that it was about to lay off 900 people.\n\n\
             \"There is no such plan,\" said Chief Executive Mara Oster. The report appeared in the Evening Courier.",
        ),
        article(
            "tessaly",
            "2025-06-10",
            "Tessaly cuts 240 jobs as orders fall",
            "Tessaly, a maker of pumps from Ghent, is laying off 240 people, it said on Tuesday, because orders have fallen by a \
             third.\n\nTwo thirds of the translators are among them. The company opens a new plant in Leeds in the autumn, where \
             it will employ 80 people. It had 2,900 employees at the end of May.\n\nIts rival Murvane cut 510 jobs in April. \
             Tessaly moved to Ghent in 2021 and has shrunk since.\n\n\
             It expects to save 12 million euros a year. Whether a grant of 3 million euros has to be paid back is being looked \
             into. Finance chief Ida Brand stays.",
        ),
        article(
            "orlane",
            "2025-09-02",
            "Orlane Aero to hire 700 engineers",
            "Orlane Aero will hire 700 engineers in Porto over two years, it said after laying the foundation stone for a new \
             centre. Start-ups in the sector have laid off 9,200 people in 2024, by the count of an association.",
        ),
    ];
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(A, articles.join("\n").as_bytes(), date(2026, 11, 23), note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
    app
}

#[test]
fn what_a_question_takes_for_granted_has_to_be_told() {
    let app = by_the_way();
    for text in [
        // Denied, and so neither a number nor a day nor a reason.
        "how many people did quandor lay off",
        "on what date did quandor lay off the 900",
        "why did quandor lay off 900 people",
        // Another deed, another place, another year.
        "why did tessaly close its leeds plant",
        "why did tessaly lay people off in 2021",
        "how many people did tessaly lay off in 2021",
        "how many people did tessaly lay off in porto",
        "how many jobs did tessaly save",
        // A part is not the whole, and a rival not the company.
        "what percent of the whole tessaly workforce was laid off",
        "tessaly fourth round number",
        // Somebody who stays, somebody who sells.
        "who was fired from tessaly",
        "who is buying tessaly",
        // A grant that is paid back is paid to nobody who leaves.
        "what severance does tessaly pay",
        // It hires, and the number is an industry's.
        "why did orlane lay off engineers",
        "how many people did orlane lay off in 2024",
        // Whom no article knows.
        "brimmick robotics layoffs how many",
    ] {
        let answer = ask(&app, A, text);
        assert!(answer.abstained && answer.why_not.is_some(), "{text}: {answer:?}");
    }
    let denied = ask(&app, A, "how many people did quandor lay off");
    assert_eq!(denied.why_not.as_deref(), Some("The articles here tell of a report that Quandor denies"));
}

#[test]
fn what_is_told_beside_it_is_answered() {
    let app = by_the_way();
    for (text, quoted) in [
        ("how many people did tessaly lay off", "240 people"),
        ("why did tessaly lay off 240 people", "orders have fallen"),
        ("how many people did tessaly lay off in june 2025", "240 people"),
        ("how many people does tessaly employ", "2,900 employees"),
        ("how much does tessaly save a year", "12 million euros"),
        ("who is finance chief of tessaly", "Ida Brand"),
        ("how many engineers will orlane hire", "700 engineers"),
        ("how many did quandor lay off according to the report", "900 people"),
        ("is quandor laying off 900 people", "900 people"),
    ] {
        let answer = ask(&app, A, text);
        assert!(first(&answer).contains(quoted), "{text}: {answer:?}");
    }
}
