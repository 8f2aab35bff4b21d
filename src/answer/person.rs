//! People: which name in a sentence is that of the person asked for.

use std::ops::Range;

use super::value::{ABSENT, FIRST_PERSON, Found, SPEECH, Sentence, Value, distance, fits, proper_names};
use crate::places;
use crate::question::{Question, Role};
use crate::text::amount::{self, Hedge};
use crate::text::term::{self, Word};
use crate::vocabulary::{Group, Vocabulary};

/// Words before a name that say whose it is: an office, a trade, a form of address.
const OFFICES: &[&str] = &[
    "chief",
    "executive",
    "executives",
    "officer",
    "president",
    "vice",
    "chairman",
    "chairwoman",
    "chair",
    "chairperson",
    "founder",
    "cofounder",
    "co-founder",
    "founders",
    "ceo",
    "cfo",
    "coo",
    "cto",
    "cpo",
    "cmo",
    "chro",
    "cio",
    "svp",
    "evp",
    "vp",
    "boss",
    "head",
    "director",
    "manager",
    "managing",
    "deputy",
    "interim",
    "acting",
    "former",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "analyst",
    "economist",
    "professor",
    "prof",
    "dr",
    "judge",
    "justice",
    "magistrate",
    "senator",
    "sen",
    "representative",
    "rep",
    "congressman",
    "congresswoman",
    "governor",
    "gov",
    "mayor",
    "minister",
    "secretary",
    "mp",
    "councillor",
    "commissioner",
    "attorney",
    "lawyer",
    "counsel",
    "editor",
    "reporter",
    "mr",
    "mrs",
    "ms",
    "sir",
    "dame",
    "lord",
    "convenor",
    "organiser",
    "organizer",
    "steward",
    "chancellor",
    "premier",
];

/// Forms of address that a family name alone follows.
const ADDRESS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "judge",
    "justice",
    "sen",
    "senator",
    "gov",
    "governor",
    "sir",
    "dame",
    "lord",
    "minister",
];

/// Words that make a capitalised name that of a firm, a paper, a team or a place.
const NO_PERSON: &[&str] = &[
    "the",
    "new",
    "street",
    "times",
    "journal",
    "news",
    "post",
    "inc",
    "corp",
    "group",
    "states",
    "kingdom",
    "city",
    "valley",
    "square",
    "game",
    "games",
    "studio",
    "studios",
    "department",
    "services",
    "labs",
    "exchange",
    "commission",
    "bank",
    "capital",
    "university",
    "american",
    "european",
    "insider",
    "north",
    "south",
    "west",
    "east",
    "san",
    "los",
    "engineering",
    "fiscal",
    "united",
    "shares",
    "year",
    "project",
    "act",
    "institute",
    "reuters",
    "bloomberg",
    "series",
    "that",
    "these",
    "we",
    "you",
    "it",
    "is",
    "what",
    "how",
    "why",
    "union",
    "council",
    "alliance",
    "federation",
    "association",
    "this",
    "county",
    "ledger",
    "ministry",
    "chamber",
    "committee",
    "board",
    "office",
    "opportunity",
    "labor",
    "labour",
    "court",
    "college",
    "park",
    "road",
    "avenue",
    "hall",
    "house",
    "holdings",
    "partners",
    "ventures",
    "systems",
    "networks",
    "agency",
    "authority",
    "bureau",
    "centre",
    "center",
    "conference",
    "party",
    "store",
    "cup",
    "day",
    "night",
    "hub",
    "plant",
    "factory",
    "bridge",
    "manufacturing",
    "america",
    "technologies",
    "technology",
    "software",
    "international",
    "global",
    "company",
    "llc",
    "ltd",
    "plc",
    "gmbh",
    "interactive",
    "entertainment",
    "media",
    "digital",
    "energy",
    "motors",
    "robotics",
    "solutions",
    "coast",
    "law",
    "code",
    "fund",
    "airport",
    "station",
];

/// Within as many bytes of a name, a word tells who that is or what they did.
const NEAR: usize = 60;

/// A name that may be a person's.
struct Person<'a> {
    words: &'a [Word],
    /// An office or a form of address stands right before it, or an apposition after it says who that is.
    introduced: bool,
    /// It stands where places and things do, too: "the work of …".
    doubtful: bool,
    /// The office right before it has a word of the question.
    holds_asked: bool,
    /// The same, and not in words that say the same.
    holds_exactly: bool,
    /// It is a family name alone, of somebody whom the article names in full elsewhere.
    family: bool,
}

impl Person<'_> {
    fn range(&self) -> Range<usize> {
        self.words[0].range.start..self.words[self.words.len() - 1].range.end
    }
}

/// The person whom a sentence names, nearest to what is asked of them; else nearest to a word of office or of speech.
/// Where a buyer or an organisation is asked for, that is what is found.
pub(super) fn find(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let found = find_any(question, s, vocabulary);
    let partly = question.asks_for_owner() && holds_a_part(s.text);
    if partly { Found { fit: found.fit * OF_A_PART, ..found } } else { found }
}

