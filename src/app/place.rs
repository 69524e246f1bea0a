//! Where one is, by name, for the session; and going there again once it is read.

use super::App;
use super::view::{Browse, Chart, Listing, Reader, View};
use crate::document::BlockId;
use crate::session::{Place, Shown};

impl App {
    /// Where one is, to be kept until the next run.
    #[must_use]
    pub fn place(&self) -> Place {
        let view = match &self.view {
            View::Browse(_) => Shown::Browse,
            View::Grid(_) => Shown::Grid,
            // A comparison is a step on the way: one comes back to the text it was made of.
            View::Reader(_) | View::Compare(_) => Shown::Reader,
            View::Reports(_) => Shown::Reports,
            View::Problems(_) => Shown::Problems,
        };
        let report = self.report_under_bar().and_then(|id| self.library.report(id)).map(|r| r.file.clone());
        let compared = || self.compared().map_or(0, |(_, block)| block.index());
        let block = self.shown_reader().map_or_else(compared, |reader| reader.spot.block.index());
        let block = u32::try_from(block).unwrap_or(0);
        Place { view, authority: self.authority_under_bar(), report, block }
    }

    /// Goes where one was, as soon as that is read. Nothing is restored after the first key.
    pub(super) fn restore(&mut self) {
        let Some(place) = &self.wanted else { return };
        let known = |name: &String| self.library.authority_named(name).is_some();
        let authority = place.authority.clone().filter(known);
        let report = place.report.clone().filter(|file| self.library.report_of_file(file).is_some());
        let browse = View::Browse(Browse { authority: authority.clone(), row: usize::MAX / 2, ..Browse::default() });
        let view = match place.view {
            Shown::Browse => authority.map(|_| browse.clone()),
            Shown::Grid => authority.map(|authority| View::Grid(Chart { authority, under: None, row: 0 })),
            Shown::Reader => report.map(|file| View::Reader(Reader::at(file, BlockId::new(place.block as usize)))),
            Shown::Reports => report.map(|file| View::Reports(Listing { file: Some(file), ..Listing::default() })),
            Shown::Problems => Some(View::Problems(Listing::default())),
        };
        if let Some(view) = view {
            self.wanted = None;
            self.view = browse;
            self.go(view);
        }
    }
}
