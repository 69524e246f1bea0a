//! The findings: items of the lists that reports head "What needs to improve", "Recommendations", "Strengths" and the like.
//!
//! An item is whole: bullets under it and its continuation on the next page belong to it. Group headings inside a
//! list, lead-in sentences and the statement that there is nothing to list are no items.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, BlockId, Kind};
use crate::report::framework::ItemForm;
use crate::report::section::{self, List};
use crate::report::{Finding, FindingKind, Framework, Section, SectionId};
use crate::typography::fold;

static TIMESCALE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(immediately|within (\w+) (days?|weeks?|months?|years?)( of .{0,60})?)\s*:?$"));
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(there (are|were) no\b|no areas?\b|none\b|the inspection did not (find|identify)|inspectors did not (find|identify)|this inspection did not)",
    )
});
/// A sentence that introduces items and is none itself.
static LEAD_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(the following (actions?|areas?|recommendations?)|should take the following|the local authority and its partners should:?$)",
    )
});
/// The head of a table of items: its cells are labels.
static TABLE_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((responsible body|responsible bodies) )?areas? for (improvement|priority action)$|^responsible bod(y|ies)$",
    )
});

const NUMBERS: &[(&str, u8)] =
    &[("one", 1), ("two", 2), ("three", 3), ("four", 4), ("six", 6), ("nine", 9), ("twelve", 12), ("eighteen", 18)];

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of this module are well formed")
}

/// All findings of a document, in reading order.
#[must_use]
pub fn read(blocks: &[Block], sections: &[Section], framework: Framework) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut after = 0;
    for (index, section) in sections.iter().enumerate() {
        let Some(kind) = section::list_kind(&section.heading).map(|l| kind(l, framework)) else { continue };
        // A list heading inside the list that is being read was already taken with it.
        if section.block.index() < after {
            continue;
        }
        let mut list = Items::new(blocks, kind, framework.row().items, SectionId::new(index));
        after = list.read(section.block.index() + 1, sections, index);
        findings.append(&mut list.found);
    }
    number(&mut findings);
    findings
}

/// The kind of finding that a list heads under this framework.
fn kind(list: List, framework: Framework) -> FindingKind {
    match list {
        List::Of(kind) => kind,
        List::ByFramework => match framework {
            Framework::Cra
            | Framework::Slac
            | Framework::Protection2012
            | Framework::Lac2013
            | Framework::Sif
            | Framework::LscbReview => FindingKind::Recommendation,
            _ => FindingKind::Improvement,
        },
    }
}

/// Counts each kind from 1.
pub fn number(findings: &mut [Finding]) {
    for &kind in FindingKind::ALL {
        for (ordinal, finding) in findings.iter_mut().filter(|f| f.kind == kind).enumerate() {
            finding.ordinal = u32::try_from(ordinal + 1).unwrap_or(u32::MAX);
        }
    }
}

/// The items of one list while they are read.
struct Items<'a> {
    blocks: &'a [Block],
    kind: FindingKind,
    form: ItemForm,
    section: SectionId,
    found: Vec<Finding>,
    due: Option<String>,
    /// The numbered paragraph that introduces bullets which are the items.
    lead_in: Option<u32>,
    /// Whether the last item carries a number or is a paragraph, so that bullets after it are parts of it.
    numbered: bool,
    depth: u8,
}

impl<'a> Items<'a> {
    fn new(blocks: &'a [Block], kind: FindingKind, form: ItemForm, section: SectionId) -> Self {
        Self { blocks, kind, form, section, found: Vec::new(), due: None, lead_in: None, numbered: false, depth: 0 }
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
                self.group_heading(index, sections, own)
            }
            Kind::Item { depth, label } => {
                self.item(index, *depth, label.is_some().then(|| block.number()).flatten());
                true
            }
            Kind::Row { cells, .. } => {
                self.row(index, cells);
                true
            }
            Kind::Paragraph => {
                self.paragraph(index);
                true
            }
            Kind::Note => true,
        }
    }

    /// Whether a heading only groups the items that follow it: it is deeper than the list's own or set lighter, and
    /// none of the standard ones.
    fn group_heading(&self, index: usize, sections: &[Section], own: usize) -> bool {
        let deeper = sections.iter().any(|s| s.block.index() == index && s.level > sections[own].level);
        let list = &self.blocks[sections[own].block.index()];
        let lighter = list.bold && !self.blocks[index].bold;
        (deeper || lighter) && !section::is_standard(&self.blocks[index].text)
    }

    fn item(&mut self, index: usize, depth: u8, number: Option<u32>) {
        let text = &self.blocks[index].text;
        let folded = fold(text);
        if number.is_some() && LEAD_IN.is_match(&folded) && !self.bullets_are_parts(index) {
            self.lead_in = number;
            self.numbered = false;
            return;
        }
        if NOTHING.is_match(&folded) {
            return;
        }
        let part =
            !self.found.is_empty() && self.is_open() && (number.is_none() && self.numbered || depth > self.depth);
        if part {
            self.extend(index);
        } else {
            self.numbered = number.is_some();
            self.depth = depth;
            self.push(index, text.clone(), number.or(self.lead_in), None);
        }
    }

    /// Whether the bullets under a lead-in are parts of one recommendation: another numbered item follows them.
    fn bullets_are_parts(&self, index: usize) -> bool {
        let mut below = self.blocks[index + 1..].iter().filter(|b| b.is_text());
        let next = below.find(|b| !matches!(&b.kind, Kind::Item { label: None, .. }));
        next.is_some_and(|b| b.number().is_some())
    }

    /// Whether the last item stands just before, with nothing but its own parts between.
    fn is_open(&self) -> bool {
        self.found.last().is_some_and(|i| i.due == self.due)
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
        let cut = self.found.last().is_some_and(|i| !i.text.ends_with(['.', '!', '?']))
            && text.starts_with(|c: char| c.is_lowercase());
        if cut {
            self.extend(index);
        } else {
            self.numbered = false;
            self.push(index, (*text).clone(), None, addressed);
        }
    }

    /// A paragraph inside a list: the end of a cut item, or prose that is no item, unless the framework's items are paragraphs.
    fn paragraph(&mut self, index: usize) {
        if self.form == ItemForm::Paragraphs && !NOTHING.is_match(&fold(&self.blocks[index].text)) {
            self.numbered = true;
            self.push(index, self.blocks[index].text.clone(), None, None);
            return;
        }
        let text = &self.blocks[index].text;
        let open = self.found.last().is_some_and(|i| i.end.index() == index && !i.text.ends_with(['.', ':', ';']));
        if open && text.starts_with(|c: char| c.is_lowercase()) {
            self.extend(index);
        }
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

/// The timescale that a line prints alone: "Immediately:", "Within three months".
fn timescale(text: &str) -> Option<String> {
    let folded = fold(text.trim());
    let found = TIMESCALE.captures(&folded)?;
    let (Some(count), Some(unit)) = (found.get(2), found.get(3)) else { return Some("immediately".to_owned()) };
    let number = NUMBERS.iter().find(|(word, _)| *word == count.as_str()).map(|(_, n)| n.to_string());
    Some(format!("{} {}", number.unwrap_or_else(|| count.as_str().to_owned()), unit.as_str()))
}
