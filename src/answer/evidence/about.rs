//! Whom a sentence is about: whom it names, and whom the sentences around it, its section and its article are about.

use std::ops::Range;
use std::sync::Arc;

use super::super::part;
use super::super::person;
use super::super::value::FIRST_PERSON;
use super::Retrieved;
use super::reader::{Reader, Sketch};
use crate::names::{self, Mode, Names};
use crate::question::{Asks, Question, Role};
use crate::text::sentence;
use crate::text::term::{self, Word};
use crate::vocabulary::Group;

/// Whether a sentence tells of a whole industry: "100,000 technology workers were laid off across the industry".
pub(super) fn is_of_the_industry(words: &[Word]) -> bool {
    words.windows(3).any(|w| {
        // "An estimated 61,000 people have been laid off by technology companies."
        let companies = matches!(&*w[0].folded, "by" | "at" | "among")
            && matches!(&*w[1].folded, "tech" | "technology" | "it")
            && matches!(&*w[2].folded, "companies" | "firms" | "employers");
        if companies {
            return true;
        }
        matches!(&*w[0].folded, "across" | "in")
            && matches!(&*w[1].folded, "the" | "tech" | "technology" | "our")
            && matches!(&*w[2].folded, "industry" | "sector")
    })
}

/// How surely the number of a whole industry is one company's.
pub(super) const OF_THE_INDUSTRY: f32 = 0.15;

/// The words of the question beside the company's name that say what it is ("graupel scooter layoffs"), as an article calls it
/// so: "Scooter operator Graupel", "Graupel, a scooter firm". Whatever is told of it need not say so again.
pub(super) fn called(reader: &Reader<'_>, retrieved: &[Retrieved]) -> Vec<usize> {
    let question = reader.question;
    let terms = &question.terms;
    let teams: Vec<Group> = part::TEAMS.iter().filter_map(|name| reader.lists.vocabulary.group(name)).collect();
    let is_content = |i: usize| {
        let describes =
            |t: &crate::question::QuestionTerm| t.role == Role::Content && !t.groups.iter().any(|g| teams.contains(g));
        let other = |word: &str| matches!(word, "ex" | "former" | "rival" | "rivals" | "parent" | "owner" | "new" | "old");
        terms.get(i).is_some_and(|t| describes(t) && !other(&t.word)) && !reader.part.contains(&i)
    };
    let names = (0..terms.len()).filter(|&i| terms[i].role == Role::Company);
    let mut beside: Vec<usize> =
        names.flat_map(|i| [i.checked_sub(1), Some(i + 1)]).flatten().filter(|&i| is_content(i)).collect();
    beside.sort_unstable();
    beside.dedup();
    if beside.is_empty() || question.companies.is_empty() {
        return Vec::new();
    }
    let (mut called, mut units) = (Vec::new(), Vec::new());
    let matched = |word: &Word| {
        let mut matched = vec![0.0; terms.len()];
        reader.stemmer.each(word, |stem| reader.note(stem, &mut matched));
        beside.iter().copied().filter(move |&i| matched[i] > 0.0)
    };
    for found in retrieved {
        let body = &found.article.body;
        let lead = sentence::first(body, 2).into_iter().map(|range| &body[range]);
        for text in std::iter::once(found.article.title.as_str()).chain(lead) {
            let words = term::words(text);
            let mentions = reader.lists.names.mentions(text, &words, Mode::Text);
            for mention in mentions.iter().filter(|m| question.asks_about(m, reader.lists.names)) {
                let first = words.partition_point(|w| w.range.end <= mention.range.start);
                let last = words.partition_point(|w| w.range.start < mention.range.end);
                // "Graupel, a Hamburg scooter firm"; what a clause goes on to tell is more than what it is.
                let article = words.get(last).is_some_and(|w| matches!(&*w.folded, "a" | "an" | "the"));
                let apposed = article && text[mention.range.end..].starts_with(',');
                let ends =
                    |w: &&Word| matches!(&*w.folded, "that" | "which" | "who" | "whose" | "said" | "says" | "with" | "in" | "of");
                let after = words[last..].iter().take(if apposed { CALLED_AFTER } else { 0 }).take_while(|w| !ends(w));
                // Not "the gaming division of Graupel", nor "After the gaming cuts, Graupel": only what stands right before it.
                let joined = |i: &usize| {
                    let next = words.get(i + 1).map_or(mention.range.start, |w| w.range.start.min(mention.range.start));
                    &text[words[*i].range.end..next] == " " && !JOINS.contains(&&*words[*i].folded)
                };
                let before = (first.saturating_sub(CALLED_BEFORE)..first).rev().take_while(joined).map(|i| &words[i]);
                before.chain(after).for_each(|word| called.extend(matched(word)));
                // "Google Cloud" is a part of it.
                let capital = |w: &Word| text[w.range.clone()].starts_with(char::is_uppercase);
                let unit = words.get(last).filter(|w| capital(w) && text[mention.range.end..].starts_with(' '));
                units.extend(unit.into_iter().flat_map(matched));
            }
        }
    }
    called.sort_unstable();
    called.dedup();
    called.retain(|i| !units.contains(i));
    called
}

