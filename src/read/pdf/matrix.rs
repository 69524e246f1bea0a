//! An affine transformation, as PDF writes it.

/// The six numbers a b c d e f of a PDF matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f32; 6]);

impl Matrix {
    /// The matrix that changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

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

    /// Where the origin goes.
    pub const fn origin(self) -> (f32, f32) {
        (self.0[4], self.0[5])
    }

    /// How long one unit to the right becomes.
    pub fn width(self) -> f32 {
        self.0[0].hypot(self.0[1])
    }

    /// How long one unit upwards becomes.
    pub fn height(self) -> f32 {
        self.0[2].hypot(self.0[3])
    }
}

impl From<[f64; 6]> for Matrix {
    #[expect(clippy::cast_possible_truncation, reason = "a page is a few thousand points wide; f32 is exact enough")]
    fn from(coefficients: [f64; 6]) -> Self {
        Self(coefficients.map(|c| c as f32))
    }
}
