//! Fits the weights of `data/figures.toml`: which number of an article says how many go, which share, which day, and
//! whether the article has a layoff of its own.
//!
//! `cargo run --release --example fit_figures -- [WEIGHT=]ARTICLES.jsonl … > data/figures.toml`
//!
//! Each file has labelled articles in the form of `tests/facts/articles.jsonl`; `held` ones are left out. What files say
//! counts by their weight (1 if none is given). To standard error goes how well each file is read by weights that were fitted
//! to the other files alone: only that says how unseen articles fare.

use std::io::BufRead;

use jiff::civil::Date;
use pinkslip::layoff::score::{Candidate, Table, Weights, choose, softmax};
use pinkslip::layoff::{Observed, Text, observe};
use pinkslip::names::Names;

/// An article and what it should be read as.
struct Labelled {
    file: usize,
    weight: f64,
    title: String,
    body: String,
    published: Option<Date>,
    source: Option<String>,
    /// Its own layoff, if it has one.
    layoff: serde_json::Value,
}

/// Signs that can only speak for what is decided: with as few articles as there are, a weight of the other sign would be
/// an accident of theirs.
const FOR: &[(&str, &[&str])] = &[
    (
        "company",
        &[
            "often",
            "most",
            "title",
            "known",
            "firm",
            "lead",
            "early",
            "subject",
            "owner",
            "with_cuts",
            "works_at",
            "rules_choose",
            "speaks",
        ],
    ),
    (
        "count",
        &[
            "counts_staff",
            "counts_cuts",
            "counts_part",
            "of_a_whole",
            "sum_of_two",
            "sum_of_more",
            "share_of_total",
            "share_near",
            "share_of_head",
            "finer",
            "paragraph_now",
            "cut_left",
            "cut_close",
            "cut_right",
            "goes_right",
            "goes_left",
            "cut_line",
            "cut_before",
            "cut_noun",
            "title",
            "lead",
            "early",
            "recent",
            "main_named",
            "whole",
            "said_number",
            "told_again",
            "asked",
            "tied",
            "rule_own",
            "rule_whole",
            "rule_pair",
            "rules_choose",
            "rules_value",
        ],
    ),
    (
        "percent",
        &[
            "of_staff",
            "beside_count",
            "in_line_of_count",
            "by_count",
            "count_fits",
            "paragraph_now",
            "cut_left",
            "cut_close",
            "cut_right",
            "goes_right",
            "cut_line",
            "cut_before",
            "cut_noun",
            "title",
            "lead",
            "early",
            "recent",
            "main_named",
            "told_again",
            "tied",
            "rule_own",
            "rule_whole",
            "rule_pair",
            "rules_choose",
            "rules_value",
        ],
    ),
    (
        "day",
        &[
            "day",
            "within_week",
            "same_day",
            "lead",
            "early",
            "cut_near",
            "say_near",
            "told_near",
            "cut_line",
            "with_count",
            "beside_count",
            "by_count",
            "near_count",
            "main_named",
            "rules_choose",
            "on",
            "title",
        ],
    ),
    (
        "about",
        &[
            "rules_say_so",
            "count_now",
            "percent_now",
            "count_score",
            "percent_score",
            "lead_cuts",
            "title_cuts",
            "title_goes",
            "title_names",
            "head_cuts",
            "body_cuts",
            "terms",
            "own_figures",
            "count_sure",
            "percent_sure",
            "count_cut",
            "percent_cut",
            "count_adds_up",
            "percent_adds_up",
            "count_main",
            "percent_main",
            "count_again",
            "percent_again",
            "count_recent",
            "percent_recent",
            "count_titled",
            "percent_titled",
            "count_early",
            "percent_early",
        ],
    ),
];

