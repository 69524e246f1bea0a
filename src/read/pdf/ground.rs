//! The ground: what was painted on a page before its letters, which tells whether white ones can be seen.
//!
//! White words on a coloured band are a heading; white words on the bare page are there for programs and not for readers.
//! Where it is not known what was painted, or in which colour, letters are taken to be seen. What is painted later may also
//! lie over letters and hide them; a [`Brush`] that lets through what lies beneath hides nothing.

use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Dict, Name, Number};

use super::matrix::Matrix;

/// As many painted rectangles as are remembered; with more of them, all letters are taken to be seen.
const RECTANGLES: usize = 2000;
/// How near to its ground a letter may begin, in points.
const NEAR: f32 = 2.0;
/// From which share of all light a colour is white to the eye.
const WHITE: f32 = 0.97;

/// Up to which share of opacity letters cannot be seen.
pub(super) const FAINT: f32 = 0.03;
/// From which share of opacity an area hides what lies beneath.
pub(super) const OPAQUE: f32 = 0.97;

/// The least and the greatest of both coordinates: left, top, right, bottom, as a page is measured from its top.
pub(super) type Rectangle = [f32; 4];

/// What is known of a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colour {
    /// It is white to the eye.
    White,
    /// It is a pattern, which may have holes.
    Pattern,
    /// It is any other.
    Other,
}

/// What letters and areas are painted with: saved and restored with the graphics state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brush {
    colour: Colour,
    /// How much of what lies beneath is hidden, from 0 to 1.
    opacity: f32,
    /// Whether colours are mixed with what lies beneath.
    mixed: bool,
    /// Whether a mask is in force.
    masked: bool,
    /// Where it may paint at all; nowhere where that is not a rectangle.
    clip: Rectangle,
}

impl Brush {
    /// The one that a page begins with.
    pub const NEW: Self = Self {
        colour: Colour::Other,
        opacity: 1.0,
        mixed: false,
        masked: false,
        clip: [f32::MIN, f32::MIN, f32::MAX, f32::MAX],
    };

    /// Takes over what a graphics state says.
    pub fn set(&mut self, state: &Dict<'_>) {
        if let Some(opacity) = state.get::<f32>(b"ca") {
            self.opacity = opacity;
        }
        let other = |key: &[u8], plain: &[&str]| {
            let named = state.get::<Name<'_>>(key);
            state.contains_key(key).then(|| !named.is_some_and(|name| plain.contains(&name.as_str())))
        };
        self.mixed = other(b"BM", &["Normal", "Compatible"]).unwrap_or(self.mixed);
        self.masked = other(b"SMask", &["None"]).unwrap_or(self.masked);
    }

    /// Whether letters painted with it leave no trace.
    pub fn is_faint(&self) -> bool {
        self.opacity <= FAINT
    }

    /// Whether letters painted with it are white.
    pub const fn is_white(&self) -> bool {
        matches!(self.colour, Colour::White)
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
    }

    const fn hides(&self) -> bool {
        !self.mixed && !self.masked && self.opacity >= OPAQUE
    }
}

/// What was painted so far.
#[derive(Default)]
pub(super) struct Ground {
    /// The rectangles of the path in the making.
    path: Vec<Rectangle>,
    /// Whether there is anything else in it.
    curved: bool,
    /// Whether the path will limit where is painted.
    clips: bool,
    painted: Vec<Rectangle>,
    everywhere: bool,
}

impl Ground {
    /// Notices what an operator paints, and what it changes of the brush. Answers the areas that hide now what lies beneath.
    pub fn notice(&mut self, op: &Op<'_, '_>, brush: &mut Brush, ctm: Matrix) -> Vec<Rectangle> {
        match op {
            Op::NonStrokeColorDeviceGray(gray) => brush.colour(is_light(&[&gray.0])),
            Op::NonStrokeColorDeviceRgb(rgb) => brush.colour(is_light(&[&rgb.0, &rgb.1, &rgb.2])),
            Op::NonStrokeColorCmyk(ink) => {
                brush.colour([&ink.0, &ink.1, &ink.2, &ink.3].iter().all(|n| n.as_f32() <= 1.0 - WHITE));
            }
            // What a number means in another space is not looked up.
            Op::ColorSpaceNonStroke(_) | Op::NonStrokeColor(_) => brush.colour(false),
            Op::NonStrokeColorNamed(color) => {
                brush.colour = if color.1.is_some() { Colour::Pattern } else { Colour::Other };
            }
            Op::RectPath(r) => self.rectangle([r.0, r.1, r.2, r.3].map(|n| n.as_f32()), ctm),
            Op::LineTo(_) | Op::CubicTo(_) | Op::CubicStartTo(_) | Op::CubicEndTo(_) => self.curved = true,
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => self.clips = true,
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => return self.paint(brush),
            Op::StrokePath(_) | Op::CloseAndStrokePath(_) | Op::EndPath(_) => self.end(brush),
            Op::Shading(_) | Op::InlineImage(_) => self.paint_everywhere(),
            _ => {}
        }
        Vec::new()
    }

