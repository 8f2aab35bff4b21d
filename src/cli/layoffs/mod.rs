//! `pinkslip layoffs`: what is asked for, and in which form it is printed.

mod chart;
mod lines;
mod options;
mod proof;
mod rows;
mod table;

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use super::show::Style;
use super::{DONE, Home, NO_ANSWER};
use crate::app::{App, Opening};
use crate::layoff::event::{Event, Events};
use crate::layoff::tally::{self, Filter, Group, Order, Trend};
pub(super) use options::LayoffsArgs;
use options::Sort;

/// What was asked for, found.
struct Found<'e> {
    filter: Filter,
    events: &'e Arc<Events>,
    /// The events that are meant, in the order asked for.
    selected: Vec<&'e Event>,
    grouped: Option<Grouped<'e>>,
}

enum Grouped<'e> {
    ByName(Vec<Group<'e>>),
    ByTime(Trend<'e>),
}

impl Found<'_> {
    fn groups(&self) -> Option<&[Group<'_>]> {
        match self.grouped.as_ref()? {
            Grouped::ByName(groups) => Some(groups),
            Grouped::ByTime(trend) => Some(&trend.groups),
        }
    }
}

pub(super) fn run(home: &Home<'_>, args: &LayoffsArgs) -> anyhow::Result<u8> {
    let app = home.open(Opening::Existing)?;
    let corpus = home.args.corpus();
    let events = app.events(corpus)?;
    let found = find(&app, &events, args);
    let mut out = BufWriter::new(io::stdout().lock());
    // Every fact, those that somebody rejected as well, unless something else was asked for.
    let all = args.json && args.is_unfiltered() && found.grouped.is_none();
    if found.selected.is_empty() && !all {
        eprintln!("{}", nothing(&app, home, args, &found)?);
        return Ok(NO_ANSWER);
    }
    if let Some(file) = &args.chart {
        chart::write(file, &chart::of(args, &found))?;
    } else if args.json {
        match found.groups() {
            Some(groups) => lines::groups(&mut out, groups)?,
            None => lines::facts(&mut out, &app, corpus, &found, all)?,
        }
    } else if args.events {
        found.selected.iter().try_for_each(|event| writeln!(out, "{}", lines::event(event)))?;
    } else if args.csv {
        match found.groups() {
            Some(groups) => rows::groups(&mut out, groups)?,
            None => rows::events(&mut out, &found.selected)?,
        }
    } else {
        print(&mut out, &app, home, args, &found)?;
    }
    out.flush()?;
    Ok(DONE)
}

fn find<'e>(app: &App, events: &'e Arc<Events>, args: &LayoffsArgs) -> Found<'e> {
    let mut filter = args.filter();
    for company in &mut filter.companies {
        *company = app.company_named(events, company);
    }
    let order = match args.sort {
        Some(Sort::Date) | None => Order::Latest,
        Some(Sort::Earliest) => Order::Earliest,
        Some(Sort::Jobs) => Order::Jobs,
        Some(Sort::Percent) => Order::Percent,
    };
    let selected = tally::ranked(events.all(), &filter, order);
    let by = args.by.map(options::By::tally);
    let grouped = by.map(|by| match by {
        tally::By::Time(step) => Grouped::ByTime(tally::trend(events, &filter, step)),
        tally::By::Company if filter.companies.len() > 1 => Grouped::ByName(tally::compare(events.all(), &filter)),
        by => Grouped::ByName(tally::groups(events, &filter, by)),
    });
    Found { filter, events, selected, grouped }
}

/// Why nothing is shown, and what is here.
fn nothing(app: &App, home: &Home<'_>, args: &LayoffsArgs, found: &Found<'_>) -> anyhow::Result<String> {
    let all = found.events.all().len();
    if all == 0 {
        let articles = app.coverage(home.args.corpus())?.label();
        return Ok(format!("No layoff was found in what is here ({articles})."));
    }
    let asked = if args.is_unfiltered() { String::new() } else { " that fits what you asked for".to_owned() };
    let reach = found.events.reach().whole().map(|p| format!(", {}", months(p))).unwrap_or_default();
    Ok(format!(
        "No layoff here{asked} ({} in all{reach}). That none is here does not prove that there was none.",
        tally::plural(all, "event")
    ))
}

/// "December 2021 – January 2026".
fn months(period: crate::time::Period) -> String {
    crate::time::Period { start: period.start.first_of_month(), end: period.end.last_of_month() }.label()
}

/// The table, and below it what has to be said of it.
fn print(out: &mut impl Write, app: &App, home: &Home<'_>, args: &LayoffsArgs, found: &Found<'_>) -> anyhow::Result<()> {
    let style = Style::of_stdout();
    let width = table::terminal_width();
    let limit = args.limit();
    match found.groups() {
        Some(groups) => {
            let by_time = matches!(found.grouped, Some(Grouped::ByTime(_)));
            // The rows of a trend follow each other; leaving some out would hide that.
            let shown = if by_time { groups } else { &groups[..groups.len().min(limit)] };
            table::of_groups(args.by, shown).print(out, style, width)?;
            more(out, groups.len() - shown.len())?;
        }
        None => {
            let shown = &found.selected[..found.selected.len().min(limit)];
            table::of_events(shown).print(out, style, width)?;
            more(out, found.selected.len() - shown.len())?;
            if args.proof {
                proof::print(out, app, home.args.corpus(), shown, style)?;
            }
        }
    }
    writeln!(out)?;
    let total = tally::total(found.events.all(), &found.filter);
    writeln!(out, "{}", style.bold(&sentence(&total.words())))?;
    for detail in total.details() {
        writeln!(out, "{detail}")?;
    }
    writeln!(out, "{}", style.faint(&source_line(found)))?;
    Ok(())
}

fn more(out: &mut impl Write, hidden: usize) -> io::Result<()> {
    match hidden {
        0 => Ok(()),
        n => writeln!(
            out,
            "and {} more (-n shows more rows, --csv and --events show all)",
            crate::layoff::event::grouped(n as u64)
        ),
    }
}

/// "At least 41,000 jobs in …": the total as a sentence of its own.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// What the figures come from, how the dates are known, and what time is covered.
fn source_line(found: &Found<'_>) -> String {
    let counted = found.filter.counted(found.events.all());
    let shown = if counted.is_empty() { &found.selected } else { &counted };
    let mut words = vec![tally::sources_words(shown)];
    words.push(tally::dates_words(shown));
    match &found.grouped {
        Some(Grouped::ByTime(trend)) => {
            words.extend(trend.covered.map(|p| format!("The sources of these cover {}.", p.label())));
            for (n, what) in [(trend.outside, "outside of that time"), (trend.undated, "without a date that fits one row")] {
                if n > 0 {
                    words.push(format!("In no row: {} {what}.", tally::plural(n, "event")));
                }
            }
        }
        _ => words.extend(tally::coverage(found.events.reach(), shown).map(|p| format!("Covered: {}.", months(p)))),
    }
    words.retain(|w| !w.is_empty());
    words.join(" ")
}
