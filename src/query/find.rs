//! Words in a text, found as a reader means them.
//!
//! Quotation marks and dashes are one kind each, a hyphen is as good as a space, ligatures are their letters, and accents
//! that stand as characters of their own do not count. A capital letter in the words makes case count. Characters are
//! compared one by one with the bytes they came from, so a match always lies on the characters of the text as it stands.

use super::ask::Query;
use crate::document::{Block, BlockId};
use crate::typography::fold_char;

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

/// One character as it is compared, and the bytes of the text it stands for.
#[derive(Debug, Clone, Copy)]
struct Folded {
    letter: char,
    start: usize,
    end: usize,
}

/// Every place where the words stand, in reading order and without overlap, page furniture left out.
///
/// Words that hold no letter, digit or sign but spaces and hyphens are found nowhere.
#[must_use]
pub fn find(blocks: &[Block], needle: &str) -> Vec<Match> {
    let case = needle.chars().any(char::is_uppercase);
    let mut folded = Vec::new();
    fold_into(needle.trim(), case, &mut folded);
    let needle: Vec<char> = folded.iter().map(|f| f.letter).collect();
    if needle.iter().all(|&c| c == ' ') {
        return Vec::new();
    }
    let mut matches = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.is_text()) {
        fold_into(&block.text, case, &mut folded);
        let mut at = 0;
        while let Some(rest) = folded.get(at..).filter(|rest| rest.len() >= needle.len()) {
            let found = rest.iter().zip(&needle).all(|(f, &c)| f.letter == c);
            if !found {
                at += 1;
                continue;
            }
            let (start, end) = (rest[0].start, rest[needle.len() - 1].end);
            matches.push(Match { block: BlockId::new(index), start, end });
            at += needle.len();
            // The second letter of a ligature has the bytes of the first: the next match begins after both.
            at += folded[at..].iter().take_while(|f| f.start < end).count();
        }
    }
    matches
}

/// Every place where the words that a query wants stand, in reading order and without overlap.
#[must_use]
pub fn find_query(blocks: &[Block], query: &Query) -> Vec<Match> {
    let text = blocks.iter().enumerate().filter(|(_, block)| block.is_text());
    let spans = text.flat_map(|(index, block)| {
        let block_id = BlockId::new(index);
        query.spans(&block.text).into_iter().map(move |s| Match { block: block_id, start: s.start, end: s.end })
    });
    spans.collect()
}

/// The characters of a text as they are compared: runs of spaces and hyphens one space, marks part of their letter.
fn fold_into(text: &str, case: bool, out: &mut Vec<Folded>) {
    out.clear();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if is_silent(c) {
            if let Some(last) = out.last_mut().filter(|_| is_mark(c)) {
                last.end = end;
            }
            continue;
        }
        if let Some(letters) = letters(c) {
            out.extend(letters.chars().map(|letter| Folded { letter, start, end }));
            continue;
        }
        let letter = if case && c.is_alphabetic() { c } else { fold_char(c) };
        let letter = if letter == '-' { ' ' } else { letter };
        match out.last_mut().filter(|last| last.letter == ' ' && letter == ' ') {
            Some(last) => last.end = end,
            None => out.push(Folded { letter, start, end }),
        }
    }
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
            ("Plans and plans.", "Plans", &["Plans"]),
            ("the child’s “voice”", "child's \"voice\"", &["child’s “voice”"]),
            ("Section 47 or section-47", "section-47", &["Section 47", "section-47"]),
            ("early – help", "early help", &["early – help"]),
            ("from 2018–22", "2018-22", &["2018–22"]),
            ("ﬁnd the ofﬁce", "fi", &["ﬁ", "ﬁ"]),
            ("ﬁnd the ofﬁce", "office", &["ofﬁce"]),
            ("the staﬀ", "f", &["ﬀ"]),
            ("İstanbul and ISTANBUL", "istanbul", &["İstanbul", "ISTANBUL"]),
            ("Weiß was there", "weiß was", &["Weiß was"]),
            ("a cafe\u{301} here", "cafe", &["cafe\u{301}"]),
            ("a cafe here", "cafe\u{301}", &["cafe"]),
            ("super\u{ad}vision", "supervision", &["super\u{ad}vision"]),
            ("aaaa", "aa", &["aa", "aa"]),
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
