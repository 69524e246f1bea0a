//! The mouse, where it is asked for: the wheel scrolls what it is over, a press moves the bar and the keys there, and a press
//! on the row with the bar opens it. All of it is done with the actions that keys do, so that it can do nothing they cannot.

use ratatui::layout::{Position, Rect};

use super::ahead::Stays;
use super::chart;
use super::listing;
use super::overlay::Overlay;
use super::overlays::AROUND;
use super::screen::{BELOW_OFFERS, inside, rows};
use super::summary;
use super::view::{Focus, View};
use super::{App, Effect};
use crate::keymap::Action;

/// The lines that one step of the wheel is worth.
const STEP: usize = 3;

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
    /// The first button was pressed.
    Press,
    /// The mouse moved with the first button held.
    Drag,
}

/// The lines under the mouse: where the first in sight stands, which one that is, which has the bar, and how many there are.
#[derive(Debug, Clone, Copy)]
struct Lines {
    area: Rect,
    top: usize,
    bar: usize,
    len: usize,
}

impl Lines {
    /// The line in a cell of the screen.
    fn at(&self, cell: Position) -> Option<usize> {
        let line = self.area.contains(cell).then(|| self.top + usize::from(cell.y - self.area.y));
        line.filter(|line| *line < self.len)
    }
}

impl App {
    /// The mouse did something in a cell.
    pub fn mouse(&mut self, did: Did, column: u16, row: u16) -> Option<Effect> {
        if !self.heard() {
            self.notices.pop();
        }
        self.pin();
        self.leap_now();
        self.stays = matches!(did, Did::Press | Did::Drag).then_some(Stays::Bar);
        let effect = self.pointed(did, Position::new(column, row));
        self.prepare();
        effect
    }

    fn pointed(&mut self, did: Did, at: Position) -> Option<Effect> {
        if did == Did::Press && self.ends_input(at) {
            let effect = self.act(Action::Open);
            self.prepare();
            if effect.is_some() {
                return effect;
            }
        }
        if self.overlay.is_none() && !self.focus_on(did, at) {
            return None;
        }
        match did {
            Did::WheelUp => self.repeat(Action::Up, STEP),
            Did::WheelDown => self.repeat(Action::Down, STEP),
            Did::Drag => {
                self.point_to(at);
            }
            Did::Press => return self.press_at(at),
        }
        None
    }

    /// A press: on the line with the bar it opens that, beside an overlay it closes that, elsewhere it moves the bar.
    fn press_at(&mut self, at: Position) -> Option<Effect> {
        let action = if self.closes(Did::Press, at) {
            Action::Cancel
        } else {
            let is_on_bar = self.point_to(at)?;
            if self.column_to(at.x) || !is_on_bar || self.is_text_itself() {
                return None;
            }
            Action::Open
        };
        self.stay_unless_moved(|app| app.act(action))
    }

    /// Whether a press ends what is typed into a line, as `Enter` does: one in the text in which that is looked for. A note is
    /// written only when that is said, and a filter stays open over the list whose bar moves.
    fn ends_input(&self, at: Position) -> bool {
        matches!(self.overlay, Some(Overlay::Find { .. })) && self.prepared.screen.body.contains(at)
    }

    /// Whether what the mouse did closes the overlay: a press beside its box does.
    pub(super) fn closes(&self, did: Did, at: Position) -> bool {
        did == Did::Press && self.overlay_box().is_some_and(|area| !area.contains(at))
    }

    /// Moves the bar to the line under the mouse. Answers whether it was there already, `None` where no line is.
    fn point_to(&mut self, at: Position) -> Option<bool> {
        let lines = self.lines_in_focus()?;
        let pointed = match &self.overlay {
            // The words in all reports stand below the list.
            Some(Overlay::GoTo(goto)) if goto.words().is_some() && at.y == lines.area.bottom() => Some(goto.rows() - 1),
            _ => lines.at(at),
        };
        let wanted = self.belongs(pointed?);
        self.bar_to(wanted, lines);
        Some(lines.bar == wanted)
    }

    /// Gives the keys to the pane under the mouse. Answers whether there is one.
    fn focus_on(&mut self, did: Did, at: Position) -> bool {
        let panes = self.prepared.panes;
        let View::Browse(browse) = &self.view else { return self.prepared.screen.body.contains(at) };
        let is_under = |&pane: &Focus| panes.at(pane).is_some_and(|area| area.contains(at));
        let Some(focus) = Focus::ALL.into_iter().find(is_under) else { return false };
        if focus != browse.focus && did != Did::Drag {
            let text = self.shown_reader();
            if let View::Browse(browse) = &mut self.view {
                browse.focus = focus;
                if focus == Focus::Text {
                    browse.text = text;
                }
            }
            self.prepare();
        }
        true
    }

    /// The box of the overlay that is open; none for a line that is typed in, which has no box.
    fn overlay_box(&self) -> Option<Rect> {
        let screen = self.prepared.screen;
        Some(match self.overlay.as_ref()? {
            Overlay::Filter { .. } | Overlay::Find { .. } | Overlay::Note(_) => return None,
            Overlay::Themes(_) => screen.themes(self.themes.names().len()),
            Overlay::Views(_) => screen.menu(self.menu_lines()),
            Overlay::Export(export) => screen.export(export.offers.len()),
            _ => screen.overlay(),
        })
    }

