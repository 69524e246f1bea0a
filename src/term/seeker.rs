//! Answering what is typed into go-to, in a thread of its own: the newest question stops the one before it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};

use super::background::begin;
use super::listen::News;
use crate::app::seek::Seek;
use crate::heap;
use crate::query::jump::{Index, Search};

/// Who answers.
pub struct Seeker {
    newest: Arc<AtomicUsize>,
    /// Nothing before the first question.
    questions: Option<Sender<Seek>>,
    /// Where answers go, with all other news.
    sender: Sender<News>,
}

impl Seeker {
    /// The thread starts with the first question.
    pub fn new(sender: &Sender<News>) -> Self {
        Self { newest: Arc::default(), questions: None, sender: sender.clone() }
    }

    /// Asks; whatever was asked before is answered no longer.
    pub fn ask(&mut self, seek: Seek) {
        self.newest.store(seek.number, Ordering::SeqCst);
        let mut questions = self.questions.take().unwrap_or_else(|| self.start());
        // The thread ends only with the loop that asks, or where it failed; then another one follows it.
        if let Err(unasked) = questions.send(seek) {
            questions = self.start();
            drop(questions.send(unasked.0));
        }
        self.questions = Some(questions);
    }

    fn start(&self) -> Sender<Seek> {
        let (questions, asked) = channel::<Seek>();
        let (now, tell) = (Arc::clone(&self.newest), self.sender.clone());
        begin("go-to", &self.sender, move || {
            let mut search: Option<Search> = None;
            while let Ok(seek) = asked.recv() {
                let seek = asked.try_iter().last().unwrap_or(seek);
                let old = || now.load(Ordering::SeqCst) != seek.number;
                let before = search.as_ref().map(|search| Arc::clone(search.index()));
                let found = seek.answer(&mut search, &old);
                if found.is_some_and(|found| tell.send(News::Found(seek.number, found)).is_err()) {
                    break;
                }
                let is_before = |now: &Arc<Index>| before.as_ref().is_some_and(|before| Arc::ptr_eq(before, now));
                if search.as_ref().is_some_and(|search| !is_before(search.index())) {
                    drop(before);
                    heap::give_back();
                }
            }
        });
        questions
    }
}
