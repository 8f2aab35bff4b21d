//! In whose words an answer is wanted: "what does the union think is behind it", "the works council's figure", "according to
//! analysts".

use super::{QuestionTerm, Role};
use crate::text::term;
use crate::vocabulary::Group;

/// Verbs of somebody who thinks something.
const THINK: &[&str] = &["think", "thinks", "believe", "believes", "reckon", "reckons", "suspect", "suspects"];

/// Other verbs of somebody who says how something is.
const SAY: &[&str] = &[
    "say",
    "says",
    "claim",
    "claims",
    "argue",
    "argues",
    "estimate",
    "estimates",
    "use",
    "uses",
    "cite",
    "cites",
    "blame",
    "blames",
    "give",
    "gives",
];

/// What somebody has of a matter, who sees it in a way of his own.
const VIEWS: &[&str] = &[
    "figure",
    "figures",
    "number",
    "numbers",
    "count",
    "tally",
    "estimate",
    "version",
    "view",
    "explanation",
    "account",
    "opinion",
    "theory",
];

/// Those who work for a company.
const STAFF: &[&str] = &["employees", "staff", "workers", "staffers"];

/// Words of what somebody is said to have said that are compared, at most.
const LONGEST_WORDING: usize = 20;

/// Words of a name for somebody, at most.
const LONGEST: usize = 5;

/// The very words whose speaker a question asks for, at its end: "who said we are getting leaner", "who wrote “this is on me”".
/// What somebody is said to have said ("who said acme would cut 10,000") is told in other words.
pub(super) fn wording<'a>(folded: &[&'a str], text: &str) -> Vec<&'a str> {
    const FIRST: &[&str] = &["i", "i'm", "i've", "we", "we're", "we've", "our", "my"];
    let said =
        |pair: &[&str]| pair[0] == "who" && matches!(pair[1], "said" | "says" | "wrote" | "admitted" | "tweeted" | "posted");
    let Some(at) = folded.windows(2).position(said) else { return Vec::new() };
    let words = &folded[at + 2..];
    let mut parts = text.split(['"', '“', '”']).skip(1);
    if let Some(quoted) = parts.next() {
        let longest = term::words(quoted).len();
        return if longest >= 2 { words.iter().copied().take(longest.min(LONGEST_WORDING)).collect() } else { Vec::new() };
    }
    // "Who said we are getting leaner at acme"
    let end = words.iter().position(|word| matches!(*word, "at" | "about" | "when")).unwrap_or(words.len());
    let words = &words[..end.min(LONGEST_WORDING)];
    let literal = words.len() >= 3 && words.first().is_some_and(|word| FIRST.contains(word));
    if literal { words.to_vec() } else { Vec::new() }
}

/// The words of content that say in whose words the answer is wanted, by their places among the terms; none where it is left
/// open. `folded` are the words of the question, `union` is the group of those who speak for staff.
pub(super) fn voice(folded: &[&str], terms: &[QuestionTerm], union: Option<Group>) -> Vec<usize> {
    let content = |i: &usize| terms[*i].role == Role::Content;
    for (i, word) in folded.iter().enumerate() {
        let found: Vec<usize> = match *word {
            "does" | "do" | "did" => {
                let Some(verb) = (i + 1..folded.len().min(i + 2 + LONGEST)).find(|&j| says(folded[j])) else { continue };
                // "how many did zorbex employees say": theirs, and not the company's.
                let staff = verb > i + 1 && STAFF.contains(&folded[verb - 1]) && terms[verb - 1].role == Role::Topic;
                if staff { return vec![verb - 1] } else { (i + 1..verb).collect() }
            }
            "according" if folded.get(i + 1) == Some(&"to") => name_at(folded, i + 2),
            "ask" if i > 0 && folded[i - 1] == "you" => name_at(folded, i + 1),
            view if VIEWS.contains(&view) && i > 0 => {
                let speaks = |j: usize| folded[j].ends_with("'s") || union.is_some_and(|g| terms[j].groups.contains(&g));
                if speaks(i - 1) { (i.saturating_sub(3)..i).filter(|j| speaks(*j) || *j + 2 == i).collect() } else { continue }
            }
            _ => continue,
        };
        let found: Vec<usize> = found.into_iter().filter(content).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The places of a name that begins at `at`: up to a word that asks.
fn name_at(folded: &[&str], at: usize) -> Vec<usize> {
    let asks =
        |word: &str| matches!(word, "why" | "how" | "what" | "when" | "where" | "who" | "which" | "did" | "was" | "were" | "is");
    (at..folded.len().min(at + LONGEST)).take_while(|&j| !asks(folded[j])).collect()
}

/// Whether a word is a verb of somebody who thinks something.
pub(super) fn thinks(word: &str) -> bool {
    THINK.contains(&word)
}

fn says(word: &str) -> bool {
    thinks(word) || SAY.contains(&word)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::names::Names;
    use crate::question::{AskWords, Filters, understand};
    use crate::vocabulary::Vocabulary;

    /// The words that say in whose words an answer is wanted.
    fn voice(question: &str) -> Vec<String> {
        let (names, vocabulary) = (Names::load(None).unwrap(), Vocabulary::load(None).unwrap());
        let words = AskWords::load(None).unwrap();
        let q = understand(question, &Filters::default(), date(2026, 11, 23), &names, &vocabulary, &words);
        q.voice.iter().map(|i| q.terms[*i].word.clone()).collect()
    }

    #[test]
    fn whoever_is_asked() {
        assert_eq!(voice("what does the union think is behind the amazon cuts"), ["union"]);
        assert_eq!(voice("why did amazon cut jobs according to analysts"), ["analysts"]);
        assert_eq!(voice("how many jobs go at amazon if you ask the works council"), ["works", "council"]);
        assert_eq!(voice("how many people did amazon employees say were let go"), ["employees"]);
        assert_eq!(voice("why did amazon cut jobs"), [""; 0]);
        assert_eq!(voice("how many jobs did amazon say it would cut"), [""; 0]);
    }
}
