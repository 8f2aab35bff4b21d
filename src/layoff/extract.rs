//! From an article to its layoffs: whether it is about one, which figures are its own, and everything that belongs to it.

use std::ops::Range;

use super::company::{self, Names};
use super::date::{self, Time};
use super::line::{self, Line, Token};
use super::quantity::{self, Figure, stated};
use super::vocabulary::*;
use super::{CountIs, DateBasis, Layoff, Learnt, Mentions, Proof, Status, Text, Where, learn, reason, status};
use crate::text::amount::{Amount, Hedge, Kind};
use crate::time::Period;

/// The layoffs of an article, the primary one first; none when the article is not about one.
pub fn extract(article: &Text<'_>, names: &dyn Mentions) -> Vec<Layoff> {
    let layoffs = extract_all(article, names);
    if layoffs.first().is_some_and(|l| l.primary) { layoffs } else { Vec::new() }
}

/// Like [`extract`], but keeps what an article that is about something else mentions in passing: the entries of a
/// tracker, a competitor's cuts in a hiring story. None of these is primary.
pub fn extract_all(article: &Text<'_>, mentions: &dyn Mentions) -> Vec<Layoff> {
    let mut lines = line::lines(article);
    if !speaks_of_cuts(&lines) {
        return Vec::new();
    }
    let names = company::names(article, &mut lines, mentions);
    told(article, &lines, &names)
}

/// The layoffs of an article, and the names that it teaches, in one reading: most of the work is the same.
pub fn read(article: &Text<'_>, mentions: &dyn Mentions) -> (Vec<Layoff>, Vec<Learnt>) {
    let mut lines = line::lines(article);
    let names = company::names(article, &mut lines, mentions);
    let learnt = learn::learnt(article, &lines, &names);
    if !speaks_of_cuts(&lines) {
        return (Vec::new(), learnt);
    }
    let layoffs = told(article, &lines, &names);
    (if layoffs.first().is_some_and(|l| l.primary) { layoffs } else { Vec::new() }, learnt)
}

fn speaks_of_cuts(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|l| l.any(CUT | STRONG | CUT_NOUN | GOING))
}

fn told(article: &Text<'_>, lines: &[Line<'_>], names: &Names) -> Vec<Layoff> {
    let Some(main) = company::main_company(lines, names) else { return Vec::new() };
    let year = stated_year(lines);
    let times: Vec<Vec<Time>> = lines.iter().map(|l| date::times(l, article.published, year)).collect();
    let units = company::units(lines, names, main);
    let mut figures = quantity::figures(lines, &times, names, main, article.published.is_some());
    for figure in &mut figures {
        if units[figure.company] {
            figure.company = main;
        }
    }
    let story = Story { article, lines, names, main, times: &times, figures: &figures };
    let mut layoffs = Vec::new();
    let mut used = Vec::new();
    if story.is_about_main() {
        layoffs.push(story.primary(&mut used));
    }
    story.others(&used, &mut layoffs);
    layoffs
}

/// The only year that an article states in full dates, where it has no date of its own.
fn stated_year(lines: &[Line<'_>]) -> Option<i16> {
    let mut years = lines.iter().flat_map(|l| &l.amounts).filter(|a| a.kind == Kind::Date && (1990.0..2100.0).contains(&a.value));
    let first = years.next()?.value;
    years.all(|a| a.value == first).then_some(first as i16)
}

/// Everything known of one article.
struct Story<'s, 'a> {
    article: &'s Text<'a>,
    lines: &'s [Line<'a>],
    names: &'s Names,
    main: usize,
    times: &'s [Vec<Time>],
    figures: &'s [Figure],
}

/// Words of headlines about the aftermath of a layoff.
const AFTERMATH: &[&str] = &[
    "sue",
    "sues",
    "sued",
    "lawsuit",
    "suit",
    "settles",
    "court",
    "judge",
    "completes",
    "completed",
    "rehires",
    "anniversary",
    "finishes",
    "ex-employees",
];

