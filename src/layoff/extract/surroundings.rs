//! What surrounds the figure: the reason, the division, the place and who says so.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::line::{Line, Token};
use super::super::vocabulary::*;
use super::super::{Layoff, reason};
use super::Story;

impl Story<'_, '_> {
    pub(super) fn set_reason(&self, layoff: &mut Layoff) {
        let near: Vec<&Line<'_>> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(l, line)| {
                line.rank.is_some_and(|r| r <= 3)
                    || self.figures.iter().any(|f| f.line == *l && self.is_own(f))
                    || line.rank.is_some_and(|r| r <= 12)
                        && (0..line.toks.len()).any(|i| line.is(i, &["blamed", "blames", "cited", "cites", "citing"]))
            })
            .filter(|(l, _)| !self.figures.iter().any(|f| f.line == *l && !self.is_own(f)))
            .map(|(_, line)| line)
            .collect();
        // What somebody says it is not stands in where nobody says what it is.
        let all: Vec<&Line<'_>> = self.lines.iter().collect();
        let (lines, found, denied) = match reason::reason(&near) {
            Some(found) => (&near, Some(found), false),
            None => (&all, reason::denied(&all), true),
        };
        if let Some((l, range, class)) = found {
            layoff.reason = Some(lines[l].text[range.clone()].to_owned());
            layoff.reason_class = Some(class);
            layoff.reason_denied = denied;
            layoff.proof.reason.push(lines[l].place(range));
        }
    }

    /// Division, place and who says so, from the sentences that carry the figure.
    pub(super) fn set_surroundings(&self, layoff: &mut Layoff, figure: Option<&Figure>) {
        let mut near: Vec<&Line<'_>> = self.lines.iter().filter(|l| l.rank.is_some_and(|r| r <= 1)).collect();
        if let Some(f) = figure
            && self.rank(f) > 1
        {
            near.push(&self.lines[f.line]);
        }
        for line in &near {
            if layoff.division.is_none()
                && let Some(range) = division(line)
            {
                layoff.division = Some(line.text[range.clone()].to_owned());
                layoff.proof.division.push(line.place(range));
            }
            if layoff.place.is_none()
                && let Some(range) = place(line)
            {
                layoff.place = Some(line.text[range.clone()].to_owned());
                layoff.proof.place.push(line.place(range));
            }
        }
        let said = figure
            .map(|f| &self.lines[f.line])
            .into_iter()
            .chain(near.iter().copied())
            .find_map(|line| Some((line, self.speaker(line)?)));
        if let Some((line, range)) = said {
            layoff.said_by = Some(line.text[range.clone()].to_owned());
            layoff.proof.said_by.push(line.place(range));
        }
    }

    /// The words for whoever says it: a name or "spokesperson" beside "said".
    pub(super) fn speaker(&self, line: &Line<'_>) -> Option<Range<usize>> {
        const SPEAKERS: &[&str] = &[
            "company",
            "spokesperson",
            "spokesman",
            "spokeswoman",
            "sources",
            "firm",
            "notice",
            "filing",
            "memo",
            "letter",
            "union",
            "people",
            "statement",
        ];
        let said = (0..line.toks.len()).find(|&i| line.has(i, SAY) && !line.is(i, &["reports", "cited"]))?;
        let speaks = |i: usize| line.name(i).is_some() || line.is(i, SPEAKERS);
        let at =
            (said.saturating_sub(5)..said).rev().find(|&i| speaks(i)).or_else(|| (said + 1..said + 3).find(|&i| speaks(i)))?;
        Some(line.toks[at].start..line.toks[at].end)
    }
}

/// "its hardware division", "One Medical and Pharmacy units": the name of a part of the company.
pub(super) fn division(line: &Line<'_>) -> Option<Range<usize>> {
    for j in 1..line.toks.len() {
        if !line.is(j, &["division", "unit", "units", "arm", "department", "team", "teams", "divisions", "departments"]) {
            continue;
        }
        let mut start = j;
        while start > 0 && j - start < 5 {
            let p = start - 1;
            let part = line.name(p).is_some()
                || line.toks[p].kind == Token::Word
                    && line.toks[p].cue & (PREP | PRONOUN | CUT | AUX | SAY | STAFF) == 0
                    && !line.is(p, &["the", "a", "entire", "whole", "of", "our"])
                || line.mark(p) == Some('&');
            if !part || line.toks[p].possessive {
                break;
            }
            start = p;
        }
        if start < j && line.toks[start..j].iter().any(|t| t.cap || t.cue & DEPARTMENT != 0) {
            return Some(line.toks[start].start..line.toks[j].end);
        }
    }
    None
}

/// The first place after "in".
pub(super) fn place(line: &Line<'_>) -> Option<Range<usize>> {
    for i in 0..line.toks.len() {
        let is_place = |j: usize| line.toks.get(j).is_some_and(|t| t.cap && t.cue & PLACE != 0 && t.kind == Token::Word);
        if line.is(i, &["in"]) && is_place(i + 1) {
            let end = (i + 2..i + 5).find(|&j| !is_place(j)).unwrap_or(i + 2);
            return Some(line.toks[i + 1].start..line.toks[end - 1].end);
        }
    }
    None
}
