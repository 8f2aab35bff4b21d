//! A message to Discord as plain data, and the limits it is held to.
//!
//! Knows what Discord takes, not what is said. Rendering builds a [`Message`]; only here it becomes what is sent, so
//! that all of it has passed [`Message::within_limits`] and mentions nobody.

use serde_json::{Value, json};

use super::component::Button;
use super::markdown::{cut, escaped, length};

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

/// The most buttons in a row, and the most rows.
const BUTTONS: usize = 5;
/// The most that a button's label may hold.
const LABEL: usize = 80;

/// The most that a picture's description may hold.
const PICTURE_DESCRIPTION: usize = 1_024;

/// "Do not include any embeds": no previews of addresses. It would hide embeds of ours too.
const SUPPRESS_EMBEDS: u64 = 1 << 2;
/// Only the user who is answered sees it.
const EPHEMERAL: u64 = 1 << 6;

/// What is sent in answer to somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Text above the embeds; empty for none.
    pub content: String,
    /// The framed parts.
    pub embeds: Vec<Embed>,
    /// What can be pressed below.
    pub buttons: Vec<Press>,
    /// A picture that goes with it, shown in the first embed where there is one.
    pub picture: Option<Picture>,
}

/// A picture that is sent along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name of the file: letters, digits and a dot alone, as it stands in an address too.
    pub name: &'static str,
    /// The file, a PNG.
    pub bytes: Vec<u8>,
    /// What it shows, for those who do not see it.
    pub description: String,
}

/// A button as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// Its words.
    pub label: &'static str,
    /// What it does.
    pub does: Button,
    /// How it looks.
    pub look: Look,
}

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Like any other.
    Plain,
    /// Green: it agrees.
    Agree,
    /// Red: it takes away.
    Refuse,
}

impl Press {
    /// A button like any other.
    pub fn plain(label: &'static str, does: Button) -> Press {
        Press { label, does, look: Look::Plain }
    }
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
        Message { content: content.into(), ..Message::default() }
    }

    /// With these buttons below; those that cannot carry what they need are left out.
    pub fn with_buttons(mut self, buttons: impl IntoIterator<Item = Press>) -> Self {
        self.buttons.extend(buttons.into_iter().filter(|press| press.does.id().is_some()));
        self
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

    /// Without embeds, for where these are not allowed: as much of them as fits into a text, in whole paragraphs.
    pub fn without_embeds(self) -> Self {
        let message = self.within_limits();
        let mut text = Text::default();
        text.add(&message.content);
        for embed in &message.embeds {
            let footer = embed.footer.as_deref().map(|footer| format!("-# {}", escaped(&cut(footer, FOOTER_AS_TEXT))));
            // Its room is kept, since it says what was understood.
            text.kept = footer.as_deref().map_or(0, |footer| length(footer) + 2);
            text.add(&embed.title.as_deref().map(|title| format!("**{title}**")).unwrap_or_default());
            embed.description.iter().flat_map(|text| text.split("\n\n")).for_each(|paragraph| text.add(paragraph));
            for field in &embed.fields {
                text.add(&format!("**{}**\n{}", field.name, field.value));
            }
            text.kept = 0;
            text.full = false;
            text.add(&footer.unwrap_or_default());
        }
        Message { content: text.written, embeds: Vec::new(), buttons: message.buttons, picture: message.picture }.within_limits()
    }

    /// As far as it may be shown where it goes: without embeds its text alone, and without its picture where no files may
    /// be attached.
    pub fn allowed(mut self, embeds: bool, files: bool) -> Self {
        self.picture.take_if(|_| !files);
        if embeds || self.embeds.is_empty() { self } else { self.without_embeds() }
    }

    /// As the first response to an interaction, or as a further one; `private` shows it to the asker alone.
    pub fn response(self, private: bool) -> Value {
        let (mut body, flags) = self.parts();
        body["flags"] = json!(flags | if private { EPHEMERAL } else { 0 });
        body
    }

    /// In place of a message of ours, or of the "thinking…" of a deferred response. What that had goes.
    pub fn edit(self) -> Value {
        let (mut body, flags) = self.parts();
        let nothings = [("content", json!("")), ("embeds", json!([])), ("components", json!([])), ("attachments", json!([]))];
        for (key, nothing) in nothings {
            if body.get(key).is_none() {
                body[key] = nothing;
            }
        }
        body["flags"] = json!(flags);
        body
    }

    /// As a message of its own in a channel; in reply to another, if one is given.
    pub fn post(self, in_reply_to: Option<(u64, u64)>) -> Value {
        let (mut body, flags) = self.parts();
        body["flags"] = json!(flags);
        if let Some((channel, message)) = in_reply_to {
            body["message_reference"] =
                json!({"channel_id": channel.to_string(), "message_id": message.to_string(), "fail_if_not_exists": false});
        }
        body
    }

    /// What all kinds of messages have in common, and the flags.
    fn parts(self) -> (Value, u64) {
        let message = self.within_limits();
        let mut body = json!({"allowed_mentions": nobody()});
        // Addresses in plain text get no preview.
        let flags = if message.embeds.is_empty() { SUPPRESS_EMBEDS } else { 0 };
        if !message.content.is_empty() {
            body["content"] = json!(message.content);
        }
        if !message.embeds.is_empty() {
            body["embeds"] = message.embeds.iter().map(embed).collect();
        }
        if let Some(picture) = &message.picture {
            let description = cut(&picture.description, PICTURE_DESCRIPTION);
            body["attachments"] = json!([{"id": "0", "filename": picture.name, "description": description}]);
            if !message.embeds.is_empty() {
                body["embeds"][0]["image"] = json!({"url": format!("attachment://{}", picture.name)});
            }
        }
        if !message.buttons.is_empty() {
            let row = |presses: &[Press]| json!({"type": 1, "components": presses.iter().map(press).collect::<Vec<_>>()});
            body["components"] = message.buttons.chunks(BUTTONS).take(BUTTONS).map(row).collect();
        }
        (body, flags)
    }
}

