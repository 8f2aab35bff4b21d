//! What the sentences gave, looked at once more where the question has conditions that no sentence is judged by, and where
//! a company denies what its sentence tells. Facts are not needed for it: the cited articles are read.

use std::cell::OnceCell;

use super::{App, Explained};
use crate::answer::{Answer, Citation, Evidence};
use crate::article::Article;
use crate::layoff::tally::Filter;
use crate::layoff::{Layoff, Status, Where};
use crate::question::{Asks, Conditions, Question};
use crate::text::amount;

/// Days by which the report of a layoff may lie beside the time asked about.
const BESIDE: i32 = 8;
/// Of a refusal: how sure it is that what is shown answers.
const UNSURE: f64 = 0.2;

impl App {
    /// Takes out what does not fit the conditions of the question, or did not happen.
    pub(super) fn keep_what_fits(&self, explained: &mut Explained) {
        let Explained { answer, question, retrieved, .. } = explained;
        if answer.abstained {
            return;
        }
        let told = Told { app: self, of: retrieved.iter().map(|r| (&r.article, OnceCell::new())).collect() };
        take_denied(answer, &told);
        let Some(conditions) = self.conditions(question) else { return };
        let of_time = |n: usize| {
            let row = answer.rows.iter().find(|row| row.citations.contains(&n));
            row.and_then(|row| row.date).is_none_or(|day| question.bounds.distance(day) <= BESIDE)
        };
        let fits = |citation: &Citation| fits(citation, told.by(citation), &conditions.filter);
        let keep: Vec<bool> = answer.citations.iter().map(|citation| fits(citation) && of_time(citation.n)).collect();
        let why_not = conditions.why_not(question.is_dated().then(|| question.bounds.label()));
        keep_only(answer, &keep, why_not);
        if let Some(note) = conditions.note().filter(|_| !answer.abstained) {
            answer.notes.push(note);
        }
    }

    /// The conditions of a question that is for whichever companies meet them.
    fn conditions(&self, question: &Question) -> Option<Conditions> {
        let open = matches!(question.asks, Asks::List | Asks::Summary | Asks::Comparison)
            && question.companies.is_empty()
            && question.about_cuts;
        open.then(|| Conditions::of(question, &self.table_words)).flatten()
    }

    /// What may stand in a list that answers a question: figures within its conditions.
    pub(super) fn listed(&self, question: &Question) -> impl Fn(&Evidence) -> bool + use<> {
        let conditions = self.conditions(question);
        let bounds = question.bounds;
        move |evidence: &Evidence| {
            let Some(Conditions { filter, .. }) = &conditions else { return true };
            let values = [&evidence.value, &evidence.beside];
            let figure = |kind: &str| values.into_iter().flatten().find(|v| v.kind == kind).and_then(|v| v.number);
            let in_time = evidence.event.is_none_or(|event| bounds.distance(event.start) <= BESIDE);
            in_time && has_count(figure("count").map(|n| n as u64), filter) && has_share(figure("percent"), filter)
        }
    }
}

/// The layoffs that cited articles tell of, each article read once and only when asked for.
struct Told<'a> {
    app: &'a App,
    of: Vec<(&'a Article, OnceCell<Vec<Layoff>>)>,
}

impl Told<'_> {
    fn by(&self, citation: &Citation) -> &[Layoff] {
        let of = self.of.iter().find(|(article, _)| article.id == citation.article_id());
        of.map_or(&[], |(article, told)| told.get_or_init(|| self.app.layoffs_of(article)))
    }
}

/// A number that a company denies is neither a headline nor a line: the sentence says both, they say only one.
fn take_denied(answer: &mut Answer, told: &Told<'_>) {
    let citations = &answer.citations;
    let denied = |n: Option<&usize>, count: Option<u64>, percent: Option<f64>| {
        let same = |told: &&Layoff| count.is_some() && told.count == count || percent.is_some() && told.percent == percent;
        n.and_then(|n| citations.get(n - 1)).is_some_and(|citation| {
            let mut of_figure = told.by(citation).iter().filter(same).peekable();
            of_figure.peek().is_some() && of_figure.all(|told| told.status == Status::Denied)
        })
    };
    let claimed = answer.claims.iter().any(|claim| match claim.kind {
        "count" => denied(claim.citations.first(), claim.value.as_u64(), None),
        "percent" => denied(claim.citations.first(), None, claim.value.as_f64()),
        _ => false,
    });
    answer.rows.retain(|row| !denied(row.citations.first(), row.count, row.percent));
    if claimed {
        answer.headline = None;
        answer.claims.clear();
    }
}

