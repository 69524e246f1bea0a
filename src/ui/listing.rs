//! Lists of files: the reports by date, and the files with problems.

use ratatui::layout::Rect;

use super::authorities::mark;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::listing::{height, unread};
use crate::app::safe::{cut, width};
use crate::app::view::Listing;
use crate::query::words;
use crate::report::{Report, Source};
use crate::theme::Role;

/// The cells of a date, and of the sign of a report that was read before it.
const DATE: usize = 14;
/// The widest column of kinds, and the narrowest, in which their short names stand.
const KIND: usize = 30;
const SHORT_KIND: usize = 14;
/// The cells of the longest outcome in short, and those of a grade.
const OUTCOME: usize = 18;
const GRADE: usize = 7;
/// The narrowest column of authorities.
const LEAST: usize = 9;

/// The title, how many rows there are, and the head of the columns. Answers the rows' place.
pub(super) fn frame(pen: &mut Pen, app: &App, title: &str, list: &Listing, all: usize) -> Rect {
    let screen = app.prepared().screen;
    let end = pen.put(screen.head, 1, title, Role::TitleFocused);
    if !list.filter.is_empty() {
        pen.put(screen.head, end, &format!(": {}", list.filter), Role::TitleFocused);
    }
    let rows = app.prepared().rows.len();
    let count = if rows == all { all.to_string() } else { format!("{rows} of {all}") };
    pen.put_right(screen.head, &format!("{count} "), Role::TextMuted);
    pen.rule(row(screen.body, 0), Role::Border);
    screen.below_rule()
}

/// Calls `draw` for every row in sight: the place on the screen, the row, the role of its text.
pub(super) fn rows(pen: &mut Pen, app: &App, area: Rect, mut draw: impl FnMut(&mut Pen, Rect, usize, Role)) {
    let prepared = app.prepared();
    let height = height(area, prepared.detail.len());
    for (line, (at, &index)) in prepared.rows.iter().enumerate().skip(prepared.top).take(height).enumerate() {
        let row = row(area, 1 + line);
        let role = mark(pen, row, at == prepared.bar, true);
        draw(pen, row, index, role);
    }
}

/// Draws the reports by date.
pub fn draw_reports(pen: &mut Pen, app: &App, list: &Listing) {
    let library = app.library();
    let area = frame(pen, app, "Reports by date", list, library.reports().len());
    let cells = usize::from(area.width);
    let longest = library.reports().iter().map(|r| width(&words::authority_marked(r))).max().unwrap_or(0).max(LEAST);
    let places = Places::of(cells, longest);
    for (column, head) in [(3, "date"), (DATE + 2, "authority"), (places.outcome, "outcome")] {
        pen.put(row(area, 0), column, head, Role::TitleColumn);
    }
    if places.room > 0 {
        pen.put(row(area, 0), places.kind, "kind", Role::TitleColumn);
    }
    nothing(pen, app, area, "no report fits the filter");
    rows(pen, app, area, |pen, row, index, role| {
        let Some(report) = library.reports().get(index) else { return };
        pen.put(row, 1, app.read_sign(&report.file), Role::TextMuted);
        let date = report.date().map_or_else(|| "no date".to_owned(), words::day);
        pen.put(row, 3, &format!("{date}{}", if words::is_date_marked(report) { "*" } else { "" }), role);
        let word = report.authority.as_ref().and_then(|a| words::mark(a.evidence.basis));
        let word = word.map(|word| format!(" ({word})")).unwrap_or_default();
        let name = cut(words::authority(report), places.authority.saturating_sub(width(&word)));
        pen.put(row, DATE + 2, &format!("{name}{word}"), role);
        pen.put(row, places.kind, &kind(report, places.room), Role::TextMuted);
        if let Some((text, grade)) = App::outcome(report) {
            let role = grade.map_or(Role::Text, Role::of_grade);
            pen.put(row, places.outcome, &cut(&text, cells.saturating_sub(places.outcome)), role);
        }
    });
}

/// Where the columns of the reports stand. Kind and outcome give way to the authority, and the kind goes first.
struct Places {
    authority: usize,
    kind: usize,
    room: usize,
    outcome: usize,
}

impl Places {
    fn of(cells: usize, longest: usize) -> Self {
        let left = cells.saturating_sub(2 + DATE);
        let authority = longest.min(left.saturating_sub(GRADE + 2));
        let beside = left.saturating_sub(authority + 2);
        let outcome = OUTCOME.min(beside.saturating_sub(SHORT_KIND + 2)).max(GRADE);
        let room = KIND.min(beside.saturating_sub(outcome + 2));
        let room = if room < SHORT_KIND { 0 } else { room };
        let kind = 2 + DATE + authority + 2;
        Self { authority, kind, room, outcome: if room == 0 { kind } else { kind + room + 2 } }
    }
}

/// The kind of a report in so many cells: its framework's short name where the long one has no room.
fn kind(report: &Report, room: usize) -> String {
    let long = words::kind(report);
    if width(&long) <= room {
        return long;
    }
    let framework = report.framework.value.short();
    let short = match report.source.value {
        Source::Press => format!("press, {framework}"),
        Source::Other => long,
        Source::Report | Source::Letter => framework.to_owned(),
    };
    cut(&short, room)
}

/// Draws the files with problems.
pub fn draw_problems(pen: &mut Pen, app: &App, list: &Listing) {
    let library = app.library();
    let unread: Vec<(&str, String)> = (0..).map_while(|row| unread(library, row)).collect();
    let area = frame(pen, app, "Files with problems", list, unread.len());
    let cells = usize::from(area.width);
    let longest = unread.iter().map(|(file, _)| width(file)).max().unwrap_or(0).clamp(8, cells.max(20) / 2 - 2);
    pen.put(row(area, 0), 2, "file", Role::TitleColumn);
    pen.put(row(area, 0), 2 + longest + 2, "why it was not read", Role::TitleColumn);
    let words = if unread.is_empty() { "every file was read" } else { "no file fits the filter" };
    nothing(pen, app, area, words);
    rows(pen, app, area, |pen, row, index, role| {
        let Some((file, reason)) = unread.get(index) else { return };
        pen.put(row, 2, &cut(file, longest), role);
        pen.put(row, 2 + longest + 2, &cut(reason, cells.saturating_sub(4 + longest)), Role::Text);
    });
    detail(pen, app, area);
}

/// What stands in full below the rows, under a rule.
pub(super) fn detail(pen: &mut Pen, app: &App, area: Rect) {
    let detail = &app.prepared().detail;
    let first = usize::from(area.height).saturating_sub(detail.len());
    if !detail.is_empty() {
        pen.rule(row(area, first.saturating_sub(1)), Role::Border);
    }
    for (at, line) in detail.iter().enumerate() {
        pen.put(row(area, first + at), 1, line, Role::Text);
    }
}

/// Says why a list is empty.
pub(super) fn nothing(pen: &mut Pen, app: &App, area: Rect, words: &str) {
    if app.prepared().rows.is_empty() {
        let words = if app.reading().is_done() { words } else { "reading…" };
        pen.put(row(area, 1), 2, words, Role::TextMuted);
    }
}
