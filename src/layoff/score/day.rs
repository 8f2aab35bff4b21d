//! What speaks for a day being that of the layoff. Without any, it is the day of publication.

use super::super::date_text;
use super::super::extract::Story;
use super::super::line::Line;
use super::super::vocabulary::*;
use super::{Candidate, Signs};

/// The days and months that the article names, with what speaks for each; `count` is the line and token of the figure.
pub fn days(story: &Story<'_, '_>, count: Option<(usize, usize)>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let published = story.article.published;
    for (l, line) in story.lines.iter().enumerate() {
        if line.aside {
            continue;
        }
        for (t, time) in story.times[l].iter().enumerate() {
            let Some(period) = time.period else { continue };
            let month = period.start != period.end && period.start.first_of_month() == period.end.first_of_month();
            // The month of publication says less than its day, which stands in where nothing is said.
            let current = month && published.is_some_and(|at| (period.start..=period.end).contains(&at));
            if !(time.day || month) || time.since || current || follows_rounds(line, time.toks.start) {
                continue;
            }
            let mut signs = Signs::default();
            let (start, end) = (time.toks.start, time.toks.end);
            signs.set("day", time.day);
            signs.set("month", month);
            signs.set("weekday", time.day && time.relative);
            signs.set("written", time.day && !time.relative);
            signs.set("ahead", time.ahead);
            if let Some(at) = published {
                let back = (at - period.start).get_days();
                signs.set("same_day", back == 0 && time.day);
                signs.set("within_week", (1..=7).contains(&back));
                signs.set("within_month", (8..=40).contains(&back));
                signs.set("old", back > 40);
                signs.set("future", back < 0);
            }
            let rank = line.rank.unwrap_or(l + 3);
            signs.set("title", l == 0);
            signs.set("lead", rank <= 2 && l > 0);
            signs.set("early", (3..=6).contains(&rank));
            signs.put("depth", (rank as f64 + 1.0).ln() / 3.0);
            let left = start.saturating_sub(10)..start;
            let right = end..(end + 10).min(line.toks.len());
            let cues = left.clone().chain(right.clone()).fold(0, |cues, j| cues | line.toks[j].cue);
            let near = |cue: Cue| cues & cue != 0;
            signs.set("cut_near", near(CUT | STRONG | DISMISS | CUT_NOUN));
            signs.set("say_near", near(SAY));
            signs.set(
                "told_near",
                left.clone().chain(right.clone()).any(|j| {
                    line.is(
                        j,
                        words![
                            "told",
                            "announced",
                            "informed",
                            "notified",
                            "letter",
                            "email",
                            "memo",
                            "message",
                            "notice",
                            "filing",
                            "call",
                            "meeting",
                            "learned",
                            "all-hands",
                            "hall",
                            "dated",
                            "statement",
                        ],
                    )
                }),
            );
            signs.set("cut_line", line.any(CUT | STRONG | DISMISS));
            signs.set("money_line", line.any(MONEY) && !line.any(CUT | STRONG | DISMISS));
            let dateline =
                start <= 5 && !time.relative && right.clone().take(6).any(|j| matches!(line.mark(j), Some('-' | '–' | '—')));
            signs.set("dateline", dateline && l > 0);
            signs.set("on", line.is(start.wrapping_sub(1), words!["on"]));
            signs.set("in", line.is(start.wrapping_sub(1), words!["in"]));
            signs.set("last", line.is(start, words!["last"]) || line.is(start.wrapping_sub(1), words!["last"]));
            signs.set(
                "term",
                left.clone().rev().take(5).any(|j| {
                    line.is(
                        j,
                        words![
                            "until",
                            "by",
                            "through",
                            "effective",
                            "starting",
                            "from",
                            "begin",
                            "begins",
                            "will",
                            "end",
                            "ends",
                            "expires",
                            "due",
                            "stay",
                            "hearing",
                            "results",
                            "meeting",
                            "vote",
                        ],
                    )
                }),
            );
            signs.set("earlier_near", near(EARLIER));
            signs.set(
                "published_word",
                left.clone().any(|j| {
                    line.is(
                        j,
                        words![
                            "website",
                            "posted",
                            "published",
                            "spokesperson",
                            "spokesman",
                            "spokeswoman",
                            "interview",
                            "sources",
                            "reported",
                        ],
                    )
                }),
            );
            if let Some((cl, ck)) = count {
                signs.set("with_count", cl == l);
                signs.set("beside_count", cl == l && ck.abs_diff(start) <= 12);
                signs.set("by_count", cl.abs_diff(l) == 1);
                signs.set("near_count", cl.abs_diff(l) <= 3);
            }
            let near_count = count.is_some_and(|(cl, _)| cl.abs_diff(l) <= 3);
            signs.set("elsewhere", rank > 6 && !near_count && !line.any(CUT | STRONG | DISMISS | CUT_NOUN));
            let company = (0..line.toks.len()).filter_map(|j| line.name(j)).find(|&n| story.names.table[n].is_company());
            signs.set("other_named", company.is_some_and(|n| n != story.main));
            signs.set("main_named", company == Some(story.main));
            found.push(Candidate { line: l, tok: t, low: 0.0, value: 0.0, said: date_text(period), signs });
        }
    }
    found
}

/// "The third round after those of September 2022 and May 2023": the time of what came before.
fn follows_rounds(line: &Line<'_>, start: usize) -> bool {
    let filler = |j: usize| {
        line.is(
            j,
            words![
                "those", "the", "its", "a", "of", "in", "and", "round", "rounds", "cut", "cuts", "layoffs", "ones", "first",
                "second"
            ],
        ) || line.has(j, MONTH)
            || line.amount(j).is_some()
    };
    let after = (start.saturating_sub(BACK)..start).rev().find(|&j| line.is(j, words!["after", "following"]));
    after.is_some_and(|after| line.is(after + 1, words!["those", "rounds", "cuts"]) && (after + 1..start).all(filler))
}

/// Tokens between such a word and its last time, at most.
const BACK: usize = 8;
