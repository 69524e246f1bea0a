//! The crew: a thread for each core, which takes one file after the other and sees to it that it is read.
//!
//! They are threads of their own and not of a pool that others share, for they wait: each has a worker process that does
//! the work. A worker's life lies within its thread's, so that none is left when the reading ends.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use super::memory::{Outcome, WRITTEN};
use super::packed::{Packed, Read};
use super::source::{self, Refusal, Source};
use super::store::{self, Store};
use super::wire::Answer;
use super::{Progress, Reading, Recall, Tell};
use crate::authority::Names;
use crate::library::cache::Stamp;
use crate::library::{Ignored, Problem};
use crate::read::walk::Entry;
use crate::report::Assigned;
use crate::sidecar::Known;

/// The stack of a thread that reads files itself, in bytes: as much as a worker has.
const STACK: usize = 8 << 20;

/// What all threads of the crew share.
struct Job<'a> {
    sources: &'a [Source<'a>],
    /// The next file that nobody has taken.
    next: AtomicUsize,
    /// The files that were put off: they need more memory than most, and are read last.
    later: Mutex<Vec<&'a Entry>>,
    /// Set when somebody asked to stop.
    stopped: AtomicBool,
    /// Set once it was told that no worker can be started.
    told: AtomicBool,
    known: &'a Known,
    /// The names of the authorities, made when a thread has to read a file itself.
    names: OnceLock<Names>,
    store: Option<&'a Store>,
    recall: Recall<'a>,
    tell: Tell<'a>,
}

/// Reads the files on all cores, or takes them from the store. Answers whether nobody asked to stop.
pub(super) fn read(
    sources: &[Source],
    known: &Known,
    reading: &Reading,
    store: Option<&Store>,
    recall: Recall<'_>,
    tell: Tell<'_>,
) -> bool {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(sources.len());
    let job = Job {
        sources,
        next: AtomicUsize::new(0),
        later: Mutex::default(),
        stopped: AtomicBool::new(false),
        told: AtomicBool::new(false),
        known,
        names: OnceLock::new(),
        store,
        recall,
        tell,
    };
    #[cfg(unix)]
    let (setup, budget) = (super::wire::Setup::of(&known.register), super::budget::Budget::default());
    #[cfg(unix)]
    let cores = if matches!(reading, Reading::Workers(_)) { cores.min(super::limits::WORKERS) } else { cores };
    thread::scope(|scope| {
        let hand = || match reading {
            #[cfg(unix)]
            Reading::Workers(program) => job.follow(Hand::Worker(super::workers::Desk::new(program, &setup, &budget))),
            _ => job.follow(Hand::Own),
        };
        let mut started = 0;
        for _ in 0..cores {
            started += usize::from(thread::Builder::new().stack_size(STACK).spawn_scoped(scope, hand).is_ok());
        }
        if started == 0 {
            hand();
        }
    });
    // What was put off and is left, for no worker could be started any more, is read as that was told.
    while job.take_later(&mut Hand::Own) {}
    !job.stopped.into_inner()
}

