//! The query grammar, one for every list, for searching and for the command line.
//!
//! ```text
//! strategy discussion           both words, anywhere in the passage or row
//! "strategy discussion"         the phrase
//! superv*                       any ending
//! -adoption  -"front door"      not this
//! kind:improvement  from:2022   a field; several values apart by commas
//! region:"south west"           a value with spaces
//! ```
//!
//! Terms are parted by spaces and all of them hold. Words match whole words, and in a list without a text their beginnings
//! too; case, quotes and kinds of dash do not count.
//! Letters with a colon and something right behind it ask a field. A field that is no field, or a value that is none of its,
//! is a fault with words for it, and the rest of the query stands. Any other colon is one of the text that is looked for:
//! behind a word, in a time, between quotation marks.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

mod complete;
mod field;
mod fit;

pub use complete::{complete, next as could_follow};
pub use field::Field;
pub use fit::Scope;

use super::token;
use crate::authority::Register;
use crate::report::{FindingKind, Framework, Grade, Source};

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What must hold, in the order in which it was typed.
    pub terms: Vec<Term>,
    /// What could not be understood, a sentence each.
    pub faults: Vec<String>,
    /// The authorities whose neighbours are asked for: they are none of their own, and wanted beside them.
    pub near: Vec<String>,
}

/// One thing that must hold, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not hold.
    pub negated: bool,
    /// What is asked.
    pub test: Test,
    /// The bytes of the typed text that it was read from.
    pub range: Range<usize>,
}

/// What a term asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Words next to each other.
    Words(Pattern),
    /// A finding of one of these kinds.
    Kind(Vec<FindingKind>),
    /// One of these frameworks.
    Framework(Vec<Framework>),
    /// This day or later.
    From(Date),
    /// This day or earlier.
    To(Date),
    /// One of these grades.
    Grade(Vec<Grade>),
    /// One of these authorities, whichever field named them.
    Authorities(BTreeSet<String>),
    /// One of these sources.
    Source(Vec<Source>),
    /// Whether an earlier report of the authority said the same.
    Again(bool),
}

/// Words that stand next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The words, folded; at least one.
    pub words: Vec<String>,
    /// Whether the last one may have any ending.
    pub open: bool,
    /// Whether they stood between quotation marks.
    pub quoted: bool,
}

impl Pattern {
    /// Whether the words stand in a [`token::row`].
    #[must_use]
    pub fn is_in(&self, row: &str) -> bool {
        let mut needle = String::from(" ");
        needle.push_str(&self.words.join(" "));
        if !self.open {
            needle.push(' ');
        }
        row.contains(&needle)
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
                if i == last && self.open { word.starts_with(wanted.as_str()) } else { word == wanted }
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

/// A piece of the typed text between spaces that stand in no quotation.
struct Piece<'t> {
    text: &'t str,
    start: usize,
}

impl Query {
    /// Reads a query. Names of authorities are those of the register.
    #[must_use]
    pub fn parse(text: &str, register: &Register) -> Self {
        let mut query = Self::default();
        for piece in pieces(text) {
            query.read(&piece, register);
        }
        query
    }

    /// The same query while it is being typed: a bare word at the very end may have any ending.
    #[must_use]
    pub fn typing(text: &str, register: &Register) -> Self {
        let mut query = Self::parse(text, register);
        if let Some(Term { test: Test::Words(pattern), range, .. }) = query.terms.last_mut()
            && range.end == text.len()
            && text.ends_with(char::is_alphanumeric)
        {
            pattern.open = true;
        }
        query
    }

    /// The same query as a list understands it: words that stand in no quotation marks may be beginnings of words, for
    /// a list is filtered by a few letters.
    #[must_use]
    pub fn by_beginnings(mut self) -> Self {
        for term in &mut self.terms {
            if let Test::Words(pattern) = &mut term.test {
                pattern.open |= !pattern.quoted;
            }
        }
        self
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words that are asked for, each with whether it must not be there.
    pub fn patterns(&self) -> impl Iterator<Item = (&Pattern, bool)> {
        self.terms.iter().filter_map(|term| match &term.test {
            Test::Words(pattern) => Some((pattern, term.negated)),
            _ => None,
        })
    }

    /// The bytes of a text on which any of the wanted words stand, in reading order and without overlap.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        let wanted = self.patterns().filter(|(_, negated)| !negated);
        let mut spans: Vec<Range<usize>> = wanted.flat_map(|(pattern, _)| pattern.spans(text)).collect();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        spans.retain(|span| {
            let apart = span.start >= end;
            end = end.max(span.end);
            apart
        });
        spans
    }

    fn read(&mut self, piece: &Piece, register: &Register) {
        let bare = piece.text.strip_prefix('-').filter(|rest| !rest.is_empty());
        let (negated, typed) = (bare.is_some(), bare.unwrap_or(piece.text));
        let range = piece.start..piece.start + piece.text.len();
        let asked = typed.split_once(':');
        let test = match asked.and_then(|(name, value)| Some((Field::named(name)?, value))) {
            Some((_, value)) if value.trim_matches(QUOTES).is_empty() => return,
            Some((field, value)) => match field.test(&values(value), register) {
                Ok(asked) => {
                    if field == Field::Near && !negated {
                        let asked_about = values(value).into_iter().flat_map(|value| field::named(value, register));
                        self.near.extend(asked_about.map(|entry| entry.name.clone()));
                    }
                    asked
                }
                Err(fault) => return self.faults.push(fault),
            },
            None => {
                if let Some(fault) = asked.and_then(|(name, value)| field::mistaken(name, value)) {
                    return self.faults.push(fault);
                }
                let open = typed.trim_end_matches(QUOTES).ends_with('*');
                let words = token::tokens(typed);
                if words.is_empty() {
                    return;
                }
                Test::Words(Pattern { words, open, quoted: typed.starts_with(QUOTES) })
            }
        };
        self.terms.push(Term { negated, test, range });
    }
}

/// The marks that enclose a phrase or a value.
const QUOTES: [char; 3] = ['"', '“', '”'];

/// Words as a query that looks for them next to each other.
#[must_use]
pub fn phrase(words: &str) -> String {
    let words = words.trim().replace(QUOTES, " ");
    if words.contains(char::is_whitespace) || words.contains(':') { format!("\"{}\"", words.trim()) } else { words }
}

/// The pieces of a text between spaces. A quotation that is not closed goes on to the end.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, c) in text.char_indices() {
        if QUOTES.contains(&c) {
            quoted = !quoted;
        }
        if c.is_whitespace() && !quoted {
            if let Some(start) = start.take() {
                pieces.push(Piece { text: &text[start..at], start });
            }
        } else {
            start.get_or_insert(at);
        }
    }
    pieces.extend(start.map(|start| Piece { text: &text[start..], start }));
    pieces
}

/// The values of a field: parted by commas, without their quotation marks.
fn values(text: &str) -> Vec<&str> {
    let values = text.split(',').map(|value| value.trim_matches(QUOTES).trim());
    values.filter(|value| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests;
