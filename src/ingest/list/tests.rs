use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2026, 11, 20);

/// Reads a list: a line for each row, with what was understood or why it was refused.
fn read(file: impl AsRef<[u8]>) -> Vec<String> {
    let mut entries = Entries::new(file.as_ref(), TODAY).unwrap_or_else(|e| panic!("{e}"));
    let mut told = Vec::new();
    while let Some(next) = entries.next().expect("it can be read") {
        told.push(match next {
            Ok(row) => {
                assert_proven(&row);
                let or = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
                let day = |p: Period| if p.start == p.end { p.start.to_string() } else { p.label() };
                format!(
                    "{} {} {} {}",
                    row.company,
                    or(row.count.map(|n| n.to_string())),
                    or(row.percent.map(|p| p.to_string())),
                    or(row.date.map(day))
                )
            }
            Err(bad) => bad.to_string(),
        });
    }
    told
}

/// Every value leads to words of the row that were in the file.
fn assert_proven(row: &Entry) {
    let words = |places: &[Where]| match places {
        [Where::Body(range)] => Some(row.body[range.clone()].to_owned()),
        [] => None,
        other => panic!("{other:?}"),
    };
    assert_eq!(words(&row.proof.company).as_deref(), Some(row.company.as_str()));
    assert_eq!(words(&row.proof.count).is_some(), row.count.is_some());
    assert_eq!(words(&row.proof.percent).is_some(), row.percent.is_some());
    assert_eq!(words(&row.proof.date).is_some(), row.date.is_some());
}

fn one(file: &str) -> Entry {
    let mut entries = Entries::new(file.as_bytes(), TODAY).unwrap();
    entries.next().unwrap().unwrap().unwrap()
}

#[test]
fn a_download_of_a_tracker() {
    let row =
        one("company,location,total_laid_off,date,percentage_laid_off,industry,source,stage,funds_raised,country,date_added\n\
         Quill,SF Bay Area,700.0,1/27/2026,0.15,Consumer,https://news.example/quill,Post-IPO,1500,United States,1/28/2026\n");
    assert_eq!((row.company.as_str(), row.count, row.percent), ("Quill", Some(700), Some(15.0)));
    assert_eq!(row.date, Some(Period::day(date(2026, 1, 27))));
    assert_eq!((row.place.as_deref(), row.country.as_deref()), (Some("SF Bay Area"), Some("United States")));
    assert_eq!((row.industry.as_deref(), row.stage.as_deref()), (Some("Consumer"), Some("Post-IPO")));
    assert_eq!((row.link.as_deref(), row.added), (Some("https://news.example/quill"), Some(date(2026, 1, 28))));
    assert_eq!(row.title, "Quill, 1/27/2026");
    assert_eq!(
        row.body,
        "company: Quill; location: SF Bay Area; total_laid_off: 700.0; date: 1/27/2026; percentage_laid_off: 0.15; \
         industry: Consumer; stage: Post-IPO; funds_raised: 1500; country: United States; date_added: 1/28/2026"
    );
}

#[test]
fn any_order_and_spelling_of_columns() {
    let expected = ["Quill 40 20 2023-01-20"];
    for file in [
        "Date,# Laid Off,%,Company\n2023-01-20,40,20%,Quill\n",
        "\u{feff}COMPANY;Laid_Off_Count;Percentage;Date\r\nQuill;40;0.2;20.1.2023\r\n",
        "Location HQ\tCompany\tLaid Off\tDate\tPercentage of employees\nOslo\tQuill\t\"40\"\tJan 20, 2023\t0.2\n",
        "Layoffs of 2023\n\"as of today\",,,\nCompany,Total Laid Off,Percent Laid Off,Date\n\"Quill\",40,20%,20 January 2023\n",
        "Company,# Laid Off,%,Date\nQuill,40,20%,2023-01-20 00:00:00\n\n,,,\n",
        "Employer,# of redundancies,%,Notice date,Effective date\nQuill,40,20%,2023-01-20,2023-03-01\n",
        "Company Name|Employees laid off|Percent of workforce|Announced|Notes\nQuill|40|20 %|1/20/23|a \"quoted\" word\n",
    ] {
        assert_eq!(read(file), expected, "{file}");
    }
    // Latin-1, as old spreadsheets write it.
    assert_eq!(read(b"Company,Laid Off,Date\nZo\xeb\xb4s,40,2023-01-20\n"), ["Zoë´s 40 - 2023-01-20"]);
    assert_eq!(
        read("Company,Laid Off,Date\n\"Quill, Inc.\",\"1,200\",2023-01-20\n\"A \"\"B\"\"\nC\",3,2023-01-21\n"),
        ["Quill, Inc. 1200 - 2023-01-20", "A \"B\" C 3 - 2023-01-21"]
    );
}

