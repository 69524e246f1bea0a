//! The screen as a terminal sees it: cells that look alike are alike, and a wide letter has its second cell in its shadow.

use std::hash::Hasher;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

use super::scroll::Moved;

/// How a letter looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The colour of the letter.
    pub fg: Color,
    /// The colour behind it.
    pub bg: Color,
    /// Its weight, slant and lines.
    pub effects: Modifier,
}

impl Look {
    /// What a terminal begins with.
    pub const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, effects: Modifier::empty() };
    /// What shows on a blank.
    pub const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

    /// Whether a blank written in this look shows nothing but the colour behind it.
    pub const fn leaves_blanks(self) -> bool {
        !self.effects.intersects(Self::ON_BLANKS)
    }
}

/// What stands in one cell.
#[derive(Debug, Clone, Copy)]
pub struct Glyph<'a> {
    /// The letter with what is joined to it; empty in the shadow of a wide one.
    pub symbol: &'a str,
    /// Its bytes as a number; 0 for more than eight of them, and for none. Tens of thousands are compared for a frame.
    code: u64,
    /// The cells it takes; none in the shadow.
    pub cells: usize,
    /// How it looks.
    pub look: Look,
}

impl<'a> Glyph<'a> {
    /// A cell after clearing.
    pub const BLANK: Glyph<'static> = Glyph { symbol: " ", code: b' ' as u64, cells: 1, look: Look::PLAIN };

    /// A number that glyphs of other symbols or effects seldom have.
    pub fn digest(&self, hasher: &mut impl Hasher) {
        hasher.write_u64(self.code);
        if self.code == 0 {
            hasher.write(self.symbol.as_bytes());
        }
        hasher.write_u16(self.look.effects.bits());
    }

    /// Whether the cell belongs to the wide letter before it.
    pub const fn is_shadow(&self) -> bool {
        self.cells == 0
    }

    /// Whether all terminals take as many cells for it. Of the vowel signs of India's scripts, of the parts of Korean syllables
    /// and of signs that are new they do not.
    #[inline]
    pub fn has_sure_width(&self) -> bool {
        self.symbol.len() < 2 || self.symbol.chars().all(has_sure_width)
    }

    /// Whether nothing but a colour shows.
    pub fn is_blank(&self) -> bool {
        self.code == Self::BLANK.code && self.look.leaves_blanks()
    }

    /// The glyph of a cell with so many cells from it to the end of the row.
    fn of(cell: &'a Cell, room: usize) -> Self {
        let symbol = cell.symbol();
        let (symbol, cells) = match symbol.as_bytes() {
            // Nearly all there is.
            [b' '..=b'~'] => (symbol, 1),
            _ if symbol.chars().any(char::is_control) => (" ", 1),
            _ => Some((symbol, symbol.width()))
                .filter(|(_, cells)| (1..=room.min(2)).contains(cells))
                .unwrap_or((" ", 1)),
        };
        let look = Look { fg: cell.fg, bg: cell.bg, effects: cell.modifier };
        let look = if symbol == " " && look.leaves_blanks() { Look { bg: cell.bg, ..Look::PLAIN } } else { look };
        Self { symbol, code: code(symbol), cells, look }
    }
}

impl PartialEq for Glyph<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
            && self.look == other.look
            && self.cells == other.cells
            && (self.code != 0 || self.symbol == other.symbol)
    }
}

impl Eq for Glyph<'_> {}

/// Whether all terminals agree on the width of a character: the letters and signs of Europe with their accents, arrows, boxes
/// and shapes, and the wide letters of Chinese, Japanese and Korean.
const fn has_sure_width(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\u{a0}'..='\u{52f}' | '\u{2010}'..='\u{25ff}' | '\u{2713}'..='\u{2714}' | '\u{3000}'..='\u{30ff}'
            | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}'
    )
}

/// The bytes of a symbol as a number; 0 for more than eight of them, and for none.
fn code(symbol: &str) -> u64 {
    match symbol.as_bytes() {
        &[one] => u64::from(one),
        bytes if bytes.len() > 8 => 0,
        bytes => bytes.iter().fold(0, |code, &byte| code << 8 | u64::from(byte)),
    }
}

/// The glyphs of a screen, row by row.
#[derive(Debug, Clone)]
pub struct Canvas<'a> {
    /// The cells of a row.
    pub width: usize,
    /// The rows.
    pub height: usize,
    /// Whether all terminals agree on the width of everything that stands here.
    pub sure: bool,
    glyphs: Vec<Glyph<'a>>,
}

impl<'a> Canvas<'a> {
    /// A screen after clearing.
    pub fn blank(width: usize, height: usize) -> Self {
        Self { width, height, sure: true, glyphs: vec![Glyph::BLANK; width * height] }
    }

    /// The glyphs of a buffer.
    pub fn of(buffer: &'a Buffer) -> Self {
        let (width, height) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
        let mut glyphs = Vec::with_capacity(width * height);
        for row in buffer.content.chunks(width.max(1)) {
            let end = glyphs.len() + width;
            for cell in row {
                // The cells behind a wide letter are its own, whatever the buffer holds there.
                match glyphs.last().copied() {
                    Some(Glyph { cells: 2.., look, .. }) if glyphs.len() + width > end => {
                        glyphs.push(Glyph { symbol: "", code: 0, cells: 0, look });
                    }
                    _ => glyphs.push(Glyph::of(cell, end - glyphs.len())),
                }
            }
        }
        let sure = glyphs.iter().all(Glyph::has_sure_width);
        Self { width, height, sure, glyphs }
    }

    /// One row.
    pub fn row(&self, y: usize) -> &[Glyph<'a>] {
        &self.glyphs[y * self.width..(y + 1) * self.width]
    }

    /// Moves rows as the terminal does.
    pub fn scroll(&mut self, moved: &Moved) {
        moved.apply(&mut self.glyphs, self.width).fill(Glyph::BLANK);
    }
}
