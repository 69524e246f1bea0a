//! The cache: what was made of each file, kept between runs, one file of it for each folder.
//!
//! ```text
//! magic · key · numbers of bytes and sum │ rows: numbers … │ names … │ heads … │ parts …
//! ```
//!
//! Of each file there is a head, which the first frame needs, and some parts, which are many times as long and are fetched
//! when somebody looks at them. Opening a cache reads all before the parts, and understands nothing of it: a row is so many
//! numbers, among them where the file's name, head and parts end. The file stays open for the parts, so that another cache,
//! written over this one meanwhile, does no harm to them.
//!
//! It is a copy of what can be made anew, so that nothing about it is ever an error: a cache that is damaged, of another
//! build, another format or another register is none, and is written anew. It is written beside its old file and then
//! over it, so that two programs at once, or a crash, leave a whole one.
//!
//! A file is the same when its size and its times are. Times of the moment in which it was read say nothing, for it may
//! have been written again in the same tick; then what it held decides.

use std::cmp::Ordering;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

mod row;
mod stamp;

use crate::durable;
use crate::typography::digest_of_bytes;
use row::{ROW, Row};
pub use stamp::{Stamp, TICK};

/// What a cache begins with. The number is the format's, that of the heads included.
const MAGIC: &[u8; 16] = b"findings cache 5";
/// The bytes before the rows.
const BEFORE: usize = MAGIC.len() + 8 * 5;
/// What the name of a cache ends in.
const EXTENSION: &str = "reports";
/// So many files are gone through sooner than other threads are started for half of them.
pub const HANDFUL: usize = 200;

/// The parts of a file that are fetched one by one.
pub const PARTS: usize = 2;

/// Something to keep: what was made of one file.
#[derive(Debug)]
pub struct Kept {
    /// The name by which the file is known.
    pub file: String,
    /// What tells whether it is as it was.
    pub stamp: Stamp,
    /// What was said of it, as a number.
    pub said: u64,
    /// What is needed of it at once.
    pub head: Vec<u8>,
    /// What is needed of it when somebody looks at it.
    pub parts: [Arc<[u8]>; PARTS],
}

/// The same where it lies.
#[derive(Debug, Clone)]
pub struct Lying<'a> {
    /// Which it is, in the order of the names.
    pub at: usize,
    /// The name by which the file is known.
    pub file: &'a str,
    /// What tells whether it is as it was.
    pub stamp: Stamp,
    /// What was said of it, as a number.
    pub said: u64,
    /// What is needed of it at once.
    pub head: &'a [u8],
}

/// The cache of one folder as it was written last.
#[derive(Debug, Default)]
pub struct Cache {
    /// A row for each file, in the order of their names. What they say lies, one file's behind the other's, in this order.
    rows: Vec<u8>,
    names: Vec<u8>,
    heads: Vec<u8>,
    /// The file, and where the parts begin in it.
    open: Option<(Mutex<File>, u64)>,
}

impl Cache {
    /// Reads a cache. Nothing is in it where there is none, where it is damaged, or where it has another key.
    #[must_use]
    pub fn open(path: &Path, key: u64) -> Self {
        File::open(path).ok().and_then(|file| Self::read(file, key)).unwrap_or_default()
    }

    fn read(mut file: File, key: u64) -> Option<Self> {
        let all = file.metadata().ok()?.len();
        let mut before = [0; BEFORE];
        file.read_exact(&mut before).ok()?;
        let [of, rows, names, heads, sum_of_rows] = numbers(&before)?;
        let end = [names, heads].iter().try_fold(rows.checked_add(BEFORE as u64)?, |at, more| at.checked_add(*more))?;
        if of != key || end > all {
            return None;
        }
        // Room for that much can be had at once: all of it lies in the file.
        let read = |length: u64| {
            let mut bytes = Vec::with_capacity(usize::try_from(length).ok()?);
            let read = (&file).take(length).read_to_end(&mut bytes).ok()?;
            (read as u64 == length).then_some(bytes)
        };
        let (rows, names) = (read(rows)?, read(names)?);
        // The heads are read while that is looked at.
        let are_whole = || sum(&rows) ^ sum(&names) == sum_of_rows;
        let (whole, heads) = if rows.len() < ROW * HANDFUL {
            (are_whole(), read(heads))
        } else {
            rayon::join(are_whole, || read(heads))
        };
        let heads = heads?;
        let open = Some((Mutex::new(file), end));
        whole.then_some(Self { rows, names, heads, open })
    }

