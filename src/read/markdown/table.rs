//! A table that is being read, and the blocks that it and other lines become.

use super::super::lines::Line;
use crate::document::{Block, Kind, Place};

/// A table that is being read.
pub(super) struct Table {
    pub(super) id: u32,
    pub(super) row: Vec<String>,
    pub(super) line: u32,
    /// Whether it has one column: a box around text, with the box's heading where a table has its head.
    pub(super) is_box: bool,
    /// Whether the row in hand is the head.
    pub(super) in_head: bool,
}

/// The block of a line.
pub(super) fn block(kind: Kind, line: &Line) -> Block {
    let mut block = Block::new(kind, line.text.trim(), Place { page: 0, line: line.number });
    block.bold = line.bold;
    block
}

/// A row of a table.
pub(super) fn row(table: u32, cells: Vec<String>, line: u32, bold: bool) -> Block {
    let filled: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let text = filled.join(" ");
    let mut block = Block::new(Kind::Row { table, cells }, text, Place { page: 0, line });
    block.bold = bold;
    block
}
