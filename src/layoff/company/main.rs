//! The company that an article is about, and the names that are parts of it.

use super::super::figure::{is_of_its_maker, owned_by};
use super::super::line::Line;
use super::super::vocabulary::*;
use super::{Name, Names};
use crate::text::amount::Kind;

/// The company that the article is about.
pub fn main_company(lines: &[Line<'_>], names: &Names) -> Option<usize> {
    let mut scores = vec![0.0f64; names.table.len()];
    for line in lines.iter() {
        let weight = match line.rank {
            Some(0) => 2.0,
            Some(1) => 1.4,
            Some(2) => 1.0,
            Some(3) => 0.7,
            _ => continue,
        };
        let marks = if line.title && !line.any(CUT | STRONG) { GOING } else { CUT | STRONG };
        let cut = line.toks.iter().position(|t| t.cue & marks != 0);
        let mut subject = false;
        // "Xbox: Microsoft to lay off 1,900": what stands before the colon says what it is about, not who acts.
        let colon = cut.and_then(|cut| (1..cut).rev().find(|&i| line.title && line.mark(i) == Some(':')));
        let told = |i: usize| line.name(i).map(|n| names.table[n].count);
        let spoken_of = |colon: usize| (0..colon).filter_map(told).max();
        let label = colon.filter(|&colon| told(colon + 1) >= spoken_of(colon).max(Some(1)));
        for i in 0..line.toks.len() {
            let Some(id) = line.name(i) else { continue };
            let Some(cut) = cut else {
                // "Hopper restructures again after a deal with Expedia": whoever the headline opens with acts.
                let opens = line.title && i == 0 && !line.toks[i].possessive && line.mark(1).is_none();
                scores[id] += if opens { weight * 2.0 } else { weight };
                continue;
            };
            let cuts = |range: std::ops::Range<usize>| range.clone().any(|j| line.has(j, marks));
            let by = line.is(i.wrapping_sub(1), words!["at", "by", "of"]);
            // "Owner of BedBook to cut 300 jobs".
            // "Google company Verily", "Alphabet unit Verily": what follows is meant.
            let owner = line.has(i + 1, FIRM) && line.name(i + 2).is_some() || owned_by(line, i).is_some();
            if owner || is_of_its_maker(line, i) || line.title && follows_another(line, i) {
                continue;
            }
            scores[id] += weight;
            if label.is_some_and(|colon| i < colon) {
                continue;
            }
            if i < cut && !subject && !line.has(i.wrapping_sub(1), RIVAL) {
                // The first name before the cut is its subject, or its owner ("Amazon's Twitch unit").
                subject = names.table[id].person == 0;
                scores[id] += weight * 4.0;
            }
            if i < cut && cuts(i + 1..i + 6) {
                scores[id] += weight * 2.0;
            }
            if i > cut && by && cuts(i.saturating_sub(8)..i)
                || (line.toks[i].possessive || line.title && i > cut && names.table[id].known) && line.has(i + 1, STAFF | FORCE)
            {
                scores[id] += weight * 4.0;
            }
        }
    }
    let best = (0..names.table.len()).filter_map(|id| {
        let name = &names.table[id];
        if name.person > 0 && !name.known && name.firm <= name.person || name.place > name.firm && !name.known || name.media >= 10
        {
            return None;
        }
        let mut score = scores[id];
        if score == 0.0 {
            return None;
        }
        score += (name.count.min(8) as f64) * 0.6 + f64::from(name.firm.min(6)) * 0.5 + if name.known { 3.0 } else { 0.0 };
        score -= f64::from(name.media) * 2.0 + if name.firm == 0 && !name.known { 3.0 } else { 0.0 };
        // A run of capitals that only a headline has, and nothing says what it is.
        score -= if name.count == 0 && name.firm == 0 && !name.known { 8.0 } else { 0.0 };
        (score > 2.0).then_some((score, id))
    });
    let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|b| b.1).or_else(|| headlined(lines, names))?;
    // "Facebook is cutting its Reality Labs division": the part's owner is meant.
    let owner = lines.iter().filter(|l| !l.title && !names.table[best].known).find_map(|line| {
        let at = (0..line.toks.len()).find(|&i| {
            line.name(i) == Some(best)
                && line.is(i.wrapping_sub(1), words!["its"])
                && line.is(i + 1, words!["division", "unit", "arm", "team"])
        })?;
        (0..at).filter_map(|i| line.name(i)).find(|&n| n != best && names.table[n].is_company())
    });
    let best = owner.unwrap_or(best);
    Some(fuller(names, best))
}

/// A headline shortens ("Ola"); the text says which company of that name is meant.
fn fuller(names: &Names, short: usize) -> usize {
    let Name { text, count, .. } = &names.table[short];
    let longer = |n: &Name| n.count > 0 && n.text.strip_prefix(text.as_str()).is_some_and(|rest| rest.starts_with(' '));
    names.table.iter().position(|n| *count == 0 && longer(n)).unwrap_or(short)
}

