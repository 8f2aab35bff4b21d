//! What looks like a time and is none, and short years that may be days.

use jiff::civil::Date;

use crate::time::{self, Bounds};

/// The months that times such as "november 23" or "jan 23 vs jan 24" name, where each number may be a year that is not over.
pub(super) fn months_of_short_years(asked: &time::Asked, now: Date) -> Option<Vec<Bounds>> {
    let month = |mention: &time::Mention| {
        let day = mention.period.start;
        let is_day = mention.precision == time::Precision::Day && mention.basis == time::Basis::YearImplied;
        let year = 2000 + i16::from(day.day());
        let first = Date::new(year, day.month(), 1).ok().filter(|first| is_day && *first <= now && year >= FIRST_SHORT_YEAR)?;
        Some(Bounds { since: Some(first), until: Some(first.last_of_month()) })
    };
    let months: Option<Vec<Bounds>> = asked.mentions.iter().map(month).collect();
    months.filter(|months| !months.is_empty())
}

/// "The Sunday paper": what it is called, not a day.
pub(super) fn names_paper(text: &str, asked: &time::Asked) -> bool {
    const PAPERS: &[&str] = &["paper", "papers", "newspaper", "newspapers", "edition", "editions", "supplement"];
    let [mention] = asked.mentions.as_slice() else { return false };
    let next = text[mention.range.end..].split_whitespace().next().unwrap_or_default();
    mention.basis == time::Basis::Relative && PAPERS.contains(&next.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// "How many posts go by the end of 2027": a time to come is that of a plan, not of what tells of it.
pub(super) fn is_ahead(text: &str, asked: &time::Asked, now: Date) -> bool {
    let [mention] = asked.mentions.as_slice() else { return false };
    let before = text[..mention.range.start].to_lowercase();
    let mut before = before.split_whitespace().rev().skip_while(|word| matches!(*word, "the" | "end" | "of" | "late" | "mid"));
    mention.period.start > now && (mention.relation == time::Relation::Until || before.next() == Some("by"))
}

/// The first year that "jan 20" may mean.
const FIRST_SHORT_YEAR: i16 = 2020;
