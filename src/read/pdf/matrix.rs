//! An affine transformation, as PDF writes it.

/// The six numbers a b c d e f of a PDF matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f32; 6]);

impl Matrix {
    /// The matrix that changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The matrix that moves the origin there.
    pub const fn at(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This transformation first, `next` after it.
    pub const fn then(self, next: Self) -> Self {
        let (own, next) = (self.0, next.0);
        Self([
            own[0] * next[0] + own[1] * next[2],
            own[0] * next[1] + own[1] * next[3],
            own[2] * next[0] + own[3] * next[2],
            own[2] * next[1] + own[3] * next[3],
            own[4] * next[0] + own[5] * next[2] + next[4],
            own[4] * next[1] + own[5] * next[3] + next[5],
        ])
    }

    /// Whether rectangles stay rectangles: it turns by quarters only, up to a hundredth.
    pub fn is_upright(self) -> bool {
        let [a, b, c, d, ..] = self.0.map(f32::abs);
        b + c <= 0.01 * (a + d) || a + d <= 0.01 * (b + c)
    }

    /// Where the origin goes.
    pub const fn origin(self) -> (f32, f32) {
        (self.0[4], self.0[5])
    }

    /// What a step becomes, wherever it is taken.
    pub const fn direction(self, (x, y): (f32, f32)) -> (f32, f32) {
        (x * self.0[0] + y * self.0[2], x * self.0[1] + y * self.0[3])
    }

    /// How long one unit to the right becomes.
    pub fn width(self) -> f32 {
        length(self.0[0], self.0[1])
    }

    /// How long one unit upwards becomes.
    pub fn height(self) -> f32 {
        length(self.0[2], self.0[3])
    }
}

impl From<[f64; 6]> for Matrix {
    #[expect(clippy::cast_possible_truncation, reason = "a page is a few thousand points wide; f32 is exact enough")]
    fn from(coefficients: [f64; 6]) -> Self {
        Self(coefficients.map(|c| c as f32))
    }
}

/// The length of a vector. Sizes on a page are far from where squares overflow, which `hypot` takes its time to prevent.
fn length(x: f32, y: f32) -> f32 {
    if y == 0.0 { x.abs() } else { (x * x + y * y).sqrt() }
}
