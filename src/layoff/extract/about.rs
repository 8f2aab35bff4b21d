//! Whether an article is about a layoff at its main company.

use super::super::figure::{self, Figure};
use super::super::line::{Line, Words};
use super::super::vocabulary::*;
use super::Story;
use crate::text::amount::{Amount, Hedge, Kind};

/// So many people of whom a headline names no company are those of several.
const MANY: f64 = 1_000.0;

/// Words of headlines about the aftermath of a layoff.
const AFTERMATH: Words = words![
    "sue",
    "sues",
    "sued",
    "lawsuit",
    "suit",
    "settles",
    "court",
    "judge",
    "completes",
    "completed",
    "rehires",
    "anniversary",
    "finishes",
    "ex-employees",
    "jury",
    "verdict",
    "tribunal",
    "rehire",
    "rehiring",
];

impl Story<'_, '_> {
    /// Whether the article is about a layoff at its main company.
    pub(super) fn is_about_main(&self) -> bool {
        let title = &self.lines[0];
        let name = &self.names.table[self.main];
        if self.is_other_trade() {
            return false;
        }
        let own = |f: &&Figure| self.is_own(f);
        // Called off, or only imagined, or of one person.
        if !self.figures.iter().any(|f| self.is_own(f)) && (self.is_unreal() || self.is_of_one()) {
            return false;
        }
        // Neither is the headline about it, nor does the text say how many go.
        if !name.title && !self.figures.iter().any(|f| self.is_own(f)) {
            return false;
        }
        let titled = self.figures.iter().filter(own).any(|f| f.line == 0);
        if !titled && self.is_aftermath() {
            return false;
        }
        // "Over 30,000 techies lose jobs": those of many companies, of which the text tells.
        if !name.title && self.counts_many() {
            return false;
        }
        let others: std::collections::BTreeSet<usize> =
            self.figures.iter().filter(|f| f.company != self.main && f.named.is_some()).map(|f| f.company).collect();
        if !name.title && others.len() >= 3 {
            return false;
        }
        if self.is_list() || !titled && self.cuts_elsewhere() {
            return false;
        }
        let strong = title.any(STRONG) || title.any(CUT | CUT_NOUN) && title.any(STAFF | FORCE);
        let led = self.figures.iter().filter(own).any(|f| !f.doubt && self.rank(f) <= 3);
        let lead_strong =
            self.lines.iter().any(|l| matches!(l.rank, Some(1..=2)) && l.any(STRONG | CUT | GOING) && !l.any(SECTOR));
        if strong || titled {
            let past = self.times[0].iter().any(|t| t.past) && !titled && !led;
            let near = name.title || self.lines.iter().any(|l| matches!(l.rank, Some(1..=2)) && self.names_main(l));
            let told = self.figures.iter().filter(own).any(|f| !f.doubt && !f.partial);
            return near && !past && (titled || led || lead_strong || strong && told);
        }
        // "The company that could not stop hiring" may still be about those who go, if the text opens with how many.
        let opens = self.figures.iter().filter(own).any(|f| !f.doubt && !f.partial && f.pair.is_some() && self.rank(f) <= 6);
        if title.any(HIRE) && !title.any(CUT | CUT_NOUN) && !(opens && name.title) {
            return false;
        }
        if title.any(CUT | CUT_NOUN)
            && !title.any(MONEY)
            && name.title
            && lead_strong
            && self.lines.iter().take(6).any(|l| l.any(STRONG))
        {
            return true;
        }
        if led && self.lines.iter().any(|l| l.rank.is_some_and(|r| r <= 3) && self.names_main(l)) {
            return true;
        }
        // The headline is about something else, but the body reports a new cut of the whole company.
        let whole = |f: &Figure| !f.partial && !f.doubt;
        name.title && self.figures.iter().filter(own).any(whole)
    }

    /// Whether the headline, which names no company, has a large number of which the first sentences know nothing.
    pub(super) fn counts_many(&self) -> bool {
        let title = &self.lines[0];
        let head = || self.lines.iter().filter(|l| matches!(l.rank, Some(1..=4)));
        let own = |value: f64| head().any(|l| !l.any(SECTOR) && l.amounts.iter().any(|a| a.value == value));
        let year = |a: &Amount| title.text[a.range.clone()].len() == 4 && (1990.0..2060.0).contains(&a.value);
        let large = |a: &Amount| a.kind == Kind::Number && a.value >= MANY && a.hedge != Hedge::Vague && !year(a);
        !title.any(FIRM) && title.amounts.iter().any(|a| large(a) && !own(a.value))
    }

