//! Several words typed as one: "careleav" for "care leavers", "uasc" by its initials.
//!
//! In a name a letter goes on in its word or begins a later one, with at most one word passed over.

use std::ops::Range;

use memchr::memmem;

use super::postings::Postings;
use super::word::Sign;

/// From how many letters on a typed word may be several in one.
const SHORTEST: usize = 3;
/// From how many letters on it is looked for in every label. Three letters are the initials of too much.
const EVERYWHERE: usize = 4;
/// How many words may be passed over between two that were typed as one.
const PASSED_OVER: usize = 1;
/// How many whole words may be typed before the last one.
const LONGEST: usize = 4;
/// The letters that a word typed whole has at least: every letter is a word in some table.
const SHORTEST_PART: usize = 2;

/// The (word, letter) of each letter typed, where the words can be read so. All places that a letter can have are followed at once, so that a long
/// query over a text of like words costs no more than its length times the text's.
pub(super) fn path(typed: &[char], words: &[&[char]]) -> Option<Vec<(usize, usize)>> {
    if typed.len() < SHORTEST {
        return None;
    }
    let at = |&(word, letter): &(usize, usize)| words.get(word).and_then(|w| w.get(letter));
    let begins: Vec<(usize, usize)> = (0..words.len()).map(|word| (word, 0)).collect();
    let first = begins.into_iter().filter(|place| at(place) == typed.first());
    // Each layer holds the places of one letter, each with the place before it in the layer above.
    let mut layers: Vec<Vec<((usize, usize), usize)>> = vec![first.map(|place| (place, 0)).collect()];
    for c in &typed[1..] {
        let mut next: Vec<((usize, usize), usize)> = Vec::new();
        for (before, &((word, letter), _)) in layers.last()?.iter().enumerate() {
            let on = std::iter::once((word, letter + 1));
            let later = (word + 1..=word + 1 + PASSED_OVER).map(|word| (word, 0));
            for place in on.chain(later).filter(|place| at(place) == Some(c)) {
                if next.iter().all(|(known, _)| *known != place) {
                    next.push((place, before));
                }
            }
        }
        if next.is_empty() {
            return None;
        }
        layers.push(next);
    }
    let mut path = Vec::with_capacity(typed.len());
    let mut index = 0;
    for layer in layers.iter().rev() {
        let &(place, before) = layer.get(index)?;
        path.push(place);
        index = before;
    }
    path.reverse();
    Some(path)
}

/// A way in which a typed word is several: whole words, and the words that the last one may be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The words that are typed whole.
    pub whole: Vec<usize>,
    /// The words that begin with the rest.
    pub last: Range<usize>,
}

/// The ways in which a typed word is whole words and the beginning of the next ("careleav" is "care leav…").
///
/// That is stricter than [`path`], which is for names: in running text some words in a row begin with almost anything.
pub(super) fn readings(typed: &[char], postings: &Postings) -> Vec<Reading> {
    let mut found = Vec::new();
    if typed.len() >= EVERYWHERE {
        read_on(typed, &mut Vec::new(), postings, &mut found);
    }
    found
}

fn read_on(rest: &[char], whole: &mut Vec<usize>, postings: &Postings, found: &mut Vec<Reading>) {
    let last = postings.beginning(rest);
    if !whole.is_empty() && !last.is_empty() {
        found.push(Reading { whole: whole.clone(), last });
    }
    if whole.len() == LONGEST {
        return;
    }
    for length in SHORTEST_PART..rest.len() {
        if let Some(word) = postings.exact(&rest[..length]) {
            whole.push(word);
            read_on(&rest[length..], whole, postings, found);
            whole.pop();
        }
    }
}

/// Reads texts without their gaps, to tell whether a typed word is words in a row of one.
#[derive(Default)]
pub(super) struct Gapless {
    letters: String,
    starts: Vec<usize>,
}

impl Gapless {
    /// Whether a typed word is whole words in a row of a text and the beginning of the next.
    pub(super) fn reads(&mut self, typed: &str, text: &str) -> bool {
        self.letters.clear();
        self.starts.clear();
        let mut inside = false;
        for c in text.chars() {
            match Sign::of(c) {
                Sign::Letter(letter) => {
                    if !inside {
                        self.starts.push(self.letters.len());
                    }
                    self.letters.push(letter);
                    inside = true;
                }
                Sign::Gap(_) => inside = false,
                Sign::Silent => {}
            }
        }
        memmem::find_iter(self.letters.as_bytes(), typed.as_bytes()).any(|at| self.starts.binary_search(&at).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn words_may_be_typed_as_one() {
        let words: Vec<Vec<char>> = ["children", "in", "care", "and", "care", "leavers"].map(chars).to_vec();
        let words: Vec<&[char]> = words.iter().map(Vec::as_slice).collect();
        assert_eq!(
            path(&chars("careleav"), &words),
            Some((0..4).map(|i| (4, i)).chain((0..4).map(|i| (5, i))).collect())
        );
        assert_eq!(path(&chars("cic"), &words), Some(vec![(0, 0), (1, 0), (2, 0)]));
        assert_eq!(path(&chars("leavcare"), &words), None);
        let [netherby, and, thornmere] = ["netherby", "and", "thornmere"].map(chars);
        let path = path(&chars("nethorn"), &[&netherby, &and, &thornmere]).expect("the way back from a wrong turn");
        assert_eq!(path[2], (2, 0));
    }

    #[test]
    fn a_typed_word_is_read_as_the_words_there_are() {
        let words: Vec<Vec<char>> = ["care", "leaver", "leavers"].map(chars).to_vec();
        let postings = Postings::with_room(words, &[0, 0, 0]).done();
        assert_eq!(readings(&chars("careleav"), &postings), [Reading { whole: vec![0], last: 1..3 }]);
        assert_eq!(readings(&chars("leavcare"), &postings), []);
        assert_eq!(readings(&chars("care"), &postings), []);
    }

    #[test]
    fn running_text_is_read_by_whole_words_and_a_beginning() {
        let table = [
            ("careleav", "in care and care leavers", true),
            ("carelea", "the care leavers", true),
            ("incarea", "in care and care leavers", true),
            ("cleav", "in care leavers", false),
            ("carandc", "care and care", false),
            ("carecare", "care and care", false),
        ];
        for (typed, label, expected) in table {
            assert_eq!(Gapless::default().reads(typed, label), expected, "{typed} in {label}");
        }
    }
}
