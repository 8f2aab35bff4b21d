//! A canvas with shapes and text, on which every kind of chart is drawn.
//!
//! Knows pixels and letters, not figures.

use tiny_skia::{Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform};
use ttf_parser::{Face, OutlineBuilder};

use super::ChartError;
use super::letters::writable;

/// Inter, under the SIL Open Font License (assets/fonts/OFL.txt).
const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
/// The heavier cut, for titles and numbers.
const SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");

/// A colour as red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

/// Dark enough to sit well on a dark theme, and a card of its own on a light one.
pub(super) const BACKGROUND: Rgb = (0x1f, 0x23, 0x2e);
/// Lines of the grid.
pub(super) const GRID: Rgb = (0x3c, 0x43, 0x54);
/// Text.
pub(super) const TEXT: Rgb = (0xf3, 0xf4, 0xf8);
/// Text that matters less: still seven to one against the background.
pub(super) const MUTED: Rgb = (0xb4, 0xbb, 0xcb);
/// Bars.
pub(super) const ACCENT: Rgb = (0xff, 0x7d, 0x9c);
/// The second colour of a divided bar.
pub(super) const ACCENT_DEEP: Rgb = (0xd9, 0x55, 0x7c);

/// The weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    pub size: f32,
    pub weight: Weight,
    pub color: Rgb,
}

/// Where a text stands against its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Left,
    Middle,
    Right,
}

/// The faces in which text is measured and drawn.
pub(super) struct Fonts {
    regular: Face<'static>,
    semi_bold: Face<'static>,
}

impl Fonts {
    pub(super) fn load() -> Result<Fonts, ChartError> {
        let face = |bytes| Face::parse(bytes, 0).map_err(|_| ChartError::Drawing("a built-in font is damaged"));
        Ok(Fonts { regular: face(REGULAR)?, semi_bold: face(SEMI_BOLD)? })
    }

    fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semi_bold,
        }
    }

    /// The text in letters that the fonts have.
    pub(super) fn writable(&self, text: &str) -> String {
        writable(text, |c| self.regular.glyph_index(c).is_some() && self.semi_bold.glyph_index(c).is_some())
    }

    /// How wide a writable text is, in pixels.
    pub(super) fn width(&self, ink: Ink, text: &str) -> f32 {
        let face = self.face(ink.weight);
        let units: f32 = text.chars().map(|c| advance(face, c)).sum();
        units * ink.size / f32::from(face.units_per_em())
    }

    /// A text cut to this width, with an ellipsis where something is missing.
    pub(super) fn fit(&self, ink: Ink, text: &str, width: f32) -> String {
        if self.width(ink, text) <= width {
            return text.to_owned();
        }
        let mut cut = String::new();
        for c in text.chars() {
            cut.push(c);
            if self.width(ink, &cut) + self.width(ink, "…") > width {
                cut.pop();
                break;
            }
        }
        format!("{}…", cut.trim_end_matches([' ', ',', '.', ';']))
    }

    /// A text in lines of at most this width; what does not fit on the last one is cut.
    pub(super) fn wrap(&self, ink: Ink, text: &str, width: f32, lines: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for word in text.split(' ') {
            let last = out.pop();
            match last {
                Some(last) => {
                    let longer = format!("{last} {word}");
                    // What is left over goes onto the last line, where it is cut.
                    if out.len() + 1 == lines || self.width(ink, &longer) <= width {
                        out.push(longer);
                    } else {
                        out.extend([last, word.to_owned()]);
                    }
                }
                None => out.push(word.to_owned()),
            }
        }
        out.iter().map(|line| self.fit(ink, line, width)).collect()
    }
}

fn advance(face: &Face<'_>, c: char) -> f32 {
    face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)).map_or(0.0, f32::from)
}

/// A picture that is being drawn.
pub(super) struct Canvas<'f> {
    pixmap: Pixmap,
    fonts: &'f Fonts,
}

