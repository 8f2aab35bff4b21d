//! What speaks against a headline: that its value is not the one asked for, or may not be.

use super::super::evidence::{Evidence, sums_rounds};
use super::super::value::{CUTTING, apart};
use super::super::{Lists, facts};
use super::phrase::{goes_on, names_part, place_of, with_terms};
use super::{ITS_OWN, OF_THEN};
use crate::question::outcome::Stage;
use crate::question::{Asks, Counted, Question, Role};
use crate::text::amount::{self, Amount, Hedge, Kind};
use crate::text::term::{self, Terms};
use crate::time::Period;
use crate::vocabulary::Group;

/// The names of what may speak against a headline, as `data/weights.toml` has them: the value stands far from what the question
/// names; a number of people was not found to be one of a layoff; the quote has other values of the kind; others are counted
/// than those who go; the quote and what stands around it have little of the question; another sentence gives another value,
/// and is as good; the value is of one round, where a sum is asked for.
pub const RESERVATIONS: [&str; 7] = ["far", "unread", "several", "others", "sparse", "rivalled", "one_round"];

/// With less, the words leave open what it is about.
const COVERED: f32 = 0.8;

/// Whether the quote says that the value is of something else than is asked.
pub(super) fn is_of_another(question: &Question, evidence: &Evidence, text: &str) -> bool {
    let open = question.bounds.since.is_none() && question.bounds.until.is_some();
    if is_replaced(evidence, text)
        || is_added(evidence, text)
        || is_whole_of_another(evidence, text)
        || is_numeral_of_name(evidence, text)
        || is_offered(evidence, text)
        || has_another_year(question, evidence, text)
        || evidence.value.as_ref().is_some_and(|v| v.hedge == Hedge::Vague) && tells_exactly(text)
    {
        return true;
    }
    // "Who said we are getting leaner": whoever said something else did not.
    if !question.wording.is_empty() && !question.is_worded_in(&term::words(text)) {
        return true;
    }
    // "How many do the employees say it was": the number of whoever else is not theirs.
    if !question.voice.is_empty() && !evidence.voiced && matches!(question.asks, Asks::Count | Asks::Percent) {
        return true;
    }
    // What was feared at first is no headline but where the quote says that it was.
    if question.stage == Some(Stage::Open) && evidence.stage != Some(Stage::Open) {
        return true;
    }
    match question.asks {
        // "Last night": no day that a line can state.
        Asks::Date if !names_day(evidence, text) => true,
        // When it was announced is not when it will be over.
        Asks::Date if asks_for_end(question) && !tells_end(evidence, text) => true,
        Asks::Date if asks_for_start(question) && starts_elsewhere(evidence, text) => true,
        // How many there were at a time is not how many there were at some time before.
        Asks::Count if question.counted != Counted::Cuts => open,
        // The number of the whole is none of the place or the team that is asked about, where the quote does not say so.
        Asks::Count | Asks::Percent | Asks::Summary => {
            let of_other_part = || names_part(question, text) && place_of(question, evidence, text).is_none();
            evidence.whole && of_other_part() || stays(evidence, text)
        }
        // Who somebody is stands in words of many kinds: they are quoted, and no name that was asked about is the answer.
        // Whose fault it is, no line of ours says.
        Asks::Person => !value_is_whole(evidence, text) || names_asked(question, evidence, text) || asks_for_blame(question),
        // A part of the terms is not what is paid.
        // "All others get a year's pay": of whom the sentence before speaks, they do not.
        Asks::Severance => {
            goes_on(evidence, text) && with_terms(evidence, text).is_none()
                || text.trim_start().starts_with("All others")
                || text.trim_start().starts_with("Others ")
        }
        _ => false,
    }
}

