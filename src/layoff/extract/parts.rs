//! The parts of the article's own layoff, by place or division: "138 of the jobs are in Sunnyvale and 31 in San Francisco",
//! "Dublin contact center: 131 employees". Their numbers are within that of the whole and are never added to it.

use std::ops::Range;

use super::super::Layoff;
use super::super::figure::{Figure, Head, head, is_total, is_year};
use super::super::line::{Line, Token};
use super::super::vocabulary::*;
use super::Story;
use super::surroundings::SITES;
use crate::text::amount::{Hedge, Kind};

/// Lines between the numbers of one breakdown.
const APART: usize = 3;
/// Parts of one article that are told.
const MOST: usize = 40;

/// A number that may be a part.
struct Part {
    line: usize,
    tok: usize,
    value: f64,
    /// Where or in which division, by its bytes in the line.
    label: Range<usize>,
    is_division: bool,
    /// Said to be of those who go: "of them", "131 of the jobs", or tied to a cut of a part.
    of_them: bool,
    /// The label is surely a place.
    placed: bool,
    /// The number may be of those who work there.
    works: bool,
}

impl Story<'_, '_> {
    /// The parts of the article's own layoff of this number.
    pub(super) fn parts(&self, whole: &Layoff) -> Vec<Layoff> {
        let Some(total) = whole.count_max.or(whole.count).filter(|n| *n >= 10).map(|n| n as f64) else { return Vec::new() };
        let found = self.part_candidates(total);
        let mut parts: Vec<Layoff> = Vec::new();
        let mut from = 0;
        while from < found.len() {
            let together = found[from..].windows(2).take_while(|w| w[1].line - w[0].line <= APART).count() + 1;
            let group = &found[from..from + together];
            from += together;
            let sum: f64 = group.iter().map(|p| p.value).sum();
            let adding = adding_up(group, total);
            let rest = group.len() >= 2 && sum < total && self.tells_of_rest(group);
            let said = group.len() >= 2 && sum <= total && group.iter().any(|p| p.of_them);
            let placed = group.iter().any(|p| p.placed);
            for (at, part) in group.iter().enumerate() {
                let named = (part.of_them || rest || said) && part.placed && !part.works;
                if (adding.contains(&at) || named) && parts.len() < MOST {
                    self.add_part(whole, part, part.is_division || !placed, &mut parts);
                }
            }
        }
        parts
    }

    fn add_part(&self, whole: &Layoff, part: &Part, is_division: bool, parts: &mut Vec<Layoff>) {
        let figure = Figure::alone(part.line, part.tok, self.main);
        let mut layoff = self.layoff(self.main, Some(&figure), None, &mut Vec::new());
        let line = &self.lines[part.line];
        layoff.part = true;
        layoff.proof.count.truncate(1);
        let (label, stands) = (Some(line.text[part.label.clone()].to_owned()), line.place(part.label.clone()));
        if is_division {
            (layoff.division, layoff.proof.division) = (label, vec![stands]);
        } else {
            (layoff.place, layoff.proof.place) = (label, vec![stands]);
        }
        (layoff.date, layoff.date_basis, layoff.status) = (whole.date, whole.date_basis, whole.status);
        layoff.proof.date.clone_from(&whole.proof.date);
        if !parts.iter().any(|p| (p.count, &p.place, &p.division) == (layoff.count, &layoff.place, &layoff.division)) {
            parts.push(layoff);
        }
    }

    /// Whether the sentences of a breakdown say that there are more: "and the balance in Auckland".
    fn tells_of_rest(&self, group: &[Part]) -> bool {
        let words = words!["rest", "others", "balance", "remainder", "remaining", "elsewhere"];
        group.iter().any(|p| (0..self.lines[p.line].toks.len()).any(|j| self.lines[p.line].is(j, words)))
    }

