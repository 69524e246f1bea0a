//! Markdown: conversions of reports, read by what was printed rather than by what the mark-up means.
//!
//! `CommonMark` numbers lists anew, swallows lines and knows no tab-separated table. So the parser tells blocks and
//! emphasis apart, and the source decides the rest: the printed number of a paragraph, a list's depth by its
//! indentation, rows by their tabs, and every line's place.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::lines::{self, Break, Line, Wrapping};
use crate::document::label::Label;
use crate::document::{Block, Document, Format, Kind, Place};
use crate::typography::harmless::{TakenOut, harmless};
use crate::typography::plain;

mod drawn;
mod glued;
mod shape;
mod table;
mod web;

use glued::unglue;
use shape::Shape;
use table::{Table, block, row};

/// Lists that begin further to the right are as deep as one that begins here.
const DEEPEST_COLUMN: usize = 200;

/// Reads a Markdown text.
#[must_use]
pub fn read(text: &str) -> Document {
    let text = &drawn::flatten(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::new(text);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range.start, range.end);
    }
    reader.flush();
    let mut remarks = reader.remarks;
    remarks.extend(reader.taken.sentences());
    Document { format: Format::Markdown, pages: 0, blocks: reader.out, remarks }
}

struct Reader<'t> {
    source: &'t str,
    /// Where each line of the source begins.
    starts: Vec<usize>,
    wrapping: Wrapping,
    out: Vec<Block>,
    shape: Shape,
    lines: Vec<Line>,
    line: Line,
    /// How many characters of the line are bold, and how many there are, white space not counted.
    bold_letters: usize,
    letters: usize,
    bold: usize,
    /// Where the last strong emphasis ended, for those that are glued together.
    strong_end: usize,
    lists: usize,
    /// The columns at which the open lists begin, outermost first.
    columns: Vec<usize>,
    table: Option<Table>,
    tables: u32,
    /// Whether the last block is a row made of tabs, which the next such line continues.
    tab_rows: bool,
    html: Option<(String, u32)>,
    images: usize,
    /// What is to be told of the text, and what was taken out of it.
    remarks: Vec<String>,
    taken: TakenOut,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str) -> Self {
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self {
            source,
            starts,
            wrapping: Wrapping::of(source),
            out: Vec::new(),
            shape: Shape::Paragraph,
            lines: Vec::new(),
            line: Line::default(),
            bold_letters: 0,
            letters: 0,
            bold: 0,
            strong_end: usize::MAX,
            lists: 0,
            columns: Vec::new(),
            table: None,
            tables: 0,
            tab_rows: false,
            html: None,
            images: 0,
            remarks: Vec::new(),
            taken: TakenOut::default(),
        }
    }

    /// The line of the source on which a byte stands, counted from 1.
    fn line_at(&self, at: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }

    /// The source of a line, counted from 1.
    fn source_line(&self, number: u32) -> &'t str {
        let index = (number as usize).saturating_sub(1);
        let start = self.starts.get(index).copied().unwrap_or(self.source.len());
        let end = self.starts.get(index + 1).copied().unwrap_or(self.source.len());
        self.source[start..end].trim_end_matches('\n')
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Start(tag) => self.open(tag, start, end),
            Event::End(tag) => self.close(tag, end),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, start);
            }
            Event::SoftBreak => self.end_line(Break::Soft),
            Event::HardBreak => self.end_line(Break::Hard),
            Event::Html(html) => match &mut self.html {
                Some((all, _)) => all.push_str(&html),
                None => self.html = Some((html.to_string(), self.line_at(start))),
            },
            Event::InlineHtml(tag) => self.inline_tag(&tag),
            Event::FootnoteReference(mark) => self.text(&mark, start),
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, start: usize, end: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.shape = Shape::heading(level, self.source[start..end].trim());
            }
            Tag::List(_) => {
                self.flush();
                self.lists += 1;
            }
            Tag::Item => {
                self.flush();
                self.item(start);
            }
            Tag::FootnoteDefinition(mark) => {
                self.flush();
                self.shape = Shape::Note;
                self.text(&format!("{mark} "), start);
            }
            Tag::Table(columns) => {
                self.flush();
                let is_box = columns.len() == 1;
                self.table = Some(Table { id: self.tables, row: Vec::new(), line: 0, is_box, in_head: false });
                self.tables += 1;
                self.tab_rows = false;
            }
            Tag::TableHead | Tag::TableRow => {
                let line = self.line_at(start);
                if let Some(table) = &mut self.table {
                    table.line = line;
                    table.in_head = matches!(tag, Tag::TableHead);
                }
            }
            Tag::Strong => {
                if start == self.strong_end && start > 0 {
                    self.end_line(Break::End);
                }
                self.bold += 1;
            }
            Tag::Image { .. } => self.images += 1,
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_))
            | Tag::BlockQuote(_)
            | Tag::HtmlBlock
            | Tag::MetadataBlock(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.flush(),
            // A paragraph may be an item's or a note's first, whose shape stands.
            Tag::Paragraph
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. } => {}
        }
    }

    fn close(&mut self, tag: TagEnd, end: usize) {
        match tag {
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.end_line(Break::End);
                if self.table.as_ref().is_some_and(|table| table.is_box) {
                    return self.end_box();
                }
                let cell: Vec<String> = std::mem::take(&mut self.lines).into_iter().map(|l| l.text).collect();
                if let Some(table) = &mut self.table {
                    table.row.push(plain(&cell.join(" ")));
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = self.table.as_mut().filter(|table| !table.is_box) {
                    let cells = std::mem::take(&mut table.row);
                    let (table, line) = (table.id, table.line);
                    self.push(row(table, cells, line, false));
                }
            }
            TagEnd::Table => self.table = None,
            TagEnd::Strong => {
                self.bold = self.bold.saturating_sub(1);
                self.strong_end = end;
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link => {}
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::CodeBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::MetadataBlock(_)
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.flush(),
        }
    }

    fn item(&mut self, start: usize) {
        let number = self.line_at(start);
        let begin = self.starts[(number as usize).saturating_sub(1)];
        let marker = self.source[start..].trim_start();
        let at = self.source.len() - marker.len();
        let before = self.source[begin.min(at)..at].chars().take(DEEPEST_COLUMN);
        let column: usize = before.map(|c| if c == '\t' { 4 } else { 1 }).sum();
        while self.columns.last().is_some_and(|open| column < open + 2) {
            self.columns.pop();
        }
        let depth = u8::try_from(self.columns.len()).unwrap_or(u8::MAX);
        self.columns.push(column);
        self.shape = Shape::item(depth, marker);
    }

    fn text(&mut self, text: &str, start: usize) {
        if self.images > 0 {
            return;
        }
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line(Break::End);
            }
            if self.line.text.is_empty() {
                self.line.number = self.line_at(start).saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
            }
            let letters = part.chars().filter(|c| !c.is_whitespace()).count();
            self.letters += letters;
            self.bold_letters += if self.bold > 0 { letters } else { 0 };
            self.line.text.push_str(part);
            self.unglue_bold();
        }
    }

    /// Four stars in bold text, which come one by one, are a bold piece's end and the next one's beginning.
    fn unglue_bold(&mut self) {
        const GLUE: &str = "****";
        if self.bold > 0 && self.line.text.ends_with(GLUE) {
            self.line.text.truncate(self.line.text.len() - GLUE.len());
            self.letters = self.letters.saturating_sub(GLUE.len());
            self.bold_letters = self.bold_letters.saturating_sub(GLUE.len());
            self.end_line(Break::End);
        }
    }

    fn end_line(&mut self, end: Break) {
        let mut line = std::mem::take(&mut self.line);
        if let (Cow::Owned(text), taken) = harmless(&line.text) {
            self.taken.add(taken);
            line.text = text;
        }
        line.bold = self.letters > 0 && self.bold_letters == self.letters;
        line.end = end;
        // The tabs part cells, and are looked at later.
        line.text = line.text.split('\t').map(plain).collect::<Vec<_>>().join("\t");
        self.letters = 0;
        self.bold_letters = 0;
        if !line.text.trim().is_empty() {
            self.lines.extend(unglue(line));
        }
    }

    /// Makes blocks of what stands in a box: its heading is text, bullets are items, anything else a row.
    fn end_box(&mut self) {
        let Some((table, in_head)) = self.table.as_ref().map(|table| (table.id, table.in_head)) else { return };
        for line in std::mem::take(&mut self.lines) {
            let labelled = lines::split_label(&line.text).is_some_and(|(_, rest)| !rest.is_empty());
            if in_head || labelled {
                self.paragraph(&line);
            } else {
                self.push(row(table, vec![plain(&line.text)], line.number, line.bold));
            }
        }
    }

    /// Makes blocks of the lines that were read.
    fn flush(&mut self) {
        self.end_line(Break::End);
        let lines = std::mem::take(&mut self.lines);
        if lines.is_empty() {
            return;
        }
        let shape = std::mem::replace(&mut self.shape, Shape::Paragraph);
        match shape {
            Shape::Heading(level) => {
                for line in lines::join(lines, self.wrapping) {
                    self.push(block(Kind::Heading { level }, &line));
                }
            }
            Shape::Note => self.note(&lines),
            Shape::Item { depth, label } => {
                let mut lines = lines::join(lines, self.wrapping).into_iter();
                if let Some(mut first) = lines.next() {
                    if let (None, Some((Label::Bullet(_), rest))) = (&label, lines::split_label(&first.text)) {
                        first.text = rest.to_owned();
                    }
                    self.push(block(Kind::Item { depth, label }, &first));
                }
                lines.for_each(|line| self.paragraph(&line));
            }
            Shape::Paragraph => lines::join(lines, self.wrapping).iter().for_each(|line| self.paragraph(line)),
        }
    }

    fn note(&mut self, lines: &[Line]) {
        let text: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
        let place = Place { page: 0, line: lines.first().map_or(0, |line| line.number) };
        self.push(Block::new(Kind::Note, plain(&text.join(" ")), place));
    }

    /// A line of plain text: a row where it has tabs, an item where it has a label.
    fn paragraph(&mut self, line: &Line) {
        if lines::is_rule(&line.text) {
            return;
        }
        if let Some((label, rest)) = lines::split_label(&line.text).filter(|(_, rest)| !rest.is_empty()) {
            let label = match label {
                Label::Printed(label) => Some(label.to_owned()),
                Label::Bullet(_) => None,
            };
            let kind = Kind::Item { depth: 0, label };
            return self.push(block(kind, &Line { text: rest.to_owned(), ..line.clone() }));
        }
        // A tab at the end, an empty last cell, is lost to the parser.
        let open = self.source_line(line.number).trim_start().ends_with('\t');
        if !line.text.contains('\t') && !open {
            return self.push(block(Kind::Paragraph, line));
        }
        let mut cells: Vec<String> = line.text.split('\t').map(plain).collect();
        if open && cells.last().is_some_and(|cell| !cell.is_empty()) {
            cells.push(String::new());
        }
        if !self.tab_rows {
            self.tables += 1;
        }
        self.push(row(self.tables - 1, cells, line.number, line.bold));
        self.tab_rows = true;
    }

    fn push(&mut self, block: Block) {
        if block.text.is_empty() && block.cells().iter().all(String::is_empty) {
            return;
        }
        if self.lists == 0 && !matches!(block.kind, Kind::Item { .. }) {
            self.columns.clear();
        }
        self.tab_rows = false;
        self.out.push(block);
    }
}

#[cfg(test)]
mod tests;
