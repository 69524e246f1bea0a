//! Text without a structure tree: lines by their base line, paragraphs by gaps and indents, rows by columns.

use super::draft::{Draft, MARK, Placed};
use super::join;
use super::piece::{Piece, TAB_GAP};
use crate::document::Kind;
use crate::document::label::{self, Label};

/// Lines of one paragraph stand at most this many sizes apart.
const LEADING: f32 = 1.45;
/// A sentence ends a paragraph where the next line stands this much further down than the page's lines mostly do.
const APART: f32 = 1.15;
/// Lines of one cell stand at most this many sizes apart.
const CELL_LEADING: f32 = 1.3;
/// A bullet within a cell stands at most this many sizes below the lines before it.
const LIST_LEADING: f32 = 2.0;
/// What stands nearer than this many sizes below another is beside it: cells of a row with different numbers of lines.
const BESIDE: f32 = 0.95;
/// A gap of this many sizes within a line parts two columns.
const COLUMN: f32 = 2.5;
/// How far, in points, the left ends of two lines may differ and still be the same.
const LEFT: f32 = 4.0;
/// How far, in points, the base lines of two cells of a row differ at least where each is in the middle of its height.
const HEIGHT: f32 = 0.3;
/// How many words a label before a colon has at most.
const FIELD: usize = 4;
/// How far, in points, a cell may begin from where the cells above and below it do.
const EDGE: f32 = 2.0;

/// A line of a page, from left to right.
#[derive(Debug)]
pub struct Line {
    /// What stands on it.
    pub pieces: Vec<Piece>,
    /// Its base line, in points from the page's top.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
}

/// A column of a row: its lines from top to bottom.
type Cell = Vec<Piece>;

/// A line or, where columns stand side by side, a row.
#[derive(Debug)]
struct Band {
    cells: Vec<Cell>,
    top: f32,
    bottom: f32,
    size: f32,
}

/// The paragraphs and rows of a page's pieces, from top to bottom.
pub fn drafts(page: u32, pieces: Vec<Piece>, tables: &mut u32) -> Vec<Draft> {
    let place = |piece: Piece| Placed { page, piece };
    let mut out: Vec<Draft> = Vec::new();
    let mut last: Option<(f32, f32)> = None;
    let mut table = false;
    let edge = pieces.iter().map(|piece| piece.end).fold(0.0, f32::max);
    let lines = lines(pieces);
    let usual = leading(&lines);
    for band in bands(lines) {
        let down = last.map_or(f32::MAX, |(y, size)| (band.top - y) / size.max(band.size));
        let near = down < LEADING;
        last = Some((band.bottom, band.size));
        if band.cells.len() > 1 {
            if !table {
                *tables += 1;
            }
            table = true;
            let cells: Vec<Draft> = band
                .cells
                .into_iter()
                .map(|cell| Draft::new(Kind::Paragraph, cell.into_iter().map(place).collect()))
                .collect();
            let texts = cells.iter().map(|cell| cell.text().trim().to_owned()).collect();
            let counts = cells.iter().map(|cell| cell.pieces.len()).collect();
            let row = Draft::new(
                Kind::Row { table: *tables - 1, cells: texts },
                cells.into_iter().flat_map(|cell| cell.pieces).collect(),
            );
            out.push(Draft { cells: counts, ..row });
            continue;
        }
        table = table && near;
        let line: Cell = band.cells.into_iter().flatten().collect();
        let opens = line
            .first()
            .is_some_and(|piece| label::split(&piece.text).is_some() || label::whole(&piece.text).is_some());
        if near
            && !opens
            && let Some(draft) = out.last_mut()
            && runs_on(draft, &line)
            && !is_field(draft, &line, edge)
            && !(down > APART * usual && draft.text().trim_end().ends_with('.'))
        {
            draft.pieces.extend(line.into_iter().map(place));
        } else {
            let mut draft = Draft::new(Kind::Paragraph, line.into_iter().map(place).collect());
            draft.opens_cell = near && down > APART * usual;
            if draft.opens_raised() {
                draft.kind = Kind::Note;
            }
            out.push(draft);
        }
    }
    out
}

/// A page's pieces by line, from top to bottom.
pub fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        // A raised mark is smaller and comes first.
        let reach = |line: &Line| {
            let (low, high) = (piece.size.min(line.size), piece.size.max(line.size));
            if low < high * MARK { 0.6 * high } else { 0.3 * low }
        };
        match lines.last_mut() {
            Some(line) if piece.y - line.y < reach(line) => {
                if piece.size > line.size {
                    (line.size, line.y) = (piece.size, piece.y);
                }
                line.pieces.push(piece);
            }
            _ => lines.push(Line { y: piece.y, size: piece.size, pieces: vec![piece] }),
        }
    }
    for line in &mut lines {
        line.pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    lines
}

