//! Totals that an article states itself: over all rounds of a company, or over a whole industry. Somebody's own count answers
//! a question for a total better than the sum of what happens to be here, and its quote stands before it.

use std::cell::OnceCell;
use std::ops::Range;

use super::compose::largest_part;
use super::{Lines, is_open};
use crate::answer::{Citation, Evidence, Retrieved};
use crate::article::NotAQuote;
use crate::layoff;
use crate::names::{Mode, Names};
use crate::question::{Of, Table};
use crate::text::amount::{self, Amount, Hedge, Kind};
use crate::text::sentence;
use crate::text::term::{self, Word};

/// A sentence speaks of the company asked about, and of the time, as surely as this.
const OWN: f32 = 0.6;
/// Sentences of one article that are quoted for the totals of several years.
const YEARS: usize = 4;
/// Sentences before one that may say what its numbers count.
const INTRODUCED: usize = 3;
/// A count of a whole industry is larger than the largest layoff in it by this factor, and never smaller than this.
const MUCH_LARGER: u64 = 2;
const LEAST: u64 = 1_000;
/// Words between a number and what says that it counts those who go, and that it is counted up, at most.
const NEAR: usize = 4;
const COUNTED_UP: usize = 6;

/// Words for what a count of a whole industry is of.
const INDUSTRY: &[&str] =
    &["tech", "technology", "industry", "sector", "startups", "companies", "employers", "worldwide", "trackers"];

/// Words for those who go, behind their number.
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
    "dismissals",
    "redundancies",
];
/// Words before a number that is counted up.
const COUNTING: &[&str] = &[
    "counted", "count", "counts", "recorded", "tracked", "tally", "total", "totals", "sum", "came", "comes", "fell", "rose",
    "were", "makes",
];
/// Words before a number of those who are employed.
const EMPLOYING: &[&str] =
    &["employs", "employ", "employed", "has", "had", "have", "workforce", "headcount", "stands", "stood", "payroll"];

/// The quotes that state the total that is asked for, the best first. `names` knows the companies.
///
/// # Errors
/// When a range is not one of the article: a defect of this program.
pub fn stated(
    table: &Table,
    lines: &Lines<'_>,
    judged: &[Evidence],
    retrieved: &[Retrieved],
    names: &Names,
) -> Result<Vec<Citation>, NotAQuote> {
    let total = table.of == Of::Total;
    if !table.conditions.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<&Evidence> = match table.filter.companies.len() {
        1 if total => of_company(lines, judged, retrieved).into_iter().collect(),
        0 if total || matches!(table.of, Of::Trend(_)) => of_industry(table, lines, judged, retrieved, names),
        _ => Vec::new(),
    };
    let quotes = found.iter().map(|evidence| {
        let article = &retrieved[evidence.article].article;
        let quote = article.quote(evidence.range.clone())?;
        Ok(Citation::new(1, article, &quote, 1.0))
    });
    quotes.collect()
}

fn text<'r>(evidence: &Evidence, retrieved: &'r [Retrieved]) -> &'r str {
    &retrieved[evidence.article].article.body[evidence.range.clone()]
}

/// The numbers of a sentence that count those who go: a word for them stands behind the number, or it is counted up, or several
/// are taken together; nobody is said to employ so many.
fn counts(text: &str, words: &[Word]) -> Vec<u64> {
    let together = is_together(words);
    let counts = |a: &Amount| {
        let exact = a.kind == Kind::Number && a.hedge != Hedge::Vague && a.max.is_none() && a.value >= 2.0;
        let first = words.partition_point(|w| w.range.end <= a.range.start);
        let last = words.partition_point(|w| w.range.start < a.range.end);
        let any = |range: Range<usize>, list: &[&str]| words[range].iter().any(|w| list.contains(&&*w.folded));
        let before = first.saturating_sub(NEAR)..first;
        let introduced = first.saturating_sub(COUNTED_UP)..first;
        let behind = last..words.len().min(last + NEAR);
        exact && (together || any(behind, COUNTED) || any(introduced, COUNTING)) && !any(before, EMPLOYING)
    };
    amount::amounts(text).iter().filter(|a| counts(a)).map(|a| a.value as u64).collect()
}

/// Whether the words of a sentence say that a number is of several rounds together.
pub fn is_together(words: &[Word]) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    (0..words.len()).any(|i| match word(i) {
        "altogether" | "combined" => true,
        "together" => word(i + 1) != "with",
        "in" => matches!(word(i + 1), "all" | "total"),
        "all" => word(i + 1) == "told",
        "a" => word(i + 1) == "total" && word(i + 2) == "of",
        "i" | "we" => word(i + 1) == "count",
        "adds" | "add" => matches!(word(i + 1), "up" | "them"),
        "which" | "that" => word(i + 1) == "makes",
        _ => false,
    }) || crate::answer::evidence::sums_rounds(words)
}

