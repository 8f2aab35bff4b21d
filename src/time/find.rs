//! Whole time phrases: a preposition, one point in time or several, and what they have to do with each other.

use jiff::civil::Date;

use super::calendar::{Cal, Cut, Lean, What, YearOf, cut, resolve};
use super::lexicon::{Part, Word};
use super::point::{Grammar, Point};
use super::token::{Gap, tokens};
use super::{Basis, Mention, Period, Precision, Relation};

/// Every time phrase of a question, in order and apart from each other. A month or day without a year is the latest
/// that has begun.
pub fn find(text: &str, today: Date) -> Vec<Mention> {
    let tokens = tokens(text);
    if tokens.is_empty() { Vec::new() } else { Grammar { text, tokens: &tokens, today: Some(today), news: false }.phrases() }
}

/// Every time phrase of a news text. Those that need a present are left out when the day of publication is unknown.
///
/// Days without a year may lie up to a month ahead; deadlines (`by June 1`) and what follows `will` may lie further ahead.
pub fn find_in(text: &str, published: Option<Date>) -> Vec<Mention> {
    let tokens = tokens(text);
    if tokens.is_empty() {
        return Vec::new();
    }
    let mut found = Grammar { text, tokens: &tokens, today: published, news: true }.phrases();
    within_seasons(&mut found);
    found
}

/// "In the summer of 2023 …, in a single day in August": a month without a year after a season that it belongs to is one
/// of that season.
fn within_seasons(found: &mut [Mention]) {
    let mut season: Option<Period> = None;
    for mention in found {
        match (mention.basis, season) {
            (Basis::Stated, _) if SEASON.contains(&mention.period.days()) => season = Some(mention.period),
            (Basis::YearImplied, Some(season)) => {
                let years = mention.period.start.year() - season.start.year();
                let back = |day: Date| day.with().year(day.year() - years).build().ok();
                let moved = back(mention.period.start).zip(back(mention.period.end));
                if let Some((start, end)) = moved.filter(|(start, end)| season.contains(*start) && season.contains(*end)) {
                    (mention.period, mention.basis) = (Period { start, end }, Basis::Stated);
                }
            }
            _ => {}
        }
    }
}

/// Days of a quarter, a season or half a year.
const SEASON: std::ops::RangeInclusive<i32> = 32..=200;

/// How far before a date `will` still speaks of it, in words.
const AHEAD_WITHIN: usize = 6;

/// Tokens before a time among which a verb tells whether it lies ahead, at most.
const LONGEST_CLAUSE: usize = 100;

/// Words of which a sentence has to have two before a time to tell of something in the present tense.
const SUBJECT_AND_VERB: usize = 2;

/// Verbs of what has happened that do not end in "ed".
const PAST: &[&str] = &[
    "was", "were", "had", "did", "left", "went", "came", "ran", "fell", "rose", "took", "made", "gave", "shut", "cut", "let",
    "lost", "said", "began", "sold", "saw", "got", "hit", "shed", "put", "held", "kept", "told", "bought", "brought", "became",
    "ended",
];