/// Words that join a name to what stands before it: that says what something else is.
pub(super) const JOINS: &[&str] = &["of", "at", "for", "by", "from", "after", "in", "to", "and", "with", "on"];

/// Words before and after a company's name that say what it is, at most.
pub(super) const CALLED_BEFORE: usize = 3;

pub(super) const CALLED_AFTER: usize = 8;

/// Whom a sentence may be about that it does not name.
pub(super) struct About<'a> {
    /// The company that the sentences before it were about.
    pub(super) subject: Option<&'a Arc<str>>,
    /// The company that was named last in the paragraphs before its own.
    pub(super) spoken_of: Option<&'a Arc<str>>,
    /// The company that heads its section, in an article with one section each for several companies.
    pub(super) section: Option<&'a Arc<str>>,
    /// The companies that the article is about.
    pub(super) focus: &'a [Arc<str>],
}

/// What is said of nobody by name in another company's section.
pub(super) const OTHER_SECTION: f32 = 0.03;

/// What is said of nobody by name in a paragraph of its own, where the ones before speak of the company.
pub(super) const STILL: f32 = 0.5;

/// The companies that an article is about: those of its title, else of its first sentences.
pub(super) fn focus(title: &Sketch, lead: &[Sketch]) -> Vec<Arc<str>> {
    let mentions = if title.mentions.is_empty() {
        // "After Amazon it is Salesforce's turn."
        let old_news = |s: &Sketch, m: &names::Mention| {
            let at = s.words.partition_point(|w| w.range.end <= m.range.start);
            at.checked_sub(1).is_some_and(|i| matches!(&*s.words[i].folded, "after" | "following" | "like" | "unlike"))
        };
        let named = lead.iter().flat_map(|s| s.mentions.iter().map(move |m| (s, m)));
        named.filter(|(s, m)| !old_news(s, m)).map(|(_, m)| m).take(1).collect::<Vec<_>>()
    } else {
        title.mentions.iter().collect()
    };
    let mut focus: Vec<Arc<str>> = Vec::new();
    for m in mentions {
        for name in [Some(&m.company), m.parent.as_ref()].into_iter().flatten() {
            if !focus.contains(name) {
                focus.push(name.clone());
            }
        }
    }
    focus
}

