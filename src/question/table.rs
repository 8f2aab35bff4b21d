//! Questions that no sentence answers, but the layoffs found in all of them together: totals, rankings, lists with
//! conditions, timelines, comparisons, trends.
//!
//! Pure, and cautious: every word of the question has to be understood, otherwise it is left to the sentences.

use super::condition::{self, Words};
use super::table_words::TableWords;
use super::{Asks, Counted, Order, Question, Role};
use crate::layoff::tally::{By, Filter};
use crate::text::term;
use crate::time::{Bounds, Step};

/// What is to be put together from layoffs.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What kind of table.
    pub of: Of,
    /// Which layoffs. Its place may also be the name of a country.
    pub filter: Filter,
    /// The conditions beside company and time, for people: "over 20%".
    pub conditions: Vec<String>,
    /// How many lines were asked for.
    pub limit: Option<usize>,
}

/// The bounds on number and share that a question sets, whatever else it asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Conditions {
    /// The bounds.
    pub filter: Filter,
    /// They and the other conditions, for people: "over 20%".
    said: Vec<String>,
    /// The words that are not understood as a condition.
    left_over: Vec<String>,
}

impl Conditions {
    /// The conditions of a question; none where it sets no bounds.
    pub fn of(question: &Question, known: &TableWords) -> Option<Conditions> {
        let mut words = words(question)?;
        let (mut filter, mut said) = (Filter::default(), Vec::new());
        condition::sizes(&mut words, &mut filter, &mut said)?;
        let bounds = filter.clone();
        if bounds == Filter::default() {
            return None;
        }
        condition::read(&mut words, known, &mut filter, &mut said);
        let left_over = (0..words.words.len()).filter(|&i| !is_understood(question, &words, known, i));
        Some(Conditions { filter: bounds, said, left_over: left_over.map(|i| words.words[i].to_owned()).collect() })
    }

    /// Said where nothing fits.
    pub fn why_not(&self, time: Option<String>) -> String {
        let said: Vec<String> = self.said.iter().cloned().chain(time).collect();
        let left =
            if self.left_over.is_empty() { String::new() } else { format!("; not understood: {}", self.left_over.join(" ")) };
        format!("No layoff here is known to fit: {}{left}", said.join(", "))
    }

    /// What has to be said of lines that are chosen by their sentences.
    pub fn note(&self) -> Option<String> {
        let words = self.left_over.join(" ");
        (!words.is_empty())
            .then(|| format!("\u{201c}{words}\u{201d} is no condition that is known here: these are chosen by their words."))
    }
}

fn is_understood(question: &Question, words: &Words<'_>, known: &TableWords, i: usize) -> bool {
    // "between march and may 2020": a month where a month stood before. "this year" is one time.
    let month = words.words[i] == "may" && question.is_dated() && i > 1 && matches!(words.words[i - 1], "and" | "to" | "until");
    let this = words.words[i] == "this" && question.terms.get(i + 1).is_some_and(|t| t.role == Role::Time);
    words.used[i]
        || month
        || this
        || matches!(question.terms[i].role, Role::Company | Role::Time | Role::Topic)
        || known.is_plain(words.words[i])
}

/// The kinds of tables.
#[derive(Debug, Clone, PartialEq)]
pub enum Of {
    /// A sum.
    Total,
    /// Companies, industries or countries, the largest sum first.
    Sums(By),
    /// Layoffs, the largest first; by share instead of number; the smallest first.
    Largest {
        /// By the share of the staff.
        share: bool,
        /// The smallest first.
        smallest: bool,
    },
    /// Those that fit the conditions; one line for each company, or for each layoff.
    List {
        /// Companies were asked for.
        companies: bool,
    },
    /// Whoever's layoffs, the latest first.
    Latest {
        /// Companies were asked for.
        companies: bool,
    },
    /// The layoffs of a company, the earliest first.
    Timeline,
    /// Companies side by side; or the same at several times, which are these.
    Comparison(Vec<Bounds>),
    /// One layoff by its place in time.
    Nth(Order),
    /// Sums along the time.
    Trend(Step),
    /// How many companies.
    Companies,
}