impl Story<'_, '_> {
    fn amount(&self, f: &Figure) -> Option<&Amount> {
        self.lines[f.line].amount(f.tok)
    }

    fn rank(&self, f: &Figure) -> usize {
        self.lines[f.line].rank.unwrap_or(f.line + 3)
    }

    /// Of the main company's present round.
    fn is_own(&self, f: &Figure) -> bool {
        f.company == self.main && !f.earlier && !f.span
    }

    /// Whether the article is about a layoff at its main company.
    fn is_about_main(&self) -> bool {
        let title = &self.lines[0];
        let name = &self.names.table[self.main];
        if status::denied(self.lines) || self.is_other_trade() {
            return false;
        }
        let own = |f: &&Figure| self.is_own(f);
        let titled = self.figures.iter().filter(own).any(|f| f.line == 0);
        if !titled && (0..title.toks.len()).any(|i| title.is(i, AFTERMATH)) {
            return false;
        }
        let others: std::collections::BTreeSet<usize> =
            self.figures.iter().filter(|f| f.company != self.main && f.named.is_some()).map(|f| f.company).collect();
        if !name.title && others.len() >= 3 {
            return false;
        }
        let strong = title.any(STRONG) || title.any(CUT | CUT_NOUN) && title.any(STAFF | FORCE);
        let led = self.figures.iter().filter(own).any(|f| !f.doubt && self.rank(f) <= 3);
        let lead_strong =
            self.lines.iter().any(|l| matches!(l.rank, Some(1..=2)) && l.any(STRONG | CUT | GOING) && !l.any(SECTOR));
        if strong || titled {
            let past = self.times[0].iter().any(|t| t.past) && !titled && !led;
            let near = name.title || self.lines.iter().any(|l| matches!(l.rank, Some(1..=2)) && self.names_main(l));
            return near && !past && (titled || led || lead_strong);
        }
        if title.any(HIRE) && !title.any(CUT | CUT_NOUN) {
            return false;
        }
        if title.any(CUT | CUT_NOUN) && name.title && lead_strong && self.lines.iter().take(6).any(|l| l.any(STRONG)) {
            return true;
        }
        if led && self.lines.iter().any(|l| l.rank.is_some_and(|r| r <= 3) && self.names_main(l)) {
            return true;
        }
        // The headline is about something else, but the body reports a new cut of the whole company.
        name.title && self.figures.iter().filter(own).any(|f| !f.partial && !f.doubt && (f.share || f.pair.is_some()))
    }

    fn names_main(&self, line: &Line<'_>) -> bool {
        (0..line.toks.len()).any(|i| line.name(i) == Some(self.main))
    }

    /// Whether the company works in a trade that is not technology, by the words of the headline and the first sentences.
    fn is_other_trade(&self) -> bool {
        if self.names.table[self.main].known {
            return false;
        }
        let head = || self.lines.iter().filter(|l| l.rank.is_some_and(|r| r <= 5));
        let count = |cue: Cue| head().flat_map(|l| &l.toks).filter(|t| t.cue & cue != 0).count();
        // The name itself often tells the trade ("Wexcombe Paper").
        let named = self.names.table[self.main].text.split(' ').any(|w| cues(&w.to_lowercase()) & TRADE != 0);
        count(TECH) == 0 && count(TRADE) + usize::from(named) * 2 >= 2
    }

    /// How well a figure stands for the whole of the present round.
    fn weight(&self, f: &Figure) -> f64 {
        let rank = self.rank(f);
        let mut weight = match rank {
            0 => 100.0,
            1 => 70.0,
            2 => 60.0,
            3 => 52.0,
            r => (46.0 - r as f64).max(12.0),
        };
        weight -= if f.partial { 25.0 } else { 0.0 } + if f.doubt { 30.0 } else { 0.0 };
        weight += if f.pair.is_some() { 8.0 } else { 0.0 };
        if let Some(a) = self.amount(f) {
            let same = self
                .figures
                .iter()
                .filter(|g| g.share == f.share && self.is_own(g) && self.amount(g).is_some_and(|b| b.value == a.value));
            weight += (same.count().min(4) as f64 - 1.0) * 5.0;
            if a.hedge == Hedge::AtMost && f.share {
                weight -= 12.0;
            }
            if a.kind == Kind::Fraction {
                weight -= 9.0;
            }
        }
        weight
    }

