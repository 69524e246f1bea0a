//! Words as they are compared: letters and digits, folded; everything else stands between them.

use crate::typography::fold_char;

/// What a character is to the words of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A letter or digit of a word, folded.
    Letter(char),
    /// What parts words, folded.
    Gap(char),
    /// Nothing: an apostrophe, so that "childrens" is "children’s".
    Silent,
}

impl Sign {
    /// What this character is.
    #[inline]
    pub(super) fn of(c: char) -> Self {
        match c {
            // Nearly all there is: building an index looks at every character of a library.
            'a'..='z' | '0'..='9' => Self::Letter(c),
            'A'..='Z' => Self::Letter(c.to_ascii_lowercase()),
            c => match fold_char(c) {
                letter if letter.is_alphanumeric() => Self::Letter(letter),
                '\'' => Self::Silent,
                gap => Self::Gap(gap),
            },
        }
    }
}

/// The characters of a text, and a gap behind them, so that the last word has an end.
pub(super) fn closed(text: &str) -> impl Iterator<Item = char> {
    text.chars().chain([' '])
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Word {
    /// Its letters, folded.
    pub letters: Vec<char>,
    /// The place of each letter, counted in characters of the text.
    pub positions: Vec<usize>,
}

impl Word {
    /// The letters as a text.
    pub(super) fn text(&self) -> String {
        self.letters.iter().collect()
    }
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    for (position, c) in closed(text).enumerate() {
        match Sign::of(c) {
            Sign::Letter(letter) => {
                word.letters.push(letter);
                word.positions.push(position);
            }
            Sign::Gap(_) if !word.letters.is_empty() => words.push(std::mem::take(&mut word)),
            Sign::Gap(_) | Sign::Silent => {}
        }
    }
    words
}

/// The letters of each word of a text.
pub(super) fn letters(text: &str) -> Vec<Vec<char>> {
    words(text).into_iter().map(|word| word.letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_the_places_of_their_letters() {
        let text = "“Children’s” self-care";
        let found: Vec<(String, usize, usize)> =
            words(text).iter().map(|w| (w.text(), w.positions[0], w.positions[w.positions.len() - 1])).collect();
        assert_eq!(found, [("childrens".to_owned(), 1, 10), ("self".to_owned(), 13, 16), ("care".to_owned(), 18, 21)]);
    }
}
