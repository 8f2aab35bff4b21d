//! How sentences are judged against each other: of several rounds the one that is meant, the part and the place that are asked
//! about, and who holds an office now.

use std::ops::Range;

use super::super::person;
use super::super::value::{self, Value};
use super::reader::{MONTHS, Sketch};
use super::{Evidence, Retrieved, TOLD_OF};
use crate::question::outcome::Stage;
use crate::question::{Asks, Counted, Order, Question, Role};
use crate::text::number::ordinal;
use crate::text::term::{self, Word};

/// Which of several rounds a sentence says it tells of: "its third reduction", "the second wave of cuts", "its second in
/// eight months".
pub(super) fn nth(words: &[Word]) -> Option<u8> {
    const ROUNDS: &[&str] = &[
        "round",
        "wave",
        "time",
        "reduction",
        "cut",
        "cuts",
        "layoff",
        "layoffs",
        "cull",
        "tranche",
        "programme",
        "program",
        "redundancies",
    ];
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    (0..words.len()).find_map(|i| {
        let n = ordinal(word(i))?;
        // "second quarter cuts", "a third cut"
        let spell = matches!(word(i + 1), "quarter" | "half" | "month" | "year" | "week" | "day");
        let round = ROUNDS.contains(&word(i + 1)) || ROUNDS.contains(&word(i + 2));
        // "its second in eight months", but "its first in three years" is none of how many.
        let owned = i > 0 && matches!(word(i - 1), "its" | "their") && matches!(word(i + 1), "in" | "within") && n > 1;
        // "weeks after a first cut of 3,700": of another round than the one told here.
        let after = (i.saturating_sub(3)..i).any(|j| matches!(word(j), "after" | "following" | "since" | "before" | "until"));
        // "The first, in June 2022, had taken 180 posts"
        let year = |w: &Word| w.number && w.folded.len() == 4;
        let timed = || MONTHS.contains(&word(i + 2)) || words.get(i + 2..i + 4).is_some_and(|next| next.iter().any(year));
        let alone = i > 0 && word(i - 1) == "the" && word(i + 1) == "in" && timed();
        (!spell && !after && (round || owned || alone)).then_some(n)
    })
}

/// Which round a number is of that stands behind what another one follows: the first, of "the second round after September
/// last year, when 1,140 were let go".
pub(super) fn nth_before(words: &[Word], value: &Value) -> Option<u8> {
    let n = nth(words).filter(|n| *n > 1)?;
    let at = words.iter().position(|w| ordinal(&w.folded) == Some(n))?;
    let after = (at..words.len().min(at + FAR_OFF)).find(|&i| matches!(&*words[i].folded, "after" | "following"))?;
    // "In a second round after its merger Acme cuts 300": of that one, unless it is told of what came before.
    if words[after].range.end > value.range.start {
        return None;
    }
    let mut between = words[after + 1..].iter().take_while(|w| w.range.end <= value.range.start).map(|w| w.folded.as_str());
    // "A second round after the 1,450 of January 2023"
    let direct = between.clone().all(|w| matches!(w, "the" | "its" | "a" | "some" | "about" | "first" | "cut" | "of"));
    (direct || between.any(|w| matches!(w, "when" | "which"))).then(|| n - 1)
}

/// Whether a sentence says that what it tells follows another round: "a fresh round", "another 300 employees".
pub(super) fn follows_another(words: &[Word]) -> bool {
    words.iter().any(|w| matches!(&*w.folded, "another" | "fresh" | "again" | "further" | "renewed"))
}

