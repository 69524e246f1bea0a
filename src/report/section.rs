//! The section tree and the numbered paragraphs.

use crate::document::{Block, BlockId, Format, Kind};
use crate::report::framework::{Heading, Role, Row};
use crate::report::{FindingKind, Paragraph, Section, SectionId};
use crate::typography::{fold, without_note_mark};

/// A heading longer than this is a sentence in bold.
const HEADING: usize = 200;

/// The heading as it is compared: folded, without its number, footnote mark and closing signs.
fn bare(text: &str) -> String {
    let folded = fold(text);
    let head = folded.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    let head = without_note_mark(head);
    head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '?' | ' ' | '*')).to_owned()
}

/// The heading of the framework's table that a line is.
fn known(text: &str, row: &Row) -> Option<&'static Heading> {
    if text.chars().count() > HEADING { None } else { row.heading(&bare(text)) }
}

/// The kind of list that this heading heads.
#[must_use]
pub fn list_kind(heading: &str, row: &Row) -> Option<FindingKind> {
    match known(heading, row)?.role {
        Role::List(kind) => Some(kind),
        _ => None,
    }
}

/// Whether a heading is one that reports of this framework print as a matter of course.
#[must_use]
pub fn is_standard(heading: &str, row: &Row) -> bool {
    known(heading, row).is_some()
}

/// Whether a heading only says something of the section that it stands in: its grade, or a timescale.
fn is_remark(heading: &str, row: &Row) -> bool {
    is_grade_line(heading) || known(heading, row).is_some_and(|k| k.role == Role::Within)
}

/// Whether a line prints only a grade: "Grade 2 (Good)", "Good".
fn is_grade_line(text: &str) -> bool {
    fold(text).starts_with("grade ") || is_bare_grade(text)
}

/// Whether a line is a grade's words and nothing else. It stands beside a heading and is none, whatever the file says.
fn is_bare_grade(text: &str) -> bool {
    text.trim().len() < 40 && !fold(text).starts_with("grade ") && crate::report::Grade::exactly(text).is_some()
}

/// Turns lines that are standard headings, but that their reader could not know as such, into headings. The record of the
/// judgements repeats the labels of the text, so that nothing after it is made a heading.
pub fn promote(blocks: &mut [Block], from: usize, row: &Row) {
    for block in blocks.iter_mut().skip(from).filter(|b| b.is_text()) {
        let Some(heading) = known(&block.text, row) else { continue };
        let plain = matches!(block.kind, Kind::Paragraph) && !block.text.ends_with(['.', ',', ';']);
        if plain && heading.role != Role::Within {
            block.kind = Kind::Heading { level: heading.level };
        }
        if heading.role == Role::Record && matches!(block.kind, Kind::Heading { .. }) {
            break;
        }
    }
}

/// The section tree of the blocks from `from` on: levels are made to follow each other without gaps.
///
/// Grades and timescales on lines of their own are sections only in a PDF whose structure makes them headings: there they
/// are part of the outline that its readers see.
#[must_use]
pub fn tree(blocks: &[Block], from: usize, format: Format, row: &Row) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // The printed levels and sections that are open, outermost first.
    let mut open: Vec<(u8, SectionId)> = Vec::new();
    for (index, block) in blocks.iter().enumerate().skip(from).filter(|(_, b)| b.is_text()) {
        let Kind::Heading { level } = block.kind else { continue };
        let outlined = format == Format::Pdf && !is_bare_grade(&block.text);
        if block.text.trim().is_empty() || !outlined && is_remark(&block.text, row) {
            continue;
        }
        open.retain(|(l, _)| *l < level);
        let id = SectionId::new(sections.len());
        sections.push(Section {
            level: u8::try_from(open.len() + 1).unwrap_or(u8::MAX),
            heading: without_note_mark(&block.text).to_owned(),
            block: BlockId::new(index),
            parent: open.last().map(|(_, id)| *id),
        });
        open.push((level, id));
    }
    sections
}

/// The section that a paragraph is cited under: the innermost that has a name of its own.
fn cited(sections: &[Section], block: BlockId, row: &Row) -> Option<SectionId> {
    let mut id = sections.partition_point(|s| s.block <= block).checked_sub(1).map(SectionId::new)?;
    while let Some(parent) = sections[id.index()].parent.filter(|_| is_remark(&sections[id.index()].heading, row)) {
        id = parent;
    }
    Some(id)
}

/// How far a printed number may be ahead of its predecessor before it is taken for the number of another list.
const SKIPPED: u32 = 3;

/// The numbered paragraphs from `from` on: items whose numbers count up through the whole document.
#[must_use]
pub fn paragraphs(blocks: &[Block], from: usize, sections: &[Section], row: &Row) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last = 0;
    for (index, block) in blocks.iter().enumerate().skip(from).filter(|(_, b)| b.is_text()) {
        let Some(number) = block.number() else { continue };
        let follows = number > last && number <= last + 1 + if last == 0 { 0 } else { SKIPPED };
        let restarts = number == 1 && last > 0 && runs_on(blocks, index);
        if !follows && !restarts {
            continue;
        }
        last = number;
        let block = BlockId::new(index);
        let section = cited(sections, block, row);
        paragraphs.push(Paragraph { number, section, block, end: block });
    }
    close(&mut paragraphs, blocks, sections);
    paragraphs
}

/// Whether the numbers from `index` on count up far enough to be a new count of paragraphs, no list inside one.
fn runs_on(blocks: &[Block], index: usize) -> bool {
    const RUN: u32 = 10;
    let after_heading =
        blocks[..index].iter().rev().find(|b| b.is_text()).is_some_and(|b| matches!(b.kind, Kind::Heading { .. }));
    let mut want = 1;
    for number in blocks[index..].iter().filter(|b| b.is_text()).filter_map(Block::number) {
        if number == want {
            want += 1;
        }
        if want > RUN {
            return after_heading;
        }
    }
    false
}

/// Ends each paragraph at the next one, at the next heading or where the blocks end.
fn close(paragraphs: &mut [Paragraph], blocks: &[Block], sections: &[Section]) {
    let mut end = BlockId::new(blocks.len());
    for paragraph in paragraphs.iter_mut().rev() {
        let next = sections.partition_point(|s| s.block <= paragraph.block);
        paragraph.end = sections.get(next).map_or(end, |s| s.block.min(end));
        end = paragraph.block;
    }
}
