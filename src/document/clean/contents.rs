//! Contents lists: entries that end in a page number and come again as headings.

use std::collections::HashSet;

use crate::document::{Block, Furniture, Kind};
use crate::typography;

/// How many entries in a row make a list.
const ENTRIES: usize = 3;
/// How many lines without a number may follow each other in one.
const NUMBERLESS: usize = 3;
/// A contents entry is shorter than this.
const LONGEST: usize = 200;

/// Marks contents lists, their heading included. A document has so many pages, or none that are known.
pub fn mark(blocks: &mut [Block], pages: u32) {
    let headings: HashSet<String> = blocks
        .iter()
        .filter(|block| block.is_text() && matches!(block.kind, Kind::Heading { .. }))
        .map(|block| key(&block.text))
        .collect();
    let mut run: Vec<usize> = Vec::new();
    // Below the title any short block with a page number is an entry, and one without is an entry's first line.
    let mut titled = false;
    for at in 0..=blocks.len() {
        match blocks.get(at) {
            Some(block) if !block.is_text() => {}
            Some(block) if is_title(block) => {
                titled = true;
                run = vec![at];
            }
            Some(block) if is_entry(block, &headings, titled) => run.push(at),
            Some(_) if titled && is_before_entry(&blocks[at..], last(&run, blocks), pages) => run.push(at),
            _ => {
                let entries = run.iter().filter(|&&at| is_entry(&blocks[at], &headings, titled)).count();
                if entries >= ENTRIES {
                    for &entry in &run {
                        blocks[entry].furniture = Some(Furniture::Contents);
                    }
                }
                run.clear();
                titled = false;
            }
        }
    }
    // A title above a list that the file itself marked.
    let mut above_list = false;
    for block in blocks.iter_mut().rev() {
        if above_list && block.is_text() && is_title(block) {
            block.furniture = Some(Furniture::Contents);
        }
        match block.furniture {
            Some(Furniture::Contents) => above_list = true,
            None => above_list = false,
            Some(_) => {}
        }
    }
}

fn is_title(block: &Block) -> bool {
    block.text.len() < LONGEST && matches!(key(&block.text).as_str(), "contents" | "table of contents")
}

/// The page of a list's last entry.
fn last(run: &[usize], blocks: &[Block]) -> u32 {
    run.iter().rev().find_map(|&at| Some(numbered(&blocks[at])?.1)).unwrap_or(0)
}

/// The words of a block that ends in a page's number, and the number.
fn numbered(block: &Block) -> Option<(&str, u32)> {
    let text = block.text.trim_end();
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &text[words.len()..];
    Some((words.trim_end(), number.parse().ok().filter(|_| number.len() <= 4)?))
}

/// Whether a block without a number is an entry that lost it, or the first line of one: such another soon ends in the
/// number of a page that may follow the last. Where pages are not known, it must be the next.
fn is_before_entry(blocks: &[Block], last: u32, pages: u32) -> bool {
    let most = if pages == 0 { 1 } else { NUMBERLESS };
    let lines = || blocks.iter().filter(|block| block.is_text()).take(most + 1);
    let ends = lines().enumerate().find_map(|(at, block)| Some((at, numbered(block)?.1)));
    ends.is_some_and(|(end, page)| {
        (pages == 0 || (last..=pages).contains(&page))
            && lines().take(end).all(|block| block.kind == Kind::Paragraph && !block.text.ends_with('.'))
            && lines().take(end + 1).all(|block| block.text.len() < LONGEST && !block.text.contains(':'))
    })
}

/// Whether a block ends in a page number, after a leader or after the words of a heading.
fn is_entry(block: &Block, headings: &HashSet<String>, titled: bool) -> bool {
    numbered(block).filter(|_| block.text.len() <= LONGEST).is_some_and(|(words, _)| {
        titled || ["...", "…", ". . ."].iter().any(|leader| words.ends_with(leader)) || headings.contains(&key(words))
    })
}

/// A heading's words as they are compared.
fn key(text: &str) -> String {
    typography::fold(text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…')).trim())
}
