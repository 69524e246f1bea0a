//! Plain text: letters, articles and what other programs took out of a PDF.
//!
//! There is no mark-up to go by, so every line is first told apart by how it begins, and then joined with the line
//! above it or not. Short lines stay paragraphs: which of them are headings is for those to say who know reports.

use super::contents;
use super::lines::{self, Wrapping};
use crate::document::label::Label;
use crate::document::{Block, Document, Format, Kind, Place};
use crate::typography::plain;

/// Reads a plain text. Form feeds part its pages; without any, it has none.
#[must_use]
pub fn read(text: &str) -> Document {
    let mut reader = Reader::new(text);
    for (index, line) in text.split('\n').enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for (part, piece) in line.split('\u{c}').enumerate() {
            if part > 0 {
                reader.turn_page();
            }
            reader.line(piece, number);
        }
    }
    contents::mark(&mut reader.out);
    let pages = reader.out.last().map_or(0, |block| block.place.page);
    Document { format: Format::Text, pages, blocks: reader.out, remarks: Vec::new() }
}

/// A bullet or number that is open: lists inside it are set further in, or have other bullets.
#[derive(Debug, Clone, Copy)]
struct Open {
    indent: usize,
    level: u8,
}

struct Reader {
    wrapping: Wrapping,
    out: Vec<Block>,
    page: u32,
    /// Whether the line above was blank, or there is none.
    blank: bool,
    /// The line above, as it stands in the file: what the last block ends with.
    above: String,
    /// How far the last block's text is set in; behind its bullet, for an item.
    indent: usize,
    lists: Vec<Open>,
    /// A bullet that stands alone on its line, with its text to come.
    waiting: Option<(Open, Place)>,
    tables: u32,
}

impl Reader {
    fn new(text: &str) -> Self {
        Self {
            wrapping: Wrapping::of(text),
            out: Vec::new(),
            page: u32::from(text.contains('\u{c}')),
            blank: true,
            above: String::new(),
            indent: 0,
            lists: Vec::new(),
            waiting: None,
            tables: 0,
        }
    }

    fn turn_page(&mut self) {
        self.page += 1;
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
            Some((Label::Printed(label), rest)) if !rest.is_empty() && self.starts(text) => {
                self.numbered(label, rest, indent, place);
            }
            _ => self.plain(text, indent, place),
        }
        self.blank = false;
        text.clone_into(&mut self.above);
    }

    /// Whether a line that begins with a number starts a paragraph, and is not a sentence's end that was wrapped.
    fn starts(&self, text: &str) -> bool {
        self.blank || !self.wrapping.joins(&self.above, text)
    }

    fn bullet(&mut self, open: Open, rest: &str, place: Place) {
        if rest.is_empty() {
            self.waiting = Some((open, place));
            return;
        }
        let depth = self.depth(open);
        self.indent = open.indent + 2;
        self.push(Kind::Item { depth, label: None }, rest, place);
    }

    fn numbered(&mut self, label: &str, rest: &str, indent: usize, place: Place) {
        let depth = if label.starts_with(|c: char| c.is_ascii_digit()) {
            self.lists.clear();
            0
        } else {
            self.depth(Open { indent, level: 0 })
        };
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
        if let Some((open, place)) = self.waiting.take() {
            return self.bullet(open, text, place);
        }
        if self.is_orphan(text, indent) {
            let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
            return self.push(Kind::Item { depth, label: None }, text, place);
        }
        if let Some(cells) = cells(text) {
            return self.row(cells, place);
        }
        if !self.blank && self.continues(text, indent) {
            if let Some(last) = self.out.last_mut() {
                lines::append(&mut last.text, &plain(text));
                return;
            }
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

    fn row(&mut self, cells: Vec<String>, place: Place) {
        let follows = self.out.last().is_some_and(|block| matches!(block.kind, Kind::Row { .. }));
        if !follows {
            self.tables += 1;
        }
        let text = cells.join(" ");
        self.lists.clear();
        self.push(Kind::Row { table: self.tables - 1, cells }, &text, place);
    }

    fn push(&mut self, kind: Kind, text: &str, place: Place) {
        self.out.push(Block::new(kind, plain(text), place));
    }
}

/// The cells of a line that tabs, or gaps of four spaces and more, part.
fn cells(text: &str) -> Option<Vec<String>> {
    let gap = if text.contains('\t') { "\t" } else { "    " };
    let cells: Vec<String> = text.split(gap).map(plain).filter(|cell| !cell.is_empty()).collect();
    (cells.len() > 1).then_some(cells)
}