/// The company that the headline says acts: named right before the verb that cuts ("GM gives up on robotaxis: Cruise lays off
/// half"), or whose staff stand right behind it ("Jack Dorsey slashes Block workforce").
pub fn headlined_company(lines: &[Line<'_>], names: &Names) -> Option<usize> {
    let title = lines.first().filter(|line| line.title)?;
    let verb = (1..title.toks.len()).find(|&i| title.has(i, CUT | LAY | LET) && !title.has(i, CUT_NOUN & !CUT))?;
    let company = |i: usize| title.name(i).filter(|&n| names.table[n].known);
    let between =
        |j: usize| title.has(j, LIGHT | CUT | OFF | STAFF) || title.is(j, words!["go", "of"]) || title.amount(j).is_some();
    let staff = (verb + 1..title.toks.len()).find(|&j| !between(j)).filter(|&j| title.has(j + 1, STAFF | FORCE));
    if let Some(owner) = staff.and_then(company) {
        return Some(fuller(names, owner));
    }
    let mut before = (0..verb).rev().find(|&j| !title.has(j, AUX | FUTURE | MAYBE | LIGHT))?;
    // "Indeed and Glassdoor to lay off 1,300": the first of several.
    let mut listed = false;
    while before >= 2 && company(before - 2).is_some() {
        let and = title.is(before - 1, words!["and"]);
        if !(and || listed && title.mark(before - 1) == Some(',')) {
            break;
        }
        (before, listed) = (before - 2, true);
    }
    let plain = !title.toks[before].possessive
        && !title.has(before.wrapping_sub(1), RIVAL | PREP)
        && !is_of_its_maker(title, before)
        && !follows_another(title, before);
    company(before).filter(|_| plain).map(|id| fuller(names, id))
}

/// The company of whose staff the first sentences number those who go, whoever decides it: "About 120 of Zehavit's employees will
/// be let go".
pub fn staffed_company(lines: &[Line<'_>], names: &Names) -> Option<usize> {
    let whose = |line: &Line<'_>, k: usize| {
        let owner = k + 2;
        let id = line.name(owner).filter(|&id| line.toks[owner].possessive && names.table[id].is_company())?;
        let staff = (owner + 1..owner + 4).find(|&j| line.has(j, STAFF | FORCE))?;
        let counts = line.amount(k).is_some_and(|a| a.kind == Kind::Number) && line.is(k + 1, words!["of"]);
        // "… will be let go"; not "40 of Zorbex's employees last year, is cutting 500".
        let clause =
            (staff + 1..staff + 7).take_while(|&j| line.mark(j).is_none() && !line.is(j, words!["who", "which", "that"]));
        let go = clause.clone().any(|j| line.has(j, CUT | STRONG | GOING | DISMISS))
            && clause.clone().any(|j| line.has(j, AUX | FUTURE));
        let other = (0..k).any(|j| line.has(j, HIRE) || line.name(j).is_some_and(|n| n != id && names.table[n].is_company()));
        (counts && go && !other).then_some(id)
    };
    let lead = lines.iter().filter(|line| line.rank.is_some_and(|rank| (1..=LEAD).contains(&rank)));
    lead.flat_map(|line| (0..line.toks.len()).map(move |k| (line, k))).find_map(|(line, k)| whose(line, k))
}

/// Sentences that may say whose staff go.
const LEAD: usize = 5;

/// "After Microsoft, IBM to lay off 3,900": the first is old news, where another name follows.
fn follows_another(line: &Line<'_>, i: usize) -> bool {
    let comma = (i + 1..i + 6).find(|&j| line.mark(j) == Some(','));
    line.is(0, words!["after", "following", "like"])
        && (0..i)
            .all(|j| line.is(j, words!["after", "following", "like", "and"]) || line.name(j).is_some() || line.mark(j).is_some())
        && comma.is_some_and(|comma| (comma + 1..line.toks.len()).any(|j| line.name(j).is_some()))
}

/// The name that a headline has, or the first sentences where it has none, and that the text keeps using, where nothing else tells what it is: in a blog nobody
/// writes "the company Quipster".
pub(super) fn headlined(lines: &[Line<'_>], names: &Names) -> Option<usize> {
    let title = lines.first()?;
    let opening = || {
        let head = lines.iter().filter(|l| matches!(l.rank, Some(1..=3)));
        let named = head.flat_map(|l| (0..l.toks.len()).filter_map(|i| l.name(i)));
        named.filter(|&n| names.table[n].count >= 2 && !names.table[n].known).max_by_key(|&n| names.table[n].count)
    };
    let titled = (0..title.toks.len()).find_map(|i| title.name(i));
    let id = titled.or_else(opening)?;
    let name = &names.table[id];
    let plain = name.person == 0 && name.place == 0 && name.media == 0;
    let cuts = |l: &Line<'_>| l.any(STRONG) || l.any(CUT | CUT_NOUN | GOING) && l.any(STAFF | FORCE);
    (plain && name.count >= 1 && lines.iter().any(cuts)).then_some(id)
}

/// Which names are parts of the main company: named beside it in the headline, "its Reality Labs", "Pharmacy unit".
pub fn units(lines: &[Line<'_>], names: &Names, main: usize) -> Vec<bool> {
    let mut units = vec![false; names.table.len()];
    for line in lines {
        for i in 0..line.toks.len() {
            let Some(id) = line.name(i) else { continue };
            let name = &names.table[id];
            if id == main || name.known || name.person > 0 {
                continue;
            }
            let before = i.wrapping_sub(1);
            let owned = line.is(before, words!["its"]) || line.name(before) == Some(main);
            let part = line.is(i + 1, words!["division", "unit", "units", "arm", "team"]);
            let titled = line.title
                && (0..i).any(|j| line.name(j) == Some(main))
                && names.table[main].known
                && line.has(i + 1, CUT | AUX | STRONG);
            units[id] |= owned || titled || part && !line.has(before, FIRM);
        }
    }
    units
}
