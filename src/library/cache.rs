//! The cache: what was made of each file, kept between runs, one file of it for each folder.
//!
//! ```text
//! magic · key · lengths and sum │ index: file, stamp, what was said of it, lengths and sums │ heads … │ parts …
//! ```
//!
//! Of each file there is a head, which the first frame needs, and some parts, which are many times as long and are fetched
//! when somebody looks at them. Opening a cache reads the index and the heads; the file stays open for the parts, so that
//! another cache, written over this one meanwhile, does no harm to them.
//!
//! It is a copy of what can be made anew, so that nothing about it is ever an error: a cache that is damaged, of another
//! build, another format or another register is none, and is written anew. It is written beside its old file and then
//! over it, so that two programs at once, or a crash, leave a whole one.
//!
//! A file is the same when its size and its times are. Times of the moment in which it was read say nothing, for it may
//! have been written again in the same tick; then what it held decides.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

mod stamp;

use crate::durable;
use crate::typography::digest_of_bytes;
pub use stamp::{Stamp, TICK};

/// What a cache begins with. The number is the format's, that of the heads included.
const MAGIC: &[u8; 16] = b"findings cache 4";
/// The bytes before the index.
const HEAD: usize = MAGIC.len() + 32;
/// What the name of a cache ends in.
const EXTENSION: &str = "reports";

/// The parts of a file that are fetched one by one.
pub const PARTS: usize = 2;

/// A row of the index. Rows stand by name, and heads and parts lie in the order of the rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Row {
    file: String,
    stamp: Stamp,
    /// What was said of the file by sidecars, as a number.
    said: u64,
    head: Extent,
    parts: [Extent; PARTS],
}

/// How long a stretch of bytes is, and their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Extent {
    length: u64,
    sum: u64,
}

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
    /// The name by which the file is known.
    pub file: &'a str,
    /// What tells whether it is as it was.
    pub stamp: Stamp,
    /// What was said of it, as a number.
    pub said: u64,
    /// What is needed of it at once.
    pub head: &'a [u8],
    /// What is needed of it when somebody looks at it.
    pub parts: [Part; PARTS],
}

/// The cache of one folder as it was written last.
#[derive(Debug, Default)]
pub struct Cache {
    heads: Vec<u8>,
    /// By name.
    rows: Vec<Row>,
    /// For each row, where its head begins among the heads, and where its parts begin in the file.
    places: Vec<(usize, u64)>,
    open: Option<Arc<Mutex<File>>>,
}

/// A part of a file that is kept, where it lies.
#[derive(Debug, Clone)]
pub struct Part {
    open: Arc<Mutex<File>>,
    at: u64,
    extent: Extent,
}

impl Part {
    /// Its bytes; `None` where they are damaged or cannot be read.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        // All of it lies in the file, so that the room for it can be had at once and is filled in one go.
        let mut bytes = Vec::with_capacity(usize::try_from(self.extent.length).ok()?);
        {
            let mut file = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(self.at)).ok()?;
            (&mut *file).take(self.extent.length).read_to_end(&mut bytes).ok()?;
        }
        (Extent::of(&bytes) == self.extent).then_some(bytes)
    }
}

impl Extent {
    fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, sum: sum(bytes) }
    }
}

impl Cache {
    /// Reads a cache. Nothing is in it where there is none, where it is damaged, or where it has another key.
    #[must_use]
    pub fn open(path: &Path, key: u64) -> Self {
        File::open(path).ok().and_then(|file| Self::read(file, key)).unwrap_or_default()
    }

