//! How many go: numbers of people who lose their jobs.

use super::super::outcome;
use super::staff::{EMPLOYED, OPENINGS, employed, hired, open, things, told_by};
use super::{ABSENT, CUTTING, Found, PEOPLE, Sentence, any, around, best_within, fits, speaks_of_cuts};
use crate::question::{Counted, Question};
use crate::text::amount::{self, Amount, Kind};
use crate::text::rule;
use crate::text::term::Word;
use crate::time;
use crate::vocabulary::Vocabulary;

/// The number of those who go, or of those who are counted instead: who stay, work there, are hired or wanted.
pub(super) fn count(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    if leaves_open(s) {
        return fits(ABSENT);
    }
    let amounts = amount::amounts(s.text);
    let cuts = speaks_of_cuts(s, vocabulary);
    let elsewhere = only_destination(s);
    let sparing: Vec<&Word> = s.words.iter().filter(|w| SPARED.contains(&&*w.folded)).collect();
    let spared = |a: &Amount| if elsewhere || spares(s, &sparing, a) { 0.3 } else { 1.0 };
    // "how many left": "In the end 391 left".
    let leave = |a: &Amount| {
        let next = s.words.partition_point(|w| w.range.start < a.range.end);
        s.words.get(next).is_some_and(|w| s.asked[next] && matches!(&*w.folded, "left" | "leave" | "leaves" | "departed"))
    };
    // "how many jobs are at risk": "430 jobs are at risk".
    let at_risk = (1..s.words.len()).any(|i| s.asked[i] && s.words[i].folded == "risk" && s.words[i - 1].folded == "at");
    let gone = |a: &Amount| if (s.is_cut)(a) { GONE } else { 1.0 };
    let judge = |a: &Amount| match question.counted {
        Counted::Cuts => cut(s, a, cuts || at_risk || leave(a)) * spared(a),
        Counted::Openings => open(s, a),
        Counted::Staff => employed(s, a, &[]) * gone(a),
        Counted::Remaining => {
            let (before, after) = around(s, &a.range, 5, 5);
            let stay = any(before, REMAINING) || any(after, REMAINING);
            // "From about 3,667 down to 2,567"
            if matches!(before, [.., down, to] if down.folded == "down" && to.folded == "to") {
                return DOWN_TO * gone(a);
            }
            // "told 560 people, 12 per cent of its staff of 4,700, to leave": so many were there before.
            employed(s, a, REMAINING) * if cuts && !stay { 0.6 } else { 1.0 } * gone(a)
        }
        Counted::Hired => hired(s, a),
        Counted::Moved => told_by(s, a, MOVING, 8),
        Counted::Things(term) => things(s, a, &question.terms[term].terms),
    };
    // "Studio Ninety": a number in capitals within a sentence is part of a name.
    let named = |a: &Amount| {
        a.range.start > 0 && s.text[a.range.clone()].starts_with(char::is_uppercase) || amount::ends_a_name(s.text, a)
    };
    let plausible = |a: &&Amount| matches!(a.kind, Kind::Number | Kind::Fraction) && a.value > 0.0 && !named(a);
    let asked = if question.is_dated() { question.times() } else { Vec::new() };
    let then = |a: &Amount| if is_of_another_time(&asked, s, a) { OTHER_TIMES } else { 1.0 };
    // "Of the 190 jobs at risk, 141 went in the end": where it is asked what came of it.
    let stage = |a: &Amount| question.stage.and_then(|asked| Some((asked, outcome::stage(s.text, s.words, &a.range)?)));
    let staged = |a: &Amount, fit: f32| match stage(a) {
        Some((asked, told)) if asked != told => fit * OTHER_STAGE,
        // "When the talks were over, the number was 262": of whom need not be said again.
        Some(_) if fit > UNITS && question.counted == Counted::Cuts => fit.max(OF_STAGE),
        _ => fit,
    };
    let fit = |a: &Amount| if a.kind == Kind::Fraction { 0.3 } else { staged(a, judge(a) * then(a)) };
    // "90 of them were let go for performance, and 24 roles were done away with": beside what is asked for, a little less will do;
    // not where it is asked how many really went.
    let room = if question.stage.is_none() { NEARLY_AS_WELL } else { 0.0 };
    best_within(room, s, amounts.iter().filter(plausible).map(|a| (fit(a), a)), "count")
}