    /// Whether the headline has one person dismissed: "Norbury sack manager after eighth defeat".
    fn is_of_one(&self) -> bool {
        let title = &self.lines[0];
        (0..title.toks.len()).any(|i| {
            let fires =
                title.is(i, words!["sack", "sacks", "sacked", "fire", "fires", "fired", "oust", "ousts", "ousted", "dismisses"]);
            let office = (i + 1..i + 4).find(|&j| title.has(j, TITLE));
            fires && office.is_some_and(|j| (i + 1..=j).all(|k| title.amount(k).is_none()) && !title.has(j + 1, STAFF))
        })
    }

    /// Whether the headline or the first sentence says of a cut that it does not happen.
    fn is_unreal(&self) -> bool {
        let head = self.lines.iter().filter(|l| l.rank.is_some_and(|r| r <= 1));
        let cuts = |line: &Line<'_>, j: usize| line.has(j, CUT | STRONG | LAY | DISMISS);
        head.into_iter().any(|line| (0..line.toks.len()).any(|j| cuts(line, j) && figure::is_unreal(line, j + 1)))
    }

    /// Whether the headline is about what came after a layoff.
    pub(in crate::layoff) fn is_aftermath(&self) -> bool {
        let title = &self.lines[0];
        // "After mass layoffs, Salesforce changes course"
        let cuts = |range: std::ops::Range<usize>| range.into_iter().any(|i| title.has(i, CUT | STRONG | CUT_NOUN));
        let comma = (1..title.toks.len()).find(|&i| title.mark(i) == Some(','));
        let after = title.is(0, words!["after", "following"])
            && comma.is_some_and(|comma| cuts(1..comma) && !cuts(comma..title.toks.len()));
        // "25 years after the crash"
        let years = |i: usize| {
            title.is(i, words!["years", "decades"])
                || title.amount(i).is_some_and(|a| title.text[a.range.clone()].ends_with("years"))
        };
        let looks_back = (1..title.toks.len())
            .any(|i| title.is(i, words!["after", "later", "ago"]) && years(i - 1) && !cuts(0..i) && !cuts(i..title.toks.len()));
        after || looks_back || (0..title.toks.len()).any(|i| title.is(i, AFTERMATH))
    }

    /// Whether the headline announces a list of several companies: "Job cuts roundup: Verrault, Thimble, Oxbow and more".
    pub(in crate::layoff) fn is_list(&self) -> bool {
        let title = &self.lines[0];
        let says = (0..title.toks.len()).any(|i| {
            title.is(i, words!["roundup", "round-up", "tracker", "recap", "list"]) && !title.is(i.wrapping_sub(1), words!["the"])
        });
        let named = (0..title.toks.len()).filter(|&i| title.name(i).is_some_and(|n| self.names.table[n].person == 0)).count();
        // "From Byju's to Meesho, these start-ups have fired over 12,000"
        (says || title.any(SECTOR) && title.is(0, words!["from"])) && named >= 2
    }

    /// Whether the headline is about hiring, and those who cut in it are others: "Tamarisk to hire 700 as rivals shed staff".
    pub(in crate::layoff) fn cuts_elsewhere(&self) -> bool {
        let title = &self.lines[0];
        let Some(cut) = title.toks.iter().position(|t| t.cue & (CUT | STRONG | CUT_NOUN) != 0) else { return false };
        let hires = (0..cut).any(|i| title.has(i, HIRE) && !title.is(i, words!["new"]));
        hires && (0..cut).any(|i| title.has(i, RIVAL | SECTOR))
    }

    pub(super) fn names_main(&self, line: &Line<'_>) -> bool {
        (0..line.toks.len()).any(|i| line.name(i) == Some(self.main))
    }

    /// Whether the company works in a trade that is not technology, by the words of the headline and the first sentences.
    pub(in crate::layoff) fn is_other_trade(&self) -> bool {
        if self.names.table[self.main].known {
            return false;
        }
        let head = || self.lines.iter().filter(|l| l.rank.is_some_and(|r| r <= 5));
        let count = |cue: Cue| head().flat_map(|l| &l.toks).filter(|t| t.cue & cue != 0).count();
        // The name itself often tells the trade ("Wexcombe Paper").
        let named = self.names.table[self.main].text.split(' ').any(|w| cues(w.to_lowercase()) & TRADE != 0);
        let trade = count(TRADE) + usize::from(named) * 2;
        trade >= 2 && (count(TECH) == 0 || trade > count(TECH) * 2)
    }
}
