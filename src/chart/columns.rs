//! Trends: a column for each month, quarter or year.

use super::canvas::{ACCENT, Anchor, Canvas, Fonts, GRID, Ink, MUTED, Round, TEXT, Weight};
use super::frame::{Frame, MARGIN, WIDTH};
use super::{Chart, ChartError, Column};
use crate::time::{Period, Step};

const LABEL: Ink = Ink { size: 28.0, weight: Weight::Regular, color: MUTED };
const NUMBER: Ink = Ink { size: 30.0, weight: Weight::SemiBold, color: TEXT };
const HINT: Ink = Ink { size: 25.0, weight: Weight::Regular, color: MUTED };
/// How high the highest column is.
const HIGHEST: f32 = 360.0;
/// The lowest that is not nothing.
const LOWEST: f32 = 4.0;

pub(super) fn draw(chart: &Chart, step: Step, columns: &[Column]) -> Result<Vec<u8>, ChartError> {
    let fonts = Fonts::load()?;
    let frame = Frame::of(chart, &fonts);
    let partial = columns.iter().any(|c| c.partial).then_some("Dashed: not all of this time is covered");
    let unknown = columns.iter().any(|c| c.unknown).then_some("Rings: reported without a number");
    let hint: Vec<&str> = [partial, unknown].into_iter().flatten().collect();
    let height = frame.top() + 44.0 + HIGHEST + 92.0 + if hint.is_empty() { 0.0 } else { 52.0 } + frame.bottom();
    let mut canvas = Canvas::new(&fonts, WIDTH, height)?;
    frame.write(&mut canvas, height);

    let room = WIDTH - 2.0 * MARGIN;
    let each = (room / columns.len() as f32).min(220.0);
    let left = MARGIN + (room - each * columns.len() as f32) / 2.0;
    let wide = (each * 0.72).max(2.0).min(each - 1.0).max(1.0);
    let ground = frame.top() + 44.0 + HIGHEST;
    let scale = columns.iter().map(|c| c.value).fold(0.0, f64::max);
    let middle = |i: usize| left + (i as f32 + 0.5) * each;
    let tall = |c: &Column| match c.value > 0.0 && scale > 0.0 {
        true => ((c.value / scale) as f32 * HIGHEST).max(LOWEST),
        false => 0.0,
    };

    canvas.line((MARGIN, ground), (WIDTH - MARGIN, ground), 3.0, GRID);
    for (i, column) in columns.iter().enumerate() {
        let (x, h) = (middle(i) - wide / 2.0, tall(column));
        if column.unknown {
            canvas.dot(middle(i), ground, (wide / 2.0 - 2.0).clamp(2.0, 9.0), ACCENT, false);
        } else if column.partial {
            canvas.dashed(x + 1.5, ground - h + 1.5, wide - 3.0, h - 3.0, ACCENT);
        } else {
            canvas.bar(x, ground - h, wide, h, ACCENT, Round::Top);
        }
    }
    numbers(&mut canvas, &fonts, columns, each, |i| (middle(i), ground - tall(&columns[i]) - 12.0));
    labels(&mut canvas, &fonts, step, columns, each, middle, ground);
    canvas.text(MARGIN, ground + 92.0 + 30.0, HINT, Anchor::Left, &hint.join(". "));
    canvas.png()
}

/// The numbers above the columns: in full where there is room for all of them, else short ones, else those of the
/// highest columns that do not run into each other.
fn numbers(canvas: &mut Canvas<'_>, fonts: &Fonts, columns: &[Column], each: f32, at: impl Fn(usize) -> (f32, f32)) {
    let full: Vec<String> = columns.iter().map(|c| fonts.writable(&c.words)).collect();
    let short: Vec<String> = columns.iter().map(|c| short(c.value)).collect();
    let fits = |texts: &[String]| texts.iter().all(|t| fonts.width(NUMBER, t) + 8.0 <= each);
    let crowded = !fits(&full) && !fits(&short);
    let texts = if fits(&full) { full } else { short };
    let highest = columns.iter().map(|c| c.value).fold(0.0, f64::max);
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by(|&a, &b| columns[b].value.total_cmp(&columns[a].value).then(a.cmp(&b)));
    let mut taken: Vec<(f32, f32, f32)> = Vec::new();
    // Where not all numbers have room, those of the low columns say least.
    let told = |c: &Column| !c.unknown && (!crowded || c.value >= highest / 10.0);
    for i in order.into_iter().filter(|&i| told(&columns[i])) {
        let (middle, y) = at(i);
        let half = fonts.width(NUMBER, &texts[i]) / 2.0 + 4.0;
        // Above its column; beside a higher one as far to the side as still stands above its own.
        let aside = (half - each * 0.36).max(0.0);
        let places = [middle, middle - aside, middle + aside].map(|x| x.clamp(half, WIDTH - half));
        // Free of other numbers, and of higher columns beside it.
        let free = |x: f32| taken.iter().all(|&(tx, ty, th)| (tx - x).abs() >= th + half || (ty - y).abs() > 34.0);
        let clear = |x: f32| {
            columns.iter().enumerate().all(|(j, _)| {
                let (cx, cy) = at(j);
                j == i || (cx - x).abs() >= half + each * 0.36 || cy + 12.0 >= y - 2.0
            })
        };
        if let Some(x) = places.into_iter().find(|&x| free(x) && clear(x)) {
            canvas.text(x, y, NUMBER, Anchor::Middle, &texts[i]);
            taken.push((x, y, half));
        }
    }
}

