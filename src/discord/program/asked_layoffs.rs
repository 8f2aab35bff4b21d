//! What `/layoffs` is asked for, and its code: a short text that a button can carry, from which the table can be asked for
//! again. Knows nothing of what is found.

use jiff::civil::Date;

use crate::layoff::tally::{By, Filter};
use crate::layoff::{ReasonClass, Status};
use crate::time::Step;

/// The most rows that may be asked for.
pub const MOST_ROWS: usize = 25;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AskedLayoffs {
    /// Which table.
    pub table: Table,
    /// The server whose own articles are seen beside the shared ones.
    pub guild: Option<u64>,
    /// Which layoffs; names are as they were typed.
    pub filter: Filter,
    /// How many rows; 0 for as many as suit the table.
    pub rows: usize,
}

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Table {
    /// The layoffs of a company, the latest first.
    #[default]
    Company,
    /// The companies with the largest sums.
    TopCompanies,
    /// The largest single layoffs.
    TopLayoffs,
    /// The industries with the largest sums.
    TopIndustries,
    /// The countries with the largest sums.
    TopCountries,
    /// The layoffs of a company, the earliest first.
    Timeline,
    /// Companies side by side.
    Compare,
    /// Sums by month.
    Months,
    /// Sums by quarter.
    Quarters,
    /// Sums by year.
    Years,
}

impl Table {
    const ALL: [(Table, char); 10] = [
        (Table::Company, 'c'),
        (Table::TopCompanies, 't'),
        (Table::TopLayoffs, 'l'),
        (Table::TopIndustries, 'i'),
        (Table::TopCountries, 'o'),
        (Table::Timeline, 'z'),
        (Table::Compare, 'v'),
        (Table::Months, 'm'),
        (Table::Quarters, 'q'),
        (Table::Years, 'y'),
    ];

    /// What its rows are; none where each is one layoff.
    pub(super) fn by(self) -> Option<By> {
        match self {
            Table::Company | Table::Timeline | Table::TopLayoffs => None,
            Table::TopCompanies | Table::Compare => Some(By::Company),
            Table::TopIndustries => Some(By::Industry),
            Table::TopCountries => Some(By::Country),
            Table::Months => Some(By::Time(Step::Month)),
            Table::Quarters => Some(By::Time(Step::Quarter)),
            Table::Years => Some(By::Time(Step::Year)),
        }
    }
}

// Codes outlive versions: letters keep their meaning, and what is new gets one that was free.

const REASONS: [(ReasonClass, char); 8] = [
    (ReasonClass::Cost, 'c'),
    (ReasonClass::OverHiring, 'h'),
    (ReasonClass::Ai, 'a'),
    (ReasonClass::Merger, 'm'),
    (ReasonClass::Reorganisation, 'r'),
    (ReasonClass::Shutdown, 's'),
    (ReasonClass::LowDemand, 'd'),
    (ReasonClass::Other, 'o'),
];

const STATUSES: [(Status, char); 6] = [
    (Status::Rumoured, 'r'),
    (Status::Planned, 'p'),
    (Status::Announced, 'a'),
    (Status::Confirmed, 'c'),
    (Status::CarriedOut, 'o'),
    (Status::Denied, 'd'),
];

impl AskedLayoffs {
    /// What is asked for, but for the server, as a short text.
    pub fn code(&self) -> String {
        let Filter { companies, time, industry, country, place, reason, statuses, min, max, min_percent, max_percent } =
            &self.filter;
        let day = |day: Option<Date>| day.map(|d| d.strftime("%Y%m%d").to_string()).unwrap_or_default();
        let word = |word: &Option<String>| word.as_deref().map(guarded).unwrap_or_default();
        let mut parts = vec![format!("{}{}", letter(&Table::ALL, self.table), self.rows), day(time.since), day(time.until)];
        parts.extend([word(industry), word(country)]);
        // A mark that no guarded name begins with, so that these need no places of their own.
        parts.extend(place.as_deref().map(|place| format!("%p{}", guarded(place))));
        parts.extend(reason.map(|reason| format!("%r{}", letter(&REASONS, reason))));
        if !statuses.is_empty() {
            parts.push(format!("%s{}", statuses.iter().map(|status| letter(&STATUSES, *status)).collect::<String>()));
        }
        parts.extend(min.map(|jobs| format!("%n{jobs}")));
        parts.extend(max.map(|jobs| format!("%x{jobs}")));
        parts.extend(min_percent.map(|share| format!("%h{share}")));
        parts.extend(max_percent.map(|share| format!("%j{share}")));
        parts.extend(companies.iter().map(|company| guarded(company)));
        parts.join(";")
    }

    /// Reads such a text, for this server; none where it is not one that this version writes or wrote.
    pub fn from_code(code: &str, guild: Option<u64>) -> Option<AskedLayoffs> {
        let mut parts = code.split(';');
        let first = parts.next()?;
        let table = first.chars().next()?;
        let rows = first[table.len_utf8()..].parse().ok().filter(|rows| *rows <= MOST_ROWS)?;
        let table = meant(&Table::ALL, table)?;
        let day = |part: &str| match part {
            "" => Some(None),
            part => Date::strptime("%Y%m%d", part).ok().map(Some),
        };
        let word = |part: &str| (!part.is_empty()).then(|| unguarded(part));
        let mut filter = Filter::default();
        filter.time.since = day(parts.next()?)?;
        filter.time.until = day(parts.next()?)?;
        filter.industry = word(parts.next()?);
        filter.country = word(parts.next()?);
        for part in parts {
            let marked = part.strip_prefix('%').filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
            match marked {
                Some(condition) => read(&mut filter, condition)?,
                None => filter.companies.push(unguarded(part)),
            }
        }
        Some(AskedLayoffs { table, guild, filter, rows })
    }
}