/// How surely a sentence speaks of a company asked about.
pub(super) fn company(
    question: &Question,
    names: &Names,
    sketch: &Sketch,
    value: Option<&Range<usize>>,
    about: &About<'_>,
) -> f32 {
    let About { subject, spoken_of, section, focus } = *about;
    if question.companies.is_empty() {
        return 1.0;
    }
    let one = |asked: &crate::question::Company| -> f32 {
        let is = |name: &str| *name == *asked.name || names.are_one(name, &asked.name);
        let of = |m: &names::Mention| m.is_of(&asked.name) || is(&m.company);
        let in_focus = focus.iter().any(|f| is(f)) || section.is_some_and(|s| is(s));
        // Who bought a company is named beside it.
        let sold = || sketch.words.iter().any(|w| matches!(&*w.folded, "purchase" | "acquisition" | "bought" | "sold" | "sale"));
        let buyer = question.asks == Asks::Person && person::asks_for_buyer(question) || question.asks == Asks::Money && sold();
        if let Some(value) = value.filter(|_| sketch.mentions.len() > 1 && !buyer) {
            // With several companies in a sentence, a value belongs to the one named last before it, else to the first.
            // "a few hundred jobs at One Medical": to the one it is placed at.
            let after = sketch.mentions.iter().find(|m| m.range.start >= value.end);
            let placed = after.filter(|m| {
                let mut between = sketch.words.iter().filter(|w| w.range.start >= value.end && w.range.end <= m.range.start);
                let last = between.clone().next_back();
                between.by_ref().count() <= PLACED && last.is_some_and(|w| matches!(&*w.folded, "at" | "from" | "by"))
            });
            // "two former Amazon engineers, Wei-Lin Tao and Marcus Odom": of Amazon no more.
            let formerly = |m: &names::Mention| {
                let before = sketch.words.partition_point(|w| w.range.end <= m.range.start).checked_sub(1);
                before.is_some_and(|i| matches!(&*sketch.words[i].folded, "former" | "ex" | "formerly"))
            };
            let before = sketch.mentions.iter().rev().find(|m| m.range.end <= value.start && !formerly(m));
            let owner = placed.or(before).or(sketch.mentions.first());
            if sketch.mentions.iter().any(of) && !owner.is_some_and(of) {
                return 0.45;
            }
        }
        let ours = sketch.mentions.iter().any(of) || sketch.mentions.is_empty() && subject.is_some_and(|s| is(s));
        if section.is_some_and(|s| !is(s)) && !ours {
            return OTHER_SECTION;
        }
        // "After Acme gave up we let 90 go": who speaks is of the company that the article is about.
        let speaks = || !sketch.quotes && sketch.words.iter().any(|w| FIRST_PERSON.contains(&&*w.folded));
        if in_focus && !sketch.mentions.iter().any(of) && speaks() {
            return 0.85;
        }
        if let Some(m) = sketch.mentions.iter().find(|m| of(m)) {
            // "The company behind TurboTax and Credit Karma": what is told is its own, not theirs.
            if asked.parent.is_some() && stands_for_owner(&sketch.words, m) {
                return OF_THE_OWNER;
            }
            // What is said of a unit is not said of the whole.
            return if is(&m.company) { 1.0 } else { 0.8 };
        }
        let subject_is = |name: &Arc<str>| is(name);
        if sketch.mentions.is_empty() {
            if question.about_cuts && value.is_some() && is_of_the_industry(&sketch.words) {
                return OF_THE_INDUSTRY;
            }
            return match subject {
                Some(s) if subject_is(s) => 0.95,
                None if in_focus => 0.9,
                Some(_) if section.is_some() && in_focus => 0.85,
                Some(_) if in_focus => 0.6,
                None if spoken_of.is_some_and(subject_is) => STILL,
                _ if asked.parent.as_deref().is_some_and(|p| focus.iter().any(|f| **f == *p)) => 0.3,
                _ => 0.05,
            };
        }
        // "It has 64 customers, a fifth of Tarnovek's": it goes on about whoever was spoken of.
        let goes_on = sketch.words.first().is_some_and(|w| matches!(&*w.folded, "it" | "its" | "they" | "their"));
        if goes_on && subject.is_some_and(subject_is) {
            return 0.85;
        }
        // "Owner Haneul says there will be no more cuts": whose it is says another name.
        let owned = || sketch.words.iter().any(|w| matches!(&*w.folded, "owner" | "owners" | "owned" | "parent"));
        if question.asks == Asks::Person && question.asks_for_owner() && owned() && (in_focus || subject.is_some_and(subject_is))
        {
            return 0.85;
        }
        // Another company is named: the sentence is about that one, unless the article is about ours alone.
        let parent_named = asked.parent.as_deref().is_some_and(|p| sketch.mentions.iter().any(|m| *m.company == *p));
        match (in_focus, parent_named) {
            (true, true) => 0.8,
            (true, false) => 0.35,
            (false, true) => 0.25,
            (false, false) => 0.03,
        }
    };
    let fits = question.companies.iter().map(one);
    fits.fold(0.03, f32::max)
}

/// Whether a name only says whose company is meant: "the company behind Square and Cash App", "the owner of Instagram".
pub(super) fn stands_for_owner(words: &[Word], mention: &names::Mention) -> bool {
    let first = words.partition_point(|w| w.range.end <= mention.range.start);
    let word = |i: usize| words.get(i).map_or("", |w| w.folded.as_str());
    (first.saturating_sub(OWNED_NEAR)..first).any(|i| {
        word(i) == "behind" || word(i) == "of" && i > 0 && matches!(word(i - 1), "company" | "owner" | "parent" | "maker")
    })
}

/// Words between what says that a company owns others and their names, at most.
const OWNED_NEAR: usize = 6;
/// How surely the figure of a company that is named by what it owns is of one of those.
const OF_THE_OWNER: f32 = 0.25;

/// Words between a number and the company it is placed at, at most.
pub(super) const PLACED: usize = 4;
