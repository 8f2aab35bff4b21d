//! The headline: a direct answer in one line, every value of which stands in a cited quote.

use std::ops::Range;

use jiff::civil::Date;

use super::evidence::{Evidence, Features, Standing};
use super::value::{CUTTING, Value};
use super::{Citation, Claim};
use crate::layoff::Status;
use crate::question::{Asks, Counted, Order, Question, QuestionTerm, Role};
use crate::text::amount::{self, Amount, Hedge, Kind};
use crate::text::term::{self, Terms};
use crate::time::Period;

/// The names of what may speak against a headline, as `data/weights.toml` has them: the quote lacks a telling word of the
/// question; the value stands far from what the question names; a number of people was not found to be one of a layoff; the
/// quote has other values of the kind; others are counted than those who go; the quote and what stands around it have little
/// of the question.
pub const RESERVATIONS: [&str; 6] = ["untold", "far", "unread", "several", "others", "sparse"];

/// What a headline would be, and what speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The line.
    pub line: String,
    pub(super) claims: Vec<Claim>,
    /// The features of the sentence that has the value.
    pub features: Features,
    /// Which of the [`RESERVATIONS`] hold.
    pub reservations: [bool; RESERVATIONS.len()],
    /// How likely it is that the value is the one that is asked for.
    pub sure: f64,
}

/// A value whose sentence speaks less surely of the company, or of the time, may be of another.
const SURE: f32 = 0.75;
/// A value that fits less is hardly of the kind that is asked for.
const FITS: f32 = 0.8;
/// With less, the words leave open what it is about.
const COVERED: f32 = 0.8;

/// Days after which a plan is an old one.
const OLD: i32 = 180;

/// What can be stated, where the first citation holds a value of the kind asked for. `judged` is all that was found, `newest` the
/// day of the latest article.
pub(super) fn candidate(
    question: &Question,
    chosen: &[Evidence],
    citations: &[Citation],
    judged: &[Evidence],
    newest: Option<Date>,
) -> Option<Candidate> {
    let (evidence, citation) = (chosen.first()?, citations.first()?);
    let f = &evidence.features;
    // With several companies, it would have to be told of which one the value is.
    if question.companies.len() > 1
        || f.company < SURE
        || f.time < SURE
        || f.kind < FITS
        || f.order < 1.0
        // A number that the question gives is no answer to it.
        || f.fresh < 1.0
        || matches!(question.order, Some(Order::Nth(n)) if n > 1 && evidence.nth != Some(n))
        || is_of_another(question, evidence, citation.text())
    {
        return None;
    }
    let stated = matches!(
        question.asks,
        Asks::Count | Asks::Percent | Asks::Date | Asks::Person | Asks::Severance | Asks::Money | Asks::Duration
    ) || question.asks == Asks::Summary && !question.companies.is_empty() && evidence.whose.is_some();
    let value = evidence.value.as_ref().filter(|_| stated)?;
    let values = match &evidence.beside {
        // Of what is reported of a layoff, the number stands before the share.
        Some(beside) if question.asks == Asks::Summary && beside.kind == "count" => vec![beside, value],
        Some(beside) => vec![value, beside],
        None => vec![value],
    };
    let company = question.companies.first().map(|c| c.name.clone());
    let (mut line, mut claims) = (String::new(), Vec::new());
    if let Some(company) = &company {
        line.push_str(company);
        if question.asks != Asks::Date
            && let Some(when) = when(question, evidence, citation)
        {
            line.push_str(", ");
            line.push_str(&when);
        }
        line.push_str(": ");
    }
    for value in values {
        let value = &in_digits(value, citation.text());
        let terms = with_terms(evidence, citation.text()).filter(|_| value.kind == "severance");
        let said = terms.map_or_else(|| phrase(question, value, citation.text()), |terms| citation.text()[terms].trim_end());
        if !claims.is_empty() {
            line.push_str(", ");
        }
        line.push_str(&within(said));
        claims.push(Claim {
            kind: value.kind,
            value: value.number.filter(|_| matches!(value.kind, "count" | "percent")).map_or_else(|| said.into(), number),
            is: hedge(value.hedge),
            company: company.clone(),
            said_by: evidence.standing.as_ref().and_then(|s| s.said_by.clone()),
            citations: vec![1],
        });
    }
    // Of a part, it is said of which: "about 1,200 jobs (Sweden)".
    if evidence.part {
        let part = part(question, citation.text())?;
        if !line.contains(part) {
            line.push_str(&format!(" ({part})"));
        }
    }
    if let Some(standing) = evidence.standing.as_ref().filter(|_| !matches!(question.asks, Asks::Person | Asks::Severance)) {
        line.push_str(&how_firm(standing, company.as_deref(), is_left(evidence, judged, newest), citation.text()));
    }
    let reservations = reservations(question, evidence, citation.text());
    Some(Candidate { line, claims, features: *f, reservations, sure: 0.0 })
}

