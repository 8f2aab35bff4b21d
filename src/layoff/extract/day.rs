//! The day of the event: said near the figure or in the first sentences, else the day of publication.

use super::super::date::Time;
use super::super::figure::Figure;
use super::super::line::Line;
use super::super::score::{self, Candidate, Weights, choose};
use super::super::vocabulary::*;
use super::super::{DateBasis, Layoff, Status};
use super::Story;
use super::choice::Choice;
use crate::time::Period;

/// Days since the end of a month in which a layoff is still news.
const RECENT_MONTH: i32 = 45;

impl Story<'_, '_> {
    /// The days that may be meant, with what speaks for each.
    pub(super) fn days(&self, choice: &Choice) -> Vec<Candidate> {
        let figure = choice.count.as_ref().or(choice.percent.as_ref());
        let mut days = score::days(self, figure.map(|f| (f.line, f.tok)));
        let mut ruled = Layoff { status: self.status(choice), ..Layoff::default() };
        self.rule_date(&mut ruled, figure);
        let stated = ruled.date_basis.is_some_and(|b| b != DateBasis::Published).then(|| ruled.date_text()).flatten();
        for day in &mut days {
            day.signs.set("rules_choose", stated.as_deref() == Some(&day.said));
            day.signs.set("rules_choose_other", stated.is_some() && stated.as_deref() != Some(&day.said));
            day.signs.set("rumour", ruled.status == Status::Rumoured);
        }
        days
    }

    /// The day of the event: the likeliest of those that the article names, else the day of publication.
    pub(super) fn set_date(&self, layoff: &mut Layoff, choice: &Choice) {
        let figure = choice.count.as_ref().or(choice.percent.as_ref());
        if self.is_ruled() {
            return self.rule_date(layoff, figure);
        }
        // "Let go of 260 people in January 2025. The board met on October 2.": what its own clause says is not outweighed.
        let read = figure.and_then(|f| self.figures.iter().find(|g| (g.line, g.tok) == (f.line, f.tok)));
        let own = read.filter(|f| f.earlier).and_then(|f| Some((f, self.time_of(f).filter(|time| time.past)?)));
        if let Some((f, time)) = own.filter(|(f, time)| self.is_one_clause(f, time)) {
            time.date(layoff, self.lines, f.line);
            return;
        }
        let days = self.days(choice);
        if let Some((best, chance, none)) = choose(&days, &Weights::built_in().day)
            && chance > none
            && (layoff.status != Status::Rumoured || self.is_told_first(&days[best], choice))
        {
            let day = &days[best];
            self.times[day.line][day.tok].date(layoff, self.lines, day.line);
            return;
        }
        if layoff.status != Status::Rumoured && self.set_own_month(layoff, figure) {
            return;
        }
        if let Some(day) = self.article.published
            && layoff.status != Status::Rumoured
            && !self.is_of_another_year(figure)
        {
            layoff.date = Some(Period { start: day, end: day });
            layoff.date_basis = Some(DateBasis::Published);
        }
    }

    /// Whether nothing between a figure and a time opens another clause: "the talks it began on September 2 were over and that 46
    /// people would be leaving".
    fn is_one_clause(&self, f: &Figure, time: &Time) -> bool {
        let line = &self.lines[f.line];
        let (low, high) = (f.tok.min(time.toks.start), f.tok.max(time.toks.start));
        !(low..high).any(|j| line.has(j, RELATIVE | CLAUSE | SAY) || line.is(j, words!["that"]) || line.mark(j) == Some(';'))
    }

    /// Whether a day is told in the first sentences or with the number. Of a rumour, any other is a day on which somebody
    /// said something.
    fn is_told_first(&self, day: &Candidate, choice: &Choice) -> bool {
        let rank = self.lines[day.line].rank.unwrap_or(day.line + 3);
        rank <= 2 || choice.count.as_ref().is_some_and(|f| f.line == day.line)
    }

