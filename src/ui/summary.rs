//! The pane beside the authorities: grades over time, reports without grades, items to improve.

use ratatui::layout::Rect;

use super::authorities::mark;
use super::chart::{bracket, grade_role};
use super::pane;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::ahead;
use crate::app::chart::head as chart_head;
use crate::app::safe::{cut, width};
use crate::app::summary::{COLUMN, Line, Summary};
use crate::app::view::{Browse, Focus};
use crate::library::ReportId;
use crate::query::grid::{Cell, Joint, Rule, Trend};
use crate::query::words;
use crate::report::{Area, FindingId, FindingKind};
use crate::theme::Role;

/// Draws the pane, where it is in sight.
pub fn draw(pen: &mut Pen, app: &App, browse: &Browse) {
    let prepared = app.prepared();
    let Some(area) = prepared.panes.summary else { return };
    let focused = browse.focus == Focus::Summary;
    let name = app.shown_authority().map_or(String::new(), |a| words::standing_name(app.library(), a));
    let area = pane::draw(pen, area, &name, "", "", focused);
    let summary = &prepared.summary;
    let drawn = ahead::drawn(summary.bar, summary.top, usize::from(area.height));
    for (line, (at, content)) in summary.lines.iter().enumerate().skip(summary.top).enumerate() {
        let row = row(area, line);
        if row.height == 0 {
            break;
        }
        let bar = at == drawn;
        match content {
            Line::Row(index) => grid_row(pen, row, app, *index, bar && focused),
            Line::Frameworks | Line::Years => head(pen, row, app, content == &Line::Years),
            content => line_of_words(pen, row, app, content, bar && focused),
        }
    }
}

/// A line of words.
fn line_of_words(pen: &mut Pen, row: Rect, app: &App, line: &Line, bar: bool) {
    let base = mark(pen, row, bar, true);
    let cells = usize::from(row.width);
    match line {
        Line::Words(text) => {
            pen.put(row, 1, &cut(text, cells.saturating_sub(1)), Role::TextMuted);
        }
        Line::Title(text) => {
            pen.put(row, 1, text, Role::TextHeading);
        }
        Line::Report(_, text) => {
            pen.put(row, 1, "▸", Role::TextMuted);
            pen.put(row, 3, &cut(text, cells.saturating_sub(4)), base);
        }
        Line::Item { report, finding, text, first } => {
            let kind = app.library().report(*report).and_then(|r| r.findings.get(finding.index())).map(|f| f.kind);
            if let (Some(kind), true) = (kind, first) {
                pen.put(row, 1, sign(kind, app.is_ascii()), Role::of_kind(kind));
            }
            if *first && is_marked(app, *report, *finding) {
                pen.put(row, 2, "◆", Role::Mark);
            }
            pen.put(row, 3, text, base);
        }
        Line::Blank | Line::Frameworks | Line::Years | Line::Row(_) => {}
    }
}

/// Whether a finding is marked by hand.
fn is_marked(app: &App, report: ReportId, finding: FindingId) -> bool {
    let Some(report) = app.library().report(report) else { return false };
    let block = report.findings.get(finding.index()).map(|f| f.block);
    app.marked_blocks(&report.file).any(|marked| Some(marked) == block)
}

/// The sign of a finding: its kind without any colour.
pub const fn sign(kind: FindingKind, ascii: bool) -> &'static str {
    match kind {
        FindingKind::Strength => "+",
        FindingKind::Met => "=",
        FindingKind::Improvement => {
            if ascii {
                "-"
            } else {
                "△"
            }
        }
        FindingKind::Recommendation => {
            if ascii {
                ">"
            } else {
                "▷"
            }
        }
        FindingKind::Priority => "!",
    }
}

/// The column where a grade's column begins: its rule.
fn start(summary: &Summary, shown: usize) -> usize {
    1 + summary.label + shown * COLUMN
}

/// The heads of the columns.
fn head(pen: &mut Pen, row: Rect, app: &App, years: bool) {
    let (summary, grid) = (&app.prepared().summary, &app.prepared().grid);
    if summary.older > 0 && !years {
        pen.put(row, 1, &format!("◂ {} older", summary.older), Role::TextMuted);
    }
    for (shown, &column) in summary.columns.iter().enumerate() {
        let head = &grid.columns[column];
        let year = head.date.map(|d| d.year().to_string()).unwrap_or_default();
        let marked = app.library().report(head.report).is_some_and(|r| words::is_date_marked(r));
        let year = if marked { format!("{year}*") } else { year };
        let text = if years { year.as_str() } else { chart_head(head) };
        let column = start(summary, shown);
        pen.put(row, column, rule(head.rule_before, shown), Role::Border);
        pen.put(row, column + 1, &cut(text, COLUMN - 1), Role::TitleColumn);
    }
}