/// Reads a condition behind its mark into the filter.
fn read(filter: &mut Filter, condition: &str) -> Option<()> {
    let (mark, value) = condition.split_at_checked(1)?;
    let share = || value.parse().ok().filter(|share| (0.0..=100.0).contains(share));
    match mark {
        "p" => filter.place = Some(unguarded(value)),
        "r" => filter.reason = Some(meant(&REASONS, value.parse().ok()?)?),
        "s" => filter.statuses = value.chars().map(|letter| meant(&STATUSES, letter)).collect::<Option<_>>()?,
        "n" => filter.min = Some(value.parse().ok()?),
        "x" => filter.max = Some(value.parse().ok()?),
        "h" => filter.min_percent = Some(share()?),
        "j" => filter.max_percent = Some(share()?),
        _ => return None,
    }
    Some(())
}

fn letter<T: PartialEq>(letters: &[(T, char)], of: T) -> char {
    // Each has one; a test holds it.
    letters.iter().find(|(it, _)| *it == of).map_or('?', |(_, letter)| *letter)
}

fn meant<T: Copy>(letters: &[(T, char)], by: char) -> Option<T> {
    letters.iter().find(|(_, letter)| *letter == by).map(|(it, _)| *it)
}

/// Names may hold anything but the sign that stands between them.
fn guarded(name: &str) -> String {
    name.replace('%', "%0").replace(';', "%1")
}

fn unguarded(name: &str) -> String {
    name.replace("%1", ";").replace("%0", "%")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layoff::tally;
    use crate::time::Bounds;

    fn any_day() -> impl Strategy<Value = Option<Date>> {
        prop::option::of((1900i16..2200, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d)))
    }

    fn any_name() -> impl Strategy<Value = String> {
        "[^\\p{C}]{1,20}|[;%01prsnxhj]{1,6}"
    }

    fn any_filter() -> impl Strategy<Value = Filter> {
        let name = || prop::option::of(any_name());
        let share = || prop::option::of(0.0..=100.0f64);
        let status = (0..STATUSES.len()).prop_map(|at| STATUSES[at].0);
        let names = (prop::collection::vec(any_name(), 0..6), name(), name(), name());
        let kinds = (prop::option::of((0..REASONS.len()).prop_map(|at| REASONS[at].0)), prop::collection::vec(status, 0..3));
        let bounds = (any_day(), any_day(), any::<Option<u64>>(), any::<Option<u64>>(), share(), share());
        (names, kinds, bounds).prop_map(|((companies, industry, country, place), (reason, statuses), bounds)| {
            let (since, until, min, max, min_percent, max_percent) = bounds;
            let time = Bounds { since, until };
            Filter { companies, time, industry, country, place, reason, statuses, min, max, min_percent, max_percent }
        })
    }

    proptest! {
        #[test]
        fn what_was_asked_for_comes_back_from_its_code(at in 0..Table::ALL.len(), filter in any_filter(), rows in 0..=MOST_ROWS) {
            let asked = AskedLayoffs { table: Table::ALL[at].0, guild: Some(1), filter, rows };
            prop_assert_eq!(AskedLayoffs::from_code(&asked.code(), Some(1)), Some(asked));
        }

        #[test]
        fn whatever_comes_is_read_or_not(code in "\\PC{0,80}|[cvtq][0-9]{0,3}(;[0-9]{8}){0,4}(;.*)?|t0;;;;(;%[a-z0-9]{0,4}){0,4}") {
            let _ = AskedLayoffs::from_code(&code, None);
        }
    }

    #[test]
    fn every_reason_and_status_has_a_letter_of_its_own() {
        for (reason, word) in tally::REASONS {
            assert_eq!(meant(&REASONS, letter(&REASONS, reason)), Some(reason), "{word}");
        }
        for (status, word) in tally::STATUSES {
            assert_eq!(meant(&STATUSES, letter(&STATUSES, status)), Some(status), "{word}");
        }
    }

    #[test]
    fn codes_of_posted_answers_stay_readable() {
        let asked = AskedLayoffs::from_code("c5;20240101;;Finance;;Quill;%0 Off%1", Some(1)).expect("it is one");
        let companies = vec!["Quill".to_owned(), "% Off;".to_owned()];
        assert_eq!((asked.filter.companies, asked.rows, asked.filter.industry.as_deref()), (companies, 5, Some("Finance")));
        for nonsense in ["t0;;;;;%h101", "t0;;;;;%hNaN", "t0;;;;;%n-1", "t0;;;;;%rz", "t0;;;;;%q", "t26;;;;", "t0;;;"] {
            assert_eq!(AskedLayoffs::from_code(nonsense, Some(1)), None, "{nonsense}");
        }
    }
}