/// Whether a sentence says that somebody owns less than half: "who still owns 17%".
fn holds_a_part(text: &str) -> bool {
    let share = |a: &amount::Amount| a.kind == amount::Kind::Percent && a.value < 50.0;
    amount::amounts(text).iter().filter(|a| share(a)).any(|a| {
        let before = &text[..a.range.start];
        let mut words = before.split_whitespace().rev().take(OWNS_NEAR);
        words.any(|w| matches!(w, "own" | "owns" | "owned" | "holds" | "held" | "hold"))
    })
}

/// Words between a verb of owning and the share that is owned, at most.
const OWNS_NEAR: usize = 3;
/// What is left of whoever owns less than half, where the owner is asked for.
const OF_A_PART: f32 = 0.4;

fn find_any(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let names = proper_names(s);
    if let Some(buyer) = buyer(question, s, &names) {
        return buyer;
    }
    if asks_for_organisation(question, vocabulary) {
        return organisation(question, s, &names);
    }
    let whom = asked_by_name(question, vocabulary);
    if let Some(found) = introduction(question, &whom, s) {
        return found;
    }
    let people: Vec<Person<'_>> =
        names.iter().filter(|name| !is_led(s, name)).filter_map(|name| person(question, s, name)).collect();
    // Whoever is named in full is meant rather than who is called by a family name.
    let in_full = people.iter().any(|p| !p.family);
    let people: Vec<Person<'_>> = people.into_iter().filter(|p| !(p.family && in_full)).collect();
    let ranges: Vec<Range<usize>> = people.iter().map(Person::range).collect();
    let asked: Vec<&Word> = s.asked_words().collect();
    let said: Vec<&Word> = s.words.iter().filter(|w| SPEECH.contains(&w.folded.as_str())).collect();
    let succeeds = asks_for_successor(question);
    // "He was succeeded by Ada Venn": who holds the office since.
    let holds = !succeeds && asked_office(question, vocabulary).is_some();
    // A sentence of more people is a list, or made to keep the program busy.
    let few = ranges.len() <= MOST_PEOPLE;
    let holds = holds && few && !names_chief(s) && !is_undone(question, s);
    // "Mara Ode was appointed head of Asia" tells of no finance chief.
    let named = |w: &Word| matches!(&*w.folded, "appointed" | "appoints" | "named" | "names" | "promoted" | "became" | "becomes");
    let another =
        s.words.iter().any(named) && s.words.iter().zip(s.asked).any(|(w, asked)| OFFICES.contains(&&*w.folded) && !asked);
    let succeeded = |range: &Range<usize>| holds && !another && takes_office(s, range, &ranges);
    // Whoever is told to go holds the office no more, unless it is asked of a time at which they did.
    let now = asked_office(question, vocabulary).is_some() && !question.is_dated() && !asks_of_the_past(question);
    let leaving: Vec<&Word> = s.words.iter().filter(|w| leaves(&w.folded)).collect();
    let asks_who_leaves = !succeeds && question.terms.iter().any(|t| leaves(&t.word));
    let judge = |p: &Person<'_>| {
        let range = p.range();
        let [asked, said] = [&asked, &said].map(|words| distance(words, &range).unwrap_or(usize::MAX));
        let fit: f32 = match () {
            // "Barry McCarthy, a former finance chief of Spotify": of whom it is not asked that they once were.
            () if now && held_once(s, &range) => HELD,
            () if few && (now || succeeds) && !asks_who_leaves && leaves_office(s, &range, &ranges) => HELD,
            () if succeeds && few => match takes_office(s, &range, &ranges) {
                true => 1.0,
                false => OTHER_ROLE,
            },
            () if succeeded(&range) => 1.0,
            // "which exec is leaving": whoever else is named says nothing.
            () if asks_who_leaves && distance(&leaving, &range).is_none_or(|gap| gap >= NEAR) => STAYS,
            () if asked < NEAR && !p.doubtful => 1.0,
            () if p.introduced || said < NEAR && !p.doubtful => 0.9,
            () => 0.75,
        };
        // "head of sales" is another office than that of the head; "president" is that of the president before all others.
        let asked = match (p.holds_asked, p.holds_exactly) {
            (true, true) => 0,
            (true, false) => 1,
            _ => asked.max(2),
        };
        (fit, asked.min(said.saturating_add(NEAR)), range)
    };
    let best = people.iter().map(judge).min_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match best {
        Some((fit, _, range)) => {
            let succeeded = succeeded(&range);
            let range = together(s.text, range, &ranges);
            let fit = match () {
                () if succeeded => fit,
                () if asks_for_buyer(question) => fit.min(NO_BUYER),
                () if is_undone(question, s) => fit * UNDONE,
                () if without_office(question, s, vocabulary, &range) && !(succeeds && fit == 1.0 && !names_chief(s)) => {
                    fit * OTHER_OFFICE
                }
                () => fit,
            };
            Found { fit, value: Some(Value { kind: "person", range, number: None, hedge: Hedge::Exact }) }
        }
        None if names.iter().any(|name| name.len() == 1) => fits(0.4),
        None if names.is_empty() => fits(ABSENT),
        None => fits(NO_NAME),
    }
}