/// Which of several rounds the one is that an article is about, as its title, its first sentences or one that goes on about it
/// say: "It is the third layoff at the company".
pub(super) fn own_nth(title: &Sketch, lead: &[Sketch], body: &str, sentences: &[Range<usize>]) -> Option<u8> {
    let own = |sketch: &Sketch| nth(&sketch.words).filter(|_| !compares_rounds(&sketch.words)).or_else(|| twice(&sketch.words));
    let head = || std::iter::once(title).chain(lead).find_map(own);
    let further = || {
        (lead.len()..sentences.len().min(HEAD)).find_map(|i| {
            let words = term::words(&body[sentences[i].clone()]);
            let opens = matches!(words.first()?.folded.as_str(), "it" | "this" | "that" | "it's");
            nth(&words).filter(|_| opens)
        })
    };
    head().or_else(further)
}

/// "Twice as many as the 64 who lost their jobs in its first layoff", "more than in the first round": the round is another one.
fn compares_rounds(words: &[Word]) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    (0..words.len()).any(|i| {
        let compares = word(i) == "as" && word(i + 2) == "as"
            || word(i) == "than" && matches!(word(i + 1), "in" | "the" | "its" | "their" | "that");
        compares && (i..i + FAR_OFF).any(|j| ordinal(word(j)).is_some())
    })
}

/// Words between a comparison and the round that is compared, at most.
const FAR_OFF: usize = 14;

/// "Laying people off twice within six months": the round that an article is about is the second.
fn twice(words: &[Word]) -> Option<u8> {
    let at = words.windows(2).position(|w| w[0].folded == "twice" && matches!(&*w[1].folded, "in" | "within"))?;
    words[..at].iter().any(|w| value::CUTTING.contains(&&*w.folded) || w.folded == "off").then_some(2)
}

/// Sentences in which an article says which round it is about.
const HEAD: usize = 16;

/// Whether a sentence may well tell what is asked for, of the company and the time.
fn is_credible(e: &Evidence) -> bool {
    e.features.company >= 0.6 && e.features.kind >= 0.5 && e.features.time >= 0.3
}

