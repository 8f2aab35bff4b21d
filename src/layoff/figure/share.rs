//! Shares: of what, and how one is tied to a cut.

use super::super::line::{Line, Token, Words};
use super::super::vocabulary::*;
use super::Link;
use super::number::is_trading;
use super::total::is_end_of_change;
use super::verb::{cut_after, cut_before, is_unreal, loses};
use crate::text::amount::{Hedge, Kind};

/// The tokens of "its workforce" after a share, without "of".
pub(in crate::layoff) fn of_tokens(line: &Line<'_>, k: usize) -> Option<std::ops::Range<usize>> {
    // "1100 – 14% – of its staffers"
    let dash = matches!(line.mark(k + 1), Some('-' | '–' | '—')) && line.is(k + 2, words!["of"]);
    let k = k + usize::from(dash);
    let of = line.is(k + 1, words!["of"]);
    let start = if of { k + 2 } else { k + 1 };
    if of && let Some(whole) = whole_without_a_name(line, start) {
        return Some(whole);
    }
    for j in start..start + 8 {
        let tok = line.toks.get(j)?;
        match tok.kind {
            Token::Mark('"' | '“' | '”' | '’' | '\'') => continue,
            // "of its 16-person team"
            Token::Mark('-') if j > start && line.amount(j - 1).is_some() => continue,
            Token::Mark(_) => return None,
            Token::Amount(_) => continue,
            Token::Name(_) if !tok.possessive && start == k + 2 => {
                // "5% of Audible", but "5% of Audible employees".
                if line.has(j + 1, FORCE | STAFF) {
                    return Some(start..j + 2);
                }
                return Some(start..j + 1);
            }
            Token::Name(_) => continue,
            Token::Word => {}
        }
        // "by 9% and leave open roles unfilled": of something else.
        if tok.cue & MONEY != 0 || !of && line.is(j, words!["and", "while", "but"]) {
            return None;
        }
        if tok.cue & (FORCE | STAFF) != 0 {
            // "its sales staff", "the company's total workforce": take the last such word.
            let mut end = j + 1;
            while line.has(end, FORCE | STAFF) || line.is(end, words!["members"]) {
                end += 1;
            }
            if line.has(end, MONEY) {
                return None;
            }
            return Some(start..end);
        }
        if line.is(j, words!["it", "them", "us", "those", "all", "everyone", "everybody", "ours"])
            && start == k + 2
            && !line.has(j + 1, FORCE)
            && !line.has(j + 2, FORCE)
        {
            return Some(start..j + 1);
        }
        if tok.cue & FIRM != 0
            && start == k + 2
            && line.is(start, words!["the"])
            && (line.toks.get(j + 1).is_none() || line.mark(j + 1).is_some())
        {
            return Some(start..j + 1);
        }
        if tok.cue & (AUX | SAY | CLAUSE | RELATIVE) != 0 {
            return None;
        }
    }
    None
}

/// The staff where nothing says that it is: "5 percent of the whole", "12 percent of what is left", "10 per cent of 3,500".
fn whole_without_a_name(line: &Line<'_>, start: usize) -> Option<std::ops::Range<usize>> {
    let closes = |j: usize| line.toks.get(j).is_none() || line.mark(j).is_some_and(|c| !matches!(c, '-' | '\'' | '’'));
    let after = start + usize::from(line.is(start, words!["the"]));
    if line.is(after, words!["whole", "total"]) && (closes(after + 1) || line.has(after + 1, AUX | CUT | GOING)) {
        return Some(start..after + 1);
    }
    if line.is(start, words!["what"]) && line.has(start + 1, AUX) && line.is(start + 2, words!["left"]) {
        return Some(start..start + 3);
    }
    // "21% of those still there", "of those who remain"
    let there = line.is(start + 1, words!["still"]) && line.is(start + 2, words!["there", "employed", "left"])
        || line.is(start + 1, words!["who"]) && line.is(start + 2, words!["remain", "remained", "stayed", "work", "worked"]);
    if line.is(start, words!["those"]) && there {
        return Some(start..start + 3);
    }
    let number = line.amount(after).is_some_and(|a| a.kind == Kind::Number && a.value >= 50.0 && a.hedge != Hedge::Vague);
    let percent = line.amount(start.wrapping_sub(2)).is_some_and(|a| a.kind == Kind::Percent);
    // "5% of the 84,900 who work there"
    // "12% of the 2,600 who were left"
    let stayed = |j: usize| {
        line.is(j, words!["remained", "remain", "stayed"])
            || line.has(j, AUX) && line.is(j + 1, words!["left", "still"]) && (closes(j + 2) || line.is(j + 1, words!["still"]))
    };
    let worked = line.is(after + 1, words!["who", "that"]) && (line.has(after + 2, EMPLOY) || stayed(after + 2))
        || line.is(after + 1, words!["it", "they"])
            && (line.has(after + 2, EMPLOY) || line.is(after + 2, words!["had", "has", "have"]));
    (number && percent && (worked || closes(after + 1))).then_some(start..after + 1)
}

