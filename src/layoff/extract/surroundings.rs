//! What surrounds the figure: the reason, the division, the place and who says so.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::line::{Line, Token, Words};
use super::super::score::{self, Candidate, Weights, choose, softmax};
use super::super::vocabulary::*;
use super::super::{Layoff, ReasonClass, Where, reason};
use super::Story;

/// The line of a reason, its place there, and its kind.
type Reason = (usize, Range<usize>, ReasonClass);

/// A sentence in which no rule finds the reason has to give it more likely than this. No reason is better than another one.
const UNSURE: f64 = 0.3;

/// The same of a sentence in which no word says that it gives a reason.
const UNSAID: f64 = 0.6;
/// One that a rule finds need be as likely as this, against there being none.
const RULED: f64 = 0.7;

impl Story<'_, '_> {
    /// The reason that is given, or else one that is denied: what somebody says it is not stands in where nobody says what
    /// it is.
    pub(super) fn set_reason(&self, layoff: &mut Layoff) {
        let all: Vec<&Line<'_>> = self.lines.iter().collect();
        let ruled = self.ruled_reason();
        let candidates = self.reasons(ruled.as_ref());
        let scores: Vec<f64> = candidates.iter().map(|c| c.signs.score(&Weights::built_in().reason)).collect();
        let range = |line: &Line<'_>| line.offset..line.offset + line.text.len();
        layoff.causes = candidates.iter().map(|c| range(&self.lines[c.line])).zip(softmax(&scores)).collect();
        // "The cuts are not driven by automation" gives that reason to say that it is none.
        let denied_there = |(l, range, class): Reason| match reason::denied(&[&self.lines[l]]) {
            Some((_, denied, of)) if denied.start < range.end && range.start < denied.end => ((l, denied, of), true),
            _ => ((l, range, class), false),
        };
        let given = self.reason(&candidates, ruled).map(denied_there);
        let Some(((l, range, class), denied)) = given.or_else(|| Some((reason::denied(&all)?, true))) else { return };
        let line = &self.lines[l];
        layoff.reason = Some(line.text[range.clone()].to_owned());
        layoff.reason_class = Some(class);
        layoff.reason_denied = denied;
        layoff.proof.reason.push(line.place(range));
    }

    /// The likeliest of the sentences that may give the reason.
    fn reason(&self, candidates: &[Candidate], ruled: Option<Reason>) -> Option<Reason> {
        let (best, chance, none) = choose(candidates, &Weights::built_in().reason)?;
        let line = candidates[best].line;
        match ruled {
            Some(ruled) if ruled.0 == line && chance > none * RULED => Some(ruled),
            _ if chance > none.max(if reason::explains(&self.lines[line]) { UNSURE } else { UNSAID }) => {
                reason::stated_in(&self.lines[line]).map(|(range, class)| (line, range, class))
            }
            _ => None,
        }
    }

    /// The sentences that may give the reason, with what speaks for each.
    pub(super) fn reasons(&self, ruled: Option<&Reason>) -> Vec<Candidate> {
        let mut candidates = score::reasons(self);
        for candidate in &mut candidates {
            candidate.signs.set("rules_choose", ruled.is_some_and(|(line, ..)| *line == candidate.line));
        }
        candidates
    }

