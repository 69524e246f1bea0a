//! Putting text on the screen: safe for the terminal, never outside its place, styled by role.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthChar as _;

use crate::app::safe::{CUT, cut, shown, width};
use crate::app::wrap;
use crate::theme::{Role, Theme};

/// What draws: the screen's cells and the theme.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
}

impl<'a> Pen<'a> {
    /// A pen for a buffer.
    pub const fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Empties a rectangle.
    pub fn clear(&mut self, area: Rect) {
        let style = self.style(Role::Text);
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            let cell = &mut self.buffer[position];
            cell.reset();
            cell.set_style(style);
        }
    }

    /// Lays a role over a rectangle.
    pub fn tint(&mut self, area: Rect, role: Role) {
        self.buffer.set_style(area.intersection(self.buffer.area), self.theme.style(role));
    }

    /// Puts text at a column of a row, as much of it as fits, and answers the column after it. Where some of it does not fit,
    /// the row's last cell says so: nothing is ever cut without a sign.
    ///
    /// The style is laid over what the cells have, so that a tint of the row shows through.
    pub fn put(&mut self, row: Rect, column: usize, text: &str, role: Role) -> usize {
        self.put_styled(row, column, text, self.theme.style(role))
    }

    /// As [`Pen::put`], with a style of its own.
    pub fn put_styled(&mut self, row: Rect, column: usize, text: &str, style: Style) -> usize {
        let row = row.intersection(self.buffer.area);
        if row.height == 0 {
            return column;
        }
        let mut column = column;
        for (at, c) in text.char_indices().filter_map(|(at, c)| Some((at, shown(c)?))) {
            let cells = c.width().unwrap_or(0);
            let Ok(offset) = u16::try_from(column) else { break };
            if column + cells > usize::from(row.width) {
                self.sign(row, &text[at..], style);
                break;
            }
            let x = row.x + offset;
            if cells == 0 {
                if let Some(before) = offset.checked_sub(1) {
                    let cell = &mut self.buffer[(row.x + before, row.y)];
                    // One accent a letter: a pile of them is no text, and reaches into the lines around it.
                    if cell.symbol().chars().nth(1).is_none() && cell.symbol() != " " {
                        let marked = format!("{}{c}", cell.symbol());
                        cell.set_symbol(&marked);
                    }
                }
                continue;
            }
            let cell = &mut self.buffer[(x, row.y)];
            cell.set_char(c).set_style(style);
            for next in 1..u16::try_from(cells).unwrap_or(1) {
                self.buffer[(x + next, row.y)].set_symbol(" ").set_style(style);
            }
            column += cells;
        }
        column
    }

    /// Puts the sign of a cut into the last cell of a row, for a rest that has no room. A border's lines say nothing that
    /// could be missed.
    fn sign(&mut self, row: Rect, rest: &str, style: Style) {
        let is_said = |c: char| !c.is_whitespace() && !matches!(c, '\u{2500}'..='\u{259f}');
        if row.width < 2 || !rest.contains(is_said) {
            return;
        }
        let last = row.right() - 1;
        // A wide letter before it would reach into the cell.
        let before = &mut self.buffer[(last - 1, row.y)];
        if width(before.symbol()) > 1 {
            before.set_symbol(" ");
        }
        self.buffer[(last, row.y)].set_char(CUT).set_style(style);
    }

    /// Puts text into as many rows of an area as it takes.
    pub fn wrapped(&mut self, area: Rect, column: usize, text: &str, role: Role) {
        let cells = usize::from(area.width).saturating_sub(column + 1);
        for (at, line) in wrap::lines(text, cells).iter().enumerate() {
            self.put(row(area, at), column, line, role);
        }
    }

    /// Puts text at the right end of a row, cut where it does not fit.
    pub fn put_right(&mut self, row: Rect, text: &str, role: Role) {
        let text = cut(text, usize::from(row.width));
        let column = usize::from(row.width).saturating_sub(width(&text));
        self.put(row, column, &text, role);
    }

    /// Draws a rule over a whole row.
    pub fn rule(&mut self, row: Rect, role: Role) {
        self.put(row, 0, &"─".repeat(usize::from(row.width)), role);
    }
}

/// A row of a rectangle; empty below its end.
#[must_use]
pub fn row(area: Rect, at: usize) -> Rect {
    crate::app::screen::rows(area, u16::try_from(at).unwrap_or(u16::MAX), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: u16, texts: &[&str]) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, cells, 1));
        let theme = Theme::default();
        let mut pen = Pen::new(&mut buffer, &theme);
        let mut column = 0;
        for text in texts {
            column = pen.put(Rect::new(0, 0, cells, 1), column, text, Role::Text);
        }
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn nothing_is_cut_without_a_sign() {
        assert_eq!(written(8, &["Thornmere"]), "Thornme…");
        assert_eq!(written(9, &["Thornmere"]), "Thornmere");
        assert_eq!(written(9, &["Thornmere   "]), "Thornmere", "blanks are not missed");
        assert_eq!(written(9, &["Thornmere", " and", " Vale"]), "Thornmer…", "the piece before gives its last cell");
        assert_eq!(written(4, &["───────"]), "────", "nor are lines");
        assert_eq!(written(4, &["日本語"]), "日  …");
        assert_eq!(written(1, &["ab"]), "a");
    }
}
