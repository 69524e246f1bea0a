//! What keys do in a text: moving, finding words, on into the next report.

use std::sync::Arc;

use super::App;
use super::input::Input;
use super::notice::Notice;
use super::overlay::Overlay;
use super::view::{Focus, Reader, Spot, View};
use crate::document::BlockId;
use crate::keymap::Action;
use crate::library::ReportId;
use crate::query::find::find;
use crate::query::words;
use crate::report::Report;

impl App {
    /// The text in sight, as a reader with the bar where it stands.
    pub(super) fn shown_reader(&self) -> Option<Reader> {
        let text = self.prepared.text.as_ref()?;
        let row = text.line - text.top.min(text.line);
        Some(Reader { file: text.report.file.clone(), spot: text.spot, row })
    }

    /// Moves the text's bar: in the pane that has the keys, or in the reader.
    pub(super) fn set_reader(&mut self, reader: Reader) {
        match &mut self.view {
            View::Browse(browse) => browse.text = Some(reader),
            View::Reader(now) => *now = reader,
            _ => {}
        }
    }

    /// Opens a text: in its pane where that has the keys, else as a view of its own. Back leads here again.
    pub(super) fn open(&mut self, reader: Reader) {
        match &mut self.view {
            View::Browse(browse) if browse.focus == Focus::Text => {
                let mut next = browse.clone();
                next.text = Some(reader);
                self.go(View::Browse(next));
            }
            _ => self.go(View::Reader(reader)),
        }
    }

    pub(super) fn text_act(&mut self, action: Action) {
        let Some(reader) = self.shown_reader() else {
            if action == Action::Find || !self.panes_act(action) {
                self.say(Notice::info("the text is not read yet"));
            }
            return;
        };
        match action {
            Action::Find => {
                let before = (self.words.clone(), self.sought.clone());
                self.overlay = Some(Overlay::Find { input: Input::default(), before, from: reader });
            }
            Action::FindNext => self.find_beside(true),
            Action::FindPrevious => self.find_beside(false),
            Action::Open if matches!(self.view, View::Browse(_)) => self.go(View::Reader(reader)),
            Action::Open => {
                let notice = format!("this is the text itself; {} is its outline", self.key(Action::Outline));
                self.say(Notice::info(notice));
            }
            Action::Left if matches!(self.view, View::Browse(_)) => self.next_pane(false),
            Action::Left | Action::Right => {}
            _ if self.panes_act(action) => {}
            _ => {
                // Under a bar that was pressed no line rolls away.
                let ahead = self.prepared.panes.beside(Focus::Text).is_some() || self.stays.is_some();
                match self.prepared.text.as_ref().and_then(|text| text.moved_in(&reader, action, ahead)) {
                    Some((reader, stays)) => {
                        self.set_reader(reader);
                        self.go_ahead_of(stays);
                    }
                    None => self.nowhere(action),
                }
            }
        }
    }

    /// Says that there is nothing further in this direction.
    fn nowhere(&mut self, action: Action) {
        let what = match action {
            Action::NextSection | Action::PreviousSection => "section",
            Action::NextParagraph | Action::PreviousParagraph => "paragraph",
            Action::NextFinding | Action::PreviousFinding => "finding",
            _ => return,
        };
        let forward = matches!(action, Action::NextSection | Action::NextParagraph | Action::NextFinding);
        self.say(Notice::info(format!("no {what} {}", if forward { "after this" } else { "before this" })));
    }

