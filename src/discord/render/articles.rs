//! Articles: a list of them, one of them, and what became of adding and removing some.

use super::answer::{FOUND, NOT_FOUND};
use crate::app::{Added, Additions, Listed, NotAdded};
use crate::article::{Article, Corpus, Provenance};
use crate::discord::component::Button;
use crate::discord::markdown::{cut, escaped, length, linked, plain, quoted, safe_address};
use crate::discord::message::{Embed, Field, Message, Press, ROOM, TITLE_ROOM};
use crate::discord::texts;
use crate::library::Entry;
use crate::text::sentence;

/// Entries of a list on a page.
pub const ENTRIES_A_PAGE: usize = 10;

/// Titles and publishers are cut here, so that a line keeps room for the others.
const LONGEST_TITLE: usize = 150;
const LONGEST_SOURCE: usize = 60;
/// As much as is shown of how an article begins.
const BEGINNING: usize = 700;
/// As much as is shown of a reason.
const LONGEST_REASON: usize = 300;
/// Room kept for the line that says that something is missing.
const RESERVE: usize = 60;

/// A page of the list. In a server each entry says whose it is.
pub fn list(listed: &Listed, page: u32, containing: &str, in_a_server: bool) -> Message {
    if listed.total == 0 {
        let words = if containing.is_empty() { texts::NOTHING_LISTED.to_owned() } else { texts::nothing_containing(containing) };
        return super::user_failure(&words);
    }
    let lines = listed.entries.iter().map(|entry| line(entry, in_a_server));
    let pages = listed.total.div_ceil(ENTRIES_A_PAGE as u64);
    let page = u64::from(page);
    let mut footer = texts::page(page + 1, pages, listed.total);
    if !containing.is_empty() {
        footer = format!("{} · {footer}", plain(containing));
    }
    let embed = Embed {
        title: Some(texts::ARTICLES.to_owned()),
        description: Some(filled(lines, "\n")),
        footer: Some(footer),
        colour: Some(FOUND),
        ..Embed::default()
    };
    let to = |page: u64| Button::List { page: u32::try_from(page).unwrap_or(u32::MAX), containing: containing.to_owned() };
    let back = (page > 0).then(|| Press::plain(texts::PREVIOUS, to(page.saturating_sub(1))));
    let on = (page + 1 < pages).then(|| Press::plain(texts::NEXT, to(page + 1)));
    Message { embeds: vec![embed], ..Message::default() }.within_limits().with_buttons(back.into_iter().chain(on))
}

fn line(entry: &Entry, in_a_server: bool) -> String {
    let mut parts = vec![linked(&title(&entry.title), entry.url.as_deref())];
    parts.extend(publisher(entry.source.as_deref(), entry.provenance));
    parts.extend(entry.published.map(texts::day));
    if in_a_server && entry.corpus != Corpus::Shared {
        parts.push(texts::OWN.to_owned());
    }
    format!("- {}", parts.join(" · "))
}

