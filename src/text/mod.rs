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
