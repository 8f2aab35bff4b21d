//! Organisations that are asked for by "who": investors, newspapers, buyers.

use std::ops::Range;

use super::super::value::{ABSENT, FIRST_PERSON, Found, Sentence, Value, distance, fits};
use super::{NEAR, OFFICES};
use crate::places;
use crate::question::{Question, Role};
use crate::text::amount::Hedge;
use crate::text::term::Word;
use crate::vocabulary::Vocabulary;

/// The organisation that a sentence names nearest to what is asked of it: one that the question does not name itself.
pub(super) fn organisation(question: &Question, s: &Sentence<'_>, names: &[&[Word]]) -> Found {
    let own = |range: &Range<usize>| {
        let text = &s.text[range.clone()];
        question.terms.iter().any(|t| text.eq_ignore_ascii_case(&t.word))
    };
    let mentioned = s.mentions.iter().filter(|m| !question.companies.iter().any(|c| m.is_of(&c.name))).map(|m| m.range.clone());
    let named = names.iter().filter_map(|words| Some(words.first()?.range.start..words.last()?.range.end));
    let opening = opening(s);
    let asked: Vec<&Word> = s.asked_words().collect();
    // "a Perth hedge fund": where it is from.
    let adjective = |range: &Range<usize>| {
        let before = s.text[..range.start].trim_end().rsplit(' ').next().unwrap_or_default();
        matches!(before, "a" | "an") || s.text[..range.start].ends_with(char::is_alphanumeric)
    };
    // "the British fund"
    let place = |range: &Range<usize>| {
        let text = &s.text[range.clone()];
        places::is_place(text) || matches!(text, "US" | "U.S" | "UK" | "U.K" | "EU" | "UAE")
    };
    let candidates = mentioned
        .chain(named)
        .filter(|range| !own(range) && !adjective(range) && !place(range) && Some(range) != opening.as_ref());
    let judged = candidates.map(|range| (distance(&asked, &range).unwrap_or(usize::MAX), range));
    match judged.min_by_key(|(gap, _)| *gap) {
        Some((gap, mut range)) => {
            // "Oak & Anvil"
            if let Some(rest) = s.text[range.end..].strip_prefix(" & ")
                && rest.starts_with(char::is_uppercase)
            {
                range.end += " & ".len() + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            }
            let fit = if gap < NEAR { 1.0 } else { 0.6 };
            Found { fit, value: Some(Value { kind: "company", range, number: None, hedge: Hedge::Exact }) }
        }
        None => fits(ABSENT),
    }
}

/// The groups of words for what is no person and may be asked for with "who" and "which".
const ORGANISATIONS: [&str; 2] = ["investor", "newspaper"];

/// Nouns of organisations that "who" may be, where the question says no more than whose: "who was Acme's biggest customer".
const PARTNERS: &[&str] =
    &["customer", "client", "shareholder", "publisher", "supplier", "landlord", "lender", "competitor", "rival", "parent"];

/// Nouns of organisations that "which" may stand before.
const ORGANISED: &[&str] = &[
    "union",
    "bank",
    "firm",
    "fund",
    "agency",
    "regulator",
    "consultancy",
    "group",
    "rival",
    "competitor",
    "customer",
    "client",
    "publisher",
    "supplier",
    "shareholder",
    "lender",
    "parent",
    "studio",
    "university",
];

/// Whether the question asks for an organisation: "activist investor in …", "which newspaper", "which law firm".
pub(super) fn asks_for_organisation(question: &Question, vocabulary: &Vocabulary) -> bool {
    let groups = ORGANISATIONS.map(|name| vocabulary.group(name));
    let terms = &question.terms;
    let person = |i: usize| {
        matches!(&*terms[i].word, "reporter" | "journalist") || terms.get(i + 1).is_some_and(|t| OFFICES.contains(&&*t.word))
    };
    let is =
        |i: usize| terms[i].role == Role::Content && terms[i].groups.iter().any(|g| groups.contains(&Some(*g))) && !person(i);
    let after_which = |i: usize| terms[i.saturating_sub(2)..i].iter().any(|t| matches!(&*t.word, "which" | "what"));
    let which = |i: usize| ORGANISED.contains(&&*terms[i].word) && after_which(i) && !person(i);
    // "who told the newspaper": what follows a verb is not what is asked for.
    let who = terms.iter().any(|t| matches!(&*t.word, "who" | "whos" | "who's"));
    let be = terms.get(1).is_some_and(|t| matches!(&*t.word, "is" | "was" | "are" | "were"));
    let partner = |i: usize| who && be && PARTNERS.contains(&&*terms[i].word) && !person(i);
    question.asks_for_owner() || (0..terms.len()).any(|i| !who && is(i) || which(i) || partner(i))
}

