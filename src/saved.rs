//! Lists that a person keeps under a name: a query that comes back like a folder.
//!
//! ```toml
//! [[list]]
//! name = "our neighbours on care leavers"
//! list = "findings"
//! query = 'near:norfolk from:2022 "care leavers"'
//! ```
//!
//! They stand in `lists.toml` in the configuration directory, for the hand to change as well.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::durable;
use crate::list::{List, Only, Sort};
use crate::typography::harmless;

/// The file's name in the configuration directory.
const FILE: &str = "lists.toml";
/// Its greatest length, in bytes.
const LONGEST: u64 = 4 << 20;

/// A list under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The name.
    pub name: String,
    /// Which list.
    pub list: List,
    /// What it is filtered by.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// How it is sorted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
    /// The values that rows must have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Only>,
}

impl Saved {
    /// The list as it may be shown: its file is for the hand to change, or for whoever sent it.
    fn harmless(self) -> Self {
        Self { name: harmless::line(&self.name), query: harmless::line(&self.query), ..self }
    }
}

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Lists {
    #[serde(default)]
    list: Vec<Saved>,
}

/// What is to become of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// This one is kept; one of the same name is replaced.
    Keep(Saved),
    /// The one of this name is kept no longer.
    Forget(String),
}

fn path(config: &Path) -> PathBuf {
    config.join(FILE)
}

/// The lists of a configuration directory, in the order of their file.
///
/// # Errors
///
/// A sentence without its stop that names the file: it cannot be read or understood.
pub fn load(config: &Path) -> Result<Vec<Saved>, String> {
    let path = path(config);
    let text = match durable::read_text(&path, LONGEST) {
        Ok(Some(text)) => text,
        Ok(None) => return Ok(Vec::new()),
        Err(error) => return Err(format!("{} cannot be read: {}", path.display(), durable::reason(&error))),
    };
    match toml::from_str::<Lists>(&text) {
        Ok(lists) => Ok(lists.list.into_iter().map(Saved::harmless).collect()),
        Err(error) => Err(format!("{} cannot be understood: {}", path.display(), error.message())),
    }
}

/// Changes the lists on the disk and answers them as they stand then. What another session wrote meanwhile stays.
///
/// # Errors
///
/// A sentence without its stop: the file cannot be read, understood or written. It is then as it was.
pub fn change(config: &Path, change: &Change) -> Result<Vec<Saved>, String> {
    let path = path(config);
    let _lock = durable::lock(&path)
        .map_err(|error| format!("{} cannot be locked: {}", path.display(), durable::reason(&error)))?;
    let mut lists = Lists { list: load(config)? };
    let name = match change {
        Change::Keep(saved) => &saved.name,
        Change::Forget(name) => name,
    };
    let at = lists.list.iter().position(|saved| saved.name == *name);
    match (change, at) {
        (Change::Keep(saved), Some(at)) => lists.list[at] = saved.clone(),
        (Change::Keep(saved), None) => lists.list.push(saved.clone()),
        (Change::Forget(_), Some(at)) => drop(lists.list.remove(at)),
        (Change::Forget(name), None) => return Err(format!("no list is kept as “{name}”")),
    }
    let text = toml::to_string_pretty(&lists).map_err(|error| format!("{}: {error}", path.display()))?;
    durable::write(&path, text.as_bytes())
        .map_err(|error| format!("{} cannot be written: {}", path.display(), durable::reason(&error)))?;
    Ok(lists.list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(name: &str, query: &str) -> Saved {
        let sort = Some(Sort { column: "date".to_owned(), descending: true });
        Saved { name: name.to_owned(), list: List::Findings, query: query.to_owned(), sort, only: Vec::new() }
    }

    #[test]
    fn a_list_is_kept_replaced_and_forgotten() {
        let dir = tempfile::tempdir().expect("a folder");
        let config = dir.path();
        assert_eq!(load(config), Ok(Vec::new()));
        change(config, &Change::Keep(saved("ours", "near:norfolk \"care leavers\""))).expect("it is kept");
        change(config, &Change::Keep(saved("theirs", ""))).expect("it is kept");
        change(config, &Change::Keep(saved("ours", "kind:priority"))).expect("it is replaced");
        assert_eq!(load(config), Ok(vec![saved("ours", "kind:priority"), saved("theirs", "")]));
        change(config, &Change::Forget("ours".to_owned())).expect("it is forgotten");
        assert_eq!(load(config).map(|lists| lists.len()), Ok(1));
        assert_eq!(change(config, &Change::Forget("ours".to_owned())), Err("no list is kept as “ours”".to_owned()));
    }

    #[test]
    fn a_name_that_somebody_sent_does_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let text = "[[list]]\nname = \"ours\\u001b]0;x\\u0007\\n\"\nlist = \"marks\"\n";
        std::fs::write(path(dir.path()), text).expect("it is written");
        assert_eq!(load(dir.path()).expect("it is read")[0].name, "ours ");
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_told_and_left() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = path(dir.path());
        std::fs::write(&path, "list = 3").expect("it is written");
        assert!(load(dir.path()).is_err_and(|told| told.contains("lists.toml cannot be understood")));
        assert!(change(dir.path(), &Change::Keep(saved("x", ""))).is_err());
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "list = 3");
    }
}
