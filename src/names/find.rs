//! Finding names in texts and in questions.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::list::{Alias, Names};
use crate::text::term::{self, Word};

/// A place where a company is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// The company or unit, by the name it is known under.
    pub company: Arc<str>,
    /// The company it is a unit of.
    pub parent: Option<Arc<str>>,
    /// On the list, not learnt.
    pub known: bool,
}

impl Mention {
    /// Whether it speaks of this company, or of a unit of it.
    pub fn is_of(&self, company: &str) -> bool {
        *self.company == *company || self.parent.as_deref() == Some(company)
    }
}

/// How careful a text is with capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// News text: names are capitalised.
    Text,
    /// Typed in chat: nothing is, and possessives lose their apostrophe.
    Chat,
}

/// Words after which, in a question, an ordinary word is taken as a name.
const BEFORE_NAME: &[&str] = &[
    "at", "did", "does", "do", "is", "was", "has", "have", "had", "by", "from", "of", "why", "when", "how", "with", "and", "vs",
    "will", "can", "would", "about", "for", "or", "than", "versus", "in", "any", "latest", "recent", "who", "what", "did",
    "total", "runs", "heads", "leads", "bought", "owns", "acquired",
];

/// Words after which, in a question, the word before is taken as a name.
const AFTER_NAME: &[&str] = &[
    "layoff",
    "layoffs",
    "cut",
    "cuts",
    "cutting",
    "lay",
    "laid",
    "laying",
    "fire",
    "fired",
    "firing",
    "sack",
    "sacked",
    "sacking",
    "severance",
    "ceo",
    "boss",
    "staff",
    "employees",
    "workers",
    "jobs",
    "job",
    "redundancies",
    "let",
    "dismiss",
    "dismissed",
    "axe",
    "axed",
    "workforce",
    "headcount",
    "downsizing",
    "restructuring",
    "reduction",
    "percent",
    "percentage",
    "eliminate",
    "ppl",
    "people",
    "roles",
    "employee",
    "worker",
    "redundancy",
    "dismissal",
    "dismissals",
    "payout",
];

/// The words of a text as names are looked for among them.
trait Words {
    /// How many there are.
    fn count(&self) -> usize;
    /// Where one stands.
    fn range(&self, at: usize) -> Range<usize>;
    /// Its folded form.
    fn folded(&self, at: usize) -> Cow<'_, str>;
}

impl Words for [Word] {
    fn count(&self) -> usize {
        self.len()
    }

    fn range(&self, at: usize) -> Range<usize> {
        self[at].range.clone()
    }

    fn folded(&self, at: usize) -> Cow<'_, str> {
        Cow::Borrowed(&self[at].folded)
    }
}

/// Words of which few are looked at: each is folded then.
struct Places<'t> {
    text: &'t str,
    ranges: Vec<Range<usize>>,
}

impl Words for Places<'_> {
    fn count(&self) -> usize {
        self.ranges.len()
    }

    fn range(&self, at: usize) -> Range<usize> {
        self.ranges[at].clone()
    }

    fn folded(&self, at: usize) -> Cow<'_, str> {
        term::folded_word(&self.text[self.range(at)])
    }
}

impl Names {
    /// Every name in a text, longest first where names overlap, in order.
    pub fn mentions(&self, text: &str, words: &[Word], mode: Mode) -> Vec<Mention> {
        self.among(text, words, mode)
    }

    /// The same as [`Names::mentions`] with the words of a news text, for where these are needed for nothing else: most
    /// have no capital, so no name begins with them.
    pub fn mentions_in_news(&self, text: &str) -> Vec<Mention> {
        let mut words = Places { text, ranges: Vec::with_capacity(text.len() / 5) };
        term::ranges(text, |range| words.ranges.push(range));
        let mut mentions = Vec::new();
        let mut at = 0;
        // From one letter that may be a capital to the next, past all words without one.
        for place in capitals(text) {
            while words.ranges.get(at).is_some_and(|word| word.end <= place) {
                at += 1;
            }
            if words.ranges.get(at).is_some_and(|word| word.start <= place) {
                let found = self.mention_at(text, &words, at, Mode::Text);
                at += found.as_ref().map_or(1, |(_, length)| *length);
                mentions.extend(found.map(|(mention, _)| mention));
            }
        }
        mentions
    }

