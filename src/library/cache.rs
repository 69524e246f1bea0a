//! The cache: what was made of each file, kept between runs, one file of it for each folder.
//!
//! ```text
//! magic · key · numbers of bytes · sums │ rows: numbers … │ names … │ heads … │ parts …
//! ```
//!
//! Of each file there is a head, which the first frame needs, and some parts, which are many times as long and are fetched
//! when somebody looks at them. Opening a cache reads all before the heads, and understands nothing of it: a row is so many
//! numbers, among them where the file's name, head and parts end. The file stays open for the rest, so that another cache,
//! written over this one meanwhile, does no harm to it.
//!
//! It is a copy of what can be made anew, so that nothing about it is ever an error: a cache that is damaged, of another
//! build, another format or another register is none, and is written anew. It is written beside its old file and then
//! over it, so that two programs at once, or a crash, leave a whole one.
//!
//! A file is the same when its size, its times and its number in the file system are. Times of the moment in which it was
//! read say nothing, for it may have been written again in the same tick; then what it held decides.

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
const MAGIC: &[u8; 16] = b"findings cache 6";
/// The bytes before the rows.
const BEFORE: usize = MAGIC.len() + 8 * 6;
/// What the name of a cache ends in.
const EXTENSION: &str = "reports";

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
    open: Option<Open>,
}

/// The file of a cache, to read from where it is asked for.
#[derive(Debug)]
struct Open {
    file: Mutex<File>,
    length: u64,
    /// Where the heads begin.
    heads: u64,
    /// Where the parts begin.
    parts: u64,
}

/// The heads of some files in a row, as bytes. Their room is used again for the next ones.
#[derive(Debug, Default)]
pub struct Heads {
    bytes: Vec<u8>,
    /// Where they begin among all heads.
    begin: u64,
}

impl Cache {
    /// Reads a cache. Nothing is in it where there is none, where it is damaged, or where it has another key.
    #[must_use]
    pub fn open(path: &Path, key: u64) -> Self {
        // What stands in its place may be a pipe, which would be waited for.
        durable::open(path, true).ok().and_then(|file| Self::read(file, key)).unwrap_or_default()
    }

