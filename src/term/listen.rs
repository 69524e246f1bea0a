//! Everything that arrives at the loop, through one channel: what was typed, signals, what was read, the hang-up.
//! Each is waited for in a thread that only passes on, and none of them wakes while nothing happens.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};
use rustix::process::Signal;
use rustix::termios::isatty;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::raise;

use super::background;
use super::gate::Gate;
use super::has_shell;
use super::keys::Input;
use super::typed::Typed;
use crate::app::study::Piece;
use crate::load::Progress;
use crate::load::watch::Change;
use crate::query::jump::Found;

/// The stop that no program can catch.
const SIGSTOP: i32 = signal_hook::consts::SIGSTOP;
/// As many bytes as a terminal keeps of what is typed before somebody reads it (Linux, `N_TTY`).
const TYPED_AHEAD: usize = 4096;

/// What arrives at the loop.
pub enum News {
    /// What was done at the terminal, as much of it as came together; and when.
    Typed(Vec<Input>, Instant),
    /// The terminal has another size, or had one for a moment.
    Size,
    /// A signal.
    Signal(i32),
    /// Something was read in this run.
    Progress(usize, Progress),
    /// This run read everything.
    Read(usize),
    /// The answer to the question of this number.
    Found(usize, Found),
    /// The terminal takes more bytes.
    Room,
    /// Something was learnt of the library of this generation.
    Learnt(usize, Piece),
    /// A part of the program failed: a sentence without its stop.
    Failed(String),
    /// The folder that is watched changed.
    Changed(Change),
    /// Something was written, or could not be.
    Done,
}

/// What is caught before anybody listens: signals wait here, and keys in the terminal.
pub struct Ears(Signals);

impl Ears {
    /// Catches signals from now on.
    ///
    /// # Errors
    ///
    /// When they cannot be caught.
    pub fn open() -> io::Result<Self> {
        Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]).map(Self)
    }

    /// Passes on what came and what comes. It starts a thread for each, which those who wait for the first frame would wait for.
    ///
    /// # Errors
    ///
    /// When the system allows no more threads.
    pub fn listen(self, sender: &Sender<News>, gate: &Gate) -> io::Result<()> {
        let mut signals = self.0;
        let (signalled, lent) = (sender.clone(), gate.clone());
        background::spawn("listening to signals", sender, move || {
            for signal in signals.forever() {
                // Keys and stops are the other program's while it has the terminal; stopping it stops this one as well, where
                // a shell would continue both: without one the other is not stopped, and this one would be for ever.
                match signal {
                    SIGTSTP if lent.is_away() => {
                        if has_shell() {
                            drop(raise(SIGSTOP));
                        }
                        continue;
                    }
                    SIGINT | SIGQUIT | SIGCONT if lent.was_away() => continue,
                    SIGTSTP | SIGCONT | SIGWINCH => {}
                    SIGHUP => lent.end_guest(Signal::HUP),
                    _ => lent.end_guest(Signal::TERM),
                }
                let news = if signal == SIGWINCH { News::Size } else { News::Signal(signal) };
                if signalled.send(news).is_err() {
                    break;
                }
            }
        })?;
        let (typed, gate) = (sender.clone(), gate.clone());
        let lent = gate.clone();
        background::spawn("reading keys", sender, move || type_on(&typed, &gate))?;
        let gone = sender.clone();
        background::spawn("watching the terminal", sender, move || {
            hang_up();
            lent.end_guest(Signal::HUP);
            drop(gone.send(News::Signal(SIGHUP)));
        })?;
        Ok(())
    }
}

/// Passes on what is typed, until the terminal is gone.
///
/// Where nothing more is there to be read, what was passed on is dealt with first: it may give the terminal to another
/// program, whose keys are not ours.
fn type_on(sender: &Sender<News>, gate: &Gate) {
    let (mut typed, mut bytes) = (Typed::default(), [0; TYPED_AHEAD]);
    typed.early = true;
    let keyboard = keyboard();
    while let Ok(keyboard) = &keyboard {
        if gate.is_closed() || !has_typed(keyboard, Some(Duration::ZERO)) {
            gate.wait();
            typed.early = false;
        }
        typed.early |= gate.was_typed_into();
        let is_more = has_typed(keyboard, typed.patience());
        if gate.is_closed() {
            continue;
        }
        let done = if is_more {
            match read(keyboard, &mut bytes) {
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Ok(0) | Err(_) => break,
                Ok(size) => typed.take(&bytes[..size], Instant::now()),
            }
        } else {
            typed.quiet(Instant::now())
        };
        if done.is_empty() {
            continue;
        }
        gate.passed();
        if sender.send(News::Typed(done, Instant::now())).is_err() {
            return;
        }
    }
    drop(sender.send(News::Signal(SIGHUP)));
}

/// Where keys are read: the standard input, or where that is something else the terminal of this session.
///
/// # Errors
///
/// When there is no such terminal.
pub fn keyboard() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if isatty(&stdin) { stdin.as_fd().try_clone_to_owned() } else { File::open("/dev/tty").map(OwnedFd::from) }
}

/// Whether something was typed that nobody has read.
pub fn is_typed_into() -> bool {
    keyboard().is_ok_and(|keyboard| has_typed(&keyboard, Some(Duration::ZERO)))
}

/// Waits until something was typed, as long as that at most. Answers whether something was, or the terminal is gone.
fn has_typed(keyboard: &OwnedFd, most: Option<Duration>) -> bool {
    let most = most.and_then(|most| Timespec::try_from(most).ok());
    loop {
        match poll(&mut [PollFd::new(keyboard, PollFlags::IN)], most.as_ref()) {
            Err(Errno::INTR) => {}
            ready => return ready != Ok(0),
        }
    }
}

/// Waits until the terminal is gone. SIGHUP says so as well, but not to a program that was started with SIGHUP ignored; and who
/// reads keys finds it out only where nothing keeps him from reading.
fn hang_up() {
    let terminal = io::stdout();
    loop {
        // No event is asked for: a hang-up is told in any case.
        let mut asked = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut asked, None) {
            Err(Errno::INTR) => {}
            Ok(_) if asked[0].revents().is_empty() => {}
            Ok(_) | Err(_) => return,
        }
    }
}
