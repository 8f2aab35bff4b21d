//! Whether it is asked for what came of a round in the end, or for what was planned or feared of it at first.

use crate::text::term::Word;

/// How far a round had come that a number tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is over: "in the end 376 people left", "when the consultation closed it was 158".
    Settled,
    /// It was still to come: "430 jobs are at risk", "up to 600", "500 were planned".
    Open,
}

/// What is negotiated before jobs go; once it is over, the number stands.
const TALKS: &[&str] =
    &["consultation", "consultations", "talks", "negotiations", "negotiation", "hearings", "bargaining", "agreement", "deal"];

/// Words that say that something is over by now.
const OVER: &[&str] =
    &["after", "once", "when", "following", "over", "done", "closed", "ended", "concluded", "finished", "completed", "outcome"];

/// Words between what is negotiated and the word that says that it is over, at most.
const NEAR: usize = 6;

/// Whether the word at this place is for negotiations, and those around it say that they are over: "when the consultation
/// closed", "after the talks".
pub fn talks_are_over(words: &[Word], at: usize) -> bool {
    let near = || at.saturating_sub(NEAR)..words.len().min(at + NEAR);
    words.get(at).is_some_and(|w| TALKS.contains(&&*w.folded))
        && words[near()].iter().any(|w| OVER.contains(&&*w.folded))
        && !words[near()].iter().any(|w| matches!(&*w.folded, "before" | "until"))
}

/// Of which stage of a round a question wants the number, if it says so.
pub(super) fn asked_for(words: &[Word]) -> Option<Stage> {
    if asks_at_first(words) {
        Some(Stage::Open)
    } else if asks_in_the_end(words) {
        Some(Stage::Settled)
    } else {
        None
    }
}

/// "How many were feared to go", "before it was official", "what was planned at first", "in the worst case".
fn asks_at_first(words: &[Word]) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    (0..words.len()).any(|i| match word(i) {
        // "not the rumoured one"
        "rumoured" | "rumored" | "feared" | "leaked" | "initially" | "originally" => {
            let paper = matches!(word(i + 1), "memo" | "letter" | "email" | "document" | "documents" | "filing");
            !paper && !(1..4).any(|n| i >= n && word(i - n) == "not")
        }
        // Not "at first solar".
        "first" => i > 0 && word(i - 1) == "at" && matches!(word(i + 1), "" | "at" | "in" | "by" | "before" | "and"),
        "case" => i > 0 && word(i - 1) == "worst",
        "round" | "around" => i > 0 && word(i - 1) == "going",
        // "Before it was official", not "before the cuts were announced", which is a time.
        "official" | "confirmed" | "announced" | "public" => {
            (1..5).any(|n| i >= n && word(i - n) == "before" && matches!(word(i + 1 - n), "it" | "this" | "that" | "anything"))
        }
        _ => false,
    })
}

/// "How many really went", "the final number", "once the talks were over".
fn asks_in_the_end(words: &[Word]) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    !words.iter().any(|w| w.folded == "before")
        && (0..words.len()).any(|i| match word(i) {
            "final" | "finally" | "actual" | "official" | "eventually" | "ultimately" => true,
            // "in the end", "ended up", "not the rumour"
            "end" => i > 1 && word(i - 1) == "the" && matches!(word(i - 2), "in" | "at") && word(i + 1) != "of",
            "ended" => word(i + 1) == "up",
            "rumour" | "rumor" | "rumoured" | "rumored" => i > 1 && word(i - 1) == "the" && word(i - 2) == "not",
            // "how many did they actually let go", "how many jobs are really going"
            "actually" | "really" => words[..i].iter().any(|w| w.folded == "many"),
            // "the real number", "the true toll"
            "real" | "true" => matches!(word(i + 1), "number" | "figure" | "total" | "count" | "tally" | "toll" | "size" | "no"),
            _ => talks_are_over(words, i),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::term;

    #[test]
    fn questions_for_what_was_feared() {
        let asks = |question: &str| asked_for(&term::words(question)) == Some(Stage::Open);
        assert!(asks("how many were feared to go before it was official"));
        assert!(asks("what did acme want to cut at first"));
        assert!(asks("acme leak, how many in the worst case"));
        assert!(!asks("acme first round, how many"));
        assert!(!asks("the final number at acme, not the rumoured one"));
        assert!(!asks("how many were let go before the sale"));
    }

    #[test]
    fn questions_for_the_number_that_held() {
        let asks = |question: &str| asked_for(&term::words(question)) == Some(Stage::Settled);
        assert!(asks("how many people did acme actually let go"));
        assert!(asks("acme redundancies once the consultation was over"));
        assert!(asks("acme layoffs, the real number"));
        assert!(!asks("how many will go at the end of the year"));
        assert!(!asks("how many were feared to go before it was official"));
        assert!(!asks("who leads the talks"));
    }
}