impl<'f> Canvas<'f> {
    pub(super) fn new(fonts: &'f Fonts, width: f32, height: f32) -> Result<Canvas<'f>, ChartError> {
        let mut pixmap =
            Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or(ChartError::Drawing("it has an impossible size"))?;
        pixmap.fill(color(BACKGROUND));
        Ok(Canvas { pixmap, fonts })
    }

    pub(super) fn png(self) -> Result<Vec<u8>, ChartError> {
        self.pixmap.encode_png().map_err(|e| ChartError::Encoding(e.to_string()))
    }

    /// Writes a line of text with its baseline at `y`.
    pub(super) fn text(&mut self, x: f32, y: f32, ink: Ink, anchor: Anchor, text: &str) {
        let face = self.fonts.face(ink.weight);
        let scale = ink.size / f32::from(face.units_per_em());
        let mut x = match anchor {
            Anchor::Left => x,
            Anchor::Middle => x - self.fonts.width(ink, text) / 2.0,
            Anchor::Right => x - self.fonts.width(ink, text),
        };
        let mut outline = Outline { path: PathBuilder::new(), scale, x, y };
        for c in text.chars() {
            outline.x = x;
            if let Some(glyph) = face.glyph_index(c) {
                // Spaces have no outline.
                let _ = face.outline_glyph(glyph, &mut outline);
            }
            x += advance(face, c) * scale;
        }
        if let Some(path) = outline.path.finish() {
            self.fill(&path, ink.color);
        }
    }

    /// A rectangle with round corners at its far end, if there is room for them.
    pub(super) fn bar(&mut self, x: f32, y: f32, w: f32, h: f32, color: Rgb, round: Round) {
        if w <= 0.0 || h <= 0.0 {
            return;
        }
        let r = 6.0f32.min(w / 2.0).min(h / 2.0);
        let mut path = PathBuilder::new();
        let (right, bottom) = (x + w, y + h);
        path.move_to(x, bottom);
        if round == Round::Top {
            path.line_to(x, y + r);
            path.quad_to(x, y, x + r, y);
        } else {
            path.line_to(x, y);
        }
        if round == Round::None {
            path.line_to(right, y);
        } else {
            path.line_to(right - r, y);
            path.quad_to(right, y, right, y + r);
        }
        if round == Round::Right {
            path.line_to(right, bottom - r);
            path.quad_to(right, bottom, right - r, bottom);
        } else {
            path.line_to(right, bottom);
        }
        path.close();
        if let Some(path) = path.finish() {
            self.fill(&path, color);
        }
    }

    /// The outline of a rectangle, dashed: for what is not complete.
    pub(super) fn dashed(&mut self, x: f32, y: f32, w: f32, h: f32, color: Rgb) {
        let Some(rect) = Rect::from_xywh(x, y, w.max(1.0), h.max(1.0)) else { return };
        let stroke = Stroke { width: 3.0, dash: StrokeDash::new(vec![9.0, 6.0], 0.0), ..Stroke::default() };
        self.stroke(&PathBuilder::from_rect(rect), color, &stroke);
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, color: Rgb) {
        let mut path = PathBuilder::new();
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        if let Some(path) = path.finish() {
            self.stroke(&path, color, &Stroke { width, line_cap: LineCap::Round, ..Stroke::default() });
        }
    }

    /// A disc, or a ring where there is nothing to fill it with.
    pub(super) fn dot(&mut self, x: f32, y: f32, r: f32, color: Rgb, filled: bool) {
        let Some(path) = PathBuilder::from_circle(x, y, r) else { return };
        self.fill(&path, if filled { color } else { BACKGROUND });
        if !filled {
            self.stroke(&path, color, &Stroke { width: 4.0, ..Stroke::default() });
        }
    }

    fn fill(&mut self, path: &Path, rgb: Rgb) {
        self.pixmap.fill_path(path, &paint(rgb), FillRule::Winding, Transform::identity(), None);
    }

    fn stroke(&mut self, path: &Path, rgb: Rgb, stroke: &Stroke) {
        self.pixmap.stroke_path(path, &paint(rgb), stroke, Transform::identity(), None);
    }
}

/// Which end of a bar is round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Round {
    Right,
    Top,
    None,
}

fn color((r, g, b): Rgb) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

fn paint(rgb: Rgb) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(color(rgb));
    paint
}

/// The outline of a letter, put where it stands.
struct Outline {
    path: PathBuilder,
    scale: f32,
    x: f32,
    y: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
