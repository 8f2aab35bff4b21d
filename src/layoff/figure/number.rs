//! Numbers: what one counts, and how it is tied to a cut.

use super::super::line::{Line, Token, Words};
use super::super::vocabulary::*;
use super::share::{of_tokens, share_link};
use super::total::is_total;
use super::verb::{cut_after, cut_before, is_unreal, loses};
use super::{Head, Link};
use crate::text::amount::{Hedge, Kind};
use crate::text::rule;

/// What the number at `k` counts, and the token after.
pub(in crate::layoff) fn head(line: &Line<'_>, k: usize) -> (Head, usize) {
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
                if line.is(j, words!["of"]) {
                    if line.is(j + 1, words!["them", "us", "those", "whom", "these"]) {
                        return (Head::Staff, j + 2);
                    }
                    of = true;
                    // "180 of what were then 900 employees".
                    if line.is(j + 1, words!["what"]) && line.is(j + 2, words!["were", "was"]) {
                        j += if line.is(j + 3, words!["then"]) { 3 } else { 2 };
                    }
                } else if cue & (VACANT | HIRE) != 0 && !of {
                    return (Head::Vacant, j + 1);
                } else if line.is(j, words!["team", "staff"]) && line.is(j + 1, words!["members", "member"]) {
                    return (Head::Staff, j + 2);
                } else if cue & STAFF != 0 {
                    if line.has(j + 1, CUT_NOUN)
                        && line.is(j, words!["job", "staff", "position", "role", "headcount", "workforce"])
                    {
                        return (Head::Cut, j + 2);
                    }
                    if line.has(j + 1, VACANT) || line.is(j + 1, words!["applications", "offers", "fair", "applicants"]) {
                        return (Head::Vacant, j + 2);
                    }
                    // "200 staff positions", "1,500 team members".
                    return (Head::Staff, if line.has(j + 1, STAFF) { j + 2 } else { j + 1 });
                } else if cue & CUT_NOUN != 0 && !(line.has(j - 1, SECTOR) && cue & CUT != 0) {
                    // Not "three companies cut jobs".
                    return (Head::Cut, j + 1);
                } else if cue & (GOING | CUT | AUX | CLAUSE | RELATIVE | SAY | MAYBE | REMAIN) != 0
                    || cue & PREP != 0
                    || line.is(j, words!["and", "or", "so", "as", "go", "worldwide", "globally", "altogether", "overall"])
                {
                    break;
                } else if of && line.is(j, words!["own"]) {
                    // "200 of its own".
                    if line.toks.get(j + 1).is_none_or(|t| !matches!(t.kind, Token::Word | Token::Name(_))) {
                        return (Head::Staff, j + 1);
                    }
                } else if of && owned_plural(line, k, j) {
                    // "190 of its in-house translators".
                    return (Head::Staff, j + 1);
                } else if cue & LIGHT == 0 || cue & PRONOUN != 0 && !of {
                    unknown += 1;
                }
            }
        }
        j += 1;
    }
    if unknown == 0 { (Head::Bare, if of { j } else { k + 1 }) } else { (Head::Other, j) }
}

/// Whether the token at `j` names the people of "190 of its in-house translators", who are no word of the table.
pub(super) fn owned_plural(line: &Line<'_>, k: usize, j: usize) -> bool {
    let word = line.word(j);
    line.is(k + 1, words!["of"])
        && line.is(k + 2, words!["its", "their", "our"])
        && line.toks[j].cue & (MONEY | SECTOR | FIRM | SPAN | PLACE) == 0
        && ["ers", "ors", "ists", "ians", "ants", "sts", "ees"].iter().any(|end| word.ends_with(end))
}

