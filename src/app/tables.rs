//! Questions that are answered from all layoffs together: totals, rankings, lists, comparisons, trends.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::described::DescribedCompanies;
use super::{App, AppError, Explained};
use crate::answer::table::{self, Proven};
use crate::answer::{Citation, Evidence, Retrieved};
use crate::article::{ArticleId, Corpus};
use crate::layoff::event::{Event, EventId, Events};
use crate::layoff::tally::Filter;
use crate::question::{Of, Table};
use crate::text::term;

/// What an answer from facts was made of.
pub struct FromFacts {
    /// What was asked for.
    pub table: Table,
    /// The events that are quoted, in the order of the answer.
    pub used: Vec<EventId>,
    /// All events that this person may see.
    pub events: Arc<Events>,
}

impl App {
    /// Puts an answer from facts in place of the one from sentences, where the question asks for such a one and the facts
    /// hold it.
    pub(super) fn answer_from_facts(&self, explained: &mut Explained, corpus: Corpus) -> Result<(), AppError> {
        let asked = Table::of(&explained.question, &self.table_words);
        let unanswered = || {
            let of_companies = || Table::of_companies(&explained.question, &self.table_words);
            explained.answer.abstained.then(of_companies).flatten()
        };
        let Some(mut table) = asked.or_else(unanswered) else { return Ok(()) };
        let events = self.events(corpus)?;
        for company in &mut table.filter.companies {
            *company = self.company_named(&events, company);
        }
        self.answer_table(explained, table, events, corpus)?;
        Ok(())
    }

    /// Answers for which companies of a kind there are layoffs, where the articles say which ones are of that kind.
    pub(super) fn answer_described(
        &self,
        explained: &mut Explained,
        described: &DescribedCompanies,
        corpus: Corpus,
    ) -> Result<bool, AppError> {
        let mut table = described.table.clone();
        let events = self.events(corpus)?;
        let named = described.companies.iter().map(|known| (self.company_named(&events, &known.0), known));
        let named: BTreeMap<String, &(Arc<str>, ArticleId, Range<usize>)> = named.collect();
        let mut companies: BTreeSet<String> = named.keys().cloned().collect();
        // Rows of lists say of which industry and country a company is.
        let plain = Table::of(&explained.question, &self.table_words);
        if let Some(plain) = plain.filter(|t| t.filter.industry.is_some() || t.filter.country.is_some()) {
            companies.extend(plain.filter.select(events.asked(&plain.filter.statuses)).iter().map(|e| e.company.to_string()));
        }
        table.filter.companies = companies.into_iter().collect();
        if !self.answer_table(explained, table, events.clone(), corpus)? {
            return Ok(false);
        }
        let answer = &mut explained.answer;
        for row in &mut answer.rows {
            let Some((_, article, sentence)) = named.get(&row.company) else { continue };
            let holds =
                |c: &&Citation| c.article_id() == *article && c.range().start <= sentence.start && sentence.end <= c.range().end;
            if row.citations.iter().filter_map(|n| answer.citations.get(n - 1)).any(|c| holds(&c)) {
                continue;
            }
            let n = match answer.citations.iter().find(holds) {
                Some(known) => known.n,
                None => {
                    let Some(article) = self.library.get(&[*article], &corpus.visible())?.pop() else { continue };
                    let quote = article.quote(sentence.clone()).map_err(|e| AppError::Defect(e.to_string()))?;
                    let n = answer.citations.len() + 1;
                    answer.citations.push(Citation::new(n, &article, &quote, 1.0 / n as f64));
                    n
                }
            };
            row.citations.push(n);
        }
        answer.notes.insert(
            0,
            format!(
                "Of the companies here, those that an article calls \u{201c}{}\u{201d} or a list puts there; there may be more.",
                described.said
            ),
        );
        Ok(true)
    }

    /// Puts the lines of a table in place of what the sentences gave; whether it has any that is better.
    fn answer_table(
        &self,
        explained: &mut Explained,
        table: Table,
        events: Arc<Events>,
        corpus: Corpus,
    ) -> Result<bool, AppError> {
        let lines = table::lines(&table, &events);
        let stated = match &lines {
            Some(lines) => {
                let names = self.names_of(corpus)?;
                table::stated(&table, lines, &explained.judged, &explained.retrieved, &names)
                    .map_err(|e| AppError::Defect(e.to_string()))?
            }
            None => Vec::new(),
        };
        // Somebody's count of a whole industry needs no others beside it; where it is the answer already, few lines add nothing.
        let is_first = |quote: &Citation| {
            let first = explained.answer.citations.first();
            first.is_some_and(|c| c.article_id() == quote.article_id() && c.range().contains(&quote.range().start))
        };
        let counted = table.filter.companies.is_empty() && stated.first().is_some_and(|quote| !is_first(quote));
        let used = match lines {
            Some(lines) if !(lines.weak && !counted || states_more(explained, &table, &lines)) || explained.answer.abstained => {
                let mut proofs = Vec::with_capacity(lines.lines.len());
                for line in &lines.lines {
                    let of_line: Result<Vec<Vec<Proven>>, AppError> =
                        line.events.iter().map(|event| self.proven(event, &lines.filter, corpus)).collect();
                    proofs.push(of_line?);
                }
                let (judged, retrieved) = (&explained.judged, &explained.retrieved);
                let own = |quote: &Citation| judged.iter().any(|e| is_of(e, quote, retrieved) && e.features.company >= OWN);
                let done = table::compose(&table, &lines, &proofs, &own, stated, &mut explained.answer);
                let used = lines.lines.iter().flat_map(|line| &line.events).map(|event| event.id).collect();
                done.map_err(|e| AppError::Defect(e.to_string()))?.then_some(used)
            }
            _ => None,
        };
        let answered = used.is_some();
        if let Some(used) = used {
            explained.table = Some(FromFacts { table, used, events });
        }
        Ok(answered)
    }

    /// The words for an event.
    fn proven(&self, event: &Event, filter: &Filter, corpus: Corpus) -> Result<Vec<Proven>, AppError> {
        let proved = self.prove(corpus, table::facts(event, filter))?;
        Ok(proved.into_iter().map(|p| Proven { fact: p.fact, article: p.article, proof: p.proof }).collect())
    }
}

/// A sentence speaks of the company asked about as surely as this.
const OWN: f32 = 0.6;

/// Whether a quote is of this sentence, or holds it.
fn is_of(evidence: &Evidence, quote: &Citation, retrieved: &[Retrieved]) -> bool {
    let (inside, of) = (&evidence.range, quote.range());
    retrieved[evidence.article].article.id == quote.article_id() && of.start <= inside.start && inside.end <= of.end
}

/// Whether the sentence that answers states a total of one company that is more than the sum of the rounds known here: then
/// not all of these are.
fn states_more(explained: &Explained, table: &Table, lines: &table::Lines<'_>) -> bool {
    let one = table.of == Of::Total && table.filter.companies.len() == 1;
    let Some(best) = explained.judged.first().filter(|_| one) else { return false };
    let jobs = best.value.as_ref().filter(|v| v.kind == "count").and_then(|v| v.number);
    let text = &explained.retrieved[best.article].article.body[best.range.clone()];
    let is_total = table::is_together(&term::words(text)) || text.contains("so far") || text.contains("since ");
    is_total && jobs.zip(lines.jobs()).is_some_and(|(stated, known)| stated > known as f64)
}
