//! Every list there is as plain data: which rows, in which order, in which columns, counted by what.
//!
//! A list is a word of one vocabulary, a column a line of a table ([`column`]), a row an id. Filtering, sorting, counting
//! and exporting know nothing of which list they serve.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod column;
mod count;
mod findings;
mod hits;
mod marks;
mod national;
mod read;
mod reports;
mod rows;
mod unread;

pub use column::{Cell, Cells, Column, Order, Tone};
pub use count::{Counted, counts};
pub use hits::{Hit, hit};
pub use national::{Standing, authorities, row as of_authority, standings, totals};
pub use read::Read;
pub use rows::{Base, rows};
pub use unread::unread;

use crate::authority::Register;
use crate::document::BlockId;
use crate::library::{AuthorityId, Library, ReportId};
use crate::marks::{Mark, Places};
use crate::query::ask::{Query, Scope};
use crate::query::concordance::{Concordance, Passage};
use crate::report::FindingId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The lists.
    List {
        Reports = "reports", "reports by date";
        Findings = "findings", "findings";
        National = "national", "the national grid";
        Search = "search", "search results";
        Marks = "marks", "marks in all folders";
        Problems = "problems", "files with problems";
    }
}

/// What a list is made from.
#[derive(Clone, Copy)]
pub struct Stock<'a> {
    /// The reports.
    pub library: &'a Library,
    /// The authorities that names in a query mean.
    pub register: &'a Register,
    /// Every word of the reports, for searching and for phrases; without it nothing is found by them.
    pub concordance: Option<&'a Concordance>,
    /// What is known about findings besides their own words.
    pub scope: Scope<'a>,
    /// The marks in all folders.
    pub marks: &'a [Mark],
    /// Where they stand in this folder.
    pub places: Option<&'a Places>,
    /// How far each report was read, by file; without it nothing is said of that.
    pub read: Option<&'a BTreeMap<String, Read>>,
}

impl<'a> Stock<'a> {
    /// The reports and nothing else.
    #[must_use]
    pub fn of(library: &'a Library, register: &'a Register) -> Self {
        Self { library, register, concordance: None, scope: Scope::default(), marks: &[], places: None, read: None }
    }

    /// The passage of a row of search results, by its number.
    #[must_use]
    pub fn passage(&self, at: u32) -> Option<&'a Passage> {
        self.concordance?.passage(at as usize)
    }
}

/// A row, by the ids of the library it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Row {
    /// A report; in search results the one that the hits below it stand in.
    Report(ReportId),
    /// A finding.
    Finding(ReportId, FindingId),
    /// An authority.
    Authority(AuthorityId, Option<ReportId>),
    /// A passage of the concordance, by its number.
    Passage(u32),
    /// A mark, by its place among them.
    Mark(usize),
    /// A file that was not read, by its place among them.
    Unread(usize),
}

/// A row by names, which outlive every library.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Key {
    /// An authority.
    Authority(String),
    /// A report, or the hits' heading of it.
    Report(String),
    /// A passage or finding: its file and first block.
    Passage(String, BlockId),
    /// A mark, by its id.
    Mark(String),
    /// A problem: its file, and which of its problems.
    Unread(String, usize),
}

/// How a list is sorted: by a column, one way or the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// The key of the column.
    pub column: String,
    /// Whether the greatest stand first.
    pub descending: bool,
}

/// A value of a column that rows must have, as a count's line says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Only {
    /// The key of the column.
    pub column: String,
    /// The value.
    pub value: String,
}

