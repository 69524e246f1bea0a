//! What the terminal shows, and which part of what it is to show comes first.
//!
//! A slow line carries eight bytes in a millisecond. So where a key changes much of the screen, the bar goes first, in as few
//! bytes as that takes; what belongs to the row under it follows when the keys are quiet, and what is furthest from it last.
//!
//! Nothing here touches a terminal: the state gives the bytes.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::abilities::Abilities;
use super::frame::frame;
use super::glyph::Canvas;
use super::scroll;
use crate::app::App;
use crate::app::overlay::Overlay;
use crate::app::view::View;
use crate::ui;

/// A frame of no more bytes than this, without its marks, is shown whole: 23 ms at 64 kbit/s.
const SHORT: usize = 184;
/// So many of them are for the cursor where somebody types.
const CURSOR: usize = 10;
/// The same for a text, where a key moves a line: what stands above and below the text says where one is, and follows.
const LINE: usize = 134;
/// A frame of more bytes than this, an eighth of a second at 64 kbit/s, leaves the pane that is furthest from the bar for
/// another one.
const NEAR: usize = 1000;
/// By so many rows a list moves under a bar that moves a line; where it moves by more, what comes in sight is what is looked
/// for.
const STEP: usize = 2;
/// In so many steps it is found where a row that comes in sight is cut: each halves what is not known yet.
const CUTS: usize = 5;
/// A frame of more bytes than this hides the cursor while it is written, where the terminal does not show it at once.
const LONG: usize = 512;

/// What the terminal shows.
#[derive(Debug)]
pub struct Shown {
    can: Abilities,
    screen: Option<Buffer>,
    cursor: Option<(u16, u16)>,
    /// The pane that had the bar in the last frame.
    pane: Option<Rect>,
}

/// What is still to be shown behind a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// The rest of the rows in which the bar moves.
    Rows,
    /// The panes that stand beside it.
    Panes,
}

/// A screen that is to be shown.
struct Wanted {
    screen: Buffer,
    cursor: Option<(u16, u16)>,
    /// The bytes that make it of the screen that is shown.
    changes: Vec<u8>,
}

impl Wanted {
    /// The most bytes of a short frame, of which its cursor takes some.
    const fn short(&self) -> usize {
        if self.cursor.is_some() { SHORT - CURSOR } else { SHORT }
    }

    /// Whether some of it may come later: it takes more bytes than this, and nobody types into it, or into go-to, whose list is
    /// what is waited for.
    const fn may_wait(&self, most: usize, app: &App) -> bool {
        self.changes.len() > most && (self.cursor.is_none() || matches!(app.overlay(), Some(Overlay::GoTo(_))))
    }
}

impl Shown {
    /// Nothing that is known, on a terminal that can do so much.
    #[must_use]
    pub const fn new(can: Abilities) -> Self {
        Self { can, screen: None, cursor: None, pane: None }
    }

    /// The next frame draws every cell.
    pub fn forget(&mut self) {
        self.screen = None;
    }

    /// The bytes of all that changed; none where nothing did.
    pub fn all(&mut self, app: &App) -> Vec<u8> {
        let wanted = self.wanted(app);
        self.pane = app.bars_pane();
        self.show(wanted)
    }

    /// As [`Shown::rows`], but where that takes many bytes too, of a long row only the beginning; and what there is more to
    /// show: a bar moves at once over the slowest line.
    pub fn bar(&mut self, app: &App) -> (Vec<u8>, Left) {
        self.first(app, true)
    }

    /// As [`Shown::all`], but where that takes many bytes only the pane with the bar; and whether there is more to show: what
    /// stands beside it follows when the keys are quiet.
    pub fn rows(&mut self, app: &App) -> (Vec<u8>, Left) {
        self.first(app, false)
    }

