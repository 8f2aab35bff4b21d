//! What a chart says, and that every kind of it can be drawn.

use jiff::civil::date;

use super::*;

fn bar(name: &str, value: f64) -> Bar {
    Bar { name: name.into(), when: None, note: None, value, words: format!("{value}"), parts: Vec::new() }
}

fn chart(drawing: Drawing) -> Chart {
    Chart { title: "Layoffs, 2024".into(), note: "Jobs".into(), source: "Reports in 255 articles.".into(), drawing }
}

fn size(png: &[u8]) -> (u32, u32) {
    let pixmap = tiny_skia::Pixmap::decode_png(png).unwrap();
    (pixmap.width(), pixmap.height())
}

#[test]
fn every_kind_draws_whatever_it_is_given() {
    let bars = |n: usize| Drawing::Bars { bars: (0..n).map(|i| bar(&format!("Company {i}"), i as f64)).collect(), rest: None };
    let column = |m: i8| Column {
        period: Period::month(2024, m).unwrap(),
        value: f64::from(m),
        words: "1".into(),
        unknown: m == 3,
        partial: m > 11,
    };
    let point = |y: i16| Point { day: date(y, 2, 1), value: None, words: "no number".into(), unsure: None };
    for drawing in [
        bars(0),
        bars(1),
        bars(MOST_BARS),
        Drawing::Columns { step: Step::Month, columns: Vec::new() },
        Drawing::Columns { step: Step::Month, columns: (1..=12).map(column).collect() },
        Drawing::Timeline(Vec::new()),
        Drawing::Timeline(vec![point(1), point(9999)]),
        Drawing::Timeline(vec![point(2023)]),
        Drawing::Bars { bars: vec![bar("\u{202e}", f64::NAN), bar("", f64::INFINITY), bar("x", -1.0)], rest: None },
    ] {
        let (width, height) = size(&chart(drawing).png().unwrap());
        assert_eq!(width, 1200);
        assert!((300..1900).contains(&height), "{height}");
    }
}

#[test]
fn the_alternative_text_says_what_is_seen() {
    let bars: Vec<Bar> = (0..12).map(|i| bar(&format!("Company {i}"), 100.0)).collect();
    let text = chart(Drawing::Bars { bars, rest: Some("88 more with 41,000 jobs".into()) }).alt_text();
    assert!(text.starts_with("Bar chart. Layoffs, 2024. Company 0: 100; Company 1: 100;"), "{text}");
    assert!(text.contains("; and 88 more with 41,000 jobs. Reports in 255 articles."), "{text}");
    let long =
        chart(Drawing::Bars { bars: (0..12).map(|_| bar(&"Very Long ".repeat(60), 1.0)).collect(), rest: None }).alt_text();
    assert!(long.chars().count() <= 1000 && long.contains("more"), "{long}");
    let none = chart(Drawing::Bars { bars: Vec::new(), rest: Some("3 without a number".into()) }).alt_text();
    assert_eq!(none, "Bar chart. Layoffs, 2024. Nothing to show here but 3 without a number. Reports in 255 articles.");
}

#[test]
fn the_alternative_text_of_a_long_trend_tells_the_latest_and_the_highest() {
    let column = |i: i16| {
        let period = Period::month(2010 + i / 12, (i % 12 + 1) as i8).unwrap();
        let value = if i == 3 { 9.0 } else { 1.0 };
        Column { period, value, words: format!("{value}"), unknown: false, partial: i == 119 }
    };
    let text = chart(Drawing::Columns { step: Step::Month, columns: (0..120).map(column).collect() }).alt_text();
    assert!(text.starts_with("Column chart. Layoffs, 2024. Highest: April 2010: 9. "), "{text}");
    assert!(text.contains(" earlier ones; "), "{text}");
    assert!(text.contains("; November 2019: 1; December 2019: 1 (not complete). Reports in 255 articles."), "{text}");
    assert!((900..=1000).contains(&text.chars().count()), "{text}");
}

#[test]
fn a_name_that_is_cut_keeps_its_day() {
    let fonts = canvas::Fonts::load().unwrap();
    let bar = |name: &str| Bar { when: Some("Jan 2023".into()), ..bar(name, 1.0) };
    assert_eq!(bars::name(&fonts, &bar("Amazon"), 430.0), ["Amazon, Jan 2023"]);
    let cut = bars::name(&fonts, &bar(&"Long Name ".repeat(9)), 430.0);
    assert!(cut.len() == 2 && cut[0].ends_with("…,") && cut[1] == "Jan 2023", "{cut:?}");
    assert_eq!(bars::name(&fonts, &bar("🚀"), 430.0), ["?, Jan 2023"]);
}

#[test]
fn drawing_is_the_same_every_time() {
    let one = chart(Drawing::Bars { bars: vec![bar("腾讯 🚀", 3.0)], rest: None });
    assert_eq!(one.png().unwrap(), one.png().unwrap());
}
