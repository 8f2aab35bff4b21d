//! The forms: how they look and what comes back.
//!
//! Discord gives a form five fields of 4,000 characters each. What is longer is attached as a file.

use ::serenity::all as serenity;
use serde_json::{Value, json};
use serenity::ActionRowComponent;

use super::commands::{add, correct, suggest};
use super::component::Form;
use super::markdown::{cut, length, plain};
use super::program::Failure;
use super::texts;
use super::using::Use;
use crate::app::{Adding, Known};
use crate::layoff::Fact;
use crate::time::parse_bound;

/// The most that a field holds.
const FIELD: usize = 4_000;
/// Fields of the form for a text that hold parts of it.
const PARTS: [&str; 3] = ["text", "text_2", "text_3"];

/// The form for a text.
pub fn text(form: Form) -> Value {
    let [first, second, third] = PARTS;
    json!({"custom_id": form.id(), "title": texts::FORM_TEXT, "components": [
        line("title", texts::FORM_TITLE, texts::FORM_TITLE_HINT, 1_000),
        paragraph("about", texts::FORM_ABOUT, texts::FORM_ABOUT_HINT, false),
        paragraph(first, texts::FORM_PARTS[0], texts::FORM_PART_HINTS[0], true),
        paragraph(second, texts::FORM_PARTS[1], texts::FORM_PART_HINTS[1], false),
        paragraph(third, texts::FORM_PARTS[2], texts::FORM_PART_HINTS[2], false),
    ]})
}

/// The form for a suggestion.
pub fn suggestion(form: Form) -> Value {
    let mut link = line("link", texts::FORM_LINK, texts::FORM_LINK_HINT, 1_000);
    link["components"][0]["required"] = json!(true);
    let mut note = paragraph("note", texts::FORM_NOTE, texts::FORM_NOTE_HINT, false);
    note["components"][0]["max_length"] = json!(500);
    json!({"custom_id": form.id(), "title": texts::SUGGEST_ARTICLE, "components": [link, note]})
}

/// The form to correct a layoff. Its hints say what holds now; a field that is left empty keeps it.
pub fn correction(form: Form, now: &Fact) -> Value {
    let none = || texts::NONE_WORD.to_owned();
    let hint = |value: String| cut(&texts::form_now(&cut(&plain(&value), 60)), 100);
    let count = hint(now.count.map_or_else(none, |count| count.to_string()));
    let percent = hint(now.percent.map_or_else(none, |percent| format!("{percent}%")));
    let date = hint(now.date.map_or_else(none, |date| date.label()));
    let mut note = paragraph("note", texts::FORM_WHY, texts::FORM_WHY_HINT, true);
    note["components"][0]["max_length"] = json!(500);
    json!({"custom_id": form.id(), "title": texts::FORM_CORRECT, "components": [
        line("count", texts::FORM_COUNT, &count, 30),
        line("percent", texts::FORM_PERCENT, &percent, 30),
        line("date", texts::FORM_DATE, &date, 30),
        line("company", texts::FORM_COMPANY, &hint(now.company.to_string()), 100),
        note,
    ]})
}

fn line(id: &str, label: &str, hint: &str, longest: usize) -> Value {
    field(json!({"style": 1, "custom_id": id, "label": label, "placeholder": hint, "max_length": longest, "required": false}))
}

fn paragraph(id: &str, label: &str, hint: &str, required: bool) -> Value {
    field(json!({"style": 2, "custom_id": id, "label": label, "placeholder": hint, "max_length": FIELD, "required": required}))
}

fn field(mut input: Value) -> Value {
    input["type"] = json!(4);
    json!({"type": 1, "components": [input]})
}

/// The server that a form was opened for.
pub fn opened_for(sent: &serenity::ModalInteraction) -> Option<u64> {
    Form::parse(&sent.data.custom_id).map(Form::server)
}

