//! Earlier figures that the article's own number includes or replaces: "18,000 jobs, including those cut in November" counts
//! nobody twice, and "18,000, up from the 10,000 planned before" is one layoff with two figures.

use super::super::figure::{Figure, is_year};
use super::super::line::{Line, Words};
use super::super::vocabulary::*;
use super::super::{CountIs, Layoff, Status};
use super::Story;
use crate::text::amount::{Amount, Hedge, Kind};

/// What the article's own number is to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Includes,
    Replaces,
}

/// Lines after the own number in which a sentence on it may stand.
const AFTER: usize = 2;
/// Tokens between what says how two numbers stand to each other and the second of them.
const NEAR: usize = 9;
/// What a figure is called that is spoken of again, at the beginning of a sentence.
const AGAIN: Words = words![
    "figure",
    "number",
    "total",
    "count",
    "sum",
    "cuts",
    "layoffs",
    "lay-offs",
    "reductions",
    "that",
    "this",
    "it",
    "those"
];
/// Said of a figure that is not the last word.
const BEFORE: Words = words![
    "planned",
    "plan",
    "plans",
    "announced",
    "reported",
    "expected",
    "estimated",
    "estimate",
    "forecast",
    "flagged",
    "disclosed",
    "first",
    "initially",
    "initial",
    "originally",
    "original",
    "earlier",
    "previously",
    "previous",
    "already",
    "before",
    "targeted",
    "target",
    "envisaged",
];
/// Verbs that put one figure in the place of another.
const RAISE: Words = words![
    "raise",
    "raises",
    "raised",
    "raising",
    "increase",
    "increases",
    "increased",
    "increasing",
    "lift",
    "lifts",
    "lifted",
    "lifting",
    "widen",
    "widens",
    "widened",
    "widening",
    "expand",
    "expands",
    "expanded",
    "expanding",
    "revise",
    "revises",
    "revised",
    "revising",
    "lower",
    "lowers",
    "lowered",
    "lowering",
];

impl Story<'_, '_> {
    /// Marks among `layoffs` what the article's own number includes or replaces, and adds what is not among them.
    pub(super) fn earlier(&self, own: &Layoff, layoffs: &mut Vec<Layoff>) {
        let Some(number) = own.count.filter(|_| !self.is_crowded()) else { return };
        let is_own = |f: &&Figure| !f.share && self.is_own(f) && self.amount(f).is_some_and(|a| a.value.round() as u64 == number);
        let mut lines: Vec<usize> = self.figures.iter().filter(is_own).map(|f| f.line).collect();
        for line in lines.clone() {
            let on_it =
                |l: &usize| self.lines.get(*l).is_some_and(|line| speaks_again(line) || line.amounts.iter().any(has(number)));
            lines.extend((line + 1..=line + AFTER).filter(on_it));
        }
        lines.sort_unstable();
        lines.dedup();
        for l in lines {
            for k in 0..self.lines[l].toks.len() {
                if let Some(relation) = self.relation(l, k, number) {
                    self.relate(l, k, relation, own, layoffs);
                }
            }
        }
    }

