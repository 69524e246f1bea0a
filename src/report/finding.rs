//! The findings: items of the lists that reports head "What needs to improve", "Recommendations", "Strengths" and the like.
//!
//! An item is whole: bullets under it and its continuation on the next page belong to it. Group headings inside a
//! list, lead-in sentences and the statement that there is nothing to list are no items.

use regex::Regex;

use crate::document::{Block, BlockId, Kind};
use crate::report::framework::{ItemForm, Part, Row};
use crate::report::section;
use crate::report::{Finding, FindingKind, Section, SectionId, Source};
use crate::typography::fold;
use crate::typography::pattern;

mod wording;

/// A paragraph longer than this that ends in a colon is more than the name of a group of items.
const LEAD: usize = 120;
/// A running header or footer has at most this many characters.
const PAGE_LINE: usize = 160;

use wording::{LEAD_IN, NOTHING, TABLE_HEAD, addressee, timescale};

/// All findings of a document, in reading order.
#[must_use]
pub fn read(blocks: &[Block], sections: &[Section], row: &'static Row) -> Vec<Finding> {
    let closing = blocks.iter().rposition(|b| b.is_text() && fold(b.text.trim()).starts_with("yours "));
    let blocks = &blocks[..closing.unwrap_or(blocks.len())];
    let parts: Vec<(Regex, &Part)> = row.parts.iter().map(|p| (pattern(p.heading), p)).collect();
    let mut findings: Vec<Finding> = Vec::new();
    let mut after = 0;
    for (index, section) in sections.iter().enumerate() {
        let Some(kind) = section::list_kind(&section.heading, row) else { continue };
        // A list heading inside the list that is being read was already taken with it.
        if section.block.index() < after {
            continue;
        }
        let part = parts.iter().find(|(heading, _)| heading.is_match(&fold(outermost(sections, index, row))));
        let mut list = Reader::new(blocks, kind, row, SectionId::new(index));
        after = list.read(section.block.index() + 1, sections, index);
        // What is urgent is at times told in a paragraph, where other lists have bullets.
        if list.found.is_empty() && kind == FindingKind::Priority && !list.nothing {
            list.form = ItemForm::Paragraphs;
            after = list.read(section.block.index() + 1, sections, index);
            list.found.truncate(1);
        }
        if let Some((_, part)) = part.filter(|_| kind != FindingKind::Strength) {
            for item in &mut list.found {
                item.kind = FindingKind::Recommendation;
                item.addressed_to.get_or_insert_with(|| part.body.to_owned());
            }
        }
        findings.append(&mut list.found);
    }
    number(&mut findings);
    findings
}

/// The heading of the outermost section that a section is part of. Where a file sets all its headings on one level, that is the
/// last above it which the framework's table has on the first.
fn outermost<'a>(sections: &'a [Section], index: usize, row: &Row) -> &'a str {
    let mut section = &sections[index];
    if section.parent.is_none() && section::level(&section.heading, row) > Some(1) {
        let above = sections[..index].iter().rev().find(|s| section::level(&s.heading, row) == Some(1));
        section = above.unwrap_or(section);
    }
    while let Some(parent) = section.parent {
        section = &sections[parent.index()];
    }
    &section.heading
}

/// Counts each kind from 1.
pub fn number(findings: &mut [Finding]) {
    for &kind in FindingKind::ALL {
        for (ordinal, finding) in findings.iter_mut().filter(|f| f.kind == kind).enumerate() {
            finding.ordinal = u32::try_from(ordinal + 1).unwrap_or(u32::MAX);
        }
    }
}

/// Whether a paragraph is a line of its page that passed for text: it is short and ends in the page's number.
fn is_page_line(block: &Block) -> bool {
    let numbered = block.text.ends_with(|c: char| c.is_ascii_digit()) && block.text.chars().count() <= PAGE_LINE;
    matches!(block.kind, Kind::Paragraph) && numbered
}

/// The items of one list while they are read.
struct Reader<'a> {
    blocks: &'a [Block],
    kind: FindingKind,
    row: &'static Row,
    form: ItemForm,
    section: SectionId,
    found: Vec<Finding>,
    due: Option<String>,
    /// The body that the last heading addresses.
    addressed_to: Option<String>,
    /// The block of the first heading that groups items: others set like it group items too.
    grouped_by: Option<usize>,
    /// Whether the list says that there is nothing to list.
    nothing: bool,
    /// The numbered paragraph that introduces bullets which are the items.
    lead_in: Option<u32>,
    /// Whether the last item carries a number or is a paragraph, so that bullets after it are parts of it.
    numbered: bool,
    /// Whether the last item is a bullet of a list that nothing introduces or groups.
    bulleted: bool,
    depth: u8,
}

