//! The terminal while it is ours: taking it, a frame in one write, giving it back however the program ends.

use std::env;
use std::io::{self, Write as _};
use std::sync::Once;
use std::thread;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{queue, style, terminal};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use rustix::termios::{InputModes, OptionalActions, tcgetattr, tcsetattr};
use signal_hook::low_level::raise;

use super::abilities::Abilities;
use super::frame::frame;
use super::gate::Gate;
use super::line::Line;
use super::outside::Viewer;
use crate::app::App;
use crate::app::view::View;
use crate::ui;

/// The stop that no program can catch. Raised by hand after the terminal was given back.
const SIGSTOP: i32 = signal_hook::consts::SIGSTOP;
/// Presses, releases, the wheel and drags are told, with numbers for columns beyond 223. Never every movement: over a slow
/// line that is a packet for each cell the pointer crosses.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const NO_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Ends every sequence that was begun, and the marks of a frame.
const END: &[u8] = b"\x1b\\\x1b[?2026l\x1b[r\x1b[m";
/// The arrows and the keys beside the letters send what they do at first.
const PLAIN_KEYS: &[u8] = b"\x1b[?1l\x1b>";
/// A frame of no more bytes than this, without its marks, is shown whole: 23 ms at 64 kbit/s.
const SHORT: usize = 184;
/// The same for a text, where a key moves a line: what stands above and below the text says where one is, and follows.
const LINE: usize = 134;
/// A frame of more bytes than this, an eighth of a second at 64 kbit/s, leaves the pane that is furthest from the bar for
/// another one.
const NEAR: usize = 1000;
/// A frame of more bytes than this hides the cursor while it is written, where the terminal does not show it at once.
const LONG: usize = 512;

/// The terminal while it is ours. Dropping it gives the terminal back.
pub struct Screen {
    can: Abilities,
    mouse: bool,
    /// Whether it is to be told when somebody comes back to the terminal.
    focus: bool,
    /// A frame goes past the standard output's own buffer, which would cut it at line feeds.
    pub line: Line,
    shown: Option<Buffer>,
    cursor: Option<(u16, u16)>,
    /// The pane that had the bar in the last frame.
    pane: Option<Rect>,
}

impl Screen {
    /// Takes the terminal. From here on it is given back however the program ends.
    ///
    /// # Errors
    ///
    /// When the terminal is gone, or is none.
    pub fn take(mouse: bool, focus: bool) -> io::Result<Self> {
        restore_on_panic();
        let (can, line) = (abilities(), Line::open()?);
        let mut screen = Self { can, mouse, focus, line, shown: None, cursor: None, pane: None };
        screen.enter()?;
        Ok(screen)
    }

    /// How many cells there are.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    #[expect(clippy::unused_self, reason = "only who holds the terminal may ask it")]
    pub fn size(&self) -> io::Result<Size> {
        terminal::size().map(|(width, height)| Size { width, height })
    }

