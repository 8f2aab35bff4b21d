//! A fact as totals, rankings and timelines read it: one layoff as one report or one list row tells it, with where it stands.
//!
//! Compact, since a hundred thousand of them are read for one total: strings are shared, and the words that prove the
//! values stay in the store until somebody shows them. Pure: knows neither the library nor who asks.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::vocabulary::{DEPARTMENT, FORCE, PLACE, STAFF, cues};
use super::{CountIs, DateBasis, Layoff, ReasonClass, Status};
use crate::article::{ArticleId, Corpus, Provenance};
use crate::text::term;
use crate::time::Period;

/// One layoff as one report tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its id, which outlives new versions of the article and new rules of extraction.
    pub id: FactId,
    /// Who tells it.
    pub report: Arc<Report>,
    /// The company whose people go, by the name it is known under.
    pub company: Arc<str>,
    /// What that company is a unit of.
    pub parent: Option<Arc<str>>,
    /// How many; the lower end of a range; none when vague or unsaid.
    pub count: Option<u64>,
    /// The upper end of a range.
    pub count_max: Option<u64>,
    /// How firmly the count is stated; none without any.
    pub count_is: Option<CountIs>,
    /// The share in points: 13 means 13 %; the lower end of a range.
    pub percent: Option<f64>,
    /// The upper end of a range.
    pub percent_max: Option<f64>,
    /// How firmly the share is stated; none without any, or where a list gives it.
    pub percent_is: Option<CountIs>,
    /// The words for what it is a share of.
    pub percent_of: Option<Arc<str>>,
    /// When: one day, or a month where no more is said.
    pub date: Option<Period>,
    /// What the date rests on.
    pub date_basis: Option<DateBasis>,
    /// How certain it is.
    pub status: Status,
    /// The reason given, in the words of the report.
    pub reason: Option<Arc<str>>,
    /// Its kind.
    pub reason_class: Option<ReasonClass>,
    /// The report says that this is not the reason.
    pub reason_denied: bool,
    /// Who states it.
    pub said_by: Option<Arc<str>>,
    /// The part of the company that is hit.
    pub division: Option<Arc<str>>,
    /// Where the jobs are; of a list row, where the company is.
    pub place: Option<Arc<str>>,
    /// The industry, where a list gives one.
    pub industry: Option<Arc<str>>,
    /// The country, where a list gives one.
    pub country: Option<Arc<str>>,
    /// How far the company is financed ("Series B", "Post-IPO"), where a list gives it.
    pub stage: Option<Arc<str>>,
    /// The one layoff that its report is about; a list row always is.
    pub primary: bool,
    /// A sum over several rounds or years.
    pub span_total: bool,
    /// A share of the layoff that its report is about: a site's, a division's, what went before.
    pub part: bool,
    /// An earlier figure of the layoff that its report is about, which the report's own replaces.
    pub replaced: bool,
    /// What somebody has corrected; the fields above are then the corrected ones.
    pub correction: Option<Arc<Correction>>,
}

/// An article or a list row, as far as the facts in it need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The article. A list row has an id of its own, under which its words can be read like an article's.
    pub article: ArticleId,
    /// Whose it is.
    pub corpus: Corpus,
    /// How it got here. A brief or a row never confirms or contradicts a report.
    pub provenance: Provenance,
    /// The publisher; of a row, the name of the list.
    pub source: Option<Arc<str>>,
    /// The publisher of the report that a brief summarises.
    pub based_on: Option<Arc<str>>,
    /// The address; of a row, the link that stands in it.
    pub url: Option<Arc<str>>,
    /// The day it was published; of a row, the day it was added to the list, where it says so.
    pub published: Option<Date>,
    /// What copies of one text share; see [`Sketch::likeness`]. Empty for a row.
    pub sketch: Sketch,
}

#[cfg(test)]
impl Report {
    /// A shared report of this publisher and day, of which nothing else is known.
    pub(super) fn by(article: &str, source: &str, day: Date, provenance: Provenance) -> Report {
        Report {
            article: ArticleId::new(Corpus::Shared, article),
            corpus: Corpus::Shared,
            provenance,
            source: Some(source.into()),
            based_on: None,
            url: None,
            published: Some(day),
            sketch: Sketch::default(),
        }
    }
}

/// A few numbers that two copies of one text have in common: the least hashes of its sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sketch {
    held: u8,
    least: [u32; Sketch::SIZE],
}

impl Sketch {
    /// How many sentences it remembers.
    pub const SIZE: usize = 12;
    /// Sentences with fewer letters and digits say what many texts say.
    const SHORTEST: usize = 40;

