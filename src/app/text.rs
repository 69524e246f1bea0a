//! A report's text in a pane: laid out, searched, and with the bar in it.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::ahead::{self, Stays};
use super::bar;
use super::flow::{Flow, Line, Shape};
use super::view::{Focus, Reader, Spot};
use crate::document::{BlockId, Kind};
use crate::keymap::Action;
use crate::library::ReportId;
use crate::query::ask::Query;
use crate::query::find::{self, Match};
use crate::report::Report;

/// A text as it stands in its pane.
#[derive(Debug, Clone)]
pub struct Text {
    /// The report's id in the library of the moment.
    pub id: ReportId,
    /// The report.
    pub report: Arc<Report>,
    /// Its lines.
    pub flow: Flow,
    /// The pane.
    pub area: Rect,
    /// What is looked for.
    pub words: String,
    /// Where it stands.
    pub matches: Vec<Match>,
    /// Where `n` and `N` stop: at every match, or at the first one of each passage that a search found.
    pub stops: Vec<Match>,
    /// The passages that a search found here, where they are what is looked for.
    pub within: Option<Vec<Range<BlockId>>>,
    /// Where the bar is.
    pub spot: Spot,
    /// The line with the bar.
    pub line: usize,
    /// The first line in sight.
    pub top: usize,
    measure: usize,
    by_query: bool,
}

impl Text {
    /// Lays a report out for a pane, or keeps what is laid out already.
    #[must_use]
    pub fn laid(old: Option<Self>, id: ReportId, report: &Arc<Report>, area: Rect, measure: usize) -> Self {
        let width = usize::from(area.width);
        if let Some(old) =
            old.filter(|old| Arc::ptr_eq(&old.report, report) && old.area.width == area.width && old.measure == measure)
        {
            return Self { id, area, ..old };
        }
        Self {
            id,
            report: Arc::clone(report),
            flow: Flow::of(report, 0..report.blocks.len(), width, measure),
            area,
            words: String::new(),
            matches: Vec::new(),
            stops: Vec::new(),
            within: None,
            spot: Spot::of(BlockId::new(0)),
            line: 0,
            top: 0,
            measure,
            by_query: false,
        }
    }

    /// Marks the places where these words stand: as they were typed, or what a query makes of them, in the passages that it
    /// found where those are known.
    pub fn look_for(&mut self, words: &str, query: Option<&Query>, within: Option<Vec<Range<BlockId>>>) {
        if self.words == words && self.by_query == query.is_some() && self.within == within {
            return;
        }
        words.clone_into(&mut self.words);
        self.by_query = query.is_some();
        let blocks = &self.report.blocks;
        let parts: Option<Vec<Vec<Match>>> = query
            .zip(within.as_ref())
            .map(|(query, passages)| passages.iter().map(|passage| find::within(blocks, query, passage)).collect());
        (self.matches, self.stops) = match (parts, query) {
            _ if words.is_empty() => (Vec::new(), Vec::new()),
            (Some(parts), _) => {
                let stops = parts.iter().filter_map(|part| part.first().copied()).collect();
                (parts.concat(), stops)
            }
            (None, query) => {
                let all = query.map_or_else(|| find::find(blocks, words), |query| find::find_query(blocks, query));
                (all.clone(), all)
            }
        };
        self.within = within;
    }

    /// Puts the bar where the reader has it, and tells the reader the row it came to stand on. This `stays` as it was.
    pub fn put(&mut self, reader: &mut Reader, stays: Option<Stays>) {
        let last = self.flow.lines.len();
        self.spot = reader.spot;
        self.line = self.line_of(reader.spot);
        self.top = ahead::top_in(self.line, reader.row, (last, self.height()), stays);
        reader.row = self.line - self.top.min(self.line);
    }

    /// Moves the text up so far that it begins with the beginning of something, the bar's own block at the latest: nobody
    /// scrolled a text that follows a bar elsewhere, and half a sentence at its top would say nothing. Near its end it begins
    /// further up where it can: past its last page it would move with the next key.
    pub fn begin(&mut self, reader: &mut Reader) {
        let begins = |at: &usize| self.begins(*at);
        let last = self.flow.lines.len().saturating_sub(self.height());
        let in_sight = (self.line + 1).saturating_sub(self.height())..self.top;
        let top = (self.top..=self.line.min(last)).find(begins).or_else(|| in_sight.rev().find(begins));
        self.top = top.or_else(|| (self.top..=self.line).find(begins)).unwrap_or(self.top);
        reader.row = self.line - self.top;
    }

