//! What speaks for a name being the company whose staff go.

use super::super::company::{Names, SPEAKER};
use super::super::line::{Line, lookup};
use super::super::vocabulary::*;
use super::{Candidate, Signs};

/// The names of an article that may be the company, with what speaks for each; `ruled` is the one that the rules take.
/// The token of a candidate is its place in the table of names.
pub fn companies(lines: &[Line<'_>], names: &Names, ruled: Option<usize>) -> Vec<Candidate> {
    let most = names.table.iter().filter(|n| n.person == 0 || n.known).map(|n| n.count).max().unwrap_or(0).max(1);
    let places = places(lines, names);
    // Beside a listed company that the first sentences name, whoever is spoken of as a person is none; nor is a speaker.
    let listed = (0..names.table.len()).any(|id| names.table[id].known && places[id].lead);
    let mut found = Vec::new();
    for (id, name) in names.table.iter().enumerate() {
        // Who keeps count of layoffs ("Layoffs.fyi") dismisses nobody, and no trade does as one.
        let counts = name.media >= 10 && !name.known && name.text.split('.').any(|w| lookup(w) & STRONG != 0);
        let trade = !name.known && lookup(&name.text.to_lowercase()) & SECTOR != 0;
        let somebody = !name.known && name.person > name.firm && (listed || name.person >= SPEAKER);
        if name.count + usize::from(name.title) == 0 || counts || trade || somebody {
            continue;
        }
        let mut signs = Signs::default();
        signs.set("rules_choose", ruled == Some(id));
        signs.set("rules_choose_other", ruled.is_some_and(|r| r != id));
        signs.put("often", name.count as f64 / most as f64);
        signs.set("most", name.count == most);
        signs.set("once", name.count <= 1);
        signs.set("title", name.title);
        signs.set("known", name.known);
        signs.put("firm", f64::from(name.firm.min(6)) / 6.0);
        signs.set("no_firm", name.firm == 0 && !name.known);
        signs.set("person", name.person > 0 && name.person >= name.firm);
        signs.set("some_person", name.person > 0);
        signs.set("place", name.place > name.firm);
        signs.set("media", name.media >= 10);
        signs.put("some_media", f64::from(name.media.min(10)) / 10.0);
        let words = name.text.split(' ').count();
        signs.set("long_name", words >= 3);
        signs.set("body_of_people", name.text.split([' ', '-']).any(|w| lookup(w) & UNION != 0));
        let Places { first, lead, early, subject, owner, cuts, told, at } = places[id];
        signs.set("lead", lead);
        signs.set("early", early);
        signs.set("first", found.iter().all(|c: &Candidate| c.line > first) && first > 0);
        signs.put("subject", subject.min(4) as f64 / 4.0);
        signs.put("owner", owner.min(4) as f64 / 4.0);
        signs.put("with_cuts", cuts.min(6) as f64 / 6.0);
        signs.put("speaks", told.min(3) as f64 / 3.0);
        signs.put("works_at", at.min(3) as f64 / 3.0);
        found.push(Candidate { line: first, tok: id, low: 0.0, value: id as f64, said: name.text.clone(), signs });
    }
    found
}

/// What is said where a name stands: in which line first, and how often what.
#[derive(Clone, Copy)]
struct Places {
    first: usize,
    lead: bool,
    early: bool,
    subject: usize,
    owner: usize,
    cuts: usize,
    told: usize,
    at: usize,
}

/// The places of every name.
fn places(lines: &[Line<'_>], names: &Names) -> Vec<Places> {
    let none = Places { first: usize::MAX, lead: false, early: false, subject: 0, owner: 0, cuts: 0, told: 0, at: 0 };
    let mut all = vec![none; names.table.len()];
    for (l, line) in lines.iter().enumerate().filter(|(_, l)| !l.aside) {
        let cut_at = line.toks.iter().position(|t| t.cue & (CUT | STRONG | DISMISS) != 0);
        let mut leads = true;
        for i in 0..line.toks.len() {
            let Some(id) = line.name(i) else { continue };
            let places = &mut all[id];
            places.first = places.first.min(l);
            places.lead |= matches!(line.rank, Some(1..=2));
            places.early |= matches!(line.rank, Some(3..=6));
            places.subject += usize::from(leads && cut_at.is_some_and(|c| i < c && c - i < 16));
            leads = false;
            places.cuts += usize::from(cut_at.is_some());
            places.owner +=
                usize::from(line.toks[i].possessive && (i + 1..i + 4).any(|j| line.has(j, STAFF | FORCE | CUT_NOUN | TITLE)));
            places.told += usize::from((i + 1..i + 3).any(|j| line.has(j, SAY)));
            places.at += usize::from(
                line.is(i.wrapping_sub(1), words!["at", "of", "by"])
                    && (i.saturating_sub(6)..i).any(|j| line.has(j, STAFF | FORCE | TITLE | CUT_NOUN)),
            );
        }
    }
    all
}

/// The likeliest of them.
pub fn company(candidates: &[Candidate], weights: &super::Table) -> Option<usize> {
    let scored = candidates.iter().map(|c| (c.signs.score(weights), c));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.tok.cmp(&a.1.tok))).map(|(_, c)| c.tok)
}