    /// The reason by rules alone: near the figure, or in a sentence that blames something.
    pub(super) fn ruled_reason(&self) -> Option<Reason> {
        let tells = |l: usize, line: &Line<'_>| {
            line.rank.is_some_and(|r| r <= 3)
                || self.figures.iter().any(|f| f.line == l && self.is_own(f))
                || line.rank.is_some_and(|r| r <= 12)
                    && (0..line.toks.len()).any(|i| {
                        line.is(i, words!["blamed", "blames", "blame", "cited", "cites", "citing", "overhired", "over-hired"])
                            || line.is(i, words!["hired", "grew", "expanded"]) && line.is(i + 1, words!["too"])
                    })
        };
        let near: Vec<usize> = (0..self.lines.len())
            .filter(|&l| tells(l, &self.lines[l]) && !self.figures.iter().any(|f| f.line == l && !self.is_own(f)))
            .collect();
        let lines: Vec<&Line<'_>> = near.iter().map(|&l| &self.lines[l]).collect();
        reason::reason(&lines).map(|(at, range, class)| (near[at], range, class))
    }

    /// Division and who says so, from the sentences that carry the figure; the place, from the words beside it.
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
        }
        if let Some((line, range)) = self.place(layoff) {
            layoff.place = Some(line.text[range.clone()].to_owned());
            layoff.proof.place.push(line.place(range));
        }
        // Whoever gives the reason, else whoever gives the figure.
        let reasoned = layoff.proof.reason.first().and_then(|place| self.line_of(place));
        // A quotation may have its speaker in the sentence after it, or before.
        let beside = reasoned.filter(|line| line.text.contains(['"', '“', '”', '\''])).and_then(|line| self.beside(line));
        let said = reasoned
            .into_iter()
            .chain(beside.into_iter().flatten())
            .chain(figure.map(|f| &self.lines[f.line]))
            .chain(near.iter().copied())
            .filter(|line| !keeps_silent(line))
            .find_map(|line| Some((line, self.speaker(line)?)));
        // What is only rumoured the company itself does not say.
        let own = |line: &Line<'_>, range: &Range<usize>| line.text[range.clone()] == *layoff.company;
        let said = said.filter(|(line, range)| layoff.status != super::super::Status::Rumoured || !own(line, range));
        if let Some((line, range)) = said {
            layoff.said_by = Some(line.text[range.clone()].to_owned());
            layoff.proof.said_by.push(line.place(range));
        }
    }

    /// The place that the figure is tied to, by its own words or by a sentence that says it of all who go. An article names
    /// many places, its company's seat first, so that one which merely stands near is none.
    fn place(&self, layoff: &Layoff) -> Option<(&Line<'_>, Range<usize>)> {
        let own: Vec<&Figure> = self.figures.iter().filter(|f| self.is_own(f) && self.is_figure_of(f, layoff)).collect();
        let beside = |f: &&Figure| {
            let line = &self.lines[f.line];
            Some((line, place_of(line, f.tok).or_else(|| site_before(line, f.tok))?))
        };
        let next = |f: &&Figure| {
            let mut lines = self.lines.iter().skip(f.line + 1).take(2);
            lines.find_map(|line| Some((line, place_of_all(line)?)))
        };
        let found = own.iter().find_map(beside).or_else(|| own.iter().find_map(next));
        found.filter(|(line, range)| !self.names_company(line, range))
    }

    /// "300 jobs in Slack": a listed company is no place.
    fn names_company(&self, line: &Line<'_>, range: &Range<usize>) -> bool {
        let inside = line.toks.iter().filter(|t| range.start <= t.start && t.end <= range.end);
        inside.filter_map(|t| if let Token::Name(n) = t.kind { Some(n) } else { None }).any(|n| self.names.table[n].known)
    }

    /// Whether the figure is the layoff's own: a headline may round it down.
    fn is_figure_of(&self, f: &Figure, layoff: &Layoff) -> bool {
        let Some(amount) = self.amount(f) else { return false };
        let own = if f.share { layoff.percent } else { layoff.count.map(|n| n as f64) };
        let least = if self.lines[f.line].title && !f.share { 0.9 } else { 1.0 };
        let near = |value: f64| own.is_some_and(|own| value <= own + 0.1 && value >= own * least - 0.1);
        near(amount.value) || amount.max.is_some_and(near)
    }

    /// The sentences after and before one in its paragraph.
    fn beside(&self, line: &Line<'_>) -> Option<impl Iterator<Item = &Line<'_>>> {
        let at = self.lines.iter().position(|l| !l.title && l.offset == line.offset)?;
        let after = Some(at + 1).filter(|&l| l < self.lines.len() && self.close_by(at, l));
        let before = at.checked_sub(1).filter(|&l| l > 0 && self.close_by(l, at));
        Some(after.into_iter().chain(before).map(|l| &self.lines[l]))
    }

    /// The line in which a place stands.
    fn line_of(&self, place: &Where) -> Option<&Line<'_>> {
        match place {
            Where::Title(_) => self.lines.first(),
            Where::Body(range) => {
                let after = self.lines.partition_point(|l| l.title || l.offset <= range.start);
                self.lines.get(after.checked_sub(1)?).filter(|l| !l.title)
            }
        }
    }

    /// The words for whoever a sentence is attributed to: the subject of "said", or whom it is "according to".
    pub(super) fn speaker(&self, line: &Line<'_>) -> Option<Range<usize>> {
        let verbs =
            |i: usize| line.has(i, SAY) && !line.is(i, words!["reports", "learned", "learnt", "posted", "notified", "informed"]);
        let accords = |i: usize| line.is(i, words!["to"]) && line.is(i.wrapping_sub(1), words!["according"]);
        let at = (0..line.toks.len()).find_map(|i| match () {
            () if accords(i) => self.named_after(line, i),
            () if verbs(i) => self.subject_of(line, i).or_else(|| self.named_after(line, i)),
            () => None,
        })?;
        Some(line.toks[at].start..line.toks[at].end)
    }

    /// Whether a token names somebody who can say something.
    fn speaks(&self, line: &Line<'_>, i: usize) -> bool {
        const SPEAKERS: Words = words![
            "company",
            "spokesperson",
            "spokesman",
            "spokeswoman",
            "sources",
            "firm",
            "management",
            "notice",
            "filing",
            "memo",
            "letter",
            "union",
            "people",
            "statement",
            "insiders",
            "managers",
            "executives",
            "bosses",
            "founders",
            "leadership",
            "representative",
            "administrators",
            "staffers",
            "employees",
        ];
        let Some(n) = line.name(i) else { return line.is(i, SPEAKERS) };
        let name = &self.names.table[n];
        n == self.main || name.person > 0 || name.media > 0 || name.is_company() && name.place <= name.firm
    }

    /// The subject of the verb at `verb`: right before it, or before an aside ("Ekholm, its chief executive, said").
    fn subject_of(&self, line: &Line<'_>, verb: usize) -> Option<usize> {
        let skip = |i: usize| {
            line.has(i, AUX | DAY) || line.is(i, words!["also", "later", "then", "on", "yesterday", "itself", "who", "that"])
        };
        let mut i = verb.checked_sub(1)?;
        while i > 0 && skip(i) {
            i -= 1;
        }
        if line.mark(i) == Some(',') {
            i = (i.saturating_sub(12)..i).rev().find(|&j| line.mark(j) == Some(','))?.checked_sub(1)?;
        }
        // "people familiar with the matter said": the noun stands before what describes it.
        let described = line.is(i, words!["matter", "plan", "plans", "situation", "discussions"]);
        if described {
            return (i.saturating_sub(6)..i).rev().find(|&j| self.speaks(line, j));
        }
        // "Acme will lay off 140 people, it said."
        if line.is(i, words!["it"]) {
            return (0..i).find(|&j| line.name(j) == Some(self.main));
        }
        self.speaks(line, i).then_some(i)
    }

    /// Who is named right after "said" or "according to": "said Ekholm", "according to a notice".
    fn named_after(&self, line: &Line<'_>, verb: usize) -> Option<usize> {
        let lead = |i: usize| {
            line.is(i, words!["the", "a", "an", "its", "two", "three", "several", "four"])
                || line.has(i, TITLE)
                || line.amount(i).is_some()
        };
        let at = (verb + 1..verb + 5).find(|&i| !lead(i) || self.speaks(line, i))?;
        self.speaks(line, at).then_some(at)
    }
}

