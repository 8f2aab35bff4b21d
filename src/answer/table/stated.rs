//! Totals that an article states itself: over all rounds of a company, or over a whole industry. Somebody's own count answers
//! a question for a total better than the sum of what happens to be here, and its quote stands before it.

use super::compose::largest_part;
use super::{Lines, is_open};
use crate::answer::{Citation, Evidence, Retrieved};
use crate::article::NotAQuote;
use crate::layoff;
use crate::question::{Of, Table};
use crate::text::amount::{self, Hedge, Kind};
use crate::text::term;

/// A sentence speaks of the company asked about, and of the time, as surely as this.
const OWN: f32 = 0.6;
/// Sentences of one article that are quoted for the totals of several years.
const YEARS: usize = 4;
/// Sentences that say what the numbers after them count, at most.
const INTRODUCED: usize = 3;
/// A count of a whole industry is larger than the largest layoff in it by this factor, and never smaller than this.
const MUCH_LARGER: u64 = 2;
const LEAST: u64 = 1_000;

/// What says that a number is of several rounds together.
const TOGETHER: &[&str] = &[
    "in all",
    "in total",
    "altogether",
    "all told",
    "a total of",
    "total:",
    "combined",
    "rounds",
    "adds up",
    "add up",
    "taken together",
    "together,",
    "which makes",
    "that makes",
    "that's",
    "i count",
    "we count",
];

/// Words for what a count of a whole industry is of.
const INDUSTRY: &[&str] =
    &["tech", "technology", "industry", "sector", "startups", "companies", "employers", "worldwide", "trackers"];

/// Words for those who go.
const COUNTED: &[&str] = &[
    "people",
    "employees",
    "workers",
    "staff",
    "jobs",
    "job",
    "layoffs",
    "cuts",
    "losses",
    "roles",
    "positions",
    "counted",
    "count",
    "tally",
    "dismissals",
    "redundancies",
];

/// The quotes that state the total that is asked for, the best first.
///
/// # Errors
/// When a range is not one of the article: a defect of this program.
pub fn stated(
    table: &Table,
    lines: &Lines<'_>,
    judged: &[Evidence],
    retrieved: &[Retrieved],
) -> Result<Vec<Citation>, NotAQuote> {
    let filter = &table.filter;
    let total = table.of == Of::Total;
    let found: Vec<&Evidence> = match filter.companies.len() {
        1 if total => of_company(lines, judged, retrieved).into_iter().collect(),
        0 if (total || matches!(table.of, Of::Trend(_))) && table.conditions.is_empty() => {
            of_industry(table, lines, judged, retrieved)
        }
        _ => Vec::new(),
    };
    let quotes = found.iter().map(|evidence| {
        let article = &retrieved[evidence.article].article;
        let quote = article.quote(evidence.range.clone())?;
        Ok(Citation::new(1, article, &quote, 1.0))
    });
    quotes.collect()
}

/// Whether a number is told of a year: "in 2022 we counted 148,000"; "since the beginning of 2022" is of several.
fn counts_a_year(text: &str) -> bool {
    let words = term::words(text);
    let is_year = |w: &term::Word| w.number && w.folded.len() == 4 && (w.folded.starts_with("19") || w.folded.starts_with("20"));
    words.windows(2).any(|w| matches!(&*w[0].folded, "in" | "for" | "during") && is_year(&w[1]))
}

/// The numbers of things that a text states.
fn numbers(text: &str) -> Vec<u64> {
    let amounts = amount::amounts(text).into_iter();
    let exact = amounts.filter(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague && a.max.is_none() && a.value >= 2.0);
    exact.map(|a| a.value as u64).collect()
}

fn text<'r>(evidence: &Evidence, retrieved: &'r [Retrieved]) -> &'r str {
    &retrieved[evidence.article].article.body[evidence.range.clone()]
}

/// The sentence that has the sum of the rounds known here, or else one that says that its number is of several together and
/// is more than the largest of them.
fn of_company<'e>(lines: &Lines<'_>, judged: &'e [Evidence], retrieved: &[Retrieved]) -> Option<&'e Evidence> {
    let (jobs, largest) = (lines.jobs()?, largest_part(lines)?);
    if jobs <= largest {
        return None;
    }
    let own = || judged.iter().filter(|e| e.features.company >= OWN && e.features.time >= OWN);
    let together = |text: &str| {
        let small = text.to_lowercase();
        TOGETHER.iter().any(|words| small.contains(words))
    };
    let same = own().filter(|e| numbers(text(e, retrieved)).contains(&jobs));
    let same = same.max_by_key(|e| together(text(e, retrieved)));
    let more = || {
        own().find(|e| {
            let text = text(e, retrieved);
            together(text) && numbers(text).into_iter().any(|n| n > largest && n < jobs.saturating_mul(2) && n > jobs / 2)
        })
    };
    same.or_else(more)
}

/// The sentences that count a whole industry: of one time the best, of several years those of one article in its order.
fn of_industry<'e>(table: &Table, lines: &Lines<'_>, judged: &'e [Evidence], retrieved: &[Retrieved]) -> Vec<&'e Evidence> {
    let largest = largest_part(lines).unwrap_or(0);
    let least = largest.saturating_mul(MUCH_LARGER).max(lines.jobs().unwrap_or(0)).max(LEAST);
    let trend = matches!(table.of, Of::Trend(_));
    let says = |text: &str, list: &[&str]| term::words(text).iter().any(|w| list.contains(&&*w.folded));
    let counts = |e: &&Evidence| {
        let article = &retrieved[e.article].article;
        let own = text(e, retrieved);
        // What the numbers are of may be said before them.
        let before = article.body[..e.range.start].rmatch_indices(['.', '\n']).map(|(at, _)| at).nth(INTRODUCED).unwrap_or(0);
        let context = &article.body[before..e.range.end];
        let large = numbers(own).into_iter().any(|n| n >= least);
        // A line of the page ("1,900 tech jobs on our board") is no sentence.
        let sentence = own.ends_with(['.', '!', '?', ':', '"', '”']);
        let timed = is_open(table.filter.time) || e.features.time >= OWN;
        let dated = !trend || counts_a_year(own);
        large
            && sentence
            && timed
            && dated
            && says(context, INDUSTRY)
            && says(context, COUNTED)
            && (layoff::speaks_of_cuts(context) || layoff::speaks_of_cuts(&article.title))
    };
    let mut found: Vec<&Evidence> = judged.iter().filter(counts).collect();
    let Some(best) = found.first().map(|e| e.article) else { return found };
    found.retain(|e| e.article == best);
    if trend {
        found.truncate(YEARS);
        found.sort_by_key(|e| e.range.start);
    } else {
        found.truncate(1);
    }
    found.dedup_by_key(|e| e.range.start);
    found
}
