//! What is summed, what is left out, and how both are said.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::article::Provenance;
use crate::layoff::event::Events;
use crate::layoff::{Fact, FactId, Report};
use crate::time::Step;

fn told(company: &str, day: Date, count: Option<u64>, provenance: Provenance) -> Fact {
    let source = if provenance == Provenance::Row { "layoffs.csv".to_owned() } else { format!("The {company} Post") };
    let report = Report::by(&format!("{company} {day} {count:?}"), &source, day, provenance);
    let mut fact = Fact::new(FactId::of_row(report.article), Arc::new(report), company);
    fact.primary = true;
    fact.count = count;
    fact.count_is = count.map(|_| CountIs::Exact);
    fact.date = Some(Period::day(day));
    fact.date_basis = Some(DateBasis::Stated);
    fact
}

fn report(company: &str, day: Date, count: u64) -> Fact {
    told(company, day, Some(count), Provenance::Fetched)
}

fn with(mut fact: Fact, change: impl FnOnce(&mut Fact)) -> Fact {
    change(&mut fact);
    fact
}

fn events(facts: Vec<Fact>) -> Events {
    Events::merge(&facts.into_iter().collect())
}

fn words(facts: Vec<Fact>) -> String {
    let events = events(facts);
    let total = total(events.all(), &Filter::default());
    std::iter::once(total.words()).chain(total.details()).collect::<Vec<_>>().join(" | ")
}

#[test]
fn totals_say_what_they_are() {
    let day = date(2024, 3, 1);
    let hedged = |fact, is| with(fact, |f: &mut Fact| f.count_is = Some(is));
    assert_eq!(words(Vec::new()), "no reported event here");
    assert_eq!(words(vec![report("A", day, 400)]), "400 in 1 reported event here");
    assert_eq!(words(vec![report("A", day, 400), report("B", day, 40_600)]), "41,000 in 2 reported events here");
    assert_eq!(
        words(vec![report("A", day, 400), told("B", day, None, Provenance::Fetched)]),
        "at least 400 in 1 reported event here, and 1 without a number"
    );
    assert_eq!(words(vec![told("B", day, None, Provenance::Fetched)]), "1 reported event here, without a number");
    assert_eq!(words(vec![hedged(report("A", day, 400), CountIs::About)]), "about 400 in 1 reported event here");
    assert_eq!(words(vec![hedged(report("A", day, 400), CountIs::AtLeast)]), "at least 400 in 1 reported event here");
    let range = with(hedged(report("A", day, 400), CountIs::Range), |f| f.count_max = Some(600));
    assert_eq!(words(vec![range]), "at least 400 in 1 reported event here");
    assert_eq!(
        words(vec![report("A", day, 400), hedged(report("B", day, 500), CountIs::AtMost)]),
        "at least 400 in 1 reported event here, and 1 with an upper bound only"
    );
}

#[test]
fn what_may_overlap_is_not_added_and_that_is_said() {
    let row = |day, n| told("A", day, Some(n), Provenance::Row);
    let facts = || {
        vec![
            row(date(2025, 4, 23), 22_000),
            row(date(2025, 7, 11), 5_000),
            row(date(2026, 1, 1), 58),
            report("A", date(2025, 7, 25), 24_000),
        ]
    };
    assert_eq!(words(facts()), "at least 24,058 in 2 reported events here | Left out: 2 events that may overlap another here.");
    // Of a time in which the other one is not, nothing is counted twice.
    let events = events(facts());
    let april = Filter { time: Bounds { since: Some(date(2025, 4, 1)), until: Some(date(2025, 4, 30)) }, ..Filter::default() };
    assert_eq!(total(events.all(), &april).words(), "22,000 in 1 reported event here");
    assert_eq!(april.counted(events.all()).len(), 1);
    let ranked: Vec<u64> = ranked(events.all(), &Filter::default(), Order::Jobs).iter().filter_map(|e| e.at_least).collect();
    assert_eq!(ranked, [24_000, 58]);
}

