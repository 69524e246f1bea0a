//! Words that stand next to each other, and where they do.

use std::ops::Range;

use super::QUOTES;
use crate::query::{number, token};

/// Words that stand next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The words, folded; at least one.
    pub words: Vec<String>,
    /// What may stand for the last one: its plural or its singular. None where it stands between quotation marks.
    pub forms: Vec<String>,
    /// Whether the last one may have any ending.
    pub open: bool,
    /// Whether they stood between quotation marks.
    pub quoted: bool,
}

impl Pattern {
    /// The words of a text next to each other, as a reader types them into a text: the last one in its singular or
    /// plural, all of them as they stand between quotation marks, with any ending before a star. `None` without words.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let quoted = typed.starts_with(QUOTES);
        let words = token::tokens(typed);
        let forms = words.last().filter(|_| !quoted).map(|last| number::others(last)).unwrap_or_default();
        let open = typed.trim_end_matches(QUOTES).ends_with('*');
        (!words.is_empty()).then_some(Self { words, forms, open, quoted })
    }

    /// The same words, of which the last may have any ending.
    #[must_use]
    pub fn opened(&self) -> Self {
        Self { open: true, ..self.clone() }
    }

    /// Whether the words stand in a [`token::row`].
    #[must_use]
    pub fn is_in(&self, row: &str) -> bool {
        let Some((last, before)) = self.words.split_last() else { return false };
        let mut needle = String::from(" ");
        for word in before {
            needle.extend([word.as_str(), " "]);
        }
        let kept = needle.len();
        std::iter::once(last).chain(&self.forms).any(|form| {
            needle.truncate(kept);
            needle.push_str(form);
            // A plural has its end; only what was typed may go on.
            if !(self.open && form == last) {
                needle.push(' ');
            }
            row.contains(&needle)
        })
    }

    /// The bytes of a text on which the words stand, in reading order and without overlap.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        let mut tokens = Vec::new();
        token::each(text, |word, start, end| tokens.push((word.to_owned(), start..end)));
        let mut spans = Vec::new();
        let mut at = 0;
        while let Some(found) = tokens.get(at..at + self.words.len()) {
            let last = self.words.len() - 1;
            let fits = found.iter().zip(&self.words).enumerate().all(|(i, ((word, _), wanted))| {
                word == wanted
                    || i == last && (self.open && word.starts_with(wanted.as_str()) || self.forms.contains(word))
            });
            if fits {
                spans.push(found[0].1.start..found[last].1.end);
                at += self.words.len();
            } else {
                at += 1;
            }
        }
        spans
    }
}