impl<'a> Reader<'a> {
    fn new(blocks: &'a [Block], kind: FindingKind, row: &'static Row, section: SectionId) -> Self {
        Self {
            blocks,
            kind,
            row,
            form: row.items,
            section,
            found: Vec::new(),
            due: None,
            addressed_to: None,
            grouped_by: None,
            nothing: false,
            lead_in: None,
            numbered: false,
            bulleted: false,
            depth: 0,
        }
    }

    /// Reads items from `from` to the end of the list; answers the block after it.
    fn read(&mut self, from: usize, sections: &[Section], own: usize) -> usize {
        let mut index = from;
        while let Some(block) = self.blocks.get(index) {
            if block.is_text() && !self.take(index, sections, own) {
                break;
            }
            index += 1;
        }
        index
    }

    /// Takes one block; answers whether the list goes on.
    fn take(&mut self, index: usize, sections: &[Section], own: usize) -> bool {
        let block = &self.blocks[index];
        if let Some(due) = timescale(&block.text) {
            self.due = Some(due);
            self.numbered = false;
            return true;
        }
        match &block.kind {
            Kind::Heading { .. } => {
                self.numbered = false;
                let goes_on = self.group_heading(index, sections, own);
                self.addressed_to = goes_on.then(|| addressee(&block.text)).flatten();
                goes_on
            }
            Kind::Item { depth, label } => {
                let number = label.is_some().then(|| block.number()).flatten();
                // Where a heading was lost, the numbered paragraphs go on after the last bullet.
                if number.is_some() && self.bulleted && *depth <= self.depth {
                    return false;
                }
                self.item(index, *depth, number);
                true
            }
            Kind::Row { cells, .. } => {
                self.row(index, cells);
                true
            }
            Kind::Paragraph if self.leads_elsewhere(&block.text) => false,
            Kind::Paragraph => {
                self.paragraph(index);
                true
            }
            Kind::Note => true,
        }
    }

    /// Whether a heading only groups the items that follow it, and is none of the standard ones: it is deeper than the
    /// list's own or set lighter, or stands just below it, or is set as the one that does.
    fn group_heading(&mut self, index: usize, sections: &[Section], own: usize) -> bool {
        let heading = &self.blocks[index];
        if section::is_standard(&heading.text, self.row) {
            // The box of a list can print the list's heading again.
            return self.found.is_empty() && fold(&heading.text) == fold(&sections[own].heading);
        }
        let list = &self.blocks[sections[own].block.index()];
        let deeper = sections.iter().any(|s| s.block.index() == index && s.level > sections[own].level);
        let lighter = list.bold && !heading.bold;
        let first = self.grouped_by.is_none() && !self.begins_before(index, sections[own].block.index());
        let alike = self.grouped_by.map(|group| &self.blocks[group]).is_some_and(|group| {
            (group.bold, &group.kind) == (heading.bold, &heading.kind) && (group.size - heading.size).abs() < 0.5
        });
        if first {
            self.grouped_by = Some(index);
        }
        deeper || lighter || first || alike
    }

    /// Whether any text stands between the list's own heading and this block.
    fn begins_before(&self, index: usize, own: usize) -> bool {
        self.blocks[own + 1..index].iter().any(Block::is_text)
    }

    fn item(&mut self, index: usize, depth: u8, number: Option<u32>) {
        let text = &self.blocks[index].text;
        let folded = fold(text);
        if number.is_some() && LEAD_IN.is_match(&folded) && !self.bullets_are_parts(index) {
            self.lead_in = number;
            self.numbered = false;
            return;
        }
        if self.says_nothing(&folded) {
            return;
        }
        let part = self.is_open(index) && (number.is_none() && self.numbered || depth > self.depth);
        if part {
            self.extend(index);
        } else {
            self.numbered = number.is_some();
            self.bulleted = number.is_none() && self.lead_in.is_none() && self.grouped_by.is_none();
            self.depth = depth;
            self.push(index, text.clone(), number.or(self.lead_in), self.addressed_to.clone());
        }
    }

    /// Whether the bullets under a lead-in are parts of one recommendation: another numbered item follows them.
    fn bullets_are_parts(&self, index: usize) -> bool {
        let mut below = self.blocks[index + 1..].iter().filter(|b| b.is_text() && !is_page_line(b));
        let next = below.find(|b| !matches!(&b.kind, Kind::Item { label: None, .. }));
        next.is_some_and(|b| b.number().is_some())
    }

