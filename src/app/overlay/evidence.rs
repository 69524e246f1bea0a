//! How we know: every fact of a report with its printed words, its place, and the rule and basis that took it.

use crate::app::{words, wrap};
use crate::report::{Basis, Evidence, FindingId, Judgement, Report};
use crate::theme::Role;

/// The column of the values.
const VALUES: usize = 17;

/// One line: words in the first column, words in the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// The name of the fact; empty on the lines that go on.
    pub name: String,
    /// What stands beside it.
    pub text: String,
    /// How it looks.
    pub role: Role,
}

/// The page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The lines in sight and out of it.
    pub lines: Vec<PageLine>,
    /// The first line in sight.
    pub top: usize,
    facts: Vec<PageLine>,
}

impl Page {
    /// What is known of a report; a judgement or finding under the bar goes first.
    #[must_use]
    pub fn of(report: &Report, judgement: Option<&Judgement>, finding: Option<FindingId>) -> Self {
        let mut page = Self::default();
        if let Some(judgement) = judgement {
            page.judgement(judgement);
            page.gap();
        }
        if let Some(finding) = finding {
            page.finding(report, finding);
            page.gap();
        }
        page.report(report);
        if !report.judgements.is_empty() {
            page.gap();
            page.title("Judgements");
            for judgement in &report.judgements {
                page.judgement(judgement);
            }
        }
        page
    }

    /// The column in which values stand.
    #[must_use]
    pub const fn column() -> usize {
        VALUES
    }

    /// Breaks the lines for a box this wide.
    pub fn wrap(&mut self, width: usize) {
        let cells = width.saturating_sub(VALUES);
        self.lines = self
            .facts
            .iter()
            .flat_map(|fact| {
                let mut lines = wrap::lines(&fact.text, cells);
                lines.resize(lines.len().max(1), String::new());
                lines.into_iter().enumerate().map(|(i, text)| PageLine {
                    name: if i == 0 { fact.name.clone() } else { String::new() },
                    text,
                    role: fact.role,
                })
            })
            .collect();
    }

    fn push(&mut self, name: &str, text: impl Into<String>, role: Role) {
        self.facts.push(PageLine { name: name.to_owned(), text: text.into(), role });
    }

    fn gap(&mut self) {
        self.push("", "", Role::Text);
    }

    fn title(&mut self, text: &str) {
        self.push(text, "", Role::TextHeading);
    }

    fn fact(&mut self, name: &str, value: impl Into<String>, evidence: &Evidence) {
        self.push(name, value, Role::Text);
        self.push("", source(evidence), Role::TextMuted);
    }

    fn judgement(&mut self, judgement: &Judgement) {
        let group = judgement.group.map(|g| format!("{g}: ")).unwrap_or_default();
        let value = format!("{group}{}: {}", judgement.area, judgement.grade);
        self.push("Judgement", value, Role::of_grade(judgement.grade));
        self.push("", format!("printed label: “{}”", judgement.label), Role::TextMuted);
        self.push("", source(&judgement.evidence), Role::TextMuted);
    }

    fn finding(&mut self, report: &Report, id: FindingId) {
        let Some(finding) = report.findings.get(id.index()) else { return };
        self.push(
            "Finding",
            format!("{}, number {} of its kind", finding.kind, finding.ordinal),
            Role::of_kind(finding.kind),
        );
        let section = finding.section.and_then(|s| report.section(s)).map(|s| format!("under “{}”", s.heading));
        let paragraph = finding.paragraph.map(|n| format!("paragraph {n}"));
        let place = words::place(finding.place);
        let parts: Vec<String> = section.into_iter().chain(paragraph).collect();
        self.push("", format!("{}{place}", parts.join(", ")), Role::TextMuted);
        let due = finding.due.iter().map(|d| format!("timescale as printed: {d}"));
        let to = finding.addressed_to.iter().map(|a| format!("addressed to {a}"));
        for line in due.chain(to) {
            self.push("", line, Role::TextMuted);
        }
    }

    fn report(&mut self, report: &Report) {
        self.title("The report");
        if let Some(title) = &report.title {
            self.fact("Title", title.value.clone(), &title.evidence);
        }
        match &report.authority {
            Some(authority) => self.fact("Authority", authority.value.clone(), &authority.evidence),
            None => self.push("Authority", "not known: no name in the text resolves to one", Role::NoticeWarn),
        }
        self.fact("Framework", report.framework.value.words(), &report.framework.evidence);
        self.fact("Source", report.source.value.words(), &report.source.evidence);
        if let Some(variant) = &report.variant {
            self.fact("Length", variant.value.words(), &variant.evidence);
        }
        if report.reinspection {
            self.push("", "the title calls it a re-inspection", Role::Text);
        }
        self.dates(report);
        for (i, inspector) in report.inspectors.iter().enumerate() {
            self.fact(
                if i == 0 { "Lead inspector" } else { "Inspector" },
                inspector.value.clone(),
                &inspector.evidence,
            );
        }
        if let Some(outcome) = &report.outcome {
            self.fact("Outcome", outcome.value.words(), &outcome.evidence);
        }
        for warning in &report.warnings {
            self.push("Warning", warning.clone(), Role::NoticeWarn);
        }
        let pages = if report.pages == 0 {
            String::new()
        } else {
            format!(", {}", words::count(report.pages as usize, "page", "pages"))
        };
        self.push("File", report.file.clone(), Role::Text);
        self.push("", format!("{}{pages}", report.format), Role::TextMuted);
    }

    fn dates(&mut self, report: &Report) {
        if let Some(inspected) = &report.inspected {
            self.fact("Inspected", words::period(inspected.value), &inspected.evidence);
        }
        if let Some(published) = &report.published {
            self.fact("Published", words::day(published.value), &published.evidence);
        }
        if let (Some(date), true) = (report.file_date, report.inspected.is_none()) {
            self.push("Date", format!("{} (date from the file name)", words::day(date)), Role::Text);
        }
    }
}

/// Where a fact comes from, in a sentence.
fn source(evidence: &Evidence) -> String {
    let place = words::place(evidence.place);
    let rule = evidence.rule.words();
    match evidence.basis {
        Basis::FileName => format!("from the file name “{}”; rule: {rule}", evidence.printed),
        Basis::Inferred | Basis::Length | Basis::Assigned if evidence.printed.is_empty() => {
            format!("{}; rule: {rule}", evidence.basis)
        }
        basis => format!("“{}”{place} · basis: {basis} · rule: {rule}", evidence.printed),
    }
}
