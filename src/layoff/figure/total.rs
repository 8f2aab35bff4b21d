//! Numbers that are no cut: those employed, kept or hired, and the ends of a change.

use super::super::company::Names;
use super::super::line::{Line, Words};
use super::super::vocabulary::*;
use super::verb::cut_after;
use super::{Head, continues};
use crate::text::amount::{Hedge, Kind};

/// The largest number of employees that the article states of its company, as "employs 2,500 people".
pub fn staff_total(lines: &[Line<'_>], names: &Names, main: usize) -> Option<f64> {
    let of_main = |line: &Line<'_>, j: usize| {
        let subject = (0..j).rev().find_map(|i| line.name(i).filter(|&n| n == main || names.table[n].is_company()));
        subject.map_or_else(|| line.rank.is_some_and(|r| r > 0) && continues(line), |n| n == main)
    };
    let totals = lines.iter().flat_map(|line| {
        (1..line.toks.len()).filter_map(move |k| {
            let a = line.amount(k).filter(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague)?;
            let verb = (k.saturating_sub(3)..k).rev().find(|&j| !line.has(j, LIGHT))?;
            let staff = line.is(k + 1, words!["employees", "staff", "people", "workers", "staffers"]);
            let has = line.is(k - 1, words!["has", "have", "had"]) && staff && line.has(k.wrapping_sub(2), RELATIVE | PRONOUN);
            let of =
                line.is(k - 1, words!["of"]) && line.is(k.wrapping_sub(2), words!["staff", "workforce", "team", "headcount"]);
            let employs = (line.is(verb, words!["employs", "employed"]) || has || of) && of_main(line, verb);
            employs.then_some(a.max.unwrap_or(a.value))
        })
    });
    totals.reduce(f64::max)
}

/// Whether the number is of those employed, kept or hired.
pub(in crate::layoff) fn is_total(line: &Line<'_>, k: usize, end: usize, head: Head) -> bool {
    let mut p = k.wrapping_sub(1);
    let light = |p: usize| {
        line.has(p, LIGHT)
            && !line.is(
                p,
                words![
                    "of", "its", "their", "to", "by", "is", "was", "be", "been", "has", "had", "have", "all", "the", "are",
                    "were", "or",
                ],
            )
    };
    while p != usize::MAX && light(p) {
        p = p.wrapping_sub(1);
    }
    if is_end_of_change(line, k, p, end) {
        return true;
    }
    // "of its 253", "of the company's 5,000", "a team of 722".
    let mut q = p;
    for _ in 0..5 {
        if line.is(q, words!["of"]) {
            let r = q.wrapping_sub(1);
            if line.is(r, words!["out", "average", "survey"])
                || line.amount(r).is_some_and(|a| !matches!(a.kind, Kind::Date | Kind::Money))
                || line.has(r, FORCE) && !line.is(r, words!["total"])
            {
                return true;
            }
            break;
        }
        let within = line.has(q, PRONOUN | LIGHT | FIRM | FORCE) || line.name(q).is_some() || line.has(q, EMPLOY);
        if q == usize::MAX || !within {
            break;
        }
        q = q.wrapping_sub(1);
    }
    if line.is(p, words!["its", "their", "our"]) && !(1..4).any(|d| line.has(p.wrapping_sub(d), CUT | STRONG)) {
        return true;
    }
    if line.has(p, EMPLOY) && !line.has(p, STAFF)
        || line.is(p, words!["stood", "stands", "totalled", "totaled", "numbered"])
        || line.is(p, words!["employs", "employed", "employing", "counted", "represents", "represent"])
    {
        return true;
    }
    if line.is(p, words!["of"]) && line.has(p.wrapping_sub(1), FORCE | EMPLOY) && !line.is(p.wrapping_sub(1), words!["total"]) {
        return true;
    }
    // "FactSet puts the number of employees at Zorbex at 4,666"
    let number_of_staff = |j: usize| {
        line.is(j, words!["number"])
            && line.is(j + 1, words!["of"])
            && (j + 2..j + 5).any(|i| line.is(i, words!["employees", "staff", "staffers", "workers"]))
            && !(j..k).any(|i| line.has(i, CUT | CUT_NOUN | STRONG | GOING))
            && (j..k).all(|i| line.mark(i).is_none())
    };
    if line.is(k.wrapping_sub(1), words!["at", "is", "was"]) && (k.saturating_sub(9)..k).any(number_of_staff) {
        return true;
    }
    if line.is(p, words!["has", "have", "had", "with", "counts", "still", "now", "having"])
        && head == Head::Staff
        && !line.has(end, GOING | CUT)
        && !(line.is(p, words!["now"]) && cut_after(line, end).is_some())
        && !(1..4).any(|d| line.has(p.wrapping_sub(d), CUT | STRONG))
    {
        return true;
    }
    // "to 300 from 200".
    if line.is(p, words!["from"]) && line.amount(p.wrapping_sub(1)).is_some_and(|a| a.kind == Kind::Number) {
        return true;
    }
    // "from 1,200 people to 3,600", "down to 400", "rose to", "was"; but "pink slips went out to 300".
    if !(p.saturating_sub(6)..p).any(|j| line.has(j, STRONG))
        && line.is(p, words!["to", "from", "at", "was", "is", "below", "than"])
        && !(line.is(p, words!["to"]) && line.is(p.wrapping_sub(1), words!["up", "close"]))
        && (p.saturating_sub(5)..p).any(|j| {
            line.is(
                j,
                words![
                    "went",
                    "grew",
                    "rose",
                    "fell",
                    "drifted",
                    "down",
                    "up",
                    "grown",
                    "gone",
                    "peaked",
                    "headcount",
                    "stood",
                    "swelled",
                ],
            )
        })
    {
        return true;
    }
    if head == Head::PartOf {
        return false;
    }
    // "500 people work there", "7,000 employees will be left", "2,000 staff remain".
    for j in end..end + 5 {
        if line.mark(j).is_some_and(|c| c != '"') || line.has(j, CUT | CLAUSE | GOING) && !line.has(j, REMAIN) {
            break;
        }
        // "1,050 people out of a payroll of 6,300": only the second is a total.
        if line.is(j, words!["out"]) && line.is(j + 1, words!["of"]) {
            break;
        }
        if line.has(j, REMAIN) || line.has(j, EMPLOY) && !line.has(j, FORCE) || line.is(j, words!["rolls", "books", "payroll"]) {
            return true;
        }
        if line.is(j, words!["left"])
            && line.is(j.wrapping_sub(1), words!["be", "are", "has", "have"])
            && line.has(j.wrapping_sub(2), AUX | STAFF)
        {
            return true;
        }
    }
    let mut hires = (k.saturating_sub(6)..k).rev();
    hires.find(|&j| line.has(j, CUT | HIRE)).is_some_and(|j| line.has(j, HIRE) && !line.is(j, words!["new"]))
}

