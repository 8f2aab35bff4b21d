//! From judged sentences to an answer: which are quoted, whether that is enough, and what is said of it.

use super::doubts::Doubts;
use super::evidence::{self, Evidence, Lists, Retrieved};
use super::value::Value;
use super::{Answer, Citation, Coverage, Row, headline, refusal};
use crate::article::{NotAQuote, Provenance};
use crate::question::{Asks, Question, Role};

/// Citations of an answer that is not a list.
const CITATIONS: usize = 3;
/// Citations that can be asked for beyond those of an answer.
const FURTHER: usize = 12;
/// Companies of a list.
const ROWS: usize = 10;
/// A company is listed when its sentence is at least this good, against the first.
const WORTH_LISTING: f32 = 0.35;
/// Citations beside a refusal.
const NEAREST: usize = 2;
/// A sentence with as many words at most is a heading, and tells nothing.
const HEADING: usize = 3;
/// A sentence beside the chosen one is quoted with it when it is at least this good, against that one.
const BESIDE: f32 = 0.4;
/// Two sentences are quoted together when they have no more bytes than this.
const LONGEST_PAIR: usize = 400;
/// What is left of the confidence in a sentence that is ruled out.
const RULED_OUT: f64 = 0.2;
/// Half a comparison is an answer no more surely than this.
const HALF_UNSURE: f64 = 0.2;
/// A further citation has to hold the kind of thing asked for at least this well, against the first.
const SAME_KIND: f32 = 0.35;
/// A sentence that speaks of the company less surely names another one, or stands in another one's section.
const OF_ANOTHER: f32 = 0.04;
/// A further citation has to be at least this good, against the first.
const WORTH_SHOWING: f32 = 0.25;

/// The answer to a question from its judged evidence, best first. A list has only what `listed` admits.
///
/// # Errors
/// When a sentence is not one of its article: a defect of this program, never shown as a quote.
pub fn compose(
    question: &Question,
    rarity: &[f32],
    retrieved: &[Retrieved],
    judged: &[Evidence],
    lists: Lists<'_>,
    coverage: Coverage,
    listed: &dyn Fn(&Evidence) -> bool,
) -> Result<Answer, NotAQuote> {
    let says_something = !question.companies.is_empty() || question.terms.iter().any(|t| t.role == Role::Content);
    let chat = question.is_chat();
    let reachable = question.out_of_reach.is_none() && !chat && (says_something || question.is_dated() && question.about_layoffs);
    let best = judged.first().filter(|_| reachable);
    let listed =
        if question.asks == Asks::List && question.companies.is_empty() { choose_companies(judged, listed) } else { Vec::new() };
    let listed = of_their_kind(question, retrieved, judged, listed);
    // Who did what is told of nobody.
    let nobody = question.lists_cuts() && listed.is_empty();
    let doubts = best.map(|best| Doubts::of(question, best, judged, retrieved, lists, nobody)).unwrap_or_default();
    let sure =
        best.map_or(0.0, |best| lists.weights.confidence(question, &best.features, &evidence::ahead(question, judged), &doubts));
    let confidence = if doubts.ruled_out().is_some() { sure * RULED_OUT } else { sure };
    let answered = best.is_some() && doubts.ruled_out().is_none() && confidence >= lists.weights.threshold();
    let chosen = match answered {
        // To a greeting nothing comes near.
        false if chat => Vec::new(),
        false => nearest(question, retrieved, judged),
        true if listed.is_empty() => choose(question, retrieved, judged, CITATIONS),
        true => listed,
    };
    let chosen = if answered && question.asks != Asks::List { widen(retrieved, judged, chosen) } else { owned(chosen) };
    let mut citations = Vec::with_capacity(chosen.len());
    for evidence in &chosen {
        let article = &retrieved[evidence.article].article;
        let quote = article.quote(evidence.range.clone())?;
        let mut citation = Citation::new(citations.len() + 1, article, &quote, f64::from(evidence.score));
        citation.emphasis = evidence.value.as_ref().map(|v| v.range.clone());
        citations.push(citation);
    }
    let mut answer = Answer {
        question: question.text.clone(),
        abstained: !answered,
        confidence,
        headline: None,
        claims: Vec::new(),
        rows: Vec::new(),
        notes: Vec::new(),
        why_not: None,
        nearest: Vec::new(),
        understood: question.understood(),
        citations: Vec::new(),
        coverage,
        took_ms: 0.0,
        doubts,
        candidate: None,
    };
    if answered {
        if let Some(mut candidate) = headline::candidate(question, &chosen, &citations, (judged, lists), coverage.to) {
            candidate.sure = lists.weights.headline(question, &candidate, confidence);
            if candidate.sure >= lists.weights.headline_threshold() {
                answer.headline = Some(candidate.line.clone());
                answer.claims = candidate.claims.clone();
            }
            answer.candidate = Some(candidate);
        }
        answer.rows = chosen.iter().enumerate().filter_map(|(n, e)| row(e, n + 1)).collect();
        if question.asks != Asks::List {
            // The figure of the first quote; none of another one stands for it.
            answer.rows.retain(|row| row.citations == [1]);
        }
        answer.citations = citations;
    } else {
        answer.why_not = Some(refusal::why_not(question, rarity, judged));
        answer.nearest = citations;
    }
    Ok(answer)
}

