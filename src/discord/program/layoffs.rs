//! Tables of layoffs as Discord shows them: what is asked for, the rows with their figures, the chart, and the proof of
//! each row. The figures are those of the command line: both ask [`tally`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::Failure;
use super::asked_layoffs::{AskedLayoffs, Table};
use crate::answer::Citation;
use crate::app::{App, AppError, Proved, captions};
use crate::article::{Article, ArticleId, Corpus, Provenance};
use crate::chart::{Chart, of};
use crate::layoff::event::{Event, Events};
use crate::layoff::tally::{self, By, Filter, Group, Order, Trend};
use crate::layoff::{Fact, FactId, Stated, Status, Where};
use crate::text::sentence;

/// Rows of a table, unless more are asked for.
pub const ROWS: usize = 10;
/// The pieces of the calendar that a trend shows as rows; the chart shows more.
const PIECES: usize = 20;
/// Reports that are quoted for an event.
pub const QUOTED: usize = 3;
/// Sentences of one report that are quoted.
const SENTENCES: usize = 2;
/// Articles and rows that a posted table is remembered to show.
const SHOWS: usize = 2_000;

/// A table with all that stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Layoffs {
    /// What it shows: "Layoffs at Amazon, since 2022".
    pub title: String,
    /// What else was asked for: "industry: Finance", "at least 100 jobs".
    pub conditions: Vec<String>,
    /// The rows; none where nothing was found.
    pub rows: Vec<LayoffsRow>,
    /// Rows that are not shown: how many, and whether they are earlier ones.
    pub more: usize,
    /// The total; where there are no rows, why.
    pub total: String,
    /// What else has to be said of the total.
    pub details: Vec<String>,
    /// What the figures rest on, and what time is covered.
    pub sources: String,
    /// The chart; none where there is nothing to draw.
    pub chart: Option<Drawn>,
    /// The articles and list rows that it shows.
    pub shows: Vec<ArticleId>,
}

/// A chart as a file, with its alternative text.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The file.
    pub png: Vec<u8>,
    /// The chart in words.
    pub words: String,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayoffsRow {
    /// Whose it is, or which time.
    pub name: String,
    /// The figures and what has to be said of them.
    pub parts: Vec<String>,
}

/// The proof of one event of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct ProofPage {
    /// Which page it is, from 0.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The number of the row.
    pub row: usize,
    /// The event, as a row.
    pub event: LayoffsRow,
    /// The reports that are quoted.
    pub reports: Vec<ProofReport>,
    /// Reports that find no room.
    pub more: usize,
    /// Other figures that are told, with who tells them and the kind of the difference.
    pub differing: Vec<String>,
}

/// One report of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct ProofReport {
    /// The fact, to correct it.
    pub fact: FactId,
    /// Whole sentences around the words that state the values; empty where only the title states them.
    pub citations: Vec<Citation>,
    /// Where it is from, for where there is no sentence to cite.
    pub article: Article,
    /// What was corrected.
    pub corrected: Option<Corrected>,
}

/// A correction as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// Why.
    pub note: String,
    /// What the report was read as.
    pub was: Stated,
    /// Whether it is the operator's, for all servers.
    pub by_operator: bool,
}

/// What was found, before it is told.
struct Found<'e> {
    filter: Filter,
    rows: Rows<'e>,
}