/// The verb by which the number is the sum of several rounds: "brings the number of jobs it has shed since 2022 to 2,300".
pub(super) fn adds_up(line: &Line<'_>, k: usize) -> Option<usize> {
    let to = (k.saturating_sub(5)..k).rev().find(|&j| !line.has(j, LIGHT) || line.is(j, words!["to"]))?;
    if !line.is(to, words!["to"]) {
        return None;
    }
    let verb = (to.saturating_sub(18)..to)
        .rev()
        .take_while(|&j| line.mark(j).is_none())
        .find(|&j| line.is(j, words!["bring", "brings", "bringing", "brought", "take", "takes", "taking", "took"]))?;
    let sum = |j: usize| line.is(j, words!["number", "total", "tally", "sum", "cuts", "layoffs", "losses"]);
    let cut = line.title || (0..to).any(|j| line.has(j, CUT | STRONG | CUT_NOUN | GOING) && j != verb);
    ((verb + 1..to).any(sum) && cut && !(verb + 1..to).any(|j| line.has(j, HIRE | EMPLOY) && !line.has(j, FORCE))).then_some(verb)
}

/// "2024 cuts": a number that is a year.
pub(in crate::layoff) fn is_year(line: &Line<'_>, k: usize) -> bool {
    line.amount(k).is_some_and(|a| {
        let digits = &line.text[a.range.clone()];
        let year = digits.len() == 4 && digits.starts_with(['1', '2']) && (1990.0..2060.0).contains(&a.value);
        // What looks like a hedge before "2024 cuts" belongs to the verb: "to sue over 2024 cuts".
        year && a.max.is_none() && (line.has(k + 1, CUT_NOUN) || a.hedge == Hedge::Exact && !line.has(k + 1, STAFF))
    })
}

/// Whether those counted at `k` leave because they want to.
pub(super) fn leaves_freely(line: &Line<'_>, k: usize, end: usize) -> bool {
    let stop = |j: &usize| !matches!(line.mark(*j), Some(',' | ';' | ':' | '(' | '—'));
    let after = (end..line.toks.len()).take_while(stop);
    let before = (0..k).rev().take_while(stop);
    after.chain(before).any(|j| line.has(j, VOLUNTARY))
}

/// "-150 people": no number of anybody.
fn is_negative(line: &Line<'_>, k: usize) -> bool {
    line.amount(k).is_some_and(|a| {
        let before = &line.text[..a.range.start];
        line.text[a.range.clone()].starts_with(['-', '−']) || before.ends_with(" -") || before.ends_with(" −")
    })
}

