//! Loading a folder: every file read and parsed on all cores, told as it happens.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use serde::Deserialize;

use crate::authority::{Entry, Names, Register};
use crate::document::Document;
use crate::library::{Library, Problem};
use crate::read::{self, walk};
use crate::report::Report;
use crate::sample;

/// The name of the sidecar that a folder may hold, with what its owner knows and its reports do not say.
pub const SIDECAR: &str = "findings.toml";

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
    /// The folder was walked; this many files will be read.
    Found(usize),
    /// A file was read and understood.
    Report(Arc<Report>),
    /// A file could not be read, or holds no report.
    Problem(Problem),
}

/// The sidecar's content. Unknown keys are errors, so that a misspelt one is told.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sidecar {
    authority: Vec<Entry>,
}

impl Folder {
    /// The path as it is shown.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Disk(path) => path,
            Self::Sample => Path::new("sample library"),
        }
    }

    /// The register of authorities for this folder: the built-in one, and those that its sidecar adds.
    ///
    /// A sidecar that cannot be read is a problem, and the built-in register alone is answered.
    #[must_use]
    pub fn register(&self) -> (Register, Option<Problem>) {
        let mut register = Register::built_in();
        let text = match self {
            Self::Disk(path) => match std::fs::read_to_string(path.join(SIDECAR)) {
                Ok(text) => text,
                Err(error)
                    if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) =>
                {
                    return (register, None);
                }
                Err(error) => return (register, Some(sidecar_problem(&error))),
            },
            Self::Sample => sample::SIDECAR.to_owned(),
        };
        match toml::from_str::<Sidecar>(&text) {
            Ok(sidecar) => {
                register.extend(sidecar.authority);
                (register, None)
            }
            Err(error) => (register, Some(sidecar_problem(&error.message()))),
        }
    }
}

fn sidecar_problem(reason: &impl std::fmt::Display) -> Problem {
    Problem { file: SIDECAR.to_owned(), reason: format!("the sidecar cannot be read: {reason}") }
}

/// Reads every file of a folder on all cores and tells each outcome as it comes, in no particular order.
///
/// Returns when everything was read, or soon after `tell` answered `false`. A folder that cannot be read at all is one [`Problem`].
pub fn load(folder: &Folder, register: &Register, tell: &(dyn Fn(Progress) -> bool + Sync)) {
    let names = Names::of(register);
    let outcome = |file: &str, document: Result<Document, Problem>| {
        let report = document.and_then(|d| {
            let problem = |e: crate::report::NotAReport| Problem { file: file.to_owned(), reason: e.to_string() };
            Report::parse(d, file, &names).map_err(problem)
        });
        tell(match report {
            Ok(report) => Progress::Report(Arc::new(report)),
            Err(problem) => Progress::Problem(problem),
        })
    };
    match folder {
        Folder::Disk(path) => {
            let walk = walk::walk(path);
            let go_on = tell(Progress::Found(walk.entries.len()))
                && walk.problems.into_iter().all(|(file, reason)| tell(Progress::Problem(Problem { file, reason })));
            if go_on {
                walk.entries
                    .par_iter()
                    .with_max_len(1)
                    .try_for_each(|e| outcome(&e.file, read_file(&e.file, &e.path)).then_some(()));
            }
        }
        Folder::Sample => {
            if tell(Progress::Found(sample::FILES.len())) {
                sample::FILES
                    .par_iter()
                    .with_max_len(1)
                    .try_for_each(|(file, bytes)| outcome(file, read_bytes(file, bytes)).then_some(()));
            }
        }
    }
}

fn read_file(file: &str, path: &Path) -> Result<Document, Problem> {
    let bytes = std::fs::read(path)
        .map_err(|error| Problem { file: file.to_owned(), reason: format!("it cannot be read: {error}") })?;
    read_bytes(file, &bytes)
}

fn read_bytes(file: &str, bytes: &[u8]) -> Result<Document, Problem> {
    read::read(bytes).map_err(|error| Problem { file: file.to_owned(), reason: error.reason(file) })
}

/// Reads every file of a folder and returns when all of it is known.
#[must_use]
pub fn load_all(folder: &Folder) -> Library {
    let (register, problem) = folder.register();
    let read = Mutex::new((Vec::new(), problem.into_iter().collect::<Vec<_>>()));
    load(folder, &register, &|progress| {
        let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
        match progress {
            Progress::Found(_) => {}
            Progress::Report(report) => read.0.push(report),
            Progress::Problem(problem) => read.1.push(problem),
        }
        true
    });
    let (reports, problems) = read.into_inner().unwrap_or_else(PoisonError::into_inner);
    Library::build(folder.path().to_owned(), &register, reports, problems)
}
