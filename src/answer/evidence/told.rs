//! What a sentence tells, as far as company, time and value go: as its words say, and as the layoffs found in its article say.

use std::ops::Range;

use super::super::doubts;
use super::super::facts::{self, Facts};
use super::super::value::{self, Value};
use super::Standing;
use super::about::{About, OTHER_SECTION, company, stands_for_owner};
use super::reader::{Reader, Sketch};
use super::when::{ANOTHER_TIME, BACKGROUND, Written, when, without_asides};
use crate::layoff::{CountIs, Status};
use crate::names;
use crate::question::{Asks, Order, Question};
use crate::text::term::Word;
use crate::time;

/// What the words of a sentence say of its company is worth, where the layoff found in it is another one's.
pub(super) const BY_WORDS: f32 = 0.5;

/// The same, where the sentence names that other company as well.
pub(super) const BESIDE: f32 = 0.3;

/// A figure that is of the company asked about less surely than this is another one's.
pub(super) const OTHERS: f32 = 0.1;

/// What a sentence tells, as far as company, time and value go.
#[derive(Clone)]
pub(super) struct Told {
    pub(super) company: f32,
    /// Where its section says whom it is about, without naming anybody: whether that is the company asked about.
    pub(super) section: Option<bool>,
    pub(super) time: f32,
    pub(super) fit: f32,
    pub(super) value: Option<Value>,
    pub(super) event: Option<time::Period>,
    pub(super) whose: Option<String>,
    pub(super) standing: Option<Standing>,
    pub(super) beside: Option<Value>,
    pub(super) whole: bool,
    /// It is of the layoff that the article itself is about.
    pub(super) own: bool,
    /// It is of a layoff that is told of one place.
    pub(super) placed: bool,
}

impl Told {
    /// As its words say.
    pub(super) fn by_words(
        reader: &Reader<'_>,
        read: &value::Sentence<'_>,
        sketch: &Sketch,
        about: &About<'_>,
        written: Written,
    ) -> Told {
        let question = reader.question;
        let value::Found { fit, value } = value::find(question, read, reader.lists.vocabulary);
        // "Who runs Reality Labs": not whoever leads the company that it is a part of.
        let leads = |asked: &crate::question::Company, name: &str| {
            let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let parent = asked.parent.as_deref();
            reader.lists.names.led_by(&last).iter().any(|led| Some(&**led) == parent)
        };
        let person = value.as_ref().filter(|v| v.kind == "person").map(|v| &read.text[v.range.clone()]);
        let of_parent = person.is_some_and(|name| question.companies.iter().any(|asked| leads(asked, name)));
        let fit = if of_parent { fit * OF_PARENT } else { fit };
        let company = company(question, reader.lists.names, sketch, value.as_ref().map(|v| &v.range), about);
        let own_times = without_asides(read, value.as_ref());
        let times = reader.times.iter().map(|(bounds, likely)| {
            let all = when(bounds, read.times, written);
            let own = if own_times.len() < read.times.len() { when(bounds, &own_times, written) } else { all };
            let (fit, event) = if own.0 > all.0 { (own.0, if own_times.is_empty() { all.1 } else { own.1 }) } else { all };
            (fit * likely, event)
        });
        let (time, event) = times.reduce(|best, next| if next.0 > best.0 { next } else { best }).unwrap_or((1.0, None));
        let is = |name: &str| {
            question.companies.iter().any(|asked| *name == *asked.name || reader.lists.names.are_one(name, &asked.name))
        };
        let section = about.section.filter(|_| sketch.mentions.is_empty()).map(|name| is(name));
        Told {
            company,
            section,
            time,
            fit,
            value,
            event,
            whose: None,
            standing: None,
            beside: None,
            whole: false,
            own: false,
            placed: false,
        }
    }

