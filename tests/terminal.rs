//! The real program in a real pseudo-terminal: it opens, answers keys, and leaves the terminal as it was.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

#[path = "support/terminal.rs"]
mod terminal;

use terminal::{PATIENCE, Terminal};

/// The program in a terminal of its own.
struct Session {
    terminal: Terminal,
    _home: tempfile::TempDir,
}

/// How the program is started.
struct Start<'a> {
    size: (u16, u16),
    arguments: &'a [&'a str],
    /// The home directory; an empty one of its own where none is given.
    home: Option<&'a Path>,
    /// Variables besides those that every start has, or in their place.
    environment: &'a [(&'a str, &'a str)],
    /// Whether a hang-up is ignored, as `nohup` and some multiplexers do.
    ignores_hang_up: bool,
}

impl Default for Start<'_> {
    fn default() -> Self {
        Self { size: (80, 24), arguments: &["--sample"], home: None, environment: &[], ignores_hang_up: false }
    }
}

impl Session {
    /// Starts the program with these arguments in a terminal of this size, with an empty home directory.
    fn start(columns: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::with(&Start { size: (columns, rows), arguments, ..Start::default() })
    }

    fn with(start: &Start<'_>) -> Self {
        let (columns, rows) = start.size;
        let home = tempfile::tempdir().expect("a home directory");
        let program = env!("CARGO_BIN_EXE_findings");
        let mut command = CommandBuilder::new(if start.ignores_hang_up { "/bin/sh" } else { program });
        if start.ignores_hang_up {
            command.args(["-c", "trap '' HUP; exec \"$0\" \"$@\"", program]);
        }
        command.args(start.arguments);
        command.env_clear();
        command.env("HOME", start.home.unwrap_or(home.path()));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in start.environment {
            command.env(name, value);
        }
        Self { terminal: Terminal::start(command, columns, rows), _home: home }
    }

    /// Types.
    fn type_keys(&mut self, keys: &str) {
        self.terminal.type_keys(keys);
    }

    /// What the terminal shows now.
    fn screen(&self) -> &vt100::Screen {
        self.terminal.screen.screen()
    }

    /// Waits until the screen satisfies a condition.
    fn wait(&mut self, what: &str, holds: impl Fn(&str) -> bool) {
        self.terminal.until(what, |screen| holds(&screen.contents()));
    }

