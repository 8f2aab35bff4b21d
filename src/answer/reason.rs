//! Reasons: how likely a sentence tells why.

use super::value::{Sentence, has, speaks_of_cuts};
use crate::text::term::Word;
use crate::vocabulary::Vocabulary;

/// Words that name a cause as such.
const CAUSES: &[&str] = &[
    "because",
    "citing",
    "cited",
    "cites",
    "blamed",
    "blames",
    "blaming",
    "blame",
    "reason",
    "reasons",
    "attributed",
    "attributes",
    "driven",
    "caused",
    "cause",
    "causes",
    "overhired",
    "explained",
    "explains",
    "explanation",
    "justified",
    "therefore",
    "overstaffed",
    "overexpanded",
    "rationale",
    "reflects",
    "stems",
    "stemmed",
    "prompted",
    "forced",
    "justify",
];

/// Words of what causes layoffs, and of how a business does.
const BUSINESS: &[&str] = &[
    "amid",
    "result",
    "slowdown",
    "efficiency",
    "efficient",
    "downturn",
    "savings",
    "save",
    "conditions",
    "pressure",
    "streamline",
    "simplify",
    "duplication",
    "duplicate",
    "overlap",
    "overlaps",
    "overlapping",
    "underestimated",
    "overestimated",
    "aims",
    "intended",
    "demand",
    "shift",
    "shifted",
    "focus",
    "leaner",
    "uncertainty",
    "uncertain",
    "economy",
    "economic",
    "weak",
    "weaker",
    "slump",
    "automated",
    "automate",
    "automation",
    "ai",
    "artificial",
    "agents",
    "machine",
    "machines",
    "costs",
    "cost",
    "cheaper",
    "expensive",
    "rise",
    "rising",
    "regulator",
    "regulators",
    "regulation",
    "law",
    "licence",
    "license",
    "ban",
    "tariff",
    "tariffs",
    "cancelled",
    "cancellation",
    "canceled",
    "cancellations",
    "withdrew",
    "withdrawn",
    "funding",
    "investors",
    "merger",
    "merged",
    "combined",
    "restructuring",
    "rates",
    "inflation",
    "recession",
    "slowed",
    "slower",
    "slow",
    "fewer",
    "decline",
    "declined",
    "fell",
    "fallen",
    "falling",
    "dropped",
    "shrank",
    "shrunk",
    "halved",
    "dried",
    "losses",
    "losing",
    "lost",
    "profitability",
    "profitable",
    "runway",
    "priorities",
    "strategy",
    "strategic",
    "stopped",
    "ended",
    "competition",
    "competitor",
    "competitors",
    "rival",
    "rivals",
    "customers",
    "orders",
    "contract",
    "subscriptions",
    "revenue",
    "sales",
    "growth",
    "grew",
    "grown",
    "pandemic",
    "lockdown",
    "overhiring",
    "money",
    "burn",
    "debt",
    "spending",
    "budget",
    "budgets",
    "clients",
    "advertisers",
    "layers",
    "bureaucracy",
    "faster",
    "quicker",
    "supplier",
    "credit",
    "subsidy",
    "expired",
    "scrapped",
    "relocated",
    "relocate",
    "consolidate",
    "consolidated",
    "consolidating",
    "outsourced",
    "productivity",
    "sustainable",
];

/// Words that tell, beside a layoff, what came before it.
const AFTER: &[&str] = &["after", "following", "amid"];

/// Words of somebody who is asked for the cause.
const TELLING: &[&str] = &["said", "says", "wrote", "writes", "told", "argued", "argues"];

/// How likely a sentence tells a cause. One that names it as such does; else words of business speak for it, the more so
/// in the words of somebody, and words of what those who leave are given against it.
pub(super) fn fit(s: &Sentence<'_>, vocabulary: &Vocabulary) -> f32 {
    let cuts = speaks_of_cuts(s, vocabulary);
    // "it had no plans to leave": what is not done has no cause.
    let undone = s.words.windows(2).any(|w| w[0].folded == "no" && matches!(&*w[1].folded, "plan" | "plans" | "intention"));
    // "She gave two reasons.": which, the next one says.
    if undone || leads_to(s.words, false) {
        return 0.3;
    }
    match cause(s) {
        Some(_) if cuts => return 1.0,
        Some(Cause::Named) => return 0.9,
        // "Profit rose as prices did": of whatever the sentence tells.
        Some(Cause::Joined) => return JOINED,
        None => {}
    }
    if cuts && (0..s.words.len()).any(|i| comes_after(s, i)) {
        return 0.85;
    }
    let mut business: Vec<&str> = s.words.iter().map(|w| &*w.folded).filter(|w| BUSINESS.contains(w)).collect();
    business.sort_unstable();
    business.dedup();
    let business = business.len();
    let told = s.quoted || has(s, TELLING) || has(s, super::value::FIRST_PERSON);
    let fit: f32 = match business {
        0 => 0.25,
        1 => 0.4,
        _ => 0.6,
    };
    let terms = vocabulary.group("severance").is_some_and(|g| s.groups.contains(&g));
    (fit + if told && business > 0 { 0.15 } else { 0.0 }) * if terms { 0.6 } else { 1.0 }
}

