//! The national grid: authorities down, areas across, the latest graded inspection of each one.

use std::collections::BTreeMap;

use super::column::{Cell, Cells, Column, Order, Tone, column, in_full};
use super::reports::{framework, month, of};
use super::{Row, Stock};
use crate::library::{AuthorityId, Library, ReportId};
use crate::query::ask::Query;
use crate::query::grid::is_without_overall;
use crate::query::{token, words};
use crate::report::{Area, Framework, Grade, Report, Source};

const GRADE: Cells = Cells::Fixed(6);

pub(super) const COLUMNS: &[Column] = &[
    column!("authority", "authority", Cells::Name, name),
    column!(dated "date", "inspected", Cells::Fixed(9), month),
    column!("overall", "overall", Cells::Fixed(7), overall, |s, r| rank(&overall(s, r))),
    column!("leadership", "lead", GRADE, leadership, |s, r| rank(&leadership(s, r))),
    column!("help_and_protection", "help", GRADE, help, |s, r| rank(&help(s, r))),
    column!("in_care", "care", GRADE, in_care, |s, r| rank(&in_care(s, r))),
    Column {
        exported: |s, r| if is_joint(s, r) { "with in_care".to_owned() } else { in_full(&care_leavers(s, r)) },
        ..column!("care_leavers", "leave", GRADE, care_leavers, |s, r| rank(&care_leavers(s, r)))
    },
    column!("framework", "framework", Cells::Fixed(9), framework),
    column!("region", "region", Cells::Fixed(24), region),
    column!("type", "type", Cells::Fixed(22), kind),
    column!("adoption", "adopt", GRADE, adoption, |s, r| rank(&adoption(s, r))),
    column!("lscb", "LSCB", GRADE, lscb, |s, r| rank(&lscb(s, r))),
    column!("reports", "reports", Cells::Fixed(7), reports, |s, r| reports(s, r)
        .text
        .parse()
        .map_or(Order::Nothing, Order::Number)),
];

/// The authorities by name.
pub(super) fn rows(library: &Library) -> Vec<Row> {
    (0..library.authorities().len()).map(AuthorityId::new).map(|id| row(library, id, &Query::default())).collect()
}

/// The row of an authority with the report whose grades stand in it: of those inside the dates that are asked for.
#[must_use]
pub fn row(library: &Library, id: AuthorityId, query: &Query) -> Row {
    Row::Authority(id, shown(library, id, query))
}

/// The report whose grades stand for an authority: the latest with grades inside the dates that a query asks for, and only
/// without any a newspaper's account.
fn shown(library: &Library, id: AuthorityId, query: &Query) -> Option<ReportId> {
    let reports = &library.authority(id)?.reports;
    let graded = |press: bool| {
        let fits = move |r: &Report| {
            (r.source.value == Source::Press) == press
                && r.is_graded()
                && r.framework.value != Framework::YouthJustice
                && query.fits_dates(r)
        };
        let of = reports.iter().filter(move |&&id| library.report(id).is_some_and(|r| fits(r)));
        of.max_by_key(|&&id| library.report(id).and_then(|r| Some((r.date()?, r.says())))).copied()
    };
    graded(false).or_else(|| graded(true))
}

/// Whether an authority fits: by its name, and by any of its reports; where dates or grades are asked for by the one shown.
pub(super) fn fits(stock: &Stock, query: &Query, id: AuthorityId, shown: impl Fn() -> Option<ReportId>) -> bool {
    let Some(authority) = stock.library.authority(id) else { return false };
    if !query.fits_authority(Some(&authority.name)) {
        return false;
    }
    let fits = |id: ReportId| {
        stock.library.report(id).is_some_and(|r| query.fits_report(r) && query.fits_some_finding(stock.scope, r))
    };
    match (query.asks_of_reports(), query.asks_for_grades()) {
        (false, _) => true,
        (true, true) => shown().is_some_and(fits),
        (true, false) => (!query.asks_for_dates() || shown().is_some()) && authority.reports.iter().any(|&id| fits(id)),
    }
}

/// The authorities that fit a query, by name; its words are looked for in their names and regions.
#[must_use]
pub fn authorities(stock: &Stock, query: &Query) -> Vec<AuthorityId> {
    let all = stock.library.authorities().iter().enumerate();
    let named = all.filter(|(_, a)| query.fits_row(&token::row(&format!("{} {}", a.name, a.region))));
    let ids = named.map(|(at, _)| AuthorityId::new(at));
    ids.filter(|&id| fits(stock, query, id, || shown(stock.library, id, query))).collect()
}

/// How many authorities have which grade in an area: outstanding, good, requires improvement, adequate, inadequate.
pub type Standing = [usize; 5];

/// How many of these rows have which grade in the column with this key.
#[must_use]
pub fn totals(stock: &Stock, rows: &[Row], column: &Column) -> Standing {
    let mut totals = Standing::default();
    for &row in rows {
        if let Tone::Grade(grade) = (column.cell)(stock, row).tone
            && let Some(total) = totals.get_mut(grade as usize)
        {
            *total += 1;
        }
    }
    totals
}

