//! What lies over the views: one at a time, each plain data.

mod choice;
mod evidence;
mod goto;
mod menu;
mod outline;
mod palette;
mod picker;

pub use choice::Choice;
pub use evidence::{Page, PageLine};
pub use goto::{Chosen, GoTo, kind};
pub use menu::Menu;
pub use outline::Contents;
pub use palette::{Entry, Palette, Run};
pub(super) use picker::Did;
pub use picker::{Picker, fits};

use super::input::Input;
use super::view::Reader;
use crate::keymap::Context;

/// The overlay that is open.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// Go to anything.
    GoTo(GoTo),
    /// Commands, and numbers of paragraphs and pages.
    Commands(Palette),
    /// Every key.
    Help(Palette),
    /// The sections of the report.
    Outline(Contents),
    /// The themes.
    Themes(Choice),
    /// The views there are.
    Views(Menu),
    /// What the facts under the bar rest on.
    Evidence(Page),
    /// A list is filtered as one types.
    Filter {
        /// What is typed.
        input: Input,
        /// The filter before.
        before: String,
    },
    /// Words are looked for as one types.
    Find {
        /// What is typed.
        input: Input,
        /// The words before.
        before: String,
        /// Where the bar was.
        from: Reader,
    },
}

impl Overlay {
    /// Whose keys are in force.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self {
            Self::GoTo(_) | Self::Commands(_) | Self::Help(_) | Self::Outline(_) | Self::Themes(_) => Context::Picker,
            Self::Views(_) => Context::Menu,
            Self::Evidence(_) => Context::Page,
            Self::Filter { .. } | Self::Find { .. } => Context::Line,
        }
    }

    /// The list and its input, where the overlay has them.
    #[must_use]
    pub const fn picker(&self) -> Option<&Picker> {
        match self {
            Self::GoTo(GoTo { picker, .. })
            | Self::Commands(Palette { picker, .. })
            | Self::Help(Palette { picker, .. })
            | Self::Outline(Contents { picker, .. })
            | Self::Themes(Choice { picker, .. }) => Some(picker),
            _ => None,
        }
    }
}
