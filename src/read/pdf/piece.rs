//! A piece of text: what stands on one line in one weight without a gap.

use super::font::Letters;

/// The gap, in parts of the letters' size, from which two glyphs are two words.
const WORD_GAP: f32 = 0.2;
/// The gap from which they are two pieces: a tab, a hanging number, a column.
pub const TAB_GAP: f32 = 0.9;
/// How far back a glyph may stand and still go on in the same piece: kerning.
const KERNING: f32 = -0.35;
/// How far from the line a raised or lowered glyph may stand.
const RAISED: f32 = 0.45;

/// A piece of text. Distances are in points from the page's top left corner.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The text, with the spaces that it shows.
    pub text: String,
    /// The left end of the first glyph.
    pub x: f32,
    /// The right end of the last glyph that is no space.
    pub end: f32,
    /// The base line.
    pub y: f32,
    /// The size of the letters.
    pub size: f32,
    /// Whether they are bold.
    pub bold: bool,
}

/// Where and how a glyph stands.
#[derive(Debug, Clone, Copy)]
pub struct Glyph {
    /// Its left end on the base line, in points from the page's top left corner.
    pub at: (f32, f32),
    /// The size of its letters, in points.
    pub size: f32,
    /// Whether it is bold.
    pub bold: bool,
}

impl Piece {
    /// Adds a glyph, `wide` points wide, to the last piece or in a new one; tells whether in a new one.
    pub fn push(pieces: &mut Vec<Self>, letters: &Letters, glyph: Glyph, wide: f32) -> bool {
        let Letters { text, blank, .. } = letters;
        if text.is_empty() {
            return false;
        }
        let Glyph { at: (x, y), size, bold } = glyph;
        let (end, blank) = (x + wide, *blank);
        if let Some(last) = pieces.last_mut() {
            let gap = (x - last.end) / size.max(1.0);
            let opened = last.text == " ";
            let beside = (last.y - y).abs() < 0.1;
            if blank {
                // A space never opens a piece after another: it would have no size of its own.
                if (last.y - y).abs() < RAISED * size && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                return false;
            }
            if opened {
                // What opened with a space begins where its first letter does.
                let text = if beside && gap < TAB_GAP { format!(" {text}") } else { text.to_string() };
                *last = Self { text, x, end, y, size, bold };
                return false;
            }
            let same = beside && (last.size - size).abs() < 0.2 && last.bold == bold;
            if same && (KERNING..TAB_GAP).contains(&gap) {
                if gap > WORD_GAP && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                last.text.push_str(text);
                last.end = end;
                return false;
            }
        } else if blank {
            pieces.push(Self { text: " ".to_owned(), x, end: x, y, size, bold });
            return true;
        }
        pieces.push(Self { text: text.to_string(), x, end, y, size, bold });
        true
    }

    /// Whether there is nothing to read in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether `next` stands on the same line, a raised note mark included.
    pub fn same_line(&self, next: &Self) -> bool {
        (self.y - next.y).abs() < RAISED * self.size.max(next.size)
    }

    /// Whether a space must stand between this piece and the next on its line.
    pub fn apart(&self, next: &Self) -> bool {
        let gap = (next.x - self.end) / self.size.max(next.size).max(1.0);
        !(KERNING * 2.0..=WORD_GAP).contains(&gap)
    }
}
