//! Inspections: which files are about the same one.
//!
//! The same report in two formats, or twice in the folder, is one inspection with two files; nothing is dropped. A newspaper's
//! account belongs to the inspection that it writes about, where authority, framework and dates allow only one.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::ReportId;
use crate::report::{Framework, Period, Report, Source};

/// One inspection: the files that report it, and the accounts of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Its reports and letters, the one that says most first.
    pub reports: Vec<ReportId>,
    /// Press accounts of it.
    pub accounts: Vec<ReportId>,
}

/// What two documents of the same inspection share: authority, framework and days.
type Visit<'a> = (&'a str, Framework, Period);

/// Groups reports, which stand in the order of a library, into inspections. A press account of no known one makes an
/// inspection without reports.
pub(super) fn group(reports: &[Arc<Report>]) -> Vec<Inspection> {
    let mut inspections: Vec<Inspection> = Vec::new();
    let mut by_text: FxHashMap<u64, usize> = FxHashMap::default();
    let mut by_visit: FxHashMap<Visit, usize> = FxHashMap::default();
    let press = |r: &Report| r.source.value == Source::Press;
    for (index, report) in reports.iter().enumerate().filter(|(_, r)| !press(r)) {
        let visit = visit(report);
        let same_text = report.fingerprint.and_then(|text| by_text.get(&text));
        let twin = same_text.or_else(|| by_visit.get(&visit?)).copied();
        let at = twin.unwrap_or(inspections.len());
        match inspections.get_mut(at) {
            Some(inspection) => inspection.reports.push(ReportId::new(index)),
            None => inspections.push(Inspection { reports: vec![ReportId::new(index)], accounts: Vec::new() }),
        }
        by_text.extend(report.fingerprint.map(|text| (text, at)));
        by_visit.extend(visit.map(|visit| (visit, at)));
    }
    for inspection in &mut inspections {
        // A council's paper may say more than the inspectors' letter, and does not say it in their words.
        inspection.reports.sort_by_key(|id| {
            let report = &reports[id.index()];
            (report.source.value == Source::Other, std::cmp::Reverse(report.says()))
        });
    }
    let known = inspections.len();
    for (index, account) in reports.iter().enumerate().filter(|(_, r)| press(r)) {
        let of = |i: &Inspection| is_account(account, &reports[i.reports[0].index()]);
        let mut fitting = inspections[..known].iter().enumerate().filter(|(_, i)| of(i)).map(|(at, _)| at);
        let only = fitting.next().filter(|_| fitting.next().is_none());
        let same_text = account.fingerprint.and_then(|text| by_text.get(&text)).copied();
        let at = only.or(same_text).unwrap_or(inspections.len());
        match inspections.get_mut(at) {
            Some(inspection) => inspection.accounts.push(ReportId::new(index)),
            None => inspections.push(Inspection { reports: Vec::new(), accounts: vec![ReportId::new(index)] }),
        }
        by_text.extend(account.fingerprint.map(|text| (text, at)));
    }
    inspections
}

/// The visit that a document is about, where it says all of it.
fn visit(report: &Report) -> Option<Visit<'_>> {
    Some((report.authority_name()?, report.framework.value, report.inspected.as_ref()?.value))
}

/// Whether an account can be of this inspection: authority and framework are the same, no day contradicts, and every
/// grade that both give is the same.
fn is_account(account: &Report, report: &Report) -> bool {
    let days = |r: &Report| r.inspected.as_ref().map(|i| i.value);
    // Last of all: the judgements of a report may have to be fetched.
    let agrees = || {
        account.judgements.iter().all(|told| {
            let mut same = report.judgements.iter().filter(|j| j.area == told.area && j.group == told.group);
            same.all(|j| j.grade == told.grade)
        })
    };
    account.authority_name().is_some()
        && account.authority_name() == report.authority_name()
        && account.framework.value == report.framework.value
        && days(account).is_none_or(|told| Some(told) == days(report))
        && agrees()
}

impl Inspection {
    /// The document that speaks for the inspection: the fullest report or letter, else the first account.
    #[must_use]
    pub fn primary(&self) -> Option<ReportId> {
        self.reports.first().or_else(|| self.accounts.first()).copied()
    }

    /// All its documents.
    pub fn documents(&self) -> impl Iterator<Item = ReportId> + '_ {
        self.reports.iter().chain(&self.accounts).copied()
    }
}
