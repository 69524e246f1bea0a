//! Page: the tags and characters of a page as they come, made into blocks.
//!
//! Open elements are a stack of bounded depth. What is nested deeper than [`DEEPEST`] is read without its structure,
//! so that the time is linear in the size of the page whatever it nests.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

use super::paragraph;
use super::table::Table;
use super::tag::{self, Role};
use super::within::{Unseen, Within};
use crate::document::{Block, Furniture, Kind, Place};
use crate::typography::harmless::{TakenOut, harmless};
use crate::typography::plain;

/// How deep elements may nest before their structure is no longer looked at.
const DEEPEST: usize = 100;

/// A form with as many words as this is the page itself.
const LARGE_FORM: usize = 60;

/// What is told of a page that hides some of what it says.
pub(super) const HIDDEN: &str = "The page holds text that a browser does not show; it was read with the rest.";

/// What was read of a page.
pub(super) struct Finished {
    /// Its text and furniture.
    pub(super) blocks: Vec<Block>,
    /// The title of its head.
    pub(super) title: String,
    /// Where that stands.
    pub(super) title_line: u32,
    /// What a person should know of it, one sentence each.
    pub(super) remarks: Vec<String>,
    /// What was taken out of its text.
    pub(super) taken: TakenOut,
    /// Whether an element that is not shown is still open at the end.
    pub(super) unseen: bool,
}

/// A page that is being read.
pub(super) struct Page(RefCell<Reader>);

struct Open {
    name: String,
    role: Role,
    within: Within,
}

#[derive(Default)]
struct Reader {
    /// Added to the tokenizer's lines, which count from 1.
    lines_before: u32,
    /// The line of the token in hand.
    at: u32,
    open: Vec<Open>,
    /// How many elements are open below the deepest.
    deeper: usize,
    /// Whether any ever were.
    too_deep: bool,
    unseen: Unseen,
    /// Whether there was text in one.
    hidden: bool,
    /// A silent element, and how many of its name are open.
    silent: Option<(String, usize)>,
    title: String,
    title_line: u32,
    bold: usize,
    text: String,
    /// The line on which the text begins.
    begins: u32,
    letters: usize,
    bold_letters: usize,
    tables: Vec<Table>,
    table_count: u32,
    out: Vec<Block>,
    taken: TakenOut,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        reader.at = reader.lines_before.saturating_add(u32::try_from(line).unwrap_or(u32::MAX));
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return reader.start(&tag),
            Token::TagToken(tag) => reader.end(&tag.name),
            Token::CharacterTokens(text) => reader.characters(&text),
            Token::EOFToken => reader.finish(),
            Token::DoctypeToken(_) | Token::CommentToken(_) | Token::NullCharacterToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    /// A page that begins on this line of its file, where this many tables came before.
    pub(super) fn new(line: u32, tables: u32) -> Self {
        let lines_before = line.saturating_sub(1);
        Self(RefCell::new(Reader { lines_before, table_count: tables, ..Reader::default() }))
    }

    /// What was read, once the tokenizer has come to the end.
    pub(super) fn finish(&self) -> Finished {
        let mut reader = self.0.borrow_mut();
        let unseen = reader.unseen.is();
        reader.finish();
        let (blocks, title) = (std::mem::take(&mut reader.out), std::mem::take(&mut reader.title));
        let told = [
            (reader.hidden, HIDDEN.to_owned()),
            (reader.too_deep, format!("What nests deeper than {DEEPEST} elements was read without its structure.")),
        ];
        let remarks = told.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words).collect();
        Finished { blocks, title, title_line: reader.title_line, remarks, taken: reader.taken, unseen }
    }
}

