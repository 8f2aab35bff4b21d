//! Whose round a figure is of: the company that acts, the time, the whole or a trade, a fact or a fear.

use super::super::company::Names;
use super::super::date::Time;
use super::super::line::{Line, Token, Words};
use super::super::vocabulary::*;
use super::{Link, continues};
use crate::text::amount::Kind;

/// Whether the sentence says that the number is of the whole round: "1,180 jobs around the world".
pub(in crate::layoff) fn is_whole(line: &Line<'_>, k: usize) -> bool {
    let stop = |j: &usize| line.mark(*j).is_none_or(|c| c != ';') && line.amount(*j).is_none();
    let wide = |j: usize| {
        line.is(j, words!["worldwide", "globally", "company-wide", "companywide", "group-wide", "altogether"])
            || line.is(j, words!["world", "globe"]) && line.is(j.wrapping_sub(2), words!["around", "across", "over"])
            || line.is(j, words!["total", "all"]) && line.is(j.wrapping_sub(1), words!["in"])
    };
    // "The jobs are among about 1,180", "part of a cut of 900".
    let among = (k.saturating_sub(6)..k).any(|j| {
        line.is(j, words!["among", "part"]) && line.has(j.wrapping_sub(1), AUX) && !line.is(j + 1, words!["them", "those"])
    });
    let total = line.is(k.wrapping_sub(1), words!["of"]) && line.is(k.wrapping_sub(2), words!["total"]);
    among
        || total
        || (k + 1..(k + 14).min(line.toks.len())).take_while(stop).any(wide)
        || (0..k).rev().take(5).take_while(stop).any(wide)
}

/// Words between "and its" and the name of what a company owns, at most.
const OWNED: usize = 6;

/// So many people of whom no company is named are those of a trade.
const MANY: f64 = 10_000.0;

/// "The SoftBank-backed company": who backs it does not act.
fn is_adjective(line: &Line<'_>, j: usize) -> bool {
    let after = line.toks.get(j).map_or("", |tok| &line.text[tok.end..]);
    ["-backed", "-owned", "-led", "-funded", "-controlled", "-style"].iter().any(|end| after.starts_with(end))
}

/// "The maker of Fortnite is laying off": what somebody makes or owns says who acts, without a name.
pub(in crate::layoff) fn is_of_its_maker(line: &Line<'_>, j: usize) -> bool {
    const MAKERS: Words = words![
        "owner",
        "owners",
        "parent",
        "maker",
        "makers",
        "operator",
        "publisher",
        "creator",
        "creators",
        "developer",
        "home"
    ];
    // "The company behind TurboTax, Credit Karma and Mailchimp"
    let listed = |i: &usize| line.name(*i).is_some() || line.mark(*i) == Some(',') || line.is(*i, words!["and"]);
    let before = (j.saturating_sub(LISTED)..j).rev().find(|i| !listed(i));
    let behind = before.is_some_and(|i| line.is(i, words!["behind"]) && line.has(i.wrapping_sub(1), FIRM));
    behind || line.is(j.wrapping_sub(1), words!["of"]) && line.is(j.wrapping_sub(2), MAKERS)
}

/// Tokens of a list of what a company owns, at most.
const LISTED: usize = 8;

/// "Nuro, backed by SoftBank, Google and Tiger Global, fires about 20 percent": whoever stands behind a company.
fn is_backer(line: &Line<'_>, j: usize) -> bool {
    let listed = |i: &usize| line.name(*i).is_some() || line.mark(*i) == Some(',') || line.is(*i, words!["and"]);
    let before = (j.saturating_sub(10)..j).rev().find(|i| !listed(i));
    before.is_some_and(|by| {
        line.is(by, words!["by"])
            && line.is(by.wrapping_sub(1), words!["backed", "owned", "funded", "financed", "supported", "founded"])
    })
}

