//! The terminal while it is ours: taking it, each frame in one write, giving it back however the program ends.

use std::env;
use std::io::{self, Write as _};
use std::sync::Once;
use std::thread;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{queue, style, terminal};
use ratatui::layout::Size;
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{InputModes, LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::abilities::Abilities;
use super::gate::Gate;
use super::line::Line;
use super::listen::{is_typed_into, keyboard};
use super::outside::Viewer;
use super::shown::{Left, Shown};
use crate::app::App;

/// Presses, releases, the wheel and drags are told, with numbers for columns beyond 223. Never every movement: over a slow
/// line that is a packet for each cell the pointer crosses.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const NO_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Ends every sequence that was begun, and the marks of a frame.
const END: &[u8] = b"\x1b\\\x1b[?2026l\x1b[r\x1b[m";
/// The arrows and the keys beside the letters send what they do at first.
const PLAIN_KEYS: &[u8] = b"\x1b[?1l\x1b>";

/// The terminal while it is ours. Dropping it gives the terminal back.
pub struct Screen {
    can: Abilities,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether it is to be told when somebody comes back to the terminal.
    focus: bool,
    /// A frame goes past the standard output's own buffer, which would cut it at line feeds.
    pub line: Line,
    shown: Shown,
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
        let mut screen = Self { can, mouse, focus, line, shown: Shown::new(can) };
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
        self.shown.forget();
    }

    /// Draws what changed since the last frame, in one write that the terminal shows at once. Writes nothing where nothing
    /// changed.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        let bytes = self.shown.all(app);
        self.line.send(&bytes)
    }

    /// Draws the bar first, as [`Shown::bar`] says. Answers what is to follow.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw_bar(&mut self, app: &App) -> io::Result<Left> {
        let (bytes, left) = self.shown.bar(app);
        self.line.send(&bytes).map(|()| left)
    }

    /// Draws the rows in which the bar moves, as [`Shown::rows`] says. Answers what is to follow.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw_rows(&mut self, app: &App) -> io::Result<Left> {
        let (bytes, left) = self.shown.rows(app);
        self.line.send(&bytes).map(|()| left)
    }

    /// Draws what is near the bar, as [`Shown::near`] says. Answers whether more is to follow.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw_near(&mut self, app: &App) -> io::Result<bool> {
        let (bytes, follows) = self.shown.near(app);
        self.line.send(&bytes).map(|()| follows)
    }

    /// Draws where the bar is while more keys come, as [`Shown::glimpse`] says.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn glimpse(&mut self, app: &App) -> io::Result<()> {
        let bytes = self.shown.glimpse(app);
        self.line.send(&bytes)
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

    /// Gives the terminal back, stops the program until the shell continues it, and takes the terminal again. Stopped with it
    /// is all that the shell started together with it, as by Ctrl-z in other programs (termios(3), VSUSP): the shell would
    /// wait for a script that goes on.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn suspend(&mut self, gate: &Gate) -> io::Result<()> {
        gate.close();
        self.give_back();
        kill_current_process_group(Signal::STOP)?;
        self.take_back(gate)
    }

    /// Takes the terminal again. What was typed meanwhile lies there as the terminal made it.
    fn take_back(&mut self, gate: &Gate) -> io::Result<()> {
        let entered = self.enter();
        gate.reopen(is_typed_into());
        entered
    }

    /// Gives the terminal to another program until that is closed, and takes it again.
    ///
    /// # Errors
    ///
    /// A sentence without its stop: the program could not be started or failed, or the terminal cannot be taken again.
    pub fn lend(&mut self, gate: &Gate, viewer: &Viewer) -> Result<(), String> {
        if !gate.lend() {
            return Err("the program ends".to_owned());
        }
        self.give_back();
        // A pager that takes Ctrl-s as a key would otherwise stand still until Ctrl-q.
        let modes = keyboard().and_then(|keyboard| Ok((tcgetattr(&keyboard)?, keyboard))).ok();
        if let Some((modes, keyboard)) = &modes {
            let mut free = modes.clone();
            free.input_modes.remove(InputModes::IXON);
            tcsetattr(keyboard, OptionalActions::Now, &free).ok();
        }
        let shown = viewer.show(gate);
        if let Some((modes, keyboard)) = &modes {
            tcsetattr(keyboard, OptionalActions::Now, modes).ok();
        }
        gate.came_back();
        // A viewer that was killed leaves the keys as it set them.
        let sent = self.send(PLAIN_KEYS);
        let taken = self.take_back(gate);
        sent.and(taken).map_err(|error| format!("the terminal cannot be taken again: {error}"))?;
        shown
    }

    /// Takes the terminal: raw, another screen, no cursor, pasted text told apart from keys.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn enter(&mut self) -> io::Result<()> {
        // A shell that continues the program without having seen it give the terminal back has set its own modes.
        let modes = tcgetattr(keyboard()?);
        if modes.is_ok_and(|modes| modes.local_modes.contains(LocalModes::ICANON)) {
            terminal::disable_raw_mode()?;
        }
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
        self.shown = Shown::new(self.can);
        self.send(&out).inspect_err(|_| leave())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Who panics has given it back before the message, which a second time would wipe out.
        if !thread::panicking() {
            self.give_back();
        }
    }
}

/// What the terminal can do.
pub fn abilities() -> Abilities {
    Abilities::of(env::var("TERM").ok().as_deref())
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
/// A panic in another thread is a file that could not be read, which the loader makes a problem of, or is told as the failure
/// of a part of the program; the screen stays.
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