    /// The next frame draws every cell.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Draws what changed since the last frame, in one write that the terminal shows at once. Writes nothing where nothing
    /// changed.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        let (next, cursor) = paint(app);
        let changes = frame(self.shown.as_ref(), &next, &self.can);
        self.pane = app.bars_pane();
        self.show(next, &changes, cursor)
    }

    /// Draws as [`Screen::draw`] does what followed the bar, but where that takes many bytes without the pane that is furthest
    /// from it. Answers whether that one is still to follow.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw_near(&mut self, app: &App) -> io::Result<bool> {
        let (next, cursor) = paint(app);
        let changes = frame(self.shown.as_ref(), &next, &self.can);
        self.pane = app.bars_pane();
        let far = app.far_pane().filter(|_| changes.len() > NEAR);
        let Some((shown, far)) = self.shown.as_ref().filter(|shown| shown.area == next.area).zip(far) else {
            return self.show(next, &changes, cursor).map(|()| false);
        };
        let mut near = next.clone();
        take(&mut near, shown, far);
        let changes = frame(Some(shown), &near, &self.can);
        let follows = near != next;
        self.show(near, &changes, cursor).map(|()| follows)
    }

    /// Draws no more than the lines at the foot, which say where the bar is, unless all takes few bytes: more keys come, faster
    /// than anybody presses them.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn glimpse(&mut self, app: &App) -> io::Result<()> {
        let (next, cursor) = paint(app);
        let changes = frame(self.shown.as_ref(), &next, &self.can);
        let shown = self.shown.as_ref().filter(|shown| shown.area == next.area);
        let Some(shown) = shown.filter(|_| changes.len() > SHORT && cursor.is_none()) else {
            return self.show(next, &changes, cursor);
        };
        let mut first = shown.clone();
        let screen = app.prepared().screen;
        for line in [screen.info, screen.foot] {
            take(&mut first, &next, line);
        }
        let changes = frame(Some(shown), &first, &self.can);
        self.show(first, &changes, cursor)
    }

    /// Draws as [`Screen::draw`] does, but where that takes many bytes only the pane with the bar. Answers whether there is
    /// more to draw: a bar moves at once over the slowest line, and what stands beside it follows when the keys are quiet.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw_bar(&mut self, app: &App) -> io::Result<bool> {
        let (next, cursor) = paint(app);
        let changes = frame(self.shown.as_ref(), &next, &self.can);
        let panes = (self.pane, app.bars_pane());
        self.pane = panes.1;
        let reads = matches!(app.view(), View::Reader(_));
        // What is typed never waits.
        let most = if reads { LINE } else { SHORT };
        let shown = self.shown.as_ref().filter(|_| changes.len() > most && cursor.is_none());
        let first = shown.and_then(|shown| {
            let first = ahead(shown, &next, panes, reads)?;
            let bytes = frame(Some(shown), &first, &self.can);
            // A page of a text is nothing without the place that it is at.
            (!reads || bytes.len() <= SHORT).then_some((first, bytes))
        });
        let Some((first, changes)) = first else {
            return self.show(next, &changes, cursor).map(|()| false);
        };
        let follows = first != next;
        self.show(first, &changes, cursor).map(|()| follows)
    }

    /// Sends one frame, with its marks and its cursor.
    fn show(&mut self, next: Buffer, changes: &[u8], cursor: Option<(u16, u16)>) -> io::Result<()> {
        self.shown = Some(next);
        if changes.is_empty() && cursor == self.cursor {
            return Ok(());
        }
        let mut out = Vec::with_capacity(changes.len() + 32);
        if self.can.synchronised {
            queue!(out, BeginSynchronizedUpdate)?;
        }
        let away = cursor.is_none() || !self.can.synchronised && changes.len() > LONG;
        if self.cursor.is_some() && away {
            queue!(out, Hide)?;
        }
        out.extend_from_slice(changes);
        if let Some((x, y)) = cursor {
            queue!(out, MoveTo(x, y))?;
            if self.cursor.is_none() || away {
                queue!(out, Show)?;
            }
        }
        if self.can.synchronised {
            queue!(out, EndSynchronizedUpdate)?;
        }
        self.cursor = cursor;
        self.line.send(&out)
    }

    /// Sends bytes that are no frame.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.line.send(bytes)
    }

    /// Gives the terminal back, also where it takes nothing: what it has not taken is given up for that.
    fn give_back(&mut self) {
        let cut = self.line.give_up();
        drop(self.line.send(&farewell(cut)));
        if self.line.give_up() {
            drop(self.line.send(&farewell(true)));
            self.line.give_up();
        }
        drop(terminal::disable_raw_mode());
    }

    /// Gives the terminal back, stops the program until the shell continues it, and takes the terminal again.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.give_back();
        raise(SIGSTOP)?;
        self.enter()
    }

    /// Gives the terminal to another program until that is closed, and takes it again.
    ///
    /// # Errors
    ///
    /// A sentence without its stop: the program could not be started or failed, or the terminal cannot be taken again.
    pub fn lend(&mut self, gate: &Gate, viewer: &Viewer) -> Result<(), String> {
        gate.set_away(true);
        self.give_back();
        // A pager that takes Ctrl-s as a key would otherwise stand still until Ctrl-q.
        let modes = tcgetattr(io::stdin()).ok();
        if let Some(mut free) = modes.clone() {
            free.input_modes.remove(InputModes::IXON);
            tcsetattr(io::stdin(), OptionalActions::Now, &free).ok();
        }
        let shown = viewer.show();
        if let Some(modes) = modes {
            tcsetattr(io::stdin(), OptionalActions::Now, &modes).ok();
        }
        gate.set_away(false);
        // A viewer that was killed leaves the keys as it set them.
        self.send(PLAIN_KEYS).map_err(|error| format!("the terminal is gone: {error}"))?;
        self.enter().map_err(|error| format!("the terminal cannot be taken again: {error}"))?;
        shown
    }

    /// Takes the terminal: raw, another screen, no cursor, pasted text told apart from keys.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn enter(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        let mut out = Vec::new();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        if self.mouse {
            out.extend(MOUSE);
        }
        // Only terminals with a second screen have ever known it; the others would have to pass over it.
        if self.focus && self.can.second_screen {
            queue!(out, EnableFocusChange)?;
        }
        (self.shown, self.cursor) = (None, None);
        self.send(&out).inspect_err(|_| leave())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// What the terminal can do.
