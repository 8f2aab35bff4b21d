//! Phrases and what they mean, as tables: the inside may be rewritten, these stay.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

const NOW: Date = date(2026, 11, 23);

fn shown(day: Option<Date>) -> String {
    day.map_or("-".to_owned(), |day| day.to_string())
}

/// A line is `question | first day | last day`, with `-` for an open end and `none` for no time at all.
fn check_asked(table: &str, now: Date) {
    let mut wrong = Vec::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut columns = line.split(" | ");
        let question = columns.next().unwrap();
        let expected = columns.collect::<Vec<_>>().join(" ");
        let read = asked(question, now);
        let found = read.as_ref().map_or("none".to_owned(), |a| format!("{} {}", shown(a.since), shown(a.until)));
        if found != expected {
            wrong.push(format!("{question}: expected {expected}, found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn questions() {
    check_asked(
        "
        layoffs in 2024 | 2024-01-01 | 2024-12-31
        how many did nokia lay off in 1987 | 1987-01-01 | 1987-12-31
        ibm july 1993 | 1993-07-01 | 1993-07-31
        who laid off 1950 people | none
        who cut 1950 of its jobs | none
        dropbox 2024 layoffs count | 2024-01-01 | 2024-12-31
        meta 2022 | 2022-01-01 | 2022-12-31
        twitch jan 2023 | 2023-01-01 | 2023-01-31
        how many in janaury 2023 | 2023-01-01 | 2023-01-31
        febuary 2024 layoffs | 2024-02-01 | 2024-02-29
        sept 2023 | 2023-09-01 | 2023-09-30
        layoffs in january | 2026-01-01 | 2026-01-31
        layoffs january | 2026-01-01 | 2026-01-31
        layoffs in december | 2025-12-01 | 2025-12-31
        who cut jobs in november | 2026-11-01 | 2026-11-30
        last january | 2026-01-01 | 2026-01-31
        last november | 2025-11-01 | 2025-11-30
        this january | 2026-01-01 | 2026-01-31
        january last year | 2025-01-01 | 2025-01-31
        byjus oct/nov 2022 layoffs how many | 2022-10-01 | 2022-11-30
        oct / nov 2022 | 2022-10-01 | 2022-11-30
        total at meta between nov 2022 and may 2023 | 2022-11-01 | 2023-05-31
        meta nov 2022 and may 2023 | 2022-11-01 | 2023-05-31
        between march and may 2023 | 2023-03-01 | 2023-05-31
        between november and may 2023 | 2022-11-01 | 2023-05-31
        between march and may | 2026-03-01 | 2026-05-31
        march and may 2023 | 2023-03-01 | 2023-05-31
        from march to may 2023 | 2023-03-01 | 2023-05-31
        from 2022 to 2024 | 2022-01-01 | 2024-12-31
        2022-2024 | 2022-01-01 | 2024-12-31
        2022 – 2024 layoffs | 2022-01-01 | 2024-12-31
        2022 through 2024 | 2022-01-01 | 2024-12-31
        jan-mar 2023 | 2023-01-01 | 2023-03-31
        q1-q3 2024 | 2024-01-01 | 2024-09-30
        since january | 2026-01-01 | -
        total amazon cuts since october 2025 incl. the january ones | 2025-10-01 | -
        since oct 2025 | 2025-10-01 | -
        tech job losses per year since 2022 | 2022-01-01 | -
        nov 2022 onwards | 2022-11-01 | -
        from 2022 onward | 2022-01-01 | -
        before 2023 | - | 2022-12-31
        prior to 2023 | - | 2022-12-31
        before march | - | 2026-02-28
        after march 2024 | 2024-04-01 | -
        until june | - | 2026-06-30
        by the end of 2024 | - | 2024-12-31
        positions that go at skaldvik by the end of 2024 | - | 2024-12-31
        since 2022 until march 2024 | 2022-01-01 | 2024-03-31
        q3 2024 | 2024-07-01 | 2024-09-30
        Q3 '24 | 2024-07-01 | 2024-09-30
        2024 q3 | 2024-07-01 | 2024-09-30
        q3 | 2026-07-01 | 2026-09-30
        third quarter of 2024 | 2024-07-01 | 2024-09-30
        3rd quarter 2024 | 2024-07-01 | 2024-09-30
        first quarter of last year | 2025-01-01 | 2025-03-31
        last quarter | 2026-07-01 | 2026-09-30
        this quarter | 2026-10-01 | 2026-12-31
        last quarter of 2023 | 2023-10-01 | 2023-12-31
        h1 2023 | 2023-01-01 | 2023-06-30
        first half of 2023 | 2023-01-01 | 2023-06-30
        second half of 2023 | 2023-07-01 | 2023-12-31
        early 2024 | 2024-01-01 | 2024-04-30
        cause of the coinbase layoffs mid 2022 | 2022-05-01 | 2022-08-31
        mid-2022 | 2022-05-01 | 2022-08-31
        why does skaldvik sack people in late 2024 when profit is up | 2024-09-01 | 2024-12-31
        start of 2023 | 2023-01-01 | 2023-03-31
        at the beginning of 2023 | 2023-01-01 | 2023-03-31
        end of 2023 | 2023-10-01 | 2023-12-31
        late last year | 2025-09-01 | 2025-12-31
        early march 2023 | 2023-03-01 | 2023-03-10
        summer 2023 | 2023-06-01 | 2023-08-31
        summer of 2023 | 2023-06-01 | 2023-08-31
        layoffs in spring | 2026-03-01 | 2026-05-31
        last fall | 2025-09-01 | 2025-11-30
        winter 2022-23 | 2022-12-01 | 2023-02-28
        winter 2022/2023 | 2022-12-01 | 2023-02-28
        last year | 2025-01-01 | 2025-12-31
        this year | 2026-01-01 | 2026-12-31
        last month | 2026-10-01 | 2026-10-31
        this week | 2026-11-23 | 2026-11-29
        last week | 2026-11-16 | 2026-11-22
        yesterday | 2026-11-22 | 2026-11-22
        who got fired today | 2026-11-23 | 2026-11-23
        today's layoffs | 2026-11-23 | 2026-11-23
        past 90 days | 2026-08-25 | 2026-11-23
        in the last 6 months | 2026-05-23 | 2026-11-23
        last six months | 2026-05-23 | 2026-11-23
        last two quarters | 2026-04-01 | 2026-09-30
        in the past year | 2025-11-23 | 2026-11-23
        over the last year | 2025-11-23 | 2026-11-23
        two years ago | 2024-01-01 | 2024-12-31
        a year ago | 2025-01-01 | 2025-12-31
        3 months ago | 2026-08-01 | 2026-08-31
        a few weeks ago | 2026-10-19 | 2026-11-15
        10 days ago | 2026-11-13 | 2026-11-13
        20 jan 2023 | 2023-01-20 | 2023-01-20
        jan 20, 2023 | 2023-01-20 | 2023-01-20
        jan 20 2023 | 2023-01-20 | 2023-01-20
        20th of january 2023 | 2023-01-20 | 2023-01-20
        the 20th of january | 2026-01-20 | 2026-01-20
        2023-01-20 | 2023-01-20 | 2023-01-20
        2023-01 | 2023-01-01 | 2023-01-31
        1/20/2023 | 2023-01-20 | 2023-01-20
        20/1/2023 | 2023-01-20 | 2023-01-20
        20.01.2023 | 2023-01-20 | 2023-01-20
        01/2023 | 2023-01-01 | 2023-01-31
        nov. 9 | 2026-11-09 | 2026-11-09
        november 30 | 2025-11-30 | 2025-11-30
        march 14-16 2023 | 2023-03-14 | 2023-03-16
        layoffs ytd | 2026-01-01 | 2026-11-23
        year to date | 2026-01-01 | 2026-11-23
        so far this year | 2026-01-01 | 2026-11-23
        this year so far | 2026-01-01 | 2026-11-23
        earlier this year | 2026-01-01 | 2026-11-23
        fy2024 | 2024-01-01 | 2024-12-31
        fiscal year 2024 | 2024-01-01 | 2024-12-31
        in may | 2026-05-01 | 2026-05-31
        meta may 2023 how many affected that week | 2023-05-01 | 2023-05-31
        may and june | 2026-05-01 | 2026-06-30
        last may | 2026-05-01 | 2026-05-31
        layoffs in march | 2026-03-01 | 2026-03-31
        the march layoffs | 2026-03-01 | 2026-03-31
        Meta's March round | 2026-03-01 | 2026-03-31
        dropbox 2023 vs 2024 layoffs in people | 2023-01-01 | 2024-12-31
        was amazons jan 2026 round bigger than october 2025 | 2025-10-01 | 2026-01-31
        in which countries were amazon people hit in jan 2026 | 2026-01-01 | 2026-01-31
        2023 layoffs in january | 2023-01-01 | 2023-01-31
        in 2024 before june | 2024-01-01 | 2024-05-31
        how many people in 2023 | 2023-01-01 | 2023-12-31
        in 2023 people were fired why | 2023-01-01 | 2023-12-31
        skaldvik 2023 staff cuts | 2023-01-01 | 2023-12-31
        first week of may 2023 | 2023-05-01 | 2023-05-07
        first three months of 2023 | 2023-01-01 | 2023-03-31
        last friday | 2026-11-20 | 2026-11-20
        on wednesday | 2026-11-18 | 2026-11-18
        new head of product after the 2026 cuts | 2026-01-01 | -
        ceo before the 2024 layoffs | - | 2024-12-31
        after the layoffs of march 2024 | 2024-03-01 | 2024-03-31
        before the end of 2024 | - | 2024-12-31
        after the end of 2023 | 2024-01-01 | -
        jan feb 2023 layoffs | 2023-01-01 | 2023-02-28
        between january 2022 and now | 2022-01-01 | 2026-11-23
        from january 2023 to present | 2023-01-01 | 2026-11-23
        up to march 2024 | - | 2024-03-31
        no later than march 2024 | - | 2024-03-31
        later than 2023 | 2024-01-01 | -
        not before 2024 | 2024-01-01 | -
        pre-2023 | - | 2022-12-31
        post-2022 | 2023-01-01 | -
        2023+ | 2023-01-01 | -
        week of jan 16 2023 | 2023-01-16 | 2023-01-22
        last 48 hours | 2026-11-21 | 2026-11-23
        2 years back | 2024-01-01 | 2024-12-31
        google may layoffs | 2026-05-01 | 2026-05-31
        march job cuts | 2026-03-01 | 2026-03-31
        dec 2022 and jan layoffs | 2022-12-01 | 2023-01-31
        last week of january 2023 | 2023-01-25 | 2023-01-31
        how many jobs this month | 2026-11-01 | 2026-11-30
        ",
        NOW,
    );
}

#[test]
fn questions_without_time() {
    check_asked(
        "
        why did google lay off staff | none
        shikshoro may lay off | none
        could amazon march on | none
        layoffs may come | none
        may lay off how many | none
        may i ask who got fired | none
        this may be the last round | none
        how many vacancies did meta scrap along with the 2nd round of cuts | none
        second round | none
        did the shares fall | none
        the fall of ftx | none
        did spring health lay off people | none
        2,023 jobs | none
        $2024 | none
        £2024 | none
        2023 jobs | none
        2000 employees | none
        cut of 2024 positions | none
        about 2000 gone | none
        1850 people | none
        boeing 17000 job cuts reason | none
        3000 layoffs | none
        2031 | none
        airtable layoffs 27% why | none
        monday.com layoffs | none
        layoffs at May Mobility | none
        what year did uber lay off | none
        per year | none
        by month | none
        how many weeks of severance | none
        a quarter of the staff | none
        first half of the staff | none
        2 weeks notice | none
        forty two layoffs | none
        don't know | none
        google may cut jobs | none
        may layoff staff | none
        what does usa today say | none
        sunday times on layoffs | none
        up to 2000 people | none
        layoffs now | none
        ",
        NOW,
    );
}

/// A line is `text | first day | last day | precision relation basis`, several phrases separated by ` + `.
fn check_news(table: &str, published: Option<Date>) {
    let mut wrong = Vec::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (text, expected) = line.split_once(" | ").unwrap();
        let found: Vec<String> = find_in(text, published)
            .iter()
            .map(|m| format!("{} {} {:?} {:?} {:?}", m.period.start, m.period.end, m.precision, m.relation, m.basis))
            .collect();
        let found = if found.is_empty() { "none".to_owned() } else { found.join(" + ") };
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn news() {
    // A Thursday.
    check_news(
        "
        The company said on Wednesday it would cut 340 jobs. | 2023-02-08 2023-02-08 Day In Relative
        The company said on Thursday it would cut jobs. | 2023-02-09 2023-02-09 Day In Relative
        staff were told last Wednesday | 2023-02-08 2023-02-08 Day In Relative
        talks resume next Monday | 2023-02-13 2023-02-13 Day In Relative
        We close the office at the end of April | 2023-04-21 2023-04-30 Span In YearImplied
        It closed the office at the end of April | 2022-04-21 2022-04-30 Span In YearImplied
        Talks with staff will start on Monday | 2023-02-13 2023-02-13 Day In Relative
        On Monday morning the stock rose | 2023-02-06 2023-02-06 Day In Relative
        In a statement late Monday | 2023-02-06 2023-02-06 Day In Relative
        announced on Wednesday, February 8, 2023, that | 2023-02-08 2023-02-08 Day In Stated
        on Jan. 20 | 2023-01-20 2023-01-20 Day In YearImplied
        on Nov 9 | 2022-11-09 2022-11-09 Day In YearImplied
        on 9 November it | 2022-11-09 2022-11-09 Day In YearImplied
        On Jan. 20, 2023, Alphabet cut 12,000 jobs | 2023-01-20 2023-01-20 Day In Stated
        OSLO, Feb 9 (Nordwire) - Skaldvik | 2023-02-09 2023-02-09 Day In YearImplied
        LONDON, March 14 | 2023-03-14 2023-03-14 Day In YearImplied
        LONDON, April 17 | 2022-04-17 2022-04-17 Day In YearImplied
        May 4 (UPI) -- | 2022-05-04 2022-05-04 Day In YearImplied
        between Jan. 20-22 | 2023-01-20 2023-01-22 Span In YearImplied
        of its staff, in November | 2022-11-01 2022-11-30 Month In YearImplied
        in February | 2023-02-01 2023-02-28 Month In YearImplied
        in June | 2022-06-01 2022-06-30 Month In YearImplied
        same number as in May | 2022-05-01 2022-05-31 Month In YearImplied
        and will not hear until April | 2023-04-01 2023-04-30 Month Until YearImplied
        Staff will learn their fate in April | 2023-04-01 2023-04-30 Month In YearImplied
        earlier this month | 2023-02-01 2023-02-09 Span In Relative
        managers had been asked earlier this year to | 2023-01-01 2023-02-09 Span In Relative
        later this year | 2023-02-09 2023-12-31 Span In Relative
        shed 13 per cent last month | 2023-01-01 2023-01-31 Month In Relative
        last year | 2022-01-01 2022-12-31 Year In Relative
        A year ago | 2022-01-01 2022-12-31 Year In Relative
        two years earlier | 2021-01-01 2021-12-31 Year In Relative
        64 million a year earlier. | 2022-01-01 2022-12-31 Year In Relative
        a charge in the first quarter | 2023-01-01 2023-03-31 Quarter In YearImplied
        run through the fourth quarter of 2022 | 2022-10-01 2022-12-31 Quarter Until Stated
        affected would leave by June 1. Employees in | 2023-06-01 2023-06-01 Day Until YearImplied
        health insurance runs through July 31. | 2023-07-31 2023-07-31 Day Until YearImplied
        in the nine months through September. | 2022-09-01 2022-09-30 Month Until YearImplied
        announced a day of action for Friday | 2023-02-10 2023-02-10 Day In Relative
        15% of their team by Monday | 2023-02-13 2023-02-13 Day Until Relative
        Black Friday sales | none
        met in January to present a plan | 2023-01-01 2023-01-31 Month In YearImplied
        the present rate | none
        from 2021 to the end of 2022 | 2021-01-01 2022-12-31 Span Between Stated
        the 13% cut of Sept. 2022, | 2022-09-01 2022-09-30 Month In Stated
        “Since Jan. 3, 2022”, he said | 2022-01-03 2022-01-03 Day Since Stated
        a generation turned out to last five years | none
        over by March 31, the company | 2023-03-31 2023-03-31 Day Until YearImplied
        its 2021 peak | 2021-01-01 2021-12-31 Year In Stated
        in 2021 | 2021-01-01 2021-12-31 Year In Stated
        not since 2019 | 2019-01-01 2019-12-31 Year Since Stated
        between 2021 and 2022 | 2021-01-01 2022-12-31 Span Between Stated
        from October to January | 2022-10-01 2023-01-31 Span Between YearImplied
        from October 2022 to January | 2022-10-01 2023-01-31 Span Between Stated
        next month | 2023-03-01 2023-03-31 Month In Relative
        by the end of the year | 2023-10-01 2023-12-31 Span Until Relative
        by year-end | 2023-10-01 2023-12-31 Span Until Relative
        late 2022 | 2022-09-01 2022-12-31 Span In Stated
        cuts that ran from late last year into January | 2022-09-01 2022-12-31 Span In Relative + 2023-01-01 2023-01-31 Month In YearImplied
        in the past 12 months | 2022-02-09 2023-02-09 Span In Relative
        in each of the last four months | 2022-10-09 2023-02-09 Span In Relative
        over the winter | 2022-12-01 2023-02-28 Season In YearImplied
        were laid off last summer | 2022-06-01 2022-08-31 Season In Relative
        just yesterday that 12% | 2023-02-08 2023-02-08 Day In Relative
        three weeks ago | 2023-01-16 2023-01-22 Week In Relative
        split between late April and late May | 2022-04-21 2022-05-31 Span Between YearImplied
        revenue for the second quarter of fiscal 2022 | 2022-04-01 2022-06-30 Quarter In Stated
        cut 900 in March 2022 and 400 in May | 2022-03-01 2022-03-31 Month In Stated + 2022-05-01 2022-05-31 Month In YearImplied
        in October and November 2021 | 2021-10-01 2021-10-31 Month In Stated + 2021-11-01 2021-11-30 Month In Stated
        at the end of June | 2022-06-21 2022-06-30 Span In YearImplied
        6,900 job cuts since July | 2022-07-01 2022-07-31 Month Since YearImplied
        the previous November | 2022-11-01 2022-11-30 Month In Relative
        nearly a quarter of the workforce, | none
        300 people may lose their jobs | none
        May he rest | none
        this may be the prelude | none
        profit in every quarter since the takeover | none
        rose for a third quarter in a row | none
        12,000 jobs, about 6 percent of 2023 employees | none
        two hours' warning; second round; 3.5 per cent | none
        they march on, prices fall and spring back | none
        ",
        Some(date(2023, 2, 9)),
    );
}

#[test]
fn news_of_an_unknown_day() {
    check_news(
        "
        on Jan. 20, 2023 | 2023-01-20 2023-01-20 Day In Stated
        since 2022 | 2022-01-01 2022-12-31 Year Since Stated
        in March and May 2023 | 2023-03-01 2023-03-31 Month In Stated + 2023-05-01 2023-05-31 Month In Stated
        on Wednesday | none
        last year | none
        in November | none
        in the past 12 months | none
        by June 1 | none
        early this month | none
        ",
        None,
    );
}

#[test]
fn a_mention_holds_the_whole_phrase() {
    let text = "Meta cut 11,000 jobs on Nov. 9, 2022, and since March 2023 “about” 10,000 more; none in Q3.";
    let found: Vec<&str> = find_in(text, Some(NOW)).into_iter().map(|mention| &text[mention.range]).collect();
    assert_eq!(found, ["on Nov. 9, 2022", "since March 2023", "in Q3"]);
}

#[test]
fn bounds_of_the_command_line() {
    let check = |s, end, expected| assert_eq!(parse_bound(s, end).ok(), expected, "{s}");
    check("2023", false, Some(date(2023, 1, 1)));
    check("2023", true, Some(date(2023, 12, 31)));
    check("2024-02", false, Some(date(2024, 2, 1)));
    check("2024-02", true, Some(date(2024, 2, 29)));
    check("2023-01-20", true, Some(date(2023, 1, 20)));
    for bad in ["", "23", "2023-13", "2023-02-30", "2023-1-2", "2023-01-20-1", "january", "+023", "2023-", "２０２３"] {
        check(bad, false, None);
    }
    let message = parse_bound("soon", false).unwrap_err().to_string();
    assert!(message.contains("soon") && message.contains("YYYY-MM-DD"), "{message}");
}

/// Texts from the words of the grammar, so that its rules meet each other.
fn phrases() -> impl Strategy<Value = String> {
    let words = "in since until by before after from to between and of the ago so far may march jan. January fall 2023 2022 20 \
                 31 30th 02 '22 first second last past this next few a two 999 q3 h2 week weeks year months quarter half decade \
                 days monday winter early mid late end earlier later yesterday today ytd fiscal fy24 year-end - / , . – will \
                 jobs cuts morning é “ \u{a0} 12,000 20.01.2023 1/20/2023 2022-23 night onwards feb 29 now up than + hours back pre post job layoffs";
    let words: Vec<&str> = words.split(' ').collect();
    let glue = prop::sample::select(vec![" ", " ", " ", "-", "/", ", ", ". ", ""]);
    prop::collection::vec((prop::sample::select(words), glue), 0..14)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, glue)| [word, glue]).collect())
}

fn holds(text: &str, today: Option<Date>) -> Result<(), TestCaseError> {
    let mut mentions = vec![find_in(text, today)];
    if let Some(today) = today {
        mentions.push(find(text, today));
        if let Some(Asked { since: Some(since), until: Some(until), .. }) = asked(text, today) {
            prop_assert!(since <= until);
        }
    }
    for mentions in mentions {
        let mut end = 0;
        for mention in mentions {
            prop_assert!(mention.range.start >= end && mention.range.end > mention.range.start);
            prop_assert!(text.get(mention.range.clone()).is_some());
            prop_assert!(mention.period.start <= mention.period.end, "{mention:?}");
            let _ = (mention.period.label(), mention.bounds().label());
            end = mention.range.end;
        }
    }
    Ok(())
}

fn days() -> impl Strategy<Value = Option<Date>> {
    let any = (-9999i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Some(date(y, m, d)));
    let usual = (1995i16..=2040, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Some(date(y, m, d)));
    prop_oneof![4 => usual, 1 => any, 1 => Just(None), 1 => Just(Some(Date::MAX)), 1 => Just(Some(Date::MIN))]
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}", today in days()) {
        holds(&text, today)?;
    }

    #[test]
    fn any_phrase_is_read(text in phrases(), today in days()) {
        holds(&text, today)?;
    }
}

