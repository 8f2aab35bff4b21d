//! What the sentences gave, looked at once more where the question has conditions that no sentence is judged by, and where
//! a company denies what its sentence tells. Facts are not needed for it: the cited articles are read.

use super::{App, Explained};
use crate::answer::{Answer, Citation, Evidence};
use crate::layoff::tally::Filter;
use crate::layoff::{Layoff, Status};
use crate::question::{Asks, Conditions, Question};
use crate::text::term;

/// Days by which the report of a layoff may lie beside the time asked about.
const BESIDE: i32 = 8;
/// Of a refusal: how sure it is that what is shown answers.
const UNSURE: f64 = 0.2;

impl App {
    /// Takes out what does not fit the conditions of the question, or did not happen.
    pub(super) fn keep_what_fits(&self, explained: &mut Explained) {
        if explained.answer.abstained {
            return;
        }
        self.take_denied(explained);
        let question = &explained.question;
        if let Some(conditions) = self.conditions(question) {
            let fits = |citation: &Citation| {
                self.cited(explained, citation).iter().any(|told| is_meant(told, &conditions.filter))
                    || has_number(citation.text(), &conditions.filter)
            };
            let fitting: Vec<bool> = explained.answer.citations.iter().map(fits).collect();
            let of_time = |answer: &Answer, n: usize| {
                let row = answer.rows.iter().find(|row| row.citations.contains(&n));
                row.and_then(|row| row.date).is_none_or(|day| question.bounds.distance(day) <= BESIDE)
            };
            let keep: Vec<bool> = (1..).zip(fitting).map(|(n, fits)| fits && of_time(&explained.answer, n)).collect();
            let why_not = conditions.why_not(question.is_dated().then(|| question.bounds.label()));
            keep_only(&mut explained.answer, &keep, why_not);
            if let Some(note) = conditions.note().filter(|_| !explained.answer.abstained) {
                explained.answer.notes.push(note);
            }
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

    /// A number that a company denies is neither a headline nor a line: the sentence says both, they say only one.
    fn take_denied(&self, explained: &mut Explained) {
        let denied = |n: Option<&usize>, count: Option<u64>, percent: Option<f64>| {
            let citation = n.and_then(|n| explained.answer.citations.get(n - 1));
            let same = |told: &&Layoff| count.is_some() && told.count == count || percent.is_some() && told.percent == percent;
            citation.is_some_and(|citation| {
                let told = self.cited(explained, citation);
                let mut of_figure = told.iter().filter(same).peekable();
                of_figure.peek().is_some() && of_figure.all(|told| told.status == Status::Denied)
            })
        };
        let claimed = explained.answer.claims.first().is_some_and(|claim| match claim.kind {
            "count" => denied(claim.citations.first(), claim.value.as_u64(), None),
            "percent" => denied(claim.citations.first(), None, claim.value.as_f64()),
            _ => false,
        });
        let rows = explained.answer.rows.iter().filter(|row| !denied(row.citations.first(), row.count, row.percent)).cloned();
        let rows = rows.collect();
        explained.answer.rows = rows;
        if claimed {
            explained.answer.headline = None;
            explained.answer.claims.clear();
        }
    }

    /// The layoffs that a cited article tells of.
    fn cited(&self, explained: &Explained, citation: &Citation) -> Vec<Layoff> {
        let article = explained.retrieved.iter().map(|r| &r.article).find(|article| article.id == citation.article_id());
        article.map(|article| self.layoffs_of(article)).unwrap_or_default()
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

/// Whether a sentence has such a number itself, where nothing was read from it. A year is none.
fn has_number(text: &str, filter: &Filter) -> bool {
    let words = term::words(text);
    let any = |share: bool, fits: &dyn Fn(f64) -> bool| {
        words.iter().enumerate().filter(|(_, word)| word.number).any(|(at, word)| {
            let sign = text.get(word.range.end..).is_some_and(|rest| rest.trim_start().starts_with('%'));
            let next = |n: usize| words.get(at + n).map(|word| word.folded.as_ref());
            let is_share = sign || next(1) == Some("percent") || (next(1), next(2)) == (Some("per"), Some("cent"));
            word.folded.parse().is_ok_and(|n: f64| is_share == share && (share || !(1990.0..2100.0).contains(&n)) && fits(n))
        })
    };
    let (min, max) = (filter.min.map(|n| n as f64), filter.max.map(|n| n as f64));
    let numbered =
        min.is_none() && max.is_none() || any(false, &|n| min.is_none_or(|min| n >= min) && max.is_none_or(|max| n <= max));
    let shared = has_share(None, filter) || any(true, &|n| has_share(Some(n), filter));
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
    answer.claims.retain(|claim| claim.citations.iter().all(|n| kept(*n)));
    if answer.claims.is_empty() {
        answer.headline = None;
    }
    let numbers = answer.rows.iter_mut().map(|r| &mut r.citations).chain(answer.claims.iter_mut().map(|c| &mut c.citations));
    numbers.flatten().for_each(|n| *n = renumbered(*n));
    answer.citations.retain(|citation| kept(citation.n));
    for (n, citation) in (1..).zip(&mut answer.citations) {
        citation.n = n;
    }
}
