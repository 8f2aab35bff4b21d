//! The words of a headline: the slice of a quote that states its value.

use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::part;
use super::super::value::Value;
use crate::places;
use crate::question::{Counted, Question, Role};
use crate::text::amount::{self, Amount, Hedge, Kind};
use crate::text::term::{self, Terms};
use crate::vocabulary::{Group, Vocabulary};

/// Whether a word is of the part of the company that the question names.
fn is_of_part(question: &Question) -> impl Fn(&term::Word) -> bool {
    let stemmer = Terms::default();
    let named = part::asked(question);
    move |word| {
        let stem = stemmer.stem(&word.folded);
        named.iter().any(|&i| {
            let term = &question.terms[i];
            term.terms.iter().chain(&term.synonyms).any(|own| *own == stem)
        })
    }
}

/// The part of the company that the question names, as the quote writes it.
pub(super) fn part_of(question: &Question, text: &str) -> Option<Range<usize>> {
    let is_named = is_of_part(question);
    let words = term::words(text);
    let first = words.iter().position(&is_named)?;
    let last = first + words[first..].iter().take_while(|word| is_named(word)).count() - 1;
    Some(words[first].range.start..words[last].range.end)
}

/// The first word of a group, as the quote writes it.
pub(super) fn word_of(group: Group, vocabulary: &Vocabulary, text: &str) -> Option<Range<usize>> {
    let stemmer = Terms::default();
    let is_of = |word: &term::Word| vocabulary.groups(&stemmer.stem(&word.folded)).contains(&group);
    term::words(text).into_iter().find(is_of).map(|word| word.range)
}

/// A phrase of a quote within a line: one that opens its sentence has a capital there only. Names keep theirs.
pub(super) fn within(phrase: &str) -> String {
    let mut words = phrase.splitn(2, ' ');
    let (first, rest) = (words.next().unwrap_or_default(), words.next());
    let opens = rest.is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()) || rest.starts_with("of "));
    // "November 30" and "Rs 62 crore" have their capital wherever they stand.
    let kept = amount::is_month(first.trim_end_matches('.')) || first == "Rs";
    let plain = first.chars().skip(1).all(char::is_lowercase) && !kept;
    match rest {
        Some(rest) if opens && plain => format!("{} {rest}", first.to_lowercase()),
        _ => phrase.to_owned(),
    }
}

/// The place that the question asks about and the quote says the value is of, as the quote writes it.
pub(super) fn place_of(question: &Question, evidence: &Evidence, text: &str) -> Option<Range<usize>> {
    let value = evidence.value.as_ref().filter(|v| matches!(v.kind, "count" | "percent"))?;
    let words = term::words(text);
    let named = asked_names(question, text, &words);
    let of_place = |i: &usize| part::may_be_part(text, &words, *i) && part::has(text, &words, *i, &value.range);
    let at = named.iter().position(of_place)?;
    let (first, following) = (named[at], &named[at..]);
    let last = following.iter().zip(first..).take_while(|(named, next)| *named == next).last().map_or(first, |(_, next)| next);
    Some(words[first].range.start..words[last].range.end)
}

/// Whether the quote names a place or a part that the question asks about.
pub(super) fn names_part(question: &Question, text: &str) -> bool {
    let words = term::words(text);
    asked_names(question, text, &words).into_iter().any(|i| part::may_be_part(text, &words, i))
}

/// A phrase with the part that it is of, where the two stand together: "74 in Manchester", "Plano: 96".
pub(super) fn with_part(phrase: Range<usize>, part: &Range<usize>, text: &str) -> Range<usize> {
    let beside = |gap: Range<usize>, joints: &[&str]| text.get(gap).is_some_and(|gap| joints.contains(&gap));
    if beside(phrase.end..part.start, &[" in ", " at ", " from ", " of them in "]) {
        phrase.start..part.end
    } else if beside(part.end..phrase.start, &[": "]) {
        part.start..phrase.end
    } else {
        phrase
    }
}

