//! A block in the making: its pieces of text with their places, before it is known what they come to.

use super::piece::Piece;
use crate::document::{Block, Furniture, Kind, PageBreak, Place};
use crate::typography;

/// A hyphen at the end of a line stands before this mark until [`crate::document::clean`] knows whether it belongs to the word.
const LINE_END: char = '\u{ad}';
/// Words before which a hyphen at the end of a line stands for a word left out ("short- and long-term").
const SUSPENDED: &[&str] = &["and", "or", "to"];

/// A raised mark is smaller than this part of the text's size: 8 points beside 10, and not a note's 10 beside 12.
pub const MARK: f32 = 0.82;

/// A piece and the page it stands on, counted from 1.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The page.
    pub page: u32,
    /// The text and its place on the page.
    pub piece: Piece,
}

/// A block in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is, as far as is known.
    pub kind: Kind,
    /// Its text.
    pub pieces: Vec<Placed>,
    /// How many of the first pieces the file itself calls a label.
    pub label: usize,
    /// For a row: how many pieces each of its cells has.
    pub cells: Vec<usize>,
    /// Whether it stands apart from the text before: first in a cell of a table that dissolved, or further down than the
    /// lines of a paragraph.
    pub apart: bool,
    /// Set when the file says that it is no text.
    pub furniture: Option<Furniture>,
}

impl Draft {
    /// A block of this kind and these pieces.
    pub const fn new(kind: Kind, pieces: Vec<Placed>) -> Self {
        Self { kind, pieces, label: 0, cells: Vec::new(), apart: false, furniture: None }
    }

    /// The text in one line.
    pub fn text(&self) -> String {
        self.text_and_breaks().0
    }

    /// The text in one line, and where pages begin in it.
    pub fn text_and_breaks(&self) -> (String, Vec<PageBreak>) {
        let mut text = String::new();
        let mut breaks = Vec::new();
        let mut last: Option<&Placed> = None;
        for placed in &self.pieces {
            if let Some(last) = last {
                join(&mut text, last, placed);
                if placed.page > last.page {
                    breaks.push(PageBreak { at: text.len(), page: placed.page });
                }
            }
            if last.is_some_and(|last| last.is_marked_by(placed)) || (last.is_none() && self.opens_raised()) {
                text.extend(placed.piece.text.chars().map(typography::raised));
            } else {
                text.push_str(&placed.piece.text);
            }
            last = Some(placed);
        }
        (text, breaks)
    }

    /// Puts the pieces in the order in which they stand on the page.
    pub fn sort(&mut self) {
        let mut lines: Vec<Vec<Placed>> = Vec::new();
        for placed in self.pieces.drain(..) {
            match lines.iter_mut().find(|line| line[0].same_line(&placed)) {
                Some(line) => line.push(placed),
                None => lines.push(vec![placed]),
            }
        }
        lines.sort_by(|a, b| a[0].page.cmp(&b[0].page).then(a[0].piece.y.total_cmp(&b[0].piece.y)));
        for mut line in lines {
            line.sort_by(|a, b| a.piece.x.total_cmp(&b.piece.x));
            self.pieces.append(&mut line);
        }
    }

    /// Whether the first piece is a note's mark set above the line of the next.
    pub fn opens_raised(&self) -> bool {
        matches!(&self.pieces[..], [mark, text, ..] if text.is_marked_by(mark))
    }

    /// The notes that it is: a new one begins with each raised mark in front of a line.
    pub fn notes(self) -> Vec<Self> {
        let opens = |at: usize| match self.pieces.get(at.saturating_sub(1)..at + 2) {
            Some([before, mark, text]) => text.is_marked_by(mark) && !before.same_line(text),
            _ => false,
        };
        let starts: Vec<usize> = (1..self.pieces.len()).filter(|&at| opens(at)).collect();
        let mut pieces = self.pieces;
        let mut notes: Vec<Self> =
            starts.into_iter().rev().map(|at| Self::new(Kind::Note, pieces.split_off(at))).collect();
        notes.push(Self::new(Kind::Note, pieces));
        notes.reverse();
        notes
    }

    /// Where it begins.
    pub fn place(&self) -> Place {
        Place { page: self.pieces.first().map_or(0, |placed| placed.page), line: 0 }
    }