/// Further evidence for the question of an answer: the best sentences beyond those that it cites, numbered on from them.
///
/// # Errors
/// As [`compose`].
pub fn further(
    question: &Question,
    retrieved: &[Retrieved],
    judged: &[Evidence],
    answer: &Answer,
) -> Result<Vec<Citation>, NotAQuote> {
    let cited = |e: &Evidence| {
        let article = retrieved[e.article].article.id;
        let quoted = |c: &Citation| c.range().start <= e.range.start && e.range.end <= c.range().end;
        answer.citations.iter().any(|c| c.article_id() == article && quoted(c))
    };
    let mut citations = Vec::new();
    // Those that are cited are among them, most of them in pairs.
    let more = choose(question, retrieved, judged, 2 * answer.citations.len() + FURTHER);
    for evidence in more.into_iter().filter(|e| !cited(e)).take(FURTHER) {
        let article = &retrieved[evidence.article].article;
        let quote = article.quote(evidence.range.clone())?;
        let n = answer.citations.len() + citations.len() + 1;
        let mut citation = Citation::new(n, article, &quote, f64::from(evidence.score));
        citation.emphasis = evidence.value.as_ref().map(|v| v.range.clone());
        citations.push(citation);
    }
    Ok(citations)
}

/// The best sentence for each company that a list may name.
fn choose_companies<'a>(judged: &'a [Evidence], listed: &dyn Fn(&Evidence) -> bool) -> Vec<&'a Evidence> {
    let mut chosen: Vec<&Evidence> = Vec::new();
    let Some(best) = judged.first() else { return chosen };
    for evidence in judged.iter().filter(|e| e.whose.is_some() && e.score >= best.score * WORTH_LISTING && listed(e)) {
        if chosen.len() == ROWS {
            break;
        }
        if !chosen.iter().any(|c| c.whose == evidence.whose) {
            chosen.push(evidence);
        }
    }
    chosen
}

/// Of the companies of a list those of the kind that is asked for, "which crypto companies": an article on one such company
/// tells of others as well. Where it is said of few what they are, nothing can be told apart.
fn of_their_kind<'a>(
    question: &Question,
    retrieved: &[Retrieved],
    judged: &[Evidence],
    listed: Vec<&'a Evidence>,
) -> Vec<&'a Evidence> {
    let kinds: Vec<usize> = (0..question.terms.len()).filter(|i| question.terms[*i].is_telling()).collect();
    if !question.lists_cuts() || kinds.is_empty() {
        return listed;
    }
    let text = |e: &Evidence| &retrieved[e.article].article.body[e.range.clone()];
    let names = |e: &Evidence, company: &str| {
        let before = || judged.iter().find(|b| b.article == e.article && b.sentence + 1 == e.sentence);
        text(e).contains(company) || before().is_some_and(|before| text(before).contains(company))
    };
    let is_one = |company: &str| kinds.iter().all(|&i| judged.iter().any(|e| e.speaks_of(i) && names(e, company)));
    let (kept, others): (Vec<&Evidence>, Vec<&Evidence>) =
        listed.into_iter().partition(|e| e.whose.as_deref().is_some_and(is_one));
    if kept.len() >= OF_A_KIND { kept } else { kept.into_iter().chain(others).collect() }
}

