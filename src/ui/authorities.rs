//! The list of authorities: name, region where there is room, the last overall grade and its year.

use super::pane;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::safe::cut;
use crate::app::screen::REGION;
use crate::app::view::{Browse, Focus};
use crate::keymap::Action;
use crate::query::words;
use crate::theme::Role;

/// The cells of grade and year at the right end.
const GRADE: usize = 12;
/// From this width of the pane the region stands beside the name.
const WITH_REGION: usize = 56;

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
            (false, _) => "no authority fits the filter".to_owned(),
            (true, false) => "reading…".to_owned(),
            (true, true) => format!("no report names an authority; {} lists all", app.key(Action::ShowReports)),
        };
        for (i, line) in crate::app::wrap::lines(&words, usize::from(area.width).saturating_sub(2)).iter().enumerate() {
            pen.put(row(area, i), 1, line, Role::TextMuted);
        }
        return;
    }
    let cells = usize::from(area.width);
    let region = if cells >= WITH_REGION { usize::from(REGION) } else { 0 };
    let name = cells.saturating_sub(3 + GRADE + region);
    for (line, (at, &id)) in prepared.authorities.iter().enumerate().skip(prepared.top).enumerate() {
        let row = row(area, line);
        if row.height == 0 {
            break;
        }
        let Some(authority) = app.library().authority(id) else { continue };
        let base = mark(pen, row, at == prepared.bar, focused);
        let mark = if words::standing(app.library(), authority).is_some() { "*" } else { "" };
        pen.put(row, 2, &format!("{}{mark}", cut(&authority.name, name - mark.len().min(name))), base);
        if region > 0 {
            pen.put(row, 2 + name + 1, &cut(&authority.region, region - 2), Role::TextMuted);
        }
        if let Some((grade, year)) = app.last_overall(id) {
            let column = cells.saturating_sub(GRADE);
            pen.put(row, column, grade.short(), Role::of_grade(grade));
            let year = year.map(|y| y.to_string()).unwrap_or_default();
            pen.put(row, column + 7, &year, base);
        }
    }
}

/// Marks a row as the one with the bar, and answers the role of its text.
pub fn mark(pen: &mut Pen, row: ratatui::layout::Rect, chosen: bool, focused: bool) -> Role {
    if !chosen {
        return Role::Text;
    }
    let role = if focused { Role::Cursor } else { Role::CursorUnfocused };
    pen.tint(row, role);
    pen.put(row, 0, if focused { "▌" } else { "▏" }, role);
    role
}
