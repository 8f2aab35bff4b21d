//! What the `layoff` module found in an article, as evidence for numbers: which figure of a sentence is a cut, whose, and
//! when.

use std::ops::Range;

use super::evidence::{Lists, Standing};
use super::value::{Found, Value};
use crate::article::Article;
use crate::layoff::{self, CountIs, DateBasis, Layoff, Where};
use crate::question::{Asks, Company, Counted, Question, Role};
use crate::text::amount::Hedge;
use crate::text::term;
use crate::time::{Bounds, Period};

/// Texts longer than this, in bytes, are no single article; their figures are judged by their sentences alone.
const LONGEST: usize = 100_000;

/// The layoffs of one article.
pub(super) struct Facts {
    layoffs: Vec<Layoff>,
    /// Those that the company denies.
    denied: Vec<Layoff>,
    /// Sites' shares and entries of lists.
    aside: Vec<Layoff>,
}

/// A figure of a sentence, with whose it is and when.
pub(super) struct Figure<'a> {
    pub(super) found: Found,
    pub(super) layoff: &'a Layoff,
    /// The same layoff as a share, where this is its number, and the other way round.
    pub(super) beside: Option<Value>,
    /// It is a part of the layoff that its article is about: a site's, a team's.
    pub(super) part: bool,
}

impl Figure<'_> {
    /// How its layoff stands, with who states it where this sentence says so.
    pub(super) fn standing(&self, sentence: &Range<usize>) -> Standing {
        let here = |place: &Where| matches!(place, Where::Body(r) if sentence.start <= r.start && r.end <= sentence.end);
        let said_by = self.layoff.said_by.clone().filter(|_| self.layoff.proof.said_by.iter().any(here));
        Standing { status: self.layoff.status, said_by }
    }
}

impl Facts {
    pub(super) fn read(article: &Article, sentences: &[Range<usize>], lists: Lists<'_>) -> Facts {
        if article.body.len() > LONGEST {
            return Facts { layoffs: Vec::new(), denied: Vec::new(), aside: Vec::new() };
        }
        let (title, body, source) = (article.title.as_str(), article.body.as_str(), article.source.as_deref());
        let text = layoff::Text { title, body, sentences, published: article.published, source };
        // What a company denies is no figure of it. Sentences on a site's share or an entry of a list are judged by their
        // words: the question has to name the site or the company, and then they cover it.
        // What the question takes for a company is one where the article is about no other: "how many jobs go at Redcar" asks of a
        // town in which somebody's factory closes.
        let known = lists.names.told();
        let told = layoff::extract_all(&text, known);
        let others = told.iter().any(|l| l.primary && known.canonical(&l.company).is_some());
        let told = if others || std::ptr::eq(known, lists.names) { told } else { layoff::extract_all(&text, lists.names) };
        let (denied, told): (Vec<_>, Vec<_>) = told.into_iter().partition(|l| l.status == layoff::Status::Denied);
        let (aside, layoffs) = told.into_iter().partition(|l| l.listed || l.part && (l.place.is_some() || l.division.is_some()));
        Facts { layoffs, denied, aside }
    }

    /// Whose layoff the article is about.
    pub(super) fn own_company(&self) -> Option<&str> {
        self.layoffs.iter().find(|l| l.primary).map(|l| l.company.as_str())
    }

