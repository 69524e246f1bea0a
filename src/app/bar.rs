//! Where the bar goes in a list of lines, and which lines are in sight.
//!
//! What is kept is the bar's row on the screen, never the first line in sight: when lines come in above it,
//! the bar stays where it is and the list moves behind it.

use super::view::Focus;
use crate::keymap::Action;

/// The lines that stay in sight above and below the bar.
const MARGIN: usize = 2;

/// What of the pane that has the keys stays as it was: its lines or columns while the bar goes ahead of them, until
/// [`super::App::leap_now`]; or the bar itself, until the next key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// The lines of this pane, from this one on.
    Lines(Focus, usize),
    /// Its columns: those of grades from this one on, those of a list as they are with the bar on this one.
    Columns(usize),
    /// The row of the bar, as near to an edge as it is: it was pressed there, and nothing moves under the mouse; or it goes away
    /// from the edge.
    Bar,
}

impl Stays {
    /// So far as it is about this pane.
    #[must_use]
    pub fn of(self, pane: Focus) -> Option<Self> {
        let other = match self {
            Self::Lines(of, _) => of != pane,
            Self::Columns(_) => pane != Focus::Summary,
            Self::Bar => false,
        };
        (!other).then_some(self)
    }

    /// What the columns are laid out for, where it is columns that stay.
    #[must_use]
    pub const fn columns(self) -> Option<usize> {
        if let Self::Columns(first) = self { Some(first) } else { None }
    }
}

/// Where a movement takes the bar, in a list of `len` lines of which `height` are in sight. `None` where it is no movement.
#[must_use]
pub fn moved(action: Action, at: usize, len: usize, height: usize) -> Option<usize> {
    let (page, half) = (height.saturating_sub(2).max(1), (height / 2).max(1));
    let to = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at + 1,
        Action::PageUp => at.saturating_sub(page),
        Action::PageDown => at + page,
        Action::HalfUp => at.saturating_sub(half),
        Action::HalfDown => at + half,
        Action::Top => 0,
        Action::Bottom => usize::MAX,
        _ => return None,
    };
    Some(to.min(len.saturating_sub(1)))
}

/// The bar's row after a movement: a page turns under a bar that stays, a line moves the bar itself.
#[must_use]
pub fn row(action: Action, from: usize, to: usize, row: usize) -> usize {
    match action {
        Action::PageUp | Action::PageDown | Action::HalfUp | Action::HalfDown => row,
        _ => (row + to).saturating_sub(from),
    }
}

/// As [`row`], in a pane of this height, where other panes may stand `beside` it; and whether the list is to leap: the bar goes
/// first, among the lines that are in sight or to the last of them, and the list moves behind it.
///
/// Beside other panes that is wherever its lines move: no terminal moves a part of its rows by itself, so that every such move
/// is the whole pane over again, and is made so far that the bar stands in the [`middle`]. Elsewhere the terminal moves the
/// lines, and only where it is by more than one the bar goes ahead.
#[must_use]
pub fn row_in(action: Action, from: usize, to: usize, row: usize, (height, beside): (usize, bool)) -> (usize, bool) {
    let margin = margin(height);
    let by = match action {
        Action::Up => (margin + from).saturating_sub(row + to),
        Action::Down => (row + to + margin + 1).saturating_sub(from + height),
        _ => 0,
    };
    (self::row(action, from, to, row), by > usize::from(!beside))
}

/// The row in the middle of a pane.
#[must_use]
pub const fn middle(height: usize) -> usize {
    height / 2
}

/// The first line in sight, when line `at` shall stand on this row or as near as the ends and the margin allow.
#[must_use]
pub fn top(at: usize, row: usize, len: usize, height: usize) -> usize {
    let margin = margin(height);
    let row = row.clamp(margin, height.saturating_sub(1 + margin).max(margin));
    at.saturating_sub(row).min(len.saturating_sub(height))
}

/// The same in a pane of which something may stay as it was.
#[must_use]
pub fn top_in(at: usize, row: usize, (len, height): (usize, usize), stays: Option<Stays>) -> usize {
    let wanted = match stays {
        Some(Stays::Lines(_, before)) => before,
        Some(Stays::Bar) if row < height => at.saturating_sub(row),
        _ => top(at, row, len, height),
    };
    wanted.min(len.saturating_sub(height))
}

/// The line on which the bar is drawn, where these are in sight: its own, or the one nearest to it while the list is to leap.
#[must_use]
pub fn drawn(at: usize, top: usize, height: usize) -> usize {
    at.clamp(top, top + height.saturating_sub(1))
}

/// The lines that stay in sight above and below the bar in a pane of this height.
fn margin(height: usize) -> usize {
    MARGIN.min(height.saturating_sub(1) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_stays_in_the_list() {
        assert_eq!(moved(Action::Up, 0, 5, 10), Some(0));
        assert_eq!(moved(Action::Down, 4, 5, 10), Some(4));
        assert_eq!(moved(Action::Bottom, 0, 5, 10), Some(4));
        assert_eq!(moved(Action::Down, 0, 0, 10), Some(0));
        assert_eq!(moved(Action::Open, 0, 5, 10), None);
    }

    #[test]
    fn a_page_overlaps_the_one_before() {
        assert_eq!(moved(Action::PageDown, 0, 100, 20), Some(18));
        assert_eq!(row(Action::PageDown, 0, 18, 3), 3);
        assert_eq!(row(Action::Down, 7, 8, 3), 4);
    }

    #[test]
    fn the_list_scrolls_before_the_bar_reaches_its_edge() {
        assert_eq!(top(0, 0, 100, 10), 0);
        assert_eq!(top(7, 7, 100, 10), 0);
        assert_eq!(top(8, 8, 100, 10), 1);
        assert_eq!(top(99, 9, 100, 10), 90);
        assert_eq!(top(50, 1, 100, 10), 48);
    }

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
                    let before = top(from, row, 9, height);
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

    #[test]
    fn the_smallest_panes_show_the_bar() {
        for height in 0..4 {
            for at in 0..5 {
                let top = top(at, at, 5, height);
                assert!(top <= at && (height == 0 || at < top + height), "{at} in {height} from {top}");
            }
        }
    }
}
