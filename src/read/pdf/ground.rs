//! The ground: what was painted on a page before its letters, which tells whether white ones can be seen.
//!
//! White words on a coloured band are a heading; white words on the bare page are there for programs and not for readers, and
//! so are blue ones on a blue band. Where it is not known what was painted, or in which colour, letters are taken to be seen.
//! What is painted later may also lie over letters and hide them; a [`Brush`] that lets through what lies beneath hides nothing.
//!
//! There is an end to how much is remembered and looked at of one page, and a page that came to it says so: what cannot be
//! seen may be among what was read of it then.

use std::cell::Cell;

use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Dict, Name, Number};

use super::matrix::Matrix;

/// As many painted rectangles as are remembered; with more of them, all letters are taken to be seen.
const RECTANGLES: usize = 2000;
/// How many rectangles are looked at for all letters of a page; once that many were, all letters are taken to be seen.
const LOOKS: usize = 10_000_000;
/// How near to its ground a letter may begin, in points.
const NEAR: f32 = 2.0;
/// By which share of all light two colours may differ and be the same to the eye.
const SAME: f32 = 0.03;
/// How much of a letter's size stands above the line, about.
const TALL: f32 = 0.6;

/// Up to which share of opacity letters cannot be seen.
pub(super) const FAINT: f32 = 0.03;
/// From which share of opacity an area hides what lies beneath.
pub(super) const OPAQUE: f32 = 0.97;

/// The least and the greatest of both coordinates: left, top, right, bottom, as a page is measured from its top.
pub(super) type Rectangle = [f32; 4];

/// A colour that is known: its red, green and blue, from 0 to 1.
pub(super) type Light = [f32; 3];

/// The colour of the page itself.
const PAPER: Light = [1.0; 3];

/// What is known of a colour.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Colour {
    /// It is this one.
    Light(Light),
    /// It is a pattern, which may have holes.
    Pattern,
    /// It is any other.
    Other,
}

/// What lines or areas are painted with.
#[derive(Debug, Clone, Copy)]
struct Paint {
    colour: Colour,
    /// How much of what lies beneath is hidden, from 0 to 1.
    opacity: f32,
}

impl Paint {
    const NEW: Self = Self { colour: Colour::Light([0.0; 3]), opacity: 1.0 };

    fn gray(&mut self, gray: &Number) {
        self.colour = Colour::Light([gray.as_f32(); 3]);
    }

    fn light(&mut self, light: [&Number; 3]) {
        self.colour = Colour::Light(light.map(Number::as_f32));
    }

    /// Ink is no light: what is known of it is how little of it leaves the page as it is.
    fn ink(&mut self, ink: [&Number; 4]) {
        let bare = ink.iter().all(|n| n.as_f32() <= SAME);
        self.colour = if bare { Colour::Light(PAPER) } else { Colour::Other };
    }
}

/// What letters and areas are painted with: saved and restored with the graphics state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brush {
    fill: Paint,
    stroke: Paint,
    /// Whether colours are mixed with what lies beneath.
    mixed: bool,
    /// Whether a mask is in force.
    masked: bool,
    /// Where it may paint at all; nowhere where that is not a rectangle.
    clip: Rectangle,
    /// A rectangle outside of which it paints nothing, whatever the shape within.
    reach: Rectangle,
}

/// How letters are painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Their areas are.
    Fill,
    /// Their outlines are.
    Stroke,
    /// Both are.
    Both,
    /// Nothing is.
    Neither,
}

impl From<i64> for Mode {
    fn from(number: i64) -> Self {
        match number {
            1 | 5 => Self::Stroke,
            2 | 6 => Self::Both,
            3 | 7 => Self::Neither,
            _ => Self::Fill,
        }
    }
}

/// Everywhere.
const ALL: Rectangle = [f32::MIN, f32::MIN, f32::MAX, f32::MAX];

