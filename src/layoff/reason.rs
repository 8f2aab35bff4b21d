//! Why: the clause in which the article gives the reason, and its kind.

use std::ops::Range;

use super::ReasonClass;
use super::line::{Line, Token, Words, follows, small};
use super::vocabulary::*;

/// The range of the reason in a line, with its kind: the strongest sign first.
pub fn reason(lines: &[&Line<'_>]) -> Option<(usize, Range<usize>, ReasonClass)> {
    let blamed = |(l, line): (usize, &&Line<'_>)| Some((l, to_blame(line)?));
    if let Some((l, range)) = lines.iter().enumerate().find_map(blamed)
        && let Some(kind) = kind_of(lines[l], &range)
    {
        return Some((l, range, kind));
    }
    for strength in 0..3 {
        for (l, line) in lines.iter().enumerate() {
            for i in 0..line.toks.len() {
                let Some(start) = opens(line, i, strength) else { continue };
                let Some(range) = clause(line, start).filter(|r| line.text[r.clone()].contains(' ')) else { continue };
                match kind_of(line, &range) {
                    Some(kind) => return Some((l, range, kind)),
                    // "because" gives a reason of whatever kind; "as" and "after" may only tell the time.
                    None if strength == 0 => return Some((l, range, ReasonClass::Other)),
                    None => {}
                }
            }
        }
    }
    None
}

/// Of kinds of which a sentence has as many words, the more telling come first.
const KINDS: [ReasonClass; 8] = [
    ReasonClass::OverHiring,
    ReasonClass::Ai,
    ReasonClass::Merger,
    ReasonClass::Shutdown,
    ReasonClass::LowDemand,
    ReasonClass::Cost,
    ReasonClass::Reorganisation,
    ReasonClass::Other,
];

/// The kind of reason that words of a line tell: that of most of them.
fn kind_of(line: &Line<'_>, within: &Range<usize>) -> Option<ReasonClass> {
    let mut times = [0; KINDS.len()];
    for (i, tok) in line.toks.iter().enumerate() {
        if tok.cue & CAUSE == 0 || tok.start < within.start || tok.end > within.end {
            continue;
        }
        let told = causes().get(&*small(line.word(i))).into_iter().flatten().filter(|(rest, _)| follows(line, i + 1, rest));
        let mut told: Vec<ReasonClass> = told.map(|(_, class)| *class).collect();
        told.sort_unstable();
        told.dedup();
        // "The ethical AI team was cut", "its AI capacity": what is cut or built, not why.
        const BUILT: Words =
            words!["team", "teams", "unit", "division", "capacity", "chips", "chip", "lab", "labs", "company", "customers"];
        told.retain(|class| *class != ReasonClass::Ai || !line.is(i + 1, BUILT));
        for class in told {
            times[KINDS.iter().position(|kind| *kind == class).unwrap_or_default()] += 1;
        }
    }
    let most = times.iter().copied().max().filter(|most| *most > 0)?;
    let kind = times.iter().position(|n| *n == most).map(|at| KINDS[at])?;
    // What a sentence gives as a reason in so many words is one: "because demand has cooled after a record year".
    let given = || opened(line, 0).or_else(|| opened(line, 1)).is_some();
    (kind != ReasonClass::LowDemand || given() || !goes_well(line)).then_some(kind)
}

/// Where the reason begins in a line, if something so strong opens one there: 0 says so outright, 1 most likely, 2 perhaps.
pub(super) fn opened(line: &Line<'_>, strength: usize) -> Option<usize> {
    (0..line.toks.len()).find_map(|i| opens(line, i, strength))
}

/// Whether a word of a sentence says that it gives a reason, or that somebody says how things are: "explained the cuts with",
/// "because", "the company said".
pub(super) fn explains(line: &Line<'_>) -> bool {
    const EXPLAIN: Words = words![
        "reason",
        "reasons",
        "explained",
        "explains",
        "attributed",
        "attributes",
        "justified",
        "underlying",
        "driven",
        "caused",
        "prompted",
        "forced",
        "thanks",
        "therefore",
        "mistake",
        "mistakes",
        "overhired",
        "aim",
        "aims",
        "weigh",
        "weighs",
        "weighed",
        "suffer",
        "suffers",
        "suffered",
        "emailed",
    ];
    let named = (0..line.toks.len()).any(|i| line.is(i, EXPLAIN) || line.has(i, SAY));
    named || opened(line, 0).or_else(|| opened(line, 1)).is_some()
}

/// Whether a sentence tells how well things go, and of nothing that goes badly: that is no want of demand.
fn goes_well(line: &Line<'_>) -> bool {
    const WELL: Words = words![
        "optimistic",
        "growing",
        "grows",
        "rose",
        "risen",
        "rising",
        "strong",
        "stronger",
        "record",
        "opportunity",
        "opportunities",
        "higher",
        "praise",
        "grew",
        "profitable",
        "healthy",
    ];
    const BADLY: Words = words![
        "slow",
        "slower",
        "slowed",
        "slowing",
        "slowdown",
        "weak",
        "weaker",
        "weakness",
        "fell",
        "fall",
        "fallen",
        "falling",
        "drop",
        "dropped",
        "decline",
        "declined",
        "lower",
        "less",
        "fewer",
        "uncertain",
        "uncertainty",
        "downturn",
        "recession",
        "inflation",
        "costs",
        "rates",
        "loss",
        "losses",
        "difficult",
        "harder",
        "tough",
        "challenging",
    ];
    let has = |words: Words| (0..line.toks.len()).any(|i| line.is(i, words));
    has(WELL) && !has(BADLY)
}

/// The reason in a sentence that was found to give one: what follows the word that opens it, else the whole.
pub(super) fn stated_in(line: &Line<'_>) -> Option<(Range<usize>, ReasonClass)> {
    let blamed = to_blame(line);
    let clauses = (0..3).filter_map(|strength| clause(line, opened(line, strength)?));
    let clauses = blamed.into_iter().chain(clauses).filter(|range| line.text[range.clone()].contains(' '));
    let told = clauses.filter_map(|range| kind_of(line, &range).map(|kind| (range, kind)));
    let whole = || {
        let (first, last) = (line.toks.first()?, line.toks.last()?);
        let whole = first.start..last.end;
        Some((whole.clone(), kind_of(line, &whole)?))
    };
    told.into_iter().next().or_else(whole)
}

/// What stands before a verb, up to a mark or "that".
fn subject(line: &Line<'_>, verb: usize) -> Option<Range<usize>> {
    let start = (0..verb).rev().take_while(|&j| line.mark(j).is_none() && !line.is(j, words!["that", "and", "but"])).last()?;
    Some(line.toks[start].start..line.toks[verb - 1].end)
}

/// What is said to be to blame: "Higher interest rates were to blame".
fn to_blame(line: &Line<'_>) -> Option<Range<usize>> {
    let blame = (2..line.toks.len()).find(|&i| line.is(i, words!["blame"]) && line.is(i - 1, words!["to"]))?;
    let verb = (1..blame).rev().take(3).find(|&i| line.is(i, words!["is", "are", "was", "were"]))?;
    let range = subject(line, verb)?;
    let meant = !(0..=verb + 1).any(|j| is_not(line, j));
    meant.then_some(range)
}

/// The range of a reason that is denied ("has nothing to do with AI", "not because of money"), with its kind.
pub fn denied(lines: &[&Line<'_>]) -> Option<(usize, Range<usize>, ReasonClass)> {
    lines.iter().enumerate().filter(|(_, line)| line.rank.is_some()).find_map(|(l, line)| {
        (1..line.toks.len()).find_map(|i| {
            let nothing = line.is(i, words!["do"])
                && line.is(i + 1, words!["with"])
                && (1..4).any(|d| line.is(i.wrapping_sub(d), words!["nothing"]));
            let not = line.is(i, words!["because", "due"])
                && line.is(i + 1, words!["of", "to"])
                && (1..3).any(|d| is_not(line, i.wrapping_sub(d)));
            // "is not driven by automation".
            let driven = line.is(i, words!["driven", "caused", "prompted", "motivated", "triggered", "linked", "related"])
                && line.is(i + 1, words!["by", "to"])
                && (1..3).any(|d| is_not(line, i.wrapping_sub(d)));
            // "denied that AI played any role", "AI had no part in it".
            let role = line.is(i, words!["played", "plays", "had", "has"])
                && (i + 1..i + 4).any(|j| line.is(j, words!["role", "part"]))
                && (line.is(i + 1, words!["no"]) || (0..i).any(|j| line.has(j, DENY)));
            // "AI was not the cause", but not "was not the only cause".
            let none = line.is(i, words!["cause", "reason", "driver", "factor", "trigger", "purpose", "aim", "goal"])
                && (1..4).any(|d| is_not(line, i.wrapping_sub(d)))
                && !(1..3).any(|d| line.is(i.wrapping_sub(d), words!["only", "main", "sole", "single", "primary"]));
            let verb = || (1..i).rev().take(4).find(|&j| line.is(j, words!["is", "are", "was", "were", "isn't", "wasn't"]));
            // "denied that AI was behind the decision".
            let behind = (line.has(i, DENY) && line.is(i + 1, words!["that"])).then(|| not_behind(line, i + 2)).flatten();
            let range = match behind {
                Some(range) => range,
                None if role => subject(line, i)?,
                None if none => subject(line, verb()?)?,
                None => (nothing || not || driven).then(|| clause(line, i + 2))??,
            };
            Some((l, range.clone(), kind_of(line, &range)?))
        })
    })
}

/// From a token on, what is said to be behind something: "AI was behind the decision", "money is the reason".
fn not_behind(line: &Line<'_>, from: usize) -> Option<Range<usize>> {
    let be = (from + 1..from + 12).find(|&j| line.is(j, words!["is", "are", "was", "were", "had", "be"]))?;
    let cause = (be + 1..be + 5).any(|j| line.is(j, words!["behind", "reason", "cause", "blame", "responsible", "driver"]));
    cause.then(|| line.toks[from].start..line.toks[be - 1].end)
}

fn is_not(line: &Line<'_>, i: usize) -> bool {
    line.is(i, words!["not", "isn't", "aren't", "wasn't", "weren't", "never"])
}

/// The first token of the reason if one opens here: 0 says so outright, 1 most likely, 2 perhaps.
fn opens(line: &Line<'_>, i: usize, strength: usize) -> Option<usize> {
    match strength {
        // "asked not to be named because the talks are private": why they keep silent.
        _ if line.is(i, words!["because", "as", "due"])
            && (1..5).any(|d| {
                line.is(i.wrapping_sub(d), words!["named", "identified", "anonymity", "anonymous", "quoted", "publicly"])
            }) =>
        {
            None
        }
        _ if (1..3).any(|d| is_not(line, i.wrapping_sub(d))) => None,
        0 if line.is(i, words!["because", "citing", "cited", "cites", "blamed", "blames", "blaming"]) => {
            Some(if line.is(i + 1, words!["of", "by", "for"]) { i + 2 } else { i + 1 })
        }
        0 if line.is(i, words!["due", "owing"]) && line.is(i + 1, words!["to"]) => Some(i + 2),
        // "We hired too fast", "it had over-hired": that it did is the reason.
        0 if line.is(i, words!["hired", "grew", "expanded", "grown"]) && line.is(i + 1, words!["too"]) => Some(i),
        0 if line.is(i, words!["overhired", "over-hired", "overexpanded", "over-expanded", "overhiring", "over-hiring"]) => {
            Some(i)
        }
        1 if line.is(i, words!["amid"]) => Some(i + 1),
        1 if line.is(i, words!["as"]) && line.is(i + 1, words!["part"]) && line.is(i + 2, words!["of"]) => Some(i + 3),
        1 if line.is(i, words!["order", "bid", "effort", "move", "response"]) && line.is(i + 1, words!["to"]) => Some(i + 2),
        2 if line.is(i, words!["as", "after", "while", "following"])
            && i > 2
            && (0..i).any(|j| line.has(j, CUT | STRONG | CUT_NOUN | GOING)) =>
        {
            Some(i + 1)
        }
        2 if line.is(i, words!["to"])
            && line.is(i + 1, words!["save", "focus", "reduce", "lower", "streamline", "become", "simplify"])
            && i > 2 =>
        {
            Some(i + 1)
        }
        2 if line.is(i, words!["to"])
            && line.is(i + 1, words!["cut", "trim", "slash", "rein"])
            && (i + 2..i + 5).any(|j| line.is(j, words!["costs", "cost", "spending", "expenses"])) =>
        {
            Some(i + 1)
        }
        _ => None,
    }
}

/// From a token to the end of its clause.
fn clause(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let first = line.toks.get(start)?;
    let mut end = start;
    for j in start..(start + 32).min(line.toks.len()) {
        let stop = match line.toks[j].kind {
            Token::Mark(';' | '.' | '(' | '—' | '”' | '"') => true,
            Token::Mark(',') => {
                line.name(j + 1).is_some()
                    || line.has(j + 1, SAY)
                    || line.is(j + 1, words!["according", "it", "he", "she", "its", "their", "the", "which", "who", "as"])
                    || line.is(j + 1, words!["and"]) && line.has(j + 2, PRONOUN)
            }
            _ => false,
        };
        if stop && j > start {
            break;
        }
        end = j + 1;
    }
    let last = line.toks.get(end.checked_sub(1)?)?;
    (end > start).then_some(first.start..last.end)
}
