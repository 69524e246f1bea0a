//! Events of the file system: that something happened in a folder, as the system tells it, and no more than that.
//!
//! What happened is found out by looking at the folder, for events come late, come twice and are lost when there are too
//! many. So only what can matter is asked for: no opening and no reading, which are what most programs do all day.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
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

/// What is watched, as events name it.
#[derive(Debug, Clone)]
pub(super) struct Watched {
    /// Its own name, which matters even where it is hidden.
    name: OsString,
    /// Whether it is a single file, so that no other name matters.
    single: bool,
}

impl Watched {
    /// A folder or a file.
    pub fn of(path: &Path) -> Self {
        Self { name: path.file_name().unwrap_or_default().to_owned(), single: path.is_file() }
    }

    /// Whether an event about this name, or about no name, can change what is known: hidden files are no reports.
    fn is_touched_by(&self, name: Option<&OsStr>) -> bool {
        name.is_none_or(|name| name == self.name || !self.single && !name.as_bytes().starts_with(b"."))
    }
}

/// Who listens to a set of folders.
#[derive(Debug)]
pub(super) struct Ears {
    events: Arc<OwnedFd>,
    folders: HashSet<i32>,
}

impl Ears {
    /// Begins to listen, to no folder yet.
    ///
    /// # Errors
    ///
    /// When the system has no events left to give.
    pub fn open(watched: Watched, heard: Sender<Ping>) -> io::Result<Self> {
        let events = Arc::new(inotify::init(CreateFlags::CLOEXEC)?);
        let source = Arc::clone(&events);
        thread::Builder::new().spawn(move || hear(&source, &watched, &heard))?;
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
fn hear(events: &OwnedFd, watched: &Watched, heard: &Sender<Ping>) {
    let mut room = [MaybeUninit::uninit(); ROOM];
    let mut reader = inotify::Reader::new(events, &mut room);
    let mut matters = false;
    loop {
        match reader.next() {
            Ok(event) => {
                let name = event.file_name().map(|name| OsStr::from_bytes(name.to_bytes()));
                matters |= !event.events().contains(ReadFlags::IGNORED) && watched.is_touched_by(name);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_names_matter_to_nobody_but_the_one_that_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(".hidden.md");
        std::fs::write(&file, "").unwrap();
        let touched = |path: &Path, names: [Option<&str>; 4]| {
            let watched = Watched::of(path);
            names.map(|name| watched.is_touched_by(name.map(OsStr::new)))
        };
        let names = [None, Some("a.md"), Some(".hidden.md"), Some(".other")];
        assert_eq!(touched(folder.path(), names), [true, true, false, false]);
        assert_eq!(touched(&file, names), [true, false, true, false]);
    }
}
