//! The judgement grid in full: which inspections are in sight, where the bar is, and what stands behind its cell.

use super::summary::{file_of, under_cell};
use super::view::{Reader, Under};
use super::wrap;
use crate::document::{Block, BlockId, Kind};
use crate::library::Library;
use crate::query::grid::{Cell, Column, Grid, Joint};
use crate::query::words;
use crate::report::{Group, Judgement, Report, Source};

/// The cells of an area's name.
pub const LABEL: usize = 24;
/// The cells of a column: a rule, a bracket or space, the grade and its trend.
pub const COLUMN: usize = 10;
/// The lines above the areas: frameworks and dates.
pub const HEAD: usize = 2;
/// The lines below the areas that are always there: a rule, the items to improve, how far each report was read, and what
/// stands behind the cell.
pub const FOOT: usize = 5;
/// The most blocks that a table of judgements takes where it is printed as lines.
const TABLE: usize = 30;
/// The cells of a column's words.
pub const WORDS: usize = COLUMN - 2;

/// One line of the areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartLine {
    /// The heading of a half of a safeguarding and looked-after children report.
    Group(Group),
    /// A row of the grid.
    Row(usize),
}

/// The grid, computed before it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartView {
    /// The columns in sight, the oldest first. The newest is always one of them.
    pub columns: Vec<usize>,
    /// How many columns are older than those.
    pub older: usize,
    /// How many columns are hidden before the newest.
    pub between: usize,
    /// The lines of the areas. A row that no column in sight has is none of them.
    pub lines: Vec<ChartLine>,
    /// The row under the bar.
    pub row: usize,
    /// The column under the bar.
    pub column: usize,
    /// The first line in sight.
    pub top: usize,
    /// What the bar is on.
    pub under: Option<Under>,
}

impl ChartView {
    /// The grid in `width` cells with the bar on what was chosen, else on the newest overall grade; its columns from the one
    /// that the bar needs on, or from `first`.
    #[must_use]
    pub fn of(library: &Library, grid: &Grid, under: Option<&Under>, width: usize, first: Option<usize>) -> Self {
        let len = grid.columns.len();
        let newest = graded(grid).last().copied().unwrap_or(len.saturating_sub(1));
        let chosen = under.and_then(|u| (0..len).find(|&c| file_of(library, grid, c) == Some(u.file())));
        let row = under.and_then(|under| match under {
            Under::Cell { group, area, .. } => grid.rows.iter().position(|r| (r.group, r.area) == (*group, *area)),
            _ => None,
        });
        let (row, column) = (row.unwrap_or(0), chosen.unwrap_or(newest));
        let shown = len.min((width.saturating_sub(1 + LABEL) / COLUMN).max(1));
        let first = (len - shown).min(first.unwrap_or(column));
        let columns: Vec<usize> = in_sight(len, shown, first).collect();
        let under = under_cell(library, grid, row, column)
            .or_else(|| file_of(library, grid, column).map(|file| Under::Report { file: file.to_owned() }));
        let lines = lines(grid, &columns, row);
        Self { columns, older: first, between: len - shown - first, lines, row, column, top: 0, under }
    }

    /// The line with the bar.
    #[must_use]
    pub fn line(&self) -> usize {
        self.lines.iter().position(|&line| line == ChartLine::Row(self.row)).unwrap_or(0)
    }

    /// The rows in sight, from the top.
    #[must_use]
    pub fn rows(&self) -> Vec<usize> {
        let row = |line: &ChartLine| if let ChartLine::Row(row) = line { Some(*row) } else { None };
        self.lines.iter().filter_map(row).collect()
    }
}

/// Whether one of these columns has a row.
#[must_use]
pub fn is_in_sight(grid: &Grid, row: usize, columns: &[usize]) -> bool {
    let cells = grid.rows.get(row).map(|r| r.cells.as_slice()).unwrap_or_default();
    columns.iter().any(|&c| cells.get(c).is_some_and(|cell| *cell != Cell::NoSuchRow))
}

