//! How certain a layoff is, judged by the words of the headline and the lead.

use super::Status;
use super::line::{Line, Words};
use super::vocabulary::*;

/// Whether the article reports that somebody denies it.
pub fn denied(lines: &[Line<'_>]) -> bool {
    lines.iter().filter(|l| l.rank.is_some_and(|r| r <= 1)).any(|line| {
        // "Twitter dismisses reports of 75% layoff"
        let dismisses = |i: &usize| {
            line.is(*i, words!["dismiss", "dismisses", "dismissed", "dismissing"])
                && (1..3)
                    .any(|d| line.is(i + d, words!["report", "reports", "rumours", "rumors", "claims", "speculation", "talk"]))
        };
        let denies = |i: &usize| line.has(*i, DENY) || dismisses(i);
        let Some(deny) = (0..line.toks.len()).find(denies) else { return false };
        // A union that rejects a plan does not deny it.
        let union = (0..deny).any(|j| line.has(j, UNION));
        let cut = line.any(CUT | STRONG | CUT_NOUN) || line.any(STAFF);
        cut && !union
    })
}

/// The status that headline and lead give.
pub fn status(lines: &[Line<'_>], cuts: &[usize]) -> Status {
    let mut maybe = false;
    let mut firm = false;
    let mut done = false;
    let mut planned = false;
    let mut named_plan = false;
    let mut confirmed = false;
    let mut whispered = false;
    let mut begun = false;
    let mut unsure = false;
    let mut suffered = false;
    for line in lines.iter().filter(|l| l.rank.is_some_and(|r| r <= 2)) {
        let lead = line.rank <= Some(1);
        maybe |= lead && line.any(MAYBE) && line.toks.iter().enumerate().any(|(i, t)| t.cue & MAYBE != 0 && near_cut(line, i));
        // "has begun to let people go, sources said", "100 employees already fired"
        begun |= lead && (1..line.toks.len()).any(|i| is_begun(line, i));
        suffered |= lead && (1..line.toks.len()).any(|i| is_suffered(line, i)) && !plans(line);
        confirmed |=
            line.toks.iter().enumerate().any(|(i, t)| {
                t.cue & SAY != 0 && line.word(i).to_ascii_lowercase().starts_with("confirm") && !is_negated(line, i)
            });
        // "is to cut 5,000 jobs, people familiar with the plan said", "sources told the Courier".
        whispered |= lead
            && (0..line.toks.len()).any(|i| {
                line.is(i, words!["people", "person", "sources", "source", "insiders"])
                    && (i + 1..i + 4).any(|j| line.is(j, words!["familiar", "aware", "briefed", "knowledge", "close"]))
                    || line.is(i, words!["sources", "insiders"]) && (line.has(i + 1, SAY) || line.has(i.wrapping_sub(1), SAY))
            });
        // "Layoffs planned for 2026", "the planned layoffs"
        named_plan |= lead
            && (1..line.toks.len()).any(|i| {
                line.is(i, words!["planned"]) && (line.has(i - 1, STRONG | CUT_NOUN) || line.has(i + 1, STRONG | CUT_NOUN))
            });
        firm |= line.toks.iter().enumerate().any(|(i, _)| {
            line.is(
                i,
                words!["announced", "announces", "said", "told", "confirmed", "confirms", "disclosed", "wrote", "informed"],
            ) && !line.is(i.wrapping_sub(1), words!["people", "sources", "source", "insiders"])
                && !(1..9).any(|d| line.is(i.wrapping_sub(d), words!["people", "sources"]))
                && !(1..4).any(|d| line.is(i + d, words!["people", "sources", "person"]))
        }) && !line.toks.iter().enumerate().any(|(i, _)| line.is(i, words!["sources", "familiar", "aware", "insiders"]))
            // "insiders say that Lucid told employees that it plans to": the company did say so.
            || (1..line.toks.len()).any(|i| {
                line.is(i, words!["told"]) && line.is(i + 1, words!["employees", "staff", "workers", "its", "staffers"])
            });
    }
    for (&cut, line) in cuts.iter().zip(lines) {
        // What an analyst thinks would have to go, further down, is no plan of the company's.
        if cut == usize::MAX || line.rank.is_some_and(|rank| rank > HEAD) && (done || begun) {
            continue;
        }
        unsure |= is_unsure(line);
        let word = line.word(cut).to_ascii_lowercase();
        let before = |d: usize| line.word(cut.wrapping_sub(d)).to_ascii_lowercase();
        if matches!(before(1).as_str(), "has" | "have")
            || word == "laid" && before(1) != "be"
            || matches!(word.as_str(), "fired" | "fires" | "lays" | "lets")
            // Not the noun: "job cuts at Acme".
            || word == "cuts" && !is_noun(line, cut)
        {
            done = true;
        }
        // "We made the difficult decision to part ways with 95 colleagues": it is made.
        let decided = before(1) == "to" && matches!(before(2).as_str(), "decision" | "step" | "choice");
        if matches!(before(1).as_str(), "will" | "to" | "would") && !decided
            || (1..4).any(|d| matches!(before(d).as_str(), "plans" | "plan" | "set"))
            // "will make 150 roles redundant"
            || word == "redundant" && (3..8).any(|d| before(d) == "make" && matches!(before(d + 1).as_str(), "will" | "to" | "would"))
        {
            planned = true;
        }
    }
    // "To lay off 300" in a headline over "has begun to lay off".
    let planned = (planned || named_plan && !done) && !begun && !suffered;
    let done = done || suffered;
    match () {
        () if unsure && !confirmed => Status::Rumoured,
        () if (maybe || whispered && !done) && !(firm || confirmed || begun) => Status::Rumoured,
        () if confirmed => Status::Confirmed,
        () if done && !planned => Status::CarriedOut,
        () if planned && !firm => Status::Planned,
        () => Status::Announced,
    }
}

/// "Job cuts", "its usual cuts": not the verb.
fn is_noun(line: &Line<'_>, cut: usize) -> bool {
    line.has(cut.wrapping_sub(1), STAFF | FORCE)
        || (1..3).any(|d| {
            line.is(
                cut.wrapping_sub(d),
                words!["its", "the", "these", "those", "their", "of", "more", "further", "new", "planned"],
            )
        })
}

/// Sentences in which a report says how far things have come.
const HEAD: usize = 2;

/// "Has not confirmed", "could not be confirmed".
fn is_negated(line: &Line<'_>, i: usize) -> bool {
    (1..4).any(|d| line.is(i.wrapping_sub(d), words!["not", "never", "n't", "hasn't", "haven't", "didn't", "couldn't", "cannot"]))
}

/// "An estimate that the company has not confirmed", "how many went is unconfirmed".
fn is_unsure(line: &Line<'_>) -> bool {
    (0..line.toks.len()).any(|i| {
        line.is(i, words!["unconfirmed"])
            || line.is(i, words!["confirm", "confirmed"]) && is_negated(line, i) && !of_else(line, i)
    })
}

/// "Did not confirm which teams were hit", "has not confirmed when": something else than the number.
fn of_else(line: &Line<'_>, i: usize) -> bool {
    line.is(i + 1, words!["which", "when", "where", "who", "how", "what", "whether", "a", "any", "more", "further"])
}

/// "Plans to cut 300 jobs a year after 500 lost theirs".
fn plans(line: &Line<'_>) -> bool {
    (1..line.toks.len()).any(|i| {
        line.is(i, words!["to"])
            && line.is(i - 1, words!["plans", "planning", "intends", "set"])
            && line.has(i + 1, CUT | LAY | LET | STRONG)
    })
}

/// "Has begun to let people go", "started laying off", "100 employees already fired".
fn is_begun(line: &Line<'_>, i: usize) -> bool {
    let cuts = || (i..i + 6).any(|j| line.has(j, CUT | STRONG | CUT_NOUN | LET | LAY | VOLUNTARY));
    const TALK: Words = words![
        "rumours",
        "rumors",
        "talks",
        "speculation",
        "consultation",
        "consultations",
        "reviewing",
        "considering",
        "planning",
        "preparing",
        "discussing",
        "consulting"
    ];
    let of_talk = || (0..i + 4).any(|j| line.is(j, TALK));
    let already = line.is(i, words!["already"]) && line.has(i + 1, CUT | STRONG);
    let has = line.is(i, words!["begun", "started", "initiated"]) && line.is(i - 1, words!["has", "have"]);
    // "Acme began to lay people off", not "Acme started the year with 300".
    let acts = line.is(i, words!["began", "begins", "started", "starts"]) && line.name(i - 1).is_some();
    already || (has || acts) && cuts() && !of_talk()
}

/// "Lost their jobs", "are out of a job": told of those who went.
fn is_suffered(line: &Line<'_>, i: usize) -> bool {
    let job = |j: usize| line.is(j, words!["job", "jobs"]);
    line.is(i, words!["lost"]) && line.is(i + 1, words!["their"]) && job(i + 2)
        || line.is(i, words!["out"])
            && line.is(i + 1, words!["of"])
            && (job(i + 3) || job(i + 2))
            && line.is(i - 1, words!["are", "were"])
}

/// Whether a cut stands near, so that "may" is said of it and not of the weather.
fn near_cut(line: &Line<'_>, i: usize) -> bool {
    (i.saturating_sub(8)..i + 14).any(|j| line.has(j, CUT | STRONG | CUT_NOUN | GOING))
}
