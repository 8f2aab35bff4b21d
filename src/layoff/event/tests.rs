//! What becomes one event and what does not, and what is said of figures that differ.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::article::Corpus;
use crate::layoff::tally::{Filter, total};
use crate::layoff::{Report, Sketch};

/// A fact in the making.
#[derive(Debug, Clone)]
struct Told(Fact);

impl Told {
    fn by(source: &str, day: Date) -> Told {
        Told::from(source, day, Provenance::Fetched)
    }

    fn from(source: &str, day: Date, provenance: Provenance) -> Told {
        let report = Report::by(&format!("{source} {day} {provenance:?}"), source, day, provenance);
        let mut fact = Fact::new(FactId::of_row(report.article), Arc::new(report), "Vantor");
        fact.primary = true;
        fact.date = Some(Period::day(day));
        fact.date_basis = Some(DateBasis::Published);
        Told(fact)
    }

    fn with(mut self, change: impl FnOnce(&mut Fact)) -> Told {
        change(&mut self.0);
        self
    }

    fn of(self, company: &str) -> Told {
        self.with(|f| f.company = company.into())
    }

    fn count(self, count: u64) -> Told {
        self.with(|f| (f.count, f.count_is) = (Some(count), Some(CountIs::Exact)))
    }

    fn hedged(self, count: u64, is: CountIs) -> Told {
        self.with(|f| (f.count, f.count_is) = (Some(count), Some(is)))
    }

    fn division(self, name: &str) -> Told {
        self.with(|f| f.division = Some(name.into()))
    }

    fn sketched(self, words: &str) -> Told {
        let sentences: Vec<String> =
            (0..6).map(|n| format!("{words} in a sentence of its own that is long enough, number {n}")).collect();
        self.with(|f| {
            let report = Report { sketch: Sketch::of(sentences.iter().map(String::as_str)), ..(*f.report).clone() };
            f.report = Arc::new(report);
        })
    }
}

fn merge(told: &[Told]) -> Events {
    Events::merge(&told.iter().map(|t| t.0.clone()).collect())
}

/// The events as "count facts/sources", with a mark for parts.
fn shown(told: &[Told]) -> Vec<String> {
    merge(told)
        .all()
        .iter()
        .map(|e| {
            let count = e.count.map_or("none".to_owned(), |c| c.low.to_string());
            format!("{count} {}/{}{}", e.facts.len(), e.sources, if e.part_of.is_some() { " part" } else { "" })
        })
        .collect()
}

#[test]
fn reports_of_one_round_are_one_event() {
    let told = [
        Told::by("The Post", date(2023, 1, 20)).count(12_000),
        Told::by("The Herald", date(2023, 1, 21)).hedged(12_000, CountIs::About),
        Told::by("The Wire", date(2023, 1, 24)),
        Told::by("The Review", date(2023, 2, 28)).count(12_000),
        Told::from("layoffs.csv", date(2023, 1, 20), Provenance::Row).count(12_000),
    ];
    assert_eq!(shown(&told), ["12000 5/4"]);
    let events = merge(&told);
    assert_eq!(events.all()[0].date, Some(Period::day(date(2023, 1, 20))));
    assert_eq!(events.all()[0].differing.len(), 1, "about 12,000");
    assert_eq!(events.all()[0].differing[0].kind, Kind::Rounding);
}

#[test]
fn a_name_with_a_word_that_says_nothing_is_the_shorter_one() {
    let told = |company| Told::by(company, date(2023, 1, 20)).of(company).count(2_000);
    let events = merge(&[told("Perrault Systems"), told("Perrault"), told("Vantor Group")]);
    let names: Vec<&str> = events.all().iter().map(|e| &*e.company).collect();
    assert_eq!(names, ["Perrault", "Vantor Group"]);
    let filter = Filter { companies: vec!["perrault systems".into()], ..Filter::default() };
    assert_eq!(total(events.all(), &filter).jobs, 2_000);
}

