//! The real program in a real pseudo-terminal: it opens, answers keys, and leaves the terminal as it was.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long the program may take before a test gives it up. No test waits that long when all is well.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program in a terminal of its own.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    all: Vec<u8>,
    master: Box<dyn MasterPty + Send>,
    _home: tempfile::TempDir,
}

impl Session {
    /// Starts the program with these arguments in a terminal of this size, with an empty home directory.
    fn start(columns: u16, rows: u16, arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().expect("a home directory");
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_findings"));
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("its output can be read");
        let keys = pair.master.take_writer().expect("keys can be typed");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        Self { child, keys, output, screen, all: Vec::new(), master: pair.master, _home: home }
    }

    /// Types.
    fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the terminal is there");
        self.keys.flush().expect("the terminal is there");
    }

    /// Waits until the screen satisfies a condition.
    fn wait(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !holds(&self.screen.screen().contents()) {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("{what} never came; the screen was:\n{}", self.screen.screen().contents())
                }
            }
        }
    }

    /// Waits until the screen shows a text.
    fn see(&mut self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.all.extend_from_slice(bytes);
    }

    /// Waits for the end and answers the exit code.
    fn end(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the program can be waited for") {
                break status;
            }
            assert!(
                Instant::now() < until,
                "the program never ended; the screen was:\n{}",
                self.screen.screen().contents()
            );
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.take(&bytes);
            }
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.take(&bytes);
        }
        status.exit_code()
    }

    fn sent(&self, sequence: &str) -> usize {
        self.all.windows(sequence.len()).filter(|w| *w == sequence.as_bytes()).count()
    }
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a screen has cells")
}

#[test]
fn a_trip_through_the_sample_library_gives_the_terminal_back() {
    let mut session = Session::start(80, 24, &["--sample"]);
    session.see("4 authorities");
    session.type_keys("/thorn\r");
    session.see("Authorities: tho");
    session.type_keys("\x1b");
    session.see("Port Wenlow");
    session.type_keys("f");
    session.see("Go to");
    session.type_keys("netherby\r");
    session.wait("Netherby and Vale in the breadcrumb or the pane", |s| {
        s.contains("Netherby and Vale") && !s.contains("Go to")
    });
    session.type_keys("?");
    session.see("help");
    session.type_keys("\x1b");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert!(!session.screen.screen().alternate_screen(), "the alternate screen is left");
    assert!(!session.screen.screen().hide_cursor(), "the cursor is shown");
    assert!(!session.screen.screen().bracketed_paste(), "pasting is as before");
    assert_eq!(session.sent("\x1b[?2026h"), session.sent("\x1b[?2026l"), "every synchronised update ends");
    assert_eq!(session.sent("\x1b[6n") + session.sent("\x1b[c"), 0, "the terminal is asked nothing");
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn a_terminal_of_another_size_is_drawn_anew() {
    let mut session = Session::start(80, 24, &["--sample"]);
    session.see("4 authorities");
    let size = PtySize { rows: 40, cols: 130, pixel_width: 0, pixel_height: 0 };
    session.master.resize(size).expect("terminals can be resized");
    session.screen.screen_mut().set_size(cells(40), cells(130));
    session.wait("the third pane", |s| s.lines().nth(1).is_some_and(|l| l.matches('┌').count() == 3));
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
}

#[test]
fn no_colour_means_no_colour() {
    let mut session = Session::start(80, 24, &["--sample", "--theme", "mono"]);
    session.see("4 authorities");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    let coloured = session.all.split(|b| *b == 0x1b).any(|part| {
        let text = String::from_utf8_lossy(part);
        let Some((numbers, _)) = text.strip_prefix('[').and_then(|t| t.split_once('m')) else { return false };
        numbers.split(';').any(|n| matches!(n.parse::<u8>(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107)))
    });
    assert!(!coloured, "mono sets no colour");
}
