//! Other numbers of people: those who work there, are hired or wanted; and of other things.

use super::named::SITES;
use super::{ABSENT, CUTTING, PEOPLE, Sentence, any, around};
use crate::text::amount::Amount;
use crate::text::term::{Terms, Word};

/// How surely an amount is a number of vacancies.
pub(super) fn open(s: &Sentence<'_>, a: &Amount) -> f32 {
    let (before, after) = around(s, &a.range, 4, 5);
    if any(before, OPENINGS) || any(after, OPENINGS) { 1.0 } else { ABSENT }
}

/// Words of employment that make a number one of people who stay or are there at all.
pub(super) const EMPLOYED: &[&str] = &[
    "employs",
    "employed",
    "employ",
    "employing",
    "headcount",
    "workforce",
    "payroll",
    "has",
    "had",
    "have",
    "totaled",
    "totalled",
    "staff",
    "grew",
    "grown",
    "doubled",
    "remaining",
    "remain",
    "left",
    "stay",
    "stays",
    "staying",
];

/// Further words beside the number of all who work somewhere.
const TOTAL: &[&str] =
    &["employees", "strong", "rolls", "books", "remained", "total", "peak", "worked", "works", "work", "were", "there"];

/// Words of taking people on.
const HIRING: &[&str] = &[
    "hire",
    "hires",
    "hired",
    "hiring",
    "recruit",
    "recruits",
    "recruited",
    "recruiting",
    "add",
    "adds",
    "added",
    "adding",
    "create",
    "creates",
    "creating",
    "join",
    "joined",
    "onboard",
    "bring",
    "brings",
    "bringing",
    "new",
];

/// The same, where "on" follows.
const TAKING: &[&str] = &["take", "takes", "took", "taken", "taking"];

pub(super) const OPENINGS: &[&str] =
    &["vacancies", "vacancy", "openings", "opening", "open", "unfilled", "vacant", "postings", "advertised", "requisitions"];

/// How surely an amount is the number of all who work there. `when` are words that tell which of several totals it is.
pub(super) fn employed(s: &Sentence<'_>, a: &Amount, when: &[&str]) -> f32 {
    let (before, after) = around(s, &a.range, 5, 6);
    let near = &before[before.len().saturating_sub(2)..];
    let total = [before, after].iter().any(|words| any(words, EMPLOYED) || any(words, TOTAL))
        || any(near, &["its", "their", "from", "to", "with", "we", "we'll"])
        // "We will be 1,565 people tonight", not "there will be 300 people affected".
        || any(before, &["we", "we'll"]) && any(near, &["be", "are", "have"])
        // "There are 458 of us".
        || matches!(after, [of, us, ..] if of.folded == "of" && us.folded == "us");
    let people = any(after, PEOPLE) || any(before, PEOPLE) || any(after, &["us"]);
    let right = when.is_empty() || any(before, when) || any(after, when);
    // "1,390 of them": a part of the total that was told before. "The 112 people who work there": at a site that was named.
    let part = matches!(after, [of, whom, ..] if of.folded == "of" && matches!(&*whom.folded, "them" | "these" | "those" | "whom"))
        || after.windows(2).any(|w| matches!(&*w[0].folded, "work" | "works" | "worked" | "working") && w[1].folded == "there")
            && s.words.iter().take_while(|w| w.range.end <= a.range.start).any(is_part);
    // "310 of its 1,180 employees": those who were there before.
    let whole =
        matches!(before, [.., n, of, its] if n.number && of.folded == "of" && matches!(&*its.folded, "its" | "their" | "the"));
    let right = right && !part && (when.is_empty() || !whole);
    // "Its monthly active users fell to 14 million"
    if any(before, USERS) || any(after, USERS) {
        return 0.25;
    }
    let fit: f32 = match (any(near, CUTTING) || any(&before[before.len().saturating_sub(4)..], CUTTING), total, people) {
        (true, ..) => 0.3,
        (false, true, true) => 1.0,
        (false, true, false) => 0.8,
        (false, false, true) => 0.5,
        (false, false, false) => 0.25,
    };
    let right = if right { fit } else { fit * OF_A_PART };
    if is_placed(s, after) {
        return right * AT_A_PLACE;
    }
    if is_of_some(s, before, after) || asks_now(when) && any(before, BACK_THEN) { right * 0.6 } else { right }
}

/// What is left of a number of those at one site, or of some of the staff.
const OF_A_PART: f32 = 0.7;

/// Whether those who are counted work at one site or in one team that the question does not name, or are anybody's but the
/// company's: a union's, those who are to be hired.
fn is_of_some(s: &Sentence<'_>, before: &[Word], after: &[Word]) -> bool {
    let employs = before.iter().position(|w| matches!(&*w.folded, "employs" | "employed" | "has" | "had" | "with"));
    let first = before.first().map_or(0, |w| s.words.partition_point(|o| o.range.start < w.range.start));
    let verb = first + employs.unwrap_or(before.len());
    let subject = verb.saturating_sub(6)..verb.min(s.words.len());
    let of_site = employs.is_some() && subject.clone().any(|i| is_part(&s.words[i]));
    let asked = subject.clone().any(|i| s.asked[i] && !is_part(&s.words[i]));
    of_site && !asked || any(before, OTHERS) || any(after, &["members", "complaints"])
}

