//! The pane beside the authorities: the chosen one's grades, its reports without grades, its last items to improve.

use super::chart;
use super::inspections::Inspections;
use super::view::Under;
use super::wrap;
use crate::authority::succession;
use crate::library::{AuthorityId, Library, ReportId};
use crate::query::grid::Grid;
use crate::query::recur::is_open;
use crate::query::words;
use crate::report::{FindingId, Framework, Grade, Report, Source};

/// The cells of a grade's column: a rule, and the grade with its trend.
pub const COLUMN: usize = 7;
/// The shortest and the longest that an area's name is cut to.
const LABEL: (usize, usize) = (12, 24);

/// One line of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Words about the authority.
    Words(String),
    /// Nothing.
    Blank,
    /// The frameworks above the columns.
    Frameworks,
    /// The years above the columns.
    Years,
    /// A row of the grid.
    Row(usize),
    /// A report without grades.
    Report(ReportId, String),
    /// A heading.
    Title(String),
    /// A line of a finding; the sign stands before its first.
    Item {
        /// The report.
        report: ReportId,
        /// The finding.
        finding: FindingId,
        /// The words of this line.
        text: String,
        /// Whether it is the first of the finding's lines.
        first: bool,
    },
}

/// The pane, computed before it is drawn.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The columns of the grid in sight, the oldest first.
    pub columns: Vec<usize>,
    /// How many graded columns are older than those.
    pub older: usize,
    /// The cells of an area's name.
    pub label: usize,
    /// The column under the bar.
    pub column: Option<usize>,
    /// The line with the bar.
    pub bar: usize,
    /// The first line in sight.
    pub top: usize,
    /// What is under the bar.
    pub under: Option<Under>,
}

/// The last report of an authority that lists things to improve.
#[must_use]
pub fn last_to_improve(library: &Library, authority: AuthorityId) -> Option<ReportId> {
    last(library, authority, |report| report.findings.iter().any(|f| is_open(f.kind)))
}

/// The last report that gives an overall grade of the council, and that grade. Youth justice services are many bodies'.
#[must_use]
pub fn last_overall(library: &Library, authority: AuthorityId) -> Option<(&Report, Grade)> {
    let overall = |report: &Report| report.overall().filter(|_| report.framework.value != Framework::YouthJustice);
    let report: &Report = library.report(last(library, authority, |report| overall(report).is_some())?)?;
    Some((report, overall(report)?))
}

/// The last report of a kind: one of the inspectors' own, else a newspaper's account.
fn last(library: &Library, authority: AuthorityId, fits: impl Fn(&Report) -> bool) -> Option<ReportId> {
    let ids = || library.authority(authority).into_iter().flat_map(|a| a.reports.iter().rev().copied());
    let fits = |id: &ReportId, press: bool| {
        library.report(*id).is_some_and(|r| (r.source.value == Source::Press) == press && fits(r))
    };
    ids().find(|id| fits(id, false)).or_else(|| ids().find(|id| fits(id, true)))
}

impl Summary {
    /// The pane of an authority, `width` cells wide, with the bar on what was chosen; its columns from the one that the bar
    /// needs on, or from `first` of those with grades.
    #[must_use]
    pub fn of(
        library: &Library,
        authority: AuthorityId,
        grid: &Grid,
        under: Option<&Under>,
        width: usize,
        first: Option<usize>,
    ) -> Self {
        let graded = chart::graded(grid);
        let room = width.saturating_sub(1 + LABEL.0.max((width / 2).saturating_sub(3))) / COLUMN;
        let shown = graded.len().min(room.max(1));
        let column = under.and_then(|u| graded.iter().position(|&c| file_of(library, grid, c) == Some(u.file())));
        let start = (graded.len() - shown).min(first.or(column).unwrap_or(usize::MAX));
        let columns = chart::in_sight(graded.len(), shown, start).map(|at| graded[at]).collect();
        let label = width.saturating_sub(1 + shown * COLUMN).clamp(LABEL.0, LABEL.1);
        let mut summary = Self { label, older: start, columns, ..Self::default() };
        summary.column = column.map(|c| graded[c]).or(graded.last().copied());
        summary.about(library, authority, width);
        summary.grades(grid);
        summary.ungraded(library, grid, &graded);
        summary.items(library, authority, width);
        summary.find_bar(library, grid, under);
        summary
    }

    fn about(&mut self, library: &Library, authority: AuthorityId, width: usize) {
        let inspections = Inspections::of(library, authority);
        let Some(authority) = library.authority(authority) else { return };
        let mut words = inspections.words();
        if let Some(date) = inspections.last {
            words = format!("{words}, the last {}", words::month(date));
        }
        if !authority.region.is_empty() {
            self.lines.push(Line::Words(authority.region.clone()));
        }
        self.lines.extend(succession::words(&authority.name).into_iter().map(Line::Words));
        self.lines.extend(wrap::lines(&words, width.saturating_sub(1)).into_iter().map(Line::Words));
        self.lines.push(Line::Blank);
    }

