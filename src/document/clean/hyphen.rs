//! Hyphens at the ends of lines: part of a compound, or of nothing.

use std::collections::HashSet;

use crate::document::{Block, Kind};

/// What a reader puts behind a hyphen that stood at the end of a line, with nothing between it and the next line's word.
pub const AT_LINE_END: &str = "-\u{ad}";

/// Drops each hyphen at a line's end whose word is known without it, and keeps the others.
pub fn resolve(blocks: &mut [Block]) {
    if !blocks.iter().any(|block| block.text.contains(AT_LINE_END)) {
        return;
    }
    let words = words(blocks);
    for block in blocks {
        while let Some(at) = block.text.find(AT_LINE_END) {
            let cut = cut(&block.text, at, &words);
            block.text.replace_range(at..at + AT_LINE_END.len(), if cut { "" } else { "-" });
            let gone = AT_LINE_END.len() - usize::from(!cut);
            for found in block.breaks.iter_mut().filter(|found| found.at > at) {
                found.at -= gone;
            }
        }
        if let Kind::Row { cells, .. } = &mut block.kind {
            for cell in cells {
                while let Some(at) = cell.find(AT_LINE_END) {
                    let hyphen = if cut(cell, at, &words) { "" } else { "-" };
                    cell.replace_range(at..at + AT_LINE_END.len(), hyphen);
                }
            }
        }
    }
}

/// Every word of the document in lower case, compounds whole.
fn words(blocks: &[Block]) -> HashSet<String> {
    blocks
        .iter()
        .flat_map(|block| block.text.split(|c: char| !(c.is_alphanumeric() || c == '-')))
        .map(str::to_lowercase)
        .collect()
}

/// Whether the hyphen at this place was put there by the line's end.
fn cut(text: &str, at: usize, words: &HashSet<String>) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    let left = text[..at].rsplit(|c| !letter(c)).next().unwrap_or_default();
    let right = text[at + AT_LINE_END.len()..].split(|c| !letter(c)).next().unwrap_or_default();
    let known = |word: String| words.contains(&word.to_lowercase());
    known(format!("{left}{right}")) && !known(format!("{left}-{right}"))
}
