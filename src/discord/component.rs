//! Buttons and forms: what each carries through Discord and back.
//!
//! All that a button needs stands in its `custom_id`, so that it still works after a restart. This is the one place
//! where these are written and read; what this version does not know is `None`, and gets a friendly answer.

use crate::article::ArticleId;
use crate::layoff::FactId;

use super::markdown::length;

/// The most that Discord takes for a `custom_id`.
const MOST: usize = 100;

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Shows further evidence for a question.
    Evidence {
        /// Which part of it, from 0.
        page: u32,
        /// The question.
        question: Asked,
    },
    /// Shows a page of the list of articles.
    List {
        /// Which, from 0.
        page: u32,
        /// Only those with this in title, publisher or address; empty for all.
        containing: String,
    },
    /// Opens the form to suggest an article.
    Suggest,
    /// Accepts a suggestion.
    Accept(u64),
    /// Declines it.
    Decline(u64),
    /// Removes an article.
    Remove(ArticleId),
    /// Brings it back.
    Restore(ArticleId),
    /// Shows the proof of a table's rows.
    Proof {
        /// Which page of it, from 0.
        page: u32,
        /// In place of the page before; else in a message of its own.
        turns: bool,
        /// The table, by its code.
        table: Asked,
    },
    /// Opens the form to correct a layoff.
    Correct(FactId),
    /// Takes a correction back.
    Uncorrect(FactId),
}

/// A question as a button carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// In its own words, where they find room.
    Words(String),
    /// Remembered by this process under a key.
    Remembered(u64),
}

/// A form that is open at a user's side. All carry the server they were opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text to add.
    Text {
        /// The server.
        server: u64,
    },
    /// A link to suggest.
    Suggestion {
        /// The server.
        server: u64,
    },
    /// A layoff to correct.
    Correction {
        /// The server.
        server: u64,
        /// Which.
        fact: FactId,
    },
}

impl Button {
    /// The `custom_id`; none where it would be longer than Discord takes.
    pub fn id(&self) -> Option<String> {
        let id = match self {
            Button::Evidence { page, question: Asked::Words(words) } => format!("evidence:{page}:w:{words}"),
            Button::Evidence { page, question: Asked::Remembered(key) } => format!("evidence:{page}:r:{key:016x}"),
            Button::List { page, containing } => format!("list:{page}:{containing}"),
            Button::Suggest => "suggest".to_owned(),
            Button::Accept(suggestion) => format!("accept:{suggestion}"),
            Button::Decline(suggestion) => format!("decline:{suggestion}"),
            Button::Remove(article) => format!("remove:{article}"),
            Button::Restore(article) => format!("restore:{article}"),
            Button::Proof { page, turns, table } => {
                let (kind, table) = match table {
                    Asked::Words(code) => ("w", code.clone()),
                    Asked::Remembered(key) => ("r", format!("{key:016x}")),
                };
                format!("{}:{page}:{kind}:{table}", if *turns { "turn" } else { "proof" })
            }
            Button::Correct(fact) => format!("correct:{fact}"),
            Button::Uncorrect(fact) => format!("uncorrect:{fact}"),
        };
        (length(&id) <= MOST).then_some(id)
    }

    /// The button with this `custom_id`.
    pub fn parse(id: &str) -> Option<Button> {
        let (name, rest) = id.split_once(':').unwrap_or((id, ""));
        Some(match name {
            "evidence" => {
                let (page, question) = paged(rest)?;
                Button::Evidence { page, question }
            }
            "list" => {
                let (page, containing) = rest.split_once(':')?;
                Button::List { page: page.parse().ok()?, containing: containing.to_owned() }
            }
            "suggest" if rest.is_empty() => Button::Suggest,
            "accept" => Button::Accept(rest.parse().ok()?),
            "decline" => Button::Decline(rest.parse().ok()?),
            "remove" => Button::Remove(rest.parse().ok()?),
            "restore" => Button::Restore(rest.parse().ok()?),
            "proof" | "turn" => {
                let (page, table) = paged(rest)?;
                Button::Proof { page, turns: name == "turn", table }
            }
            "correct" => Button::Correct(rest.parse().ok()?),
            "uncorrect" => Button::Uncorrect(rest.parse().ok()?),
            _ => return None,
        })
    }
}

