//! What is kept between runs: the last folder, and in each folder where one was and what one has read. Only the user may
//! read it.
//!
//! Places are kept by name: the authority's, the report's file, the block's number. A place that no longer exists is
//! passed over in silence; a session file that cannot be understood is put aside and told.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::durable;
use crate::list::{List, Read};
use crate::vocabulary::vocabulary;

/// The file's name in the state directory.
const FILE: &str = "session.json";
/// Its greatest length, in bytes.
const LONGEST: u64 = 64 << 20;

vocabulary! {
    /// The view that was open.
    Shown {
        Browse = "browse", "the authorities";
        Grid = "grid", "the judgement grid";
        Reader = "reader", "the text";
        Reports = "reports", "reports by date";
        Findings = "findings", "findings";
        National = "national", "the national grid";
        Search = "search", "search results";
        Marks = "marks", "marks";
        Problems = "problems", "files with problems";
    }
}

impl Shown {
    /// The view that shows a list.
    #[must_use]
    pub const fn of(list: List) -> Self {
        match list {
            List::Reports => Self::Reports,
            List::Findings => Self::Findings,
            List::National => Self::National,
            List::Search => Self::Search,
            List::Marks => Self::Marks,
            List::Problems => Self::Problems,
        }
    }

    /// The list that the view shows.
    #[must_use]
    pub fn list(self) -> Option<List> {
        List::from_key(self.key())
    }
}

/// Where one was in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The view.
    pub view: Shown,
    /// The authority under the bar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The file of the report that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// The block with the bar.
    #[serde(default)]
    pub block: u32,
    /// The view in full, with its filter and scroll, as the browser keeps it. Where it is not understood, what stands above
    /// is enough to come near.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub state: Value,
    /// The views that were left, the last one at the end, as the browser keeps them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub back: Vec<Value>,
    /// The results of the last search, as the browser keeps them.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub searched: Value,
    /// The words that were looked for last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// How far each report was read, by file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub read: BTreeMap<String, Read>,
}

/// A place that one went to: an authority, or a block of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Visited {
    /// The authority; `None` for a place in a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The file of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// The block.
    #[serde(default)]
    pub block: u32,
}

/// Everything that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The folder that was open last.
    pub last: Option<PathBuf>,
    /// Where one was, by folder.
    pub places: BTreeMap<PathBuf, Place>,
    /// The places that one went to, by folder, the last one first.
    pub recent: BTreeMap<PathBuf, Vec<Visited>>,
}

impl Session {
    /// Reads the session of a state directory.
    ///
    /// A file that cannot be understood is renamed to `session.json.broken` and told; the session is then empty.
    #[must_use]
    pub fn load(directory: Option<&Path>) -> (Self, Option<String>) {
        let Some(path) = directory.map(|dir| dir.join(FILE)) else { return (Self::default(), None) };
        Self::read(&path).unwrap_or_else(|error| {
            (Self::default(), Some(format!("the session cannot be read: {}", durable::reason(&error))))
        })
    }

    /// Reads a session; puts a damaged one aside and tells it.
    fn read(path: &Path) -> io::Result<(Self, Option<String>)> {
        let Some(bytes) = durable::read(path, LONGEST)? else { return Ok((Self::default(), None)) };
        let damage = match serde_json::from_slice(&bytes) {
            Ok(session) => return Ok((session, None)),
            Err(error) => error,
        };
        let aside = path.with_extension("json.broken");
        let kept = match std::fs::rename(path, &aside) {
            Ok(()) => format!("it is kept as {}", aside.display()),
            Err(why) => format!("it cannot be put aside: {}", durable::reason(&why)),
        };
        Ok((Self::default(), Some(format!("the session file is damaged ({damage}); {kept}"))))
    }

    /// Writes the session beside its old file and then over it, so that a crash leaves one of the two whole.
    ///
    /// # Errors
    ///
    /// When the directory or the file cannot be written.
    fn save(&self, directory: &Path) -> io::Result<()> {
        durable::write(&directory.join(FILE), &serde_json::to_vec_pretty(self)?)
    }

    /// Changes the session on the disk. What another session saved meanwhile stays. Answers what is to be told of a file that
    /// was damaged meanwhile.
    ///
    /// # Errors
    ///
    /// When the directory or the file cannot be written.
    pub fn change(directory: &Path, change: impl FnOnce(&mut Self)) -> io::Result<Option<String>> {
        let _lock = durable::lock(&directory.join(FILE))?;
        // What cannot be read now may be whole: it is not written over.
        let (mut session, told) = Self::read(&directory.join(FILE))?;
        change(&mut session);
        session.save(directory)?;
        Ok(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        let read = BTreeMap::from([("a/b.pdf".into(), Read { block: 7, done: false })]);
        let place = Place {
            view: Shown::Reader,
            authority: None,
            report: Some("a/b.pdf".into()),
            block: 7,
            state: serde_json::json!({"Reader": "a/b.pdf"}),
            back: vec![Value::Null],
            searched: serde_json::json!({"query": "visits"}),
            words: "visits".into(),
            read,
        };
        let visited = Visited { authority: Some("Ashcombe".into()), ..Visited::default() };
        let recent = BTreeMap::from([("/reports".into(), vec![visited])]);
        Session { last: Some("/reports".into()), places: BTreeMap::from([("/reports".into(), place)]), recent }
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let dir = tempfile::tempdir().expect("a folder");
        let state = dir.path().join("state");
        session().save(&state).expect("it can be written");
        assert_eq!(Session::load(Some(&state)), (session(), None));
        assert_eq!(std::fs::read_dir(&state).expect("it exists").count(), 1, "no other file is left behind");
    }

    #[test]
    fn two_sessions_at_once_keep_both_places() {
        let dir = tempfile::tempdir().expect("a folder");
        let place = session().places[Path::new("/reports")].clone();
        std::thread::scope(|scope| {
            for folder in ["/a", "/b", "/c", "/d"] {
                let (place, dir) = (place.clone(), dir.path());
                scope.spawn(move || {
                    Session::change(dir, |session| drop(session.places.insert(folder.into(), place)))
                        .expect("it can be written");
                });
            }
        });
        assert_eq!(Session::load(Some(dir.path())).0.places.len(), 4);
    }

    #[test]
    fn a_damaged_file_is_told_and_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join(FILE), "{\"last\": 7").expect("it can be written");
        let (session, told) = Session::load(Some(dir.path()));
        assert_eq!(session, Session::default());
        assert!(told.is_some_and(|t| t.contains("damaged")));
        assert!(dir.path().join("session.json.broken").exists());
        assert_eq!(Session::load(Some(dir.path())), (Session::default(), None), "told once");
    }

    #[test]
    fn without_a_home_there_is_no_session() {
        assert_eq!(Session::load(None), (Session::default(), None));
    }
}
