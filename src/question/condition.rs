//! The conditions of a list, from its words: how large, which share, which industry, where, for what reason.

use super::table_words::TableWords;
use crate::layoff::Status;
use crate::layoff::tally::Filter;
use crate::text::number::grouped;

/// Words of a question, each used up once something is understood of it.
pub(super) struct Words<'a> {
    /// As they were typed, folded; numbers without separators.
    pub words: Vec<&'a str>,
    /// Which of them are numbers of a percentage.
    pub percent: Vec<bool>,
    /// Which of them belong to a name or a time.
    pub taken: Vec<bool>,
    /// Which of them are understood.
    pub used: Vec<bool>,
}

impl Words<'_> {
    fn use_up(&mut self, from: usize, count: usize) {
        self.used.iter_mut().skip(from).take(count).for_each(|used| *used = true);
    }

    /// Whether these words stand one after the other; from the place where they do, they are used up.
    pub fn take(&mut self, phrase: &str) -> bool {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let free = |at: usize| (at..at + phrase.len()).all(|i| !self.taken[i] && !self.used[i]);
        let found = self.words.windows(phrase.len()).enumerate().find(|(at, words)| *words == phrase && free(*at));
        if let Some((at, _)) = found {
            self.use_up(at, phrase.len());
            return true;
        }
        false
    }

    /// Whether any of these phrases stands there. All that do are used up.
    pub fn take_any(&mut self, phrases: &[&str]) -> bool {
        let found = phrases.iter().filter(|phrase| self.take(phrase)).count();
        found > 0
    }

    /// The whole number at this place, if it belongs to no time.
    pub fn number(&self, at: usize) -> Option<u64> {
        let word = self.words.get(at).filter(|_| !self.taken[at])?;
        let number: u64 = word.parse().ok()?;
        let thousand = self.words.get(at + 1).is_some_and(|w| *w == "thousand");
        number.checked_mul(if thousand { 1_000 } else { 1 })
    }

    fn share(&self, at: usize) -> Option<f64> {
        let word = self.words.get(at).filter(|_| !self.taken[at] && self.percent[at])?;
        word.parse().ok().filter(|share| (0.0..=100.0).contains(share))
    }

    /// How many words a number at this place takes with what belongs to it.
    fn width(&self, at: usize) -> usize {
        let follows = |words: &[&str]| self.words.get(at + 1).is_some_and(|w| words.contains(w));
        match () {
            () if self.words.get(at + 1..at + 3) == Some(&["per", "cent"]) => 3,
            () if follows(&["thousand", "percent", "percentage", "pct"]) => 2,
            () => 1,
        }
    }
}

/// How a number bounds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Over,
    AtLeast,
    Under,
    AtMost,
}