/// Whether it is a fraction of a number that somebody else named: "less than half the 30,000 that were expected". "Half of
/// its 7,500" is a share of the staff.
pub(in crate::layoff) fn is_of_a_number(line: &Line<'_>, k: usize) -> bool {
    let fraction = line.amount(k).is_some_and(|a| a.kind == Kind::Fraction);
    let the = if line.is(k + 1, words!["of"]) { k + 2 } else { k + 1 };
    let number = line.amount(the + 1).is_some_and(|a| a.kind == Kind::Number && a.value > 100.0);
    let named =
        words!["that", "which", "expected", "reported", "planned", "rumoured", "rumored", "originally", "feared", "first"];
    fraction && number && line.is(the, words!["the"]) && (the + 2..the + 5).any(|j| line.is(j, named))
}

/// Whether it is the share by which the staff grew: "which has grown 12% this year in staff", "grew its team by a third".
fn is_growth(line: &Line<'_>, k: usize) -> bool {
    const GREW: Words = words![
        "grow",
        "grows",
        "grew",
        "grown",
        "growing",
        "add",
        "adds",
        "added",
        "adding",
        "hire",
        "hires",
        "hired",
        "hiring",
        "expanded",
        "expanding",
    ];
    let between = |j: &usize| line.has(*j, LIGHT | FORCE | STAFF | PRONOUN) || line.is(*j, words!["by", "another", "in"]);
    let verb = (k.saturating_sub(6)..k).rev().find(|j| line.is(*j, GREW) || !between(j));
    verb.is_some_and(|j| line.is(j, GREW))
}

/// What is spent on staff, and whatever else may fall: no people.
const COSTS: Words = words!["costs", "cost", "expenses", "spending", "turnover", "morale", "budget", "bill"];

/// "Shares of Stoneburn were cut by 40%": what is cut is no staff.
fn is_of_money(line: &Line<'_>, k: usize) -> bool {
    let Some(cut) = (k.saturating_sub(4)..k).rev().find(|&j| line.has(j, CUT)) else { return false };
    let by = line.is(cut + 1, words!["by", "to"]);
    let subject = (cut.saturating_sub(6)..cut).rev().take_while(|&j| line.mark(j).is_none());
    by && subject.clone().any(|j| line.has(j, MONEY))
        && !subject.into_iter().any(|j| line.has(j, STAFF | FORCE) && !line.has(j, MONEY))
}

