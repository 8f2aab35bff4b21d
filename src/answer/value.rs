//! Values: whether a sentence holds the kind of thing that is asked for, and where.

use std::ops::Range;

use super::outcome;
use super::{part, person, reason};
use crate::names;
use crate::places;
use crate::question::{Asks, Counted, Question, QuestionTerm, Role};
use crate::text::amount::{self, Amount, Hedge, Kind};
use crate::text::rule;
use crate::text::term::{Terms, Word};
use crate::time::{self, Basis, Precision, Relation};
use crate::vocabulary::{Group, Vocabulary};

/// How a sentence without a value of the kind asked for is judged.
pub(super) const ABSENT: f32 = 0.12;

/// A value in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// `count`, `percent`, `date`, …: the kind of claim.
    pub kind: &'static str,
    /// Its bytes in the sentence, with its hedge.
    pub range: Range<usize>,
    /// Its number, for counts and percentages.
    pub number: Option<f64>,
    /// How exact it is.
    pub hedge: Hedge,
}

/// What a sentence has of the kind asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How well it fits, from [`ABSENT`] to 1.
    pub fit: f32,
    /// The value itself, where there is one to point at.
    pub value: Option<Value>,
}

/// A sentence, read.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) mentions: &'a [names::Mention],
    pub(super) times: &'a [time::Mention],
    /// The groups of synonyms that its words belong to.
    pub(super) groups: &'a [Group],
    /// Whether it stands, at least in part, in quotation marks.
    pub(super) quoted: bool,
    /// Whether its article has this word after one that stands before places, in any of its sentences.
    pub(super) is_place: &'a dyn Fn(&str) -> bool,
    /// Whether a number was found to be of those who go, where it is asked how many work there or stay.
    pub(super) is_cut: &'a dyn Fn(&Amount) -> bool,
    /// Whether a word, folded, is the last of a full name that the article has: reports give that once.
    pub(super) is_surname: &'a dyn Fn(&str) -> bool,
    /// For each of its words, whether the question has it, or a phrase it belongs to, among its content.
    pub(super) asked: &'a [bool],
    /// Whether the sentence before asks why, or says that reasons follow.
    pub(super) says_why: bool,
}

impl<'a> Sentence<'a> {
    /// Its words that the question has among its content.
    pub(super) fn asked_words(&self) -> impl Iterator<Item = &'a Word> {
        self.words.iter().zip(self.asked).filter_map(|(word, asked)| asked.then_some(word))
    }
}

/// Words of employment that make a number one of people who stay or are there at all.
const EMPLOYED: &[&str] = &[
    "employs",
    "employed",
    "employ",
    "employing",
    "headcount",
    "workforce",
    "payroll",
    "has",
    "had",
    "have",
    "totaled",
    "totalled",
    "staff",
    "grew",
    "grown",
    "doubled",
    "remaining",
    "remain",
    "left",
    "stay",
    "stays",
    "staying",
];

/// Words of taking people on, beside a number that is none of people who go.
const TAKEN_ON: &[&str] = &[
    "hired",
    "hire",
    "hires",
    "hiring",
    "add",
    "added",
    "adding",
    "create",
    "created",
    "recruit",
    "recruited",
    "recruits",
    "join",
    "joins",
    "joined",
];

/// What a share is a share of when it says nothing about staff.
const OTHER_SHARES: &[&str] = &[
    "revenue",
    "revenues",
    "shares",
    "share",
    "stock",
    "sales",
    "growth",
    "profit",
    "margin",
    "stake",
    "price",
    "tax",
    "interest",
    "inflation",
    "market",
];

/// Verbs that make the number after them one of people who go.
pub(super) const CUTTING: &[&str] = &[
    "cut",
    "cuts",
    "cutting",
    "shed",
    "sheds",
    "shedding",
    "laid",
    "lay",
    "laying",
    "eliminate",
    "eliminated",
    "eliminating",
    "reduce",
    "axe",
    "axed",
    "axing",
    "dismiss",
    "dismissed",
    "dismissing",
    "fire",
    "fired",
    "firing",
    "sack",
    "sacked",
    "sacking",
    "lose",
    "loses",
    "losing",
    "dropping",
    "slash",
    "slashed",
    "slashing",
    "let",
    "redundant",
];

/// Further words beside the number of all who work somewhere.
const TOTAL: &[&str] =
    &["employees", "strong", "rolls", "books", "remained", "total", "peak", "worked", "works", "work", "were", "there"];

/// Words that say that a total is the one after a layoff.
const REMAINING: &[&str] = &[
    "remain",
    "remaining",
    "remained",
    "stay",
    "stays",
    "staying",
    "keep",
    "keeps",
    "kept",
    "left",
    "now",
    "still",
    "after",
    "leaves",
    "leaving",
    "today",
    "currently",
    "will",
];

/// Verbs of those who keep a job elsewhere.
const MOVING: &[&str] = &[
    "move",
    "moves",
    "moved",
    "moving",
    "transfer",
    "transfers",
    "transferred",
    "transferring",
    "redeployed",
    "redeploying",
    "redeploy",
    "reassigned",
    "relocate",
    "relocated",
    "relocating",
    "join",
    "joined",
    "placed",
];

/// Words of taking people on.
const HIRING: &[&str] = &[
    "hire",
    "hires",
    "hired",
    "hiring",
    "recruit",
    "recruits",
    "recruited",
    "recruiting",
    "add",
    "adds",
    "added",
    "adding",
    "create",
    "creates",
    "creating",
    "join",
    "joined",
    "onboard",
    "bring",
    "brings",
    "bringing",
    "new",
];

/// The same, where "on" follows.
const TAKING: &[&str] = &["take", "takes", "took", "taken", "taking"];

const PEOPLE: &[&str] = &[
    "people",
    "employees",
    "employee",
    "workers",
    "worker",
    "staff",
    "staffers",
    "jobs",
    "job",
    "roles",
    "role",
    "positions",
    "position",
    "posts",
    "personnel",
    "engineers",
    "recruiters",
    "members",
    "colleagues",
    "contractors",
    "couriers",
    "drivers",
    "moderators",
    "managers",
    "teachers",
    "developers",
    "persons",
    "redundancies",
    "layoffs",
    "cuts",
    "dismissals",
    "reductions",
    "hands",
    "heads",
];

const OPENINGS: &[&str] =
    &["vacancies", "vacancy", "openings", "opening", "open", "unfilled", "vacant", "postings", "advertised", "requisitions"];

pub(super) const SPEECH: &[&str] = &[
    "said",
    "says",
    "wrote",
    "writes",
    "told",
    "announced",
    "confirmed",
    "added",
    "executive",
    "officer",
    "president",
    "chairman",
    "founder",
    "cofounder",
    "ceo",
    "chief",
    "head",
    "boss",
    "director",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "analyst",
    "manager",
    "memo",
    "named",
    "led",
    "leads",
    "runs",
    "according",
];

/// Words of somebody who speaks of themselves.
pub(super) const FIRST_PERSON: &[&str] =
    &["i", "i'm", "i've", "i'd", "i'll", "my", "me", "myself", "we", "we're", "we've", "our", "us", "ourselves"];

/// How surely somebody's words are given: in quotation marks, in the first person, or told with a word of speech.
fn said(s: &Sentence<'_>) -> f32 {
    const TOLD: &[&str] = &[
        "said",
        "says",
        "replied",
        "told",
        "tells",
        "wrote",
        "writes",
        "answered",
        "added",
        "argued",
        "insisted",
        "insists",
        "called",
        "calls",
        "posted",
        "tweeted",
        "claimed",
        "claims",
        "asked",
        "warned",
        "promised",
        "joked",
        "quipped",
        "stated",
        "explained",
        "admitted",
        "acknowledged",
        "noted",
        "announced",
        "confirmed",
        "denied",
        "apologised",
        "apologized",
        "blamed",
        "conceded",
        "according",
        "saying",
        "phrase",
        "predicted",
        "predicts",
        "described",
        "describes",
    ];
    let told = has(s, TOLD);
    match s.quoted.then(|| Quoted::of(s.text)) {
        Some(Quoted::Words) => 1.0,
        Some(Quoted::Scraps) if told => 0.8,
        _ if has(s, FIRST_PERSON) => 0.7,
        _ if told => 0.6,
        _ => WORDLESS,
    }
}

