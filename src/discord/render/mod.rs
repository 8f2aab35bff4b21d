//! Messages: what is shown of answers, articles, suggestions and settings.
//!
//! Pure. Everything that comes from an article or a user is escaped here; words of ours come from
//! [`texts`](super::texts).

mod answer;
mod articles;
mod curating;
mod help;
mod layoffs;

pub use answer::{answer, evidence};
pub use articles::{ENTRIES_A_PAGE, adding, additions, article, list, removed, restored};
pub use curating::{curators, decided, not_accepted, rebuilt, status, suggestion};
pub use help::{about, help};
pub use layoffs::{corrected, layoffs, proof};

use super::markdown::escaped_lines;
use super::message::Message;

/// Words for a person who did something that cannot be done: shown exactly as they are.
pub fn user_failure(words: &str) -> Message {
    Message::text(escaped_lines(words)).within_limits()
}
