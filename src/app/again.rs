//! A folder that changed under the program: what was read again takes the place of what was known, and nothing jumps.
//!
//! Where one is stays where it is: views say by name what they show, a file that was moved is followed, and the place in a
//! text that changed is found again by its words. While something is typed or chosen in an overlay, what was read waits
//! until that is closed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::App;
use super::notice::Notice;
use super::reading::{Outcome, Reading};
use super::view::View;
use crate::document::BlockId;
use crate::keymap::Action;
use crate::library::Library;
use crate::load::Progress;
use crate::query::words;
use crate::report::Report;

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Changed,
    New,
    Gone,
}

/// What happened to files since somebody heard of it.
pub(super) type Turns = BTreeMap<String, Turn>;

/// What is known of a folder that changes.
#[derive(Debug, Clone, Default)]
pub(super) struct Again {
    /// What was read again and waits for an overlay to be closed.
    held: Option<Vec<Progress>>,
    /// What happened since the last key.
    turns: Turns,
    /// The words for it.
    notice: Option<Notice>,
}

/// How a folder comes to be read again.
#[derive(Debug, Clone, Default)]
pub(super) enum Reloading {
    /// It does not.
    #[default]
    No,
    /// Somebody asked for it, and hears how it differs from what was known.
    Asked(Box<Reading>),
    /// The program itself changed what is said of its files and told it, or nobody knows all of the folder yet, or what is
    /// known of it an earlier run kept.
    Quiet(Box<Reading>),
}

/// What is known of each file.
type Known = BTreeMap<String, Vec<Outcome>>;

impl App {
    /// The folder changed, and this is all that there is to know of it now. Only what differs is told.
    pub fn read_again(&mut self, news: Vec<Progress>) {
        // What is being read at the moment began later, and will tell all of it.
        if self.reading.is_done() {
            self.again.held = Some(news);
            self.take_in();
            self.prepare();
        }
    }

    /// The folder cannot be entered any more; what was read of it stays.
    pub fn lost(&mut self, reason: &str) {
        let words = format!("the folder cannot be read now ({reason}); what was read of it stays here");
        self.again.notice = Some(Notice::warn(words));
    }

    /// The system tells no changes of this folder.
    pub fn unheard(&mut self) {
        let key = self.key(crate::keymap::Action::Reload);
        let words = format!(
            "this system tells no changes of so many folders; they are seen when you come back to the window, and with {key}"
        );
        self.say(Notice::info(words));
    }

    /// Takes in what was read again, unless something is typed or chosen.
    pub(super) fn take_in(&mut self) {
        if self.overlay.is_some() || !self.reading.is_done() {
            return;
        }
        let Some(news) = self.again.held.take() else { return };
        let before = self.reading.outcomes();
        let mut reading = Reading::default();
        reading.told(news);
        reading.finish();
        self.again.notice = None;
        let turns = turns(&before, &reading.outcomes());
        if turns.is_empty() && !self.has_other_register(&reading) {
            return;
        }
        self.reading = reading;
        self.renewed(&turns);
        self.place_marks();
        self.learning.renew();
        self.ask();
        self.tell(turns);
    }

    /// What is told about a folder that changed goes before other news; a key takes it away.
    pub(super) fn told_again(&self) -> Option<&Notice> {
        self.again.notice.as_ref()
    }

    /// Somebody has heard what was told. Answers whether there was anything.
    pub(super) fn heard(&mut self) -> bool {
        self.again.turns.clear();
        self.again.notice.take().is_some()
    }

    /// The folder is about to be read again. What is known stays on the screen until all of it is read.
    pub(super) fn reload(&mut self, why: fn(Box<Reading>) -> Reloading) {
        let known = Box::new(std::mem::take(&mut self.reading));
        if matches!(self.reloading, Reloading::No) {
            self.reloading = if known.is_done() { why(known) } else { Reloading::Quiet(known) };
        }
    }

    /// An earlier run kept this of the folder. It is shown, and stays on the screen until somebody has looked at all files.
    pub(super) fn keep(&mut self, kept: Progress) {
        self.reading.told([kept]);
        self.renew();
        self.place_marks();
        let again = self.reading.again();
        self.reloading = Reloading::Quiet(Box::new(std::mem::replace(&mut self.reading, again)));
    }

