//! What keys do in the list of authorities, in the pane beside it and in the full grid.

use super::App;
use super::ahead::{self, Stays};
use super::bar;
use super::chart::{self, ChartLine};
use super::input::Input;
use super::notice::Notice;
use super::overlay::Overlay;
use super::screen::{Panes, inside};
use super::summary::under_cell;
use super::view::{Browse, Chart, Focus, Under, View};
use crate::keymap::Action;

impl App {
    pub(super) fn authorities_act(&mut self, action: Action) {
        match action {
            Action::Open => match self.shown_authority().filter(|_| !self.prepared.authorities.is_empty()) {
                Some(authority) => {
                    let authority = authority.name.clone();
                    self.go(View::Grid(Chart { authority, under: None, row: 0 }));
                }
                None => self.say(Notice::info("nothing is under the bar")),
            },
            Action::Right => self.next_pane(true),
            Action::Left => {}
            _ if self.panes_act(action) => {}
            _ => self.move_authorities(action),
        }
    }

    /// Moves the bar of the authorities; grid and text follow it.
    pub(super) fn move_authorities(&mut self, action: Action) {
        let prepared = &self.prepared;
        let height = inside(prepared.panes.authorities.unwrap_or(prepared.screen.body)).height;
        let (at, beside) = (prepared.bar, prepared.panes.beside(Focus::Authorities).is_some());
        let Some(to) = bar::moved(action, at, prepared.authorities.len(), usize::from(height)) else { return };
        let name = prepared.authorities.get(to).and_then(|&id| self.library.authority(id)).map(|a| a.name.clone());
        if let (View::Browse(browse), true) = (&mut self.view, to != at) {
            let (row, leaps) = ahead::row_in(action, at, to, browse.row, (usize::from(height), beside));
            let these = leaps.then_some(Stays::Lines(Focus::Authorities, prepared.top));
            *browse = Browse { authority: name, row, under: None, text: None, ..browse.clone() };
            self.go_ahead_of(these);
        }
    }

    /// What all panes have in common: going to the next, zoom, the filter. Answers whether it was that.
    pub(super) fn panes_act(&mut self, action: Action) -> bool {
        match action {
            Action::NextPane => self.next_pane(true),
            Action::PreviousPane => self.next_pane(false),
            Action::Zoom => match &mut self.view {
                View::Browse(browse) => browse.zoom = !browse.zoom,
                _ => self.say(Notice::info("there is only this pane")),
            },
            Action::Find => {
                if let View::Browse(browse) = &self.view {
                    let before = browse.filter.clone();
                    self.overlay = Some(Overlay::Filter { input: Input::with(before.as_str()), before, fresh: false });
                } else {
                    let notice = format!("there is nothing to find here; {} opens the text", self.key(Action::Open));
                    self.say(Notice::info(notice));
                }
            }
            _ => return false,
        }
        true
    }

    /// Gives the keys to the pane on the right or left.
    pub(super) fn next_pane(&mut self, forward: bool) {
        let text = self.shown_reader();
        let View::Browse(browse) = &mut self.view else {
            return self.say(Notice::info("there is only this pane"));
        };
        let order = Panes::order(self.prepared.screen.body, browse.zoom);
        let at = order.iter().position(|&f| f == browse.focus).unwrap_or(0);
        let to = if forward { at + 1 } else { at + order.len() - 1 };
        browse.focus = order[to % order.len()];
        if browse.focus == Focus::Text {
            browse.text = text;
        }
    }

    pub(super) fn grid_act(&mut self, action: Action) {
        if action == Action::Open {
            return self.open_under();
        }
        if self.panes_act(action) {
            return;
        }
        if matches!(self.view, View::Browse(_)) { self.summary_act(action) } else { self.chart_act(action) }
    }

    fn open_under(&mut self) {
        let under = match &self.view {
            View::Browse(_) => self.prepared.summary.under.as_ref(),
            _ => self.prepared.chart.under.as_ref(),
        };
        match under.and_then(|under| self.reader_of(under)) {
            Some(reader) => self.go(View::Reader(reader)),
            None => self.say(Notice::info("nothing is under the bar")),
        }
    }

