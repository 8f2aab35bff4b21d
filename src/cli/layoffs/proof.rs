//! The sentences that prove the rows of a table, and the figures beside those that are shown.

use std::io::{self, Write};
use std::ops::Range;

use super::table::{clean, publisher};
use crate::app::{App, Proved};
use crate::article::{Corpus, Provenance};
use crate::cli::show::Style;
use crate::layoff::Where;
use crate::layoff::event::Event;
use crate::text::sentence;

/// Reports that are quoted for an event.
const QUOTED: usize = 3;

pub(super) fn print(out: &mut impl Write, app: &App, corpus: Corpus, events: &[&Event], style: Style) -> anyhow::Result<()> {
    for event in events {
        let date = event.date.map(|p| format!(", {}", p.label())).unwrap_or_default();
        let figure = event.count.map(|c| format!(": {c}")).unwrap_or_default();
        writeln!(out, "\n{}", style.bold(&clean(&format!("{}{date}{figure}", event.company))))?;
        let proving = event.proving(QUOTED);
        let more = event.facts.len() - proving.len();
        for proved in app.prove(corpus, proving)? {
            quote(out, &proved, style)?;
        }
        if more > 0 {
            writeln!(out, "  and {more} more")?;
        }
        for differing in &event.differing {
            let Some(fact) = event.facts.iter().find(|f| f.id == differing.fact) else { continue };
            writeln!(out, "  {}: {}. {}", clean(&publisher(fact)), differing.value, differing.kind.sentence())?;
        }
    }
    Ok(())
}

fn quote(out: &mut impl Write, proved: &Proved, style: Style) -> io::Result<()> {
    let article = &proved.article;
    for text in sentences(proved) {
        writeln!(out, "  > {}", clean(text))?;
    }
    let day = article.published.map(|d| d.strftime(" · %-d %b %Y").to_string()).unwrap_or_default();
    writeln!(out, "  {}{day}", clean(&publisher(&proved.fact)))?;
    if let Some(correction) = &proved.fact.correction {
        writeln!(out, "  Corrected: {}", clean(&correction.note))?;
    }
    if let Some(url) = &article.url {
        writeln!(out, "  {}", style.faint(&clean(url)))?;
    }
    Ok(())
}

/// The sentences, or the title, in which the figures stand; where there is no figure, the one that names the company.
fn sentences(proved: &Proved) -> Vec<&str> {
    let Proved { article, proof, .. } = proved;
    if article.provenance == Provenance::Row {
        return vec![&article.body];
    }
    let figures: Vec<&Where> = proof.count.iter().chain(&proof.percent).collect();
    let places = if figures.is_empty() { proof.company.iter().take(1).collect() } else { figures };
    let boundaries = sentence::boundaries(&article.body);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut titled = false;
    for place in places {
        match place {
            Where::Title(_) => titled = true,
            Where::Body(range) => {
                ranges.extend(boundaries.iter().find(|s| s.start <= range.start && range.start < s.end).cloned());
            }
        }
    }
    ranges.sort_by_key(|r| r.start);
    ranges.dedup();
    let title = (titled && ranges.is_empty()).then_some(article.title.as_str());
    title.into_iter().chain(ranges.into_iter().filter_map(|r| article.body.get(r))).collect()
}
