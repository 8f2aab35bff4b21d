//! What a line shows, or was asked for, beside its number: each is sought in a quote. A report that states the
//! number need not state the share, and only a list row says of which industry a company is. A share or a month that no quote
//! holds is not shown; of a place, a reason, an industry or a country that was asked for, the line says so.

use super::Proven;
use crate::answer::Citation;
use crate::article::Provenance;
use crate::layoff::event::Event;
use crate::layoff::tally::Filter;
use crate::layoff::{Fact, ReasonClass, Where};
use crate::text::{amount, term};
use crate::time::Period;

/// Facts of an event that are looked at for the best words.
const FACTS: usize = 4;
/// Facts that are looked at for a value that those lack.
const OTHERS: usize = 2;

/// A value that a quote has to hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'e> {
    Share(f64),
    Time(Period),
    Place(&'e str),
    Reason(ReasonClass),
    Industry(&'e str),
    Country(&'e str),
}

/// The values that a line of this event has to prove beside its number: those it shows, and those it was asked for.
pub(super) fn wanted<'e>(event: &'e Event, filter: &Filter) -> Vec<Value<'e>> {
    let asked = |asked: bool, given: &'e Option<std::sync::Arc<str>>| given.as_deref().filter(|_| asked);
    let share = event.percent.map(Value::Share);
    let place = asked(filter.place.is_some(), &event.place).map(Value::Place);
    let reason = filter.reason.and(event.reason_class).map(Value::Reason);
    let industry = asked(filter.industry.is_some(), &event.industry).map(Value::Industry);
    let country = asked(filter.country.is_some(), &event.country).map(Value::Country);
    let all = [share, event.date.map(Value::Time), place, reason, industry, country];
    all.into_iter().flatten().collect()
}

/// The facts among which the words for an event are sought: the one that gives its figure, some that give the same, and
/// some for each other value that has to be proven.
pub fn facts<'e>(event: &'e Event, filter: &Filter) -> Vec<&'e Fact> {
    let mut facts: Vec<&Fact> = event.facts.iter().take(1).collect();
    let same = |fact: &&Fact| fact.count == event.count.map(|c| c.low);
    let whole = |fact: &&Fact| same(fact) && fact.percent == event.percent;
    let rest = || event.facts.iter().skip(1);
    let mut add = |from: &mut dyn Iterator<Item = &'e Fact>, most: usize| {
        for fact in from {
            if facts.len() < most && facts.iter().all(|known| known.id != fact.id) {
                facts.push(fact);
            }
        }
        facts.len()
    };
    add(&mut rest().filter(whole), FACTS);
    let mut most = add(&mut rest().filter(same), FACTS);
    for value in wanted(event, filter) {
        most = add(&mut rest().filter(|fact| value.is_told_by(fact)), most + OTHERS);
    }
    facts
}

