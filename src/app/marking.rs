//! Marking the passage under the bar, and writing notes about marks.
//!
//! Nothing is kept here. A change is answered as an [`Effect`], and the marks as they stand then on the disk come back to
//! [`App::kept`], so that what is shown as marked is kept. That may be some keys later: [`asked`](super::asked) knows what is
//! on its way.

use std::sync::Arc;

use super::asked::Wish;
use super::input::Input;
use super::notice::Notice;
use super::overlay::Overlay;
use super::view::{Focus, Under, View};
use super::{App, Effect};
use crate::document::BlockId;
use crate::keymap::{Action, Context};
use crate::list::List;
use crate::marks::{Change, Kept, Mark, Places};
use crate::query::citation::Passage;
use crate::report::Report;

impl App {
    /// All marks, the oldest first.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Takes other marks for those that are kept, and looks for them in the reports.
    pub(super) fn place_marks(&mut self) {
        self.places = Places::of(&self.library, &self.folder, &self.marks);
    }

    /// The report and the passage that the bar is on, in any view that shows passages.
    #[must_use]
    pub fn passage_under_bar(&self) -> Option<(Arc<Report>, Passage)> {
        let (id, block) = match &self.view {
            View::List(listing) if matches!(listing.list, List::Findings | List::Search | List::Marks) => {
                self.listed_passage()?
            }
            View::Browse(browse) if browse.focus == Focus::Summary => match self.prepared.summary.under.as_ref()? {
                Under::Item { file, block } => (self.library.report_of_file(file)?, *block),
                _ => return None,
            },
            _ if self.view.context() == Context::Text => {
                let text = self.prepared.text.as_ref()?;
                (text.id, text.spot.block)
            }
            _ => return None,
        };
        let report = Arc::clone(self.library.report(id)?);
        let passage = Passage::at(&report, block)?;
        Some((report, passage))
    }

    /// The mark on a passage.
    pub(super) fn mark_on(&self, report: &Report, passage: &Passage) -> Option<&Mark> {
        let range = passage.start..passage.end;
        let at = self.places.in_file(&report.file).find(|(_, block)| range.contains(block))?.0;
        self.marks.get(at)
    }

    /// The blocks of a file at which a marked passage begins.
    pub fn marked_blocks<'a>(&'a self, file: &'a str) -> impl Iterator<Item = BlockId> + 'a {
        self.places.in_file(file).map(|(_, block)| block)
    }

    /// Marks the passage under the bar, or takes its mark off.
    pub(super) fn toggle_mark(&mut self) -> Option<Effect> {
        self.wish(Wish::Toggle)
    }

    pub(super) fn no_passage(&mut self) {
        let notice = match self.view {
            View::List(_) => "no passage is under the bar".to_owned(),
            _ => format!("no passage is under the bar; {} opens the text", self.key(Action::Open)),
        };
        self.say(Notice::info(notice));
    }

    /// Opens the line for a note about the mark, or the passage, under the bar.
    pub(super) fn ask_note(&mut self) {
        let Some(target) = self.target_here() else { return self.no_passage() };
        self.overlay = Some(Overlay::Note(Input::with(self.note_of(&target).unwrap_or_default())));
    }

    /// Writes a note about the mark under the bar; a passage without a mark gets one.
    pub(super) fn note(&mut self, note: &str) -> Option<Effect> {
        self.wish(Wish::Note(note.trim().to_owned()))
    }

    /// What became of a change: the marks as they stand on the disk, or why they do not stand there. Answers what waited
    /// for that.
    pub fn kept(&mut self, change: &Change, kept: Result<Kept, String>) -> Vec<Effect> {
        let failed = kept.is_err();
        match kept {
            Ok(Kept { marks, told }) => {
                self.choose_beside(change);
                self.marks = marks;
                self.place_marks();
                self.bases[List::Marks as usize] = None;
                self.marked += 1;
                let again = self.key(Action::Mark);
                let done = match change {
                    Change::Add { note, .. } if note.is_empty() => {
                        format!("marked · {again} again takes it off · :{} writes a note", Action::Note.key())
                    }
                    Change::Add { .. } => format!("marked, with the note · {again} takes it off"),
                    Change::Remove { .. } => "the mark is taken off".to_owned(),
                    Change::Note { note, .. } if note.is_empty() => "the note is gone; the mark stays".to_owned(),
                    Change::Note { .. } => "the note is kept".to_owned(),
                };
                self.say_late(told.map_or_else(|| Notice::info(done), Notice::warn));
            }
            Err(reason) => self.say_late(Notice::error(reason)),
        }
        let effects = self.answered(change, failed);
        self.prepare();
        effects
    }

    /// Before a mark goes, the list's bar goes to the next one.
    fn choose_beside(&mut self, change: &Change) {
        let (Change::Remove { id }, Some(table)) = (change, &self.prepared.table) else { return };
        if self.mark_under_bar().is_none_or(|mark| mark.id != *id) {
            return;
        }
        let next = table.rows.get(table.bar + 1).or_else(|| table.rows.get(table.bar.checked_sub(1)?));
        let key = next.and_then(|row| self.with_stock(|stock| row.key(stock)));
        if let View::List(list) = &mut self.view {
            list.chosen = key;
        }
    }
}