impl List {
    /// The columns, in the order in which they stand.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Reports => reports::COLUMNS,
            Self::Findings => findings::COLUMNS,
            Self::National => national::COLUMNS,
            Self::Search => hits::COLUMNS,
            Self::Marks => marks::COLUMNS,
            Self::Problems => unread::COLUMNS,
        }
    }

    /// How many of the first columns stay when the list is moved sideways.
    #[must_use]
    pub const fn kept(self) -> usize {
        match self {
            Self::Reports => 2,
            Self::Findings | Self::National | Self::Search | Self::Marks | Self::Problems => 1,
        }
    }

    /// The key of the column with the text that the list is about, where it is about texts.
    #[must_use]
    pub const fn text(self) -> Option<&'static str> {
        match self {
            Self::Findings => Some("finding"),
            Self::Search | Self::Marks => Some("passage"),
            Self::Reports | Self::National | Self::Problems => None,
        }
    }

    /// A query as this list understands it: what is about texts is asked for whole words, a list of names for beginnings.
    #[must_use]
    pub fn understood(self, query: Query) -> Query {
        if self.text().is_some() { query } else { query.by_beginnings() }
    }

    /// Whether a query asks the words of all reports: in a search, and for phrases in a list of reports.
    #[must_use]
    pub fn needs_words(self, query: &Query) -> bool {
        match self {
            Self::Search => true,
            Self::Reports => query.patterns().any(|(pattern, _)| pattern.words.len() > 1),
            _ => false,
        }
    }

    /// Whether what was said before has to be known: the list of findings shows it, and a query may ask for it.
    #[must_use]
    pub fn needs_before(self, query: &Query) -> bool {
        self == Self::Findings || query.asks_for_before()
    }

    /// The column by which rows are counted where the bar is on this one. Of places and texts each is its own: there rows are
    /// counted by the first column, which says whose they are.
    #[must_use]
    pub fn counted_by(self, at: usize) -> &'static Column {
        let columns = self.columns();
        let column = &columns[at.min(columns.len() - 1)];
        let alone = column.key == "place" || Some(column.key) == self.text() && self == Self::Search;
        if alone { &columns[0] } else { column }
    }

    /// The column with this key.
    #[must_use]
    pub fn column(self, key: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.key == key)
    }
}

impl Row {
    /// The row by names.
    #[must_use]
    pub fn key(self, stock: &Stock) -> Option<Key> {
        let library = stock.library;
        let file = |id: ReportId| library.report(id).map(|r| r.file.clone());
        Some(match self {
            Self::Report(id) => Key::Report(file(id)?),
            Self::Finding(id, finding) => {
                Key::Passage(file(id)?, library.report(id)?.findings.get(finding.index())?.block)
            }
            Self::Authority(id, _) => Key::Authority(library.authority(id)?.name.clone()),
            Self::Passage(at) => {
                let passage = stock.passage(at)?;
                Key::Passage(file(passage.report)?, passage.from)
            }
            Self::Mark(at) => Key::Mark(stock.marks.get(at)?.id.clone()),
            Self::Unread(at) => {
                let (file, _) = unread(library, at)?;
                let nth = (0..at).filter(|&before| unread(library, before).is_some_and(|(f, _)| f == file)).count();
                Key::Unread(file.to_owned(), nth)
            }
        })
    }

    /// The report that the row is about or stands in; of an authority the one whose grades are shown.
    #[must_use]
    pub fn report(self, stock: &Stock) -> Option<ReportId> {
        match self {
            Self::Report(id) | Self::Finding(id, _) => Some(id),
            Self::Authority(_, shown) => shown,
            Self::Passage(at) => Some(stock.passage(at)?.report),
            Self::Mark(at) => Some(stock.places?.in_library(stock.library, at)?.0),
            Self::Unread(_) => None,
        }
    }

    /// Where the text of the row begins in its report.
    #[must_use]
    pub fn block(self, stock: &Stock) -> BlockId {
        let block = match self {
            Self::Finding(id, finding) => {
                stock.library.report(id).and_then(|r| r.findings.get(finding.index())).map(|f| f.block)
            }
            Self::Passage(at) => stock.passage(at).map(|p| p.from),
            Self::Mark(at) => stock.places.and_then(|places| places.get(at)).map(|(_, block)| block),
            _ => None,
        };
        block.unwrap_or(BlockId::new(0))
    }
}

#[cfg(test)]
mod tests;
