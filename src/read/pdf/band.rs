//! Bands of a page: a line or, where columns stand side by side, a row of cells with as many lines as each has.

use super::line::Line;
use super::piece::{Piece, TAB_GAP};
use crate::document::label::{self, Label};

/// Lines of one cell stand at most this many sizes apart.
const CELL_LEADING: f32 = 1.3;
/// A bullet within a cell stands at most this many sizes below the lines before it.
const LIST_LEADING: f32 = 2.0;
/// What stands nearer than this many sizes below another is beside it: cells of a row with different numbers of lines.
pub const BESIDE: f32 = 0.95;
/// A gap of this many sizes within a line parts two columns.
pub const COLUMN: f32 = 2.5;
/// A value has at most this many letters: "Requires improvement to be good".
const VALUE: usize = 32;
/// How far, in points, a cell may begin from where the cells above and below it do.
const EDGE: f32 = 2.0;
/// How many sizes above or below a line a column must begin for this line to have it, too.
const REACH: f32 = 10.0;
/// So many lines with the same column are looked at.
const LOOKED_AT: usize = 1000;
/// How far, in points, the base lines of two cells of a row differ at least where each is in the middle of its height.
const OFF: f32 = 0.3;

/// A column of a row: its lines from top to bottom.
pub type Cell = Vec<Piece>;

/// A line or, where columns stand side by side, a row.
#[derive(Debug)]
pub struct Band {
    /// Its columns, from left to right.
    pub cells: Vec<Cell>,
    /// The base line of its first line, in points from the page's top.
    pub top: f32,
    /// The base line of its last line.
    pub bottom: f32,
    /// The size of its letters.
    pub size: f32,
}

/// Lines as bands: lines that overlap in height become one row of their columns, and a row's next lines join its cells.
pub fn bands(lines: Vec<Line>) -> Vec<Band> {
    let edges = edges(&lines);
    let mut bands: Vec<Band> = Vec::new();
    for line in lines {
        let bottom = line.pieces.iter().map(|piece| piece.y).fold(line.y, f32::max);
        let (top, size) = (line.y, line.size);
        let band = Band { cells: columns(line, &edges), top, bottom, size };
        match bands.last_mut() {
            Some(last) if last.takes(&band) => last.add(band),
            _ => bands.push(band),
        }
        while let [.., above, row] = &bands[..]
            && row.hangs_from(above)
        {
            let Some((row, above)) = bands.pop().zip(bands.last_mut()) else { break };
            above.add(row);
        }
    }
    bands
}

impl Band {
    /// Whether the next line is part of this row.
    fn takes(&self, next: &Self) -> bool {
        let down = next.top - self.bottom;
        let size = self.size.min(next.size);
        if (self.size - next.size).abs() > 0.25 * size {
            return false;
        }
        if down < BESIDE * size {
            return true;
        }
        let figures = |cell: &Cell| cell.iter().all(|piece| piece.text.trim().bytes().all(|b| b.is_ascii_digit()));
        let leading = if self.lists(next) { LIST_LEADING } else { CELL_LEADING };
        self.cells.len() > 1
            && down < leading * size
            && !self.cells.iter().any(figures)
            && (!self.cells.iter().all(bold) || next.cells.iter().any(bold))
            && !self.is_above(next)
            && next.cells.iter().all(|cell| self.column(cell).is_some())
    }

    /// Whether what follows is a row of its own right below this one: as many cells, each of which begins anew, and values
    /// in the last, which no other words are wrapped beside.
    fn is_above(&self, next: &Self) -> bool {
        let anew =
            |cell: &Cell| cell.first().is_some_and(|first| !first.text.trim_start().starts_with(char::is_lowercase));
        let value = |band: &Self| {
            let last = band.cells.last().and_then(|cell| cell.last());
            last.is_some_and(|piece| piece.text.trim().chars().count() <= VALUE)
        };
        next.cells.len() == self.cells.len() && next.cells.iter().all(anew) && value(self) && value(next)
    }

    /// Whether what follows is a bullet in another column than the first, where no row begins.
    fn lists(&self, next: &Self) -> bool {
        let [cell] = &next.cells[..] else { return false };
        let opens = cell.first().is_some_and(|first| matches!(label::whole(&first.text), Some(Label::Bullet(_))));
        opens && self.column(cell).is_some_and(|at| at > 0)
    }

