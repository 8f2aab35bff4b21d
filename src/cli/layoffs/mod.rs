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
use crate::app::{App, Opening, captions};
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
    args.check()?;
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
    let selected = tally::ranked(events.asked(&filter.statuses), &filter, order);
    let by = args.by.map(options::By::tally);
    let grouped = by.map(|by| match by {
        tally::By::Time(step) => Grouped::ByTime(tally::trend(events, &filter, step)),
        tally::By::Company if filter.companies.len() > 1 => {
            Grouped::ByName(tally::compare(events.asked(&filter.statuses), &filter))
        }
        by => Grouped::ByName(tally::groups(events, &filter, by)),
    });
    Found { filter, events, selected, grouped }
}

/// Why nothing is shown, and what is here.
fn nothing(app: &App, home: &Home<'_>, args: &LayoffsArgs, found: &Found<'_>) -> anyhow::Result<String> {
    if found.events.all().is_empty() {
        let articles = app.coverage(home.args.corpus())?.label();
        return Ok(format!("No layoff was found in what is here ({articles})."));
    }
    let mut said: Vec<String> = unknown(found).collect();
    said.push(captions::nothing(found.events, args.is_unfiltered()));
    Ok(said.join(" "))
}

/// The names among what was asked for that nothing here has: likely slips.
fn unknown<'f>(found: &'f Found<'_>) -> impl Iterator<Item = String> + 'f {
    let (events, filter) = (found.events.asked(&found.filter.statuses), &found.filter);
    let without = move |of: &Filter| of.select(events).is_empty();
    let companies = filter.companies.iter().filter(move |c| without(&Filter::company(c.as_str())));
    let companies = companies.map(|company| format!("No company is called \u{201c}{company}\u{201d} here."));
    let industry =
        filter.industry.iter().filter(move |i| without(&Filter { industry: Some(i.to_string()), ..Filter::default() }));
    let industry = industry.map(|industry| format!("No list here has the industry \u{201c}{industry}\u{201d}."));
    let country = filter.country.iter().filter(move |c| without(&Filter { country: Some(c.to_string()), ..Filter::default() }));
    let country = country.map(|country| format!("No list here has the country \u{201c}{country}\u{201d}."));
    companies.chain(industry).chain(country)
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
    let total = tally::total(found.events.asked(&found.filter.statuses), &found.filter);
    writeln!(out, "{}", style.bold(&captions::sentence(&total.words())))?;
    for detail in total.details() {
        writeln!(out, "{detail}")?;
    }
    // A part is added where its whole is not: in another month, another country.
    let rows: u64 = found.groups().into_iter().flatten().map(|group| group.total.jobs).sum();
    if let Some(more) = rows.checked_sub(total.jobs).filter(|more| *more > 0) {
        let more = crate::text::number::grouped(more);
        writeln!(out, "The rows add up to {more} more: jobs of a layoff that another row counts whole.")?;
    }
    writeln!(out, "{}", style.faint(&source_line(found)))?;
    Ok(())
}

fn more(out: &mut impl Write, hidden: usize) -> io::Result<()> {
    match hidden {
        0 => Ok(()),
        n => {
            writeln!(out, "and {} more (-n shows more rows, --csv and --events show all)", crate::text::number::grouped(n as u64))
        }
    }
}

/// What the figures come from, how the dates are known, and what time is covered.
fn source_line(found: &Found<'_>) -> String {
    let trend = match &found.grouped {
        Some(Grouped::ByTime(trend)) => Some(trend),
        _ => None,
    };
    captions::sources(found.events, &found.filter, trend)
}