    /// The sketch of a text of these sentences. Letters and digits count, their case and all else do not.
    pub fn of<'a>(sentences: impl IntoIterator<Item = &'a str>) -> Sketch {
        let mut hashes: Vec<u32> = sentences.into_iter().filter_map(wording).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Sketch::from_hashes(&hashes)
    }

    /// As read back from storage; see [`Sketch::hashes`].
    pub fn from_hashes(hashes: &[u32]) -> Sketch {
        let held = hashes.len().min(Self::SIZE);
        let mut sketch = Sketch { held: held as u8, least: [0; Self::SIZE] };
        sketch.least[..held].copy_from_slice(&hashes[..held]);
        sketch
    }

    /// The numbers it consists of, rising.
    pub fn hashes(&self) -> &[u32] {
        &self.least[..usize::from(self.held)]
    }

    /// What share of its sentences two texts have in common, from 0 to 1, as far as the sketches tell: an estimate of the
    /// Jaccard index from the least hashes of the union (Broder, "On the resemblance and containment of documents", 1997).
    pub fn likeness(&self, other: &Sketch) -> f32 {
        let (mut a, mut b) = (self.hashes(), other.hashes());
        let (mut taken, mut shared) = (0, 0);
        while taken < Self::SIZE {
            match (a.first(), b.first()) {
                (Some(x), Some(y)) if x == y => {
                    shared += 1;
                    (a, b) = (&a[1..], &b[1..]);
                }
                (Some(x), Some(y)) if x < y => a = &a[1..],
                (Some(_), Some(_)) => b = &b[1..],
                // What the other would have beyond its end is known only where it holds fewer than it may.
                (Some(_), None) if usize::from(other.held) < Self::SIZE => a = &a[1..],
                (None, Some(_)) if usize::from(self.held) < Self::SIZE => b = &b[1..],
                _ => break,
            }
            taken += 1;
        }
        if taken == 0 { 0.0 } else { shared as f32 / taken as f32 }
    }
}

/// The hash of the letters and digits of a sentence: FNV-1a, folded to 32 bits. None for a short one.
fn wording(sentence: &str) -> Option<u32> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut length = 0;
    for byte in sentence.bytes().filter(|b| b.is_ascii_alphanumeric() || *b >= 0x80) {
        hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
        length += 1;
    }
    (length >= Sketch::SHORTEST).then_some((hash ^ (hash >> 32)) as u32)
}

/// Names a fact for good: 64 bits of a hash over its article and what tells it from the article's other facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactId(u64);

impl FactId {
    /// The id of a layoff that an article tells. The one that it is about keeps its id whatever is found out about it;
    /// the others go by company and figure, as nothing else tells them apart.
    pub fn of(article: ArticleId, layoff: &Layoff) -> FactId {
        if layoff.primary {
            return FactId::new(article, "primary");
        }
        let (count, percent, company) = (layoff.count, layoff.percent, term::fold(&layoff.company));
        if layoff.part {
            let label = layoff.place.as_deref().or(layoff.division.as_deref()).map(term::fold);
            return FactId::new(article, &format!("part\n{company}\n{count:?}\n{label:?}"));
        }
        FactId::new(article, &format!("other\n{company}\n{count:?}\n{percent:?}\n{}", layoff.span_total))
    }

    /// The id of the fact of a list row, which has one only.
    pub fn of_row(row: ArticleId) -> FactId {
        FactId::new(row, "row")
    }

    fn new(article: ArticleId, which: &str) -> FactId {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&article.bits().to_le_bytes());
        hasher.update(which.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        FactId(u64::from_le_bytes(first))
    }

    /// The bits, for storage.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The id with these bits, as read back from storage.
    pub fn from_bits(bits: u64) -> FactId {
        FactId(bits)
    }
}

/// Shown as 16 hexadecimal digits.
impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for FactId {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match u64::from_str_radix(s, 16) {
            Ok(bits) if s.len() == 16 => Ok(FactId(bits)),
            _ => Err(format!("'{s}' is not the id of a layoff: 16 hexadecimal digits are")),
        }
    }
}

impl Serialize for FactId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a correction does to one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change<T> {
    /// Leaves it as the report states it.
    #[default]
    Same,
    /// Sets it.
    To(T),
    /// Takes it away: the report states none.
    Nothing,
}

