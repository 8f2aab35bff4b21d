//! What is told by a name: teams, places, what something is called.

use super::super::part;
use super::{Found, Sentence, fits, has};
use crate::names;
use crate::places;
use crate::question::Question;
use crate::text::amount::{self, Kind};
use crate::text::term::{Terms, Word};
use crate::vocabulary::Vocabulary;

/// How surely a sentence names a team: a sort of work, a part of the company, or only that there are teams.
pub(super) fn team(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> f32 {
    const PARTS: [&str; 7] = ["group", "division", "divisions", "department", "departments", "unit", "units"];
    const ANY: [&str; 4] = ["team", "teams", "service", "operations"];
    let named = teams_named(question, s, vocabulary);
    let fit = match () {
        () if named > 0 || has(s, &PARTS) => 1.0,
        () if has(s, &ANY) => 0.95,
        () => 0.85,
    };
    // "which team was hit hardest" is told by numbers side by side, or by a word for it.
    let compared =
        || has(s, EXTREMES) || named > 1 && amount::amounts(s.text).iter().filter(|a| a.kind == Kind::Number).count() > 1;
    let extreme = question.terms.iter().any(|t| EXTREMES.contains(&&*t.word));
    if extreme && !compared() { fit * UNCOMPARED } else { fit }
}

/// How many sorts of work and units of a company that is asked about a sentence names.
pub(in crate::answer) fn teams_named(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> usize {
    let sorts = part::TEAMS.iter().filter_map(|name| vocabulary.group(name)).filter(|group| s.groups.contains(group)).count();
    let is_unit =
        |m: &&names::Mention| question.companies.iter().any(|c| m.parent.as_deref() == Some(&*c.name) && *m.company != *c.name);
    sorts + s.mentions.iter().filter(is_unit).count()
}

/// Words for what has more of something than all others.
const EXTREMES: &[&str] =
    &["most", "hardest", "worst", "biggest", "largest", "heaviest", "heavily", "deepest", "brunt", "mainly", "mostly"];

/// What is left of a team in a sentence that compares none with others, where it is asked which has most.
const UNCOMPARED: f32 = 0.5;

/// Words that open a sentence before a name and are no part of it.
const OPENING: &[&str] = &[
    "in", "at", "on", "from", "for", "to", "by", "near", "of", "and", "but", "or", "when", "while", "as", "after", "before",
    "since", "if", "with", "under", "our", "its", "their", "his", "her", "that", "then", "so", "now", "yet", "even", "only",
    "like", "both", "says", "said", "because", "although", "though", "until", "without", "neither", "where", "across",
];

/// Capitalised words in a row that name no company and no time: people, places, products.
pub(in crate::answer) fn proper_names<'a>(s: &'a Sentence<'_>) -> Vec<&'a [Word]> {
    let known = |w: &Word| {
        s.mentions.iter().any(|m| m.range.start <= w.range.start && w.range.end <= m.range.end)
            || s.times.iter().any(|t| t.range.start <= w.range.start && w.range.end <= t.range.end)
    };
    let capital = |w: &Word| s.text[w.range.clone()].starts_with(char::is_uppercase) && !known(w) && !w.number;
    let mut names = Vec::new();
    let mut at = 0;
    while at < s.words.len() {
        let mut end = at;
        while end < s.words.len()
            && capital(&s.words[end])
            && (end == at
                || s.text[s.words[end - 1].range.end..s.words[end].range.start].trim_matches(['.', ' ', '-']).is_empty())
        {
            end += 1;
        }
        // The first word of a sentence is capitalised whatever it is.
        let first = at + usize::from(at == 0 && s.words.first().is_some_and(|w| OPENING.contains(&&*w.folded)));
        if end > first && (first > 0 || end > 1 || (s.is_surname)(&s.words[0].folded)) {
            names.push(&s.words[first..end]);
        }
        at = end.max(at + 1);
    }
    names
}

/// Whether something is given a name here: in quotation marks, or in capitals without being a company.
pub(super) fn called(s: &Sentence<'_>) -> Found {
    const NAMING: &[&str] =
        &["called", "named", "codenamed", "dubbed", "known", "nicknamed", "code-named", "project", "operation", "name"];
    let short_quote = s.text.split(['"', '“', '”']).skip(1).step_by(2).any(|quote| (1..=5).contains(&quote.split(' ').count()));
    match (short_quote || !proper_names(s).is_empty(), has(s, NAMING)) {
        (true, true) => fits(1.0),
        (true, false) => fits(0.6),
        (false, _) => fits(0.3),
    }
}

/// Words before the name of a place.
const BEFORE_PLACE: &[&str] = &["in", "at", "from", "to", "across", "near", "around", "outside"];

/// Words before the names of places and of much else.
const DOUBTFUL_PLACE: &[&str] = &["and", "the", "of"];

/// Words after the name of a place that say what stands there: "our Launceston plant".
pub(super) const SITES: &[&str] = &[
    "office",
    "offices",
    "center",
    "centre",
    "centers",
    "centres",
    "hub",
    "plant",
    "plants",
    "factory",
    "campus",
    "site",
    "sites",
    "warehouse",
    "headquarters",
    "branch",
    "depot",
    "studio",
    "lab",
    "location",
    "works",
    "operation",
    "operations",
    "team",
    "area",
    "region",
];

/// Whether a place is named that the question does not name itself: after a word that stands before places, before a word
/// for what stands there, or one that the article names in such a way elsewhere.
pub(super) fn place(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let stemmer = Terms::default();
    let asked = |w: &Word| question.terms.iter().any(|t| t.word == w.folded);
    let opens = s.words.first().filter(|w| s.text[w.range.clone()].starts_with(char::is_uppercase)).map(std::slice::from_ref);
    // "which countries": a town is none.
    let of_countries = question.terms.iter().any(|t| matches!(t.word.as_str(), "country" | "countries" | "nation" | "nations"));
    let country = |name: &[Word]| {
        let whole = &s.text[name[0].range.start..name[name.len() - 1].range.end];
        places::is_country(whole) || name.len() == 1 && places::is_country(&name[0].folded)
    };
    // "American Airlines said": the first word alone is no place where its name goes on.
    let is_town = |name: &[Word]| {
        let end = name[name.len() - 1].range.end;
        let goes_on = s.text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
        places::is_place(&s.text[name[0].range.start..end]) && !goes_on && !name[0].folded.ends_with("an")
    };
    let mut best = 0.3f32;
    for name in proper_names(s).into_iter().chain(opens) {
        let first = s.words.partition_point(|w| w.range.end <= name[0].range.start);
        let before = first.checked_sub(1).map(|i| s.words[i].folded.as_str());
        let site = s.words.get(first + name.len()).is_some_and(|w| SITES.contains(&&*w.folded));
        let fit: f32 = match () {
            () if name.iter().all(asked) || !vocabulary.groups(&stemmer.stem(&name[0].folded)).is_empty() => 0.3,
            () if before.is_some_and(|w| BEFORE_PLACE.contains(&w)) || (s.is_place)(&name[0].folded) => 1.0,
            () if is_town(name) => 1.0,
            () if site && first > 0 => 1.0,
            () if before.is_some_and(|w| DOUBTFUL_PLACE.contains(&w)) => 0.85,
            () if first == 0 && name.len() == 1 => 0.3,
            () => 0.6,
        };
        best = best.max(if of_countries && !country(name) { fit * NO_COUNTRY } else { fit });
    }
    fits(best)
}

/// What is left of a place that is no country, where countries are asked for.
const NO_COUNTRY: f32 = 0.6;
