//! The list of marks in all folders: what stands below it, and opening the place of one.

use std::path::Path;

use super::notice::Notice;
use super::view::{Reader, View};
use super::{App, wrap};
use crate::list::Row;
use crate::marks::Mark;
use crate::query::words;

impl App {
    /// The place in all marks of the one under the list's bar.
    pub(super) fn mark_row(&self) -> Option<usize> {
        match self.listed()? {
            Row::Mark(at) => Some(at),
            _ => None,
        }
    }

    /// The mark under the bar of the list of marks.
    #[must_use]
    pub fn mark_under_bar(&self) -> Option<&Mark> {
        self.marks.get(self.mark_row()?)
    }

    /// The mark under the bar in full, in so many lines of so many cells: the citation and the note stand whole, the passage
    /// takes what is left.
    pub(super) fn mark_in_full(&self, cells: usize, lines: usize) -> Vec<String> {
        let Some(mark) = self.mark_under_bar() else { return Vec::new() };
        let mut below = wrap::lines(&format!("({})", mark.passage.citation), cells);
        if !mark.note.is_empty() {
            below.extend(wrap::lines(&format!("note: {}", mark.note), cells));
        }
        let full = mark.passage.text.lines().flat_map(|line| wrap::lines(line, cells)).collect();
        let mut full = wrap::first(full, lines.saturating_sub(below.len()).max(1), cells);
        full.extend(below);
        wrap::first(full, lines, cells)
    }

    pub(super) fn open_mark(&mut self, row: usize) {
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
        let (folder, file) = (mark.anchor.shown_folder(), mark.anchor.shown_file());
        if Path::new(&mark.anchor.folder) == self.folder {
            format!("its passage is in no report of this folder now; it was in {file}")
        } else {
            format!("its report is not in this folder; it is {file} in {folder}")
        }
    }

    /// What the line above the hints says about the mark under the bar.
    pub(super) fn mark_words(&self) -> String {
        let Some(row) = self.mark_row() else { return String::new() };
        let Some(mark) = self.marks.get(row) else { return String::new() };
        let place = self.places.get(row).map_or_else(|| self.elsewhere(mark), |(file, _)| file.to_owned());
        format!("marked {} · {place}", words::day(mark.day()))
    }
}
