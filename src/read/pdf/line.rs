//! Lines of a page without a structure tree, by their base line.

use super::draft::MARK;
use super::piece::Piece;

/// A line of a page, from left to right.
#[derive(Debug)]
pub struct Line {
    /// What stands on it.
    pub pieces: Vec<Piece>,
    /// Its base line, in points from the page's top.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
}

/// A page's pieces by line, from top to bottom.
pub fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        // A raised mark is smaller and comes first; a number may stand higher than other words.
        let reach = |line: &Line| {
            let (low, high) = (piece.size.min(line.size), piece.size.max(line.size));
            let number = matches!(&line.pieces[..], [mark] if mark.text.trim().bytes().all(|b| b.is_ascii_digit()));
            match low / high {
                small if small < MARK && number => 0.6 * high,
                small if small < 0.8 => 0.5 * high,
                _ => 0.3 * low,
            }
        };
        match lines.last_mut() {
            Some(line) if piece.y - line.y < reach(line) => {
                if piece.size > line.size {
                    (line.size, line.y) = (piece.size, piece.y);
                }
                line.pieces.push(piece);
            }
            _ => lines.push(Line { y: piece.y, size: piece.size, pieces: vec![piece] }),
        }
    }
    for line in &mut lines {
        line.pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    lines
}

/// The value in the middle.
pub fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
