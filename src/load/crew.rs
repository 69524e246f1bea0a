//! The crew: a thread for each core, which takes one file after the other and sees to it that it is read.
//!
//! They are threads of their own and not of a pool that others share, for they wait: each has a worker process that does
//! the work. A worker's life lies within its thread's, so that none is left when the reading ends.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::source::{self, Source};
use super::{Progress, Reading};
use crate::authority::Names;
use crate::library::{Ignored, Problem};
use crate::report::{Assigned, Report};
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
    names: Names,
    tell: Tell<'a>,
}

/// Reads the files on all cores.
pub(super) fn read(sources: &[Source], known: &Known, reading: &Reading, tell: Tell<'_>) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(sources.len());
    let job = Job {
        sources,
        next: AtomicUsize::new(0),
        stopped: AtomicBool::new(false),
        told: AtomicBool::new(false),
        known,
        names: Names::of(&known.register),
        tell,
    };
    #[cfg(unix)]
    let setup = super::wire::Setup::of(&known.register);
    thread::scope(|scope| {
        let hand = || match reading {
            #[cfg(unix)]
            Reading::Workers(program) => job.follow(Hand::Worker(super::workers::Desk::new(program, &setup))),
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
        match self.report(source, &said.assigned, hand) {
            Ok(report) => Progress::Report(Arc::new(report)),
            Err(reason) => Progress::Problem(Problem { file: file.to_owned(), reason }),
        }
    }

    fn report(&self, source: Source, assigned: &Assigned, hand: &mut Hand<'_>) -> Result<Report, String> {
        if let Source::Disk(entry) = source
            && entry.size > source::LARGEST
        {
            return Err(source::too_large());
        }
        #[cfg(unix)]
        if let (Hand::Worker(desk), Source::Disk(entry)) = (&mut *hand, source) {
            match desk.read(entry, assigned) {
                Ok(answer) => return answer,
                Err(error) => {
                    self.tell_of_missing_workers(&error);
                    *hand = Hand::Own;
                }
            }
        }
        source.report(&self.names, assigned)
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
