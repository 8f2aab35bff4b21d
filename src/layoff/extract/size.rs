//! Which figures best say how many go, and what share that is.

use std::ops::Range;

use super::super::figure::{self, Figure};
use super::super::line::Line;
use super::super::vocabulary::*;
use super::Story;
use crate::text::amount::{Hedge, Kind};

/// How far the number of a text may be from the same in its headline, rounded without a word or with one ("almost 300").
const EXACT: f64 = 0.02;
const ROUGH: f64 = 0.06;

impl Story<'_, '_> {
    /// How well a figure stands for the whole of the present round.
    pub(super) fn weight(&self, f: &Figure) -> f64 {
        let rank = self.rank(f);
        let mut weight = match rank {
            0 => 100.0,
            1 => 70.0,
            2 => 60.0,
            3 => 52.0,
            r => (46.0 - r as f64).max(12.0),
        };
        weight -= if f.partial { 25.0 } else { 0.0 } + if f.doubt { 30.0 } else { 0.0 };
        weight += if f.pair.is_some() { 8.0 } else { 0.0 };
        if let Some(a) = self.amount(f) {
            let same = self
                .figures
                .iter()
                .filter(|g| g.share == f.share && self.is_own(g) && self.amount(g).is_some_and(|b| b.value == a.value));
            weight += (same.count().min(4) as f64 - 1.0) * 5.0;
            if a.hedge == Hedge::AtMost && f.share {
                weight -= 12.0;
            }
            if a.kind == Kind::Fraction {
                weight -= 9.0;
            }
        }
        weight
    }

    /// More than the whole staff several times over are digits run together; a little more may be those who stay.
    pub(super) fn most(&self) -> f64 {
        figure::staff_total(self.lines, self.names, self.main).map_or(f64::MAX, |total| total * 3.0)
    }

    /// The figure that best says how many go.
    pub(super) fn count(&self) -> Option<&Figure> {
        let most = self.most();
        let fits = |f: &&Figure| !f.share && self.is_own(f) && self.amount(f).is_some_and(|a| a.value <= most);
        let own: Vec<&Figure> = self.figures.iter().filter(fits).collect();
        let best = *own
            .iter()
            .max_by(|a, b| self.weight(a).total_cmp(&self.weight(b)).then(b.line.cmp(&a.line)).then(b.tok.cmp(&a.tok)))?;
        // "131 in Dublin" are among "1,180 around the world".
        let worldwide = own.iter().filter(|f| f.whole && !f.partial && !f.doubt && self.rank(f) <= 12).filter(|f| {
            let values = self.amount(f).zip(self.amount(best));
            values.is_some_and(|(whole, part)| whole.value > part.value && whole.hedge != Hedge::Vague)
        });
        let best = match worldwide.min_by_key(|f| f.line) {
            Some(whole) if !best.whole && is_placed(&self.lines[best.line], best.tok) => *whole,
            _ => best,
        };
        let worth = self.rank(best) <= 2 || !best.partial && !best.doubt;
        if !worth {
            return None;
        }
        let a = self.amount(best)?;
        // A headline rounds ("more than 6,000"); the text may say what was rounded.
        // "The real number is bigger than 1,200."
        let outdone = self.lines[0].amounts.iter().any(|t| t.value == a.value && t.hedge == Hedge::AtLeast);
        // "cuts almost 300", "1,400 jobs": a headline rounds up as well.
        let rounded = best.line == 0 && a.hedge != Hedge::Range && a.value >= 100.0 && a.value % 10.0 == 0.0;
        let rough = outdone || rounded || matches!(a.hedge, Hedge::AtLeast | Hedge::About) || a.hedge == Hedge::Vague;
        if rough {
            let other = |f: &&&Figure| f.line != best.line || a.hedge == Hedge::Vague && f.tok != best.tok;
            let finer = own.iter().filter(other).filter(|f| !f.partial).filter_map(|f| {
                let b = self.amount(f)?;
                let close = if a.hedge == Hedge::AtLeast || outdone {
                    b.value > a.value && b.value < a.value * 1.3
                } else {
                    let room = if a.hedge == Hedge::Exact { EXACT } else { ROUGH };
                    b.value != a.value && (b.value - a.value).abs() <= a.value * room
                };
                // "lays off thousands as it moves to eliminate 6,650 jobs"
                let there = self.rank(f) <= 1 || f.line == best.line;
                let sized = a.hedge == Hedge::Vague && b.hedge != Hedge::Vague && there && b.value >= a.value;
                (b.hedge != Hedge::Vague && b.max.is_none() && (close && digits(b.value) > digits(a.value) || sized))
                    .then_some((self.weight(f), *f))
            });
            if let Some((_, finer)) = finer.max_by(|x, y| x.0.total_cmp(&y.0)) {
                return Some(finer);
            }
        }
        Some(best)
    }

