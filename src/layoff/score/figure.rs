//! What speaks for a number being how many go, and for a share being that of the staff.

use super::super::extract::Story;
use super::super::figure::{Figure, Head, head, is_of_a_number, is_total, is_whole, is_year, of_tokens};
use super::super::line::{Line, Tok};
use super::super::vocabulary::*;
use super::sums::Sums;
use super::{Candidate, Signs};
use crate::text::amount::{Amount, Hedge, Kind};
use crate::text::rule;

/// How far from a number its words are looked for.
const NEAR: usize = 9;

/// The numbers of the article, with what speaks for each being how many go.
pub fn counts(story: &Story<'_, '_>, sums: &Sums) -> Vec<Candidate> {
    let mut found = Vec::new();
    let (mut rough, mut numbers) = (Vec::new(), Vec::new());
    // "Hundreds" in the headline or the lead.
    let mut vague: Option<f64> = None;
    each(story, |l, k, a| {
        let staff = || matches!(head(&story.lines[l], k).0, Head::Staff | Head::Cut | Head::Bare);
        if a.kind == Kind::Number && a.hedge == Hedge::Vague && story.lines[l].rank.is_some_and(|r| r <= 1) && staff() {
            vague = vague.or(Some(if a.value < 13.0 { 12.0 } else { a.value }));
        }
        if a.kind == Kind::Number && a.hedge != Hedge::Vague && a.max.is_none() {
            numbers.push(a.value);
            if a.hedge == Hedge::AtLeast && story.lines[l].rank.is_some_and(|r| r <= 3) {
                rough.push((l, a.value));
            }
        }
    });
    each(story, |l, k, a| {
        let value = a.max.unwrap_or(a.value);
        if a.kind != Kind::Number || a.hedge == Hedge::Vague || !(2.0..1e6).contains(&value) || a.value.fract() != 0.0 {
            return;
        }
        let line = &story.lines[l];
        if is_year(line, k) || rule::is_of_rule(line.text, &a.range) {
            return;
        }
        let mut signs = Signs::default();
        let (head, end) = head(line, k);
        let total = is_total(line, k, end, head);
        sums.say(&mut signs, l, k, value);
        // "Add it up and you get 640" adds nobody to the staff.
        let adds_up = line.is(0, words!["add", "adding"]);
        let slip = head == Head::PartOf
            && (k + 1..end).filter_map(|j| line.amount(j)).any(|b| b.kind == Kind::Number && b.value < value);
        if head == Head::Vacant || slip || total && !adds_up {
            // Vacancies are nobody's, those employed are not those who go, and no part is larger than its whole.
            return;
        }
        signs.set("counts_staff", head == Head::Staff);
        signs.set("counts_cuts", head == Head::Cut);
        signs.set("counts_part", head == Head::PartOf);
        signs.set("counts_bare", head == Head::Bare);
        signs.set("counts_other", head == Head::Other);
        signs.set("is_total", total);
        signs.set("small", value < 10.0);
        signs.set("tiny", value < 5.0);
        signs.set("round", value % 100.0 == 0.0);
        signs.set("huge", value >= 20_000.0);
        let of_its =
            head == Head::PartOf || line.is(end, words!["of"]) || line.is(end, words!["out"]) && line.is(end + 1, words!["of"]);
        let whole = (end..end + 7).find_map(|j| line.amount(j)).filter(|b| b.kind == Kind::Number);
        signs.set("of_a_whole", of_its && whole.is_some_and(|w| w.value > value));
        // "More than 400" in the headline is 412 in the text.
        let finer = rough.iter().any(|(m, r)| *m != l && value > *r && value < r * 1.3 && fineness(value) > fineness(*r));
        signs.set("finer", finer);
        signs.set("vague_fits", vague.is_some_and(|v| value >= v * 1.5 && value < v * 10.0));
        signs.set("vague_unfit", vague.is_some_and(|v| value < v * 1.5 || value >= v * 10.0));
        let outdone = matches!(a.hedge, Hedge::AtLeast | Hedge::About);
        signs.set("rough", outdone && numbers.iter().any(|v| *v > value && *v < value * 1.3 && fineness(*v) > fineness(value)));
        around(story, &mut signs, l, k, end, false);
        found.push(Candidate { line: l, tok: k, low: a.value, value, said: String::new(), signs });
    });
    again(&mut found);
    found
}

