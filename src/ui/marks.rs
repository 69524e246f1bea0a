//! The list of marks in all folders, and the one under the bar in full.

use super::listing::{detail, frame, nothing, rows};
use super::pen::{Pen, row};
use crate::app::App;
use crate::app::safe::{cut, width};
use crate::app::view::Listing;
use crate::theme::Role;

/// The widest column of authorities.
const AUTHORITY: usize = 24;
/// The cells of the longest place in a text, "para 123".
const PLACE: usize = 8;
/// The cells of a note, where there is room for one; and from which width there is.
const NOTE: usize = 30;
const NOTE_FROM: usize = 76;

/// Draws the view.
pub fn draw(pen: &mut Pen, app: &App, list: &Listing) {
    let marks = app.marks();
    let area = frame(pen, app, "Marks", list, marks.len());
    let cells = usize::from(area.width);
    let longest = marks.iter().filter_map(|m| m.passage.authority.as_deref()).map(width).max().unwrap_or(0);
    let authority = longest.clamp("authority".len(), AUTHORITY).min(cells / 3);
    let note = if cells >= NOTE_FROM { NOTE.min(cells / 4) } else { 0 };
    let place = 2 + authority + 2;
    let passage = place + PLACE + 2;
    let room = cells.saturating_sub(passage + if note > 0 { note + 2 } else { 1 });
    for (column, head) in [(2, "authority"), (place, "place"), (passage, "passage")] {
        pen.put(row(area, 0), column, head, Role::TitleColumn);
    }
    if note > 0 {
        pen.put(row(area, 0), cells - note, "note", Role::TitleColumn);
    }
    let words = if marks.is_empty() {
        "nothing is marked yet; m marks the passage under the bar"
    } else {
        "no mark fits the filter"
    };
    nothing(pen, app, area, words);
    rows(pen, app, area, |pen, row, index, role| {
        let Some(mark) = marks.get(index) else { return };
        pen.put(row, 2, &cut(mark.passage.authority.as_deref().unwrap_or("not known"), authority), role);
        pen.put(row, place, &cut(&mark.place(), PLACE), Role::Number);
        // A mark whose report is not in this folder cannot be opened here, and looks so.
        let here = app.mark_places().get(index).is_some();
        let line = mark.passage.text.replace('\n', " ");
        pen.put(row, passage, &cut(&line, room), if here { Role::Text } else { Role::TextMuted });
        if note > 0 {
            pen.put(row, cells - note, &cut(&mark.note, note), role);
        }
    });
    detail(pen, app, area);
}
