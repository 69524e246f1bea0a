//! What the browser changes outside of itself: the user's own sidecar, the marks, and files that a person asks for.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::original;
use crate::app::export::{Save, Saved, beside};
use crate::app::original::Original;
use crate::durable;
use crate::load::Folder;
use crate::marks::{self, Kept, Store};
use crate::query::words;
use crate::saved;
use crate::sidecar::{Change, What, own};
use crate::term::{Outside, Viewer};

/// The places that are written to, and the settings for it.
#[derive(Debug)]
pub struct Files {
    /// The folder of the reports.
    pub folder: Folder,
    /// The configuration directory, where the user's own sidecars are.
    pub config: Option<PathBuf>,
    /// The marks.
    pub store: Option<Store>,
    /// The program that opens the file behind a report, as the settings name it.
    pub viewer: Option<String>,
}

impl Outside for Files {
    fn write(&self, change: &Change) -> Result<String, String> {
        let Folder::Disk(folder) = &self.folder else {
            return Err("the sample library is built in; nothing is kept of it".to_owned());
        };
        let Some(config) = &self.config else {
            return Err("there is no home directory to keep a sidecar of your own in".to_owned());
        };
        let place = short(&own::write(config, folder, change)?);
        Ok(match &change.what {
            What::Assign { fact, .. } => format!("{fact}: assigned in {place}"),
            What::Ignore => format!("ignored in {place}"),
            What::Unassign => format!("forgotten in {place}"),
        })
    }

    fn keep(&self, change: &marks::Change) -> Result<Kept, String> {
        let store = self.store.as_ref().ok_or("there is no home directory to keep marks in")?;
        store.change(change, jiff::Timestamp::now())
    }

    fn lists(&self, change: &saved::Change) -> Result<Vec<saved::Saved>, String> {
        let config = self.config.as_ref().ok_or("there is no home directory to keep lists in")?;
        saved::change(config, change)
    }

    fn save(&self, save: &Save) -> Saved {
        let path = expanded(&save.path);
        match write(&path, &save.text, save.over) {
            Ok(()) => {
                let size = words::count(save.text.lines().count(), "line", "lines");
                Saved::Written(format!("written: {size} into {}", short(&path)))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Saved::IsThere,
            Err(error) => Saved::Failed(format!("{} cannot be written: {}", short(&path), durable::reason(&error))),
        }
    }

    fn viewer(&self, original: &Original) -> Result<Viewer, String> {
        let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let over_ssh = variable("SSH_CONNECTION").or_else(|| variable("SSH_TTY")).is_some();
        let file = file_of(&self.folder, &original.file).filter(|_| !over_ssh);
        original::viewer(self.viewer.as_deref(), variable("PAGER").as_deref(), file.as_deref(), &original.text)
    }
}

/// Where a report's file is; the sample library's are nowhere.
fn file_of(folder: &Folder, file: &str) -> Option<PathBuf> {
    let Folder::Disk(folder) = folder else { return None };
    let path = if folder.is_file() { folder.clone() } else { folder.join(file) };
    std::path::absolute(path).ok().filter(|path| path.exists())
}

/// Writes a file that is not there, or in the place of one that is, which stays as it was where that fails.
fn write(path: &Path, text: &str, over: bool) -> io::Result<()> {
    match path.metadata() {
        Ok(about) if about.is_dir() => Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")),
        // A pipe would wait for ever.
        Ok(about) if !about.is_file() => Err(io::Error::other("it is no plain file")),
        Ok(about) if over => durable::write_with(path, |file| {
            file.set_permissions(about.permissions())?;
            file.write_all(text.as_bytes())
        }),
        _ => {
            let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
            let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
            // Half of it under its name would be taken for all of it.
            written.inspect_err(|_| drop(fs::remove_file(path)))
        }
    }
}

/// A path as it was typed, with the home directory in place of "~".
fn expanded(path: &str) -> PathBuf {
    let below = path.strip_prefix("~/").and_then(|rest| Some(env::home_dir()?.join(rest)));
    below.unwrap_or_else(|| PathBuf::from(path))
}

/// A path as a person says it, with "~" for the home directory.
pub fn short(path: &Path) -> String {
    let home = env::home_dir().and_then(|home| Some(format!("~/{}", path.strip_prefix(home).ok()?.display())));
    home.unwrap_or_else(|| path.display().to_string())
}

/// What stands before the name of a file that nobody chose.
pub fn exports(folder: &Folder) -> String {
    let current = env::current_dir().and_then(|path| path.canonicalize()).ok();
    let home = env::home_dir().and_then(|path| path.canonicalize().ok());
    let folder = match folder {
        Folder::Disk(path) => path.canonicalize().ok().map(|path| if path.is_dir() { path } else { parent(path) }),
        Folder::Sample => None,
    };
    beside(current.as_deref(), folder.as_deref(), home.as_deref())
}

fn parent(path: PathBuf) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_over_only_where_that_was_asked() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("annex.md");
        let files = Files { folder: Folder::Sample, config: None, store: None, viewer: None };
        let save =
            |text: &str, over| files.save(&Save { path: path.display().to_string(), text: text.to_owned(), over });
        assert!(matches!(save("one\n", false), Saved::Written(words) if words.starts_with("written: 1 line into ")));
        assert_eq!(save("two\n", false), Saved::IsThere);
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "one\n");
        assert!(matches!(save("two\n", true), Saved::Written(_)));
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "two\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
            std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).expect("it is ours");
            assert!(matches!(save("three\n", true), Saved::Written(_)));
            assert_eq!(mode(&path), 0o640, "who may read it is as before");
            assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 1, "nothing is left beside it");
        }
        #[cfg(unix)]
        {
            use rustix::fs::{CWD, FileType, Mode, mknodat};
            let pipe = path.with_extension("pipe");
            mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
            assert_eq!(
                write(&pipe, "text", true).map_err(|error| error.to_string()),
                Err("it is no plain file".to_owned())
            );
        }
        let nowhere = Save { path: "/nowhere/at/all.md".into(), text: String::new(), over: false };
        assert!(
            matches!(files.save(&nowhere), Saved::Failed(why) if why.contains("/nowhere/at/all.md cannot be written"))
        );
        let folder = Save { path: dir.path().display().to_string(), text: String::new(), over: false };
        assert!(matches!(files.save(&folder), Saved::Failed(why) if why.contains("it is a folder")));
    }
}
