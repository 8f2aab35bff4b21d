//! Which amounts are cuts: each number and share of a sentence, judged by the noun it counts, the verb that governs
//! it, the company that acts and the time it is said of.

use super::company::Names;
use super::date::Time;
use super::line::{Line, Token};
use super::vocabulary::*;
use crate::text::amount::{Amount, Hedge, Kind};

/// An amount that says how many or what share are cut.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The line it stands in.
    pub line: usize,
    /// Its token there.
    pub tok: usize,
    /// A share, not a number.
    pub share: bool,
    /// The company that cuts.
    pub company: usize,
    /// The token that names the company, when it is in the same line.
    pub named: Option<usize>,
    /// Of an earlier round.
    pub earlier: bool,
    /// A sum over years or rounds.
    pub span: bool,
    /// Of one place or department.
    pub partial: bool,
    /// Somebody's guess or claim.
    pub doubt: bool,
    /// The figure that says the same as a share or a number, by its place in the list.
    pub pair: Option<usize>,
    /// The token of the word that cuts.
    pub cut: usize,
    /// The tokens that say of what it is a share, without "of".
    pub of: Option<std::ops::Range<usize>>,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Staff,
    Cut,
    /// Vacancies, hires, new jobs.
    Vacant,
    /// "96 of its 253 employees": what the number at this token counts.
    PartOf,
    /// Nothing is named: "lays off 96 after".
    Bare,
    Other,
}

/// How one amount is tied to a cut.
#[derive(Clone, Copy)]
struct Link {
    cut: usize,
    end: usize,
    partial: bool,
    /// Only restates another figure ("which means 1,120 people").
    restates: bool,
}