    /// As the layoffs found in the article say, where one of them has its figure here. Where the article tells of
    /// layoffs and no figure of this sentence is among them, a number here counts something else.
    pub(super) fn or_by_facts(self, reader: &Reader<'_>, facts: &Facts, sketch: &Sketch, times: &[time::Mention]) -> Vec<Told> {
        let question = reader.question;
        let names_unit = |asked: &crate::question::Company| {
            sketch.mentions.iter().any(|m| *m.company == *asked.name && !stands_for_owner(&sketch.words, m))
        };
        if question.asks == Asks::Reason {
            let stated = facts.reason_in(&sketch.range).is_some();
            let surely = if self.fit > doubts::WITHOUT_CAUSE { 1.0 } else { WITHOUT_A_WORD };
            return vec![if stated { Told { fit: self.fit.max(surely), ..self } } else { self }];
        }
        let in_body = |m: &names::Mention| sketch.range.start + m.range.start..sketch.range.start + m.range.end;
        let asked: Vec<Range<usize>> =
            sketch.mentions.iter().filter(|m| question.asks_about(m, reader.lists.names)).map(in_body).collect();
        // Where a section says whom a sentence is about, no figure of it is anybody else's.
        let of = |figure: &facts::Figure<'_>| match self.section {
            Some(own) if own => self.company,
            Some(_) => OTHER_SECTION,
            None => {
                let fit = figure.company(question, reader.lists, names_unit);
                let others = fit <= OTHERS && !asked.is_empty() && figure.is_named_in(&sketch.range, &asked);
                fit.max(self.company * if others { BESIDE } else { BY_WORDS })
            }
        };
        let time_of = |figure: &facts::Figure<'_>| {
            if !question.is_dated() {
                return 1.0;
            }
            let fits = reader.times.iter().filter_map(|(bounds, likely)| Some(figure.time(bounds)? * likely));
            // "It had already let about 1,000 people go in the summer of 2022": an earlier round is not of the day of the report.
            let earlier = !figure.layoff.primary && !times.is_empty() && self.time <= BACKGROUND;
            fits.reduce(f32::max).unwrap_or(if earlier { ANOTHER_TIME } else { self.time })
        };
        if question.asks == Asks::Date {
            let figures = facts.in_sentence(Asks::Summary, &sketch.range);
            // The day on which people are gone is not that of the report.
            if value::asks_leaving(question, reader.lists.vocabulary) {
                return vec![self];
            }
            if figures.is_empty() {
                return vec![Told { fit: self.fit * 0.9, ..self }];
            }
            // Of several rounds each has its own day.
            let told = figures.iter().map(|figure| {
                // "On Tuesday (June 6)": the date says more than the day of the week.
                let same = times.iter().filter(|m| figure.event().is_some_and(|event| event == m.period));
                let stated = same.min_by_key(|m| m.basis == time::Basis::Relative);
                let value = stated.map(value::of_date).or_else(|| self.value.clone());
                Told {
                    section: self.section,
                    company: of(figure),
                    time: time_of(figure),
                    fit: self.fit,
                    value,
                    event: figure.event().or(self.event),
                    whose: Some(figure.layoff.company.clone()),
                    standing: Some(figure.standing(&sketch.range)),
                    beside: None,
                    whole: true,
                    own: figure.layoff.primary,
                    placed: figure.layoff.place.is_some(),
                }
            });
            return told.collect();
        }
        let mut figures = facts.in_sentence(question.asks, &sketch.range);
        if figures.is_empty() && self.fit >= 0.6 {
            figures.extend(self.value.as_ref().and_then(|value| facts.repeated(value)));
        }
        let figures = figures.into_iter();
        let told: Vec<Told> = figures
            .map(|figure| Told {
                section: self.section,
                company: of(&figure),
                time: time_of(&figure),
                fit: figure.found.fit * figure.scope(question, reader.lists) * unsettled(question, &figure),
                event: figure.event().or(self.event),
                whose: Some(figure.layoff.company.clone()),
                standing: Some(figure.standing(&sketch.range)),
                whole: !figure.part && figure.layoff.division.is_none(),
                own: figure.layoff.primary,
                placed: figure.layoff.place.is_some(),
                beside: figure.beside,
                value: figure.found.value,
            })
            .collect();
        if !told.is_empty() {
            // "Now 1,000 jobs go; in 2020 it was nearly 360": of the time asked about, another number is told.
            let of_then = question.is_dated() && self.time >= 0.9 && told.iter().all(|t| t.time < OTHER_TIME);
            let number = |t: &Told| t.value.as_ref().and_then(|value| value.number);
            if of_then && self.value.is_some() && told.iter().all(|t| number(t) != number(&self)) {
                return vec![Told { fit: self.fit * 0.85, ..self }];
            }
            return told;
        }
        if facts.any() && question.asks == Asks::Count {
            let one_round = match facts::wants_sum(question, reader.lists) {
                true => 0.75,
                false if sums_rounds(&sketch.words) => OF_SEVERAL_ROUNDS,
                false => 1.0,
            };
            return vec![Told { fit: self.fit * 0.85 * one_round, ..self }];
        }
        vec![self]
    }

    /// As a number of the part that is asked about: the one that has it, or else what the first says of company and time.
    pub(super) fn of_part(mut told: Vec<Told>, value: Value) -> Vec<Told> {
        let own = told.iter().position(|t| t.value.as_ref().is_some_and(|v| v.range == value.range));
        if told.is_empty() {
            return told;
        }
        let first = told.swap_remove(own.unwrap_or(0));
        let part = match own {
            Some(_) => Told { fit: first.fit.max(OF_PART), whole: false, ..first },
            None => Told {
                fit: OF_PART,
                value: Some(value),
                whose: None,
                standing: None,
                beside: None,
                whole: false,
                own: false,
                ..first
            },
        };
        vec![part]
    }
}

/// Whether a sentence counts several rounds together: "675 jobs gone in two rounds", "over three waves".
pub(in crate::answer) fn sums_rounds(words: &[Word]) -> bool {
    words.windows(3).any(|w| {
        matches!(&*w[0].folded, "in" | "over" | "across" | "both")
            && matches!(&*w[1].folded, "two" | "three" | "four" | "five" | "both" | "several")
            && matches!(&*w[2].folded, "rounds" | "waves" | "cuts" | "layoffs" | "steps")
    })
}

/// What is left of the number of several rounds, where one is asked for.
pub(super) const OF_SEVERAL_ROUNDS: f32 = 0.6;

/// How surely a sentence gives the reason that the reading of its article found there, and that no word of causes tells.
pub(super) const WITHOUT_A_WORD: f32 = 0.7;

/// What is left of whoever leads the whole company, where the head of a part of it is asked for.
const OF_PARENT: f32 = 0.25;

/// How surely a number beside the name of a part is what is asked for.
pub(super) const OF_PART: f32 = 0.95;

/// A figure that fits the time asked about less is of another time.
pub(super) const OTHER_TIME: f32 = 0.3;

/// Where the figure that held in the end is asked for, one that is only rumoured is hardly it.
pub(super) fn unsettled(question: &Question, figure: &facts::Figure<'_>) -> f32 {
    let open = figure.layoff.status == Status::Rumoured || figure.layoff.count_is == Some(CountIs::AtMost);
    let rumoured = question.order == Some(Order::Final) && open;
    if rumoured { UNSETTLED } else { 1.0 }
}

/// What is left of such a figure.
pub(super) const UNSETTLED: f32 = 0.7;
