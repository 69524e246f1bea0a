//! The files that were not read: those with problems first, then those that were set aside.

use super::column::{Cell, Cells, Column, column};
use super::{Row, Stock};
use crate::library::Library;

pub(super) const COLUMNS: &[Column] = &[
    column!("file", "file", Cells::Rest(20), file),
    column!("reason", "why it was not read", Cells::Rest(20), reason),
];

pub(super) fn rows(library: &Library) -> Vec<Row> {
    (0..library.problems().len() + library.ignored().len()).map(Row::Unread).collect()
}

/// A file that was not read, and why.
#[must_use]
pub fn unread(library: &Library, at: usize) -> Option<(&str, String)> {
    let problems = library.problems();
    if let Some(problem) = problems.get(at) {
        return Some((&problem.file, problem.reason.clone()));
    }
    let ignored = library.ignored().get(at - problems.len())?;
    Some((&ignored.file, format!("ignored, as {} says", ignored.by)))
}

fn of<'a>(stock: &Stock<'a>, row: Row) -> Option<(&'a str, String)> {
    let Row::Unread(at) = row else { return None };
    unread(stock.library, at)
}

fn file(stock: &Stock, row: Row) -> Cell {
    Cell::plain(of(stock, row).map(|(file, _)| file).unwrap_or_default())
}

fn reason(stock: &Stock, row: Row) -> Cell {
    Cell::plain(of(stock, row).map(|(_, reason)| reason).unwrap_or_default())
}