/// How a share is tied to a cut; the flag says whether by itself.
pub(in crate::layoff) fn share_link(line: &Line<'_>, k: usize) -> Option<(Link, bool)> {
    if is_of_a_number(line, k) || is_growth(line, k) || is_unreal(line, k) || is_of_money(line, k) || is_trading(line) {
        return None;
    }
    let of = of_tokens(line, k);
    // "300 positions, a third of them vacant": nobody's.
    if of.as_ref().is_some_and(|of| line.has(of.end, VACANT)) || line.is(k + 1, words!["of"]) && line.has(k + 3, VACANT) {
        return None;
    }
    // "300 jobs, two thirds of them in India", "of which about half are consultants": of those who go, not of the staff.
    let before = (0..k).rev().find(|&j| !line.has(j, LIGHT) || line.is(j, words!["of"])).unwrap_or(0);
    let quoted = usize::from(matches!(line.mark(k + 1), Some('"' | '”' | '\'' | '’')));
    let of_those = line.is(k + 1 + quoted, words!["of"])
        && line.is(k + 2 + quoted, words!["them", "those", "these", "whom", "which"])
        || line.is(before, words!["which", "whom"]) && line.is(before.wrapping_sub(1), words!["of"]);
    let governed = (k.saturating_sub(4)..k).rev().take_while(|&j| line.mark(j).is_none()).any(|j| line.has(j, CUT | STRONG));
    let counted = (0..k).any(|j| line.amount(j).is_some_and(|a| a.kind == Kind::Number));
    if of_those && counted && !governed {
        return None;
    }
    // "Its shares closed 3% lower."
    if line.is(k + 1, words!["lower", "higher"])
        && ((k.saturating_sub(3)..k).any(|j| line.is(j, words!["closed", "opened", "traded", "trading", "ended", "finished"]))
            || line.mark(k.wrapping_sub(1)) == Some(',') && !line.any(FORCE | STAFF))
    {
        return None;
    }
    let next = k + 1;
    let p = (0..k).rev().find(|&j| !line.has(j, LIGHT) || line.is(j, words!["to"])).unwrap_or(0);
    if is_end_of_change(line, k, p, of.as_ref().map_or(next, |o| o.end)) {
        return None;
    }
    let bare = line.toks.get(next).is_none()
        || line.mark(next).is_some_and(|c| c != '-')
        || line.has(next, LIGHT | PREP | CLAUSE | EARLIER | CUT | GOING | AUX) && !line.is(next, words!["of"])
        || line.is(next, words!["this", "next", "last"]) && line.has(next + 1, SPAN | DAY | MONTH)
        || line.is(next, words!["and", "go", "of"]) && of.is_some()
        // "reduce its workforce by 15 percent and move its office"
        || line.is(next, words!["and"])
            && (k.saturating_sub(3)..k).any(|j| line.is(j, words!["by"]))
            && (k.saturating_sub(6)..k).any(|j| line.has(j, FORCE | STAFF))
            && !(k.saturating_sub(6)..k).any(|j| line.is(j, COSTS))
            && !(next..next + 3).any(|j| line.has(j, FORCE | STAFF));
    if of.is_none() && !bare {
        // "one in eight positions", "a 20% workforce reduction", "14% layoffs".
        let near = (next..next + 3).any(|j| line.has(j, STAFF | FORCE | CUT_NOUN));
        if !near || line.has(next, MONEY) {
            return None;
        }
    }
    if line.is(next, words!["of"]) && of.is_none() || line.has(next, MONEY) {
        return None;
    }
    // "would bring the total to 30,000, or 10%": a sum; "a third of those affected": a part of the part.
    let sums = (0..k).any(|j| line.is(j, words!["bring", "brings", "bringing"]));
    let part =
        of.as_ref().is_some_and(|o| line.is(o.end - 1, words!["those", "them"]) && line.has(o.end, GOING | CUT | RELATIVE));
    if sums || part {
        return None;
    }
    let end = of.as_ref().map_or(next, |o| o.end);
    let partial = share_is_partial(line, k, of.as_ref());
    let link = |cut: usize| Link { cut, end, partial, restates: false, sums: false };
    // "a 10% worldwide reduction in force".
    let noun = (next..next + 3).find(|&j| line.has(j, CUT_NOUN) && !line.has(j, MONEY));
    let of_staff = |noun: usize| {
        line.is(noun + 1, words!["in", "of"])
            && (noun + 2..noun + 6)
                .take_while(|&j| line.mark(j).is_none())
                .any(|j| line.has(j, FORCE) || line.is(j, words!["force"]))
    };
    if of.is_none()
        && let Some(noun) = noun.filter(|&noun| of_staff(noun))
    {
        return Some((link(noun), true));
    }
    // "its headcount will fall by 9%"
    const FALLS: Words =
        words!["fall", "falls", "fell", "falling", "fallen", "drop", "drops", "dropped", "decline", "declines", "declined"];
    let by = (k.saturating_sub(3)..k).find(|&j| line.is(j, words!["by"]));
    let falls = by.and_then(|by| (by.saturating_sub(2)..by).find(|&j| line.is(j, FALLS)));
    let staff_falls = |verb: usize| {
        (verb.saturating_sub(4)..verb).any(|j| line.is(j, words!["headcount", "workforce", "staff"]))
            && !(verb.saturating_sub(4)..verb).any(|j| line.is(j, COSTS))
    };
    if let Some(verb) = falls.filter(|&verb| staff_falls(verb)) {
        return Some((link(verb), true));
    }
    let inside = line.amount(k).is_some_and(|a| line.text[a.range.clone()].split(' ').any(|w| cues(w) & STAFF != 0));
    let staffed = inside || of.is_some() || (next..next + 3).any(|j| line.has(j, STAFF | FORCE));
    if let Some(cut) = cut_before(line, k, 12) {
        // A bare share needs a verb that can only mean people, or the headline's brevity: "Brex scythed 11%".
        let object = (cut + 1..k)
            .find(|&j| line.has(j, STAFF | FORCE | MONEY | SPAN) || line.toks[j].kind == Token::Word && line.toks[j].cue == 0);
        let about_staff = staffed || object.is_some_and(|j| line.has(j, STAFF | FORCE) && !line.has(j, MONEY));
        let strong = line.has(cut, STRONG)
            || object.is_none()
                && !line
                    .is(cut, words!["lost", "lose", "loses", "losing", "dropped", "drop", "fell", "reduced", "shrank", "shed"]);
        if about_staff || strong && object.is_none() {
            return Some((link(cut), true));
        }
    }
    if staffed && let Some(cut) = cut_after(line, end) {
        return Some((link(cut), true));
    }
    // "That's 18% of a team of 722", "The cuts amount to 22%": restates what was said before.
    let restates = staffed
        && of.is_some()
        && (line.is(0, words!["that", "that's", "this", "these", "they", "it"])
            || line.is(k.wrapping_sub(1), words!["is", "was"]) && line.is(k.wrapping_sub(2), words!["which", "that"])
            || (0..k).any(|j| line.has(j, EQUATE) || line.has(j, CUT_NOUN | STRONG))
            || line.is(0, words!["the"]) && line.has(k.wrapping_sub(1), AUX));
    Some((Link { cut: k, end, partial, restates, sums: false }, false))
}

