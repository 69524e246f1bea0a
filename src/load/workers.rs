//! The program's side of its workers: starting them, giving them files, and telling what killed one.

use std::io::{self, Read as _};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use super::Program;
use super::budget::{Budget, Share};
use super::limits;
use super::packed::{Packed, Read};
use super::source::Refusal;
use super::wire::{Answer, Buffer, Ready, Setup, Task};
use super::worker::{CRAMPED, LARGE, SUBCOMMAND};
use crate::authority::Register;
use crate::heap;
use crate::read::sniff::{self, Kind};
use crate::read::walk::{self, Entry};
use crate::report::Assigned;

/// A worker that has read a file of more bytes than this is let go: what it took of memory would be missing for the next.
const LARGE_FILE: u64 = 8 << 20;
/// The same for an answer.
const LARGE_ANSWER: usize = 4 << 20;
/// As much of a dead worker's last words as is looked at.
const LAST_WORDS: u64 = 4096;

/// A worker, or the place of one: it is started for its first file, and again for the first after it died.
pub struct Desk<'a> {
    program: &'a Program,
    setup: &'a Setup,
    /// What all desks take their workers' memory from.
    budget: &'a Budget,
    /// What this one has of it; nothing while it waits for more.
    share: Option<Share<'a>>,
    /// Whether that is as much as only a few workers may have: files are left that need it.
    large: bool,
    worker: Option<Worker>,
    /// What goes to the workers and what comes.
    buffer: Buffer,
}

/// A running worker process.
struct Worker {
    child: Child,
    pipe: UnixStream,
    /// What it is to say first; nothing once it has.
    to_say: Option<Ready>,
    /// Whether it has answered before, so that what it dies of may be left over from another file.
    used: bool,
}

/// Why there is no answer.
enum Failure {
    /// No worker can be started at all.
    Start(io::Error),
    /// It died of the file, or was too slow.
    Died(Death),
}

/// What a worker died of.
enum Death {
    Memory,
    Time,
    Patience,
    Stack,
    Crash,
}

impl Setup {
    /// What every worker is told of this register.
    pub fn of(register: &Register) -> Self {
        Self { register: register.to_json() }
    }
}

impl<'a> Desk<'a> {
    /// A place for a worker of this program. All desks share the memory that there is for workers.
    pub fn new(program: &'a Program, setup: &'a Setup, budget: &'a Budget) -> Self {
        let share = Some(budget.take(limits::MEMORY));
        Self { program, setup, budget, share, large: false, worker: None, buffer: Buffer::default() }
    }

    /// Starts the worker, so that it is ready when the first file is known.
    ///
    /// # Errors
    ///
    /// When no process can be started.
    pub fn open(&mut self) -> io::Result<()> {
        if self.worker.is_none() {
            self.worker = Some(Worker::start(self.program, self.setup, false)?);
        }
        Ok(())
    }

    /// From here on there are only files that were put off: waits for the memory that they need, and keeps it.
    pub fn be_patient(&mut self) {
        self.worker = None;
        self.share = None;
        self.share = Some(self.budget.take(limits::LARGE_MEMORY));
        self.large = true;
    }

    /// Has a file read. A worker that dies of it is told as the file's problem, once a fresh one died of it too: what was
    /// left in a used one may have been the last straw. What needs more memory than most is put off, and nothing is
    /// answered: it is read last, by a worker that has more, so that the files that need less do not wait for it.
    ///
    /// # Errors
    ///
    /// When no worker can be started; the file has to be read in another way.
    pub fn read(&mut self, entry: &Entry, assigned: &Assigned) -> io::Result<Option<Read>> {
        let task = Task {
            path: entry.path.as_os_str().as_bytes().to_vec(),
            file: entry.file.clone(),
            assigned: assigned.clone(),
        };
        if self.large {
            return self.read_with_more(entry, &task).map(Some);
        }
        loop {
            self.open()?;
            let Some(mut worker) = self.worker.take() else { continue };
            match worker.ask(&task, &mut self.buffer) {
                Ok(bytes) => {
                    worker.used = true;
                    let read = understand(entry, bytes);
                    if entry.size < LARGE_FILE && bytes.len() < LARGE_ANSWER {
                        self.worker = Some(worker);
                    } else {
                        self.buffer = Buffer::default();
                    }
                    return Ok(Some(read));
                }
                Err(Failure::Start(error)) => return Err(error),
                Err(Failure::Died(Death::Memory)) => return Ok(None),
                Err(Failure::Died(Death::Crash)) if worker.used => {}
                Err(Failure::Died(death)) => return Ok(Some((Err(death.refusal(entry)), None))),
            }
        }
    }
}

