//! What follows a bar that moves: the rest of its rows, the list that leaps under it, and the panes beside it.

use std::process::Command;

use crate::session::{Session, Start};

/// The screen of this size after these keys, printed at once.
fn printed((columns, rows): (u16, u16), keys: &str) -> String {
    let home = tempfile::tempdir().expect("a home directory");
    let mut program = Command::new(env!("CARGO_BIN_EXE_findings"));
    program.args(["--sample", "--print", "--size", &format!("{columns}x{rows}"), "--keys", keys]);
    program.env_clear().env("HOME", home.path()).env("LANG", "C.UTF-8");
    let screen = String::from_utf8(program.output().expect("it starts").stdout).expect("it prints text");
    lines(&screen)
}

/// The lines of a screen without the blanks at their ends.
fn lines(screen: &str) -> String {
    screen.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_shown_in_the_end_is_what_is_printed_at_once() {
    // In the first the pane leaps, in the others a row that comes in sight is begun: many colours, or many columns.
    for (size, keys, key, byte, times) in
        [((80, 12), "<tab>", "j", "j", 10), ((80, 12), "F", "j", "j", 9), ((220, 12), "fcare", "<down>", "\x1b[B", 9)]
    {
        let colour = if size.0 == 80 { "rgb" } else { "16" };
        let arguments = ["--sample", "--theme", "contrast", "--color", colour, "--keys", keys];
        let mut session = Session::with(&Start { size, arguments: &arguments, ..Start::default() });
        for pressed in 0..=times {
            let whole = printed(size, &format!("{keys}{}", key.repeat(pressed)));
            session.wait(&format!("{keys} and {key} {pressed} times:\n{whole}"), |screen| lines(screen) == whole);
            session.type_keys(byte);
        }
        session.type_keys("\x1b");
        session.type_keys("Q");
        assert_eq!(session.end(), 0);
    }
}

#[test]
fn keys_that_come_at_once_do_what_they_do_one_by_one() {
    for keys in [
        "fcare<down><down><enter>",
        "fcare<end><up><enter>",
        "fcare<pgdn><enter>jj",
        "fvale<enter><tab>j",
        "fvale<down><down>s<enter>zz",
        "fcare<enter>ftalk<down><enter>",
        "fvale<enter>v<esc><down>",
        "fcare<down><enter><esc><down><down>",
    ] {
        let mut session = Session::start(80, 24, &["--sample"]);
        session.see("4 authorities");
        let bytes =
            [("<esc>", "\x1b"), ("<down>", "\x1b[B"), ("<up>", "\x1b[A"), ("<end>", "\x1b[F"), ("<pgdn>", "\x1b[6~")];
        let bytes = bytes
            .iter()
            .fold(keys.replace("<enter>", "\r").replace("<tab>", "\t"), |keys, (key, bytes)| keys.replace(key, bytes));
        session.type_keys(&bytes);
        let whole = printed((80, 24), keys);
        session.wait(&format!("{keys}:\n{whole}"), |screen| lines(screen) == whole);
        session.type_keys("\x1b");
        session.type_keys("Q");
        assert_eq!(session.end(), 0);
    }
}