#[test]
fn what_no_column_was_understood_as_is_said() {
    let missing = |file: &str| Entries::new(file.as_bytes(), TODAY).unwrap().missing();
    assert!(missing("company,laid off,date\nQuill,40,2023-01-20\n").is_empty());
    // A headcount may be the staff.
    let told = missing("company,headcount,%\nQuill,400,20%\n");
    assert!(told[0].contains("the number laid off") && told[0].contains("headcount"), "{told:?}");
    assert!(told[1].contains("the date"), "{told:?}");
}

#[test]
fn blanks_and_words_for_nothing() {
    let file =
        "company,count,percent,date\nQuill,,,2023-01-20\nTarvel,N/A,-,2023-01-21\nSkald,0,0.0,2023-01-22\n Zorbex ,nan,1.0,\n";
    assert_eq!(read(file), ["Quill - - 2023-01-20", "Tarvel - - 2023-01-21", "Skald - - 2023-01-22", "Zorbex - 100 -"]);
}

#[test]
fn hedges_and_ranges() {
    let hedged = |cell: &str| {
        let row = one(&format!("company,count,date\nQuill,{cell},2023-01-20\n"));
        (row.count.unwrap(), row.count_max, row.count_is.unwrap())
    };
    assert_eq!(hedged("~200"), (200, None, CountIs::About));
    assert_eq!(hedged("200+"), (200, None, CountIs::AtLeast));
    assert_eq!(hedged(">200"), (200, None, CountIs::AtLeast));
    assert_eq!(hedged("up to 200"), (200, None, CountIs::AtMost));
    assert_eq!(hedged("100-150"), (100, Some(150), CountIs::Range));
}

