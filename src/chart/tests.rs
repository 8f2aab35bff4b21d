//! What a chart says, and that every kind of it can be drawn.

use jiff::civil::date;

use super::*;

fn bar(name: &str, value: f64) -> Bar {
    Bar { name: name.into(), note: None, value, words: format!("{value}"), parts: Vec::new() }
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
    let column =
        |m: i8| Column { period: Period::month(2024, m).unwrap(), value: f64::from(m), words: "1".into(), partial: m > 11 };
    let point = |y: i16| Point { day: date(y, 2, 1), value: None, words: "no number".into(), planned: false };
    for drawing in [
        bars(0),
        bars(1),
        bars(100),
        Drawing::Columns { step: Step::Month, columns: Vec::new() },
        Drawing::Columns { step: Step::Month, columns: (1..=12).map(column).collect() },
        Drawing::Timeline(Vec::new()),
        Drawing::Timeline(vec![point(1), point(9999)]),
        Drawing::Timeline(vec![point(2023)]),
        Drawing::Bars { bars: vec![bar("\u{202e}", f64::NAN), bar("", f64::INFINITY), bar("x", -1.0)], rest: None },
    ] {
        let (width, height) = size(&chart(drawing).png().unwrap());
        assert_eq!(width, 1200);
        assert!((300..1600).contains(&height), "{height}");
    }
}

#[test]
fn the_alternative_text_says_what_is_seen() {
    let text =
        chart(Drawing::Bars { bars: (0..100).map(|i| bar(&format!("Company {i}"), 100.0)).collect(), rest: None }).alt_text();
    assert!(text.starts_with("Bar chart. Layoffs, 2024. Company 0: 100; Company 1: 100;"), "{text}");
    assert!(text.contains("; and 88 more. Reports in 255 articles."), "{text}");
    let partial = Column { period: Period::month(2024, 2).unwrap(), value: 3.0, words: "3".into(), partial: true };
    let text = chart(Drawing::Columns { step: Step::Month, columns: vec![partial] }).alt_text();
    assert!(text.contains("February 2024: 3 (not complete)"), "{text}");
    let long =
        chart(Drawing::Bars { bars: (0..12).map(|_| bar(&"Very Long ".repeat(60), 1.0)).collect(), rest: None }).alt_text();
    assert!(long.chars().count() <= 1000 && long.contains("more"), "{long}");
}

#[test]
fn drawing_is_the_same_every_time() {
    let one = chart(Drawing::Bars { bars: vec![bar("腾讯 🚀", 3.0)], rest: None });
    assert_eq!(one.png().unwrap(), one.png().unwrap());
}
