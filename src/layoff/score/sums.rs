//! Arithmetic that only the true reading satisfies: parts that add up, and a number that is the stated share of the staff.

use super::super::extract::Story;
use super::super::figure::{head, is_total};
use super::super::vocabulary::*;
use super::Signs;
use crate::text::amount::{Hedge, Kind};

/// The numbers and shares of an article, for sums.
pub struct Sums {
    /// Line, token and value of every number.
    numbers: Vec<(usize, usize, f64)>,
    /// Numbers that may be the whole staff.
    totals: Vec<(usize, f64)>,
    /// Shares of staff, with their tolerance.
    shares: Vec<(usize, f64, f64)>,
    /// The last of the first lines.
    head: usize,
}

impl Sums {
    pub fn of(story: &Story<'_, '_>) -> Sums {
        let mut sums = Sums { numbers: Vec::new(), totals: Vec::new(), shares: Vec::new(), head: 0 };
        sums.head = story.lines.iter().position(|l| l.rank == Some(4)).unwrap_or(4);
        for (l, line) in story.lines.iter().enumerate() {
            if line.aside {
                continue;
            }
            for k in 0..line.toks.len() {
                let Some(a) = line.amount(k).filter(|a| a.hedge != Hedge::Vague) else { continue };
                match a.kind {
                    Kind::Number if a.value >= 2.0 && a.value < 1e6 => {
                        let value = a.max.unwrap_or(a.value);
                        sums.numbers.push((l, k, value));
                        let (head, end) = head(line, k);
                        let near = k.saturating_sub(6)..(end + 6).min(line.toks.len());
                        let staff =
                            near.clone().any(|j| line.has(j, EMPLOY) || line.has(j, STAFF | FORCE) && j > k && j < end + 2)
                                || (k.saturating_sub(3)..k).any(|j| line.is(j, words!["its", "of", "their", "our"]));
                        if value >= 15.0 && (is_total(line, k, end, head) || staff) {
                            sums.totals.push((l, value));
                        }
                    }
                    Kind::Percent | Kind::Fraction => {
                        let money =
                            (k + 1..k + 6).any(|j| line.has(j, MONEY)) || (k.saturating_sub(5)..k).any(|j| line.has(j, MONEY));
                        if !money {
                            let whole = a.value.fract() == 0.0 && a.kind == Kind::Percent;
                            let room = if a.kind == Kind::Fraction {
                                a.value * 0.08
                            } else if whole {
                                0.55
                            } else {
                                0.11
                            };
                            sums.shares.push((l, a.value, room));
                        }
                    }
                    _ => {}
                }
            }
        }
        sums
    }

    /// Whether the share is what this number makes of a staff total.
    pub fn share_fits(&self, count: f64, share: f64) -> bool {
        let room = if share.fract() == 0.0 { 0.6 } else { (share * 0.02).max(0.3) };
        self.totals.iter().any(|(_, t)| *t > count && (count / t * 100.0 - share).abs() <= room)
    }

    /// Whether this number is a stated share of a staff total.
    pub fn is_share(&self, count: f64) -> bool {
        self.totals.iter().any(|(_, total)| *total > count && self.is_share_of(count, *total))
    }

    /// Whether this number is a stated share of another.
    pub fn is_share_of(&self, count: f64, total: f64) -> bool {
        self.shares.iter().any(|(_, share, room)| (count / total * 100.0 - share).abs() <= *room)
    }

    /// Whether no staff total makes this share of the number, though there are some.
    pub fn share_misses(&self, count: f64, share: f64) -> bool {
        let wide = share * 0.12 + 1.0;
        self.totals.iter().any(|(_, t)| *t > count)
            && !self.totals.iter().any(|(_, t)| *t > count && (count / t * 100.0 - share).abs() <= wide)
    }

    /// Says how the number at line and token goes with the others.
    pub fn say(&self, signs: &mut Signs, l: usize, k: usize, value: f64) {
        // Two or more numbers that stand one after the other, near, make this one.
        let others: Vec<&(usize, usize, f64)> =
            self.numbers.iter().filter(|(m, j, v)| m.abs_diff(l) <= 8 && (*m, *j) != (l, k) && *v < value).collect();
        let mut parts = 0;
        for start in 0..others.len() {
            let mut sum = 0.0;
            for (taken, other) in others[start..].iter().enumerate() {
                sum += other.2;
                if sum == value && taken >= 1 {
                    parts = parts.max(taken + 1);
                }
                if sum >= value {
                    break;
                }
            }
        }
        signs.set("sum_of_two", parts == 2 && value >= 30.0);
        signs.set("sum_of_more", parts > 2 && value >= 30.0);
        // "We are 731 and will be 567": the difference is those who go.
        let gap = self
            .totals
            .iter()
            .any(|(m, a)| m.abs_diff(l) <= 3 && self.totals.iter().any(|(o, b)| o.abs_diff(*m) <= 1 && a > b && a - b == value));
        signs.set("difference", gap && value >= 10.0);
        let fits = |near: usize| {
            self.shares.iter().any(|(m, share, room)| {
                m.abs_diff(l) <= near
                    && self.totals.iter().any(|(_, t)| *t > value && *t >= 20.0 && (value / t * 100.0 - share).abs() <= *room)
            })
        };
        signs.set("share_of_total", fits(usize::MAX));
        signs.set("share_near", fits(2));
        // The share that the headline or the first sentences state is the one that counts.
        let head = self.shares.iter().filter(|(m, ..)| *m <= self.head).any(|(_, share, room)| {
            self.totals.iter().any(|(_, t)| *t > value && *t >= 20.0 && (value / t * 100.0 - share).abs() <= *room)
        });
        signs.set("share_of_head", head);
    }
}
