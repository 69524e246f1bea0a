//! Hyphens at the ends of lines: part of a compound, or of nothing.

use std::collections::HashSet;

use crate::document::{Block, Kind};

/// What a reader puts behind a hyphen that stood at the end of a line, with nothing between it and the next line's word.
pub const AT_LINE_END: &str = "-\u{ad}";

/// Drops each hyphen at a line's end whose word is known without it, and keeps the others.
pub fn resolve(blocks: &mut [Block]) {
    let asked: HashSet<String> = blocks
        .iter()
        .flat_map(|block| block.text.match_indices(AT_LINE_END).map(|(at, _)| halves(&block.text, at)))
        .flat_map(|halves| [joined(halves), hyphened(halves)])
        .collect();
    if asked.is_empty() {
        return;
    }
    let words = known(blocks, &asked);
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

/// Which of these words stand in the document, in lower case, compounds whole.
fn known(blocks: &[Block], asked: &HashSet<String>) -> HashSet<String> {
    let mut known = HashSet::new();
    let longest = asked.iter().map(String::len).max().unwrap_or(0);
    let shortest = asked.iter().map(String::len).min().unwrap_or(0);
    let mut lower = String::new();
    for word in blocks.iter().flat_map(|block| block.text.split(|c: char| !(c.is_alphanumeric() || c == '-'))) {
        lower.clear();
        if word.is_ascii() {
            if !(shortest..=longest).contains(&word.len()) {
                continue;
            }
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        if asked.contains(&lower) && !known.contains(&lower) {
            known.insert(lower.clone());
        }
    }
    known
}

/// Whether the hyphen at this place was put there by the line's end.
fn cut(text: &str, at: usize, words: &HashSet<String>) -> bool {
    let halves = halves(text, at);
    words.contains(&joined(halves)) && !words.contains(&hyphened(halves))
}

/// What stands on either side of the hyphen at this place.
fn halves(text: &str, at: usize) -> (&str, &str) {
    let letter = |c: char| c.is_alphanumeric();
    let left = text[..at].rsplit(|c| !letter(c)).next().unwrap_or_default();
    let right = text[at + AT_LINE_END.len()..].split(|c| !letter(c)).next().unwrap_or_default();
    (left, right)
}

fn joined((left, right): (&str, &str)) -> String {
    format!("{left}{right}").chars().flat_map(char::to_lowercase).collect()
}

fn hyphened((left, right): (&str, &str)) -> String {
    format!("{left}-{right}").chars().flat_map(char::to_lowercase).collect()
}
