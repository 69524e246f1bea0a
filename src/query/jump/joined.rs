//! Several words typed as one: "careleav" for "care leavers", "uasc" by its initials.
//!
//! A letter goes on in its word or begins a later one, with at most one word passed over.

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

/// The same question for very many labels that are made of the same words.
///
/// For each distinct word it is worked out once which parts of the typed one can stand at its beginning; a label is then
/// a walk over its words with a set of bits, one for each number of letters that may have been read by now.
pub(super) struct Table {
    /// For each distinct word and each number of letters read before it, the numbers that may have been read after it.
    after: Vec<u32>,
    /// How many letters were typed.
    length: usize,
}

impl Table {
    /// The table of a typed word; `None` where it is too short, or longer than the bits go.
    pub(super) fn of(typed: &[char], words: &[Vec<char>]) -> Option<Self> {
        if !(EVERYWHERE..32).contains(&typed.len()) {
            return None;
        }
        let after = |word: &Vec<char>, read: usize| {
            let common = word.iter().zip(&typed[read..]).take_while(|(w, c)| w == c).count();
            (read + 1..=read + common).fold(0, |bits, now| bits | 1 << now)
        };
        let after = words.iter().flat_map(|w| (0..typed.len()).map(move |read| after(w, read))).collect();
        Some(Self { after, length: typed.len() })
    }

    /// Whether the typed word can be read in a label of these words.
    pub(super) fn reads(&self, label: &[u32]) -> bool {
        let whole: u32 = 1 << self.length;
        let mut recent = [0_u32; 1 + PASSED_OVER];
        for (at, &word) in label.iter().enumerate() {
            let row = &self.after[word as usize * self.length..][..self.length];
            let mut before = recent.iter().fold(1, |all, bits| all | bits);
            let mut now = 0;
            while before != 0 {
                now |= row.get(before.trailing_zeros() as usize).copied().unwrap_or_default();
                before &= before - 1;
            }
            if now & whole != 0 {
                return true;
            }
            recent[at % recent.len()] = now;
        }
        false
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
        fn the_table_and_the_path_agree(typed in "[abc]{4,7}", label in prop::collection::vec("[abc]{1,4}", 1..6)) {
            let words: Vec<Vec<char>> = label.iter().map(|w| chars(w)).collect();
            let slices: Vec<&[char]> = words.iter().map(Vec::as_slice).collect();
            let numbers: Vec<u32> = (0..).take(words.len()).collect();
            let table = Table::of(&chars(&typed), &words).expect("a length in bounds");
            prop_assert_eq!(table.reads(&numbers), path(&chars(&typed), &slices).is_some());
        }
    }
}