/// Whether those who are counted do something else than going for want of work: "three analysts cut their targets", "600 workers
/// walked out", "fired three employees for leaking".
fn go_of_no_layoff(line: &Line<'_>, k: usize, end: usize) -> bool {
    const THEIRS: Words =
        words!["their", "its", "the", "price", "target", "targets", "rating", "ratings", "estimates", "forecasts", "ties"];
    const FAULTS: Words = words![
        "misconduct",
        "cause",
        "fraud",
        "harassment",
        "theft",
        "corruption",
        "insubordination",
        "bribery",
        "breach",
        "breaches",
        "violations",
        "cheating",
    ];
    let cut_others = line.has(end, CUT) && line.is(end + 1, THEIRS) && !(end + 1..end + 5).any(|j| line.has(j, STAFF | FORCE))
        || line.is(end, words!["let"]) && line.is(end + 1, words!["go"]) && line.is(end + 2, words!["of"]);
    let walked = (end..end + 2).any(|j| line.is(j, words!["walk", "walked", "walking"]) && line.is(j + 1, words!["out", "off"]))
        || (end..end + 3)
            .any(|j| line.is(j, words!["strike", "struck"]) || line.is(j, words!["downed"]) && line.is(j + 1, words!["tools"]));
    let dismissed = (k.saturating_sub(6)..k).any(|j| {
        line.is(j, words!["fired", "fires", "sacked", "sacks", "dismissed", "dismisses", "terminated", "firing", "sacking"])
    });
    let at_fault = |j: usize| {
        let word = line.word(j + 1);
        line.is(j, words!["for"]) && (line.is(j + 1, FAULTS) || line.is(j + 2, FAULTS) || word.ends_with("ing") && word.len() > 5)
    };
    // "has been asking for 600 jobs to go": what somebody wants.
    let wanted = (k.saturating_sub(3)..k).any(|j| {
        line.is(j, words!["for"])
            && line.is(j.wrapping_sub(1), words!["asking", "asked", "pushing", "pushed", "pressing", "pressed", "lobbying"])
            && !(k + 1..end + 2).any(|i| line.has(i, VOLUNTARY) || line.is(i, words!["volunteers", "volunteer"]))
    });
    // "About 14,000 of them go into logistics": they come.
    const PROCEEDINGS: Words =
        words!["consultation", "consultations", "redundancy", "talks", "administration", "receivership", "liquidation"];
    let placed = (end..end + 2).any(|j| {
        line.is(j, words!["go", "goes", "went"])
            && line.is(j + 1, words!["into"])
            && !(j + 2..j + 4).any(|i| line.is(i, PROCEEDINGS))
    });
    // "The first six are due to go up in November": satellites, not people.
    let rises = (end..end + 4).any(|j| {
        line.is(j, words!["go", "goes", "going", "went"]) && line.is(j + 1, words!["up", "live", "public", "unnoticed"])
    });
    // "48,000 people work for Micron, more than 5,000 of them in Boise": of those who work there.
    let of_staff = line.is(k + 1, words!["of"])
        && line.is(k + 2, words!["them", "these"])
        && !line.any(CUT | STRONG | CUT_NOUN | GOING | DISMISS)
        && (0..k).any(|j| line.is(j, words!["work", "works", "employs", "employ", "employed", "employees", "staff"]));
    // "The list: every tech layoff of 50 or more": which ones are on it.
    let listed = line.title
        && line.is(k.wrapping_sub(1), words!["of"])
        && line.is(k + 1, words!["or"])
        && line.is(k + 2, words!["more"])
        && (0..k).any(|j| line.is(j, words!["every", "all", "list", "tracker"]));
    rises
        || listed
        || of_staff
        || wanted
        || placed
        || cut_others
        || walked
        || dismissed && (end..end + 8).take_while(|&j| line.mark(j).is_none()).any(at_fault)
}

/// Whether the positions that are counted are those of traders: "12,000 long positions in crude oil".
fn are_positions(line: &Line<'_>, k: usize, end: usize) -> bool {
    (k + 1..end).any(|j| line.is(j, words!["positions", "position"])) && is_trading(line)
}

/// Whether a sentence speaks of positions that are held, not filled.
pub(super) fn is_trading(line: &Line<'_>) -> bool {
    let says = |words: Words| (0..line.toks.len()).any(|j| line.is(j, words));
    says(words!["positions", "position", "stakes", "holdings", "bets"])
        && (says(words!["long", "short", "net", "bullish", "bearish", "futures", "speculative"])
            || says(words!["speculators", "traders", "hedge"]) && !says(words!["their", "staff", "employees", "jobs"]))
}

/// The token after ", or 12%," or ", 30 percent of the workforce," that says a number again.
fn after_share(line: &Line<'_>, end: usize) -> usize {
    let share = |j: usize| line.amount(j).is_some_and(|a| a.kind == Kind::Percent);
    let again = line.mark(end) == Some(',')
        && (line.is(end + 1, words!["or"]) || (end + 1..end + 4).find(|&j| !line.has(j, LIGHT)).is_some_and(share));
    let closing = (end + 1..end + 9).skip_while(|&j| !share(j)).find(|&j| line.mark(j).is_some());
    closing.filter(|&j| again && line.mark(j) == Some(',')).map_or(end, |j| j + 1)
}

