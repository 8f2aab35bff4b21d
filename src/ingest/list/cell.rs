//! Reading one cell of a list: a number of people, a share, a date, a name. Nothing is guessed: what could be two things
//! is refused.

use jiff::civil::Date;

use super::column::Column;
use crate::layoff::{CountIs, Status};
use crate::time::Period;

/// What is wrong with a row, in words for whoever imports it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum Oddity {
    #[error("it has {given} values where there are {wanted} columns: is a comma or a quotation mark missing?")]
    Values { given: usize, wanted: usize },
    #[error("it has {} kB: is a quotation mark missing?", .0 / 1000)]
    Long(usize),
    #[error("'{0}' is no company but a sum of other lines")]
    Sum(String),
    #[error("it names no company")]
    NoCompany,
    #[error("'{0}' is no name for the column {1}: are its values shifted?")]
    NoName(String, String),
    #[error("'{0}' is no number of people")]
    NoCount(String),
    #[error("'{0}' may be thousands or a fraction: write it without the point")]
    Pointed(String),
    #[error("{0} people are more than any company has let go: are two numbers joined?")]
    TooMany(u64),
    #[error("{count} people would be {percent}% of {staff}: no company has so many")]
    TooLarge { count: u64, percent: f64, staff: u64 },
    #[error("'{0}' is no share")]
    NoPercent(String),
    #[error("a share of {0}% is more than all")]
    Over(f64),
    #[error("'{0}' is no date")]
    NoDate(String),
    #[error("the date '{0}' lies before the first lists of layoffs")]
    Early(String),
    #[error("the date '{0}' lies more than a year ahead")]
    Late(String),
}

/// How the numbers and dates of a list are meant, as most of its rows show.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Conventions {
    /// Shares up to 1 and above it, where no sign says what they are.
    fractions: u32,
    points: u32,
    /// Dates that can only have the month first, or only the day.
    month_first: u32,
    day_first: u32,
}

impl Conventions {
    /// Takes a cell into account.
    pub(super) fn learn(&mut self, column: Column, text: &str) {
        let text = text.trim();
        match column {
            Column::Percent => match text.parse::<f64>() {
                Ok(share) if share > 1.0 => self.points += 1,
                Ok(_) => self.fractions += 1,
                Err(_) => {}
            },
            Column::Date | Column::Added => {
                if let Some([a, b, _]) = numbers(text)
                    && a <= 31
                {
                    self.day_first += u32::from(a > 12 && b <= 12);
                    self.month_first += u32::from(b > 12 && a <= 12);
                }
            }
            _ => {}
        }
    }
}

/// Whether a cell says in words that there is no value.
pub(super) fn says_nothing(text: &str) -> bool {
    let nothing = ["n/a", "na", "nan", "none", "null", "-", "--", "–", "—", "?", "unknown", "tbd", "unclear", "undisclosed", "."];
    nothing.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The most people that one row may count. The largest layoffs ever announced had 60,000 to 75,000 (IBM 1993, Citigroup 2008).
const MOST_PEOPLE: u64 = 1_000_000;

/// The most people that a company has: the largest private employer has 2.1 million.
const MOST_STAFF: f64 = 3_000_000.0;

/// A number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) count: u64,
    pub(super) max: Option<u64>,
    pub(super) is: CountIs,
}

