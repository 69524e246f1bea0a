//! Loading a folder: every file read and parsed on all cores, told as it happens.
//!
//! Whatever lies in a folder, the program outlives it: files are read in worker processes with limits on memory, stack,
//! time and output, and a file that kills its worker is a [`Problem`] like any other.

#[cfg(unix)]
mod budget;
mod crew;
#[cfg(target_os = "linux")]
mod events;
#[cfg(unix)]
mod limits;
mod memory;
mod packed;
mod source;
mod store;
pub mod watch;
mod wire;
#[cfg(unix)]
pub mod worker;
#[cfg(unix)]
mod workers;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::authority::Register;
use crate::library::{Ignored, Library, Problem};
use crate::read::walk;
use crate::report::Report;
use crate::sample;
use crate::sidecar::{self, Known, Whose, own};

pub use memory::Memory;
use source::Source;
use store::Store;

/// The number that `build.rs` made of what this program is made of, which another build has not. What another build kept or
/// tells its workers is not understood, for it has other words at the same places of its tables.
pub const BUILD: u64 = match u64::from_str_radix(env!("FINDINGS_BUILD"), 10) {
    Ok(number) => number,
    Err(_) => panic!("the build script writes a number"),
};

/// Where reports come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folder {
    /// A folder, or a single file, on disk.
    Disk(PathBuf),
    /// The sample library that is built into the program.
    Sample,
}

/// What happened while a folder is loaded.
#[derive(Debug, Clone)]
pub enum Progress {
    /// The sidecars were read; these are the authorities.
    Register(Arc<Register>),
    /// What an earlier run made of files of this folder. Nobody has looked at them yet: of each that is still there it is told
    /// again what became of it, as the same report where it is as it was.
    Kept(Vec<Arc<Report>>, Vec<Problem>),
    /// The folder was walked; this many files will be read.
    Found(usize),
    /// A file was read and understood.
    Report(Arc<Report>),
    /// A file could not be read, or holds no report.
    Problem(Problem),
    /// A file was set aside, as a sidecar says.
    Ignored(Ignored),
}

/// Hears what happens while a folder is loaded; `false` asks to stop.
pub type Tell<'a> = &'a (dyn Fn(Progress) -> bool + Sync);

impl Folder {
    /// The path as it is shown.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Disk(path) => path,
            Self::Sample => Path::new("sample library"),
        }
    }

    /// What is known of this folder before its files are read: the built-in register, and what the sidecars say, its own
    /// and the user's in the configuration directory. A sidecar that cannot be followed is among the problems.
    #[must_use]
    pub fn known(&self, config: Option<&Path>) -> Known {
        let mut known = Known::default();
        match self {
            Self::Disk(path) => {
                known.add(Whose::Folder, sidecar::NAME, sidecar::read_in(path), None);
                if let Some(config) = config {
                    let key = own::folder_key(path);
                    let path = own::path(config, &key);
                    known.add(Whose::Own, &path.to_string_lossy(), sidecar::read(&path), Some(&key));
                }
            }
            Self::Sample => known.add(Whose::Folder, sidecar::NAME, Ok(Some(sample::SIDECAR.to_owned())), None),
        }
        known
    }
}

/// How files are read: in worker processes, or in this one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Reading {
    /// In this process, where a file that needs all memory takes it from everybody. For tests, and for systems without
    /// workers.
    #[default]
    Here,
    /// In as many processes as there are cores, each this program with limits of its own.
    Workers(Program),
}

/// The program as it is started again for its workers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Program {
    /// Where it lies.
    pub path: PathBuf,
    /// Its [`BUILD`]. Another one may have taken its place meanwhile.
    pub build: u64,
}

/// The means by which a folder is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Means {
    /// Who reads the files.
    pub reading: Reading,
    /// Where what was read is kept; nothing is kept without.
    pub cache: Option<PathBuf>,
}

