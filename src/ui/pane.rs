//! The border of a pane or an overlay: its title above, a word on its place below.

use ratatui::layout::Rect;

use super::pen::{Pen, row};
use crate::app::safe::{cut, width};
use crate::app::screen::inside;
use crate::theme::Role;

/// Draws a border with a title, a note at its right and a note at the right of the lower edge, and answers the inside.
pub fn draw(pen: &mut Pen, area: Rect, title: &str, right: &str, below: &str, focused: bool) -> Rect {
    let (border, heading) =
        if focused { (Role::BorderFocused, Role::TitleFocused) } else { (Role::Border, Role::Title) };
    let cells = usize::from(area.width);
    if area.height == 0 || cells < 2 {
        return inside(area);
    }
    let line = "─".repeat(cells - 2);
    pen.put(row(area, 0), 0, &format!("┌{line}┐"), border);
    for y in 1..usize::from(area.height) - 1 {
        pen.put(row(area, y), 0, "│", border);
        pen.put(row(area, y), cells - 1, "│", border);
    }
    let last = row(area, usize::from(area.height) - 1);
    if area.height > 1 {
        pen.put(last, 0, &format!("└{line}┘"), border);
    }
    let note = if right.is_empty() { 0 } else { width(right) + 3 };
    let fits = note + 12 < cells;
    let title = cut(title, cells.saturating_sub(4 + if fits { note } else { 0 }));
    pen.put(row(area, 0), 1, &format!(" {title} "), heading);
    if fits && !right.is_empty() {
        pen.put(row(area, 0), cells - note - 1, &format!(" {right} "), Role::TitleColumn);
    }
    if !below.is_empty() && width(below) + 6 < cells && area.height > 1 {
        pen.put(last, cells - width(below) - 4, &format!(" {below} "), heading);
    }
    inside(area)
}

/// "21/40", or nothing for an empty list.
pub fn place(at: usize, all: usize) -> String {
    if all == 0 { String::new() } else { format!("{}/{all}", at + 1) }
}
