//! What the words around a name say: whether it is a company, a person, a place or a publisher.

use rustc_hash::FxHashSet;

use super::super::line::{Line, Token, Words, lookup};
use super::super::vocabulary::*;
use super::Names;
use crate::places;
use crate::text::amount::Kind;

/// Adds up what the words around its names say.
pub(super) fn weigh(line: &Line<'_>, source: Option<&str>, names: &mut Names) {
    for i in 0..line.toks.len() {
        let Some(id) = line.name(i) else { continue };
        let name = &mut names.table[id];
        if line.title {
            name.title = true;
        } else {
            name.count += 1;
        }
        // "Layoffs.fyi says": who keeps count.
        if name.text.split(['.', '-']).any(|w| lookup(w) & STRONG != 0) && !name.known && name.text.contains('.') {
            name.media += 10;
        }
        // "Filter Kaapi (newsletter)"
        let own = |s: &str| {
            let kind = s.split_once(" (").filter(|(_, kind)| matches!(*kind, "newsletter)" | "podcast)" | "blog)"));
            kind.map_or(s, |(s, _)| s).eq_ignore_ascii_case(&name.text)
        };
        if source.is_some_and(|s| own(s) || s.len() > 4 && name.text.ends_with(s)) {
            name.media += 10;
        }
        let before = i.wrapping_sub(1);
        let tok = &line.toks[i];
        // "the news to Respawn Report": the beginning of the publisher's own name.
        let rest = source.and_then(|s| s.strip_prefix(&*name.text)).filter(|rest| rest.starts_with(' '));
        if rest.is_some_and(|rest| line.text[tok.end..].starts_with(rest)) {
            name.media += 10;
        }
        if line.has(before, TITLE) || line.mark(before) == Some('.') && line.has(i.wrapping_sub(2), TITLE) {
            // "engineer Maja Ekholm"; but "the head of Meta" and "rival boss".
            name.person += 2;
        }
        if line.has(before, FIRM) && !line.toks[before].cap || line.has(before, RIVAL) {
            name.firm += 3;
        }
        if line.is(before, words!["union", "ministry"]) || name.text.split([' ', '-']).any(|w| lookup(w) & UNION != 0) {
            name.place += 5;
        }
        // "San Antonio employees"
        if !name.known && name.text.contains(' ') && name.text.split(' ').all(|w| lookup(w) & PLACE != 0 || places::is_place(w)) {
            name.place += 3;
        }
        if !name.known && places::is_place(&name.text) {
            name.place += 3;
        }
        // "Indian Start-Ups", "Telecoms": a trade.
        if !name.known && (lookup(&name.text.to_lowercase()) & SECTOR != 0 || is_trade(&name.text)) {
            name.place += 5;
        }
        // "UPDATED: …", "EXCLUSIVE: …": what kind of report it is.
        if line.mark(i + 1) == Some(':') && matches!(&*name.text, "UPDATE" | "UPDATED" | "EXCLUSIVE" | "BREAKING") {
            name.place += 5;
        }
        let owned = line.is(i.wrapping_sub(2), words!["shares", "stock", "stake", "investor", "investors"]);
        if line.is(before, words!["in", "near", "from", "across"]) && !tok.possessive {
            // "shares in Skald", "roles across Skald".
            if owned || line.is(before, words!["across"]) && line.has(i.wrapping_sub(2), STAFF | FORCE) {
                name.firm += 1;
            } else {
                name.place += 1;
            }
        }
        // "The head office at Blagnac", "the mayor of Tarbes", "in Allegheny and Butler counties".
        const SITES: Words =
            words!["office", "hall", "plant", "site", "factory", "campus", "mill", "warehouse", "works", "mayor"];
        let sited = line.is(before, words!["at", "of"]) && line.is(before.wrapping_sub(1), SITES) && !tok.possessive;
        let county = (i + 1..i + 4).any(|j| line.is(j, words!["county", "counties"]));
        if sited && (line.is(before, words!["at"]) || line.is(before.wrapping_sub(1), words!["mayor"])) || county {
            name.place += 3;
        }
        if line.is(before, words!["at"])
            && !sited
            && (0..before).any(|j| before - j < 5 && line.has(j, STAFF | CUT_NOUN | STRONG))
        {
            name.firm += 2;
        }
        if line.is(before, words!["told", "to"]) && line.is(i.wrapping_sub(2), words!["told", "according"])
            || line.is(before, words!["told"])
        {
            name.media += 2;
        }
        let next = i + 1;
        // "Jack Dorsey told Block's staff": somebody speaks to a company's people.
        let full = name.text.split(' ').count() == 2 && name.firm == 0;
        let others = full && line.toks.get(next + 1).is_some_and(|t| t.possessive && matches!(t.kind, Token::Name(n) if n != id));
        if line.is(next, words!["told", "tells", "wrote", "writes"]) && others && line.has(next + 2, STAFF | FORCE) {
            name.person += 4;
        }
        if line.mark(next) == Some(',') {
            if line.is(next + 1, words!["who"]) || line.amount(next + 1).is_some() && line.mark(next + 2) == Some(',') {
                name.person += 2;
            }
            let near = (next + 1..next + 12).take_while(|&j| line.mark(j).is_none() || line.mark(j) == Some('\''));
            let mut described = near.skip_while(|&j| line.is(j, words!["the", "a", "an", "its", "once"]));
            let article = line.is(next + 1, words!["the", "a", "an", "its", "once", "one"]);
            if article && let Some(j) = described.find(|&j| line.has(j, FIRM | TITLE)) {
                if line.has(j, FIRM) && !line.is(j, words!["head"]) {
                    name.firm += 3;
                } else {
                    name.person += 2;
                }
            } else if line.has(next + 1, TITLE) {
                name.person += 2;
            }
            if line.is(next + 1, words!["which", "whose"]) {
                name.firm += 2;
            }
        }
        if tok.possessive && line.has(next, STAFF | FORCE | CUT_NOUN | STRONG | FIRM)
            || line.has(next, STAFF | STRONG) && line.word(next).ends_with('s')
        {
            name.firm += 2;
        }
        if (tok.possessive || line.toks.get(next).is_some()) && line.has(next, TITLE) && !line.is(next, words!["head", "said"]) {
            name.firm += 2;
        }
        if line.is(next, words!["employs", "employed"])
            || line.is(next, words!["shares", "stock"]) && !line.is(before, words!["the"])
        {
            name.firm += 2;
        }
        if line.text[tok.start..tok.end].ends_with("Inc") || line.is(next, words!["inc", "gmbh", "ltd", "corp", "plc"]) {
            name.firm += 2;
        }
        if line.has(next, SAY) && (next + 1..next + 6).any(|j| line.has(j, CUT_NOUN | STRONG)) {
            name.firm += 2;
        }
        // "CNBC: Tesla will lay off": who reports stands in front.
        if line.title
            && i == 0
            && line.mark(next) == Some(':')
            && (next + 1..next + 6).any(|j| line.name(j).is_some() && line.has(j + 1, AUX | CUT | FUTURE | MAYBE))
        {
            name.media += 10;
        }
        // "Skaldvik is laying off", "Vidyanto cut 1,100 jobs".
        let mut j = next;
        while j < next + 5
            && (line.has(j, AUX | FUTURE)
                || line.is(j, words!["itself", "also", "then", "reportedly", "already", "recently", "now", "alone", "got"]))
        {
            j += 1;
        }
        let verb = !line.has(j, CUT_NOUN) || line.amount(j + 1).is_some() || line.has(j + 1, STAFF | LIGHT);
        if line.has(j, CUT) && verb && !tok.possessive {
            name.firm += 2;
        }
        // "TripTota has raised $12 million", "will hire 75 engineers": companies do.
        let sum = |j: usize| line.amount(j).is_some_and(|a| a.kind == Kind::Money);
        let raises = line.is(j, words!["raised", "raises"]) && (j + 1..j + 3).any(sum);
        if (raises || line.has(j, HIRE) && !line.has(j, AUX) && line.amount(j + 1).is_some()) && !tok.possessive {
            name.firm += 2;
        }
        // "At Corvane, 300 of 2,500 employees", "people at Corvane", "the headcount of Corvane".
        let alone = !line.title && (0..i).all(|j| line.name(j).is_none());
        if line.is(before, words!["at", "of"])
            && alone
            && (i.saturating_sub(4)..before).any(|j| line.has(j, STAFF | FORCE) && !line.has(j, FIRM))
            || line.is(next, words!["employees", "workers", "staffers", "staff"])
            || tok.possessive && line.is(next, words!["board", "founder", "boss", "staff", "workforce", "headcount"])
        {
            name.firm += 1;
        }
        let results = (next + 1..next + 6)
            .any(|j| line.has(j, MONEY) || line.is(j, words!["loss", "losses", "earnings", "results", "a", "its"]));
        if line.is(next, words!["reported"]) && !results
            || line.is(next, words!["has"]) && line.is(next + 1, words!["learned", "learnt", "seen"])
        {
            name.media += 3;
        }
        if line.mark(before) == Some('(') && line.mark(next) == Some(')') {
            name.media += 3;
        }
    }
}

