//! Tables: rows of cells, told apart from the tables that only lay a page out.

use crate::document::{Block, Kind, Place};

/// A cell with more text than this is a piece of a page.
const LONGEST_CELL: usize = 1200;

/// A cell with more blocks than this is a piece of a page.
const MOST_BLOCKS: usize = 6;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its number, once it has a row.
    pub(super) id: Option<u32>,
    /// The cells of the open row, each with its blocks.
    cells: Vec<Vec<Block>>,
    /// Whether text belongs to the last of them.
    pub(super) in_cell: bool,
    /// The line on which the open row begins.
    line: u32,
}

impl Table {
    pub(super) fn open_row(&mut self, line: u32) {
        self.line = line;
    }

    pub(super) fn open_cell(&mut self, line: u32) {
        if self.cells.is_empty() && self.line == 0 {
            self.line = line;
        }
        self.cells.push(Vec::new());
        self.in_cell = true;
    }

    /// The blocks of the open cell.
    pub(super) fn cell(&mut self) -> Option<&mut Vec<Block>> {
        self.cells.last_mut().filter(|_| self.in_cell)
    }

    /// Ends the open row: one block, or all of its blocks where it lays a page out.
    pub(super) fn end_row(&mut self, tables: &mut u32) -> Vec<Block> {
        self.in_cell = false;
        let cells = std::mem::take(&mut self.cells);
        let line = std::mem::take(&mut self.line);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if filled == 0 || cells.iter().any(|cell| lays_out(cell)) || cells.len() == 1 && cells[0].len() > 1 {
            return cells.into_iter().flatten().collect();
        }
        let table = *self.id.get_or_insert_with(|| {
            *tables += 1;
            *tables - 1
        });
        let first = |block: &Block| (block.place.line, block.furniture);
        let (begins, furniture) = cells.iter().flatten().map(first).next().unwrap_or_default();
        let bold = cells.iter().flatten().all(|block| block.bold);
        let cells: Vec<String> = cells.iter().map(|cell| text(cell)).collect();
        let words: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let text = words.join(" ");
        let line = if begins == 0 { line } else { begins };
        let mut row = Block::new(Kind::Row { table, cells }, text, Place { page: 0, line });
        row.furniture = furniture;
        row.bold = bold;
        vec![row]
    }
}

fn lays_out(cell: &[Block]) -> bool {
    let is_piece = |block: &Block| matches!(block.kind, Kind::Heading { .. } | Kind::Row { .. });
    cell.len() > MOST_BLOCKS
        || cell.iter().any(is_piece)
        || cell.iter().map(|b| b.text.len()).sum::<usize>() > LONGEST_CELL
}

/// The text of a cell; numbers that opened its lines are kept, for the cell has no other place for them.
fn text(cell: &[Block]) -> String {
    let line = |block: &Block| match &block.kind {
        Kind::Item { label: Some(label), .. } => format!("{label} {}", block.text),
        _ => block.text.clone(),
    };
    cell.iter().map(line).collect::<Vec<_>>().join(" ")
}
