//! Learning what lists and searches need, in a thread that ends when it is done or when a newer library is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;

use super::background::begin;
use super::listen::News;
use crate::app::study::Study;
use crate::heap;

/// Who learns.
pub struct Student {
    newest: Arc<AtomicUsize>,
    sender: Sender<News>,
}

impl Student {
    /// What is learnt goes where all news go.
    pub fn new(sender: Sender<News>) -> Self {
        Self { newest: Arc::new(AtomicUsize::new(0)), sender }
    }

    /// Begins to learn; what an older library needed is learnt no longer.
    pub fn learn(&self, study: Study) {
        self.newest.store(study.generation, Ordering::SeqCst);
        let (newest, sender) = (Arc::clone(&self.newest), self.sender.clone());
        begin("learning what lists and searches need", &self.sender, move || {
            let is_new = || newest.load(Ordering::SeqCst) == study.generation;
            study.learn(&mut |piece| is_new() && sender.send(News::Learnt(study.generation, piece)).is_ok());
            heap::give_back();
        });
    }
}