    fn grades(&mut self, grid: &Grid) {
        if !self.columns.is_empty() && !grid.rows.is_empty() {
            self.lines.extend([Line::Frameworks, Line::Years]);
            let mut group = None;
            for row in (0..grid.rows.len()).filter(|&row| chart::is_in_sight(grid, row, &self.columns)) {
                if grid.rows[row].group != group {
                    group = grid.rows[row].group;
                    self.lines.extend(group.map(|g| Line::Words(g.words().to_owned())));
                }
                self.lines.push(Line::Row(row));
            }
        }
    }

    fn ungraded(&mut self, library: &Library, grid: &Grid, graded: &[usize]) {
        for column in (0..grid.columns.len()).rev().filter(|c| !graded.contains(c)).map(|c| &grid.columns[c]) {
            let Some(report) = library.report(column.report) else { continue };
            let outcome = column.outcome.as_deref().or((column.source == Source::Press).then_some("press account"));
            let outcome = outcome.map(|o| format!(" · {o}")).unwrap_or_default();
            let when = column.date.map_or_else(|| "no date".to_owned(), words::month);
            self.lines.push(Line::Report(column.report, format!("{when} {}{outcome}", report.framework.value)));
        }
    }

    fn items(&mut self, library: &Library, authority: AuthorityId, width: usize) {
        let Some(id) = last_to_improve(library, authority) else { return };
        let Some(report) = library.report(id) else { return };
        let year = report.date().map(|d| format!(", {}", d.year())).unwrap_or_default();
        self.lines.push(Line::Blank);
        self.lines.push(Line::Title(format!("To improve{year}")));
        for (index, finding) in report.findings.iter().enumerate().filter(|(_, f)| is_open(f.kind)) {
            for (i, text) in wrap::lines(&finding.text, width.saturating_sub(4)).into_iter().enumerate() {
                self.lines.push(Line::Item { report: id, finding: FindingId::new(index), text, first: i == 0 });
            }
        }
    }

    /// Puts the bar on what was chosen, or on the newest overall grade, and says what that is.
    fn find_bar(&mut self, library: &Library, grid: &Grid, under: Option<&Under>) {
        let chosen = |line: &Line| under.is_some() && self.under_of(library, grid, line).as_ref() == under;
        let stop = |line: &Line| self.is_stop(line);
        let bar = self.lines.iter().position(chosen).or_else(|| self.lines.iter().position(stop)).unwrap_or(0);
        self.bar = bar;
        self.under = self.lines.get(bar).and_then(|line| self.under_of(library, grid, line));
    }

    /// Whether the bar can stand on a line.
    #[must_use]
    pub fn is_stop(&self, line: &Line) -> bool {
        matches!(line, Line::Row(_) | Line::Report(..) | Line::Item { first: true, .. })
    }

    /// The row of the grid under the bar; `None` on a report or an item, which have no columns.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        if let Line::Row(row) = self.lines.get(self.bar)? { Some(*row) } else { None }
    }

    /// The line of its own that a line belongs to: the first of an item's lines, else itself.
    #[must_use]
    pub fn first_of(&self, line: usize) -> usize {
        let follows = |line: &usize| matches!(self.lines.get(*line), Some(Line::Item { first: false, .. }));
        line - (0..=line).rev().take_while(follows).count()
    }

    /// What a line stands for, in the column under the bar.
    #[must_use]
    pub fn under_of(&self, library: &Library, grid: &Grid, line: &Line) -> Option<Under> {
        let file = |id: ReportId| library.report(id).map(|r| r.file.clone());
        match line {
            Line::Row(row) => under_cell(library, grid, *row, self.column?),
            Line::Report(id, _) => Some(Under::Report { file: file(*id)? }),
            Line::Item { report, finding, .. } => {
                let block = library.report(*report)?.findings.get(finding.index())?.block;
                Some(Under::Item { file: file(*report)?, block })
            }
            _ => None,
        }
    }
}

/// The name of a cell.
#[must_use]
pub fn under_cell(library: &Library, grid: &Grid, row: usize, column: usize) -> Option<Under> {
    let row = grid.rows.get(row)?;
    Some(Under::Cell { group: row.group, area: row.area, file: file_of(library, grid, column)?.to_owned() })
}

/// The file behind a column.
#[must_use]
pub fn file_of<'a>(library: &'a Library, grid: &Grid, column: usize) -> Option<&'a str> {
    let report: &Report = library.report(grid.columns.get(column)?.report)?;
    Some(report.file.as_str())
}
