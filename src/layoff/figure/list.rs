//! Lists of rounds, which leave the verb out: "340 jobs in February 2023, 280 in October 2024 and a further 190 on 12 May",
//! and what they are said to add up to.

use super::super::company::Names;
use super::super::date::Time;
use super::super::line::Line;
use super::super::vocabulary::*;
use super::{Figure, Head, head, is_total, is_year};
use crate::text::amount::{Hedge, Kind};

/// How far back the words may stand that say that a list is of layoffs.
const CONTEXT: usize = 8;

/// Times in one line; a line of more is a table, or made to keep the program busy.
const LONGEST: usize = 32;

/// A number with a time of its own, as a list has them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'t> {
    tok: usize,
    time: &'t Time,
    /// Says what it counts: "340 jobs".
    counts: bool,
}

/// The items of a list of rounds in this line; none unless there are two of them, or one in each of two sentences that count
/// rounds up.
pub(super) fn items<'t>(lines: &[Line<'_>], l: usize, all_times: &'t [Vec<Time>]) -> Vec<Item<'t>> {
    let times = &all_times[l];
    if !(1..=LONGEST).contains(&times.len()) || times.len() < 2 && !goes_on(&lines[l]) && !counts_rounds(&lines[l]) {
        return Vec::new();
    }
    let line = &lines[l];
    let found: Vec<Item<'t>> = (0..line.toks.len()).filter_map(|k| item(line, k, times)).collect();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Vec::new() };
    // "First came 2,400 jobs, in October 2023. Then 900, in February 2025."
    let told = |m: usize| {
        lines.get(m).is_some_and(|line| {
            goes_on(line) && all_times[m].len() <= LONGEST && (0..line.toks.len()).any(|k| item(line, k, &all_times[m]).is_some())
        })
    };
    // "It is its second layoff. The first, in June 2022, had taken 180 posts."
    let before = || l > 0 && lines[l - 1].any(CUT | STRONG | CUT_NOUN | DISMISS) && !lines[l - 1].any(HIRE);
    let beside = goes_on(line) && (l > 0 && told(l - 1) || told(l + 1)) || counts_rounds(line) && before();
    let alike = (found.len() >= 2 || beside) && found.windows(2).all(|w| w[1].tok - w[0].tok <= 22);
    let other = HIRE | VACANT | REMAIN | EMPLOY & !FORCE;
    let within = first.tok.saturating_sub(12)..last.tok + 2;
    let of_others = within.clone().any(|j| line.has(j, other | MONEY & !STAFF) && !line.has(j, FORCE | STAFF));
    if !alike || of_others {
        return Vec::new();
    }
    let cuts = |m: usize| lines[m].any(CUT | STRONG | CUT_NOUN | DISMISS);
    let near = if found.iter().any(|i| i.counts) { CONTEXT } else { 2 };
    let told = cuts(0) || (l.saturating_sub(near)..=l).any(cuts);
    let hires = l > 0 && lines[l - 1].any(HIRE & !STAFF) && !cuts(l - 1);
    if told && !hires { found } else { Vec::new() }
}

/// Whether a sentence opens as one of several that count something up.
fn goes_on(line: &Line<'_>) -> bool {
    line.is(0, words!["first", "then", "next", "later", "finally", "second", "third"])
}

/// Whether a sentence opens with one of several rounds: "The first, in June 2022, …".
fn counts_rounds(line: &Line<'_>) -> bool {
    line.is(0, words!["the"])
        && line.is(1, words!["first", "second", "third", "previous"])
        && (line.mark(2) == Some(',') || line.is(2, words!["in", "came", "had", "took", "was"]))
}

