//! The columns of a grid: which reports make one, what stands at their heads, and the rules between them.

use super::{Column, Rule};
use crate::library::ReportId;
use crate::query::recur::is_open;
use crate::report::{Area, Framework, Grade, Outcome, Report, Scale, Source};

/// What joint inspections were about: a phrase of their subject line, and the words for the head of a column.
/// The more particular phrases stand first, for a subject line may name the wider one as well.
const THEMES: &[(&str, &str)] = &[
    ("domestic abuse", "domestic abuse"),
    ("criminal exploitation", "criminal exploitation"),
    ("sexual exploitation", "sexual exploitation"),
    ("sexual abuse", "sexual abuse"),
    ("youth violence", "youth violence"),
    ("mental health", "mental health"),
    ("initial need and risk", "front door"),
    ("front door", "front door"),
    ("who need help", "early help"),
    ("early help", "early help"),
    ("neglect", "neglect"),
];

/// How many blocks from the top of a letter its subject line is looked for.
const SUBJECT_BLOCKS: usize = 25;

/// Words of headings under which things to improve are listed.
const LISTS: &[&str] = &["improve", "recommendation", "priority action", "areas for development"];

/// The head of each report's column.
pub(super) fn columns(reports: &[(ReportId, &Report)]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(reports.len());
    let mut last_graded: Option<&Report> = None;
    for (at, &(id, report)) in reports.iter().enumerate() {
        let graded = is_graded(report);
        let rule_before = match at.checked_sub(1).map(|before| reports[before].1) {
            None => Rule::None,
            Some(before) => rule(before, last_graded, report),
        };
        columns.push(Column {
            report: id,
            framework: report.framework.value,
            source: report.source.value,
            date: report.date(),
            graded,
            outcome: (!graded).then(|| outcome(report)),
            rule_before,
            to_improve: to_improve(report),
        });
        if graded {
            last_graded = Some(report);
        }
    }
    columns
}

/// Whether a report's grades belong on the rows of the grid. Youth justice is another service: its one grade is an
/// outcome and no judgement of the council's work for children.
fn is_graded(report: &Report) -> bool {
    !report.judgements.is_empty() && report.framework.value != Framework::YouthJustice
}

/// The rule between two columns. The scale is compared with the last graded report, letters between them or not.
fn rule(before: &Report, last_graded: Option<&Report>, now: &Report) -> Rule {
    let scale = |r: &Report| Some(r.framework.value.scale()).filter(|&s| s != Scale::None);
    let rows = |r: &Report| {
        let joint = r.judgements.iter().any(|j| j.area == Area::InCareAndCareLeavers);
        (is_graded(r), r.framework.value, r.source.value, joint)
    };
    let scales = last_graded.and_then(scale).zip(is_graded(now).then(|| scale(now)).flatten());
    match scales {
        Some((old, new)) if old != new => Rule::Scale,
        _ if rows(before) != rows(now) => Rule::Rows,
        _ => Rule::None,
    }
}

/// The words at the head of a column without grades.
fn outcome(report: &Report) -> String {
    let framework = report.framework.value;
    let words = match framework {
        _ if report.source.value == Source::Press => Some("press account"),
        Framework::Jtai => theme(report),
        Framework::AreaSend2023 => report.outcome.as_ref().map(|o| outcome_in_short(o.value)),
        Framework::YouthJustice => report.judgement(Area::Overall).map(|j| j.grade).map(Grade::words),
        _ => None,
    };
    // A framework with grades whose grid was not found in this file is not one without.
    let none = if framework.scale() == Scale::None { "no grades" } else { "no grades read" };
    words.unwrap_or(none).to_owned()
}

/// An outcome in the width of a column.
#[must_use]
pub const fn outcome_in_short(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::TypicallyPositive => "typically positive",
        Outcome::Inconsistent => "inconsistent",
        Outcome::WidespreadSystemicFailings => "systemic failings",
    }
}

/// What a joint inspection was about: by its title, else by the first lines that name a theme.
fn theme(report: &Report) -> Option<&'static str> {
    let title = report.title.iter().map(|t| t.value.as_str());
    let top = report.blocks.iter().filter(|b| b.is_text()).take(SUBJECT_BLOCKS).map(|b| b.text.as_str());
    title.chain(top).find_map(|text| {
        let text = text.to_lowercase();
        THEMES.iter().find(|(phrase, _)| text.contains(phrase)).map(|&(_, words)| words)
    })
}

/// How many things a report wants improved, or `None` where it has no list of them.
fn to_improve(report: &Report) -> Option<usize> {
    let count = report.findings.iter().filter(|f| is_open(f.kind)).count();
    let has_list = || {
        let headings = report.sections.iter().map(|s| s.heading.to_lowercase());
        headings.into_iter().any(|h| Grade::exactly(&h).is_none() && LISTS.iter().any(|words| h.contains(words)))
    };
    (count > 0 || has_list()).then_some(count)
}
