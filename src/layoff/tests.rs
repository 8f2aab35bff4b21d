use std::ops::Range;

use serde::Deserialize;

use super::*;
use crate::text::sentence;

/// A list of one company and its old name; everything else has to be found.
struct List;

impl Mentions for List {
    fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        for alias in ["Facebook", "Meta"] {
            for (at, _) in text.match_indices(alias) {
                if !text[at + alias.len()..].starts_with(char::is_alphanumeric) {
                    found.push(Mention { range: at..at + alias.len(), company: "Meta".to_owned(), known: true });
                }
            }
        }
        found.sort_by_key(|m| m.range.start);
        found
    }
}

fn read(title: &str, body: &str, published: Option<&str>, source: Option<&str>) -> Vec<Layoff> {
    let sentences: Vec<Range<usize>> = sentence::boundaries(body);
    let published = published.and_then(|d| d.parse().ok());
    extract(&Text { title, body, sentences: &sentences, published, source }, &List)
}

/// Company, count, percent and date of the primary layoff.
fn check(title: &str, body: &str, published: Option<&str>, expected: &str) {
    let got = read(title, body, published, None).first().map_or("none".to_owned(), |l| {
        let number = |n: Option<String>| n.unwrap_or_else(|| "-".to_owned());
        format!(
            "{} {} {} {}",
            l.company,
            number(l.count.map(|c| c.to_string())),
            number(l.percent.map(|p| p.to_string())),
            number(l.date_text())
        )
    });
    assert_eq!(got, expected, "{title}");
}

#[test]
fn a_plain_report() {
    check(
        "Skald to shed about 340 jobs",
        "Payments group Skald said on Thursday it would cut about 340 jobs, roughly 13% of its workforce. It employs 2,600 people.",
        Some("2023-02-10"),
        "Skald 340 13 2023-02-09",
    );
}

/// The number of the primary layoff of a report, "none" where there is no such layoff.
fn number(title: &str, body: &str) -> String {
    let body = format!("{body}\n\nThe software company was founded in 2012.");
    let found = read(title, &body, Some("2025-10-03"), Some("Wire"));
    found.first().map_or("none".to_owned(), |l| format!("{} {}", l.company, l.count.map_or("-".to_owned(), |c| c.to_string())))
}

#[test]
fn what_describes_a_company_does_not_cut() {
    for (body, expected) in [
        ("Tovik, a supplier to Meta, laid off 70 people on Tuesday.", "Tovik 70"),
        ("Tovik, started by former Facebook executives, laid off 18 people on Tuesday.", "Tovik 18"),
        ("Tovik, which was bought by Meta in 2021, has cut 45 jobs.", "Tovik 45"),
        ("Tovik, the lender owned by Holloway Group, will trim 640 jobs.", "Tovik 640"),
    ] {
        assert_eq!(number("Tovik cuts jobs", body), expected, "{body}");
    }
}

#[test]
fn an_unknown_name_that_acts_is_not_the_articles_company() {
    let told = |more: &str| {
        let body = format!("Lodestar will cut 250 jobs, the company said on Monday. {more}");
        read("Lodestar cuts jobs", &body, Some("2025-10-03"), None).into_iter().filter(|l| l.company == "Lodestar").count()
    };
    assert_eq!(told("Haulwise shut down in October 2023, all 500 of its people losing their jobs."), 1);
    assert_eq!(told("Linenhall Software made 75 people redundant in March."), 1);
    assert_eq!(told("In October 2023 Lodestar cut 500 jobs."), 2);
}

/// Company, number, share and month of every layoff in a text, as `Tovik 30 -% 2025-10`.
fn every(title: &str, body: &str) -> Vec<String> {
    let sentences: Vec<Range<usize>> = sentence::boundaries(body);
    let text = Text { title, body, sentences: &sentences, published: "2025-10-03".parse().ok(), source: None };
    let all = extract_all(&text, &List).into_iter().map(|l| {
        let number = l.count.map_or("-".to_owned(), |n| n.to_string());
        let share = l.percent.map_or("-".to_owned(), |p| p.to_string());
        let month = l.date.map_or("-".to_owned(), |d| d.start.strftime("%Y-%m").to_string());
        format!("{} {number} {share}% {month}", l.company)
    });
    all.collect()
}

#[test]
fn what_a_whole_trade_lost_is_no_companys() {
    for more in [
        "Almost 50,000 people have been laid off this year, with Meta making up a slice of the pie.",
        "Since January, about 138652 employees have been laid off from 490 tech companies.",
        "More than 10,000 video game workers have lost their jobs since January 2023.",
        "So far this year, more than 2,200 people in the industry have lost their jobs.",
        "According to one website, more than 420,000 workers lost their jobs across that period.",
        "Texas sees an average of 155,000 job cuts every month.",
    ] {
        let told = every("Tovik cuts 43 jobs", &format!("Tovik cut 43 jobs, it said on Thursday.\n\n{more}"));
        assert_eq!(told, ["Tovik 43 -% 2025-10"], "{more}");
    }
}

#[test]
fn sayings_carry_the_number_that_stands_in_them() {
    for (title, body, expected) in [
        (
            "Plant to shut with the loss of 47 jobs",
            "Tovik is to close its office with the loss of 47 jobs.",
            "Tovik 47 -% 2025-10",
        ),
        ("Tovik ends contracts of 45 testers", "Tovik ended the contracts of 45 testers in Leeds.", "Tovik 45 -% 2025-10"),
        (
            "WARN: Tovik, Reno",
            "Tovik, Inc. has notified the state of a mass layoff. Number of affected workers: 184.",
            "Tovik 184 -% 2025-10",
        ),
        ("Tovik cuts jobs", "Tovik will part with more than 1100 - 14% - of its staffers.", "Tovik 1100 14% 2025-10"),
        (
            "Tovik cuts jobs",
            "Tovik has announced a 10% worldwide reduction in force. It will impact 700 employees.",
            "Tovik 700 10% 2025-10",
        ),
        ("Tovik cuts jobs", "The layoffs affect 6, 000 employees at Tovik.", "Tovik 6000 -% 2025-10"),
    ] {
        assert_eq!(every(title, body).first().map(String::as_str), Some(expected), "{body}");
    }
    let consultants = every("Tovik cuts jobs", "Tovik will cut 340 jobs. Last June it ended the contracts of 25 consultants.");
    assert_eq!(consultants, ["Tovik 340 -% 2025-10"]);
}

#[test]
fn entries_of_a_round_up_open_with_their_day_or_place() {
    let told = every(
        "The month in layoffs: September",
        "By our count 1,312 people who make games lost their jobs in September.\n\nSeptember 3: Thornbush Studios \
         (Vancouver) lets 58 people go, a quarter of its staff.\n\nSeptember 5: Mobile publisher Zesty Otter closes its \
         office. 132 people are affected.\n\nSeptember 12: Kingsgrove, which is owned by a fund, announces 900 redundancies. \
         That's 8% of all employees.",
    );
    let expected = ["Thornbush Studios 58 25% 2025-09", "Zesty Otter 132 -% 2025-09", "Kingsgrove 900 8% 2025-09"];
    assert_eq!(told[..3], expected, "{told:?}");
}

#[test]
fn rounds_are_told_in_few_words() {
    let list = every(
        "Tovik lays off 150",
        "150 people have to leave Tovik, it said on Wednesday.\n\nThe list is long: 200 in April 2025, 220 in August, 100 in \
         November. About 640 employees will remain.",
    );
    for round in ["Tovik 200 -% 2025-04", "Tovik 220 -% 2025-08"] {
        assert!(list.iter().any(|told| told == round), "{list:?}");
    }
    let first = every(
        "Tovik dismisses 410",
        "Tovik dismissed 410 people on Monday. It is its second layoff. The first, in June 2024, had taken 180 posts.",
    );
    assert!(first.iter().any(|told| told == "Tovik 180 -% 2024-06"), "{first:?}");
}

#[test]
fn who_writes_a_letter_and_what_it_quotes_are_no_companies() {
    let told = every(
        "\"Smaller, and on purpose\": read the memo in which Tovik's CEO announces 175 job cuts",
        "Tovik, the maker of scheduling software, is parting ways with 175 people. We publish the memo whole.\n\nFrom: Ada Venn\n\
         To: all-tovik\nSubject: Smaller, and on purpose\n\nToday we are saying goodbye to 175 of you. In 2024 people were cut off \
         from their accounts while they read the email. I ran engineering then.",
    );
    assert!(told.iter().all(|layoff| layoff.starts_with("Tovik 175")), "{told:?}");
}

