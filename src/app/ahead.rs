//! The bar goes ahead, and the pane moves behind it.
//!
//! Over a slow line a bar that moves among rows in sight is a few bytes, and a pane that moves is all of it. So where both
//! move, the bar is shown first, and what it moves in follows when the keys are quiet for a moment.

use super::bar;
use super::overlay::Overlay;
use super::screen::inside;
use super::view::{Browse, Focus, View};
use super::{App, Effect};
use crate::keymap::Action;

/// What of the pane that has the keys stays as it was: its lines or columns while the bar goes ahead of them, until
/// [`App::leap_now`]; or the bar itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// The lines of this pane, from this one on.
    Lines(Focus, usize),
    /// Its columns: those of grades from this one on, those of a list as they are with the bar on this one.
    Columns(usize),
    /// The row of the bar, as near to an edge as it is: it was pressed there, and nothing moves under the mouse; or it goes away
    /// from the edge. Until something moves.
    Bar,
}

impl Stays {
    /// So far as it is about this pane, while that one has the `keys`.
    #[must_use]
    pub fn of(self, pane: Focus, keys: Focus) -> Option<Self> {
        let is_about = match self {
            Self::Lines(of, _) => of == pane,
            Self::Columns(_) => pane == Focus::Summary,
            Self::Bar => pane == keys,
        };
        is_about.then_some(self)
    }

    /// What the columns are laid out for, where it is columns that stay.
    #[must_use]
    pub const fn columns(self) -> Option<usize> {
        if let Self::Columns(first) = self { Some(first) } else { None }
    }
}

/// As [`bar::row`], in a pane of this height, where other panes may stand `beside` it; and whether the list is to leap: the
/// bar goes first, among the lines that are in sight or to the last of them, and the list moves behind it.
///
/// Beside other panes that is wherever its lines move: no terminal moves a part of its rows by itself, so that every such move
/// is the whole pane over again, and is made so far that the bar stands in the [`middle`]. Elsewhere the terminal moves the
/// lines, and only where it is by more than one the bar goes ahead.
#[must_use]
pub fn row_in(action: Action, from: usize, to: usize, row: usize, (height, beside): (usize, bool)) -> (usize, bool) {
    let margin = bar::margin(height);
    let by = match action {
        Action::Up => (margin + from).saturating_sub(row + to),
        Action::Down => (row + to + margin + 1).saturating_sub(from + height),
        _ => 0,
    };
    (bar::row(action, from, to, row), by > usize::from(!beside))
}

/// The row in the middle of a pane.
#[must_use]
pub const fn middle(height: usize) -> usize {
    height / 2
}

/// As [`bar::top`], in a pane of which something may stay as it was.
#[must_use]
pub fn top_in(at: usize, row: usize, (len, height): (usize, usize), stays: Option<Stays>) -> usize {
    let wanted = match stays {
        Some(Stays::Lines(_, before)) => before,
        Some(Stays::Bar) if row < height => at.saturating_sub(row),
        _ => bar::top(at, row, len, height),
    };
    wanted.min(len.saturating_sub(height))
}

/// The line on which the bar is drawn, where these are in sight: its own, or the one nearest to it while the list is to leap.
#[must_use]
pub fn drawn(at: usize, top: usize, height: usize) -> usize {
    at.clamp(top, top + height.saturating_sub(1))
}

impl App {
    /// The bar goes ahead of these. One that was pressed does not: where it is, nothing is to move.
    pub(super) fn go_ahead_of(&mut self, these: Option<Stays>) {
        if self.stays != Some(Stays::Bar) {
            self.stays = these;
        }
    }

    /// The pane in which keys move the bar: the one that has them, or the list while it is filtered.
    pub(super) fn pane_moved(&self, browse: &Browse) -> Focus {
        if matches!(self.overlay, Some(Overlay::Filter { .. })) { Focus::Authorities } else { browse.focus }
    }

