//! Parts: how many go at one place or in one team, where the question names it. A number of the whole is no answer then,
//! however well its sentence is told.

use std::ops::Range;

use super::value::{self, Sentence, Value};
use crate::places;
use crate::question::{Asks, Counted, Question, Role};
use crate::text::amount::{self, Amount, Kind};
use crate::text::term::{Terms, Word};
use crate::vocabulary::{Group, Vocabulary};

/// Words for what any company has: which one is meant, they do not say.
const GENERIC: &[&str] = &[
    "office",
    "offices",
    "plant",
    "plants",
    "factory",
    "campus",
    "site",
    "sites",
    "studio",
    "company",
    "firm",
    "business",
    "unit",
    "division",
    "team",
    "teams",
    "department",
    "dept",
    "group",
    "warehouse",
    "headquarters",
    "hq",
    "center",
    "centre",
    "hub",
    "startup",
    "industry",
    "sector",
    "tech",
    "world",
    "total",
    "all",
    "end",
    "past",
    "wave",
];

/// Nouns for a part of a company that the word before them names.
const UNITS: &[&str] = &["dept", "department", "team", "unit", "division", "arm"];

/// Nouns for people whom the word before them tells apart.
const WHO: &[&str] = &["people", "ppl", "guys", "folks", "staff", "workers", "employees", "team", "jobs", "roles", "posts"];

/// Words before a place.
const AT: &[&str] = &["in", "at", "from", "near", "around", "within", "across"];

/// Words that may stand between such a word and the name.
const ARTICLES: &[&str] = &["the", "its", "their", "our", "his", "her"];

/// Verbs of a place or a team that loses people.
const LOSES: &[&str] = &[
    "lose", "loses", "losing", "lost", "shed", "sheds", "shedding", "cut", "cuts", "smaller", "reduced", "shrinks", "shrink",
    "down", "sees", "affected", "hit",
];

/// Verbs of a place that a number of those who go stands after.
const COUNTS: &[&str] = &["counts", "count", "contributes"];

/// Words of a row of a table, at most.
const ROW: usize = 6;

/// The groups of words for teams.
pub(super) const TEAMS: [&str; 9] =
    ["support", "selling", "marketing", "research", "engineer", "recruiting", "hr", "tester", "warehouse"];

/// Words after a number of those who are there.
const STAYING: &[&str] = &["remain", "stay", "years", "percent", "million", "weeks", "months"];

/// Bytes of a label after its first word, at most.
const LONGEST_LABEL: usize = 40;

/// Amounts in one sentence; one of more is a table, or made to keep the program busy.
const LONGEST: usize = 100;

/// Words between a number and the part that it is of, at most.
const NEAR: usize = 10;
/// Words between a name and the number that follows it without a verb, at most.
const LABEL: usize = 5;

/// The words of a question that may name a part of a company, by their places among its terms: of a place, or of what follows
/// "in" or "at", which [`told`] takes for one where an article writes it as a name or it is that of a team.
pub(super) fn asked(question: &Question) -> Vec<usize> {
    let counts = match question.asks {
        Asks::Count => question.counted == Counted::Cuts,
        Asks::Percent => question.about_layoffs,
        // "zorbex redundancies in leeds"
        Asks::Summary => question.about_cuts,
        _ => false,
    };
    if !counts || question.companies.is_empty() {
        return Vec::new();
    }
    let terms = &question.terms;
    let placed = |i: usize| {
        let skipped =
            |j: &usize| matches!(terms[*j].role, Role::Company | Role::Content) || ARTICLES.contains(&terms[*j].word.as_str());
        let before = (0..i).rev().find(|j| !skipped(j));
        before.is_some_and(|j| matches!(terms[j].word.as_str(), "in" | "at" | "from"))
    };
    // "the marketing dept", "its cloud unit"
    let is_unit = |i: usize| terms.get(i + 1).is_some_and(|t| UNITS.contains(&t.word.as_str()));
    // "field guys", "sales people": who they are.
    let of_staff = |i: usize| terms.get(i + 1).is_some_and(|t| WHO.contains(&t.word.as_str()));
    let names = |i: &usize| {
        let term = &terms[*i];
        let word = term.word.as_str();
        let plain = word.chars().all(char::is_alphabetic) && !GENERIC.contains(&word);
        // "not just Washington", "outside of Ohio"
        let left_out =
            (i.saturating_sub(3)..*i).any(|j| matches!(terms[j].word.as_str(), "not" | "outside" | "excluding" | "except"));
        term.role == Role::Content
            && term.is_telling()
            && plain
            && !left_out
            && (placed(*i)
                || is_unit(*i)
                || of_staff(*i)
                || places::is_place(word) && *i > 0 && terms[i - 1].role == Role::Company)
    };
    // "matilda's dublin ohio call center": the town says more than its state and what stands there.
    let town = |i: &usize| places::is_place(&terms[*i].word) && terms[*i].within.is_empty();
    let named: Vec<usize> = (0..terms.len()).filter(names).collect();
    let towns: Vec<usize> = named.iter().copied().filter(town).collect();
    if towns.is_empty() { named } else { towns }
}