    /// The figure that best says how many go.
    fn count(&self) -> Option<&Figure> {
        let own: Vec<&Figure> = self.figures.iter().filter(|f| !f.share && self.is_own(f)).collect();
        let best = *own.iter().max_by(|a, b| self.weight(a).total_cmp(&self.weight(b)).then(b.line.cmp(&a.line)))?;
        let worth = self.rank(best) <= 2 || !best.partial && !best.doubt;
        if !worth {
            return None;
        }
        let a = self.amount(best)?;
        // A headline rounds ("more than 6,000"); the text may say what was rounded.
        // "The real number is bigger than 1,200."
        let outdone = self.lines[0].amounts.iter().any(|t| t.value == a.value && t.hedge == Hedge::AtLeast);
        let rough = outdone || matches!(a.hedge, Hedge::AtLeast | Hedge::About) || best.line == 0 && a.hedge == Hedge::Vague;
        if rough {
            let finer = own.iter().filter(|f| f.line != best.line && !f.partial).filter_map(|f| {
                let b = self.amount(f)?;
                let close = if a.hedge == Hedge::AtLeast || outdone {
                    b.value > a.value && b.value < a.value * 1.3
                } else {
                    b.value != a.value && (b.value - a.value).abs() <= a.value * 0.05
                };
                let sized = a.hedge == Hedge::Vague && b.hedge != Hedge::Vague && self.rank(f) <= 1 && b.value >= a.value;
                (b.hedge != Hedge::Vague && b.max.is_none() && (close && digits(b.value) > digits(a.value) || sized))
                    .then_some((self.weight(f), *f))
            });
            if let Some((_, finer)) = finer.max_by(|x, y| x.0.total_cmp(&y.0)) {
                return Some(finer);
            }
        }
        Some(best)
    }

    /// The share that belongs to the count, or the best one where there is no count.
    fn percent(&self, count: Option<&Figure>) -> Option<&Figure> {
        let value = count.and_then(|f| self.amount(f)).filter(|a| a.hedge != Hedge::Vague).map(|a| a.max.unwrap_or(a.value));
        let fits = |f: &Figure| -> Option<bool> {
            let pair = self.figures.get(f.pair?)?;
            let other = self.amount(pair)?;
            Some(value.is_none_or(|v| (other.max.unwrap_or(other.value) - v).abs() <= v * 0.12))
        };
        let candidates = self.figures.iter().filter(|f| f.share && self.is_own(f)).filter_map(|f| {
            let mut weight = self.weight(f);
            match fits(f) {
                Some(true) => weight += 25.0,
                Some(false) => return None,
                None => {}
            }
            let a = self.amount(f)?;
            let whole = f.of.is_some() || f.line == 0 || f.pair.is_some() || a.kind == Kind::Fraction;
            let near = self.rank(f) <= 3 || f.pair.is_some() || !f.partial;
            (whole && near && !(f.partial && f.pair.is_none() && self.rank(f) > 1) && !f.doubt && a.value <= 100.0)
                .then_some((weight, f))
        });
        let candidates: Vec<(f64, &Figure)> = candidates.collect();
        let better = |a: &&(f64, &Figure), b: &&(f64, &Figure)| a.0.total_cmp(&b.0).then(b.1.line.cmp(&a.1.line));
        let best = candidates.iter().max_by(better)?;
        // "Nearly a quarter" in the headline is 23% in the text.
        let rounded = self.amount(best.1).filter(|a| a.kind == Kind::Fraction).map(|a| a.value);
        let finer = candidates.iter().filter(|c| {
            let exact = self.amount(c.1).filter(|a| a.kind == Kind::Percent).map(|a| a.value);
            exact.zip(rounded).is_some_and(|(exact, rounded)| (exact - rounded).abs() <= 4.0) && self.rank(c.1) <= 3
        });
        Some(finer.max_by(better).unwrap_or(best).1)
    }