/// "its hardware division", "One Medical and Pharmacy units": the name of a part of the company.
pub(super) fn division(line: &Line<'_>) -> Option<Range<usize>> {
    for j in 1..line.toks.len() {
        if !line.is(j, words!["division", "unit", "units", "arm", "department", "team", "teams", "divisions", "departments"]) {
            continue;
        }
        // "GM robotaxi unit Cruise": what the company is. "Engineering and other teams": nobody says which.
        if line.name(j + 1).is_some()
            || (j.saturating_sub(2)..j).any(|i| line.is(i, words!["other", "several", "various", "many"]))
        {
            continue;
        }
        let mut start = j;
        while start > 0 && j - start < 5 {
            let p = start - 1;
            let part = line.name(p).is_some()
                || line.toks[p].kind == Token::Word
                    && line.toks[p].cue & (PREP | PRONOUN | CUT | AUX | SAY | STAFF | GOING) == 0
                    && !line.is(p, words!["the", "a", "entire", "whole", "of", "our", "reach", "reaches"])
                || line.mark(p) == Some('&');
            if !part || line.toks[p].possessive {
                break;
            }
            start = p;
        }
        // "Android, Pixel and Chrome unit"
        while start >= 2
            && line.mark(start - 1) == Some(',')
            && line.toks[start - 2].cap
            && line.toks[start - 2].cue & (DEPARTMENT | DAY | MONTH | PLACE) == 0
            && (start..j).any(|i| line.is(i, words!["and"]) || line.mark(i) == Some('&'))
        {
            start -= 2;
        }
        if start < j && line.toks[start..j].iter().any(|t| t.cap || t.cue & DEPARTMENT != 0) {
            return Some(line.toks[start].start..line.toks[j].end);
        }
    }
    None
}

