//! From a document to a report: each concern reads its part of the blocks, in an order in which it has what it needs.

use std::hash::{DefaultHasher, Hasher};

use crate::authority::Names;
use crate::document::{Block, Document};
use crate::report::assigned::chosen;
use crate::report::cover::Cover;
use crate::report::{
    Assigned, Framework, Judgement, Report, Section, Source, attribution, finding, grid, header, section,
};
use crate::typography::fold;

/// Why a document is no inspection report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAReport {
    /// Nothing was left once page furniture was put aside.
    #[error("it holds no text")]
    Empty,
    /// The text is about something else.
    #[error("it holds no inspection report: no title, no authority and no inspection is named in it")]
    OffTopic,
}

impl Report {
    /// Understands a document that was read from `file` (a path below the folder, with "/" between its parts).
    ///
    /// # Errors
    ///
    /// [`NotAReport`] when the document has no text or is about something else.
    pub fn parse(document: Document, file: &str, names: &Names) -> Result<Self, NotAReport> {
        Self::parse_assigned(document, file, names, &Assigned::default())
    }

    /// The same, with what a person says of the file. That overrides what is read, and decides how the rest is read;
    /// a different authority, framework or period that is read is kept as a warning.
    ///
    /// # Errors
    ///
    /// [`NotAReport`] when the document has no text, or is about something else and nothing was assigned to it.
    pub fn parse_assigned(
        mut document: Document,
        file: &str,
        names: &Names,
        assigned: &Assigned,
    ) -> Result<Self, NotAReport> {
        if !document.blocks.iter().any(|b| b.is_text() && !b.text.trim().is_empty()) {
            return Err(NotAReport::Empty);
        }
        let mut cover = Cover::read(&document.blocks);
        let mut overridden = Vec::new();
        let authority = attribution::authority(&document.blocks, &cover, names, file);
        let authority = chosen("the authority", authority, assigned.authority.as_ref(), &mut overridden);
        if let Some(framework) = &assigned.framework {
            chosen("the framework", Some(cover.framework), Some(framework), &mut overridden);
            cover.framework = framework.clone();
        }
        let framework = cover.framework.value;
        let off_topic = framework == Framework::Other && !assigned.says_anything();
        if off_topic && (authority.is_none() || !names_an_inspection(&document.blocks)) {
            return Err(NotAReport::OffTopic);
        }
        let begin = cover.title.as_ref().map_or(0, |(_, range)| range.end);
        section::promote(&mut document.blocks, begin);
        let sections = section::tree(&document.blocks, begin);
        let judgements = grid::read(&document.blocks, &cover, &sections);
        let text_begins = text_begins(begin, &judgements, &sections);
        let sections: Vec<_> = section::tree(&document.blocks, text_begins);
        let judgements = if text_begins > begin { grid::read(&document.blocks, &cover, &sections) } else { judgements };
        let paragraphs = section::paragraphs(&document.blocks, text_begins, &sections);
        let mut findings = finding::read(&document.blocks, &sections, framework);
        for finding in &mut findings {
            let at = paragraphs.partition_point(|p| p.block <= finding.block).checked_sub(1);
            let inside = at.map(|i| &paragraphs[i]).filter(|p| finding.block < p.end);
            finding.paragraph = inside.map(|p| p.number).or(finding.paragraph);
        }
        let inspected = header::inspected(&document.blocks, &cover);
        let inspected = chosen("the period", inspected, assigned.inspected.as_ref(), &mut overridden);
        let mut report = Self {
            file: file.to_owned(),
            format: document.format,
            variant: header::variant(framework, inspected.as_ref()),
            reinspection: cover.title.as_ref().is_some_and(|(t, _)| fold(&t.value).starts_with("re-inspection")),
            authority,
            inspected,
            published: header::published(&document.blocks, &cover),
            file_date: header::file_date(file),
            inspectors: header::inspectors(&document.blocks, &cover),
            outcome: header::outcome(&document.blocks, framework),
            source: cover.source,
            framework: cover.framework,
            title: cover.title.map(|(title, _)| title),
            judgements,
            sections,
            paragraphs,
            findings,
            warnings: document.remarks,
            fingerprint: Some(fingerprint(&document.blocks)),
            pages: document.pages,
            blocks: document.blocks,
        };
        report.warnings.extend(overridden);
        report.warnings.extend(warnings(&report));
        Ok(report)
    }
}

/// A number made of the words of the text, whatever its format, case and marks are.
fn fingerprint(blocks: &[Block]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for block in blocks.iter().filter(|b| b.is_text()) {
        for c in block.text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
            hasher.write_u32(u32::from(c));
        }
    }
    hasher.finish()
}

/// Whether the text speaks of an inspection at all.
fn names_an_inspection(blocks: &[Block]) -> bool {
    blocks.iter().filter(|b| b.is_text()).any(|b| {
        let folded = fold(&b.text);
        folded.contains("inspection") || folded.contains("ofsted")
    })
}

/// The block at which the text begins: after the title and the judgements that are printed before the first standard heading.
fn text_begins(title_end: usize, judgements: &[Judgement], sections: &[Section]) -> usize {
    let first = sections.iter().find(|s| section::is_standard(&s.heading)).map(|s| s.block);
    let grid = judgements.iter().filter_map(|j| j.evidence.block);
    grid.filter(|b| first.is_some_and(|f| *b < f)).map(|b| b.index() + 1).max().unwrap_or(0).max(title_end)
}

/// What a reader should know before trusting what was read.
fn warnings(report: &Report) -> Vec<String> {
    let mut warnings = Vec::new();
    let framework = report.framework.value;
    if report.authority.is_none() {
        warnings.push("no authority could be told from the title, the addressee or the text".to_owned());
    }
    if report.inspected.is_none() && report.source.value != Source::Press {
        warnings.push("no dates of inspection are printed where they were looked for".to_owned());
    }
    if report.judgements.is_empty() && !framework.row().areas.is_empty() && report.source.value == Source::Report {
        warnings.push("no judgement grid was found".to_owned());
    }
    let mut numbers: Vec<u32> = report.paragraphs.iter().map(|p| p.number).collect();
    numbers.dedup();
    let gaps: Vec<String> = numbers
        .windows(2)
        .filter(|w| w[1] > w[0] + 1)
        .map(|w| if w[1] == w[0] + 2 { (w[0] + 1).to_string() } else { format!("{}–{}", w[0] + 1, w[1] - 1) })
        .collect();
    if !gaps.is_empty() {
        warnings.push(format!("the paragraphs numbered {} were not found", gaps.join(", ")));
    }
    warnings
}
