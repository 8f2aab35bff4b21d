//! Answers in the words of whoever is asked: "what does the union think is behind it", "the works council's figure".

use super::value::{Sentence, UNITS};
use crate::question::{Asks, Question};
use crate::text::term::Word;

/// Whether something is of whoever's words are asked for: it has every word that names them. `matched` says how well it has
/// the word at this place among the terms.
pub(super) fn is_of(question: &Question, matched: impl Fn(usize) -> f32) -> bool {
    !question.voice.is_empty() && question.voice.iter().all(|i| matched(*i) >= NAMED)
}

/// Whether the staff has the word in a sentence, and is not only counted there: "employees who spoke to us put it at 400", not "has
/// let go of 310 employees".
pub(super) fn is_of_staff(words: &[Word]) -> bool {
    let staff = |w: &Word| matches!(&*w.folded, "employees" | "staff" | "workers" | "staffers");
    let tells = |w: &Word| {
        OPINES.contains(&&*w.folded)
            || COUNTS.contains(&&*w.folded)
            || matches!(&*w.folded, "told" | "spoke" | "say" | "count" | "according")
    };
    let near = |at: usize| words[at.saturating_sub(2)..words.len().min(at + SAID_NEAR)].iter().any(tells);
    (0..words.len()).any(|at| staff(&words[at]) && near(at))
}

/// Words between those of the staff and a word for saying, at most.
const SAID_NEAR: usize = 5;

/// Whether only the staff is asked for its word.
pub(super) fn asks_staff(question: &Question) -> bool {
    let staff = |i: &usize| matches!(&*question.terms[*i].word, "employees" | "staff" | "workers" | "staffers");
    !question.voice.is_empty() && question.voice.iter().all(staff)
}

/// A word that is matched so well is there.
const NAMED: f32 = 0.5;

/// How well a reason or a number fits where it is asked for in somebody's words: whoever is asked tells it in whatever words,
/// and what others say is none. `voiced` says whether the sentence is of that one.
pub(super) fn fit(question: &Question, fit: f32, voiced: bool, read: &Sentence<'_>) -> f32 {
    let says = |w: &Word| OPINES.contains(&&*w.folded);
    match question.asks {
        _ if question.voice.is_empty() => fit,
        Asks::Reason if !voiced => fit * OTHERS_WORDS,
        Asks::Reason if read.quoted || read.words.iter().any(says) => fit.max(THEIR_WORDS),
        Asks::Count | Asks::Percent if voiced && fit > UNITS => {
            let counts = |w: &Word| COUNTS.contains(&&*w.folded);
            if read.quoted || read.words.iter().any(counts) { fit.max(THEIR_NUMBER) } else { fit }
        }
        _ => fit,
    }
}

/// Whether a sentence says by name whose view it gives: "Ada Venn blamed the weather". Then it is nobody's of whom it was
/// spoken before.
pub(super) fn has_its_own(text: &str, words: &[Word]) -> bool {
    let tells = |w: &Word| OPINES.contains(&&*w.folded) || matches!(&*w.folded, "said" | "says" | "wrote" | "told");
    let names = |w: &Word| {
        let pronoun = matches!(&*w.folded, "he" | "she" | "they" | "it" | "we" | "i");
        text[w.range.clone()].starts_with(char::is_uppercase) && !pronoun
    };
    words.windows(2).any(|pair| names(&pair[0]) && tells(&pair[1]))
}

/// Whether a word means any person: "the teamsters guy".
pub(super) fn names_nobody(word: &str) -> bool {
    const ANYBODY: &[&str] = &[
        "guy",
        "man",
        "woman",
        "lady",
        "dude",
        "person",
        "people",
        "ppl",
        "folks",
        "rep",
        "reps",
        "official",
        "somebody",
        "someone",
        "dev",
        "devs",
        "worker",
        "workers",
        "employee",
        "employees",
        "member",
        "spokesman",
        "spokeswoman",
        "spokesperson",
    ];
    ANYBODY.contains(&word)
}

/// Verbs of somebody who says how he sees something.
const OPINES: &[&str] = &[
    "suspects", "suspect", "believes", "believe", "thinks", "think", "accuses", "accused", "accuse", "blames", "blamed", "blame",
    "argues", "argued", "claims", "claimed", "sees", "saw", "pointed", "points", "reckons", "reckon",
];

/// Words of somebody who tells a number.
const COUNTS: &[&str] = &[
    "says",
    "said",
    "puts",
    "put",
    "counts",
    "counted",
    "counting",
    "estimates",
    "estimated",
    "speaks",
    "spoke",
    "claims",
    "claimed",
    "arrives",
    "arrive",
    "adds",
    "added",
    "total",
    "tally",
    "figure",
    "number",
    "count",
    "toll",
    "altogether",
    "together",
];

/// How well what whoever is asked says tells a reason, and a number of theirs.
const THEIR_WORDS: f32 = 0.85;
const THEIR_NUMBER: f32 = 0.75;
/// What is left of a reason that somebody else gives.
const OTHERS_WORDS: f32 = 0.6;