/// Whether a word is of the part of the company that the question names.
fn is_of_part(question: &Question) -> impl Fn(&term::Word) -> bool {
    let stemmer = Terms::default();
    let named = super::part::asked(question);
    move |word| {
        let stem = stemmer.stem(&word.folded);
        named.iter().any(|&i| {
            let term = &question.terms[i];
            term.terms.iter().chain(&term.synonyms).any(|own| *own == stem)
        })
    }
}

/// The part of the company that the question names, as the quote writes it.
fn part<'t>(question: &Question, text: &'t str) -> Option<&'t str> {
    let is_named = is_of_part(question);
    let words = term::words(text);
    let first = words.iter().position(&is_named)?;
    let last = first + words[first..].iter().take_while(|word| is_named(word)).count() - 1;
    Some(&text[words[first].range.start..words[last].range.end])
}

/// How firm a layoff is that has not happened, as far as its article tells: " (planned)", " (rumour; union)", " (planned; no later
/// report here)".
fn how_firm(standing: &Standing, company: Option<&str>, is_left: bool, text: &str) -> String {
    let status = match standing.status {
        Status::Planned if !is_told_as_done(text) => "planned",
        Status::Rumoured => "rumour",
        _ => return String::new(),
    };
    let by = standing.said_by.as_deref().filter(|by| standing.status == Status::Rumoured && Some(*by) != company);
    let parts = [Some(status), by, is_left.then_some("no later report here")];
    format!(" ({})", parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// Whether a quote tells of people who are gone, whatever its article plans besides: "lost their jobs with immediate effect".
fn is_told_as_done(text: &str) -> bool {
    const DONE: [&str; 12] = [
        "lost their job",
        "have lost",
        "has lost",
        "out of a job",
        "out of work",
        "with immediate effect",
        "were laid off",
        "was laid off",
        "has laid off",
        "were let go",
        "has dismissed",
        "were dismissed",
    ];
    DONE.iter().any(|said| text.contains(said))
}

/// Whether a plan is old and nothing of what was found tells what became of it.
fn is_left(plan: &Evidence, judged: &[Evidence], newest: Option<Date>) -> bool {
    let Some((told, newest)) = plan.event.zip(newest) else { return false };
    let later = |e: &Evidence| {
        e.article != plan.article
            && e.whose.is_some()
            && e.whose == plan.whose
            && e.event.is_some_and(|event| event.end >= told.start)
            && e.standing.as_ref().is_some_and(|s| !matches!(s.status, Status::Planned | Status::Rumoured))
    };
    (newest - told.end).get_days() > OLD && !judged.iter().any(later)
}

/// A phrase of a quote within a line: one that opens its sentence has a capital there only. Names keep theirs.
fn within(phrase: &str) -> String {
    let mut words = phrase.splitn(2, ' ');
    let (first, rest) = (words.next().unwrap_or_default(), words.next());
    let opens = rest.is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()) || rest.starts_with("of "));
    let plain = first.chars().skip(1).all(char::is_lowercase);
    match rest {
        Some(rest) if opens && plain => format!("{} {rest}", first.to_lowercase()),
        _ => phrase.to_owned(),
    }
}

/// Whether the quote says that the value is of something else than is asked.
fn is_of_another(question: &Question, evidence: &Evidence, text: &str) -> bool {
    let open = question.bounds.since.is_none() && question.bounds.until.is_some();
    if is_replaced(evidence, text) {
        return true;
    }
    match question.asks {
        // How many there were at a time is not how many there were at some time before.
        Asks::Count if question.counted != Counted::Cuts => open,
        // The number of the whole is none of the place or the team that is asked about.
        Asks::Count | Asks::Percent | Asks::Summary => evidence.whole && names_a_part(question, text) || stays(evidence, text),
        // Who somebody is stands in words of many kinds: they are quoted, and no name that was asked about is the answer.
        // Whose fault it is, no line of ours says.
        Asks::Person => !value_is_whole(evidence, text) || names_asked(question, evidence, text) || asks_for_blame(question),
        // A part of the terms is not what is paid.
        Asks::Severance => goes_on(evidence, text) && with_terms(evidence, text).is_none(),
        _ => false,
    }
}