    /// Waits until the screen shows a text.
    fn see(&mut self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Waits for the end and answers the exit code.
    fn end(&mut self) -> u32 {
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
    fn is_coloured(&self) -> bool {
        self.terminal.all.split(|b| *b == 0x1b).any(|part| {
            let text = String::from_utf8_lossy(part);
            let Some((numbers, _)) = text.strip_prefix('[').and_then(|t| t.split_once('m')) else { return false };
            numbers.split(';').any(|n| matches!(n.parse::<u8>(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107)))
        })
    }

    fn sent(&self, sequence: &str) -> usize {
        self.terminal.all.windows(sequence.len()).filter(|w| *w == sequence.as_bytes()).count()
    }
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
    assert!(!session.screen().alternate_screen(), "the alternate screen is left");
    assert!(!session.screen().hide_cursor(), "the cursor is shown");
    assert!(!session.screen().bracketed_paste(), "pasting is as before");
    assert_eq!(session.sent("\x1b[?2026h"), session.sent("\x1b[?2026l"), "every synchronised update ends");
    assert_eq!(session.sent("\x1b[6n") + session.sent("\x1b[c"), 0, "the terminal is asked nothing");
}

#[test]
fn a_terminal_of_another_size_is_drawn_anew() {
    let mut session = Session::start(80, 24, &["--sample"]);
    session.see("4 authorities");
    session.terminal.resize(130, 40);
    session.wait("the third pane", |s| s.lines().nth(1).is_some_and(|l| l.matches('┌').count() == 3));
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_size_that_changes_while_the_program_starts_is_seen() {
    // The later ones come when the first frame is there; between the two lies the moment from which on somebody listens.
    for wait in [0, 4, 10, 20, 40, 70, 95, 105, 120] {
        let mut session = Session::start(80, 24, &["--sample"]);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        session.terminal.resize(130, 40);
        session.wait("the third pane", |s| s.lines().nth(1).is_some_and(|l| l.matches('┌').count() == 3));
        session.type_keys("Q");
        assert_eq!(session.end(), 0);
    }
}

#[test]
fn what_is_typed_before_the_program_has_the_terminal_is_not_lost() {
    // Until then the terminal makes a line feed of Enter.
    let mut session = Session::start(80, 24, &["--sample"]);
    session.type_keys(":quit\r");
    assert_eq!(session.end(), 0);
}

#[test]
fn no_colour_means_no_colour() {
    let mut session = Session::start(80, 24, &["--sample", "--theme", "mono"]);
    session.see("4 authorities");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert!(!session.is_coloured(), "mono sets no colour");
}

#[test]
fn a_terminal_that_vanishes_ends_the_program_and_the_next_one_opens_there() {
    for ignores_hang_up in [false, true] {
        let home = tempfile::tempdir().expect("a home directory");
        let start = Start { home: Some(home.path()), ignores_hang_up, ..Start::default() };
        let mut session = Session::with(&start);
        session.see("4 authorities");
        session.type_keys("R");
        session.see("Reports by date");
        session.terminal.vanish();
        assert_eq!(session.end(), 129, "it ends as by a hang-up");
        let mut next = Session::with(&start);
        next.see("Reports by date");
    }
}

/// Keeps the program from writing marks, as a busy disk does, until the answer is dropped; not for longer than the program
/// waits for another session.
fn hold(home: &Path) -> File {
    let data = home.join(".local/share/findings");
    std::fs::create_dir_all(&data).expect("a folder can be made");
    let held = File::open(data).expect("it is there");
    held.lock().expect("it can be held");
    held
}

/// The marks that are kept.
fn marks(home: &Path) -> usize {
    let text = std::fs::read_to_string(home.join(".local/share/findings/marks.jsonl")).unwrap_or_default();
    text.lines().filter(|line| line.contains("citation")).count()
}

/// A session in which a passage is being marked.
fn marking(home: &Path) -> Session {
    let mut session = Session::with(&Start { home: Some(home), ..Start::default() });
    session.see("4 authorities");
    session.type_keys("R");
    session.see("Reports by date");
    session.type_keys("\r}m");
    session.see("being written to the disk");
    session
}

#[test]
fn keys_are_answered_while_a_mark_is_being_written() {
    let home = tempfile::tempdir().expect("a home directory");
    let held = hold(home.path());
    let mut session = marking(home.path());
    session.type_keys("f");
    session.see("Go to");
    session.type_keys("\x1b");
    session.wait("the text again", |screen| !screen.contains("Go to") && screen.contains("being written to the disk"));
    assert_eq!(marks(home.path()), 0);
    drop(held);
    session.see("marked · m again takes it off");
    assert_eq!(marks(home.path()), 1, "it is said when it is so");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
}

#[test]
fn what_is_being_written_is_written_however_the_program_ends() {
    for (way, code) in [("Q", 0), ("a signal", 143), ("a terminal that vanishes", 129)] {
        let home = tempfile::tempdir().expect("a home directory");
        let held = hold(home.path());
        let mut session = marking(home.path());
        // What waits for the first mark is not forgotten either.
        session.type_keys(":note for the board");
        session.see("for the board");
        session.type_keys("\r");
        session.wait("the text again", |screen| !screen.contains("for the board"));
        match way {
            "Q" => session.type_keys("Q"),
            "a signal" => {
                let id = session.terminal.child.process_id().and_then(|id| i32::try_from(id).ok());
                let id = id.and_then(Pid::from_raw).expect("a program has a number");
                kill_process(id, Signal::TERM).expect("it is there");
            }
            _ => session.terminal.vanish(),
        }
        if code != 129 {
            session.terminal.until("the terminal given back", |screen| !screen.alternate_screen());
        }
        assert!(session.terminal.child.try_wait().expect("it can be asked").is_none(), "{way}: it waits for the disk");
        drop(held);
        assert_eq!(session.end(), code, "{way}");
        assert_eq!(marks(home.path()), 1, "{way}");
        let text = std::fs::read_to_string(home.path().join(".local/share/findings/marks.jsonl")).expect("it is there");
        assert!(text.contains("for the board"), "{way}: {text}");
    }
}

#[test]
fn what_could_not_be_written_at_the_end_is_told() {
    let home = tempfile::tempdir().expect("a home directory");
    let held = hold(home.path());
    let mut session = marking(home.path());
    session.type_keys("Q");
    session.terminal.until("the terminal given back", |screen| !screen.alternate_screen());
    std::fs::create_dir(home.path().join(".local/share/findings/marks.jsonl")).expect("a folder in its place");
    drop(held);
    assert_eq!(session.end(), 0);
    let told = String::from_utf8_lossy(&session.terminal.all).into_owned();
    assert!(told.contains("marks.jsonl cannot be read: it is no plain file"), "{told}");
}

#[test]
fn ctrl_z_stays_where_no_shell_would_continue_the_program() {
    let mut session = Session::start(80, 24, &["--sample"]);
    session.see("4 authorities");
    session.type_keys("\x1a");
    session.see("no shell would continue the program");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_terminal_that_prints_lines_is_told_so_in_plain_words() {
    let mut session = Session::with(&Start { environment: &[("TERM", "dumb")], ..Start::default() });
    assert_eq!(session.end(), 2);
    assert!(session.screen().contents().contains("prints lines and cannot show the browser"));
    assert_eq!(session.sent("\x1b"), 0);
}

#[test]
fn an_old_terminal_gets_what_it_can_show() {
    for term in ["vt100", "linux"] {
        let mut session = Session::with(&Start { environment: &[("TERM", term)], ..Start::default() });
        session.see("4 authorities");
        session.type_keys("R");
        session.see("Reports by date");
        session.type_keys("\x1b[6~");
        session.type_keys("Q");
        assert_eq!(session.end(), 0, "{term}");
        assert_eq!(session.sent("\x1b[?2026h"), 0, "{term}");
        assert!(session.terminal.all.is_ascii(), "{term}");
    }
}

#[test]
fn colours_are_as_many_as_are_asked_for() {
    for (color, wanted, refused) in
        [("16", "\x1b[1m", "8;5;"), ("256", "48;5;234", "8;2;"), ("rgb", "48;2;27;30;38", "8;5;")]
    {
        let arguments = ["--sample", "--theme", "dusk", "--color", color];
        let mut session = Session::start(80, 24, &arguments);
        session.see("4 authorities");
        session.type_keys("Q");
        assert_eq!(session.end(), 0);
        assert_eq!((session.sent(wanted) > 0, session.sent(refused)), (true, 0), "{color}");
        assert!(session.is_coloured(), "{color}");
    }
    let environment = [("COLORTERM", "truecolor")];
    let arguments = ["--sample", "--theme", "dusk", "--color", "never"];
    let mut session = Session::with(&Start { arguments: &arguments, environment: &environment, ..Start::default() });
    session.see("4 authorities");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert!(!session.is_coloured());
}

#[test]
fn the_mouse_is_listened_to_only_where_that_is_asked_for() {
    for (arguments, times) in [(&["--sample"][..], 0), (&["--sample", "--mouse"][..], 1)] {
        let mut session = Session::start(80, 24, arguments);
        session.see("4 authorities");
        session.type_keys("Q");
        assert_eq!(session.end(), 0);
        assert_eq!(session.sent("\x1b[?1000h"), times);
        assert_eq!(session.sent("\x1b[?1003h"), 0, "movements are never told");
        assert_eq!(session.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

impl Session {
    /// Where a text stands on the screen: its column and row, counted from 1.
    fn place(&self, text: &str) -> (usize, usize) {
        // Row by row: as one text, rows that go on below are one line.
        let columns = self.screen().size().1.get();
        let rows = self.screen().rows(0, columns);
        let (row, line) = rows.enumerate().find(|(_, line)| line.contains(text)).expect(text);
        let before = &line[..line.find(text).expect("it is in the line")];
        (before.chars().count() + 1, row + 1)
    }

    /// Does something with the mouse where a text stands, as a terminal tells it: 0 is the first button, 32 the mouse moved
    /// with it held, 64 and 65 the wheel; and lets the button go.
    fn point(&mut self, whats: &[(u8, &str)]) {
        for (what, text) in whats {
            let (column, row) = self.place(text);
            self.type_keys(&format!("\x1b[<{what};{column};{row}M"));
        }
        if let Some((_, text)) = whats.last().filter(|(what, _)| *what < 64) {
            let (column, row) = self.place(text);
            self.type_keys(&format!("\x1b[<0;{column};{row}m"));
        }
    }
}

#[test]
fn wheel_press_and_drag_reach_every_pane() {
    let home = tempfile::tempdir().expect("a home directory");
    let config = home.path().join(".config/findings");
    std::fs::create_dir_all(&config).expect("it can be made");
    std::fs::write(config.join("config.toml"), "mouse = true\n").expect("it can be written");
    let start = Start { size: (120, 40), home: Some(home.path()), ..Start::default() };
    let mut session = Session::with(&start);
    // A report that is read later moves those below it.
    session.wait("all reports", |screen| screen.contains("17 reports") && !screen.contains("reading"));
    session.see("▌ Ashcombe");
    session.point(&[(0, "Netherby and Vale  ")]);
    session.see("▌ Netherby and Vale");
    session.point(&[(0, "Ashcombe  "), (32, "Port Wenlow  "), (32, "Thornmere  ")]);
    session.see("▌ Thornmere");
    session.point(&[(64, "▌ Thornmere")]);
    session.see("▌ Ashcombe");
    // The summary: a press gives it the keys and the bar, the wheel moves the bar.
    session.see("▸ Jul 2021");
    session.point(&[(0, "▸ Jul 2021")]);
    session.see("▌▸ Jul 2021");
    session.point(&[(65, "Help, protection")]);
    session.wait("the bar further down", |screen| !screen.contains("▌▸ Jul 2021") && screen.contains("▌△"));
    // The text: the wheel is enough.
    session.type_keys("\x1b[<65;110;20M");
    session.wait("the bar in the text", |screen| screen.lines().any(|line| line.chars().skip(76).any(|c| c == '▌')));
    // A list, and a report that is opened from it.
    session.type_keys("R");
    session.see("Reports by date");
    session.point(&[(0, "Jul 2021")]);
    session.wait("the bar", |screen| screen.lines().any(|line| line.starts_with('▌') && line.contains("Jul 2021")));
    session.point(&[(0, "Jul 2021")]);
    session.see("Ashcombe ›");
    // A box, closed by a press beside it.
    session.type_keys("?");
    session.see("Help");
    session.type_keys("\x1b[<0;1;1M\x1b[<0;1;1m");
    session.wait("the text again", |screen| !screen.contains("Help"));
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert_eq!(session.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}

/// Copies the sample folder, or one folder of it, to where it can be changed.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the sample is there") {
        let path = entry.expect("it can be listed").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).expect("it can be copied");
        }
    }
}

#[test]
fn a_folder_that_changes_is_shown_as_it_is_then() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sample");
    let folder = tempfile::tempdir().expect("a folder");
    let reports = folder.path().join("reports");
    let at = |name: &str| reports.join(name);
    copy(&sample.join("ashcombe"), &at("ashcombe"));
    std::fs::copy(sample.join("findings.toml"), at("findings.toml")).expect("it can be copied");
    let arguments = [reports.to_str().expect("a plain name")];
    let mut session = Session::start(80, 24, &arguments);
    session.see("1 authority");
    // A folder that appears is gone into, however late the watch begins.
    copy(&sample.join("thornmere"), &at("thornmere"));
    session.see("2 authorities");
    session.see("4 new files: read");
    session.type_keys("R");
    session.see("Reports by date");
    // One that is renamed into its place, as most programs write; nobody has seen it half.
    let visit = "thornmere/monitoring visit - 20 april 2017.txt";
    std::fs::copy(sample.join("port wenlow/children's services inspection - 2 september 2022.txt"), at("half.tmp"))
        .expect("it can be copied");
    std::fs::rename(at("half.tmp"), at("whole.txt")).expect("it can be renamed");
    session.see("Port Wenlow");
    session.type_keys("j");
    session.wait("hints again", |screen| !screen.contains(": read"));
    std::fs::remove_file(at(visit)).expect("it can be removed");
    session.see("1 file gone");
    std::fs::remove_dir_all(&reports).expect("it can be removed");
    session.see("the folder cannot be read now");
    copy(&sample, &reports);
    session.type_keys("q");
    session.see("4 authorities");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert_eq!(session.sent("\x1b[?1004h"), 1, "coming back is asked to be told");
    assert!(session.sent("\x1b[?1004l") > 0, "and is not any more");
}

#[test]
fn a_folder_is_not_watched_where_that_is_not_wanted() {
    let home = tempfile::tempdir().expect("a home directory");
    let config = home.path().join(".config/findings");
    std::fs::create_dir_all(&config).expect("it can be made");
    std::fs::write(config.join("config.toml"), "watch = false\n").expect("it can be written");
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sample"), folder.path());
    let arguments = [folder.path().to_str().expect("a plain name")];
    let mut session = Session::with(&Start { arguments: &arguments, home: Some(home.path()), ..Start::default() });
    session.see("4 authorities");
    std::fs::remove_dir_all(folder.path().join("thornmere")).expect("it can be removed");
    session.type_keys("\x12");
    session.see("3 authorities");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert_eq!(session.sent("\x1b[?1004h"), 0);
}

#[test]
fn a_table_fits_the_terminal_that_it_is_printed_on_and_is_whole_elsewhere() {
    let commands: [(&[&str], bool); 3] = [
        (&["list", "--sample"], true),
        (&["check", "--sample"], true),
        (&["check", "--sample", "--why", "september 2022"], false),
    ];
    for (arguments, too_many) in commands {
        let mut session = Session::start(70, 24, arguments);
        session.end();
        let printed = String::from_utf8_lossy(&session.terminal.all).into_owned();
        let (told, table): (Vec<&str>, Vec<&str>) = printed.lines().partition(|line| line.starts_with("findings: "));
        assert!(table.len() > 3 && table.iter().all(|line| line.chars().count() <= 70), "{printed}");
        assert_eq!(told.iter().any(|line| line.contains("no room in this terminal")), too_many, "{printed}");
        let home = tempfile::tempdir().expect("a home directory");
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_findings"))
            .args(arguments)
            .env("HOME", home.path())
            .output()
            .expect("it runs");
        let whole = String::from_utf8(program.stdout).expect("text");
        assert!(whole.lines().any(|line| line.chars().count() > 70), "{whole}");
        assert_eq!(String::from_utf8_lossy(&program.stderr), "");
    }
}