/// Signs that can only speak against it.
const AGAINST: &[(&str, &[&str])] = &[
    (
        "company",
        &["once", "no_firm", "person", "some_person", "place", "media", "some_media", "body_of_people", "rules_choose_other"],
    ),
    (
        "count",
        &[
            "counts_vacancies",
            "counts_other",
            "is_total",
            "small",
            "tiny",
            "round",
            "huge",
            "rough",
            "hire_near",
            "vacancy_near",
            "employ_near",
            "remain_near",
            "outside_near",
            "outside_line",
            "custom_near",
            "depth",
            "paragraph_old",
            "past",
            "past_close",
            "since",
            "earlier_word",
            "had",
            "past_line_before",
            "other_named",
            "other_follows",
            "other_paragraph",
            "rival",
            "doubt",
            "doubt_line",
            "union",
            "denied",
            "not",
            "placed",
            "placed_before",
            "listed",
            "of_them",
            "also",
            "mine",
            "rule_partial",
            "rule_doubt",
            "rule_earlier",
            "rule_span",
            "rule_other",
            "definite",
            "vague_unfit",
        ],
    ),
    (
        "percent",
        &[
            "of_other",
            "of_money",
            "money_before",
            "share_at_most",
            "part_of_them",
            "moves",
            "count_unfit",
            "hire_near",
            "vacancy_near",
            "outside_near",
            "outside_line",
            "custom_near",
            "depth",
            "paragraph_old",
            "past",
            "past_close",
            "since",
            "earlier_word",
            "had",
            "past_line_before",
            "other_named",
            "other_follows",
            "other_paragraph",
            "rival",
            "doubt",
            "doubt_line",
            "union",
            "denied",
            "not",
            "placed",
            "placed_before",
            "of_them",
            "also",
            "rule_partial",
            "rule_doubt",
            "rule_earlier",
            "rule_span",
            "rule_other",
            "remain_near",
            "employ_near",
            "everything",
        ],
    ),
    (
        "day",
        &[
            "ahead",
            "old",
            "future",
            "depth",
            "money_line",
            "dateline",
            "term",
            "earlier_near",
            "other_named",
            "month",
            "rules_choose_other",
            "elsewhere",
            "published_word",
            "rumour",
        ],
    ),
    (
        "about",
        &[
            "count_old_line",
            "percent_old_line",
            "count_deep",
            "percent_deep",
            "count_old",
            "percent_old",
            "title_list",
            "title_general",
            "title_genre",
            "title_strike",
            "title_silent",
            "title_jobs",
            "title_brings",
            "main_rare",
            "other_story",
            "other_story_untitled",
            "title_past",
            "title_opinion",
            "lead_silent",
            "no_figure",
            "title_hires",
            "title_denies",
            "title_money",
            "title_several",
            "title_not",
            "aftermath",
            "other_trade",
            "cuts_elsewhere",
            "denied",
            "head_hires",
            "head_denies",
            "head_money",
            "body_denies",
            "others",
            "many_others",
            "only_earlier",
            "count_none",
            "percent_none",
            "count_past",
            "percent_past",
            "count_doubted",
            "percent_doubted",
            "count_not",
            "percent_not",
            "count_other",
            "percent_other",
            "count_had",
            "percent_had",
        ],
    ),
];

/// Candidates of which some are right; where none is, nothing should be chosen.
struct Group {
    weight: f64,
    /// From articles that the rules were not made with.
    trusted: bool,
    candidates: Vec<Candidate>,
    right: Vec<bool>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names = Names::load(None)?;
    let mut articles = Vec::new();
    let files: Vec<String> = std::env::args().skip(1).collect();
    for (file, named) in files.iter().enumerate() {
        let (weight, path) = named.split_once('=').map_or((1.0, named.as_str()), |(w, p)| (w.parse().unwrap_or(1.0), p));
        for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
            let a: serde_json::Value = serde_json::from_str(&line?)?;
            let text = |key: &str| a[key].as_str().map(str::to_owned);
            if a["split"] != "held" {
                articles.push(Labelled {
                    file,
                    weight,
                    title: text("title").unwrap_or_default(),
                    body: text("body").unwrap_or_default(),
                    published: text("published").and_then(|d| d.get(..10)?.parse().ok()),
                    source: text("source"),
                    layoff: a["layoff"].clone(),
                });
            }
        }
    }
    let all: Vec<&Labelled> = articles.iter().collect();
    for (held, path) in files.iter().enumerate() {
        let others: Vec<&Labelled> = articles.iter().filter(|a| a.file != held).collect();
        if others.is_empty() {
            continue;
        }
        let weights = fit(&others, &names);
        let own: Vec<&Labelled> = articles.iter().filter(|a| a.file == held).collect();
        eprintln!("{path}: {}", measure(&own, &names, &weights));
    }
    let weights = fit(&all, &names);
    eprintln!("all: {}", measure(&all, &names, &weights));
    println!(
        "# What each sign of a figure, a day or an article is worth: see src/layoff/score. Made by examples/fit_figures.rs."
    );
    for (title, table) in [
        ("company", &weights.company),
        ("count", &weights.count),
        ("percent", &weights.percent),
        ("day", &weights.day),
        ("about", &weights.about),
        ("reason", &weights.reason),
    ] {
        println!("\n[{title}]");
        let mut fitted: Vec<_> = table.iter().filter(|(_, w)| w.abs() >= 0.01).collect();
        fitted.sort_unstable_by_key(|(name, _)| *name);
        for (name, weight) in fitted {
            println!("{name} = {weight:.2}");
        }
    }
    Ok(())
}