/// Whether those who are counted work at a place that is not asked about: "3,800 people work for Oracle in the Puget Sound region".
fn is_placed(s: &Sentence<'_>, after: &[Word]) -> bool {
    let at = after.first().map_or(s.words.len(), |w| s.words.partition_point(|o| o.range.start < w.range.start));
    // "58 temps in Vernon", where temps are asked for.
    if s.asked.get(at).is_some_and(|asked| *asked) {
        return false;
    }
    (at..s.words.len().min(at + PLACED_NEAR)).any(|i| {
        let name = i + 1 + usize::from(s.words.get(i + 1).is_some_and(|w| w.folded == "the"));
        let capital = |w: &Word| s.text[w.range.clone()].starts_with(char::is_uppercase) && !s.asked[name];
        // "In Santa Clara, Richardson and Kanata": at all of its places.
        let all = |w: &Word| {
            let rest = &s.text[w.range.end..];
            let end = rest.char_indices().map(|(i, _)| i).find(|i| *i > LIST_OF_PLACES).unwrap_or(rest.len());
            let list = rest[..end].split_once(" and ").map(|(list, _)| list);
            list.is_some_and(|list| list.contains(", ") && !list.contains(['.', ';']))
        };
        let place = |w: &Word| capital(w) && !all(w) && !is_dated(s, name);
        s.words[i].folded == "in" && s.words.get(name).is_some_and(place)
    })
}

/// Bytes of a list of places before its last, at most.
const LIST_OF_PLACES: usize = 60;

/// What is left of such a number.
const AT_A_PLACE: f32 = 0.4;

/// Whether a word stands in a time: "in March".
fn is_dated(s: &Sentence<'_>, at: usize) -> bool {
    s.times.iter().any(|m| m.range.start <= s.words[at].range.start && s.words[at].range.end <= m.range.end)
}

/// Words between a number of people and the place where they work, at most.
const PLACED_NEAR: usize = 6;

/// Whether a word is one for a site, a team or another part of a company.
pub(in crate::answer) fn is_part(word: &Word) -> bool {
    SITES.contains(&&*word.folded) || matches!(&*word.folded, "unit" | "division" | "subsidiary" | "facility" | "department")
}

/// Whether of several totals the one of today is asked for.
fn asks_now(when: &[&str]) -> bool {
    when.contains(&"now")
}

/// Words before a number of people who are nobody's staff, or not yet.
const OTHERS: &[&str] =
    &["represents", "representing", "represented", "approached", "complaints", "hire", "hiring", "wants", "raised"];

/// Words before a number of people who were there at another time.
const BACK_THEN: &[&str] = &["since", "when", "once", "peak", "originally", "began", "started"];

/// How surely an amount is a number of people of whom one of these verbs tells, up to so many words behind it.
pub(super) fn told_by(s: &Sentence<'_>, a: &Amount, verbs: &[&str], reach: usize) -> f32 {
    let (before, after) = around(s, &a.range, 5, reach);
    match (any(before, verbs) || any(after, verbs), any(before, CUTTING)) {
        (true, false) => 1.0,
        (true, true) => 0.5,
        (false, _) => 0.25,
    }
}

/// Those who use what a company makes.
const USERS: &[&str] =
    &["users", "customers", "subscribers", "listeners", "viewers", "accounts", "players", "shoppers", "riders"];

/// How surely an amount is of those who are taken on.
pub(super) fn hired(s: &Sentence<'_>, a: &Amount) -> f32 {
    let (before, after) = around(s, &a.range, 5, 5);
    // "Has taken on 118", not "took away our badges at two in the afternoon".
    let taken = |words: &[Word]| words.windows(2).any(|w| TAKING.contains(&&*w[0].folded) && w[1].folded == "on");
    // "220 new jobs", "300 people will join": verbs behind the number come after its noun.
    let said = any(before, HIRING) || taken(before) || any(after, HIRING) || taken(after);
    match (said, any(before, CUTTING)) {
        (false, _) => 0.25,
        (true, true) => 0.5,
        // "Two of the people said", "45 for technicians": less surely so where no people follow.
        (true, false) if any(after, PEOPLE) || any(before, &["further", "another", "more"]) => 1.0,
        (true, false) => 0.8,
    }
}

/// How surely an amount counts these things. People are counted under many names, so what does not say so may still.
pub(super) fn things(s: &Sentence<'_>, a: &Amount, stems: &[String]) -> f32 {
    let (before, after) = around(s, &a.range, 2, 5);
    let stemmer = Terms::default();
    // "30 of its 292 centres": the whole of which the number before is a part.
    let whole =
        matches!(before, [of, its] if of.folded == "of" && matches!(its.folded.as_str(), "its" | "the" | "their" | "all"));
    if whole && s.words.first().is_some_and(|w| w.range.end < a.range.start) {
        return 0.5;
    }
    if after.iter().any(|w| stems.contains(&stemmer.stem(&w.folded).into_owned())) { 1.0 } else { 0.45 }
}
