//! The store: what was read before of this folder, and what is kept of it for the next time.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::memory::Seen;
use super::packed::{self, Packed};
use super::source::{self, Refusal};
use super::wire::{self, Answer};
use super::{BUILD, Reading};
use crate::authority::Names;
use crate::library::cache::{self, Cache, Heads, Kept, Lying, Stamp};
use crate::read::walk::{self, Entry};
use crate::report::{Assigned, Report};
use crate::sidecar::Known;

/// The cache of the folder that is read, and the one that is made of it.
pub(super) struct Store {
    key: u64,
    old: Arc<Old>,
    new: Mutex<Vec<Kept>>,
    /// The files of the old one that are as they were, each with the stamp that it is kept under from now on.
    same: Mutex<Vec<(String, Stamp)>>,
    /// Whether anything of the new one is not in the old.
    changed: AtomicBool,
}

/// So many heads are fetched at once, and are understood sooner than other threads are started for half of them.
const HANDFUL: usize = 200;

/// What was kept of a folder, and what is needed where it is damaged.
struct Old {
    cache: Cache,
    /// Where it lies, and is deleted then.
    path: PathBuf,
    folder: PathBuf,
    known: Known,
    reading: Reading,
}

impl Store {
    /// What was kept of a folder below the cache directory. Another build or another register makes other reports.
    pub fn open(directory: &Path, folder: &Path, known: &Known, reading: &Reading) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let (path, key) = (cache::path(directory, &folder), key(known));
        let cache = Cache::open(&path, key);
        let old = Arc::new(Old { cache, path, folder, known: known.clone(), reading: reading.clone() });
        Self { key, old, new: Mutex::default(), same: Mutex::default(), changed: AtomicBool::new(false) }
    }

    /// What was made of a file that is as it was, and the stamp under which it is kept on.
    pub fn get(&self, entry: &Entry, now: &Stamp, said: u64) -> Option<(Answer, Stamp)> {
        let content = || source::bytes(&entry.path).ok();
        let cache = &self.old.cache;
        let at = cache.same(&entry.file, now, said, content)?;
        let heads = cache.heads(at..at + 1, Heads::default())?;
        let lying = cache.nth(at, &heads)?;
        let mut stamp = lying.stamp;
        let answer = self.answer(&lying, Some(&entry.path))?;
        if stamp != *now && !now.is_fresh() {
            // What it held has proved that nobody wrote it since, and from now on its time does.
            stamp = *now;
            self.changed.store(true, Ordering::Relaxed);
        }
        self.same.lock().unwrap_or_else(PoisonError::into_inner).push((entry.file.clone(), stamp));
        Some((answer, stamp))
    }

    /// What is kept of a file, its rest and its text to be fetched when somebody looks at them. Where it lies need not be said
    /// where its name tells.
    fn answer(&self, lying: &Lying<'_>, path: Option<&Path>) -> Option<Answer> {
        let old = || (Arc::clone(&self.old), lying.at, path.map(Box::from));
        let bytes = self.old.cache.length(lying.at, packed::TEXT)?;
        packed::unpacked(lying.head, lying.file, bytes, |count| {
            let ((rest, at, path), (text, of, place)) = (old(), old());
            let blocks = packed::blocks_or_why;
            (
                move || rest.fetch(at, packed::REST, path.as_deref(), |_| true, packed::body_or_why),
                move || text.fetch(of, packed::TEXT, place.as_deref(), |all: &Vec<_>| all.len() == count, blocks),
            )
        })
        .ok()
    }

    /// What is kept of the files below the folder, a handful behind the other, whatever became of them since: nobody looks at
    /// them. What another sidecar says of a file makes another report of it, so that it is none of these.
    pub fn all(&self) -> Vec<Vec<(String, Seen)>> {
        let Old { cache, folder, known, .. } = self.old.as_ref();
        // Nearly always nothing is said of any file.
        let nothing = said(&Assigned::default());
        let seen = |at: usize, heads: &Heads| {
            let lying = cache.nth(at, heads)?;
            walk::path_of(folder, lying.file)?;
            let of = known.of(lying.file);
            let said = if of.assigned.says_anything() { said(&of.assigned) } else { nothing };
            if of.ignored.is_some() || said != lying.said {
                return None;
            }
            let outcome = self.answer(&lying, None)?.map(Arc::new);
            Some((lying.file.to_owned(), Seen { stamp: lying.stamp, said, outcome }))
        };
        let handful = |heads: &mut Heads, number: usize| {
            let of = number * HANDFUL..cache.len().min((number + 1) * HANDFUL);
            *heads = cache.heads(of.clone(), std::mem::take(heads)).unwrap_or_default();
            of.filter_map(|at| seen(at, heads)).collect()
        };
        match cache.len().div_ceil(HANDFUL) {
            few @ ..=1 => (0..few).map(|number| handful(&mut Heads::default(), number)).collect(),
            many => (0..many).into_par_iter().map_init(Heads::default, handful).collect(),
        }
    }

    /// Whether it is a folder of which something may be told ahead.
    pub fn is_of_folder(&self) -> bool {
        self.old.folder.is_dir()
    }

    /// Keeps a file on that is known to be as it was under this stamp. Answers whether the old cache has it.
    pub fn keep(&self, entry: &Entry, stamp: Stamp, said: u64) -> bool {
        let old = self.old.cache.agreed(&entry.file, &stamp, said);
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
        let proof = if before.is_fresh() {
            source::bytes(&entry.path).ok().map(|content| before.with_content(&content))
        } else {
            Some(before)
        };
        proof.filter(|_| stamp(&entry.path) == Some(before))
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
        let Old { cache, path, .. } = self.old.as_ref();
        if self.changed.into_inner() || new.len() + same.len() != cache.len() {
            new.extend(same.iter().filter_map(|(file, stamp)| cache.again(file, *stamp)));
            let _ = cache::save(path, self.key, &new);
        }
    }
}

