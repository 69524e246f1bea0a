//! Writing the user's own files so that a crash or a kill leaves the old one or the new one, and nobody else can read them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file beside its place, flushes it to the disk and puts it in place, with its directories where there are none.
///
/// The file is for the user alone (0600), and so are directories that are made for it (0700). A link is kept, and what it
/// leads to is replaced.
///
/// # Errors
///
/// What the file system answers; the old file is then as it was.
pub fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    private_directory(directory)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = directory.join(format!(".{name}.{}", std::process::id()));
    let written = private_file(&new).and_then(|mut file| {
        file.write_all(text)?;
        file.sync_all()
    });
    written.and_then(|()| std::fs::rename(&new, &path)).inspect_err(|_| drop(std::fs::remove_file(&new)))?;
    // The new name is on the disk only when the directory is. Some systems open no directory; they keep names by themselves.
    File::open(directory).map_or(Ok(()), |directory| directory.sync_all())
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
