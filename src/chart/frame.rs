//! What every chart has around its figures: title, note, source.

use super::canvas::{Anchor, Canvas, Fonts, Ink, MUTED, TEXT, Weight};
use super::{Chart, ChartError};

/// Pixels across. A phone shows about 400 of its own for them, so text of 30 is read there as text of 10.
pub(super) const WIDTH: f32 = 1200.0;
/// Free space at the sides.
pub(super) const MARGIN: f32 = 48.0;

const TITLE: Ink = Ink { size: 46.0, weight: Weight::SemiBold, color: TEXT };
const NOTE: Ink = Ink { size: 29.0, weight: Weight::Regular, color: MUTED };
const SOURCE: Ink = Ink { size: 25.0, weight: Weight::Regular, color: MUTED };

/// Conditions stand in the title: cut off, a chart of some layoffs would be taken for one of all.
const TITLE_LINES: usize = 4;

/// Title, note and source, broken into lines.
pub(super) struct Frame {
    title: Vec<String>,
    note: Vec<String>,
    source: Vec<String>,
}

impl Frame {
    pub(super) fn of(chart: &Chart, fonts: &Fonts) -> Frame {
        let wide = WIDTH - 2.0 * MARGIN;
        let lines = |ink, text: &str, n| match text.is_empty() {
            true => Vec::new(),
            false => fonts.wrap(ink, &fonts.writable(text), wide, n),
        };
        Frame {
            title: lines(TITLE, &chart.title, TITLE_LINES),
            note: lines(NOTE, &chart.note, 3),
            source: lines(SOURCE, &chart.source, 3),
        }
    }

    /// Where the figures begin.
    pub(super) fn top(&self) -> f32 {
        40.0 + self.title.len() as f32 * 56.0 + self.note.len() as f32 * 38.0 + 26.0
    }

    /// How much room the source takes below the figures.
    pub(super) fn bottom(&self) -> f32 {
        self.source.len() as f32 * 34.0 + 40.0
    }

    /// Writes them on a canvas of this height.
    pub(super) fn write(&self, canvas: &mut Canvas<'_>, height: f32) {
        let mut y = 40.0;
        for line in &self.title {
            y += 56.0;
            canvas.text(MARGIN, y - 12.0, TITLE, Anchor::Left, line);
        }
        for line in &self.note {
            y += 38.0;
            canvas.text(MARGIN, y - 4.0, NOTE, Anchor::Left, line);
        }
        let mut y = height - self.bottom() + 12.0;
        for line in &self.source {
            y += 34.0;
            canvas.text(MARGIN, y - 8.0, SOURCE, Anchor::Left, line);
        }
    }
}

/// A picture that says that there is nothing to draw.
pub(super) fn empty(chart: &Chart, words: &str) -> Result<Vec<u8>, ChartError> {
    let fonts = Fonts::load()?;
    let frame = Frame::of(chart, &fonts);
    let height = frame.top() + 260.0 + frame.bottom();
    let mut canvas = Canvas::new(&fonts, WIDTH, height)?;
    frame.write(&mut canvas, height);
    let ink = Ink { size: 36.0, weight: Weight::Regular, color: MUTED };
    let words = fonts.fit(ink, &fonts.writable(words), WIDTH - 2.0 * MARGIN);
    canvas.text(WIDTH / 2.0, frame.top() + 140.0, ink, Anchor::Middle, &words);
    canvas.png()
}