/// The token of what a company owns that is named right after it: "Volkswagen's software house Cariad".
pub(in crate::layoff) fn owned_by(line: &Line<'_>, owner: usize) -> Option<usize> {
    if !line.toks.get(owner)?.possessive {
        return None;
    }
    let unit = (owner + 2..owner + 5).find(|&j| line.name(j).is_some())?;
    let plain = |j: usize| {
        let tok = &line.toks[j];
        tok.kind == Token::Word && !tok.cap && tok.cue & (TITLE | AUX | CUT | STRONG | PREP | SAY | STAFF & !FIRM) == 0
    };
    let firm = line.has(unit - 1, FIRM | FORCE) || line.is(unit - 1, words!["house", "subsidiary", "spinoff", "app", "service"]);
    (firm && (owner + 1..unit).all(plain)).then_some(unit)
}

/// "Companies including Unacademy and Cars24 have let go of 5,000": names that are examples of many.
fn is_example(line: &Line<'_>, j: usize) -> bool {
    let listed = |i: &usize| line.name(*i).is_some() || line.mark(*i) == Some(',') || line.is(*i, words!["and", "or"]);
    let Some(before) = (j.saturating_sub(12)..j).rev().find(|i| !listed(i)) else { return false };
    let opens = line.is(before, words!["including", "like"])
        || line.is(before, words!["as"]) && line.is(before.wrapping_sub(1), words!["such"]);
    opens
        && (0..before)
            .any(|i| line.has(i, SECTOR) || line.is(i, words!["platforms", "names", "giants", "brands", "players", "banks"]))
}

/// "Its parent is taking out 12,000 jobs": somebody who is not named here.
pub(super) fn is_of_its_parent(line: &Line<'_>, anchor: usize, names: &Names) -> bool {
    let company = |j: usize| line.name(j).is_some_and(|n| names.table[n].is_company());
    let start = (0..anchor).rev().find(|&j| matches!(line.mark(j), Some(';' | ':'))).map_or(0, |j| j + 1);
    let owner = (start..anchor)
        .find(|&j| line.is(j, words!["parent", "owner"]) && line.is(j.wrapping_sub(1), words!["its", "whose", "their"]));
    owner.is_some_and(|owner| !(start..anchor).any(company) && !(owner..anchor).any(|j| line.has(j, SAY)))
}

/// More than IBM's 60,000 of 1993, the largest layoff on record.
const TOO_MANY: f64 = 100_000.0;

