//! The menu of what is written into a file, with the file's name below.

use super::authorities::mark;
use super::pane;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::overlay::Export;
use crate::app::safe::cut;
use crate::app::screen::BELOW_OFFERS;
use crate::theme::Role;

/// The cells of what is written, and those before the file's name.
const SCOPE: usize = 22;
const NAME: &str = "into ";

/// Draws the menu and answers where the cursor stands.
pub fn draw(pen: &mut Pen, app: &App, export: &Export) -> (u16, u16) {
    let area = app.prepared().screen.export(export.offers.len());
    pen.clear(area);
    let area = pane::draw(pen, area, "Write to a file", "", "", true);
    let cells = usize::from(area.width);
    let rows = usize::from(area.height.saturating_sub(BELOW_OFFERS));
    let top = export.top(rows);
    for (at, offer) in export.offers.iter().enumerate().skip(top).take(rows) {
        let row = row(area, at - top);
        let role = mark(pen, row, at == export.bar, true);
        pen.put(row, 2, offer.scope.words(), role);
        pen.put(row, SCOPE, offer.form(), Role::TextMuted);
    }
    pen.rule(row(area, rows), Role::Border);
    let line = row(area, rows + 1);
    let start = pen.put(line, 1, NAME, Role::PromptGhost);
    let (text, cursor) = export.input.seen(cells.saturating_sub(start));
    pen.put(line, start, &text, Role::Prompt);
    let (told, role) = match (&export.failed, &export.asked) {
        // The line at the foot says so where it takes long.
        _ if export.writing.is_some() => ("", Role::Notice),
        (Some(why), _) => (why.as_str(), Role::NoticeError),
        (None, Some(_)) => ("it is there already; Enter again writes over it", Role::NoticeWarn),
        (None, None) => ("", Role::Notice),
    };
    pen.put(row(area, rows + 2), 1, &cut(told, cells.saturating_sub(2)), role);
    let column = u16::try_from(start + cursor).unwrap_or(u16::MAX);
    (line.x.saturating_add(column).min(area.right().saturating_sub(1)), line.y)
}