#[test]
fn what_is_left_out_is_said() {
    let day = date(2024, 3, 1);
    let status = |company, status| with(report(company, day, 100), |f| f.status = status);
    let span = with(report("A", day, 27_000), |f| f.span_total = true);
    let facts = vec![
        report("A", day, 400),
        status("B", Status::Rumoured),
        status("C", Status::Denied),
        status("D", Status::Planned),
        span,
    ];
    assert_eq!(
        words(facts.clone()),
        "500 in 2 reported events here | 100 of these jobs are told of only as planned. | Left out: 1 rumour, 1 total over several rounds."
    );
    let events = events(facts);
    let asked = Filter { statuses: vec![Status::Rumoured], ..Filter::default() };
    assert_eq!(total(events.all(), &asked).jobs, 100, "rumours are added where rumours were asked for");
    let asked = Filter { statuses: vec![Status::Denied], ..Filter::default() };
    let found = total(events.asked(&asked.statuses), &asked);
    assert_eq!((found.jobs, found.denied), (0, 1), "what is denied is shown where it was asked for, and never added");
    assert_eq!(ranked(events.asked(&asked.statuses), &asked, Order::Jobs).len(), 1);
}

#[test]
fn contradicting_reports_count_with_the_lower_number() {
    let day = date(2024, 3, 1);
    let other =
        with(report("A", day, 700), |f| f.report = Arc::new(Report { source: Some("Other".into()), ..(*f.report).clone() }));
    assert_eq!(words(vec![report("A", day, 900), other]), "at least 700 in 1 reported event here");
}

#[test]
fn a_part_counts_where_its_whole_is_not_meant() {
    let unit = with(report("Twirl", date(2024, 3, 4), 100), |f| f.parent = Some("Vantor".into()));
    let events = events(vec![report("Vantor", date(2024, 3, 1), 900), unit]);
    let jobs = |name: &str| total(events.all(), &Filter::company(name)).jobs;
    assert_eq!((jobs("vantor"), jobs("Twirl"), jobs("Nobody")), (900, 100, 0));
    assert_eq!(Filter::company("VANTOR").select(events.all()).len(), 2, "a unit belongs to its company");
}

#[test]
fn conditions_narrow_the_events() {
    let row = |company, industry: &str, country: &str, percent| {
        with(told(company, date(2024, 3, 1), Some(200), Provenance::Row), |f| {
            (f.industry, f.country, f.percent) = (Some(industry.into()), Some(country.into()), Some(percent));
        })
    };
    let events = events(vec![
        row("A", "Finance", "United States", 25.0),
        row("B", "Real Estate", "Germany", 10.0),
        report("C", date(2023, 1, 1), 7),
    ]);
    let found = |filter: Filter| filter.select(events.all()).iter().map(|e| e.company.to_string()).collect::<Vec<_>>();
    let any = Filter::default;
    assert_eq!(found(any()), ["A", "B", "C"]);
    assert_eq!(found(Filter { industry: Some("fintech".into()), min_percent: Some(20.0), ..any() }), ["A"]);
    assert_eq!(found(Filter { industry: Some("real estate".into()), ..any() }), ["B"]);
    assert_eq!(found(Filter { country: Some("usa".into()), ..any() }), ["A"]);
    assert_eq!(found(Filter { min: Some(100), ..any() }), ["A", "B"]);
    assert_eq!(found(Filter { max: Some(100), ..any() }), ["C"]);
    assert_eq!(found(Filter { time: Bounds { since: Some(date(2024, 1, 1)), until: None }, ..any() }), ["A", "B"]);
}

#[test]
fn what_is_offered_is_found_when_it_is_chosen() {
    let row = |company: &str, industry: &str, country: &str| {
        with(told(company, date(2024, 3, 1), Some(200), Provenance::Row), |f| {
            (f.industry, f.country) = (Some(industry.into()), Some(country.into()));
        })
    };
    let events = events(vec![
        row("A", "Banking", "UK"),
        row("B", "Finance", "United States"),
        row("C", "Finance", "United States"),
        row("D", "Real Estate", "USA"),
        report("E", date(2024, 3, 1), 7),
    ]);
    let offered = |field, typed| values(events.all(), field, typed, 2);
    assert_eq!(offered(Field::Industry, ""), ["Finance", "Banking"]);
    assert_eq!(offered(Field::Industry, " EST"), ["Real Estate"]);
    assert_eq!(offered(Field::Industry, "fintech"), ["Finance"]);
    assert_eq!(offered(Field::Country, "states"), ["United States"]);
    assert_eq!(offered(Field::Country, "us"), ["United States", "USA"]);
    assert_eq!(offered(Field::Place, ""), [""; 0]);
    let found = |filter: Filter| filter.select(events.all()).iter().map(|e| e.company.to_string()).collect::<Vec<_>>();
    for field in [Field::Industry, Field::Country] {
        for value in values(events.all(), field, "", 25) {
            let chosen = match field {
                Field::Industry => Filter { industry: Some(value.clone()), ..Filter::default() },
                _ => Filter { country: Some(value.clone()), ..Filter::default() },
            };
            assert_ne!(found(chosen), [""; 0], "{value}");
        }
    }
}

