//! Words as a search compares them: letters and figures in lower case, ligatures spelt out, everything else a gap.
//!
//! Hyphens, dashes and apostrophes part words, so that "section-47" is found as "section 47" and "child's" as a phrase of
//! two; soft hyphens and accents that stand alone are nothing.

use super::find::{is_silent, letters};
use crate::typography::fold_char;

/// Calls `each` with every word of a text and the bytes it stands on.
pub fn each(text: &str, mut each: impl FnMut(&str, usize, usize)) {
    let mut word = String::new();
    let (mut start, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if is_silent(c) {
            if !word.is_empty() {
                end = next;
            }
            continue;
        }
        let before = word.len();
        match letters(c) {
            Some(letters) => word.push_str(letters),
            None if c.is_alphanumeric() => word.push(fold_char(c)),
            None => {}
        }
        if word.len() > before {
            if before == 0 {
                start = at;
            }
            end = next;
        } else if !word.is_empty() {
            each(&word, start, end);
            word.clear();
        }
    }
    if !word.is_empty() {
        each(&word, start, end);
    }
}

/// The words of a text.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    each(text, |word, _, _| tokens.push(word.to_owned()));
    tokens
}

/// A text as a row to look words up in: its words with a space before, between and after them.
#[must_use]
pub fn row(text: &str) -> String {
    let mut row = String::with_capacity(text.len() + 2);
    row.push(' ');
    each(text, |word, _, _| {
        row.push_str(word);
        row.push(' ');
    });
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_figures_in_lower_case() {
        let table: &[(&str, &[&str])] = &[
            ("Section-47 enquiries", &["section", "47", "enquiries"]),
            ("the child’s “voice”", &["the", "child", "s", "voice"]),
            ("ofﬁce super\u{ad}vision", &["office", "supervision"]),
            ("", &[]),
            (" – ", &[]),
            ("cafe\u{301}s", &["cafes"]),
        ];
        for &(text, expected) in table {
            assert_eq!(tokens(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_word_knows_its_bytes() {
        let mut found = Vec::new();
        each("“Pre-birth” work", |word, start, end| found.push((word.to_owned(), start, end)));
        let found: Vec<(&str, usize, usize)> = found.iter().map(|(w, s, e)| (w.as_str(), *s, *e)).collect();
        assert_eq!(found, [("pre", 3, 6), ("birth", 7, 12), ("work", 16, 20)]);
    }
}
