//! A report laid out to lines of a given width: what the text pane shows, computed before it is drawn.
//!
//! ```text
//! ▌△  12  The response to children who present as homeless is not
//! ││   │  consistent.                  ╰ pieces: byte ranges of the block's text
//! ││   ╰ lead: the label, right-aligned in its column
//! │╰ the finding's sign, drawn by the pane
//! ╰ the bar
//! ```

use std::ops::Range;

use super::safe::width;
use super::wrap::wrap;
use crate::document::{Block, BlockId, Kind};
use crate::report::Report;

/// The cells before everything: the bar and the finding's sign.
pub const GUTTER: usize = 2;
/// The cells between the columns of a table.
const GAP: usize = 2;
/// The narrowest column that a table is drawn with.
const NARROWEST: usize = 6;
/// What stands before an item without a label, by its depth.
const BULLETS: [&str; 3] = ["•", "◦", "‣"];

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An empty line between blocks.
    Blank,
    /// The rule above the first line of this page.
    Page(u32),
    /// A line of a heading of this level.
    Heading(u8),
    /// A line of a paragraph or an item.
    Text,
    /// A line of a table's row.
    Row,
    /// A line of a footnote.
    Note,
}

impl Shape {
    /// Whether the bar can stand on such a line.
    #[must_use]
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Blank | Self::Page(_))
    }
}

/// A stretch of a block's text and the column where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The column, counted from the gutter's start.
    pub column: usize,
    /// The bytes of the block's text.
    pub range: Range<usize>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The block it shows; a blank line belongs to the block below.
    pub block: BlockId,
    /// What it is.
    pub shape: Shape,
    /// The label or bullet before the first line of an item, and its column.
    pub lead: Option<(usize, String)>,
    /// The text.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// The first byte of the block's text on this line.
    #[must_use]
    pub fn start(&self) -> usize {
        self.pieces.iter().map(|p| p.range.start).min().unwrap_or(0)
    }
}

/// A laid-out text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// The lines.
    pub lines: Vec<Line>,
    /// The cells that the widest line may take, gutter included.
    pub width: usize,
}

impl Flow {
    /// Lays out the blocks `from..to` of a report: at most `cells` wide, and text at most `measure` wide.
    #[must_use]
    pub fn of(report: &Report, blocks: Range<usize>, cells: usize, measure: usize) -> Self {
        let end = blocks.end.min(report.blocks.len());
        let start = blocks.start.min(end);
        let numbers = report.blocks.iter().filter_map(Block::number).max().map_or(0, |n| n.to_string().len());
        let indent = GUTTER + if numbers == 0 { 1 } else { numbers + 3 };
        let mut layout = Layout {
            blocks: &report.blocks,
            lines: Vec::new(),
            indent,
            measure: measure.min(cells.saturating_sub(indent)).max(1),
            page: report.blocks[..start].iter().rev().find(|b| b.is_text()).map_or(0, Block::last_page),
        };
        let mut at = start;
        while at < end {
            at = layout.place(at, end);
        }
        Self { lines: layout.lines, width: layout.indent + layout.measure }
    }

    /// The line that shows this byte of this block, or the nearest line of text after or before it.
    #[must_use]
    pub fn line_at(&self, block: BlockId, at: usize) -> usize {
        let passed = self.lines.partition_point(|l| (l.block, l.start()) <= (block, at) || l.block < block);
        let before = (0..passed).rev().find(|&i| self.lines[i].shape.is_text());
        let exact = before.filter(|&i| self.lines[i].block == block);
        let after = (passed..self.lines.len()).find(|&i| self.lines[i].shape.is_text());
        exact.or(after).or(before).unwrap_or(0)
    }
}

/// The lines so far, and what is needed to go on.
struct Layout<'a> {
    blocks: &'a [Block],
    lines: Vec<Line>,
    indent: usize,
    measure: usize,
    page: u32,
}