    fn read(mut file: File, key: u64) -> Option<Self> {
        let length = file.metadata().ok().filter(Metadata::is_file)?.len();
        let mut before = [0; BEFORE];
        file.read_exact(&mut before).ok()?;
        let [of, rows, names, heads, sum_of_rows] = numbers(&before)?;
        if of != key {
            return None;
        }
        let end_of_rows = (BEFORE as u64).checked_add(rows)?;
        let end_of_names = end_of_rows.checked_add(names)?;
        let parts = end_of_names.checked_add(heads)?;
        let open = Open { file: Mutex::new(file), length, heads: end_of_names, parts };
        let rows = open.read(BEFORE as u64, end_of_rows, Vec::new())?;
        let names = open.read(end_of_rows, end_of_names, Vec::new())?;
        let whole = sum(&rows) ^ sum(&names) == sum_of_rows;
        let cache = Self { rows, names, open: Some(open) };
        let last = cache.len().checked_sub(1).map_or_else(|| Some(Row::default()), |last| cache.row(last))?;
        let end = last.part_ends.last().and_then(|end| parts.checked_add(*end))?;
        (whole && end <= length).then_some(cache)
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

    /// Which file it is that has this name, where it is as it was and the same is said of it.
    pub fn same(&self, file: &str, now: &Stamp, said: u64, content: impl FnOnce() -> Option<Vec<u8>>) -> Option<usize> {
        let (at, row) = self.find(file)?;
        (row.said == said && row.stamp().is(now, content)).then_some(at)
    }

    /// The heads of these files, in the room of others; `None` where they cannot be read.
    #[must_use]
    pub fn heads(&self, of: Range<usize>, room: Heads) -> Option<Heads> {
        let (before, last) = (self.rows(of.start)?.0, self.row(of.end.checked_sub(1)?)?);
        let open = self.open.as_ref()?;
        let ends = [open.heads.checked_add(before.head_end)?, open.heads.checked_add(last.head_end)?];
        Some(Heads { bytes: open.read(ends[0], ends[1], room.bytes)?, begin: before.head_end })
    }

    /// What was made of a file, whatever became of it since, by its head among these; `None` where that is damaged.
    #[must_use]
    pub fn nth<'a>(&'a self, at: usize, heads: &'a Heads) -> Option<Lying<'a>> {
        let (before, row) = self.rows(at)?;
        let [from, to] = [before.head_end.checked_sub(heads.begin)?, row.head_end.checked_sub(heads.begin)?];
        let head = heads.bytes.get(range(from, to)?)?;
        (sum(head) == row.sum_of_head).then_some(())?;
        Some(Lying { at, file: self.file(at)?, stamp: row.stamp(), said: row.said, head })
    }

    /// The name by which a file is known.
    #[must_use]
    pub fn file(&self, at: usize) -> Option<&str> {
        str::from_utf8(self.name(at)?).ok()
    }

    /// A part of what was made of a file; `None` where it is damaged or cannot be read.
    #[must_use]
    pub fn part(&self, at: usize, part: usize) -> Option<Vec<u8>> {
        let [from, to] = self.ends(at, part)?;
        let open = self.open.as_ref()?;
        let bytes = open.read(open.parts.checked_add(from)?, open.parts.checked_add(to)?, Vec::new())?;
        (sum(&bytes) == *self.row(at)?.sums_of_parts.get(part)?).then_some(bytes)
    }

    /// How many bytes a part of what was made of a file has.
    #[must_use]
    pub fn length(&self, at: usize, part: usize) -> Option<u64> {
        let [from, to] = self.ends(at, part)?;
        to.checked_sub(from)
    }

    /// Where a part of what was made of a file begins and ends, among all parts.
    fn ends(&self, at: usize, part: usize) -> Option<[u64; 2]> {
        let (before, row) = self.rows(at)?;
        let begin = part.checked_sub(1).map_or(before.part_ends.last(), |part| row.part_ends.get(part))?;
        Some([*begin, *row.part_ends.get(part)?])
    }

    /// The stamp under which a file is kept.
    #[must_use]
    pub fn stamp(&self, at: usize) -> Option<Stamp> {
        Some(self.row(at)?.stamp())
    }

    /// The stamp under which a file is kept, where it agrees with this one and the same was said of it.
    #[must_use]
    pub fn agreed(&self, file: &str, stamp: &Stamp, said: u64) -> Option<Stamp> {
        let (_, row) = self.find(file).filter(|(_, row)| row.said == said)?;
        Some(row.stamp()).filter(|kept| kept.agrees(stamp))
    }

    /// What is kept of a file, whole, to be kept again under this stamp.
    #[must_use]
    pub fn again(&self, file: &str, stamp: Stamp) -> Option<Kept> {
        let (at, _) = self.find(file)?;
        let heads = self.heads(at..at + 1, Heads::default())?;
        let Lying { said, head, .. } = self.nth(at, &heads)?;
        let parts: Option<Vec<Arc<[u8]>>> = (0..PARTS).map(|part| self.part(at, part).map(Into::into)).collect();
        Some(Kept { file: file.to_owned(), stamp, said, head: head.to_vec(), parts: parts?.try_into().ok()? })
    }
}

impl Open {
    /// What lies between two places of the file, in the room of something else.
    fn read(&self, from: u64, to: u64, mut room: Vec<u8>) -> Option<Vec<u8>> {
        let length = to.checked_sub(from).filter(|_| to <= self.length)?;
        room.clear();
        // All of it lies in the file, so that the room for it can be had at once and is filled in one go.
        room.try_reserve(usize::try_from(length).ok()?).ok()?;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(from)).ok()?;
        let read = (&mut *file).take(length).read_to_end(&mut room).ok()?;
        (read as u64 == length).then_some(room)
    }
}

/// What lies between two ends.
fn range(from: u64, to: u64) -> Option<Range<usize>> {
    Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
}

/// The numbers between the magic and their sum; `None` without the magic, and where the sum is another one.
fn numbers(before: &[u8; BEFORE]) -> Option<[u64; 5]> {
    let (summed, of_them) = before.split_last_chunk()?;
    let (magic, rest) = summed.split_at(MAGIC.len());
    let (rest, _) = rest.as_chunks();
    let numbers = <[[u8; 8]; 5]>::try_from(rest).ok()?.map(u64::from_le_bytes);
    (magic == MAGIC && sum(summed) == u64::from_le_bytes(*of_them)).then_some(numbers)
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
    before.extend_from_slice(&sum(&before).to_le_bytes());
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
