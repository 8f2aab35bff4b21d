//! Names of companies: which are known, under which other names, and where a text speaks of them.
//!
//! Pure. The names themselves are data (`data/companies.toml`), extended by an operator's file of the same name and by
//! what was learnt from the articles that the person asking may see.

mod find;
mod list;

pub use find::{Mention, Mode};
pub use list::{ListError, Names};