    fn part_candidates(&self, total: f64) -> Vec<Part> {
        let mut found: Vec<Part> = Vec::new();
        for (l, line) in self.lines.iter().enumerate().skip(1).filter(|(_, line)| !line.aside && !line.amounts.is_empty()) {
            // The place that the number before it on the line was of: "In Dresden it is 380 and in Freiberg 110".
            let mut listed = false;
            for k in 0..line.toks.len() {
                let Some(a) = line.amount(k) else { continue };
                if a.kind != Kind::Number || a.hedge == Hedge::Vague || a.max.is_some() || is_year(line, k) {
                    continue;
                }
                if !(2.0..total).contains(&a.value) || a.value.fract() != 0.0 {
                    continue;
                }
                let (head, end) = head(line, k);
                // "Another 240 work in Noida", "52 here in Chinatown".
                let there = line.is(k + 1, words!["here", "down", "there", "work", "works", "worked", "based", "are", "were"]);
                if head == Head::Vacant || head == Head::Other && !there {
                    continue;
                }
                let of_those = line.is(0, words!["of"]) && line.is(1, words!["them", "those", "these"]);
                let works = is_total(line, k, end, head) && !of_those;
                let ruled = self.figures.iter().find(|f| f.line == l && f.tok == k && !f.share);
                if ruled.is_some_and(|f| f.earlier || f.span || f.company != self.main && !self.is_unit(f.company)) {
                    continue;
                }
                let past = self.times[l].iter().any(|t| t.past && t.toks.start.abs_diff(k) <= 8);
                let outside = (k.saturating_sub(3)..(k + 5).min(line.toks.len()))
                    .any(|j| line.has(j, OUTSIDE | HIRE & !STAFF | REMAIN) && !line.has(j, FORCE & STAFF));
                if past || outside {
                    continue;
                }
                let of_them = line.is(k + 1, words!["of"])
                    && (line.is(k + 2, words!["them", "those", "these"])
                        || line.is(k + 2, words!["the"])
                            && line.is(k + 3, words!["jobs", "posts", "positions", "roles", "cuts", "layoffs", "total"]))
                    || ruled.is_some_and(|f| {
                        self.is_own(f) && (f.partial || a.value * 1.2 < total && self.place_behind(line, k).is_some())
                    });
                let of_them = of_them || !works && line.is(0, words!["of"]) && (of_those || line.is(1, words!["the"])) && k > 2;
                let place = self.place_behind(line, k).or_else(|| self.place_before(line, k, listed));
                let of_label = || self.label(line, k).map(|(label, sure)| (label, sure, true));
                let place = place.map(|(label, sure)| (label, sure, false)).or_else(of_label);
                let team = || team_before(line, k).map(|label| (label, false, false));
                let is_division = place.is_none();
                let Some((label, placed, bulleted)) = place.or_else(team) else { continue };
                listed |= !is_division;
                let of_them = of_them || bulleted && self.is_bullet(l);
                found.push(Part { line: l, tok: k, value: a.value, label, is_division, of_them, placed, works });
            }
        }
        found
    }

    /// "Vidyantar Classroom" of Vidyantar.
    fn is_unit(&self, company: usize) -> bool {
        let (unit, main) = (&self.names.table[company].text, &self.names.table[self.main].text);
        unit.strip_prefix(main.as_str()).is_some_and(|rest| rest.starts_with(' '))
    }

    /// Whether a line is one of a list's, by its mark.
    fn is_bullet(&self, l: usize) -> bool {
        self.lines[l].text.starts_with(['*', '•', '-', '–', '—', '·']) || self.lines[l - 1].text.trim_end().ends_with(':')
    }

    /// "138 of the jobs are in Sunnyvale", "another 240 work at the headquarters in Noida", "Espoo (96)" is no such.
    fn place_behind(&self, line: &Line<'_>, k: usize) -> Option<(Range<usize>, bool)> {
        for i in k + 1..k + 12 {
            let other = line.amount(i).is_some_and(|a| a.kind == Kind::Number);
            if line.mark(i).is_some()
                || other
                || line.has(i, SAY | CLAUSE | RELATIVE)
                || line.is(i, words!["and", "or", "to", "for", "by"])
            {
                return None;
            }
            if line.is(i, words!["in", "at", "from", "near"])
                && let Some(found) = self.capitals(line, i + 1)
            {
                return Some(found);
            }
        }
        None
    }

    /// "In Dresden it is 380", "Seattle loses 77, Bengaluru 64", "Espoo (96)".
    fn place_before(&self, line: &Line<'_>, k: usize, listed: bool) -> Option<(Range<usize>, bool)> {
        let link = |j: usize| {
            line.has(j, LIGHT)
                || line.is(j, words!["it", "lose", "loses", "losing", "bears", "sheds", "cuts", "gives", "sees", "has", "with"])
                || line.mark(j) == Some(',')
        };
        let bracket = line.mark(k.wrapping_sub(1)) == Some('(');
        let last = if bracket { k.checked_sub(2)? } else { (k.saturating_sub(6)..k).rev().find(|&j| !link(j))? };
        let capital = |j: usize| line.toks.get(j).is_some_and(|t| t.cap && matches!(t.kind, Token::Word | Token::Name(_)));
        if !capital(last) {
            return None;
        }
        let first = last + 1 - (0..=last).rev().take(4).take_while(|&j| capital(j) && !line.has(j, COMMON)).count();
        if first > last {
            return None;
        }
        let before = first.wrapping_sub(1);
        let clause = first == 0 || line.mark(before).is_some() || line.is(before, words!["and", "in", "at"]);
        let verb = (last + 1..k).any(|j| line.is(j, words!["lose", "loses", "losing", "bears", "sheds"]));
        let preposed = line.is(before, words!["in", "at"]);
        // A bare name before a number may be anything, but not in a list of them.
        if !clause || !(bracket || verb || preposed || listed) {
            return None;
        }
        self.is_place(line, first..last + 1).map(|sure| (line.toks[first].start..line.toks[last].end, sure))
    }

