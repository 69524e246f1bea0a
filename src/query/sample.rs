//! Reports of invented councils, for the tests of the queries.

use std::path::PathBuf;
use std::sync::Arc;

use crate::authority::{Entry, Register};
use crate::document::{Block, BlockId, Format, Kind, Place};
use crate::library::Library;
use crate::report::{
    Area, Based, Basis, Evidence, Fact, Finding, FindingId, FindingKind, Framework, Grade, Judgement, Paragraph,
    Period, Report, Rest, Rule, Section, SectionId, Source, beginning,
};

fn evidence() -> Evidence {
    Evidence {
        printed: String::new(),
        place: Place::default(),
        block: None,
        basis: Basis::Printed,
        rule: Rule::Default,
    }
}

/// A fact without a place.
pub(crate) fn fact<T>(value: T) -> Fact<T> {
    Fact { value, evidence: evidence() }
}

/// A value that is printed.
const fn based<T>(value: T) -> Based<T> {
    Based { value, basis: Basis::Printed }
}

/// A register that knows no council but these.
pub(crate) fn register() -> Register {
    let mut register = Register::default();
    let entry = |name: &str, other: &[&str]| Entry {
        name: name.to_owned(),
        other_names: other.iter().map(|&o| o.to_owned()).collect(),
        ..Entry::default()
    };
    register.extend([
        entry("Ashcombe", &[]),
        entry("Netherby and Thornmere", &["RBNT", "Royal Borough of Netherby and Thornmere"]),
        entry("Kelling", &[]),
        entry("Dunmarsh upon Wey", &["Wharfside"]),
    ]);
    register
}

/// A library of these reports.
pub(crate) fn library(reports: Vec<Report>) -> Library {
    Library::build(PathBuf::new(), &register(), reports.into_iter().map(Arc::new).collect(), Vec::new())
}

/// A report of a visit of one day, empty otherwise.
pub(crate) fn report(authority: &str, framework: Framework, day: &str) -> Report {
    let day = day.parse().expect("a date of the test");
    Report {
        file: format!("{authority}/{} {day}.md", framework.key()),
        format: Format::Markdown,
        source: based(Source::Report),
        framework: based(framework),
        authority: Some(based(authority.to_owned())),
        inspected: Some(based(Period { from: day, to: day })),
        published: None,
        file_date: None,
        fingerprint: None,
        pages: 0,
        rest: Rest::default(),
        blocks: Vec::new().into(),
    }
}

/// A report with these grades.
pub(crate) fn graded(authority: &str, framework: Framework, day: &str, grades: &[(Area, Grade)]) -> Report {
    let judgement = |&(area, grade): &(Area, Grade)| Judgement {
        group: None,
        area,
        label: area.words().to_owned(),
        grade,
        section: None,
        evidence: evidence(),
    };
    let mut report = report(authority, framework, day);
    report.judgements = grades.iter().map(judgement).collect();
    report
}

fn push(report: &mut Report, kind: Kind, text: &str) -> BlockId {
    let page = u32::try_from(report.blocks.len() / 3 + 1).unwrap_or(u32::MAX);
    report.blocks.extend([Block::new(kind, text, Place { page, line: 0 })]);
    BlockId::new(report.blocks.len() - 1)
}

fn last_section(report: &Report) -> Option<SectionId> {
    report.sections.len().checked_sub(1).map(SectionId::new)
}

/// Adds a paragraph without a number.
pub(crate) fn text(report: &mut Report, text: &str) -> BlockId {
    push(report, Kind::Paragraph, text)
}

/// Adds a heading and its section.
pub(crate) fn section(report: &mut Report, level: u8, heading: &str) -> SectionId {
    let block = push(report, Kind::Heading { level }, heading);
    report.sections.push(Section { level, heading: heading.to_owned(), block, parent: None });
    SectionId::new(report.sections.len() - 1)
}

/// Adds a numbered paragraph.
pub(crate) fn paragraph(report: &mut Report, number: u32, text: &str) {
    let block = push(report, Kind::Item { depth: 0, label: Some(number.to_string()) }, text);
    let end = BlockId::new(block.index() + 1);
    let (section, begins) = (last_section(report), beginning(text).to_owned());
    report.paragraphs.push(Paragraph { number, section, block, end, begins });
}

/// Adds a finding.
pub(crate) fn finding(report: &mut Report, kind: FindingKind, text: &str) -> FindingId {
    let block = push(report, Kind::Item { depth: 0, label: None }, text);
    let section = last_section(report);
    report.findings.push(Finding {
        kind,
        text: text.to_owned(),
        due: None,
        addressed_to: None,
        section,
        paragraph: None,
        ordinal: 1,
        block,
        end: BlockId::new(block.index() + 1),
        place: Place::default(),
    });
    FindingId::new(report.findings.len() - 1)
}