/// How the overall grades of these rows stood at the end of each year, from the first inspection to the last.
///
/// Every authority counts with the last overall grade that a report had given it until then; accounts of newspapers do
/// not count.
#[must_use]
pub fn standings(library: &Library, rows: &[Row]) -> BTreeMap<i16, Standing> {
    let mut given: Vec<Vec<(i16, Grade)>> = Vec::new();
    for row in rows {
        let Row::Authority(id, _) = row else { continue };
        let reports = library.authority(*id).map(|a| a.reports.as_slice()).unwrap_or_default();
        let overall = reports.iter().filter_map(|&id| {
            let report = library.report(id).filter(|r| r.source.value != Source::Press)?;
            let counts = report.framework.value != Framework::YouthJustice;
            Some((report.date()?, report.overall().filter(|_| counts)?))
        });
        let mut overall: Vec<_> = overall.collect();
        overall.sort_by_key(|(date, _)| *date);
        given.push(overall.into_iter().map(|(date, grade)| (date.year(), grade)).collect());
    }
    let years = || given.iter().flatten().map(|(year, _)| *year);
    let Some((first, last)) = years().min().zip(years().max()) else { return BTreeMap::new() };
    (first..=last)
        .map(|year| {
            let mut standing = Standing::default();
            for authority in &given {
                let grade = authority.iter().rev().find(|(given, _)| *given <= year).map(|(_, grade)| *grade);
                if let Some(total) = grade.and_then(|grade| standing.get_mut(grade as usize)) {
                    *total += 1;
                }
            }
            (year, standing)
        })
        .collect()
}

fn name(stock: &Stock, row: Row) -> Cell {
    let Row::Authority(id, _) = row else { return Cell::default() };
    let authority = stock.library.authority(id);
    Cell::plain(authority.map(|a| words::standing_name(stock.library, a)).unwrap_or_default())
}

fn region(stock: &Stock, row: Row) -> Cell {
    let Row::Authority(id, _) = row else { return Cell::default() };
    Cell::muted(stock.library.authority(id).map(|a| a.region.clone()).unwrap_or_default())
}

fn kind(stock: &Stock, row: Row) -> Cell {
    let Row::Authority(id, _) = row else { return Cell::default() };
    let entry = stock.library.authority(id).and_then(|a| stock.register.get(&a.name));
    Cell::muted(entry.map(|e| e.kind.clone()).unwrap_or_default())
}

fn reports(stock: &Stock, row: Row) -> Cell {
    let Row::Authority(id, _) = row else { return Cell::default() };
    Cell::muted(stock.library.authority(id).map(|a| a.reports.len().to_string()).unwrap_or_default())
}

/// The grade of an area; a star stands behind one that only a newspaper tells, and "(press)" in a file.
fn grade(stock: &Stock, row: Row, areas: &[Area]) -> Cell {
    let Some(report) = of(stock, row) else { return Cell::default() };
    let judgement = areas.iter().find_map(|&area| report.judgement(area));
    let sign = if report.source.value == Source::Press { "*" } else { "" };
    match judgement {
        Some(j) => Cell { text: format!("{}{sign}", j.grade.short()), tone: Tone::Grade(j.grade) },
        None => Cell::default(),
    }
}

fn overall(stock: &Stock, row: Row) -> Cell {
    let cell = grade(stock, row, &[Area::Overall]);
    let late = of(stock, row).is_some_and(is_without_overall);
    if cell.text.is_empty() && late { Cell::muted("n/g") } else { cell }
}

fn leadership(stock: &Stock, row: Row) -> Cell {
    grade(stock, row, &[Area::Leadership])
}

fn help(stock: &Stock, row: Row) -> Cell {
    grade(stock, row, &[Area::HelpAndProtection])
}

fn in_care(stock: &Stock, row: Row) -> Cell {
    grade(stock, row, &[Area::InCare, Area::Permanence, Area::InCareAndCareLeavers])
}

/// A row that was printed for both areas stands once, under "care", with a sign here.
fn care_leavers(stock: &Stock, row: Row) -> Cell {
    if is_joint(stock, row) { Cell::muted("┘ one") } else { grade(stock, row, &[Area::CareLeavers]) }
}

/// Whether children in care and care leavers are one row of the report.
fn is_joint(stock: &Stock, row: Row) -> bool {
    of(stock, row).is_some_and(|r| r.judgement(Area::InCareAndCareLeavers).is_some())
}

fn adoption(stock: &Stock, row: Row) -> Cell {
    grade(stock, row, &[Area::Adoption])
}

fn lscb(stock: &Stock, row: Row) -> Cell {
    grade(stock, row, &[Area::Lscb])
}

/// Grades stand by rank, the best first.
fn rank(cell: &Cell) -> Order {
    match cell.tone {
        Tone::Grade(grade) => grade.rank().map_or(Order::Nothing, |rank| Order::Number(i64::from(rank))),
        _ => Order::Nothing,
    }
}