/// Whether the shares, the sales or the profit that is asked about may have moved either way, for what the question and the quote
/// say.
pub(super) fn may_move_either_way(question: &Question, text: &str) -> bool {
    const DOWN: &[&str] = &[
        "fall", "fell", "fallen", "drop", "dropped", "lose", "lost", "down", "lower", "decline", "declined", "tumble", "tumbled",
        "plunge", "plunged", "sink", "sank", "slump", "slumped", "slide", "slid", "slip", "slipped", "dip", "dipped", "crash",
        "crashed",
    ];
    const UP: &[&str] = &[
        "rise", "rose", "risen", "gain", "gained", "up", "higher", "jump", "jumped", "climb", "climbed", "grow", "grew", "soar",
        "soared", "surge", "surged",
    ];
    let words = term::words(text);
    let both = |way: &[&str]| {
        question.terms.iter().any(|t| way.contains(&t.word.as_str())) && words.iter().any(|w| way.contains(&w.folded.as_str()))
    };
    !both(DOWN) && !both(UP)
}

/// Whether another number of the quote stands nearer to what is asked about: "668 employees, and 563 of the jobs are in research".
pub(super) fn another_is_nearer(question: &Question, evidence: &Evidence, text: &str) -> bool {
    let Some(value) = evidence.value.as_ref().filter(|v| v.kind == "count" && !evidence.part) else { return false };
    let stemmer = Terms::default();
    let asked = |w: &term::Word| {
        let stem = stemmer.stem(&w.folded);
        let has = |t: &crate::question::QuestionTerm| {
            t.role == Role::Content && t.weight >= 0.8 && t.terms.iter().chain(&t.synonyms).any(|own| *own == stem)
        };
        question.terms.iter().any(has)
    };
    let words = term::words(text);
    let asked: Vec<&term::Word> = words.iter().filter(|w| asked(w)).collect();
    let Some(own) = apart(&asked, &value.range, text) else { return false };
    let numbers = amount::amounts(text);
    let opens = text[..value.range.start].rfind(". ").unwrap_or(0);
    let sentence = opens..text[value.range.end..].find(". ").map_or(text.len(), |end| value.range.end + end);
    // "Ten of its 4,000 engineers", "has 900 engineers": the whole is no rival.
    let whole = |a: &Amount| {
        let before = text[..a.range.start].trim_end();
        a.hedge == Hedge::Vague
            || [" of its", " of the", " of their", " of", " has", " had", " have", " employs", " employed"]
                .iter()
                .any(|of| before.ends_with(of))
    };
    let rivals =
        numbers.iter().filter(|a| a.kind == Kind::Number && !value.range.contains(&a.range.start) && a.value > 12.0 && !whole(a));
    rivals
        .filter(|a| sentence.contains(&a.range.start))
        .any(|a| apart(&asked, &a.range, text).is_some_and(|other| other + NEARER < own))
}

/// Bytes by which another number has to be nearer.
const NEARER: usize = 20;

/// Whether a number is asked of a place that neither its sentence names nor a title that has the same number: that of the whole
/// is none of it.
pub(super) fn is_elsewhere(question: &Question, evidence: &Evidence, title: &str) -> bool {
    let counts = matches!(question.asks, Asks::Count | Asks::Percent | Asks::Summary);
    let stemmer = Terms::default();
    let value = evidence.value.as_ref().and_then(|v| v.number);
    let same = || amount::amounts(title).iter().any(|a| Some(a.value) == value);
    let titled = |i: usize| {
        let term = &question.terms[i];
        term::words(title).iter().map(|w| stemmer.stem(&w.folded)).any(|stem| term.terms.iter().any(|own| *own == stem)) && same()
    };
    // What was found to be of one place is of the place that stands around it.
    let unnamed = |i: usize| evidence.matched[i] <= 0.0 && !(evidence.placed && evidence.around[i] > 0.0);
    let word = |i: usize| question.terms.get(i).map_or("", |t| t.word.as_str());
    // "The berlin company zorbex", "zorbex of berlin": what the company is.
    let describes = |i: usize| {
        matches!(word(i + 1), "company" | "firm" | "maker" | "startup" | "based" | "giant" | "group" | "bank")
            || i > 1 && word(i - 1) == "of" && question.terms[i - 2].role == Role::Company
    };
    let place =
        |i: usize| question.terms[i].role == Role::Content && crate::places::is_place(&question.terms[i].word) && !describes(i);
    counts && (0..question.terms.len()).any(|i| place(i) && unnamed(i) && !titled(i))
}

