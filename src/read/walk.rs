//! Walk: the files of a folder, and what of it cannot be entered.
//!
//! Reports lie in folders as people keep them, so no `.gitignore` hides one; hidden files and folders, which are
//! programs' own, are left out. A link is not followed: what it names inside the folder is read where it lies, and
//! anything else about it is told. Nothing but a regular file is ever opened, for a pipe would wait for ever.

use std::collections::HashSet;
use std::fs::{FileType, Metadata};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use crate::durable;
use crate::typography::name;

/// Files that belong to the folder and are no reports.
const SIDECARS: &[&str] = &["findings.toml"];

/// A file that may hold a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path below the folder, with "/" between its parts; unique, and as [`name::name`] writes it where it is odd.
    pub file: String,
    /// The absolute path.
    pub path: PathBuf,
    /// The size in bytes.
    pub size: u64,
}

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files, by path.
    pub entries: Vec<Entry>,
    /// The folders that were gone through, the root among them: where another file would have to appear.
    pub folders: Vec<PathBuf>,
    /// What cannot be entered or opened, by path, each with its reason: a sentence without its stop.
    pub problems: Vec<(String, String)>,
}

/// Lists the files below `root`, or `root` itself where it is a file.
///
/// A root that is missing or cannot be read is a problem like any other, so that the answer is always a list.
#[must_use]
pub fn walk(root: &Path) -> Walk {
    let mut walk = Walk::default();
    match root.canonicalize().and_then(|path| path.metadata().map(|about| (path, about))) {
        Err(error) => walk.problems.push((known_as(root), reason(&error))),
        Ok((path, about)) if about.is_dir() => walk.folder(&path),
        Ok((path, about)) => walk.single(&path, &about),
    }
    walk.entries.sort_by(|a, b| (&a.file, &a.path).cmp(&(&b.file, &b.path)));
    walk.problems.sort();
    walk.part_namesakes();
    walk
}

/// Why a folder or file cannot be opened at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// What is wrong with it.
    pub why: Why,
    /// The reason, a sentence without its stop.
    pub reason: String,
}

/// What is wrong with a folder that cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing lies at its path.
    Missing,
    /// It is there, and may or can not be read.
    Shut,
    /// It is neither a folder nor a file.
    Neither,
}

impl From<Error> for Closed {
    fn from(error: Error) -> Self {
        let nowhere = [ErrorKind::NotFound, ErrorKind::NotADirectory, ErrorKind::InvalidFilename];
        let why = if nowhere.contains(&error.kind()) { Why::Missing } else { Why::Shut };
        Self { why, reason: reason(&error) }
    }
}

/// Whether a folder or file can be opened at all, before anything is read of it.
///
/// # Errors
///
/// Why it cannot.
pub fn enter(root: &Path) -> Result<(), Closed> {
    // A folder that was deleted can still be entered by those who stand in it, and has no path any more.
    let about = root.canonicalize()?.metadata()?;
    if about.is_dir() {
        std::fs::read_dir(root)?;
    } else if let Some(reason) = unreadable(about.file_type()) {
        return Err(Closed { why: Why::Neither, reason: format!("it is {reason}") });
    } else {
        std::fs::File::open(root)?;
    }
    Ok(())
}

impl Walk {
    fn single(&mut self, path: &Path, about: &Metadata) {
        let file = known_as(path.file_name().map_or(path, Path::new));
        self.folders.extend(path.parent().map(Path::to_owned));
        match unreadable(about.file_type()) {
            Some(reason) => self.problems.push((file, reason.to_owned())),
            None => self.entries.push(Entry { file, path: path.to_owned(), size: about.len() }),
        }
    }

    fn folder(&mut self, root: &Path) {
        let walker = WalkBuilder::new(root).standard_filters(false).hidden(true).follow_links(false).build();
        for found in walker {
            match found {
                Ok(entry) => self.entry(root, &entry),
                Err(error) => {
                    let path = path_in(&error).map_or_else(|| ".".to_owned(), |path| below(root, path));
                    let reason = error.io_error().map_or_else(|| error.to_string(), reason);
                    self.problems.push((path, reason));
                }
            }
        }
    }