    /// Moves the bar of the pane beside the authorities: down its grades, reports and items, sideways through inspections.
    fn summary_act(&mut self, action: Action) {
        let summary = &self.prepared.summary;
        if let Action::Left | Action::Right = action {
            return self.sideways(action == Action::Right);
        }
        let stops: Vec<usize> = (0..summary.lines.len()).filter(|&i| summary.is_stop(&summary.lines[i])).collect();
        let at = stops.iter().position(|&i| i == summary.bar).unwrap_or(0);
        let height = inside(self.prepared.panes.summary.unwrap_or(self.prepared.screen.body)).height;
        let Some(to) = bar::moved(action, at, stops.len(), usize::from(height)) else { return };
        let Some(&line) = stops.get(to).filter(|_| to != at || to == 0 && summary.top > 0) else { return };
        let under = summary.under_of(&self.library, &self.prepared.grid, &summary.lines[line]);
        let row = summary.bar - summary.top.min(summary.bar);
        let beside = self.prepared.panes.beside(Focus::Summary).is_some();
        let (row, leaps) = ahead::row_in(action, summary.bar, line, row, (usize::from(height), beside));
        // Above the first is what is said of the authority.
        let these = (leaps || to == 0 && summary.top > 0).then_some(Stays::Lines(Focus::Summary, summary.top));
        if let View::Browse(browse) = &mut self.view {
            (browse.under, browse.under_row, browse.text) = (under, row, None);
        }
        self.go_ahead_of(these);
    }

    /// One inspection further; past the first and the last one comes the next pane.
    fn sideways(&mut self, forward: bool) {
        let (summary, grid) = (&self.prepared.summary, &self.prepared.grid);
        let graded = chart::graded(grid);
        let at = summary.column.and_then(|c| graded.iter().position(|&g| g == c));
        let to = at.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
        let column = to.and_then(|to| graded.get(to));
        let under = summary.row().zip(column).and_then(|(row, &column)| under_cell(&self.library, grid, row, column));
        match (under, &mut self.view) {
            (Some(under), View::Browse(browse)) => {
                let these = Some(Stays::Columns(summary.older));
                (browse.under, browse.text) = (Some(under), None);
                self.go_ahead_of(these);
            }
            _ => self.edge_pane(forward),
        }
    }

    /// The pane beside, without going round.
    fn edge_pane(&mut self, forward: bool) {
        let View::Browse(browse) = &self.view else { return };
        let order = Panes::order(self.prepared.screen.body, browse.zoom);
        if browse.focus != if forward { order[order.len() - 1] } else { order[0] } {
            self.next_pane(forward);
        }
    }

    /// Moves the bar of the full grid.
    fn chart_act(&mut self, action: Action) {
        let (view, grid) = (&self.prepared.chart, &self.prepared.grid);
        let (mut row, mut column, mut these) = (view.row, view.column, None);
        let height = usize::from(self.prepared.screen.below_rule().height).saturating_sub(chart::HEAD + chart::FOOT);
        match action {
            Action::Left | Action::Right => {
                let last = grid.columns.len().saturating_sub(1);
                column = if action == Action::Left { column.saturating_sub(1) } else { (column + 1).min(last) };
                these = (column != view.column).then_some(Stays::Columns(view.older));
            }
            _ => {
                let rows = view.rows();
                let at = rows.iter().position(|&r| r == row).unwrap_or(0);
                let Some(to) = bar::moved(action, at, rows.len(), height) else { return };
                row = rows.get(to).copied().unwrap_or(row);
            }
        }
        let file = || super::summary::file_of(&self.library, grid, column).map(str::to_owned);
        let under = under_cell(&self.library, grid, row, column).or_else(|| Some(Under::Report { file: file()? }));
        let line = |row| view.lines.iter().position(|&l| l == ChartLine::Row(row)).unwrap_or(0);
        let (from, to) = (line(view.row), line(row));
        if let View::Grid(chart) = &mut self.view {
            chart.row = bar::row(action, from, to, chart.row);
            chart.under = under;
        }
        self.go_ahead_of(these);
    }
}
