//! Passages: the units of retrieval, a few whole sentences of one article each.
//!
//! Pure. Long enough that names and dates stand near what they belong to, short enough that a match means something.

use std::ops::Range;

/// A passage is closed when the next sentence would take it over this many bytes.
const FULL: usize = 900;
/// A passage that ends with a paragraph is closed from this many bytes on.
const ENOUGH: usize = 350;

/// Cuts an article's sentences into passages: byte ranges of its body that begin and end with a sentence.
pub fn cut(body: &str, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut passages: Vec<Range<usize>> = Vec::with_capacity(body.len() / ENOUGH + 1);
    let mut open: Option<Range<usize>> = None;
    for sentence in sentences {
        open = Some(match open {
            None => sentence.clone(),
            Some(passage) => {
                let paragraph_ends = body[passage.end..sentence.start].contains('\n');
                let length = passage.end - passage.start;
                if sentence.end - passage.start > FULL || (paragraph_ends && length >= ENOUGH) {
                    passages.push(passage);
                    sentence.clone()
                } else {
                    passage.start..sentence.end
                }
            }
        });
    }
    passages.extend(open);
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sentence;

    proptest::proptest! {
        #[test]
        fn every_sentence_is_in_exactly_one_passage(body in "([A-Z][a-z ]{0,120}[.!?]( |\n\n)){0,40}") {
            let sentences = sentence::boundaries(&body);
            let passages = cut(&body, &sentences);
            for s in &sentences {
                proptest::prop_assert_eq!(passages.iter().filter(|p| p.start <= s.start && s.end <= p.end).count(), 1);
            }
            for p in &passages {
                proptest::prop_assert!(sentences.iter().any(|s| s.start == p.start) && sentences.iter().any(|s| s.end == p.end));
            }
        }
    }
}
