//! How we know: every fact of a report with its printed words, its place, and the rule and basis that took it.

use crate::app::wrap;
use crate::library::{Library, Problem, ReportId};
use crate::query::facts::{self, Stated, Tone};
use crate::report::{FindingId, Judgement};
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
    pub fn of(library: &Library, id: ReportId, judgement: Option<&Judgement>, finding: Option<FindingId>) -> Self {
        let mut page = Self::default();
        let Some(report) = library.report(id) else { return page };
        if let Some(judgement) = judgement {
            page.state(&facts::judgement(report, judgement), Role::of_grade(judgement.grade));
            page.gap();
        }
        if let Some(finding) = finding.and_then(|id| report.findings.get(id.index())) {
            page.state(&facts::finding(report, finding), Role::of_kind(finding.kind));
            page.gap();
        }
        page.title("The report");
        for fact in facts::of(library, id) {
            let role = if fact.tone == Tone::Warning { Role::NoticeWarn } else { Role::Text };
            page.state(&fact, role);
        }
        if !report.judgements.is_empty() {
            page.gap();
            page.title("Judgements");
            for judgement in &report.judgements {
                page.state(&facts::judgement(report, judgement), Role::of_grade(judgement.grade));
            }
        }
        page
    }

    /// Why a file was not read, in full.
    #[must_use]
    pub fn of_problem(problem: &Problem) -> Self {
        let mut page = Self::default();
        page.title("The file");
        page.push("path", problem.file.clone(), Role::Text);
        page.push("not read", problem.reason.clone(), Role::NoticeWarn);
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

    fn state(&mut self, fact: &Stated, role: Role) {
        self.push(fact.name, fact.value.clone(), role);
        for how in &fact.how {
            self.push("", how.clone(), Role::TextMuted);
        }
    }
}
