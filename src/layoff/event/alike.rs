//! Whether two facts about one company tell the same layoff.
//!
//! Windows of days rest on how layoffs are reported: one round is told within days by most outlets and within a few
//! weeks by the others, while its plan, its filing and its end can lie months apart and then agree in the figure. The
//! finer a figure, the less likely it is that two rounds share it, so the longer it may speak for one round.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{CountIs, Fact, Status};
use crate::article::Provenance;
use crate::text::term;
use crate::time::Period;

/// What speaks for or against one layoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// One layoff; the higher, the surer.
    Same(i32),
    /// Nothing speaks for it, nothing against it.
    Silent,
    /// Two layoffs.
    Apart,
}

/// A fact as it is compared.
pub(super) struct View<'f> {
    pub fact: &'f Fact,
    /// When it was; the day of publication of a report that is about this layoff and says no more.
    pub when: Option<Period>,
    pub division: Option<Cow<'f, str>>,
    pub is_row: bool,
}

/// Share of sentences from which two texts are copies of one.
pub(super) const COPY: f32 = 0.5;
/// Between reports that give no number at all.
const UNNUMBERED: i32 = 7;
/// Between a report with a number and one without.
const ONE_NUMBERED: i32 = 10;
/// Between figures that differ by rounding or hedge; half as long again for thousands.
const ROUNDED: i32 = 30;
/// Between figures that contradict each other.
const CONTRADICTING: i32 = 5;
/// Beyond this, a fact without a number has nothing to do with an event.
const SEASON: i32 = 90;
/// Between a plan and the larger figure that replaced it.
const REPLACED: i32 = 60;
/// The furthest that any window reaches.
pub(super) const FURTHEST: i32 = 2 * 270;

