//! Text without a structure tree: lines by their base line, paragraphs by gaps and indents, rows by columns.

use super::band::{self, BESIDE, Cell};
use super::draft::{Draft, Placed};
use super::join;
use super::line::{self, Line};
use super::piece::Piece;
use crate::document::{Kind, label};

/// Lines of one paragraph stand at most this many sizes apart.
const LEADING: f32 = 1.45;
/// A sentence ends a paragraph where the next line stands this much further down than the page's lines mostly do.
const APART: f32 = 1.15;
/// How far, in points, the left ends of two lines may differ and still be the same.
const LEFT: f32 = 4.0;
/// How many words a label before a colon has at most.
const FIELD: usize = 4;

/// The paragraphs and rows of a page's lines, from top to bottom.
pub fn drafts(page: u32, lines: Vec<Line>, tables: &mut u32) -> Vec<Draft> {
    let place = |piece: Piece| Placed { page, piece };
    let mut out: Vec<Draft> = Vec::new();
    let mut last: Option<(f32, f32)> = None;
    let mut table = false;
    let edge = lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.end).fold(0.0, f32::max);
    let usual = leading(&lines);
    for band in band::bands(lines) {
        let down = last.map_or(f32::MAX, |(y, size)| (band.top - y) / size.max(band.size));
        let near = down < LEADING;
        let apart = near && down > APART * usual;
        last = Some((band.bottom, band.size));
        if band.cells.len() > 1 {
            if !table {
                *tables += 1;
            }
            table = true;
            let cells: Vec<Draft> = band
                .cells
                .into_iter()
                .map(|cell| Draft::new(Kind::Paragraph, cell.into_iter().map(place).collect()))
                .collect();
            let texts = cells.iter().map(|cell| cell.text().trim().to_owned()).collect();
            let counts = cells.iter().map(|cell| cell.pieces.len()).collect();
            let row = Draft::new(
                Kind::Row { table: *tables - 1, cells: texts },
                cells.into_iter().flat_map(|cell| cell.pieces).collect(),
            );
            out.push(Draft { cells: counts, ..row });
            continue;
        }
        table = table && near;
        let line: Cell = band.cells.into_iter().flatten().collect();
        let opens = line
            .first()
            .is_some_and(|piece| label::split(&piece.text).is_some() || label::whole(&piece.text).is_some());
        if near
            && !opens
            && let Some(draft) = out.last_mut()
            && runs_on(draft, &line)
            && !is_field(draft, &line, edge)
            && !(apart && draft.pieces.last().is_some_and(|last| last.piece.text.trim_end().ends_with('.')))
        {
            draft.pieces.extend(line.into_iter().map(place));
        } else {
            let mut draft = Draft::new(Kind::Paragraph, line.into_iter().map(place).collect());
            draft.apart = apart;
            if draft.opens_raised() {
                draft.kind = Kind::Note;
            }
            out.push(draft);
        }
    }
    out
}

/// How many sizes the lines of a page mostly stand apart.
fn leading(lines: &[Line]) -> f32 {
    let down = lines.windows(2).map(|pair| (pair[1].y - pair[0].y) / pair[0].size.max(pair[1].size));
    line::median(down.filter(|down| (BESIDE..LEADING).contains(down))).unwrap_or(LEADING)
}

/// Whether a near line goes on with the last draft: the same size and weight, and not further left than its text.
fn runs_on(draft: &Draft, line: &Cell) -> bool {
    let (Some(last), Some(first)) = (draft.pieces.last(), line.first()) else { return false };
    let left = draft.pieces.iter().map(|placed| placed.piece.x).fold(f32::MAX, f32::min);
    matches!(draft.kind, Kind::Paragraph | Kind::Note)
        && (last.piece.size - first.size).abs() < 0.6
        && draft.bold() == band::bold(line)
        && first.x > left - LEFT
}

/// Whether a line is a short label with its value ("Report published: 8 August 2014") below another, which had room for it.
fn is_field(draft: &Draft, line: &Cell, edge: f32) -> bool {
    let Some((last, first)) = draft.pieces.last().zip(line.first()) else { return false };
    let above = || draft.pieces.iter().map(|placed| &placed.piece);
    field(line.iter()).filter(|_| field(above()).is_some()).is_some_and(|words| !join::wraps(last, first, &words, edge))
}

/// The label with which a text begins.
fn field<'p>(pieces: impl Iterator<Item = &'p Piece>) -> Option<String> {
    let text = pieces.take(FIELD).map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ");
    let (words, _) = text.split_once(':')?;
    (words.starts_with(char::is_uppercase) && words.split(' ').count() <= FIELD).then(|| words.to_owned())
}