    /// "* Customer support center, McKinney (permanent closing): 41": a line that is a label and its number.
    fn label(&self, line: &Line<'_>, k: usize) -> Option<(Range<usize>, bool)> {
        let colon = k.checked_sub(1).filter(|&j| matches!(line.mark(j), Some(':' | '–' | '—' | '-')))?;
        if colon > 14 || line.toks.len() > k + 12 {
            return None;
        }
        // The place stands behind "in" or the last comma, or opens the label.
        let inside = (0..colon).rev().find(|&j| line.is(j, words!["in", "at"])).and_then(|j| self.capitals(line, j + 1));
        let last = || (0..colon).rev().filter(|&j| line.mark(j) == Some(',')).find_map(|j| self.capitals(line, j + 1));
        let first = || {
            let from = (0..colon).find(|&j| line.mark(j).is_none())?;
            let after = (from..colon).find(|&j| line.toks.get(j).is_none_or(|t| !t.cap)).unwrap_or(colon);
            let whole = line.mark(after).is_some() || (after..colon).any(|j| line.is(j, SITES));
            self.capitals(line, from).filter(|_| whole)
        };
        inside.or_else(last).or_else(first)
    }

    /// The place that begins at `from`, whether it is surely one: "the Sunderland office", "the headquarters in Noida".
    fn capitals(&self, line: &Line<'_>, from: usize) -> Option<(Range<usize>, bool)> {
        let first = (from..from + 3).find(|&j| !line.is(j, words!["the", "its", "their", "our", "company's", "a"]))?;
        let capital = |j: usize| line.toks.get(j).is_some_and(|t| t.cap && matches!(t.kind, Token::Word | Token::Name(_)));
        let end = first + (first..first + 4).take_while(|&j| capital(j)).count();
        if end == first || line.toks[first].possessive {
            return None;
        }
        self.is_place(line, first..end).map(|sure| (line.toks[first].start..line.toks[end - 1].end, sure))
    }

    /// Whether capitals may name a place, and if so whether they surely do.
    fn is_place(&self, line: &Line<'_>, range: Range<usize>) -> Option<bool> {
        if range.clone().any(|j| line.has(j, DAY | MONTH | DEPARTMENT | STAFF | CUT | CUT_NOUN | SECTOR)) {
            return None;
        }
        let listed = range.clone().any(|j| line.has(j, PLACE));
        let mut placed = false;
        for n in range.clone().filter_map(|j| line.name(j)) {
            let name = &self.names.table[n];
            if n == self.main || name.known || name.person > 0 || name.firm > name.place.max(1) {
                return None;
            }
            placed |= name.place > name.firm;
        }
        Some(listed || placed || line.is(range.end, SITES))
    }
}

/// "Applied research loses 71 colleagues, sales and partnerships 58": the words from the last mark on.
fn team_before(line: &Line<'_>, k: usize) -> Option<Range<usize>> {
    let link = |j: usize| {
        line.is(j, words!["lose", "loses", "losing", "sheds", "about", "some", "around"])
            || matches!(line.mark(j), Some(':' | '('))
    };
    let last = (k.saturating_sub(3)..k).rev().find(|&j| !link(j))?;
    let word = |j: usize| {
        line.toks.get(j).is_some_and(|t| {
            let plain = t.cue & (CUT | SAY | AUX | PRONOUN | DAY | MONTH | MONEY) == 0 || t.cue & DEPARTMENT != 0;
            matches!(t.kind, Token::Word | Token::Name(_)) && plain
        }) && !line.is(j, words!["in", "at", "from", "of", "the", "another", "other", "to", "by", "with"])
            || line.mark(j) == Some('&')
    };
    let first = last + 1 - (0..=last).rev().take(6).take_while(|&j| word(j)).count();
    let first = if line.is(first, words!["and"]) { first + 1 } else { first };
    let clause = first == 0
        || matches!(line.mark(first - 1), Some(',' | ';' | ':' | '•' | '-' | '*' | '–'))
        || line.is(first - 1, words!["and"]);
    (first <= last && clause).then(|| line.toks[first].start..line.toks[last].end)
}

/// The places of the numbers that stand one after the other and make the total.
fn adding_up(group: &[Part], total: f64) -> Range<usize> {
    for start in 0..group.len() {
        let mut sum = 0.0;
        for (end, part) in group.iter().enumerate().skip(start) {
            sum += part.value;
            if (sum - total).abs() < 0.5 && end > start {
                return start..end + 1;
            }
            if sum > total {
                break;
            }
        }
    }
    0..0
}