#[test]
fn those_who_work_at_a_place_do_not_go() {
    let told = every(
        "Tovik sheds one in ten jobs",
        "Ten percent of the jobs at Tovik are to go, it said on Monday.\n\nAbout 48,000 people work for Tovik at 38 sites, more than \
         5,000 of them in Boise. Employees go without bonuses.",
    );
    assert!(told.iter().all(|layoff| !layoff.contains(" 5000 ")), "{told:?}");
}

#[test]
fn a_round_told_in_passing_has_its_own_company_and_time() {
    for (more, expected) in [
        ("In August 2023 it closed a site. In January of that year it let 90 people go.", vec!["Tovik 90 -% 2023-01"]),
        ("In addition to Meta, Orbix also filed a letter saying it plans to lay off 138 employees.", vec![]),
        (
            "The move follows Tovik's cutbacks of 2022, which resulted in 5,000 layoffs, and the purchase of Meta.",
            vec!["Tovik 5000 -% -"],
        ),
        (
            "Meta laid off 20 people on Monday.\n\nIn October last year, the studio laid off 100 staff.",
            vec!["Meta 20 -% 2025-09"],
        ),
        ("We strongly deny the report of 2,500 layoffs.", vec![]),
    ] {
        let told = every("Tovik cuts 43 jobs", &format!("Tovik cut 43 jobs, it said on Thursday.\n\n{more}"));
        assert_eq!(told[1..], expected, "{more}");
    }
}

#[test]
fn an_article_on_several_companies_gives_each_its_layoff() {
    let told = every(
        "Tech layoffs mount",
        "Dropbox laid off 100 employees on Monday. Zillow laid off 110 employees. Lyft laid off 120 employees. Okta laid off 130.",
    );
    let expected = ["Dropbox 100 -% 2025-09", "Zillow 110 -% -", "Lyft 120 -% -", "Okta 130 -% -"];
    assert_eq!(told, expected);
}

#[test]
fn examples_backers_and_sums_of_many_dismiss_nobody() {
    for more in [
        "Meta, Google and Amazon have collectively let go of nearly 55,000.",
        "Companies including Meta and Google have let go of over 5,000 employees.",
        "According to Layoffs.fyi, more than 148,000 employees have lost their jobs this year.",
    ] {
        let told = every("Tovik cuts 43 jobs", &format!("Tovik cut 43 jobs, it said on Thursday.\n\n{more}"));
        assert_eq!(told, ["Tovik 43 -% 2025-10"], "{more}");
    }
    let with = every("Tovik cuts 43 jobs", "Tovik cut 43 jobs. Others do, with Meta cutting 4,000 and Google cutting 2,000.");
    assert!(with.contains(&"Meta 4000 -% -".to_owned()), "{with:?}");
}

#[test]
fn what_opens_or_closes_a_sentence_in_capitals_is_no_company() {
    let sun = every("Sun Microsystems to lay off 350", "Sun Microsystems plans to lay off 350 employees. Sun said so.");
    assert_eq!(sun, ["Sun Microsystems 350 -% 2025-10"]);
    let ticker = every("Zorbex cuts staff", "Canadian platform Zorbex (ZRBX) (TSE: ZRBX) is laying off 10% of its workforce.");
    assert_eq!(ticker, ["Zorbex - 10% 2025-10"]);
    assert_eq!(every("Taking layoffs too lightly", "Executives think they can trim headcount by 5% or so."), [""; 0]);
    let middle = every(
        "Borealis Satellite to trim workforce by 210",
        "Borealis Satellite Systems will cut 210 jobs. Borealis said so. The cuts at Borealis hit all.",
    );
    assert_eq!(middle, ["Borealis Satellite Systems 210 -% 2025-10"]);
}

#[test]
fn what_does_not_come_about_is_no_layoff() {
    for body in [
        "Vantor reversed a decision to cut 90 jobs.",
        "Vantor withdrew redundancy notices for 70 employees.",
        "Vantor called off plans to lay off 200 people.",
        "Vantor has ruled out cutting 5,000 jobs.",
        "Vantor found a way to avoid laying off 500 people.",
    ] {
        assert_eq!(number("News from Vantor", body), "none", "{body}");
    }
}

#[test]
fn other_things_are_cut_released_and_counted() {
    for body in [
        "Vantor let 300 people go to the concert.",
        "Vantor cuts bonuses for 3,000 workers.",
        "Vantor cut its carbon emissions by 30% and moved 400 employees.",
        "Vantor released 40 employees' stories.",
        "Vantor has had two rounds of cuts since 2022.",
        "This article is satire. Vantor laid off 40 people.",
    ] {
        assert_eq!(number("News from Vantor", body), "none", "{body}");
    }
    assert_eq!(number("Vantor cuts jobs", "Vantor let 300 people go to cut costs."), "Vantor 300");
    // Digits run together: more than the company has.
    assert_eq!(number("Vantor cuts jobs", "Vantor, which has 300 employees, is laying off 3,000 people."), "Vantor -");
}

#[test]
fn a_share_of_those_who_go_is_none_of_the_staff() {
    let share = |body: &str| read("Vantor cuts jobs", body, Some("2025-10-03"), None).first().and_then(|l| l.percent);
    assert_eq!(share("Software maker Vantor will cut 300 jobs, two-thirds of them in India."), None);
    assert_eq!(share("Software maker Vantor will cut 800 jobs, of which about half are held by consultants."), None);
    assert_eq!(share("Software maker Vantor told staff that 20% of them, 528 people, must go."), Some(20.0));
}

/// Every number with each other would take minutes here.
#[test]
fn a_sentence_made_of_numbers_is_passed_over() {
    let endless: String = (6..2_000).map(|n| format!("it cut {n} jobs in May 2023, ")).collect();
    let body = format!("Tovik cut 43 jobs on Thursday. Before {endless} and more.");
    let found = read("Tovik cuts jobs", &body, Some("2025-10-03"), None);
    assert_eq!(shown(&found), ["Tovik 43 2025-10-02 own"]);
}

#[test]
fn a_year_that_is_told_is_not_that_of_the_report() {
    let told = read("Vantor cut jobs", "Software maker Vantor cut 1,150 jobs in 2024, it said.", Some("2025-01-22"), None);
    assert_eq!(told.first().map(|l| (l.count, l.date)), Some((Some(1150), None)));
}

#[test]
fn a_day_that_no_calendar_has() {
    for ago in ["100,000 years ago", "900000000000000 months ago"] {
        let body = format!("Payments group Skald said it would cut 340 jobs. {ago} nobody lost one, its founder said.");
        check("Skald to shed 340 jobs", &body, Some("2023-02-10"), "Skald 340 - 2023-02-10");
    }
}

#[test]
fn parts_and_old_names() {
    check(
        "Reality Labs cuts loom",
        "Facebook is laying off 10% of its Reality Labs division, some 1,500 people.",
        Some("2026-01-14"),
        "Meta 1500 10 -",
    );
}

#[test]
fn fractions_and_ranges() {
    check(
        "Tarvel dismisses one in five",
        "App maker Tarvel has laid off a fifth of its staff, between 40 and 50 people.",
        None,
        "Tarvel 40 20 -",
    );
}

#[test]
fn the_headline_may_round() {
    check("Quill cuts more than 500 jobs", "Quill, the contracts company, is dismissing 528 people.", None, "Quill 528 - -");
}

#[test]
fn not_about_a_layoff() {
    let day = Some("2024-05-05");
    check("Quill to hire 500", "Quill will add 500 jobs. Its rival Tarvel laid off 40 people in March.", day, "none");
    check("Quill denies plan to cut 500 jobs", "Quill has denied that it will cut 500 jobs.", day, "none");
    check("Satire: Quill lays off everybody", "Quill on Friday laid off all 4,000 of its employees.", day, "none");
    check("Quill drops plan to cut 130 jobs", "Quill will not go ahead with its plan to lay off 130 people.", day, "none");
    check("When Quill let go of nobody", "Imagine a firm that lays off 10,000 people. Quill did not.", day, "none");
    check("Quill shares cut by 40%", "Shares of Quill were cut by 40% in the model of a broker.", day, "none");
    check("Quill shares jump 8%", "Quill sold 20% more. It has 3,000 employees.", day, "none");
}

