//! Where the bar goes in a list of lines, and which lines are in sight.
//!
//! What is kept is the bar's row on the screen, never the first line in sight: when lines come in above it,
//! the bar stays where it is and the list moves behind it.

use crate::keymap::Action;

/// The lines that stay in sight above and below the bar.
const MARGIN: usize = 2;

/// Whether an action moves a bar up or down.
#[must_use]
pub fn is_movement(action: Action) -> bool {
    moved(action, 0, 1, 1).is_some()
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

/// The first line in sight, when line `at` shall stand on this row or as near as the ends and the margin allow.
#[must_use]
pub fn top(at: usize, row: usize, len: usize, height: usize) -> usize {
    let margin = margin(height);
    let row = row.clamp(margin, height.saturating_sub(1 + margin).max(margin));
    at.saturating_sub(row).min(len.saturating_sub(height))
}

/// The lines that stay in sight above and below the bar in a pane of this height.
#[must_use]
pub fn margin(height: usize) -> usize {
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
