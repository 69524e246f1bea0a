//! All reports by date: what is new, letters, joint inspections and press accounts too.

use super::column::{Cell, Cells, Column, Order, Tone, column};
use super::{Read, Row, Stock};
use crate::library::{Library, ReportId};
use crate::query::grid::outcome_in_short;
use crate::query::words;
use crate::report::{Grade, Report, Source};

pub(super) const COLUMNS: &[Column] = &[
    column!(dated "date", "date", Cells::Fixed(14), date),
    column!("authority", "authority", Cells::Name, authority),
    column!("kind", "kind", Cells::Fixed(14), kind),
    column!("outcome", "outcome", Cells::Fixed(18), outcome, rank),
    column!("date-from", "date from", Cells::Fixed(13), date_from),
    column!("source", "source", Cells::Fixed(13), source),
    column!("read", "read", Cells::Fixed(10), read, read_order),
    column!("framework", "framework", Cells::Fixed(38), framework_in_full),
    column!("title", "title", Cells::Rest(40), title),
    column!("file", "file", Cells::Fixed(50), file),
];

/// The reports, the newest first; those of one day by authority and file.
pub(super) fn rows(library: &Library) -> Vec<Row> {
    let reports = library.reports();
    let mut rows: Vec<usize> = (0..reports.len()).collect();
    rows.sort_by(|&a, &b| {
        let key = |i: usize| (reports[i].authority_name(), &reports[i].file);
        reports[b].date().cmp(&reports[a].date()).then_with(|| key(a).cmp(&key(b)))
    });
    rows.into_iter().map(|at| Row::Report(ReportId::new(at))).collect()
}

/// The report of a row.
pub(super) fn of<'a>(stock: &Stock<'a>, row: Row) -> Option<&'a Report> {
    stock.library.report(row.report(stock)?).map(AsRef::as_ref)
}

/// The sign of how far it was read, and the day, with a star where it is not the inspection's as printed.
fn date(stock: &Stock, row: Row) -> Cell {
    let Some(report) = of(stock, row) else { return Cell::default() };
    let day = report.date().map_or_else(|| "no date".to_owned(), words::day);
    let star = if words::is_date_marked(report) { "*" } else { "" };
    let read = stock.read.map(|read| format!("{} ", Read::sign(read.get(&report.file))));
    Cell::plain(format!("{}{day}{star}", read.unwrap_or_default()))
}

/// The year of a report, to count by.
pub(super) fn year(stock: &Stock, row: Row) -> String {
    let date = of(stock, row).and_then(Report::date);
    date.map_or_else(|| "no date".to_owned(), |date| date.year().to_string())
}

/// The day of a report, to sort by.
pub(super) fn day(stock: &Stock, row: Row) -> Order {
    Order::date(of(stock, row).and_then(Report::date))
}

/// The day of a report as ISO 8601 writes it.
pub(super) fn iso(stock: &Stock, row: Row) -> String {
    of(stock, row).and_then(Report::date).map(|date| date.to_string()).unwrap_or_default()
}

/// The authority, with the word for what that rests on where no document prints it.
pub(super) fn authority(stock: &Stock, row: Row) -> Cell {
    Cell::plain(of(stock, row).map(words::authority_marked).unwrap_or_default())
}

/// The framework in short, and that it is only a newspaper's account where it is.
fn kind(stock: &Stock, row: Row) -> Cell {
    let Some(report) = of(stock, row) else { return Cell::default() };
    let framework = report.framework.value.short();
    Cell::muted(match report.source.value {
        Source::Press => format!("press, {framework}"),
        Source::Other => Source::Other.words().to_owned(),
        Source::Report | Source::Letter => framework.to_owned(),
    })
}

fn framework_in_full(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|r| r.framework.value.words()).unwrap_or_default())
}

/// The overall grade or the outcome.
fn outcome(stock: &Stock, row: Row) -> Cell {
    let Some(report) = of(stock, row) else { return Cell::default() };
    if let Some(grade) = report.overall() {
        return Cell { text: grade.short().to_owned(), tone: Tone::Grade(grade) };
    }
    match &report.outcome {
        Some(outcome) => Cell::plain(outcome_in_short(outcome.value)),
        None if report.is_graded() => Cell::plain("no overall"),
        None => Cell::default(),
    }
}

/// Outcomes stand by rank, the best first.
fn rank(stock: &Stock, row: Row) -> Order {
    let Some(report) = of(stock, row) else { return Order::Nothing };
    let grade = report.overall().and_then(Grade::rank).map(i64::from);
    let outcome = || report.outcome.as_ref().map(|o| 10 + o.value as i64);
    grade.or_else(outcome).map_or(Order::Nothing, Order::Number)
}

/// How far the report was read.
fn read(stock: &Stock, row: Row) -> Cell {
    let known = stock.read.zip(of(stock, row));
    Cell::muted(known.map(|(read, report)| Read::words(read.get(&report.file))).unwrap_or_default())
}

/// What was never opened stands first, then what was begun.
fn read_order(stock: &Stock, row: Row) -> Order {
    let known = stock.read.zip(of(stock, row));
    known.map_or(Order::Nothing, |(read, report)| {
        Order::Number(read.get(&report.file).map_or(0, |read| 1 + i64::from(read.done)))
    })
}

/// Where the date comes from.
fn date_from(stock: &Stock, row: Row) -> Cell {
    let Some(report) = of(stock, row) else { return Cell::default() };
    let words = match (&report.inspected, &report.published, report.file_date) {
        (Some(inspected), ..) => words::mark(inspected.basis).unwrap_or("inspection"),
        (None, Some(_), _) => "publication",
        (None, None, Some(_)) => "the file name",
        (None, None, None) => "",
    };
    Cell::muted(words)
}

fn source(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|r| r.source.value.words()).unwrap_or_default())
}

fn title(stock: &Stock, row: Row) -> Cell {
    let title = of(stock, row).and_then(|r| r.title.as_ref());
    Cell::muted(title.map(|t| t.value.clone()).unwrap_or_default())
}

fn file(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|r| r.file.clone()).unwrap_or_default())
}

/// The framework's short name.
pub(super) fn framework(stock: &Stock, row: Row) -> Cell {
    let framework = of(stock, row).map(|r| r.framework.value.short());
    Cell::muted(framework.unwrap_or_default())
}

/// The month of a report.
pub(super) fn month(stock: &Stock, row: Row) -> Cell {
    let Some(report) = of(stock, row) else { return Cell::default() };
    let month = report.date().map_or_else(|| "no date".to_owned(), words::month);
    Cell::plain(format!("{month}{}", if words::is_date_marked(report) { "*" } else { "" }))
}