/// Prefers, where the question says so, the first, the n-th or the latest of the events told about.
pub(super) fn order(question: &Question, retrieved: &[Retrieved], judged: &mut [Evidence]) {
    let Some(order) = question.order else { return };
    if question.asks == Asks::Person && order == Order::Latest {
        return holders(retrieved, judged, if question.says_now() { NEARLY_OF_IT } else { OF_THE_COMPANY });
    }
    // The figure that held in the end is the one reported last.
    let days_of = |e: &Evidence| match order {
        Order::Final => retrieved[e.article].article.published,
        _ => e.event.filter(|p| p.days() <= LONGEST_EVENT).map(|p| p.start),
    };
    // Figures that were found to be cuts tell of rounds; sentences that merely look like it do where there are none.
    let found = judged.iter().any(|e| is_credible(e) && e.whose.is_some());
    let mut days: Vec<_> =
        judged.iter().filter(|e| is_credible(e) && (!found || e.whose.is_some())).filter_map(days_of).collect();
    days.sort_unstable();
    days.dedup();
    let mut rounds: Vec<jiff::civil::Date> = Vec::new();
    for day in days {
        let same = rounds.last().is_some_and(|r| (day - *r).get_days() < SAME_ROUND);
        if !same || order == Order::Final {
            rounds.push(day);
        }
    }
    let wanted = match order {
        Order::Nth(n) => rounds.get(usize::from(n) - 1),
        Order::Latest | Order::Final => rounds.last(),
        Order::Previous => rounds.len().checked_sub(2).and_then(|before| rounds.get(before)),
    };
    // Of a question that names no company it has to be told of what it is about.
    let about = |e: &Evidence| !question.companies.is_empty() || e.features.coverage >= TOLD_OF;
    if let Order::Nth(n) = order
        && judged.iter().any(|e| e.nth == Some(n) && about(e) && e.features.company >= 0.6 && e.features.kind >= 0.5)
    {
        // What is said to be that round is it, whatever else is known of the others; so is what happened at its time.
        // "First round: 420 in January 2024": whether or not the reading found it.
        let numbers = matches!(question.asks, Asks::Count | Asks::Percent);
        let sure = |e: &Evidence| e.features.company >= 0.6 && e.features.kind >= 0.5 && e.features.time >= 0.9;
        let told = |e: &&Evidence| e.nth == Some(n) && about(e) && (e.whose.is_some() || numbers && e.value.is_some() && sure(e));
        let then: Vec<_> = judged.iter().filter(told).filter_map(days_of).collect();
        let tellers: Vec<usize> = judged.iter().filter(told).map(|e| e.article).collect();
        for e in judged {
            let at_once = e.whose.is_some()
                && days_of(e).is_some_and(|day| then.iter().any(|then| (day - *then).get_days().abs() < SAME_ROUND));
            e.features.order = match e.nth {
                Some(other) if other == n => 1.0,
                Some(_) => OTHER_ROUND,
                None if at_once => 1.0,
                // What is dated otherwise is of another one; an article on that round says so of all it tells.
                None if !then.is_empty() && e.whose.is_some() && days_of(e).is_some() => match tellers.contains(&e.article) {
                    true => OTHER_ROUND,
                    false if question.companies.is_empty() => 0.5,
                    false => ANOTHER_DAY,
                },
                None => 0.5,
            };
        }
        return;
    }
    let Some(&wanted) = wanted else {
        // There were not so many rounds as the question takes for granted; of a time that it names, not all may be seen, and an
        // article without a day may tell of one that is said to follow another.
        let follows =
            |e: &Evidence| order == Order::Nth(2) && rounds.len() == 1 && days_of(e).is_none() && e.follows && e.whose.is_some();
        if found && !question.is_dated() {
            judged.iter_mut().for_each(|e| e.features.order = if follows(e) { 1.0 } else { OTHER_ROUND });
        }
        return;
    };
    for e in judged {
        let near = days_of(e).is_some_and(|day| match order {
            Order::Final => day == wanted,
            _ => (day - wanted).get_days().abs() < SAME_ROUND,
        });
        e.features.order = match (near, order) {
            (_, Order::Nth(n)) if e.nth.is_some_and(|other| other != n) => OTHER_ROUND,
            (true, _) => 1.0,
            (false, Order::Final) => 0.7,
            // It tells of another round, or does not say of which.
            (false, _) if days_of(e).is_some() && e.whose.is_some() => OTHER_ROUND,
            (false, _) => 0.5,
        };
    }
}

/// Prefers, where it is asked for what came of a round in the end, what says that it is over to what tells of a plan; where it
/// is asked for the plan, the other way round.
pub(super) fn settle(question: &Question, judged: &mut [Evidence]) {
    let Some(asked) = question.stage else { return };
    // The number of a part says nothing of what came of the whole.
    let is_whole = |e: &Evidence| e.whose.is_some() || e.features.proven == 1.0;
    let number = |e: &Evidence| e.value.as_ref().and_then(|v| v.number);
    let told: Vec<f64> =
        judged.iter().filter(|e| is_credible(e) && is_whole(e) && e.stage == Some(asked)).filter_map(number).collect();
    let is_final = question.order == Some(Order::Final);
    for e in judged {
        match e.stage {
            Some(stage) if stage != asked => e.features.order *= OTHER_STAGE,
            Some(_) if is_final => e.features.order = 1.0,
            None if (is_final || asked == Stage::Open) && !told.is_empty() => {
                match number(e).is_some_and(|n| told.contains(&n)) {
                    true if is_final => e.features.order = 1.0,
                    true => {}
                    false => e.features.order = e.features.order.min(NOT_OF_STAGE),
                }
            }
            _ => {}
        }
    }
}

/// Where somebody's number is asked for ("what does the union count") and told, those of others are no answers.
pub(super) fn whose_number(question: &Question, judged: &mut [Evidence]) {
    if !matches!(question.asks, Asks::Count | Asks::Percent) || question.voice.is_empty() {
        return;
    }
    let told = |e: &Evidence| e.voiced && e.value.is_some() && e.features.company >= 0.6 && e.features.kind >= 0.5;
    if judged.iter().any(told) {
        judged.iter_mut().filter(|e| !e.voiced).for_each(|e| e.features.order *= OTHERS_NUMBER);
    }
}

