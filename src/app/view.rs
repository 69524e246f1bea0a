//! The views: plain data that says by name what is chosen, so that it outlives every library and can be kept in the history.

use super::compare::Compare;
use crate::document::BlockId;
use crate::keymap::Context;
use crate::report::{Area, Group};

/// The view that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The panes: authorities, grid and items to improve, text.
    Browse(Browse),
    /// The judgement grid of one authority.
    Grid(Chart),
    /// The text of a report.
    Reader(Reader),
    /// Two reports beside each other.
    Compare(Compare),
    /// All reports by date.
    Reports(Listing),
    /// The files that could not be read.
    Problems(Listing),
}

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The authorities.
    #[default]
    Authorities,
    /// The chosen one's grid and items to improve.
    Summary,
    /// The text that follows the bar.
    Text,
}

impl Focus {
    /// All panes from left to right.
    pub const ALL: [Self; 3] = [Self::Authorities, Self::Summary, Self::Text];
}

/// The state of the panes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Browse {
    /// The chosen authority; `None` until somebody chose: then the first is shown.
    pub authority: Option<String>,
    /// What the list is filtered by.
    pub filter: String,
    /// The bar's row in the list.
    pub row: usize,
    /// The pane that has the keys.
    pub focus: Focus,
    /// Whether only that pane is shown.
    pub zoom: bool,
    /// What the bar in the summary is on; `None` until somebody chose: then the newest overall grade.
    pub under: Option<Under>,
    /// The bar's row in the summary.
    pub under_row: usize,
    /// Where the text is; `None` while it follows the bar.
    pub text: Option<Reader>,
}

/// The state of the judgement grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Whose grid.
    pub authority: String,
    /// The cell under the bar; `None` for the newest overall grade.
    pub under: Option<Under>,
    /// The bar's row among the areas.
    pub row: usize,
}

/// What the bar is on in a summary or a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Under {
    /// A grade, or its absence: an area in an inspection.
    Cell {
        /// The group of the area.
        group: Option<Group>,
        /// The area.
        area: Area,
        /// The report's file.
        file: String,
    },
    /// A report without grades.
    Report {
        /// Its file.
        file: String,
    },
    /// A finding of the newest list of things to improve.
    Item {
        /// The report's file.
        file: String,
        /// The finding's first block.
        block: BlockId,
    },
}

impl Under {
    /// The file of the report that the bar is on.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Cell { file, .. } | Self::Report { file } | Self::Item { file, .. } => file,
        }
    }
}

/// A place in a text: a byte of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The block.
    pub block: BlockId,
    /// The byte of its text.
    pub at: usize,
}

impl Spot {
    /// The beginning of a block.
    #[must_use]
    pub const fn of(block: BlockId) -> Self {
        Self { block, at: 0 }
    }
}

/// The state of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The report's file.
    pub file: String,
    /// Where the bar is.
    pub spot: Spot,
    /// The bar's row on the screen.
    pub row: usize,
}

impl Reader {
    /// A report opened at a block, a few lines below the top.
    #[must_use]
    pub fn at(file: impl Into<String>, block: BlockId) -> Self {
        Self { file: file.into(), spot: Spot::of(block), row: 2 }
    }
}

/// The state of a list of files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The chosen file; `None` until somebody chose: then the first.
    pub file: Option<String>,
    /// Which of the rows of that file, where several tell of it as they do of a sidecar.
    pub nth: usize,
    /// What the list is filtered by.
    pub filter: String,
    /// The bar's row.
    pub row: usize,
}

impl View {
    /// The pane whose keys are in force.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self {
            Self::Browse(browse) => match browse.focus {
                Focus::Authorities => Context::Authorities,
                Focus::Summary => Context::Grid,
                Focus::Text => Context::Text,
            },
            Self::Grid(_) => Context::Grid,
            Self::Reader(_) => Context::Text,
            Self::Compare(_) => Context::Compare,
            Self::Reports(_) => Context::Reports,
            Self::Problems(_) => Context::Problems,
        }
    }

    /// Whether two views are of one kind: closing one goes on past others of its kind.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
