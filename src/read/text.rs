//! Plain text: letters, articles and what other programs took out of a PDF.
//!
//! There is no mark-up to go by, so every line is first told apart by how it begins, and then joined with the line
//! above it or not. Short lines stay paragraphs: which of them are headings is for those to say who know reports.

use std::borrow::Cow;

use super::lines::{self, Wrapping};
use crate::document::label::Label;
use crate::document::{Block, Document, Format, Kind, Place};
use crate::typography::harmless::harmless;
use crate::typography::plain;

mod layout;
mod table;

/// Spaces that part two cells.
const GAP: &str = "    ";
/// Spaces that part two cells where others of the table say in which column the second begins.
const NARROW: &str = "  ";

/// Reads a plain text. Form feeds part its pages; without any, it has none.
#[must_use]
pub fn read(text: &str) -> Document {
    let (text, taken) = harmless(text);
    let text: &str = &text;
    let mut reader = Reader::new(text);
    for page in pages(text) {
        let edges = page.iter().position(Piece::is_full).zip(page.iter().rposition(Piece::is_full));
        let mut at = 0;
        while let Some(piece) = page.get(at) {
            let below = || page[at..].iter().take_while(|piece| piece.is_full()).map(|piece| piece.text);
            let texts = || table::read(&below().take(table::LINES).collect::<Vec<_>>());
            if let Some(table) = reader.blank.then(texts).flatten() {
                for row in table.rows {
                    reader.row(&row.cells, page[at + row.line].number);
                }
                reader.blank = true;
                at += table.lines;
                continue;
            }
            // A row stands alone, and has few lines: one more tells that this is none.
            let group: Vec<&str> = below().take(if reader.blank { layout::LINES + 1 } else { 0 }).collect();
            let column = reader.column.or_else(|| group.iter().find_map(|line| layout::column(line)));
            let widened = |line| column.map_or(Cow::Borrowed(line), |column| layout::widened(line, column));
            let lines: Vec<Cow<'_, str>> = group.into_iter().map(widened).collect();
            let at_edge = |last| edges.is_some_and(|(first, end)| at == first || last == end);
            reader.at_edge = at_edge(at + lines.len().saturating_sub(1));
            let row = layout::row(&lines).filter(|cells| !reader.is_page_foot(cells));
            let alone = row.map(|cells| (cells, lines.len()));
            let between = || layout::between(&below().take(layout::LINES).collect::<Vec<_>>());
            if let Some((cells, taken)) = alone.or_else(between) {
                reader.row(&cells, piece.number);
                reader.column = column;
                reader.blank = true;
                at += taken;
                continue;
            }
            reader.at_edge = at_edge(at);
            reader.line(&widened(piece.text), piece.number);
            at += 1;
        }
        reader.turn_page();
    }
    reader.give_up();
    let pages = reader.out.last().map_or(0, |block| block.place.page);
    Document { format: Format::Text, pages, blocks: reader.out, remarks: taken.sentences() }
}

/// A line, or what of it stands on one page.
struct Piece<'t> {
    text: &'t str,
    /// The physical line.
    number: u32,
}

impl Piece<'_> {
    fn is_full(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

/// The lines of each page.
fn pages(text: &str) -> Vec<Vec<Piece<'_>>> {
    let mut pages = vec![Vec::new()];
    for (index, line) in text.split('\n').enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for (part, text) in line.split('\u{c}').enumerate() {
            if part > 0 {
                pages.push(Vec::new());
            }
            if let Some(page) = pages.last_mut() {
                page.push(Piece { text, number });
            }
        }
    }
    pages
}

/// A cell with more text than this, in bytes, is complete: what stands below it is no line of it.
const LONGEST_CELL: usize = 1000;

/// A bullet or number that is open: lists inside it are set further in, or have other bullets.
#[derive(Debug, Clone, Copy)]
struct Open {
    indent: usize,
    level: u8,
}

/// A bullet or number that stands alone on its line, with its text to come.
struct Waiting {
    open: Open,
    place: Place,
    /// The number as printed, where it is one.
    label: Option<String>,
}

struct Reader {
    wrapping: Wrapping,
    out: Vec<Block>,
    page: u32,
    /// Whether the line in hand is the first or the last of its page.
    at_edge: bool,
    /// Whether the line above was blank, or there is none.
    blank: bool,
    /// The line above, as it stands in the file: what the last block ends with.
    above: String,
    /// How far the last block's text is set in; behind its bullet, for an item.
    indent: usize,
    lists: Vec<Open>,
    waiting: Option<Waiting>,
    tables: u32,
    /// The last number that opened a paragraph.
    number: Option<u32>,
    /// The last one that stood alone on its line: lists of other numbers may stand between it and the next.
    alone: Option<u32>,
    /// Where the right cell of the row above begins.
    column: Option<usize>,
}