impl Of {
    /// For people.
    pub fn label(&self) -> String {
        match self {
            Of::Total => "total".to_owned(),
            Of::Sums(By::Industry) => "ranking of industries".to_owned(),
            Of::Sums(By::Country) => "ranking of countries".to_owned(),
            Of::Sums(_) => "ranking of companies".to_owned(),
            Of::Largest { share, smallest } => {
                let what = if *share { "shares of staff" } else { "layoffs" };
                format!("{} {what}", if *smallest { "smallest" } else { "largest" })
            }
            Of::List { companies: true } => "list of companies".to_owned(),
            Of::List { companies: false } => "list of layoffs".to_owned(),
            Of::Latest { .. } => "latest layoffs".to_owned(),
            Of::Timeline => "timeline".to_owned(),
            Of::Comparison(_) => "comparison".to_owned(),
            Of::Nth(Order::Nth(n)) => format!("layoff number {n}"),
            Of::Nth(Order::Previous) => "the layoff before the latest".to_owned(),
            Of::Nth(_) => "latest layoff".to_owned(),
            Of::Trend(step) => format!("trend by {}", step.word()),
            Of::Companies => "number of companies".to_owned(),
        }
    }
}

/// Most lines that a question may ask for.
const MOST: u64 = 25;

impl Table {
    /// The table that a question asks for; none where it asks for something else, or holds a word that is not understood.
    pub fn of(question: &Question, known: &TableWords) -> Option<Table> {
        Table::read(question, known, &[])
    }

    /// The same, where some of its terms describe companies ("ride hailing apps that cut jobs"). Which ones these are, is to be
    /// filled in.
    pub fn of_described(question: &Question, known: &TableWords, described: &[usize]) -> Option<Table> {
        Table::read(question, known, described).filter(|table| matches!(table.of, Of::List { .. }))
    }

    fn read(question: &Question, known: &TableWords, described: &[usize]) -> Option<Table> {
        if is_for_sentences(question) || question.terms.len() > 30 {
            return None;
        }
        let mut words = words(question)?;
        let (mut filter, mut conditions) = (Filter::default(), Vec::new());
        if !described.is_empty() {
            described.iter().for_each(|&i| words.used[i] = true);
            let typed: Vec<&str> = described.iter().map(|&i| words.words[i]).collect();
            conditions.push(format!("described as {}", typed.join(" ")));
        }
        of_trackers(&mut words);
        let limit = limit(&mut words);
        // "at least 100" is no question for the least.
        condition::sizes(&mut words, &mut filter, &mut conditions)?;
        // "did acme shut down" asks about one, and is for the sentences.
        let whole = question.companies.is_empty()
            && (condition::whole(&mut words, &mut filter, &mut conditions)
                || condition::fraction(&mut words, &mut filter, &mut conditions));
        condition::statuses(&mut words, &mut filter, &mut conditions);
        let of = kind(question, &mut words)?;
        condition::read(&mut words, known, &mut filter, &mut conditions);
        // "did plinth deny layoffs": those that it denied.
        let of_status = !filter.statuses.is_empty() && question.about_cuts;
        let of_many = question.asks == Asks::Count && question.companies.is_empty() && question.order.is_none();
        let of = match of {
            Some(of) => of,
            // "number of layoffs in india"
            None if of_many && !conditions.is_empty() => Of::Total,
            None if of_status => Of::List { companies: false },
            None if whole && asks_companies(&words) => Of::List { companies: true },
            None if is_list(question, &words, !conditions.is_empty()) => {
                Of::List { companies: !described.is_empty() || asks_companies(&words) }
            }
            None => return None,
        };
        if !(0..words.words.len()).all(|i| is_understood(question, &words, known, i)) || !may_ask(question, &of, &filter) {
            return None;
        }
        filter.companies = question.companies.iter().map(|c| c.name.clone()).collect();
        filter.time = question.bounds;
        let bounded = filter.companies.len() + conditions.len() + usize::from(question.is_dated()) > 0;
        let needs_bounds = matches!(of, Of::List { .. }) || matches!(of, Of::Total) && !question.about_cuts;
        (bounded || !needs_bounds).then_some(Table { of, filter, conditions, limit })
    }

