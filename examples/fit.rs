//! Fits the weights of `data/weights.toml` to the project's own questions, and says what each feature is worth.
//!
//! `cargo run --release --example fit`, or with `-- --worth`, which also fits without each feature and takes minutes.
//!
//! Which sentence comes first: a log-linear model over the logarithms of the features, fitted by maximising the likelihood
//! that the first sentence is right (a softmax over the sentences of a question), with weights that are never negative.
//! Whether it answers, and whether its value is a headline: logistic regressions over the same logarithms of the best
//! sentence and what else is known of it (`answer::doubts`, `answer::headline`). All are judged by
//! cross-validation, in which all questions about one article are in the same part, and once more on the questions that are
//! kept apart (`held`), which nothing is fitted to.

#[path = "../tests/it/questions/gold.rs"]
#[allow(dead_code)]
mod gold;
#[path = "../tests/it/questions/sets.rs"]
#[allow(dead_code)]
mod sets;

use std::hash::{DefaultHasher, Hash, Hasher};

use pinkslip::answer::{Candidate, DOUBTS, Evidence, FEATURES, RESERVATIONS, is_adrift};
use pinkslip::app::{App, Ask};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;
use pinkslip::question::kind::{self, KINDS};

use sets::Asked;

/// Sentences of a question that are looked at, the best first.
const CANDIDATES: usize = 200;
/// Parts of the cross-validation.
const FOLDS: u64 = 5;
/// What a question of `reports` counts: they ask for everything that an article tells, where most people ask for its news.
const REPORTS: f64 = 0.2;
/// Sentences that a list would have.
const LISTED: usize = 5;
/// How much a weight of 1 costs, against one question answered a tenth as likely.
const RIDGE: f64 = 0.5;

/// A question with the logarithms of the features of its sentences.
struct Example {
    fold: u64,
    weight: f64,
    held: bool,
    /// Whether one quote can answer it.
    single: bool,
    sentences: Vec<Vec<f64>>,
    right: Vec<bool>,
    adrift: f64,
    /// 1 for the kind of thing that is asked for.
    kind: Vec<f64>,
    /// By how much the best is ahead of those that follow it, by feature.
    ahead: Vec<f64>,
    /// Whether something else than the confidence decides: a table, or what rules the sentence out.
    decided: bool,
    doubts: Vec<f64>,
    /// Of the sentence that comes first now, and whether one of those that are cited is right.
    best: Vec<f64>,
    answered: bool,
    /// What the headline of an answer would be judged by, and whether it is right; not of `reports`, whose answers are whole
    /// sentences.
    headline: Option<(Vec<f64>, bool)>,
}

fn main() {
    let questions = sets::questions();
    let mut examples = Vec::new();
    let mut add = |app: &App, wanted: &dyn Fn(&Asked) -> bool| {
        examples.extend(questions.iter().filter(|q| wanted(q)).filter_map(|q| example(app, q)));
    };
    add(&sets::starter(), &|q| q.set == "starter");
    add(&sets::facts("tests/facts/articles.jsonl", None, None), &|q| q.set == "long");
    for split in ["dev", "held"] {
        let app = sets::facts("tests/facts/long/articles.jsonl", Some(split), None);
        add(&app, &|q| q.set == "whole" && q.split.as_deref() == Some(split));
    }
    for batch in ('a'..='v').map(String::from) {
        let batch = batch.as_str();
        let app = sets::facts("tests/facts/guises/articles.jsonl", None, Some(batch));
        add(&app, &|q| q.set == "guises" && q.batch.as_deref() == Some(batch));
    }
    for batch in ('a'..='h').map(String::from) {
        let app = sets::facts("tests/facts/briefs/articles.jsonl", None, Some(&batch));
        add(&app, &|q| q.set == "briefs" && q.batch.as_deref() == Some(&batch));
    }
    for batch in ('k'..='x').map(String::from) {
        let app = sets::facts("tests/facts/reports/articles.jsonl", None, Some(&batch));
        add(&app, &|q| q.set == "reports" && q.batch.as_deref() == Some(&batch));
    }
    rank(&examples, std::env::args().any(|arg| arg == "--worth"));
    confidence(&examples);
    headlines(&examples);
}

