//! What the terminal shows, and which part of what it is to show comes first.
//!
//! A slow line carries eight bytes in a millisecond. So where a key changes much of the screen, the bar goes first, in as few
//! bytes as that takes; what belongs to the row under it follows when the keys are quiet, and what is furthest from it last.
//!
//! Nothing here touches a terminal: the state gives the bytes.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::abilities::Abilities;
use super::begun::begun;
use super::frame::frame;
use crate::app::App;
use crate::app::overlay::Overlay;
use crate::app::screen::inside;
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

    /// Whether some of it may come later: it takes more bytes than this, and nobody types into it, or into go-to or a filter,
    /// whose list is what is waited for.
    const fn may_wait(&self, most: usize, app: &App) -> bool {
        let is_list = matches!(app.overlay(), Some(Overlay::GoTo(_) | Overlay::Filter { .. }));
        self.changes.len() > most && (self.cursor.is_none() || is_list)
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
            first = pane.map(|mut pane| {
                if let Some((_, typed)) = wanted.cursor {
                    take(&mut pane, &wanted.screen, Rect { y: typed, height: 1, ..wanted.screen.area });
                }
                self.instead(shown, pane, wanted.cursor)
            });
            let next = first.as_ref().unwrap_or(&wanted);
            let cursor = next.cursor.map(|(_, row)| usize::from(row));
            let is_long = may_begin && next.changes.len() > most;
            if let Some(screen) = is_long.then(|| begun(shown, &next.screen, cursor, most, self.can)).flatten() {
                (first, left) = (Some(self.instead(shown, screen, next.cursor)), Left::Rows);
            } else if reads {
                // A page of a text is nothing without the place that it is at.
                first = first.filter(|first| first.changes.len() <= SHORT);
            }
        }
        let (bytes, follows) = self.show_first(first, wanted);
        (bytes, if follows { left } else { Left::Nothing })
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

/// The screen that is shown, with the wanted rows of the pane in which the bar moves, which may have had other rows before;
/// where the keys went to the pane beside it, the insides of both. `None` where that is not what a person waits for first: the
/// words above the panes changed, other than those above a text that say which section one `reads`, or the pane is another one.
fn ahead(shown: &Buffer, next: &Buffer, (before, pane): (Option<Rect>, Option<Rect>), reads: bool) -> Option<Buffer> {
    let (before, pane) = before.zip(pane)?;
    let head = usize::from(next.area.width);
    let same = reads || shown.content.iter().take(head).eq(next.content.iter().take(head));
    if shown.area != next.area || !same {
        return None;
    }
    let mut first = shown.clone();
    if pane.intersection(before).is_empty() && (pane.y, pane.height) == (before.y, before.height) {
        take(&mut first, next, inside(before));
        take(&mut first, next, inside(pane));
        return Some(first);
    }
    if pane.as_position() != before.as_position() || pane.width != before.width {
        return None;
    }
    // A list may have lost rows to a longer text below it, or gained some that are a text's still.
    take(&mut first, next, pane.intersection(before));
    Some(first)
}

/// Takes the cells of a rectangle from another screen of the same size.
fn take(to: &mut Buffer, from: &Buffer, area: Rect) {
    for at in area.intersection(from.area).positions() {
        to[at] = from[at].clone();
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

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
    fn the_keys_go_to_the_pane_beside_before_the_borders_change() {
        let side = |at: u16| Rect::new(at * 5, 1, 5, 4);
        let panes = |focus: u16| {
            let mut screen = Buffer::with_lines([
                "findings  ",
                "┌ a ┐┌ b ┐",
                "│ 1 ││ 2 │",
                "│ 3 ││ 4 │",
                "└───┘└ 1 ┘",
                "what it is",
            ]);
            screen.set_style(side(focus), Color::Cyan);
            screen
        };
        let first = ahead(&panes(0), &panes(1), (Some(side(0)), Some(side(1))), false).expect("the panes stay");
        let coloured = |screen: &Buffer| -> Vec<String> {
            let rows = screen.content.chunks(10);
            rows.map(|row| row.iter().map(|cell| if cell.fg == Color::Cyan { cell.symbol() } else { "." }).collect())
                .collect()
        };
        assert_eq!(
            coloured(&first),
            ["..........", "┌ a ┐.....", "│...│. 2 .", "│...│. 4 .", "└───┘.....", ".........."]
        );
        assert_eq!(ahead(&panes(0), &panes(1), (Some(side(0)), Some(Rect::new(5, 1, 5, 3))), false), None);
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
