//! The themes, in a corner: the screen behind shows the one under the bar.

use super::palette::{each, framed};
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::overlay::Choice;
use crate::theme::Role;

/// Draws the list and answers where the cursor stands.
pub fn draw(pen: &mut Pen, app: &App, choice: &Choice) -> (u16, u16) {
    let names = app.themes().names();
    let (area, cursor) = framed(pen, app.prepared().screen.themes(names.len()), &choice.picker, ("Theme", ""));
    each(pen, app, area, &choice.picker, &choice.lines, |pen, row, &at, role| {
        pen.put(row, 2, &names[at], role);
        if at == choice.before {
            pen.put_right(row, "now ", Role::TextMuted);
        }
    });
    if choice.lines.is_empty() {
        pen.put(row(area, 0), 2, "no theme is called that", Role::TextMuted);
    }
    cursor
}
