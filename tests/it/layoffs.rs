//! `pinkslip layoffs`: one event of several reports, sums that say what they are, and every form of output.

use serde_json::{Value, json};

use crate::program::{Program, Ran};

const LIST: &str = "company,location,total_laid_off,date,percentage_laid_off,industry,source,country,date_added\n\
    Quill,Berlin,300,3/4/2024,0.12,Finance,https://list.example/1,Germany,3/5/2024\n\
    Ostrava,Brno,1200,4/2/2024,,Retail,https://list.example/2,Czechia,4/3/2024\n\
    \"=HYPERLINK(\"\"x\"\")\",Brno,7,5/2/2024,,Retail,https://list.example/3,Czechia,5/3/2024\n\
    Nurrel,Oslo,,5/20/2024,0.25,Finance,https://list.example/4,Norway,5/21/2024\n";

fn article(url: &str, source: &str, day: &str, title: &str, body: &str) -> Value {
    json!({"url": format!("https://{url}"), "title": title, "source": source, "published": day, "body": body})
}

fn program() -> Program {
    let program = Program::with(&[
        article(
            "a.example/q",
            "The Wire",
            "2024-03-05",
            "Quill cuts 300 jobs",
            "Quill is laying off 300 people, it said on Monday.",
        ),
        article(
            "b.example/q",
            "The Herald",
            "2024-03-06",
            "Quill lays off about 300",
            "Quill, a payments firm, laid off about 300 employees this week, the company confirmed.",
        ),
    ]);
    let list = program.write("list.csv", LIST);
    program.run(&["import", &list]).expect(0);
    program
}

fn layoffs(program: &Program, arguments: &[&str]) -> Ran {
    program.run(&[&["layoffs"], arguments].concat())
}

#[test]
fn reports_and_rows_of_one_layoff_are_one_line() {
    let program = program();
    let shown = layoffs(&program, &["--company", "quill"]).expect(0).out;
    let rows: Vec<&str> = shown.lines().filter(|line| line.starts_with("2024-")).collect();
    assert_eq!(rows.len(), 1, "{shown}");
    assert!(rows[0].contains("Quill") && rows[0].contains("300") && rows[0].contains("(+2)"), "{shown}");
    assert!(shown.contains("300 in 1 reported event here"), "{shown}");
    assert!(shown.contains("From 2 reports and 1 list row."), "{shown}");
    let events = layoffs(&program, &["--company", "quill", "--events"]).expect(0).json();
    assert_eq!(
        (events.len(), events[0]["sources"].as_u64(), events[0]["reports"].as_array().map(Vec::len)),
        (1, Some(2), Some(3))
    );
    assert_eq!(events[0]["differing"][0]["kind"], "rounding", "{}", events[0]);
    // Every layoff of every article says which event it belongs to.
    let facts = layoffs(&program, &["--json"]).expect(0).json();
    let of_event = facts.iter().filter(|f| f["event_id"] == events[0]["event_id"]).count();
    assert_eq!((facts.len(), of_event), (6, 3), "{facts:?}");
    for key in [
        "url",
        "company",
        "count",
        "count_max",
        "count_is",
        "percent",
        "percent_of",
        "date",
        "date_basis",
        "status",
        "reason",
        "division",
        "place",
        "primary",
        "article_id",
        "proof",
    ] {
        assert!(facts[0].get(key).is_some(), "{key}");
    }
}

#[test]
fn what_a_list_may_repeat_is_said_and_not_added() {
    let body = "Quill will eliminate 2,400 jobs, about a quarter of its workforce, it said on Thursday with its results.";
    let program = Program::with(&[article("a.example/q", "The Wire", "2025-07-25", "Quill sheds 2,400 jobs", body)]);
    let list = "company,location,total_laid_off,date,percentage_laid_off,country\n\
        Quill,Oslo,2200,4/23/2025,0.2,Norway\n\
        Quill,Oslo,500,7/11/2025,,Norway\n\
        Quill,Oslo,58,2/4/2025,,Norway\n\
        Quill,Oslo,58,2/6/2025,,Norway\n\
        Skald,Oslo,40,12/3/2025,,Norway\n";
    let list = program.write("list.csv", list);
    program.run(&["import", &list]).expect(0);
    let shown = layoffs(&program, &["--company", "quill"]).expect(0).out;
    assert!(shown.contains("At least 2,458 in 2 reported events here."), "{shown}");
    assert!(shown.contains("Left out: 2 events that may overlap another here."), "{shown}");
    let marked = shown.lines().filter(|line| line.contains("may overlap another event")).count();
    assert_eq!(marked, 2, "{shown}");
    let events = layoffs(&program, &["--company", "quill", "--events"]).expect(0).json();
    let whole = events.iter().find(|e| e["count"] == 2_400).expect("the article's");
    assert!(events.iter().filter(|e| e["may_overlap"] == whole["event_id"]).count() == 2, "{events:?}");
    assert_eq!(events.iter().filter(|e| e["count"] == 58).count(), 1, "{events:?}");
    let csv = layoffs(&program, &["--company", "quill", "--csv"]).expect(0).out;
    assert!(csv.lines().next().is_some_and(|head| head.contains("part_of,may_overlap")), "{csv}");
    let asked = program.run(&["ask", "total at quill in 2025"]).expect(0).out;
    assert!(asked.contains("at least 2,458") && asked.contains("may overlap another here"), "{asked}");
}

