//! Changes of marks that were asked for and are not on the disk yet, and what is wished of the same passages meanwhile.
//!
//! A disk takes its time, and nobody waits for it: changes of different passages go out one behind the other. What a key
//! does to a passage whose change is on its way depends on what becomes of that, and waits for it.

use std::sync::Arc;

use super::notice::{Notice, Weight};
use super::{App, Effect};
use crate::keymap::Action;
use crate::marks::{Change, Mark};
use crate::query::citation::Passage;
use crate::report::Report;

/// What a change is about.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// The mark of this name, in the list of marks.
    Mark(String),
    /// A passage of a report, marked or not.
    Passage(Arc<Report>, Box<Passage>),
}

/// What is to become of it.
#[derive(Debug, Clone)]
pub(super) enum Wish {
    /// It is marked, or its mark is taken off.
    Toggle,
    /// This is written about it.
    Note(String),
}

/// What is on its way, the first one first.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    changes: Vec<Change>,
    later: Vec<(Target, Wish)>,
}

impl App {
    /// The mark under the bar of the list of marks, or the passage under the bar elsewhere.
    pub(super) fn target_here(&self) -> Option<Target> {
        if let Some(row) = self.mark_row() {
            return self.marks.get(row).map(|mark| Target::Mark(mark.id.clone()));
        }
        let (report, passage) = self.passage_under_bar()?;
        Some(Target::Passage(report, Box::new(passage)))
    }

    /// Asks for a change of what is under the bar, or remembers it until the change before it is answered.
    pub(super) fn wish(&mut self, wish: Wish) -> Option<Effect> {
        let Some(target) = self.target_here() else {
            self.no_passage();
            return None;
        };
        if self.asked.changes.iter().any(|change| self.is_about(change, &target)) {
            self.asked.later.push((target, wish));
            return None;
        }
        self.fulfil(&target, wish)
    }

    /// What is written about it, as it was typed last, be it kept yet or not; `None` where nothing is marked.
    pub(super) fn note_of(&self, target: &Target) -> Option<String> {
        let wished = self.asked.later.iter().rev().find_map(|(other, wish)| match wish {
            Wish::Note(note) if self.is_same(other, target) => Some(note),
            _ => None,
        });
        let asked = || {
            self.asked.changes.iter().rev().filter(|change| self.is_about(change, target)).find_map(|change| {
                match change {
                    Change::Add { note, .. } | Change::Note { note, .. } => Some(note),
                    Change::Remove { .. } => None,
                }
            })
        };
        wished.or_else(asked).or_else(|| Some(&self.mark_of(target)?.note)).cloned()
    }

    /// A change is answered. Answers what waited for that. Of a passage whose mark could not be changed nothing else is
    /// wished that somebody counted on that for; what was written about it is not lost.
    pub(super) fn answered(&mut self, change: &Change, failed: bool) -> Vec<Effect> {
        if let Some(at) = self.asked.changes.iter().position(|asked| asked == change) {
            self.asked.changes.remove(at);
        }
        let mut effects = Vec::new();
        for (target, wish) in std::mem::take(&mut self.asked.later) {
            if self.asked.changes.iter().any(|change| self.is_about(change, &target)) {
                self.asked.later.push((target, wish));
            } else if !(failed && matches!(wish, Wish::Toggle)) {
                // Nobody has seen a question yet that this would answer.
                self.doomed = None;
                effects.extend(self.fulfil(&target, wish));
            }
        }
        effects
    }

    /// What was written about a mark goes with it, so that taking it off takes the key twice.
    fn fulfil(&mut self, target: &Target, wish: Wish) -> Option<Effect> {
        let mark = self.mark_of(target).map(|mark| (mark.id.clone(), !mark.note.is_empty()));
        let change = match (wish, mark, target) {
            (Wish::Toggle, Some((id, true)), _) if self.doomed.as_ref() != Some(&id) => {
                self.doomed = Some(id);
                let notice = format!("this mark has a note; {} again takes both off", self.key(Action::Mark));
                self.say(Notice::warn(notice));
                return None;
            }
            (Wish::Toggle, Some((id, _)), _) => Change::Remove { id },
            (Wish::Toggle, None, Target::Passage(report, passage)) => Change::add(report, passage, &self.folder, ""),
            (Wish::Toggle, None, Target::Mark(_)) => return None,
            (Wish::Note(note), Some((id, _)), _) => Change::Note { id, note },
            (Wish::Note(note), None, Target::Passage(report, passage)) => {
                Change::add(report, passage, &self.folder, note)
            }
            // It was taken off meanwhile; whoever keeps the marks says so.
            (Wish::Note(note), None, Target::Mark(id)) => Change::Note { id: id.clone(), note },
        };
        self.asked.changes.push(change.clone());
        Some(Effect::Keep(change))
    }

    fn mark_of(&self, target: &Target) -> Option<&Mark> {
        match target {
            Target::Mark(id) => self.marks.iter().find(|mark| mark.id == *id),
            Target::Passage(report, passage) => self.mark_on(report, passage),
        }
    }

    fn is_about(&self, change: &Change, target: &Target) -> bool {
        match (change, target) {
            (Change::Add { anchor, .. }, Target::Passage(report, passage)) => {
                anchor.file == report.file && usize::try_from(anchor.block).is_ok_and(|at| at == passage.start.index())
            }
            (Change::Add { .. }, Target::Mark(_)) => false,
            (Change::Remove { id } | Change::Note { id, .. }, target) => {
                self.mark_of(target).is_some_and(|mark| mark.id == *id)
            }
        }
    }

    fn is_same(&self, one: &Target, other: &Target) -> bool {
        match (one, other) {
            (Target::Passage(report, passage), Target::Passage(file, other)) => {
                report.file == file.file && passage.start == other.start
            }
            _ => self.mark_of(one).zip(self.mark_of(other)).is_some_and(|(one, other)| one.id == other.id),
        }
    }

    /// Whether something is being written, which the last line says until something else is to be said there.
    pub fn set_writing(&mut self, writing: bool) {
        self.writing = writing.then(|| Notice::info("being written to the disk; you can go on meanwhile"));
    }

    /// Says what became of something that may have been asked for some keys ago: in the place of good news that nobody has
    /// answered yet, so that one key takes it away, and behind what failed.
    pub(super) fn say_late(&mut self, notice: Notice) {
        match (self.notices.last().map(|last| last.weight), notice.weight) {
            (Some(Weight::Info), _) => {
                self.notices.pop();
                self.notices.push(notice);
            }
            (Some(Weight::Error), Weight::Info) => self.notices.insert(self.notices.len() - 1, notice),
            _ => self.notices.push(notice),
        }
    }
}
