//! Lists of several companies' layoffs: trackers, round-ups and live blogs whose entries open with a company, a date or both
//! ("Oct. 30: Quillhouse", "Verrault", "Latchford Compute, November 10."). Each entry tells of a layoff of its own.

use std::ops::Range;

use jiff::civil::Date;

use super::super::date::Time;
use super::super::figure::{self, Figure, Head, head, is_total, is_year};
use super::super::line::{Line, Token, Words, lookup};
use super::super::vocabulary::*;
use super::super::{DateBasis, Layoff, Status, reason};
use super::Story;
use super::day::is_month;
use crate::text::amount::{Hedge, Kind};
use crate::time::Period;

/// Fewer entries are no list.
const FEWEST: usize = 3;
/// Entries of one article that are read.
const MOST: usize = 300;
/// Letters of a company's first word that may stand for it in a headline, at least.
const SHORTENED: usize = 5;
/// Lines of an article that may say what its list is of, the title among them.
const INTRODUCTION: usize = 6;
/// Lines of one entry that are read.
const LONGEST: usize = 12;

/// One entry of a list.
struct Entry {
    /// Its first line.
    line: usize,
    /// The line that names its company: the first one, or the heading of several.
    head: usize,
    /// The tokens of the company's name there.
    name: Range<usize>,
    /// The time that the heading gives, by its place among those of the line.
    time: Option<usize>,
    /// Its heading opens with a time of day: it is of the day of the article.
    live: bool,
    /// The token after the heading.
    rest: usize,
    /// Its lines: the heading and what follows up to the end of a paragraph.
    lines: Range<usize>,
}

/// Marks before an item of a list.
fn is_bullet(mark: char) -> bool {
    matches!(mark, '*' | '•' | '-' | '–' | '—' | '·')
}

/// Marks between the fields of an entry: "19 May 2026 · Zorbex · Tulsa, US · 610 · 14%".
fn is_divider(mark: char) -> bool {
    matches!(mark, '|' | '·' | '•')
}

/// Whether an amount is a field of its own, whatever sign the list gives it: "· 610 ✔ ·", "| ~70 |".
fn is_field(line: &Line<'_>, amount: usize) -> bool {
    let divides = |j: usize| line.mark(j).is_some_and(is_divider);
    let sign = |j: usize| line.mark(j).is_some_and(|mark| !is_divider(mark) && !matches!(mark, ',' | '+' | '-' | '−'));
    let before = amount.checked_sub(1).map(|j| if sign(j) { j.wrapping_sub(1) } else { j });
    let after = amount + 1 + usize::from(sign(amount + 1));
    before.is_some_and(divides) && (divides(after) || after >= line.toks.len())
}

/// The token after the time of day that opens an entry of a live blog: "08:01 — ", "4.05pm: ".
fn clock(line: &Line<'_>) -> Option<usize> {
    let text = line.text;
    let hours = text.bytes().take_while(u8::is_ascii_digit).count();
    let minutes = text.get(hours + 1..hours + 3)?;
    let value = |digits: &str| digits.parse::<u8>().ok();
    let timed = matches!(hours, 1 | 2)
        && matches!(text.as_bytes()[hours], b':' | b'.')
        && value(&text[..hours]).is_some_and(|hour| hour < 24)
        && minutes.bytes().all(|b| b.is_ascii_digit())
        && value(minutes).is_some_and(|minute| minute < 60)
        && !text[hours + 3..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | ':'));
    let mark = (1..6)
        .find(|&i| line.mark(i).is_some_and(|c| matches!(c, ':' | '–' | '—' | '-' | '|')) && line.toks[i].start >= hours + 3)?;
    let zone = |i: usize| {
        line.toks[i].start < hours + 3
            || line.toks[i].cap
            || line.is(i, words!["am", "pm", "a.m", "p.m"])
            || line.mark(i) == Some('.')
    };
    (timed && (0..mark).all(zone)).then_some(mark + 1)
}

fn year_before(day: Date) -> Option<Date> {
    Date::new(day.year() - 1, day.month(), day.day()).ok()
}

