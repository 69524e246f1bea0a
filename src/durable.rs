//! Writing the user's own files so that a crash or a kill leaves the old one or the new one, and nobody else can read them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file that is written by nobody else as long as this lives: what is read meanwhile may be changed and written.
///
/// The lock is its directory's, so that no other file is needed for it, and the system lets it go with a program that is
/// killed. Where a file system has no such locks, the last one who writes wins.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    directory: Option<File>,
    locked: bool,
}

impl Held {
    /// Waits until nobody else writes there. Directories are made where there are none, for the user alone (0700). A link
    /// is kept, and what it leads to is replaced.
    ///
    /// # Errors
    ///
    /// When the directory cannot be made.
    pub fn new(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let parent = path.parent().unwrap_or_else(|| Path::new("."));
        private_directory(parent)?;
        // Some systems open no directory; they keep names by themselves.
        let directory = File::open(parent).ok();
        let locked = directory.as_ref().is_some_and(|directory| directory.lock().is_ok());
        Ok(Self { path, directory, locked })
    }

    /// Writes the file beside its place, flushes it to the disk and puts it in place. It is for the user alone (0600).
    ///
    /// # Errors
    ///
    /// What the file system answers; the old file is then as it was.
    pub fn write(&self, text: &[u8]) -> io::Result<()> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        // Who holds the lock is alone, so that one name is enough and a killed program leaves one such file at most.
        let own = if self.locked { "new".to_owned() } else { std::process::id().to_string() };
        let new = self.path.with_file_name(format!(".{name}.{own}"));
        let written = private_file(&new).and_then(|mut file| {
            file.write_all(text)?;
            file.sync_all()
        });
        written.and_then(|()| std::fs::rename(&new, &self.path)).inspect_err(|_| drop(std::fs::remove_file(&new)))?;
        // The new name is on the disk only when the directory is.
        self.directory.as_ref().map_or(Ok(()), File::sync_all)
    }
}

/// Writes a file as [`Held::write`] does, where what it held does not matter.
///
/// # Errors
///
/// What the file system answers; the old file is then as it was.
pub fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    Held::new(path)?.write(text)
}

/// Makes a directory and those above it, for the user alone.
///
/// # Errors
///
/// What the file system answers.
pub fn private_directory(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

/// A new file that only the user may read.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_is_the_users_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a/b/list.toml");
        write(&path, b"one").expect("it is written");
        write(&path, b"two").expect("it is written over");
        assert_eq!(std::fs::read(&path).expect("it is there"), b"two");
        assert_eq!(
            std::fs::read_dir(dir.path().join("a/b")).expect("a folder").count(),
            1,
            "nothing is left beside it"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
            assert_eq!((mode(&path), mode(&dir.path().join("a"))), (0o600, 0o700));
        }
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("taken");
        std::fs::create_dir(&path).expect("a folder");
        assert!(write(&path, b"text").is_err());
        assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }
}