    fn primary(&self, used: &mut Vec<u64>) -> Layoff {
        let count = self.count();
        let percent = self.percent(count);
        let mut layoff = self.layoff(self.main, count, percent, used);
        layoff.primary = true;
        let cuts: Vec<usize> = (0..self.lines.len())
            .map(|l| {
                self.figures.iter().find(|f| f.line == l && self.is_own(f)).map_or_else(
                    || self.lines[l].toks.iter().position(|t| t.cue & CUT != 0 && l < 2).unwrap_or(usize::MAX),
                    |f| f.cut,
                )
            })
            .collect();
        layoff.status = status::status(self.lines, &cuts);
        self.set_date(&mut layoff, count.or(percent));
        self.set_reason(&mut layoff);
        self.set_surroundings(&mut layoff, count.or(percent));
        layoff
    }

    /// A layoff with its company and its figures.
    fn layoff(&self, company: usize, count: Option<&Figure>, percent: Option<&Figure>, used: &mut Vec<u64>) -> Layoff {
        let mut proof = Proof { company: self.company_proof(company, count.or(percent)), ..Proof::default() };
        let mut layoff = Layoff {
            company: self.names.table[company].text.clone(),
            count: None,
            count_max: None,
            count_is: None,
            percent: None,
            percent_of: None,
            date: None,
            date_basis: None,
            status: Status::Announced,
            reason: None,
            reason_class: None,
            reason_denied: false,
            division: None,
            place: None,
            said_by: None,
            primary: false,
            span_total: false,
            proof: Proof::default(),
        };
        if let Some((f, a)) = count.and_then(|f| Some((f, self.amount(f)?))) {
            let line = &self.lines[f.line];
            layoff.count_is = Some(match a.hedge {
                Hedge::Exact => CountIs::Exact,
                Hedge::About => CountIs::About,
                Hedge::AtLeast => CountIs::AtLeast,
                Hedge::AtMost => CountIs::AtMost,
                Hedge::Range => CountIs::Range,
                Hedge::Vague => CountIs::Vague,
            });
            if a.hedge != Hedge::Vague {
                layoff.count = Some(a.value.round() as u64);
                layoff.count_max = a.max.map(|m| m.round() as u64);
                used.push(a.value.round() as u64);
            }
            proof.count.push(line.place(stated(a)));
            let again = self
                .figures
                .iter()
                .filter(|g| !g.share && (g.line, g.tok) != (f.line, f.tok) && g.company == company && g.earlier == f.earlier);
            for g in again {
                if let Some(b) = self.amount(g)
                    && b.value == a.value
                    && proof.count.len() < 3
                {
                    proof.count.push(self.lines[g.line].place(stated(b)));
                }
            }
            layoff.span_total = f.span;
        }
        if let Some((f, a)) = percent.and_then(|f| Some((f, self.amount(f)?))) {
            let line = &self.lines[f.line];
            // Points to one decimal: a third is 33.3.
            layoff.percent = Some((a.value * 10.0).round() / 10.0);
            proof.percent.push(line.place(stated(a)));
            if let Some(of) = &f.of {
                let range = line.toks[of.start].start..line.toks[of.end - 1].end;
                layoff.percent_of = Some(line.text[range.clone()].to_owned());
                proof.percent_of.push(line.place(range));
            }
            layoff.span_total |= f.span;
        }
        layoff.proof = proof;
        layoff
    }

