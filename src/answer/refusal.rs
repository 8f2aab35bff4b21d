//! What is said when the articles hold no answer. A refusal names what is missing.

use super::evidence::Evidence;
use super::premise;
use crate::question::{Asks, Question, Role};

/// Why nothing is said, for the person who asked.
pub(super) fn why_not(question: &Question, rarity: &[f32], judged: &[Evidence]) -> String {
    if question.is_chat() {
        return "Ask about tech layoffs, for example: how many people did Google let go in January 2023?".to_owned();
    }
    if let Some(said) = question.out_of_reach {
        return said.to_owned();
    }
    if question.companies.is_empty() && !question.about_layoffs {
        return "The articles here are about layoffs in tech, and none of them answers this".to_owned();
    }
    let names = names(question);
    let about: Vec<&Evidence> = judged.iter().filter(|e| e.features.company >= 0.6).collect();
    if !question.companies.is_empty() && about.is_empty() {
        return format!("No article here is about {names}");
    }
    if premise::takes_for_done(question) && judged.first().is_some_and(|e| e.denied) {
        return format!("The articles here tell of a report that {names} denies");
    }
    let when = question.is_dated().then(|| question.bounds.label());
    if let Some(when) = when.as_deref().filter(|_| !about.iter().any(|e| e.features.time >= 0.5)) {
        let when = if when.starts_with("since") || when.starts_with("until") { when.to_owned() } else { format!("in {when}") };
        return if names.is_empty() {
            format!("No report of that {when} here")
        } else {
            format!("No report of {names} layoffs {when} here")
        };
    }
    let missing: Vec<&str> = uncovered(question, rarity, judged);
    let about_whom = if names.is_empty() { "The articles here".to_owned() } else { format!("The articles here on {names}") };
    if !missing.is_empty() {
        return format!("{about_whom} say nothing about: {}", missing.join(", "));
    }
    let what = match question.asks {
        Asks::Count => "give no number for that",
        Asks::Percent => "give no percentage for that",
        Asks::Money => "give no sum for that",
        Asks::Date => "give no date for that",
        Asks::Duration => "give no length of time for that",
        Asks::Person => "do not name who that is",
        Asks::Name => "do not say what it is called",
        Asks::Reason => "give no reason for that",
        Asks::Place => "do not say where",
        Asks::Severance => "do not say what those who leave are given",
        Asks::Quotation => "quote nobody on that",
        Asks::Team | Asks::List | Asks::Comparison | Asks::Description | Asks::Summary => "do not answer that",
    };
    format!("{about_whom} {what}")
}

fn names(question: &Question) -> String {
    question.companies.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(" and ")
}

/// The words of the question that the best evidence leaves uncovered, if they are what is missing.
fn uncovered<'a>(question: &'a Question, rarity: &[f32], judged: &[Evidence]) -> Vec<&'a str> {
    let covered = judged.first().is_some_and(|e| e.features.coverage >= 0.7);
    if covered {
        return Vec::new();
    }
    let heaviest = rarity.iter().copied().fold(0.0, f32::max);
    let content = question
        .terms
        .iter()
        .zip(rarity)
        .filter(|(t, r)| t.role == Role::Content && !t.terms.is_empty() && **r >= 0.5 * heaviest);
    let mut words: Vec<&str> = Vec::new();
    for (term, _) in content {
        if words.len() < NAMED && !words.contains(&term.word.as_str()) {
            words.push(&term.word);
        }
    }
    words
}

/// Words that a refusal names, at most; one said over and over is one.
const NAMED: usize = 4;
