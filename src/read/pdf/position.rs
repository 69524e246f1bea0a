//! Text without a structure tree: lines by their base line, paragraphs by gaps and indents, rows by columns.

use super::draft::{Draft, Placed};
use super::piece::Piece;
use crate::document::Kind;
use crate::document::label;

/// Lines of one paragraph stand at most this many sizes apart.
const LEADING: f32 = 1.45;
/// A gap of this many sizes within a line parts two columns.
const COLUMN: f32 = 2.5;
/// How far, in points, the left ends of two lines may differ and still be the same.
const LEFT: f32 = 4.0;

/// A line of a page, from left to right.
struct Line {
    pieces: Vec<Piece>,
    y: f32,
    size: f32,
}

/// The paragraphs of a page's pieces, from top to bottom.
pub fn drafts(page: u32, pieces: Vec<Piece>, tables: &mut u32) -> Vec<Draft> {
    let lines = lines(pieces);
    let mut out: Vec<Draft> = Vec::new();
    let mut last: Option<(f32, f32)> = None;
    let mut table = false;
    for line in lines {
        let place = |piece: Piece| Placed { page, piece };
        let near = last.is_some_and(|(y, size)| line.y - y < LEADING * size.max(line.size));
        last = Some((line.y, line.size));
        let cells = columns(&line);
        let labelled = line.pieces.first().is_some_and(|piece| label::whole(&piece.text).is_some());
        if cells.len() > 1 && !(labelled && cells.len() == 2) {
            if !table {
                *tables += 1;
            }
            table = true;
            let texts =
                cells.iter().map(|cell| Draft::new(Kind::Paragraph, cell.iter().cloned().map(place).collect()).text());
            let texts = texts.map(|text| text.trim().to_owned()).collect();
            out.push(Draft::new(
                Kind::Row { table: *tables - 1, cells: texts },
                line.pieces.into_iter().map(place).collect(),
            ));
            continue;
        }
        table = table && near;
        let opens = line.pieces.first().is_some_and(|piece| label::split(&piece.text).is_some()) || labelled;
        if near
            && !opens
            && let Some(draft) = out.last_mut()
            && runs_on(draft, &line)
        {
            draft.pieces.extend(line.pieces.into_iter().map(place));
        } else {
            out.push(Draft::new(Kind::Paragraph, line.pieces.into_iter().map(place).collect()));
        }
    }
    out
}

fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if piece.y - line.y < 0.5 * piece.size.min(line.size) => {
                line.size = line.size.max(piece.size);
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

/// A line's pieces by column.
fn columns(line: &Line) -> Vec<Vec<Piece>> {
    let mut columns: Vec<Vec<Piece>> = Vec::new();
    for piece in &line.pieces {
        match columns.last_mut() {
            Some(column) if column.last().is_some_and(|last| piece.x - last.end < COLUMN * line.size) => {
                column.push(piece.clone());
            }
            _ => columns.push(vec![piece.clone()]),
        }
    }
    columns
}

/// Whether a near line goes on with the last draft: the same size and weight, and not further left than its text.
fn runs_on(draft: &Draft, line: &Line) -> bool {
    let (Some(last), Some(first)) = (draft.pieces.last(), line.pieces.first()) else { return false };
    let left = draft.pieces.iter().map(|placed| placed.piece.x).fold(f32::MAX, f32::min);
    matches!(draft.kind, Kind::Paragraph)
        && (last.piece.size - first.size).abs() < 0.6
        && draft.bold() == line.pieces.iter().all(|piece| piece.bold)
        && first.x > left - LEFT
}
