//! The query grammar, one for every list, for searching and for the command line.
//!
//! ```text
//! strategy discussion           both words, anywhere in the passage or row, singular or plural
//! "strategy discussion"         the phrase, as it stands
//! superv*                       any ending
//! -adoption  -"front door"      not this
//! kind:improvement  from:2022   a field; several values apart by commas
//! region:"south west"           a value with spaces
//! ```
//!
//! Terms are parted by spaces and all of them hold. Words match whole words in their singular or plural, what stands in
//! quotation marks only as it stands; in a list of names, which has no text, their beginnings are enough. A word that
//! nobody wrote is the beginning of one while it is typed, and gets its star when it is kept: what is counted before
//! `Enter` is what is counted after it. Case, quotes and kinds of dash do not count.
//! Letters with a colon and something right behind it ask a field. A field that is no field, or a value that is none of its,
//! is a fault with words for it, and the rest of the query stands. Any other colon is one of the text that is looked for:
//! behind a word, in a time, between quotation marks.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

mod complete;
mod field;
mod fit;
mod pattern;

pub use complete::{complete, next as could_follow};
pub use field::Field;
pub use fit::Scope;
pub use pattern::Pattern;

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

    /// Reads a query while it is being typed: the beginning of a field's name at its end asks nothing yet.
    #[must_use]
    pub fn typing(text: &str, register: &Register) -> Self {
        let mut query = Self::parse(text, register);
        let half = |term: &Term| {
            let typed = text.get(term.range.clone()).unwrap_or_default().trim_start_matches('-').to_lowercase();
            term.range.end == text.len()
                && !typed.is_empty()
                && Field::ALL.iter().any(|field| field.key().len() > typed.len() && field.key().starts_with(&typed))
        };
        if query.terms.last().is_some_and(half) {
            query.terms.pop();
        }
        query
    }

    /// The same query with a beginning for each word that nobody wrote: `stands` says whether the words stand anywhere. Words
    /// between quotation marks, and those that must not be there, stay as they are.
    #[must_use]
    pub fn begun(mut self, stands: impl Fn(&Pattern) -> bool) -> Self {
        for term in self.terms.iter_mut().filter(|term| !term.negated) {
            if let Test::Words(pattern) = &mut term.test {
                pattern.open |= !pattern.quoted && !stands(pattern);
            }
        }
        self
    }

    /// The typed text with a star behind each word of it that this query takes for a beginning.
    #[must_use]
    pub fn starred(&self, typed: &str) -> String {
        let mut text = typed.to_owned();
        for term in self.terms.iter().rev() {
            if let Test::Words(Pattern { open: true, .. }) = term.test
                && typed.get(term.range.clone()).is_some_and(|word| word.ends_with(char::is_alphanumeric))
            {
                text.insert(term.range.end, '*');
            }
        }
        text
    }

    /// The same query as a list of names understands it: words that stand in no quotation marks may be beginnings of words,
    /// for a name is found by a few letters.
    #[must_use]
    pub fn by_beginnings(mut self) -> Self {
        for term in &mut self.terms {
            if let Test::Words(pattern) = &mut term.test {
                pattern.open |= !pattern.quoted;
            }
        }
        self
    }

    /// The query that asks for these words next to each other, as they are typed into a text, and for nothing else.
    #[must_use]
    pub fn together(typed: &str) -> Self {
        let term = |pattern| Term { negated: false, test: Test::Words(pattern), range: 0..typed.len() };
        Self { terms: Pattern::of(typed.trim()).map(term).into_iter().collect(), ..Self::default() }
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words that must stand there, as they were typed and without quotation marks: what is asked of fields is no text.
    #[must_use]
    pub fn wanted(&self, typed: &str) -> String {
        let words = self.terms.iter().filter(|term| !term.negated && matches!(term.test, Test::Words(_)));
        let words = words.filter_map(|term| typed.get(term.range.clone()));
        words.map(|word| word.trim_matches(QUOTES)).collect::<Vec<_>>().join(" ")
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
                let Some(pattern) = Pattern::of(typed) else { return };
                Test::Words(pattern)
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
