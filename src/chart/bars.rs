//! Rankings and comparisons: names, bars from left to right, the number behind each bar.

use super::canvas::{ACCENT, ACCENT_DEEP, Anchor, Canvas, Fonts, GRID, Ink, MUTED, Round, TEXT, Weight};
use super::frame::{Frame, MARGIN, WIDTH};
use super::{Bar, Chart, ChartError};

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

/// Lines that a name may take.
const NAME_LINES: usize = 2;

pub(super) fn draw(chart: &Chart, bars: &[Bar], rest: Option<&str>) -> Result<Vec<u8>, ChartError> {
    let fonts = Fonts::load()?;
    let frame = Frame::of(chart, &fonts);
    let notes: Vec<Option<String>> = bars.iter().map(|b| b.note.as_deref().map(|n| fonts.writable(n))).collect();
    let widest = |ink: Ink, texts: &mut dyn Iterator<Item = &str>| texts.map(|t| fonts.width(ink, t)).fold(0.0, f32::max);
    let whole: Vec<String> = bars.iter().map(|b| fonts.writable(&b.label())).collect();
    let names_width = widest(NAME, &mut whole.iter().map(String::as_str));
    let notes_width = widest(BELOW, &mut notes.iter().flatten().map(String::as_str));
    let column = names_width.max(notes_width).min(NAMES);
    let names: Vec<Vec<String>> = bars.iter().map(|bar| name(&fonts, bar, column)).collect();
    let lines = |i: usize| names[i].len() + usize::from(notes[i].is_some());
    let most_lines = (0..bars.len()).map(lines).max().unwrap_or(1);
    // Rows are of one height, so that the bars stand at even distances.
    let row = if most_lines == 1 { 58.0 } else { 24.0 + 32.0 * most_lines as f32 };
    let below = if rest.is_some() { 56.0 } else { 0.0 };
    let height = frame.top() + bars.len() as f32 * row + below + 16.0 + frame.bottom();
    let mut canvas = Canvas::new(&fonts, WIDTH, height)?;
    frame.write(&mut canvas, height);

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
        let mut baseline = middle + 11.0 - 16.0 * (lines(i) - 1) as f32;
        for line in &names[i] {
            canvas.text(left - 20.0, baseline, NAME, Anchor::Right, line);
            baseline += 33.0;
        }
        if let Some(note) = &notes[i] {
            canvas.text(left - 20.0, baseline - 1.0, BELOW, Anchor::Right, &fonts.fit(BELOW, note, column));
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
        let words = fonts.fit(REST, &format!("and {}", fonts.writable(rest)), WIDTH - 2.0 * MARGIN);
        canvas.text(WIDTH - MARGIN, y, REST, Anchor::Right, &words);
    }
    canvas.png()
}

/// The lines of a name. Cut off is what tells least: of two layoffs of a company, the name and not the day.
pub(super) fn name(fonts: &Fonts, bar: &Bar, width: f32) -> Vec<String> {
    let name = fonts.writable(&bar.name);
    let Some(when) = bar.when.as_deref().map(|when| fonts.writable(when)) else {
        return fonts.wrap(NAME, &name, width, NAME_LINES);
    };
    let whole = format!("{name}, {when}");
    if fonts.width(NAME, &whole) <= width {
        return vec![whole];
    }
    let comma = fonts.width(NAME, ",");
    vec![format!("{},", fonts.fit(NAME, &name, width - comma)), fonts.fit(NAME, &when, width)]
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

/// What is said where there is no bar, with what is there without one.
pub(super) fn nothing(rest: Option<&str>) -> String {
    match rest {
        Some(rest) => format!("Nothing to show here but {rest}"),
        None => "Nothing to show here".to_owned(),
    }
}
