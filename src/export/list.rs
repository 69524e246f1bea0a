//! What the commands that print lists print: the authorities with their grades, every file with what it was read as, and
//! the rows of any list.

use crate::authority::Register;
use crate::export::table::{Style, Table};
use crate::library::{AuthorityId, Library, ReportId};
use crate::list::{Counted, List, Row, Stock, of_authority};
use crate::query::ask::Query;
use crate::query::{facts, words};
use crate::report::Source;

/// The columns of the national grid that the list of authorities shows, by their keys, and what stands above them here.
const AREAS: &[(&str, &str)] = &[
    ("overall", "Overall"),
    ("leadership", "Leaders"),
    ("help_and_protection", "Help and protection"),
    ("in_care", "In care"),
    ("care_leavers", "Care leavers"),
];

/// A row an authority: the inspection whose grades the national grid shows, else its latest, with the grades in words.
#[must_use]
pub fn authorities(library: &Library, register: &Register) -> Table {
    let stock = Stock::of(library, register);
    let mut columns = vec!["Authority", "Region", "Inspected", "Framework"];
    columns.extend(AREAS.iter().map(|(_, name)| *name));
    columns.extend(["Reports", "Authority known"]);
    let mut table = Table::new(&columns);
    for (at, authority) in library.authorities().iter().enumerate() {
        let id = AuthorityId::new(at);
        let latest = || authority.reports.last().copied();
        let row_of = of_authority(library, id, &Query::default());
        let Row::Authority(_, shown) = row_of else { continue };
        let Some(report) = shown.or_else(latest).and_then(|id| library.report(id)) else { continue };
        let framework = report.framework.value.short();
        let mut row = vec![
            authority.name.clone(),
            authority.region.clone(),
            report.date().map(|d| d.to_string()).unwrap_or_default(),
            match report.source.value {
                Source::Press => format!("{framework}, as reported by the press"),
                _ => framework.to_owned(),
            },
        ];
        let graded = AREAS.iter().filter_map(|(key, _)| List::National.column(key));
        row.extend(graded.map(|column| (column.exported)(&stock, row_of)));
        row.push(authority.reports.len().to_string());
        // Inferred and assigned are said wherever the authority is.
        row.push(words::standing(library, authority).unwrap_or_else(|| "by name".to_owned()));
        table.rows.push(row);
    }
    table
}

/// A row a fact of one report: its value, and the place and rule behind it.
#[must_use]
pub fn why(library: &Library, id: ReportId) -> Table {
    let mut table = Table::new(&["Fact", "Value", "How we know"]).keeping(3);
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
        let authority = report.authority.as_ref().map(|a| format!("{} ({})", a.value, a.basis));
        let days = report.inspected.as_ref().map(|i| {
            let mark = words::mark(i.basis).map(|word| format!(" ({word})")).unwrap_or_default();
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
        // The text that the list is about is shown on every terminal, with what stands before it.
        let text = table.columns.iter().position(|column| Some(*column) == list.text());
        table = table.keeping(text.map_or(1, |at| at + 1));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{graded, library, register};
    use crate::report::{Area, Framework, Grade};

    #[test]
    fn an_authority_is_listed_with_the_grades_that_the_national_grid_shows() {
        let joint = [(Area::Overall, Grade::Inadequate), (Area::InCareAndCareLeavers, Grade::Good)];
        let of_youth_justice = [(Area::Overall, Grade::Outstanding)];
        let library = library(vec![
            graded("Ashcombe", Framework::Ilacs, "2019-03-01", &joint),
            graded("Ashcombe", Framework::YouthJustice, "2023-05-02", &of_youth_justice),
            graded("Kelling", Framework::YouthJustice, "2021-05-02", &of_youth_justice),
        ]);
        let table = authorities(&library, &register());
        let row = |at: usize| table.rows[at].iter().map(String::as_str).collect::<Vec<_>>();
        let cells =
            ["Ashcombe", "", "2019-03-01", "ILACS", "Inadequate", "", "", "Good", "with in_care", "2", "by name"];
        assert_eq!(row(0), cells, "a service that is another's work, and a row for both areas, are not copied");
        assert_eq!(row(1)[4..9], [""; 5], "youth justice grades nothing of a council's");
    }
}
