//! How the program begins and ends: the terminal is as it was, whoever ends it, and nobody keeps it from ending.

use std::fs::Permissions;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::session::{Session, Start};
use crate::terminal::PATIENCE;
use crate::writing::{hold, marking};

#[test]
fn a_terminal_that_vanishes_ends_the_program_and_the_next_one_opens_there() {
    for script in [None, Some("trap '' HUP; exec \"$0\" \"$@\"")] {
        let home = tempfile::tempdir().expect("a home directory");
        let start = Start { home: Some(home.path()), script, ..Start::default() };
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
fn what_is_typed_before_the_program_has_the_terminal_is_not_lost() {
    // Until then the terminal makes a line feed of Enter.
    let mut session = Session::start(80, 24, &["--sample"]);
    session.type_keys(":quit\r");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_size_that_changes_while_the_program_starts_is_seen() {
    // The later ones come when the first frame is there; between the two lies the moment from which on somebody listens.
    for wait in [0, 4, 10, 20, 40, 70, 95, 105, 120] {
        let mut session = Session::start(80, 24, &["--sample"]);
        let until = Instant::now() + Duration::from_millis(wait);
        while Instant::now() < until {
            let _ = session.terminal.take(until.saturating_duration_since(Instant::now()));
        }
        session.terminal.resize(130, 40);
        session.wait("the third pane", |s| s.lines().nth(1).is_some_and(|l| l.matches('┌').count() == 3));
        session.type_keys("Q");
        assert_eq!(session.end(), 0);
    }
}

/// What a terminal that nobody has taken does by itself: it gathers lines and shows what is typed.
const COOKED: LocalModes = LocalModes::ICANON.union(LocalModes::ECHO);

#[test]
fn every_signal_that_ends_the_program_gives_the_terminal_back() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        let mut session = Session::start(80, 24, &["--sample", "--mouse"]);
        session.see("4 authorities");
        assert!(!tcgetattr(session.terminal.device()).expect("it has modes").local_modes.intersects(COOKED));
        session.signal(signal);
        assert_eq!(session.end(), code);
        let screen = session.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste(), "{signal:?}");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let modes = tcgetattr(session.terminal.device()).expect("it has modes").local_modes;
        assert!(modes.contains(COOKED), "{signal:?}: {modes:?}");
    }
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_until_that_continues_the_program() {
    // A program that was started by a script is stopped with it.
    for started in ["\"$0\" \"$@\"", "sh -c '\"$0\" \"$@\"; exit $?' \"$0\" \"$@\""] {
        let script = format!("set -m; {started}; echo stopped here; read -r line; fg >/dev/null; echo \"over: $?\"");
        let mut session = Session::with(&Start { script: Some(&script), ..Start::default() });
        session.see("4 authorities");
        session.type_keys("\x1a");
        session.see("stopped here");
        assert!(!session.screen().alternate_screen());
        session.terminal.resize(120, 40);
        session.type_keys("\r");
        session.wait("the third pane", |s| s.lines().nth(1).is_some_and(|l| l.matches('┌').count() == 3));
        session.type_keys("R");
        session.see("Reports by date");
        session.type_keys("Q");
        session.see("over: 0");
        assert_eq!(session.end(), 0);
    }
}

#[test]
fn what_is_typed_while_the_shell_has_the_terminal_is_not_lost() {
    let script = "set -m; \"$0\" \"$@\"; echo stopped here; read -r line; fg >/dev/null; echo \"over: $?\"";
    let mut session = Session::with(&Start { script: Some(script), ..Start::default() });
    session.see("4 authorities");
    session.type_keys("\x1a");
    session.see("stopped here");
    session.type_keys("\r:quit\r");
    session.see("over: 0");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_program_that_was_stopped_without_a_word_takes_the_terminal_again() {
    // Keys are those of the terminal, also where the standard input is something else.
    for script in [None, Some("exec \"$0\" \"$@\" </dev/null")] {
        let mut session = Session::with(&Start { script, ..Start::default() });
        session.see("4 authorities");
        session.signal(Signal::STOP);
        let stopped = WaitIdOptions::STOPPED | WaitIdOptions::NOWAIT;
        waitid(WaitId::Pid(session.process()), stopped).expect("it can be waited for");
        // A shell would do the same.
        let device = session.terminal.device();
        let mut modes = tcgetattr(&device).expect("it has modes");
        modes.local_modes.insert(COOKED);
        tcsetattr(&device, OptionalActions::Now, &modes).expect("they can be set");
        session.signal(Signal::CONT);
        let until = Instant::now() + PATIENCE;
        while tcgetattr(&device).expect("it has modes").local_modes.intersects(COOKED) {
            assert!(Instant::now() < until, "the terminal was never taken again");
            let _ = session.terminal.take(Duration::from_millis(20));
        }
        session.type_keys("R");
        session.see("Reports by date");
        session.type_keys("Q");
        assert_eq!(session.end(), 0);
    }
}

/// Puts a program of a few lines into a folder and answers its path.
fn program(folder: &Path, name: &str, lines: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).expect("it can be written");
    std::fs::set_permissions(&path, Permissions::from_mode(0o755)).expect("it can be made a program");
    path.to_str().expect("a plain name").to_owned()
}

#[test]
fn only_what_is_typed_into_a_pager_comes_as_the_terminal_makes_it() {
    let home = tempfile::tempdir().expect("a home directory");
    let pager =
        program(home.path(), "pager", "echo >>\"$0.times\"; echo time $(wc -l <\"$0.times\"); read -r line </dev/tty");
    let environment = [("PAGER", pager.as_str())];
    let mut session = Session::with(&Start { environment: &environment, ..Start::default() });
    session.see("4 authorities");
    session.type_keys("R\rO");
    session.see("time 1");
    session.type_keys("\r");
    session.see("back from");
    // The byte that Enter is while the terminal works on what is typed.
    session.type_keys("\n");
    session.see("Ctrl-j is no key here");
    session.type_keys("O");
    session.see("time 2");
    session.type_keys("\r:quit\r");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_pager_keeps_no_signal_from_the_program() {
    for lines in ["echo paging here; exec sleep 600", "trap '' TERM HUP; echo paging here; exec sleep 600"] {
        let home = tempfile::tempdir().expect("a home directory");
        let pager = program(home.path(), "pager", lines);
        let environment = [("PAGER", pager.as_str())];
        let mut session = Session::with(&Start { environment: &environment, ..Start::default() });
        session.see("4 authorities");
        session.type_keys("R\rO");
        session.see("paging here");
        session.signal(Signal::TERM);
        assert_eq!(session.end(), 143);
    }
}

#[test]
fn a_pager_that_another_program_started_keeps_no_signal_either() {
    let home = tempfile::tempdir().expect("a home directory");
    let number = home.path().join("number");
    // What is left when the shell is ended holds the pipe, which has no room for so long a report.
    let lines = format!("sh -c 'echo $$ >{}; echo paging here; exec sleep 600'; true", number.display());
    let environment = [("PAGER", &*program(home.path(), "pager", &lines))];
    let reports = home.path().join("reports");
    std::fs::create_dir(&reports).expect("a folder");
    let text = "Inspection of Ashcombe children’s services\n\n".to_owned() + &"Help comes early.\n\n".repeat(20_000);
    std::fs::write(reports.join("ashcombe 2022.md"), text).expect("it can be written");
    let arguments = [reports.to_str().expect("a plain name")];
    let mut session = Session::with(&Start { arguments: &arguments, environment: &environment, ..Start::default() });
    session.see("1 report");
    session.type_keys("R\rO");
    session.see("paging here");
    session.signal(Signal::TERM);
    assert_eq!(session.end(), 143);
    let left = std::fs::read_to_string(number).expect("it is there").trim().parse().ok().and_then(Pid::from_raw);
    kill_process(left.expect("a number"), Signal::KILL).expect("it is there");
}

#[test]
fn a_signal_that_comes_before_the_pager_keeps_that_from_starting() {
    let home = tempfile::tempdir().expect("a home directory");
    let held = hold(home.path());
    let pager = program(home.path(), "pager", "echo paging here; exec sleep 600");
    let environment = [("PAGER", pager.as_str())];
    let mut session = marking(&Start { home: Some(home.path()), environment: &environment, ..Start::default() });
    // It waits until the mark is written.
    session.type_keys("O");
    session.signal(Signal::TERM);
    drop(held);
    assert_eq!(session.end(), 143);
}

#[test]
fn a_tmux_that_does_not_answer_is_not_waited_for() {
    let home = tempfile::tempdir().expect("a home directory");
    program(home.path(), "tmux", "exec sleep 600");
    let path = format!("{}:/usr/bin:/bin", home.path().display());
    let environment = [("PATH", path.as_str()), ("TMUX", "/nowhere,1,0")];
    let mut session = Session::with(&Start { environment: &environment, ..Start::default() });
    session.see("4 authorities");
    session.type_keys("R\ry");
    session.see("sent to the terminal");
    assert!(session.sent("\x1bPtmux;") > 0, "it is asked to pass the sequence on");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
}

/// The time that a program takes of a processor while so much goes by, on a system that tells (proc(5), "/proc/pid/stat").
fn costs(process: Pid, wait: Duration) -> Option<Duration> {
    let taken = || {
        let told = std::fs::read_to_string(format!("/proc/{}/stat", process.as_raw_nonzero())).ok()?;
        let numbers = told.rsplit(')').next()?.split_ascii_whitespace();
        let ticks: u64 = numbers.skip(11).take(2).filter_map(|number| number.parse::<u64>().ok()).sum();
        Some(Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second()))
    };
    // What it does at its begin is done by then.
    std::thread::sleep(wait);
    let before = taken()?;
    std::thread::sleep(wait);
    Some(taken()?.saturating_sub(before))
}

#[test]
fn a_terminal_that_takes_nothing_keeps_the_program_from_nothing() {
    // The program begins when the terminal is full.
    let script = "echo ready; read -r line; exec \"$0\" \"$@\"";
    for end in ["Q", "a signal"] {
        let mut session = Session::with(&Start { script: Some(script), ..Start::default() });
        session.see("ready");
        let device = session.terminal.device();
        let reading = Arc::clone(&session.terminal.reading);
        let held = reading.lock();
        // A terminal that works on what it is given keeps some room. Who reads may have taken a piece before it was held.
        let modes = tcgetattr(&device).expect("it has modes");
        let mut raw = modes.clone();
        raw.make_raw();
        tcsetattr(&device, OptionalActions::Now, &raw).expect("they can be set");
        while std::iter::repeat_with(|| (&device).write(b"x")).take_while(Result::is_ok).count() > 0 {
            std::thread::sleep(Duration::from_millis(50));
        }
        tcsetattr(&device, OptionalActions::Now, &modes).expect("they can be set");
        session.type_keys("\r");
        let until = Instant::now() + PATIENCE;
        while tcgetattr(&device).expect("it has modes").local_modes.intersects(COOKED) {
            assert!(Instant::now() < until, "the terminal was never taken");
            std::thread::yield_now();
        }
        let cost = costs(session.process(), Duration::from_secs(1));
        assert!(cost.is_none_or(|cost| cost < Duration::from_millis(100)), "it waits for nothing, and takes {cost:?}");
        if end == "Q" {
            session.type_keys("Q");
        } else {
            session.signal(Signal::TERM);
        }
        assert_eq!(session.end(), if end == "Q" { 0 } else { 143 });
        drop(held);
    }
}
