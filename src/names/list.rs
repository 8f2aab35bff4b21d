//! The list of known companies, ready to be found in texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::layoff::Learnt;
use crate::text::term;

/// The list that is built in.
const BUILT_IN: &str = include_str!("../../data/companies.toml");

/// Companies with all the names they are found under.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Other names that belong to these: what one server's articles teach lies over what all share, which is kept once.
    base: Option<Arc<Names>>,
    /// Every name, by its first word (folded, without marks).
    pub(super) by_first_word: FxHashMap<String, Vec<Alias>>,
    /// A mark of the lists it was made of.
    digest: String,
    /// Names of people that stand for a company.
    pub(super) people: FxHashMap<String, Vec<Arc<str>>>,
    /// These lie over the others for one question alone.
    asked: bool,
}

/// One name of one company.
#[derive(Debug, Clone)]
pub(super) struct Alias {
    /// Its words after the first, folded and without marks.
    pub(super) rest: Vec<String>,
    /// The company or unit it names.
    pub(super) company: Arc<str>,
    /// What the unit is part of.
    pub(super) parent: Option<Arc<str>>,
    /// Whether it is an ordinary word too.
    pub(super) word: bool,
    /// Whether it is on the list; otherwise it was learnt from articles.
    pub(super) known: bool,
}

/// A list of companies that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// Not TOML, or not of the form that the built-in list shows.
    #[error("{0}")]
    Malformed(#[from] toml::de::Error),
    /// A name without letters or digits.
    #[error("'{0}' is not a name: it has no letters or digits")]
    Empty(String),
}

#[derive(Deserialize)]
struct File {
    company: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    units: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    word: bool,
}

/// Letters of a name of two words that may be typed as one, at least.
const SHORTEST_JOINED: usize = 6;