/// Whether the apposition after a name says that an office is held no more: "Ada Venn, a former finance chief of Acme".
fn held_once(s: &Sentence<'_>, name: &Range<usize>) -> bool {
    if !s.text[name.end..].starts_with(',') {
        return false;
    }
    let next = s.words.partition_point(|w| w.range.start < name.end);
    let first = (next..s.words.len()).find(|&i| !matches!(&*s.words[i].folded, "a" | "the" | "who" | "was" | "its"));
    first.is_some_and(|i| {
        let once = matches!(&*s.words[i].folded, "former" | "formerly" | "ex" | "once" | "previously");
        // "the former consultant who took over": another office.
        once && s.asked[i..].iter().take(4).any(|asked| *asked)
    })
}

/// Whether a name is that of what somebody else leads: "Save Point is run by three people".
fn is_led(s: &Sentence<'_>, name: &[Word]) -> bool {
    let next = s.words.partition_point(|w| w.range.start < name[name.len() - 1].range.end);
    let word = |i: usize| s.words.get(next + i).map_or("", |w| w.folded.as_str());
    matches!(word(0), "is" | "was")
        && matches!(word(1), "run" | "led" | "headed" | "owned" | "founded" | "managed" | "controlled" | "backed")
        && word(2) == "by"
}

/// Whether what is asked about was not done: "the billionaire neither confirmed nor corrected him".
fn is_undone(question: &Question, s: &Sentence<'_>) -> bool {
    let denies = |w: &Word| {
        matches!(&*w.folded, "neither" | "never" | "not" | "nobody" | "declined" | "refused")
            || w.folded.ends_with("n't")
            || w.folded.ends_with("n\u{2019}t")
    };
    let is_asked = |i: &usize| {
        let word = &s.words[*i];
        let typed = || question.terms.iter().any(|t| t.role != Role::Topic && t.word == word.folded && t.word.len() > 3);
        (s.asked[*i] || typed()) && s.text[word.range.clone()].starts_with(char::is_lowercase)
    };
    // "who said it is not about money": it is asked for.
    let asked_for = question.terms.iter().any(|t| {
        matches!(&*t.word, "not" | "never" | "neither" | "nobody" | "isnt" | "didnt" | "wasnt")
            || ["declin", "refus"].iter().any(|stem| t.word.starts_with(stem))
            || t.word.ends_with("n't")
            || t.word.ends_with("n\u{2019}t")
    });
    !asked_for && (0..s.words.len()).filter(is_asked).any(|i| s.words[i.saturating_sub(2)..i].iter().any(denies))
}

/// What is left of a person of whom a sentence says that they did not do what is asked about.
const UNDONE: f32 = 0.4;

/// Whoever a question asks about by name, "who is andy jassy", "who's venn at acme": the words of the name, by their places
/// among the terms. Those of an office ask for whoever holds it.
fn asked_by_name(question: &Question, vocabulary: &Vocabulary) -> Vec<usize> {
    let terms = &question.terms;
    let asks = match terms.first().map(|t| t.word.as_str()) {
        Some("who") => matches!(terms.get(1).map(|t| t.word.as_str()), Some("is" | "was")).then_some(2),
        Some("whos" | "who's" | "who’s") => Some(1),
        _ => None,
    };
    let Some(first) = asks else { return Vec::new() };
    let offices: Vec<Group> = OFFICE_GROUPS.iter().chain(&TRADE_GROUPS).filter_map(|name| vocabulary.group(name)).collect();
    let is_name = |i: &usize| {
        let term = &terms[*i];
        term.role == Role::Content && !OFFICES.contains(&&*term.word) && !term.groups.iter().any(|g| offices.contains(g))
    };
    let name: Vec<usize> = (first..terms.len()).take_while(is_name).collect();
    // "who is suing acme": what else the question has of content would not be left over by a name.
    let all = terms.iter().filter(|t| t.role == Role::Content).count();
    let acts = name.len() == 1 && ["ing", "ed"].iter().any(|end| terms[name[0]].word.ends_with(end));
    if name.len() == all && !acts && name.len() <= LONGEST_NAME { name } else { Vec::new() }
}

/// Words of a person's name, at most.
const LONGEST_NAME: usize = 4;

/// Where a sentence says who somebody of this name is: the office before the name, or the apposition after it. None for a
/// single word that is no name here: "who is responsible".
fn introduction(question: &Question, whom: &[usize], s: &Sentence<'_>) -> Option<Found> {
    let is = |w: &Word, i: usize| term::bare(&w.folded) == term::bare(&question.terms[i].word);
    let at = (0..s.words.len()).find(|at| {
        let words = &s.words[*at..];
        !whom.is_empty()
            && words.len() >= whom.len()
            && words.iter().zip(whom).all(|(w, i)| is(w, *i) && s.text[w.range.clone()].starts_with(char::is_uppercase))
    });
    let Some(at) = at else { return (whom.len() > 1).then(|| fits(ABSENT)) };
    let name = &s.words[at..at + whom.len()];
    let (start, end) = (name[0].range.start, name[name.len() - 1].range.end);
    let office = |w: &&Word| OFFICES.contains(&&*w.folded);
    // "Chief executive Andy Jassy", "its founder, Ada Venn,": with the first name where only the last is asked by.
    let before = s.words[..at].iter().rev();
    let given =
        before.clone().take_while(|w| !office(w) && s.text[w.range.clone()].starts_with(char::is_uppercase)).take(2).count();
    let titled: Vec<&Word> = before.skip(given).take_while(office).collect();
    let beside =
        titled.first().filter(|w| s.text[w.range.end..start].len() <= NEAR && !s.text[w.range.end..start].contains(['.', ';']));
    let range = match (titled.last().filter(|_| beside.is_some()), explained(s, name)) {
        (Some(first), _) => first.range.start..end,
        (None, Some(apposition)) => start..apposition,
        (None, None) => return Some(fits(UNINTRODUCED)),
    };
    Some(Found { fit: 1.0, value: Some(Value { kind: "person", range, number: None, hedge: Hedge::Exact }) })
}

