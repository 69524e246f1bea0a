//! The columns of a grid: which reports make one, what stands at their heads, and the rules between them.

use super::{Column, Rule};
use crate::library::ReportId;
use crate::query::recur::is_open;
use crate::report::{Area, Framework, Grade, Outcome, Report, Scale, Source};
use crate::typography::fold;

/// What a joint inspection was about in the words for the head of a column: a phrase of its theme, and the words. The more
/// particular phrases stand first, for a theme may name the wider one as well.
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
        Framework::YouthJustice => report.overall().map(Grade::words),
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

/// The theme of a joint inspection in the width of a column; `None` where the letter tells none that there are words for.
fn theme(report: &Report) -> Option<&'static str> {
    let theme = fold(&report.theme.as_ref()?.value);
    THEMES.iter().find(|(phrase, _)| theme.contains(phrase)).map(|&(_, words)| words)
}

/// How many things a report wants improved, or `None` where it has no list of them.
fn to_improve(report: &Report) -> Option<usize> {
    let count = report.findings.iter().filter(|f| is_open(f.kind)).count();
    (count > 0 || report.lists().any(is_open)).then_some(count)
}