    fn among<W: Words + ?Sized>(&self, text: &str, words: &W, mode: Mode) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < words.count() {
            match self.mention_at(text, words, at, mode) {
                Some((mention, length)) => {
                    mentions.push(mention);
                    at += length;
                }
                None => at += 1,
            }
        }
        mentions
    }

    fn mention_at<W: Words + ?Sized>(&self, text: &str, words: &W, at: usize, mode: Mode) -> Option<(Mention, usize)> {
        let place = words.range(at);
        if mode == Mode::Text && !has_capital(&text[place.clone()]) {
            return None;
        }
        let folded = words.folded(at);
        let plain = folded.bytes().all(|b| b.is_ascii_alphanumeric());
        let bare = if plain { None } else { Some(term::bare(&folded)) };
        let key = bare.as_deref().unwrap_or(&folded);
        if mode == Mode::Chat
            && let Some((alias, range)) = spelt_out(self, key, words, at)
        {
            let length = alias.rest.len() + 2;
            let mention = Mention { range, company: alias.company.clone(), parent: alias.parent.clone(), known: alias.known };
            return Some((mention, length));
        }
        let found = self.longest(key, words, at + 1);
        let found = match (found, mode) {
            // "twitters staff": the apostrophe of a possessive is often left out.
            // "pay pal", "linked in": a name of one word, typed as two.
            (None, Mode::Chat) if joined(self, words, at).is_some() => {
                let (alias, range) = joined(self, words, at)?;
                let mention = Mention { range, company: alias.company.clone(), parent: alias.parent.clone(), known: alias.known };
                return Some((mention, 2));
            }
            (None, Mode::Chat) => key.strip_suffix('s').filter(|k| k.len() > 2).and_then(|key| self.longest(key, words, at + 1)),
            (found, _) => found,
        }?;
        if found.word && !is_name_here(text, words, at, found.rest.len() + 1, mode) {
            return None;
        }
        // "2,000 people" are not 2K, though both are read as the same number.
        let has_letters = |text: &str| text.contains(char::is_alphabetic);
        if found.rest.is_empty() && has_letters(&found.company) && !has_letters(&text[place.clone()]) {
            return None;
        }
        if mode == Mode::Text
            && found.rest.is_empty()
            && (found.word || found.parent.is_some())
            && continues_a_name(text, words, at)
        {
            return None;
        }
        let length = found.rest.len() + 1;
        let range = place.start..words.range(at + length - 1).end;
        let mention = Mention { range, company: found.company.clone(), parent: found.parent.clone(), known: found.known };
        Some((mention, length))
    }

    /// The longest name whose first word is this one, and whose others stand from `rest` on.
    fn longest<W: Words + ?Sized>(&self, key: &str, words: &W, rest: usize) -> Option<&Alias> {
        let fits = |alias: &&Alias| {
            rest + alias.rest.len() <= words.count()
                && (rest..).zip(&alias.rest).all(|(at, wanted)| {
                    let word = words.folded(at);
                    let marked = || word.contains(|c: char| !c.is_ascii_alphanumeric());
                    word == *wanted || word.strip_suffix('s') == Some(wanted) || marked() && term::bare(&word) == *wanted
                })
        };
        // Of two of the same length the last, which is the one that was known first.
        self.layers().filter_map(|names| names.by_first_word.get(key)?.iter().find(fits)).max_by_key(|alias| alias.rest.len())
    }
}

