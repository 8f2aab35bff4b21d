//! The project's own questions: how many get the right evidence, how many are refused that should be. The figures are
//! floors, which may only rise.

mod gold;
mod sets;

use std::collections::BTreeMap;

use pinkslip::app::{App, Ask};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;

use sets::{Asked, facts, questions, starter};

/// Shares, in thousandths.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Figures {
    /// Answerable by one quote: right first.
    first: usize,
    /// The same, among the first three.
    three: usize,
    /// Answerable: refused.
    refused_wrongly: usize,
    /// Unanswerable: refused.
    refused: usize,
    /// Of all that was answered: not to be answered, or nothing right among the first three. Those that one quote can
    /// answer, and the unanswerable.
    wrong: usize,
}

fn share(part: usize, all: usize) -> usize {
    (part * 1000).checked_div(all).unwrap_or_default()
}

fn figures(app: &App, questions: &[&Asked]) -> Figures {
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    for asked in questions {
        let ask = Ask { text: asked.question.clone(), corpus: Corpus::Shared, now: sets::NOW, filters: Filters::default() };
        let answer = app.ask(&ask).unwrap_or_else(|e| panic!("{}: {e}", asked.id));
        let mut note = |what, yes: bool| *of.entry(what).or_default() += usize::from(yes);
        note("unanswerable", !asked.answerable);
        note("refused", !asked.answerable && answer.abstained);
        note("answerable", asked.answerable);
        note("refused wrongly", asked.answerable && answer.abstained);
        if asked.answerable && !asked.is_single() {
            continue;
        }
        let quotes = |k: usize| answer.citations.iter().take(k).map(|c| (c.url.as_deref(), c.text()));
        note("single", asked.answerable);
        note("first", asked.answerable && asked.is_answered(quotes(1)));
        let right = asked.answerable && asked.is_answered(quotes(3));
        note("three", right);
        note("given", !answer.abstained);
        note("wrong", !answer.abstained && !right);
    }
    let n = |what: &str| of.get(what).copied().unwrap_or_default();
    Figures {
        first: share(n("first"), n("single")),
        three: share(n("three"), n("single")),
        refused_wrongly: share(n("refused wrongly"), n("answerable")),
        refused: share(n("refused"), n("unanswerable")),
        wrong: share(n("wrong"), n("given")),
    }
}

/// Sets with the floors of their figures; every set is measured before any fails.
#[derive(Default)]
struct Report {
    worse: Vec<String>,
}

impl Report {
    /// Every figure has to be at least as good as the floor.
    fn check(&mut self, what: &str, app: &App, set: &str, (split, batch): (Option<&str>, Option<&str>), floor: Figures) {
        let all = questions();
        let asked: Vec<&Asked> =
            all.iter().filter(|q| q.set == set && q.split.as_deref() == split && q.batch.as_deref() == batch).collect();
        assert!(!asked.is_empty(), "{what}: no questions");
        let got = figures(app, &asked);
        println!("{what}: {} questions, {got:?}", asked.len());
        let good = got.first >= floor.first
            && got.three >= floor.three
            && got.refused >= floor.refused
            && got.refused_wrongly <= floor.refused_wrongly
            && got.wrong <= floor.wrong;
        if !good {
            self.worse.push(format!("{what}: {got:?}, worse than {floor:?}"));
        }
    }

    fn finish(self) {
        assert!(self.worse.is_empty(), "{:#?}", self.worse);
    }
}

#[test]
fn questions_over_the_starter_articles() {
    let mut report = Report::default();
    let app = starter();
    report.check(
        "starter",
        &app,
        "starter",
        (None, None),
        Figures { first: 870, three: 937, refused_wrongly: 44, refused: 945, wrong: 30 },
    );
    report.check(
        "starter, more (dev)",
        &app,
        "starter",
        (Some("dev"), None),
        Figures { first: 920, three: 920, refused_wrongly: 81, refused: 1000, wrong: 0 },
    );
    report.check(
        "starter, more (held)",
        &app,
        "starter",
        (Some("held"), None),
        Figures { first: 769, three: 769, refused_wrongly: 166, refused: 777, wrong: 166 },
    );
    report.finish();
}

#[test]
fn questions_over_short_articles_of_invented_companies() {
    let mut report = Report::default();
    report.check(
        "long",
        &facts("tests/facts/articles.jsonl", None, None),
        "long",
        (None, None),
        Figures { first: 852, three: 908, refused_wrongly: 104, refused: 973, wrong: 22 },
    );
    report.finish();
}

#[test]
fn questions_over_whole_articles() {
    let mut report = Report::default();
    let floors = [
        ("dev", Figures { first: 732, three: 821, refused_wrongly: 117, refused: 894, wrong: 104 }),
        ("held", Figures { first: 652, three: 695, refused_wrongly: 191, refused: 666, wrong: 261 }),
    ];
    for (split, floor) in floors {
        let app = facts("tests/facts/long/articles.jsonl", Some(split), None);
        report.check(&format!("whole ({split})"), &app, "whole", (Some(split), None), floor);
    }
    report.finish();
}

#[test]
fn questions_over_articles_in_many_guises() {
    let mut report = Report::default();
    let floors = [
        ("a", "dev", Figures { first: 500, three: 633, refused_wrongly: 294, refused: 954, wrong: 173 }),
        ("b", "dev", Figures { first: 400, three: 471, refused_wrongly: 435, refused: 863, wrong: 195 }),
        ("c", "dev", Figures { first: 635, three: 729, refused_wrongly: 231, refused: 863, wrong: 114 }),
        ("d", "dev", Figures { first: 457, three: 528, refused_wrongly: 397, refused: 904, wrong: 212 }),
        ("e", "held", Figures { first: 352, three: 478, refused_wrongly: 468, refused: 863, wrong: 190 }),
        ("f", "held", Figures { first: 514, three: 602, refused_wrongly: 276, refused: 772, wrong: 240 }),
        ("g", "dev", Figures { first: 461, three: 557, refused_wrongly: 416, refused: 733, wrong: 171 }),
        ("h", "held", Figures { first: 442, three: 557, refused_wrongly: 350, refused: 600, wrong: 292 }),
        ("i", "dev", Figures { first: 507, three: 646, refused_wrongly: 246, refused: 764, wrong: 207 }),
        ("j", "held", Figures { first: 461, three: 630, refused_wrongly: 260, refused: 764, wrong: 211 }),
    ];
    for (batch, split, floor) in floors {
        let app = facts("tests/facts/guises/articles.jsonl", Some(split), Some(batch));
        report.check(&format!("guises {batch} ({split})"), &app, "guises", (Some(split), Some(batch)), floor);
    }
    report.finish();
}
