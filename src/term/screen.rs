//! The terminal while it is ours: taking it, a frame in one write, giving it back however the program ends.

use std::env;
use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::AsFd as _;
use std::sync::Once;
use std::thread;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{queue, style, terminal};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::low_level::raise;

use super::abilities::Abilities;
use super::frame::frame;
use super::gate::Gate;
use super::outside::Viewer;
use crate::app::App;
use crate::ui;

/// The stop that no program can catch. Raised by hand after the terminal was given back.
const SIGSTOP: i32 = signal_hook::consts::SIGSTOP;
/// Presses, releases, the wheel and drags are told, with numbers for columns beyond 223. Never every movement: over a slow
/// line that is a packet for each cell the pointer crosses.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const NO_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// A frame of more bytes than this hides the cursor while it is written, where the terminal does not show it at once.
const LONG: usize = 512;

/// The terminal while it is ours. Dropping it gives the terminal back.
pub struct Screen {
    can: Abilities,
    mouse: bool,
    /// A frame goes past the standard output's own buffer, which would cut it at line feeds.
    out: File,
    shown: Option<Buffer>,
    cursor: Option<(u16, u16)>,
}

impl Screen {
    /// Takes the terminal. From here on it is given back however the program ends.
    ///
    /// # Errors
    ///
    /// When the terminal is gone, or is none.
    pub fn take(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let mut screen = Self { can: abilities(), mouse, out, shown: None, cursor: None };
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
        let size = app.prepared().screen.whole;
        let mut next = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let cursor = ui::paint(&mut next, app);
        let changes = frame(self.shown.as_ref(), &next, &self.can);
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
        out.extend(changes);
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
        self.send(&out)
    }

    /// Sends bytes, and waits while the terminal takes none: another program can have set it to refuse instead.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn send(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.out.write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(taken) => bytes = &bytes[taken..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    poll(&mut [PollFd::new(&self.out, PollFlags::OUT)], None)?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Gives the terminal back, stops the program until the shell continues it, and takes the terminal again.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave();
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
        leave();
        let shown = viewer.show();
        gate.set_away(false);
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
        (self.shown, self.cursor) = (None, None);
        self.send(&out).inspect_err(|_| leave())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// What the terminal can do.
pub fn abilities() -> Abilities {
    Abilities::of(env::var("TERM").ok().as_deref())
}

/// Gives the terminal back. What fails here has no one left to be told.
fn leave() {
    let mut out = Vec::from(NO_MOUSE);
    let plain = queue!(out, style::ResetColor, DisableBracketedPaste);
    let back = if abilities().second_screen {
        queue!(out, LeaveAlternateScreen, Show)
    } else {
        queue!(out, Clear(ClearType::All), MoveTo(0, 0), LeaveAlternateScreen, Show)
    };
    drop(plain.and(back).and_then(|()| io::stdout().write_all(&out)).and_then(|()| io::stdout().flush()));
    drop(terminal::disable_raw_mode());
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
