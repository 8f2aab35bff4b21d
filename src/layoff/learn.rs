//! Names of companies that an article teaches, for finding them elsewhere.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::company::{self, Name, Names};
use super::line::{self, Line};
use super::{Layoff, Mentions, Text};
use crate::text::term;

/// A company that no list has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Learnt {
    /// Its full name.
    pub name: String,
    /// The first word of it, where the article also uses that alone.
    pub short: Option<String>,
}

/// The companies of an article that `mentions` does not know: the one it is about, and those it clearly treats as one.
pub fn learn(article: &Text<'_>, mentions: &dyn Mentions) -> Vec<Learnt> {
    let mut lines = line::lines(article);
    let names = company::names(article, &mut lines, mentions);
    learnt(article, &lines, &names)
}

/// The same of an article whose lines and names are known.
pub(super) fn learnt(article: &Text<'_>, lines: &[Line<'_>], names: &Names) -> Vec<Learnt> {
    let main = company::main_company(lines, names);
    let body = Body { text: article.body, words: OnceCell::new() };
    let clear = |id: usize, name: &Name| {
        let is_person = name.person > name.firm;
        !name.known && !is_person && name.is_company() && (Some(id) == main || name.firm >= 2 && (name.count >= 2 || name.title))
    };
    let mut learnt: Vec<Learnt> = names
        .table
        .iter()
        .enumerate()
        .filter(|(id, name)| clear(*id, name) && is_distinctive(&name.text, &body))
        .map(|(_, name)| Learnt { short: short(&name.text, &body), name: name.text.clone() })
        .collect();
    learnt.sort();
    learnt.dedup();
    learnt
}

/// Adds the company whose layoff an article is about, where it has its name in the title and goes on using it: for some no word
/// says what they are ("Corvane's axe falls"), and none speaks for a person, a place or a paper either.
pub(super) fn of_subject(article: &Text<'_>, layoffs: &[Layoff], names: &Names, learnt: &mut Vec<Learnt>) {
    let body = Body { text: article.body, words: OnceCell::new() };
    let Some(primary) = layoffs.first().filter(|l| l.primary && !learnt.iter().any(|known| known.name == l.company)) else {
        return;
    };
    let plain = |n: &&Name| {
        let spoken_for = n.person * 2 > n.firm || n.place > n.firm || n.media > 0;
        n.text == primary.company && !n.known && !spoken_for && n.title && n.count >= 2
    };
    if names.table.iter().any(|n| plain(&n)) && is_distinctive(&primary.company, &body) {
        // What begins its name may well be somebody else's.
        learnt.push(Learnt { name: primary.company.clone(), short: None });
        learnt.sort();
    }
}

/// Entries of one article whose names are learnt.
const MOST_ENTRIES: usize = 100;

/// Adds the companies that entries of a list are headed by: "Oct. 2: Marlowe Stack".
pub(super) fn of_entries(article: &Text<'_>, layoffs: &[Layoff], mentions: &dyn Mentions, learnt: &mut Vec<Learnt>) {
    let body = Body { text: article.body, words: OnceCell::new() };
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    // Lists longer than this are read from a table, not from an article.
    for layoff in layoffs.iter().filter(|l| l.listed).take(MOST_ENTRIES) {
        let name = &layoff.company;
        let known = || mentions.mentions(name).iter().any(|m| m.known && m.range == (0..name.len()));
        if !seen.insert(name) || learnt.iter().any(|l| l.name == *name) || known() || !is_distinctive(name, &body) {
            continue;
        }
        learnt.push(Learnt { name: name.clone(), short: short(name, &body) });
    }
    learnt.sort();
}

/// A text with its words, which are looked for only where a name was found.
struct Body<'a> {
    text: &'a str,
    words: OnceCell<Vec<Range<usize>>>,
}

impl Body<'_> {
    fn words(&self) -> &[Range<usize>] {
        self.words.get_or_init(|| {
            let mut words = Vec::with_capacity(self.text.len() / 6);
            term::ranges(self.text, |range| words.push(range));
            words
        })
    }

    /// Whether the folded form of a word is this one.
    fn is(&self, at: &Range<usize>, folded: &str) -> bool {
        // Nearly all words begin with another letter.
        let first = self.text.as_bytes()[at.start];
        let other = first.is_ascii_alphabetic() && !folded.as_bytes().first().is_some_and(|f| f.eq_ignore_ascii_case(&first));
        !other && term::folded_word(&self.text[at.clone()]) == folded
    }
}

/// Whether a word of the name never stands in small letters in the text: else it is no name but a word.
fn is_distinctive(name: &str, body: &Body<'_>) -> bool {
    let parts: Vec<String> = term::words(name).into_iter().map(|w| w.folded).collect();
    let long_enough = parts.iter().map(|p| p.chars().count()).sum::<usize>() >= 3;
    long_enough && (parts.len() > 1 || parts.iter().any(|part| !is_small_somewhere(part, body)))
}

fn is_small_somewhere(folded: &str, body: &Body<'_>) -> bool {
    body.words().iter().any(|at| body.is(at, folded) && body.text[at.clone()].starts_with(char::is_lowercase))
}

/// The beginning of a longer name, where the text uses it without the rest: its first word, else all but its last.
fn short(name: &str, body: &Body<'_>) -> Option<String> {
    let parts = term::words(name);
    let [first, second, ..] = parts.as_slice() else { return None };
    let words = body.words();
    // So many of its words stand there with a capital, and the next one does not follow.
    let alone = |length: usize| {
        words.iter().enumerate().any(|(i, at)| {
            let begins = (0..length).all(|k| words.get(i + k).is_some_and(|at| body.is(at, &parts[k].folded)));
            let follows = || words.get(i + length).is_some_and(|next| body.is(next, &parts[length].folded));
            body.is(at, &first.folded) && begins && body.text[at.clone()].starts_with(char::is_uppercase) && !follows()
        })
    };
    let usable = first.folded.chars().count() >= 4 && alone(1) && !is_small_somewhere(&first.folded, body);
    // "Hollow Lantern" of "Hollow Lantern Games", which is nowhere just "Hollow".
    let most = parts.len() - 1;
    match usable {
        true => Some(name[first.range.clone()].to_owned()),
        false if most >= 2 && second.folded.len() >= 3 && alone(most) => {
            Some(name[first.range.start..parts[most - 1].range.end].to_owned())
        }
        false => None,
    }
}