/// Whether the number is where a change begins or ends: "shrink from 480 people to 160", "cut its workforce to 75,000".
/// `p` is the first token before it that is no hedge.
pub(super) fn is_end_of_change(line: &Line<'_>, k: usize, p: usize, end: usize) -> bool {
    let number = |j: usize| line.amount(j).is_some_and(|a| matches!(a.kind, Kind::Number | Kind::Percent | Kind::Fraction));
    let to_number = |j: usize| line.is(j, words!["to"]) && (j + 1..j + 5).find(|&i| !line.has(i, LIGHT)).is_some_and(number);
    if line.is(p, words!["from"]) && (end..end + 5).take_while(|&j| line.mark(j).is_none()).any(to_number) {
        return true;
    }
    // "to" is a hedge in "close to" and "up to", and hedges are skipped.
    let near = |j: usize| line.has(j, LIGHT) && !line.is(j, words!["to"]);
    let Some(to) = (k.saturating_sub(5)..k).rev().find(|&j| !near(j)) else { return false };
    if !line.is(to, words!["to"])
        || line.is(to.wrapping_sub(1), words!["up", "close", "amount", "amounts", "amounting", "according", "notices", "slips"])
    {
        return false;
    }
    const CHANGE: Words = words![
        "shrink",
        "shrinks",
        "shrank",
        "shrinking",
        "reduce",
        "reduces",
        "reduced",
        "reducing",
        "cut",
        "cuts",
        "cutting",
        "trim",
        "trims",
        "trimmed",
        "slim",
        "slimmed",
        "bring",
        "brings",
        "bringing",
        "brought",
        "down",
        "fall",
        "falls",
        "fell",
        "drop",
        "drops",
        "dropped",
        "lower",
        "lowers",
        "lowered",
        "shrunk",
        "slash",
        "slashed",
        "slashes",
    ];
    let verb = (to.saturating_sub(9)..to)
        .rev()
        .take_while(|&j| !matches!(line.mark(j), Some(';' | ':')))
        .find(|&j| line.is(j, CHANGE) && !(line.has(j, CUT_NOUN) && line.has(j.wrapping_sub(1), STAFF)));
    verb.is_some_and(|v| {
        // "cut jobs, to 500 people's dismay" is nobody's phrase; what is cut stands between, or nothing.
        v + 1 == to
            || line.is(v + 1, words!["by", "from", "down"])
            || (v + 1..to).any(|j| line.has(j, FORCE | EMPLOY | DEPARTMENT))
                && !(v + 1..to).any(|j| line.has(j, CUT_NOUN | PREP) && !line.is(j, words!["of", "by", "from", "in"]))
    })
}