impl<'f> View<'f> {
    pub(super) fn of(fact: &'f Fact) -> View<'f> {
        let is_row = fact.report.provenance == Provenance::Row;
        let when = fact.date.or_else(|| fact.report.published.filter(|_| fact.primary).map(Period::day));
        View { fact, when, division: fact.division.as_deref().map(division), is_row }
    }

    pub(super) fn size(&self) -> Option<(u64, Option<u64>, CountIs)> {
        let fact = self.fact;
        Some((fact.count?, fact.count_max, fact.count_is.unwrap_or(CountIs::Exact)))
    }

    /// The figures by which it is known: the one that holds, and the one that was read before somebody corrected it, which
    /// other reports may still have.
    fn known_as(&self) -> impl Iterator<Item = (u64, Option<u64>, CountIs)> {
        let was = self.fact.correction.as_ref().and_then(|c| Some((c.was.count?, None, CountIs::Exact)));
        self.size().into_iter().chain(was)
    }

    /// How their figures stand to each other, the nearest of them; none where one of the two has none.
    fn sizes(&self, other: &View<'_>) -> Option<Sizes> {
        self.known_as().flat_map(|a| other.known_as().map(move |b| Sizes::of(a, b))).min()
    }

    pub(super) fn compare(&self, other: &View<'_>) -> Verdict {
        let (a, b) = (self.fact, other.fact);
        if a.report.article == b.report.article {
            return Verdict::Apart;
        }
        if a.span_total || b.span_total {
            let same = a.span_total == b.span_total && a.count.is_some() && a.count == b.count;
            return if same { Verdict::Same(100) } else { Verdict::Apart };
        }
        if self.is_row && other.is_row && a.report.source == b.report.source {
            // A list tells its rows apart itself, but for those that it holds twice.
            return if self.is_held_twice(other) { Verdict::Same(500) } else { Verdict::Apart };
        }
        // A site's share is no other report's whole, unless both tell the same number.
        if a.part || b.part {
            let elsewhere = a.part && b.part && matches!((&a.place, &b.place), (Some(x), Some(y)) if x != y);
            if elsewhere || self.sizes(other) != Some(Sizes::Equal) {
                return Verdict::Apart;
            }
        }
        let Some(gap) = self.gap(other) else { return self.compare_undated(other) };
        if gap > FURTHEST {
            return Verdict::Apart;
        }
        if a.primary && b.primary && a.report.sketch.likeness(&b.report.sketch) >= COPY && gap <= ROUNDED {
            return Verdict::Same(1000);
        }
        let counts = self.sizes(other);
        let fine = match (self.size(), other.size()) {
            (Some(x), Some(y)) => fineness(x.0.min(y.0)).max(fineness(x.0.max(y.0))),
            _ => 0,
        };
        if let (Some(x), Some(y)) = (&self.division, &other.division)
            && !divisions_alike(x, y)
            && !(counts == Some(Sizes::Equal) && fine >= 3 && gap <= UNNUMBERED)
        {
            return Verdict::Apart;
        }
        match counts {
            Some(Sizes::Equal) => {
                let window = self.equal_window(other, fine);
                within(gap, window, 2 * window, 300)
            }
            Some(Sizes::Near) => {
                let large = self.fact.count.min(other.fact.count) >= Some(1_000);
                within(gap, if large { ROUNDED * 3 / 2 } else { ROUNDED }, SEASON, 200)
            }
            Some(Sizes::Unlike) => self.contradicting(other, gap),
            None => self.unnumbered(other, gap),
        }
    }

    /// Whether a list holds one layoff in both of these rows: entered anew from another report, with the day of that report,
    /// a share that was worked out later, or the number that was missing at first. Two rounds of one place hardly share a
    /// number and a share, and a round that nothing is known of on the day of another one is that one.
    fn is_held_twice(&self, other: &View<'_>) -> bool {
        let (a, b) = (self.fact, other.fact);
        if (a.date, a.count, a.percent, &a.place) == (b.date, b.count, b.percent, &b.place) {
            return true;
        }
        let other_number = a.count.is_some() == b.count.is_some() && (a.count.is_none() || a.count != b.count);
        if other_number || a.place != b.place {
            return false;
        }
        let window = match (a.count.and(b.count), same_share(a, b)) {
            (Some(_), Some(true)) => ROUNDED,
            (Some(n), None) if fineness(n) >= 2 => 2 * UNNUMBERED,
            (Some(_), _) => 0,
            (None, Some(true)) => UNNUMBERED,
            (None, None) if (if a.count.is_none() { a } else { b }).percent.is_none() => 0,
            (None, _) => return false,
        };
        self.gap(other).is_some_and(|gap| gap <= window)
    }

    /// Days between the two, the fewest where a date was corrected; 0 where a month holds a day.
    fn gap(&self, other: &View<'_>) -> Option<i32> {
        let apart = |a: Period, b: Period| a.distance(b.start).min(a.distance(b.end)).min(b.distance(a.start));
        self.dated().flat_map(|a| other.dated().map(move |b| apart(a, b))).min()
    }

    /// When it was, and when it was thought to have been before somebody corrected that.
    fn dated(&self) -> impl Iterator<Item = Period> {
        self.when.into_iter().chain(self.fact.correction.as_ref().and_then(|c| c.was.date))
    }

    /// How long an equal figure speaks for one round: a month for "200", half a year for "3,847". What was planned may
    /// be carried out a good while later.
    fn equal_window(&self, other: &View<'_>, fine: u32) -> i32 {
        let window = match fine {
            0 | 1 => 30,
            2 => 60,
            3 => 120,
            _ => 180,
        };
        let (first, second) =
            if self.when.map(|p| p.start) <= other.when.map(|p| p.start) { (self, other) } else { (other, self) };
        let ahead = is_ahead(first);
        let done = matches!(second.fact.status, Status::CarriedOut | Status::Confirmed);
        if ahead && done { window * 3 / 2 } else { window }
    }

    /// Both have numbers that cannot both be right of one thing.
    fn contradicting(&self, other: &View<'_>, gap: i32) -> Verdict {
        let (Some((x, ..)), Some((y, ..))) = (self.size(), other.size()) else { return Verdict::Silent };
        let alike = x.max(y) <= x.min(y).saturating_mul(2);
        let same_scope = self.division.is_some() == other.division.is_some();
        if gap <= CONTRADICTING && alike && same_scope {
            return Verdict::Same(50 - gap);
        }
        if same_share(self.fact, other.fact) == Some(true) && gap <= 2 * UNNUMBERED && same_scope {
            return Verdict::Same(60 - gap);
        }
        let (first, second) =
            if self.when.map(|p| p.start) <= other.when.map(|p| p.start) { (self, other) } else { (other, self) };
        let planned = is_ahead(first) && !first.is_row;
        // What became of a plan is rarely less; a rumour may have been of more.
        let grown = second.fact.count > first.fact.count && x.max(y) <= x.min(y).saturating_mul(3);
        let fits = grown || alike && first.fact.status == Status::Rumoured;
        if planned && fits && is_firm(second) && !second.is_row && gap <= REPLACED && same_scope && self.division.is_none() {
            return Verdict::Same(40);
        }
        Verdict::Apart
    }

    /// At least one of them has no number.
    fn unnumbered(&self, other: &View<'_>, gap: i32) -> Verdict {
        let (a, b) = (self, other);
        let share = same_share(a.fact, b.fact);
        match (a.fact.count, b.fact.count) {
            (None, None) => match share {
                Some(true) => within(gap, ROUNDED, 2 * ROUNDED, 90),
                Some(false) => within(gap, CONTRADICTING, CONTRADICTING, 20),
                None => within(gap, UNNUMBERED, 2 * UNNUMBERED, 80),
            },
            (x, _) => {
                // A part of the company without a number is not the whole with one.
                let (numbered, bare) = if x.is_some() { (a, b) } else { (b, a) };
                if bare.division.is_some() && numbered.division.is_none() {
                    return Verdict::Apart;
                }
                match share {
                    Some(true) => within(gap, ROUNDED, SEASON, 150),
                    Some(false) => within(gap, CONTRADICTING, CONTRADICTING, 20),
                    // A rumour has no number yet.
                    None if bare.is_ahead_of(numbered) => within(gap, ROUNDED, SEASON, 100),
                    None => within(gap, ONE_NUMBERED, SEASON, 100),
                }
            }
        }
    }

    /// Whether it was a rumour of what the other then told as a fact.
    fn is_ahead_of(&self, other: &View<'_>) -> bool {
        let before = self.when.zip(other.when).is_some_and(|(a, b)| a.start <= b.start);
        before && !self.is_row && !other.is_row && self.fact.status == Status::Rumoured && is_firm(other)
    }

    /// Nothing says when one of them was: only a figure that is not every company's can speak for one layoff.
    fn compare_undated(&self, other: &View<'_>) -> Verdict {
        let (Some(x), Some(y)) = (self.size(), other.size()) else { return Verdict::Silent };
        let unlike = matches!((&self.division, &other.division), (Some(a), Some(b)) if !divisions_alike(a, b));
        let (undated, dated) = if self.when.is_none() { (self, other) } else { (other, self) };
        // What an article looks back on was before it.
        let later = match (undated.fact.report.published, dated.when) {
            (Some(published), Some(when)) => when.start > published.checked_add(jiff::Span::new().days(7)).unwrap_or(published),
            _ => false,
        };
        match Sizes::of(x, y) {
            _ if unlike || later => Verdict::Apart,
            Sizes::Equal => Verdict::Same(10),
            Sizes::Near if fineness(x.0.min(y.0)) >= 2 => Verdict::Same(5),
            Sizes::Near => Verdict::Silent,
            Sizes::Unlike => Verdict::Apart,
        }
    }
}

fn within(gap: i32, same: i32, silent: i32, sure: i32) -> Verdict {
    match gap {
        g if g <= same => Verdict::Same(sure - g / 4),
        g if g <= silent => Verdict::Silent,
        _ => Verdict::Apart,
    }
}

/// Whether two shares agree; none where one of them is missing.
fn same_share(a: &Fact, b: &Fact) -> Option<bool> {
    Some((a.percent? - b.percent?).abs() <= 0.6)
}

/// Whether it has yet to come, as its report tells it.
fn is_ahead(view: &View<'_>) -> bool {
    matches!(view.fact.status, Status::Planned | Status::Rumoured)
}

/// Whether the company stands to it.
fn is_firm(view: &View<'_>) -> bool {
    matches!(view.fact.status, Status::Announced | Status::Confirmed | Status::CarriedOut)
}

/// How two figures stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sizes {
    /// The same number, however hedged.
    Equal,
    /// One is the other rounded, or lies where the other's hedge allows it.
    Near,
    /// Neither.
    Unlike,
}