#[test]
fn two_rounds_are_two_events() {
    // A number is lost where they are taken for one.
    let post = |day| Told::by("The Post", day);
    assert_eq!(
        shown(&[post(date(2022, 11, 9)).count(11_000), post(date(2023, 3, 14)).count(10_000)]),
        ["11000 1/1", "10000 1/1"]
    );
    assert_eq!(shown(&[post(date(2023, 3, 1)).count(200), post(date(2023, 5, 20)).count(200)]), ["200 1/1", "200 1/1"]);
    assert_eq!(shown(&[post(date(2023, 3, 1)), post(date(2023, 3, 29))]), ["none 1/1", "none 1/1"]);
    let monthly: Vec<Told> = (1..=12).map(|m| post(date(2023, m, 5)).count(100)).collect();
    assert!(shown(&monthly).len() >= 6, "{:?}", shown(&monthly));
    // Divisions that are named apart.
    let told = [
        post(date(2023, 3, 1)).count(150).division("Cloud unit"),
        Told::by("B", date(2023, 3, 2)).count(150).division("hardware"),
    ];
    assert_eq!(shown(&told), ["150 1/1", "150 1/1"]);
}

#[test]
fn two_reports_of_one_round_are_not_two_events() {
    // A total is doubled where they are kept apart.
    let post = |day| Told::by("The Post", day);
    let mail = |day| Told::by("The Mail", day);
    assert_eq!(shown(&[post(date(2023, 3, 1)).count(3_847), mail(date(2023, 7, 1)).count(3_847)]), ["3847 2/2"]);
    assert_eq!(
        shown(&[post(date(2023, 3, 1)).hedged(11_000, CountIs::AtLeast), mail(date(2023, 3, 9)).count(11_213)]),
        ["11213 2/2"]
    );
    let share = |told: Told| told.with(|f| f.percent = Some(13.0));
    assert_eq!(shown(&[post(date(2023, 3, 1)).count(700), share(mail(date(2023, 3, 4)))]), ["700 2/2"]);
    assert_eq!(shown(&[post(date(2023, 3, 1)).count(700), mail(date(2023, 3, 2)).count(900)]), ["700 2/2"]);
    let month = |told: Told| told.with(|f| (f.date, f.date_basis) = (Period::month(2023, 3), Some(DateBasis::Stated)));
    assert_eq!(shown(&[post(date(2023, 3, 28)).count(700), month(mail(date(2023, 9, 1)).count(700))]), ["700 2/2"]);
    // The plan, then the layoff.
    let planned = post(date(2023, 1, 10)).count(120).with(|f| f.status = Status::Planned);
    let done = mail(date(2023, 3, 30)).count(120).with(|f| f.status = Status::CarriedOut);
    assert_eq!(shown(&[planned, done]), ["120 2/2"]);
}

#[test]
fn what_an_article_looks_back_on_joins_the_round_it_means() {
    let back = |count| {
        Told::by("The Review", date(2024, 5, 1)).count(count).with(|f| (f.primary, f.date, f.date_basis) = (false, None, None))
    };
    let rounds = [Told::by("A", date(2022, 11, 9)).count(11_000), Told::by("B", date(2023, 3, 14)).count(10_000)];
    assert_eq!(shown(&[rounds[0].clone(), rounds[1].clone(), back(11_000)]), ["11000 2/2", "10000 1/1"]);
    // Nothing says which: it stands alone, and is not added.
    let events = merge(&[rounds[0].clone(), back(7_000)]);
    assert_eq!(events.all().iter().map(|e| e.mentioned).collect::<Vec<_>>(), [false, true]);
    // What came after the article cannot be meant.
    assert_eq!(shown(&[Told::by("A", date(2025, 1, 9)).count(11_000), back(11_000)]), ["11000 1/1", "11000 1/1"]);
}

#[test]
fn parts_stay_apart_and_are_not_added() {
    let whole = Told::by("A", date(2023, 1, 18)).count(18_000);
    let division = Told::by("B", date(2023, 1, 25)).count(800).division("devices");
    assert_eq!(shown(&[whole.clone(), division.clone()]), ["18000 1/1", "800 1/1 part"]);
    assert_eq!(shown(&[division]), ["800 1/1"]);
    let unit = |day| Told::by("C", day).of("Twirl").count(500).with(|f| f.parent = Some("Vantor".into()));
    assert_eq!(shown(&[whole.clone(), unit(date(2023, 1, 20))]), ["500 1/1 part", "18000 1/1"]);
    assert_eq!(shown(&[whole.clone(), unit(date(2023, 4, 20))]), ["500 1/1", "18000 1/1"]);
    // A unit called a division of its parent.
    let called = Told::by("D", date(2023, 4, 21)).count(500).division("Twirl unit");
    assert_eq!(shown(&[whole, unit(date(2023, 4, 20)), called]), ["500 2/2", "18000 1/1"]);
}

