//! Tables of layoffs, the proof of their rows, and what was corrected.
//!
//! A row is one line that a phone can show; its number stands behind it, and the proof counts by the same numbers.

use super::answer::{FOUND, LONGEST_NAME, LONGEST_QUOTE, NOT_FOUND, reference};
use crate::discord::markdown::{cut, escaped, length, linked, plain, quoted};
use crate::discord::message::{Embed, Message, Picture, ROOM, TITLE_ROOM};
use crate::discord::program::{Corrected, Layoffs, LayoffsRow, ProofPage, ProofReport};
use crate::discord::texts;
use crate::layoff::{Fact, Stated};
use crate::text::number::grouped;

/// The name of the chart's file.
const CHART: &str = "chart.png";
/// Names in rows are cut here, so that a row stays short.
const NAME: usize = 60;
/// What a row says beside its name is cut here.
const PART: usize = 60;
/// Notes are no longer than this.
const NOTE: usize = 500;
/// The room of the footer: with a full title and description a message still fits.
const FOOTER: usize = 1_000;
/// Each condition of a table is cut here; there are few, and most are short.
const CONDITION: usize = 80;
/// The room for the rows and what they were chosen by, so that the total finds its own.
const ROOM_FOR_ROWS: usize = ROOM - 1_700;
/// The total is cut here, and each of the few lines below it at half of that; escapes may double both.
const TOTAL: usize = 300;

/// A table with its chart.
pub fn layoffs(layoffs: &Layoffs) -> Message {
    let title = cut(&escaped(&layoffs.title), TITLE_ROOM);
    let mut paragraphs = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    let conditions: Vec<String> = layoffs.conditions.iter().map(|it| escaped(&cut(&plain(it), CONDITION))).collect();
    if !conditions.is_empty() {
        paragraphs.push(texts::only_with(&conditions.join(" · ")));
    }
    let mut room = ROOM_FOR_ROWS.saturating_sub(paragraphs.iter().map(|it| length(it)).sum());
    for (n, row) in (1..).zip(&layoffs.rows) {
        let line = format!("{} \\[{n}\\]", line(row));
        let Some(left) = room.checked_sub(length(&line) + 1) else { break };
        room = left;
        lines.push(line);
    }
    let more = layoffs.more + layoffs.rows.len() - lines.len();
    if more > 0 {
        lines.push(texts::more_rows(more));
    }
    paragraphs.push(lines.join("\n"));
    let found = !layoffs.rows.is_empty();
    let total = escaped(&cut(&plain(&layoffs.total), TOTAL));
    paragraphs.push(if found { format!("**{total}**") } else { total });
    paragraphs.push(
        layoffs.details.iter().take(3).map(|detail| escaped(&cut(&plain(detail), TOTAL / 2))).collect::<Vec<_>>().join("\n"),
    );
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let embed = Embed {
        title: Some(title),
        description: Some(paragraphs.join("\n\n")),
        footer: Some(cut(&plain(&layoffs.sources), FOOTER)),
        colour: Some(if found { FOUND } else { NOT_FOUND }),
        ..Embed::default()
    };
    let picture =
        layoffs.chart.as_ref().map(|chart| Picture { name: CHART, bytes: chart.png.clone(), description: chart.words.clone() });
    Message { embeds: vec![embed], picture, ..Message::default() }.within_limits()
}

/// "**Amazon** · 16,000 jobs · Jan 2026".
fn line(row: &LayoffsRow) -> String {
    let name = escaped(&cut(&plain(&row.name), NAME));
    let mut parts = Vec::new();
    parts.push(if name.is_empty() { texts::UNNAMED.to_owned() } else { format!("**{name}**") });
    parts.extend(row.parts.iter().map(|part| escaped(&cut(&plain(part), PART))).filter(|part| !part.is_empty()));
    parts.join(" · ")
}

