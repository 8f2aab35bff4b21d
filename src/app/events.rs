//! Events over the facts of a corpus: what totals, rankings and charts are made of, for the command line and Discord alike.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::{App, AppError};
use crate::article::Corpus;
use crate::layoff::event::Events;
use crate::text::term;

/// How many corpora's events are kept in memory.
const HELD: usize = 8;

/// Events, with whose they are and as of which state of the facts.
pub(super) type HeldEvents = (Corpus, Vec<u64>, Arc<Events>);

impl App {
    /// The events that somebody in this corpus may see, kept until a fact changes.
    ///
    /// # Errors
    /// When the library cannot be used.
    pub fn events(&self, corpus: Corpus) -> Result<Arc<Events>, AppError> {
        let facts = self.facts(corpus)?;
        let held = || self.events.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., events)) = held().iter().find(|(c, stamp, _)| *c == corpus && stamp == facts.stamp()) {
            return Ok(events.clone());
        }
        // Merged without the lock: others who ask meanwhile merge too, and get the same.
        let events = Arc::new(Events::merge(&facts));
        let mut held = held();
        held.retain(|(c, ..)| *c != corpus);
        // A few servers ask most of the time; what all share stays.
        held.truncate(HELD - 1);
        let at = usize::from(held.first().is_some_and(|(c, ..)| *c == Corpus::Shared));
        held.insert(at, (corpus, facts.stamp().to_vec(), events.clone()));
        Ok(events)
    }

    /// The name under which events have the company that was typed: another name or spelling of it leads there. As it was
    /// typed, where no event is of it.
    pub fn company_named(&self, events: &Events, typed: &str) -> String {
        let folded = |name: &str| term::fold(name.trim()).into_owned();
        let is = |name: &str, wanted: &str| name.eq_ignore_ascii_case(wanted) || !name.is_ascii() && folded(name) == wanted;
        let written = |wanted: &str| {
            let names = events.all().iter().flat_map(|e| std::iter::once(&e.company).chain(&e.parent));
            names.into_iter().find(|name| is(name, wanted)).map(|name| name.to_string())
        };
        // "Wexcombe" is Wexcombe Broadband, where no other company's name begins so.
        let begun = |wanted: &str| {
            let begins = |name: &str| folded(name).strip_prefix(wanted).is_some_and(|rest| rest.starts_with(' '));
            let names: BTreeSet<&str> = events.all().iter().map(|e| &*e.company).filter(|name| begins(name)).collect();
            names.first().filter(|_| names.len() == 1).map(|name| (*name).to_owned())
        };
        written(&folded(typed))
            .or_else(|| self.names.canonical(typed).and_then(|name| written(&folded(&name)).or(Some(name.to_string()))))
            .or_else(|| begun(&folded(typed)))
            .unwrap_or_else(|| typed.trim().to_owned())
    }
}