/// The figures of all lines, in order.
pub fn figures(lines: &[Line<'_>], times: &[Vec<Time>], names: &Names, main: usize, dated: bool) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut last: Option<usize> = None;
    let titled = lines[0].any(CUT | STRONG);
    let cuts_before = |l: usize| {
        (l.saturating_sub(2)..=l).any(|k| lines[k].any(CUT | STRONG)) || titled && lines[l].rank.is_some_and(|r| r <= 6)
    };
    for (l, line) in lines.iter().enumerate() {
        let start = figures.len();
        if line.correction || !line.toks.iter().any(|t| matches!(t.kind, Token::Amount(_))) || !cuts_before(l) && !line.any(GOING)
        {
            last = subject(line, names).or(if continues(line) { last } else { None });
            continue;
        }
        let mut loose: Vec<(usize, Link)> = Vec::new();
        for k in 0..line.toks.len() {
            let Some(a) = line.amount(k) else { continue };
            let share = matches!(a.kind, Kind::Percent | Kind::Fraction);
            if !share && a.kind != Kind::Number {
                continue;
            }
            let link = if share { share_link(line, k) } else { number_link(line, k) };
            let Some((link, tied)) = link else { continue };
            if tied {
                figures.extend(figure(line, l, k, share, &link, &times[l], names, main, last, dated));
            } else {
                loose.push((k, link));
            }
        }
        // What stands in apposition to a figure says the same: "340 jobs, roughly 13% of its workforce".
        for &(k, link) in &loose {
            let share = line.amount(k).is_some_and(|a| a.kind != Kind::Number);
            let partner = (start..figures.len()).find(|&f| figures[f].share != share && beside(line, figures[f].tok, k));
            let restated = link.restates
                && figures.iter().rev().take(3).any(|f| l - f.line <= 4 && f.share != share && !f.earlier)
                || link.restates && share && line.title;
            let mate = loose.iter().find(|(m, other)| {
                let (n, s) = if share { (other, &link) } else { (&link, other) };
                let (number, part) = if share { (*m, k) } else { (k, *m) };
                line.amount(*m).is_some_and(|a| (a.kind != Kind::Number) != share)
                    && (n.end > number + 1 || line.mark(number + 1) == Some(',') && line.is(number + 2, &["or"]))
                    && s.end > part + 1
                    && of_tokens(line, part).is_some_and(|o| line.has(o.end - 1, FORCE))
                    && beside(line, *m, k)
            });
            if partner.is_none() && mate.is_some() {
                // "Bloomberg does: nearly 6,650 employees, close to 5% of Dell's workforce": the pair itself says it.
                let link = Link { cut: k, restates: true, ..link };
                figures.extend(figure(line, l, k, share, &link, &times[l], names, main, last, dated));
            } else if let Some(partner) = partner {
                let twin = figures[partner].clone();
                let of = share.then(|| of_tokens(line, k)).flatten();
                figures.push(Figure { tok: k, share, pair: Some(partner), of, ..twin });
                let own = figures.len() - 1;
                if figures[partner].pair.is_none() {
                    figures[partner].pair = Some(own);
                }
            } else if restated {
                figures.extend(figure(line, l, k, share, &link, &times[l], names, main, last, dated));
            }
        }
        // A number and a share that hang on the same verb belong together, too.
        for i in start..figures.len() {
            for j in i + 1..figures.len() {
                if figures[i].share != figures[j].share
                    && figures[i].pair.is_none()
                    && figures[j].pair.is_none()
                    && beside(line, figures[i].tok, figures[j].tok)
                {
                    figures[i].pair = Some(j);
                    figures[j].pair = Some(i);
                }
            }
        }
        last = figures[start..].last().map(|f| f.company).or_else(|| subject(line, names)).or(if continues(line) {
            last
        } else {
            None
        });
    }
    figures
}

/// The company that a line begins with.
fn subject(line: &Line<'_>, names: &Names) -> Option<usize> {
    (0..line.toks.len().min(8)).filter_map(|i| line.name(i)).find(|&n| names.table[n].is_company())
}

/// Whether a line goes on about whoever was spoken of: "It …", "The company …".
fn continues(line: &Line<'_>) -> bool {
    line.is(0, &["it", "its", "they", "the", "that", "he", "she", "those", "about"])
}

/// Whether two figures stand side by side, with nothing between them that acts.
fn beside(line: &Line<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (a.min(b), a.max(b));
    if b - a > 14 {
        return false;
    }
    let mut bridge = false;
    for j in a + 1..b {
        if matches!(line.mark(j), Some(';' | ':')) || line.has(j, HIRE | EARLIER | CLAUSE | SAY) && !line.has(j, STAFF | FORCE) {
            return false;
        }
        bridge |=
            matches!(line.mark(j), Some(',' | '(' | '—' | '–')) || line.is(j, &["or", "by", "are", "is"]) || line.has(j, EQUATE);
        if line.has(j, CUT) && !line.has(j, CUT_NOUN) && !line.is(j, &["cutting"])
            || line.is(j, &["and", "but", "with", "at", "in"]) && line.mark(j.wrapping_sub(1)) == Some(',')
        {
            return false;
        }
    }
    bridge
}

/// What the number at `k` counts, and the token after.
fn head(line: &Line<'_>, k: usize) -> (Head, usize) {
    let mut unknown = 0;
    let mut of = false;
    let mut j = k + 1;
    while j < k + 9 {
        let Some(tok) = line.toks.get(j) else { break };
        match tok.kind {
            Token::Mark('"' | '“' | '‘' | '\'') => {}
            Token::Mark(_) => break,
            Token::Amount(_) if of => {
                let (head, end) = head(line, j);
                return if matches!(head, Head::Staff | Head::Bare | Head::Cut) { (Head::PartOf, end) } else { (head, end) };
            }
            Token::Amount(_) => break,
            Token::Name(_) => {}
            Token::Word => {
                let cue = tok.cue;
                if line.is(j, &["of"]) {
                    if line.is(j + 1, &["them", "us", "those", "whom", "these"]) {
                        return (Head::Staff, j + 2);
                    }
                    of = true;
                } else if cue & (VACANT | HIRE) != 0 && !of {
                    return (Head::Vacant, j + 1);
                } else if cue & STAFF != 0 {
                    if line.has(j + 1, CUT_NOUN) && line.is(j, &["job", "staff", "position", "role", "headcount", "workforce"]) {
                        return (Head::Cut, j + 2);
                    }
                    if line.has(j + 1, VACANT) || line.is(j + 1, &["applications", "offers", "fair", "applicants"]) {
                        return (Head::Vacant, j + 2);
                    }
                    // "200 staff positions", "1,500 team members".
                    return (Head::Staff, if line.has(j + 1, STAFF) { j + 2 } else { j + 1 });
                } else if cue & CUT_NOUN != 0 {
                    return (Head::Cut, j + 1);
                } else if cue & (GOING | CUT | AUX | CLAUSE | RELATIVE | SAY | MAYBE | REMAIN) != 0
                    || cue & PREP != 0
                    || line.is(j, &["and", "or", "so", "as", "go"])
                {
                    break;
                } else if cue & LIGHT == 0 || cue & PRONOUN != 0 && !of {
                    unknown += 1;
                }
            }
        }
        j += 1;
    }
    if unknown == 0 { (Head::Bare, if of { j } else { k + 1 }) } else { (Head::Other, j) }
}

/// Whether the number is of those employed, kept or hired.
fn is_total(line: &Line<'_>, k: usize, end: usize, head: Head) -> bool {
    let mut p = k.wrapping_sub(1);
    let light = |p: usize| {
        line.has(p, LIGHT)
            && !line.is(
                p,
                &[
                    "of", "its", "their", "to", "by", "is", "was", "be", "been", "has", "had", "have", "all", "the", "are",
                    "were", "or",
                ],
            )
    };
    while p != usize::MAX && light(p) {
        p = p.wrapping_sub(1);
    }
    // "of its 253", "of the company's 5,000", "a team of 722".
    let mut q = p;
    for _ in 0..5 {
        if line.is(q, &["of"]) {
            let r = q.wrapping_sub(1);
            if line.is(r, &["out", "average", "survey"])
                || line.amount(r).is_some_and(|a| !matches!(a.kind, Kind::Date | Kind::Money))
                || line.has(r, FORCE) && !line.is(r, &["total"])
            {
                return true;
            }
            break;
        }
        let within = line.has(q, PRONOUN | LIGHT | FIRM | FORCE) || line.name(q).is_some() || line.has(q, EMPLOY);
        if q == usize::MAX || !within {
            break;
        }
        q = q.wrapping_sub(1);
    }
    if line.is(p, &["its", "their", "our"]) && !(1..4).any(|d| line.has(p.wrapping_sub(d), CUT | STRONG)) {
        return true;
    }
    if line.has(p, EMPLOY) && !line.has(p, STAFF)
        || line.is(p, &["employs", "employed", "employing", "counted", "represents", "represent"])
    {
        return true;
    }
    if line.is(p, &["of"]) && line.has(p.wrapping_sub(1), FORCE | EMPLOY) && !line.is(p.wrapping_sub(1), &["total"]) {
        return true;
    }
    if line.is(p, &["has", "have", "had", "with", "counts", "still", "now", "having"])
        && head == Head::Staff
        && !line.has(end, GOING | CUT)
        && !line.has(p.wrapping_sub(1), CUT | STRONG)
    {
        return true;
    }
    // "from 1,200 people to 3,600", "down to 400", "rose to", "was".
    if line.is(p, &["to", "from", "at", "was", "is", "below", "than"])
        && !(line.is(p, &["to"]) && line.is(p.wrapping_sub(1), &["up", "close"]))
        && (p.saturating_sub(5)..p).any(|j| {
            line.is(
                j,
                &[
                    "went",
                    "grew",
                    "rose",
                    "fell",
                    "drifted",
                    "down",
                    "up",
                    "grown",
                    "gone",
                    "peaked",
                    "headcount",
                    "stood",
                    "swelled",
                ],
            )
        })
    {
        return true;
    }
    if head == Head::PartOf {
        return false;
    }
    // "500 people work there", "7,000 employees will be left", "2,000 staff remain".
    for j in end..end + 5 {
        if line.mark(j).is_some_and(|c| c != '"') || line.has(j, CUT | CLAUSE) {
            break;
        }
        if line.has(j, REMAIN) || line.has(j, EMPLOY) && !line.has(j, FORCE) || line.is(j, &["rolls", "books", "payroll"]) {
            return true;
        }
        if line.is(j, &["left"])
            && line.is(j.wrapping_sub(1), &["be", "are", "has", "have"])
            && line.has(j.wrapping_sub(2), AUX | STAFF)
        {
            return true;
        }
    }
    let mut hires = (k.saturating_sub(6)..k).rev();
    hires.find(|&j| line.has(j, CUT | HIRE)).is_some_and(|j| line.has(j, HIRE) && !line.is(j, &["new"]))
}

/// The cutting word before `k` that governs it.
fn cut_before(line: &Line<'_>, k: usize, reach: usize) -> Option<usize> {
    let mut commas = 0;
    for j in (k.saturating_sub(reach)..k).rev() {
        match line.toks[j].kind {
            Token::Mark(',') => {
                commas += 1;
                let resumes = (j + 1..k).all(|i| line.has(i, LIGHT));
                if !resumes || commas > 1 {
                    return None;
                }
            }
            Token::Mark(';' | ':' | '—' | '(' | '–' | '.') => return None,
            Token::Word => {
                let cue = line.toks[j].cue;
                if cue & (CUT | STRONG) != 0 {
                    return Some(j);
                }
                if line.is(
                    j,
                    &["affect", "affects", "affecting", "impact", "impacts", "impacting", "touch", "hit", "hits", "touches"],
                ) {
                    return Some(j);
                }
                if cue & CUT_NOUN != 0 && line.is(j + 1, &["of"]) {
                    return Some(j);
                }
                if cue & (HIRE | RELATIVE | SAY) != 0 || cue & CLAUSE != 0 || cue & EMPLOY != 0 && cue & FORCE == 0 {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// The word after `end` by which what was counted goes: "are being cut", "to go", "who lost their jobs".
fn cut_after(line: &Line<'_>, end: usize) -> Option<usize> {
    let mut acted = end;
    for j in end..(end + 16).min(line.toks.len()) {
        match line.toks[j].kind {
            Token::Mark(';' | ':') => return None,
            Token::Mark(',') if line.is(j + 1, &["and", "but"]) => return None,
            Token::Word => {
                let cue = line.toks[j].cue;
                if line.is(j, &["not", "never", "won't", "aren't", "isn't", "waiting", "awaiting", "avoid", "wouldn't"])
                    && !line.is(j + 2, &["renewed"])
                {
                    return None;
                }
                if cue & (CUT | STRONG | GOING) != 0 && !(cue & FORCE != 0 && cue & GOING == 0) {
                    let driven = j == end
                        || (j.saturating_sub(5).max(end)..j).any(|i| line.has(i, AUX | RELATIVE) || line.is(i, &["to"]))
                        || cue & GOING != 0 && acted == end && j - end < 5;
                    // "500 people, the company cut": the verb has its own subject.
                    let own =
                        (acted..j).any(|i| line.mark(i) == Some(',') && (line.name(i + 1).is_some() || line.has(i + 1, CLAUSE)));
                    return (driven && !own).then_some(j);
                }
                if cue & REMAIN != 0
                    || cue & HIRE != 0 && !line.is(j, &["new"])
                    || cue & VOLUNTARY != 0
                    || cue & CLAUSE != 0 && j > end
                {
                    return None;
                }
                if cue & SAY != 0 {
                    acted = j;
                }
                if cue & EMPLOY != 0 && cue & FORCE == 0 {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// How a number is tied to a cut; the flag says whether by itself.
fn number_link(line: &Line<'_>, k: usize) -> Option<(Link, bool)> {
    let (head, end) = head(line, k);
    if matches!(head, Head::Vacant | Head::Other) || line.any(VOLUNTARY) {
        return None;
    }
    if head != Head::Cut && is_total(line, k, end, head) {
        return None;
    }
    // "four people familiar with the plan", "two employees said": those who tell, not those who go.
    if line.amount(k).is_some_and(|a| a.value < 13.0)
        && (line.is(end, &["familiar", "aware", "close", "briefed", "with", "told"])
            || line.has(end, SAY) && !line.has(end, CUT)
            || line.is(k.wrapping_sub(1), &["to"]) && line.is(k.wrapping_sub(2), &["according"]))
    {
        return None;
    }
    let partial = is_partial(line, k, end, head);
    let link = |cut: usize| Link { cut, end, partial, restates: false };
    if head == Head::Cut {
        return Some((link(end - 1), true));
    }
    let reach = if head == Head::Bare { 6 } else { 11 };
    if let Some(cut) = cut_before(line, k, reach) {
        // A bare number must follow closely, with nothing counted otherwise between.
        let counted = head != Head::Bare || k - cut <= 4 || line.has(cut, STRONG);
        if counted && !(line.has(cut, CUT_NOUN) && line.is(cut, &["cuts"]) && !line.is(cut + 1, &["of"]) && k - cut > 6) {
            return Some((link(cut), true));
        }
    }
    if line.is(0, &["that", "with", "it"]) && (0..k).any(|j| line.is(j, &["bring", "brings", "bringing"])) {
        return None;
    }
    let driven = line.has(end, GOING | CUT | AUX | MAYBE | FUTURE);
    if (head != Head::Bare || end > k + 1 || driven)
        && let Some(cut) = cut_after(line, end)
        && (head != Head::Bare || end > k + 1 || cut - end <= 6)
    {
        return Some((link(cut), true));
    }
    // "let 412 go" with a bare number is found above; "about 280 of the 2,240" may restate a share.
    let equates = (k.saturating_sub(6)..k)
        .any(|j| line.has(j, EQUATE) || line.is(j, &["be", "that's"]) && line.is(j.wrapping_sub(1), &["would"]));
    let firm = matches!(head, Head::Staff | Head::PartOf);
    (firm || head == Head::Bare).then_some((Link { cut: k, end, partial, restates: equates && firm }, false))
}

/// Whether the number is of one place, department or group.
fn is_partial(line: &Line<'_>, k: usize, end: usize, head: Head) -> bool {
    if line.title {
        return false;
    }
    let slice = head == Head::PartOf && line.is(k + 1, &["of"]) && line.is(k + 2, &["the", "those", "these"])
        || line.is(k + 1, &["of"])
            && line.is(k + 2, &["the", "those", "these"])
            && !(k + 3..k + 5).any(|j| line.name(j).is_some() || line.has(j, FIRM));
    let placed = line.is(end, &["in", "at", "from", "across"])
        && (end + 1..end + 5).any(|j| {
            line.has(j, DEPARTMENT | PLACE) && (line.has(j, DEPARTMENT) || line.toks[j].cap)
                || j < end + 3 && line.name(j).is_some()
        });
    let before = k.saturating_sub(4)..k;
    let named = before.clone().any(|j| line.is(j, &["including", "with", "among", "alone", "followed", "mostly"]))
        || line.is(0, &["in"]) && line.toks.get(1).is_some_and(|t| t.cap && t.cue & MONTH == 0) && line.amount(1).is_none();
    // "Sales is losing 23%", "Freiburg loses 700 jobs", "QA suffers most".
    let owner = (0..k.min(4)).any(|j| line.has(j, DEPARTMENT) && line.has(j + 1, AUX | CUT | GOING))
        || line.toks.first().is_some_and(|t| t.cue & PLACE != 0 && t.cap) && line.has(1, AUX | CUT | GOING);
    slice || placed || named || owner || loses(line, k)
}

/// The tokens of "its workforce" after a share, without "of".
fn of_tokens(line: &Line<'_>, k: usize) -> Option<std::ops::Range<usize>> {
    let start = if line.is(k + 1, &["of"]) { k + 2 } else { k + 1 };
    for j in start..start + 8 {
        let tok = line.toks.get(j)?;
        match tok.kind {
            Token::Mark('"' | '“' | '”' | '’' | '\'') => continue,
            Token::Mark(_) => return None,
            Token::Amount(_) => continue,
            Token::Name(_) if !tok.possessive && start == k + 2 => {
                // "5% of Audible", but "5% of Audible employees".
                if line.has(j + 1, FORCE | STAFF) {
                    return Some(start..j + 2);
                }
                return Some(start..j + 1);
            }
            Token::Name(_) => continue,
            Token::Word => {}
        }
        if tok.cue & MONEY != 0 {
            return None;
        }
        if tok.cue & (FORCE | STAFF) != 0 {
            // "its sales staff", "the company's total workforce": take the last such word.
            let mut end = j + 1;
            while line.has(end, FORCE | STAFF) || line.is(end, &["members"]) {
                end += 1;
            }
            if line.has(end, MONEY) {
                return None;
            }
            return Some(start..end);
        }
        if line.is(j, &["it", "them", "us", "those", "all", "everyone", "everybody", "ours"])
            && start == k + 2
            && !line.has(j + 1, FORCE)
            && !line.has(j + 2, FORCE)
        {
            return Some(start..j + 1);
        }
        if tok.cue & FIRM != 0
            && start == k + 2
            && line.is(start, &["the"])
            && (line.toks.get(j + 1).is_none() || line.mark(j + 1).is_some())
        {
            return Some(start..j + 1);
        }
        if tok.cue & (AUX | SAY | CLAUSE | RELATIVE) != 0 {
            return None;
        }
    }
    None
}

/// How a share is tied to a cut; the flag says whether by itself.
fn share_link(line: &Line<'_>, k: usize) -> Option<(Link, bool)> {
    let of = of_tokens(line, k);
    let next = k + 1;
    let bare = line.toks.get(next).is_none()
        || line.mark(next).is_some_and(|c| c != '-')
        || line.has(next, LIGHT | PREP | CLAUSE | EARLIER | CUT | GOING | AUX) && !line.is(next, &["of"])
        || line.is(next, &["and", "go", "of"]) && of.is_some();
    if of.is_none() && !bare {
        // "one in eight positions", "a 20% workforce reduction", "14% layoffs".
        let near = (next..next + 3).any(|j| line.has(j, STAFF | FORCE | CUT_NOUN));
        if !near || line.has(next, MONEY) {
            return None;
        }
    }
    if line.is(next, &["of"]) && of.is_none() || line.has(next, MONEY) {
        return None;
    }
    // "would bring the total to 30,000, or 10%": a sum; "a third of those affected": a part of the part.
    let sums = (0..k).any(|j| line.is(j, &["bring", "brings", "bringing"]));
    let part = of.as_ref().is_some_and(|o| line.is(o.end - 1, &["those", "them"]) && line.has(o.end, GOING | CUT | RELATIVE));
    if sums || part {
        return None;
    }
    let end = of.as_ref().map_or(next, |o| o.end);
    let partial = share_is_partial(line, k, of.as_ref());
    let link = |cut: usize| Link { cut, end, partial, restates: false };
    let inside = line.amount(k).is_some_and(|a| line.text[a.range.clone()].split(' ').any(|w| cues(w) & STAFF != 0));
    let staffed = inside || of.is_some() || (next..next + 3).any(|j| line.has(j, STAFF | FORCE));
    if let Some(cut) = cut_before(line, k, 12) {
        // A bare share needs a verb that can only mean people, or the headline's brevity: "Brex scythed 11%".
        let object = (cut + 1..k)
            .find(|&j| line.has(j, STAFF | FORCE | MONEY | SPAN) || line.toks[j].kind == Token::Word && line.toks[j].cue == 0);
        let about_staff = staffed || object.is_some_and(|j| line.has(j, STAFF | FORCE) && !line.has(j, MONEY));
        let strong = line.has(cut, STRONG)
            || object.is_none()
                && !line.is(cut, &["lost", "lose", "loses", "losing", "dropped", "drop", "fell", "reduced", "shrank", "shed"]);
        if about_staff || strong && object.is_none() {
            return Some((link(cut), true));
        }
    }
    if staffed && let Some(cut) = cut_after(line, end) {
        return Some((link(cut), true));
    }
    // "That's 18% of a team of 722", "The cuts amount to 22%": restates what was said before.
    let restates = staffed
        && of.is_some()
        && (line.is(0, &["that", "that's", "this", "these", "they", "it"])
            || (0..k).any(|j| line.has(j, EQUATE) || line.has(j, CUT_NOUN | STRONG))
            || line.is(0, &["the"]) && line.has(k.wrapping_sub(1), AUX));
    Some((Link { cut: k, end, partial, restates }, false))
}

/// "Customer success is losing 42%": who loses is a part, unless it is the company.
fn loses(line: &Line<'_>, k: usize) -> bool {
    let Some(verb) = (k.saturating_sub(6)..k).rev().find(|&j| line.is(j, &["lose", "loses", "losing", "lost"])) else {
        return false;
    };
    let mut subject = verb;
    while subject > 0 && (line.has(subject - 1, AUX | FUTURE) || line.is(subject - 1, &["to", "also"])) {
        subject -= 1;
    }
    let Some(subject) = subject.checked_sub(1) else { return false };
    line.name(subject).is_none() && !line.has(subject, PRONOUN | FIRM | RELATIVE | STAFF | FORCE) && line.mark(subject).is_none()
}

fn share_is_partial(line: &Line<'_>, k: usize, of: Option<&std::ops::Range<usize>>) -> bool {
    if line.title {
        return false;
    }
    let owner = (0..k.min(5)).any(|j| line.has(j, DEPARTMENT) && line.has(j + 1, AUX | CUT | GOING))
        || line.toks.first().is_some_and(|t| t.cue & PLACE != 0 && t.cap) && line.has(1, AUX | CUT | GOING | DEPARTMENT)
        || line.toks.get(1).is_some_and(|t| t.cue & PLACE != 0 && t.cap) && line.has(2, DEPARTMENT);
    owner || loses(line, k) || of.is_some_and(|o| (o.start..o.end).any(|j| line.is(j, &["remaining"])))
}

/// Builds the figure, unless what it counts is nobody's in particular.
#[allow(clippy::too_many_arguments)]
fn figure(
    line: &Line<'_>,
    l: usize,
    k: usize,
    share: bool,
    link: &Link,
    times: &[Time],
    names: &Names,
    main: usize,
    last: Option<usize>,
    dated: bool,
) -> Option<Figure> {
    if is_sector(line, k, link, names) {
        return None;
    }
    let (company, named) = actor(line, k, link, names, main, last);
    let a = line.amount(k)?;
    let (earlier, span) = if link.restates { (false, false) } else { timing(line, k, link, times, dated) };
    Some(Figure {
        line: l,
        tok: k,
        share,
        company,
        named,
        earlier,
        span: span || a.hedge == Hedge::Vague && a.value >= 1e4,
        partial: link.partial && (share || !link.restates),
        doubt: doubtful(line, k, link.cut),
        pair: None,
        cut: link.cut,
        // "cutting its workforce by 23%": what is cut stands before the share.
        of: share
            .then(|| of_tokens(line, k).or_else(|| (link.cut + 1..k).find(|&j| line.has(j, FORCE)).map(|j| link.cut + 1..j + 1)))
            .flatten(),
    })
}

/// Whether a whole trade is meant: "44 start-ups have dismissed 15,700".
fn is_sector(line: &Line<'_>, k: usize, link: &Link, names: &Names) -> bool {
    let company = |j: usize| line.name(j).is_some_and(|n| names.table[n].is_company());
    let anchor = link.cut.min(k);
    for j in (0..anchor).rev() {
        // "Corvina, which builds routers for phone companies, is eliminating": an aside names a trade, not the subject.
        let aside = line.mark(j) == Some(',') && (0..j).any(company);
        if company(j) || aside || line.mark(j) == Some(';') {
            break;
        }
        if line.has(j, SECTOR) && !line.toks[j].possessive && !line.has(j.wrapping_sub(1), FIRM & !SECTOR) {
            return true;
        }
    }
    let after = link.end.max(link.cut + 1);
    let follows = (after..after + 8)
        .take_while(|&j| !matches!(line.mark(j), Some(',' | ';')))
        .any(|j| line.has(j, SECTOR) && !line.toks[j].possessive)
        && (after..after + 8).any(|j| line.is(j, &["at", "across", "by", "in"]));
    follows && !(after..after + 8).any(company)
}

/// Who cuts: named after the verb ("by Lyft", "at Meta"), before it, or at the end ("…, Amazon said"); otherwise whoever
/// was spoken of.
fn actor(line: &Line<'_>, k: usize, link: &Link, names: &Names, main: usize, last: Option<usize>) -> (usize, Option<usize>) {
    let company = |j: usize| line.name(j).filter(|&n| names.table[n].is_company() || n == main);
    let from = link.cut.max(k);
    for j in from..(from + 12).min(line.toks.len()) {
        if matches!(line.mark(j), Some(';' | ',')) && j > link.end {
            break;
        }
        if line.is(j, &["at", "by", "of", "from"]) || j == from && line.has(j, GOING) {
            let near = (j + 1..j + 6).take_while(|&i| line.mark(i).is_none());
            if let Some(at) = near.clone().find(|&i| company(i).is_some())
                && !near.clone().take_while(|&i| i < at).any(|i| line.has(i, AUX | PREP | SAY) || line.amount(i).is_some())
            {
                return (company(at).unwrap_or(main), Some(at));
            }
        }
    }
    let anchor = link.cut.min(k);
    let mut j = link.cut.max(if link.cut > k { k } else { link.cut });
    j = j.max(anchor);
    while j > 0 {
        j -= 1;
        if line.mark(j) == Some(';') {
            break;
        }
        let Some(n) = company(j) else { continue };
        // A name inside ", which competes with X, " is not the subject; neither is a listener or a date's place.
        let open = (0..j).rev().find(|&i| line.mark(i) == Some(','));
        let closed = (j + 1..=anchor).any(|i| line.mark(i) == Some(','));
        let aside = closed && open.is_some_and(|o| line.has(o + 1, RELATIVE) && (0..o).any(|i| company(i).is_some()));
        let object = line.is(j.wrapping_sub(1), &["told", "from", "like", "than", "with", "against"])
            && (0..j).any(|i| company(i).is_some());
        if aside || object {
            continue;
        }
        return (n, Some(j));
    }
    if !line.title {
        for j in from..line.toks.len() {
            if let Some(n) = company(j)
                && line.has(j + 1, SAY | AUX)
                && line.mark(j.wrapping_sub(1)) == Some(',')
            {
                return (n, Some(j));
            }
        }
    }
    match last {
        Some(last) if continues(line) && names.table[last].is_company() => (last, None),
        _ => (main, None),
    }
}

/// Whether the figure is of an earlier round, and whether it sums several.
fn timing(line: &Line<'_>, k: usize, link: &Link, times: &[Time], dated: bool) -> (bool, bool) {
    let (low, high) = (link.cut.min(k), link.cut.max(k));
    let distance = |t: &Time| {
        let gap = if t.toks.end <= low { low - t.toks.end } else { t.toks.start.saturating_sub(high) };
        let (a, b) = if t.toks.end <= low { (t.toks.end, low) } else { (high.min(t.toks.start), t.toks.start) };
        let stops = (a..b).filter(|&j| matches!(line.mark(j), Some(';' | ':' | '—'))).count();
        gap + stops * 20 + (a..b).filter(|&j| line.mark(j) == Some(',')).count() * 2
    };
    let nearest = times.iter().filter(|t| !t.ahead).min_by_key(|t| distance(t));
    let two_years = times.windows(2).any(|w| {
        (w[0].year || w[0].past)
            && w[1].year
            && w[1].toks.start - w[0].toks.end <= 3
            && (w[0].toks.end..w[1].toks.start)
                .any(|j| line.is(j, &["and", "to", "through", "until"]) || matches!(line.mark(j), Some('-' | '–')))
    });
    let clause_start = (0..low).rev().find(|&j| matches!(line.mark(j), Some(';' | ':' | '—' | ','))).map_or(0, |j| j + 1);
    let clause_end =
        (high..line.toks.len()).find(|&j| matches!(line.mark(j), Some(';' | ':' | '—' | ','))).unwrap_or(line.toks.len());
    let within = |cue: &[&str]| (clause_start..clause_end).any(|j| line.is(j, cue));
    let running = times.iter().any(|t| t.since && distance(t) < 10) && line.rank.is_none_or(|r| r > 1);
    let sums = within(&["altogether", "total", "overall", "combined", "tally", "since"]) && !line.title && line.rank != Some(1);
    let span = two_years || sums && (running || within(&["bring", "brings", "makes", "now"]));
    // "Of those who worked there in November, 400 are going": the clause of the cut is in the present.
    let present = (clause_start..clause_end).any(|j| line.is(j, &["are", "is", "will"]));
    let outside = |t: &Time| t.toks.end <= clause_start || t.toks.start >= clause_end;
    let nearest = nearest.filter(|t| !(present && outside(t)));
    // "27,000 jobs gone since 2022", said years later.
    let span = span || line.title && times.iter().any(|t| t.since && t.year && t.past);
    let mut earlier = nearest.is_some_and(|t| {
        let near = distance(t) <= 14;
        let undated = !dated && (t.year && !t.day) && line.rank.is_none_or(|r| r > 2);
        near && !t.since && (t.past || undated)
    });
    // "had already laid off", "after dropping 400", "on top of the 11,000", "after the 340 jobs".
    let verb = link.cut;
    let lead = |j: usize| {
        (0..3)
            .map(|d| j.wrapping_sub(d + 1))
            .take_while(|&i| line.has(i, LIGHT) || line.is(i, &["the", "already", "last", "also"]))
            .last()
            .unwrap_or(j)
            .wrapping_sub(1)
    };
    if line.is(verb.wrapping_sub(1), &["had", "previously", "already"])
        || line.is(verb.wrapping_sub(2), &["had"]) && !line.is(verb.wrapping_sub(1), &["to"])
    {
        earlier = true;
    }
    if line.is(verb.wrapping_sub(1), &["after", "following"]) && line.word(verb).ends_with("ing") {
        earlier = true;
    }
    let led = lead(k);
    if line.is(led, &["after", "following"]) && !line.title && link.cut != led
        || line.is(led, &["of"]) && line.is(led.wrapping_sub(1), &["top"])
        || line.is(led, &["top"])
    {
        earlier = true;
    }
    if line.has(k + 1, EARLIER) && line.is(k + 1, &["earlier", "previous"]) {
        earlier = true;
    }
    let recalls = (clause_start..clause_end).any(|j| {
        line.is(j, &["earlier", "previous", "previously", "already", "predecessor"]) && !line.is(j + 1, &["this"])
            || line.is(j, &["time"]) && line.is(j.wrapping_sub(1), &["last"])
    });
    if recalls && line.rank.is_none_or(|r| r > 0) {
        earlier = true;
    }
    (earlier, span)
}

/// Whether the figure is a guess, a fear or another side's claim.
fn doubtful(line: &Line<'_>, k: usize, cut: usize) -> bool {
    let (low, high) = (cut.min(k), cut.max(k));
    let near = low.saturating_sub(8)..(high + 5).min(line.toks.len());
    !line.title && near.clone().any(|j| line.has(j, DOUBT) && !line.is(j, &["might", "expected", "expects"]))
        || (low.saturating_sub(4)..low).any(|j| line.is(j, &["would"]) && line.is(j + 1, &["have"]))
}

/// An amount's hedge and number, as they stand.
pub fn stated(amount: &Amount) -> std::ops::Range<usize> {
    match &amount.hedge_range {
        Some(h) => h.start.min(amount.range.start)..h.end.max(amount.range.end),
        None => amount.range.clone(),
    }
}
