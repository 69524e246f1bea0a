//! Work behind the screen, in threads of its own. One that fails says so: whoever waits for what it was to tell would wait for
//! ever.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::listen::News;

/// Starts a thread for a part of the program, which is called so where it fails.
pub fn spawn(part: &'static str, sender: &Sender<News>, work: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    let sender = sender.clone();
    thread::spawn(move || {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            drop(sender.send(News::Failed(part)));
        }
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_part_that_fails_says_which_it_was() {
        let (sender, news) = channel();
        spawn("counting", &sender, || panic!("there are too many"));
        assert!(matches!(news.recv(), Ok(News::Failed("counting"))));
        spawn("resting", &sender, || ()).join().expect("it ends");
        assert!(news.try_recv().is_err(), "one that is done says nothing");
    }
}