fn example(app: &App, asked: &Asked) -> Option<Example> {
    let ask = Ask { text: asked.question.clone(), corpus: Corpus::Shared, now: sets::NOW, filters: Filters::default() };
    let explained = app.explain(&ask).unwrap_or_else(|e| panic!("{}: {e}", asked.id));
    let text = |e: &Evidence| {
        let article = &explained.retrieved[e.article].article;
        (article.url.clone(), article.body[e.range.clone()].to_owned())
    };
    let judged = &explained.judged[..explained.judged.len().min(CANDIDATES)];
    let right = |e: &Evidence| {
        let (url, text) = text(e);
        asked.answerable && asked.is_answered(std::iter::once((url.as_deref(), text.as_str())))
    };
    let cited = if explained.answer.abstained { &explained.answer.nearest } else { &explained.answer.citations };
    let told: Vec<(Option<String>, String)> = judged.iter().take(LISTED).map(text).collect();
    let quotes = cited.iter().take(3).map(|c| (c.url.as_deref(), c.text()));
    let kind: Vec<f64> = KINDS.iter().map(|asks| f64::from(u8::from(*asks == explained.question.asks))).collect();
    let candidate = explained.answer.candidate.as_ref().filter(|_| asked.set != "reports");
    let headline = candidate.map(|c| (stating(c, &kind, explained.answer.confidence), asked.is_stated(&c.line)));
    let mut hasher = DefaultHasher::new();
    (&asked.set, asked.gold_urls.first().unwrap_or(&asked.question)).hash(&mut hasher);
    let log = |e: &Evidence| e.features.named().iter().map(|(_, value)| f64::from(value.ln())).collect::<Vec<f64>>();
    Some(Example {
        fold: hasher.finish() % FOLDS,
        weight: if asked.set == "reports" { REPORTS } else { 1.0 },
        held: asked.split.as_deref() == Some("held"),
        single: asked.answerable && asked.is_single(),
        kind,
        headline,
        ahead: pinkslip::answer::ahead(&explained.question, &explained.judged).map(f64::from).to_vec(),
        right: judged.iter().map(right).collect(),
        sentences: judged.iter().map(log).collect(),
        decided: explained.table.is_some() || explained.answer.doubts.ruled_out().is_some(),
        doubts: explained.answer.doubts.each().map(|holds| -f64::from(u8::from(holds))).to_vec(),
        adrift: f64::from(u8::from(is_adrift(&explained.question, &judged.first()?.features))),
        best: log(judged.first()?),
        answered: asked.answerable
            && match asked.r#type.as_str() {
                // A list is an answer though it lacks something.
                "list" | "aggregate" => {
                    let partly = Asked { r#match: "any".into(), ..asked.clone() };
                    partly.is_answered(told.iter().map(|(url, text)| (url.as_deref(), text.as_str())))
                }
                _ => judged.iter().take(3).any(right) || asked.is_answered(quotes),
            },
    })
}

/// What a headline is judged by: the log-odds of the answer, the kind, the features, the reservations.
fn stating(candidate: &Candidate, kind: &[f64], confidence: f64) -> Vec<f64> {
    let mut row = vec![1.0];
    row.extend(kind);
    row.push((confidence / (1.0 - confidence)).ln());
    row.extend(candidate.features.named().map(|(_, value)| f64::from(value.ln())));
    row.extend(candidate.reservations.map(|holds| -f64::from(holds)));
    row
}

fn names() -> Vec<&'static str> {
    pinkslip::answer::FEATURES.to_vec()
}

/// Ranking: weights, what they reach, and what is lost without each.
fn rank(examples: &[Example], worth: bool) {
    let usable: Vec<&Example> = examples.iter().filter(|e| e.single && e.right.contains(&true)).collect();
    let all: Vec<usize> = (0..names().len()).collect();
    let whole = cross(&usable, &all);
    println!("[rank]: {} questions; first right {whole:.3} in cross-validation", usable.len());
    let dev: Vec<&Example> = usable.iter().filter(|e| !e.held).copied().collect();
    let weights = fit_rank(&dev, &all);
    let held: Vec<&Example> = usable.iter().filter(|e| e.held).copied().collect();
    println!("kept apart: {} questions, first right {:.3}", held.len(), first(&held, &all, &weights));
    for (i, name) in names().iter().enumerate() {
        let without: Vec<usize> = all.iter().copied().filter(|f| *f != i).collect();
        if worth {
            println!("{name} = {:.2}    # without it {:+.3}", weights[i], cross(&usable, &without) - whole);
        } else {
            println!("{name} = {:.2}", weights[i]);
        }
    }
}

/// Share of the questions whose first sentence is right, each judged by weights fitted to the other parts.
fn cross(examples: &[&Example], features: &[usize]) -> f64 {
    let examples: Vec<&Example> = examples.iter().filter(|e| !e.held).copied().collect();
    let right = (0..FOLDS).map(|fold| {
        let (out, within): (Vec<&Example>, Vec<&Example>) = examples.iter().partition(|e| e.fold == fold);
        first(&out, features, &fit_rank(&within, features)) * out.iter().map(|e| e.weight).sum::<f64>()
    });
    right.sum::<f64>() / examples.iter().map(|e| e.weight).sum::<f64>()
}

