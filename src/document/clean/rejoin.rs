//! Paragraphs cut by a page break: the halves become one block again, and the break is remembered.

use super::is_closed;
use crate::document::{Block, Document, Format, Kind, PageBreak};

/// From this length on an unfinished text at a page's end is a sentence, whatever the next page begins with.
const SENTENCE: usize = 80;

/// Joins each block to the text before it where both are halves of one. Furniture and notes between the halves do not part them.
pub fn rejoin(document: &mut Document) {
    // A reader that knows places has joined what stands on one page; in lines a page break looks like a paragraph's end.
    let paged = document.pages > 0;
    if document.format == Format::Html {
        return;
    }
    let mut out: Vec<Block> = Vec::with_capacity(document.blocks.len());
    let mut last: Option<usize> = None;
    for block in document.blocks.drain(..) {
        if !block.is_text() || block.kind == Kind::Note {
            out.push(block);
            continue;
        }
        if let Some(at) = last
            && runs_on(&out[at], &block, paged)
        {
            append(&mut out[at], &block);
            continue;
        }
        last = Some(out.len());
        out.push(block);
    }
    document.blocks = out;
}

fn runs_on(last: &Block, next: &Block, paged: bool) -> bool {
    let lower = next.text.starts_with(|c: char| c.is_lowercase());
    if is_closed(&last.text) || last.text.is_empty() {
        return false;
    }
    match (&last.kind, &next.kind) {
        (Kind::Heading { level }, Kind::Heading { level: other }) => lower && level == other && last.bold == next.bold,
        (Kind::Paragraph | Kind::Item { .. }, Kind::Paragraph) => {
            let alike = last.bold == next.bold && (last.size - next.size).abs() < 0.6;
            let turned = next.place.page > last.last_page();
            // Plain text has no look by which a heading at the page's top could be told, other than being short.
            let sentence = last.text.len() > SENTENCE && !next.bold && (next.size > 0.0 || next.text.len() > SENTENCE);
            alike && if paged { turned && (lower || sentence) } else { lower }
        }
        _ => false,
    }
}

/// Adds the second half: with a space, or at a hyphen without.
fn append(last: &mut Block, next: &Block) {
    let mut before = last.text.chars().rev();
    let hyphen = before.next() == Some('-') && before.next().is_some_and(char::is_alphabetic);
    if !hyphen {
        last.text.push(' ');
    }
    let at = last.text.len();
    if next.place.page > last.last_page() {
        last.breaks.push(PageBreak { at, page: next.place.page });
    }
    last.breaks.extend(next.breaks.iter().map(|found| PageBreak { at: found.at + at, page: found.page }));
    last.text.push_str(&next.text);
}