/// A sentence that has the name asked about, and does not say whose it is.
const UNINTRODUCED: f32 = 0.2;

/// Names, none of which can be a person's.
const NO_NAME: f32 = 0.25;
/// A person in a sentence that does not speak of the office whose holder is asked for.
const OTHER_OFFICE: f32 = 0.6;

/// The groups of words for offices that one person holds.
const OFFICE_GROUPS: [&str; 6] = ["boss", "chair", "founder", "finance_chief", "operations_chief", "technology_chief"];

/// The groups of words for trades, one of whom is asked for after "which".
const TRADE_GROUPS: [&str; 3] = ["politician", "lawyer", "spokesperson"];

/// The word of the question for the office or trade of the person it asks for, by its place among the terms.
pub(super) fn asked_office(question: &Question, vocabulary: &Vocabulary) -> Option<usize> {
    let [offices, trades] = [&OFFICE_GROUPS[..], &TRADE_GROUPS[..]]
        .map(|names| names.iter().filter_map(|name| vocabulary.group(name)).collect::<Vec<_>>());
    let after_which = |i: usize| i.checked_sub(1).is_some_and(|i| matches!(&*question.terms[i].word, "which" | "what"));
    let is = |i: usize| {
        let groups = &question.terms[i].groups;
        groups.iter().any(|g| offices.contains(g)) || after_which(i) && groups.iter().any(|g| trades.contains(g))
    };
    (0..question.terms.len()).find(|i| question.terms[*i].role == Role::Content && is(*i))
}

/// Whether a sentence names an office by its letters: who comes into that one comes into no other.
fn names_chief(s: &Sentence<'_>) -> bool {
    s.words.iter().any(|w| matches!(&*w.folded, "ceo" | "cfo" | "coo" | "cto" | "cpo" | "cmo" | "cio" | "chro"))
}

/// Whether the holder of an office is asked for, and the sentence does not speak of it, or only in the words of whoever is
/// found: "and then it got a CTO walking out," says the analyst.
fn without_office(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary, found: &Range<usize>) -> bool {
    let Some(office) = asked_office(question, vocabulary) else { return false };
    let marks: Vec<usize> = s.text.match_indices(['"', '“', '”']).map(|(at, _)| at).collect();
    let is_quoted = |at: usize| marks.partition_point(|mark| *mark < at) % 2 == 1;
    let mut offices = s.words.iter().zip(s.asked).filter(|(w, asked)| **asked && OFFICES.contains(&&*w.folded)).peekable();
    let of_others = offices.peek().is_some() && offices.all(|(w, _)| is_quoted(w.range.start) != is_quoted(found.start));
    !question.terms[office].groups.iter().any(|g| s.groups.contains(g)) || of_others
}

/// A person of whom nothing says that they come into the office, where a successor is asked for.
const OTHER_ROLE: f32 = 0.6;
/// A person of whom nothing says that they leave, where whoever leaves is asked for.
const STAYS: f32 = 0.5;

/// People whom one sentence may name.
const MOST_PEOPLE: usize = 60;

/// Somebody who held the office, where its holder is asked for.
pub(super) const HELD: f32 = 0.4;

/// Whether the holder of an office at an earlier time is asked for.
pub(super) fn asks_of_the_past(question: &Question) -> bool {
    let past = |word: &str| {
        const PAST: [&str; 21] = [
            "was",
            "were",
            "former",
            "ex",
            "before",
            "previous",
            "then",
            "when",
            "founded",
            "did",
            "had",
            "walked",
            "walks",
            "fired",
            "sacked",
            "dismissed",
            "ousted",
            "gave",
            "took",
            "replaced",
            "succeeded",
        ];
        PAST.contains(&word)
    };
    question.terms.iter().any(|t| past(&t.word) || leaves(&t.word))
}