    /// What facts tell of the companies that a question on layoffs names, whatever of them it asks for, where it has no word
    /// beside them that is not understood: for one that no sentence answers.
    pub fn of_companies(question: &Question, known: &TableWords) -> Option<Table> {
        let asks =
            matches!(question.asks, Asks::Count | Asks::Summary | Asks::List | Asks::Comparison | Asks::Percent | Asks::Date);
        if !asks
            || is_for_sentences(question)
            || !question.about_cuts
            || question.companies.is_empty()
            || question.order.is_some()
        {
            return None;
        }
        let words = words(question)?;
        if !(0..words.words.len()).all(|i| is_understood(question, &words, known, i)) {
            return None;
        }
        let companies = question.companies.iter().map(|c| c.name.clone()).collect();
        // Whoever asks for a share is not told a number.
        let min_percent = (question.asks == Asks::Percent).then_some(0.0);
        let filter = Filter { companies, time: question.bounds, min_percent, ..Filter::default() };
        let of = if question.companies.len() == 1 { Of::Timeline } else { Of::Comparison(Vec::new()) };
        Some(Table { of, filter, conditions: Vec::new(), limit: None })
    }
}

/// Whether only sentences can answer: what nobody knows, what one publisher says, those who stay or come, a comparison of
/// what no table has.
fn is_for_sentences(question: &Question) -> bool {
    if question.asks == Asks::Comparison && !matches!(question.compares, Asks::Count | Asks::Percent | Asks::Summary) {
        return true;
    }
    question.out_of_reach.is_some() || question.source.is_some() || question.counted != Counted::Cuts
}

fn words(question: &Question) -> Option<Words<'_>> {
    let spans = term::words(&question.text);
    // The words of the question are these; what was made of them since keeps their order.
    if spans.len() != question.terms.len() {
        return None;
    }
    let words: Vec<&str> = question.terms.iter().map(|t| t.word.as_str()).collect();
    let percent = |i: usize| {
        question.text[spans[i].range.end..].trim_start().starts_with('%')
            || matches!(words.get(i + 1), Some(&"percent" | &"percentage" | &"pct"))
            || words.get(i + 1..i + 3) == Some(&["per", "cent"])
    };
    let taken = question.terms.iter().map(|t| t.role == Role::Company || t.role == Role::Time).collect();
    Some(Words { percent: (0..words.len()).map(percent).collect(), taken, used: vec![false; words.len()], words })
}

/// Passes over "according to the tracker", "on the running list": what such pages list is among the facts like all else.
fn of_trackers(words: &mut Words<'_>) {
    const PAGES: &[&str] =
        &["tracker", "trackers", "list", "lists", "live", "page", "blog", "liveblog", "roundup", "running", "ticker", "update"];
    for at in 0..words.words.len() {
        let led = match words.words[at..] {
            ["according", "to", ..] => 2,
            ["on" | "in" | "from", "the" | "that" | "this", ..] => 1,
            _ => continue,
        };
        let named = words.words[at + led..].iter().position(|w| !matches!(*w, "the" | "that" | "this"));
        let first = at + led + named.unwrap_or(0);
        let length = (first..words.words.len()).take_while(|&i| words.taken[i] || PAGES.contains(&words.words[i])).count();
        if (first..first + length).any(|i| !words.taken[i]) {
            for i in at..first + length {
                words.used[i] |= !words.taken[i];
            }
        }
    }
}

/// "top 10", "10 biggest"
fn limit(words: &mut Words<'_>) -> Option<usize> {
    let is_top = |w: &str| matches!(w, "top" | "biggest" | "largest" | "worst");
    let at = (0..words.words.len()).find(|&i| {
        let beside = i > 0 && words.words[i - 1] == "top" || words.words.get(i + 1).is_some_and(|w| is_top(w));
        beside && words.number(i).is_some_and(|n| (1..=MOST).contains(&n)) && !words.percent[i]
    })?;
    words.used[at] = true;
    words.number(at).map(|n| n as usize)
}

