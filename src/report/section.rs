//! The section tree and the numbered paragraphs.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, BlockId, Kind};
use crate::report::{FindingKind, Paragraph, Section, SectionId};
use crate::typography::fold;

/// A heading longer than this is a sentence in bold.
const HEADING: usize = 200;

/// A heading that reports print, and what stands under it.
struct Known {
    /// The whole heading, folded, without number, closing colon, stop or question mark.
    pattern: &'static str,
    level: u8,
    /// The kind of finding whose list it heads.
    list: Option<List>,
}

/// What a list heading heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Findings of this kind, whatever the framework.
    Of(FindingKind),
    /// "Areas for improvement": recommendations until 2018, improvements since.
    ByFramework,
}

const fn heading(level: u8, pattern: &'static str) -> Known {
    Known { pattern, level, list: None }
}

const fn list(level: u8, kind: FindingKind, pattern: &'static str) -> Known {
    Known { pattern, level, list: Some(List::Of(kind)) }
}

/// The standard headings of all frameworks.
const KNOWN: &[Known] = &[
    list(1, FindingKind::Improvement, r"what needs to improve( in this area of .{3,40} practice)?"),
    list(1, FindingKind::Improvement, r"areas? for development"),
    list(2, FindingKind::Recommendation, r"(summary of )?recommendations( for .{3,60})?"),
    list(1, FindingKind::Priority, r"areas? for priority action"),
    list(3, FindingKind::Priority, r"priority and immediate action"),
    list(1, FindingKind::Strength, r"(key )?strengths"),
    list(
        1,
        FindingKind::Met,
        r"(the service meets|meets) the requirements of statutory guidance in the following areas",
    ),
    Known { pattern: r"areas? for improvement", level: 2, list: Some(List::ByFramework) },
    heading(1, r"the local authority"),
    heading(2, r"executive summary"),
    heading(2, r"information about this local authority area"),
    heading(3, r"previous ofsted inspections"),
    heading(3, r"local leadership"),
    heading(3, r"children living in this area"),
    heading(3, r"child protection in this area"),
    heading(3, r"children looked after in this area"),
    heading(2, r"summary for children and young people"),
    heading(3, r"summary"),
    heading(3, r"inspection findings"),
    heading(3, r"the inspection team"),
    heading(1, r"information about this inspection"),
    heading(1, r"about this inspection"),
    heading(1, r"the inspection judgements and what they mean"),
    heading(1, r"service information"),
    heading(1, r"record of main findings"),
    heading(1, r"safeguarding services"),
    heading(1, r"safeguarding outcomes for children and young people"),
    heading(1, r"services for looked[ -]after children"),
    heading(1, r"how good are outcomes for looked[ -]after children and care leavers"),
    heading(1, r"headline findings"),
    heading(1, r"(key findings|next steps|context|background)"),
    heading(
        1,
        r"what is it like to be a child or young person with (special educational needs and/or disabilities \(send\)|send) in this area",
    ),
    list(1, FindingKind::Strength, r"what is the area partnership doing that is effective"),
    heading(1, r"what does the area partnership need to do better"),
    heading(
        1,
        r"(inspection outcome|inspection team|local area partnership details|information about the (local )?area partnership)",
    ),
    heading(1, r"(the )?experiences and progress of (children|care leavers)\b.{0,120}"),
    heading(1, r"(the )?impact of leaders on social work practice with children and families.{0,60}"),
    heading(1, r"the local safeguarding children board( \(lscb\))?"),
    heading(3, r"immediately|within (three|six|twelve|\d+) months"),
];

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let compile =
        |k: &Known| Regex::new(&format!("^(?:{})$", k.pattern)).expect("the table's patterns are well formed");
    KNOWN.iter().map(compile).collect()
});

/// The heading as it is compared: folded, without its number, footnote mark and closing signs.
fn bare(text: &str) -> String {
    let folded = fold(text);
    let head = folded.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '?' | ' ' | '*')).to_owned()
}

fn known(text: &str) -> Option<&'static Known> {
    if text.chars().count() > HEADING {
        return None;
    }
    let bare = bare(text);
    PATTERNS.iter().position(|p| p.is_match(&bare)).map(|i| &KNOWN[i])
}

/// The kind of list that this heading heads.
#[must_use]
pub fn list_kind(heading: &str) -> Option<List> {
    known(heading)?.list
}

/// Whether a heading is one that reports print as a matter of course.
#[must_use]
pub fn is_standard(heading: &str) -> bool {
    known(heading).is_some()
}

/// Whether a line prints only a grade: "Grade 2 (Good)", "Good". Such a line is no section.
fn is_grade_line(text: &str) -> bool {
    let folded = fold(text);
    folded.starts_with("grade ") || folded.trim().len() < 40 && crate::report::Grade::exactly(text.trim()).is_some()
}

/// Turns lines that are standard headings, but that their reader could not know as such, into headings.
pub fn promote(blocks: &mut [Block], from: usize) {
    for block in blocks.iter_mut().skip(from).filter(|b| b.is_text()) {
        let level = match block.kind {
            Kind::Paragraph if !block.text.ends_with(['.', ',', ';']) => known(&block.text).map(|k| k.level),
            _ => None,
        };
        if let Some(level) = level {
            block.kind = Kind::Heading { level };
        }
    }
}

/// The section tree of the blocks from `from` on: levels are made to follow each other without gaps.
#[must_use]
pub fn tree(blocks: &[Block], from: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // The printed levels and sections that are open, outermost first.
    let mut open: Vec<(u8, SectionId)> = Vec::new();
    for (index, block) in blocks.iter().enumerate().skip(from).filter(|(_, b)| b.is_text()) {
        let Kind::Heading { level } = block.kind else { continue };
        if block.text.trim().is_empty() || is_grade_line(&block.text) {
            continue;
        }
        open.retain(|(l, _)| *l < level);
        let id = SectionId::new(sections.len());
        sections.push(Section {
            level: u8::try_from(open.len() + 1).unwrap_or(u8::MAX),
            heading: block.text.clone(),
            block: BlockId::new(index),
            parent: open.last().map(|(_, id)| *id),
        });
        open.push((level, id));
    }
    sections
}

/// How far a printed number may be ahead of its predecessor before it is taken for the number of another list.
const SKIPPED: u32 = 3;

/// The numbered paragraphs from `from` on: items whose numbers count up through the whole document.
#[must_use]
pub fn paragraphs(blocks: &[Block], from: usize, sections: &[Section]) -> Vec<Paragraph> {
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
        let section = sections.partition_point(|s| s.block <= block).checked_sub(1).map(SectionId::new);
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