    /// Whether there is anything to read in it.
    pub fn is_blank(&self) -> bool {
        self.pieces.iter().all(|placed| placed.piece.text.trim().is_empty())
    }

    /// Whether all of its letters and figures are bold.
    pub fn bold(&self) -> bool {
        let mut letters = self.pieces.iter().filter(|p| p.piece.text.chars().any(char::is_alphanumeric)).peekable();
        letters.peek().is_some() && letters.all(|placed| placed.piece.bold)
    }

    /// The size of most of its letters.
    pub fn size(&self) -> f32 {
        let mut sizes: Vec<(f32, usize)> = Vec::new();
        for Placed { piece, .. } in &self.pieces {
            match sizes.iter_mut().find(|(size, _)| (size - piece.size).abs() < 0.25) {
                Some((_, letters)) => *letters += piece.text.len(),
                None => sizes.push((piece.size, piece.text.len())),
            }
        }
        sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(0.0, |(size, _)| size)
    }

    /// The block that it comes to.
    pub fn block(&self) -> Block {
        let (text, breaks) = self.text_and_breaks();
        Block {
            kind: self.kind.clone(),
            text,
            place: self.place(),
            breaks,
            furniture: self.furniture,
            bold: self.bold(),
            size: (self.size() * 10.0).round() / 10.0,
        }
    }
}

impl Placed {
    /// Whether `next` is a note's mark: raised figures.
    fn is_marked_by(&self, next: &Self) -> bool {
        self.is_raised_by(next) && next.piece.text.trim().bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether `next` is smaller and stands above this piece's line.
    fn is_raised_by(&self, next: &Self) -> bool {
        let (body, mark) = (&self.piece, &next.piece);
        let up = body.y - mark.y;
        self.page == next.page && mark.size < body.size * MARK && up > 0.0 && up < body.size
    }

    /// Whether `next` stands on the same line.
    pub fn same_line(&self, next: &Self) -> bool {
        self.page == next.page
            && (self.piece.same_line(&next.piece) || self.is_raised_by(next) || next.is_raised_by(self))
    }
}

/// What stands between two pieces: nothing within a word, else a space.
fn join(text: &mut String, last: &Placed, next: &Placed) {
    if last.same_line(next) {
        if last.piece.apart(&next.piece) && !text.ends_with(' ') && !next.piece.text.starts_with(' ') {
            text.push(' ');
        }
        return;
    }
    let kept = text.trim_end().len();
    if text[..kept].ends_with(LINE_END) {
        text.truncate(kept);
        return;
    }
    let mut before = text[..kept].chars().rev();
    let hyphen = matches!(before.next(), Some('-' | '‐')) && before.next().is_some_and(char::is_alphanumeric);
    let word = next.piece.text.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
    if hyphen && !word.is_empty() && !SUSPENDED.contains(&word) {
        text.truncate(kept);
        text.push(LINE_END);
    } else if !text.ends_with(' ') {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(text: &str, (x, y): (f32, f32), size: f32) -> Placed {
        Placed { page: 1, piece: Piece { text: text.to_owned(), x, end: x + 20.0, y, size, bold: false } }
    }

    #[test]
    fn two_notes_that_the_file_takes_for_one_are_two() {
        let note = Draft::new(
            Kind::Note,
            vec![
                placed("1", (50.0, 96.0), 6.0),
                placed("First published in 2014", (60.0, 100.0), 10.0),
                placed("and again in 2015.", (50.0, 112.0), 10.0),
                placed("2", (50.0, 120.0), 6.0),
                placed("Families were asked.", (60.0, 124.0), 10.0),
            ],
        );
        let texts: Vec<String> = note.notes().iter().map(Draft::text).collect();
        assert_eq!(texts, ["¹ First published in 2014 and again in 2015.", "² Families were asked."]);
    }

    #[test]
    fn a_mark_inside_a_note_begins_no_other() {
        let note = Draft::new(
            Kind::Note,
            vec![
                placed("1", (50.0, 96.0), 6.0),
                placed("As the table", (60.0, 100.0), 10.0),
                placed("3", (80.0, 96.0), 6.0),
                placed("says.", (90.0, 100.0), 10.0),
            ],
        );
        assert_eq!(note.notes().len(), 1);
    }
}
