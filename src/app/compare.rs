//! Two reports beside each other on one page that scrolls: judgements, findings, then section by section.
//!
//! Where each side has [`SIDE`] cells the two stand side by side, else one above the other. The page is laid out once for a
//! width; the bar is kept by the part of the page and the line in it, so that another width finds the place again.

use std::sync::Arc;

use super::flow::{Flow, Shape};
use super::notice::Notice;
use super::summary::is_open;
use super::view::{Reader, Spot, View};
use super::wrap;
use super::{App, bar};
use serde::{Deserialize, Serialize};

use crate::document::BlockId;
use crate::keymap::{Action, Context};
use crate::library::{Library, ReportId};
use crate::query::compare::{self, Comparison, Pair, Relation, own_blocks};
use crate::query::recur::Side;
use crate::query::words;
use crate::report::{FindingId, FindingKind, Report};

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

impl PageView {
    /// Lays the page out, or keeps what is laid out already.
    #[must_use]
    pub fn of(old: Option<Self>, library: &Library, files: &[String; 2], width: usize, measure: usize) -> Option<Self> {
        let [one, other] = files.each_ref().map(|file| library.report_of_file(file));
        let (one, other) = (one?, other?);
        let kept = old.filter(|old| {
            let same = |id: ReportId| {
                library.report(id).is_some_and(|r| old.reports.iter().any(|known| Arc::ptr_eq(known, r)))
            };
            old.width == width && old.measure == measure && same(one) && same(other)
        });
        if kept.is_some() {
            return kept;
        }
        let comparison = Comparison::of(library, one, other)?;
        let reports = [library.report(comparison.reports[0])?, library.report(comparison.reports[1])?].map(Arc::clone);
        let side_width = (width / 2 >= SIDE).then_some(width / 2);
        let mut page = Self { comparison, reports, lines: Vec::new(), side_width, bar: 0, top: 0, width, measure };
        page.lay_out();
        Some(page)
    }

    /// The short name of a side: "ILACS Nov 2022", "press Nov 2022".
    #[must_use]
    pub fn short(&self, side: usize) -> String {
        let report = &self.reports[side];
        let kind =
            if report.source.value == crate::report::Source::Press { "press" } else { report.framework.value.short() };
        let when = report.date().map_or_else(|| "no date".to_owned(), words::month);
        if self.comparison.relation == Relation::Authorities {
            return format!("{} {when}", words::authority(report));
        }
        format!("{kind} {when}")
    }

    /// The parts of the page, and the line where each begins.
    #[must_use]
    pub fn starts(&self) -> Vec<usize> {
        let mut starts: Vec<usize> = Vec::new();
        for (at, (part, _)) in self.lines.iter().enumerate() {
            if *part == starts.len() {
                starts.push(at);
            }
        }
        starts
    }

    /// The title of the part with the bar.
    #[must_use]
    pub fn part_title(&self) -> Option<&str> {
        self.lines[..=self.bar.min(self.lines.len().checked_sub(1)?)].iter().rev().find_map(|(_, line)| match line {
            PageLine::Title(title) => Some(title.as_str()),
            _ => None,
        })
    }

    /// Where the line under the bar stands in one of the reports: there, else at the nearest line of that report above it.
    #[must_use]
    pub fn spot(&self, side: usize) -> Option<Spot> {
        let on = |(_, line): &(usize, PageLine)| match line {
            PageLine::Both(halves) => halves[side].as_ref().and_then(|half| half.to),
            PageLine::One(of, half) if *of == side => half.to,
            PageLine::Judgement(row) => self.behind(*row, side),
            _ => None,
        };
        let part = self.lines.get(self.bar)?.0;
        let above = self.lines[..=self.bar].iter().rev().take_while(|l| l.0 == part);
        let below = self.lines[self.bar..].iter().take_while(|l| l.0 == part);
        above.chain(below).find_map(on)
    }