/// Where letters stand that may be capitals.
fn capitals(text: &str) -> impl Iterator<Item = usize> {
    // Most runs of bytes have none, which is told of a run at once.
    let runs =
        text.as_bytes().chunks(RUN).enumerate().filter(|(_, run)| run.iter().fold(false, |any, b| any | may_be_capital(b)));
    runs.flat_map(move |(n, run)| run.iter().enumerate().filter(|(_, b)| may_be_capital(b)).map(move |(at, _)| n * RUN + at))
}

/// Bytes looked at together for a capital.
const RUN: usize = 16;

/// Whether a byte is of a letter that may be a capital.
fn may_be_capital(byte: &u8) -> bool {
    byte.is_ascii_uppercase() || !byte.is_ascii()
}

fn has_capital(word: &str) -> bool {
    word.as_bytes().iter().any(may_be_capital) && word.chars().any(char::is_uppercase)
}

/// The name with a sign between its words that is typed with the word for it: "ember and oak".
fn spelt_out<'a, W: Words + ?Sized>(names: &'a Names, key: &str, words: &W, at: usize) -> Option<(&'a Alias, Range<usize>)> {
    if at + 2 >= words.count() || words.folded(at + 1) != "and" {
        return None;
    }
    let alias = names.longest(key, words, at + 2).filter(|alias| !alias.rest.is_empty() && alias.company.contains('&'))?;
    Some((alias, words.range(at).start..words.range(at + 1 + alias.rest.len()).end))
}

/// The name of one word that two words make together.
fn joined<'a, W: Words + ?Sized>(names: &'a Names, words: &W, at: usize) -> Option<(&'a Alias, Range<usize>)> {
    if at + 1 >= words.count() {
        return None;
    }
    let (first, second) = (words.folded(at), words.folded(at + 1));
    if first.len() < 2 || second.len() < 2 || first.len() + second.len() < 6 {
        return None;
    }
    let alias = names.alias(&format!("{first}{second}"), &[])?;
    Some((alias, words.range(at).start..words.range(at + 1).end))
}

/// Whether a capitalised word right before this one makes both a longer name, which is another one ("Quanta Loom").
fn continues_a_name<W: Words + ?Sized>(text: &str, words: &W, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let place = words.range(before);
    let raw = &text[place.clone()];
    let adjacent = &text[place.end..words.range(at).start] == " ";
    // The first word of a sentence is capitalised whatever it is, and so are offices and shops' articles.
    let inside = at >= 2 && !text[..place.start].trim_end().ends_with(['.', '!', '?', ':', '\n', '”', '"']);
    adjacent
        && inside
        && raw.starts_with(char::is_uppercase)
        && !raw.contains(['\'', '’'])
        && raw.len() > 3
        && !is_title(&words.folded(before))
}

fn is_title(folded: &str) -> bool {
    matches!(
        folded,
        "chief" | "president" | "founder" | "amazon" | "google" | "microsoft" | "meta" | "alphabet" | "startup" | "company"
    ) || folded.ends_with("day")
}

