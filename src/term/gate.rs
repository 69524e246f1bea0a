//! Who reads the terminal. While another program shows something on it, the keys are that program's.
//!
//! The thread that reads keys waits at the gate until all that it passed on is dealt with. A key that opens a pager is
//! dealt with when the pager is closed, so that nobody reads beside it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// How long after another program has left a signal may still be its own.
const LATE: Duration = Duration::from_millis(200);
/// How long it has for its end: less than the second in which this program ends that lost its terminal.
const GRACE: Duration = Duration::from_millis(500);

/// The gate, shared by the loop and the threads that listen.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    passing: Mutex<Passing>,
    changed: Condvar,
    guest: Mutex<Guest>,
}

/// What keeps everybody from passing.
#[derive(Debug, Default)]
struct Passing {
    /// How much was passed on and is not dealt with.
    open: usize,
    /// Whether the terminal is another program's.
    closed: bool,
    /// Whether something was typed into it then, which nobody was told of yet.
    typed: bool,
}

/// The other program that has the terminal.
#[derive(Debug, Default)]
enum Guest {
    /// There was none.
    #[default]
    None,
    /// It is to be started.
    Asked,
    /// It runs.
    Here(Pid),
    /// This program ends by this signal, and so shall one that is started now.
    Unwelcome(Signal),
    /// It left.
    Left(Instant),
}

impl Gate {
    /// What was typed is passed on.
    pub fn passed(&self) {
        self.passing().open += 1;
    }

    /// What was passed on is dealt with, and all that it asked for is done.
    pub fn dealt(&self) {
        let mut passing = self.passing();
        passing.open = passing.open.saturating_sub(1);
        self.0.changed.notify_all();
    }

    /// The terminal is given to another program, a shell as well: nobody passes until it is taken back.
    pub fn close(&self) {
        self.passing().closed = true;
    }

    /// The terminal is taken back. `typed` says whether something was typed meanwhile, and lies there.
    pub fn reopen(&self, typed: bool) {
        let mut passing = self.passing();
        passing.closed = false;
        passing.typed |= typed;
        self.0.changed.notify_all();
    }

    /// Whether nobody passes.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.passing().closed
    }

    /// Waits until all that was passed on is dealt with, and the terminal is ours.
    pub fn wait(&self) {
        let waits = |passing: &mut Passing| passing.open > 0 || passing.closed;
        drop(self.0.changed.wait_while(self.passing(), waits).unwrap_or_else(PoisonError::into_inner));
    }

    fn passing(&self) -> MutexGuard<'_, Passing> {
        self.0.passing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another program takes the terminal, and the gate is closed. Answers whether it may: not when this one is about to end.
    pub fn lend(&self) -> bool {
        let mut guest = self.guest();
        let may = !matches!(*guest, Guest::Unwelcome(_));
        if may {
            *guest = Guest::Asked;
            self.close();
        }
        may
    }

    /// The other program is this process.
    pub fn lent_to(&self, process: Pid) {
        let before = std::mem::replace(&mut *self.guest(), Guest::Here(process));
        if let Guest::Unwelcome(signal) = before {
            self.end_guest(signal);
        }
    }

    /// The terminal is given back.
    pub fn came_back(&self) {
        *self.guest() = Guest::Left(Instant::now());
    }

    /// Whether something was typed while the terminal was not ours, since the last time that this was asked.
    #[must_use]
    pub fn was_typed_into(&self) -> bool {
        std::mem::take(&mut self.passing().typed)
    }

    /// Whether another program has the terminal.
    #[must_use]
    pub fn is_away(&self) -> bool {
        matches!(*self.guest(), Guest::Asked | Guest::Here(_))
    }

    /// Whether another program has the terminal or had it a moment ago: a key that ended it is heard of late.
    #[must_use]
    pub fn was_away(&self) -> bool {
        self.is_away() || matches!(*self.guest(), Guest::Left(at) if at.elapsed() < LATE)
    }

    /// Passes a signal that ends this program on to the other one, also one that is yet to start, and kills that where it does
    /// not end of it. Nobody else can: who lent the terminal waits for it.
    pub fn end_guest(&self, signal: Signal) {
        if !self.tell_guest(signal) {
            *self.guest() = Guest::Unwelcome(signal);
            return;
        }
        let gate = self.clone();
        let later = move || {
            thread::sleep(GRACE);
            gate.tell_guest(Signal::KILL);
        };
        if thread::Builder::new().spawn(later).is_err() {
            self.tell_guest(Signal::KILL);
        }
    }

    /// Sends the other program a signal. Answers whether there is one.
    fn tell_guest(&self, signal: Signal) -> bool {
        match *self.guest() {
            Guest::Here(process) => kill_process(process, signal).is_ok(),
            Guest::None | Guest::Asked | Guest::Unwelcome(_) | Guest::Left(_) => false,
        }
    }

    fn guest(&self) -> MutexGuard<'_, Guest> {
        self.0.guest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn nobody_passes_before_all_is_dealt_with() {
        let gate = Gate::default();
        gate.wait();
        gate.passed();
        gate.passed();
        let dealt = Arc::new(AtomicBool::new(false));
        let (other, seen) = (gate.clone(), Arc::clone(&dealt));
        let waiting = std::thread::spawn(move || {
            other.wait();
            seen.load(Ordering::SeqCst)
        });
        gate.dealt();
        dealt.store(true, Ordering::SeqCst);
        gate.dealt();
        assert!(waiting.join().expect("it ends"), "it waited for the second");
    }

    #[test]
    fn nobody_passes_before_the_terminal_is_taken_back() {
        let gate = Gate::default();
        gate.close();
        let other = gate.clone();
        let waiting = std::thread::spawn(move || {
            other.wait();
            other.was_typed_into() && !other.was_typed_into()
        });
        gate.reopen(true);
        assert!(waiting.join().expect("it ends"), "what was typed is told once");
        assert!(!gate.is_closed());
    }
}
