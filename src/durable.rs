//! The user's own files: written so that a crash or a kill leaves the old one or the new one and nobody else can read them,
//! and read without waiting for a pipe or following a device that stands in their place.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long another session is waited for that holds a [`lock`]: it may have been stopped while it held it.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it is waited between two tries.
const PAUSE: Duration = Duration::from_millis(5);
/// The file that is locked, in the directory of those that are changed.
const LOCK: &str = ".lock";

/// Reads a file of the user's own, of at most so many bytes; `None` where there is none.
///
/// # Errors
///
/// It cannot be read, is longer, or is no plain file: a pipe would wait for ever, a device might never end.
pub fn read(path: &Path, longest: u64) -> io::Result<Option<Vec<u8>>> {
    let file = match open(path, true) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    if !file.metadata()?.is_file() {
        return Err(no_plain_file());
    }
    let mut bytes = Vec::new();
    file.take(longest.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > longest {
        let reason = format!("it is longer than {} KiB", longest >> 10);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
    }
    Ok(Some(bytes))
}

/// Reads a file as [`read()`] does, as text.
///
/// # Errors
///
/// As with [`read()`], and when it is no UTF-8.
pub fn read_text(path: &Path, longest: u64) -> io::Result<Option<String>> {
    let text = read(path, longest)?.map(String::from_utf8).transpose();
    text.map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not written in UTF-8"))
}

fn no_plain_file() -> io::Error {
    io::Error::other("it is no plain file")
}

/// Opens a file for reading without waiting for anything: a pipe that stands there would wait for a writer. A link at the
/// end of the path is followed where `linked` says so.
///
/// # Errors
///
/// What the file system answers.
#[cfg(unix)]
pub fn open(path: &Path, linked: bool) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let own = if linked { OFlags::empty() } else { OFlags::NOFOLLOW };
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC | own;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

/// Opens a file for reading.
///
/// # Errors
///
/// What the file system answers.
#[cfg(not(unix))]
pub fn open(path: &Path, _linked: bool) -> io::Result<File> {
    File::open(path)
}

/// Refuses to write where something else stands than a file: a link may lead to a device of the system.
fn may_be_written(path: &Path) -> io::Result<()> {
    match path.metadata() {
        Ok(about) if !about.is_file() => Err(no_plain_file()),
        _ => Ok(()),
    }
}

/// Writes a file beside its place, flushes it to the disk and puts it in place, with its directories where there are none.
///
/// Who calls it holds the [`lock`]. The file is for the user alone (0600), and so are directories that are made for it (0700).
/// A link is kept, and what it leads to is replaced.
///
/// # Errors
///
/// What the file system answers; the old file is then as it was, unless only its directory could not be flushed.
pub fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    // Who writes holds the lock, so that one name is enough and a killed program leaves one such file at most.
    put(path, "new", |file| file.write_all(text))
}

/// Writes a file as [`write()`] does, from pieces that need not be put together first, and without a [`lock`]: of two who
/// write at once the last one wins.
///
/// # Errors
///
/// What the file system answers; the old file is then as it was.
pub fn write_with(path: &Path, pieces: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    put(path, &std::process::id().to_string(), pieces)
}

/// Writes beside a file, under its name with a dot before it and `ending` behind it, and puts that in its place.
fn put(path: &Path, ending: &str, pieces: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| pointed(path));
    may_be_written(&path)?;
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    private_directory(directory)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = directory.join(format!(".{name}.{ending}"));
    let written = private_file(&new).and_then(|mut file| {
        pieces(&mut file)?;
        file.sync_all()
    });
    written.and_then(|()| std::fs::rename(&new, &path)).inspect_err(|_| drop(std::fs::remove_file(&new)))?;
    // The new name is on the disk only when the directory is. Some systems open no directory; they keep names by themselves.
    File::open(directory).map_or(Ok(()), |directory| directory.sync_all())
}

/// Where a link leads whose end is not there yet, as far as its own words say.
fn pointed(path: &Path) -> PathBuf {
    let beside = path.parent().unwrap_or_else(|| Path::new("."));
    path.read_link().map_or_else(|_| path.to_owned(), |target| beside.join(target))
}

/// Waits until no other session changes a file, but not for ever, and holds it until the answer is dropped: who reads a
/// file, changes it and writes it holds it meanwhile, so that no change is lost.
///
/// The lock is on a file beside it, which stays and is empty: a home that lies on another machine (NFS) passes on the locks of
/// files that are open for writing, and of nothing else. The system lets it go with a program that is killed. Where a file
/// system has no such locks, the last one who writes wins.
///
/// # Errors
///
/// When the directory cannot be made, or another session holds the file for longer than anybody waits for an answer.
pub fn lock(path: &Path) -> io::Result<Option<File>> {
    lock_within(path, PATIENCE)
}

