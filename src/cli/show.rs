//! How answers look at a terminal.

use std::io::{self, IsTerminal, Write};

use crate::answer::{Answer, Citation, RESERVATIONS, Row};
use crate::app::{Explained, FromFacts, SearchHit};

/// Whether to print in bold: at a terminal, unless the person asked for plain text (<https://no-color.org>).
#[derive(Clone, Copy)]
pub(super) struct Style(bool);

impl Style {
    pub(super) fn of_stdout() -> Style {
        Style(io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()))
    }

    /// No bold at all.
    #[cfg(test)]
    pub(super) fn plain() -> Style {
        Style(false)
    }

    pub(super) fn bold(self, text: &str) -> String {
        if self.0 { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub(super) fn faint(self, text: &str) -> String {
        if self.0 { format!("\x1b[2m{text}\x1b[0m") } else { text.to_owned() }
    }
}

pub(super) fn answer(out: &mut impl Write, answer: &Answer, style: Style) -> io::Result<()> {
    if let Some(headline) = &answer.headline {
        writeln!(out, "{}\n", style.bold(headline))?;
    }
    if let Some(why_not) = &answer.why_not {
        writeln!(out, "{}", style.bold(why_not))?;
        if !answer.nearest.is_empty() {
            writeln!(out, "Nearest:")?;
        }
        writeln!(out)?;
    }
    // One line says what its quote says below it; several are worth seeing together.
    if answer.rows.len() > 1 || answer.rows.iter().any(|row| row.label.is_some()) {
        for row in &answer.rows {
            writeln!(out, "{}", self::row(row))?;
        }
        writeln!(out)?;
    }
    for citation in answer.citations.iter().chain(&answer.nearest) {
        self::citation(out, citation, style)?;
    }
    for note in &answer.notes {
        writeln!(out, "{note}")?;
    }
    writeln!(out, "{}", style.faint(&answer.summary()))?;
    if answer.abstained {
        writeln!(out, "{}", style.faint("That none is here does not prove that there was none."))?;
    }
    Ok(())
}

/// "Amazon · 14,000 jobs · October 2025 [1]".
fn row(row: &Row) -> String {
    let parts: Vec<String> = std::iter::once(row.company.clone()).chain(row.values()).collect();
    let mut line = format!("- {}", parts.join(" · "));
    for n in &row.citations {
        line.push_str(&format!(" [{n}]"));
    }
    line
}

/// The request for a table, and the events that it was answered from.
fn from_facts(out: &mut impl Write, from: &FromFacts, style: Style) -> io::Result<()> {
    let FromFacts { table, used, events } = from;
    writeln!(out, "\n{}", style.bold("From facts"))?;
    writeln!(out, "  table      {}", table.of.label())?;
    for company in &table.filter.companies {
        writeln!(out, "  company    {company}")?;
    }
    if table.filter.time.since.is_some() || table.filter.time.until.is_some() {
        writeln!(out, "  time       {}", table.filter.time.label())?;
    }
    for condition in &table.conditions {
        writeln!(out, "  condition  {condition}")?;
    }
    for event in used.iter().filter_map(|id| events.get(*id)) {
        let (count, date) = (event.count.map(|c| c.to_string()), event.date.map(|d| d.label()));
        let said: Vec<String> = [Some(event.company.to_string()), count, date].into_iter().flatten().collect();
        writeln!(out, "  event      {}  {} ({} told)", event.id, said.join(" · "), event.facts.len())?;
    }
    Ok(())
}

fn citation(out: &mut impl Write, citation: &Citation, style: Style) -> io::Result<()> {
    let text = citation.text();
    let marked = match citation.emphasis.clone() {
        Some(range) => [&text[..range.start], &style.bold(&text[range.clone()]), &text[range.end..]].concat(),
        None => text.to_owned(),
    };
    for line in marked.lines().filter(|line| !line.is_empty()) {
        writeln!(out, "  > {line}")?;
    }
    writeln!(out, "  [{}] {}", citation.n, citation.attribution())?;
    if let Some(url) = &citation.url {
        writeln!(out, "      {}", style.faint(url))?;
    }
    writeln!(out)
}

pub(super) fn hit(out: &mut impl Write, n: usize, hit: &SearchHit, style: Style) -> io::Result<()> {
    writeln!(out, "{n}. {}", style.bold(&hit.title))?;
    let day = hit.published.map(|d| d.strftime(" · %-d %b %Y").to_string()).unwrap_or_default();
    writeln!(out, "   {}{day} · {:.2}", hit.source.as_deref().unwrap_or("publisher unknown"), hit.score)?;
    for line in hit.text.lines().filter(|line| !line.is_empty()) {
        writeln!(out, "   {line}")?;
    }
    writeln!(out)
}

/// Everything that led to an answer.
pub(super) fn explained(out: &mut impl Write, explained: &Explained, style: Style) -> io::Result<()> {
    let Explained { answer, question, rarity, retrieved, judged, table } = explained;
    writeln!(out, "{}", style.bold("Understood"))?;
    writeln!(out, "  asks       {} ({:?})", question.asks.label(), question.asks)?;
    for company in &question.companies {
        writeln!(out, "  company    {} (typed: {})", company.name, company.typed)?;
    }
    if question.is_dated() {
        writeln!(out, "  time       {}", question.bounds.label())?;
    }
    if let Some(order) = question.order {
        writeln!(out, "  order      {order:?}")?;
    }
    if !question.voice.is_empty() {
        let words: Vec<&str> = question.voice.iter().filter_map(|i| question.terms.get(*i)).map(|t| t.word.as_str()).collect();
        writeln!(out, "  voice      {}", words.join(" "))?;
    }
    for (term, rarity) in question.terms.iter().zip(rarity) {
        writeln!(
            out,
            "  word       {:<16} {:<8} weight {rarity:.2}  as {}",
            term.word,
            format!("{:?}", term.role),
            term.terms.join(", ")
        )?;
    }
    writeln!(out, "\n{} ({} articles read)", style.bold("Evidence"), retrieved.len())?;
    writeln!(out, "  score, and what takes from it: each feature is 1 where nothing speaks against the sentence")?;
    for evidence in judged.iter().take(12) {
        let article = &retrieved[evidence.article].article;
        let less = evidence.features.named().into_iter().filter(|(_, value)| *value < 0.995);
        let less: Vec<String> = less.map(|(name, value)| format!("{name} {value:.2}")).collect();
        writeln!(out, "  {:.3}  {}", evidence.score, less.join(", "))?;
        writeln!(out, "         {} | {}", &article.body[evidence.range.clone()], article.title)?;
    }
    if let Some(from) = table {
        from_facts(out, from, style)?;
    }
    let doubts: Vec<&str> = answer.doubts.named().collect();
    if !doubts.is_empty() {
        writeln!(out, "  doubts     {}", doubts.join(", "))?;
    }
    if let Some(why) = answer.doubts.ruled_out() {
        writeln!(out, "  ruled out, whatever its features: {why}")?;
    }
    if let Some(candidate) = &answer.candidate {
        let held = RESERVATIONS.iter().zip(candidate.reservations).filter(|(_, holds)| *holds > 0.5);
        let against: String = held.map(|(name, _)| format!(", {name}")).collect();
        writeln!(out, "  headline   {:.3}{against}: {}", candidate.sure, candidate.line)?;
    }
    let verdict = if answer.abstained { "refused" } else { "answered" };
    writeln!(out, "\n{}: confidence {:.3}, {verdict}\n", style.bold("Decided"), answer.confidence)?;
    self::answer(out, answer, style)
}