/// The sentence that has the sum of the rounds known here, or else one that says that its number is of several together and
/// is more than the largest of them.
fn of_company<'e>(lines: &Lines<'_>, judged: &'e [Evidence], retrieved: &[Retrieved]) -> Option<&'e Evidence> {
    let (jobs, largest) = (lines.jobs()?, largest_part(lines)?);
    if jobs <= largest {
        return None;
    }
    let own = judged.iter().filter(|e| e.features.company >= OWN && e.features.time >= OWN);
    let read = |e: &'e Evidence| {
        let text = text(e, retrieved);
        let words = term::words(text);
        (e, counts(text, &words), is_together(&words))
    };
    let read: Vec<(&Evidence, Vec<u64>, bool)> = own.map(read).collect();
    let same = read.iter().filter(|(_, counts, _)| counts.contains(&jobs)).min_by_key(|(.., together)| !together);
    let whole = |n: &u64| *n > largest && *n < jobs.saturating_mul(2) && *n > jobs / 2;
    let more = || read.iter().find(|(e, counts, together)| e.features.topic == 1.0 && *together && counts.iter().any(whole));
    same.or_else(more).map(|(e, ..)| *e)
}

/// The sentences that count a whole industry: of one time the best, of several years those of one article in its order.
fn of_industry<'e>(
    table: &Table,
    lines: &Lines<'_>,
    judged: &'e [Evidence],
    retrieved: &[Retrieved],
    names: &Names,
) -> Vec<&'e Evidence> {
    let largest = largest_part(lines).unwrap_or(0);
    let least = largest.saturating_mul(MUCH_LARGER).max(lines.jobs().unwrap_or(0)).max(LEAST);
    let trend = matches!(table.of, Of::Trend(_));
    let says = |words: &[Word], list: &[&str]| words.iter().any(|w| list.contains(&&*w.folded));
    // A body may be long and full of numbers: it is taken apart once.
    let sentences: Vec<OnceCell<Vec<Range<usize>>>> = vec![OnceCell::new(); retrieved.len()];
    let is_count = |e: &&Evidence| {
        let article = &retrieved[e.article].article;
        let own = text(e, retrieved);
        // A line of the page ("1,900 tech jobs on our board") is no sentence.
        let sentence = own.ends_with(['.', '!', '?', ':', '"', '”']);
        let timed = is_open(table.filter.time) || e.features.time >= OWN;
        if !sentence || !timed || e.whose.is_some() {
            return false;
        }
        let words = term::words(own);
        if !counts(own, &words).into_iter().any(|n| n >= least) {
            return false;
        }
        if trend && !counts_a_year(&words) || !names.mentions(own, &words, Mode::Text).is_empty() {
            return false;
        }
        // What the numbers are of may be said before them.
        let sentences = sentences[e.article].get_or_init(|| sentence::boundaries(&article.body));
        let before = sentences.partition_point(|s| s.end <= e.range.start);
        let from = sentences[before.saturating_sub(INTRODUCED)..before].first().map_or(e.range.start, |s| s.start);
        let context = &article.body[from..e.range.end];
        let words = term::words(context);
        (says(&words, INDUSTRY) || says(&term::words(&article.title), INDUSTRY))
            && (says(&words, COUNTED) || says(&words, COUNTING))
            && (layoff::speaks_of_cuts(context) || layoff::speaks_of_cuts(&article.title))
    };
    let Some(best) = judged.iter().find(is_count) else { return Vec::new() };
    if !trend {
        return vec![best];
    }
    let mut found: Vec<&Evidence> = judged.iter().filter(|e| e.article == best.article).filter(is_count).collect();
    found.sort_by_key(|e| e.range.start);
    found.dedup_by_key(|e| e.range.start);
    found.truncate(YEARS);
    found
}

/// Whether a number is told of a year: "in 2022 we counted 148,000"; "since the beginning of 2022" is of several.
fn counts_a_year(words: &[Word]) -> bool {
    let is_year = |w: &Word| w.number && w.folded.len() == 4 && (w.folded.starts_with("19") || w.folded.starts_with("20"));
    words.windows(2).any(|w| matches!(&*w[0].folded, "in" | "for" | "during") && is_year(&w[1]))
}