/// Whether a person is said to leave an office: "Ada Venn steps down", "Ada Venn, who gave up the position", "dismissed several
/// executives, among them chief executive Ada Venn", "who succeeded Ada Venn".
fn leaves_office(s: &Sentence<'_>, name: &Range<usize>, people: &[Range<usize>]) -> bool {
    let word = |i: usize| s.words.get(i).map_or("", |w| w.folded.as_str());
    let dismissed = |word: &str| matches!(word, "dismissed" | "fired" | "ousted" | "sacked" | "removed" | "replaced");
    // "Ada Venn, who succeeded Bo Lind as chief executive"
    let followed =
        |word: &str| dismissed(word) || matches!(word, "succeeded" | "succeeds" | "succeeding" | "replaces" | "replacing");
    let (first, next) =
        (s.words.partition_point(|w| w.range.end <= name.start), s.words.partition_point(|w| w.range.start < name.end));
    let other = |i: usize| people.iter().any(|p| p != name && s.words.get(i).is_some_and(|w| p.contains(&w.range.start)));
    let clause = (next..s.words.len().min(next + GOES_WITHIN)).take_while(|&i| !other(i));
    let mut clause = clause.take_while(|&i| !s.text[name.end..s.words[i].range.start].contains([';', '.', '"', '”']));
    let post = |i: usize| {
        (i + 1..i + 6).any(|j| matches!(word(j), "post" | "position" | "role" | "job" | "office" | "reins" | "chair" | "title"))
    };
    let ends = |i: usize| s.words.get(i).is_some_and(|w| s.text[w.range.end..].starts_with([',', '.', ';']));
    let goes = |i: usize| match word(i) {
        "gives" | "gave" | "giving" => word(i + 1) == "up" && post(i),
        "hands" | "handed" | "handing" => word(i + 1) == "over" || post(i),
        "steps" | "stepped" | "stepping" | "step" => matches!(word(i + 1), "down" | "aside" | "back"),
        "walks" | "walked" | "walking" => word(i + 1) == "out",
        // "leaving many in tears", "left 40 people without work"
        "leaving" | "departing" | "retiring" | "exiting" => matches!(word(i - 1), "is" | "are" | "was" | "be" | "s"),
        "left" => s.words.get(i + 1).is_none_or(|w| LEFT_FOR.contains(&&*w.folded)) || ends(i),
        "going" | "goes" | "gone" | "leave" | "exit" => false,
        verb if dismissed(verb) => matches!(word(i - 1), "was" | "been" | "being" | "were"),
        verb => leaves(verb),
    };
    let listed = (0..first).find(|&i| word(i) == "including" || word(i) == "among" && word(i + 1) == "them");
    let among = listed.is_some_and(|listed| (0..listed).any(|i| dismissed(word(i))));
    let object = (first.saturating_sub(OFFICE_WORDS)..first).any(|i| {
        followed(word(i)) && (i + 1..first).all(|j| OFFICES.contains(&word(j)) || matches!(word(j), "its" | "the" | "their"))
    });
    clause.any(goes) || among || object
}

/// Words after "left" that say that somebody went.
const LEFT_FOR: &[&str] = &[
    "the", "in", "on", "last", "for", "after", "as", "at", "this", "earlier", "abruptly", "office", "company", "when", "two",
    "that",
];

/// Words after a name within which it is said that somebody goes.
const GOES_WITHIN: usize = 12;
/// Words of an office before a name, at most.
const OFFICE_WORDS: usize = 5;

/// Whether a word says of somebody that they leave an office.
fn leaves(word: &str) -> bool {
    matches!(
        word,
        "leave"
            | "leaves"
            | "leaving"
            | "left"
            | "quit"
            | "quits"
            | "quitting"
            | "resign"
            | "resigns"
            | "resigned"
            | "resigning"
            | "depart"
            | "departs"
            | "departed"
            | "departing"
            | "exit"
            | "exits"
            | "exiting"
            | "step"
            | "steps"
            | "stepped"
            | "stepping"
            | "going"
            | "goes"
            | "gone"
            | "retire"
            | "retires"
            | "retiring"
            | "retired"
    )
}

/// A person, where a buyer is asked for.
const NO_BUYER: f32 = 0.5;

/// Whether the question asks who comes into an office: "who takes over as head of people", "who followed Venn".
pub(super) fn asks_for_successor(question: &Question) -> bool {
    let words: Vec<&str> = question.terms.iter().map(|t| t.word.as_str()).collect();
    // "who took over the plant": of no office, a buyer.
    let office = words.iter().any(|w| OFFICES.contains(w) || *w == "as");
    let says = |i: usize, word: &str| {
        let over = words.get(i + 1) == Some(&"over");
        let fresh = matches!(word, "new" | "next" | "incoming") && words[i + 1..].iter().take(2).any(|w| OFFICES.contains(w));
        fresh || starts_in_office(word, words.get(i + 1).copied()) && (office || !over)
    };
    words.iter().enumerate().any(|(i, word)| says(i, word))
        || words.windows(2).any(|pair| matches!(pair[0], "followed" | "follows") || pair[0] == "comes" && pair[1] == "after")
}

/// The words of a question that asks who comes into an office, which say which office that is.
pub(super) fn said_of_successor(question: &Question) -> Vec<usize> {
    if !asks_for_successor(question) {
        return Vec::new();
    }
    let says = |word: &str| OFFICES.contains(&word) || matches!(word, "new" | "next" | "incoming");
    (0..question.terms.len()).filter(|i| says(&question.terms[*i].word)).collect()
}

/// Whether a word, with the one after it, says that somebody comes into an office.
fn starts_in_office(word: &str, next: Option<&str>) -> bool {
    let next = next.unwrap_or_default();
    match word {
        "take" | "takes" | "took" | "taking" | "taken" => matches!(next, "over" | "charge"),
        "hand" | "hands" | "handed" | "handing" => next == "over",
        "step" | "steps" | "stepped" | "stepping" => matches!(next, "in" | "into" | "up"),
        "become" | "becomes" | "became" | "promoted" | "appointed" | "appoints" | "replacement" | "successor" => true,
        _ => word.starts_with("replac") || word.starts_with("succeed"),
    }
}