/// What a curator says is right, in place of what was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Correction {
    /// Whose word it is: the operator's holds for all, a server's for that server alone.
    pub by_server: Option<u64>,
    /// There was no such layoff, or the report does not tell of it: it is left out of every answer.
    pub rejected: bool,
    /// Another company.
    pub company: Option<String>,
    /// Another number.
    pub count: Change<u64>,
    /// Another share, in points.
    pub percent: Change<f64>,
    /// Another day or month.
    pub date: Change<Period>,
    /// Why, in the curator's words.
    pub note: String,
    /// Who: a Discord user, none at the command line.
    pub by: Option<u64>,
    /// When, in seconds since 1970.
    pub at: i64,
    /// What the report was read as when it was corrected. Where it is read otherwise by now, somebody should look again.
    pub was: Stated,
}

/// The values of a fact that can be corrected, as its report states them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stated {
    /// The company.
    pub company: String,
    /// How many.
    pub count: Option<u64>,
    /// The share in points.
    pub percent: Option<f64>,
    /// When.
    pub date: Option<Period>,
}

impl Fact {
    /// A fact of which nothing is known yet but the company.
    pub fn new(id: FactId, report: Arc<Report>, company: impl Into<Arc<str>>) -> Fact {
        Fact {
            id,
            report,
            company: company.into(),
            parent: None,
            count: None,
            count_max: None,
            count_is: None,
            percent: None,
            percent_max: None,
            percent_is: None,
            percent_of: None,
            date: None,
            date_basis: None,
            status: Status::Announced,
            reason: None,
            reason_class: None,
            reason_denied: false,
            said_by: None,
            division: None,
            place: None,
            industry: None,
            country: None,
            stage: None,
            primary: false,
            span_total: false,
            part: false,
            replaced: false,
            correction: None,
        }
    }

    /// The share of a part of the company, with the words for that part: half of "its marketing team".
    pub fn share_of_part(&self) -> Option<(f64, &Arc<str>)> {
        Some((self.percent?, self.percent_of.as_ref().filter(|of| names_part(of))?))
    }

    /// The share of the company's staff.
    pub fn share_of_staff(&self) -> Option<f64> {
        self.percent.filter(|_| self.share_of_part().is_none())
    }

    /// Whether somebody says that it is no layoff at all.
    pub fn is_rejected(&self) -> bool {
        self.correction.as_ref().is_some_and(|c| c.rejected)
    }

    /// The values that can be corrected, as they are.
    pub fn stated(&self) -> Stated {
        Stated { company: self.company.to_string(), count: self.count, percent: self.percent, date: self.date }
    }

    /// The fact with a correction over it. Corrections lie over each other: the last decides.
    pub fn corrected(mut self, correction: &Arc<Correction>) -> Fact {
        if let Some(company) = &correction.company {
            self.company = company.as_str().into();
            self.parent = None;
        }
        match correction.count {
            Change::Same => {}
            Change::To(count) => (self.count, self.count_max, self.count_is) = (Some(count), None, Some(CountIs::Exact)),
            Change::Nothing => (self.count, self.count_max, self.count_is) = (None, None, None),
        }
        match correction.percent {
            Change::Same => {}
            Change::To(percent) => (self.percent, self.percent_max, self.percent_is) = (Some(percent), None, None),
            Change::Nothing => {
                (self.percent, self.percent_max, self.percent_is, self.percent_of) = (None, None, None, None);
            }
        }
        match correction.date {
            Change::Same => {}
            Change::To(date) => (self.date, self.date_basis) = (Some(date), Some(DateBasis::Stated)),
            Change::Nothing => (self.date, self.date_basis) = (None, None),
        }
        self.correction = Some(correction.clone());
        self
    }
}

/// Whether words for what a share is of name a part of a company: "its marketing team", "US staff", "the design department".
fn names_part(of: &str) -> bool {
    /// Words by which a part or the whole may be called.
    const GROUPS: &[&str] = &["team", "teams", "unit", "division", "department", "arm", "units", "divisions", "departments"];
    /// Words before them that say nothing.
    const PLAIN: &[&str] = &[
        "its",
        "the",
        "their",
        "our",
        "whole",
        "entire",
        "total",
        "global",
        "current",
        "full-time",
        "own",
        "corporate",
        "company's",
        "firm's",
        "startup's",
        "group's",
        "overall",
        "worldwide",
        "small",
        "remaining",
        "of",
        "all",
    ];
    // "the 15,000 employees in Reality Labs", "the people in its devices division"
    let within = of.split_once(" in ").is_some_and(|(_, whose)| {
        let words = || whose.split_whitespace();
        words().any(|word| word.starts_with(char::is_uppercase)) || words().next_back().is_some_and(|last| GROUPS.contains(&last))
    });
    if within || is_kind_of_staff(of) {
        return true;
    }
    let words: Vec<String> = of.split_whitespace().map(str::to_lowercase).collect();
    let mut telling =
        words.iter().filter(|word| !PLAIN.contains(&word.as_str()) && !word.starts_with(|c: char| c.is_ascii_digit()));
    let first = telling.next();
    let is_part = |word: &String| !GROUPS.contains(&word.as_str()) && cues(word) & (DEPARTMENT | PLACE) != 0;
    let grouped = words.last().is_some_and(|last| GROUPS.contains(&last.as_str()));
    first.is_some_and(|first| is_part(first) || grouped && !GROUPS.contains(&first.as_str()) && !first.ends_with("'s"))
}

