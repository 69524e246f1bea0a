//! The list of authorities: name, region where there is room, the last overall grade and its year.

use super::BAR;
use super::pane;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::ahead;
use crate::app::safe::{cut, width};
use crate::app::screen::REGION;
use crate::app::view::{Browse, Focus};
use crate::keymap::Action;
use crate::query::words;
use crate::theme::Role;

/// The cells of grade and year at the right end, and where names need the room between them.
const GRADE: (usize, usize) = (12, 10);
/// The fewest cells that a region is shown in.
const REGION_LEAST: usize = 12;

/// Draws the pane, where it is in sight.
pub fn draw(pen: &mut Pen, app: &App, browse: &Browse) {
    let prepared = app.prepared();
    let Some(area) = prepared.panes.authorities else { return };
    let focused = browse.focus == Focus::Authorities;
    let title =
        if browse.filter.is_empty() { "Authorities".to_owned() } else { format!("Authorities: {}", browse.filter) };
    let place = pane::place(prepared.bar, prepared.authorities.len());
    let area = pane::draw(pen, area, &title, "last overall", &place, focused);
    if prepared.authorities.is_empty() {
        let words = match (browse.filter.is_empty(), app.reading().is_done()) {
            (false, _) => format!("no authority is called “{}”", browse.filter),
            (true, false) => "reading…".to_owned(),
            (true, true) => format!("no report names an authority; {} lists all", app.key(Action::ShowReports)),
        };
        pen.wrapped(area, 1, &words, Role::TextMuted);
        return;
    }
    let cells = usize::from(area.width);
    let longest = app.library().authorities().iter().map(|a| width(&a.name)).max().unwrap_or(0);
    // The name goes first: the region gives way to it, then the space around grade and year.
    let beside = cells.saturating_sub(3 + GRADE.0 + longest);
    let region = if beside >= REGION_LEAST { beside.min(usize::from(REGION)) } else { 0 };
    let (grade_cells, gap) = if cells < 3 + GRADE.0 + longest { (GRADE.1, 6) } else { (GRADE.0, 7) };
    let name = cells.saturating_sub(3 + grade_cells + region);
    let drawn = ahead::drawn(prepared.bar, prepared.top, usize::from(area.height));
    for (line, (at, &id)) in prepared.authorities.iter().enumerate().skip(prepared.top).enumerate() {
        let row = row(area, line);
        if row.height == 0 {
            break;
        }
        let Some(authority) = app.library().authority(id) else { continue };
        let base = mark(pen, row, at == drawn, focused);
        let mark = if words::standing(app.library(), authority).is_some() { "*" } else { "" };
        pen.put(row, 2, &format!("{}{mark}", cut(&authority.name, name - mark.len().min(name))), base);
        if region > 0 {
            pen.put(row, 2 + name + 1, &cut(&authority.region, region - 2), Role::TextMuted);
        }
        if let Some((grade, year)) = app.last_overall(id) {
            let column = cells.saturating_sub(grade_cells);
            pen.put(row, column, grade.short(), Role::of_grade(grade));
            // A word instead of a year is a letter longer; it is moved to the left where the grade is short enough.
            let year_at = gap.min(grade_cells.saturating_sub(width(&year))).max(width(grade.short()) + 1);
            pen.put(row, column + year_at, &year, Role::Text);
        }
    }
}

/// Marks a row as the one with the bar, and answers the role of the name in it.
pub fn mark(pen: &mut Pen, row: ratatui::layout::Rect, chosen: bool, focused: bool) -> Role {
    if !chosen {
        return Role::Text;
    }
    let (line, name) =
        if focused { (Role::Cursor, Role::CursorName) } else { (Role::CursorUnfocused, Role::CursorUnfocused) };
    pen.tint(row, line);
    pen.put(row, 0, if focused { BAR } else { "▏" }, name);
    name
}