#[test]
fn a_figure_that_a_later_one_replaces_is_counted_once() {
    let first = article(
        "a.example/1",
        "The Wire",
        "2022-11-15",
        "Quill plans 10,000 job cuts",
        "Quill, the contracts company, is to cut 10,000 jobs, it said on Monday.",
    );
    let second = article(
        "b.example/2",
        "The Herald",
        "2023-01-05",
        "Quill to cut 18,000 jobs",
        "Quill is laying off 18,000 people, it said on Wednesday. That is up from the 10,000 it planned in November.",
    );
    let program = Program::with(&[first, second]);
    let shown = layoffs(&program, &["--company", "quill"]).expect(0).out;
    assert!(shown.contains("18,000 in 1 reported event here"), "{shown}");
    assert!(shown.contains("replaces an earlier figure") && shown.contains("(+1)"), "{shown}");
    let events = layoffs(&program, &["--events"]).expect(0).json();
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!((&events[0]["count"], &events[0]["date"]), (&json!(18_000), &json!("2023-01-04")));
    let kinds: Vec<&Value> = events[0]["differing"].as_array().expect("figures").iter().map(|d| &d["kind"]).collect();
    assert_eq!(kinds, ["replaced", "replaced"]);
}

#[test]
fn an_article_on_something_else_recalls_a_round() {
    let body = "Quill will hire 400 people in Oslo this year. Quill had cut 300 jobs in March 2023.";
    let hiring = article("a.example/hires", "The Wire", "2024-06-05", "Quill to hire 400", body);
    let program = Program::with(&[hiring]);
    let shown = layoffs(&program, &[]).expect(0).out;
    assert!(shown.contains("2023-03") && shown.contains("300 in 1 reported event here"), "{shown}");
    let facts = layoffs(&program, &["--company", "quill", "--json"]).expect(0).json();
    assert_eq!((facts.len(), &facts[0]["primary"], &facts[0]["status"]), (1, &json!(false), &json!("carried_out")));
    assert!(layoffs(&program, &["--json"]).expect(0).json().is_empty(), "no article is about it");
}

#[test]
fn sums_say_what_they_rest_on() {
    let program = program();
    let all = layoffs(&program, &[]).expect(0).out;
    assert!(all.contains("At least 1,507 in 3 reported events here, and 1 without a number."), "{all}");
    let finance = layoffs(&program, &["--industry", "fintech", "--min-percent", "20"]).expect(0).out;
    assert!(finance.contains("Nurrel") && !finance.contains("Quill"), "{finance}");
    let months = layoffs(&program, &["--by", "month", "--json"]).expect(0).json();
    let months: Vec<String> = months.iter().map(|m| format!("{} {} {}", m["name"], m["total"]["jobs"], m["complete"])).collect();
    assert_eq!(months, ["\"March 2024\" 300 false", "\"April 2024\" 1200 true", "\"May 2024\" 7 false"]);
    let companies = layoffs(&program, &["--by", "company"]).expect(0).out;
    assert!(companies.find("Ostrava") < companies.find("Quill"), "{companies}");
    let rumours = layoffs(&program, &["--status", "rumoured"]).expect(1);
    assert!(rumours.out.is_empty() && rumours.err.contains("does not prove that there was none"), "{}", rumours.err);
    let slip = layoffs(&program, &["--company", "Quil", "--industry", "Finanze"]).expect(1).err;
    assert!(slip.contains("No company is called “Quil” here. No list here has the industry “Finanze”."), "{slip}");
    layoffs(&program, &["--min-percent", "250"]).expect(2);
    layoffs(&program, &["--reason", "weather"]).expect(2);
}

