//! The menu of views: a letter each.

use crate::keymap::Action;

/// The views there are, in the order of the menu.
pub const VIEWS: &[Action] = &[
    Action::ShowAuthorities,
    Action::ShowGrid,
    Action::ShowText,
    Action::ShowNational,
    Action::ShowFindings,
    Action::ShowReports,
    Action::Results,
    Action::ShowMarks,
    Action::ShowProblems,
];

/// The menu and its bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Menu {
    /// The line under the bar. After the views stand the lists that a person keeps under a name.
    pub bar: usize,
}

impl Menu {
    /// The lines of the menu.
    #[must_use]
    pub const fn lines() -> &'static [Action] {
        VIEWS
    }

    /// The view under the bar.
    #[must_use]
    pub fn chosen(self) -> Option<Action> {
        VIEWS.get(self.bar).copied()
    }
}