/// Whether the value is one that another takes the place of: "extended from 90 days to 12 months".
fn is_replaced(evidence: &Evidence, text: &str) -> bool {
    let Some(value) = &evidence.value else { return false };
    let (Some(before), Some(after)) = (text.get(..value.range.start), text.get(value.range.end..)) else { return false };
    let to = after.strip_prefix(" to ");
    let another = || to.is_some_and(|rest| amount::amounts(rest).first().is_some_and(|a| a.range.start == 0));
    before.trim_end().split(' ').next_back() == Some("from") && another()
}

/// Whether the value is only what comes on top: "the statutory minimum plus one month's pay".
fn is_added(evidence: &Evidence, text: &str) -> bool {
    let Some(value) = &evidence.value else { return false };
    let before = text.get(..value.range.start).unwrap_or_default().trim_end();
    let after = text.get(value.range.end..).unwrap_or_default();
    [" plus", " plus a further", " plus another"].iter().any(|added| before.ends_with(added))
        || value.kind == "severance" && before.ends_with(" then")
        || value.kind == "severance" && after.starts_with(", then ")
}

/// Whether a text has a number in digits, so that a vague one in it is not all that it tells: "a few dozen at a time: around 40".
fn tells_exactly(text: &str) -> bool {
    let digits = |a: &Amount| text[a.range.clone()].bytes().any(|b| b.is_ascii_digit());
    amount::amounts(text).iter().any(|a| a.kind == Kind::Number && digits(a))
}

/// Whether a number is of those who are offered to go, not of those who do: "offered early retirement to 60 employees".
fn is_offered(evidence: &Evidence, text: &str) -> bool {
    let Some(value) = evidence.value.as_ref().filter(|v| v.kind == "count") else { return false };
    let before = text.get(..value.range.start).unwrap_or_default();
    let mut before = before.split_whitespace().rev();
    before.next() == Some("to") && before.take(OFFER_NEAR).any(|word| matches!(word, "offered" | "offers" | "offering"))
}

/// Words between an offer and those to whom it is made, at most.
const OFFER_NEAR: usize = 8;

/// Whether a year stands right behind the value, and the question is about another one: "450 in January and 1,000 in 2023".
fn has_another_year(question: &Question, evidence: &Evidence, text: &str) -> bool {
    let Some(value) = evidence.value.as_ref().filter(|v| matches!(v.kind, "count" | "percent")) else { return false };
    let after = text.get(value.range.end..).unwrap_or_default();
    let words: Vec<&str> = after.split_whitespace().take(YEAR_NEAR).collect();
    let year = |pair: &[&str]| {
        let year = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
        (pair[0] == "in" && year.len() == 4).then(|| year.parse().ok()).flatten().and_then(Period::year)
    };
    words.windows(2).find_map(year).is_some_and(|year| question.is_dated() && !question.bounds.overlaps(&year))
}

/// Words behind a value among which its own year stands: "1,000 people in 2023".
const YEAR_NEAR: usize = 4;

/// Whether a number belongs to the name before it: "Zorbex Quest 2".
fn is_numeral_of_name(evidence: &Evidence, text: &str) -> bool {
    let Some(value) = evidence.value.as_ref().filter(|v| v.kind == "count" && v.number.is_some_and(|n| n < 10.0)) else {
        return false;
    };
    let word = text.get(..value.range.start).unwrap_or_default().trim_end().rsplit(' ').next().unwrap_or_default();
    let opens = text.trim_start().len() == text.len() && text.starts_with(word);
    word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric) && !opens
}

/// Whether the value is the whole that another number is a part of: "ten of the 12 technical writers".
fn is_whole_of_another(evidence: &Evidence, text: &str) -> bool {
    let Some(value) = evidence.value.as_ref().filter(|v| v.kind == "count") else { return false };
    let before = text.get(..value.range.start).unwrap_or_default().trim_end();
    let Some(part) = [" of the", " of its", " of their", " of"].iter().find_map(|of| before.strip_suffix(of)) else {
        return false;
    };
    let last = part.rsplit(' ').next().unwrap_or_default();
    amount::amounts(&last.to_lowercase()).iter().any(|a| a.kind == Kind::Number)
}

