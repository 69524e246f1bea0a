//! Everything that arrives at the loop, through one channel: events of the terminal, signals, what was read, the hang-up.
//! Each is waited for in a thread that only passes on, and none of them wakes while nothing happens.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::keys::Pieces;
use crate::load::Progress;

/// What arrives at the loop.
pub enum News {
    /// A key, pasted text, another size, the mouse.
    Terminal(Event),
    /// A signal.
    Signal(i32),
    /// Something was read in this run.
    Progress(usize, Progress),
    /// This run read everything.
    Read(usize),
}

/// Listens to the terminal and to signals.
///
/// # Errors
///
/// When the signals cannot be caught.
pub fn listen(sender: &Sender<News>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let signalled = sender.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            if signalled.send(News::Signal(signal)).is_err() {
                break;
            }
        }
    });
    let typed = sender.clone();
    thread::spawn(move || type_on(&typed));
    let gone = sender.clone();
    thread::spawn(move || {
        hang_up();
        drop(gone.send(News::Signal(SIGHUP)));
    });
    Ok(())
}

/// Passes on what is typed, until the terminal is gone.
fn type_on(typed: &Sender<News>) {
    let mut pieces = Pieces::default();
    let mut next = |wait: Duration| event::poll(wait).is_ok_and(|is| is).then(|| event::read().ok()).flatten();
    while let Ok(event) = event::read() {
        for event in pieces.join(event, Instant::now(), &mut next) {
            if typed.send(News::Terminal(event)).is_err() {
                return;
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
