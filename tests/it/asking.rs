//! Questions as people type them, answered with sentences: whom they are about, what they are for, and what is refused.

use jiff::civil::date;
use pinkslip::answer::Answer;
use pinkslip::app::{App, Ask, Progress};
use pinkslip::article::Corpus;
use pinkslip::question::Filters;
use serde_json::json;

const A: Corpus = Corpus::Server(11);
const B: Corpus = Corpus::Server(22);

fn article(url: &str, day: &str, title: &str, body: &str) -> String {
    let url = format!("https://{url}.example/q");
    json!({"url": url, "title": title, "source": "The Wire", "published": day, "body": body}).to_string()
}

/// A library with these articles, which only server A may see.
fn holding(articles: &[String]) -> App {
    let app = App::temporary().expect("a folder for temporary files");
    let note = &mut |what: &str, note| panic!("{what}: {note:?}");
    app.import(A, articles.join("\n").as_bytes(), date(2026, 11, 23), note, &mut |_| {}).expect("it imports");
    app.catch_up(&Progress::none()).expect("it indexes");
    app
}

/// A library whose articles only server A may see.
fn library() -> App {
    let articles = [
        article(
            "a",
            "2024-02-06",
            "Zorbex cuts 150 jobs",
            "Zorbex, the Norwegian payments group, is laying off 150 people in Oslo, it said on Tuesday.\n\n\
             \"The terminals have to pay for themselves,\" Chief Executive Ada Venn told staff. Finance chief Olaf Berg stays.\n\n\
             Those who leave get 12 weeks of pay plus one week for each year of service.",
        ),
        article(
            "b",
            "2024-03-05",
            "Ember & Oak lets 90 go",
            "Ember & Oak, a maker of lamps, is laying off 90 people, it said on 5 March 2024. A further 20 leave in Brno.",
        ),
    ];
    holding(&articles)
}

