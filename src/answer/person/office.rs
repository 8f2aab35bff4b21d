//! Offices: which is asked for, who holds it, leaves it or comes into it.

use std::ops::Range;

use super::super::value::Sentence;
use super::{NEAR, OFFICE_GROUPS, OFFICES, TRADE_GROUPS};
use crate::question::{Question, Role};
use crate::text::term::Word;
use crate::vocabulary::Vocabulary;

/// The word of the question for the office or trade of the person it asks for, by its place among the terms.
pub(in crate::answer) fn asked_office(question: &Question, vocabulary: &Vocabulary) -> Option<usize> {
    let [offices, trades] = [&OFFICE_GROUPS[..], &TRADE_GROUPS[..]]
        .map(|names| names.iter().filter_map(|name| vocabulary.group(name)).collect::<Vec<_>>());
    let after_which = |i: usize| i.checked_sub(1).is_some_and(|i| matches!(&*question.terms[i].word, "which" | "what"));
    let is = |i: usize| {
        let groups = &question.terms[i].groups;
        groups.iter().any(|g| offices.contains(g)) || after_which(i) && groups.iter().any(|g| trades.contains(g))
    };
    (0..question.terms.len()).find(|i| question.terms[*i].role == Role::Content && is(*i))
}

/// Whether what is asked about was not done: "the billionaire neither confirmed nor corrected him".
pub(super) fn is_undone(question: &Question, s: &Sentence<'_>) -> bool {
    let denies = |w: &Word| {
        matches!(&*w.folded, "neither" | "never" | "not" | "nobody" | "declined" | "refused")
            || w.folded.ends_with("n't")
            || w.folded.ends_with("n\u{2019}t")
    };
    let is_asked = |i: &usize| {
        let word = &s.words[*i];
        let typed = || question.terms.iter().any(|t| t.role != Role::Topic && t.word == word.folded && t.word.len() > 3);
        (s.asked[*i] || typed()) && s.text[word.range.clone()].starts_with(char::is_lowercase)
    };
    // "who said it is not about money": it is asked for.
    let asked_for = question.terms.iter().any(|t| {
        matches!(&*t.word, "not" | "never" | "neither" | "nobody" | "isnt" | "didnt" | "wasnt")
            || ["declin", "refus"].iter().any(|stem| t.word.starts_with(stem))
            || t.word.ends_with("n't")
            || t.word.ends_with("n\u{2019}t")
    });
    !asked_for && (0..s.words.len()).filter(is_asked).any(|i| s.words[i.saturating_sub(2)..i].iter().any(denies))
}

/// Whether a sentence names an office by its letters: who comes into that one comes into no other.
pub(super) fn names_chief(s: &Sentence<'_>) -> bool {
    s.words.iter().any(|w| matches!(&*w.folded, "ceo" | "cfo" | "coo" | "cto" | "cpo" | "cmo" | "cio" | "chro"))
}

/// Whether the holder of an office is asked for, and the sentence does not speak of it, or only in the words of whoever is
/// found: "and then it got a CTO walking out," says the analyst.
pub(super) fn without_office(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary, found: &Range<usize>) -> bool {
    let Some(office) = asked_office(question, vocabulary) else { return false };
    let marks: Vec<usize> = s.text.match_indices(['"', '“', '”']).map(|(at, _)| at).collect();
    let is_quoted = |at: usize| marks.partition_point(|mark| *mark < at) % 2 == 1;
    let mut offices = s.words.iter().zip(s.asked).filter(|(w, asked)| **asked && OFFICES.contains(&&*w.folded)).peekable();
    let of_others = offices.peek().is_some() && offices.all(|(w, _)| is_quoted(w.range.start) != is_quoted(found.start));
    !question.terms[office].groups.iter().any(|g| s.groups.contains(g)) || of_others
}

/// Whether the holder of an office at an earlier time is asked for.
pub(in crate::answer) fn asks_of_the_past(question: &Question) -> bool {
    let past = |word: &str| {
        const PAST: [&str; 21] = [
            "was",
            "were",
            "former",
            "ex",
            "before",
            "previous",
            "then",
            "when",
            "founded",
            "did",
            "had",
            "walked",
            "walks",
            "fired",
            "sacked",
            "dismissed",
            "ousted",
            "gave",
            "took",
            "replaced",
            "succeeded",
        ];
        PAST.contains(&word)
    };
    question.terms.iter().any(|t| past(&t.word) || leaves(&t.word))
}