fn seen(article: &Labelled, names: &Names, weights: &Weights) -> Option<Observed> {
    let sentences = pinkslip::text::sentence::boundaries(&article.body);
    let text = Text {
        title: &article.title,
        body: &article.body,
        sentences: &sentences,
        published: article.published,
        source: article.source.as_deref(),
    };
    observe(&text, names, weights)
}

/// Whether this is the company, by its full name or a shorter one.
fn is_named(a: &Labelled, name: &str) -> bool {
    let (gold, name) = (a.layoff["company"].as_str().unwrap_or_default().to_lowercase(), name.to_lowercase());
    !gold.is_empty() && (gold.starts_with(&name) || name.starts_with(&gold))
}

fn right_company(a: &Labelled, c: &Candidate) -> bool {
    is_named(a, &c.said)
}

fn right_count(a: &Labelled, c: &Candidate) -> bool {
    // Of a range some sets name the lower end, some the upper.
    a.layoff["count"].as_f64().is_some_and(|n| n == c.value || n == c.low)
}

fn right_share(a: &Labelled, c: &Candidate) -> bool {
    a.layoff["percent"].as_f64().is_some_and(|p| (p - c.value).abs() <= 0.5)
}

fn right_day(a: &Labelled, c: &Candidate) -> bool {
    a.layoff["date"].as_str() == Some(&c.said)
}

/// Whether a sentence, to the letter, is one of those that give the reason.
fn right_reason(a: &Labelled, c: &Candidate) -> bool {
    a.layoff["reason"].as_array().into_iter().flatten().filter_map(|r| r.as_str()).any(|reason| c.said.contains(reason))
}

/// In how many parts articles are read by weights of the others, so that what comes second is fitted to first choices as
/// they will be on unseen articles.
const PARTS: usize = 5;

/// Fits all decisions: what is chosen first is seen by the next.
fn fit(articles: &[&Labelled], names: &Names) -> Weights {
    let mut first = firsts(articles, names);
    let mut read: Vec<(&Labelled, Observed)> = Vec::new();
    for part in 0..PARTS {
        let (own, others): (Vec<_>, Vec<_>) = articles.iter().enumerate().partition(|(i, _)| i % PARTS == part);
        let others: Vec<&Labelled> = others.into_iter().map(|(_, a)| *a).collect();
        let mut weights = firsts(&others, names);
        weights.percent = percent(&observed(&others, names, &weights));
        read.extend(observed(&own.into_iter().map(|(_, a)| *a).collect::<Vec<_>>(), names, &weights));
    }
    first.percent = percent(&read);
    let dated = read.iter().filter(|(a, _)| a.layoff["date"].is_string());
    first.day = climb("day", &dated.map(|(a, o)| group(a, &o.days, right_day)).collect::<Vec<_>>(), 3.0);
    // Only some of the articles say what gives the reason.
    let explained = read.iter().filter(|(a, _)| a.layoff["reason"].is_array());
    first.reason = climb("reason", &explained.map(|(a, o)| group(a, &o.reasons, right_reason)).collect::<Vec<_>>(), 2.0);
    let judged = read.iter().map(|(a, o)| {
        let candidate = Candidate { line: 0, tok: 0, low: 0.0, value: 0.0, said: String::new(), signs: o.about.clone() };
        let own = !a.layoff.is_null();
        // A false layoff is worse than one that is missed.
        let weight = a.weight * if own { 1.0 } else { 5.0 };
        Group { weight, trusted: a.weight >= 3.0, candidates: vec![candidate], right: vec![own] }
    });
    first.about = climb("about", &judged.collect::<Vec<_>>(), 2.0);
    first
}