enum Rows<'e> {
    Events(Vec<&'e Event>),
    Groups(Vec<Group<'e>>),
    Trend(Trend<'e>),
}

impl<'e> Found<'e> {
    fn of(app: &App, events: &'e Events, asked: &AskedLayoffs) -> Found<'e> {
        let mut filter = asked.filter.clone();
        for company in &mut filter.companies {
            *company = app.company_named(events, company);
        }
        let ranked = |order| Rows::Events(tally::ranked(events.asked(&filter.statuses), &filter, order));
        let rows = match (asked.table, asked.table.by()) {
            (Table::Compare, _) => Rows::Groups(tally::compare(events.asked(&filter.statuses), &filter)),
            (_, Some(By::Time(step))) => Rows::Trend(tally::trend(events, &filter, step)),
            (_, Some(by)) => Rows::Groups(tally::groups(events, &filter, by)),
            (Table::TopLayoffs, None) => ranked(Order::Jobs),
            (Table::Timeline, None) => ranked(Order::Earliest),
            (_, None) => ranked(Order::Latest),
        };
        Found { filter, rows }
    }

    /// The rows that are shown, each with its events; a trend's are its last ones.
    fn shown(&self, asked: &AskedLayoffs) -> (Vec<(LayoffsRow, Vec<&'e Event>)>, usize) {
        let limit = if asked.rows == 0 { ROWS } else { asked.rows };
        match &self.rows {
            Rows::Events(events) => {
                let shown = events.iter().take(limit).map(|event| (row_of(event), vec![*event]));
                (shown.collect(), events.len().saturating_sub(limit))
            }
            Rows::Groups(groups) => {
                let shown = groups.iter().take(limit.max(self.filter.companies.len()));
                let shown: Vec<_> = shown.map(|group| (row_of_group(group), by_jobs(group))).collect();
                let more = groups.len() - shown.len();
                (shown, more)
            }
            Rows::Trend(trend) => {
                let limit = if asked.rows == 0 { PIECES } else { asked.rows };
                let skipped = trend.groups.len().saturating_sub(limit);
                let shown = trend.groups.iter().skip(skipped).map(|group| (row_of_group(group), by_jobs(group)));
                (shown.collect(), skipped)
            }
        }
    }

    fn trend(&self) -> Option<&Trend<'e>> {
        match &self.rows {
            Rows::Trend(trend) => Some(trend),
            _ => None,
        }
    }

    fn title(&self, table: Table) -> String {
        let filter = &self.filter;
        let whose = match filter.companies.as_slice() {
            [] => String::new(),
            companies => format!(" at {}", companies.join(", ")),
        };
        let time = filter.time;
        let when = if time.since.is_some() || time.until.is_some() { format!(", {}", time.label()) } else { String::new() };
        match table {
            Table::TopLayoffs => format!("Largest layoffs{whose}{when}"),
            Table::TopCompanies => format!("Layoffs{whose} by company{when}"),
            Table::TopIndustries => format!("Layoffs{whose} by industry{when}"),
            Table::TopCountries => format!("Layoffs{whose} by country{when}"),
            Table::Months => format!("Layoffs{whose} by month{when}"),
            Table::Quarters => format!("Layoffs{whose} by quarter{when}"),
            Table::Years => format!("Layoffs{whose} by year{when}"),
            Table::Company | Table::Timeline | Table::Compare => format!("Layoffs{whose}{when}"),
        }
    }

    fn chart(&self, title: String, source: String, rows: usize) -> Chart {
        match &self.rows {
            Rows::Trend(trend) => of::trend(title, source, trend),
            Rows::Groups(groups) if self.filter.companies.len() > 1 => of::comparison(title, source, groups),
            Rows::Groups(groups) => of::ranking(title, source, groups, rows),
            Rows::Events(events) if self.filter.companies.len() == 1 => of::timeline(title, source, events),
            Rows::Events(events) => of::largest(title, source, events, Order::Jobs, rows),
        }
    }
}

/// The table that is asked for.
pub(super) fn table(app: &App, asked: &AskedLayoffs) -> Result<Layoffs, Failure> {
    let corpus = super::over_app::corpus(asked.guild);
    let events = app.events(corpus)?;
    let found = Found::of(app, &events, asked);
    let title = found.title(asked.table);
    let conditions = found.filter.conditions();
    let selected = found.filter.select(events.asked(&found.filter.statuses));
    // What was rejected may come back.
    let facts = app.facts(corpus)?;
    let rejected = facts.all().filter(|fact| fact.is_rejected()).map(|fact| fact.report.article).take(SHOWS);
    let rejected: Vec<ArticleId> = rejected.collect();
    if selected.is_empty() {
        let total = match events.all().is_empty() {
            true => format!("No layoff was found in what is here ({}).", app.coverage(corpus)?.label()),
            false => captions::nothing(&events, found.filter == Filter::default()),
        };
        let (rows, details, sources) = Default::default();
        return Ok(Layoffs { title, conditions, rows, more: 0, total, details, sources, chart: None, shows: rejected });
    }
    let total = tally::total(events.asked(&found.filter.statuses), &found.filter);
    let sources = captions::sources(&events, &found.filter, found.trend());
    let (rows, more) = found.shown(asked);
    // First what stands in the rows, then what else the total is made of.
    let mut shows: Vec<ArticleId> = Vec::new();
    let mut known = BTreeSet::new();
    for event in rows.iter().flat_map(|(_, events)| events).chain(&selected) {
        shows.extend(event.facts.iter().map(|fact| fact.report.article).filter(|id| known.insert(*id)));
    }
    shows.truncate(SHOWS);
    shows.extend(rejected);
    let about = if conditions.is_empty() { String::new() } else { format!(" ({})", conditions.join(", ")) };
    let chart = found.chart(format!("{title}{about}"), sources.clone(), asked.rows);
    let chart = match chart.is_empty() {
        true => None,
        false => {
            let png = chart.png().map_err(|error| Failure::Internal(Box::new(error)))?;
            Some(Drawn { png, words: chart.alt_text() })
        }
    };
    let rows = rows.into_iter().map(|(row, _)| row).collect();
    let (total, details) = (captions::sentence(&total.words()), total.details());
    Ok(Layoffs { title, conditions, rows, more, total, details, sources, chart, shows })
}

/// The proof of one event of the rows of a table, the last one where there are fewer; none where there is none left.
pub(super) fn proof(app: &App, asked: &AskedLayoffs, page: usize) -> Result<Option<ProofPage>, Failure> {
    let corpus = super::over_app::corpus(asked.guild);
    let events = app.events(corpus)?;
    let found = Found::of(app, &events, asked);
    let (rows, _) = found.shown(asked);
    let all: Vec<(usize, &Event)> =
        (1..).zip(&rows).flat_map(|(row, (_, events))| events.iter().map(move |event| (row, *event))).collect();
    let pages = all.len();
    let page = page.min(pages.saturating_sub(1));
    let Some((row, event)) = all.get(page) else { return Ok(None) };
    let proving = event.proving(QUOTED);
    let more = event.facts.len() - proving.len();
    let reports = app.prove(corpus, proving)?.into_iter().map(report).collect();
    let differing = event.differing.iter().filter_map(|differing| {
        let fact = event.facts.iter().find(|fact| fact.id == differing.fact)?;
        Some(format!("{}: {}. {}", publisher(fact), differing.value, differing.kind.sentence()))
    });
    Ok(Some(ProofPage { page, pages, row: *row, event: row_of(event), reports, more, differing: differing.collect() }))
}

fn by_jobs<'e>(group: &Group<'e>) -> Vec<&'e Event> {
    let mut events = group.events.clone();
    events.sort_by_key(|event| (std::cmp::Reverse(event.at_least), std::cmp::Reverse(event.day()), event.id));
    events
}

fn row_of(event: &Event) -> LayoffsRow {
    let jobs = |count: &crate::layoff::event::Count| match (count.low, count.high) {
        (1, None) => "1 job".to_owned(),
        _ => format!("{count} jobs"),
    };
    let mut parts = vec![event.count.as_ref().map_or_else(|| "no number".to_owned(), jobs)];
    parts.extend(event.share_words());
    parts.push(event.day().map_or_else(|| "undated".to_owned(), |day| day.strftime("%b %Y").to_string()));
    let status = match event.status {
        Status::Rumoured => Some("rumour"),
        Status::Planned => Some("planned"),
        Status::Denied => Some("denied"),
        Status::Announced | Status::Confirmed | Status::CarriedOut => None,
    };
    parts.extend(status.map(str::to_owned));
    parts.extend(event.division.iter().map(|division| division.to_string()));
    let marks = [
        (event.span_total, "total over several rounds"),
        (event.mentioned, "only mentioned"),
        (event.part_of.is_some(), "part of another event"),
        (event.part_of.is_none() && event.may_overlap.is_some(), "may overlap another event"),
        (event.is_corrected(), "corrected"),
    ];
    parts.extend(marks.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words.to_owned()));
    LayoffsRow { name: event.company.to_string(), parts }
}

