//! Every text that a person reads in Discord, in one place, so that they can be reviewed and translated together.
//!
//! Knows words, not Discord: no markup is escaped here.

mod curating;
mod descriptions;
mod help;
mod layoffs;

use jiff::civil::Date;

use crate::article::Provenance;
use crate::text::number::grouped;

pub use curating::*;
pub use descriptions::DESCRIPTIONS;
pub use help::*;
pub use layoffs::*;

/// Title of an answer that quotes without a direct answer.
pub const QUOTES_ONLY: &str = "What the articles say";
/// Title where no answer was found and no reason is given.
pub const NO_ANSWER: &str = "The articles here do not answer this";
/// Title where there is nothing to search.
pub const NO_ARTICLES: &str = "There are no articles here yet";
/// Above the quotes that are near, but no answer.
pub const NEAREST: &str = "Nearest, but not an answer:";
/// Ends every refusal.
pub const NO_PROOF: &str = "That none is here does not prove that there was none.";
/// The question holds no words.
pub const EMPTY_QUESTION: &str = "Please ask in a few words, for example: how many jobs did Lyft cut in April 2023?";
/// A command that this version does not have.
pub const UNKNOWN_COMMAND: &str =
    "This command is not known any more. Discord may be showing an old list: restart Discord, then type / to see the new one.";

/// Something failed, and it is not the user's doing.
pub fn went_wrong(reference: &str) -> String {
    format!(
        "Something went wrong on our side. Please try again; if it happens again, tell the operator this reference: {reference}"
    )
}

/// An answer took too long.
pub fn too_slow(reference: &str) -> String {
    format!("This took too long and was given up. Please try again in a minute, or ask for less at once. Reference: {reference}")
}

/// Some quotes found no room.
pub fn more_citations(count: usize) -> String {
    format!("… and {count} more that {} room here", if count == 1 { "finds no" } else { "find no" })
}

/// Some lines of a list found no room.
pub fn more_rows(count: usize) -> String {
    format!("… and {} more", grouped(count as u64))
}

/// Another value, reported before the one in the headline, or beside it.
pub fn other_value(earlier: bool, value: &str) -> String {
    format!("{} {value}", if earlier { "Earlier report:" } else { "Also reported:" })
}

/// Who is quoted where the words are ours.
pub const OUR_SUMMARY: &str = "Our summary";

/// Stands before the publisher whose report we summarise.
pub const AFTER: &str = "after";

/// How a text got here, where that is not its address.
pub fn provenance(provenance: Provenance) -> Option<&'static str> {
    match provenance {
        Provenance::Fetched | Provenance::Brief => None,
        Provenance::Pasted => Some("pasted"),
        Provenance::Attached => Some("from a file"),
        Provenance::Row => Some("from a list"),
    }
}

/// "1 May 2023".
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), &MONTHS[usize::from(date.month().unsigned_abs()) - 1][..3], date.year())
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The word for a hedge, as it stands before a value.
pub fn hedge(is: &str) -> &'static str {
    match is {
        "about" | "vague" => "about ",
        "at_least" => "at least ",
        "at_most" => "up to ",
        _ => "",
    }
}

/// "6% of staff".
pub fn share(percent: f64) -> String {
    format!("{percent}% of staff")
}

/// One or several.
fn plural<'a>(count: u64, one: &'a str, several: &'a str) -> &'a str {
    if count == 1 { one } else { several }
}
