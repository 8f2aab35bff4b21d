//! Which words of which report are shown for an event.

use std::ops::Range;

use super::Proven;
use crate::answer::Citation;
use crate::article::{NotAQuote, Provenance};
use crate::layoff::Where;
use crate::layoff::event::Event;
use crate::text::sentence;

/// A quote takes the sentence before, which names the company, only where both are at most this long, in bytes.
const LONG: usize = 320;

/// The fact whose words show best what the line says: one that states the figure in its text, not its title alone.
pub(super) fn best<'p>(event: &Event, proofs: &'p [Proven]) -> Option<&'p Proven> {
    let (count, percent) = (event.count.map(|c| c.low), event.percent);
    let same = |p: &&Proven| match count {
        Some(count) => p.fact.count == Some(count),
        None => percent.is_none() || p.fact.percent == percent,
    };
    let in_text = |p: &&Proven| figure(p).is_some() || p.article.provenance == Provenance::Row;
    let agreeing = || proofs.iter().filter(same);
    agreeing().find(in_text).or_else(|| agreeing().next()).or_else(|| proofs.first())
}

/// Where the text states the figure: the number, else the share.
fn figure(proven: &Proven) -> Option<&Range<usize>> {
    let body = |places: &'_ [Where]| -> Option<usize> { places.iter().position(|place| matches!(place, Where::Body(_))) };
    let (count, percent) = (&proven.proof.count, &proven.proof.percent);
    let place = body(count).map(|at| &count[at]).or_else(|| body(percent).map(|at| &percent[at]))?;
    match place {
        Where::Body(range) => Some(range),
        Where::Title(_) => None,
    }
}

/// Quotes the sentence that states the figure; of a row, all of it; where only the title states it, the first sentence
/// that names the company, below that title.
///
/// # Errors
/// When the range is not made of whole sentences: a defect.
pub(super) fn cite(n: usize, proven: &Proven) -> Result<Citation, NotAQuote> {
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
    } else if let Some((figure, at)) = figure(proven).and_then(|figure| Some((figure, holding(figure)?))) {
        let mut range = sentences[at].clone();
        // A figure may stand across a boundary, where an abbreviation was taken for an end.
        range.end = range.end.max(sentences.iter().find(|s| s.end >= figure.end).map_or(range.end, |s| s.end));
        let before = at.checked_sub(1).filter(|before| !named.contains(&at) && named.contains(before));
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
