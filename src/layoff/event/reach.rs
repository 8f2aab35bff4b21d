//! What time the sources cover: a list that ends in January says nothing of February.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Event, Fact};
use crate::article::Provenance;
use crate::time::Period;

/// How far the sources of all events reach.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reach {
    /// The lists, by name.
    pub lists: BTreeMap<Arc<str>, Told>,
    /// The reports and summaries of ours.
    pub articles: Option<Told>,
}

/// How much one source tells, of what time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// From the first to the last day that it tells of.
    pub time: Period,
    /// How many facts it has.
    pub facts: usize,
}

impl Reach {
    pub(super) fn of(facts: &[&Fact]) -> Reach {
        let mut reach = Reach::default();
        let unnamed: Arc<str> = "a list".into();
        for fact in facts {
            let row = fact.report.provenance == Provenance::Row;
            // An article covers the day it came out; a row the day it tells of, and the day it was added to its list.
            let mut days = [if row { fact.date.map(|d| d.start) } else { None }, fact.report.published].into_iter().flatten();
            let Some(first) = days.next() else { continue };
            let time = days.fold(Period::day(first), |time, day| if row { time.hull(Period::day(day)) } else { time });
            let told = Told { time, facts: 1 };
            let add = |old: &mut Told| *old = Told { time: old.time.hull(time), facts: old.facts + 1 };
            if row {
                let list = fact.report.source.as_ref().unwrap_or(&unnamed);
                reach.lists.entry(list.clone()).and_modify(add).or_insert(told);
            } else {
                match &mut reach.articles {
                    Some(old) => add(old),
                    none => *none = Some(told),
                }
            }
        }
        reach
    }

    /// The time that the sources of these events cover: that of the lists where most of the events are known from lists
    /// alone, so that a list's end is not taken for the end of layoffs; else that of the articles.
    pub fn covering(&self, events: &[&Event]) -> Option<Period> {
        let lists = self.lists.values().map(|l| l.time).reduce(Period::hull);
        let articles = self.articles.map(|a| a.time);
        let from_lists = events.iter().filter(|e| e.only_rows).count();
        let (first, second) = if from_lists * 2 > events.len() { (lists, articles) } else { (articles, lists) };
        first.or(second)
    }

    /// The first and the last day that any source tells of.
    pub fn whole(&self) -> Option<Period> {
        self.lists.values().copied().chain(self.articles).map(|t| t.time).reduce(Period::hull)
    }

    /// For people: "1,204 reports and summaries, 4,277 list rows".
    pub fn last_day(&self) -> Option<Date> {
        self.whole().map(|p| p.end)
    }
}
