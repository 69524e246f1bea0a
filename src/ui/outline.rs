//! The outline of a report: its sections with their grades, findings and pages.

use super::palette::{each, framed, noted};
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::overlay::Contents;
use crate::query::words::count;
use crate::theme::Role;

/// Draws the list and answers where the cursor stands.
pub fn draw(pen: &mut Pen, app: &App, contents: &Contents) -> (u16, u16) {
    let name = app.library().report_of_file(&contents.file).and_then(|id| app.library().report(id));
    let name = name.map(|report| crate::query::words::name(report)).unwrap_or_default();
    let title = if name.is_empty() { "Outline".to_owned() } else { format!("Outline · {name}") };
    let note = count(contents.lines.len(), "section", "sections");
    let (area, cursor) = framed(pen, app.prepared().screen.overlay(), &contents.picker, (&title, &note));
    each(pen, app, area, &contents.picker, &contents.lines, |pen, row, entry, role| {
        let indent = 2 + 2 * usize::from(entry.level.saturating_sub(1)).min(6);
        let mut notes = Vec::new();
        if entry.findings > 0 {
            notes.push(count(entry.findings, "finding", "findings"));
        }
        match entry.place.page {
            0 if entry.place.line > 0 => notes.push(format!("line {:>4}", entry.place.line)),
            0 => {}
            page => notes.push(format!("p. {page:>3}")),
        }
        let note = notes.join("  ");
        if contents.now == Some(entry.section) {
            pen.put(row, 1, "▸", Role::Cursor);
        }
        let Some(grade) = entry.grade else {
            return noted(pen, row, indent, &entry.heading, &note, (role, Role::TextMuted));
        };
        let both = format!("{:<7}{note}", grade.short());
        noted(pen, row, indent, &entry.heading, &both, (role, Role::TextMuted));
        let column = usize::from(row.width).saturating_sub(crate::app::safe::width(&both) + 1);
        pen.put(row, column, grade.short(), Role::of_grade(grade));
    });
    if contents.lines.is_empty() {
        pen.put(row(area, 0), 2, "no section is called that", Role::TextMuted);
    }
    cursor
}