/// A number and the time that follows it ("280 in October 2024"), or that leads it in ("November 2022: 214").
fn item<'t>(line: &Line<'_>, k: usize, times: &'t [Time]) -> Option<Item<'t>> {
    let number = line.amount(k).is_some_and(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague && a.value >= 2.0);
    if !number || is_year(line, k) {
        return None;
    }
    let (head, end) = head(line, k);
    if !matches!(head, Head::Staff | Head::Cut | Head::Bare) || is_total(line, k, end, head) {
        return None;
    }
    let filler = |j: usize| {
        line.has(j, PREP | LIGHT)
            || goes_on(line) && line.mark(j) == Some(',')
            || line.is(j, words!["early", "late", "mid", "spring", "summer", "autumn", "this", "last"])
    };
    let follows = |t: &&Time| t.toks.start >= end && t.toks.start <= end + 3 && (end..t.toks.start).all(filler);
    let opens = |t: &&Time| {
        let start = t.toks.start;
        let clause = start <= 1 || line.mark(start - 1).is_some() || line.mark(start.wrapping_sub(2)).is_some();
        let link = |j: usize| {
            matches!(line.mark(j), Some(',' | ':' | '–' | '—' | '('))
                || line.has(j, LIGHT)
                || line.is(j, words!["it", "was", "were", "had", "took", "taken", "cost", "claimed", "hit"])
        };
        clause && t.toks.end < k && t.toks.end + 5 > k && line.mark(t.toks.end).is_some() && (t.toks.end..k).all(link)
    };
    let fits = |t: &&Time| t.period.is_some() && !t.ahead && !t.since;
    let time = times.iter().filter(fits).find(follows).or_else(|| times.iter().filter(fits).find(opens))?;
    Some(Item { tok: k, time, counts: head != Head::Bare })
}

