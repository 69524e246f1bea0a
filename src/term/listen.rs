//! Everything that arrives at the loop, through one channel: events of the terminal, signals, what was read, the hang-up.
//! Each is waited for in a thread that only passes on, and none of them wakes while nothing happens.

use std::io;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::Signal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::raise;

use super::background;
use super::gate::Gate;
use super::has_shell;
use super::keys::{self, Pieces};
use crate::app::study::Piece;
use crate::load::Progress;
use crate::load::watch::Change;
use crate::query::jump::Found;

/// The stop that no program can catch.
const SIGSTOP: i32 = signal_hook::consts::SIGSTOP;
/// How long it takes to know that nothing more is there to be read. The reader of events finds nothing in no time at all.
const SOON: Duration = Duration::from_millis(1);

/// What arrives at the loop.
pub enum News {
    /// A key, pasted text, another size, the mouse; and when it came.
    Terminal(Event, Instant),
    /// The terminal may have got another size before anybody listened to it.
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
    /// This part of the program failed.
    Failed(&'static str),
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
        Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT]).map(Self)
    }

    /// Passes on what came and what comes. It starts a thread for each, which those who wait for the first frame would wait for.
    pub fn listen(self, sender: &Sender<News>, gate: &Gate) {
        listen(self.0, sender, gate);
    }
}

/// Listens to the terminal and to signals.
fn listen(mut signals: Signals, sender: &Sender<News>, gate: &Gate) {
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
                SIGTSTP | SIGCONT => {}
                SIGHUP => lent.end_guest(Signal::HUP),
                _ => lent.end_guest(Signal::TERM),
            }
            if signalled.send(News::Signal(signal)).is_err() {
                break;
            }
        }
    });
    let (typed, gate) = (sender.clone(), gate.clone());
    let lent = gate.clone();
    background::spawn("reading keys", sender, move || type_on(&typed, &gate));
    let gone = sender.clone();
    background::spawn("watching the terminal", sender, move || {
        hang_up();
        lent.end_guest(Signal::HUP);
        drop(gone.send(News::Signal(SIGHUP)));
    });
}

/// Passes on what is typed, until the terminal is gone.
///
/// Where nothing more is there to be read, what was passed on is dealt with first: it may give the terminal to another
/// program, whose keys are not ours.
fn type_on(typed: &Sender<News>, gate: &Gate) {
    // Asked for the first time, the reader begins to catch changes of the size. One that came before is told by nobody.
    let _ = event::poll(Duration::ZERO);
    if typed.send(News::Size).is_err() {
        return;
    }
    let (mut pieces, mut early) = (Pieces::default(), true);
    let mut next = |wait: Duration| event::poll(wait).is_ok_and(|is| is).then(|| event::read().ok()).flatten();
    loop {
        if !event::poll(SOON).unwrap_or(true) {
            gate.wait();
            early = gate.was_typed_into();
        }
        let mut event = event::read().ok();
        if event.is_none() {
            break;
        }
        while let Some(first) = event {
            let now = Instant::now();
            let (joined, behind) = pieces.join(first, now, &mut next);
            event = behind;
            for event in joined {
                let event = if early { keys::early(event) } else { event };
                gate.passed();
                if typed.send(News::Terminal(event, now)).is_err() {
                    return;
                }
            }
        }
    }
    drop(typed.send(News::Signal(SIGHUP)));
}

/// Waits until the terminal is gone. SIGHUP says so as well, but not to a program that was started with SIGHUP ignored, and
/// the reader of events would then try again and again for ever.
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
