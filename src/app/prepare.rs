//! What the panes draw, computed from the state after every change: rectangles, rows, scroll, the laid-out text.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::App;
use super::ahead::{self, Stays};
use super::chart::{self, ChartView};
use super::compare::PageView;
use super::listing::Table;
use super::overlay::Overlay;
use super::overlays::AROUND;
use super::safe::width;
use super::screen::{Panes, Screen, inside, rows};
use super::summary::Summary;
use super::text::Text;
use super::view::{Browse, Chart, Focus, Reader, Under, View};
use crate::document::BlockId;
use crate::library::{Authority, AuthorityId};
use crate::list;
use crate::query::grid::Grid;

/// The computed part of the state.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    /// The parts of the screen.
    pub screen: Screen,
    /// The panes of the browser.
    pub panes: Panes,
    /// The authorities that the filter lets through.
    pub authorities: Vec<AuthorityId>,
    /// The authority that is shown.
    pub authority: Option<AuthorityId>,
    /// Its grid.
    pub grid: Grid,
    /// The pane with its grades and items to improve.
    pub summary: Summary,
    /// Its grid in full.
    pub chart: ChartView,
    /// The text in sight.
    pub text: Option<Text>,
    /// Two reports beside each other.
    pub compare: Option<PageView>,
    /// The list that is open.
    pub table: Option<Table>,
    /// The row under the bar, of authorities.
    pub bar: usize,
    /// The first row in sight.
    pub top: usize,
}

