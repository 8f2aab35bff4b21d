//! What is paid to those who leave.

use std::ops::Range;

use super::{ABSENT, Found, Sentence, Value, any, around, has, hedged, is_title, vocabulary_has};
use crate::text::amount::{self, Amount, Hedge, Kind};
use crate::time::Relation;
use crate::vocabulary::Vocabulary;

/// Terms of severance: how long those who leave are paid, what share of a month for each year, a sum, until when, or none.
pub(super) fn severance(s: &Sentence<'_>, vocabulary: &Vocabulary) -> Found {
    let amounts = amount::amounts(s.text);
    let after = |a: &Amount, n: usize| around(s, &a.range, 0, n).1;
    // "four days a week", "85% of their pay": how long and for how much those work who stay.
    let weekly =
        |a: &Amount| matches!(after(a, 2), [per, week] if matches!(per.folded.as_str(), "a" | "per") && week.folded == "week");
    // "75 per cent of a month's pay".
    let of_month = |a: &Amount| {
        matches!(a.kind, Kind::Percent | Kind::Fraction)
            && matches!(after(a, 3), [of, one, unit]
                if of.folded == "of" && matches!(&*one.folded, "a" | "one") && unit.folded.starts_with("month"))
    };
    // "0.8 monthly salaries", "200% of what the law demands".
    let salaries = |a: &Amount| {
        matches!(after(a, 2), [each, pay] if matches!(&*each.folded, "monthly" | "weekly")
            && matches!(&*pay.folded, "salaries" | "salary" | "wages" | "wage" | "pay" | "paychecks"))
            || matches!(after(a, 1), [pay] if matches!(&*pay.folded, "salaries" | "paychecks" | "paycheques"))
    };
    let of_law = |a: &Amount| a.kind == Kind::Percent && any(after(a, 6), LAWFUL);
    // "two years' salary", "ten weeks of pay"; without it, only weeks and months are what somebody is paid for.
    // "60 days' notice of a closing" is what the law wants.
    let noticed = |a: &Amount| after(a, 4).windows(2).any(|w| w[0].folded == "notice" && w[1].folded == "of");
    let of_pay = |a: &Amount| a.kind == Kind::Duration && !weekly(a) && any(after(a, 4), PAID_IN) && !noticed(a);
    let unit = |a: &Amount| s.text[a.range.clone()].contains("week") || s.text[a.range.clone()].contains("month");
    let paid = amounts.iter().find(|a| of_pay(a) || of_month(a) || salaries(a) || of_law(a));
    let length = paid.or_else(|| amounts.iter().find(|a| a.kind == Kind::Duration && !weekly(a) && unit(a)));
    let named = vocabulary.group("severance").is_some_and(|g| s.groups.contains(&g)) && !is_title(s, "severance");
    let pays = named || has(s, &["pay", "paid", "wages"]);
    let (given, leavers) = (has(s, GIVEN), has(s, LEAVERS));
    let served = s.words.windows(3).any(|w| {
        matches!(&*w[0].folded, "per" | "each" | "every" | "full") && w[1].folded == "year"
            || w[0].folded.starts_with("year") && w[1].folded == "of" && w[2].folded == "service"
    });
    let told = served || has(s, &["flat", "each", "lump", "bonus", "apiece"]);
    let sum = amounts.iter().find(|a| a.kind == Kind::Money && (given || named) && told);
    let until = s.times.iter().find(|m| m.relation == Relation::Until);
    let none = s.words.windows(2).find(|w| {
        matches!(&*w[0].folded, "no" | "without" | "any" | "nothing") && vocabulary_has(vocabulary, "severance", &w[1])
    });
    let not = || has(s, &["not", "isn't", "aren't", "won't", "didn't", "don't", "doesn't", "never", "nobody"]);
    let denied = none.is_some_and(|w| w[0].folded != "any" || not());
    let benefits = has(s, BENEFITS);
    let fit = match () {
        () if paid.is_some() || length.is_some() && (named || served) => 1.0,
        () if length.is_some() && pays && given && leavers => 1.0,
        () if length.is_some() && pays && (given || leavers) => 0.9,
        () if denied => 0.9,
        () if length.is_some() && given => 0.8,
        () if length.is_some() => 0.4,
        () if sum.is_some() && leavers => 0.85,
        // "twice what the law demands", "the statutory minimum and no more".
        () if has(s, LAWFUL)
            && has(s, &["minimum", "requires", "required", "twice", "double", "statutory"])
            && (pays || given) =>
        {
            0.8
        }
        () if until.is_some() && leavers && (pays || benefits) => 0.8,
        // "My advice, worth what you paid": a verb alone says little.
        () if leavers && (named || has(s, &["pay", "wages"])) || named && (given || benefits || until.is_some()) => 0.7,
        () if named => 0.5,
        () if benefits && (given || until.is_some()) => 0.6,
        () if pays => 0.4,
        () => ABSENT,
    };
    let fit = if has(s, DEMANDS) { fit * 0.6 } else { fit };
    let value = |range: Range<usize>, hedge| Value { kind: "severance", range, number: None, hedge };
    let value = match (length, sum, until) {
        (Some(a), ..) if pays || given || served => Some(value(hedged(a), a.hedge)),
        (None, Some(a), _) if leavers => Some(value(hedged(a), a.hedge)),
        (None, None, _) if denied => none.map(|w| value(w[0].range.start..w[1].range.end, Hedge::Exact)),
        (None, None, Some(m)) if leavers && (pays || benefits) => Some(value(m.range.clone(), Hedge::Exact)),
        _ => None,
    };
    Found { fit, value }
}

/// Words of giving something to those who leave.
const GIVEN: &[&str] = &[
    "get", "gets", "got", "offered", "offer", "offers", "receive", "receives", "received", "given", "gives", "entitled", "paid",
    "eligible",
];

/// What those who leave are given beside pay.
const BENEFITS: &[&str] = &[
    "insurance",
    "coverage",
    "cover",
    "health",
    "healthcare",
    "cobra",
    "laptop",
    "laptops",
    "outplacement",
    "vesting",
    "vest",
    "vests",
    "vested",
    "equity",
    "vacation",
    "holiday",
    "holidays",
    "statutory",
    "notice",
];

/// Words after a length of time that say that it is one of pay, or of what stands for it.
const PAID_IN: &[&str] = &[
    "pay",
    "salary",
    "salaries",
    "wages",
    "wage",
    "severance",
    "notice",
    "compensation",
    "benefits",
    "coverage",
    "cover",
    "insurance",
    "leave",
    "base",
    "gross",
];

/// Words of what the law demands.
const LAWFUL: &[&str] = &["law", "statutory", "legal", "legally"];

/// Words of somebody who wants terms that are not given.
const DEMANDS: &[&str] =
    &["asking", "demand", "demands", "demanding", "demanded", "insist", "insisted", "calling", "want", "wants"];

/// Words of those who leave.
const LEAVERS: &[&str] = &[
    "those",
    "everyone",
    "anyone",
    "everybody",
    "anybody",
    "employees",
    "staff",
    "workers",
    "people",
    "they",
    "you",
    "leavers",
    "affected",
    "leaving",
    "departing",
    "dismissed",
    "us",
    "whoever",
    "who",
];