impl Story<'_, '_> {
    /// The layoffs that the entries of a round-up tell of: an article on several companies, of which the headline names none
    /// or more than one, whose paragraphs each open with one.
    pub(super) fn round_up(&self) -> Vec<Layoff> {
        let title = &self.lines[0];
        let mut rows = self.rows_of(self.entries(true), FEWEST);
        let names_other = || (0..title.toks.len()).filter_map(|i| title.name(i)).any(|n| self.names.table[n].is_company());
        // "Corrigan, Vuorela and Halcyon Tide all cut": a headline shortens.
        let titled = |company: &str| {
            let first = company.split(' ').next().unwrap_or(company);
            let shortened = || {
                let word = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == first);
                first.len() >= SHORTENED && lookup(first) & (COMMON | SECTOR | TECH | FIRM) == 0 && word(title.text)
            };
            title.text.contains(company) || shortened()
        };
        let whole = rows.iter().filter(|row| title.text.contains(&row.company)).count();
        let shortened = rows.iter().filter(|row| titled(&row.company)).count();
        // One shortened name alone may be a word of the headline.
        let of_several = match if shortened >= 2 { shortened } else { whole } {
            0 => (self.is_headed(1, 1) || self.watches_notices()) && !names_other(),
            1 => false,
            _ => true,
        };
        if !of_several {
            return Vec::new();
        }
        // What a round-up of the week tells is of that week.
        let recent = |line: &Line<'_>| {
            (0..line.toks.len()).any(|j| line.is(j, words!["week", "today", "daily", "weekend", "roundup", "round-up", "friday"]))
        };
        if self.lines[..self.lines.len().min(3)].iter().any(recent)
            && let Some(published) = self.article.published
        {
            for row in rows.iter_mut().filter(|row| row.date.is_none()) {
                (row.date, row.date_basis) = (Some(Period::day(published)), Some(DateBasis::Published));
            }
        }
        rows
    }

    /// Whether the headline is on notices of mass layoffs: "WARN watch: who filed in California this week".
    fn watches_notices(&self) -> bool {
        let title = &self.lines[0];
        let tells = |line: &Line<'_>| line.any(CUT | STRONG | CUT_NOUN | GOING | DISMISS);
        title.text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "WARN") && self.lines.iter().skip(1).any(tells)
    }

    /// The layoffs that the entries of a list tell of; none where the article is no list.
    pub(super) fn rows(&self) -> Vec<Layoff> {
        // Of some entries the number may be unknown.
        self.rows_of(self.entries(false), FEWEST - 1)
    }

    fn rows_of(&self, entries: Vec<Entry>, fewest: usize) -> Vec<Layoff> {
        if entries.len() < FEWEST {
            return Vec::new();
        }
        let mut rows: Vec<Layoff> = Vec::new();
        // A menu may look like an entry.
        let first = entries.iter().find(|e| e.time.is_some()).unwrap_or(&entries[0]);
        // A company's name above its rounds may stand far below what says of what they are.
        let introduction = if first.time.is_some() { INTRODUCTION } else { 1 };
        let headed = self.is_headed(first.line, introduction);
        for entry in &entries {
            let Some(row) = self.row(entry, headed) else { continue };
            let same = |r: &Layoff| (&r.company, r.count, r.percent, r.date) == (&row.company, row.count, row.percent, row.date);
            if !rows.iter().any(same) {
                rows.push(row);
            }
        }
        let companies: std::collections::BTreeSet<&str> = rows.iter().map(|r| r.company.as_str()).collect();
        if companies.len() < fewest { Vec::new() } else { rows }
    }

    /// What opens like an entry; in a round-up also a paragraph whose first word is a company's name.
    fn entries(&self, of_round_up: bool) -> Vec<Entry> {
        let opens = |l: usize| l == 1 || self.breaks_before(l);
        let mut entries: Vec<Entry> = Vec::new();
        for l in (1..self.lines.len()).filter(|&l| opens(l) && !self.lines[l].aside) {
            if entries.len() == MOST {
                break;
            }
            let subject = || self.subject(l).filter(|_| of_round_up);
            let clock = clock(&self.lines[l]);
            let Some((name, time, rest)) = self.heading(l, clock.unwrap_or(0)).or_else(subject) else {
                entries.extend(self.item(l));
                continue;
            };
            // A heading that is a line of its own is followed by its paragraph.
            let alone = rest >= self.lines[l].toks.len() && l + 1 < self.lines.len() && opens(l + 1);
            // "12:30 — Lunch. We've had a lot of mail": what runs into its paragraph may be anything.
            let company = |j: usize| self.lines[l].name(j).is_some_and(|n| self.names.table[n].is_company());
            if clock.is_some() && !alone && !name.clone().any(company) {
                continue;
            }
            let from = if alone { l + 2 } else { l + 1 };
            entries.push(Entry {
                line: l,
                head: l,
                name,
                time,
                live: clock.is_some(),
                rest,
                lines: l..self.end_of_entry(l, from),
            });
        }
        // Where the next entry begins, this one ends.
        for i in 1..entries.len() {
            let next = entries[i].line;
            let lines = &mut entries[i - 1].lines;
            lines.end = lines.end.min(next);
        }
        entries
    }

    /// One of the rounds that stand under a company's name: "2. 14 May 2024. 310. Share 12%.", "- January 2023: 12,000 jobs".
    fn item(&self, l: usize) -> Option<Entry> {
        let line = &self.lines[l];
        let mut i = (0..3).take_while(|&j| line.mark(j).is_some_and(is_bullet)).count();
        if line.amount(i).is_some_and(|a| a.value <= MOST as f64) && matches!(line.mark(i + 1), Some('.' | ')')) {
            i += 2;
        }
        let time = self.times[l].iter().position(|t| t.toks.start == i && t.period.is_some()).filter(|_| i > 0)?;
        let end = self.times[l][time].toks.end;
        line.mark(end).filter(|mark| matches!(mark, '.' | ':' | ',' | '–' | '—' | '-') || is_divider(*mark))?;
        let titled = |h: &usize| {
            let line = &self.lines[*h];
            self.breaks_before(*h)
                && !line.aside
                && line.amount(0).is_none()
                && line.mark(0).is_none()
                && !line.text.ends_with('.')
        };
        let head = (l.saturating_sub(LONGEST).max(1)..l).rev().find(titled)?;
        let heading = &self.lines[head];
        let last = heading.toks.len().checked_sub(1)?;
        let alone =
            |name: &Range<usize>| name.end > last || heading.mark(name.end) == Some('(') && heading.mark(last) == Some(')');
        let name = self.heading_name(heading, 0).filter(alone)?;
        Some(Entry { line: l, head, name, time: Some(time), live: false, rest: end + 1, lines: l..self.end_of_entry(l, l + 1) })
    }

    /// Where an entry that begins with a line ends: with the first paragraph from `from` on, or after so many lines.
    fn end_of_entry(&self, l: usize, from: usize) -> usize {
        let most = self.lines.len().min(l + LONGEST);
        (from..most).find(|&m| self.breaks_before(m)).unwrap_or(most)
    }

    /// Whether a line of the text, most likely a paragraph, begins with this sentence.
    fn breaks_before(&self, l: usize) -> bool {
        let before = &self.lines[l - 1];
        let between = before.offset + before.text.len()..self.lines[l].offset;
        self.article.body.get(between).is_none_or(|gap| gap.contains('\n'))
    }

    /// The name that a line has from `i` on as a heading, its time and the token after.
    fn heading(&self, l: usize, mut i: usize) -> Option<(Range<usize>, Option<usize>, usize)> {
        let line = &self.lines[l];
        let times = &self.times[l];
        while line.mark(i).is_some_and(is_bullet) {
            i += 1;
        }
        let mut time = times.iter().position(|t| t.toks.start == i && t.period.is_some());
        if let Some(t) = time {
            i = times[t].toks.end;
            if !line.mark(i).is_some_and(|c| matches!(c, ':' | ',' | '–' | '—' | '-' | '.') || is_divider(c)) {
                return None;
            }
            i += 1;
        }
        let name = self.heading_name(line, i)?;
        let mut j = line.after_brackets(name.end)?;
        // ", Sunderland", ", November 10"
        for _ in 0..2 {
            if line.mark(j) != Some(',') {
                break;
            }
            if let Some(t) = times.iter().position(|t| t.toks.start == j + 1 && t.period.is_some()) {
                time = Some(t);
                j = times[t].toks.end;
                continue;
            }
            let place = (j + 1..j + 5).take_while(|&c| line.toks.get(c).is_some_and(|t| t.cap)).count();
            if place == 0 {
                return None;
            }
            j += 1 + place;
        }
        match line.mark(j) {
            Some('.' | ':' | '–' | '—') => Some((name, time, j + 1)),
            Some(mark) if is_divider(mark) => Some((name, time, j + 1)),
            Some('-') if line.text[..line.toks[j].start].ends_with(' ') => Some((name, time, j + 1)),
            None if j >= line.toks.len() => Some((name, time, j)),
            _ => None,
        }
    }

    /// The company that a paragraph opens with as what its first sentence is about: "Dovetrail cut 75 jobs", "Minterra, the
    /// insurer, let 40 go", "November 3: Thornbush (Vancouver) lets 58 people go", "Lastly, mobile publisher Otter shuts".
    fn subject(&self, l: usize) -> Option<(Range<usize>, Option<usize>, usize)> {
        let line = &self.lines[l];
        let opens = (0..3).take_while(|&j| line.mark(j).is_some_and(is_bullet)).count();
        let time = self.times[l].iter().position(|t| t.toks.start == opens && t.period.is_some());
        let from = match time.map(|t| self.times[l][t].toks.end) {
            Some(end) => (end..end + 8).find(|&j| line.mark(j) == Some(':'))? + 1,
            None if line.is(opens, words!["lastly", "finally", "next", "then", "also", "meanwhile"]) => {
                opens + 1 + usize::from(line.mark(opens + 1) == Some(','))
            }
            None => opens,
        };
        let describes = |j: usize| line.has(j, FIRM | TECH | TRADE | PLACE) || line.toks.get(j).is_some_and(|t| !t.cap);
        let first = (from..from + 5).find(|&j| matches!(line.toks.get(j).map(|t| t.kind), Some(Token::Name(_))))?;
        let from = if (from..first).all(|j| describes(j) && line.mark(j).is_none()) { first } else { from };
        let name = self.heading_name(line, from)?;
        let end = line.after_brackets(name.end)?;
        let headed = time.is_some() || end > name.end;
        let acts = line.has(end, AUX | CUT | SAY | LET | LAY | DISMISS)
            || line.mark(end) == Some(',')
            || headed && line.toks.get(end).is_some_and(|t| t.kind == Token::Word && !t.cap && t.cue & PREP == 0);
        acts.then_some((name, time, end))
    }

    /// The tokens of a name in capitals that a heading has at `i`.
    fn heading_name(&self, line: &Line<'_>, i: usize) -> Option<Range<usize>> {
        let first = line.toks.get(i)?;
        let named = matches!(first.kind, Token::Name(_));
        if !first.cap
            || first.possessive
            || !named && (first.kind != Token::Word || first.cue & (COMMON | DAY | MONTH | SAY | DEPARTMENT) != 0)
        {
            return None;
        }
        let joins = |j: usize| {
            line.toks
                .get(j)
                .is_some_and(|t| t.cap && matches!(t.kind, Token::Word | Token::Name(_)) && t.cue & (DAY | MONTH) == 0)
                || line.mark(j) == Some('&')
        };
        let end = i + (i..i + 4).take_while(|&j| joins(j)).count();
        let name = i..end;
        let place = name.clone().all(|j| match line.toks[j].kind {
            Token::Name(n) => self.names.table[n].place > self.names.table[n].firm && !self.names.table[n].known,
            _ => line.has(j, PLACE),
        });
        let person = name.clone().any(|j| line.name(j).is_some_and(|n| self.names.table[n].person > self.names.table[n].firm));
        // "WHO'S HIRING", "THE RUNNING COUNT": a heading of the whole list.
        let text = &line.text[line.toks[i].start..line.toks[end - 1].end];
        let shouted = !text.bytes().any(|b| b.is_ascii_lowercase());
        let words = COMMON | HIRE | CUT_NOUN | SAY;
        // "Note: the 104 that still circulates was a slip".
        let noted =
            line.is(i, words!["note", "notes", "update", "updates", "total", "totals", "correction", "source", "sources"]);
        let general = noted || shouted && text.split([' ', '\'', '’']).any(|w| cues(w.to_lowercase()) & words != 0);
        (!place && !person && !general).then_some(name)
    }

    /// The company of an entry, as the article writes it elsewhere where the heading is all capitals.
    fn entry_company(&self, line: &Line<'_>, name: Range<usize>) -> (String, Option<usize>) {
        let text = &line.text[line.toks[name.start].start..line.toks[name.end - 1].end];
        if name.len() == 1
            && let Some(n) = line.name(name.start)
            && self.names.table[n].text.bytes().any(|b| b.is_ascii_lowercase())
        {
            return (self.names.table[n].text.clone(), Some(n));
        }
        let known = self.names.table.iter().position(|n| {
            n.text.eq_ignore_ascii_case(text) && (n.text.bytes().any(|b| b.is_ascii_lowercase()) || n.text.len() < 4)
        });
        match known {
            Some(n) => (self.names.table[n].text.clone(), Some(n)),
            None => (text.split_whitespace().collect::<Vec<_>>().join(" "), line.name(name.start)),
        }
    }

    /// Whether what stands above the entries says that they are of cuts: the title, one of the first lines of
    /// the article, as many as `introduction`, or one of the last before the first entry.
    /// A ranking of employers may speak of cuts as well, but is of those who stay.
    fn is_headed(&self, first: usize, introduction: usize) -> bool {
        const EMPLOYS: Words =
            words!["employ", "employs", "employed", "employing", "employer", "employers", "headcount", "headcounts"];
        let above = || {
            let near = first.saturating_sub(3).max(1);
            self.lines[..introduction.min(near)].iter().chain(&self.lines[near..first])
        };
        let employs = |line: &Line<'_>| (0..line.toks.len()).any(|j| line.is(j, EMPLOYS) && !line.has(j + 1, CUT_NOUN));
        above().any(|line| line.any(CUT | STRONG | CUT_NOUN | GOING | DISMISS)) && !above().any(employs)
    }

    /// The layoff that an entry tells of, if it gives a number or a share of those who go. A bare number is one only where
    /// the entry speaks of cuts, or the list is `headed` as one of them.
    fn row(&self, entry: &Entry, headed: bool) -> Option<Layoff> {
        let heading = &self.lines[entry.head];
        let (company, id) = self.entry_company(heading, entry.name.clone());
        let of_another = |l: usize, k: usize| {
            let line = &self.lines[l];
            let from = if l == entry.head { entry.name.end } else { 0 };
            let before = (from..k).rev().filter_map(|j| line.name(j)).find(|&n| self.names.table[n].is_company());
            // The first sentences may name an owner or a union; what they tell is of the entry.
            let first = l <= entry.line + 2;
            !first
                && before.is_some_and(|n| {
                    Some(n) != id
                        && !self.names.table[n].text.eq_ignore_ascii_case(&company)
                        && !company.starts_with(&self.names.table[n].text)
                })
        };
        let tells = entry.lines.clone().any(|l| self.lines[l].any(CUT | STRONG | CUT_NOUN | GOING | DISMISS));
        let main = id.unwrap_or(self.main);
        let (mut tied, mut loose, mut past_round) = (None, None, None);
        for l in entry.lines.clone().filter(|&l| !self.lines[l].aside) {
            let line = &self.lines[l];
            let opening = if l == entry.line { Some(entry.rest) } else { (l == entry.line + 1).then_some(0) };
            for k in (if l == entry.line { entry.rest } else { 0 })..line.toks.len() {
                let Some(a) = line.amount(k) else { continue };
                if a.kind != Kind::Number || a.hedge == Hedge::Vague || !(2.0..1e6).contains(&a.value) || is_year(line, k) {
                    continue;
                }
                let (head, end) = head(line, k);
                // "All of its 75 remaining employees lose their jobs".
                let everybody = (k.saturating_sub(3)..k).any(|j| line.is(j, words!["all"]))
                    && (end..end + 4).any(|j| line.has(j, GOING | CUT | STRONG));
                let total = is_total(line, k, end, head) && !everybody;
                // "Two employees tell us": those who tell.
                let tellers = a.value < 13.0 && line.has(end, SAY) && !line.has(end, CUT);
                // The number of a table is the one, whatever its notes say.
                if l == entry.line && is_field(line, k) && (headed || tells) {
                    tied.get_or_insert_with(|| Figure::alone(l, k, main));
                    continue;
                }
                if matches!(head, Head::Vacant | Head::Other) || total || tellers || of_another(l, k) {
                    continue;
                }
                let own_time = |i: usize| l == entry.line && entry.time == Some(i);
                let past = |(i, t): (usize, &Time)| t.past && !t.since && t.toks.start.abs_diff(k) <= 8 && !own_time(i);
                let past = self.times[l].iter().enumerate().any(past);
                match figure::number_link(line, k, main) {
                    Some((link, true)) => {
                        let (earlier, span) = figure::timing(line, k, &link, &self.times[l], true);
                        // What a list looks back on was long ago: "laid off 150 employees in April this year".
                        let place = if earlier { &mut past_round } else { &mut tied };
                        if !span && place.is_none() {
                            *place = Some(Figure { cut: link.cut, ..Figure::alone(l, k, main) });
                        }
                    }
                    _ => {
                        let opens = opening.is_some_and(|o| (o..k).all(|j| line.has(j, LIGHT) || line.mark(j).is_some()));
                        let counts = matches!(head, Head::Staff | Head::Cut | Head::PartOf) && tells && !line.any(HIRE & !STAFF);
                        // "One in five is to go: 1,120".
                        let restated = head == Head::Bare
                            && line.mark(k.wrapping_sub(1)) == Some(':')
                            && (0..k).any(|j| line.has(j, CUT | STRONG | GOING));
                        let opens = opens && (tells || headed) && matches!(head, Head::Bare | Head::Staff | Head::PartOf);
                        if (opens || counts || restated || everybody) && !past && loose.is_none() {
                            loose = Some(Figure::alone(l, k, main));
                        }
                    }
                }
            }
        }
        let count = tied.or(loose).or(past_round);
        // "900 redundancies. That's 8% of all employees."
        let goes_on = |l: usize| entry.lines.contains(&l) && self.lines[l].is(0, words!["that", "this", "they", "it"]);
        let near = count.as_ref().map_or(entry.lines.clone(), |f| f.line..f.line + 1 + usize::from(goes_on(f.line + 1)));
        let percent = near.flat_map(|l| (0..self.lines[l].toks.len()).map(move |k| (l, k))).find_map(|(l, k)| {
            let line = &self.lines[l];
            let share = line.amount(k).is_some_and(|a| matches!(a.kind, Kind::Percent | Kind::Fraction) && a.value <= 100.0);
            if !share || of_another(l, k) || figure::is_of_a_number(line, k) {
                return None;
            }
            let of = figure::of_tokens(line, k);
            let staff = of.as_ref().is_some_and(|o| line.has(o.end - 1, FORCE | STAFF));
            // "Share 12%."
            let labelled = entry.head < entry.line && line.is(k.wrapping_sub(1), words!["share", "percentage", "percent"]);
            let field = labelled || l == entry.line && is_field(line, k);
            let tied = field && (tells || count.is_some()) || figure::share_link(line, k).is_some_and(|(_, tied)| tied);
            (staff && (count.is_some() || tells) || tied).then(|| Figure { share: true, of, ..Figure::alone(l, k, main) })
        });
        let told = count.as_ref().or(percent.as_ref())?;
        // "…, 500 people. The company calls this baseless."
        let denies = |l: usize| entry.lines.contains(&l) && self.lines[l].any(DENY) && !self.lines[l].any(UNION);
        if denies(told.line) || denies(told.line + 1) {
            return None;
        }
        let mut layoff = self.layoff(main, count.as_ref(), percent.as_ref(), &mut Vec::new());
        layoff.company = company;
        layoff.listed = true;
        let toks = &heading.toks[entry.name.clone()];
        layoff.proof.company = vec![heading.place(toks[0].start..toks[toks.len() - 1].end)];
        self.set_row_date(&mut layoff, entry, told);
        layoff.status = self.row_status(told.line);
        self.set_row_surroundings(&mut layoff, entry);
        Some(layoff)
    }

    /// The reason that an entry gives, and the place that stands in brackets after the company: "Kitebird (San Mateo)".
    fn set_row_surroundings(&self, layoff: &mut Layoff, entry: &Entry) {
        let lines: Vec<&Line<'_>> = entry.lines.clone().map(|l| &self.lines[l]).collect();
        if let Some((l, range, class)) = reason::reason(&lines) {
            layoff.reason = Some(lines[l].text[range.clone()].to_owned());
            layoff.reason_class = Some(class);
            layoff.proof.reason.push(lines[l].place(range));
        }
        let heading = &self.lines[entry.head];
        let open = entry.name.end;
        if heading.mark(open) != Some('(') {
            return;
        }
        let inside = open + 1..(open + 5).min(heading.toks.len());
        let Some(close) = inside.clone().find(|&j| heading.mark(j) == Some(')')) else { return };
        let named = |j: usize| {
            let word = heading.word(j);
            heading.toks[j].cap && word.chars().any(char::is_lowercase) && heading.toks[j].cue & (MONTH | DAY) == 0
        };
        if close > open + 1 && (open + 1..close).all(named) {
            let range = heading.toks[open + 1].start..heading.toks[close - 1].end;
            layoff.place = Some(heading.text[range.clone()].to_owned());
            layoff.proof.place.push(heading.place(range));
        }
    }

    /// The day of the heading, else the first one that the entry gives up to its number, else the month in which its number
    /// is told, else the month or day under which the entry stands.
    fn set_row_date(&self, layoff: &mut Layoff, entry: &Entry, told: &Figure) {
        let own = |l: usize| self.times[l].iter().filter(|t| !t.ahead && !t.since).find(|t| t.day && t.period.is_some());
        let given = entry.time.and_then(|t| Some((entry.line, self.times[entry.line].get(t)?)));
        let stated = || entry.lines.clone().find_map(own);
        if entry.live && given.is_none() && stated().is_none() {
            layoff.date = self.article.published.map(Period::day);
            layoff.date_basis = layoff.date.map(|_| DateBasis::Published);
            return;
        }
        let first = || {
            let told = std::iter::once(told.line).chain(entry.lines.clone());
            told.filter(|l| entry.lines.contains(l)).find_map(|l| Some((l, own(l)?)))
        };
        let headed = given.is_some();
        let section = || {
            let alone = |l: usize| {
                let line = &self.lines[l];
                let time = self.times[l].first().filter(|t| t.toks.start == 0 && t.toks.end == line.toks.len())?;
                (self.breaks_before(l) && time.period.is_some()).then_some((l, time))
            };
            (1..entry.line).rev().take(LONGEST * 4).find_map(alone)
        };
        let month = || {
            let past = |t: &&Time| !t.ahead && !t.since && t.period.is_some_and(is_month);
            let near = self.times[told.line].iter().filter(past).min_by_key(|t| t.toks.start.abs_diff(told.tok));
            Some((told.line, near?))
        };
        let Some((l, time)) = given.or_else(first).or_else(month).or_else(section) else { return };
        let Some(mut period) = time.period else { return };
        // A list looks back: its "February 4", read in November, was this year's.
        if let Some(published) = self.article.published
            && headed
            && !time.year
            && period.start > published
            && let (Some(start), Some(end)) = (year_before(period.start), year_before(period.end))
        {
            period = Period { start, end };
        }
        // A whole year is no date.
        if period.start != period.end && period.start.first_of_month() != period.end.first_of_month() {
            return;
        }
        time.date(layoff, self.lines, l);
        layoff.date = Some(period);
    }

    /// How certain the layoff of an entry is, by the sentence of its number.
    fn row_status(&self, l: usize) -> Status {
        let line = &self.lines[l];
        let says = |words: Words| (0..line.toks.len()).any(|j| line.is(j, words));
        match () {
            () if says(words!["rumoured", "rumored", "rumour", "reportedly"]) || line.text.contains("is said to") => {
                Status::Rumoured
            }
            () if says(words!["confirmed", "confirms"]) => Status::Confirmed,
            () if says(words!["plans", "plan", "risk", "proposes", "proposed", "consultation", "danger", "considering"]) => {
                Status::Planned
            }
            () => Status::Announced,
        }
    }
}