    /// The share that belongs to the count, or the best one where there is no count.
    pub(super) fn percent(&self, count: Option<&Figure>) -> Option<&Figure> {
        let value = count.and_then(|f| self.amount(f)).filter(|a| a.hedge != Hedge::Vague).map(|a| a.max.unwrap_or(a.value));
        let fits = |f: &Figure| -> Option<bool> {
            let pair = self.figures.get(f.pair?)?;
            // "5% of its staff, amounting to thousands" fits any number.
            let other = self.amount(pair).filter(|other| other.hedge != Hedge::Vague)?;
            Some(value.is_none_or(|v| (other.max.unwrap_or(other.value) - v).abs() <= v * 0.12))
        };
        let candidates = self.figures.iter().filter(|f| f.share && self.is_own(f)).filter_map(|f| {
            let mut weight = self.weight(f);
            match fits(f) {
                Some(true) => weight += 25.0,
                Some(false) => return None,
                None => {}
            }
            let a = self.amount(f)?;
            // "a 10% reduction in force"
            let reduction = self.lines[f.line].has(f.cut, CUT_NOUN) && f.cut > f.tok;
            let whole = f.of.is_some() || f.line == 0 || f.pair.is_some() || a.kind == Kind::Fraction || reduction;
            let near = self.rank(f) <= 3 || f.pair.is_some() || !f.partial;
            (whole && near && !(f.partial && f.pair.is_none() && self.rank(f) > 1) && !f.doubt && a.value <= 100.0)
                .then_some((weight, f))
        });
        let candidates: Vec<(f64, &Figure)> = candidates.collect();
        let better = |a: &&(f64, &Figure), b: &&(f64, &Figure)| a.0.total_cmp(&b.0).then(b.1.line.cmp(&a.1.line));
        let best = candidates.iter().max_by(better)?;
        // "Nearly a quarter" in the headline is 23% in the text.
        let rounded = self.amount(best.1).filter(|a| a.kind == Kind::Fraction).map(|a| a.value);
        let finer = candidates.iter().filter(|c| {
            let exact = self.amount(c.1).filter(|a| a.kind == Kind::Percent).map(|a| a.value);
            exact.zip(rounded).is_some_and(|(exact, rounded)| (exact - rounded).abs() <= 4.0) && self.rank(c.1) <= 3
        });
        Some(finer.max_by(better).unwrap_or(best).1)
    }

    /// The words that say that a count is everybody: "all 57 members of staff".
    pub(super) fn everybody(&self, count: &Figure) -> Option<(&Line<'_>, Range<usize>)> {
        let value = self.amount(count)?.value;
        let told = self.figures.iter().filter(|f| {
            !f.share && self.is_own(f) && !f.partial && self.rank(f) <= 3 && self.amount(f).is_some_and(|a| a.value == value)
        });
        told.filter(|f| !is_placed(&self.lines[f.line], f.tok)).find_map(|f| {
            let line = &self.lines[f.line];
            let all = f.tok.checked_sub(1).filter(|&j| line.is(j, words!["all"]))?;
            let staff = (f.tok + 1..f.tok + 4)
                .find(|&j| line.has(j, STAFF))
                .filter(|&j| line.is(j, words!["staff", "employees", "people", "workers"]))?;
            Some((line, line.toks[all].start..line.toks[staff].end))
        })
    }
}

/// Whether a place follows the number: "131 in Dublin".
pub(super) fn is_placed(line: &Line<'_>, tok: usize) -> bool {
    (tok + 1..tok + 7)
        .take_while(|&j| line.mark(j).is_none() && line.amount(j).is_none())
        .any(|j| line.is(j, words!["in", "at"]) && line.toks.get(j + 1).is_some_and(|t| t.cap && t.cue & (MONTH | DAY) == 0))
}

/// Digits before the trailing zeros: how finely a number is stated.
pub(in crate::layoff) fn digits(value: f64) -> u32 {
    let mut value = value.round() as u64;
    while value > 0 && value.is_multiple_of(10) {
        value /= 10;
    }
    value.checked_ilog10().unwrap_or(0) + 1
}