/// Words of taking people on, beside a number that is none of people who go.
const TAKEN_ON: &[&str] = &[
    "hired",
    "hire",
    "hires",
    "hiring",
    "add",
    "added",
    "adding",
    "create",
    "created",
    "recruit",
    "recruited",
    "recruits",
    "join",
    "joins",
    "joined",
];

/// Words that say that a total is the one after a layoff.
const REMAINING: &[&str] = &[
    "remain",
    "remaining",
    "remained",
    "stay",
    "stays",
    "staying",
    "keep",
    "keeps",
    "kept",
    "left",
    "now",
    "still",
    "after",
    "leaves",
    "leaving",
    "today",
    "currently",
    "will",
];

/// Verbs of those who keep a job elsewhere.
const MOVING: &[&str] = &[
    "move",
    "moves",
    "moved",
    "moving",
    "transfer",
    "transfers",
    "transferred",
    "transferring",
    "redeployed",
    "redeploying",
    "redeploy",
    "reassigned",
    "relocate",
    "relocated",
    "relocating",
    "join",
    "joined",
    "placed",
];

/// Whether a sentence says that a number is not known: "How many of the 716 jobs are in China remains unclear."
pub(in crate::answer) fn leaves_open(s: &Sentence<'_>) -> bool {
    let unknown = |w: &Word| matches!(&*w.folded, "unclear" | "unknown" | "undisclosed" | "unconfirmed");
    let opens = matches!(s.words, [how, many, ..] if how.folded == "how" && many.folded == "many");
    opens && s.words.iter().any(unknown)
}

/// How much less surely a number may be of those who go that stands nearer to what is asked for.
const NEARLY_AS_WELL: f32 = 0.2;

/// How surely a number that the staff comes down to is of those who stay.
const DOWN_TO: f32 = 0.9;

/// What is left of a number of those who go, where it is asked how many work there or stay.
const GONE: f32 = 0.4;

/// How surely a number is of those who go that is said to have held in the end, or to have been planned, as was asked.
const OF_STAGE: f32 = 0.8;

/// What is a number of weeks, months or places is less surely one of people than this.
pub(in crate::answer) const UNITS: f32 = 0.2;

/// What is left of a number that was only planned or feared, where the one is asked for that held in the end; or of that, where
/// the other is asked for.
const OTHER_STAGE: f32 = 0.8;

/// Whether an amount may be of those who go, rather than of those who work there or come.
pub(in crate::answer) fn may_be_cut(s: &Sentence<'_>, a: &Amount, vocabulary: &Vocabulary) -> bool {
    let cuts = speaks_of_cuts(s, vocabulary);
    let going = if a.kind == Kind::Number { cut(s, a, cuts) } else { 1.0 };
    let (before, _) = around(s, &a.range, 5, 5);
    let works = any(before, &["employs", "employed", "employing", "employ", "headcount", "workforce", "payroll"]);
    !(works && a.kind == Kind::Number)
        && (cuts || !is_of_staff(s, a))
        && going >= MAY_BE
        && (going >= SURELY_CUT || a.kind != Kind::Number || employed(s, a, &[]) < SURELY_STAFF)
}

/// How surely a number has to be of those who go, at least, and how surely it is whatever else speaks for those who stay.
const MAY_BE: f32 = 0.4;

const SURELY_CUT: f32 = 0.95;

/// How surely a number is of those who work there.
const SURELY_STAFF: f32 = 0.8;

/// What is left of a number beside which another time stands than the one asked about.
const OTHER_TIMES: f32 = 0.4;