    /// Whether a line is the first of its block.
    #[must_use]
    pub fn begins(&self, line: usize) -> bool {
        let is_text = |line: &&Line| line.shape.is_text();
        let before = self.flow.lines.iter().take(line).rev().find(is_text).map(|line| line.block);
        self.flow.lines.get(line).filter(is_text).is_some_and(|line| before != Some(line.block))
    }

    /// The lines that are in sight at once.
    #[must_use]
    pub fn height(&self) -> usize {
        usize::from(self.area.height)
    }

    /// The line that shows a spot.
    #[must_use]
    pub fn line_of(&self, spot: Spot) -> usize {
        let line = self.flow.line_at(spot.block, spot.at);
        let holds = |l: &Line| l.block == spot.block && l.pieces.iter().any(|p| p.range.contains(&spot.at));
        if self.flow.lines.get(line).is_none_or(|l| l.shape != Shape::Row || holds(l)) {
            return line;
        }
        self.flow.lines.iter().position(holds).unwrap_or(line)
    }

    /// The stop under the bar, counted from 0.
    #[must_use]
    pub fn current_match(&self) -> Option<usize> {
        self.stops.iter().position(|m| (m.block, m.start) == (self.spot.block, self.spot.at))
    }

    /// The reader after a movement, whose bar may go `ahead` of the lines, as it does beside other panes; and what stays as it
    /// was: the lines, which leap under the bar as [`ahead::row_in`] says, or the bar's row, where it goes away from an edge.
    /// `None` where the action is no movement in a text, or there is nowhere to go.
    #[must_use]
    pub fn moved_in(&self, reader: &Reader, action: Action, ahead: bool) -> Option<(Reader, Option<Stays>)> {
        if !ahead || !matches!(action, Action::Up | Action::Down) {
            return self.moved(reader, action).map(|reader| (reader, None));
        }
        let to = if action == Action::Up { self.text_before(self.line) } else { self.text_after(self.line + 1) }?;
        let (_, leaps) = ahead::row_in(action, self.line, to, reader.row, (self.height(), true));
        let stays = if leaps { Stays::Lines(Focus::Text, self.top) } else { Stays::Bar };
        Some((self.to_line(reader, to, action)?, Some(stays)))
    }

    /// The reader after a movement that rolls lines, as [`Text::moved_in`].
    fn moved(&self, reader: &Reader, action: Action) -> Option<Reader> {
        match action {
            Action::Up | Action::Down => {
                let up = action == Action::Up;
                let to = if up { self.text_before(self.line) } else { self.text_after(self.line + 1) }?;
                Some(self.rolled(reader, to, up).unwrap_or(self.to_line(reader, to, action)?))
            }
            _ if bar::is_movement(action) => {
                let to = bar::moved(action, self.line, self.flow.lines.len(), self.height())?;
                let near = if to < self.line { self.text_before(to + 1) } else { self.text_after(to) };
                self.to_line(reader, near.or_else(|| self.text_before(to + 1)).or_else(|| self.text_after(to))?, action)
            }
            _ => {
                let forward = matches!(action, Action::NextSection | Action::NextParagraph | Action::NextFinding);
                let stop = step(&self.stops(action)?, self.spot, forward)?;
                Some(self.seen(reader, stop))
            }
        }
    }

    /// The reader with the text moved by one row under a bar that stays on its line: where the next line of text stands
    /// behind an empty one or a page's rule, and going to it would move the text by more than one row at once. A text that
    /// is read line by line moves by a row a key; and over a slow line a row costs a third of what three do.
    fn rolled(&self, reader: &Reader, to: usize, up: bool) -> Option<Reader> {
        let line = self.flow.lines.get(to)?;
        let to = self.line_of(Spot { block: line.block, at: line.start() });
        let (action, row) = if up { (Action::Up, reader.row + 1) } else { (Action::Down, reader.row.checked_sub(1)?) };
        let top = |line, row| bar::top(line, row, self.flow.lines.len(), self.height());
        let far = top(to, bar::row(action, self.line, to, reader.row)).abs_diff(self.top) > 1;
        // In a pane of a line or two the bar's line would leave it.
        (far && top(self.line, row).abs_diff(self.top) == 1).then(|| Reader { row, ..reader.clone() })
    }

    /// The reader with the bar at a spot, scrolled only when that is out of sight.
    #[must_use]
    pub fn seen(&self, reader: &Reader, spot: Spot) -> Reader {
        let line = self.line_of(spot);
        let in_sight = (self.top..self.top + self.height()).contains(&line);
        let row = if in_sight { line - self.top } else { self.height() / 3 };
        Reader { spot, row, ..reader.clone() }
    }

