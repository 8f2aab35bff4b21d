//! A message to Discord as plain data, and the limits it is held to.
//!
//! Knows what Discord takes, not what is said. Rendering builds a [`Message`]; only here it becomes serenity's
//! builders, so that whatever is sent has passed [`Message::within_limits`] and mentions nobody.

use poise::serenity_prelude as serenity;

use super::markdown::{cut, length};

// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
const CONTENT: usize = 2_000;
const TITLE: usize = 256;
const DESCRIPTION: usize = 4_096;
const FIELDS: usize = 25;
const FIELD_NAME: usize = 256;
const FIELD_VALUE: usize = 1_024;
const FOOTER: usize = 2_048;
const EMBEDS: usize = 10;
/// Title, description, fields and footer of all embeds together.
const ALTOGETHER: usize = 6_000;

/// The most that a description may hold, for those who fill one.
pub const ROOM: usize = DESCRIPTION;
/// The most that a title may hold.
pub const TITLE_ROOM: usize = TITLE;

/// What is sent in answer to somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Text above the embeds; empty for none.
    pub content: String,
    /// The framed parts.
    pub embeds: Vec<Embed>,
}

/// A framed part of a message. All text but the footer is markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embed {
    /// In bold at the top.
    pub title: Option<String>,
    /// Where the title leads.
    pub url: Option<String>,
    /// The text.
    pub description: Option<String>,
    /// Named parts below it.
    pub fields: Vec<Field>,
    /// Small plain text at the end.
    pub footer: Option<String>,
    /// The colour of the edge, as RGB.
    pub colour: Option<u32>,
}

/// A named part of an embed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its text.
    pub value: String,
}

impl Message {
    /// A message of text alone.
    pub fn text(content: impl Into<String>) -> Self {
        Message { content: content.into(), embeds: Vec::new() }
    }

    /// The same, cut to what Discord takes. Rendering keeps within the limits by itself, with better cuts; this holds
    /// whatever it forgot.
    pub fn within_limits(mut self) -> Self {
        self.content = cut(&self.content, CONTENT);
        self.embeds.truncate(EMBEDS);
        let mut left = ALTOGETHER;
        for embed in &mut self.embeds {
            let mut take = |text: &mut String, limit: usize| {
                *text = cut(text, limit.min(left));
                left -= length(text);
            };
            if let Some(title) = &mut embed.title {
                take(title, TITLE);
            }
            // Before the description: the footer says what was understood, which a long text must not push out.
            if let Some(footer) = &mut embed.footer {
                take(footer, FOOTER);
            }
            if let Some(description) = &mut embed.description {
                take(description, DESCRIPTION);
            }
            embed.fields.truncate(FIELDS);
            for field in &mut embed.fields {
                take(&mut field.name, FIELD_NAME);
                take(&mut field.value, FIELD_VALUE);
            }
            // Discord refuses empty parts.
            for part in [&mut embed.title, &mut embed.footer, &mut embed.description] {
                part.take_if(|text| text.trim().is_empty());
            }
            embed.fields.retain(|field| !field.name.trim().is_empty() && !field.value.trim().is_empty());
            if embed.title.is_none() {
                embed.url = None;
            }
        }
        self.embeds.retain(|embed| {
            embed.title.is_some() || embed.description.is_some() || embed.footer.is_some() || !embed.fields.is_empty()
        });
        self
    }

    /// As the first response to an interaction; `private` shows it to the asker alone.
    pub fn response(self, private: bool) -> serenity::CreateInteractionResponse {
        let message = self.within_limits();
        let mut flags = serenity::InteractionResponseFlags::empty();
        flags.set(serenity::InteractionResponseFlags::EPHEMERAL, private);
        // Addresses in plain text get no preview. With embeds the flag would hide these too.
        flags.set(serenity::InteractionResponseFlags::SUPPRESS_EMBEDS, message.embeds.is_empty());
        let mut response = serenity::CreateInteractionResponseMessage::new()
            .allowed_mentions(nobody())
            .flags(flags)
            .embeds(message.embeds.into_iter().map(serenity::CreateEmbed::from).collect());
        if !message.content.is_empty() {
            response = response.content(message.content);
        }
        serenity::CreateInteractionResponse::Message(response)
    }

    /// In place of the "thinking…" of a deferred response.
    pub fn edit(self) -> serenity::EditInteractionResponse {
        let message = self.within_limits();
        serenity::EditInteractionResponse::new()
            .allowed_mentions(nobody())
            .content(message.content)
            .embeds(message.embeds.into_iter().map(serenity::CreateEmbed::from).collect())
    }
}

/// Whoever is named in a text, nobody is called by it.
pub fn nobody() -> serenity::CreateAllowedMentions {
    serenity::CreateAllowedMentions::new()
}

impl From<Embed> for serenity::CreateEmbed {
    fn from(embed: Embed) -> Self {
        let mut built = serenity::CreateEmbed::new();
        if let Some(title) = embed.title {
            built = built.title(title);
        }
        if let Some(url) = embed.url {
            built = built.url(url);
        }
        if let Some(description) = embed.description {
            built = built.description(description);
        }
        if let Some(footer) = embed.footer {
            built = built.footer(serenity::CreateEmbedFooter::new(footer));
        }
        if let Some(colour) = embed.colour {
            built = built.colour(colour);
        }
        built.fields(embed.fields.into_iter().map(|field| (field.name, field.value, false)))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Fails unless Discord takes it.
    pub fn assert_within_limits(message: &Message) {
        assert!(length(&message.content) <= CONTENT && message.embeds.len() <= EMBEDS);
        let mut altogether = 0;
        for embed in &message.embeds {
            let parts = [(&embed.title, TITLE), (&embed.description, DESCRIPTION), (&embed.footer, FOOTER)];
            for (text, limit) in parts {
                let Some(text) = text else { continue };
                assert!(!text.trim().is_empty() && length(text) <= limit, "{} > {limit}", length(text));
                altogether += length(text);
            }
            assert!(embed.fields.len() <= FIELDS);
            for field in &embed.fields {
                assert!(!field.name.trim().is_empty() && length(&field.name) <= FIELD_NAME);
                assert!(!field.value.trim().is_empty() && length(&field.value) <= FIELD_VALUE);
                altogether += length(&field.name) + length(&field.value);
            }
        }
        assert!(altogether <= ALTOGETHER, "{altogether} altogether");
    }

    proptest! {
        #[test]
        fn whatever_is_built_fits(
            content in text(), sizes in prop::collection::vec((text(), text(), text(), prop::collection::vec(text(), 0..30)), 0..14)
        ) {
            let embeds = sizes.into_iter().map(|(title, description, footer, fields)| Embed {
                title: Some(title),
                description: Some(description),
                footer: Some(footer),
                fields: fields.into_iter().map(|text| Field { name: text.clone(), value: text }).collect(),
                ..Embed::default()
            });
            assert_within_limits(&Message { content, embeds: embeds.collect() }.within_limits());
        }
    }

    /// Short and very long texts, in one and in two UTF-16 units a character.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,40}",
            (0usize..7_000).prop_map(|size| "word. ".repeat(size / 6)),
            (0usize..5_000).prop_map(|size| "😀".repeat(size)),
        ]
    }
}
