//! Places: countries, what their people are called, and their towns, from `data/places.txt`.
//!
//! Two things are asked of them: whether a capitalised word is a place rather than a company, and what lies within a
//! country, since people ask for "the canadian studio" where an article says "Montréal".

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::term;

/// The list that is built in.
const BUILT_IN: &str = include_str!("../data/places.txt");

struct Places {
    /// Single words that name a place, in small letters, as they are written and folded.
    names: FxHashSet<String>,
    /// Names of several words, likewise.
    long: FxHashSet<String>,
    /// Countries by their names and what else they are called, in small letters.
    countries: FxHashSet<String>,
    /// From what a country or its people are called to its towns; of several words the last.
    towns: FxHashMap<String, Vec<String>>,
}

fn built_in() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(|| {
        let mut places = Places {
            names: FxHashSet::default(),
            long: FxHashSet::default(),
            countries: FxHashSet::default(),
            towns: FxHashMap::default(),
        };
        let last = |name: &str| term::fold(name.rsplit(' ').next().unwrap_or(name)).into_owned();
        let lines = || BUILT_IN.lines().filter(|line| !line.starts_with('#'));
        let countries: FxHashSet<String> = lines().filter_map(|l| l.split_once(" |")).map(|(c, _)| c.to_lowercase()).collect();
        // A line may be of a state.
        let of_states = lines().find(|l| l.starts_with("United States |")).and_then(|l| l.rsplit('|').next()).unwrap_or_default();
        let states: FxHashSet<&str> = of_states.split(',').map(str::trim).collect();
        for line in lines() {
            let mut parts = line.split('|').map(str::trim);
            let (Some(country), Some(called), Some(towns)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let towns: Vec<&str> = towns.split(", ").filter(|town| !town.is_empty()).collect();
            for name in std::iter::once(country).chain(towns.iter().copied()) {
                let names = if name.contains(' ') { &mut places.long } else { &mut places.names };
                names.extend([name.to_lowercase(), term::fold(name).into_owned()]);
            }
            let called = called.split_whitespace().map(str::to_owned);
            if !states.contains(country) {
                places.countries.extend(called.clone().chain([country.to_lowercase()]));
            }
            // "New Mexico" is not Mexico.
            let short = Some(last(country)).filter(|short| !country.contains(' ') || !countries.contains(short));
            for name in called.clone().chain(short) {
                places.towns.entry(name).or_default().extend(towns.iter().map(|town| last(town)));
            }
            places.names.extend(called.filter(|name| name.len() > 2));
        }
        // What lies in a state lies in its country.
        let states: Vec<String> = ["states", "britain"].map(str::to_owned).to_vec();
        let all = |of: &[String]| of.iter().filter_map(|state| places.towns.get(state)).flatten().cloned().collect();
        let within: Vec<Vec<String>> =
            states.iter().map(|country| places.towns.get(country).map_or_else(Vec::new, |states| all(states))).collect();
        let called = places.towns.iter().filter_map(|(name, towns)| {
            let of = states.iter().position(|country| places.towns.get(country) == Some(towns))?;
            Some((name.clone(), of))
        });
        for (name, of) in called.collect::<Vec<_>>() {
            places.towns.entry(name).or_default().extend(within[of].iter().cloned());
        }
        places
    })
}

/// Whether a name, in whatever case, is that of a place or its people.
pub fn is_place(name: &str) -> bool {
    let names = if name.contains(' ') { &built_in().long } else { &built_in().names };
    names.contains(&name.to_lowercase())
}

/// Whether a name, in whatever case, is that of a country.
pub fn is_country(name: &str) -> bool {
    built_in().countries.contains(&name.to_lowercase())
}

/// Every single word that names a place, in small letters.
pub fn names() -> impl Iterator<Item = &'static str> {
    built_in().names.iter().map(String::as_str)
}

/// What lies within a country or state, by what it or its people are called: its towns, folded; of several words the
/// last.
pub fn within(word: &str) -> &'static [String] {
    built_in().towns.get(word).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_place(word: &str) -> bool {
        names().any(|name| name == word)
    }

    #[test]
    fn towns_lie_in_their_countries() {
        for (country, town) in [
            ("canadian", "montreal"),
            ("germany", "kassel"),
            ("swedish", "gothenburg"),
            ("oregon", "portland"),
            ("american", "portland"),
        ] {
            assert!(within(country).iter().any(|t| t == town), "{town} in {country}");
            assert!(is_place(town) && is_place(country));
        }
        assert!(within("acme").is_empty());
        assert!(!within("mexico").iter().any(|t| t == "albuquerque"), "New Mexico is not Mexico");
    }

    #[test]
    fn words_and_companies_are_no_places() {
        for word in ["nice", "orange", "jackson", "block", "oracle", "the", "sale"] {
            assert!(!is_place(word), "{word}");
        }
    }
}