    /// What comes first, and what is left then; where rows `may_begin`, no more of them than makes a short frame.
    fn first(&mut self, app: &App, may_begin: bool) -> (Vec<u8>, Left) {
        let wanted = self.wanted(app);
        let panes = (self.pane, app.bars_pane());
        self.pane = panes.1;
        let reads = app.overlay().is_none() && matches!(app.view(), View::Reader(_));
        let most = if reads { LINE } else { wanted.short() };
        let (mut first, mut left) = (None, Left::Panes);
        if let Some(shown) = self.of_size(&wanted) {
            let pane = if wanted.may_wait(most, app) { ahead(shown, &wanted.screen, panes, reads) } else { None };
            first = pane.map(|pane| self.instead(shown, pane, wanted.cursor));
            if reads {
                // A page of a text is nothing without the place that it is at.
                first = first.filter(|first| first.changes.len() <= SHORT);
            } else if may_begin && let Some(begun) = self.begun(shown, first.as_ref().unwrap_or(&wanted)) {
                (first, left) = (Some(begun), Left::Rows);
            }
        }
        let (bytes, follows) = self.show_first(first, wanted);
        (bytes, if follows { left } else { Left::Nothing })
    }

    /// A screen on the way to this one, where that takes many bytes because a row comes in sight under a bar that moves, or
    /// because the row under it is long: no more of these rows than a short frame has room for. `None` where it takes few, or
    /// where more changes than a bar that moves changes.
    fn begun(&self, shown: &Buffer, next: &Wanted) -> Option<Wanted> {
        let whole = &next.screen;
        if next.changes.len() <= next.short() {
            return None;
        }
        let width = usize::from(whole.area.width);
        let moved = self.can.scroll.and_then(|_| scroll::find(&Canvas::of(shown), &Canvas::of(whole)));
        let rows: Vec<usize> = match &moved {
            Some(moved) if moved.by > STEP => return None,
            Some(moved) if moved.up => (moved.end - moved.by..moved.end).collect(),
            Some(moved) => (moved.top..moved.top + moved.by).collect(),
            None => {
                let rows = shown.content.chunks(width).zip(whole.content.chunks(width)).enumerate();
                let changed = rows.filter(|(_, (shown, whole))| shown != whole).map(|(y, _)| y);
                changed.filter(|y| next.cursor.is_none_or(|(_, row)| usize::from(row) != *y)).collect()
            }
        };
        if rows.len() > STEP {
            return None;
        }
        let last = |to: usize, is_blank: bool| {
            let rows = rows.iter().filter_map(|y| whole.content.get(y * width..y * width + to));
            rows.filter_map(|row| row.iter().rposition(|cell| (cell.symbol() == " ") == is_blank)).max().unwrap_or(0)
        };
        let cut = |end: usize| {
            let mut screen = whole.clone();
            for rest in rows.iter().map(|y| y * width + end..(y + 1) * width) {
                match moved {
                    Some(_) => screen.content[rest].iter_mut().for_each(blank),
                    None => screen.content[rest.clone()].clone_from_slice(&shown.content[rest]),
                }
            }
            Some(self.instead(shown, screen, next.cursor)).filter(|begun| begun.changes.len() <= next.short())
        };
        let (mut best, mut fits, mut not) = (cut(0)?, 0, last(width, false));
        for _ in 0..CUTS {
            let end = last(usize::midpoint(fits, not), true);
            if end <= fits {
                break;
            }
            match cut(end) {
                Some(begun) => (best, fits) = (begun, end),
                None => not = end,
            }
        }
        // A frame that changes nothing is none.
        (best.screen != *shown).then_some(best)
    }

    /// What is to follow the bar, but where that takes many bytes without the pane that is furthest from it; and whether that
    /// one is still to follow.
    pub fn near(&mut self, app: &App) -> (Vec<u8>, bool) {
        let wanted = self.wanted(app);
        self.pane = app.bars_pane();
        let far = app.far_pane().filter(|_| wanted.changes.len() > NEAR);
        let first = self.of_size(&wanted).zip(far).map(|(shown, far)| {
            let mut near = wanted.screen.clone();
            take(&mut near, shown, far);
            self.instead(shown, near, wanted.cursor)
        });
        self.show_first(first, wanted)
    }

