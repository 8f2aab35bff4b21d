//! Who somebody is whose name is given.

use super::super::value::{ABSENT, Found, Sentence, Value, fits};
use super::{NEAR, OFFICE_GROUPS, OFFICES, TRADE_GROUPS, explained};
use crate::question::{Question, Role};
use crate::text::amount::Hedge;
use crate::text::term::{self, Word};
use crate::vocabulary::{Group, Vocabulary};

/// Where a sentence says who somebody of this name is: the office before the name, or the apposition after it. None for a
/// single word that is no name here: "who is responsible".
pub(super) fn introduction(question: &Question, whom: &[usize], s: &Sentence<'_>) -> Option<Found> {
    let is = |w: &Word, i: usize| term::bare(&w.folded) == term::bare(&question.terms[i].word);
    let at = (0..s.words.len()).find(|at| {
        let words = &s.words[*at..];
        !whom.is_empty()
            && words.len() >= whom.len()
            && words.iter().zip(whom).all(|(w, i)| is(w, *i) && s.text[w.range.clone()].starts_with(char::is_uppercase))
    });
    let Some(at) = at else { return (whom.len() > 1).then(|| fits(ABSENT)) };
    let name = &s.words[at..at + whom.len()];
    let (start, end) = (name[0].range.start, name[name.len() - 1].range.end);
    let office = |w: &&Word| OFFICES.contains(&&*w.folded);
    // "Chief executive Andy Jassy", "its founder, Ada Venn,": with the first name where only the last is asked by.
    let before = s.words[..at].iter().rev();
    let given =
        before.clone().take_while(|w| !office(w) && s.text[w.range.clone()].starts_with(char::is_uppercase)).take(2).count();
    let titled: Vec<&Word> = before.skip(given).take_while(office).collect();
    let beside =
        titled.first().filter(|w| s.text[w.range.end..start].len() <= NEAR && !s.text[w.range.end..start].contains(['.', ';']));
    let range = match (titled.last().filter(|_| beside.is_some()), explained(s, name)) {
        (Some(first), _) => first.range.start..end,
        (None, Some(apposition)) => start..apposition,
        (None, None) => return Some(fits(UNINTRODUCED)),
    };
    Some(Found { fit: 1.0, value: Some(Value { kind: "person", range, number: None, hedge: Hedge::Exact }) })
}

/// Whoever a question asks about by name, "who is andy jassy", "who's venn at acme": the words of the name, by their places
/// among the terms. Those of an office ask for whoever holds it.
pub(super) fn asked_by_name(question: &Question, vocabulary: &Vocabulary) -> Vec<usize> {
    let terms = &question.terms;
    let asks = match terms.first().map(|t| t.word.as_str()) {
        Some("who") => matches!(terms.get(1).map(|t| t.word.as_str()), Some("is" | "was")).then_some(2),
        Some("whos" | "who's" | "who’s") => Some(1),
        _ => None,
    };
    let Some(first) = asks else { return Vec::new() };
    let offices: Vec<Group> = OFFICE_GROUPS.iter().chain(&TRADE_GROUPS).filter_map(|name| vocabulary.group(name)).collect();
    let is_name = |i: &usize| {
        let term = &terms[*i];
        term.role == Role::Content && !OFFICES.contains(&&*term.word) && !term.groups.iter().any(|g| offices.contains(g))
    };
    let name: Vec<usize> = (first..terms.len()).take_while(is_name).collect();
    // "who is suing acme": what else the question has of content would not be left over by a name.
    let all = terms.iter().filter(|t| t.role == Role::Content).count();
    let acts = name.len() == 1 && ["ing", "ed"].iter().any(|end| terms[name[0]].word.ends_with(end));
    if name.len() == all && !acts && name.len() <= LONGEST_NAME { name } else { Vec::new() }
}

/// Words of a person's name, at most.
const LONGEST_NAME: usize = 4;

/// A sentence that has the name asked about, and does not say whose it is.
const UNINTRODUCED: f32 = 0.2;
