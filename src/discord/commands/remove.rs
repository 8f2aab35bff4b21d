//! `/article remove` and `/article restore`, and the buttons that take either back.

use super::Options;
use crate::article::ArticleId;
use crate::discord::component::Button;
use crate::discord::limits::Doing;
use crate::discord::markdown::plain;
use crate::discord::message::Press;
use crate::discord::program::{Failure, Program, Which};
use crate::discord::reply::Shown;
use crate::discord::using::Use;
use crate::discord::{render, texts};

pub(super) async fn remove(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    let server = used.curator("article remove").await?;
    let wanted = plain(options.required("article")?);
    used.count(Doing::Changing)?;
    let (id, title) = used.within(Shown::ToAsker, move |program| find_own(program, server, &wanted)).await?;
    remove_one(used, server, id, title, Shown::ToAsker).await
}

/// Removes an article by its button.
///
/// # Errors
/// For those who do not curate, and where the article is gone.
pub async fn by_button(used: &Use, id: ArticleId) -> Result<(), Failure> {
    let server = used.curator("a button to remove").await?;
    used.count(Doing::Changing)?;
    remove_one(used, server, id, None, Shown::ToAsker).await
}

async fn remove_one(used: &Use, server: u64, id: ArticleId, title: Option<String>, shown: Shown) -> Result<(), Failure> {
    let title = used
        .within(shown, move |program| {
            let known = program.article(Some(server), id)?.map(|article| article.title);
            if program.remove(server, id)? { Ok(title.or(known)) } else { Err(Failure::User(texts::NOT_THERE.to_owned())) }
        })
        .await?;
    tracing::info!(server, user = used.from.user, article = %id, "article removed");
    let undo = Press::plain(texts::UNDO, Button::Restore(id));
    Ok(used.reply.send(render::removed(title.as_deref()).with_buttons([undo]), shown).await?)
}

pub(super) async fn restore(used: &Use, options: &Options<'_>) -> Result<(), Failure> {
    let server = used.curator("article restore").await?;
    let wanted = plain(options.required("article")?);
    used.count(Doing::Changing)?;
    let id = used.within(Shown::ToAsker, move |program| find_removed(program, server, &wanted)).await?;
    restore_one(used, server, id).await
}

/// Brings an article back by its button.
///
/// # Errors
/// For those who do not curate, and where there is nothing to bring back.
pub async fn restore_by_button(used: &Use, id: ArticleId) -> Result<(), Failure> {
    let server = used.curator("a button to restore").await?;
    used.count(Doing::Changing)?;
    restore_one(used, server, id).await
}

async fn restore_one(used: &Use, server: u64, id: ArticleId) -> Result<(), Failure> {
    let title = used
        .within(Shown::ToAsker, move |program| {
            if !program.restore(server, id)? {
                return Err(Failure::User(texts::NOT_REMOVED.to_owned()));
            }
            Ok(program.article(Some(server), id)?.map(|article| article.title))
        })
        .await?;
    tracing::info!(server, user = used.from.user, article = %id, "article restored");
    Ok(used.reply.send(render::restored(title.as_deref()), Shown::ToAsker).await?)
}

/// The server's own article that was chosen from the list offered, or the only one with the words typed instead.
fn find_own(program: &dyn Program, server: u64, wanted: &str) -> Result<(ArticleId, Option<String>), Failure> {
    let none = || Failure::User(texts::no_such_own_article(wanted));
    if let Ok(id) = wanted.parse() {
        return Ok((id, None));
    }
    if wanted.is_empty() {
        return Err(none());
    }
    let listed = program.own(server, Which { containing: Some(wanted), offset: 0, limit: 1 })?;
    match (listed.total, listed.entries.into_iter().next()) {
        (1, Some(only)) => Ok((only.id, Some(only.title))),
        (0, _) | (_, None) => Err(none()),
        (several, _) => Err(Failure::User(texts::several_articles(wanted, several))),
    }
}

fn find_removed(program: &dyn Program, server: u64, wanted: &str) -> Result<ArticleId, Failure> {
    if let Ok(id) = wanted.parse() {
        return Ok(id);
    }
    let none = || Failure::User(texts::NOT_REMOVED.to_owned());
    if wanted.is_empty() {
        return Err(none());
    }
    match program.removed(server, Some(wanted), 2)?.as_slice() {
        [only] => Ok(only.id),
        [] => Err(none()),
        several => Err(Failure::User(texts::several_articles(wanted, several.len() as u64))),
    }
}