/// The shares of the article, with what speaks for each; `count` is the number that was chosen, with
/// the lines and tokens that state it.
pub fn shares(story: &Story<'_, '_>, sums: &Sums, count: Option<(f64, &[(usize, usize)])>) -> Vec<Candidate> {
    let mut found = Vec::new();
    each(story, |l, k, a| {
        let value = a.max.unwrap_or(a.value);
        if !matches!(a.kind, Kind::Percent | Kind::Fraction) || !(0.1..=100.0).contains(&value) {
            return;
        }
        let line = &story.lines[l];
        if is_of_a_number(line, k) {
            return;
        }
        let mut signs = Signs::default();
        let of = of_tokens(line, k);
        signs.set("of_staff", of.as_ref().is_some_and(|o| line.has(o.end - 1, FORCE | STAFF)));
        signs.set("of_named", of.as_ref().is_some_and(|o| line.name(o.end - 1).is_some()));
        signs.set("of_other", of.is_none() && line.is(k + 1, words!["of"]));
        signs.set("of_money", (k + 1..k + 8).take_while(|&j| !stops(line, j)).any(|j| line.has(j, MONEY)));
        signs.set("money_before", (k.saturating_sub(8)..k).any(|j| line.has(j, MONEY)));
        signs.set("fraction", a.kind == Kind::Fraction);
        signs.set("share_at_most", a.hedge == Hedge::AtMost);
        signs.set("everything", value >= 99.0);
        signs.set("part_of_them", line.is(k + 1, words!["of"]) && line.is(k + 2, words!["them", "those", "these"]));
        signs.set(
            "moves",
            (k.saturating_sub(4)..k).any(|j| {
                line.is(
                    j,
                    words!["up", "down", "rose", "fell", "grew", "higher", "lower", "rise", "increase", "gained", "by", "risen"],
                )
            }) || line.is(k + 1, words!["higher", "lower", "more", "less", "up", "down", "fewer", "stake", "from", "margin"]),
        );
        if let Some((c, places)) = count {
            let any = |near: &dyn Fn(usize, usize) -> bool| places.iter().any(|(cl, ck)| near(*cl, *ck));
            signs.set("beside_count", any(&|cl, ck| cl == l && ck.abs_diff(k) <= 14));
            signs.set("in_line_of_count", any(&|cl, _| cl == l));
            signs.set("by_count", any(&|cl, _| cl.abs_diff(l) == 1));
            signs.set("count_fits", sums.share_fits(c, value));
            signs.set("count_unfit", sums.share_misses(c, value));
        }
        around(story, &mut signs, l, k, k + 1, true);
        found.push(Candidate { line: l, tok: k, low: a.value, value: (value * 10.0).round() / 10.0, said: String::new(), signs });
    });
    again(&mut found);
    found
}

/// Digits before the trailing zeros.
fn fineness(value: f64) -> u32 {
    super::super::extract::digits(value)
}

/// Goes over the amounts of the lines that belong to the story.
fn each(story: &Story<'_, '_>, mut visit: impl FnMut(usize, usize, &Amount)) {
    for (l, line) in story.lines.iter().enumerate() {
        if line.aside {
            continue;
        }
        for k in 0..line.toks.len() {
            if let Some(a) = line.amount(k) {
                visit(l, k, a);
            }
        }
    }
}

/// Marks values that are stated more than once: the number that an article is about comes back.
fn again(found: &mut [Candidate]) {
    let values: Vec<f64> = found.iter().map(|c| c.value).collect();
    for c in found {
        let times = values.iter().filter(|v| **v == c.value).count();
        c.signs.put("told_again", (times.min(4) as f64 - 1.0).max(0.0));
    }
}

/// Whether a clause ends here.
fn stops(line: &Line<'_>, j: usize) -> bool {
    matches!(line.mark(j), Some(';' | ':' | '—' | '–' | '(' | ')' | '.'))
}

