//! What speaks for a sentence giving the reason for the article's layoff.

use super::super::extract::Story;
use super::super::line::{Line, Token, Words};
use super::super::reason;
use super::super::vocabulary::*;
use super::{Candidate, Signs, Weights};
use crate::sense::{self, Sense, Tokens};
use crate::text::term;

/// The sentences that may give the reason, with what speaks for each. Only those that have a word for what causes layoffs are
/// looked at.
pub fn reasons(story: &Story<'_, '_>) -> Vec<Candidate> {
    let own: Vec<usize> = story.figures.iter().filter(|f| story.is_own(f)).map(|f| f.line).collect();
    let mut found = Vec::new();
    for (l, line) in story.lines.iter().enumerate() {
        let Some(rank) = line.rank.filter(|r| l > 0 && *r <= FARTHEST && line.any(CAUSE) && !line.aside) else { continue };
        if reason::denied(&[line]).is_some() {
            continue;
        }
        let mut signs = Signs::default();
        for (strength, name) in ["opens_outright", "opens_likely", "opens_perhaps"].into_iter().enumerate() {
            signs.set(name, reason::opened(line, strength).is_some());
        }
        let causes = line.toks.iter().filter(|t| t.cue & CAUSE != 0).count();
        signs.put("causes", (causes.min(4) as f64 - 1.0) / 3.0);
        let before = own.iter().filter(|&&o| o <= l && o > 0).map(|o| l - o).min();
        let close = |o: usize| story.close_by(o.min(l), o.max(l));
        signs.set("own", own.contains(&l));
        signs.set("after_own", before.is_some_and(|gap| (1..=2).contains(&gap)));
        signs.set("soon_after_own", before.is_some_and(|gap| (3..=5).contains(&gap)));
        signs.set("beside_own", own.iter().any(|&o| o > 0 && o != l && o.abs_diff(l) <= 3 && close(o)));
        signs.set("lead", rank <= 2);
        signs.set("early", (3..=8).contains(&rank));
        signs.put("depth", (rank as f64 + 1.0).ln() / 3.0);
        let company = |n: usize| story.names.table[n].is_company();
        let named: Vec<usize> = (0..line.toks.len()).filter_map(|j| line.name(j)).filter(|&n| company(n)).collect();
        signs.set("main", named.contains(&story.main));
        signs.set("other", named.iter().any(|&n| n != story.main) && !named.contains(&story.main));
        signs.set("other_first", named.first().is_some_and(|&n| n != story.main));
        signs.set("rival", line.any(RIVAL | SECTOR));
        let others = |f: &super::super::figure::Figure| f.line == l && !story.is_own(f);
        signs.set("others_figure", story.figures.iter().any(others));
        let past = |t: &super::super::date::Time| t.past && !t.since;
        signs.set("past", story.times[l].iter().any(past));
        signs.set("ahead", story.times[l].iter().any(|t| t.ahead));
        signs.set("quotes", line.text.contains(['"', '“', '”']));
        signs.set("says", line.any(SAY));
        let any = |words: Words| (0..line.toks.len()).any(|i| line.is(i, words));
        signs.set("we", any(words!["we", "our", "us", "i"]));
        signs.set(
            "blames",
            any(words!["blame", "blamed", "blames", "blaming", "cited", "cites", "citing", "attributed", "reason", "reasons"]),
        );
        signs.set("spared", any(words!["spared", "exempt", "untouched", "unaffected", "unchanged", "safe"]));
        signs.set("not", (0..line.toks.len()).any(|i| is_not(line, i)));
        signs.set("asks", line.text.trim_end().ends_with('?'));
        signs.set("cut_line", line.any(CUT | STRONG | CUT_NOUN | DISMISS));
        signs.set("cut_before", l > 1 && story.lines[l - 1].any(CUT | STRONG | DISMISS | GOING));
        signs.set("hires", line.any(HIRE) && !line.any(CUT | STRONG));
        signs.set("union", line.any(UNION));
        signs.set("numbers", line.amounts.len() > 2);
        signs.set("long", line.toks.iter().filter(|t| !matches!(t.kind, Token::Mark(_))).count() > 35);
        found.push(Candidate { line: l, tok: 0, low: 0.0, value: l as f64, said: String::new(), signs });
    }
    // What the words say takes longest to tell, and decides among those that may be meant at all.
    let weights = &Weights::built_in().reason;
    let mut scored: Vec<(f64, Candidate)> = found.into_iter().map(|c| (c.signs.score(weights), c)).collect();
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    scored.truncate(LOOKED_AT);
    let mut found: Vec<Candidate> = scored.into_iter().map(|(_, candidate)| candidate).collect();
    for candidate in &mut found {
        candidate.signs.put("stated", stated(story.lines[candidate.line].text));
    }
    found
}

/// How far into an article its reason is looked for, in sentences.
const FARTHEST: usize = 30;

/// Sentences whose words are looked at closely, the likeliest by all else.
const LOOKED_AT: usize = 6;

/// How likely the words of a sentence give a reason, as log-odds by which 1 is sure.
fn stated(text: &str) -> f64 {
    let words = term::words(text);
    let stems = sense::stems(&words);
    let chance = f64::from(Sense::built_in().states(&Tokens::of(text, &words, &stems), "reason")).clamp(0.01, 0.99);
    (chance / (1.0 - chance)).ln() / 4.0
}

/// Whether a token denies what follows.
fn is_not(line: &Line<'_>, i: usize) -> bool {
    line.is(i, words!["not", "isn't", "aren't", "wasn't", "weren't", "never", "nothing", "no"])
}