impl Value<'_> {
    /// Whether a fact says so.
    pub(super) fn is_told_by(&self, fact: &Fact) -> bool {
        let same = |given: &Option<std::sync::Arc<str>>, wanted: &str| {
            given.as_deref().is_some_and(|g| term::fold(g) == term::fold(wanted))
        };
        match *self {
            Value::Share(share) => fact.percent.is_some_and(|p| (p - share).abs() < 1e-9),
            Value::Time(time) => fact.date.is_some_and(|date| date.intersection(time).is_some()),
            Value::Place(place) => same(&fact.place, place),
            Value::Reason(reason) => fact.reason_class == Some(reason),
            Value::Industry(industry) => same(&fact.industry, industry),
            Value::Country(country) => same(&fact.country, country),
        }
    }

    /// Where the text of what tells it has it. Industries and countries stand in rows alone, which are quoted whole.
    pub(super) fn places<'p>(&self, proven: &'p Proven) -> &'p [Where] {
        match self {
            Value::Share(_) => &proven.proof.percent,
            Value::Time(_) => &proven.proof.date,
            Value::Place(_) => &proven.proof.place,
            Value::Reason(_) => &proven.proof.reason,
            Value::Industry(_) | Value::Country(_) => &[],
        }
    }

    /// What is said of a condition that no quote holds. A share and a month are left out instead.
    pub(super) fn unproven(&self) -> Option<&'static str> {
        match self {
            Value::Share(_) | Value::Time(_) => None,
            Value::Place(_) => Some("no quote here says the place"),
            Value::Reason(_) => Some("no quote here says the reason"),
            Value::Industry(_) => Some("no quote here says the industry"),
            Value::Country(_) => Some("no quote here says the country"),
        }
    }

    /// Whether this quote holds it.
    pub(super) fn stands_in(&self, proven: &Proven, citation: &Citation) -> bool {
        let as_written = match *self {
            Value::Share(share) => has_share(citation.text(), share),
            Value::Time(time) => {
                citation.published.is_some_and(|day| same_month(time, day) || has_month(citation.text(), time, day))
            }
            _ => false,
        };
        if as_written {
            return true;
        }
        let quote = citation.range();
        let inside = |place: &Where| matches!(place, Where::Body(r) if quote.start <= r.start && r.end <= quote.end);
        self.is_told_by(&proven.fact) && (is_whole(proven) || self.places(proven).iter().any(inside))
    }

    /// Whether a quote can be made of this fact that holds it.
    pub(super) fn can_be_quoted(&self, proven: &Proven) -> bool {
        let body = |place: &Where| matches!(place, Where::Body(_));
        let published = matches!(self, Value::Time(time) if proven.article.published.is_some_and(|day| same_month(*time, day)));
        self.is_told_by(&proven.fact) && (is_whole(proven) || published || self.places(proven).iter().any(body))
    }
}

/// Whether any quote of it is as good as another: a row is quoted whole, and what somebody corrected stands in no text.
fn is_whole(proven: &Proven) -> bool {
    proven.article.provenance == Provenance::Row || proven.fact.correction.is_some()
}

/// Whether a text has the share as per cent, whatever was read from it.
fn has_share(text: &str, share: f64) -> bool {
    amount::shares(text).into_iter().any(|n| (n - share).abs() < 1e-9)
}

/// Whether a text that came out on a day names this month, and the year where that is not the day's. "May" and "March" are
/// months only beside a number or a word that leads to a time.
fn has_month(text: &str, time: Period, published: jiff::civil::Date) -> bool {
    const LEADS: &[&str] =
        &["in", "since", "until", "by", "last", "this", "next", "early", "late", "mid", "during", "from", "through"];
    let mut names = vec![time.start.strftime("%B").to_string(), time.start.strftime("%b").to_string()];
    names.extend((time.start.month() == 9).then(|| "Sept".to_owned()));
    let verb = matches!(time.start.month(), 3 | 5);
    let year = time.start.year();
    let words = term::words(text);
    let leads = |at: usize| words.get(at).is_some_and(|w| w.number || LEADS.contains(&w.folded.as_ref()));
    let beside = |at: usize| at.checked_sub(1).is_some_and(leads) || words.get(at + 1).is_some_and(|w| w.number);
    let named = words.iter().enumerate().any(|(at, word)| {
        let written = &text[word.range.clone()];
        names.iter().any(|name| written == name || written == name.to_uppercase()) && (!verb || beside(at))
    });
    named && (published.year() == year || words.iter().any(|word| word.folded == year.to_string()))
}

/// Lines show the month.
fn same_month(time: Period, day: jiff::civil::Date) -> bool {
    Period { start: time.start.first_of_month(), end: time.end.last_of_month() }.contains(day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_is_named_as_a_month() {
        let has = |text: &str, month: i8| {
            let start = date(2024, month, 1);
            has_month(text, Period { start, end: start.last_of_month() }, date(2024, 11, 1))
        };
        for verb in ["Quill may cut 40 jobs.", "May Quill cut 40 jobs?", "Mr. May cut 40 jobs."] {
            assert!(!has(verb, 5), "{verb}");
        }
        assert!(!has("Workers march on Quill, March of the laid-off.", 3));
        for month in ["in May, 40 went", "40 went on 7 May", "May 7 saw it", "since May"] {
            assert!(has(month, 5), "{month}");
        }
        assert!(has("It cut 40 jobs in March.", 3) && has("Sept. 4: 40 jobs", 9) && has("Late SEPTEMBER brought cuts", 9));
    }
}