/// What the columns stand for, below them: as many labels as there is room for, the year below its first column.
fn labels(
    canvas: &mut Canvas<'_>,
    fonts: &Fonts,
    step: Step,
    columns: &[Column],
    each: f32,
    middle: impl Fn(usize) -> f32,
    ground: f32,
) {
    let texts: Vec<String> = columns.iter().map(|c| label(step, c.period)).collect();
    let widest = texts.iter().map(|t| fonts.width(LABEL, t)).fold(0.0, f32::max) + 10.0;
    let every = (widest / each).ceil().max(1.0) as usize;
    // Thinned labels stay in step with the year, so that they read Jan, Apr, Jul, Oct.
    let every = match (step, every) {
        (Step::Month, 4) => 4,
        (Step::Month, 5..=6) => 6,
        (Step::Month, 7..) => 12,
        (Step::Quarter, 3) => 4,
        (Step::Quarter, n) if n > 4 => n.div_ceil(4) * 4,
        (_, n) => n,
    };
    let place = |c: &Column| match step {
        Step::Month => c.period.start.month() as usize - 1,
        Step::Quarter => (c.period.start.month() as usize - 1) / 3,
        Step::Year => c.period.start.year().unsigned_abs() as usize,
    };
    let first_year = columns.first().map(|c| c.period.start.year());
    let mut year_until = f32::MIN;
    for (i, column) in columns.iter().enumerate() {
        if place(column).is_multiple_of(every) || columns.len() == 1 {
            canvas.text(middle(i), ground + 38.0, LABEL, Anchor::Middle, &texts[i]);
        }
        let year = column.period.start.year();
        let opens = i == 0 || columns[i - 1].period.start.year() != year;
        if step != Step::Year && opens {
            let text = year.to_string();
            let half = fonts.width(LABEL, &text) / 2.0;
            let x = middle(i).max(MARGIN + half);
            // The first year gives way where the second one begins at once.
            let next = columns.iter().position(|c| Some(c.period.start.year()) != first_year).map(&middle);
            let crowded = i == 0 && next.is_some_and(|n| n - half - 12.0 < x + half);
            if x - half > year_until && !crowded {
                canvas.text(x, ground + 76.0, LABEL, Anchor::Middle, &text);
                year_until = x + half + 12.0;
            }
        }
    }
}

fn label(step: Step, period: Period) -> String {
    match step {
        Step::Month => period.start.strftime("%b").to_string(),
        Step::Quarter => format!("Q{}", (period.start.month() - 1) / 3 + 1),
        Step::Year => period.start.year().to_string(),
    }
}

/// "41k": for columns too narrow for a number in full.
fn short(value: f64) -> String {
    let tenth = |v: f64, unit: &str| {
        let text = format!("{v:.1}");
        format!("{}{unit}", text.strip_suffix(".0").unwrap_or(&text))
    };
    match value {
        v if v >= 999_950.0 => tenth(v / 1e6, "m"),
        v if v >= 99_950.0 => format!("{:.0}k", v / 1e3),
        v if v >= 1_000.0 => tenth(v / 1e3, "k"),
        v => format!("{v:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn short_numbers() {
        let written: Vec<String> =
            [0.0, 999.0, 1_000.0, 1_250.0, 41_000.0, 262_735.0, 1_200_000.0].into_iter().map(short).collect();
        assert_eq!(written, ["0", "999", "1k", "1.2k", "41k", "263k", "1.2m"]);
    }
}
