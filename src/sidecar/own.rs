//! The user's own sidecars: one file a folder, in `folders` of the configuration directory, which the browser writes.
//!
//! A file is named after its folder, so that a person can tell them apart, and after all of the folder's path, so that
//! two folders have two files: `reports-8f6ad1a90c3b12f7.toml`. What else stands in it, comments included, is left as it is.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::parse;
use crate::durable;
use crate::report::{Framework, Period};
use crate::typography::digest_of_bytes;

/// The folder of the user's own sidecars in the configuration directory.
const FOLDERS: &str = "folders";
/// The longest part of a file's name that is taken from the folder's, in characters.
const READABLE: usize = 40;

/// What is to be written of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path below the folder, with "/" between its parts.
    pub file: String,
    /// What is said of it from now on.
    pub what: What,
}

/// What is said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// This is so, whatever its document says; and it is read again where it was set aside.
    Assign {
        /// What is so.
        fact: Told,
        /// Whether the file is set aside now.
        was_ignored: bool,
    },
    /// It is set aside.
    Ignore,
    /// All that was said of it alone is forgotten.
    Unassign,
}

/// One fact that a person says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It is about the authority of this plain name.
    Authority(String),
    /// It was written under this framework.
    Framework(Framework),
    /// It is about an inspection on these days.
    Inspected(Period),
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authority(name) => f.write_str(name),
            Self::Framework(framework) => f.write_str(framework.words()),
            Self::Inspected(days) if days.from == days.to => write!(f, "inspected {}", days.from),
            Self::Inspected(days) => write!(f, "inspected {} to {}", days.from, days.to),
        }
    }
}

impl Told {
    /// Puts it into the table of a file.
    fn put(&self, table: &mut Table) -> Result<(), String> {
        match self {
            Self::Authority(name) => {
                table.insert("authority", value(name));
            }
            Self::Framework(framework) => {
                table.insert("framework", value(framework.key()));
            }
            Self::Inspected(days) => {
                for (key, day) in [("from", days.from), ("to", days.to)] {
                    let printed = day.to_string();
                    let day: toml_edit::Datetime = printed.parse().map_err(|e| format!("{printed}: {e}"))?;
                    table.insert(key, value(day));
                }
            }
        }
        Ok(())
    }
}

/// The keys of a file's table that say something of it.
const SAID: &[&str] = &["authority", "framework", "from", "to", "ignore"];

/// The path under which a folder is known: absolute, and through links.
#[must_use]
pub fn folder_key(folder: &Path) -> PathBuf {
    folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}

/// Where the user's own sidecar of a folder is, given its [`folder_key`].
#[must_use]
pub fn path(config: &Path, key: &Path) -> PathBuf {
    let name = key.file_name().unwrap_or_default().to_string_lossy();
    let readable = name.chars().take(READABLE).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>();
    let readable = readable.trim_matches('-');
    let name = if readable.is_empty() { "folder" } else { readable };
    config.join(FOLDERS).join(format!("{name}-{:016x}.toml", digest_of_bytes(key.as_os_str().as_encoded_bytes())))
}

/// Writes a change into the user's own sidecar of a folder, and answers where that is.
///
/// # Errors
///
/// A sentence without its stop: nothing is there to be forgotten, the file is not understood (and is left as it is), or it
/// cannot be written.
pub fn write(config: &Path, folder: &Path, change: &Change) -> Result<PathBuf, String> {
    let key = folder_key(folder);
    let path = path(config, &key);
    let named = |reason: String| format!("{}: {reason}", path.display());
    let cannot = |error: io::Error| named(format!("it cannot be written: {}", durable::reason(&error)));
    let _lock = durable::lock(&path).map_err(cannot)?;
    let old = super::read(&path).map_err(named)?;
    let new = changed(old.as_deref(), &key.to_string_lossy(), change).map_err(named)?;
    durable::write(&path, new.as_bytes()).map_err(cannot)?;
    Ok(path)
}

/// The text of a sidecar after a change.
fn changed(old: Option<&str>, folder: &str, change: &Change) -> Result<String, String> {
    let about = parse::parse(old.unwrap_or_default())?.folder;
    if let Some(other) = about.filter(|other| other != folder) {
        return Err(format!("it is about {other}, not about {folder}"));
    }
    let mut document: DocumentMut =
        old.unwrap_or_default().parse().map_err(|e| format!("it is not understood: {e}"))?;
    if old.is_none() {
        document.insert("folder", value(folder));
        document.decor_mut().set_prefix("# What you know of the reports of this folder and they do not say.\n\n");
    }
    let tables = document.entry("file").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let tables = tables.as_array_of_tables_mut().ok_or("its files are not written as [[file]]; change it by hand")?;
    let is_it = |table: &Table| table.get("path").and_then(Item::as_str) == Some(&change.file);
    let at = tables.iter().enumerate().filter(|(_, table)| is_it(table)).last().map(|(at, _)| at);
    if change.what == What::Unassign {
        let Some(at) = at else { return Err("it says nothing of this file alone".to_owned()) };
        let table = tables.get_mut(at).ok_or("it says nothing of this file alone")?;
        for key in SAID {
            table.remove(key);
        }
        if table.len() == 1 {
            tables.remove(at);
        }
        return Ok(document.to_string());
    }
    let at = at.unwrap_or_else(|| {
        let mut table = Table::new();
        table.insert("path", value(&change.file));
        tables.push(table);
        tables.len() - 1
    });
    let table = tables.get_mut(at).ok_or("its tables are not understood")?;
    match &change.what {
        What::Assign { fact, was_ignored } => {
            fact.put(table)?;
            if *was_ignored {
                table.insert("ignore", value(false));
            }
        }
        _ => {
            table.insert("ignore", value(true));
        }
    }
    Ok(document.to_string())
}
