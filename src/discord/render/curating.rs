//! Suggestions, settings, and the state of the index.

use super::answer::{FOUND, NOT_FOUND};
use super::articles::{additions, cut_escaped, refused};
use crate::answer::Coverage;
use crate::app::Additions;
use crate::discord::component::Button;
use crate::discord::markdown::{cut, linked, plain, quoted};
use crate::discord::message::{Embed, Look, Message, Press};
use crate::discord::program::Status;
use crate::discord::texts;
use crate::library::{ServerSettings, Suggestion, SuggestionState};

/// As much as is shown of a link.
const LONGEST_LINK: usize = 200;
/// As much as is shown of a note.
const LONGEST_NOTE: usize = 600;

/// A suggestion before the curators.
pub fn suggestion(suggestion: &Suggestion) -> Message {
    let press = |label, does, look| Press { label, does, look };
    let buttons = [
        press(texts::ACCEPT, Button::Accept(suggestion.id), Look::Agree),
        press(texts::DECLINE, Button::Decline(suggestion.id), Look::Refuse),
    ];
    Message { embeds: vec![card(suggestion)], ..Message::default() }.within_limits().with_buttons(buttons)
}

fn card(suggestion: &Suggestion) -> Embed {
    let mut paragraphs = vec![linked(&cut(&plain(&suggestion.link), LONGEST_LINK), Some(&suggestion.link))];
    if let Some(note) = suggestion.note.as_deref().filter(|note| !plain(note).is_empty()) {
        // One line: empty ones would tear the quote apart.
        paragraphs.push(quoted(&plain(note), None, LONGEST_NOTE));
    }
    paragraphs.push(texts::suggested_by(&user(suggestion.by)));
    Embed {
        title: Some(texts::suggestion(suggestion.id)),
        description: Some(paragraphs.join("\n\n")),
        colour: Some(FOUND),
        ..Embed::default()
    }
}

/// A suggestion after it was decided, with what was added just now.
pub fn decided(suggestion: &Suggestion, added: Option<&Additions>) -> Message {
    let mut card = card(suggestion);
    let (verdict, colour) = match suggestion.state {
        SuggestionState::Accepted { by } => (texts::accepted_by(&user(by)), FOUND),
        SuggestionState::Declined { by } => (texts::declined_by(&user(by)), NOT_FOUND),
        SuggestionState::Waiting => (String::new(), FOUND),
    };
    card.colour = Some(colour);
    card.description = card.description.map(|text| format!("{text}\n{verdict}"));
    let mut embeds = vec![card];
    if let (Some(added), SuggestionState::Accepted { .. }) = (added, suggestion.state) {
        embeds.extend(additions(added).embeds);
    }
    Message { embeds, ..Message::default() }.within_limits()
}

/// What was suggested could not be added.
pub fn not_accepted(tried: &Additions) -> Message {
    let mut lines = vec![texts::NOT_ACCEPTED.to_owned()];
    lines.extend(tried.refused.iter().take(3).map(refused));
    Message::text(lines.join("\n\n")).within_limits()
}

/// Who curates, and where suggestions go.
pub fn curators(settings: &ServerSettings, changed: bool) -> Message {
    let mut paragraphs = Vec::new();
    if changed {
        paragraphs.push(texts::SAVED.to_owned());
    }
    paragraphs.extend(in_words(settings));
    if settings.curator_role.is_some() {
        paragraphs.push(texts::SHOW_COMMANDS.to_owned());
    }
    let embed = Embed {
        title: Some(texts::CURATORS.to_owned()),
        description: Some(paragraphs.join("\n\n")),
        colour: Some(FOUND),
        ..Embed::default()
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

fn in_words(settings: &ServerSettings) -> [String; 2] {
    [
        settings
            .curator_role
            .map_or_else(|| texts::ONLY_MANAGERS.to_owned(), |role| texts::curators_role(&format!("<@&{role}>"))),
        settings
            .curators_channel
            .map_or_else(|| texts::NO_CHANNEL.to_owned(), |channel| texts::curators_channel(&format!("<#{channel}>"))),
    ]
}

/// The index was rebuilt.
pub fn rebuilt(status: &Status) -> Message {
    Message::text(texts::rebuilt(status.articles, status.passages)).within_limits()
}

/// What is here, and whether it can be found.
pub fn status(status: &Status, coverage: &Coverage, settings: &ServerSettings, rebuilding: bool) -> Message {
    let mut lines = vec![
        texts::own_articles(status.articles, status.passages),
        texts::seen_here(&cut_escaped(&coverage.label(), 200)),
        texts::up_to_date(status.up_to_date).to_owned(),
    ];
    if rebuilding {
        lines.push(texts::REBUILDING_ALREADY.to_owned());
    }
    lines.extend(in_words(settings));
    let embed = Embed {
        title: Some(texts::STATUS.to_owned()),
        description: Some(lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")),
        colour: Some(FOUND),
        ..Embed::default()
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

/// A mention; `allowed_mentions` keeps it from calling anybody.
fn user(id: u64) -> String {
    format!("<@{id}>")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::answer::tests::{assert_harmless, hostile};
    use super::*;
    use crate::app::NotAdded;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
        #[test]
        fn no_suggestion_breaks_out_of_its_message(
            link in hostile(), note in prop::option::of(hostile()), why in hostile(), id in any::<u64>(), by in any::<u64>()
        ) {
            let state = SuggestionState::Accepted { by };
            let made = Suggestion { id, link: link.clone(), note, by, made_at: 0, state };
            let tried = Additions { refused: vec![NotAdded { what: link, why }], ..Additions::default() };
            assert_harmless(&suggestion(&made))?;
            assert_harmless(&decided(&made, Some(&tried)))?;
            assert_harmless(&not_accepted(&tried))?;
        }
    }

    #[test]
    fn settings_are_told_in_words() {
        let nothing = curators(&ServerSettings::default(), false);
        let text = nothing.embeds[0].description.clone().unwrap_or_default();
        assert!(text.starts_with("Curators: members with Manage Server\n"), "{text}");
        let set = ServerSettings { curator_role: Some(5), curators_channel: Some(6) };
        let text = curators(&set, true).embeds[0].description.clone().unwrap_or_default();
        assert!(text.contains("<@&5>") && text.contains("<#6>") && text.contains("Server Settings > Integrations"), "{text}");
    }
}