/// Whether whoever is named in a sentence says nothing of the number, or denies it: "did not confirm the report", "disputed it".
fn keeps_silent(line: &Line<'_>) -> bool {
    const SILENT: Words = words!["disputed", "disputes", "unavailable"];
    // "Jane Doe said, but gave no reason": she says the number.
    let says = (0..line.toks.len()).any(|i| {
        line.is(i, words!["said", "says", "told", "wrote"])
            && !(1..4).any(|d| line.is(i.wrapping_sub(d), words!["sources", "people", "insiders"]))
    });
    let declines = |i: usize| line.is(i, words!["declined", "declines", "refused"]) && line.is(i + 1, words!["to", "comment"]);
    (0..line.toks.len()).any(|i| {
        line.is(i, SILENT)
            || !says && declines(i)
            || !says
                && line.is(
                    i,
                    words!["confirm", "confirmed", "comment", "commented", "respond", "answer", "answered", "gave", "give"],
                )
                && (1..4).any(|d| {
                    line.is(i.wrapping_sub(d), words!["not", "never", "n't", "didn't", "hasn't"]) || line.is(i + d, words!["no"])
                })
    })
}

/// Sites, which a place stands in front of.
pub(super) const SITES: Words = words![
    "plant",
    "plants",
    "factory",
    "factories",
    "site",
    "sites",
    "office",
    "offices",
    "campus",
    "headquarters",
    "facility",
    "facilities",
    "warehouse",
    "warehouses",
    "studio",
    "hub",
    "centre",
    "center",
    "mill",
    "works",
];

/// Words after which a sentence speaks of something else than who goes.
const ELSEWHERE: Words = words![
    "to",
    "on",
    "for",
    "amid",
    "as",
    "because",
    "with",
    "since",
    "and",
    "or",
    "while",
    "by",
    "under",
    "following",
    "into",
    "that",
    "after",
    "before",
    "when",
    "from",
    "based",
    "but",
    "than",
    "including",
    "if",
    "so",
    "like",
    "where",
    "which",
];

/// The place of those whom an amount counts: "412 workers in central Ohio", "all 187 people at its Fremont plant".
fn place_of(line: &Line<'_>, amount: usize) -> Option<Range<usize>> {
    for i in amount + 1..amount + 12 {
        let other = line.amount(i).is_some() && !line.is(i - 1, words!["of", "its", "their", "the"]);
        if line.mark(i).is_some() || other || line.has(i, SAY) || line.is(i, ELSEWHERE) {
            return None;
        }
        if line.is(i, words!["in", "at"])
            && let Some(range) = place_after(line, i)
        {
            return Some(range);
        }
    }
    None
}