impl Sizes {
    pub(super) fn of(a: (u64, Option<u64>, CountIs), b: (u64, Option<u64>, CountIs)) -> Sizes {
        if a.0 == b.0 && (a.1 == b.1 || a.1.is_none() || b.1.is_none()) {
            return Sizes::Equal;
        }
        let ((a_low, a_high), (b_low, b_high)) = (span(a), span(b));
        if a_low <= b_high && b_low <= a_high { Sizes::Near } else { Sizes::Unlike }
    }
}

/// The numbers that may hide behind a stated one. "12,000" may be rounded, "more than 12,000" is rarely said of 20,000.
fn span((value, max, is): (u64, Option<u64>, CountIs)) -> (f64, f64) {
    let v = value as f64;
    let rounded = (10f64.powi(zeros(value) as i32) / 2.0).min(v * 0.05);
    match is {
        CountIs::Exact | CountIs::Vague => (v - rounded, v + rounded),
        CountIs::About => (v * 0.93, v * 1.07),
        CountIs::AtLeast => (v - rounded, v * 1.12),
        CountIs::AtMost => (v * 0.85, v + rounded),
        CountIs::Range => (v - rounded, max.map_or(v * 1.1, |m| m as f64) + rounded),
    }
}

/// Zeros at the end.
fn zeros(mut value: u64) -> u32 {
    let mut n = 0;
    while value > 0 && value.is_multiple_of(10) {
        value /= 10;
        n += 1;
    }
    n
}

