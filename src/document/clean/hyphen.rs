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
        let mut gone = Vec::new();
        block.text = without(&block.text, &words, &mut gone);
        for found in &mut block.breaks {
            let before = gone.partition_point(|(at, _)| *at < found.at);
            found.at -= gone[..before].last().map_or(0, |(_, sum)| *sum);
        }
        if let Kind::Row { cells, .. } = &mut block.kind {
            for cell in cells {
                *cell = without(cell, &words, &mut Vec::new());
            }
        }
    }
}

/// The text with each hyphen at a line's end dropped or kept. `gone` gets the place of each, and how many bytes went up to
/// and with it.
fn without(text: &str, words: &HashSet<String>, gone: &mut Vec<(usize, usize)>) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut from, mut sum) = (0, 0);
    for (at, mark) in text.match_indices(AT_LINE_END) {
        let cut = cut(text, at, words);
        out.push_str(&text[from..at]);
        out.push_str(if cut { "" } else { "-" });
        sum += mark.len() - usize::from(!cut);
        gone.push((at, sum));
        from = at + mark.len();
    }
    out.push_str(&text[from..]);
    out
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