/// What was read before by this run of the program, and is not read again where it is as it was.
#[derive(Debug, Clone, Copy)]
pub enum Recall<'a> {
    /// Nothing was, and nothing is remembered.
    Nothing,
    /// What is remembered here, and what is read now is remembered.
    All(&'a Memory),
    /// The same, and what an earlier run kept is told before anybody looks at the files.
    Ahead(&'a Memory),
    /// The same, but a file that is being written stays as it was until it has settled.
    Settled(&'a Memory),
}

impl<'a> Recall<'a> {
    const fn memory(self) -> Option<&'a Memory> {
        match self {
            Self::Nothing => None,
            Self::All(memory) | Self::Ahead(memory) | Self::Settled(memory) => Some(memory),
        }
    }
}

/// Reads every file of a folder on all cores and tells each outcome as it comes, in no particular order.
///
/// What is [`Known`] is told first, and what it says of files is followed. Returns when everything was read, or soon
/// after `tell` answered `false`. A folder that cannot be read at all is one [`Problem`]. Where no worker can be started,
/// that is a problem too, and the files are read in this process. Files that are as they were are taken from what was read
/// before or from the cache.
pub fn load(folder: &Folder, known: &Known, means: &Means, recall: Recall<'_>, tell: Tell<'_>) {
    if let Some(memory) = recall.memory() {
        memory.begin(known);
    }
    if !tell(Progress::Register(Arc::new(known.register.clone()))) {
        return;
    }
    let (store, walk) = match folder {
        Folder::Disk(path) => {
            let store = means.cache.as_deref().map(|cache| Store::open(cache, path, known, &means.reading));
            if store.as_ref().is_some_and(|store| !tell_kept(store, recall, tell)) {
                return;
            }
            (store, walk::walk(path))
        }
        Folder::Sample => (None, walk::Walk::default()),
    };
    if let Some(memory) = recall.memory() {
        memory.walked(known, &walk);
    }
    let mut sources: Vec<Source> = walk.entries.iter().map(Source::Disk).collect();
    if *folder == Folder::Sample {
        sources.extend(sample::FILES.iter().map(|(file, bytes)| Source::Sample(file, bytes)));
    }
    let files = sources.iter().map(|s| s.file()).chain(walk.problems.iter().map(|(file, _)| file.as_str()));
    let unmatched = known.unmatched(files);
    let unread = walk.problems.iter().map(|(file, reason)| match known.ignored(file) {
        Some(ignored) => Progress::Ignored(ignored),
        None => Progress::Problem(Problem { file: file.clone(), reason: reason.clone() }),
    });
    let go_on = tell(Progress::Found(sources.len()))
        && known.problems.iter().chain(&unmatched).all(|problem| tell(Progress::Problem(problem.clone())))
        && unread.into_iter().all(tell);
    if go_on {
        let whole = crew::read(&sources, known, &means.reading, store.as_ref(), recall, tell);
        if let Some(store) = store.filter(|_| whole) {
            store.save();
        }
    }
}

/// Tells what an earlier run kept of a folder, where nothing is remembered of it and that is to be told ahead. Answers whether
/// to go on.
fn tell_kept(store: &Store, recall: Recall<'_>, tell: Tell<'_>) -> bool {
    let Recall::Ahead(memory) = recall else { return true };
    if !memory.is_empty() || !store.is_of_folder() {
        return true;
    }
    let all = store.all();
    let (mut reports, mut problems) = (Vec::with_capacity(all.iter().map(Vec::len).sum()), Vec::new());
    for (file, seen) in all.iter().flatten() {
        match &seen.outcome {
            Ok(report) => reports.push(Arc::clone(report)),
            Err(refusal) => problems.push(Problem { file: file.clone(), reason: refusal.reason.clone() }),
        }
    }
    let go_on = reports.is_empty() || tell(Progress::Kept(reports, problems));
    memory.keep(all.into_iter().flatten());
    go_on
}

/// Reads every file of a folder and returns when all of it is known. `config` is the configuration directory, which may
/// hold a sidecar of the user's own. Files are read in this process; [`load_all_by`] has the choice.
#[must_use]
pub fn load_all(folder: &Folder, config: Option<&Path>) -> Library {
    load_all_by(folder, config, &Means::default())
}

/// The same by these means.
#[must_use]
pub fn load_all_by(folder: &Folder, config: Option<&Path>, means: &Means) -> Library {
    load_known(folder, &folder.known(config), means)
}

/// The same where it was asked before what is known of the folder.
#[must_use]
pub fn load_known(folder: &Folder, known: &Known, means: &Means) -> Library {
    let read = Mutex::new((Vec::new(), Vec::new(), Vec::new()));
    load(folder, known, means, Recall::Nothing, &|progress| {
        let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
        match progress {
            Progress::Register(_) | Progress::Kept(..) | Progress::Found(_) => {}
            Progress::Report(report) => read.0.push(report),
            Progress::Problem(problem) => read.1.push(problem),
            Progress::Ignored(ignored) => read.2.push(ignored),
        }
        true
    });
    let (reports, problems, ignored) = read.into_inner().unwrap_or_else(PoisonError::into_inner);
    Library::build(folder.path().to_owned(), &known.register, reports, problems).with_ignored(ignored)
}
