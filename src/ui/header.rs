//! The first line of the browser: what was read, and a gauge while it is being read.

use super::pen::Pen;
use crate::app::App;
use crate::app::safe::{cut, width};
use crate::theme::Role;

/// The cells of the gauge.
const GAUGE: usize = 12;

/// Draws the line.
pub fn draw(pen: &mut Pen, app: &App) {
    let row = app.prepared().screen.head;
    let gauge = reading(app);
    let room = usize::from(row.width).saturating_sub(2 + gauge.as_ref().map_or(0, |g| width(&g.0) + GAUGE + 2));
    let mut parts = app.folder_words();
    let folder = parts.remove(0);
    let counts = parts.join(" · ");
    let folder = shortened(&folder, room.saturating_sub(width(&counts) + 3).max(8));
    let end = pen.put(row, 1, &folder, Role::Status);
    let end = pen.put(row, end, " · ", Role::TextMuted);
    pen.put(row, end, &cut(&counts, (room + 1).saturating_sub(end)), Role::Status);
    if let Some((words, done)) = gauge {
        let start = usize::from(row.width).saturating_sub(width(&words) + GAUGE + 2);
        let start = pen.put(row, start, &words, Role::Status);
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
