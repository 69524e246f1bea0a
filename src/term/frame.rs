//! One frame as bytes: what turns the screen that is shown into the screen that is wanted, in as few bytes as that takes.
//!
//! A slow line carries bytes, not frames: at 64 kbit/s eight thousand bytes are a second. So whole lines that moved are
//! scrolled by the terminal itself, the blank rest of a line is erased, a short piece that did not change is sent again
//! where that is shorter than moving over it, and of all ways to move the cursor the shortest is taken.
//!
//! Nothing here touches a terminal: two buffers and what the terminal can do give the bytes. Every frame begins and ends
//! with plain looks and no scroll region, wherever the cursor is.

use ratatui::buffer::Buffer;

use super::abilities::Abilities;
use super::glyph::{Canvas, Glyph};
use super::scroll;
use super::writer::Writer;

/// The bytes that turn what is shown into what is wanted; none where nothing changed. Without a shown screen, or with one
/// of another size, everything is cleared first.
#[must_use]
pub fn frame(shown: Option<&Buffer>, wanted: &Buffer, can: &Abilities) -> Vec<u8> {
    let new = Canvas::of(wanted);
    let mut pen = Writer::new(can, new.width);
    let old = if let Some(shown) = shown.filter(|shown| shown.area == wanted.area) {
        let mut old = Canvas::of(shown);
        if let Some(moved) = can.scroll.and_then(|_| scroll::find(&old, &new)) {
            pen.scroll(&moved);
            old.scroll(&moved);
        }
        old
    } else {
        pen.clear();
        Canvas::blank(new.width, new.height)
    };
    let sure = old.sure && new.sure;
    for y in 0..new.height {
        if sure || old.row(y).iter().chain(new.row(y)).all(Glyph::has_sure_width) {
            row(&mut pen, y, old.row(y), new.row(y));
        } else if old.row(y) != new.row(y) {
            // What a terminal made of such a letter and of those beside it nobody knows.
            let bare = erased(&mut pen, (0, y), old.row(y), Glyph::BLANK);
            changed(&mut pen, y, &bare, new.row(y));
        }
    }
    pen.finish()
}

/// Brings one row up to date, in the shorter of two ways: by what changed, or by erasing it first.
fn row(pen: &mut Writer, y: usize, old: &[Glyph], new: &[Glyph]) {
    let Some(first) = (0..new.len()).find(|&x| old[x] != new[x]) else { return };
    let mut changes = pen.fork();
    changed(&mut changes, y, old, new);
    // Behind an erasing, a blank costs nothing; it pays where most of the row becomes blank between words.
    let blank = new.last().filter(|last| pen.erases_to(last)).copied().unwrap_or(Glyph::BLANK);
    let blanks = new[first..].iter().filter(|glyph| **glyph == blank).count();
    if blanks > 8 && blanks < new.len() - first && old[first..].iter().any(|glyph| *glyph != blank) {
        let mut other = pen.fork();
        let bare = erased(&mut other, (first, y), old, blank);
        changed(&mut other, y, &bare, new);
        if other.len() < changes.len() {
            changes = other;
        }
    }
    pen.join(changes);
}

/// Erases a row from a cell on to this blank, and answers what it is then.
fn erased<'a>(pen: &mut Writer, (first, y): (usize, usize), old: &[Glyph<'a>], blank: Glyph<'a>) -> Vec<Glyph<'a>> {
    pen.go(first, y);
    pen.erase(blank);
    let mut bare = old.to_vec();
    bare[first..].fill(blank);
    bare
}

/// Sends the cells of a row that changed.
fn changed(pen: &mut Writer, y: usize, old: &[Glyph], new: &[Glyph]) {
    let tail = pen.erasable(new);
    let mut x = 0;
    while x < tail {
        let end = x + new[x].cells.max(1);
        if (x..end).all(|x| old[x] == new[x]) {
            x = end;
            continue;
        }
        pen.reach(x, y, new);
        pen.put(x, new);
        x = end;
    }
    let Some(first) = (tail..new.len()).find(|&x| old[x] != new[x]) else { return };
    let last = (first..new.len()).rfind(|&x| old[x] != new[x]).unwrap_or(first);
    if last - first < 3 {
        for x in first..=last {
            pen.reach(x, y, new);
            pen.put(x, new);
        }
    } else {
        pen.reach(first, y, new);
        pen.erase(new[first]);
    }
}

#[cfg(test)]
mod tests;
