//! The judgement grid in full: areas down, inspections across, and what stands behind the cell under the bar.

use ratatui::layout::Rect;

use super::authorities::mark;
use super::pen::{Pen, row};
use super::summary::{rule, short, trend, trend_role};
use crate::app::App;
use crate::app::chart::{COLUMN, ChartLine, FOOT, HEAD, LABEL, WORDS, foot, head, outcome, printed_label};
use crate::app::inspections::Inspections;
use crate::app::safe::{cut, width};
use crate::app::wrap;
use crate::query::grid::{Cell, Column, Grid, Joint};
use crate::query::words;
use crate::report::Source;
use crate::theme::Role;

/// What the signs of the grid mean.
const LEGEND: [&str; 2] = [
    "▲1 a grade up  ▼1 down  = the same  – not inspected  empty: no such row",
    "║ another scale, no arrow across  │ other rows  ┐┘ one row for both areas",
];

/// What stands in the legend where an inspection since April 2026 is among the columns.
const NO_OVERALL: &str = "n/g overall not given from April 2026";

/// Draws the view.
pub fn draw(pen: &mut Pen, app: &App) {
    let prepared = app.prepared();
    title(pen, app);
    let area = prepared.screen.below_rule();
    let (view, grid) = (&prepared.chart, &prepared.grid);
    if grid.columns.is_empty() {
        let words = if app.reading().is_done() { "no report of this authority is in the folder" } else { "reading…" };
        pen.put(row(area, 0), 1, words, Role::TextMuted);
        return;
    }
    heads(pen, app, area);
    let room = usize::from(area.height).saturating_sub(HEAD + FOOT);
    let lines = view.lines.iter().skip(view.top).take(room);
    let shown = lines.len();
    for (at, line) in lines.enumerate() {
        let row = row(area, HEAD + at);
        match *line {
            ChartLine::Group(group) => group_row(pen, row, app, group.words()),
            ChartLine::Row(index) => grid_row(pen, row, app, index),
        }
    }
    let words = outcomes(pen, app, area, room);
    below(pen, app, area, shown.max(words));
}

/// The first line, and the rule under it.
fn title(pen: &mut Pen, app: &App) {
    let screen = app.prepared().screen;
    let name = app.shown_authority().map_or(String::new(), |a| words::standing_name(app.library(), a));
    let end = pen.put(screen.head, 1, &name, Role::TitleFocused);
    pen.put(screen.head, end, " · judgements over time", Role::Title);
    let columns = || app.prepared().grid.columns.iter().filter(|c| c.source != Source::Press);
    let years = columns().next().and_then(|c| c.date).zip(columns().next_back().and_then(|c| c.date));
    let years = years.map_or_else(String::new, |(from, to)| match (from.year(), to.year()) {
        (from, to) if from == to => format!(", {to}"),
        (from, to) => format!(", {from}–{to}"),
    });
    let inspections = app.prepared().authority.map(|id| Inspections::of(app.library(), id)).unwrap_or_default();
    let count = format!("{}{years} ", inspections.words());
    if usize::from(screen.head.width) > end + 24 + width(&count) {
        pen.put_right(screen.head, &count, Role::TextMuted);
    }
    pen.rule(row(screen.body, 0), Role::Border);
}

/// The column of the screen where an inspection begins: its rule.
const fn start(shown: usize) -> usize {
    1 + LABEL + shown * COLUMN
}

/// Frameworks and dates, and how many inspections are out of sight.
fn heads(pen: &mut Pen, app: &App, area: Rect) {
    let (view, grid) = (&app.prepared().chart, &app.prepared().grid);
    if view.older > 0 {
        pen.put(row(area, 0), 2, &format!("◂ {} older", view.older), Role::TextMuted);
    }
    if view.between > 0 {
        pen.put(row(area, 1), 2, &format!("▸ {} not shown", view.between), Role::TextMuted);
    }
    for (shown, &index) in view.columns.iter().enumerate() {
        let column = &grid.columns[index];
        let role = if index == view.column { Role::TitleFocused } else { Role::TitleColumn };
        let date = column.date.map_or_else(|| "no date".to_owned(), words::month);
        for (line, text) in [head(column), date.as_str()].into_iter().enumerate() {
            let row = row(area, line);
            pen.put(row, start(shown), rule(column.rule_before, shown), Role::Border);
            pen.put(row, start(shown) + 2, text, role);
        }
        if app.library().report(column.report).is_some_and(|r| words::is_date_marked(r)) {
            pen.put(row(area, 1), start(shown) + 1, "*", role);
        }
    }
}

/// The heading of a group of areas, with the rules between the columns.
fn group_row(pen: &mut Pen, row: Rect, app: &App, words: &str) {
    let (view, grid) = (&app.prepared().chart, &app.prepared().grid);
    pen.put(row, 1, words, Role::TextHeading);
    for (shown, &column) in view.columns.iter().enumerate() {
        pen.put(row, start(shown), rule(grid.columns[column].rule_before, shown), Role::Border);
    }
}