    /// No more than the lines at the foot, which say where the bar is, unless all takes few bytes: more keys come, faster than
    /// anybody presses them.
    pub fn glimpse(&mut self, app: &App) -> Vec<u8> {
        let wanted = self.wanted(app);
        let first =
            self.of_size(&wanted).filter(|_| wanted.may_wait(SHORT, app) && wanted.cursor.is_none()).map(|shown| {
                let mut first = shown.clone();
                let screen = app.prepared().screen;
                for line in [screen.info, screen.foot] {
                    take(&mut first, &wanted.screen, line);
                }
                self.instead(shown, first, wanted.cursor)
            });
        self.show_first(first, wanted).0
    }

    /// The screen as it is to be.
    fn wanted(&self, app: &App) -> Wanted {
        let size = app.prepared().screen.whole;
        let mut screen = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let cursor = ui::paint(&mut screen, app);
        let changes = frame(self.screen.as_ref(), &screen, &self.can);
        Wanted { screen, cursor, changes }
    }

    /// A screen on the way from the one that is shown.
    fn instead(&self, shown: &Buffer, screen: Buffer, cursor: Option<(u16, u16)>) -> Wanted {
        let changes = frame(Some(shown), &screen, &self.can);
        Wanted { screen, cursor, changes }
    }

    /// The screen that is shown, where it has the size of the one that is wanted.
    fn of_size(&self, wanted: &Wanted) -> Option<&Buffer> {
        self.screen.as_ref().filter(|shown| shown.area == wanted.screen.area)
    }

    /// What comes first, where something does, else all of it; and whether more is to follow.
    fn show_first(&mut self, first: Option<Wanted>, wanted: Wanted) -> (Vec<u8>, bool) {
        let follows = first.as_ref().is_some_and(|first| first.screen != wanted.screen);
        (self.show(first.unwrap_or(wanted)), follows)
    }

    /// One frame, with its marks and its cursor.
    fn show(&mut self, Wanted { screen, cursor, changes }: Wanted) -> Vec<u8> {
        self.screen = Some(screen);
        let mut out = Vec::with_capacity(changes.len() + 32);
        if changes.is_empty() && cursor == self.cursor {
            return out;
        }
        let away = cursor.is_none() || !self.can.synchronised && changes.len() > LONG;
        let mut begin = || {
            if self.can.synchronised {
                queue!(out, BeginSynchronizedUpdate)?;
            }
            if self.cursor.is_some() && away { queue!(out, Hide) } else { Ok(()) }
        };
        begin().expect("memory takes every byte");
        out.extend_from_slice(&changes);
        let mut end = || {
            if let Some((x, y)) = cursor {
                queue!(out, MoveTo(x, y))?;
                if self.cursor.is_none() || away {
                    queue!(out, Show)?;
                }
            }
            if self.can.synchronised { queue!(out, EndSynchronizedUpdate) } else { Ok(()) }
        };
        end().expect("memory takes every byte");
        self.cursor = cursor;
        out
    }
}

/// The screen that is shown, with the wanted rows of the pane in which the bar moves, which may have had other rows
/// before. `None` where that is not what a person waits for first: the words above the panes changed, other than those
/// above a text that say which section one `reads`, or the pane is another one.
fn ahead(shown: &Buffer, next: &Buffer, (before, pane): (Option<Rect>, Option<Rect>), reads: bool) -> Option<Buffer> {
    let (before, pane) = before.zip(pane)?;
    let head = usize::from(next.area.width);
    let same = reads || shown.content.iter().take(head).eq(next.content.iter().take(head));
    if shown.area != next.area || !same || pane.as_position() != before.as_position() || pane.width != before.width {
        return None;
    }
    let mut first = shown.clone();
    // A list may have lost rows to a longer text below it, or gained some that are a text's still.
    take(&mut first, next, pane.intersection(before));
    Some(first)
}

