//! Every finding: by authority, the newest report first, in the order of its text.

use super::column::{Cell, Cells, Column, Order, Tone, column};
use super::reports::{authority, framework, month, of};
use super::{Row, Stock};
use crate::library::{Library, ReportId};
use crate::report::{Finding, FindingId, Report, Timescale};

pub(super) const COLUMNS: &[Column] = &[
    column!("authority", "authority", Cells::Name, authority),
    column!(dated "date", "date", Cells::Fixed(9), month),
    column!("kind", "kind", Cells::Fixed(13), kind, |s, r| finding(s, r)
        .map_or(Order::Nothing, |(_, f)| Order::Number(f.kind as i64))),
    column!("finding", "finding", Cells::Rest(24), text),
    column!("timescale", "timescale", Cells::Fixed(12), timescale, due),
    column!("addressee", "addressed to", Cells::Fixed(14), addressee),
    column!("before", "said before", Cells::Fixed(12), before),
    column!("framework", "framework", Cells::Fixed(9), framework),
    column!("section", "section", Cells::Fixed(30), section),
    column!("paragraph", "paragraph", Cells::Fixed(9), paragraph, |s, r| finding(s, r)
        .and_then(|(_, f)| f.paragraph)
        .map_or(Order::Nothing, |number| Order::Number(i64::from(number)))),
    column!("file", "file", Cells::Fixed(50), file),
];

pub(super) fn rows(library: &Library) -> Vec<Row> {
    let reports = library.reports();
    let mut ids: Vec<usize> = (0..reports.len()).collect();
    let key = |i: usize| (reports[i].authority_name().is_none(), reports[i].authority_name());
    ids.sort_by(|&a, &b| {
        let newest = || reports[b].date().cmp(&reports[a].date());
        key(a).cmp(&key(b)).then_with(newest).then_with(|| reports[a].file.cmp(&reports[b].file))
    });
    let findings =
        |at: usize| (0..reports[at].findings.len()).map(move |f| Row::Finding(ReportId::new(at), FindingId::new(f)));
    ids.into_iter().flat_map(findings).collect()
}

/// The finding of a row, and its report.
pub(super) fn finding<'a>(stock: &Stock<'a>, row: Row) -> Option<(&'a Report, &'a Finding)> {
    let (id, finding) = match row {
        Row::Finding(id, finding) => (id, finding),
        Row::Passage(at) => {
            let passage = stock.passage(at)?;
            (passage.report, passage.finding?)
        }
        _ => return None,
    };
    let report = stock.library.report(id)?;
    Some((report, report.findings.get(finding.index())?))
}

/// The kind, with its sign.
pub(super) fn kind(stock: &Stock, row: Row) -> Cell {
    let kind = finding(stock, row).map(|(_, f)| f.kind);
    kind.map_or_else(Cell::default, |kind| Cell { text: kind.short().to_owned(), tone: Tone::Kind(kind) })
}

fn text(stock: &Stock, row: Row) -> Cell {
    let text = finding(stock, row).map(|(_, f)| f.text.clone()).unwrap_or_default();
    Cell { text, tone: Tone::Found }
}

fn timescale(stock: &Stock, row: Row) -> Cell {
    Cell::plain(finding(stock, row).and_then(|(_, f)| f.due.clone()).unwrap_or_default())
}

/// Timescales stand by the days that they leave from the report's own day: "immediately" first.
fn due(stock: &Stock, row: Row) -> Order {
    let days = finding(stock, row).and_then(|(r, f)| Timescale::read(f.due.as_deref()?)?.days(r.date()));
    days.map_or(Order::Nothing, Order::Number)
}

fn addressee(stock: &Stock, row: Row) -> Cell {
    Cell::plain(finding(stock, row).and_then(|(_, f)| f.addressed_to.clone()).unwrap_or_default())
}

/// The years in which an earlier report of the authority said the same.
fn before(stock: &Stock, row: Row) -> Cell {
    let Row::Finding(id, finding) = row else { return Cell::default() };
    let years = stock
        .library
        .report(id)
        .zip(stock.scope.before)
        .and_then(|(report, before)| before.get(&(report.file.clone(), finding)));
    let years = years.map(|years| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    Cell::plain(years.unwrap_or_default())
}

/// The heading that the finding or passage stands under.
pub(super) fn section(stock: &Stock, row: Row) -> Cell {
    let Some(report) = of(stock, row) else { return Cell::default() };
    let section = report.section_at(row.block(stock)).and_then(|id| report.section(id));
    Cell::muted(section.map(|s| s.heading.clone()).unwrap_or_default())
}

fn paragraph(stock: &Stock, row: Row) -> Cell {
    Cell::plain(finding(stock, row).and_then(|(_, f)| f.paragraph).map(|n| n.to_string()).unwrap_or_default())
}

fn file(stock: &Stock, row: Row) -> Cell {
    Cell::muted(of(stock, row).map(|r| r.file.clone()).unwrap_or_default())
}