/// The lines of the areas: the row under the bar, and those that a column in sight has, under the heading of their group.
fn lines(grid: &Grid, columns: &[usize], bar: usize) -> Vec<ChartLine> {
    let mut lines = Vec::new();
    let mut group = None;
    for (row, line) in grid.rows.iter().enumerate() {
        if row != bar && !is_in_sight(grid, row, columns) {
            continue;
        }
        if line.group != group {
            group = line.group;
            lines.extend(group.map(ChartLine::Group));
        }
        lines.push(ChartLine::Row(row));
    }
    lines
}

/// The columns whose grades are an inspection's own. Those of newspapers only where there are no others.
#[must_use]
pub fn graded(grid: &Grid) -> Vec<usize> {
    let graded = || (0..grid.columns.len()).filter(|&c| grid.columns[c].graded);
    let own: Vec<usize> = graded().filter(|&c| grid.columns[c].source != Source::Press).collect();
    if own.is_empty() { graded().collect() } else { own }
}

/// What stands above a column: its framework, or that it is a newspaper's words.
#[must_use]
pub fn head(column: &Column) -> &'static str {
    if column.source == Source::Press { "press" } else { column.framework.short() }
}

/// Which of `len` columns are in sight when `shown` of them fit: those from `first` on, but the newest always.
///
/// Where only one fits, that is the first: it is the one with the bar.
pub fn in_sight(len: usize, shown: usize, first: usize) -> impl Iterator<Item = usize> {
    let newest = len.saturating_sub(1);
    let beside = if shown > 1 { shown - 1 } else { shown };
    (first..first + beside).chain((shown > 1).then_some(newest))
}

/// The judgement in a cell, with its report.
#[must_use]
pub fn judgement<'a>(
    library: &'a Library,
    grid: &Grid,
    row: usize,
    column: usize,
) -> Option<(&'a Report, &'a Judgement)> {
    let Cell::Judged(judged) = grid.rows.get(row)?.cells.get(column)? else { return None };
    let report: &Report = library.report(grid.columns.get(column)?.report)?;
    Some((report, report.judgements.get(judged.judgement)?))
}

/// Where a cell opens: its section, else the line that prints the judgement, else the report's beginning.
#[must_use]
pub fn reader(library: &Library, grid: &Grid, row: usize, column: usize) -> Option<Reader> {
    let file = file_of(library, grid, column)?;
    let block = judgement(library, grid, row, column).and_then(|(report, judgement)| block_behind(report, judgement));
    Some(Reader::at(file, block.unwrap_or(BlockId::new(0))))
}

/// The block where the text behind a judgement begins.
#[must_use]
pub fn block_behind(report: &Report, judgement: &Judgement) -> Option<BlockId> {
    let section = judgement.section.and_then(|id| report.section(id)).map(|s| s.block);
    section.or_else(|| table_of(report, judgement))
}

/// The first line of the table that prints a judgement: the first of the judgements that were read by the same rule, and
/// where that is a row, the first row beside it.
fn table_of(report: &Report, judgement: &Judgement) -> Option<BlockId> {
    let printed = judgement.evidence.block?;
    let beside = |j: &&Judgement| j.evidence.rule == judgement.evidence.rule && j.group == judgement.group;
    let near = |block: &BlockId| *block <= printed && block.index() + TABLE >= printed.index();
    let first = report.judgements.iter().filter(beside).filter_map(|j| j.evidence.block).filter(near).min()?;
    let Kind::Row { table, .. } = &report.block(first)?.kind else { return Some(first) };
    let same = |b: &Block| matches!(&b.kind, Kind::Row { table: other, .. } if other == table) || !b.is_text();
    let rows = report.blocks[..first.index()].iter().rev().take_while(|b| same(b)).count();
    let start = first.index() - rows;
    (start..=first.index()).find(|&at| report.blocks[at].is_text()).map(BlockId::new)
}

