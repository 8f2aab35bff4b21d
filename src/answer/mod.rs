//! [`Question`](crate::question) and passages to [`Answer`]: what is said, what proves it, or why nothing is said.
//!
//! Pure: ranks, chooses and words, but opens nothing.

mod compose;
mod doubts;
mod evidence;
mod facts;
mod headline;
mod outcome;
mod part;
mod person;
mod premise;
mod ranking;
mod reason;
mod refusal;
pub mod table;
mod value;
mod voice;
mod weights;

use jiff::civil::Date;
use serde::Serialize;

pub use compose::{combine, compose, further};
pub use doubts::{DOUBTS, Doubts};
pub use evidence::{Evidence, FEATURES, Features, Lists, Retrieved, ahead, judge};
pub use headline::{Candidate, RESERVATIONS};
pub use ranking::{Found, rank};
pub use weights::{SearchWeights, Weights, is_adrift};

use crate::article::{Article, ArticleId, BasedOn, Provenance, Quote};
use crate::question::Understood;
use crate::text::number::grouped;

/// What is shown for a question. Serialises to the JSON that `ask --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The question as it was asked.
    pub question: String,
    /// True where the articles hold no answer; then `why_not` says what is missing.
    pub abstained: bool,
    /// How sure it is that the first citation answers the question, from 0 to 1.
    pub confidence: f64,
    /// The direct answer in one line, where a citation proves it.
    pub headline: Option<String>,
    /// Every value of the headline, with the citations that state it.
    pub claims: Vec<Claim>,
    /// The lines of a list, ranking, comparison or trend; of a total, the sum first.
    pub rows: Vec<Row>,
    /// What has to be said of the rows: what is left out, what time the sources cover, how the dates are known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What is missing, for a person to read.
    pub why_not: Option<String>,
    /// Close, but no answer.
    pub nearest: Vec<Citation>,
    /// The question as it was understood.
    pub understood: Understood,
    /// The evidence, best first.
    pub citations: Vec<Citation>,
    /// What was searched.
    pub coverage: Coverage,
    /// Milliseconds from question to answer.
    pub took_ms: f64,
    /// What spoke against the first sentence, beside what its features say.
    #[serde(skip)]
    pub doubts: Doubts,
    /// The headline that the first quote would give, whether or not it is sure enough.
    #[serde(skip)]
    pub candidate: Option<Candidate>,
}

/// A value stated in a headline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// `count`, `percent`, `date`, `person`, …; `total` for a sum of ours, which no single quote states: its citations state
    /// the parts, and no headline shows it.
    pub kind: &'static str,
    /// The value: a number for counts and percentages (in points), text for the rest.
    pub value: serde_json::Value,
    /// Its hedge: `exact`, `about`, `at_least`, `at_most`, `range`, `vague`.
    pub is: &'static str,
    /// Whose it is.
    pub company: Option<String>,
    /// Who states it, where the text says so.
    pub said_by: Option<String>,
    /// Numbers of the citations that state it.
    pub citations: Vec<usize>,
}

/// A line of a list, a ranking, a comparison or a trend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The company.
    pub company: String,
    /// Jobs.
    pub count: Option<u64>,
    /// Share of the staff, in points.
    pub percent: Option<f64>,
    /// When.
    pub date: Option<Date>,
    /// What the line stands for and how firm it is, in words, where the values above do not say it: the time of a sum
    /// with what it rests on, "planned".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Numbers of the citations that state it; of a sum, of its largest parts.
    pub citations: Vec<usize>,
}

impl Row {
    /// What it says of the company, part by part: "14,000 jobs", "6% of staff", "October 2025". A label says what the values
    /// alone would say less well, and stands for those it holds.
    pub fn values(&self) -> Vec<String> {
        let label = self.label.as_deref().unwrap_or_default();
        let jobs = |count: u64| if count == 1 { "1 job".to_owned() } else { format!("{} jobs", grouped(count)) };
        let count = self.count.filter(|count| !label.contains(&grouped(*count))).map(jobs);
        let percent = self.percent.map(|percent| format!("{percent}% of staff"));
        // "Up to 15% of staff"
        let percent = percent.filter(|_| !label.contains("% of staff"));
        let date = self.date.filter(|day| !label.contains(&day.year().to_string()));
        let date = date.map(|day| day.strftime("%B %Y").to_string());
        let label = self.label.clone().filter(|label| !label.is_empty());
        [count, label, percent, date].into_iter().flatten().collect()
    }
}

