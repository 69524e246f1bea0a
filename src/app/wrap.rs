//! Breaking a text into lines, as byte ranges of it: nothing is lost, and what was found in the text is found in the line.

use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::safe::{shown, width};
use unicode_width::UnicodeWidthChar;

/// A word and the white space after it, as a range of the text.
#[derive(Debug, Clone)]
struct Word {
    range: Range<usize>,
    cells: usize,
    space: usize,
}

#[expect(clippy::cast_precision_loss, reason = "a word is shorter than 2^52 cells")]
impl Fragment for Word {
    fn width(&self) -> f64 {
        self.cells as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The lines of a piece of a text, none wider than `cells`. A word that is wider itself is broken.
///
/// A range of no text gives no line. One cell is the narrowest line; a wide character in it stands out.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a line is shorter than 2^52 cells")]
pub fn wrap(text: &str, range: Range<usize>, cells: usize) -> Vec<Range<usize>> {
    let cells = cells.max(1);
    let Some(piece) = text.get(range.clone()) else { return Vec::new() };
    let mut words = Vec::new();
    let mut at = range.start;
    for word in WordSeparator::UnicodeBreakProperties.find_words(piece) {
        let end = at + word.word.len();
        push_word(&mut words, text, at..end, width(word.whitespace), cells);
        at = end + word.whitespace.len();
    }
    wrap_first_fit(&words, &[cells as f64])
        .into_iter()
        .filter_map(|line| Some(line.first()?.range.start..line.last()?.range.end))
        .filter(|line| !text[line.clone()].trim().is_empty())
        .collect()
}

/// Adds a word, broken into pieces that fit.
fn push_word(words: &mut Vec<Word>, text: &str, range: Range<usize>, space: usize, cells: usize) {
    let mut start = range.start;
    let mut used = 0;
    for (at, c) in text[range.clone()].char_indices() {
        let cell = shown(c).and_then(UnicodeWidthChar::width).unwrap_or(0);
        if used + cell > cells && used > 0 {
            words.push(Word { range: start..range.start + at, cells: used, space: 0 });
            (start, used) = (range.start + at, 0);
        }
        used += cell;
    }
    words.push(Word { range: start..range.end, cells: used, space });
}

/// The lines of a text, made safe, none wider than `cells`.
#[must_use]
pub fn lines(text: &str, cells: usize) -> Vec<String> {
    wrap(text, 0..text.len(), cells).into_iter().map(|line| super::safe::safe(&text[line])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(lines("Leaders know their services well.", 14), ["Leaders know", "their services", "well."]);
        assert_eq!(lines("", 10), [""; 0]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        assert_eq!(lines("see abcdefghij", 4), ["see", "abcd", "efgh", "ij"]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_too_wide(text in "[a-zé—’\\- 日👧\t]{0,200}", cells in 2usize..90) {
            let ranges = wrap(&text, 0..text.len(), cells);
            for range in &ranges {
                prop_assert!(width(&text[range.clone()]) <= cells);
            }
            let kept: String = ranges.iter().map(|r| &text[r.clone()]).collect();
            let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(squeeze(&kept), squeeze(&text));
        }
    }
}
