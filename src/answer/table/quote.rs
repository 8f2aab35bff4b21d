//! Which words of which report are shown for an event.

use std::ops::Range;

use super::Proven;
use super::held::Value;
use crate::answer::Citation;
use crate::article::{NotAQuote, Provenance};
use crate::layoff::Where;
use crate::layoff::event::Event;
use crate::text::sentence;
use crate::text::term;

/// A quote takes the sentences before it from the one that names the company only where all are at most this long, in bytes.
const LONG: usize = 320;

/// Sentences between the company's name and its figure, at most: a heading and a word of introduction.
const FARTHEST: usize = 3;

/// The fact whose words show best what the line says: one that states the figure in its text, not its title alone; of
/// several of that kind, one whose words name the company, and then one that states the share beside it.
pub(super) fn best<'p>(event: &Event, proofs: &'p [Proven]) -> Option<&'p Proven> {
    let (count, percent) = (event.count.map(|c| c.low), event.percent);
    let same = |p: &&Proven| match count {
        Some(count) => p.fact.count == Some(count),
        None => percent.is_none() || p.fact.percent == percent,
    };
    let agreeing = || proofs.iter().filter(same);
    let first = agreeing().find(|p| is_stated(p)).or_else(|| agreeing().next()).or_else(|| proofs.first())?;
    if proofs.len() == 1 {
        return Some(first);
    }
    let share = percent.map(Value::Share);
    // Whose it is says more than the share.
    let worth = |p: &Proven| {
        let citation = cite(1, p, None).ok()?;
        let names = citation.text().contains(&*p.fact.company) || p.article.provenance == Provenance::Row;
        let shares = share.is_some_and(|share| share.stands_in(p, &citation));
        Some((names, shares))
    };
    let firm = |p: &&Proven| p.article.provenance == first.article.provenance && is_firm(p) && is_stated(p);
    let best = agreeing().rev().filter(firm).map(|p| (worth(p), p)).max_by_key(|(worth, _)| *worth);
    Some(best.filter(|(best, _)| *best > worth(first)).map_or(first, |(_, best)| best))
}

/// Whether the words quoted state the figure; else its title does.
pub(super) fn is_stated(proven: &Proven) -> bool {
    proven.article.provenance == Provenance::Row || figure(proven).is_some()
}

/// Whether the figure was read from the words quoted.
pub(super) fn is_firm(proven: &Proven) -> bool {
    let of_body = |places: &[Where]| places.is_empty() || places.iter().any(|place| matches!(place, Where::Body(_)));
    proven.article.provenance == Provenance::Row || of_body(&proven.proof.count)
}

/// Where the text states the figure: the number, else the share. Where the title alone was taken for proof, the first
/// place in the text that has the same number.
fn figure(proven: &Proven) -> Option<Range<usize>> {
    let count = in_body(&proven.proof.count).or_else(|| again(proven));
    let share = || in_body(&proven.proof.percent).filter(|_| proven.fact.count.is_none());
    count.or_else(share)
}

fn in_body(places: &[Where]) -> Option<Range<usize>> {
    places.iter().find_map(|place| match place {
        Where::Body(range) => Some(range.clone()),
        Where::Title(_) => None,
    })
}

fn again(proven: &Proven) -> Option<Range<usize>> {
    let number = proven.fact.count.filter(|_| !proven.proof.count.is_empty())?.to_string();
    let mut found = None;
    term::each_word(&proven.article.body, |range, word, is_number| {
        if found.is_none() && is_number && word == number {
            found = Some(range);
        }
    });
    found
}

/// Quotes the sentence that states the figure, or this other value; of a row, all of it; where only the title states it,
/// the first sentence that names the company, below that title.
///
/// # Errors
/// When the range is not made of whole sentences: a defect.
pub(super) fn cite(n: usize, proven: &Proven, value: Option<Value<'_>>) -> Result<Citation, NotAQuote> {
    let stated = match value {
        None => figure(proven),
        Some(value) => in_body(value.places(proven)).or_else(|| figure(proven)),
    };
    let article = &proven.article;
    let sentences = sentence::boundaries(&article.body);
    let whole = || sentences.first().zip(sentences.last()).map_or(0..0, |(first, last)| first.start..last.end);
    let holding = |range: &Range<usize>| sentences.iter().position(|s| s.start <= range.start && range.start < s.end);
    let named: Vec<usize> = proven
        .proof
        .company
        .iter()
        .filter_map(|place| match place {
            Where::Body(range) => holding(range),
            Where::Title(_) => None,
        })
        .collect();
    let mut emphasis = None;
    let range = if article.provenance == Provenance::Row {
        whole()
    } else if let Some((figure, at)) = stated.and_then(|figure| Some((figure.clone(), holding(&figure)?))) {
        let mut range = sentences[at].clone();
        // A figure may stand across a boundary, where an abbreviation was taken for an end.
        range.end = range.end.max(sentences.iter().find(|s| s.end >= figure.end).map_or(range.end, |s| s.end));
        let says_whose = article.body.get(range.clone()).is_some_and(|text| text.contains(&*proven.fact.company));
        let before = named.iter().copied().filter(|n| *n < at && at - n <= FARTHEST).max();
        let before = before.filter(|_| !says_whose && !named.contains(&at));
        if let Some(before) = before.map(|i| &sentences[i]).filter(|before| range.end - before.start <= LONG) {
            range.start = before.start;
        }
        emphasis = Some(figure.start - range.start..figure.end - range.start);
        range
    } else {
        sentences.get(named.first().copied().unwrap_or(0)).cloned().unwrap_or(0..0)
    };
    let quote = article.quote(range)?;
    let mut citation = Citation::new(n, article, &quote, 0.0);
    citation.emphasis = emphasis.filter(|range| citation.text().get(range.clone()).is_some());
    Ok(citation)
}
