//! The store: what was read before of this folder, and what is kept of it for the next time.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::Reading;
use super::memory::Seen;
use super::packed::{self, Packed};
use super::source;
use super::wire::{self, Answer};
use crate::authority::{Names, Register};
use crate::document::{Block, Fetch};
use crate::library::cache::{self, Cache, Kept, Lying, Part, Stamp};
use crate::read::walk::{self, Entry};
use crate::report::{Assigned, Body, Report};
use crate::sidecar::Known;

/// The cache of the folder that is read, and the one that is made of it.
pub(super) struct Store {
    key: u64,
    old: Cache,
    new: Mutex<Vec<Kept>>,
    /// The files of the old one that are as they were, each with the stamp that it is kept under from now on.
    same: Mutex<Vec<(String, Stamp)>>,
    /// Whether anything of the new one is not in the old.
    changed: AtomicBool,
    /// For a text that has to be made anew because the cache was damaged where it lay.
    anew: Arc<Anew>,
}

/// So many heads are understood sooner than other threads are started for half of them.
const HANDFUL: usize = 200;

impl Store {
    /// What was kept of a folder below the cache directory. Another build or another register makes other reports.
    pub fn open(directory: &Path, folder: &Path, build: u64, known: &Known, reading: &Reading) -> Self {
        let (cache, key) = (cache::path(directory, folder), key(build, known));
        let old = Cache::open(&cache, key);
        let anew = Anew { cache, register: Arc::new(known.register.clone()), reading: reading.clone() };
        let (new, same, changed) = (Mutex::default(), Mutex::default(), AtomicBool::new(false));
        Self { key, old, new, same, changed, anew: Arc::new(anew) }
    }

    /// The stamp of a file as it is now.
    pub fn stamp(entry: &Entry) -> Option<Stamp> {
        fs::symlink_metadata(&entry.path).ok().map(|about| Stamp::of(&about))
    }

    /// What was made of a file that is as it was, and the stamp under which it is kept on.
    pub fn get(&self, entry: &Entry, now: &Stamp, said: u64, assigned: &Assigned) -> Option<(Answer, Stamp)> {
        let content = || source::bytes(&entry.path).ok();
        let lying = self.old.get(&entry.file, now, said, content)?;
        let mut stamp = lying.stamp;
        let answer = self.answer(lying, &entry.path, assigned)?;
        if stamp != *now && !now.is_fresh() {
            // What it held has proved that nobody wrote it since, and from now on its time does.
            stamp = *now;
            self.changed.store(true, Ordering::Relaxed);
        }
        self.same.lock().unwrap_or_else(PoisonError::into_inner).push((entry.file.clone(), stamp));
        Some((answer, stamp))
    }

    /// What is kept of a file, its rest and its text to be fetched when somebody looks at them.
    fn answer(&self, lying: Lying<'_>, path: &Path, assigned: &Assigned) -> Option<Answer> {
        let Lying { file, head, parts: [rest, text], .. } = lying;
        let parts = |count: usize| {
            let again = Arc::new(Again::of(self, path, file, assigned));
            let whole = move |blocks: &Vec<Block>| blocks.len() == count;
            (again.fetch(rest, |_: &Body| true, packed::body_or_why), again.fetch(text, whole, packed::blocks_or_why))
        };
        packed::unpacked(head, parts).ok()
    }

    /// What is kept of the files below a folder, whatever became of them since: nobody looks at them. What another sidecar
    /// says of a file makes another report of it, so that it is none of these.
    pub fn all(&self, root: &Path, known: &Known) -> Vec<(String, Seen)> {
        let seen = |at: usize| {
            let lying = self.old.nth(at)?;
            let file = lying.file.to_owned();
            let (path, of) = (walk::path_of(root, &file)?, known.of(&file));
            if of.ignored.is_some() || said(&of.assigned) != lying.said {
                return None;
            }
            let (stamp, said) = (lying.stamp, lying.said);
            let outcome = self.answer(lying, &path, &of.assigned)?.map(Arc::new);
            Some((file, Seen { stamp, said, outcome }))
        };
        match self.old.len() {
            few @ ..=HANDFUL => (0..few).filter_map(seen).collect(),
            many => (0..many).into_par_iter().with_min_len(HANDFUL / 2).filter_map(seen).collect(),
        }
    }

