//! The timeline of one company: a stem for each layoff where it stands in time, as high as it was large.

use jiff::civil::Date;

use super::canvas::{ACCENT, Anchor, Canvas, Fonts, GRID, Ink, MUTED, TEXT, Weight};
use super::frame::{Frame, MARGIN, WIDTH};
use super::{Chart, ChartError, Point, Unsure};

const NUMBER: Ink = Ink { size: 31.0, weight: Weight::SemiBold, color: TEXT };
const DAY: Ink = Ink { size: 26.0, weight: Weight::Regular, color: MUTED };
const LABEL: Ink = Ink { size: 28.0, weight: Weight::Regular, color: MUTED };
/// How high the highest stem is, and how high the picture is where there is none.
const HIGHEST: f32 = 330.0;
const FLAT: f32 = 40.0;
/// Room above the highest stem for its number and its day.
const ABOVE: f32 = 84.0;
/// Room at both sides of the time; and where the first or the last number finds its place only beside its stem.
const SIDES: [f32; 2] = [40.0, 220.0];

pub(super) fn draw(chart: &Chart, points: &[Point]) -> Result<Vec<u8>, ChartError> {
    let fonts = Fonts::load()?;
    let frame = Frame::of(chart, &fonts);
    let hint = hint(points);
    let highest = if points.iter().any(|p| p.value.is_some_and(|v| v > 0.0)) { HIGHEST } else { FLAT };
    let height = frame.top() + ABOVE + highest + 70.0 + if hint.is_some() { 42.0 } else { 0.0 } + frame.bottom();
    let mut canvas = Canvas::new(&fonts, WIDTH, height)?;
    frame.write(&mut canvas, height);

    let ground = frame.top() + ABOVE + highest;
    let scale = points.iter().filter_map(|p| p.value).fold(0.0, f64::max);
    let tall = |p: &Point| match p.value.filter(|v| *v > 0.0 && scale > 0.0) {
        Some(value) => ((value / scale) as f32 * highest).max(14.0),
        None => 0.0,
    };
    let drawn = SIDES.map(|sides| {
        let axis = Axis::of(points, sides);
        let heads: Vec<(f32, f32)> = points.iter().map(|p| (axis.x(p.day), ground - tall(p))).collect();
        let labels = labels(&fonts, points, ground, &heads);
        (axis, heads, labels)
    });
    let [near, far] = drawn;
    let (axis, heads, labels) = if far.2.len() > near.2.len() { far } else { near };
    canvas.line((MARGIN, ground), (WIDTH - MARGIN, ground), 3.0, GRID);
    years(&mut canvas, &fonts, &axis, ground);
    for &(x, y) in &heads {
        canvas.line((x, ground), (x, y), 5.0, ACCENT);
    }
    for (point, &(x, y)) in points.iter().zip(&heads) {
        canvas.dot(x, y, 11.0, ACCENT, point.value.is_some() && point.unsure.is_none());
    }
    for Label { number, day, x, bottom } in labels {
        canvas.text(x, bottom - 36.0, NUMBER, Anchor::Middle, &number);
        canvas.text(x, bottom - 6.0, DAY, Anchor::Middle, &day);
    }
    if let Some(words) = hint {
        canvas.text(MARGIN, ground + 70.0 + 22.0, DAY, Anchor::Left, &words);
    }
    canvas.png()
}

/// What a ring stands for, in this timeline.
fn hint(points: &[Point]) -> Option<String> {
    let unsure = |why| points.iter().any(|p| p.unsure == Some(why));
    let kinds = [
        (unsure(Unsure::Planned), "planned"),
        (unsure(Unsure::Rumour), "rumoured"),
        (points.iter().any(|p| p.value.is_none()), "without a number"),
    ];
    let kinds: Vec<&str> = kinds.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect();
    (!kinds.is_empty()).then(|| format!("Rings: {}", kinds.join(", or ")))
}

