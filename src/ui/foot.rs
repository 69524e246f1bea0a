//! The last two lines: what is under the bar, then hints, news or the input. The way to help stays at the right.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::App;
use crate::app::input::Input;
use crate::app::notice::Weight;
use crate::app::overlay::Overlay;
use crate::app::safe::{cut, width};
use crate::app::view::View;
use crate::app::wrap;
use crate::keymap::{Action, Context};
use crate::theme::Role;

/// From this width the foot says where `Esc` leads back to.
const BACK_FROM: u16 = 70;

/// Draws both lines and answers where the cursor stands when something is typed there.
pub fn draw(pen: &mut Pen, app: &App) -> Option<(u16, u16)> {
    let screen = app.prepared().screen;
    let cells = usize::from(screen.info.width).saturating_sub(2);
    pen.put(screen.info, 1, &cut(&app.info(), cells), Role::Status);
    let help = help(app);
    let room = usize::from(screen.foot.width).saturating_sub(width(&help.0) + width(&help.1) + 4);
    let key = usize::from(screen.foot.width).saturating_sub(width(&help.0) + width(&help.1) + 2);
    if !help.0.is_empty() {
        let end = pen.put(screen.foot, key, &help.0, Role::Key);
        pen.put(screen.foot, end + 1, &help.1, Role::KeyLabel);
    }
    match (app.overlay(), app.notice()) {
        (Some(Overlay::Filter { input, .. }), _) => return Some(prompt(pen, app, "filter: ", input, room)),
        (Some(Overlay::Note(input)), _) => return Some(prompt(pen, app, "note: ", input, room)),
        (Some(Overlay::Find { input, .. }), _) => return Some(prompt(pen, app, "find: ", input, room)),
        (_, Some(notice)) => {
            let role = match notice.weight {
                Weight::Info => Role::Notice,
                Weight::Warn => Role::NoticeWarn,
                Weight::Error => Role::NoticeError,
            };
            // What one line cannot hold begins on the one above: the last words say what to press.
            let lines = wrap::lines(&notice.text, room);
            let (first, rest) = if lines.len() > 1 { lines.split_at(1) } else { (&[][..], &lines[..]) };
            if let Some(first) = first.first() {
                let blank = " ".repeat(cells.saturating_sub(width(first)));
                pen.put(screen.info, 1, &format!("{first}{blank}"), role);
            }
            pen.put(screen.foot, 1, &cut(&rest.join(" "), room), role);
        }
        _ => hints(pen, app, room),
    }
    None
}

/// The key of the help and its word; in an input, where it would be typed, how to get out.
fn help(app: &App) -> (String, String) {
    let context = app.context();
    let (action, word) = if context.takes_text() { (Action::Cancel, "closes") } else { (Action::Help, "help") };
    let key = app.keymap().keys(context, action).first().map(|k| k.words()).unwrap_or_default();
    (key, back(app).unwrap_or_else(|| word.to_owned()))
}

/// Where one is back when go-to is closed: the paragraph that one reads, where there is room to say it.
fn back(app: &App) -> Option<String> {
    let wide = app.prepared().screen.foot.width >= BACK_FROM;
    let (Some(Overlay::GoTo(_)), View::Reader(_), true) = (app.overlay(), app.view(), wide) else { return None };
    let text = app.prepared().text.as_ref()?;
    let paragraph = text.report.paragraph_at(text.spot.block)?;
    Some(format!("back to paragraph {}", paragraph.number))
}

/// The line that is typed in, with what it counts.
fn prompt(pen: &mut Pen, app: &App, name: &str, input: &Input, room: usize) -> (u16, u16) {
    let foot = app.prepared().screen.foot;
    let start = pen.put(foot, 1, name, Role::PromptGhost);
    let (text, cursor) = input.seen((room + 1).saturating_sub(start));
    let counted = app.line_words();
    let end = pen.put(
        Rect { width: u16::try_from(room + 1).unwrap_or(foot.width).min(foot.width), ..foot },
        start,
        &text,
        Role::Prompt,
    );
    if end + width(&counted) + 3 < room {
        pen.put(foot, end + 3, &counted, Role::Status);
    }
    let column = u16::try_from(start + cursor).unwrap_or(u16::MAX);
    (foot.x.saturating_add(column).min(foot.right().saturating_sub(1)), foot.y)
}

/// The place in the text, then the hints that fit.
fn hints(pen: &mut Pen, app: &App, room: usize) {
    let foot = app.prepared().screen.foot;
    let mut at = 1;
    if let (Context::Text, View::Reader(_), Some(text)) = (app.context(), app.view(), &app.prepared().text) {
        let end = pen.put(foot, at, &cut(&text.place(), room), Role::Status);
        at = end.max(at + text.place_cells()) + 2;
    }
    for (keys, word) in app.hints() {
        let cells = width(&keys) + 1 + width(word);
        if at + cells > room {
            break;
        }
        let end = pen.put(foot, at, &keys, Role::Key);
        at = pen.put(foot, end + 1, word, Role::KeyLabel) + 2;
    }
}