/// Whether the value is one that another takes the place of: "extended from 90 days to 12 months".
fn is_replaced(evidence: &Evidence, text: &str) -> bool {
    let Some(value) = &evidence.value else { return false };
    let (Some(before), Some(after)) = (text.get(..value.range.start), text.get(value.range.end..)) else { return false };
    let to = after.strip_prefix(" to ");
    let another = || to.is_some_and(|rest| amount::amounts(rest).first().is_some_and(|a| a.range.start == 0));
    before.trim_end().split(' ').next_back() == Some("from") && another()
}

/// Whether a judgement on a person is asked for.
fn asks_for_blame(question: &Question) -> bool {
    question.terms.iter().any(|t| ["blame", "fault", "guilty", "responsible"].contains(&t.word.as_str()))
}

/// Whether the value has a word of the question's content.
fn names_asked(question: &Question, evidence: &Evidence, text: &str) -> bool {
    let Some(value) = evidence.value.as_ref().and_then(|v| text.get(v.range.clone())) else { return false };
    let asked = |w: &term::Word| question.terms.iter().any(|t| t.role == Role::Content && t.word == w.folded);
    term::words(value).iter().any(asked)
}

/// What leaves open whether the value is the one that is asked for, in the order of [`RESERVATIONS`].
fn reservations(question: &Question, evidence: &Evidence, text: &str) -> [bool; RESERVATIONS.len()] {
    let f = &evidence.features;
    let named = question.terms.iter().any(|t| t.role == Role::Content && t.weight > 0.3);
    let of_people = matches!(question.asks, Asks::Count | Asks::Percent | Asks::Summary);
    let others = question.asks == Asks::Count && question.counted != Counted::Cuts;
    // The only share of a sentence, soon after a word for letting go.
    let only_share = value_is(evidence, "percent") && has_before(evidence, text, CUTTING) && is_only_share(evidence, text);
    let alone = match evidence.value.as_ref().map(|v| v.kind) {
        Some("percent") => is_only_share(evidence, text),
        Some("count") => is_only(evidence, text, Kind::Number),
        Some("date") => is_only(evidence, text, Kind::Date),
        Some("severance" | "duration") => is_only(evidence, text, Kind::Duration),
        Some("money") => is_only(evidence, text, Kind::Money),
        _ => true,
    };
    [
        !tells_all(question, evidence, text),
        named && f.near < BESIDE,
        of_people && !others && evidence.whose.is_none() && !only_share,
        !alone,
        others,
        f.coverage < COVERED,
    ]
}

/// Whether the quote has every word of the question that says much, itself or in what says the same.
fn tells_all(question: &Question, evidence: &Evidence, text: &str) -> bool {
    let stemmer = Terms::default();
    let mut stems: Vec<String> = Vec::new();
    for word in &term::words(text) {
        stemmer.each(word, |stem| stems.push(stem.to_owned()));
    }
    let stands = |term: &QuestionTerm| term.terms.iter().chain(&term.synonyms).any(|stem| stems.contains(stem));
    question.terms.iter().enumerate().all(|(i, term)| !term.is_telling() || evidence.speaks_of(i) || stands(term))
}

/// Whether the words before the number say that it is of people who stay after all, or come.
fn stays(evidence: &Evidence, text: &str) -> bool {
    const STAYING: &[&str] = &[
        "keep", "keeps", "keeping", "kept", "retain", "retains", "retained", "spare", "spared", "save", "saved", "grow", "grows",
        "grew", "grown", "growing", "added", "hired", "rose", "risen",
    ];
    has_before(evidence, text, STAYING)
}

/// Whether one of these is among the last words before the value.
fn has_before(evidence: &Evidence, text: &str, list: &[&str]) -> bool {
    let value = evidence.value.as_ref().map_or(0, |v| v.range.start);
    let words = term::words(text.get(..value).unwrap_or_default());
    words.iter().rev().take(WORDS_BEFORE).any(|w| list.contains(&&*w.folded))
}

/// As many words before a number say what it counts: "letting go of 210 people, or 21%".
const WORDS_BEFORE: usize = 6;

/// Whether the question names something with a capital, beside the company, that stands in the quote: a place, a team.
fn names_a_part(question: &Question, text: &str) -> bool {
    let stemmer = Terms::default();
    let asked = |stem: &str| {
        let content = question.terms.iter().filter(|t| t.role == Role::Content);
        content.flat_map(|t| t.terms.iter().chain(&t.synonyms)).any(|term| term == stem)
    };
    term::words(text)
        .iter()
        .skip(1)
        .any(|word| text[word.range.clone()].starts_with(char::is_uppercase) && asked(&stemmer.stem(&word.folded)))
}