/// What is chosen of the article alone: company and number.
fn firsts(articles: &[&Labelled], names: &Names) -> Weights {
    let mut weights = Weights::default();
    let read = observed(articles, names, &weights);
    let own = read.iter().filter(|(a, _)| !a.layoff.is_null());
    weights.company = climb("company", &own.map(|(a, o)| group(a, &o.companies, right_company)).collect::<Vec<_>>(), 1.0);
    let read = observed(articles, names, &weights);
    let own = read.iter().filter(|(a, o)| is_named(a, &o.company));
    weights.count = climb("count", &own.map(|(a, o)| group(a, &o.counts, right_count)).collect::<Vec<_>>(), 1.0);
    weights
}

fn percent(read: &[(&Labelled, Observed)]) -> Table {
    let own = read.iter().filter(|(a, o)| is_named(a, &o.company));
    climb(
        "percent",
        &own.map(|(a, o)| group(a, &o.shares, right_share))
            .map(|g| if g.right.contains(&true) { g } else { Group { weight: g.weight * 2.0, ..g } })
            .collect::<Vec<_>>(),
        1.0,
    )
}

fn observed<'a>(articles: &[&'a Labelled], names: &Names, weights: &Weights) -> Vec<(&'a Labelled, Observed)> {
    articles.iter().filter_map(|a| Some((*a, seen(a, names, weights)?))).collect()
}

fn group(a: &Labelled, candidates: &[Candidate], right: fn(&Labelled, &Candidate) -> bool) -> Group {
    let right: Vec<bool> = candidates.iter().map(|c| right(a, c)).collect();
    // Few articles do without a number; a wrong one is worse than none.
    let weight = a.weight * if right.contains(&true) { 1.0 } else { 2.0 };
    Group { weight, trusted: a.weight >= 3.0, right, candidates: candidates.to_vec() }
}

