//! How a thing that can be gone to is called in one line, and by which words of its own it is found.
//!
//! Labels are made from the library when they are needed: a text that is held twice is memory for nothing.

use std::fmt::Write as _;

use super::Target;
use crate::library::Library;
use crate::query::words;
use crate::report::{Report, SectionId, Source, beginning};

/// The label of a thing that stands in the library.
pub(super) fn of(library: &Library, target: Target) -> String {
    if let Target::Authority(id) = target {
        return library.authority(id).map(|a| a.name.clone()).unwrap_or_default();
    }
    let Some(report) = target.report().and_then(|id| library.report(id)) else { return String::new() };
    let mut label = report.authority_name().unwrap_or(&report.file).to_owned();
    let short = report.framework.value.short();
    let year = report.date().map(|d| format!(" {}", d.year())).unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = match target {
        Target::Report(_) => write!(label, " · {}", report_words(report)),
        Target::Section(_, section) => write!(label, " · {short}{year} · {}", section_words(report, section)),
        _ => write!(label, "{year} · {}", own(library, target)),
    };
    label
}

/// The words of a thing itself, without those of the authority and the report that it belongs to.
pub(super) fn own(library: &Library, target: Target) -> String {
    let report = target.report().and_then(|id| library.report(id));
    let text = |report: &Report| match target {
        Target::Report(_) if report.authority_name().is_some() => report_words(report),
        Target::Report(_) => format!("{} {}", report.file, report_words(report)),
        Target::Section(_, section) => section_words(report, section),
        Target::Paragraph(..) | Target::Finding(..) => text(report, target).to_owned(),
        Target::Authority(_) | Target::Mark(_) | Target::Command(_) => String::new(),
    };
    report.map(|report| text(report)).unwrap_or_default()
}

/// The beginning of a paragraph or a finding. The rest is found by searching the words.
pub(super) fn text(report: &Report, target: Target) -> &str {
    match target {
        Target::Paragraph(_, at) => report.paragraphs.get(at).map(|p| p.begins.as_str()),
        Target::Finding(_, finding) => report.findings.get(finding.index()).map(|f| beginning(&f.text)),
        _ => None,
    }
    .unwrap_or_default()
}

/// The framework and the days of a report, and that it is only an account of one where it is.
pub(super) fn report_words(report: &Report) -> String {
    let short = report.framework.value.short();
    let short = match report.source.value {
        Source::Press => format!("{short}, press account"),
        _ => short.to_owned(),
    };
    match (&report.inspected, report.date()) {
        (Some(period), _) => format!("{short}, inspected {}", words::period(period.value)),
        (None, Some(date)) => format!("{short}, {}", words::day(date)),
        (None, None) => short,
    }
}

/// The heading of a section, with the grade of its judgement where the heading does not print it.
pub(super) fn section_words(report: &Report, id: SectionId) -> String {
    let Some(section) = report.section(id) else { return String::new() };
    let grade = report.judgements.iter().find(|j| j.section == Some(id)).map(|j| j.grade.words().to_lowercase());
    match grade.filter(|grade| !section.heading.to_lowercase().contains(grade.as_str())) {
        Some(grade) => format!("{}: {grade}", section.heading),
        None => section.heading.clone(),
    }
}
