//! Tables: which rows are rows, and which only lay a page out.
//!
//! Word writers set whole reports in tables, so a table says nothing by itself. A row is a row when at least two of
//! its cells hold text, each of them short enough to be a value; every other row dissolves into what stands in it.

use super::draft::{Draft, Placed};
use crate::document::Kind;

/// The drafts of each cell of a row.
pub type Row = Vec<Vec<Draft>>;

/// A cell longer than this holds text, not a value.
const LONG_CELL: usize = 700;
/// A cell with more blocks than this is a page's column.
const BLOCKS: usize = 6;

/// The rows of a table as drafts: each a row of its own, or the drafts of its cells.
pub fn resolve(rows: Vec<Row>, tables: &mut u32) -> Vec<Draft> {
    let table = *tables;
    let mut out = Vec::new();
    for row in rows {
        if is_row(&row) {
            *tables = table + 1;
            out.extend(one_row(row, table));
        } else {
            out.extend(row.into_iter().flatten().map(|mut draft| {
                // A table in a table that dissolves keeps its own number.
                if let Kind::Row { table: own, .. } = &mut draft.kind {
                    *tables = (*tables).max(*own + 1);
                }
                draft
            }));
        }
    }
    out
}

fn is_row(row: &Row) -> bool {
    let filled = row.iter().filter(|cell| !cell.is_empty()).count();
    filled >= 2 && row.iter().all(|cell| is_value(cell))
}

fn is_value(cell: &[Draft]) -> bool {
    let text = |draft: &&Draft| !matches!(draft.kind, Kind::Note);
    cell.iter().filter(text).count() <= BLOCKS
        && cell.iter().all(|draft| !matches!(draft.kind, Kind::Row { .. }))
        && cell
            .iter()
            .filter(text)
            .map(|draft| draft.pieces.iter().map(|p| p.piece.text.len()).sum::<usize>())
            .sum::<usize>()
            <= LONG_CELL
}

/// One draft for the row; notes inside of it follow.
fn one_row(row: Row, table: u32) -> Vec<Draft> {
    let mut notes = Vec::new();
    let mut cells = Vec::new();
    let mut pieces: Vec<Placed> = Vec::new();
    let mut counts = Vec::new();
    for cell in row {
        let mut texts = Vec::new();
        for draft in cell {
            if draft.kind == Kind::Note {
                notes.push(draft);
            } else {
                texts.push(draft.text().trim().to_owned());
                pieces.extend(draft.pieces);
            }
        }
        cells.push(texts.join(" "));
        counts.push(pieces.len() - counts.iter().sum::<usize>());
    }
    let mut out = vec![Draft { cells: counts, ..Draft::new(Kind::Row { table, cells }, pieces) }];
    out.append(&mut notes);
    out
}
