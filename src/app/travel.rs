//! Going from view to view: opening, back and forward, closing, and going to what was chosen by name.

use super::notice::Notice;
use super::recent::Visited;
use super::view::{Browse, Chart, Listing, Reader, Under, View};
use super::{App, Effect};
use crate::document::BlockId;
use crate::keymap::Action;
use crate::library::ReportId;
use crate::list::{Key, List};
use crate::query::jump::Target;

impl App {
    /// Opens a view; back leads to the one that is open now.
    pub(super) fn go(&mut self, view: View) {
        let left = std::mem::replace(&mut self.view, view);
        if left != self.view {
            self.remember(Visited::of(&left));
            self.history.left(left);
        }
    }

    /// Back, forward, or closing this view.
    pub(super) fn travel(&mut self, action: Action) {
        let first = |app: &Self| {
            let authority = app.authority_under_bar().filter(|name| app.library.authority_named(name).is_some());
            View::Browse(Browse { authority, ..Browse::default() })
        };
        let mut view = match action {
            Action::Back => self.history.back(&self.view),
            Action::Forward => self.history.forward(&self.view),
            _ => Some(self.history.close(&self.view).unwrap_or_else(|| first(self))),
        };
        // The grades of an authority of which no report is left are no view any more.
        while let Some(gone) = view.take_if(|view| self.is_gone(view)) {
            view = match action {
                Action::Back => self.history.back(&gone),
                Action::Forward => self.history.forward(&gone),
                _ => Some(self.history.close(&gone).unwrap_or_else(|| first(self))),
            };
        }
        match (view, action) {
            (Some(view), _) => self.view = view,
            (None, Action::Back) => self.say(Notice::info("this is where you began")),
            (None, _) => self.say(Notice::info("nothing is further forward")),
        }
    }

    /// Whether a view is of an authority of which nothing is here any more.
    pub(super) fn is_gone(&self, view: &View) -> bool {
        match view {
            View::Grid(chart) => self.library.authority_named(&chart.authority).is_none(),
            _ => false,
        }
    }

    /// Shows one of the views.
    pub(super) fn show(&mut self, action: Action) {
        let authority = self.authority_under_bar();
        let file = self.report_under_bar().and_then(|id| self.library.report(id)).map(|r| r.file.clone());
        let view = match action {
            Action::ShowAuthorities => View::Browse(Browse { authority, ..Browse::default() }),
            Action::ShowGrid => match authority {
                Some(authority) => View::Grid(Chart { authority, under: None, row: 0 }),
                None => return self.say(Notice::info("no authority is under the bar")),
            },
            Action::ShowText => match self.shown_reader().or_else(|| Some(self.resumed(file?))) {
                Some(reader) => View::Reader(reader),
                None => return self.say(Notice::info("no report is under the bar")),
            },
            // Who comes from the authorities asks what is new; who comes from a report, where it stands among the others.
            Action::ShowReports => {
                let chosen = file.filter(|_| !matches!(self.view, View::Browse(_))).map(Key::Report);
                View::List(Listing { chosen, ..Listing::of(List::Reports) })
            }
            Action::ShowNational => {
                View::List(Listing { chosen: authority.map(Key::Authority), ..Listing::of(List::National) })
            }
            Action::ShowFindings => View::List(Listing::of(List::Findings)),
            Action::ShowMarks => View::List(Listing::of(List::Marks)),
            _ => View::List(Listing::of(List::Problems)),
        };
        if view.is_like(&self.view) {
            let words = self.listing().map_or(self.view.context().words(), |listing| listing.list.words());
            self.say(Notice::info(format!("these are {words} already")));
        } else {
            self.go(view);
        }
    }

    /// Goes to what was chosen in the go-to overlay.
    pub(super) fn go_to(&mut self, target: Target) -> Option<Effect> {
        match target {
            Target::Command(at) => return Action::ALL.get(at).and_then(|&action| self.act(action)),
            Target::Mark(at) => {
                self.open_mark(at);
                return None;
            }
            _ => {}
        }
        let in_report = |app: &Self, id: ReportId, block: Option<BlockId>| {
            let file = app.library.report(id).map(|r| r.file.clone())?;
            Some(View::Reader(Reader::at(file, block.unwrap_or(BlockId::new(0)))))
        };
        let report = |id: ReportId| self.library.report(id);
        let view = match target {
            Target::Authority(id) => self.library.authority(id).map(|a| View::Browse(Browse::on(a.name.clone()))),
            Target::Report(id) => {
                let file = report(id).map(|report| report.file.clone());
                file.map(|file| View::Reader(self.resumed(file)))
            }
            Target::Section(id, section) => {
                in_report(self, id, report(id).and_then(|r| r.section(section)).map(|s| s.block))
            }
            Target::Paragraph(id, at) => {
                in_report(self, id, report(id).and_then(|r| r.paragraphs.get(at)).map(|p| p.block))
            }
            Target::Finding(id, finding) => {
                in_report(self, id, report(id).and_then(|r| r.findings.get(finding.index())).map(|f| f.block))
            }
            Target::Mark(_) | Target::Command(_) => None,
        };
        if let Some(view) = view {
            self.remember(Visited::of(&view));
            self.go(view);
        }
        None
    }

    /// The authority that one is at, in any view.
    pub(super) fn authority_under_bar(&self) -> Option<String> {
        match &self.view {
            View::Browse(_) => self.shown_authority().map(|a| a.name.clone()),
            View::Grid(chart) => Some(chart.authority.clone()),
            _ => {
                let report = self.library.report(self.report_under_bar()?)?;
                report.authority_name().map(str::to_owned)
            }
        }
    }

    /// The report that one is at, in any view.
    #[must_use]
    pub fn report_under_bar(&self) -> Option<ReportId> {
        let prepared = &self.prepared;
        let file = match &self.view {
            View::Browse(browse) => match browse.text.as_ref() {
                Some(reader) => Some(reader.file.as_str()),
                None => prepared.summary.under.as_ref().map(Under::file),
            },
            View::Grid(_) => prepared.chart.under.as_ref().map(Under::file),
            View::Reader(reader) => Some(reader.file.as_str()),
            View::Compare(_) => self.compared().map(|(file, _)| file),
            View::List(_) => return self.listed_report(),
        };
        self.library.report_of_file(file?)
    }
}