impl Old {
    /// Fetches a part of a file. Where that is damaged the cache is deleted, and the part is `taken` from the file, read
    /// anew, or from the sentence that says why that cannot be.
    fn fetch<T: DeserializeOwned>(
        &self,
        at: usize,
        part: usize,
        path: Option<&Path>,
        is_whole: impl Fn(&T) -> bool,
        taken: fn(Result<Report, String>) -> T,
    ) -> T {
        let kept = self.cache.part(at, part).and_then(|bytes| wire::understand::<T>(&bytes).ok());
        kept.filter(is_whole).unwrap_or_else(|| {
            drop(fs::remove_file(&self.path));
            taken(self.read(at, path).map_err(|refusal| {
                format!("What was kept of this report is damaged, and it could not be read again: {}.", refusal.reason)
            }))
        })
    }

    /// Reads a file again: by who reads the others, for it may be one that is too much.
    fn read(&self, at: usize, path: Option<&Path>) -> Answer {
        let Self { cache, folder, known, reading, .. } = self;
        let file = cache.file(at).unwrap_or_default();
        let path = path.map_or_else(|| folder.join(file), Path::to_owned);
        let assigned = &known.of(file).assigned;
        if stamp(&path).zip(cache.stamp(at)).is_some_and(|(now, kept)| !now.looks_like(&kept)) {
            // Half of one report and half of another would be none.
            return Err(Refusal { reason: "the file has changed since".to_owned(), lasts: false });
        }
        match reading {
            #[cfg(unix)]
            Reading::Workers(program) => {
                // How large it is now is asked by who opens it.
                let entry = Entry { file: file.to_owned(), path, size: 0 };
                super::workers::read_one(program, &known.register, &entry, assigned)
            }
            _ => source::report(&path, file, &Names::of(&known.register), assigned),
        }
    }
}

/// The stamp of a file as it is now.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    fs::symlink_metadata(path).ok().map(|about| Stamp::of(&about))
}

/// A number for this build of the program and a register of authorities: another one makes other reports of the same files.
pub(super) fn key(known: &Known) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u64(BUILD);
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