/// Reads `16000.0`, `1,200`, `~200`, `200+`, `>200`, `100-150`; 0 says nothing.
pub(super) fn count(text: &str) -> Result<Option<Count>, Oddity> {
    let wrong = || match text.split_once('.') {
        Some((_, after)) if after.len() == 3 && after.bytes().all(|b| b.is_ascii_digit()) => Oddity::Pointed(text.to_owned()),
        _ => Oddity::NoCount(text.to_owned()),
    };
    let lower = text.to_lowercase();
    let mut rest = lower.trim();
    let mut is = CountIs::Exact;
    for (sign, meaning) in [
        ("~", CountIs::About),
        ("≈", CountIs::About),
        ("about ", CountIs::About),
        ("approx. ", CountIs::About),
        ("approximately ", CountIs::About),
        ("around ", CountIs::About),
        (">=", CountIs::AtLeast),
        (">", CountIs::AtLeast),
        ("at least ", CountIs::AtLeast),
        ("more than ", CountIs::AtLeast),
        ("over ", CountIs::AtLeast),
        ("<=", CountIs::AtMost),
        ("<", CountIs::AtMost),
        ("up to ", CountIs::AtMost),
    ] {
        if let Some(after) = rest.strip_prefix(sign) {
            (rest, is) = (after.trim(), meaning);
            break;
        }
    }
    if let Some(before) = rest.strip_suffix('+') {
        (rest, is) = (before.trim(), CountIs::AtLeast);
    }
    let range = ["–", "—", " to ", "-"].iter().find_map(|between| rest.split_once(between));
    let (count, max) = match range {
        Some((low, high)) if !low.trim().is_empty() => {
            let (low, high) = (people(low).ok_or_else(wrong)?, people(high).ok_or_else(wrong)?);
            if high <= low {
                return Err(wrong());
            }
            is = CountIs::Range;
            (low, Some(high))
        }
        _ => (people(rest).ok_or_else(wrong)?, None),
    };
    match max.unwrap_or(count) {
        0 => Ok(None),
        most if most > MOST_PEOPLE => Err(Oddity::TooMany(most)),
        _ => Ok(Some(Count { count, max, is })),
    }
}

/// A whole number; thousands may be parted by commas, and zeros may follow a point.
fn people(text: &str) -> Option<u64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|b| b == b'0') || (text.ends_with('.')) {
        return None;
    }
    // "1.000" may be a thousand or one.
    if fraction.len() > 2 {
        return None;
    }
    let digits: String = if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next()?;
        if first.is_empty() || first.len() > 3 || !groups.clone().all(|group| group.len() == 3) {
            return None;
        }
        std::iter::once(first).chain(groups).collect()
    } else {
        whole.to_owned()
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // More digits than fit are too many all the same.
    Some(digits.parse().unwrap_or(u64::MAX))
}

/// Reads `0.15`, `15%`, `15`; what a number without a sign means is what most rows show. 0 says nothing.
pub(super) fn percent(text: &str, conventions: &Conventions) -> Result<Option<f64>, Oddity> {
    let wrong = || Oddity::NoPercent(text.to_owned());
    let (number, sign) = match text.strip_suffix('%') {
        Some(number) => (number.trim(), true),
        None => (text, false),
    };
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    if !plain {
        return Err(wrong());
    }
    // A comma as the decimal sign.
    let share: f64 = number.replacen(',', ".", 1).parse().map_err(|_| wrong())?;
    let points = if sign || conventions.points > conventions.fractions { share } else { share * 100.0 };
    // As written: 0.07 * 100 is a little more than 7.
    let points = (points * 10_000.0).round() / 10_000.0;
    match points {
        p if p > 100.0 => Err(Oddity::Over(p)),
        0.0 => Ok(None),
        p => Ok(Some(p)),
    }
}

/// Whether a number and a share can both be right.
pub(super) fn fits(count: Option<u64>, percent: Option<f64>) -> Result<(), Oddity> {
    let (Some(count), Some(percent)) = (count, percent) else { return Ok(()) };
    let staff = count as f64 / percent * 100.0;
    if staff > MOST_STAFF {
        return Err(Oddity::TooLarge { count, percent, staff: staff.round() as u64 });
    }
    Ok(())
}

/// Reads `2023-01-20`, with or without a time after it, `1/20/2023`, `20.1.2023`, `20 Jan 2023`, `Jan 20, 2023`, and the
/// months `2023-01` and `Jan 2023`.
pub(super) fn date(text: &str, conventions: &Conventions, today: Date) -> Result<Period, Oddity> {
    let period = read_date(text.trim(), conventions).ok_or_else(|| Oddity::NoDate(text.to_owned()))?;
    if period.start.year() < crate::layoff::FIRST_YEAR {
        return Err(Oddity::Early(text.to_owned()));
    }
    if crate::time::Period::day(today).distance(period.start) > 366 && period.start > today {
        return Err(Oddity::Late(text.to_owned()));
    }
    Ok(period)
}

