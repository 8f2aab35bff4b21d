//! What speaks for an article having a layoff of its own, and not an earlier one, another company's or none.

use super::super::extract::Story;
use super::super::line::{Line, Token, Words};
use super::super::status;
use super::super::vocabulary::*;
use super::{Candidate, Signs};

/// What is said of the number that was chosen.
const COUNT: [&str; 19] = [
    "count_sure",
    "count_none",
    "count_past",
    "count_titled",
    "count_early",
    "count_doubted",
    "count_not",
    "count_cut",
    "count_other",
    "count_adds_up",
    "count_main",
    "count_again",
    "count_recent",
    "count_had",
    "count_score",
    "count_old_line",
    "count_deep",
    "count_old",
    "count_now",
];

/// And of the share.
const PERCENT: [&str; 19] = [
    "percent_sure",
    "percent_none",
    "percent_past",
    "percent_titled",
    "percent_early",
    "percent_doubted",
    "percent_not",
    "percent_cut",
    "percent_other",
    "percent_adds_up",
    "percent_main",
    "percent_again",
    "percent_recent",
    "percent_had",
    "percent_score",
    "percent_old_line",
    "percent_deep",
    "percent_old",
    "percent_now",
];

/// What speaks for it; `count` and `percent` are the choices with the probability of each and of none.
pub fn about(
    story: &Story<'_, '_>,
    ruled: bool,
    count: Option<(&Candidate, f64, f64)>,
    percent: Option<(&Candidate, f64, f64)>,
) -> Signs {
    let mut signs = Signs::default();
    let title = &story.lines[0];
    let name = &story.names.table[story.main];
    signs.put("bias", 1.0);
    signs.set("rules_say_so", ruled);
    let dismisses = |l: &Line<'_>| l.any(STRONG | DISMISS) || l.any(CUT | CUT_NOUN) && l.any(STAFF | FORCE);
    signs.set("title_cuts", dismisses(title));
    signs.set("title_goes", title.any(GOING | CUT) && !dismisses(title));
    signs.set("title_names", name.title);
    let hires = |l: &Line<'_>| (0..l.toks.len()).any(|j| l.has(j, HIRE) && !l.is(j, words!["new", "joined"]));
    signs.set("title_hires", hires(title));
    signs.set("title_denies", title.any(DENY));
    signs.set("title_money", title.any(MONEY));
    signs.set("title_several", title.any(SECTOR) || story.is_list());
    let not = |l: &Line<'_>| {
        (0..l.toks.len()).any(|j| l.is(j, words!["no", "not", "nobody", "isn't", "won't", "aren't", "never", "wasn't"]))
    };
    signs.set("title_not", not(title));
    let titled = |words: Words| (0..title.toks.len()).any(|j| title.is(j, words));
    signs.set(
        "title_list",
        titled(words!["list", "roundup", "round-up", "tracker", "recap", "digest", "weekly", "firms", "companies", "who"]),
    );
    // A headline on cuts that names nobody and no kind of company either speaks of cuts at large.
    let nobody = !title.toks.iter().any(|t| matches!(t.kind, Token::Name(_)) || t.cue & FIRM != 0);
    signs.set("title_general", dismisses(title) && nobody);
    let cuts_titled = title.any(CUT | STRONG | DISMISS | GOING);
    signs.set("title_past", story.times[0].iter().any(|t| t.past || t.year && !t.day));
    signs.set("title_opinion", titled(words!["opinion", "why", "what", "how", "lessons", "essay", "comment", "column"]));
    // "Opinion: …", "Interview: …": what kind of text it is.
    const GENRES: Words = words![
        "opinion",
        "essay",
        "interview",
        "explainer",
        "comment",
        "column",
        "analysis",
        "review",
        "letter",
        "editorial",
        "satire",
        "guide",
        "podcast",
        "q&a",
    ];
    signs.set("title_genre", title.is(0, GENRES) && title.mark(1) == Some(':'));
    signs.set("title_strike", titled(words!["strike", "strikes", "walkout", "picket", "protest", "protests"]));
    signs.set("title_silent", !cuts_titled && !dismisses(title));
    // "Council backs data centre that promises 90 jobs".
    signs.set("title_jobs", title.any(STAFF) && !cuts_titled && !dismisses(title));
    signs.set(
        "title_brings",
        titled(words!["bring", "brings", "promises", "pledges", "names", "appoints", "wins", "back", "backs"]),
    );
    signs.set("main_rare", !name.title && name.count <= 2);
    let funds = titled(words![
        "raises",
        "funding",
        "round",
        "investment",
        "valuation",
        "earnings",
        "profit",
        "shares",
        "results",
        "forecast"
    ]);
    // What other stories are about: hiring, money, a court, a list, a denial, another trade.
    let other_story = hires(title) && !cuts_titled
        || funds && !dismisses(title)
        || story.is_aftermath()
        || story.is_list()
        || story.cuts_elsewhere()
        || story.is_other_trade()
        || status::denied(story.lines);
    signs.set("other_story", other_story);
    signs.set("other_story_untitled", other_story && !dismisses(title));
    let lead: Vec<&Line<'_>> = story.lines.iter().filter(|l| matches!(l.rank, Some(1..=3))).collect();
    signs.set("lead_cuts", lead.iter().any(|l| dismisses(l)));
    signs.set("lead_silent", !lead.iter().any(|l| dismisses(l) || l.any(GOING | CUT)) && !dismisses(title));
    let chosen = |c: Option<(&Candidate, f64, f64)>| c.is_some_and(|(_, chance, none)| chance > none);
    signs.set("no_figure", !chosen(count) && !chosen(percent));
    signs.set("aftermath", story.is_aftermath());
    signs.set("other_trade", story.is_other_trade());
    signs.set("cuts_elsewhere", story.cuts_elsewhere());
    signs.set("denied", status::denied(story.lines));
    let head: Vec<&Line<'_>> = story.lines.iter().filter(|l| matches!(l.rank, Some(1..=5))).collect();
    signs.put("head_cuts", head.iter().filter(|l| dismisses(l)).count().min(3) as f64 / 3.0);
    signs.set("head_hires", head.iter().any(|l| hires(l)));
    signs.set("head_denies", head.iter().any(|l| l.any(DENY)));
    signs.put("head_money", head.iter().filter(|l| l.any(MONEY)).count().min(3) as f64 / 3.0);
    let body: Vec<&Line<'_>> = story.lines.iter().filter(|l| l.rank.is_some_and(|r| r > 0)).collect();
    let all = body.len().max(1) as f64;
    signs.put("body_cuts", body.iter().filter(|l| dismisses(l)).count() as f64 / all);
    signs.put("body_denies", body.iter().filter(|l| l.any(DENY)).count().min(3) as f64 / 3.0);
    let leaves = |l: &&&Line<'_>| {
        (0..l.toks.len()).any(|j| {
            l.is(j, words!["severance", "affected", "outplacement", "consultation", "departing", "leavers", "gross"])
                || l.is(j, words!["weeks", "months"]) && l.is(j + 1, words!["of", "pay", "salary"]) && l.any(MONEY)
        })
    };
    signs.put("terms", body.iter().filter(leaves).count().min(3) as f64 / 3.0);
    // How many companies have a figure of their own: a list has many.
    let others: std::collections::BTreeSet<usize> =
        story.figures.iter().filter(|f| f.company != story.main && f.named.is_some()).map(|f| f.company).collect();
    signs.put("others", others.len().min(5) as f64 / 5.0);
    signs.set("many_others", others.len() >= 4);
    let own = story.figures.iter().filter(|f| story.is_own(f)).count();
    signs.set("own_figures", own > 0);
    let earlier = story.figures.iter().filter(|f| f.company == story.main && (f.earlier || f.span)).count();
    signs.set("only_earlier", own == 0 && earlier > 0);
    for (choice, names) in [(count, COUNT), (percent, PERCENT)] {
        let Some((c, chance, none)) = choice else { continue };
        let has = |any: &[&str]| c.signs.0.iter().any(|(n, _)| any.contains(n));
        signs.put(names[0], chance);
        signs.put(names[1], none);
        signs.set(names[2], has(&["past", "rule_earlier"]));
        signs.set(names[3], c.line == 0);
        signs.set(names[4], has(&["lead", "early"]));
        signs.set(names[5], has(&["doubt", "rule_doubt", "union"]));
        signs.set(names[6], has(&["denied", "not"]));
        signs.set(names[7], has(&["cut_left", "cut_right", "goes_right", "cut_close"]));
        signs.set(names[8], has(&["other_named", "other_paragraph", "rule_other", "rival"]));
        let cut = has(&["cut_left", "cut_right", "goes_right", "goes_left", "cut_line", "cut_before"])
            && !has(&["hire_near", "vacancy_near"]);
        signs.set(names[9], cut && has(&["sum_of_more", "share_near", "share_of_head", "count_fits", "beside_count"]));
        signs.set(names[10], has(&["main_named"]));
        signs.set(names[11], has(&["told_again"]));
        signs.set(names[12], has(&["recent"]));
        signs.set(names[13], has(&["had", "earlier_word", "since"]));
        signs.put(names[14], ((chance / none.max(1e-9)).ln() / 5.0).clamp(-1.0, 1.5));
        signs.set(names[15], has(&["past_line_before"]));
        signs.set(names[17], has(&["paragraph_old"]));
        signs.set(names[18], has(&["paragraph_now"]));
        signs.put(names[16], story.lines[c.line].rank.map_or(1.0, |r| (r as f64 / 30.0).min(1.0)));
    }
    signs
}
