//! To be replaced by the types of `app`.
#![allow(missing_docs)]
use crate::article::Article;
use crate::library::{Entry, Outcome};

#[derive(Debug)]
pub enum Adding {
    Link(String),
    File { name: String, bytes: Vec<u8>, url: Option<String> },
    Text { title: Option<String>, url: Option<String>, source: Option<String>, published: Option<String>, text: String },
}
#[derive(Debug)]
pub struct Added {
    pub article: Article,
    pub outcome: Outcome,
    pub first_sentence: String,
    pub warnings: Vec<String>,
}
#[derive(Debug)]
pub struct NotAdded {
    pub what: String,
    pub why: String,
}

#[derive(Debug, Default)]
pub struct Additions {
    pub added: Vec<Added>,
    pub refused: Vec<NotAdded>,
}
#[derive(Debug)]
pub struct Listed {
    pub entries: Vec<Entry>,
    pub total: u64,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServerSettings {
    pub curator_role: Option<u64>,
    pub curators_channel: Option<u64>,
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub id: u64,
    pub link: String,
    pub note: Option<String>,
    pub by: u64,
    pub made_at: i64,
    pub state: SuggestionState,
}
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewSuggestion {
    pub link: String,
    pub note: Option<String>,
    pub by: u64,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestionState {
    Waiting,
    Accepted { by: u64 },
    Declined { by: u64 },
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Accept,
    Decline,
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub suggestion: Suggestion,
    pub already: bool,
}
