//! Texts of `/layoffs`, the proof of its rows, and corrections.

use super::plural;
use crate::text::number::grouped;

/// Too few companies were named.
pub const NAME_COMPANIES: &str = "Please name the company; to compare, name at least two different ones.";
/// The time asked about ends before it begins.
pub const ENDS_BEFORE_IT_BEGINS: &str = "The time ends before it begins: please look at since and until again.";
/// No layoff has at least more jobs than at most.
pub const LEAST_OVER_MOST: &str =
    "No layoff has so few and so many jobs at once: please make min_jobs the smaller number and max_jobs the larger one.";
/// A number of jobs below one.
pub const NO_NUMBER_OF_JOBS: &str =
    "A number of jobs is 1 or more: please give min_jobs and max_jobs as digits, for example 500.";
/// A share below 0 or above 100.
pub const NO_SHARE: &str = "A share of the staff is at most 100 percent: please give min_percent from 0 to 100, for example 20.";
/// The button, and the title of what it shows.
pub const PROOF: &str = "Proof";
/// A table that is not remembered.
pub const TABLE_FORGOTTEN: &str = "This table was shown a while ago and is not remembered. Please use /layoffs again.";
/// What there was is gone.
pub const NOTHING_TO_PROVE: &str = "There is nothing here to prove now. Please use /layoffs again: articles may have changed.";
/// A company whose name shows nothing.
pub const UNNAMED: &str = "unnamed";
/// Where no sentence states it.
pub const IN_ITS_TITLE: &str = "In its title:";
/// The button to correct the only report.
pub const CORRECT: &str = "Correct";
/// The buttons to correct one of several.
pub const CORRECT_ONE: [&str; 3] = ["Correct 1", "Correct 2", "Correct 3"];
/// Stands before what a report was read as.
pub const READ_AS: &str = "read as:";
/// No number is known.
pub const NO_NUMBER: &str = "no number";
/// No date is known.
pub const NO_DATE: &str = "no date";

/// Above a table: what was asked for beside companies and time.
pub fn only_with(conditions: &str) -> String {
    format!("Only with {conditions}")
}

/// Which row.
pub fn row(n: usize) -> String {
    format!("Row {}:", grouped(n as u64))
}

/// Below a page of proof.
pub fn proof_page(page: usize, pages: usize) -> String {
    let of = if pages <= 1 { String::new() } else { format!("Page {} of {} · ", grouped(page as u64), grouped(pages as u64)) };
    format!("{of}Every sentence stands in a stored article or list, to the letter.")
}

/// Reports that are not quoted.
pub fn more_reports(count: usize) -> String {
    format!("… and {} more {} of the same layoff", grouped(count as u64), plural(count as u64, "report", "reports"))
}

/// Whose correction it is.
pub fn corrected_by(operator: bool) -> &'static str {
    if operator { "Corrected by the operator:" } else { "Corrected by this server's curators:" }
}

// The form.

/// Its title.
pub const FORM_CORRECT: &str = "Correct this layoff";
/// Rejects in the field for the number.
pub const REJECT_WORD: &str = "reject";
/// Takes a value away.
pub const NONE_WORD: &str = "none";
/// Labels.
pub const FORM_COUNT: &str = "Jobs: a number, \"none\", or \"reject\"";
/// The share.
pub const FORM_PERCENT: &str = "Share of the staff in percent, or \"none\"";
/// When.
pub const FORM_DATE: &str = "Day or month: 2024-03-05, 2024-03 or \"none\"";
/// The company.
pub const FORM_COMPANY: &str = "Company";
/// Why.
pub const FORM_WHY: &str = "Why: everybody who sees it can read this";

/// Below a field: what holds now.
pub fn form_now(value: &str) -> String {
    format!("Now: {value}. Leave empty to keep it.")
}

/// Hint for why.
pub const FORM_WHY_HINT: &str = "For example: the article says 300, and 3,000 is the whole staff";
/// A number that is none.
pub const BAD_COUNT: &str =
    "The number of jobs cannot be read: write it in digits, for example 300, or \"none\" where the report gives no number.";
/// A share that is none.
pub const BAD_PERCENT: &str =
    "The share cannot be read: write it in digits, for example 6.5, or \"none\" where the report gives none.";
/// A date that is none.
pub const BAD_DATE: &str = "The date cannot be read: write a day or a month, for example 2024-03-05 or 2024-03, or \"none\".";
/// It is no longer there.
pub const FACT_GONE: &str =
    "This layoff is not here any more: its article may have been changed or removed. Please use /layoffs again.";
/// There is nothing to take back.
pub const NOT_CORRECTED: &str = "There is no correction of this server's to take back here.";
/// It was taken back.
pub const UNCORRECTED: &str = "Taken back: the layoff is shown as its report tells it.";
/// It was corrected.
pub const CORRECTED: &str = "Corrected.";
/// What that means.
pub const CORRECTED_MEANS: &str =
    "It holds for this server and is marked as corrected. Answers posted here that showed it are edited.";
/// It was rejected.
pub const REJECTED: &str = "Rejected:";
/// What that means.
pub const REJECTED_MEANS: &str = "It is left out of every answer in this server. Answers posted here that showed it are edited.";
/// Before the old values.
pub const BEFORE: &str = "Before:";
/// Before the new ones.
pub const NOW: &str = "Now:";
