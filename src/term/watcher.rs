//! Watching the folder, in a thread that begins when everything is read and wakes only when something happens there or
//! somebody comes back to the terminal.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use super::background::begin;
use super::listen::News;
use crate::load::watch::{Ping, Watch};

/// Who watches.
pub struct Watcher {
    asking: Sender<Ping>,
    idle: Option<(Watch, Receiver<Ping>)>,
    sender: Sender<News>,
}

impl Watcher {
    /// Nothing is watched before [`Watcher::begin`], and nothing at all where there is no watch.
    pub fn new(watch: Option<Watch>, sender: Sender<News>) -> Self {
        let (asking, asked) = channel();
        Self { asking, idle: watch.map(|watch| (watch, asked)), sender }
    }

    /// Begins to watch, once. `turn` is held while the folder is read.
    pub fn begin(&mut self, turn: impl FnOnce() -> Arc<Mutex<()>>) {
        let Some((watch, asked)) = self.idle.take() else { return };
        let (turn, asking, sender) = (turn(), self.asking.clone(), self.sender.clone());
        begin("watching the folder", &self.sender, move || {
            watch.follow(&asking, &asked, &turn, &mut |change| sender.send(News::Changed(change)).is_ok());
        });
    }

    /// Somebody came back to the terminal, and may have changed the folder from elsewhere.
    pub fn focus(&self) {
        // Nobody hears it where nothing is watched.
        self.asking.send(Ping::Focus).ok();
    }
}