pub fn abilities() -> Abilities {
    Abilities::of(env::var("TERM").ok().as_deref())
}

/// The screen as it is now, and where its cursor is.
fn paint(app: &App) -> (Buffer, Option<(u16, u16)>) {
    let size = app.prepared().screen.whole;
    let mut next = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    let cursor = ui::paint(&mut next, app);
    (next, cursor)
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

/// Takes the cells of a rectangle from another screen of the same size.
fn take(to: &mut Buffer, from: &Buffer, area: Rect) {
    for at in area.intersection(from.area).positions() {
        to[at] = from[at].clone();
    }
}

/// Gives the terminal back, whoever holds it. What fails here has no one left to be told.
fn leave() {
    drop(io::stdout().write_all(&farewell(false)).and_then(|()| io::stdout().flush()));
    drop(terminal::disable_raw_mode());
}

/// What undoes every mode. Where what was sent before was cut, it may have been cut within a sequence, which is ended first.
fn farewell(cut: bool) -> Vec<u8> {
    let mut out = Vec::from(if cut { END } else { b"" });
    out.extend(NO_MOUSE);
    let plain = queue!(out, style::ResetColor, DisableFocusChange, DisableBracketedPaste);
    let back = if abilities().second_screen {
        queue!(out, LeaveAlternateScreen, Show)
    } else {
        queue!(out, Clear(ClearType::All), MoveTo(0, 0), LeaveAlternateScreen, Show)
    };
    plain.and(back).expect("memory takes every byte");
    out
}

/// A panic's message is printed on the terminal as it was, not on the screen that goes away.
///
/// A panic in another thread is a file that could not be read; the loader makes a problem of it, and the screen stays.
fn restore_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let (hook, ours) = (std::panic::take_hook(), thread::current().id());
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().id() == ours {
                leave();
                hook(panic);
            }
        }));
    });
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
            ahead(&shown, &next, (Some(pane(5), false), Some(pane(5)))),
            Some(screen("Findings", 2, &["of one"]))
        );
    }

    #[test]
    fn a_list_that_loses_or_gains_rows_shows_those_that_it_has_at_both_times() {
        let [shorter, longer] = [screen("Findings", 1, &["a", "b", "c"]), screen("Findings", 2, &["d"])];
        let first = ahead(&shorter, &longer, (Some(pane(3)), Some(pane(5))));
        assert_eq!(first, Some(screen("Findings", 2, &["a", "b", "c"])));
        let first = ahead(&longer, &shorter, (Some(pane(5)), Some(pane(3)))).expect("the bar goes first");
        assert_eq!(first.content[..20 * 4], shorter.content[..20 * 4]);
        assert_eq!(first.content[20 * 4..], longer.content[20 * 4..]);
    }

    #[test]
    fn another_title_another_pane_and_another_size_are_shown_whole() {
        let [shown, next] = ["Findings", "Reports"].map(|title| screen(title, 1, &["a"]));
        assert_eq!(ahead(&shown, &next, (Some(pane(5), false), Some(pane(5)))), None);
        let next = screen("Findings", 2, &["b"]);
        assert_eq!(ahead(&shown, &next, (None, Some(pane(5), false))), None);
        assert_eq!(ahead(&shown, &next, (Some(Rect::new(4, 1, 16, 5), false), Some(pane(5)))), None);
        let small = Buffer::with_lines(["Findings"]);
        assert_eq!(ahead(&small, &next, (Some(pane(5), false), Some(pane(5)))), None);
    }
}