#[test]
fn what_makes_no_sense_is_refused_with_its_line() {
    let file = "company,count,percent,date,country\n\
        Quill,98912345,,2023-01-20,India\n\
        Quill,-40,,2023-01-20,India\n\
        Quill,40,1.5,2023-01-20,India\n\
        Quill,40,0.2,1/1/1970,India\n\
        Quill,40,0.2,5/6/2099,India\n\
        Quill,40,0.2,31.2.2023,India\n\
        Quill40,0.2,2023-01-20,India\n\
        Quill,40,0.2,India,2023-01-20\n\
        Quill,\"98,912\",0.01,2023-01-20,India\n\
        Quill,\"98,91\",0.2,2023-01-20,India\n\
        ,40,0.2,2023-01-20,India\n\
        https://a.example,40,0.2,2023-01-20,India\n\
        Quill,40,0.2,2023-01-20,7\n\
        Quill,40 or 50,0.2,2023-01-20,India\n\
        Quill,40.5,0.2,2023-01-20,India\n\
        Tarvel,41,0.2,2023-01-20,India,\n\
        888,41,0.2,2023-01-20,India\n";
    let told = read(file);
    let expected = [
        "line 2: 98912345 people are more",
        "line 3: '-40' is no number",
        "line 4: a share of 150% is more than all",
        "line 5: the date '1/1/1970' lies before",
        "line 6: the date '5/6/2099' lies more than a year ahead",
        "line 7: '31.2.2023' is no date",
        "line 8: it has 4 values where there are 5 columns",
        "line 9: 'India' is no date",
        "line 10: 98912 people would be 1% of 9891200",
        "line 11: '98,91' is no number",
        "line 12: it names no company",
        "line 13: 'https://a.example' is no name for the column company",
        "line 14: '7' is no name for the column country",
        "line 15: '40 or 50' is no number",
        "line 16: '40.5' is no number",
        "Tarvel 41 20 2023-01-20",
        "888 41 20 2023-01-20",
    ];
    assert_eq!(told.len(), expected.len());
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn numbers_and_dates_are_read_as_most_rows_show() {
    // Points, though two of them could be fractions.
    assert_eq!(read("company,percent,date\nA1,15,2023-01-20\nB,0.5,2023-01-20\nC,30,2023-01-20\n")[1], "B - 0.5 2023-01-20");
    // The day first, as the second row shows.
    let file = "company,count,date\nQuill,40,3/4/2023\nTarvel,50,25/4/2023\n";
    assert_eq!(read(file), ["Quill 40 - 2023-04-03", "Tarvel 50 - 2023-04-25"]);
    let file = "company,count,date\nQuill,40,3/4/2023\nTarvel,50,4/25/2023\n";
    assert_eq!(read(file), ["Quill 40 - 2023-03-04", "Tarvel 50 - 2023-04-25"]);
    assert_eq!(
        read("company,count,date\nQuill,40,2023-03\nTarvel,50,Mar 2023\n"),
        ["Quill 40 - March 2023", "Tarvel 50 - March 2023"]
    );
}

#[test]
fn other_files_are_no_lists() {
    let refused = |file: &[u8]| Entries::new(file, TODAY).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(refused(b"").contains("it is empty"));
    assert!(refused(b"{\"title\": \"a\", \"company\": \"b\"}").contains("name no columns"));
    assert!(refused(b"song,artist\na,b\n").contains("name no columns"));
    assert!(refused(b"\xff\xfec\0o\0").contains("UTF-16"));
    assert!(is_list(b"\xef\xbb\xbfCompany,Date\nQuill,2023-01-01\n"));
    assert!(!is_list(b"{\"company\": 1, \"date\": 2}"));
}

#[test]
fn a_lost_quotation_mark_ends_no_more_than_its_rows() {
    let mut file = "company,count,date\nQuill,40,2023-01-20\n\"Tarvel,50,2023-01-21\n".to_owned();
    file.push_str(&"Skald,60,2023-01-22\n".repeat(5_000));
    let told = read(&file);
    assert_eq!(told[0], "Quill 40 - 2023-01-20");
    assert!(told[1].contains("quotation mark missing"), "{}", told[1]);
}

#[test]
fn a_day_to_come_is_planned() {
    assert_eq!(one("company,count,date\nQuill,40,2027-01-20\n").status, Status::Planned);
    assert_eq!(one("company,count,date\nQuill,40,2026-11-20\n").status, Status::Announced);
}

#[test]
fn a_list_may_say_how_certain_a_layoff_is() {
    let status = |told: &str| one(&format!("company,count,date,status\nQuill,40,2023-01-20,{told}\n")).status;
    assert_eq!(status("Rumor"), Status::Rumoured);
    assert_eq!(status("Rescinded"), Status::Denied);
    assert_eq!(status("Carried out"), Status::CarriedOut);
    assert_eq!(status("whatever"), Status::Announced);
}

#[test]
fn sums_of_other_lines_are_no_companies() {
    let told = read("company,count,date\nQuill,40,2023-01-20\nGrand Total:,40,\n");
    assert_eq!(told[0], "Quill 40 - 2023-01-20");
    assert!(told[1].contains("no company but a sum"), "{}", told[1]);
}

proptest! {
    #[test]
    fn anything_is_read_or_refused(cells in proptest::collection::vec("[ -~é\"]{0,12}|[0-9,.%/~+-]{0,10}", 0..40)) {
        let mut file = "Company,# Laid Off,%,Date,Source\n".to_owned();
        for row in cells.chunks(5) {
            file.push_str(&row.join(","));
            file.push('\n');
        }
        read(&file);
    }

    #[test]
    fn bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let mut file = b"company,count,date\n".to_vec();
        file.extend(&bytes);
        read(&file);
        let _ = Entries::new(&bytes[..], TODAY);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line_whatever_ends_a_line() {
    for end in ["\n", "\r\n"] {
        let text = ["company;total_laid_off;date", "Semi;1.200;2024-01-03", "Semi;120;2024-01-03"].join(end);
        let mut entries = Entries::new(text.as_bytes(), date(2026, 11, 20)).unwrap();
        let bad = entries.next().unwrap().unwrap().unwrap_err();
        assert_eq!(bad.to_string(), "line 2: '1.200' may be thousands or a fraction: write it without the point");
        assert_eq!(entries.next().unwrap().unwrap().unwrap().line, 3);
    }
    let empty = Entries::new(&b" \n"[..], date(2026, 11, 20)).err().unwrap();
    assert_eq!(empty.to_string(), "it is empty");
}
