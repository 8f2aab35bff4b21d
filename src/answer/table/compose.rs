//! Lines with their proofs to an answer.

use rustc_hash::FxHashSet;

use super::held::{self, Value};
use super::{Line, Lines, Proven, quote};
use crate::answer::{Answer, Citation, Claim, Row};
use crate::article::NotAQuote;
use crate::layoff::event::Event;
use crate::layoff::tally::{Filter, Total};
use crate::layoff::{CountIs, Status};
use crate::question::{Of, Table};
use crate::text::term;

/// Puts the lines in place of what the sentences gave; false where nothing proves any of them, and the sentences stay.
/// `proofs` holds, for each line, what proves each of its events, in their order: some facts of the event, the one that
/// gives its figure first. `own` says of a quote of the sentences whether it speaks of the company that is asked about;
/// `stated` are those that state the total themselves.
///
/// # Errors
/// When a range is not one of the article: a defect of this program, never shown as a quote.
pub fn compose(
    table: &Table,
    lines: &Lines<'_>,
    proofs: &[Vec<Vec<Proven>>],
    own: &dyn Fn(&Citation) -> bool,
    stated: Vec<Citation>,
    answer: &mut Answer,
) -> Result<bool, NotAQuote> {
    let (mut citations, mut rows, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (line, proofs)) in lines.lines.iter().zip(proofs).enumerate() {
        let Cited { numbers: cited, stated, firm, share, month, unproven } = cite(line, proofs, &lines.filter, &mut citations)?;
        // The one round asked for, by a title alone: the sentences say more.
        if matches!(table.of, Of::Nth(_)) && !firm {
            return Ok(false);
        }
        // Of itself shows only a sum, which the lines below it prove, and a month in which nothing is reported.
        let of_itself = line.events.is_empty() && (line.count.is_none() || lines.total.is_some() && at == 0);
        if !cited.is_empty() || of_itself {
            let mut row = row(line, cited, stated, share, &unproven);
            row.date = row.date.filter(|_| month);
            rows.push(row);
            shown.push((line, firm));
        }
    }
    if citations.is_empty() {
        return Ok(false);
    }
    if matches!(table.of, Of::List { .. }) {
        numbers_first(&mut citations, &mut rows);
    }
    let mut claims = Vec::new();
    if let (Some(total), Some((sum, parts))) = (&lines.total, rows.split_first_mut()) {
        let added = |line: &Line<'_>| line.events.iter().any(|e| e.at_least.is_some() && !e.span_total);
        let parts = parts.iter().zip(&shown[1..]).filter(|(_, (line, _))| added(line));
        // The first quote of a line is that of its number.
        sum.citations = parts.filter_map(|(row, _)| row.citations.first().copied()).collect();
        let mut seen = FxHashSet::default();
        sum.citations.retain(|n| seen.insert(*n));
        claims.extend(total_claim(total, sum, table));
    }
    // The number of companies rests on those below it.
    if table.of == Of::Companies
        && let Some((number, companies)) = rows.split_first_mut()
    {
        number.citations = companies.iter().filter_map(|row| row.citations.first().copied()).collect();
    }
    // What the sentences have on a company's total may state the whole, and then stands first.
    let sentence = lines.total.is_some() && !table.filter.companies.is_empty() && !answer.abstained;
    let whole = states_the_whole(answer, lines).filter(|_| sentence);
    let mut headline = None;
    if whole.is_none()
        && let Some((line, claim)) = own_headline(lines, &shown, &rows, &citations)
    {
        headline = Some(line);
        claims.splice(0..0, claim);
    }
    if sentence {
        let jobs = lines.total.as_ref().map_or(0, |total| total.jobs);
        let largest = largest_part(lines).unwrap_or(0);
        let least = largest.max(if lines.closed { jobs - jobs / 3 } else { jobs - jobs / 5 });
        let most = jobs.saturating_mul(MORE);
        let stating: Vec<Citation> = answer.citations.drain(..).filter(|c| states(c.text(), least..=most) && own(c)).collect();
        stating.into_iter().rev().for_each(|citation| put_first(citation, &mut citations, &mut rows, &mut claims));
    }
    let of_industry = !stated.is_empty() && table.filter.companies.is_empty();
    // A headline has its number in the first quote.
    if headline.is_none() && whole.is_none() {
        for quote in stated.into_iter().rev() {
            // The same words among others are quoted already.
            let holds = |c: &&Citation| {
                c.article_id() == quote.article_id()
                    && c.range().start <= quote.range().start
                    && quote.range().end <= c.range().end
            };
            let quote = citations.iter().find(holds).cloned().unwrap_or(quote);
            put_first(quote, &mut citations, &mut rows, &mut claims);
        }
    }
    if let Some((line, claim)) = whole {
        headline = Some(line);
        claims.insert(0, claim);
    }
    answer.confidence = if answer.abstained { confidence(table, &rows) } else { answer.confidence.max(confidence(table, &rows)) };
    answer.abstained = false;
    (answer.why_not, answer.nearest) = (None, Vec::new());
    (answer.headline, answer.claims, answer.rows, answer.citations) = (headline, claims, rows, citations);
    answer.notes = lines.notes.clone();
    if of_industry {
        answer
            .notes
            .insert(0, "What is quoted first is somebody's own count; the lines add up what is reported here.".to_owned());
    }
    if answer.claims.first().filter(|_| lines.total.is_some()).is_some_and(|c| c.kind == "count" && less(c, lines)) {
        answer.notes.insert(0, "The sum here is more than the total that is reported: two of its events may be one.".to_owned());
    }
    Ok(true)
}

