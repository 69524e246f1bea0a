//! Going to anything: kind, name with the matched letters underlined, and what `Enter` opens.

use ratatui::layout::Rect;

use super::authorities::mark;
use super::palette::{each, framed, noted};
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::overlay::{GoTo, kind};
use crate::app::safe::{cut, shown};
use crate::app::screen::rows;
use crate::app::wrap;
use crate::query::jump::{Hit, SCOPES};
use crate::theme::Role;

/// The cells of a kind.
const KIND: usize = 12;

/// Draws the overlay and answers where the cursor stands.
pub fn draw(pen: &mut Pen, app: &App, goto: &GoTo) -> (u16, u16) {
    let (listed, total) = (goto.found.hits.len(), goto.found.total);
    let note = if listed < total { format!("best {listed} of {total}") } else { total.to_string() };
    let (area, cursor) = framed(pen, app.prepared().screen.overlay(), &goto.picker, ("Go to", &note));
    if goto.picker.input.text().is_empty() {
        pen.put(ghost(area), 3, "letters of a name, a year, a number, in any order", Role::PromptGhost);
    }
    let height = app.overlay_height();
    each(pen, app, area, &goto.picker, &goto.found.hits, |pen, row, hit, _| {
        // The bar alone tells the row that it is on: letters in another look would be sent twice with every key.
        pen.put(row, 2, &cut(&kind(app.library(), hit.target), KIND - 1), Role::TextMuted);
        label(pen, row, hit);
    });
    if goto.found.hits.is_empty() && !goto.waiting {
        pen.wrapped(rows(area, 0, 2), 2, &nothing(app, goto), Role::TextMuted);
    }
    let all = goto.words();
    if let Some(words) = &all {
        let row = row(area, height);
        let role = mark(pen, row, goto.picker.bar >= goto.found.hits.len(), true);
        pen.put(row, 2, "words", Role::TextMuted);
        noted(pen, row, 2 + KIND, &format!("search all reports for “{words}”"), "Tab", (role, Role::Key));
    }
    let below = height + usize::from(all.is_some());
    preview(pen, goto, rows(area, u16::try_from(below).unwrap_or(0), area.height));
    cursor
}

/// The line of the input, which stands two lines above the list.
fn ghost(list: Rect) -> Rect {
    Rect { y: list.y.saturating_sub(2), height: 1, ..list }
}

/// That nothing fits, and why where that is known.
fn nothing(app: &App, goto: &GoTo) -> String {
    match &goto.found.absent {
        _ if !app.reading().is_done() => "nothing read so far is called that · Tab searches the text".to_owned(),
        Some(name) => format!("there is no report of {name} here · Tab searches the text"),
        None => "nothing is called that · Tab searches the text".to_owned(),
    }
}

/// The name of a hit. What does not fit is cut at its end; where letters that were typed stand there, what lies between the
/// place and them gives way instead.
fn label(pen: &mut Pen, row: Rect, hit: &Hit) {
    let start = 2 + KIND;
    let room = usize::from(row.width).saturating_sub(start + 2);
    let all = crate::app::safe::width(&hit.label);
    let room = if all > room { room.saturating_sub(1) } else { room };
    let passed = passed_over(hit, room);
    let mut column = start;
    let mut positions = hit.positions.iter().peekable();
    for (at, c) in hit.label.chars().enumerate() {
        let matched = positions.next_if(|&&p| p == at).is_some();
        if passed.contains(&at) {
            if at == passed.start {
                column = pen.put(row, column, "…", Role::Text);
            }
            continue;
        }
        let Some(c) = shown(c) else { continue };
        if column >= start + room {
            break;
        }
        column = pen.put(row, column, c.encode_utf8(&mut [0; 4]), if matched { Role::Match } else { Role::Text });
    }
    if all > room {
        pen.put(row, column, "…", Role::Text);
    }
}

/// The characters that are left out so that the last letter that was typed is in sight: from behind the last "·" on, no more
/// than are needed.
fn passed_over(hit: &Hit, room: usize) -> std::ops::Range<usize> {
    let characters: Vec<char> = hit.label.chars().collect();
    let last = hit.positions.last().map_or(0, |last| last + 1);
    let text = characters.iter().rposition(|&c| c == '·').map_or(0, |at| at + 2);
    let first = hit.positions.iter().copied().find(|&at| at >= text).unwrap_or(text);
    if last <= room {
        return 0..0;
    }
    // Enough to bring the last letter in, or all before the first one: a cell is kept for the sign, a few for what follows.
    text..(text + 1 + last - room + 8).min(first).min(characters.len())
}

/// What `Enter` opens, and how to keep one kind.
fn preview(pen: &mut Pen, goto: &GoTo, area: Rect) {
    pen.rule(row(area, 0), Role::Border);
    let lines = usize::from(area.height).saturating_sub(2);
    let cells = usize::from(area.width).saturating_sub(2);
    for (at, line) in wrap::first(goto.preview.clone(), lines, cells).iter().enumerate() {
        pen.put(row(area, 1 + at), 1, line, if at == 0 { Role::TextHeading } else { Role::Text });
    }
    let last = row(area, usize::from(area.height).saturating_sub(1));
    let mut column = pen.put(last, 1, "only:", Role::TextMuted) + 3;
    for scope in SCOPES.iter().filter(|scope| scope.shown) {
        let end = pen.put(last, column, scope.sign, Role::Key);
        column = pen.put(last, end + 1, scope.kind.words(), Role::KeyLabel) + 2;
    }
}
