//! What layoffs have in the fields of a filter, to choose from while somebody types.

use rustc_hash::FxHashMap;

use super::{country, industry};
use crate::layoff::event::Event;
use crate::text::term;

/// A field of events whose values are names that others gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The industry, as lists give it.
    Industry,
    /// The country, as lists give it.
    Country,
    /// The place, as reports and lists give it.
    Place,
}

impl Field {
    fn of(self, event: &Event) -> Option<&str> {
        match self {
            Field::Industry => event.industry.as_deref(),
            Field::Country => event.country.as_deref(),
            Field::Place => event.place.as_deref(),
        }
    }

    /// What people call it, in the words of lists.
    fn usual(self, folded: &str) -> &str {
        match self {
            Field::Industry => industry(folded),
            Field::Country => country(folded),
            Field::Place => folded,
        }
    }
}

/// The values of a field that begin with what was typed, or a word of which does, or which are what people call so: those
/// of most events first. Spellings that differ in capitals and accents alone are one.
pub fn values(events: &[Event], field: Field, typed: &str, limit: usize) -> Vec<String> {
    let mut counted: FxHashMap<&str, usize> = FxHashMap::default();
    for value in events.iter().filter_map(|event| field.of(event)) {
        *counted.entry(value).or_default() += 1;
    }
    let mut counted: Vec<(&str, usize)> = counted.into_iter().collect();
    counted.sort_by_key(|(value, events)| (std::cmp::Reverse(*events), *value));
    let typed = term::fold(typed.trim()).into_owned();
    let usual = field.usual(&typed);
    let mut known: Vec<String> = Vec::new();
    let mut values = Vec::new();
    for (value, _) in counted {
        let folded = term::fold(value).into_owned();
        let begins = folded.starts_with(&typed) || words(&folded).any(|rest| rest.starts_with(&typed));
        if (begins || folded == usual) && !known.contains(&folded) {
            known.push(folded);
            values.push(value.to_owned());
        }
        if values.len() == limit {
            break;
        }
    }
    values
}

/// The text from each of its words on.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(|c: char| !c.is_alphanumeric()).map(|(at, mark)| &text[at + mark.len()..])
}