impl Names {
    /// The built-in list, extended by the text of an operator's file where there is one.
    ///
    /// # Errors
    /// When the operator's file is not of the form of the built-in one.
    pub fn load(extension: Option<&str>) -> Result<Names, ListError> {
        let mut names = Names::default();
        names.extend(BUILT_IN)?;
        if let Some(text) = extension {
            names.extend(text)?;
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(BUILT_IN.as_bytes());
        hasher.update(extension.unwrap_or_default().as_bytes());
        names.digest = hasher.finalize().to_hex()[..16].to_owned();
        Ok(names)
    }

    fn extend(&mut self, toml: &str) -> Result<(), ListError> {
        let file: File = toml::from_str(toml)?;
        for (name, entry) in &file.company {
            let company: Arc<str> = name.as_str().into();
            self.add(name, &company, None, entry.word, true)?;
            for alias in &entry.aliases {
                self.add(alias, &company, None, entry.word && !alias.contains(' '), true)?;
            }
            for unit in &entry.units {
                // A unit with an entry of its own stands for itself; its parent is still known.
                self.add(unit, &unit.as_str().into(), Some(&company), false, true)?;
            }
            for person in &entry.people {
                self.people.entry(term::fold(person).into_owned()).or_default().push(company.clone());
            }
        }
        Ok(())
    }

    /// Changes when the lists do that were loaded: what was found in texts with them is then to be found anew.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// These names, to which others can be added without copying them.
    pub fn over(base: Arc<Names>) -> Names {
        Names { base: Some(base), ..Names::default() }
    }

    /// No names yet, over these, for what a question takes for one and may be a place.
    pub fn asked_over(base: Arc<Names>) -> Names {
        Names { asked: true, ..Names::over(base) }
    }

    /// The names without what a question takes for one: what articles are read with.
    pub fn told(&self) -> &Names {
        match &self.base {
            Some(base) if self.asked => base,
            _ => self,
        }
    }

    /// Companies and units with a name that begins like this, upper or lower case and accents aside: first those whose own
    /// name does, the shortest first.
    pub fn starting(&self, typed: &str, limit: usize) -> Vec<Arc<str>> {
        let bare = |text: &str| term::words(text).into_iter().map(|w| term::bare(&w.folded)).collect::<Vec<_>>().join(" ");
        let typed = bare(typed);
        let mut found: BTreeMap<Arc<str>, bool> = BTreeMap::new();
        for (first, aliases) in self.layers().flat_map(|names| &names.by_first_word) {
            // Most names are passed over by their first word.
            if !first.starts_with(typed.as_str()) && !typed.starts_with(first.as_str()) {
                continue;
            }
            for alias in aliases {
                let name = std::iter::once(first).chain(&alias.rest).map(String::as_str).collect::<Vec<_>>().join(" ");
                if name.starts_with(&typed) {
                    *found.entry(alias.company.clone()).or_default() |= bare(&alias.company).starts_with(&typed);
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().map(|(company, own)| (!own, company.chars().count(), company)).collect();
        found.sort();
        found.into_iter().take(limit).map(|(.., company)| company).collect()
    }

    /// These names, then those they lie over.
    pub(super) fn layers(&self) -> impl Iterator<Item = &Names> {
        std::iter::successors(Some(self), |names| names.base.as_deref())
    }

    /// The name made of exactly these words.
    pub(super) fn alias(&self, first: &str, rest: &[String]) -> Option<&Alias> {
        self.layers().find_map(|names| names.by_first_word.get(first)?.iter().find(|a| a.rest == rest))
    }

    /// Adds a company that the articles taught, unless it is known.
    pub fn learn(&mut self, learnt: &Learnt) {
        // Whoever leads a company is none, by family name or in full.
        let name = term::fold(&learnt.name);
        if [&*name, name.rsplit(' ').next().unwrap_or_default()].into_iter().any(|person| !self.led_by(person).is_empty()) {
            return;
        }
        let company: Arc<str> = learnt.name.as_str().into();
        for name in std::iter::once(&learnt.name).chain(&learnt.short) {
            // A name without letters cannot be found, so it need not be kept.
            let _ = self.add(name, &company, None, false, false);
        }
    }

    fn add(
        &mut self,
        name: &str,
        company: &Arc<str>,
        parent: Option<&Arc<str>>,
        word: bool,
        known: bool,
    ) -> Result<(), ListError> {
        let mut words = term::words(name).into_iter().map(|w| term::bare(&w.folded));
        let first = words.next().filter(|w| !w.is_empty()).ok_or_else(|| ListError::Empty(name.to_owned()))?;
        let rest: Vec<String> = words.collect();
        if self.base.as_ref().is_some_and(|base| base.alias(&first, &rest).is_some()) {
            return Ok(());
        }
        // "tmobile", "riotgames": a name of two words, typed as one.
        if let [second] = rest.as_slice()
            && known
            && first.len() + second.len() >= SHORTEST_JOINED
        {
            let joined = format!("{first}{second}");
            if self.alias(&joined, &[]).is_none() {
                let alias = Alias { rest: Vec::new(), company: company.clone(), parent: parent.cloned(), word: false, known };
                self.by_first_word.entry(joined).or_default().push(alias);
            }
        }
        let aliases = self.by_first_word.entry(first).or_default();
        if let Some(same) = aliases.iter_mut().find(|a| a.rest == rest) {
            // The entry of its own says whether it is an ordinary word, the parent's entry whose unit it is.
            same.word |= word;
            same.parent = same.parent.take().or_else(|| parent.cloned());
            return Ok(());
        }
        aliases.push(Alias { rest, company: company.clone(), parent: parent.cloned(), word, known });
        // The longest name first: "Ola Electric" before "Ola".
        aliases.sort_by_key(|a| std::cmp::Reverse(a.rest.len()));
        Ok(())
    }

    /// The companies that this person's name or nickname stands for.
    pub fn led_by(&self, person: &str) -> &[Arc<str>] {
        self.layers().find_map(|names| names.people.get(person)).map_or(&[], Vec::as_slice)
    }

    /// The company that this is a name of, if it is one and nothing else.
    pub fn canonical(&self, name: &str) -> Option<Arc<str>> {
        let words: Vec<String> = term::words(name).into_iter().map(|w| term::bare(&w.folded)).collect();
        let (first, rest) = words.split_first()?;
        self.alias(first, rest).map(|a| a.company.clone())
    }

    /// Whether two names that articles taught are of one company, one being how the other begins: "Tarnwick" and "Tarnwick
    /// Robotics". Names that a list has are told apart by it.
    pub fn are_one(&self, a: &str, b: &str) -> bool {
        let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
        let listed = |name: &str| self.layers().last().is_some_and(|list| list.canonical(name).is_some());
        (begins(a, b) || begins(b, a)) && !listed(a) && !listed(b)
    }

    /// Every name of a company and of its units, each as its words, folded and without marks.
    pub fn all_names_of(&self, company: &str) -> Vec<Vec<String>> {
        let mut names = Vec::new();
        for (first, aliases) in self.layers().flat_map(|names| &names.by_first_word) {
            for alias in aliases.iter().filter(|a| *a.company == *company || a.parent.as_deref() == Some(company)) {
                names.push(std::iter::once(first).chain(&alias.rest).cloned().collect());
            }
        }
        names.sort();
        names
    }

    /// The company that this first word of its name stands for; none where it may be two: "goldman" for Goldman Sachs.
    pub fn shortened(&self, first: &str) -> Option<Arc<str>> {
        let mut found = self.layers().filter_map(|names| names.by_first_word.get(first)).flatten().map(|alias| &alias.company);
        let company = found.next()?;
        found.all(|other| other == company).then(|| company.clone())
    }

    /// The company whose name of one word this is, misspelt; none where it may be two.
    pub fn misspelt(&self, word: &str, alike: impl Fn(&str, &str) -> bool) -> Option<(Arc<str>, String)> {
        let near = |name: &&String| alike(word, name);
        let mut found: Vec<(&Alias, &String)> = Vec::new();
        for (first, aliases) in self.layers().flat_map(|names| &names.by_first_word).filter(|(first, _)| near(first)) {
            found.extend(aliases.iter().filter(|a| a.rest.is_empty()).map(|a| (a, first)));
        }
        found.sort_by_key(|(_, name)| (strsim::osa_distance(word, name), (*name).clone()));
        let (best, name) = found.first()?;
        let closest = strsim::osa_distance(word, name);
        let rivals = found.iter().filter(|(a, n)| a.company != best.company && strsim::osa_distance(word, n) == closest).count();
        (rivals == 0).then(|| (best.company.clone(), (*name).clone()))
    }

    /// What this unit is part of.
    pub fn parent(&self, name: &str) -> Option<Arc<str>> {
        let words: Vec<String> = term::words(name).into_iter().map(|w| term::bare(&w.folded)).collect();
        let (first, rest) = words.split_first()?;
        self.alias(first, rest)?.parent.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_lead_to_the_company() {
        let names = Names::load(None).unwrap();
        assert_eq!(names.canonical("facebook").as_deref(), Some("Meta"));
        assert_eq!(names.canonical("Byju’s").as_deref(), Some("Byju's"));
        assert_eq!(names.canonical("byjus").as_deref(), Some("Byju's"));
        assert_eq!(names.parent("AWS").as_deref(), Some("Amazon"));
        assert_eq!(names.parent("Twitch").as_deref(), Some("Amazon"));
        assert_eq!(names.canonical("Amazonia"), None);
    }

    #[test]
    fn a_learnt_name_may_be_the_beginning_of_another() {
        let names = Names::over(Arc::new(Names::load(None).unwrap()));
        assert!(names.are_one("Tarnwick", "Tarnwick Robotics") && names.are_one("Tarnwick Robotics", "Tarnwick"));
        assert!(!names.are_one("Tarn", "Tarnwick") && !names.are_one("Meta", "Meta Robotics"));
    }

    #[test]
    fn names_lie_over_names() {
        let learnt = |name: &str| Learnt { name: name.to_owned(), short: None };
        let mut shared = Names::over(Arc::new(Names::load(None).unwrap()));
        shared.learn(&learnt("Zorvex"));
        shared.learn(&learnt("Meta"));
        let mut own = Names::over(Arc::new(shared));
        own.learn(&learnt("Zorvex Labs"));
        own.learn(&learnt("zorvex"));
        let found = |names: &Names, text: &str| -> Vec<String> {
            let mentions = names.mentions(text, &term::words(text), crate::names::Mode::Text);
            mentions.into_iter().map(|m| format!("{} {}", m.company, m.known)).collect()
        };
        assert_eq!(
            found(&own, "Zorvex Labs, Zorvex and Facebook, says Meta."),
            ["Zorvex Labs false", "Zorvex false", "Meta true", "Meta true"]
        );
        assert_eq!(own.all_names_of("Zorvex"), [["zorvex"]]);
        assert_eq!(own.led_by("zuckerberg").len(), 1);
    }

    #[test]
    fn an_operators_file_adds() {
        let names = Names::load(Some("[company]\n\"Acme Rockets\" = { aliases = [\"Acme\"] }")).unwrap();
        assert_eq!(names.canonical("acme").as_deref(), Some("Acme Rockets"));
        assert!(Names::load(Some("company = 3")).is_err());
        assert!(Names::load(Some("[company]\n\"Acme\" = { alias = [\"typo of a key\"] }")).is_err());
    }
}