    /// How the own number stands to that of this token.
    fn relation(&self, l: usize, k: usize, own: u64) -> Option<Relation> {
        let line = &self.lines[l];
        let amount = line.amount(k).filter(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague)?;
        let value = amount.value.round() as u64;
        if amount.hedge == Hedge::Range {
            // "raised the number from 10,000 to 18,000"
            let to_own = amount.max.is_some_and(|max| max.round() as u64 == own);
            let raised = (k.saturating_sub(2 * NEAR)..k).any(|j| line.is(j, RAISE));
            return (to_own && raised).then_some(Relation::Replaces);
        }
        if value == own || value < 10 || amount.value > 1e6 || is_year(line, k) {
            return None;
        }
        let begins = (0..k).rev().take(NEAR).find(|&j| ends(line, j)).map_or(k.saturating_sub(NEAR), |j| j + 1);
        let stops = (k + 1..line.toks.len()).find(|&j| ends(line, j)).unwrap_or(line.toks.len());
        // "3,000, up from 2,000 a year earlier" compares two rounds; staff and vacancies are no layoff.
        let staff = (k + 1..(k + 4).min(stops))
            .any(|j| line.is(j, words!["employees", "staff", "workers", "employed", "vacancies"]))
            && !(begins..stops).any(|j| line.has(j, CUT | STRONG | GOING));
        let compares =
            (k + 1..stops).any(|j| line.is(j, words!["year", "quarter", "years", "hired", "hires", "employs", "employed"]));
        if staff || compares {
            return None;
        }
        // "40,000 employees, up from 30,000": what is compared is the number before.
        let last = (0..k).rev().find_map(|j| line.amount(j).filter(|a| a.kind == Kind::Number && !is_year(line, j)));
        if last.is_some_and(|last| !has(own)(last)) {
            return None;
        }
        let dated = self.times[l].iter().any(|t| begins <= t.toks.start && t.toks.end <= stops && t.past && !t.ahead && !t.since);
        let before = dated || (begins..stops).any(|j| j != k && line.is(j, BEFORE));
        let said = |words: Words| (begins..k).any(|j| line.is(j, words));
        let from = (begins..k).rev().find(|&j| line.is(j, words!["from", "than", "of"]));
        let replaces = said(words!["instead", "replaces", "replacing", "replaced", "supersedes", "superseding"]) && before
            || from.is_some_and(|j| {
                line.is(j.wrapping_sub(1), words!["up", "down", "rather", "more", "fewer", "less", "higher", "lower"]) && before
            })
            || from.is_some_and(|j| {
                let raised = (j.saturating_sub(2 * NEAR)..j).any(|i| line.is(i, RAISE));
                line.is(j, words!["from"]) && raised && line.amounts.iter().any(has(own))
            });
        let includes =
            value < own && before && said(words!["including", "includes", "include", "included", "counting", "comprises"]);
        match () {
            () if replaces => Some(Relation::Replaces),
            () if includes => Some(Relation::Includes),
            () => None,
        }
    }

    fn relate(&self, l: usize, k: usize, relation: Relation, own: &Layoff, layoffs: &mut Vec<Layoff>) {
        let figure = self.figures.iter().find(|f| (f.line, f.tok) == (l, k)).cloned().unwrap_or(Figure::alone(l, k, self.main));
        if figure.company != self.main {
            return;
        }
        let mut told = self.layoff(self.main, Some(&figure), None, &mut Vec::new());
        if told.count_max.take().is_some() {
            told.count_is = Some(CountIs::Exact);
        }
        let known =
            layoffs.iter().position(|o| !o.primary && o.company == own.company && o.count == told.count && o.percent.is_none());
        if known.is_some_and(|at| layoffs[at].part) {
            return;
        }
        if let Some(at) = known {
            told = layoffs.remove(at);
        }
        let times = self.times[l].iter().filter(|t| t.past && !t.ahead && !t.since && t.period.is_some());
        let month = |p: crate::time::Period| p.start.first_of_month() == p.end.first_of_month();
        let nearest = times.filter(|t| t.period.is_some_and(month)).min_by_key(|t| t.toks.start.abs_diff(k));
        if let Some(time) = nearest.filter(|_| told.date.is_none()) {
            time.date(&mut told, self.lines, l);
        }
        told.span_total = false;
        (told.part, told.replaced) = (relation == Relation::Includes, relation == Relation::Replaces);
        told.status = if told.replaced { Status::Planned } else { Status::CarriedOut };
        told.proof.count.truncate(1);
        layoffs.push(told);
    }
}

/// Whether an amount is this number or ends with it.
fn has(number: u64) -> impl Fn(&Amount) -> bool + Copy {
    move |amount| {
        amount.kind == Kind::Number && [Some(amount.value), amount.max].into_iter().flatten().any(|n| n.round() as u64 == number)
    }
}

/// Whether a sentence goes on about the number of the one before.
fn speaks_again(line: &Line<'_>) -> bool {
    line.rank.is_some() && (0..4).any(|i| line.is(i, AGAIN))
}

/// Where a clause ends.
fn ends(line: &Line<'_>, j: usize) -> bool {
    matches!(line.mark(j), Some(';' | ':' | ',' | '—' | '–' | '(' | ')'))
}
