//! How much the words of a sentence are those of sentences that state what is asked for.

use super::super::value::Value;
use super::reader::{Reader, Sketch};
use crate::question::{Asks, Counted, Question};
use crate::sense::{Sense, Tokens};
use crate::text::amount::Kind;

/// How much a sentence's words are those of sentences that state what is asked for.
pub(super) fn senses(question: &Question, tokens: &Tokens<'_>, value: Option<&Value>) -> f32 {
    let sense = Sense::built_in();
    let states = |what: &[&str]| what.iter().map(|what| sense.states(tokens, what)).fold(0.0, f32::max);
    let role = |kind: Kind, role: &str| value.map_or(0.0, |value| sense.role(tokens, &value.range, kind, role));
    let likely = match question.asks {
        Asks::Count => match question.counted {
            Counted::Cuts => role(Kind::Number, "cut"),
            Counted::Staff => role(Kind::Number, "staff"),
            Counted::Remaining => role(Kind::Number, "remaining").max(role(Kind::Number, "staff") * OF_ALL),
            Counted::Hired => role(Kind::Number, "hired"),
            Counted::Moved => role(Kind::Number, "moved"),
            Counted::Openings => role(Kind::Number, "vacancy"),
            Counted::Things(_) => 1.0,
        },
        Asks::Percent if question.about_layoffs => role(Kind::Percent, "share_cut"),
        Asks::Severance => states(&["severance"]),
        Asks::Reason => states(&["reason"]),
        Asks::Place => states(&["place"]),
        Asks::Team => states(&["team"]),
        Asks::Person => states(&["person"]),
        Asks::Date if question.about_layoffs => states(&["date_out", "date_told"]),
        Asks::Summary if question.about_layoffs => states(&["layoff"]),
        _ => 1.0,
    };
    likely.max(SENSELESS)
}

/// A number of all who work there may be that of those who are left.
const OF_ALL: f32 = 0.4;

/// What is left of a sentence whose words are never those of what is asked for.
const SENSELESS: f32 = 0.05;

/// Whether openings are asked for, and the noun behind a number says that it counts them: "withdrew 95 vacancies".
pub(super) fn counts_openings(reader: &Reader<'_>, text: &str, sketch: &Sketch, value: Option<&Value>) -> bool {
    let asked = reader.question.asks == Asks::Count && reader.question.counted == Counted::Openings;
    let (Some(value), Some(group)) = (value.filter(|_| asked), reader.lists.vocabulary.group("vacancy")) else { return false };
    let next = sketch.words.partition_point(|w| w.range.start < value.range.end);
    let beside = |at: &usize| !text[value.range.end..sketch.words[*at].range.start].contains([',', ';', ':', '(', '—']);
    let counted = (next..sketch.words.len().min(next + COUNTED_NEAR)).take_while(beside);
    counted.take_while(|at| sketch.words[*at].folded != "and").any(|at| {
        let said = reader.lists.vocabulary.phrase(&sketch.stem_of[at..]).is_some_and(|(mut said, _)| said.any(|g| g == group));
        said || reader.lists.vocabulary.groups(&sketch.stem_of[at]).contains(&group)
    })
}

/// Words between a number and the noun for what it counts, at most.
const COUNTED_NEAR: usize = 3;
