//! What runs along the margins of a file without a structure tree: heads, feet and page numbers.
//!
//! They are told by their place, before paragraphs are made: the same words at the same height on page after page, with
//! nothing but their like further out. A number counts the pages.

use std::collections::HashMap;
use std::mem;

use super::piece::Piece;
use super::position::{self, Line};
use crate::document::clean;

/// How many lines at each end of a page may run.
const DEEP: usize = 4;
/// On how many pages words must stand to run, and a number, which says by itself what it is.
const PAGES: usize = 3;
const COUNTED: usize = 2;
/// Words longer than this, in bytes, are text.
const LONGEST: usize = 160;
/// How far, in points, the heights of two lines may differ and still be the same.
const HEIGHT: f32 = 3.0;

/// One line at an end of a page: its page, counted from 0, and its height.
type At = (usize, f32);

/// Takes what runs along the margins out of the pages; each line of it with its page, counted from 0.
pub fn take(pages: &mut [Vec<Piece>]) -> Vec<(usize, Vec<Piece>)> {
    let mut lines: Vec<Vec<Line>> = pages.iter_mut().map(|pieces| position::lines(mem::take(pieces))).collect();
    let mut out = Vec::new();
    for foot in [true, false] {
        for lines in &mut lines {
            // The outermost line stands last while its end is looked at, so that it can be taken off.
            lines.sort_by(|a, b| if foot { a.y.total_cmp(&b.y) } else { b.y.total_cmp(&a.y) });
        }
        let mut open: Vec<usize> = (0..lines.len()).collect();
        for _ in 0..DEEP {
            open = running(&lines, &open, foot);
            out.extend(open.iter().filter_map(|&page| Some((page, lines[page].pop()?.pieces))));
        }
    }
    for (page, lines) in pages.iter_mut().zip(lines) {
        page.extend(lines.into_iter().rev().flat_map(|line| line.pieces));
    }
    out
}

/// The pages whose last line runs.
fn running(lines: &[Vec<Line>], open: &[usize], foot: bool) -> Vec<usize> {
    let mut alike: HashMap<(String, Option<i64>), Vec<At>> = HashMap::new();
    for &page in open {
        let Some(line) = lines[page].last() else { continue };
        let text = line.pieces.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ");
        // The head of a table stands on each of its pages too, bold and as large as the text.
        let bold = line.pieces.iter().all(|piece| piece.bold);
        let small = lines[page].get(lines[page].len() / 2).is_some_and(|text| line.size < text.size);
        if text.len() < LONGEST && (foot || small || !bold) {
            let counted = text.parse::<u16>().ok().map(|number| i64::from(number).wrapping_sub_unsigned(page as u64));
            alike.entry((clean::shape(&text), counted)).or_default().push((page, line.y));
        }
    }
    let mut out = Vec::new();
    for ((words, counted), mut found) in alike {
        let least = if counted.is_some() { COUNTED } else { PAGES };
        found.sort_by(|a, b| a.1.total_cmp(&b.1));
        for same in found.chunk_by(|a, b| b.1 - a.1 < HEIGHT) {
            if same.len() >= least && (counted.is_some() || !words.is_empty()) {
                out.extend(same.iter().map(|(page, _)| *page));
            }
        }
    }
    out.sort_unstable();
    out
}
