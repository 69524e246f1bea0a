//! Work behind the screen, in threads of its own. One that fails says so: whoever waits for what it was to tell would wait for
//! ever.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::listen::News;
use crate::durable::reason;

/// Starts a thread for a part of the program, which is called so where it fails.
///
/// # Errors
///
/// When the system allows no more threads: a sentence without its stop.
pub fn spawn(
    part: &'static str,
    sender: &Sender<News>,
    work: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    let sender = sender.clone();
    let work = move || {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            drop(sender.send(News::Failed(format!("{part} failed, which is a fault of the program"))));
        }
    };
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{part} cannot begin: {}", reason(&error)));
    thread::Builder::new().spawn(work).map_err(named)
}

/// Starts a thread for a part that the others can do without. That it does not start is told like a failure.
pub fn begin(
    part: &'static str,
    sender: &Sender<News>,
    work: impl FnOnce() + Send + 'static,
) -> Option<JoinHandle<()>> {
    spawn(part, sender, work).inspect_err(|error| drop(sender.send(News::Failed(error.to_string())))).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_part_that_fails_says_which_it_was() {
        let (sender, news) = channel();
        begin("counting", &sender, || panic!("there are too many"));
        assert!(matches!(news.recv(), Ok(News::Failed(told)) if told.starts_with("counting failed")));
        begin("resting", &sender, || ()).expect("it begins").join().expect("it ends");
        assert!(news.try_recv().is_err(), "one that is done says nothing");
    }
}