/// Where somebody's very words are looked for and found, nobody else's will do.
pub(super) fn wording(question: &Question, retrieved: &[Retrieved], judged: &mut [Evidence]) {
    if question.wording.is_empty() {
        return;
    }
    let worded = |e: &Evidence| {
        let said = retrieved[e.article].article.body.get(e.range.clone());
        said.is_some_and(|said| question.is_worded_in(&crate::text::term::words(said)))
    };
    let found: Vec<bool> = judged.iter().map(worded).collect();
    if !found.contains(&true) {
        return;
    }
    for (e, found) in judged.iter_mut().zip(found) {
        if found {
            (e.features.coverage, e.features.near) = (1.0, 1.0);
        } else {
            e.features.order *= OTHERS_WORDS;
        }
    }
}

/// What is left of what has other words than those that are looked for.
const OTHERS_WORDS: f32 = 0.2;

/// What is left of a number of somebody else.
const OTHERS_NUMBER: f32 = 0.5;

/// What is left of a number that was planned or feared, where the one is asked for that held in the end, and of that where the
/// other is asked for.
const OTHER_STAGE: f32 = 0.5;

/// The most for a number of which nothing is said, where another is said to be of the stage asked about.
const NOT_OF_STAGE: f32 = 0.7;

/// Where the part that is asked about is told of, the numbers of others are no answers.
pub(super) fn parts(judged: &mut [Evidence]) {
    if judged.iter().any(|e| e.part && e.features.company >= 0.6 && e.features.time >= 0.5) {
        judged.iter_mut().filter(|e| !e.part).for_each(|e| e.features.kind *= OTHER_PART);
    }
}

/// Whoever is told to go holds the office no more, whatever earlier articles and other sentences say.
pub(super) fn leavers(retrieved: &[Retrieved], judged: &mut [Evidence]) {
    let named = |e: &Evidence| -> Option<String> {
        let value = e.value.as_ref().filter(|v| v.kind == "person")?;
        let body = &retrieved[e.article].article.body;
        body.get(e.range.start + value.range.start..e.range.start + value.range.end).map(str::to_owned)
    };
    let gone = |e: &&Evidence| e.features.kind == person::HELD && e.features.company >= 0.6;
    let left: Vec<(String, Option<jiff::civil::Date>)> =
        judged.iter().filter(gone).filter_map(|e| Some((named(e)?, retrieved[e.article].article.published))).collect();
    if left.is_empty() {
        return;
    }
    for e in judged.iter_mut().filter(|e| e.features.kind > person::HELD) {
        let (Some(name), told) = (named(e), retrieved[e.article].article.published) else { continue };
        // Who left may come back.
        let since = |day: &Option<jiff::civil::Date>| told.zip(*day).is_none_or(|(told, left)| told <= left);
        if left.iter().any(|(who, day)| *who == name && since(day)) {
            e.features.kind = person::HELD;
        }
    }
}

/// Where it is told who comes into the office, whoever else is named does not.
pub(super) fn successors(judged: &mut [Evidence]) {
    if judged.iter().any(|e| e.features.kind == 1.0 && e.features.company >= 0.6 && e.features.coverage >= COMES_IN) {
        judged.iter_mut().filter(|e| e.features.kind < 1.0).for_each(|e| e.features.kind *= STAYS_OUT);
    }
}

/// A sentence has as much of the question where it tells of the office that is asked about.
const COMES_IN: f32 = 0.6;
/// What is left of somebody of whom nothing says that they come into it.
const STAYS_OUT: f32 = 0.6;