/// A quote with where it is from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Citation {
    /// Its number in this answer, from 1.
    pub n: usize,
    /// Whole sentences, to the letter.
    #[serde(rename = "quote")]
    text: String,
    /// The article's title.
    pub title: String,
    /// The publisher.
    pub source: Option<String>,
    /// The address, as it was given.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// How the text got here.
    pub provenance: Provenance,
    /// What a brief summarises.
    pub based_on: Option<BasedOn>,
    /// The article.
    article_id: ArticleId,
    /// First byte of the quote in its body.
    start: usize,
    /// The byte after its last.
    end: usize,
    /// How well it ranks; higher is better, comparable within one answer.
    pub score: f64,
    /// Bytes of the quote that state the value asked for: what to print in bold.
    #[serde(skip)]
    pub emphasis: Option<std::ops::Range<usize>>,
}

impl Citation {
    /// Cites a quote. `article` is the one the quote was made from.
    pub fn new(n: usize, article: &Article, quote: &Quote, score: f64) -> Self {
        debug_assert_eq!(article.id, quote.article());
        Citation {
            n,
            text: quote.text().to_owned(),
            title: article.title.clone(),
            source: article.source.clone(),
            url: article.url.clone(),
            published: article.published,
            provenance: article.provenance,
            based_on: article.based_on.clone(),
            article_id: quote.article(),
            start: quote.range().start,
            end: quote.range().end,
            score,
            emphasis: None,
        }
    }

    /// Whose words these are, when they were published, and how they got here unless they were read at their address:
    /// "Fast Company · 21 Apr 2023", "Our summary, after TechRadar Pro · 7 Feb 2024".
    pub fn attribution(&self) -> String {
        let mut parts = Vec::new();
        match (&self.based_on, self.provenance) {
            (Some(report), _) => parts.push(format!("Our summary, after {}", report.source)),
            (None, Provenance::Brief) => parts.push("Our summary".to_owned()),
            (None, _) => parts.push(self.source.clone().unwrap_or_else(|| "publisher unknown".to_owned())),
        }
        parts.extend(self.published.map(|d| d.strftime("%-d %b %Y").to_string()));
        match self.provenance {
            Provenance::Pasted => parts.push("pasted by a curator".to_owned()),
            Provenance::Attached => parts.push("from a file".to_owned()),
            Provenance::Row => parts.push("a line of a list".to_owned()),
            Provenance::Fetched | Provenance::Brief => {}
        }
        parts.join(" · ")
    }

    /// The words quoted.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The article quoted.
    pub fn article_id(&self) -> ArticleId {
        self.article_id
    }

    /// Where the words stand: bytes of the article's body.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

impl Answer {
    /// What was understood and searched, in one line: "Lyft · how many · April 2023 · 71 articles, June 2022 – January 2026".
    pub fn summary(&self) -> String {
        let understood = &self.understood;
        let mut parts = Vec::new();
        match understood.companies.as_slice() {
            [] => {}
            [first, second, rest @ ..] if rest.len() > 1 => parts.push(format!("{first}, {second} and {} more", rest.len())),
            few => parts.push(few.join(", ")),
        }
        parts.push(understood.asks.label().to_owned());
        if understood.since.is_some() || understood.until.is_some() {
            parts.push(understood.bounds().label());
        }
        parts.extend(understood.source.clone());
        parts.push(self.coverage.label());
        parts.join(" · ")
    }
}

/// How much was searched: the articles this person may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// How many.
    pub articles: u64,
    /// The earliest day of publication among them.
    pub from: Option<Date>,
    /// The latest.
    pub to: Option<Date>,
}

impl Coverage {
    /// For people: "212 articles, March 2022 – November 2026".
    pub fn label(&self) -> String {
        let articles = if self.articles == 1 { "1 article".to_owned() } else { format!("{} articles", grouped(self.articles)) };
        let month = |day: Date| day.strftime("%B %Y").to_string();
        match (self.from.map(month), self.to.map(month)) {
            (Some(from), Some(to)) if from == to => format!("{articles}, {from}"),
            (Some(from), Some(to)) => format!("{articles}, {from} – {to}"),
            _ => articles,
        }
    }
}