/// Whether the time that stands nearest to a number in its part of the sentence is not the one asked about, but that one stands
/// elsewhere: "In January 600 people lost their jobs, and in June 200", "1,000 go now; in 2020 it was nearly 360".
fn is_of_another_time(asked: &[(time::Bounds, f32)], s: &Sentence<'_>, a: &Amount) -> bool {
    let asked = |m: &time::Mention| asked.iter().any(|(bounds, _)| bounds.overlaps(&m.period));
    let between = |m: &time::Mention| {
        let (end, start) = if m.range.end <= a.range.start { (m.range.end, a.range.start) } else { (a.range.end, m.range.start) };
        s.text.get(end..start).unwrap_or_default()
    };
    let beside = s.times.iter().filter(|m| !between(m).contains(';'));
    let own = beside.min_by_key(|m| between(m).len());
    own.is_none_or(|m| !asked(m)) && s.times.iter().any(asked)
}

/// Whether the words before a number say that it is of people who are there, or come.
pub(super) fn stays(before: &[Word]) -> bool {
    any(before, EMPLOYED) || any(before, TAKEN_ON)
}

/// Whether the place that the question names is where work goes ("a plan to move customer operations to Kraków"): nobody
/// is said to go there.
fn only_destination(s: &Sentence<'_>) -> bool {
    let place = |i: &usize| s.asked[*i] && s.text[s.words[*i].range.clone()].starts_with(char::is_uppercase);
    let mut named = (1..s.words.len()).filter(place).peekable();
    named.peek().is_some() && named.all(|i| s.words[i - 1].folded == "to")
}

/// Whether the clause of an amount says that somebody is left alone, by one of these words.
fn spares(s: &Sentence<'_>, sparing: &[&Word], a: &Amount) -> bool {
    let between = |w: &Word| s.text.get(w.range.end..a.range.start).or_else(|| s.text.get(a.range.end..w.range.start));
    sparing.iter().filter_map(|w| between(w)).any(|between| !between.contains(';'))
}

/// Words of those whom a layoff leaves alone.
const SPARED: &[&str] = &["unaffected", "spared", "untouched", "excluded", "exempt", "exempted"];

/// What is counted beside people.
const THINGS: &[&str] = &[
    "cities",
    "countries",
    "offices",
    "sites",
    "stores",
    "shops",
    "plants",
    "factories",
    "studios",
    "companies",
    "firms",
    "customers",
    "clients",
    "users",
    "subscribers",
    "players",
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "times",
    "rounds",
    "products",
    "games",
    "projects",
    "centers",
    "centres",
    "branches",
    "locations",
    "states",
    "floors",
    "rooms",
    "square",
    "miles",
    "patents",
    "pages",
    "words",
    "shares",
    "cars",
    "vehicles",
    "units",
    "orders",
    "investors",
    "banks",
    "clinics",
    "hospitals",
    "schools",
];

/// "48,000 people work for Micron, more than 5,000 of them in Boise": of those who work there, as far as the words before say.
pub(in crate::answer) fn is_of_staff(s: &Sentence<'_>, a: &Amount) -> bool {
    let (before, after) = around(s, &a.range, OF_WHOM, 2);
    let of_them = matches!(after, [of, them] if of.folded == "of" && matches!(&*them.folded, "them" | "these" | "those"));
    of_them && (any(before, EMPLOYED) || any(before, &["work", "works", "worked"])) && !any(before, CUTTING)
}

/// Words before "5,000 of them" that say who they are, at most.
const OF_WHOM: usize = 25;

/// How surely a number from which on a rule holds is one of people who go.
const OF_RULE: f32 = 0.2;

