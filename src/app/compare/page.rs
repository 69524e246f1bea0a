//! The page of a comparison: its lines, laid out for a width.

use std::sync::Arc;

use super::super::flow::{Flow, Shape};
use super::super::view::Spot;
use super::super::{chart, safe, wrap};
use super::{GUTTER, Half, PageLine, PageView, SIDE, Tone};
use crate::library::{Library, ReportId};
use crate::query::compare::{Comparison, Pair, Relation, own_blocks};
use crate::query::recur::{Side, is_open};
use crate::query::words;
use crate::report::{FindingId, Report};

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
        chart::block_behind(&self.reports[side], judgement).map(Spot::of)
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
        let words =
            line.pieces.iter().map(|p| (p.column, safe::safe(text.get(p.range.clone()).unwrap_or_default()), tone));
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
