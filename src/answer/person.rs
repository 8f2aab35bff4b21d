//! People: which name in a sentence is that of the person asked for.

mod introduced;
mod office;
mod organisation;

use std::ops::Range;

use super::value::{ABSENT, Found, SPEECH, Sentence, Value, distance, fits, proper_names};
use crate::question::Question;
use crate::text::amount::{self, Hedge};
use crate::text::term::Word;
use crate::vocabulary::Vocabulary;
use introduced::{asked_by_name, introduction};
use office::{is_undone, leaves, leaves_office, names_chief, takes_office, without_office};
use organisation::{asks_for_organisation, buyer, organisation};

pub(super) use office::{asked_office, asks_for_successor, asks_of_the_past, said_of_successor};
pub(super) use organisation::{asks_for_buyer, buys};

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

/// What is left of a person of whom a sentence says that they did not do what is asked about.
const UNDONE: f32 = 0.4;

/// Names, none of which can be a person's.
const NO_NAME: f32 = 0.25;

/// A person in a sentence that does not speak of the office whose holder is asked for.
const OTHER_OFFICE: f32 = 0.6;

/// The groups of words for offices that one person holds.
const OFFICE_GROUPS: [&str; 6] = ["boss", "chair", "founder", "finance_chief", "operations_chief", "technology_chief"];

/// The groups of words for trades, one of whom is asked for after "which".
const TRADE_GROUPS: [&str; 3] = ["politician", "lawyer", "spokesperson"];

/// A person of whom nothing says that they come into the office, where a successor is asked for.
const OTHER_ROLE: f32 = 0.6;

/// A person of whom nothing says that they leave, where whoever leaves is asked for.
const STAYS: f32 = 0.5;

/// People whom one sentence may name.
const MOST_PEOPLE: usize = 60;

/// Somebody who held the office, where its holder is asked for.
pub(super) const HELD: f32 = 0.4;

/// A person, where a buyer is asked for.
const NO_BUYER: f32 = 0.5;

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
