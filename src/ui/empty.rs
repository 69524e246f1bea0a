//! The screen of a folder without reports: what was looked at, what was found there, and what to do.

use super::header;
use super::pen::{Pen, row};
use crate::app::{App, SAMPLE, wrap};
use crate::keymap::Action;
use crate::list::List;
use crate::query::words;
use crate::theme::Role;

/// Whether there is nothing else to show.
pub fn is_due(app: &App) -> bool {
    app.is_empty() && app.listing().is_none_or(|listing| !matches!(listing.list, List::Problems | List::Marks))
}

/// Draws the screen.
pub fn draw(pen: &mut Pen, app: &App) {
    header::draw(pen, app);
    let area = app.prepared().screen.body;
    let problems = app.library().problems();
    let found = match (app.reading().found().unwrap_or(0), problems.len()) {
        (0, 0) => "No file is in it.".to_owned(),
        (found, _) => format!(
            "{} found in it; none of them is a report.",
            words::count(found.max(problems.len()), "file was", "files were")
        ),
    };
    let mut lines = vec![
        (Role::TextHeading, "There are no reports here.".to_owned()),
        (Role::Text, String::new()),
        (Role::Text, format!("Folder: {}", app.root().display())),
        (Role::Text, found),
        (Role::Text, String::new()),
    ];
    lines.extend(problems.iter().take(5).map(|p| (Role::NoticeWarn, format!("{}: {}", p.file, p.reason))));
    if problems.len() > 5 {
        lines.push((
            Role::Text,
            format!("and {} more; {} lists them all", problems.len() - 5, app.key(Action::ShowProblems)),
        ));
    }
    if !problems.is_empty() {
        lines.push((Role::Text, String::new()));
    }
    lines.push((Role::Text, "Open another folder:             findings FOLDER".to_owned()));
    lines.push((Role::Text, format!("See the built-in sample library: {SAMPLE}")));
    let cells = usize::from(area.width).saturating_sub(4);
    let mut at = 1;
    for (role, text) in lines {
        let parts = wrap::lines(&text, cells);
        for part in parts.iter().map(String::as_str).chain(parts.is_empty().then_some("")) {
            pen.put(row(area, at), 2, part, role);
            at += 1;
        }
    }
}