/// Whether an ordinary word is meant as a name where it stands.
fn is_name_here<W: Words + ?Sized>(text: &str, words: &W, at: usize, length: usize, mode: Mode) -> bool {
    let place = words.range(at);
    let capital = text[place.clone()].starts_with(char::is_uppercase);
    let starts =
        text[..place.start].trim_end().ends_with(['.', '!', '?', ':', '\n', '”', '"']) || text[..place.start].trim().is_empty();
    let before = at.checked_sub(1).map(|b| words.folded(b));
    let before = before.as_deref();
    let after = (at + length < words.count()).then(|| words.folded(at + length));
    let after = after.as_deref();
    let opens_phrase =
        after.is_some_and(|w| matches!(w, "the" | "a" | "an" | "your" | "my" | "me" | "it" | "this" | "that" | "of"));
    match mode {
        Mode::Text => capital && !(starts && opens_phrase),
        Mode::Chat if capital && !starts => true,
        Mode::Chat => {
            let possessive = text[place.clone()].contains(['\'', '’']);
            // "was the severance better in 2025", "a better package".
            let compares = words.folded(at) == "better";
            let followed = after.is_some_and(|w| AFTER_NAME.contains(&w)) && !compares;
            let named = before.is_none_or(|w| BEFORE_NAME.contains(&w)) || followed || possessive;
            // Where layoffs are the topic, a company is the likelier meaning.
            let topical = !compares && (0..words.count()).any(|i| i != at && AFTER_NAME.contains(&&*words.folded(i)));
            let inside_phrase = before.is_some_and(|w| matches!(w, "the" | "a" | "an" | "to" | "i" | "you" | "we" | "they"));
            (named || topical) && !opens_phrase && (!inside_phrase || followed)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layoff::Learnt;

    fn check(text: &str, mode: Mode, expected: &[&str]) {
        let names = Names::load(None).unwrap();
        let found: Vec<_> = names.mentions(text, &term::words(text), mode).into_iter().map(|m| m.company).collect();
        assert_eq!(found.iter().map(|c| &**c).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn in_news() {
        check(
            "Alphabet's Google and Facebook-owner Meta Platforms cut; eBay did not.",
            Mode::Text,
            &["Google", "Google", "Meta", "Meta", "eBay"],
        );
        check("They block the doors. Block said it would snap up a unity of purpose.", Mode::Text, &["Block"]);
        check("Ola Electric and Ola, Byju’s, AT&T, C3.ai", Mode::Text, &["Ola Electric", "Ola", "Byju's", "AT&T", "C3.ai"]);
    }

    proptest! {
        #[test]
        fn in_news_the_same_is_found_without_the_words(
            parts in prop::collection::vec(
                "Google|Amazon Web Services|amazon|Block|block the|Unity|Meta Platforms|Ola Electric|Ola|Byju’s|BYJU'S|AT&T|C3.ai|\
                 Zorvex Labs|Zorvex|Étoile|Chief Meta|Apple's|[.!?:] |\\n|“|”|[0-9,.k]{1,6}|[A-Z][a-z]{0,6}|\\PC{0,6}", 0..40),
            joint in "| |-",
        ) {
            let mut names = Names::over(Arc::new(Names::load(None).unwrap()));
            for name in ["Zorvex", "Zorvex Labs", "Étoile"] {
                names.learn(&Learnt { name: name.to_owned(), short: None });
            }
            let text = parts.join(&joint);
            prop_assert_eq!(names.mentions_in_news(&text), names.mentions(&text, &term::words(&text), Mode::Text));
        }
    }

    #[test]
    fn a_sign_in_a_name_may_be_typed_as_a_word() {
        let mut names = Names::over(Arc::new(Names::load(None).unwrap()));
        names.learn(&Learnt { name: "Ember & Oak".to_owned(), short: None });
        let found = |text: &str| names.mentions(text, &term::words(text), Mode::Chat).into_iter().map(|m| m.company.to_string());
        assert_eq!(found("how many are left at ember and oak").collect::<Vec<_>>(), ["Ember & Oak"]);
        assert_eq!(found("google and cloud").collect::<Vec<_>>(), ["Google"]);
    }

    #[test]
    fn in_chat() {
        check("how many people did facebook fire in nov 2022", Mode::Chat, &["Meta"]);
        check("what share of twitters staff did elon get rid of", Mode::Chat, &["Twitter"]);
        check("block layoffs", Mode::Chat, &["Block"]);
        check("how do i block a user", Mode::Chat, &[]);
        check("is there a better company", Mode::Chat, &[]);
        check("was the severance better in 2025", Mode::Chat, &[]);
        check("how do i get a better severance", Mode::Chat, &[]);
        check("why did better lay off 900 people", Mode::Chat, &["Better.com"]);
        check("better layoffs", Mode::Chat, &["Better.com"]);
        check("unity layoffs july 2022 how many people", Mode::Chat, &["Unity"]);
        check("amazons jan round", Mode::Chat, &["Amazon"]);
        check("did acme lay off 2,000 people or 2000", Mode::Chat, &[]);
        check("did 2k lay off people", Mode::Chat, &["2K"]);
    }
}
