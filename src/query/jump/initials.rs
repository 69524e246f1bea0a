//! The first letters of all words of all candidates, one after the other, so that an acronym ("uasc") is found in one pass.
//!
//! Small words have no letter in it and punctuation breaks it, as in the acronyms that people make: "special educational
//! needs and disabilities" is `send`, and no acronym runs from one sentence into the next.

use memchr::memmem;

/// The acronyms that are looked for: shorter ones are the initials of too much, longer ones nobody types.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=7;

/// Words that acronyms leave out.
const SMALL: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "its", "not",
    "of", "on", "or", "that", "the", "their", "they", "this", "to", "was", "were", "where", "which", "with", "who",
];

/// What stands where no acronym goes on.
const BREAK: u8 = b'.';

/// The letters, and where each candidate's begin.
#[derive(Debug, Default)]
pub(super) struct Initials {
    letters: Vec<u8>,
    starts: Vec<u32>,
}

/// The letter that a word adds, if any.
pub(super) fn letter(word: &str) -> Option<u8> {
    let first = *word.as_bytes().first()?;
    (first.is_ascii_alphabetic() && !SMALL.contains(&word)).then_some(first)
}

impl Initials {
    /// Adds a candidate's letters; a break keeps them apart from the next one's.
    pub(super) fn push(&mut self, letters: &[u8]) {
        self.starts.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.letters.extend_from_slice(letters);
        self.letters.push(BREAK);
    }

    /// The break between two words.
    pub(super) const fn pause() -> u8 {
        BREAK
    }

    /// The candidates in which words in a row begin with these letters, rising.
    pub(super) fn find(&self, typed: &[char]) -> Vec<u32> {
        if !LENGTHS.contains(&typed.len()) || !typed.iter().all(char::is_ascii_lowercase) {
            return Vec::new();
        }
        let needle: String = typed.iter().collect();
        let mut found: Vec<u32> = memmem::find_iter(&self.letters, needle.as_bytes())
            .filter_map(|at| {
                let next = self.starts.partition_point(|&start| start as usize <= at);
                u32::try_from(next.checked_sub(1)?).ok()
            })
            .collect();
        found.dedup();
        found
    }

    /// The bytes that all this takes.
    pub(super) fn bytes(&self) -> usize {
        self.letters.capacity() + self.starts.capacity() * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_is_words_in_a_row_of_one_candidate() {
        let mut initials = Initials::default();
        for letters in [b"uascm".as_slice(), b"ua", b"sc.senduasc"] {
            initials.push(letters);
        }
        let find = |typed: &str| initials.find(&typed.chars().collect::<Vec<_>>());
        assert_eq!(find("uasc"), [0, 2]);
        assert!(find("ua").is_empty());
        assert_eq!(find("send"), [2]);
        assert!(find("csen").is_empty());
        assert!(find("zzz").is_empty());
    }
}