/// Whether a date is one that can be told without the day of its report.
fn names_day(evidence: &Evidence, text: &str) -> bool {
    let Some(value) = evidence.value.as_ref().and_then(|v| text.get(v.range.clone())) else { return true };
    value.bytes().any(|b| b.is_ascii_digit()) || term::words(value).iter().any(|w| amount::is_month(&value[w.range.clone()]))
}

/// Whether it is asked when something is over: "when will they be done", "by when", "closing date".
fn asks_for_end(question: &Question) -> bool {
    const OVER: &[&str] =
        &["done", "complete", "completed", "finish", "finished", "end", "ends", "ended", "deadline", "until", "till"];
    let by_when = |pair: &[crate::question::QuestionTerm]| pair[0].word == "by" && pair[1].word == "when";
    // "When will it be over", not "over the takeover".
    let over = |pair: &[crate::question::QuestionTerm]| {
        pair[1].word == "over" && matches!(&*pair[0].word, "is" | "are" | "was" | "were" | "be" | "all" | "layoffs" | "cuts")
    };
    let announced = question.terms.iter().any(|t| t.word.starts_with("announc"));
    let over = question.terms.iter().any(|t| OVER.contains(&t.word.as_str()))
        || question.terms.windows(2).any(|pair| by_when(pair) || over(pair));
    over && !announced
}

/// Whether a quote says beside a date that something is over by then: "by the end of 2026", "complete in March", "until 27 May".
fn tells_end(evidence: &Evidence, text: &str) -> bool {
    const OVER: &[&str] = &[
        "by",
        "until",
        "end",
        "ends",
        "ended",
        "ending",
        "complete",
        "completed",
        "finish",
        "finished",
        "over",
        "close",
        "closes",
        "closed",
        "closing",
        "last",
        "through",
        "shut",
        "shuts",
        "before",
    ];
    let Some(value) = &evidence.value else { return false };
    let words = term::words(text);
    let first = words.partition_point(|w| w.range.end <= value.range.start);
    let last = words.partition_point(|w| w.range.start < value.range.end);
    let near = first.saturating_sub(END_NEAR)..words.len().min(last + END_NEAR);
    words[near].iter().any(|w| OVER.contains(&w.folded.as_str()))
}

/// Whether it is asked when something begins.
fn asks_for_start(question: &Question) -> bool {
    question.terms.iter().any(|t| matches!(t.word.as_str(), "start" | "starts" | "begin" | "begins" | "effective"))
}

/// Whether the quote has another date of which it says that something begins then: "confirmed on 30 October: starting Jan 4, 300 go".
fn starts_elsewhere(evidence: &Evidence, text: &str) -> bool {
    const START: &[&str] = &["starting", "beginning", "effective", "start", "starts", "begin", "begins"];
    let Some(value) = &evidence.value else { return false };
    let words = term::words(text);
    let dated = |w: &term::Word| w.number || amount::is_month(&text[w.range.clone()]);
    (0..words.len()).filter(|&i| START.contains(&words[i].folded.as_str())).any(|i| {
        let date = words[i + 1..].iter().take(START_NEAR).find(|w| dated(w));
        date.is_some_and(|date| !value.range.contains(&date.range.start))
    })
}

/// Words between what says that something begins and its date, at most.
const START_NEAR: usize = 3;

/// Words between a date and what says that something is over by then, at most.
const END_NEAR: usize = 12;

/// Whether a judgement on a person is asked for.
fn asks_for_blame(question: &Question) -> bool {
    question.terms.iter().any(|t| ["blame", "fault", "guilty", "responsible"].contains(&t.word.as_str()))
}

