//! Layoffs as they are stored: kept up with their articles, corrected by curators, imported from lists.

use std::path::Path;

use jiff::civil::date;
use pinkslip::app::{App, Ask, Correcting, Note, Progress};
use pinkslip::article::{Corpus, Provenance};
use pinkslip::layoff::{Change, Fact, FactId, Where};
use pinkslip::library::Posted;
use pinkslip::question::Filters;
use pinkslip::time::Period;
use serde_json::{Value, json};

use crate::program::{Program, lines};

const SHARED: Corpus = Corpus::Shared;
const A: Corpus = Corpus::Server(11);
const B: Corpus = Corpus::Server(22);
const URL: &str = "https://news.example/quill";

fn article(url: &str, title: &str, body: &str) -> Value {
    json!({"url": url, "title": title, "source": "The Wire", "published": "2024-03-05", "body": body})
}

fn quill(count: &str) -> Value {
    article(URL, "Quill cuts staff", &format!("Quill is laying off {count} people, or 12% of its staff, it said on Monday."))
}

fn put(app: &App, corpus: Corpus, articles: &[Value]) {
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(corpus, lines(articles).as_bytes(), date(2026, 11, 20), note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
}

fn app() -> App {
    App::temporary().expect("a folder for temporary files")
}

/// Company and count of each fact that counts, in alphabetical order.
fn told(app: &App, corpus: Corpus) -> Vec<String> {
    let facts = app.facts(corpus).expect("it reads");
    let mut told: Vec<String> =
        facts.iter().map(|f| format!("{} {}", f.company, f.count.map_or("-".to_owned(), |n| n.to_string()))).collect();
    told.sort();
    told
}

fn only(app: &App, corpus: Corpus) -> Fact {
    let facts = app.facts(corpus).expect("it reads");
    let all: Vec<&Fact> = facts.all().collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

fn list(app: &App, corpus: Corpus, file: &str) -> (pinkslip::app::ImportedList, Vec<String>) {
    let mut notes = Vec::new();
    let mut note = |what: &str, note: Note| notes.push(format!("{what}: {note:?}"));
    let imported = app.import_list(corpus, "list.csv", file.as_bytes(), date(2026, 11, 20), &mut note, &mut |_| {});
    (imported.expect("it imports"), notes)
}

const LIST: &str = "company,total_laid_off,percentage_laid_off,date,country,source\n\
    Skald,40,0.2,2/3/2024,Norway,https://news.example/skald\n\
    Facebook,11000,0.13,11/9/2022,United States,https://news.example/quill\n";

#[test]
fn facts_follow_their_articles() {
    let app = app();
    put(&app, SHARED, &[quill("120")]);
    let fact = only(&app, SHARED);
    assert_eq!((&*fact.company, fact.count, fact.percent, fact.primary), ("Quill", Some(120), Some(12.0), true));
    assert_eq!((fact.report.source.as_deref(), fact.report.url.as_deref()), (Some("The Wire"), Some(URL)));
    let stamp = app.facts(SHARED).expect("it reads").stamp().to_vec();

    put(&app, SHARED, &[quill("150")]);
    assert_eq!(told(&app, SHARED), ["Quill 150"]);
    assert_eq!(only(&app, SHARED).id, fact.id, "the layoff that an article is about keeps its id");
    assert_ne!(app.facts(SHARED).expect("it reads").stamp(), stamp);

    assert!(app.remove(SHARED, fact.report.article).expect("it removes"));
    assert_eq!(told(&app, SHARED), [""; 0]);
    assert!(app.library().restore(SHARED, fact.report.article).expect("it restores"));
    // Also where nobody has told the index yet.
    assert_eq!(told(&app, SHARED), ["Quill 150"]);

    app.rebuild(&Progress::none()).expect("it rebuilds");
    assert_eq!(told(&app, SHARED), ["Quill 150"]);
    assert_eq!(app.check().expect("it checks"), [""; 0]);
}

#[test]
fn facts_are_proven_by_words_of_their_article() {
    let app = app();
    put(&app, SHARED, &[quill("120")]);
    list(&app, SHARED, LIST);
    let facts = app.facts(SHARED).expect("it reads");
    let proved = app.prove(SHARED, facts.iter()).expect("it reads");
    assert_eq!(proved.len(), 3);
    for proved in proved {
        let words = |place: &Where| match place {
            Where::Title(r) => proved.article.title[r.clone()].to_owned(),
            Where::Body(r) => proved.article.body[r.clone()].to_owned(),
        };
        let count = proved.fact.count.expect("each has a number").to_string();
        assert_eq!(words(&proved.proof.count[0]), count);
        assert!(!proved.proof.company.is_empty() && !proved.proof.date.is_empty());
        // A citation can be made of it.
        let sentences = pinkslip::text::sentence::boundaries(&proved.article.body);
        let (first, last) = (sentences.first().expect("a body"), sentences.last().expect("a body"));
        assert!(proved.article.quote(first.start..last.end).expect("whole sentences").text().contains(&count));
    }
}

#[test]
fn a_list_is_imported_once() {
    let app = app();
    put(&app, SHARED, &[quill("120")]);
    let (imported, notes) = list(&app, SHARED, LIST);
    assert_eq!((imported.new, imported.changed, imported.same, imported.refused, imported.missing), (2, 0, 0, 0, 0));
    assert_eq!(notes, [""; 0]);
    // Facebook goes by the name that articles have it under, and the article of the same link stays what it is.
    assert_eq!(told(&app, SHARED), ["Meta 11000", "Quill 120", "Skald 40"]);
    assert_eq!(app.coverage(SHARED).expect("it counts").articles, 1);
    let facts = app.facts(SHARED).expect("it reads");
    let row = facts.iter().find(|fact| &*fact.company == "Meta").expect("it is there").clone();
    assert_eq!((row.report.provenance, row.report.url.as_deref()), (Provenance::Row, Some(URL)));
    assert_eq!((row.report.source.as_deref(), row.country.as_deref()), (Some("list.csv"), Some("United States")));

    let stamp = facts.stamp().to_vec();
    let (again, _) = list(&app, SHARED, LIST);
    assert_eq!((again.new, again.changed, again.same, again.missing), (0, 0, 2, 0));
    assert_eq!(app.facts(SHARED).expect("it reads").stamp(), stamp, "nothing has changed");

    let newer = LIST.replace("11000", "11001").replace("Skald,40", "Tarvel,50");
    let (newer, _) = list(&app, SHARED, &newer);
    assert_eq!((newer.new, newer.changed, newer.same, newer.missing), (1, 1, 0, 1));
    assert_eq!(told(&app, SHARED), ["Meta 11001", "Quill 120", "Skald 40", "Tarvel 50"]);
    let kept = app.facts(SHARED).expect("it reads").iter().any(|fact| fact.id == row.id && fact.count == Some(11_001));
    assert!(kept, "a changed row keeps its id");
}

#[test]
fn rows_of_one_company_on_one_day_stay_apart() {
    let app = app();
    let file = "company,total_laid_off,date,location,country\n\
        Oracle,188,8/13/2025,SF Bay Area,United States\n\
        Oracle,143,8/13/2025,SF Bay Area,United States\n\
        Oracle,161,8/13/2025,Seattle,United States\n\
        Oracle,161,8/13/2025,Seattle,United States\n";
    assert_eq!(list(&app, SHARED, file).0.new, 3);
    assert_eq!(told(&app, SHARED), ["Oracle 143", "Oracle 161", "Oracle 188"]);
    let again = list(&app, SHARED, file).0;
    assert_eq!((again.new, again.changed, again.same), (0, 0, 4));
    let changed = list(&app, SHARED, &file.replace("161", "165")).0;
    assert_eq!((changed.new, changed.changed, changed.same), (0, 1, 3));
    assert_eq!(told(&app, SHARED), ["Oracle 143", "Oracle 165", "Oracle 188"]);
}

#[test]
fn a_correction_holds_for_whoever_made_it() {
    let app = app();
    put(&app, SHARED, &[quill("120")]);
    put(&app, A, &[article("https://intra.example/a", "Tarvel lays off 40", "Tarvel is laying off 40 people in Oslo.")]);
    let id = app.facts(SHARED).expect("it reads").iter().next().expect("it is there").id;
    let to = |count: u64| Correcting { count: Change::To(count), note: "the filing says so".into(), ..Correcting::default() };

    // A server's correction of a shared fact is seen there alone.
    let before = told(&app, B);
    app.correct_fact(A, id, to(99)).expect("it corrects");
    assert_eq!(told(&app, A), ["Quill 99", "Tarvel 40"]);
    assert_eq!(told(&app, B), before);
    assert_eq!(told(&app, SHARED), ["Quill 120"]);
    assert_eq!(app.facts(B).expect("it reads").stamp()[0], app.facts(SHARED).expect("it reads").stamp()[0]);
    let fact = app.fact(A, id).expect("it is there");
    let correction = fact.correction.as_ref().expect("it is shown as corrected");
    assert_eq!(
        (correction.note.as_str(), correction.was.count, correction.by_server),
        ("the filing says so", Some(120), Some(11))
    );

    // The operator's holds for all who say nothing else.
    app.correct_fact(SHARED, id, to(110)).expect("it corrects");
    assert_eq!((told(&app, A), told(&app, B)), (vec!["Quill 99".into(), "Tarvel 40".into()], vec!["Quill 110".to_owned()]));

    // They survive a new text, a rebuild, and the article's removal.
    put(&app, SHARED, &[quill("150")]);
    app.rebuild(&Progress::none()).expect("it rebuilds");
    assert_eq!(told(&app, B), ["Quill 110"]);
    let article = fact.report.article;
    app.remove(SHARED, article).expect("it removes");
    assert_eq!(told(&app, B), [""; 0]);
    app.library().restore(SHARED, article).expect("it restores");
    assert_eq!(told(&app, A), ["Quill 99", "Tarvel 40"]);
    assert!(app.uncorrect_fact(A, id).expect("it takes back"));
    assert_eq!(told(&app, A), ["Quill 110", "Tarvel 40"]);
    assert!(!app.uncorrect_fact(A, id).expect("it looks"));

    // What is rejected counts nowhere, and can still be seen as that.
    app.correct_fact(SHARED, id, Correcting { reject: true, note: "satire".into(), ..Correcting::default() })
        .expect("it rejects");
    assert_eq!(told(&app, B), [""; 0]);
    assert!(app.fact(B, id).expect("it is there").is_rejected());
}

#[test]
fn answers_say_what_was_corrected_and_quote_nothing_that_was_rejected() {
    let app = app();
    put(&app, SHARED, &[quill("120")]);
    let id = only(&app, SHARED).id;
    let ask = |corpus| {
        let text = "how many people did Quill lay off".to_owned();
        app.ask(&Ask { text, corpus, now: date(2024, 4, 1), filters: Filters::default() }).expect("it answers")
    };
    assert_eq!(ask(A).claims[0].value, json!(120));

    let to = Correcting { count: Change::To(90), note: "the filing says so".into(), ..Correcting::default() };
    app.correct_fact(A, id, to).expect("it corrects");
    let answer = ask(A);
    assert!(answer.notes.iter().any(|note| note.contains("90 jobs, read as 120 jobs") && note.contains("the filing says so")));
    assert!(answer.citations[0].text().contains("120") && !answer.headline.unwrap_or_default().contains("120"));
    assert!(ask(B).notes.is_empty(), "another server's correction");

    app.correct_fact(A, id, Correcting { reject: true, note: "satire".into(), ..Correcting::default() }).expect("it rejects");
    let answer = ask(A);
    assert!(answer.abstained && answer.citations.is_empty() && answer.nearest.is_empty(), "{answer:?}");
    assert_eq!(ask(B).claims[0].value, json!(120));
}

#[test]
fn what_cannot_be_corrected_is_said() {
    let app = app();
    put(&app, A, &[quill("120")]);
    let id = only(&app, A).id;
    let note = || "because".to_owned();
    let refused = |corpus, id: FactId, correcting| app.correct_fact(corpus, id, correcting).expect_err("it refuses").to_string();
    let reject = || Correcting { reject: true, note: note(), ..Correcting::default() };
    assert!(refused(B, id, reject()).contains("no layoff"), "another server's fact");
    assert!(refused(SHARED, id, reject()).contains("no layoff"), "a server's fact, by the operator of the shared corpus");
    assert!(refused(A, FactId::from_bits(7), reject()).contains("no layoff"));
    assert!(refused(A, id, Correcting { note: note(), ..Correcting::default() }).contains("say what is right"));
    assert!(refused(A, id, Correcting { reject: true, ..Correcting::default() }).contains("note"));
    let percent = Correcting { percent: Change::To(130.0), note: note(), ..Correcting::default() };
    assert!(refused(A, id, percent).contains("between 0 and 100"));
    let day = Correcting { date: Change::To(Period::day(date(2099, 1, 1))), note: note(), ..Correcting::default() };
    assert!(refused(A, id, day).contains("years ahead"));
    assert!(only(&app, A).correction.is_none());
}

#[test]
fn facts_of_one_server_reach_no_other() {
    let alone = app();
    put(&alone, SHARED, &[quill("120")]);
    let with = app();
    put(&with, B, &[quill("999"), article("https://b.example/x", "Zorbex lays off 40", "Zorbex is laying off 40 people.")]);
    list(&with, B, LIST);
    put(&with, SHARED, &[quill("120")]);
    let shared = |app: &App| app.facts(SHARED).expect("it reads").iter().next().expect("it is there").id;
    with.correct_fact(B, shared(&with), Correcting { reject: true, note: "no".into(), ..Correcting::default() })
        .expect("it does");
    for corpus in [SHARED, A] {
        let seen = |app: &App| {
            let facts = app.facts(corpus).expect("it reads");
            app.prove(corpus, facts.all()).expect("it reads").iter().map(|p| format!("{p:?}")).collect::<Vec<_>>()
        };
        assert_eq!(seen(&alone), seen(&with));
        assert_eq!(seen(&with).len(), 1);
    }
    let of_b = with.facts(B).expect("it reads");
    assert_eq!(with.prove(A, of_b.all()).expect("it looks").len(), 1, "whoever has another's facts gets no words for them");
}

#[test]
fn posted_answers_are_found_when_they_are_outdated() {
    let app = app();
    put(&app, SHARED, &[quill("120")]);
    put(&app, A, &[article("https://intra.example/a", "Tarvel lays off 40", "Tarvel is laying off 40 people in Oslo.")]);
    let facts = app.facts(A).expect("it reads");
    let of = |company: &str| facts.iter().find(|fact| &*fact.company == company).expect("it is there").clone();
    let (quill_fact, tarvel) = (of("Quill"), of("Tarvel"));
    let posted = |corpus, message| Posted { corpus, channel: 5, message, token: None, request: "ask".into(), at: 1 };
    app.note_posted(&posted(A, 1), &[quill_fact.report.article, tarvel.report.article]).expect("it notes");
    app.note_posted(&posted(B, 2), &[quill_fact.report.article]).expect("it notes");
    let (none, mut seq) = app.posted_outdated_since(u64::MAX).expect("it looks");
    assert!(none.is_empty());
    let mut outdated = || {
        let (posted, now) = app.posted_outdated_since(seq).expect("it looks");
        seq = now;
        posted.iter().map(|posted| posted.message).collect::<Vec<_>>()
    };
    let to = |count| Correcting { count: Change::To(count), note: "filing".into(), ..Correcting::default() };

    app.correct_fact(A, quill_fact.id, to(1)).expect("it corrects");
    assert_eq!(outdated(), [1], "the other server does not see this correction");
    app.correct_fact(SHARED, quill_fact.id, to(2)).expect("it corrects");
    assert_eq!(outdated(), [2, 1]);
    app.remove(A, tarvel.report.article).expect("it removes");
    assert_eq!(outdated(), [1]);
    assert_eq!(outdated(), [0_u64; 0]);
    assert_eq!(app.posted_showing(SHARED, &[quill_fact.report.article]).expect("it looks").len(), 2);
    app.forget_posted(5, 2).expect("it forgets");
    assert_eq!(app.posted_showing(B, &[quill_fact.report.article]).expect("it looks"), []);

    // Only the newest are remembered.
    for message in 100..700 {
        app.note_posted(&posted(B, message), &[quill_fact.report.article]).expect("it notes");
    }
    let kept = app.posted_showing(B, &[quill_fact.report.article]).expect("it looks");
    assert_eq!((kept.len(), kept[0].message), (500, 699));
    assert_eq!(app.posted_showing(A, &[quill_fact.report.article]).expect("it looks").len(), 1);
}

#[test]
fn the_command_line_imports_and_corrects() {
    let program = Program::with(&[quill("120")]);
    let file = program.write("list.csv", format!("{LIST}Bad,-3,,1/1/1970,,\n"));
    let ran = program.run(&["import", &file]).expect(2);
    assert!(
        ran.err.contains("line 4: refused, '-3' is no number of people") && ran.err.contains("2 new, 1 refused"),
        "{}",
        ran.err
    );
    let of = |company: &str| {
        let all = program.run(&["layoffs", "--json"]).expect(0).json();
        all.into_iter().find(|line| line["company"] == company).expect("it is there")
    };
    assert_eq!((of("Skald")["provenance"].clone(), of("Skald")["percent"].clone()), (json!("row"), json!(20.0)));
    let id = of("Quill")["id"].as_str().expect("an id").to_owned();
    program.run(&["correct", &id, "--count", "130", "--date", "2024-03", "--note", "the filing"]).expect(0);
    let line = of("Quill");
    assert_eq!((&line["count"], &line["date"]), (&json!(130), &json!("2024-03")));
    assert_eq!((&line["correction"]["was"]["count"], &line["correction"]["note"]), (&json!(120), &json!("the filing")));
    program.run(&["--server", "7", "correct", &id, "--reject", "--note", "not us"]).expect(0);
    assert_eq!(of("Quill")["correction"]["rejected"], json!(false), "a server's word is not the operator's");
    program.run(&["correct", &id, "--undo"]).expect(0);
    assert_eq!(of("Quill")["count"], json!(120));
    program.run(&["correct", &id, "--count", "130"]).expect(2);
    program.run(&["correct", "0000000000000001", "--reject", "--note", "x"]).expect(2);
    // From standard input a list is known by its first line.
    let ran = program.run_with(&["import", "-"], LIST.as_bytes()).expect(0);
    assert!(ran.err.contains("2 the same"), "{}", ran.err);
    program.assert_sound();
}

/// The public list that lies beside the project where it is developed: real columns, real oddities.
#[test]
fn a_public_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/layoffs.csv");
    // Elsewhere the lists in this file have to do.
    let Ok(file) = std::fs::read_to_string(&path) else { return };
    let app = app();
    let rows = file.lines().count() as u64 - 1;
    let (imported, notes) = list(&app, SHARED, &file);
    assert_eq!(notes, [""; 0]);
    assert_eq!((imported.new, imported.refused), (rows, 0));
    assert_eq!(list(&app, SHARED, &file).0.same, rows);
    let facts = app.facts(SHARED).expect("it reads");
    assert_eq!(facts.iter().count() as u64, rows);
    let amazon = facts.iter().filter(|f| &*f.company == "Amazon" && f.date.is_some_and(|d| d.start == date(2026, 1, 28)));
    assert_eq!(amazon.map(|f| f.count).collect::<Vec<_>>(), [Some(16_000)]);
}
