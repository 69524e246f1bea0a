//! The memory: what this run of the program read of each file, so that reading the folder again reads only what changed.
//!
//! It works without a cache, and what it answers is the same report in memory: who compares two libraries sees at once
//! which files are as they were.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::source::{self, Refusal};
use super::store;
use crate::library::cache::{Stamp, TICK};
use crate::read::walk::{Entry, Walk};
use crate::report::Report;
use crate::sidecar::Known;

/// A file that was written so shortly ago is still being written, as far as anybody can tell.
pub(super) const WRITTEN: Duration = Duration::from_millis(150);

/// What became of a file: its report, or why there is none.
pub(super) type Outcome = Result<Arc<Report>, Refusal>;

/// What was read so far. It is shared by all that read one folder in one run of the program.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// A number for the register by which the files were read.
    key: u64,
    /// What the sidecars said then; `None` before the first time.
    known: Option<Known>,
    /// What the walk could not enter then.
    problems: Vec<(String, String)>,
    files: HashMap<String, Seen>,
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// What tells whether it is as it was.
    pub stamp: Stamp,
    /// What was said of it, as a number.
    pub said: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// How a folder differs from what is remembered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Whether there is anything to read again, or something is gone.
    pub any: bool,
    /// When to look again, though nothing may have happened until then: a file is being written, or was written so
    /// shortly ago that its time proves nothing.
    pub again: Option<Duration>,
}

impl Memory {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The folder is about to be read again. Everything is forgotten where another register makes other reports.
    pub(super) fn begin(&self, known: &Known) {
        let key = store::key(known);
        let mut inner = self.inner();
        if inner.key != key {
            inner.files.clear();
        }
        (inner.key, inner.known) = (key, Some(known.clone()));
    }

    /// The folder was walked. What is gone is forgotten.
    pub(super) fn walked(&self, known: &Known, walk: &Walk) {
        let there: HashSet<&str> = walk.entries.iter().map(|entry| entry.file.as_str()).collect();
        let mut inner = self.inner();
        inner.files.retain(|file, _| there.contains(file.as_str()) && known.of(file).ignored.is_none());
        inner.problems.clone_from(&walk.problems);
    }

    /// Whether nothing is remembered.
    pub(super) fn is_empty(&self) -> bool {
        self.inner().files.is_empty()
    }

    /// Remembers what an earlier run made of a file, as if it had been read now.
    pub(super) fn keep(&self, kept: impl IntoIterator<Item = (String, Seen)>) {
        self.inner().files.extend(kept);
    }

    /// What was made of a file that is as it was, and the stamp that proves it.
    pub(super) fn recall(&self, entry: &Entry, now: &Stamp, said: u64) -> Option<(Stamp, Outcome)> {
        let mut seen = self.inner().files.get(&entry.file).filter(|seen| seen.said == said)?.clone();
        let before = seen.stamp;
        // Others go on while this looks into the file.
        if !seen.is(entry, now) {
            return None;
        }
        if seen.stamp != before
            && let Some(kept) = self.inner().files.get_mut(&entry.file)
        {
            kept.stamp = seen.stamp;
        }
        Some((seen.stamp, seen.outcome))
    }

    /// What was made of a file when it was read last, whatever it is now.
    pub(super) fn last(&self, file: &str) -> Option<Outcome> {
        self.inner().files.get(file).map(|seen| seen.outcome.clone())
    }

    /// Remembers a file. Answers what is remembered: the report of before, where the new one says the same.
    pub(super) fn put(&self, file: &str, stamp: Stamp, said: u64, outcome: Outcome) -> Outcome {
        let before = self.last(file).filter(|before| *before == outcome);
        let outcome = before.unwrap_or(outcome);
        self.inner().files.insert(file.to_owned(), Seen { stamp, said, outcome: outcome.clone() });
        outcome
    }

    /// Compares a folder with what is remembered of it, by what the system says of its files. No file is read, but those
    /// whose time alone does not tell.
    pub(super) fn differs(&self, walk: &Walk, known: &Known) -> Difference {
        let mut inner = self.inner();
        let mut difference =
            Difference { any: inner.known.as_ref() != Some(known) || inner.problems != walk.problems, again: None };
        let mut same = 0;
        for entry in &walk.entries {
            if known.of(&entry.file).ignored.is_some() {
                continue;
            }
            let now = store::stamp(&entry.path);
            let seen = inner.files.get_mut(&entry.file);
            same += usize::from(seen.is_some());
            if let Some((seen, now)) = seen.zip(now)
                && seen.is(entry, &now)
            {
                if seen.stamp.is_fresh() && seen.stamp.age().is_some() {
                    difference.wait(TICK);
                }
            } else if now.and_then(|now| now.age()).is_some_and(|age| age < WRITTEN) {
                difference.wait(WRITTEN * 2);
            } else {
                difference.any = true;
            }
        }
        difference.any |= same < inner.files.len();
        difference
    }
}

impl Seen {
    /// Whether the file is as it was. What its content has proved once, its time proves from then on.
    fn is(&mut self, entry: &Entry, now: &Stamp) -> bool {
        let is = self.stamp.is(now, || source::bytes(&entry.path).ok());
        if is && !now.is_fresh() {
            self.stamp = *now;
        }
        is
    }
}

impl Difference {
    fn wait(&mut self, time: Duration) {
        self.again = Some(self.again.map_or(time, |again| again.min(time)));
    }
}
