//! Who reads the terminal. While another program shows something on it, the keys are that program's.
//!
//! The thread that reads keys waits at the gate until all that it passed on is dealt with. A key that opens a pager is
//! dealt with when the pager is closed, so that nobody reads beside it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The gate, shared by the loop and the threads that listen.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// The events that were passed on and are not dealt with.
    open: Mutex<usize>,
    dealt: Condvar,
    away: AtomicBool,
}

impl Gate {
    /// An event is passed on.
    pub fn passed(&self) {
        *self.0.open.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    }

    /// An event is dealt with, and all that it asked for is done.
    pub fn dealt(&self) {
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        *open = open.saturating_sub(1);
        self.0.dealt.notify_all();
    }

    /// Waits until every event that was passed on is dealt with.
    pub fn wait(&self) {
        let open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.0.dealt.wait_while(open, |open| *open > 0).unwrap_or_else(PoisonError::into_inner));
    }

    /// Another program takes the terminal, or gave it back.
    pub fn set_away(&self, away: bool) {
        self.0.away.store(away, Ordering::SeqCst);
    }

    /// Whether another program has the terminal.
    #[must_use]
    pub fn is_away(&self) -> bool {
        self.0.away.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
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
}
