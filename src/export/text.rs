//! A report, a section or a passage of it in Markdown, with its citation.

use std::fmt::Write as _;
use std::ops::Range;

use super::markdown::{plain, quoted};
use crate::document::{Block, BlockId, Kind};
use crate::query::citation::{self, Passage};
use crate::query::words;
use crate::report::{Area, Report, SectionId};

/// A passage as a quotation.
#[must_use]
pub fn passage(report: &Report, passage: &Passage) -> String {
    format!("{}>\n> — {}\n", quoted(&passage.text), plain(&citation::cite(report, Some(passage))))
}

/// A section with everything up to the next heading of its level, and the citation below.
#[must_use]
pub fn section(report: &Report, id: SectionId) -> String {
    let Some(start) = report.section(id).map(|s| s.block) else { return String::new() };
    let end = report.section_end(id);
    let span = words::paragraphs(report, start, end);
    let span = if span.is_empty() { span } else { format!(", {span}") };
    cited(report, start.index()..end.index(), &format!("{}{span}", citation::cite(report, None)))
}

/// The blocks of a range, and a citation below them.
pub(super) fn cited(report: &Report, range: Range<usize>, citation: &str) -> String {
    format!("{}\n\n— {}\n", blocks(report, range).trim_end(), plain(citation))
}

/// The whole report: what is known of it, its grades, its text.
#[must_use]
pub fn report(report: &Report) -> String {
    let title = report.title.as_ref().map_or_else(|| words::name(report), |t| t.value.clone());
    let mut out = format!("# {}\n\n- Authority: {}\n", plain(&title), plain(&words::authority_marked(report)));
    for date in citation::dates(report) {
        let _ = writeln!(out, "- {}", plain(&date));
    }
    let _ = writeln!(out, "- {}, file {}", plain(&words::kind(report)), plain(&report.file));
    if !report.judgements.is_empty() {
        out.push_str("\n| Judgement | Grade |\n| --- | --- |\n");
    }
    for judgement in &report.judgements {
        let name = if judgement.area == Area::Other { judgement.label.as_str() } else { judgement.area.words() };
        let _ = writeln!(out, "| {} | {} |", plain(name).replace('|', "\\|"), judgement.grade);
    }
    out.push('\n');
    out.push_str(&blocks(report, 0..report.blocks.len()));
    out
}

/// The blocks of a range: headings, numbered paragraphs, bullets and tables as Markdown has them.
fn blocks(report: &Report, range: Range<usize>) -> String {
    let mut out = String::new();
    let (mut table, mut listed) = (None, false);
    let texts = report.blocks.get(range.clone()).unwrap_or_default();
    for (block, at) in texts.iter().zip(range.start..).filter(|(b, _)| b.is_text() && !b.text.trim().is_empty()) {
        if let Kind::Row { table: number, cells } = &block.kind {
            row(&mut out, cells, table != Some(*number));
            (table, listed) = (Some(*number), false);
            continue;
        }
        let item = matches!(block.kind, Kind::Item { .. }) && (block.number().is_none() || depth(block) > 0);
        if table.take().is_some() || listed && !item {
            out.push('\n');
        }
        listed = item;
        out.push_str(&line(report, block, BlockId::new(at)));
    }
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    out.trim_start().to_owned()
}

const fn depth(block: &Block) -> u8 {
    match block.kind {
        Kind::Item { depth, .. } => depth,
        _ => 0,
    }
}

fn line(report: &Report, block: &Block, id: BlockId) -> String {
    let text = plain(&block.text);
    match &block.kind {
        Kind::Heading { level } => {
            let level = report.sections.iter().find(|s| s.block == id).map_or(*level, |s| s.level);
            format!("\n{} {text}\n\n", "#".repeat(usize::from(level.clamp(1, 5)) + 1))
        }
        Kind::Item { label: Some(label), depth: 0 } if block.number().is_some() => {
            format!("{}\\. {text}\n\n", label.trim().trim_end_matches(['.', ')']))
        }
        Kind::Item { depth, label } => {
            let label = label.as_ref().map(|label| format!("{} ", plain(label))).unwrap_or_default();
            format!("{}- {label}{text}\n", "  ".repeat(usize::from(*depth).min(4)))
        }
        Kind::Paragraph | Kind::Note | Kind::Row { .. } => format!("{text}\n\n"),
    }
}

fn row(out: &mut String, cells: &[String], first: bool) {
    let cells: Vec<String> = cells.iter().map(|cell| plain(cell).replace('|', "\\|")).collect();
    let _ = writeln!(out, "{}| {} |", if first { "\n" } else { "" }, cells.join(" | "));
    if first {
        let _ = writeln!(out, "|{}", " --- |".repeat(cells.len()));
    }
}