pub(super) fn share_is_partial(line: &Line<'_>, k: usize, of: Option<&std::ops::Range<usize>>) -> bool {
    if line.title {
        return false;
    }
    let owner = (0..k.min(5)).any(|j| line.has(j, DEPARTMENT) && line.has(j + 1, AUX | CUT | GOING))
        || line.toks.first().is_some_and(|t| t.cue & PLACE != 0 && t.cap) && line.has(1, AUX | CUT | GOING | DEPARTMENT)
        || line.toks.get(1).is_some_and(|t| t.cue & PLACE != 0 && t.cap) && line.has(2, DEPARTMENT)
        // "Dubai, where much of the management sat, lost over 60% of its staff".
        || line.toks.first().is_some_and(|t| t.cue & PLACE != 0) && line.mark(1) == Some(',') && line.is(2, words!["where"]);
    // "60% of the recruiters": one trade of the staff.
    let trade = line.rank.is_none_or(|r| r > 2)
        && of.is_some_and(|o| {
            line.has(o.end - 1, STAFF)
                && ["ers", "ors", "ists", "ians"].iter().any(|end| line.word(o.end - 1).ends_with(end))
                && !line.is(o.end - 1, words!["workers", "staffers", "members"])
        });
    // "5% of its global workforce and 10% of its corporate team"
    let corporate = of.is_some_and(|o| line.has(o.end.wrapping_sub(2), DEPARTMENT) && o.len() >= 2);
    let beside_whole = corporate
        && (0..line.toks.len()).any(|j| {
            let share = line.amount(j).is_some_and(|a| matches!(a.kind, Kind::Percent | Kind::Fraction));
            share && j != k && of_tokens(line, j).is_some_and(|o| line.has(o.end - 1, FORCE) && !line.has(o.end - 2, DEPARTMENT))
        });
    beside_whole
        || owner
        || trade
        || loses(line, k)
        || of.is_some_and(|o| (o.start..o.end).any(|j| line.is(j, words!["remaining"])))
}