/// Words that make a number a bound.
const BOUNDS: &[(&str, Bound)] = &[
    ("more than", Bound::Over),
    ("greater than", Bound::Over),
    ("larger than", Bound::Over),
    ("bigger than", Bound::Over),
    ("over", Bound::Over),
    ("above", Bound::Over),
    ("exceeding", Bound::Over),
    ("at least", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("less than", Bound::Under),
    ("fewer than", Bound::Under),
    ("smaller than", Bound::Under),
    ("under", Bound::Under),
    ("below", Bound::Under),
    ("at most", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("no more than", Bound::AtMost),
];

/// Reads why, where and in which industry into a filter, and says it in words.
pub(super) fn read(words: &mut Words<'_>, known: &TableWords, filter: &mut Filter, said: &mut Vec<String>) {
    // "because of AI", but also "AI-driven".
    for at in 0..words.words.len() {
        let Some((reason, length)) = known.reason(&words.words[at..]) else { continue };
        let before = at.checked_sub(1).map(|i| words.words[i]);
        let after = words.words.get(at + length).copied();
        let led = before.is_some_and(|w| {
            matches!(w, "of" | "to" | "over" | "by" | "citing" | "blaming" | "blame" | "blamed" | "on" | "cited" | "for" | "from")
        }) && words.words[..at].iter().any(|w| BECAUSE.contains(w));
        let bare = matches!(before, Some("citing" | "blaming" | "blame" | "blamed" | "cited"));
        let follows = after.is_some_and(|w| matches!(w, "related" | "driven" | "induced" | "fuelled" | "fueled"));
        if filter.reason.is_none() && (led || bare || follows) && !words.taken[at] {
            words.use_up(at, length + usize::from(follows));
            for i in 0..at {
                if BECAUSE.contains(&words.words[i]) {
                    words.use_up(i, 1);
                }
            }
            said.push(format!("reason: {}", reason_word(reason)));
            filter.reason = Some(reason);
        }
    }
    for at in 0..words.words.len() {
        if words.taken[at] || words.used[at] {
            continue;
        }
        let asked_to = at > 0 && matches!(words.words[at - 1], "tell" | "give" | "show" | "gave" | "told");
        if let Some((country, length)) = known.country(&words.words[at..]).filter(|_| filter.country.is_none() && !asked_to) {
            words.use_up(at, length);
            said.push(format!("country: {country}"));
            filter.country = Some(country);
        } else if let Some((industry, length)) = known.industry(&words.words[at..]).filter(|_| filter.industry.is_none()) {
            words.use_up(at, length);
            said.push(format!("industry: {industry}"));
            filter.industry = Some(industry);
        }
    }
    place(words, known, filter, said);
}

const BECAUSE: &[&str] = &["because", "due", "citing", "cited", "blamed", "blame", "blaming", "caused", "owing", "thanks"];

/// The name of a kind of reason, for people.
fn reason_word(reason: crate::layoff::ReasonClass) -> String {
    let name = serde_json::to_value(reason).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    if name == "ai" { "AI".to_owned() } else { name.replace('_', " ") }
}

/// Reads how certain the layoffs are: what is denied, or rumoured, is shown only to whom asks for it.
pub(super) fn statuses(words: &mut Words<'_>, filter: &mut Filter, said: &mut Vec<String>) {
    let statuses = [
        (Status::Denied, "denied", &["deny", "denies", "denied", "denying", "denial", "denials"] as &[&str]),
        (Status::Rumoured, "rumoured", &["rumoured", "rumored", "rumour", "rumours", "rumor", "rumors"]),
    ];
    for (status, word, forms) in statuses {
        if words.take_any(forms) {
            filter.statuses.push(status);
            said.push(word.to_owned());
        }
    }
}

/// Words for a company whose whole staff goes.
const WHOLE: &[&str] = &[
    "shut down completely",
    "shut down entirely",
    "shut down for good",
    "shut down",
    "shutting down",
    "closed down",
    "went bust",
    "went under",
    "laid off everyone",
    "laid off everybody",
    "laid off all staff",
    "laid off all employees",
    "laid off the entire staff",
    "laid off their entire staff",
    "cut everyone",
    "cut all staff",
    "fired everyone",
    "let everyone go",
    "let everybody go",
];

/// Reads whether the whole staff goes, as a bound on the share; says whether it does.
pub(super) fn whole(words: &mut Words<'_>, filter: &mut Filter, said: &mut Vec<String>) -> bool {
    let bare = (0..words.words.len()).any(|i| words.share(i) == Some(100.0) && !words.used[i]);
    if filter.min_percent.is_some() || !(words.take_any(WHOLE) || bare) {
        return false;
    }
    if let Some(at) = (0..words.words.len()).find(|&i| words.share(i) == Some(100.0)) {
        words.use_up(at, words.width(at));
    }
    filter.min_percent = Some(100.0);
    said.push("100% of staff".to_owned());
    true
}

/// Reads a fraction of the staff, "half their staff", "a third of its workforce", as the least share; says whether there is one.
pub(super) fn fraction(words: &mut Words<'_>, filter: &mut Filter, said: &mut Vec<String>) -> bool {
    /// A fraction, the least share, rounded, that is still called so, and the share itself.
    const FRACTIONS: &[(&str, f64, f64)] =
        &[("half", 45.0, 50.0), ("third", 30.0, 33.3), ("quarter", 23.0, 25.0), ("fifth", 18.0, 20.0), ("tenth", 9.0, 10.0)];
    const STAFF: &[&str] =
        &["staff", "workforce", "employees", "people", "team", "teams", "workers", "headcount", "jobs", "company"];
    let is = |at: usize, list: &[&str]| words.words.get(at).is_some_and(|word| list.contains(word));
    let found = (0..words.words.len()).find_map(|at| {
        let (_, about, share) = FRACTIONS.iter().find(|(name, ..)| words.words[at] == *name)?;
        let over = (1..=3).any(|n| n <= at && is(at - n, &["over", "than"]));
        let least = if over { share } else { about };
        let after = at + 1 + usize::from(is(at + 1, &["of"]));
        let noun = after + usize::from(is(after, &["their", "its", "the", "all"]));
        (noun > at + 1 && is(noun, STAFF)).then_some((at, noun + 1, *least))
    });
    let Some((at, end, least)) = found.filter(|_| filter.min_percent.is_none()) else { return false };
    let from = at
        - (1..=3)
            .take_while(|n| *n <= at && is(at - n, &["a", "one", "nearly", "almost", "about", "over", "than", "more"]))
            .count();
    words.use_up(from, end - from);
    filter.min_percent = Some(least);
    said.push(format!("{least}% of staff or more"));
    true
}

/// Reads bounds on the number of jobs and on the share. None for bounds on something else: how many a company employs.
pub(super) fn sizes(words: &mut Words<'_>, filter: &mut Filter, said: &mut Vec<String>) -> Option<()> {
    let mut at = 0;
    while at < words.words.len() {
        let (from, step) = (at, size(words, at, filter, said)?);
        words.use_up(from, step);
        at += step.max(1);
    }
    Some(())
}

/// The bound that begins at a word, with how many words it has; 0 where none does.
fn size(words: &Words<'_>, at: usize, filter: &mut Filter, said: &mut Vec<String>) -> Option<usize> {
    let begins = |phrase: &str| {
        words.words[at..].iter().zip(phrase.split(' ')).filter(|(a, b)| **a == *b).count() == phrase.split(' ').count()
    };
    if words.words[at] == "between" && words.words.get(at + 1 + words.width(at + 1)) == Some(&"and") {
        let second = at + 2 + words.width(at + 1);
        let end = second + words.width(second) - at;
        if let (Some(low), Some(high)) =
            (words.share(at + 1).or_else(|| words.share(second).and(number_as_share(words, at + 1))), words.share(second))
        {
            (filter.min_percent, filter.max_percent) = (Some(low), Some(high));
            said.push(format!("from {low}% to {high}%"));
            return Some(end);
        }
        if let (Some(low), Some(high)) = (words.number(at + 1), words.number(second)) {
            (filter.min, filter.max) = (Some(low), Some(high));
            said.push(format!("from {} to {} jobs", grouped(low), grouped(high)));
            return Some(end);
        }
        return Some(0);
    }
    let leading = BOUNDS.iter().filter(|(phrase, _)| begins(phrase)).max_by_key(|(phrase, _)| phrase.len());
    let (bound, number, mut length) = match leading {
        Some((phrase, bound)) => {
            let number = at + phrase.split(' ').count();
            (*bound, number, number + words.width(number) - at)
        }
        // "1,000 or more", "20% or less"
        None => {
            let after = at + words.width(at);
            match words.words.get(after..after + 2) {
                Some(["or" | "and", "more" | "above" | "over"]) => (Bound::AtLeast, at, words.width(at) + 2),
                Some(["or", "less" | "fewer" | "under"]) => (Bound::AtMost, at, words.width(at) + 2),
                _ => return Some(0),
            }
        }
    };
    let held = if let Some(share) = words.share(number) {
        let (words, bounds) = match bound {
            Bound::Over => ("over", (Some(share.next_up()), None)),
            Bound::AtLeast => ("at least", (Some(share), None)),
            Bound::Under => ("under", (None, Some(share.next_down()))),
            Bound::AtMost => ("at most", (None, Some(share))),
        };
        filter.min_percent = bounds.0.or(filter.min_percent);
        filter.max_percent = bounds.1.or(filter.max_percent);
        Some(format!("{words} {share}%"))
    } else {
        words.number(number).filter(|_| !words.percent[number]).map(|jobs| {
            let (words, bounds) = match bound {
                Bound::Over => ("over", (Some(jobs.saturating_add(1)), None)),
                Bound::AtLeast => ("at least", (Some(jobs), None)),
                Bound::Under => ("under", (None, Some(jobs.saturating_sub(1)))),
                Bound::AtMost => ("at most", (None, Some(jobs))),
            };
            filter.min = bounds.0.or(filter.min);
            filter.max = bounds.1.or(filter.max);
            format!("{words} {} jobs", grouped(jobs))
        })
    };
    let Some(held) = held else { return Some(0) };
    // "companies with over 1,000 employees": how large the company is, which no layoff says.
    let of_company = at > 0
        && matches!(words.words[at - 1], "with" | "having" | "has" | "have" | "employing" | "employ")
        && words.words[at + length..].iter().take(1).any(|w| matches!(*w, "employees" | "staff" | "people" | "workers"));
    if of_company {
        return None;
    }
    said.push(held);
    length = length.min(words.words.len() - at);
    Some(length)
}

fn number_as_share(words: &Words<'_>, at: usize) -> Option<f64> {
    words.words.get(at).filter(|_| !words.taken[at])?.parse().ok().filter(|share| (0.0..=100.0).contains(share))
}

/// Other names of places, as lists have them.
fn usual(place: &str) -> &str {
    match place {
        "nyc" | "ny" | "new york city" => "new york",
        "sf" | "san francisco" | "bay area" | "the bay area" | "silicon valley" => "sf bay area",
        "la" => "los angeles",
        "bangalore" => "bengaluru",
        "bombay" => "mumbai",
        "gurgaon" => "gurugram",
        other => other,
    }
}

/// "in Berlin", "across New York": words after such a word that nothing else explains.
fn place(words: &mut Words<'_>, known: &TableWords, filter: &mut Filter, said: &mut Vec<String>) {
    for at in 1..words.words.len() {
        if !matches!(words.words[at - 1], "in" | "near" | "across" | "around") {
            continue;
        }
        let is_name = |&i: &usize| {
            let word = words.words[i];
            !words.taken[i] && !words.used[i] && !known.is_plain(word) && word.chars().all(char::is_alphabetic)
        };
        let length = (at..words.words.len()).take_while(is_name).take(3).count();
        if length > 0 {
            let name = usual(&words.words[at..at + length].join(" ")).to_owned();
            words.use_up(at, length);
            said.push(format!("place: {name}"));
            filter.place = Some(name);
            return;
        }
    }
}