    /// Where the company is named: beside its figure, in the title, at first.
    fn company_proof(&self, company: usize, figure: Option<&Figure>) -> Vec<Where> {
        let mut places = Vec::new();
        if let Some(f) = figure
            && let Some(named) = f.named
            && self.lines[f.line].name(named) == Some(company)
        {
            let tok = &self.lines[f.line].toks[named];
            places.push(self.lines[f.line].place(tok.start..tok.end));
        }
        for line in self.lines {
            let Some(tok) = line.toks.iter().find(|t| t.kind == Token::Name(company)) else { continue };
            let place = line.place(tok.start..tok.end);
            if !places.contains(&place) {
                places.push(place);
            }
            if places.len() >= 2 {
                break;
            }
        }
        places
    }

    /// The day of the event: said near the figure or in the first sentences, else the day of publication.
    fn set_date(&self, layoff: &mut Layoff, figure: Option<&Figure>) {
        let published = self.article.published;
        let rumour = layoff.status == Status::Rumoured;
        let mut order: Vec<usize> = (1..self.lines.len()).filter(|&l| self.lines[l].rank.is_some_and(|r| r <= 6)).collect();
        if rumour {
            // Sources speak on some day; the plan has none. Only the company's own words date it.
            order.retain(|&l| {
                self.lines[l].rank == Some(1)
                    && !self.lines[l]
                        .toks
                        .iter()
                        .enumerate()
                        .any(|(i, _)| self.lines[l].is(i, &["sources", "familiar", "aware", "matter"]))
            });
        }
        if let Some(f) = figure
            && f.line > 0
            && self.rank(f) > 2
            && !rumour
        {
            order.insert(0, f.line);
            order.insert(1, f.line.saturating_sub(1).max(1));
        }
        for &l in &order {
            let line = &self.lines[l];
            if self.figures.iter().any(|f| f.line == l) && !self.figures.iter().any(|f| f.line == l && self.is_own(f)) {
                continue;
            }
            let speaks = line.any(CUT | STRONG | CUT_NOUN | SAY | GOING)
                || (0..line.toks.len()).any(|i| {
                    line.is(
                        i,
                        &[
                            "message",
                            "news",
                            "hall",
                            "meeting",
                            "call",
                            "learn",
                            "memo",
                            "email",
                            "letter",
                            "notice",
                            "filing",
                            "post",
                            "announcement",
                            "note",
                            "statement",
                            "started",
                            "began",
                        ],
                    )
                });
            if !speaks
                || (0..line.toks.len()).any(|i| line.is(i, &["leaked", "leak", "shares", "stock"]))
                    && self.figures.iter().all(|f| f.line != l)
            {
                continue;
            }
            // A day that is written out says more than a weekday in the same sentence.
            let fitting = |t: &&Time| self.is_event_day(line, t, published);
            let found = self.times[l].iter().filter(fitting).min_by_key(|t| t.relative);
            if let Some(time) = found {
                let range = line.toks[time.toks.start].start..line.toks[time.toks.end - 1].end;
                layoff.date = time.period;
                layoff.date_basis = Some(if time.relative { DateBasis::Relative } else { DateBasis::Stated });
                layoff.proof.date.push(line.place(range));
                return;
            }
        }
        if published.is_none() || rumour {
            // "Houston's message of October 2024": a month is better than nothing.
            for &l in order.iter().take(if rumour { 1 } else { 4 }) {
                let line = &self.lines[l];
                let month = self.times[l].iter().find(|t| {
                    !t.ahead
                        && !t.since
                        && t.period.is_some_and(|p| p.start.month() == p.end.month() && p.start.day() != p.end.day())
                });
                if let Some(time) = month
                    && self.figures.iter().any(|f| f.line == l && self.is_own(f))
                {
                    layoff.date = time.period;
                    layoff.date_basis = Some(DateBasis::Stated);
                    layoff.proof.date.push(line.place(line.toks[time.toks.start].start..line.toks[time.toks.end - 1].end));
                    return;
                }
            }
            return;
        }
        if !rumour {
            layoff.date = published.map(|day| Period { start: day, end: day });
            layoff.date_basis = Some(DateBasis::Published);
        }
    }