/// One article: where it is from, and how it begins.
pub fn article(article: &Article) -> Message {
    let mut fields = Vec::new();
    let mut field = |name: &str, value: String| fields.push(Field { name: name.to_owned(), value });
    match &article.based_on {
        Some(report) => {
            let after = linked(&cut(&plain(&report.source), LONGEST_SOURCE), report.url.as_deref());
            field("Publisher", format!("{}, {} {after}", texts::OUR_SUMMARY, texts::AFTER));
        }
        None => field("Publisher", name(article.source.as_deref())),
    }
    field("Published", texts::date(article.published));
    field("Text", format!("{}, {}", texts::how_it_came(article.provenance), texts::size(&article.body)));
    field("Whose", if article.corpus == Corpus::Shared { texts::SHARED } else { texts::OWN }.to_owned());
    let address = article.url.as_deref().and_then(safe_address);
    if let Some(address) = &address {
        field("Link", linked(address.split_once("://").map_or(address, |(_, rest)| rest), Some(address)));
    }
    let embed = Embed {
        title: Some(cut(&escaped(&title(&article.title)), TITLE_ROOM)),
        url: address,
        description: Some(quoted(beginning(&article.body), None, BEGINNING)),
        fields,
        footer: Some(article.id.to_string()),
        colour: Some(FOUND),
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

/// The first sentences of a text.
fn beginning(body: &str) -> &str {
    let end = sentence::boundaries(body).iter().take(4).map(|sentence| sentence.end).take_while(|end| *end <= BEGINNING).last();
    &body[..end.unwrap_or(body.len())]
}

/// While several are being added.
pub fn adding(so_far: &Additions, done: usize, all: usize) -> Message {
    let mut message = additions(so_far);
    message.content = texts::adding(done, all);
    if done == 0 {
        message.embeds.clear();
    }
    message
}

/// What was added, and what was not with the reason.
pub fn additions(additions: &Additions) -> Message {
    let mut paragraphs = Vec::new();
    let title = match additions.added.as_slice() {
        [] => texts::NOTHING_ADDED.to_owned(),
        [one] => {
            paragraphs.push(details(one));
            cut(&escaped(&title(&one.article.title)), TITLE_ROOM)
        }
        several => {
            paragraphs.extend(several.iter().map(summary));
            texts::added(several.len())
        }
    };
    if !additions.refused.is_empty() {
        if !additions.added.is_empty() {
            paragraphs.push(format!("**{}**", texts::NOT_ADDED));
        }
        paragraphs.extend(additions.refused.iter().map(refused));
    }
    paragraphs.extend(texts::and_more(&additions.more));
    let embed = Embed {
        title: Some(title),
        description: Some(filled(paragraphs.into_iter(), "\n\n")),
        colour: Some(if additions.added.is_empty() { NOT_FOUND } else { FOUND }),
        ..Embed::default()
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

/// All that a curator needs to see whether an article was read well.
fn details(added: &Added) -> String {
    let article = &added.article;
    let mut lines = vec![format!("{} · {}", texts::outcome(added.outcome), known(article))];
    lines.push(format!("{}, {}", texts::how_it_came(article.provenance), texts::size(&article.body)));
    if let Some(url) = &article.url {
        lines.push(linked(&cut(&plain(url), 200), Some(url)));
    }
    let mut details = format!("{}\n\n{}", lines.join("\n"), quoted(&added.first_sentence, None, BEGINNING));
    if !added.warnings.is_empty() {
        details = format!("{details}\n\n{}", warnings(&added.warnings));
    }
    details
}

/// The same in two lines.
fn summary(added: &Added) -> String {
    let article = &added.article;
    let mut summary = format!(
        "{}\n{} · {} · {}",
        linked(&title(&article.title), article.url.as_deref()),
        texts::outcome(added.outcome),
        known(article),
        texts::size(&article.body)
    );
    if !added.warnings.is_empty() {
        summary = format!("{summary}\n{}", warnings(&added.warnings));
    }
    summary
}

fn warnings(warnings: &[String]) -> String {
    warnings.iter().take(4).map(|warning| cut_escaped(warning, LONGEST_REASON)).collect::<Vec<_>>().join("\n")
}

/// What could not be added, and why.
pub(super) fn refused(refused: &NotAdded) -> String {
    format!("{}: {}", cut_escaped(&refused.what, LONGEST_TITLE), cut_escaped(&refused.why, LONGEST_REASON))
}

fn known(article: &Article) -> String {
    format!("{} · {}", name(article.source.as_deref()), texts::date(article.published))
}

/// It was removed.
pub fn removed(title: Option<&str>) -> Message {
    Message::text(texts::removed(&named(title))).within_limits()
}

/// It was brought back.
pub fn restored(title: Option<&str>) -> Message {
    Message::text(texts::restored(&named(title))).within_limits()
}

fn named(known: Option<&str>) -> String {
    escaped(&title(known.unwrap_or_default()))
}

/// A title in a line of plain text that shows something.
fn title(title: &str) -> String {
    let shown = cut(&plain(title), LONGEST_TITLE);
    if shown.is_empty() { texts::UNTITLED.to_owned() } else { shown }
}

fn publisher(source: Option<&str>, provenance: Provenance) -> Option<String> {
    match provenance {
        Provenance::Brief => Some(texts::OUR_SUMMARY.to_owned()),
        _ => source.map(|source| cut_escaped(source, LONGEST_SOURCE)).filter(|source| !source.is_empty()),
    }
}

fn name(source: Option<&str>) -> String {
    source
        .map(|source| cut_escaped(source, LONGEST_SOURCE))
        .filter(|source| !source.is_empty())
        .unwrap_or_else(|| texts::NO_PUBLISHER.to_owned())
}

/// Cut first, so that no escape is torn from what it escapes.
pub(super) fn cut_escaped(text: &str, budget: usize) -> String {
    escaped(&cut(&plain(text), budget))
}

/// As many paragraphs as fit, and how many did not.
fn filled(paragraphs: impl ExactSizeIterator<Item = String>, separator: &str) -> String {
    let all = paragraphs.len();
    let mut text = String::new();
    for (shown, paragraph) in paragraphs.enumerate() {
        if length(&text) + length(&paragraph) + RESERVE > ROOM {
            return format!("{text}{separator}{}", texts::more_rows(all - shown));
        }
        if !text.is_empty() {
            text.push_str(separator);
        }
        text.push_str(&paragraph);
    }
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::answer::tests::{assert_harmless, hostile};
    use super::*;
    use crate::article::{ArticleId, BasedOn};
    use crate::library::{Origin, Outcome};

    prop_compose! {
        fn any_article()(
            title in hostile(), source in prop::option::of(hostile()), url in prop::option::of(hostile()), body in hostile(),
            brief in prop::option::of((hostile(), prop::option::of(hostile()))), own in any::<bool>(), dated in any::<bool>()
        ) -> Article {
            Article {
                id: ArticleId::FIRST,
                corpus: if own { Corpus::Server(7) } else { Corpus::Shared },
                url,
                title,
                source,
                author: None,
                published: dated.then(|| date(2024, 2, 29)),
                body: crate::text::clean::body(&body),
                provenance: Provenance::Pasted,
                based_on: brief.map(|(source, url)| BasedOn { source, url, author: None }),
                version: 1,
            }
        }
    }

    prop_compose! {
        fn any_additions()(
            added in prop::collection::vec((any_article(), hostile(), prop::collection::vec(hostile(), 0..6)), 0..25),
            refused in prop::collection::vec((hostile(), hostile()), 0..25)
        ) -> Additions {
            let added = added.into_iter().map(|(article, first_sentence, warnings)| {
                Added { article, outcome: Outcome::New, first_sentence: crate::text::clean::body(&first_sentence), warnings }
            });
            Additions {
                added: added.collect(),
                refused: refused.into_iter().map(|(what, why)| NotAdded { what, why }).collect(),
                ..Additions::default()
            }
        }
    }

    pub fn entry(article: &Article) -> Entry {
        Entry {
            id: article.id,
            corpus: article.corpus,
            url: article.url.clone(),
            title: article.title.clone(),
            source: article.source.clone(),
            published: article.published,
            provenance: article.provenance,
            version: 1,
            stored_at: 0,
            bytes: 1,
            origin: Origin::Added,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
        #[test]
        fn no_article_breaks_out_of_its_message(
            one in any_article(), many in prop::collection::vec(any_article(), 0..12), additions in any_additions(),
            containing in hostile(), total in any::<u64>(), page in 0u32..9
        ) {
            assert_harmless(&article(&one))?;
            let listed = Listed { entries: many.iter().map(entry).collect(), total };
            let containing = cut(&plain(&containing), 40);
            assert_harmless(&list(&listed, page, &containing, true))?;
            assert_harmless(&super::additions(&additions))?;
            assert_harmless(&adding(&additions, 1, 9))?;
            assert_harmless(&removed(Some(&one.title)))?;
            assert_harmless(&restored(Some(&one.title)))?;
        }
    }

    #[test]
    fn a_list_has_lines_and_the_buttons_that_lead_somewhere() {
        let one = Article {
            id: ArticleId::FIRST,
            corpus: Corpus::Server(7),
            url: Some("https://x.example/a".into()),
            title: "Zorbex cuts 300 jobs".into(),
            source: Some("The Wire".into()),
            author: None,
            published: Some(date(2024, 3, 5)),
            body: "Zorbex is cutting 300 jobs.".into(),
            provenance: Provenance::Fetched,
            based_on: None,
            version: 1,
        };
        let listed = Listed { entries: vec![entry(&one)], total: 21 };
        let message = list(&listed, 1, "zorb", true);
        assert_eq!(
            message.embeds[0].description.as_deref(),
            Some("- [Zorbex cuts 300 jobs](https://x.example/a) · The Wire · 5 Mar 2024 · this server's own")
        );
        assert_eq!(message.embeds[0].footer.as_deref(), Some("zorb · 21 articles · page 2 of 3"));
        let ids: Vec<_> = message.buttons.iter().filter_map(|press| press.does.id()).collect();
        assert_eq!(ids, ["list:0:zorb", "list:2:zorb"]);
        let only = list(&Listed { total: 1, ..listed }, 0, "", false);
        assert!(only.buttons.is_empty() && !only.embeds[0].description.as_deref().unwrap_or_default().contains("own"));
        assert!(list(&Listed { entries: Vec::new(), total: 0 }, 0, "a*b", false).content.contains("“a\\*b”"));
    }
}