    /// How many files it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() / ROW
    }

    /// Whether it knows no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn row(&self, at: usize) -> Option<Row> {
        self.rows.as_chunks().0.get(at).map(Row::of)
    }

    /// A row and the one before it; that before the first has ended nothing.
    fn rows(&self, at: usize) -> Option<(Row, Row)> {
        let before = at.checked_sub(1).map_or_else(|| Some(Row::default()), |before| self.row(before))?;
        Some((before, self.row(at)?))
    }

    fn name(&self, at: usize) -> Option<&[u8]> {
        let (before, row) = self.rows(at)?;
        self.names.get(range(before.name_end, row.name_end)?)
    }

    /// What is kept of a file, and its row.
    fn find(&self, file: &str) -> Option<(usize, Row)> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.name(middle)?.cmp(file.as_bytes()) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return Some((middle, self.row(middle)?)),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// What was made of a file, where it is as it was and the same is said of it.
    pub fn get(
        &self,
        file: &str,
        now: &Stamp,
        said: u64,
        content: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Lying<'_>> {
        let (at, _) = self.find(file).filter(|(_, row)| row.said == said && row.stamp().is(now, content))?;
        self.nth(at)
    }

    /// What was made of one file after the other, by name, whatever became of it since; `None` where that is damaged.
    #[must_use]
    pub fn nth(&self, at: usize) -> Option<Lying<'_>> {
        let (before, row) = self.rows(at)?;
        let head = self.heads.get(range(before.head_end, row.head_end)?)?;
        let file = str::from_utf8(self.name(at)?).ok()?;
        (sum(head) == row.sum_of_head).then_some(Lying { at, file, stamp: row.stamp(), said: row.said, head })
    }

    /// A part of what was made of a file; `None` where it is damaged or cannot be read.
    #[must_use]
    pub fn part(&self, at: usize, part: usize) -> Option<Vec<u8>> {
        let (before, row) = self.rows(at)?;
        let (open, parts) = self.open.as_ref()?;
        let end = *row.part_ends.get(part)?;
        let begin = part.checked_sub(1).map_or(before.part_ends.last(), |part| row.part_ends.get(part))?;
        let length = end.checked_sub(*begin)?;
        let mut file = open.lock().unwrap_or_else(PoisonError::into_inner);
        if parts.checked_add(end)? > file.metadata().ok()?.len() {
            return None;
        }
        // All of it lies in the file, so that the room for it can be had at once and is filled in one go.
        let mut bytes = Vec::with_capacity(usize::try_from(length).ok()?);
        file.seek(SeekFrom::Start(parts + begin)).ok()?;
        (&mut *file).take(length).read_to_end(&mut bytes).ok()?;
        drop(file);
        (bytes.len() as u64 == length && sum(&bytes) == *row.sums_of_parts.get(part)?).then_some(bytes)
    }

    /// The stamp under which a file is kept that has this one but for what it held, and of which this was said.
    #[must_use]
    pub fn stamp(&self, file: &str, stamp: &Stamp, said: u64) -> Option<Stamp> {
        let (_, row) = self.find(file).filter(|(_, row)| row.said == said)?;
        Some(row.stamp()).filter(|kept| kept.has_times_of(stamp))
    }

    /// What is kept of a file, whole, to be kept again under this stamp.
    #[must_use]
    pub fn again(&self, file: &str, stamp: Stamp) -> Option<Kept> {
        let Lying { at, said, head, .. } = self.nth(self.find(file)?.0)?;
        let parts = [self.part(at, 0)?.into(), self.part(at, 1)?.into()];
        Some(Kept { file: file.to_owned(), stamp, said, head: head.to_vec(), parts })
    }
}

