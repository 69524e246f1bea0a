//! Words as they are compared: letters and digits, folded; everything else stands between them.

use crate::typography::fold_char;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its letters, folded; an apostrophe inside is left out, so that "childrens" is "children’s".
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
    let mut word = Word { letters: Vec::new(), positions: Vec::new() };
    for (position, c) in text.chars().enumerate() {
        let letter = fold_char(c);
        if letter.is_alphanumeric() {
            word.letters.push(letter);
            word.positions.push(position);
        } else if letter != '\'' && !word.letters.is_empty() {
            words.push(std::mem::replace(&mut word, Word { letters: Vec::new(), positions: Vec::new() }));
        }
    }
    if !word.letters.is_empty() {
        words.push(word);
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
