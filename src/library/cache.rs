//! The cache: what was made of each file, kept between runs, one file of it for each folder.
//!
//! ```text
//! magic · key · length and sum of the index │ index: file, stamp, what was said of it, where its bytes are, their sum │ bytes …
//! ```
//!
//! It is a copy of what can be made anew, so that nothing about it is ever an error: a cache that is damaged, of another
//! build, another format or another register is none, and is written anew. It is written beside its old file and then
//! over it, so that two programs at once, or a crash, leave a whole one.
//!
//! A file is the same when its size and its times are. Times of the moment in which it was read say nothing, for it may
//! have been written again in the same tick; then what it held decides.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::durable;

/// What a cache begins with. The number is the format's.
const MAGIC: &[u8; 16] = b"findings cache 1";
/// The bytes before the index.
const HEAD: usize = MAGIC.len() + 24;
/// What the name of a cache ends in.
const EXTENSION: &str = "reports";
/// A file that was written so shortly before it was read may be written again without its time changing: on some file
/// systems a tick is two seconds.
const TICK: Duration = Duration::from_secs(3);

/// What tells whether a file is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    modified: Option<Duration>,
    changed: (i64, i64),
    /// What it held, where its times are too fresh to be trusted.
    content: Option<u64>,
}

impl Stamp {
    /// The stamp of a file, by what the system says of it.
    #[must_use]
    pub fn of(about: &Metadata) -> Self {
        let modified = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            (about.ctime(), about.ctime_nsec())
        };
        #[cfg(not(unix))]
        let changed = (0, 0);
        Self { size: about.len(), modified, changed, content: None }
    }

    /// Whether the file was written just now, or at a time that is yet to come, so that its time proves nothing.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        self.modified.is_none_or(|modified| modified + TICK > now)
    }

    /// The same stamp with what the file held.
    #[must_use]
    pub fn with_content(self, bytes: &[u8]) -> Self {
        Self { content: Some(sum(bytes)), ..self }
    }

    /// Whether a file with this stamp now is as it was: `content` is asked only where times alone do not tell.
    fn is(&self, now: &Self, content: impl FnOnce() -> Option<Vec<u8>>) -> bool {
        Self { content: None, ..*self } == *now
            && self.content.is_none_or(|was| content().is_some_and(|bytes| sum(&bytes) == was))
    }
}

/// A row of the index.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Row {
    file: String,
    stamp: Stamp,
    /// What was said of the file by sidecars, as a number.
    said: u64,
    at: u64,
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
    /// What was made of it.
    pub bytes: Vec<u8>,
}

/// The cache of one folder as it was written last.
#[derive(Debug, Default)]
pub struct Cache {
    bytes: Vec<u8>,
    rows: HashMap<String, Row>,
}

