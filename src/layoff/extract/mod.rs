//! From an article to its layoffs: whether it is about one, which figures are its own, and everything that belongs to it.

use super::company::{self, Names};
use super::date::{self, Time};
use super::figure::{self, Figure, stated};
use super::line::{self, Line, Tok, Token, Words};
use super::score::{self, Candidate, Signs, Weights};
use super::vocabulary::*;
use super::{CountIs, DateBasis, Layoff, Learnt, Mentions, Proof, Status, Text, Where, learn, status};
use crate::text::amount::{Amount, Hedge, Kind};
use crate::time::Period;

mod about;
mod choice;
mod day;
mod earlier;
mod parts;
mod rows;
mod size;
mod surroundings;

use choice::Choice;
pub(super) use size::digits;

/// Up to how many lines the rules decide what is a layoff, and weights only which number and share it has: a summary or a
/// brief says little but what it is about, while the weights are made for whole articles.
const SHORT: usize = 12;

/// Numbers of more than this are no article's but a table's, or made to keep the program busy: weighing takes each with
/// each.
const CROWDED: usize = 1_000;

/// So many companies with figures of their own make an article one on several.
const SEVERAL: usize = 3;

/// Days between a report and the day of its news.
const SAME_NEWS: i32 = 4;

/// Days before an article within which it tells of the news, not of an earlier round.
const RECENT: i32 = 7;

/// The layoffs of an article, the primary one first; none when the article is not about one.
pub fn extract(article: &Text<'_>, names: &dyn Mentions) -> Vec<Layoff> {
    let layoffs = extract_all(article, names);
    if layoffs.first().is_some_and(|l| l.primary) { layoffs } else { Vec::new() }
}

/// Like [`extract`], but keeps what an article that is about something else mentions in passing: the entries of a
/// tracker, a competitor's cuts in a hiring story, the layoff that a company denies. None of these is primary.
pub fn extract_all(article: &Text<'_>, mentions: &dyn Mentions) -> Vec<Layoff> {
    let mut lines = line::lines(article);
    if !have_cuts(&lines) || is_satire(article, &lines) {
        return Vec::new();
    }
    let names = company::names(article, &mut lines, mentions);
    told(article, &lines, &names)
}

/// The layoffs of an article, and the names that it teaches, in one reading: most of the work is the same. Of an article
/// without a layoff of its own only one that is denied is kept, as somebody may ask what was denied, the entries of a
/// list of several companies' layoffs, and earlier rounds that it tells with company, number and time.
pub fn read(article: &Text<'_>, mentions: &dyn Mentions) -> (Vec<Layoff>, Vec<Learnt>) {
    let mut lines = line::lines(article);
    let names = company::names(article, &mut lines, mentions);
    let mut learnt = learn::learnt(article, &lines, &names);
    if !have_cuts(&lines) || is_satire(article, &lines) {
        return (Vec::new(), learnt);
    }
    let mut layoffs = told(article, &lines, &names);
    learn::of_subject(article, &layoffs, &names, &mut learnt);
    learn::of_entries(article, &layoffs, mentions, &mut learnt);
    if !layoffs.first().is_some_and(|l| l.primary) {
        layoffs.retain(|l| l.status == Status::Denied || l.listed || l.recalled);
    }
    (layoffs, learnt)
}

/// Whether a sentence has a word or a saying for people losing their jobs.
pub fn speaks_of_cuts(sentence: &str) -> bool {
    let range = 0..sentence.len();
    let text = Text { title: "", body: sentence, sentences: std::slice::from_ref(&range), published: None, source: None };
    have_cuts(&line::lines(&text))
}

fn have_cuts(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|l| l.any(CUT | STRONG | CUT_NOUN | GOING | DISMISS))
}

/// Whether it is said that the text is made up: "SATIRE: Zeploo lays off everyone", "Zeploo lays off everyone [satire]", "The
/// Beaverton (satire)", "This article is satire".
fn is_satire(article: &Text<'_>, lines: &[Line<'_>]) -> bool {
    let source = article.source.unwrap_or_default().to_lowercase();
    // "The series is a satire" is said of something else.
    let itself = |line: &Line<'_>| {
        line.is(0, words!["this"])
            || line.is(0, words!["the"])
                && line.is(1, words!["above", "article", "story", "post", "piece", "report", "text", "foregoing", "preceding"])
    };
    let admits = |line: &Line<'_>| {
        itself(line)
            && line.toks.len() <= 14
            && (1..9).any(|j| {
                line.is(j, words!["satire", "satirical", "parody", "spoof"])
                    && !(1..j).any(|i| line.is(i, words!["not", "no", "about", "of"]) && !line.is(i - 1, words!["work", "piece"]))
            })
            && (1..5).any(|j| line.is(j, words!["is", "was"]))
    };
    if source.contains("satire") || source.contains("parody") || lines.iter().skip(1).any(admits) {
        return true;
    }
    let Some(title) = lines.first().filter(|line| line.title) else { return false };
    let last = (0..title.toks.len()).rev().find(|&j| title.mark(j).is_none()).unwrap_or(0);
    let says = |j: usize| title.is(j, words!["satire", "parody", "humour", "humor"]);
    says(0) && title.mark(1).is_some() || says(last) && last > 0 && title.mark(last - 1).is_some()
}