/// Whether the value has a word of the question's content.
fn names_asked(question: &Question, evidence: &Evidence, text: &str) -> bool {
    let Some(value) = evidence.value.as_ref().and_then(|v| text.get(v.range.clone())) else { return false };
    let asked = |w: &term::Word| question.terms.iter().any(|t| t.role == Role::Content && t.word == w.folded);
    term::words(value).iter().any(asked)
}

/// What leaves open whether the value is the one that is asked for, in the order of [`RESERVATIONS`].
pub(super) fn reservations(
    question: &Question,
    evidence: &Evidence,
    (judged, lists): (&[Evidence], Lists<'_>),
    text: &str,
) -> [f32; RESERVATIONS.len()] {
    let f = &evidence.features;
    let named = question.terms.iter().any(|t| t.role == Role::Content && t.weight > 0.3);
    let of_people = matches!(question.asks, Asks::Count | Asks::Percent | Asks::Summary);
    let others = question.asks == Asks::Count && question.counted != Counted::Cuts;
    // The only share of a sentence, soon after a word for letting go.
    let only_share = value_is(evidence, "percent") && has_before(evidence, text, CUTTING) && is_only_share(evidence, text);
    let alone = match evidence.value.as_ref().map(|v| v.kind) {
        Some("percent") => is_only_share(evidence, text),
        Some("count") => is_only(evidence, text, Kind::Number),
        Some("date") => is_only(evidence, text, Kind::Date),
        Some("severance" | "duration") => is_only(evidence, text, Kind::Duration),
        Some("money") => is_only(evidence, text, Kind::Money),
        _ => true,
    };
    let rivalled = rivalled(question, evidence, judged);
    let one_round = evidence.whose.is_some() && facts::wants_sum(question, lists) && !tells_sum(text, lists);
    let is = |holds: bool| f32::from(u8::from(holds));
    [
        is(named && f.near < BESIDE),
        is(of_people && !others && evidence.whose.is_none() && !only_share),
        is(!alone),
        is(others),
        is(f.coverage < COVERED),
        rivalled,
        is(one_round),
    ]
}

/// Whether a quote says that its number is a sum: "in total", "over three rounds", "since the start of the year".
fn tells_sum(text: &str, lists: Lists<'_>) -> bool {
    let words = term::words(text);
    let stemmer = Terms::default();
    let stems: Vec<String> = words.iter().map(|w| stemmer.stem(&w.folded).into_owned()).collect();
    let total = lists.vocabulary.group("total");
    let is_total = |group: &Group| Some(*group) == total;
    let said = (0..stems.len()).any(|i| {
        lists.vocabulary.groups(&stems[i]).iter().any(is_total)
            || lists.vocabulary.phrase(&stems[i..]).is_some_and(|(mut groups, _)| groups.any(|group| is_total(&group)))
    });
    said || sums_rounds(&words) || words.iter().any(|w| w.folded == "since")
}

/// How much the sentences found speak for another number than that of the evidence, from 0 to 1: the squares of their scores,
/// the best of each article, against those of the ones that agree with it.
fn rivalled(question: &Question, evidence: &Evidence, judged: &[Evidence]) -> f32 {
    let Some(value) = evidence.value.as_ref().filter(|v| v.number.is_some()) else { return 0.0 };
    let gives = |e: &&Evidence| e.value.as_ref().is_some_and(|v| v.number.is_some() && v.kind == value.kind);
    // What is of another time, or another company, speaks for no other number.
    let may_be_meant = |e: &&Evidence| (!question.is_dated() || e.features.time >= OF_THEN) && e.features.company >= ITS_OWN;
    let told: Vec<&Evidence> = judged.iter().take(NEXT_BEST).filter(gives).filter(may_be_meant).collect();
    let votes = |for_it: &Evidence| -> f32 {
        let mut articles: Vec<usize> = Vec::new();
        let mut votes = 0.0;
        for e in told.iter().filter(|e| agrees(for_it, e)) {
            if !articles.contains(&e.article) {
                articles.push(e.article);
                votes += e.score * e.score;
            }
        }
        votes
    };
    let own = votes(evidence).max(evidence.score * evidence.score);
    let rival = told.iter().filter(|e| !agrees(evidence, e)).map(|e| votes(e)).fold(0.0, f32::max);
    (rival / own.max(f32::MIN_POSITIVE)).min(1.0)
}

/// Whether two sentences give the same number, or nearly.
fn agrees(one: &Evidence, other: &Evidence) -> bool {
    let number = |e: &Evidence| e.value.as_ref().and_then(|v| v.number).unwrap_or_default();
    let (one, other) = (number(one), number(other));
    (one - other).abs() <= ROUNDED * one.max(other)
}

/// Sentences that may give a value too.
const NEXT_BEST: usize = 12;

/// Two numbers that differ by this share are the same, rounded: "1,900" and "nearly 2,000".
const ROUNDED: f64 = 0.06;

/// Whether the words before the number say that it is of people who stay after all, or come.
fn stays(evidence: &Evidence, text: &str) -> bool {
    const STAYING: &[&str] = &[
        "keep", "keeps", "keeping", "kept", "retain", "retains", "retained", "spare", "spared", "save", "saved", "grow", "grows",
        "grew", "grown", "growing", "added", "hired", "rose", "risen",
    ];
    has_before(evidence, text, STAYING)
}

/// Whether one of these is among the last words before the value.
fn has_before(evidence: &Evidence, text: &str, list: &[&str]) -> bool {
    let value = evidence.value.as_ref().map_or(0, |v| v.range.start);
    let words = term::words(text.get(..value).unwrap_or_default());
    words.iter().rev().take(WORDS_BEFORE).any(|w| list.contains(&&*w.folded))
}

/// As many words before a number say what it counts: "letting go of 210 people, or 21%".
const WORDS_BEFORE: usize = 6;

/// Whether the value is the only one of its kind in the quote: of several, the one that is meant may be another.
pub(super) fn is_only(evidence: &Evidence, text: &str, kind: Kind) -> bool {
    let value = evidence.value.as_ref().map(|v| &v.range);
    let other = |a: &Amount| a.kind == kind && value.is_none_or(|v| a.range.end <= v.start || v.end <= a.range.start);
    !amount::amounts(text).iter().any(other)
}

fn value_is(evidence: &Evidence, kind: &str) -> bool {
    evidence.value.as_ref().is_some_and(|v| v.kind == kind)
}

/// Whether the value is the only share in the quote.
fn is_only_share(evidence: &Evidence, text: &str) -> bool {
    is_only(evidence, text, Kind::Percent) && is_only(evidence, text, Kind::Fraction)
}

/// Whether a name is all of it: no further capital stands right before it ("Alphabet Workers Union"), nor is it joined to
/// another name ("Fennimore and Declan Ashgrove", "Oak & Anvil").
fn value_is_whole(evidence: &Evidence, text: &str) -> bool {
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    let before = evidence.value.as_ref().and_then(|value| text.get(..value.range.start)).unwrap_or_default();
    let after = evidence.value.as_ref().and_then(|value| text.get(value.range.end..)).unwrap_or_default();
    let follows = [" & ", " and "].iter().any(|joint| after.strip_prefix(joint).is_some_and(capital));
    let first = [" & ", " and "].iter().find_map(|joint| before.strip_suffix(joint));
    if follows || first.is_some_and(|rest| rest.rsplit(' ').next().is_some_and(capital)) {
        return false;
    }
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let title =
        word.chars().count() <= 3 || word.ends_with([',', '.', ':', ';', '"', '”']) || TITLES.contains(&&*word.to_lowercase());
    title || !word.starts_with(char::is_uppercase) || before.trim_end().chars().count() == word.chars().count()
}

/// Titles with a capital before a name.
const TITLES: &[&str] = &[
    "president",
    "judge",
    "justice",
    "chairman",
    "chairwoman",
    "chair",
    "director",
    "officer",
    "executive",
    "chief",
    "minister",
    "mayor",
    "governor",
    "secretary",
    "senator",
    "founder",
    "professor",
    "councilman",
    "councilwoman",
    "representative",
];

/// Four words or fewer from the words of the question.
const BESIDE: f32 = 0.71;