/// Whether it is only what somebody denies: "She waved away a claim that it would part with 60 people". What a headline or a lead
/// denies is kept as that.
fn is_waved_away(line: &Line<'_>, k: usize) -> bool {
    const CLAIMS: Words = words![
        "claim",
        "claims",
        "report",
        "reports",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "suggestion",
        "suggestions",
        "talk",
        "speculation",
        "story",
    ];
    const TURNS: Words =
        words!["but", "while", "when", "though", "although", "confirmed", "confirms", "admitted", "after", "before"];
    if line.rank.is_none_or(|rank| rank <= 2) {
        return false;
    }
    let union = |deny: usize| (0..deny).any(|j| line.has(j, UNION));
    let Some(deny) = (0..k).find(|&j| line.has(j, DENY)).filter(|&deny| !union(deny)) else { return false };
    // "Denied reports that it was for sale but confirmed that it would cut 300 jobs".
    let claim = (deny..k).find(|&j| line.is(j, CLAIMS));
    claim.is_some_and(|claim| !(claim..k).any(|j| line.is(j, TURNS) || line.mark(j) == Some(';')))
}

/// So many layoffs may be so many rounds.
const FEW_EVENTS: f64 = 4.0;

/// How a number is tied to a cut; the flag says whether by itself.
pub(in crate::layoff) fn number_link(line: &Line<'_>, k: usize, main: usize) -> Option<(Link, bool)> {
    let (head, end) = head(line, k);
    let end = after_share(line, end);
    let out = matches!(head, Head::Vacant | Head::Other) || leaves_freely(line, k, end) || is_year(line, k);
    // "180 of what were then 900 employees".
    let before = |d: usize, words: Words| line.is(k.wrapping_sub(d), words);
    let whole =
        before(1, words!["then"]) && before(3, words!["what"]) || before(1, words!["were", "was"]) && before(2, words!["what"]);
    // "two rounds of cuts", "40 employees' stories", "a unit of Caledon (58,000 employees)".
    let round = |j: usize| line.is(j, words!["round", "rounds", "wave", "waves", "phase", "phases", "tranches", "stages"]);
    let rounds = round(k + 1) || line.has(k + 1, STRONG | STAFF | CUT_NOUN) && round(k + 2);
    // "two layoffs in one year"
    let events = line.has(k + 1, STRONG) && line.amount(k).is_some_and(|a| a.value <= FEW_EVENTS);
    let theirs = head == Head::Staff
        && matches!(line.mark(end), Some('\'' | '’'))
        && line.toks.get(end + 1).is_some_and(|t| t.kind == Token::Word && t.cue & (STAFF | CUT_NOUN | FORCE) == 0);
    let sized = head == Head::Staff
        && line.mark(k.wrapping_sub(1)) == Some('(')
        && line.mark(end) == Some(')')
        && line.name(k.wrapping_sub(2)).is_some();
    // "Instead of 25 workers, 43 will lose their jobs".
    let replaced =
        before(1, words!["of"]) && before(2, words!["instead"]) || before(1, words!["than"]) && before(2, words!["rather"]);
    // "an average of 155,000 job cuts every month" is a rate.
    let rate = line.is(end, words!["every", "each", "per", "a"])
        && line.has(end + 1, SPAN)
        && !line.is(end + 2, words!["ago", "after", "before", "earlier", "later", "from", "into"]);
    // "26 of the 170 who lost their jobs there are now at Cairnbase", "the customers: 1,340 of 2,100 have switched".
    let leavers = head == Head::PartOf
        && line.is(k + 1, words!["of"])
        && line.is(k + 2, words!["the", "those"])
        && (line.is(end, words!["who", "whom"]) || line.has(end, CUT))
        && (end..end + 4).any(|j| line.has(j, CUT | GOING | STRONG));
    let of_customers = head == Head::PartOf && line.mark(k.wrapping_sub(1)) == Some(':') && line.has(k.wrapping_sub(2), CUSTOM);
    if rounds || events || theirs || sized || replaced || rate || leavers || of_customers {
        return None;
    }
    if out
        || whole
        || is_waved_away(line, k)
        || is_unreal(line, k)
        || is_offered(line, k)
        || are_contractors_beside_staff(line, k)
        || is_negative(line, k)
        || go_of_no_layoff(line, k, end)
        || line.amount(k).is_some_and(|a| rule::is_of_rule(line.text, &a.range))
        || are_positions(line, k, end)
    {
        return None;
    }
    // "98,912 of its 2,500 employees" is somebody's slip.
    let whole = (k + 1..end).filter_map(|j| line.amount(j)).find(|b| b.kind == Kind::Number);
    if head == Head::PartOf && whole.zip(line.amount(k)).is_some_and(|(whole, part)| part.value > whole.value) {
        return None;
    }
    if let Some(verb) = adds_up(line, k) {
        return Some((Link { cut: verb, end, partial: false, restates: false, sums: true }, true));
    }
    // "needs 4,000 fewer people".
    if line.is(k + 1, words!["fewer"]) && head == Head::Staff && end <= k + 4 {
        let partial = is_partial(line, k, end, head, main);
        return Some((Link { cut: k + 1, end, partial, restates: false, sums: false }, true));
    }
    if head != Head::Cut && is_total(line, k, end, head) {
        return None;
    }
    // "four people familiar with the plan", "two employees said": those who tell, not those who go.
    if line.amount(k).is_some_and(|a| a.value < 13.0)
        && (line.is(end, words!["familiar", "aware", "close", "briefed", "with", "told"])
            || line.has(end, SAY) && !line.has(end, CUT)
            || line.is(k.wrapping_sub(1), words!["to"]) && line.is(k.wrapping_sub(2), words!["according"]))
    {
        return None;
    }
    let partial = is_partial(line, k, end, head, main);
    // "so the cut could amount to around 780 jobs": the one that was told before.
    let told_again = |cut: usize| {
        line.has(cut, CUT_NOUN | CUT)
            && line.is(cut.wrapping_sub(1), words!["the", "this", "that"])
            && (cut + 1..k).any(|j| line.has(j, EQUATE) || line.is(j, words!["affect", "concern", "add"]))
    };
    let link = |cut: usize| Link { cut, end, partial, restates: told_again(cut), sums: false };
    if head == Head::Cut {
        return Some((link(end - 1), true));
    }
    let reach = if head == Head::Bare { 6 } else { 11 };
    // "ended the contracts of 25 consultants": of none of its staff.
    let of_outsiders = |cut: usize| {
        line.is(cut, words!["end", "ends", "ended", "ending"]) && (k + 1..end.max(k + 2)).any(|j| line.has(j, OUTSIDE))
    };
    if let Some(cut) = cut_before(line, k, reach).filter(|&cut| !of_outsiders(cut)) {
        // A bare number must follow closely, with nothing counted otherwise between.
        let counted = head != Head::Bare || k - cut <= 4 || line.has(cut, STRONG);
        if counted && !(line.has(cut, CUT_NOUN) && line.is(cut, words!["cuts"]) && !line.is(cut + 1, words!["of"]) && k - cut > 6)
        {
            return Some((link(cut), true));
        }
    }
    if line.is(0, words!["that", "with", "it"]) && (0..k).any(|j| line.is(j, words!["bring", "brings", "bringing"])) {
        return None;
    }
    // "about 1,180 that the company is shedding".
    // "… leaves more than 4,000 without their job".
    let driven = line.has(end, GOING | CUT | AUX | MAYBE | FUTURE) || line.is(end, words!["that", "whom", "who", "without"]);
    if (head != Head::Bare || end > k + 1 || driven)
        && let Some(cut) = cut_after(line, end)
        && (head != Head::Bare || end > k + 1 || cut - end <= 6)
    {
        return Some((link(cut), true));
    }
    // "… is letting go of about 10% of its staff; roughly 500 people by our count".
    if head == Head::Staff
        && let Some(cut) = share_said_again(line, k, end)
    {
        return Some((link(cut), true));
    }
    // "300 jobs in Delft and 150 in Austin, a total of 450".
    let total = line.is(k.wrapping_sub(1), words!["of"]) && line.is(k.wrapping_sub(2), words!["total"]);
    if head == Head::Bare
        && total
        && let Some(cut) = (0..k).find(|&j| line.has(j, CUT | STRONG) && !line.has(j, MONEY))
        && (cut..k).any(|j| line.has(j, STAFF))
    {
        return Some((link(cut), true));
    }
    // "They put the number at about 300", "raised the number of job cuts to 300".
    if head == Head::Bare
        && let Some(noun) = (k.saturating_sub(8)..k).rev().find(|&j| {
            line.is(j, words!["number", "figure", "toll", "tally"])
                || line.is(j, words!["total"]) && line.is(0, words!["the"]) && j == 1
                || line.has(j, CUT_NOUN) && line.has(j.wrapping_sub(1), STAFF)
        })
        && (noun + 1..k).all(|j| {
            line.has(j, LIGHT | STAFF | CUT_NOUN)
                || line.is(j, words!["at", "of", "to", "is", "was", "be", "who", "affected", "expected"])
        })
        && (noun + 1..k).any(|j| line.is(j, words!["at", "to"]))
        && !line.any(MONEY | VACANT | HIRE)
    {
        return Some((link(noun), true));
    }
    // "Number of affected workers: 184", as notices have it.
    let labelled = line.mark(k.wrapping_sub(1)) == Some(':') && matches!(head, Head::Bare | Head::Staff);
    if labelled
        && let Some(cut) = (k.saturating_sub(7)..k - 1).rev().find(|&j| line.has(j, GOING | CUT | CUT_NOUN | STRONG))
        && (cut..k - 1).chain(k.saturating_sub(7)..cut).any(|j| line.has(j, STAFF | STRONG) || line.is(j, words!["number"]))
        && (k.saturating_sub(7)..k - 1).skip_while(|&j| j < cut).all(|j| line.mark(j).is_none())
    {
        return Some((link(cut), true));
    }
    // "Around 120 people this time": the article goes on about its subject.
    if head == Head::Staff && k <= 1 && line.is(end, words!["this"]) && line.is(end + 1, words!["time", "round"]) {
        return Some((link(k), true));
    }
    // "let 412 go" with a bare number is found above; "about 280 of the 2,240" may restate a share.
    let equates = (k.saturating_sub(6)..k).any(|j| {
        line.has(j, EQUATE)
            || line.is(j, words!["be", "that's"]) && line.is(j.wrapping_sub(1), words!["would"])
            || line.is(j, words!["is", "was"]) && line.is(j.wrapping_sub(1), words!["that", "this", "which"])
            || line.is(j, words!["is"]) && line.amount(0).is_some_and(|a| a.kind != Kind::Number) && of_tokens(line, 0).is_some()
    });
    let firm = matches!(head, Head::Staff | Head::PartOf);
    (firm || head == Head::Bare).then_some((Link { cut: k, end, partial, restates: equates && firm, sums: false }, false))
}