/// Has one file read by a worker of its own. Where none can be started, the file is not read.
pub fn read_one(program: &Program, register: &Register, entry: &Entry, assigned: &Assigned) -> Answer {
    let (setup, budget) = (Setup::of(register), Budget::default());
    let read = Desk::new(program, &setup, &budget).read_now(entry, assigned);
    read.map_or_else(
        |error| {
            let reason = format!("no worker process could be started ({})", walk::reason(&error));
            Err(Refusal { reason, lasts: false })
        },
        |(answer, _)| answer,
    )
}

impl Desk<'_> {
    /// Has a file read, and by a worker that has more memory where it must.
    fn read_now(&mut self, entry: &Entry, assigned: &Assigned) -> io::Result<Read> {
        loop {
            if let Some(read) = self.read(entry, assigned)? {
                return Ok(read);
            }
            self.be_patient();
        }
    }

    /// Has a file read by a worker of its own that may take more memory.
    fn read_with_more(&self, entry: &Entry, task: &Task) -> io::Result<Read> {
        match Worker::start(self.program, self.setup, true)?.ask(task, &mut Buffer::default()) {
            Ok(bytes) => Ok(understand(entry, bytes)),
            Err(Failure::Start(error)) => Err(error),
            Err(Failure::Died(death)) => Ok((Err(death.refusal(entry)), None)),
        }
    }
}

/// What a worker told of a file. One that tells what nobody understands is as good as dead.
fn understand(entry: &Entry, message: &[u8]) -> Read {
    let read = Packed::understand(message).and_then(|packed| Ok((packed.answer(&entry.file)?, Some(packed))));
    read.unwrap_or_else(|_| (Err(Death::Crash.refusal(entry)), None))
}

impl Worker {
    fn start(program: &Program, setup: &Setup, large: bool) -> io::Result<Self> {
        let (mut pipe, theirs) = UnixStream::pair()?;
        pipe.set_read_timeout(Some(limits::PATIENCE))?;
        let child = Command::new(&program.path)
            .arg0("findings")
            .arg(SUBCOMMAND)
            .args(large.then(|| format!("--{LARGE}")))
            .current_dir("/")
            .env("RUST_BACKTRACE", "0")
            .env(heap::OF_WORKERS.0, heap::OF_WORKERS.1)
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let sent = Buffer::default().give(&mut pipe, setup);
        let worker = Self { child, pipe, to_say: Some(Ready::of(program.build)), used: false };
        sent.map(|()| worker)
    }