/// Whether a person is said to come into an office: the first name before a verb of taking over or succeeding, or after
/// one of handing over, after "succeeded by", "appointed", "her successor is"; or whoever holds an office that is new.
fn takes_office(s: &Sentence<'_>, name: &Range<usize>, people: &[Range<usize>]) -> bool {
    let word = |i: usize| s.words.get(i).map_or("", |w| w.folded.as_str());
    let before = |i: usize, list: &[&str]| (1..=2).any(|n| i.checked_sub(n).is_some_and(|i| list.contains(&word(i))));
    // No other person stands between the name and the word.
    let next_to = |from: usize, to: usize| !people.iter().any(|other| from <= other.start && other.end <= to && other != name);
    s.words.iter().enumerate().any(|(i, w)| {
        let fresh = matches!(word(i), "new" | "incoming" | "next" | "interim" | "acting")
            && s.words[i + 1..].iter().take(3).any(|w| OFFICES.contains(&&*w.folded));
        // "Ada Venn, chief executive since March,", "Ada Venn returns as president"
        let since = word(i) == "since"
            && s.text[name.end..w.range.start.max(name.end)].starts_with(',')
            && i.checked_sub(1).is_some_and(|before| OFFICES.contains(&word(before)));
        let returns = matches!(word(i), "returns" | "returned") && word(i + 1) == "as";
        if (since || returns) && name.end <= w.range.start && w.range.start - name.end <= NEAR && next_to(name.end, w.range.start)
        {
            return true;
        }
        let names = matches!(word(i), "names" | "named") && s.words[i + 1..].iter().any(|w| OFFICES.contains(&&*w.folded));
        // "Hana Kobayashi, who ran infrastructure, is CTO as of now", "will be our chief revenue officer from today"
        let office = s.words[i + 1..].iter().take(3).position(|w| OFFICES.contains(&&*w.folded)).map(|at| i + 1 + at);
        let from_now = word(i) == "is"
            && office.is_some_and(|at| {
                let since = (at + 1..at + 4).find(|&j| matches!(word(j), "now" | "from" | "effective"));
                since.is_some_and(|since| !(at + 1..since).any(|j| word(j) == "at" || word(j) == "of" && word(j + 1) != "now"))
            });
        let will_be = word(i) == "be" && i > 0 && word(i - 1) == "will" && office.is_some();
        if from_now || will_be {
            return name.end <= w.range.start && next_to(name.end, w.range.start);
        }
        if !fresh && !names && !starts_in_office(word(i), Some(word(i + 1))) {
            return false;
        }
        let passive = before(i, &["was", "were", "is", "be", "been", "being"]) && word(i) != "appointed" && word(i) != "promoted";
        let given = fresh
            || names
            || passive
            || word(i).starts_with("hand")
            || matches!(word(i), "successor" | "replacement" | "appointed" | "appoints" | "promoted");
        let after = given && w.range.end <= name.start && name.start - w.range.end <= NEAR && next_to(w.range.end, name.start);
        let noun = matches!(word(i), "successor" | "replacement");
        let took = !fresh && !names && !noun && !word(i).starts_with("hand") && !passive;
        let ahead = took && name.end <= w.range.start && next_to(name.end, w.range.start);
        after || ahead
    })
}

/// The groups of words for what is no person and may be asked for with "who" and "which".
const ORGANISATIONS: [&str; 2] = ["investor", "newspaper"];

/// Nouns of organisations that "who" may be, where the question says no more than whose: "who was Acme's biggest customer".
const PARTNERS: &[&str] =
    &["customer", "client", "shareholder", "publisher", "supplier", "landlord", "lender", "competitor", "rival", "parent"];

/// Nouns of organisations that "which" may stand before.
const ORGANISED: &[&str] = &[
    "union",
    "bank",
    "firm",
    "fund",
    "agency",
    "regulator",
    "consultancy",
    "group",
    "rival",
    "competitor",
    "customer",
    "client",
    "publisher",
    "supplier",
    "shareholder",
    "lender",
    "parent",
    "studio",
    "university",
];

/// Whether the question asks for an organisation: "activist investor in …", "which newspaper", "which law firm".
fn asks_for_organisation(question: &Question, vocabulary: &Vocabulary) -> bool {
    let groups = ORGANISATIONS.map(|name| vocabulary.group(name));
    let terms = &question.terms;
    let person = |i: usize| {
        matches!(&*terms[i].word, "reporter" | "journalist") || terms.get(i + 1).is_some_and(|t| OFFICES.contains(&&*t.word))
    };
    let is =
        |i: usize| terms[i].role == Role::Content && terms[i].groups.iter().any(|g| groups.contains(&Some(*g))) && !person(i);
    let after_which = |i: usize| terms[i.saturating_sub(2)..i].iter().any(|t| matches!(&*t.word, "which" | "what"));
    let which = |i: usize| ORGANISED.contains(&&*terms[i].word) && after_which(i) && !person(i);
    // "who told the newspaper": what follows a verb is not what is asked for.
    let who = terms.iter().any(|t| matches!(&*t.word, "who" | "whos" | "who's"));
    let be = terms.get(1).is_some_and(|t| matches!(&*t.word, "is" | "was" | "are" | "were"));
    let partner = |i: usize| who && be && PARTNERS.contains(&&*terms[i].word) && !person(i);
    question.asks_for_owner() || (0..terms.len()).any(|i| !who && is(i) || which(i) || partner(i))
}

