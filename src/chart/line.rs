//! The timeline of one company: a stem for each layoff where it stands in time, as high as it was large.

use jiff::civil::Date;

use super::canvas::{ACCENT, Anchor, Canvas, Fonts, GRID, Ink, MUTED, TEXT, Weight};
use super::frame::{Frame, MARGIN, WIDTH};
use super::{Chart, ChartError, Point};

const NUMBER: Ink = Ink { size: 31.0, weight: Weight::SemiBold, color: TEXT };
const DAY: Ink = Ink { size: 26.0, weight: Weight::Regular, color: MUTED };
const LABEL: Ink = Ink { size: 28.0, weight: Weight::Regular, color: MUTED };
/// How high the highest stem is, and how high the picture is where there is none.
const HIGHEST: f32 = 330.0;
const FLAT: f32 = 40.0;
/// Room above the highest stem for its number and its day.
const ABOVE: f32 = 84.0;

pub(super) fn draw(chart: &Chart, points: &[Point]) -> Result<Vec<u8>, ChartError> {
    let fonts = Fonts::load()?;
    let frame = Frame::of(chart, &fonts);
    let hints = points.iter().any(|p| p.planned || p.value.is_none());
    let highest = if points.iter().any(|p| p.value.is_some_and(|v| v > 0.0)) { HIGHEST } else { FLAT };
    let height = frame.top() + ABOVE + highest + 70.0 + if hints { 42.0 } else { 0.0 } + frame.bottom();
    let mut canvas = Canvas::new(&fonts, WIDTH, height)?;
    frame.write(&mut canvas, height);

    let axis = Axis::of(points);
    let ground = frame.top() + ABOVE + highest;
    canvas.line((MARGIN, ground), (WIDTH - MARGIN, ground), 3.0, GRID);
    years(&mut canvas, &fonts, &axis, ground);
    let scale = points.iter().filter_map(|p| p.value).fold(0.0, f64::max);
    let place = |p: &Point| {
        let share = p.value.filter(|v| *v > 0.0 && scale > 0.0).map_or(0.0, |v| (v / scale) as f32);
        (axis.x(p.day), ground - if share > 0.0 { (share * highest).max(14.0) } else { 0.0 })
    };
    for point in points {
        let (x, y) = place(point);
        canvas.line((x, ground), (x, y), 5.0, ACCENT);
    }
    for point in points {
        let (x, y) = place(point);
        canvas.dot(x, y, 11.0, ACCENT, point.value.is_some() && !point.planned);
    }
    labels(&mut canvas, &fonts, points, ground, place);
    if hints {
        let planned = points.iter().any(|p| p.planned);
        let unknown = points.iter().any(|p| p.value.is_none());
        let words = match (planned, unknown) {
            (true, true) => "Rings: planned, or without a number",
            (true, false) => "Rings: planned",
            _ => "Rings: without a number",
        };
        canvas.text(MARGIN, ground + 70.0 + 22.0, DAY, Anchor::Left, words);
    }
    canvas.png()
}

/// From days to pixels.
struct Axis {
    first: Date,
    days: f32,
    last: Date,
}

impl Axis {
    fn of(points: &[Point]) -> Axis {
        let first = points.iter().map(|p| p.day).min().unwrap_or(Date::MIN);
        let last = points.iter().map(|p| p.day).max().unwrap_or(first);
        // Half a year at least, so that a single layoff stands in a time that can be read.
        let short = (180 - days(first, last)).max(0) / 2;
        let moved = |day: Date, by: i32| day.checked_add(jiff::Span::new().days(by)).unwrap_or(day);
        let (first, last) = (moved(first, -short), moved(last, short));
        Axis { first, last, days: days(first, last).max(1) as f32 }
    }

    fn x(&self, day: Date) -> f32 {
        let (from, to) = (MARGIN + 40.0, WIDTH - MARGIN - 40.0);
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

/// Numbers and days above the stems: the largest first, and none that would run into another.
fn labels(canvas: &mut Canvas<'_>, fonts: &Fonts, points: &[Point], ground: f32, place: impl Fn(&Point) -> (f32, f32)) {
    let mut order: Vec<usize> = (0..points.len()).filter(|&i| points[i].value.is_some() || points.len() <= 3).collect();
    order.sort_by(|&a, &b| points[b].value.unwrap_or(0.0).total_cmp(&points[a].value.unwrap_or(0.0)).then(a.cmp(&b)));
    let mut taken: Vec<(f32, f32, f32, f32)> = Vec::new();
    let stems: Vec<(f32, f32)> = points.iter().map(&place).collect();
    for i in order {
        let number = fonts.writable(&points[i].words);
        let day = points[i].day.strftime("%-d %b %Y").to_string();
        let (x, y) = stems[i];
        let half = fonts.width(NUMBER, &number).max(fonts.width(DAY, &day)) / 2.0 + 8.0;
        // Above the stem, else beside its head.
        for (x, bottom) in [(x, y - 14.0), (x + half + 12.0, y + 34.0), (x - half - 12.0, y + 34.0)] {
            let x = x.clamp(MARGIN / 2.0 + half, WIDTH - MARGIN / 2.0 - half);
            let area = (x - half, bottom - 68.0, x + half, bottom);
            let free = taken.iter().all(|t| area.2 <= t.0 || t.2 <= area.0 || area.3 <= t.1 || t.3 <= area.1);
            let clear = stems.iter().all(|s| s.0 + 11.0 < area.0 || s.0 - 11.0 > area.2 || s.1 - 12.0 >= area.3);
            if free && clear && area.3 <= ground {
                canvas.text(x, bottom - 36.0, NUMBER, Anchor::Middle, &number);
                canvas.text(x, bottom - 6.0, DAY, Anchor::Middle, &day);
                taken.push(area);
                break;
            }
        }
    }
}
