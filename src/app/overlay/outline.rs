//! The outline of the report that is read: filters as one types, opens what is under the bar.

use super::picker::{Picker, fits};
use crate::query::outline::{Entry, outline};
use crate::report::{Report, SectionId};

/// The sections that fit what is typed.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The input and the bar.
    pub picker: Picker,
    /// The report's file.
    pub file: String,
    /// The sections.
    pub lines: Vec<Entry>,
    /// The section one is in: it stays marked when the bar goes elsewhere.
    pub now: Option<SectionId>,
    all: Vec<Entry>,
}

impl Contents {
    /// The outline with the bar on the section one is in.
    #[must_use]
    pub fn of(report: &Report, now: Option<SectionId>) -> Self {
        let all = outline(report);
        let bar = all.iter().position(|e| Some(e.section) == now).unwrap_or(0);
        Self { picker: Picker::on(bar), file: report.file.clone(), lines: all.clone(), now, all }
    }

    /// Keeps the sections that fit what is typed.
    pub fn filter(&mut self) {
        let typed = self.picker.input.text();
        self.lines = self.all.iter().filter(|e| fits(typed, &e.heading)).cloned().collect();
    }

    /// The section under the bar.
    #[must_use]
    pub fn chosen(&self) -> Option<SectionId> {
        self.lines.get(self.picker.bar).map(|e| e.section)
    }
}