/// The cut of a share that a number after it says again, in a clause that has nothing else.
fn share_said_again(line: &Line<'_>, k: usize, end: usize) -> Option<usize> {
    let reckons = |j: usize| line.is(j, words!["count", "estimate", "estimates", "reckoning", "calculation", "calculations"]);
    let closes = line.toks.get(end).is_none()
        || matches!(line.mark(end), Some('.' | ';' | ')'))
        || line.is(end, words!["by", "on", "according"]) && (end + 1..end + 5).any(reckons);
    let opens = matches!(line.mark(k.wrapping_sub(1)), Some(';' | '–' | '—' | '('));
    let share = |j: usize| line.amount(j).is_some_and(|a| matches!(a.kind, Kind::Percent | Kind::Fraction));
    if !closes || !opens {
        return None;
    }
    let nearest = (0..k).rev().find(|&j| share(j))?;
    share_link(line, nearest).filter(|(_, tied)| *tied).map(|(link, _)| link.cut)
}

/// Whether the number is of one place, department or group.
pub(super) fn is_partial(line: &Line<'_>, k: usize, end: usize, head: Head, main: usize) -> bool {
    if line.title {
        // "563 of the job cuts are in research"
        let the = line.is(k + 1, words!["of"]) && line.is(k + 2, words!["the", "its"]);
        return the && (k + 3..k + 6).take_while(|&j| line.mark(j).is_none()).any(|j| line.has(j, CUT_NOUN));
    }
    let slice = head == Head::PartOf && line.is(k + 1, words!["of"]) && line.is(k + 2, words!["the", "those", "these"])
        || line.is(k + 1, words!["of"])
            && line.is(k + 2, words!["the", "those", "these"])
            && !(k + 3..k + 5).any(|j| line.name(j).is_some() || line.has(j, FIRM));
    // "at the San Francisco company": the company, not a place.
    let of_firm = line.is(end, words!["at", "from"])
        && (end + 2..end + 6)
            .find(|&j| line.has(j, FIRM))
            .is_some_and(|firm| (end + 1..firm).all(|j| line.mark(j).is_none() && !line.has(j, DEPARTMENT | PREP)));
    let placed = line.is(end, words!["in", "at", "from", "across"])
        && !of_firm
        && (end + 1..end + 5).any(|j| {
            line.has(j, DEPARTMENT | PLACE) && (line.has(j, DEPARTMENT) || line.toks[j].cap)
                || j < end + 3 && line.name(j).is_some_and(|n| n != main)
        });
    let before = (k.saturating_sub(4)..k).rev().take_while(|&j| line.mark(j).is_none());
    let counted = (0..k).any(|j| line.amount(j).is_some_and(|a| a.kind == Kind::Number));
    let named = before.clone().any(|j| {
        line.is(j, words!["including", "among", "alone", "followed", "mostly"])
            || line.is(j, words!["with"]) && counted && !(1..4).any(|d| line.has(j.wrapping_sub(d), CUT))
    }) || line.is(0, words!["in"])
        && line.toks.get(1).is_some_and(|t| t.cap && t.cue & MONTH == 0)
        && line.amount(1).is_none();
    // "Sales is losing 23%", "Freiburg loses 700 jobs", "QA suffers most".
    let owner = (0..k.min(4)).any(|j| line.has(j, DEPARTMENT) && line.has(j + 1, AUX | CUT | GOING))
        || line.toks.first().is_some_and(|t| t.cue & PLACE != 0 && t.cap) && line.has(1, AUX | CUT | GOING);
    // "Of the 300 jobs it is cutting, 80 are in Madrid".
    let there = head == Head::Bare && line.has(end, AUX) && line.is(end + 1, words!["in", "at", "from", "based"]);
    slice || placed || named || owner || there || loses(line, k)
}