    fn is_event_day(&self, line: &Line<'_>, time: &Time, published: Option<jiff::civil::Date>) -> bool {
        let Some(period) = time.period else { return false };
        if !time.day || time.ahead || time.since {
            return false;
        }
        // "LONDON, Feb 14 (Harbour Wire) - ": the day of the report.
        let after = time.toks.end..time.toks.end + 6;
        if time.toks.start <= 5 && !time.relative && after.clone().any(|j| matches!(line.mark(j), Some('-' | '–' | '—'))) {
            return false;
        }
        // "talks begin on Monday", "will be told on Friday": yet to come.
        let before = time.toks.start.saturating_sub(6)..time.toks.start;
        let said = before.clone().rev().find(|&j| line.has(j, SAY));
        let ahead = before
            .clone()
            .rev()
            .find(|&j| line.is(j, &["will", "begin", "begins", "start", "starts", "until", "take", "due", "would", "expects"]));
        if ahead > said && ahead.is_some() {
            return false;
        }
        match published {
            Some(at) => period.start <= at && (at - period.start).get_days() <= 40,
            None => time.year || !time.relative,
        }
    }

    fn set_reason(&self, layoff: &mut Layoff) {
        let near: Vec<&Line<'_>> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(l, line)| {
                line.rank.is_some_and(|r| r <= 3)
                    || self.figures.iter().any(|f| f.line == *l && self.is_own(f))
                    || line.rank.is_some_and(|r| r <= 12)
                        && (0..line.toks.len()).any(|i| line.is(i, &["blamed", "blames", "cited", "cites", "citing"]))
            })
            .filter(|(l, _)| !self.figures.iter().any(|f| f.line == *l && !self.is_own(f)))
            .map(|(_, line)| line)
            .collect();
        if let Some((l, range, class)) = reason::reason(&near) {
            layoff.reason = Some(near[l].text[range.clone()].to_owned());
            layoff.reason_class = Some(class);
            layoff.proof.reason.push(near[l].place(range));
        }
    }

    /// Division, place and who says so, from the sentences that carry the figure.
    fn set_surroundings(&self, layoff: &mut Layoff, figure: Option<&Figure>) {
        let mut near: Vec<&Line<'_>> = self.lines.iter().filter(|l| l.rank.is_some_and(|r| r <= 1)).collect();
        if let Some(f) = figure
            && self.rank(f) > 1
        {
            near.push(&self.lines[f.line]);
        }
        for line in &near {
            if layoff.division.is_none()
                && let Some(range) = division(line)
            {
                layoff.division = Some(line.text[range.clone()].to_owned());
                layoff.proof.division.push(line.place(range));
            }
            if layoff.place.is_none()
                && let Some(range) = place(line)
            {
                layoff.place = Some(line.text[range.clone()].to_owned());
                layoff.proof.place.push(line.place(range));
            }
        }
        let said = figure
            .map(|f| &self.lines[f.line])
            .into_iter()
            .chain(near.iter().copied())
            .find_map(|line| Some((line, self.speaker(line)?)));
        if let Some((line, range)) = said {
            layoff.said_by = Some(line.text[range.clone()].to_owned());
            layoff.proof.said_by.push(line.place(range));
        }
    }

    /// The words for whoever says it: a name or "spokesperson" beside "said".
    fn speaker(&self, line: &Line<'_>) -> Option<Range<usize>> {
        const SPEAKERS: &[&str] = &[
            "company",
            "spokesperson",
            "spokesman",
            "spokeswoman",
            "sources",
            "firm",
            "notice",
            "filing",
            "memo",
            "letter",
            "union",
            "people",
            "statement",
        ];
        let said = (0..line.toks.len()).find(|&i| line.has(i, SAY) && !line.is(i, &["reports", "cited"]))?;
        let speaks = |i: usize| line.name(i).is_some() || line.is(i, SPEAKERS);
        let at =
            (said.saturating_sub(5)..said).rev().find(|&i| speaks(i)).or_else(|| (said + 1..said + 3).find(|&i| speaks(i)))?;
        Some(line.toks[at].start..line.toks[at].end)
    }

    /// Earlier rounds, spans and other companies: one for each figure that nothing else has said.
    fn others(&self, used: &[u64], layoffs: &mut Vec<Layoff>) {
        let mut seen: Vec<(usize, u64, bool)> = Vec::new();
        for (at, f) in self.figures.iter().enumerate() {
            let Some(a) = self.amount(f) else { continue };
            let own = self.is_own(f);
            // A share beside a number is told with the number.
            let with_number = f.share && f.pair.is_some();
            if own
                || with_number
                || f.partial
                || f.doubt
                || a.hedge == Hedge::Vague
                || (f.company != self.main && f.named.is_none())
            {
                continue;
            }
            let value = a.value.round() as u64;
            if !f.share && f.company == self.main && used.contains(&value) || seen.contains(&(f.company, value, f.share)) {
                continue;
            }
            seen.push((f.company, value, f.share));
            let pair = f.pair.and_then(|p| self.figures.get(p)).filter(|p| p.pair == Some(at) || p.share != f.share);
            let (count, percent) = if f.share { (None, Some(f)) } else { (Some(f), pair) };
            let mut layoff = self.layoff(f.company, count, percent, &mut Vec::new());
            let line = &self.lines[f.line];
            let nearest = self.times[f.line]
                .iter()
                .filter(|t| !t.ahead && !t.since && t.period.is_some())
                .filter(|t| t.day || t.period.is_some_and(|p| p.start.month() == p.end.month() && p.start != p.end))
                .min_by_key(|t| t.toks.start.abs_diff(f.tok));
            if let Some(time) = nearest.filter(|_| !f.span) {
                layoff.date = time.period;
                layoff.date_basis = Some(if time.relative { DateBasis::Relative } else { DateBasis::Stated });
                layoff.proof.date.push(line.place(line.toks[time.toks.start].start..line.toks[time.toks.end - 1].end));
            }
            layoff.status = if f.earlier { Status::CarriedOut } else { Status::Announced };
            layoffs.push(layoff);
        }
    }
}

