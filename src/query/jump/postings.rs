//! The distinct words of all candidates, in order, and for each word the candidates that it stands in.

use std::ops::Range;

/// Words and the candidates of each. The words are sorted, so that those with a beginning in common stand side by side.
#[derive(Debug, Default)]
pub(super) struct Postings {
    words: Vec<Vec<char>>,
    /// Where each word's candidates begin in `candidates`; one more than there are words.
    starts: Vec<u32>,
    candidates: Vec<u32>,
}

impl Postings {
    /// Sorted words without candidates, each with room for so many.
    pub(super) fn with_room(words: Vec<Vec<char>>, counts: &[u32]) -> Filling {
        let mut starts = Vec::with_capacity(words.len() + 1);
        let mut total = 0_u32;
        starts.push(0);
        for &count in counts {
            total = total.saturating_add(count);
            starts.push(total);
        }
        let next = starts.clone();
        Filling { postings: Self { words, starts, candidates: vec![0; total as usize] }, next }
    }

    /// The words that begin with these letters; the first of them is the word itself, where there is one.
    pub(super) fn beginning(&self, letters: &[char]) -> Range<usize> {
        let start = self.words.partition_point(|word| word.as_slice() < letters);
        let count = self.words[start..].partition_point(|word| word.starts_with(letters));
        start..start + count
    }

    /// The word with these letters.
    pub(super) fn exact(&self, letters: &[char]) -> Option<usize> {
        self.words.binary_search_by(|word| word.as_slice().cmp(letters)).ok()
    }

    /// The letters of a word.
    pub(super) fn letters(&self, word: usize) -> &[char] {
        &self.words[word]
    }

    /// The candidates that a word stands in, rising.
    pub(super) fn candidates(&self, word: usize) -> &[u32] {
        &self.candidates[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    /// The bytes that all this takes.
    pub(super) fn bytes(&self) -> usize {
        let words: usize = self.words.iter().map(|w| w.capacity() * size_of::<char>() + size_of::<Vec<char>>()).sum();
        words + (self.starts.capacity() + self.candidates.capacity()) * size_of::<u32>()
    }
}

/// Postings whose candidates are being put in.
pub(super) struct Filling {
    postings: Postings,
    next: Vec<u32>,
}

impl Filling {
    /// Says that a word stands in a candidate. Candidates come in rising order.
    pub(super) fn put(&mut self, word: u32, candidate: u32) {
        let next = &mut self.next[word as usize];
        self.postings.candidates[*next as usize] = candidate;
        *next += 1;
    }

    /// They are all put in.
    pub(super) fn done(self) -> Postings {
        self.postings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_a_beginning_in_common_stand_side_by_side() {
        let words: Vec<Vec<char>> = ["car", "care", "carer", "case"].map(|w| w.chars().collect()).to_vec();
        let mut filling = Postings::with_room(words, &[0, 2, 1, 1]);
        for (word, candidate) in [(1, 0), (3, 1), (1, 2), (2, 2)] {
            filling.put(word, candidate);
        }
        let postings = filling.done();
        assert_eq!(postings.beginning(&['c', 'a', 'r', 'e']), 1..3);
        assert_eq!(postings.beginning(&['z']), 4..4);
        assert_eq!(postings.exact(&['c', 'a', 's', 'e']), Some(3));
        assert_eq!(postings.candidates(1), [0, 2]);
        assert_eq!(postings.candidates(0), Vec::<u32>::new());
    }
}
