//! The real program in a real pseudo-terminal: it opens, answers keys, and leaves the terminal as it was.

mod folder;
mod following;
mod life;
mod mouse;
mod session;
#[path = "../support/terminal.rs"]
mod terminal;
mod typing;
mod writing;

use session::{Session, Start};

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
fn no_colour_means_no_colour() {
    let mut session = Session::start(80, 24, &["--sample", "--theme", "mono"]);
    session.see("4 authorities");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert!(!session.is_coloured(), "mono sets no colour");
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