    /// Dates what an article without a day tells by what others tell: a report of the same company's layoff with the same
    /// number, or the same share and nearly the number, is of the same time.
    pub(super) fn date_by_each_other(all: &mut [Option<Facts>], lists: Lists<'_>) {
        let company = |l: &Layoff| lists.names.canonical(&l.company).map_or_else(|| l.company.clone(), |c| c.to_string());
        let told = |l: &&Layoff| l.primary && !l.span_total && (l.count.is_some() || l.percent.is_some());
        let dated: Vec<(String, Option<u64>, Option<f64>, Period)> = all
            .iter()
            .flatten()
            .flat_map(|facts| facts.layoffs.iter().filter(told))
            .filter_map(|l| Some((company(l), l.count, l.percent, l.date?)))
            .collect();
        for layoff in all.iter_mut().flatten().flat_map(|facts| &mut facts.layoffs) {
            if layoff.date.is_some() || !told(&&*layoff) {
                continue;
            }
            let own = company(layoff);
            let same = |(name, count, percent, _): &&(String, Option<u64>, Option<f64>, Period)| {
                let near = count.zip(layoff.count).is_some_and(|(a, b)| a.abs_diff(b).saturating_mul(NEARLY) <= a.max(b));
                let share = percent.is_some() && *percent == layoff.percent;
                *name == own && (count.is_some() && *count == layoff.count || share && near)
            };
            let mut days = dated.iter().filter(same).map(|(.., day)| *day);
            let Some(first) = days.next() else { continue };
            // The most exact of them, where all are of one event.
            let (earliest, latest, best) = days.fold((first.start, first.start, first), |(a, b, best), day| {
                (a.min(day.start), b.max(day.start), if day.days() < best.days() { day } else { best })
            });
            if (latest - earliest).get_days() <= ONE_EVENT {
                (layoff.date, layoff.date_basis) = (Some(best), Some(DateBasis::Published));
            }
        }
    }

    /// The figures of a sentence of the kind asked for.
    pub(super) fn in_sentence(&self, asks: Asks, sentence: &Range<usize>) -> Vec<Figure<'_>> {
        let inside = |place: &Where| match place {
            Where::Body(r) if sentence.start <= r.start && r.end <= sentence.end => {
                Some(r.start - sentence.start..r.end - sentence.start)
            }
            _ => None,
        };
        let mut figures = Vec::new();
        for layoff in &self.layoffs {
            let counted = layoff.proof.count.iter().find_map(inside);
            let shared = layoff.proof.percent.iter().find_map(inside);
            let (number, share) = (counted.map(|range| count(layoff, range)), shared.map(|range| percent(layoff, range)));
            let (value, beside) = match (asks, number, share) {
                (Asks::Percent, number, share) => (share, number),
                (Asks::Count, number, share) => (number, share),
                // Whatever says how large it was.
                (_, Some(number), share) => (Some(number), share),
                (_, None, share) => (share, None),
            };
            if let Some(value) = value {
                let found = Found { fit: 1.0, value: Some(value) };
                figures.push(Figure { found, layoff, beside, part: self.is_part(layoff) });
            }
        }
        figures
    }

    /// The figure of a layoff that a value of a sentence repeats: often the headline states it, and the text again.
    pub(super) fn repeated(&self, value: &Value) -> Option<Figure<'_>> {
        let number = value.number?;
        let same = |l: &&Layoff| match value.kind {
            "count" => [l.count, l.count_max].into_iter().flatten().any(|n| n as f64 == number),
            "percent" => l.percent == Some(number),
            _ => false,
        };
        let layoff = self.layoffs.iter().find(same)?;
        Some(Figure { found: Found { fit: 1.0, value: Some(value.clone()) }, layoff, beside: None, part: self.is_part(layoff) })
    }

    /// The layoff whose reason is stated in a sentence.
    pub(super) fn reason_in(&self, sentence: &Range<usize>) -> Option<Figure<'_>> {
        let states = |l: &&Layoff| {
            l.proof.reason.iter().any(|w| matches!(w, Where::Body(r) if r.start < sentence.end && sentence.start < r.end))
        };
        let layoff = self.layoffs.iter().find(states)?;
        Some(Figure { found: Found { fit: 1.0, value: None }, layoff, beside: None, part: false })
    }

    /// How likely a sentence gives the reason of the layoff that the article is about, as far as it was weighed.
    pub(super) fn reason_chance(&self, sentence: &Range<usize>) -> Option<f32> {
        let told = self.layoffs.iter().flat_map(|l| &l.causes).filter(|(range, _)| range.start == sentence.start);
        told.map(|(_, chance)| *chance as f32).reduce(f32::max)
    }

    /// Whether it is a smaller figure of the same company and time as the layoff that the article is about.
    fn is_part(&self, layoff: &Layoff) -> bool {
        let primary = self.layoffs.iter().find(|l| l.primary && l.company == layoff.company && !layoff.primary);
        primary.is_some_and(|whole| {
            let smaller = whole.count.zip(layoff.count).is_some_and(|(whole, part)| part < whole);
            let same_time = match (whole.date, layoff.date) {
                (Some(whole), Some(part)) => whole.start <= part.end && part.start <= whole.end,
                _ => true,
            };
            smaller && same_time && !layoff.span_total
        })
    }

    /// Whether a sentence tells of a layoff that is denied.
    pub(super) fn denied_in(&self, sentence: &Range<usize>) -> bool {
        let inside = |place: &Where| matches!(place, Where::Body(r) if sentence.start <= r.start && r.end <= sentence.end);
        self.denied.iter().any(|l| l.proof.count.iter().chain(&l.proof.percent).any(inside))
    }

    /// Whether the article tells of layoffs at all.
    pub(super) fn any(&self) -> bool {
        !self.layoffs.is_empty()
    }
}

