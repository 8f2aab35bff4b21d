//! What is offered while an option is being typed: only what the one who types may see.

use std::time::Duration;

use ::serenity::all as serenity;
use tokio::time::timeout;

use super::Options;
use crate::discord::markdown::{cut, length, plain};
use crate::discord::program::{Failure, Program, Which};
use crate::discord::using::{Use, ended};
use crate::discord::{chain, texts};
use crate::layoff::tally::Field;
use crate::library::Entry;

/// As many as Discord shows.
const CHOICES: usize = 25;
/// The most that a choice, and its value, may hold.
const LONGEST: usize = 100;
/// Discord forgets about it after three seconds.
const TIME: Duration = Duration::from_millis(2_500);

/// Offers what fits. A failure offers nothing, and stands in the log.
pub async fn complete(used: &Use, command: &serenity::CommandInteraction) {
    let choices = match timeout(TIME, choices(used, command)).await {
        Ok(Ok(choices)) => choices,
        Ok(Err(failure)) => {
            tracing::warn!(error = %chain(&failure), "nothing could be offered for an option");
            Vec::new()
        }
        Err(_) => return tracing::warn!("offering something for an option took too long"),
    };
    if let Err(error) = used.reply.choices(&choices).await {
        // Most of the time somebody has typed on, and nobody waits for it any more.
        tracing::debug!(%error, "what was offered for an option came too late");
    }
}

async fn choices(used: &Use, command: &serenity::CommandInteraction) -> Result<Vec<(String, String)>, Failure> {
    let Some(focused) = command.data.autocomplete() else { return Ok(Vec::new()) };
    let (path, _) = Options::of(&command.data);
    let typed = plain(focused.value);
    let server = used.from.server;
    let names = |names: Vec<String>| {
        let fits = |name: &String| !plain(name).is_empty() && length(name) <= LONGEST;
        names.into_iter().filter(fits).map(|name| (plain(&name), name)).collect()
    };
    // Somebody who may not do it learns nothing by typing it.
    let curators_only = path.starts_with("article ");
    if curators_only && used.curator("choices for a curators' command").await.is_err() {
        return Ok(Vec::new());
    }
    let what = format!("{path} {}", focused.name);
    let work = used.bot.start(move |program: &dyn Program| {
        let containing = Some(typed.as_str()).filter(|typed| !typed.is_empty());
        let which = Which { containing, offset: 0, limit: CHOICES };
        Ok(match (what.as_str(), server) {
            ("ask company", _) | ("layoffs company company" | "layoffs timeline company" | "layoffs trend company", _) => {
                names(program.companies(server, &typed, CHOICES)?)
            }
            (compared, _) if compared.starts_with("layoffs compare company") => {
                names(program.companies(server, &typed, CHOICES)?)
            }
            (layoffs, _) if layoffs.starts_with("layoffs ") => {
                let field = match layoffs.rsplit(' ').next() {
                    Some("industry") => Field::Industry,
                    Some("country") => Field::Country,
                    Some("place") => Field::Place,
                    _ => return Ok(Vec::new()),
                };
                names(program.values(server, field, &typed, CHOICES)?)
            }
            ("ask source", _) => names(program.sources(server, &typed, CHOICES)?),
            ("articles show article", _) => entries(&program.articles(server, which)?.entries),
            ("article remove article", Some(server)) => entries(&program.own(server, which)?.entries),
            ("article restore article", Some(server)) => entries(&program.removed(server, containing, CHOICES)?),
            _ => Vec::new(),
        })
    });
    let choices: Vec<(String, String)> = ended(work.await)?;
    Ok(distinct(choices))
}

/// Two that look the same get numbers, so that both can be chosen.
fn distinct(choices: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for (name, value) in choices.into_iter().take(CHOICES) {
        let mut shown = name.clone();
        let mut number = 1;
        while told.iter().any(|(other, _)| *other == shown) {
            number += 1;
            let mark = format!(" ({number})");
            shown = format!("{}{mark}", cut(&name, LONGEST - length(&mark)));
        }
        told.push((shown, value));
    }
    told
}

fn entries(entries: &[Entry]) -> Vec<(String, String)> {
    entries.iter().map(|entry| (label(entry), entry.id.to_string())).collect()
}

/// "Title · publisher · 1 May 2023", in the characters that there are.
fn label(entry: &Entry) -> String {
    let mut after: String = entry.source.as_deref().map(|source| format!(" · {}", cut(&plain(source), 30))).unwrap_or_default();
    after.extend(entry.published.map(|day| format!(" · {}", texts::day(day))));
    let title = cut(&plain(&entry.title), LONGEST - length(&after));
    let label = format!("{title}{after}");
    if plain(&title).is_empty() { format!("{}{after}", texts::UNTITLED) } else { label }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_that_look_the_same_can_be_told_apart() {
        let same = |value: &str| ("é".repeat(LONGEST), value.to_owned());
        let told = distinct(vec![same("a"), same("b"), ("x".to_owned(), "c".to_owned())]);
        assert_eq!(told.len(), 3);
        assert!(told[0].0 != told[1].0 && told[1].0.ends_with("(2)") && length(&told[1].0) <= LONGEST);
    }
}