    /// The bytes of the answer to a task.
    fn ask<'b>(&mut self, task: &Task, buffer: &'b mut Buffer) -> Result<&'b [u8], Failure> {
        if self.to_say.is_some() {
            let said = buffer.take::<Ready>(&mut self.pipe).map_err(|error| Failure::Start(self.stillborn(&error)))?;
            if said != self.to_say.take() {
                return Err(Failure::Start(io::Error::other("the program does not start as its own worker")));
            }
        }
        let answer = buffer.give(&mut self.pipe, task).and_then(|()| buffer.take_bytes(&mut self.pipe));
        match answer {
            Ok(Some(bytes)) => Ok(bytes),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                Err(Failure::Died(Death::Patience))
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                drop(self.child.kill());
                Err(Failure::Died(Death::Crash))
            }
            Ok(None) | Err(_) => Err(Failure::Died(self.death())),
        }
    }

    /// What the worker died of, as its end and its last words tell.
    fn death(&mut self) -> Death {
        let words = self.last_words();
        Death::of(self.child.wait().ok(), &words)
    }

    /// Why a worker is gone before it was ready: what it said itself, where it said anything.
    fn stillborn(&mut self, error: &io::Error) -> io::Error {
        drop(self.child.kill());
        let words = self.last_words();
        let said = words.lines().next().map_or_else(|| walk::reason(error), str::to_owned);
        io::Error::other(said)
    }

    /// What it wrote on its standard error.
    fn last_words(&mut self) -> String {
        drop(self.pipe.shutdown(Shutdown::Both));
        let mut words = Vec::new();
        if let Some(stderr) = self.child.stderr.take() {
            drop(stderr.take(LAST_WORDS).read_to_end(&mut words));
        }
        String::from_utf8_lossy(&words).into_owned()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to kill, and waiting gives its place back.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Death {
    fn of(status: Option<ExitStatus>, last_words: &str) -> Self {
        let signal = status.and_then(|status| status.signal());
        match () {
            () if signal.is_some_and(limits::is_out_of_time) => Self::Time,
            () if ["memory allocation of", CRAMPED].iter().any(|words| last_words.contains(words)) => Self::Memory,
            () if last_words.contains("overflowed its stack") => Self::Stack,
            () => Self::Crash,
        }
    }

    /// What is told of the file. What waited for a disk or a network may go well another time.
    fn refusal(&self, entry: &Entry) -> Refusal {
        Refusal { reason: self.reason(entry), lasts: !matches!(self, Self::Patience) }
    }

    /// The reason, a sentence without its stop.
    fn reason(&self, entry: &Entry) -> String {
        match self {
            Self::Memory => format!("it needed more than {} MiB of memory to be read", limits::LARGE_MEMORY >> 20),
            Self::Time => format!("it took longer than {} s to read", limits::SECONDS),
            Self::Patience => format!("nothing was heard of it for {} s", limits::PATIENCE.as_secs()),
            Self::Stack => format!("it crashed the {}: it nests too deeply", reader_of(&entry.path)),
            Self::Crash => format!("it crashed the {}", reader_of(&entry.path)),
        }
    }
}

/// The reader that a file gets, by its first bytes.
fn reader_of(path: &Path) -> &'static str {
    let mut start = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(1024).read_to_end(&mut start));
    match read.ok().and_then(|_| sniff::bytes(&start)) {
        Some(Kind::Pdf) => "PDF reader",
        _ => "reader",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_worker_died_of_is_told_from_its_end() {
        let entry = Entry { file: "a.pdf".to_owned(), path: "/nowhere/a.pdf".into(), size: 1 };
        let reason = |status, words| Death::of(Some(ExitStatus::from_raw(status)), words).reason(&entry);
        assert_eq!(
            reason(6, "memory allocation of 99 bytes failed"),
            "it needed more than 224 MiB of memory to be read"
        );
        assert_eq!(reason(24, ""), "it took longer than 10 s to read");
        assert_eq!(reason(6, "thread 'main' has overflowed its stack"), "it crashed the reader: it nests too deeply");
        assert_eq!(reason(11, ""), "it crashed the reader");
    }

    #[test]
    fn a_program_that_is_none_of_ours_is_no_worker() {
        let (setup, budget) = (Setup::of(&Register::built_in()), Budget::default());
        let entry = Entry { file: "a.txt".to_owned(), path: "/nowhere/a.txt".into(), size: 1 };
        for program in ["/bin/true", "/bin/cat", "/nowhere/at/all"] {
            let program = Program { path: program.into(), build: 1 };
            let mut desk = Desk::new(&program, &setup, &budget);
            assert!(desk.read(&entry, &Assigned::default()).is_err(), "{program:?}");
        }
    }
}
