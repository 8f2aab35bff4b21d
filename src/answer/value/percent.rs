//! Shares.

use super::{ABSENT, Found, PEOPLE, Sentence, any, around, best, speaks_of_cuts};
use crate::question::Question;
use crate::text::amount::{self, Amount, Kind};
use crate::vocabulary::Vocabulary;

/// The share of the staff, or of what else is asked about.
pub(super) fn percent(question: &Question, s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let amounts = amount::amounts(s.text);
    let cuts = speaks_of_cuts(s, vocabulary);
    let judge = |a: &Amount| {
        let (before, after) = around(s, &a.range, 3, 5);
        let of_shares = s.words.iter().any(|w| matches!(w.folded.as_str(), "shares" | "stock"));
        let other = before.iter().chain(after).any(|w| OTHER_SHARES.contains(&w.folded.as_str()));
        let staff = after.iter().any(|w| {
            PEOPLE.contains(&w.folded.as_str()) || w.folded == "workforce" || w.folded == "headcount" || w.folded == "company"
        });
        // "by how much did shares fall": what is no share of the staff is what is asked for.
        if let Some(group) = question.share_of {
            return if staff && !other {
                ABSENT
            } else if s.groups.contains(&group) {
                1.0
            } else if other {
                ABSENT
            } else {
                0.5
            };
        }
        // "96 positions, or one in nine", "cut its workforce in half", not "budgets are cut in half".
        let halved = before.last().is_some_and(|w| w.folded == "in");
        let parted = a.kind == Kind::Fraction && any(around(s, &a.range, if halved { 3 } else { 5 }, 0).0, PEOPLE_OR_ALL);
        let staff = staff && !halved;
        let cuts = cuts && (parted || !halved);
        let other = other || (of_shares && !staff);
        match (other, staff || parted, cuts) {
            (true, false, _) => 0.3,
            (_, true, true) => 1.0,
            (_, true, false) => 0.8,
            (_, false, true) => 0.85,
            (_, false, false) => 0.4,
        }
    };
    best(s, amounts.iter().filter(|a| matches!(a.kind, Kind::Percent | Kind::Fraction)).map(|a| (judge(a), a)), "percent")
}

/// What a share is a share of when it says nothing about staff.
const OTHER_SHARES: &[&str] = &[
    "revenue",
    "revenues",
    "shares",
    "share",
    "stock",
    "sales",
    "growth",
    "profit",
    "margin",
    "stake",
    "price",
    "tax",
    "interest",
    "inflation",
    "market",
];

/// Words before a part that say that it is one of the people who are there.
const PEOPLE_OR_ALL: &[&str] = &[
    "people",
    "employees",
    "workers",
    "staff",
    "jobs",
    "roles",
    "positions",
    "posts",
    "workforce",
    "headcount",
    "team",
    "payroll",
];