/// The words of a quote with a capital that the question has among its content.
fn asked_names(question: &Question, text: &str, words: &[term::Word]) -> Vec<usize> {
    let stemmer = Terms::default();
    let asked = |stem: &str| {
        let content = question.terms.iter().filter(|t| t.role == Role::Content);
        content.flat_map(|t| t.terms.iter().chain(&t.synonyms)).any(|term| term == stem)
    };
    let named =
        |i: &usize| text[words[*i].range.clone()].starts_with(char::is_uppercase) && asked(&stemmer.stem(&words[*i].folded));
    (1..words.len()).filter(named).collect()
}

/// "12 weeks of pay plus one week for each year here, up to a total of 20": the first of several durations with the terms
/// that go on from it, where the quote gives them in one short clause.
pub(super) fn with_terms(evidence: &Evidence, text: &str) -> Option<Range<usize>> {
    let value = evidence.value.as_ref()?;
    let amounts = amount::amounts(text);
    let mut durations = amounts.iter().filter(|a| a.kind == Kind::Duration);
    if durations.clone().next().is_some_and(|first| first.range.start < value.range.start) {
        return None;
    }
    let stop = text[value.range.end..].find(['.', ';', ':', '\n', '“', '”', '"']).map_or(text.len(), |at| value.range.end + at);
    let terms = text.get(value.range.end..stop)?;
    let goes_on = GOES_ON.iter().any(|t| terms.contains(t));
    let inside = durations.all(|a| a.range.end <= stop);
    // What follows after a comma is something else, "…, the equity vest, six months of health care", but for a limit: "…, up to
    // a total of 20".
    let mut clauses = terms.split_inclusive(',');
    let first = clauses.by_ref().scan(false, |told, clause| {
        let before = std::mem::replace(told, *told || GOES_ON.iter().any(|t| clause.contains(t)));
        (!before).then_some(clause.len())
    });
    let mut length: usize = first.sum();
    let limits = |clause: &&str| LIMITS.iter().any(|t| clause.trim_start().starts_with(t));
    length += terms[length..].split_inclusive(',').take_while(limits).map(str::len).sum::<usize>();
    let stop = value.range.end + terms[..length].trim_end_matches(',').len();
    (inside && stop - value.range.start <= LONGEST_TERMS && goes_on).then_some(value.range.start..stop)
}

/// Whether the quote says after the value that this is not all of it: "a month for each year".
pub(super) fn goes_on(evidence: &Evidence, text: &str) -> bool {
    let after = evidence.value.as_ref().and_then(|value| text.get(value.range.end..)).unwrap_or_default();
    GOES_ON.iter().any(|t| after.contains(t))
}

/// Sayings by which terms of severance go on.
const GOES_ON: &[&str] = &["plus", "for each", "for every", "per year", "up to", "a year", "minimum", "at least", "full year"];

/// Sayings with which a limit of the terms begins.
const LIMITS: &[&str] = &["up to", "at most", "at least", "capped", "with a maximum", "with a minimum", "to a maximum", "but"];

/// Bytes of terms of severance that a line may give.
const LONGEST_TERMS: usize = 100;

/// The value as its quote states it most plainly: in digits, where it says "a fifth" and "20%".
pub(super) fn in_digits(value: &Value, text: &str) -> Value {
    let digits = |range: &Range<usize>| text.get(range.clone()).is_some_and(|t| t.bytes().any(|b| b.is_ascii_digit()));
    let kind = if value.kind == "percent" { Kind::Percent } else { Kind::Number };
    let same = |a: &Amount| a.kind == kind && Some(a.value) == value.number && digits(&a.range);
    if !matches!(value.kind, "percent" | "count") || digits(&value.range) {
        return value.clone();
    }
    let plainer = amount::amounts(text).into_iter().find(same);
    plainer.map_or_else(|| value.clone(), |a| Value { range: a.range, hedge: a.hedge, ..value.clone() })
}