impl Grammar<'_> {
    fn phrases(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            at = match self.phrase(at, &mut found) {
                Some(next) => next.max(at + 1),
                None => at + 1,
            };
        }
        found
    }

    /// Reads the phrase that starts here and says where it ends.
    fn phrase(&self, at: usize, found: &mut Vec<Mention>) -> Option<usize> {
        let word = self.word(at);
        let (relation, first) = match word {
            Word::Other | Word::Now => return None,
            // "a blog post in 2023"
            Word::After if self.is(at, &["post"]) && self.gap(at + 1) != Some(Gap::Dash) => return None,
            Word::Between => return self.between(at, found),
            Word::In | Word::From => (Relation::In, at + 1),
            Word::Since => (Relation::Since, at + 1),
            Word::Until | Word::By => (Relation::Until, at + 1),
            Word::Before => (Relation::Before, at + 1),
            Word::After => (Relation::After, at + 1),
            // "runs to the end of June"
            Word::To if self.point(at + 1).is_some_and(|p| matches!(p.cut, Some(Cut::Part(Part::End)))) => {
                (Relation::Until, at + 1)
            }
            Word::Up if self.near(at + 1) == Word::To => (Relation::Until, at + 2),
            Word::Part(Part::Earlier) if self.near(at + 1) == Word::Than => (Relation::Before, at + 2),
            Word::Part(Part::Later) if self.near(at + 1) == Word::Than => (Relation::After, at + 2),
            Word::Prior if self.near(at + 1) == Word::To => (Relation::Before, at + 2),
            _ => (Relation::In, at),
        };
        if first > at && self.near(first) == Word::Other {
            return None;
        }
        let point = self.point(first)?;
        let relation = match self.seen_from_its_event(relation, first, &point) {
            // "no later than March", "not before 2024"
            Relation::After if at > 0 && self.is(at - 1, &["no", "not"]) => Relation::Until,
            Relation::Before if at > 0 && self.is(at - 1, &["no", "not"]) => Relation::Since,
            relation => relation,
        };
        let lean = self.lean(at, relation, &point);
        if relation == Relation::In
            && let Some(second) = self.range_end(&point)
        {
            found.push(self.pair(at, point, second, lean)?);
            return Some(second.next);
        }
        let plus = self.tokens.get(point.next - 1).is_some_and(|last| self.text.as_bytes().get(last.end) == Some(&b'+'));
        if plus {
            found.push(self.mention(at, &point, Relation::Since, lean)?);
            return Some(point.next);
        }
        if self.near(point.next) == Word::Onward {
            let mention = self.mention(at, &Point { next: point.next + 1, ..point }, Relation::Since, lean)?;
            found.push(mention);
            return Some(point.next + 1);
        }
        let items = self.list(point);
        let next = items.last()?.next;
        let before = found.len();
        let mut start = at;
        for item in &items {
            found.extend(self.mention(start.max(item.first), item, relation, lean).map(|mut mention| {
                if item.first == point.first {
                    mention.range.start = self.tokens[at].start;
                }
                mention
            }));
            start = item.next;
        }
        (found.len() > before).then_some(next)
    }

    /// "after the 2026 cuts" may well be in 2026, "before the end of the year" is within it.
    fn seen_from_its_event(&self, relation: Relation, first: usize, point: &Point) -> Relation {
        let event =
            self.word(first) == Word::The && matches!(self.near(point.next), Word::Cuts | Word::Other) && !self.ends(point.next);
        let end = matches!(point.cut, Some(Cut::Part(Part::End)));
        match relation {
            Relation::After if event && !end => Relation::Since,
            Relation::Before if event || end => Relation::Until,
            relation => relation,
        }
    }

    /// Whether a phrase that ends before this word ends its part of the sentence.
    fn ends(&self, at: usize) -> bool {
        self.gap(at) != Some(Gap::Space)
    }

    /// `between March and May 2023`
    fn between(&self, at: usize, found: &mut Vec<Mention>) -> Option<usize> {
        let first = self.point(at + 1)?;
        let and = matches!(self.near(first.next), Word::And | Word::To);
        let second = self.point(first.next + usize::from(and)).filter(|_| and || self.gap(first.next) == Some(Gap::Dash))?;
        found.push(self.pair(at, first, second, self.lean(at, Relation::Between, &first))?);
        Some(second.next)
    }

    /// The second point of `March to May`, `2022-2024`.
    fn range_end(&self, first: &Point) -> Option<Point> {
        let next = first.next;
        if self.gap(next) == Some(Gap::Dash) && !matches!(self.word(next), Word::To | Word::Until) {
            return self.point(next);
        }
        matches!(self.near(next), Word::To | Word::Until).then(|| self.point(next + 1))?
    }

    /// Two points as one span. A year said once holds for both.
    fn pair(&self, at: usize, mut first: Point, mut second: Point, lean: Lean) -> Option<Mention> {
        share(&mut first.what, &mut second.what);
        let (late, _, late_basis) = resolve(second.what, self.today, lean)?;
        if let (What::Cal { year: None, which: None, cal }, What::Cal { year: None, cal: other, .. }) = (first.what, second.what)
            && cal != Cal::Year
        {
            let year = other.in_year(late.end.year()).map_or(late.start.year(), |_| late.end.year());
            let basis = Basis::YearImplied;
            first.what = What::Cal { cal, year: Some(YearOf { year: earlier_year(cal, year, late)?, basis }), which: None };
        }
        let (early, _, early_basis) = resolve(first.what, self.today, lean)?;
        let of = |point: &Point, period| point.cut.map_or(period, |c| cut(period, c, self.today));
        let basis = match (early_basis, late_basis) {
            (Basis::Stated, Basis::Stated) => Basis::Stated,
            (Basis::Relative, _) | (_, Basis::Relative) => Basis::Relative,
            _ => Basis::YearImplied,
        };
        let period = of(&first, early).hull(of(&second, late));
        let range = self.tokens[at].start..self.tokens.get(second.next - 1)?.end;
        Some(Mention { range, period, precision: Precision::Span, relation: Relation::Between, basis })
    }

    /// The points of `oct/nov 2022`, `March and May 2023`: a year said once holds for the others.
    fn list(&self, first: Point) -> Vec<Point> {
        let mut items = vec![first];
        let mut last = first;
        while let Some(point) = self.list_item(last.next) {
            items.push(point);
            last = point;
        }
        for at in (1..items.len()).rev() {
            let (before, after) = items.split_at_mut(at);
            if let ([.., before], [after, ..]) = (before, after)
                && !matches!(before.what, What::Cal { year: Some(_), .. })
            {
                share(&mut before.what, &mut after.what);
            }
        }
        for at in 1..items.len() {
            let (before, after) = items.split_at_mut(at);
            if let ([.., before], [after, ..]) = (before, after) {
                share(&mut before.what, &mut after.what);
            }
        }
        items
    }

    fn list_item(&self, at: usize) -> Option<Point> {
        let at = match (self.gap(at)?, self.word(at)) {
            (Gap::Space | Gap::Comma, Word::And) if self.gap(at + 1) == Some(Gap::Space) => at + 1,
            (Gap::Comma | Gap::Slash, _) => at,
            // "jan feb 2023"
            (Gap::Space, Word::Month(_)) if !self.news && matches!(self.word(at - 1), Word::Month(_)) => at,
            _ => return None,
        };
        self.point(at).filter(|point| matches!(point.what, What::Cal { which: None, .. }) && point.cut.is_none())
    }

    fn mention(&self, at: usize, point: &Point, relation: Relation, lean: Lean) -> Option<Mention> {
        let (mut period, mut precision, basis) = resolve(point.what, self.today, lean)?;
        if let Some(wanted) = point.cut {
            let whole = period;
            period = cut(period, wanted, self.today);
            if period != whole {
                precision = if period.start == period.end { Precision::Day } else { Precision::Span };
            }
        }
        let range = self.tokens.get(at)?.start..self.tokens.get(point.next.checked_sub(1)?)?.end;
        Some(Mention { range, period, precision, relation, basis })
    }

    fn lean(&self, at: usize, relation: Relation, point: &Point) -> Lean {
        if !self.news {
            return Lean::Past;
        }
        let first = at.saturating_sub(AHEAD_WITHIN);
        let breaks = |i: &usize| matches!(self.tokens[*i].before, Gap::Break | Gap::Dot);
        let mut sentence = (first..=at).rev().find(breaks).unwrap_or(first)..=at;
        let ahead = |i: usize| self.tokens[i].word == Word::Ahead;
        // "We close Halifax at the end of April": of what has happened another tense would tell.
        let told = |i: usize| self.raw(i).ends_with("ed") || self.is(i, PAST);
        let ends = matches!(point.cut, Some(Cut::Part(Part::End)));
        let present = ends && {
            let first = at.saturating_sub(LONGEST_CLAUSE);
            let opens = (first..=at).rev().find(breaks).unwrap_or(first);
            at - opens >= SUBJECT_AND_VERB && !(opens..=at).any(told)
        };
        match (relation, point.what) {
            // "in the nine months through September" reports.
            (Relation::Until, _) if matches!(self.back(at), Word::Units(_)) => Lean::Past,
            (Relation::Until, _) => Lean::Near,
            // "called a strike for Friday"
            (_, What::Weekday(..)) if self.is(at, &["for"]) => Lean::Ahead,
            _ if sentence.any(ahead) => Lean::Ahead,
            (_, What::Cal { cal: Cal::Month(..), .. }) if present => Lean::Near,
            (_, What::Cal { cal: Cal::Day(..) | Cal::Days(..), .. }) => Lean::Recent,
            _ => Lean::Past,
        }
    }
}

/// Gives one of two parts of a year the other's year, so that the first comes before the second.
fn share(first: &mut What, second: &mut What) {
    let (What::Cal { cal: a, year: year_a, which: None }, What::Cal { cal: b, year: year_b, which: None }) = (first, second)
    else {
        return;
    };
    if *a == Cal::Year || *b == Cal::Year {
        return;
    }
    match (*year_a, *year_b) {
        (None, Some(known)) => {
            let late = b.in_year(known.year);
            *year_a = late.and_then(|late| earlier_year(*a, known.year, late)).map(|year| YearOf { year, ..known });
        }
        (Some(known), None) => {
            let early = a.in_year(known.year);
            let after = |year: i16| b.in_year(year).zip(early).is_some_and(|(late, early)| late.end >= early.start);
            *year_b =
                [known.year, known.year.saturating_add(1)].into_iter().find(|y| after(*y)).map(|year| YearOf { year, ..known });
        }
        _ => {}
    }
}

/// The year, or the one before, in which the part begins no later than the other period.
fn earlier_year(cal: Cal, year: i16, late: Period) -> Option<i16> {
    [year, year.saturating_sub(1)].into_iter().find(|year| cal.in_year(*year).is_some_and(|early| early.start <= late.start))
}