/// Whether a whole trade is meant: "44 start-ups have dismissed 15,700".
pub(super) fn is_sector(line: &Line<'_>, k: usize, link: &Link, names: &Names, main: usize) -> bool {
    let company = |j: usize| line.name(j).is_some_and(|n| names.table[n].is_company()) && !is_example(line, j);
    // "Amazon, Google and Salesforce have collectively let go of nearly 55,000"
    let collectively = (0..k).any(|j| line.is(j, words!["collectively", "combined", "jointly"]));
    if collectively && (0..k).filter_map(|j| line.name(j)).collect::<std::collections::BTreeSet<_>>().len() > 1 {
        return true;
    }
    let anchor = link.cut.min(k);
    for j in (0..anchor).rev() {
        // "Corvina, which builds routers for phone companies, is eliminating": an aside names a trade, not the subject.
        let aside = line.mark(j) == Some(',') && (0..j).any(company);
        if company(j) || aside || line.mark(j) == Some(';') {
            break;
        }
        let many = line.is(j, words!["employers", "companies", "firms", "start-ups", "startups"]);
        if line.has(j, SECTOR) && !line.toks[j].possessive && (many || !line.has(j.wrapping_sub(1), FIRM & !SECTOR)) {
            return true;
        }
    }
    // "Over 90,000 tech workers have lost their jobs this year", "more than 740 hi-tech employees laid off in one week": those of
    // no company in particular.
    let counted_by = |j: usize| line.name(j).is_some_and(|n| names.table[n].media >= 10);
    // "according to outplacement firm Lathe & Corey"
    let cited = |j: usize| {
        let to = (j.saturating_sub(6)..j).find(|&i| line.is(i, words!["according"]) && line.is(i + 1, words!["to"]));
        to.is_some_and(|to| (to + 2..j).all(|i| line.mark(i).is_none()))
    };
    let named = |within: std::ops::Range<usize>| within.into_iter().any(|j| company(j) && !counted_by(j) && !cited(j));
    let trade = |j: usize| {
        const TRADES: Words =
            words!["tech", "technology", "IT", "hi-tech", "high-tech", "video", "game", "games", "gaming", "startup", "start-up"];
        line.is(j, TRADES)
    };
    let workers = (k + 1..k + 4).find(|&j| !trade(j)).filter(|&j| j > k + 1);
    let nobody = workers.is_some_and(|j| line.is(j, words!["workers", "employees", "people", "staff", "staffers", "jobs"]));
    if nobody && !named(0..line.toks.len()) {
        return true;
    }
    // "Almost 50,000 people have been laid off this year, with Vroom making up a slice": what no company is said to have done.
    let passive = link.cut > k && (link.end..link.cut).any(|j| line.is(j, words!["have", "has", "been", "were"]));
    let so_far = || {
        (0..line.toks.len()).any(|j| {
            line.is(j, words!["this"]) && line.is(j + 1, words!["year", "month"])
                || line.is(j, words!["since"])
                || line.is(j, words!["so"]) && line.is(j + 1, words!["far"])
                || line.is(j, words!["to"]) && line.is(j + 1, words!["date"])
        })
    };
    let speaks_of_it = || (0..link.cut).any(|j| line.has(j, PRONOUN));
    let many = line.amount(k).is_some_and(|a| a.value >= MANY);
    // No company has ever dismissed so many at once.
    if line.amount(k).is_some_and(|a| a.value >= TOO_MANY) && !line.title && !named(0..line.toks.len()) {
        return true;
    }
    // "An estimated 10,500 people were laid off in games in 2023"
    if many && passive && !line.title && (so_far() || !names.table[main].known) && !named(0..link.cut) && !speaks_of_it() {
        let by = link.cut + 1;
        return !((by..by + 3).any(|j| line.is(j, words!["by", "at", "from"])) && named(by..by + 6));
    }
    let after = link.end.max(link.cut + 1);
    // "2,200 people in the industry have lost their jobs"
    let within = link.cut > link.end
        && (link.end..link.cut).any(|j| line.has(j, SECTOR) && !line.toks[j].possessive)
        && line.is(link.end, words!["at", "across", "in", "from"])
        && !(link.end..link.cut).any(company);
    if within {
        return true;
    }
    let follows = (after..after + 8)
        .take_while(|&j| !matches!(line.mark(j), Some(',' | ';')))
        .any(|j| line.has(j, SECTOR) && !line.toks[j].possessive)
        && (after..after + 8).any(|j| line.is(j, words!["at", "across", "by", "in", "from"]));
    follows && !(after..after + 8).any(company)
}