    /// All was read. Answers whether there is another library than before.
    pub(super) fn reloaded(&mut self) -> bool {
        self.again.held = None;
        let (known, asked) = match std::mem::take(&mut self.reloading) {
            Reloading::No => {
                self.renew();
                return true;
            }
            Reloading::Asked(known) => (known, true),
            Reloading::Quiet(known) => (known, false),
        };
        let (before, now) = (known.outcomes(), self.reading.outcomes());
        if let Some(reason) = self.is_lost(&before, &now) {
            self.reading = *known;
            self.lost(&reason);
            return false;
        }
        let turns = turns(&before, &now);
        let changed = !turns.is_empty() || self.has_other_register(&self.reading);
        if changed {
            self.renewed(&turns);
        } else {
            // What can be shown only when everything is read.
            self.restore();
        }
        if asked {
            self.heard();
            self.tell(turns);
            self.again.notice.get_or_insert_with(|| Notice::info("read again: no file changed"));
        }
        changed
    }

    /// Why the folder itself could not be read, where that is all that came of reading it again.
    fn is_lost(&self, before: &Known, now: &Known) -> Option<String> {
        let has_report = |known: &Known| known.values().flatten().any(|outcome| matches!(outcome, Outcome::Report(_)));
        if self.reading.found() != Some(0) || has_report(now) || !has_report(before) {
            return None;
        }
        // A folder that is read has no problem under a path that leads to it from elsewhere.
        now.iter().filter(|(file, _)| Path::new(file) == self.root).flat_map(|(_, outcomes)| outcomes).find_map(
            |outcome| match outcome {
                Outcome::Problem(reason) => Some(reason.clone()),
                _ => None,
            },
        )
    }

    fn has_other_register(&self, reading: &Reading) -> bool {
        reading.register().is_some_and(|register| **register != *self.register)
    }

    /// Makes a library of what is known now and finds in it again where one was.
    fn renewed(&mut self, turns: &Turns) {
        let before = Arc::clone(&self.library);
        self.renew();
        self.follow_files(&before, turns);
        if let View::Grid(chart) = &self.view
            && self.is_gone(&self.view)
        {
            let name = chart.authority.clone();
            self.travel(Action::Close);
            self.say(Notice::info(format!("no report of {name} is here any more")));
        }
    }

    fn tell(&mut self, turns: Turns) {
        let open = match &self.view {
            View::Reader(reader) if turns.get(&reader.file) == Some(&Turn::Gone) => Some(reader.file.clone()),
            _ => None,
        };
        for (file, turn) in turns {
            let both = match (self.again.turns.get(&file), turn) {
                (Some(Turn::New), Turn::Gone) => None,
                (Some(Turn::New), _) => Some(Turn::New),
                (Some(Turn::Gone), Turn::New) => Some(Turn::Changed),
                (_, turn) => Some(turn),
            };
            match both {
                Some(both) => drop(self.again.turns.insert(file, both)),
                None => drop(self.again.turns.remove(&file)),
            }
        }
        self.again.notice = match open {
            Some(file) => Some(Notice::warn(format!("the report that you read is gone from the folder: {file}"))),
            None => counted(&self.again.turns, &self.reading.unread()).map(Notice::info),
        };
    }

    /// Follows files that were moved, and finds places in texts that changed.
    fn follow_files(&mut self, before: &Library, turns: &Turns) {
        let of = |turn: Turn| turns.iter().filter(move |(_, is)| **is == turn).map(|(file, _)| file.as_str());
        let report = |library: &Library, file: &str| library.report(library.report_of_file(file)?).cloned();
        let library = Arc::clone(&self.library);
        let new: Vec<Arc<Report>> = of(Turn::New).filter_map(|file| report(&library, file)).collect();
        let heir = |file: &str| {
            let old = report(before, file).filter(|_| turns.get(file) == Some(&Turn::Gone))?;
            let same = |new: &&Arc<Report>| new.pages == old.pages && new.blocks == old.blocks;
            new.iter().find(same).map(|new| new.file.clone())
        };
        let mut moved: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut follow = |file: &mut String, block: Option<&mut BlockId>| {
            if !turns.contains_key(file) {
                return true;
            }
            if let Some(heir) = moved.entry(file.clone()).or_insert_with(|| heir(file)) {
                file.clone_from(heir);
                return true;
            }
            let reports = report(before, file).zip(report(&library, file));
            reports.zip(block).is_none_or(|((old, new), block)| find_again(&old, &new, block))
        };
        self.view.places(&mut follow);
        self.history.each(|view| view.places(&mut follow));
        if let Some(listing) = &mut self.searched {
            listing.places(&mut follow);
        }
        if let Some(chosen) = &mut self.chosen {
            follow(chosen, None);
        }
        for (from, to) in moved.into_iter().filter_map(|(from, to)| Some((from, to?))) {
            if let Some(read) = self.read.remove(&from) {
                self.read.entry(to).or_insert(read);
            }
        }
    }
}