/// Leaves nothing of a cell but the colour behind it.
fn blank(cell: &mut Cell) {
    let bg = cell.bg;
    cell.reset();
    cell.set_bg(bg);
}

/// Takes the cells of a rectangle from another screen of the same size.
fn take(to: &mut Buffer, from: &Buffer, area: Rect) {
    for at in area.intersection(from.area).positions() {
        to[at] = from[at].clone();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A title, a list with the bar on a row, and the text of that row below it.
    fn screen(title: &str, bar: usize, text: &[&str]) -> Buffer {
        let rows = (0..6 - text.len()).map(|at| if at == bar { format!("▌ row {at}") } else { format!("  row {at}") });
        let lines = std::iter::once(title.to_owned()).chain(rows).chain(text.iter().map(ToString::to_string));
        Buffer::with_lines(lines.map(|line| format!("{line:<20}")))
    }

    const fn pane(height: u16) -> Rect {
        Rect::new(0, 1, 20, height)
    }

    #[test]
    fn the_bar_goes_before_the_text_below_it() {
        let [shown, next] = [(1, "of one"), (2, "of two")].map(|(bar, text)| screen("Findings", bar, &[text]));
        assert_eq!(
            ahead(&shown, &next, (Some(pane(5)), Some(pane(5))), false),
            Some(screen("Findings", 2, &["of one"]))
        );
    }

    /// What comes first of a screen of these rows where one of those was shown.
    fn first(shown: &[String], wanted: &[String]) -> Option<Vec<String>> {
        let [shown, wanted] = [shown, wanted].map(|rows| Buffer::with_lines(rows.iter().map(String::as_str)));
        let state = Shown::new(Abilities::of(Some("xterm")));
        let wanted = state.instead(&shown, wanted, None);
        let begun = state.begun(&shown, &wanted)?;
        assert!(begun.changes.len() <= SHORT && wanted.changes.len() > SHORT);
        let rows = begun.screen.content.chunks(usize::from(begun.screen.area.width));
        Some(rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect()).collect())
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
    fn a_page_is_not_begun_and_a_short_row_not_cut() {
        assert_eq!(first(&list(10, 13, 30), &list(15, 18, 30)), None);
        let (shown, wanted) = [0, 1].map(|from| list(from, 3, 2)).into();
        let state = Shown::new(Abilities::of(Some("xterm")));
        let [shown, wanted] = [shown, wanted].map(|rows: Vec<String>| Buffer::with_lines(rows));
        assert!(state.begun(&shown, &state.instead(&shown, wanted.clone(), None)).is_none());
    }

    #[test]
    fn a_list_that_loses_or_gains_rows_shows_those_that_it_has_at_both_times() {
        let [shorter, longer] = [screen("Findings", 1, &["a", "b", "c"]), screen("Findings", 2, &["d"])];
        let first = ahead(&shorter, &longer, (Some(pane(3)), Some(pane(5))), false);
        assert_eq!(first, Some(screen("Findings", 2, &["a", "b", "c"])));
        let first = ahead(&longer, &shorter, (Some(pane(5)), Some(pane(3))), false).expect("the bar goes first");
        assert_eq!(first.content[..20 * 4], shorter.content[..20 * 4]);
        assert_eq!(first.content[20 * 4..], longer.content[20 * 4..]);
    }

    #[test]
    fn another_title_another_pane_and_another_size_are_shown_whole() {
        let [shown, next] = ["Findings", "Reports"].map(|title| screen(title, 1, &["a"]));
        assert_eq!(ahead(&shown, &next, (Some(pane(5)), Some(pane(5))), false), None);
        let next = screen("Findings", 2, &["b"]);
        assert_eq!(ahead(&shown, &next, (None, Some(pane(5))), false), None);
        assert_eq!(ahead(&shown, &next, (Some(Rect::new(4, 1, 16, 5)), Some(pane(5))), false), None);
        let small = Buffer::with_lines(["Findings"]);
        assert_eq!(ahead(&small, &next, (Some(pane(5)), Some(pane(5))), false), None);
    }
}
