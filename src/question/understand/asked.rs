//! What kind of thing is asked for.

use super::super::kind::Judged;
use super::super::{AskWords, Asks, Company, QuestionTerm, Role, asks};
use super::CHIEFS;

/// What is asked for: as an operator's phrases say, else as the words do all together.
pub(super) fn asked_for(
    judged: &Judged,
    folded: &[&str],
    companies: &[Company],
    (topical, about_cuts): (bool, bool),
    ask_words: &AskWords,
) -> Asks {
    match ask_words.asked_for(folded).or_else(|| judged.likeliest(|_| true)).unwrap_or(Asks::Summary) {
        // "did acme call off the cuts": whatever else is told of them is no answer.
        Asks::Summary | Asks::Count if calls_off(folded) && !ask_words.say_number(folded) => Asks::Description,
        // "acme headcount after the layoffs"
        Asks::Summary if folded.contains(&"headcount") && ask_words.counted(folded).is_some() => Asks::Count,
        Asks::Summary if names_an_office(folded) => Asks::Person,
        Asks::Count if !ask_words.say_number(folded) && names_an_office(folded) => Asks::Person,
        Asks::Summary | Asks::Description if asks::asks_for_owner(folded.iter().copied()) => Asks::Person,
        // "how many engineers did mosaik pay cut"
        Asks::Percent | Asks::Money if counts_people(folded) => Asks::Count,
        // "acme cuts may 2023": the number is told with everything else.
        Asks::Count if about_cuts && !ask_words.say_number(folded) => Asks::Summary,
        // "which countries are spared"
        Asks::List if !companies.is_empty() && asks_which_places(folded) => Asks::Place,
        // "did its executives take a pay cut": yes or no, whatever else is told of shares and sums.
        Asks::Count | Asks::Percent | Asks::Money | Asks::Duration | Asks::Severance if asks_whether(folded) => {
            if about_cuts {
                Asks::Summary
            } else {
                Asks::Description
            }
        }
        // "severance charge": what it costs the company.
        Asks::Severance
            if folded.windows(2).any(|pair| {
                pair[0] == "severance" && matches!(pair[1], "charge" | "charges" | "costs" | "bill" | "expense" | "expenses")
            }) =>
        {
            Asks::Money
        }
        // "share price reaction": how far it moved.
        Asks::Money if moves_shares(folded) => Asks::Percent,
        // "what did they pay the guards they let go": those who go are paid, nothing is bought.
        Asks::Money if pays_leavers(folded) => Asks::Severance,
        // "who cut most", "who laid off staff in May": companies, not people.
        Asks::Person | Asks::Team if companies.is_empty() && topical && is_who_cut(folded) => Asks::List,
        // "who cut more than 10,000": a bound, not a comparison.
        Asks::Comparison if companies.len() < 2 && sets_bound(folded) => {
            if companies.is_empty() {
                Asks::List
            } else {
                Asks::Summary
            }
        }
        asks => asks,
    }
}

/// Words of what lies ahead.
pub(super) const AHEAD: &[&str] = &[
    "will", "would", "going", "gonna", "coming", "come", "expected", "expect", "any", "there", "planned", "planning", "plan",
    "plans", "promise", "promised", "rule", "foresee", "next", "likely", "there'd", "there'll", "possible",
];

/// Whether it is asked if more people will go, "will there be more layoffs", "another round coming": the word that says so.
pub(super) fn asks_for_more(folded: &[&str]) -> Option<usize> {
    let more = |i: &usize| {
        let counted = *i > 0 && matches!(folded[i - 1], "many" | "much" | "or");
        let compared = folded.get(i + 1).is_some_and(|next| *next == "than" || next.starts_with(|c: char| c.is_ascii_digit()));
        matches!(folded[*i], "more" | "another" | "further" | "additional" | "again") && !counted && !compared
    };
    let at = (0..folded.len()).find(more)?;
    folded.iter().any(|word| AHEAD.contains(word)).then_some(at)
}

/// Whether it is asked how people were told: the word for telling or finding out.
pub(super) fn asks_how_told(folded: &[&str]) -> Option<usize> {
    let how = folded
        .iter()
        .position(|w| *w == "how")
        .filter(|at| folded.get(at + 1).is_some_and(|w| !matches!(*w, "many" | "much")))?;
    let tells = |i: &usize| match folded[*i] {
        "find" | "found" => folded.get(i + 1) == Some(&"out"),
        "break" | "broke" => folded[i + 1..].iter().take(2).any(|w| matches!(*w, "it" | "news")),
        "told" | "informed" | "notified" | "learn" | "learned" | "learnt" | "hear" | "heard" | "delivered" => true,
        _ => false,
    };
    (how + 1..folded.len()).find(tells)
}

/// Whether it is asked if people went before: "has acme laid people off before", "did they ever cut before".
pub(super) fn asks_of_before(folded: &[&str]) -> Option<usize> {
    let last = folded.len().checked_sub(1).filter(|at| folded[*at] == "before")?;
    matches!(folded[0], "has" | "have" | "had" | "did").then_some(last)
}

/// "acme april 2022", "latest acme cuts": a company, a time and what it is about, and no word that asks.
pub(super) fn asks_nothing(terms: &[QuestionTerm], text: &str) -> bool {
    const ORDER: &[&str] =
        &["first", "1st", "second", "2nd", "third", "3rd", "fourth", "latest", "newest", "recent", "final", "now"];
    let says_nothing = |term: &QuestionTerm| match term.role {
        Role::Company | Role::Time | Role::Topic => true,
        Role::Content => false,
        Role::Asking => asks::is_stop_word(&term.word) || ORDER.contains(&term.word.as_str()),
    };
    terms.iter().all(says_nothing) && !text.contains('%')
}

