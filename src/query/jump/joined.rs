//! Several words typed as one: "careleav" for "care leavers", "uasc" by its initials.
//!
//! In a name a letter goes on in its word or begins a later one, with at most one word passed over.

/// From how many letters on a typed word may be several in one.
const SHORTEST: usize = 3;
/// From how many letters on it is looked for in every label. Three letters are the initials of too much.
const EVERYWHERE: usize = 4;
/// How many words may be passed over between two that were typed as one.
const PASSED_OVER: usize = 1;

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

/// Labels in which a typed word is whole words and the beginning of the next ("careleav"), or initials ("uasc").
///
/// That is stricter than [`path`], which is for names: in running text some words in a row begin with almost anything. It is also
/// asked of very many labels that are made of the same words, so each distinct word is looked at once.
pub(super) struct Table {
    /// For each distinct word and each number of letters read before it, the letters read after it, as a set of bits.
    after: Vec<u32>,
    /// For each distinct word, the letters that it begins with, as a set of bits.
    initial: Vec<u32>,
    /// How many letters were typed.
    length: usize,
}

impl Table {
    /// The table of a typed word; `None` where it is too short, or longer than the bits go.
    pub(super) fn of(typed: &[char], words: &[Vec<char>]) -> Option<Self> {
        if !(EVERYWHERE..32).contains(&typed.len()) {
            return None;
        }
        let after = |word: &[char], read: usize| match &typed[read..] {
            rest if word.starts_with(rest) => 1 << typed.len(),
            rest if rest.starts_with(word) => 1 << (read + word.len()),
            _ => 0,
        };
        let initial = |word: &[char]| {
            let begins = typed.iter().enumerate().filter(|(_, c)| word.first() == Some(c));
            begins.fold(0, |bits, (at, _)| bits | 1 << at)
        };
        Some(Self {
            after: words.iter().flat_map(|w| (0..typed.len()).map(move |read| after(w, read))).collect(),
            initial: words.iter().map(|w| initial(w)).collect(),
            length: typed.len(),
        })
    }

    /// Whether the typed word can be read in a label of these words.
    pub(super) fn reads(&self, label: &[u32]) -> bool {
        let (mut read, mut initials) = (0_u32, 0_u32);
        label.iter().map(|&word| word as usize).any(|word| {
            initials = (initials << 1 | 1) & self.initial[word];
            let mut before = if self.initial[word] == 0 { 0 } else { read | 1 };
            read = 0;
            while before != 0 {
                read |= self.after[word * self.length + before.trailing_zeros() as usize];
                before &= before - 1;
            }
            read >> self.length & 1 == 1 || initials >> (self.length - 1) & 1 == 1
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn what_the_table_reads_has_a_path(typed in "[ab]{4,6}", label in prop::collection::vec("[ab]{1,4}", 1..6)) {
            let words: Vec<Vec<char>> = label.iter().map(|w| chars(w)).collect();
            let slices: Vec<&[char]> = words.iter().map(Vec::as_slice).collect();
            let numbers: Vec<u32> = (0..).take(words.len()).collect();
            let table = Table::of(&chars(&typed), &words).expect("a length in bounds");
            prop_assert!(!table.reads(&numbers) || path(&chars(&typed), &slices).is_some());
        }
    }

    #[test]
    fn running_text_is_read_by_whole_words_or_by_initials() {
        let table = [
            ("careleav", "in care and care leavers", true),
            ("carelea", "the care leavers", true),
            ("incarea", "in care and care leavers", true),
            ("iaac", "in an awful corner", true),
            ("cleav", "in care leavers", false),
            ("carandc", "care and care", false),
            ("carecare", "care and care", false),
        ];
        for (typed, label, expected) in table {
            let words: Vec<Vec<char>> = label.split(' ').map(chars).collect();
            let numbers: Vec<u32> = (0..).take(words.len()).collect();
            let read = Table::of(&chars(typed), &words).expect("a length in bounds").reads(&numbers);
            assert_eq!(read, expected, "{typed} in {label}");
        }
    }
}