/// The weights under which what is right is likeliest, held near zero; by gradient ascent with a step of its own for each.
fn climb(what: &str, groups: &[Group], pull: f64) -> Table {
    let mut names: Vec<&'static str> =
        groups.iter().flat_map(|g| &g.candidates).flat_map(|c| c.signs.0.iter().map(|s| s.0)).collect();
    names.sort_unstable();
    names.dedup();
    let at = |name: &str| names.binary_search(&name).unwrap_or(0);
    // The rules were made with the older sets in view, and seldom err there: half of what those teach goes without them.
    let halves: Vec<(&Group, bool, f64)> = groups
        .iter()
        .flat_map(|g| {
            if g.trusted {
                vec![(g, true, g.weight)]
            } else {
                vec![(g, true, g.weight * (1.0 - 0.5)), (g, false, g.weight * 0.5)]
            }
        })
        .collect();
    let sparse: Vec<Vec<Vec<(usize, f64)>>> = halves
        .iter()
        .map(|(g, ruled, _)| {
            let kept = |n: &str| *ruled || !n.starts_with("rule");
            g.candidates.iter().map(|c| c.signs.0.iter().filter(|(n, _)| kept(n)).map(|(n, v)| (at(n), *v)).collect()).collect()
        })
        .collect();
    let bound = |table: &[(&str, &[&str])]| -> Vec<bool> {
        let listed = table.iter().find(|(w, _)| *w == what).map_or(&[] as &[&str], |(_, n)| n);
        names.iter().map(|n| listed.contains(n)).collect()
    };
    let (only_for, only_against) = (bound(FOR), bound(AGAINST));
    let mut weights = vec![0.0; names.len()];
    let (mut mean, mut square) = (vec![0.0; names.len()], vec![0.0; names.len()]);
    for step in 1..=500 {
        let mut slope: Vec<f64> = weights.iter().map(|w| -pull * w).collect();
        for ((group, _, weight), signs) in halves.iter().zip(&sparse) {
            let scores: Vec<f64> = signs.iter().map(|s| s.iter().map(|(i, v)| weights[*i] * v).sum()).collect();
            let chances = softmax(&scores);
            let good: f64 = group.right.iter().zip(&chances).filter(|(r, _)| **r).map(|(_, p)| p).sum();
            for (c, s) in signs.iter().enumerate() {
                // Towards the right ones in the measure in which each is likely; away from all the others.
                let wanted = if good > 0.0 && group.right[c] { chances[c] / good } else { 0.0 };
                for (i, v) in s {
                    slope[*i] += weight * (wanted - chances[c]) * v;
                }
            }
        }
        for i in 0..weights.len() {
            mean[i] = 0.9 * mean[i] + 0.1 * slope[i];
            square[i] = 0.999 * square[i] + 0.001 * slope[i] * slope[i];
            let (m, s): (f64, f64) = (mean[i] / (1.0 - 0.9f64.powi(step)), square[i] / (1.0 - 0.999f64.powi(step)));
            weights[i] += 0.05 * m / (s.sqrt() + 1e-8);
            if only_for[i] {
                weights[i] = weights[i].max(0.0);
            } else if only_against[i] {
                weights[i] = weights[i].min(0.0);
            }
        }
    }
    names.iter().map(|n| (*n).to_owned()).zip(weights).collect()
}

/// How well articles are read with these weights.
fn measure(articles: &[&Labelled], names: &Names, weights: &Weights) -> String {
    let (mut own, mut none, mut found, mut wrongly, mut named) = (0, 0, 0, 0, 0);
    let (mut counts, mut shares, mut days, mut reasons) = ([0; 2], [0; 2], [0; 2], [0; 3]);
    for a in articles {
        let seen = seen(a, names, weights);
        let is_own = seen.as_ref().is_some_and(|o| o.about.score(&weights.about) >= 0.0);
        if a.layoff.is_null() {
            none += 1;
            wrongly += usize::from(is_own);
            continue;
        }
        own += 1;
        found += usize::from(is_own);
        let Some(seen) = seen else { continue };
        named += usize::from(is_named(a, &seen.company));
        let pick = |from: &[Candidate], table: &Table| {
            choose(from, table).filter(|(_, chance, none)| chance > none).map(|(best, ..)| from[best].clone())
        };
        let score = |tally: &mut [usize; 2], gold: bool, chosen: Option<&Candidate>, right: fn(&Labelled, &Candidate) -> bool| {
            tally[1] += 1;
            tally[0] += usize::from(chosen.map_or(!gold, |c| right(a, c)));
        };
        score(&mut counts, a.layoff["count"].is_number(), pick(&seen.counts, &weights.count).as_ref(), right_count);
        score(&mut shares, a.layoff["percent"].is_number(), pick(&seen.shares, &weights.percent).as_ref(), right_share);
        if a.layoff["reason"].is_array() {
            let given = pick(&seen.reasons, &weights.reason);
            reasons[2] += 1;
            reasons[1] += usize::from(given.is_some());
            reasons[0] += usize::from(given.is_some_and(|c| right_reason(a, &c)));
        }
        if let Some(day) = a.layoff["date"].as_str() {
            let published = a.published.map(|d| d.to_string());
            score(&mut days, published.as_deref() != Some(day), pick(&seen.days, &weights.day).as_ref(), right_day);
        }
    }
    format!(
        "own {found}/{own}, wrongly {wrongly}/{none}, company {named}, count {}/{}, percent {}/{}, day {}/{}, \
         reason {} right of {} given, {} asked for",
        counts[0], counts[1], shares[0], shares[1], days[0], days[1], reasons[0], reasons[1], reasons[2]
    )
}
