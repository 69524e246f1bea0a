//! What an overlay that tells of a report is about: the report, the grade or the finding under the bar.

use crate::app::overlay::{Contents, Page};
use crate::app::view::{Focus, View};
use crate::app::{App, chart};
use crate::keymap::Context;
use crate::list::{List, Row};

impl App {
    pub(super) fn contents(&self) -> Option<Contents> {
        let id = self.report_under_bar()?;
        let report = self.library.report(id)?;
        let spot = self.shown_reader().filter(|reader| reader.file == report.file).map(|reader| reader.spot);
        let contents = Contents::of(report, spot.and_then(|s| report.section_at(s.block)));
        (!contents.lines.is_empty()).then_some(contents)
    }

    pub(super) fn evidence(&self) -> Option<Page> {
        if self.listing().is_some_and(|listing| listing.list == List::Problems) {
            return self.listed_problem().map(Page::of_problem);
        }
        let id = self.report_under_bar()?;
        let grid = &self.prepared.grid;
        let cell = match &self.view {
            View::Grid(_) => Some((self.prepared.chart.row, self.prepared.chart.column)),
            View::Browse(browse) if browse.focus == Focus::Summary => {
                self.prepared.summary.row().zip(self.prepared.summary.column)
            }
            _ => None,
        };
        let judgement = cell.and_then(|(row, column)| chart::judgement(&self.library, grid, row, column));
        let block = match &self.view {
            View::Browse(browse) if browse.focus == Focus::Summary => match &self.prepared.summary.under {
                Some(crate::app::view::Under::Item { block, .. }) => Some(*block),
                _ => None,
            },
            // A row that is a report or an authority has no place in a text.
            View::List(_) if matches!(self.listed(), Some(Row::Report(_) | Row::Authority(..))) => None,
            View::List(_) => self.listed_passage().map(|(_, block)| block),
            _ if self.context() == Context::Text => self.shown_reader().map(|reader| reader.spot.block),
            _ => None,
        };
        Some(Page::of(&self.library, id, judgement.map(|(_, j)| j), block))
    }
}
