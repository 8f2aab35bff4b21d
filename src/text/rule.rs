//! Numbers of a rule, which are of no case: "any dismissal of more than 20 people needs 45 days' notice".

use std::ops::Range;

use super::boundary;

/// Bytes around a number that are looked at, on either side.
const AROUND: usize = 300;

/// Words between what makes a condition and its number, at most.
const NEAR: usize = 10;

/// Words that tell a case: what was done, or will be.
const TELLING: &[&str] =
    &["laid", "let", "cut", "fired", "dismissed", "axed", "shed", "lost", "will", "would", "was", "were", "is", "are", "said"];

/// Words that oblige somebody.
const DUTIES: &[&str] = &[
    "must",
    "obliges",
    "oblige",
    "obliged",
    "requires",
    "require",
    "required",
    "law",
    "statute",
    "regulations",
    "threshold",
    "entitled",
];

/// Whether the number at this place is the one from which on a rule holds: "the law obliges Zorbex to give notice of any
/// dismissal of more than 20 people", "if it lays off 50 people or more, it has to tell the union".
pub fn is_of_rule(text: &str, number: &Range<usize>) -> bool {
    let (Some(before), Some(after)) = (text.get(..number.start), text.get(number.end..)) else { return false };
    let before = &before[boundary(before, before.len().saturating_sub(AROUND))..];
    let after = &after[..boundary(after, AROUND)];
    let clean = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let before: Vec<String> = before.split_whitespace().rev().map(clean).collect();
    let after: Vec<String> = after.split_whitespace().map(clean).collect();
    let word = |words: &[String], at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&&**word));
    let from_on = word(&before, 0, &["than"]) && word(&before, 1, &["more"])
        || word(&before, 0, &["over", "exceeding", "least"])
        || (0..3).any(|at| word(&after, at, &["or"]) && word(&after, at + 1, &["more", "over"]));
    if !from_on {
        return false;
    }
    let acts = |at: usize| {
        // "before it lays off", not "before it laid off"
        before[..at].iter().rev().take(3).any(|word| word.len() > 3 && (word.ends_with('s') || word.ends_with("ing")))
    };
    let open = |at: usize| !before[..at].iter().any(|word| TELLING.contains(&&**word));
    let condition = before.iter().take(NEAR).enumerate().any(|(at, word)| match &**word {
        "if" | "whenever" | "any" | "every" => open(at),
        "before" | "when" => open(at) && acts(at),
        "companies" | "employers" | "firms" | "businesses" => at > 0 && before[at - 1] == "with",
        _ => false,
    });
    let owes = |words: &[String], first: &[&str], second: &[&str]| {
        let has_to = |pair: &[String]| first.contains(&&*pair[0]) && second.contains(&&*pair[1]);
        words.iter().any(|word| DUTIES.contains(&&**word)) || words.windows(2).any(has_to)
    };
    condition && (owes(&before, &["to"], &["has", "have"]) || owes(&after, &["has", "have"], &["to"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::amount;

    fn of_rule(text: &str) -> bool {
        let amounts = amount::amounts(text);
        let number = amounts.iter().find(|a| a.kind == amount::Kind::Number).expect("a number");
        is_of_rule(text, &number.range)
    }

    #[test]
    fn a_rule_is_no_case() {
        assert!(of_rule("The law obliges Zorbex to give notice of any dismissal of more than 20 people."));
        assert!(of_rule("Zorbex must give notice before it lays off more than 20 people."));
        assert!(of_rule("If Zorbex lays off 50 people or more, it has to tell the union."));
        assert!(of_rule("Under the act, companies with 75 or more employees have to say so."));
        assert!(!of_rule("Zorbex must cut 200 jobs if it is to survive."));
        assert!(!of_rule("Before it laid off 300 people, Zorbex was required to consult them."));
        assert!(!of_rule("Zorbex lays off 300 people, as the law allows."));
        assert!(!of_rule("Without any warning, Zorbex laid off more than 300 people, who must leave by Friday."));
        assert!(!of_rule("If the union agrees, Zorbex will cut over 450 jobs by June, as the law requires."));
        assert!(!of_rule("Known to every shopper, Zorbex is laying off 1,200 people, who will have to leave by Friday."));
    }
}
