//! Rankings and comparisons: names, bars from left to right, the number behind each bar.

use super::canvas::{ACCENT, ACCENT_DEEP, Anchor, Canvas, Fonts, GRID, Ink, MUTED, Round, TEXT, Weight};
use super::frame::{Frame, MARGIN, WIDTH};
use super::{BARS_SHOWN, Bar, Chart, ChartError};

const NAME: Ink = Ink { size: 32.0, weight: Weight::Regular, color: TEXT };
const BELOW: Ink = Ink { size: 25.0, weight: Weight::Regular, color: MUTED };
const NUMBER: Ink = Ink { size: 32.0, weight: Weight::SemiBold, color: TEXT };
const REST: Ink = Ink { size: 29.0, weight: Weight::Regular, color: MUTED };
/// The widest that the column of names gets.
const NAMES: f32 = 430.0;
/// The shortest bar: what is not nothing can be seen.
const SHORTEST: f32 = 4.0;
/// The shortest that the longest bar gets, however long the numbers are.
const LONGEST: f32 = 260.0;

pub(super) fn draw(chart: &Chart, bars: &[Bar], rest: Option<&str>) -> Result<Vec<u8>, ChartError> {
    let fonts = Fonts::load()?;
    let frame = Frame::of(chart, &fonts);
    let rest = rest_words(bars, rest);
    let bars = &bars[..bars.len().min(BARS_SHOWN)];
    let noted = bars.iter().any(|b| b.note.is_some());
    let row = if noted { 88.0 } else { 58.0 };
    let below = if rest.is_some() { 56.0 } else { 0.0 };
    let height = frame.top() + bars.len() as f32 * row + below + 16.0 + frame.bottom();
    let mut canvas = Canvas::new(&fonts, WIDTH, height)?;
    frame.write(&mut canvas, height);

    let names: Vec<String> = bars.iter().map(|b| fonts.writable(&b.name)).collect();
    let notes: Vec<Option<String>> = bars.iter().map(|b| b.note.as_deref().map(|n| fonts.writable(n))).collect();
    let widest = |ink: Ink, texts: &mut dyn Iterator<Item = &str>| texts.map(|t| fonts.width(ink, t)).fold(0.0, f32::max);
    let names_width = widest(NAME, &mut names.iter().map(String::as_str));
    let notes_width = widest(BELOW, &mut notes.iter().flatten().map(String::as_str));
    let column = names_width.max(notes_width).min(NAMES);
    let left = MARGIN + column + 22.0;
    let numbers: Vec<String> = bars.iter().map(|b| fonts.writable(&b.words)).collect();
    let room = WIDTH - MARGIN - left;
    let number_width = widest(NUMBER, &mut numbers.iter().map(String::as_str)).min(room - LONGEST);
    let scale = bars.iter().map(|b| b.value).fold(0.0, f64::max);
    let longest = room - number_width - 18.0;

    let top = frame.top();
    canvas.line((left, top), (left, top + bars.len() as f32 * row - 6.0), 3.0, GRID);
    for (i, bar) in bars.iter().enumerate() {
        let y = top + i as f32 * row;
        let middle = y + row / 2.0 - 3.0;
        let baseline = if noted { middle - 6.0 } else { middle + 11.0 };
        canvas.text(left - 20.0, baseline, NAME, Anchor::Right, &fonts.fit(NAME, &names[i], column));
        if let Some(note) = &notes[i] {
            canvas.text(left - 20.0, baseline + 32.0, BELOW, Anchor::Right, &fonts.fit(BELOW, note, column));
        }
        let share = if scale > 0.0 { (bar.value.max(0.0) / scale) as f32 } else { 0.0 };
        let length = if bar.value > 0.0 { (share * longest).max(SHORTEST) } else { 0.0 };
        let thick = 38.0;
        parts(&mut canvas, bar, (left + 2.0, middle - thick / 2.0), length, thick);
        let number = fonts.fit(NUMBER, &numbers[i], number_width + 2.0);
        canvas.text(left + 2.0 + length + 14.0, middle + 11.0, NUMBER, Anchor::Left, &number);
    }
    if let Some(rest) = rest {
        let y = top + bars.len() as f32 * row + 38.0;
        let words = fonts.fit(REST, &format!("and {}", fonts.writable(&rest)), WIDTH - 2.0 * MARGIN);
        canvas.text(WIDTH - MARGIN, y, REST, Anchor::Right, &words);
    }
    canvas.png()
}

/// The bar, divided where its parts meet.
fn parts(canvas: &mut Canvas<'_>, bar: &Bar, (x, y): (f32, f32), length: f32, thick: f32) {
    canvas.bar(x, y, length, thick, ACCENT, Round::Right);
    let sum: f64 = bar.parts.iter().filter(|v| **v > 0.0).sum();
    if sum <= 0.0 {
        return;
    }
    let mut at = 0.0;
    for (i, part) in bar.parts.iter().filter(|v| **v > 0.0).enumerate() {
        let wide = (part / sum) as f32 * length;
        // Every second part is deeper; the last one keeps the round end.
        if i % 2 == 1 {
            let last = at + wide >= length - 0.5;
            canvas.bar(x + at, y, wide, thick, ACCENT_DEEP, if last { Round::Right } else { Round::None });
        }
        at += wide;
    }
}

/// What stands for the bars that are not shown.
pub(super) fn rest_words(bars: &[Bar], given: Option<&str>) -> Option<String> {
    let hidden = bars.get(BARS_SHOWN..).unwrap_or_default();
    match (hidden.len(), given) {
        (_, Some(words)) => Some(words.to_owned()),
        (0, None) => None,
        (n, None) => Some(format!("{n} more")),
    }
}