fn lock_within(path: &Path, patience: Duration) -> io::Result<Option<File>> {
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    private_directory(directory)?;
    let Ok(file) = lock_file(&directory.join(LOCK)) else { return Ok(None) };
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if begun.elapsed() < patience => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                let reason = format!("another session has been writing there for {} s", patience.as_secs());
                return Err(io::Error::new(io::ErrorKind::TimedOut, reason));
            }
        }
    }
}

/// Opens the file of a lock, made where it is not there. A link in its place is not followed, and a pipe not waited for.
fn lock_file(path: &Path) -> io::Result<File> {
    let mut options = private();
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits().cast_signed());
    }
    options.read(true).write(true).create(true).truncate(false).open(path)
}

/// Why the file system refused something, in plain words and without its number.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    match error.kind() {
        _ if error.raw_os_error().is_none() => words,
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        _ => words.split(" (os error").next().unwrap_or(&words).to_lowercase(),
    }
}

/// Puts lines at the end of a file that only the user may read, made where it is not there, and flushes it to the disk.
///
/// # Errors
///
/// What the file system answers.
pub fn append<'a>(path: &Path, lines: impl Iterator<Item = &'a str>) -> io::Result<()> {
    may_be_written(path)?;
    let mut file = private().create(true).append(true).open(path)?;
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

/// A new file that only the user may read. What a killed program left there goes, and a link in its place is not followed.
fn private_file(path: &Path) -> io::Result<File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => private().write(true).create_new(true).open(path),
    }
}

/// How a file is opened that only the user may read, where it is not there.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_link_to_a_file_that_is_not_there_yet_stays_a_link() {
        let dir = tempfile::tempdir().expect("a folder");
        let (link, target) = (dir.path().join("config.toml"), dir.path().join("kept.toml"));
        std::os::unix::fs::symlink("kept.toml", &link).expect("a link");
        write(&link, b"one").expect("it can be written");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&target).expect("it is there"), b"one");
    }

    #[test]
    fn a_session_that_was_stopped_while_it_wrote_is_not_waited_for_for_ever() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("list.toml");
        let held = lock(&path).expect("the directory is there");
        assert!(held.is_some(), "this file system has locks");
        let refused = lock_within(&path, Duration::ZERO).expect_err("it is held");
        assert_eq!(reason(&refused), "another session has been writing there for 0 s");
        drop(held);
        assert!(lock_within(&path, Duration::ZERO).is_ok_and(|held| held.is_some()));
    }

    #[test]
    fn what_the_system_refuses_is_told_in_plain_words() {
        let told = |number| reason(&io::Error::from_raw_os_error(number));
        assert_eq!((told(13).as_str(), told(5).as_str()), ("permission is denied", "input/output error"));
        assert_eq!(reason(&no_plain_file()), "it is no plain file");
    }

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
    fn what_is_read_is_a_plain_file_of_some_size() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        assert!(matches!(read(&at("none"), 9), Ok(None)));
        std::fs::write(at("file"), "text").expect("it is written");
        assert_eq!(read_text(&at("file"), 4).expect("it is short").as_deref(), Some("text"));
        let told = |path: &Path, longest| read_text(path, longest).expect_err("it is refused").to_string();
        assert_eq!(told(&at("file"), 3), "it is longer than 0 KiB");
        std::fs::write(at("bytes"), b"\xff").expect("it is written");
        assert_eq!(told(&at("bytes"), 9), "it is not written in UTF-8");
        assert_eq!(told(dir.path(), 9), "it is no plain file");
        #[cfg(unix)]
        {
            use rustix::fs::{CWD, FileType, Mode, mknodat};
            mknodat(CWD, at("pipe"), FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
            std::os::unix::fs::symlink("pipe", at("link")).expect("a link");
            assert_eq!(told(&at("link"), 9), "it is no plain file");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_written_over_and_no_link_beside_it_is_followed() {
        use std::os::unix::fs::{FileTypeExt as _, symlink};
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        rustix::fs::mknodat(rustix::fs::CWD, at("pipe"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
            .expect("a pipe");
        symlink("pipe", at("link")).expect("a link");
        for name in ["pipe", "link"] {
            assert_eq!(write(&at(name), b"text").expect_err("it is refused").to_string(), "it is no plain file");
            assert!(append(&at(name), ["text"].into_iter()).is_err());
        }
        assert!(at("pipe").metadata().expect("it is there").file_type().is_fifo());
        std::fs::write(at("other"), "other").expect("it is written");
        symlink(at("other"), at(".file.new")).expect("a link");
        write(&at("file"), b"text").expect("it is written");
        assert_eq!(std::fs::read(at("other")).expect("it is there"), b"other");
        assert_eq!(std::fs::read(at("file")).expect("it is there"), b"text");
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
