//! The menu of views.

use super::authorities::mark;
use super::pane;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::overlay::Menu;
use crate::keymap::{Action, Context};
use crate::theme::Role;

/// Draws the menu. Nothing is typed in it.
pub fn draw(pen: &mut Pen, app: &App, menu: Menu) {
    let lines = Menu::lines();
    let area = app.prepared().screen.menu(lines.len());
    pen.clear(area);
    let area = pane::draw(pen, area, "Views", "", "", true);
    for (at, &action) in lines.iter().enumerate() {
        let row = row(area, at);
        let role = mark(pen, row, at == menu.bar, true);
        pen.put(row, 2, &key(app, Context::Menu, action), Role::Key);
        pen.put(row, 5, action.words(), role);
        pen.put_right(row, &format!("{} ", key(app, Context::Authorities, action)), Role::TextMuted);
    }
}

/// The first key of an action in a place.
fn key(app: &App, context: Context, action: Action) -> String {
    app.keymap().keys(context, action).first().map(|k| k.words()).unwrap_or_default()
}
