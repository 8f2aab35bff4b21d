//! Text as this program sees it: cleaned once, cut into sentences, broken into terms; numbers as
//! people write them.
//!
//! Pure, and without any notion of layoffs, articles or questions.

pub mod amount;
pub mod clean;
pub mod number;
pub mod rule;
pub mod sentence;
pub mod term;

/// The last boundary between characters at or before a byte.
pub(crate) fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
