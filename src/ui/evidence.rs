//! How we know: the facts of a report, each with what it rests on.

use super::pane;
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::overlay::Page;
use crate::theme::Role;

/// Draws the page. Nothing is typed in it.
pub fn draw(pen: &mut Pen, app: &App, page: &Page) {
    let area = app.prepared().screen.overlay();
    pen.clear(area);
    let height = usize::from(area.height.saturating_sub(2));
    let last = (page.top + height).min(page.lines.len());
    let below = if page.lines.len() > height {
        format!("lines {} to {last} of {}", page.top + 1, page.lines.len())
    } else {
        String::new()
    };
    let area = pane::draw(pen, area, "How we know", "", &below, true);
    for (at, line) in page.lines.iter().skip(page.top).take(height).enumerate() {
        let row = row(area, at);
        let role = if line.role == Role::TextHeading { Role::TextHeading } else { Role::KeyLabel };
        pen.put(row, 1, &line.name, role);
        pen.put(row, Page::column(), &line.text, line.role);
    }
}