    /// The match after or before the bar; `None` at the ends.
    #[must_use]
    pub fn match_beside(&self, forward: bool) -> Option<Spot> {
        let spots: Vec<Spot> = self.stops.iter().map(|m| Spot { block: m.block, at: m.start }).collect();
        step(&spots, self.spot, forward)
    }

    /// The first match at the bar or after it, else the first of all.
    #[must_use]
    pub fn match_from(&self, spot: Spot) -> Option<Spot> {
        let found = self.matches.iter().find(|m| (m.block, m.start) >= (spot.block, spot.at));
        found.or(self.matches.first()).map(|m| Spot { block: m.block, at: m.start })
    }

    /// The page on which a spot stands; 0 where the format has no pages.
    #[must_use]
    pub fn page(&self, spot: Spot) -> u32 {
        let Some(block) = self.report.block(spot.block) else { return 0 };
        block.breaks.iter().rev().find(|b| b.at <= spot.at).map_or(block.place.page, |b| b.page)
    }

    /// Where the bar is, in words: "para 5/55 · p. 2 · 9%".
    #[must_use]
    pub fn place(&self) -> String {
        let mut parts = Vec::new();
        let last = self.report.paragraphs.iter().map(|p| p.number).max();
        if let (Some(paragraph), Some(last)) = (self.report.paragraph_at(self.spot.block), last) {
            parts.push(format!("para {}/{last}", paragraph.number));
        }
        let line = self.report.block(self.spot.block).map_or(0, |b| b.place.line);
        match self.page(self.spot) {
            0 if line > 0 => parts.push(format!("line {line}")),
            0 => {}
            page => parts.push(format!("p. {page}")),
        }
        let below = self.flow.lines.len().saturating_sub(1).max(1);
        parts.push(format!("{}%", self.line * 100 / below));
        parts.join(" · ")
    }

    /// The cells that the place takes at most in this report, but for its very end. What stands beside it is not to move
    /// whenever a number gets another digit.
    #[must_use]
    pub fn place_cells(&self) -> usize {
        let last = self.report.paragraphs.iter().map(|p| p.number).max();
        let paragraph = last.map_or(0, |last| format!("para {last}/{last} · ").chars().count());
        let place =
            self.report.blocks.last().map_or(0, |last| match last.breaks.last().map_or(last.place.page, |b| b.page) {
                0 if last.place.line == 0 => 0,
                0 => format!("line {} · ", last.place.line).chars().count(),
                page => format!("p. {page} · ").chars().count(),
            });
        paragraph + place + "99%".len()
    }

    fn to_line(&self, reader: &Reader, line: usize, action: Action) -> Option<Reader> {
        let to = self.flow.lines.get(line)?;
        let row = bar::row(action, self.line, line, reader.row);
        Some(Reader { spot: Spot { block: to.block, at: to.start() }, row, ..reader.clone() })
    }

    fn text_before(&self, line: usize) -> Option<usize> {
        (0..line.min(self.flow.lines.len())).rev().find(|&i| self.flow.lines[i].shape.is_text())
    }

    fn text_after(&self, line: usize) -> Option<usize> {
        (line..self.flow.lines.len()).find(|&i| self.flow.lines[i].shape.is_text())
    }

    /// The places that a movement stops at. A text without numbered paragraphs is walked by its blocks.
    fn stops(&self, action: Action) -> Option<Vec<Spot>> {
        let report = &self.report;
        let blocks: Vec<BlockId> = match action {
            Action::NextSection | Action::PreviousSection => report.sections.iter().map(|s| s.block).collect(),
            Action::NextFinding | Action::PreviousFinding => report.findings.iter().map(|f| f.block).collect(),
            Action::NextParagraph | Action::PreviousParagraph if !report.paragraphs.is_empty() => {
                report.paragraphs.iter().map(|p| p.block).collect()
            }
            Action::NextParagraph | Action::PreviousParagraph => {
                let whole = |kind: &Kind| matches!(kind, Kind::Paragraph | Kind::Item { depth: 0, .. });
                let blocks = report.blocks.iter().enumerate();
                blocks.filter(|(_, b)| b.is_text() && whole(&b.kind)).map(|(i, _)| BlockId::new(i)).collect()
            }
            _ => return None,
        };
        Some(blocks.into_iter().map(Spot::of).collect())
    }
}

/// The stop after or before a spot.
fn step(stops: &[Spot], from: Spot, forward: bool) -> Option<Spot> {
    if forward { stops.iter().find(|s| **s > from) } else { stops.iter().rev().find(|s| **s < from) }.copied()
}