    /// Does this. Where the view is the same after it, what stayed as it was goes on to do so.
    pub(super) fn stay_unless_moved(&mut self, act: impl FnOnce(&mut Self) -> Option<Effect>) -> Option<Effect> {
        let Some(stays) = self.stays.take() else { return act(self) };
        let before = self.view.clone();
        let effect = act(self);
        if self.view == before {
            self.stays = self.stays.or(Some(stays));
        }
        effect
    }

    /// Whether the pane is still to move behind its bar, which went ahead.
    #[must_use]
    pub const fn is_to_leap(&self) -> bool {
        matches!(self.stays, Some(Stays::Lines(..) | Stays::Columns(_)))
    }

    /// The pane moves behind its bar, where it is to: when the keys are quiet for a moment, and before anything else is done, so
    /// that it does not matter how fast that came.
    pub fn leap_now(&mut self) {
        let Some(stays) = self.stays.take_if(|stays| *stays != Stays::Bar) else { return };
        if let (Stays::Lines(pane, _), View::Browse(browse)) = (stays, &mut self.view) {
            let row = match pane {
                Focus::Authorities => Some(&mut browse.row),
                Focus::Summary => Some(&mut browse.under_row),
                Focus::Text => browse.text.as_mut().map(|reader| &mut reader.row),
            };
            if let Some((row, area)) = row.zip(self.prepared.panes.beside(pane)) {
                *row = middle(usize::from(inside(area).height));
            }
        }
        self.prepare();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bar's row after a movement in a pane with others beside it, before and after the list leapt.
    fn leap(action: Action, from: usize, to: usize, row: usize, height: usize) -> (usize, usize) {
        let (row, leaps) = row_in(action, from, to, row, (height, true));
        (row, if leaps { middle(height) } else { row })
    }

    #[test]
    fn beside_other_panes_a_list_leaps_by_half_behind_the_bar() {
        assert_eq!(leap(Action::Down, 6, 7, 6, 10), (7, 7));
        assert_eq!(leap(Action::Down, 7, 8, 7, 10), (8, 5));
        assert_eq!(top_in(8, 8, (100, 10), Some(Stays::Lines(Focus::Summary, 0))), 0);
        assert_eq!(top_in(8, 5, (100, 10), None), 3);
        assert_eq!(leap(Action::Up, 5, 4, 2, 10), (1, 5));
        assert_eq!(leap(Action::Down, 98, 99, 8, 10), (9, 5), "at the end there is nowhere to move to");
        assert_eq!(top_in(99, 5, (100, 10), None), 90);
        assert_eq!(leap(Action::Bottom, 5, 99, 5, 10), (99, 99));
    }

    #[test]
    fn a_bar_whose_line_is_out_of_sight_waits_at_the_edge() {
        assert_eq!(top_in(14, 13, (100, 10), Some(Stays::Lines(Focus::Summary, 1))), 1, "the list stays");
        assert_eq!((drawn(14, 1, 10), drawn(5, 1, 10), drawn(0, 1, 10)), (10, 5, 1));
        assert_eq!(top_in(14, 5, (100, 10), None), 9, "and leaps");
        for height in 0..5 {
            for (action, from, to) in (0..8).flat_map(|at| [(Action::Down, at, at + 1), (Action::Up, at + 1, at)]) {
                for row in 0..height.max(1) {
                    let before = bar::top(from, row, 9, height);
                    let (first, leaps) = row_in(action, from, to, from - before, (height, true));
                    let then = if leaps { middle(height) } else { first };
                    for (row, stays) in [(first, leaps.then_some(Stays::Lines(Focus::Summary, before))), (then, None)] {
                        let top = top_in(to, row, (9, height), stays);
                        let drawn = drawn(to, top, height);
                        let is_in_sight = drawn >= top && (height == 0 || drawn < top + height);
                        assert!(is_in_sight && (stays.is_some() || drawn == to), "{to} in {height} from {top}");
                    }
                }
            }
        }
    }
}
