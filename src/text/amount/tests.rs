use super::*;

/// Each amount as `text=value[..max] kind hedge`.
fn check(text: &str, expected: &[&str]) {
    let got: Vec<String> = amounts(text)
        .into_iter()
        .map(|a| {
            let max = a.max.map(|m| format!("..{m}")).unwrap_or_default();
            let value = (a.value * 10.0).round() / 10.0;
            format!("{}={}{} {:?} {:?}", &text[a.range], value, max, a.kind, a.hedge)
        })
        .collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn digits() {
    check(
        "12,000 and 12 000 and 1.4 lakh and 12k",
        &["12,000=12000 Number Exact", "12 000=12000 Number Exact", "1.4 lakh=140000 Number Exact", "12k=12000 Number Exact"],
    );
    check("Wir werden 1.200 Stellen abbauen", &["1.200=1200 Number Exact"]);
    check("1.1 million people, 1,05,000 learners", &["1.1 million=1100000 Number Exact", "1,05,000=105000 Number Exact"]);
    check("more than 1000 people", &["1000=1000 Number AtLeast"]);
    check("2000 jobs in 2000", &["2000=2000 Number Exact", "2000=2000 Date Exact"]);
    check("1,2000 jobs", &[]);
    check("from 12,345,67 to", &[]);
}

#[test]
fn parts_of_a_unit() {
    check("0.9 of a month per year worked", &["0.9 of a month=0.9 Duration Exact"]);
    check("half a month's pay", &["half a month=0.5 Duration Exact"]);
    check("for a quarter of an hour", &["a quarter of an hour=0.3 Duration Exact"]);
    check(
        "a week for every year, a month's salary, four days a week",
        &["a week=1 Duration Exact", "a month=1 Duration Exact", "four days=4 Duration Exact"],
    );
    check("every fourth employee; every third month", &["every fourth=25 Fraction Exact"]);
    check("cut in half; in half the cases", &["half=50 Fraction Exact", "half=50 Fraction Exact"]);
}

#[test]
fn currencies_in_letters() {
    check(
        "N62 million, Rs1,000 and NOK120",
        &["N62 million=62000000 Money Exact", "Rs1,000=1000 Money Exact", "NOK120=120 Money Exact"],
    );
    check("the R2 unit, K12 schools and P100", &[]);
}

#[test]
fn words() {
    check(
        "one in five, a fifth, half of them",
        &["one in five=20 Fraction Exact", "a fifth=20 Fraction Exact", "half=50 Fraction Exact"],
    );
    check("two thirds of a dozen firms", &["two thirds=66.7 Fraction Exact", "a dozen=12 Number Exact"]);
    check(
        "twenty-five people, four hundred and fifty jobs",
        &["twenty-five=25 Number Exact", "four hundred and fifty=450 Number Exact"],
    );
    check("A hundred and seventy-three.", &["A hundred and seventy-three=173 Number Exact"]);
    check(
        "a few hundred, hundreds, several hundred, thousands",
        &[
            "a few hundred=100 Number Vague",
            "hundreds=100 Number Vague",
            "several hundred=100 Number Vague",
            "thousands=1000 Number Vague",
        ],
    );
    check(
        "nearly a third of staff, by a quarter, a third round, the third quarter",
        &["a third=33.3 Fraction About", "a quarter=25 Fraction Exact"],
    );
    check("half a million people in the first half", &["half a million=500000 Number Exact"]);
    check("1 in 10 jobs; one in every eight", &["1 in 10=10 Fraction Exact", "one in every eight=12.5 Fraction Exact"]);
    check("Twenty-eight people, no one, one of them", &["Twenty-eight=28 Number Exact"]);
    check("1,500 in 2023", &["1,500=1500 Number Exact", "2023=2023 Date Exact"]);
}

#[test]
fn shares_and_ranges() {
    check(
        "13%, 13 per cent, 13 percent, 13pc",
        &["13%=13 Percent Exact", "13 per cent=13 Percent Exact", "13 percent=13 Percent Exact", "13pc=13 Percent Exact"],
    );
    check("up 13 percentage points, 2 points", &["13 percentage points=13 Points Exact", "2 points=2 Points Exact"]);
    check("between 1,500 and 2,000", &["1,500 and 2,000=1500..2000 Number Range"]);
    check(
        "5% to 7%, 10-15%, from 120 to 150",
        &["5% to 7%=5..7 Percent Range", "10-15%=10..15 Percent Range", "120 to 150=120..150 Number Range"],
    );
    check("from 178 to 137", &["178=178 Number Exact", "137=137 Number Exact"]);
}

#[test]
fn money_time_and_names() {
    check(
        "$3.9 billion, NOK 120 million, Rs 1.2 crore, €195m, 195 million euros",
        &[
            "$3.9 billion=3900000000 Money Exact",
            "NOK 120 million=120000000 Money Exact",
            "Rs 1.2 crore=12000000 Money Exact",
            "€195m=195000000 Money Exact",
            "195 million euros=195000000 Money Exact",
        ],
    );
    check(
        "US$ 200 million; a 740-million-euro plant",
        &["US$ 200 million=200000000 Money Exact", "740-million-euro=740000000 Money Exact"],
    );
    check(
        "10 weeks, 90 days, an 18-year-old, ten weeks",
        &[
            "10 weeks=10 Duration Exact",
            "90 days=90 Duration Exact",
            "18-year-old=18 Duration Exact",
            "ten weeks=10 Duration Exact",
        ],
    );
    check(
        "in 2024, Oct. 17, 2019, No. 3, Q3",
        &["2024=2024 Date Exact", "17=17 Date Exact", "2019=2019 Date Exact", "3=3 Ordinal Exact"],
    );
    check(
        "5G, iPhone 15, COVID-19, 9:30 a.m., 15/04/2024",
        &["5G=5 Other Exact", "15=15 Ordinal Exact", "19=19 Other Exact", "9:30=0 Date Exact", "15/04/2024=0 Date Exact"],
    );
    check("Brattås, 48, a former officer", &["48=48 Other Exact"]);
}

#[test]
fn hedges() {
    check(
        "about 340 jobs, roughly 13%, no more than 20, up to 300, as many as 400",
        &[
            "340=340 Number About",
            "13%=13 Percent About",
            "20=20 Number AtMost",
            "300=300 Number AtMost",
            "400=400 Number AtMost",
        ],
    );
    check(
        "500 or more, 50 or so, 40-plus, 30+ and ~20",
        &["500=500 Number AtLeast", "50=50 Number About", "40=40 Number AtLeast", "30=30 Number AtLeast", "20=20 Number About"],
    );
    let text = "cut at least 1,200 jobs";
    let hedge = amounts(text)[0].hedge_range.clone().map(|r| &text[r]);
    assert_eq!(hedge, Some("at least"));
}

proptest::proptest! {
    #[test]
    fn ranges_are_sound(text in "([a-zé0-9%$€£.,:/ -]|one|half|a third|million|hundred|between| and | to | in |of |\u{a0}|’|–){0,40}") {
        let mut at = 0;
        for a in amounts(&text) {
            proptest::prop_assert!(a.range.start >= at && a.range.end > a.range.start);
            proptest::prop_assert!(text.is_char_boundary(a.range.start) && text.is_char_boundary(a.range.end));
            proptest::prop_assert!(a.max.is_none_or(|m| m > a.value));
            at = a.range.end;
            if let Some(h) = a.hedge_range {
                proptest::prop_assert!(text.get(h).is_some());
            }
        }
    }

    #[test]
    fn anything_goes(text in "\\PC{0,80}") {
        for a in amounts(&text) {
            proptest::prop_assert!(text.get(a.range).is_some());
        }
    }
}