/// Puts the first quote of each row, which states its number, before what else is quoted of them.
fn numbers_first(citations: &mut Vec<Citation>, rows: &mut [Row]) {
    let leads: FxHashSet<usize> = rows.iter().filter_map(|row| row.citations.first().copied()).collect();
    let (first, rest): (Vec<_>, Vec<_>) = citations.drain(..).partition(|c| leads.contains(&c.n));
    let mut now = vec![0; first.len() + rest.len() + 1];
    for (n, mut citation) in (1..).zip(first.into_iter().chain(rest)) {
        now[citation.n] = n;
        (citation.n, citation.score) = (n, 1.0 / n as f64);
        citations.push(citation);
    }
    rows.iter_mut().flat_map(|row| &mut row.citations).for_each(|n| *n = now[*n]);
}

fn row(line: &Line<'_>, citations: Vec<usize>, stated: bool, share: bool, unproven: &[&str]) -> Row {
    let company = line.company.clone();
    let title = (!stated && line.count.is_some() && line.events.len() == 1).then(|| TITLE.to_owned());
    let said: Vec<String> =
        line.label.clone().into_iter().chain(title).chain(unproven.iter().map(|&said| said.to_owned())).collect();
    let label = (!said.is_empty()).then(|| said.join(", "));
    // A share that no quote holds is not shown; where it is all there is, its title has it.
    let percent = line.percent.filter(|_| share || line.count.is_none());
    Row { company, count: line.count, percent, date: line.date, label, citations }
}

/// What is said of a number that its quote lacks.
const TITLE: &str = "the number stands in the title";

/// The quotes of a line.
struct Cited {
    numbers: Vec<usize>,
    /// All of them state the figure.
    stated: bool,
    /// They are what the figure was read from, not only words that have the number as well.
    firm: bool,
    /// One of them states the share.
    share: bool,
    /// One of them states the month.
    month: bool,
    /// What has to be said of conditions that none of them holds.
    unproven: Vec<&'static str>,
}

/// Quotes the events of a line; the same words are quoted once. What the quote of the number does not hold of what the line
/// shows or was asked for gets a quote of its own, where anything tells it. A sum beside others shows its number alone.
fn cite(line: &Line<'_>, proofs: &[Vec<Proven>], filter: &Filter, citations: &mut Vec<Citation>) -> Result<Cited, NotAQuote> {
    let mut cited = Cited { numbers: Vec::new(), stated: true, firm: true, share: true, month: true, unproven: Vec::new() };
    // The day of a sum is that of its time, which its label has.
    let dated = |event: &Event| line.date == event.day();
    let single = line.events.len() == 1 && line.percent == line.events[0].percent;
    for (event, proofs) in line.events.iter().zip(proofs) {
        let Some(best) = quote::best(event, proofs) else { continue };
        cited.stated &= quote::is_stated(best);
        cited.firm &= quote::is_firm(best);
        let mut quotes = vec![(best, quote::cite(1, best, None)?)];
        for value in held::wanted(event, filter).into_iter().filter(|_| single) {
            let held = quotes.iter().any(|(proven, quote)| value.stands_in(proven, quote));
            // The same article can say it elsewhere.
            let of_same = std::iter::once(best).filter(|p| value.can_be_quoted(p));
            let other = of_same.chain(proofs.iter().filter(|p| value.can_be_quoted(p))).next().filter(|_| !held);
            let proven = held || other.is_some();
            cited.share &= proven || !matches!(value, Value::Share(_));
            cited.month &= proven || !matches!(value, Value::Time(_)) || !dated(event);
            cited.unproven.extend(value.unproven().filter(|_| !proven));
            if let Some(other) = other {
                quotes.push((other, quote::cite(1, other, Some(value))?));
            }
        }
        for (_, quote) in quotes {
            let n = match citations.iter().find(|c| is_same(c, &quote)) {
                Some(same) => same.n,
                None => {
                    let n = citations.len() + 1;
                    citations.push(Citation { n, score: 1.0 / n as f64, ..quote });
                    n
                }
            };
            if !cited.numbers.contains(&n) {
                cited.numbers.push(n);
            }
        }
    }
    Ok(cited)
}

