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
        Figures { first: 878, three: 940, refused_wrongly: 47, refused: 927, wrong: 26 },
    );
    report.check(
        "starter, more (dev)",
        &app,
        "starter",
        (Some("dev"), None),
        Figures { first: 840, three: 880, refused_wrongly: 108, refused: 947, wrong: 43 },
    );
    report.check(
        "starter, more (held)",
        &app,
        "starter",
        (Some("held"), None),
        Figures { first: 769, three: 769, refused_wrongly: 166, refused: 666, wrong: 230 },
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
        Figures { first: 859, three: 908, refused_wrongly: 91, refused: 947, wrong: 30 },
    );
    report.finish();
}

#[test]
fn questions_over_whole_articles() {
    let mut report = Report::default();
    let floors = [
        ("dev", Figures { first: 739, three: 835, refused_wrongly: 111, refused: 912, wrong: 89 }),
        ("held", Figures { first: 695, three: 782, refused_wrongly: 150, refused: 666, wrong: 205 }),
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
        ("a", "dev", Figures { first: 550, three: 666, refused_wrongly: 279, refused: 1000, wrong: 130 }),
        ("b", "dev", Figures { first: 414, three: 485, refused_wrongly: 423, refused: 818, wrong: 209 }),
        ("c", "dev", Figures { first: 662, three: 729, refused_wrongly: 182, refused: 909, wrong: 129 }),
        ("d", "dev", Figures { first: 457, three: 514, refused_wrongly: 397, refused: 857, wrong: 234 }),
        ("e", "held", Figures { first: 380, three: 492, refused_wrongly: 443, refused: 863, wrong: 204 }),
        ("f", "held", Figures { first: 500, three: 602, refused_wrongly: 315, refused: 727, wrong: 211 }),
        ("g", "dev", Figures { first: 461, three: 557, refused_wrongly: 383, refused: 733, wrong: 216 }),
        ("h", "held", Figures { first: 403, three: 576, refused_wrongly: 300, refused: 733, wrong: 268 }),
        ("i", "dev", Figures { first: 538, three: 661, refused_wrongly: 232, refused: 764, wrong: 203 }),
        ("j", "held", Figures { first: 507, three: 646, refused_wrongly: 260, refused: 705, wrong: 222 }),
    ];
    for (batch, split, floor) in floors {
        let app = facts("tests/facts/guises/articles.jsonl", Some(split), Some(batch));
        report.check(&format!("guises {batch} ({split})"), &app, "guises", (Some(split), Some(batch)), floor);
    }
    report.finish();
}

#[test]
fn questions_over_everything_in_reports() {
    let mut report = Report::default();
    let floors = [
        ("q", Figures { first: 384, three: 452, refused_wrongly: 383, refused: 609, wrong: 338 }),
        ("x", Figures { first: 408, three: 502, refused_wrongly: 367, refused: 729, wrong: 247 }),
    ];
    for (batch, floor) in floors {
        let app = facts("tests/facts/reports/articles.jsonl", Some("held"), Some(batch));
        report.check(&format!("reports {batch} (held)"), &app, "reports", (Some("held"), Some(batch)), floor);
    }
    report.finish();
}