/// The cell under the bar in words: the grade as printed, its page, and the paragraphs behind it.
#[must_use]
pub fn foot(library: &Library, grid: &Grid, row: usize, column: usize) -> String {
    let Some(col) = grid.columns.get(column) else { return String::new() };
    let when = col.date.map_or_else(|| "no date".to_owned(), words::month);
    let account = if col.source == Source::Press { "press account, " } else { "" };
    let head = format!("{account}{} {when}", col.framework.short());
    let Some(line) = grid.rows.get(row) else {
        return format!("{head}: {}", col.outcome.as_deref().unwrap_or("no grades"));
    };
    let area = line.group.map_or_else(|| line.label.clone(), |group| format!("{group}: {}", line.label));
    match line.cells.get(column) {
        Some(Cell::Judged(judged)) => {
            let Some((report, judgement)) = judgement(library, grid, row, column) else { return String::new() };
            let joint = if judged.joint == Joint::No { "" } else { " (one row for both areas)" };
            let (grade, printed) = (judgement.grade, &judgement.evidence.printed);
            let place = words::place(judgement.evidence.place);
            let text = behind(report, judgement);
            let press = if col.source == Source::Press { ", as reported by the press" } else { "" };
            format!("{area}, {head}: {grade}{press}{joint}, printed “{printed}”{place}{text}")
        }
        Some(Cell::NotInspected) => format!("{area}, {head}: not inspected in that visit"),
        Some(Cell::NotGivenSince2026) => format!("{area}, {head}: overall not given from April 2026"),
        Some(Cell::NoSuchRow) if col.graded => format!("{area}: {head} has no such row"),
        _ => format!("{head}: {}", col.outcome.as_deref().unwrap_or("no grades")),
    }
}

/// The label of the cell under the bar as printed, where it has one.
#[must_use]
pub fn printed_label(library: &Library, grid: &Grid, row: usize, column: usize) -> Option<String> {
    judgement(library, grid, row, column).map(|(_, judgement)| format!("printed label: “{}”", judgement.label))
}

/// The paragraphs behind a judgement: "; its text: paragraphs 40 to 55".
fn behind(report: &Report, judgement: &Judgement) -> String {
    let Some(section) = judgement.section else { return String::new() };
    let Some(start) = report.section(section).map(|s| s.block) else { return String::new() };
    let span = words::paragraphs(report, start, report.section_end(section));
    if span.is_empty() { String::new() } else { format!("; its text: {span}") }
}

/// The words of a column without grades, broken to its width. A word that is wider is parted with a hyphen.
#[must_use]
pub fn outcome(words: &str, cells: usize) -> Vec<String> {
    let parted = words.split_whitespace().flat_map(|word| {
        let letters: Vec<char> = word.chars().collect();
        let mut parts: Vec<String> = Vec::new();
        let mut rest = letters.as_slice();
        while rest.len() > cells.max(2) {
            let (part, after) = rest.split_at(cells.max(2) - 1);
            parts.push(part.iter().chain(&['-']).collect());
            rest = after;
        }
        parts.push(rest.iter().collect());
        parts
    });
    wrap::lines(&parted.collect::<Vec<_>>().join(" "), cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::grid::{Column, Rule};
    use crate::report::Framework;

    fn grid(columns: usize) -> Grid {
        let column = |_| Column {
            report: crate::library::ReportId::new(0),
            source: crate::report::Source::Report,
            framework: Framework::Ilacs,
            date: None,
            graded: true,
            outcome: None,
            rule_before: Rule::None,
            to_improve: None,
        };
        Grid { columns: (0..columns).map(column).collect(), rows: Vec::new() }
    }

    #[test]
    fn the_newest_column_is_always_in_sight() {
        let view = ChartView::of(&Library::default(), &grid(8), None, 80, None);
        assert_eq!((view.columns, view.older, view.between), (vec![3, 4, 5, 6, 7], 3, 0));
        let view = ChartView::of(&Library::default(), &grid(3), None, 80, None);
        assert_eq!((view.columns, view.older, view.between), (vec![0, 1, 2], 0, 0));
        let view = ChartView::of(&Library::default(), &grid(0), None, 80, None);
        assert_eq!((view.columns, view.older, view.between), (vec![], 0, 0));
    }

    #[test]
    fn outcomes_are_broken_to_their_column() {
        assert_eq!(outcome("domestic abuse", WORDS), ["domestic", "abuse"]);
        assert_eq!(outcome("inconsistent", WORDS), ["inconsi-", "stent"]);
        assert_eq!(outcome("inconsistent", 13), ["inconsistent"]);
    }
}
