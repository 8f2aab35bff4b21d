//! Quotations, and what stands around them.

use std::ops::Range;

use crate::text::boundary;

/// What stands in quotation marks, as byte ranges. A quotation that goes on in the next paragraph opens again there.
pub(super) fn quotations(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in body.char_indices() {
        match (c, open) {
            ('“' | '„', None) | ('"', None) => open = Some(at),
            ('”', Some(start)) | ('"', Some(start)) => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            ('\n', Some(start)) => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| start..body.len()));
    found
}

/// Bytes before and after a quotation within which somebody is said to have said it.
pub(super) const WITHIN: usize = 600;

/// For each of a text's quotations, what stands around them in its paragraph: whose words they are.
pub(super) fn attributions<'a>(body: &'a str, quoted: &[Range<usize>], sentence: &Range<usize>) -> impl Iterator<Item = &'a str> {
    let (before, after) = (boundary(body, sentence.start.saturating_sub(WITHIN)), boundary(body, sentence.end + WITHIN));
    let start = body[before..sentence.start].rfind('\n').map_or(before, |at| before + at + 1);
    let end = body[sentence.end..after].find('\n').map_or(after, |at| sentence.end + at);
    let inside = quoted.iter().filter(|q| q.start < end && start < q.end);
    let mut at = start;
    let mut parts = Vec::new();
    for quote in inside {
        parts.push(at..quote.start.max(at));
        at = at.max(quote.end.min(end));
    }
    parts.push(at..end);
    parts.into_iter().map(move |part| &body[part])
}