fn dot(sentence: &[f64], features: &[usize], weights: &[f64]) -> f64 {
    features.iter().zip(weights).map(|(f, w)| sentence[*f] * w).sum()
}

fn first(examples: &[&Example], features: &[usize], weights: &[f64]) -> f64 {
    let is_right = |e: &&&Example| {
        let scores: Vec<f64> = e.sentences.iter().map(|s| dot(s, features, weights)).collect();
        let best = (0..scores.len()).rev().max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        best.is_some_and(|best| e.right[best])
    };
    let weight = |e: &&Example| e.weight;
    examples.iter().filter(is_right).map(weight).sum::<f64>() / examples.iter().map(weight).sum::<f64>().max(f64::MIN_POSITIVE)
}

/// Projected gradient ascent with a step of its own for each weight (AdaGrad).
fn ascend(size: usize, gradient: impl Fn(&[f64]) -> Vec<f64>, free: usize) -> Vec<f64> {
    let (mut weights, mut seen) = (vec![0.3; size], vec![1e-6; size]);
    for _ in 0..250 {
        let slope = gradient(&weights);
        for i in 0..size {
            seen[i] += slope[i] * slope[i];
            weights[i] += 0.25 * slope[i] / seen[i].sqrt();
            if i >= free {
                weights[i] = weights[i].max(0.0);
            }
        }
    }
    weights
}

fn fit_rank(examples: &[&Example], features: &[usize]) -> Vec<f64> {
    let gradient = |weights: &[f64]| {
        let mut slope: Vec<f64> = weights.iter().map(|w| -RIDGE * w).collect();
        for e in examples {
            let scores: Vec<f64> = e.sentences.iter().map(|s| dot(s, features, weights)).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let parts: Vec<f64> = scores.iter().map(|s| (s - most).exp()).collect();
            let all: f64 = parts.iter().sum();
            let good: f64 = parts.iter().zip(&e.right).filter(|(_, right)| **right).map(|(p, _)| p).sum();
            for ((sentence, part), right) in e.sentences.iter().zip(&parts).zip(&e.right) {
                let pull = e.weight * (if *right { part / good.max(1e-12) } else { 0.0 } - part / all);
                for (i, f) in features.iter().enumerate() {
                    slope[i] += pull * sentence[*f];
                }
            }
        }
        slope
    };
    ascend(features.len(), gradient, 0)
}

/// A logistic regression over rows with their weights and outcomes; `pull` is what each of its weights costs, those from
/// `free` on are never negative.
fn logistic(rows: &[(Vec<f64>, f64, bool)], pull: &dyn Fn(usize) -> f64, free: usize) -> Vec<f64> {
    let gradient = |weights: &[f64]| {
        let mut slope: Vec<f64> = weights.iter().enumerate().map(|(i, w)| -pull(i) * w).collect();
        for (row, weight, outcome) in rows {
            let miss = weight * (f64::from(u8::from(*outcome)) - probability(row, weights));
            slope.iter_mut().zip(row).for_each(|(slope, x)| *slope += miss * x);
        }
        slope
    };
    ascend(rows.first().map_or(0, |(row, ..)| row.len()), gradient, free)
}

fn probability(row: &[f64], weights: &[f64]) -> f64 {
    let odds: f64 = row.iter().zip(weights).map(|(x, w)| x * w).sum();
    1.0 / (1.0 + (-odds).exp())
}

/// Tables of weights as `data/weights.toml` has them: the name of each, those of its weights, and where they begin.
fn print_tables(of: &str, tables: &[(&str, &[&str], usize)], weights: &[f64]) {
    for (table, names, from) in tables {
        println!("\n[{of}.{table}]");
        for (name, weight) in names.iter().zip(&weights[*from..]) {
            println!("{name} = {weight:.2}");
        }
    }
}