/// Who speaks in an interview is no company: "Wanjiru Kamotho: All of them.", and from then on "WK: Finished.".
pub(super) fn speakers(lines: &[Line<'_>], names: &mut Names) {
    let label = |line: &Line<'_>| line.name(0).filter(|_| !line.title && line.mark(1) == Some(':'));
    let initials = |text: &str| text.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
    let mut turns = vec![0; names.table.len()];
    lines.iter().filter_map(label).for_each(|id| turns[id] += 1);
    let often: FxHashSet<String> =
        (0..turns.len()).filter(|&id| turns[id] >= TURNS).map(|id| names.table[id].text.clone()).collect();
    for (name, turns) in names.table.iter_mut().zip(turns).filter(|(name, turns)| *turns > 0 && !name.known) {
        if turns >= TURNS || name.text.contains(' ') && often.contains(&initials(&name.text)) {
            name.person += SPEAKER;
        }
    }
}

/// Whoever a letter is from is no company: "From: Ada Venn". Two words at least: "From: Zorbex" may be one.
pub(super) fn senders(lines: &[Line<'_>], names: &mut Names) {
    for line in lines {
        let heads = (0..line.toks.len()).filter(|&i| line.is(i, words!["from", "sender"]) && line.mark(i + 1) == Some(':'));
        let heads = heads.filter(|&i| i == 0 || line.text[..line.toks[i].start].trim_end_matches(' ').ends_with('\n'));
        for id in heads.filter_map(|i| line.name(i + 2)).collect::<Vec<_>>() {
            let name = &mut names.table[id];
            let corporate = || name.text.split(' ').any(|word| lookup(word) & (TECH | LEGAL | FIRM | SECTOR) != 0);
            if !name.known && name.firm == 0 && name.text.contains(' ') && !corporate() {
                name.person += SPEAKER;
            }
        }
    }
}

/// A label before so many lines is a speaker's.
const TURNS: usize = 3;

/// How much the label of a speaker says for a person: more than whatever an interview has that is said of companies.
pub const SPEAKER: i32 = 10;

/// Who is called by a family name is a person: reports give the full name once.
pub(super) fn surnames(names: &mut Names) {
    for name in names.table.iter_mut().filter(|name| !name.known && name.is_shortened_as_people()) {
        name.person += SURNAME;
    }
}

/// How much being called by a family name says for a person: as much as what is said twice of a company, as people cut jobs
/// too ("In June, Raskin let 310 people go").
const SURNAME: i32 = 5;

/// A family name is a person's if the full name is.
pub(super) fn kin(names: &mut Names) {
    let people: Vec<String> = names
        .table
        .iter()
        .filter(|n| n.person > 0 && n.text.contains(' ') && n.firm < n.person)
        .filter_map(|n| n.text.rsplit(' ').next().map(str::to_owned))
        .collect();
    for name in &mut names.table {
        if !name.text.contains(' ') && people.contains(&name.text) {
            name.person += 2;
        }
    }
}

/// Whether a name is that of all companies of a kind.
fn is_trade(name: &str) -> bool {
    const TRADES: &[&str] =
        &["telecoms", "banks", "retailers", "carmakers", "chipmakers", "automakers", "airlines", "publishers", "newspapers"];
    TRADES.contains(&name.to_lowercase().as_str())
}
