//! What has been read of the folder so far, while reports arrive in the background.

use std::path::PathBuf;
use std::sync::Arc;

use crate::authority::Register;
use crate::library::{Ignored, Library, Problem};
use crate::load::Progress;
use crate::report::Report;

/// The news of a folder that is being read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    found: Option<usize>,
    reports: Vec<Arc<Report>>,
    problems: Vec<Problem>,
    ignored: Vec<Ignored>,
    register: Option<Arc<Register>>,
    done: bool,
}

impl Reading {
    /// Takes in what was told.
    pub fn told(&mut self, news: impl IntoIterator<Item = Progress>) {
        for progress in news {
            match progress {
                Progress::Register(register) => self.register = Some(register),
                Progress::Found(files) => self.found = Some(files),
                Progress::Report(report) => self.reports.push(report),
                Progress::Problem(problem) => self.problems.push(problem),
                Progress::Ignored(ignored) => self.ignored.push(ignored),
            }
        }
    }

    /// Everything was told.
    pub fn finish(&mut self) {
        self.done = true;
    }

    /// Whether everything was told.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.done
    }

    /// The files that were read so far.
    #[must_use]
    pub const fn read(&self) -> usize {
        self.reports.len() + self.problems.len() + self.ignored.len()
    }

    /// The authorities that the sidecars leave; `None` until they are read.
    #[must_use]
    pub const fn register(&self) -> Option<&Arc<Register>> {
        self.register.as_ref()
    }

    /// The files that there are; `None` while the folder is being walked.
    #[must_use]
    pub const fn found(&self) -> Option<usize> {
        self.found
    }

    /// The library of what was read so far.
    #[must_use]
    pub fn library(&self, root: PathBuf, register: &Register) -> Library {
        Library::build(root, register, self.reports.clone(), self.problems.clone()).with_ignored(self.ignored.clone())
    }
}
