//! The menu of views.

use super::authorities::mark;
use super::pane;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::overlay::Menu;
use crate::app::safe::cut;
use crate::keymap::{Action, Context};
use crate::theme::Role;

/// Draws the menu. Nothing is typed in it.
pub fn draw(pen: &mut Pen, app: &App, menu: Menu) {
    let lines = Menu::lines();
    let kept = app.saved_lists();
    let area = app.prepared().screen.menu(app.menu_lines());
    pen.clear(area);
    let area = pane::draw(pen, area, "Views", "", "", true);
    for (at, &action) in lines.iter().enumerate() {
        let row = row(area, at);
        let role = mark(pen, row, at == menu.bar, true);
        pen.put(row, 2, &key(app, Context::Menu, action), Role::Key);
        pen.put(row, 5, action.words(), role);
        pen.put_right(row, &format!("{} ", key(app, Context::Authorities, action)), Role::TextMuted);
    }
    for (at, saved) in kept.iter().enumerate().map(|(at, saved)| (lines.len() + at, saved)) {
        let row = row(area, at);
        let role = mark(pen, row, at == menu.bar, true);
        let room = usize::from(row.width).saturating_sub(6);
        pen.put(row, 5, &cut(&format!("{}: {}", saved.name, saved.query), room), role);
    }
}

/// The first key of an action in a place.
fn key(app: &App, context: Context, action: Action) -> String {
    app.keymap().keys(context, action).first().map(|k| k.words()).unwrap_or_default()
}