/// Does what a form is for.
///
/// # Errors
/// As what it does, and where this version does not know it.
pub async fn run(used: &Use, sent: &serenity::ModalInteraction) -> Result<(), Failure> {
    let value = |id: &str| value(sent, id);
    match Form::parse(&sent.data.custom_id) {
        Some(Form::Text { .. }) => {
            let parts = PARTS.map(value);
            let text = joined(&parts);
            if plain(&text).is_empty() {
                return Err(Failure::User(texts::FORM_EMPTY.to_owned()));
            }
            // Discord cuts what is pasted into a field at its end; who goes on in the next one has seen that.
            let goes_on = |at: usize| parts.get(at + 1).is_some_and(|next| !plain(next).is_empty());
            let full = (0..parts.len()).any(|at| length(&parts[at]) >= FIELD && !goes_on(at));
            let About { url, source, published } = about(&value("about"));
            let title = Some(value("title")).filter(|title| !plain(title).is_empty());
            add::text(used, Adding::Text { text, known: Known { title, url, source, published } }, full).await
        }
        Some(Form::Suggestion { .. }) => suggest::make(used, &value("link"), &value("note")).await,
        Some(Form::Correction { fact, .. }) => {
            let filled = correct::Filled {
                company: value("company"),
                count: value("count"),
                percent: value("percent"),
                date: value("date"),
                note: value("note"),
            };
            correct::correct(used, fact, &filled).await
        }
        None => {
            tracing::warn!("a form came that this version does not know");
            Err(Failure::User(texts::UNKNOWN_BUTTON.to_owned()))
        }
    }
}

fn value(sent: &serenity::ModalInteraction, id: &str) -> String {
    let inputs = sent.data.components.iter().flat_map(|row| &row.components);
    let mut given = inputs.filter_map(|component| match component {
        ActionRowComponent::InputText(input) if input.custom_id == id => input.value.clone(),
        _ => None,
    });
    given.next().unwrap_or_default()
}

/// The parts as one text. Where one ends in the middle of a sentence, the next goes on with it.
fn joined(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '!', '?', '"', '”', ':']) { "\n\n" } else { " " });
        }
        text.push_str(part);
    }
    text
}

/// What is known about a text.
#[derive(Debug, Default, PartialEq, Eq)]
struct About {
    url: Option<String>,
    source: Option<String>,
    published: Option<String>,
}

/// Reads publisher, date and link, one a line in any order: which is which can be told.
fn about(lines: &str) -> About {
    let mut about = About::default();
    for line in lines.lines().map(str::trim).filter(|line| !plain(line).is_empty()) {
        if line.contains("://") && !line.contains(char::is_whitespace) {
            about.url.get_or_insert_with(|| line.to_owned());
        } else if parse_bound(line, false).is_ok() {
            about.published.get_or_insert_with(|| line.to_owned());
        } else {
            about.source.get_or_insert_with(|| line.to_owned());
        }
    }
    about
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_a_text_may_come_in_any_order() {
        let read = About {
            url: Some("https://x.example/a".into()),
            source: Some("The Wire".into()),
            published: Some("2024-05-14".into()),
        };
        assert_eq!(about("The Wire\n2024-05-14\nhttps://x.example/a\n"), read);
        assert_eq!(about("\n https://x.example/a \n\n2024-05-14\nThe Wire"), read);
        assert_eq!(about(" \u{200b}\n"), About::default());
    }

    #[test]
    fn parts_are_joined_where_they_were_cut() {
        let parts = |parts: [&str; 3]| joined(&parts.map(str::to_owned));
        assert_eq!(parts(["One sentence.", "", "Another\n"]), "One sentence.\n\nAnother");
        assert_eq!(parts(["One half", "of a sentence.", " "]), "One half of a sentence.");
    }

    #[test]
    fn forms_keep_to_the_limits() {
        for form in [text(Form::Text { server: u64::MAX }), suggestion(Form::Suggestion { server: 1 })] {
            assert!((1..=45).contains(&length(form["title"].as_str().expect("a title"))));
            let rows = form["components"].as_array().expect("rows");
            assert!(rows.len() <= 5);
            for row in rows {
                let input = &row["components"][0];
                assert!((1..=45).contains(&length(input["label"].as_str().expect("a label"))), "{input}");
                assert!(length(input["placeholder"].as_str().expect("a hint")) <= 100, "{input}");
            }
        }
    }
}