/// Whether a person is said to leave an office: "Ada Venn steps down", "Ada Venn, who gave up the position", "dismissed several
/// executives, among them chief executive Ada Venn", "who succeeded Ada Venn".
pub(super) fn leaves_office(s: &Sentence<'_>, name: &Range<usize>, people: &[Range<usize>]) -> bool {
    let word = |i: usize| s.words.get(i).map_or("", |w| w.folded.as_str());
    let dismissed = |word: &str| matches!(word, "dismissed" | "fired" | "ousted" | "sacked" | "removed" | "replaced");
    // "Ada Venn, who succeeded Bo Lind as chief executive"
    let followed =
        |word: &str| dismissed(word) || matches!(word, "succeeded" | "succeeds" | "succeeding" | "replaces" | "replacing");
    let (first, next) =
        (s.words.partition_point(|w| w.range.end <= name.start), s.words.partition_point(|w| w.range.start < name.end));
    let other = |i: usize| people.iter().any(|p| p != name && s.words.get(i).is_some_and(|w| p.contains(&w.range.start)));
    let clause = (next..s.words.len().min(next + GOES_WITHIN)).take_while(|&i| !other(i));
    let mut clause = clause.take_while(|&i| !s.text[name.end..s.words[i].range.start].contains([';', '.', '"', '”']));
    let post = |i: usize| {
        (i + 1..i + 6).any(|j| matches!(word(j), "post" | "position" | "role" | "job" | "office" | "reins" | "chair" | "title"))
    };
    let ends = |i: usize| s.words.get(i).is_some_and(|w| s.text[w.range.end..].starts_with([',', '.', ';']));
    let goes = |i: usize| match word(i) {
        "gives" | "gave" | "giving" => word(i + 1) == "up" && post(i),
        "hands" | "handed" | "handing" => word(i + 1) == "over" || post(i),
        "steps" | "stepped" | "stepping" | "step" => matches!(word(i + 1), "down" | "aside" | "back"),
        "walks" | "walked" | "walking" => word(i + 1) == "out",
        // "leaving many in tears", "left 40 people without work"
        "leaving" | "departing" | "retiring" | "exiting" => matches!(word(i - 1), "is" | "are" | "was" | "be" | "s"),
        "left" => s.words.get(i + 1).is_none_or(|w| LEFT_FOR.contains(&&*w.folded)) || ends(i),
        "going" | "goes" | "gone" | "leave" | "exit" => false,
        verb if dismissed(verb) => matches!(word(i - 1), "was" | "been" | "being" | "were"),
        verb => leaves(verb),
    };
    let listed = (0..first).find(|&i| word(i) == "including" || word(i) == "among" && word(i + 1) == "them");
    let among = listed.is_some_and(|listed| (0..listed).any(|i| dismissed(word(i))));
    let object = (first.saturating_sub(OFFICE_WORDS)..first).any(|i| {
        followed(word(i)) && (i + 1..first).all(|j| OFFICES.contains(&word(j)) || matches!(word(j), "its" | "the" | "their"))
    });
    clause.any(goes) || among || object
}

/// Words after "left" that say that somebody went.
const LEFT_FOR: &[&str] = &[
    "the", "in", "on", "last", "for", "after", "as", "at", "this", "earlier", "abruptly", "office", "company", "when", "two",
    "that",
];

/// Words after a name within which it is said that somebody goes.
const GOES_WITHIN: usize = 12;

/// Words of an office before a name, at most.
const OFFICE_WORDS: usize = 5;

/// Whether a word says of somebody that they leave an office.
pub(super) fn leaves(word: &str) -> bool {
    matches!(
        word,
        "leave"
            | "leaves"
            | "leaving"
            | "left"
            | "quit"
            | "quits"
            | "quitting"
            | "resign"
            | "resigns"
            | "resigned"
            | "resigning"
            | "depart"
            | "departs"
            | "departed"
            | "departing"
            | "exit"
            | "exits"
            | "exiting"
            | "step"
            | "steps"
            | "stepped"
            | "stepping"
            | "going"
            | "goes"
            | "gone"
            | "retire"
            | "retires"
            | "retiring"
            | "retired"
    )
}

/// Whether the question asks who comes into an office: "who takes over as head of people", "who followed Venn".
pub(in crate::answer) fn asks_for_successor(question: &Question) -> bool {
    let words: Vec<&str> = question.terms.iter().map(|t| t.word.as_str()).collect();
    // "who took over the plant": of no office, a buyer.
    let office = words.iter().any(|w| OFFICES.contains(w) || *w == "as");
    let says = |i: usize, word: &str| {
        let over = words.get(i + 1) == Some(&"over");
        let fresh = matches!(word, "new" | "next" | "incoming") && words[i + 1..].iter().take(2).any(|w| OFFICES.contains(w));
        fresh || starts_in_office(word, words.get(i + 1).copied()) && (office || !over)
    };
    words.iter().enumerate().any(|(i, word)| says(i, word))
        || words.windows(2).any(|pair| matches!(pair[0], "followed" | "follows") || pair[0] == "comes" && pair[1] == "after")
}

