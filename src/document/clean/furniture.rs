//! Page furniture told by repetition: what stands at the top or foot of page after page.

use std::collections::HashMap;

use super::shape;
use crate::document::{Block, Document, Furniture, Kind};

/// How many blocks at each end of a page may be furniture.
const DEEP: usize = 3;
/// On how many pages a text must stand to be furniture.
const PAGES: usize = 3;
/// Furniture is shorter than this.
const LONGEST: usize = 160;

/// Marks running headers, footers and page numbers that the file did not mark.
pub fn mark(document: &mut Document) {
    if document.pages == 0 {
        mark_in_lines(&mut document.blocks);
        return;
    }
    let mut pages: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, block) in document.blocks.iter().enumerate() {
        if block.is_text() && block.kind != Kind::Note {
            pages.entry(block.place.page).or_default().push(at);
        }
    }
    let mut tops: HashMap<String, Vec<usize>> = HashMap::new();
    let mut feet: HashMap<String, Vec<usize>> = HashMap::new();
    for blocks in pages.values() {
        // A page of few blocks has an upper and a lower half.
        let top = DEEP.min(blocks.len().div_ceil(2));
        let foot = blocks.len().saturating_sub(DEEP).max(top);
        for (ends, blocks) in [(&mut tops, &blocks[..top]), (&mut feet, &blocks[foot..])] {
            for &at in blocks {
                let block = &document.blocks[at];
                if block.text.len() < LONGEST && matches!(block.kind, Kind::Paragraph | Kind::Heading { .. }) {
                    ends.entry(shape(&block.text)).or_default().push(at);
                }
            }
        }
    }
    for (ends, furniture) in [(tops, Furniture::Header), (feet, Furniture::Footer)] {
        for (text, blocks) in ends {
            for &at in &blocks {
                let block = &mut document.blocks[at];
                if is_page_number(&block.text) {
                    block.furniture = Some(Furniture::PageNumber);
                } else if blocks.len() >= PAGES && !text.is_empty() && same_look(block) {
                    block.furniture = Some(furniture);
                }
            }
        }
    }
}

/// A heading that stands on three pages is a heading on three pages: only small text is furniture.
fn same_look(block: &Block) -> bool {
    !matches!(block.kind, Kind::Heading { .. })
}

/// In formats without pages only lines that count pages are known for certain, and what repeats beside them.
fn mark_in_lines(blocks: &mut [Block]) {
    let counts: Vec<usize> = (0..blocks.len())
        .filter(|&at| {
            let block = &blocks[at];
            block.kind == Kind::Paragraph && block.is_text() && counts_pages(&block.text)
        })
        .collect();
    for &at in &counts {
        blocks[at].furniture = Some(Furniture::PageNumber);
    }
    let mut beside: HashMap<String, Vec<usize>> = HashMap::new();
    for &at in &counts {
        for next in [at.checked_sub(1), at.checked_add(1)].into_iter().flatten() {
            if let Some(block) = blocks.get(next)
                && block.is_text()
                && block.kind == Kind::Paragraph
                && block.text.len() < LONGEST
            {
                beside.entry(shape(&block.text)).or_default().push(next);
            }
        }
    }
    for (text, found) in beside {
        if found.len() >= PAGES && !text.is_empty() {
            for at in found {
                blocks[at].furniture = Some(Furniture::Header);
            }
        }
    }
}

/// Whether a text is a page's number: "7", "- 7 -", "Page 7 of 12".
fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit()) || counts_pages(text)
}

/// Whether a text says which page it stands on: "Page 7", "Page 7 of 12".
fn counts_pages(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let Some(rest) = lower.strip_prefix("page ") else { return false };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let figure = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    match words[..] {
        [page] => figure(page),
        [page, "of", pages] => figure(page) && figure(pages),
        _ => false,
    }
}
