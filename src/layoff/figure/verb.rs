//! The word that cuts: before what is counted, after it, or with a part as its subject.

use super::super::line::{Line, Token, Words};
use super::super::vocabulary::*;

/// The cutting word before `k` that governs it.
pub(super) fn cut_before(line: &Line<'_>, k: usize, reach: usize) -> Option<usize> {
    let mut commas = 0;
    for j in (k.saturating_sub(reach)..k).rev() {
        match line.toks[j].kind {
            Token::Mark(',') => {
                commas += 1;
                let resumes = (j + 1..k).all(|i| line.has(i, LIGHT) || line.is(i, words!["and", "then", "also", "this", "time"]));
                if !resumes || commas > 1 {
                    return None;
                }
            }
            Token::Mark(';' | ':' | '—' | '(' | '–' | '.') => return None,
            Token::Word => {
                let cue = line.toks[j].cue;
                if cue & (CUT | STRONG | DISMISS) != 0 {
                    return (cue & STRONG != 0 || !cuts_no_staff(line, j, k)).then_some(j);
                }
                if line.is(
                    j,
                    words!["affect", "affects", "affecting", "impact", "impacts", "impacting", "touch", "hit", "hits", "touches"],
                ) {
                    return Some(j);
                }
                // "“closed” 296 positions"
                let closes = line.is(j, words!["close", "closes", "closed", "closing"]);
                if closes && (k + 1..k + 3).any(|i| line.is(i, words!["positions", "jobs", "roles", "posts"])) {
                    return Some(j);
                }
                // "a cut of 260", "a reduction by 260"
                if cue & CUT_NOUN != 0 && line.is(j + 1, words!["of", "by"])
                    || line.is(j, words!["loss"]) && line.is(j + 1, words!["of"]) && line.has(k + 1, STAFF)
                {
                    return Some(j);
                }
                if cue & (HIRE | RELATIVE | SAY) != 0 || cue & CLAUSE != 0 || cue & EMPLOY != 0 && cue & FORCE == 0 {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether what is cut is something else, of which the number at `k` only says more: "cuts bonuses for 3,000 workers", "cut its
/// emissions by 30% and moved 400 employees".
fn cuts_no_staff(line: &Line<'_>, cut: usize, k: usize) -> bool {
    let object = words![
        "bonuses",
        "bonus",
        "pay",
        "salaries",
        "salary",
        "wages",
        "benefits",
        "perks",
        "hours",
        "emissions",
        "prices",
        "fares",
        "fees",
        "taxes",
        "allowances",
        "pensions",
    ];
    let thing = (cut + 1..(cut + 4).min(k)).find(|&j| line.is(j, object));
    thing.is_some_and(|j| line.is(j + 1, words!["for", "of", "to", "by"]))
}

/// Whether what is told before `k` does not happen: it is called off, ruled out, or only imagined.
pub(in crate::layoff) fn is_unreal(line: &Line<'_>, k: usize) -> bool {
    const OFF: Words = words![
        "drop",
        "drops",
        "dropped",
        "scrap",
        "scraps",
        "scrapped",
        "shelve",
        "shelves",
        "shelved",
        "abandon",
        "abandons",
        "abandoned",
        "cancel",
        "cancels",
        "cancelled",
        "canceled",
        "withdraw",
        "withdraws",
        "withdrew",
        "halts",
        "halted",
        "reverse",
        "reverses",
        "reversed",
        "rescind",
        "rescinds",
        "rescinded",
        "revoke",
        "revokes",
        "revoked",
    ];
    const AVOIDS: Words = words![
        "avoid",
        "avoids",
        "avoided",
        "avoiding",
        "avert",
        "averts",
        "averted",
        "sidestep",
        "sidesteps",
        "sidestepped",
        "dodge",
        "dodges",
        "dodged",
    ];
    const NOT: Words = words!["not", "never", "won't", "wouldn't", "didn't", "doesn't", "isn't", "aren't"];
    if line.is(0, words!["imagine", "suppose"]) || (0..k).any(|j| line.is(j, words!["novel", "fiction", "fictional", "sitcom"])) {
        return true;
    }
    let any = |within: std::ops::Range<usize>, words: Words| within.into_iter().any(|i| line.is(i, words));
    let still = |from: usize| !any(from..k, words!["instead", "but", "until", "before"]);
    // "Called off the 310 planned job cuts", not "dropped 310 jobs".
    let of_cuts = |from: usize| {
        let own =
            words!["the", "its", "their", "all", "these", "those", "planned", "proposed", "announced", "some", "about", "around"];
        (from..k).all(|i| line.is(i, own)) && (k + 1..k + 4).any(|i| line.has(i, CUT_NOUN) || line.is(i, words!["notices"]))
    };
    (0..k).any(|j| {
        if line.is(j, OFF) && of_cuts(j + 1) {
            return true;
        }
        if line.is(j, OFF) {
            return any(
                j + 1..(j + 5).min(k),
                words!["plan", "plans", "proposal", "proposals", "intention", "decision", "notices"],
            ) && still(j);
        }
        // "called off plans to", "has ruled out cutting", "a way to avoid laying off".
        if line.is(j, words!["call", "calls", "called", "calling"]) && line.is(j + 1, words!["off"]) {
            if of_cuts(j + 2) {
                return true;
            }
            let what = j + 2..(j + 7).min(k);
            return (what.clone().any(|i| line.has(i, CUT_NOUN | STRONG)) || any(what, words!["plan", "plans"])) && still(j);
        }
        if line.is(j, words!["rule", "rules", "ruled", "ruling"]) && line.is(j + 1, words!["out"]) {
            return still(j);
        }
        if line.is(j, AVOIDS) {
            let act = j + 1..(j + 4).min(k + 1);
            return act.clone().any(|i| line.has(i, CUT | LAY | LET)) && !any(act, words!["being"]) && still(j);
        }
        // "not only" and "not just" say that it does.
        if !line.is(j, NOT) || line.is(j + 1, words!["only", "just", "merely", "yet", "all", "long"]) {
            return false;
        }
        // "will not go ahead with", "won't be laying off any of".
        let ahead = any(j + 1..(j + 4).min(k), words!["go", "going", "proceed", "proceeding"])
            && any(j + 1..(j + 6).min(k), words!["ahead"]);
        // "not looking at doing any layoffs"
        let ahead =
            ahead || k - j <= 8 && any(j + 1..(j + 4).min(k), words!["looking", "planning", "considering", "contemplating"]);
        let cuts = |i: usize| line.has(i, CUT | LAY | super::super::vocabulary::OFF | LIGHT | AUX) || line.is(i, words!["any"]);
        (ahead || k - j <= 5 && (j + 1..k).all(cuts)) && still(j)
    })
}

/// The word after `end` by which what was counted goes: "are being cut", "to go", "who lost their jobs".
pub(super) fn cut_after(line: &Line<'_>, end: usize) -> Option<usize> {
    let mut acted = end;
    for j in end..(end + 16).min(line.toks.len()) {
        match line.toks[j].kind {
            Token::Mark(';' | ':') => return None,
            Token::Mark(',') if line.is(j + 1, words!["and", "but"]) => return None,
            Token::Word => {
                let cue = line.toks[j].cue;
                if line.is(j, words!["not", "never", "won't", "aren't", "isn't", "waiting", "awaiting", "avoid", "wouldn't"])
                    && !line.is(j + 2, words!["renewed"])
                {
                    return None;
                }
                // "let 300 people go to the concert"
                let somewhere = line.is(j, words!["go", "goes", "going", "went"])
                    && line.is(j + 1, words!["to"])
                    && line.is(j + 2, words!["the", "a", "an", "see"]);
                if somewhere {
                    return None;
                }
                // "350 people are concerned", but "concerned about".
                let closes = |i: usize| line.toks.get(i).is_none() || line.mark(i).is_some();
                if line.is(j, words!["concerned"]) && line.is(j - 1, words!["are", "were"]) && closes(j + 1) && j - end < 3 {
                    return Some(j);
                }
                if cue & (CUT | STRONG | GOING | DISMISS) != 0 && !(cue & FORCE != 0 && cue & GOING == 0) {
                    let driven = j == end
                        || (j.saturating_sub(5).max(end)..j).any(|i| line.has(i, AUX | RELATIVE) || line.is(i, words!["to"]))
                        || line.has(j, PHRASE)
                            && (end..j).any(|i| line.is(i, words!["get", "gets", "got", "receive", "receives", "received"]))
                        || cue & GOING != 0 && acted == end && j - end < 5;
                    // "500 people, the company cut": the verb has its own subject.
                    let own =
                        (acted..j).any(|i| line.mark(i) == Some(',') && (line.name(i + 1).is_some() || line.has(i + 1, CLAUSE)));
                    return (driven && !own).then_some(j);
                }
                if cue & REMAIN != 0
                    || cue & HIRE != 0 && !line.is(j, words!["new"])
                    || cue & VOLUNTARY != 0
                    || cue & CLAUSE != 0 && j > end
                {
                    return None;
                }
                if cue & SAY != 0 {
                    acted = j;
                }
                if cue & EMPLOY != 0 && cue & FORCE == 0 {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// "Customer success is losing 42%": who loses is a part, unless it is the company.
pub(super) fn loses(line: &Line<'_>, k: usize) -> bool {
    let Some(verb) = (k.saturating_sub(6)..k).rev().find(|&j| line.is(j, words!["lose", "loses", "losing", "lost"])) else {
        return false;
    };
    let mut subject = verb;
    while subject > 0 && (line.has(subject - 1, AUX | FUTURE) || line.is(subject - 1, words!["to", "also"])) {
        subject -= 1;
    }
    let Some(subject) = subject.checked_sub(1) else { return false };
    line.name(subject).is_none() && !line.has(subject, PRONOUN | FIRM | RELATIVE | STAFF | FORCE) && line.mark(subject).is_none()
}