    /// Whether a lone line above is the first of this row's label, whose other cells stand at its last line. A label that
    /// goes on does so with a small letter; any other line, a caption or the end of a paragraph, is none of it.
    fn hangs_from(&self, above: &Self) -> bool {
        let ([label, next, ..], [line]) = (&self.cells[..], &above.cells[..]) else { return false };
        let (Some(first), Some(last)) = (label.first(), line.last()) else { return false };
        self.top - above.bottom < CELL_LEADING * self.size
            && (self.size - above.size).abs() < 0.1
            && first.text.trim_start().starts_with(char::is_lowercase)
            && !last.text.trim_end().ends_with(['.', ':', ';', '!', '?'])
            && bold(label) == bold(line)
            && (first.x - line[0].x).abs() < EDGE
            && last.end < next[0].x
    }

    /// The only cell that this one stands above or below.
    fn column(&self, cell: &Cell) -> Option<usize> {
        let (left, right) = extent(cell);
        let mut over = self.cells.iter().enumerate().filter(|(_, own)| {
            let (own_left, own_right) = extent(own);
            left < own_right && own_left < right
        });
        let (at, _) = over.next()?;
        over.next().is_none().then_some(at)
    }

    fn add(&mut self, next: Self) {
        for cell in next.cells {
            match self.column(&cell) {
                Some(at) => self.cells[at].extend(cell),
                None => self.cells.push(cell),
            }
        }
        self.cells.sort_by(|a, b| a[0].x.total_cmp(&b[0].x));
        self.bottom = next.bottom;
    }
}

/// Whether all of a cell is bold.
pub fn bold(cell: &Cell) -> bool {
    cell.iter().all(|piece| piece.bold)
}

/// The left and right end of a cell.
fn extent(cell: &Cell) -> (f32, f32) {
    cell.iter().fold((f32::MAX, f32::MIN), |(left, right), piece| (left.min(piece.x), right.max(piece.end)))
}

/// Where columns begin, as the lines show whose columns are far apart: each with the height of its line.
fn edges(lines: &[Line]) -> Vec<(f32, f32)> {
    let begins = |line: &Line| starts(line, &[]).into_iter().map(|at| (line.pieces[at].x, line.y)).collect::<Vec<_>>();
    let mut edges: Vec<(f32, f32)> = lines.iter().flat_map(begins).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    edges
}

/// The pieces with which a line's columns after the first begin: behind a wide gap, or behind any where a column of the
/// page begins, for a long label almost reaches the next cell, or where words of one size stand at two heights. What opens
/// an item is no column of its own.
fn starts(line: &Line, edges: &[(f32, f32)]) -> Vec<usize> {
    let begins = |piece: &Piece| {
        let from = edges.partition_point(|(x, _)| *x < piece.x - EDGE);
        let near = edges[from..].iter().take_while(|(x, _)| *x < piece.x + EDGE);
        near.take(LOOKED_AT).any(|(_, y)| (y - line.y).abs() < REACH * line.size)
    };
    let off = |last: &Piece, piece: &Piece| (last.size - piece.size).abs() < 0.1 && (last.y - piece.y).abs() > OFF;
    let mut starts = Vec::new();
    for (at, pair) in line.pieces.windows(2).enumerate() {
        let [last, piece] = pair else { continue };
        let gap = (piece.x - last.end) / line.size;
        let opens = starts.last().map_or(0, |start| *start) == at && label::whole(&last.text).is_some();
        if !opens && (gap >= COLUMN || gap >= TAB_GAP && (begins(piece) || off(last, piece))) {
            starts.push(at + 1);
        }
    }
    starts
}

/// A line's pieces by column.
fn columns(line: Line, edges: &[(f32, f32)]) -> Vec<Cell> {
    let starts = starts(&line, edges);
    let mut rest = line.pieces;
    let mut columns: Vec<Cell> = starts.into_iter().rev().map(|at| rest.split_off(at)).collect();
    columns.push(rest);
    columns.reverse();
    columns
}
