//! The views: plain data that says by name what is chosen, so that it outlives every library and can be kept in the history.

use super::compare::Compare;
use crate::document::BlockId;
use crate::keymap::Context;
use crate::list::{Key, List, Only, Sort};
use crate::report::{Area, Group};
use serde::{Deserialize, Serialize};

/// The view that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// The panes: authorities, grid and items to improve, text.
    Browse(Browse),
    /// The judgement grid of one authority.
    Grid(Chart),
    /// The text of a report.
    Reader(Reader),
    /// Two reports beside each other.
    Compare(Compare),
    /// A list: reports, findings, the national grid, search results, marks, files with problems.
    List(Listing),
}

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
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

impl Browse {
    /// The panes with the bar on an authority, as far down as the list lets it stand: those before it are in sight.
    #[must_use]
    pub fn on(authority: String) -> Self {
        Self { authority: Some(authority), row: usize::MAX / 2, ..Self::default() }
    }
}

/// The state of the judgement grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Whose grid.
    pub authority: String,
    /// The cell under the bar; `None` for the newest overall grade.
    pub under: Option<Under>,
    /// The bar's row among the areas.
    pub row: usize,
}

/// What the bar is on in a summary or a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// The state of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Which list.
    pub list: List,
    /// What it is filtered by; of search results what was looked for.
    pub query: String,
    /// The values that rows must have, as counts led to them.
    pub only: Vec<Only>,
    /// How it is sorted; `None` for its own order.
    pub sort: Option<Sort>,
    /// The column whose values are counted instead of showing the rows.
    pub counted: Option<String>,
    /// The chosen row; `None` until somebody chose: then the first.
    pub chosen: Option<Key>,
    /// The chosen value of a count.
    pub value: Option<String>,
    /// The bar's row on the screen.
    pub row: usize,
    /// The column under the bar, by its place in the list's table of columns.
    pub column: usize,
}

impl Listing {
    /// A list as it first opens.
    #[must_use]
    pub const fn of(list: List) -> Self {
        Self {
            list,
            query: String::new(),
            only: Vec::new(),
            sort: None,
            counted: None,
            chosen: None,
            value: None,
            row: 0,
            column: 0,
        }
    }

    /// Whether anything keeps rows away or orders them. The words of a search are what it is, and nothing to take back.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        let asked = self.list != List::Search && !self.query.is_empty();
        self.counted.is_some() || !self.only.is_empty() || asked || self.sort.is_some()
    }

    /// Takes back the topmost restriction: the count, the values that counts led to, the query, the order.
    pub fn undo(&mut self) {
        if self.counted.take().is_some() || self.only.pop().is_some() {
            return;
        }
        if self.list != List::Search && !self.query.is_empty() {
            self.query.clear();
        } else {
            self.sort = None;
        }
    }
}

/// Sees each place that a view names, a file and perhaps a block of its text, and may put another in its place. Answers
/// whether the block still has the same words.
pub type Follow<'a> = &'a mut dyn FnMut(&mut String, Option<&mut BlockId>) -> bool;

impl Under {
    fn places(&mut self, follow: Follow<'_>) {
        match self {
            Self::Cell { file, .. } | Self::Report { file } => follow(file, None),
            Self::Item { file, block } => follow(file, Some(block)),
        };
    }
}

impl Reader {
    fn places(&mut self, follow: Follow<'_>) {
        if !follow(&mut self.file, Some(&mut self.spot.block)) {
            self.spot.at = 0;
        }
    }
}

impl Listing {
    /// Shows each place that the list names.
    pub fn places(&mut self, follow: Follow<'_>) {
        match &mut self.chosen {
            Some(Key::Passage(file, block)) => {
                follow(file, Some(block));
            }
            Some(Key::Report(file) | Key::Unread(file, _)) => {
                follow(file, None);
            }
            Some(Key::Authority(_) | Key::Mark(_)) | None => {}
        }
    }
}

impl View {
    /// Shows each place that the view names.
    pub fn places(&mut self, follow: Follow<'_>) {
        match self {
            Self::Browse(browse) => {
                if let Some(under) = &mut browse.under {
                    under.places(follow);
                }
                if let Some(reader) = &mut browse.text {
                    reader.places(follow);
                }
            }
            Self::Grid(chart) => {
                if let Some(under) = &mut chart.under {
                    under.places(follow);
                }
            }
            Self::Reader(reader) => reader.places(follow),
            Self::Compare(compare) => {
                for file in &mut compare.files {
                    follow(file, None);
                }
            }
            Self::List(listing) => listing.places(follow),
        }
    }

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
            Self::List(_) => Context::List,
        }
    }

    /// Whether two views are of one kind: closing one goes on past others of its kind. A count is another kind of list.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        if let (Self::List(a), Self::List(b)) = (self, other) {
            return (a.list, a.counted.is_some(), a.only.len()) == (b.list, b.counted.is_some(), b.only.len());
        }
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
