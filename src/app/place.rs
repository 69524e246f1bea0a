//! Where one is, by name, for the session; and going there again once it is read.

use super::App;
use super::history::History;
use super::overlay::Overlay;
use super::view::{Browse, Chart, Listing, Reader, View};
use crate::document::BlockId;
use crate::list::Key;
use crate::session::{Place, Shown};

/// How many of the views that were left are kept until the next run.
const KEPT: usize = 20;

impl App {
    /// Where one is, to be kept until the next run.
    #[must_use]
    pub fn place(&self) -> Place {
        let view = match &self.view {
            View::Browse(_) => Shown::Browse,
            View::Grid(_) => Shown::Grid,
            // A comparison is a step on the way: one comes back to the text it was made of.
            View::Reader(_) | View::Compare(_) => Shown::Reader,
            View::List(listing) => Shown::of(listing.list),
        };
        let report = self.report_under_bar().and_then(|id| self.library.report(id)).map(|r| r.file.clone());
        let compared = || self.compared().map_or(0, |(_, block)| block.index());
        let block = self.shown_reader().map_or_else(compared, |reader| reader.spot.block.index());
        let block = u32::try_from(block).unwrap_or(0);
        let state = |view: &View| serde_json::to_value(view).unwrap_or_default();
        Place {
            view,
            authority: self.authority_under_bar(),
            report,
            block,
            state: state(&self.view),
            back: self.history.last(KEPT).iter().map(state).collect(),
            searched: self.searched.as_ref().and_then(|listing| serde_json::to_value(listing).ok()).unwrap_or_default(),
            words: self.words.clone(),
            read: self.read.clone(),
        }
    }

    /// Goes where one was, as soon as that is read. Nothing is restored after the first key.
    ///
    /// The view comes back as it was left, and the way back with it. Where it is not to be had any more, that is known when
    /// everything is read; then the authority or the report alone is gone to.
    pub(super) fn restore(&mut self) {
        let Some(place) = &self.wanted else { return };
        if let Ok(view) = serde_json::from_value::<View>(place.state.clone()) {
            if self.is_here(&view) {
                let back = place.back.iter().filter_map(|view| serde_json::from_value(view.clone()).ok()).collect();
                (self.history, self.view, self.wanted) = (History::of(back), view, None);
                return;
            }
            if !self.reading.is_done() {
                return;
            }
        }
        let known = |name: &String| self.library.authority_named(name).is_some();
        let authority = place.authority.clone().filter(known);
        let report = place.report.clone().filter(|file| self.library.report_of_file(file).is_some());
        let browse = View::Browse(authority.clone().map_or_else(Browse::default, Browse::on));
        let view = match place.view {
            Shown::Browse => authority.map(|_| browse.clone()),
            Shown::Grid => authority.map(|authority| View::Grid(Chart { authority, under: None, row: 0 })),
            Shown::Reader => report.map(|file| View::Reader(Reader::at(file, BlockId::new(place.block as usize)))),
            list => list.list().map(|list| {
                let chosen = report.map(Key::Report);
                View::List(Listing { chosen, ..Listing::of(list) })
            }),
        };
        if let Some(view) = view {
            self.wanted = None;
            self.view = browse;
            self.go(view);
        }
    }

    /// Chooses what is shown: from the first key on, nothing that is read later moves the bar.
    pub(super) fn pin(&mut self) {
        self.wanted = None;
        // What a half-typed filter leaves is no choice: only a key that moves the bar makes one.
        if matches!(self.overlay, Some(Overlay::Filter { .. })) {
            return;
        }
        let authority = self.shown_authority().map(|a| a.name.clone());
        match &mut self.view {
            View::Browse(browse) if browse.authority.is_none() => browse.authority = authority,
            _ => self.pin_row(),
        }
    }

    /// Whether what a view shows was read.
    fn is_here(&self, view: &View) -> bool {
        let authority = |name: &String| self.library.authority_named(name).is_some();
        let file = |file: &String| self.library.report_of_file(file).is_some();
        match view {
            View::Browse(browse) => browse.authority.as_ref().is_some_and(authority),
            View::Grid(chart) => authority(&chart.authority),
            View::Reader(reader) => file(&reader.file),
            // What a list shows is found by its query; a row that is gone leaves the first one chosen.
            View::Compare(_) | View::List(_) => self.reading.is_done() || self.reading.is_kept(),
        }
    }
}
