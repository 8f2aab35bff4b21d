//! Sums in sentences, the same at the command line, in Discord and in pictures.

use rustc_hash::FxHashSet;

use super::{Filter, Total, date_bases};
use crate::article::{ArticleId, Provenance};
use crate::layoff::event::Event;
use crate::layoff::{ReasonClass, Status};
use crate::text::number::grouped;

/// What the kinds of reason are called.
pub const REASONS: [(ReasonClass, &str); 8] = [
    (ReasonClass::Cost, "cost"),
    (ReasonClass::OverHiring, "over-hiring"),
    (ReasonClass::Ai, "AI"),
    (ReasonClass::Merger, "merger"),
    (ReasonClass::Reorganisation, "reorganisation"),
    (ReasonClass::Shutdown, "shutdown"),
    (ReasonClass::LowDemand, "low demand"),
    (ReasonClass::Other, "other"),
];

/// How certain layoffs are, in words.
pub const STATUSES: [(Status, &str); 6] = [
    (Status::Rumoured, "rumoured"),
    (Status::Planned, "planned"),
    (Status::Announced, "announced"),
    (Status::Confirmed, "confirmed"),
    (Status::CarriedOut, "carried out"),
    (Status::Denied, "denied"),
];

impl Filter {
    /// What is asked for beside companies and time, a condition each: "industry: Finance", "at least 100 jobs".
    pub fn conditions(&self) -> Vec<String> {
        let mut said = Vec::new();
        for (name, value) in [("industry", &self.industry), ("country", &self.country), ("place", &self.place)] {
            said.extend(value.as_deref().map(|value| format!("{name}: {}", value.trim())));
        }
        said.extend(self.reason.and_then(|reason| word(&REASONS, reason)).map(|word| format!("reason: {word}")));
        let statuses: Vec<&str> = self.statuses.iter().filter_map(|status| word(&STATUSES, *status)).collect();
        if !statuses.is_empty() {
            said.push(format!("status: {}", statuses.join(" or ")));
        }
        said.extend(bounds(self.min.map(grouped), self.max.map(grouped)).map(|bounds| format!("{bounds} jobs")));
        let share = |share: Option<f64>| share.map(|share| format!("{share}%"));
        let share = bounds(share(self.min_percent), share(self.max_percent));
        said.extend(share.map(|bounds| format!("{bounds} of staff")));
        said
    }
}

fn word<T: PartialEq>(words: &[(T, &'static str)], of: T) -> Option<&'static str> {
    words.iter().find(|(it, _)| *it == of).map(|(_, word)| *word)
}

fn bounds(least: Option<String>, most: Option<String>) -> Option<String> {
    match (least, most) {
        (None, None) => None,
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(most)) => Some(format!("at most {most}")),
        (Some(least), Some(most)) if least == most => Some(format!("exactly {least}")),
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
    }
}

impl Total {
    /// "at least 41,000 in 12 reported events here, and 7 without a number".
    pub fn words(&self) -> String {
        if self.events == 0 {
            return match self.all_events() {
                0 if self.rumoured + self.denied + self.spans + self.parts + self.overlapping + self.mentioned > 0 => {
                    "nothing here that could be added".to_owned()
                }
                0 => "no reported event here".to_owned(),
                1 => "1 reported event here, without a number".to_owned(),
                n => format!("{n} reported events here, none with a number that could be added"),
            };
        }
        let mut words = format!("{} in {} here", self.number(), plural(self.events, "reported event"));
        let mut missing = Vec::new();
        if self.without_number > 0 {
            missing.push(format!("{} without a number", grouped(self.without_number as u64)));
        }
        if self.upper_bound_only > 0 {
            missing.push(format!("{} with an upper bound only", grouped(self.upper_bound_only as u64)));
        }
        if !missing.is_empty() {
            words.push_str(", and ");
            words.push_str(&missing.join(", "));
        }
        words
    }

    /// Whether there were more, or may have been: some numbers are lower bounds, or missing.
    pub fn is_lower_bound(&self) -> bool {
        self.at_least || self.without_number + self.upper_bound_only > 0
    }

    /// The number with what can be said of it: "41,000", "about 41,000", "at least 41,000".
    pub fn number(&self) -> String {
        let number = grouped(self.jobs);
        match () {
            () if self.events == 0 => "no number".to_owned(),
            () if self.is_lower_bound() => format!("at least {number}"),
            () if self.about => format!("about {number}"),
            () => number,
        }
    }

    /// What else has to be said: what is only planned, and what is left out. Nothing, where there is nothing to say.
    pub fn details(&self) -> Vec<String> {
        let mut details = Vec::new();
        if self.planned_jobs > 0 {
            details.push(format!("{} of these jobs are told of only as planned.", grouped(self.planned_jobs)));
        }
        let left: Vec<String> = [
            (self.rumoured, "rumour"),
            (self.denied, "denied report"),
            (self.spans, "total over several rounds"),
            (self.parts, "part of another event here"),
            (self.overlapping, "event that may overlap another here"),
            (self.mentioned, "mention without a date"),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| plural(n, what))
        .collect();
        if !left.is_empty() {
            details.push(format!("Left out: {}.", left.join(", ")));
        }
        details
    }
}

/// "1 report", "12 reports"; "3 totals over several rounds".
pub fn plural(n: usize, what: &str) -> String {
    let number = grouped(n as u64);
    if n == 1 {
        return format!("{number} {what}");
    }
    match what.split_once(' ') {
        Some((first, rest)) if matches!(first, "total" | "part" | "event" | "mention") => format!("{number} {first}s {rest}"),
        _ => format!("{number} {what}s"),
    }
}

/// Where the figures come from: "From 41 reports, 12 summaries of ours and 4,277 list rows."
pub fn sources_words(events: &[&Event]) -> String {
    let mut known: FxHashSet<ArticleId> = FxHashSet::with_capacity_and_hasher(events.len(), Default::default());
    let [mut reports, mut briefs, mut rows] = [0; 3];
    for report in events.iter().flat_map(|e| &e.facts).map(|fact| &fact.report) {
        let counted = match report.provenance {
            Provenance::Brief => &mut briefs,
            Provenance::Row => &mut rows,
            _ => &mut reports,
        };
        *counted += usize::from(known.insert(report.article));
    }
    let briefs_words =
        if briefs == 1 { "1 summary of ours".to_owned() } else { format!("{} summaries of ours", grouped(briefs as u64)) };
    let parts = [(reports, plural(reports, "report")), (briefs, briefs_words), (rows, plural(rows, "list row"))];
    let said: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect();
    match said.split_last() {
        None => "From nothing here.".to_owned(),
        Some((only, [])) => format!("From {only}."),
        Some((last, rest)) => format!("From {} and {last}.", rest.join(", ")),
    }
}

/// How the dates are known: "Dates: 10 stated, 2 the day of publication."
pub fn dates_words(events: &[&Event]) -> String {
    let names = ["stated", "counted from the day of publication", "the day of publication", "unknown"];
    let said: Vec<String> = date_bases(events)
        .into_iter()
        .zip(names)
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{} {name}", grouped(n as u64)))
        .collect();
    if said.is_empty() { String::new() } else { format!("Dates: {}.", said.join(", ")) }
}