impl Brush {
    /// The one that a page begins with.
    pub const NEW: Self =
        Self { fill: Paint::NEW, stroke: Paint::NEW, mixed: false, masked: false, clip: ALL, reach: ALL };

    /// Takes over what a graphics state says.
    pub fn set(&mut self, state: &Dict<'_>) {
        for (key, paint) in [(b"ca", &mut self.fill), (b"CA", &mut self.stroke)] {
            paint.opacity = state.get::<f32>(key).unwrap_or(paint.opacity);
        }
        let other = |key: &[u8], plain: &[&str]| {
            let named = state.get::<Name<'_>>(key);
            state.contains_key(key).then(|| !named.is_some_and(|name| plain.contains(&name.as_str())))
        };
        self.mixed = other(b"BM", &["Normal", "Compatible"]).unwrap_or(self.mixed);
        self.masked = other(b"SMask", &["None"]).unwrap_or(self.masked);
    }

    /// Whether letters of this size, painted with it at this place in this way, can be told from what lies under them.
    pub fn is_seen(&self, mode: Mode, ground: &Ground, at: (f32, f32), size: f32) -> bool {
        let paints: &[&Paint] = match mode {
            Mode::Fill => &[&self.fill],
            Mode::Stroke => &[&self.stroke],
            Mode::Both => &[&self.fill, &self.stroke],
            Mode::Neither => &[],
        };
        let differs = |paint: &&Paint| match paint.colour {
            Colour::Light(light) => !ground.is_of(light, at, size),
            Colour::Pattern | Colour::Other => true,
        };
        is_within(self.reach, at, size) && paints.iter().filter(|paint| paint.opacity > FAINT).any(differs)
    }

    /// What of the unit square under this transformation hides what lies beneath, where a picture without holes fills it.
    pub fn picture(&self, ctm: Matrix) -> Option<Rectangle> {
        let covers = ctm.is_upright() && self.hides();
        covers.then(|| cut(spanned([0.0, 0.0, 1.0, 1.0], ctm), self.clip)).filter(is_some_area)
    }

    /// Lets it paint within this rectangle only: the box of a form under a transformation.
    pub fn clip(&mut self, [left, top, right, bottom]: Rectangle, ctm: Matrix) {
        let area = spanned([left, top, right, bottom], ctm);
        self.clip = if ctm.is_upright() { cut(self.clip, area) } else { [0.0; 4] };
        if ctm.is_upright() {
            self.reach = cut(self.reach, area);
        }
    }

    const fn hides(&self) -> bool {
        !self.mixed && !self.masked && self.fill.opacity >= OPAQUE
    }
}

/// What was painted so far.
#[derive(Default)]
pub(super) struct Ground {
    /// The rectangles of the path in the making.
    path: Vec<Rectangle>,
    /// Where its next line begins.
    pen: (f32, f32),
    /// What the rest of it lies within, where there is anything else in it.
    curve: Option<Rectangle>,
    /// Whether the path will limit where is painted.
    clips: bool,
    /// What was painted, and in which colour where that is known.
    painted: Vec<(Rectangle, Option<Light>)>,
    /// Whether more was painted than is remembered.
    full: bool,
    /// How many rectangles were looked at.
    looks: Cell<usize>,
    /// Whether letters were taken to be seen because there was more than is remembered or looked at.
    crowded: Cell<bool>,
}

