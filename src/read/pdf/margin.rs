//! What runs along the margins of a file without a structure tree: heads, feet and page numbers.
//!
//! They are told by their place, before paragraphs are made: the same words at the same height on page after page, with
//! nothing but their like further out. One number in them may count the pages.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::band::COLUMN;
use super::line::{self, Line};
use super::piece::Piece;
use crate::typography::pattern;

/// How many lines at each end of a page may run.
const DEEP: usize = 4;
/// On how many pages words must stand to run.
const PAGES: usize = 3;
/// On how many a lone number must, where it is the page's own.
const COUNTED: usize = 2;
/// How far a number may be from the page's place in the file to be the page's own by itself: a cover is not counted.
const OWN: i64 = 3;
/// Words longer than this, in bytes, are text.
const LONGEST: usize = 160;
/// How many numbers of a line are tried for the page's own.
const NUMBERS: usize = 8;
/// How far, in points, the heights of lines may differ and still be the same.
const HEIGHT: f32 = 3.0;

static FIGURES: LazyLock<Regex> = LazyLock::new(|| pattern("[0-9]+"));

/// What lines that run have in common: their words or, where one of their numbers counts the pages, the words with a mark
/// in its place and what it is more than the page's place.
type Words = (String, Option<i64>);
/// What stands in the place of a page's number.
const NUMBER: &str = "#";

/// Takes what runs along the margins out of the pages; each line of it with its page, counted from 0.
pub fn take(pages: &mut [Vec<Line>]) -> Vec<(usize, Vec<Piece>)> {
    let sizes: Vec<f32> =
        pages.iter().map(|lines| line::median(lines.iter().map(|line| line.size)).unwrap_or_default()).collect();
    let mut out = Vec::new();
    for foot in [true, false] {
        let mut open: Vec<usize> = (0..pages.len()).collect();
        for _ in 0..DEEP {
            open = running(pages, &sizes, &open, foot);
            out.extend(open.iter().filter_map(|&page| Some((page, pages[page].pop()?.pieces))));
        }
        // The outermost line stands last while its end is looked at; the second turn puts them back.
        for lines in &mut *pages {
            lines.reverse();
        }
    }
    out
}

/// The pages whose last line runs.
fn running(pages: &[Vec<Line>], sizes: &[f32], open: &[usize], foot: bool) -> Vec<usize> {
    let mut alike: HashMap<Words, Vec<(usize, f32)>> = HashMap::new();
    for &page in open {
        let Some(line) = pages[page].last() else { continue };
        for words in of_line(line, page, sizes[page], foot) {
            alike.entry(words).or_default().push((page, line.y));
        }
    }
    let mut out = Vec::new();
    for ((text, counted), mut found) in alike {
        let own = text == NUMBER && counted.is_some_and(|more| more.abs() <= OWN);
        let least = if own { COUNTED } else { PAGES };
        found.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut rest = &found[..];
        while let Some((_, first)) = rest.first() {
            let (same, others) = rest.split_at(rest.partition_point(|(_, y)| y - first < HEIGHT).max(1));
            if same.len() >= least {
                out.extend(same.iter().map(|(page, _)| *page));
            }
            rest = others;
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// What a line may have in common with those of other pages.
fn of_line(line: &Line, page: usize, usual: f32, foot: bool) -> Vec<Words> {
    let text = line.pieces.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ");
    // A page's number may be larger than the words beside it.
    let worded = line.pieces.iter().filter(|piece| piece.text.contains(char::is_alphabetic));
    let size = worded.map(|piece| piece.size).fold(0.0, f32::max);
    let (small, large) = (size < usual * 0.95, size > usual * 1.05);
    let row = line.pieces.windows(2).any(|pair| pair[1].x - pair[0].end > COLUMN * line.size);
    let raised = line.pieces.first().is_some_and(|mark| mark.size < size * 0.95);
    // The head of a table stands on each of its pages too, bold and as large as the text.
    let head = !foot && line.pieces.iter().all(|piece| piece.bold);
    if text.len() > LONGEST || raised || large || head && !small {
        return Vec::new();
    }
    let counted = FIGURES.find_iter(&text).take(NUMBERS).filter_map(|number| {
        let more = number.as_str().parse::<i64>().ok()?.checked_sub_unsigned(page as u64)?;
        Some(([&text[..number.start()], NUMBER, &text[number.end()..]].concat(), Some(more)))
    });
    let mut out: Vec<Words> = counted.collect();
    // Words in columns, none of which counts the pages, are a row of a table.
    if size > 0.0 && (small || !row) {
        out.push((text, None));
    }
    out
}
