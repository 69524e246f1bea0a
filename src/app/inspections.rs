//! How many inspections of an authority are known, and which is the last of them.

use jiff::civil::Date;

use crate::library::{AuthorityId, Library, ReportId};
use crate::query::words;
use crate::report::{Report, Source};

/// What is known of an authority, counted. A newspaper's account is no inspection, and is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inspections {
    /// The inspections that a report or letter was read of; two files of one inspection count once.
    pub count: usize,
    /// The press accounts.
    pub accounts: usize,
    /// The date of the last inspection, as its document prints it. The date in a file's name does not count.
    pub last: Option<Date>,
}

impl Inspections {
    /// Those of an authority.
    #[must_use]
    pub fn of(library: &Library, authority: AuthorityId) -> Self {
        let ids = library.authority(authority).map(|a| a.reports.as_slice()).unwrap_or_default();
        let press = |id: ReportId| library.report(id).is_some_and(|r| is_press(r));
        let first = |id: ReportId| library.inspection_of(id).is_none_or(|i| i.reports.first() == Some(&id));
        let dated = |r: &&Report| !is_press(r) && (r.inspected.is_some() || r.published.is_some());
        let reports = ids.iter().filter_map(|&id| Some(library.report(id)?.as_ref()));
        Self {
            count: ids.iter().filter(|&&id| !press(id) && first(id)).count(),
            accounts: ids.iter().filter(|&&id| press(id)).count(),
            last: reports.filter(dated).filter_map(Report::date).max(),
        }
    }

    /// "6 inspections and 1 press account".
    #[must_use]
    pub fn words(self) -> String {
        let inspections = words::count(self.count, "inspection", "inspections");
        let accounts = words::count(self.accounts, "press account", "press accounts");
        match (self.count, self.accounts) {
            (_, 0) => inspections,
            (0, _) => accounts,
            _ => format!("{inspections} and {accounts}"),
        }
    }
}

fn is_press(report: &Report) -> bool {
    report.source.value == Source::Press
}