    /// The day by rules alone: said near the figure or in the first sentences, else the day of publication.
    fn rule_date(&self, layoff: &mut Layoff, figure: Option<&Figure>) {
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
                        .any(|(i, _)| self.lines[l].is(i, words!["sources", "familiar", "aware", "matter"]))
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
            let own = self.figures.iter().filter(|f| f.line == l && self.is_own(f)).map(|f| f.tok).next();
            let speaks = own.is_some()
                || line.any(CUT | STRONG | CUT_NOUN | SAY | GOING | DISMISS)
                || (0..line.toks.len()).any(|i| {
                    line.is(
                        i,
                        words![
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
                || (0..line.toks.len()).any(|i| line.is(i, words!["leaked", "leak", "shares", "stock"]))
                    && self.figures.iter().all(|f| f.line != l)
            {
                continue;
            }
            // "It had announced 1,400 cuts in Sweden on the Monday of the same week": another announcement.
            let before = line.rank.is_none_or(|rank| rank > 1)
                && own.is_none()
                && (1..line.toks.len()).any(|i| line.is(i - 1, words!["had"]) && line.is(i, words!["announced", "said", "told"]));
            if before {
                continue;
            }
            // A day that is written out says more than a weekday in the same sentence.
            let fitting = |t: &&Time| self.is_event_day(line, t, published);
            let apart = |t: &&Time| own.map_or(0, |own| own.abs_diff(t.toks.start));
            let found = self.times[l].iter().filter(fitting).min_by_key(|t| (t.relative, apart(t)));
            if let Some(time) = found {
                time.date(layoff, self.lines, l);
                return;
            }
        }
        // "Last month she dismissed a third": the sentence of the figure knows the month at least.
        let told = self.figures.iter().filter(|f| self.is_own(f) && !f.doubt && !f.partial && self.rank(f) <= 3);
        let month = figure.into_iter().chain(told).find_map(|f| {
            // "said in mid-May": the month of a report that came out soon after.
            let recent = |p: Period| published.is_some_and(|at| p.end < at && (at - p.end).get_days() <= RECENT_MONTH);
            // "the streaming giant, which had to report in April": of something else.
            let line = &self.lines[f.line];
            let of_aside = |t: &Time| {
                let comma = (f.tok..t.toks.start).rev().find(|&j| line.mark(j) == Some(','));
                comma.is_some_and(|comma| {
                    line.has(comma + 1, RELATIVE) && !(comma..t.toks.start).any(|j| line.has(j, CUT | STRONG))
                })
            };
            let month = |t: &&Time| {
                !t.since && !t.ahead && t.period.is_some_and(|p| is_month(p) && (t.relative || recent(p))) && !of_aside(t)
            };
            Some((f.line, self.times[f.line].iter().find(month)?))
        });
        if let Some((l, time)) = month.filter(|_| !rumour) {
            time.date(layoff, self.lines, l);
            return;
        }
        if published.is_none() || rumour {
            // "Houston's message of October 2024": a month is better than nothing.
            for &l in order.iter().take(if rumour { 1 } else { 4 }) {
                let month = self.times[l].iter().find(|t| {
                    !t.ahead
                        && !t.since
                        && t.period.is_some_and(|p| p.start.month() == p.end.month() && p.start.day() != p.end.day())
                });
                if let Some(time) = month
                    && self.figures.iter().any(|f| f.line == l && self.is_own(f))
                {
                    time.date(layoff, self.lines, l);
                    return;
                }
            }
            return;
        }
        if !rumour && self.set_own_month(layoff, figure) {
            return;
        }
        if !rumour && !self.is_of_another_year(figure) {
            layoff.date = published.map(|day| Period { start: day, end: day });
            layoff.date_basis = Some(DateBasis::Published);
        }
    }

    /// Dates a layoff by its number's own sentence, where that opens with a month or day gone by ("In June, Zorbex let 260
    /// people go", told in August) or has one right after the number: the day of publication is not its day then.
    fn set_own_month(&self, layoff: &mut Layoff, figure: Option<&Figure>) -> bool {
        let Some(f) = figure else { return false };
        let line = &self.lines[f.line];
        let opens = |t: &&Time| t.toks.start <= 1 && t.toks.end < f.tok && line.is(0, words!["in", "on", "last"]);
        let past = |t: &&Time| t.past && !t.since && !t.ahead;
        let Some(time) = self.months(f).filter(past).find(opens).or_else(|| self.time_after(f).filter(past)) else {
            return false;
        };
        time.date(layoff, self.lines, f.line);
        true
    }

    /// Whether a figure's own sentence says nothing nearer than a year before that of the article: "cut 1,150 jobs in 2025", told
    /// in January 2026. The day of publication is not its day then.
    fn is_of_another_year(&self, figure: Option<&Figure>) -> bool {
        let Some((f, published)) = figure.zip(self.article.published) else { return false };
        let line = &self.lines[f.line];
        let nearest = self.times[f.line].iter().filter(|t| !t.since && !t.ahead).min_by_key(|t| t.toks.start.abs_diff(f.tok));
        nearest.is_some_and(|t| {
            let year = t.toks.clone().find_map(|j| line.amount(j)).map(|a| a.value);
            let (a, b) = (t.toks.start.min(f.tok), t.toks.start.max(f.tok));
            let beside = (a..b).all(|j| line.mark(j).is_none());
            beside && t.year && t.toks.len() == 1 && year.is_some_and(|year| year < f64::from(published.year()))
        })
    }

    pub(super) fn is_event_day(&self, line: &Line<'_>, time: &Time, published: Option<jiff::civil::Date>) -> bool {
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
        let ahead = before.clone().rev().find(|&j| {
            line.is(j, words!["will", "begin", "begins", "start", "starts", "until", "take", "due", "would", "expects"])
        });
        // "Staff will be told on Wednesday who is to go."
        let to_be_told = said.is_some_and(|j| {
            line.is(j.wrapping_sub(1), words!["be"])
                && line.is(j.wrapping_sub(2), words!["will", "would", "to", "shall", "should"])
        });
        if ahead > said && ahead.is_some() || to_be_told {
            return false;
        }
        match published {
            Some(at) => period.start <= at && (at - period.start).get_days() <= 40,
            None => time.year || !time.relative,
        }
    }
}

pub(super) fn is_month(period: Period) -> bool {
    period.start != period.end && period.start.first_of_month() == period.end.first_of_month()
}