impl Reader {
    fn new(text: &str) -> Self {
        Self {
            wrapping: Wrapping::of(text),
            out: Vec::new(),
            page: u32::from(text.contains('\u{c}')),
            at_edge: false,
            blank: true,
            above: String::new(),
            indent: 0,
            lists: Vec::new(),
            waiting: None,
            tables: 0,
            number: None,
            alone: None,
            column: None,
        }
    }

    fn turn_page(&mut self) {
        self.page += u32::from(self.page > 0);
        self.blank = true;
    }

    fn line(&mut self, line: &str, number: u32) {
        let text = line.trim();
        if text.is_empty() || lines::is_rule(text) {
            self.blank = true;
            return;
        }
        let indent = line.len() - line.trim_start().len();
        let place = Place { page: self.page, line: number };
        match lines::split_label(text) {
            Some((Label::Bullet(level), rest)) => self.bullet(Open { indent, level }, rest, place),
            Some((label @ Label::Printed(_), "")) if label.is_number() && self.starts(text) => {
                self.number(text, label.value(), indent, place);
            }
            Some((Label::Printed(label), rest)) if !rest.is_empty() && self.starts(text) => {
                self.numbered(label, rest, indent, place);
            }
            _ => self.plain(text, indent, place),
        }
        if matches!(self.out.last(), Some(Block { kind: Kind::Row { .. }, .. })) {
            self.column = layout::column(line).or(self.column);
        }
        self.blank = false;
        text.clone_into(&mut self.above);
    }

    /// A number alone on its line: that of the text below where it is the next, or the first. Several below each other are a
    /// column whose texts stand elsewhere, and at a page's edge a number may be the page's.
    fn number(&mut self, text: &str, value: Option<u32>, indent: usize, place: Place) {
        let next =
            value.is_some_and(|value| value == 1 || value > 1 && [self.number, self.alone].contains(&Some(value - 1)));
        let column = matches!(lines::split_label(&self.above), Some((Label::Printed(_), "")));
        let foot = self.at_edge && value.is_some_and(|value| self.is_page(value));
        if next && !column && !foot {
            self.alone = value;
            return self.wait(Open { indent, level: 0 }, Some(text.to_owned()), place);
        }
        self.give_up();
        self.lists.clear();
        self.push(Kind::Paragraph, text, place);
    }

    /// Keeps a bullet or number for the text on a line below.
    fn wait(&mut self, open: Open, label: Option<String>, place: Place) {
        self.give_up();
        self.waiting = Some(Waiting { open, place, label });
    }

    /// What was thought to be the number of a text to come is a text of its own.
    fn give_up(&mut self) {
        if let Some(Waiting { label: Some(label), place, .. }) = self.waiting.take() {
            self.lists.clear();
            self.push(Kind::Paragraph, &label, place);
        }
    }

    /// Whether a line that begins with a number starts a paragraph, and is not a sentence's end that was wrapped.
    fn starts(&self, text: &str) -> bool {
        self.blank || counts_on(&self.above, text) || !self.wrapping.joins(&self.above, text)
    }

    fn bullet(&mut self, open: Open, rest: &str, place: Place) {
        if rest.is_empty() {
            return self.wait(open, None, place);
        }
        self.give_up();
        let depth = self.depth(open);
        self.indent = open.indent + 2;
        self.push(Kind::Item { depth, label: None }, rest, place);
    }

    fn numbered(&mut self, label: &str, rest: &str, indent: usize, place: Place) {
        self.give_up();
        if let Some(mut cells) = cells(rest).filter(|cells| is_value(&cells[1..])) {
            cells[0] = format!("{label} {}", cells[0]);
            return self.row(&cells, place.line);
        }
        if label.starts_with(|c: char| c.is_ascii_digit()) {
            self.lists.clear();
            self.number = Label::Printed(label).value();
        }
        let depth = self.depth(Open { indent, level: 0 });
        self.indent = indent + label.len();
        self.push(Kind::Item { depth, label: Some(label.to_owned()) }, rest, place);
    }