/// So many companies that are said to be of the kind asked for are a list of their own.
const OF_A_KIND: usize = 2;

/// Days of a month.
const A_MONTH: i32 = 31;

/// A line of a list or comparison for a sentence that states a figure.
fn row(evidence: &Evidence, n: usize) -> Option<Row> {
    let value = evidence.value.as_ref();
    let number = |kind: &str| value.filter(|v| v.kind == kind).and_then(|v| v.number);
    Some(Row {
        company: evidence.whose.clone()?,
        count: number("count").map(|n| n as u64),
        percent: number("percent"),
        // What took longer has no month of its own: "27,000 in 2022 and 2023".
        date: evidence.event.filter(|p| p.days() <= A_MONTH).map(|p| p.start),
        label: None,
        citations: vec![n],
    })
}

/// One answer to a comparison from the answers to its sides, in their order: the best citation of each, and where the best
/// of two are one, the next best too, which may be what tells them apart.
pub fn combine(mut whole: Answer, mut sides: Vec<Answer>) -> Answer {
    if whole.understood.companies.len() == 1 {
        tell_apart(&mut sides);
    }
    // What answers one side in the same words answers no other: "zorbex or brimmick", where only Zorbex is told of.
    let again = |i: &usize| sides[..*i].iter().any(|before| !sides[*i].rows.is_empty() && before.rows == sides[*i].rows);
    let missing = sides.iter().position(|side| side.abstained).or_else(|| (1..sides.len()).find(again));
    if let Some(missing) = missing {
        // Half a comparison is none: what was found is shown as what comes nearest.
        let why_not = sides[missing].why_not.clone().or(whole.why_not.take());
        let found = sides.into_iter().filter(|side| !side.abstained).filter_map(|side| side.citations.into_iter().next());
        let mut nearest: Vec<Citation> = Vec::new();
        for citation in found.chain(whole.citations.drain(..)).chain(whole.nearest.drain(..)) {
            if nearest.len() < NEAREST && place(&nearest, &citation).is_none() {
                nearest.push(Citation { n: nearest.len() + 1, ..citation });
            }
        }
        let confidence = whole.confidence.min(HALF_UNSURE);
        return Answer {
            abstained: true,
            confidence,
            headline: None,
            claims: Vec::new(),
            rows: Vec::new(),
            why_not,
            nearest,
            ..whole
        };
    }
    whole.confidence = sides.iter().map(|side| side.confidence).fold(1.0, f64::min);
    let (mut citations, mut rows): (Vec<Citation>, Vec<Row>) = Default::default();
    let mut further: Vec<Citation> = Vec::new();
    for side in sides {
        let mut own = side.citations.into_iter();
        let Some(best) = own.next() else { continue };
        let n = match place(&citations, &best) {
            Some(n) => {
                let next = own.next().filter(|next| place(&citations, next).is_none());
                citations.extend(next.map(|next| Citation { n: citations.len() + 1, ..next }));
                n
            }
            None => {
                citations.push(Citation { n: citations.len() + 1, ..best });
                citations.len()
            }
        };
        further.extend(own);
        rows.extend(side.rows.into_iter().take(1).map(|row| Row { citations: vec![n], ..row }));
    }
    further.sort_by(|a, b| b.score.total_cmp(&a.score));
    for citation in further {
        if citations.len() < CITATIONS && place(&citations, &citation).is_none() {
            citations.push(Citation { n: citations.len() + 1, ..citation });
        }
    }
    Answer { abstained: false, why_not: None, nearest: Vec::new(), headline: None, claims: Vec::new(), citations, rows, ..whole }
}

