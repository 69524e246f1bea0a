//! The file of marks: one JSON object a line, so that two files can be put one after the other and a damaged line costs
//! only itself.
//!
//! ```text
//! {"about":"marks of findings, a JSON object a line; …"}
//! {"id":"5e…","made":"2026-11-22T09:30:00Z","changed":"…","authority":"Netherby","report":"ILACS inspection 7–18 Nov 2022",
//!  "paragraph":2,"page":2,"citation":"Netherby, “…”, …","text":"…","note":"for #budget","tags":["budget"],
//!  "anchor":{"folder":"/home/…","file":"netherby/2022.pdf","content":"fnv1a64:…","block":31}}
//! {"id":"77…","removed":"2026-11-22T09:31:00Z"}
//! ```
//!
//! Of several lines with one id the one that was changed last counts. A line with "removed" says that a mark was taken off,
//! so that it does not come back from another machine's file; it is kept for [`REMOVED_FOR`]. Keys that are not known here
//! are kept.

use std::collections::BTreeMap;

use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Change, Mark, tags};
use crate::typography::digest_of_bytes;
use crate::typography::harmless::harmless;

/// For how many hours it is kept that a mark was taken off: a year and a month.
pub const REMOVED_FOR: i64 = 395 * 24;

/// The first line, for who opens the file.
const ABOUT: &str = "marks of findings, a JSON object a line: of several lines with one id the one changed last counts; \
                     \"removed\" says that a mark was taken off; tags are the #words of the note";

/// That a mark was taken off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The name of the mark.
    pub id: String,
    /// When it was taken off.
    pub removed: Timestamp,
}

/// What stands in a file of marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// The marks, the oldest first.
    pub marks: Vec<Mark>,
    /// Those that were taken off.
    pub removed: Vec<Removed>,
    /// The lines that are not understood, as they stand.
    pub damaged: Vec<String>,
}

impl Lines {
    /// Understands the text of a file.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut marks: BTreeMap<String, Mark> = BTreeMap::new();
        let mut removed: BTreeMap<String, Removed> = BTreeMap::new();
        let mut damaged = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let Ok(mut value) = serde_json::from_str::<Value>(line) else {
                damaged.push(line.to_owned());
                continue;
            };
            make_harmless(&mut value);
            if value.get("about").is_some() && value.get("id").is_none() {
                continue;
            }
            if value.get("removed").is_some()
                && let Ok(one) = serde_json::from_value::<Removed>(value.clone())
            {
                let later = removed.get(&one.id).is_none_or(|old| old.removed < one.removed);
                if later {
                    removed.insert(one.id.clone(), one);
                }
            } else if let Ok(mut mark) = serde_json::from_value::<Mark>(value) {
                mark.tags = tags(&mark.note);
                if marks.get(&mark.id).is_none_or(|old| old.changed < mark.changed) {
                    marks.insert(mark.id.clone(), mark);
                }
            } else {
                damaged.push(line.to_owned());
            }
        }
        marks.retain(|id, mark| removed.get(id).is_none_or(|one| one.removed < mark.changed));
        removed.retain(|id, _| !marks.contains_key(id));
        let mut marks: Vec<Mark> = marks.into_values().collect();
        marks.sort_by(|a, b| (a.made, &a.id).cmp(&(b.made, &b.id)));
        Self { marks, removed: removed.into_values().collect(), damaged }
    }

    /// Does a change. Answers whether anything is different.
    ///
    /// # Errors
    ///
    /// When the mark that is to be changed is no longer there.
    pub fn change(&mut self, change: &Change, now: Timestamp) -> Result<bool, String> {
        match change {
            Change::Add { passage, anchor, note } => {
                let same = |mark: &Mark| {
                    mark.passage.text == passage.text
                        && mark.passage.citation == passage.citation
                        && (mark.anchor.block, &mark.anchor.content) == (anchor.block, &anchor.content)
                };
                if self.marks.iter().any(same) {
                    return Ok(false);
                }
                let name = format!("{now} {} {} {}", std::process::id(), anchor.file, passage.text);
                self.marks.push(Mark {
                    id: format!("{:016x}", digest_of_bytes(name.as_bytes())),
                    made: now,
                    changed: now,
                    passage: (**passage).clone(),
                    note: note.clone(),
                    tags: tags(note),
                    anchor: anchor.clone(),
                    rest: serde_json::Map::new(),
                });
            }
            Change::Remove { id } => {
                let Some(at) = self.marks.iter().position(|mark| mark.id == *id) else { return Ok(false) };
                // A clock that is ahead elsewhere must not bring it back.
                let changed = self.marks.remove(at).changed;
                self.removed.push(Removed { id: id.clone(), removed: now.max(changed) });
            }
            Change::Note { id, note } => {
                let mark = self.marks.iter_mut().find(|mark| mark.id == *id);
                let mark = mark.ok_or("this mark was taken off in another session")?;
                if mark.note == *note {
                    return Ok(false);
                }
                (mark.note, mark.tags, mark.changed) = (note.clone(), tags(note), now.max(mark.changed));
            }
        }
        Ok(true)
    }

    /// The text of a file with the marks, and what was taken off not too long before this moment. Damaged lines are not in it.
    #[must_use]
    pub fn text(&self, now: Timestamp) -> String {
        let since = now.checked_sub(Span::new().hours(REMOVED_FOR)).unwrap_or(Timestamp::MIN);
        let marks = self.marks.iter().map(|mark| json!(mark));
        let removed = self.removed.iter().filter(|one| one.removed >= since).map(|one| json!(one));
        let lines = std::iter::once(json!({ "about": ABOUT })).chain(marks).chain(removed);
        lines.fold(String::new(), |text, line| text + &line.to_string() + "\n")
    }
}