#[test]
fn who_and_why() {
    let body =
        "Chip maker Quill said on Monday it would lay off 40 people in Dublin because of falling orders. In 2021 it cut 25 jobs.";
    let layoffs = read("Quill lays off 40", body, Some("2024-05-07"), None);
    let first = &layoffs[0];
    assert_eq!(first.reason.as_deref(), Some("falling orders"));
    assert_eq!(first.reason_class, Some(ReasonClass::LowDemand));
    assert_eq!(first.place.as_deref(), Some("Dublin"));
    assert_eq!(first.date_basis, Some(DateBasis::Relative));
    assert_eq!((layoffs[1].count, layoffs[1].primary), (Some(25), false));
}

#[test]
fn reasons_in_many_words() {
    let why = |body: &str| {
        let layoff =
            read("Quill lays off 40", &format!("Quill is laying off 40 people. {body}"), Some("2024-05-07"), None).swap_remove(0);
        (layoff.reason.unwrap_or_default(), layoff.reason_class, layoff.reason_denied)
    };
    let told = |body: &str, reason: &str, class| assert_eq!(why(body), (reason.to_owned(), Some(class), false), "{body}");
    told("We hired too fast during the pandemic, its chief said.", "hired too fast during the pandemic", ReasonClass::OverHiring);
    told("Higher interest rates were to blame, it said.", "Higher interest rates", ReasonClass::LowDemand);
    told("It goes as part of a restructuring.", "a restructuring", ReasonClass::Reorganisation);
    told("It does so to cut costs in Europe.", "cut costs in Europe", ReasonClass::Cost);
    let denied = why("Its chief said that AI was not the cause, and that other skills were needed.");
    assert_eq!((denied.1, denied.2), (Some(ReasonClass::Ai), true), "{denied:?}");
    let denied = why("A spokesperson denied that AI played any role.");
    assert_eq!((denied.1, denied.2), (Some(ReasonClass::Ai), true), "{denied:?}");
}

#[test]
fn numbers_that_are_no_cut() {
    let day = Some("2025-07-26");
    check(
        "Quill to shrink to 75,000 employees",
        "Quill is cutting 15% of its workforce, to 75,000 employees.",
        day,
        "Quill - 15 2025-07-26",
    );
    check("Quill slims its support", "Quill cut its support staff from 9,000 people to 5,000 on Friday.", day, "none");
    check("Quill workers sue over 2024 cuts", "Workers of Quill, a software firm, may sue it, a judge ruled.", day, "none");
    check(
        "Quill lays off staff",
        "Three companies cut jobs on Friday. Quill laid off 110 people.",
        day,
        "Quill 110 - 2025-07-25",
    );
    check("Quill lays off staff", "Quill let 180 of what were then 900 employees go.", day, "Quill 180 - 2025-07-26");
    check("Quill lays off staff", "Quill laid off -150 people.", day, "Quill - - 2025-07-26");
    check("Quill lays off 110%", "Quill said 110% of its workforce would be affected.", day, "Quill - - 2025-07-26");
    check("Quill lays off staff", "Quill laid off 98,912 of its 2,500 employees.", day, "Quill - - 2025-07-26");
    let body = "Quill is laying off one in six people, about 1,050 people out of a payroll of 6,300.";
    check("Quill lays off one in six", body, day, "Quill 1050 16.7 2025-07-26");
}

#[test]
fn the_whole_rather_than_its_part() {
    let body = "Quill, the app maker, is to make 131 people in Dublin redundant. The jobs are among about 1,180 that the company \
                is shedding around the world.";
    check("Quill to cut 131 jobs in Dublin", body, Some("2023-02-22"), "Quill 1180 - 2023-02-22");
}

#[test]
fn rounds_of_one_sentence_keep_their_own_time() {
    let body = "Quill is laying off 400 people. It cut 340 jobs in February 2023, 280 in October 2024 and a further 190 on 12 May \
                this year.";
    let layoffs = read("Quill lays off 400", body, Some("2025-11-03"), None);
    let told: Vec<String> =
        layoffs.iter().map(|l| format!("{} {}", l.count.unwrap_or(0), l.date_text().unwrap_or_default())).collect();
    assert_eq!(told, ["400 2025-11-03", "340 2023-02", "280 2024-10", "190 2025-05-12"]);
}

#[test]
fn an_answer_may_be_the_number_alone() {
    let body = "Last month Quill's founder dismissed a third of her people. We met in a café.\n\nHow many?\n\nEighty-eight. I \
                called all of them.";
    check("Quill's founder after letting a third of her company go", body, Some("2023-12-12"), "Quill 88 33.3 2023-11");
}

#[test]
fn links_to_other_articles_are_not_read() {
    let body =
        "Quill, the app maker, is laying off 40 people.\n\nALSO READ | Tarvel cuts 450 jobs\n\nRead more: Skald cuts 90 jobs";
    assert_eq!(read("Quill lays off 40", body, Some("2024-05-07"), None).len(), 1);
}

#[test]
fn what_is_denied_is_never_the_articles_own() {
    let body = "Quill has denied that it will cut 500 jobs.";
    assert!(read("Quill denies plan to cut 500 jobs", body, Some("2024-05-05"), None).is_empty());
    let sentences = sentence::boundaries(body);
    let text = Text { title: "Quill denies plan to cut 500 jobs", body, sentences: &sentences, published: None, source: None };
    let told = extract_all(&text, &List);
    assert_eq!((told[0].count, told[0].status, told[0].primary), (Some(500), Status::Denied, false));
    let body = "Quill lays off 40 people. The step has nothing to do with artificial intelligence, it said.";
    let told = read("Quill lays off 40", body, Some("2024-05-05"), None);
    assert_eq!((told[0].reason_class, told[0].reason_denied), (Some(ReasonClass::Ai), true));
}

/// A line of `tests/facts/articles.jsonl` or of `tests/facts/long/articles.jsonl`: a whole article and what it says.
#[derive(Deserialize)]
struct Case {
    id: String,
    title: String,
    source: String,
    published: Option<String>,
    body: String,
    layoff: Option<Fact>,
    #[serde(default)]
    batch: Option<String>,
    split: Option<String>,
}

#[derive(Deserialize)]
struct Fact {
    company: String,
    count: Option<u64>,
    percent: Option<f64>,
    date: Option<String>,
}

fn cases() -> Vec<Case> {
    parsed(include_str!("../../tests/facts/articles.jsonl"))
}

fn long_cases(split: &str) -> Vec<Case> {
    let mut cases = parsed(include_str!("../../tests/facts/long/articles.jsonl"));
    cases.retain(|case| case.split.as_deref() == Some(split));
    cases
}

fn parsed(lines: &str) -> Vec<Case> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a line of the test set is a case")).collect()
}

/// Counts right, given and wanted values.
#[derive(Default)]
struct Score {
    right: usize,
    given: usize,
    wanted: usize,
}

impl Score {
    fn add<T>(&mut self, got: Option<T>, want: Option<T>, same: impl Fn(&T, &T) -> bool) -> bool {
        self.given += usize::from(got.is_some());
        self.wanted += usize::from(want.is_some());
        let wanted = want.is_some();
        let right = got.zip(want).is_some_and(|(g, w)| same(&g, &w));
        self.right += usize::from(right);
        right || !wanted
    }

    fn at_least(&self, precision: f64, recall: f64, what: &str) {
        let (p, r) = (self.right as f64 / self.given as f64, self.right as f64 / self.wanted as f64);
        println!("{what}: precision {p:.3}, recall {r:.3}");
        assert!(p >= precision && r >= recall, "{what}: precision {p:.3}, recall {r:.3}");
    }
}

/// The scores of all cases.
#[derive(Default)]
struct Scores {
    company: Score,
    count: Score,
    percent: Score,
    date: Score,
    /// Cases with a layoff, and those of them of which every stated value was found.
    all: (usize, usize),
    /// Articles about no layoff that were read as one.
    false_ones: Vec<String>,
}