/// How many sizes the lines of a page mostly stand apart.
fn leading(lines: &[Line]) -> f32 {
    let down = lines.windows(2).map(|pair| (pair[1].y - pair[0].y) / pair[0].size.max(pair[1].size));
    let mut down: Vec<f32> = down.filter(|down| (BESIDE..LEADING).contains(down)).collect();
    down.sort_by(f32::total_cmp);
    down.get(down.len() / 2).copied().unwrap_or(LEADING)
}

/// Lines as bands: lines that overlap in height become one row of their columns, and a row's next lines join its cells.
fn bands(lines: Vec<Line>) -> Vec<Band> {
    let edges = edges(&lines);
    let mut bands: Vec<Band> = Vec::new();
    for line in lines {
        let bottom = line.pieces.iter().map(|piece| piece.y).fold(line.y, f32::max);
        let band = Band { cells: columns(&line, &edges), top: line.y, bottom, size: line.size };
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
            && next.cells.iter().all(|cell| self.column(cell).is_some())
    }

    /// Whether what follows is a bullet in another column than the first, where no row begins.
    fn lists(&self, next: &Self) -> bool {
        let [cell] = &next.cells[..] else { return false };
        let opens = cell.first().is_some_and(|first| matches!(label::whole(&first.text), Some(Label::Bullet(_))));
        opens && self.column(cell).is_some_and(|at| at > 0)
    }

    /// Whether a lone line above is the first of this row's label, whose other cells stand at its last line.
    fn hangs_from(&self, above: &Self) -> bool {
        let ([label, next, ..], [line]) = (&self.cells[..], &above.cells[..]) else { return false };
        let ((left, _), (at, end)) = (extent(label), extent(line));
        self.top - above.bottom < CELL_LEADING * self.size
            && (self.size - above.size).abs() < 0.1
            && (left - at).abs() < EDGE
            && end < extent(next).0
            && bold(label) == bold(line)
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

fn bold(cell: &Cell) -> bool {
    cell.iter().all(|piece| piece.bold)
}

/// The left and right end of a cell.
fn extent(cell: &Cell) -> (f32, f32) {
    cell.iter().fold((f32::MAX, f32::MIN), |(left, right), piece| (left.min(piece.x), right.max(piece.end)))
}

/// Where the columns of a page begin, as the lines show whose columns are far apart.
fn edges(lines: &[Line]) -> Vec<f32> {
    let columns = lines.iter().flat_map(|line| columns(line, &[]).into_iter().skip(1));
    let mut edges: Vec<f32> = columns.filter_map(|column| Some(column.first()?.x)).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|next, last| *next - *last < 0.1);
    edges
}

/// A line's pieces by column: parted by a wide gap, or by any where a column of the page begins, for a long label almost
/// reaches the next cell, or where words of one size stand at two heights. What opens an item is no column of its own.
fn columns(line: &Line, edges: &[f32]) -> Vec<Cell> {
    let begins = |piece: &Piece| {
        let near = &edges[edges.partition_point(|edge| *edge < piece.x - EDGE)..];
        near.first().is_some_and(|edge| *edge < piece.x + EDGE)
    };
    let off = |last: &Piece, piece: &Piece| (last.size - piece.size).abs() < 0.1 && (last.y - piece.y).abs() > HEIGHT;
    let mut columns: Vec<Cell> = Vec::new();
    for piece in &line.pieces {
        let goes_on = |column: &Cell| {
            let opens = matches!(&column[..], [only] if label::whole(&only.text).is_some());
            opens
                || column.last().is_some_and(|last| {
                    let gap = (piece.x - last.end) / line.size;
                    gap < COLUMN && !(gap >= TAB_GAP && (begins(piece) || off(last, piece)))
                })
        };
        match columns.last_mut() {
            Some(column) if goes_on(column) => column.push(piece.clone()),
            _ => columns.push(vec![piece.clone()]),
        }
    }
    columns
}

/// Whether a near line goes on with the last draft: the same size and weight, and not further left than its text.
fn runs_on(draft: &Draft, line: &Cell) -> bool {
    let (Some(last), Some(first)) = (draft.pieces.last(), line.first()) else { return false };
    let left = draft.pieces.iter().map(|placed| placed.piece.x).fold(f32::MAX, f32::min);
    matches!(draft.kind, Kind::Paragraph | Kind::Note)
        && (last.piece.size - first.size).abs() < 0.6
        && draft.bold() == bold(line)
        && first.x > left - LEFT
}

/// Whether a line is a short label with its value ("Report published: 8 August 2014") for which the line above had room.
fn is_field(draft: &Draft, line: &Cell, edge: f32) -> bool {
    let Some((last, first)) = draft.pieces.last().zip(line.first()) else { return false };
    let text = line.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ");
    let Some((words, _)) = text.split_once(':') else { return false };
    words.starts_with(char::is_uppercase) && words.split(' ').count() <= FIELD && !join::wraps(last, first, words, edge)
}
