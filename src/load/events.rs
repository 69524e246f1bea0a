//! Events of the file system: that something happened in a folder, as the system tells it, and no more than that.
//!
//! What happened is found out by looking at the folder, for events come late, come twice and are lost when there are too
//! many. So only what can matter is asked for: no opening and no reading, which are what most programs do all day.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;

use super::watch::Ping;

/// What is told of: names that come and go, and what files hold. A link is not followed, and nothing but a folder watched.
const ASKED: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::DELETE)
    .union(WatchFlags::MOVED_FROM)
    .union(WatchFlags::MOVED_TO)
    .union(WatchFlags::MODIFY)
    .union(WatchFlags::CLOSE_WRITE)
    .union(WatchFlags::ATTRIB)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVE_SELF)
    .union(WatchFlags::ONLYDIR)
    .union(WatchFlags::DONT_FOLLOW);
/// Room for some hundred events.
const ROOM: usize = 16 << 10;

/// Who listens to a set of folders.
#[derive(Debug)]
pub(super) struct Ears {
    events: Arc<OwnedFd>,
    folders: HashSet<i32>,
}

impl Ears {
    /// Begins to listen, to no folder yet. `own` is the name of what is watched, which matters even where it is hidden;
    /// where it is a single file, no other name does.
    ///
    /// # Errors
    ///
    /// When the system has no events left to give.
    pub fn open((own, single): (&OsStr, bool), heard: Sender<Ping>) -> io::Result<Self> {
        let events = Arc::new(inotify::init(CreateFlags::CLOEXEC)?);
        let (source, own) = (Arc::clone(&events), own.to_owned());
        thread::Builder::new().spawn(move || hear(&source, (&own, single), &heard))?;
        Ok(Self { events, folders: HashSet::new() })
    }

    /// Listens to these folders and to no others. Answers whether any of them is new: what happened in it before is not
    /// told. A folder that is gone or closed is passed over.
    ///
    /// # Errors
    ///
    /// When there are more of them than the system allows. Then none is listened to.
    pub fn listen(&mut self, folders: &[PathBuf]) -> io::Result<bool> {
        let mut now = HashSet::with_capacity(folders.len());
        for folder in folders {
            match inotify::add_watch(&self.events, folder, ASKED) {
                Ok(number) => drop(now.insert(number)),
                Err(error @ (Errno::NOSPC | Errno::NOMEM)) => {
                    self.folders.extend(now);
                    self.leave(&HashSet::new());
                    return Err(error.into());
                }
                Err(_) => {}
            }
        }
        self.leave(&now);
        let new = !now.is_subset(&self.folders);
        self.folders = now;
        Ok(new)
    }

    /// Listens no longer to those that are not among these.
    fn leave(&mut self, kept: &HashSet<i32>) {
        for &number in self.folders.difference(kept) {
            // One that is deleted was left by the system itself.
            inotify::remove_watch(&self.events, number).ok();
        }
        self.folders.retain(|number| kept.contains(number));
    }
}

/// Passes on that something happened, once for all that the system tells at once.
fn hear(events: &OwnedFd, own: (&OsStr, bool), heard: &Sender<Ping>) {
    let mut room = [MaybeUninit::uninit(); ROOM];
    let mut reader = inotify::Reader::new(events, &mut room);
    let mut matters = false;
    loop {
        match reader.next() {
            Ok(event) => {
                let name = event.file_name().map(|name| OsStr::from_bytes(name.to_bytes()));
                matters |= !event.events().contains(ReadFlags::IGNORED) && concerns(name, own);
            }
            Err(Errno::INTR) => continue,
            Err(_) => return,
        }
        if matters && reader.is_buffer_empty() {
            matters = false;
            if heard.send(Ping::Event).is_err() {
                return;
            }
        }
    }
}

/// Whether an event about this name can change what is known: hidden files are no reports.
fn concerns(name: Option<&OsStr>, (own, single): (&OsStr, bool)) -> bool {
    name.is_none_or(|name| name == own || !single && !name.as_bytes().starts_with(b"."))
}