/// What kind of table the words ask for outright; nothing, where that is left to the conditions. None for no table.
fn kind(question: &Question, words: &mut Words<'_>) -> Option<Option<Of>> {
    let one_company = question.companies.len() == 1;
    if let Some(step) = step(words, !question.companies.is_empty()) {
        return Some(Some(Of::Trend(step)));
    }
    let has = |words: &Words<'_>, any: &[&str]| words.words.iter().any(|w| any.contains(w));
    // "all three rounds at acme, side by side"
    let all = has(words, &["all", "every", "each", "both"])
        && has(words, &["round", "rounds", "waves", "programmes", "layoffs", "cuts"]);
    if one_company && all && question.asks == Asks::Comparison && question.periods.is_empty() {
        return Some(Some(Of::Timeline));
    }
    // "who cut more than 1,000" compares nothing.
    let sides = question.companies.len() > 1 || question.periods.len() > 1;
    // "biggest round at acme" has no other side.
    let superlative = words.words.iter().any(|w| LARGEST.contains(w) || SMALLEST.contains(w));
    if question.asks == Asks::Comparison && (sides || !question.companies.is_empty() && !superlative) {
        // Sides are sums in any case.
        words.take_any(TOTAL);
        return comparison(question, words).map(Some);
    }
    // "Which company had the most rounds": no ranking by jobs.
    if superlative && question.companies.is_empty() && has(words, &["rounds", "times"]) && has(words, &["most", "fewest"]) {
        return None;
    }
    if asks_how_many_companies(words) {
        return (question.about_cuts && question.companies.is_empty()).then_some(Some(Of::Companies));
    }
    if let Some(by) = grouped_by(words) {
        return Some(question.companies.is_empty().then_some(Of::Sums(by)));
    }
    if words.take_any(TOTAL) {
        return Some((question.companies.len() <= 1).then_some(Of::Total));
    }
    if question.order.is_none() && question.companies.is_empty() && question.asks == Asks::Count && question.is_dated() {
        return Some(Some(Of::Total));
    }
    let open = matches!(question.asks, Asks::Summary | Asks::List);
    if sides && (open || question.asks == Asks::Count) && bare_sides(question, words) {
        return comparison(question, words).map(Some);
    }
    if one_company && (words.take_any(TIMELINE) || open && all) {
        return Some(Some(Of::Timeline));
    }
    let recent = words.words.contains(&"recent");
    // "Spotify third round %": a share, which a table of numbers may lack.
    if question.text.contains('%') && !words.percent.contains(&true) {
        return Some(None);
    }
    let (largest, smallest) = (!recent && words.take_any(LARGEST), !recent && words.take_any(SMALLEST));
    if let Some(step) = piece(words).filter(|_| largest || smallest) {
        return Some(Some(Of::Trend(step)));
    }
    if largest || smallest {
        let share = words.take_any(SHARE);
        return Some(Some(match () {
            () if share || smallest || !question.companies.is_empty() => Of::Largest { share, smallest },
            () if words.take_any(&["industry", "industries", "sector", "sectors"]) => Of::Sums(By::Industry),
            () if words.take_any(&["country", "countries"]) => Of::Sums(By::Country),
            () if asks_companies(words) => Of::Sums(By::Company),
            () => Of::Largest { share, smallest },
        }));
    }
    if is_of_latest(question, words) {
        return Some(Some(Of::Latest { companies: asks_companies(words) }));
    }
    if let Some(order @ (Order::Nth(_) | Order::Latest | Order::Previous)) = question.order
        && one_company
        && !question.is_dated()
        && matches!(question.asks, Asks::Summary | Asks::List)
    {
        // The word for it is the one that `order` was read from.
        words.take_any(ORDER);
        return Some(Some(Of::Nth(order)));
    }
    Some(None)
}

/// "latest layoffs", "who laid off people recently", "show me all layoffs": whoever's, as they come.
fn is_of_latest(question: &Question, words: &mut Words<'_>) -> bool {
    let open = matches!(question.asks, Asks::Summary | Asks::List | Asks::Person)
        || question.asks == Asks::Description && question.order == Some(Order::Latest);
    let layoffs = words.words.iter().any(|w| matches!(*w, "layoffs" | "layoff" | "cuts" | "redundancies"));
    if !open || !question.about_cuts || !question.companies.is_empty() || !matches!(question.order, None | Some(Order::Latest)) {
        return false;
    }
    words.take_any(RECENT) || layoffs && !question.is_dated() && words.take_any(ALL)
}

const RECENT: &[&str] =
    &["latest", "newest", "most recent", "most recently", "recent", "recently", "lately", "new", "right now", "these days"];
const ALL: &[&str] =
    &["list all", "show all", "show me all", "all layoffs", "all the layoffs", "every layoff", "list of layoffs"];