    /// Something was painted whose place is not looked at: a picture, say.
    pub const fn paint_everywhere(&mut self) {
        self.everywhere = true;
    }

    /// An area of any shape was painted, of which this is the left, bottom, right and top.
    pub fn paint_within(&mut self, area: Rectangle) {
        self.everywhere |= self.painted.len() >= RECTANGLES;
        if !self.everywhere {
            self.painted.push(area);
        }
    }

    /// Whether something that is not white lies under this point.
    pub fn is_under(&self, (x, y): (f32, f32)) -> bool {
        self.everywhere
            || self.painted.iter().any(|&[left, bottom, right, top]| {
                (left - NEAR..=right + NEAR).contains(&x) && (bottom - NEAR..=top + NEAR).contains(&y)
            })
    }

    fn rectangle(&mut self, [x, y, width, height]: [f32; 4], ctm: Matrix) {
        if self.path.len() < RECTANGLES {
            self.path.push(spanned([x, y, x + width, y + height], ctm));
        } else {
            self.curved = true;
        }
    }

    /// Fills the path and ends it.
    fn paint(&mut self, brush: &mut Brush) -> Vec<Rectangle> {
        let whole = !self.curved && brush.colour != Colour::Pattern && brush.hides();
        let covers = if whole {
            self.path.iter().map(|&area| cut(area, brush.clip)).filter(is_some_area).collect()
        } else {
            Vec::new()
        };
        if !brush.is_white() {
            self.everywhere |= self.curved || self.painted.len() + self.path.len() > RECTANGLES;
            if !self.everywhere {
                self.painted.extend_from_slice(&self.path);
            }
        }
        self.end(brush);
        covers
    }

    /// Ends the path.
    fn end(&mut self, brush: &mut Brush) {
        let curved = std::mem::take(&mut self.curved);
        if std::mem::take(&mut self.clips) {
            // Several rectangles, or a curve, are a place that is not looked at: nothing painted in it is known to hide.
            brush.clip = match self.path[..] {
                [area] if !curved => cut(brush.clip, area),
                _ => [0.0; 4],
            };
        }
        self.path.clear();
    }
}

impl Brush {
    const fn colour(&mut self, white: bool) {
        self.colour = if white { Colour::White } else { Colour::Other };
    }
}

/// The rectangle of two corners where a transformation puts it.
fn spanned([left, top, right, bottom]: Rectangle, ctm: Matrix) -> Rectangle {
    let at = |x, y| Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(ctm).origin();
    let ((ax, ay), (bx, by)) = (at(left, top), at(right, bottom));
    [ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)]
}

/// What two rectangles have in common; it ends before it begins where that is nothing.
fn cut(a: Rectangle, b: Rectangle) -> Rectangle {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// Whether letters could lie under it.
fn is_some_area(&[left, top, right, bottom]: &Rectangle) -> bool {
    right - left > NEAR && bottom - top > NEAR
}

fn is_light(numbers: &[&Number]) -> bool {
    numbers.iter().all(|n| is_white(n.as_f32()))
}

/// Whether nothing shines through a picture: it is no stencil and has no mask.
pub(super) fn is_without_holes(picture: &Dict<'_>) -> bool {
    [&b"SMask"[..], b"SMaskInData", b"Mask", b"ImageMask", b"IM"].iter().all(|key| !picture.contains_key(*key))
}

/// Whether so much light is white to the eye.
pub(super) fn is_white(light: f32) -> bool {
    light >= WHITE
}
