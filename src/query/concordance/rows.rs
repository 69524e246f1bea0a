//! Many rows of numbers, one behind the other in as few bytes as they need.
//!
//! A number is written seven bits to a byte, the lowest first; all but its last byte have the highest bit set. The words of a
//! passage are a row, and so are the passages of a word: most of their numbers take one byte or two, where four would be had.

/// Rows of numbers.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    bytes: Vec<u8>,
    /// Where each row ends in `bytes`.
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a row.
    pub fn push(&mut self, numbers: impl IntoIterator<Item = u32>) {
        for mut number in numbers {
            while number > 0x7f {
                self.bytes.push(0x80 | number.to_le_bytes()[0]);
                number >>= 7;
            }
            self.bytes.push(number.to_le_bytes()[0]);
        }
        self.ends.push(self.bytes.len());
    }

    /// Adds a row of numbers of which none is less than the one before it, as the steps between them.
    pub fn push_rising(&mut self, numbers: impl IntoIterator<Item = u32>) {
        let mut last = 0;
        self.push(numbers.into_iter().map(|number| number - std::mem::replace(&mut last, number)));
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of a row; none where there is no such row.
    pub fn row(&self, at: usize) -> impl Iterator<Item = u32> + '_ {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        let mut bytes = self.bytes[start..end].iter();
        std::iter::from_fn(move || {
            let (mut number, mut shift) = (0, 0);
            loop {
                let byte = *bytes.next()?;
                number |= u32::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    return Some(number);
                }
                shift += 7;
            }
        })
    }

    /// The numbers of a row that was added as a rising one.
    pub fn rising(&self, at: usize) -> impl Iterator<Item = u32> + '_ {
        self.row(at).scan(0, |last, step| {
            *last += step;
            Some(*last)
        })
    }

    /// Gives back the room that no more rows will take.
    pub fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_comes_back_as_it_was(rows in proptest::collection::vec(proptest::collection::vec(any::<u32>(), 0..9), 0..9)) {
            let (mut plain, mut rising) = (Rows::default(), Rows::default());
            for row in &rows {
                let mut sorted = row.clone();
                sorted.sort_unstable();
                plain.push(row.iter().copied());
                rising.push_rising(sorted);
            }
            plain.shrink();
            prop_assert_eq!(plain.len(), rows.len());
            for (at, row) in rows.iter().enumerate() {
                let mut sorted = row.clone();
                sorted.sort_unstable();
                prop_assert_eq!(&plain.row(at).collect::<Vec<_>>(), row);
                prop_assert_eq!(rising.rising(at).collect::<Vec<_>>(), sorted);
            }
            prop_assert_eq!(plain.row(rows.len()).count(), 0);
        }
    }

    #[test]
    fn small_numbers_take_a_byte() {
        let mut rows = Rows::default();
        rows.push([0, 127]);
        rows.push([128, u32::MAX]);
        assert_eq!((rows.ends, rows.bytes.len()), (vec![2, 9], 9));
    }
}