impl Layout<'_> {
    /// Lays out the block `at`, or the table that begins there, and answers what comes next.
    fn place(&mut self, at: usize, end: usize) -> usize {
        let block = &self.blocks[at];
        if !block.is_text() || block.text.trim().is_empty() {
            return at + 1;
        }
        self.space_above(at);
        match &block.kind {
            Kind::Heading { level } => self.text(at, Shape::Heading(*level), GUTTER + 1, None),
            Kind::Paragraph => self.text(at, Shape::Text, self.indent, None),
            Kind::Note => self.text(at, Shape::Note, self.indent, None),
            Kind::Item { depth, label } => self.item(at, *depth, label.as_deref()),
            Kind::Row { table, .. } => {
                let same = |b: &Block| matches!(&b.kind, Kind::Row { table: other, .. } if other == table);
                let rows = self.blocks[at..end].iter().take_while(|b| same(b) || !b.is_text()).count();
                self.table(at..at + rows);
                return at + rows;
            }
        }
        at + 1
    }

    /// The blank line and the page rule above a block.
    fn space_above(&mut self, at: usize) {
        let (block, id) = (&self.blocks[at], BlockId::new(at));
        let page = block.place.page;
        let new_page = page > self.page && self.page > 0;
        self.page = self.page.max(page);
        let last = self.lines.last().map(|l| l.shape);
        if new_page {
            self.lines.push(bare(id, Shape::Page(page)));
        } else if last.is_some_and(Shape::is_text) && !self.is_tight(at) {
            self.lines.push(bare(id, Shape::Blank));
        }
    }

    /// Whether a block follows the one before without a blank line: bullets and notes stand together.
    fn is_tight(&self, at: usize) -> bool {
        let before = self.blocks[..at].iter().rev().find(|b| b.is_text()).map(|b| &b.kind);
        let bullet = |kind: &Kind| matches!(kind, Kind::Item { depth, label } if *depth > 0 || label.is_none());
        match (before, &self.blocks[at].kind) {
            (Some(Kind::Note), Kind::Note) => true,
            (Some(before), kind @ Kind::Item { .. }) => {
                bullet(kind) && (bullet(before) || matches!(before, Kind::Item { .. }))
            }
            _ => false,
        }
    }

    /// A list item: a numbered paragraph hangs its number in the margin, anything deeper its bullet or letter.
    fn item(&mut self, at: usize, depth: u8, label: Option<&str>) {
        let numbered = self.blocks[at].number().is_some();
        if let (true, 0, Some(label)) = (numbered, depth, label) {
            let label = label.trim().trim_end_matches(['.', ')']).to_owned();
            let column = self.indent.saturating_sub(2 + width(&label));
            return self.text(at, Shape::Text, self.indent, Some((column, label)));
        }
        let label = label.map_or_else(|| BULLETS[usize::from(depth).min(BULLETS.len() - 1)].to_owned(), str::to_owned);
        let room = self.measure.saturating_sub(12) / 2;
        let column = self.indent + (2 * usize::from(depth)).min(room);
        let hang = column + width(&label).min(self.measure / 2) + 1;
        self.text(at, Shape::Text, hang, Some((column, label)));
    }

    /// The lines of a block's text from a column on, with a rule where a page ends inside it.
    fn text(&mut self, at: usize, shape: Shape, column: usize, mut lead: Option<(usize, String)>) {
        let (block, id) = (&self.blocks[at], BlockId::new(at));
        let cells = (self.indent + self.measure).saturating_sub(column);
        let mut start = 0;
        for (end, page) in turns(block) {
            for range in wrap(&block.text, start..end, cells) {
                self.lines.push(Line { block: id, shape, lead: lead.take(), pieces: vec![Piece { column, range }] });
            }
            if let Some(page) = page {
                self.page = self.page.max(page);
                // It has its place among the bytes of the block, in whose order lines are looked for.
                let pieces = vec![Piece { column, range: end..end }];
                self.lines.push(Line { pieces, ..bare(id, Shape::Page(page)) });
            }
            start = end;
        }
    }

    /// The rows of a table under one another, each cell wrapped in its column; too many columns become running text.
    fn table(&mut self, rows: Range<usize>) {
        let shown: Vec<usize> =
            rows.filter(|&i| self.blocks[i].is_text() && !self.blocks[i].text.trim().is_empty()).collect();
        let columns = shown.iter().map(|&i| self.blocks[i].cells().len()).max().unwrap_or(0);
        let natural = |c: usize| shown.iter().filter_map(|&i| self.blocks[i].cells().get(c)).map(|t| width(t)).max();
        let natural: Vec<usize> = (0..columns).map(|c| natural(c).unwrap_or(0)).collect();
        let Some(widths) = column_widths(&natural, self.measure) else {
            for at in shown {
                self.text(at, Shape::Row, self.indent, None);
            }
            return;
        };
        for at in shown {
            let id = BlockId::new(at);
            if self.blocks[at].place.page > self.page && self.page > 0 {
                self.lines.push(bare(id, Shape::Page(self.blocks[at].place.page)));
            }
            self.page = self.page.max(self.blocks[at].place.page);
            self.row(at, &widths);
        }
    }

    /// One row of a table; running text where its cells are not what its text says.
    fn row(&mut self, at: usize, widths: &[usize]) {
        let block = &self.blocks[at];
        let Some(cells) = cells(block) else { return self.text(at, Shape::Row, self.indent, None) };
        let mut lines: Vec<Vec<Piece>> = Vec::new();
        let mut column = self.indent;
        for (cell, &width) in cells.into_iter().zip(widths) {
            let filled = if cell.is_empty() { Vec::new() } else { wrap(&block.text, cell, width) };
            for (i, range) in filled.into_iter().enumerate() {
                if lines.len() == i {
                    lines.push(Vec::new());
                }
                lines[i].push(Piece { column, range });
            }
            column += width + GAP;
        }
        let id = BlockId::new(at);
        self.lines.extend(lines.into_iter().map(|pieces| Line { block: id, shape: Shape::Row, lead: None, pieces }));
    }
}

