//! Which chart suits what was asked for.

use std::path::Path;

use super::options::{LayoffsArgs, Sort};
use super::{Found, Grouped};
use crate::chart::{Chart, of};
use crate::cli::WrongUse;
use crate::layoff::tally::{self, Order};

/// Draws the chart into a file and says its alternative text.
pub(super) fn write(file: &Path, chart: &Chart) -> anyhow::Result<()> {
    let png = chart.png()?;
    std::fs::write(file, png).map_err(|e| WrongUse(format!("cannot write {}: {e}", file.display())))?;
    println!("{}", chart.alt_text());
    Ok(())
}

/// A ranking or a trend where rows were asked for; else the timeline of one company, a comparison of several, or the
/// largest layoffs.
pub(super) fn of(args: &LayoffsArgs, found: &Found<'_>) -> Chart {
    let filter = &found.filter;
    let time = filter.time;
    let when = if time.since.is_some() || time.until.is_some() { format!(", {}", time.label()) } else { String::new() };
    let whose = match filter.companies.as_slice() {
        [] => String::new(),
        companies => format!(" at {}", companies.join(", ")),
    };
    let conditions = filter.conditions();
    let about = if conditions.is_empty() { String::new() } else { format!(" ({})", conditions.join(", ")) };
    let source = super::source_line(found);
    match (&found.grouped, filter.companies.as_slice()) {
        (Some(Grouped::ByTime(trend)), _) => {
            let title = format!("Layoffs{whose} by {}{when}{about}", trend.step.word());
            of::trend(title, source, trend)
        }
        (Some(Grouped::ByName(groups)), [_, _, ..]) => of::comparison(format!("Layoffs{whose}{when}{about}"), source, groups),
        (Some(Grouped::ByName(groups)), _) => {
            let by = args.by.map_or("company", |by| by.word());
            of::ranking(format!("Layoffs{whose} by {by}{when}{about}"), source, groups)
        }
        (None, [_, _, ..]) => {
            let sides = tally::compare(found.events.asked(&filter.statuses), filter);
            of::comparison(format!("Layoffs{whose}{when}{about}"), source, &sides)
        }
        (None, [_]) if args.sort.is_none() => of::timeline(format!("Layoffs{whose}{when}{about}"), source, &found.selected),
        (None, _) => {
            let share = args.sort == Some(Sort::Percent);
            let order = if share { Order::Percent } else { Order::Jobs };
            let ranked = tally::ranked(found.events.asked(&filter.statuses), filter, order);
            let what = if share { "shares of staff" } else { "layoffs" };
            of::largest(format!("Largest {what}{whose}{when}{about}"), source, &ranked, share)
        }
    }
}