/// The organisation that a sentence names nearest to what is asked of it: one that the question does not name itself.
fn organisation(question: &Question, s: &Sentence<'_>, names: &[&[Word]]) -> Found {
    let own = |range: &Range<usize>| {
        let text = &s.text[range.clone()];
        question.terms.iter().any(|t| text.eq_ignore_ascii_case(&t.word))
    };
    let mentioned = s.mentions.iter().filter(|m| !question.companies.iter().any(|c| m.is_of(&c.name))).map(|m| m.range.clone());
    let named = names.iter().filter_map(|words| Some(words.first()?.range.start..words.last()?.range.end));
    let opening = opening(s);
    let asked: Vec<&Word> = s.asked_words().collect();
    // "a Perth hedge fund": where it is from.
    let adjective = |range: &Range<usize>| {
        let before = s.text[..range.start].trim_end().rsplit(' ').next().unwrap_or_default();
        matches!(before, "a" | "an") || s.text[..range.start].ends_with(char::is_alphanumeric)
    };
    // "the British fund"
    let place = |range: &Range<usize>| {
        let text = &s.text[range.clone()];
        places::is_place(text) || matches!(text, "US" | "U.S" | "UK" | "U.K" | "EU" | "UAE")
    };
    let candidates = mentioned
        .chain(named)
        .filter(|range| !own(range) && !adjective(range) && !place(range) && Some(range) != opening.as_ref());
    let judged = candidates.map(|range| (distance(&asked, &range).unwrap_or(usize::MAX), range));
    match judged.min_by_key(|(gap, _)| *gap) {
        Some((gap, mut range)) => {
            // "Oak & Anvil"
            if let Some(rest) = s.text[range.end..].strip_prefix(" & ")
                && rest.starts_with(char::is_uppercase)
            {
                range.end += " & ".len() + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            }
            let fit = if gap < NEAR { 1.0 } else { 0.6 };
            Found { fit, value: Some(Value { kind: "company", range, number: None, hedge: Hedge::Exact }) }
        }
        None => fits(ABSENT),
    }
}

/// A name with those that "and" joins to it: "Karen Boone and Chris Bruzzo take over".
fn together(text: &str, mut name: Range<usize>, people: &[Range<usize>]) -> Range<usize> {
    for other in people {
        let (first, last) = if other.start < name.start { (other, &name) } else { (&name, other) };
        if first.end < last.start && text[first.end..last.start].trim() == "and" {
            name = first.start..last.end;
        }
    }
    name
}

/// Verbs of buying a company, and nouns that stand for them.
pub(super) fn buys(word: &str) -> bool {
    matches!(
        word,
        "bought"
            | "buys"
            | "buy"
            | "buying"
            | "acquired"
            | "acquires"
            | "acquire"
            | "acquiring"
            | "purchased"
            | "purchase"
            | "acquisition"
            | "takeover"
    )
}

fn sells(word: &str) -> bool {
    matches!(word, "sold" | "sells" | "sell" | "selling" | "sale")
}

pub(super) fn asks_for_buyer(question: &Question) -> bool {
    question.terms.iter().any(|t| buys(&t.word))
}

/// The first word of a sentence, where it may be a name: not "I", "They".
fn opening(s: &Sentence<'_>) -> Option<Range<usize>> {
    const PRONOUNS: &[&str] = &["he", "she", "it", "they", "this", "that", "who", "which", "those", "these", "you"];
    let first = s.words.first().filter(|w| s.text[w.range.clone()].starts_with(char::is_uppercase))?;
    let pronoun = FIRST_PERSON.contains(&&*first.folded) || PRONOUNS.contains(&&*first.folded);
    (!pronoun).then(|| first.range.clone())
}

/// Who buys is a company more often than a person.
fn buyer(question: &Question, s: &Sentence<'_>, names_before: &[&[Word]]) -> Option<Found> {
    // Whoever bought it owns it.
    let owner = question.asks_for_owner() && s.mentions.iter().any(|m| question.companies.iter().any(|c| m.is_of(&c.name)));
    if !asks_for_buyer(question) && !owner {
        return None;
    }
    let asked = |range: &Range<usize>| {
        let named = |word: &str| question.terms.iter().any(|t| t.role != Role::Asking && t.word == word);
        s.words.iter().filter(|w| range.start <= w.range.start && w.range.end <= range.end).all(|w| named(&w.folded))
            || s.mentions.iter().any(|m| m.range == *range && question.companies.iter().any(|c| m.is_of(&c.name)))
    };
    let opening = opening(s);
    let verb = s.words.iter().find(|w| buys(&w.folded) || sells(&w.folded))?;
    let (verb, sells) = (&verb.range, sells(&verb.folded));
    let mut names: Vec<Range<usize>> = s.mentions.iter().map(|m| m.range.clone()).collect();
    for name in names_before {
        let range = name[0].range.start..name[name.len() - 1].range.end;
        if !names.iter().any(|n| n.start < range.end && range.start < n.end) {
            names.push(range);
        }
    }
    // "Ostra bought …": the first word of a sentence is a name where the verb follows it.
    // "Songtradr, a music licensing platform, is buying …"
    let acts = |first: &Range<usize>| {
        let between = s.text.get(first.end..verb.start).unwrap_or_default().trim().trim_end_matches([' ', 'i', 's']);
        between.is_empty() || between.starts_with(", a") && between.ends_with(',')
    };
    names.extend(opening.filter(|first| acts(first) && !names.contains(first)));
    names.sort_unstable_by_key(|range| range.start);
    // The one named last before the verb, or the one it was bought by.
    let to = if sells { " to" } else { " by" };
    let by = |range: &&Range<usize>| {
        let between = s.text.get(verb.end..range.start).unwrap_or_default();
        between.trim_end().ends_with(to)
            || sells && between.contains(to) && between[between.rfind(to).unwrap_or_default()..].split(' ').count() <= 5
    };
    let passive = !s.text[verb.clone()].ends_with("ing")
        && s.text[..verb.start]
            .trim_end()
            .rsplit(' ')
            .next()
            .is_some_and(|w| matches!(w, "was" | "were" | "been" | "being" | "is"));
    let active = names.iter().rev().find(|range| range.end <= verb.start).filter(|_| !passive && !sells);
    let buyer = names.iter().find(by).or(active).filter(|range| !asked(range))?;
    let value = Value { kind: "company", range: buyer.clone(), number: None, hedge: Hedge::Exact };
    Some(Found { fit: 1.0, value: Some(value) })
}