    /// Keeps a file on that is known to be as it was under this stamp. Answers whether the old cache has it.
    pub fn keep(&self, entry: &Entry, stamp: Stamp, said: u64) -> bool {
        let old = self.old.stamp(&entry.file, &stamp, said);
        let has = old.is_some();
        if old.is_some_and(|old| old != stamp) {
            self.changed.store(true, Ordering::Relaxed);
        }
        if has {
            self.same.lock().unwrap_or_else(PoisonError::into_inner).push((entry.file.clone(), stamp));
        }
        has
    }

    /// The stamp under which a file can be kept, given the one before it was read; `None` where it was written meanwhile.
    pub fn proved(entry: &Entry, before: Stamp) -> Option<Stamp> {
        let stamp = if before.is_fresh() {
            source::bytes(&entry.path).ok().map(|content| before.with_content(&content))
        } else {
            Some(before)
        };
        stamp.filter(|_| Self::stamp(entry) == Some(before))
    }

    /// Keeps what was made of a file under a stamp that is [`Store::proved`]; without one, or where it could not be packed, that
    /// the cache is another now.
    pub fn put(&self, entry: &Entry, stamp: Option<Stamp>, said: u64, packed: io::Result<Packed>) {
        self.changed.store(true, Ordering::Relaxed);
        if let (Some(stamp), Ok(Packed { head, parts })) = (stamp, packed) {
            let kept = Kept { file: entry.file.clone(), stamp, said, head, parts };
            self.new.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
        }
    }

    /// Writes the new cache where it differs from the old. That it cannot be written is no news: it is slower next time.
    pub fn save(self) {
        let mut new = self.new.into_inner().unwrap_or_else(PoisonError::into_inner);
        let same = self.same.into_inner().unwrap_or_else(PoisonError::into_inner);
        if self.changed.into_inner() || new.len() + same.len() != self.old.len() {
            new.extend(same.iter().filter_map(|(file, stamp)| self.old.again(file, *stamp)));
            let _ = cache::save(&self.anew.cache, self.key, &new);
        }
    }
}

/// How a file is read again whose part in the cache is damaged: by who reads the others, for it may be one that is too much.
struct Again {
    means: Arc<Anew>,
    entry: Entry,
    assigned: Assigned,
}

/// What is the same for all files of a folder that are read again.
struct Anew {
    /// The cache, which is deleted then.
    cache: PathBuf,
    register: Arc<Register>,
    reading: Reading,
}

impl Again {
    fn of(store: &Store, path: &Path, file: &str, assigned: &Assigned) -> Self {
        // How large it is now is asked by who opens it.
        let entry = Entry { file: file.to_owned(), path: path.to_owned(), size: 0 };
        Self { means: Arc::clone(&store.anew), entry, assigned: assigned.clone() }
    }

    /// Fetches a part from the cache. Where that is damaged it is deleted, and the part is `taken` from the file, read anew,
    /// or from the sentence that says why that cannot be.
    fn fetch<T: DeserializeOwned + Default + 'static>(
        self: &Arc<Self>,
        part: Part,
        is_whole: impl Fn(&T) -> bool + Send + Sync + 'static,
        taken: fn(Result<Report, String>) -> T,
    ) -> Fetch<T> {
        let again = Arc::clone(self);
        Arc::new(move || {
            let kept = part.bytes().and_then(|bytes| wire::understand::<T>(&bytes).ok());
            kept.filter(&is_whole).unwrap_or_else(|| {
                drop(fs::remove_file(&again.means.cache));
                taken(again.read().map_err(|refusal| {
                    format!(
                        "What was kept of this report is damaged, and it could not be read again: {}.",
                        refusal.reason
                    )
                }))
            })
        })
    }

    fn read(&self) -> Answer {
        let Anew { register, reading, .. } = self.means.as_ref();
        match reading {
            #[cfg(unix)]
            Reading::Workers(program) => super::workers::read_one(program, register, &self.entry, &self.assigned),
            _ => source::report(&self.entry.path, &self.entry.file, &Names::of(register), &self.assigned),
        }
    }
}

/// A number for a build of the program and a register of authorities: another one makes other reports of the same files.
pub(super) fn key(build: u64, known: &Known) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u64(build);
    known.register.hash(&mut hasher);
    hasher.finish()
}

/// What is said of a file, as a number.
pub(super) fn said(assigned: &Assigned) -> u64 {
    // An assignment that could not be written would be one that is never the same; there is none.
    wire::bytes(assigned).map_or(u64::MAX, |bytes| cache::sum(&bytes))
}

#[cfg(test)]
mod tests;
