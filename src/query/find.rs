//! Words in a text, found as a reader means them.
//!
//! The rule is a query's, so that a word is found in a text as it is found everywhere: whole, in its singular or plural, and
//! with any ending where nobody wrote it so. Quotation marks and dashes are nothing but gaps, ligatures are their letters,
//! and accents that stand as characters of their own do not count. Words know the bytes they came from, so a match always
//! lies on the characters of the text as it stands.

use std::ops::Range;

use super::ask::Query;
use crate::document::{Block, BlockId};

/// One place where the words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// The block.
    pub block: BlockId,
    /// The byte at which the match begins in the block's text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Every place where words stand next to each other that were typed into a text, in reading order and without overlap: as
/// whole words, or as the beginning of one where the text has no such word.
#[must_use]
pub fn find(blocks: &[Block], typed: &str) -> Vec<Match> {
    let whole = find_query(blocks, &Query::together(typed));
    if whole.is_empty() { find_query(blocks, &Query::together(typed).begun(|_| false)) } else { whole }
}

/// Every place where the words that a query wants stand, in reading order and without overlap.
#[must_use]
pub fn find_query(blocks: &[Block], query: &Query) -> Vec<Match> {
    within(blocks, query, &(BlockId::new(0)..BlockId::new(blocks.len())))
}

/// The places among some of the blocks.
#[must_use]
pub fn within(blocks: &[Block], query: &Query, range: &Range<BlockId>) -> Vec<Match> {
    let (from, to) = (range.start.index(), range.end.index());
    let text = blocks.iter().enumerate().take(to).skip(from).filter(|(_, block)| block.is_text());
    let spans = text.flat_map(|(index, block)| {
        let block_id = BlockId::new(index);
        query.spans(&block.text).into_iter().map(move |s| Match { block: block_id, start: s.start, end: s.end })
    });
    spans.collect()
}

/// The letters of a ligature.
pub(super) const fn letters(c: char) -> Option<&'static str> {
    match c {
        'ﬀ' => Some("ff"),
        'ﬁ' => Some("fi"),
        'ﬂ' => Some("fl"),
        'ﬃ' => Some("ffi"),
        'ﬄ' => Some("ffl"),
        'ﬅ' | 'ﬆ' => Some("st"),
        _ => None,
    }
}

/// Whether a character is nothing to a reader's eye: a mark on the letter before, a soft hyphen, a joiner.
pub(super) const fn is_silent(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character is a mark on the letter before it.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Furniture, Kind, Place};

    fn found<'t>(text: &'t str, needle: &str) -> Vec<&'t str> {
        let block = Block::new(Kind::Paragraph, text, Place::default());
        find(&[block], needle).iter().map(|m| &text[m.start..m.end]).collect()
    }

    #[test]
    fn words_are_found_whatever_the_type_they_are_set_in() {
        let table: &[(&str, &str, &[&str])] = &[
            ("Plans and plans.", "plans", &["Plans", "plans"]),
            ("Plans and plans.", "Plan", &["Plans", "plans"]),
            ("A plan and plans.", "\"plan\"", &["plan"]),
            ("the child’s “voice”", "child's \"voice\"", &["child’s “voice"]),
            ("Section 47 or section-47", "section-47", &["Section 47", "section-47"]),
            ("early – help", "early help", &["early – help"]),
            ("help is early", "early help", &[]),
            ("from 2018–22", "2018-22", &["2018–22"]),
            ("ﬁnd the ofﬁce", "fi", &["ﬁnd"]),
            ("ﬁnd the ofﬁce", "office", &["ofﬁce"]),
            ("Foster carers and fostering", "foster", &["Foster"]),
            ("Foster carers and fostering", "foster*", &["Foster", "fostering"]),
            ("Foster carers and fostering", "foster car", &["Foster carers"]),
            ("fostering", "foster", &["fostering"]),
            ("fostering", "oster", &[]),
            ("İstanbul and ISTANBUL", "istanbul", &["İstanbul", "ISTANBUL"]),
            ("Weiß was there", "weiß was", &["Weiß was"]),
            ("a cafe\u{301} here", "cafe", &["cafe\u{301}"]),
            ("a cafe here", "cafe\u{301}", &["cafe"]),
            ("super\u{ad}vision", "supervision", &["super\u{ad}vision"]),
            ("anything at all", " - ", &[]),
            ("anything at all", "", &[]),
            ("İİ plan", "plan", &["plan"]),
        ];
        for &(text, needle, expected) in table {
            assert_eq!(found(text, needle), expected, "{needle:?} in {text:?}");
        }
    }

    #[test]
    fn blocks_are_told_apart_and_furniture_is_passed_over() {
        let block = |text: &str| Block::new(Kind::Paragraph, text, Place::default());
        let header = Block { furniture: Some(Furniture::Header), ..block("visits to Ashcombe") };
        let blocks = [block("No word of them"), header, block("Visits are made; visits count")];
        let matches: Vec<_> = find(&blocks, "visits").iter().map(|m| (m.block.index(), m.start, m.end)).collect();
        assert_eq!(matches, [(2, 0, 6), (2, 17, 23)]);
    }

    proptest::proptest! {
        #[test]
        fn a_match_always_lies_on_characters(text in ".{0,40}", needle in ".{0,4}") {
            let block = Block::new(Kind::Paragraph, text.clone(), Place::default());
            for m in find(&[block], &needle) {
                proptest::prop_assert!(text.get(m.start..m.end).is_some_and(|t| !t.is_empty()));
            }
        }
    }
}