/// What the words around an amount say of it.
fn around(story: &Story<'_, '_>, signs: &mut Signs, l: usize, k: usize, end: usize, share: bool) {
    let line = &story.lines[l];
    let n = line.toks.len();
    let from = (k.saturating_sub(NEAR)..k).rev().take_while(|&j| !stops(line, j)).last().unwrap_or(k);
    let until = k + 1 + (k + 1..(end + NEAR).min(n)).take_while(|&j| !stops(line, j)).count();
    let (left, right) = ((from..k).rev(), k + 1..until);
    let cues = |side: &[Tok]| side.iter().fold(0, |cues, tok| cues | tok.cue);
    let (left_cues, right_cues) = (cues(&line.toks[from..k]), cues(&line.toks[(k + 1).min(n)..until.min(n)]));
    let in_left = |cue: Cue| left_cues & cue != 0;
    let in_right = |cue: Cue| right_cues & cue != 0;
    let near = |cue: Cue| in_left(cue) || in_right(cue);
    signs.set("cut_left", in_left(CUT | STRONG | DISMISS));
    signs.set("cut_close", left.clone().take(4).any(|j| line.has(j, CUT | STRONG | DISMISS)));
    signs.set("cut_right", in_right(CUT | STRONG | DISMISS));
    signs.set("goes_right", in_right(GOING | DISMISS));
    signs.set("goes_left", in_left(GOING));
    signs.set("cut_noun", near(CUT_NOUN));
    signs.set(
        "hire_near",
        left.clone().take(6).chain(right.clone().take(4)).any(|j| line.has(j, HIRE) && !line.is(j, words!["new"])),
    );
    signs.set("vacancy_near", near(VACANT));
    signs.set(
        "employ_near",
        left.clone()
            .take(5)
            .chain(right.clone().take(5))
            .any(|j| line.is(j, words!["employ", "employs", "employed", "employing", "payroll", "rolls", "books", "headcount"])),
    );
    signs.set("remain_near", near(REMAIN) || in_right(REMAIN));
    let mine = left.clone().take(4).chain(right.clone().take(end + 4 - k));
    signs.set("outside_near", mine.clone().any(|j| line.has(j, OUTSIDE)));
    signs.set("outside_line", line.any(OUTSIDE));
    signs.set("custom_near", mine.clone().any(|j| line.has(j, CUSTOM)));
    let sentence_cuts = line.any(STRONG | DISMISS) || line.any(CUT) || line.any(CUT_NOUN) && line.any(STAFF);
    signs.set("cut_line", sentence_cuts);
    signs.set("cut_before", l > 0 && story.lines[l - 1].any(CUT | STRONG | DISMISS | GOING));
    let rank = line.rank.unwrap_or(l + 3);
    signs.set("title", l == 0);
    signs.set("lead", rank == 1 || rank == 2);
    signs.set("early", (3..=6).contains(&rank));
    signs.put("depth", (rank as f64 + 1.0).ln() / 3.0);
    let times = &story.times[l];
    let nearest = times.iter().min_by_key(|t| t.toks.start.abs_diff(k));
    signs.set("past", nearest.is_some_and(|t| t.past && !t.since));
    signs.set("past_close", nearest.is_some_and(|t| t.past && !t.since && t.toks.start.abs_diff(k) <= 6));
    signs.set("since", times.iter().any(|t| t.since));
    signs.set("recent", nearest.is_some_and(|t| !t.past && !t.ahead && (t.day || t.relative)));
    signs.set("ahead", nearest.is_some_and(|t| t.ahead));
    signs.set("earlier_word", near(EARLIER) && !line.is(k + 1, words!["more"]));
    signs.set("had", left.clone().take(5).any(|j| line.is(j, words!["had"])));
    signs.set("past_line_before", l > 0 && story.times[l - 1].iter().any(|t| t.past && t.year));
    // When it is, by what its paragraph says of time.
    let paragraph = (l.saturating_sub(4)..(l + 4).min(story.lines.len()))
        .filter(|&m| m == l || m > 0 && l > 0 && story.close_by(m.min(l), m.max(l)));
    let (mut old, mut now) = (false, false);
    for time in paragraph.flat_map(|m| &story.times[m]) {
        old |= time.past && !time.since;
        now |= !time.past && !time.ahead && !time.since && (time.day || time.relative);
    }
    signs.set("paragraph_old", old && !now);
    signs.set("paragraph_now", now && !old);
    // Whose paragraph it is: the nearest company named before.
    let company = |line: &Line<'_>, j: usize| line.name(j).filter(|&n| story.names.table[n].is_company() || n == story.main);
    let here = (0..k).rev().find_map(|j| company(line, j));
    let follows = (k..n).find_map(|j| company(line, j));
    let told = here.or_else(|| {
        (1..l).rev().take(3).take_while(|&m| story.close_by(m, l)).find_map(|m| {
            let other = &story.lines[m];
            (0..other.toks.len()).rev().find_map(|j| company(other, j))
        })
    });
    signs.set("main_named", here == Some(story.main) || here.is_none() && follows == Some(story.main));
    signs.set("other_named", here.is_some_and(|n| n != story.main));
    signs.set("other_follows", here.is_none() && follows.is_some_and(|n| n != story.main));
    signs.set("other_paragraph", here.is_none() && told.is_some_and(|n| n != story.main));
    signs.set("rival", line.any(RIVAL | SECTOR));
    signs.set("doubt", near(DOUBT | MAYBE));
    signs.set("doubt_line", line.any(DOUBT | MAYBE));
    let claims = |j: usize| {
        line.is(
            j,
            words!["union", "unions", "guild", "analyst", "analysts", "committee", "federation", "rumours", "rumors", "forum"],
        )
    };
    signs.set("union", (0..n).any(claims));
    signs.set("denied", line.any(DENY) || near(DENY));
    signs.set("not", left.clone().take(5).any(|j| is_not(line, j)) || right.clone().take(3).any(|j| is_not(line, j)));
    let at = |j: usize| line.toks.get(j).is_some_and(|t| t.cap && t.cue & (MONTH | DAY) == 0);
    let placed = (k + 1..(k + 8).min(n)).take_while(|&j| line.mark(j).is_none() && line.amount(j).is_none()).any(|j| {
        line.is(j, words!["in", "at", "from"])
            && (at(j + 1) || line.has(j + 1, DEPARTMENT | PLACE) || line.has(j + 2, DEPARTMENT))
    });
    signs.set("placed", placed);
    signs.set(
        "placed_before",
        left.clone().take(4).any(|j| line.has(j, PLACE | DEPARTMENT) && !line.is(j, words!["team", "unit"])),
    );
    signs.set("listed", matches!(line.text.chars().next(), Some('*' | '•' | '-' | '–')) && l > 0);
    signs.set("after_colon", k > 0 && matches!(line.mark(k - 1), Some(':' | '–' | '-' | '(')));
    signs.set("of_them", line.is(k + 1, words!["of"]) && line.is(k + 2, words!["them", "those", "these", "whom"]));
    signs.set(
        "also",
        left.clone().take(4).any(|j| line.is(j, words!["another", "further", "additional", "other", "including", "plus"])),
    );
    signs.set(
        "whole",
        is_whole(line, k) || left.clone().take(5).any(|j| line.is(j, words!["together", "makes", "total", "altogether"])),
    );
    signs.set(
        "said_number",
        left.clone().take(7).any(|j| line.is(j, words!["number", "figure", "toll", "tally", "count", "total"])),
    );
    signs.set("definite", line.is(k.wrapping_sub(1), words!["the", "those", "these"]));
    signs.set("mine", left.clone().take(2).any(|j| line.is(j, words!["its", "our", "their"])));
    let asked = (1..=2).any(|d| {
        l > d && {
            let q = &story.lines[l - d];
            q.text.contains('?')
                && (0..q.toks.len()).any(|i| q.is(i, words!["how"]) && q.is(i + 1, words!["many"]))
                && q.toks.len() < 30
        }
    });
    signs.set("asked", asked && n < 30);
    if let Some(a) = line.amount(k) {
        signs.set("about", a.hedge == Hedge::About);
        signs.set("at_least", a.hedge == Hedge::AtLeast);
        signs.set("at_most", a.hedge == Hedge::AtMost);
        signs.set("range", a.hedge == Hedge::Range || a.max.is_some());
    }
    // What the rules make of it.
    let ruled: Option<&Figure> = story.figures.iter().find(|f| f.line == l && f.tok == k && f.share == share);
    signs.set("tied", ruled.is_some());
    if let Some(f) = ruled {
        let own = story.is_own(f);
        signs.set("rule_own", own);
        signs.set("rule_whole", own && !f.partial && !f.doubt);
        signs.set("rule_partial", f.partial);
        signs.set("rule_doubt", f.doubt);
        signs.set("rule_earlier", f.earlier);
        signs.set("rule_span", f.span);
        signs.set("rule_other", f.company != story.main);
        signs.set("rule_pair", f.pair.is_some() && own);
    }
}

fn is_not(line: &Line<'_>, j: usize) -> bool {
    line.is(
        j,
        words!["not", "no", "never", "isn't", "aren't", "nobody", "without", "none", "wasn't", "weren't", "won't", "don't"],
    )
}
