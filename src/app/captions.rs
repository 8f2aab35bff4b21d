//! What stands below a table of layoffs, wherever it is shown: the total as a sentence, what the figures rest on, and what
//! is said where there are none. Pure; knows neither terminals nor Discord.

use crate::layoff::event::Events;
use crate::layoff::tally::{self, Filter, Order, Trend};
use crate::time::Period;

/// "At least 41,000 in …": the words of a total as a sentence of its own.
pub fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// What the figures come from, how the dates are known, and what time is covered.
pub fn sources(events: &Events, filter: &Filter, trend: Option<&Trend<'_>>) -> String {
    let counted = filter.counted(events.asked(&filter.statuses));
    let shown = if counted.is_empty() { tally::ranked(events.asked(&filter.statuses), filter, Order::Latest) } else { counted };
    let mut words = vec![tally::sources_words(&shown), tally::dates_words(&shown)];
    match trend {
        Some(trend) => {
            words.extend(trend.covered.map(|p| format!("The sources of these cover {}.", p.label())));
            for (n, what) in [(trend.outside, "outside of that time"), (trend.undated, "without a date that fits one row")] {
                if n > 0 {
                    words.push(format!("In no row: {} {what}.", tally::plural(n, "event")));
                }
            }
        }
        None => words.extend(tally::coverage(events.reach(), &shown).map(|p| format!("Covered: {}.", months(p)))),
    }
    words.retain(|w| !w.is_empty());
    words.join(" ")
}

/// Said where no event fits, but others are here; `unfiltered` where nothing in particular was asked for.
pub fn nothing(events: &Events, unfiltered: bool) -> String {
    let asked = if unfiltered { "" } else { " that fits what you asked for" };
    let reach = events.reach().whole().map(|p| format!(", {}", months(p))).unwrap_or_default();
    let all = tally::plural(events.all().len(), "event");
    format!("No layoff here{asked} ({all} in all{reach}). That none is here does not prove that there was none.")
}

/// "December 2021 – January 2026".
fn months(period: Period) -> String {
    Period { start: period.start.first_of_month(), end: period.end.last_of_month() }.label()
}