/// The proof of one event.
pub fn proof(proof: &ProofPage) -> Message {
    let mut text = format!("{} {}", escaped(&texts::row(proof.row)), line(&proof.event));
    let mut add = |paragraph: String| {
        // Room for the line that says what is missing.
        let fits = length(&text) + length(&paragraph) + 2 <= ROOM - 100;
        if fits && !paragraph.is_empty() {
            text.push_str("\n\n");
            text.push_str(&paragraph);
        }
        fits
    };
    let mut left = proof.more;
    for (n, report) in (1..).zip(&proof.reports) {
        if !add(of_report(n, report)) {
            left += 1;
        }
    }
    if left > 0 {
        add(texts::more_reports(left));
    }
    for differing in &proof.differing {
        add(format!("- {}", escaped(&cut(&plain(differing), 300))));
    }
    let embed = Embed {
        title: Some(texts::PROOF.to_owned()),
        description: Some(text),
        footer: Some(texts::proof_page(proof.page + 1, proof.pages)),
        colour: Some(FOUND),
        ..Embed::default()
    };
    Message { embeds: vec![embed], ..Message::default() }.within_limits()
}

fn of_report(n: usize, report: &ProofReport) -> String {
    let quotes = report.citations.iter().map(|citation| quoted(citation.text(), citation.emphasis.clone(), LONGEST_QUOTE / 2));
    let mut lines: Vec<String> = quotes.collect();
    let mut whose = match report.citations.first() {
        Some(first) => {
            let mut first = first.clone();
            first.n = n;
            reference(&first)
        }
        None => {
            // The figure stands in the title alone, which is no sentence of the article.
            lines.push(format!("{} {}", texts::IN_ITS_TITLE, escaped(&cut(&plain(&report.article.title), 300))));
            let publisher = report.article.source.as_deref().unwrap_or(texts::UNNAMED);
            format!("\\[{n}\\] {}", linked(&cut(&plain(publisher), LONGEST_NAME), report.article.url.as_deref()))
        }
    };
    if let Some(corrected) = &report.corrected {
        whose = format!("{whose}\n{}", correction(corrected));
    }
    lines.push(whose);
    lines.join("\n\n")
}

fn correction(corrected: &Corrected) -> String {
    let note = escaped(&cut(&plain(&corrected.note), NOTE));
    format!("**{}** {note} ({} {})", texts::corrected_by(corrected.by_operator), texts::READ_AS, values(&corrected.was))
}

/// A layoff before and after it was corrected.
pub fn corrected(before: &Fact, after: &Fact) -> Message {
    let note = after.correction.as_ref().map(|correction| escaped(&cut(&plain(&correction.note), NOTE))).unwrap_or_default();
    let before = values(&before.stated());
    let text = match after.is_rejected() {
        true => format!("**{}** {before}\n{}\n> {note}", texts::REJECTED, texts::REJECTED_MEANS),
        false => format!(
            "**{}**\n{} {before}\n{} {}\n> {note}\n{}",
            texts::CORRECTED,
            texts::BEFORE,
            texts::NOW,
            values(&after.stated()),
            texts::CORRECTED_MEANS
        ),
    };
    Message::text(text).within_limits()
}

/// "Amazon · 16,000 jobs · 4% of staff · January 2026".
fn values(stated: &Stated) -> String {
    let mut parts = vec![escaped(&cut(&plain(&stated.company), NAME))];
    parts.push(stated.count.map_or_else(|| texts::NO_NUMBER.to_owned(), |count| format!("{} jobs", grouped(count))));
    parts.extend(stated.percent.map(texts::share));
    parts.push(stated.date.map_or_else(|| texts::NO_DATE.to_owned(), |date| date.label()));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::answer::tests::assert_harmless;
    use super::*;
    use crate::discord::message::tests::assert_within_limits;

    proptest! {
        #[test]
        fn whatever_companies_are_called_a_table_is_harmless_and_fits(
            names in prop::collection::vec("\\PC{0,90}|(@everyone |\\[x\\]\\(https://evil.example\\) |😀){1,30}", 0..26), title in "\\PC{0,300}",
        ) {
            let rows: Vec<LayoffsRow> = names.iter().map(|name| LayoffsRow { name: name.clone(), parts: vec![name.clone(), "1 job".into()] }).collect();
            let table = Layoffs {
                title, conditions: names.iter().take(9).cloned().collect(), rows, more: 3, total: names.join(" "), details: names.clone(),
                sources: names.join(" "), chart: None, shows: Vec::new(),
            };
            let message = layoffs(&table);
            assert_within_limits(&message);
            assert_harmless(&message)?;
        }
    }
}
