//! The budget: the memory that all workers together may have, and who has how much of it.

use std::sync::{Condvar, Mutex, PoisonError};

use super::limits;

/// The memory that nobody has taken, in bytes, and word of what is given back.
pub struct Budget {
    free: Mutex<u64>,
    given_back: Condvar,
}

/// What somebody took; it is given back when it goes.
pub struct Share<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { free: Mutex::new(limits::OF_WORKERS), given_back: Condvar::new() }
    }
}

impl Budget {
    /// Takes what a worker may have that is given this much memory, once it is there. More than there is at all would be
    /// waited for without end: `limits` asserts that no worker asks for it.
    pub fn take(&self, memory: u64) -> Share<'_> {
        let bytes = limits::OWN + memory;
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.given_back.wait_while(free, |free| *free < bytes).unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Share { budget: self, bytes }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.budget.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_asks_for_more_than_is_left_waits_until_it_is_given_back() {
        let budget = Budget::default();
        let large = [budget.take(limits::LARGE_MEMORY), budget.take(limits::LARGE_MEMORY)];
        thread::scope(|scope| {
            let (tell, told) = mpsc::channel();
            let budget = &budget;
            scope.spawn(move || {
                drop(budget.take(limits::LARGE_MEMORY));
                tell.send(()).expect("somebody listens");
            });
            assert!(told.recv_timeout(Duration::from_millis(50)).is_err(), "there is no place for three");
            drop(large);
            assert_eq!(told.recv_timeout(Duration::from_secs(10)), Ok(()));
        });
        assert_eq!(*budget.free.lock().unwrap(), limits::OF_WORKERS, "all of it is there again");
    }
}