    fn entry(&mut self, root: &Path, entry: &DirEntry) {
        let Some(kind) = entry.file_type() else { return };
        if kind.is_dir() {
            return self.folders.push(entry.path().to_owned());
        }
        let file = below(root, entry.path());
        if entry.file_name().to_str().is_some_and(|name| SIDECARS.contains(&name)) {
            return;
        }
        let problem = if kind.is_symlink() {
            match link(root, entry.path()) {
                Link::Inside => return,
                Link::Amiss(reason) => Some(reason),
            }
        } else {
            unreadable(kind).map(str::to_owned)
        };
        match (problem, entry.metadata()) {
            (Some(reason), _) => self.problems.push((file, reason)),
            (None, Ok(about)) => {
                self.entries.push(Entry { file, path: entry.path().to_owned(), size: about.len() });
            }
            (None, Err(error)) => {
                let reason = error.io_error().map_or_else(|| error.to_string(), reason);
                self.problems.push((file, reason));
            }
        }
    }

    /// Tells files apart whose names are the same once what is odd in them was written out: one may really be called so.
    fn part_namesakes(&mut self) {
        let mut taken: HashSet<String> = HashSet::new();
        for entry in &mut self.entries {
            let mut count = 1;
            let plain = entry.file.clone();
            while !taken.insert(entry.file.clone()) {
                count += 1;
                entry.file = format!("{plain} ({count})");
            }
        }
    }
}

/// What is told of a link that leads out of the folder.
pub const LEADS_OUT: &str = "a link that leads out of the folder; it is not followed";

/// What is told of a link whose end cannot be found, for this reason.
#[must_use]
pub fn unfollowed(error: &Error) -> String {
    format!("a link that cannot be followed: {}", reason(error))
}

/// What a link is to the walk.
enum Link {
    /// It names something that the walk finds by itself.
    Inside,
    /// It leads where the walk does not go.
    Amiss(String),
}

fn link(root: &Path, path: &Path) -> Link {
    let target = match path.canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Link::Amiss("a link to a file that is not there".to_owned());
        }
        Err(error) => return Link::Amiss(unfollowed(&error)),
    };
    if path.starts_with(&target) {
        return Link::Amiss("a link back to a folder that it stands in; it is not followed".to_owned());
    }
    match target.strip_prefix(root) {
        Err(_) => Link::Amiss(LEADS_OUT.to_owned()),
        Ok(inside) if inside.iter().any(|part| part.to_string_lossy().starts_with('.')) => {
            Link::Amiss("a link to a hidden file; it is not followed".to_owned())
        }
        Ok(_) => Link::Inside,
    }
}

/// Why something that is neither file, folder nor link is not opened.
#[must_use]
#[cfg(unix)]
pub fn unreadable(kind: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kinds: [(bool, &str); 4] = [
        (kind.is_fifo(), "a named pipe, not a file"),
        (kind.is_socket(), "a socket, not a file"),
        (kind.is_block_device() || kind.is_char_device(), "a device, not a file"),
        (!kind.is_file(), "not a regular file"),
    ];
    kinds.into_iter().find(|(is, _)| *is).map(|(_, reason)| reason)
}

/// Why something that is neither file, folder nor link is not opened.
#[must_use]
#[cfg(not(unix))]
pub fn unreadable(kind: FileType) -> Option<&'static str> {
    (!kind.is_file()).then_some("not a regular file")
}

/// The reason of an input error in plain words, without the system's number.
#[must_use]
pub fn reason(error: &Error) -> String {
    // The walk wraps the system's error up in one that says the path again.
    let error = wrapped(error).unwrap_or(error);
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission to read it is denied".to_owned(),
        ErrorKind::InvalidFilename => "its path is longer than the system opens".to_owned(),
        _ => durable::reason(error),
    }
}

fn wrapped(error: &Error) -> Option<&Error> {
    error.get_ref()?.source()?.downcast_ref()
}

/// The path that an error of the walk is about.
fn path_in(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_in(err),
        _ => None,
    }
}

/// The path of a file below a folder, by the name it is known by; `None` where that was made of a path that is odd.
#[must_use]
pub fn path_of(root: &Path, file: &str) -> Option<PathBuf> {
    (!file.starts_with("$'")).then(|| root.join(file))
}

/// The path below the root with "/" between its parts, "." for the root.
fn below(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    if inside.as_os_str().is_empty() { ".".to_owned() } else { known_as(inside) }
}

/// The path as it is known by: itself, or quoted where its names are odd.
#[cfg(unix)]
fn known_as(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    name::name(path.as_os_str().as_bytes()).into_owned()
}