    /// Where the text behind a judgement begins.
    fn behind(&self, row: usize, side: usize) -> Option<Spot> {
        let crate::query::grid::Cell::Judged(judged) = self.comparison.grid.rows.get(row)?.cells[side] else {
            return None;
        };
        let judgement = self.reports[side].judgements.get(judged.judgement)?;
        super::chart::block_behind(&self.reports[side], judgement).map(Spot::of)
    }

    fn lay_out(&mut self) {
        let mut part = 0;
        self.judgements(part);
        for at in 0..self.comparison.findings.len() {
            part += 1;
            self.findings(part, at);
        }
        for pair in self.comparison.sections.clone() {
            part += 1;
            self.section(part, pair);
        }
    }

    fn push(&mut self, part: usize, line: PageLine) {
        self.lines.push((part, line));
    }

    fn judgements(&mut self, part: usize) {
        let told = ["up", "down", "the same"].into_iter().zip(self.comparison.moves()).filter(|(_, moved)| *moved > 0);
        let told = told.map(|(words, moved)| format!("{moved} {words}")).collect::<Vec<_>>().join(", ");
        let title = if told.is_empty() { "Judgements".to_owned() } else { format!("Judgements: {told}") };
        self.push(part, PageLine::Title(title));
        for fact in self.comparison.facts.clone() {
            let [first, second] = fact.values.clone().map(|v| v.unwrap_or_else(|| "–".to_owned()));
            let words = if first == second { first } else { format!("{first} → {second}") };
            for line in wrap::lines(&format!("{}: {words}", fact.name), self.width.saturating_sub(4)) {
                self.push(part, PageLine::Words(line));
            }
        }
        if self.comparison.grid.rows.is_empty() {
            self.push(part, PageLine::Words("neither report gives grades".to_owned()));
        }
        for row in 0..self.comparison.grid.rows.len() {
            self.push(part, PageLine::Judgement(row));
        }
    }

    /// The findings of one side of the matter: what both say, then what only one says.
    fn findings(&mut self, part: usize, at: usize) {
        let findings = self.comparison.findings[at].clone();
        let counts = [0, 1].map(|side| {
            let both = findings.both.iter().map(|b| if side == 0 { b.0 } else { b.1 });
            both.collect::<std::collections::BTreeSet<_>>().len() + findings.only[side].len()
        });
        let title = match findings.side {
            Side::Asked => "To improve",
            Side::Praised => "Strengths",
            Side::Met => "Requirements met",
        };
        self.push(part, PageLine::Blank);
        let title = format!("{title}: {} → {}", counts[0], counts[1]);
        self.push(part, PageLine::Title(title));
        if !findings.both.is_empty() {
            let words = if self.comparison.relation == Relation::Inspections { "said again" } else { "in both" };
            self.push(part, PageLine::Words(format!("{words}: {}", findings.both.len())));
            for &(old, new, _) in &findings.both {
                self.beside(part, &[vec![old], vec![new]]);
            }
        }
        if findings.only.iter().any(|only| !only.is_empty()) {
            let told = [0, 1].into_iter().filter(|&side| !findings.only[side].is_empty());
            let told = told.map(|side| format!("only {}: {}", self.short(side), findings.only[side].len()));
            let words = told.collect::<Vec<_>>().join(" · ");
            self.push(part, PageLine::Words(words));
            self.beside(part, &findings.only);
        }
    }

    /// Findings of both beside each other, or one above the other.
    fn beside(&mut self, part: usize, ids: &[Vec<FindingId>; 2]) {
        let cells = self.side_width.unwrap_or(self.width.min(self.measure + 8));
        let sides = [0, 1].map(|side| {
            let lines = ids[side].iter().flat_map(|&id| item(&self.reports[side], id, cells));
            lines.collect::<Vec<Half>>()
        });
        self.put(part, sides);
    }