/// Adds the items that nothing else has tied to a cut; the company is the one that the list is introduced by.
pub(super) fn add(
    line: &Line<'_>,
    l: usize,
    start: usize,
    items: &[Item<'_>],
    names: &Names,
    company: usize,
    figures: &mut Vec<Figure>,
) {
    let Some(first) = items.first() else { return };
    let named = (0..first.tok).rev().find(|&j| line.name(j).is_some_and(|n| names.table[n].is_company() || n == company));
    for item in items {
        // What was said of the time of the first is not said of the others.
        if let Some(known) = figures[start..].iter_mut().find(|f| f.tok == item.tok) {
            known.earlier |= item.time.past;
            known.span = false;
            continue;
        }
        let company = named.and_then(|j| line.name(j)).unwrap_or(company);
        figures.push(Figure { named, earlier: item.time.past, ..Figure::alone(l, item.tok, company) });
    }
}

/// Adds the layoffs of a list by company: "250 at Vice Media; 400 at Gannett", "Unacademy (over 600), Cars24 (600)", "Furlenco
/// 200, Trell 300 employees".
pub(super) fn add_by_company(lines: &[Line<'_>], l: usize, start: usize, names: &Names, figures: &mut Vec<Figure>) {
    let line = &lines[l];
    let firm = |at: usize| line.name(at).is_some_and(|n| names.table[n].is_company());
    let found: Vec<(usize, usize)> = (0..line.toks.len())
        .filter_map(|k| {
            let number = line.amount(k).is_some_and(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague && a.value >= 2.0);
            let (head, end) = head(line, k);
            let counts = matches!(head, Head::Staff | Head::Cut | Head::Bare) && !is_total(line, k, end, head);
            if !number || !counts || is_year(line, k) {
                return None;
            }
            let at = end + 1 + usize::from(line.is(end + 1, words!["the"]));
            if line.is(end, words!["at"]) && firm(at) {
                return Some((k, at));
            }
            let first = (0..k).rev().take(4).find(|&j| !line.has(j, LIGHT))?;
            let bracket = line.mark(first) == Some('(') && line.mark(end) == Some(')');
            let name = if bracket { first.checked_sub(1)? } else { first };
            let item = name == 0 || line.mark(name - 1).is_some() || line.is(name - 1, words!["and", "by", "then"]);
            let closes = line.mark(end).is_some() || line.is(end, words!["and"]) || end >= line.toks.len();
            (firm(name) && item && closes && (bracket || name + 1 == k)).then_some((k, name))
        })
        .collect();
    let cuts = |m: usize| lines[m].any(CUT | STRONG | CUT_NOUN | DISMISS);
    if found.len() < 2 || !(l.saturating_sub(2)..=l).any(cuts) || line.any(HIRE | VACANT | EMPLOY & !FORCE & !STAFF) {
        return;
    }
    for (k, at) in found {
        let Some(company) = line.name(at) else { continue };
        match figures[start..].iter_mut().find(|f| f.tok == k) {
            Some(known) => (known.company, known.named) = (company, Some(at)),
            None => figures.push(Figure { named: Some(at), ..Figure::alone(l, k, company) }),
        }
    }
}

/// Marks the number that several rounds add up to: "or 810 altogether", "283 in three rounds", "the two rounds claimed 255".
pub(super) fn add_sums(
    lines: &[Line<'_>],
    l: usize,
    start: usize,
    items: &[Item<'_>],
    company: usize,
    figures: &mut Vec<Figure>,
) {
    let line = &lines[l];
    let value = |k: usize| line.amount(k).filter(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague).map(|a| a.value);
    let whole: f64 = items.iter().filter_map(|i| value(i.tok)).sum();
    let rounds = (0..line.toks.len()).find(|&j| line.is(j, words!["rounds", "waves"]));
    if items.is_empty() && rounds.is_none() || line.title {
        return;
    }
    let funds = |j: usize| line.is(j, words!["funding", "financing", "investment", "investors", "raised", "talks", "interviews"]);
    let cuts = |m: usize| lines[m].any(CUT | STRONG | CUT_NOUN | DISMISS);
    let rounds = rounds.filter(|_| !(0..line.toks.len()).any(funds) && (l.saturating_sub(4)..=l).any(cuts));
    for k in 0..line.toks.len() {
        let Some(number) = value(k).filter(|n| *n >= 10.0) else { continue };
        if is_year(line, k) || items.iter().any(|i| i.tok == k) {
            continue;
        }
        let sum = items.len() >= 2 && number == whole;
        let over = rounds.is_some_and(|r| {
            let counted =
                |j: usize| line.amount(j).is_some() || line.is(j, words!["two", "three", "four", "five", "both", "all"]);
            let after = r > k
                && r - k <= 6
                && (k + 1..r).any(|j| line.is(j, words!["in", "over", "across"]) && (j + 1..r).any(counted))
                && (k + 1..r).all(|j| line.mark(j).is_none());
            let before = r < k
                && k - r <= 5
                && (r.saturating_sub(3)..r).any(counted)
                && (r + 1..k).any(|j| line.has(j, CUT | GOING | EQUATE) || line.is(j, words!["claimed", "cost", "took", "made"]));
            after || before
        });
        if !sum && !over {
            continue;
        }
        match figures[start..].iter_mut().find(|f| f.tok == k) {
            Some(known) => (known.span, known.partial) = (true, false),
            None => figures.push(Figure { span: true, ..Figure::alone(l, k, company) }),
        }
    }
}

/// Adds the rounds of a list that leaves the noun out after a first that is tied to a cut: each is of the same company and
/// kind, and has its own time.
pub(super) fn inherit(line: &Line<'_>, l: usize, start: usize, times: &[Time], figures: &mut Vec<Figure>) {
    for k in 1..line.toks.len() {
        let number = line.amount(k).is_some_and(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague);
        if !number || is_year(line, k) || figures[start..].iter().any(|f| f.tok == k) {
            continue;
        }
        let lead = (0..k).rev().find(|&j| !line.has(j, LIGHT) && !line.is(j, words!["with", "then", "by"])).unwrap_or(0);
        let listed = matches!(line.mark(lead), Some(',' | ';')) || line.is(lead, words!["and"]);
        let follows = |t: &Time| {
            t.toks.start > k
                && t.toks.start <= k + 4
                && (k + 1..t.toks.start).all(|j| line.has(j, PREP | LIGHT) || line.is(j, words!["early", "late"]))
        };
        let Some(time) = times.iter().find(|t| follows(t)).filter(|t| !t.ahead && !t.since && listed) else { continue };
        let twin = figures[start..].iter().rfind(|f| !f.share && f.tok < k && k - f.tok <= 18 && !f.doubt);
        // "Its first group-wide cut": a noun in an aside ends no list.
        let aside = |j: usize| line.has(j, CUT_NOUN) && !(0..3).any(|d| line.has(j.wrapping_sub(d), AUX));
        let Some(twin) = twin.cloned().filter(|f| {
            (f.tok + 1..k).all(|j| {
                !line.has(j, CUT | HIRE | EMPLOY & !FORCE)
                    || line.has(j, STAFF | CUT_NOUN) && aside(j)
                    || line.has(j, STAFF)
                    || j == f.cut
            }) && times.iter().any(|t| t.toks.start > f.tok && t.toks.end <= k)
        }) else {
            continue;
        };
        // What was said of the time of the first is not said of this one.
        if let Some(first) = figures[start..].iter_mut().find(|f| f.tok == twin.tok) {
            let own = times.iter().filter(|t| t.toks.start > first.tok && t.toks.end <= k).min_by_key(|t| t.toks.start);
            first.earlier |= own.is_some_and(|t| t.past);
            first.span = false;
        }
        figures.push(Figure { line: l, tok: k, earlier: time.past, span: false, pair: None, of: None, whole: false, ..twin });
    }
}