#[test]
fn what_is_asked_for_is_said_in_words() {
    let all = Filter {
        industry: Some(" Finance ".into()),
        place: Some("Berlin".into()),
        reason: Some(ReasonClass::LowDemand),
        statuses: vec![Status::Planned, Status::CarriedOut],
        min: Some(1_000),
        min_percent: Some(12.5),
        ..Filter::company("A")
    };
    assert_eq!(
        all.conditions().join(", "),
        "industry: Finance, place: Berlin, reason: low demand, status: planned or carried out, at least 1,000 jobs, at least 12.5% of staff"
    );
    let jobs = |min, max| Filter { min, max, ..Filter::default() }.conditions().join("");
    assert_eq!(
        [jobs(None, Some(9)), jobs(Some(3), Some(9)), jobs(Some(3), Some(3))],
        ["at most 9 jobs", "3 to 9 jobs", "exactly 3 jobs"]
    );
    assert!(Filter::company("A").conditions().is_empty());
}

#[test]
fn a_list_that_ends_in_january_draws_no_collapse_in_february() {
    let row = |month, day, n| {
        told(&format!("Row {month} {day}"), date(2025 + i16::from(month < 6), month, day), Some(n), Provenance::Row)
    };
    let mut facts: Vec<Fact> =
        [(11, 3, 900), (11, 28, 100), (12, 2, 1_100), (1, 5, 800), (1, 28, 50)].map(|(m, d, n)| row(m, d, n)).to_vec();
    facts.push(report("Late", date(2026, 3, 9), 20));
    let events = events(facts);
    let trend = trend(&events, &Filter::default(), Step::Month);
    let shown: Vec<String> = trend.groups.iter().map(|g| format!("{} {} {}", g.name, g.total.jobs, g.partial)).collect();
    assert_eq!(shown, ["November 2025 1000 true", "December 2025 1100 false", "January 2026 850 true"]);
    assert_eq!((trend.outside, trend.undated), (1, 0));
    // Months without a layoff stand between the others.
    let asked = Filter { companies: vec!["Row 11 3".into(), "Row 1 28".into()], ..Filter::default() };
    let jobs: Vec<u64> = super::trend(&events, &asked, Step::Month).groups.iter().map(|g| g.total.jobs).collect();
    assert_eq!(jobs, [900, 0, 50]);
    let years: Vec<String> = super::trend(&events, &Filter::default(), Step::Year)
        .groups
        .iter()
        .map(|g| format!("{} {}", g.name, g.partial))
        .collect();
    assert_eq!(years, ["2025 true", "2026 true"]);
}

#[test]
fn rankings_comparisons_and_lists() {
    let share = |fact, percent| with(fact, |f: &mut Fact| f.percent = Some(percent));
    let events = events(vec![
        share(report("A", date(2024, 1, 1), 400), 3.0),
        report("A", date(2024, 6, 1), 300),
        share(report("B", date(2024, 2, 1), 500), 30.0),
        share(report("C", date(2024, 2, 2), 5), 300.0),
        told("D", date(2024, 5, 1), None, Provenance::Fetched),
    ]);
    let names = |groups: Vec<Group<'_>>| groups.iter().map(|g| format!("{} {}", g.name, g.total.jobs)).collect::<Vec<_>>();
    assert_eq!(names(groups(&events, &Filter::default(), By::Company)), ["A 700", "B 500", "C 5", "D 0"]);
    let both = Filter { companies: vec!["b".into(), "A".into(), "Zzz".into()], ..Filter::default() };
    assert_eq!(names(compare(events.all(), &both)), ["B 500", "A 700", "Zzz 0"]);
    let listed =
        |order| ranked(events.all(), &Filter::default(), order).iter().map(|e| e.company.to_string()).collect::<String>();
    assert_eq!(listed(Order::Latest), "ADCBA");
    assert_eq!(listed(Order::Jobs), "BAACD");
    assert!(listed(Order::Percent).starts_with("BA"), "a share above everybody is none");
    assert_eq!(listed(Order::Earliest), "ABCDA");
}