/// "how many companies", "number of startups": what is counted are no people.
fn asks_how_many_companies(words: &Words<'_>) -> bool {
    let count = |pair: &[&str]| matches!(pair, ["how", "many"] | ["number", "of"] | ["count", "of"]);
    let Some(at) = words.words.windows(2).position(count) else { return false };
    let noun = words.words[at + 2..].iter().take(3).find(|w| !matches!(**w, "tech" | "different" | "us" | "big" | "crypto"));
    noun.is_some_and(|noun| matches!(*noun, "companies" | "firms" | "startups" | "employers" | "fintechs"))
}

const TOTAL: &[&str] = &[
    "total",
    "totals",
    "altogether",
    "all together",
    "together",
    "overall",
    "combined",
    "sum",
    "summed",
    "added up",
    "add up",
    "cumulative",
    "all in all",
    "so far",
    "to date",
];
const TIMELINE: &[&str] = &[
    "timeline",
    "chronology",
    "history",
    "all rounds",
    "every round",
    "each round",
    "all the rounds",
    "rounds",
    "over the years",
    "over the year",
    "all layoffs",
    "all the layoffs",
    "every layoff",
    "list",
];
const LARGEST: &[&str] = &["most", "biggest", "largest", "top", "highest", "worst", "hardest", "heaviest", "deepest"];
const SMALLEST: &[&str] = &["smallest", "fewest", "least", "lowest"];
const SHARE: &[&str] = &["share", "percent", "percentage", "pct", "proportion", "share of staff"];
const ORDER: &[&str] = &[
    "first",
    "1st",
    "initial",
    "earliest",
    "second",
    "2nd",
    "third",
    "3rd",
    "fourth",
    "4th",
    "latest",
    "newest",
    "most recent",
    "recent",
    "previous",
    "prior",
    "last",
];

/// "by month", "per year", "are layoffs going up"
fn step(words: &mut Words<'_>, of_company: bool) -> Option<Step> {
    let steps = [
        (Step::Month, ["by month", "per month", "monthly", "month by month", "each month", "every month"]),
        (Step::Quarter, ["by quarter", "per quarter", "quarterly", "quarter by quarter", "each quarter", "every quarter"]),
        (Step::Year, ["by year", "per year", "yearly", "year by year", "each year", "annually"]),
        (Step::Year, ["through the years", "year on year", "year over year", "every year", "in every year", "annual"]),
    ];
    // "layoffs at meta over the years" are a company's one by one.
    if !of_company && words.take("over the years") {
        return Some(Step::Year);
    }
    let stated = steps.iter().rev().find(|(_, phrases)| words.take_any(phrases)).map(|(step, _)| *step);
    let trend = words.take_any(&[
        "trend",
        "trends",
        "over time",
        "going up",
        "going down",
        "rising",
        "falling",
        "slowing",
        "slowing down",
        "increasing",
        "decreasing",
        "picking up",
        "speeding up",
    ]);
    stated.or(trend.then_some(Step::Month))
}

/// "which month was the worst", "the year with the most layoffs": the pieces of the calendar side by side.
fn piece(words: &Words<'_>) -> Option<Step> {
    let says = |piece: &str| {
        (0..words.words.len()).any(|i| {
            let before = i.checked_sub(1).map(|before| words.words[before]);
            words.words[i] == piece && before.is_none_or(|w| matches!(w, "which" | "what") || LARGEST.contains(&w))
        })
    };
    [(Step::Month, "month"), (Step::Quarter, "quarter"), (Step::Year, "year")].into_iter().find(|(_, w)| says(w)).map(|(s, _)| s)
}

/// "layoffs by industry", "per country".
fn grouped_by(words: &mut Words<'_>) -> Option<By> {
    let by = [
        (By::Industry, ["by industry", "per industry", "by sector", "per sector", "each industry", "across industries"]),
        (By::Country, ["by country", "per country", "by nation", "country by country", "each country", "across countries"]),
        (By::Company, ["by company", "per company", "by firm", "company by company", "each company", "by employer"]),
    ];
    by.into_iter().find(|(_, phrases)| words.take_any(phrases)).map(|(by, _)| by)
}

