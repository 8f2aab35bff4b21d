//! Whether it is asked for what came of a round in the end: the number that held, not the one that was planned.

use crate::text::term::Word;

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

/// Whether a question says that the number is meant that held in the end.
pub(super) fn is_asked_for(words: &[Word]) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    // "how many were feared to go before it was official"
    let asked_before = words.iter().any(|w| matches!(&*w.folded, "before" | "rumoured" | "rumored" | "feared"));
    !asked_before
        && (0..words.len()).any(|i| match word(i) {
            "final" | "finally" | "actual" | "official" | "eventually" | "ultimately" => true,
            // "in the end", "ended up", "not the rumour"
            "end" => i > 1 && word(i - 1) == "the" && matches!(word(i - 2), "in" | "at") && word(i + 1) != "of",
            "ended" => word(i + 1) == "up",
            "rumour" | "rumor" => i > 1 && word(i - 1) == "the" && word(i - 2) == "not",
            // "how many did they actually let go", "how many jobs are really going"
            "actually" | "really" => words[..i].iter().any(|w| w.folded == "many"),
            // "the real number", "the true toll"
            "real" | "true" => matches!(word(i + 1), "number" | "figure" | "total" | "count" | "tally" | "toll" | "size" | "no"),
            _ => talks_are_over(words, i),
        })
}

#[cfg(test)]
mod tests {
    use super::is_asked_for;
    use crate::text::term;

    #[test]
    fn questions_for_the_number_that_held() {
        let asks = |question: &str| is_asked_for(&term::words(question));
        assert!(asks("how many people did acme actually let go"));
        assert!(asks("acme redundancies once the consultation was over"));
        assert!(asks("acme layoffs, the real number"));
        assert!(!asks("how many will go at the end of the year"));
        assert!(!asks("how many were feared to go before it was official"));
        assert!(!asks("who leads the talks"));
    }
}