/// "called off", "call the cuts off"
fn calls_off(folded: &[&str]) -> bool {
    let call = folded.iter().position(|w| matches!(*w, "call" | "calls" | "called" | "calling"));
    // "Call centre staff laid off"
    let laid = |at: usize| matches!(folded[at - 1], "laid" | "lay" | "lays" | "laying" | "kicked" | "cut" | "sent");
    call.is_some_and(|at| (at + 1..folded.len().min(at + 6)).any(|i| folded[i] == "off" && !laid(i)))
}

/// "which countries", "in what cities": places of a company are asked for by their kind.
fn asks_which_places(folded: &[&str]) -> bool {
    const PLACES: &[&str] = &["countries", "cities", "towns", "states", "regions", "places", "locations"];
    let opening = &folded[..folded.len().min(3)];
    opening.windows(2).any(|pair| matches!(pair[0], "which" | "what") && PLACES.contains(&pair[1]))
}

/// "did they close a studio": it opens with a verb, and no word asks for more than yes or no.
fn asks_whether(folded: &[&str]) -> bool {
    const VERBS: &[&str] = &["did", "does", "do", "is", "are", "was", "were", "has", "have", "had"];
    const ASKING: &[&str] =
        &["how", "what", "whats", "which", "who", "when", "where", "why", "many", "much", "or", "number", "percent"];
    folded.first().is_some_and(|first| VERBS.contains(first)) && !folded.iter().any(|w| ASKING.contains(w))
}

/// "share price reaction", "did the stock fall": it moves.
fn moves_shares(folded: &[&str]) -> bool {
    const MOVES: &[&str] = &[
        "reaction", "react", "reacted", "drop", "dropped", "fall", "fell", "rise", "rose", "jump", "jumped", "tumble", "tumbled",
        "plunge", "plunged", "gain", "gained",
    ];
    // "What price did the shares fall to", "what was the share sale worth": sums.
    const SUMS: &[&str] = &["price", "money", "raise", "raised", "worth", "sale", "to"];
    let sum = folded.iter().any(|w| SUMS.contains(w)) && !folded.contains(&"reaction");
    !sum && folded.iter().any(|w| matches!(*w, "share" | "shares" | "stock")) && folded.iter().any(|w| MOVES.contains(w))
}

/// "how many engineers": a number, whatever else is said.
fn counts_people(folded: &[&str]) -> bool {
    folded.windows(3).any(|w| w[0] == "how" && w[1] == "many" && asks::names_people(w[2]))
}

/// "acme ceo at the time of the 2023 layoffs", "new cto of acme": an office, and nothing said of who holds it.
fn names_an_office(folded: &[&str]) -> bool {
    const AFTER: &[&str] = &["at", "of", "in", "during", "when", "before", "after", "name", "pls", "now"];
    let is_office = |word: &str| CHIEFS.contains(&word) || matches!(word, "founder" | "cofounder" | "president");
    // "head of product at acme"
    let heads =
        |at: usize| matches!(folded[at], "head" | "vp" | "svp" | "director" | "chief") && folded.get(at + 1) == Some(&"of");
    let Some(at) = (0..folded.len()).find(|&at| is_office(folded[at]) || heads(at)) else { return false };
    let next = folded.get(at + 1);
    // "acme ceo 2024"
    let year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    at <= 3
        && (next.is_none_or(|next| AFTER.contains(next) || year(next))
            || at > 0 && matches!(folded[at - 1], "new" | "next" | "incoming"))
}

/// Whether somebody is paid of whom it is said that they are let go.
fn pays_leavers(folded: &[&str]) -> bool {
    let Some(pay) = folded.iter().position(|w| matches!(*w, "pay" | "pays" | "paid" | "paying")) else { return false };
    let relative = |w: &str| matches!(w, "it" | "they" | "who" | "that" | "he" | "she");
    let goes = |w: &str| {
        matches!(
            w,
            "let"
                | "laid"
                | "fired"
                | "sacked"
                | "axed"
                | "dismissed"
                | "cut"
                | "lost"
                | "kicked"
                | "leave"
                | "left"
                | "kicks"
                | "fires"
                | "lets"
                | "lays"
        )
    };
    let object = &folded[pay + 1..];
    let Some(at) = object.iter().position(|w| relative(w)).filter(|at| *at > 0) else { return false };
    object[0] != "for" && object[at + 1..].iter().take(3).any(|w| goes(w))
}

/// Whether a number follows "more than" or the like.
fn sets_bound(folded: &[&str]) -> bool {
    let bound = |w: &[&str]| {
        matches!(w[0], "more" | "less" | "fewer" | "bigger" | "larger" | "higher" | "lower")
            && w[1] == "than"
            && w[2].starts_with(|c: char| c.is_ascii_digit())
    };
    folded.windows(3).any(bound)
}

fn is_who_cut(folded: &[&str]) -> bool {
    let verb = |w: &&str| {
        matches!(*w, "cut" | "cuts" | "laid" | "fired" | "axed" | "sacked" | "let" | "is" | "has" | "had" | "lays" | "shed")
    };
    folded.windows(2).any(|pair| pair[0] == "who" && verb(&pair[1]))
        && folded.iter().any(|w| matches!(*w, "staff" | "off" | "jobs" | "people" | "most" | "workers" | "employees"))
}