/// Several companies, or several times; both at once is for the sentences, which look at each.
fn comparison(question: &Question, words: &mut Words<'_>) -> Option<Of> {
    let (companies, periods) = (question.companies.len(), question.periods.len());
    words.take_any(&[
        "vs",
        "versus",
        "compared",
        "compare",
        "comparison",
        "more",
        "bigger",
        "larger",
        "smaller",
        "worse",
        "difference",
        "fewer",
        "less",
        "each",
        "or",
        "go up",
        "went up",
        "up or down",
        "down",
    ]);
    match (companies, periods) {
        (2.., 0 | 1) => Some(Of::Comparison(Vec::new())),
        (0 | 1, 2..) => Some(Of::Comparison(question.periods.clone())),
        _ => None,
    }
}

/// Whether two sides stand beside each other without more ("intel 2024 and intel 2025"), or it is asked which was more
/// ("did google or microsoft cut more").
fn bare_sides(question: &Question, words: &Words<'_>) -> bool {
    let more =
        words.words.contains(&"or") && words.words.iter().any(|w| matches!(*w, "more" | "bigger" | "larger" | "fewer" | "less"));
    let between = |(i, w): (usize, &&str)| {
        matches!(question.terms[i].role, Role::Company | Role::Time)
            || matches!(*w, "and" | "or" | "in" | "numbers" | "number" | "figures" | "layoffs" | "round" | "rounds")
    };
    more || question.asks == Asks::Summary && words.words.iter().enumerate().all(between)
}

fn asks_companies(words: &Words<'_>) -> bool {
    words.words.iter().any(|w| {
        matches!(
            *w,
            "who" | "company" | "companies" | "firm" | "firms" | "startup" | "startups" | "employer" | "employers" | "fintechs"
        )
    })
}

/// Whether layoffs are asked for that fit something: companies are, or a condition stands beside words for layoffs.
fn is_list(question: &Question, words: &Words<'_>, conditions: bool) -> bool {
    let named = !question.companies.is_empty();
    let layoffs = words.words.iter().any(|w| matches!(*w, "layoffs" | "redundancies"));
    let open = matches!(question.asks, Asks::Summary | Asks::Reason | Asks::Percent | Asks::Comparison);
    question.about_cuts && (question.asks == Asks::List || open && !named && (conditions || layoffs))
}

