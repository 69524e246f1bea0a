//! A file of a folder before it is read, and its bytes: whole, no more than is asked for, and never from a pipe.

use std::io::{self, Read as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::authority::Names;
use crate::durable;
use crate::read::{self, walk};
use crate::report::{Assigned, Report};

/// The largest file that is read, in bytes. Reports have less than a hundredth of it.
pub(super) const LARGEST: u64 = 100 << 20;

/// Why there is no report in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The reason, a sentence without its stop.
    pub reason: String,
    /// Whether it lies in what the file holds, so that it is the same as long as the file is.
    pub lasts: bool,
}

/// A file of a folder, before it is read.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// One on disk.
    Disk(&'a walk::Entry),
    /// One of the sample library: its name and what it holds.
    Sample(&'a str, &'a [u8]),
}

impl<'a> Source<'a> {
    /// The name by which the file is known.
    pub fn file(self) -> &'a str {
        match self {
            Self::Disk(entry) => &entry.file,
            Self::Sample(file, _) => file,
        }
    }

    /// Reads and understands the file in this process.
    ///
    /// # Errors
    ///
    /// Why there is no report in it.
    pub fn report(self, names: &Names, assigned: &Assigned) -> Result<Report, Refusal> {
        match self {
            Self::Disk(entry) => report(&entry.path, &entry.file, names, assigned),
            Self::Sample(file, bytes) => understand(bytes.to_vec(), file, names, assigned),
        }
    }
}

/// Reads and understands one file on disk. `file` is the name by which it is known.
///
/// # Errors
///
/// Why there is no report in it.
pub(super) fn report(path: &Path, file: &str, names: &Names, assigned: &Assigned) -> Result<Report, Refusal> {
    let bytes = bytes(path).map_err(|reason| Refusal { reason, lasts: false })?;
    understand(bytes, file, names, assigned)
}

fn understand(bytes: Vec<u8>, file: &str, names: &Names, assigned: &Assigned) -> Result<Report, Refusal> {
    let lasting = |reason| Refusal { reason, lasts: true };
    let document = read::read(bytes).map_err(|error| lasting(error.reason(file)))?;
    Report::parse_assigned(document, file, names, assigned).map_err(|error| lasting(error.to_string()))
}

/// The bytes of a file. What the walk found may be another thing by now, so that it is looked at again once it is open.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unread = |error: io::Error| format!("it cannot be read: {}", walk::reason(&error));
    let file = durable::open(path, false).map_err(unread)?;
    let about = file.metadata().map_err(unread)?;
    if let Some(reason) = walk::unreadable(about.file_type()) {
        return Err(format!("it became {reason} while the folder was read"));
    }
    if about.len() > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    if (bytes.len() as u64) < about.len() {
        return Err("it became shorter while it was read; it is read again with Ctrl-r".to_owned());
    }
    Ok(bytes)
}

/// The reason why a file of more than [`LARGEST`] is not read.
pub(super) fn too_large() -> String {
    format!("it is larger than {} MiB", LARGEST >> 20)
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn what_became_something_else_since_the_walk_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(bytes(&at("gone.txt")).unwrap_err(), "it cannot be read: there is no such file or folder");
        std::fs::write(at("a.txt"), "text").unwrap();
        assert_eq!(bytes(&at("a.txt")).unwrap(), b"text");
        #[cfg(unix)]
        {
            rustix::fs::mknodat(rustix::fs::CWD, at("pipe"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
                .unwrap();
            assert_eq!(bytes(&at("pipe")).unwrap_err(), "it became a named pipe, not a file while the folder was read");
            std::os::unix::fs::symlink(at("a.txt"), at("link")).unwrap();
            assert!(bytes(&at("link")).is_err(), "a link that took the file's place is not followed");
        }
    }

    #[test]
    fn a_giant_without_contents_is_refused_by_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sparse.pdf");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(bytes(&path).unwrap_err(), "it is larger than 100 MiB");
    }
}