/// "Offered voluntary redundancy to 1,200 branch workers, of whom 700 accepted": those who are asked, not those who go.
fn is_offered(line: &Line<'_>, k: usize) -> bool {
    let to = line.is(k.wrapping_sub(1), words!["to"]);
    let offer = (k.saturating_sub(8)..k).find(|&j| line.is(j, words!["offered", "offers", "offering", "offer"]));
    let left = |offer: usize| {
        (offer + 1..k).any(|j| {
            line.is(j, words!["voluntary", "early", "buyout", "buyouts", "redundancy", "retirement", "severance", "packages"])
        })
    };
    to && offer.is_some_and(left)
}

/// "60 employees and 85 contractors": where both are told, the layoff is that of the employees.
fn are_contractors_beside_staff(line: &Line<'_>, k: usize) -> bool {
    let contractors = |k: usize| line.is(k + 1, words!["contractors", "freelancers", "temps"]);
    let beside = |j: usize| {
        line.amount(j).is_some_and(|a| a.kind == Kind::Number)
            && line.is(j + 1, words!["employees", "staff", "workers", "people"])
            && [j, k].into_iter().any(|at| line.is(at + 2, words!["and"]) || line.mark(at + 2) == Some(','))
    };
    contractors(k) && (k.saturating_sub(3)..k + 4).any(|j| j != k && beside(j))
}