/// Takes out of all texts what could do harm: a file of marks may come from another person. The anchor has
/// to find the passage again as it is, and is made harmless where it is shown.
fn make_harmless(value: &mut Value) {
    match value {
        Value::String(text) => {
            // A form feed turns a page of a document; in a mark it is a control like any other.
            *text = harmless(text).0.replace('\u{c}', " ");
        }
        Value::Array(values) => values.iter_mut().for_each(make_harmless),
        Value::Object(map) => {
            map.iter_mut().filter(|(key, _)| *key != "anchor").for_each(|(_, value)| make_harmless(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, changed: &str, note: &str) -> String {
        format!(
            "{}\n",
            json!({
                "id": id, "made": "2026-01-02T03:04:05Z", "changed": changed, "report": "ILACS inspection",
                "citation": "Netherby, paragraph 2", "text": "Families keep one worker.", "note": note,
                "anchor": {"folder": "/reports", "file": "a.pdf", "block": 3}, "colour": "blue",
            })
        )
    }

    const EARLY: &str = "2026-02-01T00:00:00Z";
    const LATE: &str = "2026-03-01T00:00:00Z";

    #[test]
    fn a_file_that_somebody_sent_does_nothing_to_a_terminal() {
        let text = line("a", EARLY, "a\u{1b}]0;x\u{7}\u{c}note\u{202e}").replace("Families", "\\u009b31mFamilies");
        let text = text.replace("/reports", "/re\\u001b]0;x\\u0007ports");
        let lines = Lines::parse(&text);
        assert_eq!(lines.marks[0].note, "a note");
        assert_eq!(lines.marks[0].passage.text, "Families keep one worker.");
        assert_eq!(lines.marks[0].anchor.shown_folder(), "$'/re\\e]0;x\\007ports'");
        assert_eq!(lines.marks[0].anchor.folder, "/re\u{1b}]0;x\u{7}ports", "it finds its folder again");
    }

    #[test]
    fn the_line_changed_last_counts_whatever_their_order() {
        let (old, new) = (line("a", EARLY, "old"), line("a", LATE, "new #tag"));
        for text in [format!("{old}{new}"), format!("{new}{old}")] {
            let lines = Lines::parse(&text);
            assert_eq!(lines.marks.len(), 1);
            assert_eq!(
                (lines.marks[0].note.as_str(), lines.marks[0].tags.as_slice()),
                ("new #tag", &["tag".to_owned()][..])
            );
        }
    }

    #[test]
    fn what_was_taken_off_stays_off_unless_it_was_changed_later() {
        let removed = format!("{{\"id\":\"a\",\"removed\":\"{LATE}\"}}\n");
        assert_eq!(Lines::parse(&format!("{removed}{}", line("a", EARLY, ""))).marks, []);
        let back = Lines::parse(&format!("{}{removed}", line("a", "2026-04-01T00:00:00Z", "")));
        assert_eq!((back.marks.len(), back.removed.len()), (1, 0));
    }

    #[test]
    fn what_is_taken_off_stays_off_though_another_machines_clock_was_ahead() {
        let mut lines = Lines::parse(&line("a", LATE, ""));
        let now: Timestamp = EARLY.parse().expect("a moment");
        assert_eq!(lines.change(&Change::Remove { id: "a".to_owned() }, now), Ok(true));
        let merged = Lines::parse(&format!("{}{}", lines.text(now), line("a", LATE, "")));
        assert_eq!(merged.marks, []);
    }

    #[test]
    fn what_is_written_is_read_and_unknown_keys_stay() {
        let now: Timestamp = LATE.parse().expect("a moment");
        let lines = Lines::parse(&format!("{}{{\"id\":\"b\",\"removed\":\"{EARLY}\"}}\n", line("a", EARLY, "#x")));
        let text = lines.text(now);
        assert_eq!(Lines::parse(&text), lines);
        assert!(text.contains("\"colour\":\"blue\"") && text.starts_with("{\"about\":"), "{text}");
        let later: Timestamp = "2028-01-01T00:00:00Z".parse().expect("a moment");
        assert!(!lines.text(later).contains("removed\":\"2026"), "it is forgotten in the end");
    }

    #[test]
    fn a_damaged_line_costs_only_itself() {
        let whole = format!("{}{}", line("a", EARLY, ""), line("b", EARLY, ""));
        let first = line("a", EARLY, "").len();
        for cut in 0..whole.len() {
            let Some(text) = whole.get(..cut) else { continue };
            let lines = Lines::parse(text);
            assert!(lines.damaged.len() <= 1, "{text}");
            assert_eq!(lines.marks.len(), usize::from(cut >= first - 1) + usize::from(cut >= whole.len() - 1));
        }
        let lines = Lines::parse("{\"id\":7}\nnot JSON\n[]\n");
        assert_eq!(lines.damaged, ["{\"id\":7}", "not JSON", "[]"]);
    }
}