    /// The lines of what has the keys; those of the list while it is filtered.
    fn lines_in_focus(&self) -> Option<Lines> {
        let prepared = &self.prepared;
        let is_filter = |overlay: &&Overlay| matches!(overlay, Overlay::Filter { .. });
        if let Some(overlay) = self.overlay.as_ref().filter(|overlay| !is_filter(overlay)) {
            let area = inside(self.overlay_box()?);
            if let Overlay::Views(menu) = overlay {
                return Some(Lines { area, top: 0, bar: menu.bar, len: self.menu_lines() });
            }
            if let Overlay::Export(export) = overlay {
                let area = rows(area, 0, area.height.saturating_sub(BELOW_OFFERS));
                let (top, len) = (export.top(usize::from(area.height)), export.offers.len());
                return Some(Lines { area, top, bar: export.bar, len });
            }
            let picker = overlay.picker()?;
            let list = rows(area, AROUND, cells(self.overlay_height()));
            let len = overlay.lines()?;
            let top = picker.top(len, usize::from(list.height));
            return Some(Lines { area: list, top, bar: picker.bar, len });
        }
        let below = prepared.screen.below_rule();
        let text = prepared.text.as_ref().map(|text| {
            let len = text.flow.lines.len();
            Lines { area: text.area, top: text.top, bar: text.line, len }
        });
        match &self.view {
            View::Browse(browse) => match self.pane_moved(browse) {
                Focus::Authorities => {
                    let (area, len) = (inside(prepared.panes.authorities?), prepared.authorities.len());
                    Some(Lines { area, top: prepared.top, bar: prepared.bar, len })
                }
                Focus::Summary => {
                    let (area, summary) = (inside(prepared.panes.summary?), &prepared.summary);
                    Some(Lines { area, top: summary.top, bar: summary.bar, len: summary.lines.len() })
                }
                Focus::Text => text,
            },
            View::Grid(_) => {
                let (area, chart) = (rows(below, cells(chart::HEAD), below.height), &prepared.chart);
                Some(Lines { area, top: chart.top, bar: chart.line(), len: chart.lines.len() })
            }
            View::Reader(_) => text,
            View::Compare(_) => {
                let page = prepared.compare.as_ref()?;
                Some(Lines { area: below, top: page.top, bar: page.bar, len: page.lines.len() })
            }
            View::List(_) => {
                let table = prepared.table.as_ref()?;
                let [first, height] = [table.above.len() + listing::HEAD, table.height].map(cells);
                Some(Lines { area: rows(below, first, height), top: table.top, bar: table.bar, len: table.len() })
            }
        }
    }

    /// Whether what has the keys is a text in a view of its own, which opens nothing.
    fn is_text_itself(&self) -> bool {
        self.overlay.is_none() && matches!(self.view, View::Reader(_))
    }

    /// Moves the bar of a grid to the inspection that stands in this column of the screen. Answers whether it moved.
    fn column_to(&mut self, x: u16) -> bool {
        let before = self.columns_at(x).filter(|(wanted, now)| wanted != now);
        let Some((wanted, mut now)) = before else { return false };
        while now != wanted {
            self.repeat(if now < wanted { Action::Right } else { Action::Left }, 1);
            // The columns in sight may be others now, and the one that is wanted among them or not.
            match self.grid_column() {
                Some(next) if next != now => now = next,
                _ => break,
            }
        }
        true
    }

    /// The inspection in a column of the screen, and the one under the bar.
    fn columns_at(&self, x: u16) -> Option<(usize, usize)> {
        if self.overlay.is_some() {
            return None;
        }
        let prepared = &self.prepared;
        let (area, before, cells, columns) = match &self.view {
            View::Grid(_) => (prepared.screen.below_rule(), chart::LABEL, chart::COLUMN, &prepared.chart.columns),
            View::Browse(browse) if browse.focus == Focus::Summary => {
                let summary = &prepared.summary;
                summary.row()?;
                (inside(prepared.panes.summary?), summary.label, summary::COLUMN, &summary.columns)
            }
            _ => return None,
        };
        let beside = usize::from(x.checked_sub(area.x)?).checked_sub(1 + before)?;
        Some((*columns.get(beside / cells)?, self.grid_column()?))
    }

    /// The inspection under the bar of the grid in sight.
    const fn grid_column(&self) -> Option<usize> {
        match self.view {
            View::Grid(_) => Some(self.prepared.chart.column),
            _ => self.prepared.summary.column,
        }
    }

    /// The line that a press on a line of what has the keys is for: an item's first for those below it, else itself.
    fn belongs(&self, line: usize) -> usize {
        match &self.view {
            View::Browse(browse) if self.overlay.is_none() && browse.focus == Focus::Summary => {
                self.prepared.summary.first_of(line)
            }
            _ => line,
        }
    }

    /// Moves the bar to a line, or to the next one where it can stand, so far as that was in sight of the `lines`.
    fn bar_to(&mut self, wanted: usize, lines: Lines) {
        let (mut bar, down) = (lines.bar, lines.bar < wanted);
        let mut before = None;
        while bar != wanted && (bar < wanted) == down {
            before = Some(self.view.clone());
            self.repeat(if down { Action::Down } else { Action::Up }, 1);
            match self.lines_in_focus() {
                Some(Lines { bar: now, .. }) if now != bar => bar = now,
                _ => break,
            }
        }
        let in_sight = lines.top..lines.top + usize::from(lines.area.height);
        if let Some(before) = before.filter(|_| bar != wanted && !in_sight.contains(&bar)) {
            self.view = before;
            self.prepare();
        }
    }

    fn repeat(&mut self, action: Action, times: usize) {
        for _ in 0..times {
            self.act(action);
            self.prepare();
        }
    }
}

/// A number of cells; the most there are where it is beyond all screens.
fn cells(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
