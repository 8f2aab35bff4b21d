//! The command line: what is printed where, exit codes, and that bad input is told and loses nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::program::{Program, Ran, bare, lines, numbered, ran, word};

/// The question of the README's first command.
const QUICK_START: &str = "How many people did Shopify let go in July 2022?";
const ONE_MEDICAL: &str = "How many jobs is Amazon cutting at One Medical?";

#[test]
fn a_fresh_clone_answers_with_a_citation() {
    let program = Program::cloned();
    let first = program.run(&["ask", ONE_MEDICAL]).expect(0);
    assert!(first.out.contains("a few hundred") && first.out.contains("[1] Our summary, after TechRadar Pro · 7 Feb 2024"));
    assert!(first.err.contains("Starter articles: ") && first.err.contains("Building the index"), "{}", first.err);
    let again = program.run(&["ask", ONE_MEDICAL]).expect(0);
    assert_eq!((again.out, again.err.as_str()), (first.out, ""), "nothing but the answer once all is there");
    program.assert_sound();
}

/// What somebody asks who has just read of it, and words that only the right sentence has.
const READER: [(&str, &str); 5] = [
    (ONE_MEDICAL, "few hundred"),
    ("Who announced the One Medical job cuts?", "Neil Lindsay"),
    ("Why is Amazon cutting jobs at One Medical now?", "sooner than planned because|newer and unproven bets"),
    ("What did One Medical cost Amazon?", "$3.9 billion"),
    ("How many jobs has Amazon cut since 2022?", "27,000"),
];