/// From days to pixels.
struct Axis {
    first: Date,
    days: f32,
    last: Date,
    /// Pixels left free at both ends.
    sides: f32,
}

impl Axis {
    fn of(points: &[Point], sides: f32) -> Axis {
        let first = points.iter().map(|p| p.day).min().unwrap_or(Date::MIN);
        let last = points.iter().map(|p| p.day).max().unwrap_or(first);
        // Half a year at least, so that a single layoff stands in a time that can be read.
        let short = (180 - days(first, last)).max(0) / 2;
        let moved = |day: Date, by: i32| day.checked_add(jiff::Span::new().days(by)).unwrap_or(day);
        let (first, last) = (moved(first, -short), moved(last, short));
        Axis { first, last, days: days(first, last).max(1) as f32, sides }
    }

    fn x(&self, day: Date) -> f32 {
        let (from, to) = (MARGIN + self.sides, WIDTH - MARGIN - self.sides);
        from + (to - from) * (days(self.first, day) as f32 / self.days).clamp(0.0, 1.0)
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Ticks at the beginning of years, or of months where less than two years are shown.
fn years(canvas: &mut Canvas<'_>, fonts: &Fonts, axis: &Axis, ground: f32) {
    let monthly = axis.days < 730.0;
    let mut day = axis.first.first_of_month();
    let mut free_from = MARGIN;
    while day <= axis.last {
        if day >= axis.first && (monthly || day.month() == 1) {
            let text = if monthly { day.strftime("%b %Y").to_string() } else { day.year().to_string() };
            let (x, half) = (axis.x(day), fonts.width(LABEL, &text) / 2.0);
            canvas.line((x, ground), (x, ground + 10.0), 3.0, GRID);
            if x - half >= free_from && x + half <= WIDTH {
                canvas.text(x, ground + 46.0, LABEL, Anchor::Middle, &text);
                free_from = x + half + 28.0;
            }
        }
        match day.checked_add(jiff::Span::new().months(1)) {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
}

/// The number and the day of a layoff, with the middle and the lower edge of the two lines.
struct Label {
    number: String,
    day: String,
    x: f32,
    bottom: f32,
}

/// Numbers and days above the stems: the largest first, and none that would run into another.
fn labels(fonts: &Fonts, points: &[Point], ground: f32, heads: &[(f32, f32)]) -> Vec<Label> {
    let mut order: Vec<usize> = (0..points.len()).filter(|&i| points[i].value.is_some() || points.len() <= 3).collect();
    order.sort_by(|&a, &b| points[b].value.unwrap_or(0.0).total_cmp(&points[a].value.unwrap_or(0.0)).then(a.cmp(&b)));
    let mut taken: Vec<(f32, f32, f32, f32)> = Vec::new();
    let mut labels = Vec::new();
    for i in order {
        let number = fonts.writable(&points[i].words);
        let day = points[i].day.strftime("%-d %b %Y").to_string();
        let (x, y) = heads[i];
        let half = fonts.width(NUMBER, &number).max(fonts.width(DAY, &day)) / 2.0 + 8.0;
        // Above the stem, else beside its head.
        for (x, bottom) in [(x, y - 14.0), (x + half + 12.0, y + 34.0), (x - half - 12.0, y + 34.0)] {
            let x = x.clamp(MARGIN / 2.0 + half, WIDTH - MARGIN / 2.0 - half);
            let area = (x - half, bottom - 68.0, x + half, bottom);
            let free = taken.iter().all(|t| area.2 <= t.0 || t.2 <= area.0 || area.3 <= t.1 || t.3 <= area.1);
            let clear = heads.iter().all(|s| s.0 + 11.0 < area.0 || s.0 - 11.0 > area.2 || s.1 - 12.0 >= area.3);
            if free && clear && area.3 <= ground {
                labels.push(Label { number, day, x, bottom });
                taken.push(area);
                break;
            }
        }
    }
    labels
}