/// The words of a question that asks who comes into an office, which say which office that is.
pub(in crate::answer) fn said_of_successor(question: &Question) -> Vec<usize> {
    if !asks_for_successor(question) {
        return Vec::new();
    }
    let says = |word: &str| OFFICES.contains(&word) || matches!(word, "new" | "next" | "incoming");
    (0..question.terms.len()).filter(|i| says(&question.terms[*i].word)).collect()
}

/// Whether a word, with the one after it, says that somebody comes into an office.
fn starts_in_office(word: &str, next: Option<&str>) -> bool {
    let next = next.unwrap_or_default();
    match word {
        "take" | "takes" | "took" | "taking" | "taken" => matches!(next, "over" | "charge"),
        "hand" | "hands" | "handed" | "handing" => next == "over",
        "step" | "steps" | "stepped" | "stepping" => matches!(next, "in" | "into" | "up"),
        "become" | "becomes" | "became" | "promoted" | "appointed" | "appoints" | "replacement" | "successor" => true,
        _ => word.starts_with("replac") || word.starts_with("succeed"),
    }
}

/// Whether a person is said to come into an office: the first name before a verb of taking over or succeeding, or after
/// one of handing over, after "succeeded by", "appointed", "her successor is"; or whoever holds an office that is new.
pub(super) fn takes_office(s: &Sentence<'_>, name: &Range<usize>, people: &[Range<usize>]) -> bool {
    let word = |i: usize| s.words.get(i).map_or("", |w| w.folded.as_str());
    let before = |i: usize, list: &[&str]| (1..=2).any(|n| i.checked_sub(n).is_some_and(|i| list.contains(&word(i))));
    // No other person stands between the name and the word.
    let next_to = |from: usize, to: usize| !people.iter().any(|other| from <= other.start && other.end <= to && other != name);
    s.words.iter().enumerate().any(|(i, w)| {
        let fresh = matches!(word(i), "new" | "incoming" | "next" | "interim" | "acting")
            && s.words[i + 1..].iter().take(3).any(|w| OFFICES.contains(&&*w.folded));
        // "Ada Venn, chief executive since March,", "Ada Venn returns as president"
        let since = word(i) == "since"
            && s.text[name.end..w.range.start.max(name.end)].starts_with(',')
            && i.checked_sub(1).is_some_and(|before| OFFICES.contains(&word(before)));
        let returns = matches!(word(i), "returns" | "returned") && word(i + 1) == "as";
        if (since || returns) && name.end <= w.range.start && w.range.start - name.end <= NEAR && next_to(name.end, w.range.start)
        {
            return true;
        }
        let names = matches!(word(i), "names" | "named") && s.words[i + 1..].iter().any(|w| OFFICES.contains(&&*w.folded));
        // "Hana Kobayashi, who ran infrastructure, is CTO as of now", "will be our chief revenue officer from today"
        let office = s.words[i + 1..].iter().take(3).position(|w| OFFICES.contains(&&*w.folded)).map(|at| i + 1 + at);
        let from_now = word(i) == "is"
            && office.is_some_and(|at| {
                let since = (at + 1..at + 4).find(|&j| matches!(word(j), "now" | "from" | "effective"));
                since.is_some_and(|since| !(at + 1..since).any(|j| word(j) == "at" || word(j) == "of" && word(j + 1) != "now"))
            });
        let will_be = word(i) == "be" && i > 0 && word(i - 1) == "will" && office.is_some();
        if from_now || will_be {
            return name.end <= w.range.start && next_to(name.end, w.range.start);
        }
        if !fresh && !names && !starts_in_office(word(i), Some(word(i + 1))) {
            return false;
        }
        let passive = before(i, &["was", "were", "is", "be", "been", "being"]) && word(i) != "appointed" && word(i) != "promoted";
        let given = fresh
            || names
            || passive
            || word(i).starts_with("hand")
            || matches!(word(i), "successor" | "replacement" | "appointed" | "appoints" | "promoted");
        let after = given && w.range.end <= name.start && name.start - w.range.end <= NEAR && next_to(w.range.end, name.start);
        let noun = matches!(word(i), "successor" | "replacement");
        let took = !fresh && !names && !noun && !word(i).starts_with("hand") && !passive;
        let ahead = took && name.end <= w.range.start && next_to(name.end, w.range.start);
        after || ahead
    })
}
