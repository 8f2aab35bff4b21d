//! "Add linked articles", in the menu of a message: everything that it links to.

use ::serenity::all as serenity;

use super::add::{fetch, links_in};
use crate::discord::program::Failure;
use crate::discord::texts;
use crate::discord::using::Use;

pub(super) async fn run(used: &Use, message: &serenity::Message) -> Result<(), Failure> {
    let server = used.curator("Add linked articles").await?;
    let links = links_of(message);
    if links.is_empty() {
        return Err(Failure::User(texts::NO_LINK_THERE.to_owned()));
    }
    fetch(used, server, links).await
}

/// The links of a message: of its text, else of what is embedded in it (as messages by feeds are).
pub(super) fn links_of(message: &serenity::Message) -> Vec<String> {
    let links = links_in(&message.content);
    if !links.is_empty() {
        return links;
    }
    let embedded = message.embeds.iter().flat_map(|embed| [embed.url.as_deref(), embed.description.as_deref()]);
    links_in(&embedded.flatten().collect::<Vec<_>>().join("\n"))
}