/// The number or share that a sentence gives of the part. `names` says which of its words name it.
pub(super) fn told(question: &Question, s: &Sentence<'_>, names: &[bool], vocabulary: &Vocabulary) -> Option<Value> {
    let kinds: &[Kind] = if question.asks == Asks::Percent { &[Kind::Percent, Kind::Fraction] } else { &[Kind::Number] };
    let amounts = amount::amounts(s.text);
    if amounts.len() > LONGEST {
        return None;
    }
    let numbers: Vec<&Amount> =
        amounts.iter().filter(|a| matches!(a.kind, Kind::Number | Kind::Percent | Kind::Fraction)).collect();
    let teams: Vec<Group> = TEAMS.iter().filter_map(|name| vocabulary.group(name)).collect();
    let stemmer = Terms::default();
    // "in Kennewick" and "Kennewick: 51 jobs", but "in the restructuring" is no part of a company.
    let is_part = |i: usize| {
        let word = &s.words[i];
        let capital = is_capital(s, word);
        // "Newton distribution center: 49 workers"
        let labels = || {
            let rest = &s.text[word.range.end..];
            rest.trim_start().starts_with('(')
                || rest.find(':').is_some_and(|at| at <= LONGEST_LABEL && !rest[..at].contains('.'))
        };
        let team = || vocabulary.groups(&stemmer.stem(&word.folded)).iter().any(|group| teams.contains(group));
        capital && (i > 0 || places::is_place(&word.folded) || labels()) || team()
    };
    let places = (0..s.words.len()).filter(|&i| names[i] && is_part(i) && !describes(s, i));
    let pairs = places.flat_map(|i| numbers.iter().filter_map(move |a| Some((gap(s, i, a)?, *a))));
    let of_part = pairs.filter(|((gap, tied), a)| {
        // "Dublin center, 5200 Emerald Pkwy.: 131 employees": what stands before the colon is no number of people.
        let from = gap.start + s.text[gap.clone()].rfind(':').unwrap_or(0);
        let between = |b: &&&Amount| from < b.range.end && b.range.start < gap.end;
        kinds.contains(&a.kind)
            && a.value > 0.0
            && !numbers.iter().any(|b| between(&b))
            && if *tied { !value::is_of_staff(s, a) } else { value::may_be_cut(s, a, vocabulary) }
    });
    let (_, amount) = of_part.min_by_key(|((gap, _), _)| gap.len())?;
    Some(value::of_amount(amount, if question.asks == Asks::Percent { "percent" } else { "count" }))
}

/// The bytes between a name and a number of its own, and whether a verb or a mark ties them.
fn gap(s: &Sentence<'_>, name: usize, a: &Amount) -> Option<(Range<usize>, bool)> {
    let first = s.words.partition_point(|w| w.range.end <= a.range.start);
    let last = s.words.partition_point(|w| w.range.start < a.range.end);
    if name > last + NEAR || first > name + NEAR {
        return None;
    }
    let word = |i: usize| s.words.get(i).map_or("", |w| w.folded.as_str());
    let at = s.words[name].range.clone();
    let placed = (1..=3)
        .any(|n| name.checked_sub(n).is_some_and(|i| AT.contains(&word(i)) && s.text[s.words[i].range.end..at.start].len() < 30));
    let plain = |range: &Range<usize>| !s.text[range.clone()].contains([';', '—']);
    if a.range.end <= at.start {
        let gap = a.range.end..at.start;
        // "Washington state alone counts 1,985 at the Redmond headquarters"
        let counts = first.checked_sub(1).is_some_and(|i| COUNTS.contains(&word(i)));
        return (placed && plain(&gap)).then_some((gap, counts));
    }
    let gap = at.end..a.range.start;
    if a.range.start < at.end || !plain(&gap) {
        return None;
    }
    let between: &[Word] = &s.words[name + 1..first.max(name + 1)];
    // "(74 employees in Hayward), Nautilus Cloud (51 in Oakland)", "3,000 come in Germany, 2,200 in Ireland": of another place.
    let elsewhere = (last..last + 3).any(|i| AT.contains(&word(i)) && s.words.get(i + 1).is_some_and(|w| is_capital(s, w)));
    if elsewhere {
        return None;
    }
    let text = &s.text[gap.clone()];
    // "Texas (Austin) 577": a row of a table.
    let code = a.value >= 1e4 && !s.text[a.range.clone()].contains([',', '.', ' ']);
    let row = last == s.words.len() && s.words.len() <= ROW && between.is_empty() && !code;
    let labels = row
        || between.len() <= LABEL && (text.trim_end().ends_with([':', '–']) || text.trim_start().starts_with('('))
        || name == 0 && text.trim_end().ends_with(':');
    let loses = between.iter().any(|w| LOSES.contains(&w.folded.as_str()));
    let opens = placed && between.len() <= LABEL;
    // "the total for July in Oregon is now 2,892"
    let sums = opens
        && !between.is_empty()
        && between.iter().all(|w| matches!(&*w.folded, "is" | "was" | "now" | "stands" | "at" | "comes" | "to"))
        && s.words[..name].iter().any(|w| w.folded == "total");
    let ends = s.words.get(last);
    let counted = ends.is_none_or(|w| !STAYING.contains(&w.folded.as_str()));
    // "In Vietnam it is 128"
    let is = opens && matches!(between, [it, is] if it.folded == "it" && matches!(&*is.folded, "is" | "was"));
    (labels || loses || opens).then_some((gap, (labels || loses || sums || is) && counted))
}

