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
/// A value no longer than this may stand alone in its row.
const SHORT_CELL: usize = 100;

/// The rows of a table as drafts: each a row of its own, or the drafts of its cells.
pub fn resolve(rows: Vec<Row>, tables: &mut u32) -> Vec<Draft> {
    let table = *tables;
    let mut out = Vec::new();
    // How many cells the row before has, where it is one.
    let mut before = 0;
    for row in rows {
        let ends = is_row(&row) || row.len() == before && is_last_name(&row);
        before = if ends { row.len() } else { 0 };
        if ends {
            *tables = table + 1;
            out.extend(one_row(row, table));
        } else {
            out.extend(row.into_iter().flat_map(opened).map(|mut draft| {
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

/// The drafts of a cell, the first of which remembers that the cell begins with it.
fn opened(mut cell: Vec<Draft>) -> Vec<Draft> {
    if let Some(first) = cell.first_mut() {
        first.apart = true;
    }
    cell
}

fn is_row(row: &Row) -> bool {
    let filled = row.iter().filter(|cell| !cell.is_empty()).count();
    filled >= 2 && row.iter().all(|cell| is_value(cell))
}

/// A row under another of as many cells, with a short value in only one of them: columns of different lengths.
fn is_last_name(row: &Row) -> bool {
    let filled: Vec<&Vec<Draft>> = row.iter().filter(|cell| !cell.is_empty()).collect();
    matches!(filled[..], [cell] if row.len() > 1 && is_value(cell) && letters(cell) <= SHORT_CELL)
}

fn is_value(cell: &[Draft]) -> bool {
    cell.iter().filter(|draft| draft.kind != Kind::Note).count() <= BLOCKS
        && cell.iter().all(|draft| !matches!(draft.kind, Kind::Row { .. }))
        && letters(cell) <= LONG_CELL
}

/// The length of a cell's text, notes apart.
fn letters(cell: &[Draft]) -> usize {
    let texts = cell.iter().filter(|draft| draft.kind != Kind::Note).flat_map(|draft| &draft.pieces);
    texts.map(|placed| placed.piece.text.len()).sum()
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
