//! Plays a tape: a shell in a terminal of its own, the keys of the tape, and what the screen shows wherever the tape waits.

use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use regex::Regex;

/// The terminal: as many letters as the tape's picture has room for.
pub const ROWS: u16 = 30;
/// Its columns.
pub const COLUMNS: u16 = 100;
/// How long the tape waits for a screen before it is wrong. It never waits that long when all is well.
const PATIENCE: Duration = Duration::from_mins(1);

/// Keys by their names in a tape.
const KEYS: &[(&str, &str)] = &[
    ("Enter", "\r"),
    ("Space", " "),
    ("Tab", "\t"),
    ("Backspace", "\x7f"),
    ("Escape", "\x1b"),
    ("Up", "\x1b[A"),
    ("Down", "\x1b[B"),
    ("Right", "\x1b[C"),
    ("Left", "\x1b[D"),
    ("PageUp", "\x1b[5~"),
    ("PageDown", "\x1b[6~"),
];

/// The terminal of the shell.
struct Terminal {
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Terminal {
    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the terminal is there");
    }

    /// Takes what was printed until the screen is as it must be.
    fn until(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !holds(&self.screen.screen().contents()) {
            let Ok(bytes) = self.output.recv_timeout(until.saturating_duration_since(Instant::now())) else {
                panic!("{what} never came; the screen was:\n{}", self.screen.screen().contents())
            };
            self.screen.process(&bytes);
        }
    }

    /// Waits until the screen is another one: a key behind an escape would be taken for a part of it.
    fn answer(&mut self) {
        let before = self.screen.screen().contents();
        self.until("an answer", |screen| screen != before);
    }
}

/// As many cells, for a screen that has some.
fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a screen has cells")
}

/// Plays a tape, and answers the screens on which it waited, one for each pattern.
pub fn play(tape: &str) -> Vec<vt100::Screen> {
    let home = tempfile::tempdir().expect("a home directory");
    let program = home.path().join("target/release");
    std::fs::create_dir_all(&program).expect("a directory");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_findings"), program.join("findings")).expect("a link");
    let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut shell = CommandBuilder::new("bash");
    shell.args(["--norc", "--noprofile"]);
    shell.env_clear();
    shell.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("TZ", "UTC")] {
        shell.env(name, value);
    }
    shell.env("HOME", home.path());
    shell.env("TMPDIR", home.path());
    shell.cwd(home.path());
    let mut child = pair.slave.spawn_command(shell).expect("bash starts");
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
    let mut terminal = Terminal { keys, output, screen: vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0) };
    let mut scenes = Vec::new();
    for line in tape.lines().map(str::trim) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let command = word.split('@').next().unwrap_or_default();
        match command {
            "Type" => terminal.press(&rest[1..rest.len() - 1]),
            "Wait+Screen" => {
                let pattern = Regex::new(rest.trim_matches('/')).expect("a pattern");
                terminal.until(line, |screen| pattern.is_match(screen));
                scenes.push(terminal.screen.screen().clone());
            }
            key => {
                for (_, bytes) in KEYS.iter().filter(|(name, _)| *name == key) {
                    for _ in 0..rest.parse().unwrap_or(1) {
                        terminal.press(bytes);
                    }
                }
                if key == "Escape" {
                    terminal.answer();
                }
            }
        }
    }
    // What is typed while the program ends may be read by it: it is typed again until the shell has it.
    let until = Instant::now() + PATIENCE;
    while child.try_wait().expect("it is our shell").is_none() {
        assert!(Instant::now() < until, "the shell does not end");
        terminal.press("\rexit\r");
        drop(terminal.output.recv_timeout(Duration::from_millis(500)));
    }
    scenes
}
