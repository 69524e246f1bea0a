//! The real program in a pseudo-terminal: how it is started, typed to and looked at.

use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use crate::terminal::{PATIENCE, Terminal};

/// The program in a terminal of its own.
pub struct Session {
    pub terminal: Terminal,
    _home: tempfile::TempDir,
}

/// How the program is started.
pub struct Start<'a> {
    pub size: (u16, u16),
    pub arguments: &'a [&'a str],
    /// The home directory; an empty one of its own where none is given.
    pub home: Option<&'a Path>,
    /// Variables besides those that every start has, or in their place.
    pub environment: &'a [(&'a str, &'a str)],
    /// What a shell does with the program, which is `"$0" "$@"` there; it is started without one where nothing is said.
    pub script: Option<&'a str>,
}

impl Default for Start<'_> {
    fn default() -> Self {
        Self { size: (80, 24), arguments: &["--sample"], home: None, environment: &[], script: None }
    }
}

impl Session {
    /// Starts the program with these arguments in a terminal of this size, with an empty home directory.
    pub fn start(columns: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::with(&Start { size: (columns, rows), arguments, ..Start::default() })
    }

    pub fn with(start: &Start<'_>) -> Self {
        let (columns, rows) = start.size;
        let home = tempfile::tempdir().expect("a home directory");
        let program = env!("CARGO_BIN_EXE_findings");
        let mut command = CommandBuilder::new(if start.script.is_some() { "bash" } else { program });
        if let Some(script) = start.script {
            command.args(["--norc", "-c", script, program]);
        }
        command.args(start.arguments);
        command.env_clear();
        command.env("HOME", start.home.unwrap_or(home.path()));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin");
        for (name, value) in start.environment {
            command.env(name, value);
        }
        Self { terminal: Terminal::start(command, columns, rows), _home: home }
    }

    /// The program, or the shell that it was started from.
    pub fn process(&self) -> Pid {
        let id = self.terminal.child.process_id().and_then(|id| i32::try_from(id).ok());
        id.and_then(Pid::from_raw).expect("a program has a number")
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.process(), signal).expect("it is there");
    }

    /// Types.
    pub fn type_keys(&mut self, keys: &str) {
        self.terminal.type_keys(keys);
    }

    /// What the terminal shows now.
    pub fn screen(&self) -> &vt100::Screen {
        self.terminal.screen.screen()
    }

    /// Waits until the screen satisfies a condition.
    pub fn wait(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        self.terminal.until(what, |screen| holds(&screen.contents()));
    }

    /// Waits until the screen shows a text.
    pub fn see(&mut self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Waits for the end and answers the exit code.
    pub fn end(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.terminal.child.try_wait().expect("the program can be waited for") {
                break status;
            }
            assert!(Instant::now() < until, "the program never ended; the screen was:\n{}", self.screen().contents());
            let _ = self.terminal.take(Duration::from_millis(50));
        };
        while self.terminal.take(Duration::from_millis(200)).is_ok() {}
        status.exit_code()
    }

    /// Whether a colour was ever set.
    pub fn is_coloured(&self) -> bool {
        self.terminal.all.split(|b| *b == 0x1b).any(|part| {
            let text = String::from_utf8_lossy(part);
            let Some((numbers, _)) = text.strip_prefix('[').and_then(|t| t.split_once('m')) else { return false };
            numbers.split(';').any(|n| matches!(n.parse::<u8>(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107)))
        })
    }

    pub fn sent(&self, sequence: &str) -> usize {
        self.terminal.all.windows(sequence.len()).filter(|w| *w == sequence.as_bytes()).count()
    }
}