/// Of capitals in a row what may be a person's name: without the office that opens them.
fn person<'a>(question: &Question, s: &Sentence<'a>, name: &'a [Word]) -> Option<Person<'a>> {
    let is = |list: &[&str], w: &Word| list.contains(&w.folded.as_str());
    let first = name.iter().rposition(|w| is(OFFICES, w)).map_or(0, |office| office + 1);
    let words = &name[first..];
    let (start, end) = (words.first()?.range.start, words.last()?.range.end);
    let at = s.words.partition_point(|w| w.range.end <= start);
    let before = at.checked_sub(1).map(|i| &s.words[i]);
    // "its chairwoman, Ada Venn, said": the name stands between commas after the office.
    let apart = |w: &Word| s.text[w.range.end..start].trim() == "," && s.text[end..].starts_with([',', '.']);
    let beside =
        before.is_some_and(|w| is(OFFICES, w) && (s.text[w.range.end..start].trim_matches([' ', '.']).is_empty() || apart(w)));
    let addressed = beside && before.is_some_and(|w| is(ADDRESS, w));
    let introduced = first > 0 || beside || explained(s, words).is_some();
    let named = |w: &Word| question.terms.iter().any(|t| t.word == w.folded) || is(NO_PERSON, w);
    // "Sirohi took over in October": of whom the article has the full name elsewhere.
    let family = words.len() == 1 && first == 0 && !introduced && (s.is_surname)(&words[0].folded);
    let possible = (2..=4).contains(&words.len()) || addressed && words.len() == 1 || family;
    let before = before.filter(|_| first == 0).map(|w| w.folded.as_str());
    let elsewhere = matches!(before, Some("in" | "at" | "on" | "near" | "the")) || s.text[..start].ends_with('(');
    // "PRESS STATEMENT", "WARN Act": words in capitals throughout are a heading's or an abbreviation.
    let shouted = !introduced && words.iter().any(|w| w.range.len() > 3 && !s.text[w.range.clone()].contains(char::is_lowercase));
    if !possible || elsewhere || shouted || words.iter().any(named) {
        return None;
    }
    let office = s.words[..at].iter().zip(s.asked).rev().take_while(|(w, _)| is(OFFICES, w));
    let held: Vec<(&Word, &bool)> = office.collect();
    let holds_asked = beside && held.iter().any(|(_, asked)| **asked);
    let holds_exactly = holds_asked && held.iter().any(|(w, _)| question.terms.iter().any(|t| t.word == w.folded));
    Some(Person {
        words,
        introduced,
        holds_asked,
        holds_exactly,
        doubtful: family || matches!(before, Some("from" | "to" | "of" | "and")) && !introduced,
        family,
    })
}

/// Words after a name and a comma, within which an apposition has to say who that is.
const APPOSITION: usize = 7;

/// Where the apposition ends that says who somebody is: "Ada Venn, head of the ocean division", "Olaf Berg, 52, who runs the
/// plant".
fn explained(s: &Sentence<'_>, name: &[Word]) -> Option<usize> {
    let end = name.last()?.range.end;
    let rest = s.text[end..].strip_prefix([',', '(']).or_else(|| s.text[end..].strip_prefix(" ("))?;
    let from = s.text.len() - rest.len();
    let stop =
        rest.char_indices().skip(4).find(|(_, c)| matches!(c, ',' | ';' | ')' | '.')).map_or(s.text.len(), |(i, _)| from + i);
    let inside = s.words.iter().filter(|w| w.range.start >= from && w.range.end <= stop).take(APPOSITION);
    let mut inside = inside.peekable();
    let aged = inside.peek().is_some_and(|w| w.number && w.range.len() == 2);
    let told = aged
        || inside.any(|w| {
            OFFICES.contains(&w.folded.as_str()) || matches!(&*w.folded, "runs" | "heads" | "leads" | "chairs" | "founded")
        });
    told.then_some(stop)
}
