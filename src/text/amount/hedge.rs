//! How exactly a number is stated.

use std::ops::Range;

use super::{Amount, Hedge, is_one_of};

/// Finds the words that hedge an amount, before and after it.
pub(super) fn hedge(text: &str, amount: &mut Amount) {
    let start = amount.range.start;
    if text[..start].ends_with(['~', '≈']) {
        let sign = if text[..start].ends_with('~') { 1 } else { '≈'.len_utf8() };
        return set(amount, Hedge::About, start - sign..start);
    }
    let words = words_before(text, start);
    let word = |i: usize| words.get(i).and_then(|w| w.clone()).map_or("", |w| &text[w]);
    let (w0, w1, w2) = (word(0), word(1), word(2));
    let is = |w: &str, list: &[&str]| is_one_of(w, list);
    let (hedge, taken) = if is(w0, &["than"])
        && is(w1, &["more", "greater", "higher", "larger", "bigger", "less", "fewer", "lower"])
    {
        let more = is(w1, &["more", "greater", "higher", "larger", "bigger"]);
        let no = is(w2, &["no", "not"]);
        (if more != no { Hedge::AtLeast } else { Hedge::AtMost }, if no { 3 } else { 2 })
    } else if is(w0, &["least"]) && is(w1, &["at"]) {
        (Hedge::AtLeast, 2)
    } else if is(w0, &["most"]) && is(w1, &["at"]) || is(w0, &["to"]) && is(w1, &["up"]) {
        (Hedge::AtMost, 2)
    } else if is(w0, &["to"]) && is(w1, &["close"]) {
        (Hedge::About, 2)
    } else if is(w0, &["as"]) && is(w1, &["many", "much"]) {
        (Hedge::AtMost, 3)
    } else if is(w0, &["of"]) && is(w1, &["excess", "upwards", "upward", "region", "maximum", "minimum"]) {
        let (hedge, taken) = if is(w1, &["excess"]) {
            (Hedge::AtLeast, 3)
        } else if is(w1, &["upwards", "upward", "minimum"]) {
            (Hedge::AtLeast, 2)
        } else if is(w1, &["maximum"]) {
            (Hedge::AtMost, 2)
        } else {
            (Hedge::About, 4)
        };
        (hedge, taken)
    } else if is(w0, &["over", "above", "exceeding"]) {
        (Hedge::AtLeast, if is(w1, &["just", "well", "slightly"]) { 2 } else { 1 })
    } else if is(w0, &["under", "below"]) {
        if is(w1, &["just"]) { (Hedge::About, 2) } else { (Hedge::AtMost, 1) }
    } else if is(
        w0,
        &["about", "around", "roughly", "some", "nearly", "approximately", "almost", "circa", "estimated", "perhaps", "maybe"],
    ) {
        (Hedge::About, if is(w0, &["estimated"]) && is(w1, &["an"]) { 2 } else { 1 })
    } else {
        (Hedge::Exact, 0)
    };
    if hedge != Hedge::Exact
        && let Some(Some(first)) = words.get(..taken).and_then(|w| w.iter().flatten().next_back().map(|w| Some(w.clone())))
    {
        set(amount, hedge, first.start..start_of_gap(text, start));
    }
    if amount.hedge == Hedge::Exact {
        let end = amount.range.end;
        let rest = &text[end..];
        for (words, hedge) in [
            (" or more", Hedge::AtLeast),
            ("-plus", Hedge::AtLeast),
            (" plus ", Hedge::AtLeast),
            ("+", Hedge::AtLeast),
            (" or so", Hedge::About),
            (" or thereabouts", Hedge::About),
            (" or fewer", Hedge::AtMost),
            (" or less", Hedge::AtMost),
        ] {
            if rest.starts_with(words) {
                let end = end + words.trim_end().len();
                return set(amount, hedge, amount.range.end..end);
            }
        }
    }
}

/// Up to four words before `at` in the same clause, nearest first.
pub(super) fn words_before(text: &str, at: usize) -> [Option<Range<usize>>; 4] {
    let bytes = text.as_bytes();
    let mut words = [const { None }; 4];
    let mut end = at;
    for slot in &mut words {
        while end > 0 && matches!(bytes[end - 1], b' ' | b'\n' | b'-') {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] >= 0x80) {
            start -= 1;
        }
        if start == end {
            break;
        }
        *slot = Some(start..end);
        end = start;
    }
    words
}

/// The end of the word before `at`.
fn start_of_gap(text: &str, at: usize) -> usize {
    text[..at].trim_end_matches([' ', '\n', '-']).len()
}

fn set(amount: &mut Amount, hedge: Hedge, range: Range<usize>) {
    // A range keeps its ends, hundreds stay vague; the words are kept either way.
    if !matches!(amount.hedge, Hedge::Range | Hedge::Vague) {
        amount.hedge = hedge;
    }
    amount.hedge_range = Some(range);
}