/// Verbs of buying a company, and nouns that stand for them.
pub(in crate::answer) fn buys(word: &str) -> bool {
    matches!(
        word,
        "bought"
            | "buys"
            | "buy"
            | "buying"
            | "acquired"
            | "acquires"
            | "acquire"
            | "acquiring"
            | "purchased"
            | "purchase"
            | "acquisition"
            | "takeover"
    )
}

fn sells(word: &str) -> bool {
    matches!(word, "sold" | "sells" | "sell" | "selling" | "sale")
}

pub(in crate::answer) fn asks_for_buyer(question: &Question) -> bool {
    question.terms.iter().any(|t| buys(&t.word))
}

/// The first word of a sentence, where it may be a name: not "I", "They".
fn opening(s: &Sentence<'_>) -> Option<Range<usize>> {
    const PRONOUNS: &[&str] = &["he", "she", "it", "they", "this", "that", "who", "which", "those", "these", "you"];
    let first = s.words.first().filter(|w| s.text[w.range.clone()].starts_with(char::is_uppercase))?;
    let pronoun = FIRST_PERSON.contains(&&*first.folded) || PRONOUNS.contains(&&*first.folded);
    (!pronoun).then(|| first.range.clone())
}

/// Who buys is a company more often than a person.
pub(super) fn buyer(question: &Question, s: &Sentence<'_>, names_before: &[&[Word]]) -> Option<Found> {
    // Whoever bought it owns it.
    let owner = question.asks_for_owner() && s.mentions.iter().any(|m| question.companies.iter().any(|c| m.is_of(&c.name)));
    if !asks_for_buyer(question) && !owner {
        return None;
    }
    let asked = |range: &Range<usize>| {
        let named = |word: &str| question.terms.iter().any(|t| t.role != Role::Asking && t.word == word);
        s.words.iter().filter(|w| range.start <= w.range.start && w.range.end <= range.end).all(|w| named(&w.folded))
            || s.mentions.iter().any(|m| m.range == *range && question.companies.iter().any(|c| m.is_of(&c.name)))
    };
    let opening = opening(s);
    let verb = s.words.iter().find(|w| buys(&w.folded) || sells(&w.folded))?;
    let (verb, sells) = (&verb.range, sells(&verb.folded));
    let mut names: Vec<Range<usize>> = s.mentions.iter().map(|m| m.range.clone()).collect();
    for name in names_before {
        let range = name[0].range.start..name[name.len() - 1].range.end;
        if !names.iter().any(|n| n.start < range.end && range.start < n.end) {
            names.push(range);
        }
    }
    // "Ostra bought …": the first word of a sentence is a name where the verb follows it.
    // "Songtradr, a music licensing platform, is buying …"
    let acts = |first: &Range<usize>| {
        let between = s.text.get(first.end..verb.start).unwrap_or_default().trim().trim_end_matches([' ', 'i', 's']);
        between.is_empty() || between.starts_with(", a") && between.ends_with(',')
    };
    names.extend(opening.filter(|first| acts(first) && !names.contains(first)));
    names.sort_unstable_by_key(|range| range.start);
    // The one named last before the verb, or the one it was bought by.
    let to = if sells { " to" } else { " by" };
    let by = |range: &&Range<usize>| {
        let between = s.text.get(verb.end..range.start).unwrap_or_default();
        between.trim_end().ends_with(to)
            || sells && between.contains(to) && between[between.rfind(to).unwrap_or_default()..].split(' ').count() <= 5
    };
    let passive = !s.text[verb.clone()].ends_with("ing")
        && s.text[..verb.start]
            .trim_end()
            .rsplit(' ')
            .next()
            .is_some_and(|w| matches!(w, "was" | "were" | "been" | "being" | "is"));
    let active = names.iter().rev().find(|range| range.end <= verb.start).filter(|_| !passive && !sells);
    let buyer = names.iter().find(by).or(active).filter(|range| !asked(range))?;
    let value = Value { kind: "company", range: buyer.clone(), number: None, hedge: Hedge::Exact };
    Some(Found { fit: 1.0, value: Some(value) })
}
