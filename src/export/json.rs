//! The JSON export: the program's whole understanding of a folder, in the open.
//!
//! Keys may be added; those that stand here keep their names and meaning. What a document does not state is `null`
//! or an empty list.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::document::{BlockId, Format, Place};
use crate::library::{Ignored, Library, Problem, ReportId};
use crate::report::{
    Basis, Finding, FindingKind, Framework, Grade, Group, Judgement, Outcome, Paragraph, Report, Section, Source,
    Variant,
};

/// The version of the keys. It changes when one changes its name or meaning.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Export<'a> {
    schema: u32,
    reports: Vec<ReportRow<'a>>,
    problems: &'a [Problem],
    /// The files that a sidecar sets aside.
    ignored: &'a [Ignored],
}

#[derive(Serialize)]
struct ReportRow<'a> {
    file: &'a str,
    format: Format,
    source: Source,
    title: Option<&'a str>,
    framework: Framework,
    framework_basis: Basis,
    variant: Option<Variant>,
    variant_basis: Option<Basis>,
    reinspection: bool,
    authority: Option<&'a str>,
    authority_basis: Option<Basis>,
    authority_evidence: Option<&'a str>,
    inspected: Option<Days<'a>>,
    published: Option<Date>,
    published_from_file_name: Option<Date>,
    inspectors: Vec<&'a str>,
    theme: Option<&'a str>,
    written_statement_of_action: Option<bool>,
    progress: Option<&'a str>,
    outcome: Option<Outcome>,
    judgements: Vec<JudgementRow<'a>>,
    sections: Vec<SectionRow<'a>>,
    paragraphs: Vec<ParagraphRow>,
    findings: Vec<FindingRow<'a>>,
    pages: Option<u32>,
    /// The other files about the same inspection.
    same_inspection: Vec<&'a str>,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct Days<'a> {
    from: Date,
    to: Date,
    printed: &'a str,
    basis: Basis,
}

#[derive(Serialize)]
struct JudgementRow<'a> {
    group: Option<Group>,
    area: String,
    label: &'a str,
    grade: Grade,
    printed: &'a str,
    section: Option<usize>,
    page: Option<u32>,
    line: Option<u32>,
}

#[derive(Serialize)]
struct SectionRow<'a> {
    level: u8,
    heading: &'a str,
    page: Option<u32>,
    line: Option<u32>,
    parent: Option<usize>,
}

#[derive(Serialize)]
struct ParagraphRow {
    number: u32,
    section: Option<usize>,
    page: Option<u32>,
    line: Option<u32>,
    text: String,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    kind: FindingKind,
    text: &'a str,
    due: Option<&'a str>,
    addressed_to: Option<&'a str>,
    section: Option<usize>,
    paragraph: Option<u32>,
    ordinal: u32,
    page: Option<u32>,
    line: Option<u32>,
}

/// Writes a library as one JSON object with a line break at its end.
///
/// # Errors
///
/// What the writer answers.
pub fn write(library: &Library, out: &mut impl Write) -> io::Result<()> {
    let reports = library.reports().iter().enumerate().map(|(index, report)| {
        let others = library.others(ReportId::new(index)).map(|(_, other)| other.file.as_str()).collect();
        report_row(report, others)
    });
    let export =
        Export { schema: SCHEMA, reports: reports.collect(), problems: library.problems(), ignored: library.ignored() };
    serde_json::to_writer_pretty(&mut *out, &export)?;
    writeln!(out)
}

/// A page or line number, or nothing where the format has none.
fn some(number: u32) -> Option<u32> {
    (number > 0).then_some(number)
}

fn report_row<'a>(report: &'a Report, same_inspection: Vec<&'a str>) -> ReportRow<'a> {
    let place = |id: BlockId| report.block(id).map(|b| b.place).unwrap_or_default();
    ReportRow {
        file: &report.file,
        format: report.format,
        source: report.source.value,
        title: report.title.as_ref().map(|t| t.value.as_str()),
        framework: report.framework.value,
        framework_basis: report.framework.basis,
        variant: report.variant.as_ref().map(|v| v.value),
        variant_basis: report.variant.as_ref().map(|v| v.evidence.basis),
        reinspection: report.reinspection,
        authority: report.authority_name(),
        authority_basis: report.authority.as_ref().map(|a| a.basis),
        authority_evidence: report.grounds.authority.as_ref().map(|e| e.printed.as_str()),
        inspected: report.inspected.as_ref().map(|i| Days {
            from: i.value.from,
            to: i.value.to,
            printed: report.grounds.inspected.as_ref().map_or("", |e| e.printed.as_str()),
            basis: i.basis,
        }),
        published: report.published.as_ref().map(|p| p.value),
        published_from_file_name: report.file_date,
        inspectors: report.inspectors.iter().map(|i| i.value.as_str()).collect(),
        theme: report.theme.as_ref().map(|t| t.value.as_str()),
        written_statement_of_action: report.statement_of_action.as_ref().map(|s| s.value),
        progress: report.progress.as_ref().map(|p| p.value.as_str()),
        outcome: report.outcome.as_ref().map(|o| o.value),
        judgements: report.judgements.iter().map(judgement_row).collect(),
        sections: report.sections.iter().map(|s| section_row(s, place(s.block))).collect(),
        paragraphs: report.paragraphs.iter().map(|p| paragraph_row(report, p, place(p.block))).collect(),
        findings: report.findings.iter().map(finding_row).collect(),
        pages: some(report.pages),
        same_inspection,
        warnings: &report.warnings,
    }
}

fn judgement_row(judgement: &Judgement) -> JudgementRow<'_> {
    JudgementRow {
        group: judgement.group,
        area: judgement.area_key(),
        label: &judgement.label,
        grade: judgement.grade,
        printed: &judgement.evidence.printed,
        section: judgement.section.map(crate::report::SectionId::index),
        page: some(judgement.evidence.place.page),
        line: some(judgement.evidence.place.line),
    }
}

fn section_row(section: &Section, place: Place) -> SectionRow<'_> {
    SectionRow {
        level: section.level,
        heading: &section.heading,
        page: some(place.page),
        line: some(place.line),
        parent: section.parent.map(crate::report::SectionId::index),
    }
}

fn paragraph_row(report: &Report, paragraph: &Paragraph, place: Place) -> ParagraphRow {
    ParagraphRow {
        number: paragraph.number,
        section: paragraph.section.map(crate::report::SectionId::index),
        page: some(place.page),
        line: some(place.line),
        text: report.text(paragraph.block, paragraph.end),
    }
}

fn finding_row(finding: &Finding) -> FindingRow<'_> {
    FindingRow {
        kind: finding.kind,
        text: &finding.text,
        due: finding.due.as_deref(),
        addressed_to: finding.addressed_to.as_deref(),
        section: finding.section.map(crate::report::SectionId::index),
        paragraph: finding.paragraph,
        ordinal: finding.ordinal,
        page: some(finding.place.page),
        line: some(finding.place.line),
    }
}
