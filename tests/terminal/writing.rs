//! What is to be kept is written while keys are answered, and however the program ends.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use rustix::process::Signal;

use crate::session::{Session, Start};

/// Keeps the program from writing marks, as a busy disk does, until the answer is dropped; not for longer than the program
/// waits for another session.
pub fn hold(home: &Path) -> File {
    let data = home.join(".local/share/findings");
    std::fs::create_dir_all(&data).expect("a folder can be made");
    let held = File::create(data.join(".lock")).expect("it can be made");
    held.lock().expect("it can be held");
    held
}

/// The marks that are kept.
fn marks(home: &Path) -> usize {
    let text = std::fs::read_to_string(home.join(".local/share/findings/marks.jsonl")).unwrap_or_default();
    text.lines().filter(|line| line.contains("citation")).count()
}

/// A session in which a passage is being marked.
pub fn marking(start: &Start<'_>) -> Session {
    let mut session = Session::with(start);
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
    let mut session = marking(&Start { home: Some(home.path()), ..Start::default() });
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
        let mut session = marking(&Start { home: Some(home.path()), ..Start::default() });
        // What waits for the first mark is not forgotten either.
        session.type_keys(":note for the board");
        session.see("for the board");
        session.type_keys("\r");
        session.wait("the text again", |screen| !screen.contains("for the board"));
        match way {
            "Q" => session.type_keys("Q"),
            "a signal" => session.signal(Signal::TERM),
            _ => session.terminal.vanish(),
        }
        if code != 129 {
            session.terminal.until("the terminal given back", |screen| !screen.alternate_screen());
        }
        let place = home.path().join(".local/state/findings/session.json");
        while !place.exists() {
            assert!(
                session.terminal.child.try_wait().expect("it can be asked").is_none(),
                "{way}: the place is kept first"
            );
            let _ = session.terminal.take(Duration::from_millis(20));
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
    let mut session = marking(&Start { home: Some(home.path()), ..Start::default() });
    session.type_keys("Q");
    session.terminal.until("the terminal given back", |screen| !screen.alternate_screen());
    std::fs::create_dir(home.path().join(".local/share/findings/marks.jsonl")).expect("a folder in its place");
    drop(held);
    assert_eq!(session.end(), 0);
    let told = String::from_utf8_lossy(&session.terminal.all).into_owned();
    assert!(told.contains("marks.jsonl cannot be read: it is no plain file"), "{told}");
}