/// Where a row's cells stand in its text; `None` where one does not.
fn cells(block: &Block) -> Option<Vec<Range<usize>>> {
    let mut from = 0;
    let place = |cell: &String| {
        let start = from + block.text.get(from..)?.find(cell.as_str())?;
        from = start + cell.len();
        Some(start..from)
    };
    block.cells().iter().map(place).collect()
}

/// A line without text.
const fn bare(block: BlockId, shape: Shape) -> Line {
    Line { block, shape, lead: None, pieces: Vec::new() }
}

/// The stretches of a block's text between its page breaks: where each ends, and the page that begins there.
///
/// A break inside a word is moved behind the word, so that the word stays whole.
fn turns(block: &Block) -> Vec<(usize, Option<u32>)> {
    let text = &block.text;
    let mut turns: Vec<(usize, Option<u32>)> = Vec::new();
    for turn in &block.breaks {
        let mut at = turn.at.min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        if !text[..at].ends_with(char::is_whitespace) {
            at += text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
        }
        turns.push((at.max(turns.last().map_or(0, |t| t.0)), Some(turn.page)));
    }
    turns.push((text.len(), None));
    turns
}

/// The widths of a table's columns: as wide as they want, else the widest give way. `None` where they cannot fit.
fn column_widths(natural: &[usize], measure: usize) -> Option<Vec<usize>> {
    let room = measure.checked_sub(GAP * natural.len().saturating_sub(1))?;
    let mut widths = natural.to_vec();
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max()?;
        if *widest <= NARROWEST {
            return None;
        }
        *widest -= 1;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_column_gives_way_first() {
        assert_eq!(column_widths(&[10, 40], 32), Some(vec![10, 20]));
        assert_eq!(column_widths(&[10, 10], 40), Some(vec![10, 10]));
        assert_eq!(column_widths(&[20; 8], 40), None);
    }

    #[test]
    fn a_row_whose_cells_are_not_in_its_text_loses_no_word() {
        let row = |text: &str| {
            let kind = Kind::Row { table: 0, cells: vec!["Help".to_owned(), String::new(), "Good".to_owned()] };
            Block::new(kind, text, crate::document::Place::default())
        };
        assert_eq!(cells(&row("Help  Good")), Some(vec![0..4, 4..4, 6..10]));
        assert_eq!(cells(&row("Good help")), None);
    }

    #[test]
    fn a_page_break_never_splits_a_word() {
        let mut block = Block::new(Kind::Paragraph, "children safeguarding matters", crate::document::Place::default());
        block.breaks.push(crate::document::PageBreak { at: 13, page: 3 });
        assert_eq!(turns(&block), [(21, Some(3)), (29, None)]);
    }
}