/// Headlines: weights, and what each threshold costs and saves.
fn headlines(examples: &[Example]) {
    let free = 1 + kind::NAMES.len();
    let (features, reservations) = (free + 1, free + 1 + FEATURES.len());
    let pull = |i: usize| match i {
        0 => 0.0,
        _ if i < free || i >= reservations => 0.1 * RIDGE,
        _ => 2.0 * RIDGE,
    };
    let of = |wanted: &dyn Fn(&Example) -> bool| -> Vec<(Vec<f64>, f64, bool)> {
        let wanted = examples.iter().filter(|e| wanted(e));
        wanted.filter_map(|e| e.headline.clone().map(|(row, right)| (row, e.weight, right))).collect()
    };
    let fit = |rows: &[(Vec<f64>, f64, bool)]| logistic(rows, &pull, free);
    let mut judged = Vec::new();
    for fold in 0..FOLDS {
        let weights = fit(&of(&|e| !e.held && e.fold != fold));
        judged.extend(of(&|e| !e.held && e.fold == fold).iter().map(|(row, _, right)| (probability(row, &weights), *right)));
    }
    let weights = fit(&of(&|e| !e.held));
    println!("\n[headline]\nbias = {:.2}\nconfidence = {:.2}", weights[0], weights[free]);
    let tables: [(&str, &[&str], usize); 3] =
        [("kinds", &kind::NAMES, 1), ("features", &FEATURES, features), ("reservations", &RESERVATIONS, reservations)];
    print_tables("headline", &tables, &weights);
    let held = of(&|e| e.held).iter().map(|(row, _, right)| (probability(row, &weights), *right)).collect();
    for (what, judged) in [("cross-validation", judged), ("kept apart", held)] {
        println!("{what}: threshold, share stated of {}, of these wrong", judged.len());
        for threshold in [0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96] {
            let given: Vec<&(f64, bool)> = judged.iter().filter(|(p, _)| *p >= threshold).collect();
            let wrong = given.iter().filter(|(_, right)| !right).count() as f64;
            println!(
                "  {threshold:.2}  {:.3}  {:.3}",
                given.len() as f64 / judged.len() as f64,
                wrong / given.len().max(1) as f64
            );
        }
    }
}

/// Confidence: weights, and what each threshold costs and saves.
fn confidence(examples: &[Example]) {
    // Kinds may add or take; all else speaks one way.
    let free = 1 + kind::NAMES.len();
    let doubts = free + 1;
    let features = doubts + DOUBTS.len();
    let ahead = features + FEATURES.len();
    let row = |e: &Example| {
        let mut row = vec![1.0];
        row.extend(&e.kind);
        row.push(-e.adrift);
        row.extend(&e.doubts);
        row.extend(&e.best);
        row.extend(&e.ahead);
        row
    };
    let pull = |i: usize| match i {
        0 => 0.0,
        // A kind or a doubt is seldom, and should weigh what it is worth then.
        _ if i < free || (doubts..features).contains(&i) => 0.1 * RIDGE,
        _ => 2.0 * RIDGE,
    };
    let fit = |examples: &[&Example]| {
        let rows: Vec<(Vec<f64>, f64, bool)> = examples.iter().map(|e| (row(e), e.weight, e.answered)).collect();
        logistic(&rows, &pull, free)
    };
    let probability = |e: &Example, weights: &[f64]| probability(&row(e), weights);
    let mut judged: Vec<(f64, bool)> = Vec::new();
    let examples: Vec<&Example> = examples.iter().filter(|e| !e.decided).collect();
    let dev: Vec<&Example> = examples.iter().filter(|e| !e.held).copied().collect();
    for fold in 0..FOLDS {
        let (out, within): (Vec<&Example>, Vec<&Example>) = dev.iter().partition(|e| e.fold == fold);
        let weights = fit(&within);
        judged.extend(out.iter().map(|e| (probability(e, &weights), e.answered)));
    }
    let weights = fit(&dev);
    println!("\n[confidence]\nbias = {:.2}\nadrift = {:.2}", weights[0], weights[free]);
    let tables: [(&str, &[&str], usize); 4] =
        [("kinds", &kind::NAMES, 1), ("features", &FEATURES, features), ("ahead", &FEATURES, ahead), ("doubts", &DOUBTS, doubts)];
    print_tables("confidence", &tables, &weights);
    let held: Vec<(f64, bool)> = examples.iter().filter(|e| e.held).map(|e| (probability(e, &weights), e.answered)).collect();
    for (what, judged) in [("cross-validation", judged), ("kept apart", held)] {
        println!("{what}: threshold, share answered, of these wrong, of the right ones refused");
        for threshold in [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8] {
            let given = judged.iter().filter(|(p, _)| *p >= threshold);
            let wrong = given.clone().filter(|(_, right)| !right).count() as f64;
            let (given, right) = (given.count() as f64, judged.iter().filter(|(_, right)| *right).count() as f64);
            println!(
                "  {threshold:.2}  {:.3}  {:.3}  {:.3}",
                given / judged.len() as f64,
                wrong / given.max(1.0),
                1.0 - (given - wrong) / right
            );
        }
    }
}