fn told(article: &Text<'_>, lines: &[Line<'_>], names: &Names) -> Vec<Layoff> {
    with_story(article, lines, names, Weights::built_in(), |story| {
        let choice = if story.is_ruled() { story.ruled() } else { story.choose(Weights::built_in()) };
        let mut layoffs = story.round_up();
        let mut used = Vec::new();
        if !layoffs.is_empty() {
            // None of them is the article's own.
        } else if choice.own >= 0.5 {
            let primary = story.primary(&choice, &mut used);
            let parts = story.parts(&primary);
            used.extend(parts.iter().filter_map(|p| p.count));
            layoffs.push(primary);
            layoffs.extend(parts);
        } else {
            if status::denied(lines) {
                layoffs.extend(story.denied(&mut used));
            } else {
                layoffs.extend(story.called_off());
            }
            layoffs.extend(story.rows());
            if layoffs.is_empty() {
                layoffs.extend(story.several());
            }
        }
        used.extend(layoffs.iter().filter(|l| l.listed).filter_map(|l| l.count));
        story.others(&used, &mut layoffs);
        // What an entry of a list tells is told once.
        let entries: Vec<(String, Option<u64>)> =
            layoffs.iter().filter(|l| l.listed).map(|l| (l.company.clone(), l.count)).collect();
        layoffs.retain(|l| l.listed || !entries.iter().any(|(company, count)| *company == l.company && *count == l.count));
        if let Some(own) = layoffs.first().filter(|l| l.primary).cloned() {
            story.earlier(&own, &mut layoffs);
            let larger = |l: &Layoff| {
                !l.primary && !l.span_total && l.company == own.company && l.count > own.count.map(|n| n * 3 / 2)
                    // What was done months ago is another round.
                    && l.date.zip(own.date).is_none_or(|(then, now)| (now.start - then.end).get_days() <= OF_ONE_ROUND)
            };
            layoffs[0].part = own.count.is_some() && layoffs.iter().any(larger) && story.is_of_a_plan(choice.count.as_ref());
        }
        layoffs
    })
    .unwrap_or_else(|| listed(article, lines, names))
}

/// The entries of a list whose article is about no company in particular.
fn listed(article: &Text<'_>, lines: &[Line<'_>], names: &Names) -> Vec<Layoff> {
    if names.table.is_empty() {
        return Vec::new();
    }
    let year = stated_year(lines);
    let times = date::all_times(lines, article.published, year, |l| breaks(article, lines, l));
    Story { article, lines, names, main: 0, times: &times, figures: &[] }.rows()
}

/// Whether a paragraph begins with a line: always, as far as the title and the first sentence go.
fn breaks(article: &Text<'_>, lines: &[Line<'_>], l: usize) -> bool {
    l < 2 || article.body.get(lines[l - 1].offset..lines[l].offset).is_none_or(|between| between.contains('\n'))
}