/// Whether the value is the only one of its kind in the quote: of several, the one that is meant may be another.
fn is_only(evidence: &Evidence, text: &str, kind: Kind) -> bool {
    let value = evidence.value.as_ref().map(|v| &v.range);
    let other = |a: &Amount| a.kind == kind && value.is_none_or(|v| a.range.end <= v.start || v.end <= a.range.start);
    !amount::amounts(text).iter().any(other)
}

fn value_is(evidence: &Evidence, kind: &str) -> bool {
    evidence.value.as_ref().is_some_and(|v| v.kind == kind)
}

/// Whether the value is the only share in the quote.
fn is_only_share(evidence: &Evidence, text: &str) -> bool {
    is_only(evidence, text, Kind::Percent) && is_only(evidence, text, Kind::Fraction)
}

/// "12 weeks of pay plus one week for each year here, up to a total of 20": the first of several durations with the terms
/// that go on from it, where the quote gives them in one short clause.
fn with_terms(evidence: &Evidence, text: &str) -> Option<Range<usize>> {
    let value = evidence.value.as_ref()?;
    let amounts = amount::amounts(text);
    let mut durations = amounts.iter().filter(|a| a.kind == Kind::Duration);
    if durations.clone().next().is_some_and(|first| first.range.start < value.range.start) {
        return None;
    }
    let stop = text[value.range.end..].find(['.', ';', ':', '\n', '“', '”', '"']).map_or(text.len(), |at| value.range.end + at);
    let terms = text.get(value.range.end..stop)?;
    let goes_on = GOES_ON.iter().any(|t| terms.contains(t));
    let inside = durations.all(|a| a.range.end <= stop);
    // What follows the last of the terms after a comma is something else: "…, the equity vest, coaching".
    let last = GOES_ON.iter().filter_map(|t| terms.rfind(t)).max().unwrap_or_default();
    let last =
        amounts.iter().map(|a| a.range.end).filter(|end| *end <= stop).max().unwrap_or_default().max(value.range.end + last);
    let stop = text[last..stop].find(',').map_or(stop, |at| last + at);
    (inside && stop - value.range.start <= LONGEST_TERMS && goes_on).then_some(value.range.start..stop)
}

/// Whether the quote says after the value that this is not all of it: "a month for each year".
fn goes_on(evidence: &Evidence, text: &str) -> bool {
    let after = evidence.value.as_ref().and_then(|value| text.get(value.range.end..)).unwrap_or_default();
    GOES_ON.iter().any(|t| after.contains(t))
}

/// Sayings by which terms of severance go on.
const GOES_ON: &[&str] = &["plus", "for each", "for every", "per year", "up to", "a year", "minimum", "at least", "full year"];

/// Bytes of terms of severance that a line may give.
const LONGEST_TERMS: usize = 100;

/// Whether a name is all of it: no further capital stands right before it ("Alphabet Workers Union"), nor is it joined to
/// another name ("Fennimore and Declan Ashgrove", "Oak & Anvil").
fn value_is_whole(evidence: &Evidence, text: &str) -> bool {
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    let before = evidence.value.as_ref().and_then(|value| text.get(..value.range.start)).unwrap_or_default();
    let after = evidence.value.as_ref().and_then(|value| text.get(value.range.end..)).unwrap_or_default();
    let follows = [" & ", " and "].iter().any(|joint| after.strip_prefix(joint).is_some_and(capital));
    let first = [" & ", " and "].iter().find_map(|joint| before.strip_suffix(joint));
    if follows || first.is_some_and(|rest| rest.rsplit(' ').next().is_some_and(capital)) {
        return false;
    }
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let title = word.chars().count() <= 3 || word.ends_with([',', '.', ':', ';', '"', '”']);
    title || !word.starts_with(char::is_uppercase) || before.trim_end().chars().count() == word.chars().count()
}

/// Four words or fewer from the words of the question.
const BESIDE: f32 = 0.71;

/// The value as its quote states it most plainly: in digits, where it says "a fifth" and "20%".
fn in_digits(value: &Value, text: &str) -> Value {
    let digits = |range: &Range<usize>| text.get(range.clone()).is_some_and(|t| t.bytes().any(|b| b.is_ascii_digit()));
    let kind = if value.kind == "percent" { Kind::Percent } else { Kind::Number };
    let same = |a: &Amount| a.kind == kind && Some(a.value) == value.number && digits(&a.range);
    if !matches!(value.kind, "percent" | "count") || digits(&value.range) {
        return value.clone();
    }
    let plainer = amount::amounts(text).into_iter().find(same);
    plainer.map_or_else(|| value.clone(), |a| Value { range: a.range, hedge: a.hedge, ..value.clone() })
}