    fn read(mut file: File, key: u64) -> Option<Self> {
        let all = file.metadata().ok()?.len();
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let [of, lengths @ .., sum_of_index] = &numbers(&head)?;
        let [of_index, of_heads] = *lengths;
        let parts = (HEAD as u64).checked_add(of_index)?.checked_add(of_heads)?;
        if *of != key || parts > all {
            return None;
        }
        let mut index = vec![0; usize::try_from(of_index).ok()?];
        file.read_exact(&mut index).ok()?;
        if sum(&index) != *sum_of_index {
            return None;
        }
        let mut heads = Vec::with_capacity(usize::try_from(of_heads).ok()?);
        // The heads are read while the index is understood.
        let read = || (&mut file).take(of_heads).read_to_end(&mut heads).ok();
        let (rows, read) = rayon::join(|| postcard::from_bytes::<Vec<Row>>(&index).ok(), read);
        let rows = rows.filter(|_| read.is_some_and(|read| read as u64 == of_heads))?;
        let (mut head, mut parts) = (0, parts);
        let mut places = Vec::with_capacity(rows.len());
        for row in &rows {
            let after = row.parts.iter().try_fold(parts, |at, part| at.checked_add(part.length))?;
            let next = usize::try_from(row.head.length).ok()?.checked_add(head)?;
            places.push((head, parts));
            (head, parts) = (next, after);
        }
        let whole = parts <= all && rows.is_sorted_by(|a, b| a.file < b.file);
        whole.then_some(Self { heads, rows, places, open: Some(Arc::new(Mutex::new(file))) })
    }

    /// Which row is a file's, and the row.
    fn row(&self, file: &str) -> Option<(usize, &Row)> {
        let at = self.rows.binary_search_by(|row| row.file.as_str().cmp(file)).ok()?;
        Some((at, self.rows.get(at)?))
    }

    /// How many files it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it knows no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What was made of a file, where it is as it was and the same is said of it.
    pub fn get(
        &self,
        file: &str,
        now: &Stamp,
        said: u64,
        content: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Lying<'_>> {
        let (at, _) = self.row(file).filter(|(_, row)| row.said == said && row.stamp.is(now, content))?;
        self.nth(at)
    }

    /// What was made of one file after the other, by name, whatever became of it since; `None` where that is damaged.
    #[must_use]
    pub fn nth(&self, at: usize) -> Option<Lying<'_>> {
        let (row, &(head, parts)) = (self.rows.get(at)?, self.places.get(at)?);
        let head = self.heads.get(head..head.checked_add(usize::try_from(row.head.length).ok()?)?)?;
        let open = self.open.as_ref()?;
        let mut next = parts;
        let parts = row.parts.map(|extent| {
            let at = next;
            next += extent.length;
            Part { open: Arc::clone(open), at, extent }
        });
        (sum(head) == row.head.sum).then_some(Lying { file: &row.file, stamp: row.stamp, said: row.said, head, parts })
    }

    /// The stamp under which a file is kept that has this one but for what it held, and of which this was said.
    #[must_use]
    pub fn stamp(&self, file: &str, stamp: &Stamp, said: u64) -> Option<Stamp> {
        let (_, row) = self.row(file).filter(|(_, row)| row.said == said)?;
        row.stamp.has_times_of(stamp).then_some(row.stamp)
    }

    /// What is kept of a file, whole, to be kept again under this stamp.
    #[must_use]
    pub fn again(&self, file: &str, stamp: Stamp) -> Option<Kept> {
        let lying = self.nth(self.row(file)?.0)?;
        let [rest, text] = lying.parts;
        let parts = [rest.bytes()?.into(), text.bytes()?.into()];
        Some(Kept { file: file.to_owned(), stamp, said: lying.said, head: lying.head.to_vec(), parts })
    }
}

/// The four numbers after the magic; `None` without the magic.
fn numbers(head: &[u8; HEAD]) -> Option<[u64; 4]> {
    let (magic, rest) = head.split_at(MAGIC.len());
    let mut numbers = [0; 4];
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
    let row = |kept: &Kept| Row {
        file: kept.file.clone(),
        stamp: kept.stamp,
        said: kept.said,
        head: Extent::of(&kept.head),
        parts: kept.parts.each_ref().map(|part| Extent::of(part)),
    };
    let mut kept: Vec<&Kept> = kept.iter().collect();
    kept.sort_by(|a, b| a.file.cmp(&b.file));
    kept.dedup_by(|a, b| a.file == b.file);
    let rows: Vec<Row> = kept.iter().copied().map(row).collect();
    let heads = rows.iter().map(|row| row.head.length).sum();
    let index = postcard::to_stdvec(&rows).map_err(io::Error::other)?;
    let mut head = MAGIC.to_vec();
    for number in [key, index.len() as u64, heads, sum(&index)] {
        head.extend_from_slice(&number.to_le_bytes());
    }
    head.extend_from_slice(&index);
    durable::write_with(path, |file| {
        let mut file = io::BufWriter::with_capacity(1 << 16, file);
        file.write_all(&head)?;
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