#[test]
fn spans_are_not_rounds() {
    let span = Told::by("A", date(2024, 1, 18)).count(27_000).with(|f| (f.span_total, f.primary) = (true, false));
    let told = [Told::by("B", date(2023, 1, 18)).count(27_000), span];
    let events = merge(&told);
    assert_eq!(events.all().iter().map(|e| e.span_total).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_list_keeps_its_rows_apart() {
    let row = |day, n| Told::from("layoffs.csv", day, Provenance::Row).count(n);
    assert_eq!(shown(&[row(date(2025, 10, 1), 100), row(date(2025, 10, 2), 100)]), ["100 1/0", "100 1/0"]);
    assert_eq!(shown(&[row(date(2025, 10, 1), 100), row(date(2025, 10, 2), 900)]), ["100 1/0", "900 1/0"]);
    let other = Told::from("other.csv", date(2025, 10, 1), Provenance::Row).count(100);
    assert_eq!(shown(&[row(date(2025, 10, 1), 100), other]), ["100 2/0"]);
}

#[test]
fn a_list_may_hold_one_layoff_twice() {
    let row = |day, n| Told::from("layoffs.csv", day, Provenance::Row).count(n);
    let share = |told: Told, percent| told.with(|f| f.percent = Some(percent));
    let again = |n| {
        Told::from("layoffs.csv", date(2022, 11, 30), Provenance::Row)
            .count(n)
            .with(|f| f.date = Some(Period::day(date(2022, 11, 1))))
    };
    let first = || share(row(date(2022, 11, 14), 59), 22.0);
    assert_eq!(shown(&[first(), share(row(date(2022, 11, 16), 59), 22.0)]), ["59 2/0"]);
    // The report of the results, a few weeks later, states the same number and share.
    assert_eq!(shown(&[first(), share(row(date(2022, 12, 7), 59), 22.0)]), ["59 2/0"]);
    assert_eq!(shown(&[first(), share(row(date(2023, 2, 7), 59), 22.0)]), ["59 1/0", "59 1/0"]);
    assert_eq!(shown(&[first(), share(row(date(2022, 11, 16), 59), 31.0)]), ["59 1/0", "59 1/0"]);
    // No share: a number that is not every company's, for a fortnight.
    assert_eq!(shown(&[row(date(2023, 12, 5), 145), row(date(2023, 12, 6), 145)]), ["145 2/0"]);
    assert_eq!(shown(&[row(date(2023, 12, 5), 145), row(date(2023, 12, 29), 145)]), ["145 1/0", "145 1/0"]);
    // Another place is another site.
    let there = row(date(2023, 12, 6), 145).with(|f| f.place = Some("Oslo".into()));
    assert_eq!(shown(&[row(date(2023, 12, 5), 145), there]), ["145 1/0", "145 1/0"]);
    // The same day and number, with a share that was worked out anew; and the number that was missing at first.
    let day = date(2022, 11, 1);
    assert_eq!(shown(&[share(row(day, 70), 18.0), share(again(70), 6.0)]), ["70 2/0"]);
    let bare = |day| Told::from("layoffs.csv", day, Provenance::Row);
    assert_eq!(shown(&[again(600), bare(day)]), ["600 2/0"]);
    assert_eq!(shown(&[row(day, 600), bare(date(2022, 11, 2))]), ["600 1/0", "none 1/0"]);
    assert_eq!(shown(&[share(row(day, 37), 25.0), share(bare(date(2022, 11, 2)), 25.0)]), ["37 2/0"]);
}

/// The events as their number, with that of the event that they may overlap.
fn overlaps(told: &[Told]) -> Vec<String> {
    let events = merge(told);
    let number = |e: &Event| e.count.map_or(0, |c| c.low);
    let shown = |e: &Event| match e.may_overlap.and_then(|id| events.get(id)) {
        Some(other) => format!("{} of {}?", number(e), number(other)),
        None => number(e).to_string(),
    };
    events.all().iter().map(shown).collect()
}

#[test]
fn rows_that_may_repeat_what_articles_report_are_marked() {
    let row = |day, n| Told::from("layoffs.csv", day, Provenance::Row).count(n);
    let end = row(date(2026, 1, 1), 3).of("Twirl");
    let whole = || Told::by("The Post", date(2025, 7, 25)).count(24_000);
    let told = [row(date(2025, 4, 23), 22_000), row(date(2025, 7, 11), 5_000), whole(), end.clone()];
    assert_eq!(overlaps(&told), ["3", "22000 of 24000?", "5000 of 24000?", "24000"]);
    // Where the list has what the articles report, its other rows are other rounds.
    let told =
        [row(date(2025, 4, 23), 22_000), row(date(2025, 7, 11), 5_000), whole(), row(date(2025, 7, 24), 24_000), end.clone()];
    assert_eq!(overlaps(&told), ["3", "22000", "5000", "24000"]);
    // A round that articles report as well is one, whatever the list lacks.
    let mail = Told::by("The Mail", date(2025, 4, 23)).count(22_000);
    assert_eq!(overlaps(&[row(date(2025, 4, 23), 22_000), mail, whole(), end.clone()]), ["3", "22000", "24000"]);
    // Another size, another time, or a time that the list does not cover: nothing says that they are one.
    assert_eq!(overlaps(&[row(date(2025, 4, 23), 9_000), whole(), end.clone()]), ["3", "9000", "24000"]);
    assert_eq!(overlaps(&[row(date(2025, 1, 23), 22_000), whole(), end]), ["3", "22000", "24000"]);
    assert_eq!(overlaps(&[row(date(2025, 4, 23), 22_000), whole()]), ["22000", "24000"]);
}

#[test]
fn filings_beside_the_whole_in_one_list_are_marked() {
    let row = |day, n| Told::from("layoffs.csv", day, Provenance::Row).count(n);
    let rows = [row(date(2025, 8, 31), 4_000), row(date(2025, 9, 3), 30), row(date(2025, 9, 4), 262)];
    assert_eq!(overlaps(&rows), ["4000", "30 of 4000?", "262 of 4000?"]);
    assert_eq!(overlaps(&[row(date(2025, 8, 31), 4_000), row(date(2025, 9, 15), 262)]), ["4000", "262"]);
    assert_eq!(overlaps(&[row(date(2025, 8, 31), 4_000), row(date(2025, 9, 3), 1_500)]), ["4000", "1500"]);
}

#[test]
fn what_is_counted_while_a_mass_layoff_is_carried_out_is_marked() {
    let row = |day, n| Told::from("layoffs.csv", day, Provenance::Row).count(n);
    let share = |told: Told, percent| told.with(|f| f.percent = Some(percent));
    let plan = || share(row(date(2025, 4, 23), 22_000), 20.0);
    assert_eq!(overlaps(&[plan(), row(date(2025, 7, 11), 5_000)]), ["22000", "5000 of 22000?"]);
    // A share of its own, a while later, before, or of a company that is done in a day: another round.
    assert_eq!(overlaps(&[plan(), share(row(date(2025, 7, 11), 5_000), 5.0)]), ["22000", "5000"]);
    assert_eq!(overlaps(&[plan(), row(date(2025, 9, 11), 5_000)]), ["22000", "5000"]);
    assert_eq!(overlaps(&[row(date(2025, 3, 11), 5_000), plan()]), ["5000", "22000"]);
    assert_eq!(overlaps(&[share(row(date(2025, 4, 23), 2_200), 20.0), row(date(2025, 7, 11), 500)]), ["2200", "500"]);
    assert_eq!(overlaps(&[row(date(2025, 4, 23), 22_000), row(date(2025, 7, 11), 5_000)]), ["22000", "5000"]);
}

#[test]
fn a_report_joins_the_row_of_its_day() {
    let row = |day| Told::from("layoffs.csv", day, Provenance::Row).count(101);
    let place = |told: Told, place: &str| told.with(|f| f.place = Some(place.into()));
    let rows = [place(row(date(2025, 8, 19)), "Bergen"), place(row(date(2025, 9, 3)), "Oslo")];
    let told = [rows[0].clone(), rows[1].clone(), Told::by("The Post", date(2025, 9, 3)).count(101)];
    assert_eq!(shown(&told), ["101 1/0", "101 2/1"]);
}

/// A report of the later number, with what it says of the earlier one.
fn with_earlier(day: Date, later: u64, earlier: u64, change: impl FnOnce(&mut Fact)) -> [Told; 2] {
    let own = Told::by("The Review", day).count(later);
    let before = own.clone().count(earlier).with(|f| {
        (f.id, f.primary, f.date, f.date_basis) = (FactId::from_bits(earlier), false, None, None);
        change(f);
    });
    [own, before]
}

#[test]
fn a_figure_that_is_said_to_replace_an_earlier_one_is_of_its_event() {
    let first = Told::by("The Post", date(2022, 11, 14)).count(10_000);
    let row = Told::from("layoffs.csv", date(2022, 11, 16), Provenance::Row).count(10_000);
    let [own, before] = with_earlier(date(2023, 1, 5), 18_000, 10_000, |f| f.replaced = true);
    let events = merge(&[first.clone(), row.clone(), own.clone(), before.clone()]);
    let [event] = events.all() else { panic!("{:?}", events.all()) };
    assert_eq!((event.count.unwrap().low, event.at_least, event.facts.len()), (18_000, Some(18_000), 4));
    assert_eq!(event.day(), Some(date(2023, 1, 5)), "the day of the figure that is shown");
    assert!(event.differing.iter().all(|d| d.kind == Kind::Replaced), "{:?}", event.differing);
    assert_eq!(event.differing.len(), 3);
    // What a list added to the earlier figure is in the later one.
    let added = Told::from("layoffs.csv", date(2023, 1, 4), Provenance::Row).count(8_000);
    let told = [first.clone(), row, own.clone(), before.clone(), added];
    assert_eq!(shown(&told), ["8000 1/0 part", "18000 4/2"]);
    // Nobody says it: two rounds.
    assert_eq!(shown(&[first.clone(), own.clone()]), ["10000 1/1", "18000 1/1"]);
    // A figure of years ago is not meant.
    let old = Told::by("The Post", date(2020, 11, 14)).count(10_000);
    assert_eq!(shown(&[old, own.clone(), before.clone()]).len(), 2);
    // A summary of ours does not take a report's figure away.
    let brief = |told: Told| told.with(|f| f.report = Arc::new(Report { provenance: Provenance::Brief, ..(*f.report).clone() }));
    let events = merge(&[first, brief(own), brief(before)]);
    assert_eq!(events.all()[0].count.unwrap().low, 10_000);
}

#[test]
fn a_figure_that_is_said_to_include_an_earlier_one_is_not_added_to_it() {
    let first = Told::by("The Post", date(2022, 11, 14)).count(10_000);
    let told = with_earlier(date(2023, 1, 5), 18_000, 10_000, |f| f.part = true);
    let all = [vec![first], told.to_vec()].concat();
    assert_eq!(shown(&all), ["10000 2/2 part", "18000 1/1"]);
}

#[test]
fn what_was_first_told_as_a_plan_is_one_until_somebody_says_it_is_done() {
    let rumour = Told::by("The Post", date(2022, 11, 14)).count(10_000).with(|f| f.status = Status::Rumoured);
    let again = |status| Told::by("The Mail", date(2022, 11, 17)).hedged(10_000, CountIs::About).with(|f| f.status = status);
    let grown = Told::by("The Review", date(2023, 1, 6)).count(18_000);
    assert_eq!(shown(&[rumour.clone(), again(Status::Confirmed), grown.clone()]), ["10000 2/2 part", "18000 1/1"]);
    assert_eq!(shown(&[rumour, again(Status::CarriedOut), grown]), ["10000 2/2", "18000 1/1"]);
}

#[test]
fn what_a_list_counts_in_steps_is_not_added_to_the_whole() {
    let row = |day, n| Told::from("layoffs.csv", day, Provenance::Row).count(n);
    let whole = Told::by("The Post", date(2023, 1, 5)).count(18_000);
    let steps = [row(date(2022, 11, 16), 10_000), row(date(2023, 1, 4), 8_000)];
    assert_eq!(shown(&[steps[0].clone(), steps[1].clone(), whole.clone()]), ["10000 1/0 part", "8000 1/0 part", "18000 1/1"]);
    assert_eq!(shown(&[row(date(2022, 11, 16), 9_500), steps[1].clone(), whole]), ["9500 1/0", "8000 1/0 part", "18000 1/1"]);
}

#[test]
fn a_plan_that_grew_is_not_added() {
    let planned = |day| Told::by("The Post", day).count(2_000).with(|f| f.status = Status::Planned);
    let grown = Told::by("The Mail", date(2023, 3, 5)).count(3_000);
    assert_eq!(shown(&[planned(date(2023, 1, 20)), grown.clone()]), ["3000 2/2"]);
    assert_eq!(shown(&[planned(date(2022, 9, 20)), grown]), ["2000 1/1", "3000 1/1"]);
}

#[test]
fn every_difference_has_its_kind() {
    let check = |a: Told, b: Told, figure: u64, at_least: u64, kind: Kind| {
        let events = merge(&[a, b]);
        let [event] = events.all() else { panic!("{:?}", events.all()) };
        assert_eq!((event.count.unwrap().low, event.at_least), (figure, Some(at_least)));
        assert_eq!(event.differing.iter().map(|d| d.kind).collect::<Vec<_>>(), [kind]);
        assert!(kind.sentence().ends_with('.'));
    };
    let first = || Told::by("The Post", date(2023, 3, 1)).count(700);
    let second = |n| Told::by("The Mail", date(2023, 3, 2)).count(n);
    check(first(), second(900), 700, 700, Kind::Conflict);
    check(first(), second(690).with(|f| f.count_is = Some(CountIs::AtLeast)), 700, 700, Kind::Rounding);
    check(first(), second(900).with(|f| f.said_by = Some("people familiar with the matter".into())), 700, 700, Kind::Estimate);
    check(first(), second(900).with(|f| f.status = Status::Rumoured), 700, 700, Kind::Estimate);
    check(first(), Told::by("The Mail", date(2023, 3, 4)).count(900), 900, 900, Kind::Replaced);
    check(first(), Told::from("list.csv", date(2023, 3, 1), Provenance::Row).count(900), 700, 700, Kind::NotAReport);
    check(first(), Told::from("Pinkslip brief", date(2023, 3, 1), Provenance::Brief).count(900), 700, 700, Kind::NotAReport);
    let there = |told: Told, place: &str| told.with(|f| f.place = Some(place.into()));
    check(there(first(), "Berlin"), there(second(900), "Ohio"), 700, 700, Kind::Scope);
    // Contradicting reports: a sum counts on the lower one.
    check(Told::by("A", date(2023, 3, 1)).count(900), Told::by("B", date(2023, 3, 1)).count(700), 900, 700, Kind::Conflict);
}

#[test]
fn an_upper_bound_has_the_lower_one_that_another_source_states() {
    let told = |source: &str, provenance| Told::from(source, date(2025, 11, 26), provenance);
    let most = told("A", Provenance::Fetched).hedged(6_000, CountIs::AtMost);
    let range = |provenance| told("B", provenance).hedged(4_000, CountIs::Range).with(|f| f.count_max = Some(6_000));
    let least = |all: &[Told]| merge(all).all()[0].at_least;
    assert_eq!(least(std::slice::from_ref(&most)), None);
    assert_eq!(least(&[most.clone(), range(Provenance::Fetched)]), Some(4_000));
    assert_eq!(least(&[most, range(Provenance::Row)]), None, "a list confirms nothing");
}

#[test]
fn copies_and_summaries_are_no_further_source() {
    let told = |source: &str, day| Told::by(source, day).count(12_000);
    let copies = [told("A", date(2023, 1, 20)).sketched("One story"), told("B", date(2023, 1, 20)).sketched("One story")];
    assert_eq!(shown(&copies), ["12000 2/1"]);
    assert_eq!(shown(&[copies[0].clone(), told("C", date(2023, 1, 20)).sketched("Another story")]), ["12000 2/2"]);
    assert_eq!(shown(&[told("Reuters", date(2023, 1, 20)), told("Reuters via Moneycontrol", date(2023, 1, 21))]), ["12000 2/1"]);
    assert_eq!(shown(&[told("A", date(2023, 1, 20)), told("A", date(2023, 1, 22))]), ["12000 2/1"]);
    let brief = Told::from("Pinkslip brief", date(2023, 1, 20), Provenance::Brief).count(12_000);
    assert_eq!(shown(std::slice::from_ref(&brief)), ["12000 1/0"]);
    assert_eq!(shown(&[brief, told("A", date(2023, 1, 20))]), ["12000 2/1"]);
}

#[test]
fn a_correction_decides() {
    let right = Arc::new(crate::layoff::Correction { count: crate::layoff::Change::To(900), ..Default::default() });
    let wrong = Told::by("A", date(2023, 1, 20)).count(98_912).with(|f| *f = f.clone().corrected(&right));
    let events = merge(&[wrong, Told::by("B", date(2023, 1, 20)).count(910)]);
    assert_eq!(events.all()[0].count.unwrap().low, 900);
    assert!(events.all()[0].is_corrected());
}

#[test]
fn an_event_keeps_its_id_when_reports_come_later() {
    let first = Told::by("A", date(2023, 1, 20)).count(12_000);
    let id = merge(std::slice::from_ref(&first)).all()[0].id;
    let mut more = vec![first, Told::by("B", date(2023, 1, 22)).count(12_000)];
    assert_eq!(merge(&more).all()[0].id, id);
    let own = Told::by("C", date(2023, 1, 19)).count(12_000).with(|f| {
        f.report = Arc::new(Report { corpus: Corpus::Server(1), ..(*f.report).clone() });
    });
    more.push(own);
    let events = merge(&more);
    assert_eq!(events.all().len(), 1);
    assert_eq!(events.all()[0].id, id, "a server's own report does not rename a shared event");
    assert!(id.to_string().parse::<EventId>() == Ok(id) && events.get(id).is_some());
}

fn any_told() -> impl Strategy<Value = Told> {
    let provenance = prop_oneof![3 => Just(Provenance::Fetched), 1 => Just(Provenance::Brief), 1 => Just(Provenance::Row)];
    let count =
        prop_oneof![Just(None), prop::sample::select(vec![0, 100, 110, 200, 1_000, 12_000, 11_213, u64::MAX]).prop_map(Some)];
    let division = prop_oneof![3 => Just(None), 1 => Just(Some("cloud")), 1 => Just(Some("Twirl unit"))];
    (0u16..2_000, 0i32..120, provenance, count, division, 0u8..12, prop::bool::ANY).prop_map(
        |(n, day, provenance, count, division, kind, primary)| {
            let day = date(2023, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
            let mut told = Told::from(&format!("source {n}"), day, provenance);
            let fact = &mut told.0;
            fact.count = count;
            fact.count_is =
                count.map(|_| [CountIs::Exact, CountIs::About, CountIs::AtLeast, CountIs::AtMost][usize::from(kind % 4)]);
            fact.division = division.map(Into::into);
            fact.primary = primary || provenance == Provenance::Row;
            fact.span_total = kind == 11;
            if kind == 10 {
                (fact.company, fact.parent) = ("Twirl".into(), Some("Vantor".into()));
            }
            if kind == 9 {
                (fact.date, fact.date_basis) = (None, None);
            }
            if kind == 8 {
                fact.date = Period::month(2023, 2);
            }
            told
        },
    )
}

proptest! {
    #[test]
    fn the_order_of_facts_says_nothing(mut told in prop::collection::vec(any_told(), 0..24), seed in any::<u64>()) {
        told.sort_by_key(|t| t.0.id);
        told.dedup_by_key(|t| t.0.id);
        let once = merge(&told);
        let mut order: Vec<usize> = (0..told.len()).collect();
        order.sort_by_key(|i| (*i as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let again = merge(&order.iter().map(|i| told[*i].clone()).collect::<Vec<_>>());
        prop_assert_eq!(once.all(), again.all());
    }

    #[test]
    fn every_fact_is_in_one_event(mut told in prop::collection::vec(any_told(), 0..24)) {
        told.sort_by_key(|t| t.0.id);
        told.dedup_by_key(|t| t.0.id);
        let events = merge(&told);
        let mut facts: Vec<FactId> = events.all().iter().flat_map(|e| e.facts.iter().map(|f| f.id)).collect();
        facts.sort_unstable();
        prop_assert_eq!(facts, told.iter().map(|t| t.0.id).collect::<Vec<_>>());
        for event in events.all() {
            prop_assert!(event.part_of != Some(event.id));
            prop_assert!(event.sources <= event.facts.len());
            let mut ids: Vec<EventId> = events.all().iter().map(|e| e.id).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), events.all().len());
            // A part is never the part of a part of itself.
            let mut at = event;
            for _ in 0..events.all().len() + 1 {
                let Some(next) = at.part_of.and_then(|id| events.get(id)) else { break };
                at = next;
            }
            prop_assert!(at.part_of.is_none());
        }
    }
}

#[test]
fn what_an_article_tells_as_a_part_is_one_of_its_layoff() {
    let whole = Told::by("A", date(2023, 1, 20)).count(221);
    let part = |count: u64, place: &str| {
        whole.clone().count(count).with(|f| {
            (f.id, f.primary, f.part) = (FactId::from_bits(count), false, true);
            f.place = Some(place.into());
        })
    };
    let told = [whole.clone(), part(131, "Dublin"), part(90, "Dayton")];
    let mut events = shown(&told);
    events.sort();
    assert_eq!(events, ["131 1/1 part", "221 1/1", "90 1/1 part"]);
    // A report of the site alone tells the same part; one of the whole is not put together with a site's share.
    let local = Told::by("B", date(2023, 1, 21)).count(131);
    let other = Told::by("C", date(2023, 1, 21)).count(900);
    let mut events = shown(&[whole.clone().count(900), part(131, "Dublin"), local, other]);
    events.sort();
    assert_eq!(events, ["131 2/2 part", "900 2/2"]);
}

#[test]
fn a_correction_leaves_copies_together_and_is_what_is_summed() {
    let day = date(2023, 3, 1);
    let wrong = Told::by("The Post", day).count(340);
    let correction = Arc::new(crate::layoff::Correction {
        count: crate::layoff::Change::To(720),
        note: "as the filing says".into(),
        was: wrong.0.stated(),
        ..Default::default()
    });
    let right = wrong.with(|f| *f = f.clone().corrected(&correction));
    let copy = Told::by("The Mail", day).count(340);
    let events = merge(&[right, copy]);
    let [event] = events.all() else { panic!("{:?}", events.all()) };
    assert_eq!(event.at_least, Some(720));
    assert_eq!(event.differing.iter().map(|d| d.kind).collect::<Vec<_>>(), [Kind::Corrected]);
}

#[test]
fn a_rumour_and_what_became_of_it_are_one_event() {
    let rumour = Told::by("The Post", date(2023, 3, 1)).hedged(1_000, CountIs::About).with(|f| f.status = Status::Rumoured);
    let firm = Told::by("The Mail", date(2023, 3, 20)).count(800).with(|f| f.status = Status::Confirmed);
    assert_eq!(shown(&[rumour, firm.clone()]), ["800 2/2"]);
    let unnumbered = Told::by("The Post", date(2023, 3, 1)).with(|f| f.status = Status::Rumoured);
    assert_eq!(shown(&[unnumbered, firm]), ["800 2/2"]);
}

#[test]
fn a_share_of_a_team_is_shown_as_that() {
    let told = Told::by("The Post", date(2023, 3, 1)).with(|f| {
        (f.percent, f.percent_of) = (Some(50.0), Some("its marketing team".into()));
    });
    let events = merge(&[told]);
    assert_eq!(events.all()[0].percent, None);
    assert_eq!(events.all()[0].part_words().as_deref(), Some("50% of its marketing team"));
    let large = Filter { min_percent: Some(20.0), ..Filter::default() };
    assert!(large.select(events.all()).is_empty());
}

#[test]
fn what_looks_back_comes_after_the_articles_of_the_day_unless_it_agrees_with_them() {
    let day = date(2024, 2, 14);
    let look_back = |source: &str, count: u64| {
        Told::by(source, date(2024, 8, 18)).count(count).with(|f| {
            f.primary = false;
            f.date = Some(Period::day(day));
            f.date_basis = Some(DateBasis::Stated);
        })
    };
    let shown = |told: &[Told]| merge(told).all().first().and_then(|e| e.count).map(|c| c.to_string());
    let about = Told::by("Post", day).hedged(4_250, CountIs::About);
    let others = [look_back("Wire", 4_000), look_back("Herald", 4_000)];
    // The rounded number of the day agrees with the exact one that later reports tell.
    assert_eq!(shown(&[about, others[0].clone(), others[1].clone()]).as_deref(), Some("4,000"));
    // "161 of them here" is told of a part, however often.
    let whole = Told::by("Post", day).hedged(300, CountIs::AtLeast);
    let parts = [look_back("Wire", 161), look_back("Herald", 161)];
    let got = shown(&[whole, parts[0].clone(), parts[1].clone()]);
    assert_eq!(got.as_deref(), Some("at least 300"));
}
