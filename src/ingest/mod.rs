//! From outside to a [`Draft`]: fetching links, reading pages, files and texts, cleaning, and the key under which an
//! article is known.
//!
//! Only [`fetch`] opens anything, and only what its guard lets through; the rest reads what it is given. None of it knows
//! the library or the index.

mod canonical;
mod draft;
pub mod export;
pub mod fetch;
mod jsonl;
pub mod list;
mod markdown;
pub mod page;
pub mod read;

pub use canonical::canonical;
pub use draft::{Draft, RawArticle, Refused, Warning};
pub use jsonl::{Articles, BadLine};
