//! What a terminal sends besides whole keys: pieces of them, and answers to other programs.

use std::time::Duration;

use crate::session::Session;

/// How long nothing is drawn where nothing is done.
const QUIET: Duration = Duration::from_millis(400);

/// What terminals answer to questions of other programs, which may have ended by then: what they are called and can do, how
/// they are set, which colours they have, where the cursor is.
const ANSWERS: &[&str] = &[
    "\x1b[?62;22c",
    "\x1b[>0;276;0c",
    "\x1b[?2026;2$y",
    "\x1b[?997;1n",
    "\x1b[1;1R",
    "\x1b[0;0R",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b]11;rgb:0000/0000/0000\x07",
    "\x1bP>|a terminal(370)\x1b\\",
    "\x1bP1+r524742=38\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
];

#[test]
fn an_arrow_in_two_packets_is_an_arrow() {
    let mut session = Session::start(80, 24, &["--sample"]);
    session.see("4 authorities");
    session.type_keys("/o\r");
    session.see("Authorities: o");
    // A key Esc would take the filter away.
    for letter in ["B", "A"].repeat(40) {
        session.type_keys("\x1b");
        session.type_keys("[");
        session.type_keys(letter);
    }
    session.type_keys("?");
    session.see("Help ─");
    session.type_keys("\x1b");
    session.wait("the filter", |s| s.contains("Authorities: o") && !s.contains("Help ─"));
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
}

#[test]
fn late_answers_to_another_program_press_no_keys_and_swallow_none() {
    let mut session = Session::start(80, 24, &["--sample"]);
    session.see("with problems");
    for answer in ANSWERS {
        while session.terminal.take(QUIET).is_ok() {}
        session.type_keys(answer);
        let drawn = session.terminal.take(QUIET);
        assert!(drawn.is_err(), "{} does something:\n{}", answer.escape_default(), session.screen().contents());
        session.type_keys("?");
        session.see("Help ─");
        session.type_keys("\x1b");
        session.wait("the help's end", |s| !s.contains("Help ─"));
    }
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
}
