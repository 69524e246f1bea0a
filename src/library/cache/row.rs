//! A row of a cache: what tells where everything of one file lies, as numbers of eight bytes, the lowest first.

use super::PARTS;
use super::stamp::{NUMBERS, Stamp};

/// The bytes of a row.
pub(super) const ROW: usize = 8 * (4 + 2 * PARTS + NUMBERS);

/// What is known of one file without its head. What ends here begins where the same of the file before ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    pub name_end: u64,
    pub head_end: u64,
    pub sum_of_head: u64,
    pub said: u64,
    pub part_ends: [u64; PARTS],
    pub sums_of_parts: [u64; PARTS],
    pub stamp: [u64; NUMBERS],
}

impl Row {
    /// What tells whether the file is as it was.
    pub fn stamp(&self) -> Stamp {
        Stamp::of_numbers(self.stamp)
    }

    /// The row that these bytes are.
    pub fn of(bytes: &[u8; ROW]) -> Self {
        let (numbers, _) = bytes.as_chunks::<8>();
        let mut numbers = numbers.iter().map(|bytes| u64::from_le_bytes(*bytes));
        let mut next = || numbers.next().unwrap_or_default();
        Self {
            name_end: next(),
            head_end: next(),
            sum_of_head: next(),
            said: next(),
            part_ends: std::array::from_fn(|_| next()),
            sums_of_parts: std::array::from_fn(|_| next()),
            stamp: std::array::from_fn(|_| next()),
        }
    }

    /// The bytes that it is.
    pub fn bytes(&self) -> impl Iterator<Item = u8> {
        let Self { name_end, head_end, sum_of_head, said, part_ends, sums_of_parts, stamp } = *self;
        let numbers = [name_end, head_end, sum_of_head, said].into_iter().chain(part_ends).chain(sums_of_parts);
        numbers.chain(stamp).flat_map(u64::to_le_bytes)
    }
}