/// How surely an amount is a number of people who go.
pub(super) fn cut(s: &Sentence<'_>, a: &Amount, cuts: bool) -> f32 {
    let (before, after) = around(s, &a.range, 4, 5);
    if any(before, OPENINGS) || any(after, OPENINGS) {
        return 0.3;
    }
    let follows = |i: usize, list: &[&str]| after.get(i).is_some_and(|w| list.contains(&&*w.folded));
    // "said two people who listened", "three sources familiar with the plan".
    let told = follows(0, &["people", "persons", "sources", "employees", "staffers", "insiders"])
        && (follows(1, &["familiar", "briefed", "close"])
            || follows(1, &["with", "who"]) && any(&before[before.len().saturating_sub(2)..], &["said", "says", "to", "told"]));
    if follows(0, THINGS) || told {
        return ABSENT;
    }
    if rule::is_of_rule(s.text, &a.range) {
        return OF_RULE;
    }
    if is_only_said(around(s, &a.range, 7, 0).0) && !any(after, &["volunteers", "voluntary"]) {
        return 0.4;
    }
    // "The works council, which is responsible for 4,100 of the positions": those for whom it speaks.
    let spoken_for =
        before.windows(2).any(|w| matches!((&*w[0].folded, &*w[1].folded), ("responsible", "for") | ("speaks", "for")))
            || any(before, &["represents", "representing", "represented"]);
    if spoken_for {
        return 0.3;
    }
    let there = matches!(before, [.., a, b] if a.folded == "there" && matches!(&*b.folded, "are" | "were" | "is" | "was"));
    // "had ended with 45 departures"
    let going = after.first().is_some_and(|w| matches!(&*w.folded, "departures" | "dismissals" | "redundancies" | "exits"));
    // "about 30 have resigned since"
    if after.iter().take(3).any(|w| matches!(&*w.folded, "resigned" | "quit")) && !any(before, CUTTING) {
        return 0.3;
    }
    let people = any(after, PEOPLE) || any(before, PEOPLE) || going;
    let cuts = cuts || going;
    let owned = before.last().is_some_and(|w| matches!(w.folded.as_str(), "its" | "their" | "his" | "her" | "whose"));
    let from = before.iter().rev().take(2).any(|w| w.folded == "from") && after.iter().any(|w| w.folded == "to");
    // Not those who joined once and go now.
    let taken_on = any(after, TAKEN_ON) && !any(before, CUTTING) && !any(after, &["who"]);
    let employed = owned || from || taken_on || there || stays(before) && !any(before, CUTTING);
    // "160 of the positions", "200 of them": a part of what was told before.
    let part =
        matches!(after, [of, the, ..] if of.folded == "of" && matches!(the.folded.as_str(), "the" | "those" | "these" | "them"));
    if part && !cuts && (any(&after[1..], PEOPLE) || any(&after[1..], &["cuts", "them"])) && !stays(before) {
        return if is_of_staff(s, a) { 0.2 } else { 0.9 };
    }
    match (people, cuts, employed) {
        (_, true, true) => 0.45,
        (true, true, false) => 1.0,
        (false, true, false) => 0.8,
        (true, false, false) => 0.6,
        (_, false, true) => 0.3,
        (false, false, false) => 0.25,
    }
}

/// Whether a number is only what somebody wants or is said to expect: "has been asking for 600 jobs to go", "there was talk of
/// 300 cuts".
fn is_only_said(before: &[Word]) -> bool {
    const WANTS: &[&str] = &["asking", "asked", "pushing", "pushed", "pressing", "pressed", "lobbying", "demanding", "calling"];
    const TALK: &[&str] = &["talk", "reports", "report", "rumours", "rumors", "rumour", "rumor", "speculation", "fears"];
    // "brushed aside reports in October of up to 1,000 cuts"
    let near = before.len().saturating_sub(3);
    let confirmed = any(before, &["confirmed", "confirms", "confirming"]);
    (1..before.len()).any(|i| match &*before[i].folded {
        "for" => i >= near && WANTS.contains(&&*before[i - 1].folded),
        "of" => i >= near && !confirmed && any(&before[i.saturating_sub(3)..i], TALK),
        _ => false,
    })
}
