//! The watch: a folder that changes is looked at when it has settled, and only what changed is read.
//!
//! ```text
//! events, settled for 300 ms ─┐
//! the terminal has the focus ─┼─▶ look: walk, sizes and times ─▶ differs? ─▶ read what changed ─▶ tell all of it
//! a file is being written    ─┘
//! ```
//!
//! Nothing ticks: without events, focus or files that are being written, nobody wakes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
use super::events::{Ears, Watched};
use super::memory::{Difference, Memory};
use super::{Folder, Means, Progress, Recall, load};
use crate::library::cache::TICK;
use crate::read::walk;

/// How long nothing must happen before a folder has settled.
const SETTLE: Duration = Duration::from_millis(300);
/// How long a folder that does not settle is not looked at.
const LONGEST: Duration = Duration::from_secs(2);
/// The shortest time between two looks that only the focus asks for.
const GLANCES: Duration = Duration::from_secs(4);
/// How often the folders are gone through anew because others appeared meanwhile.
const ROUNDS: usize = 4;

/// What asks for a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ping {
    /// Something happened in the folder.
    Event,
    /// Somebody came back to the program, who may have changed the folder.
    Focus,
}

/// What is told of a folder that is watched.
#[derive(Debug, Clone)]
pub enum Change {
    /// All that there is to know of it now, the unchanged reports as they were.
    Again(Vec<Progress>),
    /// It cannot be entered any more, for this reason.
    Gone(String),
    /// The system tells no events of it: it is looked at when somebody comes back to the program.
    Unheard,
}

/// A folder to be watched.
#[derive(Debug, Clone)]
pub struct Watch {
    /// The folder, or the single file.
    pub path: PathBuf,
    /// The directory with the user's own sidecars.
    pub config: Option<PathBuf>,
    /// How files are read.
    pub means: Means,
    /// What was read so far.
    pub memory: Arc<Memory>,
}

/// Events, or why there are none.
trait Listen {
    fn listen(&mut self, folders: &[PathBuf]) -> io::Result<bool>;
}

#[cfg(target_os = "linux")]
impl Listen for Ears {
    fn listen(&mut self, folders: &[PathBuf]) -> io::Result<bool> {
        Self::listen(self, folders)
    }
}

/// When the folder is looked at next.
#[derive(Debug, Default)]
struct Schedule {
    due: Option<Instant>,
    /// The first event since the last look.
    first: Option<Instant>,
    last: Option<Instant>,
}

impl Watch {
    /// Watches until `tell` answers `false` or nobody can ask any more. Nobody else reads the folder while this has the
    /// `turn`, so that what is told last is what is true.
    pub fn follow(
        &self,
        asking: &Sender<Ping>,
        asked: &Receiver<Ping>,
        turn: &Mutex<()>,
        tell: &mut dyn FnMut(Change) -> bool,
    ) {
        let ears = self.ears(asking);
        if ears.is_err() && !tell(Change::Unheard) {
            return;
        }
        let mut state = State::of(self, ears.unwrap_or_default());
        let mut schedule = Schedule { due: Some(Instant::now()), ..Schedule::default() };
        while schedule.wait(asked) {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            let (changes, again) = state.look();
            if !changes.into_iter().all(&mut *tell) {
                return;
            }
            schedule.looked(Instant::now(), again);
        }
    }
}

impl Watch {
    /// Who listens to events.
    #[cfg(target_os = "linux")]
    fn ears(&self, asking: &Sender<Ping>) -> io::Result<Option<Box<dyn Listen>>> {
        Ok(Some(Box::new(Ears::open(Watched::of(&self.path), asking.clone())?)))
    }

    /// Nobody listens where the system's events are not known: the folder is looked at when somebody comes back.
    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "as where there are events")]
    fn ears(&self, _: &Sender<Ping>) -> io::Result<Option<Box<dyn Listen>>> {
        Ok(None)
    }
}

/// A watch under way.
struct State<'a> {
    watch: &'a Watch,
    ears: Option<Box<dyn Listen>>,
    gone: bool,
}

impl<'a> State<'a> {
    fn of(watch: &'a Watch, ears: Option<Box<dyn Listen>>) -> Self {
        Self { watch, ears, gone: false }
    }

    /// Looks at the folder and reads what changed. Answers what is to be told, and when to look again.
    fn look(&mut self) -> (Vec<Change>, Option<Duration>) {
        let watch = self.watch;
        let mut changes = Vec::new();
        if let Err(closed) = walk::enter(&watch.path) {
            let above = watch.path.ancestors().skip(1).find(|path| path.is_dir()).map(Path::to_owned);
            self.listen(above.as_slice(), &mut changes);
            if !std::mem::replace(&mut self.gone, true) {
                changes.push(Change::Gone(closed.reason));
            }
            return (changes, None);
        }
        let mut found = walk::walk(&watch.path);
        for _ in 0..ROUNDS {
            if !self.listen(&found.folders, &mut changes) {
                break;
            }
            found = walk::walk(&watch.path);
        }
        let folder = Folder::Disk(watch.path.clone());
        let known = folder.known(watch.config.as_deref());
        let Difference { any, mut again } = watch.memory.differs(&found, &known);
        if any || std::mem::take(&mut self.gone) {
            let told = Mutex::new(Vec::new());
            load(&folder, &known, &watch.means, Recall::Settled(&watch.memory), &|progress| {
                told.lock().unwrap_or_else(PoisonError::into_inner).push(progress);
                true
            });
            changes.push(Change::Again(told.into_inner().unwrap_or_else(PoisonError::into_inner)));
            again = again.or(Some(TICK));
        }
        (changes, again)
    }

    /// Listens to these folders. Answers whether one of them is new; where they are too many, none is listened to any more.
    fn listen(&mut self, folders: &[PathBuf], changes: &mut Vec<Change>) -> bool {
        let heard = self.ears.as_mut().map(|ears| ears.listen(folders));
        if let Some(Err(_)) = heard {
            self.ears = None;
            changes.push(Change::Unheard);
        }
        matches!(heard, Some(Ok(true)))
    }
}

impl Schedule {
    /// Waits until the folder is to be looked at. Answers `false` when nobody can ask for it any more.
    fn wait(&mut self, asked: &Receiver<Ping>) -> bool {
        loop {
            let ping = match self.due {
                None => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => asked.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match ping {
                Ok(ping) => self.ping(ping, Instant::now()),
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    fn ping(&mut self, ping: Ping, now: Instant) {
        match ping {
            Ping::Event => {
                let first = *self.first.get_or_insert(now);
                self.due = Some((now + SETTLE).min(first + LONGEST));
            }
            Ping::Focus => {
                let earliest = self.last.map_or(now, |last| now.max(last + GLANCES));
                self.due = Some(self.due.map_or(earliest, |due| due.min(earliest)));
            }
        }
    }

    fn looked(&mut self, now: Instant, again: Option<Duration>) {
        (self.due, self.first, self.last) = (again.map(|time| now + time), None, Some(now));
    }
}

#[cfg(test)]
mod tests;
