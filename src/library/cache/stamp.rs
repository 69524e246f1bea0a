//! The stamp of a file: what tells whether it is as it was.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use super::sum;

/// A file that was written so shortly before it was read may be written again without its time changing: on some file
/// systems a tick is two seconds.
pub const TICK: Duration = Duration::from_secs(3);

/// So many numbers are a stamp.
pub(super) const NUMBERS: usize = 8;

/// What tells whether a file is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    modified: Option<Duration>,
    changed: (i64, i64),
    /// The number that its file system knows it by: files that were written in one go, a template's letters, may have the
    /// same size and times, and whoever moves the folder they lie in changes none of these. Nought where there is no such number.
    /// A file system that numbers its files anew, as some do with each mount, has them read again.
    node: u64,
    /// What it held, where its times are too fresh to be trusted.
    content: Option<u64>,
}

impl Stamp {
    /// The stamp of a file, by what the system says of it.
    #[must_use]
    pub fn of(about: &Metadata) -> Self {
        let modified = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        #[cfg(unix)]
        let (changed, node) = {
            use std::os::unix::fs::MetadataExt;
            ((about.ctime(), about.ctime_nsec()), about.ino())
        };
        #[cfg(not(unix))]
        let (changed, node) = ((0, 0), 0);
        Self { size: about.len(), modified, changed, node, content: None }
    }

    /// The numbers of which it is made again.
    pub(super) fn numbers(&self) -> [u64; NUMBERS] {
        let Self { size, modified, changed: (seconds, nanoseconds), node, content } = *self;
        let (time, held) = (modified.unwrap_or_default(), content.unwrap_or_default());
        let has = u64::from(modified.is_some()) | u64::from(content.is_some()) << 1;
        let [seconds, nanoseconds] = [seconds, nanoseconds].map(i64::cast_unsigned);
        [size, time.as_secs(), u64::from(time.subsec_nanos()), seconds, nanoseconds, node, held, has]
    }

    /// The stamp that these numbers are made of.
    pub(super) fn of_numbers(numbers: [u64; NUMBERS]) -> Self {
        let [size, secs, nanos, seconds, nanoseconds, node, held, has] = numbers;
        // More nanoseconds than a second has are of nobody's making; they are none.
        let time = Duration::new(secs, u32::try_from(nanos).ok().filter(|nanos| *nanos < 1_000_000_000).unwrap_or(0));
        let [seconds, nanoseconds] = [seconds, nanoseconds].map(u64::cast_signed);
        Self {
            size,
            modified: (has & 1 != 0).then_some(time),
            changed: (seconds, nanoseconds),
            node,
            content: (has & 2 != 0).then_some(held),
        }
    }

    /// Whether the file was written just now, or at a time that is yet to come, so that its time proves nothing.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        self.modified.is_none_or(|modified| modified + TICK > now)
    }

    /// Whether all but what the file held is that of another one.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        Self { content: None, ..*self } == Self { content: None, ..*other }
    }

    /// Whether both stand for the same file as it was at one moment, as far as both say.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        self.looks_like(other) && self.content.zip(other.content).is_none_or(|(one, another)| one == another)
    }

    /// The same stamp with what the file held.
    #[must_use]
    pub fn with_content(self, bytes: &[u8]) -> Self {
        Self { content: Some(sum(bytes)), ..self }
    }

    /// How long ago the file was written; `None` where it does not say, or says a time that is yet to come.
    #[must_use]
    pub fn age(&self) -> Option<Duration> {
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.checked_sub(self.modified?)
    }

    /// Whether a file with this stamp now is as it was: `content` is asked only where times alone do not tell.
    #[must_use]
    pub fn is(&self, now: &Self, content: impl FnOnce() -> Option<Vec<u8>>) -> bool {
        now.content.is_none()
            && self.looks_like(now)
            && self.content.is_none_or(|was| content().is_some_and(|bytes| sum(&bytes) == was))
    }

    /// One of long ago.
    #[cfg(test)]
    pub(super) const fn of_size(size: u64) -> Self {
        Self { size, modified: Some(Duration::from_secs(1)), changed: (1, 2), node: 3, content: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_of_the_same_size_and_times_is_another() {
        let was = Stamp::of_size(3);
        let other = Stamp { node: 4, ..was };
        assert!(was.is(&was, || None));
        assert!(!was.is(&other, || Some(Vec::new())));
        assert_eq!(Stamp::of_numbers(other.numbers()), other);
    }
}