impl App {
    /// The part of the screen in which the bar moves, where what stands beside it or below it belongs to the row under it and may
    /// follow: the pane of the browser that has the keys, the rows of a list or a grid, a text, or go-to above what it shows of
    /// the row. A filter that is typed leaves the bar where it is.
    #[must_use]
    pub fn bars_pane(&self) -> Option<Rect> {
        if let Some(overlay) = self.overlay().filter(|overlay| !matches!(overlay, Overlay::Filter { .. })) {
            let Overlay::GoTo(goto) = overlay else { return None };
            let whole = self.prepared.screen.overlay();
            let lines = self.overlay_height() + usize::from(goto.words().is_some());
            let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1 + AROUND);
            return Some(rows(whole, 0, height));
        }
        match self.view() {
            View::Browse(browse) if browse.zoom => None,
            View::Browse(browse) => self.prepared.panes.at(browse.focus),
            View::List(_) => {
                let area = self.prepared.screen.below_rule();
                // A row without a text, as the head of a report's hits, gives the list all the room.
                let below = self.prepared.table.as_ref()?.below.len();
                let below = if below == 0 { 0 } else { below + 1 };
                let height = usize::from(area.height).saturating_sub(below);
                Some(Rect { height: u16::try_from(height).unwrap_or(area.height), ..area })
            }
            View::Reader(_) => Some(self.prepared.screen.below_rule()),
            View::Grid(_) => {
                let area = self.prepared.screen.below_rule();
                let rows = area.height.saturating_sub(u16::try_from(chart::FOOT).unwrap_or(0));
                let lines = self.prepared.chart.lines.len().min(usize::from(rows)) + chart::HEAD;
                Some(Rect { height: u16::try_from(lines).unwrap_or(u16::MAX).min(rows), ..area })
            }
            View::Compare(_) => None,
        }
    }

    /// The pane that is furthest from the bar, where what the bar is on is seen in a nearer one first: the text, while
    /// authorities are chosen.
    #[must_use]
    pub fn far_pane(&self) -> Option<Rect> {
        match self.view() {
            View::Browse(browse) if self.overlay().is_none() && browse.focus == Focus::Authorities => {
                self.prepared.panes.text
            }
            _ => None,
        }
    }

    /// Computes what the panes draw.
    pub(super) fn prepare(&mut self) {
        let (text, table) = (self.prepared.text.take(), self.prepared.table.take());
        let page = self.prepared.compare.take();
        let screen = Screen::of(self.size);
        self.prepared = Prepared { screen, ..Prepared::default() };
        let mut view = self.view.clone();
        match &mut view {
            View::Browse(browse) => self.prepare_browse(browse, text),
            View::Grid(chart) => self.prepare_chart(chart),
            View::Reader(reader) => self.prepare_text(reader, screen.below_rule(), text, self.stays),
            View::Compare(state) => self.prepare_compare(state, page),
            View::List(listing) => self.prepare_listing(listing, table),
        }
        self.view = view;
        self.keep_read();
        self.prepare_overlay();
    }

    fn prepare_browse(&mut self, browse: &mut Browse, text: Option<Text>) {
        let names = self.library.authorities().iter();
        let longest = names.map(|a| width(&a.name)).max().unwrap_or(0);
        let body = self.prepared.screen.body;
        if !Panes::order(body, browse.zoom).contains(&browse.focus) {
            browse.focus = Focus::Summary;
        }
        let panes = Panes::of(body, browse.focus, browse.zoom, u16::try_from(longest).unwrap_or(u16::MAX));
        let library = Arc::clone(&self.library);
        let query = self.as_typed(&browse.filter).by_beginnings();
        let authorities = self.with_stock(|stock| list::authorities(stock, &query));
        let name = |id: &AuthorityId| library.authority(*id).map(|a| a.name.as_str());
        let at = authorities.iter().position(|id| name(id) == browse.authority.as_deref()).unwrap_or(0);
        let height = usize::from(inside(panes.authorities.unwrap_or(body)).height);
        let keys = self.pane_moved(browse);
        let stays = |pane| self.stays.and_then(|stays| stays.of(pane, keys));
        let [of_list, of_summary, of_text] = Focus::ALL.map(stays);
        let top = ahead::top_in(at, browse.row, (authorities.len(), height), of_list);
        browse.row = at - top.min(at);
        let prepared = &mut self.prepared;
        (prepared.panes, prepared.bar, prepared.top) = (panes, at, top);
        // A filter that lets nothing through leaves the panes as they were.
        let last = || library.authority_named(browse.authority.as_deref()?);
        prepared.authority = authorities.get(at).copied().or_else(last);
        prepared.authorities = authorities;
        let Some(id) = prepared.authority else { return };
        prepared.grid = Grid::of(&library, id);
        let area = inside(panes.summary.unwrap_or(body));
        let (cells, columns) = (usize::from(area.width), of_summary.and_then(Stays::columns));
        let mut summary = Summary::of(&library, id, &prepared.grid, browse.under.as_ref(), cells, columns);
        // What is said of the authority stands above the first line that the bar can be on.
        let is_first = !summary.lines.iter().take(summary.bar).any(|line| summary.is_stop(line));
        if is_first && of_summary != Some(Stays::Bar) {
            browse.under_row = summary.bar;
        }
        let lines = (summary.lines.len(), usize::from(area.height));
        summary.top = ahead::top_in(summary.bar, browse.under_row, lines, of_summary);
        browse.under_row = summary.bar - summary.top.min(summary.bar);
        let follow = summary.under.clone();
        prepared.summary = summary;
        if let Some(area) = panes.text {
            let followed = follow.as_ref().and_then(|under| self.reader_of(under));
            let kept = browse.text.clone().or_else(|| followed.clone());
            if let Some(mut reader) = kept {
                self.prepare_text(&mut reader, inside(area), text, of_text);
                // As long as the bar is where the text was opened, it stays as it was laid there.
                let opened = followed.is_some_and(|f| (&f.file, f.spot.block) == (&reader.file, reader.spot.block));
                let opened = opened && of_text.is_none();
                if let Some(text) = self.prepared.text.as_mut().filter(|_| opened) {
                    text.begin(&mut reader);
                }
                browse.text = browse.text.is_some().then_some(reader);
            }
        }
    }

    fn prepare_chart(&mut self, chart: &mut Chart) {
        let Some(id) = self.library.authority_named(&chart.authority) else { return };
        let area = self.prepared.screen.below_rule();
        let grid = Grid::of(&self.library, id);
        let (cells, columns) = (usize::from(area.width), self.stays.and_then(Stays::columns));
        let mut view = ChartView::of(&self.library, &grid, chart.under.as_ref(), cells, columns);
        let height = usize::from(area.height).saturating_sub(chart::HEAD + chart::FOOT);
        let line = view.line();
        view.top = ahead::top_in(line, chart.row, (view.lines.len(), height), self.stays);
        chart.row = line - view.top.min(line);
        (self.prepared.authority, self.prepared.grid, self.prepared.chart) = (Some(id), grid, view);
    }

    fn prepare_text(&mut self, reader: &mut Reader, area: Rect, old: Option<Text>, stays: Option<Stays>) {
        let Some(id) = self.library.report_of_file(&reader.file) else { return };
        let Some(report) = self.library.report(id) else { return };
        let mut text = Text::laid(old, id, report, area, self.measure);
        let within = self.found_in(id);
        text.look_for(&self.words, self.sought.as_ref().map(|sought| &sought.query), within);
        text.put(reader, stays);
        self.prepared.text = Some(text);
    }

    fn prepare_overlay(&mut self) {
        let area = inside(self.prepared.screen.overlay());
        let width = usize::from(area.width);
        match &mut self.overlay {
            // A cell is free on both sides of the preview.
            Some(Overlay::GoTo(goto)) => goto.look(&self.library, width.saturating_sub(2)),
            Some(Overlay::Evidence(page)) => page.wrap(width, usize::from(area.height)),
            _ => {}
        }
    }

    /// Where the text behind a cell, report or finding begins.
    pub(super) fn reader_of(&self, under: &Under) -> Option<Reader> {
        let grid = &self.prepared.grid;
        match under {
            Under::Cell { group, area, file } => {
                let row = grid.rows.iter().position(|r| (r.group, r.area) == (*group, *area))?;
                let column =
                    (0..grid.columns.len()).find(|&c| super::summary::file_of(&self.library, grid, c) == Some(file))?;
                chart::reader(&self.library, grid, row, column)
            }
            Under::Report { file } => Some(Reader::at(file.clone(), BlockId::new(0))),
            Under::Item { file, block } => Some(Reader::at(file.clone(), *block)),
        }
    }

    /// The authority that is shown, in the panes or in its grid.
    #[must_use]
    pub fn shown_authority(&self) -> Option<&Authority> {
        self.library.authority(self.prepared.authority?)
    }
}