/// Whether a quote tells of a layoff within bounds: by what was read from its own words, else by its numbers.
fn fits(citation: &Citation, told: &[Layoff], filter: &Filter) -> bool {
    let quote = citation.range();
    let inside = |place: &Where| matches!(place, Where::Body(r) if quote.start <= r.start && r.end <= quote.end);
    let quoted = |told: &&Layoff| told.proof.count.iter().chain(&told.proof.percent).any(inside);
    let mut own = told.iter().filter(quoted).peekable();
    match own.peek() {
        Some(_) => own.any(|told| is_meant(told, filter)),
        None => has_number(citation.text(), filter),
    }
}

/// Whether a layoff is one of those asked for, by number and share.
fn is_meant(told: &Layoff, filter: &Filter) -> bool {
    told.status != Status::Denied && has_count(told.count, filter) && has_share(told.percent, filter)
}

fn has_count(count: Option<u64>, filter: &Filter) -> bool {
    let (min, max) = (filter.min, filter.max);
    min.is_none() && max.is_none()
        || count.is_some_and(|count| min.is_none_or(|min| count >= min) && max.is_none_or(|max| count <= max))
}

fn has_share(share: Option<f64>, filter: &Filter) -> bool {
    let (min, max) = (filter.min_percent, filter.max_percent);
    min.is_none() && max.is_none()
        || share.is_some_and(|share| min.is_none_or(|min| share >= min) && max.is_none_or(|max| share <= max))
}

/// Whether a sentence has such a number itself, where nothing was read from it. Money, spans of time and years are none.
fn has_number(text: &str, filter: &Filter) -> bool {
    let numbered = has_count(None, filter) || amount::numbers(text).into_iter().any(|n| has_count(Some(n as u64), filter));
    let shared = has_share(None, filter) || amount::shares(text).into_iter().any(|n| has_share(Some(n), filter));
    numbered && shared
}

/// Leaves these citations and the lines that they prove. Where none is left, nothing here fits.
fn keep_only(answer: &mut Answer, keep: &[bool], why_not: String) {
    if keep.iter().all(|keep| *keep) {
        return;
    }
    let kept = |n: usize| keep.get(n - 1).copied().unwrap_or_default();
    if !keep.contains(&true) {
        answer.nearest = std::mem::take(&mut answer.citations);
        (answer.abstained, answer.why_not, answer.confidence) = (true, Some(why_not), answer.confidence.min(UNSURE));
        (answer.headline, answer.claims, answer.rows) = (None, Vec::new(), Vec::new());
        return;
    }
    let renumbered = |n: usize| keep[..n].iter().filter(|keep| **keep).count();
    answer.rows.retain(|row| row.citations.iter().all(|n| kept(*n)));
    // The headline says all that is claimed.
    if answer.claims.is_empty() || !answer.claims.iter().all(|claim| claim.citations.iter().all(|n| kept(*n))) {
        answer.headline = None;
        answer.claims.clear();
    }
    let numbers = answer.rows.iter_mut().map(|r| &mut r.citations).chain(answer.claims.iter_mut().map(|c| &mut c.citations));
    numbers.flatten().for_each(|n| *n = renumbered(*n));
    answer.citations.retain(|citation| kept(citation.n));
    for (n, citation) in (1..).zip(&mut answer.citations) {
        citation.n = n;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_things_are_within_bounds() {
        let filter = Filter { min: Some(10), ..Filter::default() };
        for text in ["It gave 45 days of notice.", "It paid $500 to each.", "It was founded in 1985.", "It cut 12% of staff."] {
            assert!(!has_number(text, &filter), "{text}");
        }
        assert!(has_number("It cut 45 jobs.", &filter));
        let share = Filter { min_percent: Some(10.0), ..Filter::default() };
        assert!(has_number("It cut 12 per cent of staff.", &share) && !has_number("It cut 45 jobs.", &share));
    }
}