#[test]
fn a_month_after_its_season_is_of_that_year() {
    let text = "That's down from 5,000 in the summer of 2023, when it let a thousand people go, in a single day in August.";
    let found = find_in(text, Some(date(2025, 3, 20)));
    assert_eq!(found.last().map(|m| m.period), Period::month(2023, 8), "{found:?}");
}

/// The periods of the dates of a text, sentence by sentence, in the light of those before.
fn told(published: Date, paragraphs: &[&[&str]]) -> Vec<Period> {
    let mut thread = Thread::of(Some(published));
    let mut told = Vec::new();
    for sentences in paragraphs {
        thread.paragraph();
        for sentence in *sentences {
            let mut found = find_in(sentence, Some(published));
            thread.settle(&mut found);
            told.extend(found.iter().map(|m| m.period));
        }
    }
    told
}

#[test]
fn a_month_without_its_year_is_of_the_time_that_is_told_of() {
    let history: &[&[&str]] = &[
        &["On April 12, 2001, they stood around the fountain."],
        &["The layoff in April took 5,300 people.", "In July another 4,000 went, in October 2,900."],
    ];
    let months = [4, 7, 10].map(|m| Period::month(2001, m).unwrap());
    assert_eq!(told(date(2026, 5, 12), history)[1..], months);
    // What is news needs no year, and neither does a new paragraph after what happened not long ago.
    let news: &[&[&str]] = &[&["In March 2024 it cut 300 jobs, and in October another 40."], &["In June it hired again."]];
    assert_eq!(told(date(2025, 11, 3), news)[1..], [Period::month(2025, 10).unwrap(), Period::month(2025, 6).unwrap()]);
    // A year alone is an aside.
    let aside: &[&[&str]] = &[&["Founded in 2011, it let 90 people go in January."]];
    assert_eq!(told(date(2025, 11, 3), aside)[1..], [Period::month(2025, 1).unwrap()]);
}