/// Who cuts: named after the verb ("by Lyft", "at Meta"), before it, or at the end ("…, Amazon said"); otherwise whoever
/// was spoken of.
pub(super) fn actor(
    line: &Line<'_>,
    k: usize,
    link: &Link,
    names: &Names,
    main: usize,
    last: Option<usize>,
) -> (usize, Option<usize>) {
    let may_act = |j: usize| !is_adjective(line, j) && !is_example(line, j);
    let company = |j: usize| line.name(j).filter(|&n| (names.table[n].is_company() || n == main) && may_act(j));
    let from = link.cut.max(k);
    for j in from..(from + 12).min(line.toks.len()) {
        let goes_on = || line.is(j + 1, words!["at", "by", "of", "from"]);
        // "shed 10,000 workers and Elon Musk fired half of Twitter": another deed; "laid off 400 during cuts at its owner".
        let acts_again = j > link.end && line.has(j, CUT | STRONG) && !line.has(j, CUT_NOUN) && !line.has(j - 1, AUX)
            || j > k && line.is(j, words!["during", "amid", "amidst", "alongside"]);
        if acts_again || matches!(line.mark(j), Some(';' | ',')) && (j > link.end || !goes_on()) {
            break;
        }
        if line.is(j, words!["at", "by", "of", "from"]) || j == from && line.has(j, GOING) {
            let near = (j + 1..j + 6).take_while(|&i| line.mark(i).is_none());
            // "1,600 people at Volkswagen's software house Cariad": of what is owned.
            let owned = |at: usize| owned_by(line, at).filter(|&unit| company(unit).is_some()).unwrap_or(at);
            if let Some(at) = near.clone().find(|&i| company(i).is_some()).map(owned)
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
        let Some(n) = company(j) else {
            // "In addition to Gulf, Orbix also filed a letter saying it plans to": nearer than any company, a name that acts.
            let unknown = line.name(j).is_some_and(|n| names.table[n].person == 0 && names.table[n].place == 0);
            let opens = line.mark(j.wrapping_sub(1)) == Some(',') || line.has(j.wrapping_sub(1), FIRM | CLAUSE);
            let next = line.after_brackets(j + 1).unwrap_or(j + 1);
            let acts = line.has(next, SAY) || line.is(next, words!["also", "has", "will", "plans"]);
            if unknown && opens && acts && !line.title {
                return (line.name(j).unwrap_or(main), Some(j));
            }
            continue;
        };
        // A name inside ", which competes with X, " is not the subject; neither is a listener or a date's place.
        let open = (0..j).rev().find(|&i| line.mark(i) == Some(','));
        let closed = (j + 1..=anchor).any(|i| line.mark(i) == Some(','));
        let aside = closed && open.is_some_and(|o| line.has(o + 1, RELATIVE) && (0..o).any(|i| company(i).is_some()));
        // "Tovik, a supplier to Apple, laid off 70": what stands between two commas after a company's name describes it.
        let describes = closed
            && open.is_some_and(|o| {
                o + 1 < j && company(o.wrapping_sub(1)).is_some() && !(o + 1..j).any(|i| line.has(i, CUT | AUX))
            });
        // "500 people at Zorbex and its video app Moj are affected": it and what it owns.
        let and_its = (j.saturating_sub(OWNED)..j).rev().find(|&i| line.is(i, words!["its"]));
        let owned = and_its.is_some_and(|i| {
            line.is(i.wrapping_sub(1), words!["and"])
                && company(i.wrapping_sub(2)).is_some()
                && (i..j).all(|i| line.mark(i).is_none() && !line.has(i, CUT | AUX))
        });
        // "with Ford cutting 4,000" is what Ford does.
        let object = line.is(j.wrapping_sub(1), words!["told", "from", "like", "than", "with", "against", "on", "via"])
            && j + 1 != link.cut
            && (0..j).any(|i| company(i).is_some());
        // "After the fall of FTX in November the exchange had laid off 1,100": the exchange is somebody else.
        let led = line.has(0, PREP)
            && line.is(j.wrapping_sub(1), words!["of", "at", "with"])
            && !(j..anchor).any(|i| line.mark(i) == Some(','))
            && (j + 1..anchor).any(|i| line.has(i, FIRM) && line.is(i.wrapping_sub(1), words!["the"]));
        if led || aside || describes || object || owned || is_of_its_maker(line, j) || is_backer(line, j) {
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
    if let Some(other) = unknown_actor(line, anchor, names, main) {
        return (line.name(other).unwrap_or(main), Some(other));
    }
    match last {
        Some(last) if continues(line) && names.table[last].is_company() => (last, None),
        _ => (main, None),
    }
}

/// "Haulwise shut down, all 500 of its people losing their jobs", "U.S.-based Kestrel, however, said that it would drop 300":
/// a name of which nothing is known, but that acts, is not the article's company. The token of the name.
fn unknown_actor(line: &Line<'_>, anchor: usize, names: &Names, main: usize) -> Option<usize> {
    if line.title || line.rank.is_none_or(|r| r <= 1) {
        return None;
    }
    let opens = (0..anchor).rev().find(|&j| matches!(line.mark(j), Some(';' | ':'))).map_or(0, |j| j + 1);
    // "A week ago Unbounce, also of Vancouver, dismissed over 50": after when it was.
    let ago = (opens..(opens + 4).min(anchor)).find(|&j| line.is(j, words!["ago", "earlier"]));
    let opens = ago.map_or(opens, |ago| ago + 1);
    let at = (opens..(opens + 3).min(anchor)).find(|&j| line.name(j).is_some())?;
    let described = (opens..at).all(|j| line.has(j, RIVAL | FIRM | TECH | PLACE) || line.word(j).ends_with("-based"));
    let acts = |j: usize| {
        line.has(j, CUT | AUX | SAY | GOING)
            || line.is(j, words!["shut", "closed", "folded", "collapsed", "went", "made", "itself", "also", "last", "in", "let"])
    };
    let aside = |j: usize| {
        let end = (j + 1..(j + 6).min(anchor)).find(|&i| line.mark(i) == Some(','))?;
        (line.mark(j) == Some(',')).then_some(end + 1)
    };
    let name = &names.table[line.name(at)?];
    let named = line.name(at) != Some(main) && name.person == 0 && name.place == 0 && !line.toks[at].possessive;
    (described && named && (acts(at + 1) || aside(at + 1).is_some_and(acts))).then_some(at)
}

/// Whether the figure is of an earlier round, and whether it sums several.
pub(in crate::layoff) fn timing(line: &Line<'_>, k: usize, link: &Link, times: &[Time], dated: bool) -> (bool, bool) {
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
                .any(|j| line.is(j, words!["and", "to", "through", "until"]) || matches!(line.mark(j), Some('-' | '–')))
            && !(w[0].toks.end..w[1].toks.start).any(|j| line.amount(j).is_some())
    });
    let clause_start = (0..low).rev().find(|&j| matches!(line.mark(j), Some(';' | ':' | '—' | ','))).map_or(0, |j| j + 1);
    let clause_end =
        (high..line.toks.len()).find(|&j| matches!(line.mark(j), Some(';' | ':' | '—' | ','))).unwrap_or(line.toks.len());
    let within = |words: Words| (clause_start..clause_end).any(|j| line.is(j, words));
    let running = times.iter().any(|t| t.since && distance(t) < 10) && line.rank.is_none_or(|r| r > 1);
    let sums =
        within(words!["altogether", "total", "overall", "combined", "tally", "since"]) && !line.title && line.rank != Some(1);
    let span = two_years || sums && (running || within(words!["bring", "brings", "makes", "now"]));
    // "Of those who worked there in November, 400 are going": the clause of the cut is in the present.
    let present = (clause_start..clause_end).any(|j| line.is(j, words!["are", "is", "will"]));
    let outside = |t: &Time| t.toks.end <= clause_start || t.toks.start >= clause_end;
    // "As it had 228,000 workers in June 2024, that points to 9,000 job losses": the time is of another number.
    let of_another = |t: &Time| {
        let start = (0..t.toks.start).rev().find(|&j| line.mark(j) == Some(',')).map_or(0, |j| j + 1);
        let end = (t.toks.end..line.toks.len()).find(|&j| line.mark(j) == Some(',')).unwrap_or(line.toks.len());
        // "312 posts, a little over the 300 first indicated in April"
        let compared = (start..t.toks.start)
            .any(|j| line.is(j, words!["over", "than", "above", "below", "against"]) && line.is(j + 1, words!["the", "its"]));
        (line.has(start, CLAUSE | PREP | RELATIVE) || line.has(start + 1, RELATIVE) || line.is(start, words!["as"]) || compared)
            && (start..end).any(|j| !t.toks.contains(&j) && line.amount(j).is_some_and(|a| a.kind == Kind::Number && j != k))
            && !(start..end).contains(&k)
    };
    // "380 jobs instead of the 500 it announced in September": neither is that.
    let of_replaced = |t: &Time| {
        let instead = (high + 1..t.toks.start).find(|&j| line.is(j, words!["instead", "rather", "from", "than"]));
        let number = |j: usize| line.amount(j).is_some_and(|a| a.kind == Kind::Number);
        instead.is_some_and(|from| (from..t.toks.start).any(number))
    };
    let nearest = nearest.filter(|t| !(of_another(t) || of_replaced(t) || present && outside(t)));
    // "Hadley, which was bought in 2021, has cut 45 jobs": the time of a clause about something else.
    let of_aside = |t: &Time| {
        let start = (0..t.toks.start).rev().find(|&j| line.mark(j) == Some(','));
        let end = (t.toks.end..line.toks.len()).find(|&j| line.mark(j) == Some(','));
        start.zip(end).is_some_and(|(start, end)| {
            line.has(start + 1, RELATIVE)
                && end < low
                && !(start..end).any(|j| line.has(j, STRONG | CUT_NOUN) || line.amount(j).is_some_and(|a| a.kind == Kind::Number))
        })
    };
    let nearest = nearest.filter(|t| !of_aside(t));
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
            .take_while(|&i| line.has(i, LIGHT) || line.is(i, words!["the", "already", "last", "also"]))
            .last()
            .unwrap_or(j)
            .wrapping_sub(1)
    };
    // "told 300 employees that their positions had been eliminated": the tense is the report's.
    // "By Monday morning 86 of them had been dismissed": so is it with a day of this week.
    let of_this_week = || times.iter().any(|t| t.day && t.relative && !t.past && t.toks.end <= k);
    let reported = line.rank.is_some_and(|r| r <= 3)
        && verb > k
        && ((0..k).any(|j| line.is(j, words!["told", "informed", "notified"])) || of_this_week())
        && !line.has(verb.wrapping_sub(1), EARLIER);
    if !reported
        && (line.is(verb.wrapping_sub(1), words!["had", "previously", "already"])
            || line.is(verb.wrapping_sub(2), words!["had"]) && !line.is(verb.wrapping_sub(1), words!["to"]))
    {
        earlier = true;
    }
    if line.is(verb.wrapping_sub(1), words!["after", "following"]) && line.word(verb).ends_with("ing") && !line.title {
        earlier = true;
    }
    // "cuts thousands, only months after the Facebook parent shed more than 11,000"
    let after_that = (verb.saturating_sub(6)..verb).any(|j| {
        line.is(j, words!["after"])
            && line.is(j.wrapping_sub(1), words!["months", "years", "weeks", "year", "month", "quarter"])
            && (j + 1..verb).all(|i| line.mark(i).is_none() && !line.has(i, SAY))
    });
    if after_that && !line.title {
        earlier = true;
    }
    // "after a first cut of 3,700"
    let after_cut = line.has(verb, CUT_NOUN)
        && verb < k
        && (0..4)
            .map(|d| verb.wrapping_sub(d + 1))
            .take_while(|&i| {
                line.has(i, LIGHT | EARLIER | STAFF)
                    || line.is(i, words!["a", "an", "the", "first", "initial", "one", "after", "following"])
            })
            .any(|i| line.is(i, words!["after", "following"]));
    let led = lead(k);
    if after_cut && !line.title
        || line.is(led, words!["after", "following"]) && !line.title && link.cut != led
        || line.is(led, words!["of"]) && line.is(led.wrapping_sub(1), words!["top"])
        || line.is(led, words!["top"])
    {
        earlier = true;
    }
    if line.has(k + 1, EARLIER) && line.is(k + 1, words!["earlier", "previous"]) {
        earlier = true;
    }
    let recalls = (clause_start..clause_end).any(|j| {
        line.is(j, words!["earlier", "previous", "previously", "already", "predecessor"]) && !line.is(j + 1, words!["this"])
            || line.is(j, words!["time"]) && line.is(j.wrapping_sub(1), words!["last"])
    });
    let recalls = recalls || opens_on_last_time(line);
    if recalls && line.rank.is_none_or(|r| r > 0) {
        earlier = true;
    }
    (earlier, span)
}

/// "The last time, in May 2020, the pandemic cost 520 people their jobs."
pub(super) fn opens_on_last_time(line: &Line<'_>) -> bool {
    line.is(1, words!["last"]) && line.is(2, words!["time"]) && line.mark(3) == Some(',')
}

/// Whether the figure is a guess, a fear or another side's claim.
pub(super) fn doubtful(line: &Line<'_>, k: usize, cut: usize) -> bool {
    let (low, high) = (cut.min(k), cut.max(k));
    let near = low.saturating_sub(8)..(high + 5).min(line.toks.len());
    // "We deny the report of 2,500 layoffs".
    let denied = (low.saturating_sub(8)..low).any(|j| {
        line.has(j, DENY)
            && (j + 1..j + 4)
                .any(|i| line.is(i, words!["report", "reports", "rumour", "rumours", "rumor", "rumors", "claim", "claims"]))
    });
    denied
        || !line.title && near.clone().any(|j| line.has(j, DOUBT) && !line.is(j, words!["might", "expected", "expects"]))
        || (low.saturating_sub(4)..low).any(|j| line.is(j, words!["would"]) && line.is(j + 1, words!["have"]))
}