/// Two numbers are nearly the same where they differ by less than one in so many.
const NEARLY: u64 = 10;
/// Reports within as many days of each other tell of one event.
const ONE_EVENT: i32 = 60;

fn count(layoff: &Layoff, range: Range<usize>) -> Value {
    let hedge = match layoff.count_is {
        Some(CountIs::About) => Hedge::About,
        Some(CountIs::AtLeast) => Hedge::AtLeast,
        Some(CountIs::AtMost) => Hedge::AtMost,
        Some(CountIs::Range) => Hedge::Range,
        Some(CountIs::Vague) => Hedge::Vague,
        Some(CountIs::Exact) | None => Hedge::Exact,
    };
    Value { kind: "count", range, number: layoff.count_max.or(layoff.count).map(|n| n as f64), hedge }
}

fn percent(layoff: &Layoff, range: Range<usize>) -> Value {
    Value { kind: "percent", range, number: layoff.percent, hedge: Hedge::Exact }
}

impl Figure<'_> {
    /// Whether the name of the company whose it is stands in a sentence, elsewhere than at these names.
    pub(super) fn is_named_in(&self, sentence: &Range<usize>, others: &[Range<usize>]) -> bool {
        let apart = |r: &Range<usize>| !others.iter().any(|o| o.start < r.end && r.start < o.end);
        let inside =
            |place: &Where| matches!(place, Where::Body(r) if sentence.start <= r.start && r.end <= sentence.end && apart(r));
        self.layoff.proof.company.iter().any(inside)
    }

    /// How surely it is of a company asked about.
    pub(super) fn company(&self, question: &Question, lists: Lists<'_>, names_unit: impl Fn(&Company) -> bool) -> f32 {
        if question.companies.is_empty() {
            return 1.0;
        }
        let own = lists.names.canonical(&self.layoff.company).map_or_else(|| self.layoff.company.clone(), |c| c.to_string());
        let parent = lists.names.parent(&own);
        let one = |asked: &Company| {
            if own == asked.name || lists.names.are_one(&own, &asked.name) {
                1.0
            } else if parent.as_deref() == Some(&asked.name) {
                0.8
            } else if asked.parent.as_deref() == Some(&own) {
                // The whole company's figure, said of the unit only where the sentence or the division says so.
                let division =
                    self.layoff.division.as_deref().is_some_and(|d| term::fold(d).contains(term::fold(&asked.name).as_ref()));
                if division {
                    1.0
                } else if names_unit(asked) {
                    0.9
                } else {
                    0.25
                }
            } else {
                0.04
            }
        };
        question.companies.iter().map(one).fold(0.0, f32::max)
    }

    /// When it happened, as far as the article says.
    pub(super) fn event(&self) -> Option<Period> {
        self.layoff.date
    }

    /// How well that fits the time asked about; none where the sentence's own times have to tell.
    pub(super) fn time(&self, asked: &Bounds) -> Option<f32> {
        let event = self.layoff.date.filter(|_| !self.layoff.span_total)?;
        let days = if asked.overlaps(&event) { 0 } else { asked.distance(event.start).min(asked.distance(event.end)) };
        let stated = self.layoff.date_basis != Some(DateBasis::Published);
        Some(match days {
            0 if stated => 1.0,
            0 => 0.95,
            // A report may come some days after the event, and a plan before it.
            1..=7 if !stated => 0.6,
            8..=21 if !stated => 0.3,
            _ => 0.04,
        })
    }

    /// Whether it counts what is asked for: the whole, a part, or a sum over several rounds.
    pub(super) fn scope(&self, question: &Question, lists: Lists<'_>) -> f32 {
        let wants_sum = wants_sum(question, lists);
        let whole = match (wants_sum, self.layoff.span_total) {
            (true, true) => 1.0,
            (true, false) => 0.75,
            (false, true) => 0.7,
            (false, false) => 1.0,
        };
        // A part is what is meant only where the question names it; then coverage speaks for it.
        let part = (self.part || self.layoff.division.is_some()) && !question.terms.iter().any(|t| t.role == Role::Content);
        let own = if self.layoff.primary || (wants_sum && self.layoff.span_total) || question.companies.is_empty() {
            1.0
        } else {
            0.85
        };
        if part { whole * own * 0.75 } else { whole * own }
    }
}

