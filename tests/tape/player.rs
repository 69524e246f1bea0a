//! Plays a tape: a shell in a terminal of its own, the keys of the tape, and what the screen shows wherever the tape waits.

use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use regex::Regex;

use crate::terminal::{PATIENCE, Terminal};

/// The terminal: as many letters as the tape's picture has room for.
pub const ROWS: u16 = 30;
/// Its columns.
pub const COLUMNS: u16 = 100;
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

/// Plays a tape. Wherever it waited for a pattern, `scene` is told the line of the tape, with the terminal as it is then.
pub fn play(tape: &str, mut scene: impl FnMut(usize, &mut Terminal)) {
    let home = tempfile::tempdir().expect("a home directory");
    let program = home.path().join("target/release");
    std::fs::create_dir_all(&program).expect("a directory");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_findings"), program.join("findings")).expect("a link");
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
    let mut terminal = Terminal::start(shell, COLUMNS, ROWS);
    for (number, line) in (1..).zip(tape.lines().map(str::trim)) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let command = word.split('@').next().unwrap_or_default();
        match command {
            "Type" => terminal.type_keys(&rest[1..rest.len() - 1]),
            "Wait+Screen" => {
                let pattern = Regex::new(rest.trim_matches('/')).expect("a pattern");
                terminal.until(line, |screen| pattern.is_match(&screen.contents()));
                scene(number, &mut terminal);
            }
            // What is said of the recording, and what nobody has to do.
            "" | "Output" | "Set" | "Require" | "Sleep" | "Hide" | "Show" => {}
            line if line.starts_with('#') => {}
            key => {
                let (_, bytes) = KEYS.iter().find(|(name, _)| *name == key).unwrap_or_else(|| panic!("no key: {line}"));
                let count = if rest.is_empty() { 1 } else { rest.parse().expect("a number of times") };
                for _ in 0..count {
                    terminal.type_keys(bytes);
                }
                if key == "Escape" {
                    // A key behind an escape would be taken for a part of it.
                    let before = terminal.screen.screen().contents();
                    terminal.until("an answer", |screen| screen.contents() != before);
                }
            }
        }
    }
    // What is typed while the program ends may be read by it, and the shell then waits for more: it is ended, for a key typed
    // into a terminal that is just being shut may never arrive.
    let until = Instant::now() + PATIENCE;
    while terminal.child.try_wait().expect("it is our shell").is_none() {
        assert!(Instant::now() < until, "the program does not end");
        let silent = terminal.take(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout);
        if silent && terminal.screen.screen().contents().trim_end().ends_with("\n$") {
            terminal.child.kill().expect("it is our shell");
        }
    }
}