impl Cache {
    /// Reads a cache. Nothing is in it where there is none, where it is damaged, or where it has another key.
    #[must_use]
    pub fn open(path: &Path, key: u64) -> Self {
        let Ok(bytes) = fs::read(path) else { return Self::default() };
        let rows = index(&bytes, key).unwrap_or_default();
        Self { rows: rows.into_iter().map(|row| (row.file.clone(), row)).collect(), bytes }
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

    /// What was made of a file, where it is as it was and the same is said of it, with the stamp it was kept under.
    pub fn get(
        &self,
        file: &str,
        now: &Stamp,
        said: u64,
        content: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<(&[u8], Stamp)> {
        let row = self.rows.get(file).filter(|row| row.said == said && row.stamp.is(now, content))?;
        let from = usize::try_from(row.at).ok()?;
        let bytes = self.bytes.get(from..from.checked_add(usize::try_from(row.length).ok()?)?)?;
        (sum(bytes) == row.sum).then_some((bytes, row.stamp))
    }
}

/// The index of a cache's bytes; `None` where they are damaged or have another key.
fn index(bytes: &[u8], key: u64) -> Option<Vec<Row>> {
    let number = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let at = MAGIC.len();
    if bytes.get(..at)? != MAGIC || number(at)? != key {
        return None;
    }
    let length = usize::try_from(number(at + 8)?).ok()?;
    let index = bytes.get(HEAD..HEAD.checked_add(length)?)?;
    (sum(index) == number(at + 16)?).then(|| postcard::from_bytes(index).ok()).flatten()
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
        at: u64::MAX,
        length: kept.bytes.len() as u64,
        sum: sum(&kept.bytes),
    };
    let mut rows: Vec<Row> = kept.iter().map(row).collect();
    // Where the bytes begin depends on the index's length, and that on where they begin: they get so far from the start
    // as an index of the largest numbers would reach.
    let room = postcard::to_stdvec(&rows).map_err(io::Error::other)?.len();
    let mut at = (HEAD + room) as u64;
    for row in &mut rows {
        row.at = at;
        at += row.length;
    }
    let index = postcard::to_stdvec(&rows).map_err(io::Error::other)?;
    let mut head = Vec::with_capacity(HEAD + room);
    head.extend_from_slice(MAGIC);
    for number in [key, index.len() as u64, sum(&index)] {
        head.extend_from_slice(&number.to_le_bytes());
    }
    head.extend_from_slice(&index);
    head.resize(HEAD + room, 0);
    durable::write_with(path, |file| {
        file.write_all(&head)?;
        kept.iter().try_for_each(|kept| file.write_all(&kept.bytes))
    })
}

/// Where a folder's cache is below the cache directory: under a number made of its path, for a path may be longer than
/// a name can be.
#[must_use]
pub fn path(directory: &Path, folder: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned()).hash(&mut hasher);
    directory.join(format!("{:016x}.{EXTENSION}", hasher.finish()))
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

/// A number made of bytes. Damage is what it is for, not deceit: who can write the cache can write its sums.
#[must_use]
pub fn sum(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(file: &str, stamp: Stamp) -> Kept {
        Kept { file: file.to_owned(), stamp, said: 7, bytes: file.repeat(3).into_bytes() }
    }

    fn stamped(size: u64) -> Stamp {
        Stamp { size, modified: Some(Duration::from_secs(1)), changed: (1, 2), content: None }
    }

    fn none() -> Option<Vec<u8>> {
        None
    }

    #[test]
    fn what_is_kept_is_found_while_the_file_is_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path(), Path::new("/reports"));
        let fresh = stamped(3).with_content(b"abc");
        save(&path, 1, &[kept("a", stamped(1)), kept("b", stamped(2)), kept("c", fresh)]).unwrap();
        let cache = Cache::open(&path, 1);
        let get = |file: &str, stamp: &Stamp, said| cache.get(file, stamp, said, none).map(|(bytes, _)| bytes);
        assert_eq!(get("b", &stamped(2), 7), Some(&b"bbb"[..]));
        assert_eq!(get("b", &stamped(3), 7), None, "another size");
        assert_eq!(get("b", &stamped(2), 8), None, "something else is said of it");
        assert_eq!(get("d", &stamped(1), 7), None);
        assert_eq!(cache.get("c", &stamped(3), 7, || Some(b"abc".to_vec())).map(|(bytes, _)| bytes), Some(&b"ccc"[..]));
        assert!(cache.get("c", &stamped(3), 7, || Some(b"abd".to_vec())).is_none(), "it held something else");
        assert!(Cache::open(&path, 2).is_empty(), "another build");
        assert_eq!(all(folder.path()).len(), 1);
    }

    #[test]
    fn a_damaged_cache_gives_nothing_wrong_whatever_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path(), Path::new("/reports"));
        save(&path, 1, &[kept("a", stamped(1)), kept("b", stamped(2))]).unwrap();
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x41;
            for bytes in [&damaged[..], &whole[..at]] {
                fs::write(&path, bytes).unwrap();
                let cache = Cache::open(&path, 1);
                for (file, size, want) in [("a", 1, &b"aaa"[..]), ("b", 2, b"bbb")] {
                    let found = cache.get(file, &stamped(size), 7, none);
                    assert!(found.is_none_or(|(bytes, _)| bytes == want), "byte {at}");
                }
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = path(&folder.path().join("cache"), Path::new("/reports"));
        save(&path, 1, &[]).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
}
