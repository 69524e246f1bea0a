//! The list of marks in all folders, the newest first.

use std::path::Path;

use super::input::Input;
use super::listing::height;
use super::notice::Notice;
use super::overlay::Overlay;
use super::view::{Listing, Reader, View};
use super::{App, bar, wrap};
use crate::keymap::Action;
use crate::marks::Mark;
use crate::query::words;

impl App {
    /// The place in all marks of the one under the list's bar.
    pub(super) fn mark_row(&self) -> Option<usize> {
        self.prepared.rows.get(self.prepared.bar).copied().filter(|_| matches!(self.view, View::Marks(_)))
    }

    /// The mark under the bar of the list of marks.
    #[must_use]
    pub fn mark_under_bar(&self) -> Option<&Mark> {
        self.marks.get(self.mark_row()?)
    }

    pub(super) fn prepare_marks(&mut self, list: &mut Listing) {
        let rows: Vec<usize> = (0..self.marks.len()).rev().filter(|&i| self.marks[i].holds(&list.filter)).collect();
        let is_it = |&row: &usize| Some(&self.marks[row].id) == list.file.as_ref();
        let at = rows.iter().position(is_it).unwrap_or(0);
        let area = self.prepared.screen.below_rule();
        let cells = usize::from(area.width).saturating_sub(2);
        let mut detail = Vec::new();
        if let Some(mark) = rows.get(at).and_then(|&row| self.marks.get(row)) {
            // The citation and the note stand whole; the passage takes what is left of half the screen.
            let mut below = wrap::lines(&format!("({})", mark.passage.citation), cells);
            if !mark.note.is_empty() {
                below.extend(wrap::lines(&format!("note: {}", mark.note), cells));
            }
            let half = usize::from(area.height / 2);
            detail = mark.passage.text.lines().flat_map(|line| wrap::lines(line, cells)).collect();
            detail.truncate(half.saturating_sub(below.len()).max(1));
            detail.extend(below);
            detail.truncate(half);
        }
        self.prepared.detail = detail;
        let height = height(area, self.prepared.detail.len());
        let top = bar::top(at, list.row, rows.len(), height);
        list.row = at - top.min(at);
        (self.prepared.rows, self.prepared.bar, self.prepared.top) = (rows, at, top);
    }

    pub(super) fn marks_act(&mut self, action: Action) {
        let View::Marks(list) = &self.view else { return };
        match action {
            Action::Find => {
                let before = list.filter.clone();
                self.overlay = Some(Overlay::Filter { input: Input::with(before.as_str()), before });
            }
            Action::Open => self.open_mark(),
            _ => self.move_marks(action),
        }
    }

    /// Moves the bar of the list.
    pub(super) fn move_marks(&mut self, action: Action) {
        let height = height(self.prepared.screen.below_rule(), self.prepared.detail.len());
        let (rows, at) = (&self.prepared.rows, self.prepared.bar);
        let Some(to) = bar::moved(action, at, rows.len(), height) else { return };
        let chosen = rows.get(to).and_then(|&row| self.marks.get(row)).map(|mark| mark.id.clone());
        if let View::Marks(list) = &mut self.view {
            list.row = bar::row(action, at, to, list.row);
            list.file = chosen;
        }
    }

    fn open_mark(&mut self) {
        let Some(row) = self.mark_row() else { return self.say(Notice::info("nothing is under the bar")) };
        if let Some((file, block)) = self.places.get(row) {
            let reader = Reader::at(file, block);
            return self.go(View::Reader(reader));
        }
        let notice = self.marks.get(row).map(|mark| self.elsewhere(mark)).unwrap_or_default();
        self.say(Notice::info(notice));
    }

    /// Where a mark was made whose passage is not in this folder's reports.
    fn elsewhere(&self, mark: &Mark) -> String {
        if !self.reading.is_done() {
            return "the folder is still being read".to_owned();
        }
        let (folder, file) = (&mark.anchor.folder, &mark.anchor.file);
        if Path::new(folder) == self.folder {
            format!("its passage is in no report of this folder now; it was in {file}")
        } else {
            format!("its report is not in this folder; it is {file} in {folder}")
        }
    }

    /// What the line above the hints says about the mark under the bar.
    pub(super) fn mark_words(&self) -> String {
        let Some(row) = self.mark_row() else { return String::new() };
        let Some(mark) = self.marks.get(row) else { return String::new() };
        let made = mark.made.to_zoned(jiff::tz::TimeZone::UTC).date();
        let place = self.places.get(row).map_or_else(|| self.elsewhere(mark), |(file, _)| file.to_owned());
        format!("marked {} · {place}", words::day(made))
    }
}