    /// Whether the last item stands just before, with nothing but its own parts between.
    fn is_open(&self, index: usize) -> bool {
        let own = |end: usize| self.blocks[end..index].iter().all(|b| !b.is_text() || is_page_line(b));
        self.found.last().is_some_and(|i| i.due == self.due && own(i.end.index()))
    }

    /// A row of a table of items: its last cell is the item, the one before it the body that is responsible.
    fn row(&mut self, index: usize, cells: &[String]) {
        let block = &self.blocks[index];
        let folded = fold(&block.text);
        if TABLE_HEAD.is_match(folded.trim()) {
            return;
        }
        let filled: Vec<&String> = cells.iter().filter(|c| !c.trim().is_empty()).collect();
        let Some(text) = filled.last() else { return };
        let addressed = (filled.len() > 1).then(|| filled[0].clone());
        // On one page a row is whole, unless it brings a list: items of a box may begin in small letters and end without a stop.
        let same_page = |i: &Finding| {
            let page = self.blocks[i.end.index() - 1].last_page();
            page > 0 && page == block.place.page && cells.len() == 1 && !i.text.contains(':')
        };
        let cut = self.found.last().is_some_and(|i| !i.text.ends_with(['.', '!', '?']) && !same_page(i))
            && text.starts_with(|c: char| c.is_lowercase());
        if cut {
            self.extend(index);
        } else {
            self.numbered = false;
            self.push(index, (*text).clone(), None, addressed);
        }
    }

    /// Whether a paragraph of a letter introduces another list, which is none of this one's: what a statement of action must
    /// answer, who was met.
    fn leads_elsewhere(&self, text: &str) -> bool {
        let items = self.row.form == Source::Letter && self.form == ItemForm::Items && !self.found.is_empty();
        items && text.ends_with(':') && text.chars().count() > LEAD && addressee(text).is_none()
    }

    /// A paragraph inside a list: the end of a cut item, or prose that is no item, unless the framework's items are paragraphs.
    fn paragraph(&mut self, index: usize) {
        let text = &self.blocks[index].text;
        let folded = fold(text);
        if is_page_line(&self.blocks[index]) || self.ends_cell(index) {
            return;
        }
        if self.says_nothing(&folded) {
            return;
        }
        if self.form == ItemForm::Paragraphs {
            if !LEAD_IN.is_match(&folded) {
                self.numbered = true;
                self.push(index, text.clone(), None, self.addressed_to.clone());
            }
            return;
        }
        if let Some(body) = addressee(text) {
            self.addressed_to = Some(body);
            self.numbered = false;
            return;
        }
        let open = self.found.last().is_some_and(|i| i.end.index() == index && !i.text.ends_with(['.', ':', ';']));
        if open && text.starts_with(|c: char| c.is_lowercase()) {
            self.extend(index);
        }
    }

    /// Whether this is the statement that there is nothing to list.
    fn says_nothing(&mut self, folded: &str) -> bool {
        let nothing = NOTHING.is_match(folded);
        self.nothing |= nothing;
        nothing
    }

    /// Takes a paragraph after a row of a table for the rest of one of its cells, which a page break cut off: of the item
    /// where that lacks its stop, else of the responsible body. Answers whether it was one.
    fn ends_cell(&mut self, index: usize) -> bool {
        let before = self.blocks[..index].iter().rev().find(|b| b.is_text());
        if !before.is_some_and(|b| matches!(b.kind, Kind::Row { .. })) {
            return false;
        }
        let text = &self.blocks[index].text;
        let Some(item) = self.found.last_mut() else { return false };
        let whole = item.text.ends_with(['.', '!', '?']);
        let cell = if whole { item.addressed_to.as_mut() } else { Some(&mut item.text) };
        let Some(cell) = cell.filter(|_| !whole || !text.ends_with('.')) else { return false };
        cell.push(' ');
        cell.push_str(text);
        item.end = BlockId::new(index + 1);
        true
    }

    /// Adds a block's text to the last item.
    fn extend(&mut self, index: usize) {
        if let Some(item) = self.found.last_mut() {
            item.text.push(' ');
            item.text.push_str(&self.blocks[index].text);
            item.end = BlockId::new(index + 1);
        }
    }

    fn push(&mut self, index: usize, text: String, paragraph: Option<u32>, addressed_to: Option<String>) {
        self.found.push(Finding {
            kind: self.kind,
            text,
            due: self.due.clone(),
            addressed_to,
            section: Some(self.section),
            paragraph,
            ordinal: 0,
            block: BlockId::new(index),
            end: BlockId::new(index + 1),
            place: self.blocks[index].place,
        });
    }
}
