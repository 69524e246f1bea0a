//! Writing the user's own files so that a crash or a kill leaves the old one or the new one, and nobody else can read them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file beside its place, flushes it to the disk and puts it in place, with its directories where there are none.
///
/// Who calls it holds the [`lock`]. The file is for the user alone (0600), and so are directories that are made for it (0700). A link is kept, and what it
/// leads to is replaced.
///
/// # Errors
///
/// What the file system answers; the old file is then as it was.
pub fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    // Who writes holds the lock, so that one name is enough and a killed program leaves one such file at most.
    put(path, "new", true, |file| file.write_all(text))
}

/// Writes a file as [`write()`] does, but leaves it to the system when it reaches the disk: for what is written while somebody
/// waits for the end of the program, and is worth no waiting. Flushing takes five seconds and more where other users of
/// the machine write much, and a program whose terminal is gone shall be gone within one. A power cut soon after
/// may leave an empty file.
///
/// # Errors
///
/// What the file system answers; the old file is then as it was.
pub fn write_unflushed(path: &Path, text: &[u8]) -> io::Result<()> {
    put(path, "new", false, |file| file.write_all(text))
}

/// Writes a file as [`write()`] does, from pieces that need not be put together first, and without a [`lock`]: of two who
/// write at once the last one wins.
///
/// # Errors
///
/// What the file system answers; the old file is then as it was.
pub fn write_with(path: &Path, pieces: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    put(path, &std::process::id().to_string(), true, pieces)
}

/// Writes beside a file, under its name with a dot before it and `ending` behind it, and puts that in its place; waits
/// until all of it is on the disk where it is to be flushed.
fn put(path: &Path, ending: &str, flush: bool, pieces: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    private_directory(directory)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = directory.join(format!(".{name}.{ending}"));
    let written = private_file(&new).and_then(|mut file| {
        pieces(&mut file)?;
        if flush { file.sync_all() } else { Ok(()) }
    });
    written.and_then(|()| std::fs::rename(&new, &path)).inspect_err(|_| drop(std::fs::remove_file(&new)))?;
    if !flush {
        return Ok(());
    }
    // The new name is on the disk only when the directory is. Some systems open no directory; they keep names by themselves.
    File::open(directory).map_or(Ok(()), |directory| directory.sync_all())
}

/// Waits until no other session changes a file, and holds it until the answer is dropped: who reads a file, changes it and
/// writes it holds it meanwhile, so that no change is lost.
///
/// The lock is its directory's, so that no other file is needed for it, and the system lets it go with a program that is
/// killed. Where a file system has no such locks, the last one who writes wins.
///
/// # Errors
///
/// When the directory cannot be made.
pub fn lock(path: &Path) -> io::Result<Option<File>> {
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    private_directory(directory)?;
    Ok(File::open(directory).ok().filter(|directory| directory.lock().is_ok()))
}

/// Puts lines at the end of a file that only the user may read, made where it is not there, and flushes it to the disk.
///
/// # Errors
///
/// What the file system answers.
pub fn append<'a>(path: &Path, lines: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let mut file = private().append(true).open(path)?;
    for line in lines {
        writeln!(file, "{line}")?;
    }
    file.sync_all()
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
    private().write(true).truncate(true).open(path)
}

/// How a file is opened that only the user may read, where it is not there.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
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
    fn many_that_change_a_file_at_once_lose_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("state/numbers");
        let add = |number: usize| {
            let _lock = lock(&path).expect("it is locked");
            let old = std::fs::read_to_string(&path).unwrap_or_default();
            write(&path, format!("{old}{number}\n").as_bytes()).expect("it is written");
        };
        std::thread::scope(|scope| {
            for first in [0, 100, 200, 300] {
                scope.spawn(move || (first..first + 10).for_each(add));
            }
        });
        assert_eq!(std::fs::read_to_string(&path).expect("it is there").lines().count(), 40);
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
