//! The first line of the browser: what was read, and a gauge while it is being read.

use super::pen::Pen;
use crate::app::App;
use crate::app::safe::{cut, width};
use crate::theme::Role;

/// The cells of the gauge.
const GAUGE: usize = 12;
/// The fewest cells that a path is shortened to before it is left out.
const FOLDER: usize = 8;

/// Draws the line.
pub fn draw(pen: &mut Pen, app: &App) {
    let row = app.prepared().screen.head;
    let gauge = reading(app);
    let cells = usize::from(row.width).saturating_sub(2);
    // A bar is drawn where the counts leave room for it; how far the folder is read is always said.
    let bar = if cells >= 60 { GAUGE + 1 } else { 0 };
    let room = cells.saturating_sub(gauge.as_ref().map_or(0, |g| width(&g.0) + bar + 1));
    let mut parts = app.folder_words();
    let joined = |parts: &[(u8, String)]| parts.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" · ");
    while width(&joined(&parts)) > room
        && let Some(at) = (0..parts.len()).filter(|&at| parts[at].0 < u8::MAX).min_by_key(|&at| parts[at].0)
    {
        parts.remove(at);
    }
    let counts = joined(&parts);
    let folder = app.root().display().to_string();
    let left = room.saturating_sub(width(&counts) + 3);
    let mut at = 1;
    if left >= width(&folder).min(FOLDER) {
        at = pen.put(row, at, &shortened(&folder, left), Role::Status);
        at = pen.put(row, at, " · ", Role::TextMuted);
    }
    pen.put(row, at, &cut(&counts, (room + 1).saturating_sub(at)), Role::Status);
    if let Some((words, done)) = gauge {
        let start = usize::from(row.width).saturating_sub(width(&words) + bar + 1);
        let start = pen.put(row, start, &words, Role::Status);
        if bar == 0 {
            return;
        }
        let filled = (done * GAUGE).div_euclid(100).min(GAUGE);
        let next = pen.put(row, start + 1, &"█".repeat(filled), Role::StatusGauge);
        pen.put(row, next, &"░".repeat(GAUGE - filled), Role::StatusGauge);
    }
}

/// Says over the right end of another view's first line how far the folder is read.
pub fn draw_reading(pen: &mut Pen, app: &App) {
    if let Some((words, _)) = reading(app) {
        pen.put_right(app.prepared().screen.head, &format!(" · {words} "), Role::StatusGauge);
    }
}

/// How far the folder is read, in words and in hundredths; `None` when all of it is.
pub fn reading(app: &App) -> Option<(String, usize)> {
    let reading = app.reading();
    if reading.is_done() {
        return None;
    }
    Some(match reading.found() {
        // Nobody has looked at the files yet, but something is known of each.
        None if reading.is_kept() => return None,
        Some(found) => (format!("reading {} of {found}", reading.read()), reading.read() * 100 / found.max(1)),
        None => ("looking for files".to_owned(), 0),
    })
}

/// A path with its beginning left out where it does not fit: its end tells folders apart.
fn shortened(path: &str, cells: usize) -> String {
    let all = width(path);
    if all <= cells {
        return path.to_owned();
    }
    let mut left = all + 1;
    let kept = path.char_indices().find(|&(_, c)| {
        left -= width(c.encode_utf8(&mut [0; 4]));
        left <= cells
    });
    format!("…{}", kept.map_or("", |(at, c)| &path[at + c.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_keeps_its_end() {
        assert_eq!(shortened("/a/b", 8), "/a/b");
        assert_eq!(shortened("/home/somebody/reports", 9), "…/reports");
    }
}
