//! Which amounts are cuts: each number and share of a sentence, judged by the noun it counts, the verb that governs
//! it, the company that acts and the time it is said of.

use super::company::Names;
use super::date::Time;
use super::line::{Line, Token};
use super::vocabulary::*;
use crate::text::amount::{Amount, Hedge, Kind};

mod list;
mod number;
mod round;
mod share;
mod total;
mod verb;

pub(super) use number::{head, is_year};
pub(super) use round::{is_of_its_maker, is_whole, owned_by};
pub(super) use share::{is_of_a_number, of_tokens};
pub(super) use total::is_total;
pub use total::staff_total;
pub(super) use verb::is_unreal;

pub(super) use number::number_link;
pub(super) use round::timing;
pub(super) use share::share_link;

use round::{actor, doubtful, is_of_its_parent, is_sector, opens_on_last_time};

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
    /// Said to be of the whole: "worldwide", "in total".
    pub whole: bool,
    /// The figure that says the same as a share or a number, by its place in the list.
    pub pair: Option<usize>,
    /// The token of the word that cuts.
    pub cut: usize,
    /// The tokens that say of what it is a share, without "of".
    pub of: Option<std::ops::Range<usize>>,
}

impl Figure {
    /// A number of the company's own round that no word ties to it.
    pub fn alone(line: usize, tok: usize, company: usize) -> Figure {
        Figure {
            line,
            tok,
            share: false,
            company,
            named: None,
            earlier: false,
            span: false,
            partial: false,
            doubt: false,
            whole: false,
            pair: None,
            cut: tok,
            of: None,
        }
    }
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layoff) enum Head {
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
pub(super) struct Link {
    /// The word that cuts.
    pub cut: usize,
    end: usize,
    pub partial: bool,
    /// Only restates another figure ("which means 1,120 people").
    restates: bool,
    /// Adds up rounds ("brings the number of jobs shed since 2022 to about 2,300").
    sums: bool,
}

/// Amounts in one line; a sentence of more is a table, or made to keep the program busy: figures take each with each.
const LONGEST: usize = 100;

/// The figures of all lines, in order.
///
/// `opens` says whether a line begins a paragraph.
pub fn figures(
    lines: &[Line<'_>],
    times: &[Vec<Time>],
    names: &Names,
    main: usize,
    dated: bool,
    opens: impl Fn(usize) -> bool,
) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut last: Option<usize> = None;
    let titled = lines[0].any(CUT | STRONG | DISMISS);
    let cuts_before = |l: usize| {
        (l.saturating_sub(2)..=l).any(|k| lines[k].any(CUT | STRONG | DISMISS)) || titled && lines[l].rank.is_some_and(|r| r <= 6)
    };
    for (l, line) in lines.iter().enumerate() {
        let start = figures.len();
        let numbered =
            !line.aside && line.amounts.len() <= LONGEST && line.toks.iter().any(|t| matches!(t.kind, Token::Amount(_)));
        let items = if numbered { list::items(lines, l, times) } else { Vec::new() };
        // After a paragraph on somebody else, "In October, the studio …" may be of either.
        let others = || {
            let mut before = lines[l.saturating_sub(1)].toks.iter().filter_map(|t| match t.kind {
                Token::Name(n) if n == main || names.table[n].is_company() => Some(n),
                _ => None,
            });
            before.next().is_some_and(|n| n != main) && !before.any(|n| n == main)
        };
        let unclear = goes_on_later(line) && opens(l) && last.map_or_else(others, |last| last != main);
        if !numbered || !cuts_before(l) && !line.any(GOING) && items.is_empty() {
            last = subject(line, names).or(if continues(line) { last } else { None });
            continue;
        }
        let mut loose: Vec<(usize, Link)> = Vec::new();
        for k in 0..line.toks.len() {
            let Some(a) = line.amount(k) else { continue };
            let share = matches!(a.kind, Kind::Percent | Kind::Fraction);
            // No share is above the whole, and nobody has ever dismissed millions.
            if !share && a.kind != Kind::Number || a.value <= 0.0 || a.value > if share { 100.0 } else { 1e6 } {
                continue;
            }
            let link = if share { share_link(line, k) } else { number_link(line, k, main) };
            let Some((link, tied)) = link else { continue };
            if tied {
                figures.extend(figure(line, l, k, share, &link, &times[l], names, main, last, dated));
            } else {
                loose.push((k, link));
            }
        }
        figures[start..].iter_mut().filter(|f| unclear && f.named.is_none()).for_each(|f| f.doubt = true);
        list::inherit(line, l, start, &times[l], &mut figures);
        let told = last.filter(|_| continues(line)).unwrap_or(main);
        list::add(line, l, start, &items, names, told, &mut figures);
        list::add_sums(lines, l, start, &items, told, &mut figures);
        list::add_by_company(lines, l, start, names, &mut figures);
        // What stands in apposition to a figure says the same: "340 jobs, roughly 13% of its workforce".
        for &(k, link) in &loose {
            if figures[start..].iter().any(|f| f.tok == k) {
                continue;
            }
            let share = line.amount(k).is_some_and(|a| a.kind != Kind::Number);
            let partner = (start..figures.len()).find(|&f| figures[f].share != share && beside(line, figures[f].tok, k));
            let restated = link.restates
                && figures.iter().rev().take(3).any(|f| l - f.line <= 4 && f.share != share && !f.earlier)
                || link.restates && share && line.title;
            let mate = loose.iter().find(|(m, other)| {
                let (n, s) = if share { (other, &link) } else { (&link, other) };
                let (number, part) = if share { (*m, k) } else { (k, *m) };
                line.amount(*m).is_some_and(|a| (a.kind != Kind::Number) != share)
                    && (n.end > number + 1 || line.mark(number + 1) == Some(',') && line.is(number + 2, words!["or"]))
                    && s.end > part + 1
                    && of_tokens(line, part).is_some_and(|o| line.has(o.end - 1, FORCE))
                    && beside(line, *m, k)
            });
            if partner.is_none() && mate.is_some() {
                // "Bloomberg does: nearly 6,650 employees, close to 5% of Dell's workforce": the pair itself says it.
                let link = Link { cut: k, restates: !opens_on_last_time(line), ..link };
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
        // "1,700 positions in two countries, 3.8% of all": they are the whole round.
        for i in start..figures.len() {
            let whole = |p: usize| figures[p].share && !figures[p].partial && figures[p].of.is_some();
            if figures[i].partial && !figures[i].share && figures[i].pair.is_some_and(whole) {
                figures[i].partial = false;
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
    let mut companies = (0..line.toks.len().min(8)).filter_map(|i| line.name(i)).filter(|&n| names.table[n].is_company());
    let first = companies.next();
    // "After Amazon it is Salesforce's turn."
    let first = if line.is(0, words!["after", "following", "like", "unlike"]) { companies.next().or(first) } else { first };
    // "The move will be watched in Halifax, where Pellworth has got smaller."
    let later = || {
        let clause = |&i: &usize| line.is(i.wrapping_sub(1), words!["where", "while", "whereas", "but"]);
        (8..line.toks.len()).filter(clause).filter_map(|i| line.name(i)).find(|&n| names.table[n].is_company())
    };
    first.or_else(later)
}

/// Whether a line goes on about whoever was spoken of: "It …", "The company …", "In October last year, the studio …".
pub(super) fn continues(line: &Line<'_>) -> bool {
    line.is(0, words!["it", "its", "they", "the", "that", "he", "she", "those", "about"]) || goes_on_later(line)
}

/// Whether it does after an opening phrase of time; a new paragraph that does so is rather on the article's own company.
fn goes_on_later(line: &Line<'_>) -> bool {
    let comma = (1..8).find(|&j| line.mark(j) == Some(','));
    let at_once =
        (2..5).any(|j| line.is(j, words!["it", "they"]) && (line.has(j - 1, MONTH | SPAN | DAY) || line.amount(j - 1).is_some()));
    line.is(0, words!["in", "on", "last", "earlier"])
        && (0..4).any(|j| line.has(j, MONTH | SPAN | DAY) || line.amount(j).is_some())
        && (at_once
            || comma
                .is_some_and(|c| line.is(c + 1, words!["it", "they"]) || line.is(c + 1, words!["the"]) && line.has(c + 2, FIRM)))
}

/// Whether two figures stand side by side, with nothing between them that acts.
fn beside(line: &Line<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (a.min(b), a.max(b));
    if b - a > 14 {
        return false;
    }
    let mut bridge = false;
    for j in a + 1..b {
        let timed =
            line.is(j, words!["last", "earlier"]) && (line.has(j + 1, SPAN | DAY | MONTH) || line.is(j + 1, words!["this"]));
        if matches!(line.mark(j), Some(';' | ':'))
            || line.is(j, words!["including", "among"])
            || line.has(j, HIRE | EARLIER | CLAUSE | SAY) && !line.has(j, STAFF | FORCE) && !timed
        {
            return false;
        }
        let dash = line.mark(j) == Some('-') && line.text[..line.toks[j].start].ends_with(' ');
        bridge |= dash
            || matches!(line.mark(j), Some(',' | '(' | '—' | '–'))
            || line.is(j, words!["or", "by", "are", "is"])
            || line.has(j, EQUATE);
        // "to make 12% of its staff redundant – 160 people"
        if line.has(j, CUT) && !line.has(j, CUT_NOUN) && !line.is(j, words!["cutting", "redundant"])
            || line.is(j, words!["and", "but", "with", "at", "in"]) && line.mark(j.wrapping_sub(1)) == Some(',')
        {
            return false;
        }
    }
    bridge
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
    if is_sector(line, k, link, names, main) || is_of_its_parent(line, link.cut.min(k), names) {
        return None;
    }
    let (company, named) = actor(line, k, link, names, main, last);
    let a = line.amount(k)?;
    let (earlier, span) = if link.restates { (false, false) } else { timing(line, k, link, times, dated) };
    let span = span || link.sums;
    let whole = !share && is_whole(line, k);
    Some(Figure {
        line: l,
        tok: k,
        share,
        company,
        named,
        earlier,
        span: span || a.hedge == Hedge::Vague && a.value >= 1e4,
        partial: link.partial && (share || !link.restates) && !whole,
        doubt: doubtful(line, k, link.cut),
        whole,
        pair: None,
        cut: link.cut,
        // "cutting its workforce by 23%": what is cut stands before the share.
        of: share
            .then(|| of_tokens(line, k).or_else(|| (link.cut + 1..k).find(|&j| line.has(j, FORCE)).map(|j| link.cut + 1..j + 1)))
            .flatten(),
    })
}

/// An amount's hedge and number, as they stand.
pub fn stated(amount: &Amount) -> std::ops::Range<usize> {
    match &amount.hedge_range {
        Some(h) => h.start.min(amount.range.start)..h.end.max(amount.range.end),
        None => amount.range.clone(),
    }
}
