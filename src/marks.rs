//! Passages that a person marked, with notes and tags, across all folders.
//!
//! A mark is kept with everything that is needed to use it without its report: the words, the citation, the section and the
//! page. Where its report is at hand, [`Places`] finds the passage in it, also after the file was renamed or moved or read
//! by another version of the program.
//!
//! [`Store`] keeps the marks in one file of JSON lines, `marks.jsonl` in the user's data directory; [`lines`] says how
//! they are written.

use std::borrow::Cow;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub mod lines;
mod place;
mod store;

pub use place::Places;
pub use store::{Kept, Store};

use crate::query::citation::{self, Passage};
use crate::query::words;
use crate::report::{FindingKind, Report};
use crate::typography::name;

/// A marked passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// A name that no other mark has, here or on another machine.
    pub id: String,
    /// When it was made.
    pub made: Timestamp,
    /// When its note was last changed.
    pub changed: Timestamp,
    /// What was marked.
    #[serde(flatten)]
    pub passage: Marked,
    /// What the person wrote about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The words of the note that begin with "#", without that sign. They follow from the note and stand in the file for
    /// other programs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// How the passage is found again.
    pub anchor: Anchor,
    /// What a newer version of the program wrote; it is kept as it is.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// What was marked, as it stood in its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The authority's plain name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The title of the report as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What the report is and when: "ILACS inspection 7–18 Nov 2022".
    pub report: String,
    /// The heading that the passage stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The number of its paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Its kind, where it is a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<FindingKind>,
    /// The page on which it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The whole citation, dates included.
    pub citation: String,
    /// Its words, a line a block.
    pub text: String,
}

/// Where a passage was, and by what its report is known again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The folder that was open.
    pub folder: String,
    /// The report's path below it, with "/" between its parts.
    pub file: String,
    /// A number made of the report's letters and digits: "fnv1a64:" and 16 hexadecimal digits, as
    /// [`digest_of_letters`](crate::typography::digest_of_letters) makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// The place of the passage's first block in the report.
    pub block: u32,
}

impl Anchor {
    /// The folder as it may be shown; the file of marks may come from another person, and a folder's name may hold anything.
    #[must_use]
    pub fn shown_folder(&self) -> Cow<'_, str> {
        name::name(self.folder.as_bytes())
    }

    /// The same of the report's path.
    #[must_use]
    pub fn shown_file(&self) -> Cow<'_, str> {
        name::name(self.file.as_bytes())
    }
}

/// What is to become of the marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A passage is marked.
    Add {
        /// The passage.
        passage: Box<Marked>,
        /// How it is found again.
        anchor: Anchor,
        /// What is written about it.
        note: String,
    },
    /// A mark is taken off.
    Remove {
        /// Its name.
        id: String,
    },
    /// Something else is written about a mark.
    Note {
        /// Its name.
        id: String,
        /// What is written from now on.
        note: String,
    },
}

impl Change {
    /// Marks a passage of a report of this folder.
    #[must_use]
    pub fn add(report: &Report, passage: &Passage, folder: &Path, note: impl Into<String>) -> Self {
        let marked = Marked {
            authority: report.authority_name().map(str::to_owned),
            title: report.title.as_ref().map(|t| t.value.clone()),
            report: words::name(report),
            section: passage.section.clone(),
            paragraph: passage.paragraph,
            finding: passage.finding,
            page: (passage.page > 0).then_some(passage.page),
            citation: citation::cite(report, Some(passage)),
            text: passage.text.clone(),
        };
        let anchor = Anchor {
            folder: folder.to_string_lossy().into_owned(),
            file: report.file.clone(),
            content: content(report),
            block: u32::try_from(passage.start.index()).unwrap_or(u32::MAX),
        };
        Self::Add { passage: Box::new(marked), anchor, note: note.into() }
    }
}

impl Mark {
    /// Whether all of these words stand in the mark: in its passage, citation, note or tags.
    #[must_use]
    pub fn holds(&self, words: &str) -> bool {
        let passage = &self.passage;
        let all = format!("{} {} {} {}", passage.citation, passage.report, passage.text, self.note);
        let all = crate::typography::fold(&all);
        crate::typography::fold(words).split_whitespace().all(|word| all.contains(word))
    }

    /// The day on which it was made, by the calendar where the program runs.
    #[must_use]
    pub fn day(&self) -> Date {
        self.day_in(TimeZone::system())
    }

    fn day_in(&self, zone: TimeZone) -> Date {
        self.made.to_zoned(zone).date()
    }

    /// The number of the paragraph or page: "para 5", "p. 2", or nothing.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.passage.paragraph, self.passage.page) {
            (Some(number), _) => format!("para {number}"),
            (None, Some(page)) => format!("p. {page}"),
            (None, None) => String::new(),
        }
    }
}

/// A report's text as a mark knows it.
#[must_use]
pub fn content(report: &Report) -> Option<String> {
    report.fingerprint.map(|number| format!("fnv1a64:{number:016x}"))
}

/// The words of a note that begin with "#", in lower case, each once.
#[must_use]
pub fn tags(note: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for word in note.split_whitespace().filter_map(|word| word.strip_prefix('#')) {
        let tag = word.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_the_day_that_it_was_where_it_was_made() {
        let anchor = serde_json::json!({"folder": "/reports", "file": "a.pdf", "block": 1});
        let moment = "2026-06-30T23:30:00Z";
        let mark = serde_json::json!({
            "id": "a", "made": moment, "changed": moment, "report": "", "citation": "", "text": "", "anchor": anchor,
        });
        let mark: Mark = serde_json::from_value(mark).expect("a mark");
        let day = |hours| mark.day_in(TimeZone::fixed(jiff::tz::offset(hours))).to_string();
        assert_eq!([day(0), day(1)], ["2026-06-30", "2026-07-01"], "half past midnight in summer is the next day");
    }

    #[test]
    fn tags_are_the_words_after_a_hash() {
        assert_eq!(tags("for the #Budget paper, see #care-leavers. #budget #"), ["budget", "care-leavers"]);
        assert_eq!(tags("C# is no tag"), [""; 0]);
    }
}