/// The place with which a sentence begins: "At the Galway office of Acme 85 jobs will go".
fn site_before(line: &Line<'_>, amount: usize) -> Option<Range<usize>> {
    let site = (2..amount.min(7)).find(|&i| line.is(i, SITES))?;
    line.is(0, words!["in", "at"]).then(|| place_after(line, 0)).flatten().filter(|range| range.end <= line.toks[site].start)
}

/// The place in a sentence that gives one for all: "All of the posts are at the Sunderland office."
fn place_of_all(line: &Line<'_>) -> Option<Range<usize>> {
    if !line.is(0, words!["all"])
        || !(1..4)
            .any(|i| line.is(i, words!["them", "posts", "jobs", "roles", "positions", "cuts", "layoffs"]) || line.has(i, STAFF))
    {
        return None;
    }
    let be = (2..9).find(|&i| line.is(i, words!["are", "were", "work", "worked"]))?;
    if line.is(be + 1, words!["in", "at"]) { place_after(line, be + 1) } else { None }
}

/// The place that "in" or "at" leads to, if it is the only one and the whole of what it leads to.
fn place_after(line: &Line<'_>, preposition: usize) -> Option<Range<usize>> {
    let possessive = |i: usize| line.toks.get(i).is_some_and(|t| t.possessive);
    let first = (preposition + 1..preposition + 5).find(|&i| {
        !possessive(i)
            && !line.is(i, words!["the", "its", "their", "a", "state", "city", "of", "company", "home", "country", "market"])
    })?;
    let part = line.is(first, words!["central", "northern", "southern", "eastern", "western", "suburban", "downtown"]);
    let from = if part { first + 1 } else { first };
    let capital = |i: &usize| line.toks.get(*i).is_some_and(|t| t.cap && matches!(t.kind, Token::Word | Token::Name(_)));
    let end = from + (from..from + 4).take_while(capital).count();
    // "in Lyon and Ghent": both, where both are places.
    let second = end + 1 + (end + 1..end + 5).take_while(capital).count();
    if line.is(end, words!["and"])
        && second > end + 1
        && line.has(end - 1, PLACE)
        && line.has(second - 1, PLACE)
        && !line.is(second, words!["and", "&", "or"])
        && line.toks.get(second).is_none_or(|t| t.kind != Token::Word || t.cue & (PREP | AUX | COMMON | DAY | MONTH) != 0)
    {
        return Some(line.toks[first].start..line.toks[second - 1].end);
    }
    if end == from || line.is(end, words!["and", "&", "or"]) || line.mark(end) == Some(',') && another(line, end + 1) {
        return None;
    }
    let site = line.is(end, SITES);
    let listed = line.has(end - 1, PLACE)
        && line.toks.get(end).is_none_or(|t| t.kind != Token::Word || t.cue & (PREP | AUX | COMMON | DAY | MONTH) != 0);
    let unlisted = line.is(preposition, words!["in"]) && !listed && is_name_of_place(line, from..end);
    if !(listed || unlisted || site) || (from..end).any(|i| line.has(i, DAY | MONTH | DEPARTMENT)) {
        return None;
    }
    Some(line.toks[first].start..line.toks[end - 1].end)
}

/// Whether a headline goes on with a second place: "in Plano, McKinney". In a sentence the state follows.
fn another(line: &Line<'_>, i: usize) -> bool {
    line.title && line.toks.get(i).is_some_and(|t| t.cap && t.cue & PLACE == 0)
}

/// Whether capitals that no list has as a place can only be one: what follows is not what they would be the name of.
fn is_name_of_place(line: &Line<'_>, range: Range<usize>) -> bool {
    let short = |i: usize| !line.word(i).bytes().any(|b| b.is_ascii_lowercase());
    let cues = PREP | AUX | COMMON | STAFF | CUT | CUT_NOUN | SAY;
    let heading = line.title && line.toks.iter().filter(|t| !t.cap && t.end - t.start > 4).count() < 2;
    let ends = line
        .toks
        .get(range.end)
        .is_none_or(|t| t.kind != Token::Word && !matches!(t.kind, Token::Name(_)) || t.cue & (PREP | AUX | COMMON) != 0);
    ends && !heading && range.clone().all(|i| !short(i) && !line.has(i, cues))
}
