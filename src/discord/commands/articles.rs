//! `/articles list` and `/articles show`: what somebody may see.

use super::Options;
use crate::article::{Article, ArticleId};
use crate::discord::limits::Doing;
use crate::discord::markdown::plain;
use crate::discord::program::{Failure, Program, Which};
use crate::discord::reply::Shown;
use crate::discord::using::Use;
use crate::discord::{render, texts};

pub(super) async fn list(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    let containing = plain(options.text("containing")?.unwrap_or_default());
    page(used, 0, containing, Shown::ToAsker).await
}

/// A page of the list: first by the command, then by its buttons in place of the one before.
///
/// # Errors
/// When the list cannot be read or shown, or too many pages are turned.
pub async fn page(used: &Use, page: u32, containing: String, shown: Shown) -> Result<(), Failure> {
    used.count(Doing::Looking)?;
    let server = used.from.server;
    let message = used.within(shown, move |program| read_page(program, server, page, &containing)).await?;
    Ok(used.reply.send(message, shown).await?)
}

fn read_page(
    program: &dyn Program,
    server: Option<u64>,
    page: u32,
    containing: &str,
) -> Result<crate::discord::message::Message, Failure> {
    let limit = render::ENTRIES_A_PAGE;
    let which = |page: u32| Which {
        containing: Some(containing).filter(|text| !text.is_empty()),
        offset: usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(limit),
        limit,
    };
    let listed = program.articles(server, which(page))?;
    // Articles may have been removed since the button was made.
    let last = u32::try_from(listed.total.saturating_sub(1) / limit as u64).unwrap_or(u32::MAX);
    if page <= last {
        return Ok(render::list(&listed, page, containing, server.is_some()));
    }
    Ok(render::list(&program.articles(server, which(last))?, last, containing, server.is_some()))
}

pub(super) async fn show(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    let wanted = options.required("article")?.to_owned();
    used.count(Doing::Looking)?;
    let server = used.from.server;
    let article = used.within(Shown::ToAll, move |program| find(program, server, &wanted)).await?;
    Ok(used.reply.send(render::article(&article), Shown::ToAll).await?)
}

/// The article that was chosen from the list offered, or the only one with the words that were typed instead.
fn find(program: &dyn Program, server: Option<u64>, wanted: &str) -> Result<Article, Failure> {
    let words = plain(wanted);
    let none = || Failure::User(texts::no_such_article(&words));
    let id = match words.parse::<ArticleId>() {
        Ok(id) => id,
        Err(_) if words.is_empty() => return Err(none()),
        Err(_) => {
            let listed = program.articles(server, Which { containing: Some(&words), offset: 0, limit: 1 })?;
            match (listed.total, listed.entries.first()) {
                (1, Some(only)) => only.id,
                (0, _) | (_, None) => return Err(none()),
                (several, _) => return Err(Failure::User(texts::several_articles(&words, several))),
            }
        }
    };
    program.article(server, id)?.ok_or_else(none)
}
