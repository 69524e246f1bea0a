//! The file of marks on the disk. Every change is on the disk before it is acknowledged, and no change is lost to another
//! session's: the file is locked, read again, changed, and replaced as a whole.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::lines::Lines;
use super::{Change, Mark};
use crate::durable;

/// The file of marks, in the data directory.
const FILE: &str = "marks.jsonl";
/// Its greatest length, in bytes: a hundred thousand passages.
const LONGEST: u64 = 64 << 20;
/// Where lines go that are not understood.
const DAMAGED: &str = "marks.damaged.jsonl";

/// Where the marks are kept.
#[derive(Debug, Clone)]
pub struct Store {
    directory: PathBuf,
}

/// The marks as they stand on the disk, and what is to be told about their file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// All of them, the oldest first.
    pub marks: Vec<Mark>,
    /// A sentence without its stop: that lines were damaged and are kept aside.
    pub told: Option<String>,
}

impl Store {
    /// The marks of this data directory, which need not exist.
    #[must_use]
    pub fn new(directory: &Path) -> Self {
        Self { directory: directory.to_owned() }
    }

    /// The marks as they stand, and what is to be told about the file. Nothing is written.
    #[must_use]
    pub fn load(&self) -> (Vec<Mark>, Option<String>) {
        match self.read() {
            Ok(lines) => {
                let next = format!("the next mark moves them to {DAMAGED}");
                let told = self.damage(&lines, &next);
                (lines.marks, told)
            }
            Err(error) => (Vec::new(), Some(self.cannot("read", &error))),
        }
    }

    /// Changes the marks, and answers all of them as they stand then on the disk.
    ///
    /// # Errors
    ///
    /// A sentence without its stop: the file cannot be read or written, or the mark is no longer there. The marks are then
    /// as they were.
    pub fn change(&self, change: &Change, now: Timestamp) -> Result<Kept, String> {
        let _lock = durable::lock(&self.directory.join(FILE)).map_err(|error| self.cannot("locked", &error))?;
        let mut lines = self.read().map_err(|error| self.cannot("read", &error))?;
        let mut told = None;
        if lines.change(change, now)? {
            self.keep_damaged(&lines)
                .and_then(|()| durable::write(&self.directory.join(FILE), lines.text(now).as_bytes()))
                .map_err(|e| self.cannot("written", &e))?;
            told = self.damage(&lines, &format!("moved to {DAMAGED}"));
        }
        Ok(Kept { marks: lines.marks, told })
    }

    fn cannot(&self, what: &str, error: &io::Error) -> String {
        format!("{} cannot be {what}: {}", self.directory.join(FILE).display(), durable::reason(error))
    }

    /// How many lines are damaged, if any are, and what becomes of them.
    fn damage(&self, lines: &Lines, fate: &str) -> Option<String> {
        let count = crate::query::words::count(lines.damaged.len(), "line", "lines");
        let path = self.directory.join(FILE);
        (!lines.damaged.is_empty()).then(|| format!("{}: {count} cannot be understood; {fate}", path.display()))
    }

    fn read(&self) -> io::Result<Lines> {
        let bytes = durable::read(&self.directory.join(FILE), LONGEST)?;
        Ok(bytes.map_or_else(Lines::default, |bytes| Lines::parse(&String::from_utf8_lossy(&bytes))))
    }

    /// Puts the lines aside that would be lost when the file is written anew.
    fn keep_damaged(&self, lines: &Lines) -> io::Result<()> {
        if lines.damaged.is_empty() {
            return Ok(());
        }
        durable::append(&self.directory.join(DAMAGED), lines.damaged.iter().map(AsRef::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::{Anchor, Marked};

    fn add(text: &str) -> Change {
        let passage = Marked {
            authority: Some("Netherby".into()),
            title: None,
            report: "ILACS inspection".into(),
            section: None,
            paragraph: Some(2),
            finding: None,
            page: None,
            citation: "Netherby, paragraph 2".into(),
            text: text.into(),
        };
        let anchor = Anchor { folder: "/reports".into(), file: "a.pdf".into(), content: None, block: 3 };
        Change::Add { passage: Box::new(passage), anchor, note: String::new() }
    }

    fn texts(marks: &[Mark]) -> Vec<&str> {
        marks.iter().map(|m| m.passage.text.as_str()).collect()
    }

    #[test]
    fn a_mark_is_made_noted_and_taken_off() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::new(&dir.path().join("data"));
        assert_eq!(store.load(), (vec![], None), "no file is no news");
        let marks = store.change(&add("One."), Timestamp::now()).expect("it is written").marks;
        assert_eq!(store.change(&add("One."), Timestamp::now()).map(|kept| kept.marks.len()), Ok(1), "once is enough");
        let id = marks[0].id.clone();
        let note = Change::Note { id: id.clone(), note: "see #budget".into() };
        store.change(&note, Timestamp::now()).expect("it is written");
        assert_eq!(store.load().0[0].tags, ["budget"]);
        assert_eq!(store.change(&Change::Remove { id }, Timestamp::now()), Ok(Kept::default()));
        assert!(store.change(&note, Timestamp::now()).is_err_and(|why| why.contains("another session")));
        assert_eq!(store.load(), (vec![], None));
    }

    #[test]
    fn damaged_lines_are_told_and_kept_aside() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::new(dir.path());
        store.change(&add("One."), Timestamp::now()).expect("it is written");
        let path = dir.path().join(FILE);
        let text = std::fs::read_to_string(&path).expect("it is there");
        std::fs::write(&path, format!("{text}{{\"id\": \"torn")).expect("it can be written");
        let (marks, told) = store.load();
        assert_eq!(texts(&marks), ["One."]);
        assert!(told.is_some_and(|t| t.contains("1 line cannot be understood")));
        let told = store.change(&add("Two."), Timestamp::now()).expect("it is written").told;
        assert!(told.is_some_and(|t| t.ends_with("1 line cannot be understood; moved to marks.damaged.jsonl")));
        assert_eq!(store.load().1, None);
        let aside = std::fs::read_to_string(dir.path().join(DAMAGED)).expect("it is there");
        assert_eq!(aside, "{\"id\": \"torn\n");
    }

    #[test]
    fn sessions_that_write_at_once_lose_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        std::thread::scope(|scope| {
            for session in 0..4 {
                let store = Store::new(dir.path());
                scope.spawn(move || {
                    for n in 0..10 {
                        store.change(&add(&format!("{session}/{n}")), Timestamp::now()).expect("it is written");
                    }
                });
            }
        });
        assert_eq!(Store::new(dir.path()).load().0.len(), 40);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_may_read_them() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().expect("a folder");
        let data = dir.path().join("data");
        Store::new(&data).change(&add("One."), Timestamp::now()).expect("it is written");
        let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&data), mode(&data.join(FILE))), (0o700, 0o600));
        let names = std::fs::read_dir(&data).expect("it is there").count();
        assert_eq!(names, 2, "nothing but the lock is left behind");
    }
}
