//! A program in a terminal of its own: what is typed, and what its screen shows.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::OFlags;
use vt100::Screen;

/// How long a program may take before a test gives it up. No test waits that long when all is well.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// The terminal.
pub struct Terminal {
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    /// Every byte that was sent.
    pub all: Vec<u8>,
    /// Who holds this keeps what is sent from being read.
    pub reading: Arc<Mutex<()>>,
    master: Option<Box<dyn MasterPty + Send>>,
}

impl Terminal {
    /// Starts a command in a terminal of this size.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("its output can be read");
        let keys = pair.master.take_writer().expect("keys can be typed");
        let (sender, output) = channel();
        let reading = Arc::<Mutex<()>>::default();
        let may_read = Arc::clone(&reading);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                drop(may_read.lock());
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        Self { child, keys, output, screen, all: Vec::new(), reading, master: Some(pair.master) }
    }

    /// Types.
    pub fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the terminal is there");
    }

    /// Makes the terminal larger or smaller.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let master = self.master.as_ref().expect("the terminal is there");
        master.resize(size(columns, rows)).expect("terminals can be resized");
        self.screen.screen_mut().set_size(cells(rows), cells(columns));
    }

    /// Takes what was sent until the screen is as it must be.
    pub fn until(&mut self, what: &str, holds: impl Fn(&Screen) -> bool) {
        assert!(self.comes(holds), "{what} never came; the screen was:\n{}", self.screen.screen().contents());
    }

    /// Takes what was sent until the screen is as it must be. Answers whether it ever was.
    pub fn comes(&mut self, holds: impl Fn(&Screen) -> bool) -> bool {
        let until = Instant::now() + PATIENCE;
        while self.is_within_frame() || !holds(self.screen.screen()) {
            if self.take(until.saturating_duration_since(Instant::now())).is_err() {
                return false;
            }
        }
        true
    }

    /// Whether a synchronised update has begun and not ended: no terminal shows the screen as it is then.
    fn is_within_frame(&self) -> bool {
        let last = |mark: &[u8]| self.all.windows(mark.len()).rposition(|window| window == mark);
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    /// Takes the next piece that is sent, or none where none comes within a time.
    pub fn take(&mut self, wait: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.output.recv_timeout(wait)?;
        self.screen.process(&bytes);
        self.all.extend_from_slice(&bytes);
        Ok(())
    }

    /// The terminal as the program has it, without becoming anybody's own.
    pub fn device(&self) -> File {
        let name = self.master.as_ref().and_then(|master| master.tty_name()).expect("a terminal has a name");
        let flags = (OFlags::NOCTTY | OFlags::NONBLOCK).bits().cast_signed();
        let device = OpenOptions::new().read(true).write(true).custom_flags(flags).open(name);
        device.expect("it can be opened")
    }

    /// Takes the terminal away, as a connection that breaks does.
    pub fn vanish(&mut self) {
        // The thread that reads holds the terminal too, and lets it go when nobody wants what it reads.
        self.output = channel().1;
        self.type_keys("j");
        self.keys = Box::new(std::io::sink());
        self.master = None;
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// As many cells, for a screen that has some.
fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a screen has cells")
}