    /// The next or previous match: in this text, else in the authority's next or previous report that has one.
    pub(super) fn find_beside(&mut self, forward: bool) {
        if self.words.is_empty() {
            return self.say(Notice::info(format!("nothing is looked for yet; {} finds", self.key(Action::Find))));
        }
        self.learn_found();
        let Some((reader, text)) = self.shown_reader().zip(self.prepared.text.as_ref()) else { return };
        if let Some(spot) = text.match_beside(forward) {
            let reader = text.seen(&reader, spot);
            return self.set_reader(reader);
        }
        let (row, from, report) = (text.height() / 3, text.id, Arc::clone(&text.report));
        if self.sought.is_some() {
            return self.go_to_found(from, row, forward);
        }
        if let Some((id, spot, found)) = self.match_elsewhere(from, &report, forward) {
            let Some(report) = self.library.report(id) else { return };
            let (file, name) = (report.file.clone(), words::name(report));
            self.open(Reader { file, spot, row });
            return self.say(Notice::info(format!("on in the {name}: {found} there")));
        }
        let Some(text) = &self.prepared.text else { return };
        let again = if forward { text.matches.first() } else { text.matches.last() };
        let whose = words::authority(&text.report).to_owned();
        if let Some(spot) = again.map(|m| Spot { block: m.block, at: m.start }) {
            let reader = text.seen(&reader, spot);
            self.set_reader(reader);
            let edge = if forward { "the top" } else { "the end" };
            self.say(Notice::info(format!("no further report of {whose} has it; on from {edge}")));
        } else {
            self.say(Notice::info(format!("“{}” is in no report of {whose}", self.words)));
        }
    }

    /// The first match in the authority's next report that has one. Goes round; says how many that report has.
    fn match_elsewhere(&self, from: ReportId, report: &Report, forward: bool) -> Option<(ReportId, Spot, usize)> {
        let authority = self.library.authority_named(report.authority_name()?)?;
        let reports = &self.library.authority(authority)?.reports;
        let at = reports.iter().position(|&id| id == from)?;
        let others = (1..reports.len()).map(|i| if forward { at + i } else { at + reports.len() - i });
        others.map(|i| reports[i % reports.len()]).find_map(|id| {
            let found = find(&self.library.report(id)?.blocks, &self.words);
            let one = if forward { found.first() } else { found.last() }?;
            Some((id, Spot { block: one.block, at: one.start }, found.len()))
        })
    }

    /// What is typed into the find line is looked for at once, from where the bar was.
    pub(super) fn find_typed(&mut self, typed: &str, from: &Reader) {
        typed.clone_into(&mut self.words);
        self.sought = None;
        self.set_reader(from.clone());
        self.prepare();
        let spot = self.prepared.text.as_ref().and_then(|text| Some(text.seen(from, text.match_from(from.spot)?)));
        if let Some(reader) = spot.filter(|_| !typed.is_empty()) {
            self.set_reader(reader);
        }
    }

    /// Goes to a numbered paragraph of the report under the bar.
    pub(super) fn go_to_paragraph(&mut self, number: u32) {
        let Some(report) = self.report_under_bar().and_then(|id| self.library.report(id)) else {
            return self.say(Notice::info("no report is under the bar"));
        };
        let block = report.paragraphs.iter().find(|p| p.number == number).map(|p| p.block);
        let last = report.paragraphs.iter().map(|p| p.number).max();
        let file = report.file.clone();
        match (block, last) {
            (Some(block), _) => self.open(Reader::at(file, block)),
            (None, Some(last)) => self.say(Notice::info(format!("there is no paragraph {number}; the last is {last}"))),
            (None, None) => self.say(Notice::info("this report has no numbered paragraphs")),
        }
    }

    /// Goes to a page of the report under the bar.
    pub(super) fn go_to_page(&mut self, page: u32) {
        let Some(report) = self.report_under_bar().and_then(|id| self.library.report(id)) else {
            return self.say(Notice::info("no report is under the bar"));
        };
        let blocks = report.blocks.iter().enumerate().filter(|(_, b)| b.is_text());
        let spot = blocks.clone().find_map(|(i, b)| {
            let id = BlockId::new(i);
            let turn = b.breaks.iter().find(|t| t.page == page).map(|t| Spot { block: id, at: t.at });
            if b.place.page == page { Some(Spot::of(id)) } else { turn }
        });
        let (file, pages) = (report.file.clone(), report.pages);
        match spot {
            Some(spot) => self.open(Reader { file, spot, row: 2 }),
            None if pages == 0 => self.say(Notice::info("this file has no pages")),
            None => self.say(Notice::info(format!("nothing is on page {page}; the last is {pages}"))),
        }
    }
}
