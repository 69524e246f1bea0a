//! Help and commands: every action with its keys, filtered as one types. Also the parts that all such lists share.

use ratatui::layout::Rect;

use super::ascii;
use super::authorities::mark;
use super::pane;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::overlay::{Palette, Picker};
use crate::app::safe::{cut, width};
use crate::theme::Role;

/// The cells of the keys and of the names.
const KEYS: usize = 17;
/// The cells of the keys where no names stand beside them, and what has no key is called by its name.
const KEYS_ALONE: usize = 19;
const NAMES: usize = 20;

/// Draws the list and answers where the cursor stands.
pub fn draw(pen: &mut Pen, app: &App, list: &Palette, title: &str) -> (u16, u16) {
    let note = format!("{}", list.lines.len());
    let (area, cursor) = framed(pen, app.prepared().screen.overlay(), &list.picker, (title, &note));
    let names = title == "Commands";
    let cells = usize::from(area.width);
    let column = 2 + if names { KEYS + NAMES } else { KEYS_ALONE };
    each(pen, app, area, &list.picker, &list.lines, |pen, row, entry, role| {
        let muted = if entry.here { role } else { Role::TextMuted };
        let keys = if app.is_ascii() { ascii::keys(&entry.keys) } else { entry.keys.clone() };
        if names {
            pen.put(row, 2, &cut(&entry.name, NAMES - 1), muted);
            pen.put(row, 2 + NAMES, &cut(&keys, KEYS - 1), Role::Key);
        } else {
            // What has no key is called by its name.
            let keys = if keys.is_empty() { format!(":{}", entry.name) } else { keys };
            pen.put(row, 2, &cut(&keys, KEYS_ALONE - 1), Role::Key);
        }
        pen.put(row, column, &cut(&entry.words, cells.saturating_sub(column)), muted);
    });
    if list.lines.is_empty() {
        let words = if names { "no such command; 12 goes to paragraph 12, p4 to page 4" } else { "no key does that" };
        pen.wrapped(area, 2, words, Role::TextMuted);
    }
    cursor
}

/// Draws the box, the input and the rule under it. Answers the list's place and the cursor's.
pub fn framed(pen: &mut Pen, area: Rect, picker: &Picker, (title, note): (&str, &str)) -> (Rect, (u16, u16)) {
    pen.clear(area);
    let area = pane::draw(pen, area, title, note, "", true);
    let line = row(area, 0);
    let start = pen.put(line, 1, "› ", Role::PromptGhost);
    let (text, cursor) = picker.input.seen(usize::from(line.width).saturating_sub(start));
    pen.put(line, start, &text, Role::Prompt);
    let across = row(Rect { x: area.x.saturating_sub(1), width: area.width.saturating_add(2), ..area }, 1);
    pen.rule(across, Role::BorderFocused);
    pen.put(across, 0, "├", Role::BorderFocused);
    pen.put(across, usize::from(across.width).saturating_sub(1), "┤", Role::BorderFocused);
    let column = u16::try_from(start + cursor).unwrap_or(u16::MAX);
    let cursor = (line.x.saturating_add(column).min(line.right().saturating_sub(1)), line.y);
    (crate::app::screen::rows(area, 2, area.height), cursor)
}

/// Draws the lines of a list that are in sight.
pub fn each<T>(
    pen: &mut Pen,
    app: &App,
    area: Rect,
    picker: &Picker,
    lines: &[T],
    mut draw: impl FnMut(&mut Pen, Rect, &T, Role),
) {
    let height = usize::from(area.height).min(app.overlay_height());
    let top = picker.top(lines.len(), height);
    for (at, line) in lines.iter().enumerate().skip(top).take(height) {
        let row = row(area, at - top);
        let role = mark(pen, row, at == picker.bar, true);
        draw(pen, row, line, role);
    }
}

/// A word and its note at the right end of a row.
pub fn noted(pen: &mut Pen, row: Rect, column: usize, text: &str, note: &str, roles: (Role, Role)) {
    let cells = usize::from(row.width);
    let room = cells.saturating_sub(column + width(note) + 2);
    pen.put(row, column, &cut(text, room), roles.0);
    pen.put(row, cells.saturating_sub(width(note) + 1), note, roles.1);
}