    /// The depth of a bullet: further in, or a dash or ring below a round bullet, is a list inside the list.
    fn depth(&mut self, open: Open) -> u8 {
        while self.lists.last().is_some_and(|last| open.indent + 1 < last.indent) {
            self.lists.pop();
        }
        let inside = |last: &Open| open.indent >= last.indent + 2 || open.level > last.level;
        if self.lists.last().is_none_or(inside) {
            self.lists.push(open);
        } else {
            while self.lists.len() > 1 && self.lists.last().is_some_and(|last| open.level < last.level) {
                self.lists.pop();
            }
        }
        u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    fn plain(&mut self, text: &str, indent: usize, place: Place) {
        if self.at_edge && self.is_page_number(text) {
            return self.push(Kind::Paragraph, text, place);
        }
        match self.waiting.take() {
            Some(Waiting { label: Some(label), open, place }) => {
                return self.numbered(&label, text, open.indent, place);
            }
            Some(Waiting { open, place, .. }) => return self.bullet(open, text, place),
            None => {}
        }
        if self.is_orphan(text, indent) {
            let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
            return self.push(Kind::Item { depth, label: None }, text, place);
        }
        if let Some(cells) = cells(text) {
            if !self.is_page_foot(&cells) {
                return self.row(&cells, place.line);
            }
            self.lists.clear();
            return self.push(Kind::Paragraph, text, place);
        }
        if !self.blank && self.continue_row(text, indent) {
            return;
        }
        let continues = !self.blank && self.continues(text, indent);
        let above = self.out.last_mut().filter(|_| continues);
        if let Some(above) = above {
            lines::append(&mut above.text, &plain(text));
            return;
        }
        self.lists.clear();
        self.indent = indent;
        self.push(Kind::Paragraph, text, place);
    }

    /// Whether a line is an item whose bullet was lost: it follows an item that is complete, set in by one space.
    fn is_orphan(&self, text: &str, indent: usize) -> bool {
        let last = self.out.last().filter(|block| matches!(block.kind, Kind::Item { label: None, .. }));
        let outer = self.lists.last().map_or(0, |open| open.indent);
        !self.blank
            && indent == outer + 1
            && text.starts_with(char::is_uppercase)
            && last.is_some_and(|block| lines::ends_sentence(&block.text))
    }

    fn continues(&self, text: &str, indent: usize) -> bool {
        match self.out.last().map(|block| &block.kind) {
            Some(Kind::Item { .. }) if indent >= self.indent && indent > 0 => true,
            Some(Kind::Item { .. } | Kind::Paragraph) => self.wrapping.joins(&self.above, text),
            _ => false,
        }
    }

    fn row(&mut self, cells: &[String], line: u32) {
        self.give_up();
        let place = Place { page: self.page, line };
        let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        let follows = self.out.last().is_some_and(|block| matches!(block.kind, Kind::Row { .. }));
        if !follows {
            self.tables += 1;
        }
        let text = cells.join(" ");
        self.lists.clear();
        self.push(Kind::Row { table: self.tables - 1, cells }, &text, place);
    }

    /// Whether two cells are a line at a page's edge with the page's number.
    fn is_page_foot(&self, cells: &[String]) -> bool {
        let [_, number] = cells else { return false };
        self.at_edge && self.is_page_number(number)
    }

    /// Whether a text is the page's number, give or take the pages that are not counted.
    fn is_page_number(&self, text: &str) -> bool {
        text.parse().is_ok_and(|number| self.is_page(number))
    }

    fn is_page(&self, number: u32) -> bool {
        self.page > 0 && number.abs_diff(self.page) <= 2
    }

    /// Adds a line that goes on in small letters below a row to the cell that it stands under.
    fn continue_row(&mut self, text: &str, indent: usize) -> bool {
        let Some(last) = self.out.last_mut().filter(|_| text.starts_with(char::is_lowercase)) else { return false };
        let Kind::Row { cells, .. } = &mut last.kind else { return false };
        let Some(gap) = self.above.rfind(GAP).map(|at| self.above[..at + GAP.len()].chars().count()) else {
            return false;
        };
        let under = if indent + 2 >= gap { cells.last_mut() } else { cells.first_mut() };
        let Some(cell) = under.filter(|cell| cell.len() < LONGEST_CELL) else { return false };
        lines::append(cell, &plain(text));
        last.text = cells.join(" ");
        true
    }

    fn push(&mut self, kind: Kind, text: &str, place: Place) {
        if !matches!(kind, Kind::Row { .. }) {
            self.column = None;
        }
        self.out.push(Block::new(kind, plain(text), place));
    }
}

/// Whether two lines begin with numbers that count on: "2. " or "2.2 " above "3. ".
fn counts_on(above: &str, line: &str) -> bool {
    let number = |text: &str| text.split_once('.')?.0.parse::<u16>().ok();
    number(above).is_some_and(|above| number(line) == Some(above.saturating_add(1)))
}

/// Whether what stands apart behind a numbered line is its value and not more of its text.
fn is_value(cells: &[String]) -> bool {
    matches!(cells, [value] if value.split(' ').count() <= 5 && !value.ends_with('.'))
}

/// The cells of a line that tabs, or gaps of four spaces and more, part. Two tabs hold an empty cell between them.
fn cells(text: &str) -> Option<Vec<String>> {
    let tabs = text.contains('\t');
    let cells = text.split(if tabs { "\t" } else { GAP }).map(plain);
    let cells: Vec<String> = cells.filter(|cell| tabs || !cell.is_empty()).collect();
    (cells.len() > 1).then_some(cells)
}

#[cfg(test)]
mod tests;