/// Nouns that close the phrase of a count.
const COUNTED: &[&str] = &[
    "people",
    "employees",
    "workers",
    "staff",
    "staffers",
    "jobs",
    "roles",
    "positions",
    "posts",
    "personnel",
    "engineers",
    "recruiters",
    "members",
    "vacancies",
    "contractors",
    "couriers",
    "teachers",
    "moderators",
    "managers",
    "developers",
    "cuts",
    "layoffs",
    "redundancies",
    "openings",
    "heads",
    "them",
];

/// Nouns that close the phrase of a share.
const SHARED: &[&str] = &[
    "workforce",
    "staff",
    "employees",
    "headcount",
    "jobs",
    "company",
    "workers",
    "people",
    "team",
    "personnel",
    "total",
    "contractors",
    "freelancers",
    "them",
];

/// Nouns that close the phrase of a severance.
const PAID: &[&str] = &["pay", "salary", "severance", "wages", "salaries", "notice", "compensation", "rate", "minimum"];

/// Verbs with which something is said of what is counted.
const VERBS: &[&str] =
    &["are", "were", "is", "was", "will", "would", "have", "has", "had", "lose", "lost", "leave", "left", "go"];

/// Words of what is paid or kept, at most: "three months of health plan".
const OF_WHAT: usize = 2;

/// The value in the words of the quote, with the noun that it counts: "about 12,000 employees", "15% of its workforce".
pub(super) fn phrase(question: &Question, value: &Value, text: &str) -> Range<usize> {
    let nouns = match value.kind {
        "count" => COUNTED,
        "percent" => SHARED,
        "severance" => PAID,
        _ => &[],
    };
    let stemmer = Terms::default();
    // "30 of its 292 tuition centres": what is counted is what was asked for.
    let is_thing = |word: &term::Word| match question.counted {
        Counted::Things(i) => question.terms[i].terms.iter().any(|term| *term == stemmer.stem(&word.folded)),
        _ => false,
    };
    // "Half of marketing": said without it, it would be of all.
    let is_part = is_of_part(question);
    let mut range = value.range.clone();
    if value.hedge == Hedge::Range
        && let Some(before) =
            text[..range.start].trim_end().rsplit(' ').next().filter(|w| matches!(*w, "between" | "Between" | "from" | "From"))
    {
        range.start = text[..range.start].trim_end().len() - before.len();
    }
    let words = term::words(&text[range.end..]);
    let mut end = range.end;
    let mut at = range.end;
    // "three months of health plan" is no three months' pay.
    let of_what = value.kind == "severance" && words.first().is_some_and(|w| w.folded == "of");
    for (n, word) in words.iter().take(6).enumerate() {
        let start = range.end + word.range.start;
        // A phrase ends at a stop, a comma, a bracket, a dash, a verb.
        if text[at..start].contains(['.', ',', ';', ':', '(', ')', '—', '–', '"', '“', '”'])
            || VERBS.contains(&word.folded.as_str())
        {
            break;
        }
        at = range.end + word.range.end;
        if of_what && (1..=OF_WHAT).contains(&n) {
            end = at;
        }
        if value.kind == "percent" && is_part(word) {
            end = at;
        } else if nouns.contains(&word.folded.as_str()) || is_thing(word) {
            end = at;
            break;
        }
    }
    range.start..end
}

/// Whether a place is one of several that a number is of together: "95 colleagues across Montreal and Austin".
pub(super) fn is_with_another_place(place: &Range<usize>, text: &str) -> bool {
    let first = |rest: &str| rest.split(|c: char| !c.is_alphanumeric()).next().is_some_and(places::is_place);
    let last = |rest: &str| rest.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(places::is_place);
    let (before, after) = (text.get(..place.start).unwrap_or_default(), text.get(place.end..).unwrap_or_default());
    after.strip_prefix(" and ").is_some_and(first) || before.strip_suffix(" and ").is_some_and(last)
}
