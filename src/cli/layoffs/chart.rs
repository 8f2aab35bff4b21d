//! Which chart suits what was asked for.

use std::io::Read;
use std::path::Path;

use super::options::{LayoffsArgs, Sort};
use super::{Found, Grouped};
use crate::chart::{Chart, of};
use crate::cli::WrongUse;
use crate::layoff::tally::{self, Order};

/// What every PNG begins with.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Draws the chart into a file and says its alternative text. An older chart is replaced, a file of another kind is not:
/// such a name is a slip.
pub(super) fn write(file: &Path, chart: &Chart) -> anyhow::Result<()> {
    let png = chart.png()?;
    let cannot = |why: String| WrongUse(format!("cannot write {}: {why}", file.display()));
    if file.is_dir() {
        return Err(cannot("it is a folder; name a file in it, like layoffs.png".to_owned()).into());
    }
    if is_another_kind(file) {
        return Err(cannot("it is there already and is no PNG; choose another name".to_owned()).into());
    }
    std::fs::write(file, png).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => cannot("there is no such folder".to_owned()),
        std::io::ErrorKind::PermissionDenied => cannot("you may not write there".to_owned()),
        _ => cannot(e.to_string()),
    })?;
    println!("{}", chart.alt_text());
    Ok(())
}

/// Whether a file is there that has something in it and is no PNG. Only a regular file is opened: reading from a pipe or a
/// terminal would wait for what nobody sends.
fn is_another_kind(file: &Path) -> bool {
    if !std::fs::metadata(file).is_ok_and(|there| there.is_file()) {
        return false;
    }
    let mut first = [0; PNG.len()];
    let read = std::fs::File::open(file).and_then(|mut there| there.read(&mut first));
    read.is_ok_and(|n| n > 0) && first != PNG
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
            of::ranking(format!("Layoffs{whose} by {by}{when}{about}"), source, groups, args.rows())
        }
        (None, [_, _, ..]) => {
            let sides = tally::compare(found.events.asked(&filter.statuses), filter);
            of::comparison(format!("Layoffs{whose}{when}{about}"), source, &sides)
        }
        (None, [_]) if matches!(args.sort, None | Some(Sort::Date | Sort::Earliest)) => {
            of::timeline(format!("Layoffs{whose}{when}{about}"), source, &found.selected)
        }
        (None, _) => {
            let share = args.sort == Some(Sort::Percent);
            let order = if share { Order::Percent } else { Order::Jobs };
            let ranked = tally::ranked(found.events.asked(&filter.statuses), filter, order);
            let what = if share { "shares of staff" } else { "layoffs" };
            of::largest(format!("Largest {what}{whose}{when}{about}"), source, &ranked, order, args.rows())
        }
    }
}
