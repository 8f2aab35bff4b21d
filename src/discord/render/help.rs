//! Help, and what this is.

use super::answer::FOUND;
use super::articles::cut_escaped;
use crate::answer::Coverage;
use crate::discord::message::{Embed, Field, Message};
use crate::discord::texts;

/// What it does and the commands that this person may use.
pub fn help(in_a_server: bool, curates: bool, manages: bool) -> Message {
    let mut parts = vec![texts::ASKING, texts::TABLES, texts::LOOKING];
    parts.extend(in_a_server.then_some(texts::SUGGESTING));
    parts.extend(curates.then_some(texts::CURATING));
    parts.extend(manages.then_some(texts::MANAGING));
    let embed = Embed {
        title: Some(texts::HELP.to_owned()),
        description: Some(texts::WHAT_IT_DOES.to_owned()),
        fields: parts.into_iter().map(|(name, value)| Field { name: name.to_owned(), value: value.to_owned() }).collect(),
        colour: Some(FOUND),
        ..Embed::default()
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

/// What this is, and what may be seen here.
pub fn about(coverage: &Coverage) -> Message {
    let seen = texts::coverage(&cut_escaped(&coverage.label(), 200));
    let embed = Embed {
        title: Some(texts::ABOUT.to_owned()),
        description: Some([texts::EXACT, texts::WHOSE, &seen, texts::LICENCE].join("\n\n")),
        colour: Some(FOUND),
        ..Embed::default()
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

#[cfg(test)]
mod tests {
    use super::super::answer::tests::assert_harmless;
    use super::*;

    #[test]
    fn help_shows_what_one_may_do() {
        let shown = |message: Message| message.embeds[0].fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        assert_eq!(shown(help(false, false, false)).len(), 3);
        assert_eq!(shown(help(true, true, true)).len(), 6);
        assert!(!shown(help(true, false, false)).contains(&texts::CURATING.0.to_owned()));
        for message in [help(true, true, true), about(&Coverage { articles: 3, from: None, to: None })] {
            assert_eq!(message.clone().within_limits(), message, "nothing was cut");
            assert_harmless(&Message { embeds: Vec::new(), ..message }).expect("harmless");
        }
    }
}