impl Scores {
    fn of(cases: Vec<Case>) -> Scores {
        let mut scores = Scores::default();
        for case in cases {
            let layoffs = read(&case.title, &case.body, case.published.as_deref(), Some(&case.source));
            assert!(layoffs.iter().filter(|l| l.primary).count() <= 1);
            let Some(fact) = case.layoff else {
                scores.false_ones.extend((!layoffs.is_empty()).then_some(case.id));
                continue;
            };
            let got = layoffs.first();
            let right = [
                scores.company.add(got.map(|l| l.company.clone()), Some(fact.company), |g, w| g == w),
                scores.count.add(got.and_then(|l| l.count_max.or(l.count)), fact.count, |g, w| g == w),
                scores.percent.add(got.and_then(|l| l.percent), fact.percent, |g, w| (g - w).abs() <= 0.5),
                // A month is right for any of its days.
                scores.date.add(got.and_then(Layoff::date_text), fact.date, |g, w| g.starts_with(w.as_str())),
            ];
            scores.all.0 += 1;
            scores.all.1 += usize::from(right.iter().all(|r| *r));
        }
        scores
    }

    /// Asserts precision and recall of company, count, percent and date, and the share of cases in which all is right.
    fn at_least(&self, floors: [(f64, f64); 4], all_right: f64) {
        let [company, count, percent, date] = floors;
        self.company.at_least(company.0, company.1, "company");
        self.count.at_least(count.0, count.1, "count");
        self.percent.at_least(percent.0, percent.1, "percent");
        self.date.at_least(date.0, date.1, "date");
        let share = self.all.1 as f64 / self.all.0 as f64;
        println!("all right: {share:.3}; read as a layoff without one: {:?}", self.false_ones);
        assert!(share >= all_right, "all right: {share:.3}");
    }
}

/// The floors may only rise.
#[test]
fn facts_of_whole_articles() {
    let scores = Scores::of(cases());
    scores.at_least([(0.95, 0.95), (0.90, 0.92), (0.95, 0.92), (0.90, 0.92)], 0.0);
    assert!(scores.false_ones.is_empty(), "{:?}", scores.false_ones);
}

/// Whole articles of 3 to 5 kB, the part that may be looked at.
#[test]
fn facts_of_long_articles() {
    let scores = Scores::of(long_cases("dev"));
    scores.at_least([(0.99, 0.99), (0.99, 0.99), (0.94, 0.99), (0.94, 0.90)], 0.90);
    assert!(scores.false_ones.is_empty(), "{:?}", scores.false_ones);
}

/// Short texts on real layoffs by eight hands, those that came last on their own.
#[test]
fn facts_of_short_reports() {
    let cases = || parsed(include_str!("../../tests/facts/briefs/articles.jsonl"));
    let of = |batch: &str| Scores::of(cases().into_iter().filter(|case| case.batch.as_deref() == Some(batch)).collect());
    let first = cases().into_iter().filter(|case| !matches!(case.batch.as_deref(), Some("g" | "h"))).collect();
    let scores = Scores::of(first);
    scores.at_least([(0.88, 0.84), (0.97, 0.93), (0.93, 0.91), (0.96, 0.91)], 0.74);
    assert!(scores.false_ones.len() <= 1, "{:?}", scores.false_ones);
    let scores = of("g");
    scores.at_least([(0.85, 0.84), (0.98, 0.94), (0.99, 0.93), (0.97, 0.95)], 0.74);
    assert!(scores.false_ones.len() <= 2, "{:?}", scores.false_ones);
    let scores = of("h");
    scores.at_least([(0.84, 0.83), (0.96, 0.96), (0.95, 0.89), (0.91, 0.92)], 0.70);
    assert!(scores.false_ones.is_empty(), "{:?}", scores.false_ones);
}

/// The part that nobody tunes on.
#[test]
fn facts_of_long_articles_kept_apart() {
    let scores = Scores::of(long_cases("held"));
    scores.at_least([(0.99, 0.99), (0.99, 0.99), (0.85, 0.85), (0.90, 0.90)], 0.84);
    assert!(scores.false_ones.len() <= 1);
}

/// Articles that speak of layoffs and report none.
#[test]
fn articles_without_a_layoff() {
    let scores = Scores::of(parsed(include_str!("../../tests/facts/none/articles.jsonl")));
    println!("read as a layoff without one: {:?}", scores.false_ones);
    assert!(scores.false_ones.len() <= 2, "{:?}", scores.false_ones);
}

