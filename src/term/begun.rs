//! The beginning of a long row, which goes with the bar; the rest follows it.
//!
//! A bar that moves is two cells, but a row that comes in sight under it, or one that looks otherwise because the bar is on it,
//! is as long as the terminal is wide, and each colour in it takes up to nineteen bytes. What a person waits for is the bar.

use ratatui::buffer::Buffer;

use super::abilities::Abilities;
use super::frame::frame;
use super::glyph::Canvas;
use super::scroll;
use crate::ui;

/// By so many rows a list moves at most under a bar that moves a line: past a title and the blank line before it. And in so many
/// something else stands then: the rows that the bar leaves and comes to, those that come in sight, and up to three around
/// the list. Where it is more, what comes in sight is what is looked for.
const STEP: usize = 3;
const ROWS: usize = 8;
/// In so many steps it is found where a row that comes in sight is cut: each halves what is not known yet.
const CUTS: usize = 5;

/// A screen on the way from the one that is shown to the whole one, where a bar moves: of the longest rows no more than `most`
/// bytes have room for, but always the bar. `None` where there is no room for the bar either, and where more changes than a bar
/// that moves changes. The row of the `cursor`, where somebody types, is never cut.
#[must_use]
pub fn begun(shown: &Buffer, whole: &Buffer, cursor: Option<usize>, most: usize, can: Abilities) -> Option<Buffer> {
    let (new, width) = (Canvas::of(whole), usize::from(whole.area.width));
    let moved = can.scroll.and_then(|_| scroll::find(&Canvas::of(shown), &new));
    if moved.is_some_and(|moved| moved.by > STEP) {
        return None;
    }
    let mut before = shown.clone();
    if let Some(moved) = moved {
        // Rows that come in keep the colour behind them.
        for cell in moved.apply(&mut before.content, width) {
            let bg = cell.bg;
            cell.reset();
            cell.set_bg(bg);
        }
    }
    let old = Canvas::of(&before);
    let costs = (0..new.height).map(|y| (scroll::cost(old.row(y), new.row(y)), y));
    let mut rows: Vec<(i64, usize)> = costs.filter(|(cost, _)| *cost > 0).collect();
    if rows.len() > ROWS {
        return None;
    }
    rows.retain(|(_, y)| Some(*y) != cursor);
    rows.sort_unstable_by(|a, b| b.cmp(a));
    let cells = |y: usize| y * width..(y + 1) * width;
    let bars = ui::bars();
    let has_bar = |&at: &usize| [whole, &before].iter().any(|screen| bars.contains(&screen.content[at].symbol()));
    let kept: Vec<usize> = rows.iter().flat_map(|(_, y)| cells(*y)).filter(has_bar).collect();
    let cut = |count: usize, end: usize| {
        let mut screen = whole.clone();
        for rest in rows.iter().take(count).map(|(_, y)| y * width + end..(y + 1) * width) {
            screen.content[rest.clone()].clone_from_slice(&before.content[rest]);
        }
        for &at in &kept {
            screen.content[at].clone_from(&whole.content[at]);
        }
        Some(screen).filter(|screen| frame(Some(shown), screen, &can).len() <= most)
    };
    let (count, mut best) = (1..=rows.len()).find_map(|count| Some((count, cut(count, 0)?)))?;
    let cut_rows = || rows.iter().take(count).map(|(_, y)| *y);
    let last = |to: usize, is_blank: bool| {
        let rows = cut_rows().filter_map(|y| whole.content.get(cells(y).start..cells(y).start + to));
        rows.filter_map(|row| row.iter().rposition(|cell| (cell.symbol() == " ") == is_blank)).max().unwrap_or(0)
    };
    // Words are not cut, but where nothing would change without that. A letter of two cells never is.
    let between_letters = |to: usize| {
        let is_cut = |at: usize| cut_rows().any(|y| [&new, &old].iter().any(|screen| screen.row(y)[at].is_shadow()));
        (1..=to).rev().find(|&at| !is_cut(at)).unwrap_or(0)
    };
    let between_words = |to: usize| between_letters(last(to, true));
    for boundary in [&between_words as &dyn Fn(usize) -> usize, &between_letters] {
        let (mut fits, mut not) = (0, last(width, false));
        for _ in 0..CUTS {
            let end = boundary(usize::midpoint(fits, not));
            if end <= fits {
                break;
            }
            match cut(count, end) {
                Some(screen) => (best, fits) = (screen, end),
                None => not = end,
            }
        }
        // A frame that changes nothing is none.
        if best != *shown {
            return Some(best);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;

    use super::*;

    /// The most bytes of these frames.
    const SHORT: usize = 184;

    /// What comes first of a screen of these rows where one of those was shown.
    fn first(shown: &[String], wanted: &[String]) -> Option<Vec<String>> {
        let [shown, wanted] = [shown, wanted].map(|rows| Buffer::with_lines(rows.iter().map(String::as_str)));
        let can = Abilities::of(Some("xterm"));
        let begun = begun(&shown, &wanted, None, SHORT, can)?;
        assert!(frame(Some(&shown), &begun, &can).len() <= SHORT && frame(Some(&shown), &wanted, &can).len() > SHORT);
        let rows = begun.content.chunks(usize::from(begun.area.width));
        Some(rows.map(|row| row.iter().map(Cell::symbol).collect()).collect())
    }

    /// Rows of a list with a text as long as this, from one of them on, with the bar on another one.
    fn list(from: usize, bar: usize, words: usize) -> Vec<String> {
        let word = |at: usize| {
            format!("{} ", char::from(b'a' + u8::try_from(at % 26).expect("a letter")).to_string().repeat(5))
        };
        let row = |at: usize| format!("{} {}", if at == bar { "▌" } else { " " }, word(at).repeat(words));
        (from..from + 6).map(row).collect()
    }

    #[test]
    fn of_a_row_that_comes_in_sight_under_the_bar_only_the_beginning_goes_with_it() {
        let (shown, wanted) = (list(10, 13, 40), list(11, 14, 40));
        let first = first(&shown, &wanted).expect("the row is long");
        assert_eq!(first[..5], wanted[..5]);
        let (begun, whole) = (first[5].trim_end(), &wanted[5]);
        assert!(begun.len() > 80 && begun.len() < 200 && whole.starts_with(&format!("{begun} ")), "{begun}");
    }

    #[test]
    fn of_long_rows_that_look_otherwise_under_the_bar_only_the_beginning_goes_first() {
        let rows = |letter: &str| vec!["a head".repeat(40), letter.repeat(30).repeat(8), "foot".repeat(60)];
        let first = first(&rows("aaa bbb "), &rows("ccc ddd ")).expect("the row is long");
        let old = first[1].find(['a', 'b']).expect("the end is as it was");
        assert!((100..190).contains(&old) && first[1][..old] == rows("ccc ddd ")[1][..old], "{}", first[1]);
        assert_eq!(first[1][old..], rows("aaa bbb ")[1][old..]);
    }

    #[test]
    fn a_row_without_blanks_is_cut_between_its_letters() {
        let can = Abilities::of(Some("xterm"));
        for letters in [["a", "b"], ["日", "月"], ["a日", "月b"], ["日日", "b月 "], ["b月 ", "日日"]] {
            for shift in ["", "|"] {
                let [shown, wanted] =
                    letters.map(|letters| Buffer::with_lines([format!("{shift}{}", letters.repeat(300))]));
                let begun = begun(&shown, &wanted, None, SHORT, can).expect("the row is long");
                let [shown, wanted, begun] = [&shown, &wanted, &begun].map(Canvas::of);
                let new = (0..begun.width).take_while(|&at| begun.row(0)[at] == wanted.row(0)[at]).count();
                assert!(new > 40, "{letters:?}: {new}");
                assert!(begun.row(0)[new..] == shown.row(0)[new..], "no letter is cut: {letters:?} at {new}");
            }
        }
    }

    #[test]
    fn a_page_is_not_begun() {
        assert_eq!(first(&list(10, 13, 30), &list(15, 18, 30)), None);
    }

    #[test]
    fn what_is_typed_is_not_waited_for() {
        let [shown, wanted] = ["a", "b"].map(|letter| Buffer::with_lines([format!("{letter}{letter} ").repeat(100)]));
        let can = Abilities::of(Some("xterm"));
        assert!(begun(&shown, &wanted, None, SHORT, can).is_some());
        assert_eq!(begun(&shown, &wanted, Some(0), SHORT, can), None);
    }
}