/// A footer in a message without embeds is cut here, so that something else finds room.
const FOOTER_AS_TEXT: usize = 300;

/// A content that is filled with whole paragraphs.
#[derive(Default)]
struct Text {
    written: String,
    kept: usize,
    /// Something was left out; what follows would be torn from it.
    full: bool,
}

impl Text {
    fn add(&mut self, paragraph: &str) {
        // Room for the separator and for the sign that something is missing.
        let room = CONTENT.saturating_sub(length(&self.written) + self.kept + 5);
        if paragraph.trim().is_empty() || self.full {
            return;
        }
        let separator = if self.written.is_empty() { "" } else { "\n\n" };
        if length(paragraph) <= room {
            self.written.push_str(&format!("{separator}{paragraph}"));
        } else {
            self.full = true;
            // As many of its lines as find room: a table is worth more with some rows than with none.
            let mut part = String::new();
            for line in paragraph.lines().map(|line| format!("{line}\n")) {
                if length(&part) + length(&line) > room {
                    break;
                }
                part.push_str(&line);
            }
            if paragraph.contains('\n') && !part.is_empty() {
                self.written.push_str(&format!("{separator}{}", part.trim_end()));
            }
            let separator = if self.written.is_empty() { "" } else { "\n\n" };
            self.written.push_str(&format!("{separator}…"));
        }
    }
}

/// Whoever is named in a text, nobody is called by it; nor is the one who is replied to.
pub fn nobody() -> Value {
    json!({"parse": [], "users": [], "roles": [], "replied_user": false})
}

fn embed(embed: &Embed) -> Value {
    let mut built = json!({});
    let texts = [("title", &embed.title), ("url", &embed.url), ("description", &embed.description)];
    for (key, text) in texts {
        if let Some(text) = text {
            built[key] = json!(text);
        }
    }
    if let Some(footer) = &embed.footer {
        built["footer"] = json!({"text": footer});
    }
    if let Some(colour) = embed.colour {
        built["color"] = json!(colour);
    }
    if !embed.fields.is_empty() {
        let field = |field: &Field| json!({"name": field.name, "value": field.value, "inline": false});
        built["fields"] = embed.fields.iter().map(field).collect();
    }
    built
}

fn press(press: &Press) -> Value {
    let style = match press.look {
        Look::Plain => 2,
        Look::Agree => 3,
        Look::Refuse => 4,
    };
    json!({"type": 2, "style": style, "label": cut(press.label, LABEL), "custom_id": press.does.id()})
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
            let message = Message { content, embeds: embeds.collect(), ..Message::default() };
            assert_within_limits(&message.clone().within_limits());
            let text = message.without_embeds();
            assert_within_limits(&text);
            prop_assert!(text.embeds.is_empty());
        }
    }

    #[test]
    fn previews_are_off_only_where_no_embed_of_ours_would_go_with_them() {
        let embed = Embed { title: Some("x".into()), ..Embed::default() };
        let framed = Message { embeds: vec![embed], ..Message::default() };
        assert_eq!(Message::text("x").response(true)["flags"], SUPPRESS_EMBEDS | EPHEMERAL);
        assert_eq!(framed.clone().response(false)["flags"], 0);
        assert_eq!(Message::text("x").post(Some((1, 2)))["flags"], SUPPRESS_EMBEDS);
        // Also where one kind of message takes the place of the other.
        assert_eq!(Message::text("x").edit()["flags"], SUPPRESS_EMBEDS);
        assert_eq!((&framed.clone().edit()["flags"], &framed.edit()["content"]), (&json!(0), &json!("")));
    }

    #[test]
    fn without_embeds_the_same_is_said_in_text() {
        let long = format!("first paragraph\n\n{}\n\nlast", "word ".repeat(700));
        let embed = Embed { title: Some("T".into()), description: Some(long), footer: Some("1 * 2".into()), ..Embed::default() };
        let text = Message { embeds: vec![embed], ..Message::default() }.without_embeds();
        assert_eq!(text.content, "**T**\n\nfirst paragraph\n\n…\n\n-# 1 \\* 2");
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