/// Whether a word right before the staff says what kind of staff it is: "its salaried employees", "the corporate posts", "22,000
/// gaming staff".
fn is_kind_of_staff(of: &str) -> bool {
    const KINDS: &[&str] = &[
        "salaried",
        "hourly",
        "corporate",
        "office",
        "white-collar",
        "blue-collar",
        "managerial",
        "management",
        "administrative",
        "technical",
        "technology",
        "tech",
        "gaming",
        "retail",
        "nursing",
        "clinical",
        "seasonal",
        "temporary",
        "contract",
        "part-time",
        "frontline",
        "front-line",
        "back-office",
        "field",
        "editorial",
        "unionised",
        "unionized",
        "union",
        "non-union",
        "academic",
        "teaching",
        "executive",
        "senior",
        "junior",
        "remote",
        "manufacturing",
        "production",
        "research",
        "engineering",
        "support",
        "sales",
        "marketing",
        "warehouse",
        "store",
        "branch",
        "flight",
        "cabin",
        "ground",
        "domestic",
        "overseas",
        "foreign",
        "us",
        "european",
        "american",
    ];
    let words: Vec<&str> = of.split_whitespace().collect();
    let is_staff = |word: &str| cues(word.to_lowercase()) & (STAFF | FORCE) != 0;
    let nouns = words.iter().rev().take_while(|word| is_staff(word)).count();
    let Some(kind) = words.len().checked_sub(nouns + 1).and_then(|at| words.get(at)).filter(|_| nouns > 0) else { return false };
    KINDS.contains(kind) || cues(kind) & DEPARTMENT != 0
}

/// The facts that somebody may see, at one moment. Cheap to hold and to hand around.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The facts of the shared corpus, then the server's own, with the corrections of whoever owns them.
    parts: Vec<Arc<Vec<Fact>>>,
    /// What the server corrected of the shared ones, in place of those.
    over: Arc<std::collections::HashMap<FactId, Fact>>,
    /// Changes whenever any of them does.
    stamp: Vec<u64>,
}

impl Facts {
    /// Facts by corpus, with those that replace some of them. Equal stamps mean equal facts.
    pub fn new(parts: Vec<Arc<Vec<Fact>>>, over: Arc<std::collections::HashMap<FactId, Fact>>, stamp: Vec<u64>) -> Facts {
        Facts { parts, over, stamp }
    }

    /// The facts that nobody rejected, each as it was corrected: what is counted. The order says nothing, but is always
    /// the same.
    pub fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.all().filter(|fact| !fact.is_rejected())
    }

    /// Also those that somebody rejected: for lists in which they are shown as that.
    pub fn all(&self) -> impl Iterator<Item = &Fact> {
        self.parts.iter().flat_map(|part| part.iter()).map(|fact| self.over.get(&fact.id).unwrap_or(fact))
    }

    /// The fact of this id.
    pub fn get(&self, id: FactId) -> Option<&Fact> {
        self.all().find(|fact| fact.id == id)
    }

    /// The same as long as the facts are the same: what is made of them can be kept with it.
    pub fn stamp(&self) -> &[u64] {
        &self.stamp
    }
}

impl FromIterator<Fact> for Facts {
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Facts {
        Facts::new(vec![Arc::new(facts.into_iter().collect())], Arc::default(), Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::names_part;

    #[test]
    fn a_share_of_a_team_is_none_of_the_company() {
        for part in [
            "its marketing team",
            "US staff",
            "the narrative team",
            "its engineering workforce",
            "the design department",
            "Microsoft's 22,000 gaming staff",
            "the corporate posts",
            "its salaried employees",
            "the roughly 15,000 employees in Reality Labs",
        ] {
            assert!(names_part(part), "{part}");
        }
        for whole in [
            "its staff",
            "the workforce",
            "its 2,000 employees",
            "their team",
            "Acme's team",
            "its global workforce",
            "the Riot workforce",
            "by 260 people",
            "roughly 5,200 employees",
        ] {
            assert!(!names_part(whole), "{whole}");
        }
    }
}
