//! The marks in all folders, the newest first.

use super::column::{Cell, Cells, Column, Order, Tone, column};
use super::{Row, Stock};
use crate::marks::Mark;
use crate::query::ask::Query;

pub(super) const COLUMNS: &[Column] = &[
    column!("authority", "authority", Cells::Name, authority),
    column!("place", "where", Cells::Fixed(9), place),
    column!("passage", "passage", Cells::Rest(24), passage),
    column!("note", "note", Cells::Rest(12), note),
    column!("tags", "tags", Cells::Fixed(16), tags),
    Column {
        exported: |s, r| of(s, r).map(|m| m.made.to_string()).unwrap_or_default(),
        ..column!("made", "marked", Cells::Fixed(12), made, |s, r| of(s, r)
            .map_or(Order::Nothing, |m| Order::Number(m.made.as_second())))
    },
    column!("report", "report", Cells::Fixed(36), report),
    column!("citation", "citation", Cells::Fixed(40), citation),
    column!("folder", "folder", Cells::Fixed(30), folder),
    column!("file", "file", Cells::Fixed(50), file),
];

pub(super) fn rows(marks: &[Mark]) -> Vec<Row> {
    (0..marks.len()).rev().map(Row::Mark).collect()
}

/// The mark of a row.
pub(super) fn of<'a>(stock: &Stock<'a>, row: Row) -> Option<&'a Mark> {
    let Row::Mark(at) = row else { return None };
    stock.marks.get(at)
}

/// Whether a mark fits: by its authority and kind, and by its report where that is in this folder.
pub(super) fn fits(stock: &Stock, query: &Query, row: Row) -> bool {
    let Some(mark) = of(stock, row) else { return false };
    let passage = &mark.passage;
    let report = row.report(stock).and_then(|id| stock.library.report(id));
    let of_report =
        report.map_or_else(|| !query.asks_of_reports() || query.asks_for_findings(), |r| query.fits_report(r));
    query.fits_authority(passage.authority.as_deref()) && query.fits_kind(passage.finding) && of_report
}

fn authority(stock: &Stock, row: Row) -> Cell {
    let authority = of(stock, row).map(|m| m.passage.authority.as_deref().unwrap_or("not known"));
    Cell::plain(authority.unwrap_or_default())
}

fn place(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(Mark::place).unwrap_or_default())
}

/// The words; muted where their report is not in this folder, for then they cannot be opened.
fn passage(stock: &Stock, row: Row) -> Cell {
    let text = of(stock, row).map(|m| m.passage.text.replace('\n', " ")).unwrap_or_default();
    if row.report(stock).is_some() { Cell { text, tone: Tone::Found } } else { Cell::muted(text) }
}

fn note(stock: &Stock, row: Row) -> Cell {
    Cell::plain(of(stock, row).map(|m| m.note.clone()).unwrap_or_default())
}

fn tags(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|m| m.tags.join(" ")).unwrap_or_default())
}

fn made(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|m| crate::query::words::day(m.day())).unwrap_or_default())
}

fn report(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|m| m.passage.report.clone()).unwrap_or_default())
}

fn citation(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|m| m.passage.citation.clone()).unwrap_or_default())
}

fn folder(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|m| m.anchor.shown_folder().into_owned()).unwrap_or_default())
}

fn file(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|m| m.anchor.shown_file().into_owned()).unwrap_or_default())
}
