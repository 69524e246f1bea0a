//! Breaking a text into lines, as byte ranges of it: nothing is lost, and what was found in the text is found in the line.

use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::safe::{CUT, cut, shown, width};
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
    let word = &text[range.clone()];
    if word.len() <= cells && word.bytes().all(|byte| byte.is_ascii_graphic()) {
        // Nearly every word: each byte is a letter of one cell.
        let used = word.len();
        words.push(Word { range, cells: used, space });
        return;
    }
    let mut start = range.start;
    let mut used = 0;
    for (at, c) in word.char_indices() {
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

/// At most so many of some lines: where there are more, the last of these ends with the sign of a cut.
#[must_use]
pub fn first(mut lines: Vec<String>, most: usize, cells: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last} {CUT}"), cells);
        }
    }
    lines
}

/// A text in at most so many lines, so that what stands at byte `seen` is among them: from its beginning, else from the
/// beginning of the sentence at byte `sentence`, else from a line before it. What is left out at either end is said.
#[must_use]
pub fn excerpt(text: &str, (sentence, seen): (usize, usize), most: usize, cells: usize) -> Vec<String> {
    let near =
        wrap(text, 0..text.len(), cells).into_iter().map(|line| line.start).rev().filter(|&at| at <= seen).nth(1);
    let mut from = [0, sentence, near.unwrap_or(seen), seen].into_iter().map(|from| {
        let lead = if from == 0 { String::new() } else { format!("{CUT} ") };
        (lead.len() + seen.saturating_sub(from), lead + text.get(from..).unwrap_or_default())
    });
    let holds = |(at, text): &(usize, String)| {
        let last = wrap(text, 0..text.len(), cells).into_iter().nth(most.saturating_sub(1));
        last.is_none_or(|last| *at < last.end)
    };
    let shown = from.find(holds).map(|(_, text)| text).unwrap_or_default();
    first(lines(&shown, cells), most, cells)
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

    #[test]
    fn what_is_left_out_is_said() {
        let all = lines("Leaders know their services well.", 14);
        assert_eq!(first(all.clone(), 3, 14), all);
        assert_eq!(first(all.clone(), 2, 14), ["Leaders know", "their service…"]);
        assert_eq!(first(all, 1, 14), ["Leaders know …"]);
    }

    #[test]
    fn an_excerpt_begins_with_a_sentence() {
        let text = "Visits are late. Plans are good and last. Reviews of them are seldom held in time.";
        let at = |word: &str| text.find(word).expect("a word of the text");
        assert_eq!(excerpt(text, (0, at("late")), 2, 20), ["Visits are late.", "Plans are good and …"]);
        assert_eq!(excerpt(text, (at("Plans"), at("last")), 2, 20), ["… Plans are good and", "last. Reviews of …"]);
        let far = excerpt(text, (at("Plans"), at("time")), 2, 20);
        assert!(far[0].starts_with("… ") && far.concat().contains("time"), "{far:?}");
        assert_eq!(excerpt(text, (0, 0), 9, 20).join(" "), text);
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
