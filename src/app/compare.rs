//! Two reports beside each other on one page that scrolls: judgements, findings, then section by section.
//!
//! Where each side has [`SIDE`] cells the two stand side by side, else one above the other. The page is laid out once for a
//! width; the bar is kept by the part of the page and the line in it, so that another width finds the place again.

mod page;

use std::sync::Arc;

use super::notice::Notice;
use super::view::{Reader, Spot, View};
use super::{App, ahead, bar};
use serde::{Deserialize, Serialize};

use crate::document::BlockId;
use crate::keymap::{Action, Context};
use crate::query::compare::{self, Comparison};
use crate::query::words;
use crate::report::{FindingKind, Report};

/// From this many cells a side has room beside the other.
pub const SIDE: usize = 60;
/// The cells before a side's text: the bar and a sign.
const GUTTER: usize = 2;

/// The state of the view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compare {
    /// The files of the two reports, as they were chosen.
    pub files: [String; 2],
    /// The side that has the keys: 0 is the earlier report.
    pub side: usize,
    /// The part of the page with the bar.
    pub part: usize,
    /// The bar's line in the part.
    pub line: usize,
    /// The bar's row on the screen.
    pub row: usize,
}

/// What a line of a side is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Words of the report.
    Text,
    /// A heading of the report.
    Heading,
    /// Words about it.
    Muted,
    /// A number or a bullet.
    Lead,
}

/// A line of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Half {
    /// The pieces of text and the cell where each begins, counted from the side's edge.
    pub pieces: Vec<(usize, String, Tone)>,
    /// The sign of the finding that begins here.
    pub sign: Option<FindingKind>,
    /// Where it stands in the report.
    pub to: Option<Spot>,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageLine {
    /// Nothing.
    Blank,
    /// A title over both sides, with a rule.
    Title(String),
    /// Words over both sides.
    Words(String),
    /// A row of the judgements: its place in the comparison's grid.
    Judgement(usize),
    /// The two sides beside each other.
    Both([Option<Half>; 2]),
    /// One side alone, over the whole width.
    One(usize, Half),
}

/// The page, computed before it is drawn.
#[derive(Debug, Clone)]
pub struct PageView {
    /// What is compared.
    pub comparison: Comparison,
    /// The two reports.
    pub reports: [Arc<Report>; 2],
    /// The lines, each with the part it belongs to.
    pub lines: Vec<(usize, PageLine)>,
    /// The cells of a side where they stand beside each other.
    pub side_width: Option<usize>,
    /// The line with the bar.
    pub bar: usize,
    /// The first line in sight.
    pub top: usize,
    width: usize,
    measure: usize,
}

impl App {
    /// `c`: chooses the first report, then the second; in a text at once against the inspection before.
    pub(super) fn compare_here(&mut self) {
        let Some(id) = self.report_under_bar() else {
            return self.say(Notice::info("no report is under the bar"));
        };
        let Some(file) = self.library.report(id).map(|r| r.file.clone()) else { return };
        let first = self.chosen.take();
        match first {
            None if self.context() != Context::Text => {
                let name = self.library.report(id).map(|r| words::name(r)).unwrap_or_default();
                let key = self.key(Action::Compare);
                let notice =
                    format!("{name} chosen · choose the second, then {key} · {key} again: with the one before");
                self.chosen = Some(file);
                self.say(Notice::info(notice));
            }
            Some(first) if first != file => self.open_comparison([first, file]),
            _ => match compare::before(&self.library, id).and_then(|id| self.library.report(id)) {
                Some(before) => {
                    let before = before.file.clone();
                    self.open_comparison([before, file]);
                }
                None => self.say(Notice::info("no earlier report of this authority is in the folder")),
            },
        }
    }

    fn open_comparison(&mut self, files: [String; 2]) {
        self.go(View::Compare(Compare { files, side: 1, part: 0, line: 1, row: 1 }));
    }

    /// What keys do on the page.
    pub(super) fn compare_act(&mut self, action: Action) {
        let height = usize::from(self.prepared.screen.below_rule().height);
        let (Some(page), View::Compare(state)) = (&self.prepared.compare, &mut self.view) else { return };
        let (at, len) = (page.bar, page.lines.len());
        let to = match action {
            Action::NextPane | Action::PreviousPane | Action::Left | Action::Right => {
                state.side = match action {
                    Action::Left => 0,
                    Action::Right => 1,
                    _ => 1 - state.side,
                };
                return;
            }
            Action::NextSection => page.starts().into_iter().find(|&start| start > at),
            Action::PreviousSection => page.starts().into_iter().rev().find(|&start| start + 1 < at),
            Action::Open => {
                let reader = page.spot(state.side).map(|spot| {
                    let file = page.reports[state.side].file.clone();
                    Reader { file, spot, row: 2 }
                });
                let whose = page.short(state.side);
                match reader {
                    Some(reader) => self.go(View::Reader(reader)),
                    None => self.say(Notice::info(format!("{whose} says nothing here"))),
                }
                return;
            }
            _ => bar::moved(action, at, len, height),
        };
        let Some(to) = to else {
            let further = if action == Action::NextSection { "after this" } else { "before this" };
            return self.say(Notice::info(format!("no section {further}")));
        };
        // A blank line and a title are no place for the bar where text follows.
        let down = to >= at;
        let stop = |line: &PageLine| !matches!(line, PageLine::Blank | PageLine::Title(_));
        let after = (to..len).find(|&at| stop(&page.lines[at].1));
        let before = (0..=to.min(len.saturating_sub(1))).rev().find(|&at| stop(&page.lines[at].1));
        let to = if down { after.or(before) } else { before.or(after) }.unwrap_or(to);
        let section = matches!(action, Action::NextSection | Action::PreviousSection);
        let start = page.starts().get(page.lines.get(to).map_or(0, |l| l.0)).copied().unwrap_or(0);
        state.row = if section { 2 } else { bar::row(action, at, to, state.row) };
        (state.part, state.line) = (page.lines.get(to).map_or(0, |l| l.0), to - start.min(to));
    }

    pub(super) fn prepare_compare(&mut self, state: &mut Compare, old: Option<PageView>) {
        // What a session kept may have been written by hand.
        state.side = state.side.min(1);
        let area = self.prepared.screen.below_rule();
        let page = PageView::of(old, &self.library, &state.files, usize::from(area.width), self.measure);
        let Some(mut page) = page else { return };
        let starts = page.starts();
        let start = starts.get(state.part).copied().unwrap_or(0);
        let end = starts.get(state.part.saturating_add(1)).copied().unwrap_or(page.lines.len());
        page.bar = start.saturating_add(state.line).min(end.saturating_sub(1));
        page.top = ahead::top_in(page.bar, state.row, (page.lines.len(), usize::from(area.height)), self.stays);
        state.row = page.bar - page.top.min(page.bar);
        self.prepared.compare = Some(page);
    }

    /// The report on the side that has the keys, and the block under the bar.
    pub(super) fn compared(&self) -> Option<(&str, BlockId)> {
        let (View::Compare(state), Some(page)) = (&self.view, &self.prepared.compare) else { return None };
        let block = page.spot(state.side).map_or(BlockId::new(0), |spot| spot.block);
        Some((page.reports[state.side].file.as_str(), block))
    }
}
