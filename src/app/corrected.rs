//! What curators corrected, in answers that quote articles: a rejected layoff is evidence of nothing, and what is quoted of
//! a corrected one says so.

use super::{App, AppError};
use crate::answer::{Answer, Citation, Evidence, Retrieved};
use crate::article::{ArticleId, Corpus};
use crate::layoff::{Fact, Proof, Stated, Where};
use crate::text::number::grouped;

/// A corrected layoff of an article that was read for a question, with where the article states it.
pub(super) struct Correction {
    fact: Fact,
    proof: Proof,
}

impl App {
    /// What this corpus sees corrected of these articles.
    pub(super) fn corrected_in(&self, corpus: Corpus, retrieved: &[Retrieved]) -> Result<Vec<Correction>, AppError> {
        let mut ids = Vec::new();
        for corpus in corpus.visible() {
            ids.extend(self.library.corrections(corpus)?.into_iter().map(|(id, _)| id));
        }
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        ids.sort_unstable();
        ids.dedup();
        let facts = self.facts(corpus)?;
        let mut corrected = Vec::new();
        for fact in ids.into_iter().filter_map(|id| facts.get(id)) {
            if retrieved.iter().any(|r| r.article.id == fact.report.article)
                && let Some(proof) = self.library.proof(fact.id)?
            {
                corrected.push(Correction { fact: fact.clone(), proof });
            }
        }
        Ok(corrected)
    }
}

impl Correction {
    /// Whether a sentence states the figures of a layoff that was rejected.
    pub(super) fn withdraws(&self, article: ArticleId, evidence: &Evidence) -> bool {
        let states = || self.is_stated(&evidence.range) || evidence.value.as_ref().is_some_and(|v| self.was(v.number));
        self.fact.is_rejected() && self.fact.report.article == article && states()
    }

    /// Says in an answer that what it quotes was corrected. What the report was read as is no headline any more.
    pub(super) fn mark(&self, answer: &mut Answer) {
        if self.fact.is_rejected() {
            return;
        }
        let quotes =
            |c: &Citation| c.article_id() == self.fact.report.article && (self.is_stated(&c.range()) || self.has_number(c));
        let quoting: Vec<usize> = answer.citations.iter().filter(|c| quotes(c)).map(|c| c.n).collect();
        let Some(note) = self.note().filter(|_| !quoting.is_empty()) else { return };
        if answer.claims.iter().any(|claim| claim.citations.iter().any(|n| quoting.contains(n)) && self.was(claim.value.as_f64()))
        {
            (answer.headline, answer.claims) = (None, Vec::new());
        }
        let restated = |number: Option<f64>| number.is_some() && self.was(number);
        answer.rows.retain(|row| {
            let figures = [row.count.map(|n| n as f64), row.percent];
            !(row.citations.iter().any(|n| quoting.contains(n)) && figures.into_iter().any(restated))
        });
        answer.notes.push(note);
    }

    fn is_stated(&self, range: &std::ops::Range<usize>) -> bool {
        let inside = |place: &Where| matches!(place, Where::Body(r) if range.start <= r.start && r.end <= range.end);
        self.proof.count.iter().chain(&self.proof.percent).any(inside)
    }

    /// Whether a number is one that was corrected.
    fn was(&self, number: Option<f64>) -> bool {
        let Some(was) = self.stated() else { return false };
        let same = |stated: Option<f64>| number.is_some() && stated == number;
        same(was.count.map(|n| n as f64)) || same(was.percent)
    }

    fn has_number(&self, citation: &Citation) -> bool {
        let number = |range: &std::ops::Range<usize>| citation.text().get(range.clone()).map(str::to_owned);
        let was = self.stated().and_then(|was| was.count).map(grouped);
        citation.emphasis.as_ref().and_then(number).zip(was).is_some_and(|(said, was)| said.contains(&was))
    }

    fn stated(&self) -> Option<&Stated> {
        self.fact.correction.as_ref().map(|correction| &correction.was)
    }

    /// "Corrected by a curator: Quill – 110 jobs, read as 120 jobs (“the filing says so”)"
    fn note(&self) -> Option<String> {
        let correction = self.fact.correction.as_ref()?;
        let (now, was) = (self.fact.stated(), &correction.was);
        let jobs = |count: Option<u64>| count.map_or("no number".to_owned(), |n| format!("{} jobs", grouped(n)));
        let share = |percent: Option<f64>| percent.map_or("no share".to_owned(), |p| format!("{p}% of staff"));
        let day = |stated: &Stated| stated.date.map_or("no date".to_owned(), |date| date.label());
        let mut changes = Vec::new();
        let mut changed = |differs: bool, from: String, to: String| changes.extend(differs.then_some((from, to)));
        changed(now.company != was.company, was.company.clone(), now.company.clone());
        changed(now.count != was.count, jobs(was.count), jobs(now.count));
        changed(now.percent != was.percent, share(was.percent), share(now.percent));
        changed(now.date != was.date, day(was), day(&now));
        let changes: Vec<String> = changes.into_iter().map(|(from, to)| format!("{to}, read as {from}")).collect();
        Some(format!("Corrected by a curator: {} – {} (“{}”)", now.company, changes.join("; "), correction.note))
    }
}