    /// The same section of both.
    fn section(&mut self, part: usize, pair: Pair) {
        let cells = self.side_width.unwrap_or(self.width);
        let heading = |side: usize| pair.sections[side].and_then(|id| self.reports[side].section(id));
        let title = heading(1).or(heading(0)).map(|s| s.heading.clone()).unwrap_or_default();
        let title = match pair.sections {
            [Some(_), None] => format!("{title} · only {}", self.short(0)),
            [None, Some(_)] => format!("{title} · only {}", self.short(1)),
            _ => title,
        };
        let sides = [0, 1].map(|side| {
            let report = &self.reports[side];
            let blocks = pair.sections[side].map(|id| own_blocks(report, id));
            // A side's last cells are free, so that the two are told apart.
            blocks.map(|blocks| flowed(report, blocks, cells.saturating_sub(2), self.measure)).unwrap_or_default()
        });
        self.push(part, PageLine::Blank);
        self.push(part, PageLine::Title(title));
        self.put(part, sides);
    }

    /// The lines of both sides: beside each other, else the first, then the second, each under its name.
    fn put(&mut self, part: usize, sides: [Vec<Half>; 2]) {
        if self.side_width.is_some() {
            let [mut left, mut right] = sides.map(Vec::into_iter);
            loop {
                let both = [left.next(), right.next()];
                if both.iter().all(Option::is_none) {
                    return;
                }
                self.push(part, PageLine::Both(both));
            }
        }
        for (side, lines) in sides.into_iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
            let name = Half { pieces: vec![(GUTTER, self.short(side), Tone::Muted)], sign: None, to: lines[0].to };
            self.push(part, PageLine::One(side, name));
            for line in lines {
                self.push(part, PageLine::One(side, line));
            }
        }
    }
}

/// A finding in lines of a side, its sign before the first.
fn item(report: &Report, id: FindingId, cells: usize) -> Vec<Half> {
    let Some(finding) = report.findings.get(id.index()) else { return Vec::new() };
    let mut text = finding.text.clone();
    text.extend(finding.due.as_ref().filter(|_| is_open(finding.kind)).map(|due| format!(" ({due})")));
    let lines = wrap::lines(&text, cells.saturating_sub(GUTTER + 4));
    let half = |(at, line): (usize, String)| Half {
        pieces: vec![(GUTTER + 2, line, Tone::Text)],
        sign: (at == 0).then_some(finding.kind),
        to: Some(Spot::of(finding.block)),
    };
    lines.into_iter().enumerate().map(half).collect()
}

/// Blocks of a report in lines of a side.
fn flowed(report: &Report, blocks: std::ops::Range<usize>, cells: usize, measure: usize) -> Vec<Half> {
    let flow = Flow::of(report, blocks, cells, measure);
    let mut last = None;
    let lines = flow.lines.iter().map(|line| {
        let tone = match line.shape {
            Shape::Heading(_) => Tone::Heading,
            Shape::Note => Tone::Muted,
            _ => Tone::Text,
        };
        let text = report.block(line.block).map_or("", |b| b.text.as_str());
        let lead = line.lead.iter().map(|(column, lead)| (*column, lead.clone(), Tone::Lead));
        let words = line
            .pieces
            .iter()
            .map(|p| (p.column, super::safe::safe(text.get(p.range.clone()).unwrap_or_default()), tone));
        let page = match line.shape {
            Shape::Page(page) => Some((GUTTER, format!("─ page {page} ─"), Tone::Muted)),
            _ => None,
        };
        let begins = line.shape.is_text() && last.replace(line.block) != Some(line.block);
        let sign = report.findings.iter().find(|f| begins && f.block == line.block).map(|f| f.kind);
        let to = line.shape.is_text().then(|| Spot { block: line.block, at: line.start() });
        Half { pieces: lead.chain(words).chain(page).collect(), sign, to }
    });
    lines.collect()
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
        let area = self.prepared.screen.below_rule();
        let page = PageView::of(old, &self.library, &state.files, usize::from(area.width), self.measure);
        let Some(mut page) = page else { return };
        let starts = page.starts();
        let start = starts.get(state.part).copied().unwrap_or(0);
        let end = starts.get(state.part + 1).copied().unwrap_or(page.lines.len());
        page.bar = (start + state.line).min(end.saturating_sub(1));
        page.top = bar::top(page.bar, state.row, page.lines.len(), usize::from(area.height));
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