/// Whether the question takes for granted that a company it names has laid people off.
pub(super) fn about_cuts(question: &Question) -> bool {
    let kinds = [
        Asks::Count,
        Asks::Percent,
        Asks::Reason,
        Asks::Date,
        Asks::Severance,
        Asks::Place,
        Asks::Team,
        Asks::Summary,
        Asks::Comparison,
    ];
    let of_cuts = question.asks != Asks::Count || question.counted == Counted::Cuts;
    question.about_cuts && of_cuts && !question.companies.is_empty() && kinds.contains(&question.asks)
}

/// How far the articles bear out what the question takes for granted: that there was a layoff at the company it names,
/// and at the time it names. 1 where it takes nothing for granted, or nothing was found out.
pub(super) fn premise<'a>(
    question: &Question,
    times: &[(Bounds, f32)],
    facts: impl Iterator<Item = &'a Facts>,
    lists: Lists<'_>,
) -> f32 {
    if !about_cuts(question) {
        return 1.0;
    }
    let mut best = NO_LAYOFF;
    for layoff in facts.flat_map(|f| f.layoffs.iter().chain(&f.aside)) {
        let figure = Figure { found: Found { fit: 1.0, value: None }, layoff, beside: None, part: false };
        if figure.company(question, lists, |_| true) < 0.6 {
            continue;
        }
        let fits = |(bounds, _): &(Bounds, f32)| match layoff.date {
            Some(date) if layoff.span_total => bounds.overlaps(&date),
            // What is told in passing without a date was at some other time.
            _ => figure.time(bounds).map_or(layoff.primary || layoff.listed, |fit| fit >= 0.3),
        };
        best = f32::max(best, if !question.is_dated() || times.iter().any(fits) { 1.0 } else { OTHER_TIME });
    }
    best
}

/// No layoff at the company was found in the articles.
const NO_LAYOFF: f32 = 0.5;
/// Layoffs at the company were found, but none at the time asked about.
const OTHER_TIME: f32 = 0.5;

/// Whether a sum over several rounds is meant: the question says so, or asks about so long a time ("since 2022").
pub(super) fn wants_sum(question: &Question, lists: Lists<'_>) -> bool {
    let long = question.is_dated() && question.order.is_none() && question.bounds.period().is_none_or(|p| p.days() > 400);
    let total = lists.vocabulary.group("total");
    long || question.terms.iter().any(|t| total.is_some_and(|g| t.groups.contains(&g)))
}