fn ask(app: &App, corpus: Corpus, text: &str) -> Answer {
    let ask = Ask { text: text.to_owned(), corpus, now: date(2026, 11, 23), filters: Filters::default() };
    app.ask(&ask).unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn first(answer: &Answer) -> &str {
    answer.citations.first().map_or("", |c| c.text())
}

#[test]
fn a_company_may_be_described_and_the_answer_says_whom_that_was_taken_for() {
    let app = library();
    let answer = ask(&app, A, "how many did the norwegian payments firm let go");
    assert!(first(&answer).contains("150 people"), "{answer:?}");
    assert_eq!(answer.understood.companies, ["Zorbex"]);
    assert!(answer.notes.iter().any(|note| note == "“norwegian payments” is taken for Zorbex."), "{:?}", answer.notes);
    // Sums and lines say so too.
    for text in ["total at the norwegian payments firm", "timeline of layoffs at the norwegian payments firm"] {
        let answer = ask(&app, A, text);
        assert!(answer.notes.iter().any(|note| note == "“norwegian payments” is taken for Zorbex."), "{text}: {answer:?}");
    }
    // No company is described so, and a server learns nothing from what it may not see.
    for (corpus, text) in
        [(A, "how many did the brazilian payments firm let go"), (B, "how many did the norwegian payments firm let go")]
    {
        let answer = ask(&app, corpus, text);
        assert!(answer.abstained && answer.understood.companies.is_empty() && answer.notes.is_empty(), "{text}: {answer:?}");
    }
}

#[test]
fn of_several_companies_that_fit_a_description_the_rest_of_the_question_tells_which_is_meant() {
    let firm = |name: &str, day: &str, rest: &str| {
        let body = format!("{name}, the Norwegian payments group, is laying off people in Oslo, it said on {day}.\n\n{rest}");
        article(&name.to_lowercase(), day, &format!("{name} lays people off"), &body)
    };
    let app = holding(&[
        firm("Zorbex", "2024-02-06", "Zorbex withdraws 95 vacancies and lets 150 people go, 40 of them in its terminal factory."),
        firm("Brimmick", "2024-03-05", "Brimmick lets 220 people go after losing a contract with the railways."),
        firm("Tarvel", "2023-10-03", "Tarvel lets 80 people go because merchants paid late."),
    ]);
    for (question, words, name) in [
        ("how many did the norwegian payments firm let go over the railways contract", "220 people", "Brimmick"),
        ("how many vacancies did the norwegian payments firm withdraw", "95 vacancies", "Zorbex"),
    ] {
        let answer = ask(&app, A, question);
        assert!(first(&answer).contains(words) && answer.understood.companies == [name], "{question}: {answer:?}");
    }
    let open = ask(&app, A, "how many did the norwegian payments firm let go");
    assert!(open.understood.companies.is_empty(), "{open:?}");
}

#[test]
fn a_sign_in_a_name_may_be_typed_as_a_word() {
    let answer = ask(&library(), A, "how many did ember and oak lay off");
    assert_eq!(answer.understood.companies, ["Ember & Oak"]);
    assert!(first(&answer).contains("90 people"), "{answer:?}");
}

#[test]
fn of_a_name_of_several_words_one_may_be_misspelt() {
    let app = library();
    let answer = ask(&app, A, "how many did embre & oak lay off");
    assert!(first(&answer).contains("90 people"), "{answer:?}");
    // A server is not told by its slips what another one's articles are about.
    let answer = ask(&app, B, "how many did embre & oak lay off");
    assert!(answer.abstained && answer.understood.companies.is_empty() && answer.notes.is_empty(), "{answer:?}");
}

#[test]
fn who_holds_an_office_is_whoever_is_named_with_it() {
    let app = library();
    let answer = ask(&app, A, "who is the ceo of zorbex");
    assert!(first(&answer).contains("Ada Venn"), "{answer:?}");
    // A finance chief is no chairman, and nobody else is named as one.
    assert!(ask(&app, A, "who is the founder of zorbex").abstained);
}

#[test]
fn terms_of_severance_are_given_whole_or_not_at_all() {
    let answer = ask(&library(), A, "zorbex severance");
    let headline = answer.headline.as_deref().unwrap_or_default();
    assert!(headline.contains("12 weeks of pay plus one week for each year of service"), "{answer:?}");
}

#[test]
fn half_a_comparison_is_none_and_what_was_found_is_shown() {
    let answer = ask(&library(), A, "zorbex vs quillmark layoffs 2024, who cut more");
    assert!(answer.abstained && answer.headline.is_none() && answer.rows.is_empty(), "{answer:?}");
}

/// A library whose articles say as much by the way as to the point.
fn by_the_way() -> App {
    let articles = [
        article(
            "quandor",
            "2025-03-04",
            "Quandor denies plan to cut 900 jobs",
            "Software maker Quandor on Tuesday rejected as false a report that it was about to lay off 900 people.\n\n\
             \"There is no such plan,\" said Chief Executive Mara Oster. The report appeared in the Evening Courier.",
        ),
        article(
            "tessaly",
            "2025-06-10",
            "Tessaly cuts 240 jobs as orders fall",
            "Tessaly, a maker of pumps from Ghent, is laying off 240 people, it said on Tuesday, because orders have fallen by a \
             third.\n\nTwo thirds of the translators are among them. The company opens a new plant in Leeds in the autumn, where \
             it will employ 80 people. It had 2,900 employees at the end of May.\n\nIts rival Murvane cut 510 jobs in April. \
             Tessaly moved to Ghent in 2021 and has shrunk since.\n\n\
             It expects to save 12 million euros a year. Whether a grant of 3 million euros has to be paid back is being looked \
             into. Finance chief Ida Brand stays.",
        ),
        article(
            "orlane",
            "2025-09-02",
            "Orlane Aero to hire 700 engineers",
            "Orlane Aero will hire 700 engineers in Porto over two years, it said after laying the foundation stone for a new \
             centre. Start-ups in the sector have laid off 9,200 people in 2024, by the count of an association.",
        ),
    ];
    holding(&articles)
}

#[test]
fn what_a_question_takes_for_granted_has_to_be_told() {
    let app = by_the_way();
    for text in [
        // Denied, and so neither a number nor a day nor a reason.
        "how many people did quandor lay off",
        "on what date did quandor lay off the 900",
        "why did quandor lay off 900 people",
        // Another deed, another place, another year.
        "why did tessaly close its leeds plant",
        "why did tessaly lay people off in 2021",
        "how many people did tessaly lay off in 2021",
        "how many people did tessaly lay off in porto",
        "how many jobs did tessaly save",
        // A part is not the whole, and a rival not the company.
        "what percent of the whole tessaly workforce was laid off",
        "tessaly fourth round number",
        // Somebody who stays, somebody who sells.
        "who was fired from tessaly",
        "who is buying tessaly",
        // A grant that is paid back is paid to nobody who leaves.
        "what severance does tessaly pay",
        // It hires, and the number is an industry's.
        "why did orlane lay off engineers",
        "how many people did orlane lay off in 2024",
        // Whom no article knows.
        "brimmick robotics layoffs how many",
        "how many people of all plants did brimmick lay off",
        "@everyone <script> how many jobs at \u{202e}kcimmirb",
    ] {
        let answer = ask(&app, A, text);
        assert!(answer.abstained && answer.why_not.is_some(), "{text}: {answer:?}");
    }
    let denied = ask(&app, A, "how many people did quandor lay off");
    assert_eq!(denied.why_not.as_deref(), Some("The articles here tell of a report that Quandor denies"));
}

#[test]
fn what_is_told_beside_it_is_answered() {
    let app = by_the_way();
    for (text, quoted) in [
        ("how many people did tessaly lay off", "240 people"),
        ("why did tessaly lay off 240 people", "orders have fallen"),
        ("how many people did tessaly lay off in june 2025", "240 people"),
        ("how many people does tessaly employ", "2,900 employees"),
        ("how much does tessaly save a year", "12 million euros"),
        ("who is finance chief of tessaly", "Ida Brand"),
        ("how many engineers will orlane hire", "700 engineers"),
        ("how many did quandor lay off according to the report", "900 people"),
        ("is quandor laying off 900 people", "900 people"),
    ] {
        let answer = ask(&app, A, text);
        assert!(first(&answer).contains(quoted), "{text}: {answer:?}");
    }
}

/// A library of articles with people, terms, days, sums and places of many kinds beside each other.
fn whole_articles() -> App {
    let articles = [
        article(
            "v",
            "2025-03-11",
            "Vexmoor to shed 240 in Hobart",
            "Vexmoor, a maker of label printers, will shed 240 of its 1,900 employees, it said on Tuesday.\n\n\
             The company is closing its Launceston plant at the end of May. In Geelong, 80 people will go.\n\n\
             Employees get 0.8 monthly salaries for each year of service, with a floor of 6,000 dollars.\n\n\
             The plant will make its last label on 2 May; the last employees leave on 30 May. Talks with the union began on \
             4 March.\n\n\
             Chief executive Marit Soldan, who started the company in 2009, will hand over in September to Idris Quennell, now \
             head of sales. \"I have printed enough labels,\" she said.\n\n\
             Its chairwoman, Beatrix Onslow, 61, called the step overdue.\n\n\
             Vexmoor expects savings of 18 million dollars a year and a one-off charge of 9 million dollars. Its shares fell 6 per \
             cent in Sydney.\n\n\
             Lodestar Keel, a Perth hedge fund that owns 7 per cent, had asked for the cuts since autumn, the daily Southern \
             Ledger reported.",
        ),
        article(
            "p",
            "2025-06-20",
            "Pellucid Rail lets half of its people go",
            "Pellucid Rail, which writes timetables for tram companies, cut its workforce in half on Friday. Travel budgets were cut \
             in half last year.\n\n\
             There is no severance, a spokesman, Teo Varga, said: the money is gone. Health insurance runs until the end of \
             July.\n\n\
             In April 2024 Ostravane bought Pellucid Rail for €31 million and promised to keep its Ghent hub. Ostravane paid €4 \
             million for new trams.\n\n\
             Every licence sold brought a loss of €140 each, and a line costs €9,000 to plan.\n\n\
             The video meeting lasted a quarter of an hour. Two hours later the doors were locked.\n\n\
             Founder Lotte Brandsma wrote to the staff that she was ashamed. She was succeeded in January by Marek Tollund, a \
             former judge.",
        ),
    ];
    holding(&articles)
}

/// Asks each question, and looks for what its first quote and its headline, if there is one, have to have.
fn check(app: &App, questions: &[(&str, &str, &str)]) {
    for (text, quote, headline) in questions {
        let answer = ask(app, A, text);
        assert!(!answer.abstained && first(&answer).contains(quote), "{text}: {answer:?}");
        assert!(answer.headline.as_deref().is_none_or(|line| line.contains(headline)), "{text}: {:?}", answer.headline);
    }
}

#[test]
fn whoever_comes_into_an_office_is_told_from_whoever_leaves_it() {
    let questions = [
        ("who takes over as ceo of vexmoor", "to Idris Quennell", "Idris Quennell"),
        ("who will succeed soldan as vexmoor ceo", "to Idris Quennell", "Idris Quennell"),
        ("who is the ceo of vexmoor", "Chief executive Marit Soldan", "Marit Soldan"),
        // "head of sales" is another office.
        ("who is the head of vexmoor", "Chief executive Marit Soldan", "Marit Soldan"),
        ("who chairs vexmoor", "chairwoman, Beatrix Onslow", "Beatrix Onslow"),
        ("who is the new head of pellucid rail", "Marek Tollund", "Marek Tollund"),
        ("pellucid rail spokesperson name", "Teo Varga", "Teo Varga"),
    ];
    check(&whole_articles(), &questions);
}

#[test]
fn an_organisation_answers_where_one_is_asked_for() {
    let questions = [
        ("activist investor at vexmoor", "Lodestar Keel", "Lodestar Keel"),
        ("which newspaper reported on the fund at vexmoor", "Southern Ledger", "Southern Ledger"),
        ("who bought pellucid rail", "Ostravane bought", "Ostravane"),
    ];
    check(&whole_articles(), &questions);
}

#[test]
fn terms_come_in_parts_of_a_month_and_there_may_be_none() {
    let questions = [
        ("vexmoor severance terms", "0.8 monthly salaries", "0.8 monthly salaries for each year of service"),
        ("pellucid rail severance", "There is no severance", "no severance"),
    ];
    check(&whole_articles(), &questions);
}

#[test]
fn a_sum_is_of_what_was_asked_for() {
    let questions = [
        ("how much did ostravane pay for pellucid rail", "bought Pellucid Rail for €31 million", "€31 million"),
        ("how much does pellucid rail lose per licence", "€140", "€140"),
        ("one-off charge at vexmoor", "9 million dollars", "9 million dollars"),
        ("how much did vexmoor shares fall in percent", "fell 6 per cent", "6 per cent"),
        ("what share of staff did pellucid rail cut", "cut its workforce in half", "half"),
    ];
    check(&whole_articles(), &questions);
}

#[test]
fn the_day_on_which_people_are_gone_is_another_than_that_of_the_talks() {
    let questions = [
        ("last working day at vexmoor", "leave on 30 May", "30 May"),
        ("when did talks with the vexmoor union begin", "4 March", "4 March"),
        ("how long was the meeting at pellucid rail", "a quarter of an hour", "a quarter of an hour"),
        ("how long does health insurance last at pellucid rail", "until the end of July", "end of July"),
    ];
    check(&whole_articles(), &questions);
}

#[test]
fn a_place_may_stand_before_what_is_there_or_open_the_sentence() {
    let questions =
        [("which vexmoor plant is closing", "Launceston plant", ""), ("where else do vexmoor people go", "Geelong", "")];
    check(&whole_articles(), &questions);
}

/// Articles that tell of several companies, of several rounds and of towns.
fn of_many_kinds() -> App {
    let articles = [
        article(
            "roundup",
            "2024-01-26",
            "Job cuts this week: Quellora, Tindrum and more",
            "The week was a busy one.\n\nQuellora\n\nThe hotel software maker said on Monday that it will part with 540 people, 12% of \
             its staff.\n\nTindrum\n\nThe craft marketplace has let go of a fifth of its team, a spokesman confirmed on Tuesday.",
        ),
        article(
            "rounds",
            "2026-06-11",
            "Maskelune to cut 310 jobs",
            "Maskelune will cut 310 jobs, its third reduction in as many years, the delivery firm said on Wednesday.\n\n\
             A second round in June last year cost another 240 people their jobs.\n\n\
             The main part of the cuts falls on Toronto, where 190 people go; the Swedish studio is spared.",
        ),
    ];
    holding(&articles)
}

#[test]
fn a_section_a_round_and_a_country_are_told_apart() {
    let app = of_many_kinds();
    for (text, quoted) in [
        ("tindrum what share of staff was cut", "a fifth of its team"),
        ("quellora how many jobs", "540 people"),
        ("maskelune second round, how many", "240 people"),
        ("maskelune third round number of jobs", "310 jobs"),
        ("how many people go at maskelune in canada", "190 people"),
    ] {
        let answer = ask(&app, A, text);
        assert!(first(&answer).contains(quoted), "{text}: {answer:?}");
    }
    let second = ask(&app, A, "maskelune second round, how many");
    assert!(second.headline.is_none_or(|line| line.contains("240")), "the headline has another round");
}

#[test]
fn what_is_asked_for_is_understood_in_words_of_whatever_kind() {
    let app = library();
    for (text, quoted) in [
        ("trying to find out the headcount effect of the zorbex cuts in numbers", "150 people"),
        ("which package do folks at zorbex walk away with", "12 weeks of pay"),
        ("zorbex ceo name pls", "Ada Venn"),
    ] {
        let answer = ask(&app, A, text);
        assert!(first(&answer).contains(quoted), "{text}: {answer:?}");
    }
}

#[test]
fn a_word_said_over_and_over_is_named_once_where_it_is_missing() {
    let answer = ask(&library(), A, &"how many layoffs at brimmick ".repeat(40));
    let why = answer.why_not.expect("nobody tells of it");
    assert!(answer.abstained && why.matches("brimmick").count() == 1, "{why}");
}

#[test]
fn in_a_round_up_each_company_has_what_stands_under_its_own_name() {
    let body = "Another rough week. Here are the cuts that matter.\n\n\
        Orbiva. The satellite firm is cutting 230 jobs, 15% of its staff, after a failed launch destroyed six satellites.\n\n\
        Kestrelpay. The payments firm dismissed 400 people on Tuesday. Those leaving get three extra months of salary.\n\n\
        Numbly. The budgeting app is shutting down on May 31 and all 48 employees will lose their jobs.";
    let title = "The week in layoffs: Orbiva, Kestrelpay and Numbly";
    let app = holding(&[article("week", "2025-04-05", title, body)]);
    let facts = app.facts(A).expect("it reads");
    let mut told: Vec<String> =
        facts.iter().map(|f| format!("{} {:?} {:?}", f.company, f.count, f.date.map(|d| d.start))).collect();
    told.sort();
    assert_eq!(
        told,
        ["Kestrelpay Some(400) Some(2025-04-01)", "Numbly Some(48) Some(2025-04-05)", "Orbiva Some(230) Some(2025-04-05)"]
    );
    let severance = ask(&app, A, "severance at numbly");
    assert!(severance.abstained && !severance.nearest.iter().any(|c| c.text().contains("salary")), "{severance:?}");
    let why = ask(&app, A, "why is orbiva cutting jobs");
    assert!(first(&why).contains("failed launch") && !why.citations.iter().any(|c| c.text().contains("400")), "{why:?}");
}

#[test]
fn the_letters_before_questions_and_answers_are_no_names() {
    let body = "Zorbex laid off 150 people in Oslo on 6 February 2024. Readers have sent us questions.\n\n\
        Q. What do they receive?\n\nA. In addition to the usual allowance there is a special payment of at most 36 months of pay.\n\n\
        Q. Will any plants be closed?\n\nA. One. The Ina plant, which assembles printers, ends production at the end of March.";
    let app = holding(&[article("a", "2024-02-07", "Q&A: What happened at Zorbex?", body)]);
    check(
        &app,
        &[
            ("max special payment in months at zorbex", "at most 36 months", ""),
            ("which zorbex plant stops production in march", "The Ina plant", ""),
        ],
    );
}

#[test]
fn who_somebody_is_stands_beside_the_name() {
    let body = "Zorbex is laying off 150 people in Oslo. Human resources chief Beth Galen wrote the memo. \"It was not lightly done,\" \
        Galen wrote.\n\nMartin Ruud, who heads the plant, stays.";
    let app = holding(&[article("a", "2024-02-06", "Zorbex cuts 150 jobs", body)]);
    for (text, expected) in [
        ("who is beth galen", "Human resources chief Beth Galen"),
        ("who's galen at zorbex", "Human resources chief Beth Galen"),
        ("who is martin ruud", "who heads the plant"),
    ] {
        let answer = ask(&app, A, text);
        assert!(first(&answer).contains(expected), "{text}: {answer:?}");
        assert!(!answer.headline.unwrap_or_default().contains("Galen"), "{text}");
    }
    assert!(ask(&app, A, "who is blake lively").abstained);
}

#[test]
fn whether_more_will_go_and_how_it_was_told_is_answered_as_such() {
    let body = "Zorbex, the lamp maker, is laying off 150 people in Oslo, it said on Tuesday. Staff found out by an email at six in \
        the morning. Each leaves with three months' pay.\n\nAsked if further reductions were likely, a spokesperson said that no \
        more were planned this year. It is the first layoff in the history of Zorbex, which was founded in 2013 by Ada Venn.";
    let app = holding(&[article("a", "2024-02-06", "Zorbex cuts 150 jobs", body)]);
    for (text, expected) in [
        ("will there be more layoffs at zorbex", "no more were planned"),
        ("is zorbex planning another round of cuts", "no more were planned"),
        ("will there be more job losses at zorbex", "no more were planned"),
        ("has zorbex laid people off before", "first layoff in the history"),
        ("how did staff at zorbex find out", "by an email"),
        ("who founded zorbex", "founded in 2013 by Ada Venn"),
    ] {
        let answer = ask(&app, A, text);
        assert!(!answer.abstained && first(&answer).contains(expected), "{text}: {answer:?}");
        assert!(!answer.headline.unwrap_or_default().contains("150"), "{text}");
    }
}

#[test]
fn a_total_that_a_report_states_is_told_before_a_smaller_sum_of_ours() {
    let body = "Tessal, the software firm, let 170 people go in August 2022, and another 380 went in March 2023.\n\n\
        In all, Tessal has shed 1,550 jobs since August 2022, its chief executive said.";
    let app = holding(&[
        article("t", "2025-10-06", "The long decline of Tessal", body),
        article("a", "2024-02-06", "Zorbex cuts 150 jobs", "Zorbex is laying off 150 people in Oslo, it said on Tuesday."),
        article(
            "b",
            "2024-03-05",
            "Quill lets 90 go",
            "Quill, a maker of lamps, is laying off 90 people, it said on 5 March 2024.",
        ),
    ]);
    let answer = ask(&app, A, "how many jobs has tessal shed in total");
    assert!(first(&answer).contains("1,550"), "{answer:?}");
}

#[test]
fn a_headline_says_what_is_only_planned_or_rumoured() {
    let app = holding(&[
        article(
            "a",
            "2025-03-03",
            "Cobb Cloud could cut up to 1,000 jobs",
            "Cobb Cloud could cut up to 1,000 jobs, according to a union. The software company is based in Leeds.",
        ),
        article(
            "b",
            "2025-11-01",
            "Hale lays off 300",
            "Hale laid off 300 people on 30 October 2025. Former employees blamed chief executive Rita Moss for the layoffs.",
        ),
    ]);
    let headline = |text: &str| ask(&app, A, text).headline;
    let rumour = headline("how many jobs could cobb cloud cut").expect("a headline");
    assert!(rumour.contains("up to 1,000 jobs") && rumour.contains("(rumour; union; no later report here)"), "{rumour}");
    assert_eq!(headline("how many did hale lay off").as_deref(), Some("Hale, October 2025: 300 people"));
    assert_eq!(headline("who is to blame for the hale layoffs"), None);
}

#[test]
fn a_headline_is_of_the_place_the_person_and_the_terms_that_are_asked_for_or_there_is_none() {
    let app = holding(&[
        article(
            "a",
            "2024-03-05",
            "Corvane cuts 260 jobs",
            "Corvane will lay off 260 employees in Norway this spring, it said on 5 March 2024.\n\n\
             The package is 20 weeks of salary and one more week per year of tenure, six months of health care and the laptop.",
        ),
        article(
            "b",
            "2023-06-06",
            "Marlowe lets 400 go",
            "Marlowe is laying off 400 people, it said on 6 June 2023. They get the statutory minimum plus one month's pay.",
        ),
        article(
            "c",
            "2023-11-07",
            "Marlowe lets 90 more go",
            "Marlowe is laying off 90 people, it said on 7 November 2023. Ines Tarn, who succeeded Bo Lind as chief executive, told staff.",
        ),
        article(
            "d",
            "2024-05-14",
            "Tindal cuts 75 jobs",
            "Tindal is laying off 75 people, it said on Tuesday. The last of them leave on November 30.",
        ),
    ]);
    let headline = |text: &str| ask(&app, A, text).headline.unwrap_or_default();
    assert_eq!(headline("how many did corvane lay off in norway"), "Corvane, March 2024: 260 employees in Norway");
    let terms = "Corvane, March 2024: 20 weeks of salary and one more week per year of tenure";
    assert_eq!(headline("what severance does corvane pay"), terms);
    assert_eq!(headline("what severance does marlowe pay"), "", "what comes on top is not all of it");
    assert_eq!(headline("who is ceo of marlowe"), "Marlowe, November 2023: Ines Tarn");
    assert_eq!(headline("when do the last people leave tindal"), "Tindal: on November 30");
}

#[test]
fn companies_of_a_kind_are_those_that_an_article_calls_so() {
    let app = holding(&[
        article(
            "a",
            "2024-02-06",
            "Kessel lays off 80",
            "Crypto exchange Kessel is laying off 80 people, or 10% of its staff, it said on Tuesday.",
        ),
        article(
            "b",
            "2024-03-05",
            "Brindle to shed 400 jobs",
            "Brindle will shed 400 jobs, it said on Tuesday.\n\nThe Leeds chipmaker has 9,000 employees. Nobody pays in crypto there.",
        ),
        article(
            "c",
            "2024-04-09",
            "Tarvel cuts 120 jobs",
            "India's biggest parcel service is cutting 120 jobs, it said on Tuesday. Tarvel has 3,000 people.",
        ),
        article(
            "d",
            "2024-05-14",
            "Ostrel cuts 60 jobs in India",
            "Ostrel of Oslo, which sells lamps, cut 60 jobs in India on Tuesday, it said.",
        ),
    ]);
    let listed = |question: &str| {
        let answer = ask(&app, A, question);
        assert!(!answer.abstained, "{question}: {answer:?}");
        for row in &answer.rows {
            // What says that it is of that kind is quoted beside its number.
            assert!(!row.citations.is_empty() && row.citations.iter().all(|n| *n <= answer.citations.len()), "{answer:?}");
        }
        answer.rows.iter().map(|row| row.company.clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed("which crypto companies had layoffs"), ["Kessel"]);
    assert_eq!(listed("chipmakers that cut jobs"), ["Brindle"]);
    assert_eq!(listed("which indian companies laid people off"), ["Tarvel"]);
    let chip = ask(&app, A, "chip companies with layoffs");
    assert!(chip.citations.iter().any(|c| c.text().contains("The Leeds chipmaker")), "{chip:?}");
    // Nobody else sees what is a server's own.
    assert!(ask(&app, B, "which crypto companies had layoffs").rows.is_empty());
}

#[test]
fn why_is_told_by_what_follows_the_question_and_a_picture_tells_nothing() {
    let app = holding(&[article(
        "a",
        "2024-08-20",
        "Wattle cuts 230 roles",
        "Wattle, the Melbourne payments group, will make 230 roles redundant, it told the stock exchange on Tuesday.\n\n\
         Image: the sign at its office in Perth, in happier days.\n\nWhy now?\n\nChief executive Fiona Trelawney gave two reasons. \
         New rules treat such loans as credit, and checks have taken out a fifth of the customers.\n\n\
         The office in Geelong closes on October 31.",
    )]);
    check(
        &app,
        &[("why did wattle cut 230 roles", "New rules treat", ""), ("which office is wattle shutting", "Geelong closes", "")],
    );
}

#[test]
fn what_is_said_of_others_answers_nothing() {
    let app = holding(&[
        article(
            "a",
            "2024-02-06",
            "Brack to cut 410 jobs",
            "Data firm Brack will cut 410 jobs, or 17% of its staff, it said on Tuesday. An activist fund has been asking for 600 jobs \
             to go, the analyst Ruth Oake noted. Seattle's Coldvault dismissed 850 people, 11% of its staff, in January, and Redoubt \
             has cut about 90.",
        ),
        article(
            "b",
            "2024-06-11",
            "Redoubt lets 90 go",
            "Redoubt let 90 people go in January 2024, it said on Tuesday. Olaf Berg, who had sold it, neither confirmed nor denied \
             the sale of its labs. Ada Venn, the finance chief, confirmed that the labs would be sold.",
        ),
    ]);
    // What somebody wants is no layoff, and a share of another company none of this one.
    let wanted = ask(&app, A, "how many did brack lay off");
    assert!(first(&wanted).contains("410"), "{wanted:?}");
    let share = ask(&app, A, "what percent did redoubt cut in 2024");
    assert!(share.abstained, "{share:?}");
    check(&app, &[("who confirmed the sale of the redoubt labs", "Ada Venn", "Ada Venn")]);
}

#[test]
fn a_report_without_a_day_has_that_of_others_on_the_same_layoff() {
    let undated = json!({
        "url": "https://a.example/q", "title": "Onslow lays off another 256", "source": "The Wire",
        "body": "Onslow's reset has cost a further 256 people their jobs, or 3.8% of the staff.",
    });
    let app = holding(&[
        undated.to_string(),
        article("b", "2023-11-29", "Onslow cuts 265 jobs", "Onslow is cutting 265 jobs, 3.8% of its staff, it said on Tuesday."),
    ]);
    check(&app, &[("how many did onslow lay off in november 2023", "65", "")]);
    assert!(ask(&app, A, "how many did onslow lay off in 2021").abstained);
}

#[test]
fn those_who_stay_or_move_are_counted_as_such() {
    let app = holding(&[article(
        "a",
        "2025-09-16",
        "Brack lets 155 go",
        "Brack cut 155 people on Tuesday, which is 9% of the 1,720 it had.\n\nAnother 40 or so will be moved to its owner, Quillmark.\n\n\
         \"We will be 1,565 people tonight,\" wrote chief executive Ada Venn.",
    )]);
    let questions = [
        ("how many people are left at brack after september 2025", "1,565", "1,565"),
        ("how many brack people moved to quillmark", "Another 40", "40"),
        ("how many did brack lay off", "155", "155"),
    ];
    check(&app, &questions);
}

/// Articles of a town hall, an owner and a purchase.
fn of_owners() -> App {
    let articles = [
        article(
            "live",
            "2024-08-21",
            "Pellwright lays off 1,250",
            "Pellwright is laying off 1,250 people, it said on Wednesday. In the end 1,180 left.\n\nThe sync team loses 340 people, marketing 190 \
             and customer care 260.\n\n\"The market got a number, and then it got a CTO walking out,\" says Rohan Clarke of Carleton \
             Securities.\n\nChief technology officer Piotr Zielonka is leaving as well.\n\nOwner Aurelian says that there will be no more \
             cuts.",
        ),
        article(
            "deal",
            "2025-03-18",
            "Aurelian buys Wizmark for $32 billion",
            "Aurelian agreed on Tuesday to take over the security firm Wizmark for $32 billion in cash. If regulators stop the purchase, \
             Wizmark is owed a fee of more than $3 billion. Chief executive Assaf Rapp and his 1,800 employees join Aurelian, and the work \
             will go on.",
        ),
        article(
            "early",
            "2022-11-15",
            "Pellwright to axe 210 posts",
            "Pellwright will axe 210 posts, it said on Tuesday. A further 40 vacancies that had been open since the spring will not be \
             filled. Founder Ada Venn resigned in August.",
        ),
    ];
    holding(&articles)
}

#[test]
fn owners_prices_and_parts_are_told_from_what_stands_beside_them() {
    let questions = [
        ("who owns pellwright", "Owner Aurelian", "Aurelian"),
        ("how much is aurelian paying for wizmark", "for $32 billion", ""),
        ("cto who walked out of pellwright", "Piotr Zielonka", "Zielonka"),
        ("which pellwright team was hit hardest summer 24", "sync team loses 340", ""),
        ("how many left pellwright in the end", "1,180 left", "1,180"),
        ("how many vacancies did pellwright leave open in nov 2022", "40 vacancies", "40"),
        // As it sounds.
        ("how many did pellwrite lay off in august 2024", "1,250 people", "1,250"),
    ];
    check(&of_owners(), &questions);
}

#[test]
fn what_nobody_tells_is_refused() {
    let app = of_owners();
    for text in [
        "how many of the pellwright layoffs were women",
        "how many people did wizmark lay off after aurelian bought it",
        "what did ada venn say when she resigned",
        "when is pellwright closing nairobi",
        "hey hows it going",
        "good morning everyone",
    ] {
        let answer = ask(&app, A, text);
        assert!(answer.abstained, "{text}: {answer:?}");
    }
}

#[test]
fn a_line_of_a_comparison_stands_in_the_quote_that_it_cites() {
    let app = holding(&[
        article("a", "2022-07-26", "Zorbex lays off 1,000", "Zorbex is laying off about 1,000 people, it said on Tuesday."),
        article(
            "b",
            "2023-05-04",
            "Zorbex cuts again",
            "Zorbex is shrinking by about a fifth, the shop software firm said on Thursday. It had already let about 1,000 people go in \
             the summer of 2022.",
        ),
    ]);
    let answer = ask(&app, A, "zorbex 2022 vs 2023 which was deeper");
    for row in &answer.rows {
        let stated = |n: &usize| answer.citations[n - 1].text().contains("1,000");
        assert!(row.count != Some(1000) || row.citations.iter().all(stated), "{answer:?}");
        assert!(row.date.is_none_or(|day| day.year() == 2022) || row.count.is_none(), "{answer:?}");
    }
    // What the later report tells of the year before is not of its own.
    assert!(!first(&ask(&app, A, "how many did zorbex lay off in 2023")).starts_with("It had already"));
}

/// Articles that name their company once, tell of several rounds, and of who holds which office.
fn named_once() -> App {
    holding(&[
        article(
            "interview",
            "2025-03-14",
            "\"I rehearsed so as not to cry\"",
            "Ada Venn was operating chief of Zorbex until the summer. We met her in Lund.\n\n\
             On 23 May 2023 I let 850 people go, all of them on one video call with the cameras off and the chat closed. Nobody had \
             been told beforehand, not even those who led the teams, and I heard of some who were on a train at the time. People \
             have played it back to me at weddings.\n\n\
             It lasted eleven minutes. I had practised for two hours in the kitchen, and it showed. We took 34 of them back in \
             July, because a whole night shift had been put on the sheet by mistake.",
        ),
        article(
            "rounds",
            "2024-03-19",
            "Quillmark lets 410 people go",
            "The Recife payments company Quillmark laid off 410 people on Monday. It is the second layoff in its history. The \
             first, in June 2022, had taken 180 posts.\n\nTogether that makes 590 people over two rounds.",
        ),
        article(
            "office",
            "2025-02-03",
            "Brimmick loses its chief executive and cuts 60 jobs",
            "Brimmick said on Monday that 60 jobs would go. Chief executive Olaf Berg steps down at the end of the month. He is \
             succeeded by Ines Falk, who ran the Oslo office.\n\nFinance chief Tove Lind left in January.",
        ),
        article(
            "scooters",
            "2025-05-06",
            "Scooter operator Tarnfell pulls out of Norway",
            "Tarnfell is leaving Norway in June. The company did not say why.",
        ),
        article(
            "tarnfell",
            "2025-06-11",
            "Tarnfell and the works council",
            "Tarnfell, of Kiel, is cutting 265 jobs, it said on 11 June 2025.",
        ),
        article(
            "counted",
            "2025-12-22",
            "The 2025 list: every tech layoff of 50 or more",
            "We close the book on 2025 with 486 companies and 121,400 people. The technology group Halvard, which employs 310,000 \
             people worldwide, is not among them.",
        ),
    ])
}

#[test]
fn an_article_that_names_its_company_once_answers_all_the_same() {
    let app = named_once();
    assert!(first(&ask(&app, A, "how long did the zorbex layoff call last")).contains("eleven minutes"));
}

#[test]
fn what_a_company_is_called_need_not_be_said_again() {
    let app = named_once();
    let answer = ask(&app, A, "tarnfell scooter layoffs 2025 number");
    assert!(!answer.abstained && first(&answer).contains("265 jobs"), "{answer:?}");
}

#[test]
fn of_rounds_that_one_report_tells_each_has_its_number_and_the_total_is_told_first() {
    let app = named_once();
    let answer = ask(&app, A, "quillmark first layoff, how many");
    assert!(first(&answer).contains("180 posts"), "{answer:?}");
    let total = ask(&app, A, "quillmark all rounds together");
    assert!(first(&total).contains("590 people"), "{total:?}");
}

#[test]
fn whoever_leaves_holds_the_office_no_more() {
    let app = named_once();
    let answer = ask(&app, A, "who is the ceo of brimmick now");
    assert!(!answer.headline.as_deref().unwrap_or_default().contains("Berg"), "{answer:?}");
    let new = ask(&app, A, "new ceo of brimmick");
    assert!(new.headline.as_deref().is_some_and(|line| line.contains("Ines Falk")), "{new:?}");
    let gone = ask(&app, A, "finance chief of brimmick");
    assert!(!gone.headline.as_deref().unwrap_or_default().contains("Lind"), "{gone:?}");
}

#[test]
fn a_count_of_the_whole_industry_is_quoted_first_and_nobodys_staff_is_one() {
    let app = named_once();
    let answer = ask(&app, A, "tech layoffs total for 2025");
    assert!(first(&answer).contains("121,400 people"), "{answer:?}");
    assert!(answer.citations.iter().all(|c| !c.text().contains("310,000")), "{answer:?}");
}

#[test]
fn a_place_is_no_company_because_a_question_takes_it_for_one() {
    let app = holding(&[article(
        "plant",
        "2025-09-17",
        "'Gutted': Dunmere charger factory to close with the loss of 226 jobs",
        "Workers at Dunmere's charger factory have spoken of their shock after they were told the plant is to close in the spring, \
         with 226 jobs set to go.\n\nVolthame called staff on both shifts to the canteen on Tuesday. The closure is part of a wider \
         plan by the Coventry-based firm to shed 310 of its 805 UK jobs. Volthame said that the other sites would stay.",
    )]);
    let answer = ask(&app, A, "how many jobs go at dunmere");
    assert!(!answer.headline.as_deref().unwrap_or_default().contains("310"), "{answer:?}");
}

/// A round that was planned, disputed and smaller in the end, told by two reports.
fn disputed() -> App {
    holding(&[
        article(
            "plan",
            "2024-03-05",
            "Quillmark puts 430 jobs at risk",
            "Quillmark, a maker of pumps, said on Tuesday that 430 jobs are at risk. \"Demand has fallen by a third and the \
             plants are too large,\" chief executive Ada Venn told staff.\n\n\
             The metal workers' union sees it differently. \"The owners took 60 million out of the company and now the money is \
             missing,\" regional secretary Bo Lind said. By its count 505 people are affected, temps included.",
        ),
        article(
            "outcome",
            "2024-09-12",
            "What became of the plan at Quillmark",
            "Quillmark has published its half-year report. Sales fell by 4% from those of the year before.\n\n\
             In March the company had put 430 jobs at risk. Once the talks with the works council were over it was 388. They \
             will be gone by the end of the year.",
        ),
    ])
}

#[test]
fn what_came_of_a_plan_is_not_what_was_planned() {
    let app = disputed();
    for question in ["how many people actually lost their job at quillmark", "quillmark layoffs, number after the talks"] {
        let answer = ask(&app, A, question);
        assert!(first(&answer).contains("it was 388"), "{question}: {answer:#?}");
    }
    assert!(first(&ask(&app, A, "how many jobs did quillmark put at risk")).contains("430"));
}

#[test]
fn what_somebody_thinks_is_told_by_that_one() {
    let app = disputed();
    let theirs = ask(&app, A, "what does the union think is really behind the quillmark cuts");
    assert!(first(&theirs).contains("60 million"), "{theirs:#?}");
    let official = ask(&app, A, "why is quillmark cutting jobs");
    assert!(first(&official).contains("Demand has fallen"), "{official:#?}");
    let count = ask(&app, A, "how many are affected at quillmark according to the union");
    assert!(first(&count).contains("505"), "{count:#?}");
}

/// Articles in which much stands beside what is asked for.
fn beside() -> App {
    let articles = [
        article(
            "be1",
            "2025-03-04",
            "Zorbex lets 310 go",
            "Zorbex is laying off 310 of its 4,100 employees, it said on Tuesday. Some 900 people work for Zorbex in the Oslo region.\n\n\
             Zorbex lost $2.9 million in the fourth quarter of 2024, on revenue of $12.9 million.\n\n\
             \"We hired for a boom that did not come,\" chief executive Ada Venn wrote. How many of the 310 jobs are in Bergen is \
             unclear. Chief executive Ada Venn and president Olaf Berg take a pay cut of 20%.\n\n\
             Those dismissed get severance, a spokesperson said. Talks end on 4 April.",
        ),
        article(
            "be2",
            "2025-06-10",
            "Quillmark turns to Ivo Stahl",
            "Quillmark, a maker of lamps, is laying off 75 people, it said on Tuesday. Ivo Stahl, a former finance chief of Zorbex, \
             becomes chief executive of Quillmark.\n\n\
             Lanterna, a lighting group, is buying the Quillmark stores. Ten of Quillmark's twelve designers are among those who go. \
             They had £4.2million of public money for the Leeds factory, the town says.",
        ),
        article(
            "be3",
            "2025-09-02",
            "Please stop calling it a journey",
            "The best letter in the pile is that of Fiona Achter of Velmora, which let 95 people go in August.\n\n\
             When Achter names the number, that is 7% of the company, readers can check it.",
        ),
    ];
    holding(&articles)
}

#[test]
fn how_many_work_there_is_not_told_by_those_who_go() {
    let app = beside();
    check(&app, &[("zorbex headcount", "4,100", "4,100"), ("how many people work for zorbex", "4,100", "4,100")]);
    for of_those_who_go in ["quillmark headcount", "how many workers did quillmark have"] {
        let answer = ask(&app, A, of_those_who_go);
        assert!(answer.abstained, "{of_those_who_go}: {answer:#?}");
    }
    // That a number is not known is no number.
    let answer = ask(&app, A, "how many zorbex jobs in bergen");
    assert!(answer.headline.is_none(), "{answer:#?}");
}

#[test]
fn of_several_sums_or_offices_in_one_sentence_the_one_asked_for_is_stated() {
    let app = beside();
    let questions = [
        ("zorbex loss q4 2024", "lost $2.9 million", "$2.9 million"),
        ("zorbex revenue q4 2024", "$12.9 million", "$12.9 million"),
        ("who is president of zorbex", "president Olaf Berg", "Olaf Berg"),
        ("how much public money did quillmark get for leeds", "public money", "£4.2million"),
    ];
    check(&app, &questions);
    assert!(ask(&app, A, "who is cfo of zorbex").abstained);
}

#[test]
fn what_may_be_answered_with_yes_or_no_is_answered_with_what_is_told_of_it() {
    let app = beside();
    for (question, told) in
        [("did zorbex executives take a pay cut", "pay cut of 20%"), ("did zorbex pay severance", "get severance")]
    {
        let answer = ask(&app, A, question);
        assert!(!answer.abstained && answer.citations.iter().any(|c| c.text().contains(told)), "{question}: {answer:#?}");
    }
}

#[test]
fn only_whoever_is_asked_for_is_quoted_and_only_on_what_it_is_about() {
    let app = beside();
    let answer = ask(&app, A, "what did ada venn say about hiring");
    assert!(first(&answer).contains("hired for a boom"), "{answer:#?}");
    for nothing in ["what did ada lovelace say about the layoffs", "what did ada venn say about unions"] {
        let answer = ask(&app, A, nothing);
        assert!(answer.abstained, "{nothing}: {answer:#?}");
    }
}

#[test]
fn whoever_buys_may_open_the_sentence() {
    let answer = ask(&beside(), A, "who bought the quillmark stores");
    assert!(first(&answer).starts_with("Lanterna"), "{answer:#?}");
}

#[test]
fn a_person_is_no_company_whatever_is_told_beside_the_name() {
    let app = beside();
    let answer = ask(&app, A, "velmora august 2025 layoffs what percent");
    assert!(first(&answer).contains("7% of the company"), "{answer:#?}");
    assert_eq!(app.companies(A, "Fiona", 5).expect("it can be read"), [""; 0]);
}

#[test]
fn whoever_leads_the_whole_does_not_lead_a_part_of_it() {
    let app = holding(&[article(
        "rl",
        "2026-01-14",
        "Reality Labs loses a tenth of its people",
        "Meta lets 1,500 people at Reality Labs go, it said on Tuesday. Chief executive Mark Zuckerberg had announced less spending \
         there.\n\nAndrew Bosworth, the head of Reality Labs, called the division to a meeting. The company behind Instagram and \
         WhatsApp will cut 2% of its workforce, an analyst expects.",
    )]);
    let answer = ask(&app, A, "who is the head of reality labs");
    assert!(first(&answer).starts_with("Andrew Bosworth"), "{answer:#?}");
    assert!(answer.headline.as_deref().is_none_or(|line| line.contains("Bosworth")), "{answer:#?}");
    // What an owner is named by is not whose figure it is.
    let answer = ask(&app, A, "whatsapp layoffs percent");
    assert!(answer.headline.is_none(), "{answer:#?}");
}

/// Articles whose words tell of a number what it is not.
fn misleading() -> App {
    let articles = [
        article(
            "mi1",
            "2025-10-08",
            "Zorbex shares fall after layoffs",
            "Zorbex is laying off 310 people, 8% of its staff, it said on Tuesday. The programme should be complete by the end of March \
             2026.\n\nShares in Zorbex dropped by around 9% after the news. It plans to hire 50 nurses next year.\n\nAbout 48,000 \
             people work for Zorbex at 38 sites, more than 5,000 of them in Bergen. Employees who spoke to us put the number closer \
             to 400.",
        ),
        article(
            "mi2",
            "2025-09-02",
            "Quillmark Freight drops 150",
            "Quillmark Freight, the haulage arm of Quillmark, is laying off 150 people, it said on Tuesday.",
        ),
        article(
            "mi3",
            "2024-06-04",
            "Tarvel weighs up to 900 job cuts",
            "Tarvel, a maker of lamps, may lay off up to 900 people, people familiar with the matter said on Tuesday.",
        ),
        article(
            "mi4",
            "2024-08-06",
            "Tarvel lets 640 go",
            "Tarvel has laid off 640 people, it said on Tuesday. They get nine weeks of pay.",
        ),
        article(
            "mi5",
            "2024-05-07",
            "Velmora lets 190 go",
            "In May 2024 Velmora dismissed 190 people. The severance was four weeks of pay.",
        ),
    ];
    holding(&articles)
}

#[test]
fn a_share_of_something_else_is_none_of_the_staff() {
    let app = misleading();
    let answer = ask(&app, A, "zorbex stock drop");
    assert!(first(&answer).contains("9%"), "{answer:#?}");
    // No share without what it is of, nor one without the direction that is asked for.
    assert_eq!(answer.headline.as_deref(), Some("Zorbex, October 2025: around 9% (Shares)"));
    assert_eq!(ask(&app, A, "by how much did zorbex stock rise").headline, None);
    assert!(ask(&app, A, "quillmark freight stock").abstained);
}

#[test]
fn a_number_of_those_who_come_or_work_there_is_no_headline_on_those_who_go() {
    let app = misleading();
    for question in ["how many nurses did zorbex lay off", "how many layoffs in bergen zorbex"] {
        let answer = ask(&app, A, question);
        assert!(answer.headline.is_none(), "{question}: {answer:#?}");
    }
    let staff = ask(&app, A, "zorbex how many employees");
    assert!(first(&staff).contains("48,000 people work") && staff.headline.is_none_or(|line| line.contains("48,000")));
    // The employees' own number, not the number of employees.
    let theirs = ask(&app, A, "how many do zorbex employees say it was");
    assert!(theirs.headline.as_deref().is_none_or(|line| !line.contains("310")), "{theirs:#?}");
}

#[test]
fn the_end_is_not_the_day_of_the_announcement() {
    let answer = ask(&misleading(), A, "when will zorbex be done with the layoffs");
    assert!(answer.headline.as_deref().is_none_or(|line| line.contains("March 2026")), "{answer:#?}");
}

#[test]
fn a_headline_names_whose_round_it_is() {
    let answer = ask(&misleading(), A, "quillmark layoffs");
    assert!(answer.headline.as_deref().is_none_or(|line| line.starts_with("Quillmark Freight")), "{answer:#?}");
}

#[test]
fn what_was_feared_is_told_where_it_is_asked_for() {
    let app = misleading();
    let feared = ask(&app, A, "how many were feared to go at tarvel before it was official");
    assert!(first(&feared).contains("900"), "{feared:#?}");
    let held = ask(&app, A, "how many actually lost their jobs at tarvel");
    assert!(first(&held).contains("640"), "{held:#?}");
}

#[test]
fn terms_are_of_the_time_that_the_sentence_before_them_names() {
    let answer = ask(&misleading(), A, "severance at velmora in may 2024");
    assert!(first(&answer).contains("four weeks of pay"), "{answer:#?}");
}

/// Articles that quote people, with and without a name beside their words.
fn of_several_voices() -> App {
    let articles = [
        article(
            "sv1",
            "2025-10-08",
            "Zorbex lets 310 go",
            "Zorbex is laying off 310 people, it said on Tuesday. \"I got this one wrong, and I am sorry,\" Chief Executive Ada Venn \
             told staff. \"The terminals never paid for themselves,\" Finance chief Olaf Berg said.",
        ),
        article(
            "sv2",
            "2025-10-09",
            "Quillmark cuts 150 jobs in the US",
            "Quillmark is cutting 150 jobs in the United States, it said on Wednesday. A further 60 go in Norway.",
        ),
    ];
    holding(&articles)
}

#[test]
fn whose_words_these_are_is_told_by_the_very_words() {
    let app = of_several_voices();
    for (question, words, name) in [
        ("who said \"i got this one wrong\"", "I got this one wrong", "Ada Venn"),
        ("who said the terminals never paid for themselves", "terminals never paid", "Olaf Berg"),
    ] {
        let answer = ask(&app, A, question);
        assert!(first(&answer).contains(words), "{question}: {answer:#?}");
        assert!(answer.headline.as_deref().is_none_or(|line| line.contains(name)), "{question}: {answer:#?}");
    }
    // Nobody said this.
    let answer = ask(&app, A, "who said zorbex will never lay anybody off again");
    assert!(answer.headline.is_none(), "{answer:#?}");
}

#[test]
fn the_us_is_a_place_and_us_is_not() {
    let app = of_several_voices();
    let answer = ask(&app, A, "how many quillmark jobs go in the us");
    assert!(first(&answer).contains("150 jobs in the United States"), "{answer:#?}");
    assert!(answer.headline.as_deref().is_none_or(|line| line.contains("150")), "{answer:#?}");
    let answer = ask(&app, A, "how many quillmark jobs go in norway");
    assert!(answer.headline.as_deref().is_none_or(|line| line.contains("60")), "{answer:#?}");
}

#[test]
fn the_name_of_a_paper_is_no_day_and_a_time_to_come_is_a_plans() {
    let app = holding(&[
        article(
            "np1",
            "2025-10-12",
            "Zorbex to cut 310 jobs",
            "Zorbex plans to cut 310 jobs by the end of 2027, it said on Friday.",
        ),
        article(
            "np2",
            "2024-03-05",
            "Zorbex lets 90 go",
            "Zorbex laid off 90 people on 5 March 2024, the Sunday Lantern reports.",
        ),
    ]);
    let answer = ask(&app, A, "the sunday paper on how many zorbex laid off in 2024");
    assert!(first(&answer).contains("90 people"), "{answer:#?}");
    let answer = ask(&app, A, "how many will zorbex cut by end 2027");
    assert!(first(&answer).contains("310 jobs"), "{answer:#?}");
}

/// What is shown first of one article on Zorbex: the headline, else the first quote.
fn shown(body: &str, question: &str) -> String {
    let app = holding(&[article("one", "2026-10-05", "Zorbex lays people off", body)]);
    let answer = ask(&app, A, question);
    answer.headline.clone().unwrap_or_else(|| first(&answer).to_owned())
}

#[test]
fn a_word_said_by_the_way_asks_for_nothing_else() {
    for (body, question, expected) in [
        (
            "Zorbex will close 40 stores and lay off 1,200 workers, it said on Monday.",
            "how many stores will zorbex close after it let go of workers",
            "40 stores",
        ),
        (
            "Zorbex let 300 people go. They get 12 weeks of severance pay. Zorbex expects a charge of $40 million.",
            "what severance did zorbex pay the workers it let go to cut costs",
            "12 weeks",
        ),
        (
            "Zorbex is cutting 12% of its staff. Revenue fell 30% last year.",
            "what percent did zorbex cut after revenue fell",
            "12%",
        ),
        (
            "Zorbex lays off 300. Zorbex shares fell to $12.40 on Monday, a drop of 6%.",
            "what price did zorbex shares fall to",
            "$12.40",
        ),
        ("Zorbex laid off 320 call centre workers on Monday.", "how many zorbex call centre staff laid off", "320"),
        (
            "Zorbex laid off 320 people. The Berlin drone maker needs money.",
            "how many did the berlin company zorbex lay off",
            "320",
        ),
        (
            "Zorbex, which has 900 engineers, laid off 320 people in sales.",
            "how many people did zorbex lay off besides engineers",
            "320",
        ),
        (
            "Zorbex laid off 320 people on March 3 after the takeover.",
            "when were the job cuts at zorbex over the takeover",
            "March 3",
        ),
        (
            "Zorbex laid off 300 people. \"This is on me,\" chief executive Jane Doe said.",
            "who said \"this is on me\" at zorbex",
            "Jane Doe",
        ),
    ] {
        let shown = shown(body, question);
        assert!(shown.contains(expected), "{question}: {shown}");
    }
    // The year is of what is asked about, though a "by" stands before it.
    let shown = shown("Zorbex will cut 300 jobs, and expects a profit in 2027.", "how many jobs will be cut by zorbex in 2027");
    assert!(shown.is_empty(), "{shown}");
}

#[test]
fn of_a_place_that_no_article_names_nothing_is_told() {
    let body = "Zorbex will cut 300 jobs in Oslo and Bergen, it said on Monday. It shut its Milan office in 2023.";
    for question in ["is zorbex closing its new york office", "how many people did zorbex lay off in brazil"] {
        let shown = shown(body, question);
        assert!(shown.is_empty(), "{question}: {shown}");
    }
}

#[test]
fn a_text_without_an_end_does_not_keep_anybody_waiting() {
    // Each would take minutes, were every number compared with the whole of what stands before it.
    let glued = format!("Zorbex has to lay off 300 people; {}.", "20/people/".repeat(9_000));
    let listed =
        format!("Zorbex laid off 300 people from engineering teams{}.", ", and 400 from engineering teams".repeat(3_000));
    let said = format!("who said {}", "i ".repeat(900));
    for (body, question) in [(&glued, "how many did zorbex lay off"), (&listed, "how many engineering people did zorbex lay off")]
    {
        let answer = shown(body, question);
        assert!(answer.contains("300 people"), "{question}: {answer:.200}");
    }
    shown(&format!("Zorbex laid off 300 people. {}.", "i ".repeat(40_000)), &said);
}

#[test]
fn a_quote_does_not_end_where_it_asks() {
    let body = "Zorbex told crews on Wednesday night that it will furlough 430 pilots from January 10. The reason? Engines. About a \
                third of its jets are parked.";
    let app = holding(&[article("one", "2026-10-05", "Zorbex is grounding people", body)]);
    let answer = ask(&app, A, "why is zorbex furloughing pilots");
    assert!(answer.citations.iter().all(|c| !c.text().ends_with('?')), "{answer:#?}");
    assert!(answer.citations.iter().any(|c| c.text().contains("The reason? Engines.")), "{answer:#?}");
}

#[test]
fn a_headline_is_not_of_one_place_of_two_nor_of_another_day_or_group() {
    for (body, question, wrong) in [
        (
            "Zorbex parts ways with 95 people across Oslo and Bergen, it said.",
            "how many zorbex people in oslo lost their job",
            "95",
        ),
        (
            "Zorbex confirmed on Friday Oct 2 that 300 people will be laid off, starting Jan 4 2027.",
            "when do the zorbex layoffs start",
            "Oct 2",
        ),
        (
            "Zorbex is laying off 300 people. Older workers can retire early with 80% of their last wage. All others get up to 12 \
             monthly salaries.",
            "what do older workers at zorbex get",
            "12 monthly",
        ),
        (
            "Zorbex is laying off 700 people. Zorbex had cut 450 jobs in January of this year and 1,000 in 2023.",
            "how many did zorbex lay off in january 2026",
            "1,000",
        ),
        (
            "Zorbex is laying off 300 people. It offered early retirement to 60 employees last year; 27 took it.",
            "how many took early retirement at zorbex",
            "60",
        ),
    ] {
        let app = holding(&[article("one", "2026-10-05", "Zorbex lays people off", body)]);
        let answer = ask(&app, A, question);
        assert!(answer.headline.as_deref().is_none_or(|line| !line.contains(wrong)), "{question}: {answer:#?}");
    }
}