fn is_same(a: &Citation, b: &Citation) -> bool {
    a.article_id() == b.article_id() && a.range() == b.range()
}

fn total_claim(total: &Total, sum: &Row, table: &Table) -> Option<Claim> {
    let is = match () {
        () if total.at_least || total.without_number + total.upper_bound_only > 0 => "at_least",
        () if total.about => "about",
        () => "exact",
    };
    let company = (!table.filter.companies.is_empty()).then(|| sum.company.clone());
    let claim = Claim { kind: "total", value: total.jobs.into(), is, company, said_by: None, citations: sum.citations.clone() };
    (total.events > 0).then_some(claim)
}

/// The headline of the sentences and its claim, where they state a number that is more than any part of a sum: the whole,
/// in somebody else's words.
fn states_the_whole(answer: &Answer, lines: &Lines<'_>) -> Option<(String, Claim)> {
    lines.total.as_ref().filter(|_| !answer.abstained && !answer.citations.is_empty())?;
    let claim = answer.claims.first().filter(|claim| claim.kind == "count" && claim.company.is_some())?;
    let stated = claim.value.as_u64()?;
    let largest = largest_part(lines)?;
    // Where the time is open and more is known here than somebody states, that is no whole: it is of some of the years.
    // Where it has an end, a round may be counted twice here.
    let jobs = lines.total.as_ref().map_or(0, |total| total.jobs);
    let doubted = if lines.closed { jobs / 3 } else { jobs / 20 };
    let whole = stated > largest && stated >= jobs - doubted
        || stated == largest && lines.total.as_ref().is_some_and(|t| t.all_events() == 1);
    let headline = answer.headline.clone().filter(|_| whole)?;
    Some((headline, Claim { citations: vec![1], ..claim.clone() }))
}

fn less(claim: &Claim, lines: &Lines<'_>) -> bool {
    lines.total.as_ref().is_some_and(|total| claim.value.as_u64().is_some_and(|stated| stated < total.jobs))
}

pub(super) fn largest_part(lines: &Lines<'_>) -> Option<u64> {
    let parts = lines.lines.iter().flat_map(|line| &line.events).filter(|e| !e.span_total);
    parts.filter_map(|e| e.count).map(|c| c.low).max()
}

/// A stated whole may know of rounds that are not here, but not of so many times as many jobs: such a number is the staff.
const MORE: u64 = 4;

/// Whether a quote holds a number that may be the whole. A year is none.
fn states(text: &str, whole: std::ops::RangeInclusive<u64>) -> bool {
    let number = |w: term::Word| w.folded.parse::<u64>().ok().filter(|n| w.number && !(1990..2100).contains(n));
    term::words(text).into_iter().filter_map(number).any(|n| whole.contains(&n))
}

/// Puts a quote before all others, and counts anew.
fn put_first(first: Citation, citations: &mut Vec<Citation>, rows: &mut [Row], claims: &mut [Claim]) {
    let at = citations.iter().position(|c| is_same(c, &first)).unwrap_or(citations.len());
    if at < citations.len() {
        citations.remove(at);
    }
    let renumbered = |n: usize| match () {
        () if n == at + 1 => 1,
        () if n <= at => n + 1,
        () => n,
    };
    let numbers = rows.iter_mut().map(|r| &mut r.citations).chain(claims.iter_mut().map(|c| &mut c.citations));
    numbers.flatten().for_each(|n| *n = renumbered(*n));
    citations.insert(0, first);
    for (n, citation) in (1..).zip(citations) {
        citation.n = n;
        citation.score = 1.0 / n as f64;
    }
}

