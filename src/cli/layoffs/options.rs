//! What can be typed after `pinkslip layoffs`.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::super::WrongUse;
use super::super::args::{first_day, last_day};
use crate::layoff::tally::{self, Filter};
use crate::layoff::{ReasonClass, Status};
use crate::time::{Bounds, Step};

/// Rows of a table, unless more are asked for.
const ROWS: usize = 25;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct LayoffsArgs {
    /// Only of this company and its units; may be given several times.
    #[arg(long, value_name = "NAME")]
    company: Vec<String>,
    /// Not before this day, month or year.
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    since: Option<Date>,
    /// Not after this day, month or year.
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    until: Option<Date>,
    /// Only of companies of this industry, as an imported list gives it.
    #[arg(long)]
    industry: Option<String>,
    /// Only in this country, as an imported list gives it.
    #[arg(long)]
    country: Option<String>,
    /// Only at this place.
    #[arg(long)]
    place: Option<String>,
    /// Only for this kind of reason: cost, over-hiring, ai, merger, reorganisation, shutdown, low-demand, other.
    #[arg(long, value_name = "KIND", value_parser = named::<ReasonClass>)]
    reason: Option<ReasonClass>,
    /// Only with at least so many jobs.
    #[arg(long, value_name = "NUMBER")]
    min: Option<u64>,
    /// Only with at most so many jobs.
    #[arg(long, value_name = "NUMBER")]
    max: Option<u64>,
    /// Only with at least this share of the staff.
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    min_percent: Option<f64>,
    /// Only as certain as this: rumoured, planned, announced, confirmed, carried-out, denied; may be given several times.
    #[arg(long, value_name = "HOW", value_parser = named::<Status>)]
    status: Vec<Status>,
    /// One row for each company, month and so on, with its total.
    #[arg(long, value_name = "WHAT")]
    pub(super) by: Option<By>,
    /// The order of single layoffs [default: date, the latest first].
    #[arg(long, value_name = "ORDER", conflicts_with = "by")]
    pub(super) sort: Option<Sort>,
    /// How many rows a table shows [default: 25], or how many bars a chart [default: 12, at most 25].
    #[arg(short, value_name = "ROWS", value_parser = rows)]
    n: Option<usize>,
    /// Below the table, the sentences that prove each row, and figures that differ.
    #[arg(long, conflicts_with_all = ["by", "json", "events", "csv", "chart"])]
    pub(super) proof: bool,
    /// One JSON object a line: each layoff of each article with the places that state its values; with --by, each row.
    #[arg(long, conflicts_with_all = ["events", "csv", "chart"])]
    pub(super) json: bool,
    /// One JSON object a line for each event: the same layoff with all its reports.
    #[arg(long, conflicts_with_all = ["csv", "chart", "by"])]
    pub(super) events: bool,
    /// A table for spreadsheets.
    #[arg(long, conflicts_with = "chart")]
    pub(super) csv: bool,
    /// Draw a chart into this file (PNG): a timeline of one company, a comparison of several, else a ranking or a trend.
    #[arg(long, value_name = "FILE")]
    pub(super) chart: Option<PathBuf>,
}

/// What rows are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum By {
    Company,
    Month,
    Quarter,
    Year,
    Industry,
    Country,
}

impl By {
    pub(super) fn tally(self) -> tally::By {
        match self {
            By::Company => tally::By::Company,
            By::Month => tally::By::Time(Step::Month),
            By::Quarter => tally::By::Time(Step::Quarter),
            By::Year => tally::By::Time(Step::Year),
            By::Industry => tally::By::Industry,
            By::Country => tally::By::Country,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            By::Company => "company",
            By::Month => "month",
            By::Quarter => "quarter",
            By::Year => "year",
            By::Industry => "industry",
            By::Country => "country",
        }
    }
}

/// The order of single layoffs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Sort {
    /// The latest first.
    Date,
    /// The earliest first.
    Earliest,
    /// The most jobs first.
    Jobs,
    /// The largest share of the staff first.
    Percent,
}

impl LayoffsArgs {
    pub(super) fn filter(&self) -> Filter {
        Filter {
            companies: self.company.clone(),
            time: Bounds { since: self.since, until: self.until },
            industry: self.industry.clone(),
            country: self.country.clone(),
            place: self.place.clone(),
            reason: self.reason,
            statuses: self.status.clone(),
            min: self.min,
            max: self.max,
            min_percent: self.min_percent,
            ..Filter::default()
        }
    }

    /// Bounds that nothing can lie between are a slip, not a question.
    pub(super) fn check(&self) -> Result<(), WrongUse> {
        if self.min.zip(self.max).is_some_and(|(least, most)| least > most) {
            return Err(WrongUse("no layoff has so few and so many jobs at once: give --min the smaller number".to_owned()));
        }
        if self.since.zip(self.until).is_some_and(|(since, until)| since > until) {
            return Err(WrongUse("the time ends before it begins: give --since the earlier day".to_owned()));
        }
        Ok(())
    }

    pub(super) fn is_unfiltered(&self) -> bool {
        self.filter() == Filter::default()
    }

    /// The rows that were asked for; 0 for as many as suit.
    pub(super) fn rows(&self) -> usize {
        self.n.unwrap_or(0)
    }

    pub(super) fn limit(&self) -> usize {
        self.n.unwrap_or(ROWS)
    }
}

/// A value by the name that JSON has for it, written with hyphens or underscores.
fn named<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let name = text.trim().to_lowercase().replace(['-', ' '], "_");
    let name = match name.as_str() {
        "rumored" | "rumour" | "rumor" => "rumoured".to_owned(),
        "reorganization" => "reorganisation".to_owned(),
        _ => name,
    };
    serde_json::from_value(name.into())
        .map_err(|_| format!("'{text}' is none of the words that `pinkslip layoffs --help` lists for it"))
}

fn rows(text: &str) -> Result<usize, String> {
    text.trim().parse().ok().filter(|n| *n > 0).ok_or_else(|| format!("'{text}' is no number of rows: give 1 or more"))
}

fn percent(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.trim().trim_end_matches('%').trim().parse().ok();
    number.filter(|p| (0.0..=100.0).contains(p)).ok_or_else(|| format!("'{text}' is no share: give a number from 0 to 100"))
}
