//! What has been read of the folder so far, while reports arrive in the background.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::authority::Register;
use crate::library::{Ignored, Library, Problem};
use crate::load::Progress;
use crate::report::Report;

/// What became of a file.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Its report.
    Report(Arc<Report>),
    /// Why there is none.
    Problem(String),
    /// What set it aside.
    Ignored(String),
}

impl PartialEq for Outcome {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            // What was not read again is the same report in memory.
            (Self::Report(a), Self::Report(b)) => Arc::ptr_eq(a, b) || a == b,
            (Self::Problem(a), Self::Problem(b)) | (Self::Ignored(a), Self::Ignored(b)) => a == b,
            _ => false,
        }
    }
}

/// The news of a folder that is being read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    kept: bool,
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
                Progress::Kept(reports, problems) => {
                    (self.reports, self.problems, self.kept) = (reports, problems, true);
                }
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

    /// The beginning of another reading of the same folder, all of which is known by this one.
    #[must_use]
    pub fn again(&self) -> Self {
        Self { kept: true, register: self.register.clone(), ..Self::default() }
    }

    /// Whether all of the folder is known by what an earlier run kept of it, though not all was looked at in this one.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        self.kept
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

    /// The files that nobody could read, and of which nothing else is to be said.
    #[must_use]
    pub fn unread(&self) -> BTreeSet<&str> {
        let said: HashSet<&str> = self.reports.iter().map(|report| report.file.as_str()).collect();
        self.problems.iter().map(|problem| problem.file.as_str()).filter(|file| !said.contains(file)).collect()
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

    /// What became of each file so far; of one there may be several things to say.
    #[must_use]
    pub fn outcomes(&self) -> BTreeMap<String, Vec<Outcome>> {
        let reports = self.reports.iter().map(|report| (&report.file, Outcome::Report(Arc::clone(report))));
        let mut problems: Vec<&Problem> = self.problems.iter().collect();
        problems.sort_by(|a, b| a.reason.cmp(&b.reason));
        let problems = problems.into_iter().map(|problem| (&problem.file, Outcome::Problem(problem.reason.clone())));
        let ignored = self.ignored.iter().map(|ignored| (&ignored.file, Outcome::Ignored(ignored.by.clone())));
        let mut outcomes: BTreeMap<String, Vec<Outcome>> = BTreeMap::new();
        for (file, outcome) in reports.chain(problems).chain(ignored) {
            outcomes.entry(file.clone()).or_default().push(outcome);
        }
        outcomes
    }

    /// The library of what was read so far.
    #[must_use]
    pub fn library(&self, root: PathBuf, register: &Register) -> Library {
        Library::build(root, register, self.reports.clone(), self.problems.clone()).with_ignored(self.ignored.clone())
    }
}