/// Where the whole of a round is told, the number of one place ("70 people in Seattle") is less of an answer to a question
/// that names none.
pub(super) fn places(question: &Question, judged: &mut [Evidence]) {
    let names_place = || question.terms.iter().any(|t| t.role == Role::Content && crate::places::is_place(&t.word));
    if question.asks != Asks::Count || question.counted != Counted::Cuts || names_place() {
        return;
    }
    let number = |e: &Evidence| e.value.as_ref().and_then(|v| v.number).filter(|_| e.whose.is_some());
    let wholes: Vec<(Option<String>, f64, jiff::civil::Date)> = judged
        .iter()
        .filter(|e| !e.placed && e.whole && e.features.company >= 0.6)
        .filter_map(|e| Some((e.whose.clone(), number(e)?, e.event?.start)))
        .collect();
    let within = |e: &Evidence| {
        let told = number(e).zip(e.event);
        told.is_some_and(|(number, event)| {
            wholes.iter().any(|(whose, whole, day)| {
                *whose == e.whose && *whole >= number * MUCH_MORE && (event.start - *day).get_days().abs() <= ONE_ROUND
            })
        })
    };
    let parts: Vec<usize> = (0..judged.len()).filter(|i| judged[*i].placed && !judged[*i].part && within(&judged[*i])).collect();
    for i in parts {
        judged[i].features.kind *= OF_ONE_PLACE;
    }
}

/// How much more the whole of a round is than the number of one place.
const MUCH_MORE: f64 = 1.5;
/// Days within which the places of a round are told of.
const ONE_ROUND: i32 = 150;
/// What is left of the number of one place.
const OF_ONE_PLACE: f32 = 0.7;

/// What is left of a number that is not of the part asked about.
const OTHER_PART: f32 = 0.6;

/// Prefers, where it is asked how many work there now, what the latest article says that says so.
pub(super) fn staff_now(question: &Question, retrieved: &[Retrieved], judged: &mut [Evidence]) {
    if !question.counts_staff() || question.is_dated() || question.order.is_some() || !question.says_now() {
        return;
    }
    let published = |e: &Evidence| retrieved[e.article].article.published;
    let told = |e: &&Evidence| e.features.company >= OF_THE_COMPANY && e.features.kind >= 0.8 && e.value.is_some();
    let Some(latest) = judged.iter().filter(told).filter_map(published).max() else { return };
    for e in judged {
        let now = published(e).is_some_and(|day| (latest - day).get_days() < SAME_ROUND);
        e.features.order = if now { 1.0 } else { NO_LONGER };
    }
}

/// What is left of the number of those who worked there when an earlier article was written.
const NO_LONGER: f32 = 0.5;

/// Prefers those whom the latest article names that names any: whoever holds an office now.
fn holders(retrieved: &[Retrieved], judged: &mut [Evidence], of_it: f32) {
    let published = |e: &Evidence| retrieved[e.article].article.published;
    let named = |e: &&Evidence| e.features.company >= of_it && e.features.kind >= 0.9 && e.features.coverage >= 0.6;
    let Some(latest) = judged.iter().filter(named).filter_map(published).max() else { return };
    for e in judged {
        let now = published(e).is_some_and(|day| (latest - day).get_days() < SAME_ROUND);
        e.features.order = if now { 1.0 } else { FORMER };
    }
}

/// A sentence names the company, or goes on about it, as surely as this: who else an article tells of may lead another one.
const OF_THE_COMPANY: f32 = 0.95;
/// Where it is asked in so many words who does so now, others count as well.
const NEARLY_OF_IT: f32 = 0.6;
/// What is left of whoever held the office when an earlier article was written.
const FORMER: f32 = 0.25;
/// Reports within as many days of each other tell of the same round.
const SAME_ROUND: i32 = 42;
/// What is left of a figure that was found to be of another round than the one asked for.
pub(in crate::answer) const OTHER_ROUND: f32 = 0.25;
/// What is left of a figure of another day than that of the round asked for.
const ANOTHER_DAY: f32 = 0.35;
/// What took more days than this is a time, not an event that has a place in an order.
const LONGEST_EVENT: i32 = 31;
