//! Names of companies that an article teaches, for finding them elsewhere.

use super::company::{self, Name};
use super::{Mentions, Text, line};
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
    let main = company::main_company(&lines, &names);
    let clear = |id: usize, name: &Name| {
        !name.known && name.is_company() && (Some(id) == main || name.firm >= 2 && (name.count >= 2 || name.title))
    };
    let mut learnt: Vec<Learnt> = names
        .table
        .iter()
        .enumerate()
        .filter(|(id, name)| clear(*id, name) && is_distinctive(&name.text, article.body))
        .map(|(_, name)| Learnt { short: short(&name.text, article.body), name: name.text.clone() })
        .collect();
    learnt.sort();
    learnt.dedup();
    learnt
}

/// Whether a word of the name never stands in small letters in the text: else it is no name but a word.
fn is_distinctive(name: &str, body: &str) -> bool {
    let parts: Vec<String> = term::words(name).into_iter().map(|w| w.folded).collect();
    let long_enough = parts.iter().map(|p| p.chars().count()).sum::<usize>() >= 3;
    long_enough && (parts.len() > 1 || parts.iter().any(|part| !is_small_somewhere(part, body)))
}

fn is_small_somewhere(folded: &str, body: &str) -> bool {
    term::words(body).iter().any(|w| w.folded == folded && body[w.range.clone()].starts_with(char::is_lowercase))
}

/// The first word of a longer name, where the text uses it without the rest.
fn short(name: &str, body: &str) -> Option<String> {
    let parts = term::words(name);
    let [first, second, ..] = parts.as_slice() else { return None };
    let words = term::words(body);
    let alone = words.iter().enumerate().any(|(i, w)| {
        w.folded == first.folded
            && body[w.range.clone()].starts_with(char::is_uppercase)
            && words.get(i + 1).is_none_or(|next| next.folded != second.folded)
    });
    let usable = first.folded.chars().count() >= 4 && alone && !is_small_somewhere(&first.folded, body);
    usable.then(|| name[first.range.clone()].to_owned())
}
