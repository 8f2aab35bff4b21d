//! `/article add`: links, files, and the form for a text.

use std::collections::HashSet;

use tokio::time::{Instant, timeout};

use super::Options;
use crate::app::{Added, Adding, Additions, Known, NotAdded};
use crate::discord::component::{Button, Form};
use crate::discord::limits::Doing;
use crate::discord::message::{Look, Message, Press};
use crate::discord::program::{Failure, Program};
use crate::discord::reply::Shown;
use crate::discord::using::{GIVEN_UP, Use, ended};
use crate::discord::{forms, render, texts};
use crate::library::Outcome;

/// So many links are fetched in one go. Discord takes an answer for fifteen minutes, and each may take half a minute.
const MOST_LINKS: usize = 20;
/// Edits of a message that tells of progress are at least so far apart.
pub const BETWEEN_EDITS: std::time::Duration = std::time::Duration::from_secs(2);
/// Options of `/article add file`.
const FILES: [&str; 5] = ["file", "file_2", "file_3", "file_4", "file_5"];

pub(super) async fn links(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    let server = used.curator("article add link").await?;
    let links = links_in(options.required("links")?);
    if links.is_empty() {
        return Err(Failure::User(texts::NO_LINK.to_owned()));
    }
    fetch(used, server, links).await
}

/// Adds what stands behind some links, one after the other, and tells of each.
///
/// # Errors
/// Where there are too many, or the library cannot be written.
pub async fn fetch(used: &Use, server: u64, links: Vec<String>) -> Result<(), Failure> {
    if links.len() > MOST_LINKS {
        return Err(Failure::User(texts::too_many_links(links.len(), MOST_LINKS)));
    }
    let work = links.into_iter().map(|link| (link.clone(), Ok(Adding::Link(link)))).collect();
    add(used, server, work).await
}

pub(super) async fn files(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    let server = used.curator("article add file").await?;
    let mut files = Vec::new();
    for name in FILES {
        files.extend(options.file(name)?);
    }
    let url = options.text("link")?.map(str::to_owned);
    if files.is_empty() {
        return super::unknown("article add file", "no file came with it");
    }
    if files.len() > 1 && url.is_some() {
        return Err(Failure::User(texts::ONE_LINK_ONE_FILE.to_owned()));
    }
    used.reply.defer(Shown::ToAsker).await?;
    let mut work = Vec::new();
    for file in files {
        let read = used.bot.attachments.read(&file.filename, &file.url, file.size.into()).await;
        let name = file.filename.clone();
        let adding =
            read.map(|bytes| Adding::File { name: name.clone(), bytes, known: Known { url: url.clone(), ..Known::default() } });
        work.push((name, adding));
    }
    add(used, server, work).await
}

pub(super) async fn open_form(used: &Use) -> Result<(), Failure> {
    let server = used.curator("article add text").await?;
    Ok(used.reply.form(forms::text(Form::Text { server })).await?)
}

/// Adds a text that came by the form.
///
/// # Errors
/// For those who do not curate, and when the library cannot be written.
pub async fn text(used: &Use, adding: Adding, full: bool) -> Result<(), Failure> {
    let server = used.curator("the form for a text").await?;
    used.count(Doing::Changing)?;
    let mut additions = used.within(Shown::ToAsker, move |program| program.add(server, adding)).await?;
    if full {
        for added in &mut additions.added {
            added.warnings.push(texts::FORM_FULL.to_owned());
        }
    }
    note(used, server, &additions);
    Ok(used.reply.send(summary(&additions), Shown::ToAsker).await?)
}

/// Adds one after the other, telling how far it has come.
async fn add(used: &Use, server: u64, work: Vec<(String, Result<Adding, Failure>)>) -> Result<(), Failure> {
    used.count(Doing::Changing)?;
    used.reply.defer(Shown::ToAsker).await?;
    let all = work.len();
    let mut so_far = Additions::default();
    let mut told = Instant::now();
    for (done, (what, adding)) in work.into_iter().enumerate() {
        if all > 1 && (done == 0 || told.elapsed() >= BETWEEN_EDITS) {
            used.reply.progress(render::adding(&so_far, done, all)).await;
            told = Instant::now();
        }
        let outcome = match adding {
            Ok(adding) => one(used, server, adding).await,
            Err(failure) => Err(failure),
        };
        match outcome {
            Ok(additions) => {
                note(used, server, &additions);
                so_far.added.extend(additions.added);
                so_far.refused.extend(additions.refused);
                let (sum, more) = (&mut so_far.more, additions.more);
                sum.new += more.new;
                sum.changed += more.changed;
                sum.same += more.same;
                sum.kept += more.kept;
                sum.refused += more.refused;
            }
            Err(Failure::User(why)) => so_far.refused.push(NotAdded { what, why }),
            // What was added before stays, and is told.
            Err(failure) if done > 0 => {
                let words = crate::discord::handler::words(failure);
                so_far.refused.push(NotAdded { what, why: words.content });
                break;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(used.reply.send(summary(&so_far), Shown::ToAsker).await?)
}

async fn one(used: &Use, server: u64, adding: Adding) -> Result<Additions, Failure> {
    let work = used.bot.start(move |program: &dyn Program| program.add(server, adding));
    timeout(GIVEN_UP, async { ended(work.await) })
        .await
        .unwrap_or_else(|_| Err(Failure::User(texts::ADDING_TOOK_TOO_LONG.to_owned())))
}

/// What was done, for the operator; titles and addresses are the server's own.
fn note(used: &Use, server: u64, additions: &Additions) {
    for Added { article, outcome, .. } in &additions.added {
        tracing::info!(server, user = used.from.user, article = %article.id, ?outcome, "article added");
    }
}

/// What was added and what was not, with a button to take back a single one.
fn summary(additions: &Additions) -> Message {
    let shown = render::additions(additions);
    match additions.added.as_slice() {
        [Added { article, outcome: Outcome::New, .. }] => {
            shown.with_buttons([Press { label: texts::REMOVE, does: Button::Remove(article.id), look: Look::Refuse }])
        }
        _ => shown,
    }
}

/// The web addresses in a text, in their order, each once; without the angle brackets that switch previews off, and
/// without the punctuation of a sentence around them.
pub fn links_in(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut links = Vec::new();
    for piece in text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|')) {
        // Also where it stands inside a masked link, "[words](https://…)".
        let begin = ["https://", "http://"].iter().filter_map(|scheme| piece.find(scheme)).min();
        let Some(link) = begin.map(|at| &piece[at..]) else { continue };
        let mut link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']', '…']);
        while link.ends_with(')') && link.matches('(').count() < link.matches(')').count() {
            link = link[..link.len() - 1].trim_end_matches(['.', ',', ';']);
        }
        if link.len() > "https://".len() && seen.insert(link.to_owned()) {
            links.push(link.to_owned());
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_any_text() {
        assert_eq!(
            links_in(
                "See <https://a.example/x>, [b](https://b.example/y_(z)) and https://a.example/x. HTTP no, http:// no, http://c.example!"
            ),
            ["https://a.example/x", "https://b.example/y_(z)", "http://c.example"]
        );
        assert!(links_in("nothing here").is_empty());
    }
}