/// Reads what is needed to judge an article, if there is a company that it is about.
fn with_story<T>(
    article: &Text<'_>,
    lines: &[Line<'_>],
    names: &Names,
    weights: &Weights,
    then: impl FnOnce(&Story<'_, '_>) -> T,
) -> Option<T> {
    let companies = score::companies(lines, names, company::main_company(lines, names));
    let main = company::headlined_company(lines, names)
        .or_else(|| company::staffed_company(lines, names))
        .or_else(|| score::company(&companies, &weights.company))?;
    let year = stated_year(lines);
    let times = date::all_times(lines, article.published, year, |l| breaks(article, lines, l));
    let units = company::units(lines, names, main);
    let mut figures = figure::figures(lines, &times, names, main, article.published.is_some(), |l| breaks(article, lines, l));
    in_sections(&mut figures, lines, names);
    for figure in &mut figures {
        if units[figure.company] {
            figure.company = main;
        }
    }
    retell(&mut figures, lines, main);
    let is_recent = |l: usize| {
        let near = |p: Period| article.published.is_some_and(|at| p.end <= at && (at - p.end).get_days() <= RECENTLY);
        times[l].iter().any(|t| t.past && !t.since && t.period.is_some_and(near))
    };
    tell_late(&mut figures, lines, main, is_recent);
    answered(&mut figures, lines, main);
    Some(then(&Story { article, lines, names, main, times: &times, figures: &figures }))
}

/// What the weights are fitted to, for an article whose figures are known: everything that may be chosen.
#[derive(Debug, Clone)]
pub struct Observed {
    /// The names that may be the company's.
    pub companies: Vec<Candidate>,
    /// The one taken for it.
    pub company: String,
    /// The numbers.
    pub counts: Vec<Candidate>,
    /// The shares, seen beside the number that these weights choose.
    pub shares: Vec<Candidate>,
    /// The days, likewise.
    pub days: Vec<Candidate>,
    /// What speaks for a layoff of its own.
    pub about: Signs,
    /// The sentences that may give the reason, with their texts.
    pub reasons: Vec<Candidate>,
}

/// Everything in an article that may be chosen, with what speaks for it.
pub fn observe(article: &Text<'_>, mentions: &dyn Mentions, weights: &Weights) -> Option<Observed> {
    let mut lines = line::lines(article);
    if !have_cuts(&lines) {
        return None;
    }
    let names = company::names(article, &mut lines, mentions);
    let companies = score::companies(&lines, &names, company::main_company(&lines, &names));
    with_story(article, &lines, &names, weights, |story| {
        let weighed = story.choose(weights);
        // What is weighed of short articles too is what the weights are fitted to; what is taken there is the rules' choice.
        let choice = if story.is_ruled() {
            let Choice { count, percent, .. } = story.ruled();
            Choice { count, percent, ..weighed }
        } else {
            weighed
        };
        let days = story.days(&choice);
        Observed {
            companies,
            company: names.table[story.main].text.clone(),
            counts: choice.counts,
            shares: choice.shares,
            days,
            about: choice.about,
            reasons: story
                .reasons(story.ruled_reason().as_ref())
                .into_iter()
                .map(|c| Candidate { said: lines[c.line].text.to_owned(), ..c })
                .collect(),
        }
    })
}

/// The headline's own number is the article's own wherever it is told again: "Between March 3 and April 11 it dismissed 410".
fn retell(figures: &mut [Figure], lines: &[Line<'_>], main: usize) {
    let value = |f: &Figure| lines[f.line].amount(f.tok).map(|a| a.value);
    let own: Vec<(bool, f64)> = figures
        .iter()
        .filter(|f| f.line == 0 && f.company == main && !f.earlier && !f.span && !f.doubt)
        .filter_map(|f| Some((f.share, value(f)?)))
        .filter(|(share, value)| *share || *value >= 13.0)
        .collect();
    for at in 0..figures.len() {
        let f = &figures[at];
        if !value(f).is_some_and(|v| own.contains(&(f.share, v))) {
            continue;
        }
        // "Microsoft to lay off 1,900", "1,900 employees of Activision will be laid off": nobody else goes with the same number.
        if f.company != main && !f.share && lines[f.line].rank.is_some_and(|rank| (1..=3).contains(&rank)) {
            figures[at].company = main;
            continue;
        }
        if !f.earlier || f.company != main {
            continue;
        }
        figures[at].earlier = false;
        if let Some(pair) = figures[at].pair {
            figures[pair].earlier = false;
        }
    }
}

/// Days after which a layoff is still told as news by a report that tells no other: "laid off 55 people last month".
const RECENTLY: i32 = 35;

/// A report whose first sentence tells of a layoff a few weeks ago is about that one, where it has none of its own.
fn tell_late(figures: &mut [Figure], lines: &[Line<'_>], main: usize, is_recent: impl Fn(usize) -> bool) {
    if figures.iter().any(|f| f.company == main && !f.earlier && !f.span) {
        return;
    }
    let late = |f: &&mut Figure| {
        let line = &lines[f.line];
        let reminds = (0..line.toks.len()).any(|i| line.is(i, words!["earlier", "previously", "already", "previous", "after"]));
        f.company == main && f.earlier && !f.span && line.rank.is_some_and(|r| r <= 1) && !reminds && is_recent(f.line)
    };
    figures.iter_mut().filter(late).for_each(|f| f.earlier = false);
}

/// In a round-up with a section for each of several companies, whoever heads a section cuts there, where its sentence names
/// nobody: a heading is a line that is a name and nothing else, or a few words that open with one ("1. Pellworth does it
/// again").
fn in_sections(figures: &mut [Figure], lines: &[Line<'_>], names: &Names) {
    let company = |line: &Line<'_>, i: usize| line.name(i).filter(|&n| names.table[n].is_company());
    let head = |line: &Line<'_>| {
        let heading = !line.title && line.rank.is_none() && !line.text.trim_end().ends_with(['.', '!', '?', ':', '”', '"']);
        let numbered = usize::from(line.amount(0).is_some() && line.mark(1) == Some('.')) * 2;
        let words = line.toks[numbered.min(line.toks.len())..].iter().filter(|t| !matches!(t.kind, Token::Mark(_))).count();
        let named = (0..line.toks.len()).filter(|&i| company(line, i).is_some()).count();
        let opens = || (words <= SHORT_HEADING && named == 1).then(|| company(line, numbered)).flatten();
        let alone = || (words == 1).then(|| (0..line.toks.len()).find_map(|i| company(line, i))).flatten();
        if heading { alone().or_else(opens) } else { None }
    };
    let heads: Vec<Option<usize>> = lines.iter().map(head).collect();
    let mut different: Vec<usize> = heads.iter().flatten().copied().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 2 {
        return;
    }
    for figure in figures.iter_mut().filter(|f| !lines[f.line].title) {
        let line = &lines[figure.line];
        let section = heads[..figure.line].iter().rev().find_map(|head| *head);
        if let Some(section) = section
            && (0..line.toks.len()).all(|i| company(line, i).is_none())
        {
            figure.company = section;
        }
    }
}

/// Words of a heading that names whom its section is about, at most.
const SHORT_HEADING: usize = 8;

/// "How many?" – "Eighty-eight." In an interview the answer is the number alone.
fn answered(figures: &mut Vec<Figure>, lines: &[Line<'_>], main: usize) {
    for l in 1..lines.len().saturating_sub(1) {
        let (question, answer) = (&lines[l], &lines[l + 1]);
        let asks = question.text.trim_end().ends_with('?')
            && (0..question.toks.len()).any(|i| question.is(i, words!["how"]) && question.is(i + 1, words!["many"]))
            && question.toks.len() <= 12
            && !question.any(HIRE);
        let last = question.toks.len().saturating_sub(3);
        let bare = question.is(last, words!["how"]) && question.is(last + 1, words!["many"]);
        let about = asks && (bare || question.any(CUT | STRONG | CUT_NOUN | GOING));
        let number = |i: usize| answer.amount(i).is_some_and(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague);
        if about && answer.toks.len() <= 4 && number(0) && figures.iter().all(|f| f.line != l + 1) {
            let at = figures.partition_point(|f| f.line <= l);
            for f in figures.iter_mut() {
                f.pair = f.pair.map(|p| if p >= at { p + 1 } else { p });
            }
            figures.insert(at, Figure::alone(l + 1, 0, main));
        }
    }
}

/// How firmly an amount is stated.
fn firmness(amount: &Amount) -> CountIs {
    match amount.hedge {
        Hedge::Exact => CountIs::Exact,
        Hedge::About => CountIs::About,
        Hedge::AtLeast => CountIs::AtLeast,
        Hedge::AtMost => CountIs::AtMost,
        Hedge::Range => CountIs::Range,
        Hedge::Vague => CountIs::Vague,
    }
}

/// The only year that an article states in full dates, where it has no date of its own.
fn stated_year(lines: &[Line<'_>]) -> Option<i16> {
    let mut years = lines.iter().flat_map(|l| &l.amounts).filter(|a| a.kind == Kind::Date && (1990.0..2100.0).contains(&a.value));
    let first = years.next()?.value;
    years.all(|a| a.value == first).then_some(first as i16)
}

/// Everything known of one article.
pub(super) struct Story<'s, 'a> {
    pub(super) article: &'s Text<'a>,
    pub(super) lines: &'s [Line<'a>],
    pub(super) names: &'s Names,
    pub(super) main: usize,
    pub(super) times: &'s [Vec<Time>],
    pub(super) figures: &'s [Figure],
}

/// Days within which a larger number is the whole of what an article tells a part of.
const OF_ONE_ROUND: i32 = 120;

impl Story<'_, '_> {
    fn amount(&self, f: &Figure) -> Option<&Amount> {
        self.lines[f.line].amount(f.tok)
    }

    /// Whether rules decide what is a layoff in it.
    pub(super) fn is_ruled(&self) -> bool {
        self.lines.len() <= SHORT || self.is_crowded()
    }

    pub(super) fn is_crowded(&self) -> bool {
        self.lines.iter().map(|line| line.amounts.len()).sum::<usize>() > CROWDED
    }

    fn rank(&self, f: &Figure) -> usize {
        self.lines[f.line].rank.unwrap_or(f.line + 3)
    }

    /// Whether two sentences stand in the same paragraph, or the later one opens the next.
    pub(super) fn close_by(&self, a: usize, b: usize) -> bool {
        let (from, to) = (self.lines[a].offset, self.lines[b].offset);
        self.article.body.get(from..to).is_some_and(|between| !between.trim_end().contains('\n'))
    }

    /// Of the main company's present round.
    pub(super) fn is_own(&self, f: &Figure) -> bool {
        f.company == self.main && !f.earlier && !f.span
    }

    fn primary(&self, choice: &Choice, used: &mut Vec<u64>) -> Layoff {
        let (count, percent) = (choice.count.as_ref(), choice.percent.as_ref());
        let mut layoff = self.layoff(self.main, count, percent, used);
        layoff.primary = true;
        if layoff.percent.is_none()
            && let Some((line, range)) = count.and_then(|f| self.everybody(f))
        {
            layoff.percent = Some(100.0);
            layoff.proof.percent.push(line.place(range));
        }
        layoff.status = self.status(choice);
        self.set_date(&mut layoff, choice);
        self.set_reason(&mut layoff);
        self.set_surroundings(&mut layoff, count.or(percent));
        layoff
    }

    /// Whether the number is said to be of a larger plan: "2,600 of the job cuts fall on Germany", "2,600 jobs in Germany as part
    /// of its worldwide restructuring".
    fn is_of_a_plan(&self, count: Option<&Figure>) -> bool {
        let Some(value) = count.and_then(|f| self.amount(f)).map(|a| a.value) else { return false };
        let again = |f: &&Figure| !f.share && self.is_own(f) && self.amount(f).is_some_and(|a| a.value == value);
        self.figures.iter().filter(again).any(|f| {
            let line = &self.lines[f.line];
            let plan = |j: usize| {
                line.is(j, words!["part"])
                    && line.is(j + 1, words!["of"])
                    && (j + 2..j + 8).any(|i| {
                        line.is(i, words!["restructuring", "programme", "program", "plan", "reorganisation", "reorganization"])
                    })
            };
            f.partial && (f.line == 0 || (f.tok..line.toks.len()).any(plan))
        })
    }

    /// The layoff that the article says is denied, where it gives its size. It is never the article's own.
    fn denied(&self, used: &mut Vec<u64>) -> Option<Layoff> {
        let head = self.figures.iter().filter(|f| self.rank(f) <= 2 && f.company == self.main && !f.span);
        let (shares, counts): (Vec<&Figure>, Vec<&Figure>) = head.partition(|f| f.share);
        let (count, percent) = (counts.first().copied(), shares.first().copied());
        count.or(percent)?;
        let mut layoff = self.layoff(self.main, count, percent, used);
        layoff.status = Status::Denied;
        // The denial is what happened, and it has no other day.
        if let Some(published) = self.article.published {
            (layoff.date, layoff.date_basis) = (Some(Period::day(published)), Some(DateBasis::Published));
        }
        Some(layoff)
    }

    /// The layoff that headline or lead says will not come: "Ola will not dismiss the 200 engineers it had wanted to let go". Its
    /// number is void wherever it was told before.
    fn called_off(&self) -> Option<Layoff> {
        let head = (0..self.lines.len()).filter(|&l| self.lines[l].rank.is_some_and(|rank| rank <= 1));
        let places = head.flat_map(|l| (0..self.lines[l].toks.len()).map(move |k| (l, k)));
        let of_people = |line: &Line<'_>, k: usize| {
            let exact = line.amount(k).is_some_and(|a| a.kind == Kind::Number && a.hedge != Hedge::Vague && a.value >= 10.0);
            // "200 more people": the first 200 are gone.
            let more = || (k + 1..k + 3).any(|j| line.is(j, words!["more", "further", "additional", "other"]));
            let counted = || {
                (k + 1..k + 4).any(|j| line.has(j, STAFF | CUT_NOUN) || line.is(j, words!["jobs", "roles", "posts", "positions"]))
            };
            exact && counted() && !more() && figure::is_unreal(line, k)
        };
        let (l, k) = places.into_iter().find(|&(l, k)| of_people(&self.lines[l], k))?;
        let mut layoff = self.layoff(self.main, Some(&Figure::alone(l, k, self.main)), None, &mut Vec::new());
        (layoff.status, layoff.replaced) = (Status::Denied, true);
        let published = self.article.published?;
        (layoff.date, layoff.date_basis) = (Some(Period::day(published)), Some(DateBasis::Published));
        Some(layoff)
    }

    /// A layoff with its company and its figures.
    fn layoff(&self, company: usize, count: Option<&Figure>, percent: Option<&Figure>, used: &mut Vec<u64>) -> Layoff {
        let mut proof = Proof { company: self.company_proof(company, count.or(percent)), ..Proof::default() };
        let mut layoff = Layoff { company: self.names.table[company].text.clone(), ..Layoff::default() };
        if let Some((f, a)) = count.and_then(|f| Some((f, self.amount(f)?))) {
            let line = &self.lines[f.line];
            layoff.count_is = Some(firmness(a));
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
            let points = |value: f64| (value * 10.0).round() / 10.0;
            (layoff.percent, layoff.percent_max) = (Some(points(a.value)), a.max.map(points));
            layoff.percent_is = Some(firmness(a));
            proof.percent.push(line.place(stated(a)));
            if let Some(of) = &f.of {
                let range = line.toks[of.start].start..line.toks[self.end_of_part(line, of.end) - 1].end;
                layoff.percent_of = Some(line.text[range.clone()].to_owned());
                proof.percent_of.push(line.place(range));
            }
            layoff.span_total |= f.span;
        }
        layoff.proof = proof;
        layoff
    }

    /// The end of what a share is of, with the part of the company that follows: "the people in its Reality Labs division", "its
    /// staff in India".
    fn end_of_part(&self, line: &Line<'_>, end: usize) -> usize {
        const QUARTERS: Words = words!["q1", "q2", "q3", "q4", "h1", "h2"];
        if !line.is(end, words!["in"]) {
            return end;
        }
        // "In a message to the team", "in Q3"
        let within = (end + 1..end + 8).take_while(|&j| {
            line.mark(j).is_none()
                && !line.has(j, AUX | SAY | CUT)
                && line.amount(j).is_none()
                && !line.is(j, words!["a", "an", "to", "of", "this", "one"])
        });
        let group = within.clone().find(|&j| line.is(j, words!["division", "unit", "arm", "team", "department", "business"]));
        let named = |j: usize| {
            line.toks.get(j).is_some_and(|t| t.cap)
                && line.name(j) != Some(self.main)
                && !line.has(j, MONTH | DAY)
                && !line.is(j, QUARTERS)
        };
        let first = end + 1 + usize::from(line.is(end + 1, words!["the", "its"]));
        let name = first + (first..first + 4).take_while(|&j| named(j)).count();
        let closes = line.toks.get(name).is_none_or(|t| matches!(t.kind, Token::Mark(_)) || t.cue & (AUX | CUT | GOING) != 0);
        group.map(|j| j + 1).or((name > first && closes).then_some(name)).unwrap_or(end)
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

    /// Earlier rounds, spans and other companies: one for each figure that nothing else has said.
    fn others(&self, used: &[u64], layoffs: &mut Vec<Layoff>) {
        // What proves the article's own is nobody else's.
        let primary = layoffs.first().filter(|l| l.primary);
        let percent = primary.and_then(|l| l.percent);
        let proven: Vec<Where> =
            primary.map_or_else(Vec::new, |l| l.proof.count.iter().chain(&l.proof.percent).cloned().collect());
        let mut seen: Vec<(usize, u64, bool)> = Vec::new();
        for (at, f) in self.figures.iter().enumerate() {
            let Some(a) = self.amount(f) else { continue };
            let own = self.is_own(f);
            // A share beside a number is told with the number.
            let with_number = f.share && f.pair.is_some();
            if own
                || with_number
                || f.partial && self.is_within_another(at)
                || f.doubt
                || a.hedge == Hedge::Vague
                || (f.company != self.main && (f.named.is_none() || !self.names.table[f.company].is_company()))
            {
                continue;
            }
            let again = || {
                let same = if f.share { percent == Some(a.value) } else { used.contains(&(a.value.round() as u64)) };
                same && self.names_main(&self.lines[f.line])
            };
            if f.company != self.main && (proven.contains(&self.lines[f.line].place(stated(a))) || again()) {
                continue;
            }
            let value = a.value.round() as u64;
            if !f.share && f.company == self.main && used.contains(&value) || seen.contains(&(f.company, value, f.share)) {
                continue;
            }
            seen.push((f.company, value, f.share));
            let pair = f.pair.and_then(|p| self.figures.get(p)).filter(|p| p.pair == Some(at) || p.share != f.share);
            // "Under 1% of staff in January, over 6,000 jobs in May" are two rounds.
            let own = self.time_after(f);
            let between = |p: &Figure, t: &Time| t.toks.start > p.tok.min(f.tok) && t.toks.end <= p.tok.max(f.tok);
            let pair = pair.filter(|p| own.is_none() || !self.times[f.line].iter().any(|t| p.line == f.line && between(p, t)));
            let (count, percent) = if f.share { (None, Some(f)) } else { (Some(f), pair) };
            let mut layoff = self.layoff(f.company, count, percent, &mut Vec::new());
            let line = &self.lines[f.line];
            // "Bloomberg reported on Monday, months after Meta shed 11,000": no earlier round is of this week.
            // "Acme cuts 23% on 2 August, only months after a cut of 9%": nor is it of the day of the report.
            let of_report = |t: &Time| {
                let day = t.period.filter(|p| t.day && p.start == p.end).map(|p| p.start);
                let published = self.article.published;
                day.zip(published).is_some_and(|(day, at)| (at - day).get_days().abs() <= SAME_NEWS) && t.toks.end <= f.tok
            };
            let contradicts = |t: &&Time| f.earlier && (t.day && t.relative && !t.past || of_report(t));
            let nearest = self.time_of(f).filter(|t| !contradicts(t));
            if let Some(time) = nearest.filter(|_| !f.span) {
                time.date(&mut layoff, self.lines, f.line);
            }
            // "part of the 15,000 layoffs announced in August"
            let announced = (f.tok + 1..f.tok + 6)
                .take_while(|&j| line.mark(j).is_none())
                .any(|j| line.is(j, words!["announced", "planned"]));
            // "announced in November a reduction of 6,000", "said that it would cut"
            let to_come =
                line.has(f.cut, CUT_NOUN) || (1..4).any(|d| line.is(f.cut.wrapping_sub(d), words!["to", "will", "would"]));
            let announced = announced
                || to_come
                    && (f.cut.saturating_sub(9)..f.cut)
                        .any(|j| line.is(j, words!["announced", "announces", "plans", "planned", "said", "says"]));
            layoff.status = if f.earlier && !announced { Status::CarriedOut } else { Status::Announced };
            layoff.recalled = self.recalls(f, &layoff, nearest);
            layoffs.push(layoff);
        }
    }

    /// The layoffs of an article on several companies, none of which it is about: each is named by the sentence of its figure.
    fn several(&self) -> Vec<Layoff> {
        let title = &self.lines[0];
        // What explains layoffs at large ("Four years of cuts: what the numbers say") brings no news of any.
        const AT_LARGE: Words = words![
            "opinion", "why", "what", "how", "lessons", "essay", "comment", "column", "analysis", "guide", "years", "decade",
            "history",
        ];
        let at_large = (0..title.toks.len()).any(|j| title.is(j, AT_LARGE));
        let cuts = title.any(CUT | STRONG | CUT_NOUN | GOING | DISMISS);
        if !cuts || at_large || self.is_aftermath() || self.is_other_trade() {
            return Vec::new();
        }
        let told = |f: &&Figure| {
            let name = &self.names.table[f.company];
            let vague = self.amount(f).is_none_or(|a| a.hedge == Hedge::Vague);
            let with_number = f.share && f.pair.is_some();
            f.named.is_some() && name.is_company() && name.media < 10 && !(f.doubt || f.span || f.partial || vague || with_number)
        };
        let figures: Vec<&Figure> = self.figures.iter().filter(told).collect();
        let companies: std::collections::BTreeSet<usize> = figures.iter().map(|f| f.company).collect();
        if companies.len() < if self.counts_many() { 1 } else { SEVERAL } {
            return Vec::new();
        }
        let mut layoffs: Vec<Layoff> = Vec::new();
        for f in figures {
            let pair = f.pair.and_then(|p| self.figures.get(p)).filter(|p| p.share != f.share);
            let (count, percent) = if f.share { (None, Some(f)) } else { (Some(f), pair) };
            let mut layoff = self.layoff(f.company, count, percent, &mut Vec::new());
            if layoffs.iter().any(|l| l.company == layoff.company && (l.count, l.percent) == (layoff.count, layoff.percent)) {
                continue;
            }
            if let Some(time) = self.time_of(f) {
                time.date(&mut layoff, self.lines, f.line);
            }
            layoff.status = if f.earlier { Status::CarriedOut } else { Status::Announced };
            layoff.listed = true;
            layoffs.push(layoff);
        }
        layoffs
    }

    /// Whether a part ("80 at its centre in Limerick") is of a round that another figure before it or beside it tells whole.
    fn is_within_another(&self, at: usize) -> bool {
        let f = &self.figures[at];
        if f.share || f.company == self.main && !f.earlier {
            return true;
        }
        let then = |g: &Figure| {
            let times = self.times[g.line].iter().filter(|t| !t.ahead && !t.since);
            times.min_by_key(|t| t.toks.start.abs_diff(g.tok)).and_then(|t| t.period)
        };
        let whole = |g: &Figure| g.company == f.company && g.earlier == f.earlier && !g.span && !g.share && !g.doubt;
        // "In September last year, Cisco laid off 350 in Silicon Valley": a round with a name and a month of its own.
        let dated = f.named.is_some() && self.time_of(f).is_some();
        let mine = then(f);
        let other_time = |g: &Figure| {
            let then = then(g);
            dated && then != mine || then.zip(mine).is_some_and(|(a, b)| !a.overlaps(&b))
        };
        let told = |g: &Figure| whole(g) && (g.line < f.line || !g.partial) && !other_time(g);
        self.figures.iter().enumerate().any(|(i, g)| i != at && told(g))
    }

    /// The day or month of a figure: the one that follows it, else the nearest in its sentence.
    fn time_of(&self, f: &Figure) -> Option<&Time> {
        // "450 jobs in January of this year and 1,000 in 2023": the month is not of both.
        if self.has_own_year(f) {
            return None;
        }
        let nearest = || self.months(f).min_by_key(|t| t.toks.start.abs_diff(f.tok));
        self.time_after(f).or_else(nearest)
    }

    /// The days and months of a figure's sentence.
    fn months(&self, f: &Figure) -> impl Iterator<Item = &Time> {
        let month = |t: &Time| t.period.is_some_and(|p| p.start.month() == p.end.month() && p.start != p.end);
        self.times[f.line].iter().filter(move |t| !t.ahead && !t.since && t.period.is_some() && (t.day || month(t)))
    }

    /// Whether nothing but what is counted stands between a figure and a year.
    fn has_own_year(&self, f: &Figure) -> bool {
        let line = &self.lines[f.line];
        let counted = |j: usize| line.is(j, words!["in", "back", "during"]) || line.has(j, STAFF | FORCE | CUT_NOUN | GOING);
        let years = self.times[f.line].iter().filter(|t| t.year && !t.since && t.stated.is_none() && t.toks.len() == 1);
        years
            .into_iter()
            .any(|t| t.toks.start > f.tok + 1 && (f.tok + 1..t.toks.start).all(|j| line.mark(j).is_none() && counted(j)))
    }

    /// "6,000 jobs in May": the time that follows a figure with nothing but what is counted between them.
    fn time_after(&self, f: &Figure) -> Option<&Time> {
        let line = &self.lines[f.line];
        let counted =
            |j: usize| line.mark(j).is_none() && line.amount(j).is_none() && line.has(j, STAFF | FORCE | CUT_NOUN | GOING);
        self.months(f).find(|t| {
            let on = t.toks.start.wrapping_sub(1);
            let from = if line.is(on, words!["in", "on", "last", "of"]) { on } else { t.toks.start };
            t.toks.start > f.tok && (f.tok + 1..from).all(counted)
        })
    }

    /// Whether a figure that is not the article's own is an earlier round, with company, number and time: carried out well
    /// before the article, at a time than which no other one stands nearer.
    fn recalls(&self, f: &Figure, layoff: &Layoff, time: Option<&Time>) -> bool {
        let (Some(time), Some(date)) = (time, layoff.date) else { return false };
        let line = &self.lines[f.line];
        // Whom "it" means is sure where the title or the sentence before names the company.
        let names = |l: usize| self.lines[l].toks.iter().any(|t| t.kind == Token::Name(f.company));
        let meant = f.company == self.main && figure::continues(line) && (names(0) || names(f.line.saturating_sub(1)));
        let away = |t: &Time| t.toks.start.abs_diff(f.tok);
        let follows = self.time_after(f).is_some();
        let nearest = follows || self.times[f.line].iter().filter(|t| !t.ahead).all(|t| away(time) <= away(t));
        let before = self.article.published.is_none_or(|day| date.end.until(day).is_ok_and(|gap| gap.get_days() > RECENT));
        let done = !(1..=3).any(|d| line.is(f.cut.wrapping_sub(d), words!["to", "will", "would"]));
        f.earlier && !f.span && layoff.count.is_some() && (f.named.is_some() || meant) && nearest && before && done
    }
}
