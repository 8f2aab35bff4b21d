//! Sums of money.

use super::super::person;
use super::{Found, Sentence, around, best, has};
use crate::question::{Question, QuestionTerm, Role};
use crate::text::amount::{self, Amount, Kind};
use crate::text::term::{Terms, Word};
use crate::vocabulary::{Group, Vocabulary};

/// A sum of money. Where the question says what it is of (a saving, a fine, a price, "per van"), a sentence that does not
/// say so has it less surely.
pub(super) fn money(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let terms = || question.terms.iter().filter(|t| !matches!(t.role, Role::Company | Role::Time));
    let group = |name: &str| vocabulary.group(name);
    let asked = |name: &str| group(name).is_some_and(|g| terms().any(|t| t.groups.contains(&g)));
    let said = |name: &str| group(name).is_some_and(|g| s.groups.contains(&g));
    // "what did Acme pay for Orbit": of two companies, one was bought.
    let deal = |t: &QuestionTerm| matches!(&*t.word, "sold" | "sale" | "deal");
    let paid_for = question.terms.windows(2).any(|w| w[0].word == "for" && w[1].role == Role::Company)
        && terms().any(|t| matches!(&*t.word, "pay" | "paid" | "pays" | "price"));
    let sold =
        paid_for || question.companies.len() > 1 && asked("price") || terms().any(deal) || person::asks_for_buyer(question);
    let is_of = match () {
        () if sold => is_price(s),
        () if SUMS.iter().any(|kind| asked(kind)) => SUMS.iter().any(|kind| asked(kind) && said(kind)),
        () => true,
    };
    let time = |word: &str| matches!(word, "year" | "yr" | "annum" | "month" | "week" | "day" | "hour" | "cent");
    let unit = question.terms.windows(2).any(|pair| pair[0].word == "per" && !time(&pair[1].word));
    let of_each = !unit || has(s, EACH);
    let fit = [is_of, of_each].into_iter().map(|fits| if fits { 1.0 } else { OTHER_SUM }).product::<f32>();
    let amounts = amount::amounts(s.text);
    let sums = amounts.iter().filter(|a| a.kind == Kind::Money || is_bare_sum(s, a));
    // "to take over Wiz for $32 billion", and not the fee if nothing comes of it.
    let priced = |a: &Amount| s.text[..a.range.start].trim_end().ends_with(" for");
    let by_for = sold && is_price(s) && amounts.iter().any(|a| a.kind == Kind::Money && priced(a));
    let fee = |a: &Amount| sold && around(s, &a.range, 6, 0).0.iter().any(|w| w.folded == "fee");
    let of_price = |a: &Amount| if by_for && !priced(a) || fee(a) { OTHERWISE_SAID } else { 1.0 };
    let wanted: Vec<Group> = SUMS.iter().filter(|kind| asked(kind)).filter_map(|kind| group(kind)).collect();
    let is_wanted = |groups: &Vec<Group>| groups.iter().any(|g| wanted.contains(g));
    let said_of_one =
        !wanted.is_empty() && sums.clone().any(|a| sum_of(s, a, vocabulary).is_some_and(|groups| is_wanted(&groups)));
    let of_other = |a: &Amount| match sum_of(s, a, vocabulary) {
        _ if wanted.is_empty() => 1.0,
        Some(groups) if is_wanted(&groups) => 1.0,
        Some(_) => OTHER_SUM,
        None if said_of_one => OTHER_SUM,
        // "Sold goods for 32 billion and earned 9": what is asked for stands in another clause.
        None => OF_ANOTHER_CLAUSE,
    };
    let all = |a: &Amount| if a.kind == Kind::Money { fit } else { fit * 0.8 } * of_price(a) * of_other(a);
    best(s, sums.map(|a| (all(a), a)), "money")
}

/// What a sum may be of, by the groups of words that say so.
const SUMS: &[&str] = &["saving", "charge", "revenue", "profit", "loss", "valuation", "funding", "grant", "fine"];

/// Words of a sum that is told for one of many.
const EACH: &[&str] = &["each", "per", "apiece", "every"];

/// What a sum is of, where a word beside it says so: "lost $2.9 billion on revenue of $12.9 billion".
fn sum_of(s: &Sentence<'_>, a: &Amount, vocabulary: &Vocabulary) -> Option<Vec<Group>> {
    let kinds: Vec<Group> = SUMS.iter().filter_map(|kind| vocabulary.group(kind)).collect();
    let stemmer = Terms::default();
    let of = |w: &Word| {
        let groups = vocabulary.groups(&stemmer.stem(&w.folded)).iter().copied();
        let groups: Vec<Group> = groups.filter(|g| kinds.contains(g)).collect();
        (!groups.is_empty()).then_some(groups)
    };
    let gap = |w: &Word| {
        let between = match w.range.end <= a.range.start {
            true => &s.text[w.range.end..a.range.start],
            false => &s.text[a.range.end.min(w.range.start)..w.range.start],
        };
        let another = between.contains([',', ';']) || between.contains(" and ") || between.contains(" while ");
        (!another && between.len() < SUM_NEAR).then_some(between.len())
    };
    let from = s.words.partition_point(|w| w.range.end + SUM_NEAR < a.range.start);
    let to = s.words.partition_point(|w| w.range.start < a.range.end + SUM_NEAR);
    let near = s.words[from..to].iter().filter_map(|w| Some((gap(w)?, of(w)?)));
    near.min_by_key(|(gap, _)| *gap).map(|(_, groups)| groups)
}

/// What is left of a sum of whose clause nothing says what it is of.
const OF_ANOTHER_CLAUSE: f32 = 0.9;

/// Bytes between a sum and the word for what it is of, at most.
const SUM_NEAR: usize = 80;

/// Whether a sentence says that something is sold.
fn is_price(s: &Sentence<'_>) -> bool {
    s.words.iter().any(|w| person::buys(&w.folded) || matches!(&*w.folded, "sold" | "sells" | "deal" | "price"))
        || s.words.windows(2).any(|w| match &*w[0].folded {
            "paid" => w[1].folded == "for",
            "take" | "takes" | "took" | "taking" => w[1].folded == "over",
            _ => false,
        })
}

/// What is left of a sum where another one stands after "for", or of a fee.
const OTHERWISE_SAID: f32 = 0.85;

/// What is left of a sum that is not said to be of what was asked for.
const OTHER_SUM: f32 = 0.5;

/// "Savings of 210 million a year": millions of nothing that is named are money.
fn is_bare_sum(s: &Sentence<'_>, a: &Amount) -> bool {
    let after = &s.text[a.range.end..];
    let next = around(s, &a.range, 0, 1).1.first().filter(|w| after.trim_start().len() == s.text[w.range.start..].len());
    let ends =
        next.is_none_or(|w| matches!(&*w.folded, "a" | "per" | "this" | "from" | "for" | "in" | "by" | "next" | "annually"));
    a.kind == Kind::Number && a.value >= 1e6 && ends
}