impl Ground {
    /// Notices what an operator paints, and what it changes of the brush. Answers the areas that hide now what lies beneath.
    pub fn notice(&mut self, op: &Op<'_, '_>, brush: &mut Brush, ctm: Matrix) -> Vec<Rectangle> {
        match op {
            Op::NonStrokeColorDeviceGray(gray) => brush.fill.gray(&gray.0),
            Op::NonStrokeColorDeviceRgb(rgb) => brush.fill.light([&rgb.0, &rgb.1, &rgb.2]),
            Op::NonStrokeColorCmyk(ink) => brush.fill.ink([&ink.0, &ink.1, &ink.2, &ink.3]),
            Op::StrokeColorDeviceGray(gray) => brush.stroke.gray(&gray.0),
            Op::StrokeColorDeviceRgb(rgb) => brush.stroke.light([&rgb.0, &rgb.1, &rgb.2]),
            Op::StrokeColorCmyk(ink) => brush.stroke.ink([&ink.0, &ink.1, &ink.2, &ink.3]),
            // What a number means in another space is not looked up.
            Op::ColorSpaceNonStroke(_) | Op::NonStrokeColor(_) => brush.fill.colour = Colour::Other,
            Op::ColorSpaceStroke(_) | Op::StrokeColor(_) | Op::StrokeColorNamed(_) => {
                brush.stroke.colour = Colour::Other;
            }
            Op::NonStrokeColorNamed(color) => {
                brush.fill.colour = if color.1.is_some() { Colour::Pattern } else { Colour::Other };
            }
            Op::RectPath(r) => self.rectangle([r.0, r.1, r.2, r.3].map(|n| n.as_f32()), ctm),
            Op::MoveTo(p) => self.pen = Matrix::at(p.0.as_f32(), p.1.as_f32()).then(ctm).origin(),
            Op::LineTo(p) => self.curve([(p.0, p.1)], ctm),
            Op::CubicTo(p) => self.curve([(p.0, p.1), (p.2, p.3), (p.4, p.5)], ctm),
            Op::CubicStartTo(p) => self.curve([(p.0, p.1), (p.2, p.3)], ctm),
            Op::CubicEndTo(p) => self.curve([(p.0, p.1), (p.2, p.3)], ctm),
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => self.clips = true,
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => return self.paint(brush),
            Op::StrokePath(_) | Op::CloseAndStrokePath(_) | Op::EndPath(_) => self.end(brush),
            Op::Shading(_) => self.paint_within(brush.reach, None),
            Op::InlineImage(_) => self.paint_picture(brush, ctm),
            _ => {}
        }
        Vec::new()
    }

    /// A picture was painted onto the unit square under this transformation.
    pub fn paint_picture(&mut self, brush: &Brush, ctm: Matrix) {
        self.paint_within(cut(spanned([0.0, 0.0, 1.0, 1.0], ctm), brush.reach), None);
    }

    /// Something was painted within this area: all of it in this colour, where that is known.
    pub fn paint_within(&mut self, area: Rectangle, light: Option<Light>) {
        if self.painted.len() < RECTANGLES {
            self.painted.push((area, light));
        } else {
            self.full = true;
        }
    }

    /// Whether there was more painted than is looked at when letters were shown, which may be taken to be seen and are not.
    pub const fn is_crowded(&self) -> bool {
        self.crowded.get()
    }

    /// How many areas were looked at.
    pub const fn looks(&self) -> usize {
        self.looks.get()
    }

    /// Whether all that lies under a letter of this size, which stands here, has this colour.
    pub fn is_of(&self, light: Light, (x, y): (f32, f32), size: f32) -> bool {
        if self.full || self.looks.get() > LOOKS {
            self.crowded.set(true);
            return false;
        }
        for &([left, top, right, bottom], painted) in self.painted.iter().rev() {
            self.looks.set(self.looks.get() + 1);
            let near = (top - NEAR..=bottom + NEAR).contains(&y) && (left - NEAR..=right + NEAR).contains(&x);
            if !near {
                continue;
            }
            if painted.is_none_or(|painted| !is_same(painted, light)) {
                return false;
            }
            // An underline lies near a letter and not under it.
            if left <= x && x + NEAR <= right && top <= y - TALL * size && y <= bottom {
                return true;
            }
        }
        is_paper(light)
    }

    fn rectangle(&mut self, [x, y, width, height]: [f32; 4], ctm: Matrix) {
        if self.path.len() < RECTANGLES {
            self.path.push(spanned([x, y, x + width, y + height], ctm));
        } else {
            self.full = true;
        }
    }