proptest! {
    #[test]
    fn sums_never_overflow_and_never_exceed_what_is_told(counts in prop::collection::vec((0u8..6, 0i32..900, any::<Option<u64>>()), 0..30)) {
        let day = |n: i32| date(2023, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap();
        let mut facts: Vec<Fact> = counts.iter().map(|(c, d, n)| told(&format!("C{c}"), day(*d), *n, Provenance::Fetched)).collect();
        facts.sort_by_key(|f| f.id);
        facts.dedup_by_key(|f| f.id);
        let told = facts.iter().filter_map(|f| f.count).fold(0u64, u64::saturating_add);
        let events = events(facts);
        let all = total(events.all(), &Filter::default());
        prop_assert!(all.jobs <= told);
        let parts = groups(&events, &Filter::default(), By::Company).iter().fold(0u64, |sum, g| sum.saturating_add(g.total.jobs));
        prop_assert_eq!(parts, all.jobs, "groups sum up to the total");
        for step in [Step::Month, Step::Quarter, Step::Year] {
            let trend = trend(&events, &Filter::default(), step);
            prop_assert_eq!(trend.outside + trend.undated, 0);
            let added = trend.groups.iter().fold(0u64, |sum, g| sum.saturating_add(g.total.jobs));
            prop_assert!(added >= all.jobs, "what may overlap an event of another time counts in its own");
            for group in &trend.groups {
                let time = group.period.map(|p| Bounds { since: Some(p.start), until: Some(p.end) }).unwrap_or_default();
                prop_assert_eq!(group.total.jobs, total(events.all(), &Filter { time, ..Filter::default() }).jobs, "as if asked alone");
            }
        }
    }

    #[test]
    fn groups_hold_each_event_once_with_the_sum_that_it_has_alone(
        told_of in prop::collection::vec((0u8..4, any::<bool>(), 0i32..1500, prop::option::of(1u64..900), 0u8..6), 0..40),
    ) {
        let day = |n: i32| date(2022, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap();
        // Names that differ in capitals alone are one company, of which events write one or the other.
        let fact = |(c, capital, d, n, kind): &(u8, bool, i32, Option<u64>, u8)| {
            let company = format!("{}{c}", if *capital { 'X' } else { 'x' });
            with(told(&company, day(*d), *n, if *kind == 0 { Provenance::Row } else { Provenance::Fetched }), |f| {
                f.industry = (*kind == 0).then(|| if *capital { "Finance".into() } else { "Retail".into() });
                f.status = if *kind == 1 { Status::Rumoured } else { Status::Announced };
                f.span_total = *kind == 2;
                f.parent = (*kind == 3).then(|| "X0".into());
                f.date = f.date.filter(|_| *kind != 4);
            })
        };
        let mut facts: Vec<Fact> = told_of.iter().map(fact).collect();
        facts.sort_by_key(|f| f.id);
        facts.dedup_by_key(|f| f.id);
        let events = events(facts);
        let filter = Filter::default();
        let counted = filter.counted(events.all());
        let ids = |events: &[&Event]| events.iter().map(|e| e.id).collect::<BTreeSet<EventId>>();
        for by in [By::Company, By::Industry, By::Time(Step::Month), By::Time(Step::Quarter), By::Time(Step::Year)] {
            let found = groups(&events, &filter, by);
            let mut seen = 0;
            for group in &found {
                let names: BTreeSet<&str> = group.events.iter().map(|e| &*e.company).collect();
                prop_assert_eq!(group.total.companies, names.len());
                let alone = Total { at_least: group.total.at_least, ..sum(&group.events, &filter) };
                prop_assert_eq!(&group.total, &alone);
                if let Some(period) = group.period {
                    prop_assert!(group.events.iter().all(|e| e.date.is_some_and(|d| period.contains(d.start) && period.contains(d.end))));
                }
                seen += group.events.len();
            }
            let all: Vec<&Event> = found.iter().flat_map(|group| group.events.iter().copied()).collect();
            prop_assert_eq!(ids(&all).len(), seen, "none is there twice");
            match by {
                By::Time(step) => {
                    let trend = trend(&events, &filter, step);
                    prop_assert!(seen + trend.outside + trend.undated >= counted.len());
                }
                By::Company => prop_assert_eq!(ids(&all), ids(&counted)),
                _ => prop_assert!(ids(&all).is_superset(&ids(&counted))),
            }
        }
    }
}
