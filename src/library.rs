//! The model: authorities and their reports by date, immutable once built.
//!
//! A library is cheap to build again from the reports that are already parsed, which is how the browser shows
//! a folder while it is still being read. Ids belong to one library; what must survive a new one is kept by
//! name (authorities) or file (reports).

use std::path::PathBuf;
use std::sync::Arc;

pub mod cache;
mod inspection;

pub use inspection::Inspection;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::authority::Register;
use crate::report::Report;
use crate::vocabulary::typed_id;

typed_id! {
    /// The place of an authority in [`Library::authorities`].
    AuthorityId
}
typed_id! {
    /// The place of a report in [`Library::reports`].
    ReportId
}

/// A file that could not be read, or holds no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The path below the folder, with "/" between its parts.
    pub file: String,
    /// Why, in a sentence without its stop.
    pub reason: String,
}

/// A file that was set aside because a person said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// The path below the folder, with "/" between its parts.
    pub file: String,
    /// What says so: the name of the sidecar.
    pub by: String,
}

/// An authority that has reports in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The plain name.
    pub name: String,
    /// The region of England; empty where the register does not know the authority.
    pub region: String,
    /// Its reports, the oldest first.
    pub reports: Vec<ReportId>,
}

/// Everything that is known of a folder.
#[derive(Debug, Clone, Default)]
pub struct Library {
    root: PathBuf,
    authorities: Vec<Authority>,
    reports: Vec<Arc<Report>>,
    unattributed: Vec<ReportId>,
    inspections: Vec<Inspection>,
    /// The place in `inspections` of each report's.
    inspection_of: Vec<usize>,
    problems: Vec<Problem>,
    ignored: Vec<Ignored>,
}

impl Library {
    /// Builds the library of a folder from what was read of it. The order of the arguments does not matter.
    #[must_use]
    pub fn build(root: PathBuf, register: &Register, reports: Vec<Arc<Report>>, mut problems: Vec<Problem>) -> Self {
        let reports = in_order(reports);
        problems.sort_by(|a, b| a.file.cmp(&b.file));
        let mut authorities: Vec<Authority> = Vec::new();
        let mut unattributed = Vec::new();
        for (index, report) in reports.iter().enumerate() {
            let id = ReportId::new(index);
            let Some(name) = report.authority_name() else {
                unattributed.push(id);
                continue;
            };
            match authorities.last_mut().filter(|a| a.name == name) {
                Some(authority) => authority.reports.push(id),
                None => authorities.push(Authority {
                    name: name.to_owned(),
                    region: register.get(name).map(|e| e.region.clone()).unwrap_or_default(),
                    reports: vec![id],
                }),
            }
        }
        let inspections = inspection::group(&reports);
        let mut inspection_of = vec![usize::MAX; reports.len()];
        for (at, inspection) in inspections.iter().enumerate() {
            inspection.documents().for_each(|id| inspection_of[id.index()] = at);
        }
        Self { root, authorities, reports, unattributed, inspections, inspection_of, problems, ignored: Vec::new() }
    }

    /// The same library with the files that were set aside.
    #[must_use]
    pub fn with_ignored(mut self, mut ignored: Vec<Ignored>) -> Self {
        ignored.sort_by(|a, b| a.file.cmp(&b.file));
        self.ignored = ignored;
        self
    }

    /// The folder that was read.
    #[must_use]
    pub fn root(&self) -> &std::path::Path {
        &self.root
    }

    /// The authorities by name.
    #[must_use]
    pub fn authorities(&self) -> &[Authority] {
        &self.authorities
    }

    /// All reports, by authority and date; those of no known authority stand first.
    #[must_use]
    pub fn reports(&self) -> &[Arc<Report>] {
        &self.reports
    }

    /// The reports whose authority is not known.
    #[must_use]
    pub fn unattributed(&self) -> &[ReportId] {
        &self.unattributed
    }

    /// The inspections that the reports are about, in the order of their reports; accounts of unknown ones stand last.
    #[must_use]
    pub fn inspections(&self) -> &[Inspection] {
        &self.inspections
    }

    /// The inspection that a document is about.
    #[must_use]
    pub fn inspection_of(&self, id: ReportId) -> Option<&Inspection> {
        self.inspections.get(*self.inspection_of.get(id.index())?)
    }

    /// The other documents of the inspection that this one is about.
    pub fn others(&self, id: ReportId) -> impl Iterator<Item = (ReportId, &Arc<Report>)> {
        let all = self.inspection_of(id).into_iter().flat_map(Inspection::documents);
        all.filter(move |&other| other != id).filter_map(|other| Some((other, self.report(other)?)))
    }

    /// The files that could not be read, by path.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The files that were set aside, by path.
    #[must_use]
    pub fn ignored(&self) -> &[Ignored] {
        &self.ignored
    }

    /// The report with this id.
    #[must_use]
    pub fn report(&self, id: ReportId) -> Option<&Arc<Report>> {
        self.reports.get(id.index())
    }

    /// The authority with this id.
    #[must_use]
    pub fn authority(&self, id: AuthorityId) -> Option<&Authority> {
        self.authorities.get(id.index())
    }

    /// The authority of this plain name.
    #[must_use]
    pub fn authority_named(&self, name: &str) -> Option<AuthorityId> {
        self.authorities.iter().position(|a| a.name == name).map(AuthorityId::new)
    }

    /// The report read from this file.
    #[must_use]
    pub fn report_of_file(&self, file: &str) -> Option<ReportId> {
        self.reports.iter().position(|r| r.file == file).map(ReportId::new)
    }

    /// The first and the last year of inspection in the library.
    #[must_use]
    pub fn years(&self) -> Option<(i16, i16)> {
        let years = || self.reports.iter().filter_map(|r| r.date()).map(jiff::civil::Date::year);
        years().min().zip(years().max())
    }
}

/// The reports by authority, date and file. Names are compared once for each authority, and not for each two reports; files
/// only where they do not stand in order already, as those that were kept do.
fn in_order(mut reports: Vec<Arc<Report>>) -> Vec<Arc<Report>> {
    let by_file = |one: &Arc<Report>, other: &Arc<Report>| one.file.cmp(&other.file);
    if !reports.is_sorted_by(|one, other| by_file(one, other).is_le()) {
        reports.sort_by(by_file);
    }
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut keys = Vec::with_capacity(reports.len());
    for report in &reports {
        let next = numbers.len();
        let number = report.authority_name().map(|name| *numbers.entry(name).or_insert(next));
        keys.push((number, report.date()));
    }
    let mut names: Vec<(&str, usize)> = numbers.into_iter().collect();
    names.sort_by_cached_key(|(name, _)| (name.to_lowercase(), *name));
    let mut places = vec![0; names.len()];
    names.iter().enumerate().for_each(|(place, (_, number))| places[*number] = place);
    let place = |number: Option<usize>| number.and_then(|number| places.get(number));
    let mut keyed: Vec<_> = keys.into_iter().zip(reports).collect();
    keyed.sort_by_key(|((number, date), _)| (place(*number), *date));
    keyed.into_iter().map(|(_, report)| report).collect()
}
