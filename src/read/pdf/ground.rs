//! The ground: what was painted on a page before its letters, which tells whether white ones can be seen.
//!
//! White words on a coloured band are a heading; white words on the bare page are there for programs and not for readers.
//! Where it is not known what was painted, or in which colour, letters are taken to be seen.

use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::Number;

use super::matrix::Matrix;

/// As many painted rectangles as are remembered; with more of them, all letters are taken to be seen.
const RECTANGLES: usize = 2000;
/// How near to its ground a letter may begin, in points.
const NEAR: f32 = 2.0;
/// From which share of all light a colour is white to the eye.
const WHITE: f32 = 0.97;

/// Left, bottom, right, top.
pub(super) type Rectangle = [f32; 4];

/// What was painted so far.
#[derive(Default)]
pub(super) struct Ground {
    /// The rectangles of the path in the making.
    path: Vec<Rectangle>,
    /// Whether there is anything else in it.
    curved: bool,
    painted: Vec<Rectangle>,
    everywhere: bool,
}

impl Ground {
    /// Notices what an operator paints; `white` is whether areas and letters are painted white, and is set where that changes.
    pub fn notice(&mut self, op: &Op<'_, '_>, white: &mut bool, ctm: Matrix) {
        match op {
            Op::NonStrokeColorDeviceGray(gray) => *white = is_light(&[&gray.0]),
            Op::NonStrokeColorDeviceRgb(rgb) => *white = is_light(&[&rgb.0, &rgb.1, &rgb.2]),
            Op::NonStrokeColorCmyk(ink) => {
                *white = [&ink.0, &ink.1, &ink.2, &ink.3].iter().all(|n| n.as_f32() <= 1.0 - WHITE);
            }
            // What a number means in another space is not looked up.
            Op::ColorSpaceNonStroke(_) | Op::NonStrokeColor(_) | Op::NonStrokeColorNamed(_) => *white = false,
            Op::RectPath(r) => self.rectangle([r.0, r.1, r.2, r.3].map(|n| n.as_f32()), ctm),
            Op::LineTo(_) | Op::CubicTo(_) | Op::CubicStartTo(_) | Op::CubicEndTo(_) => self.curved = true,
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.paint(*white),
            Op::StrokePath(_) | Op::CloseAndStrokePath(_) | Op::EndPath(_) => self.paint(true),
            Op::Shading(_) | Op::InlineImage(_) => self.paint_everywhere(),
            _ => {}
        }
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
        let at = |x, y| Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(ctm).origin();
        let ((ax, ay), (bx, by)) = (at(x, y), at(x + width, y + height));
        if self.path.len() < RECTANGLES {
            self.path.push([ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)]);
        } else {
            self.curved = true;
        }
    }

    /// Ends the path.
    fn paint(&mut self, white: bool) {
        let curved = std::mem::take(&mut self.curved);
        if white {
            return self.path.clear();
        }
        self.everywhere |= curved || self.painted.len() + self.path.len() > RECTANGLES;
        if self.everywhere {
            self.path.clear();
        } else {
            self.painted.append(&mut self.path);
        }
    }
}

fn is_light(numbers: &[&Number]) -> bool {
    numbers.iter().all(|n| is_white(n.as_f32()))
}

/// Whether so much light is white to the eye.
pub(super) fn is_white(light: f32) -> bool {
    light >= WHITE
}