/// Where two sides of one company's ("planned vs agreed") have the same value first, the later one's next best that has
/// another value comes first: what is compared is what differs.
fn tell_apart(sides: &mut [Answer]) {
    let value = |c: &Citation| c.emphasis.clone().and_then(|range| c.text.get(range)).map(str::to_owned);
    for at in 1..sides.len() {
        let (before, rest) = sides.split_at_mut(at);
        let side = &mut rest[0];
        let taken: Vec<String> = before.iter().filter_map(|s| s.citations.first()).filter_map(value).collect();
        let is_new = |c: &Citation| value(c).is_some_and(|value| !taken.contains(&value));
        if side.citations.first().is_some_and(is_new) {
            continue;
        }
        // Only figures that were found to be of layoffs are told apart.
        if side.rows.is_empty() || before.iter().any(|side| side.rows.is_empty()) {
            continue;
        }
        let best = side.citations.first().map_or(0.0, |c| c.score);
        if let Some(next) = side.citations.iter().position(|c| is_new(c) && c.score >= best * NEARLY) {
            side.citations.swap(0, next);
            side.rows.clear();
        }
    }
}

/// How good what tells two sides apart has to be, against what is the same.
const NEARLY: f64 = 0.6;

/// The number of the citation that quotes the same, or some of it.
fn place(citations: &[Citation], of: &Citation) -> Option<usize> {
    let overlaps =
        |c: &&Citation| c.article_id() == of.article_id() && c.range().start < of.range().end && of.range().start < c.range().end;
    citations.iter().find(overlaps).map(|c| c.n)
}

/// The best sentences, no two of which say the same.
fn choose<'a>(question: &Question, retrieved: &[Retrieved], judged: &'a [Evidence], limit: usize) -> Vec<&'a Evidence> {
    let mut chosen: Vec<&Evidence> = Vec::new();
    let Some(best) = judged.first() else { return chosen };
    for evidence in judged {
        if chosen.len() == limit || evidence.score < best.score * WORTH_SHOWING {
            break;
        }
        // Many customers are no answer to how many went, however near they stand.
        let of_kind = evidence.features.kind >= best.features.kind * SAME_KIND;
        // Nor is what is told of somebody else beside what is told of whoever is asked about.
        let one = !matches!(question.asks, Asks::List | Asks::Comparison);
        let elsewhere = one && evidence.features.company < OF_ANOTHER && best.features.company >= OF_ANOTHER;
        if of_kind && !elsewhere && !chosen.iter().any(|c| says_the_same(question, retrieved, c, evidence)) {
            chosen.push(evidence);
        }
    }
    chosen
}

fn says_the_same(question: &Question, retrieved: &[Retrieved], a: &Evidence, b: &Evidence) -> bool {
    if evidence::overlap(&a.stems, &b.stems) > evidence::SAME_WORDS {
        return true;
    }
    // A brief of ours adds nothing to a report with the same figure, nor a second report to a first.
    let number = |e: &Evidence| e.value.as_ref().and_then(|v| v.number);
    let brief = [a, b].iter().any(|e| retrieved[e.article].article.provenance == Provenance::Brief);
    let same_number = number(a).is_some() && number(a) == number(b);
    same_number && (brief || matches!(question.asks, Asks::Count | Asks::Percent)) && evidence::overlap(&a.stems, &b.stems) > 0.25
}

fn owned(chosen: Vec<&Evidence>) -> Vec<Evidence> {
    chosen.into_iter().cloned().collect()
}

