//! From outside to a [`Draft`]: reading article files, cleaning, and the key under which an article is known.
//!
//! What is here so far is pure: it reads what it is given and opens nothing. It knows neither the library nor the index.

mod canonical;
mod draft;
pub mod export;
mod jsonl;
pub mod list;
pub mod page;

pub use canonical::canonical;
pub use draft::{Draft, RawArticle, Refused, Warning};
pub use jsonl::{Articles, BadLine};
