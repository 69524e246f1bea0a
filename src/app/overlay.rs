//! What lies over the views: one at a time, each plain data.

mod choice;
mod evidence;
mod export;
mod goto;
mod menu;
mod outline;
mod palette;
mod picker;

pub use choice::Choice;
pub use evidence::{Page, PageLine};
pub use export::{Export, Offer, Scope};
pub use goto::{Chosen, GoTo, kind};
pub use menu::Menu;
pub use outline::Contents;
pub use palette::{Entry, Palette, Run, meant};
pub(super) use picker::Did;
pub use picker::{Picker, fits};

use super::input::Input;
use super::view::Reader;
use crate::app::sought::Sought;
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
        /// Whether it began empty, so that leaving it leaves a new search.
        fresh: bool,
    },
    /// A note is written about the mark or passage under the bar.
    Note(Input),
    /// What is on the screen is written into a file.
    Export(Export),
    /// Words are looked for as one types.
    Find {
        /// What is typed.
        input: Input,
        /// What was looked for before.
        before: (String, Option<Sought>),
        /// Where the bar was.
        from: Reader,
    },
}

impl Overlay {
    /// Whose keys are in force.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self {
            Self::GoTo(_)
            | Self::Commands(_)
            | Self::Help(_)
            | Self::Outline(_)
            | Self::Themes(_)
            | Self::Export(_) => Context::Picker,
            Self::Views(_) => Context::Menu,
            Self::Evidence(_) => Context::Page,
            Self::Filter { .. } | Self::Find { .. } | Self::Note(_) => Context::Line,
        }
    }

    /// How many lines the list has, where the overlay has one.
    #[must_use]
    pub const fn lines(&self) -> Option<usize> {
        match self {
            Self::GoTo(goto) => Some(goto.found.hits.len()),
            Self::Commands(palette) | Self::Help(palette) => Some(palette.lines.len()),
            Self::Outline(contents) => Some(contents.lines.len()),
            Self::Themes(choice) => Some(choice.lines.len()),
            _ => None,
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