/// How two readings of a folder differ, by file.
fn turns(before: &Known, now: &Known) -> Turns {
    let gone = before.keys().filter(|file| !now.contains_key(*file)).map(|file| (file.clone(), Turn::Gone));
    let there = now.iter().filter_map(|(file, outcome)| match before.get(file) {
        None => Some((file.clone(), Turn::New)),
        Some(was) => (was != outcome).then(|| (file.clone(), Turn::Changed)),
    });
    gone.chain(there).collect()
}

/// Finds a block of a text in another version of it: the nearest one of the same words, else the one in its place. Answers
/// whether it has the same words.
fn find_again(old: &Report, new: &Report, block: &mut BlockId) -> bool {
    let at = block.index();
    let Some(text) = old.blocks.get(at).map(|block| &block.text) else { return false };
    let same = (0..new.blocks.len()).filter(|&i| new.blocks[i].text == *text);
    let found = same.min_by_key(|i| i.abs_diff(at));
    *block = BlockId::new(found.unwrap_or_else(|| at.min(new.blocks.len().saturating_sub(1))));
    found.is_some()
}

/// "2 files changed, 1 new, 1 gone: read again"; `None` where nothing happened in the end.
fn counted(turns: &Turns, unread: &BTreeSet<&str>) -> Option<String> {
    let count = |turn: Turn| turns.values().filter(|is| **is == turn).count();
    let mut parts = Vec::new();
    for (turn, one, more, after) in [
        (Turn::Changed, "file changed", "files changed", "changed"),
        (Turn::New, "new file", "new files", "new"),
        (Turn::Gone, "file gone", "files gone", "gone"),
    ] {
        match count(turn) {
            0 => {}
            number if parts.is_empty() => parts.push(words::count(number, one, more)),
            number => parts.push(format!("{number} {after}")),
        }
    }
    let there = || turns.iter().filter(|(_, turn)| **turn != Turn::Gone);
    let not_read = there().filter(|(file, _)| unread.contains(file.as_str())).count();
    let read = match (there().count(), not_read, count(Turn::Changed)) {
        (0, ..) => String::new(),
        (1, 1, _) => ": not read".to_owned(),
        (all, not_read, _) if all == not_read => format!(": {not_read} not read"),
        (all, 1.., _) => format!(": {} read, {not_read} not read", all - not_read),
        (.., 0) => ": read".to_owned(),
        _ => ": read again".to_owned(),
    };
    (!parts.is_empty()).then(|| parts.join(", ") + &read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_counted_in_plain_words() {
        use Turn::{Changed, Gone, New};

        let words = |turns: &[Turn]| {
            counted(&turns.iter().enumerate().map(|(i, &turn)| (format!("{i}.pdf"), turn)).collect(), &BTreeSet::new())
                .unwrap_or_default()
        };
        let partly = |turns: &[Turn], unread: &[&str]| {
            let turns = turns.iter().enumerate().map(|(i, &turn)| (format!("{i}.pdf"), turn)).collect();
            counted(&turns, &unread.iter().copied().collect()).unwrap_or_default()
        };
        assert_eq!(partly(&[New, New, New], &["0.pdf", "1.pdf", "2.pdf"]), "3 new files: 3 not read");
        assert_eq!(partly(&[New, New, New], &["1.pdf"]), "3 new files: 2 read, 1 not read");
        assert_eq!(partly(&[New, Gone], &["0.pdf", "7.pdf"]), "1 new file, 1 gone: not read");
        assert_eq!(words(&[Changed, Changed, New, Gone]), "2 files changed, 1 new, 1 gone: read again");
        assert_eq!(words(&[New]), "1 new file: read");
        assert_eq!(words(&[New, New, Gone]), "2 new files, 1 gone: read");
        assert_eq!(words(&[Gone, Gone]), "2 files gone");
        assert_eq!(words(&[]), "");
    }
}