/// The path as it is known by, with "/" between its parts.
#[cfg(not(unix))]
fn known_as(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    name::name(parts.join("/").as_bytes()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn files(walk: &Walk) -> Vec<&str> {
        walk.entries.iter().map(|e| e.file.as_str()).collect()
    }

    #[derive(Debug, thiserror::Error)]
    #[error("on /a/path: {0}")]
    struct Wrapping(#[source] Error);

    #[test]
    fn what_the_system_refuses_is_told_in_plain_words() {
        let told = |kind: ErrorKind| reason(&Error::from(kind));
        assert_eq!(told(ErrorKind::InvalidFilename), "its path is longer than the system opens");
        let walked = ignore::Error::from(Error::from_raw_os_error(5));
        assert_eq!(walked.io_error().map(reason), Some(reason(&Error::from_raw_os_error(5))));
        let wrapping = Error::other(Wrapping(Error::from_raw_os_error(5)));
        assert_eq!(reason(&wrapping), reason(&Error::from_raw_os_error(5)));
        assert!(!reason(&wrapping).contains("path"));
    }

    #[test]
    fn files_come_by_path_and_neither_gitignore_nor_sidecar_matters() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("netherby/2019")).unwrap();
        fs::create_dir(at(".git")).unwrap();
        for name in ["b.txt", "a.pdf", "netherby/2019/c.md", ".hidden.txt", ".git/d.txt", "findings.toml"] {
            fs::write(at(name), "text").unwrap();
        }
        fs::write(at(".gitignore"), "*.pdf\n").unwrap();
        let walk = walk(folder.path());
        assert_eq!(files(&walk), ["a.pdf", "b.txt", "netherby/2019/c.md"]);
        assert_eq!(walk.entries[0].size, 4);
        let root = folder.path().canonicalize().unwrap();
        let mut folders: Vec<_> = walk.folders.iter().map(|at| at.strip_prefix(&root).unwrap()).collect();
        folders.sort();
        assert_eq!(folders, ["", "netherby", "netherby/2019"].map(Path::new), "none that is hidden");
        assert!(walk.entries[0].path.is_absolute());
        assert_eq!(walk.problems, []);
    }

    #[test]
    fn a_root_may_be_one_file_or_missing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("letter.txt");
        fs::write(&file, "Dear").unwrap();
        assert_eq!(files(&walk(&file)), ["letter.txt"]);
        let missing = walk(&folder.path().join("none"));
        assert_eq!(missing.entries, []);
        assert_eq!(missing.problems[0].1, "there is no such file or folder");
    }

    #[test]
    fn what_cannot_be_entered_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "text").unwrap();
        assert_eq!((enter(folder.path()), enter(&file)), (Ok(()), Ok(())));
        let closed = |path: &Path| enter(path).map_err(|Closed { why, reason }| (why, reason)).unwrap_err();
        assert_eq!(closed(&folder.path().join("none")), (Why::Missing, "there is no such file or folder".to_owned()));
        assert_eq!(closed(&file.join("below")), (Why::Missing, "not a directory".to_owned()));
        #[cfg(unix)]
        assert_eq!(closed(Path::new("/dev/null")), (Why::Neither, "it is a device, not a file".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_and_those_that_hide_something_are_told() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(outside.path().join("x.txt"), "text").unwrap();
        fs::write(at("a.txt"), "text").unwrap();
        fs::create_dir(at("sub")).unwrap();
        symlink(at("a.txt"), at("again.txt")).unwrap();
        symlink(folder.path(), at("sub/cycle")).unwrap();
        symlink(at("self"), at("self")).unwrap();
        symlink(at("gone.txt"), at("dangling")).unwrap();
        symlink(outside.path(), at("out")).unwrap();
        let walk = walk(folder.path());
        assert_eq!(files(&walk), ["a.txt"]);
        let told: Vec<_> = walk.problems.iter().map(|(file, _)| file.as_str()).collect();
        assert_eq!(told, ["dangling", "out", "self", "sub/cycle"]);
        assert!(walk.problems[1].1.contains("out of the folder"), "{:?}", walk.problems);
        assert!(walk.problems[3].1.contains("back to a folder"), "{:?}", walk.problems);
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_told_and_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("talk.pdf")).unwrap();
        let walk = walk(folder.path());
        assert_eq!(walk.entries, []);
        assert_eq!(walk.problems, [("talk.pdf".to_owned(), "a socket, not a file".to_owned())]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_no_utf8_stay_apart() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"r\xe9.txt"[..], &b"r\xe8.txt"[..]] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "text").unwrap();
        }
        assert_eq!(files(&walk(folder.path())), ["$'r\\350.txt'", "$'r\\351.txt'"]);
    }
}