#[test]
fn proof_is_quoted() {
    let program = program();
    let shown = layoffs(&program, &["--company", "quill", "--proof"]).expect(0).out;
    assert!(
        shown.contains("> Quill is laying off 300 people, it said on Monday.") && shown.contains("The Wire · 5 Mar 2024"),
        "{shown}"
    );
    assert!(shown.contains("about 300. The figures agree"), "{shown}");
}

#[test]
fn spreadsheets_get_no_formulas() {
    let program = program();
    let csv = layoffs(&program, &["--csv"]).expect(0).out;
    assert_eq!(csv.lines().count(), 5, "{csv}");
    assert!(csv.contains("'=HYPERLINK") && !csv.contains(",=HYPERLINK"), "{csv}");
    assert!(layoffs(&program, &["--csv", "--by", "year"]).expect(0).out.contains("2024,false,1507,true,3,1"));
}

#[test]
fn charts_are_pictures_with_words() {
    let program = program();
    let check = |arguments: &[&str], words: &str| {
        let file = program.path("chart.png");
        let path = file.to_str().expect("a path in letters");
        let told = layoffs(&program, &[arguments, &["--chart", path]].concat()).expect(0).out;
        assert!(told.contains(words), "{told}");
        assert!(std::fs::read(&file).expect("the chart is there").starts_with(b"\x89PNG\r\n"));
        std::fs::remove_file(&file).expect("it goes");
    };
    check(&["--by", "company"], "Bar chart. Layoffs by company. Ostrava: 1,200; Quill: 300;");
    check(&["--company", "Quill"], "Timeline. Layoffs at Quill. ");
    check(&["--company", "Quill", "--company", "Ostrava"], "Bar chart. Layoffs at Quill, Ostrava. Quill: 300; Ostrava: 1,200.");
    check(&["--by", "month"], "March 2024: 300 (not complete); April 2024: 1,200;");
    check(&[], "Bar chart. Largest layoffs. Ostrava, Apr 2024: 1,200;");
    check(&["--by", "company", "-n", "1"], "Bar chart. Layoffs by company. Ostrava: 1,200; and 2 more with 307 jobs");
    let notes = program.path("notes.txt");
    std::fs::write(&notes, "mine").expect("it is written");
    let refused = layoffs(&program, &["--chart", notes.to_str().expect("a path in letters")]).expect(2).err;
    assert!(refused.contains("it is there already and is no PNG"), "{refused}");
    assert_eq!(std::fs::read_to_string(&notes).expect("it is there"), "mine");
}

#[test]
fn bounds_that_hold_nothing_are_a_slip() {
    let program = program();
    for (arguments, words) in [
        (["--min", "500", "--max", "100"], "--min the smaller number"),
        (["--since", "2024", "--until", "2023"], "ends before it begins"),
    ] {
        let refused = layoffs(&program, &arguments).expect(2);
        assert!(refused.err.contains(words) && refused.out.is_empty(), "{}", refused.err);
    }
}

#[test]
fn what_is_denied_is_shown_only_where_it_is_asked_for() {
    let program = program();
    let forms: [&[&str]; 7] =
        [&[], &["--json"], &["--events"], &["--csv"], &["--by", "company"], &["--sort", "jobs"], &["--status", "announced"]];
    let before: Vec<String> = forms.iter().map(|form| layoffs(&program, form).expect(0).out).collect();
    let (title, body) = ("Quill denies it will cut 900 jobs", "Quill on Wednesday denied a report that it will cut 900 jobs.");
    let denial = article("d.example/q", "The Courier", "2024-03-07", title, body);
    let file = program.write("denial.jsonl", format!("{denial}\n"));
    program.run(&["import", &file]).expect(0);
    for (form, before) in forms.iter().zip(before) {
        assert_eq!(layoffs(&program, form).expect(0).out, before, "{form:?}");
    }
    let shown = layoffs(&program, &["--status", "denied"]).expect(0).out;
    assert!(shown.contains("900") && shown.contains("denied") && !shown.contains("300"), "{shown}");
    assert!(shown.contains("Left out: 1 denied report."), "never added: {shown}");
    let facts = layoffs(&program, &["--json", "--status", "denied"]).expect(0).json();
    assert_eq!(facts.len(), 1, "{facts:?}");
    assert_eq!((&facts[0]["count"], &facts[0]["status"], &facts[0]["primary"]), (&json!(900), &json!("denied"), &json!(false)));
    assert!(facts[0]["event_id"].is_string() && facts[0]["date_basis"] == "published", "{}", facts[0]);
}
