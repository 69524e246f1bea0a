//! Reading the folder in the background, and again for every reload.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use super::Load;
use super::background::begin;
use super::listen::News;

/// Reads the folder, each time with a number of its own, so that what an older run tells is passed over.
pub struct Loader {
    load: Arc<Load>,
    run: Arc<AtomicUsize>,
    turn: Arc<Mutex<()>>,
    sender: Sender<News>,
}

impl Loader {
    /// Nothing is read before [`Loader::start`].
    pub fn new(load: Arc<Load>, sender: Sender<News>) -> Self {
        Self { load, run: Arc::new(AtomicUsize::new(0)), turn: Arc::default(), sender }
    }

    /// Who holds it reads the folder, and tells what was read before the next one does: what is told last is what is true.
    pub fn turn(&self) -> Arc<Mutex<()>> {
        Arc::clone(&self.turn)
    }

    /// Begins to read; an older run ends at the next thing it tells.
    pub fn start(&mut self) {
        let (load, now, sender) = (Arc::clone(&self.load), Arc::clone(&self.run), self.sender.clone());
        let run = now.fetch_add(1, Ordering::SeqCst) + 1;
        let turn = self.turn();
        begin("reading the folder", &self.sender, move || {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            load(&|progress| now.load(Ordering::SeqCst) == run && sender.send(News::Progress(run, progress)).is_ok());
            drop(sender.send(News::Read(run)));
        });
    }

    /// Whether this run is the newest.
    pub fn is_now(&self, run: usize) -> bool {
        self.run.load(Ordering::SeqCst) == run
    }
}