/// The headline of a ranking, of a single layoff, or of a total that somebody states; with what it claims. A number stands
/// in it only where a quote states it.
fn own_headline(
    lines: &Lines<'_>,
    shown: &[(&Line<'_>, bool)],
    rows: &[Row],
    citations: &[Citation],
) -> Option<(String, Option<Claim>)> {
    let at = usize::from(lines.total.is_some());
    let ((line, firm), row) = (shown.get(at)?, rows.get(at)?);
    let share = || line.events.first().and_then(|e| e.share_words()).filter(|_| row.percent.is_some());
    let value = if lines.of_shares { value_words(line).and(share()) } else { value_words(line) };
    let value = value.filter(|_| *firm).filter(|_| row.count.is_some() || row.percent.is_some());
    // The number of those who go is no claim of a headline that has their share.
    let said = if lines.of_shares { Row { count: None, ..row.clone() } } else { row.clone() };
    let claim = || claim(line, &said);
    let closed = |line: String| is_closed(&line, citations).then_some(line);
    if let Some(lead) = &lines.lead {
        // Of one company, its name has been said.
        let named = if lines.of_one { String::new() } else { format!("{}, ", row.company) };
        let with_value = value.and_then(|value| closed(format!("{lead}: {named}{value}")));
        let alone =
            || (!lines.of_one).then_some(()).and_then(|()| closed(format!("{lead}: {}", row.company))).map(|line| (line, None));
        return with_value.map(|line| (line, claim())).or_else(alone);
    }
    // A stated total that is less than what is known here is of some of the rounds.
    let stated = line.events.first().filter(|e| e.span_total).and_then(|e| e.count);
    let stated_whole = lines.jobs().zip(stated).is_some_and(|(known, stated)| stated.low >= known);
    if !(stated_whole || lines.total.is_none() && rows.len() == 1) {
        return None;
    }
    let (company, value) = (&row.company, value?);
    let value = if stated_whole { format!("{value} in total") } else { value };
    let dated = line
        .events
        .first()
        .and_then(|e| e.date)
        .filter(|_| row.date.is_some())
        .map(|date| format!("{company}, {}: {value}", date.label()));
    let headline = dated.and_then(closed).or_else(|| closed(format!("{company}: {value}")))?;
    Some((headline, claim()))
}

/// "about 12,000 jobs", "12% of staff"; nothing for a sum.
fn value_words(line: &Line<'_>) -> Option<String> {
    let [event] = line.events.as_slice() else { return None };
    // A headline has no room for a doubt.
    if matches!(event.status, Status::Denied | Status::Rumoured) {
        return None;
    }
    match (event.count, event.percent) {
        (Some(count), _) if line.count == Some(count.low) => Some(format!("{count} jobs")),
        (None, Some(_)) => event.share_words(),
        _ => None,
    }
}

fn claim(line: &Line<'_>, row: &Row) -> Option<Claim> {
    let event = line.events.first()?;
    let said_by = event.lead().and_then(|f| f.said_by.as_deref()).map(str::to_owned);
    let is = match event.count.map(|c| c.is) {
        Some(CountIs::About) => "about",
        Some(CountIs::AtLeast) => "at_least",
        Some(CountIs::AtMost) => "at_most",
        Some(CountIs::Range) => "range",
        Some(CountIs::Vague) => "vague",
        Some(CountIs::Exact) | None => "exact",
    };
    let (kind, value) = match (row.count, row.percent) {
        (Some(count), _) => ("count", count.into()),
        (None, percent) => ("percent", percent?.into()),
    };
    Some(Claim { kind, value, is, company: Some(row.company.clone()), said_by, citations: row.citations.clone() })
}

/// Whether every number of a line stands in a quote, or in its day of publication.
fn is_closed(line: &str, citations: &[Citation]) -> bool {
    let mut proof: FxHashSet<String> = FxHashSet::default();
    for citation in citations {
        proof.extend(term::words(citation.text()).into_iter().map(|w| w.folded));
        if let Some(day) = citation.published {
            proof.extend([day.year().to_string(), day.month().to_string(), day.day().to_string()]);
        }
    }
    let digits = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    term::words(line).iter().filter(|w| digits(&w.folded)).all(|w| proof.contains(&w.folded))
}

/// How sure it is that the lines answer the question: surer, the more there are.
fn confidence(table: &Table, rows: &[Row]) -> f64 {
    let many = rows.iter().filter(|row| !row.citations.is_empty()).count();
    match (&table.of, many) {
        (_, 0 | 1) => 0.6,
        (Of::Timeline | Of::Latest { .. } | Of::Comparison(_), _) => 0.8,
        (Of::Total, _) => 0.75,
        (_, 2 | 3) => 0.65,
        _ => 0.7,
    }
}