/// Whether what is asked for is what such a table holds.
fn may_ask(question: &Question, of: &Of, filter: &Filter) -> bool {
    let ranking = matches!(of, Of::Sums(_) | Of::Largest { .. });
    let of_status = !filter.statuses.is_empty() && question.about_cuts;
    match question.asks {
        Asks::Person => of_status || ranking && question.about_cuts && question.companies.is_empty(),
        Asks::Count | Asks::List | Asks::Comparison => true,
        Asks::Summary => true,
        Asks::Percent => {
            matches!(of, Of::Largest { share: true, .. }) || filter.min_percent.is_some() || filter.max_percent.is_some()
        }
        Asks::Place => ranking && question.about_cuts && question.companies.is_empty(),
        Asks::Reason => filter.reason.is_some() && !question.terms.iter().any(|t| t.word == "why"),
        // "which month was the worst", "which industry was hit hardest": all of its words are understood as that.
        _ => {
            question.companies.is_empty() && matches!(of, Of::Trend(_) | Of::Latest { .. } | Of::Sums(By::Industry | By::Country))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Names;
    use crate::question::{Filters, understand};
    use crate::vocabulary::Vocabulary;

    fn table(question: &str) -> Option<Table> {
        let (names, vocabulary) = (Names::load(None).unwrap(), Vocabulary::load(None).unwrap());
        let question = understand(
            question,
            &Filters::default(),
            jiff::civil::date(2026, 11, 23),
            &names,
            &vocabulary,
            &crate::question::AskWords::load(None).unwrap(),
        );
        Table::of(&question, &TableWords::load(None).unwrap())
    }

    fn check(question: &str, of: &str, conditions: &[&str]) {
        let table = table(question).unwrap_or_else(|| panic!("no table: {question}"));
        assert_eq!(table.of.label(), of, "{question}");
        assert_eq!(table.conditions, conditions, "{question}");
    }

    #[test]
    fn as_people_type() {
        check("who cut most in 2024", "ranking of companies", &[]);
        check("biggest layoffs of 2023", "largest layoffs", &[]);
        check("biggest layoffs this year", "largest layoffs", &[]);
        check("largest share of staff cut in 2023", "largest shares of staff", &[]);
        check("total at amazon since 2022", "total", &[]);
        check("all rounds at meta added up", "total", &[]);
        check("how many tech workers were laid off in 2024", "total", &[]);
        check("fintechs that cut over 20%", "list of companies", &["over 20%", "industry: Finance"]);
        check("companies that laid off more than 1,000 in january 2023", "list of companies", &["over 1,000 jobs"]);
        check("layoffs in berlin", "list of layoffs", &["place: berlin"]);
        check("layoffs in the us because of AI", "list of layoffs", &["reason: AI", "country: United States"]);
        check("latest layoffs", "latest layoffs", &[]);
        check("any new layoffs", "latest layoffs", &[]);
        check("what are the newest layoffs", "latest layoffs", &[]);
        check("who is laying off right now", "latest layoffs", &[]);
        check("list all layoffs", "latest layoffs", &[]);
        check("which companies laid off people recently", "latest layoffs", &[]);
        check("recent layoffs in india", "latest layoffs", &["country: India"]);
        check("timeline of amazon layoffs", "timeline", &[]);
        check("history of layoffs at meta", "timeline", &[]);
        check("meta vs google 2023", "comparison", &[]);
        check("intel 2024 and intel 2025", "comparison", &[]);
        check("layoffs by month in 2023", "trend by month", &[]);
        check("layoffs per year since 2022", "trend by year", &[]);
        check("are layoffs going up", "trend by month", &[]);
        check("layoffs over the years", "trend by year", &[]);
        check("layoffs at meta over the years", "timeline", &[]);
        check("which month of 2023 was the worst for layoffs", "trend by month", &[]);
        check("year with the most layoffs", "trend by year", &[]);
        check("layoffs by industry in 2024", "ranking of industries", &[]);
        check("layoffs between march and may 2020", "list of layoffs", &[]);
        check("layoffs per country", "ranking of countries", &[]);
        check("which industry was hit hardest in 2025", "ranking of industries", &[]);
        check("number of layoffs in india", "total", &["country: India"]);
        check("how many layoffs in total", "total", &[]);
        check("how many companies cut jobs in march 2025", "number of companies", &[]);
        check("number of companies with layoffs in india", "number of companies", &["country: India"]);
        check("compare layoffs in 2023 and 2024", "comparison", &[]);
        check("layoffs in nyc 2024", "list of layoffs", &["place: new york"]);
        check("crypto companies that laid off everyone", "list of companies", &["100% of staff", "industry: Crypto"]);
        check("companies that shut down in 2023", "list of companies", &["100% of staff"]);
        check("did spotify deny layoffs", "list of layoffs", &["denied"]);
        check("who denied layoffs in 2024", "list of layoffs", &["denied"]);
        check("rumoured layoffs", "list of layoffs", &["rumoured"]);
        check("latest layoffs at intel", "latest layoff", &[]);
        check("first round at stripe", "layoff number 1", &[]);
        assert_eq!(table("top 3 layoffs of 2023").and_then(|t| t.limit), Some(3));
    }

    #[test]
    fn bounds_are_as_strict_as_their_words() {
        let bounds = |question: &str| table(question).map(|t| (t.filter.min, t.filter.max)).unwrap_or_default();
        assert_eq!(bounds("companies that cut over 500 jobs"), (Some(501), None));
        assert_eq!(bounds("companies that cut at least 500 jobs"), (Some(500), None));
        assert_eq!(bounds("companies that cut 1.5k or more jobs"), (Some(1_500), None));
        assert_eq!(bounds("companies that cut fewer than 50 jobs"), (None, Some(49)));
        assert_eq!(bounds("companies that cut between 5 and 10 jobs"), (Some(5), Some(10)));
        let share = table("companies that cut 20% or more").map(|t| t.filter.min_percent);
        assert_eq!(share, Some(Some(20.0)));
    }

    #[test]
    fn a_word_that_is_not_understood_leaves_the_question_to_the_sentences() {
        for question in [
            "how many did google cut in january 2023",
            "how many jobs has amazon cut since 2022",
            "why did meta cut jobs in 2023",
            "who is the ceo of intel",
            "total severance at stripe",
            "which engineers were laid off at google in 2023",
            "largest investor of intel",
            "companies with over 1,000 employees that cut jobs",
            "how many vacancies did meta scrap in total",
            "how many companies did meta buy in 2023",
            "top secret amazon memo",
            "layoffs",
        ] {
            assert_eq!(table(question), None, "{question}");
        }
    }
}
