//! The tables behind what the screen shows of one report or authority: findings, grades; and marks for a terminal.

use std::fmt::Write as _;

use super::table::Table;
use crate::library::Library;
use crate::marks::Mark;
use crate::query::grid::{Cell, Grid};
use crate::query::words;
use crate::report::{Area, Report, Source};

/// A row a finding of a report, each with what it is cited by.
#[must_use]
pub fn findings(report: &Report) -> Table {
    let columns =
        ["Authority", "Report", "Kind", "Finding", "Timescale", "Addressed to", "Section", "Paragraph", "Page", "File"];
    let mut table = Table::new(&columns);
    for finding in &report.findings {
        let section = finding.section.and_then(|id| report.section(id)).map(|s| s.heading.clone());
        table.rows.push(vec![
            words::authority_marked(report),
            words::name(report),
            finding.kind.to_string(),
            finding.text.clone(),
            finding.due.clone().unwrap_or_default(),
            finding.addressed_to.clone().unwrap_or_default(),
            section.unwrap_or_default(),
            finding.paragraph.map(|n| n.to_string()).unwrap_or_default(),
            number(finding.place.page),
            report.file.clone(),
        ]);
    }
    table
}

/// A row a grade of an authority's inspections, the oldest first.
#[must_use]
pub fn grades(library: &Library, grid: &Grid) -> Table {
    let mut table =
        Table::new(&["Authority", "Report", "Area", "Grade", "Printed label", "Printed grade", "Page", "File"]);
    for report in grid.columns.iter().filter_map(|column| library.report(column.report)) {
        for judgement in &report.judgements {
            let group = judgement.group.map(|g| format!("{g}: ")).unwrap_or_default();
            let area = if judgement.area == Area::Other { judgement.label.as_str() } else { judgement.area.words() };
            let press = if report.source.value == Source::Press { ", as reported by the press" } else { "" };
            table.rows.push(vec![
                words::authority_marked(report),
                words::name(report),
                format!("{group}{area}"),
                format!("{}{press}", judgement.grade),
                judgement.label.clone(),
                judgement.evidence.printed.clone(),
                number(judgement.evidence.place.page),
                report.file.clone(),
            ]);
        }
    }
    table
}

/// The judgement grid as a Markdown table: areas down, inspections across.
#[must_use]
pub fn grid(library: &Library, name: &str, grid: &Grid) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let columns: Vec<String> = grid
        .columns
        .iter()
        .map(|column| {
            let when = column.date.map_or_else(|| "no date".to_owned(), words::month);
            let marked = library.report(column.report).is_some_and(|r| words::is_date_marked(r));
            let press = if column.source == Source::Press { "press account, " } else { "" };
            format!("{press}{} {when}{}", column.framework.short(), if marked { "\\*" } else { "" })
        })
        .collect();
    let mut out = format!("# {name}: judgements over time\n\n| Area | {} |\n", columns.join(" | "));
    let _ = writeln!(out, "|{}", " --- |".repeat(columns.len() + 1));
    for row in &grid.rows {
        let label = row.group.map_or_else(|| row.label.clone(), |group| format!("{group}: {}", row.label));
        let cells = row.cells.iter().map(|cell| match cell {
            Cell::Judged(judged) => judged.grade.words(),
            Cell::NotInspected => "not inspected",
            Cell::NotGivenSince2026 => "not given from April 2026",
            Cell::NoSuchRow => "",
        });
        let _ = writeln!(out, "| {} | {} |", cell(&label), cells.collect::<Vec<_>>().join(" | "));
    }
    if columns.iter().any(|column| column.ends_with('*')) {
        out.push_str("\n\\* The date is not the inspection’s as printed.\n");
    }
    out
}

/// A row a mark.
#[must_use]
pub fn marks(marks: &[&Mark]) -> Table {
    let columns =
        ["Authority", "Report", "Paragraph", "Page", "Passage", "Note", "Tags", "Citation", "Made", "Folder", "File"];
    let mut table = Table::new(&columns);
    for mark in marks {
        let passage = &mark.passage;
        table.rows.push(vec![
            passage.authority.clone().unwrap_or_default(),
            passage.report.clone(),
            passage.paragraph.map(|n| n.to_string()).unwrap_or_default(),
            passage.page.map(|n| n.to_string()).unwrap_or_default(),
            passage.text.clone(),
            mark.note.clone(),
            mark.tags.join(" "),
            passage.citation.clone(),
            mark.made.to_string(),
            mark.anchor.shown_folder().into_owned(),
            mark.anchor.shown_file().into_owned(),
        ]);
    }
    table
}

/// The marks in a few columns, for a terminal: the passage is cut, and the rest is left to the other styles.
#[must_use]
pub fn marks_in_short(marks: &[&Mark]) -> Table {
    /// The letters of a passage that stand in a row.
    const LETTERS: usize = 60;
    let mut table = Table::new(&["Authority", "Report", "Place", "Passage", "Note"]);
    for mark in marks {
        let passage = &mark.passage;
        let mut text: String = passage.text.chars().take(LETTERS).collect();
        if text.len() < passage.text.len() {
            text.push('…');
        }
        let authority = passage.authority.clone().unwrap_or_default();
        table.rows.push(vec![authority, passage.report.clone(), mark.place(), text, mark.note.clone()]);
    }
    table
}

fn number(page: u32) -> String {
    if page == 0 { String::new() } else { page.to_string() }
}