/// Each value leads to words of the article: the number to digits or number words, the name to the name.
#[test]
fn every_value_has_its_words() {
    for case in cases().into_iter().chain(long_cases("dev")) {
        for layoff in read(&case.title, &case.body, case.published.as_deref(), None) {
            let words = |place: &Where| match place {
                Where::Title(r) => case.title[r.clone()].to_owned(),
                Where::Body(r) => case.body[r.clone()].to_owned(),
            };
            let proof = &layoff.proof;
            assert!(!proof.company.is_empty(), "{}", case.id);
            assert_eq!(layoff.count_is.is_some(), !proof.count.is_empty(), "{}", case.id);
            assert_eq!(layoff.percent.is_some(), !proof.percent.is_empty(), "{}", case.id);
            assert_eq!(layoff.reason, proof.reason.first().map(words), "{}", case.id);
            assert_eq!(layoff.percent_of, proof.percent_of.first().map(words), "{}", case.id);
            assert_eq!(layoff.place, proof.place.first().map(words), "{}", case.id);
            let dated = matches!(layoff.date_basis, Some(DateBasis::Stated | DateBasis::Relative));
            assert_eq!(dated, !proof.date.is_empty(), "{}", case.id);
            for place in &proof.count {
                let text = words(place);
                assert!(!crate::text::amount::amounts(&text).is_empty(), "{}: {text}", case.id);
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(title in "\\PC{0,60}", body in "([A-Za-z]{1,9} |Quill |laid off |cut |[0-9]{1,5} |jobs |12% of |in May |on Friday |, |\\. |\n|é’s |\u{201c}){0,60}") {
        for layoff in read(&title, &body, Some("2024-02-29"), Some("Wire")) {
            let proof = layoff.proof;
            for place in proof.company.into_iter().chain(proof.count).chain(proof.percent).chain(proof.date).chain(proof.reason) {
                let stands = match place {
                    Where::Title(r) => title.get(r).is_some(),
                    Where::Body(r) => body.get(r).is_some(),
                };
                proptest::prop_assert!(stands);
            }
        }
    }
}

#[test]
fn a_place_is_told_only_where_it_is_that_of_those_who_go() {
    let place = |body: &str| read("Quill cuts 412 jobs", body, Some("2024-05-07"), None).swap_remove(0).place;
    let told = [
        ("Quill is laying off 412 workers in central Ohio.", Some("central Ohio")),
        ("Quill is cutting 412 jobs at its Dublin site.", Some("Dublin")),
        ("Quill is laying off 412 people at its plants in Saxony, it said.", Some("Saxony")),
        ("Quill is laying off 412 people. All of the posts are at the Sunderland office.", Some("Sunderland")),
        ("In Berlin, Quill said it is laying off 412 people.", None),
        ("Quill is laying off 412 people, 30 of them in Dublin.", None),
        ("Quill is laying off 412 people to grow in Asia.", None),
        ("Quill is laying off 412 people in March.", None),
    ];
    for (body, expected) in told {
        assert_eq!(place(body).as_deref(), expected, "{body}");
    }
}

/// All layoffs of an article, primary or not.
fn read_all(title: &str, body: &str, published: &str) -> Vec<Layoff> {
    let sentences: Vec<Range<usize>> = sentence::boundaries(body);
    let published = published.parse().ok();
    extract_all(&Text { title, body, sentences: &sentences, published, source: None }, &List)
}

/// Each as "Quill 340 2023-02", with its role and place.
fn shown(layoffs: &[Layoff]) -> Vec<String> {
    let one = |l: &Layoff| {
        let role = match () {
            () if l.primary => "own",
            () if l.part => "part",
            () if l.listed => "row",
            () if l.span_total => "span",
            () => "other",
        };
        let size = l.count.map(|n| n.to_string()).or(l.percent.map(|p| format!("{p}%"))).unwrap_or_default();
        [&l.company, &size, &l.date_text().unwrap_or_default(), role, l.place.as_deref().unwrap_or_default()]
            .join(" ")
            .trim_end()
            .to_owned()
    };
    layoffs.iter().map(one).collect()
}

#[test]
fn a_list_of_rounds_needs_no_verb() {
    let body = "Layoffs come in waves. Take Skald, the payments company: 340 jobs in February 2023, 280 in October 2024 and a \
                further 190 on 12 May this year, or 810 altogether. Its rivals cut nobody.";
    let told = shown(&read_all("The second wave is never the last", body, "2025-11-03"));
    assert_eq!(told, ["Skald 340 2023-02 other", "Skald 280 2024-10 other", "Skald 190 2025-05-12 other", "Skald 810  span"]);
    let hired = "Layoffs are over. Skald, the payments company, hired: 340 people in February 2023, 280 in October 2024.";
    assert!(read_all("Skald is back", hired, "2025-11-03").is_empty());
    let body = "Quill is laying off 95 people, it said on Monday. With this week's, that makes 283 in three rounds.";
    assert_eq!(shown(&read_all("Quill lays off 95", body, "2025-11-04"))[1], "Quill 283  span");
}

#[test]
fn entries_of_a_list_are_layoffs_of_their_own() {
    let body = "Who cut staff this month, the newest first.\n\nOct. 30: Quillhouse\nThe firm lets 88 go, a fifth of its \
                people.\n\nOct. 21: Tarvel\nThe app maker lays off 140 people. It has 900 openings.\n\nOct. 2: Skald\nAnother \
                65 at the payments company lost their jobs. In 2023 it had cut 340.";
    let told = shown(&read_all("Layoff tracker: October", body, "2025-11-03"));
    assert_eq!(
        told,
        ["Quillhouse 88 2025-10-30 row", "Tarvel 140 2025-10-21 row", "Skald 65 2025-10-02 row", "Skald 340  other"]
    );
    // Two are no list.
    let body = "Oct. 30: Quillhouse\nThe firm lets 88 go.\n\nOct. 21: Tarvel\nThe app maker lays off 140 people.";
    assert!(read_all("Notes", body, "2025-11-03").iter().all(|l| !l.listed));
}

#[test]
fn a_breakdown_is_of_parts() {
    let whole = "Quill, the app maker, is laying off 221 people, it said on Monday. ";
    let told = |rest: &str| shown(&read_all("Quill lays off 221", &[whole, rest].concat(), "2025-11-04"))[1..].to_vec();
    let parts = ["Quill 131 2025-11-03 part Dublin", "Quill 90 2025-11-03 part Dayton"];
    assert_eq!(told("It is 131 in Dublin and 90 in Dayton."), parts);
    assert_eq!(told("By site:\n\n- Dublin contact center: 131 employees, effective July 18\n- Dayton: 90 employees"), parts);
    assert_eq!(told("Dublin loses 131, Dayton 90."), parts);
    assert_eq!(told("Of them, 131 work in Dublin; the rest are elsewhere."), parts[..1]);
    // Those who work there are no part of those who go.
    assert!(told("It employs 131 people in Dublin and 900 in Dayton.").is_empty());
    assert!(told("It cut 131 jobs in Dublin in March 2023.").iter().all(|part| !part.contains("part")));
}

#[test]
fn who_says_it_is_whom_the_sentence_names() {
    let said = |body: &str| read("Quill lays off 40", body, Some("2024-05-07"), None).swap_remove(0).said_by;
    let told = [
        ("Quill is laying off 40 people, Maja Ekholm, its chief executive, said on Monday.", Some("Maja Ekholm")),
        ("Quill is laying off 40 people, according to a filing.", Some("filing")),
        ("Quill is laying off 40 people, people familiar with the matter said.", Some("people")),
        ("Quill is laying off 40 people because of falling orders, a spokesperson said.", Some("spokesperson")),
        ("Quill is laying off 40 people. In Berlin, nobody said a word.", None),
        ("Quill is laying off 40 people in Dublin.", None),
    ];
    for (body, expected) in told {
        assert_eq!(said(body).as_deref(), expected, "{body}");
    }
}

#[test]
fn a_ranking_of_employers_or_scores_is_no_list_of_layoffs() {
    let ranking = "The region lost jobs to cuts at Tarvel last spring, but its largest firms still stand.\n\nThese are the largest \
                   employers:\n\nQuillhouse: 48,000\n\nVerrault: 31,500\n\nSkald: 12,400\n\nTarvel: 9,100";
    assert_eq!(shown(&read_all("The largest employers of the north", ranking, "2025-11-03")), [""; 0]);
    let scores = "The hackathon drew 90 teams, some of them founded after layoffs. The winners had two days.\n\nWhat they built \
                  was judged by three juries.\n\nEach gave points.\n\nThe scores:\n\nQuillhouse: 480\n\nVerrault: 315\n\nSkald: 124";
    assert_eq!(shown(&read_all("Hackathon ends with a surprise", scores, "2025-11-03")), [""; 0]);
    // The same under a heading that says what the numbers are.
    let cuts = "Who cut jobs this week:\n\nQuillhouse: 480\n\nVerrault: 315\n\nSkald: 124";
    let told = shown(&read_all("The week in layoffs", cuts, "2025-11-03"));
    assert!(told.len() == 3 && told[0].starts_with("Quillhouse 480"), "{told:?}");
}

#[test]
fn a_share_by_which_the_staff_grew_is_none_of_those_who_go() {
    let day = Some("2024-05-07");
    for grew in [
        "Quill, which has grown 12% this year in staff, is cutting jobs, 40 of them.",
        "Quill is cutting 40 jobs after it grew its staff by 12% this year.",
        "Quill is laying off 40 people. It added 12% to its workforce last year.",
        "Quill, which hired 12% more staff last year, is laying off 40 people.",
    ] {
        let told = read("Quill cuts 40 jobs", grew, day, None).swap_remove(0);
        assert_eq!((told.count, told.percent), (Some(40), None), "{grew}");
    }
    let told = read("Quill cuts jobs", "Quill, which had grown too fast, is cutting 12% of its staff.", day, None).swap_remove(0);
    assert_eq!(told.percent, Some(12.0));
}

#[test]
fn a_preposition_begins_no_name() {
    let learnt = |body: &str| {
        let sentences: Vec<Range<usize>> = sentence::boundaries(body);
        let text = Text { title: "Talks end in cuts", body, sentences: &sentences, published: None, source: None };
        learn(&text, &List).into_iter().map(|l| l.name).collect::<Vec<_>>()
    };
    for opens in [
        "After Brightwell",
        "‘After Brightwell",
        "Following Brightwell",
        "During Brightwell",
        "To Brightwell",
        "Through Brightwell",
    ] {
        let body = format!(
            "{opens} walked away, nobody was surprised. Brightwell is laying off 40 people. {opens} laid off 40 people, shares in \
             Brightwell fell. Brightwell’s staff heard it on Monday."
        );
        assert_eq!(learnt(&body), ["Brightwell"], "{opens}");
    }
}

/// What is told beside the primary layoff: its number, its month, and whether it is a part, replaced or recalled.
fn beside(title: &str, body: &str, published: &str) -> Vec<String> {
    let sentences = sentence::boundaries(body);
    let text = Text { title, body, sentences: &sentences, published: published.parse().ok(), source: None };
    let told = super::read(&text, &List).0;
    let shown = |l: &Layoff| {
        let mark = match () {
            () if l.part => " part",
            () if l.replaced => " replaced",
            () if l.recalled => " recalled",
            () => "",
        };
        format!("{} {} {}{mark}", l.company, l.count.unwrap_or(0), l.date_text().unwrap_or("-".to_owned()))
    };
    told.iter().filter(|l| !l.primary).map(shown).collect()
}

#[test]
fn an_earlier_figure_may_be_included_or_replaced() {
    let check = |body: &str, expected: &[&str]| {
        assert_eq!(beside("Quill to cut 18,000 jobs", body, "2023-01-05"), expected, "{body}");
        assert_eq!(read("Quill to cut 18,000 jobs", body, Some("2023-01-05"), None)[0].count, Some(18_000), "{body}");
    };
    let replaced = &["Quill 10000 2022-11 replaced"];
    check("Quill will lay off 18,000 people, up from the 10,000 it planned in November.", replaced);
    check("Quill is laying off 18,000 people. That is more than the 10,000 it announced in November.", replaced);
    check("Quill is laying off 18,000 people instead of the 10,000 reported in November.", replaced);
    let undated = &["Quill 10000 - replaced"];
    check("Quill has raised the number of job cuts from 10,000 to 18,000.", undated);
    check("Quill is laying off 18,000 people. The number replaces an earlier target of 10,000.", undated);
    let part = &["Quill 10000 2022-11 part"];
    check("Quill will lay off 18,000 people in all, including the 10,000 cuts announced in November.", part);
    check("Quill is laying off 18,000 people. The figure includes 10,000 job cuts that it announced in November.", part);
    // Another round, another year's, a department and the staff are neither.
    check("Quill is laying off 18,000 people, up from 10,000 a year earlier.", &[]);
    check(
        "Quill is laying off 18,000 people, including 1,200 engineers. It had 40,000 employees, up from 30,000 in November.",
        &[],
    );
    check("Quill is laying off 18,000 people, after 10,000 job cuts in November.", &["Quill 10000 2022-11 recalled"]);
}

#[test]
fn an_article_on_something_else_recalls_earlier_rounds() {
    let check = |title: &str, body: &str, expected: &[&str]| {
        assert_eq!(beside(title, body, "2024-06-05"), expected, "{body}");
        assert!(read(title, body, Some("2024-06-05"), None).is_empty(), "{body}");
    };
    check("Quill to hire 400", "Quill will hire 400 people. It had cut 300 jobs in March 2023.", &["Quill 300 2023-03 recalled"]);
    check(
        "How a founder came back",
        "Jo Ray runs Quill, the app maker. It laid off 300 people in March 2023 and another 120 on 5 September 2023. Now it is \
         hiring.",
        &["Quill 300 2023-03 recalled", "Quill 120 2023-09-05 recalled"],
    );
    // "Then" is when the sentence before says, and its words prove it.
    check(
        "How a founder came back",
        "Quill, the app maker, had a small layoff in March 2023. It let 40 people go then. Now it is hiring.",
        &["Quill 40 2023-03 recalled"],
    );
    // Without a number, a time or a company there is nothing to keep, and what was only meant to be is no round.
    check("Quill to hire 400", "Quill will hire 400 people. It had cut jobs in March 2023.", &[]);
    check("Quill to hire 400", "Quill will hire 400 people. It had cut 300 jobs some time ago.", &[]);
    check("Rents fall in Dublin", "Rents in Dublin fell. Some 4,000 people lost their jobs in March 2023.", &[]);
}

#[test]
fn a_town_is_no_company_and_a_name_may_begin_with_a_number() {
    let body = "Brackwater Health will close its call centre in Duluth and let all 164 people there go, it said on Tuesday.\n\n\
                Duluth employees were told at noon.\n\nDuluth officials regret it.";
    let layoffs = read("Brackwater Health to close call centre", body, Some("2025-03-11"), None);
    assert!(layoffs.iter().all(|l| l.company == "Brackwater Health"), "{layoffs:?}");
    let body =
        "Farm-robot maker Seven Orchards is shutting down. All 83 people at Seven Orchards lose their jobs, it said on Friday.";
    let layoffs = read("Seven Orchards shuts down", body, Some("2025-03-11"), None);
    assert!(layoffs.iter().all(|l| l.company == "Seven Orchards" && l.count != Some(7)), "{layoffs:?}");
}

#[test]
fn reasons_wherever_they_are_given() {
    let reason = |body: &str| {
        let body = format!("Software maker Quill will lay off 140 people, it said on Tuesday. {body}");
        let layoffs = read("Quill to lay off 140 people", &body, Some("2025-03-13"), None);
        layoffs[0].reason_class
    };
    for (body, class) in [
        ("\"We grew the team too quickly during the pandemic,\" founder Lee Park wrote to staff.", ReasonClass::OverHiring),
        ("Chief executive Ana Ruiz cited artificial intelligence, which now does much of the work.", ReasonClass::Ai),
        ("The company said customers were buying fewer subscriptions.", ReasonClass::LowDemand),
        ("Finance chief Tom Hale blamed high costs and the need to save $20 million a year.", ReasonClass::Cost),
        ("Managers blamed a ransomware attack in March.", ReasonClass::Other),
    ] {
        assert_eq!(reason(body), Some(class), "{body}");
    }
    assert_eq!(reason("Quill has offices in Leeds and Oslo."), None);
    let body = "Quill will lay off 140 people. A spokeswoman denied that artificial intelligence was behind the decision.";
    let layoffs = read("Quill to lay off 140 people", body, Some("2025-03-13"), None);
    assert!(layoffs[0].reason_class.is_none() || layoffs[0].reason_denied, "{:?}", layoffs[0]);
}

#[test]
fn who_gives_the_reason_may_be_it() {
    let body = "Quill will lay off 140 people, it said on Tuesday, as it folds two business units into one.";
    let layoffs = read("Quill to lay off 140 people", body, Some("2025-03-13"), None);
    assert_eq!(layoffs[0].said_by.as_deref(), Some("Quill"));
}

#[test]
fn people_who_go_for_other_reasons_are_no_layoff() {
    for (title, body) in [
        ("Quill slashes forecast", "Shares of Quill, the app maker, fell on Tuesday. Three analysts cut their price targets."),
        ("Strike at Quill", "Some 600 workers walked out at the Quill battery plant on Tuesday."),
        ("Funds sell copper", "Hedge funds cut 12,000 long positions in crude oil. Speculators had reduced positions by 8%."),
        ("Quill fires three for leaking", "Software company Quill fired 3 employees on Monday for leaking a roadmap."),
        ("A new novel", "In the novel Pink, a software company called Quill lays off 300 people."),
        ("Norbury sack manager", "Norbury Athletic have sacked manager Colm Daley after eight defeats."),
    ] {
        assert_eq!(read(title, body, Some("2025-03-13"), None), [], "{title}");
    }
}

#[test]
fn a_number_among_others_is_no_share_and_no_whole() {
    check(
        "Quill to cut 600 jobs",
        "Quill, the app maker, said on Tuesday it would cut 600 jobs, about 5% of its workforce, including 75 in Leeds.",
        Some("2025-03-13"),
        "Quill 600 5 2025-03-11",
    );
    check(
        "Quill to eliminate 300 positions",
        "Quill, the app maker, said it will eliminate 300 positions, a third of them vacant.",
        Some("2025-03-13"),
        "Quill 300 - 2025-03-13",
    );
    check(
        "Quill to cut 60 jobs",
        "The app maker Quill closed 3% lower on Tuesday after it said it would cut 60 jobs.",
        Some("2025-03-13"),
        "Quill 60 - 2025-03-11",
    );
}

#[test]
fn what_was_news_some_weeks_ago_is_dated_so() {
    check("Job cuts at Quill", "The app maker Quill laid off 55 people last month.", Some("2025-07-01"), "Quill 55 - 2025-06");
    check("Job cuts at Quill", "The app maker Quill laid off 55 people last night.", Some("2025-07-01"), "Quill 55 - 2025-06-30");
    check(
        "Job cuts at Quill",
        "The app maker Quill said in mid-May that it would lay off 55 people.",
        Some("2025-06-20"),
        "Quill 55 - 2025-05",
    );
    check(
        "Job cuts at Quill",
        "Staff at the app maker Quill will be told on Wednesday which 55 of them are to go. Quill announced the cuts on June 20.",
        Some("2025-07-01"),
        "Quill 55 - 2025-06-20",
    );
}

#[test]
fn places_of_the_people_who_go() {
    let place = |body: &str| read("Quill to cut 90 jobs", body, Some("2025-03-13"), None)[0].place.clone();
    assert_eq!(place("The app maker Quill is cutting 90 jobs in Lyon and Madrid.").as_deref(), Some("Lyon and Madrid"));
    assert_eq!(place("At the Dublin office of the app maker Quill 90 jobs will go.").as_deref(), Some("Dublin"));
}

#[test]
fn a_name_is_no_dozen_and_what_somebody_wants_no_layoff() {
    let title = "Dozen lays off 95";
    let layoffs = read(
        title,
        "Dozen, the payroll firm, is laying off 95 people, it said on Wednesday. In January 2025 Dozen let 40 people go. A fund has \
         been asking for 600 jobs to go. About 300 of those hired last year go into sales.",
        Some("2026-04-08"),
        None,
    );
    let counts: Vec<_> = layoffs.iter().filter_map(|l| l.count).collect();
    assert_eq!(counts, [95, 40], "{layoffs:?}");
}

#[test]
fn a_reduction_by_a_number_is_told_like_one_of_it() {
    let body = "Quill, the app maker, is shrinking its staff by 20 percent, it disclosed on 13 January 2023. It was the second cut, after a \
                reduction by 260 people, or 5 percent, that Quill announced in June.";
    let layoffs = read("Quill cuts 20% of its staff", body, Some("2023-01-13"), None);
    let told: Vec<_> = layoffs.iter().map(|l| (l.count, l.percent, l.date_text())).collect();
    assert_eq!(told[0], (None, Some(20.0), Some("2023-01-13".to_owned())), "{layoffs:?}");
    assert!(told.contains(&(Some(260), Some(5.0), Some("2022-06".to_owned()))), "{layoffs:?}");
}

#[test]
fn an_entry_may_have_divided_fields() {
    let body = "Every layoff of 50 or more that we know of.\n\n19 May 2026 · Quill · Tulsa, US · 610 ✔ · 14% · Third round. Two offices \
                shut.\n\n22 April 2026 · Tarvel · Leeds, UK · ~70 · share not given · Sales.\n\n2 March 2026 | Skald | Oslo | 65 | 6% | \
                Update: after talks 61.";
    let told = shown(&read_all("Tech layoffs: the running list", body, "2026-05-29"));
    assert_eq!(told, ["Quill 610 2026-05-19 row", "Tarvel 70 2026-04-22 row", "Skald 65 2026-03-02 row"]);
}

#[test]
fn rounds_may_stand_under_a_name() {
    let body = "This page lists every round of layoffs that we could verify.\n\nQuill (Tulsa, US; card readers, now owned by Tarvel)\n \
                1. June 2022. 220. Share 9%.\n 2. 15 February 2023. 470, or 510 by the union's count.\n\nSkald\n- 4 March 2024: 95 \
                jobs\n- May 2025: 61 jobs\n\nNote: the 300 of last year was a slip.";
    let layoffs = read_all("Rounds by company", body, "2026-05-29");
    assert_eq!(
        shown(&layoffs),
        ["Quill 220 2022-06 row", "Quill 470 2023-02-15 row", "Skald 95 2024-03-04 row", "Skald 61 2025-05 row"]
    );
    assert_eq!(layoffs[0].percent, Some(9.0));
}

#[test]
fn who_speaks_or_sends_a_newsletter_is_not_the_company() {
    let interview = "Quill told its team on Monday that it was leaving.\n\nAda Venn: All 155 of them lose their jobs.\n\nBB: And what is \
                     left?\n\nAV: We were 1,025. So 870.\n\nBB: Why?\n\nAV: A law.\n\nBB: A third round?\n\nAV: No.";
    let told = read("Ada Venn on the 155", interview, Some("2025-02-12"), None);
    assert_eq!((&*told[0].company, told[0].count), ("Quill", Some(155)));
    let letter = "Good morning.\n\nOn Thursday, grocer Tarvel told the exchange that 150 people are being let go.";
    let told = read("Filter Pot #142: the robots", letter, Some("2025-10-10"), Some("Filter Pot (newsletter)"));
    assert_eq!(told[0].company, "Tarvel");
    // Whose employees go, whoever decides it.
    let owner = "Skald shut the centre on Tuesday. About 120 of Quill's employees will be let go, a quarter of those left.";
    assert_eq!(read("Skald shuts Quill's centre", owner, Some("2025-01-15"), None)[0].company, "Quill");
}

#[test]
fn a_number_after_a_month_may_count_people() {
    let body = "Quill is letting 1,750 people go, it said on Friday. Last August 870 people were let go.";
    let told = shown(&read("Quill drops 1,750", body, Some("2023-01-20"), None));
    assert_eq!(told[1], "Quill 870 2022-08 other", "{told:?}");
}

#[test]
fn what_only_looks_like_a_field_a_part_or_an_owner() {
    // Prices under news of layoffs.
    let prices = "Layoffs weigh on shares.\n\nQuill | +14%\n\nTarvel | 3%\n\nSkald | 9%";
    assert_eq!(shown(&read_all("The week's movers", prices, "2025-11-03")), [""; 0]);
    let lead = "Quill, where Ada Venn took over in October, laid off 13% of its workforce on Tuesday.";
    assert_eq!(read("Quill lays off staff", lead, Some("2025-11-04"), None)[0].percent, Some(13.0));
    let hired = "Quill, which hired 40 of Tarvel's employees last year, is cutting 500 jobs, it said on Tuesday.";
    assert_eq!(read("Quill cuts 500", hired, Some("2025-11-04"), None)[0].company, "Quill");
    let denied = "Quill spoke on Tuesday. It makes card readers. It sells them too. Quill denied reports that it was for sale but \
                  confirmed it would cut 300 jobs.";
    let told = read_all("Quill speaks", denied, "2025-11-04");
    assert!(told.iter().any(|l| l.count == Some(300)), "{told:?}");
}

#[test]
fn a_list_of_nothing_but_labels_is_read_at_once() {
    let labels = "Zorbex: a.\n".repeat(3_000);
    let stops = format!("{}{}", "a".repeat(100_000), ". b".repeat(3_000));
    for body in [labels, stops] {
        read("Quill lays off 40", &format!("Quill is laying off 40 people.\n\n{body}"), Some("2025-11-04"), None);
    }
}

/// How certain the article's own layoff is.
fn status_of(title: &str, body: &str) -> Status {
    read(title, body, Some("2025-11-04"), None).first().map_or(Status::Denied, |l| l.status)
}

#[test]
fn what_has_begun_or_happened_is_no_plan_and_what_nobody_confirmed_no_fact() {
    let fired = "Quill laid off about 370 people on Tuesday. Analysts thought that 30 to 50 percent would have to go.";
    assert_eq!(status_of("Quill fires some 370 people", fired), Status::CarriedOut);
    let begun = "Quill has begun another round of layoffs that affects 150 employees, it was reported on Tuesday.";
    assert_eq!(status_of("Quill to let 150 go", begun), Status::Announced);
    let lost = "Some 500 people at Quill lost their jobs with immediate effect.";
    assert_eq!(status_of("Quill to offer 500 people 16 weeks of pay", lost), Status::CarriedOut);
    let unsure =
        "Quill is to lay off thousands in sales. Reports put the number at 12,500, an estimate that Quill has not confirmed.";
    assert_eq!(status_of("Quill reported to be laying off 12,500", unsure), Status::Rumoured);
    // May is a month.
    let may = "In May 2025 Quill dismissed 190 people, a fifth of its staff.";
    assert_ne!(status_of("Quill in May", may), Status::Rumoured);
}

#[test]
fn a_part_is_not_the_whole_and_an_earlier_round_has_its_own_share() {
    let slice = "Quill is laying off approximately 668 employees, and 563 of the jobs are in research, it said on Tuesday.";
    let told = read("Quill email: 563 of the job cuts are in research", slice, Some("2025-11-04"), None);
    assert_eq!(told[0].count, Some(668), "{told:?}");
    let plan = "Quill will cut 2,600 jobs in its home country Germany as part of its worldwide restructuring, a paper reported. Its \
                chief had said in July 2025 that around 8,000 Quill jobs were affected.";
    let told = read("Newspaper: 2,600 of the Quill job cuts fall on Germany", plan, Some("2025-11-04"), None);
    assert!(told[0].part && told[0].place.as_deref() == Some("Germany"), "{told:?}");
    let third = "Quill has begun a round that affects 150 to 200 employees, it was reported on 31 October 2025. It is the third \
                 round, after close to 300 people, 30 percent of the workforce, had to go in April 2025.";
    let told = read("Quill starts third round of layoffs", third, Some("2025-11-04"), None);
    assert_eq!((told[0].count, told[0].percent), (Some(150), None), "{told:?}");
    assert!(told.iter().any(|l| (l.count, l.percent) == (Some(300), Some(30.0)) && l.date_text().as_deref() == Some("2025-04")));
    let after = "Quill announced on 3 November 2025 that 23% of its workforce would be laid off, only months after a cut of 9%.";
    let told = read("Quill shrinks by 23%", after, Some("2025-11-04"), None);
    assert_eq!((told[0].percent, told[1].percent, told[1].date), (Some(23.0), Some(9.0), None), "{told:?}");
}

#[test]
fn whose_people_go_where_owners_and_units_stand_beside_them() {
    let owner =
        "Quill is laying off 500 workers. In March 2025 Quill had already laid off 400 workers during cuts at Tarvel, its owner.";
    let told = read("Quill says 500 jobs will go", owner, Some("2025-11-04"), None);
    assert!(told.iter().all(|l| l.company == "Quill"), "{told:?}");
    let total = "Quill disclosed that it would lay off \"less than 15%\" of its workforce. FactSet puts the number of employees at \
                 Quill at 4,666.";
    let told = read("Quill to lay off less than 15% of its workforce", total, Some("2025-11-04"), None);
    assert_eq!((told[0].count, told[0].percent, told[0].percent_is), (None, Some(15.0), Some(CountIs::AtMost)), "{told:?}");
}

#[test]
fn a_share_may_be_a_range_of_a_part_or_of_what_falls() {
    let range = "Quill is planning to reduce its staff by 5 to 7 per cent, media reported on Tuesday.";
    let told = read("Quill reported to plan cuts", range, Some("2025-11-04"), None);
    assert_eq!((told[0].percent, told[0].percent_max, told[0].percent_is), (Some(5.0), Some(7.0), Some(CountIs::Range)));
    let lab = "Quill is to dismiss around 10% of the people in its Lanterna division, about 1,500 employees.";
    let told = read("Quill plans 1,500 job cuts", lab, Some("2025-11-04"), None);
    assert_eq!(told[0].percent_of.as_deref(), Some("the people in its Lanterna division"));
    for body in [
        "Quill's headcount will fall by 9% in a restructuring that the company made public on Tuesday.",
        "Quill will reduce its workforce by 9% and share more about it later, it said on Tuesday.",
    ] {
        assert_eq!(read("Quill to cut its headcount", body, Some("2025-11-04"), None)[0].percent, Some(9.0), "{body}");
    }
}

#[test]
fn a_cut_keeps_the_time_of_its_own_clause() {
    let rest = "\n\nThe company makes software for clinics. Its customers are small practices. Prices have fallen. The office has been \
                renovated. A cafe has opened below it.\n\nThe mayor came in spring. She praised the apprentices. Two schools send \
                pupils there. The parking lot is full. Nobody could be reached. Its website lists eleven products.";
    for (said, month) in
        [("In June, Quill let go of 260 people.", "2025-06"), ("Quill let go of 260 people in January 2025.", "2025-01")]
    {
        let told = read_all("Quill in figures", &format!("{said} The board met on October 28.{rest}"), "2025-11-04");
        assert_eq!(told[0].date_text().as_deref(), Some(month), "{said} {told:?}");
    }
}

#[test]
fn a_rule_is_no_layoff() {
    let rule = "The law obliges Quill to give 45 days' notice of any dismissal of more than 20 people. If Quill lays off 50 people or \
                more, it has to tell the union.";
    let told = read_all("Quill and the law", rule, "2025-11-04");
    assert!(told.iter().all(|l| l.count.is_none()), "{told:?}");
}

#[test]
fn a_layoff_that_is_called_off_is_no_layoff() {
    let got = read(
        "Zorbex drops plan to cut 310 jobs",
        "Zorbex has called off the 310 job cuts that it announced in March 2024, it said on Tuesday.",
        Some("2024-05-07"),
        None,
    );
    assert!(got.iter().all(|l| l.status == Status::Denied), "{got:#?}");
}

#[test]
fn a_reason_is_one_that_is_said_to_be() {
    let reason = |body: &str| {
        let got = read("Zorbex lets 310 go", body, Some("2024-05-07"), None);
        got.first().and_then(|l| l.reason_class)
    };
    let told = reason("Zorbex is laying off 310 people because artificial intelligence does their work, it said on Tuesday.");
    assert!(told.is_some(), "{told:?}");
    // What else goes on at the company is none.
    for body in [
        "Zorbex is laying off 310 people, it said on Tuesday. Its AI team is not affected.",
        "Zorbex is laying off 310 people, it said on Tuesday. It is building more capacity for artificial intelligence in Oslo.",
        "Zorbex is laying off 310 people, it said on Tuesday. Revenue has risen to a record.",
    ] {
        assert_eq!(reason(body), None, "{body}");
    }
}

#[test]
fn a_unit_is_named_in_front_of_its_kind() {
    let division = |body: &str| {
        let got = read("Zorbex lets 310 go", body, Some("2024-05-07"), None);
        got.first().and_then(|l| l.division.clone())
    };
    let named = division("Zorbex is laying off 310 people in its Lantern unit, it said on Tuesday.");
    assert_eq!(named.as_deref().map(|d| d.contains("Lantern")), Some(true), "{named:?}");
    // Recruiting and others are no unit of which all of them are.
    let open = division("Zorbex is laying off 310 people in recruiting and other teams, it said on Tuesday.");
    assert_eq!(open, None);
}

#[test]
fn what_is_said_beside_a_layoff_changes_nothing_of_it() {
    let day = "2025-11-04";
    let first = |title: &str, body: &str| read(title, body, Some(day), None).into_iter().next();
    for (body, count) in [
        ("Without any warning, Quill laid off 300 people on Tuesday, who must leave by Friday.", 300),
        ("Zorbex, known to every shopper, is laying off 1,200 employees, who will have to leave by Friday.", 1_200),
        ("Just before Christmas, Zorbex laid off 310 people, and the union says it was required to consult them.", 310),
    ] {
        assert_eq!(first("Layoffs at a maker of lamps", body).and_then(|l| l.count), Some(count), "{body}");
    }
    for (body, status) in [
        ("Kestrix laid off 200 people on Tuesday but did not confirm which teams were hit.", Status::CarriedOut),
        ("Sexto plans to lay off 130 people next year, as dozens lost their jobs at two rivals.", Status::Planned),
        ("Polern plans to cut 500 jobs and has started consultations on the layoffs with unions.", Status::Planned),
        ("Morvid laid off 300 people on Tuesday, fewer than in the planned cuts of spring.", Status::CarriedOut),
    ] {
        let company = body.split(' ').next().unwrap_or_default();
        let got = first(&format!("{company} layoffs"), body);
        assert_eq!(got.map(|l| l.status), Some(status), "{body}");
    }
    // A share of the staff whatever the staff is called; costs are nobody.
    for (body, percent) in [
        ("Orbix laid off 12% of its workforce in Q3.", Some(12.0)),
        ("Lumeo laid off 10% of its staff in a message to the team on Tuesday.", Some(10.0)),
        ("Galdo laid off 16% of its shrinking workforce on Tuesday.", Some(16.0)),
        ("Olbia will reduce its staff costs by 15 percent and hire abroad.", None),
    ] {
        let company = body.split(' ').next().unwrap_or_default();
        let got = first(&format!("{company} layoffs"), body);
        assert_eq!(got.as_ref().and_then(|l| l.percent), percent, "{got:#?}");
    }
    let offered = read(
        "Tarvel weighs cuts",
        "Tarvel may cut as many as 2,500 roles, people familiar with it said. It also offered voluntary redundancy to 1,200 branch \
         workers last year, of whom about 700 accepted.",
        Some(day),
        None,
    );
    assert!(offered.iter().all(|l| l.count != Some(1_200)), "{offered:#?}");
    let both = "Brimmick has released 60 employees and 85 contractors at its Houston engineering hub, it said on Tuesday.";
    assert_eq!(first("Brimmick trims hub", both).and_then(|l| l.count), Some(60));
    let title = "Gravix: 500 May Lose Jobs";
    assert_eq!(first(title, "Gravix is laying off 500 people, the Courier wrote.").map(|l| l.status), Some(Status::Rumoured));
}

#[test]
fn a_year_of_its_own_is_not_the_month_before_it() {
    let body = "Zorbex is laying off around 700 employees, it said on Tuesday. Zorbex had cut 450 jobs in January of this year and \
                1,000 in 2023.";
    let got = read("Zorbex lays off hundreds", body, Some("2026-11-10"), None);
    let date = |count: u64| got.iter().find(|l| l.count == Some(count)).and_then(Layoff::date_text);
    assert_eq!(date(450).as_deref(), Some("2026-01"));
    assert!(date(1_000).is_none_or(|date| date.starts_with("2023")), "{got:#?}");
}
