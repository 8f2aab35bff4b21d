//! People: which name in a sentence is that of the person asked for.

use std::ops::Range;

use super::value::{ABSENT, Found, SPEECH, Sentence, Value, distance, fits, proper_names};
use crate::question::Question;
use crate::text::amount::Hedge;
use crate::text::term::Word;

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
];

/// Within as many bytes of a name, a word tells who that is or what they did.
const NEAR: usize = 60;

/// A name that may be a person's.
struct Person<'a> {
    words: &'a [Word],
    /// An office or a form of address stands right before it.
    introduced: bool,
    /// It stands where places and things do, too: "the work of …".
    doubtful: bool,
}

impl Person<'_> {
    fn range(&self) -> Range<usize> {
        self.words[0].range.start..self.words[self.words.len() - 1].range.end
    }
}

/// The person whom a sentence names, nearest to what is asked of them; else nearest to a word of office or of speech.
pub(super) fn find(question: &Question, s: &Sentence<'_>) -> Found {
    if let Some(buyer) = buyer(question, s) {
        return buyer;
    }
    let names = proper_names(s);
    let people: Vec<Person<'_>> = names.iter().filter_map(|name| person(question, s, name)).collect();
    let ranges: Vec<Range<usize>> = people.iter().map(Person::range).collect();
    let asked: Vec<&Word> = s.asked_words().collect();
    let said: Vec<&Word> = s.words.iter().filter(|w| SPEECH.contains(&w.folded.as_str())).collect();
    let judge = |p: &Person<'_>| {
        let [asked, said] = [&asked, &said].map(|words| distance(words, &p.range()).unwrap_or(usize::MAX));
        let fit: f32 = match () {
            () if asked < NEAR && !p.doubtful => 1.0,
            () if p.introduced || said < NEAR && !p.doubtful => 0.9,
            () => 0.75,
        };
        (fit, asked.min(said.saturating_add(NEAR)), p.range())
    };
    let best = people.iter().map(judge).min_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match best {
        Some((fit, _, range)) => {
            let range = together(s.text, range, &ranges);
            Found { fit, value: Some(Value { kind: "person", range, number: None, hedge: Hedge::Exact }) }
        }
        None if names.is_empty() => fits(ABSENT),
        None => fits(0.4),
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

/// Who buys is a company more often than a person.
fn buyer(question: &Question, s: &Sentence<'_>) -> Option<Found> {
    let buys = |word: &str| matches!(word, "bought" | "buys" | "buy" | "buying" | "acquired" | "acquires" | "acquiring");
    if !question.terms.iter().any(|t| buys(&t.word)) {
        return None;
    }
    let asked = |m: &crate::names::Mention| {
        question.terms.iter().any(|t| s.text[m.range.clone()].eq_ignore_ascii_case(&t.word))
            || question.companies.iter().any(|c| m.is_of(&c.name))
    };
    // The one named last before the verb, or the one it was bought by.
    let verb = s.words.iter().find(|w| buys(&w.folded))?;
    let active = s.mentions.iter().rev().find(|m| m.range.end <= verb.range.start);
    let by =
        |m: &&crate::names::Mention| s.text.get(verb.range.end..m.range.start).is_some_and(|t| t.trim_end().ends_with(" by"));
    let buyer = s.mentions.iter().find(|m| by(m)).or(active).filter(|m| !asked(m))?;
    let value = Value { kind: "company", range: buyer.range.clone(), number: None, hedge: Hedge::Exact };
    Some(Found { fit: 1.0, value: Some(value) })
}

/// Of capitals in a row what may be a person's name: without the office that opens them.
fn person<'a>(question: &Question, s: &Sentence<'a>, name: &'a [Word]) -> Option<Person<'a>> {
    let is = |list: &[&str], w: &Word| list.contains(&w.folded.as_str());
    let first = name.iter().rposition(|w| is(OFFICES, w)).map_or(0, |office| office + 1);
    let words = &name[first..];
    let start = words.first()?.range.start;
    let at = s.words.partition_point(|w| w.range.end <= start);
    let before = at.checked_sub(1).map(|i| &s.words[i]);
    let beside = before.is_some_and(|w| is(OFFICES, w) && s.text[w.range.end..start].trim_matches([' ', '.']).is_empty());
    let addressed = beside && before.is_some_and(|w| is(ADDRESS, w));
    let introduced = first > 0 || beside;
    let named = |w: &Word| question.terms.iter().any(|t| t.word == w.folded) || is(NO_PERSON, w);
    let possible = (2..=4).contains(&words.len()) || addressed && words.len() == 1;
    let before = before.filter(|_| first == 0).map(|w| w.folded.as_str());
    let elsewhere = matches!(before, Some("in" | "at" | "on" | "near" | "the")) || s.text[..start].ends_with('(');
    if !possible || elsewhere || words.iter().any(named) {
        return None;
    }
    Some(Person { words, introduced, doubtful: matches!(before, Some("from" | "to" | "of" | "and")) })
}
