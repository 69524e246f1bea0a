//! The section tree and the numbered paragraphs.

use crate::document::{Block, BlockId, Format, Kind};
use crate::report::framework::{Heading, Role, Row};
use crate::report::{FindingKind, Paragraph, Section, SectionId, beginning};
use crate::typography::{fold, without_mark_on_word, without_note_mark};

/// A heading longer than this is a sentence in bold.
const HEADING: usize = 200;
/// The level of a heading that is a judgement's row: that of the sections it stands for.
const JUDGEMENT_LEVEL: u8 = 2;
/// A line above a paragraph is its caption up to this many characters.
const CAPTION: usize = 90;

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

/// The level that the framework's table gives a heading.
#[must_use]
pub fn level(heading: &str, row: &Row) -> Option<u8> {
    known(heading, row).map(|k| k.level)
}

/// Whether a heading is one that reports of this framework print as a matter of course.
#[must_use]
pub fn is_standard(heading: &str, row: &Row) -> bool {
    known(heading, row).is_some()
}

/// Whether a heading is that of the record of judgements.
#[must_use]
pub fn is_record(heading: &str, row: &Row) -> bool {
    known(heading, row).is_some_and(|k| k.role == Role::Record)
}

/// Whether a heading is that of the grid of judgements.
#[must_use]
pub fn is_grid(heading: &str, row: &Row) -> bool {
    known(heading, row).is_some_and(|k| k.role == Role::Grid)
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
        // A heading that says its grade may end as the sentence that it is.
        let closed = block.text.ends_with(['.', ',', ';']) && !crate::report::grid::ends_in_grade(&block.text);
        let plain = matches!(block.kind, Kind::Paragraph) && !closed;
        if plain && heading.role != Role::Within {
            block.kind = Kind::Heading { level: heading.level };
        }
        if heading.role == Role::Record && matches!(block.kind, Kind::Heading { .. }) {
            break;
        }
    }
    promote_judgements(blocks, from, row);
}

/// Turns a table that prints one judgement, its area and its grade, into the heading of the section that it stands above.
/// The single inspections of 2014 and 2015 head their sections so. The grid itself has several such rows.
fn promote_judgements(blocks: &mut [Block], from: usize, row: &Row) {
    // Domains with standards head tables of their own, of which one may hold one row.
    if !row.standards.is_empty() {
        return;
    }
    let judged = |block: &Block| match &block.kind {
        Kind::Row { table, cells } => {
            let graded = cells.iter().any(|c| crate::report::Grade::exactly(c).is_some());
            (graded && block.is_text() && row.area(&block.text).is_some()).then_some(*table)
        }
        _ => None,
    };
    let rows: Vec<(usize, u32)> =
        blocks.iter().enumerate().skip(from).filter_map(|(i, b)| Some((i, judged(b)?))).collect();
    let alone = |table: u32| rows.iter().filter(|(_, t)| *t == table).count() == 1;
    for &(index, _) in rows.iter().filter(|(_, table)| alone(*table)) {
        blocks[index].kind = Kind::Heading { level: JUDGEMENT_LEVEL };
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
            heading: without_mark_on_word(&block.text).to_owned(),
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
        let (begins, block) = (beginning(&block.text).to_owned(), BlockId::new(index));
        let section = cited(sections, block, row);
        paragraphs.push(Paragraph { number, section, block, end: block, begins });
    }
    close(&mut paragraphs, blocks, sections);
    paragraphs
}

/// Whether the numbers from `index` on count up far enough to be a new count of paragraphs, no list inside one.
fn runs_on(blocks: &[Block], index: usize) -> bool {
    const RUN: u32 = 10;
    const REACH: usize = 200;
    let after_heading =
        blocks[..index].iter().rev().find(|b| b.is_text()).is_some_and(|b| matches!(b.kind, Kind::Heading { .. }));
    let mut want = 1;
    for number in blocks[index..].iter().take(REACH).filter(|b| b.is_text()).filter_map(Block::number) {
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
        paragraph.end =
            without_caption(blocks, paragraph.block, before_colophon(blocks, paragraph.block, paragraph.end));
    }
}

/// How the last page of a report begins, folded: who the inspectorate is and how to complain. It belongs to no paragraph.
const COLOPHON: &[&str] = &[
    "the office for standards in education",
    "any complaints about the inspection",
    "if you are not happy with the inspection",
    "if you would like a copy of this document",
    "what inspection judgements mean",
];

/// The end of a paragraph, or the colophon before it.
fn before_colophon(blocks: &[Block], from: BlockId, to: BlockId) -> BlockId {
    let inside = blocks[from.index()..to.index()].iter().enumerate().skip(1);
    let mut openings = inside.filter(|(_, b)| b.is_text() && matches!(b.kind, Kind::Paragraph));
    let colophon = openings.find(|(_, b)| {
        let folded = fold(&b.text);
        COLOPHON.iter().any(|words| folded.starts_with(words))
    });
    colophon.map_or(to, |(at, _)| BlockId::new(from.index() + at))
}

/// The end of a paragraph without the short line above the next one, which is that one's caption and not this one's end.
fn without_caption(blocks: &[Block], from: BlockId, to: BlockId) -> BlockId {
    let inside = blocks[from.index() + 1..to.index()].iter().enumerate().rev();
    let last = inside.into_iter().find(|(_, b)| b.is_text() && !matches!(b.kind, Kind::Note));
    let caption = last.filter(|(_, b)| {
        let words =
            b.text.starts_with(char::is_uppercase) && !b.text.ends_with(['.', ',', ';', ':', '?', '!', '’', '”', ')']);
        let line = matches!(b.kind, Kind::Paragraph | Kind::Row { .. });
        line && words && !b.text.contains(|c: char| c.is_ascii_digit()) && b.text.chars().count() <= CAPTION
    });
    caption.map_or(to, |(at, _)| BlockId::new(from.index() + 1 + at))
}