/// Who reads a file.
enum Hand<'a> {
    /// The thread itself.
    Own,
    /// A worker process.
    #[cfg(unix)]
    Worker(super::workers::Desk<'a>),
    /// Keeps the lifetime where there are no workers.
    #[cfg(not(unix))]
    Never(std::convert::Infallible, &'a ()),
}

/// Whether an answer is the same as long as the file is.
fn lasts<T>(answer: &Result<T, Refusal>) -> bool {
    answer.as_ref().map_or_else(|refusal| refusal.lasts, |_| true)
}

impl<'a> Job<'a> {
    /// Takes files until there are no more, or nobody wants to hear of them; last those that were put off. Who puts one
    /// off comes to them after it, so that none is forgotten.
    fn follow(&self, mut hand: Hand<'_>) {
        while let Some(&source) = self.sources.get(self.next.fetch_add(1, Ordering::Relaxed))
            && self.take(source, &mut hand)
        {}
        #[cfg(unix)]
        if let Hand::Worker(desk) = &mut hand
            && !self.later().is_empty()
        {
            desk.be_patient();
            while matches!(hand, Hand::Worker(_)) && self.take_later(&mut hand) {}
        }
    }

    /// Takes one of the files that were put off. Answers whether there was one, and nobody asked to stop.
    fn take_later(&self, hand: &mut Hand<'_>) -> bool {
        let later = self.later().pop();
        later.is_some_and(|entry| self.take(Source::Disk(entry), hand))
    }

    fn later(&self) -> MutexGuard<'_, Vec<&'a Entry>> {
        self.later.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has one file read and tells what became of it. Answers whether nobody asked to stop.
    fn take(&self, source: Source<'a>, hand: &mut Hand<'_>) -> bool {
        if self.stopped.load(Ordering::Relaxed) {
            return false;
        }
        if self.outcome(source, hand).is_some_and(|outcome| !(self.tell)(outcome)) {
            self.stopped.store(true, Ordering::Relaxed);
        }
        true
    }

    /// What becomes of one file; nothing yet of one that is put off, nor of a new one that is being written, where that
    /// is waited for.
    fn outcome(&self, source: Source<'a>, hand: &mut Hand<'_>) -> Option<Progress> {
        let file = source.file();
        let said = self.known.of(file);
        if let Some(by) = said.ignored {
            return Some(Progress::Ignored(Ignored { file: file.to_owned(), by }));
        }
        let outcome = match source {
            Source::Sample(..) => source.report(self.names(), &said.assigned).map(Arc::new),
            Source::Disk(entry) => self.remembered(entry, &said.assigned, hand)?,
        };
        Some(match outcome {
            Ok(report) => Progress::Report(report),
            Err(refusal) => Progress::Problem(Problem { file: file.to_owned(), reason: refusal.reason }),
        })
    }

    /// What is remembered of a file, or what it holds now, which is remembered.
    fn remembered(&self, entry: &'a Entry, assigned: &Assigned, hand: &mut Hand<'_>) -> Option<Outcome> {
        let said = store::said(assigned);
        let memory = self.recall.memory();
        let now = if memory.is_some() || self.store.is_some() { store::stamp(&entry.path) } else { None };
        let waits = matches!(self.recall, Recall::Settled(_));
        if let Some((memory, now)) = memory.zip(now) {
            // Who asks for a file to be read again means one that could not be read, too.
            let recalled = memory.recall(entry, &now, said);
            if let Some((stamp, outcome)) = recalled.filter(|(_, outcome)| waits || lasts(outcome)) {
                if let Some(store) = self.store.filter(|_| lasts(&outcome))
                    && !store.keep(entry, stamp, said)
                {
                    let packed = Packed::of(&mut outcome.clone().map(Arc::unwrap_or_clone));
                    store.put(entry, Some(stamp), said, packed);
                }
                return Some(outcome);
            }
            if waits && now.age().is_some_and(|age| age < WRITTEN) {
                return memory.last(&entry.file);
            }
        }
        let (answer, stamp) = self.answer(entry, now, said, assigned, hand)?;
        let outcome = answer.map(Arc::new);
        Some(match memory.zip(stamp) {
            Some((memory, stamp)) => memory.put(&entry.file, stamp, said, outcome),
            None => outcome,
        })
    }

    /// The answer from the store, or from who reads, and the stamp of what was read; nothing where the file is put off.
    fn answer(
        &self,
        entry: &'a Entry,
        now: Option<Stamp>,
        said: u64,
        assigned: &Assigned,
        hand: &mut Hand<'_>,
    ) -> Option<(Answer, Option<Stamp>)> {
        if entry.size > source::LARGEST {
            return Some((Err(Refusal { reason: source::too_large(), lasts: false }), now));
        }
        let kept = self.store.zip(now).and_then(|(store, now)| store.get(entry, &now, said));
        if let Some((answer, stamp)) = kept {
            return Some((answer, Some(stamp)));
        }
        let (mut answer, packed) = self.read(entry, assigned, hand)?;
        let proved = now.and_then(|now| Store::proved(entry, now));
        if let Some(store) = self.store.filter(|_| lasts(&answer)) {
            store.put(entry, proved, said, packed.map_or_else(|| Packed::of(&mut answer), Ok));
        }
        Some((answer, proved.or(now)))
    }

    /// Has a file read, or puts it off. What a worker read is packed up as well.
    fn read(&self, entry: &'a Entry, assigned: &Assigned, hand: &mut Hand<'_>) -> Option<Read> {
        #[cfg(unix)]
        if let Hand::Worker(desk) = hand {
            match desk.read(entry, assigned) {
                Ok(Some(read)) => return Some(read),
                Ok(None) => {
                    self.later().push(entry);
                    return None;
                }
                Err(error) => {
                    self.tell_of_missing_workers(&error);
                    *hand = Hand::Own;
                }
            }
        }
        #[cfg(not(unix))]
        let _ = hand;
        Some((Source::Disk(entry).report(self.names(), assigned), None))
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.known.register))
    }

    /// Says once that files are read without limits, and why.
    #[cfg(unix)]
    fn tell_of_missing_workers(&self, error: &std::io::Error) {
        if self.told.swap(true, Ordering::Relaxed) {
            return;
        }
        let reason = format!(
            "no worker process could be started ({}), so that files are read by the program itself: one that needs too \
             much memory would end it",
            crate::read::walk::reason(error)
        );
        if !(self.tell)(Progress::Problem(Problem { file: ".".to_owned(), reason })) {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }
}