/// How surely a sentence that is not about cuts tells their cause by a clause with "as" or "since".
const JOINED: f32 = 0.7;

/// How a sentence tells a cause.
enum Cause {
    /// By a word for it: "because", "the reason".
    Named,
    /// By a clause that "as" or "since" joins.
    Joined,
}

/// Whether a word says after what the layoff came, not how long after: "six weeks after it bought the maker", "stepped down after
/// five years".
fn comes_after(s: &Sentence<'_>, i: usize) -> bool {
    let at = |i: usize| s.words.get(i).map_or("", |w| w.folded.as_str());
    let unit = |word: &str| matches!(word.trim_end_matches('s'), "day" | "week" | "month" | "year" | "hour" | "minute");
    let long_after = i > 0 && unit(at(i - 1));
    let so_long = s.words.get(i + 1).is_some_and(|w| w.number) || unit(at(i + 2));
    AFTER.contains(&at(i)) && !long_after && !so_long
}

/// Whether what follows a sentence tells a cause: it asks for one ("Why now?", "And the reason for the cuts?") or says no more
/// than that there are some ("She gave two reasons.").
pub(super) fn leads_to(words: &[Word], asks: bool) -> bool {
    if words.len() > LONGEST_LEAD {
        return false;
    }
    let word = |i: usize| words[i].folded.as_str();
    if asks {
        // "Is AI the reason?" is answered by yes or no; "Why not subscribe to our newsletter?" is about something else.
        let whether = words.first().is_some_and(|_| matches!(word(0), "is" | "was" | "are" | "were" | "did" | "does"));
        let of_cuts =
            words.len() <= BARE || words.iter().any(|w| matches!(&*w.folded, "layoffs" | "cuts" | "jobs" | "cut" | "cutting"));
        let is_cause = |w: &Word| matches!(&*w.folded, "why" | "reason" | "reasons" | "explanation" | "cause");
        return !whether && of_cuts && words.iter().any(is_cause);
    }
    // "For economic reasons" is one itself.
    let Some(last) = words.len().checked_sub(1).filter(|last| *last > 0 && matches!(word(*last), "reasons" | "explanations"))
    else {
        return false;
    };
    words[last - 1].number
        || matches!(
            word(last - 1),
            "two" | "three" | "four" | "several" | "these" | "following" | "his" | "her" | "its" | "their"
        )
}

/// Words of a question for a cause that says no more, at most.
const BARE: usize = 4;

/// Whether a sentence says that nothing is said, or is a line of the page.
pub(super) fn says_nothing(words: &[Word]) -> bool {
    words.iter().any(|w| matches!(&*w.folded, "declined" | "comment" | "commented" | "refused" | "subscribe" | "newsletter"))
}

/// Words of a sentence that leads to a cause, at most.
const LONGEST_LEAD: usize = 12;

/// Whether a cause is told as such.
fn cause(s: &Sentence<'_>) -> Option<Cause> {
    let at = |i: usize| s.words.get(i).map_or("", |w| w.folded.as_str());
    let before = |i: usize, n: usize| i.checked_sub(n).map_or("", &at);
    let named = (0..s.words.len()).any(|i| match at(i) {
        // "due to", not "due on Friday".
        "due" | "owing" | "thanks" | "response" | "pointed" | "points" | "pointing" => at(i + 1) == "to",
        "down" => at(i + 1) == "to" && (before(i, 2).starts_with("put") || before(i, 1) == "comes" || before(i, 1) == "came"),
        "followed" | "follow" | "follows" | "resulted" | "results" | "stems" | "stemmed" => at(i + 1) == "from",
        word => CAUSES.contains(&word),
    });
    let joined = |i: usize| match at(i) {
        // "since the January layoffs": a time.
        "since" if s.times.iter().any(|t| s.words[i + 1..].iter().take(3).any(|w| t.range.start == w.range.start)) => false,
        "since" | "as" => clause_follows(&s.words[i + 1..]),
        _ => false,
    };
    match () {
        () if named => Some(Cause::Named),
        () if (0..s.words.len()).any(joined) => Some(Cause::Joined),
        () => None,
    }
}

/// Whether what follows "as" or "since" is a clause, which often tells a cause: "as customers cancelled", "since a tax
/// credit ended"; not "as of", "as much as", "since 2019".
fn clause_follows(words: &[Word]) -> bool {
    const NO_CLAUSE: &[&str] = &[
        "of", "much", "many", "well", "part", "a", "an", "soon", "long", "far", "early", "late", "low", "high", "little", "few",
        "recently", "then", "such", "to", "he", "she", "i", "you", "expected", "planned", "usual", "before", "chief", "ceo",
        "head", "one", "if", "though", "its", "his", "her",
    ];
    let verb = |w: &Word| {
        let w = w.folded.as_str();
        matches!(
            w,
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "does"
                | "do"
                | "did"
                | "dry"
                | "dries"
                | "slows"
                | "falls"
                | "shrinks"
                | "rises"
                | "wants"
                | "makes"
                | "fell"
                | "rose"
                | "grew"
                | "lost"
                | "went"
                | "began"
        ) || w.len() > 4 && w.ends_with("ed")
    };
    words.first().is_some_and(|w| !w.number && !NO_CLAUSE.contains(&&*w.folded)) && words.iter().skip(1).take(6).any(verb)
}
