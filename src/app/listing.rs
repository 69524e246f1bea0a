//! Lists of files: the reports by date, and the files with problems.

use ratatui::layout::Rect;

use super::notice::Notice;
use super::overlay::{Overlay, fits};
use super::view::View;
use super::{App, bar, input::Input, wrap};
use crate::keymap::Action;
use crate::library::{Library, Problem, ReportId};
use crate::query::words;

/// The lines above the rows: the column heads.
const HEAD: u16 = 1;

/// The rows in sight at once, where so many lines stand below them under a rule.
#[must_use]
pub fn height(area: Rect, below: usize) -> usize {
    let below = if below == 0 { 0 } else { below + 1 };
    usize::from(area.height.saturating_sub(HEAD)).saturating_sub(below)
}

/// The lines that say all of a problem: its path, and why the file was not read. They take half of the area at most.
#[must_use]
pub fn detail(file: &str, reason: &str, area: Rect) -> Vec<String> {
    let cells = usize::from(area.width).saturating_sub(2);
    let mut lines = wrap::lines(file, cells);
    lines.extend(wrap::lines(reason, cells));
    lines.truncate(usize::from(area.height / 2));
    lines
}

/// The rows that a filter lets through: reports, the newest first, or problems by path.
#[must_use]
pub fn rows(library: &Library, problems: bool, filter: &str) -> Vec<usize> {
    if problems {
        let all = (0..).map_while(|row| unread(library, row)).enumerate();
        return all.filter(|(_, (file, reason))| fits(filter, &format!("{file} {reason}"))).map(|(i, _)| i).collect();
    }
    let reports = library.reports();
    let mut rows: Vec<usize> = (0..reports.len())
        .filter(|&i| {
            let report = &reports[i];
            let kind = words::kind(report);
            fits(
                filter,
                &format!(
                    "{} {kind} {} {} {}",
                    words::authority_marked(report),
                    report.framework.value.short(),
                    words::when(report),
                    report.file
                ),
            )
        })
        .collect();
    rows.sort_by(|&a, &b| {
        let key = |i: usize| (reports[i].date(), reports[i].authority_name());
        key(b)
            .0
            .cmp(&key(a).0)
            .then_with(|| key(a).1.cmp(&key(b).1))
            .then_with(|| reports[a].file.cmp(&reports[b].file))
    });
    rows
}

/// A file that was not read, and why: first those with problems, then those that were set aside.
#[must_use]
pub fn unread(library: &Library, row: usize) -> Option<(&str, String)> {
    let problems = library.problems();
    if let Some(problem) = problems.get(row) {
        return Some((&problem.file, problem.reason.clone()));
    }
    let ignored = library.ignored().get(row - problems.len())?;
    Some((&ignored.file, format!("ignored, as {} says", ignored.by)))
}

/// The file of a row.
#[must_use]
pub fn file(library: &Library, problems: bool, row: usize) -> Option<&str> {
    if problems {
        unread(library, row).map(|(file, _)| file)
    } else {
        library.reports().get(row).map(|r| r.file.as_str())
    }
}

impl App {
    /// The file under the bar of a list of files.
    pub(super) fn listed_file(&self) -> Option<String> {
        let problems = match self.view {
            View::Problems(_) => true,
            View::Reports(_) => false,
            _ => return None,
        };
        let row = self.prepared.rows.get(self.prepared.bar)?;
        file(&self.library, problems, *row).map(str::to_owned)
    }

    /// The problem under the bar of the files with problems.
    #[must_use]
    pub fn listed_problem(&self) -> Option<&Problem> {
        let row = self.prepared.rows.get(self.prepared.bar)?;
        self.library.problems().get(*row).filter(|_| matches!(self.view, View::Problems(_)))
    }

    pub(super) fn listing_act(&mut self, action: Action) {
        let (View::Reports(list) | View::Problems(list)) = &self.view else { return };
        match action {
            Action::Find => {
                let before = list.filter.clone();
                self.overlay = Some(Overlay::Filter { input: Input::with(before.as_str()), before });
            }
            Action::Open => self.open_listed(),
            _ => self.move_listing(action),
        }
    }

    /// Moves the bar of the list.
    pub(super) fn move_listing(&mut self, action: Action) {
        let height = height(self.prepared.screen.below_rule(), self.prepared.detail.len());
        let (rows, at) = (&self.prepared.rows, self.prepared.bar);
        let Some(to) = bar::moved(action, at, rows.len(), height) else { return };
        let problems = matches!(self.view, View::Problems(_));
        let chosen = rows.get(to).and_then(|&row| file(&self.library, problems, row)).map(str::to_owned);
        if let View::Reports(list) | View::Problems(list) = &mut self.view {
            list.row = bar::row(action, at, to, list.row);
            list.nth =
                rows[..to].iter().filter(|&&row| file(&self.library, problems, row) == chosen.as_deref()).count();
            list.file = chosen;
        }
    }

    fn open_listed(&mut self) {
        let Some(&row) = self.prepared.rows.get(self.prepared.bar) else {
            return self.say(Notice::info("nothing is under the bar"));
        };
        if let View::Reports(_) = self.view {
            let id = ReportId::new(row);
            if let Some(file) = self.library.report(id).map(|report| report.file.clone()) {
                let reader = self.resumed(file);
                self.go(View::Reader(reader));
            }
        } else {
            let notice = format!("this file was not read; {} says why in full", self.key(Action::HowWeKnow));
            self.say(Notice::info(notice));
        }
    }
}
