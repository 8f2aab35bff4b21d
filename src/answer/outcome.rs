//! Whether a number is what came of a round in the end, or what was feared, planned or announced of it at first.

use std::ops::Range;

use crate::question::outcome::{self, Stage};
use crate::text::term::Word;

/// Words of what is still to come.
const OPEN: &[&str] = &[
    "risk",
    "plan",
    "plans",
    "planned",
    "planning",
    "propose",
    "proposes",
    "proposed",
    "proposal",
    "proposals",
    "threatened",
    "could",
    "may",
    "might",
    "would",
    "expected",
    "expects",
    "warned",
    "warns",
    "intends",
    "intended",
    "intention",
    "meant",
    "wanted",
    "initially",
    "originally",
    "original",
    "feared",
    "rumoured",
    "rumored",
    "reportedly",
    "considering",
    "weighing",
    "preparing",
    "announced",
];

/// Words of what is over.
const SETTLED: &[&str] = &[
    "final",
    "finally",
    "eventually",
    "ultimately",
    "actually",
    "really",
    "outcome",
    "confirmed",
    "definitive",
    "agreed",
    "remainder",
];

/// Words between a number and what tells of its stage, at most.
const REACH: usize = 16;

/// As if so many words stood where a comma does.
const APART: usize = 5;

/// How far the round had come that a value tells of, as the words nearest to it say; nothing where none does.
pub fn stage(text: &str, words: &[Word], value: &Range<usize>) -> Option<Stage> {
    let first = words.partition_point(|w| w.range.end <= value.start);
    let last = words.partition_point(|w| w.range.start < value.end);
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    let before = |n: usize| first.checked_sub(n).map_or("", word);
    // "171 instead of 260", "down from 180", "and not the 74 at risk": the other number is the one that holds. "Up to 600".
    let the = usize::from(matches!(before(1), "the" | "its"));
    let open =
        matches!((before(the + 2), before(the + 1)), ("instead", "of") | ("rather", "than") | ("up", "to") | ("many", "as"))
            || before(1) == "from"
            || the > 0 && before(2) == "not";
    if open {
        return Some(Stage::Open);
    }
    let mark = |i: usize| match word(i) {
        // "in the end", "ended up", "turned out"
        "end" if i > 1 && word(i - 1) == "the" && matches!(word(i - 2), "in" | "at") && word(i + 1) != "of" => {
            Some(Stage::Settled)
        }
        "ended" | "wound" if word(i + 1) == "up" => Some(Stage::Settled),
        "turned" if word(i + 1) == "out" => Some(Stage::Settled),
        "instead" if word(i + 1) == "of" => Some(Stage::Settled),
        "rather" if word(i + 1) == "than" => Some(Stage::Settled),
        "have" | "has" | "had" if matches!(word(i + 1), "left" | "gone") => Some(Stage::Settled),
        "cut" | "reduced" | "lowered" | "brought" | "whittled" | "down" if matches!(word(i + 1), "to" | "down") && i < first => {
            Some(Stage::Settled)
        }
        word if SETTLED.contains(&word) => Some(Stage::Settled),
        _ if outcome::talks_are_over(words, i) => Some(Stage::Settled),
        word if OPEN.contains(&word) => Some(Stage::Open),
        _ => None,
    };
    // "… at risk in May 2024, 141 were …": what stands behind a comma is said of another number.
    let away = |i: usize| {
        let (words_between, between) = if i < first {
            (first - i, words[i].range.end..value.start)
        } else {
            ((i + 1).saturating_sub(last), value.end..words[i].range.start.max(value.end))
        };
        words_between + APART * text[between].matches([',', ';']).count()
    };
    // "Leeds: 180 (plan: 260)": what was planned is another number, so that this one held.
    let compared = |i: usize| {
        let aside = i >= last && text[value.end..words[i].range.start].trim_start().starts_with('(');
        aside && text[words[i].range.end..].split(')').next().is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
    };
    let told = |i: usize| mark(i).map(|stage| if stage == Stage::Open && compared(i) { Stage::Settled } else { stage });
    let from = first.saturating_sub(REACH);
    let found = (from..words.len().min(last + REACH)).filter_map(|i| Some((away(i), told(i)?)));
    // What is as near on either side says that it is over: "of the 190 at risk, 141 went in the end".
    found.min_by_key(|(away, stage)| (*away, *stage == Stage::Open)).map(|(_, stage)| stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{amount, term};

    /// The stage of each number of a sentence.
    fn stages(text: &str) -> Vec<Option<Stage>> {
        let words = term::words(text);
        amount::amounts(text).iter().map(|a| stage(text, &words, &a.range)).collect()
    }

    #[test]
    fn what_held_in_the_end_is_told_from_what_was_planned() {
        use Stage::{Open, Settled};
        assert_eq!(stages("Of the 74 roles at risk, 68 went in the end."), [Some(Open), Some(Settled)]);
        assert_eq!(stages("740 jobs will go rather than the 900 announced in May."), [Some(Settled), Some(Open)]);
        assert_eq!(stages("When the consultation closed it was 158."), [Some(Settled)]);
        assert_eq!(stages("It has to consult before it can dismiss 30 people."), [None]);
        assert_eq!(stages("Zorbex lays off 300 people."), [None]);
        assert_eq!(stages("• Leeds: 180 (plan: 260)."), [Some(Settled), Some(Open)]);
        assert_eq!(stages("Up to 600 posts could be lost."), [Some(Open)]);
    }
}
