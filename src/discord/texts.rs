//! Every text that a person reads in Discord, in one place, so that they can be reviewed and translated together.
//!
//! Knows words, not Discord: no markup is escaped here.

use jiff::civil::Date;

use crate::answer::Coverage;
use crate::article::Provenance;
use crate::question::{Asks, Understood};

/// What a command, or an option of one, is for. Discord allows 100 characters.
pub const DESCRIPTIONS: &[(&str, &str)] = &[
    ("ask", "Ask about tech layoffs: answered in the words of the articles, with links to check"),
    ("ask question", "For example: how many jobs did Lyft cut in April 2023?"),
    ("ask company", "Only about this company"),
    ("ask since", "Only from this time on, for example 2023, March 2023 or 2023-03-15"),
    ("ask until", "Only up to this time, for example 2023, March 2023 or 2023-03-15"),
    ("ask source", "Only from this publisher"),
    ("ask private", "Show the answer to you alone"),
];

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
    format!("… and {} more", number(count as u64))
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

/// The last line: the question as understood, and what was searched.
pub fn footer(understood: &Understood, coverage: &Coverage) -> String {
    let mut parts = Vec::new();
    match understood.companies.as_slice() {
        [first, second, rest @ ..] if rest.len() > 1 => parts.push(format!("{first}, {second} and {} more", rest.len())),
        few => parts.extend((!few.is_empty()).then(|| few.join(", "))),
    }
    parts.push(asks(understood.asks).to_owned());
    parts.extend(time_span(understood.since, understood.until));
    parts.extend(understood.source.as_ref().map(|source| format!("in {source}")));
    parts.push(articles(coverage));
    parts.join(" · ")
}

/// What was searched: "71 articles, June 2022 – January 2026".
pub fn articles(coverage: &Coverage) -> String {
    let count = match coverage.articles {
        1 => "1 article".to_owned(),
        many => format!("{} articles", number(many)),
    };
    match (coverage.from, coverage.to) {
        (Some(from), Some(to)) if month(from) == month(to) => format!("{count}, {}", month(from)),
        (Some(from), Some(to)) => format!("{count}, {} – {}", month(from), month(to)),
        _ => count,
    }
}

/// What is asked for.
fn asks(asks: Asks) -> &'static str {
    match asks {
        Asks::Count => "how many",
        Asks::Percent => "what share",
        Asks::Money => "how much money",
        Asks::Date => "when",
        Asks::Person => "who",
        Asks::Reason => "why",
        Asks::Place => "where",
        Asks::Team => "which teams",
        Asks::Severance => "severance",
        Asks::Quotation => "in whose words",
        Asks::List => "list",
        Asks::Comparison => "comparison",
        Asks::Summary => "summary",
    }
}

/// "April 2023", "2022", "Q3 2024", "June 2022 – January 2026", "3 – 9 May 2023", "since 2024".
fn time_span(since: Option<Date>, until: Option<Date>) -> Option<String> {
    let (from, to) = match (since, until) {
        (None, None) => return None,
        (Some(from), None) => {
            let from = if from.day() != 1 {
                day(from)
            } else if from.month() == 1 {
                from.year().to_string()
            } else {
                month(from)
            };
            return Some(format!("since {from}"));
        }
        (None, Some(to)) => return Some(format!("until {}", day(to))),
        (Some(from), Some(to)) => (from, to),
    };
    let whole_months = from.day() == 1 && to.day() == to.days_in_month();
    let same_year = from.year() == to.year();
    Some(match (whole_months, from.month(), to.month()) {
        (true, 1, 12) if same_year => from.year().to_string(),
        (true, 1, 12) => format!("{} – {}", from.year(), to.year()),
        (true, first, last) if same_year && first == last => month(from),
        (true, first, last) if same_year && last == first + 2 && last % 3 == 0 => format!("Q{} {}", last / 3, from.year()),
        (true, ..) => format!("{} – {}", month(from), month(to)),
        (false, ..) if from == to => day(from),
        (false, first, last) if same_year && first == last => format!("{} – {}", from.day(), day(to)),
        (false, ..) => format!("{} – {}", day(from), day(to)),
    })
}

/// "1 May 2023".
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), &MONTHS[usize::from(date.month().unsigned_abs()) - 1][..3], date.year())
}

/// "May 2023".
pub fn month(date: Date) -> String {
    format!("{} {}", MONTHS[usize::from(date.month().unsigned_abs()) - 1], date.year())
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// "12,000".
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The word for a hedge, as it stands before a value.
pub fn hedge(is: &str) -> &'static str {
    match is {
        "about" | "vague" => "about ",
        "at_least" => "at least ",
        "at_most" => "up to ",
        _ => "",
    }
}

/// "12,000 jobs".
pub fn jobs(count: u64) -> String {
    format!("{} {}", number(count), if count == 1 { "job" } else { "jobs" })
}

/// "6% of staff".
pub fn share(percent: f64) -> String {
    format!("{percent}% of staff")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_a_time_as_people_do() {
        let check = |since, until, expected: &str| assert_eq!(time_span(since, until).unwrap_or_default(), expected);
        let d = |y, m, day| Some(date(y, m, day));
        check(None, None, "");
        check(d(2023, 4, 1), d(2023, 4, 30), "April 2023");
        check(d(2022, 1, 1), d(2022, 12, 31), "2022");
        check(d(2022, 1, 1), d(2023, 12, 31), "2022 – 2023");
        check(d(2024, 7, 1), d(2024, 9, 30), "Q3 2024");
        check(d(2022, 6, 1), d(2026, 1, 31), "June 2022 – January 2026");
        check(d(2023, 5, 3), d(2023, 5, 9), "3 – 9 May 2023");
        check(d(2023, 5, 3), d(2023, 5, 3), "3 May 2023");
        check(d(2023, 5, 3), d(2024, 6, 9), "3 May 2023 – 9 Jun 2024");
        check(d(2024, 1, 1), None, "since 2024");
        check(None, d(2024, 2, 9), "until 9 Feb 2024");
    }

    #[test]
    fn descriptions_have_the_length_that_discord_takes() {
        for (of, text) in DESCRIPTIONS {
            assert!((1..=100).contains(&text.chars().count()), "{of}: {text}");
        }
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([1, 12, 999, 1_000, 27_000, 1_234_567].map(number), ["1", "12", "999", "1,000", "27,000", "1,234,567"]);
    }
}
