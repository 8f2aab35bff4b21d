//! Draws every kind of chart, with figures that are hard to draw, into a folder: `cargo run --example charts -- FOLDER`.
//!
//! For looking at them: on a phone, on a dark and on a light theme. All companies are invented.

use std::error::Error;
use std::path::PathBuf;

use jiff::civil::date;
use pinkslip::chart::{Bar, Chart, Column, Drawing, Point, Unsure};
use pinkslip::time::Step;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("give a folder to write to")?);
    std::fs::create_dir_all(&folder)?;
    for (name, chart) in gallery() {
        let started = std::time::Instant::now();
        let png = chart.png()?;
        println!("{name}.png, {} kB, {:.0} ms", png.len() / 1000, started.elapsed().as_secs_f64() * 1e3);
        println!("    {}", chart.alt_text());
        std::fs::write(folder.join(format!("{name}.png")), png)?;
    }
    Ok(())
}

fn gallery() -> Vec<(&'static str, Chart)> {
    let bars = |bars: Vec<Bar>| Drawing::Bars { bars, rest: None };
    let many = (0..25).map(|n| bar(&format!("Company Number {n}"), 30_000.0 / f64::from(n + 1))).collect();
    let many = Drawing::Bars { bars: many, rest: Some("75 more with 40,214 jobs".into()) };
    let months = |n: i32| -> Vec<Column> {
        (0..n).map(|m| column(Step::Month, m, f64::from((m * 7919) % 23 * 1700 + 300), m + 1 == n)).collect()
    };
    let quarters = (0..9).map(|q| column(Step::Quarter, q * 3, f64::from((q * 31) % 7) * 6_000.0 + 900.0, q == 8)).collect();
    let years = (0..5).map(|y| column(Step::Year, y * 12, f64::from([15_823, 164_969, 262_735, 152_074, 3][y as usize]), y == 4));
    let point = |y, m, d, value: Option<f64>, planned: bool| Point {
        day: date(y, m, d),
        value,
        words: value.map_or("no number".into(), number),
        unsure: planned.then_some(Unsure::Planned),
    };
    let story = vec![
        point(2022, 7, 12, Some(180.0), false),
        point(2022, 11, 9, Some(11_000.0), false),
        point(2023, 3, 14, Some(10_000.0), true),
        point(2023, 3, 20, Some(1_200.0), false),
        point(2023, 10, 4, None, false),
        point(2024, 3, 6, None, false),
        point(2025, 2, 10, Some(3_600.0), false),
        point(2025, 10, 22, Some(600.0), false),
        point(2026, 1, 13, Some(1_500.0), false),
    ];
    let mut compared = vec![bar("Vantor", 27_580.0), bar("Ostrava Retail", 12_190.0)];
    compared[0].parts = vec![11_000.0, 10_000.0, 3_600.0, 1_500.0, 880.0, 600.0];
    compared[0].note = Some("6 events, 3 without a number".into());
    compared[1].parts = vec![12_000.0, 190.0];
    compared[1].note = Some("2 events".into());
    vec![
        ("ranking", chart("Layoffs by company, 2024", bars(ranking()))),
        ("hundred", chart("Layoffs by company, 2020 – 2026", many)),
        ("one-bar", chart("Layoffs at Vantor", bars(vec![bar("Vantor", 12_000.0)]))),
        ("magnitudes", chart("Layoffs by company", bars(vec![bar("Vantor", 30_000.0), bar("Tiny", 1.0), bar("None", 0.0)]))),
        (
            "long-names",
            chart(&"A title that is much too long to stand on a single line of a chart ".repeat(3), bars(long_names())),
        ),
        ("letters", chart("Layoffs by company 🚀, مرحبا", bars(letters()))),
        ("none", chart("Layoffs at Nobody, May 2031", bars(Vec::new()))),
        ("comparison", chart("Vantor and Ostrava Retail since 2022", bars(compared))),
        ("months-12", chart("Layoffs by month", Drawing::Columns { step: Step::Month, columns: months(12) })),
        ("months-70", chart("Layoffs by month", Drawing::Columns { step: Step::Month, columns: months(70) })),
        ("quarters", chart("Layoffs by quarter", Drawing::Columns { step: Step::Quarter, columns: quarters })),
        ("years", chart("Layoffs by year", Drawing::Columns { step: Step::Year, columns: years.collect() })),
        ("one-month", chart("Layoffs by month", Drawing::Columns { step: Step::Month, columns: months(2)[..1].to_vec() })),
        ("timeline", chart("Layoffs at Vantor", Drawing::Timeline(story.clone()))),
        ("timeline-one", chart("Layoffs at Vantor", Drawing::Timeline(story[1..2].to_vec()))),
        ("timeline-unknown", chart("Layoffs at Vantor", Drawing::Timeline(story[4..6].to_vec()))),
    ]
}

fn ranking() -> Vec<Bar> {
    let rows =
        [("Intel Foundry", 15_000.0, "about 15,000"), ("Dell", 12_500.0, "12,500"), ("Tesla", 14_000.0, "more than 14,000")];
    let mut bars: Vec<Bar> =
        rows.into_iter().map(|(name, value, words)| Bar { words: words.into(), ..bar(name, value) }).collect();
    bars.extend([("Cisco", 9_600.0), ("SAP", 8_000.0), ("Microsoft", 4_550.0), ("Northvolt", 1_600.0)].map(|(n, v)| bar(n, v)));
    bars
}

fn long_names() -> Vec<Bar> {
    vec![
        bar("The International Consolidated Semiconductor and Photovoltaic Company of Lower Saxony", 8_412.0),
        Bar {
            words: "between 3,000 and 4,500, an outlet's estimate".into(),
            ..bar("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", 3_000.0)
        },
        bar("Ola", 500.0),
    ]
}

fn letters() -> Vec<Bar> {
    [
        ("腾讯 (Tencent)", 5_500.0),
        ("Яндекс", 900.0),
        ("שלום טכנולוגיות", 700.0),
        ("شركة التقنية", 650.0),
        ("Rocket 🚀 Labs", 400.0),
        ("🔥🔥", 300.0),
        ("Điện Máy Xanh", 200.0),
        ("Δέλτα", 100.0),
        ("ソニー", 90.0),
    ]
    .map(|(name, value)| bar(name, value))
    .to_vec()
}

fn chart(title: &str, drawing: Drawing) -> Chart {
    Chart {
        title: title.into(),
        note: "Jobs, each event at its lowest figure; rumours, denials and totals over several rounds are left out".into(),
        source: "From 1,204 reports and 4,277 list rows here, December 2021 to April 2026. Invented figures.".into(),
        drawing,
    }
}

fn bar(name: &str, value: f64) -> Bar {
    Bar { name: name.into(), when: None, note: None, value, words: number(value), parts: Vec::new() }
}

fn column(step: Step, month: i32, value: f64, partial: bool) -> Column {
    let day = date(2021 + (month / 12) as i16, (month % 12) as i8 + 1, 1);
    Column { period: step.of(day), value, words: number(value), unknown: false, partial }
}

fn number(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