/// The rule before a column; the first in sight has none.
pub const fn rule(rule: Rule, shown: usize) -> &'static str {
    match (rule, shown) {
        (_, 0) | (Rule::None, _) => " ",
        (Rule::Rows, _) => "│",
        (Rule::Scale, _) => "║",
    }
}

/// A row of the grid.
fn grid_row(pen: &mut Pen, row: Rect, app: &App, index: usize, bar: bool) {
    let (summary, grid) = (&app.prepared().summary, &app.prepared().grid);
    let Some(line) = grid.rows.get(index) else { return };
    let base = mark(pen, row, bar, true);
    pen.put(row, 1, &label(line.area, &line.label, summary.label), base);
    for (shown, &column) in summary.columns.iter().enumerate() {
        let x = start(summary, shown);
        let cell = line.cells.get(column).copied().unwrap_or(Cell::NoSuchRow);
        let edge = bracket(cell).unwrap_or(rule(grid.columns[column].rule_before, shown));
        pen.put(row, x, edge, Role::Border);
        if bar && summary.column == Some(column) {
            pen.put(row, x, bracket(cell).map_or("▸", heavy), Role::CursorName);
            pen.tint(Rect { x: row.x + u16::try_from(x + 1).unwrap_or(0), width: 6, ..row }, Role::Selection);
        }
        let judged = if let Cell::Judged(judged) = cell { Some(judged) } else { None };
        if judged.is_some_and(|j| j.joint == Joint::Upper) {
            continue;
        }
        let arrow = judged.map_or_else(|| (String::new(), Role::Text), |j| (trend(j.trend), trend_role(j.trend)));
        // The grade gives way, the number of grades does not: “Outs▲2”.
        let room = COLUMN - 1 - width(&arrow.0);
        let text: String = short(cell).chars().take(room).collect();
        let end = pen.put(row, x + 1, &text, grade_role(cell));
        pen.put(row, end, &arrow.0, arrow.1);
    }
}

/// An area's name in so many cells: a shorter name where there is one, cut only in the end.
fn label(area: Area, label: &str, cells: usize) -> String {
    let short = match area {
        _ if width(label) <= cells => label,
        Area::Overall => "Overall",
        Area::HelpAndProtection => "Help, protection",
        Area::InCareAndCareLeavers => "In care, leavers",
        Area::Permanence => "Looked after",
        Area::QualityOfProvision => "Provision",
        Area::CapacityToImprove => "Capacity",
        Area::EnjoyingAndAchieving => "Achieving",
        Area::PositiveContribution => "Contribution",
        Area::EconomicWellbeing => "Economic",
        Area::PerformanceManagement => "Performance",
        Area::Equality => "Equality",
        _ => label,
    };
    cut(short, cells)
}

/// A cell in at most five letters.
pub const fn short(cell: Cell) -> &'static str {
    match cell {
        Cell::NoSuchRow => "",
        Cell::NotInspected => "–",
        Cell::NotGivenSince2026 => "n/g",
        Cell::Judged(judged) => judged.grade.short(),
    }
}

/// A bracket with the bar on it: heavier, so that it stays a bracket.
fn heavy(bracket: &str) -> &'static str {
    if bracket == "┐" { "┓" } else { "┛" }
}

/// The arrow of a trend with the number of grades.
pub fn trend(trend: Option<Trend>) -> String {
    match trend {
        Some(Trend::Up(by)) => format!("▲{by}"),
        Some(Trend::Down(by)) => format!("▼{by}"),
        Some(Trend::Same) => "=".to_owned(),
        None => String::new(),
    }
}

/// The role of a trend.
pub const fn trend_role(trend: Option<Trend>) -> Role {
    match trend {
        Some(Trend::Up(_)) => Role::TrendUp,
        Some(Trend::Down(_)) => Role::TrendDown,
        Some(Trend::Same) | None => Role::TrendSame,
    }
}