/// One area.
fn grid_row(pen: &mut Pen, row: Rect, app: &App, index: usize) {
    let (view, grid) = (&app.prepared().chart, &app.prepared().grid);
    let Some(line) = grid.rows.get(index) else { return };
    let bar = index == view.row;
    let base = mark(pen, row, bar, true);
    pen.put(row, 2, &cut(&line.label, LABEL - 2), base);
    for (shown, &column) in view.columns.iter().enumerate() {
        let x = start(shown);
        let cell = line.cells.get(column).copied().unwrap_or(Cell::NoSuchRow);
        pen.put(row, x, rule(grid.columns[column].rule_before, shown), Role::Border);
        if let Some(bracket) = bracket(cell) {
            pen.put(row, x + 1, bracket, Role::Border);
        }
        if bar && column == view.column {
            let free = if bracket(cell).is_some() { x } else { x + 1 };
            pen.put(row, free, "▸", Role::CursorName);
            let place = row.x + u16::try_from(x + 2).unwrap_or(0);
            pen.tint(Rect { x: place, width: 8, ..row }.intersection(row), Role::Selection);
        }
        let Cell::Judged(judged) = cell else {
            pen.put(row, x + 2, short(cell), grade_role(cell));
            continue;
        };
        if judged.joint == Joint::Upper {
            pen.put(row, x + 2, "one row", Role::TextMuted);
            continue;
        }
        pen.put(row, x + 2, judged.grade.short(), grade_role(cell));
        pen.put(row, x + 8, &trend(judged.trend), trend_role(judged.trend));
    }
}

/// The bracket of a printed row that stands for two areas. Its grade is printed once, on the lower of the two lines.
pub const fn bracket(cell: Cell) -> Option<&'static str> {
    match cell {
        Cell::Judged(judged) => match judged.joint {
            Joint::No => None,
            Joint::Upper => Some("┐"),
            Joint::Lower => Some("┘"),
        },
        _ => None,
    }
}

/// The role of a cell.
pub const fn grade_role(cell: Cell) -> Role {
    match cell {
        Cell::Judged(judged) => Role::of_grade(judged.grade),
        _ => Role::GradeNone,
    }
}

/// The words of the inspections without grades, down their columns. Answers how many lines they take.
fn outcomes(pen: &mut Pen, app: &App, area: Rect, room: usize) -> usize {
    let (view, grid) = (&app.prepared().chart, &app.prepared().grid);
    let mut longest = 0;
    for (shown, &index) in view.columns.iter().enumerate() {
        let column: &Column = &grid.columns[index];
        if column.graded {
            continue;
        }
        let role = if index == view.column { Role::Selection } else { Role::TextMuted };
        // The last column has the rest of the line.
        let last = shown + 1 == view.columns.len();
        let rest = usize::from(area.width).saturating_sub(start(shown) + 3);
        let cells = if last { rest.clamp(WORDS, 2 * WORDS) } else { WORDS };
        let lines = wrap::first(outcome(column.outcome.as_deref().unwrap_or("no grades"), cells), room, cells);
        longest = longest.max(lines.len());
        for (line, text) in lines.iter().enumerate() {
            let row = row(area, HEAD + line);
            pen.put(row, start(shown), rule(column.rule_before, shown), Role::Border);
            pen.put(row, start(shown) + 2, text, role);
        }
    }
    longest
}

/// What stands under the rows: items to improve, the cell in words, the legend where there is room.
fn below(pen: &mut Pen, app: &App, area: Rect, rows: usize) {
    let (view, grid) = (&app.prepared().chart, &app.prepared().grid);
    let first = HEAD + rows;
    pen.rule(row(area, first), Role::Border);
    items(pen, app, row(area, first + 1), grid);
    read(pen, app, row(area, first + 2), grid);
    let cells = usize::from(area.width).saturating_sub(2);
    let text = foot(app.library(), grid, view.row, view.column);
    let label = printed_label(app.library(), grid, view.row, view.column);
    let lines: Vec<String> = [text].into_iter().chain(label).flat_map(|line| wrap::lines(&line, cells)).collect();
    let room = usize::from(area.height).saturating_sub(first + 3);
    let lines = wrap::first(lines, room, cells);
    for (line, text) in lines.iter().enumerate() {
        pen.put(row(area, first + 3 + line), 1, text, Role::Text);
    }
    let no_overall = grid.rows.iter().any(|row| row.cells.contains(&Cell::NotGivenSince2026));
    let legend = LEGEND.iter().copied().chain(no_overall.then_some(NO_OVERALL));
    let legend: Vec<String> = legend.flat_map(|line| wrap::lines(line, cells)).collect();
    if room > lines.len() + legend.len() {
        let start = usize::from(area.height) - legend.len();
        for (line, text) in legend.iter().enumerate() {
            pen.put(row(area, start + line), 1, text, Role::TextMuted);
        }
    }
}

/// How far each report was read.
fn read(pen: &mut Pen, app: &App, row: Rect, grid: &Grid) {
    pen.put(row, 2, "Read", Role::TextMuted);
    for (shown, &index) in app.prepared().chart.columns.iter().enumerate() {
        let column = &grid.columns[index];
        pen.put(row, start(shown), rule(column.rule_before, shown), Role::Border);
        let file = app.library().report(column.report).map(|r| r.file.as_str()).unwrap_or_default();
        pen.put(row, start(shown) + 2, app.read_sign(file), Role::TextMuted);
    }
}

/// How many things each inspection asks for.
fn items(pen: &mut Pen, app: &App, row: Rect, grid: &Grid) {
    pen.put(row, 2, "To improve, items", Role::TextMuted);
    for (shown, &index) in app.prepared().chart.columns.iter().enumerate() {
        let column = &grid.columns[index];
        pen.put(row, start(shown), rule(column.rule_before, shown), Role::Border);
        let count = column.to_improve.map_or_else(|| "–".to_owned(), |n| n.to_string());
        pen.put(row, start(shown) + 2, &count, Role::TextMuted);
    }
}
