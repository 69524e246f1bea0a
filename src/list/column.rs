//! A column of a list: its name, its width, and what it shows, sorts and counts by.

use super::{Row, Stock};
use crate::report::{FindingKind, Grade};

/// A column.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its name in the state, in saved queries and in exports.
    pub key: &'static str,
    /// Its head.
    pub head: &'static str,
    /// The cells that it takes.
    pub cells: Cells,
    /// What it shows of a row.
    pub cell: fn(&Stock, Row) -> Cell,
    /// What it sorts by.
    pub order: fn(&Stock, Row) -> Order,
    /// What it counts by: the text that it shows, or the year of a date.
    pub counted: fn(&Stock, Row) -> String,
    /// What it says in a file: the whole words, and dates as ISO 8601 has them.
    pub exported: fn(&Stock, Row) -> String,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// So many cells.
    Fixed(usize),
    /// As wide as the longest name of an authority, within reason.
    Name,
    /// What the others leave, at least so many.
    Rest(usize),
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// How it is drawn.
    pub tone: Tone,
}

/// How a cell is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As text.
    #[default]
    Plain,
    /// As something beside the point.
    Muted,
    /// As a grade.
    Grade(Grade),
    /// As a kind of finding.
    Kind(FindingKind),
    /// As text in which the words that are looked for are marked.
    Found,
}

/// What rows are sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// A number, or a date as its days.
    Number(i64),
    /// A text, folded.
    Text(String),
    /// Nothing to sort by.
    Nothing,
}

impl Cell {
    /// A cell of plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }

    /// A cell of text beside the point.
    #[must_use]
    pub fn muted(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Muted }
    }
}

impl Order {
    /// The order of a text; nothing where it is empty.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(crate::typography::fold(text)) }
    }

    /// The order of a date.
    #[must_use]
    pub fn date(date: Option<jiff::civil::Date>) -> Self {
        date.map_or(Self::Nothing, |d| {
            Self::Number(i64::from(d.year()) * 10_000 + i64::from(d.month()) * 100 + i64::from(d.day()))
        })
    }
}

/// What a cell says in a file: grades in full, and whose word they are where it is a newspaper's.
#[must_use]
pub fn in_full(cell: &Cell) -> String {
    match cell.tone {
        Tone::Grade(grade) if cell.text.ends_with('*') => format!("{grade} (press)"),
        Tone::Grade(grade) => grade.words().to_owned(),
        Tone::Kind(kind) => kind.words().to_owned(),
        _ => cell.text.clone(),
    }
}

/// Declares a column that sorts, counts and exports by the text it shows, or by something else: an order, a value to
/// count by. A `dated` one shows a report's date, sorts by it, and counts years.
macro_rules! column {
    (dated $key:literal, $head:literal, $cells:expr, $cell:path) => {
        $crate::list::Column {
            exported: $crate::list::reports::iso,
            ..column!($key, $head, $cells, $cell, $crate::list::reports::day, $crate::list::reports::year)
        }
    };
    ($key:literal, $head:literal, $cells:expr, $cell:path) => {
        column!($key, $head, $cells, $cell, |stock, row| $crate::list::Order::text(&$cell(stock, row).text))
    };
    ($key:literal, $head:literal, $cells:expr, $cell:path, $order:expr) => {
        column!($key, $head, $cells, $cell, $order, |stock, row| $cell(stock, row).text)
    };
    ($key:literal, $head:literal, $cells:expr, $cell:path, $order:expr, $counted:expr) => {
        $crate::list::Column {
            key: $key,
            head: $head,
            cells: $cells,
            cell: $cell,
            order: $order,
            counted: $counted,
            exported: |stock, row| $crate::list::column::in_full(&$cell(stock, row)),
        }
    };
}
pub(super) use column;