#[test]
fn the_five_questions_of_a_reader_get_the_right_sentence_first() {
    let program = Program::ready();
    let wrong: Vec<String> = READER
        .iter()
        .filter_map(|(question, right)| {
            let answer = program.ask(question);
            let first = answer["citations"][0]["quote"].as_str().unwrap_or("(no answer)").to_owned();
            (!right.split('|').any(|words| first.contains(words)))
                .then(|| format!("{question} -> {first} ({})", answer["why_not"]))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README.md is there");
    let shown = shown(&readme);
    let has = |what: &str| shown.iter().any(|(command, _)| command.iter().any(|word| word == what));
    assert!(has("--help"), "README.md shows no --help");
    assert!(shown.iter().any(|(command, _)| command.iter().any(|word| word == QUICK_START)), "README.md lacks the quick start");
    let program = Program::cloned();
    for (command, expected) in shown {
        let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        let Ran { out, err, .. } = program.run(&arguments);
        let printed = [timeless(&out), timeless(&(err + &out))];
        let expected = timeless(&expected);
        assert!(printed.contains(&expected), "{command:?}\n--- README.md shows\n{expected}\n--- it prints\n{}", printed[1]);
    }
}

/// The commands of a README's code blocks with what is shown beneath them, but for what cargo says.
fn shown(readme: &str) -> Vec<(Vec<String>, String)> {
    let mut shown: Vec<(Vec<String>, String)> = Vec::new();
    let (mut in_block, mut open) = (false, false);
    for line in readme.lines() {
        if line.starts_with("```") {
            (in_block, open) = (!in_block, false);
        } else if !in_block {
        } else if let Some(command) = line.strip_prefix("$ ") {
            let ours = command.strip_prefix("pinkslip ").or_else(|| command.strip_prefix("cargo run --release -- "));
            open = ours.is_some();
            shown.extend(ours.map(|arguments| (words(arguments), String::new())));
        } else if open && !["Compiling", "Finished", "Running"].iter().any(|word| line.trim_start().starts_with(word)) {
            let (_, text) = shown.last_mut().expect("open only after a command");
            *text += &format!("{line}\n");
        }
    }
    // A command without output is an instruction, and shows nothing that could be wrong.
    shown.retain(|(_, text)| !text.trim().is_empty());
    shown
}

/// Words as a shell takes them apart, with quotes and nothing else.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![];
    let (mut word, mut quote) = (None::<String>, None);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Without spaces at the ends of lines and of the whole, and without the time that something took.
fn timeless(text: &str) -> String {
    let time = regex::Regex::new(r#""took_ms": ?[0-9.]+|in [0-9.]+ s\b"#).expect("a pattern");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    time.replace_all(lines.join("\n").trim(), "took").into_owned()
}

#[test]
fn every_command_has_help() {
    let help = ran(bare(&["--help"]), b"").expect(0).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Descriptions go on further to the right; `help` is clap's own.
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<&str> = names.filter(|name| !name.is_empty() && *name != "help").collect();
    assert!(names.len() > 8, "{help}");
    for name in names {
        let help = ran(bare(&[name, "--help"]), b"").expect(0);
        assert!(help.out.contains("Usage:") && help.err.is_empty(), "{name}: {help:?}");
    }
    for wrong in [vec!["fire"], vec!["ask"], vec!["ask", "--json", "--explain", "x"], vec!["ask", "x", "--since", "soon"], vec![]]
    {
        let ran = ran(bare(&wrong), b"").expect(2);
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{wrong:?}: {ran:?}");
    }
}

#[test]
fn an_answer_as_json_has_all_its_keys_and_quotes_to_the_letter() {
    let program = Program::ready();
    let bodies = bodies(&program);
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<BTreeSet<_>>();
    let named = |names: &str| names.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let whole = named("question abstained confidence headline claims rows why_not nearest understood citations coverage took_ms");
    let mut cited = 0;
    for question in READER.map(|(question, _)| question).into_iter().chain([
        "How many people did Google let go in January 2023?",
        "What severance did Stripe give?",
        "Which companies cut more than 10% of their staff in 2024?",
        "What did Yodeloo Corp say about its llamas?",
    ]) {
        let answer = program.ask(question);
        // Notes stand beside rows that come from facts alone.
        let mut shown = keys(&answer);
        shown.remove("notes");
        assert_eq!(shown, whole, "{question}");
        assert_eq!(answer["question"], question);
        assert!(answer["took_ms"].as_f64().is_some_and(|took| took > 0.0));
        assert_eq!(keys(&answer["understood"]), named("asks companies since until source"), "{question}");
        assert_eq!(keys(&answer["coverage"]), named("articles from to"), "{question}");
        let list = |name: &str| answer[name].as_array().unwrap_or_else(|| panic!("{name} is no list")).clone();
        assert!(answer["abstained"] == json!(!answer["why_not"].is_null()), "{question}: {answer}");
        assert!(answer["abstained"] == json!(list("citations").is_empty()), "{question}: {answer}");
        let numbers = 1..=list("citations").len() as u64;
        for claim in list("claims") {
            assert_eq!(keys(&claim), named("kind value is company said_by citations"));
            let cites = claim["citations"].as_array().expect("a list");
            assert!(!cites.is_empty() && cites.iter().all(|n| n.as_u64().is_some_and(|n| numbers.contains(&n))), "{claim}");
        }
        for citation in list("citations").iter().chain(&list("nearest")) {
            let all = named("n quote title source url published provenance based_on article_id start end score");
            assert_eq!(keys(citation), all);
            assert_exact(citation, "quote", &bodies);
            cited += 1;
        }
    }
    assert!(cited > 10, "{cited}");
    for hit in program.run(&["search", "--json", "-k", "20", "severance weeks"]).expect(0).json() {
        assert_eq!(keys(&hit), named("text url title source published provenance article_id start end score"));
        assert_exact(&hit, "text", &bodies);
    }
}

/// The text of every article by its address, as `export` gives it.
fn bodies(program: &Program) -> BTreeMap<String, String> {
    let text = |article: &Value, name: &str| article[name].as_str().expect("a text").to_owned();
    program.run(&["export", "-"]).expect(0).json().iter().map(|a| (text(a, "url"), text(a, "body"))).collect()
}

fn assert_exact(cited: &Value, quote: &str, bodies: &BTreeMap<String, String>) {
    let body = &bodies[cited["url"].as_str().expect("all of these have one")];
    let at = |name: &str| cited[name].as_u64().expect("a number") as usize;
    assert_eq!(body.get(at("start")..at("end")), cited[quote].as_str(), "{cited}");
}

#[test]
fn a_batch_keeps_its_order_and_answers_every_line() {
    let program = Program::ready();
    let file = program.write(
        "questions.jsonl",
        concat!(
            "{\"id\":7,\"question\":\"How many jobs is Amazon cutting at One Medical?\"}\r\n",
            "this is no JSON\n",
            "\n",
            "{\"id\":{\"a\":[1]},\"question\":\"\"}\n",
            "{\"id\":\"no question\"}\n",
            "{\"id\":null,\"question\":\"What did Yodeloo Corp say about its llamas?\",\"more\":1}\n",
            "\u{fffd}\n",
            "{\"id\":\"last\",\"question\":\"How many people did Google let go in January 2023?\"}",
        ),
    );
    let answers = program.run(&["ask", "--batch", &file]).expect(0).json();
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [&json!(7), &json!(null), &json!({"a": [1]}), &json!(null), &json!(null), &json!(null), &json!("last")]);
    let failed: Vec<bool> = answers.iter().map(|answer| answer.get("error").is_some_and(Value::is_string)).collect();
    assert_eq!(failed, [false, true, true, true, false, true, false]);
    assert!(answers[1]["error"].as_str().is_some_and(|e| e.starts_with("line 2 ")), "{}", answers[1]);
    assert!(answers[3]["error"].as_str().is_some_and(|e| e.starts_with("line 5 ")), "{}", answers[3]);
    assert_eq!(answers[4]["abstained"], true);
    assert!(answers.iter().filter(|answer| answer.get("error").is_none()).all(|answer| answer["took_ms"].is_number()));

    let file = program.write("queries.jsonl", "{\"id\":1,\"query\":\"severance\"}\nbad\n{\"id\":2,\"query\":\"zzqx\"}\n");
    let found = program.run(&["search", "--batch", &file, "-k", "3"]).expect(0).json();
    assert_eq!(found.len(), 3);
    assert_eq!(found[0]["hits"].as_array().map(Vec::len), Some(3));
    assert!(found[1]["error"].is_string() && found[2]["hits"] == json!([]), "{found:?}");

    let missing = program.run(&["ask", "--batch", "nowhere.jsonl"]).expect(2);
    assert!(missing.err.contains("cannot read nowhere.jsonl"), "{missing:?}");
}

#[test]
fn odd_questions_are_answered_or_told() {
    let program = Program::ready();
    for question in ["", "   ", "???", "\u{1f525}\u{1f525}\u{1f525}", "\u{200b}"] {
        let ran = program.run(&["ask", question]).expect(2);
        assert!(ran.out.is_empty() && ran.err.contains("Ask a question in words, for example"), "{question}: {ran:?}");
    }
    let long = format!("How many jobs did Google cut in January 2023? {}", "Tell me please. ".repeat(400));
    for question in ["layoffs", "Amazon", "12,000", "fired? \u{1f525} Google", "zzqx", &long[..6_000], &"a".repeat(6_000)] {
        let ran = program.run(&["ask", question]);
        assert!(ran.code <= 1 && !ran.out.is_empty() && ran.err.is_empty(), "{question}: {ran:?}");
    }
    for question in ["谷歌裁员多少人", "Warum regnet es in Hamburg?", "ما هو عدد الموظفين؟"] {
        let ran = program.run(&["ask", question]).expect(1);
        assert!(
            ran.err.is_empty() && ran.out.contains("255 articles,") || ran.out.contains(" articles, "),
            "{question}: {ran:?}"
        );
    }
}

#[test]
fn import_says_what_was_new_changed_and_the_same() {
    let program = Program::empty();
    let both = [numbered(1), numbered(2)];
    let new = program.import(&both).expect(0);
    assert_eq!(new.out, "");
    assert!(new.err.ends_with("stored 2\n2 new\n"), "{}", new.err);
    assert!(program.import(&both).expect(0).err.ends_with("0 new, 2 the same\n"));
    let mut changed = numbered(2);
    changed["body"] = json!("Acme took it all back.");
    changed["url"] = json!("https://NEWS.example:443/2/?utm_source=x#top");
    assert!(program.import(&[numbered(1), changed.clone(), changed]).expect(0).err.ends_with("0 new, 1 changed, 2 the same\n"));
    let answer = program.run(&["search", "--json", "took back"]).expect(0).json();
    assert_eq!(answer[0]["text"], "Acme took it all back.");
    assert_eq!(program.run(&["search", &word(2)]).code, 1, "its earlier version is no longer found");
    assert_eq!(program.status()["articles"], 2);
    program.assert_sound();
}

#[test]
fn import_refuses_by_the_line_and_takes_the_rest() {
    let program = Program::empty();
    let half = &numbered(4).to_string()[..60];
    let file = [
        numbered(1).to_string(),
        "{\"title\": broken}".to_owned(),
        "{\"title\":\"No body\"}".to_owned(),
        String::new(),
        "{\"title\":\"\",\"body\":\"No title.\"}".to_owned(),
        "{\"title\":\"Empty body\",\"body\":\"\\u200b \"}".to_owned(),
        "[1]".to_owned(),
        numbered(2).to_string(),
        half.to_owned(),
        numbered(3).to_string(),
        half.to_owned(),
    ];
    let ran = program.run_with(&["import", "-"], file.join("\n").as_bytes()).expect(2);
    for (line, reason) in [
        (2, "not JSON"),
        (3, "it has no body"),
        (5, "it has no title"),
        (6, "it has no text"),
        (7, "not an article"),
        (9, "half-written"),
        (11, "half-written"),
    ] {
        let told = |told: &str| told.starts_with(&format!("line {line}: refused, ")) && told.contains(reason);
        assert!(ran.err.lines().any(told), "line {line}, {reason}, in {}", ran.err);
    }
    assert!(ran.err.ends_with("3 new, 7 refused\n"), "{}", ran.err);
    for n in 1..=3 {
        program.run(&["search", &word(n)]).expect(0);
    }
    assert!(program.run(&["import", "nowhere.jsonl"]).expect(2).err.contains("cannot read nowhere.jsonl"));
    assert!(program.run(&["import", "data"]).expect(2).err.contains("is a folder"));
}

#[test]
fn files_of_every_make_are_read() {
    let program = Program::empty();
    let crlf = lines(&[numbered(1), numbered(2)]).replace('\n', "\r\n");
    program.run(&["import", &program.write("bom.jsonl", format!("\u{feff}{crlf}"))]).expect(0);
    let pretty = serde_json::to_string_pretty(&json!([numbered(3), numbered(4)])).expect("JSON").replace('\n', "\r\n");
    program.run(&["import", &program.write("array.json", format!("\u{feff}{pretty}"))]).expect(0);
    let one = serde_json::to_string_pretty(&numbered(5)).expect("JSON");
    program.run_with(&["import", "-"], one.as_bytes()).expect(0);
    let other =
        json!({"title": "Other keys", "text": "Of zqother make.", "published_at": "2023-05-06", "corpus": "server-5", "x": null});
    program.import(&[other]).expect(0);
    for n in 1..=5 {
        program.run(&["search", &word(n)]).expect(0);
    }
    assert_eq!(program.run(&["search", "--json", "zqother"]).expect(0).json()[0]["published"], "2023-05-06");
    program.run_with(&["import", "-"], b"").expect(0);
    assert_eq!(program.status()["articles"], 6);
}

#[test]
fn a_body_of_five_megabytes_is_stored_and_found() {
    let program = Program::empty();
    let body = format!("{}The llama of zqlong was let go.", "Twelve clerks sang a dull song in the rain. ".repeat(120_000));
    assert!(body.len() > 5_000_000);
    let ran = program.import(&[json!({"title": "Long", "body": body}), numbered(1)]).expect(0);
    assert!(ran.err.contains("is it one article?") && ran.err.contains("2 new"), "{}", ran.err);
    let hits = program.run(&["search", "--json", "zqlong"]).expect(0).json();
    assert!(hits[0]["text"].as_str().is_some_and(|text| text.ends_with("The llama of zqlong was let go.")), "{}", hits[0]);
    assert!(program.run(&["ask", "Who was let go at zqlong?"]).code <= 1);
}

#[test]
fn an_export_makes_the_same_library_elsewhere_and_a_backup_opens() {
    let here = Program::ready();
    let file = here.path("out.jsonl").display().to_string();
    let said = here.run(&["export", &file]).expect(0);
    assert!(said.out.is_empty() && said.err.ends_with(&format!("articles written to {file}\n")), "{said:?}");
    let there = Program::empty();
    there.run(&["import", &file]).expect(0);
    assert_eq!(there.run(&["export", "-"]).expect(0).out, std::fs::read_to_string(&file).expect("it was written"));
    let [mut a, mut b] = [here.ask(ONE_MEDICAL), there.ask(ONE_MEDICAL)];
    a["took_ms"] = json!(0);
    b["took_ms"] = json!(0);
    assert_eq!(a, b);
    there.assert_sound();
    let again = here.run(&["export", &file]).expect(2);
    assert!(again.err.contains("exists already"), "{again:?}");

    let elsewhere = Program::empty();
    std::fs::create_dir(elsewhere.path("data")).expect("it can be made");
    let backup = elsewhere.path("data/pinkslip.db").display().to_string();
    here.run(&["backup", &backup]).expect(0);
    assert_eq!(elsewhere.run(&["export", "-"]).expect(0).out, there.run(&["export", "-"]).expect(0).out);
    assert!(here.run(&["backup", &backup]).expect(2).err.contains("exists already"));
    assert_eq!(here.run(&["backup", "/nowhere/at/all.db"]).code, 3);
    elsewhere.assert_sound();
}

#[test]
fn articles_are_listed_shown_and_removed() {
    let program = Program::with(&[numbered(1), numbered(2)]);
    let list = program.run(&["article", "list"]).expect(0).out;
    assert_eq!(list.lines().count(), 2);
    let line = program.run(&["article", "list", &format!("acme{} cuts", word(2))]).expect(0).out;
    let id = line.split_whitespace().next().expect("an id");
    assert_eq!(line, format!("{id}  2024-03-05  Acme{} cuts 102 jobs  Wire\n", word(2)));
    let shown = program.run(&["article", "show", id]).expect(0).out;
    assert!(
        shown.ends_with("The cuts fall in March.\n") && shown.contains("Wire · 5 Mar 2024 · https://news.example/2"),
        "{shown}"
    );
    assert_eq!(program.run(&["article", "remove", id, "--server", "5"]).code, 2, "it is not that server's");
    program.run(&["article", "remove", id]).expect(0);
    assert_eq!(program.run(&["search", &word(2)]).code, 1);
    for gone in [["article", "show", id], ["article", "remove", id], ["article", "show", "no-id"]] {
        let ran = program.run(&gone).expect(2);
        assert!(ran.out.is_empty() && !ran.err.is_empty());
    }
    assert_eq!(program.run(&["article", "list", "nothing like it"]).code, 1);
    assert!(program.import(&[numbered(2)]).expect(0).err.ends_with("1 new\n"));
    program.run(&["search", &word(2)]).expect(0);
    program.assert_sound();
}

#[test]
fn what_cannot_be_printed_is_a_failure_and_a_closed_pipe_is_none() {
    let program = Program::ready();
    let full = || std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    for arguments in [vec!["ask", ONE_MEDICAL], vec!["ask", "--json", ONE_MEDICAL], vec!["export", "-"], vec!["article", "list"]]
    {
        let mut command = program.command(&arguments);
        let output = command.stdout(full()).output().expect("it runs");
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("No space left"), "{arguments:?}");
    }
    let mut export = program.command(&["export", "-"]).stdout(std::process::Stdio::piped()).spawn().expect("it starts");
    drop(export.stdout.take());
    assert_eq!(export.wait().expect("it ends").code(), Some(0));
}