impl Reader {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if self.silent.is_none() {
            self.unseen.open(tag);
        }
        match &mut self.silent {
            Some((silent, count)) => *count += usize::from(silent == name && !tag.self_closing),
            None if tag::is_silent(name) && !tag.self_closing => self.silent = Some((name.to_owned(), 1)),
            None if tag::is_edge(name) => self.flush(),
            None if name == "br" => self.text.push('\n'),
            None => self.open(tag),
        }
        match name {
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "style" | "xmp" | "iframe" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            _ => TokenSinkResult::Continue,
        }
    }

    fn open(&mut self, tag: &Tag) {
        let Some(mut role) = tag::role(tag) else { return };
        if role != Role::Bold {
            self.flush();
            self.end_what_ends(&role, &tag.name);
        }
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            self.too_deep = true;
            return;
        }
        match &mut role {
            Role::Bold => self.bold += 1,
            Role::Item { label, .. } => *label = self.next_label(tag),
            Role::Form(_) if self.within().form => role = Role::Box,
            Role::Form(before) => *before = self.out.len(),
            Role::Furniture(_) if self.within().main => {
                if matches!(&*tag.name, "header" | "footer") {
                    role = Role::Box;
                }
            }
            Role::Table => self.tables.push(Table::default()),
            Role::Row => {
                let line = self.at;
                if let Some(table) = self.tables.last_mut() {
                    table.open_row(line);
                }
            }
            Role::Cell => {
                let line = self.at;
                if let Some(table) = self.tables.last_mut() {
                    table.open_cell(line);
                }
            }
            _ => {}
        }
        let within = self.within().and(&role);
        self.open.push(Open { name: tag.name.to_string(), role, within });
    }

    /// Ends what a new element of this role ends without a tag: an item the item before it, a block a paragraph.
    fn end_what_ends(&mut self, role: &Role, name: &str) {
        if self.deeper > 0 {
            return;
        }
        let ended: fn(&Role) -> bool = match role {
            Role::Item { .. } => |role| matches!(role, Role::Item { .. }),
            Role::Cell => |role| *role == Role::Cell,
            Role::Row => |role| matches!(role, Role::Row | Role::Cell),
            _ => |_| false,
        };
        let bound: fn(&Role) -> bool = match role {
            Role::Item { .. } => |role| matches!(role, Role::List(_) | Role::Table | Role::Cell),
            _ => |role| *role == Role::Table,
        };
        let inner = self.open.iter().rposition(|open| bound(&open.role)).map_or(0, |at| at + 1);
        if let Some(at) = self.open[inner..].iter().position(|open| ended(&open.role)) {
            self.cut(inner + at);
        }
        // A paragraph ends before any block, a heading before another heading or a paragraph, a term before the next.
        while self.open.last().is_some_and(|open| match (&open.role, open.name.as_str()) {
            (Role::Box, "p") => true,
            (Role::Heading(_), _) => name == "p" || matches!(role, Role::Heading(_) | Role::List(_) | Role::Table),
            (Role::Box, "dt" | "dd") => matches!(name, "dt" | "dd"),
            _ => false,
        }) {
            self.cut(self.open.len() - 1);
        }
    }

    fn within(&self) -> Within {
        self.open.last().map_or_else(Within::default, |open| open.within)
    }

    fn next_label(&mut self, tag: &Tag) -> Option<String> {
        let list = self
            .open
            .iter_mut()
            .rev()
            .find_map(|open| if let Role::List(list) = &mut open.role { Some(list) } else { None });
        let count = list?.as_mut()?;
        if let Some(value) = tag::attribute(tag, "value").and_then(|value| value.trim().parse().ok()) {
            count.next = value;
        }
        Some(count.label())
    }

    fn end(&mut self, name: &str) {
        if let Some((silent, count)) = &mut self.silent {
            *count -= usize::from(silent == name);
            if *count == 0 {
                self.silent = None;
            }
            return;
        }
        self.unseen.close(name);
        if matches!(name, "b" | "strong") {
            return self.end_bold(name);
        }
        if tag::role_of(name).is_none() {
            if tag::is_edge(name) {
                self.flush();
            }
            return;
        }
        self.flush();
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let of_table = matches!(name, "td" | "th" | "tr");
        let bound = |open: &Open| open.role == Role::Table || !of_table && open.role == Role::Cell;
        for at in (0..self.open.len()).rev() {
            if self.open[at].name == name {
                return self.cut(at);
            }
            if bound(&self.open[at]) && name != "table" {
                return;
            }
        }
    }

    fn end_bold(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.remove(at);
            self.bold = self.bold.saturating_sub(1);
        } else {
            self.deeper = self.deeper.saturating_sub(1);
        }
    }

    /// Closes every element from this one of the stack upwards.
    fn cut(&mut self, at: usize) {
        self.flush();
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            match open.role {
                Role::Bold => self.bold = self.bold.saturating_sub(1),
                Role::Form(before) => self.end_form(before),
                Role::Cell => {
                    if let Some(table) = self.tables.last_mut() {
                        table.in_cell = false;
                    }
                }
                Role::Row => self.end_row(),
                Role::Table => {
                    self.end_row();
                    self.tables.pop();
                }
                _ => {}
            }
        }
    }

    /// Hands the open row of the innermost table to what is around that table.
    fn end_row(&mut self) {
        let mut count = self.table_count;
        let Some((table, outer)) = self.tables.split_last_mut() else { return };
        let blocks = table.end_row(&mut count);
        self.table_count = count;
        let target = outer.iter_mut().rev().find_map(Table::cell).unwrap_or(&mut self.out);
        target.extend(blocks);
    }

    fn end_form(&mut self, before: usize) {
        let blocks = self.out.get_mut(before..).unwrap_or_default();
        let words: usize = blocks.iter().map(|block| block.text.split_whitespace().count()).sum();
        if words < LARGE_FORM && !blocks.iter().any(|block| matches!(block.kind, Kind::Heading { level: 0..=3 })) {
            for block in blocks {
                block.furniture = block.furniture.or(Some(Furniture::Header));
            }
        }
    }

    fn characters(&mut self, text: &str) {
        if let Some((silent, _)) = &self.silent {
            if silent == "title" && (self.title.is_empty() || self.title_line == self.at) {
                self.title_line = self.at;
                self.title.push_str(text);
            }
            return;
        }
        let pre = self.within().pre;
        if let Some(first) = text.find(|c: char| !c.is_whitespace()).filter(|_| self.letters == 0) {
            // The tokenizer has counted the lines of these characters already.
            let after = text[first..].matches('\n').count();
            self.begins = self.at.saturating_sub(u32::try_from(after).unwrap_or(u32::MAX));
        }
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        self.letters += letters;
        self.hidden |= self.unseen.is() && letters > 0 && self.within().furniture.is_none();
        self.bold_letters += if self.bold > 0 { letters } else { 0 };
        if pre {
            self.text.push_str(text);
        } else {
            self.text.extend(text.chars().map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c }));
        }
    }

    /// Makes blocks of the text that was read since the last.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (text, taken) = harmless(&text);
        self.taken.add(taken);
        let bold = self.letters > 0 && self.bold_letters == self.letters;
        let blank = self.letters == 0;
        self.letters = 0;
        self.bold_letters = 0;
        if blank {
            return;
        }
        let place = Place { page: 0, line: self.begins };
        let Within { furniture, heading, .. } = self.within();
        let mut blocks = if let Some(level) = heading {
            vec![Block::new(Kind::Heading { level }, plain(&text), place)]
        } else {
            paragraph::all(&text, place, self.within().pre, self.take_item())
        };
        for block in &mut blocks {
            block.bold = bold;
            block.furniture = furniture;
        }
        let target = self.tables.iter_mut().rev().find_map(Table::cell).unwrap_or(&mut self.out);
        target.append(&mut blocks);
    }

    /// The depth and label of the open item that has no text yet.
    fn take_item(&mut self) -> Option<(u8, Option<String>)> {
        let Within { lists, items: 1.., .. } = self.within() else { return None };
        let item = self.open.iter_mut().rev().find(|open| matches!(open.role, Role::Item { .. }))?;
        let Role::Item { label, taken: taken @ false } = &mut item.role else { return None };
        *taken = true;
        Some((lists.saturating_sub(1), label.take()))
    }

    fn finish(&mut self) {
        self.cut(0);
    }
}
