//! How much of the question a sentence covers, itself and with what stands around it, and how near its value stands to that.

use super::super::value::Value;
use super::Retrieved;
use super::reader::{Reader, Sketch};
use crate::question::{Asks, Question, Role};
use crate::text::term::Word;

/// What company, time and topic of a question weigh beside its other words: as much as one rather rare word.
pub(super) const GIVEN: f32 = 1.5;

/// How much a word of the question counts that stands in the sentence before, or in the title.
pub(super) const AROUND: f32 = 0.6;

/// The same, where the sentence before is a question that this one answers.
pub(super) const ANSWERING: f32 = 0.9;

/// The same, where it stands beside a quotation and says whose it is.
pub(super) const SPOKEN: f32 = 0.9;

/// The same, where the sentence implies it.
pub(super) const IMPLIED: f32 = 0.9;

/// How well each term of the question is matched by what was found of an article as a whole.
pub(super) fn told_in(reader: &Reader<'_>, found: &Retrieved, title: &Sketch, lead: &[Sketch]) -> Vec<f32> {
    let passages = found.passages.iter().map(|(range, _)| reader.matched(&found.article.body[range.clone()]));
    let parts = passages.chain(lead.iter().map(|s| s.matched.clone()));
    parts.fold(title.matched.clone(), |all, part| all.iter().zip(part).map(|(a, b)| a.max(b)).collect())
}

/// Share of the question's content that a sentence covers; what stands around it counts in part.
/// A question that the sentence answers and the heading under which it stands say nearly as much as it does itself.
/// `speaker` has what is matched by the words that say whose quotation it is, `implied` is what it says without a word.
pub(super) fn coverage(
    question: &Question,
    rarity: &[f32],
    sketch: &Sketch,
    (previous, headed): (Option<&Sketch>, bool),
    title: &Sketch,
    speaker: &[f32],
    implied: &[usize],
) -> f32 {
    // What stands before somebody's words says what they are about.
    let answers = headed || sketch.quotes && question.asks == Asks::Quotation;
    let carried = previous.map_or(0.0, |p| if p.asks || answers { ANSWERING } else { AROUND });
    let spoken = |i: usize| speaker.get(i).copied().unwrap_or(0.0) * SPOKEN;
    let around = |i: usize| {
        previous
            .map_or(0.0, |p| p.matched[i] * carried)
            .max(title.matched[i] * AROUND)
            .max(spoken(i))
            .max(if implied.contains(&i) { IMPLIED } else { 0.0 })
    };
    share(question, rarity, |i| sketch.matched[i].max(around(i)))
}

/// Whether a value stands near the name of a place or a team that the question asks about: a number there is that of the
/// part, which is seldom told as a layoff of its own.
pub(super) fn names_part(text: &str, sketch: &Sketch, value: Option<&Value>) -> bool {
    let Some(value) = value else { return false };
    let named = |(i, word): (usize, &Word)| {
        let gap = word.range.start.saturating_sub(value.range.end).max(value.range.start.saturating_sub(word.range.end));
        i > 0 && sketch.asked[i] && gap < PART_NEAR && text[word.range.clone()].starts_with(char::is_uppercase)
    };
    sketch.words.iter().enumerate().any(named)
}

/// Bytes between the name of a part and its number, at most.
pub(super) const PART_NEAR: usize = 60;

/// Share of the question's content that is matched, each word weighing as much as it is rare.
pub(super) fn share(question: &Question, rarity: &[f32], matched: impl Fn(usize) -> f32) -> f32 {
    let (mut covered, mut all) = (0.0, 0.0);
    for (i, _) in question.terms.iter().enumerate().filter(|(_, term)| term.role == Role::Content) {
        covered += rarity[i] * matched(i);
        all += rarity[i];
    }
    ((covered + GIVEN) / (all + GIVEN)).max(0.02)
}

/// How near a value stands to the words of the question's content: in a sentence that tells of several parts, each
/// number belongs to what stands beside it. Without a value, or without such words here, nothing can be said.
pub(super) fn near(text: &str, sketch: &Sketch, value: Option<&Value>) -> f32 {
    let Some(value) = value else { return UNKNOWN_DISTANCE };
    let at = |place: usize| sketch.words.partition_point(|w| w.range.end <= place);
    let (first, last) = (at(value.range.start), at(value.range.end));
    let asked = sketch.words.iter().enumerate().filter(|(i, _)| sketch.asked[*i]);
    // "Ada Venn, who succeeded Bo Lind as chief executive": all of the clause is about the name before it.
    let told_who = value.kind == "person" && text[value.range.end..].starts_with(", who ");
    let reach = if told_who { 30.0 } else { 10.0 };
    let nearness = |(i, word): (usize, &Word)| {
        let words = first.saturating_sub(i).max((i + 1).saturating_sub(last)) as f32;
        // A place or a team takes the number right beside it; other words may stand anywhere in the clause.
        let is_name = i > 0 && text[word.range.clone()].starts_with(char::is_uppercase);
        1.0 / (1.0 + words / if is_name { 4.0 } else { reach })
    };
    // The part that is asked about has to be near, whatever else is.
    let (names, others): (Vec<_>, Vec<_>) =
        asked.partition(|(i, w)| *i > 0 && text[w.range.clone()].starts_with(char::is_uppercase));
    let nearest = |words: Vec<(usize, &Word)>| words.into_iter().map(nearness).reduce(f32::max);
    nearest(names).or_else(|| nearest(others)).unwrap_or(UNKNOWN_DISTANCE)
}

/// As if the words of the question stood five words from the value.
pub(super) const UNKNOWN_DISTANCE: f32 = 0.67;
