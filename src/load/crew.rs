//! The crew: a thread for each core, which takes one file after the other and sees to it that it is read.
//!
//! They are threads of their own and not of a pool that others share, for they wait: each has a worker process that does
//! the work. A worker's life lies within its thread's, so that none is left when the reading ends.

use std::num::NonZero;
#[cfg(unix)]
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use super::source::{self, Refusal, Source};
use super::store::Store;
use super::wire::{self, Answer};
use super::{Progress, Reading};
use crate::authority::Names;
use crate::library::{Ignored, Problem};
use crate::read::walk::Entry;
use crate::report::Assigned;
use crate::sidecar::Known;

/// The stack of a thread that reads files itself, in bytes: as much as a worker has.
const STACK: usize = 8 << 20;

/// Tells what was read; `false` asks to stop.
type Tell<'a> = &'a (dyn Fn(Progress) -> bool + Sync);

/// What all threads of the crew share.
struct Job<'a> {
    sources: &'a [Source<'a>],
    /// The next file that nobody has taken.
    next: AtomicUsize,
    /// Set when somebody asked to stop.
    stopped: AtomicBool,
    /// Set once it was told that no worker can be started.
    told: AtomicBool,
    known: &'a Known,
    /// The names of the authorities, made when a thread has to read a file itself.
    names: OnceLock<Names>,
    store: Option<&'a Store>,
    tell: Tell<'a>,
}

/// Reads the files on all cores, or takes them from the store. Answers whether nobody asked to stop.
pub(super) fn read(
    sources: &[Source],
    known: &Known,
    reading: &Reading,
    store: Option<&Store>,
    tell: Tell<'_>,
) -> bool {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(sources.len());
    let job = Job {
        sources,
        next: AtomicUsize::new(0),
        stopped: AtomicBool::new(false),
        told: AtomicBool::new(false),
        known,
        names: OnceLock::new(),
        store,
        tell,
    };
    #[cfg(unix)]
    let (setup, large) = (super::wire::Setup::of(&known.register), Mutex::default());
    #[cfg(unix)]
    let cores = if matches!(reading, Reading::Workers(_)) { cores.min(super::limits::WORKERS) } else { cores };
    thread::scope(|scope| {
        let hand = || match reading {
            #[cfg(unix)]
            Reading::Workers(program) => job.follow(Hand::Worker(super::workers::Desk::new(program, &setup, &large))),
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

impl Job<'_> {
    /// Takes files until there are no more, or nobody wants to hear of them.
    fn follow(&self, mut hand: Hand<'_>) {
        while !self.stopped.load(Ordering::Relaxed) {
            let Some(&source) = self.sources.get(self.next.fetch_add(1, Ordering::Relaxed)) else { break };
            if !(self.tell)(self.outcome(source, &mut hand)) {
                self.stopped.store(true, Ordering::Relaxed);
            }
        }
    }

    /// What becomes of one file.
    fn outcome(&self, source: Source, hand: &mut Hand<'_>) -> Progress {
        let file = source.file();
        let said = self.known.of(file);
        if let Some(by) = said.ignored {
            return Progress::Ignored(Ignored { file: file.to_owned(), by });
        }
        match self.answer(source, &said.assigned, hand) {
            Ok(report) => Progress::Report(Arc::new(report)),
            Err(refusal) => Progress::Problem(Problem { file: file.to_owned(), reason: refusal.reason }),
        }
    }

    /// The answer from the store, or from who reads.
    fn answer(&self, source: Source, assigned: &Assigned, hand: &mut Hand<'_>) -> Answer {
        let Source::Disk(entry) = source else { return source.report(self.names(), assigned) };
        if entry.size > source::LARGEST {
            return Err(Refusal { reason: source::too_large(), lasts: false });
        }
        let stamp = self.store.and_then(|_| Store::stamp(entry));
        let kept = self.store.zip(stamp).and_then(|(store, stamp)| store.get(entry, &stamp, assigned));
        if let Some(answer) = kept {
            return answer;
        }
        let mut answer = self.read(entry, assigned, hand);
        if let Some((store, stamp)) = self.store.zip(stamp)
            && answer.as_ref().map_or_else(|refusal| refusal.lasts, |_| true)
        {
            store.put(entry, stamp, assigned, &mut answer);
        }
        answer
    }

    /// Has a file read.
    fn read(&self, entry: &Entry, assigned: &Assigned, hand: &mut Hand<'_>) -> Answer {
        #[cfg(unix)]
        if let Hand::Worker(desk) = hand {
            match desk.read(entry, assigned).and_then(|bytes| wire::understand(&bytes)) {
                Ok(answer) => return answer,
                Err(error) => {
                    self.tell_of_missing_workers(&error);
                    *hand = Hand::Own;
                }
            }
        }
        #[cfg(not(unix))]
        let _ = hand;
        Source::Disk(entry).report(self.names(), assigned)
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
