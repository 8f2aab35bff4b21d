//! Who is counted: those who go, those who stay, and others.

use super::super::kind::Judged;
use super::super::{AskWords, Counted, QuestionTerm, Role, asks};
use crate::vocabulary::Vocabulary;

/// What is counted, from the words that say so.
pub(super) fn counted(
    judged: &Judged,
    folded: &[&str],
    terms: &[QuestionTerm],
    vocabulary: &Vocabulary,
    ask_words: &AskWords,
    about_cuts: bool,
) -> Counted {
    if let Some(counted) = ask_words.counted(folded) {
        return counted;
    }
    // "acme headcount", and not a cut of it.
    let headcount = folded.iter().position(|w| *w == "headcount");
    if !about_cuts
        && headcount.is_some_and(|at| !folded.get(at + 1).is_some_and(|w| w.starts_with("cut") || w.starts_with("reduc")))
    {
        return Counted::Staff;
    }
    // "acme number of employees"; "acme july 2022 number of workers" is asked of a round.
    let number_of =
        |w: &[&str]| w[0] == "number" && w[1] == "of" && matches!(w[2], "employees" | "staff" | "workers" | "staffers");
    if !about_cuts && !terms.iter().any(|t| t.role == Role::Time) && folded.windows(3).any(number_of) {
        return Counted::Staff;
    }
    // "how many worked at the podcast unit"
    let work = folded.iter().position(|w| matches!(*w, "work" | "works" | "worked" | "working" | "employed"));
    let asked = folded.windows(2).position(|pair| pair == ["how", "many"]);
    if !about_cuts && asked.zip(work).is_some_and(|(asked, work)| work > asked && work <= asked + 5) {
        return Counted::Staff;
    }
    // "acme how many employees": nothing is said of anybody who goes.
    let plain = |t: &QuestionTerm| matches!(t.role, Role::Company | Role::Asking) || asks::names_people(&t.word);
    let how_many = |w: &[&str]| w[0] == "how" && w[1] == "many" && matches!(w[2], "employees" | "staff" | "workers" | "staffers");
    if !about_cuts && terms.iter().all(plain) && folded.windows(3).any(how_many) {
        return Counted::Staff;
    }
    // "how many will acme have once it's done"; "how many lost their job once it was over" asks for those who went.
    let once = folded.iter().position(|w| *w == "once");
    if !about_cuts && once.is_some_and(|at| folded[at..].iter().any(|w| matches!(*w, "done" | "over"))) {
        return Counted::Remaining;
    }
    // "employees at acme": nobody is said to go.
    if !about_cuts && is_number_of_people(folded) && folded.first().is_some_and(|w| *w != "people") {
        return Counted::Staff;
    }
    let group = |name: &str| vocabulary.group(name);
    let is = |term: &QuestionTerm, name: &str| group(name).is_some_and(|g| term.groups.contains(&g));
    if terms.iter().any(|t| t.role == Role::Content && is(t, "vacancy")) {
        return Counted::Openings;
    }
    // Where somebody is said to go, they are counted.
    match judged.counted().filter(|_| !about_cuts) {
        Some("staff") => return Counted::Staff,
        Some("remaining") => return Counted::Remaining,
        Some("hired") => return Counted::Hired,
        Some("vacancies") => return Counted::Openings,
        _ => {}
    }
    // "how many offices": the words up to the verb, none of which means people.
    let plural = |t: &QuestionTerm| t.role == Role::Content && t.word.ends_with('s') && !asks::names_people(&t.word);
    let Some(at) = folded.windows(2).position(|pair| pair == ["how", "many"]) else {
        // "dark stores acme shut": what no word says of people.
        let of_people = terms.iter().any(|t| t.role == Role::Topic || is(t, "staff") || is(t, "worker"));
        let opens = terms.iter().take(OPENING).take_while(|t| t.role == Role::Content).position(plural);
        return opens.filter(|_| !of_people).map_or(Counted::Cuts, Counted::Things);
    };
    let noun = &terms[at + 2..];
    let noun = &noun[..noun.iter().position(|t| asks::ends_a_noun(&t.word)).unwrap_or(noun.len()).min(4)];
    // "how many rounds of layoffs": the rounds are counted.
    if terms.get(at + 2).is_some_and(|t| matches!(&*t.word, "rounds" | "waves" | "layers" | "times")) {
        return Counted::Things(at + 2);
    }
    if noun.iter().any(|t| matches!(t.role, Role::Topic | Role::Company) || is(t, "staff") || is(t, "worker")) {
        return Counted::Cuts;
    }
    // The noun is the last of them, and stands in the plural. Whoever is dismissed is no thing: "how many nurses did acme lay off".
    match noun.iter().rposition(plural).filter(|_| !dismisses(folded)) {
        Some(i) => Counted::Things(at + 2 + i),
        None => Counted::Cuts,
    }
}

/// "employees at the end of april", "freelancers who work for them": people in the plural, and nothing that asks.
fn is_number_of_people(folded: &[&str]) -> bool {
    let first = folded.iter().find(|w| !asks::is_stop_word(w));
    first.is_some_and(|word| {
        matches!(*word, "employees" | "staff" | "people" | "workers") || word.ends_with('s') && asks::names_people(word)
    })
}

/// Whether a word is said that is said of people only: "laid off", "fired", "lost their jobs".
fn dismisses(folded: &[&str]) -> bool {
    let pair = |pair: &[&str]| {
        matches!((pair[0], pair[1]), ("laid" | "lay" | "laying", "off") | ("let", "go") | ("their", "job" | "jobs"))
    };
    let single = |word: &&str| {
        matches!(*word, "fired" | "fire" | "sacked" | "sack" | "dismissed" | "dismiss" | "redundant" | "furloughed")
    };
    // "How many stores close after it let people go": those who are counted are not the ones.
    let end =
        folded.iter().position(|w| matches!(*w, "after" | "when" | "where" | "while" | "because" | "since" | "as" | "before"));
    let own = &folded[..end.unwrap_or(folded.len())];
    own.iter().any(single) || own.windows(2).any(pair)
}

/// Words that open a question, among which is the noun for what is counted.
const OPENING: usize = 3;

/// The noun after "how many", where it is none of those for people in general; or who "how many of them were" asks for.
pub(super) fn of_whom(folded: &[&str], terms: &[QuestionTerm]) -> Option<usize> {
    let at = folded.windows(2).position(|pair| pair == ["how", "many"])? + 2;
    let is = |word: &str| matches!(word, "are" | "were" | "is" | "was");
    let last = terms.len().checked_sub(1).filter(|last| *last > at && folded[at] == "of" && is(folded[last - 1]));
    if let Some(last) = last.filter(|last| terms[*last].role == Role::Content) {
        return Some(last);
    }
    let noun = &terms[at..];
    let length = noun.iter().position(|t| asks::ends_a_noun(&t.word)).unwrap_or(noun.len()).min(3);
    // "how many people from qa": the first words say of whom; a noun stands in the plural.
    let head = noun[..length].iter().rposition(|t| t.role != Role::Asking)?;
    let term = &noun[head];
    let plural = term.word.ends_with('s') || term.word.ends_with("men");
    (term.role == Role::Content && plural && !asks::is_anybody(&term.word)).then_some(at + head)
}