/// How unlikely it is that two rounds share a figure: its digits before the zeros, one more for thousands.
fn fineness(value: u64) -> u32 {
    let digits = value.checked_ilog10().map_or(0, |n| n + 1);
    digits - zeros(value).min(digits) + u32::from(value >= 1_000)
}

/// Words of a division that do not name it.
const PLAIN: &[&str] = &[
    "the",
    "a",
    "its",
    "and",
    "of",
    "unit",
    "units",
    "division",
    "divisions",
    "department",
    "departments",
    "team",
    "teams",
    "business",
    "businesses",
    "arm",
    "group",
    "organization",
    "organisation",
    "org",
    "staff",
    "segment",
    "operations",
];

/// The name of a division: folded, without the words that every division has.
pub(super) fn division(name: &str) -> Cow<'static, str> {
    let words = term::words(name);
    let kept: Vec<String> = words.iter().map(|w| term::bare(&w.folded)).filter(|w| !PLAIN.contains(&w.as_str())).collect();
    Cow::Owned(kept.join(" "))
}

/// "Cloud" and "Google Cloud"; "recruiting" and "recruiting and HR".
pub(super) fn divisions_alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.split(' ').all(|word| long.split(' ').any(|other| other == word))
}

/// A day as a number, for sorting and buckets.
pub(super) fn day_number(day: Date) -> i32 {
    Date::constant(2000, 1, 1).until(day).map_or(0, |span| span.get_days())
}
