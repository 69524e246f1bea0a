//! What is told while the folder is read, and the libraries that are made of it.

use std::sync::Arc;

use super::App;
use super::again::Reloading;
use crate::load::Progress;

impl App {
    /// Reports, problems and counts arrived; one new library holds them all.
    pub fn told(&mut self, news: impl IntoIterator<Item = Progress>) {
        self.take(news);
        if matches!(self.reloading, Reloading::No) {
            self.renew();
        }
        self.prepare();
    }

    fn take(&mut self, news: impl IntoIterator<Item = Progress>) {
        for progress in news {
            match progress {
                kept @ Progress::Kept(..) => self.keep(kept),
                progress => self.reading.told([progress]),
            }
        }
    }

    /// The last reports arrived, and with them everything was read: one new library, not two.
    pub fn told_all(&mut self, news: impl IntoIterator<Item = Progress>) {
        self.take(news);
        self.finish();
    }

    /// Everything was read.
    pub fn finish(&mut self) {
        self.reading.finish();
        let changed = self.reloaded();
        self.wanted = None;
        if changed {
            self.place_marks();
            self.learning.renew();
        }
        self.prepare();
        // What an earlier run kept is not asked for anything before the files were looked at, which comes first.
        if changed || self.reading.is_kept() {
            self.ask();
        }
    }

    pub(super) fn renew(&mut self) {
        if let Some(register) = self.reading.register() {
            self.register = Arc::clone(register);
        }
        self.library = Arc::new(self.reading.library(self.root.clone(), &self.register));
        (self.concordance, self.bases, self.before) = (None, Default::default(), None);
        self.generation += 1;
        self.restore();
    }
}