/// When it happened, as far as the quote or its date of publication proves it: "January 2023", "2022 – 2023".
fn when(question: &Question, evidence: &Evidence, citation: &Citation) -> Option<String> {
    // Who holds an office is told of the day of the report, whatever else its sentence names.
    let of_report = question.asks == Asks::Person && !question.is_dated();
    let event = evidence.event.filter(|_| !of_report).or_else(|| citation.published.map(Period::day))?;
    let published = citation.published.is_some_and(|p| p.year() == event.start.year() && p.month() == event.start.month());
    let written = |year: i16| citation.text().contains(&year.to_string());
    if event.days() <= 31 {
        let proven = published || written(event.start.year());
        return proven.then(|| event.start.strftime("%B %Y").to_string());
    }
    // A season or a span is named by its years alone.
    let (first, last) = (event.start.year(), event.end.year());
    let years = if first == last { first.to_string() } else { format!("{first} – {last}") };
    // Where the quote names other years too, it speaks of more than these.
    let other = (1990..2100).any(|year: i16| !(first..=last).contains(&year) && written(year));
    (written(first) && written(last) && !other).then_some(years)
}

/// Nouns that close the phrase of a count.
const COUNTED: &[&str] = &[
    "people",
    "employees",
    "workers",
    "staff",
    "staffers",
    "jobs",
    "roles",
    "positions",
    "posts",
    "personnel",
    "engineers",
    "recruiters",
    "members",
    "vacancies",
    "contractors",
    "couriers",
    "teachers",
    "moderators",
    "managers",
    "developers",
    "cuts",
    "layoffs",
    "redundancies",
    "openings",
    "heads",
    "them",
];

/// Nouns that close the phrase of a share.
const SHARED: &[&str] = &[
    "workforce",
    "staff",
    "employees",
    "headcount",
    "jobs",
    "company",
    "workers",
    "people",
    "team",
    "personnel",
    "total",
    "contractors",
    "freelancers",
];

/// Nouns that close the phrase of a severance.
const PAID: &[&str] = &["pay", "salary", "severance", "wages", "salaries", "notice", "compensation"];

/// Words of what is paid or kept, at most: "three months of health plan".
const OF_WHAT: usize = 2;

/// The value in the words of the quote, with the noun that it counts: "about 12,000 employees", "15% of its workforce".
fn phrase<'a>(question: &Question, value: &Value, text: &'a str) -> &'a str {
    let nouns = match value.kind {
        "count" => COUNTED,
        "percent" => SHARED,
        "severance" => PAID,
        _ => &[],
    };
    let stemmer = Terms::default();
    // "30 of its 292 tuition centres": what is counted is what was asked for.
    let is_thing = |word: &term::Word| match question.counted {
        Counted::Things(i) => question.terms[i].terms.iter().any(|term| *term == stemmer.stem(&word.folded)),
        _ => false,
    };
    // "Half of marketing": said without it, it would be of all.
    let is_part = is_of_part(question);
    let mut range = value.range.clone();
    if value.hedge == Hedge::Range
        && let Some(before) =
            text[..range.start].trim_end().rsplit(' ').next().filter(|w| matches!(*w, "between" | "Between" | "from" | "From"))
    {
        range.start = text[..range.start].trim_end().len() - before.len();
    }
    let words = term::words(&text[range.end..]);
    let mut end = range.end;
    let mut at = range.end;
    // "three months of health plan" is no three months' pay.
    let of_what = value.kind == "severance" && words.first().is_some_and(|w| w.folded == "of");
    for (n, word) in words.iter().take(6).enumerate() {
        let start = range.end + word.range.start;
        // A phrase ends at a stop, a comma, a bracket, a dash.
        if text[at..start].contains(['.', ',', ';', ':', '(', ')', '—', '–', '"', '“', '”']) {
            break;
        }
        at = range.end + word.range.end;
        if of_what && (1..=OF_WHAT).contains(&n) {
            end = at;
        }
        if value.kind == "percent" && is_part(word) {
            end = at;
        } else if nouns.contains(&word.folded.as_str()) || is_thing(word) {
            end = at;
            break;
        }
    }
    &text[range.start..end]
}

fn number(value: f64) -> serde_json::Value {
    // Counts are whole numbers and are written as such.
    if value.fract() == 0.0 && value.abs() < 9e15 { (value as i64).into() } else { value.into() }
}

fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::Exact => "exact",
        Hedge::About => "about",
        Hedge::AtLeast => "at_least",
        Hedge::AtMost => "at_most",
        Hedge::Range => "range",
        Hedge::Vague => "vague",
    }
}