/// What lies between two ends.
fn range(from: u64, to: u64) -> Option<Range<usize>> {
    Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
}

/// The five numbers after the magic; `None` without the magic.
fn numbers(before: &[u8; BEFORE]) -> Option<[u64; 5]> {
    let (magic, rest) = before.split_at(MAGIC.len());
    let mut numbers = [0; 5];
    for (number, bytes) in numbers.iter_mut().zip(rest.chunks_exact(8)) {
        *number = u64::from_le_bytes(bytes.try_into().ok()?);
    }
    (magic == MAGIC).then_some(numbers)
}

/// Writes a cache, only for the user to read.
///
/// # Errors
///
/// When its directory or file cannot be written. Nothing is lost by that.
pub fn save(path: &Path, key: u64, kept: &[Kept]) -> io::Result<()> {
    let mut kept: Vec<&Kept> = kept.iter().collect();
    kept.sort_by(|a, b| a.file.cmp(&b.file));
    kept.dedup_by(|a, b| a.file == b.file);
    let (mut row, mut rows, mut names) = (Row::default(), Vec::with_capacity(kept.len() * ROW), Vec::new());
    for Kept { file, stamp, said, head, parts } in &kept {
        names.extend_from_slice(file.as_bytes());
        row.name_end += file.len() as u64;
        row.head_end += head.len() as u64;
        let mut end = row.part_ends[PARTS - 1];
        for (at, part) in parts.iter().enumerate() {
            end += part.len() as u64;
            (row.part_ends[at], row.sums_of_parts[at]) = (end, sum(part));
        }
        (row.sum_of_head, row.said, row.stamp) = (sum(head), *said, stamp.numbers());
        rows.extend(row.bytes());
    }
    let mut before = MAGIC.to_vec();
    for number in [key, rows.len() as u64, names.len() as u64, row.head_end, sum(&rows) ^ sum(&names)] {
        before.extend_from_slice(&number.to_le_bytes());
    }
    durable::write_with(path, |file| {
        let mut file = io::BufWriter::with_capacity(1 << 16, file);
        [before, rows, names].iter().try_for_each(|bytes| file.write_all(bytes))?;
        kept.iter().try_for_each(|kept| file.write_all(&kept.head))?;
        kept.iter().flat_map(|kept| &kept.parts).try_for_each(|part| file.write_all(part))?;
        file.flush()
    })
}

/// Where a folder's cache is below the cache directory: under a number made of its path, for a path may be longer than
/// a name can be. Every build makes the same number of it; a new one each time would leave the old caches behind, which
/// nobody reads and only `findings cache --clear` removes.
#[must_use]
pub fn path(directory: &Path, folder: &Path) -> PathBuf {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    directory.join(format!("{:016x}.{EXTENSION}", digest_of_bytes(folder.as_os_str().as_encoded_bytes())))
}

/// The caches of a cache directory, each with its size in bytes. What others keep there is left out.
#[must_use]
pub fn all(directory: &Path) -> Vec<(PathBuf, u64)> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // One that is being written, or was when its program ended, begins with a dot and ends with a number.
        let (number, rest) = name.trim_start_matches('.').split_once('.').unwrap_or_default();
        number.len() == 16 && rest.split('.').next() == Some(EXTENSION)
    });
    let mut found: Vec<(PathBuf, u64)> =
        ours.filter_map(|entry| Some((entry.path(), entry.metadata().ok().filter(Metadata::is_file)?.len()))).collect();
    found.sort();
    found
}

/// A number made of bytes, eight at a time. Damage is what it is for, not deceit: who can write the cache can write its
/// sums. Each step can be undone, so that a change in one place always changes the number.
#[must_use]
pub fn sum(bytes: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = eights.iter().chain([&last]).map(|eight| u64::from_le_bytes(*eight));
    words.fold(bytes.len() as u64, |sum, word| {
        let mixed = (sum.rotate_left(23) ^ word).wrapping_mul(ODD);
        mixed ^ (mixed >> 32)
    })
}

#[cfg(test)]
mod tests;
