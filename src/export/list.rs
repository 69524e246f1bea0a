//! What the commands that print lists print: the authorities with their grades, every file with what it was read as, and
//! the rows of any list.

use crate::export::table::{Style, Table};
use crate::library::{Authority, Library, ReportId};
use crate::list::{Counted, List, Row, Stock};
use crate::query::{facts, words};
use crate::report::{Area, Report, Source};

/// The areas that the list of authorities shows, and its columns.
const AREAS: &[(&str, &[Area])] = &[
    ("Overall", &[Area::Overall]),
    ("Leaders", &[Area::Leadership]),
    ("Help and protection", &[Area::HelpAndProtection]),
    ("In care", &[Area::InCare, Area::InCareAndCareLeavers, Area::Permanence]),
    ("Care leavers", &[Area::CareLeavers, Area::InCareAndCareLeavers]),
];

/// A row an authority: its latest inspection that gave grades, else its latest, with the grades in words.
#[must_use]
pub fn authorities(library: &Library) -> Table {
    let mut columns = vec!["Authority", "Region", "Inspected", "Framework"];
    columns.extend(AREAS.iter().map(|(name, _)| *name));
    columns.extend(["Reports", "Authority known"]);
    let mut table = Table::new(&columns);
    for authority in library.authorities() {
        let reports: Vec<&Report> =
            authority.reports.iter().rev().filter_map(|id| library.report(*id)).map(AsRef::as_ref).collect();
        let by_inspectors = |r: &&&Report| r.source.value != Source::Press;
        let graded = reports.iter().filter(by_inspectors).find(|r| !r.judgements.is_empty());
        let graded = graded.or_else(|| reports.iter().find(|r| !r.judgements.is_empty()));
        if let Some(report) = graded.or(reports.first()) {
            let mut row = row(authority, report);
            // Inferred and assigned are said wherever the authority is.
            row.push(words::standing(library, authority).unwrap_or_else(|| "by name".to_owned()));
            table.rows.push(row);
        }
    }
    table
}

fn row(authority: &Authority, report: &Report) -> Vec<String> {
    let mut row = vec![
        authority.name.clone(),
        authority.region.clone(),
        report.date().map(|d| d.to_string()).unwrap_or_default(),
        match report.source.value {
            Source::Press => format!("{}, as reported by the press", report.framework.value.short()),
            _ => report.framework.value.short().to_owned(),
        },
    ];
    row.extend(AREAS.iter().map(|(_, areas)| {
        let found = areas.iter().find_map(|a| report.judgement(*a));
        found.map(|j| j.grade.to_string()).unwrap_or_default()
    }));
    row.push(authority.reports.len().to_string());
    row
}

/// A row a fact of one report: its value, and the place and rule behind it.
#[must_use]
pub fn why(library: &Library, id: ReportId) -> Table {
    let mut table = Table::new(&["Fact", "Value", "How we know"]);
    let Some(report) = library.report(id) else { return table };
    let head = facts::of(library, id);
    let judgements = report.judgements.iter().map(|j| facts::judgement(report, j));
    let findings = report.findings.iter().map(|f| {
        let mut stated = facts::finding(report, f);
        stated.value = format!("{}: {}", stated.value, f.text);
        stated
    });
    for fact in head.into_iter().chain(judgements).chain(findings) {
        table.rows.push(vec![fact.name.to_owned(), fact.value, fact.how.join("; ")]);
    }
    table
}

/// A row a file: what it was read as, or why it was not.
#[must_use]
pub fn files(library: &Library) -> Table {
    let mut table =
        Table::new(&["File", "Read as", "Authority", "Inspected", "Judgements", "Paragraphs", "Findings", "Remarks"]);
    for report in library.reports() {
        let authority = report.authority.as_ref().map(|a| format!("{} ({})", a.value, a.evidence.basis));
        let days = report.inspected.as_ref().map(|i| {
            let mark = words::mark(i.evidence.basis).map(|word| format!(" ({word})")).unwrap_or_default();
            format!("{} to {}{mark}", i.value.from, i.value.to)
        });
        table.rows.push(vec![
            report.file.clone(),
            format!("{}, {}, {}", report.format, report.source.value, report.framework.value),
            authority.unwrap_or_else(|| "not known".to_owned()),
            days.unwrap_or_else(|| "not printed".to_owned()),
            report.judgements.len().to_string(),
            report.paragraphs.len().to_string(),
            report.findings.len().to_string(),
            report.warnings.join("; "),
        ]);
    }
    for problem in library.problems() {
        let mut row = vec![problem.file.clone(), "problem".to_owned()];
        row.extend(std::iter::repeat_n(String::new(), 5));
        row.push(problem.reason.clone());
        table.rows.push(row);
    }
    for ignored in library.ignored() {
        let mut row = vec![ignored.file.clone(), "ignored".to_owned()];
        row.extend(std::iter::repeat_n(String::new(), 5));
        row.push(format!("set aside by {}", ignored.by));
        table.rows.push(row);
    }
    table.rows.sort_by(|a, b| a[0].cmp(&b[0]));
    table
}

/// The most characters of a cell in a table for a terminal; the other styles keep all of it.
const MOST: usize = 100;

/// The rows of a list with all of its columns. Headings of groups are left out: each row says what they say.
///
/// For a terminal, long texts are cut and columns in which nothing stands are left out.
#[must_use]
pub fn rows(list: List, stock: &Stock, rows: &[Row], style: Style) -> Table {
    let columns: Vec<&'static str> = list.columns().iter().map(|column| column.key).collect();
    let mut table = Table::new(&columns);
    let is_heading = |row: &Row| list == List::Search && matches!(row, Row::Report(_));
    for &row in rows.iter().filter(|row| !is_heading(row)) {
        table.rows.push(list.columns().iter().map(|column| (column.exported)(stock, row)).collect());
    }
    if style == Style::Table {
        table.rows.iter_mut().flatten().for_each(shorten);
        let empty = |at: &usize| table.rows.iter().all(|row| row[*at].is_empty());
        for at in (0..columns.len()).rev().filter(|at| !table.rows.is_empty() && empty(at)).collect::<Vec<_>>() {
            table.columns.remove(at);
            table.rows.iter_mut().for_each(|row| drop(row.remove(at)));
        }
    }
    table
}

/// Cuts a cell to what a line can hold.
fn shorten(cell: &mut String) {
    if let Some((at, _)) = cell.char_indices().nth(MOST) {
        cell.truncate(at);
        cell.push('…');
    }
}

/// The values of a column and how many rows have each.
#[must_use]
pub fn counted(column: &'static str, counts: &[Counted]) -> Table {
    let mut table = Table::new(&[column, "count"]);
    table.rows.extend(counts.iter().map(|counted| vec![counted.value.clone(), counted.rows.to_string()]));
    table
}