/// A page, and what is shown on it.
fn paged(rest: &str) -> Option<(u32, Asked)> {
    let (page, rest) = rest.split_once(':')?;
    let asked = match rest.split_once(':')? {
        ("w", words) => Asked::Words(words.to_owned()),
        ("r", key) => Asked::Remembered(u64::from_str_radix(key, 16).ok()?),
        _ => return None,
    };
    Some((page.parse().ok()?, asked))
}

impl Form {
    /// The `custom_id`.
    pub fn id(self) -> String {
        match self {
            Form::Text { server } => format!("text:{server}"),
            Form::Suggestion { server } => format!("suggestion:{server}"),
            Form::Correction { server, fact } => format!("correction:{server}:{fact}"),
        }
    }

    /// The form with this `custom_id`.
    pub fn parse(id: &str) -> Option<Form> {
        let (name, rest) = id.split_once(':')?;
        match name {
            "text" => Some(Form::Text { server: rest.parse().ok()? }),
            "suggestion" => Some(Form::Suggestion { server: rest.parse().ok()? }),
            "correction" => {
                let (server, fact) = rest.split_once(':')?;
                Some(Form::Correction { server: server.parse().ok()?, fact: fact.parse().ok()? })
            }
            _ => None,
        }
    }

    /// The server it was opened for.
    pub fn server(self) -> u64 {
        match self {
            Form::Text { server } | Form::Suggestion { server } | Form::Correction { server, .. } => server,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_button() -> impl Strategy<Value = Button> {
        let question = prop_oneof!["\\PC{0,120}".prop_map(Asked::Words), any::<u64>().prop_map(Asked::Remembered)];
        let table = prop_oneof!["\\PC{0,120}".prop_map(Asked::Words), any::<u64>().prop_map(Asked::Remembered)];
        prop_oneof![
            (any::<u32>(), any::<bool>(), table).prop_map(|(page, turns, table)| Button::Proof { page, turns, table }),
            any::<u64>().prop_map(|bits| Button::Correct(FactId::from_bits(bits))),
            any::<u64>().prop_map(|bits| Button::Uncorrect(FactId::from_bits(bits))),
            (any::<u32>(), question).prop_map(|(page, question)| Button::Evidence { page, question }),
            (any::<u32>(), "\\PC{0,120}").prop_map(|(page, containing)| Button::List { page, containing }),
            Just(Button::Suggest),
            any::<u64>().prop_map(Button::Accept),
            any::<u64>().prop_map(Button::Decline),
            any::<u64>().prop_map(|bits| Button::Remove(ArticleId::from_bits(bits))),
            any::<u64>().prop_map(|bits| Button::Restore(ArticleId::from_bits(bits))),
        ]
    }

    proptest! {
        #[test]
        fn a_button_comes_back_as_it_was(button in any_button()) {
            match button.id() {
                Some(id) => {
                    prop_assert!(length(&id) <= MOST);
                    prop_assert_eq!(Button::parse(&id), Some(button));
                }
                None => {
                    let long = matches!(
                        button,
                        Button::Evidence { question: Asked::Words(_), .. } | Button::Proof { table: Asked::Words(_), .. } | Button::List { .. }
                    );
                    prop_assert!(long);
                }
            }
        }

        #[test]
        fn a_form_comes_back_as_it_was(server in any::<u64>()) {
            for form in [Form::Text { server }, Form::Suggestion { server }, Form::Correction { server, fact: FactId::from_bits(server) }] {
                prop_assert_eq!(Form::parse(&form.id()), Some(form));
            }
        }

        #[test]
        fn whatever_comes_is_read_or_not(id in "\\PC{0,120}|[a-z]{4,10}:[0-9a-f]{0,20}(:.*)?") {
            let _ = Button::parse(&id);
            let _ = Form::parse(&id);
        }
    }

    #[test]
    fn what_is_not_known_is_none() {
        for id in ["", "explode:1", "accept:", "accept:x", "evidence:1", "evidence:1:z:x", "list:x:y", "suggest:1", "remove:12"] {
            assert_eq!(Button::parse(id), None, "{id}");
        }
    }
}