/// Digits before the trailing zeros: how finely a number is stated.
fn digits(value: f64) -> u32 {
    let mut value = value.round() as u64;
    while value > 0 && value.is_multiple_of(10) {
        value /= 10;
    }
    value.checked_ilog10().unwrap_or(0) + 1
}

/// "its hardware division", "One Medical and Pharmacy units": the name of a part of the company.
fn division(line: &Line<'_>) -> Option<Range<usize>> {
    for j in 1..line.toks.len() {
        if !line.is(j, &["division", "unit", "units", "arm", "department", "team", "teams", "divisions", "departments"]) {
            continue;
        }
        let mut start = j;
        while start > 0 && j - start < 5 {
            let p = start - 1;
            let part = line.name(p).is_some()
                || line.toks[p].kind == Token::Word
                    && line.toks[p].cue & (PREP | PRONOUN | CUT | AUX | SAY | STAFF) == 0
                    && !line.is(p, &["the", "a", "entire", "whole", "of", "our"])
                || line.mark(p) == Some('&');
            if !part || line.toks[p].possessive {
                break;
            }
            start = p;
        }
        if start < j && line.toks[start..j].iter().any(|t| t.cap || t.cue & DEPARTMENT != 0) {
            return Some(line.toks[start].start..line.toks[j].end);
        }
    }
    None
}

/// The first place after "in".
fn place(line: &Line<'_>) -> Option<Range<usize>> {
    for i in 0..line.toks.len() {
        let is_place = |j: usize| line.toks.get(j).is_some_and(|t| t.cap && t.cue & PLACE != 0 && t.kind == Token::Word);
        if line.is(i, &["in"]) && is_place(i + 1) {
            let end = (i + 2..i + 5).find(|&j| !is_place(j)).unwrap_or(i + 2);
            return Some(line.toks[i + 1].start..line.toks[end - 1].end);
        }
    }
    None
}