fn row_of_group(group: &Group<'_>) -> LayoffsRow {
    let total = &group.total;
    let mut parts = Vec::new();
    if total.events > 0 {
        parts.push(format!("{} {}", total.number(), if total.jobs == 1 { "job" } else { "jobs" }));
    }
    parts.push(tally::plural(total.all_events(), "event"));
    let without = total.without_number + total.upper_bound_only;
    if without > 0 {
        parts.push(format!("{without} without a number"));
    }
    if group.partial {
        parts.push("not complete".to_owned());
    }
    if group.events.iter().any(|event| event.is_corrected()) {
        parts.push("corrected".to_owned());
    }
    LayoffsRow { name: group.name.to_string(), parts }
}

fn publisher(fact: &Fact) -> String {
    let source = fact.report.source.as_deref().unwrap_or("publisher unknown");
    match fact.report.provenance {
        Provenance::Brief => "our summary".to_owned(),
        Provenance::Row => format!("list {source}"),
        _ => source.to_owned(),
    }
}

/// A report with the sentences in which the figures stand; where there is no figure, the one that names the company.
fn report(proved: Proved) -> ProofReport {
    let Proved { fact, article, proof } = proved;
    let figures: Vec<&Where> = proof.count.iter().chain(&proof.percent).collect();
    let places = if figures.is_empty() { proof.company.iter().take(1).collect() } else { figures };
    let boundaries = sentence::boundaries(&article.body);
    let mut ranges: Vec<(Range<usize>, Option<Range<usize>>)> = Vec::new();
    if article.provenance == Provenance::Row {
        let whole = boundaries.first().zip(boundaries.last()).map(|(first, last)| first.start..last.end);
        ranges.extend(whole.map(|whole| (whole, None)));
    } else {
        for place in places {
            let Where::Body(words) = place else { continue };
            let sentence = boundaries.iter().find(|s| s.start <= words.start && words.start < s.end);
            let Some(sentence) = sentence.filter(|s| ranges.iter().all(|(known, _)| known != *s)) else { continue };
            let bold = words.start - sentence.start..words.end.min(sentence.end) - sentence.start;
            ranges.push((sentence.clone(), Some(bold)));
        }
    }
    ranges.sort_by_key(|(range, _)| range.start);
    let citations = ranges.into_iter().take(SENTENCES).filter_map(|(range, bold)| {
        let quote = article.quote(range).ok()?;
        let mut citation = Citation::new(1, &article, &quote, 1.0);
        citation.emphasis = bold;
        Some(citation)
    });
    let corrected = fact.correction.as_ref().map(|correction| Corrected {
        note: correction.note.clone(),
        was: correction.was.clone(),
        by_operator: correction.by_server.is_none(),
    });
    ProofReport { fact: fact.id, citations: citations.collect(), corrected, article }
}

/// A fact that somebody there sees, also one that was rejected.
pub(super) fn fact(app: &App, corpus: Corpus, id: FactId) -> Result<Option<Fact>, AppError> {
    Ok(app.facts(corpus)?.get(id).cloned())
}
