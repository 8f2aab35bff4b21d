//! Which reports of an event are sources of their own: copies of one text, the stories of one wire service and the
//! reports of one publisher are one source.

use super::alike::COPY;
use super::{Fact, is_report};
use crate::text::term;

/// Wire services, whose stories are printed by many.
const WIRES: &[(&str, &str)] = &[
    ("reuters", "reuters"),
    ("associated press", "ap"),
    ("the ap", "ap"),
    ("ap", "ap"),
    ("agence france-presse", "afp"),
    ("afp", "afp"),
    ("bloomberg", "bloomberg"),
    ("dpa", "dpa"),
    ("pti", "pti"),
    ("press trust of india", "pti"),
    ("ians", "ians"),
    ("ani", "ani"),
    ("kyodo", "kyodo"),
    ("xinhua", "xinhua"),
    ("dow jones", "dow jones"),
];

/// How many independent sources report the event.
pub(super) fn independent(facts: &[Fact]) -> usize {
    let reports: Vec<&Fact> = facts.iter().filter(|f| is_report(f)).take(SOURCES).collect();
    let origins: Vec<String> = reports.iter().map(|f| origin(f)).collect();
    // Whatever reports share an origin or a text belongs together, also by way of a third.
    let mut group: Vec<usize> = (0..reports.len()).collect();
    for i in 0..reports.len() {
        for j in 0..i {
            let copy = reports[i].report.sketch.likeness(&reports[j].report.sketch) >= COPY;
            if copy || origins[i] == origins[j] && !origins[i].is_empty() {
                let (from, to) = (group[i].max(group[j]), group[i].min(group[j]));
                group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
        }
    }
    group.sort_unstable();
    group.dedup();
    group.len()
}

/// Reports that are looked at; nobody counts beyond.
const SOURCES: usize = 200;

/// Where a report comes from: the wire service it is credited to, else its publisher.
fn origin(fact: &Fact) -> String {
    let source = fact.report.source.as_deref().map(term::fold).unwrap_or_default().into_owned();
    let said = fact.said_by.as_deref().map(term::fold).unwrap_or_default().into_owned();
    wire(&source).or_else(|| wire(&said)).map_or(source, str::to_owned)
}

/// The wire service that is named in a credit ("Reuters via Moneycontrol").
fn wire(credit: &str) -> Option<&'static str> {
    let words: Vec<&str> = credit.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
    WIRES
        .iter()
        .find(|(name, _)| {
            let name: Vec<&str> = name.split(' ').collect();
            words.windows(name.len()).any(|w| w == name)
        })
        .map(|(_, wire)| *wire)
}

#[cfg(test)]
mod tests {
    use super::wire;

    #[test]
    fn wire_services_in_credits() {
        assert_eq!(wire("reuters via moneycontrol"), Some("reuters"));
        assert_eq!(wire("the associated press"), Some("ap"));
        assert_eq!(wire("ap news"), Some("ap"));
        assert_eq!(wire("apple insider"), None);
        assert_eq!(wire("planet daily"), None);
    }
}