/// Quotes of two sentences where the one beside is nearly as good: then both together are what answers, and neither is
/// quoted again by itself.
fn widen(retrieved: &[Retrieved], judged: &[Evidence], chosen: Vec<&Evidence>) -> Vec<Evidence> {
    let mut quotes: Vec<Evidence> = Vec::with_capacity(chosen.len());
    for evidence in chosen {
        let body = &retrieved[evidence.article].article.body;
        let quoted = |other: &Evidence| {
            let inside = |q: &Evidence| q.range.start <= other.range.start && other.range.end <= q.range.end;
            quotes.iter().any(|q| q.article == other.article && inside(q))
        };
        if quoted(evidence) {
            continue;
        }
        let beside = |other: &&Evidence| {
            let (first, last) = if other.sentence < evidence.sentence { (*other, evidence) } else { (evidence, *other) };
            let together = first.range.start..last.range.end;
            other.article == evidence.article
                && last.sentence == first.sentence + 1
                && other.score >= evidence.score * BESIDE
                && together.len() <= LONGEST_PAIR
                && !body[first.range.end..last.range.start].contains('\n')
                && !quoted(other)
        };
        // They are in the order of their scores: the first that fits is the best.
        let quote = match judged.iter().find(beside) {
            Some(other) => {
                let range = evidence.range.start.min(other.range.start)..evidence.range.end.max(other.range.end);
                let shift = evidence.range.start - range.start;
                let shifted = |value: &Option<Value>, by: usize| {
                    value.clone().map(|v| Value { range: v.range.start + by..v.range.end + by, ..v })
                };
                // "… is cutting 12%. Some 530 people will go.": the number and the share of one layoff.
                let one = evidence.whose.is_some() && evidence.whose == other.whose && evidence.event == other.event;
                let kind = |e: &Evidence| e.value.as_ref().map(|v| v.kind);
                let told = shifted(&other.value, other.range.start - range.start);
                let beside = told.filter(|_| one && kind(other) != kind(evidence));
                let (value, own) = (shifted(&evidence.value, shift), shifted(&evidence.beside, shift));
                Evidence { range, value, beside: own.or(beside), ..evidence.clone() }
            }
            None => evidence.clone(),
        };
        let end = end_of_answer(body, judged, &quote).unwrap_or(quote.range.end);
        quotes.push(Evidence { range: quote.range.start..end, ..quote });
    }
    quotes
}

/// Where what answers a quote ends that asks: "… it will furlough 430 pilots. The reason? Engines."
fn end_of_answer(body: &str, judged: &[Evidence], quote: &Evidence) -> Option<usize> {
    if !body.get(quote.range.clone())?.ends_with('?') {
        return None;
    }
    let beside = || judged.iter().filter(|e| e.article == quote.article);
    let last = beside().filter(|e| e.range.end == quote.range.end).map(|e| e.sentence).max()?;
    let next = beside().find(|e| e.sentence == last + 1)?;
    let short = next.range.end.saturating_sub(quote.range.start) <= LONGEST_PAIR;
    let gap = body.get(quote.range.end..next.range.start)?;
    (short && !gap.contains('\n')).then_some(next.range.end)
}

/// What is shown beside a refusal: at most one sentence an article, about the right company where one was named.
fn nearest<'a>(question: &Question, retrieved: &[Retrieved], judged: &'a [Evidence]) -> Vec<&'a Evidence> {
    let mut chosen: Vec<&Evidence> = Vec::new();
    // What is missing is often the time: then another round is what comes nearest.
    let worth = |e: &Evidence| e.features.company * e.features.kind * e.features.coverage * e.features.position;
    let mut judged: Vec<&Evidence> = judged.iter().collect();
    judged.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    for evidence in judged {
        let close =
            if question.companies.is_empty() { evidence.features.coverage >= 0.3 } else { evidence.features.company >= 0.6 };
        if close
            && evidence.features.topic >= 0.8
            && evidence.stems.len() > HEADING
            && !chosen.iter().any(|c| c.article == evidence.article || says_the_same(question, retrieved, c, evidence))
        {
            chosen.push(evidence);
        }
        if chosen.len() == NEAREST {
            break;
        }
    }
    chosen
}