    /// Goes on with the path by way of these points, and to the last of them. A curve lies between the points that bend it.
    fn curve<const N: usize>(&mut self, points: [(Number, Number); N], ctm: Matrix) {
        let points = points.map(|(x, y)| Matrix::at(x.as_f32(), y.as_f32()).then(ctm).origin());
        let start = [self.pen.0, self.pen.1, self.pen.0, self.pen.1];
        let within = points.iter().fold(start, |area, &(x, y)| joined(area, [x, y, x, y]));
        self.curve = Some(self.curve.map_or(within, |area| joined(area, within)));
        self.pen = points.last().copied().unwrap_or(self.pen);
    }

    /// Fills the path and ends it.
    fn paint(&mut self, brush: &mut Brush) -> Vec<Rectangle> {
        let whole = self.curve.is_none() && brush.fill.colour != Colour::Pattern && brush.hides();
        let covers: Vec<Rectangle> = if whole {
            self.path.iter().map(|&area| cut(area, brush.clip)).filter(is_some_area).collect()
        } else {
            Vec::new()
        };
        let light = match brush.fill.colour {
            Colour::Light(light) => Some(light),
            Colour::Pattern | Colour::Other => None,
        };
        // What is white and known to no more than that lies nowhere.
        if self.curve.is_none() && covers.len() == self.path.len() {
            for &area in &covers {
                self.paint_within(area, light);
            }
        } else if !light.is_some_and(is_paper) {
            for area in std::mem::take(&mut self.path).into_iter().chain(self.curve) {
                self.paint_within(cut(area, brush.reach), None);
            }
        }
        self.end(brush);
        covers
    }

    /// Ends the path.
    fn end(&mut self, brush: &mut Brush) {
        let curved = self.curve.take().is_some();
        if std::mem::take(&mut self.clips) {
            // Several rectangles, or a curve, are a place that is not looked at: nothing painted in it is known to hide.
            brush.clip = match self.path[..] {
                [area] if !curved => {
                    brush.reach = cut(brush.reach, area);
                    cut(brush.clip, area)
                }
                _ => [0.0; 4],
            };
        }
        self.path.clear();
    }
}

/// The rectangle of two corners where a transformation puts it.
fn spanned([left, top, right, bottom]: Rectangle, ctm: Matrix) -> Rectangle {
    let at = |x, y| Matrix::at(x, y).then(ctm).origin();
    let ((ax, ay), (bx, by)) = (at(left, top), at(right, bottom));
    [ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)]
}

/// What two rectangles have in common; it ends before it begins where that is nothing.
fn cut(a: Rectangle, b: Rectangle) -> Rectangle {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// The least rectangle around two.
const fn joined(a: Rectangle, b: Rectangle) -> Rectangle {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Whether letters could lie under it.
fn is_some_area(&[left, top, right, bottom]: &Rectangle) -> bool {
    right - left > NEAR && bottom - top > NEAR
}

/// Whether nothing shines through a picture: it is no stencil and has no mask.
pub(super) fn is_without_holes(picture: &Dict<'_>) -> bool {
    [&b"SMask"[..], b"SMaskInData", b"Mask", b"ImageMask", b"IM"].iter().all(|key| !picture.contains_key(*key))
}

/// Whether something of a letter of this size, which stands here, may lie in a rectangle.
pub(super) fn is_within([left, top, right, bottom]: Rectangle, (x, y): (f32, f32), size: f32) -> bool {
    left - size <= x && x <= right + NEAR && top - NEAR <= y && y - size <= bottom
}

/// Whether a colour is that of the page.
pub(super) fn is_paper(light: Light) -> bool {
    is_same(PAPER, light)
}

/// Whether two colours are the same to the eye.
fn is_same(one: Light, other: Light) -> bool {
    one.into_iter().zip(other).all(|(one, other)| (one.clamp(0.0, 1.0) - other.clamp(0.0, 1.0)).abs() <= SAME)
}