fn read_date(text: &str, conventions: &Conventions) -> Option<Period> {
    // "2023-01-20T00:00:00Z", "1/20/2023 0:00": the time says nothing.
    let day = text.split_once(['T', ' ']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    if let Some([a, b, c]) = numbers(day) {
        if a > 31 {
            return Date::new(a, i8::try_from(b).ok()?, i8::try_from(c).ok()?).ok().map(Period::day);
        }
        let year = if c < 100 { 2000 + c } else { c };
        // Of its own it can be read in one way; else as the others of the list.
        let day_first = if a > 12 {
            true
        } else if b > 12 || day.contains('/') && conventions.day_first == 0 {
            false
        } else {
            // With points, or dashes, the day stands first.
            conventions.day_first > conventions.month_first || conventions.month_first == 0 && !day.contains('/')
        };
        let (day, month) = if day_first { (a, b) } else { (b, a) };
        return Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Period::day);
    }
    if let Some((year, month)) = day.split_once('-')
        && year.len() == 4
        && let (Ok(year), Ok(month)) = (year.parse(), month.parse())
    {
        return Period::month(year, month);
    }
    worded_date(day)
}

fn worded_date(text: &str) -> Option<Period> {
    let parts: Vec<&str> = text.split([' ', ',', '.', '-', '/']).filter(|part| !part.is_empty()).collect();
    let month_at = parts.iter().position(|part| month(part).is_some())?;
    let month = month(parts[month_at])?;
    let year = |part: &str| (part.len() == 4).then(|| part.parse::<i16>().ok()).flatten();
    match (parts.as_slice(), month_at) {
        ([_, y], 0) => Period::month(year(y)?, month),
        ([_, d, y], 0) | ([d, _, y], 1) => {
            let day = d.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            Date::new(year(y)?, month, day.parse().ok()?).ok().map(Period::day)
        }
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at =
        MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word) || word == "sept" && *month == "september")?;
    i8::try_from(at + 1).ok()
}

/// Three numbers with the same sign between them.
fn numbers(text: &str) -> Option<[i16; 3]> {
    let between = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<i16> = text.split(between).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok().filter(|parts: &[i16; 3]| parts.iter().all(|n| *n >= 0))
}

/// A name; what is a number, a date or an address stands in the wrong column.
pub(super) fn name(text: &str, column: &str) -> Result<String, Oddity> {
    let number = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'%' | b'-' | b'/' | b' '));
    let address = text.contains("://") || text.starts_with("www.");
    if number || address || text.chars().count() > LONGEST_NAME {
        let shown: String = text.chars().take(80).collect();
        return Err(Oddity::NoName(shown, column.to_owned()));
    }
    Ok(text.to_owned())
}

/// How certain a layoff is, in the words of a list. What was called off has not happened, as what is denied.
pub(super) fn status(text: &str) -> Option<Status> {
    let word: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    Some(match word.as_str() {
        "rumor" | "rumour" | "rumored" | "rumoured" | "unconfirmed" | "speculation" | "reported" => Status::Rumoured,
        "planned" | "proposed" | "pending" | "expected" | "upcoming" => Status::Planned,
        "announced" => Status::Announced,
        "confirmed" | "verified" => Status::Confirmed,
        "completed" | "complete" | "done" | "carriedout" | "executed" | "effective" | "closed" => Status::CarriedOut,
        "denied" | "false" | "cancelled" | "canceled" | "rescinded" | "withdrawn" | "revoked" | "calledoff" => Status::Denied,
        _ => return None,
    })
}

/// What stands in place of a company where a line sums the others up.
const SUMS: &[&str] = &["total", "totals", "grand total", "subtotal", "sub-total", "sum", "average", "mean", "median", "overall"];

/// The name of a company, of which some consist of digits.
pub(super) fn company(text: &str) -> Result<(), Oddity> {
    if SUMS.contains(&text.trim_end_matches(':').trim().to_lowercase().as_str()) {
        return Err(Oddity::Sum(text.to_owned()));
    }
    if text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    name(text, "company").map(|_| ())
}

/// The longest name of a company or a place, in characters.
const LONGEST_NAME: usize = 200;