/// How surely a sentence gives somebody's words that has none, and tells of none.
pub(super) const WORDLESS: f32 = 0.3;

/// What stands in the quotation marks of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Quoted {
    /// Nothing but names: a scheme called "Project Heron".
    Names,
    /// A few words: a "correction".
    Scraps,
    /// What somebody says.
    Words,
}

impl Quoted {
    /// Words of a quotation that says something.
    const SAYING: usize = 4;

    /// The most that any of the quotations in a text is. Where a mark has no second one, what stands before it or after it
    /// is somebody's words.
    fn of(text: &str) -> Quoted {
        let parts: Vec<&str> = text.split(['"', '“', '”']).collect();
        if parts.len().is_multiple_of(2) || parts.len() == 1 {
            return Quoted::Words;
        }
        let is_name = |word: &str| !word.starts_with(char::is_lowercase);
        let kind = |part: &&str| match part.split_whitespace().count() {
            Self::SAYING.. => Quoted::Words,
            2.. if part.split_whitespace().all(is_name) => Quoted::Names,
            _ => Quoted::Scraps,
        };
        parts.iter().skip(1).step_by(2).map(kind).max().unwrap_or(Quoted::Words)
    }
}

/// How many sorts of work and units of a company that is asked about a sentence names.
pub(super) fn teams_named(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> usize {
    let sorts = part::TEAMS.iter().filter_map(|name| vocabulary.group(name)).filter(|group| s.groups.contains(group)).count();
    let is_unit =
        |m: &&names::Mention| question.companies.iter().any(|c| m.parent.as_deref() == Some(&*c.name) && *m.company != *c.name);
    sorts + s.mentions.iter().filter(is_unit).count()
}

/// How surely a sentence names a team: a sort of work, a part of the company, or only that there are teams.
fn team(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> f32 {
    const PARTS: [&str; 7] = ["group", "division", "divisions", "department", "departments", "unit", "units"];
    const ANY: [&str; 4] = ["team", "teams", "service", "operations"];
    let named = teams_named(question, s, vocabulary);
    let fit = match () {
        () if named > 0 || has(s, &PARTS) => 1.0,
        () if has(s, &ANY) => 0.95,
        () => 0.85,
    };
    // "which team was hit hardest" is told by numbers side by side, or by a word for it.
    let compared =
        || has(s, EXTREMES) || named > 1 && amount::amounts(s.text).iter().filter(|a| a.kind == Kind::Number).count() > 1;
    let extreme = question.terms.iter().any(|t| EXTREMES.contains(&&*t.word));
    if extreme && !compared() { fit * UNCOMPARED } else { fit }
}

/// Words for what has more of something than all others.
const EXTREMES: &[&str] =
    &["most", "hardest", "worst", "biggest", "largest", "heaviest", "heavily", "deepest", "brunt", "mainly", "mostly"];

/// What is left of a team in a sentence that compares none with others, where it is asked which has most.
const UNCOMPARED: f32 = 0.5;

/// What the sentence holds of the kind asked for.
pub(super) fn find(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    match question.asks {
        Asks::Count => count(question, s, vocabulary),
        Asks::Percent => percent(question, s, vocabulary),
        Asks::Money => money(question, s, vocabulary),
        Asks::Duration => duration(s),
        Asks::Date => date(question, s, vocabulary),
        Asks::Person => person::find(question, s, vocabulary),
        Asks::Reason => fits(if s.says_why { 1.0 } else { reason::fit(s, vocabulary) }),
        Asks::Place => place(question, s, vocabulary),
        Asks::Severance => severance(s, vocabulary),
        Asks::Quotation => fits(said(s)),
        Asks::Name => called(s),
        Asks::Summary => summary(question, s, vocabulary),
        Asks::Team => fits(team(question, s, vocabulary)),
        Asks::List | Asks::Comparison | Asks::Description => fits(1.0),
    }
}

pub(super) fn fits(fit: f32) -> Found {
    Found { fit, value: None }
}

pub(super) fn has(s: &Sentence<'_>, list: &[&str]) -> bool {
    s.words.iter().any(|w| list.contains(&w.folded.as_str()))
}

/// Bytes from a range to the nearest of some words, which stand in order; none where there are no words.
pub(super) fn distance(words: &[&Word], range: &Range<usize>) -> Option<usize> {
    let at = words.partition_point(|w| w.range.start < range.start);
    let gap = |w: &&Word| w.range.start.saturating_sub(range.end).max(range.start.saturating_sub(w.range.end));
    let beside = [at.checked_sub(1), Some(at)];
    beside.into_iter().flatten().filter_map(|i| words.get(i)).map(gap).min()
}

/// Bytes beyond which it makes no difference what stands between a number and a word.
const FAR_OFF: usize = 400;

/// Bytes that a comma is worth between a number and what is said of it.
const APART: usize = 40;

/// The candidate that fits best; of several that fit as well, the one that stands nearest to what the question names.
fn best<'a>(s: &Sentence<'_>, candidates: impl Iterator<Item = (f32, &'a Amount)>, kind: &'static str) -> Found {
    let named: Vec<&Word> = s.asked_words().collect();
    // "460 because of their performance, and 80 are managers": what stands behind a comma is said of another number.
    let far = |range: &Range<usize>| {
        let gap = |w: &&Word| {
            let between =
                if w.range.end <= range.start { w.range.end..range.start } else { range.end..w.range.start.max(range.end) };
            // What is far off anyway need not be looked at.
            let marks = if between.len() < FAR_OFF { s.text[between.clone()].matches([',', ';']).count() } else { 0 };
            between.len() + APART * marks
        };
        let at = named.partition_point(|w| w.range.start < range.start);
        let beside = [at.checked_sub(1), Some(at)].into_iter().flatten();
        beside.filter_map(|i| named.get(i)).map(gap).min().unwrap_or(0)
    };
    let measured = candidates.map(|(fit, amount)| (fit, far(&amount.range), amount));
    // "90 of them were let go for performance, and 24 roles were done away with": beside what is asked for, a little less will do.
    let room = if kind == "count" && !named.is_empty() { NEARLY_AS_WELL } else { 0.0 };
    let better = |best: &(f32, usize, &Amount), next: &(f32, usize, &Amount)| {
        let as_well = (next.0 - best.0).abs() <= room && best.0.min(next.0) >= 0.5;
        if as_well && best.1 != next.1 { next.1 < best.1 } else { next.0 > best.0 }
    };
    let best = measured.reduce(|best, next| if better(&best, &next) { next } else { best });
    best.map(|(fit, _, amount)| (fit, amount)).map_or(fits(ABSENT), |(fit, amount)| Found {
        fit,
        value: Some(Value { kind, range: hedged(amount), number: Some(amount.value), hedge: amount.hedge }),
    })
}

/// How much less surely a number may be of those who go that stands nearer to what is asked for.
const NEARLY_AS_WELL: f32 = 0.2;

/// The bytes of an amount together with the words that hedge it.
fn hedged(amount: &Amount) -> Range<usize> {
    match &amount.hedge_range {
        Some(hedge) => hedge.start.min(amount.range.start)..hedge.end.max(amount.range.end),
        None => amount.range.clone(),
    }
}

/// The end of something, where its length is asked for.
const UNTIL: f32 = 0.6;

/// A length of time, rather than how long before or after something was.
fn duration(s: &Sentence<'_>) -> Found {
    let judge = |a: &Amount| {
        let (before, after) = around(s, &a.range, 2, 1);
        match () {
            () if any(after, &["later", "ago", "earlier", "before", "old"]) => ABSENT * 3.0,
            () if any(before, &["past", "last", "next"]) => 0.7,
            () => 1.0,
        }
    };
    let amounts = amount::amounts(s.text);
    let found = best(s, amounts.iter().filter(|a| a.kind == Kind::Duration).map(|a| (judge(a), a)), "duration");
    // "insurance runs until the end of July": its end says how long.
    let until = s.times.iter().find(|m| lasts_until(s.text, m)).filter(|_| found.fit < UNTIL);
    until.map_or(found, |m| Found { fit: UNTIL, value: Some(of_date(m)) })
}

/// Whether something is said to last until a time: "until the end of July", "enough cash to fund it into the first quarter of 2026".
fn lasts_until(text: &str, m: &time::Mention) -> bool {
    let before = text[..m.range.start].trim_end().trim_end_matches(" the");
    m.relation == Relation::Until || ["into", "through", "until", "till"].iter().any(|word| before.ends_with(word))
}

/// What a sum may be of, by the groups of words that say so.
const SUMS: &[&str] = &["saving", "charge", "revenue", "profit", "loss", "valuation", "funding", "grant", "fine"];

/// Words of a sum that is told for one of many.
const EACH: &[&str] = &["each", "per", "apiece", "every"];

/// A sum of money. Where the question says what it is of (a saving, a fine, a price, "per van"), a sentence that does not
/// say so has it less surely.
fn money(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let terms = || question.terms.iter().filter(|t| !matches!(t.role, Role::Company | Role::Time));
    let group = |name: &str| vocabulary.group(name);
    let asked = |name: &str| group(name).is_some_and(|g| terms().any(|t| t.groups.contains(&g)));
    let said = |name: &str| group(name).is_some_and(|g| s.groups.contains(&g));
    // "what did Acme pay for Orbit": of two companies, one was bought.
    let deal = |t: &QuestionTerm| matches!(&*t.word, "sold" | "sale" | "deal");
    let paid_for = question.terms.windows(2).any(|w| w[0].word == "for" && w[1].role == Role::Company)
        && terms().any(|t| matches!(&*t.word, "pay" | "paid" | "pays" | "price"));
    let sold =
        paid_for || question.companies.len() > 1 && asked("price") || terms().any(deal) || person::asks_for_buyer(question);
    let is_of = match () {
        () if sold => is_price(s),
        () if SUMS.iter().any(|kind| asked(kind)) => SUMS.iter().any(|kind| asked(kind) && said(kind)),
        () => true,
    };
    let time = |word: &str| matches!(word, "year" | "yr" | "annum" | "month" | "week" | "day" | "hour" | "cent");
    let unit = question.terms.windows(2).any(|pair| pair[0].word == "per" && !time(&pair[1].word));
    let of_each = !unit || has(s, EACH);
    let fit = [is_of, of_each].into_iter().map(|fits| if fits { 1.0 } else { OTHER_SUM }).product::<f32>();
    let amounts = amount::amounts(s.text);
    let sums = amounts.iter().filter(|a| a.kind == Kind::Money || is_bare_sum(s, a));
    // "to take over Wiz for $32 billion", and not the fee if nothing comes of it.
    let priced = |a: &Amount| s.text[..a.range.start].trim_end().ends_with(" for");
    let by_for = sold && is_price(s) && amounts.iter().any(|a| a.kind == Kind::Money && priced(a));
    let fee = |a: &Amount| sold && around(s, &a.range, 6, 0).0.iter().any(|w| w.folded == "fee");
    let of_price = |a: &Amount| if by_for && !priced(a) || fee(a) { OTHERWISE_SAID } else { 1.0 };
    let wanted: Vec<Group> = SUMS.iter().filter(|kind| asked(kind)).filter_map(|kind| group(kind)).collect();
    let is_wanted = |groups: &Vec<Group>| groups.iter().any(|g| wanted.contains(g));
    let said_of_one =
        !wanted.is_empty() && sums.clone().any(|a| sum_of(s, a, vocabulary).is_some_and(|groups| is_wanted(&groups)));
    let of_other = |a: &Amount| match sum_of(s, a, vocabulary) {
        _ if wanted.is_empty() => 1.0,
        Some(groups) if is_wanted(&groups) => 1.0,
        Some(_) => OTHER_SUM,
        None if said_of_one => OTHER_SUM,
        // "Sold goods for 32 billion and earned 9": what is asked for stands in another clause.
        None => OF_ANOTHER_CLAUSE,
    };
    let all = |a: &Amount| if a.kind == Kind::Money { fit } else { fit * 0.8 } * of_price(a) * of_other(a);
    best(s, sums.map(|a| (all(a), a)), "money")
}

/// What a sum is of, where a word beside it says so: "lost $2.9 billion on revenue of $12.9 billion".
fn sum_of(s: &Sentence<'_>, a: &Amount, vocabulary: &Vocabulary) -> Option<Vec<Group>> {
    let kinds: Vec<Group> = SUMS.iter().filter_map(|kind| vocabulary.group(kind)).collect();
    let stemmer = Terms::default();
    let of = |w: &Word| {
        let groups = vocabulary.groups(&stemmer.stem(&w.folded)).iter().copied();
        let groups: Vec<Group> = groups.filter(|g| kinds.contains(g)).collect();
        (!groups.is_empty()).then_some(groups)
    };
    let gap = |w: &Word| {
        let between = match w.range.end <= a.range.start {
            true => &s.text[w.range.end..a.range.start],
            false => &s.text[a.range.end.min(w.range.start)..w.range.start],
        };
        let another = between.contains([',', ';']) || between.contains(" and ") || between.contains(" while ");
        (!another && between.len() < SUM_NEAR).then_some(between.len())
    };
    let from = s.words.partition_point(|w| w.range.end + SUM_NEAR < a.range.start);
    let to = s.words.partition_point(|w| w.range.start < a.range.end + SUM_NEAR);
    let near = s.words[from..to].iter().filter_map(|w| Some((gap(w)?, of(w)?)));
    near.min_by_key(|(gap, _)| *gap).map(|(_, groups)| groups)
}

/// What is left of a sum of whose clause nothing says what it is of.
const OF_ANOTHER_CLAUSE: f32 = 0.9;

/// Bytes between a sum and the word for what it is of, at most.
const SUM_NEAR: usize = 80;

/// Whether a sentence says that something is sold.
fn is_price(s: &Sentence<'_>) -> bool {
    s.words.iter().any(|w| person::buys(&w.folded) || matches!(&*w.folded, "sold" | "sells" | "deal" | "price"))
        || s.words.windows(2).any(|w| match &*w[0].folded {
            "paid" => w[1].folded == "for",
            "take" | "takes" | "took" | "taking" => w[1].folded == "over",
            _ => false,
        })
}

/// What is left of a sum where another one stands after "for", or of a fee.
const OTHERWISE_SAID: f32 = 0.85;

/// What is left of a sum that is not said to be of what was asked for.
const OTHER_SUM: f32 = 0.5;

/// "Savings of 210 million a year": millions of nothing that is named are money.
fn is_bare_sum(s: &Sentence<'_>, a: &Amount) -> bool {
    let after = &s.text[a.range.end..];
    let next = around(s, &a.range, 0, 1).1.first().filter(|w| after.trim_start().len() == s.text[w.range.start..].len());
    let ends =
        next.is_none_or(|w| matches!(&*w.folded, "a" | "per" | "this" | "from" | "for" | "in" | "by" | "next" | "annually"));
    a.kind == Kind::Number && a.value >= 1e6 && ends
}

/// The words around an amount: up to `n` before it and after it.
fn around<'a>(s: &'a Sentence<'_>, range: &Range<usize>, before: usize, after: usize) -> (&'a [Word], &'a [Word]) {
    let first = s.words.partition_point(|w| w.range.end <= range.start);
    let last = s.words.partition_point(|w| w.range.start < range.end);
    (&s.words[first.saturating_sub(before)..first], &s.words[last..(last + after).min(s.words.len())])
}

pub(super) fn speaks_of_cuts(s: &Sentence<'_>, vocabulary: &Vocabulary) -> bool {
    let Some(layoff) = vocabulary.group("layoff") else { return false };
    s.groups.contains(&layoff)
}

/// Whether a sentence says that a number is not known: "How many of the 716 jobs are in China remains unclear."
pub(super) fn leaves_open(s: &Sentence<'_>) -> bool {
    let unknown = |w: &Word| matches!(&*w.folded, "unclear" | "unknown" | "undisclosed" | "unconfirmed");
    let opens = matches!(s.words, [how, many, ..] if how.folded == "how" && many.folded == "many");
    opens && s.words.iter().any(unknown)
}

fn count(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    if leaves_open(s) {
        return fits(ABSENT);
    }
    let amounts = amount::amounts(s.text);
    let cuts = speaks_of_cuts(s, vocabulary);
    let elsewhere = only_destination(s);
    let sparing: Vec<&Word> = s.words.iter().filter(|w| SPARED.contains(&&*w.folded)).collect();
    let spared = |a: &Amount| if elsewhere || spares(s, &sparing, a) { 0.3 } else { 1.0 };
    // "how many left": "In the end 391 left".
    let leave = |a: &Amount| {
        let next = s.words.partition_point(|w| w.range.start < a.range.end);
        s.words.get(next).is_some_and(|w| s.asked[next] && matches!(&*w.folded, "left" | "leave" | "leaves" | "departed"))
    };
    // "how many jobs are at risk": "430 jobs are at risk".
    let at_risk = (1..s.words.len()).any(|i| s.asked[i] && s.words[i].folded == "risk" && s.words[i - 1].folded == "at");
    let gone = |a: &Amount| if (s.is_cut)(a) { GONE } else { 1.0 };
    let judge = |a: &Amount| match question.counted {
        Counted::Cuts => cut(s, a, cuts || at_risk || leave(a)) * spared(a),
        Counted::Openings => open(s, a),
        Counted::Staff => employed(s, a, &[]) * gone(a),
        Counted::Remaining => {
            let (before, after) = around(s, &a.range, 5, 5);
            let stay = any(before, REMAINING) || any(after, REMAINING);
            // "From about 3,667 down to 2,567"
            if matches!(before, [.., down, to] if down.folded == "down" && to.folded == "to") {
                return DOWN_TO * gone(a);
            }
            // "told 560 people, 12 per cent of its staff of 4,700, to leave": so many were there before.
            employed(s, a, REMAINING) * if cuts && !stay { 0.6 } else { 1.0 } * gone(a)
        }
        Counted::Hired => hired(s, a),
        Counted::Moved => told_by(s, a, MOVING, 8),
        Counted::Things(term) => things(s, a, &question.terms[term].terms),
    };
    // "Studio Ninety": a number in capitals within a sentence is part of a name.
    let named = |a: &Amount| {
        a.range.start > 0 && s.text[a.range.clone()].starts_with(char::is_uppercase) || amount::ends_a_name(s.text, a)
    };
    let plausible = |a: &&Amount| matches!(a.kind, Kind::Number | Kind::Fraction) && a.value > 0.0 && !named(a);
    let asked = if question.is_dated() { question.times() } else { Vec::new() };
    let then = |a: &Amount| if is_of_another_time(&asked, s, a) { OTHER_TIMES } else { 1.0 };
    // "Of the 190 jobs at risk, 141 went in the end": where it is asked what came of it.
    let stage = |a: &Amount| question.stage.and_then(|asked| Some((asked, outcome::stage(s.text, s.words, &a.range)?)));
    let staged = |a: &Amount, fit: f32| match stage(a) {
        Some((asked, told)) if asked != told => fit * OTHER_STAGE,
        // "When the talks were over, the number was 262": of whom need not be said again.
        Some(_) if fit > UNITS && question.counted == Counted::Cuts => fit.max(OF_STAGE),
        _ => fit,
    };
    let fit = |a: &Amount| if a.kind == Kind::Fraction { 0.3 } else { staged(a, judge(a) * then(a)) };
    best(s, amounts.iter().filter(plausible).map(|a| (fit(a), a)), "count")
}

/// How surely a number that the staff comes down to is of those who stay.
const DOWN_TO: f32 = 0.9;

/// What is left of a number of those who go, where it is asked how many work there or stay.
const GONE: f32 = 0.4;

/// How surely a number is of those who go that is said to have held in the end, or to have been planned, as was asked.
const OF_STAGE: f32 = 0.8;

/// What is a number of weeks, months or places is less surely one of people than this.
pub(super) const UNITS: f32 = 0.2;

/// What is left of a number that was only planned or feared, where the one is asked for that held in the end; or of that, where
/// the other is asked for.
const OTHER_STAGE: f32 = 0.8;

/// Whether an amount may be of those who go, rather than of those who work there or come.
pub(super) fn may_be_cut(s: &Sentence<'_>, a: &Amount, vocabulary: &Vocabulary) -> bool {
    let cuts = speaks_of_cuts(s, vocabulary);
    let going = if a.kind == Kind::Number { cut(s, a, cuts) } else { 1.0 };
    let (before, _) = around(s, &a.range, 5, 5);
    let works = any(before, &["employs", "employed", "employing", "employ", "headcount", "workforce", "payroll"]);
    !(works && a.kind == Kind::Number)
        && (cuts || !is_of_staff(s, a))
        && going >= MAY_BE
        && (going >= SURELY_CUT || a.kind != Kind::Number || employed(s, a, &[]) < SURELY_STAFF)
}

/// How surely a number has to be of those who go, at least, and how surely it is whatever else speaks for those who stay.
const MAY_BE: f32 = 0.4;
const SURELY_CUT: f32 = 0.95;
/// How surely a number is of those who work there.
const SURELY_STAFF: f32 = 0.8;

/// The value of an amount.
pub(super) fn of_amount(a: &Amount, kind: &'static str) -> Value {
    Value { kind, range: hedged(a), number: Some(a.value), hedge: a.hedge }
}

/// What is left of a number beside which another time stands than the one asked about.
const OTHER_TIMES: f32 = 0.4;

/// Whether the time that stands nearest to a number in its part of the sentence is not the one asked about, but that one stands
/// elsewhere: "In January 600 people lost their jobs, and in June 200", "1,000 go now; in 2020 it was nearly 360".
fn is_of_another_time(asked: &[(time::Bounds, f32)], s: &Sentence<'_>, a: &Amount) -> bool {
    let asked = |m: &time::Mention| asked.iter().any(|(bounds, _)| bounds.overlaps(&m.period));
    let between = |m: &time::Mention| {
        let (end, start) = if m.range.end <= a.range.start { (m.range.end, a.range.start) } else { (a.range.end, m.range.start) };
        s.text.get(end..start).unwrap_or_default()
    };
    let beside = s.times.iter().filter(|m| !between(m).contains(';'));
    let own = beside.min_by_key(|m| between(m).len());
    own.is_none_or(|m| !asked(m)) && s.times.iter().any(asked)
}

fn any(words: &[Word], list: &[&str]) -> bool {
    words.iter().any(|w| list.contains(&w.folded.as_str()))
}

/// Whether the words before a number say that it is of people who are there, or come.
fn stays(before: &[Word]) -> bool {
    any(before, EMPLOYED) || any(before, TAKEN_ON)
}

/// Whether the place that the question names is where work goes ("a plan to move customer operations to Kraków"): nobody
/// is said to go there.
fn only_destination(s: &Sentence<'_>) -> bool {
    let place = |i: &usize| s.asked[*i] && s.text[s.words[*i].range.clone()].starts_with(char::is_uppercase);
    let mut named = (1..s.words.len()).filter(place).peekable();
    named.peek().is_some() && named.all(|i| s.words[i - 1].folded == "to")
}

/// Whether the clause of an amount says that somebody is left alone, by one of these words.
fn spares(s: &Sentence<'_>, sparing: &[&Word], a: &Amount) -> bool {
    let between = |w: &Word| s.text.get(w.range.end..a.range.start).or_else(|| s.text.get(a.range.end..w.range.start));
    sparing.iter().filter_map(|w| between(w)).any(|between| !between.contains(';'))
}

/// Words of those whom a layoff leaves alone.
const SPARED: &[&str] = &["unaffected", "spared", "untouched", "excluded", "exempt", "exempted"];

/// What is counted beside people.
const THINGS: &[&str] = &[
    "cities",
    "countries",
    "offices",
    "sites",
    "stores",
    "shops",
    "plants",
    "factories",
    "studios",
    "companies",
    "firms",
    "customers",
    "clients",
    "users",
    "subscribers",
    "players",
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "times",
    "rounds",
    "products",
    "games",
    "projects",
    "centers",
    "centres",
    "branches",
    "locations",
    "states",
    "floors",
    "rooms",
    "square",
    "miles",
    "patents",
    "pages",
    "words",
    "shares",
    "cars",
    "vehicles",
    "units",
    "orders",
    "investors",
    "banks",
    "clinics",
    "hospitals",
    "schools",
];

/// "48,000 people work for Micron, more than 5,000 of them in Boise": of those who work there, as far as the words before say.
pub(super) fn is_of_staff(s: &Sentence<'_>, a: &Amount) -> bool {
    let (before, after) = around(s, &a.range, OF_WHOM, 2);
    let of_them = matches!(after, [of, them] if of.folded == "of" && matches!(&*them.folded, "them" | "these" | "those"));
    of_them && (any(before, EMPLOYED) || any(before, &["work", "works", "worked"])) && !any(before, CUTTING)
}

/// Words before "5,000 of them" that say who they are, at most.
const OF_WHOM: usize = 25;

/// How surely a number from which on a rule holds is one of people who go.
const OF_RULE: f32 = 0.2;

/// How surely an amount is a number of people who go.
fn cut(s: &Sentence<'_>, a: &Amount, cuts: bool) -> f32 {
    let (before, after) = around(s, &a.range, 4, 5);
    if any(before, OPENINGS) || any(after, OPENINGS) {
        return 0.3;
    }
    let follows = |i: usize, list: &[&str]| after.get(i).is_some_and(|w| list.contains(&&*w.folded));
    // "said two people who listened", "three sources familiar with the plan".
    let told = follows(0, &["people", "persons", "sources", "employees", "staffers", "insiders"])
        && (follows(1, &["familiar", "briefed", "close"])
            || follows(1, &["with", "who"]) && any(&before[before.len().saturating_sub(2)..], &["said", "says", "to", "told"]));
    if follows(0, THINGS) || told {
        return ABSENT;
    }
    if rule::is_of_rule(s.text, &a.range) {
        return OF_RULE;
    }
    if is_only_said(around(s, &a.range, 7, 0).0) && !any(after, &["volunteers", "voluntary"]) {
        return 0.4;
    }
    // "The works council, which is responsible for 4,100 of the positions": those for whom it speaks.
    let spoken_for =
        before.windows(2).any(|w| matches!((&*w[0].folded, &*w[1].folded), ("responsible", "for") | ("speaks", "for")))
            || any(before, &["represents", "representing", "represented"]);
    if spoken_for {
        return 0.3;
    }
    let there = matches!(before, [.., a, b] if a.folded == "there" && matches!(&*b.folded, "are" | "were" | "is" | "was"));
    // "had ended with 45 departures"
    let going = after.first().is_some_and(|w| matches!(&*w.folded, "departures" | "dismissals" | "redundancies" | "exits"));
    // "about 30 have resigned since"
    if after.iter().take(3).any(|w| matches!(&*w.folded, "resigned" | "quit")) && !any(before, CUTTING) {
        return 0.3;
    }
    let people = any(after, PEOPLE) || any(before, PEOPLE) || going;
    let cuts = cuts || going;
    let owned = before.last().is_some_and(|w| matches!(w.folded.as_str(), "its" | "their" | "his" | "her" | "whose"));
    let from = before.iter().rev().take(2).any(|w| w.folded == "from") && after.iter().any(|w| w.folded == "to");
    // Not those who joined once and go now.
    let taken_on = any(after, TAKEN_ON) && !any(before, CUTTING) && !any(after, &["who"]);
    let employed = owned || from || taken_on || there || stays(before) && !any(before, CUTTING);
    // "160 of the positions", "200 of them": a part of what was told before.
    let part =
        matches!(after, [of, the, ..] if of.folded == "of" && matches!(the.folded.as_str(), "the" | "those" | "these" | "them"));
    if part && !cuts && (any(&after[1..], PEOPLE) || any(&after[1..], &["cuts", "them"])) && !stays(before) {
        return if is_of_staff(s, a) { 0.2 } else { 0.9 };
    }
    match (people, cuts, employed) {
        (_, true, true) => 0.45,
        (true, true, false) => 1.0,
        (false, true, false) => 0.8,
        (true, false, false) => 0.6,
        (_, false, true) => 0.3,
        (false, false, false) => 0.25,
    }
}

/// Whether a number is only what somebody wants or is said to expect: "has been asking for 600 jobs to go", "there was talk of
/// 300 cuts".
fn is_only_said(before: &[Word]) -> bool {
    const WANTS: &[&str] = &["asking", "asked", "pushing", "pushed", "pressing", "pressed", "lobbying", "demanding", "calling"];
    const TALK: &[&str] = &["talk", "reports", "report", "rumours", "rumors", "rumour", "rumor", "speculation", "fears"];
    // "brushed aside reports in October of up to 1,000 cuts"
    let near = before.len().saturating_sub(3);
    let confirmed = any(before, &["confirmed", "confirms", "confirming"]);
    (1..before.len()).any(|i| match &*before[i].folded {
        "for" => i >= near && WANTS.contains(&&*before[i - 1].folded),
        "of" => i >= near && !confirmed && any(&before[i.saturating_sub(3)..i], TALK),
        _ => false,
    })
}

/// How surely an amount is a number of vacancies.
fn open(s: &Sentence<'_>, a: &Amount) -> f32 {
    let (before, after) = around(s, &a.range, 4, 5);
    if any(before, OPENINGS) || any(after, OPENINGS) { 1.0 } else { ABSENT }
}

/// How surely an amount is the number of all who work there. `when` are words that tell which of several totals it is.
fn employed(s: &Sentence<'_>, a: &Amount, when: &[&str]) -> f32 {
    let (before, after) = around(s, &a.range, 5, 6);
    let near = &before[before.len().saturating_sub(2)..];
    let total = [before, after].iter().any(|words| any(words, EMPLOYED) || any(words, TOTAL))
        || any(near, &["its", "their", "from", "to", "with", "we", "we'll"])
        // "We will be 1,565 people tonight", not "there will be 300 people affected".
        || any(before, &["we", "we'll"]) && any(near, &["be", "are", "have"])
        // "There are 458 of us".
        || matches!(after, [of, us, ..] if of.folded == "of" && us.folded == "us");
    let people = any(after, PEOPLE) || any(before, PEOPLE) || any(after, &["us"]);
    let right = when.is_empty() || any(before, when) || any(after, when);
    // "1,390 of them": a part of the total that was told before. "The 112 people who work there": at a site that was named.
    let part = matches!(after, [of, whom, ..] if of.folded == "of" && matches!(&*whom.folded, "them" | "these" | "those" | "whom"))
        || after.windows(2).any(|w| matches!(&*w[0].folded, "work" | "works" | "worked" | "working") && w[1].folded == "there")
            && s.words.iter().take_while(|w| w.range.end <= a.range.start).any(is_part);
    // "310 of its 1,180 employees": those who were there before.
    let whole =
        matches!(before, [.., n, of, its] if n.number && of.folded == "of" && matches!(&*its.folded, "its" | "their" | "the"));
    let right = right && !part && (when.is_empty() || !whole);
    // "Its monthly active users fell to 14 million"
    if any(before, USERS) || any(after, USERS) {
        return 0.25;
    }
    let fit: f32 = match (any(near, CUTTING) || any(&before[before.len().saturating_sub(4)..], CUTTING), total, people) {
        (true, ..) => 0.3,
        (false, true, true) => 1.0,
        (false, true, false) => 0.8,
        (false, false, true) => 0.5,
        (false, false, false) => 0.25,
    };
    let right = if right { fit } else { fit * OF_A_PART };
    if is_placed(s, after) {
        return right * AT_A_PLACE;
    }
    if is_of_some(s, before, after) || asks_now(when) && any(before, BACK_THEN) { right * 0.6 } else { right }
}

/// What is left of a number of those at one site, or of some of the staff.
const OF_A_PART: f32 = 0.7;

/// Whether those who are counted work at one site or in one team that the question does not name, or are anybody's but the
/// company's: a union's, those who are to be hired.
fn is_of_some(s: &Sentence<'_>, before: &[Word], after: &[Word]) -> bool {
    let employs = before.iter().position(|w| matches!(&*w.folded, "employs" | "employed" | "has" | "had" | "with"));
    let first = before.first().map_or(0, |w| s.words.partition_point(|o| o.range.start < w.range.start));
    let verb = first + employs.unwrap_or(before.len());
    let subject = verb.saturating_sub(6)..verb.min(s.words.len());
    let of_site = employs.is_some() && subject.clone().any(|i| is_part(&s.words[i]));
    let asked = subject.clone().any(|i| s.asked[i] && !is_part(&s.words[i]));
    of_site && !asked || any(before, OTHERS) || any(after, &["members", "complaints"])
}

/// Whether those who are counted work at a place that is not asked about: "3,800 people work for Oracle in the Puget Sound region".
fn is_placed(s: &Sentence<'_>, after: &[Word]) -> bool {
    let at = after.first().map_or(s.words.len(), |w| s.words.partition_point(|o| o.range.start < w.range.start));
    // "58 temps in Vernon", where temps are asked for.
    if s.asked.get(at).is_some_and(|asked| *asked) {
        return false;
    }
    (at..s.words.len().min(at + PLACED_NEAR)).any(|i| {
        let name = i + 1 + usize::from(s.words.get(i + 1).is_some_and(|w| w.folded == "the"));
        let capital = |w: &Word| s.text[w.range.clone()].starts_with(char::is_uppercase) && !s.asked[name];
        // "In Santa Clara, Richardson and Kanata": at all of its places.
        let all = |w: &Word| {
            let rest = &s.text[w.range.end..];
            let end = rest.char_indices().map(|(i, _)| i).find(|i| *i > LIST_OF_PLACES).unwrap_or(rest.len());
            let list = rest[..end].split_once(" and ").map(|(list, _)| list);
            list.is_some_and(|list| list.contains(", ") && !list.contains(['.', ';']))
        };
        let place = |w: &Word| capital(w) && !all(w) && !is_dated(s, name);
        s.words[i].folded == "in" && s.words.get(name).is_some_and(place)
    })
}

/// Bytes of a list of places before its last, at most.
const LIST_OF_PLACES: usize = 60;

/// What is left of such a number.
const AT_A_PLACE: f32 = 0.4;

/// Whether a word stands in a time: "in March".
fn is_dated(s: &Sentence<'_>, at: usize) -> bool {
    s.times.iter().any(|m| m.range.start <= s.words[at].range.start && s.words[at].range.end <= m.range.end)
}

/// Words between a number of people and the place where they work, at most.
const PLACED_NEAR: usize = 6;

/// Whether a word is one for a site, a team or another part of a company.
pub(super) fn is_part(word: &Word) -> bool {
    SITES.contains(&&*word.folded) || matches!(&*word.folded, "unit" | "division" | "subsidiary" | "facility" | "department")
}

/// Whether of several totals the one of today is asked for.
fn asks_now(when: &[&str]) -> bool {
    when.contains(&"now")
}

/// Words before a number of people who are nobody's staff, or not yet.
const OTHERS: &[&str] =
    &["represents", "representing", "represented", "approached", "complaints", "hire", "hiring", "wants", "raised"];

/// Words before a number of people who were there at another time.
const BACK_THEN: &[&str] = &["since", "when", "once", "peak", "originally", "began", "started"];

/// How surely an amount is a number of people of whom one of these verbs tells, up to so many words behind it.
fn told_by(s: &Sentence<'_>, a: &Amount, verbs: &[&str], reach: usize) -> f32 {
    let (before, after) = around(s, &a.range, 5, reach);
    match (any(before, verbs) || any(after, verbs), any(before, CUTTING)) {
        (true, false) => 1.0,
        (true, true) => 0.5,
        (false, _) => 0.25,
    }
}

/// Those who use what a company makes.
const USERS: &[&str] =
    &["users", "customers", "subscribers", "listeners", "viewers", "accounts", "players", "shoppers", "riders"];

/// How surely an amount is of those who are taken on.
fn hired(s: &Sentence<'_>, a: &Amount) -> f32 {
    let (before, after) = around(s, &a.range, 5, 5);
    // "Has taken on 118", not "took away our badges at two in the afternoon".
    let taken = |words: &[Word]| words.windows(2).any(|w| TAKING.contains(&&*w[0].folded) && w[1].folded == "on");
    // "220 new jobs", "300 people will join": verbs behind the number come after its noun.
    let said = any(before, HIRING) || taken(before) || any(after, HIRING) || taken(after);
    match (said, any(before, CUTTING)) {
        (false, _) => 0.25,
        (true, true) => 0.5,
        // "Two of the people said", "45 for technicians": less surely so where no people follow.
        (true, false) if any(after, PEOPLE) || any(before, &["further", "another", "more"]) => 1.0,
        (true, false) => 0.8,
    }
}

/// How surely an amount counts these things. People are counted under many names, so what does not say so may still.
fn things(s: &Sentence<'_>, a: &Amount, stems: &[String]) -> f32 {
    let (before, after) = around(s, &a.range, 2, 5);
    let stemmer = Terms::default();
    // "30 of its 292 centres": the whole of which the number before is a part.
    let whole =
        matches!(before, [of, its] if of.folded == "of" && matches!(its.folded.as_str(), "its" | "the" | "their" | "all"));
    if whole && s.words.first().is_some_and(|w| w.range.end < a.range.start) {
        return 0.5;
    }
    if after.iter().any(|w| stems.contains(&stemmer.stem(&w.folded).into_owned())) { 1.0 } else { 0.45 }
}

fn percent(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let amounts = amount::amounts(s.text);
    let cuts = speaks_of_cuts(s, vocabulary);
    let judge = |a: &Amount| {
        let (before, after) = around(s, &a.range, 3, 5);
        let of_shares = s.words.iter().any(|w| matches!(w.folded.as_str(), "shares" | "stock"));
        let other = before.iter().chain(after).any(|w| OTHER_SHARES.contains(&w.folded.as_str()));
        let staff = after.iter().any(|w| {
            PEOPLE.contains(&w.folded.as_str()) || w.folded == "workforce" || w.folded == "headcount" || w.folded == "company"
        });
        // "by how much did shares fall": what is no share of the staff is what is asked for.
        if let Some(group) = question.share_of {
            return if staff && !other {
                ABSENT
            } else if s.groups.contains(&group) {
                1.0
            } else if other {
                ABSENT
            } else {
                0.5
            };
        }
        // "96 positions, or one in nine", "cut its workforce in half", not "budgets are cut in half".
        let halved = before.last().is_some_and(|w| w.folded == "in");
        let parted = a.kind == Kind::Fraction && any(around(s, &a.range, if halved { 3 } else { 5 }, 0).0, PEOPLE_OR_ALL);
        let staff = staff && !halved;
        let cuts = cuts && (parted || !halved);
        let other = other || (of_shares && !staff);
        match (other, staff || parted, cuts) {
            (true, false, _) => 0.3,
            (_, true, true) => 1.0,
            (_, true, false) => 0.8,
            (_, false, true) => 0.85,
            (_, false, false) => 0.4,
        }
    };
    best(s, amounts.iter().filter(|a| matches!(a.kind, Kind::Percent | Kind::Fraction)).map(|a| (judge(a), a)), "percent")
}

/// Words before a part that say that it is one of the people who are there.
const PEOPLE_OR_ALL: &[&str] = &[
    "people",
    "employees",
    "workers",
    "staff",
    "jobs",
    "roles",
    "positions",
    "posts",
    "workforce",
    "headcount",
    "team",
    "payroll",
];

/// Whether the question asks when those who go are gone, not when that was said.
pub(super) fn asks_leaving(question: &Question, vocabulary: &Vocabulary) -> bool {
    let leaving = vocabulary.group("leaving_day");
    let staff = vocabulary.group("staff");
    // "when do the first people leave"
    let is = |group: Option<Group>| move |t: &QuestionTerm| group.is_some_and(|g| t.groups.contains(&g));
    let people_leave = || {
        question.terms.iter().any(is(staff))
            && question.terms.iter().any(|t| matches!(&*t.word, "leave" | "depart"))
            && question.terms.iter().any(|t| matches!(&*t.word, "do" | "will" | "would"))
    };
    question.asks == Asks::Date && (question.terms.iter().any(is(leaving)) || people_leave())
}

/// Words of those who go, where a date is of the day on which they are gone.
const LEAVING: &[&str] = &["departures", "departure", "depart", "leave", "leaves", "leaving", "gone"];

/// What is left of a date in a sentence that does not say that somebody leaves then.
const OTHER_DAY: f32 = 0.5;

/// A date. Where it is the day on which those who go are gone, the sentence has to speak of that.
fn date(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let other = asks_leaving(question, vocabulary)
        && !vocabulary.group("leaving_day").is_some_and(|g| s.groups.contains(&g))
        && !has(s, LEAVING);
    let found = date_in(s);
    // "until when are dismissals ruled out": nobody leaves then.
    let until = question.terms.windows(2).any(|w| matches!(&*w[0].word, "until" | "till") && w[1].word == "when");
    if until {
        let last = s.times.iter().find(|m| lasts_until(s.text, m)).map(|m| Found { fit: 1.0, value: Some(of_date(m)) });
        return last.unwrap_or(Found { fit: found.fit * OTHER_DAY, ..found });
    }
    if other { Found { fit: found.fit * OTHER_DAY, ..found } } else { found }
}

fn date_in(s: &Sentence<'_>) -> Found {
    let judge = |m: &time::Mention| match (m.precision, m.basis) {
        (Precision::Day, Basis::Stated | Basis::YearImplied) => 1.0,
        (Precision::Month, _) => 0.95,
        (Precision::Day, Basis::Relative) => 0.7,
        (_, Basis::Relative) => 0.6,
        (Precision::Year, _) => 0.6,
        // "at the end of January"
        (Precision::Span, _) if m.period.days() <= PART_OF_A_MONTH => 0.9,
        _ => 0.7,
    };
    let asked: Vec<&Word> = s.asked_words().collect();
    let far = |m: &time::Mention| {
        let gap = |w: &&Word| w.range.start.saturating_sub(m.range.end).max(m.range.start.saturating_sub(w.range.end));
        // Only the words next to it on either side can be the nearest.
        let next = asked.partition_point(|w| w.range.start < m.range.start);
        asked[next.saturating_sub(1)..asked.len().min(next + 1)].iter().map(gap).min().unwrap_or(0)
    };
    // "In June it told the state, and on October 20 he stepped down": a day and a month are as good beside what is asked about.
    let nearer = |(fit, m): &(f32, &time::Mention), (best, b): &(f32, &time::Mention)| {
        let as_well = !asked.is_empty() && (fit - best).abs() <= AS_WELL;
        if as_well && far(m) != far(b) { far(m) < far(b) } else { fit > best }
    };
    // "TURIN, Oct 19 (Europa Wire) —": the day of the report, where the sentence names another.
    let heads = |m: &time::Mention| {
        let rest = &s.text[m.range.end..];
        m.range.end <= DATELINE
            && rest.starts_with([' ', '.'])
            && rest.trim_start_matches(['.', ' ']).starts_with(['(', '—', '–', '-'])
    };
    let told = s.times.iter().filter(|m| s.times.len() == 1 || !heads(m));
    let best = told.map(|m| (judge(m), m)).reduce(|best, next| if nearer(&next, &best) { next } else { best });
    match best {
        Some((fit, m)) => Found { fit, value: Some(of_date(m)) },
        None if s.times.is_empty() => day_without_year(s.text),
        None => fits(0.35),
    }
}

/// How much surer a day is than a month of being what is asked for.
const AS_WELL: f32 = 0.1;

/// The day or month that a sentence names whose article says nowhere when it was written, so that no year is known: "It ends on
/// 16 May".
fn day_without_year(text: &str) -> Found {
    // Any year will do: what is found that way is only quoted.
    let found = time::find_in(text, Some(jiff::civil::date(2000, 6, 30)));
    let named = |m: &&time::Mention| m.basis == Basis::YearImplied && matches!(m.precision, Precision::Day | Precision::Month);
    found.iter().find(named).map_or(fits(0.35), |m| Found { fit: WITHOUT_YEAR, value: Some(of_date(m)) })
}

/// How surely a day is the one asked for whose year is not known.
const WITHOUT_YEAR: f32 = 0.9;

/// Days of a part of a month, at most.
const PART_OF_A_MONTH: i32 = 12;

/// Bytes at the beginning of a report within which its place and day stand.
const DATELINE: usize = 40;

/// A time phrase as a value.
pub(super) fn of_date(m: &time::Mention) -> Value {
    Value { kind: "date", range: m.range.clone(), number: None, hedge: Hedge::Exact }
}

/// Words of giving something to those who leave.
const GIVEN: &[&str] = &[
    "get", "gets", "got", "offered", "offer", "offers", "receive", "receives", "received", "given", "gives", "entitled", "paid",
    "eligible",
];

/// What those who leave are given beside pay.
const BENEFITS: &[&str] = &[
    "insurance",
    "coverage",
    "cover",
    "health",
    "healthcare",
    "cobra",
    "laptop",
    "laptops",
    "outplacement",
    "vesting",
    "vest",
    "vests",
    "vested",
    "equity",
    "vacation",
    "holiday",
    "holidays",
    "statutory",
    "notice",
];

/// Words after a length of time that say that it is one of pay, or of what stands for it.
const PAID_IN: &[&str] = &[
    "pay",
    "salary",
    "salaries",
    "wages",
    "wage",
    "severance",
    "notice",
    "compensation",
    "benefits",
    "coverage",
    "cover",
    "insurance",
    "leave",
    "base",
    "gross",
];

/// Words of what the law demands.
const LAWFUL: &[&str] = &["law", "statutory", "legal", "legally"];

/// Words of somebody who wants terms that are not given.
const DEMANDS: &[&str] =
    &["asking", "demand", "demands", "demanding", "demanded", "insist", "insisted", "calling", "want", "wants"];

/// Words of those who leave.
const LEAVERS: &[&str] = &[
    "those",
    "everyone",
    "anyone",
    "everybody",
    "anybody",
    "employees",
    "staff",
    "workers",
    "people",
    "they",
    "you",
    "leavers",
    "affected",
    "leaving",
    "departing",
    "dismissed",
    "us",
    "whoever",
    "who",
];

/// Terms of severance: how long those who leave are paid, what share of a month for each year, a sum, until when, or none.
fn severance(s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let amounts = amount::amounts(s.text);
    let after = |a: &Amount, n: usize| around(s, &a.range, 0, n).1;
    // "four days a week", "85% of their pay": how long and for how much those work who stay.
    let weekly =
        |a: &Amount| matches!(after(a, 2), [per, week] if matches!(per.folded.as_str(), "a" | "per") && week.folded == "week");
    // "75 per cent of a month's pay".
    let of_month = |a: &Amount| {
        matches!(a.kind, Kind::Percent | Kind::Fraction)
            && matches!(after(a, 3), [of, one, unit]
                if of.folded == "of" && matches!(&*one.folded, "a" | "one") && unit.folded.starts_with("month"))
    };
    // "0.8 monthly salaries", "200% of what the law demands".
    let salaries = |a: &Amount| {
        matches!(after(a, 2), [each, pay] if matches!(&*each.folded, "monthly" | "weekly")
            && matches!(&*pay.folded, "salaries" | "salary" | "wages" | "wage" | "pay" | "paychecks"))
            || matches!(after(a, 1), [pay] if matches!(&*pay.folded, "salaries" | "paychecks" | "paycheques"))
    };
    let of_law = |a: &Amount| a.kind == Kind::Percent && any(after(a, 6), LAWFUL);
    // "two years' salary", "ten weeks of pay"; without it, only weeks and months are what somebody is paid for.
    // "60 days' notice of a closing" is what the law wants.
    let noticed = |a: &Amount| after(a, 4).windows(2).any(|w| w[0].folded == "notice" && w[1].folded == "of");
    let of_pay = |a: &Amount| a.kind == Kind::Duration && !weekly(a) && any(after(a, 4), PAID_IN) && !noticed(a);
    let unit = |a: &Amount| s.text[a.range.clone()].contains("week") || s.text[a.range.clone()].contains("month");
    let paid = amounts.iter().find(|a| of_pay(a) || of_month(a) || salaries(a) || of_law(a));
    let length = paid.or_else(|| amounts.iter().find(|a| a.kind == Kind::Duration && !weekly(a) && unit(a)));
    let named = vocabulary.group("severance").is_some_and(|g| s.groups.contains(&g)) && !is_title(s, "severance");
    let pays = named || has(s, &["pay", "paid", "wages"]);
    let (given, leavers) = (has(s, GIVEN), has(s, LEAVERS));
    let served = s.words.windows(3).any(|w| {
        matches!(&*w[0].folded, "per" | "each" | "every" | "full") && w[1].folded == "year"
            || w[0].folded.starts_with("year") && w[1].folded == "of" && w[2].folded == "service"
    });
    let told = served || has(s, &["flat", "each", "lump", "bonus", "apiece"]);
    let sum = amounts.iter().find(|a| a.kind == Kind::Money && (given || named) && told);
    let until = s.times.iter().find(|m| m.relation == Relation::Until);
    let none = s.words.windows(2).find(|w| {
        matches!(&*w[0].folded, "no" | "without" | "any" | "nothing") && vocabulary_has(vocabulary, "severance", &w[1])
    });
    let not = || has(s, &["not", "isn't", "aren't", "won't", "didn't", "don't", "doesn't", "never", "nobody"]);
    let denied = none.is_some_and(|w| w[0].folded != "any" || not());
    let benefits = has(s, BENEFITS);
    let fit = match () {
        () if paid.is_some() || length.is_some() && (named || served) => 1.0,
        () if length.is_some() && pays && given && leavers => 1.0,
        () if length.is_some() && pays && (given || leavers) => 0.9,
        () if denied => 0.9,
        () if length.is_some() && given => 0.8,
        () if length.is_some() => 0.4,
        () if sum.is_some() && leavers => 0.85,
        // "twice what the law demands", "the statutory minimum and no more".
        () if has(s, LAWFUL)
            && has(s, &["minimum", "requires", "required", "twice", "double", "statutory"])
            && (pays || given) =>
        {
            0.8
        }
        () if until.is_some() && leavers && (pays || benefits) => 0.8,
        // "My advice, worth what you paid": a verb alone says little.
        () if leavers && (named || has(s, &["pay", "wages"])) || named && (given || benefits || until.is_some()) => 0.7,
        () if named => 0.5,
        () if benefits && (given || until.is_some()) => 0.6,
        () if pays => 0.4,
        () => ABSENT,
    };
    let fit = if has(s, DEMANDS) { fit * 0.6 } else { fit };
    let value = |range: Range<usize>, hedge| Value { kind: "severance", range, number: None, hedge };
    let value = match (length, sum, until) {
        (Some(a), ..) if pays || given || served => Some(value(hedged(a), a.hedge)),
        (None, Some(a), _) if leavers => Some(value(hedged(a), a.hedge)),
        (None, None, _) if denied => none.map(|w| value(w[0].range.start..w[1].range.end, Hedge::Exact)),
        (None, None, Some(m)) if leavers && (pays || benefits) => Some(value(m.range.clone(), Hedge::Exact)),
        _ => None,
    };
    Found { fit, value }
}

/// Whether a word belongs to a group of synonyms.
fn vocabulary_has(vocabulary: &Vocabulary, group: &str, word: &Word) -> bool {
    vocabulary.group(group).is_some_and(|g| vocabulary.groups(&Terms::default().stem(&word.folded)).contains(&g))
}

/// Whether a word stands in a sentence only as a title or a name, with a capital.
fn is_title(s: &Sentence<'_>, word: &str) -> bool {
    let mut found = s.words.iter().enumerate().filter(|(_, w)| w.folded == word).peekable();
    found.peek().is_some() && found.all(|(i, w)| i > 0 && s.text[w.range.clone()].starts_with(char::is_uppercase))
}

fn summary(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    if !question.about_layoffs {
        return fits(1.0);
    }
    let (count, percent) = (count(question, s, vocabulary), percent(question, s, vocabulary));
    let best = if count.fit >= percent.fit { count } else { percent };
    Found { fit: 0.35 + 0.65 * best.fit, value: best.value.filter(|_| best.fit >= 0.8) }
}

/// Words that open a sentence before a name and are no part of it.
const OPENING: &[&str] = &[
    "in", "at", "on", "from", "for", "to", "by", "near", "of", "and", "but", "or", "when", "while", "as", "after", "before",
    "since", "if", "with", "under", "our", "its", "their", "his", "her", "that", "then", "so", "now", "yet", "even", "only",
    "like", "both", "says", "said", "because", "although", "though", "until", "without", "neither", "where", "across",
];

/// Capitalised words in a row that name no company and no time: people, places, products.
pub(super) fn proper_names<'a>(s: &'a Sentence<'_>) -> Vec<&'a [Word]> {
    let known = |w: &Word| {
        s.mentions.iter().any(|m| m.range.start <= w.range.start && w.range.end <= m.range.end)
            || s.times.iter().any(|t| t.range.start <= w.range.start && w.range.end <= t.range.end)
    };
    let capital = |w: &Word| s.text[w.range.clone()].starts_with(char::is_uppercase) && !known(w) && !w.number;
    let mut names = Vec::new();
    let mut at = 0;
    while at < s.words.len() {
        let mut end = at;
        while end < s.words.len()
            && capital(&s.words[end])
            && (end == at
                || s.text[s.words[end - 1].range.end..s.words[end].range.start].trim_matches(['.', ' ', '-']).is_empty())
        {
            end += 1;
        }
        // The first word of a sentence is capitalised whatever it is.
        let first = at + usize::from(at == 0 && s.words.first().is_some_and(|w| OPENING.contains(&&*w.folded)));
        if end > first && (first > 0 || end > 1 || (s.is_surname)(&s.words[0].folded)) {
            names.push(&s.words[first..end]);
        }
        at = end.max(at + 1);
    }
    names
}

/// Whether something is given a name here: in quotation marks, or in capitals without being a company.
fn called(s: &Sentence<'_>) -> Found {
    const NAMING: &[&str] =
        &["called", "named", "codenamed", "dubbed", "known", "nicknamed", "code-named", "project", "operation", "name"];
    let short_quote = s.text.split(['"', '“', '”']).skip(1).step_by(2).any(|quote| (1..=5).contains(&quote.split(' ').count()));
    match (short_quote || !proper_names(s).is_empty(), has(s, NAMING)) {
        (true, true) => fits(1.0),
        (true, false) => fits(0.6),
        (false, _) => fits(0.3),
    }
}

/// Words before the name of a place.
const BEFORE_PLACE: &[&str] = &["in", "at", "from", "to", "across", "near", "around", "outside"];

/// Words before the names of places and of much else.
const DOUBTFUL_PLACE: &[&str] = &["and", "the", "of"];

/// Words after the name of a place that say what stands there: "our Launceston plant".
const SITES: &[&str] = &[
    "office",
    "offices",
    "center",
    "centre",
    "centers",
    "centres",
    "hub",
    "plant",
    "plants",
    "factory",
    "campus",
    "site",
    "sites",
    "warehouse",
    "headquarters",
    "branch",
    "depot",
    "studio",
    "lab",
    "location",
    "works",
    "operation",
    "operations",
    "team",
    "area",
    "region",
];

/// Whether a place is named that the question does not name itself: after a word that stands before places, before a word
/// for what stands there, or one that the article names in such a way elsewhere.
fn place(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let stemmer = Terms::default();
    let asked = |w: &Word| question.terms.iter().any(|t| t.word == w.folded);
    let opens = s.words.first().filter(|w| s.text[w.range.clone()].starts_with(char::is_uppercase)).map(std::slice::from_ref);
    // "which countries": a town is none.
    let of_countries = question.terms.iter().any(|t| matches!(t.word.as_str(), "country" | "countries" | "nation" | "nations"));
    let country = |name: &[Word]| {
        let whole = &s.text[name[0].range.start..name[name.len() - 1].range.end];
        places::is_country(whole) || name.len() == 1 && places::is_country(&name[0].folded)
    };
    // "American Airlines said": the first word alone is no place where its name goes on.
    let is_town = |name: &[Word]| {
        let end = name[name.len() - 1].range.end;
        let goes_on = s.text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
        places::is_place(&s.text[name[0].range.start..end]) && !goes_on && !name[0].folded.ends_with("an")
    };
    let mut best = 0.3f32;
    for name in proper_names(s).into_iter().chain(opens) {
        let first = s.words.partition_point(|w| w.range.end <= name[0].range.start);
        let before = first.checked_sub(1).map(|i| s.words[i].folded.as_str());
        let site = s.words.get(first + name.len()).is_some_and(|w| SITES.contains(&&*w.folded));
        let fit: f32 = match () {
            () if name.iter().all(asked) || !vocabulary.groups(&stemmer.stem(&name[0].folded)).is_empty() => 0.3,
            () if before.is_some_and(|w| BEFORE_PLACE.contains(&w)) || (s.is_place)(&name[0].folded) => 1.0,
            () if is_town(name) => 1.0,
            () if site && first > 0 => 1.0,
            () if before.is_some_and(|w| DOUBTFUL_PLACE.contains(&w)) => 0.85,
            () if first == 0 && name.len() == 1 => 0.3,
            () => 0.6,
        };
        best = best.max(if of_countries && !country(name) { fit * NO_COUNTRY } else { fit });
    }
    fits(best)
}

/// What is left of a place that is no country, where countries are asked for.
const NO_COUNTRY: f32 = 0.6;