/// Whether a word with a capital may name a place or a part of a company: it is a place, stands behind "in" or "at", or before
/// a noun for what a company has.
pub(super) fn may_be_part(text: &str, words: &[Word], name: usize) -> bool {
    let has_noun = |w: &Word| value::is_part(w) || UNITS.contains(&&*w.folded) || THERE.contains(&&*w.folded);
    places::is_place(&words[name].folded) || is_placed(text, words, name).is_some() || words.get(name + 1).is_some_and(has_noun)
}

/// Whether a text says that a number is of a place or a part: "350 employees in Silicon Valley", "In Barcelona, … loses 200",
/// "in Washington: 1,985".
pub(super) fn has(text: &str, words: &[Word], name: usize, value: &Range<usize>) -> bool {
    let at = words[name].range.clone();
    let Some(preposition) = is_placed(text, words, name) else { return false };
    // What may not stand between the two depends on which comes first, and on how the name opens what is said of it.
    let (gap, between, marks): (Range<usize>, Range<usize>, &[char]) = if value.end <= at.start {
        let first = words.partition_point(|w| w.range.start < value.end);
        (value.end..at.start, first.min(preposition)..preposition, &[',', ';', ':', '.', '(', '—', '–', '"', '“'])
    } else if at.end <= value.start {
        let marks: &[char] = match &text[at.end..] {
            rest if preposition == 0 || rest.starts_with(", where") => &[';', '.', '(', '"', '“'],
            rest if rest.starts_with(':') => &[',', ';', '.', '(', '"', '“'],
            _ => return false,
        };
        (at.end..value.start, name + 1..words.partition_point(|w| w.range.end <= value.start), marks)
    } else {
        return false;
    };
    // Looked at first: a sentence may be of any length, and name the place over and over.
    if between.len() > NEAR {
        return false;
    }
    // Of several places the number is that of the nearest.
    let nearer = |i: usize| at.end <= value.start && is_placed(text, words, i).is_some_and(|p| p > name);
    let parted = between.clone().any(|i| APART.contains(&words[i].folded.as_str()) || nearer(i));
    let gap = &text[gap];
    !gap.contains(marks) && !gap.contains(|c: char| c.is_ascii_digit()) && !parted
}

/// The word for "in" or "at" before a name.
fn is_placed(text: &str, words: &[Word], name: usize) -> Option<usize> {
    let plain = |i: &usize| !text[words[*i].range.end..words[*i + 1].range.start].contains([',', ';', ':', '.', '(', '—', '–']);
    (name.saturating_sub(PLACED)..name).rev().take_while(plain).find(|&i| AT.contains(&words[i].folded.as_str()))
}

/// Words from "in" to the name that it places, at most: "at a Wolfspeed plant in Salisbury", "in western Washington".
const PLACED: usize = 3;

/// Nouns for those who work at a place.
const THERE: &[&str] = &["staff", "workers", "employees", "jobs"];

/// Words with which something else begins than what a number is of.
const APART: &[&str] = &[
    "after",
    "since",
    "following",
    "as",
    "while",
    "when",
    "because",
    "but",
    "and",
    "that",
    "which",
    "who",
    "said",
    "says",
    "opening",
    "worldwide",
    "globally",
    "based",
    "having",
];

fn is_capital(s: &Sentence<'_>, word: &Word) -> bool {
    s.text[word.range.clone()].starts_with(char::is_uppercase)
}

/// Whether a name only says where a company or somebody is from: "the Pittsburgh payroll company", "Chandler-based", "SPOKANE —".
fn describes(s: &Sentence<'_>, name: usize) -> bool {
    const FIRMS: &[&str] = &[
        "company",
        "firm",
        "maker",
        "startup",
        "start",
        "group",
        "provider",
        "developer",
        "studio",
        "bank",
        "based",
        "unicorn",
        "giant",
    ];
    let end = s.words[name].range.end;
    let rest = &s.text[end..];
    let tail = rest.split([' ', ',']).next().unwrap_or_default();
    let dateline = name < 3 && rest.trim_start().starts_with(['—', '–']) && rest.len() > 40;
    let next = s.words[name + 1..].iter().take(5);
    let placed = name > 0 && AT.contains(&s.words[name - 1].folded.as_str());
    tail.ends_with("-based")
        || dateline
        || !placed
            && next.take_while(|w| !s.text[end..w.range.start].contains([';', ':'])).any(|w| FIRMS.contains(&w.folded.as_str()))
}
