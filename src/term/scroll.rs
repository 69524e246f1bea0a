//! Finds the lines that only moved, so that the terminal can move them itself.

use std::collections::HashMap;
use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::glyph::{Canvas, Glyph};

/// What setting a region, moving it and lifting it again costs in bytes.
const OVERHEAD: i64 = 18;
/// How many distances are weighed; rows rarely move by more than one distance at once.
const WEIGHED: usize = 3;

/// Rows that move together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The first row of the region.
    pub top: usize,
    /// The row behind the last.
    pub end: usize,
    /// How many rows everything in it moves.
    pub by: usize,
    /// Whether it moves up.
    pub up: bool,
}

impl Moved {
    /// Moves the cells of a screen of this width as the terminal does, and answers those of the rows that come in, which it
    /// leaves blank.
    pub fn apply<'a, T>(&self, cells: &'a mut [T], width: usize) -> &'a mut [T] {
        let region = &mut cells[self.top * width..self.end * width];
        let (all, fresh) = (region.len(), self.by * width);
        if self.up {
            region.rotate_left(fresh);
            &mut region[all - fresh..]
        } else {
            region.rotate_right(fresh);
            &mut region[..fresh]
        }
    }
}

/// The movement that saves most, where one saves anything.
pub fn find(old: &Canvas, new: &Canvas) -> Option<Moved> {
    let distances = distances(old, new);
    if distances.is_empty() {
        return None;
    }
    let blank = vec![Glyph::BLANK; new.width];
    let now: Vec<i64> = (0..new.height).map(|y| cost(old.row(y), new.row(y))).collect();
    let bared = sums(new.height, |y| now[y] - cost(&blank, new.row(y)));
    let weighed = distances.into_iter().filter_map(|(by, up)| weigh(old, new, (&now, &bared), by, up));
    weighed.max_by_key(|best| best.0).map(|(_, moved)| moved)
}

/// The distances by which most rows moved.
fn distances(old: &Canvas, new: &Canvas) -> Vec<(usize, bool)> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for y in 0..old.height {
        if let Some(hash) = hash(old.row(y)) {
            places.entry(hash).or_default().push(y);
        }
    }
    let mut votes: HashMap<(usize, bool), usize> = HashMap::new();
    for y in (0..new.height).filter(|&y| old.row(y) != new.row(y)) {
        // What stands in many rows, a border with nothing in it, says nothing of where it came from.
        let places = hash(new.row(y)).and_then(|hash| places.get(&hash)).filter(|places| places.len() <= 4);
        for &from in places.into_iter().flatten() {
            *votes.entry((from.abs_diff(y), from > y)).or_default() += 1;
        }
    }
    let mut votes: Vec<_> = votes.into_iter().filter(|((by, _), _)| *by > 0).collect();
    votes.sort_by_key(|&(distance, votes)| (std::cmp::Reverse(votes), distance));
    votes.into_iter().take(WEIGHED).map(|(distance, _)| distance).collect()
}

/// A number of a row's contents; none for a blank row, which can have come from anywhere.
fn hash(row: &[Glyph]) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let mut blank = true;
    for glyph in row {
        blank &= glyph.is_blank();
        glyph.digest(&mut hasher);
    }
    (!blank).then(|| hasher.finish())
}

/// The sums of the first of these numbers, of none to all.
fn sums(count: usize, number: impl Fn(usize) -> i64) -> Vec<i64> {
    let sums = (0..count).scan(0, |sum, at| {
        *sum += number(at);
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// The region in which moving by a distance saves most, and about how many bytes it saves: given how many each row costs
/// `now`, and the sums of what it saves when it is `bared`.
fn weigh(old: &Canvas, new: &Canvas, (now, bared): (&[i64], &[i64]), by: usize, up: bool) -> Option<(i64, Moved)> {
    let rows = new.height.checked_sub(by)?;
    // Row `i` of those that can move, counted at the upper of its two places.
    let (from, to) = if up { (by, 0) } else { (0, by) };
    let saved = sums(rows, |i| now[i + to] - cost(old.row(i + from), new.row(i + to)));
    let mut best: Option<(i64, Moved)> = None;
    for top in 0..rows {
        for end in top + 1..=rows {
            let bare = if up { end } else { top };
            let all = saved[end] - saved[top] + bared[bare + by] - bared[bare] - OVERHEAD;
            if all > best.map_or(0, |(all, _)| all) {
                best = Some((all, Moved { top, end: end + by, by, up }));
            }
        }
    }
    best
}

/// About how many bytes it takes to turn one row into another.
pub fn cost(old: &[Glyph], new: &[Glyph]) -> i64 {
    let tail = new.iter().rposition(|glyph| !glyph.is_blank()).map_or(0, |last| last + 1);
    let changed = |(old, new): (&Glyph, &Glyph)| if old == new { 0 } else { new.symbol.len() };
    let letters: usize = old.iter().zip(new).take(tail).map(changed).sum();
    let erased = old[tail..] != new[tail..];
    let bytes = letters + if erased { 3 } else { 0 };
    i64::try_from(if bytes == 0 { 0 } else { bytes + 5 }).unwrap_or(i64::MAX / 4096)
}
